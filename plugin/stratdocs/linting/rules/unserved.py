from __future__ import annotations

from collections.abc import Iterator

from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import KINDS, Strategy
from stratdocs.model.stack import Stack

_CARRIES_OUT = frozenset(
    (
        "strategies",
        "outcomes",
        "opportunities",
        "solutions",
        "bets",
        "objectives",
        "key_results",
        "initiatives",
        "work",
    )
)


class Unserved(Rule):
    """A strategy has nothing supporting it.

    A strategic choice without a bet, an objective or an outcome below it is a sentence, not a
    strategy. No one has translated it into anything that a team could do.
    """

    severity = Severity.WARNING
    group = "alignment"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
          - id: open-the-north   # <- unserved
            title: Open the north
            level: product
            serves: customers-that-stay
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
          - id: open-the-north
            title: Open the north
            level: product
            serves: customers-that-stay
        bets:
          - {id: winter-timetable, title: A timetable for winter, serves: open-the-north}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        unserved = [
            strategy
            for strategy in stack.of(Strategy)
            if strategy.live
            and not any(child.collection in _CARRIES_OUT for child in stack.children(strategy))
        ]
        could_serve = {kind.collection for kind in KINDS if "strategies" in kind.fits}
        if not unserved or not stack.settled(could_serve):
            return  # a broken link may have been meant for any of them
        for strategy in unserved:
            yield self.finding(
                strategy,
                f"{strategy.id} has no bet, objective or outcome supporting it",
            )
