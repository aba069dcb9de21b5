"""Periods, days and quantities, as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratdocs.model.values import (
    Quantity,
    day,
    day_words,
    direction,
    period,
    progress,
    quantity,
)

# --- periods -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "start", "end", "months", "words"),
    [
        ("2027", date(2027, 1, 1), date(2027, 12, 31), 12, "2027"),
        ("2027-H1", date(2027, 1, 1), date(2027, 6, 30), 6, "first half of 2027"),
        ("2027-H2", date(2027, 7, 1), date(2027, 12, 31), 6, "second half of 2027"),
        ("2027-Q1", date(2027, 1, 1), date(2027, 3, 31), 3, "first quarter of 2027"),
        ("2027-Q2", date(2027, 4, 1), date(2027, 6, 30), 3, "second quarter of 2027"),
        ("2027-Q3", date(2027, 7, 1), date(2027, 9, 30), 3, "third quarter of 2027"),
        ("2027-Q4", date(2027, 10, 1), date(2027, 12, 31), 3, "fourth quarter of 2027"),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29), 1, "February 2028"),
        ("2027-12", date(2027, 12, 1), date(2027, 12, 31), 1, "December 2027"),
    ],
)
def test_a_period_is_a_span_of_days(
    text: str, start: date, end: date, months: int, words: str
) -> None:
    found = period(text)

    assert found is not None
    assert (found.text, found.start, found.end) == (text, start, end)
    assert (str(found), found.months, found.words) == (text, months, words)


@pytest.mark.parametrize(
    ("text", "short"),
    [("2027", "2027"), ("2027-H2", "H2 2027"), ("2027-Q1", "Q1 2027"), ("2028-02", "Feb 2028")],
)
def test_a_period_can_be_short(text: str, short: str) -> None:
    found = period(text)

    assert found is not None
    assert found.short == short


@pytest.mark.parametrize(
    "text",
    ["", "27", "2027-Q5", "2027-Q0", "2027-H3", "2027-13", "2027-00", "2027-1", "2027Q1", "Q1 2027",
     "2027-q1", "2027-03-31", "0000", "2027 ", "next year"],
)  # fmt: skip
def test_a_text_that_names_no_period_is_none(text: str) -> None:
    assert period(text) is None


def test_periods_contain_and_overlap() -> None:
    year, half, quarter, month = (period(t) for t in ("2027", "2027-H1", "2027-Q2", "2027-07"))

    assert year
    assert half
    assert quarter
    assert month
    assert year.contains(half)
    assert half.contains(quarter)
    assert half.contains(half)
    assert not quarter.contains(half)
    assert not half.contains(month)
    assert year.overlaps(month)
    assert not half.overlaps(month)
    assert quarter.includes(date(2027, 4, 1))
    assert quarter.includes(date(2027, 6, 30))
    assert not quarter.includes(date(2027, 7, 1))


# --- days ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2027",
        "2027-3-1",
        "2027-02-29",
        "31.3.2027",
        "2027-03-31T10:00",
        "20270331",
        "2027-W01-1",
    ],
)
def test_a_text_that_names_no_day_is_none(text: str) -> None:
    assert day(text) is None


def test_a_day_is_a_date_and_has_words() -> None:
    assert day("2027-03-31") == date(2027, 3, 31)
    assert day_words(date(2027, 3, 1)) == "1 March 2027"


# --- quantities ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number", "unit", "comparator"),
    [
        ("40%", 40, "%", ""),
        ("40 %", 40, "%", ""),
        ("24 h", 24, "h", ""),
        ("24h", 24, "h", ""),
        ("0", 0, "", ""),
        ("4.3/5", 4.3, "/5", ""),
        ("8 / 10", 8, "/10", ""),
        ("€1.2M", 1_200_000, "€", ""),
        ("€ 1.2M", 1_200_000, "€", ""),
        ("1.2M EUR", 1_200_000, "EUR", ""),
        ("1.2 M€", 1_200_000, "€", ""),
        ("NOK 40k", 40_000, "NOK", ""),
        ("$3bn", 3_000_000_000, "$", ""),
        ("CHF 12'000", 12_000, "CHF", ""),
        ("12,000", 12_000, "", ""),
        ("1,234,567", 1_234_567, "", ""),
        ("1 200", 1_200, "", ""),
        ("1\u202f200 km", 1_200, "km", ""),
        ("1,5 h", 1.5, "h", ""),
        ("12,000.50", 12_000.5, "", ""),
        (".5", 0.5, "", ""),
        ("< 2 s", 2, "s", "<"),
        ("<= 2 s", 2, "s", "≤"),
        ("≥ 95%", 95, "%", "≥"),
        (">= 95%", 95, "%", "≥"),
        ("> 95%", 95, "%", ">"),
        ("~ 30", 30, "", "~"),
        ("≈30", 30, "", "~"),
        ("-3 pp", -3, "pp", ""),
        ("−3 pp", -3, "pp", ""),
        ("+3 pp", 3, "pp", ""),
        ("€-40", -40, "€", ""),
        ("-€40", -40, "€", ""),
        ("3x", 3, "x", ""),
        ("40k", 40_000, "", ""),
        ("40 k", 40_000, "", ""),
        ("8 d", 8, "d", ""),
        ("5 km", 5, "km", ""),
        ("5 MB", 5, "MB", ""),
        ("3 Kilos", 3, "Kilos", ""),
        ("2 support tickets a week", 2, "support tickets a week", ""),
        ("40 per 1,000 members", 40, "per 1,000 members", ""),
        (" 40% ", 40, "%", ""),
    ],
)
def test_a_quantity_is_a_number_with_its_unit(
    text: str, number: float, unit: str, comparator: str
) -> None:
    found = quantity(text)

    assert found is not None
    assert found.number == pytest.approx(number)
    assert (found.unit, found.comparator) == (unit, comparator)
    assert str(found) == text.strip()


@pytest.mark.parametrize(
    "text",
    ["", " ", "a lot", "%", "h", "many 40", "1.2.3", "--3", "€", "<", "40-50%", "40–50%",
     "2027-03-31", "NaN", "inf", "1e5", "12,00,00", "forty", "/5", "5/", "\u0664\u0662",
     "40 of something that needs more words than any unit ever had"],
)  # fmt: skip
def test_a_text_that_states_no_quantity_is_none(text: str) -> None:
    assert quantity(text) is None


@given(st.text(max_size=30))
def test_any_text_is_a_quantity_or_none(text: str) -> None:
    found = quantity(text)

    assert found is None or found.text == text.strip()


@given(st.integers(-(10**9), 10**9), st.sampled_from(["", "%", " h", " €", "/5"]))
def test_whole_numbers_are_read_as_they_are(number: int, unit: str) -> None:
    found = quantity(f"{number}{unit}")

    assert found is not None
    assert found.number == number
    assert found.unit == unit.strip()


# --- from where to where -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("baseline", "target", "expected"),
    [
        ("40%", "55%", "up"),
        ("24 h", "12 h", "down"),
        ("99%", "99%", "hold"),
        (None, "55%", None),
        (None, "< 2 s", "down"),
        (None, "≤ 2 s", "down"),
        (None, "≥ 95%", "up"),
        ("3 d", "< 2 h", "down"),
        ("3 d", "2 h", None),
        ("40%", None, None),
        ("-3 pp", "0 pp", "up"),
    ],
)
def test_the_direction_follows_from_the_target(
    baseline: str | None, target: str | None, expected: str | None
) -> None:
    assert direction(_read(baseline), _read(target)) == expected


@pytest.mark.parametrize(
    ("baseline", "target", "value", "expected"),
    [
        ("40%", "50%", "45%", 0.5),
        ("40%", "50%", "40%", 0),
        ("40%", "50%", "50%", 1),
        ("40%", "50%", "55%", 1.5),
        ("40%", "50%", "35%", -0.5),
        ("24 h", "12 h", "18 h", 0.5),
        ("24 h", "12 h", "30 h", -0.5),
        ("24 h", "12 h", "6 h", 1.5),
        ("€1.2M", "€2.2M", "€1700k", 0.5),
        ("-3 pp", "3 pp", "0 pp", 0.5),
        ("40%", "40%", "40%", None),
        ("40%", "50", "45%", None),
        (None, "50%", "45%", None),
        ("40%", None, "45%", None),
        ("40%", "50%", None, None),
    ],
)
def test_progress_is_the_share_of_the_way_that_is_done(
    baseline: str | None, target: str | None, value: str | None, expected: float | None
) -> None:
    actual = progress(_read(baseline), _read(target), _read(value))

    assert actual == (None if expected is None else pytest.approx(expected))


def _read(text: str | None) -> Quantity | None:
    return None if text is None else quantity(text)
