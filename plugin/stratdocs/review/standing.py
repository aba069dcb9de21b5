"""How much an item counts: a draft may change freely, what has begun may not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, NamedTuple

from stratdocs.analysis.promises import duration_words, effective_status
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
from stratdocs.words.phrases import join_words

Stage = Literal["draft", "planned", "running", "over", "dropped"]
SETTLING = 14
"""Days after the start in which goals are still being settled."""

HEAVY: tuple[type[Entity], ...] = (Strategy, Bet, Objective, KeyResult, Initiative)
"""The kinds that others rely on."""


class Standing(NamedTuple):
    """How far along an item is."""

    stage: Stage
    start: date | None = None
    end: date | None = None

    def settled(self, today: date) -> bool:
        """Whether its first days are over, or it says of no day when it began."""
        return self.start is None or today > self.start + timedelta(days=SETTLING)

    def words(self, today: date) -> str:
        """When that is: `four weeks after the start`; empty where no day is known."""
        match self.stage:
            case "draft":
                return "still a draft"
            case "planned" if self.start is not None:
                return f"{duration_words((self.start - today).days)} before the start"
            case "running" if self.start is not None:
                days = (today - self.start).days
                return (
                    f"{duration_words(days)} after the start"
                    if days > 0
                    else "on the day of the start"
                )
            case "over" if self.end is not None and self.end < today:
                return f"{duration_words((today - self.end).days)} after the end"
            case "over":
                return "after it was done"
        return ""


def standing(stack: Stack, entity: Entity) -> Standing:
    """How far along it is, on the stack's day."""
    status = _status(stack, entity)
    if status == "dropped":
        return Standing("dropped")
    if status == "proposed":
        return Standing("draft")
    start, end = _begins(stack, entity)
    if status is None and isinstance(entity, (Objective, KeyResult, Initiative, Work)):
        above = stack.primary(entity)
        if isinstance(above, (Bet, Strategy, Objective, KeyResult)) and above is not entity:
            if _drafted(stack, above):
                return Standing("draft")
    if status == "done":
        return Standing("over", start, end)
    if end is not None and end < stack.today:
        return Standing("over", start, end)
    if start is not None and start > stack.today:
        return Standing("planned", start, end)
    return Standing("running", start, end)


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


_LEVELS = {"organisation": "organisation", "department": "department", "team": "team"}


def hanging(stack: Stack, entity: Entity, most: int = 2) -> str:
    """What hangs below it, in words: `three team objectives and 12 key results`; empty for none."""
    number: dict[tuple[str, str], int] = {}
    for below in sorted(stack.below(entity), key=_rank):
        level = _LEVELS.get(below.level or "", "") if isinstance(below, Objective) else ""
        nouns = (
            f"{level} {below.noun}".strip(),
            f"{level} {below.plural if below.plural != 'work' else 'work items'}".strip(),
        )
        number[nouns] = number.get(nouns, 0) + 1
    words = [f"{counted(n)} {one if n == 1 else many}" for (one, many), n in number.items()]
    more = sum(list(number.values())[most:])
    if more:
        words = [*words[:most], f"{counted(more)} more"]
    return join_words(words) if words else ""


NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()


def counted(number: int) -> str:
    """A number as one says it: up to twelve in words."""
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"
