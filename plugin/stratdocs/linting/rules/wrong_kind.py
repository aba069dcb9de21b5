from __future__ import annotations

from stratdocs.linting.rules.base import ReadingRule


class WrongKind(ReadingRule):
    """A link points to the wrong kind of item.

    Layers of the stack answer different questions. A key result that serves a person, or a strategy
    that serves a key result, doesn't explain why the work is done.
    """

    bad = """
        people:
          - {id: jo, title: Jo Marsh}
        bets:
          - id: first-week-value
            title: Value in the first week
            serves: jo   # <- wrong-kind
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - id: first-week-value
            title: Value in the first week
            serves: customers-that-stay
    """
