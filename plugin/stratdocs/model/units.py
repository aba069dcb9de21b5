"""Units in which people write quantities: which are the same, and how one is converted to another.

Only exact conversions are known. A month has no certain number of days, `m` may be minutes, metres
or millions, and a percentage point is not a per cent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple


class Unit(NamedTuple):
    """What a unit measures, by which units are compared."""

    dimension: str
    """What is measured: `time`, `%`, `EUR`, `incident`; empty for a bare number."""
    factor: float = 1.0
    """How many of the smallest unit of the dimension it is."""
    tail: str = ""
    """What follows, in its simplest words: `per month`, `of clinic`."""


def _listed(dimension: str, factors: Mapping[str, float]) -> dict[str, Unit]:
    return {
        word: Unit(dimension, factor) for words, factor in factors.items() for word in words.split()
    }


_UNITS: dict[str, Unit] = {
    **_listed(
        "time",
        {
            "µs μs us microsecond microseconds": 0.001,
            "ms msec millisecond milliseconds": 1,
            "s sec secs second seconds sekunde sekunden seconde secondes segundo segundos": 1_000,
            "min mins min. minute minutes minuten minuto minutos": 60_000,
            "h hr hrs hour hours std std. stunde stunden heure heures hora horas": 3_600_000,
            "d day days tag tage tagen jour jours día días dia dias giorno giorni": 86_400_000,
            "w wk wks week weeks woche wochen semaine semaines semana semanas": 604_800_000,
            "fortnight fortnights": 1_209_600_000,
        },
    ),
    **_listed(
        "months",
        {
            "mo mos month months monat monate monaten mois mes meses mese mesi": 1,
            "quarter quarters quartal quartale trimestre trimestres": 3,
            "y yr yrs year years jahr jahre jahren année années año años anno anni": 12,
        },
    ),
    **_listed("%", {"% percent pct pct. prozent ٪ ﹪ ％": 1, "bp bps": 0.01, "‰": 0.1}),
    **_listed("multiple", {"x × times": 1}),
    "per cent": Unit("%"),
    "pour cent": Unit("%"),
    "por ciento": Unit("%"),
    "per cento": Unit("%"),
    "per mille": Unit("%", 0.1),
    "basis point": Unit("%", 0.01),
    "basis points": Unit("%", 0.01),
    **_listed("pp", {"pp pps ppt ppts p.p. %-points": 1}),
    "percentage point": Unit("pp"),
    "percentage points": Unit("pp"),
    "percent points": Unit("pp"),
    "% points": Unit("pp"),
    "pct points": Unit("pp"),
    **_listed("EUR", {"€ eur euro euros": 1}),
    **_listed("USD", {"$ us$ usd dollar dollars": 1}),
    **_listed("GBP", {"£ gbp": 1}),
    **_listed("INR", {"₹ rs rs. inr rupee rupees": 1}),
    **_listed("CHF", {"chf sfr sfr. fr fr.": 1}),
    **_listed("AUD", {"a$ au$ aud": 1}),
    **_listed("CAD", {"c$ ca$ cad": 1}),
    **_listed("NZD", {"nz$ nzd": 1}),
    **_listed("HKD", {"hk$ hkd": 1}),
    **_listed("SGD", {"s$ sgd": 1}),
    **_listed("MXN", {"mx$ mxn": 1}),
    **_listed("TWD", {"nt$ twd": 1}),
    **_listed("BRL", {"r$ brl": 1}),
    **_listed("KRW", {"₩ krw": 1}),
    **_listed("PLN", {"zł pln": 1}),
    **_listed("CZK", {"kč czk": 1}),
    **_listed("TRY", {"₺ try": 1}),
    **_listed("RUB", {"₽ rub": 1}),
    **_listed("UAH", {"₴ uah": 1}),
    **_listed("ILS", {"₪ ils": 1}),
    **_listed("NGN", {"₦ ngn": 1}),
    **_listed("VND", {"₫ vnd": 1}),
    **_listed("THB", {"฿ thb": 1}),
    **_listed("PHP", {"₱ php": 1}),
    **_listed("HUF", {"ft huf": 1}),
    **_listed("kr", {"kr kr.": 1}),  # Swedish, Norwegian, Danish or Icelandic
    **_listed("¥", {"¥": 1}),  # Japanese or Chinese
    **_listed("person-day", {"pd person-day person-days": 1}),
    "person day": Unit("person-day"),
    "person days": Unit("person-day"),
    **_listed(
        "weight", {"g gram grams": 1, "kg kilogram kilograms": 1_000, "t tonne tonnes": 1_000_000}
    ),
}
"""By their lower-case spelling."""
_CASED: dict[str, Unit] = {
    **_listed("bytes", {"kB KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12}),
    **_listed("energy", {"Wh": 1, "kWh": 1e3, "MWh": 1e6, "GWh": 1e9}),
    **_listed("power", {"kW": 1, "MW": 1e3, "GW": 1e6}),
}
"""Units that mean something else in lower case."""

CURRENCIES = frozenset(
    """EUR USD GBP INR CHF AUD CAD NZD HKD SGD MXN TWD BRL KRW PLN CZK TRY RUB UAH ILS NGN VND THB
    PHP HUF kr ¥ SEK NOK DKK JPY CNY ZAR AED SAR RON BGN ISK""".split()
)
"""Dimensions that are money."""

_TAIL = r"\s*(?:/\s*|\b(?:per|an?|each|every|pro|par|of|for|in)\s+|(?:p\.\s?a\.)$)"
_PLURALS = (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("s", ""))
_IRREGULAR = {
    "pt": "point",
    "pts": "point",
    "people": "person",
    "children": "child",
    "men": "man",
    "women": "woman",
}
_TAIL_WORDS = {
    "s": "second", "sec": "second", "min": "minute", "h": "hour", "hr": "hour", "d": "day",
    "w": "week", "wk": "week", "mo": "month", "yr": "year", "y": "year", "annum": "year",
    "tag": "day", "woche": "week", "monat": "month", "quartal": "quarter", "jahr": "year",
    "jour": "day", "semaine": "week", "mois": "month", "an": "year",
}  # fmt: skip
_ADVERBS = {
    "daily": "per day", "weekly": "per week", "monthly": "per month", "quarterly": "per quarter",
    "yearly": "per year", "annually": "per year", "a year": "per year",
}  # fmt: skip


@lru_cache(maxsize=1024)
def unit_of(text: str) -> Unit:
    """What a unit measures: `min` and `hours` both measure time, `€/mo` is `EUR per month`."""
    if not text:
        return _NONE
    text = " ".join(text.split())
    known = _known(text)
    if known is not None:
        return known
    if text.startswith("/") and text[1:2].isdigit():  # out of so many
        scale, _, rest = text.partition(" ")
        return Unit(scale, 1.0, _simple(rest))
    cut = re.search(_TAIL, text.casefold())
    head, tail = (text[: cut.start()], text[cut.start() :]) if cut else (text, "")
    known = _NONE if not head else _known(head)
    if known is not None:
        return known._replace(tail=_tail(tail))
    first, _, rest = head.partition(" ")
    known = _known(first)
    if known is not None and known.dimension in CURRENCIES:
        words = _simple(f"{rest} {_tail(tail)}")
        return known._replace(tail=_ADVERBS.get(words, words))
    simple = _simple(head)
    if simple in _DIMENSIONS:  # "two times" measures no time
        simple = f"{simple} (counted)"
    return Unit(simple, 1.0, _tail(tail))


_NONE = Unit("")


def _known(text: str) -> Unit | None:
    known = _CASED.get(text) or _UNITS.get(text.casefold())
    if known is None and text in CURRENCIES:
        return Unit(text)
    return known


def _tail(text: str) -> str:
    text = text.strip().casefold()
    if text.replace(" ", "") == "p.a.":
        return "per year"
    for sign in ("/", "per ", "an ", "a ", "each ", "every ", "pro ", "par "):
        if text.startswith(sign):
            words = _simple(text[len(sign) :])
            return f"per {_TAIL_WORDS.get(words, words)}"
    return _simple(text)


def _simple(text: str) -> str:
    """Words in small letters and in the singular."""
    return " ".join(map(_singular, text.casefold().split()))


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 3 and not word.endswith(("ss", "us", "is")):
        for ending, singular in _PLURALS:
            if word.endswith(ending):
                return word.removesuffix(ending) + singular
    return word


def ratio(unit: str, into: str) -> float | None:
    """The factor that converts a number in a unit into another; None if there is none."""
    if unit == into:
        return 1.0
    first, second = unit_of(unit), unit_of(into)
    if first.tail != second.tail and not _narrower(first.tail, second.tail):
        return None
    if first.dimension == second.dimension:
        return first.factor / second.factor
    if {first.dimension, second.dimension} == {"%", "pp"}:
        # a hundred basis points are one point, and one per cent; a point is not a per cent
        if first.factor == 0.01 or second.factor == 0.01:
            return first.factor / second.factor
    return None


def _narrower(first: str, second: str) -> bool:
    """Whether only one of two units says of what: `40%` and `45% of clinics`."""
    return (not first or not second) and (first + second).startswith(("of ", "in ", "for "))


TIME_WORDS = frozenset(
    word for word, unit in _UNITS.items() if unit.dimension in ("time", "months") and word != "ms"
)
"""The words for units of time."""


# --- amounts of work ------------------------------------------------------------------------------

WORKING_TIME = "working time"
"""The dimension of amounts of work in time; their factor is in working days."""
PEOPLE = "people"
"""The dimension of amounts of work in people who work on it full time while it lasts."""
DAYS_A_MONTH = 20
"""Working days in a month, so that a quarter has 60: four weeks of five days of eight hours, as
planning tools count by default (Microsoft Project, Jira). The 21.7 weekdays of a month, less public
holidays and leave, come to a little less.
"""

_WORKING_DAYS = {60_000.0: 1 / 480, 3_600_000.0: 1 / 8, 86_400_000.0: 1.0, 604_800_000.0: 5.0}
"""By the factor of the unit of time."""
_EFFORT_UNITS: dict[str, Unit] = {
    **_listed(WORKING_TIME, {"person-day md pd": 1, "pw": 5, "pm": DAYS_A_MONTH}),
    **_listed(PEOPLE, {"fte person head headcount developer engineer": 1}),
    "full-time equivalent": Unit(PEOPLE),
    "full time equivalent": Unit(PEOPLE),
    **_listed("point", {"pt pts point sp": 1}),
    "story point": Unit("point"),
}
_WORKER = re.compile(
    r"(?:person|people|man|men|developer|dev|engineer|engineering|staff|fte|working|work|business)"
    r"s?[ -]?(?=[a-z])"
)


@lru_cache(maxsize=256)
def effort_unit(text: str) -> Unit:
    """What a unit measures where it says how much work something is: `h`, `person-weeks`, `FTE`.

    A day of work has eight hours, so that `h`, `d` and their like are not converted as `unit_of`
    does. `m` may be minutes or months, and is neither.
    """
    unit = unit_of(text)
    dimension = unit.dimension
    known = _EFFORT_UNITS.get(dimension)
    if known is None and (worker := _WORKER.match(dimension)):
        known = effort_unit(dimension[worker.end() :])
        known = known if known.dimension == WORKING_TIME else None
    if known is not None:
        return known._replace(tail=unit.tail)
    if dimension == "months":
        return Unit(WORKING_TIME, unit.factor * DAYS_A_MONTH, unit.tail)
    if dimension == "time" and unit.factor in _WORKING_DAYS:
        return Unit(WORKING_TIME, _WORKING_DAYS[unit.factor], unit.tail)
    return unit


def is_money(unit: str) -> bool:
    """Whether a unit begins with a currency."""
    return unit_of(unit).dimension in CURRENCIES


def is_known(unit: str) -> bool:
    """Whether it is a unit of measure or a currency, and not a word for what is counted."""
    return unit_of(unit).dimension in _DIMENSIONS


_DIMENSIONS = (
    frozenset(unit.dimension for unit in (*_UNITS.values(), *_CASED.values())) | CURRENCIES
) - {"multiple"}


def latin_digits(text: str) -> str:
    """The text with the digits of other scripts as 0 to 9."""
    if text.isascii():
        return text
    digits = (str(int(sign)) if sign.isdecimal() else sign for sign in text)
    return "".join(digits).replace("٪", "%").replace("％", "%")
