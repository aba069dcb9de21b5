"""Promises: what goals and bets promised, how that changed, and whether it became easier."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from stratdocs.analysis.aims import stated_value
from stratdocs.analysis.state import state_of
from stratdocs.language.measures import stated
from stratdocs.model.days import day_words
from stratdocs.model.fields import reviewed
from stratdocs.model.history import Move, Value
from stratdocs.model.kinds import Bet, Entity, KeyResult, Objective
from stratdocs.model.periods import Period
from stratdocs.model.stack import Stack
from stratdocs.model.values import LIMITS, Direction, Quantity, amount_within, direction

PROMISE_KINDS: tuple[type[Entity], ...] = (Bet, Objective, KeyResult)
"""The kinds that promise something for a period."""


def start_of_running_periods(stack: Stack) -> date | None:
    """The earliest start of the periods of bets and goals that include today; None without any."""
    periods = {
        stack.period_of(entity)
        for kind in PROMISE_KINDS
        for entity in stack.of(kind)
        if state_of(stack, entity).promise_status not in ("proposed", "dropped")
    }
    running = [period.start for period in periods if period and period.includes(stack.today)]
    return min(running, default=None)


def move_words(move: Move, start: date) -> str:
    """When, by whom and how long after the start a value was changed: `on 3 March 2027 by Ana Reis,
    four weeks after the start, no reason given`.
    """
    when = f"on {day_words(move.when)}"
    if move.commit is None:
        when = "since the last commit"
    elif move.who:
        when = f"{when} by {move.who}"
    return f"{when}, {duration_words((move.when - start).days)} after the start, no reason given"


class Promise(NamedTuple):
    """One field of a commitment: the original and the current value."""

    field: str
    original: Value | None
    current: Value | None
    moves: tuple[Move, ...]
    """Each change of it, oldest first."""


def moved_promises(entity: Entity, moves: Mapping[str, tuple[Move, ...]]) -> tuple[Promise, ...]:
    """The fields of an item's promise that were changed after it was more than a draft."""
    found: dict[str, list[Move]] = {}
    for move in moves.get(entity.id, ()):
        about = reviewed(move.kind, move.field.split("."))  # a size or a status is not a promise
        if about.review in ("goalpost", "accountability") and move.status != "proposed":
            found.setdefault(move.field, []).append(move)
    return tuple(
        Promise(field, listed[0].before, stated_value(entity, field), tuple(listed))
        for field, listed in found.items()
        if listed[0].before is not None
    )


Ease = Literal["easier", "harder"]


class Scale(NamedTuple):
    """Which way is easier for one goal: the one measure by which changes of promises are judged."""

    way: Direction | None
    """Which way its value should go; None if that is not known."""

    def ease(self, field: str, before: object, after: object) -> Ease | None:
        """Whether the new value of a field makes the goal easier or harder; None if unknown.

        A worse baseline makes it easier: what is reached then looks like more.
        """
        match field, before, after:
            case ("by" | "due", date(), date()) if before != after:
                return "easier" if after > before else "harder"
            case ("period", Period(), Period()) if before.end != after.end:
                return "easier" if after.end > before.end else "harder"
            case ("target" | "baseline", Quantity(), Quantity()):
                now = amount_within(after, before)
                if now is None or now == before.number:
                    return None
                lower = now < before.number
                if self.way == "up":
                    return "easier" if lower else "harder"
                if self.way == "down":
                    return "harder" if lower else "easier"
        return None


def better_direction(
    stack: Stack, baseline: object, target: object, metric: object, title: str = ""
) -> Direction | None:
    """Which way is better for a goal: from its baseline to its target, or else as its limit, its
    metric or the words of its title say; None if unknown.
    """
    way: Direction | None = None
    if isinstance(target, Quantity):
        start = amount_within(baseline, target) if isinstance(baseline, Quantity) else None
        way = direction(None if start is None else target._replace(number=start), target)
        if way in (None, "hold"):
            way = LIMITS.get(target.comparator, way)
    found = stack.metric(str(metric)) if way in (None, "hold") and metric else None
    way = (found.direction or way) if found is not None else way
    return way if way not in (None, "hold") else (stated(title).way or way)


def duration_words(days: int) -> str:
    """A number of days in words: `5 days`, `4 weeks`."""
    number, unit = (days, "day") if days < 14 else (days // 7, "week")
    return f"{number} {unit}{'' if number == 1 else 's'}"
