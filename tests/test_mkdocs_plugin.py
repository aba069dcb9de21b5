"""The MkDocs door, tried with the real MkDocs on projects of a few files."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from sites import Built, Site, article, build, draw, text

HARBOUR = """
    docs/strategy/company.yml
        strategies:
          - id: win-harbours
            title: Win the small harbours
            level: company
            owner: ada
            description: |
              Small harbours **first**. Big ones follow.
          - {id: calm-berths, title: Calm berths, level: product, serves: win-harbours}
        people:
          - {id: ada, title: Ada Moor}
    docs/strategy/bets/first.yml
        bets:
          - id: berth-by-phone
            title: A berth by phone in a minute
            serves: calm-berths
            tags: [berths, phone]
            owner: ada
    docs/strategy/goals.yaml
        objectives:
          - id: skippers-book-ahead
            title: Skippers know their berth before they leave
            serves: berth-by-phone
            key_results:
              - id: booked-ahead
                title: Raise berths booked ahead from 20% to 45%
                baseline: 20%
                target: 45%
"""


def settings(plugin: str = "{today: 2026-11-21, fail_on: never}", more: str = "") -> str:
    return f"""
    mkdocs.yml
        site_name: Harbour
        site_url: https://harbour.example/plan/
        edit_uri: https://code.example/harbour/edit/main/docs/
        theme:
          name: material
          font: false
          features: [navigation.path, navigation.tabs, content.action.edit]
        plugins:
          - search
          - tags
          - stratdocs: {plugin}
        {more}
    """


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site of three files of YAML, with no page written by hand."""
    folder = tmp_path_factory.mktemp("harbour")
    return build(draw(folder, HARBOUR + settings()))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, where the build is started."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def findings(built: Built) -> list[str]:
    """The messages about YAML, path first."""
    return [line for line in built.messages if re.match(r"\w+ [^ ]+:\d+:\d+: ", line)]


# Pages


def test_each_item_has_a_page_at_its_collection_and_id(harbour: Built) -> None:
    expected = {
        "strategies/win-harbours/": "Win the small harbours",
        "strategies/calm-berths/": "Calm berths",
        "people/ada/": "Ada Moor",
        "bets/berth-by-phone/": "A berth by phone in a minute",
        "objectives/skippers-book-ahead/": "Skippers know their berth before they leave",
        "key_results/booked-ahead/": "Raise berths booked ahead from 20% to 45%",
    }

    actual = {
        path: text(re.findall(r"<h1.*?</h1>", harbour.page(path), re.DOTALL)[0])
        for path in expected
    }

    assert expected == actual


def test_each_collection_and_view_has_an_index_page(harbour: Built) -> None:
    for path in ("", "strategies/", "bets/", "objectives/", "key_results/", "findings/"):
        assert "<h1" in harbour.page(path)
    assert "A berth by phone in a minute" in text(article(harbour.page("bets/")))


@pytest.mark.slow
def test_no_link_of_the_site_is_broken(harbour: Built) -> None:
    assert list(Site(harbour.folder / "site").broken()) == []


def test_a_page_begins_with_the_chain_from_the_company_strategy_down(harbour: Built) -> None:
    assert (
        "Win the small harbours › Calm berths › A berth by phone in a minute › "
        "Skippers know their berth before they leave › this key result"
    ) in text(article(harbour.page("key_results/booked-ahead/")))


def test_the_yaml_is_not_published(harbour: Built) -> None:
    published = Site(harbour.folder / "site").files

    assert [path for path in published if path.endswith((".yml", ".yaml"))] == []


def test_items_stay_out_of_the_navigation_and_indexes_are_in_it(harbour: Built) -> None:
    html = harbour.page("bets/berth-by-phone/")
    nav = html[html.index('<nav class="md-nav md-nav--primary') : html.index("<article")]

    assert "../../objectives/" in nav
    assert "../../findings/" in nav
    assert "skippers-book-ahead" not in nav


