from __future__ import annotations

from collections.abc import Iterator

from stratdocs.linting.rules.base import Rule
from stratdocs.model.days import day_words
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Experiment
from stratdocs.model.stack import Stack
from stratdocs.yamltext.source import ScalarNode


class ExperimentWithoutAssumption(Rule):
    """An experiment has started without stating what it tests.

    An experiment tests one thing that must be true for the solution to work. If that isn't written
    down beforehand, any result will be read as a yes.
    """

    severity = Severity.WARNING
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        outcomes:
          - id: lists-come-along
            title: New customers bring their lists along
            serves: customers-that-stay
            opportunities:
              - id: lists-are-dirty
                title: Nobody's list loads at the first attempt
                solutions:
                  - id: guided-import
                    title: Guided import
                    experiments:
                      - id: ten-lists   # <- experiment-without-assumption
                        title: Ten customers' lists by hand
                        started: 2027-01-12
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        outcomes:
          - id: lists-come-along
            title: New customers bring their lists along
            serves: customers-that-stay
            opportunities:
              - id: lists-are-dirty
                title: Nobody's list loads at the first attempt
                solutions:
                  - id: guided-import
                    title: Guided import
                    experiments:
                      - id: ten-lists
                        title: Ten customers' lists by hand
                        started: 2027-01-12
                        assumption: A customer can mend a list when told which lines are wrong
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for experiment in stack.of(Experiment):
            if experiment.status == "dropped" or not _has_begun(experiment):
                continue
            node = experiment.node_at("assumption")
            if node is None or (isinstance(node, ScalarNode) and node.empty):
                when = f" on {day_words(experiment.started)}" if experiment.started else ""
                yield self.finding(
                    experiment,
                    f"{experiment.id} started{when} without an assumption to test",
                    "assumption",
                )


def _has_begun(experiment: Experiment) -> bool:
    return (
        experiment.started is not None
        or experiment.ended is not None
        or experiment.result is not None
        or experiment.status in ("on_track", "at_risk", "blocked", "done")
    )
