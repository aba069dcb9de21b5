"""Places as the protocol counts them: lines and columns from 0, columns in units of UTF-16."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types

from stratdocs.yamltext.source import Span

_BOM = "\ufeff"


def units(text: str) -> int:
    """The length of a text in units of UTF-16."""
    return len(text) if text.isascii() else len(text) + sum(char > "\uffff" for char in text)


def column_of(line: str, character: int) -> int:
    """The character of a line at a number of units of UTF-16; its end if that is beyond."""
    if line.isascii():
        return min(character, len(line))
    passed = 0
    for column, char in enumerate(line):
        if passed >= character:
            return column
        passed += 2 if char > "\uffff" else 1
    return len(line)


def position(lines: Sequence[str], line: int, column: int) -> types.Position:
    """A place, from a line and column that count characters from 1."""
    if line > len(lines):  # behind the last line break
        last = lines[-1] if lines else ""
        return types.Position(line=max(len(lines) - 1, 0), character=units(last))
    text = lines[line - 1]
    if line == 1 and text.startswith(_BOM):
        column += 1
    return types.Position(line=line - 1, character=units(text[: column - 1]))


def range_of(lines: Sequence[str], span: Span) -> types.Range:
    """The range of a place in a text."""
    return types.Range(
        start=position(lines, span.line, span.column),
        end=position(lines, span.end_line, span.end_column),
    )


def range_in(lines: Sequence[str], line: int, start: int, end: int) -> types.Range:
    """The range of a part of a line; the line and its columns count characters from 0."""
    text = lines[line] if line < len(lines) else ""
    return types.Range(
        start=types.Position(line=line, character=units(text[:start])),
        end=types.Position(line=line, character=units(text[:end])),
    )
