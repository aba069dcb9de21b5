from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stratdocs.analysis.pace import share_of_time_gone
from stratdocs.analysis.progress import key_result_progress, share_words
from stratdocs.analysis.rhythm import days_words, running_days
from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Bet, KeyResult, Metric, Objective, Work
from stratdocs.model.stack import Stack
from stratdocs.model.values import Quantity, progress

_MAX_FLAT_SHARE = 0.1
"""A share of the way up to this one is none to speak of."""


class GreenButFlat(Rule):
    """It says on_track while the number it is about has hardly moved.

    Being busy feels like progress, and all that was planned may even be done. The number is the
    only one in the room that does not know how hard everybody worked.
    """

    passed = Limit(40, "Per cent of the time that must be gone before the pace is judged.")
    late = Limit(75, "The same for lagging metrics, which move at the end.")
    pace = Limit(50, "Per cent of a steady pace below which a goal is far behind.")
    deliverables = Limit(3, "Deliverables that, all done, should have moved their key result.")

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
        told: set[str] = set()
        for goal in stack.of(KeyResult):
            for finding in self._key_result(stack, goal):
                told.add(goal.metric or goal.id)
                yield finding
        yield from self._objectives(stack)
        for bet in stack.of(Bet):
            success = bet.success
            if bet.status == "on_track" and success and success.measure not in told:
                yield from self._bet(stack, bet)

    def _key_result(self, stack: Stack, goal: KeyResult) -> Iterator[Finding]:
        metric = stack.metric(goal.metric)
        if not goal.check_ins and metric is None:
            return  # no number to hold against its word
        status = state_of(stack, goal).running_status
        if status not in ("on_track", "committed"):
            return
        way = running_days(stack, goal)
        if way is None or stack.today > way[1]:
            return
        found = key_result_progress(stack, goal)
        if found.share is None or found.value is None:
            return
        gone = share_of_time_gone(way, found.date or stack.today)
        behind = self._behind(metric, gone, found.share)
        done = [
            child
            for child in stack.branches(goal)
            if isinstance(child, Work) and child.status != "dropped"
        ]
        finished = len(done) >= self.deliverables and all(work.status == "done" for work in done)
        idle = finished and found.share <= _MAX_FLAT_SHARE and gone >= self.passed / 200
        if not idle and not (behind and status == "on_track"):
            return
        also = f"; all {len(done)} deliverables below it are done" if finished else ""
        yield self.finding(
            goal,
            f"{goal.id} is {status} at {found.words}, with {gone:.0%} of its time gone{also}",
            *_status_route(goal),
            severity=None if idle or found.share <= _MAX_FLAT_SHARE else Severity.ADVICE,
        )

    def _objectives(self, stack: Stack) -> Iterator[Finding]:
        """Objectives that are green above key results that are not."""
        for objective in stack.of(Objective):
            if objective.status != "on_track":
                continue
            states = {
                child.id: state
                for child in stack.branches(objective)
                if isinstance(child, KeyResult)
                and (state := state_of(stack, child).running_status) is not None
            }
            ill = [one for one, state in states.items() if state in ("at_risk", "blocked")]
            if 2 * len(ill) > len(states):
                which = (
                    f"its one key result, {ill[0]}, is {states[ill[0]]}"
                    if len(states) == 1
                    else f"{len(ill)} of its {len(states)} key results are at_risk or blocked"
                )
                yield self.finding(objective, f"{objective.id} is on_track, but {which}", "status")

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
        moved = "not moved at all" if share <= 0 else f"gone {share_words(share)} of the way"
        yield self.finding(
            bet,
            f"{bet.id} is on_track, but {metric.id} is at {value} and has {moved} from "
            f"{success.baseline} to {success.target}, with {gone:.0%} of its time gone "
            f"and {days_words((success.by - stack.today).days)} left",
            "status",
            severity=None if share <= _MAX_FLAT_SHARE else Severity.ADVICE,
        )

    def _behind(self, metric: Metric | None, gone: float, share: float) -> bool:
        lagging = metric is not None and (metric.timing == "lagging" or metric.stage == "impact")
        needed = self.late if lagging else self.passed
        return gone * 100 >= needed and share * 100 < gone * self.pace


def _status_route(goal: KeyResult) -> tuple[str | int, ...]:
    """The route of what a key result reports as its state."""
    for number in reversed(range(len(goal.check_ins))):
        if goal.check_ins[number].status:
            return ("check_ins", number, "status")
    return ("status",)


def _newest_reading(metric: Metric, start: date, today: date) -> tuple[date, Quantity] | None:
    read = [
        (reading.date, reading.value)
        for reading in metric.readings
        if reading.date and reading.value and start <= reading.date <= today
    ]
    return max(read, key=lambda pair: pair[0], default=None)
