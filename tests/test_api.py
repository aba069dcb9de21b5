"""The library: texts in, findings and reviews out."""

from __future__ import annotations

import doctest
import os
import subprocess
import sys
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from textwrap import dedent

import pytest

import stratdocs
from stratdocs import (
    RULES,
    Finding,
    Review,
    Severity,
    Span,
    Stack,
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
        "first-week serves stya, which is defined nowhere; did you mean stay?",
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
