from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.schedule import ROUTES, due_day, first_day, last_day
from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Rule
from stratdocs.model.days import day_words
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.stack import Stack


class LateDependency(Rule):
    """An item depends on something due later, or dropped.

    A date that depends on a later one can't hold, and people notice only on the day it is missed.
    Work that depends on something dropped will never start. Dependencies that are done don't count.
    """

    severity = Severity.WARNING
    group = "alignment"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        work:
          - {id: import-api, title: Import API, serves: first-week-value, due: 2027-03-05}
          - id: guided-import
            title: Guided import
            serves: first-week-value
            due: 2027-02-12
            depends_on: [import-api]   # <- late-dependency
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        work:
          - {id: import-api, title: Import API, serves: first-week-value, due: 2027-01-22}
          - id: guided-import
            title: Guided import
            serves: first-week-value
            due: 2027-02-12
            depends_on: [import-api]
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for entity in stack.entities:
            if not entity.depends_on or not entity.live or not state_of(stack, entity).in_force:
                continue
            ends = last_day(stack, entity)
            for number, identity in enumerate(entity.depends_on):
                other = stack.get(identity)
                if other is None or other is entity:
                    continue
                state = state_of(stack, other)
                if state.is_done:
                    continue
                since = first_day(stack, other)
                late = ends is not None and since is not None and since > ends
                if not late and not state.is_dropped:
                    continue
                if entity.id in other.depends_on:
                    continue  # they wait for each other, which dependency-cycle reports
                if state.is_dropped:
                    message = f"{entity.id} depends on {other.id}, which was dropped"
                    related = Related(other.at("status"), f"{other.id} was dropped")
                elif ends is None or since is None:
                    continue
                else:
                    is_due = due_day(stack, other)
                    message = (
                        f"{entity.id} {('is due' if due_day(stack, entity) else 'ends')} on "
                        f"{day_words(ends)} but depends on {other.id}, which "
                        f"{('is due' if is_due else 'starts')} on {day_words(since)}"
                    )
                    route = ROUTES.get(type(other), ("period",)) if is_due else ("period",)
                    related = Related(
                        other.at(*route),
                        f"{other.id} {('is due' if is_due else 'starts')} on {day_words(since)}",
                    )
                yield self.finding(entity, message, "depends_on", number, related=[related])
