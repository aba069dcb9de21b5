"""What changes are in fact: one row for what is one thing, the decision first."""

# ruff: noqa: E501  # a strategy reads across

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from stratdocs.cli import main
from stratdocs.cli.host import host
from stratdocs.model.stack import load
from stratdocs.reviewing.compare import review_of
from stratdocs.reviewing.host import Host
from stratdocs.reviewing.reports import report
from stratdocs.reviewing.sides import sides_of
from stratdocs.reviewing.titles import Titles
from stratdocs.reviewing.value import CLASSES, Review, Weight
from stratdocs.reviewing.verdict import fact_message, headline, to_decide_words

TODAY = date(2026, 11, 21)

BASE = dedent(
    """\
    strategies:
      - id: win
        title: Win clinics before the chains do
        level: company
        period: 2026
        owner: ana
        not_doing:
          - {title: A shop for dental supplies, because: Margins are thin.}
    bets:
      - {id: first-call, title: First call, serves: win, period: 2026-H2, status: on_track, size: big, owner: ana, approved_by: ana, approved_on: 2026-06-01}
    objectives:
      - id: quick-quotes
        title: Clinics get a quote while they remember asking
        serves: first-call
        period: 2026-Q4
        status: on_track
        owner: jo
        team: sales
        key_results:
          - {id: same-day, title: Quotes on the same day, baseline: 35%, target: 50%, by: 2026-12-31, owner: jo, check_ins: [{date: 2026-11-20, value: 46%}]}
          - {id: won-back, title: Clinics won back, baseline: 2, target: 12, by: 2026-12-31, owner: jo}
      - id: calm-desk
        title: The desk is calm at nine
        serves: first-call
        period: 2026-Q4
        status: on_track
        owner: jo
        team: sales
        key_results:
          - {id: calls-lost, title: Calls lost before nine, baseline: 30, target: 10, by: 2026-12-31, owner: jo}
    work:
      - {id: script, title: A script for the desk, serves: same-day, owner: jo, status: done}
      - {id: rota, title: A rota for the desk, serves: same-day, owner: jo, status: on_track}
    people:
      - {id: ana, title: Ana Reis}
      - {id: jo, title: Jo Kern}
      - {id: bea, title: Bea Lund}
    teams:
      - {id: sales, title: Sales}
      - {id: desk, title: The desk}
    """
)


def reviewed(*edits: tuple[str, str], before: str = BASE) -> Review:
    after = before
    for old, new in edits:
        assert old in after, old
        after = after.replace(old, new)
    return review_of(sides_of(*(load({"s.yml": t}, today=TODAY) for t in (before, after))))


def sentences(review: Review) -> list[str]:
    return [f"{fact.weight.word}: {fact_message(fact)}" for fact in review.facts]


def questions(review: Review) -> list[str]:
    return [Titles(review).question(fact) for fact in review.to_decide]


# --- one fact is one row --------------------------------------------------------------------------


def test_a_quarter_that_rolls_over_is_one_row() -> None:
    found = reviewed(("2026-12-31", "2027-03-31"))

    assert sentences(found) == [
        (
            "breaking: date of 3 items moved from 2026-12-31 to 2027-03-31: same-day, "
            "won-back and calls-lost, no reason given"
        )
    ]
    assert questions(found) == [
        (
            "Should “Quotes on the same day”, “Clinics won back” and “Calls lost before nine” move "
            "from 31 Dec 2026 to 31 Mar 2027?"
        )
    ]


def test_periods_and_dates_that_roll_over_together_are_one_row() -> None:
    found = reviewed(("period: 2026-Q4", "period: 2027-Q1"), ("2026-12-31", "2027-03-31"))

    assert len(found.facts) == 1
    assert "5 items moved from" in sentences(found)[0]


