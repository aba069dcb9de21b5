"""A review for a terminal: the headline first, then what weighs, then what only is."""

from __future__ import annotations

from collections.abc import Iterator

from stratdocs.reports.checked import clean, count_phrase, line
from stratdocs.review.reports.rows import merged, where
from stratdocs.review.value import Review, Weight
from stratdocs.review.words import counts, sentence
from stratdocs.words.phrases import join_words

MOST_MINOR = 40
"""Minor changes that are told one by one."""
MOST_NAMED = 8

_PAINT = {
    Weight.BREAKING: "\x1b[1;31m",
    Weight.NOTABLE: "\x1b[1;33m",
    Weight.MINOR: "\x1b[2m",
}
_BOLD, _OFF = "\x1b[1m", "\x1b[0m"


def text(review: Review, *, colour: bool = False) -> str:
    """The review as one reads it; one line where nothing changed."""
    return "\n".join(_lines(review, colour=colour)) + "\n"


def _lines(review: Review, *, colour: bool) -> Iterator[str]:
    def painted(code: str, words: str) -> str:
        return f"{code}{words}{_OFF}" if colour else words

    yield painted(_BOLD, clean(review.headline))
    for note in review.notes:
        yield f"note: {clean(note)}"
    if review.empty:
        return
    yield f"{clean(review.base.name)} to {clean(review.head.name)}: {counts(review)}"
    for weight in sorted(Weight, reverse=True):
        rows = list(merged(review.weighing(weight)))
        if not rows:
            continue
        yield ""
        yield painted(_PAINT[weight], weight.word)
        short = rows[:MOST_MINOR] if weight is Weight.MINOR else rows
        for change, message in short:
            yield f"  {change.category}: {clean(message)}"
            mark = f"  [{change.fingerprint}]" if weight is not Weight.MINOR else ""
            yield f"    {where(change, review)}{mark}"
        if len(rows) > len(short):
            yield f"  and {len(rows) - len(short):,} more; --format json lists them all"
    if review.accepted:
        yield ""
        yield "accepted"
        for change in review.accepted:
            yield f"  {change.category}: {clean(change.message)}"
            yield f"    accepted: {clean(change.accepted or '')}"
    yield from _findings(review)
    yield from _reach(review)
    yield from _people(review)


def _findings(review: Review) -> Iterator[str]:
    """What a check finds anew, and what no more."""
    for title, findings, side in (
        ("new findings", review.new, review.head),
        ("fixed findings", review.fixed, review.base),
    ):
        if findings:
            yield ""
            yield title
        for finding in findings:
            span = finding.span._replace(path=side.shown(finding.span.path))
            yield f"  {line(finding._replace(span=span))}"


def _reach(review: Review) -> Iterator[str]:
    """What the change reaches."""
    if review.affected:
        yield ""
        direct = [one for one in review.affected if one.direct]
        further = len(review.affected) - len(direct)
        reach = count_phrase(len(direct), "item directly", "items directly")
        yield f"reaches {reach}{f', {further:,} more through the tree' if further else ''}"
        for one in direct[:MOST_NAMED]:
            yield f"  {clean(one.because)}"
        if len(direct) > MOST_NAMED:
            yield f"  and {len(direct) - MOST_NAMED:,} more"
    if review.unconfirmed:
        yield ""
        names = [one.item for one in review.unconfirmed]
        more = [f"{len(names) - MOST_NAMED:,} more"] if len(names) > MOST_NAMED else []
        yield f"to be confirmed anew: {clean(join_words([*names[:MOST_NAMED], *more]))}"
    if review.earlier:
        yield ""
        yield "not confirmed since an earlier change"
        for old in review.earlier[:MOST_NAMED]:
            yield f"  {clean(old.item)}: {clean(old.because)}"
        if len(review.earlier) > MOST_NAMED:
            yield f"  and {len(review.earlier) - MOST_NAMED:,} more"


def _people(review: Review) -> Iterator[str]:
    """Who should look, and what is to be decided."""
    if review.reviewers:
        yield ""
        yield "who should look"
        for reviewer in review.reviewers[:MOST_NAMED]:
            reasons = reviewer.reasons
            more_reasons = f", and {len(reasons) - 2} more" if len(reasons) > 2 else ""
            yield f"  {clean(reviewer.name)}: {clean('; '.join(reasons[:2]))}{more_reasons}"
    if review.decisions:
        yield ""
        yield "to decide"
        for decision in review.decisions:
            yield f"  {sentence(clean(decision.question))}"
