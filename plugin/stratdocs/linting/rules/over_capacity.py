from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.capacity import USUAL_PERCENT, TeamLoad, team_loads
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.stack import Stack


class OverCapacity(Rule):
    """A team has planned more than its days can hold.

    Questions, illness, meetings and mistakes take a third of the time of people who work with their
    heads. What is planned above that is not done later, it is done badly or not at all, and nobody
    has chosen which. Estimates of work count in the unit of the team's capacity, in the period in
    which they are due; finished work counts in the period that it was part of.
    """

    limit = Limit(
        USUAL_PERCENT, "Per cent of its capacity that a team plans, where it names no utilisation."
    )

    severity = Severity.WARNING
    group = "alignment"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        teams:
          - id: onboarding
            title: Onboarding
            capacity: 60 d   # <- over-capacity
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay, period: 2027-Q1}
        work:
          - {id: guided-import, title: Guided import of customer lists, serves: first-week-value, team: onboarding, estimate: 35 d, due: 2027-02-26}
          - {id: nicer-mails, title: Nicer mails, serves: first-week-value, team: onboarding, estimate: 15 d, due: 2027-03-12, lno: neutral}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        teams:
          - id: onboarding
            title: Onboarding
            capacity: 60 d
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay, period: 2027-Q1}
        work:
          - {id: guided-import, title: Guided import of customer lists, serves: first-week-value, team: onboarding, estimate: 35 d, due: 2027-02-26}
          - {id: nicer-mails, title: Nicer mails, serves: first-week-value, team: onboarding, estimate: 15 d, due: 2027-04-16, lno: neutral}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for load in team_loads(stack, self.limit):
            if load.above:
                yield self._overload(load)

    def _overload(self, load: TeamLoad) -> Finding:
        expendable = load.expendable()
        listed = ", ".join(f"{item.work.id} ({item.work.estimate})" for item in expendable[:4])
        more = f" and {len(expendable) - 4} more" if len(expendable) > 4 else ""
        cut = f"; neutral or overhead: {listed}{more}" if expendable else ""
        in_period = f" for {load.period}" if load.period else ""
        return self.finding(
            load.team,
            f"{load.team.id} has planned {load.effort:g}{load.unit}{in_period}, {load.share:.0%} "
            f"of its {load.capacity} and {load.over:.3g}{load.unit} above its limit of "
            f"{load.limit:.0%}{cut}",
            "capacity",
            related=[
                Related(item.work.at("estimate"), f"{item.work.id}, {item.work.lno}")
                for item in expendable[:4]
            ],
        )
