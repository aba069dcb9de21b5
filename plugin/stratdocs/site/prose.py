"""Markdown of strategy texts to safe HTML: the site's extensions, without raw HTML."""

from __future__ import annotations

import re
from html import escape
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from stratdocs.markdowntext.shown import SCHEMES, is_shown_as_typed, scheme_of

_WITHOUT_MARKUP = re.compile(r"[^\n*_`\[\]<>#&\\!|~\"{}]*")
_TAGS = {
    "a", "blockquote", "br", "code", "dd", "dl", "dt", "em", "h3", "h4", "h5", "h6", "hr", "li",
    "ol", "p", "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}}
_AFTER_INLINE = 15
"""The priority of a step behind that which finds links and pictures."""


class Prose:
    """Converts texts; keeps its converter, which is slow to make."""

    def __init__(self) -> None:
        self._markdown = _converter()

    def html(self, text: str) -> str:
        """The text as HTML. Typed tags are shown as text; headings start at the third level."""
        if _WITHOUT_MARKUP.fullmatch(text) and not re.match(r"\s*(?:[-+]|\d+\.)\s", text):
            return f"<p>{text.strip()}</p>"
        if not text.isascii():  # half a character, as bytes that are not UTF-8 leave it, is none
            text = text.encode("utf-8", "replace").decode()
        if is_shown_as_typed(text):
            return _as_typed(text)
        try:
            html = self._markdown.reset().convert(text)
        except RecursionError:
            self._markdown = _converter()  # the old one is in the middle of its work
            return _as_typed(text)
        html = re.sub(r"<(/?)h[12]>", r"<\1h3>", html)
        return nh3.clean(
            html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=set(SCHEMES), link_rel="noopener"
        )


def _converter() -> Markdown:
    converter = Markdown(extensions=["tables", "sane_lists"])
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    converter.treeprocessors.register(_Words(), "stratdocs-words", _AFTER_INLINE)
    return converter


class _Words(Treeprocessor):
    """Leaves the words of what pages do not show: a picture would ask another host, or a file that
    is not there, and a link to an unknown scheme leads nowhere.
    """

    def run(self, root: Element) -> None:
        """Turns pictures and such links into plain words."""
        for element in root.iter():
            if element.tag == "img":
                words = element.get("alt") or element.get("src") or ""
                element.text = AtomicString(words)
            elif element.tag == "a" and not _is_linked(address := element.get("href") or ""):
                last = list(element)[-1:]
                for holder in last:
                    holder.tail = AtomicString(f"{holder.tail or ''} ({address})")
                if not last and (element.text or "") != address:
                    element.text = AtomicString(f"{element.text or ''} ({address})")
            else:
                continue
            element.tag = "span"  # which is no element of a page: its content stays
            element.attrib.clear()


def _is_linked(address: str) -> bool:
    scheme = scheme_of(address)
    return not scheme or scheme in SCHEMES


def _as_typed(text: str) -> str:
    """The text with its lines, and nothing of it read as Markdown."""
    return f"<p>{'<br>'.join(map(escape, text.strip().splitlines()))}</p>"
