from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from stratdocs.finding import Finding, Related, Severity
from stratdocs.model import Work
from stratdocs.rules.base import Limit, Rule
from stratdocs.stack import Stack
from stratdocs.values import Period

_DAYS_A_MONTH = 30.5


class FarDetail(Rule):
    """Work that begins far ahead is planned to the day already.

    A quarter is planned in detail, what lies beyond it as intent. Dates and estimates for work that
    nobody begins for half a year will be wrong, and they keep people from changing their minds.

    Told once for each period, where work that is not a draft has a due date or an estimate.
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
        latest = stack.today + timedelta(days=round(self.months * _DAYS_A_MONTH))
        far: dict[str, list[Work]] = {}
        for work in stack.of(Work):
            if (work.due is None and work.estimate is None) or work.started is not None:
                continue
            period = stack.period_of(work)
            if period is None or period.start <= latest:
                if work.due is None or work.due <= latest:
                    continue
            start, when = _begins(period, work.due)
            if start is None or start <= latest:
                continue
            if stack.status_of(work) not in ("proposed", "done", "dropped"):
                far.setdefault(when, []).append(work)
        for when, (first, *others) in far.items():
            field = "due" if first.due is not None else "estimate"
            word = "a due date" if field == "due" else "an estimate"
            more = ""
            if others:
                more = f"; so {'has' if len(others) == 1 else 'have'} {len(others)} more"
            yield self.finding(
                first,
                f"{first.id} has {word} already, for {when}{more}",
                field,
                related=[Related(other.grip, f"{other.id}, planned too") for other in others],
            )


def _begins(period: Period | None, due: date | None) -> tuple[date | None, str]:
    """The day on which work can begin at the earliest, and its period: its own, or nearest above, if
    that is no longer than a half-year; else the quarter of its due date.
    """
    if period is not None and period.months <= 6:
        return period.start, str(period)
    if due is None:
        return (period.start, str(period)) if period is not None else (None, "")
    quarter = (due.month - 1) // 3
    return date(due.year, 3 * quarter + 1, 1), f"{due.year}-Q{quarter + 1}"
