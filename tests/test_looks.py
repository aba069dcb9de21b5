"""Check-ins and readings whose day is wrong."""

from __future__ import annotations

from datetime import date

import pytest

from stratdocs.analysis.looks import counting, misdated
from stratdocs.model.kinds import Reading
from stratdocs.model.values import quantity

TODAY = date(2027, 3, 31)


def readings(days: str) -> tuple[Reading, ...]:
    return tuple(
        Reading(date=date(2027, *map(int, day.split("-"))), value=quantity(str(number)))
        for number, day in enumerate(days.split())
    )


@pytest.mark.parametrize(
    ("days", "wrong"),
    [
        ("01-31 02-28 03-31", {}),
        ("03-31 02-28 01-31", {}),
        ("01-31 04-30", {1: "is in the future"}),
        ("01-31 01-31 02-28", {1: "already has a value"}),
        ("01-31 03-31 02-28", {2: "is out of order"}),
        ("01-31 03-30 02-10 02-28", {1: "is out of order"}),
        ("03-31 02-28 03-01 01-31", {2: "is out of order"}),
        ("", {}),
    ],
)
def test_a_day_is_wrong_in_the_future_out_of_order_or_twice(days: str, wrong: dict[int, str]):
    looks = readings(days)

    assert misdated(looks, TODAY) == wrong
    assert len(counting(looks, TODAY)) == len(looks) - len(wrong)
