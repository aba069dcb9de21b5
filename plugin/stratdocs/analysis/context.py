"""Context, not control: what a strategy or bet tells, so that teams decide without asking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stratdocs.model.kinds import Bet, Strategy
from stratdocs.model.stack import Stack
from stratdocs.yamltext.source import ScalarNode

CONTEXT: Mapping[str, str] = {
    "why": "why",
    "constraints": "what limits us (constraints)",
    "tradeoffs": "what we prefer over what (tradeoffs)",
    "fixed": "what is fixed",
    "open": "what teams decide (open)",
}
"""The five things that context consists of, by field."""

_CHOICES = ("not_doing", "deprioritises")


def missing_context(entity: Strategy | Bet) -> tuple[str, ...]:
    """Which of the five a strategy or bet leaves unsaid."""
    return tuple(name for name in CONTEXT if not is_answered(entity, name))


def is_answered(entity: Strategy | Bet, name: str) -> bool:
    """Whether something is written in the field, readable or not."""
    node = entity.node.get(name)
    if node is None or (isinstance(node, ScalarNode) and node.empty):
        return False
    return bool(getattr(entity, name, None)) or isinstance(node, ScalarNode)


def is_outline(stack: Stack) -> bool:
    """Whether the stack is an outline still: no strategy or bet says anything of its context."""
    names = (*CONTEXT, *_CHOICES)
    every: tuple[Strategy | Bet, ...] = (*stack.of(Strategy), *stack.of(Bet))
    return not any(is_answered(entity, name) for entity in every for name in names)


def major_bets(stack: Stack) -> Iterator[Bet]:
    """The bets that are committed or under way and marked big or medium."""
    return (bet for bet in stack.of(Bet) if bet.active and bet.size in ("big", "medium"))


def strategies_in_force(stack: Stack) -> Iterator[Strategy]:
    """The strategies that hold today: not proposed, done or dropped, nor of a past period."""
    for strategy in stack.of(Strategy):
        past = strategy.period is not None and strategy.period.end < stack.today
        if strategy.active and not past:
            yield strategy
