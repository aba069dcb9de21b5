"""Nodes to entities: every fault is reported at once, and whatever could be read is returned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from textwrap import dedent
from typing import get_args

import pytest

from stratdocs.model.decode import decode, slug, vocabulary
from stratdocs.model.kinds import (
    BY_COLLECTION,
    KINDS,
    PLACED,
    Bet,
    Entity,
    Objective,
    Status,
    Strategy,
)
from stratdocs.model.stack import Stack
from stratdocs.yamltext.source import Span, read

Load = Callable[[str], Stack]
Check = Callable[[str], list[str]]


def _lines(text: str) -> list[str]:
    """Messages, one per line; an indented line continues the one above."""
    return dedent(text).replace("\n  ", " ").splitlines()


def test_every_wrong_field_is_reported_at_once(reads: Check) -> None:
    actual = reads("""\
        bets:
          - id: First Bet
            title: [not, one, text]
            size: huge
            status: comitted
            period: 2027-Q5
            serves: {what: is this}
            owner: [a, b]
            regulated: yes
            approved_on: 31.3.2027
            reviewed: 2027-02-30
            confidense: {problem: high}
            confidence: {problem: {levle: high}, risk: low}
            success: {baseline: a lot, target: 55%, by: soon}
            dhm: nice
            links: [https://a.example, {url: https://b.example, name: B}]
            key_results: [{id: kr, title: KR}]
            fields: none
    """)

    assert actual == _lines("""\
        2:9: error invalid-value: id is "First Bet"; use lower-case letters, digits, hyphens,
          underscores and dots, such as first-bet
        3:5: error invalid-value: title is a list; it must be a single text; quote text
          that contains brackets
        4:11: error invalid-value: size is "huge"; use big, medium or small; did you mean
          big?
        5:13: error invalid-value: status is "comitted"; use proposed, committed,
          on_track, at_risk, blocked, done or dropped; did you mean committed?
        6:13: error invalid-value: period is "2027-Q5"; a year has 4 quarters
        7:5: error invalid-value: serves is a group of fields; it must be an id
        8:5: error invalid-value: owner is a list; it takes one id: name the one person who
          is accountable for it
        9:16: error invalid-value: regulated is "yes"; use true or false; did you mean true?
        10:18: error invalid-value: approved_on is "31.3.2027"; use 2027-03-31
        11:15: error invalid-value: reviewed is "2027-02-30"; February 2027 has 28 days
        12:5: error unknown-field: confidense isn't a field of a bet; did you mean confidence,
          which is already here?
        13:28: error unknown-field: levle isn't a field of problem; did you mean level?
        13:42: error unknown-field: risk isn't a field of confidence; it has problem, solution
          and outcome
        14:25: error invalid-value: baseline is "a lot"; use a number with its unit, such as
          40%, 24 h, €1.2M or 4.3/5
        14:49: error invalid-value: by is "soon"; use one date, such as 2027-03-31
        15:10: error invalid-value: dhm is "nice"; it has its own fields: delight,
          hard_to_copy and margin
        16:57: error unknown-field: name isn't a field of links; did you mean title?
        17:5: error unknown-field: key_results isn't a field of a bet; key results can't be
          nested here; link them with `serves`
        18:13: error invalid-value: fields is "none"; leave it empty until you know it
    """)


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        (
            "just words\n",
            "1:1: error invalid-value: a strategy file starts with a collection and a colon",
        ),
        (
            "- id: a\n",
            "1:1: error invalid-value: a strategy file starts with a collection and a colon",
        ),
        (
            "bets: many\n",
            '1:7: error invalid-value: bets is "many"; this must be a list: put a hyphen',
        ),
        (
            "bets: {title: A}\n",
            "1:1: error invalid-value: bets is a group of fields; this must be a list: put",
        ),
        (
            "bets: [first]\n",
            '1:8: error invalid-value: bets is "first"; write each bet as fields, with at least',
        ),
        ("goals: []\n", "1:1: error unknown-field: goals isn't a collection"),
        (
            "title: X\n",
            "1:1: error unknown-field: title isn't a collection; it's a field, so indent",
        ),
        ("bet: []\n", "1:1: error unknown-field: bet isn't a collection; did you mean bets?"),
        ("bets: [{id: a}]\n", "1:13: error invalid-value: the bet a has no title"),
        ("bets: [{id: a, title: }]\n", "1:16: error invalid-value: the bet a has no title"),
        ("bets: [{title: A}]\n", "1:16: error invalid-value: this bet (A) has no id"),
        ("bets: [{}]\n", "1:8: error invalid-value: this bet has no id"),
        (
            "people: [{id: é, title: E}]\n",
            '1:15: error invalid-value: id is "é"; use lower-case letters',
        ),
    ],
)
def test_one_typo_is_one_finding(reads: Check, yaml: str, expected: str) -> None:
    (actual,) = reads(yaml)

    assert actual.startswith(expected)


@pytest.mark.parametrize("yaml", ["", "\n", "# nothing yet\n", "---\n", "bets:\n", "bets: []\n"])
def test_empty_values_are_fine(reads: Check, yaml: str) -> None:
    assert reads(yaml) == []


@pytest.mark.parametrize(
    ("field", "guess"),
    [
        ("statsu: done", "status"),
        ("ownr: maya", "owner"),
        ("confidnce: {}", "confidence"),
        ("depends-on: []", "depends_on"),
        ("size_: big", "size"),
        ("risk_: high", "risk"),
        ("zzz: 1", None),
    ],
)
def test_did_you_mean(reads: Check, field: str, guess: str | None) -> None:
    actual = reads(f"bets:\n  - id: a\n    title: A\n    {field}\n")

    name, _, _ = field.partition(":")
    meant = f"did you mean {guess}?" if guess else "put custom fields under `fields`"
    assert actual == [f"4:5: error unknown-field: {name} isn't a field of a bet; {meant}"]


def test_only_missing_fields_of_the_kind_are_suggested(reads: Check) -> None:
    actual = reads("""\
        objectives:
          - id: a
            title: A
            key_result:
              - {id: kr, title: KR, statuss: done, status: on_track, basline: 1}
    """)

    assert actual[-3:] == _lines("""\
        4:5: error unknown-field: key_result isn't a field of an objective; did you mean
          key_results?
        5:29: error unknown-field: statuss isn't a field of a key result; did you mean status,
          which is already here?
        5:62: error unknown-field: basline isn't a field of a key result; did you mean
          baseline?
    """)


def test_a_misspelt_field_is_read_as_the_meant_one(stack: Load) -> None:
    loaded = stack("""\
        strateges:
          - {id: win, title: Win, level: company}
        bets:
          - id: a
            title: A
            serve: win
            succes: {targt: 55%}
            status: commited
    """)

    bet = loaded.get("a")
    assert isinstance(bet, Bet)
    assert bet.success
    assert str(bet.success.target) == "55%"
    assert bet.status == "committed"
    assert [parent.id for parent in loaded.parents(bet)] == ["win"]


def test_short_forms_equal_long_ones(stack: Load) -> None:
    loaded = stack("""\
        strategies:
          - {id: s, title: S, not_doing: [Bikes], fixed: Price, serves: [], tags: blue}
        bets:
          - id: short
            title: Short
            serves: s
            links: https://a.example
            confidence: {problem: high}
            deprioritises: [paint the shop]
          - id: long
            title: Long
            serves: [s]
            links: [{url: https://a.example}]
            confidence: {problem: {level: high}}
            deprioritises: [{what: paint the shop}]
    """)

    short, long = loaded.of(Bet)
    for name in ("serves", "links", "confidence", "deprioritises"):
        assert getattr(short, name) == getattr(long, name)
    (strategy,) = loaded.of(Strategy)
    assert [refusal.title for refusal in strategy.not_doing] == ["Bikes"]
    assert strategy.fixed == ("Price",)
    assert strategy.tags == ("blue",)
    assert not loaded.findings


NESTED = """\
    outcomes:
      - id: outcome
        title: O
        opportunities:
          - id: opportunity
            title: O
            opportunities: [{id: smaller, title: S}]
            solutions:
              - id: solution
                title: S
                experiments: [{id: experiment, title: E}]
                work: [{id: made, title: M}]
    objectives:
      - id: objective
        title: O
        serves: [outcome]
        key_results:
          - id: result
            title: R
            serves: objective
            work: [{id: done, title: D, risks: [{id: risk, title: R}]}]
"""

LINKED = """\
    experiments: [{id: experiment, title: E, serves: solution}]
    outcomes: [{id: outcome, title: O}]
    opportunities:
      - {id: opportunity, title: O, serves: outcome}
      - {id: smaller, title: S, serves: opportunity}
    solutions: [{id: solution, title: S, serves: opportunity}]
    objectives: [{id: objective, title: O, serves: outcome}]
    key_results: [{id: result, title: R, serves: objective}]
    work:
      - {id: made, title: M, serves: solution}
      - {id: done, title: D, serves: result}
    risks: [{id: risk, title: R, serves: done}]
"""


def test_nesting_equals_serves(stack: Load) -> None:
    nested, linked = stack(NESTED), stack(LINKED)

    assert not nested.findings
    assert not linked.findings
    assert nested.graph.parents == linked.graph.parents
    assert {e.id: e.serves for e in nested.entities} == {e.id: e.serves for e in linked.entities}


def test_nested_entities_follow_what_they_are_nested_in(stack: Load) -> None:
    assert [entity.id for entity in stack(NESTED).entities] == [
        "outcome",
        "opportunity",
        "smaller",
        "solution",
        "experiment",
        "made",
        "objective",
        "result",
        "done",
        "risk",
    ]


def test_a_route_leads_to_a_place(stack: Load) -> None:
    (bet,) = stack("""\
        bets:
          - id: a
            title: A
            why: >-
              because
            owner:
            tags: [x, y]
            success: {target: 55%}
            confidence: {problem: high}
            links: https://a.example
    """).of(Bet)

    def place(*route: str | int) -> tuple[int, int, int]:
        span = bet.at(*route)
        return (span.line, span.column, span.end_column)

    assert place() == (2, 9, 10)
    assert place("title") == (3, 12, 13)
    assert place("why") == (4, 5, 8)  # long: its key
    assert place("owner") == (6, 5, 10)  # empty: its key
    assert place("tags") == (7, 5, 9)
    assert place("tags", 1) == (7, 15, 16)
    assert place("tags", 7) == (2, 9, 10)
    assert place("success") == (8, 5, 12)
    assert place("success", "target") == (8, 23, 26)
    assert place("success", "by") == (2, 9, 10)  # absent: the id
    assert place("confidence", "problem", "level") == (9, 27, 31)
    assert place("links", 0, "url") == (10, 12, 29)
    assert place("lno") == (2, 9, 10)


def test_values_are_typed(stack: Load) -> None:
    (objective,) = stack("""\
        objectives:
          - id: a
            title: |
              Over
              two lines
            period: 2027-Q1
            reviewed: 2027-01-31
            score: 0.7
            description: |

              Prose.
            fields: {steering: north, list: [1, no], none: ~, deep: {er: 1}}
    """).of(Objective)

    assert objective.title == "Over two lines"
    assert objective.description == "Prose."
    assert str(objective.period) == "2027-Q1"
    assert objective.reviewed == date(2027, 1, 31)
    assert objective.score
    assert objective.score.number == 0.7
    assert objective.fields == {
        "steering": "north",
        "list": ["1", "no"],
        "none": None,
        "deep": {"er": "1"},
    }


def test_an_item_written_twice_by_its_first_line_is_one_finding(reads: Check) -> None:
    assert reads("people:\n  - id: a\n  - id: a\n    title: A\n") == [
        "3:9: error duplicate-id: a is used twice here"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Value in the first week", "value-in-the-first-week"),
        ("  7-day activation (%) ", "7-day-activation"),
        ("Ünïcode", "uenicode"),
        ("…", ""),
        ("x" * 200, "x" * 120),
    ],
)
def test_a_title_makes_an_id(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_the_vocabulary_has_every_key_of_the_model() -> None:
    words = vocabulary()

    assert words[""] == set(BY_COLLECTION)
    for kind in KINDS:
        assert {"id", "title", "serves", *kind.nests} <= words[kind.collection]
    assert {"outcome", "measure", "baseline", "target", "by"} == words["success"]
    assert {"date", "value", "status", "confidence", "note"} == words["check_ins"]


def test_each_kind_is_read_with_all_of_its_fields_empty(stack: Load) -> None:
    for collection, kind in BY_COLLECTION.items():
        names = (name for name in kind.declared if name not in {"id", "title", *PLACED})
        empty = "".join(f"    {name}:\n" for name in names)
        loaded = stack(f"{collection}:\n  - id: a\n    title: A\n{empty}")

        (entity,) = loaded.of(kind)
        assert not loaded.findings, collection
        assert entity.status is None


@pytest.mark.parametrize("status", get_args(Status))
def test_committed_and_active_follow_from_the_status(stack: Load, status: str) -> None:
    loaded = stack(f"work: [{{id: a, title: A, status: {status}}}]")

    entity = loaded.get("a")
    assert isinstance(entity, Entity)
    assert entity.committed == (status != "proposed")
    assert entity.active == (status not in ("proposed", "done", "dropped"))


def test_a_place_is_in_its_own_file() -> None:
    documents = [read("one.yml", "bets: [{id: a, title: A}]"), read("two.yml", "bets: [{id: b}]")]
    decoded = decode(documents)

    assert [entity.grip for entity in decoded.entities] == [
        Span("one.yml", 1, 13, 1, 14),
        Span("two.yml", 1, 13, 1, 14),
    ]
    assert [finding.span.path for finding in decoded.findings] == ["two.yml"]
