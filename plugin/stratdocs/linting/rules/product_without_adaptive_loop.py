from __future__ import annotations

import re
from collections.abc import Iterator

from stratdocs.analysis.diagnosis import diagnose
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Initiative, Ritual
from stratdocs.model.stack import Stack

_LEARNS = (
    r"\b(learn|pilot|trial|beta|feedback|iterat|adapt|improv|test|interview|research|discover"
    r"|validat|experiment|early adopter|ride-?along|visit|listen|satisf|nps|adopt|usage|retention)"
)


class ProductWithoutAdaptiveLoop(Rule):
    """A product rollout has no step at which it learns from those who use it.

    What people do with the first version is the best information there will ever be on the second.
    A plan that goes from building to announcing to done has no place for it.
    """

    severity = Severity.ADVICE
    group = "feedback"
    heuristic = True
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: one-workspace
            title: One workspace for work that crosses teams
            serves: customers-that-stay
            status: committed
            nature: product
            phases: [Purchase, Set-up, Announcement]   # <- product-without-adaptive-loop
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
            phases: [Pilot with three teams, Open to whoever asks, Learn from use]
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        reviewed = {
            identity
            for ritual in stack.of(Ritual)
            for identity in (*ritual.serves, *ritual.refers_to)
        }
        for initiative in stack.of(Initiative):
            if not initiative.active or not initiative.phases or initiative.id in reviewed:
                continue
            found = diagnose(stack, initiative)
            if found.nature != "product":
                continue
            feedback = initiative.plan.feedback if initiative.plan else None
            if feedback and feedback.product is not None:
                # A low score is a gap, which unaddressed-gap reports; a fair one says that there is a loop.
                continue
            if any(gap.dimension == "feedback" for gap in initiative.gaps):
                continue
            if any(
                re.search(_LEARNS, text, re.IGNORECASE)
                for text in _planned_texts(stack, initiative)
            ):
                continue
            yield self.finding(
                initiative,
                f"{initiative.id} is a product, but none of its {len(initiative.phases)} phases "
                "and no metric of it learns from those who use it",
                "phases",
            )


def _planned_texts(stack: Stack, initiative: Initiative) -> Iterator[str]:
    """The texts of what is planned, and of what is measured in those who use it."""
    yield from (phase.title for phase in initiative.phases)
    yield from (action.title for gap in initiative.gaps for action in gap.actions)
    yield from (child.title for child in stack.children(initiative))
    for name in initiative.metrics:
        metric = stack.metric(name)
        yield metric.title if metric else name
        if metric is not None and metric.stage == "outcome" and metric.shape != "threshold":
            yield "learns"
