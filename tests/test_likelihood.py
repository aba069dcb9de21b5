"""The likeliest comes first, in strategies other than the demo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from textwrap import dedent

import bicycles
import clinics
import kitchens
import pytest

from stratdocs.model.stack import load
from stratdocs.repo.git import Past
from stratdocs.workspace.completing import completions
from stratdocs.workspace.home import Home
from stratdocs.workspace.workspace import Snapshot
from stratdocs.yamltext.source import ScalarNode, SequenceNode

HOME = Home("/strategy", "/strategy")


def offered(texts: Mapping[str, str], path: str, line: int, column: int, today: date) -> list[str]:
    """What is offered at a place; lines and columns count from 1."""
    snapshot = Snapshot(HOME, 1, load(texts, today=today), {}, Past())
    lines = texts[path].split("\n")
    return [found.label for found in completions(snapshot, path, lines, line - 1, column - 1).items]


def places(
    texts: Mapping[str, str], today: date
) -> Iterator[tuple[str, str, dict[str, str], int, int]]:
    """Each id in some fields: the id, its file, the texts without it, and its place."""
    stack = load(texts, today=today)
    for item in stack.entities:
        for name in ("serves", "owner", "depends_on", "drives"):
            node = item.node_at(name)
            node = node.nodes[0] if isinstance(node, SequenceNode) else node
            if isinstance(node, ScalarNode) and stack.get(node.text) is not None:
                span = node.grip(item.path)
                lines = texts[span.path].split("\n")
                line = lines[span.line - 1]
                lines[span.line - 1] = line[: span.column - 1] + line[span.end_column - 1 :]
                without = {**texts, span.path: "\n".join(lines)}
                yield node.text, span.path, without, span.line, span.column


@pytest.mark.parametrize(
    ("texts", "today"),
    [
        (bicycles.TEXTS, bicycles.TODAY),
        (clinics.TEXTS, date(2026, 11, 21)),
        (kitchens.TEXTS, kitchens.TODAY),
    ],
    ids=["bicycles", "clinics", "kitchens"],
)
def test_with_nothing_typed_the_right_id_is_mostly_among_the_first_three(
    texts: Mapping[str, str], today: date
) -> None:
    results = [
        identity in offered(without, path, line, column, today)[:3]
        for identity, path, without, line, column in places(texts, today)
    ]

    assert len(results) > 20
    assert sum(results) >= 0.75 * len(results)


STRATEGY = """\
strategies:
  - {id: stay, title: Win by keeping customers, level: company}
people:
  - {id: ana, title: Ana}
  - {id: bo, title: Bo}
  - {id: cy, title: Cy}
teams:
  - {id: import, title: Import, members: [cy]}
bets:
  - {id: a-bet, title: Reports that write themselves, serves: stay, owner: ana}
  - {id: b-bet, title: Lists arrive by themselves, serves: stay, owner: bo}
objectives:
  - {id: a-goal, title: Reports are believed, serves: a-bet, owner: ana, level: team}
  - {id: b-goal, title: Lists arrive, serves: b-bet, owner: bo, level: team}
"""


@pytest.mark.parametrize(
    ("item", "likely"),
    [
        ("objectives:\n  - id: new\n    title: Clinics sign reports\n    serves: |\n", "a-bet"),
        ("objectives:\n  - id: new\n    title: No lists by fax\n    serves: |\n", "b-bet"),
        ("objectives:\n  - id: new\n    owner: bo\n    title: Calm\n    serves: |\n", "b-bet"),
        ("objectives:\n  - id: new\n    title: Calm\n    serves: b-bet\n    owner: |\n", "bo"),
        ("objectives:\n  - id: new\n    title: Calm\n    team: import\n    owner: |\n", "cy"),
        ("bets:\n  - id: new\n    title: Lists\n    serves: |\n", "stay"),
    ],
)
def test_what_belongs_with_the_item_comes_first(item: str, likely: str) -> None:
    before = item[: item.index("|")]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    texts = {"all.yml": STRATEGY, "new.yml": dedent(item).replace("|", "")}

    assert offered(texts, "new.yml", line, column, date(2026, 11, 21))[0] == likely


WORK = """\
work:
  - {id: new, title: Letters to all, serves: b-goal, due: 2026-12-10, depends_on: [|]}
  - {id: later, title: Letters counted, serves: b-goal, due: 2027-03-01}
  - {id: earlier, title: Addresses checked, serves: b-goal, due: 2026-12-01, status: done}
  - {id: behind, title: Letters answered, serves: b-goal, due: 2026-12-05, depends_on: new}
"""
METRICS = """\
metrics:
  - {id: orders, title: Orders a week, stage: outcome, drives: money}
  - {id: money, title: Money, stage: impact}
  - {id: calls, title: Calls made, stage: input, drives: answers}
  - {id: answers, title: Calls answered, stage: output, drives: [|]}
  - {id: letters, title: Letters sent, stage: input}
"""


@pytest.mark.parametrize(
    ("item", "likely", "never"), [(WORK, "earlier", "behind"), (METRICS, "orders", "calls")]
)
def test_what_comes_before_or_after_is_likely_and_no_circle_is_offered(
    item: str, likely: str, never: str
) -> None:
    before = item[: item.index("|")]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    texts = {"all.yml": STRATEGY, "new.yml": item.replace("|", "")}
    found = offered(texts, "new.yml", line, column, date(2026, 11, 21))

    assert likely in found[:2]
    assert never not in found


GOALS = """\
work:
  - {id: a, title: A, due: 2026-10-01, finished: 2026-10-02, status: done}
  - {id: b, title: B, due: 2026-10-05, finished: 2026-10-02, status: done}
  - {id: c, title: C, due: 2026-12-05, started: 2026-10-02, status: on_track}
  - {id: d, title: D, due: 2026-12-05, started: 2026-10-02, status: on_track}
  - {id: e, title: E, due: 2026-12-05, started: 2026-10-02, status: on_track}
"""


@pytest.mark.parametrize(
    ("fields", "likely"),
    [("due: 2026-09-30, finished: 2026-10-01", "done"), ("due: 2026-12-30", "on_track")],
)
def test_a_status_is_likely_that_items_with_such_fields_have(fields: str, likely: str) -> None:
    item = f"work:\n  - {{id: new, title: New, {fields}, status: }}\n"
    column = item.split("\n")[1].index("}") + 1
    found = offered({"a.yml": GOALS, "b.yml": item}, "b.yml", 2, column, date(2026, 11, 21))

    assert found[0] == likely


def test_the_period_in_the_name_of_the_folder_is_likely() -> None:
    item = "objectives:\n  - {id: new, title: New, period: }\n"
    path = "okrs-2027-q3/boarding.yml"
    found = offered(
        {"all.yml": STRATEGY, path: item}, path, 2, len(item.split("\n")[1]), date(2026, 11, 21)
    )

    assert found[0] == "2027-Q3"
