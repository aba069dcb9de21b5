"""Values as people write them: periods, days and quantities with their unit."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

PERIOD = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?")
"""The notation of a period."""


class Period(NamedTuple):
    """A span of time, from its first to its last day, both included."""

    text: str
    """As written: 2027, 2027-H1, 2027-Q1 or 2027-03."""
    start: date
    end: date

    def __str__(self) -> str:
        return self.text

    @property
    def months(self) -> int:
        """How many months it covers: 12, 6, 3 or 1."""
        return (self.end.month - self.start.month) + 1

    @property
    def words(self) -> str:
        """The period in words: `first quarter of 2027`, `March 2027`."""
        year = self.start.year
        match self.months:
            case 12:
                return str(year)
            case 6:
                return f"{('first', 'second')[self.start.month > 1]} half of {year}"
            case 3:
                nth = ("first", "second", "third", "fourth")[self.start.month // 3]
                return f"{nth} quarter of {year}"
        return f"{MONTHS[self.start.month - 1]} {year}"

    @property
    def short(self) -> str:
        """The period in short form: `Q1 2027`, `H2 2027`, `Mar 2027`."""
        year = self.start.year
        match self.months:
            case 12:
                return str(year)
            case 6:
                return f"H{1 + (self.start.month > 1)} {year}"
            case 3:
                return f"Q{1 + self.start.month // 3} {year}"
        return f"{MONTHS[self.start.month - 1][:3]} {year}"

    @property
    def inside(self) -> str:
        """The period after the word `in`: `the first quarter of 2027`, `March 2027`."""
        return f"the {self.words}" if self.months in (3, 6) else self.words

    def contains(self, other: Period) -> bool:
        """Whether the other lies wholly within it."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Period) -> bool:
        """Whether they share a day."""
        return self.start <= other.end and other.start <= self.end

    def includes(self, day: date) -> bool:
        """Whether the day falls into it."""
        return self.start <= day <= self.end


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


@lru_cache(maxsize=4096)
def period(text: str) -> Period | None:
    """The period that a text names; None if it names none."""
    match = PERIOD.fullmatch(text)
    if not match or match[1] == "0000":
        return None
    year = int(match[1])
    if match[2]:
        first, last = (1, 6) if match[2] == "1" else (7, 12)
    elif match[3]:
        last = 3 * int(match[3])
        first = last - 2
    elif match[4]:
        first = last = int(match[4])
    else:
        first, last = 1, 12
    end = date(year, 12, 31) if last == 12 else date(year, last + 1, 1) - timedelta(days=1)
    return Period(text, date(year, first, 1), end)


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


# --- different notations ----------------------------------------------------------------------

# These patterns are compiled when first needed: most files write dates as expected.
_MONTH_WORD = r"(?P<word>[a-z]{3,9})\.?"
_OTHER_PERIODS = (
    r"(?P<part>[QH]\d)[ /-]*(?P<year>\d{4})",
    r"(?P<year>\d{4})[ /-]*(?P<part>[QH]\d)",
    r"(?P<year>\d{4})/(?P<month>\d{1,2})",
    r"(?P<month>\d{1,2})/(?P<year>\d{4})",
    rf"{_MONTH_WORD},?[ -]+(?P<year>\d{{4}})",
    rf"(?P<year>\d{{4}})[ -]+{_MONTH_WORD}",
)
_OTHER_DAYS = (
    r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})",
    r"(?P<year>\d{4})([/.-])(?P<month>\d{1,2})\2(?P<day>\d{1,2})",
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?[ -]+{_MONTH_WORD},?[ -]+(?P<year>\d{{4}})",
    rf"{_MONTH_WORD}[ -]+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?[ -]+(?P<year>\d{{4}})",
)
_EITHER_WAY = r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})"


def period_meant(text: str) -> str | None:
    """The period of a text in a different notation, like `Q1 2027` or `March 2027`.

    None if it names no period, or may name more than one.
    """
    for form in _OTHER_PERIODS:
        if match := re.fullmatch(form, text.strip(), re.IGNORECASE):
            groups = match.groupdict()
            part = (groups.get("part") or "").upper()
            if not part:
                month = _month(groups)
                part = f"{month:02}" if month else "?"
            found = period(f"{groups['year']}-{part}")
            return found and found.text
    return None


def day_meant(text: str) -> str | None:
    """The day of a text in a different notation, like `31.03.2027` or `31 March 2027`.

    None if it names no day, or may name more than one: with slashes some people write the month
    first and some the day, and only a number above 12 is clear.
    """
    text = text.strip()
    if match := re.fullmatch(_EITHER_WAY, text):
        one, other, year = int(match[1]), int(match[3]), int(match[4])
        if one != other and one <= 12 and other <= 12:
            return None
        return _day(year, *((one, other) if other > 12 else (other, one)))
    for form in _OTHER_DAYS:
        if match := re.fullmatch(form, text, re.IGNORECASE):
            groups = match.groupdict()
            return _day(int(groups["year"]), _month(groups), int(groups["day"]))
    return None


