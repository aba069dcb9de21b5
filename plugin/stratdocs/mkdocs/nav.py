"""The navigation: the strategy's pages that it lists, and the parents of the others.

It is changed once MkDocs or another plugin has made it, so that whatever they list stays.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatch
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page as HostPage

from stratdocs.mkdocs.page import StrategyPage
from stratdocs.publishing.navigation import NavPlace, no_entry
from stratdocs.repo.project import PUBLISHED
from stratdocs.site.pages import HEADINGS
from stratdocs.yamltext.source import MappingNode, Node, ScalarNode, SequenceNode, read

AWESOME = "awesome-nav"


def show_named(
    files: Files, made: Iterable[str], listed: Iterable[str], config: MkDocsConfig
) -> None:
    """Lets awesome-nav put our pages where its files name them, by path, folder or pattern.

    It lists all pages that it sees, so it sees only those.
    """
    plugin: Any = config.plugins.get(AWESOME)
    if plugin is None:
        return
    name = plugin.config.filename
    patterns = [
        posixpath.normpath(posixpath.join(posixpath.dirname(file.src_uri), text.lstrip("/")))
        for file in files
        if posixpath.basename(file.src_uri) == name
        for text in _texts(read(file.src_uri, file.content_string).roots)
        if text.strip("*/.")
    ]
    exact, indexes = set(patterns), set(listed)
    for uri in made:
        if uri in exact or (
            uri in indexes
            and any(fnmatch(uri, pattern) or uri.startswith(f"{pattern}/") for pattern in patterns)
        ):
            files.src_uris[uri].inclusion = InclusionLevel.INCLUDED


def _texts(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        match node:
            case ScalarNode():
                yield node.text
            case SequenceNode():
                yield from _texts(node.nodes)
            case MappingNode():
                yield from _texts(node.values.values())


def add_sections(
    nav: Navigation, listed: Mapping[str, Sequence[StrategyPage]], place: NavPlace, *, link: bool
) -> None:
    """Adds index pages, given by heading, to a navigation that does not name them yet; with `link`
    also the published manual.
    """
    known = {page.file.src_uri for page in _pages(nav.items)}
    entries: list[StructureItem] = []
    for heading, pages in sorted(listed.items(), key=lambda pair: HEADINGS.index(pair[0])):
        missing = [page for page in pages if page.file.src_uri not in known]
        if len(missing) == 1 and len(pages) == 1:
            missing[0].title = heading
            entries.append(missing[0])
        elif missing:
            entries.append(Section(heading, list(missing)))
    if link:
        entries.append(Link("Reference", f"{PUBLISHED}reference/"))
    if not entries:
        return
    if place.title:
        entries = [Section(place.title, entries)]
    if place.after:
        items, at = _place_after(nav.items, place.after)
    else:
        items, at = nav.items, len(nav.items)
    first = next(_pages(entries), None)
    if not any(place) and first is not None and first.file.src_uri == "index.md":
        nav.items.insert(0, entries.pop(0))
        at += 1
    for entry in entries:
        same = _section(items, entry.title) if isinstance(entry, Section) else None
        if same is not None and isinstance(entry, Section):
            same.children += entry.children
        else:
            items.insert(at, entry)
            at += 1
    _connect(nav)


def _place_after(items: list[Any], title: str) -> tuple[list[Any], int]:
    """The list, and the place in it, after the entry of that title or path."""
    ahead = [items]
    while ahead:
        level = ahead.pop(0)
        for at, item in enumerate(level):
            if title.casefold() in _names(item):
                return level, at + 1
            if item.children:
                ahead.append(item.children)
    raise PluginError(f"stratdocs: {no_entry(title, (next(iter(_names(i)), '') for i in items))}")


def _names(item: Any) -> list[str]:
    """What an entry of a navigation may be called."""
    names = [str(item.title)] if item.title else []
    if isinstance(item, HostPage):
        names += [item.file.src_uri, item.file.name]
    return [name.casefold() for name in names]


def _section(items: Iterable[Any], title: str) -> Section | None:
    found = (i for i in items if isinstance(i, Section) and i.title == title)
    return next(found, None)


def _pages(items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        if isinstance(item, HostPage):
            yield item
        if item.children:
            yield from _pages(item.children)


def _connect(nav: Navigation) -> None:
    """Sets what follows from the entries: the order of pages, and the section of each."""
    nav.pages[:] = _pages(nav.items)
    for before, page, after in zip(
        [None, *nav.pages[:-1]], nav.pages, [*nav.pages[1:], None], strict=True
    ):
        page.previous_page, page.next_page = before, after
    ahead = [item for item in nav.items if isinstance(item, Section)]
    while ahead:
        section = ahead.pop()
        for child in section.children:
            child.parent = section
            if isinstance(child, Section):
                ahead.append(child)
    if nav.homepage is None:
        nav.homepage = next((page for page in nav.pages if page.is_homepage), None)


def give_parents(nav: Navigation, own: Iterable[StrategyPage]) -> None:
    """Sets the parents of pages outside the navigation, for breadcrumbs and tabs."""
    own = tuple(own)
    by_path = {page.strategy.path: page for page in reversed(own)}
    listed = {page.file.src_uri for page in nav.pages}
    for page in own:
        page.in_nav = page.file.src_uri in listed
        parent = page.strategy.parent
        if page.parent is None and parent is not None and parent in by_path:
            page.parent = by_path[parent]  # type: ignore[assignment]  # a page leads like a section here
