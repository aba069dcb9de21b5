"""Thresholds that are missed today, and targets that are not held.

A threshold knows no "nearly". As long as a running key result moves the same number towards it, on
its pace, that is enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from stratdocs.analysis.aims import Aim, aim, bet_aim, metric_aim
from stratdocs.analysis.pace import held_words, pace
from stratdocs.analysis.progress import key_result_progress
from stratdocs.analysis.results import LimitCheck, guarding, keeps, limit_check, runs, value_now
from stratdocs.model.days import day_words
from stratdocs.model.kinds import Bet, Entity, Initiative, KeyResult, Metric, Strategy
from stratdocs.model.stack import Stack


class MissedThreshold(NamedTuple):
    """A threshold that is missed, and who is judged by it."""

    check: LimitCheck
    uses: tuple[Use, ...]
    """At least one."""


class NotHeld(NamedTuple):
    """A target that should hold from the start, but doesn't."""

    item: Bet | KeyResult
    words: str
    """`should be held at 4.5, but was at 4.1 on 31 August 2026`."""
    route: tuple[str, ...]


def missed_thresholds(stack: Stack) -> Iterator[MissedThreshold]:
    """The thresholds in force that the last readings miss; guardrails are not among them."""
    guards = guarding(stack)
    moved: set[str] | None = None
    for uses in _uses(stack).values():
        metric = uses[0].metric
        found = None if metric.id in guards else limit_check(stack, metric)
        if found is None or found.kept is not False:
            continue
        if moved is None:
            moved = _moved(stack)
        if metric.id not in moved:
            yield MissedThreshold(found, tuple(uses))


def uneven_thresholds(stack: Stack) -> Iterator[MissedThreshold]:
    """The thresholds in force that are met on the whole and missed in the worst place."""
    guards = guarding(stack)
    for uses in _uses(stack).values():
        metric = uses[0].metric
        found = None if metric.id in guards else limit_check(stack, metric)
        if found is None or not found.kept:
            continue
        worst = metric.readings[found.last.place].worst
        falls = metric_aim(stack, metric).stated_way
        if worst is not None and keeps(metric, worst, found.limit, falls=falls) is False:
            yield MissedThreshold(found, tuple(uses))


def uneven_words(check: LimitCheck) -> str:
    """How a threshold is met on the whole and missed in the worst place."""
    worst = check.metric.readings[check.last.place].worst
    return (
        f"was at {check.last.value} on {day_words(check.last.date)} but at {worst} in the "
        f"worst place; its limit is {check.limit}"
    )


def not_held(stack: Stack) -> Iterator[NotHeld]:
    """The running key results and bets whose target is to be held, and is not."""
    for goal in stack.of(KeyResult):
        aims = _directed(stack, goal)
        if aims.way == "hold" and runs(stack, goal):
            reached = key_result_progress(stack, goal)
            if reached.value is not None and aims.meets(reached.value) is False:
                when = f" on {day_words(reached.date)}" if reached.date else ""
                words = f"should be {held_words(aims.target)}, but was at {reached.value}{when}"
                yield NotHeld(goal, words, ("target",))
    for bet in stack.of(Bet):
        aims = bet_aim(stack, bet)
        now = value_now(stack, bet) if aims.way == "hold" and runs(stack, bet) else None
        if now is not None and aims.meets(now.value) is False:
            words = (
                f"should be {held_words(aims.target)}, but was at {now.value} on "
                f"{day_words(now.date)}"
            )
            yield NotHeld(bet, words, ("success", "target"))


def _directed(stack: Stack, goal: KeyResult) -> Aim:
    """What a key result aims at; which way is better its metric may say."""
    found = aim(stack, goal)
    metric = stack.metric(goal.metric)
    if found.falls is not None or metric is None:
        return found
    return found._replace(falls=metric_aim(stack, metric).stated_way)


class Use(NamedTuple):
    """An active item that is judged by a threshold, and where that is written."""

    metric: Metric
    item: Entity
    holder: Entity
    """The item or, where the metric says that it serves the item, the metric."""
    route: tuple[str | int, ...]


def _uses(stack: Stack) -> dict[str, list[Use]]:
    """Who in force is judged by which threshold, by the id of the metric."""
    found: dict[str, list[Use]] = {}
    for use in _named(stack):
        if use.metric.shape == "threshold":
            found.setdefault(use.metric.id, []).append(use)
    return found


def _named(stack: Stack) -> Iterator[Use]:
    items: tuple[Initiative | Bet | Strategy, ...] = (
        *stack.of(Initiative),
        *stack.of(Bet),
        *stack.of(Strategy),
    )
    for item in items:
        if runs(stack, item):
            for place, name in enumerate(item.metrics):
                metric = stack.metric(name)
                if metric is not None:
                    yield Use(metric, item, item, ("metrics", place))
    for goal in stack.of(KeyResult):
        metric = stack.metric(goal.metric)
        if metric is not None and runs(stack, goal) and _goes_by(metric, aim(stack, goal)):
            yield Use(metric, goal, goal, ("metric",))
    for metric in stack.of(Metric):
        for served in stack.parents(metric) if metric.live else ():
            if runs(stack, served):
                yield Use(metric, served, metric, ("threshold",))


def _goes_by(metric: Metric, aims: Aim) -> bool:
    """Whether a key result goes by the threshold of its metric, and not by a way of its own."""
    if aims.target is None:
        return True
    return aims.baseline is None and aims.target == metric.threshold


def _moved(stack: Stack) -> set[str]:
    """The metrics that a running key result moves, on its pace or beyond."""
    return {
        goal.metric
        for goal in stack.of(KeyResult)
        if goal.metric
        and runs(stack, goal)
        and pace(stack, goal).says in ("ahead", "on pace", "met", "too early")
    }
