"""The settings in mkdocs.yml, in every form that MkDocs takes."""

from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from stratdocs.model.finding import Severity, StratdocsError
from stratdocs.repo.project import Project, find_project


def project(folder: Path, text: str, name: str = "mkdocs.yml") -> Project:
    (folder / name).write_text(dedent(text), encoding="utf-8")
    found = find_project(str(folder))
    assert found is not None
    return found


def source(found: Project, folder: Path) -> str:
    return Path(found.source).resolve().relative_to(folder).as_posix()


@pytest.mark.parametrize(
    ("plugins", "expected"),
    [
        ("", "docs/strategy"),
        ("plugins: [search]", "docs/strategy"),
        ("plugins: [search, stratdocs]", "docs/strategy"),
        ("plugins: [search, stratdocs: {source: plan}]", "docs/plan"),
        ("plugins:\n  - search\n  - stratdocs:\n      source: plan/2027\n", "docs/plan/2027"),
        ("plugins: {search: {}, stratdocs: {source: plan}}", "docs/plan"),
        ("plugins: {stratdocs: }", "docs/strategy"),
        ("docs_dir: content\nplugins: [stratdocs: {source: plan}]", "content/plan"),
        ("docs_dir: !ENV [DOCS, content]\nplugins: [stratdocs: {source: !x plan}]", "docs/plan"),
    ],
)
def test_the_folder_of_yaml(tmp_path: Path, plugins: str, expected: str) -> None:
    assert expected == source(project(tmp_path, plugins), tmp_path)


def test_the_day_and_what_fails(tmp_path: Path) -> None:
    found = project(tmp_path, "plugins: [stratdocs: {today: 2026-11-21, fail_on: never}]")

    assert (found.today, found.fail_on) == (date(2026, 11, 21), None)


def test_defaults(tmp_path: Path) -> None:
    found = project(tmp_path, "site_name: x")

    assert (found.today, found.fail_on) == (None, Severity.ERROR)


def test_settings_above_the_folder_count(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("docs_dir: content\n", encoding="utf-8")
    (tmp_path / "content" / "deep").mkdir(parents=True)

    found = find_project(str(tmp_path / "content" / "deep"))

    assert found is not None
    assert source(found, tmp_path) == "content/strategy"


def test_other_names_of_the_file(tmp_path: Path) -> None:
    assert source(project(tmp_path, "docs_dir: d", "properdocs.yml"), tmp_path) == "d/strategy"


def test_inherited_settings(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text(
        "INHERIT: mkdocs.yml\ndocs_dir: content\nplugins: {stratdocs: {source: plan}}\n",
        encoding="utf-8",
    )

    found = project(
        tmp_path,
        """
        INHERIT: base.yml
        plugins: {stratdocs: {today: 2027-01-01}}
        """,
    )

    assert (source(found, tmp_path), found.today) == ("content/plan", date(2027, 1, 1))


def test_faults_and_unknown_tags_are_ignored(tmp_path: Path) -> None:
    found = project(
        tmp_path,
        """
        docs_dir: content
        markdown_extensions:
          - pymdownx.emoji:
              emoji_index: !!python/name:material.extensions.emoji.twemoji
        \textra: broken
        plugins: [stratdocs: {source: plan}]
        """,
    )

    assert source(found, tmp_path) == "content/plan"


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        (
            "today: soon",
            'today "soon" in .*mkdocs.yml isn\'t a valid date; use YYYY-MM-DD, such as 2026-11-21',
        ),
        ("fail_on: info", 'invalid fail_on "info" in .*mkdocs.yml; use error, warning, advice or'),
    ],
)
def test_an_invalid_setting_is_reported(tmp_path: Path, setting: str, message: str) -> None:
    with pytest.raises(StratdocsError, match=message):
        project(tmp_path, f"plugins: [stratdocs: {{{setting}}}]")


@pytest.mark.parametrize(
    ("manual", "rule", "bet"),
    [
        ("full", "https://site.example/s/rules/orphan/", "https://site.example/s/bets/a/"),
        (
            "link",
            "https://stratdocs.github.io/stratdocs/rules/orphan/",
            "https://site.example/s/bets/a/",
        ),
        ("none", None, "https://site.example/s/bets/a/"),
    ],
)
def test_the_address_of_a_page_is_where_the_site_has_it(
    tmp_path: Path, manual: str, rule: str | None, bet: str
) -> None:
    settings = f"{{path: s, manual: {manual}, views: {{people: false, rhythm: true}}}}"
    (tmp_path / "mkdocs.yml").write_text(
        f"site_url: https://site.example/\nplugins:\n  - stratdocs: {settings}\n", "utf-8"
    )
    found = find_project(str(tmp_path))

    assert found is not None
    assert (found.page("rules/orphan"), found.page("bets/a")) == (rule, bet)
    assert found.page("people/ida") is None
    assert found.page("people-and-teams") is not None
