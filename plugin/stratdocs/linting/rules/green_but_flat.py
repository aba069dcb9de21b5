from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stratdocs.analysis.aims import aim
from stratdocs.analysis.ambition import needed_share
from stratdocs.analysis.looks import counting, read_values
from stratdocs.analysis.pace import share_of_time_gone
from stratdocs.analysis.progress import Progress, key_result_progress, share_of, share_words
from stratdocs.analysis.rhythm import days_words, running_days
from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Bet, KeyResult, Metric, Objective, Work
from stratdocs.model.stack import Stack
from stratdocs.model.values import Quantity, progress

_MAX_FLAT_SHARE = 0.1
"""Share of the way up to which a goal hasn't moved."""


_FAR_ABOVE = 0.5
"""By how much a score must be better than the values before it contradicts them."""


class GreenButFlat(Rule):
    """An item is marked on track, or scored well, but its number has hardly moved.

    Being busy feels like progress, and everything planned may even be done. The number is the only
    one in the room that doesn't know how hard everyone worked.
    """

    passed = Limit(40, "Percentage of the time that must have elapsed before the pace is judged.")
    late = Limit(75, "The same for lagging metrics, which move at the end.")
    pace = Limit(50, "Percentage of a steady pace below which a goal is far behind.")
    deliverables = Limit(3, "Work items that, all done, should have moved their key result.")

    severity = Severity.WARNING
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: first-week
            title: New customers get value in their first week
            serves: customers-that-stay
            period: 2027-Q1
            status: at_risk
            key_results:
              - id: activation
                title: Increase 7-day activation from 40% to 55%
                baseline: 40%
                target: 55%
                check_ins:
                  - {date: 2027-02-12, value: 41%, status: on_track}   # <- green-but-flat
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: first-week
            title: New customers get value in their first week
            serves: customers-that-stay
            period: 2027-Q1
            status: at_risk
            key_results:
              - id: activation
                title: Increase 7-day activation from 40% to 55%
                baseline: 40%
                target: 55%
                check_ins:
                  - {date: 2027-02-12, value: 41%, status: at_risk, note: The guide is read and not followed}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        reported: set[str] = set()
        for goal in stack.of(KeyResult):
            for finding in self._key_result(stack, goal):
                reported.add(goal.metric or goal.id)
                yield finding
        yield from self._objectives(stack)
        yield from self._scores(stack)
        for bet in stack.of(Bet):
            success = bet.success
            if bet.status == "on_track" and success and success.measure not in reported:
                yield from self._bet(stack, bet)

    def _key_result(self, stack: Stack, goal: KeyResult) -> Iterator[Finding]:
        metric = stack.metric(goal.metric)
        if not goal.check_ins and metric is None:
            return  # no number to compare its status with
        status = state_of(stack, goal).running_status
        if status not in ("on_track", "committed"):
            return
        days = running_days(stack, goal)
        if days is None or stack.today > days[1]:
            return
        reached = key_result_progress(stack, goal)
        if reached.share is None or reached.value is None:
            return
        if aim(stack, goal).way == "hold":
            return  # it is to be held, and that is threshold-missed
        gone = share_of_time_gone(days, reached.date or stack.today)
        behind = self._behind(metric, gone, reached.share / needed_share(stack, goal))
        deliverables = [
            child
            for child in stack.branches(goal)
            if isinstance(child, Work) and child.status != "dropped"
        ]
        finished = len(deliverables) >= self.deliverables and all(
            work.status == "done" for work in deliverables
        )
        idle = finished and reached.share <= _MAX_FLAT_SHARE and gone >= self.passed / 200
        if not idle and not (behind and status == "on_track"):
            return
        all_done = (
            f", although all {len(deliverables)} work items below it are done" if finished else ""
        )
        yield self.finding(
            goal,
            f"{goal.id} is marked `{status}` at {reached.words}, with {gone:.0%} of the "
            f"time elapsed{all_done}",
            *_status_route(goal),
            severity=None if idle or reached.share <= _MAX_FLAT_SHARE else Severity.ADVICE,
        )

    def _objectives(self, stack: Stack) -> Iterator[Finding]:
        """Objectives that are green although their key results are not."""
        for objective in stack.of(Objective):
            if objective.status != "on_track":
                continue
            states = {
                child.id: state
                for child in stack.branches(objective)
                if isinstance(child, KeyResult)
                and (state := state_of(stack, child).running_status) is not None
            }
            behind = [
                identity for identity, state in states.items() if state in ("at_risk", "blocked")
            ]
            if 2 * len(behind) > len(states):
                which = (
                    f"its only key result, {behind[0]}, is `{states[behind[0]]}`"
                    if len(states) == 1
                    else f"{len(behind)} of its {len(states)} key results are at risk or blocked"
                )
                yield self.finding(
                    objective, f"{objective.id} is marked `on_track`, but {which}", "status"
                )

    def _scores(self, stack: Stack) -> Iterator[Finding]:
        """Scores that are far better than the values they sum up."""
        above: set[str] = set()
        for goal in stack.of(KeyResult):
            score, reached = share_of(goal.score), key_result_progress(stack, goal)
            if score is None or reached.share is None or reached.value is None:
                continue
            metric = stack.metric(goal.metric)
            checked = reached.date or date.min
            if metric and any(r.date > checked for r in read_values(metric, stack.today)):
                continue  # the score may rest on what was read later
            if score - max(0.0, reached.share) >= _FAR_ABOVE:
                above.add(goal.id)
                went = "none" if reached.share <= 0 else share_words(reached.share)
                yield self.finding(
                    goal,
                    f"{goal.id} is scored {goal.score}, but it was at {reached.value}, "
                    f"{went} of the way to {aim(stack, goal).target}",
                    "score",
                )
        for objective in stack.of(Objective):
            score, mean = share_of(objective.score), stack.once(Progress).below(objective).mean
            if score is None or mean is None or score - mean < _FAR_ABOVE:
                continue
            if not any(child.id in above for child in stack.branches(objective)):
                yield self.finding(
                    objective,
                    f"{objective.id} is scored {objective.score}, but its key results got "
                    f"{mean:.0%} of the way",
                    "score",
                )

    def _bet(self, stack: Stack, bet: Bet) -> Iterator[Finding]:
        success = bet.success
        metric = stack.metric(success.measure) if success else None
        period = stack.period_of(bet)
        start = bet.approved_on or (period.start if period else None)
        if success is None or metric is None or start is None or success.by is None:
            return
        newest = _newest_reading(metric, start, stack.today)
        if newest is None or not start < success.by or stack.today > success.by:
            return
        day, value = newest
        share = progress(success.baseline, success.target, value)
        gone = share_of_time_gone((start, success.by), day)
        if share is None or not self._behind(metric, gone, share):
            return
        moved = "not moved" if share <= 0 else f"gone {share_words(share)} of the way"
        yield self.finding(
            bet,
            f"{bet.id} is marked `on_track`, but {metric.id} is at {value} and has {moved} "
            f"from {success.baseline} to {success.target}, with {gone:.0%} of the time "
            f"elapsed and {days_words((success.by - stack.today).days)} left",
            "status",
            severity=None if share <= _MAX_FLAT_SHARE else Severity.ADVICE,
        )

    def _behind(self, metric: Metric | None, gone: float, share: float) -> bool:
        lagging = metric is not None and (metric.timing == "lagging" or metric.stage == "impact")
        needed = self.late if lagging else self.passed
        return gone * 100 >= needed and share * 100 < gone * self.pace


def _status_route(goal: KeyResult) -> tuple[str | int, ...]:
    """The route of the status that a key result reports."""
    for number in reversed(range(len(goal.check_ins))):
        if goal.check_ins[number].status:
            return ("check_ins", number, "status")
    return ("status",)


def _newest_reading(metric: Metric, start: date, today: date) -> tuple[date, Quantity] | None:
    readings = [
        (reading.date, reading.value)
        for reading in counting(metric.readings, today)
        if reading.date and reading.value and start <= reading.date <= today
    ]
    return max(readings, key=lambda pair: pair[0], default=None)
