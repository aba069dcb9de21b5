from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.diagnosis import is_profiled
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Initiative
from stratdocs.model.stack import Stack


class UnprofiledInitiative(Rule):
    """An active initiative isn't marked as a product or a policy.

    Value that people choose and a rule that they must follow need different plans, and mistaking
    one for the other is a common reason for failure. An hour at the kickoff is enough: one sentence
    on what it is for, a private vote, and four scores for the plan. If no initiative has any of
    this, there is one finding for all of them.
    """

    severity = Severity.ADVICE
    group = "clarity"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: one-workspace
            title: One workspace for work that crosses teams
            serves: customers-that-stay
            status: proposed
            nature: product
            ballot: {product: 9, policy: 2}
          - id: supplier-score   # <- unprofiled-initiative
            title: A sustainability score for every large order
            serves: customers-that-stay
            status: on_track
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: supplier-score
            title: A sustainability score for every large order
            serves: customers-that-stay
            status: on_track
            nature: policy
            ballot: {product: 1, policy: 8}
            escalates_to: goran
            plan:
              leverage: {product: 2, policy: 5}
              feedback: {product: 2, policy: 4}
              measurement: {product: 1, policy: 4}
              velocity: {product: 2, policy: 4}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        initiatives = stack.of(Initiative)
        bare = [i for i in initiatives if i.active and not is_profiled(i)]
        if len(bare) > 1 and not any(is_profiled(initiative) for initiative in initiatives):
            first, *others = bare
            yield self.finding(
                first,
                f"none of the {len(bare)} initiatives committed or under way, such as "
                f"{first.id}, is marked as a product or a policy, or has a vote or scores",
                related=[Related(other.grip, f"{other.id} too") for other in others],
            )
            return
        for initiative in bare:
            yield self.finding(
                initiative,
                f"{initiative.id} is "
                f"{('under way' if initiative.under_way else 'committed')} but has no "
                "nature (product or policy), no vote and no scores",
            )
