"""How teams read the strategy: said or not, up to date or not, in their own words or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from stratdocs.model.kinds import Objective, Strategy, Team
from stratdocs.model.stack import Stack

ReadingState = Literal["missing", "copied", "stale", "kept"]

USUAL_DAYS = 180
"""Days by which a reading may be older than the last look at the strategy."""
_MIN_WORDS = 4
"""Shorter sentences may be equal by chance."""


class Understanding(NamedTuple):
    """How a team with active objectives interprets the strategy."""

    team: Team
    state: ReadingState
    goals: tuple[Objective, ...]
    """Its active objectives."""
    strategy: Strategy | None
    """The strategy that it repeats, or that has been reviewed since."""
    looked: date | None
    """When that strategy was last reviewed."""


def understandings(
    stack: Stack, days: int = USUAL_DAYS, on: date | None = None
) -> Iterator[Understanding]:
    """How each team with running objectives reads the strategy, on a day (the stack's by default).

    A reading written later than that day does not count, nor does a later review of the strategy.
    """
    on = on or stack.today
    goals: dict[str, list[Objective]] = {}
    for objective in stack.of(Objective):
        asked = objective.active and objective.level != "individual"
        team = stack.team_of(objective) if asked else None
        if team is not None:
            goals.setdefault(team.id, []).append(objective)
    for team in stack.of(Team):
        if team.id in goals and not stack.unsure(team):
            yield _understanding(stack, team, tuple(goals[team.id]), days, on)


def _understanding(
    stack: Stack, team: Team, goals: tuple[Objective, ...], days: int, on: date
) -> Understanding:
    reading = team.reading
    if reading is None or not reading.asks or (reading.date or date.min) > on:
        return Understanding(team, "missing", goals, None, None)
    above = _strategies(stack, goals)
    source = next((step for step in above if _is_copied(reading.asks, step)), None)
    if source is not None:
        return Understanding(team, "copied", goals, source, None)
    looks = [(_last_look(step, on), step.id) for step in above]
    last, identity = max(looks, default=(date.min, ""))
    strategy = stack.get(identity)
    if reading.date is not None and (last - reading.date).days > days:
        return Understanding(
            team, "stale", goals, strategy if isinstance(strategy, Strategy) else None, last
        )
    return Understanding(team, "kept", goals, None, None)


def _strategies(stack: Stack, goals: tuple[Objective, ...]) -> list[Strategy]:
    """The running strategies that the objectives lead up to."""
    found: dict[str, Strategy] = {}
    for goal in goals:
        for step in stack.trace(goal):
            if isinstance(step, Strategy) and step.active:
                found.setdefault(step.id, step)
    return list(found.values())


def _last_look(strategy: Strategy, on: date) -> date:
    """When the strategy was last made or confirmed by a day: its review, else its first day."""
    looks = (strategy.reviewed, strategy.period.start if strategy.period else None)
    return max((look for look in looks if look is not None and look <= on), default=date.min)


def _is_copied(asks: str, strategy: Strategy) -> bool:
    """Whether the reading is taken word for word from the strategy."""
    own = _words(asks)
    if own.count(" ") < _MIN_WORDS:
        return False
    texts = (strategy.title, strategy.description, strategy.why, strategy.how_we_win)
    return any(
        text and own in _words(text)
        for text in (*texts, *strategy.problems, *strategy.fixed, *strategy.tradeoffs)
    )


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
