"""What a cell means: days, quantities, people, statuses.

Each answer is a text as our files have it, or None where the cell cannot be read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from stratdocs.exchange.words import LINE_UNITS, STATUSES, normal
from stratdocs.model.days import day, day_meant, other_day_hint
from stratdocs.model.decode import slug
from stratdocs.model.periods import period, period_meant
from stratdocs.model.values import both_readings, has_decimal_comma, quantity

NOTHING = frozenset(
    "|-|–|—|n/a|na|none|null|tbd|tbc|?|nil|#n/a|k.a.|...|not set|unassigned|no owner|#ref!|#div/0!"
    "|nan|undefined|n.a.|—/—".split("|")
)
"""What people and programs write into a cell that has no value."""


class Ways(NamedTuple):
    """How a table writes what can be read in two ways; None where it does not show."""

    day_first: bool | None = None
    decimal_comma: bool | None = None


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is no value."""
    return text.strip().casefold() in NOTHING


def ways_of(cells: Iterable[str]) -> Ways:
    """How days and numbers are written, by the cells that can be read in one way only."""
    first: set[bool] = set()
    comma: set[bool] = set()
    for cell in cells:
        text = cell.strip()
        if len(text) > 40 or not any(map(str.isdecimal, text)):
            continue
        if match := _SLASHED.match(text):
            one, two = int(match[1]), int(match[3])
            if one > 12 >= two or two > 12 >= one:
                first.add(one > 12)
        elif has_decimal_comma(text):
            comma |= {True}
        elif _POINT.fullmatch(text):
            comma |= {False}
    return Ways(first.pop() if len(first) == 1 else None, comma.pop() if len(comma) == 1 else None)


_SLASHED = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_POINT = re.compile(
    r"[^\d]{0,4}(?:\d{1,3}(?:,\d{3})*\.(?:\d{1,2}|\d{4,})|\d{1,3}(?:,\d{3}){2,})\D*"
)


# --- days and periods -----------------------------------------------------------------------------


def day_of(text: str, ways: Ways) -> str | None:
    """The day of a cell, `2027-03-31`; empty if it says none, None if it cannot be read."""
    text = " ".join(text.split())
    if is_nothing(text) or text.startswith(("0001-01-01", "1970-01-01", "1900-01-00")):
        return ""
    text = re.split(r" ?(?:→|->|–>) ?", text)[-1]
    if re.match(r"\d{4}-\d{2}-\d{2}(?:[T ]|$)", text):
        return text[:10] if day(text[:10]) else None
    if re.fullmatch(r"\d{13}|\d{10}", text):
        seconds = int(text) / (1000 if len(text) == 13 else 1)
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    text = re.sub(r",? (?:at )?\d{1,2}:\d{2}.*$", "", text)
    if match := _SLASHED.fullmatch(text):
        one, two, year = int(match[1]), int(match[3]), match[4]
        year = year if len(year) == 4 else f"20{year}"
        day_first = ways.day_first
        if one > 12:
            day_first = True
        elif two > 12:
            day_first = False
        elif one == two:
            day_first = True
        if day_first is None:
            return None
        month, number = (two, one) if day_first else (one, two)
        found = f"{year}-{month:02}-{number:02}"
        return found if day(found) else None
    if match := re.fullmatch(r"(\d{1,2})[/ -]([A-Za-zäéû]{3,10})\.?[/ -](\d{2}|\d{4})", text):
        year = match[3] if len(match[3]) == 4 else f"20{match[3]}"
        return day_meant(f"{match[1]} {match[2]} {year}")
    if match := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{2})", text):
        return day_meant(f"{match[1]}.{match[2]}.20{match[3]}")
    return day_meant(text) or other_day_hint(text)[1]


def is_two_days(text: str, ways: Ways) -> bool:
    """Whether a cell is a day that can be read with the day or the month first."""
    if not _SLASHED.match(text.strip()) or day_of(text, ways) is not None:
        return False
    return all(day_of(text, ways._replace(day_first=first)) for first in (True, False))


def range_of(text: str, ways: Ways) -> tuple[str, str] | None:
    """The first and the last day of a range in one cell: `January 5, 2026 → June 30, 2026`."""
    parts = re.split(r" ?(?:→|->|–>| to | bis | – ) ?", text)
    if len(parts) != 2:
        return None
    first, last = day_of(parts[0], ways), day_of(parts[1], ways)
    return (first, last) if first and last else None


def period_of(text: str) -> str | None:
    """The period that a cell names; None if it names none."""
    text = " ".join(text.split())
    if period(text):
        return text
    if found := period_meant(text):
        return found
    bare = re.sub(
        r"(?i)\b(?:annual|annually|yearly|year|jahr|cycle|okrs?|fiscal year|calendar year|goals)\b",
        " ",
        text,
    )
    bare = " ".join(re.sub(r"[\\/|:,()]+", " ", bare).split())
    if bare and bare != text and (found := period_meant(bare)):
        return found
    match = re.search(r"(?i)\b(?:(Q|H)([1-4]))\W{0,3}(?:FY|CY)?'?(20\d\d|\d\d)\b", text)
    if match:
        return period_meant(f"{match[1]}{match[2]} 20{match[3][-2:]}")
    match = re.search(r"(?i)\b(20\d\d)\W{0,3}(Q|H)([1-4])\b", text)
    if match:
        return period_meant(f"{match[2]}{match[3]} {match[1]}")
    return None


