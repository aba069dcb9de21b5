"""The navigation: the strategy's pages that it lists, and the parents of the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage
from mkdocs.utils import nest_paths

from stratdocs.mkdocs.page import StrategyPage
from stratdocs.publishing.navigation import nav_entries, with_indexes


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
