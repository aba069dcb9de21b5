from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Objective, Strategy, Team
from stratdocs.model.stack import Stack


class InterpretationMissing(Rule):
    """A team has not said in its own words what the strategy asks of it.

    Two sentences, what it asks of us and what we will therefore not do, show misunderstandings
    before they are built. A team without them, with those of an earlier strategy, or with the
    strategy's own sentence copied, may be busy with something else. Asked of teams with running
    objectives, once one team has written its reading down.
    """

    days = Limit(180, "How many days older than the strategy's last review a reading may be.")

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
        goals: dict[str, list[Objective]] = {}
        for objective in stack.of(Objective):
            if objective.active and objective.level != "individual":
                team = stack.team_of(objective)
                if team is not None:
                    goals.setdefault(team.id, []).append(objective)
        for team in stack.of(Team):
            if team.id not in goals or stack.unsure(team):
                continue
            reading = team.reading
            if reading is None or not reading.asks:
                own = ", ".join(goal.id for goal in goals[team.id][:3])
                yield self.finding(
                    team,
                    f"{team.id} works towards {own} and has not said what the strategy asks of it",
                    "reading",
                )
                continue
            above = _strategies(stack, goals[team.id])
            source = next((step for step in above if _is_copied(reading.asks, step)), None)
            if source is not None:
                yield self.finding(
                    team,
                    f"the reading of {team.id} repeats {source.id} word for word",
                    "reading",
                    "asks",
                    related=[Related(source.grip, "the strategy's own words")],
                )
            looks = [(_last_look(step), step.id) for step in above]
            last, strategy = max(looks, default=(date.min, ""))
            if reading.date is not None and (last - reading.date).days > self.days:
                yield self.finding(
                    team,
                    f"the reading of {team.id} is of {reading.date}; {strategy} has been looked at "
                    f"since, on {last}",
                    "reading",
                    "date",
                )


def _strategies(stack: Stack, goals: list[Objective]) -> list[Strategy]:
    """The running strategies that the objectives lead up to."""
    found: dict[str, Strategy] = {}
    for goal in goals:
        for step in stack.trace(goal):
            if isinstance(step, Strategy) and step.active:
                found.setdefault(step.id, step)
    return list(found.values())


def _last_look(strategy: Strategy) -> date:
    """When the strategy was last made or confirmed: its review, else the start of its period."""
    began = strategy.period.start if strategy.period else date.min
    return max(strategy.reviewed or date.min, began)


_MIN_WORDS = 4
"""Shorter sentences may be equal by chance."""


def _is_copied(asks: str, strategy: Strategy) -> bool:
    """Whether the reading is taken word for word from the strategy."""
    own = _words(asks)
    if own.count(" ") < _MIN_WORDS:
        return False
    texts = (strategy.title, strategy.description, strategy.why, strategy.how_we_win)
    for text in (*texts, *strategy.problems, *strategy.fixed, *strategy.tradeoffs):
        if text and own in _words(text):
            return True
    return False


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
