"""What a review says as a whole: its facts as sentences, how many need a decision, the headline."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from stratdocs.model.finding import Severity
from stratdocs.reports.checked import count_phrase
from stratdocs.reviewing.phrase import number_words
from stratdocs.reviewing.value import Fact, Review, Weight
from stratdocs.reviewing.wording import circumstances, exemption_words, message, sentence
from stratdocs.words.phrases import elide, join_words

CALM = "minor changes only"
MAX_TITLE = 90
"""Characters of a title within a question."""


def fact_message(fact: Fact) -> str:
    """A fact as a sentence without a full stop: what happened, when, why, what depends on it."""
    if fact.words is None:
        return message(fact.lead)
    if len({change.item for change in fact.changes}) > 1 and fact.lead.sort == "moved":
        return str(fact.words)
    return f"{fact.words}{reason_phrase(fact)}"


def reason_phrase(fact: Fact, *, missing: bool = True) -> str:
    """The reason of a fact of several changes, to follow its words."""
    if not fact.to_decide:
        return ""
    missing = missing and (bool(fact.lead.field) or fact.lead.sort != "added")
    if fact.reason is not None:
        return f", because {elide(fact.reason.rstrip('.'), 160)}"
    return ", no reason given" if missing else ""


def fact_circumstances(fact: Fact, *, missing_reason: bool = True) -> str:
    """When, why, and what depends on it, to follow what happened."""
    if fact.words is None:
        return circumstances(fact.lead, missing_reason=missing_reason)
    return reason_phrase(fact, missing=missing_reason)


def quoted(title: str) -> str:
    """A title in quotation marks, with single ones for those within it."""
    return f"“{elide(' '.join(title.split()), MAX_TITLE).translate(_INNER)}”"


_INNER = str.maketrans("“”", "‘’")


def to_decide_words(review: Review) -> str:
    """How many changes need a decision: `3 of 14 changes need a decision`."""
    number, every = len(review.to_decide), len(review.facts)
    if not number:
        return "no change needs a decision"
    if every == 1:
        return "1 change needs a decision"
    return f"{number:,} of {every:,} changes {'needs' if number == 1 else 'need'} a decision"


def headline(review: Review, say: Callable[[Fact], str] = fact_message) -> str:
    """The review in one sentence: what has to be decided first, and how many there are; `say` gives
    a fact as a sentence.
    """
    errors = sum(finding.severity is Severity.ERROR for finding in review.new)
    if review.empty and review.judged_otherwise:
        return (
            f"No items changed between {review.base.name} and {review.head.name}, but the "
            "rule settings did"
        )
    if review.empty:
        return f"Nothing changed between {review.base.name} and {review.head.name}"
    broken = _broken(review)
    if broken is not None:
        return broken
    decisions = review.to_decide
    excused = review.unconfirmed_exemptions
    if excused and excused[0].weight is review.weight:
        rest = len(excused) - 1
        more = f", and {number_words(rest)} more exemption{'s' * (rest > 1)}" if rest else ""
        more += f"; {to_decide_words(review)}" if decisions else ""
        return f"{sentence(exemption_words(excused[0]))}{more}"
    if decisions:
        more = f"; {to_decide_words(review)}" if len(decisions) > 1 else ""
        return f"{sentence(say(decisions[0]))}{more}"
    if errors:
        return f"{count_phrase(errors, 'new error', 'new errors')}: {review.new[0].message}"
    warnings = [f for f in review.new if f.severity is Severity.WARNING]
    if warnings:
        return (
            f"{count_phrase(len(warnings), 'new warning', 'new warnings')}: {warnings[0].message}"
        )
    return f"{sentence(CALM)}: {small(review)}"


def _broken(review: Review) -> str | None:
    """What cannot be read, so that nobody can say what changed; None if all can."""
    found = [finding for finding in review.new if finding.rule == "invalid-yaml"]
    if found:
        paths = list(dict.fromkeys(finding.span.path for finding in found))
        torn = [path for path in paths if _unmerged(review.head.stack.texts.get(path, ""))]
        if torn:
            return (
                f"{join_words(torn[:3])} {('contains' if len(torn[:3]) == 1 else 'contain')} "
                "conflict markers from an unfinished merge"
            )
        return f"{join_words(paths[:3])} can't be fully read: {found[0].message}"
    if review.unread:
        rest = f"; {to_decide_words(review)}" if review.to_decide else ""
        return (
            f"{join_words(review.unread[:3])} can't be fully read on {review.base.name}, so "
            f"some changes may be missing{rest}"
        )
    return None


def _unmerged(text: str) -> bool:
    """Whether a text contains git's conflict markers."""
    return all(re.search(rf"(?m)^{mark}(?: |$)", text) for mark in ("<{7}", "={7}\r?", ">{7}"))


def small(review: Review) -> str:
    """The minor changes, by class."""
    number = dict.fromkeys(_SMALL, 0)
    for fact in review.minor:
        number[fact.category] += 1
    parts = [count_phrase(count, *_SMALL[kind]) for kind, count in number.items() if count]
    if not parts and review.accepted:
        return count_phrase(len(review.accepted), "accepted change", "accepted changes")
    if not parts and review.fixed:
        return count_phrase(len(review.fixed), "finding fixed", "findings fixed")
    return join_words(parts)


_SMALL = {
    "goalpost": ("goal set or changed freely", "goals set or changed freely"),
    "accountability": ("owner or confirmation", "owners or confirmations"),
    "focus": ("smaller change of focus", "smaller changes of focus"),
    "traceability": ("link", "links"),
    "evidence": ("piece of evidence", "pieces of evidence"),
    "progress": ("sign of progress", "signs of progress"),
    "clarification": ("clarification", "clarifications"),
    "structure": ("change of structure", "changes of structure"),
}


def counts(review: Review) -> str:
    """The counts: `10 changes: 2 breaking, 3 notable and 5 minor; 1 new finding, 2 fixed`."""
    return "; ".join(_counts(review)) or "no change"


def _counts(review: Review) -> Iterator[str]:
    weights = [
        (len(found), weight.word)
        for weight in sorted(Weight, reverse=True)
        if (found := review.weighing(weight))
    ]
    if len(weights) == 1:
        ((number, word),) = weights
        yield count_phrase(number, f"{word} change", f"{word} changes")
    elif weights:
        each = join_words(f"{number:,} {word}" for number, word in weights)
        yield f"{len(review.facts):,} changes: {each}"
    if review.accepted:
        yield f"{len(review.accepted):,} accepted"
    if review.exemptions:
        yield count_phrase(len(review.exemptions), "exemption", "exemptions")
    if review.new:
        yield count_phrase(len(review.new), "new finding", "new findings")
    if review.fixed:
        yield f"{len(review.fixed):,} fixed"
