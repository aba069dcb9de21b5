"""Findings in one line each, for editors and for `grep`."""

from __future__ import annotations

from stratdocs.reports.checked import Checked, closing_lines, line, shown


def concise(checked: Checked) -> str:
    """One line a finding, the worst first: `path:line:col: severity rule: message`."""
    lines = (line(*each) for each in shown(checked.findings, folded=checked.folded))
    return "\n".join((*lines, closing_lines(checked)))
