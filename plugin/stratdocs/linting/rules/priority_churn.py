from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.days import day_words
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.history import Move
from stratdocs.model.kinds import Bet
from stratdocs.model.periods import Period
from stratdocs.model.stack import Stack


class PriorityChurn(Rule):
    """Bets keep changing mid-period with no reason given.

    Each bet that is added, removed or resized mid-period costs the people on the other bets their
    plan. Now and then that is the right answer to news; then a sentence that gives the news keeps
    people with you. Changes without one make the leadership look undecided.

    It reads the history of the git repository, as `goalpost-moved` does, and accepts the same
    reasons. Small bets, drafts and the first days of a period don't count.
    """

    most = Limit(2, "Changes without a reason that are fine in a period.")
    settling = Limit(14, "Days after the start in which bets can still be settled.")

    severity = Severity.ADVICE
    group = "feedback"
    earlier = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company, period: 2027}
        bets:
          - {id: first-week, title: First week, size: big, serves: customers-that-stay, period: 2027-Q1, status: on_track}
          - {id: calm-mornings, title: Calm mornings, size: big, serves: customers-that-stay, period: 2027-Q1, status: on_track}
          - {id: open-north, title: Open the north, size: medium, serves: customers-that-stay, period: 2027-Q1, status: on_track}
    """
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company, period: 2027}
        bets:
          - {id: first-week, title: First week, size: medium, serves: customers-that-stay, period: 2027-Q1, status: on_track}
          - {id: calm-mornings, title: Calm mornings, size: big, serves: customers-that-stay, period: 2027-Q1, status: dropped}
          - {id: open-north, title: Open the north, size: medium, serves: customers-that-stay, period: 2027-Q1, status: on_track}
          - {id: fair-prices, title: Fair prices, size: big, serves: customers-that-stay, period: 2027-Q1, status: committed}   # <- priority-churn
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company, period: 2027}
        bets:
          - {id: first-week, title: First week, size: big, serves: customers-that-stay, period: 2027-Q1}
          - id: calm-mornings
            title: Calm mornings
            size: big
            serves: customers-that-stay
            period: 2027-Q1
            status: dropped
            because: The vendor's calendar closes to us in May, so nothing we build on it would last.
          - {id: open-north, title: Open the north, size: medium, serves: customers-that-stay, period: 2027-Q1}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        if not stack.whole:
            return  # a bet that seems removed may be where nothing could be read
        changes: dict[Period, list[_Change]] = {}
        for item, moves in stack.moves.items():
            if moves[0].kind is not Bet:
                continue
            bet = stack.get(item)
            period = stack.period_of(bet) if bet else moves[-1].beside.get("period")
            if not isinstance(period, Period) or not period.includes(stack.today):
                continue
            settled = period.start + timedelta(days=self.settling)
            late = [move for move in moves if settled < move.when <= stack.today]
            change = _change(bet, late) if bet is None or isinstance(bet, Bet) else None
            if change is not None and change.move.reason is None:
                changes.setdefault(period, []).append(change)
        for period, found in changes.items():
            if len(found) > self.most:
                yield from self._churn(stack, period, found)

    def _churn(self, stack: Stack, period: Period, changes: list[_Change]) -> Iterator[Finding]:
        changes.sort(key=lambda change: change.move.when)
        present = [
            (bet, change) for change in changes if (bet := stack.get(change.move.item)) is not None
        ]
        present.sort(key=lambda pair: (pair[1].move.when, pair[0].grip))
        last = present[-1][0] if present else stack.get(changes[-1].move.within)
        if last is not None:
            listed = ", ".join(f"{change.move.item} {change.dated_words}" for change in changes)
            yield self.finding(
                last,
                f"{len(changes)} bets changed during {period} with no reason given: {listed}",
                related=[Related(bet.grip, change.dated_words) for bet, change in present[:-1]],
            )


class _Change(NamedTuple):
    """What happened to a bet since its period began."""

    words: str
    move: Move

    @property
    def dated_words(self) -> str:
        """With its day: `dropped on 3 February 2027`."""
        move = self.move
        day = f"on {day_words(move.when)}" if move.commit else "since the last commit"
        return f"{self.words} {day}"


def _change(bet: Bet | None, moves: list[Move]) -> _Change | None:
    """How the changes made a bet more or less of a priority; None if they did not."""
    if not moves:
        return None
    first, last = moves[0], moves[-1]
    before = first.status not in _OUT and (first.field or first.before) is not None
    size = next((move.before for move in moves if move.field == "size"), bet and bet.size)
    if bet is None:
        counted = before and last.after is None and last.beside.get("size") != "small"
        return _Change("removed", last) if counted and last.status not in _OUT else None
    counts = bet.committed and bet.status != "dropped"
    if before and size != "small" and bet.status == "dropped":
        return _Change("dropped", _last_move(moves, "status"))
    if not before and counts and bet.size != "small":
        was_added = first.field == "" and first.status not in _OUT
        return _Change(
            "added" if was_added else "committed", _last_move(moves, "" if was_added else "status")
        )
    if before and counts and size and bet.size and size != bet.size:
        return _Change(f"resized from {size} to {bet.size}", _last_move(moves, "size"))
    return None


_OUT = ("proposed", "done", "dropped")


def _last_move(moves: list[Move], field: str) -> Move:
    """The last change of a field."""
    return next((move for move in reversed(moves) if move.field == field), moves[-1])
