from __future__ import annotations

from collections.abc import Iterator

from stratdocs.linting.rules.base import ReadingRule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.stack import Stack


class InvalidAllow(ReadingRule):
    """A suppression isn't valid.

    An accepted finding keeps its reason next to it, so that the next reader can judge whether it
    still holds. Without a reason, or with a rule or a date that doesn't exist, it suppresses
    nothing.
    """

    severity = Severity.WARNING
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - id: first-week-value  # stratdocs: allow missing-success-criteria   # <- invalid-allow
            title: Value in the first week
            serves: customers-that-stay
            status: committed
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - id: first-week-value  # stratdocs: allow missing-success-criteria -- agreed in the board until the audit is through
            title: Value in the first week
            serves: customers-that-stay
            status: committed
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        """Nothing: `lint` checks allows after all other rules."""
        del stack
        return iter(())
