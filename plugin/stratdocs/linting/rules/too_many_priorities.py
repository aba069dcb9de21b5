from __future__ import annotations

from collections.abc import Iterator

from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Bet
from stratdocs.model.periods import Period
from stratdocs.model.stack import Stack


class TooManyPriorities(Rule):
    """More major bets at once than a period can carry.

    A good period has two to four major bets, few enough that everybody can name them. With ten,
    nothing is a priority: people choose for themselves, each differently. Small bets, proposals and
    what is done or dropped do not count.
    """

    most = Limit(4, "Major bets that a period carries well; a good one has 2 to 4.")
    none_left = Limit(10, "Major bets from which on nothing is a priority: an error.")

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
        major = [
            bet
            for bet in stack.of(Bet)
            if bet.active and bet.size != "small" and not stack.unsure_period(bet)
        ]
        if len(major) <= self.most:
            return
        crowds: list[tuple[Period | None, list[Bet]]] = []
        for period in _moments(stack, major):
            crowd = [bet for bet in major if _runs(stack.period_of(bet), period)]
            if len(crowd) > self.most:
                crowds.append((period, crowd))
        crowds.sort(key=lambda pair: -len(pair[1]))
        reported: list[set[str]] = []
        for period, crowd in crowds:
            ids = {bet.id for bet in crowd}
            if any(len(ids & larger) > self.most for larger in reported):
                continue  # the same bets are too many in another period already
            reported.append(ids)
            last = crowd[-1]
            too_many = len(crowd) >= self.none_left
            when = f" in {period}" if period else ""
            yield self.finding(
                last,
                f"{last.id} is one of {len(crowd)} major bets that run at once{when}: "
                + (
                    "where ten or more things come first, none does"
                    if too_many
                    else f"a good period has 2 to {self.most}"
                ),
                severity=Severity.ERROR if too_many else None,
                related=[
                    Related(bet.grip, f"{bet.id}, {bet.size or 'size not said'}")
                    for bet in crowd[:-1]
                ],
            )


def _moments(stack: Stack, bets: list[Bet]) -> list[Period | None]:
    """The periods that bets name, shortest first; None where one of them names none."""
    periods = {stack.period_of(bet) for bet in bets}
    return sorted(periods, key=lambda p: (p is None, p.months if p else 0, p.text if p else ""))


def _runs(period: Period | None, moment: Period | None) -> bool:
    """Whether a bet of that period runs at the moment; one without a period runs all the time."""
    if period is None:
        return True
    return moment is not None and period.contains(moment)
