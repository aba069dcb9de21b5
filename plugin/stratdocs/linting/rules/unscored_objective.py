from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.endings import never_reported, unclosed
from stratdocs.analysis.progress import key_result_progress
from stratdocs.analysis.results import result_of
from stratdocs.analysis.rhythm import days_words
from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import KeyResult, Objective
from stratdocs.model.periods import Period
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import few


class UnscoredObjective(Rule):
    """A goal's period has ended without a score.

    A goal that fades away teaches that goals fade away. Half of it reached and reported is worth
    more than silence. It covers goals only where scores are given at all, and key results that
    someone reported on without a value.
    """

    grace = Limit(31, "Days after the end of a period in which goals are scored.")

    severity = Severity.ADVICE
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - {id: calm-autumn, title: Customers renew without a discount, serves: customers-that-stay, period: 2026-Q3, status: done, score: 0.7}
          - id: back-in-autumn   # <- unscored-objective
            title: Customers come back after a month
            serves: customers-that-stay
            period: 2026-Q3
            key_results:
              - id: back
                title: Raise the share of customers who come back from 30% to 40%
                check_ins:
                  - {date: 2026-09-18, status: on_track, note: The guide is read}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - {id: calm-autumn, title: Customers renew without a discount, serves: customers-that-stay, period: 2026-Q3, status: done, score: 0.7}
          - id: back-in-autumn
            title: Customers come back after a month
            serves: customers-that-stay
            period: 2026-Q3
            status: done
            score: 0.4
            key_results:
              - id: back
                title: Raise the share of customers who come back from 30% to 40%
                check_ins:
                  - {date: 2026-09-18, status: on_track, note: The guide is read}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        scored = any(objective.score is not None for objective in stack.of(Objective))
        scored = scored or any(goal.score is not None for goal in stack.of(KeyResult))
        if not scored:
            return
        ended: dict[Period, list[Objective]] = {}
        unscored_by_period: dict[Period, list[tuple[Objective, list[KeyResult]]]] = {}
        scored_periods: list[Period] = []
        forgotten = {goal.id for goal in never_reported(stack)}
        over = {ended.item.id for ended in unclosed(stack)}
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
            if objective.id in over:
                continue
            if objective.over and result_of(stack, objective).says == "nothing said":
                continue
            unknown = [
                goal
                for goal in goals
                if goal.id not in forgotten and key_result_progress(stack, goal).share is None
            ]
            if objective.score is None and unknown:
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
                    f"{period} ended {ago} ago, and none of its {len(unscored)} objectives "
                    "has a score",
                    "score",
                )
                continue
            for objective, unknown in unscored:
                several = len(unknown) > 1
                which = (
                    "; "
                    f"{few(goal.id for goal in unknown)} "
                    f"{('have' if several else 'has')} no value either"
                    if unknown
                    else ""
                )
                yield self.finding(
                    objective,
                    f"{objective.id} ended {ago} ago ({period}) and has no score{which}",
                    "score",
                )
