from __future__ import annotations

from collections.abc import Iterator

from stratdocs.linting.rules.base import ReadingRule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.stack import Stack


class UnusedAllow(ReadingRule):
    """A suppression isn't needed.

    The finding that it accepted is gone, or the comment is on the wrong line. Left there, it would
    hide the next finding of the kind.
    """

    severity = Severity.WARNING
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - id: first-week-value  # stratdocs: allow orphan -- it was one   # <- unused-allow
            title: Value in the first week
            serves: customers-that-stay
            status: proposed
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - id: first-week-value
            title: Value in the first week
            serves: customers-that-stay
            status: proposed
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        """Nothing: `lint` checks allows after all other rules."""
        del stack
        return iter(())
