"""Findings as annotations of GitHub Actions."""

from __future__ import annotations

from collections.abc import Iterable

from stratdocs.model.finding import Finding, Severity
from stratdocs.reports.checked import (
    Checked,
    clean,
    count_phrase,
    line,
    not_judged_lines,
    summary,
)

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}
MAX_ANNOTATIONS = 10
"""Annotations of one level that GitHub keeps for a step; it drops the rest silently."""


def github(checked: Checked) -> str:
    """Up to ten annotations of each level. Of more findings, the tenth annotation counts the rest,
    and they go into the log, one line each. What could not be judged is one notice before them.
    """
    gaps = not_judged_lines(checked)
    notices = [f"::notice title=stratdocs::{_data(chr(10).join(gaps))}"] if gaps else []
    return "\n".join(
        (
            *notices,
            *annotation_lines(checked.findings, notices=len(notices)),
            without_commands(summary(checked)) + "\n",
        )
    )


def annotation_lines(findings: Iterable[Finding], notices: int = 0) -> list[str]:
    """Findings as lines for GitHub: as many annotations as it keeps beside the notices that there
    are already, then lines for the log.
    """
    annotations: list[str] = []
    rest: list[str] = []
    findings = tuple(findings)
    for severity, level in LEVELS.items():
        found = [finding for finding in findings if finding.severity is severity]
        room = MAX_ANNOTATIONS - (notices if level == "notice" else 0)
        shown = found if len(found) <= room else found[: room - 1]
        annotations.extend(_annotation(level, finding) for finding in shown)
        if more := found[len(shown) :]:
            words = count_phrase(len(more), f"more {severity.word}", f"more {_plural(severity)}")
            annotations.append(f"::{level} title=stratdocs::{words} in the log of this step")
            rest.extend(without_commands(line(finding)) for finding in more)
    return [*annotations, *rest]


def _plural(severity: Severity) -> str:
    return "suggestions" if severity is Severity.ADVICE else f"{severity.word}s"


def _annotation(level: str, finding: Finding) -> str:
    span = finding.span
    places = {"file": span.path, "line": str(span.line), "endLine": str(span.end_line)}
    if span.line == span.end_line:  # GitHub refuses columns across lines
        places |= {"col": str(span.column), "endColumn": str(span.end_column)}
    places["title"] = f"stratdocs: {finding.rule}"
    hint = finding.hint
    message = clean(finding.message) + (f"\nhelp: {clean(hint)}" if hint else "")
    properties = ",".join(f"{name}={_property(value)}" for name, value in places.items())
    return f"::{level} {properties}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def without_commands(text: str) -> str:
    """A line of the log without anything that GitHub would take for a command."""
    return text.replace("::", ": :").replace("##[", "## [")
