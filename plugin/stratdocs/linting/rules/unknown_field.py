from __future__ import annotations

from stratdocs.linting.rules.base import ReadingRule


class UnknownField(ReadingRule):
    """A field or collection isn't recognised here.

    Otherwise a misspelt field is silently lost, and with it what someone meant to promise. Custom
    fields of your own go under `fields:`.
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
