"""Where a review is shown: the steps of the action and of the template for GitLab run as the hosts
run them, in a clone of a real repository, with git as it is.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from clinics import TEXTS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = {step.get("name", step.get("uses")): step for step in ACTION["runs"]["steps"]}
SETTINGS = """\
site_name: Clinics
docs_dir: .
plugins:
  - stratdocs: {today: 2027-01-29}
"""
BRANCH = "topic/$(touch${IFS}pwned);`id`"
"""What somebody may call a branch."""
TITLE = "More clinics active ::error::`touch pwned` $(touch pwned) <img src=x>"
OKRS = "strategy/okrs.yml"
LOWERED = ("        target: 55%\n        by", "        target: 48%\n        by")


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", *words],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
        env=plain(folder.parent),
    )
    return done.stdout.strip()


def plain(home: Path) -> dict[str, str]:
    """The environment without what git or a host may have left in it."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GIT_", "GITHUB_", "CI_"))
    }
    day = "2027-01-28T12:00:00"
    names = {f"GIT_{who}_{what}": "ana" for who in ("AUTHOR", "COMMITTER") for what in ("NAME",)}
    return {
        **kept,
        **names,
        "GIT_AUTHOR_EMAIL": "ana@example.org",
        "GIT_COMMITTER_EMAIL": "ana@example.org",
        "GIT_AUTHOR_DATE": day,
        "GIT_COMMITTER_DATE": day,
        "GIT_CONFIG_NOSYSTEM": "1",
        "HOME": str(home),
        "PYTHONPATH": str(ROOT / "plugin"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }


@pytest.fixture(scope="module")
def forge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bare repository with main, a topic branch and their merge, as a host keeps them.

    No test writes to it.
    """
    folder = tmp_path_factory.mktemp("forge")
    bare, work = folder / "forge.git", folder / "work"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", bare], check=True)
    subprocess.run(["git", "clone", "-q", bare, work], check=True, capture_output=True)
    git(work, "checkout", "-q", "-B", "main")
    (work / "strategy").mkdir()
    (work / "mkdocs.yml").write_text(SETTINGS)
    for path, text in TEXTS.items():
        (work / path).write_text(text)
    git(work, "add", "-A")
    git(work, "commit", "-qm", "The strategy")
    git(work, "push", "-q", "origin", "main")
    git(work, "checkout", "-qb", BRANCH)
    text = (work / OKRS).read_text().replace(*LOWERED)
    (work / OKRS).write_text(text.replace("More clinics active after a week", f"'{TITLE}'"))
    (work / "json.py").write_text("open('pwned', 'w')\n")
    (work / "stratdocs").mkdir()
    for name in (
        "stratdocs/__init__",
        "pip",
        "yaml",
        "sitecustomize",
        "usercustomize",
        "venv",
        "re",
        "setup",
        "mkdocs",
        "hook",
    ):
        (work / f"{name}.py").write_text("open('pwned', 'w')\n")
    (work / "evil.pth").write_text("import os; open('pwned', 'w')\n")
    (work / ".gitattributes").write_text("*.yml diff=evil filter=evil merge=evil\n")
    git(work, "add", "-A")
    git(work, "commit", "-qm", "Half a goal")
    git(work, "push", "-q", "origin", BRANCH)
    git(work, "checkout", "-q", "main")
    (work / "notes.md").write_text("Somebody else's.")
    (work / "strategy/bets.yml").write_text(
        TEXTS["strategy/bets.yml"].replace("title: Fair prices", "title: Prices that are fair")
    )
    git(work, "add", "-A")
    git(work, "commit", "-qm", "Of somebody else")
    git(work, "push", "-q", "origin", "main")
    git(work, "checkout", "-q", "--detach", "main")
    git(work, "merge", "-q", "--no-ff", "-m", "Merge", BRANCH)
    git(work, "push", "-q", "origin", "HEAD:refs/pull/7/merge")
    return bare


def clone(forge: Path, folder: Path, *, depth: int | None) -> Path:
    """What actions/checkout leaves of a pull request: its merge, nothing on a branch."""
    folder.mkdir()
    git(folder, "init", "-q")
    git(folder, "remote", "add", "origin", forge.as_uri())
    merge = "+refs/pull/7/merge:refs/remotes/pull/7/merge"
    if depth is None:
        git(folder, "fetch", "-q", "origin", "+refs/heads/*:refs/remotes/origin/*", merge)
    else:
        git(folder, "fetch", "-q", f"--depth={depth}", "origin", merge)
    git(folder, "checkout", "-q", "--detach", "refs/remotes/pull/7/merge")
    return folder


class Ran(NamedTuple):
    """What came of a step."""

    code: int
    log: str
    outputs: Mapping[str, str]
    summary: str
    folder: Path

    def file(self, name: str) -> str:
        return (self.folder / "temp" / "stratdocs-review" / name).read_text("utf-8")


class Runner:
    """Runs steps of the action as GitHub does: scripts by bash, values by their environment."""

    def __init__(self, folder: Path, repository: Path) -> None:
        self.folder, self.repository = folder, repository
        (folder / "temp").mkdir(exist_ok=True)
        self.known: dict[str, str] = {
            f"inputs.{name}": given.get("default", "") for name, given in ACTION["inputs"].items()
        }
        self.known |= {
            "inputs.token": "a-token",
            "steps.install.outputs.python": sys.executable,
            "steps.confirmation.outputs.by": "",
            "steps.merge.outputs.by": "",
            "steps.merge.outputs.number": "",
            "github.event.after": "",
            "github.event.action": "opened",
            "github.event.label.name": "",
            "github.event.sender.login": "ana",
            "github.event.sender.type": "User",
            "github.event.pull_request.user.login": "ana",
            "github.event.pull_request.head.sha": git(repository, "rev-parse", "HEAD"),
            "github.base_ref": "main",
            "github.event.before": "",
            "github.event.pull_request.number": "7",
        }

    def run(self, name: str, **more: str) -> Ran:
        step = STEPS[name]
        environment = plain(self.folder) | {
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_REPOSITORY": "tidewater/strategy",
            "GITHUB_OUTPUT": str(self.folder / "output"),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary.md"),
            "RUNNER_TEMP": str(self.folder / "temp"),
        }
        for variable, value in step.get("env", {}).items():
            environment[variable] = re.sub(
                r"\$\{\{ (\S+) \}\}", lambda found: self.known[found[1]], value
            )
        script = self.folder / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", script],
            cwd=self.repository,
            env=environment | more,
            capture_output=True,
            text=True,
            check=False,
        )
        output, summary = self.folder / "output", self.folder / "summary.md"
        outputs = dict(
            line.split("=", 1) for line in (output.read_text() if output.exists() else "").split()
        )
        part = step.get("id", "none")
        self.known |= {f"steps.{part}.outputs.{name}": value for name, value in outputs.items()}
        output = summary.read_text("utf-8") if summary.exists() else ""
        return Ran(done.returncode, done.stdout + done.stderr, outputs, output, self.folder)


@pytest.fixture(scope="module")
def full_clone(forge: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone with all branches, of which each test gets a copy."""
    return clone(forge, tmp_path_factory.mktemp("full") / "checkout", depth=None)


@pytest.fixture
def checkout(full_clone: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(full_clone, tmp_path / "checkout"))


@pytest.fixture
def runner(forge: Path, checkout: Path, tmp_path: Path) -> Callable[..., Runner]:
    """Runs steps in a clone, by default a full one."""

    def made(depth: int | None = None) -> Runner:
        if depth is None:
            return Runner(tmp_path, checkout)
        return Runner(tmp_path, clone(forge, tmp_path / "shallow", depth=depth))

    return made


@pytest.fixture(scope="module")
def first_review(full_clone: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Runner, Ran]:
    folder = tmp_path_factory.mktemp("reviewed")
    run = Runner(folder, Path(shutil.copytree(full_clone, folder / "checkout")))
    return run, run.run("Review")


@pytest.fixture
def reviewed(first_review: tuple[Runner, Ran], runner: Callable[..., Runner]) -> tuple[Runner, Ran]:
    """Runs the steps that follow a review, and what the review gave them."""
    first, ran = first_review
    run = runner()
    shutil.copytree(first.folder / "temp", run.folder / "temp", dirs_exist_ok=True)
    run.known = dict(first.known)
    return run, ran._replace(folder=run.folder)


# --- GitHub: what is written ----------------------------------------------------------------------


def test_no_script_of_the_action_holds_an_expression() -> None:
    assert [name for name, step in STEPS.items() if "${{" in step.get("run", "")] == []


def test_actions_of_others_are_pinned_by_commit() -> None:
    used = [step["uses"] for step in STEPS.values() if "uses" in step]

    assert used
    assert [action for action in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action)] == []


