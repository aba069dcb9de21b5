from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Bet, Strategy
from stratdocs.model.stack import Stack


class NoAdaptationTrigger(Rule):
    """No trigger for changing course is agreed.

    Beforehand it is easy to name the number or event at which to stop; afterwards there is always
    one more reason to go on. Reported for big bets, and for strategies where another strategy has
    triggers; those of the strategy above are enough for one below.
    """

    severity = Severity.ADVICE
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - id: first-week-value   # <- no-adaptation-trigger
            title: Value in the first week
            serves: customers-that-stay
            size: big
            status: committed
            success:
              outcome: New customers do real work within a week
              measure: 7-day activation
              baseline: 40%
              target: 55%
              by: 2027-06-30
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - id: first-week-value
            title: Value in the first week
            serves: customers-that-stay
            size: big
            status: committed
            success:
              outcome: New customers do real work within a week
              measure: 7-day activation
              baseline: 40%
              target: 55%
              by: 2027-06-30
            triggers:
              - {when: Fewer than 45% are active in the first week by June, then: Stop and give the people to renewals, owner: maya}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        if any(strategy.triggers for strategy in stack.of(Strategy)):
            for strategy in stack.of(Strategy):
                in_force = state_of(stack, strategy).is_current
                if in_force and not _is_covered(stack, strategy):
                    yield self.finding(
                        strategy,
                        f"{strategy.id} is active but has no trigger for changing it",
                        "triggers",
                    )
        for bet in stack.of(Bet):
            if bet.size == "big" and not bet.triggers and state_of(stack, bet).is_current:
                yield self.finding(
                    bet,
                    f"{bet.id} is a big bet with no trigger for stopping or changing it",
                    "triggers",
                )


def _is_covered(stack: Stack, strategy: Strategy) -> bool:
    return any(isinstance(step, Strategy) and step.triggers for step in stack.trace(strategy))
