from __future__ import annotations

from collections.abc import Collection, Iterator

from stratdocs.analysis.diagnosis import diagnose
from stratdocs.linting.rules.base import Rule, in_groups
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Initiative, Phase, Ritual
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import few


class PolicyStepMissing(Rule):
    """The phases of a policy leave out its rules, its announcement or its monitoring.

    A policy goes from a mandate through clear rules and their announcement to monitoring;
    exceptions have a rule of their own. Without rules each office reads the mandate in its own way;
    without monitoring no one sees after the first month whether it is still followed. A control, a
    metric or a meeting monitors as well as a phase. Reported where phases are marked with their
    `step`.
    """

    severity = Severity.ADVICE
    group = "clarity"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: supplier-score
            title: A sustainability score for every large order
            serves: customers-that-stay
            status: committed
            nature: policy
            escalates_to: head-of-buying
            phases:   # <- policy-step-missing
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
            escalates_to: head-of-buying
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
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        policies = [
            initiative
            for initiative in stack.of(Initiative)
            if initiative.active
            and not stack.unsure(initiative)
            and diagnose(stack, initiative).known_nature == "policy"
        ]
        discussed = {
            identity
            for ritual in stack.of(Ritual)
            if ritual.live
            for identity in (*ritual.refers_to, *ritual.serves)
        }
        unphased = [policy for policy in policies if not _planned(policy)]
        for policy in policies:
            if any(phase.step for phase in _planned(policy)):
                missing = [step for step in _STEPS if not _has(policy, step, discussed)]
                if missing:
                    nor = ", nor for ".join(f"{_STEPS[step]} (`step: {step}`)" for step in missing)
                    yield self.finding(
                        policy, f"{policy.id} is a policy, but has no phase for {nor}", "phases"
                    )
        if len(unphased) == len(policies):
            yield from self._none_at_all(policies)
            return
        for first, *others in in_groups(unphased, type):
            ids = [policy.id for policy in (first, *others)]
            verb = "are policies" if others else "is a policy"
            yield self.finding(
                first,
                f"{few(ids)} {verb} without phases for rules, announcement and monitoring, "
                "although other policies have them",
                related=[Related(policy.grip, policy.id) for policy in others],
            )

    def _none_at_all(self, policies: list[Initiative]) -> Iterator[Finding]:
        """One finding where no policy has phases."""
        if len(policies) > 1:
            first, *others = policies
            yield self.finding(
                first,
                f"none of the {len(policies)} policies has phases, so there is no date for "
                "writing, announcing and monitoring their rules",
                related=[Related(policy.grip, policy.id) for policy in others],
            )


_STEPS = {
    "rules": "its rules and procedures",
    "announcement": "its announcement",
    "monitoring": "monitoring whether it is followed",
}
"""The steps of a policy that it can be without, in words."""


def _planned(policy: Initiative) -> list[Phase]:
    return [phase for phase in policy.phases if phase.status != "dropped"]


def _has(policy: Initiative, step: str, discussed: Collection[str]) -> bool:
    """Whether a phase is for the step, or something else that does the same; `discussed` are the ids
    of what meetings are held over.
    """
    if any(phase.step == step for phase in _planned(policy)):
        return True
    if step == "announcement":
        return bool(policy.aspects and policy.aspects.communication_mode)
    if step == "monitoring":
        return bool(policy.controls or policy.metrics) or policy.id in discussed
    return False