def test_each_input_and_output_is_described_and_used() -> None:
    text = (ROOT / "action.yml").read_text("utf-8")

    for name, given in (*ACTION["inputs"].items(), *ACTION["outputs"].items()):
        assert given["description"]
        assert f"inputs.{name}" in text or "value" in given


# --- GitHub: what it does -------------------------------------------------------------------------


def test_a_pull_request_is_reviewed(runner: Callable[..., Runner]) -> None:
    run = runner()

    ran = run.run("Review")

    assert ran.code == 0, ran.log
    assert ran.outputs["failed"] == "true"
    assert (ran.outputs["breaking"], ran.outputs["empty"]) == ("2", "false")
    assert re.search(
        r"^::error file=strategy/okrs\.yml,line=15,.*lowered from 55%25 to 48%25",
        ran.log,
        re.MULTILINE,
    )
    assert ran.summary == ran.file("review.md")
    assert "drop from 55% to 48%?" in ran.summary
    assert "Prices that are fair" not in ran.file("review.json")  # of somebody else
    assert Path(ran.outputs["page"]).read_text("utf-8").startswith("<!doctype html>")
    verdict = run.run("Verdict")
    assert verdict.code == 1
    assert ".stratdocs-accepted.yml" in verdict.log


def test_nothing_of_a_branch_or_a_title_is_executed(runner: Callable[..., Runner]) -> None:
    run = runner()

    ran = run.run("Review")

    assert ran.code == 0, ran.log
    assert not list(run.folder.rglob("pwned"))
    commands = [line for line in ran.log.splitlines() if line.startswith("::")]
    assert all(
        line.startswith(("::error file=", "::warning file=", "::notice file=")) for line in commands
    )
    assert re.search(r"(?<!\\)<img", ran.summary) is None
    assert "<img" not in ran.file("review.html")


