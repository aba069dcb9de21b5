"""How far along an item is: a draft may change freely, what has begun may not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from operator import attrgetter
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


class BelowEach:
    """The open items below each item by kind, the highest first. They are counted once, from the
    bottom up, since each item of a long chain has all that follow below it.
    """

    def __init__(self, stack: Stack, counts: Callable[[Entity], bool] = lambda _: True, /) -> None:
        self._stack, self._counts = stack, counts
        self._found: dict[str, dict[_Nouns, int]] | None = None

    def of(self, entity: Entity) -> tuple[Dependents, ...]:
        """Those below an item."""
        if self._found is None:
            self._found = self._all()
        if entity.id not in self._found:  # in a cycle, or below one
            return dependents_by_kind(filter(self._is_counted, self._stack.below(entity)))
        return _ranked(self._found[entity.id])

    def _all(self) -> dict[str, dict[_Nouns, int]]:
        stack, found = self._stack, dict[str, dict[_Nouns, int]]()
        tops = [entity for entity in stack.entities if stack.primary(entity) is None]
        for entity in reversed([e for top in tops for e in (top, *stack.below(top))]):
            number = found[entity.id] = dict[_Nouns, int]()
            for child in stack.branches(entity):
                if self._is_counted(child):
                    nouns = _nouns(child)
                    number[nouns] = number.get(nouns, 0) + 1
                for nouns, count in found[child.id].items():
                    number[nouns] = number.get(nouns, 0) + count
        return found

    def _is_counted(self, entity: Entity) -> bool:
        return not state_of(self._stack, entity).is_over and self._counts(entity)


class _Nouns(NamedTuple):
    """What items are called that are counted together, and their rank."""

    rank: int
    noun: str
    plural: str


def _nouns(entity: Entity) -> _Nouns:
    level = entity.level if isinstance(entity, Objective) and entity.level in _NAMED_LEVELS else ""
    nouns = (f"{level} {entity.noun}".strip(), f"{level} {entity.counted(2)}".strip())
    return _Nouns(_rank(entity), *nouns)


def dependents_by_kind(entities: Iterable[Entity]) -> tuple[Dependents, ...]:
    """The number of items of each kind, the highest first."""
    return _ranked(Counter(map(_nouns, entities)))


def _ranked(number: Mapping[_Nouns, int]) -> tuple[Dependents, ...]:
    ranked = sorted(number, key=attrgetter("rank"))  # those of one rank as they came
    return tuple(Dependents(nouns.noun, nouns.plural, number[nouns]) for nouns in ranked)
