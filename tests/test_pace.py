"""The pace of key results, and whether the reported status agrees."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest

from stratdocs.analysis.pace import Pace, PaceCounts, pace, paces_below, written_like
from stratdocs.analysis.progress import key_result_progress
from stratdocs.model.kinds import KeyResult
from stratdocs.model.stack import load
from stratdocs.model.values import quantity


def pace_of(said: str, *, today: date = date(2027, 3, 1), metrics: str = "[]") -> Pace:
    text = f"""
        metrics: {metrics}
        objectives:
          - id: first-week
            title: New clinics get value in their first week
            period: 2027-Q1
            key_results:
              - {{id: activation, title: Activation, {said}}}
    """
    stack = load({"s.yml": dedent(text)}, today=today)
    return pace(stack, stack.of(KeyResult)[0])


WAY = "baseline: 40%, target: 60%"


def check_ins(*looks: tuple[str, str, str]) -> str:
    return ", ".join(f"{{date: {day}, value: {value}, status: {s}}}" for day, value, s in looks)


def test_on_track_and_behind_pace_is_reported_with_its_first_day():
    looks = check_ins(
        ("2027-01-20", "44%", "on_track"),
        ("2027-02-12", "44%", "on_track"),
        ("2027-02-26", "46%", "on_track"),
    )

    found = pace_of(f"{WAY}, check_ins: [{looks}]")

    assert found.says == "behind"
    assert found.summary == "reported on track, behind pace since 12 Feb 2027"
    assert found.because == (
        "it was at 46% on 26 Feb 2027: 30% of the way with 63% of the time elapsed"
    )
    assert found.differs
    assert found.tone == "bad"
    assert found.expected_value == "53%"


def test_status_and_pace_may_agree():
    looks = check_ins(("2027-02-26", "52%", "on_track"))

    found = pace_of(f"{WAY}, check_ins: [{looks}]")

    assert (found.says, found.differs) == ("on pace", False)
    assert found.summary == "reported on track, and on pace"


def test_a_status_worse_than_the_pace_is_reported_too():
    looks = check_ins(("2027-02-26", "58%", "at_risk"))

    found = pace_of(f"{WAY}, check_ins: [{looks}]")

    assert found.summary == "reported at risk, though ahead of pace"
    assert found.differs


def test_falling_is_good_if_the_target_is_lower():
    looks = check_ins(("2027-02-26", "16 h", "on_track"))

    found = pace_of(f"baseline: 24 h, target: 12 h, check_ins: [{looks}]")

    assert (found.says, found.expected_value) == ("on pace", "16 h")


def test_a_measure_that_moves_late_is_not_called_behind_too_early():
    looks = check_ins(("2027-02-12", "41%", "on_track"))
    lagging = "[{id: retention, title: Retention, timing: lagging}]"

    found = pace_of(f"metric: retention, {WAY}, check_ins: [{looks}]", metrics=lagging)

    assert found.says == "too early"
    assert found.summary == "reported on track; too early to judge (its metric moves late)"
    assert not found.differs


def test_a_limit_is_kept_or_not():
    kept = check_ins(("2027-02-12", "3.8", "on_track"))
    broken = check_ins(("2027-02-12", "3.8", "on_track"), ("2027-02-26", "4.4", "on_track"))

    assert pace_of(f"baseline: 3.9, target: < 4, check_ins: [{kept}]").says == "met"
    found = pace_of(f"baseline: 3.9, target: < 4, check_ins: [{broken}]")
    assert found.summary == "reported on track, the limit isn't met since 26 Feb 2027"


def test_readings_of_the_metric_stand_in_for_check_ins():
    metrics = (
        "[{id: activation-7d, title: A, readings: [{date: 2026-12-31, value: 40%}, "
        "{date: 2027-01-31, value: 42%}, {date: 2027-02-28, value: 43%}]}]"
    )

    found = pace_of(f"metric: activation-7d, {WAY}, status: on_track", metrics=metrics)

    assert found.summary == "reported on track, behind pace since 31 Jan 2027"


def test_a_goal_past_its_time_says_where_it_ended():
    looks = check_ins(("2027-03-28", "55%", "done"))

    found = pace_of(f"{WAY}, score: 0.7, check_ins: [{looks}]", today=date(2027, 4, 20))

    assert found.ended
    assert found.summary == "ended at 55%, 75% of the way to 60%; scored 0.7"
    assert not found.differs


@pytest.mark.parametrize(
    ("said", "because"),
    [
        (WAY, "there is no check-in yet"),
        ("check_ins: [{date: 2027-02-12, value: 44%}]", "it has no target"),
        (
            "target: 60%, check_ins: [{date: 2027-02-12, value: 44%}]",
            "it has no baseline to start from",
        ),
        (
            f"{WAY}, check_ins: [{{date: 2027-02-12, value: 44 h}}]",
            "44 h can't be compared with 60%",
        ),
        (f"{WAY}, check_ins: [{{value: 44%}}]", "no check-in has a date"),
        (
            f"{WAY}, check_ins: [{{date: 2027-12-12, value: 44%}}]",
            "no check-in has a valid date",
        ),
    ],
)
def test_missing_data_is_named(said: str, because: str):
    found = pace_of(said)

    assert (found.says, found.because) == ("not enough data", because)
    assert found.summary == "no status reported; pace unknown"


@pytest.mark.parametrize(
    ("target", "baseline", "number", "words"),
    [
        ("55%", "40%", 48.4, "48%"),
        ("€1.2M", "€0.8M", 1_050_000, "€1.1M"),
        ("4.3/5", "4/5", 4.2, "4.2/5"),
        ("3 d", "5 d", 3.94, "3.9 d"),
        ("< 2 s", "4 s", 3, "3 s"),
        ("12,000", "8,000", 10_400, "10,400"),
        ("-5%", "-10%", -7.5, "−7.5%"),
    ],
)
def test_an_expected_value_is_written_like_the_target(
    target: str, baseline: str, number: float, words: str
):
    like, other = quantity(target), quantity(baseline)
    assert like
    assert other

    assert written_like(like, other, number) == words


# --- ambition -------------------------------------------------------------------------------------

HALF_OF_THE_TIME = date(2027, 2, 15)


@pytest.mark.parametrize(
    ("ambition", "value", "says"),
    [
        ("", "46%", "behind"),
        (", ambition: committed", "46%", "behind"),
        (", ambition: aspirational", "46%", "on pace"),
        (", ambition: aspirational", "44%", "behind"),
        (", ambition: aspirational", "54%", "ahead"),
        (", ambition: aspirational", "60%", "met"),
    ],
)
def test_an_aspirational_goal_is_on_pace_if_it_leads_to_seven_tenths_of_the_way(
    ambition: str, value: str, says: str
) -> None:
    looks = check_ins(("2027-02-15", value, "on_track"))

    found = pace_of(f"{WAY}{ambition}, check_ins: [{looks}]", today=HALF_OF_THE_TIME)

    assert found.says == says
    assert found.expected_value == ("47%" if "aspirational" in ambition else "50%")


def test_the_pace_of_an_aspirational_goal_says_what_a_good_result_is() -> None:
    looks = check_ins(("2027-02-15", "46%", "on_track"))

    found = pace_of(f"{WAY}, ambition: aspirational, check_ins: [{looks}]", today=HALF_OF_THE_TIME)

    assert found.because == (
        "it was at 46% on 15 Feb 2027: 30% of the way with 51% of the time elapsed; "
        "the goal is aspirational, and 70% of the way is a good result"
    )


@pytest.mark.parametrize(
    ("ambition", "end", "meaning"),
    [
        ("", "54%", ""),
        ("committed", "54%", ": short of the commitment"),
        ("committed", "60%", ": met as committed"),
        ("aspirational", "54%", ": a good result for an aspirational goal"),
        ("aspirational", "60%", ": more than an aspirational goal expects"),
        ("aspirational", "50%", ": some progress on an aspirational goal"),
        ("aspirational", "41%", ": little progress, even for an aspirational goal"),
    ],
)
def test_where_a_goal_ended_is_read_by_its_ambition(ambition: str, end: str, meaning: str) -> None:
    looks = check_ins(("2027-03-31", end, "on_track"))
    said = f"{WAY}, check_ins: [{looks}]" + (f", ambition: {ambition}" if ambition else "")

    found = pace_of(said, today=date(2027, 4, 10))

    assert found.summary.endswith(meaning or "to 60%")


def test_a_score_is_read_by_the_ambition_of_the_objective() -> None:
    text = """
        objectives:
          - id: high
            title: Every new customer comes back
            period: 2026-Q4
            ambition: aspirational
            key_results:
              - {id: a, title: A, score: 0.7}
              - {id: b, title: B, score: 0.7, ambition: committed}
              - {id: c, title: C, score: 3}
    """
    stack = load({"s.yml": dedent(text)}, today=date(2027, 3, 1))
    words = [key_result_progress(stack, goal).words for goal in stack.of(KeyResult)]

    assert words == [
        "scored 0.7: a good result for an aspirational goal",
        "scored 0.7: short of the commitment",
        "no check-in yet",
    ]


def test_key_results_are_counted_by_pace_and_each_once():
    yaml = """
    strategies: [{id: company, title: Win, level: company}]
    objectives:
      - {id: o, title: Calm, serves: company, period: 2027-Q1}
      - {id: next, title: Later, serves: company, period: 2027-Q3}
      - {id: past, title: Past, serves: company, period: 2026-Q4}
      - {id: draft, title: Draft, serves: company, period: 2027-Q1, status: proposed}
    key_results:
      - {id: fine, title: A, serves: o, baseline: 0, target: 10,
         check_ins: [{date: 2027-02-20, value: 8, status: on_track}]}
      - {id: slow, title: B, serves: o, baseline: 0, target: 10,
         check_ins: [{date: 2027-02-20, value: 1, status: on_track}]}
      - {id: silent, title: C, serves: o, baseline: 0, target: 10}
      - {id: gone, title: D, serves: o, status: dropped}
      - {id: ahead, title: E, serves: next, baseline: 0, target: 10}
      - {id: met, title: F, serves: past, baseline: 0, target: 10,
         check_ins: [{date: 2026-12-20, value: 10, status: on_track}]}
      - {id: idea, title: G, serves: draft, baseline: 0, target: 10}
    """
    stack = load({"s.yml": dedent(yaml)}, today=date(2027, 3, 1))

    found = paces_below(stack, stack.graph.by_id["company"])

    assert found == PaceCounts(
        fine=1, behind=1, differ=1, early=1, unknown=1, over=1, met=1, idle=2
    )
    assert found.running == 4
