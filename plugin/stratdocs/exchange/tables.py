"""Tables out of files: bytes to rows of cells that know their line. Knows no strategy."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from stratdocs.exchange.formulas import unguarded
from stratdocs.model.finding import StratdocsError

MAX_BYTES = 50_000_000
MAX_ROWS = 20_000
"""Rows of one table; more than that is no strategy."""
MAX_COLUMNS = 500
MAX_CELL = 50_000
_SAMPLE = 20


class Row(NamedTuple):
    """A row of a table."""

    line: int
    """Its line in the file, or its row in the sheet, from 1."""
    cells: tuple[str, ...]
    indent: int = 0
    """The levels by which its first text is indented."""
    exact: tuple[str, ...] = ()
    """The cells with all their blanks, in a table with the headings of our exports."""


class CheckInRow(NamedTuple):
    """A dated value from the source."""

    date: str
    value: str
    status: str = ""
    note: str = ""
    confidence: str = ""


class Table(NamedTuple):
    """A table, and how it was read."""

    name: str
    """The name of the sheet; empty where a file is one table."""
    rows: tuple[Row, ...]
    how: str
    """How the file was read, as in `UTF-8, separated by ;`."""
    notes: tuple[str, ...] = ()
    """What a reader of the preview should know of it: hidden rows, other sheets."""
    shape: str = ""
    """The shape of JSON that it was made from; it names a preset."""
    check_ins: Mapping[str, tuple[CheckInRow, ...]] = MappingProxyType({})
    """Check-ins that the source keeps apart, by the id of their row."""


def table_of_text(data: bytes, name: str) -> Table:
    """The table that a file of comma- or tab-separated values holds."""
    text, encoding = decoded(data, name)
    return table_of(text, name, encoding)


def table_of(text: str, name: str, encoding: str = "UTF-8") -> Table:
    """The table in a text, its cells separated by the delimiter that fits best."""
    delimiter = delimiter_of(text)
    csv.field_size_limit(MAX_BYTES)
    try:
        rows = _rows(text, name, delimiter, strict=True)
    except StratdocsError as error:
        if error.__cause__ is None or "unexpected end" in str(error.__cause__):
            raise
        rows = _rows(text, name, delimiter, strict=False)
    sign = {"\t": "tabs", ",": "commas", ";": "semicolons", "|": "|"}[delimiter]
    return Table("", tuple(rows), f"{encoding}, separated by {sign}")


def _rows(text: str, name: str, delimiter: str, *, strict: bool) -> list[Row]:
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    line = 1
    try:
        for cells in reader:
            row = row_of(line, cells)
            if begins_as_export(rows or [row]):
                row = row._replace(exact=tuple(map(unguarded, cells)))
            rows.append(row)
            line = reader.line_num + 1
            if len(rows) > MAX_ROWS:
                raise too_many_rows(name)
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise StratdocsError(
                f"{name}:{line} has a quotation mark that is never closed; correct it, or "
                "export the file again"
            ) from error
        raise StratdocsError(
            f"{name}:{line} can't be read as a table; save it again as CSV in UTF-8"
        ) from error
    return rows


def row_of(line: int, cells: Iterable[str], indent: int | None = None) -> Row:
    """A row with trimmed cells; leading blanks and bullets of its first text are its indent."""
    found: list[str] = []
    depth = indent or 0
    first = True
    for cell in cells:
        text = cell.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")[:MAX_CELL]
        text = unguarded(text)  # what an export puts before a formula
        if first and text.strip():
            first = False
            if indent is None:
                depth = len(text) - len(text.lstrip(" \t\u2003"))
        found.append("".join(c for c in _TURNS.sub("", text).strip() if c >= " " or c in "\n\t"))
    while found and not found[-1]:
        found.pop()
    return Row(line, tuple(found[:MAX_COLUMNS]), depth)


_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of what is shown."""


def begins_as_export(rows: Sequence[Row]) -> bool:
    """Whether the first row has the headings that all tables of an export have."""
    return bool(rows) and {"id", "title", "type"} <= set(rows[0].cells)


def too_many_rows(name: str) -> StratdocsError:
    """The refusal of a table that is too long."""
    return StratdocsError(
        f"{name} has more than {MAX_ROWS:,} rows; export only the goals and work of the periods "
        "that matter, or split the file"
    )


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """The text of a file, and its encoding in words."""
    if len(data) > MAX_BYTES:
        raise StratdocsError(
            f"{name} has more than {MAX_BYTES // 1_000_000} MB; export fewer columns or rows"
        )
    for mark, codec, words in (
        (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
        (b"\xff\xfe", "utf-16", "UTF-16"),
        (b"\xfe\xff", "utf-16", "UTF-16"),
    ):
        if data.startswith(mark):
            return _strict(data, codec, words, name)
    sample = data[:4000]
    if sample.count(0) > len(sample) // 4:
        little = sample[1::2].count(0) > sample[::2].count(0)
        return _strict(data, "utf-16-le" if little else "utf-16-be", "UTF-16", name)
    if b"\0" in sample:
        raise StratdocsError(
            f"{name} isn't a table: it contains bytes that aren't text; export it as CSV or .xlsx"
        )
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "Windows-1252"


def _strict(data: bytes, codec: str, words: str, name: str) -> tuple[str, str]:
    try:
        return data.decode(codec), words
    except UnicodeDecodeError as error:
        raise StratdocsError(
            f"{name} begins as {words} but is broken at byte {error.start:,}; export it again"
        ) from error


def delimiter_of(text: str) -> str:
    """The sign that separates cells: the one that gives most rows the same number of cells."""
    if re.match(r"\ufeff?id,title,type\b", text):
        return ","
    best, best_score = ",", 0.0
    sample = text[:200_000]
    for sign in ",;\t|":
        counts: Counter[int] = Counter()
        try:
            for number, cells in enumerate(
                csv.reader(io.StringIO(sample, newline=""), delimiter=sign)
            ):
                if cells:
                    counts[len(cells)] += 1
                if number >= _SAMPLE:
                    break
        except csv.Error:
            continue
        if not counts:
            continue
        size, often = max(counts.items(), key=lambda pair: (pair[1] * (pair[0] - 1), pair[0]))
        score = often / counts.total() * (size - 1)
        if score > best_score:
            best, best_score = sign, score
    return best
