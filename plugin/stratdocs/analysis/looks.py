"""Dated values: check-ins and readings, and which of them count.

A value from the future, a value out of order, and a second value of one day have a wrong date, so
nobody knows when they were taken.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple, TypeVar

from stratdocs.model.kinds import CheckIn, Metric, Reading
from stratdocs.model.values import Quantity

Look = TypeVar("Look", CheckIn, Reading)


def misdated(looks: Sequence[CheckIn | Reading], today: date) -> dict[int, str]:
    """Looks with a wrong day: from position to reason, as in `lies in the future`.

    Looks may be written oldest first or newest first.
    """
    wrong: dict[int, str] = {}
    dated: list[tuple[int, date]] = []
    seen: set[date] = set()
    for number, look in enumerate(looks):
        if look.date is None:
            continue
        if look.date > today:
            wrong[number] = "is in the future"
        elif look.date in seen and look.value is not None:
            wrong[number] = "already has a value"
        else:
            dated.append((number, look.date))
            if look.value is not None:
                seen.add(look.date)
    days = [day.toordinal() for _, day in dated]
    if any(previous > following for previous, following in pairwise(days)):
        kept = max(_longest(days), _longest([-day for day in days]), key=len)
        wrong.update(
            (number, "is out of order")
            for place, (number, _) in enumerate(dated)
            if place not in kept
        )
    return wrong


def counting(looks: Sequence[Look], today: date) -> list[Look]:
    """The looks whose day can be right, in the order written."""
    wrong = misdated(looks, today)
    return [look for number, look in enumerate(looks) if number not in wrong]


def in_order(looks: Sequence[Look], today: date) -> list[Look]:
    """The looks that count, by date; one without stays behind the one it was written after."""
    dated: list[tuple[date, Look]] = []
    last = date.min
    for look in counting(looks, today):
        last = look.date or last
        dated.append((last, look))
    return [look for _, look in sorted(dated, key=lambda pair: pair[0])]


class Dated(NamedTuple):
    """A value with its day, and its place among the readings as written."""

    date: date
    value: Quantity
    place: int


def read_values(metric: Metric, today: date) -> list[Dated]:
    """The readings of a metric that count and have a day and a value, oldest first."""
    wrong = misdated(metric.readings, today)
    return sorted(
        (
            Dated(reading.date, reading.value, place)
            for place, reading in enumerate(metric.readings)
            if reading.date and reading.value and place not in wrong
        ),
        key=lambda reading: reading.date,
    )


def _longest(days: Sequence[int]) -> set[int]:
    """The places of the longest part that goes up, the first of several; in n log n steps."""
    piles: list[tuple[list[int], list[int]]] = []
    """By length less one: the places whose longest part that ends there is so long, and their days
    negated, which only go up from one to the next."""
    tails: list[int] = []
    """The last day of each pile."""
    before = [-1] * len(days)
    for place, day in enumerate(days):
        length = bisect_right(tails, day)
        if length:
            places, negated = piles[length - 1]
            before[place] = places[bisect_left(negated, -day)]
        if length == len(piles):
            piles.append(([], []))
            tails.append(day)
        tails[length] = day
        piles[length][0].append(place)
        piles[length][1].append(-day)
    place = piles[-1][0][0]
    kept = set()
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept
