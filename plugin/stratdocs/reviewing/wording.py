"""The words of a review: the only module that turns its values into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from stratdocs.analysis.promises import duration_words
from stratdocs.model.days import day_words
from stratdocs.model.fields import field_words, fields_at
from stratdocs.model.finding import Severity
from stratdocs.model.kinds import Person, Team
from stratdocs.model.values import amount_within, quantity
from stratdocs.reports.checked import clean, count_phrase
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

CALM = "minor changes only"
MAX_DECISIONS = 3
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


def _expects_reason(change: Change) -> bool:
    if change.field == "because":
        return False
    return change.counts and (
        change.category != "progress" or change.full_weight is Weight.BREAKING
    )


def _dependence(change: Change) -> str:
    """What depends on the item, if the change matters to it."""
    if not change.counts or change.weight is Weight.MINOR or not change.below:
        return ""
    if not change.dependents:
        return f"; {change.below:,} items hang on it"
    is_single = len(change.dependents) == 1 and change.dependents[0].number == 1
    gone = change.sort == "removed" and not change.field
    verb = "hung" if gone else "hangs" if is_single else "hang"
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
    commented = bool(re.search(r", which (?:is|says|cannot|could)\b[^,”]*$", str(change.what)))
    apart = draft or figures or replaced or commented
    return f", {when}" if apart else f" {when}"


def moment_words(moment: Moment) -> str:
    """A moment in words: `four weeks after the start`; empty if no day is known."""
    stage, days = moment
    if stage == "draft":
        return "still a draft"
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
    """Dependents in words: `three team objectives and 12 key results`."""
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


def rows(changes: Iterable[Change]) -> Iterator[tuple[Change, int]]:
    """The changes as rows of a report, each with the number of changes in it: items that moved
    together from file to file share a row.
    """
    moved: dict[tuple[str | None, str | None], int] = {}
    every = tuple(changes)
    for change in every:
        if change.sort == "moved":
            way = (change.before, change.after)
            moved[way] = moved.get(way, 0) + 1
    listed_ways: set[tuple[str | None, str | None]] = set()
    for change in every:
        way = (change.before, change.after)
        if change.sort != "moved":
            yield change, 1
        elif way not in listed_ways:
            listed_ways.add(way)
            yield change, moved[way]


def row_message(change: Change, number: int) -> str:
    """The message of a row."""
    if number == 1:
        return message(change)
    return f"{count_phrase(number, 'item', 'items')} moved from {change.before} to {change.after}"


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
    return words or f"names it under {field.replace('_', ' ')}:"


def affected_words(affected: Affected) -> str:
    """Why a change reaches an item: `activation serves first-week`."""
    return f"{affected.item} {link_words(affected)} {affected.target}"


def reason_words(reason: ReviewReason) -> str:
    """The reason to look in words: `answers for first-week, which it serves`."""
    match reason.role:
        case "former owner":
            return f"owned {reason.item}"
        case "owner":
            return f"owns {reason.item}"
        case "approver":
            return f"approved {reason.item}"
        case "parent":
            return f"answers for {reason.item}, which it serves"
        case "reached" if reason.affected is not None:
            return f"answers for {reason.item}: {affected_words(reason.affected)}"
    return f"answers for {reason.item}, further down"


def cause_words(unconfirmed: Unconfirmed) -> str:
    """The change of the parent that makes the item one to confirm."""
    cause = unconfirmed.cause
    if isinstance(cause, EarlierChange):
        fields = join_words(field.replace("_", " ") for field in cause.fields)
        who = f" by {cause.who}" if cause.who else ""
        return f"{fields} of {cause.parent} changed on {day_words(cause.when)}{who}"
    return message(cause)


# --- exemptions -----------------------------------------------------------------------------------

_EXCUSED: Mapping[ExemptionSort, str] = {
    "acceptance": "accepted",
    "allow": "allowed",
    "baseline": "put on a baseline",
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
            "an exemption counts once a reviewer confirms it outside of the change, by the label "
            "or the trailer Accepted-by that the host's template asks for"
        )


# --- the whole ------------------------------------------------------------------------------------


def headline(review: Review) -> str:
    """The review in one sentence: the heaviest change, and how many there are."""
    heavy = review.weighing(Weight.BREAKING)
    notable = review.weighing(Weight.NOTABLE)
    errors = sum(finding.severity is Severity.ERROR for finding in review.new)
    if review.empty and review.judged_otherwise:
        return (
            f"No item changed between {review.base.name} and {review.head.name}, but the settings "
            "by which they are judged did"
        )
    if review.empty:
        return f"Nothing changed between {review.base.name} and {review.head.name}"
    broken = [finding for finding in review.new if finding.rule == "invalid-yaml"]
    if broken:
        paths = list(dict.fromkeys(finding.span.path for finding in broken))
        torn = [path for path in paths if _unmerged(review.head.stack.texts.get(path, ""))]
        if torn:
            return f"{join_words(torn[:3])} holds the marks of a merge that was not finished"
        return f"{join_words(paths[:3])} cannot be read as a whole: {broken[0].message}"
    excused = review.unconfirmed_exemptions
    if excused and excused[0].weight is review.weight:
        rest = len(excused) - 1
        more = f", and {number_words(rest)} more exemption{'s' * (rest > 1)}" if rest else ""
        return f"{sentence(exemption_words(excused[0]))}{more}"
    if heavy:
        first = heavy[0]
        rest = len(heavy) - 1
        more = f", and {number_words(rest)} more to decide" if rest else ""
        return f"{sentence(message(first))}{more}"
    if errors:
        return f"{count_phrase(errors, 'new error', 'new errors')}: {review.new[0].message}"
    if notable:
        number = len(notable)
        verb = "change" if number == 1 else "changes"
        return (
            f"{sentence(number_words(number))} {verb} to look at, none that breaks a promise: "
            f"{message(notable[0])}"
        )
    warnings = [f for f in review.new if f.severity is Severity.WARNING]
    if warnings:
        return (
            f"{count_phrase(len(warnings), 'new warning', 'new warnings')}: {warnings[0].message}"
        )
    return f"{sentence(CALM)}: {small(review)}"


def _unmerged(text: str) -> bool:
    """Whether a text contains git's conflict markers."""
    return all(re.search(rf"(?m)^{mark}(?: |$)", text) for mark in ("<{7}", "={7}\r?", ">{7}"))


