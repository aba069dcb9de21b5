from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stratdocs.analysis.endings import unclosed
from stratdocs.analysis.rhythm import days_words
from stratdocs.analysis.state import state_of
from stratdocs.analysis.trouble import days_late
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Entity, Initiative, KeyResult, Outcome, Work
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import excerpt


class Overdue(Rule):
    """An item is past its due date and still open.

    A date that has passed is an unanswered question: is it done, is it later, or is it off?
    Everyone who depends on it plans around a date that no longer holds.
    """

    grace = Limit(3, "Days past the due date before it is reported.")
    long = Limit(14, "Days past the due date after which it is a warning, not a suggestion.")

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
        late = {name: days for name, days in days_late(stack).items() if days > self.grace}
        for work in stack.of(Work):
            if work.id in late:
                days = late[work.id]
                claim = f" but is still marked `{work.status}`" if work.status == "on_track" else ""
                yield self._late(
                    work, f"{work.id} was due {days_words(days)} ago{claim}", "due", late=days
                )
        for goal in stack.of(KeyResult):
            if goal.id in late:
                days = late[goal.id]
                status = state_of(stack, goal).running_status
                yield self._late(
                    goal,
                    f"{goal.id} was due {days_words(days)} ago but is still marked `{status}`",
                    "by",
                    late=days,
                )
        latest = date.fromordinal(max(1, stack.today.toordinal() - self.grace))
        yield from self._outcomes(stack, latest)
        yield from self._phases(stack, latest)

    def _outcomes(self, stack: Stack, latest: date) -> Iterator[Finding]:
        for outcome in stack.of(Outcome):
            by = outcome.by
            if by is not None and by < latest and outcome.under_way:
                days = (stack.today - by).days
                yield self._late(
                    outcome,
                    f"{outcome.id} was due {days_words(days)} ago but is still marked "
                    f"`{outcome.status}`",
                    "by",
                    late=days,
                )

    def _phases(self, stack: Stack, latest: date) -> Iterator[Finding]:
        """Phases of running initiatives that say they go on after their last day."""
        over = {ended.item.id for ended in unclosed(stack)}
        for initiative in stack.of(Initiative):
            if not initiative.active or initiative.id in over:
                continue
            for number, phase in enumerate(initiative.phases):
                if phase.ends is None or phase.ends >= latest:
                    continue
                if phase.status in ("on_track", "at_risk", "blocked"):
                    late = (stack.today - phase.ends).days
                    yield self._late(
                        initiative,
                        f'the phase "{excerpt(phase.title)}" of {initiative.id} was due to '
                        f"end {days_words(late)} ago but is still marked `{phase.status}`",
                        "phases",
                        number,
                        "ends",
                        late=late,
                    )

    def _late(self, entity: Entity, message: str, *route: str | int, late: int) -> Finding:
        severity = None if late > self.long else Severity.ADVICE
        return self.finding(entity, message, *route, severity=severity)
