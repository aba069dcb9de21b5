"""Metric chain: trends, and what follows from causes and effects that move or do not."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from textwrap import dedent

import pytest

from stratdocs.analysis.chain import Chain, ChainDiagnosis, chain
from stratdocs.analysis.trends import Trend, chances, trend
from stratdocs.model.kinds import KeyResult, Metric
from stratdocs.model.stack import Stack, load

TODAY = date(2027, 1, 20)
LAST = date(2026, 12, 31)
FLAT = "4.1% 4.4% 4.2% 4.1% 4.3% 4.2%"
STILL = "40 41 40 41 40 40"
RISING = "8 11 16 21 25 30"


def readings(values: str, last: date = LAST, days: int = 30) -> str:
    """The values as readings some days apart, the last one on that day."""
    split = values.split()
    return ", ".join(
        f"{{date: {last - timedelta(days * (len(split) - 1 - place))}, value: {value}}}"
        for place, value in enumerate(split)
    )


def metric(
    identity: str,
    stage: str,
    values: str,
    *,
    drives: str = "",
    more: str = "",
    last: date = LAST,
    title: str = "",
) -> str:
    titled = "" if "title:" in more else f"title: {title or identity.title()}, "
    return (
        f"  - {{id: {identity}, {titled}stage: {stage}, "
        f"drives: [{drives}], {more} readings: [{readings(values, last)}]}}"
    )


def stack_of(*metrics: str, goals: str = "") -> Stack:
    text = "\n".join(("metrics:", *metrics, dedent(goals)))
    return load({"s.yml": text}, today=TODAY)


def chain_of(*metrics: str, goals: str = "") -> Chain:
    return chain(stack_of(*metrics, goals=goals))


def diagnosis(*metrics: str, goals: str = "") -> ChainDiagnosis:
    """The only diagnosis of a chain."""
    (found,) = chain_of(*metrics, goals=goals).diagnoses
    return found


def trend_of(values: str, more: str = "", **named: str) -> Trend:
    stack = stack_of(metric("m", "outcome", values, more=more, **named))
    return trend(stack, stack.of(Metric)[0])


def key_result(title: str, fields: str, period: str = "2027-Q1") -> str:
    return f"""
objectives:
  - id: o
    title: O
    period: {period}
    key_results: [{{id: k, title: {title}, {fields}}}]
