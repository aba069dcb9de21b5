"""Pictures as plain data: shapes with classes and places, which a template prints as static SVG."""

from __future__ import annotations

from typing import NamedTuple


class Shape(NamedTuple):
    """One SVG element; colours come from its class, so that both schemes and print can set them."""

    element: str
    """`rect`, `line`, `path`, `polyline`, `circle` or `text`."""
    attributes: tuple[tuple[str, str], ...]
    """Geometry only: `x`, `y`, `width`, `d`, `points`, ..."""
    kind: str = ""
    """Its class, without `sd-draw__`: `node`, `edge`, `goal`."""
    text: str = ""
    """What a `text` says."""
    path: str | None = None
    """The page that it links to; None where it is no link."""
    title: str = ""
    """What is told when it is pointed at."""


class Drawing(NamedTuple):
    """A picture with its words."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    words: str
    """What the picture shows, in one sentence, for who cannot see it."""