def test_breadcrumbs_lead_from_an_item_to_its_index(harbour: Built) -> None:
    path = re.search(
        r'<nav class="md-path".*?</nav>', harbour.page("bets/berth-by-phone/"), re.DOTALL
    )

    assert path is not None
    assert "Bets" in text(path[0])


def test_the_tab_of_the_index_is_active_on_an_item(harbour: Built) -> None:
    tabs = re.findall(
        r'<li class="md-tabs__item md-tabs__item--active">.*?</li>',
        harbour.page("key_results/booked-ahead/"),
        re.DOTALL,
    )

    assert [text(tab) for tab in tabs] == ["Goals"]


def test_headings_are_in_the_table_of_contents(harbour: Built) -> None:
    html = harbour.page("objectives/skippers-book-ahead/")
    toc = html[html.index('data-md-type="toc"') : html.index("<article")]

    assert 'href="#key-results"' in toc


def test_tags_are_on_the_page_and_in_the_search_index(harbour: Built) -> None:
    assert '<span class="md-tag">berths</span>' in harbour.page("bets/berth-by-phone/")
    assert harbour.entries["bets/berth-by-phone/"]["tags"] == ["berths", "phone"]


def test_each_page_is_found_by_search_once(harbour: Built) -> None:
    locations = [entry["location"] for entry in harbour.json("search/search_index.json")["docs"]]

    assert sorted(set(locations)) == sorted(locations)
    entry = harbour.entries["strategies/win-harbours/"]
    assert entry["title"] == "Win the small harbours"
    assert "<p>Small harbours first. Big ones follow.</p>" in entry["text"]
    assert "findings/" in locations
    assert "" in locations


def test_the_edit_link_leads_to_the_line_of_the_yaml(harbour: Built) -> None:
    assert 'href="https://code.example/harbour/blob/main/docs/strategy/company.yml#L8"' in (
        harbour.page("strategies/calm-berths/")
    )


def test_a_page_says_where_its_item_is_written(harbour: Built) -> None:
    assert "Source: docs/strategy/company.yml, line 2" in text(
        article(harbour.page("strategies/win-harbours/"))
    )


def test_strategy_json_follows_its_schema(harbour: Built) -> None:
    data = harbour.json("strategy.json")

    jsonschema.validate(data, harbour.json("strategy.schema.json"))
    urls = {item["id"]: item["url"] for item in data["items"]}
    assert urls["berth-by-phone"] == "bets/berth-by-phone/"
    assert str(harbour.folder) not in json.dumps(data)


def test_ada_is_named_where_her_id_is_written(harbour: Built) -> None:
    link = '<a href="../../people/ada/">Ada Moor</a>'

    assert link in harbour.page("bets/berth-by-phone/")


# The site around them


@pytest.mark.slow
def test_a_written_home_page_stays_and_the_strategy_gets_a_page_of_its_own(here: Path) -> None:
    built = build(draw(here, HARBOUR + "    docs/index.md\n        # Ahoy\n" + settings()))

    assert built.status == 0
    assert "Ahoy" in text(article(built.page("")))
    assert "Win the small harbours" in text(article(built.page("strategy-on-a-page/")))
    assert list(Site(here / "site").broken()) == []


@pytest.mark.slow
def test_a_readme_is_a_home_page_too(here: Path) -> None:
    built = build(draw(here, HARBOUR + "    docs/README.md\n        # Ahoy\n" + settings()))

    assert "Ahoy" in text(article(built.page("")))


def test_a_written_index_replaces_ours(here: Path) -> None:
    built = build(draw(here, HARBOUR + "    docs/bets/index.md\n        # Our bets\n" + settings()))

    assert "Our bets" in text(article(built.page("bets/")))
    assert built.status == 0


@pytest.mark.slow
def test_without_a_nav_written_pages_come_in_the_order_of_mkdocs(here: Path) -> None:
    tree = HARBOUR + "    docs/about.md\n        # About\n    docs/index.md\n        # Ahoy\n"

    built = build(draw(here, tree + settings()))

    tabs = re.findall(r'class="md-tabs__item.*?</li>', built.page(""), re.DOTALL)
    assert [text("<li " + tab) for tab in tabs[:2]] == ["Ahoy", "About"]


