from __future__ import annotations

from collections.abc import Iterator, Sequence

from stratdocs.analysis.diagnosis import diagnose
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Experiment, Initiative, Phase, Ritual
from stratdocs.model.stack import Stack


class ProductWithoutAdaptiveLoop(Rule):
    """A product rollout has no step for learning from its users.

    What people do with the first version is the best information there is on the second. A plan
    that goes from building to announcing to done has no place for it. A phase with `step: learn` or
    `step: validate` is such a place, and so is a meeting, an experiment, an outcome metric or a
    feedback score.
    """

    severity = Severity.ADVICE
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: one-workspace
            title: One workspace for work that crosses teams
            serves: customers-that-stay
            status: committed
            nature: product
            phases:   # <- product-without-adaptive-loop
              - {title: Set-up, step: build}
              - {title: Announcement to all, step: launch}
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
              leverage: {product: 5, policy: 1}
              feedback: {product: 4, policy: 2}
              measurement: {product: 4, policy: 2}
              velocity: {product: 4, policy: 1}
            phases:
              - {title: Set-up with three teams, step: build}
              - {title: Open to those who want it, step: launch}
              - {title: A change every two weeks that people asked for, step: learn}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        reviewed = {
            identity
            for ritual in stack.of(Ritual)
            for identity in (*ritual.serves, *ritual.refers_to)
        }
        for initiative in stack.of(Initiative):
            phases = [phase for phase in initiative.phases if phase.status != "dropped"]
            if not initiative.active or not phases or initiative.id in reviewed:
                continue
            if diagnose(stack, initiative).known_nature != "product":
                continue
            if _learns(stack, initiative, phases):
                continue
            if any(phase.step for phase in phases):
                plan = "but no phase has the step `learn` or `validate`"
            else:
                plan = "but no phase is marked as learning from its users (`step: learn`)"
            yield self.finding(
                initiative,
                f"{initiative.id} is a product, {plan}, and no metric shows what users do",
                "phases",
            )


def _learns(stack: Stack, initiative: Initiative, phases: Sequence[Phase]) -> bool:
    """Whether a phase, an experiment, a metric or the plan is there to learn from its users.

    A low feedback score is a gap, which another rule reports; a fair one says that there is a loop.
    """
    feedback = initiative.plan.feedback if initiative.plan else None
    metrics = [stack.metric(name) for name in initiative.metrics]
    return (
        any(phase.step in ("validate", "learn") for phase in phases)
        or (feedback is not None and feedback.product is not None)
        or any(gap.dimension == "feedback" for gap in initiative.gaps)
        or any(isinstance(child, Experiment) for child in stack.children(initiative))
        or any(m and m.stage == "outcome" and m.shape != "threshold" for m in metrics)
    )
