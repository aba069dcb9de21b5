"""Tables that our own export wrote: each cell is read back as the value it was made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any

from stratdocs.editing.yaml_writer import Value
from stratdocs.exchange.cells import Ways, day_of, is_two_days, period_of, ways_of
from stratdocs.exchange.columns import (
    BASE,
    COMPUTED,
    OWN,
    TYPE,
    Exported,
    field_at,
    full_heading,
    item_of,
    own_headings,
)
from stratdocs.exchange.drafts import Notes
from stratdocs.exchange.items import Item, Source
from stratdocs.exchange.layouts import Column, Layout
from stratdocs.exchange.tables import Row, Table, begins_as_export
from stratdocs.exchange.words import IGNORE
from stratdocs.model.decode import SLUG, slug
from stratdocs.model.finding import StratdocsError
from stratdocs.model.kinds import BY_COLLECTION, Entity
from stratdocs.words.nearest import nearest
from stratdocs.words.phrases import did_you_mean

_KINDS: Mapping[str, type[Entity]] = {kind.noun: kind for kind in BY_COLLECTION.values()}
"""Kinds by what the column `type` says."""
_IDS = ("owner", "team", "serves", "depends_on")
"""The headings below which other tables have names and titles, and an export has ids."""


def exported_layout(tables: Sequence[Table], name: str) -> Layout | None:
    """The tables as a single one, if all of them are as our export writes them; else None.
    Raises StratdocsError for a row of an edited export that says no kind.
    """
    if not tables or not all(begins_as_export(table.rows) for table in tables):
        return None
    headings = list(dict.fromkeys(chain.from_iterable(_headings(table) for table in tables)))
    marked = BASE in headings
    body = [
        row._replace(exact=cells, cells=cells)
        for table in tables
        for row in _typed(table, name, strict=marked)
        if any(cells := _placed(row, _headings(table), headings))
    ]
    if not body or not (own_headings(headings) if marked else _is_exported(headings, body)):
        return None
    whole = tables[0]._replace(
        name=tables[0].name if len(tables) == 1 else "",
        how=tables[0].how if len(tables) == 1 else f"{len(tables)} tables",
        notes=tuple(chain.from_iterable(table.notes for table in tables)),
    )
    columns = [
        _column(number, heading, [row.exact[number] for row in body])
        for number, heading in enumerate(headings)
    ]
    line = tables[0].rows[0].line
    ways = ways_of(_days(headings, body))
    return Layout(whole, line, tuple(columns), tuple(body), ways, None, 0, exported=True)


def _headings(table: Table) -> tuple[str, ...]:
    return tuple(heading.strip() for heading in table.rows[0].exact)


def _typed(table: Table, name: str, *, strict: bool) -> Iterator[Row]:
    """The rows below the heading; one that was added without a type has that of the others."""
    at = _headings(table).index(TYPE)
    rows = [row._replace(exact=(*row.exact, *[""] * (at + 1 - len(row.exact)))) for row in
            table.rows[1:] if any(cell.strip() for cell in row.exact)]  # fmt: skip
    used = {word for row in rows if (word := row.exact[at].strip())}
    for row in rows:
        word = row.exact[at].strip() or (next(iter(used)) if len(used) == 1 else "")
        noun = word if word in _KINDS else word.casefold()
        if strict and noun not in _KINDS:
            what = f'the type "{word}", which isn\'t a kind' if word else "no type"
            hint = did_you_mean(nearest(word, tuple(_KINDS))) if word else "; use the one above it"
            where = f'sheet "{table.name}", ' if table.name else ""
            raise StratdocsError(f"{name}: {where}row {row.line} has {what}{hint}")
        yield row._replace(exact=(*row.exact[:at], noun, *row.exact[at + 1 :]))


def _placed(row: Row, headings: Sequence[str], wanted: Sequence[str]) -> tuple[str, ...]:
    cells = dict(zip(headings, row.exact, strict=False))
    return tuple(cells.get(heading, "") for heading in wanted)


def _column(number: int, heading: str, cells: Sequence[str]) -> Column:
    filled = [cell for cell in cells if cell.strip()]
    computed = heading.endswith(COMPUTED) or not heading
    why = "computed by an export" if computed else "our own heading"
    field = IGNORE if computed or heading == TYPE else heading
    return Column(number, heading, field, why, len(filled), filled[0] if filled else "")


def _is_exported(headings: Sequence[str], body: Sequence[Row]) -> bool:
    """Whether all types and headings are ours, and what names an item is an id: a table of other
    people may begin with the same three words.
    """
    at = headings.index(TYPE)
    kinds = [_KINDS.get(row.exact[at].strip()) for row in body]
    known = [kind for kind in kinds if kind is not None]
    if len(known) < len(body) or not own_headings(headings):
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


def _days(headings: Sequence[str], body: Iterable[Row]) -> Iterator[str]:
    """The cells that hold days, which a spreadsheet may have written in its own way."""
    kinds = BY_COLLECTION.values()
    numbers = [
        number
        for number, heading in enumerate(headings)
        if any((field := field_at(kind, heading)) and field.sort == "date" for kind in kinds)
    ]
    for row in body:
        for number in numbers:
            yield row.exact[number]


def exported_source(layout: Layout, name: str) -> Source:
    """The items of a table that we wrote. Raises StratdocsError with the row that is broken."""
    headings = [column.header for column in layout.columns]
    at, base_at = headings.index(TYPE), headings.index(BASE) if BASE in headings else None
    items: list[Item] = []
    lines: dict[str, int] = {}
    notes = Notes()
    for row in layout.body:
        kind = _KINDS[row.exact[at].strip()]
        exported = Exported(row.exact[base_at] if base_at is not None else "")
        cells = _read_back(kind, headings, row, exported, layout.ways, notes)
        try:
            values = item_of(kind, headings, [cells.get(heading, "") for heading in headings])
        except ValueError as error:
            raise StratdocsError(
                f"{name}: row {row.line} has a cell that begins as JSON but can't be read; "
                "restore it from the export"
            ) from error
        identity = str(values.pop("id", "") or "").strip()
        title = str(values.get("title") or "")
        if not identity and not title and not exported:
            notes.left_out.append((row.line, "it has no id and no title"))
            continue
        key = identity or f"{kind.collection}/{slug(title) or title}"
        if key in lines:
            raise StratdocsError(
                f"{name}: rows {lines[key]} and {row.line} are both {key}; each item needs "
                "its own id"
            )
        lines[key] = row.line
        flat = flat_fields(values)
        full = {full_heading(kind, heading): text for heading, text in cells.items()}
        items.append(
            Item(kind.collection, key, title, row.line, flat, {}, own_id=identity, exported=True,
                 cells=full, base=exported)
        )  # fmt: skip
    return Source(tuple(items), notes, {})


def _read_back(
    kind: type[Entity],
    headings: Sequence[str],
    row: Row,
    exported: Exported,
    ways: Ways,
    notes: Notes,
) -> dict[str, str]:
    """The cells of the fields that the kind has, by heading, as they were before a spreadsheet
    wrote days, months and yes or no in its own way. A day that can be read in two ways is left out.
    """
    found: dict[str, str] = {}
    for heading, text in zip(headings, row.exact, strict=False):
        if heading == TYPE or not heading or heading.endswith(COMPUTED):
            continue
        field = field_at(kind, heading)
        if field is None and not heading.startswith(OWN):
            if text.strip():
                notes.unread.append((row.line, f"a {kind.noun} has no field {heading}"))
            continue
        found[heading] = text
        if field is None or field.many or not text.strip():
            continue
        full = full_heading(kind, heading)
        if exported.had(full, text):
            continue
        read = [other for other in _meanings(field.sort, text.strip(), ways) if other != text]
        same = next((other for other in read if exported.had(full, other)), None)
        if same is not None:
            found[heading] = same
        elif len(read) == 1:
            found[heading] = read[0]
        elif len(read) > 1:
            notes.questions.append(
                f'row {row.line}: the {heading} "{text}" could have the day or the month '
                f"first; write {read[0]} or {read[1]}"
            )
            del found[heading]
    return found


def _meanings(sort: str, text: str, ways: Ways) -> list[str]:
    """What a cell may mean that a spreadsheet has rewritten."""
    if sort == "date" and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        if is_two_days(text, ways):
            both = [day_of(text, ways._replace(day_first=first)) for first in (True, False)]
            return [day for day in both if day]
        day = day_of(text, ways)
        return [day] if day else []
    if sort == "period":
        spaced = re.sub(r"(?<=[^\W\d])[-/](?=\d{2}$)", " 20", text)  # `Mar-27`
        found = period_of(spaced) or period_of(text)
        if found is None and (day := day_of(text, ways)):
            found = date.fromisoformat(day).strftime("%Y-%m")
        return [found] if found else []
    if sort == "bool" and text.casefold() in ("true", "false", "yes", "no"):
        return [{"yes": "true", "no": "false"}.get(text.casefold(), text.casefold())]
    return []


def flat_fields(item: Mapping[str, Any]) -> dict[str, Value]:
    """An item's fields, its custom ones as `fields.NAME`, since each is compared by itself."""
    found = {name: value for name, value in item.items() if name not in ("id", "fields")}
    return found | {f"{OWN}{name}": value for name, value in (item.get("fields") or {}).items()}
