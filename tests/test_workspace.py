"""The strategy in memory: what is not saved counts, and nothing in it grows stale."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest
from repository import git, new_repository

from stratdocs.linting.lint import examine
from stratdocs.model.stack import load
from stratdocs.repo.git import with_history
from stratdocs.workspace.home import Home, home_of, homes_of
from stratdocs.workspace.workspace import Workspace

TODAY = date(2027, 1, 11)
STRATEGY = """\
strategies:
  - id: stay
    title: Win by keeping customers
    level: company
    period: 2027
bets:
  - id: first-week
    title: Value in the first week
    serves: stay
"""
WORK = """\
work:
  - id: guided-import
    title: Guided import of lists
    serves: first-week
    owner: maya
"""


def project(folder: Path, **files: str) -> Home:
    """A site of three files, and where its strategy lies."""
    (folder / "mkdocs.yml").write_text("site_name: Test\nplugins: [stratdocs]\n", "utf-8")
    source = folder / "docs" / "strategy"
    source.mkdir(parents=True)
    for name, text in files.items():
        (source / f"{name}.yml").write_text(text, "utf-8")
    home = home_of(str(source))
    assert home is not None
    return home


def workspace(folder: Path, **files: str) -> Workspace:
    return Workspace(project(folder, **files), lambda: TODAY)


def rules(found: Workspace) -> list[tuple[str, str]]:
    return [(f.span.path, f.rule) for f in found.snapshot().examined.findings if f.severity > 2]


def test_an_unsaved_text_counts_until_it_is_closed(tmp_path: Path) -> None:
    found = workspace(tmp_path, all=STRATEGY, work=WORK)
    assert rules(found) == []

    found.put("docs/strategy/work.yml", WORK.replace("first-week", "first-wek"))
    assert rules(found) == [("docs/strategy/work.yml", "unknown-reference")]

    found.drop("docs/strategy/work.yml")
    assert rules(found) == []


def test_a_file_that_changes_goes_or_comes_on_the_disk_is_read_again(tmp_path: Path) -> None:
    found = workspace(tmp_path, all=STRATEGY, work=WORK)
    file = tmp_path / "docs/strategy/work.yml"

    file.write_text(WORK + "    depends_on: nothing\n", "utf-8")
    assert found.refresh()
    assert rules(found) == [("docs/strategy/work.yml", "unknown-reference")]

    file.rename(file.with_name("moved.yml"))
    assert found.refresh()
    assert rules(found) == [("docs/strategy/moved.yml", "unknown-reference")]

    file.with_name("moved.yml").unlink()
    assert found.refresh()
    assert rules(found) == []
    assert not found.refresh()


def test_a_snapshot_stays_as_it_is(tmp_path: Path) -> None:
    found = workspace(tmp_path, all=STRATEGY)
    before = found.snapshot()
    assert found.snapshot() is before

    found.put("docs/strategy/all.yml", "")

    assert before.stack.get("first-week") is not None
    assert found.snapshot().stack.get("first-week") is None
    assert found.snapshot().number > before.number


def test_another_folder_in_mkdocs_yml_is_followed(tmp_path: Path) -> None:
    found = workspace(tmp_path, all=STRATEGY)
    (tmp_path / "docs/plans").mkdir()
    (tmp_path / "docs/plans/all.yml").write_text(STRATEGY.replace("stay", "leave"), "utf-8")
    settings = "site_name: Test\nplugins:\n  - stratdocs: {source: plans}\n"
    (tmp_path / "mkdocs.yml").write_text(settings, "utf-8")

    found.refresh()

    assert list(found.snapshot().texts) == ["docs/plans/all.yml"]


@pytest.mark.parametrize("name", ["docs/strategy/new.yml", "docs/page.md"])
def test_files_that_do_not_exist_yet_belong_to_the_strategy(tmp_path: Path, name: str) -> None:
    home = project(tmp_path, all=STRATEGY)

    assert home_of(str(tmp_path / name)) == home


@pytest.mark.parametrize("name", ["docker-compose.yml", "docs/strategy/notes.txt", ".github/a.yml"])
def test_files_of_something_else_belong_to_no_strategy(tmp_path: Path, name: str) -> None:
    project(tmp_path, all=STRATEGY)

    assert home_of(str(tmp_path / name), "services: {web: {image: nginx}}") is None


def test_without_a_site_the_files_beside_belong_together(tmp_path: Path) -> None:
    (tmp_path / "all.yml").write_text(STRATEGY, "utf-8")
    (tmp_path / "work.yml").write_text(WORK, "utf-8")
    (tmp_path / "below").mkdir()
    (tmp_path / "below/more.yml").write_text(WORK, "utf-8")

    home = home_of(str(tmp_path / "work.yml"))

    assert home is not None
    assert sorted(Workspace(home, lambda: TODAY).snapshot().texts) == ["all.yml", "work.yml"]


def test_the_folder_of_the_user_is_never_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "all.yml").write_text(STRATEGY, "utf-8")

    assert home_of(str(tmp_path / "all.yml")) is None
    assert home_of(str(tmp_path)) is None


def test_what_git_says_is_kept_until_there_is_another_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goal = STRATEGY + (
        "objectives:\n  - id: soon\n    title: Value soon\n    period: 2027-Q1\n"
        "    serves: first-week\n    status: on_track\n    key_results:\n"
        "      - {id: act, title: Activation, baseline: 40%, target: 55%, by: 2027-03-31,\n"
        "         status: on_track}\n"
    )
    folder = new_repository(tmp_path, monkeypatch)
    home = project(folder, all=goal)
    git("add", ".")
    git("commit", "-q", "-m", "Start", day="2027-01-02")
    found = Workspace(home, lambda: TODAY)

    def moved() -> bool:
        """Whether a moved goal is found; a start without memory must find the same."""
        snapshot = found.snapshot()
        fresh = with_history(
            load(dict(snapshot.texts), today=TODAY), found.home.paths, home=found.home.folder
        )
        assert snapshot.examined.findings == examine(fresh).findings
        assert snapshot.judged.moves == fresh.moves
        return bool(snapshot.judged.moves)

    assert not moved()
    path = "docs/strategy/all.yml"
    found.put(path, goal.replace("target: 55%", "target: 48%"))
    assert moved()
    found.put(path, goal)
    assert not moved()
    (folder / path).write_text(goal.replace("target: 55%", "target: 48%"), "utf-8")
    found.drop(path)
    assert moved()
    git("commit", "-qam", "Lower the target", day="2027-01-10")
    assert found.refresh()
    assert moved()
    found.put(path, goal.replace("target: 55%", "target: 47%"))
    assert moved()


SETTINGS = """\
settings:
  extends: regulated
  rules:
    orphan: off
    unserved: {severity: error}
  strictness: strict
  year_starts: 4
