"""A site with other plugins, and a site that was there before: stratdocs is a guest in both.

What other plugins do is done here by hooks of the same kind; `benchmarks/hosts.py` builds with the
real ones.
"""

from __future__ import annotations

import gc
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.plugins import PluginCollection
from mkdocs.structure.files import get_files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page as HostPage
from repository import git, new_repository
from sites import Built, Site, article, build, draw, text
from test_mkdocs_plugin import HARBOUR, settings

from stratdocs.cli import main
from stratdocs.cli.host import root_prefix
from stratdocs.mkdocs.plugin import StratdocsPlugin
from stratdocs.mkdocs.settings import Folders, from_here
from stratdocs.model.stack import load
from stratdocs.publishing.edit_links import edit_address
from stratdocs.publishing.shown import views_left_out
from stratdocs.repo.content import read_content
from stratdocs.site.pages import pages
from stratdocs.site.views.page import SiteContext
from stratdocs.workspace.home import Home
from stratdocs.yamltext.source import Span

TODAY = date(2026, 11, 21)
HOME = "    docs/index.md\n        # Ahoy\n    docs/about.md\n        # About\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, where the build is started."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def options(more: str = "") -> str:
    return f"{{today: 2026-11-21, fail_on: never{', ' if more else ''}{more}}}"


def hooked(hook: str, more: str = "") -> str:
    """Settings with a hook that stands in for another plugin."""
    lines = "".join(f"        {line}\n" for line in hook.strip("\n").split("\n"))
    return f"    hooks/other.py\n{lines}" + settings(options(more), "hooks: [hooks/other.py]")


def nav(built: Built, page: str = "") -> list[str]:
    """The addresses in the navigation of a page, in order."""
    html = built.page(page)
    start = html.index('<nav class="md-nav md-nav--primary')
    primary = html[start : html.index("<article")]
    return list(dict.fromkeys(re.findall(r'<a href="([^"#]*)" class="md-nav__link', primary)))


def titles(built: Built) -> list[str]:
    """The titles of the tabs."""
    tabs = re.findall(r'<li class="md-tabs__item.*?</li>', built.page(""), re.DOTALL)
    return [text(tab) for tab in tabs]


# Other plugins


def test_every_file_of_ours_has_a_source_on_the_disk(here: Path) -> None:
    hook = """
import os
def on_page_content(html, page, **_):
    os.stat(page.file.abs_src_path)
    assert page.file.generated_by is None
    return f"<i>{os.path.basename(page.file.abs_src_path)}</i>{html}"
def on_env(env, files, **_):
    for file in files:
        os.stat(file.abs_src_path)
"""

    built = build(draw(here, HARBOUR + HOME + hooked(hook)), strict=True)

    assert built.status == 0
    assert "<i>first.yml</i>" in built.page("bets/berth-by-phone/")
    assert "<i>first.yml</i>" in built.page("bets/")
    assert "<i>mkdocs.yml</i>" in built.page("rules/stale/")


def test_dates_that_another_plugin_gives_the_manual_are_not_shown(here: Path) -> None:
    hook = """
def on_page_markdown(markdown, page, **_):
    page.meta["git_revision_date_localized"] = "today"
def on_page_context(context, page, **_):
    page.content += f'<i>{page.meta.get("git_revision_date_localized")}</i>'
"""

    built = build(draw(here, HARBOUR + hooked(hook)))

    assert "<i>today</i>" in built.page("bets/berth-by-phone/")
    assert "<i>None</i>" in built.page("rules/stale/")


def test_a_page_printed_by_an_environment_of_another_plugin_has_the_themes_partials(
    here: Path,
) -> None:
    hook = """
def on_post_build(config, **_):
    config.theme.get_env().get_template("partials/nav.html")
    source = config.theme.get_env().loader.get_source(config.theme.get_env(), "partials/nav.html")
    assert "stratdocs" not in source[0]
"""

    assert build(draw(here, HARBOUR + hooked(hook))).status == 0


