"""Periods as people write them: years, halves, quarters, months, fiscal years and free ranges.

A fiscal year is named for the calendar year in which it ends, as most companies do: with a year
that starts in February, FY27 runs from February 2026 to January 2027.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from stratdocs.model.days import MONTH_WORD, MONTHS, day, day_meant, day_words, month_number, plain

_NAMED = (
    "[0-9]{4}(?:-(?:H[12]|Q[1-4]|0[1-9]|1[0-2]))?|FY(?:[0-9]{4}|[0-9]{2})(?:-(?:H[12]|Q[1-4]))?"
)
_END = rf"(?:{_NAMED}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})"
PERIOD = re.compile(rf"(?:{_NAMED}|{_END}\.\.{_END})")
"""The notation of a period."""
NOTATION = "2027, 2027-H1, 2027-Q1, 2027-03, FY27, FY27-Q1 or 2027-02..2027-04"
"""How a period is written, by examples."""
_PARTS = re.compile(r"(FY)?([0-9]+)(?:-(?:H([12])|Q([1-4])|([0-9]{2})))?")
_ORDINALS = ("first", "second", "third", "fourth")


class Period(NamedTuple):
    """A span of time, from its first to its last day, both included.

    Periods are equal if they cover the same days, however they are written.
    """

    start: date
    end: date
    text: str
    """As written: 2027, 2027-H1, 2027-Q1, 2027-03, FY27, FY27-Q1 or 2027-02..2027-04."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Period) and self[:2] == other[:2]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self[:2])

    def __str__(self) -> str:
        return self.text

    @property
    def months(self) -> int:
        """How many months it covers, rounded, at least 1."""
        return max(1, round(((self.end - self.start).days + 1) * 12 / 365.25))

    @property
    def words(self) -> str:
        """The period in words: `Q1 2027`, `March 2027`, `February to April 2027`."""
        named = _PARTS.fullmatch(self.text)
        if named is None:
            return self._range(" to ", months=MONTHS)
        if named[5]:
            return f"{MONTHS[int(named[5]) - 1]} {named[2]}"
        year = _year_words(named)
        if named[3]:
            return f"H{named[3]} {year}"
        if named[4]:
            return f"Q{named[4]} {year}"
        return year

    @property
    def short(self) -> str:
        """The period in short form: `Q1 2027`, `H2 FY27`, `Mar 2027`, `Feb–Apr 2027`."""
        named = _PARTS.fullmatch(self.text)
        if named is None:
            return self._range("–", months=[name[:3] for name in MONTHS])
        if named[5]:
            return f"{MONTHS[int(named[5]) - 1][:3]} {named[2]}"
        part = f"H{named[3]} " if named[3] else f"Q{named[4]} " if named[4] else ""
        return part + _year_words(named)

    def _range(self, to: str, months: Any) -> str:
        """A free range: by its months if it consists of whole ones, else by its days."""
        first, last = self.start, self.end
        following = last + timedelta(days=1) if last < date.max else last
        if first.day != 1 or following.day != 1:
            return f"{day_words(first)} to {day_words(last)}"
        end = f"{months[last.month - 1]} {last.year}"
        if (first.year, first.month) == (last.year, last.month):
            return end
        year = f" {first.year}" if first.year != last.year else ""
        return f"{months[first.month - 1]}{year}{to}{end}"

    @property
    def slug(self) -> str:
        """The period as part of an address: `2027-Q1`, `2027-02-to-2027-04`."""
        return self.text.replace("..", "-to-")

    def contains(self, other: Period) -> bool:
        """Whether the other is wholly within it."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Period) -> bool:
        """Whether they share a day."""
        return self.start <= other.end and other.start <= self.end

    def includes(self, moment: date) -> bool:
        """Whether the day falls into it."""
        return self.start <= moment <= self.end


def _year_words(named: re.Match[str]) -> str:
    return f"FY{named[2][-2:]}" if named[1] else named[2]


class Calendar(NamedTuple):
    """When an organisation's year starts."""

    year_starts: int | None = None
    """The month in which its fiscal year starts, 1 to 12; None if it has not said."""
    is_unread: bool = False
    """Whether it has said so, in a way that cannot be read."""

    def period(self, text: str) -> Period | None:
        """The period that a text names; None if it names none, or a fiscal year while nobody has
        said when it starts.
        """
        return period(text, self.year_starts)

    def around(self, moment: date, months: int) -> Period:
        """The year (12 months), half (6), quarter (3) or month (1) that includes a day."""
        starts = self.year_starts or 1
        since = (moment.month - starts) % 12
        index = moment.year * 12 + moment.month - 1 - since % months
        year, month = divmod(index, 12)
        part = since // months + 1
        if months == 1:
            name = f"{year:04}-{month + 1:02}"
        else:
            letter = {12: "", 6: f"-H{part}", 3: f"-Q{part}"}[months]
            ends = moment.year + (starts > 1 and moment.month >= starts)
            fiscal = f"FY{ends % 100:02}" if 2000 <= ends < 2100 else f"FY{ends:04}"
            name = (fiscal if starts > 1 else f"{ends:04}") + letter
        return Period(*_months_from(index, months), name)

    def quarter_number(self, moment: date) -> int:
        """The number of the day's quarter, counted without gaps."""
        return (moment.year * 12 + moment.month - (self.year_starts or 1)) // 3

    def quarter(self, number: int) -> Period | None:
        """The quarter of that number; None outside the years 1 to 9999."""
        year, month = divmod(number * 3 + (self.year_starts or 1) - 1, 12)
        return self.around(date(year, month + 1, 1), 3) if 1 <= year <= 9999 else None


