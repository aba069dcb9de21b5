"""The navigation of a site: what its author lists, and the strategy's index pages beside it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from stratdocs.model.finding import StratdocsError
from stratdocs.repo.project import PUBLISHED
from stratdocs.site.pages import HEADINGS
from stratdocs.words.nearest import nearest
from stratdocs.words.phrases import did_you_mean, join_words


class NavPlace(NamedTuple):
    """Where our pages are in the navigation."""

    title: str = ""
    """The section that holds them; empty if each of our headings is a section."""
    after: str = ""
    """The title of what stands before them; empty if they are last."""


def nav_place(given: object, folder: str) -> NavPlace | None:
    """Where the setting `nav` puts our pages, which are in a folder of the site; None if they are
    not in the navigation. Raises StratdocsError with what is wrong with it.
    """
    if given is False:
        return None
    settings: dict[object, object] = given if isinstance(given, dict) else {}
    for name, value in settings.items():
        if name not in NavPlace._fields:
            guess = did_you_mean(nearest(str(name), NavPlace._fields))
            raise StratdocsError(
                f"the option `nav` has no {name}{guess or ';'} use `title` and `after`, as in "
                "`nav: {title: Strategy, after: Home}`"
            )
        if not isinstance(value, str) or not value.strip():
            raise StratdocsError(f"`{name}` in the option `nav` must be a title, not {value!r}")
    place = NavPlace(str(settings.get("title", "")), str(settings.get("after", "")))
    if not place.title and folder:
        return place._replace(title=folder_title(folder.rpartition("/")[2]))
    return place


def no_entry(after: str, names: Iterable[str]) -> StratdocsError:
    """That the navigation, which has entries of those names, has none to stand `after`."""
    return StratdocsError(
        f"the navigation has no entry {after}, which `after` in the option `nav` refers to; it has "
        f"{join_words([name for name in names if name]) or 'none'}"
    )


def with_indexes(
    nav: list[Any],
    listed: Mapping[str, list[str]],
    place: NavPlace | None = NavPlace(),  # noqa: B008  # a value
    *,
    link: bool = False,
) -> list[Any]:
    """A navigation, with the pages that it does not name added below their headings; with `link`
    also the published manual.
    """
    nav = list(nav)
    if place is None:
        return nav
    known = dict(nav_entries(nav))
    entries: list[Any] = []
    for heading, uris in sorted(listed.items(), key=lambda pair: HEADINGS.index(pair[0])):
        missing = [uri for uri in uris if uri not in known]
        if not missing:
            continue
        alone = len(missing) == 1 and len(uris) == 1
        entries.append({heading: missing[0] if alone else missing})
    if link:
        entries.append({"Reference": f"{PUBLISHED}reference/"})
    if entries and place.title:
        entries = [{place.title: entries}]
    if place.after:
        return _inserted(nav, entries, place.after)
    first = next(nav_entries(entries), ("", None))[0]
    if not place.title and first == "index.md":
        return [entries[0], *nav, *entries[1:]]
    return nav + entries


def _inserted(nav: list[Any], entries: list[Any], after: str) -> list[Any]:
    """The navigation with entries after that of a title or path, at whatever depth."""
    nav = list(nav)
    ahead = [nav]
    while ahead:
        level = ahead.pop(0)
        for at, item in enumerate(level):
            if after.casefold() in _names(item):
                level[at + 1 : at + 1] = entries
                return nav
            for name, below in item.items() if isinstance(item, dict) else ():
                if isinstance(below, list):
                    item[name] = list(below)
                    ahead.append(item[name])
    raise no_entry(after, (next(_names(item), "") for item in nav))


def _names(item: Any) -> Iterator[str]:
    """What an entry of a navigation may be called."""
    match item:
        case str():
            yield item.casefold()
            yield posixpath.splitext(posixpath.basename(item))[0].casefold()
        case dict():
            for name, below in item.items():
                yield str(name).casefold()
                if isinstance(below, str):
                    yield from _names(below)


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
            entries(above).append({folder_title(name): folders[folder]})
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


def folder_title(name: str) -> str:
    """The title of a section that has the name of a folder, as MkDocs makes it."""
    title = name.replace("-", " ").replace("_", " ")
    return title.capitalize() if title.lower() == title else title
