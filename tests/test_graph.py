"""Links in both directions; each fault is reported once, where it was written."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from datetime import date

import pytest

from stratdocs.model.stack import Stack, load
from stratdocs.words.nearest import Nearest, nearest, one_letter_apart

Load = Callable[[str | Mapping[str, str]], Stack]
Check = Callable[[str | Mapping[str, str]], list[str]]

TREE = """\
    strategies:
      - {id: company, title: C, level: company}
      - {id: north, title: N, level: product, serves: company}
      - {id: south, title: S, level: product, serves: company}
    bets:
      - {id: bet, title: B, serves: [south, north]}
    objectives:
      - id: goal
        title: G
        serves: bet
        key_results:
          - {id: result, title: R}
          - {id: other, title: O, serves: [goal]}
    work:
      - {id: first, title: F, serves: [result, goal]}
      - {id: second, title: S, serves: result, depends_on: [first]}
    metrics:
      - {id: input, title: I, drives: [output, outcome]}
      - {id: output, title: O, drives: outcome}
      - {id: outcome, title: O}
"""


def test_links_go_both_ways_in_the_order_written(stack: Load) -> None:
    graph = stack(TREE).graph

    assert graph.parents["bet"] == ("south", "north")
    assert graph.parents["first"] == ("result", "goal")
    assert graph.parents["other"] == ("goal",)
    assert graph.children["goal"] == ("result", "other", "first")
    assert graph.children["result"] == ("first", "second")
    assert graph.dependencies == {"second": ("first",)}
    assert graph.dependents == {"first": ("second",)}
    assert graph.drives == {"input": ("output", "outcome"), "output": ("outcome",)}
    assert graph.driven_by == {"output": ("input",), "outcome": ("input", "output")}
    assert not graph.findings


def test_mentions_are_collected_for_every_field(stack: Load) -> None:
    graph = stack("""\
        people: [{id: ana, title: Ana}]
        teams: [{id: team, title: Team, members: ana}]
        bets: [{id: a, title: A, owner: ana, triggers: [{when: x, owner: ana}], approved_by: team}]
    """).graph

    assert [(m.entity.id, m.route) for m in graph.mentions["ana"]] == [
        ("team", ("members", 0)),
        ("a", ("owner",)),
        ("a", ("triggers", 0, "owner")),
    ]
    assert [(m.entity.id, m.route) for m in graph.mentions["team"]] == [("a", ("approved_by",))]


# --- links to nothing, and to the wrong kind -----------------------------------------------------

COMPANY = "strategies: [{id: company, title: C, level: company}]\n"


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        (
            "bets: [{id: a, title: A, serves: compnay}]",
            (
                "2:34: error unknown-reference: a serves compnay, which doesn't exist; "
                "did you mean company?"
            ),
        ),
        (
            "bets: [{id: a, title: A, serves: [company, zzz]}]",
            "2:44: error unknown-reference: a serves zzz, which doesn't exist",
        ),
        (
            "people: [{id: maya, title: M}]\nwork: [{id: a, title: A, owner: may}]",
            (
                "3:33: error unknown-reference: owner of a is may, which doesn't exist; "
                "did you mean maya?"
            ),
        ),
        (
            "work: [{id: a, title: A, depends_on: b}]",
            "2:38: error unknown-reference: a depends on b, which doesn't exist",
        ),
        (
            "metrics: [{id: a, title: A, drives: [b]}]",
            "2:38: error unknown-reference: a drives b, which doesn't exist",
        ),
        (
            "metrics: [{id: m, title: M}]\nbets: [{id: a, title: A, success: {measure: mm}}]",
            (
                "3:45: error unknown-reference: measure of a is mm, which doesn't exist; "
                "add mm to `metrics`"
            ),
        ),
        (
            "people: [{id: maya, title: M}]\nbets: [{id: a, title: A, serves: maya}]",
            (
                "3:34: error wrong-kind: a serves maya, but maya is a person; a bet can "
                "serve a strategy, an outcome, an opportunity or a solution"
            ),
        ),
        (
            "people: [{id: maya, title: M}]\nbets: [{id: a, title: A, owner: company}]",
            (
                "3:33: error wrong-kind: owner of a is company, but company is a "
                "strategy; use a person or a team"
            ),
        ),
    ],
)
def test_a_broken_link_is_reported_where_it_is_written(
    reads: Check, yaml: str, expected: str
) -> None:
    assert reads(COMPANY + yaml) == [expected]


def test_a_wrong_kind_is_reported_with_the_place_of_its_target(stack: Load) -> None:
    (finding,) = stack(
        COMPANY + "people: [{id: maya, title: M}]\nbets: [{id: a, title: A, serves: maya}]"
    ).findings

    assert [(r.span[1:3], r.message) for r in finding.related] == [((2, 15), "maya is a person")]


def test_only_ids_of_a_fitting_kind_are_suggested(reads: Check) -> None:
    actual = reads("""\
        strategies: [{id: stay-here, title: S}]
        people: [{id: stay-her, title: H}]
        bets: [{id: a, title: A, serves: stay-hee}]
    """)

    (finding,) = actual
    assert finding.endswith("a serves stay-hee, which doesn't exist; did you mean stay-here?")


def test_an_entity_is_never_suggested_to_itself(reads: Check) -> None:
    assert reads("objectives: [{id: first-goal, title: A, serves: first-gaol}]") == [
        "1:49: error unknown-reference: first-goal serves first-gaol, which doesn't exist"
    ]


@pytest.mark.parametrize(
    "yaml",
    [
        "bets: [{id: a, title: A, owner: maya}]",
        "bets: [{id: a, title: A, success: {measure: activation}}]",
        "metrics: [{id: m, title: M}]\nbets: [{id: a, title: A, success: {measure: seven days}}]",
        "bets: [{id: a, title: A, deprioritises: [the old shop]}]",
    ],
)
def test_words_and_unlisted_names_are_not_links(reads: Check, yaml: str) -> None:
    assert reads(yaml) == []


def test_a_guessed_link_is_followed_and_never_closes_a_cycle(stack: Load, reads: Check) -> None:
    followed = stack(COMPANY + "bets: [{id: a, title: A, serves: compnay}]")
    circle = """\
        objectives:
          - {id: goal-one, title: A, serves: goal-two}
          - {id: goal-two, title: B, serves: goal-onee}
    """

    assert followed.graph.parents == {"a": ("company",)}
    assert stack(circle).graph.parents == {"goal-one": ("goal-two",)}
    (finding,) = reads(circle)
    assert finding.startswith("3:38: error unknown-reference: goal-two serves goal-onee")
    assert finding.endswith("did you mean goal-one?")


# --- cycles --------------------------------------------------------------------------------------


def test_a_cycle_is_reported_once_with_all_of_its_links(stack: Load) -> None:
    (finding,) = stack("""\
        objectives:
          - {id: a, title: A, serves: c}
          - {id: b, title: B, serves: a}
          - {id: c, title: C, serves: b}
    """).findings

    assert finding.rule == "serves-cycle"
    assert finding.message == ("cycle: a serves c, c serves b, b serves a")
    assert finding.span[1:3] == (2, 31)
    assert [(r.span[1:3], r.message) for r in finding.related] == [
        ((4, 31), "c serves b"),
        ((3, 31), "b serves a"),
    ]


@pytest.mark.parametrize(
    ("yaml", "place"),
    [
        # down the layers
        (
            """\
            outcomes: [{id: o, title: O, serves: b}]
            bets: [{id: b, title: B, serves: o}]
            """,
            (1, 38),
        ),
        (
            """\
            objectives:
              - {id: t, title: T, level: team, serves: d}
              - {id: d, title: D, level: department, serves: t}
            """,
            (3, 50),
        ),
        # nesting is not a mistake
        (
            """\
            objectives:
              - id: o
                title: O
                serves: k
                key_results: [{id: k, title: K}]
            """,
            (4, 13),
        ),
        # written further down
        (
            """\
            work:
              - {id: a, title: A}
              - {id: b, title: B, depends_on: a}
              - {id: c, title: C, depends_on: d}
              - {id: d, title: D, depends_on: c}
            """,
            (4, 35),
        ),
        # what is due later
        (
            """\
            work:
              - {id: a, title: A, due: 2027-02-01, depends_on: b}
              - {id: b, title: B, due: 2027-01-01, depends_on: a}
            """,
            (3, 52),
        ),
        # what is done cannot have waited for what is not
        (
            """\
            work:
              - {id: b, title: B, depends_on: a}
              - {id: a, title: A, status: done, depends_on: b}
            """,
            (3, 49),
        ),
        # from the end of the chain of metrics to its beginning
        (
            """\
            metrics:
              - {id: a, title: A, stage: impact, drives: b}
              - {id: b, title: B, stage: input, drives: a}
            """,
            (2, 46),
        ),
        (
            """\
            metrics:
              - {id: a, title: A, drives: b}
              - {id: b, title: B, drives: c}
              - {id: c, title: C, drives: a}
            """,
            (4, 31),
        ),
        # to oneself
        ("objectives: [{id: a, title: A, serves: [a]}]\n", (1, 41)),
        # the one link without which nothing goes round any more
        (
            """\
            work:
              - {id: a, title: A, depends_on: z}
              - {id: b, title: B, depends_on: a}
              - {id: c, title: C, depends_on: a}
              - {id: d, title: D, depends_on: [b, c]}
              - {id: z, title: Z, depends_on: d}
            """,
            (2, 35),
        ),
    ],
)
def test_a_cycle_is_reported_at_the_likely_mistake(
    stack: Load, yaml: str, place: tuple[int, int]
) -> None:
    findings = [f for f in stack(yaml).findings if f.rule.endswith("cycle")]

    assert [finding.span[1:3] for finding in findings] == [place]


def test_two_mistakes_in_one_component_are_two_findings(stack: Load) -> None:
    findings = stack("""\
        work:
          - {id: a, title: A, depends_on: b}
          - {id: b, title: B, depends_on: [a, c]}
          - {id: c, title: C, depends_on: b}
    """).findings

    assert [f.span[1:3] for f in findings] == [(2, 35), (3, 39)]


def test_at_most_ten_cycles_of_a_component_are_reported(stack: Load) -> None:
    rows = [f"{{id: w{n}, title: W, depends_on: [{', '.join(f'w{m}' for m in range(20))}]}}"
            for n in range(20)]  # fmt: skip
    findings = stack(f"work: [{', '.join(rows)}]").findings

    assert [f.rule for f in findings] == ["dependency-cycle"] * 10


def test_following_links_ends_in_a_cycle(stack: Load) -> None:
    loaded = stack("""\
        objectives:
          - {id: a, title: A, serves: b}
          - {id: b, title: B, serves: a}
          - {id: c, title: C, serves: a}
    """)

    c, a = loaded.get("c"), loaded.get("a")
    assert c
    assert a
    assert [item.id for item in loaded.trace(c)] == ["c", "a", "b"]
    assert [item.id for item in loaded.below(a)] == ["b", "c"]
    assert not loaded.reaches_company(c)
    assert loaded.period_of(c) is None
    assert loaded.graph.broken_upward == {"a", "b"}


# --- close names ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("activation", "activation-7d"),
        ("ACTIVATION-7D", "activation-7d"),
        ("actviation-7d", "activation-7d"),
        ("retention", None),
        ("", None),
        ("churn-q2", "churn-q1"),
        ("mya", "maya"),
    ],
)
def test_the_closest_name_is_suggested(name: str, expected: str | None) -> None:
    assert nearest(name, ["maya", "activation-7d", "churn-q3", "churn-q1", "x"]) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("maya", "maya", False),
        ("maya", "myaa", True),
        ("maya", "mya", True),
        ("maya", "maaya", True),
        ("maya", "mara", True),
        ("maya", "aymá", False),
        ("first", "first-week", False),
        ("", "a", True),
    ],
)
def test_names_one_letter_apart(first: str, second: str, expected: bool) -> None:
    assert one_letter_apart(first, second) is expected
    assert one_letter_apart(second, first) is expected


@pytest.mark.slow
def test_thousands_of_broken_links_take_seconds() -> None:
    names = Nearest(f"some-objective-{n}" for n in range(50_000))
    before = time.process_time()
    for n in range(2_000):
        names.to(f"any-objective-{n}")

    assert time.process_time() - before < 5


@pytest.mark.slow
def test_cost_does_not_grow_with_the_square_of_the_items() -> None:
    def cost(number: int) -> float:
        rows = (
            f"  - {{id: o-{n}, title: T, serves: [o-{n - 1}, o-{n // 2}]}}\n"
            for n in range(1, number)
        )
        text = "objectives:\n  - {id: o-0, title: T}\n" + "".join(rows)
        before = time.process_time()
        stack = load({"a.yml": text}, today=date(2027, 1, 1))
        sum(1 for _ in stack.below(stack.entities[0]))
        stack.period_of(stack.entities[-1])
        return time.process_time() - before

    gc.disable()
    try:
        few = min(cost(1_500) for _ in range(3))
        assert cost(15_000) < 50 * few  # ten times the items; squared it would be a hundred
    finally:
        gc.enable()
