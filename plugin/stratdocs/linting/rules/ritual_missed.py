from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.rhythm import CADENCE_WORDS, GRACE_DAYS, days_words, meeting
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Ritual
from stratdocs.model.stack import Stack


class RitualMissed(Rule):
    """A regular meeting hasn't been held when due.

    The first one to be skipped is the one that would have shown the bad news. If a cadence turns
    out to be too fast, a slower one that is met is better than a fast one that isn't.
    """

    grace = Limit(
        GRACE_DAYS, "Days by which a meeting may be late, and never more than its cadence."
    )

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
            found = meeting(stack, ritual, self.grace)
            if found.state == "missed" and found.age is not None and ritual.cadence is not None:
                yield self.finding(
                    ritual,
                    f"{ritual.id} is due {CADENCE_WORDS[ritual.cadence]} but was last held "
                    f"{days_words(found.age)} ago",
                    "last_held",
                )