def test_pages_that_another_plugin_makes_or_takes_away_count(here: Path) -> None:
    hook = """
from mkdocs.structure.files import File
def on_files(files, config, **_):
    files.append(File.generated(config, "made.md", content="# Made [[ada]]"))
    files.remove(files.get_file_from_path("about.md"))
    return files
"""

    built = build(draw(here, HARBOUR + HOME + hooked(hook)), strict=True)

    assert built.status == 0
    assert "made/" in nav(built)
    assert "about/" not in nav(built)
    assert 'href="../people/ada/"' in article(built.page("made/"))


def test_yaml_that_another_plugin_writes_is_read_and_not_published(here: Path) -> None:
    hook = """
from mkdocs.structure.files import File
def on_files(files, config, **_):
    more = "bets: [{id: made-bet, title: A bet from a script, serves: calm-berths}]"
    files.append(File.generated(config, "strategy/more.yml", content=more))
    return files
"""

    built = build(draw(here, HARBOUR + hooked(hook)), strict=True)

    assert built.status == 0
    assert "A bet from a script" in built.page("bets/made-bet/")
    assert not [p for p in Site(here / "site").files if p.endswith((".yml", ".yaml"))]


def test_a_strategy_may_be_written_by_another_plugin_alone(here: Path) -> None:
    hook = """
from mkdocs.structure.files import File
def on_files(files, config, **_):
    more = "bets: [{id: made-bet, title: A bet from a script}]"
    files.append(File.generated(config, "strategy/more.yml", content=more))
    return files
"""

    built = build(draw(here, "\n" + HOME + hooked(hook)))

    assert built.status == 0
    assert "A bet from a script" in built.page("bets/made-bet/")


@pytest.mark.parametrize("name", ["old.yml~", "old.yaml.orig", "old.YML", "old.yml.bak", "old.yml"])
def test_no_copy_of_the_yaml_is_published(here: Path, name: str) -> None:
    tree = HARBOUR + f"    docs/strategy/{name}\n        bets: []\n"

    built = build(draw(here, tree + settings(options())))

    assert built.status == 0
    assert not [p for p in Site(here / "site").files if p.startswith("strategy/")]


def test_the_search_index_has_our_pages_when_another_plugin_changes_it(here: Path) -> None:
    hook = """
import json, pathlib
def on_post_build(config, **_):
    path = pathlib.Path(config.site_dir, "search", "search_index.json")
    data = json.loads(path.read_text("utf-8"))
    data["docs"] = [d for d in data["docs"] if not d["location"].startswith("rules/")]
    path.write_text(json.dumps(data), "utf-8")
"""

    built = build(draw(here, HARBOUR + hooked(hook)))

    assert "bets/berth-by-phone/" in built.entries
    assert not [location for location in built.entries if location.startswith("rules/")]


def test_a_plugin_that_lists_only_what_it_sees_leaves_our_sections(here: Path) -> None:
    hook = """
from mkdocs.plugins import event_priority
from mkdocs.structure.nav import get_navigation
@event_priority(100)
def on_nav(nav, config, files, **_):
    assert config.nav is None
    for file in files.documentation_pages():
        file.page = None
    config.nav = ["index.md", {"Our bets": "bets.md"}]
    made = get_navigation(files, config)
    config.nav = None
    return made
"""

    built = build(draw(here, HARBOUR + HOME + hooked(hook)))

    assert built.status == 0
    assert nav(built).count("bets/") == 1
    assert "objectives/" in nav(built)
    assert titles(built)[:2] == ["Ahoy", "Our bets"]


def test_a_plugin_for_wiki_links_gets_the_names_that_no_item_has(here: Path) -> None:
    hook = """
import re
def on_config(config, **_):
    config.plugins["roamlinks"] = config.plugins["stratdocs"].__class__.__mro__[1]()
def on_page_markdown(markdown, **_):
    return re.sub(r"\\[\\[(.*?)\\]\\]", r"<u>\\1</u>", markdown)
"""
    page = "    docs/index.md\n        [[ada]] and [[about]]\n"

    built = build(draw(here, HARBOUR + page + hooked(hook)), strict=True)

    assert built.status == 0
    assert 'href="people/ada/"' in article(built.page(""))
    assert "<u>about</u>" in article(built.page(""))


