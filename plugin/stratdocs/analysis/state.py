"""The state of an item: its stage, its status, and where that comes from.

This module alone decides it. The properties `committed`, `active` and `live` of an item read only
its own fields; whatever takes other items, check-ins, periods or the day into account is a property
of `State`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Literal

from stratdocs.model.kinds import (
    Bet,
    CheckIn,
    Entity,
    Experiment,
    Initiative,
    KeyResult,
    Objective,
    Status,
    Strategy,
    Work,
)
from stratdocs.model.stack import Stack

Stage = Literal["draft", "planned", "running", "over", "dropped"]
"""How far along an item is."""

Source = Literal["stated", "check-in", "below"]
"""Where a status comes from: the item's own field, its last check-in, or the items below."""

WORST_FIRST: tuple[Status, ...] = (
    "blocked",
    "at_risk",
    "on_track",
    "committed",
    "proposed",
    "done",
)
"""Statuses in the order in which they decide for the whole; dropped items do not count."""

_UNDER_WAY = frozenset(("on_track", "at_risk", "blocked"))
_FINAL = frozenset(("done", "dropped"))
_NOT_IN_FORCE: frozenset[Status | None] = frozenset(("proposed", "done", "dropped"))
_WITH_PERIOD = (Strategy, Bet, Objective, KeyResult, Initiative)


def state_of(stack: Stack, item: Entity) -> State:
    """The state of an item on the stack's day; made once for each stack."""
    return stack.once(_States).of(item)


