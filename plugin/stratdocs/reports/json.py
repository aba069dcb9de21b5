"""Findings for other programs, in our own form."""

from __future__ import annotations

from json import dumps

from stratdocs.export import finding_data
from stratdocs.finding import Severity
from stratdocs.reports.checked import Checked, counts


def json(checked: Checked) -> str:
    """What was found, and how much of it is accepted."""
    number = counts(checked.findings)
    data = {
        "version": 1,
        "summary": {
            "files": len(checked.texts),
            "items": checked.items,
            "errors": number[Severity.ERROR],
            "warnings": number[Severity.WARNING],
            "advice": number[Severity.ADVICE],
            "suppressed": len(checked.silenced),
            "baselined": len(checked.baselined),
        },
        "findings": finding_data(
            checked.findings, checked.texts, url=checked.url, named=checked.fingerprints()
        ),
    }
    return dumps(data, ensure_ascii=False, indent=2) + "\n"
