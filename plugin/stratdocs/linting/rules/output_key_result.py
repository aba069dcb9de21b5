from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.goals import goal_titles, output_wording, rewording_fix
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import KeyResult
from stratdocs.model.stack import Stack


class OutputKeyResult(Rule):
    """A key result names what will be made or done, not what will change.

    A team can finish everything it planned and change nothing for anyone. A key result says what
    customers will do differently, or what the business will gain; how to get there stays open. What
    is made belongs under `work`, where such wording is right.

    Wording is judged, not proved. On the latest lines from organisations new to the judge, 27 in 28
    of the lines that it called work were work. It recognised six in seven of the lines that were
    work, and called 2 of 82 results work. `stratdocs judge` explains the verdict on any line.
    """

    severity = Severity.WARNING
    group = "clarity"
    heuristic = True
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: onboarding
            title: New customers get value in their first week
            serves: customers-that-stay
            key_results:
              - id: guided-import
                title: Launch new onboarding   # <- output-key-result
                target: 55%
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: onboarding
            title: New customers get value in their first week
            serves: customers-that-stay
            key_results:
              - id: activation
                title: Increase 7-day activation from 40% to 55%
                baseline: 40%
                target: 55%
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        taken = goal_titles(stack)
        for goal in stack.of(KeyResult):
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