def small(review: Review) -> str:
    """The minor changes, by class."""
    words = {
        "goalpost": ("goal set or changed freely", "goals set or changed freely"),
        "accountability": ("owner or confirmation", "owners or confirmations"),
        "focus": ("smaller change of focus", "smaller changes of focus"),
        "traceability": ("link", "links"),
        "evidence": ("piece of evidence", "pieces of evidence"),
        "progress": ("sign of progress", "signs of progress"),
        "clarification": ("clarification", "clarifications"),
        "structure": ("change of structure", "changes of structure"),
    }
    parts = [
        count_phrase(number, *words[kind]) for kind, number in review.counted().items() if number
    ]
    if not parts and review.accepted:
        return count_phrase(len(review.accepted), "accepted change", "accepted changes")
    if not parts and review.fixed:
        return count_phrase(len(review.fixed), "finding fixed", "findings fixed")
    return join_words(parts)


def counts(review: Review) -> str:
    """The counts: `2 breaking, 3 notable and 5 minor changes; 1 new finding, 2 fixed`."""
    weights = [
        f"{len(found):,} {weight.word}"
        for weight in sorted(Weight, reverse=True)
        if (found := review.weighing(weight))
    ]
    single = bool(weights) and weights[-1].startswith("1 ")
    parts = [f"{join_words(weights)} {'change' if single else 'changes'}"] if weights else []
    if review.accepted:
        parts.append(f"{len(review.accepted):,} accepted")
    if review.exemptions:
        parts.append(count_phrase(len(review.exemptions), "exemption", "exemptions"))
    if review.new:
        parts.append(count_phrase(len(review.new), "new finding", "new findings"))
    if review.fixed:
        parts.append(f"{len(review.fixed):,} fixed")
    return "; ".join(parts) or "no change"


class Decision(NamedTuple):
    """A decision for the person who merges the change."""

    question: str
    changes: tuple[Change, ...]


def decisions(review: Review) -> tuple[Decision, ...]:
    """The decisions for the person who merges: a question for each of the weightiest items."""
    excused = review.unconfirmed_exemptions
    own = [Decision(exemption_question(excused), ())] if excused else []
    items: dict[str, list[Change]] = {}
    for change in (*review.weighing(Weight.BREAKING), *review.weighing(Weight.NOTABLE)):
        items.setdefault(change.item, []).append(change)
    return (
        *own,
        *(
            Decision(question(changes), tuple(changes))
            for changes in list(items.values())[: MAX_DECISIONS - len(own)]
        ),
    )


def exemption_question(exemptions: Sequence[Exemption]) -> str:
    """The question whether the exemptions that the change brings along should count."""
    first, *others = exemptions
    words = f"Should this count: {exemption_words(first)}"
    if others:
        words += f" (and {number_words(len(others))} more exemption{'s' * (len(others) > 1)})"
    return f"{words}?"


def question(changes: Iterable[Change]) -> str:
    """The question to decide about one item."""
    first, *others = changes
    words = _question(first)
    if others:
        words += f" (and {number_words(len(others))} more of it)"
    return f"{words}?"


