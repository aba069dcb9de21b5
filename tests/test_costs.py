"""Costs of delay and rework in money: which texts are read, and what follows from them."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest

from stratdocs.analysis.readiness import delay_rank, economics
from stratdocs.linting.lint import lint
from stratdocs.model.costs import a_week, cost
from stratdocs.model.kinds import Bet
from stratdocs.model.stack import Stack, load


def stack_of(text: str) -> Stack:
    return load({"s.yml": dedent(text)}, today=date(2027, 2, 15))


@pytest.mark.parametrize(
    ("text", "currency", "weekly"),
    [
        ("€20k/week", "EUR", 20_000),
        ("20k EUR per week", "EUR", 20_000),
        ("EUR 20k a week", "EUR", 20_000),
        ("€20k weekly", "EUR", 20_000),
        ("20'000 € pro Woche", "EUR", 20_000),
        ("$5k/day", "USD", 35_000),
        ("$5k per working day", "USD", 25_000),
        ("£1.2M/month", "GBP", 275_975),
        ("CHF 4'000 / month", "CHF", 920),
        ("1.2M USD p.a.", "USD", 22_998),
        ("€1.5M annually", "EUR", 28_747),
    ],
)
def test_money_for_a_length_of_time_is_read_however_written(text, currency, weekly):
    found = cost(text, repeats=True)

    assert found is not None
    money = a_week(found)
    assert money is not None
    assert (money.currency, round(money.amount)) == (currency, weekly)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("20k/week", "name the currency, as in €20k per week"),
        ("€20k", "say for how long, as in €20k per week"),
        ("€20k per sprint", "use an amount such as €20k per week"),
        (
            "€1.200 per week",
            "write €1200 per week or €1.2 per week, whichever you mean",
        ),
        ("vast", "use low, medium or high"),
    ],
)
def test_what_is_no_cost_of_delay_is_a_finding(text, hint):
    stack = stack_of(f"bets: [{{id: bet, title: Bet, cost_of_delay: {text}}}]")

    (found,) = (finding for finding in lint(stack) if finding.rule == "invalid-value")
    assert found.message == f'cost_of_delay is "{text}"; {hint}'


def test_amounts_say_how_long_a_delay_costs_as_much_as_rework():
    stack = stack_of("""
        bets:
          - {id: money, title: Money, cost_of_delay: €20k/week, cost_of_rework: €50k}
          - {id: mixed, title: Mixed, cost_of_delay: €20k/week, cost_of_rework: low}
    """)

    money, mixed = (economics(bet) for bet in stack.of(Bet))
    assert money.says == mixed.says == "not enough data"
    assert "rework (€50k) costs as much as 2.5 weeks of delay (€20k/week)" in money.because
    assert "write both as words or both as money" in mixed.because


def test_bets_rank_by_their_cost_of_delay():
    stack = stack_of("""
        bets:
          - {id: none, title: None}
          - {id: weekly, title: Weekly, cost_of_delay: €20k/week}
          - {id: high, title: High, cost_of_delay: high}
          - {id: daily, title: Daily, cost_of_delay: €5k/day}
          - {id: low, title: Low, cost_of_delay: low}
    """)

    ranked = [bet.id for bet in sorted(stack.of(Bet), key=delay_rank)]
    assert ranked == ["none", "low", "high", "weekly", "daily"]
