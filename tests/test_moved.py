"""What was promised before, with the real git: from commits to findings."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest
from conftest import finding_lines
from repository import git, new_repository, put

from stratdocs.cli import main
from stratdocs.linting.lint import lint
from stratdocs.linting.rules.goalpost_moved import GoalpostMoved
from stratdocs.model.stack import Stack, load
from stratdocs.repo.content import read_content
from stratdocs.repo.git import with_history

TODAY = date(2027, 3, 10)
LOWERED = (
    "target of activation lowered from 55% to 48% on 3 Mar 2027 by Zoë Łukasz 山, "
    "8 weeks after the start, no reason given"
)


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a strategy as it was committed to in December."""
    folder = new_repository(tmp_path, monkeypatch, "Zoë Łukasz 山", "zoe@example.com")
    put("strategy/zięle ü.yml", okr("55%"))
    commit("2026-12-15")
    return folder


def commit(day: str, message: str = "Change the plan", *words: str) -> None:
    git("add", "-A", day=day)
    git("commit", "-qm", message, *words, day=day)


def okr(target: str, identity: str = "activation", more: str = "") -> str:
    return dedent(f"""
        objectives:
          - id: first-week
            title: New clinics get value in their first week
            period: 2027-Q1
            status: on_track
            key_results:
              - {{id: {identity}, title: Activation, baseline: 40%, target: {target}{more}}}
        """)


def past(*paths: str, today: date = TODAY) -> Stack:
    paths = paths or ("strategy",)
    return with_history(load(read_content(paths).texts, today=today), paths)


def missing(*paths: str, today: date = TODAY) -> str | None:
    """What of the history could not be read."""
    gap = past(*paths, today=today).gap
    return gap.why if gap is not None else None


def moved(*paths: str, today: date = TODAY) -> list[str]:
    """What the rule says of the files as they are."""
    return [
        line.split("goalpost-moved: ")[1]
        for line in finding_lines(lint(past(*paths, today=today), [GoalpostMoved()]))
    ]


def test_a_target_lowered_after_the_start_is_reported() -> None:
    put("strategy/zięle ü.yml", okr("48%"))
    commit("2027-03-03")

    assert moved() == [LOWERED]
    assert moved(".") == [LOWERED]
    assert moved("strategy/zięle ü.yml") == [LOWERED]
    assert moved(str(Path("strategy").resolve())) == [LOWERED]
    assert moved(today=date(2027, 3, 2)) == []  # what comes is not known yet


def test_it_does_not_matter_where_one_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    put("strategy/zięle ü.yml", okr("48%"))
    put("strategy/deep/other.yml", "bets: []\n")
    commit("2027-03-03")
    monkeypatch.chdir("strategy/deep")

    assert moved("..") == [LOWERED]
    assert moved("../../strategy") == [LOWERED]
    assert moved(".") == []


def test_before_the_start_a_target_is_free() -> None:
    put("strategy/zięle ü.yml", okr("48%"))
    commit("2026-12-28")

    assert moved() == []


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (", because: The import slipped by a month.", "Less"),
        ("", "Less\n\nBecause: the import slipped by a month"),
        ("", "Lower activation, because the import slipped"),
    ],
)
def test_with_a_reason_it_is_fine(more: str, message: str) -> None:
    put("strategy/zięle ü.yml", okr("48%", more=more))
    commit("2027-03-03", message)

    assert moved() == []


def test_a_reason_may_come_later_and_need_not_be_committed() -> None:
    put("strategy/zięle ü.yml", okr("48%"))
    commit("2027-03-03")
    put("strategy/zięle ü.yml", okr("48%", more=", because: The import slipped by a month."))

    assert moved() == []


def test_uncommitted_changes_are_reported_too() -> None:
    put("strategy/zięle ü.yml", okr("48%"))

    expected = LOWERED.replace("on 3 Mar 2027 by Zoë Łukasz 山, 8", "since the last commit, 9")
    assert [expected] == moved()


def test_a_renamed_item_in_another_file_is_the_same() -> None:
    Path("strategy/zięle ü.yml").unlink()
    put("strategy/new/okrs.yaml", okr("48%", "active-clinics", ", was: activation"))
    commit("2027-03-03")

    assert moved() == [LOWERED.replace("activation", "active-clinics")]


