"""The three causes of the gap: what is found and concluded about each, and what is unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stratdocs.analysis.conclusions import Cause, CauseReport, Unknown
from stratdocs.analysis.urgency import rule_rank
from stratdocs.linting.verdict import Part
from stratdocs.model.finding import Severity
from stratdocs.site.views.ask import Ask, View
from stratdocs.site.views.facts import message_words
from stratdocs.site.views.page import Page, Ref, SiteContext
from stratdocs.site.views.template_data import TemplateData
from stratdocs.words.phrases import join_words

MAX_LISTED = 7
"""Conclusions and findings listed for a cause."""

CAUSE_TITLES: Mapping[Cause, str] = {
    "clarity": "Ambiguity",
    "alignment": "Misalignment",
    "feedback": "No feedback",
}
"""What is wrong where a cause shows."""


class ConclusionRow(TemplateData):
    """One thing that is wrong: a finding, or what an analysis concludes."""

    ref: Ref | None
    headline: str
    because: str
    tone: str
    rank: int
    """The rank of its urgency; 0 is the most pressing."""
    accepted: str
    """The reason for which the authors accept the finding about it; empty if they do not."""


class CauseRow(TemplateData):
    """One cause."""

    cause: str
    title: str
    words: str
    tone: str
    """bad, watch or good; empty if it is unknown."""
    rows: Sequence[ConclusionRow]
    more: int
    looked_at: str
    unknown: Sequence[Unknown]


class CausesData(TemplateData):
    """The three causes."""

    rows: Sequence[CauseRow]
    others: int
    """Findings accepted about other things than these conclusions."""


def _causes(site: SiteContext, ask: Ask) -> CausesData:
    """All three causes; a filter does not apply to them."""
    del ask
    reasons = {
        (accepted.finding.rule, accepted.finding.item): accepted.allow.reason
        for accepted in site.silenced
    }
    found = site.verdict
    rows = [_cause_row(site, report, found.part(report.cause), reasons) for report in found.causes]
    named = {
        (rule, conclusion.item.id) for conclusion in found.conclusions for rule in conclusion.rules
    }
    return CausesData(rows=rows, others=len(reasons.keys() - named))


def _cause_row(
    site: SiteContext,
    report: CauseReport,
    part: Part,
    reasons: Mapping[tuple[str, str | None], str],
) -> CauseRow:
    rows = [
        ConclusionRow(
            ref=site.ref(entity) if (entity := site.stack.get(finding.item)) is not None else None,
            headline=message_words(site, finding),
            because="",
            tone="bad" if finding.severity > Severity.ADVICE else "watch",
            rank=rule_rank(finding.rule),
            accepted="",
        )
        for finding in part.findings
    ] + [
        ConclusionRow(
            ref=site.ref(found.item),
            headline=found.headline,
            because=found.because,
            tone=found.tone,
            rank=found.rank,
            accepted=next(
                (
                    reasons[rule, found.item.id]
                    for rule in found.rules
                    if (rule, found.item.id) in reasons
                ),
                "",
            ),
        )
        for found in part.conclusions
    ]
    rows.sort(key=lambda row: (row.tone != "bad", row.rank))
    tone = "bad" if any(row.tone == "bad" for row in rows) else "watch" if rows else ""
    if not rows and report.outlook == "fine" and not part.accepted:
        tone = "good"  # what is accepted is not solved
    return CauseRow(
        cause=report.cause,
        title=CAUSE_TITLES[report.cause],
        words=_count_words(report, part),
        tone=tone,
        rows=rows[:MAX_LISTED],
        more=max(0, len(rows) - MAX_LISTED),
        looked_at=join_words(report.looked_at) if report.looked_at else "",
        unknown=report.unknown,
    )


def _count_words(report: CauseReport, part: Part) -> str:
    """How much is found and accepted, or that it is unknown."""
    number = len(part.findings) + sum(found.covers for found in part.conclusions)
    accepted = f"{part.accepted} accepted" if part.accepted else ""
    if number:
        return f"{number} found{f', {accepted}' if accepted else ''}"
    if accepted:
        return f"{accepted}, not solved"
    if report.outlook == "fine" or report.conclusions:
        return "no findings"
    return "no findings in what could be checked" if report.looked_at else "unknown"


CAUSES = View(
    "causes",
    "Clarity, alignment, feedback",
    "Which of the three causes of the gap show here, the evidence, and what is unknown.",
    "causes",
    _causes,
)
EMBEDS = (CAUSES,)


def pages(site: SiteContext) -> Iterator[Page]:
    """None: it is shown with its framework and on the page about the rhythm."""
    del site
    yield from ()