def test_what_a_change_sets_for_mkdocs_is_read_and_not_executed(
    runner: Callable[..., Runner],
) -> None:
    run = runner()
    settings = "hooks: [hook.py]\nplugins: [hook, stratdocs: {today: 2027-01-29}]\n"
    evil = "extra: !!python/object/apply:os.system ['touch pwned']\n"
    (run.repository / "mkdocs.yml").write_text(f"site_name: x\ndocs_dir: .\n{settings}{evil}")
    git(run.repository, "commit", "-qam", "Hooks")
    run.known["inputs.base"] = "HEAD~1"

    ran = [run.run("Review"), run.run("Findings")]

    assert [found.code for found in ran] == [0, 0], [found.log for found in ran]
    assert not list(run.folder.rglob("pwned"))


def test_accepted_changes_pass(runner: Callable[..., Runner]) -> None:
    run = runner()
    run.known["inputs.fail-on"] = "never"

    ran = run.run("Review")

    assert ran.code == 0
    assert ran.outputs["failed"] == "false"


def test_a_shallow_clone_with_the_merge_and_its_parents_is_enough(
    runner: Callable[..., Runner],
) -> None:
    ran = runner(2).run("Review")

    assert ran.code == 0, ran.log
    assert ran.outputs["breaking"] == "2"


def test_a_clone_that_is_too_shallow_says_what_to_fetch(runner: Callable[..., Runner]) -> None:
    ran = runner(1).run("Review")

    assert ran.code == 2
    assert "::error title=stratdocs::this clone does not hold the branch" in ran.log
    assert "fetch-depth: 0" in ran.log


def test_a_push_is_compared_with_what_was_there_before(runner: Callable[..., Runner]) -> None:
    run = runner()
    first = git(run.repository, "rev-list", "--max-parents=0", "HEAD")
    run.known |= {"github.base_ref": "", "github.event.before": first}

    ran = run.run("Review")

    assert ran.code == 0, ran.log
    assert "Prices that are fair" in ran.file("review.json")


@pytest.mark.parametrize("base", ["--output=pwned", "no-such-branch", "a\n::error::b"])
def test_a_base_that_does_not_exist_is_reported_and_nothing_is_done(
    runner: Callable[..., Runner], base: str
) -> None:
    run = runner()
    run.known["inputs.base"] = base

    ran = run.run("Review")

    assert ran.code == 2
    assert [line[:27] for line in ran.log.splitlines()] == [
        "::error title=stratdocs::" + ran.log[25:27]
    ]
    assert not list(run.folder.rglob("pwned"))


def test_paths_name_the_folder_where_no_settings_do(runner: Callable[..., Runner]) -> None:
    run = runner()
    (run.repository / "mkdocs.yml").unlink()
    run.known["inputs.paths"] = "strategy\n"

    ran = run.run("Review")

    assert ran.code == 0, ran.log
    assert ran.outputs["breaking"] == "2"


def test_all_findings_are_kept_as_sarif(runner: Callable[..., Runner]) -> None:
    run = runner()
    run.run("Review")

    ran = run.run("Findings")

    assert ran.code == 0, ran.log
    assert json.loads(ran.file("findings.sarif"))["version"] == "2.1.0"


GH = """\
# The part of `gh` that the action uses: it lists comments, and prints what it is to write.
import json, os, pathlib, re, subprocess, sys
folder, words = pathlib.Path({folder!r}), sys.argv[1:]
with (folder / "calls").open("a") as calls:
    calls.write(json.dumps(words) + chr(10))
if os.environ.get("GH_REFUSES") in words:
    sys.exit("HTTP 403: Resource not accessible by integration")
for name in ("pulls", "reviews", "commit", "pull"):
    ends = {{"commit": r".*/commits/[0-9a-f]+", "pull": r".*/pulls/[0-9]+"}}.get(name, ".*/" + name)
    if any(re.fullmatch(ends, word) for word in words):
        answer = (folder / (name + ".json")).read_text()
        sys.exit(subprocess.run(["jq", "-r", words[words.index("--jq") + 1]], input=answer, text=True).returncode)
if any(word.endswith("/commits") for word in words):
    commits = (folder / "commits.json").read_text()
    sys.exit(subprocess.run(["jq", "-r", words[words.index("--jq") + 1]], input=commits, text=True).returncode)
if "graphql" in words:
    comments = (folder / "comments.json").read_text()
    sys.exit(subprocess.run(["jq", "-r", words[words.index("--jq") + 1]], input=comments, text=True).returncode)
if any(word.partition("?")[0].rpartition("/")[2] == "labels" for word in words) and "POST" not in words:
    print((folder / "labels").read_text(), end="")
    sys.exit()
if "POST" in words and any(word.startswith("labels[]=") for word in words) or "DELETE" in words:
    sys.exit()
body = next(word for word in words if word.startswith("body=@"))
(folder / "written.md").write_text(pathlib.Path(body[6:]).read_text())
"""  # noqa: E501


@pytest.fixture
def gh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """A `gh` that knows the comments of the pull request."""
    if shutil.which("jq") is None:
        pytest.skip("there is no jq here, which this stands on")
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "gh.py"
    script.write_text(GH.format(folder=str(tmp_path)))
    words = (sys.executable, str(script))  # a path may hold a blank, which `#!` does not bear
    (folder / "gh").write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n')
    (folder / "gh").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    def comments(*nodes: Mapping[str, Any]) -> None:
        pull = {"comments": {"nodes": nodes, "pageInfo": {"hasNextPage": False}}}
        answer = {"data": {"repository": {"pullRequest": pull}}}
        (tmp_path / "comments.json").write_text(json.dumps(answer))

    return comments


