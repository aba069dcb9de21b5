"""`stratdocs trace`: the chain up to the strategy, and the tree down to the work."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from written_strategies import stack_from, written

from stratdocs.authoring.tracing import FORMATS, trace, trace_text
from stratdocs.cli import main

STACK = """\
strategies:
  - {id: win, title: Win clinics, level: company}
bets:
  - {id: value, title: 'Value "now"', serves: win, status: committed}
objectives:
  - id: week
    title: Value in a week
    serves: [value, win]
    key_results:
      - id: activation
        title: Raise activation
        check_ins: [{date: 2027-02-01, status: at_risk}]
        work:
          - {id: import, title: An import, status: done}
  - {id: helper, title: Helps, serves: [value, week], status: blocked}
"""


def shown(identity: str, form: str = "text", text: str = STACK) -> str:
    return trace_text(trace(stack_from({"a.yml": text}), identity), form)


def test_the_chain_is_a_sentence_and_the_tree_has_states() -> None:
    assert shown("week") == (
        "week: Value in a week (objective, at risk)\n\nThis objective contributes to "
        '“Value "now"” (value), which is a bet on “Win clinics” (win).\nIt also '
        "contributes to “Win clinics” (win).\n\n  activation: Raise activation (key "
        "result, at risk)\n    import: An import (work item, done)\n  helper: Helps "
        "(objective, blocked) (contributes)\n"
    )
    assert "This strategy is the top: everything else leads up to it." in shown("win")


def test_as_a_list_in_markdown() -> None:
    assert shown("activation", "markdown").endswith("\n\n- An import (`import`, work item, done)\n")


def test_as_a_flowchart() -> None:
    assert shown("week", "mermaid") == (
        "flowchart BT\n"
        '    i0["Value in a week<br/>at risk"]\n'
        '    i1["Value #34;now#34;<br/>blocked"]\n'
        '    i2["Win clinics<br/>blocked"]\n'
        '    i3["Raise activation<br/>at risk"]\n'
        '    i4["An import<br/>done"]\n'
        '    i5["Helps<br/>blocked"]\n'
        "    i0 --> i1\n"
        "    i0 -.-> i2\n"
        "    i1 --> i2\n"
        "    i3 --> i0\n"
        "    i4 --> i3\n"
        "    i5 --> i1\n"
        "    i5 -.-> i0\n"
        "    style i0 stroke-width:3px\n"
    )


def test_as_json() -> None:
    data = json.loads(shown("week", "json"))

    assert [item["id"] for item in data["up"]] == ["value", "win"]
    assert [item["id"] for item in data["also_serves"]] == ["win"]
    assert data["down"][0]["down"][0]["status"] == "done"
    assert data["problems"] == []


@pytest.mark.parametrize(
    ("identity", "line", "problem"),
    [
        ("c", "", "a.yml:4: c serves nope, which doesn't exist"),
        ("a", "", "a → b → a is a cycle"),
        ("d", "", "d serves nothing, so the chain doesn't lead to a company strategy"),
        ("d", "  - {id: e, title: [}\n", "; something may be missing here"),
    ],
)
def test_what_is_broken_is_said(identity: str, line: str, problem: str) -> None:
    text = """\
objectives:
  - {id: a, title: A, serves: b}
  - {id: b, title: B, serves: a}
  - {id: c, title: C, serves: nope}
  - {id: d, title: D}
"""

    assert f"{problem}\n" in shown(identity, text=text + line)


def test_what_leads_nowhere_is_named_by_others() -> None:
    text = """\
people:
  - {id: ana, title: Ana}
  - {id: bo, title: Bo}
metrics:
  - {id: churn, title: Churn, owner: ana}
objectives:
  - {id: stay, title: Customers stay, owner: ana}
"""

    assert "2 items refer to this person: churn and stay.\n" in shown("ana", text=text)
    assert "No item refers to this person.\n" in shown("bo", text=text)
    assert "No item refers to this metric.\n" in shown("churn", text=text)


@given(written(), some.data())
def test_everything_that_leads_to_an_item_is_below_it(
    texts: dict[str, str], data: some.DataObject
) -> None:
    stack = stack_from(texts)
    item = data.draw(some.sampled_from(stack.entities))

    found = trace(stack, item.id)

    primary = {twig.item.id for twig in found.below if not twig.contributes}
    assert primary == {below.id for below in stack.below(item)}
    assert found.problems == ()
    assert all(trace_text(found, form).endswith("\n") for form in FORMATS)


def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yml").write_text(STACK)

    assert main(["trace", "week", "--format", "json", "."]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "week"
    assert main(["trace", "weak", "."]) == 2
    assert capsys.readouterr().err == "stratdocs: weak doesn't exist; did you mean week?\n"