def test_what_a_macro_has_yet_to_compute_is_judged_afterwards(here: Path) -> None:
    hook = """
def on_config(config, **_):
    config.plugins["macros"] = config.plugins["stratdocs"].__class__.__mro__[1]()
def on_page_markdown(markdown, **_):
    return markdown.replace("{{ 'ada' }}", "ada").replace("{{ what }}", "bets")
"""
    page = """
    docs/index.md
        [[{{ 'ada' }}]] [[{{ 'who' }}]]

        ```stratdocs
        view: table
        of: {{ what }}
        ```
"""
    late = hooked(hook).replace("fail_on: never", "fail_on: error")

    built = build(draw(here, HARBOUR + page + late))

    assert [line for line in built.messages if "index.md" in line] == [
        (
            "ERROR docs/index.md:1:11: error unknown-reference: this page names {{ 'who' }}, "
            "which doesn't exist"
        )
    ]


def test_nothing_is_said_in_the_open_beside_encrypted_pages(here: Path) -> None:
    hook = """
def on_config(config, **_):
    config.plugins["encryptcontent"] = config.plugins["stratdocs"].__class__.__mro__[1]()
"""

    built = build(draw(here, HARBOUR + hooked(hook)))

    assert built.status == 0
    files = Site(here / "site").files
    assert not {"strategy.json", "bets/bets.csv", "calendar.ics"} & files
    assert list(Site(here / "site").broken()) == []


# Hosts that call only some of the events


@pytest.fixture
def small_site(here: Path) -> Path:
    tree = HARBOUR + "    docs/index.md\n        # Ahoy [[ada]]\n" + settings(options())
    return draw(here, tree)


def test_build_of_mkdocs_may_be_called_as_a_library(small_site: Path) -> None:
    searched = gc.isenabled()
    for _ in range(2):
        config = load_config(str(small_site / "mkdocs.yml"))
        mkdocs_build.build(config)
        assert gc.isenabled() == searched
    assert (small_site / "site/bets/berth-by-phone/index.html").is_file()
    assert 'href="people/ada/"' in (small_site / "site/index.html").read_text("utf-8")


@pytest.mark.parametrize("begun", ["not at all", "on_config", "on_files"])
def test_any_event_may_be_the_first_after_the_settings(small_site: Path, begun: str) -> None:
    config = load_config(str(small_site / "mkdocs.yml"))
    plugin = StratdocsPlugin()
    plugin.load_config({}, config_file_path=config.config_file_path)
    files = get_files(config)
    page = HostPage("x", files.src_uris["index.md"], config)
    config.plugins = PluginCollection()
    config.plugins["stratdocs"] = plugin
    ahead = ("not at all", "on_config", "on_files").index(begun)
    if ahead > 0:
        config.plugins.on_config(config)
    if ahead > 1:
        config.plugins.on_files(files, config=config)
    nav = get_navigation(files, config)
    env = config.theme.get_env()
    events: dict[str, Callable[[], object]] = {
        "env": lambda: config.plugins.on_env(env, config=config, files=files),
        "context": lambda: config.plugins.on_template_context(
            {}, template_name="sitemap.xml", config=config
        ),
        "markdown": lambda: config.plugins.on_page_markdown(
            "[[ada]]", page=page, config=config, files=files
        ),
        "content": lambda: config.plugins.on_page_content(
            "<p>", page=page, config=config, files=files
        ),
        "page": lambda: config.plugins.on_post_page("<html>", page=page, config=config),
        "template": lambda: config.plugins.on_post_template(
            "<x>", template_name="404.html", config=config
        ),
        "error": lambda: config.plugins.on_build_error(error=Exception()),
        "built": lambda: config.plugins.on_post_build(config=config),
        "nav": lambda: config.plugins.on_nav(nav, config=config, files=files),
    }

    for name, event in events.items():
        result = event()
        if name == "markdown" and begun != "on_files":
            assert result == "[[ada]]"
        if name == "content":
            assert result == "<p>"


