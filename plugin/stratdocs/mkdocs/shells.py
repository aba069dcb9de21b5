"""What the theme prints around a page: rendered once for each kind of page, not for each page."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.utils import get_theme_dir

from stratdocs.mkdocs.page import StrategyPage

Context = Mapping[str, Any]
Render = Callable[[Context], str]

THEME = "material"
"""The theme whose templates are known to print the values of a page as they are."""
QUIET = ("material.plugins.", "mkdocs.contrib.", "stratdocs.")
"""Modules of plugins that change nothing in the context of a page but `tags`."""

_CONTEXT = frozenset(
    (
        "base_url", "build_date_utc", "config", "extra_css", "extra_javascript", "mkdocs_version",
        "nav", "page", "pages", "tags",
    )
)  # fmt: skip
_META = frozenset(("title", "description", "search", "hide", "tags"))
_FOLDERS = ("assets", "search", "tags")
"""Folders that a theme links to besides those of the navigation."""
_READS_PAGE = re.compile(r"\bpages?\b")
_MARK = re.compile("\ue010[^\ue011]*\ue011")


class Values(NamedTuple):
    """What the theme prints of a page as it is; each may appear any number of times."""

    title: str
    name: str
    """Its title in the metadata."""
    description: str
    content: str
    address: str | None
    """Its canonical address."""
    edit: str | None
    """The address where it is edited."""
    raw: str | None
    """The same as a theme turns it into the address of its source."""


class Shell:
    """The theme's output for a page, with places for values."""

    def __init__(self, printed: str, marks: Values) -> None:
        numbers = {mark: number for number, mark in enumerate(marks) if mark is not None}
        self._texts = _MARK.split(printed)
        found = _MARK.findall(printed)
        self._numbers = [numbers.get(mark, -1) for mark in found]
        self.usable = -1 not in self._numbers
        """Whether the theme printed every value as it was given."""

    def around(self, values: Values) -> str:
        """The theme's output for a page with other values."""
        pieces = [self._texts[0]]
        for number, text in zip(self._numbers, self._texts[1:], strict=True):
            pieces += (values[number] or "", text)
        return "".join(pieces)


class Shells:
    """The shells of a build.

    The first page of each kind is rendered by the theme. The second becomes the shell, which has
    to give the first page again, byte by byte; where it doesn't, the theme renders every page of
    that kind.
    """

    def __init__(self, linked: Iterable[str]) -> None:
        self._linked = frozenset(linked)
        self._firsts: dict[Hashable, tuple[Values, str]] = {}
        self._shells: dict[Hashable, Shell | None] = {}

    def printed(self, render: Render, context: Context) -> str:
        """What the theme prints for a page."""
        page = context.get("page")
        if not isinstance(page, StrategyPage) or not self._is_plain(page, context):
            return render(context)
        kind = _kind(page, context)
        values = _values(page)
        if kind not in self._firsts:
            printed = render(context)
            self._firsts[kind] = values, printed
            return printed
        if kind not in self._shells:
            shell = _shell(page, render, context)
            first, printed = self._firsts[kind]
            right = shell.usable and shell.around(first) == printed
            self._shells[kind] = shell if right else None
            self._firsts[kind] = values, ""
        known = self._shells[kind]
        return known.around(values) if known is not None else render(context)

    def _is_plain(self, page: StrategyPage, context: Context) -> bool:
        """Whether a page is like others: outside the navigation, and with nothing that another
        plugin has given it.
        """
        return (
            not page.in_nav
            and page.previous_page is None
            and page.next_page is None
            and not page.is_homepage
            and isinstance(page.content, str)
            and isinstance(page.title, str)
            and all(isinstance(page.meta.get(name), str) for name in ("title", "description"))
            and page.meta.get("search") == {"exclude": True}
            and page.meta.keys() <= _META
            and context.keys() <= _CONTEXT
            and _normal(page.url) not in self._linked
        )