def period_between(first: str, last: str) -> str | None:
    """The name of the period from one day to another: a quarter, a half, a year, or months."""
    start, end = day(first), day(last)
    if start is None or end is None or end < start:
        return None
    year = start.year
    names = [f"{year}", *(f"{year}-H{n}" for n in (1, 2)), *(f"{year}-Q{n}" for n in range(1, 5))]
    names.append(f"{year}-{start.month:02}")
    for name in names:
        found = period(name)
        if found is not None and (found.start, found.end) == (start, end):
            return name
    name = f"{year}-{start.month:02}..{end.year}-{end.month:02}"
    found = period(name)
    return name if found is not None and (found.start, found.end) == (start, end) else None


# --- quantities -----------------------------------------------------------------------------------


def unit_word(text: str) -> str:
    """A unit as we write it: `percent` is `%`, `number` is none."""
    word = " ".join(text.split())
    return LINE_UNITS.get(normal(word), LINE_UNITS.get(word.casefold(), word))


def amount_of(text: str, unit: str, ways: Ways, *, times_100: bool = False) -> str | None:
    """The quantity of a cell with its unit; empty if it has none, None if it cannot be read."""
    text = " ".join(text.split())
    if is_nothing(text):
        return ""
    readings = both_readings(text) if quantity(text) is None else None
    if readings is not None and ways.decimal_comma is not None:
        text = readings[0] if ways.decimal_comma else readings[1]
    found = quantity(text)
    if found is None:
        return None
    if found.unit or found.text.strip()[-1:].isalpha() or not unit:
        if times_100 and not found.unit:
            return f"{_plain(found.number * 100)}%"
        return text
    if times_100:
        return f"{_plain(found.number * 100)}%"
    if unit == "%" or re.match(r"/ ?\d", unit):
        return f"{text}{unit}"
    if scale := _SCALES.get(unit.casefold()):
        return f"{text}{scale}"
    if money := _MONEY.fullmatch(unit):
        sign, word = money["sign"] or money["last"], money["scale"] or money["first"]
        with_unit = f"{text}{_SCALES[word.casefold()]}"
        short = len(sign) == 1
        with_unit = f"{sign}{with_unit}" if short and text[0].isdigit() else f"{with_unit} {sign}"
        return with_unit if quantity(with_unit) is not None else f"{text} {unit}"
    if unit in "€$£¥" and not found.comparator:
        with_unit = f"-{unit}{text[1:]}" if text[0] in "-−" else f"{unit}{text}"
    else:
        with_unit = f"{text} {unit}"
    read = quantity(with_unit)
    return with_unit if read is not None and read.number == found.number else text


_SCALES: Mapping[str, str] = {
    **dict.fromkeys(("k", "thousand", "thousands", "tsd", "000s", "'000", "000"), "k"),
    **dict.fromkeys(("m", "mn", "mm", "mio", "mln", "million", "millions"), "M"),
    **dict.fromkeys(("b", "bn", "mrd", "billion", "billions"), "B"),
}
_SIGN = r"[€$£¥]|EUR|USD|GBP|CHF|AUD|CAD|SEK|NOK|DKK|PLN|INR|JPY"
_SCALE = "|".join(sorted(map(re.escape, _SCALES), key=len, reverse=True))
_MONEY = re.compile(
    rf"(?i)(?P<sign>{_SIGN})[ (]*(?:in )?(?P<scale>{_SCALE})\.?\)?"
    rf"|(?P<first>{_SCALE})\.?[ (]*(?:in |of )?(?P<last>{_SIGN})\)?"
)
"""A unit of money with its scale: `€M`, `k€`, `EUR m`, `$ (millions)`."""


def is_two_numbers(text: str) -> bool:
    """Whether a cell is a number that can be read in two ways, as `1.250`."""
    return quantity(text) is None and both_readings(text) is not None


def number_in(text: str) -> float | None:
    """The number of a cell, whatever its unit; None if there is none."""
    found = quantity(" ".join(text.split()))
    return None if found is None else found.number


def is_bare(text: str) -> bool:
    """Whether a cell is a number without a unit."""
    found = quantity(" ".join(text.split()))
    return found is not None and not found.unit


def _plain(number: float) -> str:
    return f"{number:.10g}" if abs(number) < 1e10 else f"{number:.0f}"


# --- words ----------------------------------------------------------------------------------------

