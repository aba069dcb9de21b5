"""Periods as people write them: named ones, fiscal years, free ranges."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from conftest import stack_of
from hypothesis import given
from hypothesis import strategies as st

from stratdocs.analysis.capacity import team_loads
from stratdocs.analysis.rhythm import on_time_by_quarter
from stratdocs.linting.lint import lint
from stratdocs.model.diff import diff
from stratdocs.model.history import Reader
from stratdocs.model.kinds import Objective
from stratdocs.model.periods import (
    NO_FISCAL_YEAR,
    NOTATION,
    PERIOD,
    Calendar,
    period,
    period_hint,
    period_meant,
)
from stratdocs.model.stack import load
from stratdocs.site.query import query
from stratdocs.site.views.page import SiteContext

FEBRUARY = Calendar(2)
TWO_YEARS = "write two whole years as 2024..2025; write FY25 for the fiscal year that ends in 2025"
NO_START = "a fiscal year needs the month in which yours starts, as in settings: {year_starts: 02}"


@pytest.mark.parametrize(
    ("text", "start", "end", "months", "words"),
    [
        ("2027", date(2027, 1, 1), date(2027, 12, 31), 12, "2027"),
        ("2027-H1", date(2027, 1, 1), date(2027, 6, 30), 6, "H1 2027"),
        ("2027-H2", date(2027, 7, 1), date(2027, 12, 31), 6, "H2 2027"),
        ("2027-Q1", date(2027, 1, 1), date(2027, 3, 31), 3, "Q1 2027"),
        ("2027-Q2", date(2027, 4, 1), date(2027, 6, 30), 3, "Q2 2027"),
        ("2027-Q3", date(2027, 7, 1), date(2027, 9, 30), 3, "Q3 2027"),
        ("2027-Q4", date(2027, 10, 1), date(2027, 12, 31), 3, "Q4 2027"),
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


# --- fiscal years and free ranges -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "start", "end", "months", "words", "short"),
    [
        ("FY27", (2026, 2, 1), (2027, 1, 31), 12, "FY27", "FY27"),
        ("FY2027", (2026, 2, 1), (2027, 1, 31), 12, "FY27", "FY27"),
        ("FY27-H2", (2026, 8, 1), (2027, 1, 31), 6, "H2 FY27", "H2 FY27"),
        ("FY27-Q1", (2026, 2, 1), (2026, 4, 30), 3, "Q1 FY27", "Q1 FY27"),
        ("FY27-Q4", (2026, 11, 1), (2027, 1, 31), 3, "Q4 FY27", "Q4 FY27"),
        ("2026-02..2026-04", (2026, 2, 1), (2026, 4, 30), 3, "February to April 2026",
         "Feb–Apr 2026"),
        ("2026-11..2027-01", (2026, 11, 1), (2027, 1, 31), 3, "November 2026 to January 2027",
         "Nov 2026–Jan 2027"),
        ("2026-02-15..2026-04-30", (2026, 2, 15), (2026, 4, 30), 2,
         "15 Feb 2026 to 30 Apr 2026", "15 Feb 2026 to 30 Apr 2026"),
        ("FY27-Q1..FY27-Q2", (2026, 2, 1), (2026, 7, 31), 6, "February to July 2026",
         "Feb–Jul 2026"),
        ("2027..2029", (2027, 1, 1), (2029, 12, 31), 36, "January 2027 to December 2029",
         "Jan 2027–Dec 2029"),
        ("2027-Q1", (2027, 1, 1), (2027, 3, 31), 3, "Q1 2027", "Q1 2027"),
    ],
)  # fmt: skip
def test_with_a_year_that_starts_in_february(
    text: str,
    start: tuple[int, int, int],
    end: tuple[int, int, int],
    months: int,
    words: str,
    short: str,
) -> None:
    found = FEBRUARY.period(text)

    assert found is not None
    assert (found.start, found.end) == (date(*start), date(*end))
    assert (found.months, found.words, found.short) == (months, words, short)
    assert PERIOD.fullmatch(text)


@pytest.mark.parametrize(
    ("starts", "first", "last"),
    [
        (1, date(2027, 1, 1), date(2027, 12, 31)),
        (4, date(2026, 4, 1), date(2027, 3, 31)),
        (7, date(2026, 7, 1), date(2027, 6, 30)),
        (12, date(2026, 12, 1), date(2027, 11, 30)),
    ],
)
def test_a_fiscal_year_is_named_for_the_year_in_which_it_ends(
    starts: int, first: date, last: date
) -> None:
    found = Calendar(starts).period("FY27")

    assert found is not None
    assert (found.start, found.end) == (first, last)


def test_a_fiscal_year_has_no_days_until_somebody_says_when_it_starts() -> None:
    assert period("FY27") is None
    assert period("FY27-Q1..FY27-Q2") is None


def test_periods_of_the_same_days_are_equal_however_they_are_written() -> None:
    written = [FEBRUARY.period(t) for t in ("FY27-Q1", "FY2027-Q1", "2026-02..2026-04")]

    assert len(set(written)) == 1
    assert written[0] != FEBRUARY.period("FY27-Q2")


@given(
    st.dates(date(2, 1, 1), date(9998, 12, 31)),
    st.integers(1, 12) | st.none(),
    st.sampled_from((1, 3, 6, 12)),
)
def test_the_period_around_a_day_includes_it_and_can_be_read_again(
    day: date, starts: int | None, months: int
) -> None:
    calendar = Calendar(starts)
    found = calendar.around(day, months)

    assert found.includes(day)
    assert found.months == months
    assert calendar.period(found.text) == found
    assert calendar.quarter(calendar.quarter_number(day)) == calendar.around(day, 3)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Q1 2027", "2027-Q1"),
        ("q3/2027", "2027-Q3"),
        ("2027 Q4", "2027-Q4"),
        ("2027Q2", "2027-Q2"),
        ("2027-q1", "2027-Q1"),
        ("1Q27", "2027-Q1"),
        ("Q1 27", "2027-Q1"),
        ("Q1'27", "2027-Q1"),
        ("T1 2027", "2027-Q1"),
        ("S2 2027", "2027-H2"),
        ("H2 2027", "2027-H2"),
        ("first quarter of 2027", "2027-Q1"),
        ("2nd half 2027", "2027-H2"),
        ("March 2027", "2027-03"),
        ("Mar. 2027", "2027-03"),
        ("Sept 2027", "2027-09"),
        ("2027/3", "2027-03"),
        ("11/2027", "2027-11"),
        ("FY 27", "FY27"),
        ("fy2027", "FY27"),
        ("FY26/27", "FY27"),
        ("Q1 FY27", "FY27-Q1"),
        ("FY27 H2", "FY27-H2"),
        ("Feb-Apr 2026", "2026-02..2026-04"),
        ("February to April 2026", "2026-02..2026-04"),
        ("Nov 2026 – Jan 2027", "2026-11..2027-01"),
        ("2026-02/2026-04", "2026-02..2026-04"),
        ("2026-02 to 2026-04", "2026-02..2026-04"),
        ("2026-02-01 - 2026-04-30", "2026-02-01..2026-04-30"),
        ("1 March 2027 to 31 May 2027", "2027-03-01..2027-05-31"),
        ("Q1-Q2 2026", "2026-Q1..2026-Q2"),
        ("2026-Q1/Q2", "2026-Q1..2026-Q2"),
        ("2027-W12", "2027-03-22..2027-03-28"),
        ("Q5 2027", None),
        ("H3 2027", None),
        ("13/2027", None),
        ("2024-2025", None),
        ("2024/25", None),
        ("April 2026 to February 2026", None),
        ("soon 2027", None),
        ("2027-1", None),
    ],
)
def test_periods_in_other_notations(text: str, meant: str | None) -> None:
    assert period_meant(text) == meant


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("T1 2027", "write 2027-Q1"),
        ("2024-2025", TWO_YEARS),
        ("2024/25", TWO_YEARS),
        ("2025-2027", "write two whole years as 2025..2027"),
        ("2027-04..2027-02", "it ends before it starts"),
        ("Q2", "add the year, as in 2027-Q2"),
        ("2027-Q5", "a year has 4 quarters"),
        ("H3 2027", "a year has 2 halves"),
        ("2027-13", "a year has 12 months"),
        ("2027-03-31", "one day isn't a period; write its month, 2027-03"),
        ("spring 2027", "write a season by its months, as in 2027-03..2027-05"),
        ("FY27", NO_START),
        ("soon", f"use {NOTATION}"),
    ],
)
def test_a_text_that_names_no_period_gets_a_hint(text: str, hint: str) -> None:
    assert period_hint(text, NO_FISCAL_YEAR) == hint


@given(st.text(alphabet="0123456789FYQHTS-./ aébmto…–'", max_size=24))
def test_any_text_is_a_period_or_gets_a_hint(text: str) -> None:
    meant = period_meant(text)

    assert meant is None or period(meant, 1) is not None
    assert period_hint(text, NO_FISCAL_YEAR)


# --- what reckons with them -----------------------------------------------------------------------

FISCAL = """
settings: {year_starts: 02}
strategies:
  - {id: s, title: Win clinics before the chains do, level: company, period: FY27}
