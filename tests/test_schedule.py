"""The schedule: what depends on what, and what follows from it."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest

from stratdocs.analysis.effort import effort_days, working_days
from stratdocs.analysis.schedule import (
    Schedule,
    horizon,
    responsible_team,
)
from stratdocs.model.stack import Stack, load
from stratdocs.model.values import quantity

TODAY = date(2027, 2, 1)  # a Monday


def stack(text: str) -> Stack:
    return load({"s.yml": dedent(text)}, today=TODAY)


def states(text: str) -> list[tuple[str, str, str]]:
    return [(wait.waiting.id, wait.state, wait.because) for wait in Schedule(stack(text)).waits]


def work(*lines: str) -> str:
    return "work:\n" + "\n".join(f"  - {{title: T, {line}}}" for line in lines)


@pytest.mark.parametrize(
    ("needed", "state", "because"),
    [
        ("status: done", "there", "it is done"),
        ("status: dropped", "dropped", "it was dropped"),
        (
            "due: 2027-04-23",
            "on time",
            "10 working days between 23 Apr 2027 and 7 May 2027",
        ),
        (
            "due: 2027-05-06",
            "tight",
            "1 working day between 6 May 2027 and 7 May 2027 for 8 working days of work",
        ),
        (
            "due: 2027-06-05",
            "late",
            "it is due on 5 Jun 2027, but what depends on it is due on 7 May 2027",
        ),
        ("due: 2027-01-15", "overdue", "it was due on 15 Jan 2027"),
        ("status: on_track", "no date", "one of them doesn't have a date"),
    ],
)
def test_the_state_of_a_dependency(needed: str, state: str, because: str) -> None:
    found = states(
        work(f"id: api, {needed}", "id: import, due: 2027-05-07, estimate: 8 d, depends_on: api")
    )

    assert found == [("import", state, because)]


def test_items_that_are_done_wait_for_nothing() -> None:
    assert states(work("id: api", "id: import, status: done, depends_on: api")) == []


def test_a_cycle_is_reported_and_is_on_no_path() -> None:
    found = Schedule(
        stack(
            work(
                "id: a, depends_on: b, estimate: 50 d",
                "id: b, depends_on: a, estimate: 50 d",
                "id: c, estimate: 2 d",
                "id: d, depends_on: c, estimate: 2 d",
            )
        )
    )

    assert [[item.id for item in cycle] for cycle in found.cycles] == [["a", "b"]]
    assert [wait.state for wait in found.waits] == ["in a cycle", "in a cycle", "no date"]
    assert found.critical is not None
    assert [item.id for item in found.critical.items] == ["c", "d"]


def test_the_critical_path_has_most_days_not_most_steps() -> None:
    found = Schedule(
        stack(
            work(
                "id: a, estimate: 1 d",
                "id: b, estimate: 1 d, depends_on: a",
                "id: c, estimate: 1 d, depends_on: b",
                "id: long, estimate: 3 w",
                "id: end, estimate: 8 h, depends_on: [c, long]",
            )
        )
    ).critical

    assert found is not None
    assert [item.id for item in found.items] == ["long", "end"]
    assert found.because == (
        "2 open items in a row with 16 working days estimated, the most of any chain"
    )


def test_without_estimates_the_longest_chain_is_critical() -> None:
    found = Schedule(
        stack(work("id: a", "id: b, depends_on: a", "id: c, depends_on: b", "id: d, depends_on: a"))
    ).critical

    assert found is not None
    assert [item.id for item in found.items] == ["a", "b", "c"]
    assert "none of them has an estimate" in found.because


def test_items_that_are_done_are_on_no_path() -> None:
    found = Schedule(stack(work("id: a, status: done", "id: b, depends_on: a"))).critical

    assert found is None


def test_an_initiative_counts_the_open_work_below_it() -> None:
    found = Schedule(
        stack(
            """
            initiatives:
              - {id: rollout, title: R}
              - {id: after, title: A, depends_on: rollout}
            work:
              - {id: a, title: A, serves: rollout, estimate: 5 d}
              - {id: b, title: B, serves: rollout, estimate: 2 d, status: done}
            """
        )
    )

    assert found.critical is not None
    assert found.critical.days == 5
    assert found.critical.without_estimate == 1


def test_a_long_chain_is_computed_quickly() -> None:
    lines = ["id: w0"] + [f"id: w{n}, depends_on: w{n - 1}, estimate: 1 d" for n in range(1, 2000)]
    found = Schedule(stack(work(*lines))).critical

    assert found is not None
    assert len(found.items) == 2000


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2027, 2, 1), date(2027, 2, 2), 1),
        (date(2027, 2, 5), date(2027, 2, 8), 1),
        (date(2027, 2, 6), date(2027, 2, 7), 0),
        (date(2027, 2, 1), date(2027, 2, 15), 10),
        (date(2027, 2, 8), date(2027, 2, 1), 0),
    ],
)
def test_working_days_leave_out_weekends(start: date, end: date, days: int) -> None:
    assert working_days(start, end) == days


def test_an_estimate_in_points_has_no_days() -> None:
    assert effort_days(quantity("8 points")) is None
    units = ("16 h", "16 hrs", "2 d", "2 person-days", "0.4 wks", "960 minutes")
    assert {effort_days(quantity(unit)) for unit in units} == {2}


def test_the_responsible_team_is_its_own_or_that_of_its_owner() -> None:
    found = stack(
        """
        teams: [{id: blue, title: Blue}, {id: red, title: Red}]
        people: [{id: jo, title: Jo, team: red}]
        work:
          - {id: a, title: A, team: blue, owner: jo}
          - {id: b, title: B, owner: jo}
          - {id: c, title: C, owner: blue}
          - {id: d, title: D}
        """
    )

    assert [
        responsible.id
        if (responsible := responsible_team(found, found.graph.by_id[name]))
        else None
        for name in "abcd"
    ] == ["blue", "red", "blue", None]


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("due: 2027-03-31", "now"),
        ("due: 2027-01-02", "now"),
        ("due: 2027-04-01", "next"),
        ("due: 2027-08-01", "later"),
        ("due: 2027-08-01, status: on_track", "now"),
        ("due: 2027-08-01, started: 2027-01-30", "now"),
        ("status: committed", "no date"),
        ("due: 2027-02-01, status: done", "done"),
        ("period: 2027", "now"),
        ("period: 2027-Q2", "next"),
    ],
)
def test_the_horizon_of_an_item(said: str, when: str) -> None:
    found = stack(work(f"id: a, {said}"))

    assert horizon(found, found.graph.by_id["a"]) == when
