"""What nobody reported on: a key result that was added in the midst of its period."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import finding_lines

from stratdocs.linting.lint import lint
from stratdocs.model.history import Version, moves
from stratdocs.model.stack import Stack, load

BEFORE = """\
objectives:
  - id: stay
    title: Clinics stay
    period: 2027-Q1
    status: on_track
    key_results:
      - {id: old, title: Cut churn from 9% to 5%CHECKED}
"""
AFTER = f"{BEFORE}      - {{id: fresh, title: Cut calls from 9 to 5 a week}}\n"
RULES = ("stale", "never-reported")


def strategy(added: str | None, today: str, checked: str = "") -> Stack:
    now = {"a.yml": AFTER.replace("CHECKED", checked)}
    before = {"a.yml": BEFORE.replace("CHECKED", checked)}
    stack = load(now, today=date.fromisoformat(today))
    if added is None:
        return stack
    version = Version(date.fromisoformat(added), "Ana", "1234567", "", before, now)
    return stack.with_history(moves([version], stack.entities))


def found(stack: Stack) -> list[str]:
    return finding_lines(tuple(f for f in lint(stack) if f.rule in RULES))


@pytest.mark.parametrize(
    ("added", "today", "reported"),
    [
        ("2027-03-01", "2027-03-10", "never-reported: old,"),
        (
            "2027-03-01",
            "2027-03-28",
            ("never-reported: 2 key results of 2027-Q1 have no check-in: old and fresh"),
        ),
        (
            None,
            "2027-03-10",
            ("never-reported: 2 key results of 2027-Q1 have no check-in: old and fresh"),
        ),
        (
            "2026-12-20",
            "2027-03-10",
            ("never-reported: 2 key results of 2027-Q1 have no check-in: old and fresh"),
        ),
    ],
)
def test_a_key_result_is_unreported_from_the_day_it_was_added(
    added: str | None, today: str, reported: str
) -> None:
    stack = strategy(added, today)

    (line,) = found(stack)

    assert reported in line


@pytest.mark.parametrize(
    ("added", "today", "lines"),
    [
        ("2027-02-20", "2027-03-10", 0),
        ("2027-01-15", "2027-03-10", 1),
        (None, "2027-03-10", 1),
    ],
)
def test_a_key_result_is_stale_from_the_day_it_was_added(
    added: str | None, today: str, lines: int
) -> None:
    stack = strategy(added, today, ", check_ins: [{date: 2027-03-05, value: 7%}]")

    stale = found(stack)

    assert len(stale) == lines
    start = "it was added" if added else "its period began"
    assert all("has had no check-in in the" in line and start in line for line in stale)
