"""What waits for a decision: YAML in, matters with their reasons out."""

from __future__ import annotations

from conftest import stack_of

from stratdocs.analysis.pending import pending
from stratdocs.analysis.progress import Progress

ABOVE = """
people: [{id: ana, title: Ana}, {id: bo, title: Bo}]
strategies:
  - id: company
    title: Win harbours
    level: company
    owner: ana
"""


def pending_lines(yaml: str) -> list[str]:
    stack = stack_of(ABOVE + yaml)
    return [
        f"{decision.matter}: {decision.entity.id}, because {decision.because} ({decision.who})"
        for decision in pending(stack, Progress(stack))
    ]


def test_a_big_bet_needs_the_approval_of_the_owner_above() -> None:
    yaml = """
bets:
  - {id: big, title: Big, serves: company, size: big, status: on_track, owner: bo}
  - {id: small, title: Small, serves: company, size: small, status: on_track, owner: bo}
"""

    assert pending_lines(yaml) == [
        ("approval missing: big, because it is big and under way, with no named approver (ana)")
    ]


TRIGGERS = """
bets:
  - id: berths
    title: Berths by phone
    serves: company
    owner: bo
    {reviewed}
    triggers:
      - {{when: The pier closes., then: Stop., fired: 2027-01-10}}
      - {{when: It rains, then: Wait}}
"""


def test_a_fired_trigger_is_due_until_a_review_or_decision() -> None:
    due = pending_lines(TRIGGERS.format(reviewed=""))

    assert due == [
        ("trigger due: berths, because The pier closes, on 10 Jan 2027; agreed response: Stop (bo)")
    ]
    assert pending_lines(TRIGGERS.format(reviewed="reviewed: 2027-01-12")) == []
    decided = "\ndecisions: [{id: d, title: Stop, serves: berths, decided: 2027-01-11}]"
    assert pending_lines(TRIGGERS.format(reviewed="") + decided) == []


def test_a_blocked_item_gives_its_reason_and_goes_to_its_escalation() -> None:
    yaml = """
initiatives:
  - {id: phones, title: Phones, serves: company, owner: bo, status: blocked, because: No lines.}
work:
  - {id: lines, title: Lines, serves: phones, status: blocked, owner: bo, depends_on: [poles]}
  - {id: poles, title: Poles, serves: phones, status: on_track, owner: ana}
"""

    assert pending_lines(yaml) == [
        "blocked: phones, because No lines (bo)",
        "blocked: lines, because it depends on “Poles” (bo)",
    ]


def test_key_results_with_a_contradicting_status_come_first() -> None:
    goals = "".join(
        f"""
  - id: {status}
    title: {status}
    serves: o
    baseline: 0%
    target: 100%
    owner: bo
    check_ins: [{{date: 2027-02-12, value: 5%, status: {status}}}]"""
        for status in ("at_risk", "on_track", "done")
    )
    yaml = f"""
objectives: [{{id: o, title: Calm berths, serves: company, period: 2027-Q1}}]
key_results:{goals}
"""

    assert [line.split(",")[0] for line in pending_lines(yaml)] == [
        "status and pace disagree: on_track",
        "behind pace: at_risk",
    ]


def test_a_risk_without_an_answer_is_listed_unless_it_is_low() -> None:
    yaml = """
risks:
  - {id: storm, title: Storm, serves: company, probability: 4, impact: 4}
  - {id: rain, title: Rain, serves: company, probability: 2, impact: 2}
  - {id: fog, title: Fog, serves: company, probability: 4, impact: 4, mitigation: Lamps}
"""

    assert pending_lines(yaml) == [
        ("risk without mitigation: storm, because 4 × 4, with no mitigation (ana)")
    ]


def test_a_team_that_plans_too_much_is_listed_with_the_first_cut() -> None:
    yaml = """
teams: [{id: crew, title: Crew, owner: bo, capacity: 10 d}]
objectives: [{id: o, title: Calm berths, serves: company, team: crew, period: 2027-Q1}]
work:
  - {id: a, title: Painting, serves: o, estimate: 6 d, lno: overhead, status: committed}
  - {id: b, title: Dredging, serves: o, estimate: 6 d, lno: leverage, status: on_track}
"""

    assert pending_lines(yaml) == [
        (
            "over capacity: crew, because in Q1 2027, 12 d planned of "
            "10 d (120%); the usual limit of 70% is 7 d; first to cut: “Painting” (bo)"
        )
    ]


METRIC = """
metrics: [{{id: wait, title: Wait at the desk, readings: [{readings}]}}]
initiatives:
  - id: desks
    title: Fewer desks
    serves: company
    owner: bo
    {more}
    triggers: [{{when: The desk is slow, then: Open one again., metric: wait, above: 10 min}}]
"""
SLOW = "{date: 2026-12-31, value: 12 min}, {date: 2027-01-31, value: 0.5 h}"


