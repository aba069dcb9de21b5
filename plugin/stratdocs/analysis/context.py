"""Context, not control: what a strategy or bet must say so that teams can decide by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from stratdocs.analysis.state import state_of
from stratdocs.model.kinds import Bet, Strategy
from stratdocs.model.stack import Stack
from stratdocs.yamltext.source import ScalarNode

CONTEXT: Mapping[str, str] = {
    "why": "why (`why`)",
    "constraints": "what limits us (`constraints`)",
    "tradeoffs": "what we prefer over what (`tradeoffs`)",
    "fixed": "what is fixed (`fixed`)",
    "open": "what teams decide (`open`)",
}
"""The five parts of context, by field."""

_CHOICES = ("not_doing", "deprioritises")


def missing_context(entity: Strategy | Bet) -> tuple[str, ...]:
    """The fields of the five parts that a strategy or bet leaves empty."""
    return tuple(name for name in CONTEXT if not is_answered(entity, name))


def is_answered(entity: Strategy | Bet, name: str) -> bool:
    """Whether the field has a value, readable or not."""
    node = entity.node.get(name)
    if node is None or (isinstance(node, ScalarNode) and node.empty):
        return False
    return bool(getattr(entity, name, None)) or isinstance(node, ScalarNode)


def is_outline(stack: Stack) -> bool:
    """Whether the stack is still an outline: no strategy or bet gives any context."""
    names = (*CONTEXT, *_CHOICES)
    every: tuple[Strategy | Bet, ...] = (*stack.of(Strategy), *stack.of(Bet))
    return not any(is_answered(entity, name) for entity in every for name in names)


def unanswered(stack: Stack, names: Iterable[str]) -> tuple[str, ...]:
    """The fields that no strategy or bet answers at all."""
    every: tuple[Strategy | Bet, ...] = (*stack.of(Strategy), *stack.of(Bet))
    return tuple(name for name in names if not any(is_answered(item, name) for item in every))


def major_bets(stack: Stack) -> Iterator[Bet]:
    """The active bets of big or medium size."""
    return (bet for bet in stack.of(Bet) if bet.active and bet.size in ("big", "medium"))


def strategies_in_force(stack: Stack) -> Iterator[Strategy]:
    """The strategies that are active, and whose period is not past."""
    return (strategy for strategy in stack.of(Strategy) if state_of(stack, strategy).is_current)
