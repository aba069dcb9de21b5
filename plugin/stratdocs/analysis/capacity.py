"""What each team has planned against its capacity, and what to cut if that is too much.

Estimates and capacity may have different units: working time is converted, and so are people (FTE)
for the length of a period. Work that runs over several periods is shared out by weekdays. What
cannot be counted is kept, with the reason, so that a load is never shown as lower than it may be.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from stratdocs.analysis.effort import Effort, effort_of, weekdays
from stratdocs.analysis.progress import share_of
from stratdocs.analysis.state import state_of
from stratdocs.model.kinds import Entity, Initiative, Status, Strategy, Team, Work
from stratdocs.model.periods import Calendar, Period
from stratdocs.model.stack import Stack
from stratdocs.model.units import PEOPLE
from stratdocs.model.unread import unread_values
from stratdocs.model.values import Quantity

USUAL_PERCENT = 70
"""Per cent of its capacity that a team may plan at most: knowledge work needs slack."""
MAX_PERIODS = 40
"""Periods over which work is spread; longer work counts in the period of its end."""

NO_ESTIMATE = "without an estimate"
NO_DATE = "without a date"

LoadState = Literal["over", "over but done", "unknown", "at least", "fits"]
"""What is known of a load: above the limit, above it with all work done, not known at all, known in
part and so far below the limit, or known and not above it."""


class PlannedWork(NamedTuple):
    """A work item with the part of its effort that falls in a period."""

    work: Work
    effort: float
    """In the unit of the load."""
    is_part: bool
    """Whether more of it falls in other periods."""
    is_open: bool
    """Whether it could still be cut."""


class UncountedWork(NamedTuple):
    """A work item that belongs to a load but couldn't be counted."""

    work: Work
    because: str
    """What is wrong: `without an estimate`, `not in days`."""
    is_open: bool

    @property
    def words(self) -> str:
        """What it says of its effort: `500 points`; empty without an estimate."""
        return str(self.work.estimate) if self.work.estimate else ""


class ProposedCut(NamedTuple):
    """Work that could be cut, and why it comes before other work."""

    work: Work
    effort: float
    because: str
    enough: bool
    """Whether the plan fits once this item and those before it are cut."""


_PLURAL = re.compile(r"\b(hour|day|week|month|point)s\b")
"""The units that lose their s beside 1, also within `person-days`."""


