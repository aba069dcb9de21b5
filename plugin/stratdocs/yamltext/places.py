"""Places in a text, and edits there. It reads no YAML, so it costs no parser."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from itertools import accumulate
from typing import Literal, NamedTuple, Self


class Span(NamedTuple):
    """A place in a text. Lines and columns count characters from 1; the end is exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


class SourceFile(str):
    """The path of a text, which also knows where the lines of that text begin.

    A node holds its place as an index into the text: of the many places in a strategy, few are
    ever reported as line and column.
    """

    __slots__ = ("_starts", "_text", "plain")

    def __new__(cls, path: str, text: str) -> Self:
        """The path of that text."""
        file = super().__new__(cls, path)
        file.plain = str(path)
        file._text = text
        file._starts = _NO_STARTS
        return file

    def __reduce__(self) -> tuple[type[SourceFile], tuple[str, str]]:
        """What makes it again, for `copy` and `pickle`."""
        return SourceFile, (self.plain, self._text)

    plain: str
    """The path as a plain `str`."""
    _text: str
    _starts: array[int]

    def line_and_column(self, index: int) -> tuple[int, int]:
        """The line and column, counted from 1, of the character at an index.

        The end of a last line without a line break counts as the start of the line below it.
        """
        if not self._starts:
            self._starts = _line_starts(self._text)
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The characters from start to end."""
        return Span(self.plain, *self.line_and_column(start), *self.line_and_column(end))


_NO_STARTS = array("I")
LINE_ENDS = re.compile("\r\n|\r|\n")
"""What ends a line, to editors and to YAML."""


def _line_starts(text: str) -> array[int]:
    """Where the lines of a text begin; after a last line without a line break, one more."""
    if "\r" in text:
        starts = array("I", (0, *(found.end() for found in LINE_ENDS.finditer(text))))
    else:
        starts = array("I", (0, *accumulate(len(line) + 1 for line in text.split("\n"))))
        starts.pop()  # that behind the last line, which has no line break
    if starts[-1] < len(text):
        starts.append(len(text) + 1)
    return starts


class Edit(NamedTuple):
    """A replacement at one place of the text; all around it stays as it is."""

    span: Span
    text: str
    """The new text."""
    role: Literal["text", "key", "value", "name", "pair"] = "text"
    """What the place holds. A text is replaced character by character. A key or a value is written
    in the style of the old one, with quotes where it needs them. A name is the id of an item: a
    value that every reader of YAML has to take for a text. A pair, which is a key with its value,
    is removed; its text is empty."""


class Fix(NamedTuple):
    """The edits that repair a fault: all of them or none."""

    safe: bool
    """Whether it can only mean one thing. Otherwise a person decides."""
    edits: tuple[Edit, ...]
