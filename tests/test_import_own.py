"""Import of our own export: what was exported comes back as it was."""

from __future__ import annotations

import csv as csv_files
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from written_strategies import stack_from, written

from stratdocs.exchange.columns import BASE, COMPUTED, Table, tables
from stratdocs.exchange.csv import csv
from stratdocs.exchange.importing import Prepared, opened, prepared
from stratdocs.exchange.mapping import ColumnMap
from stratdocs.exchange.memory import Rows
from stratdocs.exchange.xlsx import xlsx
from stratdocs.model.finding import StratdocsError
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


# --- edited in a spreadsheet ----------------------------------------------------------------------

WRITTEN = """\
# Our goals
objectives:
  - id: stay          # never changes
    title: Centres stay
    owner: jo
    tags:
      - a   # first
      - b
      - c   # third
    key_results:
      - id: churn   # watch it
        title: Cut churn → less loss
        baseline: 9%   # January
        target: 4%
        by: 2027-03-31
        status: on_track
      - {id: nps, title: Raise NPS, baseline: 10, target: 30, by: 2027-05-04}
bets:
  - id: fast
    title: Set up fast
    size: big
    period: 2027-03
    success:
      outcome: They stay   # longer
      by: 2027-06-30
    fields: {mood: good}
people:
  - {id: jo, title: Jo Park}
  - {id: ana, title: Ana Reis}
"""
Edits = Mapping[tuple[str, str], object]


def here(text: str = WRITTEN) -> Stack:
    return load({"a.yml": text}, today=TODAY)


def workbook(stack: Stack, edits: Edits) -> bytes:
    """The export of a strategy after edits in a spreadsheet: new cells by id and heading."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx(tables(stack))))
    left = dict(edits)
    for sheet in book:
        headings = [cell.value for cell in sheet[1]]
        for row in list(sheet.iter_rows(min_row=2)):
            for (identity, heading), value in edits.items():
                if row[0].value == identity and heading in headings:
                    row[headings.index(heading)].value = value
                    left.pop((identity, heading))
    assert not left
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def changed_lines(before: Stack, found: Prepared) -> tuple[list[str], list[str]]:
    old, new = before.texts["a.yml"].splitlines(), found.plan.texts["a.yml"].splitlines()
    return [line.strip() for line in old if line not in new], [
        line.strip() for line in new if line not in old
    ]


def test_edited_cells_are_taken_over_and_nothing_else_changes():
    edits = {
        ("churn", "target"): 0.03, ("churn", "by"): "2027-04-30", ("churn", "baseline"): None,
        ("stay", "tags"): "a\nc\nd", ("stay", "owner"): "Ana Reis",
        ("fast", "success.outcome"): "They stay two years", ("fast", "success.by"): None,
        ("fast", "fields.mood"): "bad",
    }  # fmt: skip

    data = workbook(here(), edits)
    found = ready(data, here())

    assert changed_lines(here(), found) == (
        [
            "owner: jo", "- b", "baseline: 9%   # January", "target: 4%", "by: 2027-03-31",
            "outcome: They stay   # longer", "by: 2027-06-30", "fields: {mood: good}",
        ],
        [
            "owner: ana", "- d", "target: 3%", "by: 2027-04-30",
            "outcome: They stay two years   # longer", "fields: {mood: bad}",
        ],
    )  # fmt: skip
    assert (found.plan.kept, found.plan.questions) == ((), ())
    again = ready(data, taken(found, here()), found.plan.rows)
    assert (again.plan.texts, again.plan.kept, again.plan.conflicts) == ({}, (), False)
    assert again.plan.rows == found.plan.rows


def test_an_edit_made_here_since_the_export_stays_and_a_second_one_is_a_conflict():
    since = here(WRITTEN.replace("4%", "5%").replace("size: big", "size: small"))
    data = workbook(here(), {("churn", "target"): "3%", ("churn", "status"): "at_risk"})

    found = ready(data, since)

    kept = {(k.id, k.field, k.here, k.there, k.conflict) for k in found.plan.kept}
    assert kept == {
        ("churn", "target", "5%", "3%", True), ("fast", "size", "small", "big", False)
    }  # fmt: skip
    assert [(c.id, c.field) for c in found.plan.changes] == [("churn", "status")]
    assert found.plan.conflicts


def test_a_second_edit_of_the_same_file_is_taken_over_after_the_first():
    edits = {("churn", "target"): "3%"}
    found = ready(workbook(here(), edits), here())
    then = taken(found, here())

    again = ready(workbook(here(), {("churn", "target"): "2%"}), then, found.plan.rows)

    assert [(c.before, c.after) for c in again.plan.changes] == [("3%", "2%")]


def test_a_newer_export_counts_more_than_what_was_imported_before():
    found = ready(workbook(here(), {("churn", "target"): "3%"}), here())
    by_hand = here(found.plan.texts["a.yml"].replace("3%", "5%"))

    again = ready(workbook(by_hand, {("churn", "target"): "6%"}), by_hand, found.plan.rows)

    assert [(c.before, c.after) for c in again.plan.changes] == [("5%", "6%")]
    assert again.plan.kept == ()


def test_without_the_column_of_marks_a_difference_is_a_conflict():
    data = csv(
        next(table for table in tables(here()) if table.name == "bets")
    ).replace("Set up fast", "Set up faster")  # fmt: skip
    plain = "\r\n".join(line.rpartition(",")[0] for line in data.splitlines())

    found = ready(plain.encode(), here())

    assert [(k.field, k.conflict) for k in found.plan.kept] == [("title", True)]
    assert found.plan.texts == {}


def rows_of(name: str, stack: Stack | None = None) -> list[list[str]]:
    table = next(table for table in tables(stack or here()) if table.name == name)
    return [list(table.headings), *map(list, table.rows)]


def saved(rows: Sequence[Sequence[str]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Rows as a spreadsheet saves them."""
    stream = io.StringIO()
    csv_files.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue().encode(encoding, "replace")


