from __future__ import annotations

from collections.abc import Iterator

from stratdocs.linting.rules.base import Rule, counted_by_kind
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import (
    Bet,
    Entity,
    Experiment,
    Initiative,
    KeyResult,
    Objective,
    Opportunity,
    Outcome,
    Solution,
    Strategy,
    Work,
)
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import few

_TRACED = (
    Strategy,
    Outcome,
    Opportunity,
    Solution,
    Experiment,
    Bet,
    Objective,
    KeyResult,
    Initiative,
    Work,
)


class Orphan(Rule):
    """An item doesn't lead to a company strategy.

    Work that supports no strategy is the first symptom of a gap between what leaders intend and
    what teams do. Either it has a reason that no one wrote down, or it takes time from work that
    has one. Only the topmost item of such a branch is reported, and no drafts.
    """

    severity = Severity.WARNING
    group = "alignment"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        work:
          - id: new-logo   # <- orphan
            title: A new logo
            status: on_track
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        work:
          - id: import-guide
            title: A guide to the import
            status: on_track
            serves: first-week-value
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        parents = stack.graph.parents
        tops = (entity for entity in stack.entities if entity.id not in parents)
        stray = [entity for entity in tops if _is_cut_off(stack, entity)]
        if stray and not stack.of(Strategy):
            if not stack.settled(()):
                return  # a strategy may stand where it could not be read
            first = stray[0]
            others = f" and {len(stray) - 1} more" if len(stray) > 1 else ""
            they = "they support" if others else "it supports"
            yield self.finding(
                first,
                f"there is no strategy yet, so {first.id}{others} can't say what {they}",
                "serves",
                severity=Severity.ADVICE,
            )
            return
        if len(stray) >= _MANY and not _any_serves_a_strategy(stack):
            yield self.finding(
                stray[0],
                f"{counted_by_kind(stray)} serve nothing, so nothing leads to a strategy: "
                f"{few(entity.id for entity in stray)}",
                "serves",
                related=[Related(entity.grip, entity.id) for entity in stray[1:]],
            )
            return
        for entity in stray:
            below = sum(1 for _ in stack.below(entity))
            trail = _and_below(below)
            yield self.finding(
                entity,
                f"{entity.id} serves nothing, so it doesn't lead to a company strategy{trail}",
                "serves",
            )


_MANY = 5
"""Fewest items for one finding that no item is linked to a strategy."""


def _and_below(below: int) -> str:
    """The items below that do not lead to a strategy either."""
    if not below:
        return ""
    return (
        "; neither does the item below it"
        if below == 1
        else f"; neither do the {below} items below it"
    )


def _any_serves_a_strategy(stack: Stack) -> bool:
    """Whether any plan is linked to a strategy."""
    parents = stack.graph.parents
    return any(
        isinstance(stack.get(parent), Strategy)
        for entity in stack.entities
        if isinstance(entity, _TRACED)
        for parent in parents.get(entity.id, ())
    )


def _is_cut_off(stack: Stack, entity: Entity) -> bool:
    """Whether the top of a branch certainly reaches no strategy."""
    return (
        isinstance(entity, _TRACED)
        and entity.undertaken
        and entity.id not in stack.graph.broken_upward
        and not stack.is_company(entity)
    )
