"""The strategy map: strategies, the bets in them, the objectives in the bets, coloured by state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from stratdocs.analysis.pace import expected_share, paces_below
from stratdocs.analysis.state import state_of
from stratdocs.analysis.strategy_map import (
    BetPlace,
    ColumnPlace,
    StrategyMap,
    StrategyPlace,
    strategy_map,
)
from stratdocs.model.days import day_words
from stratdocs.model.kinds import BY_COLLECTION, Bet, Entity, KeyResult, Objective, Status, Strategy
from stratdocs.model.schema import starter
from stratdocs.site.drawing.shapes import STATUS_WORDS, Drawing
from stratdocs.site.drawing.strategy_map import (
    Box,
    Column,
    Detail,
    Group,
    Mark,
    PaceBar,
    Rows,
    plan,
    strategy_picture,
)
from stratdocs.site.views.ask import ALL, Ask, View
from stratdocs.site.views.page import Page, Ref, SiteContext
from stratdocs.site.views.template_data import TemplateData

PATH = "map"
TITLE = "Strategy map"
MAX_BETS_WITH_OBJECTIVES = 40
"""Above this many bets, objectives fold to a count."""
MAX_OBJECTIVES = 160
"""The same, above this many objectives."""
MAX_OPEN_BETS = 99
"""Above this many bets, the map shows strategies that can be opened."""
MAX_COLUMNS = 100
"""Columns on one page; above them, the list of strategies has the others."""
MAX_BETS = 300
"""Above this many bets, they are on the pages of their strategies alone."""

_STATES = ("on_track", "at_risk", "blocked", "done", "proposed", "dropped")
_IN_TROUBLE: tuple[Status, ...] = ("at_risk", "blocked")
_IDLE = ("proposed", "dropped")
_LAST = ("doubt", "done", *_IDLE)
"""The states that are listed last, in this order."""
_DOUBTED = ("on_track", "at_risk", "blocked", "done")
_STEADY = ("pace", "|", "Steady pace today")
"""What the tick on a bar means."""
_UNKNOWN = ("unknown", "?", "No status")


class MapData(TemplateData):
    """The map and its list."""

    no_results: bool
    """Whether nothing has a key result, so that all progress is unknown."""
    about: str
    """What it shows, as in `4 strategies, 16 bets, 35 objectives, as of 21 November 2026`."""
    rows: Rows
    detail: Detail
    legend: Sequence[tuple[str, str, str]]
    """The state, the sign and the words of each entry."""
    filters: Sequence[tuple[str, str]]
    """What can be singled out: a state or `behind`, with its words."""
    twin: Sequence[TwinNode]
    earlier: int
    folded_away: int
    """How many bets are on the pages of their strategies alone."""
    starter: str | None


class TwinNode(TemplateData):
    """An item of the list."""

    ref: Ref | None
    title: str
    status: str | None
    words: str
    """Its progress and pace, or why that is unknown."""
    owner: Ref | str | None
    branches: Sequence[TwinNode]


def _map(site: SiteContext, ask: Ask) -> MapData:
    """The map of what is asked for, each item within what it serves."""
    found = strategy_map(site.stack, kept(site, ask))
    detail = _detail(found, ask)
    shut = _is_shut(found)
    columns = [_column(site, column, shut=shut) for column in found.columns[:MAX_COLUMNS]]
    rows = plan(columns, "bets" if detail == "strategies" else detail)
    states = _states(columns)
    items = {site.path(item): item for item in _items(found)}
    nothing = not any(map(site.stack.of, (Strategy, Bet, Objective)))
    return MapData(
        no_results=not site.stack.of(KeyResult),
        about=_about(found, f"as of {day_words(site.stack.today)}"),
        rows=rows,
        detail=detail,
        legend=_legend(states),
        filters=_filters(columns),
        twin=[
            _twin_column(site, placed.column, placed.stacks, items)
            for row in rows
            for placed in row
        ],
        earlier=found.earlier,
        folded_away=found.bets if shut else 0,
        starter=starter("strategies") if nothing else None,
    )


def kept(site: SiteContext, ask: Ask) -> Callable[[Entity], bool]:
    """Whether a request is about an item: an id brings all below it, a collection that kind."""
    kinds = {name for name in ask.of if name in BY_COLLECTION}
    ids = set(ask.of) - kinds

    def is_kept(item: Entity) -> bool:
        if ask.where is not None and not ask.where(site, item):
            return False
        if item.collection in kinds or not ask.of:
            return True
        return bool(ids) and any(above.id in ids for above in site.stack.trace(item))

    return is_kept


def _detail(found: StrategyMap, ask: Ask) -> Detail:
    """What the map goes down to, so that it can be read at once."""
    if found.bets > MAX_OPEN_BETS or ask.of == ("strategies",):
        return "strategies"
    many = found.bets > MAX_BETS_WITH_OBJECTIVES or found.objectives > MAX_OBJECTIVES
    return "bets" if many else "objectives"


def _is_shut(found: StrategyMap) -> bool:
    """Whether there is too much for one page, so that it shows the columns alone."""
    parts = sum(len(column.parts) for column in found.columns)
    return found.bets > MAX_BETS or parts > MAX_BETS


def _about(found: StrategyMap, end: str) -> str:
    counts = ((Strategy, found.strategies), (Bet, found.bets), (Objective, found.objectives))
    shown = len(found.columns)
    cut = [f"the first {MAX_COLUMNS} columns of {shown:,} shown"] if shown > MAX_COLUMNS else []
    return ", ".join([*(_number(kind, number) for kind, number in counts if number), *cut, end])


def _number(kind: Entity | type[Entity], number: int) -> str:
    return f"{number} {kind.counted(number)}"


def _items(found: StrategyMap) -> Iterator[Entity]:
    """Everything on the map."""
    for column in found.columns:
        for place in (column.own, *column.parts):
            yield from (place.strategy,) if place.strategy is not None else ()
            yield from place.objectives
            for bet in place.bets:
                yield bet.bet
                yield from bet.objectives


# --- boxes ----------------------------------------------------------------------------------------


def _column(site: SiteContext, place: ColumnPlace, *, shut: bool) -> Column:
    own = place.own
    parts = [_group(site, part) for part in place.parts]
    if own.bets:
        direct = Group(None, _boxes(site, own.bets), (), "", "")
        parts.insert(0, direct)
    strategy = own.strategy
    return Column(
        mark=_mark(site, strategy) if strategy is not None else _NO_STRATEGY,
        bar=_bar(site, strategy) if strategy is not None else None,
        groups=() if shut else tuple(parts),
        lines=() if shut else _marks(site, own.objectives),
        label=_direct_label(place),
        lines_total=_count(site, own.objectives),
        total=_column_count(site, place),
    )


_NO_STRATEGY = Mark("No strategy", None, "", "", "Leads to no strategy")


def _direct_label(place: ColumnPlace) -> str:
    """The words above the objectives that serve a column without a bet."""
    if place.own.strategy is None:
        return "Without a bet"
    inside = place.own.bets or place.parts
    return "Support the strategy directly" if inside else "No bets; these support it directly"


def _group(site: SiteContext, place: StrategyPlace) -> Group:
    return Group(
        mark=_mark(site, place.strategy) if place.strategy is not None else None,
        boxes=_boxes(site, place.bets),
        lines=_marks(site, place.objectives),
        label="Directly" if place.bets else "No bets; these support it directly",
        total=_count(site, place.objectives),
    )


def _boxes(site: SiteContext, places: Iterable[BetPlace]) -> tuple[Box, ...]:
    """The bets: the large ones first, what is proposed or dropped last."""
    found = [_box(site, place) for place in places]
    return tuple(sorted(found, key=lambda box: (not box.open, box.half)))


def _box(site: SiteContext, place: BetPlace) -> Box:
    mark = _mark(site, place.bet)
    idle = mark.state in _IDLE
    return Box(
        mark=mark,
        bar=_bar(site, place.bet),
        lines=_marks(site, place.objectives),
        total=_count(site, place.objectives),
        half=idle or place.bet.size not in ("big", "medium"),
        open=not idle,
    )


def _marks(site: SiteContext, items: Iterable[Entity]) -> tuple[Mark, ...]:
    """The marks of objectives: what is under way first, what was dropped last."""
    return tuple(sorted((_mark(site, item) for item in items), key=_by_stage))


def _by_stage(mark: Mark) -> int:
    return _LAST.index(mark.state) + 1 if mark.state in _LAST else 0


def _mark(site: SiteContext, item: Entity) -> Mark:
    """An item with its state, and with what the state alone would hide."""
    ref = site.ref(item)
    state, sign, words = _UNKNOWN
    status = _status(site, item)
    if status is not None:
        sign, _, words = STATUS_WORDS[status].partition(" ")
        state = status
    elif state_of(site.stack, item).is_unsure:
        words = "Status unknown, it can't be read"
    remark = ref.doubt if state in _DOUBTED else ""
    if remark and state in ("on_track", "done"):
        state, sign = "doubt", "▲"
    return Mark(
        title=item.title,
        path=ref.path,
        state=state,
        sign=sign,
        words=f"{words}, {remark}" if remark else words,
        remark=remark,
        behind=paces_below(site.stack, item).behind > 0,
    )


def _status(site: SiteContext, item: Entity) -> Status | None:
    """The status to show; what is a draft without one is proposed."""
    status = site.progress.status(item)
    state = state_of(site.stack, item)
    draft = status is None and state.stage == "draft" and not state.is_unsure
    return "proposed" if draft else status


def _bar(site: SiteContext, item: Entity) -> PaceBar | None:
    """The progress of an item beside a steady pace; None for a draft, and for what was dropped."""
    status = _status(site, item)
    if status in _IDLE or not site.stack.of(KeyResult):
        return None
    share, words = site.progress.bar(item)
    if share is None:
        reason = _unknown_reason(site, item)
        return PaceBar(None, None, f"Progress unknown: {reason}", f"Progress unknown: {reason}")
    partly = site.progress.partly(item)
    notes = [f"from {partly} key results"] if partly else []
    if status == "done":
        return PaceBar(share, None, words, ", ".join(notes))
    steady = expected_share(site.stack, item)
    if steady is None:
        notes.append("pace unknown")
        return PaceBar(share, None, f"{words}; pace unknown", ", ".join(notes))
    return PaceBar(share, steady, f"{words}; {steady:.0%} at a steady pace", ", ".join(notes))


def _unknown_reason(site: SiteContext, item: Entity) -> str:
    below = site.progress.below(item)
    if not below.total:
        return "no key results"
    if below.total == 1:
        return "its key result has no known progress"
    return f"none of {below.total} key results has known progress"


def _count(site: SiteContext, items: Sequence[Entity]) -> str:
    """A number of items, with how many are in trouble: `3 objectives, 1 at risk`."""
    if not items:
        return ""
    states = Counter(_status(site, item) for item in items)
    trouble = [
        f"{states[state]} {STATUS_WORDS[state][2:].lower()}"
        for state in _IN_TROUBLE
        if states[state]
    ]
    return ", ".join([_number(items[0], len(items)), *trouble])


def _column_count(site: SiteContext, place: ColumnPlace) -> str:
    """What is in a column, in words."""
    parts = (place.own, *place.parts)
    bets = [bet for part in parts for bet in part.bets]
    objectives = [
        *(objective for bet in bets for objective in bet.objectives),
        *(objective for part in parts for objective in part.objectives),
    ]
    counts = (
        _count(site, [bet.bet for bet in bets]),
        _count(site, objectives),
    )
    return "; ".join(filter(None, counts)) or "No bets or objectives"


# --- legend, filters, list ------------------------------------------------------------------------


def _all_marks(columns: Iterable[Column]) -> Iterator[Mark]:
    for column in columns:
        yield column.mark
        yield from column.lines
        for group in column.groups:
            yield from (group.mark,) if group.mark is not None else ()
            yield from group.lines
            for box in group.boxes:
                yield box.mark
                yield from box.lines


def _states(columns: Iterable[Column]) -> set[str]:
    return {mark.state for mark in _all_marks(columns)}


def _legend(states: set[str]) -> list[tuple[str, str, str]]:
    """The usual states, and the others where they occur."""
    names = [*_STATES, *(["committed"] if "committed" in states else [])]
    found = [(name, STATUS_WORDS[name][0], STATUS_WORDS[name][2:]) for name in names]
    return [*found, *([_UNKNOWN] if "unknown" in states else [])]


def _filters(columns: Sequence[Column]) -> list[tuple[str, str]]:
    """What can be singled out: trouble that there is."""
    states = _states(columns)
    found: list[tuple[str, str]] = [
        (state, STATUS_WORDS[state][2:]) for state in _IN_TROUBLE if state in states
    ]
    if any(mark.behind for mark in _all_marks(columns)):
        found.append(("behind", "Behind pace"))
    if "unknown" in states:
        found.append(("unknown", _UNKNOWN[2]))
    return found


def _twin_column(
    site: SiteContext,
    column: Column,
    stacks: Sequence[Sequence[Group]],
    items: Mapping[str, Entity],
) -> TwinNode:
    """A column as a list, in the order of the map."""

    def node(mark: Mark, branches: Sequence[TwinNode] = ()) -> TwinNode:
        item = items.get(mark.path or "")
        bar = _bar(site, item) if isinstance(item, (Strategy, Bet, Objective)) else None
        return TwinNode(
            ref=site.ref(item) if item is not None else None,
            title=mark.title,
            status=_status(site, item) if item is not None else None,
            words=bar.words if bar is not None else "",
            owner=site.ref_or_text(item.owner) if item is not None else None,
            branches=branches,
        )

    def group(part: Group) -> list[TwinNode]:
        inside = [node(box.mark, [node(line) for line in box.lines]) for box in part.boxes]
        inside += [node(line) for line in part.lines]
        return inside if part.mark is None else [node(part.mark, inside)]

    inside = [found for stack in stacks for part in stack for found in group(part)]
    return node(column.mark, [*inside, *(node(line) for line in column.lines)])


# --- the view -------------------------------------------------------------------------------------


STRATEGY_MAP = View(
    "map",
    TITLE,
    "Strategies, the bets in them and the objectives in the bets, by state and pace.",
    "map",
    _map,
)

EMBEDS = (STRATEGY_MAP,)


class MapPage(TemplateData):
    """The page of the map."""

    s: MapData


def picture(site: SiteContext) -> Drawing:
    """The whole map as a picture for a slide."""
    found = strategy_map(site.stack)
    shut = _is_shut(found)
    columns = [_column(site, column, shut=shut) for column in found.columns[:MAX_COLUMNS]]
    legend = _legend(_states(columns))
    end = day_words(site.stack.today)
    if site.stack.of(KeyResult):
        legend.append(_STEADY)
    else:
        end += "; progress unknown, there are no key results"
    return strategy_picture(
        columns,
        _detail(found, ALL),
        title=TITLE,
        about=_about(found, end),
        legend=legend,
    )


def pages(site: SiteContext) -> Iterator[Page]:
    """The page of the map."""
    data = _map(site, ALL)
    yield Page(
        path=PATH,
        title=TITLE,
        template="strategy_map",
        listed=None if data.starter else "Overview",
        hide=("navigation", "toc"),
        gist=STRATEGY_MAP.about,
        picture=lambda: picture(site),
        data=MapPage(s=data),
    )
