"""When a goal or a bet starts to count as a promise, and how a later change of it is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from stratdocs.model.history import Move, Value, value_of
from stratdocs.model.kinds import Bet, Entity, KeyResult, Objective, Status
from stratdocs.model.stack import Stack
from stratdocs.model.values import Direction, Period, Quantity, day_words, direction

PROMISE_KINDS: tuple[type[Entity], ...] = (Bet, Objective, KeyResult)
"""The kinds that promise something for a period."""


def start_of_running_periods(stack: Stack) -> date | None:
    """The first day of the periods that run today, as far as bets or goals name them; None where
    none runs.
    """
    periods = {
        stack.period_of(entity)
        for kind in PROMISE_KINDS
        for entity in stack.of(kind)
        if effective_status(stack, entity) not in ("proposed", "dropped")
    }
    running = [period.start for period in periods if period and period.includes(stack.today)]
    return min(running, default=None)


def effective_status(stack: Stack, entity: Entity) -> Status | None:
    """Its status; that of its objective for a key result that says none, or whose objective is a
    draft or given up.
    """
    above = stack.primary(entity) if isinstance(entity, KeyResult) else None
    if above is not None and (entity.status is None or above.status in ("proposed", "dropped")):
        return above.status
    return entity.status


def promised_since(stack: Stack, entity: Entity) -> date | None:
    """The day on which it began to count: the first of its period or, if later, that of its
    approval. None where it does not run today.
    """
    period = stack.period_of(entity)
    if period is None or not period.includes(stack.today):
        return None
    approved = entity.approved_on if isinstance(entity, Bet) else None
    return max(period.start, approved or period.start)


def move_words(move: Move, start: date) -> str:
    """When, by whom and how long after the start.

    As in `on 3 March 2027 by Ana Reis, four weeks after the start, no reason given`.
    """
    when = f"on {day_words(move.when)}"
    if move.commit is None:
        when = "since the last commit"
    elif move.who:
        when = f"{when} by {move.who}"
    return f"{when}, {duration_words((move.when - start).days)} after the start, no reason given"


class Promise(NamedTuple):
    """One thing that was promised, as it was first and as it is now."""

    field: str
    original: Value | None
    current: Value | None
    moves: tuple[Move, ...]
    """Each change of it, oldest first."""


PROMISE_FIELDS = ("outcome", "measure", "metric", "baseline", "target", "by", "period", "owner")
"""Fields that make up a promise; a status is none."""


def moved_promises(entity: Entity, moves: Mapping[str, tuple[Move, ...]]) -> tuple[Promise, ...]:
    """What of an item's promise was changed after it was one, drafts being free."""
    found: dict[str, list[Move]] = {}
    for move in moves.get(entity.id, ()):
        if move.field.rpartition(".")[2] in PROMISE_FIELDS and move.status != "proposed":
            found.setdefault(move.field, []).append(move)
    return tuple(
        Promise(field, listed[0].before, value_of(entity, field), tuple(listed))
        for field, listed in found.items()
        if listed[0].before is not None
    )


Ease = Literal["easier", "harder"]


class Scale(NamedTuple):
    """What is easier for one goal: the one measure by which moves of promises are judged."""

    way: Direction | None
    """Which way its value is meant to go; None where nobody knows."""

    def ease(self, field: str, before: object, after: object) -> Ease | None:
        """What another value of a field does to it; None where that cannot be told.

        Of a baseline that looks worse than it was, what is reached looks like more.
        """
        match field, before, after:
            case ("by" | "due", date(), date()) if before != after:
                return "easier" if after > before else "harder"
            case ("period", Period(), Period()) if before.end != after.end:
                return "easier" if after.end > before.end else "harder"
            case ("target" | "baseline", Quantity(), Quantity()):
                if before.unit != after.unit or before.number == after.number:
                    return None
                lower = after.number < before.number
                if self.way == "up":
                    return "easier" if lower else "harder"
                if self.way == "down":
                    return "harder" if lower else "easier"
        return None


def better_direction(
    stack: Stack, baseline: object, target: object, metric: object
) -> Direction | None:
    """Which way is better for a goal: from its baseline to its target, else as its limit or its
    metric says; None where nothing says it.
    """
    way: Direction | None = None
    if isinstance(target, Quantity):
        way = direction(baseline if isinstance(baseline, Quantity) else None, target)
        if way in (None, "hold"):
            way = _LIMITS.get(target.comparator, way)
    found = stack.metric(str(metric)) if way in (None, "hold") and metric else None
    return (found.direction or way) if found is not None else way


_LIMITS: Mapping[str, Direction] = {"<": "down", "≤": "down", ">": "up", "≥": "up"}

_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()


def duration_words(days: int) -> str:
    """A stretch of time in words: `five days`, `four weeks`."""
    number, unit = (days, "day") if days < 14 else (days // 7, "week")
    word = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{word} {unit}{'' if number == 1 else 's'}"
