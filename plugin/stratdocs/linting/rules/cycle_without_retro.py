from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from stratdocs.analysis.rhythm import days_words
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.days import day_words
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Objective, Retrospective
from stratdocs.model.periods import Period
from stratdocs.model.stack import Stack

_MAX_DISTANCE = timedelta(days=100)
"""How long after a period a retrospective that names none may still be about it."""


class CycleWithoutRetro(Rule):
    """A period ended, and nobody looked back on it.

    The next one is planned by the same people with the same habits. An hour without blame on what
    worked, what did not and what to do differently is the cheapest planning there is. Only told
    where retrospectives are held at all, and not of the time before the first.
    """

    weeks = Limit(6, "Weeks after the end of a period within which a retrospective is held.")

    severity = Severity.ADVICE
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - {id: calm-autumn, title: Customers renew without a discount, serves: customers-that-stay, period: 2026-Q3, status: done}
          - {id: calm-winter, title: Customers come back after a month, serves: customers-that-stay, period: 2026-Q4, status: done}   # <- cycle-without-retro
        retrospectives:
          - {id: retro-q3, title: The third quarter, period: 2026-Q3, date: 2026-10-05, serves: customers-that-stay}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - {id: calm-autumn, title: Customers renew without a discount, serves: customers-that-stay, period: 2026-Q3, status: done}
          - {id: calm-winter, title: Customers come back after a month, serves: customers-that-stay, period: 2026-Q4, status: done}
        retrospectives:
          - {id: retro-q3, title: The third quarter, period: 2026-Q3, date: 2026-10-05, serves: customers-that-stay}
          - {id: retro-q4, title: The fourth quarter, period: 2026-Q4, date: 2027-01-11, serves: customers-that-stay}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        held = [retro for retro in stack.of(Retrospective) if retro.status != "proposed"]
        starts = [
            start
            for retro in held
            if (start := retro.period.start if retro.period else retro.date) is not None
        ]
        if not starts:
            return
        ended: dict[Period, Objective] = {}
        reviewed = {parent for retro in held for parent in retro.serves}
        discussed: set[Period] = set()
        for objective in stack.of(Objective):
            period = stack.period_of(objective)
            if period is None or not objective.undertaken:
                continue
            if objective.id in reviewed:
                discussed.add(period)
            ended.setdefault(period, objective)
        latest = stack.today - timedelta(weeks=self.weeks)
        for period, objective in ended.items():
            if not min(starts) <= period.end < latest or period in discussed:
                continue
            if any(_covers(retro, period) for retro in held):
                continue
            ago = days_words((stack.today - period.end).days)
            yield self.finding(
                objective,
                f"{period} ended {ago} ago, on {day_words(period.end)}, and no retrospective looks "
                "back on it",
                "period",
            )


def _covers(retro: Retrospective, period: Period) -> bool:
    if retro.period is not None:
        return retro.period.overlaps(period)
    held: date | None = retro.date
    return held is not None and period.start < held <= period.end + _MAX_DISTANCE