class TeamLoad(NamedTuple):
    """What one team has planned for one period."""

    team: Team
    period: Period | None
    """None for work without a date."""
    capacity: Quantity
    """As written."""
    available: float
    """The capacity in the unit of the load."""
    unit: str
    """The unit in which work is added up; empty if there is none."""
    usual_limit: float
    """The share of its capacity that any team may plan at most."""
    own_limit: float | None
    """The share that the team has set itself; None if it has set none."""
    items: tuple[PlannedWork, ...]
    uncounted: tuple[UncountedWork, ...] = ()

    @property
    def limit(self) -> float:
        """The share of the capacity that may be planned: its own, but not more than the usual."""
        if self.own_limit is None:
            return self.usual_limit
        return min(self.own_limit, self.usual_limit)

    @property
    def is_own_limit_too_high(self) -> bool:
        """Whether the team has set itself a limit above the usual one."""
        return self.own_limit is not None and self.own_limit > self.usual_limit

    @property
    def effort(self) -> float:
        """What is planned, as far as it could be counted."""
        return sum(item.effort for item in self.items)

    @property
    def share(self) -> float:
        """The share of the capacity that is planned, as far as it could be counted."""
        return self.effort / self.available if self.available else 0.0

    @property
    def most(self) -> float:
        """The effort that may be planned."""
        return self.available * self.limit

    @property
    def over(self) -> float:
        """The effort planned above that; below 0 there is room."""
        return self.effort - self.most

    @property
    def ahead(self) -> tuple[PlannedWork, ...]:
        """The work that is not done, and could still be cut."""
        return tuple(item for item in self.items if item.is_open)

    @property
    def state(self) -> LoadState:
        """What is known of the load."""
        if self.items and self.effort > self.most * _ROUNDING:
            return "over" if self.ahead else "over but done"
        if not self.uncounted:
            return "fits"
        return "at least" if self.items else "unknown"

    @property
    def above(self) -> bool:
        """Whether too much is planned, and something can still be cut."""
        return self.state == "over"

    # --- in words

    def amount(self, effort: float) -> str:
        """An effort with the unit of the load: `12 d`, `1 week`."""
        number = amount_words(effort)
        unit = _PLURAL.sub(r"\1", self.unit) if number == "1" else self.unit
        return f"{number} {unit}".strip()

    @property
    def at_least(self) -> str:
        """The words before a figure that may be too low; empty if all work could be counted."""
        return "at least " if self.uncounted else ""

    @property
    def planned_words(self) -> str:
        """What is planned: `45 d`, `at least 45 d`."""
        return f"{self.at_least}{self.amount(self.effort)}" if self.items else "unknown"

    @property
    def share_words(self) -> str:
        """The share of the capacity that is planned: `75%`, `at least 75%`."""
        return f"{self.at_least}{self.percent}" if self.items else "unknown"

    @property
    def percent(self) -> str:
        """The share as counted, with as many digits as tell it from the limit: `70.4%`."""
        digits = 0
        if abs(self.over) > self.most * (_ROUNDING - 1):
            while digits < 4 and f"{self.share:.{digits}%}" == f"{self.limit:.{digits}%}":
                digits += 1
        return f"{self.share:.{digits}%}"

    @property
    def capacity_words(self) -> str:
        """The capacity as written, and what that is in the period: `3 FTE (180 d)`."""
        whole = self.amount(self.available)
        written = str(self.capacity)
        if self.capacity.number == self.available:
            return whole if self.available == 1 else written
        return f"{written} ({whole})"

    @property
    def bar_words(self) -> str:
        """The limit that the plan is above, after `above`: `its limit of 65%`."""
        if not self.is_own_limit_too_high:
            return (
                f"{'its' if self.own_limit is not None else 'the usual'} limit of {self.limit:.0%}"
            )
        own = self.own_limit or 0.0
        fault = "isn't a limit" if own >= 1 else "is too high"
        return (
            f"{self.limit:.0%}, the most that knowledge work sustains; "
            f"its own limit of {own:.0%} {fault}"
        )

    @property
    def because(self) -> str:
        """The figures behind the load."""
        planned = f"{self.planned_words} planned of {self.capacity_words}"
        if not self.items:
            return f"how much of its {self.capacity_words} is planned is unknown"
        if self.is_own_limit_too_high and self.above:
            return f"{planned} ({self.share_words}), over {self.bar_words}"
        is_own = self.own_limit is not None and not self.is_own_limit_too_high
        whose = "its limit" if is_own else "the usual limit"
        return (
            f"{planned} ({self.share_words}); {whose} of {self.limit:.0%} is "
            f"{self.amount(self.most)}"
        )

    # --- what to cut

    def expendable(self) -> tuple[PlannedWork, ...]:
        """The work that is neither done nor leverage: overhead, then neutral work."""
        could = [item for item in self.ahead if item.work.lno in ("overhead", "neutral")]
        return tuple(sorted(could, key=lambda item: item.work.lno != "overhead"))

    def cuts(self) -> tuple[ProposedCut, ...]:
        """What to cut until the plan fits: overhead first, then neutral work, then the least
        committed, latest due first; empty if it fits.
        """
        if not self.above:
            return ()
        found: list[ProposedCut] = []
        left = self.over
        for item in sorted(self.ahead, key=_keep):
            left -= item.effort
            enough = left <= self.most * (_ROUNDING - 1)
            found.append(ProposedCut(item.work, item.effort, _because(item.work), enough))
            if enough:
                break
        return tuple(found)


def amount_words(effort: float) -> str:
    """The number of an effort, rounded: `12`, `2.7`."""
    if abs(effort) >= 99.95:
        return f"{effort:.0f}"
    return f"{round(effort, 1):g}" if round(effort, 1) else f"{effort:.2g}"


def team_loads(stack: Stack, limit: int = USUAL_PERCENT) -> Iterator[TeamLoad]:
    """The load of each team with a capacity and work, period by period, teams in the order written.

    Work that is done counts in the period it was part of; proposed and dropped work does not count.
    `limit` is the share in per cent that a team may plan at most, whatever its own limit says.
    """
    for load in stack.once(_loads):
        yield load._replace(usual_limit=limit / 100)


def current_loads(stack: Stack) -> dict[str, TeamLoad]:
    """The load of each team in the period that runs, by the team's id; work without a date where
    a team has no other.
    """
    loads: dict[str, TeamLoad] = {}
    dated = set()
    for load in team_loads(stack):
        if load.period is not None:
            dated.add(load.team.id)
            if load.period.includes(stack.today):
                loads[load.team.id] = load
        elif load.team.id not in dated:
            loads[load.team.id] = load
    return loads