@pytest.mark.slow
def test_pages_that_the_own_nav_names_are_not_named_again(here: Path) -> None:
    nav = "nav: [{Start: index.md}, {What we bet on: bets.md}]"

    built = build(draw(here, HARBOUR + settings(more=nav)))

    html = built.page("findings/")
    primary = html[html.index('<nav class="md-nav md-nav--primary') : html.index("<article")]
    assert text(primary).count("What we bet on") == 1
    assert primary.count('href="../bets/"') == 1
    assert "<title>Bets - Harbour</title>" in built.page("bets/")
    assert built.status == 0


@pytest.mark.slow
def test_addresses_may_be_files(here: Path) -> None:
    built = build(draw(here, HARBOUR + settings(more="use_directory_urls: false")))

    assert "Calm berths" in built.page("strategies/calm-berths.html")
    assert 'href="../people/ada.html"' in built.page("bets/berth-by-phone.html")
    assert "bets/berth-by-phone.html" in built.entries
    assert list(Site(here / "site").broken()) == []


@pytest.mark.slow
def test_it_works_with_the_offline_plugin(here: Path) -> None:
    tree = settings().replace("- tags\n", "- tags\n          - offline\n")

    built = build(draw(here, HARBOUR + tree))

    assert built.status == 0
    script = (here / "site" / "search" / "search_index.js").read_text("utf-8")
    assert "bets/berth-by-phone.html" in script
    assert list(Site(here / "site").broken()) == []


@pytest.mark.slow
def test_the_theme_of_mkdocs_shows_the_pages_too(here: Path) -> None:
    tree = settings().replace("name: material\n          font: false", "name: mkdocs")
    tree = tree.replace("features: [navigation.path, navigation.tabs, content.action.edit]", "")
    tree = tree.replace("          - tags\n", "")

    built = build(draw(here, HARBOUR + tree))

    assert built.status == 0
    assert "Calm berths" in built.page("strategies/calm-berths/")
    locations = [entry["location"] for entry in built.json("search/search_index.json")["docs"]]
    assert locations.count("bets/berth-by-phone/") == 1


@pytest.mark.slow
def test_a_strategy_may_lie_elsewhere_and_its_paths_start_at_the_settings(here: Path) -> None:
    tree = BROKEN.replace("docs/strategy/", "plan/") + "    docs/index.md\n        # Ahoy\n"
    folder = draw(here / "project", tree + settings("{source: ../plan, fail_on: never}"))

    built = build(folder)

    assert built.status == 0
    assert "Source: plan/company.yml" in text(built.page("strategies/win-harbours/"))
    assert findings(built)[0].startswith("INFO project/plan/")


# What is wrong


BROKEN = HARBOUR.replace("serves: calm-berths", "serves: calm-birth").replace(
    "title: Raise berths booked ahead from 20% to 45%", "title: Launch the booking page"
)


@pytest.mark.parametrize(
    ("fail_on", "strict", "status"),
    [
        ("error", False, 1),
        ("error", True, 1),
        ("warning", False, 1),
        ("advice", False, 1),
        ("never", False, 0),
        pytest.param("never", True, 0, marks=pytest.mark.slow),
    ],
)
def test_a_broken_link_stops_the_build_unless_nothing_may(
    here: Path, fail_on: str, strict: bool, status: int
) -> None:
    tree = settings(f"{{today: 2026-11-21, fail_on: {fail_on}}}")

    built = build(draw(here, BROKEN + tree), strict=strict)

    assert status == built.status
    level = "INFO" if fail_on == "never" else "ERROR"
    assert findings(built)[0] == (
        f"{level} docs/strategy/bets/first.yml:4:13: error unknown-reference: "
        "berth-by-phone serves calm-birth, which doesn't exist; did you mean calm-berths?"
    )
    rules = [line.split(": ")[1].split()[1] for line in findings(built)]
    assert "output-key-result" in rules  # all are reported before the build stops


