"""The columns of a table of items and their cells: the same for export and import.

A heading is the name of a field, with dots for a field within a group (`success.target`) and
`fields.` before a custom field. Every cell can be read back as the value it was made of: `cell` and
`cell_value` are each other's inverse, as are `tables` and `item_of`. Computed columns are marked in
their heading; an import ignores them.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from typing import Any, NamedTuple

from stratdocs.analysis.progress import Progress
from stratdocs.analysis.state import state_of
from stratdocs.model.fields import Field, fields_of
from stratdocs.model.kinds import BY_COLLECTION, Entity, KeyResult, Part
from stratdocs.model.plain import plain_value
from stratdocs.model.stack import Stack
from stratdocs.model.values import quantity
from stratdocs.yamltext.source import ScalarNode

COMPUTED = " (computed)"
"""The end of the heading of a computed column."""
OWN = "fields."
"""The start of the heading of a custom field."""
TYPE = "type"
"""The heading over the noun of an item's kind: `key result`."""
BASE = f"as exported{COMPUTED}"
"""The heading of the last column: the marks of a row's cells as they were exported, by which an
import knows which of them were edited since.
"""


class Table(NamedTuple):
    """The items of one collection as rows of texts."""

    name: str
    """The name of the collection."""
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(stack: Stack, collections: Iterable[str] = ()) -> tuple[Table, ...]:
    """A table for each of the collections, else for each that has items."""
    progress = Progress(stack)
    named = tuple(collections)
    return tuple(
        _table(stack, kind, progress)
        for name, kind in BY_COLLECTION.items()
        if (name in named if named else stack.of(kind))
    )


def _table(stack: Stack, kind: type[Entity], progress: Progress) -> Table:
    """The items in the order written; columns without any value are left out."""
    items = stack.of(kind)
    rows = [_row(item) for item in items]
    used = {heading for row in rows for heading in row}
    lone = _lone_groups(kind, used)
    declared = [path for path in _paths(fields_of(kind)) if path in used]
    own = sorted(heading for heading in used if heading.startswith(OWN))
    headings = dict.fromkeys(("id", "title", *declared, *own))
    computed = [_computed(stack, item, progress) for item in items]
    ends = dict.fromkeys(heading for row in computed for heading in row)
    if rows:
        ends[BASE] = None
    return Table(
        kind.collection,
        ("id", "title", TYPE, *(lone.get(h, h) for h in list(headings)[2:]), *ends),
        tuple(
            (
                row.get("id", ""),
                row.get("title", ""),
                kind.noun,
                *(row.get(h, "") for h in list(headings)[2:]),
                *({**more, BASE: marks(row)}.get(h, "") for h in ends),
            )
            for row, more in zip(rows, computed, strict=True)
        ),
    )


def _paths(fields: Iterable[Field], above: str = "") -> Iterator[str]:
    """The headings that the fields may have, in the order declared."""
    for field in fields:
        if field.group is not None and not field.many:
            yield from _paths(fields_of(field.group), f"{above}{field.name}.")
        elif field.sort != "own":
            yield f"{above}{field.name}"


def _lone_groups(kind: type[Entity], used: set[str]) -> dict[str, str]:
    """Shorter headings for groups that use only the field that a plain text stands for:
    `confidence.problem` for `confidence.problem.level`.
    """
    found = {}
    for path, short in _groups(fields_of(kind)):
        inside = {heading for heading in used if heading.startswith(f"{path}.")}
        if short is not None and inside == {f"{path}.{short}"}:
            found[f"{path}.{short}"] = path
    return found


def _groups(fields: Iterable[Field], above: str = "") -> Iterator[tuple[str, str | None]]:
    """Each group of fields, with the field that a plain text stands for."""
    for field in fields:
        if field.group is not None and not field.many:
            path = f"{above}{field.name}"
            yield path, field.group.short
            yield from _groups(fields_of(field.group), f"{path}.")


_JSON = ("[", "{", '"')
"""The beginnings of custom fields that are JSON."""


