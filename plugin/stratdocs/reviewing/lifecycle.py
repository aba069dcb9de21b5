"""How much an item counts: a draft may change freely, what has begun may not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from stratdocs.analysis.state import Stage, state_of
from stratdocs.model.kinds import (
    Bet,
    Entity,
    Initiative,
    KeyResult,
    Objective,
    Strategy,
    Work,
)
from stratdocs.model.stack import Stack

SETTLING = 14
"""Days after the start in which goals are still being settled."""

HEAVY: tuple[type[Entity], ...] = (Strategy, Bet, Objective, KeyResult, Initiative)
"""The kinds that others rely on."""


class Moment(NamedTuple):
    """When something happens to an item: at which stage, and how long after that began."""

    stage: Stage
    days: int | None = None
    """Days before the start of what is planned, after the start of what is running, after the end
    of what is over; None where no day is known."""


class Lifecycle(NamedTuple):
    """How far along an item is."""

    stage: Stage
    start: date | None = None
    end: date | None = None

    def settled(self, today: date) -> bool:
        """Whether its first days are over, or it says of no day when it began."""
        return self.start is None or today > self.start + timedelta(days=SETTLING)

    def moment(self, today: date) -> Moment:
        """Where in it a day lies."""
        match self.stage:
            case "planned" if self.start is not None:
                return Moment("planned", (self.start - today).days)
            case "running" if self.start is not None:
                return Moment("running", (today - self.start).days)
            case "over" if self.end is not None and self.end < today:
                return Moment("over", (today - self.end).days)
        return Moment(self.stage)


def lifecycle(stack: Stack, entity: Entity) -> Lifecycle:
    """How far along it is, on the stack's day."""
    found = state_of(stack, entity)
    return Lifecycle(found.stage, found.start, found.end)


_ORDER = (Strategy, Bet, Objective, KeyResult, Initiative, Work)


def _rank(entity: Entity) -> int:
    """How near to the top an item is: what people plan before what they note beside it."""
    kind = type(entity)
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


class Dependents(NamedTuple):
    """How many items of one kind hang below another."""

    noun: str
    plural: str
    number: int


_LEVELS = ("organisation", "department", "team")


def dependents(stack: Stack, entity: Entity) -> tuple[Dependents, ...]:
    """What hangs below an item by kind, the highest first."""
    number: dict[tuple[str, str], int] = {}
    for below in sorted(stack.below(entity), key=_rank):
        level = below.level if isinstance(below, Objective) and below.level in _LEVELS else ""
        plural = below.plural if below.plural != "work" else "work items"
        nouns = f"{level} {below.noun}".strip(), f"{level} {plural}".strip()
        number[nouns] = number.get(nouns, 0) + 1
    return tuple(Dependents(*nouns, count) for nouns, count in number.items())