def test_the_same_day_for_one_item_is_no_bulk_move() -> None:
    found = reviewed(("target: 12, by: 2026-12-31", "target: 12, by: 2027-01-31"))

    assert questions(found) == [
        ("Should the due date of “Clinics won back” move from 31 Dec 2026 to 31 Jan 2027?")
    ]
    assert found.facts[0].notes == ("the new date is outside Q4 2026",)


def test_a_merged_team_is_one_row() -> None:
    found = reviewed(("team: sales", "team: desk"), ("  - {id: sales, title: Sales}\n", ""))

    assert len(found.facts) == 1
    assert "team sales (Sales) merged into desk, which takes over 2 items:" in sentences(found)[0]


def test_a_person_who_leaves_is_one_row() -> None:
    found = reviewed(("owner: jo", "owner: bea"), ("  - {id: jo, title: Jo Kern}\n", ""))

    assert len(found.facts) == 1
    assert questions(found) == ["Should Bea Lund take over from Jo Kern?"]


def test_one_owner_for_several_items_is_one_row() -> None:
    found = reviewed(("owner: jo", "owner: bea"))

    assert [fact.lead.field for fact in found.facts] == ["owner"]
    assert "owner of 7 items changed from jo to bea:" in sentences(found)[0]


def test_bets_that_begin_at_once_are_one_row() -> None:
    line = "  - {{id: b{0}, title: Bet number {0}, serves: win, period: 2026-H2, status: on_track, size: big, owner: ana}}\n"
    more = "".join(line.format(number) for number in range(4))

    found = reviewed(("objectives:\n", f"{more}objectives:\n"))

    assert len(found.to_decide) == 1
    assert sentences(found)[0].startswith("breaking: 4 bets start at once: b0, b1, b2 and b3")
    assert found.facts[0].notes == ("5 major bets then, 1 before",)


def test_a_bet_that_was_ruled_out_is_one_row_with_the_refusal() -> None:
    bet = "  - {id: shop, title: A shop for dental supplies, serves: win, period: 2026-H2, status: on_track, size: medium, owner: ana}\n"
    found = reviewed(
        (
            "    not_doing:\n      - {title: A shop for dental supplies, because: Margins are thin.}\n",
            "",
        ),
        ("objectives:\n", f"{bet}objectives:\n"),
    )

    assert len(found.to_decide) == 1
    assert questions(found) == [
        (
            "Should “A shop for dental supplies” start, although “Win clinics before the "
            "chains do” ruled it out?"
        )
    ]


def test_merged_objectives_are_not_given_up() -> None:
    before, rest = BASE.split("  - id: calm-desk")
    lost, work = rest.split("work:")
    goal = lost[lost.index("      - {id: calls-lost") :]
    after = before + goal + "work:" + work

    found = review_of(sides_of(*(load({"s.yml": t}, today=TODAY) for t in (BASE, after))))

    assert len(found.facts) == 1
    assert found.facts[0].weight is Weight.NOTABLE
    assert questions(found) == [
        (
            "Should “The desk is calm at nine” become part of “Clinics get a quote while they "
            "remember asking”?"
        )
    ]
    assert found.facts[0].notes == ("1 key result of it continues there",)


def test_an_objective_that_splits_is_one_row() -> None:
    part = "  - {id: back-again, title: Clinics come back, serves: first-call, period: 2026-Q4, status: on_track, owner: jo}\n"
    goal = "      - {id: won-back, title: Clinics won back, baseline: 2, target: 12, by: 2026-12-31, owner: jo}\n"
    found = reviewed(
        (goal, ""),
        ("  - id: calm-desk", f"{part}  - id: calm-desk"),
        (
            "work:\n",
            f"key_results:\n{goal.replace('id: won', 'serves: back-again, id: won')[4:]}work:\n",
        ),
    )

    assert len(found.facts) == 1
    assert questions(found) == [
        (
            "Should “Clinics come back” be split off from “Clinics get a quote while they remember "
            "asking”?"
        )
    ]


