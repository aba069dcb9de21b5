"""A review in words: its headline, and what is to be decided."""

from __future__ import annotations

import re
from collections.abc import Iterable

from stratdocs.model.finding import Severity
from stratdocs.model.kinds import Person, Team
from stratdocs.reports.checked import count_phrase
from stratdocs.review.standing import counted
from stratdocs.review.value import Change, Decision, Review, Weight
from stratdocs.words.phrases import join_words

CALM = "nothing to worry about"
MOST_DECISIONS = 3


def headline(review: Review) -> str:
    """The change in one sentence: what weighs most, and how much there is."""
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
    if heavy:
        first = heavy[0]
        rest = len(heavy) - 1
        more = f", and {counted(rest)} more to decide" if rest else ""
        return f"{sentence(first.message)}{more}"
    if errors:
        return f"{count_phrase(errors, 'new error', 'new errors')}: {review.new[0].message}"
    if notable:
        number = len(notable)
        verb = "change" if number == 1 else "changes"
        return (
            f"{sentence(counted(number))} {verb} to look at, none that breaks a promise: "
            f"{notable[0].message}"
        )
    warnings = [f for f in review.new if f.severity is Severity.WARNING]
    if warnings:
        return (
            f"{count_phrase(len(warnings), 'new warning', 'new warnings')}: {warnings[0].message}"
        )
    return f"{sentence(CALM)}: {small(review)}"


def _unmerged(text: str) -> bool:
    """Whether git's marks of a conflict stand in it."""
    return all(re.search(rf"(?m)^{mark}(?: |$)", text) for mark in ("<{7}", "={7}\r?", ">{7}"))


def small(review: Review) -> str:
    """What changed that nobody need worry about, by class."""
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
    said = [
        count_phrase(number, *words[kind]) for kind, number in review.counted().items() if number
    ]
    if not said and review.accepted:
        return count_phrase(len(review.accepted), "accepted change", "accepted changes")
    if not said and review.fixed:
        return count_phrase(len(review.fixed), "finding fixed", "findings fixed")
    return join_words(said)


def counts(review: Review) -> str:
    """How much there is: `2 breaking, 3 notable and 5 minor changes; 1 new finding, 2 fixed`."""
    weights = [
        f"{len(found):,} {weight.word}"
        for weight in sorted(Weight, reverse=True)
        if (found := review.weighing(weight))
    ]
    number = len(review.changes)
    told = [f"{join_words(weights)} {'change' if number == 1 else 'changes'}"] if weights else []
    if review.accepted:
        told.append(f"{len(review.accepted):,} accepted")
    if review.new:
        told.append(count_phrase(len(review.new), "new finding", "new findings"))
    if review.fixed:
        told.append(f"{len(review.fixed):,} fixed")
    return "; ".join(told) or "no change"


def decisions(review: Review) -> tuple[Decision, ...]:
    """What whoever merges the change decides: the weightiest items, each as one question."""
    items: dict[str, list[Change]] = {}
    for change in (*review.weighing(Weight.BREAKING), *review.weighing(Weight.NOTABLE)):
        items.setdefault(change.item, []).append(change)
    return tuple(
        Decision(question(changes), tuple(changes))
        for changes in list(items.values())[:MOST_DECISIONS]
    )


def question(changes: Iterable[Change]) -> str:
    """What is to be decided about one item."""
    first, *others = changes
    asked = _asked(first)
    if others:
        asked += f" (and {counted(len(others))} more of it)"
    return f"{asked}?"


def _asked(first: Change) -> str:
    title = f"“{first.title}”"
    before, after = _short(first.before), _short(first.after)
    field = first.field.rpartition(".")[2].partition("[")[0]
    if not first.field:
        return _asked_of_item(first, title)
    if field == "status" and after == "dropped":
        return f"Do we give up {title}"
    if first.category == "goalpost" and first.sort != "added":
        asked = _asked_of_promise(first, field, title)
        if asked:
            return asked
    with_after, without = _QUESTIONS.get(field, ("", ""))
    asked = with_after if after else without
    if asked:
        return asked.format(title=title, before=before or "nobody", after=after.partition(";")[0])
    if field in ("size", "status") and first.category == "focus" and after:
        return f"Is there room for {title} beside what runs already"
    if first.category == "traceability":
        return f"What becomes of what hangs on {title}"
    if first.category == "evidence" and first.sort != "removed":
        return f"Do we know enough for what is now said of {title}"
    if first.sort == "removed" and before:
        return f"Can {title} do without “{before.removesuffix('.')}”"
    return f"Is this right for {title}: {_plain(first)}"


_QUESTIONS = {
    "owner": (
        "Is it {after} now, instead of {before}, who answers for {title}",
        "Who answers for {title} from now on",
    ),
    "approved_by": (
        "Is it {after} now, instead of {before}, who approves {title}",
        "Who approves {title}",
    ),
    "serves": ("Does {title} belong under {after}", ""),
    "cadence": ("Is {after} often enough for {title}", "How often do we look at {title}"),
    "fired": ("What do we do about {title}, now that the trigger fired", ""),
}
"""What is asked where a field says something else, and where it says nothing any more."""


def _asked_of_item(first: Change, title: str) -> str:
    """What is to be decided where an item came, went, or is another now."""
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
    return f"Is this right for {title}: {_plain(first)}"


def _asked_of_promise(first: Change, field: str, title: str) -> str | None:
    """What is to be decided of a promise that is another now."""
    before, after = _short(first.before), _short(first.after)
    name = {"metric": "measure"}.get(field, field)
    match field:
        case "title" if before and after:
            return f"Shall “{before}” be called {title} from now on"
        case "nature" if after:
            return f"Is {title} a {after} from now on, and no {before or 'other'}"
        case "by" | "due" if after:
            return f"Shall {title} be reached by {after} instead of {before}"
        case "by" | "due":
            return f"May {title} do without a date"
        case "target" if after and first.weight is Weight.BREAKING:
            return f"Is {after} instead of {before} still the promise of {title}"
        case "target" | "baseline" | "metric" | "measure" | "period" if after:
            return f"Is {after} instead of {before} right as the {name} of {title}"
        case "target" | "baseline" | "metric" | "measure" | "period":
            return f"May {title} do without a {name}"
    return None


def _plain(change: Change) -> str:
    """What happened, without when and what hangs on it."""
    words = change.message.partition(", no reason given")[0]
    words = words.partition(f", because {(change.reason or '-')[:1]}")[0]
    return words if len(words) < 160 else f"{words[:159].rstrip()}…"


def _short(text: str | None) -> str:
    return "" if text is None else text if len(text) <= 60 else f"{text[:59].rstrip()}…"


def sentence(text: str) -> str:
    """A text that begins a sentence; an id at its start stays as it is."""
    first = text.split(" ", 1)[0]
    return text if "-" in first or not first.isalpha() else text[:1].upper() + text[1:]
