from __future__ import annotations

from collections.abc import Iterator

from stratdocs.language.measures import stated
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Metric, Outcome
from stratdocs.model.stack import Stack
from stratdocs.yamltext.source import ScalarNode


class UnmeasuredOutcome(Rule):
    """A desired outcome has no metric.

    Everything in an opportunity tree is weighed by what it does for the outcome at its root.
    Without a metric, each solution helps a little, and none can be dropped.

    Reported for outcomes with something below them, where the stack defines metrics or another
    outcome names one; drafts are left alone.
    """

    severity = Severity.ADVICE
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        metrics:
          - {id: retention, title: Clinics still with us after a year, unit: "%"}
        outcomes:
          - id: at-home   # <- unmeasured-outcome
            title: Clinics feel at home
            serves: customers-that-stay
            opportunities:
              - id: lists
                title: Typing in the patient list takes three evenings
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        metrics:
          - {id: daily-work, title: Clinics that work with us daily in week two, unit: "%"}
        outcomes:
          - id: at-home
            title: Clinics feel at home
            serves: customers-that-stay
            metric: daily-work
            opportunities:
              - id: lists
                title: Typing in the patient list takes three evenings
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        outcomes = stack.of(Outcome)
        if not stack.of(Metric) and not any(map(_is_described, outcomes)):
            return
        for outcome in outcomes:
            if not outcome.live or not stack.children(outcome):
                continue
            if not _is_described(outcome) and not stated(outcome.title).metric:
                yield self.finding(outcome, f"{outcome.id} has no metric", "metric")


def _is_described(outcome: Outcome) -> bool:
    node = outcome.node.get("metric")
    return node is not None and not (isinstance(node, ScalarNode) and node.empty)