def test_what_begins_with_a_bet_is_one_row() -> None:
    found = reviewed(
        (
            "objectives:\n",
            (
                "  - {id: second, title: Second call, serves: win, period: 2026-H2, status: on_track, size: medium, owner: ana}\n"
                "objectives:\n"
                "  - {id: again, title: Clinics call again, serves: second, period: 2026-Q4, status: on_track, owner: jo}\n"
            ),
        )
    )

    assert len(found.facts) == 1
    assert "with 1 objective below it" in sentences(found)[0]


def test_an_approval_and_its_day_are_one_row() -> None:
    found = reviewed(
        ("approved_by: ana, approved_on: 2026-06-01", "approved_by: bea, approved_on: 2026-07-01")
    )

    assert len(found.facts) == 1


@pytest.mark.parametrize(
    "edits",
    [
        (("target: 50%", "target: 45%"), ("target: 12,", "target: 10,")),
        (("target: 50%", "target: 45%"), ("baseline: 2,", "baseline: 4,")),
    ],
)
def test_promises_stay_apart(edits: tuple[tuple[str, str], ...]) -> None:
    assert len(reviewed(*edits).facts) == 2


# --- the decision first ---------------------------------------------------------------------------


def test_a_bet_given_up_comes_before_a_figure_and_a_figure_before_a_date() -> None:
    found = reviewed(
        ("target: 12, by: 2026-12-31", "target: 12, by: 2027-01-31"),
        ("target: 50%", "target: 48%"),
        ("2026-H2, status: on_track, size: big", "2026-H2, status: dropped, size: big"),
    )

    assert [fact.lead.field for fact in found.to_decide] == ["status", "target", "by"]
    assert headline(found).startswith("Status of first-call changed from on_track to dropped")
    assert headline(found).endswith("; 3 of 3 changes need a decision")


def test_the_number_is_the_same_everywhere() -> None:
    found = reviewed(
        ("target: 50%", "target: 48%"),
        ("target: 12,", "target: 10,"),
        ("target: 10, by", "target: 14, by"),
        ("The desk is calm at nine", "The desk is calm at nine."),
    )
    words = to_decide_words(found)

    assert words == "3 of 4 changes need a decision"
    for form in ("text", "markdown", "html", "json", "github"):
        assert words in report(found, form)


def test_a_page_that_names_what_is_gone_does_not_lead() -> None:
    found = reviewed(
        ("target: 50%", "target: 60%"),
        ("serves: same-day, owner: jo, status: on", "serves: nowhere, owner: jo, status: on"),
    )

    assert any(finding.rule == "unknown-reference" for finding in found.new)
    assert headline(found).startswith("Target of same-day raised from 50% to 60%")


# --- what follows ---------------------------------------------------------------------------------


def test_a_lowered_target_that_is_met_already_is_called_that() -> None:
    found = reviewed(("target: 50%", "target: 45%"))

    assert questions(found) == [
        "Should the target of “Quotes on the same day” drop from 50% to 45%?"
    ]
    assert found.facts[0].notes == (
        "the new target is already met: 46% on 20 Nov 2026",
        "progress jumps from 73% to 100% because of the new target alone",
    )


def test_a_baseline_that_makes_progress_jump_is_called_that() -> None:
    found = reviewed(("baseline: 35%", "baseline: 20%"))

    assert found.facts[0].notes == (
        "progress jumps from 73% to 87% because of the new baseline alone",
    )


def test_a_bet_that_leaves_the_count_is_called_that() -> None:
    found = reviewed(("size: big", "size: small"))

    assert found.facts[0].notes == ("it no longer counts as a major bet: none now, 1 before",)


def test_only_open_work_depends_on_it() -> None:
    assert "1 work item depends on it" in sentences(reviewed(("target: 50%", "target: 48%")))[0]


# --- meaning-free edits stay silent ---------------------------------------------------------------


