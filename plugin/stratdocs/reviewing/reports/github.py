"""A review as annotations of GitHub Actions, at the lines that changed."""

from __future__ import annotations

from collections.abc import Iterator

from stratdocs.model.finding import Finding, Severity
from stratdocs.reports.checked import clean
from stratdocs.reports.github import annotation_lines, without_commands
from stratdocs.reviewing.host import NO_HOST, Host
from stratdocs.reviewing.value import Change, Fact, Review
from stratdocs.reviewing.verdict import counts, fact_message, headline
from stratdocs.reviewing.wording import change_place, exemption_words
from stratdocs.yamltext.source import Span


def github(review: Review, host: Host | None = None) -> str:
    """What breaks as errors, what is notable as warnings, and new findings as what they are; minor
    changes go into the log. Paths start at the repository's root.
    """
    at = host or NO_HOST
    findings = [
        finding._replace(span=_from_root(finding.span, at))
        for finding in (*_exemptions(review), *_facts(review), *review.new)
    ]
    findings.sort(key=lambda finding: -finding.severity)
    quiet = [
        f"{change_place(fact.lead, review)}: {fact.category}: {clean(fact_message(fact))}"
        for fact in review.minor
    ]
    closing = [headline(review)] if review.empty else [headline(review), counts(review)]
    notes = [f"note: {note}" for note in review.notes]
    lines = [
        *annotation_lines(findings),
        *(without_commands(clean(line)) for line in (*quiet, *notes, *closing)),
    ]
    return "\n".join(lines) + "\n"


def _from_root(span: Span, host: Host) -> Span:
    return span._replace(path=host.path(span.path)) if host.prefix else span


def _exemptions(review: Review) -> Iterator[Finding]:
    """The exemptions that nobody confirmed, each at its line."""
    for exemption in review.unconfirmed_exemptions:
        if not exemption.path:
            continue
        severity, line = Severity(int(exemption.weight)), max(exemption.line, 1)
        place = Span(exemption.path, line, 1, line, 1)
        yield Finding(exemption.sort, severity, exemption_words(exemption), place)


def _facts(review: Review) -> Iterator[Finding]:
    for fact in review.to_decide:
        change = fact.lead
        words, span = _message(fact), change.span
        if change.old:  # the line is gone: the annotation goes to its parent or file
            words = f"{words} (it was at {change_place(change, review)})"
            span = _near(change, review)
        yield Finding(change.category, Severity(int(fact.weight)), words, span, change.item)


def _message(fact: Fact) -> str:
    """What happened, and what follows from it."""
    return "; ".join((fact_message(fact), *fact.notes))


def _near(change: Change, review: Review) -> Span:
    """The place on the new side where something is missed that is gone."""
    near = review.head.stack.get(change.item)
    if near is None:
        old = review.base.stack.get(change.item)
        above = old and review.base.stack.primary(old)
        near = above and review.head.stack.get(above.id)
    return near.grip if near is not None else change.span._replace(end_line=change.span.line)
