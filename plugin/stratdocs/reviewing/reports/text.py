"""A review for a terminal: the headline, then changes by weight, then the rest."""

from __future__ import annotations

from collections.abc import Iterator

from stratdocs.reports.checked import clean, count_phrase, line
from stratdocs.reviewing.titles import Titles
from stratdocs.reviewing.value import Review, Weight
from stratdocs.reviewing.verdict import (
    counts,
    fact_message,
    headline,
    to_decide_words,
)
from stratdocs.reviewing.wording import (
    affected_words,
    cause_words,
    change_place,
    exemption_lines,
    exemption_question,
    message,
    reason_words,
    sentence,
)
from stratdocs.words.phrases import join_words

MAX_MINOR = 40
"""Minor changes that are listed one by one."""
MAX_NAMED = 8
MAX_DECISIONS = 12
"""Questions that are listed; with more to decide, ask for smaller changes."""

_PAINT = {
    Weight.BREAKING: "\x1b[1;31m",
    Weight.NOTABLE: "\x1b[1;33m",
    Weight.MINOR: "\x1b[2m",
}
_BOLD, _OFF = "\x1b[1m", "\x1b[0m"


def text(review: Review, *, colour: bool = False) -> str:
    """The review for a terminal; a single line if nothing changed."""
    return "\n".join(_lines(review, colour=colour)) + "\n"


def _lines(review: Review, *, colour: bool) -> Iterator[str]:
    def painted(code: str, words: str) -> str:
        return f"{code}{words}{_OFF}" if colour else words

    yield painted(_BOLD, clean(headline(review)))
    for note in review.notes:
        yield f"note: {clean(note)}"
    if review.empty:
        return
    yield f"{clean(review.base.name)} to {clean(review.head.name)}: {counts(review)}"
    if review.exemptions:
        yield ""
        yield "exemptions this change brings with it"
        yield from (f"  {clean(words)}" for words in exemption_lines(review))
    for weight in sorted(Weight, reverse=True):
        found = review.weighing(weight)
        if not found:
            continue
        yield ""
        yield painted(_PAINT[weight], weight.word)
        short = found[:MAX_MINOR] if weight is Weight.MINOR else found
        for fact in short:
            yield f"  {fact.category}: {clean(fact_message(fact))}"
            for note in fact.notes:
                yield f"    {clean(sentence(note))}"
            marks = " ".join(change.fingerprint for change in fact.changes[:MAX_NAMED])
            mark = f"  [{marks}]" if weight is not Weight.MINOR else ""
            yield f"    {change_place(fact.lead, review)}{mark}"
        if len(found) > len(short):
            yield f"  and {len(found) - len(short):,} more; --format json lists them all"
    if review.accepted:
        yield ""
        yield "accepted"
        for change in review.accepted:
            yield f"  {change.category}: {clean(message(change))}"
            yield f"    accepted: {clean(change.accepted or '')}"
    yield from _findings(review)
    yield from _reach(review)
    yield from _people(review)


def _findings(review: Review) -> Iterator[str]:
    """New and fixed findings."""
    for title, findings, side in (
        ("new findings", review.new, review.head),
        ("fixed findings", review.fixed, review.base),
    ):
        if findings:
            yield ""
            yield title
        for finding in findings:
            span = finding.span._replace(path=side.openable(finding.span.path))
            yield f"  {line(finding._replace(span=span))}"


def _reach(review: Review) -> Iterator[str]:
    """What the change reaches."""
    if review.affected:
        yield ""
        direct = [affected for affected in review.affected if affected.direct]
        further = len(review.affected) - len(direct)
        reach = count_phrase(len(direct), "item directly", "items directly")
        yield f"affects {reach}{(f' and {further:,} more below them' if further else '')}"
        for affected in direct[:MAX_NAMED]:
            yield f"  {clean(affected_words(affected))}"
        if len(direct) > MAX_NAMED:
            yield f"  and {len(direct) - MAX_NAMED:,} more"
    if review.unconfirmed:
        yield ""
        names = [unconfirmed.item for unconfirmed in review.unconfirmed]
        more = [f"{len(names) - MAX_NAMED:,} more"] if len(names) > MAX_NAMED else []
        yield f"needs reconfirming: {clean(join_words([*names[:MAX_NAMED], *more]))}"
    if review.earlier:
        yield ""
        yield "not reconfirmed since an earlier change"
        for old in review.earlier[:MAX_NAMED]:
            yield f"  {clean(old.item)}: {clean(cause_words(old))}"
        if len(review.earlier) > MAX_NAMED:
            yield f"  and {len(review.earlier) - MAX_NAMED:,} more"


def _people(review: Review) -> Iterator[str]:
    """Who should look, and what is to be decided."""
    if review.reviewers:
        yield ""
        yield "suggested reviewers"
        for reviewer in review.reviewers[:MAX_NAMED]:
            reasons = reviewer.reasons
            more_reasons = f", and {len(reasons) - 2} more" if len(reasons) > 2 else ""
            words = "; ".join(map(reason_words, reasons[:2]))
            yield f"  {clean(reviewer.name)}: {clean(words)}{more_reasons}"
    facts, titles = review.to_decide, Titles(review)
    excused = review.unconfirmed_exemptions
    if facts or excused:
        yield ""
        yield "decisions needed" if len(facts) <= 1 else to_decide_words(review)
        if excused:
            yield f"  {clean(exemption_question(excused))}"
        for fact in facts[:MAX_DECISIONS]:
            yield f"  {clean(titles.question(fact))}"
        if len(facts) > MAX_DECISIONS:
            yield f"  and {len(facts) - MAX_DECISIONS:,} more decisions"
