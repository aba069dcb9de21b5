"""`llms.txt`: where a program that reads text begins in a site, by the form of llmstxt.org."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from stratdocs.model.kinds import BY_COLLECTION
from stratdocs.publishing.plain_markdown import markdown_href
from stratdocs.site.views.page import Page

MAX_LINES = 190
"""Lines of the file; whoever wants more finds it behind the pages."""
_FIRST = ("strategies", "bets", "outcomes")
"""The collections whose items are listed first."""


class Link(NamedTuple):
    """A page that is listed."""

    title: str
    url: str
    """Its address, from the root of the site."""
    note: str = ""


def llms_text(
    site: str,
    about: str,
    pages: Iterable[Page],
    urls: Mapping[str, str],
    written: Iterable[Link],
    address: str | None,
) -> str:
    """The text of the file. `urls` gives the address of each page by its path; `address` is that of
    the site.
    """
    sections: dict[str, list[Link]] = {"Indexes": []}
    sections |= {BY_COLLECTION[name].plural.capitalize(): [] for name in _FIRST}
    rest: list[Link] = [*written]
    for page in pages:
        link = Link(page.title, urls[page.path], page.gist)
        collection, _, inside = page.path.partition("/")
        if not inside and page.listed:
            sections["Indexes"].append(link)
        elif inside and collection in _FIRST:
            sections[BY_COLLECTION[collection].plural.capitalize()].append(link)
        elif inside and collection in BY_COLLECTION:
            rest.append(link)
    lines = [f"# {_line(site)}", ""]
    if about.strip():
        lines += [f"> {_line(about)}", ""]
    lines += [
        "Each page has its text as Markdown next to it. strategy.json has every item as data.",
        "",
    ]
    for heading, links in sections.items():
        if links:
            lines += [f"## {heading}", "", *(_entry(link, address) for link in links), ""]
    room = MAX_LINES - len(lines) - 4
    optional = [_entry(Link("strategy.json", "strategy.json", "every item as data"), address)]
    optional += [_entry(link, address) for link in rest]
    lines = lines[: MAX_LINES - 6] if room < 1 else lines
    return "\n".join([*lines, "## Optional", "", *optional[: max(1, room)], ""])


def _entry(link: Link, address: str | None) -> str:
    url = "index.md" if link.url in ("", "./", ".") else markdown_href(link.url)
    note = f": {_line(link.note)}" if link.note.strip() else ""
    return f"- [{_line(link.title)}]({address or ''}{url}){note}"


def _line(text: str) -> str:
    """A text on one line, without brackets that would end a link."""
    return " ".join(text.replace("[", "(").replace("]", ")").split())
