from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.diagnosis import diagnose, plan_doubt
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Initiative
from stratdocs.model.stack import Stack


class InconclusivePlan(Rule):
    """The scores of a plan don't show whether it is run as a product or as a policy.

    A plan that persuades and orders, adapts and stays stable all at once leaves everyone to choose,
    and they choose differently. The same is true of a plan that fits one profile here and the other
    there, or neither more than halfway. One profile should lead; a hybrid lists what it takes from
    the other in `guardrails`.
    """

    severity = Severity.WARNING
    group = "alignment"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: one-workspace
            title: One workspace for work that crosses teams
            serves: customers-that-stay
            status: committed
            nature: product
            plan:   # <- inconclusive-plan
              leverage: {product: 4, policy: 5}
              feedback: {product: 4, policy: 5}
              measurement: {product: 4, policy: 4}
              velocity: {product: 4, policy: 5}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: one-workspace
            title: One workspace for work that crosses teams
            serves: customers-that-stay
            status: committed
            nature: product
            plan:
              leverage: {product: 5, policy: 2}
              feedback: {product: 4, policy: 2}
              measurement: {product: 4, policy: 3}
              velocity: {product: 4, policy: 1}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for initiative in stack.of(Initiative):
            if not initiative.live:
                continue
            found = diagnose(stack, initiative)
            doubt = plan_doubt(found)
            if doubt is None or (found.nature is None and found.vote is not None):
                continue  # a vote without a result comes first
            if found.nature is None:
                called = f"the nature of {initiative.id} is neither declared nor voted on, and"
            elif found.decided == "consistently higher row":
                called = f"{initiative.id} is probably a {found.nature}, but"
            else:
                called = f"{initiative.id} is a {found.nature}, but"
            yield self.finding(initiative, f"{called} {doubt}", "plan")
