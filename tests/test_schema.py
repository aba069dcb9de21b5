"""What editors, readers and beginners see follows from the model and agrees with `check`."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st

from stratdocs.cli import main
from stratdocs.linting.lint import lint
from stratdocs.linting.rules import RULES
from stratdocs.linting.rules.base import Rule
from stratdocs.linting.settings import review_names
from stratdocs.linting.settings_schema import strategy_files_schema
from stratdocs.model.decode import vocabulary
from stratdocs.model.fields import Field, fields_of, reference
from stratdocs.model.finding import Severity
from stratdocs.model.kinds import BY_COLLECTION, KINDS
from stratdocs.model.schema import ADDRESS, MODELINE, file_schema, starter
from stratdocs.model.stack import load
from stratdocs.yamltext.source import MappingNode, Node, ScalarNode, SequenceNode, read

CONTENT = Path(__file__).parent.parent / "content" / "strategy"
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
    if node.empty:
        return None
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
        "the id of a strategy, an outcome, an opportunity or a solution, or a list of them"
    )
    assert bets["size"] == "big, medium or small"
    assert bets["deprioritises"] == (
        "the id of any item, or words (what), or a group of fields: what, because, "
        "or a list of them"
    )
    assert bets["success"] == "a group of fields: outcome, measure, baseline, target, by"
    assert {"path", "node", "route", "nested_in"}.isdisjoint(bets)
    plan = next(field for field in kinds["initiatives"].fields if field.name == "plan")
    assert plan.part
    assert plan.part.fields[0].part
    assert plan.part.fields[0].part.fields[0].type == "a whole number from 1 to 5"


# --- it agrees with what reads the files ---------------------------------------------------------

WHOLE = json.loads(strategy_files_schema())
WHOLE_VALIDATOR = jsonschema.Draft202012Validator(WHOLE)
OLDER_VALIDATOR = jsonschema.Draft7Validator(WHOLE)


def editor_finds(text: str) -> list[str]:
    """What an editor complains about, settings included."""
    found: list[str] = []
    for root in read("a.yml", text).roots:
        errors = [e.message for e in WHOLE_VALIDATOR.iter_errors(core(root))]
        older = [e.message for e in OLDER_VALIDATOR.iter_errors(core(root))]
        assert bool(errors) == bool(older), text
        found += errors
    return found


def unknown_fields(text: str) -> list[str]:
    """Unknown keys, as a check reports them."""
    stack = load({"a.yml": text}, today=date(2027, 2, 15))
    return [found.message for found in lint(stack) if found.rule == "unknown-field"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_editors_accept_the_good_example_of_each_rule(rule: Rule) -> None:
    assert editor_finds(dedent(rule.good)) == []


@pytest.mark.parametrize("path", sorted(CONTENT.rglob("*.yml")), ids=lambda path: path.stem)
def test_editors_accept_the_demo_which_leads_them_to_the_schema(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert text.startswith(MODELINE)
    assert editor_finds(text) == []


SETTINGS = {
    "extends: regulated",
    "extends: [startup, public-sector]",
    "strictness: gentle",
    "strictness:",
    "year_starts: 04",
    'year_starts: "04"',
    "year_starts: 12",
    "review: {accountability: breaking, success.target: notable, bets.owner: minor}",
    "review:",
    "rules: {stale: off}",
    "rules: {stale: }",
    "rules: {too-many-priorities: {severity: error, most: 3}}",
    "rules: {stale: {weeks: 4}, orphan: advice}",
}
WRONG_SETTINGS = {
    "extend: regulated",
    "extends: regulatd",
    "strictness: mild",
    "year_starts: 13",
    "year_starts: April",
    "review: {accountabilty: breaking}",
    "review: {accountability: error}",
    "rules: {stal: off}",
    "rules: {stale: loud}",
    "rules: {stale: 4}",
    "rules: {stale: {week: 4}}",
    "rules: {stale: {weeks: four}}",
    "rules: off",
    "[]",
}


@pytest.mark.parametrize("setting", sorted(SETTINGS))
def test_editors_accept_each_setting(setting: str) -> None:
    text = f"settings: {{{setting}}}" if setting.endswith("}") else f"settings:\n  {setting}\n"

    assert editor_finds(text) == []
    assert lint(load({"a.yml": text}, today=date(2027, 2, 15))) == ()


@pytest.mark.parametrize("setting", sorted(WRONG_SETTINGS))
def test_editors_reject_a_wrong_setting_as_check_does(setting: str) -> None:
    text = f"settings:\n  {setting}\n"

    assert editor_finds(text) != []
    assert lint(load({"a.yml": text}, today=date(2027, 2, 15))) != ()


def test_each_rule_limit_and_class_of_change_can_be_set() -> None:
    for rule in RULES:
        for limit in type(rule).declared_limits():
            text = f"settings: {{rules: {{{rule.name}: {{{limit.name}: 7, severity: off}}}}}}"
            assert editor_finds(text) == []
    for name in sorted(review_names())[::9]:
        assert editor_finds(f"settings: {{review: {{{name}: minor}}}}") == []


def test_an_empty_value_is_as_good_as_no_field() -> None:
    for kind in KINDS:
        names = [field.name for field in fields_of(kind) if field.name not in ("id", "title")]
        lines = "".join(f"    {name}:\n" for name in (*names, *kind.nests))
        text = f"{kind.collection}:\n  - id: a\n    title: A\n{lines}"
        assert editor_finds(text) == []
        stack = load({"a.yml": text}, today=date(2027, 2, 15))
        assert not [found for found in stack.findings if found.rule == "invalid-value"]
    assert editor_finds("bets:\n") == []
    assert editor_finds("bets:\n  -\n") == [], "check asks for what belongs there"


KEYS = sorted({name for below in vocabulary().values() for name in below} | {"sise", "x", "goal"})
HOLDERS = [
    *((kind, kind.collection, ()) for kind in KINDS),
    *(
        (field.group, kind.collection, (field,))
        for kind in KINDS
        for field in fields_of(kind)
        if field.group is not None and field.group.needs is None
    ),
]


@settings_of_hypothesis(max_examples=300, deadline=None)
@given(holder=st.sampled_from(HOLDERS), key=st.sampled_from(KEYS))
def test_editors_and_check_know_the_same_keys(holder: Any, key: str) -> None:
    """A key alone, without a value: what one refuses, the other refuses too."""
    _, collection, (*within,) = holder
    line = f"    {key}:\n"
    if within:
        field = within[0]
        line = f"    {field.name}:\n" + ("      - " if field.many else "      ") + f"{key}:\n"
    text = f"{collection}:\n  - id: a\n    title: A\n{line}"
    if key in ("id", "title") and not within:
        return  # written twice

    assert bool(editor_finds(text)) == bool(unknown_fields(text)), text


@settings_of_hypothesis(max_examples=100, deadline=None)
@given(key=st.sampled_from([*KEYS, *BY_COLLECTION, "settings", "setings", "bet"]))
def test_editors_and_check_know_the_same_collections(key: str) -> None:
    text = f"{key}:\n"

    assert bool(editor_finds(text)) == bool(unknown_fields(text)), text


# --- what makes it pleasant to use ---------------------------------------------------------------


def parts_of(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from parts_of(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from parts_of(value)


def test_no_pattern_is_shown_to_people_and_each_is_javascript() -> None:
    patterns = [part for part in parts_of(WHOLE["$defs"]) if isinstance(part.get("pattern"), str)]

    assert patterns
    for part in patterns:
        assert part["patternErrorMessage"].endswith(".")
        assert not re.search(r"\(\?[iaLmsux-]+[:)]|\(\?P", part["pattern"]), "Python alone reads it"


def test_each_word_of_a_choice_is_described() -> None:
    for part in parts_of(WHOLE):
        if "enum" in part:
            assert len(part["markdownEnumDescriptions"]) == len(part["enum"])
            assert all(part["markdownEnumDescriptions"]), part["enum"]


def filled(body: Any) -> Any:
    """A snippet as it is inserted, when nobody types: the first choice, the example, or nothing."""
    if isinstance(body, dict):
        return {name: filled(value) for name, value in body.items()}
    if isinstance(body, list):
        return [filled(value) for value in body]
    text = re.sub(r"\$\{\d+\|([^,|]+)[^}]*\|\}", r"\1", body)
    text = re.sub(r"\$\{\d+:((?:\\.|[^}])*)\}", lambda m: re.sub(r"\\(.)", r"\1", m[1]), text)
    text = re.sub(r"\$\d+", "", text)
    return None if text == "" else int(text) if text.isdecimal() else text == "true" or text


def test_each_kind_has_a_snippet_that_is_sound() -> None:
    for kind in KINDS:
        (snippet,) = WHOLE["$defs"][kind.noun.replace(" ", "_")]["defaultSnippets"]
        item = filled(snippet["body"])
        assert list(WHOLE_VALIDATOR.iter_errors({kind.collection: [item]})) == []
        assert {"id", "title"} < item.keys()
    assert len(WHOLE["defaultSnippets"]) == len(KINDS)


def test_it_has_an_address_examples_and_a_modest_size() -> None:
    assert WHOLE["$id"] == ADDRESS
    assert WHOLE["$defs"]["period"]["examples"] == [2027, "2027-H1", "2027-Q1", "2027-03"]
    assert WHOLE["properties"]["settings"]["properties"]["strictness"]["default"] == "usual"
    assert len(strategy_files_schema()) < 300_000


def test_with_ids_each_reference_offers_those_that_fit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.yml").write_text(
        "people: [{id: maya, title: 'Maya [x](y)'}]\nteams: [{id: crew, title: Crew}]\n"
        "strategies: [{id: win, title: Win}]\nmetrics: [{id: nps, title: NPS}]\n"
        "bets: [{id: value, title: V}, {title: nameless}, {id: Not An Id, title: X}]\n",
        encoding="utf-8",
    )

    assert main(["schema", "--with-ids", str(tmp_path)]) == 0

    schema = json.loads(capsys.readouterr().out)
    bet = schema["$defs"]["bet"]["properties"]

    def offered(name: str) -> list[str]:
        names = [part["$ref"] for part in parts_of(bet[name]) if "$ref" in part]
        lists = [schema["$defs"][ref.removeprefix("#/$defs/")] for ref in names]
        return [identity for each in lists for identity in each.get("enum", [])]

    assert offered("owner") == ["maya", "crew"]
    assert list(dict.fromkeys(offered("serves"))) == ["win"]
    assert list(dict.fromkeys(offered("metrics"))) == ["nps"]
    assert "value" in offered("depends_on")
    assert "Not An Id" not in offered("depends_on")
    titles = schema["$defs"]["ids_people_teams"]["markdownEnumDescriptions"]
    assert titles[0] == r"Maya \[x\](y) (person)"
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid({"bets": [{"id": "b", "title": "B", "owner": "nobody-yet"}]})
    assert main(["schema", str(tmp_path)]) == 2
