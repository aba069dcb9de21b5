"""How much an item counts: a draft may change freely, what has begun may not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from stratdocs.analysis.promises import duration_words
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
from stratdocs.words.phrases import join_words

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
    found = state_of(stack, entity)
    return Standing(found.stage, found.start, found.end)


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
