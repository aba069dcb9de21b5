"""The state of an item: one table a question, YAML in, state out."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest

from stratdocs.analysis import risks
from stratdocs.analysis.schedule import Schedule
from stratdocs.analysis.state import State, state_of
from stratdocs.linting.lint import lint
from stratdocs.model.kinds import Objective, Risk
from stratdocs.model.stack import Stack, load

TODAY = date(2027, 2, 10)


def stack_of(text: str) -> Stack:
    return load({"s.yml": dedent(text)}, today=TODAY)


def states(text: str) -> dict[str, State]:
    """The state of each item of the text, by id."""
    stack = stack_of(text)
    return {item.id: state_of(stack, item) for item in stack.entities}


# --- stage ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "past", "now", "ahead"),
    [
        (None, "over", "running", "planned"),
        ("proposed", "draft", "draft", "draft"),
        ("committed", "over", "running", "planned"),
        ("on_track", "over", "running", "planned"),
        ("at_risk", "over", "running", "planned"),
        ("blocked", "over", "running", "planned"),
        ("done", "over", "over", "over"),
        ("dropped", "dropped", "dropped", "dropped"),
    ],
)
@pytest.mark.parametrize("collection", ["strategies", "objectives", "initiatives"])
def test_the_stage_follows_from_status_and_period(collection, status, past, now, ahead):
    found = states(f"""
        {collection}:
          - {{id: past, title: Past, period: 2026-Q4, status: {status or "~"}}}
          - {{id: now, title: Now, period: 2027-Q1, status: {status or "~"}}}
          - {{id: ahead, title: Ahead, period: 2027-Q2, status: {status or "~"}}}
    """)

    assert {name: state.stage for name, state in found.items()} == {
        "past": past,
        "now": now,
        "ahead": ahead,
    }


@pytest.mark.parametrize(
    ("bet", "stage", "start"),
    [
        ("period: 2027", "draft", date(2027, 1, 1)),
        ("period: 2027, approved_by: ana", "running", date(2027, 1, 1)),
        ("period: 2027, approved_by: ana, approved_on: 2027-02-01", "running", date(2027, 2, 1)),
        ("period: 2027, approved_by: ana, approved_on: 2027-03-01", "planned", date(2027, 3, 1)),
        ("approved_by: ana, approved_on: 2027-02-01", "running", date(2027, 2, 1)),
        ("status: committed", "running", None),
        ("status: proposed, approved_by: ana", "draft", None),
    ],
)
def test_a_bet_is_a_draft_until_it_is_committed_or_approved(bet, stage, start):
    state = states(f"bets: [{{id: bet, title: Bet, {bet}}}]")["bet"]

    assert (state.stage, state.start) == (stage, start)


@pytest.mark.parametrize(
    ("item", "stage", "days"),
    [
        ("experiments: [{id: x, title: X}]", "running", (None, None)),
        (
            "experiments: [{id: x, title: X, started: 2027-01-05, ended: 2027-02-09}]",
            "over",
            (date(2027, 1, 5), date(2027, 2, 9)),
        ),
        (
            "experiments: [{id: x, title: X, started: 2027-02-11}]",
            "planned",
            (date(2027, 2, 11), None),
        ),
        ("work: [{id: x, title: X, started: 2027-02-01}]", "running", (date(2027, 2, 1), None)),
        ("work: [{id: x, title: X, period: 2027-Q2}]", "running", (None, None)),
        ("metrics: [{id: x, title: X, status: dropped}]", "dropped", (None, None)),
    ],
)
def test_experiments_and_work_run_from_their_own_days(item, stage, days):
    state = states(item)["x"]

    assert (state.stage, (state.start, state.end)) == (stage, days)


def test_what_says_nothing_below_a_draft_is_a_draft():
    found = states("""
        bets:
          - {id: idea, title: Idea}
          - {id: bet, title: Bet, status: committed}
        objectives:
          - {id: goal, title: Goal, serves: idea, key_results: [{id: result, title: Result}]}
          - {id: begun, title: Begun, serves: idea, status: on_track}
          - {id: sure, title: Sure, serves: bet}
        initiatives:
          - {id: plan, title: Plan, serves: goal}
          - {id: draft, title: Draft, status: proposed, serves: sure}
        work:
          - {id: task, title: Task, serves: result}
          - {id: step, title: Step, serves: draft}
    """)

    assert {name: state.stage for name, state in found.items()} == {
        "idea": "draft",
        "bet": "running",
        "goal": "draft",
        "result": "draft",
        "begun": "running",
        "sure": "running",
        "plan": "draft",
        "draft": "draft",
        "task": "draft",
        "step": "draft",
    }


@pytest.mark.parametrize(
    ("objective", "result", "stage"),
    [
        ("proposed", "on_track", "draft"),
        ("dropped", "on_track", "dropped"),
        ("done", "on_track", "over"),
        ("done", "~", "over"),
        ("on_track", "proposed", "draft"),
        ("on_track", "dropped", "dropped"),
    ],
)
def test_a_key_result_is_a_draft_or_dropped_with_its_objective(objective, result, stage):
    found = states(f"""
        objectives:
          - id: goal
            title: Goal
            status: {objective}
            key_results: [{{id: result, title: Result, status: {result}}}]
    """)

    assert found["result"].stage == stage


# --- status ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "check_ins", "shown", "source"),
    [
        ("~", "[]", None, None),
        ("on_track", "[]", "on_track", "stated"),
        ("on_track", "[{date: 2027-02-01, status: at_risk}]", "at_risk", "check-in"),
        ("~", "[{date: 2027-02-01, status: at_risk}]", "at_risk", "check-in"),
        ("~", "[{date: 2027-02-01}]", None, None),
        ("done", "[{date: 2027-02-01, status: at_risk}]", "done", "stated"),
        ("dropped", "[{date: 2027-02-01, status: at_risk}]", "dropped", "stated"),
        (
            "~",
            "[{date: 2027-02-05, status: blocked}, {date: 2027-02-01, status: on_track}]",
            "blocked",
            "check-in",
        ),
        (
            "~",
            "[{date: 2027-02-01, status: at_risk}, {date: 2028-02-01, status: done}]",
            "at_risk",
            "check-in",
        ),
        (
            "~",
            "[{date: 2027-02-01, status: blocked}, {status: on_track}, {date: 2027-02-03}]",
            "on_track",
            "check-in",
        ),
    ],
)
def test_a_key_result_shows_its_last_check_in(status, check_ins, shown, source):
    state = states(f"""
        objectives:
          - id: goal
            title: Goal
            key_results:
              - {{id: result, title: Result, status: {status}, check_ins: {check_ins}}}
    """)["result"]

    assert (state.status, state.reported, state.source) == (shown, shown, source)
    assert state.derived_from is None


COMPANY = """
    strategies:
      - {id: stay, title: Customers that stay, level: company}
    bets:
      - {id: first-week-value, title: Value in the first week, serves: stay, status: committed}
      - {id: quiet, title: A quiet bet, serves: stay, status: committed}
      - {id: alone, title: A bet alone, serves: stay, status: committed}
    objectives:
      - id: first-week
        title: First week
        serves: first-week-value
        key_results:
          - id: activation
            title: Activation
            check_ins: [{date: 2027-01-31, value: 50%, status: at_risk}]
            work:
              - {id: import, title: Import, status: blocked}
          - {id: calls, title: Calls, check_ins: [{date: 2027-01-31, status: on_track}]}
          - {id: reviews, title: Reviews}
          - {id: gone, title: Gone, status: dropped}
      - id: help
        title: Help
        serves: activation
        key_results: [{id: replies, title: Replies, status: done}]
      - {id: sure, title: Sure, serves: quiet, status: on_track, key_results: [
          {id: stuck, title: Stuck, status: blocked}]}
    initiatives:
      - {id: score, title: Score, serves: alone, status: at_risk}
      - {id: pilot, title: Pilot, serves: alone, status: at_risk}
