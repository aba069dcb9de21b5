"""The demo in a browser: what is clicked, typed, printed and looked at on a phone."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import axe_playwright_python
import pytest
from conftest import ROOT
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright
from sites import build

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
if CHROMIUM is None:
    pytest.skip("there is no Chromium here", allow_module_level=True)

INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


class Strict(SimpleHTTPRequestHandler):
    """Serves files under a policy that allows nothing inline but the scripts of the theme."""

    def end_headers(self) -> None:
        allowed = ""
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if path.is_dir() else path
        if page.suffix == ".html" and page.is_file():
            html = page.read_text("utf-8")
            outside = html[: html.find("<article")] + html[html.find("</article>") :]
            allowed = " ".join(f"'sha256-{_hash(script)}'" for script in INLINE.findall(outside))
        self.send_header(
            "Content-Security-Policy",
            f"default-src 'self'; script-src 'self' {allowed}; img-src 'self' data:",
        )
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Logs nothing."""


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def serve(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def address(demo: Path) -> Iterator[str]:
    yield from serve(demo)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


Open = Callable[..., Page]


@pytest.fixture
def browse(chromium: Browser) -> Iterator[Open]:
    """Opens pages; afterwards, nothing was asked of another host and nothing went wrong."""
    wrong: list[str] = []
    contexts: list[BrowserContext] = []

    def opened(url: str, **options: object) -> Page:
        context = chromium.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        host = url[: url.index("/", 8)]
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((host, "data:", "blob:"))
                else wrong.append(request.url)
            ),
        )
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "console",
            lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None,
        )
        page.goto(url)
        return page

    yield opened
    for context in contexts:
        context.close()

    assert wrong == []


def column(page: Page, name: str) -> list[str]:
    """The cells of a column, from top to bottom, as far as they are shown."""
    return page.eval_on_selector(
        "stratdocs-table table",
        """(table, name) => {
            const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
            const rows = [...table.tBodies[0].rows].filter((row) => !row.hidden);
            return rows.map((row) => row.cells[heads.indexOf(name)].textContent.trim());
        }""",
        name,
    )


def head_of(page: Page, name: str) -> Locator:
    """The button over a column."""
    return page.locator("stratdocs-table thead button", has_text=re.compile(f"^{name}$"))


# Tables


def test_a_table_is_sorted_by_mouse(browse: Open, address: str) -> None:
    page = browse(address + "bets/")
    head = head_of(page, "Bet")

    head.click()
    up = column(page, "Bet")
    head.click()
    down = column(page, "Bet")

    assert up == sorted(up, key=str.casefold)
    assert down == up[::-1]
    assert page.locator("stratdocs-table th[aria-sort=descending]").count() == 1


def test_a_table_is_sorted_by_keyboard(browse: Open, address: str) -> None:
    page = browse(address + "bets/")
    head = head_of(page, "Bet")

    head.focus()
    page.keyboard.press("Enter")
    up = column(page, "Bet")
    page.keyboard.press("Space")

    assert up == sorted(up, key=str.casefold)
    assert column(page, "Bet") == up[::-1]


def test_numbers_are_sorted_as_numbers_and_empty_cells_last(browse: Open, address: str) -> None:
    page = browse(address + "risks/")
    head = head_of(page, "Score")

    for way in (1, -1):
        head.click()
        shown = column(page, "Score")
        numbers = [float(text.split()[-1]) for text in shown if text]
        assert numbers == sorted(numbers, reverse=way < 0)
        assert shown == [text for text in shown if text] + [""] * shown.count("")


def test_a_table_is_filtered_and_shows_how_many_rows_remain(browse: Open, address: str) -> None:
    page = browse(address + "people/")
    whole = len(column(page, "Role"))
    name = page.locator("stratdocs-table tbody th").nth(2).inner_text()

    page.get_by_role("searchbox", name="Filter the rows").fill(name.lower())

    assert [name] == page.locator("stratdocs-table tbody tr:not([hidden]) th").all_inner_texts()
    expect(page.locator("stratdocs-table output")).to_have_text(f"1 of {whole}")


