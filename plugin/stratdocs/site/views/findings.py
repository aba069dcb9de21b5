"""What is wrong with the strategy, worst first, with the place and why it matters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from stratdocs.model.finding import Finding, Severity
from stratdocs.lint.rules import RULES
from stratdocs.lint.allows import EXPIRING_DAYS
from stratdocs.lint.verdict import verdict
from stratdocs.site.views.page import Page, Picture

MOST = 500
"""Findings that the page lists."""


def pages(picture: Picture) -> Iterator[Page]:
    """One page for all findings."""
    rules = {rule.name: rule for rule in RULES}
    counts = Counter(finding.severity for finding in picture.findings)
    listed = sorted(picture.findings, key=lambda f: (-f.severity, f.order))
    weighed = verdict(picture.stack, picture.findings, accepted=bool(picture.silenced))
    used = {finding.rule for finding in picture.findings}
    yield Page(
        path="findings",
        title="Findings",
        template="findings",
        listed="Overview",
        gist="What stratdocs found in this strategy, with the place and the reason.",
        data={
            "counts": [
                (severity.word, counts[severity])
                for severity in sorted(Severity, reverse=True)
                if counts[severity]
            ],
            "rows": [_row(picture, finding) for finding in listed[:MOST]],
            "more": max(0, len(listed) - MOST),
            "items": len(picture.stack.entities),
            "files": len(picture.stack.texts),
            "whole": picture.stack.whole,
            "rules": [rule for rule in rules.values() if rule.name in used],
            "asked": len(RULES),
            "silenced": [
                {**_row(picture, finding), "allow": allow}
                for finding, allow in sorted(
                    picture.silenced, key=lambda one: (-one.finding.severity, one.finding.order)
                )
            ],
            "expiring": picture.expiring,
            "soon": EXPIRING_DAYS,
            "verdict": weighed,
            "first": _row(picture, weighed.first) if weighed.first is not None else None,
        },
    )


def _row(picture: Picture, finding: Finding) -> dict[str, Any]:
    entity = picture.stack.get(finding.item)
    text = picture.stack.texts.get(finding.span.path, "")
    return {
        "finding": finding,
        "severity": finding.severity.word,
        "ref": picture.ref(entity) if entity is not None else None,
        "frame": frame(text, finding),
    }


def frame(text: str, finding: Finding) -> tuple[str, str, str] | None:
    """The line at fault in three pieces: before, the marked part, after; None where there is no
    such line.
    """
    lines = text.splitlines()
    span = finding.span
    if not 1 <= span.line <= len(lines):
        return None
    line = lines[span.line - 1]
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    shown = max(0, start - 60)
    before = "…" + line[shown:start] if shown else line[:start].lstrip()
    return before, line[start:end][:120], line[end : end + 60]
