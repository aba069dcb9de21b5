from __future__ import annotations

from stratdocs.linting.rules.base import ReadingRule


class DuplicateId(ReadingRule):
    """Two items have the same id.

    Links refer to items by id, so an id that means two things makes every link to it a guess.
    """

    bad = """
        metrics:
          - {id: activation, title: 7-day activation}
        outcomes:
          - id: activation   # <- duplicate-id
            title: New customers stay
    """
    good = """
        metrics:
          - {id: activation-7d, title: 7-day activation}
        outcomes:
          - id: activation
            title: New customers stay
    """
