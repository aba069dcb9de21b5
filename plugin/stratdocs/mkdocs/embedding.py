"""Views and links in written pages, and their answers in one build.

Blocks and links become tokens before the Markdown is converted, since no conversion changes those;
the tokens become HTML afterwards.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import quote

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as HostPage

from stratdocs.markdowntext.scan import Block, Link, scan, with_replacements
from stratdocs.mkdocs.findings import FindingLog
from stratdocs.mkdocs.page import ids, root
from stratdocs.mkdocs.settings import Folders
from stratdocs.model.finding import Finding, StratdocsError
from stratdocs.site.embeds import BlockAnswer, PageReader
from stratdocs.site.rendering import ROOT, Renderer, fill_tokens, token, with_unique_ids
from stratdocs.site.views.page import Ref, SiteContext


def page_findings(written: PageReader, files: Files, folders: Folders) -> Iterator[Finding]:
    """What is wrong with the blocks and links of the written pages."""
    for file in files.documentation_pages():
        yield from written.findings(folders.page(file), _text(file))


def mention(context: SiteContext, identity: str) -> Ref | None:
    """The link to the item that a text names in square brackets, with its status."""
    entity = context.stack.get(identity)
    return context.ref(entity) if entity is not None else None


class Embedding:
    """The blocks and links of the written pages of one build, and their answers."""

    def __init__(
        self,
        written: PageReader,
        context: SiteContext,
        renderer: Renderer,
        sources: Mapping[str, str],
        log: FindingLog,
        reported: Iterable[Finding],
    ) -> None:
        self._written = written
        self._context = context
        self._renderer = renderer
        self._sources = sources
        self._log = log
        self._reported = {_key(finding) for finding in reported}
        self._answers: list[Callable[[set[str]], str]] = []
        self.stopping: list[Finding] = []
        """Findings that stop the build, about what other plugins wrote into pages."""

    def with_tokens(self, markdown: str, path: str, file: File) -> str | None:
        """A written page with tokens in place of its blocks and links; None if it has none.

        `path` is the path of the page in messages.
        """
        written = scan(markdown)
        if not written.blocks and not written.links:
            return None
        self._report(self._written.unknown_links(path, written))

        def block(block: Block) -> str:
            answer = self._written.answer(path, block)
            self._report(answer.findings)
            placeholder = self._token(lambda used_ids: self._view(answer, used_ids))
            return f"{block.quote}\n{block.quote}{block.indent}{placeholder}\n{block.quote}"

        def link(link: Link) -> str:
            if link.heading:  # its words become part of the table of contents and the heading's id
                return self._markdown_link(link, file)
            return self._token(lambda _: self._renderer.mention(link.id, link.text))

        return with_replacements(markdown, written, block, link)

    def with_answers(self, html: str, page: HostPage) -> str:
        """HTML with answers in place of the tokens."""
        used_ids = ids(html)

        def answer(number: int) -> str | None:
            return self._answers[number](used_ids) if number < len(self._answers) else None

        answered = fill_tokens(html, answer)
        if answered is html:
            return html
        if page.present_anchor_ids is not None:
            page.present_anchor_ids = {*page.present_anchor_ids, *used_ids}
        return answered.replace(ROOT, root(page))

    def _token(self, answer: Callable[[set[str]], str]) -> str:
        """The token for an answer, which is called with the ids that its page already uses."""
        self._answers.append(answer)
        return token(len(self._answers) - 1)

    def _report(self, findings: Iterable[Finding]) -> None:
        """Reports the findings that were not there when the pages were read: other plugins wrote
        them.
        """
        new = [finding for finding in findings if _key(finding) not in self._reported]
        self._reported.update(map(_key, new))
        self.stopping += self._log.report(new)

    def _view(self, answer: BlockAnswer, used_ids: set[str]) -> str:
        if answer.view is None:
            return self._renderer.embed_error(finding.message for finding in answer.findings)
        try:
            html = self._renderer.embed(answer.view, answer.view.data(self._context, answer.ask))
        except StratdocsError as error:
            if not self._log.serving:
                raise PluginError(f"stratdocs: {error}") from error
            return self._renderer.embed_error([str(error)])
        return with_unique_ids(html, used_ids)

    def _markdown_link(self, link: Link, file: File) -> str:
        """A Markdown link, which the host checks and resolves."""
        entity = self._context.stack.get(link.id)
        title = link.text or (entity.title if entity is not None else link.id)
        words = re.sub(r"[^\w\s,.:;]", lambda sign: f"&#{ord(sign[0])};", title)
        target = self._sources.get(self._context.path(entity)) if entity is not None else None
        if target is None:
            return words
        relative = posixpath.relpath(target, posixpath.dirname(file.src_uri) or ".")
        return f"[{words}]({quote(relative)})"


def _key(finding: Finding) -> tuple[str, str, str]:
    """What identifies a finding of a page, even if other plugins moved its line."""
    return finding.rule, finding.span.path, finding.message


def _text(file: File) -> str:
    """The text of a written page; empty if it is not text, which the host reports."""
    try:
        return file.content_string
    except (OSError, UnicodeDecodeError):
        return ""
