"""How far key results have come, and what that means for everything above them."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest

from stratdocs.analysis.progress import (
    KeyResultProgress,
    Progress,
    share_of,
    share_words,
)
from stratdocs.model.kinds import Entity, KeyResult
from stratdocs.model.stack import Stack, load
from stratdocs.model.values import quantity

TODAY = date(2027, 2, 10)


def stack_of(text: str, today: date = TODAY) -> Stack:
    return load({"s.yml": dedent(text)}, today=today)


def of(text: str) -> tuple[Progress, dict[str, Entity]]:
    """The progress of the text's stack, and its entities by id."""
    stack = stack_of(text)
    return Progress(stack), stack.graph.by_id


def key_result(
    *lines: str, more: str = "", title: str = "Activation", today: date = TODAY
) -> KeyResultProgress:
    """The progress of a key result with these lines, in an objective of 2027-Q1."""
    said = "\n".join(f"        {line}" for line in lines)
    text = (
        "objectives:\n  - id: first-week\n    title: First week\n    period: 2027-Q1\n"
        f"    key_results:\n      - id: activation\n        title: {title}\n"
        f"{said}\n{dedent(more)}"
    )
    stack = stack_of(text, today)
    return Progress(stack).of_key_result(stack.of(KeyResult)[0])


def checked(
    *values: str, baseline: str | None = "40%", target: str | None = "55%"
) -> KeyResultProgress:
    """The progress of a key result with check-ins of these values."""
    checks = "\n".join(
        f"          - {{date: 2027-01-{n:02}, value: '{value}'}}"
        for n, value in enumerate(values, 1)
    )
    ends = [f"{name}: '{end}'" for name, end in (("baseline", baseline), ("target", target)) if end]
    return key_result(*ends, f"check_ins:\n{checks}" if checks else "check_ins: []")


# --- one key result -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "share", "words"),
    [
        ("43%", 0.2, "43%: 20% of the way from 40% to 55%"),
        ("44%", 4 / 15, "44%: 27% of the way from 40% to 55%"),
        ("40.3%", 0.02, "40.3%: 2% of the way from 40% to 55%"),
        ("54.7%", 0.98, "54.7%: 98% of the way from 40% to 55%"),
        ("40%", 0.0, "40%, unchanged from the baseline; the target is 55%"),
        ("38%", -2 / 15, "38%, further from 55% than the baseline (40%)"),
        ("55%", 1.0, "55%, all the way from 40%"),
        ("61%", 1.4, "61%, beyond the target of 55%"),
    ],
)
def test_the_way_from_baseline_to_target(value, share, words):
    found = checked("41%", value)

    assert found.share == pytest.approx(share)
    assert found.words == words


@pytest.mark.parametrize(
    ("value", "bar"), [("38%", 0.0), ("61%", 1.0), ("43%", pytest.approx(0.2))]
)
def test_bars_are_clipped_and_the_true_value_is_kept(value, bar):
    assert checked(value).bar == bar


def test_falling_is_progress_when_the_target_is_lower():
    found = checked("18 h", baseline="24 h", target="12 h")

    assert found.words == "18 h: 50% of the way from 24 h to 12 h"


def test_without_any_check_in():
    found = key_result("baseline: 40%", "target: 55%")

    assert (found.value, found.share, found.status) == (None, None, None)
    assert found.words == "no check-in yet"


def test_the_last_check_in_by_date_counts():
    found = key_result(
        "baseline: 40%",
        "target: 55%",
        "status: committed",
        "check_ins:",
        "  - {date: 2027-02-01, value: 46%, status: at_risk}",
        "  - {date: 2027-01-01, value: 43%, status: on_track}",
    )

    assert (found.value, found.date, found.source) == (
        quantity("46%"),
        date(2027, 2, 1),
        "check-in",
    )
    assert found.status == "at_risk"


def test_a_check_in_may_give_a_state_without_a_value():
    found = key_result(
        "baseline: 40%",
        "target: 55%",
        "check_ins:",
        "  - {date: 2027-01-01, value: 43%, status: on_track}",
        "  - {date: 2027-02-01, status: blocked, note: The vendor is late}",
    )

    assert (found.value, found.status) == (quantity("43%"), "blocked")
    assert key_result("check_ins: [{date: 2027-02-01}]").words == (
        "last checked in on 1 Feb 2027, without a value"
    )


