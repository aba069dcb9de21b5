"""The library: texts in, findings and reviews out."""

from __future__ import annotations

import copy
import doctest
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path
from textwrap import dedent

import pytest

import stratdocs
from stratdocs import (
    RULES,
    Finding,
    Review,
    Rule,
    Severity,
    Span,
    Stack,
    StratdocsError,
    Weight,
    lint,
    load,
    review,
)

DAY = date(2027, 1, 11)
TEXT = """
strategies:
  - {id: stay, title: Win by keeping customers, level: company}
bets:
  - {id: first-week, title: Value in the first week, serves: stya}
"""


def run(code: str, *options: str) -> str:
    """What Python prints in a process of its own."""
    done = subprocess.run(
        [sys.executable, *options, "-c", dedent(code)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout


def test_the_example_runs() -> None:
    result = doctest.testmod(stratdocs)

    assert result.attempted >= 6
    assert result.failed == 0


def test_findings_say_what_is_wrong_and_where() -> None:
    stack = load({"bets.yml": TEXT}, today=DAY)

    expected = Finding(
        "unknown-reference",
        Severity.ERROR,
        "first-week serves stya, which doesn't exist; did you mean stay?",
        Span("bets.yml", 5, 62, 5, 66),
        "first-week",
        "serves",
    )
    (found,) = lint(stack)
    assert isinstance(stack, Stack)
    assert expected == found._replace(fix=None, suggestion=None, related=())


def test_rules_can_be_picked() -> None:
    stack = load({"bets.yml": TEXT}, today=DAY)
    rules = [rule for rule in RULES if rule.name != "unknown-reference"]

    assert lint(stack, rules) == ()


def test_a_text_that_cannot_be_read_is_a_finding() -> None:
    stack = load({"bets.yml": "bets: [\n"}, today=DAY)

    assert [finding.rule for finding in lint(stack)] == ["invalid-yaml"]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: load("strategy/", today=DAY), "a mapping of path to text"),
        (lambda: load(Path("strategy"), today=DAY), "it reads no files"),
        (lambda: load([("a.yml", "")], today=DAY), "of the type list"),
        (lambda: load(b"bets: []", today=DAY), "of the type bytes"),
        (lambda: load({"a.yml": b"bets: []"}, today=DAY), "decode bytes first"),
        (lambda: load({"a.yml": None}, today=DAY), "the one of a.yml is of the type NoneType"),
        (lambda: load({Path("a.yml"): "", "b.yml": ""}, today=DAY), "paths as str"),
        (lambda: load({}, today="2027-01-11"), "today as a date"),
        (lambda: load({}, today=None), "today as a date"),
        (lambda: lint({"a.yml": ""}), "lint takes a stack, as load gives it"),
        (lambda: lint(load({}, today=DAY), "orphan"), "lint takes rules"),
        (lambda: lint(load({}, today=DAY), ["orphan"]), "not a value of the type str"),
        (lambda: lint(load({}, today=DAY), RULES[0]), "lint takes several rules"),
        (lambda: lint(load({}, today=DAY), [type(RULES[0])]), "not the class InvalidYaml"),
        (lambda: lint(load({}, today=DAY), None), "lint takes several rules"),
        (lambda: review(None, load({}, today=DAY)), "review takes two stacks"),
        (lambda: review({"a.yml": ""}, {"a.yml": ""}), "review takes two stacks"),
    ],
)
def test_a_call_that_cannot_be_is_refused_in_a_sentence(call, message) -> None:
    with pytest.raises(StratdocsError) as caught:
        call()

    assert message in str(caught.value)


def test_the_day_of_a_point_in_time_counts() -> None:
    text = "objectives: [{id: o, title: O, period: 2027-Q1, status: on_track, check_ins: []}]"
    stack = load({"a.yml": text}, today=datetime(2027, 1, 11, 8, 30, tzinfo=UTC))

    assert stack.today == DAY
    assert lint(stack) == lint(load({"a.yml": text}, today=DAY))


def test_a_stack_is_apart_from_what_it_was_made_of_and_can_be_copied() -> None:
    texts = {"bets.yml": TEXT}
    stack = load(texts, today=DAY)
    texts["more.yml"] = "bets: ["
    lint(stack)  # what was computed on the way is copied, too

    assert list(stack.texts) == ["bets.yml"]
    for twin in (copy.deepcopy(stack), pickle.loads(pickle.dumps(stack))):
        assert lint(twin) == lint(stack)
        assert review(stack, twin).empty


def test_a_rule_of_ones_own_can_be_allowed() -> None:
    class Greeting(Rule):
        """A bet greets."""

        severity = Severity.ADVICE
        group = "clarity"

        def check(self, stack: Stack) -> Iterator[Finding]:
            for item in stack.entities:
                yield self.finding(item, f"{item.id} greets")

    text = "bets:\n  - id: b # stratdocs: allow greeting -- polite\n    title: Value\n"
    stack = load({"a.yml": text}, today=DAY)

    assert lint(stack, [Greeting()]) == ()
    assert {finding.rule for finding in lint(stack, [*RULES, Greeting()])} == {"orphan"}


def test_a_review_compares_two_stacks() -> None:
    before = load({"bets.yml": TEXT}, today=DAY)
    after = load({"bets.yml": TEXT.replace("stya", "stay")}, today=DAY)

    found = review(before, after)

    assert isinstance(found, Review)
    assert [(c.item, c.field, c.weight) for c in found.changes] == [
        ("first-week", "serves", Weight.MINOR)
    ]
    assert [finding.rule for finding in found.fixed] == ["unknown-reference"]
    assert review(before, before).changes == ()


def test_every_public_name_is_there_whatever_was_imported_before() -> None:
    code = """
        from stratdocs.linting.rules import RULES
        import stratdocs.reviewing.compare, stratdocs.cli.check
        from stratdocs import *
        import stratdocs
        missing = [name for name in stratdocs.__all__ if not hasattr(stratdocs, name)]
        print(callable(lint), callable(load), callable(review), missing, "lint" in dir(stratdocs))
    """

    assert run(code) == "True True True [] True\n"


def test_no_room_takes_the_name_of_a_function() -> None:
    rooms = {path.name for path in Path(stratdocs.__file__).parent.iterdir() if path.is_dir()}

    assert rooms & set(stratdocs.__all__) == set()


def test_an_import_of_the_library_costs_nothing() -> None:
    code = """
        import sys
        before = set(sys.modules)
        import stratdocs
        print(*sorted(set(sys.modules) - before))
    """

    assert run(code, "-S").split() == ["__future__", "stratdocs"]


def test_what_is_not_public_is_not_there() -> None:
    with pytest.raises(AttributeError, match="module 'stratdocs' has no attribute 'lnit'"):
        _ = stratdocs.lnit  # type: ignore[attr-defined]


@pytest.mark.slow
@pytest.mark.skipif(find_spec("mypy") is None, reason="mypy is not installed")
def test_types_are_known_to_users(tmp_path: Path) -> None:
    (tmp_path / "use.py").write_text(
        dedent("""
            from datetime import date

            import stratdocs

            stack = stratdocs.load({"a.yml": ""}, today=date(2027, 1, 11))
            findings: tuple[stratdocs.Finding, ...] = stratdocs.lint(stack, stratdocs.RULES)
            found: stratdocs.Review = stratdocs.review(stack, stack)
            wrong: int = stratdocs.lint(stack)
        """)
    )
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", os.devnull, "use.py"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )

    assert [line.split(": error: ")[0] for line in done.stdout.splitlines()[:-1]] == ["use.py:9"]
