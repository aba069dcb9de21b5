from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stratdocs.analysis.team_readings import USUAL_DAYS, understandings
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.days import day_words
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Team
from stratdocs.model.stack import Stack


class InterpretationMissing(Rule):
    """A team hasn't put the strategy into its own words.

    Two sentences, what it asks of us and what we will therefore not do, show misunderstandings
    before they are built. A team without them, with those of an earlier strategy, or with the
    strategy's own sentence copied, may be busy with something else. Reported for teams with active
    objectives, once one team has written its interpretation.
    """

    days = Limit(
        USUAL_DAYS, "How many days older than the strategy's last review an interpretation may be."
    )

    severity = Severity.ADVICE
    group = "clarity"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        teams:
          - id: onboarding
            title: Onboarding
            reading: {asks: Get every new customer to their first report in a week, will_not_do: Custom reports}
          - id: support   # <- interpretation-missing
            title: Support
        objectives:
          - {id: faster-help, title: Customers get help when they need it, serves: customers-that-stay, team: support, status: on_track}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        teams:
          - id: onboarding
            title: Onboarding
            reading: {asks: Get every new customer to their first report in a week, will_not_do: Custom reports}
          - id: support
            title: Support
            reading: {asks: Answer those first who have just begun, will_not_do: Night shifts}
        objectives:
          - {id: faster-help, title: Customers get help when they need it, serves: customers-that-stay, team: support}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        if not any(team.reading and team.reading.asks for team in stack.of(Team)):
            return
        for found in understandings(stack, self.days):
            team, strategy = found.team, found.strategy
            if found.state == "missing":
                own = ", ".join(goal.id for goal in found.goals[:3])
                yield self.finding(
                    team,
                    f"{team.id} works towards {own} but hasn't written what the strategy "
                    "asks of it",
                    "reading",
                )
            elif found.state == "copied" and strategy is not None:
                yield self.finding(
                    team,
                    f"the interpretation of {team.id} repeats {strategy.id} word for word",
                    "reading",
                    "asks",
                    related=[Related(strategy.grip, "the strategy's own words")],
                )
            elif found.state == "stale" and strategy is not None and team.reading is not None:
                yield self.finding(
                    team,
                    f"the interpretation of {team.id} is from {_written(team.reading.date)}; "
                    f"{strategy.id} has been reviewed since, on {_written(found.looked)}",
                    "reading",
                    "date",
                )


def _written(when: date | None) -> str:
    return day_words(when) if when is not None else "an unknown day"
