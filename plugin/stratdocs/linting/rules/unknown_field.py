from __future__ import annotations

from stratdocs.linting.rules.base import ReadingRule


class UnknownField(ReadingRule):
    """A field or collection that does not exist here.

    A misspelt field is silently lost otherwise, and with it what somebody meant to promise. What
    the company keeps besides goes under `fields:`.
    """

    bad = """
        bets:
          - id: first-week-value
            title: Value in the first week
            confidense: {problem: high}   # <- unknown-field
    """
    good = """
        bets:
          - id: first-week-value
            title: Value in the first week
            confidence: {problem: high}
            fields: {steering-group: north}
    """
