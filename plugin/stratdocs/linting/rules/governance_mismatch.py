from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from stratdocs.analysis.diagnosis import MAX_LOW_SCORE, diagnose
from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.days import day_words
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Decision, Initiative, Work
from stratdocs.model.stack import Stack


class GovernanceMismatch(Rule):
    """A product has stopped changing, or a policy keeps changing.

    People stay with a product because it follows what they need, and follow a rule because they can
    rely on it. A product is frozen when all its phases are done and nothing is planned after them.
    A policy is unstable when one decision on it keeps replacing the last.
    """

    amendments = Limit(2, "Amendments to a policy that are fine within six months.")

    severity = Severity.ADVICE
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: one-workspace
            title: One workspace for work that crosses teams
            serves: customers-that-stay
            status: on_track
            nature: product
            plan:
              velocity: {product: 2, policy: 5}
            phases:   # <- governance-mismatch
              - {title: Pilot with three teams, status: done, ends: 2026-09-30}
              - {title: Open to everybody, status: done, ends: 2026-12-18}
            gaps:
              - dimension: velocity
                cause: The set-up was bought at a fixed price
                actions:
                  - {title: Take over the set-up, owner: ivo, by: 2027-01-15, done: 2027-01-12}
                  - {title: Read the wishes of the pilots, owner: ivo, by: 2027-01-29, done: 2027-01-28}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: one-workspace
            title: One workspace for work that crosses teams
            serves: customers-that-stay
            status: on_track
            nature: product
            plan:
              leverage: {product: 5, policy: 1}
              feedback: {product: 4, policy: 2}
              measurement: {product: 4, policy: 2}
              velocity: {product: 4, policy: 2}
            phases:
              - {title: Pilot with three teams, status: done, ends: 2026-12-18}
              - {title: A change a fortnight that people asked for, status: on_track}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        decided: dict[str, list[Decision]] = {}
        for decision in stack.of(Decision):
            for above in decision.serves:
                decided.setdefault(above, []).append(decision)
        for initiative in stack.of(Initiative):
            if not initiative.active:
                continue
            nature = diagnose(stack, initiative).known_nature
            if nature == "product" and _is_frozen(stack, initiative):
                yield self.finding(
                    initiative,
                    f"{initiative.id} is a product with all its phases done and nothing "
                    "planned to change it",
                    "phases",
                )
            elif nature == "policy":
                yield from self._unstable(stack, initiative, decided.get(initiative.id, []))

    def _unstable(
        self, stack: Stack, initiative: Initiative, decisions: list[Decision]
    ) -> Iterator[Finding]:
        since = stack.today - timedelta(days=183)
        amendments = [
            decision
            for decision in decisions
            if decision.supersedes and decision.decided and since <= decision.decided <= stack.today
        ]
        if len(amendments) > self.amendments:
            yield self.finding(
                initiative,
                f"{initiative.id} is a policy that was amended {len(amendments)} times in "
                "six months; people can't tell which version applies",
                related=[
                    Related(decision.grip, f"decided on {day_words(decision.decided)}")
                    for decision in amendments
                    if decision.decided
                ],
            )


def _is_frozen(stack: Stack, initiative: Initiative) -> bool:
    """Whether all phases are done although it still runs. A plan scored as iterative is trusted."""
    velocity = initiative.plan.velocity if initiative.plan else None
    if velocity is not None and velocity.product is not None and velocity.product > MAX_LOW_SCORE:
        return False
    if not initiative.phases or any(p.status not in ("done", "dropped") for p in initiative.phases):
        return False
    if any(action.done is None for gap in initiative.gaps for action in gap.actions):
        return False
    work = (child for child in stack.children(initiative) if isinstance(child, Work))
    return all(state_of(stack, item).is_over for item in work)
