"""When what happens: now, next and later; and quarter by quarter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from stratdocs.analysis.schedule import (
    Horizon,
    due_day,
    end_day,
    horizon,
    start_day,
    time_is_up,
)
from stratdocs.analysis.state import state_of
from stratdocs.model.days import day_words
from stratdocs.model.kinds import Bet, Entity, Initiative, Work
from stratdocs.model.schema import starter
from stratdocs.model.stack import Stack
from stratdocs.site.drawing.shapes import (
    SIZE,
    STATUS_WORDS,
    Drawing,
    Shape,
    line_ends,
    svg_number,
    text_shape,
)
from stratdocs.site.drawing.widest import fitting_lines, widest
from stratdocs.site.views import part
from stratdocs.site.views.ask import Ask, View
from stratdocs.site.views.page import Page, Ref, SiteContext
from stratdocs.site.views.template_data import TemplateData

MAX_LISTED = 7
"""Items of one kind in a column."""
MAX_LANES = 60
"""Bets and initiatives in the picture."""
_BEFORE, _AFTER = 1, 5
"""Quarters in the picture before and after this one."""
_NARROW, _WIDE, _ROOM = 110.0, 180.0, 900.0
"""The least and the greatest width of a quarter, and the width of the whole picture."""
_LANE_HEIGHT = 38.0
_BAR_TOP, _BAR_HEIGHT = 18.0, 8.0
"""The place of a bar below the title of its lane."""
_HEAD = 26.0
_MAX_MARKS = 400
"""Work items marked in the picture."""

_COLUMNS: Mapping[Horizon, tuple[str, str]] = {
    "time is up": ("Time is up", "past the end date, with no result recorded"),
    "now": ("Now", "under way, or starts by {quarter}"),
    "next": ("Next", "starts in {quarter}"),
    "later": ("Later", "starts after that"),
    "no date": ("No date yet", "no period or date is set"),
}


class TimelineColumn(TemplateData):
    """Now, next or later."""

    id: str
    title: str
    about: str
    groups: Sequence[TimelineGroup]


class TimelineData(TemplateData):
    """When what happens."""

    columns: Sequence[TimelineColumn]
    late: Sequence[TimelineItem]
    """Work past its due date, the oldest first, at most `MAX_LISTED`."""
    more_late: int
    done: int
    drawing: Drawing | None
    quarters: Sequence[TimelineQuarter]
    undated: int
    starter: str | None


def _timeline(site: SiteContext, ask: Ask) -> TimelineData:
    stack = site.stack
    everything: list[Entity] = [*stack.of(Bet), *stack.of(Initiative), *stack.of(Work)]
    kept = [entity for entity in ask.select(site, everything) if entity.status != "dropped"]
    when = {entity.id: horizon(stack, entity) for entity in kept}
    this = stack.calendar.quarter_number(stack.today)
    names = {"now": _quarter_words(stack, this, last=True), "next": _quarter_words(stack, this + 1)}
    columns = []
    for key, (title, about) in _COLUMNS.items():
        found = [entity for entity in kept if when[entity.id] == key]
        if found or key not in ("time is up", "no date"):
            columns.append(
                TimelineColumn(
                    id=key.replace(" ", "-"),
                    title=title,
                    about=about.format(quarter=names.get(key, "")),
                    groups=_kind_groups(site, found),
                )
            )
    done = [entity for entity in kept if when[entity.id] == "done"]
    late = _late_work(site, kept)
    return TimelineData(
        columns=columns,
        late=[_timeline_item(site, entity) for entity in late[:MAX_LISTED]],
        more_late=max(0, len(late) - MAX_LISTED),
        done=len(done),
        drawing=_timeline_drawing(site, kept),
        quarters=_timeline_quarters(site, kept),
        undated=sum(1 for entity in kept if end_day(stack, entity) is None),
        starter=None if everything else starter("work"),
    )


def _late_work(site: SiteContext, kept: Iterable[Entity]) -> list[Entity]:
    """Open work past its due date, the oldest first."""
    stack = site.stack
    late = [
        entity
        for entity in kept
        if isinstance(entity, Work)
        and (day := due_day(stack, entity)) is not None
        and day < stack.today
        and not state_of(stack, entity).is_over
    ]
    return sorted(late, key=_soonest_first(site))


def _quarter_words(stack: Stack, count: int, *, last: bool = False) -> str:
    found = stack.calendar.quarter(count)
    if found is None:
        return ""
    return day_words(found.end) if last else found.words


class TimelineGroup(TemplateData):
    """The items of one kind, soonest first."""

    title: str
    rows: Sequence[TimelineItem]
    more: int
    collection: str


def _kind_groups(site: SiteContext, found: Iterable[Entity]) -> list[TimelineGroup]:
    """Bets, initiatives and work of a column, soonest first."""
    groups: dict[str, list[Entity]] = {}
    for entity in found:
        groups.setdefault(entity.plural, []).append(entity)
    return [
        TimelineGroup(
            title=name[0].upper() + name[1:],
            rows=[
                _timeline_item(site, entity) for entity in sorted(members, key=_soonest_first(site))
            ][:MAX_LISTED],
            more=max(0, len(members) - MAX_LISTED),
            collection=members[0].collection,
        )
        for name, members in groups.items()
    ]


def _soonest_first(site: SiteContext) -> Callable[[Entity], tuple[date, str]]:
    def key(entity: Entity) -> tuple[date, str]:
        return (end_day(site.stack, entity) or date.max, entity.id)

    return key


class TimelineItem(TemplateData):
    """One item with when it happens."""

    ref: Ref
    status: str | None
    when: str
    late: bool
    owner: Ref | str | None


def _timeline_item(site: SiteContext, entity: Entity) -> TimelineItem:
    stack = site.stack
    day, period = due_day(stack, entity), stack.period_of(entity)
    if isinstance(entity, Work) and day:
        when = f"due {day_words(day)}"
    elif isinstance(entity, (Bet, Initiative)) and time_is_up(stack, entity):
        end = end_day(stack, entity)
        when = f"until {day_words(end)}" if end else ""
    else:
        when = period.words if period else ""
    open_ = not state_of(stack, entity).is_over
    return TimelineItem(
        ref=site.ref(entity),
        status=site.progress.status(entity),
        when=when,
        late=bool(day and isinstance(entity, Work) and day < stack.today and open_),
        owner=site.ref_or_text(entity.owner),
    )


# --- by quarter, in words ------------------------------------------------------------------------


class TimelineQuarter(TemplateData):
    """What ends in a quarter."""

    id: str
    title: str
    now: bool
    groups: Sequence[TimelineGroup | None]
    """Bets, initiatives and work; None for a kind without any."""


def _timeline_quarters(site: SiteContext, kept: Sequence[Entity]) -> list[TimelineQuarter]:
    """What ends in each quarter, from the last one on."""
    stack = site.stack
    this = stack.calendar.quarter_number(stack.today)
    found: dict[int, list[Entity]] = {}
    for entity in kept:
        day = end_day(stack, entity)
        if day is not None and stack.calendar.quarter_number(day) >= this - _BEFORE:
            found.setdefault(stack.calendar.quarter_number(day), []).append(entity)
    listed = sorted(found)[: _BEFORE + 1 + _AFTER]
    rows = []
    for count in listed:
        period = stack.calendar.quarter(count)
        if period is not None:
            title = period.words
            by_kind = {group.collection: group for group in _kind_groups(site, found[count])}
            rows.append(
                TimelineQuarter(
                    id=period.slug,
                    title=title[0].upper() + title[1:],
                    now=count == this,
                    groups=[by_kind.get(kind.collection) for kind in (Bet, Initiative, Work)],
                )
            )
    return rows


# --- by quarter, as a site --------------------------------------------------------------------


class _Lane(NamedTuple):
    """A row of the picture: a bet or an initiative, with the work for it."""

    entity: Entity
    depth: int
    start: date
    end: date
    work: tuple[Work, ...]


def _timeline_drawing(site: SiteContext, kept: Sequence[Entity]) -> Drawing | None:
    """Bets and initiatives as bars over the quarters, with a mark where work is due; None if
    there is nothing to draw.
    """
    today, calendar = site.stack.today, site.stack.calendar
    this = calendar.quarter_number(today)
    first, last = calendar.quarter(this - _BEFORE), calendar.quarter(this + _AFTER)
    if first is None or last is None:
        return None
    lanes = [
        lane for lane in _lanes(site, kept) if lane.end >= first.start and lane.start <= last.end
    ]
    left_out = max(0, len(lanes) - MAX_LANES)
    lanes = lanes[:MAX_LANES]
    if not lanes:
        return None
    latest = max(min(lane.end, last.end) for lane in lanes)
    count = max(2, calendar.quarter_number(latest) - this + _BEFORE + 1)
    end = calendar.quarter(this - _BEFORE + count - 1) or last
    quarters = count * min(_WIDE, max(_NARROW, _ROOM / count))
    high = _HEAD + len(lanes) * _LANE_HEIGHT + 8

    def x(day: date) -> float:
        inside = min(max(day, first.start), end.end + timedelta(days=1))
        whole = (end.end - first.start).days + 1
        return quarters * (inside - first.start).days / whole

    shapes: list[Shape] = []
    for step in range(count):
        period = calendar.quarter(this - _BEFORE + step)
        if period is not None:
            left, right = x(period.start), x(period.end + timedelta(days=1))
            band = (
                ("x", svg_number(left)),
                ("y", "0"),
                ("width", svg_number(right - left)),
                ("height", svg_number(high)),
            )
            if step == _BEFORE:
                shapes.append(Shape("rect", band, "this-quarter"))
            shapes.append(Shape("line", line_ends(left, 0, left, high), "grid"))
            name = period.text.replace("-", " ")
            place = (("x", svg_number(left + 6)), ("y", "15"))
            shapes.append(Shape("text", place, "axis-title", name))
    shapes.append(
        Shape(
            "line",
            line_ends(x(today), _HEAD - 6, x(today), high),
            "today-line",
            title=day_words(today),
        )
    )
    widths = [x(lane.start) + widest(_signed_title(site, lane.entity), SIZE) for lane in lanes]
    wide = max(quarters, min(_ROOM, max(widths)))
    marks = _MAX_MARKS
    for row, lane in enumerate(lanes):
        top = _HEAD + row * _LANE_HEIGHT
        shapes.append(_lane_shape(site, lane, top, x, (first.start, end.end), wide))
        for work in lane.work[:marks]:
            day = end_day(site.stack, work)
            if day is not None and first.start <= day <= end.end:
                shapes.append(_work_mark(site, work, day, x(day), top + 31))
        marks = max(0, marks - len(lane.work))
    words = (
        f"{len(lanes)} bets and initiatives over {count} quarters, with the work for them; "
        "the table below says the same"
    )
    if left_out:
        words += f"; {left_out} more aren't drawn"
    return Drawing(wide + 2, high, tuple(shapes), words)


def _lanes(site: SiteContext, kept: Sequence[Entity]) -> Iterator[_Lane]:
    """Each bet with its initiatives below it, then initiatives without a bet."""
    stack = site.stack
    long = {entity.id: entity for entity in kept if not isinstance(entity, Work)}
    work: dict[str, list[Work]] = {}
    over: dict[str, str] = {}
    for entity in kept:
        above = next((up.id for up in stack.above(entity) if up.id in long), None)
        if above is not None and isinstance(entity, Work):
            work.setdefault(above, []).append(entity)
        elif above is not None:
            over[entity.id] = above
    below: dict[str, list[Entity]] = {}
    for name, above in over.items():
        below.setdefault(above, []).append(long[name])
    soonest = _soonest_first(site)
    tops = [entity for entity in long.values() if entity.id not in over]
    ahead = [
        (entity, 0) for entity in sorted(tops, key=lambda o: (not isinstance(o, Bet), soonest(o)))
    ]
    ahead.reverse()
    while ahead:
        entity, depth = ahead.pop()
        own = tuple(sorted(work.get(entity.id, ()), key=soonest))
        begin, end = start_day(stack, entity), end_day(stack, entity)
        days = [day for each in own if (day := end_day(stack, each)) is not None]
        if begin is None and days:
            begin = min(days)
        if end is None and days:
            end = max(days)
        if begin is not None and end is not None:
            yield _Lane(entity, min(depth, 2), min(begin, end), end, own)
        children = sorted(below.get(entity.id, ()), key=soonest, reverse=True)
        ahead.extend((child, depth + 1) for child in children)


def _state_words(site: SiteContext, entity: Entity) -> str:
    """The sign and the word of its state, or what the state alone would hide."""
    ref = site.ref(entity)
    if ref.doubt:
        return f"▲ {ref.doubt[0].upper()}{ref.doubt[1:]}"
    return STATUS_WORDS.get(site.progress.status(entity) or "", "")


def _signed_title(site: SiteContext, entity: Entity) -> str:
    """The title after the sign of its state, and before what the state alone would hide."""
    sign = _state_words(site, entity)[:1]
    doubt = site.ref(entity).doubt
    title = f"{sign} {entity.title}" if sign else entity.title
    return f"{title} ({doubt})" if doubt else title


def _lane_shape(
    site: SiteContext,
    lane: _Lane,
    top: float,
    x: Callable[[date], float],
    shown: tuple[date, date],
    wide: float,
) -> Shape:
    """A title with the sign of its state above a bar.

    Without a column of titles, today is in view on a phone, too.
    """
    status, ref = site.progress.status(lane.entity), site.ref(lane.entity)
    left, right = x(lane.start), x(lane.end + timedelta(days=1))
    span = f"{day_words(lane.start)} to {day_words(lane.end)}"
    kind = f"lane-{lane.entity.collection} is-{'none' if ref.doubt else status or 'none'}"
    words = _state_words(site, lane.entity)
    title = _signed_title(site, lane.entity)
    start = max(0.0, min(left, wide - widest(title, SIZE)))
    label = fitting_lines(title, wide - start + 1, SIZE)[0]
    inside = [
        text_shape(start, top + 13, label, "label"),
        Shape(
            "rect",
            (
                ("x", svg_number(left)),
                ("y", svg_number(top + _BAR_TOP)),
                ("width", svg_number(max(3.0, right - left))),
                ("height", svg_number(_BAR_HEIGHT)),
                ("rx", "0" if lane.start < shown[0] or lane.end > shown[1] else "3"),
            ),
            "bar",
        ),
    ]
    derived = f", derived from {ref.derived}" if ref.derived and not ref.doubt else ""
    said = f", {words}{derived}" if words else ""
    return Shape(
        "g",
        (("id", f"node-{lane.entity.id}"),),
        kind,
        path=site.path(lane.entity),
        title=f"{lane.entity.noun} {lane.entity.title}: {span}{said}",
        inside=tuple(inside),
    )


def _work_mark(site: SiteContext, work: Work, day: date, x: float, y: float) -> Shape:
    """A diamond on the day, filled where the work is done."""
    status = site.progress.status(work)
    corners = ((x, y - 4), (x + 4, y), (x, y + 4), (x - 4, y))
    path = "L".join(f"{svg_number(right)},{svg_number(down)}" for right, down in corners)
    words = STATUS_WORDS.get(status or "", "")
    title = f"{work.title}: {'finished' if work.finished else 'due'} {day_words(day)}"
    return Shape(
        "path",
        (("d", f"M{path}Z"),),
        f"mark-work is-{status or 'none'}",
        title=f"{title}, {words}" if words else title,
    )


TIMELINE = View(
    "timeline",
    "Now, next, later",
    "Bets, initiatives and work by when they happen.",
    "timeline",
    _timeline,
)

EMBEDS = (TIMELINE,)


def pages(site: SiteContext) -> Iterator[Page]:
    """The page of the timeline."""
    yield part.views_page(
        "timeline",
        "Timeline",
        [part.view_section(site, TIMELINE)],
        lead="What is on now, next and later, what is past its end date without a result, and "
        "what falls in which quarter.",
        listed="Delivery",
        hide=("toc",),
    )
