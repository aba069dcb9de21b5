from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.context import (
    CONTEXT,
    is_outline,
    major_bets,
    missing_context,
    strategies_in_force,
)
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Bet, Strategy
from stratdocs.model.stack import Stack


class ContextMissing(Rule):
    """A strategy or major bet leaves part of its context unsaid.

    Teams decide well without asking when they know why, what limits us, what we prefer over what,
    what is fixed and what they may decide. What is left out here is asked in every meeting, or
    guessed differently by each team.

    Asked of strategies in force and of major bets that are committed; not while the whole stack is
    an outline that says nothing of the kind yet.
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
        for entity in entities:
            missing = missing_context(entity)
            if missing:
                phrases = [CONTEXT[name] for name in missing]
                listed = (
                    phrases[0]
                    if len(phrases) == 1
                    else f"{', '.join(phrases[:-1])} or {phrases[-1]}"
                )
                route = missing if len(missing) == 1 else ()
                yield self.finding(entity, f"{entity.id} does not say {listed}", *route)
