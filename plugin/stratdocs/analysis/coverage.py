"""What carries each strategy and bet out, layer by layer, and where a layer is missing."""

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
"""What is counted below a strategy or bet, and which collections that is."""

_LAYER_OF = {name: layer for layer, names in LAYERS.items() for name in names}


class CoverageGap(NamedTuple):
    """A layer that is missing below a strategy or bet that runs."""

    layer: str
    words: str
    because: str


class CoverageRow(NamedTuple):
    """One strategy or bet with what carries it out, at any depth and by any link."""

    entity: Strategy | Bet
    depth: int
    """How many strategies and bets stand above it."""
    layers: Mapping[str, tuple[Entity, ...]]
    """By layer; what was dropped is left out."""
    gaps: tuple[CoverageGap, ...]
    draft: bool
    """Whether it need not be carried out: proposed, finished or dropped."""

    def gap(self, layer: str) -> CoverageGap | None:
        """What is missing in that layer."""
        return next((gap for gap in self.gaps if gap.layer == layer), None)


def coverage(stack: Stack) -> tuple[CoverageRow, ...]:
    """Every strategy and bet, each below what it serves, with what carries it out."""
    below: dict[str, dict[str, list[Entity]]] = {}
    for entity in stack.entities:
        layer = _LAYER_OF.get(entity.collection)
        if layer is not None and entity.status != "dropped":
            for above in _above(stack, entity):
                below.setdefault(above.id, {}).setdefault(layer, []).append(entity)
    return tuple(_cover(stack, one, depth, below.get(one.id, {})) for one, depth in _rows(stack))


def unanchored(stack: Stack) -> dict[str, tuple[Entity, ...]]:
    """What no strategy or bet stands above, by layer; proposals and what was dropped left out."""
    found: dict[str, list[Entity]] = {}
    for entity in stack.entities:
        layer = _LAYER_OF.get(entity.collection)
        if (
            layer is not None
            and entity.status not in ("proposed", "dropped")
            and next(_above(stack, entity), None) is None
        ):
            found.setdefault(layer, []).append(entity)
    return {layer: tuple(entities) for layer, entities in found.items()}


def _above(stack: Stack, entity: Entity) -> Iterator[Strategy | Bet]:
    """The strategies and bets that any of its links upward leads to, each once."""
    seen = {entity.id}
    ahead = [entity]
    for one in ahead:
        for parent in stack.parents(one):
            if parent.id not in seen:
                seen.add(parent.id)
                ahead.append(parent)
                if isinstance(parent, (Strategy, Bet)):
                    yield parent


def _rows(stack: Stack) -> Iterator[tuple[Strategy | Bet, int]]:
    """Strategies and bets, each right below the one its primary trace leads to."""
    ahead: dict[str | None, list[Strategy | Bet]] = {}
    rows: list[Strategy | Bet] = [*stack.of(Strategy), *stack.of(Bet)]
    for one in rows:
        over = next((up for up in stack.trace(one)[1:] if isinstance(up, (Strategy, Bet))), None)
        ahead.setdefault(over.id if over is not None else None, []).append(one)
    seen: set[str] = set()
    for root in (*ahead.get(None, ()), *rows):  # all again: a circle has no first one
        walk: list[tuple[Strategy | Bet, int]] = [(root, 0)]
        while walk:
            one, depth = walk.pop()
            if one.id not in seen:
                seen.add(one.id)
                yield one, depth
                walk.extend((child, depth + 1) for child in reversed(ahead.get(one.id, ())))


def _cover(
    stack: Stack, one: Strategy | Bet, depth: int, below: Mapping[str, list[Entity]]
) -> CoverageRow:
    draft = not one.committed or one.status in ("done", "dropped")
    layers = {layer: list(below.get(layer, ())) for layer in LAYERS}
    if isinstance(one, Bet):  # it may answer an outcome as well as have one
        layers["outcomes"][:0] = [
            up for up in stack.parents(one) if up.collection in ("outcomes", "opportunities")
        ]
    found = {layer: tuple(dict.fromkeys(entities)) for layer, entities in layers.items()}
    gaps = () if draft else tuple(_gaps(stack, one, found))
    return CoverageRow(one, depth, found, gaps, draft)


def _gaps(
    stack: Stack, one: Strategy | Bet, layers: Mapping[str, tuple[Entity, ...]]
) -> Iterator[CoverageGap]:
    noun = one.noun
    if isinstance(one, Strategy):
        if not layers["bets"] and not layers["objectives"]:
            yield CoverageGap("bets", "no bet", "no bet and no objective carries this strategy out")
    elif not layers["outcomes"] and not (one.success and one.success.outcome):
        yield CoverageGap(
            "outcomes", "no outcome", "nothing says what will be different if the bet works"
        )
    if not layers["objectives"]:
        yield CoverageGap("objectives", "no objective", f"no team is accountable for this {noun}")
    period = stack.period_of(one)
    begun = period is None or period.start <= stack.today
    if begun and not layers["initiatives"] and not layers["work"]:
        yield CoverageGap("work", "no work", f"the {noun} runs and nobody works on it")