@pytest.mark.parametrize(
    ("fail_on", "strict", "status"),
    [
        ("error", False, 0),
        ("error", True, 0),
        ("warning", False, 1),
        pytest.param("never", False, 0, marks=pytest.mark.slow),
    ],
)
def test_a_warning_stops_only_those_who_want_it(
    here: Path, fail_on: str, strict: bool, status: int
) -> None:
    weak = HARBOUR.replace("Raise berths booked ahead from 20% to 45%", "Launch the booking page")
    tree = settings(f"{{today: 2026-11-21, fail_on: {fail_on}}}")

    built = build(draw(here, weak + tree), strict=strict)

    assert status == built.status
    level = "ERROR" if fail_on == "warning" else "INFO"
    line = next(line for line in findings(built) if "warning output-key-result" in line)
    assert line.startswith(level)  # --strict stops for warnings in the log


@pytest.mark.slow
def test_the_command_line_of_mkdocs_ends_with_1(here: Path) -> None:
    draw(here, BROKEN + settings("{today: 2026-11-21}"))

    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "docs/strategy/bets/first.yml:4:13: error unknown-reference" in done.stderr
    assert "see above (fail_on: error)" in done.stderr
    assert "Traceback" not in done.stderr


def last(built: Built) -> str:
    """The last error, as the user sees it."""
    return [line for line in built.messages if line.startswith("ERROR")][-1]


def test_a_missing_folder_is_named(here: Path) -> None:
    built = build(draw(here, "docs/index.md\n    # Ahoy\n"))

    assert built.status == 1
    assert last(built) == (
        "ERROR stratdocs: the folder docs/strategy doesn't exist; put the strategy's YAML there, "
        "or set a different folder with the option `source`"
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("{templates: themes}", "themes doesn't exist; the option `templates` takes a folder"),
        (
            "{today: soon}",
            'the option `today`, "soon", isn\'t a valid date; use YYYY-MM-DD, such as 2027-03-31',
        ),
        ("{fail_on: sometimes}", "fail_on"),
        ("{sauce: strategy}", "sauce"),
        ("{source: [a, b]}", "source"),
    ],
)
def test_an_invalid_option_gives_one_sentence(here: Path, options: str, message: str) -> None:
    built = build(draw(here, HARBOUR + settings(options)), strict=True)

    assert built.status == 1
    assert message in "\n".join(built.messages)


@pytest.mark.slow
def test_today_may_carry_a_time(here: Path) -> None:
    assert build(draw(here, HARBOUR + settings("{today: 2026-11-21 10:00:00}"))).status == 0


# The site's own templates


OWN = "{today: 2026-11-21, fail_on: never, templates: own}"


@pytest.mark.slow
def test_a_template_of_the_site_goes_before_the_built_in_one(here: Path) -> None:
    tree = "    own/item.html.jinja\n        <h1>Item {{ entity.id }}</h1>\n"

    built = build(draw(here, HARBOUR + tree + settings(OWN)))

    assert text(article(built.page("people/ada/"))) == "Item ada"
    assert "Win the small harbours" in built.page("")


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ entity.nmae }}", r"own/item\.html\.jinja:1 .*nmae"),
        ("one\n        {% if %}", r"own/item\.html\.jinja:2 "),
        ('one\n        {% include "nowhere.jinja" %}', r"nowhere\.jinja"),
    ],
)
def test_a_template_that_fails_is_named_with_its_line(
    here: Path, template: str, message: str
) -> None:
    tree = f"    own/item.html.jinja\n        {template}\n"

    built = build(draw(here, HARBOUR + tree + settings(OWN)))

    assert built.status == 1
    assert re.search(message, last(built))
    assert "Traceback" not in last(built)


# Texts that want to be more than text


