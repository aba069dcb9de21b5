"""Pictures as plain data: shapes with classes and places, which a template prints as static SVG."""

from __future__ import annotations

from typing import NamedTuple

from stratdocs.site.drawing.widest import widest

STATUS_WORDS = {
    "on_track": "● On track",
    "at_risk": "▲ At risk",
    "blocked": "■ Blocked",
    "done": "✓ Done",
    "committed": "◆ Committed",
    "proposed": "○ Proposed",
    "dropped": "✕ Dropped",
}
"""The words for a status in a picture, with the sign that pages use."""


class Shape(NamedTuple):
    """One SVG element; colours come from its class, so that both schemes and print can set them."""

    element: str
    """`rect`, `line`, `path`, `polyline`, `circle`, `text`, or `g` for a group of shapes."""
    attributes: tuple[tuple[str, str], ...]
    """Geometry, and an `id` for who links to it: `x`, `y`, `width`, `d`, `points`, ..."""
    kind: str = ""
    """Its class, without `sd-draw__`: `node`, `edge`, `goal`; several with a space between."""
    text: str = ""
    """The content of a `text`."""
    path: str | None = None
    """The page that it links to, if any."""
    title: str = ""
    """The tooltip."""
    inside: tuple[Shape, ...] = ()
    """The shapes of a group, such as a box and its words in one link."""


class Drawing(NamedTuple):
    """A picture with its description."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    words: str
    """What the picture shows, in one sentence, for those who cannot see it."""


# --- words in a picture: SVG neither measures nor breaks them -------------------------------------

SIZE = 12.0
"""Font size of a `label`, as in the style sheet; a `note` has 10.5."""
SMALL = 10.5


def svg_number(value: float) -> str:
    """A number for an SVG attribute, with no more digits than can be seen: `12`, `3.5`."""
    return f"{value:.1f}".removesuffix(".0")


def text_width(text: str, size: float = SIZE) -> float:
    """The width of a text in the widest of the usual fonts."""
    return widest(text, size)


def shortened(text: str, room: float, size: float = SIZE) -> str:
    """The text, cut with an ellipsis if it does not fit."""
    flat = " ".join(text[:_MAX_LETTERS].split())
    if len(text) <= _MAX_LETTERS and text_width(flat, size) <= room:
        return flat
    left = room - widest("…", size)
    for place, letter in enumerate(flat):
        left -= widest(letter, size)
        if left < 0:
            return flat[:place].rstrip() + "…"
    return flat + "…"


def wrapped_lines(text: str, room: float, most: int = 2, size: float = SIZE) -> tuple[str, ...]:
    """The text broken at words into lines that fit; the last is cut where more would follow."""
    words = text[:_MAX_LETTERS].split()
    found: list[str] = []
    while words and len(found) < most - 1:
        line = words[0]
        taken = 1
        while taken < len(words) and text_width(f"{line} {words[taken]}", size) <= room:
            line = f"{line} {words[taken]}"
            taken += 1
        found.append(shortened(line, room, size))
        words = words[taken:]
    if words:
        rest = " ".join(words)
        found.append(shortened(rest + "…" if len(text) > _MAX_LETTERS else rest, room, size))
    return tuple(found) or ("",)


_MAX_LETTERS = 400
"""Letters of a text that are measured: no picture has room for more."""


def text_shape(x: float, y: float, text: str, kind: str) -> Shape:
    """A text at a point."""
    return Shape("text", (("x", svg_number(x)), ("y", svg_number(y))), kind, text)


def line_ends(x1: float, y1: float, x2: float, y2: float) -> tuple[tuple[str, str], ...]:
    """The attributes of a line between two points."""
    return (
        ("x1", svg_number(x1)),
        ("y1", svg_number(y1)),
        ("x2", svg_number(x2)),
        ("y2", svg_number(y2)),
    )
