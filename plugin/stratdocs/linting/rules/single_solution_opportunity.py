from __future__ import annotations

from collections.abc import Iterator

from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Bet, Entity, Initiative, Opportunity, Solution, Work
from stratdocs.model.stack import Stack


class SingleSolutionOpportunity(Rule):
    """The only solution considered is being built.

    With one answer there is nothing to compare it with, so it wins, and the question becomes how,
    no longer whether. Two more ideas cost an hour. Dropped ideas count: they were compared.
    """

    severity = Severity.ADVICE
    group = "clarity"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        outcomes:
          - id: lists-come-along
            title: New customers bring their lists along
            serves: customers-that-stay
            opportunities:
              - id: lists-are-dirty   # <- single-solution-opportunity
                title: Nobody's list loads at the first attempt
                solutions:
                  - {id: guided-import, title: Guided import, status: on_track}
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
                evidence: ["Eight of ten lists had two names in one field (support, January)"]
                solutions:
                  - {id: guided-import, title: Guided import, status: on_track}
                  - {id: cleaning-service, title: We clean the list for them, status: dropped, because: Takes a day a customer}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        if not stack.of(Opportunity) or not stack.settled({Solution.collection}):
            return  # an unread solution may be meant for it
        for opportunity in stack.of(Opportunity):
            if not opportunity.live:
                continue
            solutions = [c for c in stack.children(opportunity) if isinstance(c, Solution)]
            if len(solutions) != 1:
                continue
            (solution,) = solutions
            builder = solution if solution.active else _under_way(stack, solution)
            if builder is not None and not solution.over:
                how = (
                    "is already being built"
                    if builder is solution
                    else f"is already being built by {builder.id}"
                )
                yield self.finding(
                    opportunity,
                    f"{solution.id} is the only solution considered for {opportunity.id}, "
                    f"and {how}",
                    related=[Related(solution.grip, "the only one")],
                )


def _under_way(stack: Stack, solution: Solution) -> Entity | None:
    """What is under way for a solution."""
    for child in stack.children(solution):
        if isinstance(child, (Work, Bet, Initiative)) and child.active:
            return child
    return None