# A site that was there before


def test_all_pages_may_be_below_one_folder(here: Path) -> None:
    tree = HARBOUR + HOME + settings(options("path: plan/strategy"))

    built = build(draw(here, tree), strict=True)

    assert built.status == 0
    assert "Calm berths" in built.page("plan/strategy/strategies/calm-berths/")
    assert titles(built) == ["Ahoy", "About", "Strategy"]
    above = {path.split("/")[0] for path in Site(here / "site").files}
    assert above <= {"404.html", "about", "assets", "index.html", "plan", "search", "sitemap.xml",
                     "sitemap.xml.gz", "tags.json"}  # fmt: skip
    assert "plan/strategy/bets/berth-by-phone/" in built.entries
    assert built.json("plan/strategy/strategy.json")["items"]
    assert list(Site(here / "site").broken()) == []


@pytest.mark.parametrize(
    ("setting", "tabs"),
    [
        ("nav: {title: Our plan}", ["Ahoy", "About", "Our plan"]),
        ("nav: {title: Our plan, after: Ahoy}", ["Ahoy", "Our plan", "About"]),
        ("nav: {title: Our plan, after: index.md}", ["Ahoy", "Our plan", "About"]),
        ("nav: false", ["Ahoy", "About"]),
        ("nav: true, path: plan", ["Ahoy", "About", "Plan"]),
    ],
)
def test_the_pages_stand_where_the_navigation_is_to_have_them(
    here: Path, setting: str, tabs: list[str]
) -> None:
    own = "nav: [{Ahoy: index.md}, {About: about.md}]"

    built = build(draw(here, HARBOUR + HOME + settings(options(setting), own)))

    assert built.status == 0
    assert titles(built) == tabs


def test_a_section_of_that_title_takes_our_pages(here: Path) -> None:
    own = "nav: [{Home: index.md}, {Strategy: [about.md, bets.md]}, {Reference: about.md}]"

    built = build(draw(here, HARBOUR + HOME + settings(options(), own)))

    assert titles(built).count("Strategy") == 1
    assert nav(built).count("bets/") == 1


@pytest.mark.parametrize(("manual", "links"), [("link", True), ("none", False)])
def test_a_site_may_do_without_the_manual(here: Path, manual: str, links: bool) -> None:
    tree = HARBOUR + HOME + settings(options(f"manual: {manual}"))

    built = build(draw(here, tree), strict=True)

    assert built.status == 0
    site = Site(here / "site")
    assert not [p for p in site.files if p.startswith(("rules", "reference/", "compare"))]
    assert list(site.broken()) == []
    outside = "https://stratdocs.github.io/stratdocs/rules/unowned/"
    assert (f'href="{outside}"' in built.page("findings/")) == links
    assert ("stratdocs.github.io" in "".join(nav(built))) == links
    assert "unowned" in text(article(built.page("findings/")))
    assert "rules/" not in (here / "site" / "sitemap.xml").read_text("utf-8")
    assert not [location for location in built.entries if location.startswith("rules")]


def test_views_may_be_left_out(here: Path) -> None:
    tree = HARBOUR + HOME + settings(options("views: {people: false, timeline: false, bets: true}"))

    built = build(draw(here, tree), strict=True)

    assert built.status == 0
    site = Site(here / "site")
    assert not [p for p in site.files if p.startswith(("people", "timeline"))]
    assert "bets/index.html" in site.files
    assert list(site.broken()) == []
    assert "Ada Moor" in text(article(built.page("bets/berth-by-phone/")))