def test_dropped_or_done_goes_before_check_ins():
    found = key_result("status: dropped", "check_ins: [{date: 2027-02-01, status: at_risk}]")

    assert found.status == "dropped"


READINGS = """
    metrics:
      - id: activation-7d
        title: 7-day activation
        readings:
          - {date: 2026-12-31, value: 40%}
          - {date: 2027-01-31, value: 46%}
          - {date: 2027-04-30, value: 70%}
"""


def test_without_check_ins_the_metrics_readings_in_the_period_count():
    found = key_result("metric: activation-7d", "baseline: 40%", "target: 55%", more=READINGS)

    assert (found.value, found.date, found.source) == (
        quantity("46%"),
        date(2027, 1, 31),
        "reading",
    )


def test_a_later_day_of_its_own_extends_the_period():
    found = key_result(
        "metric: activation-7d", "by: 2027-04-30", more=READINGS, today=date(2027, 5, 10)
    )

    assert found.value == quantity("70%")


@pytest.mark.parametrize(
    ("check", "value", "source"),
    [
        ("{date: 2027-01-15, value: 44%}", "46%", "reading"),
        ("{date: 2027-01-31, value: 44%}", "44%", "check-in"),
        ("{date: 2027-02-05, value: 47%}", "47%", "check-in"),
        ("{value: 44%}", "44%", "check-in"),
        ("{date: 2027-01-15, value: 44 clinics}", "44 clinics", "check-in"),
    ],
)
def test_the_later_of_a_check_in_and_a_reading_counts(check: str, value: str, source: str):
    found = key_result("metric: activation-7d", f"check_ins: [{check}]", more=READINGS)

    assert (found.value, found.source) == (quantity(value), source)


@pytest.mark.parametrize(
    ("title", "target", "value", "share"),
    [
        ("Reduce the wait", "5 min", "4 min", 1.0),
        ("Reduce the wait", "5 min", "6 min", None),
        ("Increase the orders", "50", "60", 1.0),
        ("Orders", "50", "60", None),
    ],
)
def test_the_words_of_a_title_say_which_way_is_better(title, target, value, share):
    found = key_result(
        f"target: {target}", f"check_ins: [{{date: 2027-01-15, value: {value}}}]", title=title
    )

    assert found.share == share


@pytest.mark.parametrize(
    ("title", "value", "words"),
    [
        ("Raise it from 30% to 45%", "36%", "36%: 40% of the way from 30% to 45%"),
        ("Raise it from 30 to 45%", "36%", "36%: 40% of the way from 30% to 45%"),
        (
            "Cut it from 2 h to 30 min by March",
            "90 min",
            "90 min: 33% of the way from 2 h to 30 min",
        ),
        ("Orders: 10 → 20 a day", "15", "15: 50% of the way from 10 a day to 20 a day"),
        ("Raise it to 45%", "36%", "36%; the target is 45%, but it has no baseline to start from"),
    ],
)
def test_figures_in_the_title_are_read(title, value, words):
    found = key_result(f"check_ins: [{{date: 2027-01-15, value: {value}}}]", title=title)

    assert found.words == words


@pytest.mark.parametrize(
    ("baseline", "target", "value", "share", "words"),
    [
        (None, "55%", "43%", None, "43%; the target is 55%, but it has no baseline to start from"),
        (None, "55%", "56%", None, "56%; the target is 55%, but it has no baseline to start from"),
        (None, "≥ 55%", "56%", 1.0, "56%; the target of ≥ 55% is met"),
        (None, "< 2 s", "1.4 s", 1.0, "1.4 s; the target of < 2 s is met"),
        (
            None,
            "< 2 s",
            "2.4 s",
            None,
            "2.4 s; the target is < 2 s, but it has no baseline to start from",
        ),
        ("99.9%", "≥ 99.9%", "99.95%", 1.0, "99.95%; the target of ≥ 99.9% is met"),
        ("99.9%", "≥ 99.9%", "99.7%", 0.0, "99.7%; the target of ≥ 99.9% is not met"),
        (
            "99.9%",
            "99.9%",
            "99.7%",
            None,
            "99.7%; the target is 99.9%, but its direction isn't stated",
        ),
        ("40", "55%", "43%", None, "43%; the target is 55%, but 40 can't be compared with 55%"),
        ("2 h", "30%", "90%", None, "90%; the target is 30%, but 2 h can't be compared with 30%"),
        ("2 h", "30 min", "90 min", 1 / 3, "90 min: 33% of the way from 2 h to 30 min"),
        ("0", "50%", "20%", 0.4, "20%: 40% of the way from 0 to 50%"),
    ],
)
def test_without_a_way_to_go_the_target_is_met_or_not(baseline, target, value, share, words):
    found = checked(value, baseline=baseline, target=target)

    assert (found.share, found.words) == (share, words)