def test_sorting_and_filtering_are_kept_in_the_address(browse: Open, address: str) -> None:
    page = browse(address + "bets/")
    head = head_of(page, "Owner")
    head.click()
    head.click()
    page.get_by_role("searchbox", name="Filter the rows").fill("a")
    expected = column(page, "Bet")

    again = browse(page.url)

    assert expected == column(again, "Bet")
    assert again.get_by_role("searchbox", name="Filter the rows").input_value() == "a"


# Trees


def test_a_tree_opens_and_closes_by_mouse_and_keyboard(browse: Open, address: str) -> None:
    page = browse(address)
    branch = page.locator("stratdocs-tree details").first
    summary = branch.locator(":scope > summary")
    was = branch.evaluate("one => one.open")

    summary.click()
    assert branch.evaluate("one => one.open") is not was
    summary.focus()
    page.keyboard.press("Enter")
    assert branch.evaluate("one => one.open") is was
    page.keyboard.press("Space")
    assert branch.evaluate("one => one.open") is not was


def test_all_branches_open_and_close_at_once(browse: Open, address: str) -> None:
    page = browse(address)
    tree = page.locator("stratdocs-tree").first

    tree.get_by_role("button", name="Open all").click()
    assert tree.locator("details:not([open])").count() == 0
    tree.get_by_role("button", name="Close all").click()
    assert tree.locator("details[open]").count() == 0


def test_a_found_item_of_a_tree_is_shown_with_its_ancestors(browse: Open, address: str) -> None:
    page = browse(address)
    tree = page.locator("stratdocs-tree").first
    tree.get_by_role("button", name="Close all").click()
    deep = tree.locator("li li li > .sd-twig a").first
    name = deep.text_content() or ""

    tree.get_by_role("searchbox", name="Find in this tree").fill(name)

    expect(deep).to_be_visible()
    shown = tree.locator("li:not([hidden])").count()
    assert 3 <= shown < tree.locator("li").count()
    tree.get_by_role("searchbox", name="Find in this tree").fill("")
    assert tree.locator("li[hidden]").count() == 0


# Search, colours, phones, paper


def test_search_finds_an_item_and_leads_to_it(browse: Open, address: str) -> None:
    bets = browse(address + "bets/")
    name = bets.locator("stratdocs-table tbody th a").first.inner_text()
    page = browse(address + "about/")

    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type(name)
    result = page.locator(".md-search-result__link", has_text=name).first
    result.click()

    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    assert "/bets/" in page.url


READERS_ASK = {
    "Ingrid": {"people/ingrid/"},
    "advertising": {"strategies/fill-what-sails/"},
    "berth": {"strategies/fill-what-sails/"},
    "auditor": {"work/key-rotation/"},
    "what are we not doing": {"not-doing/"},
    "capacity": {"capacity/"},
    "2026-Q4": {"okrs/"},
    "first month aboard": {"bets/first-month-aboard/"},
    "metric chain": {"metrics/chain/"},
    "bets": {"bets/"},
}
"""What readers type, and the page that they want."""


def results(page: Page, query: str) -> list[str]:
    """The paths of the pages that search lists first: about ten, until somebody scrolls."""
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type(query)
    page.wait_for_function(
        "() => /\\d|No match/.test(document.querySelector('.md-search-result__meta').innerText)"
    )
    found: list[str] | None = None
    while True:  # until the list, which follows the typing, stands still
        page.wait_for_timeout(300)
        now: list[str] = page.eval_on_selector_all(
            ".md-search-result__item > .md-search-result__link:first-child",
            "links => links.map((link) => new URL(link.href).pathname.slice(1))",
        )
        if now == found:
            return now
        found = now


@pytest.mark.parametrize("query", READERS_ASK)
def test_what_readers_type_finds_the_page_among_the_first_three(
    browse: Open, address: str, query: str
) -> None:
    first = results(browse(address + "about/"), query)[:3]

    assert READERS_ASK[query] & set(first), first


