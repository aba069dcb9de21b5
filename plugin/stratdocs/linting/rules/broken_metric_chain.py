from __future__ import annotations

from collections.abc import Iterator

from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Metric
from stratdocs.model.stack import Stack


class BrokenMetricChain(Rule):
    """A metric chain jumps from input or output to impact, with no outcome in between.

    Input, output, outcome, impact: between what is made and what it earns, someone has to act
    differently. If that link is missing, a flat result can't be explained: did nothing change for
    customers, or was the change worth nothing? A metric that also takes the full path isn't
    reported.
    """

    severity = Severity.WARNING
    group = "feedback"
    bad = """
        metrics:
          - {id: revenue, title: Revenue, stage: impact}
          - id: features-released
            title: Features released
            stage: output
            drives: [revenue]   # <- broken-metric-chain
    """
    good = """
        metrics:
          - {id: revenue, title: Revenue, stage: impact}
          - {id: activation-7d, title: 7-day activation, stage: outcome, drives: [revenue]}
          - {id: features-released, title: Features released, stage: output, drives: [activation-7d]}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for metric in stack.of(Metric):
            if metric.stage not in ("input", "output") or not metric.live:
                continue
            driven = [stack.metric(effect.metric) for effect in metric.drives]
            if any(target is not None and target.stage == "outcome" for target in driven):
                continue
            for number, target in enumerate(driven):
                if target is not None and target.stage == "impact" and target.live:
                    yield self.finding(
                        metric,
                        f"{metric.id} is an {metric.stage} that drives {target.id}, an "
                        "impact, with no outcome in between",
                        "drives",
                        number,
                        related=[Related(target.grip, f"{target.id} is an impact")],
                    )
                    break
