from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.aims import aim
from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Bet, KeyResult, Metric
from stratdocs.model.stack import Stack


class SingleMetricTarget(Rule):
    """A target has no guardrail or second metric.

    A target stops being a good metric once people are judged by it: calls get shorter and problems
    remain. A guardrail, a second metric or a quality check shows when the number rises for the
    wrong reason.

    Reported for committed bets and for objectives with a single key result, where the metric is one
    of those defined under `metrics`. The guardrail may be set on the bet, the key result or the
    metric.
    """

    severity = Severity.ADVICE
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        metrics:
          - {id: call-time, title: Time a call takes, unit: min, direction: down}
        bets:
          - id: short-calls
            title: Clinics get their answer in one short call
            serves: customers-that-stay
            status: committed
            success:
              outcome: Clinics are back at work sooner
              measure: call-time   # <- single-metric-target
              baseline: 9 min
              target: 5 min
              by: 2027-03-31
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        metrics:
          - {id: call-time, title: Time a call takes, unit: min, direction: down, guardrails: [second-calls]}
          - {id: second-calls, title: Calls about the same again, unit: "%", direction: down}
        bets:
          - id: short-calls
            title: Clinics get their answer in one short call
            serves: customers-that-stay
            status: committed
            success:
              outcome: Clinics are back at work sooner
              measure: call-time
              baseline: 9 min
              target: 5 min
              by: 2027-03-31
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for bet in stack.of(Bet):
            success = bet.success
            if not bet.active or success is None or success.target is None:
                continue
            metric = stack.metric(success.measure)
            others = (*bet.guardrails, *(name for name in bet.metrics if name != success.measure))
            if metric is not None and not others and not metric.guardrails:
                yield self.finding(
                    bet,
                    f"{bet.id} is judged by {metric.id} alone; add a guardrail or a second metric",
                    "success",
                    "measure",
                )
        for result in stack.of(KeyResult):
            metric = stack.metric(result.metric)
            if metric is None or not _is_alone(stack, result, metric):
                continue
            if aim(stack, result).target is None:
                continue
            if state_of(stack, result).in_force:
                yield self.finding(
                    result,
                    f"{result.id} pushes {metric.id} alone; add a guardrail or a second key result",
                    "metric",
                )


def _is_alone(stack: Stack, result: KeyResult, metric: Metric) -> bool:
    """Whether key result, metric, objective and the bet above watch nothing else."""
    if result.guardrails or metric.guardrails:
        return False
    objective = stack.primary(result)
    if objective is None:
        return True
    if any(isinstance(k, KeyResult) and k is not result for k in stack.children(objective)):
        return False
    return not any(
        isinstance(above, Bet) and (above.guardrails or above.metrics)
        for above in stack.parents(objective)
    )