def test_a_trigger_is_due_once_its_metric_is_beyond_the_limit() -> None:
    assert pending_lines(METRIC.format(readings=SLOW, more="status: on_track")) == [
        (
            "trigger due: desks, because The desk is slow, on 31 Dec 2026 (12 min "
            "against 10 min; 0.5 h on 31 Jan 2027); agreed response: Open one again "
            "(bo)"
        )
    ]
    assert pending_lines(METRIC.format(readings=SLOW, more="reviewed: 2027-02-01")) == []
    assert pending_lines(METRIC.format(readings=SLOW, more="status: proposed")) == []
    fast = "{date: 2026-12-31, value: 12 min}, {date: 2027-01-31, value: 5 min}"
    assert pending_lines(METRIC.format(readings=fast, more="status: on_track")) == []


MISSED = """
metrics:
  - id: calls
    title: Calls a day
    readings: [{date: 2026-12-20, value: 22}]
bets:
  - id: berths
    title: Berths by phone
    serves: company
    status: done
    owner: bo
    period: 2026-Q4
    success: {outcome: People call, measure: calls, baseline: 20, target: 40, by: 2026-12-31}
"""


def test_a_finished_bet_that_missed_its_target_waits_for_a_word_on_it() -> None:
    assert pending_lines(MISSED) == [
        (
            "target missed: berths, because it is done, but its metric was at 22 on 20 "
            "Dec 2026, 10% of the way from 20; the target of 40 was missed (bo)"
        )
    ]
    answered = "decisions: [{id: d, title: On, serves: berths, choice: On, decided: 2027-01-10}]\n"
    assert pending_lines(MISSED + answered) == []
    reached = MISSED.replace("value: 22", "value: 41")
    assert pending_lines(reached) == []
    assert pending_lines(MISSED.replace("2026", "2024")) == []


def test_what_is_over_waits_for_a_word_on_how_it_ended() -> None:
    yaml = """
bets:
  - {id: a, title: A, serves: company, status: on_track, period: 2026-Q3, owner: bo}
  - {id: b, title: B, serves: company, status: committed, period: 2026-Q3}
  - {id: c, title: C, serves: company, status: committed, period: 2026-Q3}
  - {id: d, title: D, serves: company, status: on_track, period: 2027-Q1}
  - {id: e, title: E, serves: company, status: done, period: 2026-Q3}
  - {id: f, title: F, serves: company, status: proposed, period: 2026-Q3}
"""
    assert pending_lines(yaml) == [
        (
            "time is up: a, because its period ended on 30 Sep 2026; it is still "
            "on track, with no result recorded (bo)"
        ),
        (
            "time is up: b, because its period ended on 30 Sep 2026; it has no "
            "end, with no result recorded; the same goes for 1 more bet (ana)"
        ),
    ]


def test_a_missed_threshold_and_an_exception_that_ended_wait() -> None:
    yaml = """
metrics:
  - id: scored
    title: Spend with a score
    shape: threshold
    threshold: 100%
    readings: [{date: 2027-01-31, value: 40%}]
initiatives:
  - id: score
    title: A score for every order
    serves: company
    status: on_track
    nature: policy
    owner: bo
    metrics: [scored]
    exceptions: [{for: ana, granted: 2026-01-01, until: 2026-12-31, because: X}]
"""
    assert pending_lines(yaml) == [
        (
            "threshold missed: score, because “Spend with a score” was at 40% on 31 "
            "Jan 2027, below its limit of 100% (bo)"
        ),
        (
            "exception ended: score, because the exception for Ana ended on 31 Dec 2026; "
            "renew it or close it (bo)"
        ),
    ]


def test_a_finished_objective_that_missed_its_target_waits_for_a_word_on_it() -> None:
    yaml = """
objectives:
  - id: calm
    title: People stop waiting
    serves: company
    status: done
    owner: bo
    period: 2026-Q4
    key_results:
      - id: wait
        title: Wait
        baseline: 9 min
        target: 3 min
        check_ins: [{date: 2026-12-20, value: 8 min}]
"""
    (line,) = pending_lines(yaml)

    assert line.startswith("target missed: calm, because it is done, but wait was at 8 min")
    assert pending_lines(yaml.replace("status: done", "status: done\n    score: 0.2")) == []


def test_a_threshold_that_is_missed_in_the_worst_place_waits_for_a_decision() -> None:
    yaml = """
metrics:
  - id: kept
    title: Checks kept
    shape: threshold
    threshold: 95%
    direction: up
    readings: [{date: 2027-02-01, value: 98%, worst: 60%}]
initiatives:
  - id: checks
    title: Checks
    serves: company
    nature: policy
    status: on_track
    owner: bo
    metrics: [kept]
"""
    assert pending_lines(yaml) == [
        (
            "threshold missed: checks, because “Checks kept” was at 98% on 1 Feb 2027 "
            "but at 60% in the worst place; its limit is 95% (bo)"
        )
    ]


def test_what_nobody_ever_reported_on_waits_once_its_time_is_up() -> None:
    yaml = """
objectives:
  - id: calm
    title: People stop waiting
    serves: company
    owner: bo
    period: 2026-Q4
    key_results:
      - {id: wait, title: Wait, baseline: 9 min, target: 3 min}
      - {id: calls, title: Calls, baseline: 9, target: 3}
"""
    assert pending_lines(yaml) == [
        (
            "time is up: wait, because its period ended on 31 Dec 2026, and it was "
            "never reported on; the same goes for 1 more key result (bo)"
        )
    ]
