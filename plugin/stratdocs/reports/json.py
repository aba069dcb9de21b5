"""Findings for other programs, in our own form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratdocs.analysis.conclusions import Conclusion
from stratdocs.linting.verdict import Verdict
from stratdocs.model.finding import Finding, Severity
from stratdocs.reports.checked import Checked, counts
from stratdocs.reports.export import finding_data, not_judged_data
from stratdocs.reports.indented import indented


def json(checked: Checked) -> str:
    """What was found, and how much of it is accepted."""
    number = counts((*checked.findings, *checked.hidden))
    fingerprints = checked.fingerprints()
    data = {
        "version": 1,
        "summary": {
            "files": checked.number_of_files,
            "items": checked.items,
            "errors": number[Severity.ERROR],
            "warnings": number[Severity.WARNING],
            "advice": number[Severity.ADVICE],
            "suppressed": len(checked.silenced),
            "baselined": len(checked.baselined),
            "expiring": checked.expiring,
            "not_judged": not_judged_data(checked.not_judged),
        },
        "verdict": None if checked.verdict is None else _verdict(checked.verdict, fingerprints),
        "findings": finding_data(
            checked.findings, checked.texts, url=checked.url, known_fingerprints=fingerprints
        ),
    }
    return indented(data) + "\n"


def _verdict(verdict: Verdict, fingerprints: Mapping[Finding, str]) -> dict[str, Any]:
    """The verdict; findings are named by their fingerprints."""
    return {
        "says": verdict.says,
        "worst": verdict.worst and verdict.worst.group,
        "groups": {
            part.group: {
                "findings": len(part.findings),
                "conclusions": len(part.conclusions),
                "accepted": part.accepted,
                "weight": round(part.weight, 2),
            }
            for part in verdict.parts
        },
        "conclusions": [_conclusion(found) for found in verdict.conclusions],
        "unknown": [
            {"group": report.cause, "what": entry.what, "why": entry.reason, "help": entry.help}
            for report in verdict.causes
            for entry in report.unknown
        ],
        "evidence": [fingerprints[finding] for finding in verdict.evidence],
        "first": verdict.first and fingerprints[verdict.first],
        "advice": verdict.advice,
    }


def _conclusion(found: Conclusion) -> dict[str, Any]:
    """What an analysis concludes; the rules are those whose findings report the same."""
    return {
        "group": found.cause,
        "sort": found.sort,
        "tone": found.tone,
        "item": found.item.id,
        "says": found.sentence,
        "rules": list(found.rules),
    }
