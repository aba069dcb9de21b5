"""The stack and its findings as plain data, for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from stratdocs.finding import Finding
from stratdocs.source import Span


def finding_data(findings: Iterable[Finding], texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """Findings as `check --format json` and `strategy.json` tell them."""
    told: dict[tuple[str, ...], int] = {}
    return [
        {
            "rule": finding.rule,
            "severity": finding.severity.word,
            "message": finding.message,
            "item": finding.item,
            **_place(finding.span),
            "end_line": finding.span.end_line,
            "end_column": finding.span.end_column,
            "related": [
                {**_place(related.span), "message": related.message} for related in finding.related
            ],
            "suggestion": finding.suggestion or None,
            "fix": None,
            "url": None,
            "fingerprint": _fingerprint(finding, texts, told),
        }
        for finding in findings
    ]


def _place(span: Span) -> dict[str, Any]:
    return {"path": span.path, "line": span.line, "column": span.column}


def _fingerprint(
    finding: Finding, texts: Mapping[str, str], told: dict[tuple[str, ...], int]
) -> str:
    """What names the finding for as long as its fault lasts: no line and no number is in it.

    It is the rule, the item (else the file) and the field; where no field is named, the words that
    are underlined take its place. Equals are counted.
    """
    from hashlib import blake2b

    about = finding.field or _underlined(finding.span, texts)
    key = (finding.rule, finding.item or finding.span.path, about)
    told[key] = told.get(key, 0) + 1
    text = "\0".join((*key, str(told[key])))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def _underlined(span: Span, texts: Mapping[str, str]) -> str:
    text = texts.get(span.path)
    if text is None or span.end_line != span.line:
        return ""
    lines = text.removeprefix("\ufeff").split("\n")
    return (
        lines[span.line - 1][span.column - 1 : span.end_column - 1]
        if span.line <= len(lines)
        else ""
    )
