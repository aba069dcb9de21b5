"""The courses of both kinds of initiative: a loop for a product, a cascade for a policy."""

from __future__ import annotations

from collections.abc import Sequence

from stratdocs.analysis.diagnosis import NATURE_WORDS, Step
from stratdocs.model.kinds import Nature
from stratdocs.site.drawing.shapes import (
    SMALL,
    Drawing,
    Shape,
    svg_number,
    text_shape,
    wrapped_lines,
)

_WIDE, _HIGH = 150.0, 86.0
_AWAY = 66.0
"""From the middle of the loop to a step beside it, up and down."""
_STAIR, _DOWN = 26.0, 18.0
"""How far each step of the cascade is moved right of, and below, the one above."""


def course_drawing(nature: Nature, steps: Sequence[Step]) -> Drawing:
    """The course of a profile with its steps, and where an initiative is in it."""
    steps_words = [f"{step.title} ({_step_note(step) or step.state})" for step in steps]
    words = f"The rollout of a {NATURE_WORDS[nature]}: {'; '.join(steps_words)}."
    return _loop(steps, words) if nature == "product" else _cascade(steps, words)


def _step_note(step: Step) -> str:
    """The line below a step: `now: Pilot with three groups`."""
    if not step.phases:
        return ""
    return f"{step.state}: {', '.join(phase.title for phase in step.phases)}"


def _step_shape(x: float, y: float, step: Step) -> Shape:
    """A step with its top left corner at that point."""
    room = _WIDE - 16
    label = wrapped_lines(step.title, room)
    mark = _step_note(step)
    notes = wrapped_lines(mark, room, 3, SMALL) if mark else ()
    inside = [
        Shape(
            "rect",
            (
                ("x", svg_number(x)),
                ("y", svg_number(y)),
                ("width", svg_number(_WIDE)),
                ("height", svg_number(_HIGH)),
                ("rx", "5"),
            ),
            "box",
        )
    ]
    high = 15.0 * len(label) + 14.0 * len(notes)
    line = y + (_HIGH - high) / 2 + 11.5
    for text in label:
        inside.append(text_shape(x + 8, line, text, "label"))
        line += 15
    for text in notes:
        inside.append(text_shape(x + 8, line - 1, text, "note"))
        line += 14
    kind = f"step step-{step.state.replace(' ', '-')}"
    return Shape("g", (), kind, title=mark and f"{step.title}; {mark}", inside=tuple(inside))


def _loop(steps: Sequence[Step], words: str) -> Drawing:
    """Four steps around a circle, clockwise from the top."""
    top, right, bottom, left = steps
    middle = 4 + _HIGH / 2
    x, y = 1.5 * _WIDE + 4, middle + _AWAY + 10
    low = y + _AWAY + 10
    corners = (
        (x - _WIDE / 2, middle - _HIGH / 2, top),
        (x + _WIDE / 2, y - _HIGH / 2, right),
        (x - _WIDE / 2, low - _HIGH / 2, bottom),
        (x - 1.5 * _WIDE, y - _HIGH / 2, left),
    )
    out, far = _WIDE / 2, _WIDE
    up, down = y - _HIGH / 2, y + _HIGH / 2
    arcs = (
        ((x + out, middle), (x + far, middle), (x + far, up), (0, 1)),
        ((x + far, down), (x + far, low), (x + out, low), (-1, 0)),
        ((x - out, low), (x - far, low), (x - far, down), (0, -1)),
        ((x - far, up), (x - far, middle), (x - out, middle), (1, 0)),
    )
    shapes: list[Shape] = []
    for start, bend, end, direction in arcs:
        curve = f"M{_point(start)}Q{_point(bend)} {_point(end)}"
        shapes.append(Shape("path", (("d", curve),), "edge"))
        shapes.append(_arrow_head(end, direction))
    shapes.append(text_shape(x, y + 4, "and repeat", "note middle"))
    shapes.extend(_step_shape(*corner) for corner in corners)
    return Drawing(x + far + out + 4, low + _HIGH / 2 + 4, tuple(shapes), words)


def _cascade(steps: Sequence[Step], words: str) -> Drawing:
    """Steps of a stair, each with an arrow to the next below."""
    shapes: list[Shape] = []
    for place, step in enumerate(steps):
        x, y = 4 + place * _STAIR, 4 + place * (_HIGH + _DOWN)
        shapes.append(_step_shape(x, y, step))
        if place + 1 < len(steps):
            start, end = (x + 17, y + _HIGH), (x + _STAIR, y + _HIGH + _DOWN + _HIGH / 2)
            corner = (x + 17, end[1])
            shapes.append(
                Shape("path", (("d", f"M{_point(start)}L{_point(corner)}L{_point(end)}"),), "edge")
            )
            shapes.append(_arrow_head(end, (1, 0)))
    last = len(steps) - 1
    return Drawing(
        8 + last * _STAIR + _WIDE, 8 + last * (_HIGH + _DOWN) + _HIGH, tuple(shapes), words
    )


def _arrow_head(tip: tuple[float, float], direction: tuple[int, int]) -> Shape:
    """The head of an arrow in that direction."""
    (x, y), (right, down) = tip, direction
    corner = (x - 7 * right - 3.5 * down, y - 7 * down - 3.5 * right)
    opposite = (x - 7 * right + 3.5 * down, y - 7 * down + 3.5 * right)
    return Shape("path", (("d", f"M{_point(tip)}L{_point(corner)}L{_point(opposite)}Z"),), "head")


def _point(place: tuple[float, float]) -> str:
    return f"{svg_number(place[0])},{svg_number(place[1])}"