"""


# --- one metric -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "more", "health", "words"),
    [
        ("40% 42% 41% 47% 48% 50%", "", "improving", "rising, from 40% to 50% since 3 Aug 2026"),
        ("40% 42% 41% 47% 48% 50%", "direction: down,", "worsening", "rising, from 40% to 50%"),
        ("9h 7h 8h 6h 5h", "direction: down,", "unclear", "probably falling, from 9h to 5h"),
        ("9h 8h 7h 6h 5h", "direction: down,", "improving", "falling, from 9h to 5h"),
        (FLAT, "", "no movement", "no movement that 6 readings can show since 3 Aug 2026: 4.1%"),
        ("7 7 7 7 7", "", "no movement", "no movement that 5 readings can show since"),
        ("5 6 6 5 " * 3, "", "no movement", "flat since 4 Feb 2026: at 5"),
        ("1000 1001 1002 1003 1004", "", "no movement", "no movement that 5 readings can show"),
        ("0 2 11 15 20", "", "improving", "rising, from 0 to 20"),
        ("99.5% 99.6% 99.7% 99.8% 99.9%", "", "improving", "rising, from 99.5% to 99.9%"),
        ("1 2 3 4", "", "not enough data", "4 readings, 4 on 31 Dec 2026; it takes 5"),
        ("20.0 20.3 20.5", "", "not enough data", "3 readings"),
        ("40%", "", "not enough data", "1 reading, 40% on 31 Dec 2026"),
        ("", "", "not enough data", "no reading yet"),
        ("5 4 3", "threshold: 4, direction: down,", "met", "the threshold of 4 is met"),
        ("5 4 3", "threshold: at most 4,", "met", "the threshold of at most 4 is met"),
        ("3 4 5", "threshold: 4, direction: down,", "not met", "the threshold of 4 is missed"),
        ("99.8% 99.9%", "shape: threshold, threshold: 99.9%,", "met", "99.9% is met"),
        ("2 6 11", "shape: threshold, threshold: 0,", "not met", "the threshold of 0 is missed"),
        ("5% 6% 7% 4h 3h", "", "not enough data", "2 readings, 3h"),
    ],
)
def test_a_metric_moves_only_where_its_readings_show_it(
    values: str, more: str, health: str, words: str
):
    found = trend_of(values, more)

    assert found.health == health
    assert words in found.words


def test_the_age_of_the_last_reading_is_stated():
    assert trend_of(FLAT).words.endswith("4.1% then, 4.2% now; last read 20 days ago")


@pytest.mark.parametrize(
    ("last", "days", "health"),
    [
        (date(2026, 10, 25), 30, "improving"),  # 87 days: within a quarter
        (date(2026, 10, 15), 30, "out of date"),  # 97 days, of a monthly metric
        (date(2026, 9, 30), 60, "improving"),  # 112 days, of one read every two months
        (date(2026, 4, 30), 30, "out of date"),
    ],
)
def test_a_last_reading_of_long_ago_says_nothing_of_today(last: date, days: int, health: str):
    text = f"metrics: [{{id: m, title: M, readings: [{readings(RISING, last, days)}]}}]"
    stack = load({"s.yml": text}, today=TODAY)

    assert trend(stack, stack.of(Metric)[0]).health == health


def test_readings_older_than_a_year_or_in_the_future_or_out_of_order_do_not_count():
    text = """
        metrics:
          - id: m
            title: M
            readings:
              - {date: 2024-01-31, value: 90}
              - {date: 2026-08-31, value: 8}
              - {date: 2026-09-30, value: 9}
              - {date: 2026-10-31, value: 10}
              - {date: 2026-02-28, value: 99}
              - {date: 2026-11-30, value: 11}
              - {date: 2026-11-30, value: 1}
              - {date: 2026-12-31, value: 12}
              - {date: 2028-12-31, value: 1}
    """
    stack = load({"s.yml": dedent(text)}, today=TODAY)

    found = trend(stack, stack.of(Metric)[0])

    assert (found.way, found.change) == ("rising", "from 8 to 12")


def test_many_readings_are_summed_up_so_that_the_days_of_a_week_do_not_count():
    def daily(value: str) -> Trend:
        days = ", ".join(
            f"{{date: {date(2026, 3, 20) + timedelta(n)}, value: {eval(value, {'n': n}):g}}}"
            for n in range(300)
        )
        stack = load({"s.yml": f"metrics: [{{id: m, title: M, readings: [{days}]}}]"}, today=TODAY)
        return trend(stack, stack.of(Metric)[0])

    assert daily("n % 7 + n / 10").way == "rising"
    assert daily("n % 7").way == "flat"


@pytest.mark.parametrize(
    ("values", "up"),
    [
        ((1, 2, 3, 4, 5), 1 / 120),
        ((1, 2, 3, 5, 4), 5 / 120),
        ((1, 2, 3, 4, 6, 5), 6 / 720),
        ((1, 1, 1, 1, 1), 1.0),
        ((1, 1, 1, 2), 1 / 4),
        ((1, 1, 2, 2), 1 / 6),
    ],
)
def test_the_rank_test_is_exact_also_with_equal_readings(values: tuple[float, ...], up: float):
    assert chances(values)[0] == pytest.approx(up)


@pytest.mark.parametrize(
    ("title", "health"),
    [
        ("Churn", "direction unknown"),
        ("Time to first answer", "direction unknown"),
        ("Cost per order", "direction unknown"),
        ("Complaints resolved", "improving"),
        ("Active users", "improving"),
        ("Customer meetings a month", "improving"),
    ],
)
def test_more_is_not_assumed_to_be_better_of_what_harms(title: str, health: str):
    assert trend_of(RISING, title=title).health == health


# --- direction and level from goals ---------------------------------------------------------------


def test_less_is_better_where_a_key_result_says_so():
    stack = stack_of(
        metric("churn", "outcome", "9% 8% 7% 6% 5% 4%", title="Churn"),
        goals=key_result("Cut churn from 9% to 3%", "metric: churn"),
    )

    found = trend(stack, stack.of(Metric)[0])

    assert stack.of(KeyResult)
    assert (found.health, found.better) == ("improving", "falling")


@pytest.mark.parametrize(
    ("fields", "falls"),
    [
        ("metric: m, baseline: 9, target: 3", True),
        ("metric: m, baseline: 3, target: 9", False),
        ("metric: m, target: at most 3", True),
        ("metric: m, baseline: 9, target: 3, status: dropped", False),
        ("metric: m, baseline: 9, target: 3, status: proposed", False),
    ],
)
def test_the_better_direction_is_that_of_the_goals_that_count(fields: str, falls: bool):
    stack = stack_of(metric("m", "outcome", RISING), goals=key_result("K", fields))

    assert trend(stack, stack.of(Metric)[0]).aim.falls is falls


def test_bets_and_outcomes_give_a_direction_and_a_level_too():
    goals = """
    bets:
      - id: b
        title: B
        period: 2027
        status: on_track
        success: {measure: m, baseline: 40 h, target: 12 h}
    outcomes:
      - {id: r, title: R, metric: n, baseline: 40%, target: 20%}
    """
    stack = stack_of(
        metric("m", "outcome", "40h 30h"), metric("n", "outcome", "40% 20%"), goals=goals
    )

    m, n = (trend(stack, metric) for metric in stack.of(Metric))
    assert (m.aim.falls, n.aim.falls) == (True, True)
    assert (m.health, n.health) == ("not enough data", "met")


def test_goals_that_want_opposite_directions_leave_it_unknown():
    goals = """
    objectives:
      - id: o
        title: O
        period: 2027-Q1
        key_results:
          - {id: k, title: K, metric: m, baseline: 3, target: 9}
          - {id: l, title: L, metric: m, baseline: 9, target: 3}
    """
    stack = stack_of(metric("m", "outcome", RISING), goals=goals)

    found = trend(stack, stack.of(Metric)[0])

    assert found.doubt == "moved from 8 to 30 (k aims to raise it and l to lower it)"


def test_a_level_is_kept_by_the_median_so_that_one_month_does_not_decide():
    goals = key_result("Hold 20 interviews", "metric: m, baseline: 20, target: 20")

    def health(values: str) -> str:
        stack = stack_of(metric("m", "input", values), goals=goals)
        return trend(stack, stack.of(Metric)[0]).health

    assert health("20 21 19 20 20 19") == "met"
    assert health("15 14 16 15 14 15") == "no movement"


def test_the_target_of_a_finished_period_is_a_level_to_keep_and_that_of_a_coming_one_is_not():
    def level(period: str) -> str | None:
        goals = key_result("K", "metric: m, baseline: 5, target: 20", period)
        stack = stack_of(metric("m", "input", "20 20 20 20 20"), goals=goals)
        return trend(stack, stack.of(Metric)[0]).health

    assert level("2026-Q4") == "met"
    assert level("2027-Q2") == "no movement"
    assert level("2024") == "no movement"


# --- the situations of cause and effect -----------------------------------------------------------


def test_healthy_inputs_under_an_outcome_that_does_not_move_are_a_strategy_problem():
    found = chain_of(
        metric("visits", "input", "8 11 16 21 26 24", drives="desks"),
        metric("desks", "output", "14 19 28 39 54 61", drives="share"),
        metric("share", "outcome", FLAT),
    )

    [problem] = found.problems
    assert problem.says == "strategy problem"
    assert problem.effect.metric.id == "share"
    assert problem.because == (
        "“Desks” rose from 14 to 61, while “Share” showed no movement in 6 readings (4.1% "
        "then, 4.2% now)"
    )
    assert problem.age == "The last readings are 20 days old."


@pytest.mark.parametrize("revenue", ["5.0 5.1 4.9 5.0 5.0 5.1", "5.6 5.5 5.3 5.2 5.0 4.9"])
def test_rising_outcomes_under_an_impact_that_does_not_rise_are_a_business_model_problem(
    revenue: str,
):
    found = diagnosis(
        metric("active", "outcome", "10 12 14 15 18 20", drives="revenue"),
        metric("wait", "outcome", "9 8 6 5 4 3", drives="revenue", more="direction: down,"),
        metric("revenue", "impact", revenue),
    )

    assert found.says == "business-model problem"
    assert found.because.startswith(
        "“Active” rose from 10 to 20 and “Wait” fell from 9 to 3, while"
    )


def test_a_steady_input_without_a_level_asks_for_the_level():
    found = diagnosis(
        metric("interviews", "input", "20 20 20 20 20 20", drives="adoption"),
        metric("adoption", "outcome", STILL),
    )

    assert found.says == "level not stated"
    assert found.asks == (
        "Is 20 as much as intended? Then this is a strategy problem, not one of effort. "
        "State the level: a threshold of interviews, or a key result that holds it."
    )


@pytest.mark.parametrize(
    ("more", "goals"),
    [
        ("threshold: 20,", ""),
        ("threshold: at least 20,", ""),
        ("shape: threshold, threshold: 20,", ""),
        ("", key_result("Hold 20 interviews a month", "metric: interviews, target: 20")),
        ("", key_result("Hold interviews at 20 a month", "metric: interviews")),
        ("", key_result("Talk to at least 20 customers a month", "metric: interviews")),
        ("title: 20 interviews a month,", ""),
        ("", key_result("Keep it", "metric: interviews, baseline: 20, target: 20")),
        ("", key_result("Raise it", "metric: interviews, baseline: 5, target: 20", "2026-Q3")),
    ],
)
def test_an_input_that_holds_its_level_under_a_flat_outcome_is_a_strategy_problem(
    more: str, goals: str
):
    found = diagnosis(
        metric("interviews", "input", "20 21 20 20 19 20", drives="adoption", more=more),
        metric("adoption", "outcome", STILL),
        goals=goals,
    )

    assert found.says == "strategy problem"
    assert "(20), while “Adoption” showed no movement" in found.because


def test_an_input_below_its_level_is_no_strategy_problem():
    found = diagnosis(
        metric(
            "interviews", "input", "12 11 12 13 12 12", drives="adoption", more="threshold: 20,"
        ),
        metric("adoption", "outcome", STILL),
    )

    assert found.says == "the causes are flat"
    assert found.because.startswith("“Interviews” missed its threshold of 20 (12), and “Adoption”")


def test_causes_that_get_worse_are_not_said_to_stand_still():
    found = diagnosis(
        metric("bugs", "output", RISING, drives="share", more="direction: down,"),
        metric("share", "outcome", FLAT),
    )

    assert found.says == "the causes get worse"
    assert found.because.startswith("“Bugs” rose from")
    assert found.asks.endswith("What turned them?")


def test_an_input_of_nothing_is_no_steady_input():
    found = diagnosis(
        metric("interviews", "input", "0 0 0 0 0 0", drives="adoption"),
        metric("adoption", "outcome", STILL),
    )

    assert found.says == "the causes are flat"


def test_falling_churn_is_a_healthy_cause_where_a_key_result_wants_it_to_fall():
    found = diagnosis(
        metric("churn", "outcome", "9% 8% 7% 6% 5% 4%", drives="revenue"),
        metric("revenue", "impact", "5.0 5.1 4.9 5.0 5.0 5.1"),
        goals=key_result("Cut churn from 9% to 3%", "metric: churn"),
    )

    assert found.says == "business-model problem"


def test_churn_without_a_stated_direction_is_unknown_and_says_what_would_help():
    found = diagnosis(
        metric("churn", "outcome", "9% 8% 7% 6% 5% 4%", drives="revenue"),
        metric("revenue", "impact", "5.0 5.1 4.9 5.0 5.0 5.1"),
    )

    assert found.says == "not enough data"
    assert "“Churn” moved from 9% to 4% (its direction isn't stated)" in (found.because)
    assert found.asks == "State which way is better: direction up or down."


@pytest.mark.parametrize(
    ("more", "goals"),
    [
        ("threshold: 99.9%,", ""),
        ("", key_result("Hold uptime", "metric: uptime, target: 99.9%")),
        ("", key_result("Keep uptime above 99.8%", "metric: uptime")),
        ("", ""),  # there is no room to rise
    ],
)
def test_an_effect_at_its_target_is_no_problem(more: str, goals: str):
    found = diagnosis(
        metric("releases", "output", RISING, drives="uptime"),
        metric("uptime", "outcome", "99.9% 99.9% 99.9% 99.9% 99.9% 99.9%", more=more),
        goals=goals,
    )

    assert found.says == "cause and effect are healthy"
    assert "Uptime" in found.because


def test_what_was_reached_and_what_cannot_get_better_is_no_problem():
    def says(values: str, more: str = "", goals: str = "") -> str:
        return diagnosis(
            metric("work", "output", RISING, drives="effect"),
            metric("effect", "outcome", values, more=more),
            goals=goals,
        ).says

    reached = key_result("Reach 8", "metric: effect, baseline: 5, target: 8", "2026-Q4")
    assert says("0 0 0 0 0 0", "direction: down,") == "cause and effect are healthy"
    assert says("9 9 8.9 9.1 9 9", goals=reached) == "cause and effect are healthy"
    assert says("9 8 7 6 5 4") == "strategy problem"


def test_a_cause_that_nobody_reads_leaves_it_open_whether_the_causes_are_healthy():
    found = diagnosis(
        metric("visits", "output", RISING, drives="share"),
        metric("training", "output", "", drives="share"),
        metric("share", "outcome", FLAT),
    )

    assert found.says == "not enough data"
    assert (
        "“Visits” rose from 8 to 30 and “Training” had no reading in the last year" in found.because
    )


def test_of_two_causes_the_one_that_moves_is_named_as_well_as_the_one_that_does_not():
    found = diagnosis(
        metric("visits", "output", "10 14 18 22 26 30", drives="share"),
        metric("training", "output", "5 5 5 5 5 5", drives="share"),
        metric("share", "outcome", FLAT),
    )

    assert found.says == "only some causes are healthy"
    assert found.because == (
        "“Visits” rose from 10 to 30 and “Training” showed no movement in 6 readings (5), and "
        "“Share” showed no movement in 6 readings (4.1% then, 4.2% now)"
    )


def test_most_causes_healthy_is_enough_but_not_if_another_gets_worse():
    def says(third: str) -> str:
        return diagnosis(
            metric("a", "output", RISING, drives="share"),
            metric("b", "output", "10 14 18 22 26 30", drives="share"),
            metric("c", "output", third, drives="share"),
            metric("share", "outcome", FLAT),
        ).says

    assert says("5 5 5 5 5 5") == "strategy problem"
    assert says("9 8 7 6 5 4") == "only some causes are healthy"


@pytest.mark.parametrize(
    ("cause", "effect"),
    [
        ("20.0 20.3 20.5", "40 41 40"),  # noise of three readings
        ("8 11 16 21", "40 41 40 41"),  # four readings show nothing
        (RISING, "40 41"),
        (RISING, "40 42 40 41 43 42"),  # the effect leans upwards
        ("20.0 20.1 20.2 20.3 20.4 20.6", "40 44 41 38 43 40"),  # a rise too small to show
        ("10 13 11 12 14 12", STILL),  # the cause perhaps moves
    ],
)
def test_what_readings_cannot_show_is_no_problem(cause: str, effect: str):
    found = diagnosis(
        metric("cause", "output", cause, drives="effect"), metric("effect", "outcome", effect)
    )

    assert found.says == "not enough data"
    assert found.asks


def test_a_rise_too_small_to_show_is_named_as_such():
    found = diagnosis(
        metric("cause", "output", "20.0 20.1 20.2 20.3 20.4 20.6", drives="effect"),
        metric("effect", "outcome", "40 44 41 38 43 40"),
    )

    assert "“Cause” rose from 20.0 to 20.6, too little to show in “Effect”" in found.because


@pytest.mark.parametrize("stale", ["cause", "effect"])
def test_a_chain_that_nobody_reads_any_more_is_unknown(stale: str):
    old = date(2026, 4, 30)
    found = diagnosis(
        metric("cause", "output", RISING, drives="effect", last=old if stale == "cause" else LAST),
        metric("effect", "outcome", STILL, last=old if stale == "effect" else LAST),
    )

    assert found.says == "not enough data"
    assert f"“{stale.title()}” hasn't been read since 30 Apr 2026 (9 months ago)" in found.because
    assert found.asks == "It needs a new reading."
    assert found.age == "The last readings are 20 to 265 days old."


def test_cause_and_effect_that_move_are_reported_as_such():
    found = diagnosis(
        metric("visits", "input", "8 9 10 12 13", drives="share"),
        metric("share", "outcome", "4.1% 5% 6% 7% 8%"),
    )

    assert found.says == "cause and effect are healthy"
    assert found.because == "“Visits” rose from 8 to 13, and “Share” rose from 4.1% to 8%"


def test_an_effect_that_turned_lately_moves():
    found = diagnosis(
        metric("visits", "output", "8 11 16 21 25 30 33 36", drives="share"),
        metric("share", "outcome", "60 55 50 41 43 46 50 55"),
    )

    assert found.says == "cause and effect are healthy"


def test_an_effect_that_moves_without_its_causes_is_reported_too():
    found = diagnosis(
        metric("visits", "output", "8 8 8 8 8 8", drives="share"),
        metric("share", "outcome", "4.1% 5% 6% 7% 8% 9%"),
    )

    assert (found.says, found.asks) == ("the effect moves alone", "What else moves it?")


def test_an_output_that_stands_still_in_between_is_no_strategy_problem():
    found = diagnosis(
        metric("visits", "input", RISING, drives="desks"),
        metric("desks", "output", "5 5 6 5 5 5", drives="share"),
        metric("share", "outcome", FLAT),
    )

    assert found.says == "the causes are flat"


def test_an_effect_that_was_flat_only_before_its_cause_moved_has_had_no_time():
    found = diagnosis(
        metric("visits", "output", "8 8 8 8 8 8 8 11 16 21", drives="share"),
        metric("share", "outcome", "40 41 40 41 40 41 40 41 40 40"),
    )

    assert found.says == "too early to tell"
    assert found.asks == (
        "Too early to tell: only 4 of the 5 readings of “Share” needed came since 2 "
        "Oct 2026, when “Visits” started to move."
    )


def test_readings_of_another_unit_are_left_out():
    found = diagnosis(
        metric("visits", "output", RISING, drives="share"),
        metric("share", "outcome", "40% 41% 40% 41% 4h 5h"),
    )

    assert found.says == "not enough data"
    assert found.because == "“Visits” rose from 8 to 30, and “Share” had 2 readings"
    assert found.asks == "Each needs 5 readings, in one unit."


@pytest.mark.parametrize(
    ("stage", "because"),
    [
        ("input", "visits (input) drives sales (impact) with no outcome in between"),
        ("", "visits has no stage"),
    ],
)
def test_a_cause_that_cannot_be_compared_is_unknown(stage: str, because: str):
    visits = metric("visits", stage or "input", RISING, drives="sales")
    found = diagnosis(
        visits if stage else visits.replace("stage: input, ", ""),
        metric("sales", "impact", "5 5 5 5 5 5"),
    )

    assert (found.says, found.because) == ("not enough data", because)


def test_dropped_metrics_and_cycles_do_not_count():
    found = chain_of(
        metric("a", "outcome", "1 2 3", drives="a, b", more="status: dropped,"),
        metric("b", "outcome", "1 2 3", drives="b"),
    )

    assert found.diagnoses == ()


# --- the lag --------------------------------------------------------------------------------------


def lagged(lag: str, effect: str = FLAT, cause: str = RISING) -> ChainDiagnosis:
    return diagnosis(
        metric("visits", "output", cause, drives=f"{{metric: share, lag: {lag}}}"),
        metric("share", "outcome", effect),
    )


def test_a_diagnosis_waits_until_the_effect_is_due():
    found = lagged("7 months")

    assert found.says == "too early to tell"
    assert found.asks == (
        "Too early to tell: the effect on “Share” is due from March 2027, 7 months after "
        "“Visits” started to move."
    )


def test_a_diagnosis_waits_until_the_effect_has_had_the_readings_to_show():
    found = lagged("2 months")

    assert found.says == "too early to tell"
    assert found.asks == (
        "Too early to tell: only 4 of the 5 readings of “Share” needed came since October "
        "2026, when it was due to move."
    )


@pytest.mark.parametrize("lag", ["2 weeks", "0 days", "1 month"])
def test_after_the_lag_a_problem_is_stated(lag: str):
    assert lagged(lag).says == "strategy problem"


def test_an_effect_that_moves_early_does_not_wait():
    assert lagged("2 years", "4 5 6 7 8 9").says == "cause and effect are healthy"


def test_a_cause_that_does_not_move_is_not_excused_by_its_lag():
    assert lagged("2 years", cause="5 5 5 5 5 5").says == "the causes are flat"


# --- noise ----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_noise_is_called_a_problem_in_two_of_a_hundred_pairs_at_most():
    sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
    try:
        from chain import COUNTS, MAX_FALSE, tables  # noqa: PLC0415  # a script, not a package
    finally:
        sys.path.pop(0)
    found = {name: dict(zip(COUNTS, shares, strict=True)) for _, name, shares in tables(300)}

    assert all(found[name][6] <= MAX_FALSE for name in ("independent", "flat, rounded"))
    assert all(shares[3] == shares[4] == 0 for shares in found.values())
    assert found["1.5 sigma a reading"][6] > 0.75
    assert found["0.5 sigma a reading"][12] > 0.95
