"""What each team has planned against its capacity, and what to cut if that is too much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from stratdocs.analysis.progress import share_of
from stratdocs.model.kinds import Status, Strategy, Team, Work
from stratdocs.model.periods import Calendar, Period
from stratdocs.model.stack import Stack
from stratdocs.model.values import Quantity

USUAL_PERCENT = 70
"""Per cent of its capacity that a team may plan by default: knowledge work needs slack."""


class PlannedWork(NamedTuple):
    """A work item with its effort and the period for which it is planned."""

    work: Work
    effort: float
    """In the unit of the team's capacity."""
    period: Period | None
    """That of the work or of the goal it is for; a strategy's year is too long to plan in."""


class ProposedCut(NamedTuple):
    """Work that could be cut, and why it comes before other work."""

    work: Work
    effort: float
    because: str
    enough: bool
    """Whether the plan fits once this one and those before it are cut."""


class TeamLoad(NamedTuple):
    """What one team has planned for one period."""

    team: Team
    period: Period | None
    """None if no work of the team is dated."""
    capacity: Quantity
    limit: float
    """The share of the capacity that may be planned."""
    has_own_limit: bool
    """Whether the team has set that share itself."""
    items: tuple[PlannedWork, ...]

    @property
    def effort(self) -> float:
        """What is planned, in the unit of the capacity."""
        return sum(item.effort for item in self.items)

    @property
    def share(self) -> float:
        """The share of the capacity that is planned."""
        return self.effort / self.capacity.number

    @property
    def most(self) -> float:
        """The effort that may be planned, in the unit of the capacity."""
        return self.capacity.number * self.limit

    @property
    def over(self) -> float:
        """The effort planned above that; below 0 there is room."""
        return self.effort - self.most

    @property
    def ahead(self) -> tuple[PlannedWork, ...]:
        """The work that is not done, and could still be cut."""
        return tuple(item for item in self.items if item.work.status != "done")

    @property
    def above(self) -> bool:
        """Whether too much is planned, and something can still be cut."""
        return self.effort > self.most * _ROUNDING and bool(self.ahead)

    @property
    def unit(self) -> str:
        """The unit with a space before it; empty if the capacity has none."""
        return f" {self.capacity.unit}" if self.capacity.unit else ""

    def amount(self, effort: float) -> str:
        """An effort in the capacity's unit: `12 d`."""
        return f"{effort:.3g}{self.unit}"

    @property
    def because(self) -> str:
        """The figures behind the load."""
        whose = "its limit" if self.has_own_limit else "the usual limit"
        return (
            f"{self.amount(self.effort)} planned of {self.capacity}, which is {self.share:.0%}; "
            f"{whose} of {self.limit:.0%} is {self.amount(self.most)}"
        )

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


def team_loads(stack: Stack, limit: int = USUAL_PERCENT) -> Iterator[TeamLoad]:
    """The load of each team with a capacity, period by period, teams in the order written.

    Estimates count in the unit of the team's capacity, in the period in which the work is due. Work
    that is done counts in the period it was part of; proposed and dropped work does not count.
    """
    planned: dict[str, list[PlannedWork]] = {}
    if not any(team.capacity for team in stack.of(Team)):
        return
    for work in stack.of(Work):
        team = stack.team_of(work)
        if (
            team is not None
            and team.capacity is not None
            and work.estimate is not None
            and work.undertaken
            and _unit(work.estimate) == _unit(team.capacity)
        ):
            planned.setdefault(team.id, []).append(
                PlannedWork(work, work.estimate.number, _period(stack, work))
            )
    months = _length(planned)
    for team in stack.of(Team):
        capacity = team.capacity
        if team.id not in planned or capacity is None or capacity.number <= 0:
            continue
        own = share_of(team.utilisation)
        most = limit / 100 if own is None else own
        for when, items in _spread(planned[team.id], months, stack.calendar).items():
            yield TeamLoad(team, when, capacity, most, own is not None, tuple(items))


_SORTS = {"overhead": 0, "neutral": 1, None: 2, "leverage": 3}
_COMMITMENT: Mapping[Status | None, int] = {None: 0, "committed": 0, "blocked": 1, "at_risk": 2}


def _keep(item: PlannedWork) -> tuple[int, int, int, str]:
    """A sort key, higher for work to keep: its sort, its commitment, how soon it is due."""
    work = item.work
    begun = work.started is not None
    commitment = max(_COMMITMENT.get(work.status, 3), begun)
    due = -work.due.toordinal() if work.due else -_NEVER
    return (_SORTS[work.lno], commitment, due, work.id)


_NEVER = 4_000_000
"""Later than any day."""


def _because(work: Work) -> str:
    begun = work.started is not None or work.under_way
    state = "already begun" if begun else "not begun"
    match work.lno:
        case "overhead":
            return f"overhead, {state}: it only has to be done, and nobody gains if it is early"
        case "neutral":
            return f"neutral, {state}: it pays for itself and no more"
        case "leverage":
            return f"leverage, {state}: nothing of less worth is left"
    return f"{state}, and nobody has said whether it is leverage, neutral or overhead"


def _period(stack: Stack, work: Work) -> Period | None:
    for step in stack.trace(work):
        if isinstance(step, Strategy):
            return None
        if step.period is not None:
            return step.period
    return None


_ROUNDING = 1 + 1e-9
"""Room for rounding errors: 65% of 60 d is not above 39 d."""


def _length(planned: Mapping[str, list[PlannedWork]]) -> int:
    """The length in months of the periods to plan in: that of most goals, or a quarter if only days
    are known.
    """
    lengths = Counter(
        max(length for length in (1, 3, 6, 12) if length <= item.period.months)
        for items in planned.values()
        for item in items
        if item.period
    )
    return min(lengths, key=lambda one: (-lengths[one], one)) if lengths else 3


def _spread(
    items: Iterable[PlannedWork], months: int, calendar: Calendar
) -> dict[Period | None, list[PlannedWork]]:
    """The work by the period of that length in which it falls.

    Work without a day or such a period cannot be placed; it only counts if no work can.
    """
    items = list(items)
    placed: dict[Period | None, list[PlannedWork]] = {}
    for item in items:
        if item.work.due is not None:
            placed.setdefault(calendar.around(item.work.due, months), []).append(item)
        elif item.period is not None and item.period.months <= months:
            placed.setdefault(calendar.around(item.period.start, months), []).append(item)
    return placed or {None: items}


_UNITS = {
    "day": "d",
    "days": "d",
    "person-days": "d",
    "person days": "d",
    "pd": "d",
    "hour": "h",
    "hours": "h",
    "week": "w",
    "weeks": "w",
    "point": "pt",
    "points": "pt",
    "pts": "pt",
}


def _unit(quantity: Quantity) -> str:
    unit = quantity.unit.casefold()
    return _UNITS.get(unit, unit)
