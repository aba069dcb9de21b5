from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from stratdocs.analysis.context import (
    CONTEXT,
    is_outline,
    major_bets,
    missing_context,
    strategies_in_force,
    unanswered,
)
from stratdocs.linting.rules.base import FEW, Rule, counted_by_kind, in_groups
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Bet, Strategy
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import few, join_words


class ContextMissing(Rule):
    """A strategy or major bet leaves out context that teams need.

    Teams decide well without asking when they know why, what limits us, what we prefer over what,
    what is fixed and what they may decide. What is left out here gets asked in every meeting, or
    each team guesses differently.

    It covers active strategies and committed major bets. It stays silent while the whole stack is
    an outline without any context.
    """

    severity = Severity.ADVICE
    group = "clarity"
    bad = """
        strategies:
          - id: customers-that-stay   # <- context-missing
            title: Win by keeping customers
            level: company
            why: Customers who stay three years pay for those who leave in one.
            constraints: [No new funding before 2028]
            fixed: [We serve independent clinics only]
            not_doing: [Hospitals]
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
    """
    good = """
        strategies:
          - id: customers-that-stay
            title: Win by keeping customers
            level: company
            why: Customers who stay three years pay for those who leave in one.
            constraints: [No new funding before 2028]
            tradeoffs: [A first week that works over more features]
            fixed: [We serve independent clinics only]
            open: [How a clinic is brought in]
            not_doing: [Hospitals]
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        if is_outline(stack):
            return
        entities: list[Strategy | Bet] = [*strategies_in_force(stack), *major_bets(stack)]
        groups = _silent(entities, ())
        nowhere = unanswered(stack, CONTEXT) if len(entities) > FEW else ()
        if nowhere and len(elsewhere := _silent(entities, nowhere)) + 1 < len(groups):
            groups = elsewhere
            yield self.finding(
                entities[0],
                f"{counted_by_kind(entities)} don't say {_listed(nowhere)}",
                related=[Related(entity.grip, entity.id) for entity in entities[1:]],
            )
        for (entity, missing), *others in groups:
            ids = few([entity.id, *(other.id for other, _ in others)])
            yield self.finding(
                entity,
                f"{ids} {'do' if others else 'does'}n't say {_listed(missing)}",
                *(missing if len(missing) == 1 else ()),
                related=[Related(other.grip, other.id) for other, _ in others],
            )


def _silent(
    entities: Sequence[Strategy | Bet], nowhere: Collection[str]
) -> list[tuple[tuple[Strategy | Bet, tuple[str, ...]], ...]]:
    """The strategies and bets with what they leave out, together where many leave out the same;
    without what is answered `nowhere`.
    """
    missing = [
        (entity, tuple(name for name in missing_context(entity) if name not in nowhere))
        for entity in entities
    ]
    return list(in_groups([pair for pair in missing if pair[1]], lambda pair: pair[1]))


def _listed(names: Iterable[str]) -> str:
    return join_words((CONTEXT[name] for name in names), "or")
