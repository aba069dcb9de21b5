"""The strategy map: company strategies side by side, the bets in them, the objectives in the bets.

Each item has one place. A bet is with the first strategy that it serves, an objective in the first
bet that it serves; an objective that serves none is with the first product strategy that it serves,
else with its company strategy, else where the objective above it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from stratdocs.analysis.state import state_of
from stratdocs.model.kinds import Bet, Entity, Objective, Strategy
from stratdocs.model.stack import Stack


class BetPlace(NamedTuple):
    """A bet with the objectives in it."""

    bet: Bet
    objectives: tuple[Objective, ...]


class StrategyPlace(NamedTuple):
    """A strategy with the bets in it and the objectives that serve it without a bet."""

    strategy: Strategy | None
    """None for what leads to no strategy."""
    bets: tuple[BetPlace, ...]
    objectives: tuple[Objective, ...]


class ColumnPlace(NamedTuple):
    """A company strategy, or another one that is part of none, with the strategies in it."""

    own: StrategyPlace
    """The strategy itself, with what serves it directly."""
    parts: tuple[StrategyPlace, ...]


class StrategyMap(NamedTuple):
    """The columns in the order written; what leads to no strategy comes last."""

    columns: tuple[ColumnPlace, ...]
    earlier: int
    """How many bets and objectives ended before this year, and are left out."""

    @property
    def strategies(self) -> int:
        """The number of columns that have a strategy."""
        return sum(column.own.strategy is not None for column in self.columns)

    @property
    def bets(self) -> int:
        """The number of bets."""
        return sum(len(place.bets) for place in self._places)

    @property
    def objectives(self) -> int:
        """The number of objectives."""
        within = sum(len(bet.objectives) for place in self._places for bet in place.bets)
        return within + sum(len(place.objectives) for place in self._places)

    @property
    def _places(self) -> tuple[StrategyPlace, ...]:
        return tuple(place for column in self.columns for place in (column.own, *column.parts))


def strategy_map(stack: Stack, keep: Callable[[Entity], bool] = lambda _: True) -> StrategyMap:
    """The map of what is kept: strategies, bets and objectives, each with what it is in."""
    places = _Places(stack)
    both: tuple[Bet | Objective, ...] = (*stack.of(Bet), *stack.of(Objective))
    earlier = {item.id for item in both if _ended(stack, item)}

    in_place: dict[str | None, list[Bet | Objective]] = {}
    for objective in stack.of(Objective):
        if objective.id not in earlier and keep(objective):
            in_place.setdefault(places.of(objective), []).append(objective)
    for bet in stack.of(Bet):
        if bet.id in in_place or (bet.id not in earlier and keep(bet)):
            earlier.discard(bet.id)
            in_place.setdefault(places.of(bet), []).append(bet)
    kept = {strategy.id for strategy in stack.of(Strategy) if keep(strategy)}
    return StrategyMap(
        _columns(stack, places, in_place, kept),
        sum(keep(stack.graph.by_id[identity]) for identity in earlier),
    )


def _ended(stack: Stack, item: Bet | Objective) -> bool:
    """Whether it is over since before this year."""
    end = state_of(stack, item).end
    if end is None or not state_of(stack, item).is_over:
        return False
    return end < stack.calendar.around(stack.today, 12).start


def _columns(
    stack: Stack,
    places: _Places,
    in_place: Mapping[str | None, Sequence[Bet | Objective]],
    kept: set[str],
) -> tuple[ColumnPlace, ...]:
    parts: dict[str, list[Strategy]] = {}
    for strategy in stack.of(Strategy):
        parts.setdefault(places.column(strategy), []).append(strategy)
    found = []
    for members in parts.values():
        top = next(s for s in members if places.column(s) == s.id)
        inner = [_place(s, in_place) for s in members if s is not top]
        column = ColumnPlace(
            _place(top, in_place),
            tuple(
                place for place in inner if place.bets or place.objectives or _id_of(place) in kept
            ),
        )
        if column.parts or column.own.bets or column.own.objectives or top.id in kept:
            found.append(column)
    loose = _place(None, in_place)
    if loose.bets or loose.objectives:
        found.append(ColumnPlace(loose, ()))
    return tuple(found)


def _id_of(place: StrategyPlace) -> str:
    return place.strategy.id if place.strategy is not None else ""


def _place(
    strategy: Strategy | None, in_place: Mapping[str | None, Sequence[Bet | Objective]]
) -> StrategyPlace:
    members = in_place.get(strategy.id if strategy is not None else None, [])
    bets = tuple(
        BetPlace(item, tuple(o for o in in_place.get(item.id, ()) if isinstance(o, Objective)))
        for item in members
        if isinstance(item, Bet)
    )
    return StrategyPlace(strategy, bets, tuple(o for o in members if isinstance(o, Objective)))


class _Places:
    """In what each item is; each way up is walked once."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._known: dict[str, str | None] = {}
        self._columns: dict[str, str] = {}

    def of(self, item: Bet | Objective) -> str | None:
        """The id of the strategy that a bet is in, of the bet or strategy that an objective is in;
        None if it is in none.
        """
        way: list[str] = []
        at: Entity | None = item
        found: str | None = None
        while at is not None and found is None:
            if at.id in self._known:
                found = self._known[at.id]
                break
            self._known[at.id] = None  # so that a cycle is walked once
            way.append(at.id)
            served = self._served(at)
            found = served.id if served is not None else None
            at = self._stack.primary(at)
        self._known.update(dict.fromkeys(way, found))
        return found

    def _served(self, item: Entity) -> Bet | Strategy | None:
        """What an item serves itself: a bet, else a strategy, product before company; a bet is in
        its first strategy.
        """
        parents = self._stack.parents(item)
        strategies = [above for above in parents if isinstance(above, Strategy)]
        if isinstance(item, Bet):
            return next(iter(strategies), None)
        bets = [above for above in parents if isinstance(above, Bet)]
        product = [above for above in strategies if not self._stack.is_company(above)]
        ranked: tuple[Bet | Strategy, ...] = (*bets, *product, *strategies)
        return ranked[0] if ranked else None

    def column(self, strategy: Strategy) -> str:
        """The id of the strategy in whose column a strategy is."""
        way: list[str] = []
        at = strategy
        while at.id not in self._columns:
            way.append(at.id)
            self._columns[at.id] = at.id  # a cycle is the column of the first that was met
            above = self._stack.primary(at)
            if self._stack.is_company(at) or not isinstance(above, Strategy):
                break
            at = above
        top = self._columns[at.id]
        self._columns.update(dict.fromkeys(way, top))
        return top
