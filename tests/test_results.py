"""What came out: limits, finished bets, and one neglect that is reported once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT, stack_of

from stratdocs.analysis.results import limit_check, result_of, standing
from stratdocs.linting.lint import lint
from stratdocs.model.kinds import Bet, Metric, Objective
from stratdocs.model.stack import Stack, load

CONTENT = ROOT / "content" / "strategy"


def demo(today: date, *changes: tuple[str, str, str]) -> Stack:
    """The demo on a day, with texts replaced after a place in the bets."""
    texts = {str(path.relative_to(CONTENT)): path.read_text("utf-8") for path in files(CONTENT)}
    for place, old, new in changes:
        start, end = texts["bets.yml"].split(f"id: {place}\n")
        texts["bets.yml"] = f"{start}id: {place}\n{end.replace(old, new, 1)}"
    return load(texts, today=today)


def files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.yml"))


def rules_about(stack: Stack, *items: str) -> list[tuple[str, str | None]]:
    return [(f.rule, f.item) for f in lint(stack) if f.item in items]


def test_the_guardrail_that_moving_fares_broke_is_found_on_the_day() -> None:
    stack = demo(date(2026, 9, 15), ("moving-fares", "status: dropped", "status: on_track"))

    found = [f for f in lint(stack) if f.rule == "guardrail-broken" and f.item == "moving-fares"]

    (message,) = (f.message for f in found)
    assert message == (
        "fare-complaints, which guards moving-fares, was at 7.4 on 31 Aug 2026, above "
        "its limit of 4, and has been since 31 Jul 2026"
    )


BETS = """
    metrics:
      - id: errors
        title: Errors
        direction: down
        readings: [{date: 2026-12-31, value: 19%}, {date: 2027-01-31, value: 17%}]
    bets:
      - id: runs
        status: on_track
        success: {measure: errors, baseline: 24%, target: 1%}
      - id: done
        status: done
        success: {measure: errors, baseline: 24%, target: 1%, by: 2026-12-31}
      - {id: unread, status: on_track, success: {measure: calls a week, baseline: 9}}
      - {id: bare, status: on_track}
"""
MISSED = "17% on 31 Jan 2027, 30% of the way from 24%; the target of 1% was missed"


@pytest.mark.parametrize(
    ("number", "question", "words"),
    [
        (0, "Where is it now?", "17% on 31 Jan 2027"),
        (1, "What was the result?", MISSED),
        (
            2,
            "Where is it now?",
            "unknown: its metric is only described in words and has no readings",
        ),
        (3, "Where is it now?", "unknown: it has no metric"),
    ],
)
def test_where_the_measure_of_a_bet_stands(number: int, question: str, words: str) -> None:
    stack = stack_of(BETS)

    found = standing(stack, stack.of(Bet)[number])

    assert (found.question, found.words) == (question, words)


@pytest.mark.parametrize(
    ("metric", "kept", "words"),
    [
        ("direction: down, threshold: 5%", False, "was at 9% on 31 Jan 2027, above"),
        ("direction: up, threshold: 5%", True, "within its limit of 5%"),
        ("threshold: ≤ 5%", False, "above its limit of ≤ 5%"),
        ("threshold: 5%", None, "its limit is 5%"),
        ("threshold: 0", False, "above its limit of 0"),
        ("threshold: 95%", False, "below its limit of 95%"),
        ("direction: down, threshold: 5 h", None, "its limit is 5 h"),
    ],
)
def test_a_limit_is_kept_broken_or_unknown(metric: str, kept: bool | None, words: str) -> None:
    value = "9" if metric == "threshold: 0" else "9%"
    readings = f"[{{date: 2027-01-31, value: {value}}}]"
    stack = stack_of(f"metrics: [{{id: m, title: M, {metric}, readings: {readings}}}]")

    found = limit_check(stack, stack.of(Metric)[0])

    assert found is not None
    assert found.kept is kept
    assert words in found.words
    assert (found.unknown is not None) == (kept is None)


NEGLECT = """
    strategies: [{{id: s, title: Win by keeping customers, level: company}}]
    objectives:
      - id: o
        serves: s
        title: Customers pay the same day
        period: 2025-Q1
        status: {status}
        key_results:
          - {{id: k, title: Raise same-day payments from 10% to 40%, by: 2025-03-15}}
      - {{id: scored, title: Customers stay, period: 2025-Q1, status: done, score: 0.7}}
"""


@pytest.mark.parametrize(
    ("status", "rule"),
    [
        ("", ("never-reported", "k")),
        ("committed", ("never-reported", "k")),
        ("on_track", ("period-over", "o")),
        ("at_risk", ("period-over", "o")),
        ("done", ("done-without-result", "o")),
        ("proposed", None),
        ("dropped", None),
    ],
)
def test_one_neglect_is_one_finding(status: str, rule: tuple[str, str] | None) -> None:
    stack = stack_of(NEGLECT.format(status=status))

    assert rules_about(stack, "o", "k") == ([rule] if rule else [])


def test_the_result_of_an_objective_is_that_of_its_key_results() -> None:
    stack = stack_of("""
        objectives:
          - id: o
            title: Fewer errors
            status: done
            key_results:
              - id: k
                title: Cut errors from 24% to 1%
                check_ins: [{date: 2027-01-31, value: 1%}]
    """)

    found = result_of(stack, stack.of(Objective)[0])

    assert (found.says, found.words) == ("reached", "100%, from 1 key result")
