"""Two strategies compared: what is the same, what one edit comes to, what it reaches."""

# ruff: noqa: E501  # edits and sentences read across

from __future__ import annotations

import json as reader
import random
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest
from clinics import TEXTS
from hypothesis import given as tried
from hypothesis import strategies as some
from test_review_table import edited, lines, reviewed

from stratdocs.model.finding import StratdocsError
from stratdocs.model.stack import load
from stratdocs.reviewing.accepted import Accepted, accepted
from stratdocs.reviewing.compare import failing, review_of
from stratdocs.reviewing.reports import FORMATS, report
from stratdocs.reviewing.reports.json import data
from stratdocs.reviewing.sides import sides_of
from stratdocs.reviewing.titles import Titles
from stratdocs.reviewing.value import Review, Weight
from stratdocs.reviewing.verdict import headline
from stratdocs.reviewing.wording import affected_words

DEMO = Path(__file__).parents[1] / "content" / "strategy"
TODAY = date(2026, 11, 21)


def demo() -> dict[str, str]:
    return {
        file.relative_to(DEMO).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(DEMO.rglob("*.yml"))
    }


def of_demo(after: Mapping[str, str]) -> Review:
    return review_of(sides_of(load(demo(), today=TODAY), load(after, today=TODAY)))


# --- what is the same -----------------------------------------------------------------------------


def test_a_strategy_compared_with_itself_has_no_changes() -> None:
    found = reviewed(TEXTS)

    assert found.empty
    for form in FORMATS[:2]:
        assert "Nothing changed between before and after" in report(found, form)
    assert report(found, "text").count("\n") == 1


def test_the_order_of_items_files_and_lists_says_nothing() -> None:
    after = dict(TEXTS)
    head, *items = after["strategy/bets.yml"].split("  - ")
    after["strategy/bets.yml"] = "  - ".join((head, *reversed(items)))
    after["strategy/company.yml"] = after["strategy/company.yml"].replace("[jo, ana]", "[ana, jo]")

    assert lines(reviewed(after).changes) == []


def test_another_way_to_write_the_same_says_nothing() -> None:
    assert lines(reviewed(edited("value: 42%,", 'value: "42 %",')).changes) == []
    assert lines(reviewed(edited("title: Fair prices,", "title: 'Fair  prices',")).changes) == []


def test_an_item_in_another_file_only_moved() -> None:
    after = dict(TEXTS)
    bets = after["strategy/bets.yml"]
    at = bets.index("  - {id: fax-bridge")
    after["strategy/bets.yml"] = bets[:at]
    after["strategy/later.yml"] = f"bets:\n{bets[at:]}"

    found = reviewed(after)

    assert (lines(found.changes)) == [
        "minor structure: fax-bridge moved from strategy/bets.yml to strategy/later.yml"
    ]
    assert headline(found).startswith("Minor changes only")


def test_a_renamed_file_is_reported_once() -> None:
    after = {path.replace("okrs", "goals"): text for path, text in TEXTS.items()}

    found = report(reviewed(after), "text")

    assert found.count("moved from") == 1
    assert "9 items moved from strategy/okrs.yml to strategy/goals.yml" in found


@pytest.mark.parametrize("text", ["", "bets: []\n", "objectives:\n  - {id: a, title: A}\n"])
def test_a_strategy_comes_and_goes_whole(text: str) -> None:
    assert reviewed({"a.yml": text}).changes
    assert reviewed(TEXTS, {"a.yml": text}).changes
    assert not reviewed({}, {}).changes


# --- one edit, one change -------------------------------------------------------------------------

SINGLE = [
    ("strategy/okrs.yml", "target: 55%", "target: {}%", "target"),
    ("strategy/okrs.yml", "baseline: 24 h", "baseline: {} h", "baseline"),
    ("strategy/okrs.yml", "by: 2027-03-31", "by: 2028-03-{:02}", "by"),
    ("strategy/okrs.yml", "owner: ana}", "owner: p{}}}", "owner"),
    ("strategy/okrs.yml", "value: 42%", "value: {}%", "check_ins[2027-01-15].value"),
    ("strategy/okrs.yml", "confidence: 7", "confidence: 1", "check_ins[2027-01-15].confidence"),
    ("strategy/okrs.yml", "probability: 4", "probability: 1", "probability"),
    ("strategy/bets.yml", "target: 55%, by", "target: {}%, by", "success.target"),
    ("strategy/bets.yml", "problem: high", "problem: low", "confidence.problem.level"),
    ("strategy/bets.yml", "[fax-bridge]", "[fax-bridge, no {}]", "deprioritises[no {}]"),
    (
        "strategy/company.yml",
        "because: Another buyer",
        "because: {}",
        "not_doing[Hospitals].because",
    ),
    ("strategy/company.yml", "[jo, ana]", "[jo]", "members"),
    ("strategy/company.yml", "value: 40%", "value: {}%", "readings[2026-12-31].value"),
]


