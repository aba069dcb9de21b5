"""The five symptoms of the gap between strategy and execution, one number each.

The list is that of "Strategy to execution" (what a company sees when strategy is not carried out):
work without a strategy, work outside the plan, texts that nobody opens, priorities that give way
to requests, and teams that read the strategy differently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple

from stratdocs.analysis.state import state_of
from stratdocs.analysis.team_readings import understandings
from stratdocs.model.kinds import Entity, Ritual, Strategy, Team, Work
from stratdocs.model.stack import Stack

Key = Literal["off-strategy", "off-plan", "unread", "displaced", "unclear"]

QUARTERS = 4
"""Quarters that a trend looks back."""


class Point(NamedTuple):
    """A symptom at an earlier time."""

    when: str
    """The quarter in short form, or the day."""
    shown: int
    total: int


class Symptom(NamedTuple):
    """One symptom: how often it appears, how that developed, and where."""

    key: Key
    shown: int | None
    """How many items have it; None if that is unknown."""
    total: int
    """Of how many; 0 for a plain number."""
    items: tuple[Entity, ...]
    """The items that have it, in the order written."""
    trend: tuple[Point, ...]
    """Earlier figures, oldest first; empty if there are none."""
    reason: str
    """Why it is unknown; empty if it is known."""
    help: str
    """What would make it known."""


def symptoms(stack: Stack) -> tuple[Symptom, ...]:
    """The five symptoms, in the order of the source."""
    return (
        _off_strategy(stack),
        _off_plan(stack),
        _unread(stack),
        _displaced(stack),
        _unclear(stack),
    )


def _off_strategy(stack: Stack) -> Symptom:
    """Work under way that reaches no strategy."""
    running = _running_work(stack)
    if not running:
        return _unknown("off-strategy", "no work is under way", "add work and what it serves")
    if not stack.whole or any(work.id in stack.graph.broken_upward for work in running):
        return _unknown(
            "off-strategy",
            "some links can't be followed",
            "fix the links that `stratdocs check` reports",
        )
    lost = [work for work in running if not _reaches_strategy(stack, work)]
    trend = _by_quarter(stack, stack.of(Work), lambda work: not _reaches_strategy(stack, work))
    return Symptom("off-strategy", len(lost), len(running), tuple(lost), trend, "", "")


def _reaches_strategy(stack: Stack, work: Work) -> bool:
    return any(isinstance(step, Strategy) for step in stack.trace(work)) or stack.reaches_company(
        work
    )


def _off_plan(stack: Stack) -> Symptom:
    """Work under way that came up after the plan was made."""
    running = _running_work(stack)
    if not any(work.planned is not None for work in stack.of(Work)):
        return _unknown(
            "off-plan",
            "no work is marked as planned or unplanned",
            "add `planned: false` to unplanned work",
        )
    if not running:
        return _unknown("off-plan", "no work is under way", "add the work of the period")
    unplanned = [work for work in running if work.planned is False]
    trend = _by_quarter(stack, stack.of(Work), lambda work: work.planned is False)
    return Symptom("off-plan", len(unplanned), len(running), tuple(unplanned), trend, "", "")


def _unread(stack: Stack) -> Symptom:
    """Strategies in force that no ritual refers to."""
    strategies = [
        strategy for strategy in stack.of(Strategy) if state_of(stack, strategy).is_current
    ]
    rituals = [ritual for ritual in stack.of(Ritual) if ritual.live]
    if not strategies:
        return _unknown("unread", "no strategy is active", "add the strategy")
    if not rituals:
        return _unknown("unread", "there are no rituals", "add your meetings under `rituals:`")
    if not any(ritual.refers_to for ritual in rituals):
        return _unknown(
            "unread",
            "no ritual says what it reviews",
            "add `refers_to:` to your rituals",
        )
    unread = [strategy for strategy in strategies if not _is_opened(strategy, rituals)]
    return Symptom(
        "unread", len(unread), len(strategies), tuple(unread), _earlier_unread(stack), "", ""
    )


def _is_opened(strategy: Strategy, rituals: Iterable[Ritual]) -> bool:
    return any(strategy.id in ritual.refers_to for ritual in rituals)


def _earlier_unread(stack: Stack) -> tuple[Point, ...]:
    """The strategies that no ritual referred to when the quarter began, by the git history."""
    first = stack.calendar.around(stack.today, 3).start
    past = stack.history
    if past is None or past.missing is not None or past.since is None or past.since > first:
        return ()
    referred = {ritual.id: set(ritual.refers_to) for ritual in stack.of(Ritual)}
    known = {strategy.id for strategy in stack.of(Strategy) if strategy.live}
    for change in past.changes:
        if change.when < first:
            break
        if change.event == "added":
            referred.pop(change.item, None)
            known.discard(change.item)
        for difference in change.fields:
            if difference.route[0] == "refers_to" and change.item in referred:
                referred[change.item] -= set(difference.after or ())
                referred[change.item] |= set(difference.before or ())
    opened = {identity for ids in referred.values() for identity in ids}
    if not known or not opened:
        return ()  # nobody wrote then over which texts rituals are held
    return (Point(first.isoformat(), len(known - opened), len(known)),)


def _displaced(stack: Stack) -> Symptom:
    """Requests that priorities had to give way to in the last year."""
    work = stack.of(Work)
    if not any(item.displaces or item.requested_by or item.planned is not None for item in work):
        return _unknown(
            "displaced",
            "no work says what it displaced",
            "add `displaces:` to requests, with the work they displaced",
        )
    displacing = [item for item in work if item.displaces and item.undertaken]
    trend = _by_quarter(stack, work, lambda item: bool(item.displaces))
    return Symptom("displaced", len(displacing), 0, tuple(displacing), trend, "", "")


def _unclear(stack: Stack) -> Symptom:
    """Teams whose reading of the strategy is missing, stale, or only repeats its words."""
    if not any(team.reading and team.reading.asks for team in stack.of(Team)):
        return _unknown(
            "unclear",
            "no team has an interpretation of the strategy",
            "add `reading:` to each team: what the strategy asks of it, and what it won't do",
        )
    found = list(understandings(stack))
    if not found:
        return _unknown("unclear", "no team has active objectives", "give each team its objectives")
    unclear = [entry.team for entry in found if entry.state != "kept"]
    return Symptom(
        "unclear", len(unclear), len(found), tuple(unclear), _earlier_unclear(stack), "", ""
    )


def _earlier_unclear(stack: Stack) -> tuple[Point, ...]:
    """The teams whose reading was missing or stale when the quarter began.

    Unknown if a reading has no date, or was written again since.
    """
    first = stack.calendar.around(stack.today, 3).start
    dates = [team.reading.date for team in stack.of(Team) if team.reading and team.reading.asks]
    if any(written is None or written > first for written in dates):
        return ()
    earlier = list(understandings(stack, on=first))
    unclear = sum(entry.state != "kept" for entry in earlier)
    return (Point(first.isoformat(), unclear, len(earlier)),) if earlier else ()


# --- what they share ------------------------------------------------------------------------------


def _running_work(stack: Stack) -> list[Work]:
    return [
        work
        for work in stack.of(Work)
        if work.active or (work.status is None and state_of(stack, work).stage == "running")
    ]


def _by_quarter(
    stack: Stack,
    items: Sequence[Work],
    shows: Callable[[Work], bool],
) -> tuple[Point, ...]:
    """How much of the work of each past quarter showed it; empty quarters are left out."""
    today = stack.calendar.quarter_number(stack.today)
    rows: dict[int, list[Work]] = {}
    for work in items:
        moment = _moment(work)
        if moment is not None and work.undertaken:
            number = stack.calendar.quarter_number(moment)
            if today - QUARTERS <= number < today:
                rows.setdefault(number, []).append(work)
    return tuple(
        Point(quarter.short, sum(map(shows, rows[number])), len(rows[number]))
        for number in sorted(rows)
        if (quarter := stack.calendar.quarter(number)) is not None
    )


def _moment(work: Work) -> date | None:
    """The day that places a piece of work in a quarter."""
    return work.finished or work.due or work.started


def _unknown(key: Key, reason: str, help_: str) -> Symptom:
    return Symptom(key, None, 0, (), (), reason, help_)