def test_a_view_may_be_left_out_before_there_is_anything_for_it() -> None:
    demo = load(read_content([ROOT / "content"]).texts, today=TODAY)
    everything = pages(SiteContext(demo, ()))
    nothing = tuple(pages(SiteContext(load({}, today=TODAY), ())))
    paths = {p.path for p in everything if p.listed and p.path}
    names = paths | {path.split("/")[0] for path in paths}

    assert {name: views_left_out({name: False}, nothing) for name in names} == {
        name: ([name], "") for name in names
    }


def test_exclude_docs_leaves_out_pages_of_ours_too(here: Path) -> None:
    tree = (
        HARBOUR
        + HOME
        + settings(options(), "exclude_docs: |\n          /rules/\n          strategy.json")
    )

    build(draw(here, tree), strict=True)

    site = Site(here / "site")
    assert "rules/stale/index.html" not in site.files
    assert "strategy.json" not in site.files
    assert list(site.broken()) == []


@pytest.mark.parametrize("more", ["", " about [[ada]]", " `[[ -f x ]]`", " ```stratdocs"])
def test_a_page_of_the_site_at_an_address_of_ours_is_a_warning_with_both_cures(
    here: Path, more: str
) -> None:
    tree = HARBOUR + f"    docs/decisions/index.md\n        # Our ADRs{more}\n"

    built = build(draw(here, tree + settings(options())), strict=True)

    assert built.status == 1
    (line,) = [line for line in built.messages if line.startswith("WARNING")]
    assert "decisions/index.md has the same address as our page 'Decisions'" in line
    assert "`path: strategy`" in line
    assert "`stratdocs: replaces`" in line


@pytest.mark.parametrize(
    "page",
    ["---\nstratdocs: replaces\n---\n# Ours", "# Ours\n\n```stratdocs\nview: table\nof: bets\n```"],
)
def test_a_page_that_means_to_replace_ours_is_fine(here: Path, page: str) -> None:
    lines = "".join(f"        {line}\n" for line in page.split("\n"))

    built = build(
        draw(here, HARBOUR + f"    docs/bets/index.md\n{lines}" + settings(options())), strict=True
    )

    assert built.status == 0


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("path: ../up", "the option `path`"),
        ("nav: {titel: x}", "did you mean title?"),
        ("nav: {after: Nowhere}", "has no entry Nowhere"),
        ("nav: {title: 3}", "must be a title, not 3"),
        ("views: {tymeline: false}", "did you mean timeline?"),
        ("views: {xyz: false}", "view of this strategy; use bets, "),
        ("views: {timeline: off-ish}", "true or false"),
        ("source: [a, b]", "once for each"),
    ],
)
def test_a_setting_that_cannot_be_gives_a_sentence(here: Path, setting: str, message: str) -> None:
    built = build(draw(here, HARBOUR + HOME + settings(options(setting))))

    assert built.status == 1
    assert message in "\n".join(built.messages)
    assert "Traceback" not in "\n".join(built.messages)


def test_one_site_may_show_two_strategies(here: Path) -> None:
    tree = (
        HARBOUR.replace("docs/strategy/", "docs/sea/")
        + """
    docs/land/all.yml
        strategies:
          - {id: win-land, title: Win the land, level: company, owner: bo}
        people: [{id: bo, title: Bo Field}]
    docs/index.md
        [[win-land]] [[win-harbours]]

        ```stratdocs
        view: table
        of: strategies
        ```
    docs/land/more.md
        # More

        ```stratdocs
        view: table
        of: people
        ```
    """
    )
    two = """
    mkdocs.yml
        site_name: Both
        theme: {name: material, font: false}
        plugins:
          - search
          - stratdocs: {source: sea, today: 2026-11-21, fail_on: never}
          - stratdocs: {source: land, path: land, today: 2026-11-21, fail_on: error}
    """

    built = build(draw(here, tree + two), strict=True)

    assert built.status == 0
    home = article(built.page(""))
    assert 'href="land/strategies/win-land/"' in home
    assert 'href="strategies/win-harbours/"' in home
    assert "Calm berths" in home
    assert "Bo Field" in article(built.page("land/more/"))
    assert built.json("land/strategy.json")["items"][0]["id"] in ("bo", "win-land")
    assert list(Site(here / "site").broken()) == []