def _loads(stack: Stack) -> tuple[TeamLoad, ...]:
    teams = [team for team in stack.of(Team) if team.capacity is not None]
    if not teams:
        return ()
    work_of: dict[str, list[_Candidate]] = {team.id: [] for team in teams}
    for work in stack.of(Work):
        team = stack.team_of(work)
        if team is not None and team.id in work_of:
            status = state_of(stack, work).inherited
            if status not in ("proposed", "dropped"):
                work_of[team.id].append(
                    _Candidate(work, _period(stack, work), _span(stack, work), status != "done")
                )
    months = _length(candidate for found in work_of.values() for candidate in found)
    return tuple(
        load for team in teams for load in _loads_of_team(stack, team, work_of[team.id], months)
    )


class _Candidate(NamedTuple):
    """Work that counts against a team's capacity if its estimate allows."""

    work: Work
    period: Period | None
    """That of the work or of the goal it is for; a strategy's year is too long to plan in."""
    span: tuple[date, date] | None
    """Its first and last day; the same day twice if only one is known."""
    is_open: bool


def _loads_of_team(
    stack: Stack, team: Team, candidates: Sequence[_Candidate], months: int
) -> Iterator[TeamLoad]:
    capacity = team.capacity
    if capacity is None:
        return
    measure = _measure(capacity, months)
    dated = any(candidate.span for candidate in candidates)
    counted: dict[Period | None, list[PlannedWork]] = {}
    uncounted: dict[Period | None, list[UncountedWork]] = {}
    for candidate in candidates:
        work, estimate, is_open = candidate.work, candidate.work.estimate, candidate.is_open
        parts = _parts(stack.calendar, candidate.span, months)
        because = measure.fault(work) or (NO_DATE if dated and candidate.span is None else None)
        for period, share, whole in parts:
            if because is not None or estimate is None:
                uncounted.setdefault(period, []).append(
                    UncountedWork(work, because or NO_ESTIMATE, is_open)
                )
                continue
            effort = effort_of(estimate)
            number = effort.days(months * whole) * (share if effort.unit != PEOPLE else 1)
            counted.setdefault(period, []).append(
                PlannedWork(work, number * measure.factor, len(parts) > 1, is_open)
            )
    for when in dict.fromkeys((*counted, *uncounted)):
        yield TeamLoad(
            team,
            when,
            capacity,
            measure.available,
            measure.unit,
            USUAL_PERCENT / 100,
            _own_limit(team),
            tuple(counted.get(when, ())),
            tuple(uncounted.get(when, ())),
        )


# --- units ----------------------------------------------------------------------------------------


class _Measure(NamedTuple):
    """How work is counted against a capacity."""

    capacity: Effort
    available: float
    """The capacity of a period, in the unit of the load."""
    unit: str
    """The unit of the load."""
    factor: float
    """By which an effort is multiplied to be in that unit."""

    def fault(self, work: Work) -> str | None:
        """Why a work item cannot be counted against it; None if it can."""
        if work.estimate is None:
            unread = "estimate" in unread_values(work)
            return "with an estimate that can't be read" if unread else NO_ESTIMATE
        effort = effort_of(work.estimate)
        if not (effort.is_time and self.capacity.is_time) and effort.unit != self.capacity.unit:
            if self.capacity.is_time:
                return "not in working time"
            return f"not in {self.unit}" if self.unit else "in a unit, and the capacity has none"
        if effort.number < 0:
            return "with a negative estimate"
        if self.available <= 0:
            return "with no capacity to count it against"
        return None


def _measure(capacity: Quantity, months: int) -> _Measure:
    """How work is counted against a capacity in periods of so many months: in its unit, or in days
    where that says how many people there are.
    """
    effort = effort_of(capacity)
    if effort.unit == PEOPLE:
        return _Measure(effort, effort.days(months), "d", 1.0)
    factor = capacity.number / effort.number if effort.number else 1.0
    return _Measure(effort, capacity.number, capacity.unit, factor)


def _own_limit(team: Team) -> float | None:
    """The share of its capacity that a team says it may plan: `70%`, `0.7` or `70`."""
    share = share_of(team.utilisation)
    if share is None and team.utilisation is not None and not team.utilisation.unit:
        share = team.utilisation.number / (100 if team.utilisation.number > 2 else 1)
    return share if share is not None and share >= 0 else None


# --- what could not be counted --------------------------------------------------------------------


