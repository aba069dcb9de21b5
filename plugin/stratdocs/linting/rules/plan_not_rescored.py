from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from stratdocs.analysis.diagnosis import plan_scores
from stratdocs.analysis.rhythm import days_words
from stratdocs.linting.rules.base import Limit, Rule, in_groups
from stratdocs.model.days import day_words
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Initiative, Phase
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import few


class PlanNotRescored(Rule):
    """The scores of a plan are old or undated.

    A plan is scored when it is made, and again at each milestone, above all when it is stuck.
    Scores from before the launch describe a plan that no one follows any more. Write the date into
    the plan (`date`); a review (`reviewed`) counts as well. Reported where such dates are in use.
    """

    weeks = Limit(26, "Weeks that scores hold if no phase has ended.")

    severity = Severity.ADVICE
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: one-workspace
            title: One workspace for work that crosses teams
            serves: customers-that-stay
            owner: ana
            status: on_track
            nature: product
            plan:
              date: 2026-06-15   # <- plan-not-rescored
              leverage: {product: 5, policy: 1}
              feedback: {product: 4, policy: 2}
              measurement: {product: 4, policy: 2}
              velocity: {product: 4, policy: 1}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: one-workspace
            title: One workspace for work that crosses teams
            serves: customers-that-stay
            owner: ana
            status: on_track
            nature: product
            plan:
              date: 2027-01-18
              leverage: {product: 5, policy: 1}
              feedback: {product: 4, policy: 2}
              measurement: {product: 4, policy: 2}
              velocity: {product: 4, policy: 1}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        scored = [
            initiative
            for initiative in stack.of(Initiative)
            if initiative.active
            and not stack.unsure(initiative)
            and any(score.product or score.policy for score in plan_scores(initiative.plan))
        ]
        undated = []
        for initiative in scored:
            looked = _last_look(initiative, stack.today)
            if looked is None:
                undated.append(initiative)
            else:
                yield from self._outdated(stack, initiative, looked)
        if 0 < len(undated) * 2 <= len(scored):
            yield from self._undated(undated)

    def _outdated(self, stack: Stack, initiative: Initiative, looked: date) -> Iterator[Finding]:
        ended = _ended_since(initiative.phases, looked, stack.today)
        age = (stack.today - looked).days
        since = ""
        if ended:
            quoted = [f'"{phase.title}"' for phase in ended]
            since = f", and since then {few(quoted)} ended"
        elif initiative.reviewed is not None or age <= self.weeks * 7:
            return  # an old review is reported as stale
        route = ("plan", "date") if initiative.plan and initiative.plan.date else ("plan",)
        yield self.finding(
            initiative,
            f"the plan of {initiative.id} was last scored or reviewed on "
            f"{day_words(looked)}, {days_words(age)} ago{since}; score it again",
            *route,
        )

    def _undated(self, undated: Sequence[Initiative]) -> Iterator[Finding]:
        for first, *others in in_groups(undated, type):
            who = few(initiative.id for initiative in (first, *others))
            yield self.finding(
                first,
                f"the plan of {who} has no date for its scores (`date` in the plan) and no review",
                "plan",
                related=[Related(initiative.at("plan"), initiative.id) for initiative in others],
            )


def _last_look(initiative: Initiative, today: date) -> date | None:
    """When its plan was last scored, or it was last reviewed."""
    scored = initiative.plan.date if initiative.plan else None
    looks = [look for look in (scored, initiative.reviewed) if look is not None and look <= today]
    return max(looks, default=None)


def _ended_since(phases: Sequence[Phase], looked: date, today: date) -> list[Phase]:
    """The phases that ended after a day."""
    return [
        phase
        for phase in phases
        if phase.status == "done" and phase.ends is not None and looked < phase.ends <= today
    ]
