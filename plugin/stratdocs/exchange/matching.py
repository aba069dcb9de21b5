"""Rows without an id whose key has changed, and the rows that they were in an earlier import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from stratdocs.exchange.items import Item
from stratdocs.exchange.known import OURS, Known
from stratdocs.exchange.memory import Remembered, Rows, stored_key
from stratdocs.exchange.words import normal

_MANY = 20
"""Goals that share the title of something below them, from which it tells nothing."""


class Earlier:
    """The rows of an earlier import that the source no longer has under the same key."""

    def __init__(self, items: Sequence[Item], remembered: Rows, known: Known) -> None:
        self._remembered = remembered
        self._items = {stored_key(item.key): item for item in items}
        present = {remembered[key].id for key in self._items if key in remembered}
        self._missing = {
            key: row
            for key, row in remembered.items()
            if key not in self._items
            and key.startswith(f"{row.kind}/")
            and row.id not in present
            and known.item(row.id) is not None
        }
        self._fresh = {
            key: item
            for key, item in self._items.items()
            if key not in remembered and item.key.startswith(f"{item.kind}/") and not item.exported
        }
        self._by_title: dict[tuple[str, str], list[str]] = {}
        self._by_figures: dict[tuple[object, ...], list[str]] = {}
        for key, row in self._missing.items():
            self._by_title.setdefault(_title(row), []).append(key)
            if figures := _figures(row.kind, row.values.get("target"), row.links):
                self._by_figures.setdefault(figures, []).append(key)
        self._titles = Counter((item.kind, normal(item.title)) for item in self._fresh.values())
        self._goals = self._renamed_goals() if self._missing and self._fresh else {}

    def key_of(self, item: Item) -> str | None:
        """The earlier key of a row that has a new one: its parent has a different title, it has a
        different parent, or it is a goal with a new title above the same key results.
        """
        key = stored_key(item.key)
        if key not in self._fresh:
            return None
        old = self._goals.get(key) or self._with_same_title(item)
        if old is not None:
            self._missing.pop(old, None)
        return old

    def like(self, item: Item) -> str | None:
        """The earlier key of a row that may be this one under a different title."""
        if stored_key(item.key) not in self._fresh:
            return None
        links = {field: tuple(map(stored_key, keys)) for field, keys in item.links.items()}
        links["serves"] = tuple(map(self._now, links.get("serves", ())))
        figures = _figures(item.kind, item.values.get("target"), links)
        found = self._by_figures.get(figures, ()) if figures else ()
        return next((k for k in found if k in self._missing and self._may_be(item, k)), None)

    def _with_same_title(self, item: Item) -> str | None:
        title = (item.kind, normal(item.title))
        found = [
            key
            for key in self._by_title.get(title, ())[:_MANY]
            if key in self._missing and self._may_be(item, key)
        ]
        parent = self._id_above(item.links)
        below = [
            key for key in found if parent and self._id_above(self._missing[key].links) == parent
        ]
        if len(below) == 1:
            return below[0]
        return found[0] if len(found) == 1 and self._titles[title] == 1 else None

    def _may_be(self, item: Item, key: str) -> bool:
        """Whether the periods of a row and of an earlier one do not differ."""
        now = item.values.get("period")
        above = self._items.get(stored_key(next(iter(item.links.get("serves", ())), "")))
        if not now and above is not None:
            now = above.values.get("period")
        row = self._remembered[key]
        then = row.values.get("period")
        if not then and (
            parent := self._remembered.get(next(iter(row.links.get("serves", ())), ""))
        ):
            then = parent.values.get("period")
        return not now or not then or now == then

    def _id_above(self, links: Mapping[str, Sequence[str]]) -> str:
        """The id of the first parent; empty if it is new or there is none."""
        key = self._now(stored_key(next(iter(links.get("serves", ())), "")))
        if key.startswith(OURS):
            return key.removeprefix(OURS)
        row = self._remembered.get(key)
        return row.id if row is not None else ""

    def _now(self, key: str) -> str:
        """The earlier key of a goal that has a new title, else the key."""
        return self._goals.get(key, key)

    def _renamed_goals(self) -> Mapping[str, str]:
        """The earlier key of each goal that has a new title above mostly the same items."""
        before: dict[str, set[tuple[str, str]]] = {}
        for row in self._remembered.values():
            parent = next(iter(row.links.get("serves", ())), "")
            if parent in self._missing:
                before.setdefault(parent, set()).add(_title(row))
        now: dict[str, set[tuple[str, str]]] = {}
        for item in self._items.values():
            parent = stored_key(next(iter(item.links.get("serves", ())), ""))
            if parent in self._fresh:
                now.setdefault(parent, set()).add((item.kind, normal(item.title)))
        above: dict[tuple[str, str], list[str]] = {}
        for parent, titles in before.items():
            for title in titles:
                above.setdefault(title, []).append(parent)
        found: dict[str, list[str]] = {}
        for new, titles in now.items():
            shared = Counter(
                old
                for title in titles
                if len(above.get(title, ())) <= _MANY
                for old in above.get(title, ())
                if self._missing[old].kind == self._fresh[new].kind
                and self._may_be(self._fresh[new], old)
                and self._is_for(self._fresh[new], old)
            )
            ranked = shared.most_common(2)
            if not ranked or (len(ranked) == 2 and ranked[1][1] == ranked[0][1]):
                continue
            old, count = ranked[0]
            if 2 * count > max(len(titles), len(before[old])):
                found.setdefault(old, []).append(new)
        return {news[0]: old for old, news in found.items() if len(news) == 1}

    def _is_for(self, item: Item, key: str) -> bool:
        """Whether the teams of a goal and of an earlier one do not differ."""
        now = tuple(map(stored_key, item.links.get("team", ())))
        then = self._missing[key].links.get("team", ())
        return not now or not then or now == then


def _title(row: Remembered) -> tuple[str, str]:
    return (row.kind, normal(str(row.values.get("title", ""))))


def _figures(kind: str, target: object, links: Mapping[str, Sequence[str]]) -> tuple[object, ...]:
    """What a row keeps under a different title; empty if that is too little to know it by."""
    owner = tuple(links.get("owner", ()))
    if not (target or owner):
        return ()
    return (kind, tuple(links.get("serves", ())), owner, target or None)
