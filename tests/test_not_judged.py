"""What could not be judged is part of every report."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from textwrap import dedent
from xml.etree import ElementTree as ET

import pytest
from conftest import stack_of
from reported import CLEAN, FOUND, many, wrong
from sites import build, text

from stratdocs.cli import main
from stratdocs.linting.lint import lint
from stratdocs.linting.not_judged import NotJudged, not_judged
from stratdocs.linting.rules import RULES
from stratdocs.model.finding import Severity
from stratdocs.model.stack import Stack, load
from stratdocs.repo.content import read_content
from stratdocs.repo.git import with_history
from stratdocs.reports import FORMATS, WITHOUT_NOT_JUDGED, report
from stratdocs.reports.export import as_json, strategy, strategy_schema

GAP = NotJudged("history", "it is <gone> & lost | so", "bring it")


def entries(stack: Stack) -> dict[str, NotJudged]:
    return {entry.what: entry for entry in not_judged(stack)}


def entry(stack: Stack, words: str) -> NotJudged | None:
    return next((entry for entry in not_judged(stack) if words in entry.what), None)


# --- what it names --------------------------------------------------------------------------------

TITLE = "Las clínicas nuevas ven el valor en su primera semana"
WHOLE = """
strategies: [{id: stay, title: Win by keeping customers, level: company}]
bets: [{id: week, title: Value in the first week, serves: stay}]
objectives: [{id: first, title: New clinics get value in their first week, serves: week}]
metrics: [{id: act, title: Activation in seven days}]
initiatives: [{id: score, title: A score for every order, serves: stay}]
teams: [{id: crew, title: Crew}]
risks: [{id: late, title: Late, probability: 2, impact: 2, mitigation: Another, owner: ana}]
rituals: [{id: sync, title: Weekly sync}]
people: [{id: ana, title: Ana Reis}]
"""


def test_where_all_is_judged_nothing_is_said() -> None:
    assert not_judged(stack_of(WHOLE)) == ()
    assert not_judged(stack_of("bets: []")) == ()


def test_absent_kinds_are_one_entry_in_the_words_of_their_questions() -> None:
    found = entry(stack_of(re.sub(r"(?m)^(bets|risks).*\n", "", WHOLE)), "questions about")

    assert found is not None
    assert found.what == "questions about bets and risks"
    assert found.why == (
        "there are no bets (focus, portfolio, readiness and the five questions) and no risks "
        "(what could go wrong)"
    )


def test_titles_in_other_languages_are_counted_and_not_judged() -> None:
    stack = stack_of("""
        objectives:
          - id: app
            title: Las clínicas nuevas ven el valor en su primera semana
            key_results:
              - {id: quiet, title: Weniger Anrufe am Telefon}
              - {id: paid, title: Clinics that pay on the same day rise from 10% to 40%}
        """)

    found = entry(stack, "wording")

    assert found is not None
    assert found.what == "the wording of 2 of 3 titles"
    assert found.why == (
        '1 is in Spanish and 1 is in German ("Las clínicas nuevas ven el valor en su primera '
        'semana"); wording is judged in English, and only where it is plain in German, French, '
        "Spanish and Portuguese"
    )
    assert not {f.rule for f in lint(stack)} & {"output-key-result", "output-objective"}


def test_plain_work_in_four_languages_is_asked_about_and_never_stated() -> None:
    stack = stack_of("""
        objectives:
          - id: app
            title: Las clínicas nuevas ven el valor en su primera semana
            key_results:
              - {id: posts, title: Publicar 12 artículos en el blog}
              - {id: portal, title: Kundenportal veröffentlichen}
              - {id: stay, title: Augmenter la rétention de 40 % à 55 %}
        """)

    found = entry(stack, "wording")
    asked = [f for f in lint(stack) if f.rule == "output-key-result"]

    assert found is not None
    assert found.what == "the wording of 1 of 4 titles"
    assert [(f.item, f.severity) for f in asked] == [
        ("posts", Severity.ADVICE),
        ("portal", Severity.ADVICE),
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ("baseline: 30%, target: 45%, check_ins: [{date: 2027-01-20, value: 40}]", "can't be"),
        ("baseline: 30 days, target: 1 month", "can't be compared"),
        ("baseline: 30%, check_ins: [{date: 2027-01-20, value: 40%}]", "it has no target"),
        ("target: 45%, check_ins: [{date: 2027-01-20, value: 40%}]", "it has no baseline"),
    ],
)
def test_progress_that_nobody_can_tell_is_counted_with_its_reason(fields: str, words: str) -> None:
    stack = stack_of(f"""
        objectives:
          - id: o
            title: Clinics stay
            period: 2027-Q1
            key_results: [{{id: k, title: Clinics, {fields}}}]
        """)

    found = entry(stack, "progress")

    assert found is not None
    assert found.what == "the progress of 1 item"
    assert words in found.why
    assert "(k)" in found.why


def test_values_of_bets_outcomes_and_metrics_count_too() -> None:
    stack = stack_of("""
        bets: [{id: b, title: B, success: {baseline: 10, target: 20%}}]
        outcomes: [{id: o, title: O, baseline: 3 days, target: 2 months}]
        metrics:
          - id: m
            title: M
            readings: [{date: 2027-01-01, value: 3}, {date: 2027-01-08, value: 4%}]
        key_results: [{id: dropped, title: K, status: dropped, baseline: 1%, target: 5 d}]
        """)

    found = entry(stack, "progress")

    assert found is not None
    assert found.what == "the progress of 3 items"
    assert found.why == "10 can't be compared with 20% (b and 2 more)"


def test_a_rule_that_is_off_is_named() -> None:
    found = entry(stack_of(WHOLE + "settings: {rules: {orphan: off, stale: off}}"), "rules")

    assert found is not None
    assert (found.what, found.why) == ("2 rules", "the settings turn them off (orphan and stale)")


def test_who_asks_for_a_few_rules_is_told_that_the_others_were_not_asked() -> None:
    few = not_judged(stack_of("bets: [{id: b, title: B}]"), RULES[:2], since="main")

    assert [entry.what for entry in few] == [
        f"{len(RULES) - 2} of {len(RULES)} rules",
        "items unchanged since main",
    ]


@pytest.mark.parametrize(
    "broken",
    ["bets:\n  - id: b\n    title: B\n   size: big\n", "bets: [{id: b, title: B, status: pink}]"],
)
def test_items_that_could_not_be_read_are_not_fine(broken: str) -> None:
    assert entry(load({"a.yml": broken}, today=date(2027, 2, 15)), "1 item") is not None


# --- every format ---------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_says_it_or_the_call_does(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("s.yml").write_text(
        WHOLE.replace("New clinics get value in their first week", TITLE), "utf-8"
    )

    main(["check", "s.yml", "--format", form])
    captured = capsys.readouterr()

    said, other = captured.out, captured.err
    if form in WITHOUT_NOT_JUDGED:
        said, other = other, said
    assert "the wording of 1 of 2 titles" in said
    assert "the wording of" not in other


def test_programs_find_it_where_their_format_has_a_place() -> None:
    found = FOUND._replace(not_judged=(GAP,))

    data = json.loads(report(found, "json"))
    assert data["summary"]["not_judged"] == [GAP._asdict()]
    sarif = json.loads(report(found, "sarif"))
    assert wrong(sarif, "sarif-2.1.0.json") == []
    (run,) = sarif["runs"]
    assert run["invocations"] == [
        {
            "executionSuccessful": True,
            "toolExecutionNotifications": [
                {"level": "note", "message": {"text": f"not judged: {GAP.sentence}"}}
            ],
        }
    ]
    suite = ET.fromstring(report(found, "junit"))[0]  # our own report
    (case,) = [entry for entry in suite if entry.get("name") == "not judged: history"]
    assert case[0].tag == "skipped"
    assert int(suite.get("skipped", "")) == len(suite.findall("testcase/skipped"))


def test_github_shows_one_notice_and_still_ten_at_most() -> None:
    found = many(14, Severity.ADVICE)._replace(not_judged=(GAP, GAP))
    notices = [line for line in report(found, "github").split("\n") if line.startswith("::notice")]

    assert len(notices) == 10
    assert notices[0].startswith("::notice title=stratdocs::not judged: history: it is <gone>")
    assert notices[9] == "::notice title=stratdocs::6 more suggestions in the log of this step"


def test_a_comment_has_no_tick_where_something_is_unknown() -> None:
    assert "✅" in report(CLEAN, "markdown")
    comment = report(CLEAN._replace(not_judged=(GAP,)), "markdown")

    assert "✅" not in comment
    assert "- history: it is \\<gone\\> &amp; lost \\| so; bring it." in comment


def test_the_strategy_as_data_has_it() -> None:
    data = json.loads(as_json(strategy(stack_of(WHOLE), (), not_judged=(GAP,))))

    assert data["not_judged"] == [GAP._asdict()]
    assert "not_judged" in strategy_schema()["required"]


# --- every failure of git, by every door ----------------------------------------------------------

STRATEGY = """
strategies: [{{id: s, title: Win clinics before the chains do, level: company}}]
objectives:
  - id: o
    title: New clinics get value in their first week
    serves: s
    period: 2027-Q1
    status: on_track
    key_results: [{{id: k, title: Activation, baseline: 40%, target: {target}}}]
