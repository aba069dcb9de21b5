"""A review in words: its headline, and what is to be decided."""

from __future__ import annotations

from collections.abc import Iterable

from stratdocs.finding import Severity
from stratdocs.phrases import listed
from stratdocs.reports.checked import many
from stratdocs.review.standing import counted
from stratdocs.review.value import Change, Decision, Review, Weight

CALM = "nothing to worry about"
MOST_DECISIONS = 3


def headline(review: Review) -> str:
    """The change in one sentence: what weighs most, and how much there is."""
    heavy = review.weighing(Weight.BREAKING)
    notable = review.weighing(Weight.NOTABLE)
    errors = sum(finding.severity is Severity.ERROR for finding in review.new)
    if review.empty:
        return f"Nothing changed between {review.base.name} and {review.head.name}"
    broken = [finding for finding in review.new if finding.rule == "invalid-yaml"]
    if broken:
        paths = list(dict.fromkeys(finding.span.path for finding in broken))
        return f"{listed(paths[:3])} cannot be read as a whole: {broken[0].message}"
    if heavy:
        first = heavy[0]
        rest = len(heavy) - 1
        more = f", and {counted(rest)} more to decide" if rest else ""
        return f"{sentence(first.message)}{more}"
    if errors:
        return f"{many(errors, 'new error', 'new errors')}: {review.new[0].message}"
    if notable:
        number = len(notable)
        verb = "change" if number == 1 else "changes"
        return (
            f"{sentence(counted(number))} {verb} to look at, none that breaks a promise: "
            f"{notable[0].message}"
        )
    warnings = [f for f in review.new if f.severity is Severity.WARNING]
    if warnings:
        return f"{many(len(warnings), 'new warning', 'new warnings')}: {warnings[0].message}"
    return f"{sentence(CALM)}: {small(review)}"


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
    said = [many(number, *words[kind]) for kind, number in review.counted().items() if number]
    if not said and review.accepted:
        return many(len(review.accepted), "accepted change", "accepted changes")
    if not said and review.fixed:
        return many(len(review.fixed), "finding fixed", "findings fixed")
    return listed(said)


def counts(review: Review) -> str:
    """How much there is: `2 breaking, 3 notable and 5 minor changes; 1 new finding, 2 fixed`."""
    weights = [
        f"{len(found):,} {weight.word}"
        for weight in sorted(Weight, reverse=True)
        if (found := review.weighing(weight))
    ]
    number = len(review.changes)
    told = [f"{listed(weights)} {'change' if number == 1 else 'changes'}"] if weights else []
    if review.accepted:
        told.append(f"{len(review.accepted):,} accepted")
    if review.new:
        told.append(many(len(review.new), "new finding", "new findings"))
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
    title = f"“{first.title}”"
    before, after = _short(first.before), _short(first.after)
    match first.category:
        case _ if first.after == "dropped" or (first.sort == "removed" and not first.field):
            asked = f"Do we give up {title}"
        case "goalpost" if first.field and before and after:
            asked = f"Is {after} instead of {before} still the promise of {title}"
        case "goalpost" if first.sort == "removed":
            asked = f"May {title} do without {before}"
        case "goalpost":
            asked = f"Shall the promise of {title} change after the start"
        case "accountability" if first.field.endswith("owner") and after:
            asked = f"Is it {after} now, instead of {before or 'nobody'}, who answers for {title}"
        case "accountability":
            asked = f"Who answers for {title} from now on"
        case "focus" if first.sort == "added":
            asked = f"Is there room for {title} beside what runs already"
        case "focus" if first.sort == "removed":
            asked = f"Do we give up {before or 'a part'} of {title}"
        case "focus":
            asked = f"Does {title} count differently from now on"
        case "traceability" if first.after and first.field == "serves":
            asked = f"Does {title} belong under {after}"
        case "traceability":
            asked = f"What becomes of what hangs on {title}"
        case "evidence":
            asked = f"Do we know enough for what is now said of {title}"
        case _:
            asked = f"Is what changed of {title} right"
    if others:
        asked += f" (and {counted(len(others))} more of it)"
    return f"{asked}?"


def _short(text: str | None) -> str:
    return "" if text is None else text if len(text) <= 60 else f"{text[:59].rstrip()}…"


def sentence(text: str) -> str:
    """A text that begins a sentence; an id at its start stays as it is."""
    first = text.split(" ", 1)[0]
    return text if "-" in first or not first.isalpha() else text[:1].upper() + text[1:]