"""


def test_the_worst_below_is_shown_where_nothing_else_is_said():
    found = states(COMPANY)

    shown = {
        name: (state.status, state.source, state.derived_from) for name, state in found.items()
    }
    assert shown == {
        "stay": ("blocked", "below", "stuck"),
        "first-week-value": ("at_risk", "below", "activation"),
        "quiet": ("blocked", "below", "stuck"),
        "alone": ("at_risk", "below", "score"),
        "first-week": ("at_risk", "below", "activation"),
        "activation": ("at_risk", "check-in", None),
        "import": ("blocked", "stated", None),
        "calls": ("on_track", "check-in", None),
        "reviews": (None, None, None),
        "gone": ("dropped", "stated", None),
        "help": ("done", "below", "replies"),
        "replies": ("done", "stated", None),
        "sure": ("on_track", "stated", None),
        "stuck": ("blocked", "stated", None),
        "score": ("at_risk", "stated", None),
        "pilot": ("at_risk", "stated", None),
    }


def test_only_an_objective_is_done_because_its_key_results_are():
    found = states("""
        bets:
          - {id: value, title: Value, status: committed}
        objectives:
          - {id: first-week, title: First week, serves: value, key_results: [
              {id: result, title: Result, status: done}]}
    """)

    assert found["first-week"].status == "done"
    assert found["value"].status == "committed"
    assert found["value"].source == "stated"


def test_a_cycle_of_serves_has_an_end():
    found = states("""
        objectives:
          - {id: one, title: One, serves: two}
          - {id: two, title: Two, serves: one}
          - {id: me, title: Me, serves: me}
        key_results:
          - {id: kr-1, title: KR, serves: one, status: on_track}
          - {id: kr-2, title: KR, serves: two, status: blocked}
    """)

    assert found["one"].status == "on_track"
    assert found["two"].status == "blocked"
    assert {state.inherited for name, state in found.items() if "kr" not in name} == {None}
    assert {state.stage for state in found.values()} == {"running"}


# --- inherited ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bet", "objective", "result", "inherited", "in_force"),
    [
        ("committed", "~", "~", "committed", True),
        ("committed", "proposed", "~", "proposed", False),
        ("proposed", "~", "~", "proposed", False),
        ("done", "~", "~", "done", False),
        ("dropped", "on_track", "~", "on_track", True),
        ("dropped", "on_track", "at_risk", "at_risk", True),
        ("~", "~", "~", None, True),
    ],
)
def test_a_status_is_inherited_from_the_nearest_above(bet, objective, result, inherited, in_force):
    state = states(f"""
        bets:
          - {{id: bet, title: Bet, status: {bet}}}
        objectives:
          - id: goal
            title: Goal
            serves: bet
            status: {objective}
            key_results: [{{id: result, title: Result, status: {result}}}]
    """)["result"]

    assert state.inherited == inherited
    assert state.in_force is in_force


# --- promises and what runs -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("objective", "result", "promise_status", "is_promise", "running_status"),
    [
        ("~", "{}", None, False, None),
        ("~", "{check_ins: [{date: 2027-02-01}]}", None, True, "committed"),
        ("~", "{status: committed}", "committed", True, "committed"),
        ("committed", "{}", "committed", True, "committed"),
        ("on_track", "{check_ins: [{status: at_risk}]}", "on_track", True, "at_risk"),
        ("proposed", "{status: on_track}", "proposed", False, None),
        ("dropped", "{status: on_track}", "dropped", False, None),
        ("done", "{status: on_track}", "done", True, None),
        ("done", "{}", "done", True, None),
        ("on_track", "{status: done}", "done", True, None),
        ("on_track", "{check_ins: [{status: done}]}", "done", True, None),
        ("on_track", "{status: proposed}", "proposed", False, None),
    ],
)
def test_when_a_key_result_is_a_promise_and_when_it_runs(
    objective, result, promise_status, is_promise, running_status
):
    inner = result.strip("{}")
    state = states(f"""
        objectives:
          - id: goal
            title: Goal
            status: {objective}
            key_results:
              - {{id: result, title: Result{", " + inner if inner else ""}}}
    """)["result"]

    assert state.promise_status == promise_status
    assert state.is_promise is is_promise
    assert state.running_status == running_status


@pytest.mark.parametrize(
    ("bet", "is_promise"),
    [
        ("", False),
        (", approved_by: ana", True),
        (", status: committed", True),
        (", status: done", True),
        (", status: proposed", False),
        (", status: dropped", False),
    ],
)
def test_when_a_bet_is_a_promise(bet, is_promise):
    assert states(f"bets: [{{id: bet, title: Bet{bet}}}]")["bet"].is_promise is is_promise


@pytest.mark.parametrize(
    ("bet", "since"),
    [
        ("period: 2027-Q1", date(2027, 1, 1)),
        ("period: 2027-Q1, approved_on: 2027-02-01", date(2027, 2, 1)),
        ("period: 2027-Q1, approved_on: 2026-12-01", date(2027, 1, 1)),
        ("period: 2027-Q2", None),
        ("period: 2026", None),
        ("approved_on: 2027-02-01", None),
    ],
)
def test_a_promise_is_given_on_its_first_day_or_with_its_approval(bet, since):
    assert states(f"bets: [{{id: bet, title: Bet, {bet}}}]")["bet"].promised_since == since


@pytest.mark.parametrize(
    ("strategy", "is_current"),
    [
        ("title: S", True),
        ("title: S, period: 2027", True),
        ("title: S, period: 2028", True),
        ("title: S, period: 2026", False),
        ("title: S, status: proposed", False),
        ("title: S, status: done", False),
        ("title: S, status: dropped", False),
    ],
)
def test_a_strategy_is_current_until_its_period_is_past(strategy, is_current):
    assert states(f"strategies: [{{id: s, {strategy}}}]")["s"].is_current is is_current


# --- one answer everywhere ------------------------------------------------------------------------


def stack_and_states(text: str) -> tuple[Stack, dict[str, State]]:
    stack = stack_of(text)
    return stack, {item.id: state_of(stack, item) for item in stack.entities}


def test_a_bet_that_nobody_committed_to_is_a_draft_and_no_promise():
    _, found = stack_and_states("""
        bets:
          - {id: idea, title: Idea, period: 2027-Q1}
          - {id: bet, title: Bet, period: 2027-Q1, approved_by: ana}
    """)

    assert [(state.stage, state.is_promise, state.promise_status) for state in found.values()] == [
        ("draft", False, "proposed"),
        ("running", True, None),
    ]


@pytest.mark.parametrize(
    ("objective", "result", "is_done", "is_over", "in_force"),
    [
        ("on_track", "check_ins: [{date: 2027-02-01, status: done}]", True, True, False),
        ("on_track", "status: on_track, check_ins: [{status: done}]", True, True, False),
        ("on_track", "check_ins: [{status: on_track}, {status: dropped}]", False, True, False),
        ("on_track", "status: on_track", False, False, True),
        ("done", "status: on_track", True, True, False),
        ("done", "check_ins: [{status: at_risk}]", True, True, False),
        ("done", "status: dropped", False, True, False),
        ("dropped", "status: on_track", False, True, False),
        ("proposed", "status: on_track", False, False, False),
        ("soon", "status: on_track", False, False, False),
    ],
)
def test_a_key_result_ends_with_its_last_check_in_and_with_its_objective(
    objective, result, is_done, is_over, in_force
):
    _, found = stack_and_states(f"""
        objectives:
          - id: goal
            title: Goal
            status: {objective}
            key_results: [{{id: result, title: Result, {result}}}]
        work:
          - {{id: task, title: Task, serves: result}}
    """)

    for state in (found["result"], found["task"]):
        assert (state.is_over, state.in_force) == (is_over, in_force)
    assert found["result"].is_done is is_done


def test_an_objective_whose_key_results_are_done_is_over():
    _, found = stack_and_states("""
        objectives:
          - id: goal
            title: Goal
            status: committed
            key_results:
              - {id: one, title: One, status: done}
              - {id: two, title: Two, check_ins: [{status: done}]}
    """)

    goal = found["goal"]
    assert (goal.status, goal.stage, goal.is_done, goal.is_over) == ("done", "over", True, True)


@pytest.mark.parametrize(
    ("status", "stage", "is_over"),
    [
        ("proposed", "draft", False),
        ("~", "running", False),
        ("on_track", "running", False),
        ("done", "over", True),
        ("dropped", "dropped", True),
    ],
)
@pytest.mark.parametrize("collection", ["initiatives", "objectives", "solutions"])
def test_work_that_says_nothing_follows_what_it_serves(collection, status, stage, is_over):
    _, found = stack_and_states(f"""
        {collection}: [{{id: plan, title: Plan, status: {status}}}]
        work: [{{id: task, title: Task, serves: plan}}]
    """)

    assert (found["task"].stage, found["task"].is_over) == (stage, is_over)


def test_an_initiative_that_says_nothing_passes_on_what_is_above():
    _, found = stack_and_states("""
        bets: [{id: idea, title: Idea}]
        initiatives: [{id: plan, title: Plan, serves: idea}]
        work: [{id: task, title: Task, serves: plan}]
    """)

    assert {state.stage for state in found.values()} == {"draft"}


def test_a_strategy_ends_with_the_period_of_the_one_above():
    _, found = stack_and_states("""
        strategies:
          - {id: company, title: Company, period: 2026}
          - {id: product, title: Product, serves: company}
          - {id: next, title: Next, serves: company, period: 2027}
    """)

    assert {name: (state.is_current, state.stage) for name, state in found.items()} == {
        "company": (False, "over"),
        "product": (False, "over"),
        "next": (True, "running"),
    }


@pytest.mark.parametrize(
    ("initiative", "task", "is_open"),
    [
        ("on_track", "~", True),
        ("~", "~", True),
        ("dropped", "~", False),
        ("done", "~", False),
        ("proposed", "~", False),
        ("dropped", "on_track", True),
        ("~", "dropped", False),
    ],
)
def test_a_risk_is_open_while_what_it_is_about_is_in_force(initiative, task, is_open):
    stack, _ = stack_and_states(f"""
        initiatives: [{{id: plan, title: Plan, status: {initiative}}}]
        work:
          - {{id: task, title: Task, serves: plan, status: {task}, risks: [{{id: r, title: R}}]}}
    """)

    assert risks.is_open(stack, stack.of(Risk)[0]) is is_open


def test_nothing_waits_for_what_is_done_by_its_last_check_in():
    stack, _ = stack_and_states("""
        objectives:
          - id: goal
            title: Goal
            status: on_track
            key_results:
              - {id: reached, title: Reached, by: 2027-06-30, check_ins: [{status: done}]}
              - {id: given-up, title: Given up, check_ins: [{status: dropped}]}
              - {id: late, title: Late, by: 2027-06-30, check_ins: [{status: at_risk}]}
          - id: closed
            title: Closed
            status: done
            key_results: [{id: rest, title: Rest, status: on_track, depends_on: late}]
        initiatives: [{id: stopped, title: Stopped, status: dropped}]
        work:
          - id: one
            title: One
            serves: goal
            due: 2027-03-31
            depends_on: [reached, given-up, late]
          - {id: two, title: Two, serves: stopped, due: 2027-03-31, depends_on: late}
    """)

    assert [(wait.waiting.id, wait.needed.id, wait.state) for wait in Schedule(stack).waits] == [
        ("one", "reached", "there"),
        ("one", "given-up", "dropped"),
        ("one", "late", "late"),
    ]
    found = [(one.item, one.field) for one in lint(stack) if one.rule == "late-dependency"]
    assert found == [("one", "depends_on"), ("one", "depends_on")]


def test_what_inherits_a_status_that_cannot_be_read_is_not_judged():
    text = """
        strategies: [{id: stay, title: Customers that stay, level: company}]
        objectives:
          - id: goal
            title: New clinics get value in their first week
            serves: stay
            status: STATUS
            key_results: [{id: result, title: Customers like us more}]
        work:
          - {id: task, title: Task, serves: result, done_when: It is done. It is sold. I like it.}
    """
    rules = {"unmeasurable-key-result", "done-not-one-sentence"}

    def found(status: str) -> set[str]:
        return {one.rule for one in lint(stack_of(text.replace("STATUS", status)))} & rules

    assert found("on_track") == rules
    assert found("proposed") == found("soon") == set()


# --- once -----------------------------------------------------------------------------------------


def test_a_state_is_made_once_for_a_stack_and_again_for_the_next():
    text = "objectives: [{id: goal, title: Goal}]"
    first, second = stack_of(text), stack_of(text)
    goal = first.of(Objective)[0]

    assert state_of(first, goal) is state_of(first, goal)
    assert state_of(second, second.of(Objective)[0]) is not state_of(first, goal)


def test_a_long_chain_is_followed_to_its_end():
    rows = "".join(
        f"  - {{id: g{n}, title: G, serves: {f'g{n - 1}' if n else 'top'}}}\n" for n in range(4000)
    )
    stack = stack_of(f"bets: [{{id: top, title: Top, status: committed}}]\nobjectives:\n{rows}")

    found = [state_of(stack, item) for item in stack.entities]

    assert {state.inherited for state in found} == {"committed"}
    assert {state.stage for state in found} == {"running"}


def test_a_blocked_objective_decides_on_what_is_above_it():
    found = states("""
        bets:
          - {id: bet, title: Bet, status: committed}
          - {id: quiet, title: Quiet, status: committed}
        objectives:
          - {id: stuck, title: Stuck, serves: bet, status: blocked}
          - {id: fine, title: Fine, serves: bet, status: on_track}
          - {id: claimed, title: Claimed, serves: quiet, status: on_track}
        key_results: [{id: calls, title: Calls, serves: stuck, status: on_track}]
        work: [{id: late, title: Late, serves: claimed, status: at_risk}]
    """)

    shown = {name: (state.status, state.derived_from) for name, state in found.items()}
    assert shown["bet"] == ("blocked", "stuck")
    assert shown["quiet"] == ("at_risk", "late")


RESULTS = """
    strategies:
      - {id: company, title: Win, level: company}
    objectives:
      - {id: o, title: Calm, serves: company, period: 2027-Q1}
      - {id: next, title: Later, serves: company, period: 2028-Q1}
      - {id: draft, title: Draft, serves: company, period: 2027-Q1, status: proposed}
    key_results:
      - {id: a, title: A, serves: o, check_ins: [{date: 2027-01-20, value: 1, status: on_track}]}
      - {id: b, title: B, serves: o}
      - {id: c, title: C, serves: o, status: dropped}
      - {id: d, title: D, serves: next}
      - {id: e, title: E, serves: draft}
    """


def test_a_fine_status_says_from_how_many_reports_it_follows():
    found = states(RESULTS)

    assert (found["company"].status, found["company"].partly) == ("on_track", "1 of 2")
    assert found["o"].partly == "1 of 2"
    assert found["a"].partly == ""
    worse = states(RESULTS.replace("status: on_track", "status: at_risk"))
    assert (worse["company"].status, worse["company"].partly) == ("at_risk", "")
    whole = states(RESULTS.replace("title: B, serves: o", "title: B, serves: draft"))
    assert whole["company"].partly == ""
