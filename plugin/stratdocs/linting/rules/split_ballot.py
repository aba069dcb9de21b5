from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.diagnosis import ballot_result
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Initiative
from stratdocs.model.stack import Stack


class SplitBallot(Rule):
    """The vote on product or policy is split.

    Half of the people will plan to win others over, the other half to make them comply, and each
    side will take the other's work for a mistake. So settle this before anything else: the decision
    owner declares the nature, and gives the reason in `because`.
    """

    minority = Limit(
        33, "Smallest percentage of the votes for the smaller side that makes a split vote."
    )

    severity = Severity.WARNING
    group = "clarity"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: weekend-cover
            title: Weekend cover shared by three offices
            serves: customers-that-stay
            nature: policy
            ballot: {product: 4, policy: 5}   # <- split-ballot
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: weekend-cover
            title: Weekend cover shared by three offices
            serves: customers-that-stay
            nature: policy
            because: Settled after the vote of five to four; who is on the list is on the list
            ballot: {product: 4, policy: 5}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for initiative in stack.of(Initiative):
            if initiative.over:
                continue
            cast = ballot_result(initiative.ballot)
            if cast is None or int(cast.minority * 100) < self.minority:
                continue
            if initiative.nature and initiative.because:
                continue
            if initiative.nature:
                open_question = f"{initiative.nature} is declared without a reason"
            else:
                open_question = "its nature isn't declared"
            yield self.finding(
                initiative,
                f"the vote on {initiative.id} is split, {cast.product} for product and "
                f"{cast.policy} for policy ({open_question}); settle this before planning",
                "ballot",
            )
