"""What carries out a strategy or bet, and what is missing."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

from stratdocs.analysis.coverage import CoverageRow, coverage, unanchored
from stratdocs.model.stack import Stack, load


def stack(text: str) -> Stack:
    return load({"s.yml": dedent(text)}, today=date(2027, 2, 1))


def covers(text: str) -> dict[str, CoverageRow]:
    return {cover.entity.id: cover for cover in coverage(stack(text))}


def gaps(cover: CoverageRow) -> list[str]:
    return [gap.words for gap in cover.gaps]


SOUND = """
    strategies:
      - {id: stay, title: Clinics that stay, level: company}
      - {id: first-week, title: The first week, level: product, serves: stay}
    bets:
      - id: import
        title: Import
        serves: first-week
        status: on_track
        success: {outcome: They work}
    objectives:
      - {id: easy, title: Easy, serves: import}
    work:
      - {id: csv, title: CSV, serves: easy}
      - {id: old, title: Old, serves: easy, status: dropped}
"""


def test_items_at_any_depth_count_unless_dropped() -> None:
    found = covers(SOUND)["stay"]

    assert {layer: [item.id for item in found.layers[layer]] for layer in found.layers} == {
        "bets": ["import"],
        "outcomes": [],
        "objectives": ["easy"],
        "initiatives": [],
        "work": ["csv"],
    }


def test_rows_come_below_what_they_serve() -> None:
    assert [(cover.entity.id, cover.depth) for cover in covers(SOUND).values()] == [
        ("stay", 0),
        ("first-week", 1),
        ("import", 2),
    ]


def test_a_fully_covered_bet_has_no_gap() -> None:
    assert [gaps(cover) for cover in covers(SOUND).values()] == [[], [], []]


def test_a_bet_that_nobody_carries_out_has_gaps() -> None:
    found = covers("bets: [{id: import, title: Import, status: on_track}]")["import"]

    assert gaps(found) == ["no outcome", "no objective", "no work"]


def test_drafts_and_items_that_are_over_have_no_gap() -> None:
    found = covers(
        """
        bets:
          - {id: a, title: A, status: proposed}
          - {id: b, title: B, status: dropped}
          - {id: c, title: C, status: done}
        """
    )

    assert [(gaps(cover), cover.draft) for cover in found.values()] == [([], True)] * 3


def test_a_bet_that_has_not_started_needs_no_work_yet() -> None:
    found = covers(
        """
        bets: [{id: a, title: A, status: committed, period: 2027-Q3, success: {outcome: Yes}}]
        objectives: [{id: o, title: O, serves: a}]
        """
    )

    assert gaps(found["a"]) == []


def test_a_further_contribution_counts_like_a_primary_one() -> None:
    found = covers(
        """
        bets: [{id: a, title: A}, {id: b, title: B}]
        objectives: [{id: o, title: O, serves: [a, b]}]
        """
    )

    assert [item.id for item in found["b"].layers["objectives"]] == ["o"]


def test_the_outcome_that_a_bet_serves_covers_it() -> None:
    found = covers(
        """
        outcomes: [{id: easier, title: Easier}]
        bets: [{id: a, title: A, serves: easier, status: on_track}]
        """
    )

    assert "no outcome" not in gaps(found["a"])


def test_items_without_a_strategy_above_are_unanchored() -> None:
    found = unanchored(
        stack(
            """
            objectives: [{id: o, title: O, status: on_track}]
            work:
              - {id: w, title: W, serves: o, status: on_track}
              - {id: idea, title: I, status: proposed}
            """
        )
    )

    assert {layer: [item.id for item in items] for layer, items in found.items()} == {
        "objectives": ["o"],
        "work": ["w"],
    }


def test_a_cycle_of_strategies_has_an_end() -> None:
    found = covers(
        """
        strategies:
          - {id: a, title: A, serves: b}
          - {id: b, title: B, serves: a}
        """
    )

    assert sorted(found) == ["a", "b"]
