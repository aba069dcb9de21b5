from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stratdocs.analysis.results import keeps_values
from stratdocs.analysis.rhythm import (
    CADENCE_DAYS,
    CADENCE_WORDS,
    GRACE_DAYS,
    days_words,
    meeting,
)
from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Limit, Rule, counted_by_kind
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import (
    Bet,
    Entity,
    Health,
    Initiative,
    Objective,
    Retrospective,
    Ritual,
    Strategy,
)
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import few


class RhythmMissing(Rule):
    """There is no feedback loop: no ritual, review, score, check-in or retrospective.

    A plan without a feedback loop is an announcement. Weeks pass before anyone notices that
    customers, people or the market did something else, and then it costs a quarter. One short
    meeting about the numbers is enough to begin with, if it is held.

    Reported once for an organisation that has no loop at all, and for single rituals that were
    never held and strategies that were never reviewed, where others are.
    """

    begun = Limit(GRACE_DAYS, "Days that something may be active before its first review is due.")
    enough = Limit(3, "Fewest active bets, objectives and initiatives that need a loop.")

    severity = Severity.ADVICE
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        rituals:
          - {id: monday-numbers, title: "Monday, fifteen minutes on numbers", serves: customers-that-stay, cadence: weekly, last_held: 2027-02-15}
          - id: bets-review   # <- rhythm-missing
            title: The bets, one by one
            serves: customers-that-stay
            cadence: monthly
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        rituals:
          - {id: monday-numbers, title: "Monday, fifteen minutes on numbers", serves: customers-that-stay, cadence: weekly, last_held: 2027-02-15}
          - {id: bets-review, title: "The bets, one by one", serves: customers-that-stay, cadence: monthly, last_held: 2027-02-01}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        if not stack.whole:
            return
        if not _has_loop(stack):
            yield from self._none_at_all(stack)
            return
        yield from self._never_held(stack)
        yield from self._never_reviewed(stack)

    def _none_at_all(self, stack: Stack) -> Iterator[Finding]:
        running = [
            item
            for kind in (Bet, Objective, Initiative)
            for item in stack.of(kind)
            if item.active and self._has_begun(stack, item)
        ]
        if len(running) < self.enough:
            return
        yield self.finding(
            stack.company or running[0],
            f"{counted_by_kind(running)} are under way without a feedback loop: there is no "
            "ritual, review, check-in, score or retrospective",
        )

    def _has_begun(self, stack: Stack, item: Entity) -> bool:
        """Whether it has run for long enough to look at it, or nobody has said since when."""
        start = state_of(stack, item).start
        return start is None or (stack.today - start).days > self.begun

    def _never_held(self, stack: Stack) -> Iterator[Finding]:
        """Rituals with a cadence and no date; one finding if it is so for all of them."""
        running = [
            ritual
            for ritual in stack.of(Ritual)
            if ritual.live
            and meeting(stack, ritual).state != "not running"
            and not stack.unsure(ritual)
        ]
        never = [
            ritual
            for ritual in running
            if ritual.cadence is not None and ritual.node_at("last_held") is None
        ]
        if never and len(never) == len(running) > 1:
            yield self.finding(
                never[0],
                f"none of the {len(never)} rituals has a date for when it was last held: "
                f"{few(ritual.id for ritual in never)}",
                related=[Related(ritual.grip, ritual.id) for ritual in never[1:]],
            )
            return
        for ritual in never:
            if ritual.cadence is not None:
                yield self.finding(
                    ritual,
                    f"{ritual.id} is due {CADENCE_WORDS[ritual.cadence]} but has no date "
                    "for when it was last held (`last_held`)",
                )

    def _never_reviewed(self, stack: Stack) -> Iterator[Finding]:
        """Strategies that are to be reviewed at a cadence and never were."""
        for strategy in stack.of(Strategy):
            if (
                strategy.cadence is None
                or strategy.node_at("reviewed") is not None
                or not state_of(stack, strategy).is_current
                or stack.unsure(strategy)
            ):
                continue
            start = state_of(stack, strategy).start or date.min
            age = (stack.today - start).days
            if age > CADENCE_DAYS[strategy.cadence] + min(
                self.begun, CADENCE_DAYS[strategy.cadence]
            ):
                since = f" in the {days_words(age)} since it started" if start > date.min else ""
                yield self.finding(
                    strategy,
                    f"{strategy.id} is due for review {CADENCE_WORDS[strategy.cadence]} but "
                    f"has never been reviewed{since}",
                    "cadence",
                )


def _has_loop(stack: Stack) -> bool:
    """Whether anything brings results back; a single trace is enough."""
    return bool(
        stack.of(Ritual)
        or stack.of(Retrospective)
        or stack.of(Health)
        or keeps_values(stack)
        or any(item.reviewed for item in stack.entities)
    )
