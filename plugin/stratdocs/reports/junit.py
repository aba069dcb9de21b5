"""Findings as JUnit XML, which every build server shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from stratdocs.model.finding import Finding
from stratdocs.reports.checked import Checked, line, not_judged_lines, summary

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(checked: Checked) -> str:
    """One suite: a failure for each finding, a skipped case for each accepted one and for what
    could not be judged, and a case that passes if nothing failed.
    """
    skipped = len(checked.silenced) + len(checked.baselined) + len(checked.not_judged)
    cases = list(_cases(checked))
    log = "\n".join((summary(checked), *not_judged_lines(checked)))
    name = quoteattr("stratdocs")
    figures = f'tests="{len(cases)}" failures="{len(checked.findings)}" errors="0"'
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f"<testsuites name={name} {figures}>",
            f'<testsuite name={name} {figures} skipped="{skipped}">',
            *cases,
            f"<system-out>{escape(_clean(log))}</system-out>",
            "</testsuite>",
            "</testsuites>\n",
        )
    )


def _cases(checked: Checked) -> Iterator[str]:
    seen: Counter[str] = Counter()

    def case(finding: Finding, content: str) -> str:
        """A case whose name stays as long as the fault does: servers compare runs by name."""
        subject = finding.item or finding.span.path
        field = f".{finding.field}" if finding.item and finding.field else ""
        name = f"{finding.rule}: {subject}{field}"
        seen[name] += 1
        suffix = f" ({seen[name]})" if seen[name] > 1 else ""
        classname = _quoted(finding.span.path)
        return f"<testcase classname={classname} name={_quoted(name + suffix)}>{content}</testcase>"

    for finding in checked.findings:
        hint = finding.hint
        text = line(finding) + (f"\nhelp: {hint}" if hint else "")
        severity, message = _quoted(finding.severity.word), _quoted(finding.message)
        failure = f"<failure type={severity} message={message}>{escape(_clean(text))}</failure>"
        yield case(finding, failure)
    for finding in checked.baselined:
        yield case(finding, f"<skipped message={_quoted(f'in the baseline {checked.baseline}')}/>")
    for silenced in checked.silenced:
        yield case(silenced.finding, f"<skipped message={_quoted(silenced.allow.reason)}/>")
    for entry in checked.not_judged:
        skip = f"<skipped message={_quoted(f'{entry.why}; {entry.help}')}/>"
        name = _quoted(f"not judged: {entry.what}")
        yield f'<testcase classname="stratdocs" name={name}>{skip}</testcase>'
    if not checked.findings:
        yield f'<testcase classname="stratdocs" name={_quoted(summary(checked))}/>'


def _quoted(text: str) -> str:
    return quoteattr(_clean(text))


def _clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)