NO_FISCAL_YEAR = Calendar()
"""The calendar of an organisation that has not said when its fiscal year starts."""


@lru_cache(maxsize=4096)
def period(text: str, year_starts: int | None = None) -> Period | None:
    """The period that a text names; None if it names none.

    `year_starts` is the month, 1 to 12, in which the fiscal year starts; without it, a fiscal year
    has no days.
    """
    if not PERIOD.fullmatch(text):
        return None
    first, two, last = text.partition("..")
    start = _span(first, year_starts)
    end = _span(last, year_starts) if two else start
    if start is None or end is None or start[0] > end[1]:
        return None
    return Period(start[0], end[1], text)


def _span(text: str, year_starts: int | None) -> tuple[date, date] | None:
    """The first and last day of a named period, or of a day."""
    moment = day(text)
    if moment is not None:
        return moment, moment
    named = _PARTS.fullmatch(text)
    if named is None or (named[1] and year_starts is None):
        return None
    year, first, count = int(named[2]), 1, 12
    if named[3]:
        first, count = 6 * int(named[3]) - 5, 6
    elif named[4]:
        first, count = 3 * int(named[4]) - 2, 3
    elif named[5]:
        first, count = int(named[5]), 1
    if named[1]:
        year += 2000 if len(named[2]) == 2 else 0
        first += (year_starts or 1) - 1
        year -= (year_starts or 1) > 1
    index = year * 12 + first - 1
    if year < 1 or index + count > _END_OF_TIME:
        return None
    return _months_from(index, count)


_END_OF_TIME = 120_000
"""The number of the first month after the year 9999."""