class TeamGap(NamedTuple):
    """The open work of a team that couldn't be counted, and what is known nevertheless."""

    team: Team
    open_count: int
    """Its open work items, counted or not."""
    uncounted: tuple[UncountedWork, ...]
    load: TeamLoad | None
    """The load of the current or next period, if anything in it could be counted."""

    @property
    def is_all_unestimated(self) -> bool:
        """Whether none of its open work has an estimate."""
        return len(self.uncounted) == self.open_count and all(
            item.because == NO_ESTIMATE for item in self.uncounted
        )


def team_gaps(stack: Stack, limit: int = USUAL_PERCENT) -> Iterator[TeamGap]:
    """The teams whose open work could not all be counted, in the order written.

    Work without a date is left out: it has an effort, and nobody has planned it yet.
    """
    by_team: dict[str, list[TeamLoad]] = {}
    for load in team_loads(stack, limit):
        by_team.setdefault(load.team.id, []).append(load)
    for loads in by_team.values():
        count = {item.work.id for load in loads for item in load.items if item.is_open}
        count.update(item.work.id for load in loads for item in load.uncounted if item.is_open)
        uncounted = {
            item.work.id: item
            for load in loads
            for item in load.uncounted
            if item.is_open and item.because != NO_DATE
        }
        if uncounted:
            yield TeamGap(
                loads[0].team, len(count), tuple(uncounted.values()), _next(loads, stack.today)
            )


def _next(loads: Iterable[TeamLoad], today: date) -> TeamLoad | None:
    """The load of the period that runs or comes next, of those that could be counted."""
    known = [load for load in loads if load.items]
    ahead = [load for load in known if load.period is None or load.period.end >= today]
    return min(ahead, key=lambda load: load.period.start if load.period else date.max, default=None)


# --- people ---------------------------------------------------------------------------------------


class PersonLoad(NamedTuple):
    """The estimated work of one person in one quarter."""

    person: str
    """Their id as written; it need not be in the list of people."""
    quarter: Period
    days: float
    """Estimated working days."""
    working_days: int
    """The weekdays of the quarter."""
    items: tuple[PlannedWork, ...]


def overloaded_people(stack: Stack) -> Iterator[PersonLoad]:
    """Those who own more estimated work in a quarter than it has working days, and whose work is
    not all done.
    """
    efforts = [
        (work, effort)
        for work in stack.of(Work)
        if work.owner is not None
        and work.estimate is not None
        and (effort := effort_of(work.estimate)).is_time
        and effort.number >= 0
    ]
    busy = _perhaps_overloaded(efforts)
    planned: dict[tuple[str, Period], list[PlannedWork]] = {}
    for work, effort in efforts:
        if work.owner is None or work.owner not in busy:
            continue
        status = state_of(stack, work).inherited
        span = _span(stack, work)
        if (
            span is None
            or status in ("proposed", "dropped")
            or isinstance(stack.get(work.owner), Team)
        ):
            continue
        parts = _parts(stack.calendar, span, 3)
        for quarter, share, whole in parts:
            if quarter is not None:
                days = effort.days(3 * whole) * (share if effort.unit != PEOPLE else 1)
                planned.setdefault((work.owner, quarter), []).append(
                    PlannedWork(work, days, len(parts) > 1, status != "done")
                )
    for (person, quarter), items in planned.items():
        days = sum(item.effort for item in items)
        room = weekdays(quarter.start, quarter.end)
        if days > room * _ROUNDING and any(item.is_open for item in items):
            yield PersonLoad(person, quarter, days, room, tuple(items))


_FEWEST_WEEKDAYS = 62
"""Weekdays of the shortest quarter."""


