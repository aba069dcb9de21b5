"""How far along an item is: a draft may change freely, what has begun may not."""

from __future__ import annotations

from collections.abc import Iterable
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

SETTLING_DAYS = 14
"""Days after the start in which goals can still be settled."""

HEAVY: tuple[type[Entity], ...] = (Strategy, Bet, Objective, KeyResult, Initiative)
"""The kinds that others rely on."""


class Moment(NamedTuple):
    """A moment in the life of an item: its stage, and the days before or after a turning point."""

    stage: Stage
    days: int | None = None
    """Days before the start if planned, after the start if running, after the end if over; None if
    no day is known. Of a draft 0 if it ends on this day, or else None."""


class Lifecycle(NamedTuple):
    """How far along an item is."""

    stage: Stage
    start: date | None = None
    end: date | None = None

    def on(self, day: date) -> Lifecycle:
        """How far along it was on an earlier day, if its stage follows from its days alone."""
        begun = self.start is None or day >= self.start
        if self.stage == "over" and self.end is not None and day <= self.end:
            return self._replace(stage="running" if begun else "planned")
        return self._replace(stage="planned") if self.stage == "running" and not begun else self

    def settled(self, today: date) -> bool:
        """Whether its first days are over, or its start is unknown."""
        return self.start is None or today > self.start + timedelta(days=SETTLING_DAYS)

    def moment(self, today: date) -> Moment:
        """The moment that a day is for the item."""
        match self.stage:
            case "planned" if self.start is not None:
                return Moment("planned", (self.start - today).days)
            case "running" if self.start is not None:
                return Moment("running", (today - self.start).days)
            case "over" if self.end is not None and self.end < today:
                return Moment("over", (today - self.end).days)
        return Moment(self.stage)


def lifecycle(stack: Stack, entity: Entity) -> Lifecycle:
    """How far along an item is on the stack's day."""
    found = state_of(stack, entity)
    return Lifecycle(found.stage, found.start, found.end)


_RANKED_KINDS = (Strategy, Bet, Objective, KeyResult, Initiative, Work)


def _rank(entity: Entity) -> int:
    """The rank of an item from the top: plans first, notes last."""
    kind = type(entity)
    return _RANKED_KINDS.index(kind) if kind in _RANKED_KINDS else len(_RANKED_KINDS)


class Dependents(NamedTuple):
    """The number of items of one kind below an item."""

    noun: str
    plural: str
    number: int


_NAMED_LEVELS = ("organisation", "department", "team")


def dependents(stack: Stack, entity: Entity) -> tuple[Dependents, ...]:
    """The open items below an item by kind, the highest first."""
    return dependents_by_kind(
        below for below in stack.below(entity) if not state_of(stack, below).is_over
    )


def dependents_by_kind(entities: Iterable[Entity]) -> tuple[Dependents, ...]:
    """The number of items of each kind, the highest first."""
    number: dict[tuple[str, str], int] = {}
    for below in sorted(entities, key=_rank):
        level = below.level if isinstance(below, Objective) and below.level in _NAMED_LEVELS else ""
        nouns = f"{level} {below.noun}".strip(), f"{level} {below.counted(2)}".strip()
        number[nouns] = number.get(nouns, 0) + 1
    return tuple(Dependents(*nouns, count) for nouns, count in number.items())
