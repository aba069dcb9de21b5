"""How much work something is: estimates and capacities in any unit, in working days."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from stratdocs.model.units import DAYS_A_MONTH, PEOPLE, WORKING_TIME, effort_unit
from stratdocs.model.values import Quantity


class Effort(NamedTuple):
    """An amount of work, in a form that can be compared and added."""

    number: float
    unit: str
    """`working time`, in days; `people`, while it lasts; else what the quantity measures."""

    @property
    def is_time(self) -> bool:
        """Whether it takes a known number of working days once its period is known."""
        return self.unit in (WORKING_TIME, PEOPLE)

    def days(self, months: float) -> float:
        """Its working days in a period of so many months."""
        return self.number * months * DAYS_A_MONTH if self.unit == PEOPLE else self.number


def effort_of(quantity: Quantity) -> Effort:
    """A quantity as an amount of work: `16 h` is two days, `20 d per month` is one person."""
    unit = effort_unit(quantity.unit)
    number = quantity.number * unit.factor
    if unit.tail == "per period" or unit.tail.startswith(("of ", "for ", "in ")):
        return Effort(number, unit.dimension)
    if unit.tail.startswith("per ") and unit.dimension in (WORKING_TIME, PEOPLE):
        span = effort_unit(unit.tail.removeprefix("per "))
        if span.dimension == WORKING_TIME and not span.tail:
            per_day = unit.dimension == WORKING_TIME
            return Effort(number / span.factor if per_day else number, PEOPLE)
    return Effort(number, f"{unit.dimension} {unit.tail}".strip())


def effort_days(estimate: Quantity | None) -> float | None:
    """An estimate in working days; None if it is not an amount of working time."""
    effort = effort_of(estimate) if estimate is not None else None
    return effort.number if effort is not None and effort.unit == WORKING_TIME else None


def working_days(start: date, end: date) -> int:
    """The number of weekdays after the first day, up to and including the last."""
    return max(0, _weekdays_until(end) - _weekdays_until(start))


def weekdays(first: date, last: date) -> int:
    """The number of weekdays from the first day to the last, both included."""
    return working_days(first, last) + (first <= last and first.weekday() < 5)


def _weekdays_until(day: date) -> int:
    """The number of weekdays since the year 1, which began on a Monday."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)