class State:
    """The state of one item on the stack's day.

    It is immutable; each property is computed when first asked for.
    """

    def __init__(self, states: _States, item: Entity) -> None:
        self.item = item
        self._states = states
        self._stack = states.stack

    # --- status

    @property
    def status(self) -> Status | None:
        """The status to show.

        A key result shows what its last check-in says, unless its own field says done or dropped.
        Any other item shows its own field. If that is empty or only says committed, and something
        below is under way, it shows the worst status of the key results below, or else of the work
        below. An objective is done when all its key results are; anything higher is not done until
        somebody writes it.
        """
        return self._shown[0]

    @property
    def source(self) -> Source | None:
        """Where the status comes from; None if there is no status."""
        return self._shown[1]

    @property
    def derived_from(self) -> str | None:
        """The id of the item below whose status it shows; None if it shows its own."""
        return self._shown[2]

    @cached_property
    def _shown(self) -> tuple[Status | None, Source | None, str | None]:
        item = self.item
        if isinstance(item, KeyResult):
            return self._reported
        if item.status not in (None, "committed"):
            return item.status, "stated", None
        worst = self._states.worst_below(item)
        if worst is not None:
            status, identity = worst
            if status in _UNDER_WAY or (status == "done" and isinstance(item, Objective)):
                return status, "below", identity
        return item.status, "stated" if item.status else None, None

    @property
    def reported(self) -> Status | None:
        """What its owner says: a key result's last check-in, unless its own field says done or
        dropped; for any other item its own field.
        """
        return self._reported[0]

    @cached_property
    def _reported(self) -> tuple[Status | None, Source | None, None]:
        item = self.item
        if isinstance(item, KeyResult) and item.status not in _FINAL:
            for check in reversed(by_date(item.check_ins)):
                if check.status:
                    return check.status, "check-in", None
        return item.status, "stated" if item.status else None, None

    # --- inherited from above

    @property
    def inherited(self) -> Status | None:
        """Its own field or, if that is empty, the one of the nearest item above that has one."""
        return self.item.status or (self._stated_above.status if self._stated_above else None)

    @cached_property
    def _stated_above(self) -> Entity | None:
        return self._states.stated_above(self.item)

    @property
    def in_force(self) -> bool:
        """Whether the status that it inherits is none of proposed, done and dropped."""
        return self.inherited not in _NOT_IN_FORCE

    # --- as a promise

    @cached_property
    def promise_status(self) -> Status | None:
        """Its own field, with one exception: a key result takes the status of its objective if its
        own field is empty, or if the objective is a draft or dropped.
        """
        item = self.item
        above = self._stack.primary(item) if isinstance(item, KeyResult) else None
        if above is not None and (item.status is None or not above.undertaken):
            return above.status
        return item.status

    @property
    def is_promise(self) -> bool:
        """Whether it is more than a draft and was not dropped.

        A bet without a status is a promise once it is approved; a key result without one, once
        somebody has checked in on it.
        """
        item = self.item
        if isinstance(item, Bet):
            return item.committed and item.status != "dropped"
        if self.promise_status is None:
            return isinstance(item, KeyResult) and bool(item.check_ins)
        return self.promise_status not in ("proposed", "dropped")

    @property
    def promised_since(self) -> date | None:
        """The first day of its period or, if later, of its approval; None if its period does not
        run on the stack's day.
        """
        period = self._stack.period_of(self.item)
        return self.start if period is not None and period.includes(self._stack.today) else None

    @property
    def running_status(self) -> Status | None:
        """What is reported of an item that people are committed to; None for a draft, and for what
        is done or dropped.

        A key result that reports nothing takes the status of its objective; if that has none
        either, a check-in shows that people are committed.
        """
        item = self.item
        above = self._stack.primary(item) if isinstance(item, KeyResult) else None
        goal = above.status if isinstance(above, Objective) else None
        if not _NOT_IN_FORCE.isdisjoint((item.status, goal, self.reported)):
            return None
        checked = isinstance(item, KeyResult) and item.check_ins
        return self.reported or goal or ("committed" if checked else None)

    # --- when

    @cached_property
    def stage(self) -> Stage:
        """How far along it is.

        A bet that nobody committed to or approved is a draft, and so are goals and work without a
        status below a draft. An experiment is over once its last day has passed.
        """
        status = self.stage_status
        if status == "dropped":
            return "dropped"
        if status == "proposed" or (status is None and self._is_below_draft):
            return "draft"
        today = self._stack.today
        if status == "done" or (self.end is not None and self.end < today):
            return "over"
        return "planned" if self.start is not None and self.start > today else "running"

    @property
    def stage_status(self) -> Status | None:
        """The status that decides on its stage: as of a promise, with two exceptions. A bet or
        strategy that is not committed is proposed, and an experiment is done after its last day.
        """
        item = self.item
        if isinstance(item, (Bet, Strategy)) and not item.committed:
            return "proposed"
        if isinstance(item, Experiment) and item.status is None:
            return "done" if item.ended and item.ended < self._stack.today else None
        return self.promise_status

    @property
    def _is_below_draft(self) -> bool:
        """Whether the nearest item above that decides on stages is a draft."""
        if not isinstance(self.item, (Objective, KeyResult, Initiative, Work)):
            return False
        if not isinstance(self._stack.primary(self.item), (Bet, Strategy, Objective, KeyResult)):
            return False
        above = self._states.staged_above(self.item)
        return above is not None and self._states.of(above).stage_status == "proposed"

    @property
    def start(self) -> date | None:
        """Its first day, as far as it is known; for a bet not before its approval."""
        return self._days[0]

    @property
    def end(self) -> date | None:
        """Its last day, as far as it is known."""
        return self._days[1]

    @cached_property
    def _days(self) -> tuple[date | None, date | None]:
        item = self.item
        match item:
            case Experiment():
                return item.started, item.ended
            case Work() if item.started is not None:
                return item.started, None
        if not isinstance(item, _WITH_PERIOD):
            return None, None
        approved = item.approved_on if isinstance(item, Bet) else None
        period = self._stack.period_of(item)
        if period is None:
            return approved, None
        return max(period.start, approved or period.start), period.end

    @property
    def is_current(self) -> bool:
        """Whether it is active and its own period is not past."""
        period = self.item.period
        return self.item.active and (period is None or period.end >= self._stack.today)


