from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.context import (
    is_answered,
    is_outline,
    major_bets,
    strategies_in_force,
    unanswered,
)
from stratdocs.linting.rules.base import FEW, Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.stack import Stack


class NoNotDoing(Rule):
    """A strategy or major bet rules nothing out.

    A priority loses to the next request if nothing is put on hold for it: no one has been given
    permission to say no. Strategies list what we aren't doing, committed major bets what they
    deprioritise.

    It stays silent while the whole stack is an outline without any context.
    """

    severity = Severity.ADVICE
    group = "clarity"
    bad = """
        strategies:
          - id: customers-that-stay   # <- no-not-doing
            title: Win by keeping customers
            level: company
            why: Customers who stay three years pay for those who leave in one.
            constraints: [No new funding before 2028]
            tradeoffs: [A first week that works over more features]
            fixed: [We serve independent clinics only]
            open: [How a clinic is brought in]
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
            not_doing:
              - {title: Hospitals, because: Their buying takes two years}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        if is_outline(stack):
            return
        for strategy in strategies_in_force(stack):
            if not is_answered(strategy, "not_doing"):
                yield self.finding(
                    strategy,
                    f"{strategy.id} doesn't say what we're not doing (`not_doing`)",
                    "not_doing",
                )
        bets = list(major_bets(stack))
        if len(bets) >= FEW and unanswered(stack, ["deprioritises"]):
            yield self.finding(
                bets[0],
                f"none of the {len(bets)} big and medium bets deprioritises anything",
                "deprioritises",
                related=[Related(bet.grip, bet.id) for bet in bets[1:]],
            )
            return
        for bet in bets:
            if not is_answered(bet, "deprioritises"):
                yield self.finding(
                    bet,
                    f"{bet.id} is a {bet.size} bet that deprioritises nothing",
                    "deprioritises",
                )
