"""Focus: how much runs at the same time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from stratdocs.analysis.state import state_of
from stratdocs.model.kinds import Bet, Entity, Objective, Strategy
from stratdocs.model.periods import Period
from stratdocs.model.stack import Stack

Item = TypeVar("Item", bound=Entity)

USUAL_BETS = 4
"""Major bets that one product strategy can carry in a period; a good one has 2 to 4."""
USUAL_COMPANY = 9
"""Priorities of a whole organisation; with ten or more it has none."""


def good_number(most: int) -> str:
    """How many major bets a good strategy has at once, where `most` is the limit."""
    return f"2 to {most}" if most > 2 else f"at most {most}"


class Crowd(NamedTuple, Generic[Item]):
    """Items that are active at the same time."""

    period: Period | None
    """The shortest of their periods, or None if none of them has one."""
    items: tuple[Item, ...]
    """The items, in the order written."""


def crowds(stack: Stack, items: Iterable[Item], most: int) -> Iterator[Crowd[Item]]:
    """Where more than `most` items run at the same time, the largest crowd first.

    An item without a period always runs. A crowd whose members are too many in a larger one
    already is left out. Takes n log n steps for n items, and n more for each crowd.
    """
    items = tuple(items)
    if len(items) <= most:
        return
    found = sorted(_peaks(stack, items, most), key=lambda crowd: -len(crowd.items))
    larger: list[set[str]] = []
    for crowd in found:
        ids = {item.id for item in crowd.items}
        if all(len(ids & others) <= most for others in larger):
            larger.append(ids)
            yield crowd


def _peaks(stack: Stack, items: tuple[Item, ...], most: int) -> Iterator[Crowd[Item]]:
    """The crowds on the days after which the next item ends: any crowd is within one of these."""
    dated = [(item, period) for item in items if (period := stack.period_of(item)) is not None]
    always = len(items) - len(dated)
    if not dated:
        yield Crowd(None, items)
    days = sorted(
        [(period.start, 0) for _, period in dated] + [(period.end, 1) for _, period in dated]
    )
    running = always
    for number, (moment, ends) in enumerate(days):
        if ends and running > most and not days[number - 1][1]:
            shortest = min(
                (period for _, period in dated if period.includes(moment)),
                key=lambda period: (period.months, period.start, period.text),
            )
            members = [
                item
                for item in items
                if (period := stack.period_of(item)) is None or period.includes(moment)
            ]
            yield Crowd(shortest, tuple(members))
        running += -1 if ends else 1


def major_bets(stack: Stack) -> tuple[Bet, ...]:
    """The active bets that count as priorities: big and medium ones, and those without a size.

    A bet below another active one belongs to it, and counts only if it is big itself.
    """
    return tuple(
        bet
        for bet in stack.of(Bet)
        if bet.active and bet.size != "small" and (bet.size == "big" or not _is_part(stack, bet))
    )


def _is_part(stack: Stack, bet: Bet) -> bool:
    """Whether it carries out another active bet."""
    return any(isinstance(step, Bet) and step.active for step in stack.above(bet))


def bets_by_strategy(stack: Stack, bets: Iterable[Bet]) -> dict[Strategy | None, list[Bet]]:
    """Bets by the nearest strategy above them; None for those below no strategy."""
    found: dict[str, tuple[Strategy | None, list[Bet]]] = {}
    for bet in bets:
        strategy = strategy_of(stack, bet)
        found.setdefault(strategy.id if strategy else "", (strategy, []))[1].append(bet)
    return dict(found.values())


def strategy_of(stack: Stack, item: Entity) -> Strategy | None:
    """The nearest strategy above an item."""
    return next((step for step in stack.trace(item) if isinstance(step, Strategy)), None)


def _in_force(stack: Stack, objective: Objective) -> bool:
    """Whether it is pursued; one that never had a status is, from the day on which it begins."""
    if objective.status is None:
        return state_of(stack, objective).stage == "running"
    return objective.active


def organisation_objectives(stack: Stack) -> tuple[Objective, ...]:
    """The objectives of the whole organisation that are in force."""
    return tuple(
        objective
        for objective in stack.of(Objective)
        if objective.level == "organisation" and _in_force(stack, objective)
    )
