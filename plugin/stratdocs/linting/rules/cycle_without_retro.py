from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from stratdocs.analysis.rhythm import days_words
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.days import day_words
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Bet, Objective, Retrospective, Ritual
from stratdocs.model.periods import Period
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import pattern

_MAX_DISTANCE = timedelta(days=100)
"""How long after a period a retrospective that names no period may still be about it."""


class CycleWithoutRetro(Rule):
    """A period ended without a retrospective.

    The same people plan the next one with the same habits. An hour without blame on what worked,
    what didn't and what to do differently is the cheapest planning there is. The time before the
    first retrospective doesn't count. If meetings are held and none of them looks back, there is
    one finding.
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
            if not held:
                yield from self._never(stack)
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
                f"{period} ended {ago} ago ({day_words(period.end)}) without a retrospective",
                "period",
            )

    def _never(self, stack: Stack) -> Iterator[Finding]:
        """One finding where meetings are held, a period of goals has ended, and nobody looked back."""
        rituals = [ritual for ritual in stack.of(Ritual) if ritual.live]
        if not stack.whole or not any(ritual.last_held for ritual in rituals):
            return
        if any(_looks_back(ritual) for ritual in rituals):
            return
        latest = stack.today - timedelta(weeks=self.weeks)
        ended = {
            period: goal
            for goal in (*reversed(stack.of(Bet)), *reversed(stack.of(Objective)))
            if goal.undertaken
            and (goal.committed or isinstance(goal, Objective))
            and (period := stack.period_of(goal)) is not None
            and period.end < latest
        }
        if not ended:
            return
        last = max(ended, key=lambda period: period.end)
        yield self.finding(
            stack.company or ended[last],
            f"meetings are held, but {last} and every earlier period ended without a "
            "retrospective; record what worked, what didn't and what to do differently "
            "(`retrospectives`)",
            related=[Related(ended[last].grip, f"{ended[last].id}, {last}")],
        )


def _looks_back(ritual: Ritual) -> bool:
    """Whether a meeting is a retrospective by its name or its questions."""
    return bool(pattern(_RETRO).search(" ".join((ritual.title, *ritual.asks))))


_RETRO = r"""
    \b(?:retro(?:s|spectives?)?|post-?mortems?|look(?:ing)?[ -]back|after[ -]action
      |lessons\ learn(?:ed|t)|what\ (?:went\ well|worked|did\ not))\b"""
"""Words for a meeting that looks back."""


def _covers(retro: Retrospective, period: Period) -> bool:
    if retro.period is not None:
        return retro.period.overlaps(period)
    held: date | None = retro.date
    return held is not None and period.start < held <= period.end + _MAX_DISTANCE
