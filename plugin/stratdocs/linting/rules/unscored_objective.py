from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.progress import key_result_progress
from stratdocs.analysis.rhythm import days_words
from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import KeyResult, Objective
from stratdocs.model.periods import Period
from stratdocs.model.stack import Stack


class UnscoredObjective(Rule):
    """A goal's time is over, and nobody says what was reached.

    A goal that fades away teaches that goals fade away. Half of it reached and said so is worth
    more than silence. Only told where scores are given at all; key results whose last check-in has
    a value speak for themselves.
    """

    grace = Limit(31, "Days after the end of a period in which goals are scored.")

    severity = Severity.ADVICE
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - {id: calm-autumn, title: Customers renew without a discount, serves: customers-that-stay, period: 2026-Q3, status: done, score: 0.7}
          - {id: back-in-autumn, title: Customers come back after a month, serves: customers-that-stay, period: 2026-Q3, status: done}   # <- unscored-objective
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - {id: calm-autumn, title: Customers renew without a discount, serves: customers-that-stay, period: 2026-Q3, status: done, score: 0.7}
          - {id: back-in-autumn, title: Customers come back after a month, serves: customers-that-stay, period: 2026-Q3, status: done, score: 0.4}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        scored = any(objective.score is not None for objective in stack.of(Objective))
        scored = scored or any(goal.score is not None for goal in stack.of(KeyResult))
        if not scored:
            return
        ended: dict[Period, list[Objective]] = {}
        unscored_by_period: dict[Period, list[tuple[Objective, list[KeyResult]]]] = {}
        scored_periods: list[Period] = []
        for objective in stack.of(Objective):
            period = stack.period_of(objective)
            if period is None or not objective.undertaken:
                continue
            goals = [
                child
                for child in stack.branches(objective)
                if isinstance(child, KeyResult)
                and state_of(stack, child).promise_status not in ("proposed", "dropped")
            ]
            if objective.score is not None or any(goal.score is not None for goal in goals):
                scored_periods.append(period)
            if (stack.today - period.end).days <= self.grace:
                continue
            ended.setdefault(period, []).append(objective)
            unknown = [goal for goal in goals if key_result_progress(stack, goal).share is None]
            if objective.score is None and (unknown or not goals):
                unscored_by_period.setdefault(period, []).append((objective, unknown))
        if not scored_periods:
            return
        first = min(period.start for period in scored_periods)
        for period, unscored in unscored_by_period.items():
            if period.start < first:
                continue  # it ended before anything was scored
            ago = days_words((stack.today - period.end).days)
            if len(unscored) == len(ended[period]) > 1:
                yield self.finding(
                    unscored[0][0],
                    f"{period} ended {ago} ago, and none of its {len(unscored)} objectives is "
                    "scored",
                    "score",
                )
                continue
            for objective, unknown in unscored:
                several = len(unknown) > 1
                which = (
                    f"; {', '.join(goal.id for goal in unknown[:3])}"
                    f"{f' and {len(unknown) - 3} more' if len(unknown) > 3 else ''}"
                    f" {'say' if several else 'says'} nothing either"
                    if unknown
                    else ""
                )
                yield self.finding(
                    objective,
                    f"{objective.id} ended {ago} ago, with {period}, without a score{which}",
                    "score",
                )