def test_a_file_that_a_spreadsheet_saved_in_its_own_way_is_unchanged():
    for name in ("bets", "key_results"):
        rows = rows_of(name)
        rows = [
            [
                {"2027-03-31": "31/03/2027", "2027-05-04": "04/05/2027", "2027-03": "Mar-27",
                 "2027-06-30": "30.06.2027"}.get(text, text)
                for text in row
            ]
            for row in rows
        ]  # fmt: skip

        found = ready(saved(rows, ";", "cp1252"), here())

        assert (found.plan.texts, found.plan.kept) == ({}, ())
        assert found.plan.questions == ()
        assert found.source.notes.questions == []


def test_a_new_row_needs_neither_id_nor_type_and_names_its_parent_by_title():
    rows = rows_of("key_results")
    new = {"title": "Keep nine in ten", "serves": "Centres stay", "target": "90%"}
    rows.append([new.get(heading, "") for heading in rows[0]])
    data = saved(rows)

    found = ready(data, here())
    after = taken(found, here())

    assert after.graph.by_id["keep-nine-in-ten"].serves == ("stay",)
    again = ready(data, after, found.plan.rows)
    assert (again.plan.texts, again.plan.kept, again.plan.questions) == ({}, (), ())
    assert again.plan.rows == found.plan.rows


def test_rows_that_are_gone_are_listed_and_never_removed():
    rows = [row for row in rows_of("key_results") if row[0] != "nps"]

    found = ready(saved(rows), here())

    assert (found.plan.texts, found.plan.gone) == ({}, (("nps", "Raise NPS"),))


def test_an_item_removed_here_since_the_export_is_not_written_again():
    fewer = here(WRITTEN.replace(WRITTEN[WRITTEN.index("      - {id: nps") :].splitlines()[0], ""))

    found = ready(saved(rows_of("key_results")), fewer)

    assert found.plan.new == ()
    assert [identity for identity, _ in found.plan.removed] == ["nps"]


@pytest.mark.parametrize(
    ("id_or_heading", "value", "said"),
    [
        ("id", "less-churn", "to rename the item, run `stratdocs rename churn less-churn`"),
        ("title", "", "churn has no title there"),
        ("type", "objective", "churn is an objective there and a key result here"),
        ("owner", "Zoe Zoe; Tom Tom", 'row 2: owner "Zoe Zoe; Tom Tom" isn\'t an id or title here'),
        ("by", "03/04/2027", 'the by "03/04/2027" could have the day or the month first'),
    ],
)
def test_what_an_import_cannot_do_is_asked(id_or_heading: str, value: str, said: str):
    stack = here(WRITTEN.replace("status: on_track", "owner: ana"))
    rows = rows_of("key_results", stack)
    rows[1][rows[0].index(id_or_heading)] = value

    found = ready(saved(rows), stack)

    questions = [*found.plan.questions, *found.source.notes.questions]
    assert [text for text in questions if said in text] != [], questions
    assert found.plan.texts == {}


def test_a_wrong_type_and_an_id_that_occurs_twice_are_refused():
    rows = rows_of("key_results")
    with pytest.raises(StratdocsError, match='row 4 has the type "key resul", which isn\'t a kind'):
        ready(saved([*rows, ["x", "X", "key resul"]]), here())
    with pytest.raises(StratdocsError, match="rows 2 and 4 are both churn"):
        ready(saved([*rows, rows[1]]), here())


@settings(deadline=None, max_examples=25)
@given(written(), some.data())
def test_any_cell_that_is_edited_is_the_only_one_that_changes(
    texts: Mapping[str, str], data: some.DataObject
):
    stack = stack_from(texts)
    table = data.draw(some.sampled_from([t for t in tables(stack) if t.rows]))
    headings = [h for h in table.headings if h in ("title", "status", "target", "owner", "period")]
    at = table.headings.index(data.draw(some.sampled_from(headings)))
    number = data.draw(some.integers(0, len(table.rows) - 1))
    value = {"title": "Something else", "target": "77%", "status": "dropped", "owner": "zed"}
    rows = [list(table.headings), *map(list, table.rows)]
    rows[number + 1][at] = value.get(table.headings[at], "2031")

    found = ready(saved(rows), stack)

    after = load({**stack.texts, **found.plan.texts}, today=stack.today)
    kept = [h for h in table.headings if not h.endswith(COMPUTED)]
    same = next(t for t in tables(after) if t.name == table.name)
    places = [same.headings.index(heading) for heading in kept]
    assert [[row[place] for place in places] for row in same.rows] == [
        [dict(zip(rows[0], row, strict=True))[heading] for heading in kept] for row in rows[1:]
    ]
    assert found.plan.kept == ()
    assert BASE in same.headings


def test_a_name_that_nobody_has_becomes_a_person():
    stack = here(WRITTEN.replace("status: on_track", "owner: ana"))
    rows = rows_of("key_results", stack)
    rows[1][rows[0].index("owner")] = "Zoe Zoe"
    rows.append(["", *["" for _ in rows[0][1:]]])
    rows[-1][rows[0].index("title")] = "Shop visits"
    rows[-1][rows[0].index("owner")] = "Zoe Zoe"

    found = ready(saved(rows), stack)

    after = taken(found, stack)
    assert found.plan.questions == ()
    assert after.get("zoe-zoe").title == "Zoe Zoe"
    assert [e.owner for e in after.entities if e.id in ("churn", "shop-visits")] == ["zoe-zoe"] * 2
    assert [identity for identity, _ in found.plan.new] == ["shop-visits", "zoe-zoe"]