@pytest.mark.slow
@tried(some.sampled_from(SINGLE), some.integers(12, 28))
def test_any_single_edit_is_exactly_that_change(edit: tuple[str, ...], number: int) -> None:
    path, old, new, field = edit
    assert TEXTS[path].count(old) <= 1 or old == "owner: ana}"
    after = {**TEXTS, path: TEXTS[path].replace(old, new.format(number), 1)}

    found = reviewed(after).changes

    assert [field.format(number)] == [change.field for change in found]
    assert reviewed(TEXTS, after).changes
    (change,) = found
    assert change.span.path == path
    assert change.before != change.after


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_every_line_of_the_demo_can_go(seed: int) -> None:
    chance = random.Random(seed)
    texts = demo()
    path = chance.choice(sorted(texts))
    rows = texts[path].splitlines(keepends=True)
    at = chance.randrange(len(rows))
    after = {**texts, path: "".join((*rows[:at], *rows[at + 1 :]))}

    found = of_demo(after)

    assert found.empty or headline(found)
    for form in FORMATS:
        assert report(found, form)


def test_a_fingerprint_survives_edits_elsewhere() -> None:
    texts = edited("target: 55%\n", "target: 48%\n")
    other = {path: f"# a line more\n\n{text}" for path, text in texts.items()}
    other["strategy/more.yml"] = "people:\n  - {id: lea, title: Lea}\n"

    (mark,) = [change.fingerprint for change in reviewed(texts).changes]

    assert mark in [change.fingerprint for change in reviewed(other).changes]
    again = reviewed(edited("target: 55%\n", "target: 47%\n")).changes[0].fingerprint
    assert mark != again


# --- what cannot be read --------------------------------------------------------------------------

BROKEN = {**TEXTS, "strategy/okrs.yml": 'objectives:\n  - id: a\n\t title: [b\n x: "y'}


def test_nothing_is_guessed_of_a_file_that_cannot_be_read() -> None:
    for found in (reviewed(BROKEN), reviewed(TEXTS, BROKEN)):
        assert [change for change in found.changes if not change.field] == []
        assert any("can't be fully read on the" in note for note in found.notes)


def test_what_broke_is_said_first_and_gates() -> None:
    found = reviewed(BROKEN)

    assert headline(found).startswith("strategy/okrs.yml can't be fully read")
    assert failing(found, Weight.BREAKING)
    assert not failing(found, None)


# --- findings, impact, decisions ------------------------------------------------------------------


def test_findings_are_new_fixed_or_unchanged() -> None:
    orphan = edited(
        "    serves: first-week-value\n    key_results:\n      - id: activation",
        "    key_results:\n      - id: activation",
    )

    assert [f.rule for f in reviewed(orphan).new if f.rule == "orphan"] == ["orphan"]
    assert [f.rule for f in reviewed(TEXTS, orphan).fixed if f.rule == "orphan"] == ["orphan"]
    assert "orphan" in [f.rule for f in reviewed(orphan, orphan).unchanged]


def test_what_an_allow_silences_is_not_fixed() -> None:
    orphan = edited(
        "    serves: first-week-value\n    key_results:\n      - id: activation",
        "    key_results:\n      - id: activation",
    )
    silenced = {
        path: text.replace(
            "- id: first-week\n", "- id: first-week  # stratdocs: allow orphan -- so\n"
        )
        for path, text in orphan.items()
    }

    assert [f for f in reviewed(silenced, orphan).fixed if f.rule == "orphan"] == []


def test_looser_settings_and_new_allows_are_reported_first() -> None:
    settings = {
        **TEXTS,
        "strategy/settings.yml": "settings: {rules: {stale: {severity: advice}}}\n",
    }
    orphan = edited(
        "    serves: first-week-value\n    key_results:\n      - id: activation",
        "    key_results:\n      - id: activation",
    )
    silenced = {
        path: text.replace(
            "- id: first-week\n", "- id: first-week  # stratdocs: allow orphan -- so\n"
        )
        for path, text in orphan.items()
    }

    found = reviewed(settings)
    assert found.notes == ()
    assert headline(found) == "Set in this change: stale: severity from warning to advice"
    assert found.weight is Weight.NOTABLE
    found = reviewed(silenced, orphan)
    assert [exemption.what for exemption in found.exemptions] == [
        "orphan of first-week, because so",
    ]
    assert headline(found) == "Allowed in this change: orphan of first-week, because so"


