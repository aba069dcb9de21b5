"""The strategy's pages in the search index of MkDocs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from stratdocs.site.views.page import Page


def add_to_index(site_dir: str, pages: Iterable[Page], urls: Mapping[str, str]) -> None:
    """Adds the pages to the index of a built site, if it has one."""
    path = Path(site_dir, "search", "search_index.json")
    if not path.is_file():
        return
    index = json.loads(path.read_text(encoding="utf-8"))
    known = {entry["location"] for entry in index["docs"]}
    index["docs"].extend(e for e in entries(pages, urls) if e["location"] not in known)
    path.write_text(json.dumps(index, separators=(",", ":")), encoding="utf-8")


def entries(pages: Iterable[Page], urls: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The entry of each page."""
    for page in pages:
        url = urls[page.path]
        entry: dict[str, Any] = {
            "location": "" if url == "./" else url,
            "title": escape(page.title),
            "text": escape(page.gist),
        }
        if page.tags:
            entry["tags"] = [escape(tag) for tag in page.tags]
        yield entry
