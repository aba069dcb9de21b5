"""How much an item counts: a draft may change freely, what has begun may not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, NamedTuple

from stratdocs.analysis.promises import effective_status
from stratdocs.model.kinds import (
    Bet,
    Entity,
    Experiment,
    Initiative,
    KeyResult,
    Objective,
    Status,
    Strategy,
    Work,
)
from stratdocs.model.stack import Stack

Stage = Literal["draft", "planned", "running", "over", "dropped"]
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
    status = _status(stack, entity)
    if status == "dropped":
        return Lifecycle("dropped")
    if status == "proposed":
        return Lifecycle("draft")
    start, end = _begins(stack, entity)
    if status is None and isinstance(entity, (Objective, KeyResult, Initiative, Work)):
        above = stack.primary(entity)
        if isinstance(above, (Bet, Strategy, Objective, KeyResult)) and above is not entity:
            if _drafted(stack, above):
                return Lifecycle("draft")
    if status == "done":
        return Lifecycle("over", start, end)
    if end is not None and end < stack.today:
        return Lifecycle("over", start, end)
    if start is not None and start > stack.today:
        return Lifecycle("planned", start, end)
    return Lifecycle("running", start, end)


def _drafted(stack: Stack, entity: Entity) -> bool:
    """Whether it, or what it serves while it says nothing itself, is a draft."""
    for step in stack.trace(entity):
        status = _status(stack, step)
        if status is not None or not isinstance(step, (Objective, KeyResult)):
            return status == "proposed"
    return False


def _status(stack: Stack, entity: Entity) -> Status | None:
    """Its status; a bet or strategy that is not committed is proposed."""
    if isinstance(entity, (Bet, Strategy)) and not entity.committed:
        return "proposed"
    if isinstance(entity, Experiment) and entity.status is None:
        return "done" if entity.ended and entity.ended < stack.today else None
    return effective_status(stack, entity)


def _begins(stack: Stack, entity: Entity) -> tuple[date | None, date | None]:
    """Its first and its last day, as far as they are known."""
    match entity:
        case Experiment():
            return entity.started, entity.ended
        case Work() if entity.started is not None:
            return entity.started, None
    if not isinstance(entity, HEAVY):
        return None, None
    period = stack.period_of(entity)
    if period is None:
        return (entity.approved_on if isinstance(entity, Bet) else None), None
    approved = entity.approved_on if isinstance(entity, Bet) else None
    start = max(period.start, approved) if approved else period.start
    return start, period.end


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
