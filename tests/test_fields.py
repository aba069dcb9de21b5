"""What is said of a field is said once, where it is declared; all else follows from it."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import stratdocs
from stratdocs.model.fields import Field, by_type, field_words, fields_of, parts, promised, reviewed
from stratdocs.model.kinds import (
    BY_COLLECTION,
    KINDS,
    Bet,
    Entity,
    Initiative,
    KeyResult,
    Objective,
    Part,
    Work,
)
from stratdocs.model.stack import load
from stratdocs.reviewing.classes import JUDGES
from stratdocs.reviewing.compare import review_of
from stratdocs.reviewing.page import data
from stratdocs.reviewing.sides import sides_of
from stratdocs.reviewing.wording import message
from stratdocs.site.views.collection import COMPUTED, compared_fields

PACKAGE = Path(stratdocs.__file__).parent


def fields() -> Iterator[tuple[type[Entity], tuple[str, ...], tuple[Field, ...]]]:
    """Every field with its kind and route, those within groups too."""

    def within(
        holder: type[Entity | Part], outer: tuple[Field, ...]
    ) -> Iterator[tuple[Field, ...]]:
        for field in fields_of(holder):
            yield (*outer, field)
            if field.group is not None:
                yield from within(field.group, (*outer, field))

    for kind in KINDS:
        for found in within(kind, ()):
            yield kind, tuple(field.name for field in found), found


# --- on purpose -----------------------------------------------------------------------------------


def test_what_a_change_is_about_is_said_of_every_field_or_clear_from_its_type() -> None:
    silent = {
        f"{field.holder.__name__}.{field.name} is {field.sort}: say in kinds.py what a change of "
        'it is about, as in `Annotated[..., About("evidence")]`'
        for _, _, found in fields()
        if (field := found[-1]) and not any(step.about.review for step in found)
        if by_type(field) is None
    }

    assert silent == set()


def test_every_field_has_a_value_where_it_is_not_written() -> None:
    missing = {
        f"{field.holder.__name__}.{field.name} has no default: add `= None`, or `= ()` for a list"
        for _, _, found in fields()
        if not hasattr((field := found[-1]).holder, field.name)
    }

    assert missing == set()


def test_every_judge_that_a_field_names_sits_in_the_review() -> None:
    missing = {
        f"{field.holder.__name__}.{field.name} names the judge {field.about.judge}, which "
        "reviewing/classes.py does not have"
        for _, _, found in fields()
        if (field := found[-1]).about.judge is not None and field.about.judge not in JUDGES
    }

    assert missing == set()


def test_every_judge_of_the_review_is_named_by_a_field() -> None:
    named = {reviewed(kind, route).judge for kind, route, _ in fields()}

    assert set(JUDGES) - named == set()


@pytest.mark.parametrize("collection", BY_COLLECTION)
def test_the_columns_of_a_kind_are_fields_or_computed(collection: str) -> None:
    kind = BY_COLLECTION[collection]

    assert set(compared_fields(kind)) <= {field.name for field in fields_of(kind)} | set(COMPUTED)


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.__name__)
def test_a_part_is_named_by_fields_that_it_has(part: type[Part]) -> None:
    assert {*part.named_by} <= {field.name for field in fields_of(part)}


def test_a_part_that_is_listed_says_what_names_it() -> None:
    listed = {field.group for _, _, found in fields() if (field := found[-1]).many}

    assert {part.__name__ for part in listed if part is not None and not part.named_by} == set()


# --- in words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "route", "words"),
    [
        (KeyResult, "by", "date"),
        (KeyResult, "check_ins[2027-01-31].value", "value of the check-in of 2027-01-31"),
        (Bet, "success.measure", "measure"),
        (Bet, "confidence.problem", "confidence in the problem"),
        (Bet, "confidence.problem.evidence", "evidence for the confidence in the problem"),
        (Bet, "not_doing[Fax].title", "refusal"),
        (Bet, "not_doing[Fax it].because", "reason of the refusal “Fax it”"),
        (Bet, "confirmed[jo team]", "confirmation by jo (team)"),
        (Work, "requested_by", "requester"),
        (Bet, "cost_of_delay", "cost of delay"),
        (Bet, "fields.head_count", "head count"),
    ],
)
def test_a_field_in_words(kind: type[Entity], route: str, words: str) -> None:
    assert field_words(route, kind) == words


@pytest.mark.parametrize(
    ("kind", "routes"),
    [
        (Objective, "ambition period owner status"),
        (KeyResult, "metric baseline target by ambition period owner status"),
        (
            Bet,
            (
                "success.outcome success.measure success.baseline success.target success.by "
                "period owner size status"
            ),
        ),
    ],
)
def test_what_a_kind_promises(kind: type[Entity], routes: str) -> None:
    assert " ".join(promised(kind)) == routes


# --- a field in one line --------------------------------------------------------------------------

NEW = {
    "sponsor": 'sponsor: PersonId | None = None\n    """Who stands up for it."""',
    "launch": 'launch: Annotated[Date | None, About(column=True)] = None\n    """The first day."""',
    "budget": 'budget: Quantity | None = None\n    """What it may cost."""',
    "echoes": 'echoes: tuple[AnyId, ...] = ()\n    """What it takes up again."""',
}
"""Fields that a bet does not have, each as one line of kinds.py, and its sentence."""


@pytest.fixture(scope="module")
def new_fields(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """How the program shows a strategy with new fields, each declared by one line of kinds.py."""
    copy = tmp_path_factory.mktemp("copy") / "stratdocs"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    kinds = copy / "model" / "kinds.py"
    before, bet, after = re.split(
        r"(    lno: Lno \| None = None\n)", kinds.read_text("utf-8"), maxsplit=1
    )
    lines = "".join(f"    {line}\n" for line in NEW.values())
    kinds.write_text(before + lines + bet + after, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("new_field.py"))],
        env={"PYTHONPATH": str(copy.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_a_new_field_is_decoded(new_fields: dict[str, Any]) -> None:
    assert new_fields["findings"] == []
    assert new_fields["decoded"] == ["maya", "2027-02-01", "10 d", ["win"]]


def test_a_new_field_is_in_the_schema_and_in_the_reference(new_fields: dict[str, Any]) -> None:
    assert new_fields["schema"] == {
        "sponsor": "Who stands up for it.",
        "launch": "The first day.",
        "budget": "What it may cost.",
        "echoes": "What it takes up again.",
    }
    assert new_fields["reference"] == {
        "sponsor": "the id of a person or a team",
        "budget": "a number with its unit, such as 40%, 24 h, €1.2M or 4.3/5",
    }


def test_a_new_field_is_on_the_page_and_linked_back(new_fields: dict[str, Any]) -> None:
    assert new_fields["facts"][:3] == [
        ["Sponsor", "Maya Lind"],
        ["Launch", "1 Feb 2027"],
        ["Budget", "10 d"],
    ]
    assert ["sponsor of", ["Quick"]] in new_fields["back"]


def test_a_new_field_is_in_tables_filters_and_the_export(new_fields: dict[str, Any]) -> None:
    assert "Launch" in new_fields["index"]
    assert new_fields["table"] == [
        ["Sponsor", "Launch"],
        [["", ""], ["Maya Lind", "1 Feb"]],
    ]
    assert new_fields["filter"] == ["quick"]
    assert new_fields["export"] == "maya"


def test_another_person_in_a_new_field_is_a_matter_of_accountability(
    new_fields: dict[str, Any],
) -> None:
    assert new_fields["person"] == {
        "is": "notable accountability: sponsor of quick changed from maya to jo, no reason given",
        "page": "Should Jo Kern be the sponsor of “Quick” instead of Maya Lind?",
        "sides": ["Maya Lind", "Jo Kern"],
        "headline": "Sponsor of quick changed from maya to jo, no reason given",
    }


@pytest.mark.parametrize(
    ("what", "found"),
    [
        ("day", "notable goalpost: launch of quick changed from 2027-02-01 to 2027-03-01"),
        ("figure", "notable goalpost: budget of quick changed from 10 d to 20 d"),
        ("link", "notable traceability: echoes of quick: win became calm"),
    ],
)
def test_a_new_field_is_judged_by_its_type(
    new_fields: dict[str, Any], what: str, found: str
) -> None:
    assert new_fields[what]["is"].startswith(found)


def test_whoever_asked_for_a_piece_of_work_is_a_matter_of_accountability() -> None:
    work = "work: [{id: rush, title: A rush, owner: jo, requested_by: maya}]\n"
    people = "people: [{id: maya, title: Maya Lind}, {id: jo, title: Jo Kern}]\n"
    before, after = (
        load({"s.yml": text + people}, today=date(2027, 1, 29))
        for text in (work, work.replace("by: maya", "by: jo"))
    )
    found = review_of(sides_of(before, after))
    (change,) = found.changes
    (decision,) = data(found).decisions

    assert (change.weight.word, change.category, message(change)) == (
        "notable",
        "accountability",
        "requester of rush changed from maya to jo, no reason given",
    )
    assert decision.question == "Should Jo Kern be the requester of “A rush” instead of Maya Lind?"


# --- nowhere else ---------------------------------------------------------------------------------

_RULE = "the words in which a rule or its page asks for each field"
_PAGE = "the words and the order of one page"
_PAST = "what a kept history is read for"
_PLACE = "fields that the machinery itself stands on"
_ASKED = "what the review asks or accepts, field by field"
_THERE = "the words of other programs, and the order in which their items are written"
_NONE = "names of something else that sound like fields"
ALLOWED: dict[str, str] = {
    "analysis/cascade.py: _SAYING": _PAGE,
    "analysis/context.py: CONTEXT": _RULE,
    "analysis/goals.py: PARTS": _RULE,
    "analysis/readiness.py: CONFIDENCE": _RULE,
    "analysis/readiness.py: DHM": _RULE,
    "analysis/readiness.py: SUCCESS_PARTS": _RULE,
    "analysis/readiness.py: SUCCESS_QUESTIONS": _RULE,
    "exchange/layouts.py: _EITHER": _THERE,
    "exchange/drafts.py: _OF_OBJECTIVE": _THERE,
    "exchange/layouts.py: _OTHERWISE": _THERE,
    "exchange/layouts.py: _TESTS": _THERE,
    "exchange/merging.py: ORDER": _THERE,
    "exchange/merging.py: _GONE_WITH_COLUMN": _THERE,
    "exchange/own_tables.py: _IDS": _THERE,
    "exchange/words.py: FIELDS": _THERE,
    "exchange/words.py: _FIELD_WORDS": _THERE,
    "linting/catalogue.py: GROUPS": _NONE,
    "linting/rules/base.py: Group": _NONE,
    "linting/rules/dhm_unanswered.py: _PHRASES": _RULE,
    "linting/rules/group_owner.py: _KINDS_WITH_PARTS": _PLACE,
    "model/graph.py: _VERBS": _PLACE,
    "model/history.py: RECORDS": _PAST,
    "model/stack.py: _DECIDING": _PLACE,
    "reviewing/consequences.py: _DATES": _ASKED,
    "reviewing/reasons.py: ALLOWED": _ASKED,
    "reviewing/value.py: _COURSE": _ASKED,
    "reviewing/value.py: _DATES": _ASKED,
    "site/views/bet.py: _COLUMN_WIDTHS": _PAGE,
    "site/views/cascade.py: _ADDITION_WORDS": _PAGE,
    "site/views/table.py: _INDEX_COLUMNS": _PLACE,
    "site/views/table.py: _MIXED_COLUMNS": _PLACE,
    "site/views/item.py: _LINK_FIELDS": _PLACE,
    "site/views/okr.py: _USE_WORDS": _PAGE,
}
"""Tables of field names beside the model, each with what it holds that no declaration could."""


def tables() -> Iterator[str]:
    """The constants of the package that list three fields or more, and little else."""
    names = {field.name for _, _, found in fields() for field in found}
    for path in sorted(PACKAGE.rglob("*.py")):
        where = path.relative_to(PACKAGE).as_posix()
        if where in ("model/kinds.py", "model/starters.py"):
            continue
        for statement in ast.parse(path.read_text("utf-8")).body:
            if isinstance(statement, (ast.Assign, ast.AnnAssign)) and statement.value is not None:
                target = (
                    statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
                )
                listed = [_words(node) for node in ast.walk(statement.value)]
                if any(_are_fields(words, names) for words in listed):
                    yield f"{where}: {ast.unparse(target)}"


def _words(node: ast.AST) -> list[str]:
    match node:
        case ast.Dict(keys=found):
            pass
        case ast.Tuple(elts=found) | ast.List(elts=found) | ast.Set(elts=found):
            pass
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)), attr="split")):
            return text.split()
        case _:
            return []
    return [
        node.value
        for node in found
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def _are_fields(words: list[str], names: set[str]) -> bool:
    hits = [word for word in words if word.rpartition(".")[2] in names]
    return len(hits) > 2 and 4 * len(hits) >= 3 * len(words)


@pytest.fixture(scope="module")
def found_tables() -> set[str]:
    return set(tables())


def test_no_table_of_field_names_exists_outside_the_model(found_tables: set[str]) -> None:
    assert found_tables - set(ALLOWED) == set()


def test_every_table_that_is_allowed_is_there(found_tables: set[str]) -> None:
    assert set(ALLOWED) - found_tables == set()


FIELDS = """\
people: [{id: maya, title: Maya}, {id: jo, title: Jo}]
metrics: [{id: churn, title: Churn}]
objectives:
  - {id: stay, title: Customers stay, period: 2026, status: on_track, ambition: committed}
