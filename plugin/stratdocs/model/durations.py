"""Lengths of time as people write them: `3 months`, `6 weeks`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from stratdocs.model.units import TIME_WORDS, latin_digits, unit_of
from stratdocs.model.values import RANGE, Quantity, quantity


@lru_cache(maxsize=1)
def duration_pattern() -> re.Pattern[str]:
    """How a length of time is written: `3 months`, `6 weeks`, `1.5 years`."""
    units = "|".join(sorted(TIME_WORDS, key=lambda word: (-len(word), word)))
    return re.compile(rf"[0-9]{{1,6}}(?:\.[0-9]{{1,3}})?\s?(?:{units})")


@lru_cache(maxsize=1024)
def duration(text: str) -> Quantity | None:
    """The length of time that a text states; None if it states none."""
    text = text.strip()
    return quantity(text) if duration_pattern().fullmatch(text) else None


def duration_hint(text: str) -> tuple[str, str | None]:
    """How to write a length of time, and what the text must mean if that is known."""
    if re.fullmatch(RANGE, text):
        return "use one length of time instead of a range: the longest", None
    return "use a length of time, such as 3 months or 6 weeks", _duration_meant(text)


_COUNTS = {
    "a": "1", "an": "1", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
}  # fmt: skip
_LETTERS = {"m": "months", "d": "days", "w": "weeks", "y": "years", "q": "quarters"}


def _duration_meant(text: str) -> str | None:
    """The length of time of a text in a different notation, like `a quarter`, `P3M` or `3m`."""
    text = " ".join(latin_digits(text).casefold().split())
    if text in ("half a year", "half year", "a half year"):
        return "6 months"
    match = re.fullmatch(r"p?(\d+) ?([mdwyq])", text)
    if match:
        return f"{match[1]} {_LETTERS[match[2]]}"
    count, _, unit = text.replace("-", " ").lstrip("~+ ").partition(" ")
    if count in ("about", "around", "roughly"):
        count, _, unit = unit.partition(" ")
    meant = f"{_COUNTS.get(count, count)} {unit}".strip()
    return meant if duration(meant) else None


def day_after(start: date, lag: Quantity) -> date:
    """The day that lies a length of time after another."""
    unit = unit_of(lag.unit)
    if unit.dimension == "months":
        whole, rest = divmod(lag.number * unit.factor, 1)
        years, month = divmod(start.month - 1 + int(whole), 12)
        year = start.year + years
        if year > _LAST_YEAR:
            return date.max
        last = monthrange(year, month + 1)[1]
        return date(year, month + 1, min(start.day, last)) + timedelta(days=round(rest * 30))
    days = lag.number * unit.factor / unit_of("d").factor
    if start.toordinal() + days > date.max.toordinal():
        return date.max
    return start + timedelta(days=round(days))


_LAST_YEAR = 9998
"""The last year for which a day is calculated."""
