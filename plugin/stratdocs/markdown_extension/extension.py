"""The extension itself: what Python-Markdown calls, before and after it converts a page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from stratdocs.markdown_extension.answers import Answers, Settings, error_html
from stratdocs.markdown_extension.elements import fill
from stratdocs.markdowntext.scan import scan, with_replacements
from stratdocs.model.finding import StratdocsError
from stratdocs.publishing.embedding import block_token
from stratdocs.publishing.markdown_page import GENERATOR
from stratdocs.site.rendering import fill_tokens, without_tokens

AFTER_CONTENTS = 2
"""The place of our elements: after the table of contents has taken the headings of the page, before
MkDocs resolves links.
"""
BEFORE_FENCES = 29
"""The place among preprocessors: after snippets are in the page, before fences become code."""
AFTER_RAW_HTML = -10
"""The place among postprocessors: after raw HTML is back in the page."""


class StratdocsExtension(Extension):
    """Fills in the blocks and links of written pages."""

    def __init__(self, **settings: Any) -> None:
        self.config = {
            "source": ["", "The folder of the strategy's YAML, from the settings file."],
            "pages": ["", "The folder of exported pages, below the folder of pages."],
            "manual": [
                "",
                "`link` for links to the published manual, where pages of it are missing.",
            ],
            "today": ["", "Fixes the clock."],
            "templates": ["", "The site's own templates, from the settings file."],
        }
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # named by Markdown
        """Registers what is called for each page."""
        page = _Page(md, {name: str(self.getConfig(name) or "") for name in self.config})
        md.registerExtension(self)
        md.preprocessors.register(_Before(page), "stratdocs", BEFORE_FENCES)
        md.treeprocessors.register(_Within(page), "stratdocs", AFTER_CONTENTS)
        md.postprocessors.register(_After(page), "stratdocs", AFTER_RAW_HTML)


class _Page:
    """The page that is converted, and its answers."""

    def __init__(self, md: Markdown, settings: dict[str, str]) -> None:
        self.md = md
        self._settings = settings
        self._answer: Callable[[int, set[str]], str | None] = lambda _number, _ids: None
        self.used_ids: set[str] = set()

    def begin(self, text: str) -> str | None:
        """The page with tokens; None if it stays as it is."""
        self.used_ids = set()
        self._answer = lambda _number, _ids: None
        typed, text = text, without_tokens(text)
        requests = scan(text)
        if not requests.blocks and not requests.links:
            return None if text == typed else text
        host = _host(self.md)
        try:
            answers = Answers(Settings(docs=host.docs, home=host.home, **self._settings), host.page)
            tokens = answers.with_tokens(text)
        except StratdocsError as error:
            message = error_html(str(error))
            self._answer = lambda _number, _ids: message
            return with_replacements(
                text,
                requests,
                lambda block: block_token(block, 0),
                lambda link: link.text or link.id,
            )
        self._answer = answers.html
        return tokens

    def html(self, number: int) -> str | None:
        """The HTML for a token."""
        return self._answer(number, self.used_ids)


class _Before(Preprocessor):
    """Puts tokens in place of blocks and links."""

    def __init__(self, page: _Page) -> None:
        super().__init__(page.md)
        self.page = page

    def run(self, lines: list[str]) -> list[str]:
        """The lines with tokens."""
        text = self.page.begin("\n".join(lines))
        return lines if text is None else text.split("\n")


class _Within(Treeprocessor):
    """Puts elements in place of tokens, so that the host resolves their links."""

    def __init__(self, page: _Page) -> None:
        super().__init__(page.md)
        self.page = page

    def run(self, root: Element) -> None:
        """Fills the tree."""
        self.page.used_ids |= {found for e in root.iter() if (found := e.get("id")) is not None}
        fill(root, self.page.html)


class _After(Postprocessor):
    """Fills tokens in raw HTML, and resolves the links of raw HTML where the host does not."""

    def __init__(self, page: _Page) -> None:
        super().__init__(page.md)
        self.page = page

    def run(self, text: str) -> str:
        """The HTML of the whole page."""
        host = _host(self.page.md)

        def answer(number: int) -> str | None:
            html = self.page.html(number)
            return None if html is None else host.resolved(html)

        text = fill_tokens(text, answer)
        return host.resolved(text) if host.exported else text


# --- hosts ----------------------------------------------------------------------------------------


class _Host:
    """What a generator says of the page: here one that says nothing."""

    home = ""
    docs = ""
    page = "page.md"
    exported = False
    """Whether the page is one of ours and its links are not resolved by the host."""

    def resolved(self, html: str) -> str:
        """HTML whose links to files are addresses, unless the host resolves them."""
        return html


class _Zensical(_Host):
    """Zensical resolves links in all HTML."""

    def __init__(self, context: Any) -> None:
        self.home = str(context.config.get("root_dir") or "")
        self.docs = str(Path(self.home, str(context.config.get("docs_dir") or "docs")))
        self.page = str(context.page.path)


_HREF = re.compile(r'(?<= href=")(?P<path>[^":#?]+)(?P<rest>[#?][^"]*)?(?=")')


class _MkDocs(_Host):
    """MkDocs and ProperDocs resolve the links of Markdown, but not those of raw HTML."""

    def __init__(self, links: Any) -> None:
        self._links = links
        self.home = str(Path(links.config.config_file_path or "mkdocs.yml").parent)
        self.docs = str(links.config.docs_dir)
        self.page = str(links.file.src_uri)
        meta = getattr(links.file.page, "meta", None) or {}
        self.exported = meta.get("generator") == GENERATOR

    def resolved(self, html: str) -> str:
        """HTML whose links to files are addresses."""
        return _HREF.sub(self._address, html)

    def _address(self, link: re.Match[str]) -> str:
        folder = posixpath.dirname(self.page)
        uri = posixpath.normpath(posixpath.join(folder, unquote(link["path"])))
        file = self._links.files.get_file_from_path(uri)
        if file is None:
            return link[0]
        return escape(file.url_relative_to(self._links.file)) + (link["rest"] or "")


def _host(md: Markdown) -> _Host:
    """The generator that converts the page, known by what it adds to Markdown."""
    for name, processor in ((p.__class__.__name__, p) for p in md.preprocessors):
        if name == "ContextPreprocessor":
            return _Zensical(processor)
    if "relpath" in md.treeprocessors:
        return _MkDocs(md.treeprocessors["relpath"])
    return _Host()
