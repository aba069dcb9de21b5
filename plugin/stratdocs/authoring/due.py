"""Which key results and metrics are due for a check-in, and how they stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from stratdocs.analysis.aims import metric_aim
from stratdocs.analysis.endings import last_look
from stratdocs.analysis.looks import counting, read_values
from stratdocs.analysis.pace import pace
from stratdocs.analysis.progress import key_result_progress, metric_with_values
from stratdocs.analysis.rhythm import running_days
from stratdocs.model.days import day_words
from stratdocs.model.kinds import KeyResult, Metric, Status
from stratdocs.model.stack import Stack

WEEK = 7
"""Days between two check-ins where nothing else is set."""


class Due(NamedTuple):
    """A key result or metric, and when it is due."""

    item: KeyResult | Metric
    due: date
    last: date | None
    """The day of the last check-in; None if there was none."""
    status: Status | None
    """The status that was reported last."""
    stands: str
    """Its state in words: the last value, and the pace."""


def due_items(stack: Stack, *, every: bool = False) -> tuple[Due, ...]:
    """What is due today, the one that waits longest first; with `every`, all that runs.

    A key result without check-ins whose metric has readings is looked at by way of its metric.
    """
    goals = _key_results(stack)
    by_goal = {
        metric.id
        for due in goals
        if isinstance(due.item, KeyResult) and (metric := metric_with_values(stack, due.item))
    }
    found = [*goals, *(due for due in _metrics(stack) if due.item.id not in by_goal)]
    kept = (due for due in found if every or due.due <= stack.today)
    return tuple(sorted(kept, key=lambda due: (due.last or date.min, due.due, due.item.id)))


def next_reports(stack: Stack) -> dict[str, date]:
    """The day of the next check-in, by the ids of running key results and metrics."""
    return {due.item.id: due.due for due in due_items(stack, every=True)}


def _key_results(stack: Stack) -> list[Due]:
    found: list[Due] = []
    for goal in stack.of(KeyResult):
        days_of_goal = running_days(stack, goal)
        above = stack.primary(goal)
        if not goal.live or (above is not None and not above.live):
            continue
        if days_of_goal and not days_of_goal[0] <= stack.today <= days_of_goal[1]:
            continue
        if not goal.check_ins and metric_with_values(stack, goal):
            continue
        look = last_look(stack, goal)
        last = None if look is None or look.never else look.on
        days = [c.date for c in counting(goal.check_ins, stack.today) if c.date]
        start = days_of_goal[0] if days_of_goal else stack.today
        due = start if last is None else last + timedelta(days=_interval(days))
        progress = key_result_progress(stack, goal)
        words = progress.words if progress.value else "no value yet"
        when = f" on {day_words(progress.date)}" if progress.date else ""
        stands = f"{words}{when}; {pace(stack, goal, progress).summary}"
        found.append(Due(goal, due, last, progress.status, stands))
    return found


def _metrics(stack: Stack) -> list[Due]:
    found: list[Due] = []
    for metric in stack.of(Metric):
        if metric.over or not _kept(metric):
            continue
        read = read_values(metric, stack.today)
        if not read:
            found.append(Due(metric, stack.today, None, None, "no value yet"))
            continue
        last = read[-1]
        level = metric_aim(stack, metric).level
        wanted = f"; the level to reach or keep is {level}" if level else ""
        due = last.date + timedelta(days=_interval([r.date for r in read]))
        stands = f"{last.value} on {day_words(last.date)}{wanted}"
        found.append(Due(metric, due, last.date, None, stands))
    return found


def _kept(metric: Metric | None) -> bool:
    """Whether somebody writes the values of a metric down."""
    return metric is not None and bool(metric.readings)


def _interval(days: Sequence[date]) -> int:
    """The fewest days that lay between two looks, at least a week: those who look every month do
    so, and those who look every week skip one now and then.
    """
    ordered = sorted(set(days))
    between = [(later - earlier).days for earlier, later in pairwise(ordered)]
    return max(WEEK, min(between, default=WEEK))
