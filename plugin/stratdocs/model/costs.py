"""Costs as people estimate them: a level, an amount of money, or money for a length of time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from stratdocs.model.units import is_money, unit_of
from stratdocs.model.values import Quantity, quantity

_WEEKS_A_YEAR = 365.25 / 7
_TIMES_A_WEEK: Mapping[str, float] = {
    "per day": 7,
    "per working day": 5,
    "per business day": 5,
    "per week": 1,
    "per fortnight": 1 / 2,
    "per month": 12 / _WEEKS_A_YEAR,
    "per quarter": 4 / _WEEKS_A_YEAR,
    "per year": 1 / _WEEKS_A_YEAR,
}
"""By the tail of a unit. A month is a twelfth of a year, which is near enough for ranking."""


class Money(NamedTuple):
    """An amount in one currency."""

    currency: str
    amount: float


def a_week(cost: Quantity) -> Money | None:
    """What a cost for a length of time comes to in a week; None for any other quantity."""
    unit = unit_of(cost.unit)
    times = _TIMES_A_WEEK.get(unit.tail)
    if times is None or not is_money(cost.unit):
        return None
    return Money(unit.dimension, cost.number * unit.factor * times)


def in_all(cost: Quantity) -> Money | None:
    """A cost that arises once; None for any other quantity."""
    unit = unit_of(cost.unit)
    if not is_money(cost.unit) or unit.tail:
        return None
    return Money(unit.dimension, cost.number * unit.factor)


@lru_cache(maxsize=256)
def cost(text: str, *, repeats: bool) -> Quantity | None:
    """The cost that a text states, which arises once or again and again; None if it states none."""
    found = quantity(text.strip())
    if found is None or found.number < 0:
        return None
    return found if (a_week(found) if repeats else in_all(found)) is not None else None


def cost_hint(text: str, *, repeats: bool) -> str:
    """Why a text with a number is not such a cost, and how to write it."""
    found = quantity(text.strip())
    if found is not None and not is_money(found.unit):
        return f"name the currency, as in {_EXAMPLES[repeats]}"
    if found is not None and repeats and in_all(found):
        return f"say for how long, as in {found.text} per week"
    if found is not None and not repeats and a_week(found):
        return f"rework is a one-time cost, as in {_EXAMPLES[repeats]}"
    return f"use an amount such as {_EXAMPLES[repeats]}"


_EXAMPLES = {True: "€20k per week", False: "€50k"}
"""An amount, by whether it recurs."""