"""
LESS = [
    *(SETTINGS[:at] for at in (1, 9, 15, 27, 36, 46, 53, 58, 64, 80, 92, 97, 108, 114, 124)),
    SETTINGS.replace("off", "of"),
    SETTINGS.replace("severity: error}", "severity: error"),
    SETTINGS.replace("settings:", "settngs:"),
    SETTINGS.replace("  rules:", "\trules:"),
    SETTINGS.replace("strict\n", "stric\n"),
    SETTINGS.replace("extends", "extend"),
    SETTINGS.replace("orphan", "orphn"),
]


@pytest.mark.parametrize("text", LESS)
def test_while_settings_are_half_written_the_last_sound_ones_count(
    tmp_path: Path, text: str
) -> None:
    found = workspace(tmp_path, all=STRATEGY, work=WORK, settings=SETTINGS)
    path = "docs/strategy/settings.yml"

    def elsewhere() -> list[object]:
        return [f for f in found.snapshot().examined.findings if f.span.path != path]

    before, strict = elsewhere(), found.snapshot().stack.strictness
    assert strict == "strict"
    found.put(path, text)
    if any(f.span.path == path for f in found.snapshot().examined.findings):
        assert elsewhere() == before
        assert found.snapshot().stack.strictness == "strict"
    found.put(path, SETTINGS)
    assert elsewhere() == before


def test_settings_that_are_saved_half_written_count_as_they_are(tmp_path: Path) -> None:
    found = workspace(tmp_path, all=STRATEGY, settings=SETTINGS)
    path = "docs/strategy/settings.yml"
    half = SETTINGS.replace("strictness: strict", "strictness: stric")
    assert found.snapshot().stack.strictness == "strict"
    found.put(path, half)
    assert found.snapshot().stack.strictness == "strict"
    Path(found.home.file(path)).write_text(half, "utf-8")
    found.refresh()
    assert found.snapshot().stack.strictness == "usual"


PIECES = [
    *(
        "",
        "\n",
        " ",
        "  ",
        "- ",
        "-",
        ": ",
        ":",
        '"',
        "'",
        "{",
        "}",
        "[",
        "]",
        "#",
        "|",
        ">-",
        "\t",
    ),
    *("&a ", "*a", "---\n", "\r\n", "\u2028", "😀", "\ufeff", "id: ", "id: stay", "title: x"),
    *(
        "serves: ",
        "serves: stay",
        "\n  - id: new\n    title: New",
        "\nsettings:\n  rules: {orphan: off}",
    ),
    *("FY27", "\nperiod: FY27-Q1", "\nwork:\n  - title: No id here", "[[stay]]", "1,5%", "bets:\n"),
]


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in range(1, 10))]
)
def test_after_random_edits_it_says_what_a_fresh_start_says(tmp_path: Path, seed: int) -> None:
    files = {"all": STRATEGY, "work": WORK, "more": WORK.replace("guided", "other")}
    found = workspace(tmp_path, **files)
    chance = random.Random(seed)
    paths = [f"docs/strategy/{name}.yml" for name in (*files, "extra")]
    for _ in range(100):
        path = chance.choice(paths)
        text = found.text(path)
        if text is None or chance.random() < 0.03:
            text = chance.choice([STRATEGY, WORK])
        elif chance.random() < 0.05:
            found.drop(path)
            continue
        at = chance.randrange(len(text) + 1)
        end = min(len(text), at + chance.choice([0, 0, 0, 1, 3, 30]))
        found.put(path, text[:at] + chance.choice(PIECES) + text[end:])
        snapshot = found.snapshot()
        fresh = load(dict(snapshot.texts), today=TODAY, set_by=snapshot.stack.set_by)

        assert snapshot.stack.findings == fresh.findings
        assert snapshot.examined.findings == examine(fresh).findings


TWO = """\
site_name: Two
site_url: https://two.example/
plugins:
  - stratdocs: {source: a, path: a, today: 2027-01-11}
  - stratdocs: {source: b, path: b, today: 2027-02-11, manual: none}
