"""Tables that our own export wrote: each cell is read back as the value it was made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from stratdocs.editing.yaml_writer import Value
from stratdocs.exchange.cells import Ways
from stratdocs.exchange.columns import COMPUTED, OWN, TYPE, field_at, item_of
from stratdocs.exchange.drafts import Notes
from stratdocs.exchange.items import Item, Source
from stratdocs.exchange.layouts import Column, Layout
from stratdocs.exchange.tables import Row, Table, begins_as_export
from stratdocs.exchange.words import IGNORE
from stratdocs.model.decode import SLUG, slug
from stratdocs.model.finding import StratdocsError
from stratdocs.model.kinds import BY_COLLECTION, Entity

_KINDS: Mapping[str, type[Entity]] = {kind.noun: kind for kind in BY_COLLECTION.values()}
"""Kinds by what the column `type` says."""
_IDS = ("owner", "team", "serves", "depends_on")
"""The headings below which other tables have names and titles, and an export has ids."""


def exported_layout(tables: Sequence[Table]) -> Layout | None:
    """The tables as a single one, if all of them are as our export writes them; else None."""
    if not tables or not all(begins_as_export(table.rows) for table in tables):
        return None
    headings = list(dict.fromkeys(chain.from_iterable(table.rows[0].exact for table in tables)))
    body = [
        row._replace(exact=cells, cells=cells)
        for table in tables
        for row in table.rows[1:]
        if any(cells := _placed(row, table.rows[0].exact, headings))
    ]
    if not body or not _is_exported(headings, body):
        return None
    whole = tables[0]._replace(
        name=tables[0].name if len(tables) == 1 else "",
        notes=tuple(chain.from_iterable(table.notes for table in tables)),
    )
    columns = [
        _column(number, heading, [row.exact[number] for row in body])
        for number, heading in enumerate(headings)
    ]
    line = tables[0].rows[0].line
    ways = Ways(day_first=None, decimal_comma=None)
    return Layout(whole, line, tuple(columns), tuple(body), ways, None, 0, exported=True)


def _placed(row: Row, headings: Sequence[str], wanted: Sequence[str]) -> tuple[str, ...]:
    cells = dict(zip(headings, row.exact, strict=False))
    return tuple(cells.get(heading, "") for heading in wanted)


def _column(number: int, heading: str, cells: Sequence[str]) -> Column:
    filled = [cell for cell in cells if cell.strip()]
    computed = heading.endswith(COMPUTED)
    why = "computed by an export" if computed else "our own heading"
    field = IGNORE if computed or heading == TYPE else heading
    return Column(number, heading, field, why, len(filled), filled[0] if filled else "")


def _is_exported(headings: Sequence[str], body: Sequence[Row]) -> bool:
    """Whether all types and headings are ours, and what names an item is an id: a table of other
    people may begin with the same three words.
    """
    kinds = [_KINDS.get(row.exact[2].strip()) for row in body]
    known = [kind for kind in kinds if kind is not None]
    if len(known) < len(body):
        return False
    for number, heading in enumerate(headings):
        if heading in ("id", TYPE) or heading.startswith(OWN) or heading.endswith(COMPUTED):
            continue
        fields = {kind: field_at(kind, heading) for kind in set(known)}
        if not any(fields.values()):
            return False
        for kind, row in zip(known, body, strict=True):
            field, text = fields[kind], row.exact[number]
            if field is not None and heading in _IDS and not text.startswith("["):
                names = text.split(",") if field.many else [text]
                if not all(SLUG.fullmatch(name.strip()) for name in names if name.strip()):
                    return False
    return True


def exported_source(layout: Layout, name: str) -> Source:
    """The items of a table that we wrote. Raises StratdocsError with the row that is broken."""
    headings = [column.header for column in layout.columns]
    items: list[Item] = []
    lines: dict[str, int] = {}
    for row in layout.body:
        kind = _KINDS[row.exact[2].strip()]
        try:
            values = item_of(kind, headings, row.exact)
        except ValueError as error:
            raise StratdocsError(
                f"{name}: row {row.line} has a cell that begins as JSON and cannot be read; "
                "restore it from the export"
            ) from error
        identity = str(values.pop("id", "") or "").strip()
        title = str(values.get("title") or "")
        key = identity or f"{kind.collection}/{slug(title) or title}"
        if key in lines:
            raise StratdocsError(
                f"{name}: rows {lines[key]} and {row.line} are both {key}; each item needs an id "
                "of its own"
            )
        lines[key] = row.line
        flat = flat_fields(values)
        items.append(
            Item(kind.collection, key, title, row.line, flat, {}, own_id=identity, exported=True)
        )
    return Source(tuple(items), Notes(), {})


def flat_fields(item: Mapping[str, Any]) -> dict[str, Value]:
    """An item's fields, its custom ones as `fields.NAME`, since each is compared by itself."""
    found = {name: value for name, value in item.items() if name not in ("id", "fields")}
    return found | {f"{OWN}{name}": value for name, value in (item.get("fields") or {}).items()}
