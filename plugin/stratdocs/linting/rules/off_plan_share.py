from __future__ import annotations

from collections.abc import Iterator

from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Team, Work
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import few


class OffPlanShare(Rule):
    """Much of a team's work was unplanned.

    Something always comes up. When it is a third of the work, requests set the priorities and the
    plan is what is left over. Either the plan leaves no room, or someone says yes who shouldn't
    have to. Reported for the team with the largest share of unplanned active work.
    """

    share = Limit(30, "Percentage of a team's active work that may be unplanned.")
    fewest = Limit(5, "Fewest active work items for a share to mean something.")

    severity = Severity.ADVICE
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        teams:
          - {id: onboarding, title: Onboarding}   # <- off-plan-share
        work:
          - {id: guided-import, title: Guided import, serves: first-week-value, team: onboarding, status: on_track}
          - {id: first-report, title: The first report, serves: first-week-value, team: onboarding, status: on_track}
          - {id: welcome-call, title: A call on the third day, serves: first-week-value, team: onboarding, status: committed}
          - {id: fair-booth, title: Screens for the fair, serves: first-week-value, team: onboarding, status: on_track, planned: false}
          - {id: big-customer, title: A field for one customer, serves: first-week-value, team: onboarding, status: on_track, planned: false}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        teams:
          - {id: onboarding, title: Onboarding}
        work:
          - {id: guided-import, title: Guided import, serves: first-week-value, team: onboarding}
          - {id: first-report, title: The first report, serves: first-week-value, team: onboarding}
          - {id: welcome-call, title: A call on the third day, serves: first-week-value, team: onboarding}
          - {id: help-pages, title: Help pages, serves: first-week-value, team: onboarding}
          - {id: fair-booth, title: Screens for the fair, serves: first-week-value, team: onboarding, planned: false}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        if not stack.of(Team):
            return
        running: dict[str, list[Work]] = {}
        for work in stack.of(Work):
            team = stack.team_of(work) if work.active else None
            if team is not None:
                running.setdefault(team.id, []).append(work)
        worst: tuple[float, Team, list[Work], int] | None = None
        for team in stack.of(Team):
            items = running.get(team.id, [])
            unplanned = [work for work in items if work.planned is False]
            if len(items) < self.fewest or len(unplanned) * 100 <= len(items) * self.share:
                continue
            share = len(unplanned) / len(items)
            if worst is None or share > worst[0]:
                worst = share, team, unplanned, len(items)
        if worst is not None:
            share, team, unplanned, total = worst
            yield self.finding(
                team,
                f"{len(unplanned)} of {total} active work items of {team.id} are unplanned: "
                f"{few(work.id for work in unplanned)}",
                related=[
                    Related(work.at("planned"), f"{work.id} is unplanned") for work in unplanned[:4]
                ],
            )
