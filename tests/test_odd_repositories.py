"""Commits and settings of git that no git writes today: the review is right, or says why not."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from repository import git, new_repository, put

from stratdocs.cli import main
from stratdocs.repo.git import _day_of, snapshot

STRATEGY = "strategies: [{id: top, title: Win, level: company, period: 2026}]\n"
ODD_DATES = ("99999999999999999999999 +0000", "-5 +0000", "", "1700000000 +9999", "1700000000")
BET = STRATEGY + "bets: [{id: first, title: First, serves: top}]\n"


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of two commits: the second adds a bet."""
    folder = new_repository(tmp_path, monkeypatch)
    put("docs/strategy/a.yml", STRATEGY)
    git("add", "-A")
    git("commit", "-qm", "one", day="2026-10-01")
    put("docs/strategy/a.yml", BET)
    git("commit", "-qam", "two", day="2026-11-01")
    return folder


def written_at(author: str, committer: str = "1700000000 +0000", more: str = "") -> None:
    """Puts a commit of the current tree in the place of the newest."""
    tree, parent = git("rev-parse", "HEAD^{tree}"), git("rev-parse", "HEAD^")
    text = (
        f"tree {tree}\nparent {parent}\nauthor A <a@example.com> {author}\n"
        f"committer A <a@example.com> {committer}\n{more}\ntwo\n"
    )
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    git("reset", "-q", "--hard", made.stdout.decode().strip())


def review(capsys: pytest.CaptureFixture[str]) -> str:
    """What the review of the newest commit says."""
    assert main(["diff", "HEAD^", "HEAD", "docs/strategy", "--fail-on", "never"]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    "when",
    [
        "253402300800000 +0000",
        "xyz +0000",
        *(pytest.param(when, marks=pytest.mark.slow) for when in ODD_DATES),
    ],
)
def test_a_commit_with_an_odd_date_is_compared(
    when: str, capsys: pytest.CaptureFixture[str]
) -> None:
    written_at(when, when)

    assert "bet first (First) added to top" in review(capsys)
    assert date(1970, 1, 1) <= snapshot("HEAD", ["docs/strategy"]).day <= date(2999, 12, 31)
    put("docs/strategy/a.yml", BET + "# saved\n")
    assert main(["check", "docs/strategy"]) == 0


def test_the_day_is_the_first_that_can_be_read() -> None:
    assert _day_of("", "2026-10-01") == date(2026, 10, 1)
    assert _day_of("8031969-04-01", "2026-10-01\n") == date(2026, 10, 1)
    assert _day_of("9999-12-31") == _day_of() == date(1970, 1, 1)


@pytest.mark.parametrize(
    "encoding", ["UTF-16", pytest.param("no-such-encoding", marks=pytest.mark.slow)]
)
def test_the_encoding_of_gits_output_is_ours(
    encoding: str, capsys: pytest.CaptureFixture[str]
) -> None:
    git("commit", "-q", "--amend", "-m", "Für die Kliniken")
    git("config", "i18n.logOutputEncoding", encoding)

    assert "bet first (First) added to top" in review(capsys)


@pytest.mark.slow
def test_no_program_of_the_settings_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written_at("1700000000 +0000", more="gpgsig -----BEGIN PGP SIGNATURE-----\n abc\n -----END\n")
    program, ran = tmp_path / "program", tmp_path / "ran"
    program.write_text(f"#!/bin/sh\necho $0 $* >> '{ran}'\n", "utf-8")
    program.chmod(0o755)
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in ("post-index-change", "reference-transaction", "post-checkout"):
        (hooks / name).symlink_to(program)
    put(".gitattributes", "*.yml diff=own filter=own\n")
    for setting in (
        "gpg.program",
        "core.fsmonitor",
        "core.pager",
        "pager.log",
        "pager.diff",
        "diff.external",
        "diff.own.command",
        "diff.own.textconv",
        "core.sshCommand",
        "credential.helper",
        "core.askPass",
        "core.editor",
    ):
        git("config", setting, str(program))
    git("config", "core.hooksPath", str(hooks))
    git("config", "log.showSignature", "true")
    ran.unlink(missing_ok=True)

    review(capsys)
    main(["diff", "HEAD^", "docs/strategy"])
    main(["check", "docs/strategy"])
    main(["check", "docs/strategy", "--since", "HEAD^"])

    assert not ran.exists(), ran.read_text("utf-8")


@pytest.mark.slow
def test_a_partial_clone_fetches_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    git("config", "uploadpack.allowFilter", "true")
    git("config", "uploadpack.allowAnySHA1InWant", "true")
    git("clone", "-q", "--filter=blob:none", Path.cwd().as_uri(), "../blobless")
    monkeypatch.chdir("../blobless")
    before = sorted(path.name for path in Path(".git/objects").rglob("*"))

    assert main(["diff", "HEAD^", "HEAD", "docs/strategy"]) == 2
    assert "git fetch --refetch --no-filter" in capsys.readouterr().err
    main(["check", "docs/strategy"])
    assert before == sorted(path.name for path in Path(".git/objects").rglob("*"))

    git("fetch", "-q", "--refetch", "--no-filter", "origin")
    assert "bet first (First) added to top" in review(capsys)
