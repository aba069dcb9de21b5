"""Layered graphs: boxes in layers, arrows from each layer to later ones.

After Sugiyama: cycles are broken, each box gets the layer after the last of its predecessors, a
long arrow passes through a place of its own in each layer between, the order in a layer follows the
places of the neighbours, and each box moves as near to its neighbours as there is room. Made for
some hundred boxes; fold larger graphs first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from stratdocs.site.drawing.shapes import (
    SIZE,
    SMALL,
    Drawing,
    Shape,
    svg_number,
    wrapped_lines,
)

BOX = 176.0
"""Width of a box."""
LINE = 15.0
_PAD = 8.0
_BOX_GAP = 14.0
"""Room between neighbouring boxes of a layer."""
_ARROW_GAP = 7.0
"""Room between neighbouring long arrows that pass a layer."""
GAP = 40.0
"""Room between layers, for the arrows."""
_PART_GAP = 26.0
"""Room between unconnected parts."""
_MARGIN = 6.0
MAX_WIDTH = 900.0
"""Unconnected parts are placed side by side up to this width."""
_SWEEPS = 8
_MAX_BENDS = 2000
"""Places of long arrows in layers between; beyond these they run straight."""


class Box(NamedTuple):
    """A node of the graph."""

    id: str
    label: str
    path: str | None = None
    """The page that it links to."""
    kind: str = ""
    """Classes besides `node`: `folded`, `is-done`; parts with a `critical` box come first."""
    note: str = ""
    """A small line below the label: its owner, its state."""
    caption: str = ""
    """A small line above the label: its kind or team."""
    title: str = ""
    """The tooltip; the whole label where it is empty."""


class Arrow(NamedTuple):
    """An edge of the graph: the ids of two boxes."""

    start: str
    end: str
    kind: str = ""
    """Classes besides `edge`: `critical`, `cycle`."""
    title: str = ""


def layered(
    boxes: Sequence[Box],
    arrows: Iterable[Arrow],
    *,
    words: str,
    down: bool = False,
    anchor: str = "node-",
    box: float = BOX,
    gap: float = GAP,
    rows: int = 4,
    least: Mapping[str, int] | None = None,
) -> Drawing:
    """The boxes with their arrows, from left to right, or `down` from top to bottom.

    The order of the boxes decides where nothing else does. An arrow that would close a cycle runs
    back and has the class `back`. `anchor` is the prefix of a box's id in the page; empty for no
    ids, where another picture of the page shows the same boxes. `box` is the width of a box, `gap`
    the room between layers, `rows` how many lines a label may have. `least` is the first layer in
    which a box may be: layers are then columns of the whole picture.
    """
    return _Layout(boxes, arrows, box, gap, rows, least, down=down).drawing(words, anchor)


def _note_lines(text: str, room: float) -> tuple[str, ...]:
    """The lines of a caption or a note; none without one."""
    return wrapped_lines(text, room, 3, SMALL) if text else ()


class _Layout:
    """Positions of boxes and bends, computed from left to right; `down` swaps the axes."""

    def __init__(
        self,
        boxes: Sequence[Box],
        arrows: Iterable[Arrow],
        width: float,
        gap: float,
        rows: int,
        least: Mapping[str, int] | None,
        *,
        down: bool,
    ) -> None:
        self.least = least
        self.boxes = {box.id: box for box in boxes}
        self.down = down
        self.width = width
        self.gap = gap
        self.arrows = [
            arrow
            for arrow in dict.fromkeys(arrows)
            if arrow.start in self.boxes and arrow.end in self.boxes and arrow.start != arrow.end
        ]
        self.label_lines = {
            key: wrapped_lines(box.label, width - 2 * _PAD, rows) for key, box in self.boxes.items()
        }
        self.heights = {key: self._height(key) for key in self.boxes}
        self.at: dict[str, tuple[float, float]] = {}
        """The corner of each box."""
        self.bends: dict[tuple[str, str], list[tuple[float, float]]] = {}
        """The points that long arrows pass, from the earlier layer to the later one."""
        self.back: set[tuple[str, str]] = set()
        self.right = self.bottom = 0.0
        self._place()

    def _height(self, key: str) -> float:
        box = self.boxes[key]
        room = self.width - 2 * _PAD
        notes = len(_note_lines(box.caption, room)) + len(_note_lines(box.note, room))
        return 2 * _PAD - 2 + len(self.label_lines[key]) * LINE + notes * (LINE - 1)

    def _place(self) -> None:
        forward = _acyclic(self.boxes, self.arrows, self.back)
        left = top = _MARGIN
        deep = 0.0
        parts = _connected_parts(self.boxes, forward)
        parts.sort(key=lambda part: (not any(self._comes_first(key) for key in part), -len(part)))
        for part in parts:
            places, bends, across, along = self._part_layout(part, forward)
            full = self.least is not None or left + across > MAX_WIDTH
            if left > _MARGIN and full:
                left, top, deep = _MARGIN, top + deep + _PART_GAP, 0.0
            self.at.update({key: (x + left, y + top) for key, (x, y) in places.items()})
            for pair, ways in bends.items():
                self.bends[pair] = [(x + left, y + top) for x, y in ways]
            deep = max(deep, along)
            self.right = max(self.right, left + across)
            self.bottom = max(self.bottom, top + deep)
            left += across + _PART_GAP

    def _comes_first(self, key: str) -> bool:
        """Whether its part of the graph comes first in the picture."""
        return "critical" in self.boxes[key].kind

    def _part_layout(
        self, part: Sequence[str], forward: Mapping[str, Sequence[str]]
    ) -> tuple[
        dict[str, tuple[float, float]],
        dict[tuple[str, str], list[tuple[float, float]]],
        float,
        float,
    ]:
        """Positions of connected boxes, their bends, and the width and height that they take."""
        ranks = _layer_ranks(part, forward, self.least)
        grid = _Grid(part, ranks, forward)
        grid.order()
        sizes = {key: self._breadth(key) if key in self.boxes else 0.0 for key in grid.rank}
        positions = grid.positions(sizes)
        low = min((positions[key] - sizes[key] / 2 for key in grid.rank), default=0.0)
        far = max((positions[key] + sizes[key] / 2 for key in grid.rank), default=0.0)
        thin = 0.0 if self.least is None or self.down else self.width
        thick = [
            max((self._length(key) for key in layer if key in self.boxes), default=thin)
            for layer in grid.layers
        ]
        starts = [0.0]
        for size in thick:
            starts.append(starts[-1] + size + self.gap)
        places: dict[str, tuple[float, float]] = {}
        for key in part:
            along = starts[grid.rank[key]]
            if self.down:
                along += (thick[grid.rank[key]] - self._length(key)) / 2
            corner = (along, positions[key] - sizes[key] / 2 - low)
            places[key] = corner[::-1] if self.down else corner
        bends: dict[tuple[str, str], list[tuple[float, float]]] = {}
        for pair, route in grid.routes.items():
            found: list[tuple[float, float]] = []
            for key in route:
                rank = grid.rank[key]
                for along in (starts[rank], starts[rank] + thick[rank]):
                    bend = (along, positions[key] - low)
                    found.append(bend[::-1] if self.down else bend)
            bends[pair] = found
        across, along = starts[-1] - self.gap, far - low
        return places, bends, *((along, across) if self.down else (across, along))

    def _breadth(self, key: str) -> float:
        """The size of the box across the direction of the arrows."""
        return self.width if self.down else self.heights[key]

    def _length(self, key: str) -> float:
        return self.heights[key] if self.down else self.width

    # --- shapes

    def drawing(self, words: str, anchor: str) -> Drawing:
        shapes = [shape for arrow in self.arrows for shape in self._arrow(arrow)]
        shapes.extend(self._box(box, anchor) for box in self.boxes.values())
        return Drawing(self.right + _MARGIN, self.bottom + _MARGIN, tuple(shapes), words)

    def _box(self, box: Box, anchor: str) -> Shape:
        x, y = self.at[box.id]
        room = self.width - 2 * _PAD
        inside = [
            Shape(
                "rect",
                (
                    ("x", svg_number(x)),
                    ("y", svg_number(y)),
                    ("width", svg_number(self.width)),
                    ("height", svg_number(self.heights[box.id])),
                    ("rx", "4"),
                ),
                "box",
            )
        ]
        line = y + _PAD - 1
        texts = [("note", text) for text in _note_lines(box.caption, room)]
        texts += [("label", text) for text in self.label_lines[box.id]]
        texts += [("note", text) for text in _note_lines(box.note, room)]
        for kind, text in texts:
            line += LINE if kind == "label" else LINE - 1
            place = (("x", svg_number(x + _PAD)), ("y", svg_number(line - (LINE - SIZE) / 2 - 2)))
            inside.append(Shape("text", place, kind, text))
        return Shape(
            "g",
            (("id", anchor + box.id),) if anchor else (),
            f"node {box.kind}".strip(),
            path=box.path,
            title=box.title or box.label,
            inside=tuple(inside),
        )

    def _arrow(self, arrow: Arrow) -> Iterable[Shape]:
        back = (arrow.start, arrow.end) in self.back
        first, last = (arrow.end, arrow.start) if back else (arrow.start, arrow.end)
        start, end = self._exit(first), self._entry(last)
        route = [start, *self.bends.get((first, last), ()), end]
        tip = start if back else end
        kind = f"edge {arrow.kind}{' back' if back else ''}"
        yield Shape("path", (("d", self._curve(route)),), kind, title=arrow.title)
        yield Shape(
            "path", (("d", self._arrow_head(tip, back=back)),), kind.replace("edge", "head", 1)
        )

    def _exit(self, key: str) -> tuple[float, float]:
        x, y = self.at[key]
        if self.down:
            return (x + self.width / 2, y + self.heights[key])
        return (x + self.width, y + self.heights[key] / 2)

    def _entry(self, key: str) -> tuple[float, float]:
        x, y = self.at[key]
        return (x + self.width / 2, y) if self.down else (x, y + self.heights[key] / 2)

    def _curve(self, route: Sequence[tuple[float, float]]) -> str:
        texts = [f"M{_point(route[0])}"]
        for (x, y), (to_x, to_y) in pairwise(route):
            if (x == to_x) if self.down else (y == to_y):
                texts.append(f"L{_point((to_x, to_y))}")
            elif self.down:
                half = (y + to_y) / 2
                texts.append(f"C{_point((x, half))} {_point((to_x, half))} {_point((to_x, to_y))}")
            else:
                half = (x + to_x) / 2
                texts.append(f"C{_point((half, y))} {_point((half, to_y))} {_point((to_x, to_y))}")
        return "".join(texts)

    def _arrow_head(self, tip: tuple[float, float], *, back: bool) -> str:
        x, y = tip
        away = 7.0 if back else -7.0
        if self.down:
            left, right = (x - 3.5, y + away), (x + 3.5, y + away)
        else:
            left, right = (x + away, y - 3.5), (x + away, y + 3.5)
        return f"M{_point(tip)}L{_point(left)}L{_point(right)}Z"


def _point(place: tuple[float, float]) -> str:
    return f"{svg_number(place[0])},{svg_number(place[1])}"


# --- steps of the layout -------------------------------------------------------------------------


def _acyclic(
    keys: Iterable[str], arrows: Iterable[Arrow], back: set[tuple[str, str]]
) -> dict[str, list[str]]:
    """Successors of each box without cycles: an arrow that closes one is reversed and added to
    `back`.
    """
    keys = tuple(keys)
    out: dict[str, list[str]] = {key: [] for key in keys}
    for arrow in arrows:
        if arrow.end not in out[arrow.start]:
            out[arrow.start].append(arrow.end)
    led = {other for others in out.values() for other in others}
    begun: set[str] = set()
    open_now: set[str] = set()
    for root in sorted(keys, key=lambda key: key in led):
        if root in begun:
            continue
        begun.add(root)
        open_now.add(root)
        walk = [(root, iter(out[root]))]
        while walk:
            key, others = walk[-1]
            for other in others:
                if other in open_now:
                    back.add((key, other))
                elif other not in begun:
                    begun.add(other)
                    open_now.add(other)
                    walk.append((other, iter(out[other])))
                    break
            else:
                open_now.discard(key)
                walk.pop()
    forward: dict[str, list[str]] = {key: [] for key in keys}
    for key, ends in out.items():
        for other in ends:
            start, end = (other, key) if (key, other) in back else (key, other)
            if end not in forward[start]:
                forward[start].append(end)
    return forward


def _connected_parts(keys: Iterable[str], forward: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The connected parts, each in the order given."""
    keys = tuple(keys)
    near: dict[str, list[str]] = {key: [] for key in keys}
    for key, others in forward.items():
        for other in others:
            near[key].append(other)
            near[other].append(key)
    part_of: dict[str, int] = {}
    parts: list[list[str]] = []
    for key in keys:
        if key not in part_of:
            ahead = [key]
            part_of[key] = len(parts)
            for member in ahead:
                for other in near[member]:
                    if other not in part_of:
                        part_of[other] = len(parts)
                        ahead.append(other)
            parts.append([])
        parts[part_of[key]].append(key)
    return parts


