"""The words of a review: the only module that turns its values into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from stratdocs.analysis.promises import duration_words
from stratdocs.model.days import day_words
from stratdocs.model.fields import field_words, fields_at
from stratdocs.reports.checked import clean
from stratdocs.reviewing.lifecycle import Dependents, Moment
from stratdocs.reviewing.phrase import number_words
from stratdocs.reviewing.value import (
    Affected,
    Change,
    EarlierChange,
    Exemption,
    ExemptionSort,
    Review,
    ReviewReason,
    Unconfirmed,
    Weight,
)
from stratdocs.words.phrases import elide, join_words

MAX_KINDS = 2
"""Kinds of dependents that are counted separately."""


# --- a change -------------------------------------------------------------------------------------


def message(change: Change) -> str:
    """A sentence without a full stop: what happened, when, why, and what depends on it."""
    return f"{change.what}{circumstances(change)}"


def circumstances(change: Change, *, missing_reason: bool = True) -> str:
    """When, why, and what depends on it, to follow what happened.

    Without `missing_reason` a missing reason is not mentioned.
    """
    words = _when(change)
    expected = _expects_reason(change)
    if change.reason is not None and expected:
        words += f", because {_lowered(change.reason)}"
    elif expected and missing_reason and change.weight > Weight.MINOR:
        words += ", no reason given"
    return words + _dependence(change)


def surroundings(change: Change) -> str:
    """When it happened and what depends on it, by themselves."""
    return f"{_when(change)}{_dependence(change)}".lstrip(",; ")


def _expects_reason(change: Change) -> bool:
    if change.field == "because":
        return False
    return change.counts and (
        change.category != "progress" or change.full_weight is Weight.BREAKING
    )


def _dependence(change: Change) -> str:
    """What depends on the item, if the change matters to it."""
    if not change.counts or change.weight is Weight.MINOR or not change.dependents:
        return ""
    is_single = len(change.dependents) == 1 and change.dependents[0].number == 1
    gone = change.sort == "removed" and not change.field
    verb = "depended" if gone else "depends" if is_single else "depend"
    return f"; {dependents_words(change.dependents)} {verb} on it"


def _when(change: Change) -> str:
    """When it happened, if its weight depends on that."""
    when = moment_words(change.moment)
    draft = change.moment.stage == "draft"
    promised = change.category == "goalpost" and change.full_weight > Weight.MINOR
    if not when or not (promised or (draft and change.counts)):
        return ""
    figures = str(change.what)[-1].isdigit() and when[0].isdigit()
    replaced = change.sort == "changed" and not change.field
    commented = bool(
        re.search(
            r", (?:which (?:is|says|can|could|removes)|while|without)\b[^,”]*$", str(change.what)
        )
    )
    apart = draft or figures or replaced or commented
    return f", {when}" if apart else f" {when}"


def moment_words(moment: Moment) -> str:
    """A moment in words: `four weeks after the start`; empty if no day is known."""
    stage, days = moment
    if stage == "draft":
        return "still a draft" if days is None else "a draft until now"
    if stage == "over" and days is None:
        return "after it was done"
    if days is None:
        return ""
    if stage == "planned":
        return f"{duration_words(days)} before the start"
    if stage == "over":
        return f"{duration_words(days)} after the end"
    return f"{duration_words(days)} after the start" if days > 0 else "on the day of the start"


def dependents_words(dependents: Sequence[Dependents]) -> str:
    """Dependents in words: `3 team objectives and 12 key results`."""
    words = [
        f"{number_words(number)} {noun if number == 1 else plural}"
        for noun, plural, number in dependents
    ]
    more = sum(number for _, _, number in dependents[MAX_KINDS:])
    if more:
        words = [*words[:MAX_KINDS], f"{number_words(more)} more"]
    return join_words(words) if words else ""


def _lowered(reason: str) -> str:
    """A reason as it reads after `because`."""
    text = elide(" ".join(reason.split()).rstrip("."), 160)
    first = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if first in _SMALL else text


_SMALL = frozenset(
    "The A An We Our It Its This That These Those There Three Two One Importing They In On At As "
    "Since After Before When Because No Not All Both Each Every Their Most Some".split()
)


def change_place(change: Change, review: Review) -> str:
    """The place of a change as `path:line:col`; with the name of its side if it is the old one."""
    span = change.span
    side = review.base if change.old else review.head
    text = f"{clean(side.openable(span.path))}:{span.line}:{span.column}"
    return f"{text} in {clean(side.name)}" if change.old and side.commit else text


# --- whom and what it concerns --------------------------------------------------------------------


def link_words(affected: Affected) -> str:
    """The link of an affected item in words: `serves`, `is measured by`."""
    field = str(affected.link[0])
    if field in ("serves", "depends_on"):
        return field.replace("_", " ")
    words = fields_at(affected.kind, affected.link)[-1].about.link
    return words or f"refers (in {field.replace('_', ' ')}) to"


def affected_words(affected: Affected) -> str:
    """Why a change reaches an item: `activation serves first-week`."""
    return f"{affected.item} {link_words(affected)} {affected.target}"


def reason_words(reason: ReviewReason) -> str:
    """The reason to look in words: `is accountable for first-week, which it serves`."""
    match reason.role:
        case "former owner":
            return f"owned {reason.item}"
        case "owner":
            return f"owns {reason.item}"
        case "approver":
            return f"approved {reason.item}"
        case "parent":
            return f"is accountable for {reason.item}, which it serves"
        case "reached" if reason.affected is not None:
            return f"is accountable for {reason.item}: {affected_words(reason.affected)}"
    return f"is accountable for {reason.item}, further down"


def cause_words(unconfirmed: Unconfirmed) -> str:
    """The change of the parent that makes the item one to confirm."""
    cause = unconfirmed.cause
    if isinstance(cause, EarlierChange):
        fields = join_words(dict.fromkeys(map(field_words, cause.fields)))
        who = f" by {cause.who}" if cause.who else ""
        return f"{fields} of {cause.parent} changed on {day_words(cause.when)}{who}"
    return message(cause)


# --- exemptions -----------------------------------------------------------------------------------

_EXCUSED: Mapping[ExemptionSort, str] = {
    "acceptance": "accepted",
    "allow": "allowed",
    "baseline": "added to a baseline",
    "setting": "set",
}
MAX_EXEMPTIONS = 20
"""Exemptions that are listed one by one."""


def exemption_words(exemption: Exemption) -> str:
    """An exemption in a sentence without a full stop: who, when, what, and whether
    somebody else confirmed it.
    """
    by = f" by {exemption.who}" if exemption.who else ""
    on = f" on {day_words(exemption.when)}" if exemption.when else ""
    end = f"; confirmed by {exemption.confirmed}" if exemption.confirmed else ""
    return f"{_EXCUSED[exemption.sort]} in this change{by}{on}: {exemption.what}{end}"


def exemption_lines(review: Review) -> Iterator[str]:
    """The exemptions with weight and place, as every report lists them first; what they need."""
    for exemption in review.exemptions[:MAX_EXEMPTIONS]:
        line = f":{exemption.line}" if exemption.line else ""
        place = f" (at {exemption.path}{line})" if exemption.path else ""
        weight = "confirmed" if exemption.confirmed else exemption.weight.word
        yield f"{weight}: {exemption_words(exemption)}{place}"
    if len(review.exemptions) > MAX_EXEMPTIONS:
        yield f"and {len(review.exemptions) - MAX_EXEMPTIONS:,} more"
    if review.unconfirmed_exemptions:
        yield (
            "an exemption counts once a reviewer confirms it outside the change, with the "
            "label or the Accepted-by trailer that the host's template asks for"
        )


def exemption_question(exemptions: Sequence[Exemption]) -> str:
    """The question whether the exemptions that the change brings along should count."""
    first, *others = exemptions
    words = f"Should this count: {exemption_words(first)}"
    if others:
        words += f" (and {number_words(len(others))} more exemption{'s' * (len(others) > 1)})"
    return f"{words}?"


def sentence(text: str) -> str:
    """A text with a capital for the start of a sentence; an id at its start stays as it is."""
    first = text.split(" ", 1)[0]
    is_word = first.isalpha() or first.rstrip(":") in _HYPHENED
    return text[:1].upper() + text[1:] if is_word else text


_HYPHENED = frozenset(("trade-offs", "check-in", "check-ins"))
"""Names of fields that look like an id."""
