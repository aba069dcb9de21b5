from __future__ import annotations

from collections.abc import Iterator

from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Bet, Confirmation, Objective, Strategy
from stratdocs.model.stack import Stack


class UnconfirmedStrategy(Rule):
    """Teams have confirmed a strategy that a level above them has not.

    Alignment is understanding, passed on from leadership through product leadership to team and
    individual. A level that was skipped can't answer the questions of the next one, and the first
    conflict is settled by the loudest voice. An active strategy that no one has confirmed is a
    suggestion, once others have been confirmed.
    """

    severity = Severity.WARNING
    group = "alignment"
    bad = """
        strategies:
          - id: customers-that-stay
            title: Win by keeping customers
            level: company
            confirmed:
              - {by: jo, level: team, date: 2027-01-14}   # <- unconfirmed-strategy
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
    """
    good = """
        strategies:
          - id: customers-that-stay
            title: Win by keeping customers
            level: company
            confirmed:
              - {by: maya, level: leadership, date: 2027-01-11}
              - {by: jo, level: team, date: 2027-01-14}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        items: list[Strategy | Bet | Objective] = [
            *stack.of(Strategy),
            *stack.of(Bet),
            *stack.of(Objective),
        ]
        used = {confirmation.level for item in items for confirmation in item.confirmed}
        if not used:
            return
        for item in items:
            if not item.live:
                continue
            if not item.confirmed:
                if isinstance(item, Strategy) and not stack.unsure(item):
                    yield self.finding(
                        item,
                        f"{item.id} is active, but no one has confirmed that they understand it",
                        "confirmed",
                        severity=Severity.ADVICE,
                    )
                continue
            if any(confirmation.level is None for confirmation in item.confirmed):
                continue  # that confirmation may be of the step that seems missing
            levels = {
                _STEPS.index(confirmation.level)
                for confirmation in item.confirmed
                if confirmation.level
            }
            lowest = max(levels)
            missing = [
                step
                for number, step in enumerate(_STEPS[:lowest])
                if number not in levels and (step == _STEPS[0] or step in used)
            ]
            if missing:
                number, first = _first(item.confirmed, missing[0])
                listed = ", ".join(missing[:-1]) + (" or " if missing[1:] else "") + missing[-1]
                yield self.finding(
                    item,
                    f"{item.id} is confirmed at {first.level} level (by "
                    f"{stack.person(first.by)}) but not by {listed}",
                    "confirmed",
                    number,
                )


_STEPS = ("leadership", "product leadership", "team", "individual")


def _first(confirmed: tuple[Confirmation, ...], missing: str) -> tuple[int, Confirmation]:
    """The first confirmation from below the step that is missing."""
    below = _STEPS[_STEPS.index(missing) + 1 :]
    return next(
        (number, confirmation)
        for number, confirmation in enumerate(confirmed)
        if confirmation.level in below
    )
