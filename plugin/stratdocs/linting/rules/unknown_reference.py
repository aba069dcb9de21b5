from __future__ import annotations

from stratdocs.linting.rules.base import ReadingRule


class UnknownReference(ReadingRule):
    """A link points to an id that doesn't exist.

    A link to nothing breaks the chain from daily work to the strategy, usually because of a typing
    mistake or a renamed item.
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
