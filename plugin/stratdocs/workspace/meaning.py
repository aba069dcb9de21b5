"""What a place in a text means: which kind, which field, of which item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from stratdocs.model.decode import SETTINGS
from stratdocs.model.fields import Field, field_of
from stratdocs.model.kinds import BY_COLLECTION, Entity, Part
from stratdocs.workspace.cursor import Cursor


class Meaning(NamedTuple):
    """What is being written at a place."""

    cursor: Cursor
    kind: type[Entity] | None
    """The kind of the item around the place; None outside of items."""
    holder: type[Entity | Part] | None
    """What has the fields among which the place is: the kind, or a group within it."""
    field: Field | None
    """The field whose value the place is in; None for a key."""
    item: Mapping[str, str]
    """The fields of the item, each with what stands behind it."""
    around: tuple[str, ...]
    """The ids of the items that the item is nested in, the outermost first."""
    inside: tuple[str, ...] = ()
    """The fields within the item that lead to the group at the place."""
    many: bool = False
    """Whether the group at the place is one of a list, so that it begins with a hyphen."""
    setting: tuple[str, ...] = ()
    """The keys that lead to the place within `settings:`, itself included."""
    line: int = 0
    """The line of the place, counted from 1; 0 if it does not matter."""

    @property
    def id(self) -> str:
        """The id of the item; empty if it has none yet."""
        return plain(self.item.get("id", ""))

    def value(self, name: str) -> str:
        """What is written in a field of the group at the place, or else of the item."""
        keys = self.cursor.levels[-1].keys if self.cursor.levels else {}
        return plain(keys.get(name) or self.item.get(name) or "")


def plain(text: str) -> str:
    """A value as it is written, without quotes and comment."""
    text = text.split(" #", 1)[0].strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" else text


def meaning_of(cursor: Cursor) -> Meaning:
    """What a place means, by the keys that lead to it."""
    levels = cursor.levels
    route = [level.key for level in levels if level.key]
    if route[:1] == [SETTINGS]:
        return Meaning(cursor, None, None, None, {}, (), (), setting=tuple(route))
    kind: type[Entity] | None = None
    holder: type[Entity | Part] | None = None
    field: Field | None = None
    item: Mapping[str, str] = {}
    around: list[str] = []
    inside: list[str] = []
    many = False
    for level in levels:
        if not level.key:
            continue
        nested = BY_COLLECTION.get(level.key) if kind is None else None
        if kind is not None and level.key in kind.nests:
            nested = BY_COLLECTION[kind.nests[level.key]]
        if nested is not None:
            if kind is not None and "id" in item:
                around.append(plain(item["id"]))
            kind = holder = nested
            item, field, many = level.keys, None, True
            inside.clear()
            continue
        inside.append(level.key)
        field = field_of(holder, level.key) if holder is not None else None
        holder = field.group if field is not None else None
        many = field is not None and field.many
    if cursor.place != "key" and holder is not None and cursor.key:
        field = field_of(holder, cursor.key)
        nested_here = kind is not None and cursor.key in kind.nests
        if field is not None or nested_here or cursor.place in ("value", "text", "link"):
            return Meaning(cursor, kind, holder, field, item, tuple(around), tuple(inside), many)
    if holder is None and field is not None:  # a list of plain values
        return Meaning(cursor, kind, None, field, item, tuple(around), tuple(inside), many)
    return Meaning(cursor, kind, holder, None, item, tuple(around), tuple(inside), many)


def names_ids(meaning: Meaning) -> bool:
    """Whether what is written at the place may be the id of an item."""
    if meaning.cursor.place == "link":
        return True
    if meaning.cursor.place != "value":
        return False
    field = meaning.field
    return meaning.cursor.key in ("id", "was") or (field is not None and field.names)
