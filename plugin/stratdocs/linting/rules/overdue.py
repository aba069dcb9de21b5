from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stratdocs.analysis.aims import aim
from stratdocs.analysis.endings import never_reported, unclosed
from stratdocs.analysis.rhythm import days_words
from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import KeyResult, Work
from stratdocs.model.stack import Stack


class Overdue(Rule):
    """Its day has passed, and it is neither finished nor given up.

    A date that has passed is a question that nobody answered: is it done, is it later, or is it
    off? Whoever waits for it plans by a day that no longer exists.
    """

    grace = Limit(3, "Days that a date may pass before it is told.")
    long = Limit(14, "Days from which on it is a warning and no longer advice.")

    severity = Severity.WARNING
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        work:
          - {id: guided-import, title: Guided import, serves: first-week-value, status: on_track, due: 2027-01-15}   # <- overdue
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        work:
          - {id: guided-import, title: Guided import, serves: first-week-value, status: on_track, due: 2027-03-15}
          - {id: import-guide, title: A guide to the import, serves: first-week-value, status: done, due: 2027-01-15}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        latest = date.fromordinal(max(1, stack.today.toordinal() - self.grace))
        for work in stack.of(Work):
            if work.due is None or work.due >= latest or work.finished is not None:
                continue
            begun = work.status is None and work.started is not None
            if work.active or begun:
                late = (stack.today - work.due).days
                claim = f", and says {work.status}" if work.status == "on_track" else ""
                yield self._late(
                    work, f"{work.id} was due {days_words(late)} ago{claim}", "due", late
                )
        forgotten = {goal.id for goal in never_reported(stack)}
        over = {ended.item.id for ended in unclosed(stack)}
        for goal in stack.of(KeyResult):
            objective = stack.primary(goal)
            if goal.id in forgotten or (objective is not None and objective.id in over):
                continue  # the same neglect, and reported as that
            by = aim(stack, goal).by
            if by is None or by >= latest or goal.score is not None:
                continue
            if (status := state_of(stack, goal).running_status) is not None:
                late = (stack.today - by).days
                yield self._late(
                    goal,
                    f"{goal.id} was to be reached {days_words(late)} ago, and is still {status}",
                    "by",
                    late,
                )

    def _late(self, entity: Work | KeyResult, message: str, field: str, late: int) -> Finding:
        severity = None if late > self.long else Severity.ADVICE
        return self.finding(entity, message, field, severity=severity)
