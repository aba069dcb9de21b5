from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Work
from stratdocs.model.periods import Period
from stratdocs.model.stack import Stack

_DAYS_A_MONTH = 30.5
_HALF_YEAR_MONTHS = 6
_MAX_SHOWN = 5
"""Items that are shown after the first; the message counts them all."""


class FarDetail(Rule):
    """Work far in the future is already planned in detail.

    Plan a quarter in detail, and what lies beyond it as intent. Dates and estimates for work that
    no one starts for half a year will be wrong, and they keep people from changing their minds.

    Reported once per period, where work that isn't a draft has a due date or an estimate.
    """

    months = Limit(6, "Months from today within which work may be planned in detail.")

    severity = Severity.ADVICE
    group = "clarity"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: imports
            title: Clinics see their own patients on the first day
            serves: customers-that-stay
            period: 2099-Q3
            work:
              - id: guided-import
                title: Guided import of patient lists
                due: 2099-08-14   # <- far-detail
                estimate: 8 d
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: imports
            title: Clinics see their own patients on the first day
            serves: customers-that-stay
            period: 2099-Q3
            work:
              - id: guided-import
                title: Guided import of patient lists
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        ahead = stack.today.toordinal() + round(self.months * _DAYS_A_MONTH)
        latest = date.fromordinal(min(ahead, date.max.toordinal()))
        far: dict[str, list[Work]] = {}
        periods: dict[str, Period | None] = {}  # by parent: there are far fewer parents than work
        soon: set[str] = set()  # parents that are soon or under way, whatever is due below them
        parents, by_id = stack.graph.parents, stack.graph.by_id
        for work in stack.of(Work):
            due = work.due
            if (due is None and work.estimate is None) or work.started is not None:
                continue
            if not work.live:
                continue
            period = work.period
            if period is None and (above := parents.get(work.id)):
                identity = above[0]
                if identity in soon:
                    continue
                if identity not in periods:
                    period = periods[identity] = stack.period_of(by_id[identity])
                    if period and period.months <= _HALF_YEAR_MONTHS and period.start <= latest:
                        soon.add(identity)
                period = periods[identity]
            start, when = _earliest_start(period, due)
            if start is None or start <= latest:
                continue
            if work.status is not None or state_of(stack, work).in_force:
                far.setdefault(when, []).append(work)
        for when, (first, *others) in far.items():
            field = "due" if first.due is not None else "estimate"
            word = "a due date" if field == "due" else "an estimate"
            more = ""
            if others:
                more = f", and so {'does' if len(others) == 1 else 'do'} {len(others)} more"
            yield self.finding(
                first,
                f"{first.id} already has {word} for work in {when}{more}",
                field,
                related=[Related(other.grip, f"{other.id} too") for other in others[:_MAX_SHOWN]],
            )


@lru_cache(maxsize=1024)
def _earliest_start(period: Period | None, due: date | None) -> tuple[date | None, str]:
    """The first day on which work can begin, and its period: its own or the nearest above, if that is no
    longer than half a year; else the quarter of its due date.
    """
    if period is not None and period.months <= _HALF_YEAR_MONTHS:
        return period.start, str(period)
    if due is None:
        return (period.start, str(period)) if period is not None else (None, "")
    quarter = (due.month - 1) // 3
    return date(due.year, 3 * quarter + 1, 1), f"{due.year}-Q{quarter + 1}"