"""
SITE = """
site_name: Harbour
theme: {name: mkdocs}
plugins: [stratdocs: {today: 2027-03-10}]
"""


def git(*words: str, day: str = "2027-01-02") -> str:
    when = f"{day}T12:00:00+0000"
    environment = {**os.environ, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    process = subprocess.run(
        ["git", "-c", "user.name=Ana", "-c", "user.email=ana@example.com", *words],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env=environment,
    )
    return process.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository in which a target was lowered in mid-period."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "repository"
    folder.joinpath("docs", "strategy").mkdir(parents=True)
    monkeypatch.chdir(folder)
    git("init", "-q", "-b", "main")
    Path("mkdocs.yml").write_text(SITE, "utf-8")
    Path("docs/index.md").write_text("# Home\n", "utf-8")
    for target, day in (("55%", "2026-12-15"), ("48%", "2027-02-03")):
        put(target)
        git("add", "-A")
        git("commit", "-qm", "Change", day=day)
    return folder


def put(target: str) -> None:
    Path("docs/strategy/a.yml").write_text(STRATEGY.format(target=target), "utf-8")


def remove_object(name: str) -> None:
    identity = git("rev-parse", name)
    Path(".git/objects", identity[:2], identity[2:]).unlink()


def no_head(monkeypatch: pytest.MonkeyPatch) -> None:
    remove_object("HEAD")


def no_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    remove_object("HEAD~1")


def no_blob(monkeypatch: pytest.MonkeyPatch) -> None:
    remove_object("HEAD~1:docs/strategy/a.yml")


def empty_blob(monkeypatch: pytest.MonkeyPatch) -> None:
    identity = git("rev-parse", "HEAD~1:docs/strategy/a.yml")
    file = Path(".git/objects", identity[:2], identity[2:])
    file.chmod(0o644)
    file.write_bytes(b"")


def broken_branch(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".git/refs/heads/main").write_text("nonsense\n", "utf-8")


def bad_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path(".git/config").open("a") as stream:
        stream.write("nonsense[\n")


def newer_format(monkeypatch: pytest.MonkeyPatch) -> None:
    git("config", "core.repositoryformatversion", "9")


def no_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(".git")


def empty_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(".git")
    Path(".git").mkdir()


def lost_worktree(monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(".git")
    Path(".git").write_text("gitdir: /nowhere/at/all\n", "utf-8")


def other_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")


def no_git(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")


def shallow(monkeypatch: pytest.MonkeyPatch) -> None:
    git("clone", "-q", "--depth", "1", Path.cwd().as_uri(), "../shallow")
    monkeypatch.chdir("../shallow")


def blobless(monkeypatch: pytest.MonkeyPatch) -> None:
    git("config", "uploadpack.allowFilter", "true")
    git("clone", "-q", "--filter=blob:none", Path.cwd().as_uri(), "../blobless")
    monkeypatch.chdir("../blobless")
    Path("../repository").rename("../gone")


def inner_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path("docs/strategy/inner")
    folder.mkdir()
    folder.joinpath("b.yml").write_text("people: [{id: bob, title: Bob}]\n", "utf-8")
    git("init", "-q", str(folder))


def head_of_another_branch(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".git/HEAD").write_text("ref: refs/heads/gone\n", "utf-8")


def lost_branch(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".git/refs/heads/main").unlink()


def ignored_files(monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(".git")
    git("init", "-q", "-b", "main")
    Path(".gitignore").write_text("docs/strategy/\n", "utf-8")
    for _ in range(2):
        git("add", "-A")
        git("commit", "-qm", "Without the strategy", "--allow-empty")


def graft(monkeypatch: pytest.MonkeyPatch) -> None:
    git("replace", "--graft", "HEAD")


def sparse_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("docs/strategy/b.yml").write_text("people: [{id: bob, title: Bob}]\n", "utf-8")
    git("add", "-A")
    git("commit", "-qm", "Bob", day="2027-02-04")
    git("sparse-checkout", "set", "--no-cone", "/*", "!/docs/strategy/b.yml")


def absent_submodule(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".gitmodules").write_text('[submodule "x"]\n\tpath = docs/strategy/shared\n', "utf-8")
    Path("docs/strategy/shared").mkdir()


def script(lines: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts a script in the place of git."""
    real = shutil.which("git")
    folder = Path.cwd().parent / "bin"
    folder.mkdir()
    file = folder / "git"
    file.write_text(f"#!/bin/sh\n{lines}\n".replace("GIT", str(real)), "utf-8")
    file.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def old_git(monkeypatch: pytest.MonkeyPatch) -> None:
    script('echo "fatal: unrecognized argument: --date-order" >&2; exit 128', monkeypatch)