def test_a_name_finds_what_somebody_owns(browse: Open, address: str, demo: Path) -> None:
    entries = json.loads((demo / "search" / "search_index.json").read_text("utf-8"))["docs"]
    owned = {e["location"] for e in entries if ", Ingrid Solheim" in e["text"].split("</p>")[0]}

    first = results(browse(address + "about/"), "Ingrid")

    assert first[0] == "people/ingrid/"
    assert len(owned.intersection(first)) > 5


def test_at_risk_finds_what_is_at_risk(browse: Open, address: str, demo: Path) -> None:
    entries = json.loads((demo / "search" / "search_index.json").read_text("utf-8"))["docs"]
    at_risk = {e["location"] for e in entries if "At risk" in e.get("tags", ())}

    first = results(browse(address + "about/"), "at risk")

    assert len(first) > 5
    assert set(first) <= at_risk | {"risks/"}


def test_items_come_before_the_manual(browse: Open, address: str) -> None:
    manual = [
        path.startswith(("rules/", "reference/", "compare/", "guide/"))
        for path in results(browse(address + "about/"), "capacity")
    ]

    assert True in manual
    assert manual == sorted(manual)


def test_colours_follow_the_readers_preference(browse: Open, address: str) -> None:
    grounds = {
        scheme: browse(address, color_scheme=scheme).evaluate(
            "() => getComputedStyle(document.body).backgroundColor"
        )
        for scheme in ("light", "dark")
    }

    assert _brightness(grounds["dark"]) < 60
    assert _brightness(grounds["light"]) > 200


def _brightness(colour: str) -> float:
    red, green, blue = (float(part) for part in re.findall(r"[\d.]+", colour)[:3])
    return (red + green + blue) / 3


PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


def _wide(page: Page) -> list[str]:
    """The elements wider than the window, if the page is."""
    return page.evaluate(
        """() => {
            const root = document.documentElement;
            if (root.scrollWidth <= root.clientWidth) return [];
            return [...document.querySelectorAll("article *")]
                .filter((one) => one.getBoundingClientRect().right > root.clientWidth + 1)
                .slice(0, 5)
                .map((one) => `${one.tagName}.${one.className} ${one.textContent.slice(0, 40)}`);
        }"""
    )


def test_the_strategy_prints_on_one_sheet(browse: Open, address: str) -> None:
    page = browse(address)

    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1


@pytest.mark.parametrize(
    "path",
    [
        "bets/boarding-without-paper/",
        "initiatives/chartroom/",
        "bets/",
        "metrics/",
        "key_results/",
        "work/",
        "risks/",
    ],
)
def test_an_item_and_a_list_print_on_two_sheets(browse: Open, address: str, path: str) -> None:
    page = browse(address + path)

    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) <= 2


def test_a_row_of_a_table_is_two_lines_on_a_phone_and_sorted_by_a_select(
    browse: Open, address: str
) -> None:
    page = browse(address + "bets/", **PHONE)
    page.get_by_label("Sort the rows by").select_option(label="Owner")

    owners = page.locator("stratdocs-table tbody .sd-cell--owner").all_inner_texts()
    assert owners == sorted(owners)
    row = page.locator("stratdocs-table tbody tr").first
    assert (row.bounding_box() or {"height": 999})["height"] < 120
    assert row.locator(".sd-cell--owner").is_visible()


def test_on_paper_there_are_no_buttons_and_trees_are_open(browse: Open, address: str) -> None:
    page = browse(address)

    page.emulate_media(media="print")

    assert page.locator(".sd-filter").first.is_hidden()
    assert page.locator("article h1").is_visible()
    assert page.locator(".md-sidebar--primary").is_hidden()
    assert len(page.pdf()) > 10_000


def test_everything_is_there_without_scripts(browse: Open, address: str) -> None:
    page = browse(address + "bets/", java_script_enabled=False)

    expect(page.locator("article table").first).to_be_visible()
    assert page.locator("stratdocs-table tbody tr").count() > 3


# Every page of a view, and the largest page of each kind of item


