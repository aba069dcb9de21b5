"""Views and links in pages that people write: the answers of one build.

Blocks and links become tokens before the Markdown is converted, which no conversion changes; the
tokens become HTML afterwards.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import quote

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as HostPage

from stratdocs.markdowntext.scan import Block, Link, rewritten, scan
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


def mentioned(context: SiteContext, identity: str) -> Ref | None:
    """What a text names in square brackets, with its state as pages show it."""
    entity = context.stack.get(identity)
    if entity is None:
        return None
    return context.ref(entity)._replace(status=context.progress.status(entity))


class Embedding:
    """What the written pages of one build ask, and the answers."""

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
        """What other plugins wrote into pages and is bad enough to stop the build."""

    def with_tokens(self, markdown: str, path: str, file: File) -> str | None:
        """A written page with tokens in the place of its blocks and links; None where it has none.

        `path` is the page's as messages show it.
        """
        written = scan(markdown)
        if not written.blocks and not written.links:
            return None
        self._report(self._written.unknown_links(path, written))

        def block(block: Block) -> str:
            asked = self._written.answer(path, block)
            self._report(asked.findings)
            mark = self._token(lambda taken: self._view(asked, taken))
            return f"{block.quote}\n{block.quote}{block.indent}{mark}\n{block.quote}"

        def link(link: Link) -> str:
            if link.heading:  # its words go into the table of contents and the heading's address
                return self._markdown_link(link, file)
            return self._token(lambda _: self._renderer.mention(link.id, link.text))

        return rewritten(markdown, written, block, link)

    def with_answers(self, html: str, page: HostPage) -> str:
        """HTML with the answers in the place of the tokens."""
        taken = ids(html)

        def answer(number: int) -> str | None:
            return self._answers[number](taken) if number < len(self._answers) else None

        found = fill_tokens(html, answer)
        if found is html:
            return html
        if page.present_anchor_ids is not None:
            page.present_anchor_ids = {*page.present_anchor_ids, *taken}
        return found.replace(ROOT, root(page))

    def _token(self, answer: Callable[[set[str]], str]) -> str:
        """The token for an answer, which is given the ids that its page has already."""
        self._answers.append(answer)
        return token(len(self._answers) - 1)

    def _report(self, findings: Iterable[Finding]) -> None:
        """Reports what was not found when all pages were read: other plugins wrote it since."""
        new = [finding for finding in findings if _key(finding) not in self._reported]
        self._reported.update(map(_key, new))
        self.stopping += self._log.report(new)

    def _view(self, asked: BlockAnswer, taken: set[str]) -> str:
        if asked.view is None:
            return self._renderer.embed_error(finding.message for finding in asked.findings)
        try:
            html = self._renderer.embed(asked.view, asked.view.data(self._context, asked.ask))
        except StratdocsError as error:
            if not self._log.serving:
                raise PluginError(f"stratdocs: {error}") from error
            return self._renderer.embed_error([str(error)])
        return with_unique_ids(html, taken)

    def _markdown_link(self, link: Link, file: File) -> str:
        """A link of Markdown's own, which the host turns into an address and checks."""
        entity = self._context.stack.get(link.id)
        title = link.text or (entity.title if entity is not None else link.id)
        words = re.sub(r"[^\w\s,.:;]", lambda sign: f"&#{ord(sign[0])};", title)
        target = self._sources.get(self._context.path(entity)) if entity is not None else None
        if target is None:
            return words
        way = posixpath.relpath(target, posixpath.dirname(file.src_uri) or ".")
        return f"[{words}]({quote(way)})"


def _key(finding: Finding) -> tuple[str, str, str]:
    """What makes a finding of a page the same, though other plugins moved its line."""
    return finding.rule, finding.span.path, finding.message


def _text(file: File) -> str:
    """What a written page says; nothing where it is not text, which the host reports."""
    try:
        return file.content_string
    except (OSError, UnicodeDecodeError):
        return ""
