"""An import from a file's bytes to a plan: the table is chosen, read, and compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from stratdocs.exchange.drafts import drafts_of
from stratdocs.exchange.items import Source, source_of
from stratdocs.exchange.known import Known
from stratdocs.exchange.layouts import Layout, layout_of, require_title
from stratdocs.exchange.mapping import ColumnMap, map_text
from stratdocs.exchange.memory import Rows
from stratdocs.exchange.merging import Plan, plan_import
from stratdocs.exchange.opening import tables_of_file
from stratdocs.exchange.own_tables import exported_layout, exported_source
from stratdocs.exchange.tables import Table
from stratdocs.exchange.words import IGNORE, OBJECTIVE
from stratdocs.model.decode import slug
from stratdocs.model.finding import StratdocsError
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import few

ALIKE = 0.8
"""The share of fields in common from which two sheets are alike."""


class Opened(NamedTuple):
    """A file whose table and columns are known."""

    name: str
    layout: Layout
    given: ColumnMap
    others: tuple[str, ...]
    """Sheets that are not read."""

    @property
    def source_name(self) -> str:
        """What the file's source is called: the tool, else the file without dates and numbers."""
        if self.layout.preset is not None:
            return self.layout.preset.name
        stem = re.sub(r"\.[A-Za-z]{1,9}$", "", self.name)
        return re.sub(r"[\s\d_\-.()]+$", "", stem) or stem

    @property
    def fields(self) -> frozenset[str]:
        """The fields that some column holds."""
        names = ((c.field or "").removeprefix(OBJECTIVE) for c in self.layout.columns)
        found = {name.partition(":")[0] for name in names}
        return frozenset(found - {"", IGNORE})

    def map_text(self) -> str:
        """The map of what was guessed."""
        if self.layout.exported:
            raise StratdocsError(f"{self.name} is an export of stratdocs and needs no map")
        columns = {
            column.header or f"#{column.position + 1}": column.field or IGNORE
            for column in self.layout.columns
            if ":" not in (column.field or "").removeprefix(OBJECTIVE)
        }
        settings = {}
        if self.layout.preset is not None:
            settings["preset"] = self.layout.preset.name
        if self.layout.ways.day_first is not None:
            settings["dates"] = "day-first" if self.layout.ways.day_first else "month-first"
        if self.layout.ways.decimal_comma is not None:
            settings["numbers"] = "comma" if self.layout.ways.decimal_comma else "point"
        return map_text(columns, settings, self.name)


class Prepared(NamedTuple):
    """An import that is ready to be shown or written."""

    opened: Opened
    source: Source
    plan: Plan


def opened(
    data: bytes,
    name: str,
    given: ColumnMap,
    *,
    preset: str | None = None,
    sheet: str | None = None,
    form: str | None = None,
) -> Opened:
    """The file with its table chosen and its columns read. Raises StratdocsError if it has none."""
    preset = preset or given.settings.get("preset")
    tables = tables_of_file(data, name, form, preset)
    sheet = sheet or given.settings.get("sheet")
    if sheet is not None:
        chosen = [table for table in tables if table.name == sheet]
        if not chosen:
            names = few([f'"{table.name}"' for table in tables], 8)
            raise StratdocsError(f'{name} has no sheet "{sheet}"; it has {names}')
        tables = tuple(chosen)
    if preset is None and not given.columns and (exported := exported_layout(tables, name)):
        return Opened(name, exported, given, ())
    if len(tables) == 1:
        return Opened(name, layout_of(tables[0], name, given, preset), given, ())
    return _chosen(tables, name, given, preset)


def _chosen(tables: Sequence[Table], name: str, given: ColumnMap, preset: str | None) -> Opened:
    """The one sheet that holds goals. Raises StratdocsError where two are alike."""
    found: list[Opened] = []
    first_error: StratdocsError | None = None
    for table in tables:
        try:
            layout = layout_of(table, name, given, preset)
            require_title(layout, name)
            found.append(Opened(name, layout, given, ()))
        except StratdocsError as error:
            first_error = first_error or error
    if not found:
        raise first_error or StratdocsError(f"{name} has no sheet with rows")
    best = max(found, key=lambda file: (len(file.fields), len(file.layout.body)))
    alike = [
        other.layout.table.name
        for other in found
        if other is not best
        and len(best.fields & other.fields) >= ALIKE * len(best.fields | other.fields)
    ]
    if alike:
        names = few([f'"{name}"' for name in (best.layout.table.name, *alike)], 8)
        raise StratdocsError(
            f"{name}: the sheets {names} have the same columns; name one with --sheet"
        )
    others = tuple(t.name for t in tables if t.name != best.layout.table.name)
    return best._replace(others=others)


def prepared(
    file: Opened,
    stack: Stack,
    remembered: Rows,
    *,
    into: str,
    today: date,
) -> Prepared:
    """What the import of an opened file would do to a strategy."""
    if file.layout.exported:
        source = exported_source(file.layout, file.name)
    else:
        source = _read(file, stack, remembered, today)
    plan = plan_import(
        source,
        stack,
        remembered,
        into=into,
        fields=file.fields,
        today=today,
        same=file.given.same,
    )
    return Prepared(file, source, plan)


def _read(file: Opened, stack: Stack, remembered: Rows, today: date) -> Source:
    """What a table of other programs or people says."""
    require_title(file.layout, file.name)
    known = Known(stack, {key: row.id for key, row in remembered.items()})
    drafts = drafts_of(file.layout, file.name, file.given, known)
    year_starts = stack.calendar.year_starts
    return source_of(drafts, file.layout, file.given, today, known, year_starts)


def file_for(name: str, source_name: str) -> str:
    """The name of the file that takes what is new."""
    return f"{slug(source_name) or slug(name) or 'imported'}.yml"