HOSTILE = """
    docs/strategy/all.yml
        strategies:
          - id: company
            title: "</title><script>alert(1)</script> {{ config.site_name }} {% raw %}"
            level: company
            tags: ["<script>alert(2)</script>"]
            description: |
              <script>alert(3)</script> <b onclick="alert(4)">b</b> {{ 1 + 1 }}

              [go](javascript:alert(5)) [to](https://a.example/ "x") <https://b.example/>
              ![picture](https://evil.example/i.png)

              "><img src=x onerror=alert(6)>
            why: |
              # Loud

              <style>* { display: none }</style>

              | a | b |
              | - | - |
              | 1 | <iframe src="https://evil.example"></iframe> |
            links:
              - {title: x, url: "javascript:alert(7)"}
              - {title: y, url: "https://a.example/\\"onmouseover=alert(8)"}
            fields: {"<i>": "<script>alert(9)</script>"}
            because: "--8<-- 'mkdocs.yml'"
          - {id: "a\\0b", title: "nul \\0 nul", serves: company}
"""


@pytest.mark.slow
def test_what_looks_like_html_is_shown_as_text(here: Path) -> None:
    built = build(draw(here, HOSTILE + settings()))

    assert built.status == 0
    for path, page in Site(here / "site").pages.items():
        for element in page.elements:
            attributes = element.attributes
            assert not [name for name in attributes if name.startswith("on")], (path, element)
            for name in ("href", "src"):
                value = attributes.get(name) or ""
                assert not value.lower().startswith(("javascript:", "data:text")), (path, element)
                assert "evil.example" not in value, (path, element)
        ours = {element.tag for element in page.elements if "article" in element.within}
        assert ours.isdisjoint(("script", "style", "iframe", "img")), path
    html = built.page("strategies/company/")
    assert html.count("<title>") == 1
    assert "alert(1)" not in "".join(re.findall(r"<script.*?</script>", html, re.DOTALL))
    seen = text(article(html))
    for piece in (
        "<script>alert(3)</script>",
        "{{ 1 + 1 }}",
        "{{ config.site_name }}",
        "{% raw %}",
    ):
        assert piece in seen
    assert "--8<-- 'mkdocs.yml'" in seen
    entry = built.entries["strategies/company/"]
    plain = re.sub("</?p>", "", entry["text"])
    assert "<" not in entry["title"] + plain + "".join(entry["tags"])


IDS = ["../../x", "..", ".", "/etc/x", "A b", "a b", "a-b", "A-B", "index", "page", "404", "con",
       "übermut", "日本語", "e\u0301", "a/b", "a\\b", "x" * 300, "x" * 299 + "y", "日" * 300, "?",
       "#", "%2e%2e%2f", "a.b", "a_b", "README", "search", "<b>"]  # fmt: skip


@pytest.mark.parametrize("addresses", ["true", pytest.param("false", marks=pytest.mark.slow)])
def test_no_id_leads_out_of_the_site_or_onto_a_foreign_page(here: Path, addresses: str) -> None:
    tree = "    docs/strategy/all.yml\n        strategies:\n" + "".join(
        f"          - {{id: {json.dumps(name, ensure_ascii=False)}, title: Item {number} here}}\n"
        for number, name in enumerate(IDS)
    )
    draw(here / "project", tree + settings(more=f"use_directory_urls: {addresses}"))
    before = set(here.rglob("*"))

    built = build(here / "project")

    assert built.status == 0
    site = here / "project" / "site"
    assert [p for p in here.rglob("*") if p not in before and not p.is_relative_to(site)] == []
    data = built.json("strategy.json")
    assert len({item["url"] for item in data["items"]}) == len(IDS)
    for item in data["items"]:
        assert item["title"] in text(re.findall(r"<h1.*?</h1>", built.page(item["url"]))[0])
    index = "strategies/" if addresses == "true" else "strategies.html"
    assert "Item 0 here" in text(article(built.page(index)))
    assert list(Site(site).broken()) == []


