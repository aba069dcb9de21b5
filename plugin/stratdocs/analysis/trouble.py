"""What is in trouble: reported as blocked or at risk, or late."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from stratdocs.analysis.aims import aim
from stratdocs.analysis.endings import never_reported, unclosed
from stratdocs.analysis.results import runs
from stratdocs.analysis.state import state_of
from stratdocs.model.kinds import (
    Bet,
    Entity,
    Initiative,
    KeyResult,
    Objective,
    Status,
    Strategy,
    Work,
)
from stratdocs.model.stack import Stack

_KINDS: tuple[type[Entity], ...] = (Strategy, Bet, Objective, Initiative, KeyResult, Work)


class Trouble(NamedTuple):
    """An item in trouble."""

    item: Entity
    status: Status | None
    """The status that its owner reports."""
    late: int | None
    """Days since it should have been finished; None if that day has not passed."""


def in_trouble(stack: Stack) -> tuple[Trouble, ...]:
    """The items whose owner says that they are blocked or at risk, and those that are late; blocked
    ones first, then late ones.

    A status that only follows from an item below is left out: that item is in trouble.
    """
    late = days_late(stack)
    found = []
    for kind in _KINDS:
        for item in stack.of(kind):
            state = state_of(stack, item)
            status = state.reported
            days = late.get(item.id)
            going = runs(stack, item) or (item.under_way and state.stage == "planned")
            if days is not None or (status in ("blocked", "at_risk") and going):
                found.append(Trouble(item, status, days))
    found.sort(key=lambda trouble: (trouble.status != "blocked", trouble.late is None))
    return tuple(found)


def days_late(stack: Stack) -> dict[str, int]:
    """How many days work and key results that go on are late, by their ids.

    Goals that nobody ever reported on, and those of an objective whose time is up, are left out:
    that is the same neglect, and is reported as such.
    """
    return stack.once(_days_late)


def _days_late(stack: Stack) -> dict[str, int]:
    return {item.id: days for item, days in _late(stack) if days > 0}


def _late(stack: Stack) -> Iterator[tuple[Work | KeyResult, int]]:
    for work in stack.of(Work):
        begun = work.status is None and work.started is not None
        if work.due is not None and work.finished is None and (work.active or begun):
            yield work, (stack.today - work.due).days
    forgotten = {goal.id for goal in never_reported(stack)}
    over = {ended.item.id for ended in unclosed(stack)}
    for goal in stack.of(KeyResult):
        objective = stack.primary(goal)
        if goal.id in forgotten or (objective is not None and objective.id in over):
            continue
        by = aim(stack, goal).by
        if by is None or goal.score is not None:
            continue
        if state_of(stack, goal).running_status is not None:
            yield goal, (stack.today - by).days