def _month(groups: dict[str, str | None]) -> int:
    """The number of a month in figures or words; 0 if it is none."""
    if groups.get("month"):
        return int(groups["month"] or 0)
    word = (groups.get("word") or "").capitalize()
    fits = [number for number, name in enumerate(MONTHS, 1) if word in (name, name[:3])]
    return fits[0] if fits else 9 * (word == "Sept")


def _day(year: int, month: int, number: int) -> str | None:
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return None


def day_words(when: date) -> str:
    """The day in words: `31 March 2027`."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


Comparator = Literal["", "<", "≤", ">", "≥", "~"]

_NUMBER = (
    r"[0-9]{1,3}(?:[,'_ \u00a0\u2009\u202f][0-9]{3})+(?:\.[0-9]+)?"
    r"|[0-9]+(?:[.,][0-9]+)?|\.[0-9]+"
)
QUANTITY = re.compile(
    r"(?P<cmp><=|>=|≤|≥|<|>|~|≈)?\s*"
    r"(?P<sign>[-−+](?!\s*[-−+]))?"
    r"(?P<cur>€|\$|£|¥|CHF|[A-Z]{3}(?=\s*[0-9]))?\s*"
    r"(?P<sign2>[-−+])?"
    rf"(?P<num>{_NUMBER})"
    r"(?![eE][-+]?[0-9])"
    r"(?:(?P<mag>[ ]?(?:bn|[kKMB]))(?![A-Za-z/]))?"
    r"(?:\s*/\s*(?P<scale>[0-9]+(?:\.[0-9]+)?))?"
    r"\s*(?P<unit>(?:[^0-9\s.,:;/_<>=+–−-]|/\s*[A-Za-z]).{0,40})?"
)
"""The notation of a quantity."""
_COMPARATORS: dict[str, Comparator] = {
    "<=": "≤",
    "≤": "≤",
    ">=": "≥",
    "≥": "≥",
    "<": "<",
    ">": ">",
    "~": "~",
    "≈": "~",
}
_DECIMAL_COMMA = r"[0-9]+,[0-9]{1,2}"
_GROUPING = "[,'_ \u00a0\u2009\u202f]"
_MAGNITUDES = {"k": 1e3, "K": 1e3, "M": 1e6, "bn": 1e9, "B": 1e9}


class Quantity(NamedTuple):
    """A number with its unit, kept as written: `40%`, `24 h`, `€1.2M`, `4.3/5`, `< 2 s`."""

    text: str
    number: float
    """The value in the plain unit: 1200000 for `€1.2M`, 40 for `40%`."""
    unit: str
    """`%`, `h`, `€`, `/5`; empty for a bare number."""
    comparator: Comparator = ""

    def __str__(self) -> str:
        return self.text

    # Equal if they mean the same, however written: `55%` is `55 %`.

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Quantity) and self[1:] == other[1:]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self[1:])


@lru_cache(maxsize=4096)
def quantity(text: str) -> Quantity | None:
    """The quantity that a text states; None if it states none.

    A comma is a decimal point if one or two digits follow it (`1,5 h`), and groups thousands if
    three do (`12,000`). `k`, `M` and `bn` right after the number multiply it.
    """
    match = QUANTITY.fullmatch(text.strip())
    if not match:
        return None
    raw = match["num"]
    if not raw.isdecimal():
        if re.fullmatch(_DECIMAL_COMMA, raw):
            raw = raw.replace(",", ".")
        raw = re.sub(_GROUPING, "", raw)
    number = float(raw)
    if match["mag"]:
        number *= _MAGNITUDES[match["mag"].strip()]
    if (match["sign"] or match["sign2"]) in ("-", "−"):
        number = -number
    unit = (match["unit"] or "").strip()
    if match["cur"]:
        if unit:
            unit = f"{match['cur']} {unit}"
        else:
            unit = match["cur"]
    if match["scale"]:
        unit = f"/{match['scale']}{' ' + unit if unit else ''}"
    return Quantity(text.strip(), number, unit, _COMPARATORS.get(match["cmp"] or "", ""))


Direction = Literal["up", "down", "hold"]


_LIMITS: dict[Comparator, Direction] = {"<": "down", "≤": "down", ">": "up", "≥": "up"}
"""The direction in which a target with a comparator lies."""


def direction(baseline: Quantity | None, target: Quantity | None) -> Direction | None:
    """The direction in which the value should go; None if unknown.

    It is down if the target is lower than the baseline. A target that is a limit (`< 4`) and was
    kept from the start is to be held.
    """
    if target is None:
        return None
    limit = _LIMITS.get(target.comparator)
    if baseline is None or baseline.unit != target.unit:
        return limit
    if target.number == baseline.number:
        return "hold"
    way: Direction = "up" if target.number > baseline.number else "down"
    return way if limit in (None, way) else "hold"


def progress(
    baseline: Quantity | None, target: Quantity | None, value: Quantity | None
) -> float | None:
    """The share of the way from baseline to target that the value has gone: 0 is none, 1 is all.

    Below 0 it moved the wrong way, above 1 it went beyond the target. None if one of them is
    missing, if the units differ, or if there is no way to go.
    """
    if baseline is None or target is None or value is None or value.unit != target.unit:
        return None
    if direction(baseline, target) not in ("up", "down") or baseline.unit != target.unit:
        return None
    return (value.number - baseline.number) / (target.number - baseline.number)
