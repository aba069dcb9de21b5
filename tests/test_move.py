"""`stratdocs move`: an item below a different parent."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as some
from written_strategies import meaning, stack_from, written

from stratdocs.authoring.moving import moved_below
from stratdocs.cli import main
from stratdocs.editing.autofix import unified_diff
from stratdocs.model.finding import StratdocsError

NESTED = """\
# Our objectives.
objectives:
  - id: first-week
    title: Clinics get value in their first week
    key_results:
      - id: activation
        title: Increase activation
        work:
          # agreed in March
          - id: guided-import   # the big one
            title: Guided import
            serves: [calls]
  - id: fewer-calls
    title: Clinics call us less
    key_results:
      - {id: calls, title: Cut calls}
work:
  - {id: flat, title: Flat, serves: activation}
"""


def moved(text: str, item: str, parent: str) -> str:
    texts = {"a.yml": dedent(text)}
    result = moved_below(stack_from(texts), item, parent)
    return unified_diff(texts, result.texts)


def lines(diff: str) -> list[str]:
    return [line for line in diff.split("\n")[2:] if line[:1] in ("+", "-")]


def test_what_is_linked_gets_a_new_link_and_stays_in_its_place() -> None:
    assert lines(moved(NESTED, "flat", "calls")) == [
        "-  - {id: flat, title: Flat, serves: activation}",
        "+  - {id: flat, title: Flat, serves: calls}",
    ]


def test_what_is_nested_takes_its_comments_along_and_leaves_no_empty_list() -> None:
    text = NESTED.replace("{id: calls, title: Cut calls}", "id: calls\n        title: Cut calls")

    assert lines(moved(text, "guided-import", "fewer-calls")) == [
        "-        work:",
        "-          # agreed in March",
        "-          - id: guided-import   # the big one",
        "-            title: Guided import",
        "-            serves: [calls]",
        "+    work:",
        "+      # agreed in March",
        "+      - id: guided-import   # the big one",
        "+        title: Guided import",
        "+        serves: [calls]",
    ]


def test_what_was_a_further_parent_is_not_written_twice() -> None:
    text = NESTED.replace("serves: [calls]", "serves: [fewer-calls, calls]")

    diff = lines(moved(text, "guided-import", "fewer-calls"))

    assert "+        serves: [calls]" in diff


def test_what_is_nested_is_linked_where_the_new_siblings_are() -> None:
    text = NESTED + "  - {id: more, title: More, serves: calls}\n"

    diff = lines(moved(text, "guided-import", "calls"))

    assert diff[-4:] == [
        "+  # agreed in March",
        "+  - id: guided-import   # the big one",
        "+    title: Guided import",
        "+    serves: [calls]",
    ]


def test_a_parent_in_braces_takes_what_fits_on_its_line() -> None:
    text = "objectives:\n  - {id: o, title: O, key_results: [{id: k, title: 'K: 1'}]}\n"
    text += "  - {id: p, title: P}\n"

    assert lines(moved(text, "k", "p")) == [
        "-  - {id: o, title: O, key_results: [{id: k, title: 'K: 1'}]}",
        "-  - {id: p, title: P}",
        "+  - {id: o, title: O}",
        "+  - {id: p, title: P, key_results: [{id: k, title: 'K: 1'}]}",
    ]


def test_what_does_not_fit_between_braces_is_linked() -> None:
    text = "objectives:\n  - id: o\n    title: O\n    key_results:\n      # first\n"
    text += "      - id: k\n        title: K\n  - {id: p, title: P}\n"

    assert lines(moved(text, "k", "p"))[-5:] == [
        "+key_results:",
        "+  # first",
        "+  - id: k",
        "+    title: K",
        "+    serves: p",
    ]


def test_the_first_of_several_parents_is_replaced_and_comments_between_them_stay() -> None:
    text = """\
        bets:
          - {id: a, title: A}
          - {id: b, title: B}
        objectives:
          - id: o
            title: O
            serves:
              # why we do it
              - a
              # and this
              - c
          - {id: c, title: C}
    """

    assert lines(moved(text, "o", "b")) == ["-      - a", "+      - b"]


def test_a_further_parent_becomes_the_first() -> None:
    text = "bets: [{id: a, title: A}, {id: b, title: B}]\n"
    text += "objectives:\n  - {id: o, title: O, serves: [a, b]}\n"

    assert lines(moved(text, "o", "b"))[1:] == ["+  - {id: o, title: O, serves: [b]}"]


@pytest.mark.parametrize(
    ("item", "parent", "message"),
    [
        ("activation", "flat", "flat is a work item; a key result goes below objectives"),
        ("first-week", "activation", "activation is itself below first-week"),
        ("first-week", "first-week", "first-week can't be below itself"),
        ("first-weak", "calls", "first-weak doesn't exist; did you mean first-week?"),
        ("flat", "call", "call doesn't exist; did you mean calls?"),
    ],
)
def test_a_move_that_cannot_be_is_refused(item: str, parent: str, message: str) -> None:
    with pytest.raises(StratdocsError, match=message):
        moved(NESTED, item, parent)


def test_a_file_that_cannot_be_read_is_named_with_its_line() -> None:
    with pytest.raises(StratdocsError, match=r"a\.yml:\d+: .*; fix that first"):
        moved(NESTED + "  - {id: x, title: [\n", "flat", "calls")


def test_an_unknown_parent_is_corrected_first() -> None:
    text = NESTED.replace("serves: activation}", "serves: nothing-of-ours}")

    with pytest.raises(StratdocsError, match="flat serves nothing-of-ours, which doesn't exist"):
        moved(text, "flat", "calls")


@given(written(), some.data())
def test_there_and_back_means_the_same(texts: dict[str, str], data: some.DataObject) -> None:
    stack = stack_from(texts)
    before = meaning(stack)
    item = data.draw(some.sampled_from([i for i in stack.entities if stack.primary(i)]))
    home = stack.primary(item)
    places = [
        other.id
        for other in stack.entities
        if other.collection in item.fits and other.id not in stack.graph.parents[item.id]
    ]
    if home is None or not places:
        return
    parent = data.draw(some.sampled_from(places))
    try:
        there = moved_below(stack, item.id, parent)
    except StratdocsError as error:
        if "cycle" in str(error) or "itself" in str(error):
            return
        raise
    moved_stack = stack_from({**texts, **there.texts})
    expected = {**before, item.id: {**before[item.id]}}
    expected[item.id]["parents"] = (parent, *before[item.id]["parents"][1:])

    assert meaning(moved_stack) == expected

    back = moved_below(moved_stack, item.id, home.id)

    assert meaning(stack_from({**texts, **there.texts, **back.texts})) == before


def test_the_command_writes_or_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "a.yml"
    file.write_text(NESTED)

    assert main(["move", "flat", "--under", "calls", "--dry-run", "."]) == 0
    assert file.read_text() == NESTED
    assert "+  - {id: flat, title: Flat, serves: calls}\n" in capsys.readouterr().out
    assert main(["move", "flat", "--under", "calls", "."]) == 0
    assert file.read_text() == NESTED.replace("serves: activation}", "serves: calls}")
    assert capsys.readouterr().err == (
        "stratdocs: flat moved from below activation to below calls\n"
    )
    assert main(["move", "flat", "--under", "calls", "."]) == 0
    assert main(["move", "flat"]) == 2


def test_a_list_whose_comment_belongs_to_nobody_stays_empty() -> None:
    text = NESTED.replace("        work:\n", "        # each week\n        work:  # tasks\n", 1)

    assert lines(moved(text, "guided-import", "fewer-calls"))[:2] == [
        "-        work:  # tasks",
        "-          # agreed in March",
    ]
    assert "+        work: []  # tasks" in moved(text, "guided-import", "fewer-calls")
