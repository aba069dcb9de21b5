"""Findings as a report of GitLab's Code Quality, which merge requests show."""

from __future__ import annotations

from stratdocs.model.finding import Severity
from stratdocs.reports.checked import Checked, clean
from stratdocs.reports.indented import indented

SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.ADVICE: "info"}


def gitlab(checked: Checked) -> str:
    """A list of findings. The rule is in the description too, since GitLab shows only that."""
    fingerprints = checked.fingerprints()
    data = [
        {
            "description": f"{finding.rule}: {clean(finding.message)}",
            "check_name": finding.rule,
            "fingerprint": fingerprints[finding],
            "severity": SEVERITIES[finding.severity],
            "location": {
                "path": finding.span.path.removeprefix("./"),
                "lines": {"begin": finding.span.line, "end": finding.span.end_line},
            },
        }
        for finding in checked.findings
    ]
    return indented(data) + "\n"