def _layer_ranks(
    part: Sequence[str], forward: Mapping[str, Sequence[str]], least: Mapping[str, int] | None
) -> dict[str, int]:
    """The layer of each box: after all its predecessors, no further than needed, and not before its
    `least`.
    """
    waiting = dict.fromkeys(part, 0)
    for key in part:
        for other in forward[key]:
            waiting[other] += 1
    first = [key for key in part if not waiting[key]]
    rank = {key: least.get(key, 0) if least else 0 for key in part}
    order = list(first)
    for key in order:
        for other in forward[key]:
            rank[other] = max(rank[other], rank[key] + 1)
            waiting[other] -= 1
            if not waiting[other]:
                order.append(other)
    for key in first:  # a box without predecessors is right before its successors
        if forward[key] and least is None:
            rank[key] = min(rank[other] for other in forward[key]) - 1
    return rank


class _Grid:
    """Layers of boxes and bends, ordered with few crossings."""

    def __init__(
        self, part: Sequence[str], ranks: Mapping[str, int], forward: Mapping[str, Sequence[str]]
    ) -> None:
        self.rank = dict(ranks)
        self.routes: dict[tuple[str, str], list[str]] = {}
        self.later: dict[str, list[str]] = {key: [] for key in part}
        self.earlier: dict[str, list[str]] = {key: [] for key in part}
        bends = 0
        pairs = sorted(
            ((key, other) for key in part for other in forward[key]),
            key=lambda pair: ranks[pair[1]] - ranks[pair[0]],
        )
        for key, other in pairs:
            steps = ranks[other] - ranks[key] - 1
            if bends + steps > _MAX_BENDS:
                continue
            bends += steps
            # no id of a box contains a line break, so it cannot equal a bend
            route = [f"{key}\n{other}\n{step}" for step in range(steps)]
            for step, bend in enumerate(route):
                self.rank[bend] = ranks[key] + step + 1
                self.later[bend] = []
                self.earlier[bend] = []
            if route:
                self.routes[key, other] = route
            for source, target in pairwise([key, *route, other]):
                self.later[source].append(target)
                self.earlier[target].append(source)
        self.layers: list[list[str]] = [[] for _ in range(max(self.rank.values()) + 1)]
        self._fill_layers(part)

    def _fill_layers(self, part: Sequence[str]) -> None:
        """Layers in the order of a depth-first walk: a tree has no crossings."""
        met: set[str] = set()
        for root in sorted(part, key=self.rank.__getitem__):
            ahead = [root]
            while ahead:
                key = ahead.pop()
                if key not in met:
                    met.add(key)
                    self.layers[self.rank[key]].append(key)
                    ahead.extend(reversed(self.later[key]))

    def order(self) -> None:
        """Sweeps to and fro, sorting each layer by the mean of its neighbours; the best order is
        kept.
        """
        best = [list(layer) for layer in self.layers]
        least = self._crossings()
        for sweep in range(_SWEEPS):
            if not least:
                break
            ahead = sweep % 2 == 0
            near = self.earlier if ahead else self.later
            for rank in sorted(range(len(self.layers)), reverse=not ahead):
                beside = {
                    key: place
                    for layer in self.layers[max(0, rank - 1) : rank + 2]
                    for place, key in enumerate(layer)
                }
                middle = {
                    key: sum(beside[other] for other in near[key]) / len(near[key])
                    if near[key]
                    else float(beside[key])
                    for key in self.layers[rank]
                }
                self.layers[rank].sort(key=middle.__getitem__)
            crossings = self._crossings()
            if crossings < least:
                least = crossings
                best = [list(layer) for layer in self.layers]
        self.layers = best

    def _crossings(self) -> int:
        """How many pairs of arrows cross, layer by layer."""
        total = 0
        for layer, after in pairwise(self.layers):
            place = {key: number for number, key in enumerate(after)}
            counted = [0] * (len(after) + 1)
            seen = 0
            for key in layer:
                ends = sorted(place[other] for other in self.later[key])
                for end in ends:
                    total += seen - _fenwick_sum(counted, end + 1)
                for end in ends:
                    _fenwick_add(counted, end)
                seen += len(ends)
        return total

    def positions(self, sizes: Mapping[str, float]) -> dict[str, float]:
        """The middle of each box and bend in its layer: near its neighbours, without overlap."""
        at: dict[str, float] = {}
        for layer in self.layers:
            edge = 0.0
            for key in layer:
                at[key] = edge + sizes[key] / 2
                edge += sizes[key] + _BOX_GAP
        for sweep in range(2 * _SWEEPS):
            ahead = sweep % 2 == 0
            near = self.earlier if ahead else self.later
            for layer in filter(None, self.layers if ahead else self.layers[::-1]):
                wanted = [
                    sum(at[other] for other in near[key]) / len(near[key]) if near[key] else at[key]
                    for key in layer
                ]
                weights = [
                    0.05 if not near[key] else 4.0 if not sizes[key] else 1.0 for key in layer
                ]
                at.update(zip(layer, _spaced_positions(layer, wanted, weights, sizes), strict=True))
        return at


