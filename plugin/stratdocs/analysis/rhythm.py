"""The rhythm of execution: cadences, meetings, and how well decisions are carried out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Literal, NamedTuple

from stratdocs.analysis.aims import aim
from stratdocs.analysis.looks import read_values
from stratdocs.model.days import day_words
from stratdocs.model.kinds import (
    Cadence,
    Check,
    Decision,
    Health,
    KeyResult,
    Light,
    Metric,
    Ritual,
    Work,
)
from stratdocs.model.periods import Period
from stratdocs.model.stack import Stack
from stratdocs.model.values import Quantity
from stratdocs.words.phrases import pattern

CADENCE_DAYS: Mapping[Cadence, int] = {
    "daily": 1,
    "weekly": 7,
    "biweekly": 14,
    "monthly": 31,
    "quarterly": 92,
    "half-yearly": 184,
    "yearly": 366,
}
"""Days from one time to the next, by cadence."""

CADENCE_WORDS: Mapping[Cadence, str] = {
    "daily": "every day",
    "weekly": "every week",
    "biweekly": "every second week",
    "monthly": "every month",
    "quarterly": "every quarter",
    "half-yearly": "every half-year",
    "yearly": "every year",
}
"""Words by cadence."""


def running_days(stack: Stack, goal: KeyResult) -> tuple[date, date] | None:
    """The first and the last day on which a key result runs; None without a period."""
    period = stack.period_of(goal)
    if period is None:
        return None
    return period.start, aim(stack, goal).by or period.end


def days_words(count: int) -> str:
    """A number of days in words: `1 day`, `12 days`."""
    return f"{count} day{'' if count == 1 else 's'}"


# --- meetings -------------------------------------------------------------------------------------

GRACE_DAYS = 31
"""Days by which a meeting can be late, but never more than its cadence."""
_MIN_GRACE_DAYS = 4
"""Days that even a daily meeting can be late: a weekend and a holiday."""


class Meeting(NamedTuple):
    """Whether a meeting or habit is on schedule, and why."""

    state: Literal["kept", "due", "missed", "not running", "not known"]
    due: date | None
    """The day on which it is due next; None if unknown."""
    age: int | None
    """Days since it was last held."""
    because: str


def meeting(stack: Stack, ritual: Ritual, grace: int = GRACE_DAYS) -> Meeting:
    """Whether a ritual is held as often as was agreed; one that is a little late is only due."""
    within = stack.period_of(ritual) if ritual.period else None
    age = (stack.today - ritual.last_held).days if ritual.last_held else None
    if not ritual.live:
        return Meeting("not running", None, age, f"it is {ritual.status}")
    if within is not None and not within.includes(stack.today):
        return Meeting("not running", None, age, f"it is part of {within.words}")
    if ritual.cadence is None or ritual.last_held is None or age is None:
        missing = "no cadence" if ritual.cadence is None else "no date for when it was last held"
        return Meeting("not known", None, age, f"it has {missing}")
    every = CADENCE_DAYS[ritual.cadence]
    due = ritual.last_held + timedelta(days=every)
    because = f"it is held {CADENCE_WORDS[ritual.cadence]}, last {days_words(age)} ago"
    if age <= every:
        return Meeting("kept", due, age, because)
    late = age > every + max(_MIN_GRACE_DAYS, min(grace, every))
    return Meeting("missed" if late else "due", due, age, because)


# --- execution health -----------------------------------------------------------------------------

LIGHT_ORDER: Mapping[Light | None, int] = {"red": 0, "yellow": 1, "green": 2, None: 3}
"""The order of lights, the worst first; an item without one comes last."""


def health_checks(stack: Stack) -> tuple[tuple[Health, ...], ...]:
    """The health checks grouped by what they check, each group oldest first; proposed and dropped
    ones are left out.
    """
    rows: dict[tuple[str, ...], list[Health]] = {}
    for health in stack.of(Health):
        if health.undertaken:
            rows.setdefault(health.serves, []).append(health)
    return tuple(
        tuple(sorted(row, key=lambda health: health.date or date.min)) for row in rows.values()
    )


class StartingPoint(NamedTuple):
    """The item of a health checklist to start with, and why."""

    health: Health
    check: Check
    since: date | None
    """The day since which it has not been green."""
    because: str


def starting_point(row: Iterable[Health]) -> StartingPoint | None:
    """The worst item of the latest of these health checks; among equals, the one longest not green.
    None if all are green or nothing was judged.
    """
    checks = tuple(row)
    if not checks:
        return None
    latest = checks[-1]
    found = [c for c in latest.checklist if c.item is not None and c.status in ("red", "yellow")]
    if not found:
        return None
    since = {check.item: _not_green_since(checks, check) for check in found}
    worst = min(
        found,
        key=lambda check: (LIGHT_ORDER[check.status], since[check.item] or date.max),
    )
    return StartingPoint(
        latest, worst, since[worst.item], _because(found, worst, since[worst.item], latest)
    )


def _not_green_since(checks: tuple[Health, ...], check: Check) -> date | None:
    """The date since which every check up to the latest found the item not green."""
    first = None
    for health in reversed(checks):
        light = next((c.status for c in health.checklist if c.item == check.item), None)
        if light not in ("red", "yellow"):
            break
        first = health.date or first
    return first


def _because(found: list[Check], worst: Check, since: date | None, latest: Health) -> str:
    alike = sum(check.status == worst.status for check in found)
    which = (
        f"the only {worst.status} item on the checklist"
        if alike == 1
        else f"one of {alike} {worst.status} items"
    )
    longest = ""
    if since is not None and since != latest.date:
        longest = f", not green since {day_words(since)}"
    seen = f": {worst.evidence.strip().rstrip('.')}" if worst.evidence else ""
    return f"it is {which}{longest}{seen}"


class OnTime(NamedTuple):
    """The number of work items by whether they were done on time."""

    kept: int
    """Done by their due day."""
    late: int
    """Done after their due day."""
    open: int
    """Past their due day and not done."""
    undated: int
    """Done without a date: they don't count."""

    @property
    def total(self) -> int:
        """Those whose due day has come."""
        return self.kept + self.late + self.open

    @property
    def share(self) -> float | None:
        """The share that was on time; None if no due day has come yet."""
        return self.kept / self.total if self.total else None

    @property
    def because(self) -> str:
        """The figures behind the share."""
        if not self.total:
            return "no work item with a date has come due"
        parts = [f"{self.kept} of {self.total} on time"]
        if self.late:
            parts.append(f"{self.late} late")
        if self.open:
            parts.append(f"{self.open} overdue")
        if self.undated:
            parts.append(f"{self.undated} done without a date (not counted)")
        return ", ".join(parts)


