"""Items to be confirmed: the meaning of what they serve has changed since, by the history of the
files.

An item is confirmed by a later change of its own (or one in the same commit), by a check-in, by
`reviewed`, or by a person under `confirmed`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from stratdocs.analysis.state import state_of
from stratdocs.model.fields import fields_at
from stratdocs.model.history import Change
from stratdocs.model.kinds import Bet, Entity, Initiative, KeyResult, Objective, Outcome, Strategy
from stratdocs.model.stack import Stack

RELIED_ON_KINDS: tuple[type[Entity], ...] = (
    Strategy,
    Bet,
    Outcome,
    Objective,
    KeyResult,
    Initiative,
)
"""The kinds that others rely on."""


class Unconfirmed(NamedTuple):
    """An item that hasn't been confirmed since the meaning of what it serves changed."""

    item: Entity
    parent: Entity
    change: Change
    """The last change of the parent's meaning."""
    fields: tuple[str, ...]
    """The fields that changed then."""


def unconfirmed(stack: Stack, changes: Iterable[Change]) -> tuple[Unconfirmed, ...]:
    """The items to be confirmed again, each once, those with the latest change of a parent first.

    `changes` must be newest first.
    """
    listed = tuple(changes)
    newest: dict[str, int] = {}
    for number, change in enumerate(listed):
        newest.setdefault(change.item, number)
    found: dict[str, Unconfirmed] = {}
    done: set[str] = set()
    for number, change in enumerate(listed):
        fields = tuple(_changed_meaning(change))
        parent = stack.get(change.item) if fields and change.item not in done else None
        if parent is None or not _is_binding(stack, parent):
            continue
        done.add(change.item)
        for child in stack.children(parent):
            if child.id in found or not state_of(stack, child).in_force:
                continue
            if child.nested_in == parent.id and child.owner in (None, parent.owner):
                continue  # written together, and with one owner
            last = newest.get(child.id)
            later = last is not None and (last < number or _in_one_commit(listed[last], change))
            if not later and not any(day >= change.when for day in _review_days(child)):
                found[child.id] = Unconfirmed(child, parent, change, fields)
    return tuple(found.values())


def _changed_meaning(change: Change) -> Iterator[str]:
    """The fields by which a change altered the item's meaning; filling an empty field does not
    count.
    """
    if change.event != "changed" or not issubclass(change.kind, RELIED_ON_KINDS):
        return
    for top in dict.fromkeys(
        difference.top for difference in change.fields if not difference.first
    ):
        if any(field.about.meaning for field in fields_at(change.kind, top.split("."))):
            yield top


def _is_binding(stack: Stack, parent: Entity) -> bool:
    """Whether it is in force, and more than a draft."""
    if isinstance(parent, Bet) and not parent.committed:
        return False
    return state_of(stack, parent).in_force


def _in_one_commit(first: Change, second: Change) -> bool:
    """Whether both changes are of one commit."""
    return (first.commit, first.when, first.subject) == (second.commit, second.when, second.subject)


def _review_days(child: Entity) -> Iterator[date]:
    """The days on which somebody reviewed, checked or confirmed an item."""
    days = [child.reviewed]
    days += [getattr(check_in, "date", None) for check_in in getattr(child, "check_ins", ())]
    days += [
        getattr(confirmation, "date", None) for confirmation in getattr(child, "confirmed", ())
    ]
    return (day for day in days if day is not None)
