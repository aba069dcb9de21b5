"""Pages as Markdown files for other generators: what is in each, and the settings around them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
import yaml
from conftest import ROOT
from sites import build, draw, text

from stratdocs.cli import main
from stratdocs.publishing.edit_links import edit_address, edit_base
from stratdocs.publishing.markdown_page import markdown_page
from stratdocs.publishing.navigation import nav_of_folders, with_sections
from stratdocs.publishing.placement import place
from stratdocs.publishing.settings_file import SiteLists, settings_files
from stratdocs.repo.export_folder import STAMP
from stratdocs.site.views.page import Page
from stratdocs.site.views.template_data import TemplateData
from stratdocs.yamltext.source import Span

STRATEGY = """
docs/strategy/s.yml
    strategies:
      - {id: stay, title: Win clinics and keep them, level: company, owner: ana}
    bets:
      - {id: first-week, title: Value in the first week, serves: stay, owner: ana}
    people:
      - {id: ana, title: Ana Reis}
"""


def page(path: str, title: str = "A title", **more: object) -> Page:
    return Page(path, title, "item", TemplateData(), **more)  # type: ignore[arg-type]


def exported(folder: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.chdir(folder)
    return main(["export", "--format", "markdown", "--output", "out", *words])


# --- a page ---------------------------------------------------------------------------------------


def test_headings_are_markdown_and_all_else_is_raw() -> None:
    html = dedent("""\
        <div class="sd sd-item" id="all">
        <p>bet</p>
        <h1 id="top">Value</h1>
        <p>Why</p>
        <div class="sd-panel"><h2 id="in">Within</h2></div>
        <h2 id="next">What is next</h2>
        <svg><a xlink:href="../b.md"><path d="M0 0"/></a></svg>
        </div>
        """)

    expected = dedent("""\
        ---
        title: "Value"
        generator: "stratdocs"
        ---

        <div class="sd sd-item" id="all">
        <p>bet</p>
        </div>

        # Value { #top }

        <div class="sd sd-item">
        <p>Why</p>
        <div class="sd-panel"><h2 id="in">Within</h2></div>
        </div>

        ## What is next { #next }

        <div class="sd sd-item">
        <svg><a href="../b.md"><path d="M0 0"/></a></svg>
        </div>
        """)

    assert expected == markdown_page(page("bets/value", "Value"), html, ())


def test_the_pages_above_come_first() -> None:
    found = markdown_page(page("bets/a"), "<p>x</p>", [("A & B", "../bets/index.md")])

    assert '<a href="../bets/index.md">A &amp; B</a>' in found


def test_the_last_line_leads_to_the_yaml() -> None:
    base = edit_base("https://github.com/a/b", "edit/main/docs/")
    assert base is not None
    source = Span("docs/strategy/a b.yml", 7, 1, 7, 2)
    address = edit_address(base, source, Path("/x"), Path("/x/docs"))
    html = '<div><p class="sd-source">\nWritten in <code>a b.yml</code>, line 7.</p></div>'
    found = markdown_page(page("bets/a"), html, (), address)

    assert address == "https://github.com/a/b/blob/main/docs/strategy/a%20b.yml#L7"
    assert f'Written in <a href="{address}"><code>a b.yml</code></a>, line 7.' in found


def test_front_matter_is_escaped_as_html_and_quoted() -> None:
    title = 'Win <b>"clinics"</b> & {{ more }}: # yes'
    found = markdown_page(page("a", title, gist='"x" <y>', tags=("a: b",), hide=("toc",)), "", ())
    front = yaml.safe_load(found.split("---\n")[1])

    assert front == {
        "title": "Win &lt;b&gt;&quot;clinics&quot;&lt;/b&gt; &amp; {{ more }}: # yes",
        "description": "&quot;x&quot; &lt;y&gt;",
        "tags": ["a: b"],
        "hide": ["toc"],
        "generator": "stratdocs",
    }


def test_no_page_names_a_template() -> None:
    assert "template" not in markdown_page(page("a"), "<p>x</p>", ())


@pytest.mark.parametrize(
    "words",
    [
        "_a_ *b*",
        "`c` [d](e)",
        "[[first-week]]",
        "{{ x }} {% y %}",
        "# x { #y }",
        "$5 ^^a^^ ==b==",
        ":+1:",
    ],
)
def test_signs_of_a_title_mean_nothing_in_a_heading(words: str) -> None:
    found = markdown_page(page("a"), f'<div><h1 id="t">{words}</h1></div>', ())
    heading = found.split("\n\n")[1].strip()

    assert not set("_*`[]({$^=:+%") & set(heading.removesuffix("{ #t }").replace("&#", ""))
    assert text(heading.removeprefix("# ").removesuffix(" { #t }")) == words


def test_raw_html_holds_nothing_for_other_programs() -> None:
    html = "<div>\n<p>[[a]] {{ b }} {% c %}</p>\n<pre>\n```\n~~~\n::: x\n</pre>\n</div>"
    found = markdown_page(page("a"), html, ())

    assert "[[" not in found
    assert "{" not in found
    assert "`" not in found
    assert "\n~~~" not in found
    assert "\n:::" not in found
    assert text(found.split("\n\n", 1)[1]) == text(html)


# --- files ----------------------------------------------------------------------------------------


def test_an_index_lies_in_its_folder() -> None:
    pages = [page(""), page("bets"), page("bets/a"), page("not-doing"), page("risks")]

    assert place(pages, []).sources == {
        "": "index.md",
        "bets": "bets/index.md",
        "bets/a": "bets/a.md",
        "not-doing": "not-doing.md",
        "risks": "risks/index.md",
    }


def test_a_written_page_replaces_ours() -> None:
    found = place(
        [page(""), page("bets"), page("bets/a")], ["index.md", "bets.md", "bets/a/index.md"]
    )

    assert found.sources == {
        "": "strategy-on-a-page.md",
        "bets": "bets.md",
        "bets/a": "bets/a/index.md",
    }
    assert [uri for _, uri in found.made] == ["strategy-on-a-page.md"]


def test_a_navigation_of_folders() -> None:
    found = nav_of_folders(["b.md", "index.md", "how-we/work.md", "how-we/index.md"])

    assert found == ["index.md", "b.md", {"How we": ["how-we/index.md", "how-we/work.md"]}]


def test_an_index_among_others_gets_its_own_section() -> None:
    nav = [{"Strategy": ["bets/index.md", "not-doing.md", {"Theirs": "x/index.md"}]}]

    assert with_sections(nav, {"bets/index.md": "Bets"}) == [
        {"Strategy": [{"Bets": ["bets/index.md"]}, "not-doing.md", {"Theirs": "x/index.md"}]}
    ]


# --- settings -------------------------------------------------------------------------------------

LISTS = SiteLists(["index.md"], {"source": "../s"}, ["our.css"], ["our.js"], ["../s"], ["/bets/**"])


def generated(text: str) -> dict[str, str]:
    return settings_files([("mkdocs.yml", dedent(text))], "../mkdocs.yml", LISTS, "Strategy")


@pytest.mark.parametrize(
    "plugins",
    [
        "plugins: [search, stratdocs, tags: {enabled: true}]",
        "plugins:\n  - search\n  - stratdocs:\n      source: x\n  - tags:\n      enabled: true\n",
        "plugins:\n  search:\n  stratdocs: {}\n  tags:\n    enabled: true\n",
        "plugins:\n- search # find\n# ours\n- stratdocs\n- tags: {enabled: true}\n",
    ],
)
def test_the_plugins_of_a_site_without_ours(plugins: str) -> None:
    found = yaml.safe_load(generated(plugins)["mkdocs.gen.yml"])

    assert found["plugins"] == ["search", {"tags": {"enabled": True}}]


def test_without_plugins_there_is_search() -> None:
    assert yaml.safe_load(generated("site_name: x")["mkdocs.gen.yml"])["plugins"] == ["search"]


def test_extensions_keep_their_tags_and_ours_is_added_last() -> None:
    found = generated("""
        markdown_extensions:
          - toc:
              permalink: true
              slugify: !!python/object/apply:pymdownx.slugs.slugify
                kwds:
                  case: lower
          - attr_list
        """)["mkdocs.gen.yml"]

    assert (
        dedent("""\
        markdown_extensions:
          - toc:
              permalink: true
              slugify: !!python/object/apply:pymdownx.slugs.slugify
                kwds:
                  case: lower
          - attr_list
          - md_in_html
          - tables
          - stratdocs.markdown_extension:
                source: "../s"
        extra_css:
        """)
        in found
    )


def test_lists_are_emptied_in_between_since_generators_merge_them_differently() -> None:
    found = generated("hooks: [h.py]\ntheme: {name: material, custom_dir: own}")
    base = yaml.safe_load(found["mkdocs.base.yml"])

    assert base == {
        "INHERIT": "../mkdocs.yml",
        "docs_dir": "docs",
        "site_dir": "site",
        "edit_uri": "",
        "theme": {"custom_dir": "../own"},
        **dict.fromkeys(
            ("nav", "plugins", "markdown_extensions", "extra_css", "extra_javascript", "hooks")
        ),
    }
    assert yaml.safe_load(found["mkdocs.gen.yml"])["INHERIT"] == "mkdocs.base.yml"
    assert yaml.safe_load(found["mkdocs.gen.yml"])["hooks"] == ["../h.py"]


def test_pages_outside_the_navigation_are_so_on_purpose() -> None:
    found = yaml.safe_load(generated("not_in_nav: |\n  /drafts/*\n")["mkdocs.gen.yml"])

    assert found["not_in_nav"] == "/drafts/*\n/bets/**\n"


# --- the command ----------------------------------------------------------------------------------


def test_an_export_is_a_whole_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw(
        tmp_path,
        STRATEGY
        + """
