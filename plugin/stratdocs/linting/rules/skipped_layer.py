from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Bet, Entity, Initiative, Objective, Strategy, Work
from stratdocs.model.stack import Stack


class SkippedLayer(Rule):
    """A link skips a layer that is in use.

    Strategy reaches teams one layer at a time: company strategy, product strategy, bet, team objective, work. Among objectives, it goes from organisation through department and team to the
    individual. If a layer is skipped, no one has said what the upper text means for the lower one,
    and there alignment breaks. A layer is in use if another item of it is below the same parent. An
    item with a second link that skips nothing isn't reported, nor are objectives of the
    organisation and its departments, which may serve any strategy.
    """

    severity = Severity.WARNING
    group = "alignment"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
          - {id: first-month, title: The first month decides, level: product, serves: customers-that-stay}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: first-month}
        objectives:
          - id: first-week
            title: New customers get value in their first week
            level: team
            serves: customers-that-stay   # <- skipped-layer
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
          - {id: first-month, title: The first month decides, level: product, serves: customers-that-stay}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: first-month}
        objectives:
          - id: first-week
            title: New customers get value in their first week
            level: team
            serves: first-week-value
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        ladder = _Ladder(stack)
        for entity, above in _misplaced(stack):
            if not entity.live or entity.id in stack.graph.broken_upward:
                continue
            parents = stack.parents(entity)
            if not all(isinstance(parent, above) for parent in parents):
                continue
            skips = [ladder.skip(entity, parent) for parent in parents]
            skip = skips[0]
            if skip is None or None in skips:
                continue
            others = len(skip.between) - 1
            more = f" and {others} more" if others else ""
            route: tuple[str | int, ...] = ()
            if skip.parent.id in entity.serves:
                route = ("serves", entity.serves.index(skip.parent.id))
            yield self.finding(
                entity,
                f"{entity.id} serves {_with_layer(stack, skip.parent)} directly, skipping "
                f"{_with_layer(stack, skip.between[0])}{more}",
                *route,
                severity=None if skip.far else Severity.ADVICE,
                related=[
                    Related(step.grip, f"{_with_layer(stack, step)} is in between")
                    for step in skip.between[:3]
                ],
            )


_FAR_ABOVE: Mapping[type[Entity], tuple[type[Entity], ...]] = {
    Bet: (Strategy,),
    Objective: (Strategy, Bet, Objective),
    Work: (Bet,),
}
"""By kind, the parents with which an item may have skipped a layer."""


def _misplaced(stack: Stack) -> Iterator[tuple[Entity, tuple[type[Entity], ...]]]:
    """Items whose primary parent is of such a kind, and those kinds."""
    for entity in (*stack.of(Bet), *stack.of(Objective)):
        above = _FAR_ABOVE[type(entity)]
        if isinstance(stack.primary(entity), above):
            yield entity, above
    for bet in stack.of(Bet):  # of thousands of deliverables few are right below bets
        for entity in stack.branches(bet):
            if isinstance(entity, Work):
                yield entity, _FAR_ABOVE[Work]


class _Skip(NamedTuple):
    parent: Entity
    between: tuple[Entity, ...]
    """The items between, in the order written."""
    far: bool
    """Whether a team's goal serves the company's strategy, past product strategies or bets."""


_RANKS = {"organisation": 0, "department": 1, "team": 2, "individual": 3}
_TEAM = _RANKS["team"]


class _Ladder:
    """The items between an item and its parent, computed once for each pair of layers."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._known: dict[tuple[str, type[Entity], int | None], _Skip | None] = {}

    def skip(self, entity: Entity, parent: Entity) -> _Skip | None:
        rank = _rank(entity)
        key = (parent.id, type(entity), rank)
        if key not in self._known:
            between: tuple[Entity, ...] = ()
            if self._may_skip(entity, rank, parent):
                between = tuple(
                    child
                    for child in self._stack.children(parent)
                    if child.live and self._between(entity, rank, parent, child)
                )
            far = (
                isinstance(entity, Objective)
                and self._stack.is_company(parent)
                and any(isinstance(step, (Strategy, Bet)) for step in between)
            )
            self._known[key] = _Skip(parent, between, far) if between else None
        return self._known[key]

    def _may_skip(self, entity: Entity, rank: int | None, parent: Entity) -> bool:
        """Whether anything can stand between the two at all."""
        match entity, parent:
            case Bet(), Strategy():
                return self._stack.is_company(parent)
            case Objective(), Bet():
                return rank is not None and rank > _TEAM
        return True

    def _between(self, entity: Entity, rank: int | None, parent: Entity, child: Entity) -> bool:
        match entity, parent:
            case Work(), Bet():
                return isinstance(child, (Objective, Initiative))
            case Bet(), Strategy():
                return self._stack.is_company(parent) and isinstance(child, Strategy)
            case Objective(), Strategy() if rank is not None and rank >= _TEAM:
                return isinstance(child, (Strategy, Bet)) or _above(child, rank)
            case Objective(), Bet() if rank is not None and rank > _TEAM:
                return _above(child, rank)
            case Objective(), Objective() if rank is not None:
                above = _rank(parent)
                return above is not None and _above(child, rank) and above < (_rank(child) or 0)
        return False


def _rank(entity: Entity) -> int | None:
    """The step of an objective in the cascade, None where it is not given."""
    if not isinstance(entity, Objective):
        return None
    if entity.level is None:
        return _TEAM if entity.team else None
    return _RANKS[entity.level]


def _above(child: Entity, rank: int) -> bool:
    """Whether it is an objective of a higher step."""
    own = _rank(child)
    return own is not None and own < rank


def _with_layer(stack: Stack, entity: Entity) -> str:
    """The entity with the layer it belongs to: `the company strategy customers-that-stay`."""
    if isinstance(entity, Strategy):
        level = "company" if stack.is_company(entity) else "product"
        return f"the {level} strategy {entity.id}"
    level = f"{entity.level} " if isinstance(entity, Objective) and entity.level else ""
    return f"the {level}{entity.noun} {entity.id}"
