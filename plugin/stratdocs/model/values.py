"""Quantities as people write them: numbers with their unit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from stratdocs.model.days import day, day_meant
from stratdocs.model.units import is_money, latin_digits, ratio, unit_of

Comparator = Literal["", "<", "≤", ">", "≥", "~"]

# A plain `40%`, `12 d` or `30`, as most are: read in a tenth of the time of the whole pattern.
_PLAIN = re.compile(r"([0-9]+(?:\.[0-9]{1,2})?) ?(%|min|[a-z]{0,2})")

_BLANK = "[ \u00a0\u2009\u202f]"
_NUMBER = (
    r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"  # English
    rf"|[0-9]{{1,3}}(?:(?:['’_]|{_BLANK})[0-9]{{3}})+(?:[.,][0-9]+)?"  # Swiss, French
    r"|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}"  # German
    r"|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?"  # Indian
    r"|[0-9]+(?:[.,][0-9]+)?|\.[0-9]+"
)
_SIGNS = {
    "<=": "≤", "≤": "≤", "=<": "≤", ">=": "≥", "≥": "≥", "=>": "≥", "<": "<", ">": ">",
    "~": "~", "≈": "~", "±": "~",
}  # fmt: skip
_BEFORE = {
    "at least": "≥", "no less than": "≥", "not less than": "≥", "no fewer than": "≥",
    "minimum": "≥",
    "min.": "≥", "at most": "≤", "no more than": "≤", "not more than": "≤", "maximum": "≤",
    "max.": "≤", "up to": "≤", "less than": "<", "fewer than": "<", "under": "<", "below": "<",
    "more than": ">", "over": ">", "above": ">", "about": "~", "around": "~", "roughly": "~",
    "approx.": "~", "approximately": "~", "ca.": "~", "ca": "~", "c.": "~", "circa": "~",
}  # fmt: skip
_AFTER = {
    "+": "≥", "or more": "≥", "and more": "≥", "or above": "≥", "or higher": "≥", "or over": "≥",
    "and above": "≥", "at least": "≥", "or less": "≤", "or fewer": "≤", "or below": "≤",
    "or lower": "≤", "or under": "≤", "and below": "≤", "at most": "≤", "and up": "≥",
    "and over": "≥", "plus": "≥", "max": "≤", "max.": "≤", "maximum": "≤", "minimum": "≥",
    "or so": "~", "or better": "",
}  # fmt: skip


def _words(words: Iterable[str]) -> str:
    """A pattern for words, whether or not the first letter is a capital."""
    found = (
        f"[{word[0].upper()}{word[0]}]{re.escape(word[1:]).replace(chr(92) + ' ', ' +')}"
        if word[0].isalpha()
        else re.escape(word)
        for word in sorted(words, key=lambda word: (-len(word), word))
    )
    return "|".join(found)


_CURRENCY = (
    r"(?:US|AU?|CA?|NZ|HK|S|R|MX|NT)?\$|[€£¥₹₩₽₺₪₴₦₫฿₱]|CHF|SFr\.?|Fr\.|[Kk]r\.?|zł|Kč"
    r"|Rs\.?|[A-Z]{3}(?=\s*[-−+]?[.0-9])"
)
_MAGNITUDE = (
    r"bn|[kKMBmbT]|mn|mln|[Mm]io\.?|[Mm]rd\.?|[Tt]sd\.?|[Mm]illions?|[Bb]illions?|[Tt]housand"
    r"|[Ll]akhs?|[Cc]rores?"
)


_NO_UNIT = rf"(?:{_words(_AFTER)})\s*$|(?i:to|bis|and|or)\s+[$€£]?[0-9]"
"""What may follow a number and is not its unit: a limit, or the other end of a range."""


@lru_cache(maxsize=1)
def quantity_pattern() -> re.Pattern[str]:
    """How a quantity is written; it is compiled when the first that is not plain is read."""
    return re.compile(
        rf"(?:(?P<cmp>{'|'.join(sorted(_SIGNS, key=len, reverse=True))})"
        rf"|(?P<before>{_words(_BEFORE)})(?=[^A-Za-z]))?\s*"
        r"(?P<sign>[-−–+](?!\s*[-−–+]))?"
        rf"(?P<cur>{_CURRENCY})?\s*"
        r"(?P<sign2>[-−–+])?"
        rf"(?P<num>{_NUMBER})"
        r"(?![eE][-+]?[0-9])"
        rf"(?P<mag>[ ]?(?:(?:{_MAGNITUDE})(?![A-Za-z])|[TM](?=EUR)))?"
        r"(?:\s*/\s*(?P<scale>[0-9]+(?:[.,][0-9]+)?))?"
        rf"\s*(?P<unit>(?!{_NO_UNIT})(?:[^0-9\s.,:;/_<>=+–−-]|/\s*[A-Za-z]).{{0,40}}?)?"
        rf"(?:\s*(?P<after>{_words(_AFTER)}))?"
    )


_MAGNITUDES = {
    "k": 1e3, "t": 1e3, "tsd": 1e3, "thousand": 1e3, "lakh": 1e5, "m": 1e6, "mn": 1e6, "mln": 1e6,
    "mio": 1e6, "million": 1e6, "crore": 1e7, "b": 1e9, "bn": 1e9, "mrd": 1e9, "billion": 1e9,
}  # fmt: skip
"""By their word in small letters, without a dot or the s of the plural."""
_SECOND = 1000
"""Above seconds, nobody counts a thousandth of a unit of time: 1.200 h may be 1200 hours."""
_NATURAL_FRACTIONS = frozenset(("%", "time", "pp"))
"""What is often written with three decimals, so that a dot before them groups no thousands."""


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

    # Equal if they mean the same, however written: `55%` is `55 %`, and `60 min` is `1 h`.

    @property
    def meaning(self) -> tuple[str, str, float, Comparator]:
        """What equal quantities share: what is measured, and how much of it."""
        unit = unit_of(self.unit)
        number = self.number * unit.factor
        return unit.dimension, unit.tail, _rounded(number), self.comparator

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Quantity) and (
            self[1:] == other[1:] or self.meaning == other.meaning
        )

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.meaning)

    def within(self, other: Quantity) -> float | None:
        """Its number in the unit of the other; None if the two cannot be compared.

        A bare 0 fits any unit, and a bare fraction such as 0.6 is a share beside 40%.
        """
        if self.unit == other.unit or (other.number == 0 and not other.unit):
            return self.number
        if self.number == 0 and not self.unit:
            return 0.0
        factor = ratio(self.unit, other.unit)
        if factor is None:
            return _share_within(self, other)
        return _rounded(self.number * factor)


def _share_within(value: Quantity, other: Quantity) -> float | None:
    """The number of a bare fraction in the unit of a percentage, or the reverse; None if it may be
    a percentage that lost its sign: 0.6 beside 0.4% is 0.6% or 60%.
    """
    if _is_bare_fraction(value) and _is_plain_percentage(other):
        return _rounded(value.number * 100 / unit_of(other.unit).factor)
    if _is_bare_fraction(other) and _is_plain_percentage(value):
        return _rounded(value.number * unit_of(value.unit).factor / 100)
    return None


def _is_bare_fraction(value: Quantity) -> bool:
    return not value.unit and 0 < abs(value.number) < 1


_PLAIN_PERCENTAGE = 5
"""Percentage from which on a bare fraction next to it can only be a share."""


def _is_plain_percentage(value: Quantity) -> bool:
    unit = unit_of(value.unit)
    return unit.dimension == "%" and abs(value.number * unit.factor) >= _PLAIN_PERCENTAGE


def same_amount(first: Quantity, second: Quantity) -> bool:
    """Whether two quantities state the same amount: `0.4` and `2/5` are `40%` too."""
    if first == second:
        return True
    shares = _share(first), _share(second)
    return (
        first.comparator == second.comparator
        and None not in shares
        and _rounded(shares[0] or 0) == _rounded(shares[1] or 0)
    )


def only_unit_differs(first: Quantity, second: Quantity) -> bool:
    """Whether the same number has a unit on one side and none on the other."""
    return first.number == second.number and (not first.unit or not second.unit)


def amount_within(value: Quantity, other: Quantity) -> float | None:
    """The number of a new value in the unit of the old one, as `within` gives it, or by the share
    that both state: after `40%`, `0.35` is 35.
    """
    number = value.within(other)
    if number is not None:
        return number
    now, before = _share(value), _share(other)
    if now is None or not before:
        return None
    return _rounded(now * other.number / before)


def _share(value: Quantity) -> float | None:
    """The share of a whole that a quantity states, from 0 to 1; None if it states none."""
    if re.fullmatch(r"/[1-9][0-9.]*", value.unit):
        return value.number / float(value.unit[1:])
    unit = unit_of(value.unit)
    if unit.dimension == "%" and not unit.tail:
        return value.number * unit.factor / 100
    return value.number if not value.unit and 0 < abs(value.number) < 1 else None


def _rounded(number: float) -> float:
    """Without what the conversion of a decimal fraction adds at the sixteenth digit."""
    return float(f"{number:.13g}")


@lru_cache(maxsize=4096)
def quantity(text: str) -> Quantity | None:
    """The quantity that a text states; None if it states none, or may state two.

    A comma is a decimal point unless it groups thousands (`12,000`, `5,00,000`); a dot groups them
    where it stands twice or beside a comma (`1.200.000`, `1.234,56`). `k`, `M`, `bn` and their like
    right after the number multiply it, and `m` does beside a currency. `1.200 €` may state two: see
    `both_readings`.
    """
    text = text.strip()
    plain = _PLAIN.fullmatch(text)
    if plain and plain[2] not in ("k", "bn", "mn", "b", "m"):
        return Quantity(text, float(plain[1]), plain[2])
    written = text if text.isascii() else re.sub(_FRACTION, _decimal, text)
    written = re.sub(_NO_CENTS, "", written)
    match = quantity_pattern().fullmatch(written)
    if match is None or _doubtful(written, match):
        return None
    if match["unit"] and any(map(str.isdecimal, match["unit"])):
        if day_meant(text):
            return None
        if two := re.fullmatch(_TWO_UNITS, text):
            return _in_two_units(text, two)
    return _read(text, match, number_of(match["num"]))


_NO_CENTS = r"(?<=[0-9])[.,](?:--?|[–—])(?= |$)"
"""How Swiss and German prices without cents end: `Fr. 100.-`, `100,– €`."""
_PARTS_OF_ONE = {
    "¼": 1 / 4, "½": 1 / 2, "¾": 3 / 4, "⅐": 1 / 7, "⅑": 1 / 9, "⅒": 1 / 10, "⅓": 1 / 3, "⅔": 2 / 3,
    "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5, "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8,
    "⅝": 5 / 8, "⅞": 7 / 8,
}  # fmt: skip
_FRACTION = f"([0-9]*) ?([{''.join(_PARTS_OF_ONE)}])"
"""A fraction in one character, perhaps after a whole number: `2½`."""


def _decimal(fraction: re.Match[str]) -> str:
    number = int(fraction[1] or 0) + _PARTS_OF_ONE[fraction[2]]
    return f"{number:.4f}"


_TWO_UNITS = (
    r"(?P<first>[0-9]+) ?(?P<unit>d|days?|h|hrs?|hours?|mins?|minutes?)[ ,]*(?:and )?"
    r"(?P<second>[0-9]{1,2}) ?(?P<rest>h|hrs?|hours?|mins?|minutes?|m|s|secs?|seconds?)?"
)
"""A span of time in two units: `1h 30m`, `2 days 4 hours`."""
_NEXT_UNIT = {"d": "h", "h": "min", "m": "s"}
"""The unit in which the rest of a unit is counted, by first letter."""


def _in_two_units(text: str, match: re.Match[str]) -> Quantity | None:
    """A span of time, in the larger of its two units."""
    unit, following = match["unit"], _NEXT_UNIT[match["unit"][0]]
    if match["rest"] and match["rest"][0] != following[0]:
        return None
    factor = ratio(following, unit) or 0.0
    rest = int(match["second"]) * factor
    return Quantity(text, _rounded(int(match["first"]) + rest), unit) if rest < 1 else None


def both_readings(text: str) -> tuple[str, str] | None:
    """The two quantities that a text may state, written so that each is clear: `1.200 €` is
    `1200 €` in German and `1.2 €` in English. None if only one can be meant.
    """
    text = text.strip()
    match = quantity_pattern().fullmatch(text)
    if match is None or not (_doubtful(text, match) or may_be_decimal(text)):
        return None
    start, end = match.span("num")
    plain = match["num"].replace(",", ".")
    many, few = plain.replace(".", ""), plain.rstrip("0").rstrip(".")
    return f"{text[:start]}{many}{text[end:]}", f"{text[:start]}{few}{text[end:]}"


def may_be_decimal(text: str) -> bool:
    """Whether its comma groups thousands only if no other value has one before a fraction:
    `1,234 €` is 1.234 € beside `12,50 €`.
    """
    match = quantity_pattern().fullmatch(text.strip())
    return match is not None and bool(re.fullmatch(r"[1-9][0-9]{0,2},[0-9]{3}", match["num"]))


def has_decimal_comma(text: str) -> bool:
    """Whether a text is a quantity with a comma before its fraction: `12,5 %`, `1.234,50 €`."""
    if "," not in text or len(text) > _MAX_QUANTITY:
        return False
    match = quantity_pattern().fullmatch(text.strip())
    if match is None:
        return False
    number = re.sub(rf"['’_]|{_BLANK}", "", match["num"])
    decimal = r"[0-9.]*[0-9],(?:[0-9]{1,2}|[0-9]{4,})|0,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+"
    return bool(re.fullmatch(decimal, number))


_MAX_QUANTITY = 60


def _doubtful(text: str, match: re.Match[str]) -> bool:
    """Whether a dot may group thousands or begin a fraction."""
    if not re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", match["num"]):
        return False
    if match["scale"] or match["mag"]:
        return False
    unit = unit_of(_read(text, match, 0.0).unit)
    whole = match["num"].endswith("000")  # nobody writes 1.000 % for 1 %
    long = unit.dimension == "time" and unit.factor > _SECOND
    return whole or long or unit.dimension not in _NATURAL_FRACTIONS


RANGE = (
    r"(?:between )?[^0-9]{0,3}[0-9][0-9.,]*\s*[%a-zA-Z]{0,3}\s*"
    r"(?:[-–—]|\.\.+|to|bis|and|or)\s*[$€£]?[0-9][0-9.,]*.{0,20}"
)
"""How a range of two numbers is written."""
_ONE_TO_TWELVE = "zero one two three four five six seven eight nine ten eleven twelve".split()
_SHARES = {"half": "50%", "a half": "50%", "a third": "33%", "two thirds": "67%",
    "a quarter": "25%", "three quarters": "75%", "all": "100%", "none": "0", "nobody": "0",
    "never": "0", "nothing": "0"}  # fmt: skip
_NOT_KNOWN = (
    r"(?i)\?+|[-–—.…]+|n\.?/?a\.?|tb[cd]\.?|t\.b\.[cd]\.|unknown|open|not (?:yet )?known|xx?|null"
)
_TIMES_MORE = r"(?i)(?:twice|double|thrice|triple|half|halve|ten ?fold)\b.*"


def quantity_hint(text: str) -> tuple[str, str | None]:
    """Why a text is not a quantity and how to write it, with its meaning if that is certain."""
    readings = both_readings(text)
    if readings:
        return f"write {readings[0]} or {readings[1]}, whichever you mean", None
    latin = latin_digits(text)
    if latin != text and quantity(latin):
        return f"write a number with the digits 0 to 9, as in {latin}", latin
    return _hint_by_form(text), _number_in_words(text)


def _number_in_words(text: str) -> str | None:
    """The number that a word names."""
    word = text.strip().casefold()
    return str(_ONE_TO_TWELVE.index(word)) if word in _ONE_TO_TWELVE else None


def _hint_by_form(text: str) -> str:
    """How to write a text that is not a quantity, by what it looks like."""
    text = text.strip()
    if number := _number_in_words(text):
        return f"write {number}"
    if share := _SHARES.get(text.casefold()):
        return f"use a number, such as {share}"
    if re.fullmatch(_NOT_KNOWN, text):
        return "leave it out until you know the number"
    if day(text) or day_meant(text):
        return "use a number (the due date goes in `by`)"
    if re.fullmatch(r"\d{1,3}:\d\d(?::\d\d)?(?:\s*[a-z]+)?", text):
        return "write a span of time as a number with its unit, such as 90 min or 1.5 h"
    if re.fullmatch(_TIMES_MORE, text):
        return "write the number itself, since how many times more depends on the start"
    if re.fullmatch(RANGE, text):
        return "use one number instead of a range: the end that counts"
    if re.fullmatch(r"#(?:REF|VALUE|DIV/0|NAME|NUM|NULL|N/A)[!?]?", text):
        return "leave it empty until you know the value, since that is a spreadsheet error"
    if text.startswith("="):
        return "write the result, since formulas aren't computed here"
    return "use a number with its unit, such as 40%, 24 h, €1.2M or 4.3/5"


def without_unit(text: str) -> tuple[str, str]:
    """A quantity's number and the unit behind it, as written: `6.2` and ` s`; all of it and no unit
    if a sign stands before the number.
    """
    match = quantity_pattern().fullmatch(text)
    if match is None or not match["num"] or match.start("num"):
        return text, ""
    end = match.end("num")
    return text[:end], text[end:]


def number_of(raw: str) -> float:
    """The number of digits with grouping signs."""
    if raw.isdecimal():
        return float(raw)
    raw = re.sub(rf"['’_]|{_BLANK}", "", raw)
    if "," in raw and "." in raw:
        grouping = "," if raw.rindex(",") < raw.rindex(".") else "."
        raw = raw.replace(grouping, "")
    elif raw.count(".") > 1:
        raw = raw.replace(".", "")
    elif raw.count(",") > 1 or re.fullmatch("[1-9][0-9]{0,2},[0-9]{3}", raw):
        raw = raw.replace(",", "")
    return float(raw.replace(",", "."))


def _read(text: str, match: re.Match[str], number: float) -> Quantity:
    """The quantity of a match, with its number."""
    unit = (match["unit"] or "").strip()
    currency = match["cur"] or ""
    written = (match["mag"] or "").strip()
    if written:
        money = bool(currency) or is_money(unit)
        rate = unit.startswith("/")
        if not money and (written in ("m", "b", "T") or (rate and written not in ("k", "K"))):
            unit = f"{written}{'' if rate else ' '}{unit}".strip()  # metres, or bytes a second
        else:
            word = written.lower().rstrip(".")
            number *= _MAGNITUDES.get(word) or _MAGNITUDES[word.removesuffix("s")]
    if (match["sign"] or match["sign2"]) in ("-", "−", "–"):
        number = -number
    if currency:
        unit = f"{currency} {unit}" if unit else currency
    if match["scale"]:
        unit = f"/{match['scale'].replace(',', '.')}{' ' + unit if unit else ''}"
    return Quantity(text.strip(), number, unit, _comparator(match))


def _comparator(match: re.Match[str]) -> Comparator:
    for group, table in (("cmp", _SIGNS), ("before", _BEFORE), ("after", _AFTER)):
        if match[group]:
            found: Comparator = table[" ".join(match[group].lower().split())]  # type: ignore[assignment]
            return found
    return ""


_SLIPS = (1e3, 1e6, 1e9)
"""By how many times a number is too large or too small if its k, M or bn was forgotten, or is one
too many.
"""


def slip(
    value: Quantity, others: Iterable[Quantity | None], *, tenfold: bool = False
) -> float | None:
    """The factor by which a value must be multiplied to lie among others that are close together,
    if it lies far from them without: `€1.3` beside `€1.2M` and `€1.5M`, 85 beside 0.8 and 0.9. With
    `tenfold` a decimal point in the wrong place counts too: 41 beside 4.0 and 4.2.

    None where its order of magnitude is no surprise, or where it cannot be compared.
    """
    signed = [found for other in others if other and (found := other.within(value))]
    if tenfold and any(found * value.number < 0 for found in signed):
        return None  # what crossed zero may be of any size
    known = [abs(found) for found in signed]
    now = abs(value.number)
    if len(known) < _ENOUGH or not now or max(known) > _CLOSE * min(known):
        return None
    low, high = min(known) / _NEAR, max(known) * _NEAR
    far = _FAR_IN_DOUBT if tenfold else _FAR
    if min(known) / far < now < max(known) * far:
        return None
    shares = value.unit == "%" or (not value.unit and max(known) <= 1 < now <= 100)
    sizes: tuple[float, ...] = _SLIPS
    if tenfold:
        sizes = (10.0, 100.0, *_SLIPS)
    elif shares:  # a share is a hundredth of its per cent
        sizes = (100.0, *_SLIPS)
    fitting = [
        factor for size in sizes for factor in (size, 1 / size) if low <= now * factor <= high
    ]
    return fitting[0] if fitting else None


_ENOUGH = 2
"""Others that must agree on the order of magnitude."""
_CLOSE = 3
"""How many times the largest of them may be the smallest."""
_FAR = 20
"""How many times beyond them a value is no measurement any more."""
_FAR_IN_DOUBT = 8
"""How many times beyond them it is worth a question to someone who can answer it."""
_NEAR = 2
"""How many times beyond them it may lie when it is corrected."""


Direction = Literal["up", "down", "hold"]


LIMITS: dict[Comparator, Direction] = {"<": "down", "≤": "down", ">": "up", "≥": "up"}
"""The direction in which a target with a comparator lies."""


def is_met(value: float, target: Quantity, *, falls: bool) -> bool:
    """Whether a number in the unit of a target is there or beyond; `< 5` wants less than 5."""
    if value == target.number:
        return target.comparator != ("<" if falls else ">")
    return value < target.number if falls else value > target.number


def direction(baseline: Quantity | None, target: Quantity | None) -> Direction | None:
    """The direction in which the value should go; None if unknown.

    It is down if the target is lower than the baseline. A target that is a limit (`< 4`) and was
    kept from the start is to be held.
    """
    if target is None:
        return None
    limit = LIMITS.get(target.comparator)
    start = baseline.within(target) if baseline is not None else None
    if start is None:
        return limit
    if target.number == start:
        return "hold"
    way: Direction = "up" if target.number > start else "down"
    return way if limit in (None, way) else "hold"


def progress(
    baseline: Quantity | None, target: Quantity | None, value: Quantity | None
) -> float | None:
    """The share of the way from baseline to target that the value has gone: 0 is none, 1 is all.

    Below 0 it moved the wrong way, above 1 it went beyond the target. None if one of them is
    missing, if they cannot be compared, or if there is no way to go.
    """
    if baseline is None or target is None or value is None:
        return None
    if direction(baseline, target) not in ("up", "down"):
        return None
    unit = target if target.unit or target.number else baseline
    start, end, now = (figure.within(unit) for figure in (baseline, target, value))
    if start is None or end is None or now is None or start == end:
        return None
    return (now - start) / (end - start)
