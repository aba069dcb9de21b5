"""Coverage: what carries out each strategy and bet, layer by layer, and which layer is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from stratdocs.model.kinds import Bet, Entity, Strategy
from stratdocs.model.stack import Stack

LAYERS: Mapping[str, tuple[str, ...]] = {
    "bets": ("bets",),
    "outcomes": ("outcomes", "opportunities"),
    "objectives": ("objectives",),
    "initiatives": ("initiatives",),
    "work": ("work",),
}
"""The layers that are counted below a strategy or bet, with their collections."""

_LAYER_OF = {name: layer for layer, names in LAYERS.items() for name in names}


class CoverageGap(NamedTuple):
    """A layer that is missing below an active strategy or bet."""

    layer: str
    words: str
    because: str


class CoverageRow(NamedTuple):
    """One strategy or bet with what supports it, at any depth and by any link."""

    entity: Strategy | Bet
    depth: int
    """The number of strategies and bets above it."""
    layers: Mapping[str, tuple[Entity, ...]]
    """What supports it, by layer; dropped items are left out."""
    gaps: tuple[CoverageGap, ...]
    draft: bool
    """Whether it needs no support: it is proposed, done or dropped."""

    def gap(self, layer: str) -> CoverageGap | None:
        """The gap in that layer; None if there is none."""
        return next((gap for gap in self.gaps if gap.layer == layer), None)


def coverage(stack: Stack) -> tuple[CoverageRow, ...]:
    """The coverage of every strategy and bet, in tree order: each directly below what it serves."""
    number = {entity.id: n for n, entity in enumerate(stack.entities)}
    found: list[CoverageRow] = []
    for item, depth in _plans(stack):
        layers: dict[str, list[Entity]] = {}
        for entity in sorted(_supporters(stack, item), key=lambda below: number[below.id]):
            layer = _LAYER_OF.get(entity.collection)
            if layer is not None and entity.status != "dropped":
                layers.setdefault(layer, []).append(entity)
        found.append(_coverage_row(stack, item, depth, layers))
    return tuple(found)


def unanchored(stack: Stack) -> dict[str, tuple[Entity, ...]]:
    """By layer, the items without a strategy or bet above, except proposed and dropped ones."""
    anchored = {item.id for item in _supporters(stack, *stack.of(Strategy), *stack.of(Bet))}
    found: dict[str, list[Entity]] = {}
    for entity in stack.entities:
        layer = _LAYER_OF.get(entity.collection)
        if layer is not None and entity.undertaken and entity.id not in anchored:
            found.setdefault(layer, []).append(entity)
    return {layer: tuple(entities) for layer, entities in found.items()}


def _supporters(stack: Stack, *items: Entity) -> Iterator[Entity]:
    """What leads up to any of the items by any of its links, each once. Where it is one item, that
    itself is not among them, even if it is part of a cycle.
    """
    seen = {item.id for item in items} if len(items) == 1 else set()
    ahead = [*items]
    for item in ahead:
        for child in stack.children(item):
            if child.id not in seen:
                seen.add(child.id)
                ahead.append(child)
                yield child


def _plans(stack: Stack) -> Iterator[tuple[Strategy | Bet, int]]:
    """Strategies and bets with their depth, each below the nearest one on its primary trace."""
    ahead: dict[str | None, list[Strategy | Bet]] = {}
    rows: list[Strategy | Bet] = [*stack.of(Strategy), *stack.of(Bet)]
    for item in rows:
        over = next((up for up in stack.above(item) if isinstance(up, (Strategy, Bet))), None)
        ahead.setdefault(over.id if over is not None else None, []).append(item)
    seen: set[str] = set()
    for root in (*ahead.get(None, ()), *rows):  # all again: a cycle has no first member
        walk: list[tuple[Strategy | Bet, int]] = [(root, 0)]
        while walk:
            item, depth = walk.pop()
            if item.id not in seen:
                seen.add(item.id)
                yield item, depth
                walk.extend((child, depth + 1) for child in reversed(ahead.get(item.id, ())))


def _coverage_row(
    stack: Stack, item: Strategy | Bet, depth: int, below: Mapping[str, list[Entity]]
) -> CoverageRow:
    draft = not item.committed or item.over
    layers = {layer: list(below.get(layer, ())) for layer in LAYERS}
    if isinstance(item, Bet):  # it may serve an outcome as well as have one below it
        layers["outcomes"][:0] = [
            up for up in stack.parents(item) if up.collection in ("outcomes", "opportunities")
        ]
    found = {layer: tuple(dict.fromkeys(entities)) for layer, entities in layers.items()}
    gaps = () if draft else tuple(_gaps(stack, item, found))
    return CoverageRow(item, depth, found, gaps, draft)


def _gaps(
    stack: Stack, item: Strategy | Bet, layers: Mapping[str, tuple[Entity, ...]]
) -> Iterator[CoverageGap]:
    noun = item.noun
    if isinstance(item, Strategy):
        if not layers["bets"] and not layers["objectives"]:
            yield CoverageGap("bets", "no bet", "no bet and no objective supports this strategy")
    elif not layers["outcomes"] and not (item.success and item.success.outcome):
        yield CoverageGap(
            "outcomes", "no outcome", "no outcome says what will be different if the bet works"
        )
    if not layers["objectives"]:
        yield CoverageGap("objectives", "no objective", f"no team is accountable for this {noun}")
    period = stack.period_of(item)
    begun = period is None or period.start <= stack.today
    if begun and not layers["initiatives"] and not layers["work"]:
        yield CoverageGap("work", "no work", f"the {noun} is under way but has no work")
