"""Findings as SARIF 2.1.0, which code hosts and editors read.

Accepted findings are in it, marked as such: results that come and go with the baseline would open
and close the same alert again and again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from json.encoder import encode_basestring as quoted
from typing import Any
from urllib.parse import quote

from stratdocs import __version__
from stratdocs.editing.autofix import Replacement, replacements_by_finding
from stratdocs.linting.allows import Silenced
from stratdocs.linting.catalogue import as_markdown, explanation
from stratdocs.linting.rules import RULES
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.reports.checked import Checked
from stratdocs.reports.export import Lines
from stratdocs.reports.indented import Ready, indented
from stratdocs.yamltext.source import Span

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
HOME = "https://stratdocs.github.io/stratdocs/"
ROOT = "%SRCROOT%"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}


def sarif(checked: Checked) -> str:
    """One run with all findings, their rules, and which of them are accepted."""
    results = _Results(checked)
    silenced = {accepted.finding: accepted for accepted in checked.silenced}
    everything = (*checked.findings, *checked.baselined, *silenced)
    used = {finding.rule for finding in everything}
    rules = [rule for rule in RULES if rule.name in used]
    results.number = {rule.name: number for number, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "stratdocs",
                "semanticVersion": __version__,
                "informationUri": HOME,
                "rules": [_rule(rule, checked.url(rule.name)) for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            ROOT: {"description": {"text": "The folder in which the check was run."}}
        },
        **_invocations(checked),
        "results": [
            results.result(finding, silenced.get(finding))
            for finding in sorted(everything, key=lambda finding: finding.order)
        ],
    }
    data = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return indented(data) + "\n"


def _invocations(checked: Checked) -> dict[str, Any]:
    """What could not be judged, as notifications of the run; nothing if all was."""
    notifications = [
        {"level": "note", "message": {"text": f"not judged: {entry.sentence}"}}
        for entry in checked.not_judged
    ]
    if not notifications:
        return {}
    run = {"executionSuccessful": True, "toolExecutionNotifications": notifications}
    return {"invocations": [run]}


def _rule(rule: Rule, url: str | None) -> dict[str, Any]:
    return {
        "id": rule.name,
        # a name that only spells the id in other letters is left out
        **({"name": type(rule).__name__} if "-" in rule.name else {}),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": " ".join(rule.reason.split())},
        "help": {"text": explanation(rule), "markdown": as_markdown(rule)},
        **({"helpUri": url} if url else {}),
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "group": rule.group,
            "heuristic": rule.heuristic,
            "precision": "medium" if rule.heuristic else "very-high",
            "tags": ["strategy", rule.group],
        },
    }


class _Results:
    """Findings as results."""

    def __init__(self, checked: Checked) -> None:
        self.lines = Lines(checked.texts)
        self.baseline = checked.baseline
        self.baselined = frozenset(checked.baselined)
        self.fingerprints = checked.fingerprints()
        self.replacements = replacements_by_finding(checked.texts, checked.findings)
        self.number: dict[str, int] = {}

    def result(self, finding: Finding, silenced: Silenced | None) -> dict[str, Any]:
        hint = finding.hint
        text = f"{finding.message}\nhelp: {hint}" if hint else finding.message
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "ruleIndex": self.number[finding.rule],
            "level": LEVELS[finding.severity],
            "message": _text(text),
            "locations": [self.location(finding)],
        }
        if finding.related:
            result["relatedLocations"] = [
                {
                    "id": number,
                    "message": _text(related.message),
                    "physicalLocation": self.place(related.span),
                }
                for number, related in enumerate(finding.related, 1)
            ]
        fingerprint = self.fingerprints[finding]
        # hosts of code follow an alert by the second; our fingerprint outlives edits of the line
        result["partialFingerprints"] = Ready(
            f'{{\n  "stratdocs/v1": "{fingerprint}",\n'
            f'  "primaryLocationLineHash": "{fingerprint}"\n}}'
        )
        if self.baseline is not None:
            result["baselineState"] = "unchanged" if finding in self.baselined else "new"
        if replacements := self.replacements.get(finding):
            safe = finding.fix is not None and finding.fix.safe
            result["fixes"] = [_fix(replacements, safe=safe)]
        if suppressions := tuple(self.suppressions(finding, silenced)):
            result["suppressions"] = suppressions
        return result

    def suppressions(self, finding: Finding, silenced: Silenced | None) -> Iterator[dict[str, Any]]:
        if silenced is not None:
            yield {
                "kind": "inSource",
                "status": "accepted",
                "justification": silenced.allow.reason,
                "location": {"physicalLocation": self.place(silenced.allow.span)},
            }
        if finding in self.baselined:
            yield {
                "kind": "external",
                "status": "accepted",
                "justification": f"It isn't new: the baseline {self.baseline} lists it.",
            }

    def location(self, finding: Finding) -> dict[str, Any]:
        location: dict[str, Any] = {"physicalLocation": self.place(finding.span)}
        if finding.item is not None:
            field = f".{finding.field}" if finding.field else ""
            location["logicalLocations"] = Ready(
                f'[\n  {{\n    "name": {quoted(finding.item)},\n'
                f'    "fullyQualifiedName": {quoted(finding.item + field)}\n  }}\n]'
            )
        return location

    def place(self, span: Span) -> dict[str, Ready]:
        snippet = _between(span, self.lines.of(span.path))
        return {"artifactLocation": _artifact(span.path), "region": _region(span, snippet)}


def _fix(replacements: Sequence[Replacement], *, safe: bool) -> dict[str, Any]:
    """The replacements that fix a finding."""
    by_path: dict[str, list[dict[str, Any]]] = {}
    for span, text in replacements:
        replacement: dict[str, Any] = {"deletedRegion": _region(span)}
        if text:
            replacement["insertedContent"] = {"text": text}
        by_path.setdefault(span.path, []).append(replacement)
    return {
        "description": {"text": "It can only mean this." if safe else "It probably means this."},
        "artifactChanges": [
            {"artifactLocation": _artifact(path), "replacements": replacements}
            for path, replacements in by_path.items()
        ],
    }


def _text(text: str) -> Ready:
    return Ready(f'{{\n  "text": {quoted(text)}\n}}')


def _region(span: Span, snippet: str = "") -> Ready:
    """A place and, if given, its text. Written at once: thousands of findings have one or more."""
    text = f',\n  "snippet": {{\n    "text": {quoted(snippet)}\n  }}' if snippet else ""
    return Ready(
        f'{{\n  "startLine": {span.line},\n  "startColumn": {span.column},\n'
        f'  "endLine": {span.end_line},\n  "endColumn": {span.end_column}{text}\n}}'
    )


def _between(span: Span, lines: Sequence[str]) -> str:
    """The text of a span; empty if it lies outside the lines."""
    part = list(lines[span.line - 1 : span.end_line])
    if len(part) <= span.end_line - span.line:
        return ""
    part[-1] = part[-1][: span.end_column - 1]
    part[0] = part[0][span.column - 1 :]
    return "\n".join(part)


@lru_cache(maxsize=1024)
def _artifact(path: str) -> Ready:
    """A file by its path from the folder of the run, or by its full address if it has none."""
    if path.startswith("/") or re.match("[A-Za-z]:", path):
        address = f"file:///{quote(path.lstrip('/'), safe='/:', errors='replace')}"
        return Ready(indented({"uri": address}))
    return Ready(indented({"uri": quote(path, errors="replace"), "uriBaseId": ROOT}))
