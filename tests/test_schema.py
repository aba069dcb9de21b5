"""What editors, readers and beginners see follows from the model and agrees with `check`."""

import re
from datetime import date
from typing import Any

import jsonschema
import pytest

from stratdocs.linting.lint import lint
from stratdocs.model.fields import Field, reference
from stratdocs.model.finding import Severity
from stratdocs.model.kinds import BY_COLLECTION, KINDS
from stratdocs.model.schema import file_schema, starter
from stratdocs.model.stack import load
from stratdocs.yamltext.source import MappingNode, Node, ScalarNode, SequenceNode, read

SCHEMA = file_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def core(node: Node) -> Any:
    """A node as a YAML 1.2 reader, such as an editor's, understands it."""
    match node:
        case MappingNode():
            return {name: core(value) for name, value in node.values.items()}
        case SequenceNode():
            return [core(inner) for inner in node.nodes]
    assert isinstance(node, ScalarNode)
    if node.plain and re.fullmatch(r"[-+]?\d+", node.text):
        return int(node.text)
    if node.plain and re.fullmatch(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?", node.text):
        return float(node.text)
    if node.plain and node.text in ("true", "false"):
        return node.text == "true"
    return node.text


def complaints(text: str) -> list[str]:
    """What an editor complains about."""
    (root,) = read("a.yml", text).roots
    return [error.message for error in VALIDATOR.iter_errors(core(root))]


def bet(fields: str) -> str:
    return f"bets: [{{id: a, title: A, {fields}}}]"


def test_it_is_a_json_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_every_reference_in_it_leads_somewhere() -> None:
    def references(part: Any) -> list[str]:
        if isinstance(part, dict):
            own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
            return own + [r for value in part.values() for r in references(value)]
        if isinstance(part, list):
            return [r for value in part for r in references(value)]
        return []

    missing = {r for r in references(SCHEMA) if r.removeprefix("#/$defs/") not in SCHEMA["$defs"]}
    assert missing == set()


@pytest.mark.parametrize("collection", BY_COLLECTION)
def test_editors_and_check_find_a_starter_right(collection: str) -> None:
    assert complaints(starter(collection)) == []


def test_all_starters_together_are_a_strategy_without_a_fault() -> None:
    texts = {f"{kind.collection}.yml": starter(kind.collection) for kind in KINDS}

    stack = load(texts, today=date(2027, 2, 15))

    found = [
        f"{finding.rule}: {finding.message}"
        for finding in lint(stack)
        if finding.severity > Severity.ADVICE  # short, so it may be asked
    ]

    assert found == [], "the starters in model/starters.py are clean"
    assert len(stack.entities) == len(KINDS)


def test_a_starter_shows_what_a_kind_is_about() -> None:
    assert starter("metrics") == (
        "metrics:\n"
        "  - id: activation-7d\n"
        "    title: 7-day activation\n"
        '    unit: "%"\n'
        "    stage: outcome\n"
        "    timing: leading\n"
        "    shape: gradient\n"
        "    readings: [{date: 2026-12-31, value: 40%}]\n"
    )
    assert all(len(line) <= 100 for kind in KINDS for line in starter(kind.collection).split("\n"))


@pytest.mark.parametrize(
    "fields",
    [
        "period: 2027",
        "period: 2027-H1",
        "serves: x",
        "serves: [x, y]",
        "tags: 2027",
        "size: big",
        "regulated: true",
        "fields: {anything: [1, {a: b}]}",
        "success: {baseline: 40, target: 55.5, by: 2027-03-31}",
        "success: {baseline: '< 2 s', target: €1.2M}",
        "success: {baseline: 4.3/5, target: '1,5 h'}",
        "confidence: {problem: high, solution: {level: low, evidence: Two interviews}}",
        "links: https://example.com",
        "links: [{url: https://example.com, title: x}, https://example.org]",
        "deprioritises: [fax-bridge, {what: fax-bridge, because: Nobody uses it}]",
        "risks: [{id: r, title: R, probability: 4}]",
    ],
)
def test_editors_accept_what_check_accepts(fields: str) -> None:
    assert complaints(bet(fields)) == []
    wrong = {"invalid-yaml", "invalid-value", "unknown-field"}
    stack = load({"a.yml": bet(fields)}, today=date(2027, 2, 15))
    assert not [finding for finding in stack.findings if finding.rule in wrong]


@pytest.mark.parametrize(
    "fields",
    [
        "sizes: big",
        "size: huge",
        "period: 2027-Q5",
        "period: 27",
        "success: {by: soon}",
        "success: {by: 2027-13-01}",
        "success: {target: more}",
        "success: {goal: x}",
        "regulated: maybe",
        "owner: [a, b]",
        "dhm: delightful",
        "confidence: {problem: certain}",
        "risks: [{id: r, title: R, probability: 6}]",
        "risks: {id: r, title: R}",
        "fields: none",
        "work: [{id: w, title: W}]",
    ],
)
def test_editors_reject_what_check_rejects(fields: str) -> None:
    assert complaints(bet(fields)) != []
    stack = load({"a.yml": bet(fields)}, today=date(2027, 2, 15))
    assert {f.rule for f in stack.findings} & {"invalid-value", "unknown-field"}


@pytest.mark.parametrize(
    "text",
    ["bets: {id: a, title: A}", "bets: [{id: a}]", "bets: [{title: A}]", "bet: []", "bets: [a]",
     "bets: [{id: A B, title: A}]"],
)  # fmt: skip
def test_editors_reject_what_is_not_a_list_of_items(text: str) -> None:
    assert complaints(text) != []


def test_every_field_is_described() -> None:
    def undescribed(fields: tuple[Field, ...], where: str) -> list[str]:
        return [
            name
            for field in fields
            for name in (
                *([] if field.doc else [f"{where}.{field.name}"]),
                *(undescribed(field.part.fields, f"{where}.{field.name}") if field.part else ()),
            )
        ]

    silent = [name for kind in reference() for name in undescribed(kind.fields, kind.noun)]

    assert silent == [], "beneath each field in kinds.py a sentence says what it is for"
    assert all(kind.doc and kind.layer and kind.plural for kind in reference())


def test_the_reference_says_in_words_what_may_be_written() -> None:
    kinds = {kind.collection: kind for kind in reference()}
    bets = {field.name: field.type for field in kinds["bets"].fields}

    assert list(kinds) == list(BY_COLLECTION)
    assert bets["title"] == "a line of text"
    assert bets["owner"] == "the id of a person or a team"
    assert bets["serves"] == (
        "the id of a strategy, an outcome, an opportunity or a solution; or a list of them"
    )
    assert bets["size"] == "big, medium or small"
    assert bets["deprioritises"] == (
        "the id of any item, or words (what), or a group of fields: what, because; "
        "or a list of them"
    )
    assert bets["success"] == "a group of fields: outcome, measure, baseline, target, by"
    assert {"path", "node", "route", "nested_in"}.isdisjoint(bets)
    plan = next(field for field in kinds["initiatives"].fields if field.name == "plan")
    assert plan.part
    assert plan.part.fields[0].part
    assert plan.part.fields[0].part.fields[0].type == "a whole number from 1 to 5"
