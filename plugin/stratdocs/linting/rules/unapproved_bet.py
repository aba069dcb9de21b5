from __future__ import annotations

from collections.abc import Iterator

from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Bet, Person
from stratdocs.model.stack import Stack


class UnapprovedBet(Rule):
    """A big bet is committed but has no named approver.

    A big bet takes money and people from everything else. Without an approver, the decision is
    reopened in every meeting, and no one can close the bet either. Reported where people are
    listed, or where another bet names its approver; small and medium bets are up to the team.
    """

    severity = Severity.WARNING
    group = "alignment"
    bad = """
        people:
          - {id: maya, title: Maya Lind}
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - id: first-week-value   # <- unapproved-bet
            title: Value in the first week
            serves: customers-that-stay
            size: big
            status: committed
    """
    good = """
        people:
          - {id: maya, title: Maya Lind}
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - id: first-week-value
            title: Value in the first week
            serves: customers-that-stay
            size: big
            status: committed
            approved_by: maya
            success:
              outcome: New customers do real work within a week
              measure: 7-day activation, from the product's events
              baseline: 40%
              target: 55%
              by: 2027-03-31
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        bets = stack.of(Bet)
        if not stack.of(Person) and not any(bet.approved_by for bet in bets):
            return
        for bet in bets:
            if bet.active and bet.size == "big" and not bet.approved_by:
                yield self.finding(
                    bet,
                    f"{bet.id} is {_state(bet)} with no named approver",
                    "approved_by",
                )


def _state(bet: Bet) -> str:
    committed = bet.status in (None, "committed")
    return "a committed big bet" if committed else "a big bet under way"