def _spaced_positions(
    layer: Sequence[str],
    wanted: Sequence[float],
    weights: Sequence[float],
    sizes: Mapping[str, float],
) -> list[float]:
    """The positions nearest to those wanted, by weighted squares, that keep order and distance.

    With the distance from the first taken off each, that is isotonic regression: pool adjacent
    violators.
    """
    offsets = [0.0]
    for first, second in pairwise(layer):
        room = _BOX_GAP if sizes[first] or sizes[second] else _ARROW_GAP
        offsets.append(offsets[-1] + (sizes[first] + sizes[second]) / 2 + room)
    pools: list[tuple[float, float, int]] = []
    for want, offset, weight in zip(wanted, offsets, weights, strict=True):
        value, mass, count = want - offset, weight, 1
        while pools and pools[-1][0] > value:
            before, heavy, more = pools.pop()
            value = (before * heavy + value * mass) / (heavy + mass)
            mass, count = heavy + mass, more + count
        pools.append((value, mass, count))
    placed = [value for value, _, count in pools for _ in range(count)]
    return [round(value + offset, 3) for value, offset in zip(placed, offsets, strict=True)]


def _fenwick_add(counted: list[int], place: int) -> None:
    """Counts one more at an index of a Fenwick tree."""
    place += 1
    while place < len(counted):
        counted[place] += 1
        place += place & -place


def _fenwick_sum(counted: Sequence[int], count: int) -> int:
    """The sum of the first `count` values of a Fenwick tree."""
    total = 0
    while count > 0:
        total += counted[count]
        count -= count & -count
    return total
