from __future__ import annotations

import re
from collections.abc import Iterator

from stratdocs.analysis.diagnosis import diagnose
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Initiative, Work
from stratdocs.model.stack import Stack

_WATCHED = (
    r"\b(monitor|audit|enforc|control|inspect|review|exception|exempt|appeal|waiver|escalat"
    r"|breach|violation|spot.?check|complian)"
)


class PolicyWithoutExceptionPath(Rule):
    """A rule that nobody watches, with no way to ask for an exception.

    No rule fits every case. Where there is nobody to ask and nobody who looks, people find their
    own way round it, and what they do then is seen by no one.
    """

    severity = Severity.ADVICE
    group = "feedback"
    heuristic = True
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: supplier-score
            title: A sustainability score for every large order
            serves: customers-that-stay
            status: committed
            nature: policy
            phases: [Mandate, Announcement, Training]   # <- policy-without-exception-path
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: supplier-score
            title: A sustainability score for every large order
            serves: customers-that-stay
            status: committed
            nature: policy
            phases: [Mandate, Announcement, Quarterly audit and exceptions]
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for initiative in stack.of(Initiative):
            if not initiative.active or initiative.escalates_to:
                continue
            if diagnose(stack, initiative).nature != "policy":
                continue
            if any(
                re.search(_WATCHED, text, re.IGNORECASE)
                for text in _planned_texts(stack, initiative)
            ):
                continue
            yield self.finding(
                initiative,
                f"{initiative.id} is a policy, but no phase watches whether it is kept, and nobody "
                "is named to ask for an exception",
                "phases",
            )


def _planned_texts(stack: Stack, initiative: Initiative) -> Iterator[str]:
    """The texts of all that is planned for it."""
    yield from (phase.title for phase in initiative.phases)
    yield from (action.title for gap in initiative.gaps for action in gap.actions)
    yield from initiative.guardrails
    yield from (work.title for work in stack.children(initiative) if isinstance(work, Work))
