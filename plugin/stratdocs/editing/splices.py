"""Edits as splices: what is cut and pasted, and what the text must say afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, NoReturn

from stratdocs.editing.layout import LocatedText
from stratdocs.editing.proof import Check
from stratdocs.editing.yaml_writer import Style
from stratdocs.model.finding import StratdocsError
from stratdocs.yamltext.source import Node


class EditRefused(StratdocsError):
    """An edit that can't be made without changing something else; nothing was changed."""


def refuse(name: str, why: str) -> NoReturn:
    """Refuses the edit of that name, for that reason."""
    raise EditRefused(f"{name} {why}; nothing was changed")


class Splice(NamedTuple):
    """The offsets of start and end, and the text that replaces what is between them."""

    start: int
    end: int
    text: str


class Step(NamedTuple):
    """An edit as splices of a text, and how the nodes read afterwards differ from before."""

    splices: tuple[Splice, ...]
    keys: Mapping[tuple[int, int], str] = {}
    """New names of keys, by line and column."""
    values: Mapping[int, Check] = {}
    """Checks of changed values, by the id of the node."""
    removed: frozenset[int] = frozenset()
    """The ids of the removed nodes."""
    added: tuple[tuple[int, int, str | None, Check], ...] = ()
    """What is new in a list or mapping: the id of its node, the number before which it comes, its
    key, and the check of its value."""
    root: tuple[str, Check] | None = None
    """The only key of a document that was empty."""


class Payload(NamedTuple):
    """Something to insert, in each form that a place may need."""

    lines: Callable[[Style], list[str]]
    """Its lines as an item with its hyphen, or as a pair with its key, from the first column."""
    inline: Callable[[Style], str | None]
    """Its text within brackets; None if impossible."""
    value: Callable[[str, Style], tuple[str, list[str]]] | None
    """As a list of one below a key: the text after the colon, and the lines below; None if only as
    lines."""
    check: Check
    key: str | None = None
    blank_lines: int = 0
    """The number of blank lines between it and its neighbours."""
    unended: bool = True
    """Whether the last line means the same without its line break."""


class SplicedText(LocatedText):
    """A text that is cut and pasted by whole lines, or between characters."""

    def with_splices(self, splices: Iterable[Splice]) -> str:
        """The text after splices that do not overlap."""
        parts: list[str] = []
        at = 0
        for start, end, text in sorted(splices, key=lambda splice: splice[:2]):
            parts.extend((self.text[at:start], text))
            at = max(at, end)
        parts.append(self.text[at:])
        return "".join(parts)

    def line_splice(self, line: int, lines: Sequence[str], *, unended: bool = True) -> Splice:
        """The splice that puts lines before a line; after the last, the end of the text stays if
        possible.
        """
        at = self.line_start(line)
        text = self.line_break.join(lines)
        if at == len(self.text) > int(self.text.startswith("\ufeff")):
            if not self.text.endswith(("\n", "\r")):
                return Splice(at, at, self.line_break + text + self.line_break * (not unended))
        return Splice(at, at, text + self.line_break)

    def line_cut(self, first: int, behind: int, *, unended: bool = True) -> Splice:
        """The splice that cuts lines, the last one excluded; the end of the text stays if
        possible.
        """
        start, end = self.line_start(first), self.line_start(behind)
        ended = self.text.endswith(("\n", "\r"))
        if end == len(self.text) and not ended and first and unended:
            start = self.line_start(first - 1) + len(self.line(first - 1))
        return Splice(start, end, "")

    def behind_key(self, node: Node) -> int | None:
        """The offset after the colon or hyphen before a value; None if there is none."""
        start = self.offset(node.start)
        if node.key >= 0:
            match = _COLON.match(self.text, self.offset(node.key) + node.key_size)
            return None if match is None or match.end() > start else match.end()
        ahead = self.text[self.line_start(self.line_at(start)) : start]
        return start - len(ahead) + len(ahead.rstrip()) if ahead.strip() else None


_COLON = re.compile(r"[ \t]*:")
REST = re.compile(r"[ \t]*(?P<comma>,[ \t]*)?(?P<comment>(?<=[ \t,])#)?(?P<break>\r\n|\r|\n|\Z)?")
"""What may follow an element in brackets on its line."""


def shifted(lines: Iterable[str], columns: int) -> list[str]:
    """Lines shifted to the right by a number of columns; blank ones stay blank."""
    return [" " * columns + line if line else line for line in lines]


def dedented(line: str, columns: int) -> str:
    """A line shifted to the left by a number of columns, as far as it is indented."""
    ahead = len(line) - len(line.lstrip(" "))
    return line[min(ahead, columns) :]