def _question(first: Change) -> str:
    title = f"“{first.title}”"
    before, after = _short(first.before), _short(first.after)
    field = first.field.rpartition(".")[2].partition("[")[0]
    if not first.field:
        return _item_question(first, title)
    if field == "status" and after == "dropped":
        return f"Do we give up {title}"
    if field == "status" and after == "done":
        return f"Is {title} done"
    words = _words_question(first, title)
    if words:
        return words
    if first.category == "goalpost" and first.sort != "added":
        words = _promise_question(first, field, title)
        if words:
            return words
    with_after, without = _QUESTIONS.get(field, ("", ""))
    words = with_after if after else without
    if words:
        return words.format(
            title=title, before=before or "nobody", after=_short(next(iter(first.parts[1]), ""))
        )
    if field in ("size", "status") and first.category == "focus" and after:
        return f"Is there room for {title} beside what runs already"
    if first.category == "traceability":
        return f"What becomes of what hangs on {title}"
    if first.category == "evidence" and first.sort != "removed":
        return f"Do we know enough for what is now said of {title}"
    if first.sort == "removed" and before:
        return f"Can {title} do without “{before.removesuffix('.').strip('“”')}”"
    return f"Is this right for {title}: {_what_happened(first)}"


_QUESTIONS = {
    "owner": (
        "Is it {after} now, instead of {before}, who answers for {title}",
        "Who answers for {title} from now on",
    ),
    "approved_by": (
        "Is it {after} now, instead of {before}, who approves {title}",
        "Who approves {title}",
    ),
    "decides": (
        "Is it {after} now, instead of {before}, who decides on {title}",
        "Who decides on {title}",
    ),
    "serves": ("Does {title} belong under {after}", ""),
    "cadence": ("Is {after} often enough for {title}", "How often do we look at {title}"),
    "fired": ("What do we do about {title}, now that the trigger fired", ""),
}
"""The questions by field: if its value changed, and if it was removed."""


def _item_question(first: Change, title: str) -> str:
    """The question about an item that was added, removed or replaced."""
    if first.sort == "removed" and first.kind in (Person, Team):
        return f"Who takes over from {first.title}"
    if first.sort == "removed":
        return f"Do we give up {title}"
    if first.sort == "added" and first.category == "focus":
        return f"Is there room for {title} beside what runs already"
    if first.sort == "added":
        return f"Shall {title} be promised after the start"
    if first.sort == "changed":
        return f"Does {title} need an id of its own"
    return f"Is this right for {title}: {_what_happened(first)}"


def _promise_question(first: Change, field: str, title: str) -> str | None:
    """The question about a promise that changed."""
    before, after = _short(first.before), _short(first.after)
    name = {"metric": "measure"}.get(field, field)
    match field:
        case "title" if before and after and "[" not in first.field:
            return f"Should “{before}” be called {title} from now on"
        case "nature" if after:
            return f"Should {title} be planned as a {after} instead of a {before or 'plan'}"
        case "by" | "due" if after:
            return f"Should {title} be due on {after} instead of {before}"
        case "by" | "due":
            return f"Can {title} do without a date"
        case "target" if after and (way := _way(first)):
            return f"Should the target of {title} {way} from {before} to {after}"
        case "metric" | "measure" if after:
            return f"Should {title} be measured by {after} instead of {before}"
        case "target" | "baseline" | "period" if after:
            return f"Should the {name} of {title} be {after} instead of {before}"
        case "target" | "baseline" | "metric" | "measure" | "period":
            return f"Can {title} do without a {name}"
    return None


def _way(change: Change) -> str | None:
    """Whether a figure drops or rises; None if the two cannot be compared."""
    before, after = (quantity(text or "") for text in (change.before, change.after))
    now = amount_within(after, before) if before is not None and after is not None else None
    if before is None or now is None or now == before.number:
        return None
    return "drop" if now < before.number else "rise"


def _words_question(first: Change, title: str) -> str | None:
    """The question about words that promise less now, or the opposite."""
    what = str(first.what)
    field = field_words(first.field, first.kind)
    if what.endswith(", which says the opposite"):
        return f"Should the {field} of {title} say the opposite now"
    if what.endswith(", which is weaker"):
        return f"Is the weaker {field} of {title} still enough"
    return None


def _what_happened(change: Change) -> str:
    """What happened, cut if long; without the reason and what follows it."""
    behind = "" if _expects_reason(change) else _dependence(change)
    return elide(f"{change.what}{_when(change)}{behind}", 160)


def _short(text: str | None) -> str:
    return "" if text is None else text if len(text) <= 60 else f"{text[:59].rstrip()}…"


def sentence(text: str) -> str:
    """A text with a capital for the start of a sentence; an id at its start stays as it is."""
    first = text.split(" ", 1)[0]
    return text if "-" in first or not first.isalpha() else text[:1].upper() + text[1:]
