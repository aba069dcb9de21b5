"""The pace of key results: whether they progress as fast as time passes, and whether the reported
status agrees.

The expected pace is steady: by the middle of its time, half of the way. Nothing real moves like
that, so a tenth of the way in either direction still counts as on pace, and a measure that moves
late (a lagging one, or an impact) is not called behind until most of its time has passed. An
aspirational goal is on pace if it leads to seven tenths of the way, which is a good result for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import reduce
from typing import Literal, NamedTuple

from stratdocs.analysis.aims import Aim, aim
from stratdocs.analysis.ambition import ambition_of, needed_share, result_words
from stratdocs.analysis.looks import counting
from stratdocs.analysis.progress import (
    KeyResultProgress,
    RollUps,
    key_result_progress,
    share_words,
)
from stratdocs.analysis.rhythm import running_days
from stratdocs.analysis.state import leaves_first, state_of
from stratdocs.model.days import day_words
from stratdocs.model.kinds import Entity, KeyResult, Status
from stratdocs.model.stack import Stack
from stratdocs.model.values import Quantity, number_of, progress, quantity_pattern

SLACK_SHARE = 0.1
"""Share of the way by which a goal may be off the steady pace and still be on pace."""
LATE_SHARE = 0.75
"""Share of its time that passes before a lagging metric is called behind."""

PaceWord = Literal["ahead", "on pace", "behind", "met", "not kept", "too early", "not enough data"]

_FINE: frozenset[PaceWord] = frozenset(("ahead", "on pace", "met"))
_SHORT: frozenset[PaceWord] = frozenset(("behind", "not kept"))


class Pace(NamedTuple):
    """The pace of a key result."""

    says: PaceWord
    because: str
    since: date | None
    """The day since which every value gave the same verdict; None if there is none."""
    gone: float | None
    """The share of its time that has passed, 0 to 1; None without a period."""
    expected: float | None
    """The share of the way that a steady pace would have gone, to seven tenths of it for an
    aspirational goal; None if there is no way to go."""
    expected_value: str
    """The value at that share, as in `48%`; empty if it is unknown."""
    ended: bool
    """Whether its time is over."""
    pace_words: str
    """The pace in a few words: `behind pace since 12 February 2027`."""
    summary: str
    """The reported status and the pace, as in `reported on track, behind pace since 12 February
    2027`; once its time is over, where the goal ended."""
    differs: bool
    """Whether the reported status and the pace contradict each other."""

    @property
    def tone(self) -> Literal["good", "watch", "bad", "calm"]:
        """The tone in which it is shown: bad if the reported status contradicts it."""
        if self.says in _SHORT:
            return "bad" if self.differs else "watch"
        return "good" if self.says in _FINE else "calm"


class PaceCounts(NamedTuple):
    """Key results by their pace; each counts once."""

    fine: int = 0
    """On pace, ahead of it, or met."""
    behind: int = 0
    differ: int = 0
    """How many of those behind are reported as on track or done."""
    early: int = 0
    """Not started, or with a metric that moves late."""
    unknown: int = 0
    over: int = 0
    """Their time is over."""
    met: int = 0
    """How many of those met their targets."""
    silent: int = 0
    """How many of those have no recorded result, in values or a score."""
    idle: int = 0
    """Proposed or dropped."""

    @property
    def running(self) -> int:
        """How many run or are to run."""
        return self.fine + self.behind + self.early + self.unknown

    def plus(self, other: PaceCounts) -> PaceCounts:
        """Both together."""
        return PaceCounts(*map(int.__add__, self, other))


def pace_count(stack: Stack, goal: KeyResult, found: Pace | None = None) -> PaceCounts:
    """How one key result counts; pass its pace as `found` if you have it."""
    found = found or pace(stack, goal)
    state = state_of(stack, goal)
    if state.reported == "dropped" or state.stage in ("draft", "dropped"):
        return PaceCounts(idle=1)
    if found.ended:
        silent = found.says == "not enough data" and goal.score is None
        return PaceCounts(over=1, met=int(found.says == "met"), silent=int(silent))
    match found.tone:
        case "good":
            return PaceCounts(fine=1)
        case "watch" | "bad":
            return PaceCounts(behind=1, differ=int(found.differs))
    days = running_days(stack, goal)
    begins = days is not None and days[0] > stack.today
    early = begins or found.says == "too early"
    return PaceCounts(early=1) if early else PaceCounts(unknown=1)


def all_paces(stack: Stack) -> PaceCounts:
    """All key results by their pace."""
    counts = (pace_count(stack, goal) for goal in stack.of(KeyResult))
    return reduce(PaceCounts.plus, counts, PaceCounts())


def paces_below(stack: Stack, item: Entity) -> PaceCounts:
    """The key results below an item by their pace, along primary parents."""
    return stack.once(_paces_below).get(item.id, PaceCounts())


def _paces_below(stack: Stack) -> dict[str, PaceCounts]:
    found: dict[str, PaceCounts] = {}
    for item, parent in leaves_first(stack):
        counts = found.get(item.id, PaceCounts())
        if isinstance(item, KeyResult):
            counts = counts.plus(pace_count(stack, item))
        found[parent] = found.get(parent, PaceCounts()).plus(counts)
    return found


def pace(stack: Stack, goal: KeyResult, found: KeyResultProgress | None = None) -> Pace:
    """The pace of a key result; pass its progress as `found` if you have it."""
    found = found or key_result_progress(stack, goal)
    way = running_days(stack, goal)
    today = stack.today
    gone = share_of_time_gone(way, today) if way else None
    ended = way is not None and today > way[1]
    aims = aim(stack, goal)
    needed = needed_share(stack, goal)
    expected = gone * needed if gone is not None and _has_direction(aims) else None
    says, because, since = _judged(stack, goal, found, way)
    value = value_at(aims, expected) if expected is not None else ""
    differs = not ended and (
        (found.status in ("on_track", "done") and says in _SHORT)
        or (found.status in ("at_risk", "blocked") and says in _FINE)
    )
    summary = _summary(found.status, says, since)
    if ended:
        summary = _final_summary(stack, goal, aims, found)
    words = _pace_words(says, since)
    return Pace(says, because, since, gone, expected, value, ended, words, summary, differs)


def share_of_time_gone(way: tuple[date, date], day: date) -> float:
    """The share of a span of days that has passed at the end of a day, 0 to 1."""
    whole = (way[1] - way[0]).days + 1
    return min(1.0, max(0.0, ((day - way[0]).days + 1) / whole)) if whole > 0 else 1.0


def _judged(
    stack: Stack, goal: KeyResult, found: KeyResultProgress, way: tuple[date, date] | None
) -> tuple[PaceWord, str, date | None]:
    """The pace at the last value, why, and since when."""
    if found.value is None:
        if any(check.value for check in goal.check_ins):
            return "not enough data", "no check-in has a valid date", None
        return "not enough data", "there is no check-in yet", None
    if way is None:
        return "not enough data", "it has no period", None
    looks = [(day, value) for day, value in _looks(stack, goal, found) if day <= stack.today]
    if not looks:
        return "not enough data", "no check-in has a date", None
    lagging, aims, needed = _lagging(stack, goal), aim(stack, goal), needed_share(stack, goal)
    words = [
        (day, _pace_at(aims, value, share_of_time_gone(way, day), needed, lagging=lagging))
        for day, value in looks
    ]
    last = words[-1][1]
    since = words[-1][0]
    for day, word in reversed(words):
        if word != last:
            break
        since = day
    day, value = looks[-1]
    why = _because(aims, last, value, day, share_of_time_gone(way, day), found.unknown)
    if needed < 1 and last in ("ahead", "on pace", "behind", "too early"):
        why += f"; the goal is aspirational, and {share_words(needed)} of the way is a good result"
    return last, why, since


def _looks(
    stack: Stack, goal: KeyResult, found: KeyResultProgress
) -> Iterator[tuple[date, Quantity]]:
    """The dated values behind its progress, oldest first."""
    if found.source == "reading":
        metric = stack.metric(goal.metric)
        way = running_days(stack, goal)
        listed = [
            (reading.date, reading.value)
            for reading in (counting(metric.readings, stack.today) if metric else ())
            if reading.date and reading.value and way and way[0] <= reading.date <= way[1]
        ]
    else:
        listed = [
            (check.date, check.value)
            for check in counting(goal.check_ins, stack.today)
            if check.date and check.value
        ]
    yield from sorted(listed, key=lambda pair: pair[0])


def expected_share(stack: Stack, item: Entity) -> float | None:
    """The share of the way that a steady pace would have gone today: of a key result, or the mean
    of those below an item whose progress is known. None if it is unknown for any of these.
    """
    shares, means = stack.once(_expected_shares)
    if isinstance(item, KeyResult):
        return shares.get(item.id)
    below = means.below(item)
    return below.mean if below.measured == below.total else None


def _expected_shares(stack: Stack) -> tuple[dict[str, float | None], RollUps]:
    shares: dict[str, float | None] = {}
    for goal in stack.of(KeyResult):
        found = key_result_progress(stack, goal)
        if found.bar is not None and found.status != "dropped":
            shares[goal.id] = _expected_today(stack, goal, found)
    return shares, RollUps(stack, shares)


def _expected_today(stack: Stack, goal: KeyResult, found: KeyResultProgress) -> float | None:
    """What a steady pace would have gone of a key result whose progress is known; all of it if it
    has ended, is to be held, or has been reached.
    """
    steady = pace(stack, goal, found)
    if steady.ended:
        return 1.0
    if steady.expected is not None:
        return steady.expected
    return 1.0 if aim(stack, goal).way == "hold" or found.bar == 1 else None


def _has_direction(aims: Aim) -> bool:
    """Whether there is a way to go, from a baseline to a target."""
    return aims.way in ("up", "down") and aims.incomparable(None) is None and bool(aims.baseline)


def _pace_at(aims: Aim, value: Quantity, gone: float, needed: float, *, lagging: bool) -> PaceWord:
    """The pace of a value when that share of the time has passed; `needed` is the share of the way
    that a good result needs at the end.
    """
    if aims.target is None or aims.incomparable(value):
        return "not enough data"
    share = progress(aims.baseline, aims.target, value)
    if share is None:
        met = aims.meets(value)
        if met is None:
            return "not enough data"
        return "met" if met else "not kept" if aims.way == "hold" else "not enough data"
    if share >= 1:
        return "met"
    if share > gone + SLACK_SHARE:
        return "ahead"
    if share >= gone * needed - SLACK_SHARE:
        return "on pace"
    return "too early" if lagging and gone < LATE_SHARE else "behind"


def _lagging(stack: Stack, goal: KeyResult) -> bool:
    metric = stack.metric(goal.metric)
    return metric is not None and (metric.timing == "lagging" or metric.stage == "impact")


def _because(
    aims: Aim, says: PaceWord, value: Quantity, day: date, gone: float, unknown: str | None
) -> str:
    looked = f"it was at {value} on {day_words(day)}"
    if says == "not enough data":
        return unknown or "it has no baseline to start from"
    if says == "met":
        return f"{looked}, and the target is {aims.target}"
    if says == "not kept":
        return f"{looked}, but should be {held_words(aims.target)}"
    share = progress(aims.baseline, aims.target, value) or 0.0
    went = "0% of the way" if share <= 0 else f"{share_words(share)} of the way"
    time = f"{share_words(gone)} of the time" if gone < 1 else "all of the time"
    late = "; its metric moves late" if says == "too early" else ""
    return f"{looked}: {went} with {time} elapsed{late}"


def held_words(target: Quantity | None) -> str:
    """What is to be kept: `held at 99.9%`, `held below 3%`."""
    return f"held {'' if str(target)[:1].isalpha() else 'at '}{target}"


def value_at(aims: Aim, share: float) -> str:
    """The value at a share of the way, written in the form of the target; empty if unknown."""
    baseline, target = aims.baseline, aims.target
    if baseline is None or target is None:
        return ""
    like = target if target.unit or target.number else baseline
    start, end = baseline.within(like), target.within(like)
    if start is None or end is None:
        return ""
    return written_like(like, baseline, start + share * (end - start))


def written_like(like: Quantity, other: Quantity, number: float) -> str:
    """A number in the form of the first of two quantities, with the digits of the finer one, or
    with one digit if both are whole and close together.
    """
    match = quantity_pattern().fullmatch(like.text)
    if match is None or not match["num"]:
        return f"{number:g} {like.unit}".strip()
    digits = max(_digits(like), _digits(other))
    scale = abs(like.number / written) if (written := abs(number_of(match["num"]))) else 1.0
    there = other.within(like)
    span = abs(like.number - (other.number if there is None else there)) / scale
    if digits == 0 and span < 10:
        digits = 1
    text = f"{abs(number) / scale:,.{digits}f}"
    if digits and not max(_digits(like), _digits(other)):
        text = text.removesuffix(".0")
    start, end = match.span("num")
    before = like.text[:start].lstrip("<>≤≥~≈= ").replace("-", "").replace("−", "")
    return f"{'−' if number < 0 else ''}{before}{text}{like.text[end:]}"


def _digits(value: Quantity) -> int:
    match = quantity_pattern().fullmatch(value.text)
    number = match["num"] if match else ""
    _, point, tail = number.replace(",", ".").rpartition(".")
    return len(tail) if point and len(tail) < 3 else 0


_CALLED = {
    "proposed": "proposed",
    "committed": "committed",
    "on_track": "on track",
    "at_risk": "at risk",
    "blocked": "blocked",
    "done": "done",
    "dropped": "dropped",
}


def _pace_words(says: PaceWord, since: date | None) -> str:
    """The pace in a few words."""
    when = f" since {day_words(since)}" if since and says in _SHORT else ""
    words: dict[PaceWord, str] = {
        "ahead": "ahead of pace",
        "behind": "behind pace",
        "met": "the target is met",
        "not kept": "the limit isn't met",
        "too early": "too early to judge (its metric moves late)",
        "not enough data": "pace unknown",
    }
    return f"{words.get(says, says)}{when}"


def _summary(status: Status | None, says: PaceWord, since: date | None) -> str:
    """The reported status and the pace, in a line."""
    if status == "dropped":
        return "dropped"
    reported = f"reported {_CALLED[status]}" if status else "no status reported"
    fine, short = says in _FINE, says in _SHORT
    if not fine and not short:
        return f"{reported}; {_pace_words(says, since)}"
    if status in ("at_risk", "blocked"):
        return f"{reported}, {'though' if fine else 'and'} {_pace_words(says, since)}"
    joint = ", and " if status == "on_track" and fine else ", "
    return f"{reported}{joint}{_pace_words(says, since)}"


def _final_summary(stack: Stack, goal: KeyResult, aims: Aim, found: KeyResultProgress) -> str:
    """Where a goal ended when its time was over."""
    if found.status == "dropped":
        return "dropped"
    if found.value is None:
        end = "ended without a value"
    elif found.share is None or aims.target is None:
        end = f"ended at {found.value}"
    elif found.share >= 1:
        end = f"ended at {found.value} and met its target of {aims.target}"
    elif found.share <= 0:
        end = f"ended at {found.value}, 0% of the way to {aims.target}"
    else:
        end = f"ended at {found.value}, {share_words(found.share)} of the way to {aims.target}"
    if goal.score:
        end = f"{end}; scored {goal.score}"
    share = found.share if found.score is None else found.score
    meaning = result_words(ambition_of(stack, goal), share) if share is not None else ""
    return f"{end}: {meaning}" if meaning else end
