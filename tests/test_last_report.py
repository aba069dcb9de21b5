"""A check of what has not changed repeats its report, and never one that no longer holds."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from stratdocs.cli import check_run, main
from stratdocs.repo import facts, last_report

EDITS = 20
MKDOCS = "site_name: Ours\nplugins:\n  - stratdocs:\n      today: 2027-02-15\n"
SOUND = """
strategies:
  - {id: stay, title: Win by keeping customers, level: company, period: 2027}
bets:
  - {id: first-week, title: Value in the first week, serves: stay, period: 2027, status: on_track}
"""


class Said(NamedTuple):
    code: int
    out: str
    err: str


class Checks:
    """Checks in a folder, and how many of them read the strategy."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.ran = 0
        self._capsys = capsys

    def __call__(self, *words: str) -> Said:
        code = main(["check", *words])
        return Said(code, *self._capsys.readouterr())

    def repeats(self, *words: str) -> bool:
        """Whether the check says again what it said, without reading the strategy."""
        before = self(*words)
        ran = self.ran
        assert self(*words) == before
        return self.ran == ran


@pytest.fixture
def checks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Checks:
    """Checks in a site with a repository and a cache of its own."""
    folder = tmp_path.resolve() / "site"
    (folder / "docs" / "strategy").mkdir(parents=True)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("STRATDOCS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path))
    (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    (folder / "docs" / "index.md").write_text("# Ours\n\nSee [[first-week]].\n", "utf-8")
    (folder / "docs" / "strategy" / "bets.yml").write_text(SOUND, "utf-8")
    git("init", "-q", "-b", "main")
    commit()
    made = Checks(folder, capsys)
    check = check_run.check

    def counted(*arguments: object) -> int:
        made.ran += 1
        return check(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(check_run, "check", counted)
    return made


def git(*words: str) -> None:
    who = ("-c", "user.name=Ana", "-c", "user.email=ana@example.com", "-c", "gc.auto=0")
    subprocess.run(["git", *who, *words], check=True, capture_output=True)


def commit() -> None:
    git("add", "-A")
    git("commit", "-q", "--allow-empty", "-m", "Say it")


def test_nothing_is_read_where_nothing_has_changed(checks: Checks) -> None:
    assert checks.repeats()
    assert checks.repeats("docs/strategy", "--format", "json")
    assert checks.repeats("docs/strategy/bets.yml", "--format", "gitlab")


def test_each_call_has_its_own_report(checks: Checks) -> None:
    concise, json = checks("--format", "concise"), checks("--format", "json")

    assert concise != json
    assert checks("--format", "concise") == concise
    assert checks.ran == 2


def test_a_call_can_ask_for_a_new_look(checks: Checks) -> None:
    assert checks.repeats()
    assert not checks.repeats("--no-cache")


def test_an_empty_variable_switches_it_off(checks: Checks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRATDOCS_CACHE", "")

    assert not checks.repeats()


@pytest.mark.parametrize(
    "words",
    [["--since", "HEAD"], ["--fix"], ["--output", "report.txt"], ["--baseline", "known.json"]],
    ids=" ".join,
)
def test_what_writes_or_compares_is_never_repeated(checks: Checks, words: list[str]) -> None:
    (checks.folder / "known.json").write_text("[]", "utf-8")

    assert not checks.repeats(*words)


def test_a_link_is_followed_each_time(checks: Checks) -> None:
    (checks.folder / "docs" / "strategy" / "more.yml").symlink_to("bets.yml")

    assert not checks.repeats()


def test_what_cannot_be_read_is_read_each_time(checks: Checks) -> None:
    (checks.folder / "docs" / "strategy" / "more.yml").write_bytes(b"bets: [{id: caf\xe9}]\n")

    assert not checks.repeats()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data.replace(b"report 1", b"report 0"),
        lambda data: data[:60] + bytes([data[60] ^ 1]) + data[61:],
        lambda data: b"\xff" * 400,
    ],
    ids=["empty", "cut", "other version", "one bit", "noise"],
)
def test_a_damaged_cache_is_passed_over(checks: Checks, damage: Callable[[bytes], bytes]) -> None:
    before = checks()
    (kept,) = Path(os.environ["STRATDOCS_CACHE"]).iterdir()
    kept.write_bytes(damage(kept.read_bytes()))

    assert checks() == before
    assert checks.ran == 2
    assert checks.repeats()


def test_a_folder_that_cannot_be_written_is_passed_over(
    checks: Checks, monkeypatch: pytest.MonkeyPatch
) -> None:
    (checks.folder / "file").write_text("", "utf-8")
    monkeypatch.setenv("STRATDOCS_CACHE", str(checks.folder / "file"))
    before = checks("--no-cache")

    assert checks() == before
    assert not checks.repeats()


def test_old_reports_go_and_other_files_stay(
    checks: Checks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(last_report, "MAX_KEPT", 2)
    cache = Path(os.environ["STRATDOCS_CACHE"])
    cache.mkdir()
    (cache / "mine.txt").write_text("", "utf-8")
    for form in ("concise", "json", "sarif", "junit"):
        checks("--format", form)

    assert len(list(cache.glob("*.stratdocs-report"))) == 2
    assert (cache / "mine.txt").exists()


def test_another_version_of_the_program_checks_again(
    checks: Checks, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert checks.repeats()
    package = tmp_path / "other" / "stratdocs"
    (package / "repo").mkdir(parents=True)
    monkeypatch.setattr(facts, "__file__", str(package / "repo" / "facts.py"))
    ran = checks.ran
    checks()

    assert checks.ran == ran + 1


class Editor:
    """Makes random edits of all that a check reads."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
        self.folder = folder
        self.strategy = folder / "docs" / "strategy"
        self.random = random.Random(seed)
        self._patch = monkeypatch
        self._number = 0

    def edit(self) -> str:
        """Makes an edit; its name."""
        edits = [
            self.text, self.text, self.text, self.item, self.renamed, self.removed, self.folded,
            self.settings, self.page, self.page_removed, self.committed, self.day, self.ignored,
            self.nothing, self.touched, self.allow, self.variable, self.hidden, self.moved_back,
        ]  # fmt: skip
        chosen = self.random.choice(edits)
        chosen()
        return chosen.__name__

    def _files(self) -> list[Path]:
        return sorted(self.strategy.rglob("*.yml"))

    def text(self) -> None:
        for file in self.random.sample(self._files(), min(1, len(self._files()))):
            old, new = self.random.choice(
                [("on_track", "at_risk"), ("at_risk", "done"), ("serves: stay", "serves: stya"),
                 ("2027", "2026"), ("first", "second"), ("2026", "2027-Q1"), ("title", "titel"),
                 ("titel", "title"), ("stya", "stay")]
            )  # fmt: skip
            file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")

    def item(self) -> None:
        self._number += 1
        title = self.random.choice(["Ship the portal", "More clinics renew", "Cut calls by 20%"])
        text = f"objectives:\n  - {{id: goal-{self._number}, title: {title}, serves: first-week}}\n"
        (self.strategy / f"goals-{self._number}.yml").write_text(text, "utf-8")

    def renamed(self) -> None:
        for file in self.random.sample(self._files(), min(1, len(self._files()))):
            self._number += 1
            file.rename(file.with_name(f"renamed-{self._number}.yml"))

    def removed(self) -> None:
        if len(self._files()) > 1:
            self.random.choice(self._files()).unlink()

    def folded(self) -> None:
        for file in self.random.sample(self._files(), min(1, len(self._files()))):
            (self.strategy / "below").mkdir(exist_ok=True)
            file.rename(self.strategy / "below" / file.name)

    def settings(self) -> None:
        day = self.random.choice(["2027-02-15", "2027-08-01", "2028-01-01"])
        level = self.random.choice(["warning", "error", "never"])
        text = MKDOCS.replace("2027-02-15", day) + f"      fail_on: {level}\n"
        if self.random.random() < 0.3:
            text = "site_name: Ours\nplugins: [stratdocs]\n"
        (self.folder / "mkdocs.yml").write_text(text, "utf-8")

    def page(self) -> None:
        words = self.random.choice(["[[first-week]]", "[[nowhere]]", "[[stay]]", "Nothing"])
        (self.folder / "docs" / "index.md").write_text(f"# Ours\n\n{words}.\n", "utf-8")

    def page_removed(self) -> None:
        (self.folder / "docs" / "index.md").unlink(missing_ok=True)

    def committed(self) -> None:
        commit()

    def day(self) -> None:
        chosen = date(2027, self.random.randint(1, 12), 3)

        class Day(date):
            @classmethod
            def today(cls) -> date:
                return chosen

        self._patch.setattr(facts, "date", Day)
        self._patch.setattr(check_run, "date", Day)

    def ignored(self) -> None:
        line = self.random.choice(["goals-*.yml\n", "", "below/\n"])
        (self.folder / ".gitignore").write_text(line, "utf-8")

    def nothing(self) -> None:
        pass

    def touched(self) -> None:
        for file in self._files():
            file.touch()

    def allow(self) -> None:
        text = "settings:\n  rules: {orphan: off, unserved: off}\n"
        if (self.strategy / "settings.yml").exists():
            (self.strategy / "settings.yml").unlink()
        else:
            (self.strategy / "settings.yml").write_text(text, "utf-8")

    def variable(self) -> None:
        self._patch.setenv("CI", self.random.choice(["", "true"]))

    def hidden(self) -> None:
        (self.strategy / ".draft.yml").write_text("bets: [{id: hidden}]\n", "utf-8")

    def moved_back(self) -> None:
        if (self.strategy / "below").exists():
            for file in (self.strategy / "below").iterdir():
                file.rename(self.strategy / file.name)
            shutil.rmtree(self.strategy / "below")


@pytest.mark.parametrize("seed", range(2))
def test_a_report_is_the_same_with_and_without_the_cache_after_any_edit(
    checks: Checks, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    editor = Editor(checks.folder, monkeypatch, seed)
    calls: list[list[str]] = [[], ["docs/strategy", "--format", "json"], ["--level", "warning"]]
    for _ in range(EDITS):
        edit = editor.edit()
        words = editor.random.choice(calls)
        expected = checks(*words, "--no-cache")

        assert checks(*words) == expected, edit
        assert checks(*words) == expected, edit

    assert checks.ran <= 2 * EDITS  # the second check has repeated the first
