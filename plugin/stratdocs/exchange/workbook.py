"""Excel workbooks as tables. The one module that knows openpyxl, which the extra `excel` brings."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from stratdocs.exchange.tables import (
    MAX_COLUMNS,
    MAX_ROWS,
    Row,
    Table,
    begins_as_export,
    row_of,
    too_many_rows,
)
from stratdocs.model.finding import StratdocsError
from stratdocs.words.phrases import few

MAX_UNPACKED = 200_000_000
MAX_MERGED = 10_000
"""Cells of one merged area."""


def tables_of_workbook(data: bytes, name: str) -> tuple[Table, ...]:
    """A table for each visible sheet that holds something."""
    try:
        import openpyxl
    except ImportError as error:
        raise StratdocsError(
            f"to read {name}, install openpyxl: pip install 'stratdocs[excel]', "
            "or save the sheet as CSV"
        ) from error
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
                raise too_many_rows(name)
        quick = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        for sheet in quick.worksheets:
            if (sheet.max_row or 0) > MAX_ROWS * 2 and _really_long(sheet):
                raise too_many_rows(name)
        quick.close()
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(data)) if len(data) < 2_000_000 else None
    except StratdocsError:
        raise
    except Exception as error:  # openpyxl raises all kinds for a broken file
        raise StratdocsError(
            f"{name} can't be read as an Excel file; open it in a spreadsheet and save it again"
        ) from error
    tables = []
    for sheet in book.worksheets:
        other = formulas[sheet.title] if formulas is not None else None
        table = _table(sheet, other, name)
        if table.rows:
            tables.append(table)
    return tuple(tables)


def _really_long(sheet: Any) -> bool:
    """Whether a sheet has many filled rows, not only formats down to its end."""
    filled = 0
    for row in sheet.iter_rows(values_only=True):
        filled += any(value is not None for value in row)
        if filled > MAX_ROWS:
            return True
    return False


def _table(sheet: Any, formulas: Any, name: str) -> Table:
    merged = _merged(sheet)
    rows: list[Row] = []
    hidden: list[int] = []
    uncalculated: list[str] = []
    for cells in sheet.iter_rows():
        number = cells[0].row
        texts: list[str] = []
        indent: int | None = None
        for cell in cells[:MAX_COLUMNS]:
            source = sheet.cell(*merged.get((cell.row, cell.column), (cell.row, cell.column)))
            text = cell_text(source.value, source.number_format)
            if isinstance(source.value, float | int) and begins_as_export(rows):
                text = _with_decimals(text, source.number_format)
            if not text and formulas is not None:
                formula = formulas.cell(cell.row, cell.column).value
                if isinstance(formula, str) and formula.startswith("="):
                    uncalculated.append(cell.coordinate)
            if text and indent is None:
                indent = _indent(cell, text)
            texts.append(text)
        row = row_of(number, texts, indent or 0)
        if begins_as_export(rows or [row]):
            row = row._replace(exact=tuple(texts))
        if row.cells:
            rows.append(row)
            if sheet.row_dimensions[number].hidden:
                hidden.append(number)
        if len(rows) > MAX_ROWS:
            raise too_many_rows(name)
    notes = tuple(_notes(sheet, hidden, uncalculated))
    return Table(sheet.title, tuple(rows), f'Excel, sheet "{sheet.title}"', notes)


def _merged(sheet: Any) -> dict[tuple[int, int], tuple[int, int]]:
    """For each merged cell the one that holds its value."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for area in sheet.merged_cells.ranges:
        if area.size["rows"] * area.size["columns"] > MAX_MERGED:
            continue
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                found[row, column] = (area.min_row, area.min_col)
    return found


def _indent(cell: Any, text: str) -> int:
    """The levels by which a cell is indented, by its format or by blanks."""
    levels = int(cell.alignment.indent or 0) if cell.has_style else 0
    return max(levels, len(text) - len(text.lstrip(" ")))


def _notes(sheet: Any, hidden: Sequence[int], uncalculated: Sequence[str]) -> Iterator[str]:
    if hidden:
        listed = few(list(map(str, hidden)), 5)
        yield f"rows that are hidden in the sheet are read too: {listed}"
    if uncalculated:
        yield (
            f"{len(uncalculated)} formulas without a saved result are empty here "
            f"({few(uncalculated)}); open the file in a spreadsheet and save it"
        )
    if sheet.sheet_state != "visible":
        yield f'the sheet "{sheet.title}" is hidden'


def cell_text(value: object, form: str) -> str:
    """A cell as people see it: `0.4` with the format `0%` is `40%`."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
        case date():
            return value.isoformat()
        case int() | float():
            return _number_text(value, form or "")
    return str(value)


def _with_decimals(text: str, form: str) -> str:
    """A percentage with as many decimals as its format shows, as our export wrote it."""
    match = re.fullmatch(r"0\.(0+)%", form or "")
    if match is None or not text.endswith("%"):
        return text
    whole, _, part = text.removesuffix("%").partition(".")
    return f"{whole}.{part.ljust(len(match[1]), '0')}%"


def _number_text(value: float, form: str) -> str:
    positive = form.partition(";")[0]
    if "%" in re.sub(r'"[^"]*"|\\.', "", positive):
        return f"{_plain(round(value * 100, 6))}%"
    for sign in "€$£¥":
        if sign in positive:
            return f"${_plain(value)}" if sign == "$" else f"{_plain(value)} {sign}"
    quoted = re.search(r'[0#]\s*"\s*([^"]+?)\s*"', positive)
    return f"{_plain(value)} {quoted[1]}" if quoted else _plain(value)


def _plain(value: float) -> str:
    if isinstance(value, int) or (value == int(value) and abs(value) < 1e15):
        return str(int(value))
    return f"{value:.10f}".rstrip("0").rstrip(".") if 1e-6 < abs(value) < 1e15 else repr(value)