def test_a_file_that_only_moves_changes_nothing() -> None:
    Path("strategy/new").mkdir()
    git("mv", "strategy/zięle ü.yml", "strategy/new/okrs.yml")
    commit("2027-03-03")

    assert past().moves == {}
    git("mv", "strategy", "plan")
    commit("2027-03-04")
    assert past("plan").moves == {}


def test_a_strategy_that_is_new_has_no_history() -> None:
    put("other/bets.yml", okr("48%", "other").replace("first-week", "other-week"))

    assert past("other").moves == {}
    commit("2027-03-03")
    assert past("other").moves == {}


def test_a_merged_change_is_credited_to_its_author() -> None:
    git("switch", "-qc", "branch")
    put("strategy/zięle ü.yml", okr("48%"))
    commit("2027-03-03")
    git("switch", "-q", "main")
    put("strategy/more.yml", "bets: []\n")
    git("config", "user.name", "Merger")
    commit("2027-03-04")
    git("merge", "-q", "--no-ff", "-m", "Merge branch", "branch", day="2027-03-05")

    assert moved() == [LOWERED]


def test_what_a_merge_left_out_is_not_reported() -> None:
    git("switch", "-qc", "branch")
    put("strategy/zięle ü.yml", okr("48%"))
    commit("2027-03-03")
    git("switch", "-q", "main")
    put("strategy/more.yml", "bets: []\n")
    commit("2027-03-04")
    git("merge", "-q", "--no-ff", "-s", "ours", "-m", "Not so", "branch", day="2027-03-05")

    assert moved() == []


def test_settings_of_the_user_do_not_get_in_the_way() -> None:
    put("strategy/zięle ü.yml", okr("48%"))
    commit("2027-03-03")
    for name, value in (
        ("log.showSignature", "true"),
        ("log.date", "relative"),
        ("log.follow", "true"),
        ("log.decorate", "full"),
        ("diff.renames", "copies"),
        ("diff.noprefix", "true"),
        ("color.ui", "always"),
        ("core.quotePath", "true"),
        ("core.abbrev", "5"),
        ("i18n.logOutputEncoding", "ISO-8859-1"),
    ):
        git("config", name, value)

    assert moved() == [LOWERED]
    assert moved("strategy/zięle ü.yml") == [LOWERED]


def test_a_message_may_hold_anything() -> None:
    put("strategy/zięle ü.yml", okr("48%"))
    commit("2027-03-03", ":100644 x\n\n\x01y\x1fz\n\n:a\n\x01", "--cleanup=verbatim")

    assert moved() == [LOWERED]


def test_without_a_history_nothing_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("strategy/zięle ü.yml", okr("48%"))
    commit("2027-03-03")
    here = Path.cwd()
    git("clone", "-q", "--depth", "1", here.as_uri(), str(tmp_path / "shallow"))
    shutil.copytree("strategy", tmp_path / "bare" / "strategy")

    monkeypatch.chdir(tmp_path / "shallow")
    assert moved() == []
    gap = past().gap
    assert gap is not None
    assert "git fetch --unshallow" in gap.help
    monkeypatch.chdir(tmp_path / "bare")
    assert moved() == []
    assert missing() == "there is no git repository, so there is no history"
    git("init", "-q")
    assert moved() == []
    monkeypatch.chdir(here)
    monkeypatch.setenv("PATH", "")
    assert moved() == []
    assert missing() == "git isn't installed on this machine, so there is no history"


def test_only_so_many_commits_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    put("strategy/zięle ü.yml", okr("48%"))
    commit("2027-03-03")
    for number in range(3):
        put("strategy/more.yml", f"bets: []  # {number}\n")
        commit("2027-03-04")

    monkeypatch.setattr("stratdocs.repo.git.MAX_COMMITS", 4)
    assert (moved(), missing()) == ([LOWERED], None)
    monkeypatch.setattr("stratdocs.repo.git.MAX_COMMITS", 3)
    expected = "only the latest 3 commits of the history are read"
    assert (moved(), missing()) == ([], expected)
    monkeypatch.setattr("stratdocs.repo.git.MAX_COMMITS", 4)
    monkeypatch.setattr("stratdocs.repo.git.MAX_BYTES", 300)
    expected = "the history is long, so only its latest part is read"
    assert (moved(), missing()) == ([], expected)
    monkeypatch.setattr("stratdocs.repo.git.MAX_BYTES", 20_000_000)
    monkeypatch.setattr("stratdocs.model.history.MAX_DECODED", 300)
    assert (moved(), missing()) == ([], expected)


