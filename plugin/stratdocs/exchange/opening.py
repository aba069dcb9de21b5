"""The tables that a file holds, whatever its name says: CSV, Excel, JSON, or a ZIP of them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

from stratdocs.exchange.boards import ungrouped
from stratdocs.exchange.markdown import table_of_page
from stratdocs.exchange.objects import parsed, table_of_objects
from stratdocs.exchange.tables import MAX_BYTES, Table, decoded, table_of, table_of_text
from stratdocs.exchange.workbook import tables_of_workbook
from stratdocs.model.finding import StratdocsError

MAX_FILES = 2_000
_EXPORTED_PAGE = re.compile(r"(?m)\A---$(?:\n(?!---).*)*\ngenerator: \"?stratdocs\b")
"""How only the pages of an export begin."""
_NOT_TABLES = {
    b"\xd0\xcf\x11\xe0": "is an old Excel file; save it as .xlsx or CSV",
    b"%PDF": "is a PDF; export the table as CSV or .xlsx",
    b"\x1f\x8b": "is packed with gzip; unpack it first",
    b"\x89PNG": "is a picture; export the table as CSV or .xlsx",
    b"7z\xbc\xaf": "is a 7z archive; unpack it first",
    b"Rar!": "is a RAR archive; unpack it first",
}


class Member(NamedTuple):
    """A file of a ZIP archive."""

    name: str
    data: bytes


def tables_of_file(
    data: bytes, name: str, form: str | None = None, preset: str | None = None
) -> tuple[Table, ...]:
    """All tables of a file. Raises StratdocsError in one sentence if it holds none."""
    return tuple(map(ungrouped, _tables_of_file(data, name, form, preset)))


def _tables_of_file(
    data: bytes, name: str, form: str | None, preset: str | None
) -> tuple[Table, ...]:
    if not data.strip():
        raise StratdocsError(f"{name} is empty")
    for start, problem in _NOT_TABLES.items():
        if data.startswith(start):
            raise StratdocsError(f"{name} {problem}")
    if data.startswith(b"PK"):
        return _of_archive(data, name, preset)
    if form == "markdown" or (form is None and name.casefold().endswith((".md", ".markdown"))):
        page = decoded(data, name)[0]
        if _EXPORTED_PAGE.search(page):
            raise StratdocsError(
                f"{name} is a page that stratdocs wrote; edit the strategy's files, or "
                "export its items as xlsx or csv and edit those"
            )
        return (table_of_page(page),)
    if form == "json" or (form is None and _looks_like_json(data, name)):
        text = decoded(data, name)[0]
        value = parsed(text, name)
        if isinstance(value, dict) and {"version", "items", "findings"} <= value.keys():
            raise StratdocsError(
                f"{name} is the JSON that stratdocs exports for programs; to edit items and "
                "import them again, export xlsx or csv"
            )
        return (table_of_objects({name: value}, name, preset),)
    if form in ("excel", "zip"):
        raise StratdocsError(f"{name} isn't an Excel or ZIP file; leave out --from {form}")
    if data.lstrip()[:15].lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        raise StratdocsError(f"{name} is a web page or XML; export the table as CSV or .xlsx")
    return (table_of_text(data, name),)


def _looks_like_json(data: bytes, name: str) -> bool:
    if name.casefold().endswith((".json", ".jsonl")):
        return True
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return start in (b"{", b"[") and data.rstrip()[-1:] in (b"}", b"]")


def _of_archive(data: bytes, name: str, preset: str | None) -> tuple[Table, ...]:
    """The tables of a ZIP archive: an Excel file, JSON files, or CSV files."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if "xl/workbook.xml" in names:
                return tables_of_workbook(data, name)
            members = list(_members(archive, name))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise StratdocsError(
            f"{name} is a damaged or locked ZIP archive; export it again"
        ) from error
    documents = {
        member.name: parsed(decoded(member.data, member.name)[0], member.name)
        for member in members
        if member.name.casefold().endswith(".json")
    }
    if documents:
        return (table_of_objects(documents, name, preset),)
    tables = [
        table_of(text, member.name, encoding)._replace(name=member.name)
        for member in members
        if member.name.casefold().endswith((".csv", ".tsv"))
        for text, encoding in [decoded(member.data, member.name)]
    ]
    if not tables:
        raise StratdocsError(f"{name} is a ZIP archive without CSV, JSON or Excel in it")
    return tuple(tables)


def _members(archive: zipfile.ZipFile, name: str) -> Iterator[Member]:
    """The files that may hold tables. They are read in memory, so their names can do no harm."""
    infos = [
        info
        for info in archive.infolist()
        if info.filename.casefold().endswith((".json", ".csv", ".tsv"))
        and not info.filename.startswith("__MACOSX")
    ]
    if len(infos) > MAX_FILES or sum(info.file_size for info in infos) > 2 * MAX_BYTES:
        raise StratdocsError(f"{name} unpacks to too much; export fewer things")
    for info in infos:
        yield Member(info.filename, archive.read(info))
