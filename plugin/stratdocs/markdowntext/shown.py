"""What pages show of a Markdown text: the addresses that links may have, the pictures that are left
out, and texts whose markup is too much for a converter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from stratdocs.markdowntext.scan import without_code

SCHEMES = frozenset(("http", "https", "mailto"))
"""What the address of a link may begin with; one without any is a path."""
MAX_NESTING = 30
"""Lists and quotations within each other."""
MAX_WORK = 5_000_000
"""Steps that a converter may take for a text, as `_work` estimates them: about a second."""
LONG = 2_000
"""Characters that a text must have to take so many: its square is less."""
MANY = 200
"""Brackets in one paragraph that are too many for a shorter text too, if they are a quarter of it
or more: thousands of such texts would add up.
"""


class NotShown(NamedTuple):
    """A part of a text that pages show in a different way than its author meant."""

    what: str
    """`picture` or `link`."""
    words: str
    """Its words, which are shown."""
    address: str


def is_shown_as_typed(text: str) -> bool:
    """Whether a text is shown as it was typed, as its markup is too deep or too dense.

    Converters recurse for each list within a list, and look at the rest of a paragraph again for
    each bracket and heading in it.
    """
    if len(text) < 2 * MAX_NESTING:
        return False
    if may_be_deep(text):
        lines = text.expandtabs(4).split("\n")
        if any(_DEEP.match(line) and not _RULER.fullmatch(line) for line in lines):
            return True
    if len(text) > LONG and _work(text) > MAX_WORK:
        return True
    return text.count("[") > MANY and any(map(_is_dense, _PARTS.split(text)))


def may_be_deep(text: str) -> bool:
    """Whether there may be lists too deep within each other: a quick look."""
    if " " * (4 * MAX_NESTING) in text or "\t" * MAX_NESTING in text:
        return True
    signs = text.encode("utf-8", "replace").translate(None, _NO_SIGNS)
    return _MANY_SIGNS.search(signs) is not None and _DEEP_ANYWHERE.search(text) is not None


_MARK = r"(?:[-+*]|\d{1,9}[.)])[ \t]|>[ \t]?"
_DEEP = re.compile(
    rf"[ \t]*(?:(?:{_MARK})[ \t]{{0,9}}){{{MAX_NESTING}}}|[ \t]{{{4 * MAX_NESTING},}}(?:{_MARK})"
)
_DEEP_ANYWHERE = re.compile(rf"(?:(?:{_MARK})[ \t]{{0,9}}){{{MAX_NESTING}}}")
_NO_SIGNS = bytes(set(range(256)) - set(b"-+*.)>\n"))
"""All but what each mark of a list has, and the ends of lines."""
_MANY_SIGNS = re.compile(rf".{{{MAX_NESTING}}}".encode())
"""As many in a line as lists too deep have: the pattern above looks at each letter of a text."""
_RULER = re.compile(r"[ \t]*(?:(?:-[ \t]*)+|(?:\*[ \t]*)+|(?:_[ \t]*)+)")
_HEADING = re.compile(r"(?m)^ {0,3}(?:#{1,6}|[-=*_][-=*_ \t]*$)")


def _work(text: str) -> int:
    """How much a converter does: each bracket and heading costs the length of its paragraph."""
    return sum(
        len(part) * (part.count("[") + len(_HEADING.findall(part))) for part in _PARTS.split(text)
    )


def _is_dense(part: str) -> bool:
    return (brackets := part.count("[")) > MANY and 4 * brackets >= len(part)


_PARTS = re.compile(r"\n[ \t]*(?=\n|\||(?:[-+*]|\d{1,9}[.)])[ \t]+\S)")
"""Where a paragraph ends, an item of a list or a row of a table begins."""


def not_shown(text: str) -> Iterator[NotShown]:
    """The pictures of a text, and its links to addresses that no page links to."""
    if "](" not in text and "][" not in text:
        return
    text = without_code(text) if "`" in text or "~~~" in text or "<!--" in text else text
    for match in _PICTURE.finditer(text):
        address = match["address"]
        if address is not None or "]:" in text:
            yield NotShown("picture", match["words"].strip(), address or "")
    for match in _LINK.finditer(text):
        if match["scheme"].lower() not in SCHEMES:
            yield NotShown("link", match["words"].strip(), match["address"])


_WORDS = r"\[(?P<words>[^\[\]\n]{0,300})\]"
_ADDRESS = r"(?:[^\s()<>]|\([^\s()<>]{0,99}\)){0,2000}"
_REST = r"(?:\s{1,9}[\"'(][^\n]{0,300})?\s{0,9}\)"
_PICTURE = re.compile(
    rf"(?<!\\)!{_WORDS}(?:\(\s{{0,9}}<?(?P<address>{_ADDRESS})>?{_REST}|\[[^\[\]\n]{{0,99}}\])"
)
_LINK = re.compile(
    rf"(?<![!\\]){_WORDS}\(\s{{0,9}}<?"
    rf"(?P<address>(?P<scheme>[a-zA-Z][a-zA-Z0-9+.-]{{0,30}}):{_ADDRESS})>?{_REST}"
)


def scheme_of(address: str) -> str:
    """What an address begins with, as browsers read it; empty for a path."""
    match = re.match(r"([a-z][a-z0-9+.-]*):", re.sub(r"[\x00-\x20]", "", address), re.IGNORECASE)
    return match[1].lower() if match else ""
