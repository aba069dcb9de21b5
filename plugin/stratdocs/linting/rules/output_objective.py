from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.goals import goal_titles, output_wording, rewording_fix
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Objective
from stratdocs.model.stack import Stack


class OutputObjective(Rule):
    """An objective names what will be made, not what will change.

    A team can finish everything it planned and change nothing for anyone. An objective says what
    customers will do differently, or what the business will gain; how to get there stays open. What
    is made belongs under `work`, where such wording is right.

    Wording is judged, not proved; the page of `output-key-result` says how well. `stratdocs judge
    --kind objective` explains the verdict on any line.
    """

    severity = Severity.WARNING
    group = "clarity"
    heuristic = True
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: onboarding
            title: Launch new onboarding   # <- output-objective
            serves: customers-that-stay
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: onboarding
            title: Increase 7-day activation from 40% to 55%
            serves: customers-that-stay
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        taken = goal_titles(stack)
        for goal in stack.of(Objective):
            wording = output_wording(stack, goal)
            if wording is not None:
                yield self.finding(
                    goal,
                    wording.message,
                    "title",
                    severity=None if wording.sure else Severity.ADVICE,
                    suggestion=wording.suggestion,
                    fix=rewording_fix(stack, goal, wording, taken),
                )