def on_time(stack: Stack, work: Iterable[Work]) -> OnTime:
    """The share of deliverables on time, the first of the two figures of execution health."""
    kept = late = open_ = undated = 0
    for item in work:
        if item.due is None or not item.undertaken:
            continue
        if item.finished is not None:
            kept += item.finished <= item.due
            late += item.finished > item.due
        elif item.status == "done":
            undated += 1
        elif item.due < stack.today:
            open_ += 1
    return OnTime(kept, late, open_, undated)


def on_time_by_quarter(stack: Stack) -> tuple[tuple[Period, OnTime], ...]:
    """On time by quarter of the due day, oldest first, up to the current quarter."""
    rows: dict[Period, list[Work]] = {}
    for work in stack.of(Work):
        if work.due is not None:
            quarter = stack.calendar.around(work.due, 3)
            if quarter.start <= stack.today:
                rows.setdefault(quarter, []).append(work)
    quarters = ((quarter, on_time(stack, work)) for quarter, work in sorted(rows.items()))
    return tuple((quarter, found) for quarter, found in quarters if found.total)


class DecisionLag(NamedTuple):
    """The time from strategic decisions to their first output."""

    days: tuple[int, ...]
    """Days for each decision that has an output, in ascending order."""
    waiting: tuple[Decision, ...]
    """Decisions without an output yet, the oldest first."""

    @property
    def usual(self) -> float | None:
        """The median in days; None if no decision has an output yet."""
        low, high = (len(self.days) - 1) // 2, len(self.days) // 2
        return (self.days[low] + self.days[high]) / 2 if self.days else None

    @property
    def because(self) -> str:
        """The figures behind the median."""
        if not self.days:
            return "no decision has a date for its first result"
        number = len(self.days)
        words = "one decision" if number == 1 else f"median of {number} decisions"
        if number > 1:
            words += f", from {days_words(self.days[0])} to {days_words(self.days[-1])}"
        if self.waiting:
            left = len(self.waiting)
            words += f"; {left} {'has' if left == 1 else 'have'} no first result yet"
        return words


def decision_lag(stack: Stack) -> DecisionLag:
    """Days from a strategic decision to its first output, the second of the two figures."""
    found = []
    waiting = []
    for decision in stack.of(Decision):
        if decision.decided is None or not decision.undertaken:
            continue
        if decision.first_output is None:
            waiting.append(decision)
        else:
            found.append((decision.first_output - decision.decided).days)
    waiting.sort(key=lambda decision: decision.decided or date.min)
    return DecisionLag(tuple(sorted(found)), tuple(waiting))


# --- the same figures, recorded by hand -----------------------------------------------------------


class Recorded(NamedTuple):
    """A metric by which people record a figure that is also calculated here."""

    metric: Metric
    value: Quantity
    """Its last reading that counts."""
    on: date
    agrees: bool | None
    """Whether it is the calculated figure, rounded; None if the two can't be compared."""


def recorded_on_time(stack: Stack) -> Recorded | None:
    """The last reading of a metric of deliverables on time, beside the computed share."""
    share = on_time(stack, stack.of(Work)).share
    return _recorded(stack, _ON_TIME, "%", None if share is None else share * 100)


def recorded_lag(stack: Stack) -> Recorded | None:
    """The last reading of a metric of days from a decision to its first output, beside the computed
    median.
    """
    return _recorded(stack, _DECISION_LAG, "d", decision_lag(stack).usual)


def _recorded(stack: Stack, name: str, unit: str, computed: float | None) -> Recorded | None:
    if computed is None:
        return None
    for metric in stack.of(Metric):
        read = read_values(metric, stack.today) if metric.live else []
        if read and pattern(name).search(metric.title):
            last = read[-1]
            number = last.value.within(Quantity(f"1 {unit}", 1, unit))
            if number is None and not last.value.unit and metric.unit:
                number = last.value._replace(unit=metric.unit).within(
                    Quantity(f"1 {unit}", 1, unit)
                )
            agrees = None if number is None else abs(number - computed) < ROUNDED
            return Recorded(metric, last.value, last.date, agrees)
    return None


ROUNDED = 1
"""Difference below which two figures are the same, but for rounding."""
_ON_TIME = r"""
    \b (deliverables|deliveries|work\ items|pieces\ of\ work) \b .*
    \b (on\ time | (on|by)\ (the|their|its)\ (due\ |agreed\ )? (day|date)) \b
    | \b on[- ]time\ (deliverables|deliveries|delivery) \b
"""
_DECISION_LAG = r"""
    \b (days|time) \b .* \b decisions? \b .* \b (output|result)s? \b
    | ^ decisions?\ to\ (first\ )? (output|result)s? \b
"""
