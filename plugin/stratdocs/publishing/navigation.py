"""The navigation of a site: what its author lists, and the strategy's index pages beside it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from stratdocs.site.pages import HEADINGS


def with_indexes(nav: list[Any], listed: Mapping[str, list[str]]) -> list[Any]:
    """A navigation, with the pages that it does not name added below their headings."""
    nav = list(nav)
    known = dict(nav_entries(nav))
    for heading, uris in sorted(listed.items(), key=lambda pair: HEADINGS.index(pair[0])):
        missing = [uri for uri in uris if uri not in known]
        if not missing:
            continue
        alone = len(missing) == 1 and len(uris) == 1
        entry: Any = {heading: missing[0] if alone else missing}
        if missing[0] == "index.md":
            nav.insert(0, entry)
        else:
            nav.append(entry)
    return nav


def nav_entries(nav: Any, title: str | None = None) -> Iterator[tuple[str, str | None]]:
    """Every path that a navigation names, with its title there, if any."""
    match nav:
        case str():
            yield nav, title
        case list():
            for item in nav:
                yield from nav_entries(item)
        case dict():
            for name, item in nav.items():
                yield from nav_entries(item, name)


def nav_of_folders(uris: Iterable[str]) -> list[Any]:
    """A navigation of pages by their folders, an index first."""
    nav: list[Any] = []
    folders: dict[str, list[Any]] = {"": nav}

    def entries(folder: str) -> list[Any]:
        if folder not in folders:
            above, name = posixpath.split(folder)
            folders[folder] = []
            entries(above).append({_folder_title(name): folders[folder]})
        return folders[folder]

    for uri in sorted(uris, key=_index_first):
        entries(posixpath.dirname(uri)).append(uri)
    return nav


def with_sections(nav: Any, titles: Mapping[str, str]) -> Any:
    """A navigation with a section of its own for each index page of a folder that stands among
    others. Themes take an index for the page of the section around it, which can have only one.
    """
    match nav:
        case dict():
            return {name: with_sections(item, titles) for name, item in nav.items()}
        case list():
            return [
                {titles[item]: [item]}
                if isinstance(item, str) and item in titles and _is_index(item)
                else with_sections(item, titles)
                for item in nav
            ]
    return nav


def _is_index(item: Any) -> bool:
    return isinstance(item, str) and item.endswith("/index.md")


def _index_first(uri: str) -> tuple[str, bool, str]:
    folder, name = posixpath.split(uri)
    return folder, name not in ("index.md", "README.md"), name


def _folder_title(name: str) -> str:
    title = name.replace("-", " ").replace("_", " ")
    return title.capitalize() if title.lower() == title else title
