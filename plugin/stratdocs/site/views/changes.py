"""What changed in the strategy, by its history: this week and this month by weight, each promise
as first made and as it is now, and the log by month and by item.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from stratdocs.analysis.confirmation import unconfirmed
from stratdocs.analysis.promises import Promise, moved_promises
from stratdocs.analysis.state import state_of
from stratdocs.model.days import MONTHS, day_words, short_day
from stratdocs.model.fields import field_words
from stratdocs.model.finding import Finding
from stratdocs.model.history import Change, Event, History, Move
from stratdocs.model.kinds import Bet, Entity, KeyResult
from stratdocs.site.views import part
from stratdocs.site.views.ask import ALL, Ask, View
from stratdocs.site.views.change_words import difference_phrases
from stratdocs.site.views.ledger import value_words
from stratdocs.site.views.organisation import kind_words
from stratdocs.site.views.page import Page, Ref, SiteContext
from stratdocs.site.views.recent import NOT_READ, RecentChanges, recent, recent_changes
from stratdocs.site.views.section import Section
from stratdocs.site.views.template_data import TemplateData

MAX_CHANGES = 200
"""Changes that are listed, the newest first."""
MAX_COMMIT_CHANGES = 12
"""Changes of one commit that are listed; where there are more, their kinds are counted."""
MAX_ITEMS = 50
"""Items in the list of those that changed most."""
MAX_PROMISES = 100
"""Items with moved promises that are listed."""


def _selected(site: SiteContext, ask: Ask, changes: Iterable[Change]) -> list[Change]:
    """The changes of the requested items; removed ones only by id or collection."""
    if not ask.of and ask.where is None:
        return list(changes)
    known = {entity.id for entity in ask.select(site, site.stack.entities)}
    return [
        change
        for change in changes
        if change.item in known
        or (
            ask.where is None
            and site.stack.get(change.item) is None
            and (change.kind.collection in ask.of or change.item in ask.of)
        )
    ]


# --- this week and this month ---------------------------------------------------------------------


def _recent_changes(site: SiteContext, ask: Ask) -> RecentChanges:
    found = recent(site)
    if ask.of or ask.where is not None:
        kept = {id(change) for change in _selected(site, ask, _changes_of(site))}
        week, month = (tuple(row for row in rows if id(row.change) in kept) for rows in found[:2])
        return recent_changes(site, week, month)
    return recent_changes(site, found.week, found.month)


def _changes_of(site: SiteContext) -> tuple[Change, ...]:
    return site.stack.history.changes if site.stack.history else ()


# --- month by month -------------------------------------------------------------------------------


class Month(TemplateData):
    """What changed in a month, the newest commit first."""

    id: str
    title: str
    count: int
    kinds: str
    commits: Sequence[CommitRow]
    more: int


class MonthlyChanges(TemplateData):
    """The changes month by month."""

    months: Sequence[Month]
    more: int
    history: HistoryNote


def monthly_changes(site: SiteContext, ask: Ask) -> MonthlyChanges:
    history = site.stack.history
    found = _selected(site, ask, history.changes if history else ())
    left = MAX_CHANGES
    months = []
    for (year, month), listed in groupby(found, key=lambda row: (row.when.year, row.when.month)):
        members = list(listed)
        commits = []
        for commit in _commits(members):
            commits.append(_commit_row(site, commit, left))
            left -= commits[-1].links
            if left <= 0:
                break
        shown = sum(row.count for row in commits)
        months.append(
            Month(
                id=f"changes-{year:04}-{month:02}",
                title=f"{MONTHS[month - 1]} {year}",
                count=len(members),
                kinds=_event_counts(members),
                commits=commits,
                more=len(members) - shown,
            )
        )
        if left <= 0:
            break
    counted = sum(month.count for month in months)
    return MonthlyChanges(months=months, more=len(found) - counted, history=_history_note(history))


class HistoryNote(TemplateData):
    """The start of the known history, and why it is incomplete."""

    missing: str | None
    since: str | None
    source: str | None
    """The file in which the history is recorded; None for git's."""