class _States:
    """The states of a stack's items, and what they share; time and space are linear."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self._made: dict[str, State] = {}
        self._stated: dict[str, Entity | None] = {}
        self._staged: dict[str, Entity | None] = {}

    def of(self, item: Entity) -> State:
        made = self._made.get(item.id)
        if made is None or made.item is not item:
            made = self._made[item.id] = State(self, item)
        return made

    def stated_above(self, item: Entity) -> Entity | None:
        """The nearest item above that has a status."""
        return self._nearest_above(item, _has_no_status, self._stated)

    def staged_above(self, item: Entity) -> Entity | None:
        """The nearest item above that decides on the stage of what is below: one with a status, or
        one that is not a goal.
        """
        return self._nearest_above(item, self._leaves_stage_open, self._staged)

    def _leaves_stage_open(self, item: Entity) -> bool:
        return isinstance(item, (Objective, KeyResult)) and self.of(item).stage_status is None

    def _nearest_above(
        self, item: Entity, passes: Callable[[Entity], bool], known: dict[str, Entity | None]
    ) -> Entity | None:
        """The nearest item above that is not passed over; kept for all on the way."""
        found = self.stack.primary(item)
        way = []
        while found is not None and passes(found):
            if found.id in known:
                found = known[found.id]
                break
            known[found.id] = None  # so that a cycle is walked once
            way.append(found.id)
            found = self.stack.primary(found)
        for identity in way:
            known[identity] = found
        return found

    def worst_below(self, item: Entity) -> tuple[Status, str] | None:
        """The worst status below an item along primary parents, and the id of the first that has
        it: of key results or, if none has one, of initiatives and work.

        An objective with key results of its own counts those alone; what cascades from them is the
        progress of other objectives.
        """
        below = self._below.get(item.id)
        if below is None:
            return None
        own = isinstance(item, Objective) and below.has_own
        worst = below.own if own else below.results or below.work
        return None if worst is None else (WORST_FIRST[worst[0]], worst[2])

    @cached_property
    def _below(self) -> dict[str, _Below]:
        places = {item.id: place for place, item in enumerate(self.stack.entities)}
        found: dict[str, _Below] = {}
        for item, parent in leaves_first(self.stack):
            above = found.setdefault(parent, _Below())
            if isinstance(item, KeyResult):
                status = self.of(item).reported
                ranked = _ranked(status, places[item.id], item.id)
                above.has_own = True
                above.own = _worse(above.own, ranked)
                above.results = _worse(above.results, ranked)
            elif isinstance(item, (Work, Initiative)):
                above.work = _worse(above.work, _ranked(item.status, places[item.id], item.id))
            lower = found.get(item.id)
            if lower is not None:
                above.results = _worse(above.results, lower.results)
                above.work = _worse(above.work, lower.work)
        return found


def _has_no_status(item: Entity) -> bool:
    return item.status is None


_Ranked = tuple[int, int, str]
"""Place in `WORST_FIRST`, place in the stack, id: the smallest is the worst, and the first."""


class _Below:
    """The worst of what is below an item."""

    __slots__ = ("has_own", "own", "results", "work")

    def __init__(self) -> None:
        self.results: _Ranked | None = None
        self.work: _Ranked | None = None
        self.own: _Ranked | None = None
        """Of the key results directly below."""
        self.has_own = False


def _ranked(status: Status | None, place: int, identity: str) -> _Ranked | None:
    return (WORST_FIRST.index(status), place, identity) if status in WORST_FIRST else None


def _worse(first: _Ranked | None, second: _Ranked | None) -> _Ranked | None:
    if first is None or second is None:
        return first or second
    return min(first, second)


def leaves_first(stack: Stack) -> Iterator[tuple[Entity, str]]:
    """Every item that serves another, with the id of its primary parent; what is below an item
    comes before it.

    Items in a cycle have no bottom, and are left out.
    """
    parents = stack.graph.parents
    waiting: dict[str, int] = {}
    for ids in parents.values():
        waiting[ids[0]] = waiting.get(ids[0], 0) + 1
    ready = [item for item in stack.entities if item.id not in waiting]
    for item in ready:
        above = parents.get(item.id)
        if above:
            yield item, above[0]
            waiting[above[0]] -= 1
            if not waiting[above[0]]:
                ready.append(stack.graph.by_id[above[0]])


def by_date(checks: Iterable[CheckIn]) -> list[CheckIn]:
    """Check-ins by date; one without a date stays behind the one it was written after."""
    dated = []
    last = date.min
    for check in checks:
        last = check.date or last
        dated.append((last, check))
    return [check for _, check in sorted(dated, key=lambda pair: pair[0])]
