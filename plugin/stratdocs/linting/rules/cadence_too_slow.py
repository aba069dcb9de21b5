from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.rhythm import CADENCE_DAYS, CADENCE_WORDS, meeting
from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Bet, Entity, Objective, Ritual, Strategy
from stratdocs.model.periods import Period
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import few


class CadenceTooSlow(Rule):
    """A review cadence is too slow for the period it covers.

    A one-year strategy that is reviewed once a year is reviewed when it is over. Quarterly goals
    that are discussed once a quarter are discussed when nothing can be changed. Work is planned by
    the week, and what doesn't come up in between doesn't influence it. Two reviews within the
    period are the minimum.
    """

    severity = Severity.ADVICE
    group = "feedback"
    bad = """
        strategies:
          - id: customers-that-stay
            title: Win by keeping customers
            level: company
            period: 2027
            cadence: yearly   # <- cadence-too-slow
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
    """
    good = """
        strategies:
          - id: customers-that-stay
            title: Win by keeping customers
            level: company
            period: 2027
            cadence: quarterly
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for strategy in stack.of(Strategy):
            period = stack.period_of(strategy)
            if strategy.cadence is None or period is None or stack.unsure(strategy):
                continue
            if not state_of(stack, strategy).is_current:
                continue
            if CADENCE_DAYS[strategy.cadence] * _LEAST_REVIEWS > _days(period) + _LEEWAY_DAYS:
                yield self.finding(
                    strategy,
                    f"{strategy.id} covers {period} but is reviewed only "
                    f"{CADENCE_WORDS[strategy.cadence]}, too late to change anything",
                    "cadence",
                )
        yield from self._meetings(stack)

    def _meetings(self, stack: Stack) -> Iterator[Finding]:
        """Goals whose period is over before the second meeting, where meetings are written down."""
        rituals = [
            ritual
            for ritual in stack.of(Ritual)
            if ritual.live and meeting(stack, ritual).state != "not running"
        ]
        if not stack.whole or not rituals or any(map(stack.unsure, rituals)):
            return
        cadences = [ritual.cadence for ritual in rituals if ritual.cadence is not None]
        if len(cadences) < len(rituals):
            return  # one may be more often
        quickest = min(cadences, key=CADENCE_DAYS.__getitem__)
        short: list[Entity] = []
        for kind in _GOALS:
            for item in stack.of(kind):
                period = stack.period_of(item)
                if period is None or state_of(stack, item).stage != "running":
                    continue
                if isinstance(item, Strategy) and (item.cadence or item.reviewed):
                    continue  # it is reviewed by itself
                if CADENCE_DAYS[quickest] * _LEAST_REVIEWS > _days(period) + _LEEWAY_DAYS:
                    short.append(item)
        if not short:
            return
        ends = "ends" if len(short) == 1 else "end"
        yield self.finding(
            stack.company or short[0],
            f"{few(item.id for item in short)} {ends} before a second meeting: no meeting "
            f"is held more often than {CADENCE_WORDS[quickest]}",
            related=[Related(item.grip, item.id) for item in short[:_MAX_RELATED]],
        )


def _days(period: Period) -> int:
    return (period.end - period.start).days + 1


_GOALS: tuple[type[Entity], ...] = (Objective, Bet, Strategy)
_LEAST_REVIEWS = 2
_LEEWAY_DAYS = 4
"""Two quarters are two days longer than half a year by the days of a cadence."""
_MAX_RELATED = 10