LABELLED = {
    "github.event.action": "labeled",
    "github.event.label.name": "strategy-accepted",
    "github.event.sender.login": "mira",
}


def write_commits(folder: Path, *logins: str | None) -> None:
    people = [login and {"login": login} for login in logins]
    commits = [{"author": person, "committer": {"login": "web-flow"}} for person in people]
    (folder / "commits.json").write_text(json.dumps(commits))


def test_a_label_that_a_reviewer_sets_confirms_what_the_change_accepts(
    runner: Callable[..., Runner], gh: Callable[..., None], tmp_path: Path
) -> None:
    gh()
    write_commits(tmp_path, "ana", None)
    run = runner()
    first = json.loads(
        run.run("Review") and (tmp_path / "temp/stratdocs-review/review.json").read_text()
    )
    marks = [c["fingerprint"] for c in first["changes"] if c["weight"] == "breaking"]
    accepted = "".join(f"  - {{change: {mark}, because: The board agreed.}}\n" for mark in marks)
    (run.repository / ".stratdocs-accepted.yml").write_text(f"accepted:\n{accepted}")
    git(run.repository, "add", "-A")
    git(run.repository, "commit", "-qm", "The board agreed")
    run.known["github.event.pull_request.head.sha"] = git(run.repository, "rev-parse", "HEAD")

    assert run.run("Review").outputs["failed"] == "true"
    run.known |= LABELLED
    confirmed = run.run("Confirmation")
    ran = run.run("Review")

    assert confirmed.outputs["by"] == "mira", confirmed.log
    assert ran.outputs["failed"] == "false", ran.log
    assert "confirmed by mira, by the label strategy-accepted" in ran.file("review.md")


@pytest.mark.parametrize(
    ("known", "logins"),
    [
        ({"github.event.label.name": "bug"}, ["ana"]),
        ({"github.event.sender.login": "ana"}, ["ana"]),
        ({"github.event.sender.login": "Ana"}, ["ana"]),
        ({"github.event.sender.login": "bo"}, ["ana", "Bo"]),
        ({"github.event.sender.type": "Bot"}, ["ana"]),
        ({"github.event.sender.login": ""}, ["ana"]),
        ({"github.event.sender.login": "mira\nby=x"}, ["ana"]),
        ({"github.event.pull_request.head.sha": "1" * 40}, ["ana"]),
        ({"inputs.accept-label": "another"}, ["ana"]),
    ],
)
def test_a_label_of_the_author_or_on_another_commit_confirms_nothing(
    known: dict[str, str],
    logins: list[str],
    runner: Callable[..., Runner],
    gh: Callable[..., None],
    tmp_path: Path,
) -> None:
    gh()
    write_commits(tmp_path, *logins)
    run = runner()
    run.known |= LABELLED | known

    ran = run.run("Confirmation")

    assert ran.code == 0, ran.log
    assert "by" not in ran.outputs


def merged(
    run: Runner, folder: Path, *, author: str, merger: str, approver: str = "", **commit: Any
) -> Ran:
    """What a push tells that is the merge of a pull request."""
    tip = git(run.repository, "rev-parse", "HEAD")
    pull = {"number": 7, "user": {"login": author}, "merged_by": {"login": merger}}
    pull |= {"head": {"sha": "a" * 40}, "merged_at": "2027-01-29", "merge_commit_sha": tip}
    review = {"state": "APPROVED", "commit_id": "a" * 40}
    review |= {"user": {"login": approver, "type": "User"}}
    known = {"sha": tip, "committer": {"login": "web-flow"}}
    known |= {"commit": {"verification": {"verified": True}}} | commit
    for name, answer in (
        ("pulls", [pull]),
        ("pull", pull),
        ("reviews", [review] if approver else []),
        ("commit", known),
    ):
        (folder / f"{name}.json").write_text(json.dumps(answer))
    run.known |= {
        "github.event.before": git(run.repository, "rev-parse", "HEAD^1"),
        "github.event.after": tip,
    }
    return run.run("Merge")


def test_who_merges_or_approves_a_pull_request_confirms_it_on_the_branch(
    runner: Callable[..., Runner], gh: Callable[..., None], tmp_path: Path
) -> None:
    gh()
    write_commits(tmp_path, "ana", "Bo", None)
    run = runner()

    merge = merged(run, tmp_path, author="ana", merger="mira")
    assert (merge.outputs["by"], merge.outputs["number"]) == ("mira", "7"), merge.log
    (tmp_path / "output").unlink()
    approved = merged(run, tmp_path, author="ana", merger="ana", approver="mira")
    assert approved.outputs["by"] == "mira", approved.log


@pytest.mark.parametrize(
    "case",
    [
        {"author": "ana", "merger": "ana"},
        {"author": "ana", "merger": "Ana"},
        {"author": "ana", "merger": "bo"},
        {"author": "ana", "merger": "ana", "approver": "bo"},
        {"author": "mira", "merger": "", "approver": "Mira"},
        {"author": "ana", "merger": "mira", "committer": {"login": "ana"}},
        {"author": "ana", "merger": "mira", "commit": {"verification": {"verified": False}}},
    ],
)
def test_authors_confirm_nothing_by_merging(
    case: dict[str, Any], runner: Callable[..., Runner], gh: Callable[..., None], tmp_path: Path
) -> None:
    gh()
    write_commits(tmp_path, "ana", "Bo", None)

    ran = merged(runner(), tmp_path, **case)

    assert ran.code == 0, ran.log
    assert "by" not in ran.outputs


