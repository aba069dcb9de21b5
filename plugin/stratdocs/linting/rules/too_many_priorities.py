from __future__ import annotations

from collections.abc import Iterable, Iterator

from stratdocs.analysis.focus import (
    USUAL_BETS,
    USUAL_COMPANY,
    Crowd,
    Item,
    bets_by_strategy,
    crowds,
    good_number,
    major_bets,
    organisation_objectives,
)
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Bet
from stratdocs.model.stack import Stack


class TooManyPriorities(Rule):
    """Too many major bets are active at once.

    A good product strategy has two to four major bets in a period, few enough for everyone to name
    them. With ten across all products, or ten objectives of the whole organisation, nothing is a
    priority: people choose for themselves, each differently. Small bets, parts of another bet,
    proposals and what is done or dropped don't count.
    """

    most = Limit(USUAL_BETS, "Major bets that one strategy can carry; 2 to 4 are good.")
    most_company = Limit(
        USUAL_COMPANY,
        "Major bets of the whole company, or objectives of the whole organisation, at "
        "once; with more, nothing is a priority: an error.",
    )

    severity = Severity.WARNING
    group = "clarity"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company, period: 2027}
        bets:
          - {id: first-week, title: First week, size: big, serves: customers-that-stay, period: 2027-Q1, status: committed}
          - {id: calm-mornings, title: Calm mornings, size: big, serves: customers-that-stay, period: 2027-Q1, status: committed}
          - {id: fair-prices, title: Fair prices, size: medium, serves: customers-that-stay, period: 2027-Q1, status: on_track}
          - {id: open-north, title: Open the north, size: medium, serves: customers-that-stay, period: 2027-H1, status: at_risk}
          - {id: partner-sales, title: Partner sales, size: big, serves: customers-that-stay, period: 2027-Q1, status: committed}   # <- too-many-priorities
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company, period: 2027}
        bets:
          - {id: first-week, title: First week, size: big, serves: customers-that-stay, period: 2027-Q1}
          - {id: calm-mornings, title: Calm mornings, size: big, serves: customers-that-stay, period: 2027-Q1}
          - {id: fair-prices, title: Fair prices, size: small, serves: customers-that-stay, period: 2027-Q1}
          - {id: open-north, title: Open the north, size: small, serves: customers-that-stay, period: 2027-H1}
          - {id: partner-sales, title: Partner sales, size: big, serves: customers-that-stay, status: proposed}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        major = [bet for bet in major_bets(stack) if not stack.unsure_period(bet)]
        errors = list(crowds(stack, major, self.most_company))
        for crowd in errors:
            yield self._too_many_for_all(crowd, "major bets")
        objectives = [o for o in organisation_objectives(stack) if not stack.unsure_period(o)]
        for objective_crowd in crowds(stack, objectives, self.most_company):
            yield self._too_many_for_all(objective_crowd, "organisation-level objectives")
        strategies = bets_by_strategy(stack, major)
        reported = [crowd.items for crowd in errors] if len(strategies) == 1 else []
        for strategy, bets in strategies.items():
            for found in crowds(stack, bets, self.most):
                if len(found.items) > self.most_company or found.items in reported:
                    continue  # an error already
                last = found.items[-1]
                whose = f" under {strategy.id}" if strategy and len(strategies) > 1 else ""
                yield self.finding(
                    last,
                    f"{last.id} is one of {len(found.items)} active major "
                    f"bets{whose}{_when(found)}; aim for {good_number(self.most)} in a "
                    "period",
                    related=_others(found.items),
                )

    def _too_many_for_all(self, crowd: Crowd[Item], what: str) -> Finding:
        last = crowd.items[-1]
        return self.finding(
            last,
            f"{last.id} is one of {len(crowd.items)} active {what}{_when(crowd)}; with "
            f"{self.most_company + 1} or more, nothing is a priority",
            severity=Severity.ERROR,
            related=_others(crowd.items),
        )


def _when(crowd: Crowd[Item]) -> str:
    return f" in {crowd.period}" if crowd.period else ""


def _others(items: Iterable[Item]) -> list[Related]:
    """The items before the last one, in the order written."""
    return [Related(item.grip, _named(item)) for item in tuple(items)[:-1]]


def _named(item: Item) -> str:
    return f"{item.id}, {item.size or 'without a size'}" if isinstance(item, Bet) else item.id
