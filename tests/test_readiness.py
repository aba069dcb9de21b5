"""What a bet is ready for: confidence, success questions, economics, portfolio."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest

from stratdocs.analysis.readiness import (
    dhm_answers,
    economics,
    lno_mix,
    portfolio,
    readiness,
    success_answers,
)
from stratdocs.model.kinds import Bet
from stratdocs.model.stack import load
from stratdocs.model.values import quantity


def bets(text: str) -> tuple[Bet, ...]:
    """The bets in the text."""
    return load({"s.yml": dedent(text)}, today=date(2027, 1, 20)).of(Bet)


def bet(*lines: str) -> Bet:
    """A bet with these lines besides id and title."""
    said = "\n".join(f"    {line}" for line in lines)
    return bets(f"bets:\n  - id: it\n    title: It\n{said}")[0]


# --- the confidence meter -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("meter", "expected"),
    [
        (
            "{problem: high, solution: high, outcome: high}",
            "Execute: confidence in problem, solution and outcome is high.",
        ),
        (
            "{problem: high, solution: medium, outcome: low}",
            "Discovery first: confidence in the outcome is low.",
        ),
        (
            "{problem: low, solution: low, outcome: high}",
            "Discovery first: confidence in the problem and solution is low.",
        ),
        ("{solution: low}", "Discovery first: confidence in the solution is low."),
        (
            "{problem: high, solution: medium, outcome: high}",
            "Mixed: confidence in the solution is only medium.",
        ),
        (
            "{problem: high, solution: high}",
            "Not enough data: confidence in the outcome isn't set.",
        ),
        (
            "{}",
            "Not enough data: confidence in problem, solution and outcome isn't set.",
        ),
    ],
)
def test_low_anywhere_means_discovery_and_high_everywhere_execution(meter, expected):
    assert readiness(bet(f"confidence: {meter}")).sentence == expected


def test_a_bet_without_confidence_levels():
    found = readiness(bet("size: big"))

    assert found.says == "not enough data"
    assert found.missing == ("problem", "solution", "outcome")
    assert found.weakest == ()


def test_levels_without_evidence_are_listed():
    found = readiness(
        bet(
            "confidence: {problem: {level: high, evidence: 31 interviews}, solution: high, "
            "outcome: medium}"
        )
    )

    assert found.levels == {"problem": "high", "solution": "high", "outcome": "medium"}
    assert found.without_evidence == ("solution", "outcome")
    assert found.weakest == ("outcome",)


# --- questions ----------------------------------------------------------------------------------


def test_the_five_success_questions_with_their_answers():
    found = success_answers(
        bet("success: {measure: activation-7d, baseline: 40%, target: '', by: someday}")
    )

    assert [(answer.key, answer.answer, answer.missing) for answer in found] == [
        ("outcome", None, True),
        ("measure", "activation-7d", False),
        ("baseline", quantity("40%"), False),
        ("target", None, found[3].missing),
        ("by", None, False),  # written, but not a date: another rule reports that
    ]


def test_a_bet_without_success_criteria_lacks_all_five_answers():
    assert [answer.missing for answer in success_answers(bet("size: big"))] == [True] * 5


def test_dhm_answers():
    found = dhm_answers(bet("dhm: {delight: A calm morning, margin: Fewer calls}"))

    assert [(answer.key, answer.answer, answer.missing) for answer in found] == [
        ("delight", "A calm morning", False),
        ("hard_to_copy", None, True),
        ("margin", "Fewer calls", False),
    ]


# --- economics ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["cost_of_delay: high", "cost_of_rework: low"],
            "Ship early and iterate: the cost of delay is high and the cost of rework low.",
        ),
        (
            ["cost_of_delay: medium", "cost_of_rework: medium"],
            (
                "Ship early and iterate: delay and rework cost the same "
                "(medium), and early use shows what to change."
            ),
        ),
        (
            ["cost_of_delay: low", "cost_of_rework: high"],
            "Get it right first: the cost of rework is high and the cost of delay low.",
        ),
        (
            ["cost_of_delay: high", "cost_of_rework: low", "regulated: true"],
            "Get it right first: safety or legal rules make rework costlier than delay.",
        ),
        (
            ["cost_of_delay: high"],
            "Not enough data: the cost of rework isn't set.",
        ),
        (
            ["regulated: false"],
            ("Not enough data: the cost of delay and rework isn't set."),
        ),
    ],
)
def test_the_more_expensive_of_delay_and_rework_decides(lines, expected):
    assert economics(bet(*lines)).sentence == expected


def test_most_value_and_least_risk_comes_first():
    assert economics(bet("value: high", "risk: low")).precedence == 2
    assert economics(bet("value: low", "risk: high")).precedence == -2
    assert economics(bet("value: low")).precedence is None


# --- the portfolio ------------------------------------------------------------------------------


def sizes(*said: str) -> tuple[Bet, ...]:
    """Bets of these sizes; a hyphen for none."""
    lines = [
        f"  - {{id: bet-{n}, title: Bet {n}{'' if size == '-' else f', size: {size}'}}}"
        for n, size in enumerate(said)
    ]
    return bets("\n".join(["bets:", *lines]))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            ["big", "medium", "small", "small"],
            "Balanced: all three sizes are present (1 big, 1 medium and 2 small).",
        ),
        (
            ["big", "big", "big", "medium", "small"],
            "Risk is concentrated: 3 of 5 bets are big.",
        ),
        (["small", "small", "big"], "Thinking is incremental: 2 of 3 bets are small."),
        (["big", "small", "-"], "Unbalanced: no bet is medium."),
        (["medium", "medium"], "Unbalanced: no bet is big or small."),
        (["big"], "Not enough data: only one bet has a size."),
        (["-", "-"], "Not enough data: no bet has a size."),
    ],
)
def test_a_healthy_portfolio_has_all_three_sizes(said, expected):
    assert portfolio(sizes(*said)).sentence == expected


def test_bets_without_a_size_are_counted_separately():
    found = portfolio(sizes("big", "-", "small"))

    assert (found.counts, found.unsized) == ({"big": 1, "medium": 0, "small": 1}, 1)


def sorts(*said: str) -> tuple[Bet, ...]:
    """Bets of these sorts; a hyphen for none."""
    lines = [
        f"  - {{id: bet-{n}, title: Bet {n}{'' if lno == '-' else f', lno: {lno}'}}}"
        for n, lno in enumerate(said)
    ]
    return bets("\n".join(["bets:", *lines]))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (["leverage", "neutral", "-"], "By what they pay back: 1 leverage and 1 neutral."),
        (
            ["overhead", "overhead", "leverage"],
            "Mostly overhead: 1 leverage and 2 overhead.",
        ),
        (["neutral", "neutral"], "Nothing is leverage: 2 neutral."),
        (["-"], "Not enough data: nothing is marked leverage, neutral or overhead."),
    ],
)
def test_the_lno_mix_in_a_sentence(said, expected):
    assert lno_mix(sorts(*said)).sentence == expected