def _history_note(history: History | None) -> HistoryNote:
    """The start of the known history, and why it is incomplete."""
    return HistoryNote(
        missing=history.missing if history else NOT_READ,
        since=day_words(history.since) if history and history.since else None,
        source=history.source if history else None,
    )


def _commits(changes: list[Change]) -> Iterator[list[Change]]:
    """The changes of one commit."""
    for _, listed in groupby(
        changes, key=lambda change: (change.commit, change.when, change.who, change.subject)
    ):
        yield sorted(listed, key=_change_order)


def _change_order(change: Change) -> tuple[str, str]:
    return change.kind.collection, change.item


class CommitRow(TemplateData):
    """The changes of one commit."""

    when: date
    who: str | None
    commit: str | None
    subject: str
    count: int
    kinds: str
    rows: Sequence[ChangeRow]
    links: int
    more: int


def _commit_row(site: SiteContext, changes: list[Change], left: int) -> CommitRow:
    first = changes[0]
    room = max(1, min(MAX_COMMIT_CHANGES, left))
    rows = changes if len(changes) <= room else changes[: room if len(changes) < 3 * room else 3]
    return CommitRow(
        when=first.when,
        who=first.who,
        commit=first.commit,
        subject=first.subject,
        count=len(changes),
        kinds=_event_counts(changes),
        rows=[_change_row(site, change) for change in rows],
        links=len(rows),
        more=len(changes) - len(rows),
    )


def _event_counts(changes: Iterable[Change]) -> str:
    """The number of items by kind and event: `3 bets changed, 1 key result added`."""
    counts = Counter((change.event, change.kind) for change in changes)
    parts = []
    for event, verb in _EVENT_VERBS.items():
        of = [
            f"{count} {kind_words(kind.collection, count)}"
            for (what, kind), count in sorted(
                counts.items(), key=lambda pair: (-pair[1], pair[0][1].collection)
            )
            if what == event
        ]
        if of:
            parts.append(f"{', '.join(of[:4])}{' and more' if of[4:] else ''} {verb}")
    return "; ".join(parts)


class ChangeRow(TemplateData):
    """What changed of one item."""

    ref: Ref | None
    title: str
    noun: str
    event: Event
    fields: Sequence[str]
    more: int
    reason: str | None


def _change_row(site: SiteContext, change: Change) -> ChangeRow:
    entity = site.stack.get(change.item)
    words = [
        words for difference in change.fields for words in difference_phrases(site, difference)
    ]
    return ChangeRow(
        ref=site.ref(entity) if entity else None,
        title=change.title or change.item,
        noun=change.kind.noun,
        event=change.event,
        fields=words[:5],
        more=max(0, len(words) - 5),
        reason=change.reason,
    )


_EVENT_VERBS: Mapping[Event, str] = {"added": "added", "changed": "changed", "removed": "removed"}
"""The verb for what a version did to an item."""


# --- item by item ---------------------------------------------------------------------------------


class MostChangedRow(TemplateData):
    """An item with how often it changed, and what of it."""

    id: str
    ref: Ref | None
    title: str
    noun: str
    count: int
    last: date
    who: str | None
    what: str


class MostChanged(TemplateData):
    """The items that changed most."""

    rows: Sequence[MostChangedRow]
    more: int


