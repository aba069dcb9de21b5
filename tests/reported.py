"""One small strategy, checked: what every report is shown to make of the same findings."""

import json
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

from jsonschema.validators import validator_for

from stratdocs.linting.allows import Silenced, allows
from stratdocs.linting.lint import lint
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.stack import load
from stratdocs.reports.checked import Checked
from stratdocs.yamltext.source import Span

SCHEMAS = Path(__file__).parent / "schemas"
TEXT = dedent("""\
    objectives:
      - id: calm-mornings
        title: Ruhige Morgen für Wirte
        serves: first-weak
        key_results:
          - {id: übergabe, title: "Übergabe: launch | it <b>now</b>", owner: crew}
          - {id: übergabe, title: Fewer calls, target: 10%}
          - {id: desks, title: Open 3 desks}  # stratdocs: allow output-key-result -- it is a count
""")
ABSENT = (
    "not judged: questions about objectives, metrics, initiatives and 3 more: there are no "
    "objectives (goals, their progress and pace), no metrics (the metric chain and guardrails), no "
    "initiatives (product or policy, and how the plan fits), no teams (capacity and skills), no "
    "risks (what could go wrong) and no rituals (whether meetings are held); add the ones you "
    "have\n"
)
"""What a report on a strategy and a bet says of the questions that it cannot ask."""
URL = "https://strategy.example/rules/{}/"


def at(words: str, number: int = 1, path: str = "strategy/okrs.yml") -> Span:
    """The place of some words in the text, of those on the line of that number."""
    for count, line in enumerate(TEXT.split("\n"), 1):
        if count >= number and words in line:
            start = line.index(words) + 1
            return Span(path, count, start, count, start + len(words))
    raise AssertionError(words)


UNKNOWN = Finding(
    "unknown-reference",
    Severity.ERROR,
    "calm-mornings serves first-weak, which doesn't exist; did you mean first-week?",
    at("first-weak"),
    "calm-mornings",
    "serves",
    suggestion="first-week",
)
TWICE = Finding(
    "duplicate-id",
    Severity.ERROR,
    "the id übergabe is already used by a key result; ids are unique across all kinds",
    at("übergabe", 7),
    "übergabe",
    "id",
    (Related(at("übergabe"), "first used here"),),
)
OUTPUT = Finding(
    "output-key-result",
    Severity.WARNING,
    'übergabe is worded as an output: "launch | it <b>now</b>" is done by @crew, 100%, at once',
    at("launch | it <b>now</b>"),
    "übergabe",
    "title",
    suggestion="What is better for the crew,\nand by how much?",
)
LONE = Finding("orphan", Severity.ADVICE, "this file serves nothing", at("objectives"))
SILENCED = Finding(
    "output-key-result",
    Severity.WARNING,
    'desks is worded as an output: "Open"',
    at("Open"),
    "desks",
    "title",
)
(ALLOW,) = allows(load({"strategy/okrs.yml": TEXT}, today=date(2026, 11, 21)))
ALLOWED = Silenced(SILENCED, ALLOW)


def checked(findings: Iterable[Finding] = (), **more: Any) -> Checked:
    """The text with these findings, or as `more` says."""
    listed = sorted(findings, key=lambda finding: finding.order)
    return Checked(listed, {"strategy/okrs.yml": TEXT}, 4, **more)


FOUND = checked(
    (UNKNOWN, TWICE, OUTPUT, LONE),
    silenced=(ALLOWED,),
    expiring=1,
    url=URL.format,
)
OLD = checked((UNKNOWN,), silenced=(ALLOWED,), baseline="debt.json", baselined=(OUTPUT, TWICE))
CLEAN = checked()
SLIPS = dedent("""\
    strategies: [{id: keep-customers, title: Win by keeping customers, level: company}]
    bets:
      - {id: woche, title: "Nützlich in Woche eins", serves: keep-custmers, period: 'Q1 2027'}
""")
FIXED = SLIPS.replace("custmers", "customers").replace("Q1 2027", "2027-Q1")
_STACK = load({"strategy/bets.yml": SLIPS}, today=date(2026, 11, 21))
FIXABLE = Checked(lint(_STACK), _STACK.texts, 2)
"""A safe fix and one that a person decides on, behind letters of two bytes."""


def many(number: int, severity: Severity = Severity.WARNING) -> Checked:
    """Findings in plenty."""
    return checked(
        Finding("orphan", severity, f"work-{n} serves nothing", at("desks"), f"work-{n}")
        for n in range(number)
    )


def wrong(data: object, schema: str) -> list[str]:
    """What a schema says against the data."""
    text = (SCHEMAS / schema).read_text(encoding="utf-8-sig")
    rules = json.loads(text)
    validator = validator_for(rules)
    validator.check_schema(rules)
    known = validator(rules, format_checker=validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for error in known.iter_errors(data)]


HOSTILE = "\x00\x1b[31m\ud800\ufffe]]>&<'\"\u2028\r\n::error::x##[group]%0A@you `x` </details>|\\"
"""Characters that some format cannot hold or would take for its own."""


def hostile() -> Checked:
    """A finding, an allow and a path that hold such characters."""
    span = Span(f"a{HOSTILE}.yml", 1, 1, 1, 4)
    finding = Finding("orphan", Severity.ERROR, HOSTILE, span, HOSTILE, suggestion=HOSTILE)
    other = Finding("orphan", Severity.WARNING, HOSTILE, span, HOSTILE)
    allow = ALLOW._replace(span=span, reason=HOSTILE)
    return Checked(
        [finding], {span.path: HOSTILE}, 1, silenced=[Silenced(other, allow)], url=URL.format
    )


def golden(name: str, actual: str) -> None:
    """Compares a report with the one in `golden/`, whole.

    `RENEW=1 pytest tests/test_reports_*.py` writes them again; read the difference, then commit.
    """
    file = Path(__file__).parent / "golden" / name
    if os.environ.get("RENEW"):
        file.write_text(actual, encoding="utf-8", newline="\n")
    expected = file.read_bytes().decode()

    assert expected == actual
