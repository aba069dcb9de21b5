from __future__ import annotations

from stratdocs.linting.rules.base import ReadingRule


class UnknownReference(ReadingRule):
    """A link names something that is defined nowhere.

    A link to nothing breaks the chain from daily work to the strategy, usually because of a typing
    slip or an item that was renamed.
    """

    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - id: first-week-value
            title: Value in the first week
            serves: customers-that-sty   # <- unknown-reference
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - id: first-week-value
            title: Value in the first week
            serves: customers-that-stay
    """