def test_impact_follows_the_tree_and_says_by_which_edge() -> None:
    found = reviewed(edited("target: 55%, by", "target: 48%, by"))
    edges = {
        affected.item: (affected_words(affected), affected.direct) for affected in found.affected
    }

    assert edges["first-week"] == ("first-week serves first-week-value", True)
    assert edges["activation"] == ("activation serves first-week", False)
    assert [reviewer.person for reviewer in found.reviewers[:2]] == ["maya", "jo"]
    assert "first-week" in [item.item for item in found.unconfirmed]


def test_a_metric_reaches_what_is_measured_by_it() -> None:
    found = reviewed(edited('unit: "%", direction: up', "unit: share, direction: up"))

    assert {
        "activation is measured by activation-7d",
        "first-week-value is measured by activation-7d",
    } <= {affected_words(affected) for affected in found.affected}


def test_who_touched_a_child_as_well_has_confirmed_it() -> None:
    after = edited("target: 55%, by", "target: 48%, by")
    after["strategy/okrs.yml"] = after["strategy/okrs.yml"].replace(
        "    team: onboarding\n", "    team: onboarding\n    reviewed: 2027-01-29\n"
    )

    assert "first-week" not in [item.item for item in reviewed(after).unconfirmed]


def test_what_is_to_be_decided_is_a_question() -> None:
    found = reviewed(edited("target: 55%\n", "target: 48%\n"))

    assert [Titles(found).question(fact) for fact in found.to_decide] == [
        "Should the target of “More clinics active after a week” drop from 55% to 48%?"
    ]


def test_marks_tell_what_happened_to_each_item() -> None:
    after = edited(
        "    serves: first-week-value\n    key_results:\n      - id: activation",
        "    serves: calm-mornings\n    key_results:\n      - id: activation",
    )
    after["strategy/bets.yml"] += "  - {id: partners, title: Partners}\n"
    after["strategy/okrs.yml"] = after["strategy/okrs.yml"].replace("target: 12 h", "target: 9 h")

    marks = reviewed(after).marks

    assert marks == {"first-week": "moved", "partners": "added", "answers": "changed"}


def test_a_draft_that_is_committed_and_a_goal_made_a_draft_do_not_hide_what_they_change() -> None:
    after = edited(
        "period: 2027-Q1\n    status: on_track\n    owner: jo",
        "period: 2027-Q1\n    status: proposed\n    owner: jo",
    )
    after["strategy/okrs.yml"] = after["strategy/okrs.yml"].replace("target: 55%", "target: 48%")

    found = {change.field: change.weight for change in reviewed(after).changes}

    assert found == {"status": Weight.BREAKING, "target": Weight.BREAKING}


# --- accepted -------------------------------------------------------------------------------------


def test_an_accepted_change_does_not_gate() -> None:
    after = edited("target: 55%\n", "target: 48%\n")
    mark = reviewed(after).changes[0].fingerprint
    listed = accepted(f"accepted:\n  - {{change: {mark}, because: The board agreed.}}\n")

    found = review_of(
        sides_of(load(TEXTS, today=date(2027, 1, 29)), load(after, today=date(2027, 1, 29))), listed
    )

    assert found.changes == ()
    assert [change.accepted for change in found.accepted] == ["The board agreed."]
    assert not failing(found, Weight.MINOR) or found.new


def test_without_a_reason_nothing_is_accepted() -> None:
    found = accepted("accepted:\n  - {change: abc}\n  - {because: so}\n")

    assert not found.reasons
    assert len(found.notes) == 2
    assert Accepted({}) == accepted("")


@pytest.mark.parametrize("text", ["accepted: 3\n", "- a\n", "accepted: [\n"])
def test_a_file_of_another_form_is_rejected(text: str) -> None:
    with pytest.raises(StratdocsError, match="stratdocs-accepted"):
        accepted(text)


