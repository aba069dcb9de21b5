"""Suggestions for goals: words that are written nearby, or else the right question."""

from textwrap import dedent

import pytest
from tests.conftest import TODAY

from stratdocs.analysis.goals import output_wording, stronger_wording, unmeasured_parts
from stratdocs.linting.rules.unmeasurable_key_result import UnmeasurableKeyResult
from stratdocs.model.kinds import KeyResult, Objective
from stratdocs.model.stack import Stack, load

ABOVE = """
strategies:
  - {id: customers-that-stay, title: Win by keeping customers, level: company}
metrics:
  - id: activation-7d
    title: Share of clinics active after 7 days
    readings:
      - {date: 2026-09-30, value: 36%}
      - {date: 2026-12-31, value: 40%}
      - {date: 2027-01-31, value: 43%}
  - {id: calls, title: Calls per clinic, direction: down}
bets:
  - id: first-week-value
    title: Value in the first week
    serves: customers-that-stay
    success: {measure: activation-7d, baseline: 38%, target: 55%, by: 2027-03-31}
  - id: next-year
    title: Clinics that stay a second year
    serves: customers-that-stay
    success: {measure: Renewals, baseline: 70%, target: 85%, by: 2028-03-31}
  - {id: unsure, title: An idea, serves: customers-that-stay, success: {measure: calls}}
"""


def stack_of(yaml: str) -> Stack:
    return load({"a.yml": ABOVE + dedent(yaml)}, today=TODAY)


def helped(stack: Stack, identity: str) -> str | None:
    goal = stack.get(identity)
    assert isinstance(goal, (Objective, KeyResult))
    wording = output_wording(stack, goal)
    assert wording is not None
    return wording.suggestion


def under(bet: str, key_results: str, period: str = "2027-Q1") -> Stack:
    listed = "".join(
        f"\n              - {{{key_result}}}" for key_result in key_results.split("\n")
    )
    return stack_of(f"""
        objectives:
          - id: first-week
            title: New clinics get value in their first week
            serves: {bet}
            period: {period}
            key_results:{listed}
    """)


def test_its_own_metric_and_target_come_first() -> None:
    stack = under(
        "next-year", "id: kr, title: Launch new onboarding, metric: activation-7d, target: 50%"
    )

    assert (
        helped(stack, "kr")
        == "Increase share of clinics active after 7 days from 40% to 50% by 2027-03-31"
    )


def test_without_a_baseline_or_reading_the_metrics_direction_gives_the_verb() -> None:
    stack = under("next-year", "id: kr, title: Launch new onboarding, metric: calls, target: 4")

    assert helped(stack, "kr") == "Reduce calls per clinic to 4 by 2027-03-31"


def test_a_metric_without_a_target_asks_for_it_and_says_where_it_stood() -> None:
    stack = under("next-year", "id: kr, title: Launch new onboarding, metric: activation-7d")

    assert helped(stack, "kr") == (
        "What should share of clinics active after 7 days be by 31 Mar 2027? It was at "
        "40% on 31 Dec 2026"
    )


def test_the_bet_above_gives_measure_baseline_target_and_date() -> None:
    stack = under("first-week-value", "id: kr, title: Launch new onboarding")

    assert (
        helped(stack, "kr")
        == "Increase share of clinics active after 7 days from 38% to 55% by 2027-03-31"
    )


def test_an_objective_takes_them_from_its_bet() -> None:
    stack = stack_of("""
        objectives:
          - {id: first-week, title: Launch onboarding, serves: first-week-value, period: 2027-Q1}
    """)

    assert (
        helped(stack, "first-week")
        == "Increase share of clinics active after 7 days from 38% to 55% by 2027-03-31"
    )


def test_an_objective_without_a_bet_takes_them_from_its_key_result() -> None:
    stack = stack_of("""
        objectives:
          - id: first-week
            title: Launch new onboarding
            serves: customers-that-stay
            period: 2027-Q1
            key_results:
              - {id: kr, title: Fewer calls, metric: calls, baseline: 9, target: 4}
    """)

    assert helped(stack, "first-week") == "Reduce calls per clinic from 9 to 4 by 2027-03-31"


