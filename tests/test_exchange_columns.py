"""Columns and cells: what is exported can be read back as it was."""

from __future__ import annotations

import json
from collections.abc import Sequence
from csv import reader
from datetime import date
from io import StringIO
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratdocs.exchange.columns import (
    BASE,
    Exported,
    Table,
    cell,
    cell_value,
    field_at,
    item_of,
    tables,
)
from stratdocs.exchange.csv import csv
from stratdocs.exchange.formulas import guarded, unguarded
from stratdocs.model.kinds import BY_COLLECTION, Bet, KeyResult
from stratdocs.model.stack import Stack, load


def stack(text: str) -> Stack:
    return load({"s.yml": dedent(text)}, today=date(2026, 11, 21))


def table(text: str, name: str) -> Table:
    return tables(stack(text), [name])[0]


def rows(found: Table) -> list[dict[str, str]]:
    return [dict(zip(found.headings, row, strict=True)) for row in found.rows]


def test_values_are_exported_as_they_were_written():
    found = table(
        """
        key_results:
          - {id: a, title: A, baseline: 40%, target: 55 %, by: 2027-03-31, period: 2027-Q1}
          - {id: b, title: B, baseline: "€1,200.50", target: "€1.2M", by: soon}
        """,
        "key_results",
    )

    assert [(r["baseline"], r["target"], r["by"], r["period"]) for r in rows(found)] == [
        ("40%", "55 %", "2027-03-31", "2027-Q1"),
        ("€1,200.50", "€1.2M", "soon", ""),
    ]


def test_the_parent_that_an_item_is_nested_in_is_the_first_that_it_serves():
    found = table(
        """
        objectives:
          - id: o
            title: O
            key_results: [{id: k, title: K, serves: p}]
          - {id: p, title: P}
        """,
        "key_results",
    )

    assert rows(found)[0]["serves"] == "o, p"


def test_a_field_within_a_group_has_a_column_of_its_own():
    found = table(
        """
        bets:
          - id: a
            title: A
            confidence: {problem: high, solution: {level: low, evidence: Two interviews}}
            success: {target: 55%}
            fields: {cost_centre: 0815}
        """,
        "bets",
    )

    assert found.headings == (
        "id", "title", "type", "confidence.problem", "confidence.solution.level",
        "confidence.solution.evidence", "success.target", "fields.cost_centre", BASE,
    )  # fmt: skip
    assert found.rows[0][:-1] == ("a", "A", "bet", "high", "low", "Two interviews", "55%", "0815")


def test_computed_columns_are_marked():
    found = table(
        """
        key_results:
          - id: k
            title: K
            baseline: 40%
            target: 50%
            check_ins: [{date: 2026-11-01, value: 45%, status: on_track}]
        """,
        "key_results",
    )

    assert rows(found)[0] | {"check_ins": "", BASE: ""} == {
        "id": "k", "title": "K", "type": "key result", "baseline": "40%", "target": "50%",
        "check_ins": "",
        "status (computed)": "on_track", "value (computed)": "45%",
        "progress (computed)": "50%", BASE: "",
    }  # fmt: skip


def test_a_row_knows_which_of_its_cells_are_as_they_were_exported():
    found = table("bets: [{id: a, title: A - B, size: big, success: {target: 5.0}}]", "bets")
    exported = Exported(rows(found)[0][BASE])

    assert exported.had("title", " A  - B")
    assert exported.had("success.target", "5")
    assert exported.had("serves", "")
    assert not exported.had("title", "A - C")
    assert not exported.had("size", "")
    assert not exported.had("serves", "x")
    assert not Exported("").had("serves", "")
    assert not Exported("v1 spoilt").had("title", "A - B")


def test_a_heading_names_its_field():
    found = field_at(Bet, "confidence.problem.level")

    assert found is not None
    assert found.choices == ("low", "medium", "high")
    assert field_at(Bet, "fields.x") is None
    assert field_at(KeyResult, "value (computed)") is None


