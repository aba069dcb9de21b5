"""The parts of a measure that a line states."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratdocs.language.measures import (
    kept_level,
    level_wanted,
    names_harm,
    names_measure,
    stated,
    stated_level,
)


def parts(line: str) -> str:
    said = stated(line)
    return " ".join(part for part in ("metric", "baseline", "target", "by") if getattr(said, part))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Increase 7-day activation from 40% to 55%", "metric baseline target"),
        ("Raise activation to 55% from 40%", "metric baseline target"),
        ("Conversion 3.4% → 4.2%", "metric baseline target"),
        ("Reduce average response time from 24 to 12 hours", "metric baseline target"),
        ("A two-day job becomes a two hour job instead of two days", "metric baseline target"),
        ("Weekly active teams: 1,200 (currently 800)", "metric baseline target"),
        ("95% of deliveries on time by the end of March", "metric target by"),
        ("Revenue reaches €1.2M in 2027", "metric target by"),
        ("Win 5 reference customers by 31 March", "metric target by"),
        ("Answer tickets within 24 h", "metric target"),
        ("No crew sails on a lapsed certificate", "metric target"),
        ("All departments pass the audit", "metric target"),
        ("Everybody has tried it this quarter", "metric target by"),
        ("Double retention", "metric target"),
        ("Increase activation", "metric"),
        ("Retention 30 days after launch", "metric"),
        ("Retention in the last 90 days", "metric"),
        ("Happier operators", ""),
        ("Pass SOC 2 Type II", ""),
        ("OAuth 2 and B2B in phase 3", ""),
        ("Launch new onboarding in Q3", "by"),
        ("Requests submitted after June go another way", ""),
    ],
)
def test_each_part_is_found_in_the_words(line: str, expected: str) -> None:
    assert expected == parts(line)


@pytest.mark.parametrize(
    "line",
    [
        "Churn stays below 2%",
        "At least 50 clinics use it weekly",
        "Win 5 reference customers",
        "100% of departments pass the audit",
        "Nobody waits longer than a day",
    ],
)
def test_limits_all_or_none_and_counts_need_no_start(line: str) -> None:
    assert stated(line).closed


@pytest.mark.parametrize(
    "line", ["Increase activation to 55%", "Cut the wait to 4 h", "Hit a retention of 60%"]
)
def test_a_change_and_a_bare_share_need_a_start(line: str) -> None:
    assert not stated(line).closed


def test_vague_nouns_are_not_measures() -> None:
    assert names_measure("Improve retention")
    assert not names_measure("Improve the experience and the impact of our growth")


@given(st.text(max_size=300))
def test_any_text_is_read(line: str) -> None:
    stated(line)


def test_a_long_line_of_numbers_is_read_quickly() -> None:
    began = time.process_time()
    stated("from 1 " * 20_000)
    stated("no more than a " * 20_000)

    assert time.process_time() - began < 0.5


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("Keep uptime at 99.9%", "99.9%"),
        ("Hold interviews at 20 a month", "20"),
        ("Talk to 20 customers a month", "20"),
        ("Keep churn below 5%", "below 5%"),
        ("Stay under 4 h to answer", "under 4 h"),
        ("Maintain at least 95% on time", "at least 95%"),
        ("Keep 3 of 4 customers", None),
        ("Ship 5 features", None),
        ("Keep NPS above 40 in 2027", None),
    ],
)
def test_a_level_to_keep_is_read_from_words(line: str, level: str | None):
    assert kept_level(line) == level


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("20 interviews a month", "20"),
        ("At least 20 interviews per month", "20"),
        ("Users with 3 sessions per week", None),
        ("7-day activation", None),
        ("Complaints per 1000 orders", None),
    ],
)
def test_a_level_in_a_name_is_read_where_the_name_begins_with_it(name: str, level: str | None):
    assert stated_level(name) == level


@pytest.mark.parametrize(
    ("name", "harm"),
    [
        ("Churn", True),
        ("Time to first answer", True),
        ("Cost per order", True),
        ("Complaints resolved", False),
        ("Error-free days", False),
        ("Customer meetings a month", False),
        ("Revenue", False),
    ],
)
def test_of_what_harms_less_is_better(name: str, harm: bool):
    assert names_harm(name) is harm


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("At least 95% of orders arrive on time", "at least 95%"),
        ("At least 95% of orders arrive on time by 2026-12-31", "at least 95%"),
        ("95% of orders arrive on time", "95%"),
        ("≥15% of sign-ups come by referral", "≥15%"),
        ("Average time to hire is ≤45 days.", "≤45 days"),
        ("No more than 5 incidents a month", "no more than 5"),
        ("Keep uptime at 99.9%", "99.9%"),
        ("At least 20% more clinics reorder", None),
        ("Clinics with more than 5 vets renew", None),
        ("100% of incidents get an answer in 15 minutes", None),
        ("Over the year 500 clinics join", None),
        ("Raise orders from 20 to at least 40", None),
    ],
)
def test_a_level_that_a_title_wants_is_no_change_and_no_filter(line: str, level: str | None):
    assert level_wanted(line) == level


@pytest.mark.parametrize(
    ("line", "is_measure"),
    [
        ("Maximize overall monthly unique visitors", True),
        ("Grow daily users", True),
        ("Support visitors", False),
        ("Write a monthly guide for visitors", False),
    ],
)
def test_people_by_their_regular_use_are_a_measure(line: str, is_measure: bool) -> None:
    assert stated(line).metric is is_measure


@pytest.mark.parametrize(
    "line",
    [
        "Open the clinic from 9 to 5",
        "Staff the desk from 9 to 5 on weekdays",
        "Answer calls from 9 to 17",
        "Phone line staffed from 8 to 20",
        "A hotline that is open from 9 to 5",
        "Children from 6 to 12 get a free check-up",
        "Everyone aged from 18 to 65 is covered",
        "Hold the workshop from 10 to 12 March",
    ],
)
def test_hours_days_and_ages_are_no_baseline_and_target(line: str) -> None:
    assert stated(line).figures.target is None


@pytest.mark.parametrize(
    "line",
    [
        "Reduce support hours from 9 to 5",
        "Raise NPS from 3 to 5",
        "Steps to book go from 9 to 5",
        "Open bugs from 20 to 5",
        "Support tickets from 22 to 15",
        "Engineers on call from 9 to 5",
        "Number of vendors from 9 to 5",
        "From 10 to 15 reference customers",
        "Bring open incidents from 12 to 4",
    ],
)
def test_small_numbers_of_a_measure_are_its_baseline_and_target(line: str) -> None:
    assert stated(line).figures.baseline is not None