def test_two_strategies_at_one_place_give_a_sentence(here: Path) -> None:
    two = settings(options()).replace(
        "          - tags\n", "          - tags\n          - stratdocs: {source: strategy}\n"
    )

    built = build(draw(here, HARBOUR + two))

    assert built.status == 1
    assert "give each its own" in "\n".join(built.messages)


@pytest.mark.slow
def test_taken_out_again_it_leaves_no_trace(here: Path) -> None:
    pages = "".join(f"    docs/deep/p{n}.md\n        # Page {n}\n" for n in range(50))
    plain = "exclude_docs: /strategy/"
    without = settings(more=plain).replace("- stratdocs: {today: 2026-11-21, fail_on: never}", "")
    before = build(draw(here / "one", HARBOUR + HOME + pages + without))
    with_ours = settings(options("path: plan, manual: none"), plain)
    assert build(draw(here / "two", HARBOUR + HOME + pages + with_ours)).status == 0
    draw(here / "two", without)

    after = build(here / "two")

    one, two = Site(before.folder / "site"), Site(after.folder / "site")
    assert one.files == two.files
    for path in one.files:
        if not path.endswith(".gz"):
            assert (one.folder / path).read_bytes() == (two.folder / path).read_bytes()


# Languages


def test_our_english_is_marked_on_a_site_in_another_language(here: Path) -> None:
    tree = HARBOUR.replace(
        "A berth by phone in a minute", "Einen Liegeplatz in einer Minute finden"
    )
    tree += HOME.replace(
        "# Ahoy",
        "# Ahoi\n\n        ```stratdocs\n        view: table\n        of: bets\n        ```",
    )
    german = settings(options()).replace("font: false", "font: false\n          language: de")

    built = build(draw(here, tree + german))

    html = article(built.page("bets/berth-by-phone/"))
    assert '<div lang="en">' in html
    assert re.search(r'<h1[^>]* lang="de"[^>]*>Einen Liegeplatz', html)
    home = article(built.page(""))
    assert '<div lang="en">\n<div class="sd sd-embed' in home
    assert re.search(r'lang="de">Einen Liegeplatz', home)
    assert 'lang="en"' not in article(build(draw(here, settings(options()))).page("bets/"))


# The command line, and Windows


