"""The days of a strategy: meetings, due dates, reviews, phases, and what ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from stratdocs.analysis.schedule import due_day
from stratdocs.analysis.state import state_of
from stratdocs.exchange.network import Address
from stratdocs.linting.allows import allows
from stratdocs.model.kinds import (
    Bet,
    Cadence,
    Entity,
    Initiative,
    KeyResult,
    Outcome,
    Ritual,
    Strategy,
    Work,
)
from stratdocs.model.stack import Stack


class Event(NamedTuple):
    """Whole days, once or again and again."""

    key: str
    """What it is, the same for as long as it is the same event: `work/guided-import/due`."""
    title: str
    first: date
    last: date
    """Its last day, included."""
    details: tuple[str, ...] = ()
    """Lines that say more."""
    category: str = ""
    cadence: Cadence | None = None
    """How often it returns; None for once."""
    until: date | None = None
    """The last day on which it may return."""
    url: str | None = None
    changed: date | None = None
    """When its item last changed; None if that is not known."""


def events(stack: Stack, url: Address = lambda _: None) -> tuple[Event, ...]:
    """The events of all items that are not over, by day."""
    changed = _last_changes(stack)
    found = [
        event._replace(url=url(item), changed=changed.get(item.id))
        for item in stack.entities
        if not state_of(stack, item).is_over
        for event in _events_of(stack, item)
    ]
    found += _ends_of_allows(stack)
    first = {event.key: event for event in reversed(found)}  # an id may be written twice
    return tuple(sorted(first.values(), key=lambda event: (event.first, event.key)))


def _last_changes(stack: Stack) -> Mapping[str, date]:
    """The day of the last change of each item, as far as the history is known."""
    changes = stack.history.changes if stack.history is not None else ()
    return {change.item: change.when for change in reversed(changes) if change.commit}


def _events_of(stack: Stack, item: Entity) -> Iterator[Event]:
    key = f"{item.collection}/{item.id}"
    owner = (f"Owner: {_name(stack, item.owner)}",) if item.owner else ()
    match item:
        case Ritual(cadence=cadence, last_held=day) if cadence and day:
            within = stack.period_of(item) if item.period else None
            if within is None or within.end >= day:
                yield Event(
                    f"{key}/held",
                    item.title,
                    day,
                    day,
                    (*item.asks, *owner),
                    "meeting",
                    cadence,
                    within.end if within else None,
                )
        case Strategy(cadence=cadence, reviewed=day) if cadence and day:
            within = stack.period_of(item)
            if within is None or within.end >= day:
                end = within.end if within else None
                title = f"Review: {item.title}"
                yield Event(f"{key}/review", title, day, day, owner, "review", cadence, end)
        case Initiative():
            yield from _phases_and_actions(stack, item, key)
        case Work() | KeyResult() | Bet():
            due = due_day(stack, item)
            if due is not None:
                yield Event(f"{key}/due", f"Due: {item.title}", due, due, owner, item.noun)
        case Outcome(by=due) if due is not None:
            yield Event(f"{key}/due", f"Due: {item.title}", due, due, owner, item.noun)


def _phases_and_actions(stack: Stack, item: Initiative, key: str) -> Iterator[Event]:
    """What an initiative has planned, and the exceptions that end."""
    for number, phase in enumerate(item.phases, 1):
        first, last = phase.starts or phase.ends, phase.ends or phase.starts
        if first and last and first <= last and phase.status not in ("done", "dropped"):
            begins = "Start of " if phase.ends is None else ""
            ends = "End of " if phase.starts is None else ""
            title = f"{begins}{ends}{phase.title}: {item.title}"
            yield Event(f"{key}/phase/{number}", title, first, last, (), "phase")
    for gap in item.gaps:
        for number, action in enumerate(gap.actions, 1):
            if action.by is not None and action.done is None:
                owner = (f"Owner: {_name(stack, action.owner)}",) if action.owner else ()
                name = f"{key}/action/{gap.dimension}/{number}"
                title = f"Due: {action.title}"
                yield Event(name, title, action.by, action.by, (item.title, *owner), "action")
    for number, exception in enumerate(item.exceptions, 1):
        if exception.until is not None:
            title = f"Exception ends: {_name(stack, exception.for_)}"
            day = exception.until
            yield Event(f"{key}/exception/{number}", title, day, day, (item.title,), "exception")


def _ends_of_allows(stack: Stack) -> Iterator[Event]:
    count: Counter[str] = Counter()
    for allow in allows(stack):
        place = f"allow/{allow.rule}/{allow.span.path}"
        count[place] += 1
        if allow.until is not None and allow.problem is None:
            yield Event(
                f"{place}/{count[place]}",
                f"Suppression of {allow.rule} expires",
                allow.until,
                allow.until,
                (f"{allow.span.path}:{allow.line}", allow.reason),
                "suppression",
            )


def _name(stack: Stack, identity: str) -> str:
    found = stack.get(identity)
    return found.title if found is not None else identity
