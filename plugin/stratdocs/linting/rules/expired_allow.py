from __future__ import annotations

from collections.abc import Iterator

from stratdocs.linting.rules.base import ReadingRule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.stack import Stack


class ExpiredAllow(ReadingRule):
    """A suppression has expired.

    What was accepted for a while was meant to be reviewed. Fix it now, or set a new date and
    reason.
    """

    severity = Severity.WARNING
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - id: first-week-value  # stratdocs: allow missing-success-criteria until 2020-01-31 -- the audit comes first   # <- expired-allow
            title: Value in the first week
            serves: customers-that-stay
            status: committed
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - id: first-week-value  # stratdocs: allow missing-success-criteria until 2999-01-31 -- the audit comes first
            title: Value in the first week
            serves: customers-that-stay
            status: committed
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        """Nothing: `lint` checks allows after all other rules."""
        del stack
        return iter(())
