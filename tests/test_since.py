"""Which items a change touched."""

from collections.abc import Mapping
from datetime import date
from textwrap import dedent

import pytest

from stratdocs.linting.since import ChangedItems, changed_items
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.stack import load
from stratdocs.yamltext.source import Span

BEFORE = """\
strategies:
  - {id: stay, title: Customers stay, level: company}
objectives:
  - id: calm
    title: Calm mornings
    serves: stay
    key_results:
      - {id: calls, title: Fewer calls, baseline: 10, target: 4}
      - {id: queue, title: Shorter queue}
"""


def change(now: str | Mapping[str, str], before: str | Mapping[str, str] = BEFORE) -> ChangedItems:
    """The items that changed between two strategies."""
    stacks = [
        load(
            {
                path: dedent(text)
                for path, text in ({"a.yml": yaml} if isinstance(yaml, str) else yaml).items()
            },
            today=date(2027, 2, 15),
        )
        for yaml in (before, now)
    ]
    return changed_items(*stacks)


@pytest.mark.parametrize(
    ("old", "new", "items"),
    [
        ("target: 4", "target: 5", {"calls"}),
        ("target: 4}", "target: 4, owner: ana}", {"calls"}),
        (", baseline: 10", "", {"calls"}),
        ("Calm mornings", "Calmer mornings", {"calm"}),
        ("    serves: stay\n", "", {"calm", "stay"}),
        ("      - {id: queue, title: Shorter queue}\n", "", {"calm"}),
        (
            "queue, title: Shorter queue}",
            "queue, title: Shorter queue}\n      - {id: more, title: More}",
            {"calm", "more"},
        ),
        (
            "title: Shorter queue}",
            "title: Shorter queue}  # stratdocs: allow orphan -- it is so",
            {"calm", "queue"},
        ),
        ("{id: queue, ", "{id: line, was: queue, ", set()),
        ("id: calm\n", "id: quiet\n    was: calm\n", set()),
        ("{id: queue, ", "{id: line, ", {"calm", "line"}),
        ("# nothing", "# nothing at all", set()),
        ("baseline: 10, target: 4", "target: 4,  baseline:   '10'", set()),
    ],
)
def test_an_item_changed_when_what_it_says_did(old: str, new: str, items: set[str]) -> None:
    before = BEFORE + "# nothing\n"
    assert old in before

    assert change(before.replace(old, new), before).items == items


def test_where_an_item_is_written_does_not_matter() -> None:
    strategies, objectives = BEFORE.split("objectives:\n")
    moved = {
        "teams/okrs.yml": "# the same\n\nobjectives:\n" + objectives,
        "company.yaml": strategies,
    }

    assert change(moved).items == frozenset()


def test_an_item_that_is_no_longer_nested_is_the_same() -> None:
    flat = """\
        strategies:
          - {id: stay, title: Customers stay, level: company}
        key_results:
          - {id: calls, title: Fewer calls, baseline: 10, target: 4, serves: calm}
          - {id: queue, title: Shorter queue, serves: calm}
        objectives:
          - {id: calm, title: Calm mornings, serves: stay}
        """

    assert change(flat).items == frozenset()


def test_a_file_changed_when_its_text_is_nowhere_else() -> None:
    before = {"a.yml": BEFORE, "b.yml": "bets: []\n"}
    now = {"moved.yml": BEFORE, "b.yml": "bets: {}\n"}
    found = change(now, before)

    def about(path: str, item: str | None = None) -> bool:
        finding = Finding("invalid-value", Severity.ERROR, "", Span(path, 1, 1, 1, 2), item)
        return found.concerns(finding)

    assert (about("moved.yml"), about("b.yml"), about("b.yml", "calls")) == (False, True, False)


def test_everything_is_new_after_nothing() -> None:
    assert change(BEFORE, {}).items == {"stay", "calm", "calls", "queue"}
