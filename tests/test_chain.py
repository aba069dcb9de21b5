"""The metric chain: trends, and what follows from causes and effects that move or do not."""

from __future__ import annotations

from datetime import date, timedelta
from textwrap import dedent

import pytest

from stratdocs.analysis.chain import Chain, Trend, chain, trend
from stratdocs.model.kinds import Metric
from stratdocs.model.stack import load

DAYS = ("2026-09-30", "2026-10-31", "2026-11-30", "2026-12-31")


def metric(identity: str, stage: str, values: str, *, drives: str = "", more: str = "") -> str:
    readings = ", ".join(
        f"{{date: {day}, value: {value}}}" for day, value in zip(DAYS, values.split(), strict=False)
    )
    return (
        f"  - {{id: {identity}, title: {identity.title()}, stage: {stage}, drives: [{drives}], "
        f"{more} readings: [{readings}]}}"
    )


def chain_of(*metrics: str) -> Chain:
    text = "\n".join(("metrics:", *metrics))
    return chain(load({"s.yml": text}, today=date(2027, 1, 20)))


def trend_of(values: str, more: str = "") -> Trend:
    stack = load(
        {"s.yml": dedent("metrics:\n" + metric("m", "outcome", values, more=more))},
        today=date(2027, 1, 20),
    )
    return trend(stack.of(Metric)[0], stack.today)


@pytest.mark.parametrize(
    ("values", "more", "health", "words"),
    [
        ("40% 42% 41% 47%", "", "improving", "rising, from 40% to 47% since 30 September 2026"),
        ("40% 42% 41% 47%", "direction: down,", "worsening", "rising, from 40% to 47%"),
        ("9h 8h 8h 6h", "direction: down,", "improving", "falling, from 9h to 6h"),
        ("4.1% 4.4% 4.2% 4.2%", "", "flat", "flat since 30 September 2026: 4.1% then, 4.2% now"),
        ("7 7 7", "", "flat", "flat since 30 September 2026: at 7"),
        ("1000 1001 1002", "", "flat", "flat since"),
        ("0 2 11", "", "improving", "rising, from 0 to 11"),
        ("40% 42%", "", "not enough data", "two readings, 42% on 31 October 2026"),
        ("40%", "", "not enough data", "one reading, 40% on 30 September 2026"),
        ("", "", "not enough data", "no reading in the last year"),
        (
            "5 4 3",
            "shape: threshold, threshold: 4, direction: down,",
            "met",
            "the limit of 4 is kept",
        ),
        (
            "3 4 5",
            "shape: threshold, threshold: 4, direction: down,",
            "not met",
            "the limit of 4 is not kept",
        ),
        ("99.8% 99.9%", "shape: threshold, threshold: 99.9%,", "met", "the limit of 99.9% is kept"),
        ("5% 6% 4h 3h", "", "not enough data", "two readings, 3h"),
    ],
)
def test_a_metric_moves_or_does_not(values: str, more: str, health: str, words: str):
    found = trend_of(values, more)

    assert found.health == health
    assert words in found.words


def test_readings_older_than_a_year_or_in_the_future_do_not_count():
    text = """
        metrics:
          - id: m
            title: M
            readings:
              - {date: 2024-01-31, value: 90}
              - {date: 2026-10-31, value: 10}
              - {date: 2026-11-30, value: 11}
              - {date: 2026-12-31, value: 12}
              - {date: 2028-12-31, value: 1}
    """
    stack = load({"s.yml": dedent(text)}, today=date(2027, 1, 20))

    found = trend(stack.of(Metric)[0], stack.today)

    assert found.change == "from 10 to 12"


def test_thinned_daily_readings_give_the_same_trend():
    days = ", ".join(
        f"{{date: {date(2026, 2, 1) + timedelta(n)}, value: {n % 7 + n / 10:g}}}"
        for n in range(300)
    )
    stack = load(
        {"s.yml": f"metrics: [{{id: m, title: M, readings: [{days}]}}]"}, today=date(2027, 1, 20)
    )

    assert trend(stack.of(Metric)[0], stack.today).way == "rising"


def test_healthy_inputs_under_a_flat_outcome_are_a_strategy_problem():
    found = chain_of(
        metric("visits", "input", "8 11 16 21", drives="desks"),
        metric("desks", "output", "14 19 28 39", drives="share"),
        metric("share", "outcome", "4.1% 4.4% 4.2% 4.1%"),
    )

    [problem] = found.problems
    assert problem.says == "strategy problem"
    assert problem.effect.metric.id == "share"
    assert problem.because == "Desks rose from 14 to 39, while Share stayed at 4.1%"


def test_rising_outcomes_under_a_flat_impact_are_a_business_model_problem():
    found = chain_of(
        metric("active", "outcome", "10 12 14 15", drives="revenue"),
        metric("wait", "outcome", "9 8 6 5", drives="revenue", more="direction: down,"),
        metric("revenue", "impact", "€5.0M €5.1M €4.9M €5.0M"),
    )

    [problem] = found.problems
    assert problem.says == "business-model problem"
    assert problem.because == (
        "Active rose from 10 to 15 and Wait fell from 9 to 5, while Revenue stayed at €5.0M"
    )


def test_an_effect_with_causes_that_stand_still_is_not_a_strategy_problem():
    found = chain_of(
        metric("visits", "input", "8 8 8 8", drives="share"),
        metric("share", "outcome", "4.1% 4.4% 4.2% 4.1%"),
    )

    [diagnosis] = found.diagnoses
    assert diagnosis.says == "the causes stand still"
    assert not found.problems


def test_cause_and_effect_that_move_are_reported_as_such():
    found = chain_of(
        metric("visits", "input", "8 9 10 12", drives="share"),
        metric("share", "outcome", "4.1% 5% 6% 7%"),
    )

    assert [diagnosis.says for diagnosis in found.diagnoses] == ["cause and effect move"]


def test_too_few_readings_are_named():
    found = chain_of(
        metric("visits", "input", "8 9", drives="share"),
        metric("share", "outcome", "4.1% 5% 6% 7%"),
    )

    [diagnosis] = found.diagnoses
    assert (diagnosis.says, diagnosis.because) == ("not enough data", "visits has too few readings")


def test_dropped_metrics_and_cycles_do_not_count():
    found = chain_of(
        metric("a", "outcome", "1 2 3", drives="a, b", more="status: dropped,"),
        metric("b", "outcome", "1 2 3", drives="b"),
    )

    assert found.diagnoses == ()
