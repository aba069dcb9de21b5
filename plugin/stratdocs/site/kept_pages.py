"""Pages that were printed before, for as long as what they are printed from stays the same.

A page is made from a template, the values that its view gives it, and what texts and links look up
while it is printed. Where all of these are as they were, so is the page.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from datetime import date, datetime
from types import MappingProxyType, NoneType
from typing import Any, NamedTuple

from stratdocs.model.kinds import Declared
from stratdocs.site.rendering import Html, LookedUp, Renderer
from stratdocs.site.views.page import Page
from stratdocs.site.views.template_data import TemplateData, fields

_PLACES = frozenset(("path", "node", "route"))
_PLAIN = frozenset((str, int, bool, float, date, datetime, NoneType))


class _Kept(NamedTuple):
    page: Page
    root: str
    looked_up: LookedUp
    html: Html


class KeptPages:
    """The pages of the last build, by their paths."""

    def __init__(self) -> None:
        self._pages: dict[str, _Kept] = {}
        self._templates: Hashable = None
        self.printed = 0
        """How many pages had to be printed in this build."""

    def begin(self, pages: Collection[Page], templates: Hashable) -> None:
        """Begins a build with its pages and the state of its templates."""
        self.printed = 0
        if templates != self._templates:
            self._pages.clear()
            self._templates = templates
        paths = {page.path for page in pages}
        for path in self._pages.keys() - paths:
            del self._pages[path]

    def html(self, renderer: Renderer, page: Page, root: str) -> Html:
        """A page as HTML, printed if it differs from the last build's."""
        kept = self._pages.get(page.path)
        if (
            kept is not None
            and kept.root == root
            and is_same(kept.page._replace(source=None), page._replace(source=None))
            and renderer.finds(kept.looked_up)
        ):
            html, looked_up = kept.html, kept.looked_up
        else:
            self.printed += 1
            html, looked_up = renderer.html_and_lookups(page, root)
        self._pages[page.path] = _Kept(page, root, looked_up, html)
        return html


def is_same(old: Any, new: Any) -> bool:
    """Whether two values print the same: equal, of equal types and in equal order. Of an item, its
    place in a file makes no difference: its page has that beside it. Values of unknown types are
    taken to differ.
    """
    if old is new:
        return True
    kind = type(old)
    if kind is not type(new):
        return False
    if kind in _PLAIN:
        return bool(old == new)
    if issubclass(kind, (tuple, list)):
        return _same_members(old, new)
    if issubclass(kind, TemplateData):
        return _same_items(fields(old), fields(new))
    if issubclass(kind, (dict, MappingProxyType)):
        return _same_items(old, new)
    if issubclass(kind, Declared):
        return _same_items(_content(old), _content(new))
    if issubclass(kind, (frozenset, set)):
        return all(type(member) is str for member in (*old, *new)) and bool(old == new)
    if issubclass(kind, str):
        return bool(str(old) == str(new))
    return False


def _same_members(old: Collection[Any], new: Collection[Any]) -> bool:
    return len(old) == len(new) and all(
        before is after or is_same(before, after) for before, after in zip(old, new, strict=True)
    )


def _same_items(old: Mapping[Any, Any], new: Mapping[Any, Any]) -> bool:
    return _same_members(old.keys(), new.keys()) and _same_members(old.values(), new.values())


def _content(item: Declared) -> dict[str, Any]:
    return {name: value for name, value in vars(item).items() if name not in _PLACES}
