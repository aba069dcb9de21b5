"""The strategy map as boxes in columns: how wide each column is, and the picture of it all.

The page shows the boxes as HTML, which wraps by itself; `plan` says how wide the columns are. The
picture stands alone on a slide: its text is measured with the widest of the usual fonts. It shows
as much as a slide has room for, objectives first, then bets, then only strategies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import ceil
from typing import Literal, NamedTuple

from stratdocs.site.drawing.shapes import Drawing, Shape, line_ends, svg_number, text_shape
from stratdocs.site.drawing.widest import fitting_lines, widest

Detail = Literal["objectives", "bets", "strategies"]
"""What the map goes down to."""
DETAILS: tuple[Detail, ...] = ("objectives", "bets", "strategies")


class Mark(NamedTuple):
    """An item by its title, with its state as sign and words."""

    title: str
    path: str | None
    """The page of the item; None for what has no item."""
    state: str
    """Its status, `unknown`, `doubt` where a status alone would hide something, or empty."""
    sign: str
    words: str
    """The state in words: `At risk`, `Done, target missed`, `Status unknown`."""
    remark: str = ""
    """What its state alone would hide: `time is up`, `target missed`."""
    behind: bool = False
    """Whether a key result below it is behind pace."""


class PaceBar(NamedTuple):
    """The progress of an item, with where a steady pace would be."""

    share: float | None
    """0 to 1; None if it is unknown."""
    pace: float | None
    """0 to 1; None if it is unknown, or if the item is done."""
    words: str
    """The same in words; the reason where it is unknown."""
    note: str
    """What is said below it: why it is unknown, or on how few key results it is based."""


class Box(NamedTuple):
    """A bet with its objectives."""

    mark: Mark
    bar: PaceBar | None
    lines: tuple[Mark, ...]
    total: str
    """The objectives in words: `3 objectives, 1 at risk`; empty if there are none."""
    half: bool
    """Whether it takes half of a column."""
    open: bool
    """Whether it is neither proposed nor dropped, which are drawn as an outline."""


class Group(NamedTuple):
    """A product strategy with its bets; without a mark, the bets that serve the column directly."""

    mark: Mark | None
    boxes: tuple[Box, ...]
    lines: tuple[Mark, ...]
    """Objectives that serve it without a bet."""
    label: str
    """The words above those."""
    total: str


class Column(NamedTuple):
    """A company strategy with all that is in it."""

    mark: Mark
    bar: PaceBar | None
    groups: tuple[Group, ...]
    lines: tuple[Mark, ...]
    """Objectives that serve it directly."""
    label: str
    lines_total: str
    total: str
    """What is in it, in words: `12 bets, 2 at risk; 30 objectives`."""


class Placed(NamedTuple):
    """A column with its width and the order of its groups."""

    column: Column
    units: int
    """Its share of the width of the row, in parts of `UNITS`."""
    stacks: tuple[tuple[Group, ...], ...]
    """Its groups, side by side and below each other."""
    narrow: bool
    """Whether its stacks are too narrow for two boxes side by side."""


Rows = tuple[tuple[Placed, ...], ...]

# --- sizes ----------------------------------------------------------------------------------------

WIDTH, HEIGHT = 1600.0, 900.0
_PAGE_WIDTH = 1392.0
"""The width of the map on a page of 1440 pixels."""
UNITS = 24
_LEAST_UNITS = 3
_MAX_COLUMNS = 8
"""Columns in a row."""
_MARGIN = 36.0
_TITLE_SIZE, _ABOUT_SIZE, _LEGEND_SIZE = 28.0, 14.0, 12.5
_GAP = 15.0
"""Between columns, and between stacks."""
_BETWEEN = 7.0
"""Between boxes."""
_PAD = 9.0
_EDGE = 5.0
_LEAST_STACK = 290.0
_LEAST_PAIR = 262.0
"""The least width of a stack for two boxes side by side."""
_LEAST_BESIDE, _HEAD_BAR = 480.0, 160.0
"""The least width of a column for its bar beside its title, and the width of that bar."""
_LEAST_LINES = 150.0
"""The least width of objectives beside each other."""
_STRATEGY, _GROUP, _BOX, _LINE, _NOTE = 16.0, 13.5, 14.0, 12.5, 12.0
_LEADING = 1.28
_BAR = 8.0
_LEAST_SCALE, _GROWTH, _LEAP = 0.72, 1.09, 1.4
"""A small map is drawn smaller than the slide, and then shown larger; the steps from there."""
_SMALLEST: dict[Detail, float] = {"objectives": 1.55, "bets": 1.7, "strategies": 40.0}
"""How much larger than the slide the picture may be drawn, and then be shown smaller."""


class _Block(NamedTuple):
    """A part of the picture: its height, and its shapes at a place, stretched to a height."""

    height: float
    paint: Callable[[float, float, float], Iterable[Shape]]


# --- parts ----------------------------------------------------------------------------------------


def _lines_of_text(
    text: str, width: float, size: float, kind: str, *, bold: bool = False
) -> _Block:
    rows = fitting_lines(text, width, size, bold=bold)

    def paint(x: float, y: float, _: float) -> Iterator[Shape]:
        for number, row in enumerate(rows):
            yield text_shape(x, y + size * (0.95 + number * _LEADING), row, kind)

    return _Block(len(rows) * size * _LEADING, paint)


def _marked(mark: Mark, width: float, size: float, kind: str, *, bold: bool = False) -> _Block:
    """A title after its sign, as one link."""
    indent = size * 1.3 if mark.sign else 0.0
    text = f"{mark.title} ({mark.remark})" if mark.remark else mark.title
    title = _lines_of_text(text, width - indent, size, kind, bold=bold)

    def paint(x: float, y: float, high: float) -> Iterator[Shape]:
        sign = [text_shape(x, y + size * 0.95, mark.sign, f"{kind} map-sign")] if indent else []
        yield Shape(
            "g",
            (),
            f"map-mark is-{mark.state or 'none'}",
            path=mark.path,
            title=f"{mark.title}: {mark.words}" if mark.words else mark.title,
            inside=(*sign, *title.paint(x + indent, y, high)),
        )

    return _Block(title.height, paint)


def _bar_block(bar: PaceBar, width: float) -> _Block:
    """The progress with a tick where a steady pace would be; hatched where it is unknown."""
    note = _lines_of_text(bar.note, width, _NOTE, "map-note") if bar.note else None

    def paint(x: float, y: float, high: float) -> Iterator[Shape]:
        top = y + 3
        yield _rect(x, top, width, _BAR, "map-track", radius=4)
        if bar.share is None:
            steps = range(int((width - _BAR) // 6) + 1)
            strokes = "".join(
                f"M{svg_number(x + 6 * step)},{svg_number(top + _BAR)}l{_BAR:g},-{_BAR:g}"
                for step in steps
            )
            yield Shape("path", (("d", strokes),), "map-hatch", title=bar.words)
        elif bar.share > 0:
            yield _rect(x, top, max(6.0, width * bar.share), _BAR, "map-fill", radius=4)
        if bar.pace is not None:
            at = x + min(width - 1, max(1.0, width * bar.pace))
            for kind in ("map-halo", "map-tick"):
                yield Shape("line", line_ends(at, top - 4, at, top + _BAR + 4), kind)
        if note is not None:
            yield from note.paint(x, top + _BAR + 3, high)

    return _Block(_BAR + 9 + (note.height + 3 if note is not None else 0), paint)


def _rect(
    x: float, y: float, width: float, height: float, kind: str, *, radius: float = 0
) -> Shape:
    places = (("x", x), ("y", y), ("width", width), ("height", height), ("rx", radius))
    return Shape("rect", tuple((name, svg_number(value)) for name, value in places), kind)


def _stacked(blocks: Sequence[_Block], gap: float) -> _Block:
    """Blocks below each other."""

    def paint(x: float, y: float, _: float) -> Iterator[Shape]:
        for block in blocks:
            yield from block.paint(x, y, block.height)
            y += block.height + gap

    return _Block(sum(b.height for b in blocks) + gap * max(0, len(blocks) - 1), paint)


def _beside(blocks: Sequence[_Block], width: float, gap: float) -> _Block:
    """Blocks beside each other, as high as the highest of them; each has that width."""

    def paint(x: float, y: float, high: float) -> Iterator[Shape]:
        for number, block in enumerate(blocks):
            yield from block.paint(x + number * (width + gap), y, high)

    return _Block(max((block.height for block in blocks), default=0.0), paint)


def _goal_lines(lines: Sequence[Mark], width: float) -> _Block:
    """Objectives below each other, or in two or three columns where there is room."""
    count = max(1, min(3, len(lines), int(width // _LEAST_LINES)))
    each = (width - (count - 1) * 10) / count
    blocks = [_marked(line, each, _LINE, "map-line") for line in lines]
    most = ceil(len(blocks) / count)
    parts = [_stacked(blocks[i : i + most], 3) for i in range(0, len(blocks), most)]
    return _beside(parts, each, 10)


def _framed(inside: _Block, width: float, kind: str, *, tint: bool = True) -> _Block:
    """A block in a box of that width, with an edge at its start."""

    def paint(x: float, y: float, high: float) -> Iterator[Shape]:
        shapes = [_rect(x, y, width, high, "map-frame", radius=4)]
        if tint:
            shapes.append(_rect(x, y, _EDGE, high, "map-edge"))
        shapes.extend(inside.paint(x + _EDGE + _PAD - 2, y + _PAD - 3, inside.height))
        yield Shape("g", (), kind, inside=tuple(shapes))

    return _Block(inside.height + 2 * _PAD - 4, paint)


def _inner_width(width: float) -> float:
    return width - _EDGE - 2 * _PAD + 2


def _box(box: Box, width: float, detail: Detail) -> _Block:
    room = _inner_width(width)
    kind = "map-title" if box.open else "map-idle"
    parts = [_marked(box.mark, room, _BOX, kind, bold=box.open)]
    if box.bar is not None:
        parts.append(_bar_block(box.bar, room))
    if box.lines and detail == "objectives":
        parts.append(_goal_lines(box.lines, room))
    elif box.lines:
        parts.append(_lines_of_text(box.total, room, _NOTE, "map-note"))
    return _framed(_stacked(parts, 3), width, f"map-bet is-{box.mark.state}")


def _direct(lines: Sequence[Mark], label: str, count: str, width: float, detail: Detail) -> _Block:
    """The objectives that serve a strategy without a bet."""
    room = _inner_width(width)
    parts = [_lines_of_text(label, room, _NOTE, "map-note")]
    if detail == "objectives":
        parts.append(_goal_lines(lines, room))
    else:
        parts.append(_lines_of_text(count, room, _NOTE, "map-note"))
    return _framed(_stacked(parts, 3), width, "map-direct", tint=False)


def _group(group: Group, width: float, detail: Detail) -> _Block:
    blocks = []
    if group.mark is not None:
        blocks.append(_marked(group.mark, width, _GROUP, "map-group", bold=True))
    pairs = width >= _LEAST_PAIR
    half = (width - _BETWEEN) / 2
    row: list[_Block] = []
    for box in group.boxes:
        if pairs and box.half:
            row.append(_box(box, half, detail))
            if len(row) == 2:
                blocks.append(_beside(row, half, _BETWEEN))
                row = []
        else:
            if row:
                blocks.append(_beside(row, half, _BETWEEN))
                row = []
            blocks.append(_box(box, width, detail))
    if row:
        blocks.append(_beside(row, half, _BETWEEN))
    if group.lines:
        blocks.append(_direct(group.lines, group.label, group.total, width, detail))
    return _stacked(blocks, _BETWEEN)


def _head(column: Column, width: float, detail: Detail) -> _Block:
    room = width - 2 * _PAD
    if column.bar is not None and width >= _LEAST_BESIDE:
        each = room - _HEAD_BAR - 2 * _GAP
        title = _marked(column.mark, each, _STRATEGY, "map-strategy", bold=True)
        bar = _bar_block(column.bar, _HEAD_BAR)
        parts = [_with_bar(title, bar, each + 2 * _GAP)]
    else:
        parts = [_marked(column.mark, room, _STRATEGY, "map-strategy", bold=True)]
        if column.bar is not None:
            parts.append(_bar_block(column.bar, room))
    if detail == "strategies" and column.total:
        parts.append(_lines_of_text(column.total, room, _LINE, "map-note"))
    inside = _stacked(parts, 4)

    def paint(x: float, y: float, high: float) -> Iterator[Shape]:
        shapes = [
            _rect(x, y, width, high, "map-surface", radius=4),
            _rect(x, y, width, 4, "map-edge"),
            *inside.paint(x + _PAD, y + _PAD + 2, inside.height),
        ]
        yield Shape("g", (), f"map-head is-{column.mark.state or 'none'}", inside=tuple(shapes))

    return _Block(inside.height + 2 * _PAD + 2, paint)


def _with_bar(title: _Block, bar: _Block, away: float) -> _Block:
    """A title with its bar beside it."""

    def paint(x: float, y: float, _: float) -> Iterator[Shape]:
        yield from title.paint(x, y, title.height)
        yield from bar.paint(x + away, y + 4, bar.height)

    return _Block(max(title.height, bar.height + 4), paint)


# --- columns --------------------------------------------------------------------------------------


class _Laid(NamedTuple):
    """A column laid out at some width."""

    block: _Block
    stacks: tuple[tuple[Group, ...], ...]
    narrow: bool


class _Stacks(NamedTuple):
    """The groups of a column, side by side and below each other."""

    block: _Block
    members: tuple[tuple[Group, ...], ...]
    width: float
    """The width of each stack."""


def _column(column: Column, width: float, detail: Detail) -> _Laid:
    blocks = [_head(column, width, detail)]
    stacks: tuple[tuple[Group, ...], ...] = ()
    narrow = False
    if column.groups and detail != "strategies":
        found = _stacks(column.groups, width, detail)
        stacks, narrow = found.members, found.width < _LEAST_PAIR
        blocks.append(found.block)
    if column.lines and detail != "strategies":
        blocks.append(_direct(column.lines, column.label, column.lines_total, width, detail))
    return _Laid(_stacked(blocks, 9), stacks, narrow)


def _stacks(groups: Sequence[Group], width: float, detail: Detail) -> _Stacks:
    """The groups in as many stacks as make the lowest column."""
    most = max(1, min(len(groups), int((width + _GAP) // (_LEAST_STACK + _GAP))))
    found = [_in_stacks(groups, count, width, detail) for count in range(1, most + 1)]
    return min(found, key=lambda stacks: round(stacks.block.height))


def _in_stacks(groups: Sequence[Group], count: int, width: float, detail: Detail) -> _Stacks:
    """The groups in that many stacks: each goes to the shortest one."""
    each = (width - (count - 1) * _GAP) / count
    members: list[list[Group]] = [[] for _ in range(count)]
    blocks: list[list[_Block]] = [[] for _ in range(count)]
    heights = [0.0] * count
    for group in groups:
        block = _group(group, each, detail)
        at = heights.index(min(heights))
        members[at].append(group)
        blocks[at].append(block)
        heights[at] += block.height + _GAP
    block = _beside([_stacked(part, _GAP) for part in blocks], each, _GAP)
    return _Stacks(block, tuple(map(tuple, members)), each)


def _row(columns: Sequence[Column], width: float, detail: Detail) -> list[tuple[int, _Laid]]:
    """The columns of a row with their units: each unit goes to what is highest."""
    room = width - _GAP * (len(columns) - 1)

    def laid(column: Column, units: int) -> _Laid:
        return _column(column, room * units / UNITS, detail)

    if len(columns) == 1:
        return [(UNITS, laid(columns[0], UNITS))]
    least = min(_LEAST_UNITS, UNITS // len(columns))
    units = [least] * len(columns)
    found = [laid(column, least) for column in columns]
    for _ in range(UNITS - sum(units)):
        heights = [part.block.height for part in found]
        at = heights.index(max(heights))
        units[at] += 1
        found[at] = laid(columns[at], units[at])
    return list(zip(units, found, strict=True))


def _rows(columns: Sequence[Column]) -> list[Sequence[Column]]:
    """The columns in rows of about the same number."""
    count = max(1, ceil(len(columns) / _MAX_COLUMNS))
    each = max(1, ceil(len(columns) / count))
    return [columns[start : start + each] for start in range(0, len(columns), each)]


def plan(columns: Sequence[Column], detail: Detail) -> Rows:
    """How the columns are placed on a page as wide as a slide."""
    return tuple(
        tuple(
            Placed(column, units, laid.stacks, laid.narrow)
            for column, (units, laid) in zip(row, _row(row, _PAGE_WIDTH, detail), strict=True)
        )
        for row in _rows(columns)
    )


# --- the picture ----------------------------------------------------------------------------------


def strategy_picture(
    columns: Sequence[Column],
    detail: Detail,
    *,
    title: str,
    about: str,
    legend: Sequence[tuple[str, str, str]],
) -> Drawing:
    """The whole map in the proportions of a slide, with as much detail as fits, from `detail` on.

    `legend` has the state, the sign and the words of each entry.
    """
    for level in DETAILS[DETAILS.index(detail) :]:
        scale = _LEAST_SCALE
        while scale <= _SMALLEST[level]:
            picture = _at_scale(columns, level, scale, (title, about, legend))
            if picture is not None:
                return picture
            scale *= _GROWTH if scale < _SMALLEST["bets"] else _LEAP
    return Drawing(WIDTH, HEIGHT, (), title)


_Heading = tuple[str, str, Sequence[tuple[str, str, str]]]


def _at_scale(
    columns: Sequence[Column], detail: Detail, scale: float, heading: _Heading
) -> Drawing | None:
    """The map on a canvas that is so many times larger than the slide; None if it does not fit."""
    wide, high = WIDTH * scale, HEIGHT * scale
    room = wide - 2 * _MARGIN
    head = _heading(heading, room)
    rows = []
    for row in _rows(columns):
        laid = _row(row, room, detail)
        rows.append((laid, max((part.block.height for _, part in laid), default=0.0)))
    total = head.height + sum(height + _GAP for _, height in rows) + 2 * _MARGIN - _GAP
    if total > high:
        return None
    shapes = list(head.paint(_MARGIN, _MARGIN, head.height))
    y = _MARGIN + head.height
    for laid, height in rows:
        x = _MARGIN
        inside = room - _GAP * (len(laid) - 1)
        for units, part in laid:
            shapes.extend(part.block.paint(x, y, part.block.height))
            x += inside * units / UNITS + _GAP
        y += height + _GAP
    return Drawing(wide, high, tuple(shapes), f"{heading[0]}, {heading[1]}")


def _heading(heading: _Heading, width: float) -> _Block:
    """The title, what it shows, and the legend, beside each other or below."""
    title, about, legend = heading
    after_title = widest(title, _TITLE_SIZE, bold=True) + 14
    after_about = after_title + widest(about, _ABOUT_SIZE)
    steps = [widest(words, _LEGEND_SIZE) + 34 for _, _, words in legend]
    beside = after_about + 20 + sum(steps) <= width

    def paint(x: float, y: float, _: float) -> Iterator[Shape]:
        yield text_shape(x, y + 22, title, "map-h")
        yield text_shape(x + after_title, y + 22, about, "map-about")
        at, line = (x + width - sum(steps), y + 22) if beside else (x, y + 48)
        for (state, sign, words), step in zip(legend, steps, strict=True):
            entry = (
                text_shape(at, line, sign, "map-line map-sign"),
                text_shape(at + 18, line, words, "map-line"),
            )
            yield Shape("g", (), f"map-mark is-{state}", inside=entry)
            at += step

    return _Block(44.0 if beside else 68.0, paint)
