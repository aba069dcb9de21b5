"""What search finds: texts by sections, with who owns an item and how it stands."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from textwrap import dedent

import pytest
from sites import build, draw

from stratdocs.linting.lint import examine
from stratdocs.mkdocs.search import entries, with_entries
from stratdocs.model.stack import load
from stratdocs.site.pages import pages
from stratdocs.site.rendering import Renderer
from stratdocs.site.search import MANUAL_BOOST, SearchEntry, search_entries
from stratdocs.site.views.page import SiteContext

TODAY = date(2027, 2, 15)
LIMIT = 1_000_000
"""Bytes of the index of a thousand items."""


def found(yaml: str) -> dict[str, SearchEntry]:
    """The entries by place."""
    stack = load({"a.yml": dedent(yaml)}, today=TODAY)
    site = SiteContext(stack, *examine(stack))
    return {
        f"{entry.path}#{entry.anchor}" if entry.anchor else entry.path: entry
        for entry in search_entries(site, pages(site))
    }


def words(entry: SearchEntry) -> str:
    return " ".join(entry.texts)


def test_an_item_is_found_by_id_state_owner_and_period() -> None:
    made = found("""
        people:
          - {id: ingrid, title: Ingrid Solheim}
        objectives:
          - id: first-week
            title: Clinics start in their first week
            owner: ingrid
            period: 2027-Q1
            status: at_risk
            tags: [clinics]
    """)

    about = made["objectives/first-week"]
    assert about.texts[0] == ("objective, first-week, At risk, Ingrid Solheim, Q1 2027")
    assert about.tags == ("clinics", "At risk")


@pytest.mark.parametrize("status", ["on_track", "done", "committed", "proposed", "dropped"])
def test_only_trouble_is_a_tag(status: str) -> None:
    made = found(f"""
        people:
          - {{id: ingrid, title: Ingrid Solheim}}
        bets:
          - {{id: first, title: A bet, owner: ingrid, status: {status}}}
    """)

    assert made["bets/first"].tags == made["people/ingrid"].tags == ()
    assert status.replace("_", " ") in made["bets/first"].texts[0].lower()


@pytest.mark.parametrize(
    ("field", "word"),
    [
        ("description: One sentence. Then a lighthouse.", "lighthouse"),
        ("because: The lighthouse closed.", "lighthouse"),
        ("deprioritises: [lighthouse]", "lighthouse"),
        ("success: {outcome: More lighthouse visits}", "lighthouse"),
        ("dhm: {delight: A lighthouse, margin: Half}", "lighthouse"),
        ("confidence: {problem: {level: high, evidence: Talks at the lighthouse}}", "lighthouse"),
        ("links: [{url: 'https://x.org', title: The lighthouse}]", "lighthouse"),
        ("fields: {sponsor: The lighthouse}", "lighthouse"),
        ("owner: The lighthouse keeper", "lighthouse"),
        ("cost_of_delay: high", "Cost of delay: high"),
    ],
)
def test_each_text_of_an_item_is_found(field: str, word: str) -> None:
    made = found(f"""
        bets:
          - id: first
            title: A bet
            {field}
    """)

    assert any(word in words(e) for e in made.values() if e.path == "bets/first")


def test_the_texts_of_parts_and_check_ins_are_found() -> None:
    made = found("""
        strategies:
          - id: top
            title: The strategy
            level: company
            not_doing: [{title: Advertising, because: It brings tourists}]
            triggers: [{when: The pier closes, then: Move, owner: ana}]
        objectives:
          - id: goal
            title: A goal
            key_results:
              - id: result
                title: Raise it
                check_ins: [{date: 2027-01-31, value: 3, note: The auditor came}]
        risks:
          - {id: fire, title: Fire, mitigation: Sprinklers}
    """)

    everything = " ".join(words(entry) for entry in made.values() if "/" in entry.path)
    for word in ("Advertising", "tourists", "pier", "auditor", "Sprinklers"):
        assert word in everything
    assert "2027-01-31" not in everything


def test_a_long_text_has_its_own_place_on_the_page() -> None:
    long = "The harbour is closed in winter and every operator needs a plan for it. " * 4
    made = found(f"""
        bets:
          - id: first
            title: A bet
            dhm: {{delight: "{long}"}}
    """)

    section = made["bets/first#dhm"]
    assert section.title == "Delight, hard to copy, margin"
    assert "harbour" in words(section)
    assert "harbour" not in words(made["bets/first"])
    assert section.tags == ()


def test_every_place_is_on_its_page() -> None:
    stack = load(
        {
            "a.yml": dedent("""
                strategies:
                  - id: top
                    title: The strategy
                    level: company
                    why: %(long)s
                    not_doing: [{title: "%(long)s"}]
                    fixed: ["%(long)s"]
                bets:
                  - id: first
                    title: A bet
                    serves: top
                    dhm: {delight: "%(long)s"}
                    success: {outcome: "%(long)s"}
                risks:
                  - {id: fire, title: Fire, mitigation: "%(long)s"}
            """)
            % {"long": "A long text about harbours in winter. " * 6}
        },
        today=TODAY,
    )
    site = SiteContext(stack, *examine(stack))
    every = list(pages(site))
    renderer = Renderer(link=lambda path: path, prose=lambda text: text)
    html = {p.path: renderer.html(p, "").content for p in every if p.template == "item"}
    anchors = [(e.path, e.anchor) for e in search_entries(site, every) if e.anchor]

    assert len(anchors) > 4
    for path, anchor in anchors:
        assert f' id="{anchor}"' in html[path]


def test_marks_and_links_are_not_in_the_text() -> None:
    made = found("""
        people:
          - {id: ana, title: Ana Reis}
        bets:
          - id: first
            title: A bet
            description: |
              # Why
              **Strong** and `code`, see [[ana]] or [the report](https://x.org/a_b).
              - snake_case stays, 3 * 4 too
    """)

    assert "Why Strong and code, see Ana Reis or the report. snake_case stays, 3 * 4 too" in words(
        made["bets/first"]
    )


def test_findings_are_found_where_they_are() -> None:
    made = found("bets: [{id: first, title: A bet, serves: nowhere}]")

    assert "first serves nowhere" in " ".join(
        words(entry) for entry in made.values() if entry.path == "bets/first"
    )


def test_pages_of_the_manual_come_after_the_items() -> None:
    made = found("bets: [{id: first, title: A bet}]")
    manual = {path for path, entry in made.items() if entry.boost == MANUAL_BOOST}

    assert {"rules", "rules/orphan", "reference/bets", "compare/capacity"} <= manual
    assert not {"bets/first", "bets", "not-doing", "", "timeline"} & manual
    assert "first symptom of a gap" in words(made["rules/orphan"])
    assert "cost_of_delay: " in words(made["reference/bets"])


def test_a_word_of_a_state_that_names_a_collection_finds_the_collection_first() -> None:
    made = found("""
        risks: [{id: fire, title: Fire, status: at_risk}]
        bets: [{id: first, title: A bet, status: at_risk}]
    """)

    assert made["risks"].tags == ("risk",)
    assert made["risks"].boost > made["bets/first"].boost
    assert made["bets"].tags == ()


# What the host keeps


def test_paragraphs_are_html_only_where_search_shows_them() -> None:
    made = [SearchEntry("bets/a", "A < B", ("x & y", "z"), "b", ("<t>",), 2)]
    urls = {"bets/a": "bets/a/"}
    about = {"location": "bets/a/#b", "title": "A &lt; B", "tags": ["&lt;t&gt;"], "boost": 2}

    assert list(entries(made, urls, with_paragraphs=True)) == [
        {**about, "text": "<p>x &amp; y</p><p>z</p>"}
    ]
    assert list(entries(made, urls, with_paragraphs=False)) == [{**about, "text": "x &amp; y z"}]


def test_pages_that_the_site_does_not_have_are_not_found() -> None:
    assert list(entries([SearchEntry("rules", "Rules", ())], {}, with_paragraphs=True)) == []


def test_what_the_host_has_read_of_our_pages_is_replaced() -> None:
    theirs = [{"location": place} for place in ("", "notes/", "bets/a/", "bets/a/#x", "bets/ab/")]
    ours = [{"location": "bets/a/"}, {"location": "bets/a/#y"}]

    assert with_entries(theirs, ours) == [
        {"location": ""},
        {"location": "notes/"},
        {"location": "bets/ab/"},
        *ours,
    ]


def entries_of(items: int) -> int:
    """The bytes of the entries of a strategy with findings."""
    text = "They book at the desk, and half of them come back in spring to ask for the same again. "
    yaml = ["people:", *(f"  - {{id: p{n}, title: Person {n}}}" for n in range(20))]
    yaml += ["strategies:", "  - {id: top, title: The strategy, level: company}", "bets:"]
    for n in range(items // 10):
        yaml.append(f"  - {{id: b{n}, title: A bet with a name of six words {n}, serves: top, ")
        yaml.append(
            f"     owner: p{n % 20}, status: at_risk, size: big, description: {text * 3!r}}}"
        )
    yaml.append("work:")
    for n in range(items - items // 10 - 21):
        yaml.append(f"  - {{id: w{n}, title: Launch the part with number {n}, owner: p{n % 20}, ")
        yaml.append(f"     serves: nowhere{n % 7}, status: on_track, description: {text * 2!r}}}")
    stack = load({"a.yml": "\n".join(yaml)}, today=TODAY)
    site = SiteContext(stack, *examine(stack))
    assert len(stack.entities) == items
    assert len(site.findings) > items / 2
    every = list(pages(site))
    urls = {page.path: f"{page.path}/" for page in every}
    made = list(entries(search_entries(site, every), urls, with_paragraphs=True))
    return len(json.dumps(made, separators=(",", ":")))


def test_the_index_of_a_thousand_items_is_below_a_megabyte_and_grows_with_them() -> None:
    sizes = [entries_of(items) for items in (250, 500, 750, 1000)]
    steps = [after - before for before, after in pairwise(sizes)]

    assert sizes[-1] < LIMIT
    assert max(steps) < 1.05 * min(steps)


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_each_theme_finds_the_same(tmp_path: Path, theme: str) -> None:
    built = build(
        draw(
            tmp_path,
            f"""
mkdocs.yml
    site_name: Harbour
    theme: {{name: {theme}}}
    plugins: [search, stratdocs: {{today: 2026-11-21, fail_on: never}}]
docs/index.md
    # Welcome
docs/strategy/all.yml
    bets:
      - {{id: first, title: A bet, because: The lighthouse closed.}}
""",
        )
    )

    entry = built.entries["bets/first/"]
    assert entry["title"] == "A bet"
    assert "The lighthouse closed." in entry["text"]
    assert ("<p>" in entry["text"]) is (theme == "material")
    assert len(built.json("search/search_index.json")["docs"]) == len(built.entries)
