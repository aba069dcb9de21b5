"""Findings in one line each, for editors and for `grep`."""

from __future__ import annotations

from stratdocs.reports.checked import Checked, closing_lines, line


def concise(checked: Checked) -> str:
    """One line a finding: `path:line:col: severity rule: message`."""
    return "\n".join((*map(line, checked.findings), closing_lines(checked)))
