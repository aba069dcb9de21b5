"""The findings of a strategy by rule, worst first, with place and reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from stratdocs.analysis.conclusions import Unknown
from stratdocs.linting.allows import EXPIRING_DAYS, Allow
from stratdocs.linting.not_judged import NotJudged
from stratdocs.linting.rules import RULES
from stratdocs.linting.rules.base import Rule
from stratdocs.linting.verdict import Verdict
from stratdocs.model.finding import Finding, Severity
from stratdocs.site.views.ask import View
from stratdocs.site.views.facts import message_with_titles
from stratdocs.site.views.page import (
    Page,
    Ref,
    SiteContext,
    first_sentence,
    severity_counts,
    worst_first,
)
from stratdocs.site.views.template_data import TemplateData

MAX_FINDINGS = 500
"""Findings that the page lists."""
_OPEN_ROWS = 7
"""Findings of one rule that are shown at once; the others fold."""


class FindingsPage(TemplateData):
    """All findings by rule, worst first."""

    counts: tuple[str, ...]
    groups: Sequence[RuleGroup]
    more: int
    items: int
    files: int
    whole: bool
    accepted: Sequence[RuleGroup]
    accepted_count: int
    expiring: int
    expiring_days: int
    verdict: Verdict
    not_judged: Sequence[NotJudged]
    unknown: Sequence[Unknown]
    """The questions about the three causes that the data do not answer."""
    first: FindingRow | None


class RuleGroup(TemplateData):
    """What one rule found: the rule in words, and a row for each finding."""

    rule: str
    severity: str
    summary: str
    """What is wrong."""
    reason: str
    """Why it matters, in a sentence."""
    rows: Sequence[FindingRow]
    folded: Sequence[FindingRow]

    @property
    def count(self) -> int:
        """How many findings there are."""
        return len(self.rows) + len(self.folded)


EMBEDS: tuple[View, ...] = ()


def pages(site: SiteContext) -> Iterator[Page]:
    """One page for all findings."""
    listed = sorted(site.findings, key=worst_first)
    weighed = site.verdict
    accepted = sorted(site.silenced, key=lambda silenced: worst_first(silenced.finding))
    yield Page(
        path="findings",
        title="Findings",
        template="findings",
        listed="Overview",
        hide=("toc",),
        gist="The findings in this strategy, with their place and reason.",
        data=FindingsPage(
            counts=severity_counts(site.findings),
            groups=_rule_groups(_finding_row(site, finding) for finding in listed[:MAX_FINDINGS]),
            more=max(0, len(listed) - MAX_FINDINGS),
            items=len(site.stack.entities),
            files=len(site.stack.texts),
            whole=site.stack.whole,
            accepted=_rule_groups(
                _finding_row(site, silenced.finding, silenced.allow) for silenced in accepted
            ),
            accepted_count=len(accepted),
            expiring=site.expiring,
            expiring_days=EXPIRING_DAYS,
            verdict=weighed,
            not_judged=site.not_judged,
            unknown=[entry for report in weighed.causes for entry in report.unknown],
            first=_finding_row(site, weighed.first) if weighed.first is not None else None,
        ),
    )


_SEVERITIES = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.ADVICE: "suggestion",
}


def _rule_groups(rows: Iterable[FindingRow]) -> list[RuleGroup]:
    """The rows by rule, in the order of the worst of each."""
    by_rule: dict[tuple[str, Severity], list[FindingRow]] = {}
    for row in rows:
        by_rule.setdefault((row.finding.rule, row.finding.severity), []).append(row)
    rules: dict[str, Rule] = {rule.name: rule for rule in RULES}
    return [
        RuleGroup(
            rule=name,
            severity=_SEVERITIES[severity],
            summary=(rules[name].summary if name in rules else name).removesuffix("."),
            reason=first_sentence(rules[name].reason) if name in rules else "",
            rows=found[:_OPEN_ROWS],
            folded=found[_OPEN_ROWS:],
        )
        for (name, severity), found in by_rule.items()
    ]


class FindingRow(TemplateData):
    """A finding with its item, its message and its place."""

    finding: Finding
    severity: str
    ref: Ref | None
    message: Sequence[str | Ref]
    """The message, with a link in place of each id that it names."""
    place: str
    """The file's name and the line."""
    allow: Allow | None
    """Why it is accepted, if it is."""


def _finding_row(site: SiteContext, finding: Finding, allow: Allow | None = None) -> FindingRow:
    entity = site.stack.get(finding.item)
    return FindingRow(
        finding=finding,
        severity=finding.severity.word,
        ref=site.ref(entity) if entity is not None else None,
        message=message_with_titles(site, finding),
        place=f"{finding.span.path.rsplit('/', 1)[-1]}:{finding.span.line}",
        allow=allow,
    )
