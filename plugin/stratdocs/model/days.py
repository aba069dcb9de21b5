"""Days as people write them: `2027-03-31`, and what other notations mean."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from stratdocs.model.units import latin_digits

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""As people shorten them, from Monday on."""

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


@lru_cache(maxsize=4096)
def day(text: str) -> date | None:
    """The day that a text like `2027-03-31` names; None if it names none."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def day_words(when: date) -> str:
    """The day in words: `31 Mar 2027`."""
    return f"{when.day} {MONTHS[when.month - 1][:3]} {when.year}"


def short_day(when: date, today: date) -> str:
    """The day in short, with its year if that isn't the current one: `31 Mar`, `31 Mar 2027`."""
    year = "" if when.year == today.year else f" {when.year}"
    return f"{when.day} {MONTHS[when.month - 1][:3]}{year}"


# --- other notations ------------------------------------------------------------------------------

# These patterns are compiled when first needed: most files write dates as expected.
MONTH_WORD = r"(?P<word>[a-zäéû]{3,10})\.?"
"""The name of a month, in full or short, in a pattern."""
_OTHER_DAYS = (
    r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})",
    r"(?P<year>\d{4})([/.-])(?P<month>\d{1,2})\2(?P<day>\d{1,2})",
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?[ -]+{MONTH_WORD},?[ -]+(?P<year>\d{{4}})",
    rf"{MONTH_WORD}[ -]+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?[ -]+(?P<year>\d{{4}})",
)
_EITHER_WAY = r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})"
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"))


def plain(text: str) -> str:
    """The text with digits 0 to 9, and hyphens where a word processor wrote dashes."""
    return latin_digits(text.strip().translate(_HYPHENS))


@lru_cache(1024)
def day_meant(text: str) -> str | None:
    """The day of a text in another notation, like `31.03.2027` or `31 March 2027`.

    None if it names no day, or may name more than one: with slashes some people write the month
    first and some the day, and only a number above 12 is clear.
    """
    text = plain(text)
    if day(text):
        return text
    if match := re.fullmatch(_EITHER_WAY, text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if first != second and first <= 12 and second <= 12:
            return None
        return _day(year, *((first, second) if second > 12 else (second, first)))
    for form in _OTHER_DAYS:
        if match := re.fullmatch(form, text, re.IGNORECASE):
            groups = match.groupdict()
            return _day(int(groups["year"]), month_number(groups), int(groups["day"]))
    return None


@lru_cache(1024)
def day_hint(text: str) -> str | None:
    """Why a day does not exist, as in `June has 30 days`; None if the text is unlike a day."""
    text = plain(text)
    for form in (r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", *_OTHER_DAYS):
        if match := re.fullmatch(form, text, re.IGNORECASE):
            groups = match.groupdict()
            year, month, number = int(groups["year"]), month_number(groups), int(groups["day"])
            if groups.get("month") and not 1 <= month <= 12:
                return "a year has 12 months"
            if not month or not year:
                continue
            days = monthrange(year, month)[1]
            if number > days:
                when = f" {year}" if month == 2 else ""
                return f"{MONTHS[month - 1]}{when} has {days} days"
    return None


@lru_cache(1024)
def other_day_hint(text: str) -> tuple[str | None, str | None]:
    """What is wrong with a day that other programs or people write in a different way, and the day
    that is meant if it is only one: `46387`, `1/2/2027`, `2026-12-31T00:00`, `31-Dec-26`.
    """
    text = plain(text)
    if match := re.fullmatch(_EITHER_WAY, text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        both = [_day(year, first, second), _day(year, second, first)]
        if first != second and all(both):
            return f"write {both[0]} or {both[1]}, whichever you mean", None
    if match := re.fullmatch(r"(\d{4}-\d{2}-\d{2})[T ]\d{1,2}:\d{2}\S*", text):
        if day(match[1]):
            return "a date has no time of day", match[1]
    if re.fullmatch(r"[345]\d{4}(?:\.0+)?", text):
        found = (date(1899, 12, 30) + timedelta(days=int(text[:5]))).isoformat()
        return f"that is how spreadsheets store {found}", found
    if match := re.fullmatch(r"(\d{1,2}([-. /])(?:[A-Za-z]{3,9}|\d{1,2})\2)(\d{2})", text):
        longer = f"{match[1]}20{match[3]}"
        full_year = day_meant(longer) or day_meant(longer.replace("-", " "))
        return "write all four digits of the year, as in 2027-03-31", full_year
    for form in (
        rf"\d{{1,2}}(?:st|nd|rd|th|\.)? {MONTH_WORD}",
        rf"{MONTH_WORD} \d{{1,2}}(?:st|nd|rd|th)?",
    ):
        if (match := re.fullmatch(form, text, re.IGNORECASE)) and month_number(match.groupdict()):
            return "add the year, as in 2027-03-31", None
    return None, None


def month_number(groups: dict[str, str | None]) -> int:
    """The number of the month that a pattern found as figures or as a word; 0 if there is none."""
    if groups.get("month"):
        return int(groups["month"] or 0)
    word = (groups.get("word") or "").capitalize()
    fits = [number for number, name in enumerate(MONTHS, 1) if word in (name, name[:3])]
    return fits[0] if fits else _OTHER_MONTHS.get(word, 0)


_OTHER_MONTHS = {
    "Sept": 9, "Januar": 1, "Februar": 2, "März": 3, "Maerz": 3, "Mär": 3, "Mrz": 3, "Mai": 5,
    "Juni": 6, "Juli": 7, "Okt": 10, "Oktober": 10, "Dez": 12, "Dezember": 12,
    "Janvier": 1, "Février": 2, "Mars": 3, "Avril": 4, "Juin": 6, "Juillet": 7, "Août": 8,
    "Septembre": 9, "Octobre": 10, "Novembre": 11, "Décembre": 12,
    "Enero": 1, "Febrero": 2, "Marzo": 3, "Abril": 4, "Mayo": 5, "Junio": 6, "Julio": 7,
    "Agosto": 8, "Septiembre": 9, "Octubre": 10, "Noviembre": 11, "Diciembre": 12,
}  # fmt: skip
"""Months that are written differently, or in German, French or Spanish."""


def _day(year: int, month: int, number: int) -> str | None:
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return None