teams:
  - {id: t, title: T, capacity: 60 d}
objectives:
  - {id: o, title: New clinics get value in their first week, serves: s, team: t, period: FY27-Q4}
  - {id: p, title: Clinics pay in time, serves: s, team: t, period: 2026-02..2026-04}
work:
  - {id: w, title: Import lists, serves: o, due: 2027-01-20, estimate: 50 d, status: on_track}
  - {id: v, title: Export lists, serves: o, due: 2026-01-20, estimate: 9 d, status: done}
"""


def test_capacity_and_delivery_are_counted_by_fiscal_quarter() -> None:
    stack = stack_of(FISCAL)

    assert [str(load.period) for load in team_loads(stack)] == ["FY27-Q4", "FY26-Q4"]
    assert [str(quarter) for quarter, _ in on_time_by_quarter(stack)] == ["FY27-Q4"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("period == FY27-Q4", ["o"]),
        ("period == FY27-Q1", ["p"]),
        ("period == 2026-02..2026-04", ["p"]),
        ("period in FY27", ["o", "p"]),
        ("period < 2026-11", ["p"]),
    ],
)
def test_filters_know_fiscal_years_and_ranges(asked: str, found: list[str]) -> None:
    stack = stack_of(FISCAL)
    test = query(asked, (Objective,), stack).test

    assert test is not None
    context = SiteContext(stack, lint(stack))
    assert [item.id for item in stack.of(Objective) if test(context, item)] == found


def test_a_different_notation_of_a_period_is_not_a_change() -> None:
    after = FISCAL.replace("FY27-Q4", "2026-11..2027-01").replace("period: FY27", "period: FY2027")

    assert moved_periods(after) == []


def test_a_different_start_of_the_year_moves_what_is_dated_by_it() -> None:
    assert moved_periods(FISCAL.replace("02}", "04}")) == ["s", "o"]


def moved_periods(after: str) -> list[str]:
    """The items of the fiscal strategy that differ afterwards."""
    items = zip(stack_of(FISCAL).entities, stack_of(after).entities, strict=True)
    return [new.id for old, new in items if [*diff(old, new)]]


def test_old_versions_are_read_with_the_same_year() -> None:
    text = "bets: [{id: b, title: B, period: FY27-Q1, status: committed}]"
    snapshot = (Reader(calendar=FEBRUARY).read(text) or {})["b"]

    assert snapshot.values["period"] == FEBRUARY.period("FY27-Q1")


@pytest.mark.parametrize(
    ("written", "shown", "hint"),
    [
        ("02", None, ""),
        ("2", None, ""),
        ("12", None, ""),
        ("February", "February", "; did you mean 02?"),
        ("13", "13", ""),
    ],
)
def test_the_setting_is_a_month(
    check: Callable[[str], list[str]], written: str, shown: str | None, hint: str
) -> None:
    text = f"settings: {{year_starts: {written}}}\n" + FISCAL.split("}", 1)[1].lstrip()
    expected = (
        f'1:25: error invalid-value: year_starts "{shown}" isn\'t a month; use 01 to 12 for the '
        f"month in which your fiscal year starts{hint}"
    )

    found = [line for line in check(text) if "year_starts" in line]

    assert found == ([] if shown is None else [expected])


def test_two_files_that_start_the_year_in_different_months_are_reported() -> None:
    texts = {
        "a.yml": "settings: {year_starts: 02}\nobjectives: [{id: o, title: O, period: FY27}]\n",
        "b.yml": "settings: {year_starts: 4}\n",
        "c.yml": "settings: {year_starts: 04}\n",
    }
    found = [
        finding
        for finding in lint(load(texts, today=date(2027, 2, 1)))
        if finding.field == "settings"
    ]

    assert [(finding.span.path, finding.message) for finding in found] == [
        (
            name,
            "year_starts is 04 here and 02 in a.yml, line 1; set it once",
        )
        for name in ("b.yml", "c.yml")
    ]


@pytest.mark.parametrize(("text", "meant"), [("FY26/27", "FY27"), ("FY27-03", None)])
def test_the_two_years_of_a_fiscal_year_follow_each_other(text: str, meant: str | None) -> None:
    assert period_meant(text) == meant


def test_a_fiscal_year_without_a_start_is_asked_about_once(
    check: Callable[[str], list[str]],
) -> None:
    text = FISCAL.split("}", 1)[1].lstrip()

    assert [line for line in check(text) if "invalid-value" in line] == [
        f'2:78: error invalid-value: period is "FY27"; {NO_START}'
    ]
    assert [line for line in check("settings: {year_starts: 13}\n" + text) if "FY27" in line] == []
