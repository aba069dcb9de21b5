"""`stratdocs init`: an empty folder becomes a site, and a site gets a strategy."""

import io
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from stratdocs.authoring.starting import Start, host_of, strategy_text, with_plugin
from stratdocs.cli import main
from stratdocs.linting.lint import lint
from stratdocs.linting.settings_schema import strategy_files_schema
from stratdocs.model.finding import StratdocsError
from stratdocs.model.stack import load
from stratdocs.yamltext.source import read

SITE = """\
# our docs
site_name: Ours   # yes
theme: {name: material}
plugins:
  - search
  # more later
  - tags
markdown_extensions:
  - toc:
      permalink: true
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
nav:
  - index.md
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    return tmp_path


def files(folder: str = ".") -> dict[str, str]:
    """Every file below a folder, without those of git."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode()
        for path in sorted(Path(folder).rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(folder).parts[:1]
    }


def repository(address: str | None = None, folder: str = ".") -> None:
    subprocess.run(["git", "init", "-q", folder], check=True)
    if address is not None:
        subprocess.run(["git", "-C", folder, "remote", "add", "origin", address], check=True)


def built(folder: str = ".") -> subprocess.CompletedProcess[str]:
    """A strict build of the site in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


@pytest.mark.slow
def test_an_empty_folder_becomes_a_site_that_builds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init"]) == 0
    assert list(files()) == [
        ".gitattributes",
        ".gitignore",
        "docs/strategy/strategy.yml",
        "mkdocs.yml",
        "strategy-files.schema.json",
    ]
    capsys.readouterr()

    assert main(["check", "--fail-on", "advice"]) == 0

    assert "no findings" in capsys.readouterr().out
    site = built()
    assert site.returncode == 0, site.stderr
    assert Path("site/bets/first-week-value/index.html").is_file()


@pytest.mark.parametrize("days", range(0, 400, 13))
def test_the_strategy_is_sound_on_any_day(days: int) -> None:
    today = date(2026, 12, 28) + timedelta(days)

    found = lint(load({"a.yml": strategy_text(Start("x", today))}, today=today))

    assert [finding.message for finding in found] == []


def test_each_collection_teaches_by_a_comment() -> None:
    lines = strategy_text(Start("x", date(2027, 1, 5))).splitlines()

    assert lines[0] == "# yaml-language-server: $schema=../../strategy-files.schema.json"
    for number, line in enumerate(lines):
        if line.endswith("s:") and not line.startswith((" ", "people")):
            assert lines[number - 1].startswith("# "), line


def test_the_schema_is_that_of_the_command() -> None:
    assert main(["init", "new-site", "--name", "Wir: alle"]) == 0

    found = files("new-site")
    assert found["strategy-files.schema.json"] == strategy_files_schema()
    assert "site_name: 'Wir: alle'" in found["mkdocs.yml"]


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("git@github.com:us/strategy.git", ".github/workflows/strategy.yml"),
        ("https://github.example.com/us/strategy", ".github/workflows/strategy.yml"),
        ("https://gitlab.com/us/strategy.git", ".gitlab-ci.yml"),
        ("ssh://git@gitlab.example.com:2222/us/strategy.git", ".gitlab-ci.yml"),
    ],
)
def test_the_ci_file_is_for_the_host(address: str, file: str) -> None:
    repository(address)

    assert main(["init"]) == 0

    assert not read(file, files()[file]).faults


@pytest.mark.parametrize("address", ["https://bitbucket.org/us/strategy", "/srv/git/x.git"])
def test_for_another_host_there_is_none_and_that_is_said(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    repository(address)

    assert main(["init"]) == 0

    assert f"no CI file was written, because {address} is neither" in capsys.readouterr().err


def test_a_host_is_not_guessed_from_the_path() -> None:
    assert host_of("https://example.com/github/x") is None
    assert host_of("https://gitlab.com/github/x") == "gitlab"


def test_below_the_top_of_a_repository_the_paths_are_from_there() -> None:
    repository("https://github.com/us/all")

    assert main(["init", "company/strategy-site"]) == 0

    found = files()
    folder = "company/strategy-site/docs/strategy"
    assert found[".gitattributes"] == f"{folder}/**/*.yml diff=stratdocs\n"
    assert f"paths: {folder}" in found[".github/workflows/strategy.yml"]
    assert "company/strategy-site/mkdocs.yml" in found


def test_hooks_are_written_when_asked_for() -> None:
    repository()

    assert main(["init", "--hooks"]) == 0

    assert "id: stratdocs-check" in files()[".pre-commit-config.yaml"]


@pytest.mark.slow
def test_a_site_that_there_is_keeps_all_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    Path("mkdocs.yml").write_bytes(SITE.encode())
    Path("docs").mkdir()
    Path("docs/index.md").write_text("# Hello\n", encoding="utf-8")

    assert main(["init"]) == 0

    now = files()["mkdocs.yml"]
    assert now == SITE.replace("  - tags\n", "  - tags\n  - stratdocs\n").replace(
        "emoji.to_svg\n", "emoji.to_svg\n  - attr_list\n  - md_in_html\n"
    )
    assert "+  - stratdocs\n" in capsys.readouterr().out
    assert files()["docs/index.md"] == "# Hello\n"
    assert main(["check"]) == 0
    site = built()
    assert site.returncode == 0, site.stderr


def test_settings_are_followed(capsys: pytest.CaptureFixture[str]) -> None:
    Path("mkdocs.yml").write_text(
        "site_name: x\ndocs_dir: pages\nplugins:\n  - stratdocs:\n      source: plan/all\n",
        encoding="utf-8",
    )

    assert main(["init"]) == 0

    found = files()
    modeline = "# yaml-language-server: $schema=../../../strategy-files.schema.json\n"
    assert found["pages/plan/all/strategy.yml"].startswith(modeline)
    assert "pages/plan/all/**/*.yml" in found[".gitattributes"]
    assert "with the theme mkdocs in mkdocs.yml they work" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("site_name: [x\n", "mkdocs.yml:1: this [ is never closed"),
        ("site_name: x\n\tplugins: y\n", "mkdocs.yml:2: this line is indented with a tab"),
        ("extra: &all [search]\nplugins: *all\n", "plugins is the alias *all; add stratdocs to"),
        ("plugins: [search]\nmarkdown_extensions: *all\n", "add attr_list and md_in_html to"),
    ],
)
def test_settings_that_cannot_be_added_to_stay(
    settings: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("mkdocs.yml").write_text(settings, encoding="utf-8")

    assert main(["init"]) == 2

    assert files() == {"mkdocs.yml": settings}
    assert message in capsys.readouterr().err


def test_a_site_that_there_is_keeps_its_own_build() -> None:
    repository("https://github.com/us/x")
    Path("mkdocs.yml").write_text(SITE, encoding="utf-8")

    assert main(["init"]) == 0

    workflow = files()[".github/workflows/strategy.yml"]
    assert "stratdocs check" in workflow
    assert "mkdocs build" not in workflow  # which would need the plugins of the site


def test_a_dry_run_names_the_schema_without_printing_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["init", "--dry-run"]) == 0

    said = capsys.readouterr()
    assert "+people:" in said.out
    assert "json-schema.org" not in said.out
    assert "strategy-files.schema.json would be written too" in said.err


def test_the_first_check_in_can_be_made_at_once() -> None:
    assert main(["init"]) == 0
    assert main(["check-in", "activation", "43%"]) == 0


def test_a_second_time_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    repository()
    assert main(["init"]) == 0
    before = files()
    Path("docs/strategy/strategy.yml").write_text("bets: []\n", encoding="utf-8")

    assert main(["init"]) == 0

    assert files() == {**before, "docs/strategy/strategy.yml": "bets: []\n"}
    assert "everything is already" in capsys.readouterr().err


def test_nothing_is_written_over() -> None:
    repository("https://github.com/us/x")
    own = {
        ".github/workflows/strategy.yml": "on: push\n",
        ".gitattributes": "*.png binary",
        ".gitignore": "*.pyc\n",
        "docs/strategy/mine.yml": "bets: []\n",
        "strategy-files.schema.json": "{}\n",
    }
    for path, text in own.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(text.encode())

    assert main(["init"]) == 0

    line = "docs/strategy/**/*.yml diff=stratdocs\n"
    found = files()
    assert found.pop("mkdocs.yml")
    assert found == {**own, ".gitattributes": f"*.png binary\n{line}"}


def test_a_dry_run_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--dry-run"]) == 0

    assert files() == {}
    assert "+++ b/mkdocs.yml" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_in_a_site_with_pages_at_addresses_of_ours_they_get_their_own_folder(
    theme: str, capsys: pytest.CaptureFixture[str]
) -> None:
    own = ["index", "teams/index", "decisions/README", "rules", "okrs", "strategy/plan"]
    for name in own:
        Path(f"docs/{name}.md").parent.mkdir(parents=True, exist_ok=True)
        Path(f"docs/{name}.md").write_text(f"# {name}\n", encoding="utf-8")
    Path("mkdocs.yml").write_text(
        f"site_name: x\ntheme: {theme}\nplugins:\n  - search\n", encoding="utf-8"
    )

    assert main(["init"]) == 0

    assert (
        files()["mkdocs.yml"]
        .split("plugins:\n")[1]
        .startswith("  - search\n  - stratdocs:\n      path: our-strategy\n")
    )
    assert (
        "the strategy's pages go into the site's folder our-strategy, because the site already has "
        "decisions/README.md, okrs.md and 2 more where they would be"
    ) in capsys.readouterr().err
    site = built()
    assert site.returncode == 0, site.stderr


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("site_name: x\n", "site_name: x\nplugins:\n  - search\n  - stratdocs:\n      path: p\n"),
        ("plugins: [search] # c\n", "plugins: [search, {stratdocs: {path: p}}] # c\n"),
        ("plugins:\n  search: {}\n", "plugins:\n  search: {}\n  stratdocs:\n    path: p\n"),
        ("plugins:\n", "plugins: [search, {stratdocs: {path: p}}]\n"),
    ],
)
def test_the_plugin_is_added_with_a_folder_in_each_form(before: str, after: str) -> None:
    assert after in with_plugin(before, "mkdocs.yml", "p")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("site_name: x\n", "site_name: x\nplugins: [search, stratdocs]\n"),
        ("site_name: x\nplugins: [search] # c\n", "plugins: [search, stratdocs] # c\n"),
        ("plugins:\n  search: {}\n", "plugins:\n  search: {}\n  stratdocs: {}\n"),
        ("plugins:\n- search\n", "plugins:\n- search\n- stratdocs\n"),
        ("site_name: !ENV [NAME, x]\nplugins: []\n", "plugins: [stratdocs]\n"),
        ("plugins:\nsite_name: x\n", "stratdocs"),
        (
            "INHERIT: base.yml\r\nsite_name: x\r\nplugins:\r\n  - search\r\n",
            "\r\n  - stratdocs\r\n",
        ),
    ],
)
def test_the_plugin_is_added_in_each_form(before: str, after: str) -> None:
    now = with_plugin(before, "mkdocs.yml")

    assert after in now
    assert with_plugin(now, "mkdocs.yml") == now


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words"])
def test_what_holds_no_settings_is_refused(text: str) -> None:
    with pytest.raises(StratdocsError, match="no settings, so nothing was changed"):
        with_plugin(text, "mkdocs.yml")


def test_plugins_that_are_inherited_are_not_replaced() -> None:
    with pytest.raises(StratdocsError, match=r"inherits its plugins from base\.yml; add"):
        with_plugin("INHERIT: base.yml\nsite_name: x\n", "mkdocs.yml")


def test_a_file_in_the_place_of_the_folder_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    Path("here").write_text("", encoding="utf-8")

    assert main(["init", "here"]) == 2

    assert "here is a file; give a folder" in capsys.readouterr().err


OKRS = """\
Objective,Key Result,Owner,Baseline,Target,Current
Make onboarding effortless,Raise activation from 40% to 55%,Ana Lopez,40%,55%,44%
Make onboarding effortless,Cut setup time from 9 days to 3 days,Ana Lopez,9 days,3 days,7 days
"""


def test_a_site_begins_with_a_spreadsheet(folder: Path):
    (folder / "okrs.csv").write_text(OKRS)

    assert main(["init", "site", "--from", "okrs.csv"]) == 0

    found = files("site")
    assert "docs/strategy/okrs.yml" in found
    assert "docs/strategy/strategy.yml" not in found
    stack = load({"okrs.yml": found["docs/strategy/okrs.yml"]}, today=date(2027, 1, 4))
    assert [(e.collection, e.title) for e in stack.entities if e.collection == "objectives"] == [
        ("objectives", "Make onboarding effortless")
    ]
    assert not stack.findings
    os.chdir("site")
    assert main(["import", "../okrs.csv", "--write"]) == 0
    assert files(".") == found  # what was read is remembered
    assert main(["check"]) == 0


def test_a_spreadsheet_is_not_written_over_a_strategy(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    (folder / "okrs.csv").write_text(OKRS)
    main(["init"])
    before = files()

    assert main(["init", "--from", "okrs.csv"]) == 2
    assert "add to it with stratdocs import okrs.csv" in capsys.readouterr().err
    assert files() == before
