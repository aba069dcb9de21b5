"""HTML of our templates as elements, which generators look through for links to resolve."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)


def elements(html: str) -> Element:
    """An element without meaning of its own, around those of the HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root


class _Reader(HTMLParser):
    """Builds elements. The HTML is that of our templates: every element is closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("div")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens an element; an attribute without a value has its name as one."""
        tag = _CASES.get(tag, tag)
        values = {_CASES.get(n, n): n if value is None else value for n, value in attrs}
        if "xlink:href" in values:
            values["href"] = values.pop("xlink:href")
        if tag == "a" and "href" not in values:  # a link must lead somewhere, say generators
            tag = "g" if any(outer.tag == "svg" for outer in self._open) else "span"
        element = Element(tag, values)
        self._open[-1].append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Adds an empty element."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Closes the innermost element."""
        if tag not in VOID and len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Adds text to the open element."""
        element = self._open[-1]
        if len(element):
            element[-1].tail = (element[-1].tail or "") + data
        else:
            element.text = (element.text or "") + data


_CASES = {name.lower(): name for name in ("viewBox", "preserveAspectRatio", "textPath", "refX",
    "refY", "markerWidth", "markerHeight", "markerUnits", "patternUnits", "gradientUnits",
    "clipPath", "linearGradient", "textLength", "lengthAdjust", "pathLength")}  # fmt: skip
"""Names in pictures that the parser of HTML writes in small letters."""

_TOKEN = re.compile("\ue000([0-9]+)\ue001")


def fill(root: Element, answer: Callable[[int], str | None]) -> bool:
    """Puts the elements of an answer in place of each token in the texts of a tree; returns whether
    there were any.
    """
    found = False
    for parent in list(root.iter()):
        for place in _places(parent):
            found = _fill_place(parent, place, answer) or found
    _unwrap(root)
    return found


_BLOCKS = frozenset(("div", "section", "table", "ul", "ol", "dl", "figure"))


def _places(parent: Element) -> Iterator[Element | None]:
    """The texts within an element, from the last: those behind its children, and its first."""
    for child in reversed(list(parent)):
        if child.tail and "\ue000" in child.tail:
            yield child
    if parent.text and "\ue000" in parent.text:
        yield None


def _fill_place(
    parent: Element, before: Element | None, answer: Callable[[int], str | None]
) -> bool:
    """Fills the tokens of the text behind a child or, without one, at the beginning."""
    text = (before.tail if before is not None else parent.text) or ""
    pieces = _TOKEN.split(text)
    if len(pieces) == 1:
        return False
    at = 0 if before is None else list(parent).index(before) + 1
    last = before

    def add(words: str) -> None:
        if last is None:
            parent.text = (parent.text or "") + words
        else:
            last.tail = (last.tail or "") + words

    if before is None:
        parent.text = pieces[0]
    else:
        before.tail = pieces[0]
    for number, words in zip(pieces[1::2], pieces[2::2], strict=True):
        html = answer(int(number))
        if html is None:
            add(f"\ue000{number}\ue001{words}")
            continue
        made = elements(html)
        add((made.text or "").strip("\n"))
        for element in made:
            parent.insert(at, element)
            at += 1
            last = element
        add(words)
    return True


def _unwrap(root: Element) -> None:
    """Takes what is a block by itself out of the paragraph that was made for its token."""
    for parent in list(root.iter()):
        for index, child in enumerate(list(parent)):
            alone = child.tag == "p" and len(child) == 1 and child[0].tag in _BLOCKS
            if alone and not (child.text or "").strip() and not (child[0].tail or "").strip():
                child[0].tail = child.tail
                parent[index] = child[0]
