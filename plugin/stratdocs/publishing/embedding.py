"""Views and links in written pages, and their answers in one build, for every generator.

Blocks and links become tokens before the Markdown is converted, since no conversion changes those;
a host replaces the tokens by the answers afterwards.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from urllib.parse import quote

from stratdocs.markdowntext.scan import Block, Link, PageRequests, scan, with_replacements
from stratdocs.model.finding import Finding, StratdocsError
from stratdocs.site.embeds import BlockAnswer, PageReader
from stratdocs.site.rendering import Renderer, token, with_unique_ids, without_tokens
from stratdocs.site.views.page import Ref, SiteContext


def mention(context: SiteContext, identity: str) -> Ref | None:
    """The link to the item that a text names in square brackets, with its status."""
    entity = context.stack.get(identity)
    return context.ref(entity) if entity is not None else None


class Embedding:
    """The blocks and links of the written pages of one build, and their answers.

    `sources` has the source file of each page by its path, `report` receives what is wrong with
    blocks and links. With `survive`, the error of a template is shown on the page. Tokens are
    numbered from `first`, so that the strategies of one site do not answer for each other.
    """

    def __init__(
        self,
        written: PageReader,
        context: SiteContext,
        renderer: Renderer,
        sources: Mapping[str, str],
        *,
        report: Callable[[Iterable[Finding]], None],
        survive: bool,
        first: int = 0,
    ) -> None:
        self._written = written
        self._context = context
        self._renderer = renderer
        self._sources = sources
        self._report = report
        self._survive = survive
        self._first = first
        self._answers: list[Callable[[set[str]], str]] = []
        self._given: dict[str, set[int]] = {}

    def with_tokens(
        self,
        markdown: str,
        path: str,
        source: str,
        keep: Callable[[PageRequests], PageRequests] = lambda written: written,
        known: Collection[int] = (),
    ) -> str | None:
        """A written page with tokens in place of its blocks and links, or of those of them to
        `keep`; None if it stays as it is. Tokens that are `known` were put there before.

        `path` is the path of the page in messages, `source` the one below the folder of pages.
        """
        typed, markdown = markdown, without_tokens(markdown, known)
        written = keep(scan(markdown))
        if not written.blocks and not written.links:
            return None if markdown == typed else markdown
        self._report(self._written.unknown_links(path, written))
        given = self._given.setdefault(source, set())

        def block(block: Block) -> str:
            answer = self._written.answer(path, block)
            self._report(answer.findings)
            number = self._add(lambda used_ids: self._view(answer, used_ids))
            given.add(number)
            return block_token(block, number)

        def link(link: Link) -> str:
            if link.heading:  # its words become part of the table of contents and the heading's id
                return self._markdown_link(link, source)
            number = self._add(lambda _: self._renderer.mention(link.id, link.text))
            given.add(number)
            return token(number)

        return with_replacements(markdown, written, block, link)

    def given(self, source: str) -> Collection[int]:
        """The numbers of the tokens that are in a page."""
        return self._given.get(source, ())

    def answer(self, number: int, used_ids: set[str]) -> str | None:
        """The HTML for the token of that number; `used_ids` are those of its page, to which its
        own are added. None if there is no such token.
        """
        number -= self._first
        return self._answers[number](used_ids) if 0 <= number < len(self._answers) else None

    def _add(self, answer: Callable[[set[str]], str]) -> int:
        """The number of an answer, which is called with the ids that its page already uses."""
        self._answers.append(answer)
        return self._first + len(self._answers) - 1

    def _view(self, answer: BlockAnswer, used_ids: set[str]) -> str:
        if answer.view is None:
            return self._renderer.embed_error(finding.message for finding in answer.findings)
        try:
            html = self._renderer.embed(answer.view, answer.view.data(self._context, answer.ask))
        except StratdocsError as error:
            if not self._survive:
                raise
            return self._renderer.embed_error([str(error)])
        return with_unique_ids(html, used_ids)

    def _markdown_link(self, link: Link, source: str) -> str:
        """A Markdown link, which the host checks and resolves."""
        entity = self._context.stack.get(link.id)
        words = without_markup(link.text or (entity.title if entity is not None else link.id))
        target = self._sources.get(self._context.path(entity)) if entity is not None else None
        if target is None:
            return words
        relative = posixpath.relpath(target, posixpath.dirname(source) or ".")
        return f"[{words}]({quote(relative)})"


def block_token(block: Block, number: int) -> str:
    """The token of a block, as a paragraph of its own where the block is."""
    return f"{block.quote}\n{block.quote}{block.indent}{token(number)}\n{block.quote}"


def without_markup(text: str) -> str:
    """A text in Markdown in which no sign means anything, whatever extensions a site uses."""
    return re.sub(r"[^\w\s,.;]|_", lambda sign: f"&#{ord(sign[0])};", text)