def test_a_rule_that_is_off_does_not_start_git(monkeypatch: pytest.MonkeyPatch) -> None:
    off = (
        "settings:\n"
        "  rules: {goalpost-moved: off, never-reported: off, priority-churn: off, stale: off}\n"
    )
    put("strategy/zięle ü.yml", okr("48%") + off)
    monkeypatch.setenv("PATH", "")

    assert missing() is None
    put("strategy/zięle ü.yml", okr("48%").replace("2027-Q1", "2027-Q4"))
    assert missing() is None


@pytest.fixture
def shallow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same repository without its history."""
    put("strategy/zięle ü.yml", okr("48%"))
    put("mkdocs.yml", "plugins: [{stratdocs: {today: 2027-03-10}}]\n")
    commit("2027-03-03")
    git("clone", "-q", "--depth", "1", Path.cwd().as_uri(), str(tmp_path / "shallow"))
    monkeypatch.chdir(tmp_path / "shallow")


def test_that_history_is_missing_is_part_of_every_report(
    shallow: None, capsys: pytest.CaptureFixture[str]
) -> None:
    for options in ((), ("--select", "goalpost-moved")):
        assert main(["check", "strategy", *options]) == 0
        assert (
            "not judged: history (moved targets, changed priorities): this clone has "
            "only the latest part of the history; run git fetch --unshallow for the "
            "rest"
        ) in capsys.readouterr().out


def test_check_reports_it(capsys: pytest.CaptureFixture[str]) -> None:
    put("strategy/zięle ü.yml", okr("48%"))
    put("mkdocs.yml", "plugins: [{stratdocs: {today: 2027-03-10}}]\n")
    commit("2027-03-03")
    main(["check", "strategy", "--select", "goalpost-moved", "--format", "concise"])

    expected = f"strategy/zięle ü.yml:8:68: warning goalpost-moved: {LOWERED}"
    assert expected == capsys.readouterr().out.splitlines()[0]


def test_a_site_has_the_history_of_everything() -> None:
    put("strategy/teams.yml", "teams: [{id: crew, title: Crew, capacity: 60 d}]\n")
    commit("2027-01-10", "A team")
    put("strategy/teams.yml", "teams: [{id: crew, title: Crew, capacity: 50 d}]\n")
    commit("2027-02-10", "Less room\n\nBecause: two have left")

    stack = load(read_content(["strategy"]).texts, today=TODAY)
    past = with_history(stack, ["strategy"], for_site=True).history

    assert past is not None
    assert past.missing is None
    assert [
        (change.item, change.event, change.subject, change.reason) for change in past.changes
    ] == [
        ("crew", "changed", "Less room", "two have left"),
        ("crew", "added", "A team", None),
    ]
    assert [
        (field.field, field.before.text, field.after.text) for field in past.changes[0].fields
    ] == [("capacity", "60 d", "50 d")]


def test_a_site_has_the_same_promises_as_a_check() -> None:
    put("strategy/zięle ü.yml", okr("48%"))
    commit("2027-03-03")

    stack = load(read_content(["strategy"]).texts, today=TODAY)

    assert with_history(stack, ["strategy"], for_site=True).moves == (
        with_history(stack, ["strategy"]).moves
    )


def test_a_site_without_a_history_explains_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    monkeypatch.chdir(outside)
    put("strategy/s.yml", okr("55%"))

    stack = load(read_content(["strategy"]).texts, today=TODAY)
    past = with_history(stack, ["strategy"], for_site=True).history

    assert past is not None
    assert past.missing is not None
    assert past.missing.startswith("there is no git repository, so there is no history; ")


def test_a_site_from_a_shallow_clone_shows_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        put("strategy/zięle ü.yml", okr(f"{50 + number}%"))
        commit(f"2027-02-0{number + 1}")
    git("clone", "-q", "--depth", "2", Path.cwd().as_uri(), "shallow")
    monkeypatch.chdir("shallow")

    stack = load(read_content(["strategy"]).texts, today=TODAY)
    past = with_history(stack, ["strategy"], for_site=True).history

    assert past is not None
    assert past.missing is not None
    assert "git fetch --unshallow" in past.missing
    assert len(past.changes) == 1
