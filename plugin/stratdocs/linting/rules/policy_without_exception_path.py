from __future__ import annotations

from collections.abc import Iterator, Sequence

from stratdocs.analysis.diagnosis import diagnose
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Initiative, Phase
from stratdocs.model.stack import Stack


class PolicyWithoutExceptionPath(Rule):
    """A policy has no way to ask for an exception.

    No rule fits every case. Without anyone to ask, people find their own way around the rule, and
    no one sees what they do instead. Name a person in `escalates_to`, mark a phase with `step:
    exceptions`, or list the exceptions that were granted.
    """

    severity = Severity.ADVICE
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: supplier-score
            title: A sustainability score for every large order
            serves: customers-that-stay
            status: committed
            nature: policy
            phases:   # <- policy-without-exception-path
              - {title: Signed by the board, step: mandate}
              - {title: Mail to all buyers, step: announcement}
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
            plan:
              leverage: {product: 2, policy: 5}
              feedback: {product: 2, policy: 4}
              measurement: {product: 1, policy: 4}
              velocity: {product: 2, policy: 4}
            phases:
              - {title: Signed by the board, step: mandate}
              - {title: What counts as a score, step: rules}
              - {title: Mail to all buyers, step: announcement}
              - {title: Audit of each quarter, step: monitoring}
              - {title: Requests decided every Friday, step: exceptions}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for initiative in stack.of(Initiative):
            if not initiative.active or initiative.escalates_to:
                continue
            if initiative.exceptions:
                continue
            phases = [phase for phase in initiative.phases if phase.status != "dropped"]
            if any(phase.step == "exceptions" for phase in phases):
                continue
            if diagnose(stack, initiative).known_nature == "policy":
                yield self.finding(initiative, _message(initiative, phases), "phases")


def _message(initiative: Initiative, phases: Sequence[Phase]) -> str:
    nobody = "no contact for exceptions (`escalates_to`)"
    if not phases:
        return (
            f"{initiative.id} is a policy with no phase or contact for exceptions (`escalates_to`)"
        )
    if not any(phase.step for phase in phases):
        return (
            f"{initiative.id} is a policy with {nobody}; if one of its phases covers "
            "exceptions, mark it with `step: exceptions`"
        )
    if any(phase.step == "monitoring" for phase in phases):
        return f"{initiative.id} is a policy that is monitored but has {nobody}"
    return f"{initiative.id} is a policy with no step or contact for exceptions (`escalates_to`)"