def _months_from(index: int, count: int) -> tuple[date, date]:
    """The first and last day of some months, the first of them by its number since the year 0, as
    far as there are dates.
    """
    last = index + count
    start = date(index // 12, index % 12 + 1, 1) if index >= 12 else date.min
    if last >= _END_OF_TIME:
        return start, date.max
    return start, date(last // 12, last % 12 + 1, 1) - timedelta(days=1)


# --- other notations ------------------------------------------------------------------------------

_YEAR = r"(?P<year>\d{4})"
_SHORT_YEAR = r"'?(?P<year>\d{4}|\d{2})"
_FISCAL = (
    r"(?:FY|fiscal(?: year)?|financial year) ?'?"
    r"(?:(?P<begins>\d{4}|\d\d)[/-])?(?P<fiscal>\d{4}|\d{2})"
)
_PART = r"(?P<letter>[QTHS]) ?(?P<number>\d)"
_COUNTED = (
    r"(?:(?P<number>[1-4])(?:st|nd|rd|th|\.)?|(?P<ordinal>first|second|third|fourth))"
    r" (?P<letter>quarter|half|trimester|semester)"
)
_OTHER_PERIODS = (
    rf"{_PART}[ /-]*{_SHORT_YEAR}",
    rf"{_YEAR}[ /-]*{_PART}",
    rf"{_PART}[ /-]*{_FISCAL}",
    rf"{_FISCAL}[ /-]*(?:{_PART})?",
    rf"(?P<number>\d)(?P<letter>[QH])[ /-]*{_SHORT_YEAR}",
    rf"(?P<letter>quarter|half) (?P<number>\d),? (?:of )?{_YEAR}",
    rf"{_COUNTED},? (?:of )?(?:the )?(?:{_YEAR}|{_FISCAL})",
    r"(?P<year>\d{4})/(?P<month>\d{1,2})",
    r"(?P<month>\d{1,2})/(?P<year>\d{4})",
    rf"{MONTH_WORD},?[ -]+(?P<year>\d{{4}})",
    rf"(?P<year>\d{{4}})[ -]+{MONTH_WORD}",
)
_TO = re.compile(r" ?\.\.+ ?| ?… ?| (?:to|until|till|through) | ?/ ?| ?- ?")
_WEEK = r"(?P<year>\d{4})[ /-]*(?:W|KW|CW|week) ?(?P<week>\d{1,2})"
_YEAR_OF_WEEK = r"(?:W|KW|CW|week) ?(?P<week>\d{1,2})[ /,-]*(?P<year>\d{4})"


_LONGEST = 100
"""Characters of a period in another notation; a longer text names none, and is not searched."""


@lru_cache(maxsize=1024)
def period_meant(text: str) -> str | None:
    """The period of a text in another notation, like `Q1 2027`, `March 2027` or `Feb to Apr 2027`.

    None if it names no period, or may name more than one.
    """
    text = " ".join(plain(text).split())
    if len(text) > _LONGEST:
        return None
    return _named_period(text) or _week(text) or _free_range(text)


def _named_period(text: str) -> str | None:
    if period(text, 1):
        return text
    for form in _OTHER_PERIODS:
        match = re.fullmatch(form, text, re.IGNORECASE)
        if match is None:
            continue
        groups = match.groupdict()
        begins = groups.get("begins")
        if begins and (int(begins) + 1 - int(groups.get("fiscal") or 0)) % 100:
            continue  # the two parts of FY26/27 follow each other; those of FY27-03 do not
        name = _year(groups)
        if groups.get("letter"):
            number = groups.get("number") or str(
                _ORDINALS.index((groups.get("ordinal") or "").lower()) + 1
            )
            letter = (groups["letter"] or "")[0].upper()
            if len(groups["letter"] or "") > 1:  # quarter, half, trimester, semester
                letter = {"T": "Q", "S": "H"}.get(letter, letter)
            name += f"-{ {'T': 'Q', 'S': 'H'}.get(letter, letter) }{number}"
        elif groups.get("month") or groups.get("word"):
            name += f"-{month_number(groups):02}"
        found = period(name, 1)
        if found is not None:
            return found.text
    return None


def _year(groups: dict[str, str | None]) -> str:
    if groups.get("fiscal"):
        return f"FY{(groups['fiscal'] or '')[-2:]}"
    year = groups.get("year") or ""
    return f"20{year}" if len(year) == 2 else year


def _week(text: str) -> str | None:
    """The days of a week, as numbered by ISO 8601."""
    for form in (_WEEK, _YEAR_OF_WEEK):
        if match := re.fullmatch(form, text, re.IGNORECASE):
            try:
                first = date.fromisocalendar(int(match["year"]), int(match["week"]), 1)
                return f"{first}..{first + timedelta(days=6)}"
            except (ValueError, OverflowError):
                return None
    return None


def _free_range(text: str) -> str | None:
    """A range in other words; two years with a hyphen may be a fiscal year, so they are not."""
    if re.fullmatch(r"\d{4} ?[-/] ?\d{2,4}", text):
        return None
    for gap in _TO.finditer(text):
        first, last = text[: gap.start()], text[gap.end() :]
        start, end = _end_meant(first, last), _end_meant(last, first)
        if start and end and period(f"{start}..{end}", 1):
            return f"{start}..{end}"
    return None


def _end_meant(text: str, other: str) -> str | None:
    """One end of a range; if it has no year, the year is that of the other end."""
    found = day_meant(text) or _named_period(text)
    if found is None and (year := re.search(r"(?:FY ?)?\d{4}|FY ?\d\d", other, re.IGNORECASE)):
        if re.fullmatch(r"\d", text) and (letter := re.search(r"[QH](?=\d)", other, re.IGNORECASE)):
            text = letter[0] + text
        found = _named_period(f"{text} {year[0]}")
    return found


def period_hint(text: str, calendar: Calendar) -> str:
    """How to write a text that names no period."""
    text = " ".join(plain(text).split())
    meant = period_meant(text)
    if meant and "FY" in meant and calendar.year_starts is None:
        return (
            "a fiscal year needs the month in which yours starts, as in settings: {year_starts: 02}"
        )
    if meant:
        return f"write {meant}"
    if match := re.fullmatch(r"(\d{4}) ?[-/] ?(\d{4}|\d{2})", text):
        last = match[2][-2:]
        end = f"{match[1][:2]}{last}"
        if int(end) > int(match[1]):
            fiscal = f"; write FY{last} for the fiscal year that ends in {end}"
            both = f"write two whole years as {match[1]}..{end}"
            return both + (fiscal if int(end) == int(match[1]) + 1 else "")
    if ".." in text and all(_end_meant(end, "") for end in text.split("..", 1)):
        return "it ends before it starts"
    if re.fullmatch("[QTHS][1-4]", text, re.IGNORECASE):
        return f"add the year, as in 2027-{'H' if text[0] in 'HShs' else 'Q'}{text[1]}"
    if re.search(r"(?<![a-z])Q ?[05-9](?!\d)", text, re.IGNORECASE):
        return "a year has 4 quarters"
    if re.search(r"(?<![a-z])H ?[03-9](?!\d)", text, re.IGNORECASE):
        return "a year has 2 halves"
    if re.fullmatch(r"\d{4}-(?:1[3-9]|[2-9]\d|00)", text):
        return "a year has 12 months"
    if day(text):
        return f"one day isn't a period; write its month, {text[:7]}"
    if re.search("spring|summer|autumn|winter|fall(?![a-z])", text, re.IGNORECASE):
        return "write a season by its months, as in 2027-03..2027-05"
    return f"use {NOTATION}"
