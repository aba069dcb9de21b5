"""Files as they were: with the real git."""

import os
from pathlib import Path

import pytest
from repository import git, new_repository, put

from stratdocs.cli import main
from stratdocs.model.finding import StratdocsError
from stratdocs.repo.git import texts_at


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of two commits; what was `strategy/` is `okrs/` in the second."""
    folder = new_repository(tmp_path, monkeypatch)
    put("strategy/a.yml", "bets: []  # ä\n")
    put("strategy/deep/ü b.YAML", "work: []\n")
    put("strategy/.hidden/c.yml", "no: 1\n")
    put("strategy/notes.md", "no\n")
    put("strategy/mkdocs.yml", "site_name: no\n")
    put("other.yml", "metrics: []\n")
    Path("strategy/link.yml").symlink_to("a.yml")
    git("add", "-A")
    git("commit", "-qm", "one")
    git("tag", "one")
    git("mv", "strategy", "okrs")
    put("okrs/a.yml", "bets: [1]\n")
    git("commit", "-qam", "two")
    return folder


def test_a_folder_is_read_as_a_check_reads_it() -> None:
    Path("strategy").mkdir()

    expected = {"strategy/a.yml": "bets: []  # ä\n", "strategy/deep/ü b.YAML": "work: []\n"}
    assert expected == texts_at("one", ["strategy"])
    assert expected == texts_at("main~1", [str(Path("strategy").resolve())])


def test_a_file_is_read_alone() -> None:
    assert texts_at("HEAD", ["okrs/a.yml"]) == {"okrs/a.yml": "bets: [1]\n"}


def test_a_folder_that_moved_is_found_anywhere() -> None:
    assert set(texts_at("one", ["okrs"])) == {
        "other.yml",
        "strategy/a.yml",
        "strategy/deep/ü b.YAML",
    }


def test_the_working_directory_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("okrs/deep")

    assert texts_at("HEAD", [".."])["okrs/a.yml"] == "bets: [1]\n"
    assert texts_at("HEAD", ["."]) == {"okrs/deep/ü b.YAML": "work: []\n"}


@pytest.mark.parametrize("ref", ["-x", "--output=x", "", " ", "a\0b"])
def test_what_cannot_be_a_ref_never_reaches_git(ref: str) -> None:
    with pytest.raises(StratdocsError, match="isn't a commit, branch or"):
        texts_at(ref, ["okrs"])


@pytest.mark.parametrize("ref", ["nope", "HEAD:okrs", "one..main", "HEAD~9", "$(id)"])
def test_an_unknown_ref_is_reported(ref: str) -> None:
    with pytest.raises(StratdocsError, match="isn't a commit, branch or tag"):
        texts_at(ref, ["okrs"])


def test_in_a_shallow_clone_the_error_says_what_to_fetch(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("clone", "-q", "--depth", "1", repository.as_uri(), str(tmp_path / "shallow"))
    monkeypatch.chdir(tmp_path / "shallow")

    with pytest.raises(StratdocsError, match="git fetch --unshallow"):
        texts_at("one", ["okrs"])


def test_outside_of_a_repository_there_is_nothing_to_compare_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(StratdocsError, match="isn't in a git repository"):
        texts_at("main", ["."])


def test_an_empty_repository_has_no_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("init", "-q", str(tmp_path / "empty"))
    monkeypatch.chdir(tmp_path / "empty")

    with pytest.raises(StratdocsError, match="HEAD isn't a commit"):
        texts_at("HEAD", ["."])


def test_missing_git_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(StratdocsError, match="git isn't installed on this machine"):
        texts_at("main", ["okrs"])


KEY_RESULT = """
strategies: [{id: s, title: Win clinics before the chains do, level: company, period: 2026}]
objectives:
  - id: o
    title: Clinics stay
    serves: s
    period: 2026
    status: on_track
    key_results:
      - {id: k, title: More clinics stay, baseline: 40%, target: TARGET, status: on_track}

"""


@pytest.mark.parametrize("later", ["2020-01-01", "2026-11-01"])
def test_a_commit_with_an_early_date_hides_none_before_it(
    later: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put("mkdocs.yml", "plugins: [{stratdocs: {today: 2026-11-21}}]\n")
    for target, day in (("55%", "2026-03-01"), ("48%", "2026-10-01")):
        put("okrs/a.yml", KEY_RESULT.replace("TARGET", target))
        git("add", "-A")
        git("commit", "-qm", target, day=day)
    put("okrs/a.yml", KEY_RESULT.replace("TARGET", "48%") + "# checked\n")
    git("commit", "-qam", "a note", day=later)

    main(["check", "okrs", "--select", "goalpost-moved", "--format", "concise"])

    assert "lowered from 55% to 48% on 1 Oct 2026" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif"])
@pytest.mark.parametrize("where", ["okrs", "okrs/deep", "..", "../beside"])
def test_hosts_are_given_paths_from_the_root_of_the_repository(
    where: str, form: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put("okrs/a.yml", "bets: [{id: b, title: B, serves: nope}]\n")
    folder = Path("okrs").resolve()
    Path("../beside").mkdir()
    monkeypatch.chdir(where)

    main(["check", os.path.relpath(folder), "--select", "unknown-reference", "--format", form])
    said = capsys.readouterr().out

    assert said.count("okrs/a.yml") == said.count("a.yml") > 0
    assert all(f"{mark}okrs/a.yml" not in said for mark in "/.")