def test_a_push_of_more_than_a_merge_is_not_confirmed(
    runner: Callable[..., Runner], gh: Callable[..., None], tmp_path: Path
) -> None:
    gh()
    write_commits(tmp_path, "ana")
    run = runner()
    merged(run, tmp_path, author="ana", merger="mira")
    (tmp_path / "output").unlink()
    run.known["github.event.before"] = "1" * 40

    assert "by" not in run.run("Merge").outputs


def test_steps_with_a_token_run_nothing_but_git_and_gh() -> None:
    for step in STEPS.values():
        if "GH_TOKEN" in step.get("env", {}):
            assert "python" not in step["run"].lower()
            before = step["run"].split("gh api")[0]
            assert 'cd "$RUNNER_TEMP"' in before
    programs = [line for step in STEPS.values() for line in step.get("run", "").splitlines()]
    run = [line for line in programs if re.search(r"(?:python|\$PYTHON)\"? -", line)]
    assert run
    assert all(" -I" in line for line in run)


MARK = "<!-- stratdocs review -->"


def calls(folder: Path) -> list[list[str]]:
    return [json.loads(line) for line in (folder / "calls").read_text().splitlines()]


def test_a_first_comment_is_written(
    reviewed: tuple[Runner, Ran], gh: Callable[..., None], tmp_path: Path
) -> None:
    gh({"databaseId": 1, "body": f"{MARK} of somebody else", "viewerDidAuthor": False})
    run, review = reviewed

    ran = run.run("Comment")

    assert ran.code == 0, ran.log
    assert (tmp_path / "written.md").read_text() == review.summary
    assert review.summary.startswith(MARK)
    assert calls(tmp_path)[-1][:5] == [
        "api", "--silent", "--method", "POST", "repos/tidewater/strategy/issues/7/comments",
    ]  # fmt: skip


def test_only_our_comment_is_renewed(
    reviewed: tuple[Runner, Ran], gh: Callable[..., None], tmp_path: Path
) -> None:
    gh(
        {"databaseId": 1, "body": f"{MARK} of somebody else", "viewerDidAuthor": False},
        {"databaseId": 2, "body": "by the same, of something else", "viewerDidAuthor": True},
        {"databaseId": 3, "body": f"{MARK}\nbefore", "viewerDidAuthor": True},
    )
    run, _ = reviewed

    ran = run.run("Comment")

    assert ran.code == 0, ran.log
    assert calls(tmp_path)[-1][3:5] == ["PATCH", "repos/tidewater/strategy/issues/comments/3"]


def test_where_nothing_changed_no_comment_is_begun(
    runner: Callable[..., Runner], gh: Callable[..., None], tmp_path: Path
) -> None:
    gh()
    run = runner()
    run.known["inputs.base"] = "HEAD"
    review = run.run("Review")

    ran = run.run("Comment")

    assert ran.code == 0, ran.log
    assert review.outputs["empty"] == "true"
    assert len(calls(tmp_path)) == 1
    assert not (tmp_path / "written.md").exists()


def test_a_token_that_may_only_read_fails_nothing(
    reviewed: tuple[Runner, Ran], gh: Callable[..., None]
) -> None:
    gh()
    run, _ = reviewed

    ran = run.run("Comment", GH_REFUSES="POST")

    assert ran.code == 0
    assert "::warning title=stratdocs::could not write the comment" in ran.log
    assert "fork" in ran.log


def test_labels_say_what_has_to_be_decided(
    reviewed: tuple[Runner, Ran], gh: Callable[..., None], tmp_path: Path
) -> None:
    gh()
    (tmp_path / "labels").write_text("bug\nkind: focus\nkind: breaking\nstrategy-accepted\n")
    run, review = reviewed
    run.known["inputs.label-prefix"] = "kind: "

    ran = run.run("Labels")

    assert ran.code == 0, ran.log
    assert review.outputs["labels"] == "breaking,goalpost"
    address = "repos/tidewater/strategy/issues/7/labels"
    assert [words[2:] for words in calls(tmp_path)[1:]] == [
        ["--method", "POST", address, "-f", "labels[]=kind: goalpost"],
        ["--method", "DELETE", f"{address}/kind%3A%20focus"],
    ]


def test_a_label_with_signs_that_mean_something_to_a_shell_is_refused(
    reviewed: tuple[Runner, Ran], gh: Callable[..., None], tmp_path: Path
) -> None:
    gh()
    run, _ = reviewed
    run.known["inputs.label-prefix"] = "$(touch pwned)"

    ran = run.run("Labels")

    assert ran.code == 0
    assert "::warning title=stratdocs::could not set the labels" in ran.log
    assert not (tmp_path / "calls").exists()
    assert not list(tmp_path.rglob("pwned"))


def test_without_the_permission_labels_fail_nothing(
    reviewed: tuple[Runner, Ran], gh: Callable[..., None], tmp_path: Path
) -> None:
    gh()
    (tmp_path / "labels").write_text("")
    run, _ = reviewed
    run.known["inputs.label-prefix"] = "strategy/"

    ran = run.run("Labels", GH_REFUSES="POST")

    assert ran.code == 0
    assert "::warning title=stratdocs::could not set the labels: GitHub refused it" in ran.log


# --- GitLab ---------------------------------------------------------------------------------------

GITLAB = yaml.safe_load((ROOT / ".gitlab" / "stratdocs.gitlab-ci.yml").read_text("utf-8"))


