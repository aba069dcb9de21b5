from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.rhythm import days_words
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Experiment
from stratdocs.model.stack import Stack
from stratdocs.model.unread import is_written


class UndecidedExperiment(Rule):
    """An experiment ended without a conclusion.

    It was run to settle one question. Without a result and a decision the question is as open as
    before, the solution goes on unquestioned, and the weeks were wasted.
    """

    grace = Limit(14, "Days after its end in which an experiment is read and decided on.")

    severity = Severity.WARNING
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        outcomes:
          - id: back-after-a-week
            title: New customers come back after a week
            serves: customers-that-stay
            opportunities:
              - id: lists-are-typed
                title: Customers type their old lists in by hand
                solutions:
                  - id: read-lists
                    title: Lists are read from a file
                    experiments:
                      - id: five-lists   # <- undecided-experiment
                        title: Five lists by hand
                        assumption: Old lists are clean enough to be read
                        method: Five customers send theirs
                        ended: 2027-01-15
                        result: Four of five could be read
                  - {id: typed-for-them, title: We type them}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        outcomes:
          - id: back-after-a-week
            title: New customers come back after a week
            serves: customers-that-stay
            opportunities:
              - id: lists-are-typed
                title: Customers type their old lists in by hand
                solutions:
                  - id: read-lists
                    title: Lists are read from a file
                    experiments:
                      - id: five-lists
                        title: Five lists by hand
                        assumption: Old lists are clean enough to be read
                        method: Five customers send theirs
                        ended: 2027-01-15
                        result: Four of five could be read
                        decision: proceed
                  - {id: typed-for-them, title: We type them}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for experiment in stack.of(Experiment):
            if not experiment.undertaken:
                continue
            if experiment.ended is None:
                if experiment.status != "done":
                    continue
                end = "is done"
            else:
                age = (stack.today - experiment.ended).days
                if age <= self.grace:
                    continue
                end = f"ended {days_words(age)} ago"
            match bool(experiment.result), _is_decided(experiment):
                case True, True:
                    continue
                case False, False:
                    gap, field = "neither a result nor a decision", "result"
                case True, False:
                    gap, field = "a result but no decision", "decision"
                case _:
                    gap, field = "a decision but no result", "result"
            yield self.finding(experiment, f"{experiment.id} {end} with {gap}", field)


def _is_decided(experiment: Experiment) -> bool:
    """Whether a decision is written, be it one that could not be read, which is a finding already."""
    return experiment.decision is not None or is_written(experiment, "decision")
