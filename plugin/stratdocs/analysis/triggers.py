"""Triggers: which have fired, by the readings of their metrics, and whether anybody has acted."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from stratdocs.analysis.looks import read_values
from stratdocs.model.days import day_words
from stratdocs.model.kinds import Bet, Decision, Entity, Initiative, Metric, Strategy, Trigger
from stratdocs.model.stack import Stack
from stratdocs.model.values import Quantity


class Firing(NamedTuple):
    """A trigger whose metric is beyond the agreed limit."""

    metric: Metric
    value: Quantity
    """The last value that counts."""
    on: date
    """The day of that value."""
    first: Quantity
    """The value that set it off: from then on all were beyond the limit."""
    since: date
    """The day of that value."""
    side: Literal["above", "below"]
    limit: Quantity

    @property
    def words(self) -> str:
        """The value that set it off, and the limit: `7.4 against 4`."""
        return f"{self.first} against {self.limit}"


def with_triggers(stack: Stack) -> tuple[Strategy | Bet | Initiative, ...]:
    """Everything that may have triggers."""
    return (*stack.of(Strategy), *stack.of(Bet), *stack.of(Initiative))


def limits(trigger: Trigger) -> tuple[tuple[Literal["above", "below"], Quantity], ...]:
    """The limits of a trigger, each with its side."""
    found: list[tuple[Literal["above", "below"], Quantity]] = []
    if trigger.above is not None:
        found.append(("above", _without_sign(trigger.above)))
    if trigger.below is not None:
        found.append(("below", _without_sign(trigger.below)))
    return tuple(found)


def _without_sign(limit: Quantity) -> Quantity:
    """A limit that repeats its side, as in `above: > 10 d`, without the sign."""
    return limit._replace(text=limit.text.lstrip("<>≤≥= "), comparator="")


def crossed(trigger: Trigger) -> bool:
    """Whether the lower limit is above the upper one, so that every value is beyond one of them."""
    if trigger.above is None or trigger.below is None:
        return False
    lower = trigger.below.within(trigger.above)
    return lower is not None and lower > trigger.above.number


def readings_by_date(metric: Metric, today: date) -> list[tuple[date, Quantity]]:
    """The dated values of a metric that count, oldest first."""
    return [(reading.date, reading.value) for reading in read_values(metric, today)]


def comparable(metric: Metric, value: Quantity, limit: Quantity) -> float | None:
    """A reading's number in the unit of a limit; None if the two cannot be compared.

    A bare reading is in the unit of its metric.
    """
    number = value.within(limit)
    if number is None and not value.unit and metric.unit:
        number = value._replace(unit=metric.unit).within(limit)
    return number


def firing(stack: Stack, trigger: Trigger) -> Firing | None:
    """The value that sets a trigger off; None if its metric is within the limits, or is unknown."""
    metric = stack.metric(trigger.metric)
    if metric is None or crossed(trigger):
        return None
    dated = readings_by_date(metric, stack.today)
    for side, limit in limits(trigger):
        first: tuple[date, Quantity] | None = None
        for day, value in reversed(dated):
            number = comparable(metric, value, limit)
            if number is None or not _is_beyond(side, number, limit.number):
                break
            first = day, value
        if first is not None:
            day, value = dated[-1]
            return Firing(metric, value, day, first[1], first[0], side, limit)
    return None


def _is_beyond(side: Literal["above", "below"], number: float, limit: float) -> bool:
    return number > limit if side == "above" else number < limit


def acted_since(stack: Stack, entity: Entity, fired: date, last: date | None = None) -> bool:
    """Whether a decision on an item was made since a trigger fired, or the item was reviewed since
    the last value that was beyond the limit.
    """
    if entity.reviewed is not None and entity.reviewed >= (last or fired):
        return True
    return any(
        isinstance(child, Decision) and child.decided is not None and child.decided >= fired
        for child in stack.children(entity)
    )


def event_words(stack: Stack, trigger: Trigger) -> str:
    """The event that a trigger waits for, as it is written or else by its metric and limits."""
    return trigger.when or limit_words(stack, trigger)


def limit_words(stack: Stack, trigger: Trigger) -> str:
    """The metric and the limits of a trigger: `Fare complaints above 4`; empty without both."""
    metric = stack.metric(trigger.metric)
    sides = " or ".join(f"{side} {limit}" for side, limit in limits(trigger))
    return f"{metric.title} {sides}" if metric is not None and sides else ""


def last_reading_words(stack: Stack, trigger: Trigger) -> str:
    """The last value of a trigger's metric: `last 3.1 on 31 August 2026`, or why it is unknown.

    Empty for a trigger that has no limit.
    """
    metric = stack.metric(trigger.metric)
    if metric is None or not limits(trigger):
        return ""
    dated = readings_by_date(metric, stack.today)
    if not dated:
        return "no dated reading yet"
    day, value = dated[-1]
    words = f"last {value} on {day_words(day)}"
    if all(comparable(metric, value, limit) is None for _, limit in limits(trigger)):
        return f"{words}, which can't be compared with the limit"
    return words
