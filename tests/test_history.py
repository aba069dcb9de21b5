"""What was promised before: versions in, moves out; and what two rules make of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from textwrap import dedent

import pytest
from conftest import TODAY, finding_lines, stack_of

from stratdocs.analysis.aims import stated_value
from stratdocs.analysis.promises import start_of_running_periods
from stratdocs.linting.lint import history_start, lint
from stratdocs.linting.rules import RULES
from stratdocs.linting.rules.base import Rule
from stratdocs.linting.rules.goalpost_moved import GoalpostMoved
from stratdocs.linting.rules.priority_churn import PriorityChurn
from stratdocs.model.history import Move, Reader, Version, moves, reason_in
from stratdocs.model.stack import Stack, load

LOOKING_BACK = [rule for rule in RULES if rule.earlier]


def goal(said: str, status: str = "on_track", period: str = "2027-Q1") -> str:
    """An objective with one key result that says that."""
    return dedent(f"""
        objectives:
          - id: first-week
            title: New clinics get value in their first week
            period: {period}
            status: {status}
            key_results:
              - {{id: activation, title: Activation, {said}}}
        """)


def bet(said: str, success: str) -> str:
    return dedent(f"""
        bets:
          - {{id: value, title: Value, size: big, {said}, success: {{{success}}}}}
        """)


def history(
    *texts: str | Mapping[str, str], messages: tuple[str, ...] = (), start: date = date(2027, 2, 1)
) -> Stack:
    """The stack of the last text, which each of the others became a day after the other."""
    found = [{"a.yml": version} if isinstance(version, str) else version for version in texts]
    versions = [
        Version(
            start.replace(day=start.day + number),
            "Ana Reis",
            f"c{number}",
            messages[number] if messages else "",
            before,
            after,
        )
        for number, (before, after) in enumerate(pairwise(found))
    ]
    stack = load(found[-1], today=TODAY)
    reader = Reader(value_in=stated_value)
    return stack.with_history(moves(versions, stack.entities, reader))


def written(stack: Stack) -> list[str]:
    """The moves of a stack, a line each."""
    return [_line(move) for listed in stack.moves.values() for move in listed]


def _line(move: Move) -> str:
    why = f" because {move.reason}" if move.reason else ""
    return (
        f"{move.when.day} {move.commit} {move.item} {move.field}: {move.before} > {move.after}{why}"
    )


def moved(stack: Stack) -> list[str]:
    return finding_lines(lint(stack, [GoalpostMoved()]))


# --- the ledger -----------------------------------------------------------------------------------


def test_each_change_is_written_down_with_who_and_when() -> None:
    stack = history(
        goal("metric: logins, baseline: 40%, target: 55%, by: 2027-03-31, owner: jo"),
        goal("metric: logins, baseline: 40%, target: 48%, by: 2027-03-31, owner: jo"),
        goal("metric: visits, baseline: 38%, target: 48%, by: 2027-04-30, owner: lea"),
    )

    expected = [
        "1 c0 activation target: 55% > 48%",
        "2 c1 activation metric: logins > visits",
        "2 c1 activation baseline: 40% > 38%",
        "2 c1 activation by: 2027-03-31 > 2027-04-30",
        "2 c1 activation owner: jo > lea",
    ]
    assert expected == written(stack)
    assert {move.who for move in stack.moves["activation"]} == {"Ana Reis"}
    assert {move.status for move in stack.moves["activation"]} == {"on_track"}
    assert {move.within for move in stack.moves["activation"]} == {"first-week"}


def test_the_parts_of_a_bets_success_are_followed() -> None:
    stack = history(
        bet("status: committed", "outcome: Clinics stay, measure: churn, target: 5%"),
        bet("status: committed", "measure: churn, target: 8%"),
    )

    expected = [
        "1 c0 value success.outcome: Clinics stay > None",
        "1 c0 value success.target: 5% > 8%",
    ]
    assert expected == written(stack)


def test_an_item_that_a_version_shows_first_has_not_changed() -> None:
    stack = history("objectives: []\n", goal("target: 55%"))

    assert [move.field for listed in stack.moves.values() for move in listed] == ["", ""]


def test_an_item_may_move_to_another_file() -> None:
    before = {"a.yml": goal("target: 55%"), "b.yml": ""}
    after = {"a.yml": "", "b.yml": goal("target: 48%")}

    assert written(history(before, after)) == ["1 c0 activation target: 55% > 48%"]
    assert written(history(before, {**before, "b.yml": goal("target: 55%")})) == []


def test_a_former_id_is_the_same_item() -> None:
    first = goal("target: 55%")
    second = goal("target: 50%").replace("id: activation", "id: early-use")
    third = goal("target: 45%, was: early-use").replace("id: activation", "id: started")
    third_too = third.replace("was: early-use", "was: activation")

    assert written(history(first, second.replace("50%", "50%, was: activation"), third)) == [
        "1 c0 started target: 55% > 50%",
        "2 c1 started target: 50% > 45%",
    ]
    assert written(history(first, third_too)) == ["1 c0 started target: 55% > 45%"]


def test_exchanged_ids_are_followed() -> None:
    text = "key_results:\n  - {id: a, title: A, was: b, target: 1}\n  - {id: b, title: B, was: a}\n"

    assert written(history(text.replace("1", "2"), text)) == ["1 c0 a target: 2 > 1"]


def test_a_broken_version_is_passed_over() -> None:
    first, last = goal("target: 55%"), goal("target: 48%")

    expected = ["2 c1 activation target: 55% > 48%"]
    assert expected == written(history(first, last + "\n\t- [", last))


def test_what_cannot_be_read_has_not_changed_and_hides_no_change() -> None:
    assert written(history(goal("target: 55%"), goal("target: {}"), goal("target: 55 %"))) == []
    assert written(history(goal("target: 55%"), goal("target: {}"), goal("target: 48%"))) == [
        "2 c1 activation target: 55% > 48%"
    ]


def test_only_check_ins_are_not_even_read() -> None:
    text = goal("target: 55%").replace("{id: activation, title: Activation, target: 55%}", "{}")
    item = "      - id: activation\n        title: A\n        target: 55%\n        check_ins:\n"
    text = text.replace("      - {}\n", item)
    more = text + "          - {date: 2027-02-01, value: 43%, status: at_risk}\n"
    huge = "# " + "x" * 3_000_000 + "\n"

    assert text != more
    assert written(history(huge + text, huge + more)) == []
    assert written(history(huge + text, huge + text.replace("55%", "48%"))) == []  # too much
    assert written(history(text, text.replace("55%", "48%"))) == [
        "1 c0 activation target: 55% > 48%"
    ]


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("Lower the target", None),
        ("Lower the target\n\nSigned-off-by: Jo <jo@example.com>", None),
        ("Lower the target\n\nBecause: imports take longer.", "imports take longer."),
        ("Lower the target\n\n  reason: imports take longer", "imports take longer"),
        ("Lower the target because imports take longer", "imports take longer"),
        ("Because!", None),
        ("Say the reason", None),
    ],
)
def test_the_reason_in_a_message(message: str, reason: str | None) -> None:
    assert reason_in(message) == reason


def test_a_reason_is_written_with_the_change_or_after_it() -> None:
    first, second = goal("target: 55%"), goal("target: 48%")
    why = goal("target: 48%, because: Imports slipped.")
    above = second.replace("status:", "because: The pilot was late.\n    status:")

    lowered = "1 c0 activation target: 55% > 48%"
    assert [f"{lowered} because Imports slipped."] == written(history(first, why))
    assert [f"{lowered} because Imports slipped."] == written(history(first, second, why))
    assert [lowered] == written(history(first, above))  # that is why the objective changed
    assert [lowered] == written(history(first.replace("55%", "55%, because: Old."), second))
    stays = goal("target: 55%, because: Imports slipped.")
    assert [lowered] == written(history(stays, why))  # it spoke of something else
    edited = goal("target: 48%, because: Imports slipped again.")
    assert [lowered] == written(history(stays, edited))
    ahead = history(first, goal("target: 55%, because: Imports slipped."), why)
    assert written(ahead) == ["2 c1 activation target: 55% > 48% because Imports slipped."]
    said = history(first, second, messages=("Less\n\nReason: the pilot was late",))
    assert [f"{lowered} because the pilot was late"] == written(said)


def test_a_reason_belongs_to_one_step() -> None:
    first, second, third = (goal(f"target: {target}%") for target in (55, 49, 36))
    why = goal("target: 49%, because: Rounded to the invoices.")
    kept = goal("target: 36%, because: Rounded to the invoices.")

    lines = [
        "1 c0 activation target: 55% > 49% because rounded to the invoices",
        "2 c1 activation target: 49% > 36%",
    ]
    messages = ("Round\n\nBecause: rounded to the invoices", "Adjust")
    assert lines == written(history(first, second, third, messages=messages))
    assert lines[1] == written(history(first, why, kept))[1]
    assert "because" in written(history(first, why, kept))[0]


def test_a_reason_is_about_the_items_that_it_names() -> None:
    def both(one: int, two: int) -> str:
        return (
            goal(f"target: {one}%") + f"      - {{id: calls, title: Fewer calls, target: {two}}}\n"
        )

    def explained(message: str) -> list[str]:
        stack = history(both(55, 9), both(48, 12), messages=(message,))
        return [line.split()[2] for line in written(stack) if " because " in line]

    assert explained("Less\n\nBecause: imports slipped") == ["activation", "calls"]
    assert explained("Less\n\nBecause: activation waits for the import") == ["activation"]
    assert explained("Lower calls\n\nBecause: the import slipped") == ["calls"]
    assert explained("Less\n\nBecause: fewer calls are free") == ["calls"]
    assert explained("Less\n\nBecause: first-week slipped") == ["activation", "calls"]
    each = "Less\n\nBecause: activation waits for the import\nBecause: calls are free"
    assert explained(each) == ["activation", "calls"]


def test_a_change_that_came_by_two_branches_needs_one_reason() -> None:
    first, second = goal("target: 55%"), goal("target: 48%")
    both = ("Because: late pilot", "", "")

    assert all(" because " in line for line in written(history(first, second, messages=both)))
    twice = history(first, second, first, second, messages=both)
    assert [line for line in written(twice) if "48% because" in line] == [
        "1 c0 activation target: 55% > 48% because late pilot",
        "3 c2 activation target: 55% > 48% because late pilot",
    ]


# --- when history is asked for --------------------------------------------------------------------


def test_history_is_asked_from_the_start_of_what_runs() -> None:
    assert start_of_running_periods(stack_of(goal("target: 1"))) == date(2027, 1, 1)
    assert start_of_running_periods(stack_of(goal("target: 1", period="2027-02"))) == date(
        2027, 2, 1
    )
    assert start_of_running_periods(stack_of(goal("target: 1", period="2027-Q2"))) is None
    assert (
        start_of_running_periods(stack_of(goal("target: 1", status="proposed").replace("Q1", "H1")))
        is None
    )
    assert history_start(stack_of(goal("target: 1"))) == date(2027, 1, 1)
    off = (
        "settings:\n"
        "  rules: {goalpost-moved: off, never-reported: off, priority-churn: off, stale: off}\n"
    )
    assert history_start(stack_of(goal("target: 1") + off)) is None
    assert (
        history_start(
            stack_of(goal("target: 1")), [r for r in RULES if not (r.earlier or r.reads_history)]
        )
        is None
    )


# --- the rules ------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", LOOKING_BACK, ids=lambda rule: rule.name)
def test_the_examples_are_found_by_their_earlier_version(rule: Rule) -> None:
    text = dedent(rule.bad)
    arrows = [
        (number, match[1])
        for number, line in enumerate(text.splitlines(), 1)
        for match in re.finditer(r"# <- ([\w-]+)", line)
    ]
    found = lint(stack_of(rule.bad, earlier=rule.earlier), [rule])

    assert arrows == [(finding.span.line, finding.rule) for finding in found]
    assert lint(stack_of(rule.bad)) == lint(stack_of(rule.bad), [r for r in RULES if r is not rule])
    good = lint(stack_of(rule.good, earlier=rule.earlier))
    assert [finding for finding in good if finding.severity >= rule.severity] == []
    assert [finding for finding in lint(stack_of(rule.earlier)) if finding.rule == rule.name] == []


def test_a_lowered_target_is_reported_with_who_and_when() -> None:
    stack = history(goal("baseline: 40%, target: 55%"), goal("baseline: 40%, target: 48%"))

    expected = (
        "8:68: warning goalpost-moved: target of activation lowered from 55% to 48% on "
        "1 Feb 2027 by Ana Reis, 4 weeks after the start, no reason given"
    )
    assert [expected] == moved(stack)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("baseline: 40%, target: 55%", "baseline: 40%, target: 60%", None),
        ("baseline: 24 h, target: 12 h", "baseline: 24 h, target: 18 h", "raised from 12 h to 18"),
        ("baseline: 24 h, target: 12 h", "baseline: 24 h, target: 8 h", None),
        ("baseline: 3 s, target: < 4 s", "baseline: 3 s, target: < 6 s", "raised from < 4 s to <"),
        ("target: < 4 s", "target: < 3 s", None),
        ("target: 55", "target: 48", None),  # nobody knows which way is better
        ("baseline: 40%, target: 55%", "baseline: 40%, target: 0.5", "lowered from 55% to 0.5 on"),
        ("baseline: 40%, target: 55%", "baseline: 40%, target: 0.55", None),
        ("baseline: 40%, target: 55%", "baseline: 40%, target: 55 %", None),
        ("baseline: 24 h, target: 12 h", "baseline: 1 d, target: 720 min", None),
        ("baseline: 24 h, target: 12 h", "baseline: 24 h, target: 1080 min", "raised from 12 h to"),
        ("baseline: 3.5/5, target: 4.3/5", "baseline: 3.5/5, target: 86%", None),
        ("baseline: 40, target: 55", "baseline: 40, target: 55 clinics", None),
        ("target: 55%", "target: 48 clinics", "changed from 55% to 48 clinics, which can't be"),
        ("baseline: 40%, target: 55%", "baseline: 40%", "target of activation (55%)"),
        ("baseline: 40%", "baseline: 40%, target: 55%", None),
        ("baseline: 40%, target: 55%", "baseline: 30%, target: 55%", "baseline of activation re"),
        ("baseline: 40%, target: 55%", "baseline: 45%, target: 55%", None),
        ("by: 2027-02-28", "by: 2027-03-15", "date of activation moved from 2027-02-28 to"),
        ("by: 2027-03-15", "by: 2027-02-28", None),
        ("by: 2027-03-31", "owner: jo", None),  # the period ends that day
        ("by: 2027-02-28", "owner: jo", "date of activation (2027-02-28) removed"),
        ("metric: logins of nurses", "metric: logins", None),
        ("metric: logins", "owner: jo", "metric of activation (logins) removed"),
        ("target: 55%, owner: jo", "target: 55%, owner: lea", None),
    ],
)
def test_only_easier_goals_are_reported(before: str, after: str, words: str | None) -> None:
    found = moved(history(goal(before), goal(after)))

    assert len(found) == (words is not None)
    assert words is None or words in found[0]


def titled(title: str, said: str = "owner: ana") -> str:
    return goal(said).replace("title: Activation", f"title: {title}")


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (
            titled("Raise activation from 30% to 45%"),
            titled("Raise activation from 30% to 36%"),
            "target of activation lowered from 45% to 36%",
        ),
        (
            titled("Raise activation from 30% to 45%"),
            titled("Raise activation", "baseline: 30%, target: 36%"),
            "target of activation lowered from 45% to 36%",
        ),
        (
            titled("Raise activation", "baseline: 30%, target: 45%"),
            titled("Raise activation from 30% to 36%"),
            "target of activation lowered from 45% to 36%",
        ),
        (titled("Raise activation from 30% to 45%"), titled("Raise activation"), "removed"),
        (
            titled("Raise activation from 30% to 45%"),
            titled("Raise activation", "baseline: 30%, target: 45%"),
            None,
        ),
        (
            titled("Raise activation from 30% to 45%"),
            titled("Raise the activation from 30% to 48%"),
            None,
        ),
        (
            titled("Cut the wait", "target: 5 min"),
            titled("Cut the wait", "target: 8 min"),
            "target of activation raised from 5 min to 8 min",
        ),
        (titled("Cut the wait", "target: 8 min"), titled("Cut the wait", "target: 5 min"), None),
    ],
)
def test_what_a_title_states_is_promised_too(before: str, after: str, words: str | None) -> None:
    found = moved(history(before, after))

    assert any(words in line for line in found) if words else not found


def test_rewriting_the_unit_hides_no_change() -> None:
    goals = [goal(f"baseline: 20%, target: {target}") for target in ("30%", "25%", "22%", "0.22")]
    messages = ("Because: fewer clinics answered", "Adjust", "Write it as a share")

    assert "lowered from 25% to 22%" in moved(history(*goals, messages=messages))[0]
    assert len(moved(history(*goals, messages=messages))) == 1


def test_a_measure_differs_only_if_both_are_known() -> None:
    metrics = "metrics:\n  - {id: use, title: Use}\n  - {id: logins, title: Logins}\n"
    stack = history(goal("metric: use") + metrics, goal("metric: logins") + metrics)

    assert "metric of activation changed from use to logins" in moved(stack)[0]
    versions = history(goal("metric: use") + metrics, goal("metric: logins") + "metrics: []\n")
    assert moved(versions) == []


def test_the_metric_says_which_way_is_better() -> None:
    metrics = "metrics:\n  - {id: wait, title: Wait, direction: down}\n"

    eased = history(goal("metric: wait, target: 5") + metrics, goal("metric: wait, target: 9"))
    assert moved(eased) == []  # the metric is gone
    eased = history(*(goal(f"metric: wait, target: {n}") + metrics for n in (5, 9)))
    assert "raised from 5 to 9" in moved(eased)[0]


def test_the_first_days_are_free_and_so_is_a_draft() -> None:
    easier = (goal("baseline: 40%, target: 55%"), goal("baseline: 40%, target: 48%"))

    assert moved(history(*easier, start=date(2027, 1, 14))) == []
    assert moved(history(*easier, start=date(2026, 12, 20))) == []
    assert len(moved(history(*easier, start=date(2027, 1, 17)))) == 1
    draft = easier[0].replace("on_track", "proposed")
    assert moved(history(draft, easier[1])) == []
    assert moved(history(easier[0], easier[1].replace("on_track", "dropped"))) == []
    assert moved(history(*(text.replace("Q1", "Q4") for text in easier))) == []


def test_what_came_after_today_is_not_known_yet() -> None:
    easier = (goal("baseline: 40%, target: 55%"), goal("baseline: 40%, target: 48%"))

    assert moved(history(*easier, start=date(2027, 2, 16))) == []


def test_what_was_taken_back_is_not_reported() -> None:
    texts = [goal(f"baseline: 40%, target: {target}%") for target in (55, 48, 55)]

    assert moved(history(*texts)) == []
    assert moved(history(*texts, goal("baseline: 40%, target: 60%"))) == []


def test_a_running_period_that_is_moved_is_reported_and_a_carry_over_is_not() -> None:
    texts = (goal("target: 5"), goal("target: 5", period="2027-H1"))

    assert "period of first-week moved from 2027-Q1 to 2027-H1" in moved(history(*texts))[0]
    late = (goal("target: 5", period="2027-01"), goal("target: 3", period="2027-02"))
    assert moved(history(*late)) == []


def test_a_bet_counts_from_its_approval() -> None:
    words = "period: 2027-Q1, status: committed, approved_on: 2027-01-20"
    texts = [bet(words, f"baseline: 9%, target: {target}%") for target in (5, 8)]

    assert moved(history(*texts)) == []
    assert "2 weeks after" in moved(history(*texts, start=date(2027, 2, 5)))[0]


def test_a_removed_key_result_is_reported_at_its_objective() -> None:
    both = goal("target: 5") + "      - {id: calls, title: Fewer calls}\n"

    expected = (
        "3:9: warning goalpost-moved: key result calls (Fewer calls) removed from first-week on "
        "1 Feb 2027 by Ana Reis, 4 weeks after the start, no reason given"
    )
    assert [expected] == moved(history(both, goal("target: 5")))
    assert moved(history(both, both.replace("id: calls", "id: fewer-calls"))) == []
    assert moved(history(both, goal("target: 5"), messages=("Because: calls are free now",))) == []
    over = both.replace("calls}", "calls, status: dropped}")
    assert moved(history(over, goal("target: 5"))) == []
    why = goal("target: 5").replace("status:", "because: One is enough.\n    status:")
    assert moved(history(both, goal("target: 5"), why)) == []


def test_bets_that_come_go_and_change_are_counted_by_period() -> None:
    def bets(*said: str) -> str:
        return "bets:\n" + "".join(
            f"  - {{title: B, period: 2027-Q1, status: on_track, {line}}}\n" for line in said
        )

    first = bets("id: a, size: big", "id: b, size: big", "id: c, size: big")
    after = bets("id: a, size: medium", "id: d, size: big")
    rules = [PriorityChurn()]

    expected = (
        "3:55: advice priority-churn: 4 bets changed during 2027-Q1 with no reason "
        "given: a resized from big to medium on 1 Feb 2027, b removed on 1 Feb "
        "2027, c removed on 1 Feb 2027, d added on 1 Feb 2027"
    )
    assert [expected] == finding_lines(lint(history(first, after), rules))
    assert lint(history(first, after, messages=("Because: the market closed",)), rules) == ()
    assert lint(history(first, after, start=date(2027, 1, 10)), rules) == ()
    assert lint(history(first, after, first), rules) == ()
    small = [text.replace("size: big", "size: small") for text in (first, after)]
    assert lint(history(*small), rules) == ()
    drafts = bets(*(f"id: {identity}, size: big" for identity in "def")).replace(
        "on_track", "proposed"
    )
    assert lint(history(first, first + drafts.replace("bets:\n", "")), rules) == ()


def test_the_figure_of_the_rule_is_a_setting() -> None:
    stack = stack_of(
        dedent(PriorityChurn.bad) + "settings: {rules: {priority-churn: {most: 3}}}\n",
        earlier=PriorityChurn.earlier,
    )

    assert [finding for finding in lint(stack) if finding.rule == "priority-churn"] == []