def sample(demo: Path) -> list[str]:
    """The addresses of all pages but those of items; of items the largest page of each kind, of
    rules and kinds one each.
    """
    items = {
        item["url"] for item in json.loads((demo / "strategy.json").read_text("utf-8"))["items"]
    }
    groups: dict[str, list[Path]] = {}
    for file in sorted(demo.rglob("index.html")):
        url = file.parent.relative_to(demo).as_posix() + "/"
        group = url.split("/")[0]
        single = url in items or (group in ("rules", "reference") and url.count("/") > 1)
        if "<article" in file.read_text("utf-8"):
            groups.setdefault(group if single else url, []).append(file)
    chosen = [max(files, key=lambda file: file.stat().st_size) for files in groups.values()]
    return [file.parent.relative_to(demo).as_posix().strip(".") for file in chosen]


SOUND = """async () => {
    const { violations } = await axe.run("article", {
        resultTypes: ["violations"], rules: { "target-size": { enabled: true } },
    });
    return violations.map(({ id, nodes }) => `${id} of ${nodes[0].target} (${nodes.length})`);
}"""


@pytest.mark.parametrize(
    "how",
    [
        pytest.param({"color_scheme": "light"}, id="light"),
        pytest.param({"color_scheme": "dark", **PHONE}, id="dark, on a phone"),
    ],
)
def test_every_view_is_accessible_and_as_wide_as_the_window(
    browse: Open, address: str, demo: Path, how: dict[str, object]
) -> None:
    axe = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
    page = browse(address, **how)
    wrong = []
    for path in sample(demo):
        page.goto(f"{address}{path}/" if path else address)
        page.evaluate(axe)
        wrong += [f"{path}: {problem}" for problem in (*page.evaluate(SOUND), *_wide(page))]

    assert wrong == []


# The strategy map


def test_the_map_dims_all_but_one_state_and_keeps_it_in_the_address(
    browse: Open, address: str
) -> None:
    page = browse(address + "map/?state=at_risk")
    boxes = page.locator(".sd-map__box:not(.is-dim)")

    assert boxes.count() == page.locator(".sd-map__box:has([data-state='at_risk'])").count() > 0
    expect(page.get_by_role("button", name="At risk")).to_have_attribute("aria-pressed", "true")

    page.get_by_role("button", name="All states").click()

    expect(page.locator(".sd-map .is-dim")).to_have_count(0)
    assert "state=" not in page.url


def test_the_map_folds_to_bets(browse: Open, address: str) -> None:
    page = browse(address + "map/")
    lines = page.locator(".sd-map__lines").first

    expect(lines).to_be_visible()
    page.get_by_role("button", name="Fold to bets").click()

    expect(lines).to_be_hidden()
    expect(page.locator(".sd-map__count").first).to_be_visible()
    assert "fold=bets" in page.url


def test_the_map_prints_on_one_sheet(browse: Open, address: str) -> None:
    page = browse(address + "map/")

    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1


def test_the_map_starts_at_its_root_on_a_phone_and_scrolls(browse: Open, address: str) -> None:
    frame = browse(address + "map/", **PHONE).locator(".sd-map__frame")

    assert frame.evaluate("frame => frame.scrollLeft") == 0
    assert frame.evaluate("frame => frame.scrollWidth > 2 * frame.clientWidth")


OUTSIDE = """() => [...document.querySelectorAll("svg text")].filter((text) => {
    const box = text.getBBox();
    const frames = [...(text.closest("g:has(> rect)") ?? document.querySelector("svg")).children];
    const frame = frames.find((shape) => shape.tagName === "rect").getBBox();
    return box.x + box.width > frame.x + frame.width || box.y + box.height > frame.y + frame.height;
}).map((text) => text.textContent)"""


@pytest.mark.parametrize("font", ["DejaVu Sans", "Liberation Sans"])
def test_no_text_of_the_map_as_a_picture_leaves_its_box(
    chromium: Browser, demo: Path, font: str
) -> None:
    picture = (demo / "map.svg").read_text("utf-8").partition("?>")[2]
    page = chromium.new_page(viewport={"width": 1600, "height": 900})
    page.set_content(picture.replace("Helvetica, Arial, sans-serif", font))

    assert page.evaluate(OUTSIDE) == []
    page.close()


