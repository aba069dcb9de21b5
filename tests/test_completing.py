"""What may be written at a place, asked of the workspace; `|` is the caret."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from stratdocs.model.kinds import BY_COLLECTION
from stratdocs.model.stack import load
from stratdocs.workspace.completing import Completions, completions
from stratdocs.workspace.home import home_of
from stratdocs.workspace.workspace import Workspace
from stratdocs.yamltext.source import lines_of

TODAY = date(2027, 1, 11)
STRATEGY = """\
strategies:
  - {id: stay, title: Win by keeping customers, level: company, period: 2027}
  - {id: online, title: Keep online, level: product, serves: stay}
bets:
  - {id: first-week, title: Value in the first week, serves: online, period: 2027-H1}
  - {id: old-bet, title: Old, serves: online, status: done}
objectives:
  - id: soon
    title: Value soon
    serves: first-week
    team: onb
    period: 2027-Q1
    key_results:
      - {id: act, title: Increase activation from 40% to 55%, metric: activation}
people: [{id: maya, title: Maya Lind}, {id: jo, title: Jo Park}]
teams: [{id: onb, title: Onboarding, members: [maya]}]
metrics: [{id: activation, title: Activation, unit: "%"}]
"""
NEW = "docs/strategy/new.yml"


@pytest.fixture(scope="module")
def space(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("site")
    (folder / "mkdocs.yml").write_text("site_name: Test\nplugins: [stratdocs]\n", "utf-8")
    (folder / "docs/strategy").mkdir(parents=True)
    (folder / "docs/strategy/all.yml").write_text(STRATEGY, "utf-8")
    home = home_of(str(Path(folder, "docs/strategy/all.yml")))
    assert home is not None
    return Workspace(home, lambda: TODAY)


def offered(space: Workspace, marked: str, path: str = NEW) -> Completions:
    before, _, after = marked.partition("|")
    space.put(path, before + after)
    above = lines_of(before)
    return completions(
        space.snapshot(), path, lines_of(before + after), len(above) - 1, len(above[-1])
    )


ITEM = "work:\n  - id: a\n"
BET = "bets:\n  - id: a\n"
RESULT = "objectives:\n  - id: o\n    period: 2027-Q1\n    key_results:\n      - id: k\n"
PLACES = [
    ("work:\n  - id: a\n    serves:\n      - act\n      - |\n", ["soon", "first-week", "old-bet"]),
    ("work:\n  - id: a\n    serves:\n    - |\n    owner: x\n", ["act", "soon"]),
    ("work:\n- id: a\n  serves: |\n", ["act", "soon"]),
    ("work:\n- id: a\n  |\n", ["title", "owner"]),
    ("work:\r\n  - id: a\r\n    serves: |\r\n    title: x\r\n", ["act", "soon"]),
    (f"{ITEM}    # another\n    owner: |  # why\n", ["jo", "maya"]),
    (f'{ITEM}    owner: "|"\n', ["jo", "maya"]),
    (f"{ITEM}    owner: 'ma|'\n", ["maya"]),
    ("work: [{id: a, title: B, owner: |}]\n", ["jo", "maya"]),
    ("work: [{id: a, title: B, |}]\n", ["owner", "status"]),
    ("work:\n  - id: a\n\n\n    |\n\n  - id: b\n", ["title", "owner"]),
    (f"{BET}    success: {{outcome: b,\n              measure: |}}\n", ["activation"]),
    (f"{BET}    success:\n      {{outcome: b,\n      measure: |}}\n", ["activation"]),
    (f"{BET}    success: {{outcome: b, by: |\n    owner: x\n", ["2027-03-31"]),
    (f"{BET}    deprioritises:\n      - what: |\n        because: x\n", ["first-week"]),
    (f"{BET}    deprioritises:\n      - |\n", ["what", "because", "first-week"]),
    (f"{BET}    deprioritises: [|]\n", ["first-week"]),
    (f"{BET}    triggers:\n      - {{when: x, then: y, owner: |}}\n", ["jo", "maya"]),
    (f"{BET}    rights: {{decides: maya, consulted: [|]}}\n", ["jo", "maya", "onb"]),
    (f"{BET}    confidence: {{problem: |}}\n", ["low", "medium", "high"]),
    (f"{BET}    confidence:\n      problem:\n        level: |\n", ["low", "medium", "high"]),
    (f"{BET}    confidence:\n      |\n", ["problem", "solution", "outcome"]),
    (f"---\n{BET}    size: |\n---\nwork: []\n", ["big", "medium", "small"]),
    (f"{BET}    serves: [ online , | ]\n", ["stay"]),
    (f"{BET}    serves: win by|\n", ["stay"]),
    (f"{RESULT}        title: Raise x\n        target: 5|\n        metric: activation\n", ["5%"]),
    (f"{RESULT}        title: Raise x from 40% to 55%\n        target: |\n", ["55%"]),
    (f"{RESULT}        by: |\n", ["2027-03-31"]),
    (f"{RESULT}        check_ins:\n          - date: |\n", ["2027-01-11"]),
    (f"{RESULT}        check_ins: [{{date: 2027-01-01, confidence: |}}]\n", ["0", "1", "2"]),
    ("objectives:\n  - id: o\n    period: |\n", ["2027-Q1", "2027-Q2"]),
    ("objectives:\n  - id: o\n    key_results:\n      - |\n", ["new key result"]),
    ("objectives:\n  - id: o\n    key_results:\n      |\n", ["new key result"]),
    ("|\nbets: []\n", ["strategies"]),
    ("be|", ["bets"]),
    ("bets:\n  |", ["new bet"]),
    ("bets:\n  -|", ["new bet"]),
    ("bets:\n  - i|", ["id"]),
    ("bets:\n  - title: Bring it home\n    id: |\n", ["bring-it-home"]),
    (f"{BET}    description: >\n      we see [[fi| and\n", ["first-week"]),
    (f"{BET}    title: My bet about maya |\n", []),
    (f"{BET}    description: |\n", []),
    (f"{BET}    fields:\n      budget: |\n", []),
    (f"{BET}    owner: x  # stratdocs: allow gro|\n", ["group-owner"]),
    ("settings:\n  strictness: |\n", ["gentle", "usual", "strict"]),
    ("settings:\n  rules:\n    orphan: |\n", ["off", "advice", "warning", "error"]),
    ("settings:\n  rules:\n    too-many-pri|\n", ["too-many-priorities"]),
    ("settings:\n  rules:\n    too-many-priorities: {|}\n", ["severity", "most"]),
    ("settings:\n  |\n", ["extends", "rules"]),
    ("settings:\n  extends: [|]\n", ["startup"]),
    ("metrics:\n  - id: m\n    unit: |\n", ['"%"']),
    ("metrics:\n  - id: m\n    drives: [|]\n", ["activation"]),
    ("teams:\n  - id: t\n    members: [maya, |]\n", ["jo"]),
    ("people:\n  - id: p\n    team: |\n", ["onb"]),
    ("initiatives:\n  - id: i\n    plan:\n      leverage: {product: |}\n", ["1", "2", "3"]),
]


@pytest.mark.parametrize(("marked", "first"), PLACES)
def test_what_fits_is_offered_the_likeliest_first(
    space: Workspace, marked: str, first: list[str]
) -> None:
    labels = [item.label for item in offered(space, marked).items]

    assert labels[: len(first)] == first
    assert first or not labels


def test_what_would_close_a_circle_is_not_offered(space: Workspace) -> None:
    found = offered(
        space,
        "strategies:\n  - id: top\n    serves: |\nbets:\n  - {id: q, title: Q, serves: below}\n"
        "  - {id: r, title: R, serves: top}\n",
    )
    assert {item.label for item in found.items} == {"stay", "online"}

    found = offered(
        space, "strategies:\n  - id: a\n    serves: |\n  - {id: b, title: B, serves: a}\n"
    )
    assert {item.label for item in found.items} == {"stay", "online"}


def filled_in(text: str) -> str:
    """A snippet with the first word of each place; ids are numbered."""
    text = re.sub(r"id: \$1\b", "id: new-one", text)
    text = re.sub(r"\$\{\d+\|([^,|]*)[^|]*\|\}", r"\1", text)
    text = re.sub(r"\$\{\d+:((?:\\.|[^}\\])*)\}", r"\1", text)
    return re.sub(r"\\([\\$}])", r"\1", re.sub(r"\$\{\d+\}|\$\d+", "", text))


@pytest.mark.parametrize("collection", BY_COLLECTION)
@pytest.mark.parametrize("start", ["  - |", "  |", "  -|", "- |"])
def test_a_new_item_can_be_read_as_it_is_inserted(
    space: Workspace, collection: str, start: str
) -> None:
    found = offered(space, f"{collection}:\n{start}\n")
    new = found.items[0]
    assert new.label == f"new {BY_COLLECTION[collection].noun}"

    line = start.replace("|", "")
    text = f"{collection}:\n{line[: found.start]}{filled_in(new.insert)}{line[found.end :]}\n"
    stack = load({"new.yml": text}, today=TODAY)

    assert [f.message for f in stack.findings if f.rule != "unknown-reference"] == []
    assert [item.id for item in stack.entities if item.nested_in is None] == ["new-one"]


@pytest.mark.parametrize("collection", BY_COLLECTION)
def test_a_collection_is_inserted_with_its_first_item(space: Workspace, collection: str) -> None:
    found = offered(space, "|")
    new = next(item for item in found.items if item.label == collection)
    stack = load({"new.yml": f"{filled_in(new.insert)}\n"}, today=TODAY)

    assert [f.message for f in stack.findings if f.rule != "unknown-reference"] == []


def test_nothing_is_offered_beyond_a_hundred_at_once(space: Workspace) -> None:
    people = "".join(f"  - {{id: person-{n}, title: Person {n}}}\n" for n in range(300))
    space.put("docs/strategy/many.yml", f"people:\n{people}")
    found = offered(space, f"{ITEM}    owner: |\n")
    assert (len(found.items), found.whole) == (100, False)

    found = offered(space, f"{ITEM}    owner: person-29|\n")
    assert (found.items[0].label, found.whole) == ("person-29", True)
    space.drop("docs/strategy/many.yml")
