"""The schedule: what depends on what, what comes too late, cycles, and the critical path.

The critical path is the chain of dependencies with the most remaining effort: a delay on it delays
its end. An item counts with its estimate in working days, or with the estimates of the open work
below it; an item without an estimate counts as a step of no days. Items that are done, dropped or
part of a cycle are on no path.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from stratdocs.analysis.aims import aim
from stratdocs.analysis.effort import effort_days, working_days
from stratdocs.analysis.state import state_of
from stratdocs.model.days import day_words
from stratdocs.model.kinds import Bet, Entity, Initiative, KeyResult, Person, Team, Work
from stratdocs.model.periods import Period
from stratdocs.model.stack import Stack

ROUTES: Mapping[type[Entity], tuple[str, ...]] = {
    Work: ("due",),
    KeyResult: ("by",),
    Bet: ("success", "by"),
}
"""The route of a kind's due day."""

WaitState = Literal[
    "there", "on time", "no date", "tight", "overdue", "late", "dropped", "in a cycle"
]
"""The state of a dependency, from best to worst."""
WAIT_STATES: tuple[WaitState, ...] = (
    "there",
    "on time",
    "no date",
    "tight",
    "overdue",
    "late",
    "dropped",
    "in a cycle",
)


class Wait(NamedTuple):
    """A dependency: one item depends on another."""

    waiting: Entity
    needed: Entity
    state: WaitState
    because: str
    """The reason for the state, in one sentence without a full stop."""

    @property
    def open(self) -> bool:
        """Whether it is still waited for."""
        return self.state != "there"


class CriticalPath(NamedTuple):
    """A chain of dependencies, from what is needed first to what comes last."""

    items: tuple[Entity, ...]
    days: float
    """Estimated working days along it."""
    without_estimate: int
    """The number of items on it without an estimate."""

    @property
    def because(self) -> str:
        """Why it is the critical one."""
        steps = f"{len(self.items)} open items in a row"
        if not self.days:
            return f"{steps}, more than in any other chain; none of them has an estimate"
        more = (
            f"; {self.without_estimate} of them without an estimate"
            if self.without_estimate
            else ""
        )
        return f"{steps} with {self.days:g} working days estimated, the most of any chain{more}"


