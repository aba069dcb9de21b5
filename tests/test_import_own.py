"""Import of our own export: what was exported comes back as it was."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from written_strategies import stack_from, written

from stratdocs.exchange.columns import Table, tables
from stratdocs.exchange.csv import csv
from stratdocs.exchange.importing import Prepared, opened, prepared
from stratdocs.exchange.mapping import ColumnMap
from stratdocs.exchange.memory import Rows
from stratdocs.exchange.xlsx import xlsx
from stratdocs.model.stack import Stack, load

TODAY = date(2026, 11, 21)
EMPTY = load({}, today=TODAY)


def ready(
    data: bytes, into: Stack = EMPTY, remembered: Rows | None = None, name: str = "x.csv"
) -> Prepared:
    """The import of a file."""
    file = opened(data, name, ColumnMap())
    return prepared(file, into, remembered or {}, into="in.yml", today=TODAY)


def taken(found: Prepared, into: Stack = EMPTY) -> Stack:
    """The strategy after an import."""
    return load({**into.texts, **found.plan.texts}, today=into.today)


def packed(found: Sequence[Table]) -> bytes:
    """The tables as CSV files in a ZIP archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for table in found:
            archive.writestr(f"{table.name}.csv", csv(table))
    return stream.getvalue()


def demo() -> Stack:
    root = Path(__file__).parents[1] / "content/strategy"
    texts = {str(file): file.read_text("utf-8") for file in sorted(root.rglob("*.yml"))}
    return load(texts, today=TODAY)


@pytest.mark.slow
def test_the_demo_comes_back_from_its_csv_one_file_after_the_other():
    before = tables(demo())
    after = EMPTY
    for table in before:
        found = ready(csv(table).encode(), after)
        after = taken(found, after)

    assert tables(after) == before


@pytest.mark.parametrize("form", [packed, xlsx])
def test_the_demo_comes_back_from_one_file(form):
    before = tables(demo())

    found = ready(form(before), name="demo")
    after = taken(found)

    assert tables(after) == before
    again = ready(form(before), after, found.plan.rows)
    assert (again.plan.texts, again.plan.kept, again.plan.new) == ({}, (), ())


def test_the_demo_imported_into_itself_changes_nothing():
    stack = demo()

    found = ready(packed(tables(stack)), stack)

    assert (found.plan.texts, found.plan.kept, found.plan.new) == ({}, (), ())


@settings(deadline=None, max_examples=15)
@given(written())
def test_a_strategy_comes_back_from_its_csv(texts: Mapping[str, str]):
    stack = stack_from(texts)
    before = tables(stack)

    for data in (packed(before), xlsx(before)):
        found = ready(data)

        assert tables(load(found.plan.texts, today=stack.today)) == before
