"""What the theme prints around a page is rendered once for each kind of page: the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import bicycles
import pytest
from sites import build, draw

from stratdocs.mkdocs import plugin, theme
from stratdocs.mkdocs.page_files import PageFile
from stratdocs.mkdocs.shells import Context, Render, Shell, Shells, Values

BARE = """
site_name: Ketting
site_url: https://ketting.example/
theme: {name: material, font: false}
plugins: [search, stratdocs: {today: 2027-02-15, fail_on: never}]
"""
RICH = """
site_name: Ketting
site_url: https://ketting.example/plans/
repo_url: https://github.com/ketting/plans
edit_uri: blob/main/docs/
theme:
  name: material
  font: false
  custom_dir: own
  features: [content.action.edit, content.action.view, navigation.path, navigation.tabs,
    navigation.indexes, navigation.prune, navigation.footer, navigation.top, toc.integrate]
  palette: [{scheme: default, toggle: {icon: material/weather-night, name: dark}}, {scheme: slate}]
extra: {tags: {Urgent: urgent}}
plugins: [search, tags, stratdocs: {today: 2027-02-15, fail_on: never, nav: {title: Plans}}]
"""
FLAT = """
site_name: Ketting
use_directory_urls: false
edit_uri: edit/main/
repo_url: https://github.com/ketting/plans
theme: {name: material, language: de, features: [content.action.edit, content.action.view]}
nav: [index.md, {A bet: bets/index.md}, {Linked: teams/}]
plugins: [tags, stratdocs: {today: 2027-02-15, fail_on: never}]
"""
FEEDBACK = """
site_name: Ketting
theme: {name: material, font: false}
extra:
  analytics:
    feedback:
      title: Was this page helpful?
      ratings: [{name: No, icon: material/thumb-down, data: 0, note: "At {url}, {title}"}]
plugins: [stratdocs: {today: 2027-02-15, fail_on: never}]
"""
OWN = '{% extends "base.html" %}{% block announce %}Nine towns{% endblock %}'


def _site(folder: Path, settings: str, texts: dict[str, str] = bicycles.TEXTS) -> dict[str, bytes]:
    """Every file of a site that we make or list."""
    draw(folder, "docs/index.md\n    # Ahoy\n")
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    if not (folder / "own").exists():
        (folder / "own").mkdir()
        (folder / "own/main.html").write_text(OWN, "utf-8")
    for path, text in texts.items():
        file = folder / "docs/strategy" / Path(path).name
        file.parent.mkdir(exist_ok=True)
        file.write_text(
            text.replace("owner: femke", "owner: femke\n    tags: [Urgent, a b]"), "utf-8"
        )
    built = build(folder)
    assert built.status == 0, built.messages
    site = folder / "site"
    names = (*site.rglob("*.html"), site / "sitemap.xml", *site.rglob("search_index.json"))
    return {str(path.relative_to(site)): path.read_bytes() for path in names}


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How many pages the theme has rendered, and how many it was asked for."""
    counts = {"asked": 0, "rendered": 0}
    original = Shells.printed

    def printed(self: Shells, render: Render, context: Context) -> str:
        def counted(context: Context) -> str:
            counts["rendered"] += 1
            return render(context)

        counts["asked"] += 1
        return original(self, counted, context)

    monkeypatch.setattr(Shells, "printed", printed)
    return counts


@pytest.mark.slow
@pytest.mark.parametrize("settings", [BARE, RICH, FLAT, FEEDBACK])
def test_the_pages_are_those_that_the_theme_prints_itself(
    tmp_path: Path, settings: str, rendered: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    fast = _site(tmp_path, settings)
    asked = dict(rendered)
    monkeypatch.setattr(theme, "shells", lambda *_: None)
    monkeypatch.setattr(plugin, "may_be_copied", lambda *_: False)
    slow = _site(tmp_path, settings)

    assert asked["asked"] > 200
    assert fast.keys() == slow.keys()
    assert [path for path in fast if fast[path] != slow[path]] == []
    if settings is not FEEDBACK:  # its form names the page's address
        assert asked["rendered"] < asked["asked"] / 2


def _work(number: int) -> dict[str, str]:
    items = "".join(f"  - {{id: w{n}, title: Part {n}, serves: top}}\n" for n in range(number))
    return {"all.yml": f"strategies: [{{id: top, title: Win}}]\nwork:\n{items}"}


def test_shells_do_not_grow_with_the_strategy(tmp_path: Path, rendered: dict[str, int]) -> None:
    _site(tmp_path, BARE, _work(20))
    few = dict(rendered)
    rendered.update(asked=0, rendered=0)
    _site(tmp_path, BARE, _work(120))

    assert rendered["asked"] == few["asked"] + 100
    assert rendered["rendered"] == few["rendered"]


@pytest.mark.parametrize(
    ("settings", "own", "hook"),
    [
        (BARE.replace("material", "mkdocs"), OWN, ""),
        (RICH, OWN.replace("Nine towns", "{{ page.title|truncate(9) }}"), ""),
        (BARE + "hooks: [hook.py]", OWN, "def on_page_context(context, **_): context['x'] = 1"),
    ],
    ids=["another theme", "a template that reads the page", "another plugin"],
)
def test_the_theme_prints_every_page_where_others_may_change_it(
    tmp_path: Path, settings: str, own: str, hook: str, rendered: dict[str, int]
) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/main.html").write_text(own, "utf-8")
    (tmp_path / "hook.py").write_text(hook, "utf-8")
    pages = _site(tmp_path, settings, _work(3))

    assert len(pages) > 100
    assert rendered == {"asked": 0, "rendered": 0}


def test_what_a_theme_changes_in_a_value_is_printed_by_the_theme() -> None:
    """A theme that cuts titles gives no shell."""
    values: Any = ("\ue010title\ue011", "\ue010name\ue011", "d", "c", None, None, None)
    marks = Values(*values)

    assert Shell("<h1>\ue010title\ue011</h1>", marks).usable
    assert not Shell("<h1>\ue010TITLE\ue011</h1>", marks).usable


def test_only_pages_that_nobody_looks_at_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    monkeypatch.setattr(PageFile, "copy_file", lambda self, _: written.append(self.src_uri))

    _site(tmp_path, BARE, _work(3))
    assert len(written) > 100
    assert "work/w1.md" in written

    written.clear()
    _site(tmp_path, BARE.replace("search,", "search, tags,"), _work(3))
    assert written == []


@pytest.mark.parametrize("copied", [True, False])
def test_a_link_to_an_anchor_that_a_page_of_ours_does_not_have_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, copied: bool
) -> None:
    if not copied:
        monkeypatch.setattr(plugin, "may_be_copied", lambda *_: False)
    links = "[a](work/w1.md#nowhere) [b](rules/unserved.md#weak)"
    draw(tmp_path, f"docs/index.md\n    {links}\ndocs/strategy/a.yml\n    strategies: []\n")
    for path, text in _work(3).items():
        (tmp_path / "docs/strategy" / path).write_text(text, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(BARE + "validation: {anchors: warn}\n", "utf-8")

    messages = [m for m in build(tmp_path).messages if "anchor" in m]
    assert [m for m in messages if "#nowhere" in m]
    assert not [m for m in messages if "rules/unserved" in m]
