"""Findings with the lines they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from stratdocs.model.finding import Severity
from stratdocs.reports.checked import (
    Checked,
    Shown,
    clean,
    closing_lines,
    others_words,
    place,
    shown,
    visible,
)
from stratdocs.yamltext.source import Span

WIDTH = 120
"""Columns of a code frame; a longer line is cut around its underlined part."""
TAB = 4
"""Columns of a tab."""


def full(checked: Checked, *, colour: bool = False, width: int = WIDTH) -> str:
    """Each finding with its lines, underlined, and a hint; the worst first."""
    return "\n".join((*code_frames(checked, colour=colour, width=width), closing_lines(checked)))


def code_frames(checked: Checked, *, colour: bool = False, width: int = WIDTH) -> Iterator[str]:
    """Each finding above its lines; each ends in a newline."""
    frames = _Frames(checked.texts, colour=colour, width=width)
    for each in shown(checked.findings, folded=checked.folded):
        yield frames.finding(each)


# --- code frames ----------------------------------------------------------------------------------

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_COLOURS = {
    Severity.ERROR: "\x1b[1;31m",
    Severity.WARNING: "\x1b[1;33m",
    Severity.ADVICE: "\x1b[1;36m",
}
_BOLD, _FAINT, _BLUE, _OFF = "\x1b[1m", "\x1b[2m", "\x1b[34m", "\x1b[0m"


class _Frames:
    """Draws findings above the lines they are about."""

    def __init__(self, texts: Mapping[str, str], *, colour: bool, width: int) -> None:
        self.texts = texts
        self.colour = colour
        self.width = max(width, 40)
        self.lines: dict[str, list[str]] = {}

    def finding(self, each: Shown) -> str:
        """The finding with its frames; ends in a newline."""
        finding = each.finding
        paint = _COLOURS[finding.severity]
        places = (finding.span, *(related.span for related in finding.related))
        gutter = " " * len(str(max(span.line for span in places)))
        head = self.painted(_BOLD, place(finding.span))
        sort = self.painted(paint, f"{finding.severity.word}[{finding.rule}]")
        lines = [f"{head}: {sort}: {clean(finding.message)}"]
        lines.extend(self.frame(finding.span, gutter, "^", paint, ""))
        for related in finding.related:
            arrow = self.painted(_BLUE, f"{gutter}:::")
            lines.append(f"{arrow} {place(related.span)}")
            lines.extend(self.frame(related.span, gutter, "-", _BLUE, clean(related.message)))
        if hint := finding.hint:
            lines.append(f"{gutter} {self.painted(_BLUE, '=')} help: {clean(hint)}")
        if each.others:
            lines.append(f"{gutter} {self.painted(_BLUE, '=')} {clean(others_words(each.others))}")
        return "\n".join(lines) + "\n"

    def frame(self, span: Span, gutter: str, mark: str, paint: str, label: str) -> Iterator[str]:
        """The line at the span, and below it marks under the span and a label."""
        lines = self.text(span.path)
        bar = self.painted(_BLUE, "|")
        if not 0 < span.line <= len(lines):
            if label:
                yield f"{gutter} {bar} {label}"
            return
        line = lines[span.line - 1]
        start = min(span.column - 1, len(line))
        end = len(line) if span.end_line > span.line else min(span.end_column - 1, len(line))
        shown_line, space, marks = underlined(line, start, end, self.width - len(gutter) - 3)
        number = self.painted(_BLUE, str(span.line).rjust(len(gutter)))
        marked = self.painted(paint, mark * max(marks, 1) + (f" {label}" if label else ""))
        yield f"{gutter} {bar}"
        yield f"{number} {bar} {shown_line}".rstrip()
        yield f"{gutter} {bar} {' ' * space}{marked}"

    def text(self, path: str) -> list[str]:
        if path not in self.lines:
            text = self.texts.get(path)
            self.lines[path] = [] if text is None else _BREAK.split(text.removeprefix("\ufeff"))
        return self.lines[path]

    def painted(self, paint: str, text: str) -> str:
        return f"{paint}{text}{_OFF}" if self.colour else text


def underlined(line: str, start: int, end: int, room: int = WIDTH) -> tuple[str, int, int]:
    """A line in printable characters, cut to the room around its marked part, with the columns
    before that part and within it.
    """
    before, marked, after = _clipped(line[:start], line[start:end], line[end:], room)
    return f"{before}{marked}{after}", _width(before), _width(marked)


def _clipped(before: str, marked: str, after: str, room: int) -> tuple[str, str, str]:
    """The three parts of a line in printable characters, cut to the room around the marked one."""
    # text far from the mark is dropped before looking at each character
    before, after = before[-2 * room :] if len(before) > 2 * room else before, after[: 2 * room]
    before = _printable(before, 0)
    marked = _printable(marked[: 2 * room], _width(before))
    after = _printable(after, _width(before) + _width(marked))
    if _width(before) + _width(marked) + _width(after) <= room:
        return before, marked, after
    marked = _head(marked, room * 2 // 3)
    remaining = room - _width(marked)
    if _width(before) > remaining // 2:
        kept = max(remaining // 2, remaining - _width(after))
        before = _tail(before, kept)
    after = _head(after, remaining - _width(before))
    return before, marked, after


def _printable(text: str, column: int) -> str:
    """The text with tabs as spaces and without characters that control the terminal."""
    if text.isprintable():
        return text
    printable = []
    for char in text:
        char = " " * (TAB - column % TAB) if char == "\t" else visible(char)
        printable.append(char)
        column += _width(char)
    return "".join(printable)


def _head(text: str, room: int) -> str:
    """The beginning of a text, with a mark where it was cut."""
    if _width(text) <= room:
        return text
    if text.isascii():
        return text[: max(room - 1, 0)] + "…"
    while text and _width(text) > room - 1:
        text = text[:-1]
    return text + "…"


def _tail(text: str, room: int) -> str:
    """The end of a text, with a mark where it was cut."""
    if _width(text) <= room:
        return text
    if text.isascii():
        return "…" + text[len(text) - max(room - 1, 0) :]
    while text and _width(text) > room - 1:
        text = text[1:]
    return "…" + text


def _width(text: str) -> int:
    """Columns that a text takes on a terminal."""
    if text.isascii() or text.replace("…", ".").isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(
        0 if combining(char) or char in "\u200d\ufe0f" else 1 + (east_asian_width(char) in "WF")
        for char in text
    )