@pytest.mark.parametrize(
    "edit",
    [
        ("target: 50%", "target: 50.0%"),
        ("title: First call", 'title: "First call"'),
        ("{id: ana, title: Ana Reis}", "{title: Ana Reis, id: ana}"),
    ],
)
def test_what_means_the_same_needs_no_decision(edit: tuple[str, str]) -> None:
    assert reviewed(edit).to_decide == ()


# --- reports --------------------------------------------------------------------------------------


def texts(review: Review) -> Mapping[str, str]:
    return {form: report(review, form) for form in ("text", "markdown", "html", "github")}


def test_a_question_has_no_doubled_quotes() -> None:
    found = reviewed(
        ("title: First call,", "title: The “first” call,"), ("size: big", "size: small")
    )

    assert "““" not in "".join(texts(found).values())
    assert "””" not in "".join(texts(found).values())


def test_the_comment_has_titles_and_not_ids() -> None:
    comment = report(reviewed(("target: 50%", "target: 45%")), "markdown")
    told = comment.split("<br>")[0]

    assert "same-day" not in told
    assert "Quotes on the same day" in told


# --- where hosts show it --------------------------------------------------------------------------


COMMIT = "0123456789abcdef0123456789abcdef01234567"


def on_a_host(*edits: tuple[str, str]) -> Review:
    found = reviewed(*edits)
    return found._replace(
        head=found.head._replace(commit=COMMIT), base=found.base._replace(commit=COMMIT)
    )


@pytest.mark.parametrize(
    ("environ", "line", "page"),
    [
        (
            {"GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "a/b", "GITHUB_RUN_ID": "7"},
            f"https://github.com/a/b/blob/{COMMIT}/s.yml#L",
            "https://github.com/a/b/actions/runs/7#artifacts",
        ),
        (
            {"GITLAB_CI": "true", "CI_PROJECT_URL": "https://git.example/a/b", "CI_JOB_ID": "9"},
            f"https://git.example/a/b/-/blob/{COMMIT}/s.yml#L",
            "https://git.example/a/b/-/jobs/9/artifacts/file/strategy-review.html",
        ),
    ],
)
def test_the_comment_links_to_lines_and_to_the_page(
    environ: Mapping[str, str],
    line: str,
    page: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    where = host(environ, [], site=lambda path: f"https://strategy.example/{path}/")

    comment = report(on_a_host(("target: 50%", "target: 45%")), "markdown", host=where)

    assert line in comment
    assert f"[Read the review page]({page})" in comment
    assert (
        "[What goalpost means](https://strategy.example/reference/goalpost/)\n\n"
        "<details><summary>Suggested"
    ) in comment
    assert COMMIT not in re.sub(r"\(https:[^)]*\)", "", comment)
    assert f"with before at {COMMIT[:7]}" in comment


def test_annotations_name_paths_from_the_root() -> None:
    found = report(reviewed(("target: 50%", "target: 45%")), "github", host=Host(prefix="handbook"))

    assert "file=handbook/s.yml," in found
    assert "file=s.yml" not in found


def test_many_changes_stay_within_ten_annotations_of_a_level() -> None:
    goals = "".join(
        f"  - {{id: k{n}, title: Goal number {n}, serves: quick-quotes, baseline: 1, target: {n + 50}, owner: jo}}\n"
        for n in range(40)
    )
    before = BASE.replace("work:\n", f"key_results:\n{goals}work:\n")
    after = before.replace("baseline: 1,", "baseline: 2,")
    sides = sides_of(*(load({"s.yml": text}, today=TODAY) for text in (before, after)))

    lines = report(review_of(sides), "github").splitlines()

    for level in ("error", "warning", "notice"):
        assert sum(line.startswith(f"::{level} ") for line in lines) <= 10


@pytest.mark.parametrize("name", CLASSES)
def test_each_class_is_explained(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", name]) == 0
    assert capsys.readouterr().out.startswith(f"{name}: ")
