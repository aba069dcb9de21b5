from __future__ import annotations

from stratdocs.rules.base import ReadingRule


class InvalidValue(ReadingRule):
    """A value does not fit its field.

    Dates, periods, quantities and the fixed words of the method are computed with. One that cannot
    be read would drop out of every table without a word.
    """

    bad = """
        bets:
          - id: first-week-value
            title: Value in the first week
            period: 2027-Q5   # <- invalid-value
    """
    good = """
        bets:
          - id: first-week-value
            title: Value in the first week
            period: 2027-Q1
    """
