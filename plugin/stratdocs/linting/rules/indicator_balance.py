from __future__ import annotations

from collections.abc import Iterable, Iterator

from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Bet, Entity, KeyResult, Metric, Objective, Strategy
from stratdocs.model.stack import Stack


class IndicatorBalance(Rule):
    """A goal has only leading or only lagging indicators.

    Lagging ones show that it worked when nothing can be changed any more; leading ones move while
    there is time, and may move for nothing. Each goal needs one or two of each. A bet also counts
    the key results of the objectives that serve it; an objective counts what is directly above and
    below it. A metric that drives another one leads it, and is confirmed by it. Reported where
    every metric named has its timing.
    """

    most = Limit(4, "Number of indicators of one sort that is too many.")

    severity = Severity.ADVICE
    group = "feedback"
    bad = """
        metrics:
          - {id: retention-12m, title: Customers who stay a year, timing: lagging}
          - {id: renewals, title: Contracts renewed, timing: lagging}
        strategies:
          - id: customers-that-stay
            title: Win by keeping customers
            level: company
            metrics: [retention-12m, renewals]   # <- indicator-balance
    """
    good = """
        metrics:
          - {id: retention-12m, title: Customers who stay a year, timing: lagging}
          - {id: activation-7d, title: 7-day activation, timing: leading}
        strategies:
          - id: customers-that-stay
            title: Win by keeping customers
            level: company
            metrics: [retention-12m, activation-7d]
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        if not any(metric.timing for metric in stack.of(Metric)):
            return
        chained = stack.once(_chained)
        timings: dict[str, set[str | None]] = {}

        def timings_of(entities: Iterable[Entity]) -> set[str | None]:
            found: set[str | None] = set()
            for entity in entities:
                if entity.id not in timings:
                    timings[entity.id] = {_timing(stack, m) for m in _indicators(stack, entity)}
                found |= timings[entity.id]
            return found

        for intent in (*stack.of(Strategy), *stack.of(Bet), *stack.of(Objective)):
            if not intent.active or (
                isinstance(intent, Objective) and intent.level == "individual"
            ):
                continue
            indicators = list(dict.fromkeys(_indicators(stack, intent)))
            if not indicators:
                continue
            found = timings_of([intent])
            objectives = [c for c in stack.children(intent) if isinstance(c, Objective)]
            if isinstance(intent, Bet):
                found = found | timings_of(objectives)
            elif isinstance(intent, Objective):
                found = found | timings_of((*stack.parents(intent), *objectives))
            if None not in found:
                found = found.union(*(chained.get(name, ()) for name in indicators))
            if None in found:
                continue  # an indicator without a timing may be of the missing sort
            if len(found) == 1:
                (timing,) = found
                yield self.finding(
                    intent,
                    f"{intent.id} has only {timing} indicators ({', '.join(indicators)}); "
                    + _LACKS["lagging" if timing == "leading" else "leading"],
                    *_route(intent),
                )
                continue
            for timing in ("leading", "lagging"):
                crowd = [m for m in indicators if _timing(stack, m) == timing]
                if len(crowd) > self.most:
                    yield self.finding(
                        intent,
                        f"{intent.id} has {len(crowd)} {timing} indicators "
                        f"({', '.join(crowd)}); one or two are enough",
                        *_route(intent),
                    )


_LACKS = {
    "leading": "nothing shows early on whether it will work",
    "lagging": "nothing will show whether it worked",
}


def _indicators(stack: Stack, intent: Entity) -> Iterator[str]:
    """What the intent is measured by, as written: ids of metrics, or words."""
    if isinstance(intent, (Strategy, Bet)):
        yield from intent.metrics
    if isinstance(intent, Bet) and intent.success is not None and intent.success.measure:
        yield intent.success.measure
    for child in stack.children(intent):
        if isinstance(child, Metric):
            yield child.id
        elif isinstance(child, KeyResult) and not state_of(stack, child).is_dropped:
            yield child.metric or ""


def _chained(stack: Stack) -> dict[str, set[str | None]]:
    """For each metric the timings that its chain adds: leading ones drive it, lagging ones are
    driven by it, directly or through others.
    """
    drives = {metric.id: [effect.metric for effect in metric.drives] for metric in stack.of(Metric)}
    found: dict[str, set[str | None]] = {}
    for timing, links in (("leading", drives), ("lagging", stack.graph.driven_by)):
        ahead = [metric.id for metric in stack.of(Metric) if metric.timing == timing]
        seen = set(ahead)
        for name in ahead:
            for linked in links.get(name, ()):
                found.setdefault(linked, set()).add(timing)
                if linked not in seen:
                    seen.add(linked)
                    ahead.append(linked)
    return found


def _timing(stack: Stack, name: str) -> str | None:
    metric = stack.metric(name)
    return metric.timing if metric else None


def _route(intent: Entity) -> tuple[str, ...]:
    """Where the indicators are named."""
    if isinstance(intent, (Strategy, Bet)) and intent.metrics:
        return ("metrics",)
    return ("success", "measure") if isinstance(intent, Bet) else ()