class Schedule:
    """The dependencies of a stack, and what follows from them."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._cycle_of = {member: cycle for cycle in stack.graph.waiting_cycles for member in cycle}
        self.cycles: tuple[tuple[Entity, ...], ...] = tuple(
            tuple(sorted(filter(None, map(stack.get, cycle)), key=lambda item: item.id))
            for cycle in stack.graph.waiting_cycles
        )
        """Sets of items that all depend on one another."""
        self._days: dict[str, float | None] = {}

    @cached_property
    def waits(self) -> tuple[Wait, ...]:
        """The dependencies of items that are neither done nor dropped, in the order written."""
        return tuple(
            self._wait(waiting, needed)
            for identity in self._stack.graph.dependencies
            if (waiting := self._stack.get(identity)) is not None
            and not state_of(self._stack, waiting).is_over
            for needed in self._stack.dependencies(waiting)
        )

    def _wait(self, waiting: Entity, needed: Entity) -> Wait:
        stack = self._stack
        if needed.id in self._cycle_of.get(waiting.id, ()):
            return Wait(waiting, needed, "in a cycle", "they depend on each other in a cycle")
        state = state_of(stack, needed)
        if state.is_done:
            return Wait(waiting, needed, "there", "it is done")
        if state.is_dropped:
            return Wait(waiting, needed, "dropped", "it was dropped")
        if (late := lateness(stack, waiting, needed)) is not None:
            return Wait(waiting, needed, "late", late)
        comes, wanted_by = due_day(stack, needed), last_day(stack, waiting)
        if comes is not None and comes < stack.today:
            return Wait(waiting, needed, "overdue", f"it was due on {day_words(comes)}")
        if comes is None or wanted_by is None:
            who = (
                "neither has" if comes is None and wanted_by is None else "one of them doesn't have"
            )
            return Wait(waiting, needed, "no date", f"{who} a date")
        between = working_days(comes, wanted_by)
        room = f"{_days(between)} between {day_words(comes)} and {day_words(wanted_by)}"
        wanted = self.days(waiting)
        if wanted and between < wanted:
            return Wait(waiting, needed, "tight", f"{room} for {_days(wanted)} of work")
        return Wait(waiting, needed, "on time", room)

    def days(self, entity: Entity) -> float | None:
        """Working days estimated for it, or else for the open work below it; None if unknown."""
        if entity.id not in self._days:
            own = effort_days(getattr(entity, "estimate", None))
            if own is None and not isinstance(entity, Work):
                below = [
                    found
                    for item in self._stack.below(entity)
                    if isinstance(item, Work)
                    and not state_of(self._stack, item).is_over
                    and (found := effort_days(item.estimate)) is not None
                ]
                own = sum(below) if below else None
            self._days[entity.id] = own
        return self._days[entity.id]

    @cached_property
    def critical(self) -> CriticalPath | None:
        """The chain with the most working days left; None if no open item depends on another."""
        links = [
            (wait.needed, wait.waiting)
            for wait in self.waits
            if wait.state not in ("there", "dropped", "in a cycle")
            and not self._cycle_of.keys() & {wait.needed.id, wait.waiting.id}
        ]
        if not links:
            return None
        after: dict[str, list[str]] = {}
        number: dict[str, int] = {}
        for needed, waiting in links:
            after.setdefault(needed.id, []).append(waiting.id)
            number[waiting.id] = number.get(waiting.id, 0) + 1
            number.setdefault(needed.id, 0)
        ahead = sorted(identity for identity, count in number.items() if not count)
        best: dict[str, tuple[float, int]] = {}
        came: dict[str, str] = {}
        for identity in ahead:
            before = best[came[identity]] if identity in came else (0.0, 0)
            entity = self._stack.graph.by_id[identity]
            best[identity] = (before[0] + (self.days(entity) or 0.0), before[1] + 1)
            for other in after.get(identity, ()):
                if other not in came or best[came[other]] < best[identity]:
                    came[other] = identity
                number[other] -= 1
                if not number[other]:
                    ahead.append(other)
        end = max(sorted(best), key=best.__getitem__)
        way = [end]
        while way[-1] in came:
            way.append(came[way[-1]])
        items = tuple(self._stack.graph.by_id[identity] for identity in reversed(way))
        without_estimate = sum(1 for item in items if self.days(item) is None)
        return CriticalPath(items, best[end][0], without_estimate)


def responsible_team(stack: Stack, entity: Entity) -> Team | None:
    """The team responsible for it: its own, or else that of its owner."""
    own = stack.team_of(entity)
    if own is None:
        owner = stack.get(entity.owner)
        own_team = stack.get(owner.team) if isinstance(owner, Person) else owner
        own = own_team if isinstance(own_team, Team) else None
    return own


Horizon = Literal["time is up", "now", "next", "later", "no date", "done"]
"""When something is due: past its time and not closed, this quarter, the next one, after that."""


def horizon(stack: Stack, entity: Entity) -> Horizon:
    """When it is on. Whatever is under way is now, and so is whatever begins by the end of this
    quarter; what begins in the quarter after that is next. A bet or an initiative whose last day
    has passed is on no longer, whatever it says, until somebody says how it ended.
    """
    if state_of(stack, entity).is_over:
        return "done"
    if isinstance(entity, (Bet, Initiative)) and time_is_up(stack, entity):
        return "time is up"
    if entity.under_way or getattr(entity, "started", None):
        return "now"
    begins = start_day(stack, entity)
    if begins is None:
        return "no date"
    ahead = stack.calendar.quarter_number(begins) - stack.calendar.quarter_number(stack.today)
    return "now" if ahead <= 0 else "next" if ahead == 1 else "later"


def time_is_up(stack: Stack, item: Bet | Initiative) -> bool:
    """Whether the last day that it names has passed; a phase without an end goes on."""
    due = due_day(stack, item)
    inherits = item.period is None and due is not None  # its own date comes first
    period = None if inherits else _sure_period(stack, item)
    days = [period.end if period else None, due]
    if isinstance(item, Initiative):
        phases = [phase for phase in item.phases if phase.status not in ("done", "dropped")]
        if any(phase.ends is None for phase in phases):
            return False
        days += [phase.ends for phase in phases]
    last = max((day for day in days if day is not None), default=None)
    return last is not None and last < stack.today


def start_day(stack: Stack, entity: Entity) -> date | None:
    """The day on which it begins: its own or that of its phases, or else the first of its period;
    for work with nothing but a due day, that day.
    """
    match entity:
        case Work():
            return entity.started or entity.due or first_day(stack, entity)
        case Initiative():
            days = [phase.starts for phase in entity.phases if phase.starts]
            if days:
                return min(days)
    whole = stack.period_of(entity)
    return whole.start if whole else due_day(stack, entity)


def end_day(stack: Stack, entity: Entity) -> date | None:
    """The day on which it ends: its own or that of its phases, or else the last of its period."""
    match entity:
        case Work():
            return entity.finished or last_day(stack, entity)
        case Initiative():
            days = [phase.ends for phase in entity.phases if phase.ends]
            if days:
                return max(days)
    return last_day(stack, entity)


# --- days ----------------------------------------------------------------------------------------


def due_day(stack: Stack, entity: Entity) -> date | None:
    """The due day that is written, in a field or in the title of a key result."""
    match entity:
        case Work():
            return entity.due
        case KeyResult():
            return aim(stack, entity).by
        case Bet():
            return entity.success.by if entity.success else None
    return None


def last_day(stack: Stack, entity: Entity) -> date | None:
    """The last day on which it is still in time: its due day, or else the last of its period."""
    day = due_day(stack, entity)
    whole = None if day else _sure_period(stack, entity)
    return whole.end if whole else day


def first_day(stack: Stack, entity: Entity) -> date | None:
    """The first day on which it may be done: its due day, or else the first of its period."""
    day = due_day(stack, entity)
    whole = None if day else _sure_period(stack, entity)
    return whole.start if whole else day


def _sure_period(stack: Stack, entity: Entity) -> Period | None:
    """Its period if that is known for sure."""
    return None if stack.unsure_period(entity) else stack.period_of(entity)


def lateness(stack: Stack, waiting: Entity, needed: Entity) -> str | None:
    """Why what is needed comes too late for what waits for it; None if it does not."""
    last, since = last_day(stack, waiting), first_day(stack, needed)
    if last is None or since is None or since <= last:
        return None
    ends = "is due" if due_day(stack, waiting) else "ends"
    other = "is due" if due_day(stack, needed) else "begins"
    return f"it {other} on {day_words(since)}, but what depends on it {ends} on {day_words(last)}"


def _days(count: float) -> str:
    return "1 working day" if count == 1 else f"{count:g} working days"


def wait_counts(waits: Iterable[Wait]) -> Sequence[tuple[WaitState, int]]:
    """The number of waits by state, the worst first; states without any are left out."""
    counts: dict[WaitState, int] = {}
    for wait in waits:
        counts[wait.state] = counts.get(wait.state, 0) + 1
    return [(state, counts[state]) for state in reversed(WAIT_STATES) if state in counts]
