from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stratdocs.finding import Finding, Related, Severity
from stratdocs.model import Bet, Entity, KeyResult, Work
from stratdocs.rules.base import Rule
from stratdocs.stack import Stack


class LateDependency(Rule):
    """It waits for something that comes later than itself, or never.

    A date that rests on a later one is no date, and it is noticed on the day it is missed. Work that
    waits for what was dropped waits for ever. What is done is no longer waited for.
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
            if not entity.depends_on or entity.status in ("proposed", "done", "dropped"):
                continue
            for number, identity in enumerate(entity.depends_on):
                other = stack.get(identity)
                if other is None or other is entity or other.status == "done":
                    continue
                if entity.id in other.depends_on:
                    continue  # they wait for each other, which is told
                if other.status == "dropped":
                    says = f"{entity.id} waits for {other.id}, which was dropped"
                    related = Related(other.at("status"), f"{other.id} was dropped")
                else:
                    due, ends = _due(entity), _ends(stack, entity)
                    comes, since = _due(other), _begins(stack, other)
                    if ends is None or since is None or since <= ends:
                        continue
                    says = (
                        f"{entity.id} {'is due' if due else 'ends'} on {ends} and waits for "
                        f"{other.id}, which {'is due' if comes else 'begins'} on {since}"
                    )
                    route = _ROUTES.get(type(other), ("period",)) if comes else ("period",)
                    related = Related(
                        other.at(*route), f"{other.id} {'is due' if comes else 'begins'} on {since}"
                    )
                yield self.finding(entity, says, "depends_on", number, related=[related])


_ROUTES: dict[type[Entity], tuple[str, ...]] = {
    Work: ("due",),
    KeyResult: ("by",),
    Bet: ("success", "by"),
}


def _due(entity: Entity) -> date | None:
    """The day that is said of it."""
    match entity:
        case Work():
            return entity.due
        case KeyResult():
            return entity.by
        case Bet():
            return entity.success.by if entity.success else None
    return None


def _ends(stack: Stack, entity: Entity) -> date | None:
    """The last day on which it may still be finished in time."""
    due = _due(entity)
    if due is None and not stack.unsure_period(entity):
        period = stack.period_of(entity)
        return period.end if period else None
    return due


def _begins(stack: Stack, entity: Entity) -> date | None:
    """The first day on which it may be there: the day it is due, else the first of its period."""
    due = _due(entity)
    if due is None and not stack.unsure_period(entity):
        period = stack.period_of(entity)
        return period.start if period else None
    return due