_LIGHTS = {
    "🟢": "on_track", "💚": "on_track", "🟡": "at_risk", "🟠": "at_risk", "💛": "at_risk",
    "🔴": "at_risk", "❤": "at_risk", "✅": "done", "✔": "done", "☑": "done", "🛑": "blocked",
    "⛔": "blocked", "⚪": "open", "⚫": "open", "❌": "dropped", "🏁": "done",
}  # fmt: skip


def status_of(text: str) -> str | None:
    """The status that a word means, `open` where it has not begun; None if it is unknown."""
    word = normal(text)
    if word in STATUSES:
        return STATUSES[word]
    if (cut := re.sub(r"\W+", " ", word).strip()) in STATUSES:
        return STATUSES[cut]
    return next((status for light, status in _LIGHTS.items() if light in text), None)


def people_in(text: str, alone: Collection[str] = ()) -> list[str]:
    """The names in a cell: `Jo Park <jo@x>, Tom Weiß` are two, `Park, Jo` is one, unless one of
    its words is a name that stands alone.
    """
    text = re.sub(r"^\[(.*)\]$", r"\1", text.strip(), flags=re.DOTALL)
    if is_nothing(text):
        return []
    parts = [part.strip(" @\t") for part in re.split(r"\s*(?:[;\n/&+]| und | and | et )\s*", text)]
    found: list[str] = []
    for part in parts:
        pieces = [piece.strip(" @") for piece in part.split(",") if piece.strip(" @")]
        if (
            len(pieces) == 2
            and not any(piece in alone for piece in pieces)
            and all(
                re.fullmatch(r"[^\W\d_][\w'’-]*", piece) and piece[:1].isupper() for piece in pieces
            )
        ):
            found.append(f"{pieces[1]} {pieces[0]}")
        else:
            found += pieces
    names = [name for piece in found if (name := _person(piece)) and not is_nothing(name)]
    return list(dict.fromkeys(names))


def is_name(text: str) -> bool:
    """Whether a text may be the name of a person: few words, and no figures."""
    return len(text.split()) <= 4 and re.search(r"\d", text) is None


def _person(text: str) -> str:
    """A person's name out of `Jo Park <jo@x>`, `Jo Park (jo@x)` or `jo.park@x`."""
    text = re.sub(r"\s*[<(]\S+@\S+[>)]", "", text).strip()
    if match := re.fullmatch(r"([\w.+'-]+)@[\w.-]+", text):
        words = re.split(r"[._]+", match[1].split("+")[0])
        return " ".join(word.capitalize() for word in words if word)
    return " ".join(text.split())


def listed(text: str) -> list[str]:
    """The words of a cell that lists several, by commas, semicolons or lines."""
    text = re.sub(r"^\[(.*)\]$", r"\1", text.strip(), flags=re.DOTALL)
    parts = (" ".join(part.split()) for part in re.split(r"[,;\n]", text))
    return [part for part in dict.fromkeys(parts) if not is_nothing(part)]


def prose_of(text: str) -> str:
    """A text without HTML or the markup of Jira's wiki, as Markdown or plain lines."""
    if re.search(r"</?(?:div|p|br|ul|ol|li|b|i|span|strong|em|a|h[1-6])\b[^>]*>", text):
        text = re.sub(r"(?i)<li[^>]*>", "\n- ", text)
        text = re.sub(r"(?i)<br[^>]*>|</(?:div|p|h[1-6]|ul|ol)>", "\n", text)
        text = html.unescape(re.sub(r"<[^>]+>", "", text))
    text = re.sub(r"(?m)^h([1-6])\. ", lambda match: "#" * int(match[1]) + " ", text)
    lines = [line.rstrip() for line in text.replace("\t", "  ").split("\n")]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return "".join(char for char in text if char == "\n" or char.isprintable())


def title_of(text: str) -> tuple[str, str]:
    """A title without a number in front, and that number: `KR1.2: Cut ...` is `Cut ...`."""
    text = " ".join(text.split()).strip("*_ ")
    text = re.sub(r"^[-•▪–‣*]\s+", "", text)
    match = _NUMBERED.match(text)
    if match and len(text) > match.end():
        return text[match.end() :].strip("*_ "), match[1].replace(" ", "").upper()
    return text, ""


_NUMBERED = re.compile(
    r"((?:(?:O|KR|OKR|Objective|Key ?result|Goal|Ziel|SE) ?#?\d{1,2}(?:\.\d+)*[a-z]?"
    r"(?:[/-]KR ?\d+)?(?!\w)"
    r"|(?:O|KR|Objective|Key [Rr]esult)(?=\s*:)"
    r"|\d{1,2}(?:\.\d{1,2})+(?=\s+(?-i:[A-ZÄÖÜ]))|\d{1,2}(?:\.\d{1,2})*(?=[.):])))"
    r"\s*[.:)\]–—-]*\s+",
    re.IGNORECASE,
)
SHORT_ID = 60


def id_from(title: str) -> str:
    """An id made from a title, cut between words."""
    found = slug(title)
    if len(found) > SHORT_ID:
        found = found[: SHORT_ID + 1].rpartition("-")[0] or found[:SHORT_ID]
    return found
