"""Excel workbooks as tables. The one module that knows openpyxl, which the extra `excel` brings."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time
from typing import Any

from stratdocs.exchange.tables import MAX_COLUMNS, MAX_ROWS, Row, Table, row_of, too_many_rows
from stratdocs.model.finding import StratdocsError

MAX_UNPACKED = 200_000_000


def tables_of_workbook(data: bytes, name: str) -> tuple[Table, ...]:
    """A table for each visible sheet that holds something."""
    try:
        import openpyxl
    except ImportError as error:
        raise StratdocsError(
            f"to read {name}, install openpyxl: pip install 'stratdocs[excel]'; "
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
    except Exception as error:  # noqa: BLE001  # openpyxl raises all kinds for a broken file
        raise StratdocsError(
            f"{name} cannot be read as an Excel file; open it in a spreadsheet and save it again"
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
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    for area in sheet.merged_cells.ranges:
        top = (area.min_row, area.min_col)
        if area.size["rows"] * area.size["columns"] > 10_000:
            continue
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                merged[row, column] = top
    rows: list[Row] = []
    hidden: list[int] = []
    uncalculated: list[str] = []
    for cells in sheet.iter_rows():
        number = cells[0].row
        texts: list[str] = []
        indent = None
        for cell in cells[:MAX_COLUMNS]:
            source = cell
            if (top := merged.get((cell.row, cell.column))) and top != (cell.row, cell.column):
                source = sheet.cell(*top)
            text = cell_text(source.value, source.number_format)
            if not text and formulas is not None:
                formula = formulas.cell(cell.row, cell.column).value
                if isinstance(formula, str) and formula.startswith("="):
                    uncalculated.append(cell.coordinate)
            if text and indent is None:
                blanks = len(text) - len(text.lstrip(" "))
                indent = int(cell.alignment.indent or 0) if cell.has_style else 0
                indent = max(indent, blanks)
            texts.append(text)
        row = row_of(number, texts, indent or 0)
        if row.cells:
            rows.append(row)
            if sheet.row_dimensions[number].hidden:
                hidden.append(number)
        if len(rows) > MAX_ROWS:
            raise too_many_rows(name)
    notes = []
    if hidden:
        listed = ", ".join(map(str, hidden[:5])) + (" ..." if len(hidden) > 5 else "")
        notes.append(f"rows that are hidden in the sheet are read, too: {listed}")
    if uncalculated:
        notes.append(
            f"{len(uncalculated)} formulas without a saved result are empty here "
            f"({', '.join(uncalculated[:3])}); open the file in a spreadsheet and save it"
        )
    if sheet.sheet_state != "visible":
        notes.append(f'the sheet "{sheet.title}" is hidden')
    return Table(sheet.title, tuple(rows), f'Excel, sheet "{sheet.title}"', tuple(notes))


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


def _number_text(value: float, form: str) -> str:
    bare = re.sub(r'"[^"]*"|\\.', "", form.split(";")[0])
    if "%" in bare:
        return f"{_plain(round(value * 100, 6))}%"
    for sign in "€$£¥":
        if sign in form.split(";")[0]:
            return f"{_plain(value)} {sign}" if sign != "$" else f"${_plain(value)}"
    quoted = re.search(r'[0#]\s*"\s*([^"]+?)\s*"', form.split(";")[0])
    return f"{_plain(value)} {quoted[1]}" if quoted else _plain(value)


def _plain(value: float) -> str:
    if isinstance(value, int) or (value == int(value) and abs(value) < 1e15):
        return str(int(value))
    return f"{value:.10f}".rstrip("0").rstrip(".") if 1e-6 < abs(value) < 1e15 else repr(value)
