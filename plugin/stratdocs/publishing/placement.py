"""Where each page of the strategy is among the Markdown files of an export."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from stratdocs.model.kinds import BY_COLLECTION
from stratdocs.site.views.page import Page

HOME = "strategy-on-a-page.md"
"""The file of the home page where the site has written one."""


class Placement(NamedTuple):
    """The files of an export."""

    sources: Mapping[str, str]
    """The Markdown file of each page, by the page's path. A written page already there replaces
    ours.
    """
    made: tuple[tuple[Page, str], ...]
    """The pages that no written page replaces, each with its file."""
    listed: Mapping[str, list[str]]
    """The files that the navigation is to list, by heading."""
    moved: Mapping[str, str]
    """The files of indexes, by the name that MkDocs has for them: `bets.md`."""


def place(pages: Iterable[Page], written: Iterable[str], folder: str = "") -> Placement:
    """A file for each page, below a folder of the site: `index.md` in a folder for what has pages
    below it.
    """
    start = f"{folder}/" if folder else ""
    pages = tuple(pages)
    by_address = {_address(uri): uri for uri in sorted(written, reverse=True)}
    folders = {page.path.rpartition("/")[0] for page in pages} | BY_COLLECTION.keys()
    sources: dict[str, str] = {}
    made: list[tuple[Page, str]] = []
    listed: dict[str, list[str]] = {}
    for page in pages:
        name = f"{page.path}/index.md" if page.path in folders else f"{page.path}.md"
        address = f"{start}{page.path}".rstrip("/")
        if page.path == "":
            name = HOME if address in by_address else "index.md"
        elif address in by_address:
            sources[page.path] = by_address[address]
            continue
        name = start + name
        sources[page.path] = name
        made.append((page, name))
        if page.listed:
            listed.setdefault(page.listed, []).append(name)
    moved = {
        f"{start}{path}.md": uri
        for path, uri in sources.items()
        if path and uri != f"{start}{path}.md"
    }
    return Placement(sources, tuple(made), listed, moved)


def _address(uri: str) -> str:
    """The address of a written page in a site, without slashes at its ends."""
    name = uri.rpartition(".")[0]
    folder, _, last = name.rpartition("/")
    return folder if last in ("index", "README") else name