# --- reports --------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_comment_stays_below_the_limit_whatever_changed() -> None:
    before = "people:\n" + "".join(
        f"  - {{id: p-{n}, title: Person {n}, owner: a}}\n" for n in range(3_000)
    )
    goals = "objectives:\n  - {id: o, title: O, status: on_track}\nkey_results:\n" + "".join(
        f"  - {{id: k-{n}, title: Goal {n}, serves: o, baseline: 1%, target: TARGET%}}\n"
        for n in range(3_000)
    )
    found = reviewed(
        {"a.yml": before, "b.yml": goals.replace("TARGET", "20")},
        {"a.yml": before, "b.yml": goals.replace("TARGET", "40")},
    )

    text = report(found, "markdown")

    assert len(text) <= 65_000
    assert "3,000 breaking" in text
    assert "more" in text


def test_strategies_mark_nothing_up_in_a_comment() -> None:
    found = report(
        reviewed(edited("title: Fair prices,", 'title: "<script>@all | `x`",')), "markdown"
    )

    assert "<script>" not in found
    assert "@all" not in found


def test_json_says_everything_by_documented_keys() -> None:
    found = reviewed(edited("target: 55%\n", "target: 48%\n"))

    read_back = reader.loads(report(found, "json"))

    assert data(found) == read_back
    assert read_back["version"] == 1
    assert {
        weight: read_back["summary"][weight] for weight in ("breaking", "notable", "minor")
    } == {
        "breaking": 1,
        "notable": 0,
        "minor": 0,
    }
    (change,) = read_back["changes"]
    assert tuple(change[key] for key in ("class", "weight", "field", "before", "after")) == (
        "goalpost",
        "breaking",
        "target",
        "55%",
        "48%",
    )
    assert change["path"] == "strategy/okrs.yml"


def test_annotations_are_at_the_changed_lines_and_ten_are_kept() -> None:
    found = report(reviewed(edited("target: 55%\n", "target: 48%\n")), "github").splitlines()
    many = report(
        of_demo({path: text.replace("owner: ", "owner: x") for path, text in demo().items()}),
        "github",
    )

    assert found[0].startswith("::error file=strategy/okrs.yml,line=15,")
    assert sum(line.startswith("::error") for line in many.splitlines()) <= 10
    assert sum(line.startswith("::warning") for line in many.splitlines()) <= 10


def test_what_went_is_annotated_where_it_was_missed() -> None:
    gone = edited(
        "      - {id: answers, title: Support answers faster, metric: load, baseline: 24 h, target: 12 h, owner: ana}\n",
        "",
    )

    assert "line=2," in report(reviewed(gone), "github").splitlines()[0]


def test_a_terminal_reads_the_headline_first() -> None:
    expected = dedent(
        """\
        Date of activation moved from 2027-03-31 to 2027-06-30, 4 weeks after the start, no reason given; 1 work item depends on it
        before to after: 1 breaking change

        breaking
          goalpost: date of activation moved from 2027-03-31 to 2027-06-30, 4 weeks after the start, no reason given; 1 work item depends on it
            The new date is outside Q1 2027
            strategy/okrs.yml:16:13  [31f3f5d3e1b1]

        affects 1 item directly
          guided-import serves activation

        suggested reviewers
          Jo Kern: owns activation; is accountable for first-week, which it serves, and 1 more

        decisions needed
          Should the due date of “More clinics active after a week” move from 31 Mar 2027 to 30 Jun 2027?
        """
    )
    found = reviewed(edited("by: 2027-03-31\n", "by: 2027-06-30\n"))._replace(
        new=(), fixed=(), notes=()
    )

    mark = found.changes[0].fingerprint
    assert expected.replace("31f3f5d3e1b1", mark) == report(found, "text")


def test_findings_of_a_rule_now_off_do_not_count_as_fixed() -> None:
    off = {
        **TEXTS,
        "strategy/settings.yml": "settings: {rules: {skill-gap: off, over-capacity: {most: 3}}}\n",
    }
    orphan = edited(
        "    serves: first-week-value\n    key_results:\n      - id: activation",
        "    key_results:\n      - id: activation",
    )
    blind = {**orphan, "strategy/settings.yml": "settings: {rules: {orphan: off}}\n"}

    assert reviewed(off).fixed == ()
    assert [finding.rule for finding in reviewed(TEXTS, orphan).fixed] == ["orphan"]
    assert reviewed(blind, orphan).fixed == ()
    assert headline(reviewed(blind, orphan)) == "Set in this change: orphan is off, with 1 finding"


def test_the_marks_of_an_unfinished_merge_are_called_that() -> None:
    torn = edited(
        "        target: 55%\n",
        "<<<<<<< HEAD\n        target: 55%\n=======\n        target: 48%\n>>>>>>> topic\n",
    )

    words = headline(reviewed(torn))

    assert words == "strategy/okrs.yml contains conflict markers from an unfinished merge"
