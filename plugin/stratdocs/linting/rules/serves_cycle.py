from __future__ import annotations

from stratdocs.linting.rules.base import ReadingRule


class ServesCycle(ReadingRule):
    """Items serve each other in a cycle.

    An item that leads back to itself leads to no strategy: the chain never arrives at a reason.
    """

    bad = """
        objectives:
          - id: faster-help
            title: Customers get help when they need it
            serves: calmer-support   # <- serves-cycle
          - id: calmer-support
            title: Support is calm
            serves: faster-help
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: faster-help
            title: Customers get help when they need it
            serves: customers-that-stay
          - id: calmer-support
            title: Support is calm
            serves: faster-help
    """