def test_the_target_of_a_bet_outside_the_period_is_not_used() -> None:
    stack = under("next-year", "id: kr, title: Launch new onboarding")
    goal = stack.get("kr")
    assert goal is not None

    assert stronger_wording(stack, goal) is None
    assert (
        helped(stack, "kr")
        == "How far will it move renewals by 31 Mar 2027? next-year aims for 85% by 31 Mar 2028"
    )


def test_a_measure_of_a_sibling_key_result_is_not_repeated() -> None:
    stack = under(
        "first-week-value",
        "id: kr, title: Launch new onboarding\n"
        "id: activation, title: Activation, metric: activation-7d, baseline: 40%, target: 55%",
    )

    assert helped(stack, "kr") == (
        "activation already counts share of clinics active after 7 days; this can be work for it"
    )


def test_a_bet_with_a_measure_and_no_target_asks_what_changes() -> None:
    stack = under("unsure", "id: kr, title: Launch new onboarding")

    assert (
        helped(stack, "kr")
        == "What will it change about calls per clinic, by which unsure is measured?"
    )


def test_without_anything_known_there_is_a_question_without_a_number() -> None:
    stack = under("customers-that-stay", "id: kr, title: Launch new onboarding")
    question = helped(stack, "kr")

    assert question is not None
    assert "?" in question
    assert not any(letter.isdigit() for letter in question)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("title: Increase 7-day activation from 40% to 55%", ()),
        ("title: Activation, metric: activation-7d, baseline: 40%, target: 55%", ()),
        ("title: Increase activation", ("baseline", "target")),
        ("title: Happier clinics", ("metric", "baseline", "target")),
        ("title: Happier clinics, target: 55%", ("metric", "baseline")),
        ("title: Activation, metric: activation-7d, target: 55%", ("baseline",)),
        ("title: Failed scans, metric: Failed scans per 1000, target: < 20", ()),
        ("title: Audits passed, metric: Departments that pass, target: 100%", ()),
        ("title: Activation, metric: activation-7d, baseline: 40%, target: many", ()),
        ("title: Activation, metric: activation-7d, baseline: 40%, target: null", ("target",)),
    ],
)
def test_parts_may_be_in_fields_or_in_the_title(fields: str, expected: tuple[str, ...]) -> None:
    stack = under("first-week-value", f"id: kr, {fields}")
    goal = stack.get("kr")
    assert isinstance(goal, KeyResult)

    assert expected == unmeasured_parts(stack, goal)


@pytest.mark.parametrize(
    ("bet", "fields", "expected"),
    [
        (
            "next-year",
            "title: Happier clinics",
            "What would you check on 31 Mar 2027 to call it reached?",
        ),
        (
            "first-week-value",
            "title: Happier clinics",
            "Increase share of clinics active after 7 days from 38% to 55% by 2027-03-31",
        ),
        (
            "next-year",
            "title: Improve retention",
            "What is its value today, and what should it be by 31 Mar 2027?",
        ),
        (
            "next-year",
            "title: Activation, metric: activation-7d, target: 55%",
            "baseline: 40%, as read on 2026-12-31",
        ),
    ],
)
def test_an_unmeasurable_goal_gets_a_suggestion_or_a_question(
    bet: str, fields: str, expected: str
) -> None:
    found = list(UnmeasurableKeyResult().check(under(bet, f"id: kr, {fields}")))

    assert [expected] == [finding.suggestion for finding in found]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            "baseline: 40%, target: 55%, by: 2027-03-31",
            "Which metric should go from 40% to 55% by 31 Mar 2027? Name it in the title",
        ),
        ("target: 55%", "Which metric should be at 55%? Name it in the title"),
        ("target: 100%", None),
        ("target: 1", None),
    ],
)
def test_a_target_without_a_measure_is_asked_for_it(fields: str, words: str | None) -> None:
    stack = stack_of(f"""
        objectives:
          - id: first-week
            title: New clinics get value in their first week
            key_results: [{{id: kr, title: Launch new onboarding, {fields}}}]
    """)

    found = helped(stack, "kr")

    assert found is not None
    assert found == words or (words is None and found.startswith("What will customers do"))
