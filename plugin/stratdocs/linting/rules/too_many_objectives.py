from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.focus import crowds
from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Entity, KeyResult, Objective, Team
from stratdocs.model.stack import Stack


class TooManyObjectives(Rule):
    """A team has more objectives at once than it can pursue, or an objective too many key results.

    Goals are there to choose by. A team with about five objectives in a period still knows which
    comes first, and about five key results together still show what the objective means. With nine,
    people work through a list. Proposals and what is done or dropped don't count.
    """

    most = Limit(5, "Objectives of one team at the same time.")
    most_key_results = Limit(5, "Key results of one objective.")

    severity = Severity.ADVICE
    group = "clarity"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: first-week   # <- too-many-objectives
            title: New clinics get value in their first week
            serves: customers-that-stay
            key_results:
              - {id: activation, title: Increase 7-day activation from 40% to 55% by 2027-03-31}
              - {id: imports, title: Raise clinics that import their list from 30% to 60% by 2027-03-31}
              - {id: calls, title: Cut calls in the first week from 9 to 3 by 2027-03-31}
              - {id: returns, title: Raise second-day returns from 44% to 60% by 2027-03-31}
              - {id: invites, title: Raise invited colleagues from 1.2 to 3 by 2027-03-31}
              - {id: rating, title: Raise the first rating from 3.9 to 4.5 by 2027-03-31}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: first-week
            title: New clinics get value in their first week
            serves: customers-that-stay
            key_results:
              - {id: activation, title: Increase 7-day activation from 40% to 55% by 2027-03-31}
              - {id: calls, title: Cut calls in the first week from 9 to 3 by 2027-03-31}
              - {id: rating, title: Raise the first rating from 3.9 to 4.5 by 2027-03-31}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        by_team: dict[str, tuple[Team, list[Objective]]] = {}
        for objective in stack.of(Objective):
            if not objective.live:
                continue
            team = stack.team_of(objective)
            if team is not None and objective.level != "individual":
                by_team.setdefault(team.id, (team, []))[1].append(objective)
            results: list[Entity] = [
                child
                for child in stack.branches(objective)
                if isinstance(child, KeyResult) and child.live
            ]
            if len(results) > self.most_key_results and _counts(stack, objective):
                results = [result for result in results if state_of(stack, result).in_force]
                if len(results) <= self.most_key_results:
                    continue
                yield self.finding(
                    objective,
                    f"{objective.id} has {len(results)} key results; with more than about "
                    f"{self.most_key_results}, it isn't clear which ones matter",
                    related=[Related(result.grip, result.id) for result in results],
                )
        for team, objectives in by_team.values():
            if len(objectives) > self.most:
                objectives = [goal for goal in objectives if _counts(stack, goal)]
            for crowd in crowds(stack, objectives, self.most):
                if crowd.period is None or crowd.period.end < stack.today:
                    continue
                last = crowd.items[-1]
                yield self.finding(
                    last,
                    f"{last.id} is one of {len(crowd.items)} active objectives of {team.id} "
                    f"in {crowd.period}; more than about {self.most} are a list, not a "
                    "choice",
                    related=[Related(other.grip, other.id) for other in crowd.items[:-1]],
                )


def _counts(stack: Stack, objective: Objective) -> bool:
    return state_of(stack, objective).in_force and not stack.unsure_period(objective)
