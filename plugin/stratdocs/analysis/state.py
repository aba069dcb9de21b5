"""The state of an item: its stage, its status, and where that comes from.

This module alone decides it. The properties `committed`, `active` and `live` of an item read only
its own fields; whatever takes other items, check-ins, periods or the day into account is a property
of `State`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from stratdocs.analysis.looks import in_order
from stratdocs.model.kinds import (
    Bet,
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
_IN_TROUBLE = frozenset(("at_risk", "blocked"))
_FINAL = frozenset(("done", "dropped"))
_NOT_IN_FORCE: frozenset[Status | None] = frozenset(("proposed", "done", "dropped"))
_WITH_PERIOD = (Strategy, Bet, Objective, KeyResult, Initiative)
_FOLLOWING = (Objective, KeyResult, Initiative, Work)
"""The kinds that, without a status, are drafts below a draft and end with what is above."""


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
        below is under way, it shows the worst status of the key results below, and of objectives at
        risk or blocked, or else of the work below. An objective is done when all its key results
        are; anything higher is not done until somebody writes it.
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

    @property
    def partly(self) -> str:
        """How many of the items below it follows, as in `1 of 7`, where a fine status follows from
        some of them; empty if all report, and for a status that is its own.
        """
        if self.source != "below" or self.status not in ("on_track", "done"):
            return ""
        reporting, total = self._states.reporting_below(self.item)
        return f"{reporting} of {total}" if reporting < total else ""

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
        item = self.item
        return self._reported[0] if isinstance(item, KeyResult) else item.status

    @cached_property
    def _reported(self) -> tuple[Status | None, Source | None, None]:
        item = self.item
        if isinstance(item, KeyResult) and item.status not in _FINAL:
            for check in reversed(in_order(item.check_ins, self._stack.today)):
                if check.status:
                    return check.status, "check-in", None
        return item.status, "stated" if item.status else None, None

    # --- inherited from above

    @cached_property
    def inherited(self) -> Status | None:
        """Its own status or, if it has none, that of the nearest item above that has one.

        The own status is the field; that of a key result also depends on its last check-in and on
        its objective.
        """
        if self.own_status is not None or self._stated_above is None:
            return self.own_status
        return self._states.of(self._stated_above).own_status

    @property
    def own_status(self) -> Status | None:
        """Its own field; of a key result the status of its promise."""
        return self.promise_status if isinstance(self.item, KeyResult) else self.item.status

    @property
    def leaves_open(self) -> bool:
        """Whether what is below it without a status looks further up: it has none either."""
        return self.own_status is None and not self._stack.unsure_status(self.item)

    @cached_property
    def _stated_above(self) -> Entity | None:
        return self._states.stated_above(self.item)

    @cached_property
    def is_unsure(self) -> bool:
        """Whether a status is written and could not be read: its own, or one that decides on it."""
        if self._stack.unsure_status(self.item):
            return True
        above = self._stack.primary(self.item) if isinstance(self.item, KeyResult) else None
        if above is not None and self._stack.unsure_status(above):
            return True
        stated = self._stated_above if self.own_status is None else None
        return stated is not None and self._states.of(stated).is_unsure

    @property
    def in_force(self) -> bool:
        """Whether it is known that the status that it inherits is none of proposed, done and
        dropped.
        """
        return self.inherited not in _NOT_IN_FORCE and not self.is_unsure

    @property
    def is_done(self) -> bool:
        """Whether it is done, by its own status."""
        return self.stage_status == "done"

    @property
    def is_dropped(self) -> bool:
        """Whether it was dropped, or what it inherits its status from was."""
        return "dropped" in (self.stage_status, self.inherited)

    @property
    def is_over(self) -> bool:
        """Whether it, or what it inherits its status from, is done or dropped; a period that is
        past does not count.
        """
        return self.stage_status in _FINAL or self.inherited in _FINAL

    # --- as a promise

    @property
    def promise_status(self) -> Status | None:
        """Its own field, with two exceptions.

        A bet that is not committed is proposed. A key result takes what its last check-in says if
        that is done or dropped, and the status of its objective if its own field is empty, or if
        the objective is a draft, done or dropped.
        """
        item = self.item
        if isinstance(item, KeyResult):
            return self._result_status
        return "proposed" if isinstance(item, Bet) and not item.committed else item.status

    @cached_property
    def _result_status(self) -> Status | None:
        """The status of the promise of a key result."""
        item = self.item
        above = self._stack.primary(item)
        if above is None:
            return self.reported if self.reported in _FINAL else item.status
        if not above.undertaken:
            return above.status
        if self.reported in _FINAL:
            return self.reported
        ended = isinstance(above, Objective) and above.status == "done"
        return above.status if ended or item.status is None else item.status

    @property
    def is_promise(self) -> bool:
        """Whether it is more than a draft and was not dropped.

        A bet without a status is a promise once it is approved; a key result without one, once
        somebody has checked in on it.
        """
        item = self.item
        if self.is_unsure:
            return False
        if self.promise_status is None:
            return isinstance(item, Bet) or (isinstance(item, KeyResult) and bool(item.check_ins))
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
        if self.is_unsure or not _NOT_IN_FORCE.isdisjoint((item.status, goal, self.reported)):
            return None
        checked = isinstance(item, KeyResult) and item.check_ins
        return self.reported or goal or ("committed" if checked else None)

    # --- when

    @cached_property
    def stage(self) -> Stage:
        """How far along it is.

        A bet that nobody committed to or approved is a draft. Goals, initiatives and work without a
        status follow the nearest item above that has one: they are drafts below a draft, and end
        with it. An experiment is over once its last day has passed.
        """
        status = self.stage_status or self._stage_status_above
        if status == "dropped":
            return "dropped"
        if status == "proposed":
            return "draft"
        today = self._stack.today
        if status == "done" or (self.end is not None and self.end < today):
            return "over"
        return "planned" if self.start is not None and self.start > today else "running"

    @cached_property
    def stage_status(self) -> Status | None:
        """The status that decides on its stage: as of a promise, with two exceptions. An objective
        is done when all its key results are, and an experiment after its last day.
        """
        item = self.item
        if isinstance(item, Objective) and self._may_be_done and self.status == "done":
            return "done"
        if isinstance(item, Experiment) and item.status is None:
            return "done" if item.ended and item.ended < self._stack.today else None
        return self.promise_status

    @property
    def _may_be_done(self) -> bool:
        """Whether no key result of an objective says that it goes on. It saves working out the
        status of everything below.
        """
        results = [i for i in self._stack.branches(self.item) if isinstance(i, KeyResult)]
        reported = {self._states.of(result).reported for result in results}
        return not results or ("done" in reported and reported <= {"done", "dropped", None})

    @property
    def _stage_status_above(self) -> Status | None:
        """The status of the nearest item above that decides on the stage of this one."""
        if not isinstance(self.item, _FOLLOWING):
            return None
        above = self._states.staged_above(self.item)
        return None if above is None else self._states.of(above).stage_status

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
        """Whether it is active, and its period or the one that it inherits is not past."""
        period = self._stack.period_of(self.item)
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
        """The nearest item above that has a status, readable or not."""
        return self._nearest_above(item, self._leaves_status_open, self._stated)

    def _leaves_status_open(self, item: Entity) -> bool:
        if item.status is not None and not isinstance(item, KeyResult):
            return False
        return self.of(item).leaves_open

    def staged_above(self, item: Entity) -> Entity | None:
        """The nearest item above that decides on the stage of what is below: one with a status, or
        a strategy.
        """
        return self._nearest_above(item, self._leaves_stage_open, self._staged)

    def _leaves_stage_open(self, item: Entity) -> bool:
        return not isinstance(item, Strategy) and self.of(item).stage_status is None

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
        it: of key results, and of objectives at risk or blocked; or, if none has one, of
        initiatives and work.

        An objective with key results of its own counts those alone; what cascades from them is the
        progress of other objectives.
        """
        below = self._below.get(item.id)
        if below is None:
            return None
        worst = self._deciding(item, below).worst
        return None if worst is None else (WORST_FIRST[worst[0]], worst[2])

    def reporting_below(self, item: Entity) -> tuple[int, int]:
        """How many of the items below that could decide on the status report one, and how many
        there are.
        """
        below = self._below.get(item.id)
        if below is None:
            return 0, 0
        found = self._deciding(item, below)
        return found.reporting, found.total

    def _deciding(self, item: Entity, below: _Below) -> _Tally:
        """The items that decide on the status of one above."""
        if isinstance(item, Objective) and below.has_own:
            return below.own
        return below.results if below.results.worst is not None else below.work

    @cached_property
    def _below(self) -> dict[str, _Below]:
        places = {item.id: place for place, item in enumerate(self.stack.entities)}
        found: dict[str, _Below] = {}
        for item, parent in leaves_first(self.stack):
            above = found.setdefault(parent, _Below())
            place, status = places[item.id], self.of(item).reported
            match item:
                case KeyResult():
                    tally = self._tally(item, status, place)
                    above.has_own = True
                    above.own = above.own.plus(tally)
                    above.results = above.results.plus(tally)
                case Objective() if item.status in _IN_TROUBLE:
                    above.results = above.results.plus(_Tally(_ranked(status, place, item.id)))
                case Work() | Initiative():
                    above.work = above.work.plus(self._tally(item, status, place))
                case Objective() if item.status == "on_track":  # weighs less than what is below it
                    above.work = above.work.plus(_Tally(_ranked(status, place, item.id)))
            lower = found.get(item.id)
            if lower is not None:
                above.results = above.results.plus(lower.results)
                above.work = above.work.plus(lower.work)
        return found

    def _tally(self, item: Entity, status: Status | None, place: int) -> _Tally:
        """One item as it counts for what is above: what is dropped, a draft or still to come owes
        no report.
        """
        above = self.stack.primary(item)
        drafts = (status, item.status, above.status if isinstance(above, Objective) else None)
        period = self.stack.period_of(item)
        owes = not {"proposed", "dropped"} & set(drafts) and (
            period is None or period.start <= self.stack.today
        )
        return _Tally(_ranked(status, place, item.id), int(owes and status is not None), int(owes))


_Ranked = tuple[int, int, str]
"""Place in `WORST_FIRST`, place in the stack, id: the smallest is the worst, and the first."""


class _Tally(NamedTuple):
    """Some of the items below: the worst status, and how many owe a report and have given it."""

    worst: _Ranked | None = None
    reporting: int = 0
    total: int = 0

    def plus(self, other: _Tally) -> _Tally:
        """Both together."""
        worst = _worse(self.worst, other.worst)
        return _Tally(worst, self.reporting + other.reporting, self.total + other.total)


class _Below:
    """What is below an item, by what it may decide."""

    __slots__ = ("has_own", "own", "results", "work")

    def __init__(self) -> None:
        self.results = _Tally()
        self.work = _Tally()
        self.own = _Tally()
        """The key results directly below."""
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
