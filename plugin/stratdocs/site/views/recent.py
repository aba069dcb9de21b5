"""What changed lately, the heaviest first, for the page of changes and the home page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from stratdocs.analysis.weighing import Heft, Weighed, heaviest_first, weighed
from stratdocs.model.days import MONTHS, WEEKDAYS, day, short_day
from stratdocs.model.diff import Key
from stratdocs.model.fields import field_words
from stratdocs.model.periods import Period
from stratdocs.model.stack import Stack
from stratdocs.model.values import Quantity
from stratdocs.site.drawing.shapes import STATUS_WORDS
from stratdocs.site.views.change_words import change_verb, difference_phrases, value_words
from stratdocs.site.views.page import Ref, SiteContext
from stratdocs.site.views.template_data import TemplateData

SHOWN = 7
"""Rows of a list before the rest is folded."""
NOT_READ = "the history of the files wasn't read"
"""Why what changed is unknown where nobody asked for the past."""
_HEFT_WORDS: dict[Heft, str] = {3: "breaking", 2: "notable", 1: "minor"}
_TIMES = ("", "", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


class RecentRow(TemplateData):
    """What changed of an item on a day."""

    ref: Ref | None
    title: str
    noun: str
    heft: int
    """3, 2 or 1."""
    weight: str
    what: str
    """The field that changed, and how: `Date moved for the second time`."""
    before: str
    after: str
    reason: str | None
    missing: bool
    """Whether a reason is missing."""
    first_missing: bool
    """Whether it is the first of the page to which a link can lead."""
    who: str
    when: date | None
    """None if it is neither committed nor recorded yet."""
    day: str


class Recent(NamedTuple):
    """The changes of the week, and of the month before it."""

    week: tuple[Weighed, ...]
    """The heaviest first."""
    month: tuple[Weighed, ...]
    """Those of the month before the week."""
    last: Weighed | None
    """The newest change that is older."""


def monday(today: date) -> date:
    """The first day of the week."""
    return today - timedelta(days=today.weekday())


def recent(site: SiteContext) -> Recent:
    """The changes of this week and of this month, the heaviest first."""
    return site.stack.once(_recent)


def _recent(stack: Stack) -> Recent:
    history = stack.history
    found = weighed(stack, history.changes if history else ())
    start, month = monday(stack.today), stack.today.replace(day=1)
    week = [row for row in found if row.change.when >= start]
    earlier = [row for row in found if month <= row.change.when < start]
    older = next((row for row in found if row.change.when < min(start, month)), None)
    last = earlier[0] if earlier else older
    return Recent(tuple(heaviest_first(week)), tuple(heaviest_first(earlier)), last)


def recent_row(site: SiteContext, row: Weighed, *, first_missing: bool = False) -> RecentRow:
    """A change for readers."""
    change = row.change
    entity = site.stack.get(change.item)
    what, before, after = _cells(site, row)
    today = site.stack.today
    return RecentRow(
        ref=site.ref(entity) if entity else None,
        title=change.title or change.item,
        noun=change.kind.noun,
        heft=row.heft,
        weight=_HEFT_WORDS[row.heft],
        what=what,
        before=before,
        after=after,
        reason=change.reason,
        missing=row.lacks_reason,
        first_missing=first_missing,
        who=change.who or "",
        when=change.when if change.commit is not None else None,
        day=f"{WEEKDAYS[change.when.weekday()]} {short_day(change.when, today)}",
    )


def _cells(site: SiteContext, row: Weighed) -> tuple[str, str, str]:
    """What changed, its old value and its new one."""
    change, lead = row.change, row.lead
    if lead is None:
        noun = change.kind.noun
        if change.event == "added":
            return f"New {noun}", "", "New"
        return f"{noun[0].upper()}{noun[1:]} removed", "", "Removed"
    more = len({field.names[0] for field in change.fields} - {lead.names[0], "finished", "started"})
    rest = f"; {more} more {'field' if more == 1 else 'fields'}" if more else ""
    name = _label(lead.field)
    if isinstance(lead.route[-1], Key) or _is_long(lead.before) or _is_long(lead.after):
        phrase = next(difference_phrases(site, lead))
        return f"{phrase[0].upper()}{phrase[1:]}{rest}", "", ""
    verb = change_verb(lead.before, lead.after)
    moved = f" {verb}" if verb != "changed" else ""
    again = moved and 1 < row.times < len(_TIMES)
    nth = _TIMES[row.times] if again else ""
    times = f" for the {nth} time" if verb == "moved" else f", its {nth} change"
    times = times if again else ""
    before, after = (_cell(site, lead.field, value) for value in (lead.before, lead.after))
    return f"{name}{moved}{times}{rest}", before, after


def _label(route: str) -> str:
    words = "state" if route == "status" else field_words(route)
    return words[0].upper() + words[1:]


def _is_long(value: object) -> bool:
    if isinstance(value, (Quantity, Period)):
        return False
    return isinstance(value, (tuple, list, dict)) or len(str(value)) > _MAX_CELL


_MAX_CELL = 48
"""Characters of a value that is shown in a cell."""


def _cell(site: SiteContext, route: str, value: object) -> str:
    """A value in a cell, where dates are short and states have their words."""
    if value is None:
        return ""
    text = str(value)
    if route == "status" and text in STATUS_WORDS:
        return STATUS_WORDS[text][2:]
    when = day(text)
    if when is not None:
        return short_day(when, site.stack.today)
    words = value_words(site, route, value) or ""
    return words[:1].upper() + words[1:] if words.islower() and "_" in text else words


def span_words(start: date, end: date) -> str:
    """Two days of a year: `16 to 21 November`, `30 November to 4 December`."""
    last = f"{end.day} {MONTHS[end.month - 1]}"
    if start == end:
        return last
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {last}"
    return f"{start.day} {MONTHS[start.month - 1]} to {last}"


class RecentGroup(TemplateData):
    """The changes of a stretch of days, the heaviest first."""

    id: str
    title: str
    days: str
    rows: Sequence[RecentRow]
    folded: Sequence[RecentRow]
    lightest: bool
    """Whether all that is folded is minor."""


class RecentChanges(TemplateData):
    """The changes of this week and this month."""

    groups: Sequence[RecentGroup]
    week: int
    month: int
    """Those of the week among them."""
    missing: int
    """How many of the month lack a reason."""
    missing_promises: int
    """How many of these moved a promise."""
    last: RecentRow | None
    """The newest of them, if there was none in the month."""


def recent_changes(
    site: SiteContext, week: Sequence[Weighed], month: Sequence[Weighed]
) -> RecentChanges:
    """The changes of this week and of the month before it."""
    today = site.stack.today
    start, first = monday(today), today.replace(day=1)
    lacking = [row for row in (*week, *month) if row.lacks_reason]
    marked = lacking[0] if lacking else None
    groups = []
    if week:
        days = span_words(start, today)
        groups.append(_group(site, "this-week", "This week", days, week, marked))
    if month:
        days = span_words(first, start - timedelta(days=1))
        groups.append(_group(site, "this-month", "Earlier this month", days, month, marked))
    in_month = [*(row for row in week if row.change.when >= first), *month]
    last = recent(site).last
    return RecentChanges(
        groups=groups,
        week=len(week),
        month=len(in_month),
        missing=len(lacking),
        missing_promises=sum(row.moves_promise for row in lacking),
        last=recent_row(site, last) if last is not None and not groups else None,
    )


def _group(
    site: SiteContext,
    name: str,
    title: str,
    days: str,
    found: Sequence[Weighed],
    marked: Weighed | None,
) -> RecentGroup:
    rows = [
        recent_row(site, row, first_missing=row is marked) for row in found[: SHOWN + MAX_FOLDED]
    ]
    return RecentGroup(
        id=name,
        title=title,
        days=days,
        rows=rows[:SHOWN],
        folded=rows[SHOWN:],
        lightest=all(row.heft == 1 for row in found[SHOWN:]),
    )


MAX_FOLDED = 60
"""Rows of the folded list; the list by month has the rest."""
