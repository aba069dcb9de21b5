"""The demo, built strictly once: what a reviewer would check on every page."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import jsonschema
import pytest
from sites import Reader, Site, read_site, text

pytestmark = pytest.mark.slow

PARAGRAPHS_HOLD = frozenset(
    "a abbr audio b bdi bdo br button cite code data del dfn em i img input ins kbd label mark "
    "meter output picture progress q s samp select small span strong sub sup svg time u var "
    "circle g line path polyline rect title text use desc".split()
)
"""What may stand in a paragraph; anything else would close it."""
LOADS = (("script", "src"), ("img", "src"), ("link", "href"), ("iframe", "src"), ("source", "src"),
         ("video", "src"), ("audio", "src"), ("object", "data"), ("embed", "src"),
         ("img", "srcset"), ("use", "href"), ("form", "action"))  # fmt: skip


@pytest.fixture(scope="module")
def site(demo: Path) -> Site:
    return read_site(demo)


def test_it_is_built_without_a_warning(demo_build: tuple[Path, str]) -> None:
    _, said = demo_build

    assert said == ""


def test_no_link_or_anchor_is_broken(site: Site) -> None:
    assert list(site.broken()) == []


def test_nothing_is_loaded_from_another_host(site: Site) -> None:
    asked = [
        f"{path}:{element.line}: {element.attributes[name]}"
        for path, page in site.pages.items()
        for element in page.elements
        for tag, name in LOADS
        if element.tag == tag
        and urlsplit(element.attributes.get(name) or "").netloc
        and element.attributes.get("rel") != "canonical"
    ]

    assert asked == []


def test_styles_load_nothing_from_other_hosts(site: Site) -> None:
    asked = [
        f"{path}: {found}"
        for path in sorted(site.files)
        if path.endswith(".css")
        for found in re.findall(
            r"url\(\s*[\"']?(?:https?:)?//[^)]*|@import[^;]*",
            (site.folder / path).read_text("utf-8"),
        )
    ]

    assert asked == []


def test_our_pages_have_no_inline_style_or_script(site: Site) -> None:
    inline = [
        f"{path}:{element.line}: <{element.tag}>"
        for path, page in site.pages.items()
        for element in page.elements
        if "article" in element.within
        and (
            element.tag in ("style", "script")
            or "style" in element.attributes
            or any(name.startswith("on") for name in element.attributes)
        )
    ]

    assert inline == []


def test_tags_are_properly_nested(site: Site) -> None:
    wrong = [
        f"{path}:{mistake}"
        for path, page in site.pages.items()
        for mistake in page.wrong
        if path != "404.html"
    ]

    assert wrong == []


def test_no_paragraph_contains_a_block_element(site: Site) -> None:
    wrong = [
        f"{path}:{element.line}: <{element.tag}> in <p>"
        for path, page in site.pages.items()
        for element in page.elements
        if "p" in element.within
        and element.tag not in PARAGRAPHS_HOLD
        and "svg" not in element.within
        and not set(element.within[len(element.within) - element.within[::-1].index("p") :])
        & {"template", "object"}
    ]

    assert wrong == []


def test_lists_and_tables_contain_only_allowed_elements(site: Site) -> None:
    parents = {
        "li": {"ul", "ol", "menu"},
        "dt": {"dl", "div"},
        "dd": {"dl", "div"},
        "tr": {"table", "thead", "tbody", "tfoot"},
        "td": {"tr"},
        "th": {"tr"},
        "summary": {"details"},
        "caption": {"table"},
        "figcaption": {"figure"},
    }
    children = {parent: set() for parent in ("ul", "ol", "dl", "table", "thead", "tbody", "tr")}
    children["ul"] = children["ol"] = {"li"}
    children["dl"] = {"div", "dt", "dd"}
    children["table"] = {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"}
    children["thead"] = children["tbody"] = {"tr"}
    children["tr"] = {"td", "th"}
    wrong = [
        f"{path}:{element.line}: <{element.tag}> in <{parent}>"
        for path, page in site.pages.items()
        for element in page.elements
        if "article" in element.within
        for parent in [element.within[-1]]
        if parent not in parents.get(element.tag, {parent})
        or element.tag not in children.get(parent, {element.tag})
    ]

    assert wrong == []


def test_no_link_contains_a_link(site: Site) -> None:
    wrong = [
        f"{path}:{element.line}"
        for path, page in site.pages.items()
        for element in page.elements
        if element.tag in ("a", "button", "summary")
        and {"a", "button", "summary"} & set(element.within)
    ]

    assert wrong == []


def test_ids_are_unique(site: Site) -> None:
    twice = [
        f"{path}: {identity}"
        for path, page in site.pages.items()
        for identity, count in Counter(e.attributes.get("id") for e in page.elements).items()
        if identity is not None and count > 1
    ]

    assert twice == []


def test_each_page_has_one_heading_of_the_first_level_and_skips_none(site: Site) -> None:
    for path, page in site.pages.items():
        if path == "404.html":
            continue
        levels = [
            int(element.tag[1])
            for element in page.elements
            if re.fullmatch(r"h[1-6]", element.tag) and "article" in element.within
        ]
        assert levels.count(1) == 1, path
        assert [b for a, b in pairwise(levels) if b > a + 1] == [], path


def test_each_item_has_a_page_and_a_row_in_its_index(site: Site) -> None:
    strategy = json.loads((site.folder / "strategy.json").read_text("utf-8"))
    rows = {
        identity.removeprefix("row-")
        for path in site.pages
        for identity in site.anchors[path]
        if identity.startswith("row-")
    }

    assert strategy["items"]
    for item in strategy["items"]:
        page = f"{item['url']}index.html"
        assert page in site.files
        assert item["title"] in text((site.folder / page).read_text("utf-8")), item["id"]
        assert item["id"] in rows


def test_each_item_is_found_by_search(site: Site) -> None:
    strategy = json.loads((site.folder / "strategy.json").read_text("utf-8"))
    index = json.loads((site.folder / "search" / "search_index.json").read_text("utf-8"))

    locations = [entry["location"] for entry in index["docs"]]

    assert {item["url"] for item in strategy["items"]} - set(locations) == set()
    assert [at for at, count in Counter(locations).items() if count > 1] == []


def test_strategy_json_follows_its_schema(site: Site) -> None:
    strategy, schema = (
        json.loads((site.folder / name).read_text("utf-8"))
        for name in ("strategy.json", "strategy.schema.json")
    )

    jsonschema.validate(strategy, schema)


def test_no_path_of_this_machine_is_published(site: Site, demo: Path) -> None:
    root = str(Path(__file__).parents[1])
    for path in site.files:
        data = (site.folder / path).read_bytes()
        assert root.encode() not in data, path
        assert str(demo).encode() not in data, path


def test_pages_are_small(site: Site) -> None:
    sizes = {path: (site.folder / path).stat().st_size for path in site.pages}

    assert {path: size for path, size in sizes.items() if size > 400_000} == {}
    assert sorted(sizes.values())[len(sizes) // 2] < 40_000


def test_the_html_validator_finds_no_error(site: Site) -> None:
    vnu = shutil.which("vnu")
    if vnu is None:
        pytest.skip("vnu is not here")
    chosen = [site.folder / "index.html", *sorted(site.folder.glob("*/index.html"))]
    done = subprocess.run(
        [vnu, "--errors-only", "--format", "json", *map(str, chosen)],
        capture_output=True,
        text=True,
        check=False,
    )
    messages = json.loads(done.stderr)["messages"]

    assert [f"{m['url']}:{m.get('lastLine')}: {m['message']}" for m in messages] == []


def test_the_parser_of_these_tests_reports_mistakes() -> None:
    assert Reader("<p><b>x</p></b>").wrong == ["1: </p> closes <b>", "1: </b> closes <nothing>"]
    assert Reader("<ul><li>a<li>b</ul><br>").wrong == []