def _row(item: Entity) -> dict[str, str]:
    """The cells of an item, by heading, without empty ones."""
    row: dict[str, str] = {}
    for field in fields_of(type(item)):
        if field.sort == "own":
            row |= {
                f"{OWN}{name}": value
                if isinstance(value, str) and value[:1] not in _JSON
                else _json(value)
                for name, value in item.fields.items()
                if value is not None
            }
        elif field.name == "serves" and item.nested_in is not None:
            others = (name for name in item.serves if name != item.nested_in)
            row["serves"] = cell([item.nested_in, *others], names=True)
        else:
            row |= _cells(field, getattr(item, field.name), field.name)
            if field.name not in row and getattr(item, field.name) is None:
                node = item.node_at(field.name)  # what cannot be read is exported as written
                if isinstance(node, ScalarNode) and not node.empty:
                    row[field.name] = node.text
    return {heading: text for heading, text in row.items() if text}


def _cells(field: Field, value: Any, path: str) -> dict[str, str]:
    """The cells of a field's value: several where it is a group."""
    if value is None or value == ():
        return {}
    if isinstance(value, Part):
        row: dict[str, str] = {}
        for inner in fields_of(type(value)):
            row |= _cells(inner, getattr(value, inner.name), f"{path}.{inner.name}")
        return row
    return {path: cell(plain_value(value), names=field.sort == "reference")}


def _computed(stack: Stack, item: Entity, progress: Progress) -> dict[str, str]:
    """What follows from an item's data: where it is, its state, its progress."""
    found: dict[str, str] = {}
    status = state_of(stack, item).status
    if status is not None and item.status is None:
        found[f"status{COMPUTED}"] = status
    if isinstance(item, KeyResult) and (value := progress.current(item)) is not None:
        found[f"value{COMPUTED}"] = value.text
    share, _ = progress.bar(item)
    if share is not None:
        found[f"progress{COMPUTED}"] = f"{share * 100:.0f}%"
    return found


# --- cells ----------------------------------------------------------------------------------------


def cell(value: Any, *, names: bool = False) -> str:
    """A plain value as the text of a cell.

    Ids in a list have commas between them, other texts stand on a line each; whatever could not be
    read back from that, and groups, are JSON.
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return value
        case list() | tuple():
            return _list_cell(list(value), names=names)
        case Mapping():
            return _json(dict(value))
    return str(value)


def _list_cell(members: list[Any], *, names: bool) -> str:
    sound = all(
        isinstance(member, str) and member == member.strip() and member and "\n" not in member
        and "\r" not in member and not (names and "," in member)
        for member in members
    )  # fmt: skip
    if not members:
        return ""
    if not sound or members[0].startswith("["):
        return _json(members)
    return (", " if names else "\n").join(members)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def cell_value(text: str, *, many: bool = False, names: bool = False) -> Any:
    """The plain value of a cell; None for an empty one. `many` is for fields that take a list,
    `names` for those that hold ids.

    Raises ValueError for broken JSON.
    """
    if not text.strip():
        return None
    if many:
        if text.startswith("["):
            return _parsed(text)
        parts = re.split(r"[,\n]" if names else r"\r?\n", text)
        return [part.strip() for part in parts if part.strip()]
    return text


def _parsed(text: str) -> Any:
    """The value of a cell. Raises ValueError for broken JSON and for one too deep to read."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def field_at(kind: type[Entity], heading: str) -> Field | None:
    """The field that a heading names; None for a custom, computed or unknown one."""
    fields = fields_of(kind)
    found: Field | None = None
    for name in heading.split("."):
        found = next((field for field in fields if field.name == name), None)
        if found is None:
            return None
        fields = fields_of(found.group) if found.group is not None else ()
    return found


# --- what was edited since an export --------------------------------------------------------------

