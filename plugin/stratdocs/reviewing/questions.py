"""The question that a fact puts to whoever decides about the change."""

from __future__ import annotations

from stratdocs.model.days import day, day_words
from stratdocs.model.fields import field_on, field_words
from stratdocs.model.kinds import Decision, Entity, Person, Team
from stratdocs.model.periods import period
from stratdocs.model.stack import Stack
from stratdocs.model.values import amount_within, quantity
from stratdocs.reviewing.phrase import Named, Phrase, joined
from stratdocs.reviewing.value import Change, Fact
from stratdocs.words.phrases import elide

MAX_HAPPENED = 160
MAX_REPEATED = 70
"""Characters of what happened, up to which a question repeats it."""
MAX_VALUE = 60
"""Characters of a value within a question."""


def question(fact: Fact, before: Stack, after: Stack) -> Phrase:
    """The question about a fact, with its question mark."""
    change = fact.lead
    return Phrase(_question(change, before, after), "?")


def _question(change: Change, before: Stack, after: Stack) -> Phrase:
    it = Named(change.item, "titled", change.kind.noun, change.title)
    if not change.field:
        return _about_item(change, it)
    name = change.field.rpartition(".")[2].partition("[")[0]
    for found in (
        _about_status(change, name, it),
        _about_people(change, name, it, before, after),
        _about_figure(change, name, it),
        _about_date(change, name, it),
        _about_links(change, name, it),
        _about_text(change, name, it),
    ):
        if found is not None:
            return found
    what = str(change.what)
    if change.before and change.after and ("“" in what or len(what) > MAX_REPEATED):
        return new_value(field_words(change.field, change.kind), it)
    return Phrase("Is this right for ", it, ": ", _happened(change))


def new_value(field: str, it: Named) -> Phrase:
    """Whether a new value is right."""
    return Phrase(f"{_be(field)} the new {field} of ", it, " right")


def _be(noun: str) -> str:
    """The verb before a noun that may be a plural."""
    return "Are" if noun.endswith("s") and not noun.endswith("ss") else "Is"


def _about_item(change: Change, it: Named) -> Phrase:
    """About an item that was added, removed or replaced."""
    match change.sort:
        case "removed" if change.kind in (Person, Team):
            return Phrase("Who takes over from ", it)
        case "removed":
            return Phrase("Should ", it, " be dropped")
        case "added" if change.category == "focus":
            return Phrase("Is there room for ", it, " alongside what is already active")
        case "added" if change.category == "goalpost":
            return Phrase("Should ", it, " be added after the start")
        case "added":
            return Phrase("Does ", it, " belong here")
        case "changed":
            return Phrase("Should ", it, " have an id of its own")
        case "renamed":
            return Phrase("Is ", it, " still the same under its new id")
    return Phrase("Is this right for ", it, ": ", _happened(change))


def _about_status(change: Change, name: str, it: Named) -> Phrase | None:
    if name != "status" or change.field != "status":
        return None
    match change.after:
        case "dropped":
            return Phrase("Should ", it, " be dropped")
        case "done":
            return Phrase("Is ", it, " done")
        case "blocked":
            return Phrase("Who can unblock ", it)
        case "proposed" | None:
            return Phrase("Should ", it, " be a draft again")
    if change.category == "focus":
        return Phrase("Is there room for ", it, " alongside what is already active")
    return None


def _about_people(
    change: Change, name: str, it: Named, before: Stack, after: Stack
) -> Phrase | None:
    field = field_on(change.field, change.kind)
    if field is None or not field.names or name in ("serves", "metric", "depends_on"):
        return None
    people = [before.get(part) or after.get(part) for side in change.parts for part in side]
    if change.category != "accountability" and name not in ("owner", "approved_by", "team"):
        return None
    if any(isinstance(found, Entity) and not isinstance(found, (Person, Team)) for found in people):
        return None
    were = [Phrase(Named(part)) for part in change.parts[0] if part not in change.parts[1]]
    now = [Phrase(Named(part)) for part in change.parts[1] if part not in change.parts[0]]
    verb = {"owner": "own", "approved_by": "approve", "decides": "decide on"}.get(name)
    if not now:
        who = {"owner": "Who owns ", "approved_by": "Who approves "}.get(name)
        if who:
            return Phrase(who, it, " from now on")
        words = field_words(change.field, change.kind)
        return Phrase("Should ", joined(were), f" no longer be among the {words} of ", it)
    instead = Phrase(" instead of ", joined(were)) if were else Phrase("")
    if name == "owner" and were:
        return Phrase("Should ", joined(now), " take over ", it, " from ", joined(were))
    if verb:
        return Phrase("Should ", joined(now), f" {verb} ", it, instead)
    words = field_words(change.field, change.kind)
    return Phrase("Should ", joined(now), f" be the {words} of ", it, instead)


