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
        (
            "approval owed: big, because it is big and under way, and nobody is named who approved "
            "it (ana)"
        )
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
        (
            "trigger due: berths, because The pier closes, on 10 January 2027; agreed for that: "
            "Stop (bo)"
        )
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
        "blocked: lines, because it waits for Poles (bo)",
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
        "word and pace differ: on_track",
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
        (
            "risk without an answer: storm, because 4 × 4, and nothing is written on what is done "
            "about it (ana)"
        )
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
            "too much planned: crew, because 12 d planned of 10 d, which is 120%; the usual limit "
            "of 70% is 7 d in the first quarter of 2027; first to cut: Painting (bo)"
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
            "trigger due: desks, because The desk is slow, on 31 December 2026 (12 min against "
            "10 min; 0.5 h on 31 January 2027); agreed for that: Open one again (bo)"
        )
    ]
    assert pending_lines(METRIC.format(readings=SLOW, more="reviewed: 2027-02-01")) == []
    assert pending_lines(METRIC.format(readings=SLOW, more="status: proposed")) == []
    fast = "{date: 2026-12-31, value: 12 min}, {date: 2027-01-31, value: 5 min}"
    assert pending_lines(METRIC.format(readings=fast, more="status: on_track")) == []
