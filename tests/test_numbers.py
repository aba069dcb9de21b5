"""Numbers that a line spells out."""

from __future__ import annotations

import pytest
from conftest import stack_of

from stratdocs.analysis.aims import aim
from stratdocs.model.kinds import KeyResult
from stratdocs.words.numbers import in_figures


@pytest.mark.parametrize(
    ("line", "figures"),
    [
        ("Cut set-up from two weeks to five days", "Cut set-up from 2 weeks to 5 days"),
        ("Five customers renew", "5 customers renew"),
        ("Raise clinics from twenty to thirty-five", "Raise clinics from 20 to 35"),
        ("A hundred clinics", "100 clinics"),
        ("One hundred and fifty clinics", "150 clinics"),
        ("Ten thousand users", "10000 users"),
        ("From one to three", "From 1 to 3"),
    ],
)
def test_numbers_are_read_in_words(line: str, figures: str) -> None:
    assert in_figures(line) == figures


@pytest.mark.parametrize(
    "line",
    [
        "Two-week trials lead to a contract",
        "All bookings in one place",
        "Move clinics from one tool to another",
        "No one waits",
        "Often used",
        "A one-stop shop",
    ],
)
def test_words_that_count_nothing_stay(line: str) -> None:
    assert in_figures(line) == line


@pytest.mark.parametrize(
    ("title", "baseline", "target"),
    [
        ("Cut set-up from six weeks to two weeks", "6 weeks", "2 weeks"),
        ("Cut set-up from two weeks to 5 days", "2 weeks", "5 days"),
        ("Cut set-up from two weeks to five days by 31 March 2027", "2 weeks", "5 days"),
        ("Increase activation from 40% to 55% in two regions", "40%", "55%"),
    ],
)
def test_a_title_in_words_has_figures(title: str, baseline: str, target: str) -> None:
    stack = stack_of(f"""
        objectives:
          - {{id: o, title: Calm, key_results: [{{id: k, title: "{title}"}}]}}
    """)
    found = aim(stack, stack.of(KeyResult)[0])

    assert (str(found.baseline), str(found.target)) == (baseline, target)
