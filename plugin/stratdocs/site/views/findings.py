"""The findings of a strategy, worst first, with place and reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stratdocs.analysis.conclusions import Unknown
from stratdocs.linting.allows import EXPIRING_DAYS, Allow
from stratdocs.linting.not_judged import NotJudged
from stratdocs.linting.rules import RULES
from stratdocs.linting.rules.base import Rule
from stratdocs.linting.verdict import Verdict
from stratdocs.model.finding import Finding
from stratdocs.site.views.ask import View
from stratdocs.site.views.page import Page, Ref, SiteContext, severity_counts, worst_first
from stratdocs.site.views.template_data import TemplateData

MAX_FINDINGS = 500
"""Findings that the page lists."""


class FindingsPage(TemplateData):
    """All findings, worst first."""

    counts: tuple[str, ...]
    rows: Sequence[FindingRow]
    more: int
    items: int
    files: int
    whole: bool
    rules: Sequence[Rule]
    silenced: Sequence[AcceptedRow]
    expiring: int
    expiring_days: int
    verdict: Verdict
    not_judged: Sequence[NotJudged]
    unknown: Sequence[Unknown]
    """The questions about the three causes that the data do not answer."""
    first: FindingRow | None


class AcceptedRow(TemplateData):
    """A finding that the authors accept, with its allow."""

    row: FindingRow
    allow: Allow


EMBEDS: tuple[View, ...] = ()


def pages(site: SiteContext) -> Iterator[Page]:
    """One page for all findings."""
    rules = {rule.name: rule for rule in RULES}
    listed = sorted(site.findings, key=worst_first)
    weighed = site.verdict
    used = {finding.rule for finding in site.findings}
    yield Page(
        path="findings",
        title="Findings",
        template="findings",
        listed="Overview",
        gist="The findings in this strategy, with their place and reason.",
        data=FindingsPage(
            counts=severity_counts(site.findings),
            rows=[_finding_row(site, finding) for finding in listed[:MAX_FINDINGS]],
            more=max(0, len(listed) - MAX_FINDINGS),
            items=len(site.stack.entities),
            files=len(site.stack.texts),
            whole=site.stack.whole,
            rules=[rule for rule in rules.values() if rule.name in used],
            silenced=[
                AcceptedRow(row=_finding_row(site, finding), allow=allow)
                for finding, allow in sorted(
                    site.silenced,
                    key=lambda accepted: worst_first(accepted.finding),
                )
            ],
            expiring=site.expiring,
            expiring_days=EXPIRING_DAYS,
            verdict=weighed,
            not_judged=site.not_judged,
            unknown=[entry for report in weighed.causes for entry in report.unknown],
            first=_finding_row(site, weighed.first) if weighed.first is not None else None,
        ),
    )


class FindingRow(TemplateData):
    """A finding with the line at fault."""

    finding: Finding
    severity: str
    ref: Ref | None
    frame: tuple[str, str, str] | None


def _finding_row(site: SiteContext, finding: Finding) -> FindingRow:
    entity = site.stack.get(finding.item)
    text = site.stack.texts.get(finding.span.path, "")
    return FindingRow(
        finding=finding,
        severity=finding.severity.word,
        ref=site.ref(entity) if entity is not None else None,
        frame=frame(text, finding),
    )


def frame(text: str, finding: Finding) -> tuple[str, str, str] | None:
    """The line at fault in three pieces: before, marked, after; None without such a line."""
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