def _perhaps_overloaded(efforts: Iterable[tuple[Work, Effort]]) -> set[str]:
    """The owners with more work in two quarters of the calendar than one quarter holds.

    Work that runs over quarters, or lasts as long as somebody is there, leaves it open.
    """
    days: dict[tuple[str, int], float] = {}
    found: set[str] = set()
    for work, effort in efforts:
        owner = work.owner or ""
        due = work.finished or work.due
        if due is None or work.started is not None or effort.unit == PEOPLE:
            found.add(owner)
            continue
        key = (owner, due.year * 4 + (due.month - 1) // 3)
        days[key] = days.get(key, 0) + effort.number
    # a fiscal quarter overlaps two of the calendar's
    for (owner, quarter), number in days.items():
        if number + days.get((owner, quarter + 1), 0) > _FEWEST_WEEKDAYS:
            found.add(owner)
    return found


# --- when -----------------------------------------------------------------------------------------


def _period(stack: Stack, work: Work) -> Period | None:
    for step in stack.trace(work):
        if isinstance(step, Strategy):
            return None
        if step.period is not None:
            return step.period
    return None


def _span(stack: Stack, work: Work) -> tuple[date, date] | None:
    """The first and last day of a work item; the same day twice if only one is known.

    Its own days or, without them, those of the phases or the period of the nearest item above,
    unless that is a strategy. Work that has begun and names no end runs to the end of those.
    """
    begun, end = work.started, work.finished or work.due
    if end is not None:
        return begun or end, max(begun or end, end)
    above = None if stack.unsure_period(work) else _inherited_span(stack, work)
    if begun is None:
        return above
    return begun, max(begun, above[1]) if above else begun


def _inherited_span(stack: Stack, work: Work) -> tuple[date, date] | None:
    for step in stack.trace(work):
        if isinstance(step, Strategy):
            return None
        found = _phases_span(step) or (step.period and (step.period.start, step.period.end))
        if found:
            return found
    return None


def _phases_span(entity: Entity) -> tuple[date, date] | None:
    """The first and last day of an initiative's phases; None if the last is not known."""
    if not isinstance(entity, Initiative):
        return None
    ends = [phase.ends for phase in entity.phases if phase.ends]
    starts = [phase.starts for phase in entity.phases if phase.starts]
    if not ends:
        return None
    return min((*starts, max(ends))), max(ends)


def _length(candidates: Iterable[_Candidate]) -> int:
    """The length in months of the periods to plan in: that of most goals, or a quarter if only days
    are known.
    """
    lengths = Counter(
        max(length for length in (1, 3, 6, 12) if length <= candidate.period.months)
        for candidate in candidates
        if candidate.period
    )
    return min(lengths, key=lambda length: (-lengths[length], length)) if lengths else 3


class _Part(NamedTuple):
    """The part of a span of days that falls in a period."""

    period: Period | None
    share: float
    """The share of the span."""
    whole: float
    """The share of the period that it fills; 1 if only one day is known."""


@lru_cache(maxsize=4096)
def _parts(calendar: Calendar, span: tuple[date, date] | None, months: int) -> Sequence[_Part]:
    """The periods of that length into which a span falls, by weekdays."""
    if span is None:
        return (_Part(None, 1.0, 1.0),)
    first, last = span
    final = _around(calendar, last.year, last.month, months)
    days = weekdays(first, last)
    if first == last or not days or (last - first).days > MAX_PERIODS * months * 30:
        return (_Part(final, 1.0, 1.0),)
    found: list[_Part] = []
    period = _around(calendar, first.year, first.month, months)
    while True:
        inside = weekdays(max(first, period.start), min(last, period.end))
        if inside:
            whole = inside / weekdays(period.start, period.end)
            found.append(_Part(period, inside / days, whole))
        if period.end >= final.end:
            return found
        following = period.end + timedelta(days=1)
        period = _around(calendar, following.year, following.month, months)


@lru_cache(maxsize=1024)
def _around(calendar: Calendar, year: int, month: int, months: int) -> Period:
    """The period of that length that includes a month."""
    return calendar.around(date(year, month, 1), months)


# --- what to cut ----------------------------------------------------------------------------------

_KINDS_FIRST_TO_CUT = {"overhead": 0, "neutral": 1, None: 2, "leverage": 3}
_COMMITMENT: Mapping[Status | None, int] = {None: 0, "committed": 0, "blocked": 1, "at_risk": 2}


def _keep(item: PlannedWork) -> tuple[int, int, int, str]:
    """A sort key, higher for work to keep: its sort, its commitment, how soon it is due."""
    work = item.work
    begun = work.started is not None
    commitment = max(_COMMITMENT.get(work.status, 3), begun)
    due = -work.due.toordinal() if work.due else -_NEVER
    return (_KINDS_FIRST_TO_CUT[work.lno], commitment, due, work.id)


_NEVER = 4_000_000
"""Later than any day."""


def _because(work: Work) -> str:
    begun = work.started is not None or work.under_way
    state = "already started" if begun else "not started"
    match work.lno:
        case "overhead":
            return f"overhead, {state}: no benefit in doing it early"
        case "neutral":
            return f"neutral, {state}: it pays for itself and no more"
        case "leverage":
            return f"leverage, {state}: no less valuable work is left"
    return f"{state}, and not marked as leverage, neutral or overhead"


_ROUNDING = 1 + 1e-9
"""Room for rounding errors: 65% of 60 d is not above 39 d."""
