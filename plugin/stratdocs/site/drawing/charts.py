"""Charts: a line of dated values, a grid of items, bars against a limit.

Each is labelled directly, so that it needs no legend.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from stratdocs.model.days import day_words
from stratdocs.site.drawing.shapes import (
    SIZE,
    SMALL,
    Drawing,
    Shape,
    line_ends,
    shortened,
    svg_number,
    text_shape,
    text_width,
    wrapped_lines,
)

# --- a line of dated values ----------------------------------------------------------------------


class Point(NamedTuple):
    """A value on a day."""

    date: date
    value: float
    text: str
    """The value as written: `43%`."""
    note: str = ""
    """What happened, shown as a tooltip."""


class Level(NamedTuple):
    """A target, a baseline or a guardrail: a line across."""

    value: float
    text: str
    """Its label: `target 55%`."""
    kind: str = "goal"
    """`goal`, `baseline`, `guardrail`."""


_LINE_HEIGHT = 170.0
_LINE_WIDTH = 520.0
_TOP, _BELOW, _LEFT = 16.0, 26.0, 10.0


def line(
    points: Sequence[Point],
    *,
    words: str,
    levels: Sequence[Level] = (),
    expected: Sequence[Point] = (),
    until: date | None = None,
    today: date | None = None,
    wide: float = _LINE_WIDTH,
    high: float = _LINE_HEIGHT,
) -> Drawing | None:
    """A value over time: its points, its targets, and the expected pace.

    `levels` are lines across, labelled at the right end; `expected` is the pace, a dashed line; the
    time axis runs to `until` where that is later than the last point. None if there is no point
    to draw.
    """
    if not points:
        return None
    points = sorted(points, key=lambda point: point.date)
    days = [p.date for p in (*points, *expected)] + ([until] if until else [])
    first, last = min(days), max(days)
    values = [p.value for p in (*points, *expected)] + [level.value for level in levels]
    low, high_value = min(values), max(values)
    if low == high_value:
        low, high_value = low - 1, high_value + 1
    right = max([text_width(level.text, SMALL) for level in levels], default=0.0)
    right = max(right, text_width(points[-1].text, SMALL)) + 14
    left = _LEFT if levels or len(points) < 2 else _LEFT + text_width(points[0].text, SMALL) + 6
    across, down = wide - left - right, high - _TOP - _BELOW
    stretch = (last - first).days or 1

    def x(day: date) -> float:
        return left + across * (day - first).days / stretch

    def y(value: float) -> float:
        return _TOP + down * (high_value - value) / (high_value - low)

    shapes: list[Shape] = [
        Shape("line", line_ends(left, high - _BELOW, left + across, high - _BELOW), "axis")
    ]
    labels = [(y(level.value), level.text, f"note of-{level.kind}") for level in levels]
    shapes.extend(
        Shape("line", line_ends(left, y(level.value), left + across, y(level.value)), level.kind)
        for level in levels
    )
    if today is not None and first < today < last:
        shapes.append(Shape("line", line_ends(x(today), _TOP, x(today), high - _BELOW), "today"))
    if len(expected) > 1:
        shapes.append(
            Shape("polyline", (("points", _polyline_points(expected, x, y)),), "expected")
        )
    if len(points) > 1:
        shapes.append(Shape("polyline", (("points", _polyline_points(points, x, y)),), "line"))
    for point in points:
        title = f"{point.text} on {day_words(point.date)}"
        shapes.append(
            Shape(
                "circle",
                (("cx", svg_number(x(point.date))), ("cy", svg_number(y(point.value))), ("r", "3")),
                "point",
                title=f"{title}: {point.note}" if point.note else title,
            )
        )
    if left > _LEFT:  # there is no other scale
        begins = points[0]
        shapes.append(text_shape(left - 7, y(begins.value) + 3.5, begins.text, "note end"))
        shapes.extend(
            text_shape(x(point.date), y(point.value) - 7, point.text, "note middle")
            for point in _extremes(points, x)
        )
    latest = points[-1]
    at_end = x(latest.date) > left + across - 12
    if at_end:
        labels.append((y(latest.value), latest.text, "note now"))
    else:
        shapes.append(text_shape(x(latest.date) + 6, y(latest.value) - 6, latest.text, "note now"))
    shapes.extend(
        text_shape(left + across + 8, place + 3.5, text, kind)
        for place, text, kind in _spread_labels(labels, high - _BELOW)
    )
    shapes.append(text_shape(left, high - 8, day_words(first), "note"))
    if last != first:
        shapes.append(text_shape(left + across, high - 8, day_words(last), "note end"))
    if today is not None and left + _DAY_ROOM < x(today) < left + across - _DAY_ROOM:
        shapes.append(text_shape(x(today), high - 8, "today", "note middle"))
    return Drawing(wide, high, tuple(shapes), words)


_DAY_ROOM = 95.0
"""What a day at an end of the axis and the word `today` take beside each other."""
_MIN_DISTANCE = 40.0
"""The least distance between two values that are both written at their points."""


def _extremes(points: Sequence[Point], x: Callable[[date], float]) -> list[Point]:
    """The highest and the lowest point, unless they are near the first, the last or each other."""
    labelled = [points[0], points[-1]]
    for pick in (max, min):
        point = pick(points, key=lambda candidate: candidate.value)
        if all(abs(x(point.date) - x(other.date)) >= _MIN_DISTANCE for other in labelled):
            labelled.append(point)
    return labelled[2:]


def _spread_labels(
    labels: Sequence[tuple[float, str, str]], bottom: float
) -> list[tuple[float, str, str]]:
    """Labels moved apart, so that none overlaps another or lies below the axis."""
    ordered = sorted(labels)
    places: list[float] = []
    for place, _, _ in ordered:
        places.append(max(place, places[-1] + SMALL + 2) if places else place)
    limit = bottom
    for at in range(len(places) - 1, -1, -1):
        places[at] = min(places[at], limit)
        limit = places[at] - SMALL - 2
    return [(place, text, kind) for place, (_, text, kind) in zip(places, ordered, strict=True)]


def _polyline_points(
    points: Sequence[Point], x: Callable[[date], float], y: Callable[[float], float]
) -> str:
    return " ".join(f"{svg_number(x(p.date))},{svg_number(y(p.value))}" for p in points)


# --- a grid of things in cells -------------------------------------------------------------------


class Item(NamedTuple):
    """An item in a cell of a grid."""

    across: str
    """The key of its column."""
    up: str
    """The key of its row."""
    label: str
    path: str | None = None
    kind: str = ""
    title: str = ""


_CELL = 132.0
_LEAST_ROW = 46.0
_SIDE = 48.0
_STEP = 12.5
_BOX_PAD = 6.0
MAX_IN_CELL = 8
"""Items that a cell names; the rest is counted."""


def grid(
    items: Sequence[Item],
    *,
    columns: Sequence[tuple[str, str]],
    rows: Sequence[tuple[str, str]],
    words: str,
    across: str,
    up: str,
    tones: Mapping[tuple[str, str], str] | None = None,
    cell: float = _CELL,
    max_items: int = MAX_IN_CELL,
    label_rows: int = 1,
) -> Drawing:
    """Items by two categories, each a link in its cell; `rows` are given from top to bottom.

    `columns` and `rows` are keys with their words; `across` and `up` name the axes; `tones` gives a
    cell (column, row) a class: `good`, `watch`, `bad`. A label may have `label_rows` lines.
    """
    cells: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        cells.setdefault((item.across, item.up), []).append(item)
    room = cell - 3 - 16
    label_lines = {
        item: wrapped_lines(item.label, room, label_rows, SMALL)
        for found in cells.values()
        for item in _named_items(found, max_items)
    }
    side = max([_SIDE] + [text_width(text, SMALL) + 26 for _, text in rows])
    shapes: list[Shape] = [text_shape(0, 12, up, "axis-title")]
    top = 20.0
    for row, row_words in rows:
        stacks = [
            sum(
                _BOX_PAD + 2 + _STEP * len(label_lines[item])
                for item in _named_items(found, max_items)
            )
            + (_STEP if len(_named_items(found, max_items)) < len(found) else 0)
            for column, _ in columns
            for found in (cells.get((column, row), []),)
        ]
        high = max([_LEAST_ROW] + [10 + stack for stack in stacks])
        shapes.append(text_shape(side - 8, top + high / 2 + 4, row_words, "note end"))
        for place, (column, _) in enumerate(columns):
            left = side + place * cell
            tone = (tones or {}).get((column, row), "")
            box = _rect(left, top, cell - 3, high - 3)
            shapes.append(Shape("rect", box, f"cell {tone}".strip()))
            found = cells.get((column, row), [])
            at = top + 4
            for item in _named_items(found, max_items):
                shapes.append(_item_shape(item, label_lines[item], left, at, cell))
                at += _BOX_PAD + 2 + _STEP * len(label_lines[item])
            if (more := len(found) - len(_named_items(found, max_items))) > 0:
                shapes.append(text_shape(left + 8, at + 10, f"and {more} more", "note"))
        top += high
    for place, (_, column_words) in enumerate(columns):
        middle = side + place * cell + (cell - 3) / 2
        shapes.append(text_shape(middle, top + 14, column_words, "note middle"))
    shapes.append(text_shape(side + len(columns) * cell - 3, top + 32, across, "axis-title end"))
    return Drawing(side + len(columns) * cell, top + 40, tuple(shapes), words)


def _named_items(found: Sequence[Item], max_items: int) -> Sequence[Item]:
    """The items that a cell names; a count would take the room of one more."""
    return found if len(found) <= max_items + 1 else found[:max_items]


def _item_shape(
    item: Item, label_lines: Sequence[str], left: float, top: float, cell: float
) -> Shape:
    box = _rect(left + 4, top, cell - 11, _BOX_PAD + _STEP * len(label_lines))
    words = [
        text_shape(left + 8, top + 12 + _STEP * number, text, "small")
        for number, text in enumerate(label_lines)
    ]
    return Shape(
        "g",
        (),
        f"item {item.kind}".strip(),
        path=item.path,
        title=item.title or item.label,
        inside=(Shape("rect", box, "box"), *words),
    )


def _rect(left: float, top: float, wide: float, high: float) -> tuple[tuple[str, str], ...]:
    return (
        ("x", svg_number(left)),
        ("y", svg_number(top)),
        ("width", svg_number(wide)),
        ("height", svg_number(high)),
        ("rx", "3"),
    )


# --- bars against a limit ------------------------------------------------------------------------


class Piece(NamedTuple):
    """A part of a bar."""

    value: float
    kind: str = ""
    """`leverage`, `neutral`, `overhead`, `good`, `watch`, `bad`, `calm`."""
    title: str = ""
    path: str | None = None


class Bar(NamedTuple):
    """One row: pieces side by side, with marks at the limits."""

    label: str
    pieces: tuple[Piece, ...]
    text: str
    """The sum in words, right of the bar: `48 d of 60 d`."""
    marks: tuple[Level, ...] = ()
    """Limits: a line through the bar, with its words as a tooltip."""
    path: str | None = None
    kind: str = ""


_BAR, _BAR_ROW, _BAR_ROOM = 14.0, 30.0, 300.0
_LABEL_ROOM = 170.0


def bars(rows: Sequence[Bar], *, words: str, room: float = _BAR_ROOM) -> Drawing:
    """Rows of bars on one scale, each with its label on the left and its sum on the right."""
    most = max(
        [sum(piece.value for piece in row.pieces) for row in rows]
        + [mark.value for row in rows for mark in row.marks]
        + [0.0]
    )
    scale = room / most if most > 0 else 0.0
    side = min(_LABEL_ROOM, max([text_width(row.label) for row in rows], default=0.0)) + 10
    end = max([text_width(row.text, SIZE) for row in rows], default=0.0)
    shapes: list[Shape] = []
    top = 4.0
    for row in rows:
        label = text_shape(0, top + _BAR - 2, shortened(row.label, _LABEL_ROOM), "label")
        shapes.append(label._replace(path=row.path, title=row.label))
        shapes.append(_bar_rect(side, top, room, "track"))
        left = side
        for piece in row.pieces:
            if piece.value > 0:
                long = piece.value * scale
                block = _bar_rect(left, top, max(long - 1, 0.5), f"piece {piece.kind}".strip())
                shapes.append(block._replace(title=piece.title, path=piece.path))
                left += long
        for mark in row.marks:
            place = side + mark.value * scale
            ends = line_ends(place, top - 3, place, top + _BAR + 3)
            shapes.append(Shape("line", ends, f"mark {mark.kind}", title=mark.text))
        shapes.append(
            text_shape(side + room + 10, top + _BAR - 3, row.text, f"note {row.kind}".strip())
        )
        top += _BAR_ROW
    return Drawing(side + room + 14 + end, top, tuple(shapes), words)


def _bar_rect(left: float, top: float, long: float, kind: str) -> Shape:
    place = (
        ("x", svg_number(left)),
        ("y", svg_number(top)),
        ("width", svg_number(long)),
        ("height", svg_number(_BAR)),
    )
    return Shape("rect", place, kind)