def shells(config: MkDocsConfig, nav: Navigation) -> Shells | None:
    """The shells of a build; None where other plugins or templates may read or change a page in
    ways that we don't know.
    """
    if config.theme.name != THEME or not all(map(_is_quiet, config.plugins.events["page_context"])):
        return None
    if any(_READS_PAGE.search(text) for text in _templates_of_others(config)):
        return None
    return Shells(_linked_folders(nav))


def _is_quiet(event: Callable[..., Any]) -> bool:
    plugin = getattr(event, "__self__", None)
    return type(plugin).__module__.startswith(QUIET)


def _templates_of_others(config: MkDocsConfig) -> Iterator[str]:
    """The templates that come neither from the theme nor from MkDocs."""
    known = Path(get_theme_dir(THEME)), Path(mkdocs.__file__).parent
    for folder in map(Path, config.theme.dirs):
        if not any(folder.is_relative_to(place) for place in known):
            for path in sorted(folder.rglob("*.html")):
                yield path.read_text("utf-8", errors="replace")


def _linked_folders(nav: Navigation) -> Iterator[str]:
    """The addresses that a navigation links to, and the folders above them. A link to one of these
    reads differently on the page that has its address.
    """
    yield from _FOLDERS
    ahead: list[Any] = list(nav.items)
    while ahead:
        item = ahead.pop()
        ahead += item.children or ()
        parts = _normal(getattr(item, "url", None) or "").split("/")
        yield from ("/".join(parts[:end]) for end in range(1, len(parts) + 1))


def _normal(url: str) -> str:
    return url.strip("/")


def _kind(page: StrategyPage, context: Context) -> Hashable:
    """What decides how the theme prints a page, besides its values."""
    return (
        context["base_url"],
        _normal(page.url).rpartition("/")[0],
        id(page.parent),
        tuple(context["extra_css"]),
        tuple(map(str, context["extra_javascript"])),
        tuple(_headings(page.toc)),
        tuple(page.meta.get("hide", ())),
        tuple(_tag(tag) for tag in context.get("tags", ())),
        "<h1" in (page.content or ""),
        page.canonical_url is None,
        page.edit_url is None,
        _part(page.edit_url),
    )


def _headings(links: Iterable[Any]) -> Iterator[tuple[str, str, int]]:
    for link in links:
        yield link.id, link.title, link.level
        yield from _headings(link.children)


def _tag(tag: Any) -> Hashable:
    return str(tag.name), getattr(tag, "url", None), getattr(tag, "hidden", False)


def _part(address: str | None) -> str:
    """The part of an address for editing that Material replaces by `raw`."""
    return "blob" if "/blob/" in (address or "") else "edit"


def _values(page: StrategyPage) -> Values:
    edit = page.edit_url
    return Values(
        str(page.title),
        page.meta["title"],
        page.meta["description"],
        page.content or "",
        page.canonical_url,
        edit,
        None if edit is None else edit.replace(_part(edit), "raw"),
    )


def _shell(page: StrategyPage, render: Render, context: Context) -> Shell:
    """The shell that a page gives, whose values are back in their places afterwards."""
    own = _values(page)
    edit = f"\ue010/{_part(own.edit)}/\ue011"
    marks = Values(
        "\ue010title\ue011",
        "\ue010name\ue011",
        "\ue010description\ue011",
        "\ue010<h1\ue011" if "<h1" in own.content else "\ue010content\ue011",
        None if own.address is None else "\ue010address\ue011",
        None if own.edit is None else edit,
        None if own.edit is None else "\ue010/raw/\ue011",
    )
    try:
        _give(page, marks)
        return Shell(render(context), marks)
    finally:
        _give(page, own)


def _give(page: StrategyPage, values: Values) -> None:
    page.title = values.title
    page.meta["title"], page.meta["description"] = values.name, values.description
    page.content = values.content
    page.canonical_url, page.edit_url = values.address, values.edit
