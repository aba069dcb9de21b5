"""The files that a site offers beside its pages: tables, a calendar, feeds of changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from stratdocs.exchange.columns import Table, tables
from stratdocs.exchange.csv import csv
from stratdocs.exchange.events import Event, events
from stratdocs.exchange.feeds import FEEDS, Entry, Feed
from stratdocs.exchange.ics import ics
from stratdocs.site.change_feed import change_entries
from stratdocs.site.standalone import svg
from stratdocs.site.views import strategy_map
from stratdocs.site.views.page import DownloadLink, Page, SiteContext

Address = Callable[[str], str | None]
"""The address of a page by its path, with the host; None if that is not known."""

CALENDAR = "calendar.ics"
_FEEDS = {
    "atom": ("Atom feed", "application/atom+xml"),
    "jsonfeed": ("JSON Feed", "application/feed+json"),
}
"""The label and the media type of each form of a feed."""


class Download(NamedTuple):
    """A file of the site."""

    path: str
    """Its place in the site."""
    label: str
    """The words of the link to it."""
    type: str
    """Its media type."""
    pages: tuple[str, ...]
    """The paths of the pages that link to it."""
    content: Callable[[Address], str]


def downloads(site: SiteContext, name: str, home: str | None) -> tuple[Download, ...]:
    """The files for a site of that name. Without the address of its home there are no feeds: those
    who read them have to know where a page is.
    """
    return tuple(_downloads(site, name, home))


def _downloads(site: SiteContext, name: str, home: str | None) -> Iterator[Download]:
    for table in tables(site.stack):
        yield Download(
            f"{table.name}/{table.name}.csv",
            "Download as CSV",
            "text/csv",
            (table.name,),
            _table(table),
        )
    if events(site.stack):
        found = _calendar(site, name, home)
        yield Download(
            CALENDAR,
            "Calendar of meetings and due dates",
            "text/calendar",
            ("rituals", "rhythm"),
            found,
        )
    if (page := next(strategy_map.pages(site), None)) is not None and page.listed:
        yield Download(
            f"{page.path}.svg",
            "Download for slides (SVG)",
            "image/svg+xml",
            (page.path,),
            _picture(site, page),
        )
    if home is None:
        return
    entries = change_entries(site)
    for form, (path, _) in FEEDS.items() if entries else ():
        yield Download(path, *_FEEDS[form], ("changes",), _feed(form, entries, name, home))


def _table(table: Table) -> Callable[[Address], str]:
    return lambda _: csv(table)


def _picture(site: SiteContext, page: Page) -> Callable[[Address], str]:
    return lambda address: svg(site, page, 1, address)


def _calendar(site: SiteContext, name: str, home: str | None) -> Callable[[Address], str]:
    def content(address: Address) -> str:
        found: tuple[Event, ...] = events(site.stack, lambda item: address(site.path(item)))
        return ics(found, name, home)

    return content


def _feed(form: str, entries: tuple[Entry, ...], name: str, home: str) -> Callable[[Address], str]:
    path, feed = FEEDS[form]

    def content(address: Address) -> str:
        found = Feed(f"{name}: changes", home, address("changes") or home, entries)
        return feed(found, home + path)

    return content


def with_downloads(pages: Iterable[Page], found: Iterable[Download]) -> Iterator[Page]:
    """The pages, with links to the files that belong to them."""
    links: dict[str, list[DownloadLink]] = {}
    for download in found:
        for path in download.pages:
            links.setdefault(path, []).append(
                DownloadLink(download.path, download.label, download.type)
            )
    for page in pages:
        yield page._replace(downloads=tuple(links[page.path])) if page.path in links else page
