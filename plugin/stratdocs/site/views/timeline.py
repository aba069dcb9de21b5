"""When what happens: now, next and later; and quarter by quarter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from stratdocs.model.kinds import Bet, Entity, Initiative, Work
from stratdocs.analysis.schedule import Horizon, due_day, end_day, horizon, quarter, quarter_number, start_day
from stratdocs.model.schema import starter
from stratdocs.model.values import day_words
from stratdocs.site.views import part
from stratdocs.site.views.ask import Ask, View
from stratdocs.site.drawing.shapes import SMALL, STATUS, Drawing, Shape, between, cut, lines, number
from stratdocs.site.views.page import Page, Picture

LISTED = 12
"""Items of one kind that a column names."""
ROWS = 60
"""Bets and initiatives that the picture draws."""
_BEFORE, _AFTER = 1, 5
"""Quarters that the picture shows before and after this one."""
_NARROW, _ROOM = 110.0, 680.0
"""Width of a quarter at least, and of all quarters where there are few."""
_LABEL = 232.0
_HIGH = 30.0
_HEAD = 26.0
_MARKS = 400
"""Work items that the picture marks."""

_COLUMNS: Mapping[Horizon, tuple[str, str]] = {
    "now": ("Now", "under way, or to be finished by {quarter}"),
    "next": ("Next", "begins in {quarter}"),
    "later": ("Later", "begins after that"),
    "no date": ("No date yet", "neither a period nor a day is said"),
}


def _timeline(picture: Picture, ask: Ask) -> Mapping[str, Any]:
    stack = picture.stack
    everything: list[Entity] = [*stack.of(Bet), *stack.of(Initiative), *stack.of(Work)]
    kept = [one for one in ask.keeps(picture, everything) if one.status != "dropped"]
    when = {one.id: horizon(stack, one) for one in kept}
    this = quarter_number(stack.today)
    names = {"now": _quarter_words(this, last=True), "next": _quarter_words(this + 1)}
    columns = []
    for key, (title, about) in _COLUMNS.items():
        found = [one for one in kept if when[one.id] == key]
        if found or key != "no date":
            columns.append(
                {
                    "id": key.replace(" ", "-"),
                    "title": title,
                    "about": about.format(quarter=names.get(key, "")),
                    "groups": _groups(picture, found),
                }
            )
    done = [one for one in kept if when[one.id] == "done"]
    return {
        "columns": columns,
        "done": len(done),
        "drawing": _drawn(picture, kept),
        "quarters": _quarters(picture, kept),
        "undated": sum(1 for one in kept if end_day(stack, one) is None),
        "starter": None if everything else starter("work"),
    }


def _quarter_words(count: int, *, last: bool = False) -> str:
    found = quarter(count)
    if found is None:
        return ""
    return day_words(found.end) if last else f"the {found.words}"


def _groups(picture: Picture, found: Iterable[Entity]) -> list[dict[str, Any]]:
    """Bets, initiatives and work of a column, soonest first."""
    groups: dict[str, list[Entity]] = {}
    for one in found:
        groups.setdefault(one.plural, []).append(one)
    return [
        {
            "title": name[0].upper() + name[1:],
            "rows": [_item(picture, one) for one in sorted(members, key=_soonest(picture))][
                :LISTED
            ],
            "more": max(0, len(members) - LISTED),
            "collection": members[0].collection,
        }
        for name, members in groups.items()
    ]


def _soonest(picture: Picture) -> Callable[[Entity], tuple[date, str]]:
    def key(one: Entity) -> tuple[date, str]:
        return (end_day(picture.stack, one) or date.max, one.id)

    return key


def _item(picture: Picture, one: Entity) -> dict[str, Any]:
    day = due_day(one)
    period = picture.stack.period_of(one)
    if isinstance(one, Work) and day:
        when = f"due {day_words(day)}"
        late = day < picture.stack.today and not one.over
    else:
        when, late = (period.words if period else ""), False
    return {
        "ref": picture.ref(one),
        "status": picture.progress.status(one),
        "when": when,
        "late": late,
        "owner": picture.who(one.owner),
    }


# --- by quarter, in words ------------------------------------------------------------------------


def _quarters(picture: Picture, kept: Sequence[Entity]) -> list[dict[str, Any]]:
    """What ends in each quarter, from the one before this on."""
    stack = picture.stack
    this = quarter_number(stack.today)
    found: dict[int, list[Entity]] = {}
    for one in kept:
        day = end_day(stack, one)
        if day is not None and quarter_number(day) >= this - _BEFORE:
            found.setdefault(quarter_number(day), []).append(one)
    listed = sorted(found)[: _BEFORE + 1 + _AFTER]
    rows = []
    for count in listed:
        period = quarter(count)
        if period is not None:
            title = period.words
            rows.append(
                {
                    "id": period.text,
                    "title": title[0].upper() + title[1:],
                    "now": count == this,
                    "groups": {
                        group["collection"]: group for group in _groups(picture, found[count])
                    },
                }
            )
    return rows


# --- by quarter, as a picture --------------------------------------------------------------------


class _Lane(NamedTuple):
    """A row of the picture: a bet or an initiative, with the work that is done for it."""

    entity: Entity
    depth: int
    start: date
    end: date
    work: tuple[Work, ...]


def _drawn(picture: Picture, kept: Sequence[Entity]) -> Drawing | None:
    """Bets and initiatives as bars over the quarters, work as marks on the day that it is due;
    None where nothing of it falls into them.
    """
    today = picture.stack.today
    this = quarter_number(today)
    first, last = quarter(this - _BEFORE), quarter(this + _AFTER)
    if first is None or last is None:
        return None
    lanes = [
        lane for lane in _lanes(picture, kept) if lane.end >= first.start and lane.start <= last.end
    ]
    left_out = max(0, len(lanes) - ROWS)
    lanes = lanes[:ROWS]
    if not lanes:
        return None
    latest = max(min(lane.end, last.end) for lane in lanes)
    count = max(2, quarter_number(latest) - this + _BEFORE + 1)
    end = quarter(this - _BEFORE + count - 1) or last
    wide = _LABEL + count * max(_NARROW, _ROOM / count)
    high = _HEAD + len(lanes) * _HIGH + 8

    def x(day: date) -> float:
        inside = min(max(day, first.start), end.end + timedelta(days=1))
        whole = (end.end - first.start).days + 1
        return _LABEL + (wide - _LABEL) * (inside - first.start).days / whole

    shapes: list[Shape] = []
    for step in range(count):
        period = quarter(this - _BEFORE + step)
        if period is not None:
            left, right = x(period.start), x(period.end + timedelta(days=1))
            band = (
                ("x", number(left)),
                ("y", "0"),
                ("width", number(right - left)),
                ("height", number(high)),
            )
            if step == _BEFORE:
                shapes.append(Shape("rect", band, "this-quarter"))
            shapes.append(Shape("line", between(left, 0, left, high), "grid"))
            name = period.text.replace("-", " ")
            place = (("x", number(left + 6)), ("y", "15"))
            shapes.append(Shape("text", place, "axis-title", name))
    shapes.append(
        Shape(
            "line",
            between(x(today), _HEAD - 6, x(today), high),
            "today-line",
            title=day_words(today),
        )
    )
    marks = _MARKS
    for row, lane in enumerate(lanes):
        top = _HEAD + row * _HIGH
        shapes.append(_lane(picture, lane, top, x, (first.start, end.end)))
        for work in lane.work[:marks]:
            day = end_day(picture.stack, work)
            if day is not None and first.start <= day <= end.end:
                shapes.append(_mark(picture, work, day, x(day), top + 20))
        marks = max(0, marks - len(lane.work))
    words = (
        f"{len(lanes)} bets and initiatives over {count} quarters, with the work for them; "
        "the table below says the same"
    )
    if left_out:
        words += f"; {left_out} more are not drawn"
    return Drawing(wide + 2, high, tuple(shapes), words)


def _lanes(picture: Picture, kept: Sequence[Entity]) -> Iterator[_Lane]:
    """Each bet with its initiatives below it, then initiatives without a bet."""
    stack = picture.stack
    long = {one.id: one for one in kept if not isinstance(one, Work)}
    work: dict[str, list[Work]] = {}
    over: dict[str, str] = {}
    for one in kept:
        above = next((up.id for up in stack.trace(one)[1:] if up.id in long), None)
        if above is not None and isinstance(one, Work):
            work.setdefault(above, []).append(one)
        elif above is not None:
            over[one.id] = above
    below: dict[str, list[Entity]] = {}
    for name, above in over.items():
        below.setdefault(above, []).append(long[name])
    soonest = _soonest(picture)
    tops = [one for one in long.values() if one.id not in over]
    ahead = [(one, 0) for one in sorted(tops, key=lambda o: (not isinstance(o, Bet), soonest(o)))]
    ahead.reverse()
    while ahead:
        one, depth = ahead.pop()
        own = tuple(sorted(work.get(one.id, ()), key=soonest))
        begin, end = start_day(stack, one), end_day(stack, one)
        days = [day for each in own if (day := end_day(stack, each)) is not None]
        if begin is None and days:
            begin = min(days)
        if end is None and days:
            end = max(days)
        if begin is not None and end is not None:
            yield _Lane(one, min(depth, 2), min(begin, end), end, own)
        children = sorted(below.get(one.id, ()), key=soonest, reverse=True)
        ahead.extend((child, depth + 1) for child in children)


def _lane(
    picture: Picture, lane: _Lane, top: float, x: Callable[[date], float], shown: tuple[date, date]
) -> Shape:
    status = picture.progress.status(lane.entity)
    left, right = x(lane.start), x(lane.end + timedelta(days=1))
    indent = 12.0 * lane.depth
    room = _LABEL - indent - 10
    span = f"{day_words(lane.start)} to {day_words(lane.end)}"
    kind = f"lane-{lane.entity.collection} is-{status or 'none'}"
    label = lines(lane.entity.title, room, 1, SMALL)[0]
    inside = [
        Shape("text", (("x", number(indent)), ("y", number(top + 14))), "small", label),
        Shape(
            "rect",
            (
                ("x", number(left)),
                ("y", number(top + 4)),
                ("width", number(max(3.0, right - left))),
                ("height", "12"),
                ("rx", "0" if lane.start < shown[0] or lane.end > shown[1] else "3"),
            ),
            "bar",
        ),
    ]
    words = STATUS.get(status or "", "")
    if words and right - left > 70:
        place = (("x", number(left + 6)), ("y", number(top + 13.5)))
        inside.append(Shape("text", place, "on-bar", cut(words, right - left - 10, 9.5)))
    return Shape(
        "g",
        (("id", f"node-{lane.entity.id}"),),
        kind,
        path=picture.path(lane.entity),
        title=f"{lane.entity.noun} {lane.entity.title}: {span}{f', {words}' if words else ''}",
        inside=tuple(inside),
    )


def _mark(picture: Picture, work: Work, day: date, x: float, y: float) -> Shape:
    """A diamond on the day, filled where the work is done."""
    status = picture.progress.status(work)
    left, right = number(x - 4), number(x + 4)
    way = f"M{number(x)},{number(y - 4)}L{right},{number(y)}L{number(x)},{number(y + 4)}"
    words = STATUS.get(status or "", "")
    told = f"{work.title}: {'finished' if work.finished else 'due'} {day_words(day)}"
    return Shape(
        "path",
        (("d", f"{way}L{left},{number(y)}Z"),),
        f"mark-work is-{status or 'none'}",
        title=f"{told}, {words}" if words else told,
    )


TIMELINE = View(
    "timeline",
    "Now, next, later",
    "Bets, initiatives and work by when they happen.",
    "timeline",
    _timeline,
)

EMBEDS = (TIMELINE,)


def pages(picture: Picture) -> Iterator[Page]:
    """The page of the timeline."""
    yield part.page(
        "timeline",
        "Timeline",
        [part.section(picture, TIMELINE)],
        lead="What is on now, what comes next and what later; and how it lies over the quarters.",
        listed="Delivery",
        hide=("toc",),
    )
