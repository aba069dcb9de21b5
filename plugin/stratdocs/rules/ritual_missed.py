from __future__ import annotations

from collections.abc import Iterator

from stratdocs.finding import Finding, Severity
from stratdocs.model import Ritual
from stratdocs.rhythm import EVERY, SAID, days
from stratdocs.rules.base import Limit, Rule
from stratdocs.stack import Stack

_SHORTEST = 4
"""Days that even a daily meeting may be late: a weekend and a holiday."""


class RitualMissed(Rule):
    """A meeting that keeps the strategy alive has not been held.

    The first one to be skipped is the one that would have shown the bad news. Where a rhythm turns
    out to be too quick, a slower one that is kept is better than a quick one that is not.
    """

    grace = Limit(31, "Days by which a meeting may be late, and never more than its cadence.")

    severity = Severity.WARNING
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        rituals:
          - id: weekly-numbers
            title: Monday, fifteen minutes on numbers
            serves: customers-that-stay
            cadence: weekly
            last_held: 2027-01-25   # <- ritual-missed
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        rituals:
          - id: weekly-numbers
            title: Monday, fifteen minutes on numbers
            serves: customers-that-stay
            cadence: weekly
            last_held: 2027-02-08
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for ritual in stack.of(Ritual):
            if ritual.cadence is None or ritual.last_held is None:
                continue
            period = stack.period_of(ritual) if ritual.period else None
            if ritual.status in ("proposed", "done", "dropped") or (
                period is not None and not period.includes(stack.today)
            ):
                continue
            every = EVERY[ritual.cadence]
            age = (stack.today - ritual.last_held).days
            if age > every + max(_SHORTEST, min(self.grace, every)):
                yield self.finding(
                    ritual,
                    f"{ritual.id} is held {SAID[ritual.cadence]}, and was last held {days(age)} ago",
                    "last_held",
                )
