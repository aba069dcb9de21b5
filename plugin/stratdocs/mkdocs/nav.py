"""The navigation: the strategy's pages that it lists, and the parents of the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage
from mkdocs.utils import nest_paths

from stratdocs.mkdocs.page import StrategyPage
from stratdocs.site.pages import HEADINGS


def list_indexes(listed: Mapping[str, list[str]], files: Files, config: MkDocsConfig) -> None:
    """Adds index pages, given by heading, to the navigation, unless the site's own navigation names
    them; then its titles become those of our pages.
    """
    nav = config.nav if config.nav is not None else _default_nav(files)
    config.nav = with_indexes(nav, listed)
    for uri, title in nav_entries(config.nav):
        file = files.get_file_from_path(uri)
        if title and file is not None and isinstance(file.page, StrategyPage):
            file.page.title = title  # MkDocs gives titles only to pages that it makes


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


def give_parents(nav: Navigation, files: Files) -> None:
    """Sets the parents of pages outside the navigation, for breadcrumbs and tabs."""
    by_path: dict[str, HostPage] = {}
    own = [f.page for f in files if isinstance(f.page, StrategyPage)]
    for page in own:
        by_path.setdefault(page.strategy.path, page)
    listed = {page.file.src_uri for page in nav.pages}
    for page in own:
        page.in_nav = page.file.src_uri in listed
        parent = page.strategy.parent
        if page.parent is None and parent is not None and parent in by_path:
            page.parent = by_path[parent]  # type: ignore[assignment]  # a page leads like a section here


def _default_nav(files: Files) -> list[Any]:
    """The navigation that MkDocs would make: all written pages, by folder."""
    written = (f.src_uri for f in files.documentation_pages() if f.inclusion.is_in_nav())
    return list(nest_paths(written))
