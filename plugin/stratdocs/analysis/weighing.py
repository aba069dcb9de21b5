"""How much a change of the past matters, to somebody who reads what happened in a week.

A review weighs what a change asks to decide, before it is made; this is about what was done. A
reason does not make it lighter: it is shown beside it, and its absence too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from stratdocs.analysis.promises import Scale, better_direction
from stratdocs.model.days import day
from stratdocs.model.diff import Difference
from stratdocs.model.fields import reviewed
from stratdocs.model.history import Change
from stratdocs.model.kinds import (
    Bet,
    Decision,
    Entity,
    Initiative,
    KeyResult,
    Objective,
    Strategy,
)
from stratdocs.model.stack import Stack

Heft = Literal[1, 2, 3]
"""3: others rely on it; 2: a reader should know; 1: good to know."""

GOALS: tuple[type[Entity], ...] = (Strategy, Bet, Objective, KeyResult, Initiative)
"""The kinds whose state concerns more people than their owner."""
DATES = frozenset(("by", "due"))


class Weighed(NamedTuple):
    """A change with its weight, and the field that weighs most."""

    change: Change
    heft: Heft
    lead: Difference | None
    """None if the item was added or removed."""
    times: int
    """How often that field has changed up to then, this change included."""
    moves_promise: bool
    """Whether it moved a target, a date or a baseline of something promised."""

    @property
    def lacks_reason(self) -> bool:
        """Whether nobody says why, though a reader would ask."""
        asked = self.heft > 1 and self.change.event != "added"
        return asked and self.change.reason is None


def weighed(stack: Stack, changes: Iterable[Change]) -> tuple[Weighed, ...]:
    """The changes, which are given the newest first, with their weights, in the same order."""
    counts: dict[tuple[str, str], int] = {}
    found: list[Weighed] = []
    for change in reversed(tuple(changes)):
        for difference in change.fields:
            key = (change.item, difference.field)
            counts[key] = counts.get(key, 0) + 1
        ranked = [
            (_field_heft(stack, change, field, counts[change.item, field.field]), field)
            for field in change.fields
        ]
        if not ranked:
            found.append(Weighed(change, _event_heft(stack, change), None, 1, moves_promise=False))
            continue
        heft, lead = max(ranked, key=lambda pair: (pair[0], pair[1].names == ("status",)))
        moves = any(_is_promise(change, field) for field in change.fields)
        times = counts[change.item, lead.field]
        found.append(Weighed(change, heft, lead, times, moves_promise=moves))
    return tuple(reversed(found))


def heaviest_first(found: Iterable[Weighed]) -> list[Weighed]:
    """The heaviest first; of equal ones those without a reason, then the newest."""
    return sorted(
        found, key=lambda row: (-row.heft, not row.lacks_reason, -row.change.when.toordinal())
    )


def _event_heft(stack: Stack, change: Change) -> Heft:
    """The weight of an item that came or went."""
    if change.event == "removed":
        return 3 if change.kind in GOALS else 1
    item = stack.get(change.item)
    if isinstance(item, Decision):
        return 3 if item.supersedes else 2
    major = change.kind in (Strategy, Bet, Objective)
    return 2 if major and (item is None or item.committed) else 1


def _field_heft(stack: Stack, change: Change, field: Difference, times: int) -> Heft:
    name = field.names[-1]
    about = reviewed(change.kind, field.names)
    if field.names == ("status",):
        return _status_heft(change, field)
    if name in DATES and _is_later(field):
        return 3 if times > 1 or _is_promise(change, field) else 2
    if _is_promise(change, field):
        item = stack.get(change.item)
        if item is not None and item.status == "proposed":
            return 1
        return 2 if _ease(stack, change, field) == "harder" else 3
    if field.names == ("nature",) and field.before is not None:
        return 3
    if about.review == "accountability" and field.names[0] == "owner":
        return 3 if field.after is None else 2 if field.before is not None else 1
    if about.review == "focus" and field.before is not None:
        return 2
    if field.names[0] in ("serves", "estimate", "confidence", "size") and field.before is not None:
        return 2
    return 2 if about.weight in ("notable", "breaking") and field.before is not None else 1


def _status_heft(change: Change, field: Difference) -> Heft:
    after = str(field.after)
    goal = change.kind in GOALS
    if after in ("at_risk", "blocked", "dropped"):
        return 3 if goal else 2
    begins = field.before == "proposed" and change.kind in (Strategy, Bet, Objective)
    return 2 if begins or (after == "proposed" and goal) else 1


def _is_later(field: Difference) -> bool:
    before, after = day(str(field.before)), day(str(field.after))
    return before is not None and after is not None and after > before


def _is_promise(change: Change, field: Difference) -> bool:
    """Whether a field that was promised has another value now."""
    if change.kind not in (Bet, Objective, KeyResult) or field.before is None:
        return False
    about = reviewed(change.kind, field.names)
    return about.review == "goalpost" and field.names[-1] in ("target", "baseline", "by", "period")


def _ease(stack: Stack, change: Change, field: Difference) -> str | None:
    """Whether the change made the promise easier or harder; None if that is not known."""
    item = stack.get(change.item)
    holder = item.success if isinstance(item, Bet) else item
    if holder is None or item is None:
        return None
    baseline, target = getattr(holder, "baseline", None), getattr(holder, "target", None)
    metric = getattr(holder, "metric", None) or getattr(holder, "measure", None)
    way = better_direction(stack, baseline, target, metric, item.title)
    return Scale(way).ease(field.names[-1], field.before, field.after)
