from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from stratdocs.finding import Finding, Related, Severity
from stratdocs.model import Bet, Entity, KeyResult, Metric, Outcome
from stratdocs.rules.base import Rule
from stratdocs.stack import Stack
from stratdocs.values import Period, Quantity, direction


class MetricConflict(Rule):
    """One metric is pulled two ways, or people are paid for something else than is wanted.

    Two goals that push one number in opposite directions cancel each other out, and each team is
    right. And a reward beats any strategy: who is paid for desks signed signs desks. Told are
    opposite targets at the same time, targets against the metric's better direction, and rewards for
    what is only counted on the way, or only held as a guardrail; rewards as advice.
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
        pushes: dict[str, list[_Push]] = {}
        for push in _pushes(stack):
            metric = stack.metric(push.metric)
            if metric is None:
                continue
            against = next(
                (one for one in pushes.get(push.metric, ()) if _opposite(one, push)), None
            )
            pushes.setdefault(push.metric, []).append(push)
            if against is not None:
                yield self.finding(
                    push.item,
                    f"{push.item.id} wants {metric.id} to {_WAYS[push.way]} while "
                    f"{against.item.id} wants it to {_WAYS[against.way]}",
                    *push.route,
                    related=[
                        Related(
                            against.item.at(*against.route),
                            f"{against.item.id} wants it to {_WAYS[against.way]}",
                        )
                    ],
                )
            elif metric.direction is not None and metric.direction != push.way:
                yield self.finding(
                    push.item,
                    f"{push.item.id} wants {metric.id} to {_WAYS[push.way]}, and of {metric.id} "
                    f"{_BETTER[metric.direction]} is better",
                    *push.route,
                    related=[Related(metric.at("direction"), f"direction: {metric.direction}")],
                )
        yield from self._rewards(stack, pushes)

    def _rewards(self, stack: Stack, pushes: dict[str, list[_Push]]) -> Iterator[Finding]:
        rewarded = [m for m in stack.of(Metric) if m.rewards and _stands(m)]
        held = _held(stack, pushes) if rewarded else {}
        for metric in rewarded:
            wanted = pushes.get(metric.id, ())
            lowered = next((push for push in wanted if push.way == "down"), None)
            if lowered is not None and metric.direction is None:
                because = f"{lowered.item.id} wants it to fall"
                item = lowered.item
            elif metric.id in held:
                item = held[metric.id]
                because = f"for {item.id} it is a guardrail, to be held and not to be won"
            elif not wanted and metric.stage in ("input", "output"):
                aim = next((push for m in metric.drives for push in pushes.get(m, ())), None)
                if aim is None:
                    continue
                item = aim.item
                because = f"an {metric.stage}, while {item.id} is after {aim.metric}"
            else:
                continue
            joint = ", " if because.startswith("an ") else "; "
            yield self.finding(
                metric,
                f"people are rewarded by {metric.id}{joint}{because}",
                "rewards",
                severity=Severity.ADVICE,
                related=[Related(item.grip, item.title)],
            )


class _Push(NamedTuple):
    """That an item wants a metric to move."""

    item: Entity
    metric: str
    way: str
    period: Period | None
    route: tuple[str, ...]


_WAYS = {"up": "rise", "down": "fall"}
_BETTER = {"up": "more", "down": "less"}


def _stands(entity: Entity) -> bool:
    return entity.status not in ("proposed", "done", "dropped")


def _pushes(stack: Stack) -> Iterator[_Push]:
    for item in stack.entities:
        if isinstance(item, KeyResult):
            above = stack.primary(item)
            if above is None or _stands(above):
                yield from _push(stack, item, item.metric, item.baseline, item.target)
        elif isinstance(item, Outcome):
            yield from _push(stack, item, item.metric, item.baseline, item.target)
        elif isinstance(item, Bet) and item.success is not None and item.active:
            said = item.success
            yield from _push(stack, item, said.measure, said.baseline, said.target, "success")


def _push(
    stack: Stack,
    item: Entity,
    metric: str | None,
    baseline: Quantity | None,
    target: Quantity | None,
    *route: str,
) -> Iterator[_Push]:
    way = direction(baseline, target)
    if metric and way in ("up", "down") and _stands(item) and not stack.unsure(item):
        yield _Push(item, metric, way, stack.period_of(item), (*route, "target"))


def _opposite(one: _Push, other: _Push) -> bool:
    """Whether they pull two ways at the same time; what has no period holds all the time."""
    if one.way == other.way:
        return False
    return one.period is None or other.period is None or one.period.overlaps(other.period)


def _held(stack: Stack, pushes: dict[str, list[_Push]]) -> dict[str, Entity]:
    """Metrics that must not get worse, each with the first item that says so."""
    held: dict[str, Entity] = {}
    items: list[KeyResult | Bet] = [*stack.of(KeyResult), *stack.of(Bet)]
    for item in items:
        if item.active or (isinstance(item, KeyResult) and _stands(item)):
            for metric in item.guardrails:
                held.setdefault(metric, item)
    for identity in pushes:
        pushed = stack.metric(identity)
        for metric in pushed.guardrails if pushed else ():
            held.setdefault(metric, pushes[identity][0].item)
    return held
