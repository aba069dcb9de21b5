"""What is due when: how often a thing is looked at, and which goals run today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from stratdocs.model import Cadence, KeyResult, Objective, Status
from stratdocs.progress import state
from stratdocs.stack import Stack

EVERY: Mapping[Cadence, int] = {
    "daily": 1,
    "weekly": 7,
    "biweekly": 14,
    "monthly": 31,
    "quarterly": 92,
    "half-yearly": 184,
    "yearly": 366,
}
"""Cadence to the days between one time and the next."""

SAID: Mapping[Cadence, str] = {
    "daily": "every day",
    "weekly": "every week",
    "biweekly": "every second week",
    "monthly": "every month",
    "quarterly": "every quarter",
    "half-yearly": "every half-year",
    "yearly": "every year",
}
"""Cadence as one says it."""

_OVER: frozenset[Status | None] = frozenset(("proposed", "done", "dropped"))


def running(stack: Stack, goal: KeyResult) -> Status | None:
    """The state of a key result that people are committed to; None where it is a draft or over.

    Where the key result says nothing itself, its objective's word counts for it; and who checks in
    on it is at work on it, whatever was written.
    """
    objective = stack.primary(goal)
    above = objective.status if isinstance(objective, Objective) else None
    said = state(goal)
    if goal.status in _OVER or above in _OVER or said in _OVER:
        return None
    return said or above or ("committed" if goal.check_ins else None)


def stretch(stack: Stack, goal: KeyResult) -> tuple[date, date] | None:
    """The first and the last day on which a key result runs; None where no period says so."""
    period = stack.period_of(goal)
    if period is None:
        return None
    return period.start, goal.by or period.end


def days(count: int) -> str:
    """A number of days in words: `1 day`, `12 days`."""
    return f"{count} day{'' if count == 1 else 's'}"
