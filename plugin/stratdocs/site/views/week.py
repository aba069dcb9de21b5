"""What happened in the week: what moved, what changed, what is due, who has not reported."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from stratdocs.analysis.aims import aim
from stratdocs.analysis.looks import in_order
from stratdocs.authoring.due import due_items
from stratdocs.model.days import MONTHS, WEEKDAYS, day_words, short_day
from stratdocs.model.kinds import KeyResult, Work
from stratdocs.model.stack import Stack
from stratdocs.model.values import Quantity, progress
from stratdocs.site.views.ask import Ask, View
from stratdocs.site.views.okr import short_title
from stratdocs.site.views.page import Page, Ref, SiteContext
from stratdocs.site.views.recent import NOT_READ, RecentRow, monday, recent, recent_row
from stratdocs.site.views.template_data import TemplateData
from stratdocs.words.phrases import join_words

MAX_FORWARD, MAX_BACK, MAX_CHANGES, MAX_DUE, MAX_SILENT = 3, 2, 3, 3, 5
"""Rows of each part; the rest is counted."""
DAYS_AHEAD = 7
"""Days for which work that is due is shown."""


class Moved(TemplateData):
    """A key result that somebody reported on this week."""

    ref: Ref
    title: str
    before: str
    after: str
    note: str
    """Its target: `target 15`."""
    owner: str


class DueRow(TemplateData):
    """Work that is due soon."""

    ref: Ref
    owner: str
    day: str


class WeekData(TemplateData):
    """What happened this week."""

    days: str
    forward: Sequence[Moved]
    back: Sequence[Moved]
    check_ins: int
    changes: Sequence[RecentRow]
    more_changes: int
    missing: int
    """How many of the further changes lack a reason."""
    due: Sequence[DueRow]
    more_due: int
    due_until: str
    silent: str
    """Who has not reported, in words."""
    silent_goals: int
    silent_since: str
    last: str
    """What was last, and what is next, where nothing happened."""
    unknown: str | None
    """Why changes are unknown."""


def week_data(site: SiteContext, ask: Ask | None = None) -> WeekData:
    """What happened since Monday."""
    stack = site.stack
    kept = None if ask is None or (not ask.of and ask.where is None) else _ids(site, ask)
    reports = [report for report in _reports(stack) if kept is None or report.goal.id in kept]
    moved = sorted(
        (report for report in reports if report.gain), key=lambda report: -abs(report.gain)
    )
    changes = [row for row in recent(site).week if kept is None or row.change.item in kept]
    rest = changes[MAX_CHANGES:]
    due = [work for work in _due(stack) if kept is None or work.id in kept]
    overdue = [
        (row.item, row.last)
        for row in due_items(stack)
        if isinstance(row.item, KeyResult) and (kept is None or row.item.id in kept)
    ]
    names = Counter(_owner(site, goal) for goal, _ in overdue)
    days = [last for _, last in overdue if last is not None]
    until = stack.today + timedelta(days=DAYS_AHEAD)
    return WeekData(
        days=_week_words(stack.today),
        forward=[_moved(site, row) for row in moved if row.gain > 0][:MAX_FORWARD],
        back=[_moved(site, row) for row in moved if row.gain < 0][:MAX_BACK],
        check_ins=len(reports),
        changes=[recent_row(site, row) for row in changes[:MAX_CHANGES]],
        more_changes=len(rest),
        missing=sum(row.lacks_reason for row in rest),
        due=[
            DueRow(
                ref=site.ref(work),
                owner=_owner(site, work),
                day=short_day(work.due, stack.today) if work.due else "",
            )
            for work in due[:MAX_DUE]
        ],
        more_due=max(0, len(due) - MAX_DUE),
        due_until=short_day(until, stack.today),
        silent=_names(names),
        silent_goals=len(overdue),
        silent_since=short_day(max(days), stack.today) if days else "",
        last=_last(site, reports=bool(reports), changes=bool(changes)),
        unknown=_unknown(stack),
    )


def _unknown(stack: Stack) -> str | None:
    """Why changes are unknown; None if they are known."""
    history = stack.history
    if history is None:
        return NOT_READ
    if history.missing is None and history.since is None:
        return "the files haven't been committed yet"
    return history.missing


def _ids(site: SiteContext, ask: Ask) -> set[str]:
    return {entity.id for entity in ask.select(site, site.stack.entities)}


def _week_words(today: date) -> str:
    """The days of the week up to today: `Mon 16 to Sat 21 November`."""
    start = monday(today)
    last = f"{WEEKDAYS[today.weekday()]} {today.day} {MONTHS[today.month - 1]}"
    if start == today:
        return last
    month = f" {MONTHS[start.month - 1]}" if start.month != today.month else ""
    return f"{WEEKDAYS[0]} {start.day}{month} to {last}"


class Report(NamedTuple):
    """A check-in of this week, with the one before it."""

    goal: KeyResult
    before: Quantity | None
    now: Quantity | None
    gain: float
    """The share of the way that it went since; 0 if that is unknown."""


def _reports(stack: Stack) -> list[Report]:
    """The key results that somebody checked in on this week."""
    start = monday(stack.today)
    found = []
    for goal in stack.of(KeyResult):
        looks = [look for look in in_order(goal.check_ins, stack.today) if look.date is not None]
        if not looks or looks[-1].date is None or looks[-1].date < start:
            continue
        earlier = [look.value for look in looks if look.date and look.date < start and look.value]
        values = [look.value for look in looks if look.value]
        now = looks[-1].value
        goal_aim = aim(stack, goal)
        before = earlier[-1] if earlier else goal_aim.baseline if len(values) == 1 else None
        ways = [progress(goal_aim.baseline, goal_aim.target, value) for value in (before, now)]
        gain = ways[1] - ways[0] if ways[0] is not None and ways[1] is not None else 0.0
        found.append(Report(goal, before, now, round(gain, 6)))
    return found


def _due(stack: Stack) -> list[Work]:
    """The open work that is due in the days ahead, the first first."""
    until = stack.today + timedelta(days=DAYS_AHEAD)
    found = [
        work
        for work in stack.of(Work)
        if work.due is not None and work.active and stack.today <= work.due <= until
    ]
    return sorted(found, key=lambda work: (work.due or date.max, work.id))


def _owner(site: SiteContext, item: KeyResult | Work) -> str:
    return site.stack.person(item.owner) or "no owner"


def _moved(site: SiteContext, report: Report) -> Moved:
    goal_aim = aim(site.stack, report.goal)
    target = goal_aim.target
    before, now = str(report.before), str(report.now)
    unit = re.search(r"[^\d.,]*$", now)
    if unit and unit[0] and before.endswith(unit[0]):
        before = before.removesuffix(unit[0])
    return Moved(
        ref=site.ref(report.goal),
        title=short_title(report.goal),
        before=before,
        after=now,
        note=f"target {target}" if target is not None else "",
        owner=_owner(site, report.goal),
    )


def _last(site: SiteContext, *, reports: bool, changes: bool) -> str:
    """What was last, and what is next, where nothing was reported or changed."""
    stack = site.stack
    days = [
        look.date
        for goal in stack.of(KeyResult)
        for look in goal.check_ins
        if look.date is not None and look.date <= stack.today
    ]
    parts = []
    if not reports:
        parts.append(f"The last check-in was on {day_words(max(days))}." if days else "")
    if not changes and recent(site).last is not None:
        when = recent(site).last
        parts.append(f"The last change was on {day_words(when.change.when)}." if when else "")
    coming = [row.due for row in due_items(stack, every=True) if row.due > stack.today]
    if not reports and coming:
        first = min(coming)
        count = coming.count(first)
        due = "check-in is" if count == 1 else "check-ins are"
        parts.append(f"The next {count if count > 1 else ''} {due} due on {day_words(first)}.")
    return re.sub(r" +", " ", " ".join(filter(None, parts)))


def _names(counts: Counter[str]) -> str:
    """Who has not reported, and how often: `Goran Babić (2), Hanna Wikström and Ivo Kralj`."""
    listed = counts.most_common(MAX_SILENT)
    words = [f"{name} ({count})" if count > 1 else name for name, count in listed]
    if len(counts) > len(listed):
        words.append(f"{len(counts) - len(listed)} more")
    return join_words(words)


THIS_WEEK = View(
    "this-week",
    "This week",
    "Check-ins since Monday by how far they moved, what changed, what is due, and who hasn't "
    "reported.",
    "this_week",
    week_data,
)
EMBEDS = (THIS_WEEK,)


def pages(site: SiteContext) -> Iterator[Page]:
    """None: the home page shows it."""
    del site
    yield from ()