@pytest.mark.slow
def test_two_builds_of_the_same_content_are_the_same_bytes(tmp_path: Path) -> None:
    first, second = (build(draw(tmp_path / n, HARBOUR + settings())) for n in ("one", "two"))

    files = Site(first.folder / "site").files
    assert files == Site(second.folder / "site").files
    different = [
        path
        for path in files
        if (first.folder / "site" / path).read_bytes()
        != (second.folder / "site" / path).read_bytes()
    ]
    assert different == []


@pytest.mark.slow
def test_a_chain_of_two_thousand_is_built(here: Path) -> None:
    chain = "".join(
        f"          - {{id: s{n}, title: Step {n}, serves: s{n - 1}}}\n" for n in range(1, 2000)
    )
    tree = (
        "    docs/strategy/all.yml\n        strategies:\n"
        f"          - {{id: s0, title: Step 0, level: company}}\n{chain}"
    )

    built = build(draw(here, tree + settings()))

    assert built.status == 0
    page = text(article(built.page("strategies/s1999/")))
    assert "Step 0 › … › Step 1992 › Step 1993" in page
    sizes = [file.stat().st_size for file in (here / "site").rglob("*.html")]
    assert max(sizes) < 600_000
    assert sum(sizes) < 100_000_000


# What written pages ask for

PAGES = """
    docs/index.md
        ---
        title: Ahoy
        ---
        # We bet on [[berth-by-phone]]

        We *trust* **[[berth-by-phone]]** and [[booked-ahead|that number]], not `[[code]]`.

        | who |
        | --- |
        | [[ada|Ada]] |

        ```stratdocs
        view: table
        of: bets
        ```

        !!! note

            ```stratdocs
            view: table
            of: [bets, key_results]
            columns: [kind, target]
            ```

        1. One

            ~~~stratdocs
            view: tree
            of: win-harbours
            ~~~

        ```yaml
        [[nothing]]
        ```
    docs/deep/er.md
        # Deeper

        [[win-harbours]] and [a row](../index.md#row-berth-by-phone).

        ```stratdocs
        view: table
        of: people
        ```
"""
MORE = "markdown_extensions: [admonition, tables, {toc: {permalink: true}}]"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with two written pages that ask for views and name items."""
    folder = tmp_path_factory.mktemp("pages")
    return build(draw(folder, HARBOUR + PAGES + settings(more=MORE)))


def test_blocks_are_answered_wherever_they_are(pages: Built) -> None:
    html = article(pages.page(""))

    assert html.count('<div class="sd sd-embed') == 3
    note = html[html.index('<div class="admonition note">') : html.index("<ol>")]
    assert "Raise berths booked ahead from 20% to 45%" in note
    assert "<p>One</p>\n<div class=" in html
    assert "[[nothing]]" in text(html)
    assert "\ue000" not in html


def test_a_view_may_appear_on_a_page_twice(pages: Built) -> None:
    html = article(pages.page(""))
    ids = re.findall(r' id="([^"]+)"', html)

    assert sorted(set(ids)) == sorted(ids)
    assert "row-berth-by-phone" in ids
    assert "row-berth-by-phone-2" in ids


def test_items_are_named_by_their_titles(pages: Built) -> None:
    html = article(pages.page(""))

    assert '<strong><span class="sd sd-mention"><a href="bets/berth-by-phone/">' in html
    assert '<a href="key_results/booked-ahead/" title="Raise berths booked ' in html
    assert '<td><span class="sd sd-mention"><a href="people/ada/"' in html
    assert "<code>[[code]]</code>" in html


def test_a_heading_with_a_link_has_a_plain_address(pages: Built) -> None:
    html = pages.page("")

    assert '<h1 id="we-bet-on-a-berth-by-phone-in-a-minute">' in html
    assert '<a href="bets/berth-by-phone/">A berth by phone in a minute</a>' in html


@pytest.mark.slow
def test_links_of_an_embedded_view_start_at_its_page(pages: Built) -> None:
    html = article(pages.page("deep/er/"))

    assert '<a href="../../people/ada/">Ada Moor</a>' in html
    assert '<a href="../../strategies/win-harbours/">Win the small harbours</a>' in html
    assert list(Site(pages.folder / "site").broken()) == []
    assert [line for line in pages.messages if "anchor" in line] == []


def test_texts_of_the_strategy_link_from_their_own_page(here: Path) -> None:
    tree = HARBOUR.replace("Big ones follow.", "Then [[berth-by-phone]]; `[[x]]`.")
    tree = tree.replace("Small harbours **first**. Then", "First [[calm-berths]], then")

    built = build(draw(here, tree + settings()))

    html = article(built.page("strategies/win-harbours/"))
    assert '<a href="../../bets/berth-by-phone/">A berth by phone in a minute</a>' in html
    assert "Mentioned in" in text(article(built.page("bets/berth-by-phone/")))
    entry = built.entries["strategies/win-harbours/"]
    assert "<p>First Calm berths, then A berth by phone in a minute" in entry["text"]


WRONG = """
    docs/about/us.md
        ---
        title: Us
        ---
        See [[berth-by-fone]].

        ```stratdocs
        view: table
        of: bets
        where: sise == big
        ```
