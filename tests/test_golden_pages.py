"""One page of each kind, whole: what a reader reads on it and where its links lead.

`RENEW=1 pytest tests/test_golden_pages.py` writes `tests/golden/pages/`; read the difference, then
commit.
"""

from __future__ import annotations

import os
from html.parser import HTMLParser
from pathlib import Path

import pytest
from bicycles import TEXTS, TODAY
from pages import html, site_of_stack

from stratdocs.model.kinds import KINDS
from stratdocs.model.stack import load
from stratdocs.site.pages import pages
from stratdocs.site.views.page import Page, SiteContext

GOLDEN = Path(__file__).parent / "golden" / "pages"
ONE_OF_MANY = ("reference/", "rules/", "compare/")
"""Folders whose pages are all of one kind."""


MARKS = {"h1": "# ", "h2": "## ", "h3": "### ", "li": "- ", "td": "| ", "th": "|| "}


class _Outline(HTMLParser):
    """Text, one block a line; headings, cells, links and states keep a mark."""

    BREAKS = frozenset(
        "address article blockquote dd details div dl dt figcaption figure form h1 h2 h3 h4 h5 h6 "
        "hr label li ol p pre section summary svg table tbody td text th thead tr ul".split()
    )

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self.links: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.BREAKS:
            self.lines.append(MARKS.get(tag, ""))
        if tag == "a":
            self.links.append(dict(attrs).get("href"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.links:
            target = self.links.pop()
            self.lines[-1] += f" <{target}>" if target else ""
        if tag in self.BREAKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        self.lines[-1] += data

    def text(self) -> str:
        kept = (" ".join(line.split()) for line in self.lines)
        return "".join(f"{line}\n" for line in kept if line.strip("-|# "))


def outline(page: Page) -> str:
    """A page as text that a person can compare."""
    parser = _Outline()
    parser.feed(html(page))
    return f"{page.title}\n{page.path}\n\n{parser.text()}"


@pytest.fixture(scope="module")
def site() -> SiteContext:
    return site_of_stack(load(TEXTS, today=TODAY))


@pytest.fixture(scope="module")
def chosen(site: SiteContext) -> dict[str, Page]:
    """One page of each kind: the first item of each collection, the first of similar pages."""
    found: dict[str, Page] = {}
    kinds = {kind.collection for kind in KINDS}
    items = {entity.id for entity in site.stack.entities}
    for page in pages(site):
        folder, _, rest = page.path.partition("/")
        if folder in kinds and rest in items:
            name = f"{folder}-item"
        elif page.path.startswith(ONE_OF_MANY):
            name = f"{folder}-page"
        else:
            name = page.path.replace("/", "-") or "home"
        found.setdefault(name, page)
    return found


def test_each_kind_of_page_reads_as_before(chosen: dict[str, Page]) -> None:
    actual = {name: outline(page) for name, page in sorted(chosen.items())}
    if os.environ.get("RENEW"):
        GOLDEN.mkdir(parents=True, exist_ok=True)
        for file in GOLDEN.glob("*.txt"):
            file.unlink()
        for name, text in actual.items():
            (GOLDEN / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
    expected = {file.stem: file.read_bytes().decode() for file in sorted(GOLDEN.glob("*.txt"))}

    assert expected == actual