bets:
  - id: value
    title: Value in the first week
    period: 2026
    status: on_track
    triggers: [{when: Churn rises, metric: churn, above: 5%}]
    rights: {decides: maya}
initiatives:
  - id: score
    title: A score for every order
    status: on_track
    exceptions: [{for: Small suppliers, granted_by: maya, granted: 2026-05-01, until: 2026-10-01}]
    controls: [{what: Twenty orders a month, owner: maya, tested: 2026-01-01}]
"""


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (
            "ambition: committed",
            "ambition: aspirational",
            (
                "breaking goalpost: ambition of stay lowered from committed to aspirational 47 "
                "weeks after the start, no reason given"
            ),
        ),
        (
            "above: 5%",
            "above: 9%",
            (
                "breaking goalpost: upper limit of the trigger “Churn rises” of value raised from "
                "5% to 9% 47 weeks after the start, no reason given"
            ),
        ),
        (
            "above: 5%",
            "above: 4%",
            (
                "notable goalpost: upper limit of the trigger “Churn rises” of value lowered from "
                "5% to 4% 47 weeks after the start, no reason given"
            ),
        ),
        (
            "decides: maya",
            "decides: jo",
            "notable accountability: decider of value changed from maya to jo, no reason given",
        ),
        (
            "until: 2026-10-01}",
            "until: 2026-10-01}, {for: Refills, granted_by: jo}",
            (
                "notable goalpost: exception for “Refills” of score granted by jo, with "
                "no end date, no reason given"
            ),
        ),
        (
            "until: 2026-10-01",
            "until: 2027-10-01",
            (
                "notable goalpost: last day of the exception for “Small suppliers” of score "
                "extended from 2026-10-01 to 2027-10-01, no reason given"
            ),
        ),
        (
            "granted_by: maya",
            "granted_by: jo",
            (
                "notable accountability: grantor of the exception for “Small suppliers” of score "
                "changed from maya to jo, no reason given"
            ),
        ),
        (
            "{what: Twenty orders a month, owner: maya, tested: 2026-01-01}",
            "",
            ("notable goalpost: control “Twenty orders a month” of score removed, no reason given"),
        ),
        (
            "tested: 2026-01-01",
            "tested: 2026-11-01",
            (
                "minor progress: last test of the control “Twenty orders a month” of score changed "
                "from 2026-01-01 to 2026-11-01"
            ),
        ),
    ],
)
def test_a_change_of_an_agreement_is_judged_by_what_it_loosens(
    old: str, new: str, found: str
) -> None:
    before, after = (
        load({"s.yml": text}, today=date(2026, 11, 30))
        for text in (FIELDS, FIELDS.replace(old, new))
    )
    (change,) = review_of(sides_of(before, after)).changes

    assert f"{change.weight.word} {change.category}: {message(change)}" == found


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("exceptions: [{for: Small suppliers}]", "Small suppliers"),
        ("exceptions: {for: [a, b]}", None),
    ],
)
def test_a_field_whose_name_python_keeps_for_itself_is_read_under_both_names(
    text: str, word: str | None
) -> None:
    stack = load(
        {"s.yml": f"initiatives: [{{id: score, title: Score, {text}}}]"}, today=date(2026, 11, 30)
    )
    (initiative,) = stack.of(Initiative)
    found = [exception.for_ for exception in initiative.exceptions]

    assert found == ([word] if word else [""])
    assert bool(stack.findings) == (word is None)


def test_a_lone_name_is_who_decides_and_a_lone_text_is_whom_an_exception_is_for() -> None:
    text = "bets: [{id: b, title: B, rights: maya}]\n"
    text += "initiatives: [{id: i, title: I, exceptions: [A]}]"
    stack = load({"s.yml": text}, today=date(2026, 11, 30))
    (bet,), (initiative,) = stack.of(Bet), stack.of(Initiative)

    assert stack.findings == ()
    assert bet.rights is not None
    assert bet.rights.decides == "maya"
    assert [exception.for_ for exception in initiative.exceptions] == ["A"]
