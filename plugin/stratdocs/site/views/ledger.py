"""What an item committed to at first, what it commits to now, and who revised it, when and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from stratdocs.analysis.aims import stated_value
from stratdocs.analysis.promises import Promise, moved_promises
from stratdocs.analysis.state import state_of
from stratdocs.model.days import day_words, short_day
from stratdocs.model.diff import Difference
from stratdocs.model.fields import field_words, promised, reviewed
from stratdocs.model.history import TRACKED, Change, History, Value
from stratdocs.model.kinds import Bet, Entity, Initiative, Objective, Work
from stratdocs.model.periods import Period
from stratdocs.model.stack import Stack
from stratdocs.model.values import Quantity
from stratdocs.site.views.page import SiteContext
from stratdocs.site.views.section import Section
from stratdocs.site.views.template_data import TemplateData

SHOWN = 7
"""Revisions before the rest is folded."""
_DATED = (Initiative, Work)
"""Kinds that commit to a day and an owner, which the history keeps among all their changes."""


class Revision(TemplateData):
    """One change of a commitment."""

    field: str
    """Its label; empty for the original commitment."""
    before: str
    after: str
    when: date | None
    """None if it is not committed or recorded yet, or if its day is unknown."""
    day: str
    who: str
    reason: str | None
    lacks_reason: bool


class LedgerSection(TemplateData):
    """How a commitment was revised."""

    rows: Sequence[Revision]
    """The newest first; the original commitment last."""
    folded: Sequence[Revision]
    sentence: str
    """That nothing was revised, or how much of that is unknown; empty if the rows say it all."""


def ledger(site: SiteContext, entity: Entity) -> Iterator[Section]:
    """The revisions of what an item committed to; nothing where its past is unknown altogether,
    which the page of changes says.
    """
    history = site.stack.history
    if history is None or history.since is None or not state_of(site.stack, entity).is_promise:
        return
    if isinstance(entity, TRACKED):
        rows, original = _tracked(site, entity, history)
    elif isinstance(entity, _DATED):
        rows, original = _dated(site, entity), []
    else:
        return
    if not rows and isinstance(entity, _DATED):
        return
    yield Section(
        "ledger",
        "Original and current commitment",
        "ledger",
        LedgerSection(
            rows=[*rows[:SHOWN], *(original if rows and len(rows) <= SHOWN else [])],
            folded=[*rows[SHOWN:], *(original if len(rows) > SHOWN else [])],
            sentence=_sentence(history, entity, revised=bool(rows)),
        ),
        late=True,
    )


def _sentence(history: History, entity: Entity, *, revised: bool) -> str:
    """What the rows leave open."""
    if history.missing:
        if revised:
            return f"Earlier revisions may be missing: {history.missing}."
        return (
            "No revision in the part of the history that could be read; the rest is unknown: "
            f"{history.missing}."
        )
    if revised:
        return ""
    made = _made(history, entity)
    if made is not None:
        return f"Unchanged since {day_words(made)}."
    if history.since is None:
        return ""
    return f"Unchanged since {day_words(history.since)}, when its known history begins."


def _made(history: History, entity: Entity) -> date | None:
    """The day of the original commitment: of the approval, or on which it was added; None if it is
    older than the known history.
    """
    approved = entity.approved_on if isinstance(entity, Bet) else None
    added = next((move.when for move in history.moves.get(entity.id, ()) if move.added), None)
    made = approved or added
    return made if made and history.since and made >= history.since else None


# --- bets, objectives and key results -------------------------------------------------------------


def _tracked(
    site: SiteContext, entity: Entity, history: History
) -> tuple[list[Revision], list[Revision]]:
    """The revisions, the newest first, and the original commitment."""
    revised = moved_promises(entity, history.moves)
    moved = [(promise, move) for promise in revised for move in promise.moves]
    moved.sort(key=lambda row: row[1].when, reverse=True)
    rows = [
        Revision(
            field=_label(promise.field),
            before=value_words(site, move.before),
            after=value_words(site, move.after),
            when=move.when if move.commit else None,
            day=short_day(move.when, site.stack.today) if move.commit else "",
            who=move.who or "",
            reason=move.reason,
            lacks_reason=not move.reason,
        )
        for promise, move in moved
    ]
    return rows, _original(site, entity, revised, history)


def _figures(kind: type[Entity]) -> Mapping[str, str]:
    """The fields of a kind that commits to figures: `baseline`, `target` and `deadline`, each with
    its route.
    """
    found = {reviewed(kind, route.split(".")).judge: route for route in promised(kind)}
    return {judge: route for judge, route in found.items() if judge}


def _original(
    site: SiteContext, entity: Entity, revised: Sequence[Promise], history: History
) -> list[Revision]:
    """The original commitment, if it is known: its figures, with its day and who made it."""
    first = {promise.field: promise.original for promise in revised}

    def at_first(field: str) -> str:
        value = first.get(field, stated_value(entity, field))
        return "" if value is None else value_words(site, value)

    if isinstance(entity, Objective):
        words = at_first("period")
    else:
        routes = _figures(type(entity))
        baseline, target, by = (at_first(routes[n]) for n in ("baseline", "target", "deadline"))
        words = " → ".join(filter(None, (baseline, target)))
        words = f"{words} by {by}" if words and by else words or by
    if not words:
        return []
    made = _made(history, entity)
    by_whom = site.stack.person(entity.approved_by) if isinstance(entity, Bet) else ""
    return [
        Revision(
            field="",
            before="",
            after=words,
            when=made,
            day=short_day(made, site.stack.today) if made else "",
            who=by_whom,
            reason=None,
            lacks_reason=False,
        )
    ]


# --- initiatives and work -------------------------------------------------------------------------


def _dated(site: SiteContext, entity: Entity) -> list[Revision]:
    """The revisions of a day, an owner or a nature, the newest first."""
    return [
        Revision(
            field=_label(difference.field),
            before=value_words(site, difference.before),
            after=value_words(site, difference.after),
            when=change.when if change.commit else None,
            day=short_day(change.when, site.stack.today) if change.commit else "",
            who=change.who or "",
            reason=change.reason,
            lacks_reason=not change.reason and isinstance(difference.before, (date, Period)),
        )
        for change in site.stack.once(_changes_by_item).get(entity.id, ())
        for difference in change.fields
        if _is_revision(change, difference)
    ]


def _changes_by_item(stack: Stack) -> Mapping[str, Sequence[Change]]:
    """The changes of initiatives and work, the newest first, by id."""
    found: dict[str, list[Change]] = {}
    for change in stack.history.changes if stack.history else ():
        if change.event == "changed" and issubclass(change.kind, _DATED):
            found.setdefault(change.item, []).append(change)
    return found


def _is_revision(change: Change, difference: Difference) -> bool:
    """Whether a day, a period or who is accountable was changed; a first one revises nothing."""
    about = reviewed(change.kind, difference.names).review
    before = difference.before
    if len(difference.route) > 1 or before is None:
        return False
    if isinstance(before, (date, Period)):
        return about == "goalpost"
    return isinstance(before, str) and about == "accountability"


# --- words ----------------------------------------------------------------------------------------


def _label(field: str) -> str:
    words = field_words(field.removeprefix("success."))
    return words[0].upper() + words[1:]


def value_words(site: SiteContext, value: Value | None) -> str:
    """A committed value for readers: people and metrics by their names."""
    if value is None:
        return "nothing"
    if isinstance(value, date):
        return short_day(value, site.stack.today)
    if isinstance(value, Period):
        return value.words
    if isinstance(value, Quantity):
        return value.text
    found = site.stack.get(value)
    return found.title if found is not None else value