def _most_changed(site: SiteContext, ask: Ask) -> MostChanged:
    """The items that changed most, each with its newest change."""
    history = site.stack.history
    counts: dict[str, list[Change]] = {}
    for change in _selected(site, ask, history.changes if history else ()):
        counts.setdefault(change.item, []).append(change)
    changed = {
        item: listed
        for item, listed in counts.items()
        if any(change.event == "changed" for change in listed)
    }
    ranked = sorted(changed.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    rows = []
    for item, listed in ranked[:MAX_ITEMS]:
        entity = site.stack.get(item)
        fields = Counter(name for change in listed for name in _changed_fields(change))
        rows.append(
            MostChangedRow(
                id=item,
                ref=site.ref(entity) if entity else None,
                title=listed[0].title or item,
                noun=listed[0].kind.noun,
                count=len(listed),
                last=listed[0].when,
                who=listed[0].who,
                what=", ".join(field_words(name) for name, _ in fields.most_common(4))
                or _EVENT_VERBS[listed[0].event],
            )
        )
    return MostChanged(rows=rows, more=max(0, len(ranked) - MAX_ITEMS))


def _changed_fields(change: Change) -> Iterator[str]:
    """The top-level fields of a change, each once."""
    yield from dict.fromkeys(difference.top for difference in change.fields)


# --- promises -------------------------------------------------------------------------------------


class PromisedRow(TemplateData):
    """An item whose promises were moved."""

    ref: Ref
    owner: Ref | str | None
    promises: Sequence[PromiseRow]
    findings: Sequence[Finding]


class PromisesData(TemplateData):
    """Which promises were kept, and which were moved."""

    rows: Sequence[PromisedRow]
    more: int
    kept: int
    total: int
    history: HistoryNote


def _promises_data(site: SiteContext, ask: Ask) -> PromisesData:
    stack = site.stack
    history = stack.history
    goals: list[Entity] = [*stack.of(KeyResult), *stack.of(Bet)]
    counted = 0
    rows = []
    for entity in ask.select(site, goals):
        if not state_of(stack, entity).is_promise:
            continue
        counted += 1
        found = moved_promises(entity, history.moves) if history else ()
        if found:
            rows.append(
                PromisedRow(
                    ref=site.ref(entity),
                    owner=site.ref_or_text(entity.owner),
                    promises=[_promise_row(site, promise) for promise in found],
                    findings=[f for f in site.findings_of(entity) if f.rule == "goalpost-moved"],
                )
            )
    rows.sort(key=lambda row: -max(len(promise.moves) for promise in row.promises))
    return PromisesData(
        rows=rows[:MAX_PROMISES],
        more=max(0, len(rows) - MAX_PROMISES),
        kept=counted - len(rows),
        total=counted,
        history=_history_note(history),
    )


class PromiseRow(TemplateData):
    """A promise as first made and as it is now."""

    field: str
    original: str
    current: str
    back: bool
    moves: Sequence[MoveRow]
    missing: int
    """How many of the moves have no reason."""


def _promise_row(site: SiteContext, promise: Promise) -> PromiseRow:
    name = field_words(promise.field)
    return PromiseRow(
        field=name[0].upper() + name[1:],
        original=value_words(site, promise.original),
        current=value_words(site, promise.current),
        back=promise.original == promise.current,
        moves=[_move_row(site, move) for move in promise.moves],
        missing=sum(not move.reason for move in promise.moves),
    )


class MoveRow(TemplateData):
    """One change of a promise."""

    before: str
    after: str
    when: date | None
    day: str
    who: str | None
    commit: str | None
    reason: str | None


def _move_row(site: SiteContext, move: Move) -> MoveRow:
    return MoveRow(
        before=value_words(site, move.before),
        after=value_words(site, move.after),
        when=move.when if move.commit else None,
        day=short_day(move.when, site.stack.today),
        who=move.who,
        commit=move.commit,
        reason=move.reason,
    )


# --- to be confirmed again -----------------------------------------------------------------------


class ConfirmRow(TemplateData):
    """An item to confirm again, since what it serves changed."""

    ref: Ref
    parent: Ref
    what: str
    when: date
    who: str | None
    owner: str | None


class ToConfirm(TemplateData):
    """The items to confirm again."""

    rows: Sequence[ConfirmRow]
    more: int


def _to_confirm(site: SiteContext, ask: Ask) -> ToConfirm:
    stack = site.stack
    history = stack.history
    kept = {entity.id for entity in ask.select(site, stack.entities)}
    found = unconfirmed(stack, history.changes if history else ())
    rows = [
        ConfirmRow(
            ref=site.ref(item.item),
            parent=site.ref(item.parent),
            what=", ".join(dict.fromkeys(field_words(field) for field in item.fields)),
            when=item.change.when,
            who=item.change.who,
            owner=stack.person(item.item.owner) if item.item.owner else None,
        )
        for item in found
        if item.item.id in kept
    ]
    return ToConfirm(rows=rows[:MAX_ITEMS], more=max(0, len(rows) - MAX_ITEMS))


RECENT = View(
    "recent-changes",
    "This week and this month",
    "What changed this week and this month, most serious first, with who changed it and why.",
    "recent_changes",
    _recent_changes,
)
CHANGES = View(
    "changes",
    "Month by month",
    "What changed in the strategy, from its history, newest first.",
    "changes",
    monthly_changes,
)
MOST_CHANGED = View(
    "most-changed",
    "Item by item",
    "The items that changed most, and what changed in them.",
    "most_changed",
    _most_changed,
)
PROMISED = View(
    "promises",
    "Commitments revised",
    "Each key result and bet with a revised commitment: original, current, who revised it, when "
    "and why.",
    "promises",
    _promises_data,
)
TO_CONFIRM = View(
    "to-confirm",
    "Needs reconfirming",
    "Items that support something whose meaning has changed, with no change, check-in or review "
    "since.",
    "to_confirm",
    _to_confirm,
)
EMBEDS = (RECENT, CHANGES, MOST_CHANGED, PROMISED, TO_CONFIRM)


def pages(site: SiteContext) -> Iterator[Page]:
    """What changed, on one page."""
    history = site.stack.history
    shown = [PROMISED, CHANGES]
    sections: list[Section] = []
    jumps: list[tuple[str, str]] = []
    if history is not None and history.since is None:
        shown = [CHANGES]  # nothing was read, and one of them says why
    if history is not None and history.changes:
        shown = [PROMISED, TO_CONFIRM, CHANGES, MOST_CHANGED]
        sections, jumps = _recent_sections(site)
    yield part.views_page(
        "changes",
        "What changed",
        (*sections, *(part.view_section(site, view) for view in shown)),
        hide=("toc",),
        lead=_page_lead(site),
        listed="Overview" if site.stack.entities else None,
        jumps=jumps,
    )


def _recent_sections(site: SiteContext) -> tuple[list[Section], list[tuple[str, str]]]:
    """The week and the month before it as sections, and the anchors of the page."""
    found = _recent_changes(site, ALL)
    sections = [
        Section(group.id, f"{group.title}, {group.days}", "recent_group", group)
        for group in found.groups
    ]
    if not sections:
        sections = [Section("this-week", RECENT.title, RECENT.template, found)]
    promises = _promises_data(site, ALL)
    moved = len(promises.rows) + promises.more
    jumps = [(group.id, group.title) for group in found.groups]
    if found.missing:
        jumps.append(("no-reason", f"No reason given: {found.missing}"))
    if moved:
        jumps.append((PROMISED.name, f"Commitments revised: {moved}"))
    jumps += [(CHANGES.name, "By month"), (MOST_CHANGED.name, "By item")]
    return sections, jumps


def _page_lead(site: SiteContext) -> str:
    """How much changed lately, and how much of it without a reason."""
    history = site.stack.history
    if history is None or not history.changes:
        return "Who changed what in the strategy, when and why. Check-ins are on the home page."
    found = _recent_changes(site, ALL)
    parts = [f"{_count(found.week)} this week, {found.month} this month."]
    if found.missing:
        verb = "has" if found.missing == 1 else "have"
        moved = found.missing_promises
        every = "it" if found.missing == 1 else "each of them"
        whose = f"and {every}" if moved == found.missing else f"{moved} of them"
        promises = f", {whose} revised a commitment" if moved else ""
        parts.append(f"{found.missing} {verb} no reason{promises}.")
    return f"{' '.join(parts)} Check-ins are on the home page."


def _count(number: int) -> str:
    return f"{number or 'No'} {'change' if number == 1 else 'changes'}"
