from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.state import state_of
from stratdocs.language.measures import stated
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import KeyResult, Objective
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import few


class ObjectiveWithoutKeyResults(Rule):
    """An active objective has no key result, and no number in its title.

    An objective says where to go, its key results how we will know that we are there. Without any,
    anyone can call it reached. Two or three are enough.

    An objective that other objectives with key results support isn't reported, nor is a personal
    one. If no objective has key results, there is one finding for the whole strategy.
    """

    listed = Limit(3, "Objectives without key results that are listed one by one.")

    severity = Severity.WARNING
    group = "clarity"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: first-week
            title: New clinics get value in their first week
            serves: customers-that-stay
            status: on_track
            key_results:
              - {id: activation, title: Increase 7-day activation from 40% to 55% by 2027-03-31}
          - id: calm-autumn   # <- objective-without-key-results
            title: Clinics renew without a discount
            serves: customers-that-stay
            status: on_track
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: first-week
            title: New clinics get value in their first week
            serves: customers-that-stay
            status: on_track
            key_results:
              - {id: activation, title: Increase 7-day activation from 40% to 55% by 2027-03-31}
          - id: calm-autumn
            title: Clinics renew without a discount
            serves: customers-that-stay
            status: on_track
            key_results:
              - {id: renewals, title: Raise renewals at full price from 61% to 75% by 2027-06-30}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        if not stack.settled(("key_results", "objectives")):
            return
        asked = [objective for objective in stack.of(Objective) if _is_asked(stack, objective)]
        without = [objective for objective in asked if not _is_measured(stack, objective)]
        if not without:
            return
        if not stack.of(KeyResult):
            if len(without) > self.listed:
                yield self.finding(
                    stack.company or without[0],
                    f"none of the {len(without)} objectives under way has a key result: "
                    f"{few(objective.id for objective in without)}",
                    related=[Related(objective.grip, objective.id) for objective in without],
                )
                return
        if len(without) > self.listed:
            yield self.finding(
                without[0],
                f"{len(without)} of {len(asked)} objectives under way have no key result: "
                f"{few(objective.id for objective in without)}",
                related=[Related(objective.grip, objective.id) for objective in without[1:]],
            )
            return
        for objective in without:
            yield self.finding(
                objective,
                f"{objective.id} is under way without a key result: how will you know that "
                "it worked?",
            )


def _is_asked(stack: Stack, objective: Objective) -> bool:
    return (
        objective.active
        and objective.level != "individual"
        and state_of(stack, objective).stage == "running"
        and not stack.unsure(objective)
    )


def _is_measured(stack: Stack, objective: Objective) -> bool:
    """Whether a key result serves it, directly or through other objectives, or its title has a
    number to reach.
    """
    if stated(objective.title).target:
        return True
    ahead, seen = [objective], {objective.id}
    for goal in ahead:
        for child in stack.children(goal):
            if isinstance(child, KeyResult):
                return True
            if isinstance(child, Objective) and child.id not in seen:
                seen.add(child.id)
                ahead.append(child)
    return False