class Notes:
    """GitLab, as far as the notes of a merge request go: who asks is number 5."""

    def __init__(self) -> None:
        self.notes: list[dict[str, Any]] = []
        self.requests: list[tuple[str, str]] = []
        self.refuses = ""
        self.answers: dict[str, Any] = {}
        """What else it knows, by the last part of the address."""
        notes = self

        class Answers(BaseHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                pass

            def _answer(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                data = json.loads(self.rfile.read(length) or "null")
                notes.requests.append((self.command, self.path))
                right = self.headers["PRIVATE-TOKEN"] == "a-token"
                ok = right and self.command != notes.refuses
                self.send_response(200 if ok else 403)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                part = self.path.partition("?")[0].rpartition("/")[2]
                answer: Any = {"id": 5} if part == "user" else notes.answers.get(part, notes.notes)
                if self.command in ("PUT", "POST") and ok:
                    notes.notes.append(data)
                self.wfile.write(json.dumps(answer).encode())

            do_GET = do_PUT = do_POST = _answer  # noqa: N815

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def notes() -> Iterator[Notes]:
    found = Notes()
    yield found
    found.server.shutdown()
    found.server.server_close()


def gitlab(
    folder: Path, job: str, *, only: str = "", **more: str
) -> subprocess.CompletedProcess[str]:
    """Runs a job's script as GitLab's runner does: by sh, line after line; of the reports it
    writes, all or only one.
    """
    values = {name: str(value) for name, value in GITLAB["variables"].items()}
    before = [line for line in GITLAB[".stratdocs"]["before_script"] if "python" not in line]
    before = [line for line in before if "PATH" not in line]  # all but the installation
    (folder.parent / "temporary").mkdir(exist_ok=True)
    script = "set -e\n" + "\n".join((*before, *GITLAB[job]["script"]))
    if only:
        start, *reports = re.split(r"^(?=report --)", script, flags=re.MULTILINE)
        script = start + next(part for part in reports if f"--format {only} " in part)
    return subprocess.run(
        ["sh", "-c", script],
        cwd=folder,
        env=plain(folder.parent) | {"TMPDIR": str(folder.parent / "temporary")} | values | more,
        capture_output=True,
        text=True,
        check=False,
    )


def written_note(folder: Path) -> str:
    """The note that a job wrote outside the checkout."""
    (file,) = (folder.parent / "temporary").rglob("review.md")
    return file.read_text("utf-8")


@pytest.fixture
def request_values(checkout: Path, notes: Notes) -> tuple[Path, dict[str, str]]:
    return checkout, {
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": git(checkout, "rev-parse", "HEAD^1"),
        "CI_MERGE_REQUEST_IID": "7",
        "CI_PROJECT_ID": "12",
        "CI_API_V4_URL": notes.url,
        "STRATDOCS_TOKEN": "a-token",
    }


NOTES = "/projects/12/merge_requests/7/notes"


def test_a_merge_request_is_reviewed(
    request_values: tuple[Path, dict[str, str]], notes: Notes
) -> None:
    folder, values = request_values

    ran = gitlab(folder, "stratdocs-review", **values)

    assert ran.returncode == 1, ran.stderr
    assert "breaking" in ran.stdout
    assert (folder / "strategy-review.html").read_text("utf-8").startswith("<!doctype html>")
    assert notes.requests[-1] == ("POST", NOTES)
    assert notes.notes[-1]["body"] == written_note(folder)
    assert not list(folder.rglob("pwned"))


@pytest.mark.parametrize("job", ["stratdocs-review", "stratdocs-check"])
@pytest.mark.parametrize("place", ["..", "../outside", "/tmp"])
def test_on_gitlab_a_report_never_goes_where_a_link_of_the_change_leads(
    job: str, place: str, request_values: tuple[Path, dict[str, str]], notes: Notes
) -> None:
    folder, values = request_values
    outside = folder.parent / "outside"
    outside.write_text("mine")
    names = ["strategy-review.html", "strategy-review.md", "strategy-review.json"]
    for name in (*names, "gl-code-quality-report.json"):
        (folder / name).symlink_to(place)

    ran = gitlab(folder, job, **values, STRATDOCS_FAIL_ON="never")

    assert "could not" not in ran.stderr
    assert outside.read_text() == "mine"
    made = names[0] if job == "stratdocs-review" else "gl-code-quality-report.json"
    assert (folder / made).is_file()
    assert not (folder / made).is_symlink()


def test_only_our_note_is_renewed(
    request_values: tuple[Path, dict[str, str]], notes: Notes
) -> None:
    folder, values = request_values
    notes.notes = [
        {"id": 1, "author": {"id": 4}, "body": f"{MARK} of somebody else"},
        {"id": 2, "author": {"id": 5}, "body": "of something else"},
        {"id": 3, "author": {"id": 5}, "body": f"{MARK}\nbefore"},
    ]

    gitlab(folder, "stratdocs-review", **values)

    assert notes.requests[-1] == ("PUT", f"{NOTES}/3")


def test_on_gitlab_labels_say_what_has_to_be_decided(
    request_values: tuple[Path, dict[str, str]], notes: Notes
) -> None:
    folder, values = request_values
    notes.answers["7"] = {"labels": ["bug", "kind/focus", "kind/breaking"]}

    gitlab(folder, "stratdocs-review", **values, STRATDOCS_LABEL_PREFIX="kind/")

    assert notes.requests[-1] == ("PUT", NOTES.removesuffix("/notes"))
    assert notes.notes[-1] == {"add_labels": "kind/goalpost", "remove_labels": "kind/focus"}


LABEL = "strategy-accepted"


def label_event(
    action: str = "add", when: str = "2027-01-28T12:00:00.000Z", **user: Any
) -> dict[str, Any]:
    mira = {"id": 9, "username": "mira", "name": "Mira Holt"}
    return {
        "id": 1,
        "action": action,
        "label": {"name": LABEL},
        "created_at": when,
        "user": mira | user,
    }


@pytest.mark.parametrize(
    ("events", "confirmed"),
    [
        ([label_event()], True),
        ([label_event("remove"), label_event() | {"id": 2}], True),
        ([], False),
        ([label_event() | {"label": None}], False),
        ([label_event(), label_event("remove") | {"id": 2}], False),
        ([label_event(id=3)], False),
        ([label_event(name="Ana")], False),
        ([label_event(username="ANA")], False),
        ([label_event(when="2027-01-28T11:00:00.000Z")], False),
        ([label_event(when="yesterday")], False),
        ("unreadable", False),
    ],
)
def test_on_gitlab_a_label_confirms_that_somebody_else_set_after_the_last_push(
    events: Any, confirmed: bool, request_values: tuple[Path, dict[str, str]], notes: Notes
) -> None:
    folder, values = request_values
    (folder / "strategy/settings.yml").write_text("settings: {rules: {goalpost-moved: off}}\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Off")
    values["CI_COMMIT_SHA"] = git(folder, "rev-parse", "HEAD")
    push = {
        "id": 1,
        "created_at": "2027-01-28T11:30:00.000Z",
        "head_commit_sha": values["CI_COMMIT_SHA"],
    }
    notes.answers = {
        "resource_label_events": events,
        "versions": [push, push | {"id": 0, "created_at": "2027-01-28T13:00:00.000Z"}],
        "commits": [{"author_name": "ana", "committer_name": "ana"}],
        "7": {"author": {"id": 3}},
    }

    ran = gitlab(folder, "stratdocs-review", only="markdown", **values)

    text = written_note(folder)
    assert ("confirmed by mira, by the label strategy-accepted" in text) == confirmed, ran.stderr
    assert "goalpost-moved is off" in text


def test_on_gitlab_nothing_is_written_where_the_strategy_did_not_change(
    request_values: tuple[Path, dict[str, str]], notes: Notes
) -> None:
    folder, values = request_values
    values["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = git(folder, "rev-parse", "HEAD")

    ran = gitlab(folder, "stratdocs-review", **values)

    assert ran.returncode == 0, ran.stderr
    assert [method for method, _ in notes.requests if method != "GET"] == []


def test_on_gitlab_the_token_is_out_of_reach_before_anything_runs() -> None:
    before = GITLAB[".stratdocs"]["before_script"]
    assert before[1].startswith("unset STRATDOCS_TOKEN ")
    jobs = [job for job in GITLAB.values() if isinstance(job, dict)]
    scripts = [
        line for job in jobs for key in ("before_script", "script") for line in job.get(key, ())
    ]
    run = [line for script in scripts for line in script.splitlines() if "python -" in line]
    assert len(run) > 5
    assert all("python -I" in line for line in run)


def test_without_a_token_or_with_a_poor_one_the_review_is_there_all_the_same(
    request_values: tuple[Path, dict[str, str]], notes: Notes
) -> None:
    folder, values = request_values
    notes.refuses = "POST"
    never = {"STRATDOCS_FAIL_ON": "never"}

    refused = gitlab(folder, "stratdocs-review", **values, **never)
    without = gitlab(folder, "stratdocs-review", **values | {"STRATDOCS_TOKEN": ""}, **never)

    assert (refused.returncode, without.returncode) == (0, 0)
    assert "Could not write the note" in refused.stderr
    assert "No note: STRATDOCS_TOKEN is not set." in without.stdout


def test_on_gitlab_the_error_says_what_to_fetch(
    request_values: tuple[Path, dict[str, str]],
) -> None:
    folder, values = request_values
    values["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = "1" * 40

    ran = gitlab(folder, "stratdocs-review", **values)

    assert ran.returncode == 2
    assert "set GIT_DEPTH to 0" in ran.stderr


def test_code_quality_lists_what_a_check_finds(
    request_values: tuple[Path, dict[str, str]],
) -> None:
    folder, values = request_values

    gitlab(folder, "stratdocs-check", **values)

    report = json.loads((folder / "gl-code-quality-report.json").read_text("utf-8"))
    assert {"description", "fingerprint", "location"} <= set(report[0])


# --- pre-commit -----------------------------------------------------------------------------------

HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_each_hook_runs(hook: dict[str, Any], checkout: Path, tmp_path: Path) -> None:
    python, *words = hook["entry"].split()
    assert python == "python"
    assert words[:3] == ["-I", "-m", "stratdocs"]  # nothing of the repository is imported
    (checkout / "yaml.py").write_text("raise SystemExit('code of the change ran')\n")

    ran = subprocess.run(
        [sys.executable, *words, *hook.get("args", ())],
        cwd=checkout,
        env=plain(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    assert not hook["pass_filenames"]
    assert hook["always_run"]  # a deleted file or a changed page breaks links too
    assert hook["language"] == "python"
    assert hook["always_run"]  # a deletion, a rename or a page can break a reference
    assert "files" not in hook


# --- our own workflows ----------------------------------------------------------------------------

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = r"[\w./-]+@[0-9a-f]{40}|\./\.stratdocs"


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_our_workflows_use_actions_by_commit_and_keep_no_token(file: Path) -> None:
    jobs = yaml.safe_load(file.read_text("utf-8"))["jobs"].values()
    steps = [step for job in jobs for step in job["steps"] if "uses" in step]

    assert steps
    assert [step["uses"] for step in steps if not re.fullmatch(PINNED, step["uses"])] == []
    checkouts = [step for step in steps if step["uses"].startswith("actions/checkout")]
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_our_own_review_is_run_by_the_target_branch() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/strategy.yml").read_text("utf-8"))
    own, target, action = workflow["jobs"]["review"]["steps"]

    assert "ref" not in own["with"]
    assert target["with"]["ref"] == "${{ github.event.pull_request.base.sha }}"
    assert action["uses"] == f"./{target['with']['path']}"


def test_the_guide_shows_the_pinned_form() -> None:
    text = (ROOT / "content/guide/review/pull-requests.md").read_text("utf-8")
    used = re.findall(r"uses: (\S+)", text)

    assert len(used) > 1
    assert [action for action in used if not re.fullmatch(PINNED, action)] == []
    assert "stratdocs/main/.gitlab" not in text
    assert re.search(r"/stratdocs/stratdocs/[0-9a-f]{40}/\.gitlab/", text)


# --- git's own diff -------------------------------------------------------------------------------


@pytest.fixture
def spoken(checkout: Path) -> Path:
    """A clone in which git asks stratdocs what the strategy's files say."""
    command = f"{shlex.quote(sys.executable)} -P -m stratdocs diff --driver --"
    git(checkout, "config", "diff.stratdocs.command", command)
    (checkout / ".git" / "info" / "attributes").write_text("strategy/**/*.yml diff=stratdocs\n")
    return checkout


def test_git_diff_speaks_in_words(spoken: Path) -> None:
    text = (spoken / "strategy/bets.yml").read_text()
    (spoken / "strategy/bets.yml").write_text(text.replace("approved_by: maya\n    conf", "conf"))
    (spoken / "notes.md").write_text("Ours.")

    output = git(spoken, "diff")

    assert "strategy in strategy/bets.yml\n  breaking accountability: approver of first-" in output
    assert "+Ours." in output  # other files as usual


def test_the_log_speaks_in_words_of_that_day(spoken: Path) -> None:
    output = git(spoken, "log", "-p", "--ext-diff", f"origin/{BRANCH}")

    assert (
        "breaking goalpost: target of activation lowered from 55% to 48% 3 weeks after the "
        "start, no reason given"
    ) in output


def test_the_log_knows_the_reason_that_the_commit_gives(spoken: Path) -> None:
    text = (spoken / OKRS).read_text()
    (spoken / OKRS).write_text(text.replace("target: 48%", "target: 45%"))
    git(spoken, "commit", "-qam", "Lower\n\nBecause: The pilot took two weeks longer.")

    output = git(spoken, "show", "--ext-diff")

    assert "from 48% to 45%" in output
    assert "because the pilot took two weeks longer" in output


def test_a_new_a_deleted_and_a_moved_file_are_reported(spoken: Path) -> None:
    (spoken / "strategy/risks.yml").write_text("risks:\n  - {id: storm, title: A storm}\n")
    git(spoken, "add", "-A")
    git(spoken, "mv", "strategy/company.yml", "strategy/a b.yml")
    git(spoken, "rm", "-q", "strategy/bets.yml")

    output = git(spoken, "diff", "--cached", "-M")

    assert "risk storm (A storm)" in output
    assert "strategy in strategy/a b.yml (was strategy/company.yml)" in output
    assert "first-week-value (Value in the first week)" in output


def test_a_plain_move_is_reported_once(spoken: Path) -> None:
    (spoken / "strategy/company.yml").rename(spoken / "strategy/firm.yml")

    alone = git(spoken, "diff")
    git(spoken, "add", "-A")
    both = git(spoken, "diff", "--cached", "--no-renames")

    way = "moved from strategy/company.yml to strategy/firm.yml"
    (line,) = alone.splitlines()[1:]
    assert re.fullmatch(rf"  minor structure: \d+ items {way}", line)
    assert both.count(way) == 1
    assert "added" not in both
    assert "taken out" not in both
    assert "moved here from strategy/company.yml" in both


def test_a_move_with_an_edit_tells_the_edit(spoken: Path) -> None:
    text = (spoken / OKRS).read_text()
    (spoken / OKRS).unlink()
    (spoken / "strategy/goals.yml").write_text(text.replace("target: 48%", "target: 40%"))

    output = git(spoken, "diff")

    assert "target of activation lowered from 48% to 40%" in output
    assert "items moved from strategy/okrs.yml to strategy/goals.yml" in output
    assert "taken out" not in output


def test_a_deletion_is_no_move(spoken: Path) -> None:
    (spoken / "strategy/bets.yml").unlink()

    output = git(spoken, "diff")

    assert "first-week-value (Value in the first week) removed" in output
    assert re.search(r"\bmoved\b", output) is None


def test_what_only_looks_different_says_the_same(spoken: Path) -> None:
    text = (spoken / "strategy/bets.yml").read_text()
    (spoken / "strategy/bets.yml").write_text(f"# Our bets.\n{text}")

    assert git(spoken, "diff").endswith("says the same as before")