"""


def test_a_site_with_two_strategies_has_two_homes(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(TWO, "utf-8")
    for name in ("a", "b"):
        (tmp_path / "docs" / name).mkdir(parents=True)
        top = f"strategies: [{{id: {name}-top, title: Top}}]\n"
        (tmp_path / "docs" / name / "top.yml").write_text(top, "utf-8")
    (tmp_path / "docs/index.md").write_text("[[a-top]] and [[b-top]]\n", "utf-8")

    homes = homes_of(str(tmp_path))
    assert [Path(home.source).name for home in homes] == ["a", "b"]
    assert home_of(str(tmp_path / "docs/b/new.yml")) == homes[1]
    assert home_of(str(tmp_path / "docs/b")) == homes[1]
    assert homes[1].project is not None
    assert homes[1].project.page("rules/orphan") is None
    assert homes[1].project.page("bets/x") == "https://two.example/b/bets/x/"

    second = Workspace(homes[1], lambda: TODAY)
    assert second.today == date(2027, 2, 11)
    assert not second.snapshot().findings.get("docs/index.md")
    (tmp_path / "mkdocs.yml").write_text(TWO.replace("2027-02-11", "2027-02-12"), "utf-8")
    assert second.refresh()
    assert (second.home.source, second.today) == (homes[1].source, date(2027, 2, 12))
