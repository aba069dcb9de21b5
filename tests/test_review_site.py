"""The page of changes of a site that says what it is compared with."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest
from clinics import TEXTS
from sites import Built, build, draw

from stratdocs.model.stack import load
from stratdocs.reviewing.compare import review_of
from stratdocs.reviewing.sides import sides_of

OKRS = "docs/strategy/okrs.yml"
TODAY = date(2027, 1, 29)
SETTINGS = """
    mkdocs.yml
        site_name: Clinics
        theme: {name: material, font: false}
        plugins:
          - search
          - stratdocs: {today: 2027-01-29, fail_on: never, compare_to: %s}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project on a branch that lowered a target; main is where it began."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    draw(tmp_path, SETTINGS % "main")
    for path, text in TEXTS.items():
        (tmp_path / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / path).write_text(text)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "The strategy")
    git(tmp_path, "checkout", "-qb", "topic")
    lowered = TEXTS["strategy/okrs.yml"].replace(
        "target: 55%\n        by", "target: 48%\n        by"
    )
    (tmp_path / OKRS).write_text(lowered)
    return tmp_path


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org")
    done = subprocess.run(
        ["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def compared(site: Built) -> str:
    return site.page("changes/").split('id="compared"', 1)[1].split("<h2", 1)[0]


@pytest.mark.slow
def test_the_page_of_changes_begins_with_what_differs(folder: Path) -> None:
    site = build(folder)

    assert site.status == 0, site.messages
    section = compared(site)
    assert "Compared with main" in section
    assert "lowered from 55% to 48%" in section
    assert 'href="../key_results/activation/"' in section
    page = site.page("changes/")
    assert page.index('id="compared"') < page.index('id="promises"')


@pytest.mark.slow
def test_accepted_changes_are_only_counted(folder: Path) -> None:
    after = {**TEXTS, "strategy/okrs.yml": (folder / OKRS).read_text()}
    change = review_of(sides_of(load(TEXTS, today=TODAY), load(after, today=TODAY))).changes[0]
    (folder / ".stratdocs-accepted.yml").write_text(
        f"accepted:\n  - {{change: {change.fingerprint}, because: The board said so.}}\n"
    )

    page = compared(build(folder))

    assert "lowered" not in page
    assert "1 accepted" in page


@pytest.mark.slow
def test_the_same_is_said_to_be_the_same(folder: Path) -> None:
    git(folder, "checkout", "-q", OKRS)

    assert "Nothing changed between main and the working tree" in compared(build(folder))


@pytest.mark.parametrize("ref", ["no-such-branch", '"--output=x"'])
def test_what_cannot_be_compared_with_stops_the_build_and_says_why(folder: Path, ref: str) -> None:
    draw(folder, SETTINGS % ref)

    site = build(folder)

    assert site.status != 0
    assert any("compare_to" in line and ref.strip('"') in line for line in site.messages)
    assert not (folder / "x").exists()