_MARKS = "v1 "
_HEADING, _TEXT = 3, 5
"""Characters of a mark for the heading and for the text."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SHORT = 40
"""Characters up to which a text is looked at as a quantity."""


def canonical(text: str) -> str:
    """What texts share that say the same: `40 %` and `40%`, and those that differ by blanks."""
    lines = (" ".join(line.split()) for line in _CONTROL.sub("", text).splitlines())
    plain = "\n".join(line for line in lines if line)
    if len(plain) <= _SHORT and any(map(str.isdecimal, plain)):
        found = quantity(plain)
        if found is not None:
            return repr(found.meaning)
    return plain


def marks(row: Mapping[str, str]) -> str:
    """The marks of the cells of a row, by the full heading of each."""
    return _MARKS + "".join(mark(heading, text) for heading, text in sorted(row.items()) if text)


def mark(heading: str, text: str) -> str:
    """A few characters that stand for the text of a cell."""
    own = _digest(f"{heading}\0{canonical(text)}", _TEXT)
    return _mark_of_heading(heading) + own


@cache
def _mark_of_heading(heading: str) -> str:
    return _digest(heading, _HEADING)


def _digest(text: str, size: int) -> str:
    return urlsafe_b64encode(blake2b(text.encode(), digest_size=6).digest()).decode()[:size]


class Exported:
    """What the marks of a row tell of it as it was exported."""

    def __init__(self, text: str) -> None:
        self._by_heading: dict[str, str] = {}
        size = _HEADING + _TEXT
        found = text.strip()
        if found.startswith(_MARKS.strip()):
            found = found.removeprefix(_MARKS.strip()).strip()
            for start in range(0, len(found) - size + 1, size):
                piece = found[start : start + size]
                self._by_heading[piece[:_HEADING]] = piece

    def __bool__(self) -> bool:
        return bool(self._by_heading)

    def had(self, heading: str, text: str) -> bool:
        """Whether a cell had this text, or had none, if the text is empty."""
        if not self:
            return False
        wanted = self._by_heading.get(_mark_of_heading(heading))
        return wanted is None if not text.strip() else wanted == mark(heading, text)

    @property
    def id_mark(self) -> str:
        """The mark of the id that the row had."""
        return self._by_heading.get(_mark_of_heading("id"), "")


def full_heading(kind: type[Entity], heading: str) -> str:
    """The heading of the field that a plain text stands for, where a heading names a whole group:
    `confidence.problem.level` for `confidence.problem`.
    """
    field = field_at(kind, heading)
    if field is not None and field.group is not None and not field.many and field.group.short:
        return f"{heading}.{field.group.short}"
    return heading


def cells_of(item: Entity) -> Mapping[str, str]:
    """The cells of an item that are not empty, by their full heading."""
    return _row(item)


def own_headings(headings: Iterable[str]) -> bool:
    """Whether all headings are ours, with id and title among them: those of fields of some kind,
    of custom fields, and those that an export computes.
    """
    found = [heading for heading in headings if heading]
    return {"id", "title"} <= set(found) and all(
        heading in (TYPE, "kind", "collection")
        or heading.endswith(COMPUTED)
        or heading.startswith(OWN)
        or any(field_at(kind, heading) is not None for kind in BY_COLLECTION.values())
        for heading in found
    )


# --- reading --------------------------------------------------------------------------------------


def item_of(kind: type[Entity], headings: Sequence[str], cells: Sequence[str]) -> dict[str, Any]:
    """The item that a row of a table stands for, as plain data for YAML. Columns that no field of
    the kind has are left out, as is what was computed.

    Raises ValueError for broken JSON.
    """
    item: dict[str, Any] = {}
    for heading, text in zip(headings, cells, strict=False):
        if not text.strip():
            continue
        if heading.startswith(OWN):
            own = _parsed(text) if text[0] in _JSON else text
            item.setdefault("fields", {})[heading.removeprefix(OWN)] = own
            continue
        field = field_at(kind, heading)
        if field is None:
            continue
        *groups, name = heading.split(".")
        if groups and _is_alone(kind, heading, headings, cells):
            *groups, name = groups
        holder = item
        for group in groups:
            holder = holder.setdefault(group, {})
        holder[name] = cell_value(text, many=field.many, names=field.sort == "reference")
    return item


def _is_alone(
    kind: type[Entity], heading: str, headings: Sequence[str], cells: Sequence[str]
) -> bool:
    """Whether a cell is all that its group says, and the text that may stand for the group."""
    path, _, name = heading.rpartition(".")
    group = field_at(kind, path)
    if group is None or group.group is None or group.group.short != name:
        return False
    return not any(
        other != heading and other.startswith(f"{path}.") and text.strip()
        for other, text in zip(headings, cells, strict=False)
    )