def _about_figure(change: Change, name: str, it: Named) -> Phrase | None:
    if name not in ("target", "baseline") or change.sort == "added":
        return None
    before, after = value_words(change.before), value_words(change.after)
    if not after:
        return Phrase("Can ", it, f" go without a {name}")
    old, new = quantity(change.before or ""), quantity(change.after or "")
    within = amount_within(new, old) if old is not None and new is not None else None
    verb = "change"
    if old is not None and within is not None and within != old.number:
        verb = "drop" if within < old.number else "rise"
    ease = ", which is easier" if "(easier)" in str(change.what) else ""
    return Phrase(f"Should the {name} of ", it, f" {verb} from {before} to {after}{ease}")


def _about_date(change: Change, name: str, it: Named) -> Phrase | None:
    if name not in ("by", "due", "period", "ends", "starts") or change.sort == "added":
        return None
    before, after = value_words(change.before), value_words(change.after)
    if "[" in change.field or name in ("ends", "starts"):
        what = field_words(change.field, change.kind)
        if after:
            return Phrase(f"Should the {what} of ", it, f" move from {before} to {after}")
        return Phrase("Can ", it, f" go without the {what}")
    if not after:
        return Phrase("Can ", it, f" go without a {('period' if name == 'period' else 'date')}")
    if name == "period":
        return Phrase("Should ", it, f" move from {before} to {after}")
    return Phrase("Should the due date of ", it, f" move from {before} to {after}")


def _about_links(change: Change, name: str, it: Named) -> Phrase | None:
    if name not in ("serves", "metric", "measure", "depends_on"):
        return None
    now = [Phrase(Named(part)) for part in change.parts[1] if part not in change.parts[0]]
    were = [Phrase(Named(part)) for part in change.parts[0] if part not in change.parts[1]]
    verb = {"serves": "serve", "depends_on": "depend on"}.get(name, "be measured by")
    if now:
        instead = Phrase(" instead of ", joined(were)) if were else Phrase("")
        return Phrase("Should ", it, f" {verb} ", joined(now), instead)
    if were:
        return Phrase("Should ", it, f" no longer {verb} ", joined(were))
    return None


def _about_text(change: Change, name: str, it: Named) -> Phrase | None:
    """About words that a reader has to see on both sides."""
    before, after = _quoted(change.before), _quoted(change.after)
    what, field = str(change.what), field_words(change.field, change.kind)
    if what.endswith(", which says the opposite"):
        return Phrase(f"Should the {field} of ", it, " now say the opposite")
    if what.endswith(", which is weaker") and name == "title" and before:
        return Phrase("Is ", it, f" enough, now that it no longer says {before}")
    if what.endswith(", which is weaker"):
        return Phrase(f"{_be(field)} the weaker {field} of ", it, " still enough")
    if change.kind is Decision and name == "choice" and after:
        return Phrase("Should the decision ", it, " be reworded")
    if {change.before, change.after} == {"true", "false"}:
        still = f" {field} now" if change.after == "true" else f" no longer {field}"
        return Phrase("Is ", it, still)
    match name:
        case "title" if before and after:
            return Phrase(f"Should {before} be renamed to ", it, "")
        case "nature" if after:
            was = f" instead of a {change.before}" if change.before else ""
            return Phrase("Should ", it, f" be planned as a {change.after}", was)
        case "size" if after and change.before:
            return Phrase("Should ", it, f" be {change.after} instead of {change.before}")
        case "cadence" if after:
            return Phrase(f"Is {change.after} often enough for ", it)
        case "fired":
            return Phrase("What should happen to ", it, " now that its trigger has fired")
    if change.sort != "removed" or not before:
        return None
    known = field_on(change.field, change.kind)
    if known is not None and known.names:
        return Phrase(
            "Can ", it, " go without ", joined([Phrase(Named(p)) for p in change.parts[0]])
        )
    if change.field.endswith("]"):
        verb = {"not_doing": "rule out", "deprioritises": "deprioritise"}.get(name)
        if verb:
            key = change.field[change.field.index("[") + 1 : -1]
            return Phrase("Should ", it, f" no longer {verb} {_quoted(key)}")
        return Phrase("Can ", it, f" go without its {field}")
    return Phrase("Can ", it, f" go without {before}")


def _happened(change: Change) -> Phrase:
    """What happened, cut if it is long."""
    whole = str(change.what)
    return change.what if len(whole) <= MAX_HAPPENED else Phrase(elide(whole, MAX_HAPPENED))


def value_words(text: str | None) -> str:
    """A value within a question: cut if it is long, a day or period in words."""
    if text is None:
        return ""
    when = day(text)
    if when is not None:
        return day_words(when)
    span = period(text)
    return elide(text, MAX_VALUE) if span is None else span.short


def _quoted(text: str | None) -> str:
    """A text in quotation marks, with single ones for those within it."""
    if not text:
        return ""
    inner = elide(text.removesuffix("."), MAX_VALUE).translate(_INNER)
    return f"“{inner}”"


_INNER = str.maketrans("“”", "‘’")
