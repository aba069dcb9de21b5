from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from stratdocs.finding import Finding, Related, Severity
from stratdocs.model import Strategy, Team, Work
from stratdocs.progress import share_of
from stratdocs.rules.base import Limit, Rule
from stratdocs.stack import Stack
from stratdocs.values import Period, Quantity, period


class OverCapacity(Rule):
    """A team has planned more than its days can hold.

    Questions, illness, meetings and mistakes take a third of the time of people who work with their
    heads. What is planned above that is not done later, it is done badly or not at all, and nobody
    has chosen which. Estimates of work count in the unit of the team's capacity, in the period in
    which they are due; finished work counts in the period that it was part of.
    """

    limit = Limit(70, "Per cent of its capacity that a team plans, where it names no utilisation.")

    severity = Severity.WARNING
    group = "alignment"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        teams:
          - id: onboarding
            title: Onboarding
            capacity: 60 d   # <- over-capacity
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay, period: 2027-Q1}
        work:
          - {id: guided-import, title: Guided import of customer lists, serves: first-week-value, team: onboarding, estimate: 35 d, due: 2027-02-26}
          - {id: nicer-mails, title: Nicer mails, serves: first-week-value, team: onboarding, estimate: 15 d, due: 2027-03-12, lno: neutral}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        teams:
          - id: onboarding
            title: Onboarding
            capacity: 60 d
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay, period: 2027-Q1}
        work:
          - {id: guided-import, title: Guided import of customer lists, serves: first-week-value, team: onboarding, estimate: 35 d, due: 2027-02-26}
          - {id: nicer-mails, title: Nicer mails, serves: first-week-value, team: onboarding, estimate: 15 d, due: 2027-04-16, lno: neutral}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        planned: dict[str, list[_Planned]] = {}
        if not any(team.capacity for team in stack.of(Team)):
            return
        for work in stack.of(Work):
            team = stack.team_of(work)
            if (
                team is not None
                and team.capacity is not None
                and work.estimate is not None
                and work.status not in ("proposed", "dropped")
                and _unit(work.estimate) == _unit(team.capacity)
            ):
                planned.setdefault(team.id, []).append(
                    _Planned(work, work.estimate.number, _period(stack, work))
                )
        months = _length(planned)
        for team in stack.of(Team):
            capacity = team.capacity
            if team.id not in planned or capacity is None or capacity.number <= 0:
                continue
            said = share_of(team.utilisation)
            limit = self.limit / 100 if said is None else said
            for when, items in _spread(planned[team.id], months).items():
                days = sum(item.effort for item in items)
                ahead = [item for item in items if item.work.status != "done"]
                if days <= capacity.number * limit * _ROUNDING or not ahead:
                    continue
                yield self._told(team, capacity, limit, when, days, ahead)

    def _told(
        self,
        team: Team,
        capacity: Quantity,
        limit: float,
        when: Period | None,
        days: float,
        ahead: list[_Planned],
    ) -> Finding:
        over = days - capacity.number * limit
        unit = f" {capacity.unit}" if capacity.unit else ""
        could = [item for item in ahead if item.work.lno in ("overhead", "neutral")]
        could.sort(key=lambda item: item.work.lno != "overhead")
        listed = ", ".join(f"{item.work.id} ({item.work.estimate})" for item in could[:4])
        more = f" and {len(could) - 4} more" if len(could) > 4 else ""
        cut = f"; neutral or overhead: {listed}{more}" if could else ""
        in_period = f" for {when}" if when else ""
        return self.finding(
            team,
            f"{team.id} has planned {days:g}{unit}{in_period}, {days / capacity.number:.0%} of its "
            f"{capacity} and {over:.3g}{unit} above its limit of {limit:.0%}{cut}",
            "capacity",
            related=[
                Related(item.work.at("estimate"), f"{item.work.id}, {item.work.lno}")
                for item in could[:4]
            ],
        )


class _Planned(NamedTuple):
    work: Work
    effort: float
    period: Period | None
    """As said of the work or of the goal it is for; a strategy's year is none to plan in."""


def _period(stack: Stack, work: Work) -> Period | None:
    for step in stack.trace(work):
        if isinstance(step, Strategy):
            return None
        if step.period is not None:
            return step.period
    return None


_ROUNDING = 1 + 1e-9
"""65% of 60 d is not above 39 d, whatever a computer's fractions say."""


def _length(planned: Mapping[str, list[_Planned]]) -> int:
    """The months of a period that is planned in: those of most goals; a quarter where only days are
    known.
    """
    lengths = Counter(
        item.period.months for items in planned.values() for item in items if item.period
    )
    return min(lengths, key=lambda one: (-lengths[one], one)) if lengths else 3


def _spread(items: list[_Planned], months: int) -> dict[Period | None, list[_Planned]]:
    """The work by the period of that length it falls in.

    What is neither due nor planned in such a period cannot be placed, and counts only where that is
    so of all.
    """
    placed: dict[Period | None, list[_Planned]] = {}
    for item in items:
        if item.work.due is not None:
            due = item.work.due
            placed.setdefault(_around(due.year, due.month, months), []).append(item)
        elif item.period is not None and item.period.months <= months:
            start = item.period.start
            placed.setdefault(_around(start.year, start.month, months), []).append(item)
    return placed or {None: items}


def _around(year: int, month: int, months: int) -> Period | None:
    """The period of that length around a month."""
    match months:
        case 12:
            return period(f"{year:04}")
        case 6:
            return period(f"{year:04}-H{(month - 1) // 6 + 1}")
        case 3:
            return period(f"{year:04}-Q{(month - 1) // 3 + 1}")
    return period(f"{year:04}-{month:02}")


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


def _unit(said: Quantity) -> str:
    unit = said.unit.casefold()
    return _UNITS.get(unit, unit)
