"""The strategy's pages in the search index of MkDocs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from stratdocs.site.search import SearchEntry

PLUGINS = ("material/search", "search")
"""The names of plugins that make a search index."""


def add_to_index(
    config: MkDocsConfig, found: Iterable[SearchEntry], urls: Mapping[str, str]
) -> None:
    """Adds the entries to the index of the site, if it has one, in place of what the host has read
    of the same pages. It is not written yet, so that other plugins that change it see them.
    """
    found = tuple(found)
    for name in PLUGINS:
        index: Any = getattr(config.plugins.get(name), "search_index", None)
        listed = getattr(index, "entries", getattr(index, "_entries", None))
        if isinstance(listed, list):
            with_paragraphs = "fields" in index.config  # Material's
            ours = entries(found, urls, with_paragraphs=with_paragraphs)
            listed[:] = with_entries(listed, ours)


def with_entries(
    listed: Iterable[Mapping[str, Any]], ours: Iterable[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """What the host lists, and the entries of our pages in place of its own of the same pages."""
    ours = list(ours)
    places = {_page_of(entry) for entry in ours}
    return [entry for entry in listed if _page_of(entry) not in places] + ours


def _page_of(entry: Mapping[str, Any]) -> str:
    place: str = entry["location"]
    return place.partition("#")[0]


def entries(
    found: Iterable[SearchEntry], urls: Mapping[str, str], *, with_paragraphs: bool
) -> Iterator[dict[str, Any]]:
    """The entries as the host keeps them. Material shows the paragraphs that fit; the search of
    MkDocs takes plain text.
    """
    for made in found:
        url = urls.get(made.path)
        if url is None:
            continue
        location = "" if url == "./" else url
        texts = [escape(text, quote=False) for text in made.texts]
        entry: dict[str, Any] = {
            "location": f"{location}#{made.anchor}" if made.anchor else location,
            "title": escape(made.title, quote=False),
            "text": "".join(f"<p>{text}</p>" for text in texts)
            if with_paragraphs
            else " ".join(texts),
        }
        if made.tags:
            entry["tags"] = [escape(tag, quote=False) for tag in made.tags]
        if made.boost != 1:
            entry["boost"] = made.boost
        yield entry
