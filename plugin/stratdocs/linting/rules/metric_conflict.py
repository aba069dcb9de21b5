from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from stratdocs.analysis.aims import aim
from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Bet, Entity, KeyResult, Metric, Outcome
from stratdocs.model.periods import Period
from stratdocs.model.stack import Stack
from stratdocs.model.values import Quantity, direction


class MetricConflict(Rule):
    """Goals pull a metric in opposite directions, or rewards work against a goal.

    Two goals that push one number in opposite directions cancel each other out, and each team is
    right. And a reward beats any strategy: people who are paid for signed contracts sign contracts.
    Opposite targets at the same time and targets against the metric's better direction are
    reported. So are rewards for a metric that is only a step on the way or only a guardrail, as
    suggestions.
    """

    severity = Severity.WARNING
    group = "alignment"
    bad = """
        metrics:
          - {id: call-time, title: Minutes a call}
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: calm-support
            title: Support answers whoever calls
            serves: customers-that-stay
            period: 2027-Q1
            key_results:
              - {id: shorter-calls, title: Cut calls from 9 to 6 minutes, metric: call-time, baseline: 9, target: 6}
          - id: problems-solved
            title: Customers hang up with an answer
            serves: customers-that-stay
            period: 2027-Q1
            key_results:
              - {id: longer-calls, title: Give calls 12 instead of 9 minutes, metric: call-time, baseline: 9, target: 12}   # <- metric-conflict
    """
    good = """
        metrics:
          - {id: call-time, title: Minutes a call}
          - {id: solved-at-once, title: Problems solved in the first call}
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: calm-support
            title: Customers reach us and hang up with an answer
            serves: customers-that-stay
            period: 2027-Q1
            key_results:
              - {id: shorter-calls, title: Cut calls from 9 to 6 minutes, metric: call-time, baseline: 9, target: 6, guardrails: [solved-at-once]}
              - {id: solved-more, title: Raise problems solved at once from 60% to 75%, metric: solved-at-once, baseline: 60%, target: 75%}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        if not stack.of(Metric):
            return
        pushes = _Pushes()
        for push in _pushes(stack):
            metric = stack.metric(push.metric)
            if metric is None:
                continue
            if metric.direction is not None and metric.direction != push.way:
                reason = f"its better direction is {metric.direction}"
                where = metric.at("direction")
            elif metric.direction is None and (other := pushes.against(push)) is not None:
                reason = f"{other.item.id} aims to {_VERBS[other.way]} it"
                where = other.item.at(*other.route)
            else:
                pushes.add(push)
                continue
            pushes.add(push)
            yield self.finding(
                push.item,
                f"{push.item.id} aims to {_VERBS[push.way]} {metric.id}, but {reason}",
                *push.route,
                related=[Related(where, reason)],
            )
        yield from self._rewards(stack, pushes)

    def _rewards(self, stack: Stack, pushes: _Pushes) -> Iterator[Finding]:
        rewarded = [m for m in stack.of(Metric) if m.rewards and m.live]
        guarded = _guarded_metrics(stack, pushes) if rewarded else {}
        for metric in rewarded:
            lowering = pushes.first(metric.id, "down")
            if lowering is not None and metric.direction is None:
                item = lowering.item
                message = f"people are rewarded on {metric.id}, but {item.id} aims to lower it"
            elif metric.id in guarded:
                item = guarded[metric.id]
                message = (
                    f"people are rewarded on {metric.id}, which is only a guardrail for {item.id}"
                )
            elif metric.stage in ("input", "output") and pushes.first(metric.id) is None:
                aim = next(
                    filter(None, (pushes.first(effect.metric) for effect in metric.drives)), None
                )
                if aim is None:
                    continue
                item = aim.item
                message = (
                    f"people are rewarded on {metric.id}, an {metric.stage}, while "
                    f"{item.id} aims at {aim.metric}"
                )
            else:
                continue
            yield self.finding(
                metric,
                message,
                "rewards",
                severity=Severity.ADVICE,
                related=[Related(item.grip, item.title)],
            )


class _Push(NamedTuple):
    """One item's aim to move a metric one way."""

    item: Entity
    metric: str
    way: str
    period: Period | None
    route: tuple[str, ...]


class _Pushes:
    """What goals want of each metric: the first item for each way and period."""

    def __init__(self) -> None:
        self._by_metric: dict[tuple[str, str], dict[Period | None, _Push]] = {}

    def add(self, push: _Push) -> None:
        self._by_metric.setdefault((push.metric, push.way), {}).setdefault(push.period, push)

    def against(self, push: _Push) -> _Push | None:
        """What wants the opposite at the same time; what has no period holds all the time."""
        for period, other in self._by_metric.get((push.metric, _OPPOSITE[push.way]), {}).items():
            if period is None or push.period is None or period.overlaps(push.period):
                return other
        return None

    def first(self, metric: str, *ways: str) -> _Push | None:
        """The first item that wants the metric to move."""
        for way in ways or _VERBS:
            for push in self._by_metric.get((metric, way), {}).values():
                return push
        return None

    def metrics(self) -> dict[str, _Push]:
        """Every metric that something wants to move, with the first item that does."""
        found: dict[str, _Push] = {}
        for (metric, _), pushes in self._by_metric.items():
            found.setdefault(metric, next(iter(pushes.values())))
        return found


_OPPOSITE = {"up": "down", "down": "up"}
_VERBS = {"up": "raise", "down": "lower"}


def _pushes(stack: Stack) -> Iterator[_Push]:
    for item in stack.entities:
        if isinstance(item, KeyResult):
            aims = aim(stack, item)
            route = "title" if item.target is None else "target"
            yield from _push(stack, item, item.metric, aims.baseline, aims.target, route)
        elif isinstance(item, Outcome):
            yield from _push(stack, item, item.metric, item.baseline, item.target, "target")
        elif isinstance(item, Bet) and item.success is not None and item.active:
            success = item.success
            yield from _push(
                stack, item, success.measure, success.baseline, success.target, "success", "target"
            )


def _push(
    stack: Stack,
    item: Entity,
    metric: str | None,
    baseline: Quantity | None,
    target: Quantity | None,
    *route: str,
) -> Iterator[_Push]:
    if not metric or not state_of(stack, item).in_force:
        return
    way = direction(baseline, target)
    if way in ("up", "down") and not stack.unsure(item):
        yield _Push(item, metric, way, stack.period_of(item), route)


def _guarded_metrics(stack: Stack, pushes: _Pushes) -> dict[str, Entity]:
    """Metrics that must not get worse, each with the first item that says so."""
    guarded: dict[str, Entity] = {}
    items: list[KeyResult | Bet] = [*stack.of(KeyResult), *stack.of(Bet)]
    for item in items:
        if item.active or (isinstance(item, KeyResult) and state_of(stack, item).in_force):
            for metric in item.guardrails:
                guarded.setdefault(metric, item)
    for identity, push in pushes.metrics().items():
        pushed = stack.metric(identity)
        for metric in pushed.guardrails if pushed else ():
            guarded.setdefault(metric, push.item)
    return guarded