def test_csv_has_a_mark_for_excel_and_lines_that_end_with_crlf():
    text = csv(Table("people", ("id", "title"), (("jo", 'Jo "JP" Park, Dr'), ("é", "a\nb"))))

    assert text.encode() == (
        b'\xef\xbb\xbfid,title\r\njo,"Jo ""JP"" Park, Dr"\r\n\xc3\xa9,"a\nb"\r\n'
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30 1234", "'+49 30 1234"),
        ("-10% shrinkage pilot", "'-10% shrinkage pilot"),
        ("@sum(A1)", "'@sum(A1)"),
        ("\tx", "'\tx"),
        ("\r=x", "'\r=x"),
        (" =1+1", "' =1+1"),
        ("＝1+1", "'＝1+1"),
        ("'=1+1", "''=1+1"),
        ("-5", "-5"),
        ("-5.5%", "-5.5%"),
        ("+3", "+3"),
        ("'tis", "'tis"),
        ("a=b", "a=b"),
    ],
)
def test_no_cell_is_a_formula(text: str, shown: str):
    assert guarded(text) == shown
    assert unguarded(shown) == text


@given(st.text(alphabet="'=+-@ \t\r\n5%a＝"))
def test_what_is_guarded_comes_back(text: str):
    assert unguarded(guarded(text)) == text


TEXTS = st.lists(st.text(min_size=1).filter(lambda text: text.strip()), min_size=1, max_size=4)


@given(TEXTS, st.booleans())
def test_a_list_comes_back_from_its_cell(members: list[str], names: bool):
    assert cell_value(cell(members, names=names), many=True, names=names) == members


@given(st.lists(st.dictionaries(st.text(), st.text() | st.integers()), min_size=1))
def test_groups_come_back_from_their_cell(members: list[dict[str, object]]):
    assert cell_value(cell(members), many=True) == members


def test_control_characters_are_left_out():
    assert "a\x0bb" not in csv(Table("people", ("id",), (("a\x0bb\x00",),)))


def test_an_empty_collection_has_its_heading():
    assert tables(stack("people: []"), ["people"]) == (
        Table("people", ("id", "title", "type"), ()),
    )


# --- there and back -------------------------------------------------------------------------------


def read_back(found: Sequence[Table]) -> Stack:
    """The strategy that the CSV of these tables holds."""
    collections = {}
    for shown in found:
        text = csv(shown).removeprefix("\ufeff")
        headings, *lines = reader(StringIO(text, newline=""))
        kind = BY_COLLECTION[shown.name]
        collections[shown.name] = [
            item_of(kind, headings, [unguarded(text) for text in line]) for line in lines
        ]
    return load({"s.yml": json.dumps(collections, ensure_ascii=False)}, today=date(2026, 11, 21))


def test_a_strategy_comes_back_from_its_tables():
    found = tables(
        stack(
            """
            strategies:
              - {id: s, title: "=S", level: company, period: 2027, fixed: [One, "Two, three"],
                 not_doing: [{title: Fax, because: Old}, Post],
                 fields: {a: [1, 2], b: "[x]", c: 007, d: {e: f}, g: '"h"'}}
            bets:
              - {id: b, title: "-10% shrinkage", serves: s,
                 success: {target: "€1.2M", by: 2027-03-31},
                 confidence: {problem: high}, tags: [x, "[y]"], regulated: yes}
            objectives:
              - id: o
                title: "'=quoted"
                description: |
                  Two lines,

                  one of them "quoted"
                key_results:
                  - {id: k, title: K, baseline: 0.40%, target: 1.250 €, metric: [m],
                     check_ins: [{date: 2026-11-01, value: 0.5%, note: "a, b"}], score: 0.70}
            """
        )
    )

    assert tables(read_back(found)) == found


def test_the_demo_comes_back_from_its_tables():
    texts = {
        str(file): file.read_text("utf-8")
        for file in sorted((Path(__file__).parents[1] / "content/strategy").rglob("*.yml"))
    }
    found = tables(load(texts, today=date(2026, 11, 21)))

    assert tables(read_back(found)) == found