OUT_OF_BOX = """() => [...document.querySelectorAll("article .sd-draw svg text")].filter((text) => {
    if (text.textContent.endsWith("…")) return true;
    const box = text.getBBox();
    const place = text.ownerSVGElement.getScreenCTM().inverse().multiply(text.getScreenCTM());
    const left = box.x + place.e;
    if (left < -2 || left + box.width > text.ownerSVGElement.viewBox.baseVal.width + 2) return true;
    const group = text.parentNode;
    if (!/sd-draw__(node|item|step)/.test(group.getAttribute("class") ?? "")) return false;
    const frame = [...group.children].find((shape) => shape.tagName === "rect").getBBox();
    return box.x < frame.x || box.x + box.width > frame.x + frame.width
        || box.y + box.height > frame.y + frame.height + 1;
}).map((text) => text.textContent)"""


@pytest.mark.parametrize("font", ["DejaVu Sans", "Liberation Sans"])
@pytest.mark.parametrize(
    "path",
    [
        "bets/portfolio/",
        "capacity/",
        "delivery/",
        "initiatives/chartroom/",
        "initiatives/supplier-score/",
        "key_results/active-in-winter/",
        "metrics/chain/",
        "outcomes/",
        "traceability/",
    ],
)
def test_no_text_of_a_picture_is_cut_or_leaves_its_box(
    browse: Open, address: str, path: str, font: str
) -> None:
    page = browse(address + path)
    page.evaluate(
        """(font) => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(`* { font-family: "${font}" !important; }`);
            document.adoptedStyleSheets = [sheet];
        }""",
        font,
    )

    assert page.evaluate(OUT_OF_BOX) == []


# Instant navigation


@pytest.fixture(scope="module")
def instant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo as a site on which pages are exchanged without a reload."""
    folder = tmp_path_factory.mktemp("instant")
    (folder / "site").mkdir()
    (folder / "content").mkdir()
    (folder / "content/history.yml").write_bytes((ROOT / "content/history.yml").read_bytes())
    for address in serve(folder / "site"):
        (folder / "mkdocs.yml").write_text(
            f"INHERIT: {ROOT / 'mkdocs.yml'}\n"
            f"docs_dir: {ROOT / 'content'}\n"
            f"site_url: {address}\n"
            f"theme: {{custom_dir: {ROOT / 'content/theme'}, "
            "features: [navigation.instant, navigation.tabs]}\n",
            encoding="utf-8",
        )
        assert build(folder).status == 0
        yield address


def test_tables_work_after_instant_navigation_and_back_and_forward(
    browse: Open, instant: str
) -> None:
    page = browse(instant + "findings/")
    page.wait_for_load_state("networkidle")  # links are instant once the sitemap has come
    page.evaluate("() => { window.loadedOnce = true }")

    page.locator(".md-nav--primary a", has_text=re.compile(r"^\s*Bets\s*$")).first.dispatch_event(
        "click"
    )
    head = head_of(page, "Bet")
    head.click()
    head.click()
    down = column(page, "Bet")
    page.locator("stratdocs-table tbody a").first.click()
    expect(page.locator("article h1")).to_have_text(down[0])
    page.go_back()
    expect(page.locator("stratdocs-table output").first).to_have_text(str(len(down)))

    assert page.evaluate("() => window.loadedOnce") is True
    assert column(page, "Bet") == down
    page.go_forward()
    expect(page.locator("article h1")).to_have_text(down[0])
    page.go_back()
    expect(page.locator("stratdocs-table .sd-filter")).to_have_count(1)


def test_trees_work_after_instant_navigation(browse: Open, instant: str) -> None:
    page = browse(instant + "findings/")
    page.wait_for_load_state("networkidle")  # links are instant once the sitemap has come
    page.evaluate("() => { window.loadedOnce = true }")

    page.locator(".md-nav--primary a", has_text="Traceability").first.dispatch_event("click")
    tree = page.locator("stratdocs-tree").first
    tree.get_by_role("button", name="Close all").click()
    deep = tree.locator("li li li > .sd-twig a").first
    tree.get_by_role("searchbox", name="Find in this tree").fill(deep.text_content() or "")

    expect(deep).to_be_visible()
    assert page.evaluate("() => window.loadedOnce") is True