def test_check_leaves_what_macros_compute_to_the_build(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = "    docs/index.md\n        [[{{ who }}]] [[nobody]]\n"
    draw(here, HARBOUR + page + settings(options()).replace("- tags", "- macros"))

    main(["check", "--format", "concise"])

    lines = [
        line for line in capsys.readouterr().out.splitlines() if line.startswith("docs/index.md")
    ]
    assert [line.split(": ")[-1] for line in lines] == [
        "this page names nobody, which doesn't exist"
    ]


TWO = """
mkdocs.yml
    site_name: Harbour
    site_url: https://example.com/
    plugins:
      - stratdocs: {source: north, path: north, today: 2026-11-21}
      - stratdocs: {source: south, path: south, today: 2026-11-22}
docs/north/a.yml
    bets: [{id: phone, title: By phone}]
docs/south/b.yml
    bets: [{id: maps, title: Maps}]
docs/index.md
    [[phone]] [[maps]]
okrs.csv
    Objective,Key result
    Sail,Boats from 1 to 2
"""


def committed(folder: Path) -> Path:
    """A repository with a site of two strategies."""
    draw(folder, TWO)
    git("add", "-A")
    git("commit", "-qm", "Two strategies")
    return folder


@pytest.mark.parametrize(
    "call",
    [
        "check",
        "diff",
        "diff HEAD",
        "export --format json",
        "export --format markdown --output out",
        "import okrs.csv",
        "rename phone mail",
        "trace phone",
        "new bet Anchors",
        "retire phone --because x",
        "rollover 2027-Q1",
        "schema --with-ids",
        "check-in ahead 3",
        "move phone --under maps",
    ],
)
def test_a_command_asks_which_of_two_strategies(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    call: str,
) -> None:
    committed(new_repository(tmp_path, monkeypatch))

    assert main(call.split()) == 2
    assert capsys.readouterr().err.strip().splitlines()[-1] == (
        "stratdocs: this site has 2 strategies; name the folder of one: docs/north or docs/south"
    )


def test_the_named_one_of_two_strategies_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here = committed(new_repository(tmp_path, monkeypatch))

    assert main("export --format json docs/south".split()) == 0
    assert '"maps"' in capsys.readouterr().out
    assert main("rename maps charts docs/south".split()) == 0
    assert "charts" in (here / "docs/south/b.yml").read_text("utf-8")
    assert main("diff HEAD docs/south --fail-on never".split()) == 0
    said = capsys.readouterr().out
    assert "charts" in said
    assert "phone" not in said
    monkeypatch.chdir(here / "docs/south")
    assert main(["trace", "charts"]) == 1  # it serves nothing
    assert main([*"export --format markdown --output".split(), str(here / "out")]) == 0
    assert (here / "out/docs/south/bets/charts.md").is_file()


def test_no_path_leads_from_one_drive_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    def relpath(path: str, start: str = ".") -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr("stratdocs.mkdocs.settings.os.path.relpath", relpath)
    folders = Folders(Path("/d/site"), Path("/d/site/docs"), Path("/d/site/docs/strategy"), ())

    assert from_here(Path("/d/site/docs")) == "/d/site/docs"
    assert folders.from_home("/d/site/docs/a.md") == "/d/site/docs/a.md"
    source = Span("strategy/a.yml", 4, 1, 4, 2)
    assert edit_address("https://x/", source, Path("/d/site"), Path("/c/docs")) is None
    assert Home("/d/site", "/d/site/strategy").path("/c/a.yml") == "/c/a.yml"
    assert not Home("/d/site", "/d/site/strategy").holds("/c/a.yml")
    assert root_prefix(["/d/site"]) == ""


WITHIN_A_FOLDER = {"cli/init.py", "repo/content.py", "repo/git.py"}
"""Modules that ask for a path to what lies below the same folder, or mind the two drives."""


def test_paths_between_folders_are_asked_where_drives_are_known() -> None:
    bare = {
        path.relative_to(ROOT / "plugin/stratdocs").as_posix()
        for path in (ROOT / "plugin/stratdocs").rglob("*.py")
        if re.search(r"\bos\.path\.(relpath|commonpath)\(", path.read_text("utf-8"))
    }

    assert bare == WITHIN_A_FOLDER | {"mkdocs/settings.py", "repo/here.py", "repo/writing.py"}


def test_no_letter_is_lost_where_windows_sets_its_own_code_page(here: Path) -> None:
    draw(here, "s/a.yml\n    bets:\n      - {id: a, title: 'Łódź ≥ 5 €', serves: żółw}\n")
    program = [sys.executable, "-m", "stratdocs", "check", "s"]

    done = subprocess.run(
        program, env={**os.environ, "PYTHONIOENCODING": "cp1252"}, capture_output=True, check=False
    )

    assert b"Traceback" not in done.stderr
    assert done.returncode == 1
    assert "a serves żółw, which" in done.stdout.decode()


# Strictly


def test_the_recipe_of_the_readme_builds_strictly(here: Path) -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    blocks = re.findall(r"^```yaml\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
    (recipe,) = (block for block in blocks if block.startswith("site_name:"))
    strategy = next(block for block in blocks if block.startswith("strategies:"))
    (here / "docs" / "strategy").mkdir(parents=True)
    (here / "mkdocs.yml").write_text(recipe, encoding="utf-8")
    (here / "docs" / "strategy" / "all.yml").write_text(strategy, encoding="utf-8")

    assert build(here, strict=True).status == 0
