"""Days and quantities, as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratdocs.model.days import day, day_hint, day_words
from stratdocs.model.values import (
    Quantity,
    both_readings,
    direction,
    progress,
    quantity,
    quantity_hint,
)

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
    assert day_words(date(2027, 3, 1)) == "1 Mar 2027"


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
        ("£1.2m", 1_200_000, "£", ""),
        ("1.2m €", 1_200_000, "€", ""),
        ("1,2 Mio €", 1_200_000, "€", ""),
        ("2 Mrd. €", 2_000_000_000, "€", ""),
        ("900 T€", 900_000, "€", ""),
        ("900 TEUR", 900_000, "EUR", ""),
        ("10 million users", 10_000_000, "users", ""),
        ("€5k/month", 5_000, "€ /month", ""),
        ("40k/month", 40_000, "/month", ""),
        ("1.2 m", 1.2, "m", ""),
        ("5 m/s", 5, "m/s", ""),
        ("5 M/s", 5, "M/s", ""),
        ("US$10", 10, "US$", ""),
        ("R$ 10", 10, "R$", ""),
        ("A$5", 5, "A$", ""),
        ("₹5,00,000", 500_000, "₹", ""),
        ("₹1,23,45,678", 12_345_678, "₹", ""),
        ("₹5 crore", 50_000_000, "₹", ""),
        ("kr 100", 100, "kr", ""),
        ("SEK 5", 5, "SEK", ""),
        ("5 zł", 5, "zł", ""),
        ("Rs 5", 5, "Rs", ""),
        ("₩5", 5, "₩", ""),
        ("CHF 1’200.50", 1_200.5, "CHF", ""),
        ("1\u202f200,50 €", 1_200.5, "€", ""),
        ("1.234,56 €", 1_234.56, "€", ""),
        ("1.200.000 €", 1_200_000, "€", ""),
        ("0,125 l", 0.125, "l", ""),
        ("1234,567", 1_234.567, "", ""),
        ("99.995%", 99.995, "%", ""),
        ("1.125 s", 1.125, "s", ""),
        ("4+", 4, "", "≥"),
        ("85%+", 85, "%", "≥"),
        ("30% or more", 30, "%", "≥"),
        ("12 incidents or fewer", 12, "incidents", "≤"),
        ("At least 30%", 30, "%", "≥"),
        ("at most 5 h", 5, "h", "≤"),
        ("up to 30", 30, "", "≤"),
        ("less than 3 days", 3, "days", "<"),
        ("about 30", 30, "", "~"),
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


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("1.200 €", ("1200 €", "1.2 €")),
        ("€340.000", ("€340000", "€340")),
        ("1.200", ("1200", "1.2")),
        ("> 2.500 customers", ("> 2500 customers", "> 2.5 customers")),
    ],
)
def test_a_dot_before_three_digits_is_asked_about(text: str, readings: tuple[str, str]) -> None:
    assert quantity(text) is None
    assert both_readings(text) == readings
    assert all(map(quantity, readings))


@pytest.mark.parametrize(
    ("text", "wants", "meant"),
    [
        ("1.200 €", "write 1200 € or 1.2 €, whichever you mean", None),
        ("\u0664\u0662%", "write a number with the digits 0 to 9, as in 42%", "42%"),
        ("40-50%", "use one number instead of a range: the end that counts", None),
        ("a lot", "use a number with its unit, such as 40%, 24 h, €1.2M or 4.3/5", None),
    ],
)
def test_a_text_that_is_not_a_quantity_gets_a_hint(
    text: str, wants: str, meant: str | None
) -> None:
    assert quantity_hint(text) == (wants, meant)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("60 min", "1 h"),
        ("500 ms", "0.5 s"),
        ("2 weeks", "14 d"),
        ("1 year", "12 months"),
        ("300 bp", "3%"),
        ("5 percent", "5%"),
        ("€1.2M", "1,200,000 EUR"),
        ("US$10", "USD 10"),
        ("€40/month", "40 € per month"),
        ("1 incident", "1 Incidents"),
        ("2 support tickets a week", "2 Support Ticket per week"),
        ("0.1 h", "6 min"),
        ("at least 30%", "≥ 30 %"),
    ],
)
def test_quantities_are_equal_if_they_mean_the_same(first: str, second: str) -> None:
    assert quantity(first) == quantity(second)
    assert hash(quantity(first)) == hash(quantity(second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("40", "40%"),
        ("0", "0%"),
        ("30 d", "1 month"),
        ("3 pp", "3%"),
        ("5 m", "5 min"),
        ("A$5", "US$5"),
        ("€5", "€5/month"),
        ("5 MB", "5 Mb"),
        ("5 h", "< 5 h"),
        ("12 calls", "12 tickets"),
    ],
)
def test_quantities_of_different_meaning_differ(first: str, second: str) -> None:
    assert quantity(first) != quantity(second)


@pytest.mark.parametrize(
    ("value", "like", "number"),
    [
        ("90 min", "2 h", 1.5),
        ("2 weeks", "3 days", 14),
        ("1 incident", "12 incidents", 1),
        ("0", "50%", 0),
        ("45%", "0", 45),
        ("40%", "45% of clinics", 40),
        ("300 bp", "3 pp", 3),
        ("40", "45%", None),
        ("0.4", "45%", 40),
        ("40%", "0.7", 0.4),
        ("0.6", "500 bp", 6000),
        ("0.6", "0.4%", None),
        ("3%", "0.7", None),
        ("1", "45%", None),
        ("30 days", "1 month", None),
        ("€320k", "+10%", None),
        ("5 pp", "30%", None),
    ],
)
def test_a_quantity_has_a_number_in_a_unit_that_measures_the_same(
    value: str, like: str, number: float | None
) -> None:
    found, other = quantity(value), quantity(like)

    assert found
    assert other
    assert found.within(other) == number


_TIMES = st.sampled_from(["ms", "s", "min", "h", "days", "weeks"])


@given(st.integers(-(10**6), 10**6), _TIMES, _TIMES)
def test_a_conversion_is_undone_by_its_reverse(number: int, unit: str, other: str) -> None:
    value, like = Quantity("", number, unit), Quantity("", 1, other)
    there = value.within(like)
    assert there is not None

    assert Quantity("", there, other).within(value) == pytest.approx(number)


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_units_can_be_asked_whether_they_compare(unit: str, other_unit: str) -> None:
    first, second = Quantity("", 3.0, unit), Quantity("", 4.0, other_unit)

    assert (first.within(second) is None) == (second.within(first) is None)
    assert first.within(first) == 3.0
    assert isinstance(hash(first), int)


_SIGNS = "0123456789.,' \u202f€$%kKmM<>+-~/h"


@given(st.text(_SIGNS, min_size=1, max_size=14))
def test_what_is_read_again_is_the_same(text: str) -> None:
    found = quantity(text)

    assert found is None or quantity(found.text) == found
    assert quantity_hint(text)[0]


@given(st.text(max_size=30))
def test_any_text_has_a_hint(text: str) -> None:
    assert quantity_hint(text)[0]
    assert day_hint(text) is None or day(text) is None


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2027-06-31", "June has 30 days"),
        ("2027-02-29", "February 2027 has 28 days"),
        ("31 June 2027", "June has 30 days"),
        ("31.06.2027", "June has 30 days"),
        ("2027-13-01", "a year has 12 months"),
        ("2027-06-30", None),
        ("soon", None),
    ],
)
def test_a_day_that_does_not_exist_has_a_hint(text: str, hint: str | None) -> None:
    assert day_hint(text) == hint


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
        ("3 d", "2 h", "down"),
        ("3 d", "2%", None),
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