"""


@pytest.mark.parametrize(
    ("fail_on", "strict", "status", "level"),
    [
        ("error", False, 1, "ERROR"),
        ("never", False, 0, "INFO"),
        pytest.param("never", True, 0, "INFO", marks=pytest.mark.slow),
    ],
)
def test_wrong_blocks_and_links_are_findings_at_their_places(
    here: Path, fail_on: str, strict: bool, status: int, level: str
) -> None:
    tree = settings(f"{{today: 2026-11-21, fail_on: {fail_on}}}")

    built = build(draw(here, HARBOUR + WRONG + tree), strict=strict)

    assert status == built.status
    assert [line for line in findings(built) if "us.md" in line] == [
        (
            f"{level} docs/about/us.md:4:7: error unknown-reference: this page names "
            "berth-by-fone, which doesn't exist; did you mean berth-by-phone?"
        ),
        (
            f"{level} docs/about/us.md:9:8: error unknown-field: sise isn't a field of a bet; "
            "did you mean size?"
        ),
    ]


def test_a_page_shows_its_wrong_blocks_and_links_where_the_build_goes_on(here: Path) -> None:
    built = build(draw(here, HARBOUR + WRONG + settings()))

    page = text(article(built.page("about/us/")))
    assert "See berth-by-fone." in page
    assert "This block can't be shown sise isn't a field of a bet; did you mean size?" in page
    assert "berth-by-fone, which doesn't exist" in text(article(built.page("findings/")))


def test_what_other_plugins_write_into_a_page_is_answered_and_checked(here: Path) -> None:
    hook = """
    hooks/late.py
        def on_page_markdown(markdown, **_):
            return markdown.replace("LATE", "[[ada]] and [[adda]]")
    docs/index.md
        LATE
    """
    options = "{today: 2026-11-21, fail_on: error}"

    built = build(draw(here, HARBOUR + hook + settings(options, more="hooks: [hooks/late.py]")))

    assert built.status == 1
    late = [line for line in findings(built) if "index.md" in line]
    assert late == [
        (
            "ERROR docs/index.md:1:15: error unknown-reference: this page names adda, "
            "which doesn't exist; did you mean ada?"
        )
    ]


@pytest.mark.slow
def test_hostile_titles_stay_text_in_written_pages(here: Path) -> None:
    title = "<img src=x onerror=alert(1)> [a](b) *c* `d`"
    tree = HARBOUR.replace("title: A berth by phone in a minute", f'title: "{title}"')
    page = "    docs/index.md\n        # On [[berth-by-phone]]\n\n        [[berth-by-phone]]\n"

    built = build(draw(here, tree + page + settings()))

    html = article(built.page(""))
    assert "<img src=x" not in html
    assert text(html).count(title) == 2