docs/about.md
    # About

    [Bets](bets.md#x), `[Bets](bets.md)` and [[ana]].
""",
    )

    assert exported(tmp_path, monkeypatch) == 0
    out = tmp_path / "out"
    assert (out / "docs/bets/first-week.md").is_file()
    assert (out / "docs/bets/index.md").is_file()
    assert (out / "docs/assets/stratdocs/stratdocs.css").is_file()
    assert not (out / "docs/strategy").exists()
    assert json.loads((out / "docs/strategy.json").read_text("utf-8"))["version"]
    about = (out / "docs/about.md").read_text("utf-8")
    assert about == "# About\n\n[Bets](bets/index.md#x), `[Bets](bets.md)` and [[ana]].\n"


def test_exported_again_nothing_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    draw(tmp_path, STRATEGY)
    exported(tmp_path, monkeypatch)
    capsys.readouterr()

    assert exported(tmp_path, monkeypatch) == 0
    assert ", 0 changed" in capsys.readouterr().err


def test_what_is_gone_is_removed_and_a_strange_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(tmp_path, STRATEGY)
    exported(tmp_path, monkeypatch)
    (tmp_path / "out/notes.txt").write_text("mine", encoding="utf-8")
    source = tmp_path / "docs/strategy/s.yml"
    source.write_text(source.read_text("utf-8").replace("id: first-week", "id: week-one"), "utf-8")

    assert exported(tmp_path, monkeypatch) == 0
    assert not (tmp_path / "out/docs/bets/first-week.md").exists()
    assert (tmp_path / "out/docs/bets/week-one.md").exists()
    assert (tmp_path / "out/notes.txt").exists()


def test_an_export_that_is_interrupted_writes_nothing_and_the_next_one_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(tmp_path, STRATEGY)
    synced = []
    open_file = open

    def failing(file: str, *more: str, **options: str) -> object:
        if str(file).endswith(".tmp"):
            synced.append(file)
            if len(synced) > 20:
                raise KeyboardInterrupt
        return open_file(file, *more, **options)  # type: ignore[call-overload]

    with monkeypatch.context() as patched:
        patched.setattr("builtins.open", failing)
        assert exported(tmp_path, monkeypatch) == 130
    assert [path for path in (tmp_path / "out").rglob("*") if path.is_file()] == []
    assert exported(tmp_path, monkeypatch) == 0
    stamp = json.loads((tmp_path / "out" / STAMP).read_text("utf-8"))
    there = {
        p.relative_to(tmp_path / "out").as_posix()
        for p in (tmp_path / "out").rglob("*.*")
        if p.is_file()
    }
    assert set(stamp["files"]) == there - {STAMP}
    assert stamp["content"] != "unfinished"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--output", "docs/out"], "docs/out is within docs"),
        (["--output", "other"], "other contains files that weren't exported"),
        (["--output", "mkdocs.yml"], "mkdocs.yml is a file"),
        ([], "--format markdown needs --output DIR"),
        (["--output", "out", "nowhere"], "nowhere isn't a folder"),
        (["--output", "out", "docs", "other"], "a site has one strategy"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    message: str,
) -> None:
    draw(tmp_path, STRATEGY + "other/x.txt\n    mine\n")
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))

    assert main(["export", "--format", "markdown", *words]) == 2
    assert f"stratdocs: {message}" in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_broken_strategy_is_not_exported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    draw(tmp_path, STRATEGY.replace("serves: stay", "serves: sty"))

    assert exported(tmp_path, monkeypatch) == 1
    said = capsys.readouterr()
    assert "docs/strategy/s.yml:4" in said.out
    assert "1 finding stops the export; nothing was written" in said.err
    assert not (tmp_path / "out").exists()


def test_a_strategy_without_a_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw(tmp_path, STRATEGY)
    (tmp_path / "mkdocs.yml").unlink()

    assert exported(tmp_path, monkeypatch, "docs/strategy") == 0
    base = yaml.safe_load((tmp_path / "out/mkdocs.base.yml").read_text("utf-8"))
    assert (base["theme"], base["site_name"]) == ("material", "Strategy on a page")


PLACED = """
mkdocs.yml
    site_name: Harbour
    site_url: https://example.com/docs/
    theme: {name: mkdocs}
    plugins:
      - stratdocs:
          today: 2026-11-21
          path: plans/ours/
          manual: MANUAL
          views: {teams: false, okrs: no}
          nav: {title: Our plan, after: notes}
    nav:
      - Home: index.md
      - More: [notes.md, last.md]
docs/index.md
    [bets](plans/ours/bets.md), [[ana]], [[crew]]

    ```stratdocs
    view: table
    of: bets
    ```
docs/notes.md
    # Notes
docs/last.md
    # Last
docs/strategy/s.yml
    strategies:
      - {id: stay, title: Win clinics and keep them, level: company, owner: ana}
    bets:
      - {id: first-week, title: Value in the first week, serves: stay, owner: ana}
    people:
      - {id: ana, title: Ana Reis, team: crew}
    teams:
      - {id: crew, title: The crew}
"""


@pytest.mark.parametrize("manual", ["full", "link", "none"])
def test_an_export_is_placed_as_the_site_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, manual: str
) -> None:
    draw(tmp_path, PLACED.replace("MANUAL", manual))
    assert exported(tmp_path, monkeypatch) == 0
    assert build(tmp_path, strict=True).status == 0
    (tmp_path / "site").rename(tmp_path / "of-plugin")
    out = tmp_path / "out"
    (out / "mkdocs.gen.yml").rename(out / "mkdocs.yml")
    assert build(out, strict=True).status == 0
    settings = yaml.safe_load((out / "mkdocs.yml").read_text("utf-8"))

    def files(folder: Path) -> set[str]:
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}

    assert files(tmp_path / "of-plugin") == files(out / "site")
    for name in ("strategy.json", "bets/bets.csv", "strategy-files.schema.json"):
        of_plugin = (tmp_path / "of-plugin/plans/ours" / name).read_bytes()
        assert (out / "site/plans/ours" / name).read_bytes() == of_plugin
    more = settings["nav"][1]["More"]
    assert [*more[0:1], *more[1], more[2]] == ["notes.md", "Our plan", "last.md"]
    assert "The crew" in text((out / "site/index.html").read_text("utf-8"))
    linked = "stratdocs.github.io" in (out / "site/plans/ours/bets/index.html").read_text("utf-8")
    assert linked is (manual == "link")


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("path: ../up", "the option `path` is"),
        ("manual: some", '`manual` is "some"; use full, link or none'),
        (
            "views: {betz: false}",
            "`views` has betz, which isn't a view of this strategy; did you mean bets?",
        ),
        (
            "views: {bets: hidden}",
            '`views` takes true or false for each view, not "hidden" for bets',
        ),
        ("nav: {titel: x}", "the option `nav` has no titel; did you mean title?"),
        ("nav: {after: Nowhere}", "the navigation has no entry Nowhere"),
    ],
)
def test_a_setting_that_cannot_be_stops_an_export_too(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    setting: str,
    message: str,
) -> None:
    draw(tmp_path, STRATEGY)
    settings = f"site_name: x\nplugins:\n  - stratdocs: {{{setting}}}\n"
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")

    assert exported(tmp_path, monkeypatch) == 2
    assert message in capsys.readouterr().err


WITHOUT_MKDOCS = """
import sys

for name in ("mkdocs", "material", "properdocs"):
    sys.modules[name] = None  # an import of it fails
from stratdocs.cli import main

sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    "words",
    [
        ["check", "--fail-on", "never"],
        ["diff", "before", "docs/strategy"],
        ["export", "--format", "markdown", "--output", "out"],
    ],
)
def test_commands_need_no_mkdocs(tmp_path: Path, words: list[str]) -> None:
    draw(tmp_path, STRATEGY + STRATEGY.replace("docs/strategy", "before"))
    command = [sys.executable, "-c", WITHOUT_MKDOCS, *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugin")}
    done = subprocess.run(  # noqa: PLW1510  # asserted below, with its output
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60
    )

    assert done.returncode == 0, done.stderr
