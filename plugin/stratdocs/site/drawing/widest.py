"""The width of words in the widest of the usual fonts, and lines that fit in any of them.

The widths are those of DejaVu Sans, which no usual font exceeds. A picture that stands alone does
not know the font of the machine that shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import combining, east_asian_width

_MAX_LETTERS = 400
"""Letters of a text that are shown: no picture has room for more."""

_REGULAR = {
    0.32: "'ijl|IJ ,.",
    0.4: "/:;\\-f()[]!t",
    0.46: 'r"',
    0.56: "*_`s?zcL",
    0.61: "FkvxyPTYaeo",
    0.65: "$0123456789ESbdghnpqu{}K",
    0.7: "ABVXZCR",
    0.79: "UNHD&GOQ",
    0.87: "w#+<=>^~M",
    1.0: "%mW@",
}
_BOLD = {
    0.38: "' ijl/\\|,.IJ",
    0.44: ":;-f",
    0.5: "!()[]t_`r",
    0.6: '"*?zcs',
    0.69: "LxvykaeEFTo",
    0.74: "$0123456789Sbdghnpqu{}YZCP",
    0.79: "BRXAKV",
    0.88: "GUD#+<=>HN^~OQ&",
    0.95: "w",
    1.11: "@M%mW",
}
_WIDTHS = {
    bold: {letter: width for width, letters in table.items() for letter in letters}
    for bold, table in ((False, _REGULAR), (True, _BOLD))
}
_EMOJI = 0x1F000
_OTHER = {False: 0.8, True: 0.9}
"""A letter beyond ASCII, but for the few that are wider still."""


def widest(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text in the widest of the usual fonts."""
    table, other = _WIDTHS[bold], _OTHER[bold]
    return size * sum(table.get(letter) or _beyond_ascii(letter, other) for letter in text)


def _beyond_ascii(letter: str, other: float) -> float:
    if combining(letter):
        return 0.0
    if ord(letter) > _EMOJI:
        return 1.4
    return 1.1 if east_asian_width(letter) in "WF" else other


def fitting_lines(text: str, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """The whole text in lines that fit, broken at words, and within words that are too long."""
    shown = text if len(text) <= _MAX_LETTERS else f"{text[:_MAX_LETTERS]}…"
    found: list[str] = []
    line, used = "", 0.0
    space = widest(" ", size, bold=bold)
    for word in shown.split():
        for place, piece in enumerate(_pieces(word, room, size, bold=bold)):
            width = widest(piece, size, bold=bold)
            if line and not place and used + space + width <= room:
                line, used = f"{line} {piece}", used + space + width
                continue
            if line:
                found.append(line)
            line, used = piece, width
    return (*found, line) if line else tuple(found) or ("",)


def _pieces(word: str, room: float, size: float, *, bold: bool) -> Iterator[str]:
    """A word in pieces that fit: whole where it does, after its own hyphens where there are any."""
    start, used = 0, 0.0
    for place, letter in enumerate(word):
        width = widest(letter, size, bold=bold)
        if place > start and used + width > room and not combining(letter):
            hyphen = max(word.rfind("-", start, place), word.rfind("/", start, place)) + 1
            end = hyphen if start < hyphen < place else place
            yield word[start:end]
            used = widest(word[end:place], size, bold=bold)
            start = end
        used += width
    yield word[start:]
