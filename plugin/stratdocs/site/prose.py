"""Markdown of strategy texts to safe HTML: the site's extensions, without raw HTML."""

from __future__ import annotations

import re

import nh3
from markdown import Markdown

_WITHOUT_MARKUP = re.compile(r"[^\n*_`\[\]<>#&\\!|~\"{}]*")
_TAGS = {
    "a", "blockquote", "br", "code", "dd", "dl", "dt", "em", "h3", "h4", "h5", "h6", "hr", "li",
    "ol", "p", "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}}
_SCHEMES = {"http", "https", "mailto"}


class Prose:
    """Converts texts; keeps its converter, which is slow to make."""

    def __init__(self) -> None:
        self._markdown = Markdown(extensions=["tables", "sane_lists"])
        self._markdown.preprocessors.deregister("html_block")
        self._markdown.inlinePatterns.deregister("html")

    def html(self, text: str) -> str:
        """The text as HTML. Typed tags are shown as text; headings start at the third level."""
        if _WITHOUT_MARKUP.fullmatch(text) and not re.match(r"\s*(?:[-+]|\d+\.)\s", text):
            return f"<p>{text.strip()}</p>"
        html = self._markdown.reset().convert(text)
        html = re.sub(r"<(/?)h[12]>", r"<\1h3>", html)
        return nh3.clean(
            html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="noopener"
        )
