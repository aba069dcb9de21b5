"""What follows from a change and its sentence does not say: that the lowered target is met already,
how progress jumps, that the new date lies outside the period, that a bet leaves the count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from stratdocs.analysis.aims import aim
from stratdocs.analysis.progress import KeyResultProgress, key_result_progress
from stratdocs.model.days import day, day_words
from stratdocs.model.kinds import Bet, Entity, Initiative, KeyResult
from stratdocs.model.stack import Stack
from stratdocs.reviewing.phrase import number_words
from stratdocs.reviewing.value import Change, Fact, Weight

LEAST_JUMP = 0.05
"""The least share of the way that progress moves by a new figure alone for it to be mentioned."""
_DATES = ("by", "due", "ends")


class MajorBets(NamedTuple):
    """The ids of the bets that count as major ones on both sides."""

    before: frozenset[str]
    after: frozenset[str]


def consequences(
    fact: Fact, before: Stack, after: Stack, back: Mapping[str, str], majors: MajorBets
) -> Iterator[str]:
    """What follows from a fact, in a sentence each, without a full stop; `back` has the old ids of
    renamed items.
    """
    if fact.weight is Weight.MINOR or len({change.item for change in fact.changes}) > 1:
        return
    seen: set[str] = set()
    for change in fact.changes:
        old, new = before.get(back.get(change.item, change.item)), after.get(change.item)
        if old is None or new is None:
            continue
        for words in _of_change(change, old, new, before, after, majors):
            if words not in seen:
                seen.add(words)
                yield words


def _of_change(
    change: Change, old: Entity, new: Entity, before: Stack, after: Stack, majors: MajorBets
) -> Iterator[str]:
    name = change.field.rpartition(".")[2]
    if isinstance(old, KeyResult) and isinstance(new, KeyResult):
        if change.field in ("target", "baseline", "metric"):
            yield from _figure(change.field, old, new, before, after)
    if name in _DATES and change.after and "[" not in change.field:
        yield from _outside(change.after, new, after)
    if isinstance(old, Bet) and isinstance(new, Bet) and change.field in ("size", "serves"):
        if old.id in majors.before and new.id not in majors.after:
            were, now = (number_words(len(ids)) if ids else "none" for ids in majors)
            yield f"it no longer counts as a major bet: {now} now, {were} before"
    if name == "nature" and isinstance(old, Initiative) and old.ballot is not None:
        ballot = old.ballot
        yield f"the ballot was {ballot.product} for product and {ballot.policy} for policy"


def _figure(
    field: str, old: KeyResult, new: KeyResult, before: Stack, after: Stack
) -> Iterator[str]:
    """What a new figure does to a key result that has a value."""
    was, now = key_result_progress(before, old), key_result_progress(after, new)
    if was.value is None or now.value is None:
        return
    met_before, met_now = aim(before, old).meets(was.value), aim(after, new).meets(now.value)
    if field == "target" and met_now and not met_before:
        on = f" on {day_words(now.date)}" if now.date is not None else ""
        yield f"the new target is already met: {now.value}{on}"
    if was.value == now.value:
        yield from _jump(field, was, now)


def _jump(field: str, was: KeyResultProgress, now: KeyResultProgress) -> Iterator[str]:
    if was.bar is None or now.bar is None or abs(now.bar - was.bar) < LEAST_JUMP:
        return
    verb = "jumps" if now.bar > was.bar else "falls"
    yield f"progress {verb} from {was.bar:.0%} to {now.bar:.0%} because of the new {field} alone"


def _outside(text: str, new: Entity, after: Stack) -> Iterator[str]:
    """Whether a new day lies outside the period of its item."""
    when, period = day(text), after.period_of(new)
    if when is not None and period is not None and not period.start <= when <= period.end:
        yield f"the new date is outside {period.short}"
