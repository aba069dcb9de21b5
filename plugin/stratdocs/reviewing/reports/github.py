"""A review as annotations of GitHub Actions, at the lines that changed."""

from __future__ import annotations

from collections.abc import Iterator

from stratdocs.model.finding import Finding, Severity
from stratdocs.reports.checked import clean
from stratdocs.reports.github import annotation_lines, without_commands
from stratdocs.reviewing.value import Review, Weight
from stratdocs.reviewing.wording import (
    change_place,
    counts,
    exemption_words,
    headline,
    message,
    row_message,
    rows,
)
from stratdocs.yamltext.source import Span


def github(review: Review) -> str:
    """What breaks as errors, what is notable as warnings, and new findings as what they are; minor
    changes go into the log.
    """
    findings = [*_exemptions(review), *_changes(review), *review.new]
    findings.sort(key=lambda finding: -finding.severity)
    quiet = [
        f"{change_place(change, review)}: {change.category}: {clean(row_message(change, number))}"
        for change, number in rows(review.weighing(Weight.MINOR))
    ]
    closing = [headline(review)] if review.empty else [headline(review), counts(review)]
    notes = [f"note: {note}" for note in review.notes]
    lines = [
        *annotation_lines(findings),
        *(without_commands(clean(line)) for line in (*quiet, *notes, *closing)),
    ]
    return "\n".join(lines) + "\n"


def _exemptions(review: Review) -> Iterator[Finding]:
    """The exemptions that nobody confirmed, each at its line."""
    for exemption in review.unconfirmed_exemptions:
        if not exemption.path:
            continue
        severity, line = Severity(int(exemption.weight)), max(exemption.line, 1)
        place = Span(exemption.path, line, 1, line, 1)
        yield Finding(exemption.sort, severity, exemption_words(exemption), place)


def _changes(review: Review) -> Iterator[Finding]:
    for change in review.changes:
        if change.weight is Weight.MINOR:
            continue
        words, span = message(change), change.span
        if change.old:  # the line is gone: the annotation goes to its parent or file
            words = f"{words} (it was at {change_place(change, review)})"
            near = review.head.stack.get(change.item)
            if near is None:
                old = review.base.stack.get(change.item)
                above = old and review.base.stack.primary(old)
                near = above and review.head.stack.get(above.id)
            span = near.grip if near is not None else span._replace(end_line=span.line)
        severity = Severity(int(change.weight))
        yield Finding(change.category, severity, words, span, change.item)