def test_a_metric_that_should_fall_is_met_from_above():
    found = key_result(
        "metric: churn",
        "target: 2%",
        "check_ins: [{date: 2027-01-15, value: 1.5%}]",
        more="metrics: [{id: churn, title: Churn, direction: down}]",
    )

    assert found.share == 1.0


def test_without_numbers_the_score_or_the_status_counts():
    scored = key_result("score: 0.7")
    done = key_result("status: done")

    assert (scored.share, scored.words) == (0.7, "scored 0.7")
    assert (done.share, done.words) == (1.0, "done")
    assert key_result("status: done", "target: 55%").share is None


@pytest.mark.parametrize(
    ("score", "share"),
    [("0.7", 0.7), ("70%", 0.7), ("3.5/5", 0.7), ("7", None), ("7 h", None), ("1/0", None)],
)
def test_scores_as_shares(score, share):
    assert share_of(quantity(score)) == (share if share is None else pytest.approx(share))


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.5, "50%"), (0.47, "47%"), (2 / 3, "67%"), (0.01, "1%")],
)
def test_shares_in_words(share, words):
    assert share_words(share) == words


# --- above key results --------------------------------------------------------------------------

COMPANY = """
    strategies:
      - {id: stay, title: Customers that stay, level: company}
    bets:
      - {id: first-week-value, title: Value in the first week, serves: stay, status: committed}
      - {id: quiet, title: A quiet bet, serves: stay, status: committed}
    objectives:
      - id: first-week
        title: First week
        serves: first-week-value
        key_results:
          - id: activation
            title: Activation
            baseline: 40%
            target: 60%
            check_ins: [{date: 2027-01-31, value: 50%, status: at_risk}]
            work:
              - {id: import, title: Import, status: blocked}
          - id: calls
            title: Calls
            baseline: 10
            target: 5
            check_ins: [{date: 2027-01-31, value: 0, status: on_track}]
          - {id: reviews, title: Reviews, baseline: 1, target: 2}
          - {id: gone, title: Gone, baseline: 1, target: 2, status: dropped}
      - id: help
        title: Help
        serves: activation
        key_results:
          - id: replies
            title: Replies
            baseline: 24 h
            target: 12 h
            status: done
            check_ins: [{date: 2027-01-31, value: 24 h}]
    initiatives:
      - {id: score, title: Score, serves: quiet, status: at_risk}
"""


def test_an_objective_counts_its_own_key_results():
    progress, entities = of(COMPANY)

    below = progress.below(entities["first-week"])

    assert (below.total, below.measured, below.mean) == (3, 2, 0.75)
    assert progress.bar(entities["first-week"]) == (
        0.75,
        "75%, from 2 of 3 key results",
    )


def test_everything_above_counts_all_key_results_below_equally():
    progress, entities = of(COMPANY)

    below = progress.below(entities["stay"])

    assert (below.total, below.measured, below.mean) == (4, 3, 0.5)
    assert progress.bar(entities["help"]) == (0.0, "0%, from 1 key result")
    assert progress.bar(entities["import"]) == (None, "")


def test_a_cycle_of_serves_has_an_end():
    progress, entities = of("""
        objectives:
          - {id: one, title: One, serves: two}
          - {id: two, title: Two, serves: one}
          - {id: me, title: Me, serves: me}
        key_results:
          - {id: kr-1, title: KR, serves: one, status: on_track}
          - {id: kr-2, title: KR, serves: two, status: blocked}
    """)

    assert progress.status(entities["one"]) == "on_track"
    assert progress.status(entities["two"]) == "blocked"
    assert progress.bar(entities["me"]) == (None, "")