def silent_git(monkeypatch: pytest.MonkeyPatch) -> None:
    script("exit 0", monkeypatch)


def killed_git(monkeypatch: pytest.MonkeyPatch) -> None:
    script("kill -9 $$", monkeypatch)


def chatty_git(monkeypatch: pytest.MonkeyPatch) -> None:
    script('echo "Welcome!"; exec GIT "$@"', monkeypatch)


def hanging_git(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stratdocs.repo.git.MAX_SECONDS", 0.2)
    script("exec sleep 20", monkeypatch)


WAYS: dict[Callable[[pytest.MonkeyPatch], None], tuple[str, str]] = {
    no_head: ("bad object HEAD", "git fsck"),
    no_parent: ("git couldn't read the history", "git fsck"),
    no_blob: ("is missing", "git fsck"),
    empty_blob: ("is missing", "git fsck"),
    broken_branch: ("appears to be broken", "git fsck"),
    bad_settings: ("bad config", "correct that file"),
    newer_format: ("repo version", "update git"),
    no_repository: ("there is no git repository", "git init"),
    empty_repository: ("not a git repository", "clone it again"),
    lost_worktree: ("not a git repository", "git worktree repair"),
    other_owner: ("git doesn't trust the repository", "--add safe.directory"),
    no_git: ("git isn't installed on this machine", "install git"),
    shallow: ("only the latest part of the history", "git fetch --unshallow"),
    blobless: ("git couldn't read the history", "git fetch --refetch --no-filter"),
    inner_repository: ("docs/strategy/inner is its own git repository", "check it separately"),
    head_of_another_branch: ("the current branch has no commit", "git switch"),
    lost_branch: ("the current branch has no commit", "git switch"),
    ignored_files: ("is not in the git repository, because .gitignore", "that line"),
    graft: ("git replace or a graft hides", "git replace --delete"),
    old_git: ("unrecognized argument", "update git"),
    silent_git: ("its answer isn't understood", "git --version"),
    killed_git: ("it gives no reason", "git --version"),
    chatty_git: ("its answer isn't understood (Welcome!)", "no wrapper prints"),
    hanging_git: ("git gave no answer", "git log"),
}
"""Ways to keep git from telling, each with what is said of it and the cure."""
ways = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)


