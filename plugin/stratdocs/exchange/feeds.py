"""Changes as feeds: Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from stratdocs.exchange.xmltext import xml_text

MOST_ENTRIES = 50
"""Entries of a feed, the newest first."""


class Entry(NamedTuple):
    """One change of the strategy, as a commit made it."""

    name: str
    """What tells it from all others, for good."""
    day: date
    title: str
    html: str
    author: str | None
    anchor: str
    """The place on the page of changes where it is listed."""


class Feed(NamedTuple):
    """The changes of a strategy and the site that shows them."""

    title: str
    site: str
    """The address of the site, with a slash at its end."""
    page: str
    """The address of the page of changes."""
    entries: tuple[Entry, ...]
    """The newest first."""


def atom(feed: Feed, address: str) -> str:
    """The feed as Atom, to be found at an address."""
    shown = feed.entries[:MOST_ENTRIES]
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        f"  <id>{xml_text(feed.page)}</id>",
        f"  <title>{xml_text(feed.title)}</title>",
        f"  <updated>{_moment(shown)}</updated>",
        f'  <link rel="self" type="application/atom+xml" href="{xml_text(address)}"/>',
        f'  <link rel="alternate" type="text/html" href="{xml_text(feed.page)}"/>',
        f"  <author><name>{xml_text(feed.title)}</name></author>",
        "  <generator>stratdocs</generator>",
    ]
    for entry in shown:
        lines += [
            "  <entry>",
            f"    <id>{xml_text(_tag(feed, entry))}</id>",
            f"    <title>{xml_text(_line(entry.title))}</title>",
            f"    <updated>{entry.day.isoformat()}T00:00:00Z</updated>",
            f'    <link rel="alternate" type="text/html" href="{xml_text(_url(feed, entry))}"/>',
            *(
                [f"    <author><name>{xml_text(_line(entry.author))}</name></author>"]
                if entry.author
                else []
            ),
            f'    <content type="html">{xml_text(entry.html)}</content>',
            "  </entry>",
        ]
    return "\n".join((*lines, "</feed>")) + "\n"


def jsonfeed(feed: Feed, address: str) -> str:
    """The feed as JSON Feed, to be found at an address."""
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": address,
        "language": "en",
        "items": [
            {
                "id": _tag(feed, entry),
                "url": _url(feed, entry),
                "title": _line(entry.title),
                "content_html": _clean(entry.html),
                "date_published": f"{entry.day.isoformat()}T00:00:00Z",
                **({"authors": [{"name": _line(entry.author)}]} if entry.author else {}),
            }
            for entry in feed.entries[:MOST_ENTRIES]
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _moment(entries: Sequence[Entry]) -> str:
    newest = max((entry.day for entry in entries), default=date(2000, 1, 1))
    return f"{newest.isoformat()}T00:00:00Z"


def _url(feed: Feed, entry: Entry) -> str:
    return f"{feed.page}#{entry.anchor}"


def _tag(feed: Feed, entry: Entry) -> str:
    """The id of an entry, which stays when its title or its page changes: a tag URI (RFC 4151)."""
    host, _, path = re.sub(r"^https?://", "", feed.site).partition("/")
    host = re.sub(r"^.*@|:[0-9]+$", "", host)
    place = re.sub(r"[^A-Za-z0-9/._~-]", "-", f"{path}changes/{entry.name}")
    return f"tag:{host},{entry.day.year}:{place}"


def _line(text: str) -> str:
    return " ".join(_clean(text).split())


def _clean(text: str) -> str:
    """A text without control characters."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", text)


FEEDS: Mapping[str, tuple[str, Callable[[Feed, str], str]]] = {
    "atom": ("changes.xml", atom),  # hosts know the type of .xml, not of .atom
    "jsonfeed": ("changes.json", jsonfeed),
}
"""The forms of a feed: the file of each in a site, and what writes it."""
