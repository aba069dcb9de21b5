"""Tables as a workbook of Excel, a sheet each.

Written without a library: the same tables give the same bytes, and no text becomes a formula.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from stratdocs.exchange.columns import BASE, Table
from stratdocs.exchange.xmltext import xml_text
from stratdocs.model.days import day

LONGEST_CELL = 32_767
"""Characters that a cell of Excel holds."""
LONGEST_SHEET_NAME = 31
MOST_ROWS = 1_048_576
"""Rows that a sheet of Excel holds, its heading included."""
_BEGINNING = date(1899, 12, 30)
"""The day that Excel counts from."""
_FIRST_SURE_DAY = date(1900, 3, 1)
"""Excel takes 1900 for a leap year."""
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?")
_PERCENT = re.compile(r"(-?(?:0|[1-9][0-9]{0,9})(?:\.([0-9]{1,4}))?)%")
_FORMATS = ("General", "@", "yyyy-mm-dd", "0%", "0.0%", "0.00%", "0.000%", "0.0000%")
_TEXT, _DAY, _SHARE = 1, 2, 3
"""Indexes of formats; a share with decimals has one of those after it."""
_BOLD = len(_FORMATS)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def xlsx(tables: Sequence[Table]) -> bytes:
    """The workbook. Percentages and days are numbers with a format; all else is text, as written,
    except plain numbers.
    """
    names = _sheet_names([table.name for table in tables])
    parts = {
        "[Content_Types].xml": _content_types(len(tables)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(names),
        "xl/_rels/workbook.xml.rels": _relations(
            [
                *(("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(tables) + 1)),
                ("styles", "styles.xml"),
            ]
        ),
        "xl/styles.xml": _styles(),
    }
    for number, table in enumerate(tables, 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(table)
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3  # the same on every system
            archive.writestr(entry, text.encode())
    return buffer.getvalue()


def _sheet_names(names: Sequence[str]) -> list[str]:
    """Names that Excel takes, each once."""
    found: list[str] = []
    for name in names:
        base = re.sub(r"[\[\]:*?/\\']", " ", name)[:LONGEST_SHEET_NAME].strip() or "Sheet"
        sheet, number = base, 2
        while sheet.lower() in (taken.lower() for taken in found):
            end = f" {number}"
            sheet = base[: LONGEST_SHEET_NAME - len(end)] + end
            number += 1
        found.append(sheet)
    return found


def _sheet(table: Table) -> str:
    rows = [
        _row(1, [_text_cell(heading, _BOLD) for heading in table.headings]),
        *(
            _row(number, [_cell(text) for text in row])
            for number, row in enumerate(table.rows[: MOST_ROWS - 1], 2)
        ),
    ]
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{_width(table, n - 1)}" customWidth="1"'
        f"{_hidden(table, n - 1)}/>"
        for n in range(1, len(table.headings) + 1)
    )
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{widths}</cols>"
        f"<sheetData>{''.join(rows)}</sheetData></worksheet>"
    )


def _hidden(table: Table, column: int) -> str:
    """The attribute of the column of marks, which says nothing to people."""
    return ' hidden="1"' if table.headings[column] == BASE else ""


def _width(table: Table, column: int) -> int:
    """The width of a column in characters, by its first rows."""
    texts = [table.headings[column], *(row[column] for row in table.rows[:200])]
    longest = max(len(line) for text in texts for line in text.split("\n"))
    return min(60, max(8, longest + 2))


def _row(number: int, cells: Sequence[str]) -> str:
    placed = (
        cell.replace("<c", f'<c r="{_letters(column)}{number}"', 1)
        for column, cell in enumerate(cells)
        if cell
    )
    return f'<row r="{number}">{"".join(placed)}</row>'


def _letters(column: int) -> str:
    """The name of a column: A, B, ..., Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _cell(text: str) -> str:
    if not text:
        return ""
    if _NUMBER.fullmatch(text) and _comes_back(text):
        return f"<c><v>{text}</v></c>"
    share = _PERCENT.fullmatch(text)
    if share is not None:
        number = (Decimal(share[1]) / 100).normalize()
        return f'<c s="{_SHARE + len(share[2] or "")}"><v>{number:f}</v></c>'
    when = day(text)
    if when is not None and when.isoformat() == text and when >= _FIRST_SURE_DAY:
        return f'<c s="{_DAY}"><v>{(when - _BEGINNING).days}</v></c>'
    return _text_cell(text, _TEXT)


def _comes_back(text: str) -> bool:
    """Whether a number is shown as it was written: `1.0` would be `1`."""
    return text != "-0" and not ("." in text and text.endswith("0"))


def _text_cell(text: str, style: int) -> str:
    shown = xml_text(_escaped(text)[:LONGEST_CELL])
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'


def _escaped(text: str) -> str:
    """A text in which nothing reads as one of Excel's escapes for characters: `_x000D_`."""
    return re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)


def _workbook(names: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name="{xml_text(name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(names, 1)
    )
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{sheets}</sheets>'
        "</workbook>"
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    found = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'


def _content_types(sheets: int) -> str:
    overrides = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    overrides += [(f"/xl/worksheets/sheet{n}.xml", "worksheet") for n in range(1, sheets + 1)]
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="{name}" ContentType="{_TYPE}.{kind}+xml"/>'
            for name, kind in overrides
        )
        + "</Types>"
    )


def _styles() -> str:
    """The formats of cells, by their index; the last is that of headings."""
    own = {form: 164 + n for n, form in enumerate(_FORMATS) if form not in ("General", "@")}
    ids = [0, 49, *own.values()]
    formats = "".join(f'<numFmt numFmtId="{n}" formatCode="{form}"/>' for form, n in own.items())
    cells = "".join(
        f'<xf numFmtId="{n}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        for n in ids
    )
    return (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="{len(own)}">{formats}</numFmts>'
        '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        f'</cellStyleXfs><cellXfs count="{len(ids) + 1}">{cells}'
        '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" '
        'applyFont="1"/></cellXfs><cellStyles count="1">'
        '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
