"""Every rule's own examples, and the further cases in rules/NAME.md.

An arrow `# <- name-of-the-rule` marks a line on which the rule, and nothing else under its name, is
found; with a severity behind it, so bad: `# <- too-many-priorities (error)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from conftest import stack_of

from stratdocs.linting.lint import lint
from stratdocs.linting.rules import RULES, base
from stratdocs.linting.rules.base import ReadingRule, Rule
from stratdocs.model.finding import Finding

FOLDER = Path(base.__file__).parent
CASES = Path(__file__).parent / "rules"
EACH_RULE = pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])

_ARROW = re.compile(r"# <- (?P<rule>[a-z-]+)(?: \((?P<severity>\w+)\))?")
Arrow = tuple[int, str, str | None]


def _arrows(yaml: str) -> list[Arrow]:
    """Lines and rules that the arrows name, and how bad."""
    return [
        (number, arrow["rule"], arrow["severity"])
        for number, line in enumerate(dedent(yaml).split("\n"), 1)
        for arrow in _ARROW.finditer(line)
    ]


def _as_arrows(findings: Iterator[Finding], wanted: list[Arrow]) -> list[Arrow]:
    """Findings in the form of arrows, with their severity only where the arrow has one."""
    with_severity = {(line, rule) for line, rule, severity in wanted if severity}
    return [
        (
            finding.span.line,
            finding.rule,
            finding.severity.word if (finding.span.line, finding.rule) in with_severity else None,
        )
        for finding in findings
    ]


def _found(yaml: str, earlier: str = "") -> tuple[Finding, ...]:
    return lint(stack_of(yaml, earlier=earlier))


# --- what each rule says of itself ---------------------------------------------------------------


def test_every_file_of_a_rule_is_in_the_list() -> None:
    files = {path.stem for path in FOLDER.glob("*.py")} - {"__init__", "base"}
    listed = [rule.name.replace("-", "_") for rule in RULES]

    assert files - set(listed) == set(), "these files of rules/ are missing in RULES of __init__.py"
    assert sorted(listed) == sorted(files), "RULES of rules/__init__.py lists each rule once"


@EACH_RULE
def test_a_rule_is_called_after_its_file(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert type(rule).__module__ == f"stratdocs.linting.rules.{rule.name.replace('-', '_')}"


@EACH_RULE
def test_a_rule_says_all_that_its_page_shows(rule: Rule) -> None:
    needed = ("severity", "group", "bad", "good")
    missing = [name for name in needed if not getattr(rule, name, None)]

    assert missing == [], f"{rule.name} says nothing of {', '.join(missing)}"
    assert "check" in vars(type(rule)) or isinstance(rule, ReadingRule), f"{rule.name}.check"


@EACH_RULE
def test_a_rule_says_what_is_wrong_in_a_line_and_why_it_matters(rule: Rule) -> None:
    doc = dedent(rule.__doc__ or "")

    assert doc, f"{rule.name} has no docstring: what is wrong, then why it matters"
    assert re.fullmatch(r"[A-Z].{10,90}\.", rule.summary), (
        f"the docstring of {rule.name} begins with one short sentence on a line: what is wrong"
    )
    assert "\n\n" in doc, f"the docstring of {rule.name}: an empty line, then why it matters"
    assert len(rule.reason) > 60, f"the docstring of {rule.name} does not say why it matters"


@EACH_RULE
def test_the_bad_example_is_found_bad_where_the_arrows_point(rule: Rule) -> None:
    wanted = _arrows(rule.bad)
    found = _as_arrows((f for f in _found(rule.bad, rule.earlier) if f.rule == rule.name), wanted)

    assert wanted, f"no arrow `# <- {rule.name}` in the bad example of {rule.name}"
    assert found == wanted, f"{rule.name} finds in its bad example what no arrow points at, or less"
    assert {name for _, name, _ in wanted} == {rule.name}


@EACH_RULE
def test_the_bad_example_is_as_bad_as_the_rule_says(rule: Rule) -> None:
    assert (
        max(f.severity for f in _found(rule.bad, rule.earlier) if f.rule == rule.name)
        == rule.severity
    )


@EACH_RULE
def test_the_good_example_is_clean_under_every_rule_of_its_severity_or_above(rule: Rule) -> None:
    found = [
        f"line {f.span.line} of the good example of {rule.name} is found by {f.rule}: {f.message}"
        for f in _found(rule.good, rule.earlier)
        if f.severity >= rule.severity
    ]

    assert found == [], (
        "readers copy good examples. Make this one clean; if a new rule finds something in the "
        "examples of others, let it ask only where its field is used, or of fewer items"
    )


# --- further cases -------------------------------------------------------------------------------


def _blocks() -> Iterator[tuple[str, str, str]]:
    """Rule, the heading and the words above, and YAML of each case."""
    for path in sorted(CASES.glob("*.md")):
        parts = re.split(r"```yaml\n(.*?)```\n", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for prose, yaml in zip(parts[::2], parts[1::2], strict=False):
            lines = [line for line in prose.strip().split("\n") if line]
            yield path.stem, lines[-1] if lines else "", yaml


@pytest.mark.parametrize(
    ("name", "yaml"),
    [
        pytest.param(name, yaml, id=f"{name}: {with_severity}")
        for name, with_severity, yaml in _blocks()
    ],
)
def test_a_case_has_its_findings_where_the_arrows_point(name: str, yaml: str) -> None:
    wanted = _arrows(yaml)

    assert _as_arrows((f for f in _found(yaml) if f.rule == name), wanted) == wanted


@pytest.mark.parametrize("path", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_cases_belong_to_a_rule(path: Path) -> None:
    assert path.stem in {rule.name for rule in RULES}