@ways
def test_check_says_what_git_cannot_tell(
    way: Callable[[pytest.MonkeyPatch], None],
    repository: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", "--format", "concise"]) == 0
    assert "goalpost-moved" in capsys.readouterr().out
    way(monkeypatch)

    main(["check", "--format", "concise"])

    found = [line for line in capsys.readouterr().out.split("\n") if "not judged: history" in line]
    assert len(found) == 1
    assert all(words in found[0] for words in WAYS[way])


@pytest.mark.parametrize(
    "way",
    [no_head, no_blob, no_repository, other_owner, no_git, shallow, blobless, inner_repository],
    ids=lambda way: way.__name__,
)
def test_the_log_and_the_pages_of_a_site_say_it(
    way: Callable[[pytest.MonkeyPatch], None],
    repository: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    way(monkeypatch)

    site = build(Path.cwd())

    (logged,) = [message for message in site.messages if "not judged: history" in message]
    assert logged.startswith("INFO ")
    pages = [text(site.page(path)) for path in ("strategy-on-a-page/", "findings/", "changes/")]
    for said in (logged, *pages):
        assert all(words.lower() in said.lower() for words in WAYS[way])
    assert "are as first committed" not in pages[2] or way is inner_repository


@ways
def test_diff_says_it(
    way: Callable[[pytest.MonkeyPatch], None],
    repository: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if way in (
        *(no_repository, inner_repository, head_of_another_branch),
        *(lost_branch, ignored_files, graft),
    ):
        pytest.skip("there is nothing to compare, or it is compared without a history")
    way(monkeypatch)

    code = main(["diff", "main~1", "docs/strategy"])

    said = capsys.readouterr().err
    assert code == 2
    assert all(words in said for words in _diff_words(way))


def _diff_words(way: Callable[[pytest.MonkeyPatch], None]) -> tuple[str, str]:
    """What `diff` says: of a short clone, that the commit it should compare with is not there."""
    return ("git couldn't read the history", "git fsck") if way is no_parent else WAYS[way]


@pytest.mark.parametrize("text", ["bets: [\n", "- a\n", "just text\n", "bets: 5\n", "\0"])
def test_a_file_of_which_nothing_could_be_read_is_not_fine(text: str) -> None:
    texts = {"a.yml": "strategies: [{id: s, title: Win, level: company}]\n", "b.yml": text}
    found = not_judged(load(texts, today=date(2027, 3, 1)))

    assert ("1 file", "some of the text couldn't be read, such as b.yml") in [
        (entry.what, entry.why) for entry in found
    ]


def test_short_titles_among_those_of_another_language_are_of_it() -> None:
    german = ["Neue Kunden gewinnen", "Umsatz steigern", "Kurse", "10 Artikel", "Launch"]
    english = ["New clinics get value", "Retention rises", "Kurse"]
    counted = []
    for titles in (german, english):
        goals = [{"id": f"o{n}", "title": title} for n, title in enumerate(titles)]
        found = not_judged(
            load({"a.yml": json.dumps({"objectives": goals})}, today=date(2027, 3, 1))
        )
        counted.append([entry.what for entry in found if "wording" in entry.what])

    assert counted == [["the wording of 2 of 5 titles"], []]


@pytest.mark.parametrize(
    ("way", "said"),
    [
        (sparse_checkout, "1 file of the repository: a sparse checkout leaves out"),
        (absent_submodule, "the files of a submodule: docs/strategy/shared is a submodule"),
    ],
)
def test_files_that_the_repository_has_and_the_folder_lacks(
    way: Callable[[pytest.MonkeyPatch], None],
    said: str,
    repository: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    way(monkeypatch)

    main(["check", "--format", "concise"])
    assert capsys.readouterr().out.count(f"not judged: {said}") == 1
    main(["check", "--format", "json", "--select", "orphan"])
    whats = [
        entry["what"] for entry in json.loads(capsys.readouterr().out)["summary"]["not_judged"]
    ]
    assert said.partition(":")[0] in whats

    main(["diff", "main", "docs/strategy"])
    words = capsys.readouterr().out
    assert "aren't compared\n" in words
    assert "taken out" not in words


@pytest.mark.parametrize(
    "variable", ["GIT_DIR", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY", "GIT_ICASE_PATHSPECS"]
)
def test_what_a_hook_sets_for_its_own_folder_does_not_matter(
    variable: str,
    repository: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(variable, "1" if "PATHSPECS" in variable else ".git")

    main(["check", "--format", "concise"])
    assert "goalpost-moved" in capsys.readouterr().out
    assert main(["diff", "main~1", "docs/strategy"]) == 1


def test_a_replaced_file_is_read_as_it_was_committed(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = (git("rev-parse", f"{name}:docs/strategy/a.yml") for name in ("HEAD~1", "HEAD"))
    git("replace", old, new)

    main(["check", "--format", "concise"])

    assert "goalpost-moved" in capsys.readouterr().out


def test_before_the_first_commit_there_is_no_failure(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(".git")
    git("init", "-q")

    main(["check"])
    assert "not judged: history" not in capsys.readouterr().out
    site = build(Path.cwd())
    assert not any("not judged: history" in message for message in site.messages)
    changes = text(site.page("changes/"))
    assert "Commit the strategy’s files" in changes or "Commit the strategy's files" in changes


def test_a_worktree_and_a_submodule_are_read_as_any_other(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("worktree", "add", "-q", "-b", "other", "../worktree")
    Path("../above").mkdir()
    git("init", "-q", "../above")
    git(
        *("-C", "../above", "-c", "protocol.file.allow=always"),
        *("submodule", "add", "-q", Path.cwd().as_uri(), "below"),
    )
    for folder in ("../worktree", "../above/below"):
        monkeypatch.chdir(repository / folder)
        stack = load(read_content(["docs/strategy"]).texts, today=date(2027, 3, 10))
        read = with_history(stack, ["docs/strategy"])

        assert read.gap is None
        assert "k" in read.moves


def test_paths_of_two_repositories_are_told_apart(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("../second").mkdir()
    git("init", "-q", "../second")
    Path("../second/b.yml").write_text("people: []\n", "utf-8")
    paths = ["docs/strategy", "../second"]
    stack = load(read_content(paths).texts, today=date(2027, 3, 10))

    gap = with_history(stack, paths).gap

    assert gap is not None
    assert "more than one git repository" in gap.why


# --- a review -------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_review_names_what_could_not_be_judged(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = Path("docs/strategy/a.yml")
    file.write_text(
        file.read_text("utf-8").replace("New clinics get value in their first week", TITLE),
        "utf-8",
    )

    main(["diff", "main", "docs/strategy", "--format", "json"])

    data = json.loads(capsys.readouterr().out)
    whats = [entry["what"] for entry in data["summary"]["not_judged"]]
    assert "the wording of 1 of 2 titles" in whats
    assert any("the wording of 1 of 2 titles" in note for note in data["notes"])
    for form in ("text", "markdown", "html", "github"):
        main(["diff", "main", "docs/strategy", "--format", form])
        assert "the wording of 1 of 2 titles" in capsys.readouterr().out


def test_no_door_says_that_there_is_nothing_to_worry_about(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package = Path(__file__).parents[1]
    texts = [
        file.read_text("utf-8")
        for folder, ending in (("plugin", "*.py"), ("templates", "*.jinja"))
        for file in (package / folder).rglob(ending)
    ]

    assert not [text for text in texts if dedent(text).lower().count("to worry about")]
