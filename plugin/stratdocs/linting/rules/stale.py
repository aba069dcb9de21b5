from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from stratdocs.analysis.endings import Look, added_on, looks
from stratdocs.analysis.looks import counting, read_values
from stratdocs.analysis.rhythm import (
    CADENCE_DAYS,
    CADENCE_WORDS,
    days_words,
)
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.days import day_words
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Bet, Initiative, KeyResult, Metric, Status, Strategy
from stratdocs.model.stack import Stack

_HALF_YEAR_MONTHS = 6
"""Goals of a longer period are reviewed every quarter."""


class Stale(Rule):
    """An item hasn't been reviewed or checked in on for too long.

    What was true in spring is read in autumn as if someone still vouched for it. A green status
    that no one has touched for months says less than no status, because it stops people from
    asking. Nothing is reported where there are neither review dates nor check-ins. A key result
    that was added mid-period, by the git history, counts from that day.
    """

    weeks = Limit(
        6, "Weeks that a key result may go without a check-in; an annual goal has a quarter."
    )
    grace = Limit(31, "Days by which a review may be late, and never more than half its cadence.")

    severity = Severity.WARNING
    group = "feedback"
    reads_history = True
    bad = """
        strategies:
          - id: customers-that-stay
            title: Win by keeping customers
            level: company
            cadence: quarterly
            reviewed: 2026-06-30   # <- stale
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
    """
    good = """
        strategies:
          - id: customers-that-stay
            title: Win by keeping customers
            level: company
            cadence: quarterly
            reviewed: 2027-01-12
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        yield from self._reviews(stack)
        found = looks(stack)
        yield from self._key_results(stack, found)
        yield from self._metrics(stack, found)

    def _reviews(self, stack: Stack) -> Iterator[Finding]:
        """Strategies in force, and the bets and initiatives that somebody once reviewed."""
        for entity in (*stack.of(Strategy), *stack.of(Bet), *stack.of(Initiative)):
            strategy = entity if isinstance(entity, Strategy) else None
            if entity.reviewed is None or not entity.active:
                continue
            period = stack.period_of(entity)
            if period is not None and not period.includes(stack.today):
                continue
            cadence = (strategy.cadence if strategy else None) or "quarterly"
            grace = min(self.grace, CADENCE_DAYS[cadence] // 2)
            age = (stack.today - entity.reviewed).days
            if age <= CADENCE_DAYS[cadence] + grace:
                continue
            due = (
                f"it's due for review {CADENCE_WORDS[cadence]}"
                if strategy and strategy.cadence
                else "a lot can change in a quarter"
            )
            yield self.finding(
                entity,
                f"{entity.id} {_claims(entity.status)}was last reviewed {days_words(age)} ago; {due}",
                "reviewed",
            )

    def _key_results(self, stack: Stack, looks: Sequence[Look]) -> Iterator[Finding]:
        """Key results without a fresh check-in; one finding for each objective."""
        by_objective: dict[str, list[Look]] = {}
        for look in looks:
            if (stack.today - look.on).days > self._allowed_days(stack, look.goal):
                above = stack.primary(look.goal)
                by_objective.setdefault(above.id if above else look.goal.id, []).append(look)
        for group in by_objective.values():
            first = group[0]
            age = days_words((stack.today - first.on).days)
            when = (
                f"has had no check-in in the {age} since {_start(stack, first)}"
                if first.never
                else f"was last updated {age} ago"
            )
            others = f", like {len(group) - 1} more of the same objective" if group[1:] else ""
            yield self.finding(
                first.goal,
                f"{first.goal.id} {_claims(first.status)}{when}{others}",
                *first.route,
                related=[
                    Related(o.goal.grip, f"{o.goal.id}, {day_words(o.on)}") for o in group[1:]
                ],
            )

    def _metrics(self, stack: Stack, looks: Sequence[Look]) -> Iterator[Finding]:
        """Metrics without a fresh value, although key results by them are fresh in words."""
        reported: set[str] = set()
        for look in looks:
            metric = stack.metric(look.goal.metric)
            if metric is None or metric.id in reported or not metric.readings:
                continue
            if (stack.today - look.on).days > self._allowed_days(stack, look.goal):
                continue  # reported as a stale key result
            read_on = [reading.date for reading in read_values(metric, stack.today)]
            checks = counting(look.goal.check_ins, stack.today)
            values = [check.date for check in checks if check.date and check.value]
            if not read_on:
                continue
            age = (stack.today - max([read_on[-1], *values])).days
            if age > max(self.weeks * 7, 2 * _usual_interval(read_on)):
                reported.add(metric.id)
                yield self.finding(
                    metric,
                    f"{metric.id}, by which {look.goal.id} is judged, has had no value for "
                    f"{days_words(age)}",
                    "readings",
                    _newest(metric),
                )

    def _allowed_days(self, stack: Stack, goal: KeyResult) -> int:
        period = stack.period_of(goal)
        if period is not None and period.months > _HALF_YEAR_MONTHS:
            return CADENCE_DAYS["quarterly"] + self.grace
        return self.weeks * 7


def _start(stack: Stack, look: Look) -> str:
    return "it was added" if added_on(stack, look.goal) else "its period began"


def _claims(status: Status | None) -> str:
    return "is marked `on_track`, but " if status == "on_track" else ""


def _usual_interval(days: list[date]) -> int:
    """The days that usually lie between two readings."""
    between = sorted((later - earlier) // timedelta(days=1) for earlier, later in pairwise(days))
    return between[len(between) // 2] if between else CADENCE_DAYS["quarterly"]


def _newest(metric: Metric) -> int:
    return max(
        range(len(metric.readings)), key=lambda number: metric.readings[number].date or date.min
    )
