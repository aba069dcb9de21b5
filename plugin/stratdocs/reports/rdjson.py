"""Findings in the Reviewdog Diagnostic Format, for comments on the lines of a change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stratdocs.editing.autofix import Replacement, replacements_by_finding
from stratdocs.model.finding import Finding, Severity
from stratdocs.reports.checked import Checked
from stratdocs.reports.export import Lines
from stratdocs.reports.indented import indented
from stratdocs.yamltext.source import Span

SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.ADVICE: "INFO"}
HOME = "https://stratdocs.github.io/stratdocs/"


def rdjson(checked: Checked) -> str:
    """The findings; columns count bytes of UTF-8, as Reviewdog does."""
    lines = Lines(checked.texts)
    replacements = replacements_by_finding(checked.texts, checked.findings)
    data = {
        "source": {"name": "stratdocs", "url": HOME},
        "diagnostics": [
            _diagnostic(finding, lines, checked.url(finding.rule), replacements.get(finding, ()))
            for finding in checked.findings
        ],
    }
    return indented(data) + "\n"


def _diagnostic(
    finding: Finding, lines: Lines, url: str | None, replacements: Sequence[Replacement]
) -> dict[str, Any]:
    hint = finding.hint
    # suggestions are offered one by one, so a fix is a suggestion only if it is in one place
    one_place = len(replacements) == 1 and replacements[0].span.path == finding.span.path
    suggestions = [
        {"range": _location(span, lines)["range"], "text": text}
        for span, text in replacements
        if one_place
    ]
    return {
        "message": f"{finding.message}\nhelp: {hint}" if hint else finding.message,
        "location": _location(finding.span, lines),
        "severity": SEVERITIES[finding.severity],
        "code": {"value": finding.rule, **({"url": url} if url else {})},
        **({"suggestions": suggestions} if suggestions else {}),
    }


def _location(span: Span, lines: Lines) -> dict[str, Any]:
    known = lines.of(span.path)
    return {
        "path": span.path,
        "range": {
            "start": _position(span.line, span.column, known),
            "end": _position(span.end_line, span.end_column, known),
        },
    }


def _position(line: int, column: int, lines: list[str]) -> dict[str, int]:
    before = lines[line - 1][: column - 1] if 0 < line <= len(lines) else ""
    beyond = column - 1 - len(before)
    return {"line": line, "column": len(before.encode("utf-8", "replace")) + beyond + 1}
