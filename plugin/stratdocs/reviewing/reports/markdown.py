"""A review as a comment on a change: what a reviewer who is not an engineer can read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from stratdocs.model.finding import Finding
from stratdocs.reports.checked import count_phrase, place
from stratdocs.reports.markdown import ICONS, MAX_CHARACTERS, code_span, escape_markdown
from stratdocs.reviewing.value import Change, Review, Weight
from stratdocs.reviewing.wording import (
    affected_words,
    cause_words,
    change_place,
    counts,
    decisions,
    exemption_lines,
    headline,
    message,
    row_message,
    rows,
    small,
)
from stratdocs.words.phrases import join_words

MARKER = "<!-- stratdocs review -->"
"""The first line, by which a host finds its comment again to renew it."""
_SIGNS = {Weight.BREAKING: "⛔", Weight.NOTABLE: "⚠️", Weight.MINOR: "💬"}

Url = Callable[[str], str | None]


def markdown(review: Review, url: Url | None = None) -> str:
    """The headline, what is to be decided, a table, and the rest folded away.

    If that is too long for a comment, the folded parts go first, then the lightest rows of the
    table, then all rows, replaced by counts.
    """
    known = url or (lambda _: None)
    steps: tuple[Callable[[], Iterator[str]], ...] = (
        lambda: _whole(review, known, folded=True),
        lambda: _whole(review, known, folded=False),
        lambda: _whole(review, known, folded=False, most=100),
        lambda: _whole(review, known, folded=False, most=20),
        lambda: _counted(review),
        lambda: _headline(review),
    )
    text = ""
    for step in steps:
        text = "\n\n".join((MARKER, *step())) + "\n"
        if len(text) <= MAX_CHARACTERS:
            return text
    return text[: MAX_CHARACTERS - 2] + "…\n"


def _whole(review: Review, url: Url, *, folded: bool, most: int | None = None) -> Iterator[str]:
    yield from _headline(review)
    if review.empty:
        return
    yield from _decisions(review)
    heavy = [c for c in review.changes if c.weight is not Weight.MINOR]
    if heavy:
        yield _table(heavy, review, most)
    if review.new:
        yield f"**{count_phrase(len(review.new), 'new finding', 'new findings')}**"
        yield _findings(review.new, url, most)
    if folded:
        yield from _folded(review, url)
    elif len(heavy) < len(review.changes):
        yield f"Minor changes: {escape_markdown(small(review))}."
    if not folded:
        yield "The details are left out: there are too many for a comment."
    yield from _people(review)
    yield from _foot(review)


def _counted(review: Review) -> Iterator[str]:
    yield from _headline(review)
    number = review.counted()
    classes = [f"| {kind} | {count:,} |" for kind, count in number.items() if count]
    yield "\n".join(("| Changes of | |", "| --- | ---: |", *classes))
    yield "These are too many for a comment; `stratdocs diff` lists them all."
    yield from _foot(review)


def _headline(review: Review) -> Iterator[str]:
    weight = review.weight
    calm = weight is Weight.MINOR and not review.new and not review.unconfirmed_exemptions
    sign = "✅" if weight is None or calm else _SIGNS[weight]
    yield f"### {sign} The strategy: {escape_markdown(headline(review))}"
    if not review.empty:
        yield escape_markdown(f"{review.base.name} to {review.head.name}: {counts(review)}.")
    if exempt := [f"- {escape_markdown(line)}" for line in exemption_lines(review)]:
        yield "\n".join(("**Exemptions that the change brings along**", "", *exempt))
    for note in review.notes[:10]:
        yield f"> {escape_markdown(note)}"


def _decisions(review: Review) -> Iterator[str]:
    to_decide = decisions(review)
    if to_decide:
        number = len(to_decide)
        title = "**To decide**" if number == 1 else f"**{number} things to decide**"
        questions = (
            f"{n}. {escape_markdown(decision.question)}" for n, decision in enumerate(to_decide, 1)
        )
        yield "\n".join((title, "", *questions))


def _table(changes: Sequence[Change], review: Review, most: int | None = None) -> str:
    every = list(rows(changes))
    lines = ["| | Change of | What | Where |", "| --- | --- | --- | --- |"]
    for change, number in every[:most]:
        sign = f"{_SIGNS[change.weight]} {change.weight.word}"
        what = escape_markdown(row_message(change, number))
        at = code_span(change_place(change, review))
        mark = code_span(change.fingerprint)
        lines.append(f"| {sign} | {change.category} | {what} | {at}<br>{mark} |")
    if most is not None and len(every) > most:
        lines.append(f"| | | and {len(every) - most:,} more | |")
    return "\n".join(lines)


def _findings(findings: Sequence[Finding], url: Url, most: int | None = None) -> str:
    lines = ["| | Rule | What | Where |", "| --- | --- | --- | --- |"]
    for finding in sorted(findings, key=lambda finding: (-finding.severity, finding.order))[:most]:
        page = url(finding.rule)
        rule = f"[`{finding.rule}`]({page})" if page else f"`{finding.rule}`"
        sign = f"{ICONS[finding.severity]} {finding.severity.word}"
        at = code_span(place(finding.span))
        lines.append(f"| {sign} | {rule} | {escape_markdown(finding.message)} | {at} |")
    if most is not None and len(findings) > most:
        lines.append(f"| | | and {len(findings) - most:,} more | |")
    return "\n".join(lines)


def _folded(review: Review, url: Url) -> Iterator[str]:
    minor = review.weighing(Weight.MINOR)
    if minor:
        yield _details(
            count_phrase(len(minor), "minor change", "minor changes"), _table(minor, review)
        )
    if review.accepted:
        items = (
            f"- {escape_markdown(message(change))}: {escape_markdown(change.accepted or '')}"
            for change in review.accepted
        )
        number = count_phrase(len(review.accepted), "accepted change", "accepted changes")
        yield _details(number, "\n".join(items))
    if review.fixed:
        yield _details(
            count_phrase(len(review.fixed), "fixed finding", "fixed findings"),
            _findings(review.fixed, url),
        )
    if review.affected:
        number = count_phrase(len(review.affected), "item it reaches", "items it reaches")
        yield _details(
            number,
            "\n".join(
                f"- {escape_markdown(affected_words(affected))}" for affected in review.affected
            ),
        )
    if review.unconfirmed:
        items = (
            f"- {escape_markdown(unconfirmed.item)}, below {escape_markdown(unconfirmed.parent)}: "
            f"{escape_markdown(cause_words(unconfirmed))}"
            for unconfirmed in review.unconfirmed
        )
        number = count_phrase(
            len(review.unconfirmed), "item to confirm anew", "items to confirm anew"
        )
        yield _details(number, "\n".join(items))
    if review.earlier:
        items = (
            f"- {escape_markdown(unconfirmed.item)}: {escape_markdown(cause_words(unconfirmed))}"
            for unconfirmed in review.earlier
        )
        number = count_phrase(len(review.earlier), "item was", "items were")
        title = f"{number} not confirmed since an earlier change"
        yield _details(title, "\n".join(items))


def _details(title: str, body: str) -> str:
    return f"<details><summary>{title}</summary>\n\n{body}\n\n</details>"


def _people(review: Review) -> Iterator[str]:
    if review.reviewers:
        names = [escape_markdown(reviewer.name) for reviewer in review.reviewers[:6]]
        yield f"Who should look: {join_words(names)}."


def _foot(review: Review) -> Iterator[str]:
    items = count_phrase(len(review.head.stack.entities), "item", "items")
    kept = count_phrase(len(review.unchanged), "finding was", "findings were")
    yield f"<sub>stratdocs compared {items}; {kept} there before</sub>"
