from __future__ import annotations

from stratdocs.linting.rules.base import ReadingRule


class DependencyCycle(ReadingRule):
    """Items depend on each other in a cycle.

    No one can start first, and people find out when the first of them is due. Remove one of the
    links, or split the work differently.
    """

    bad = """
        work:
          - {id: import-api, title: Import API, due: 2027-02-01, depends_on: guided-import}   # <- dependency-cycle
          - {id: guided-import, title: Guided import, due: 2027-03-01, depends_on: import-api}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        work:
          - {id: import-api, title: Import API, serves: first-week-value}
          - {id: guided-import, title: Guided import, serves: first-week-value, depends_on: import-api}
    """
