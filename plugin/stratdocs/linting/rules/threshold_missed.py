from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from stratdocs.analysis.aims import Aim, aim, bet_aim, metric_aim
from stratdocs.analysis.pace import pace
from stratdocs.analysis.progress import key_result_progress
from stratdocs.analysis.results import LimitCheck, guarding, keeps, limit_check, runs, value_now
from stratdocs.linting.rules.base import Rule
from stratdocs.model.days import day_words
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Bet, Entity, Initiative, KeyResult, Metric, Strategy
from stratdocs.model.stack import Stack
from stratdocs.model.values import Quantity


class ThresholdMissed(Rule):
    """What is to be met or held is not, by the last reading.

    A threshold knows no "nearly": a rule that four orders of ten follow is not in force. As long as
    its item says "on track", nobody asks why it is not followed, and those who follow it feel
    foolish. A key result that moves the same number towards it and is on its pace is enough.
    Where a reading says how it is in the `worst` place, the threshold counts there, too: a rule that
    one office ignores is not followed evenly, however good the average.
    """

    severity = Severity.WARNING
    group = "feedback"
    bad = """
        strategies:
          - {id: responsible-supply, title: Buy from suppliers we can answer for, level: company}
        metrics:
          - id: spend-scored
            title: Spend covered by a valid score
            shape: threshold
            threshold: 100%
            readings:
              - {date: 2026-11-30, value: 41%}
              - {date: 2026-12-31, value: 40%}
              - {date: 2027-01-31, value: 40%}
        initiatives:
          - id: supplier-score
            title: A sustainability score for every large order
            serves: responsible-supply
            nature: policy
            status: on_track
            escalates_to: nadia
            metrics: [spend-scored]   # <- threshold-missed
    """
    good = """
        strategies:
          - {id: responsible-supply, title: Buy from suppliers we can answer for, level: company}
        metrics:
          - id: spend-scored
            title: Spend covered by a valid score
            shape: threshold
            threshold: 100%
            readings:
              - {date: 2026-11-30, value: 41%}
              - {date: 2026-12-31, value: 96%}
              - {date: 2027-01-31, value: 100%}
        initiatives:
          - id: supplier-score
            title: A sustainability score for every large order
            serves: responsible-supply
            nature: policy
            status: on_track
            escalates_to: nadia
            metrics: [spend-scored]
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        guards = guarding(stack)
        moved: set[str] | None = None
        for uses in _uses(stack).values():
            first = uses[0]
            metric = first.metric
            if metric.id in guards:
                continue
            found = limit_check(stack, metric)
            if found is not None and found.kept:
                yield from self._uneven(stack, first, found)
            if found is None or found.kept is not False:
                continue
            if moved is None:
                moved = _moved(stack)
            if metric.id in moved:
                continue
            more = f" and {len(uses) - 1} more" if uses[1:] else ""
            yield self.finding(
                first.holder,
                f"{metric.id}, by which {first.item.id}{more} "
                f"{'are' if more else 'is'} judged, {found.words}",
                *first.route,
                related=[
                    Related(metric.at("readings", found.last.place, "value"), "its last reading")
                ],
            )
        yield from self._held(stack)

    def _uneven(self, stack: Stack, use: _Use, found: LimitCheck) -> Iterator[Finding]:
        """A threshold that is met on the whole and not in the worst place."""
        metric = use.metric
        worst = metric.readings[found.last.place].worst
        if worst is None:
            return
        falls = metric_aim(stack, metric).stated_way
        if keeps(metric, worst, found.limit, falls=falls) is False:
            yield self.finding(
                use.holder,
                f"{metric.id}, by which {use.item.id} is judged, stood at {found.last.value} on "
                f"{day_words(found.last.date)} but at {worst} in the worst place; its limit is "
                f"{found.limit}",
                *use.route,
                related=[
                    Related(metric.at("readings", found.last.place, "worst"), "the worst place")
                ],
            )

    def _held(self, stack: Stack) -> Iterator[Finding]:
        """Key results and bets whose target is to be held from the start."""
        for goal in stack.of(KeyResult):
            aims = _directed(stack, goal)
            if aims.way == "hold" and runs(stack, goal):
                reached = key_result_progress(stack, goal)
                if reached.value is not None and aims.meets(reached.value) is False:
                    when = f" on {day_words(reached.date)}" if reached.date else ""
                    yield self._not_held(goal, aims, reached.value, when, "target")
        for bet in stack.of(Bet):
            aims = bet_aim(stack, bet)
            now = value_now(stack, bet) if aims.way == "hold" and runs(stack, bet) else None
            if now is not None and aims.meets(now.value) is False:
                when = f" on {day_words(now.date)}"
                yield self._not_held(bet, aims, now.value, when, "success", "target")

    def _not_held(
        self, item: Entity, aims: Aim, value: Quantity, when: str, *route: str
    ) -> Finding:
        return self.finding(
            item, f"{item.id} is to be held at {aims.target}, and stood at {value}{when}", *route
        )


def _directed(stack: Stack, goal: KeyResult) -> Aim:
    """What a key result aims at; which way is better its metric may say."""
    found = aim(stack, goal)
    metric = stack.metric(goal.metric)
    if found.falls is not None or metric is None:
        return found
    return found._replace(falls=metric_aim(stack, metric).stated_way)


class _Use(NamedTuple):
    """An item in force that is judged by a threshold, and where that is written."""

    metric: Metric
    item: Entity
    holder: Entity
    """The item or, where the metric says that it serves the item, the metric."""
    route: tuple[str | int, ...]


def _uses(stack: Stack) -> dict[str, list[_Use]]:
    """Who in force is judged by which threshold, by the id of the metric."""
    found: dict[str, list[_Use]] = {}
    for use in _named(stack):
        if use.metric.shape == "threshold":
            found.setdefault(use.metric.id, []).append(use)
    return found


def _named(stack: Stack) -> Iterator[_Use]:
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
                    yield _Use(metric, item, item, ("metrics", place))
    for goal in stack.of(KeyResult):
        metric = stack.metric(goal.metric)
        if metric is not None and runs(stack, goal) and _goes_by(metric, aim(stack, goal)):
            yield _Use(metric, goal, goal, ("metric",))
    for metric in stack.of(Metric):
        for served in stack.parents(metric) if metric.live else ():
            if runs(stack, served):
                yield _Use(metric, served, metric, ("threshold",))


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
