"""The progress of goals: of key results first, then of everything above them.

As usual with OKRs, the progress of a key result is the share of the way from its baseline to its
target, and everything above shows the mean of the key results below it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from stratdocs.analysis.aims import Aim, aim, is_written, line_in_figures
from stratdocs.analysis.ambition import ambition_of, result_words
from stratdocs.analysis.looks import Dated, in_order, read_values
from stratdocs.analysis.state import leaves_first, state_of
from stratdocs.language.measures import stated
from stratdocs.model.days import day_words
from stratdocs.model.kinds import CheckIn, Entity, KeyResult, Metric, Objective, Status
from stratdocs.model.stack import Stack
from stratdocs.model.values import Quantity, progress
from stratdocs.yamltext.source import Span


class KeyResultProgress(NamedTuple):
    """How far one key result has come."""

    value: Quantity | None
    """The value today: that of the last check-in that has one, or else the last reading of its
    metric within its period."""
    date: date | None
    """The day of that value."""
    source: Literal["check-in", "reading"] | None
    share: float | None
    """The share of the way from baseline to target: 0 is none, 1 is all; below 0 it went the wrong
    way, above 1 beyond the target. None if it is unknown."""
    status: Status | None
    """The status that is reported of it."""
    score: float | None
    """The score that was given at the end, 0 to 1; None if there is none."""
    words: str
    """The same in words: `43%: 20% of the way from 40% to 55%`."""
    unknown: str | None
    """Why the share is unknown though there is a value; None if it is known."""
    odd: Span | None
    """The place of the value that cannot be compared; None if the title has it."""

    @property
    def bar(self) -> float | None:
        """The share limited to 0 to 1, as a bar shows it."""
        return None if self.share is None else _clipped(self.share)


class RollUp(NamedTuple):
    """What the key results below an entity add up to, along primary parents."""

    total: int
    """Key results below, dropped ones left out."""
    measured: int
    """How many of them have a known share."""
    mean: float | None
    """The mean of their shares, each limited to 0 to 1; None if none is known."""


class Progress:
    """The progress of every entity of a stack, computed once from the bottom up, in linear time."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._progress: dict[str, KeyResultProgress] = {
            goal.id: key_result_progress(stack, goal) for goal in stack.of(KeyResult)
        }
        shown = {
            name: found.bar for name, found in self._progress.items() if found.status != "dropped"
        }
        self._rollups = RollUps(stack, shown)

    def of_key_result(self, goal: KeyResult) -> KeyResultProgress:
        """The progress of a key result."""
        return self._progress[goal.id]

    def current(self, goal: KeyResult) -> Quantity | None:
        """A key result's value today, by its check-ins or else by its metric."""
        return self._progress[goal.id].value

    def below(self, entity: Entity) -> RollUp:
        """The key results below an entity along primary parents, the entity itself left out.

        An objective with key results of its own counts only those; what cascades from them is the
        progress of other objectives. Everything above counts all key results below it equally.
        """
        return self._rollups.below(entity)

    def bar(self, entity: Entity) -> tuple[float | None, str]:
        """The share of the way limited to 0 to 1, and the same in words.

        If nothing is measured the share is None; the words then give the reason for a key result
        and are empty for anything else.
        """
        if isinstance(entity, KeyResult):
            found = self._progress[entity.id]
            return found.bar, found.words
        below = self.below(entity)
        if below.mean is None:
            return None, ""
        if below.measured < below.total:
            over = f"{below.measured} of {below.total} key results"
        elif below.total == 1:
            over = "1 key result"
        else:
            over = f"{below.total} key results"
        return below.mean, f"{below.mean:.0%}, from {over}"

    def partly(self, entity: Entity) -> str:
        """How many of the key results below its bar goes by, as in `1 of 7`; empty if by all."""
        if isinstance(entity, KeyResult):
            return ""
        below = self.below(entity)
        return f"{below.measured} of {below.total}" if 0 < below.measured < below.total else ""

    def status(self, entity: Entity) -> Status | None:
        """The status to show of an entity."""
        return state_of(self._stack, entity).status


class RollUps:
    """The means of shares of key results, for every entity above them, in linear time. Key results
    that `shares` leaves out don't count.
    """

    def __init__(self, stack: Stack, shares: Mapping[str, float | None]) -> None:
        self._sums: dict[str, _Sum] = {}
        for entity, parent in leaves_first(stack):  # a member of a cycle keeps what is outside it
            total = self._sums.setdefault(parent, _Sum())
            if isinstance(entity, KeyResult) and entity.id in shares:
                total.own = total.own or _Sum()
                for part in (total, total.own):
                    part.count(shares[entity.id])
            lower = self._sums.get(entity.id)
            if lower is not None:
                total.add(lower)

    def below(self, entity: Entity) -> RollUp:
        """The key results below an entity along primary parents, the entity itself left out; of an
        objective with key results of its own only those.
        """
        found = self._sums.get(entity.id, _NOTHING)
        if isinstance(entity, Objective) and found.own is not None:
            return found.own.below()
        return found.below()


class _Sum:
    """What has been added up below an entity so far."""

    def __init__(self) -> None:
        self.total = 0
        self.measured = 0
        self.shares = 0.0
        self.own: _Sum | None = None
        """The key results directly below."""

    def count(self, share: float | None) -> None:
        self.total += 1
        if share is not None:
            self.measured += 1
            self.shares += share

    def add(self, other: _Sum) -> None:
        self.total += other.total
        self.measured += other.measured
        self.shares += other.shares

    def below(self) -> RollUp:
        mean = self.shares / self.measured if self.measured else None
        return RollUp(self.total, self.measured, mean)


_NOTHING = _Sum()


# --- one key result -----------------------------------------------------------------------------


def key_result_progress(stack: Stack, goal: KeyResult) -> KeyResultProgress:
    """The progress of a key result, by its check-ins, its metric's readings and its own status."""
    checks = in_order(goal.check_ins, stack.today)
    value, day, source = _current(stack, goal, checks)
    score = share_of(goal.score)
    aims = aim(stack, goal)
    share = _share(aims, value)
    if share is None and value is None and score is not None:
        share = score
    if share is None and value is None and aims.target is None and goal.status == "done":
        share = 1.0
    unknown = _unknown(goal, aims, value) if share is None and value is not None else None
    words = _words(goal, aims, value, share, checks, score, unknown)
    if value is None and score is not None:
        meaning = result_words(ambition_of(stack, goal), score)
        words = f"{words}: {meaning}" if meaning else words
    status = state_of(stack, goal).reported
    odd = _odd_place(stack, goal, aims, value) if unknown else None
    return KeyResultProgress(value, day, source, share, status, score, words, unknown, odd)


def _odd_place(stack: Stack, goal: KeyResult, aims: Aim, value: Quantity | None) -> Span | None:
    """The place of a value that cannot be compared with the target, or cannot be read."""
    pair = aims.incomparable(value)
    if pair is None:
        unread = (f for f in ("target", "baseline") if not getattr(aims, f) and is_written(goal, f))
        field = next(unread, None)
        return goal.at(field) if field is not None else None
    if pair[0] is goal.baseline:
        return goal.at("baseline")
    for number, check in reversed(list(enumerate(goal.check_ins))):
        if check.value is pair[0]:
            return goal.at("check_ins", number, "value")
    metric = stack.metric(goal.metric)
    for number, reading in enumerate(metric.readings if metric else ()):
        if metric and reading.value is pair[0]:
            return metric.at("readings", number, "value")
    return None


def unknown_progress(stack: Stack, goal: KeyResult) -> str | None:
    """Why the progress of a key result is unknown though it has values; None if it is known, or if
    it has no value yet.
    """
    value, _, _ = _current(stack, goal, in_order(goal.check_ins, stack.today))
    aims = aim(stack, goal)
    pair = aims.incomparable(value)
    if value is None:
        return f"{pair[0]} can't be compared with {pair[1]}" if pair is not None else None
    return _unknown(goal, aims, value) if _share(aims, value) is None else None


def _unknown(goal: KeyResult, aims: Aim, value: Quantity) -> str:
    """Why the share of the way to a value is unknown."""
    if aims.target is None:
        if is_written(goal, "target"):
            return "its target can't be read"
        title = stated(line_in_figures(goal.title))
        if title.figures.target:
            return "the figures of its title can't be read"
        return "its target is in its title alone" if title.target else "it has no target"
    pair = aims.incomparable(value)
    if pair is not None:
        return f"{pair[0]} can't be compared with {pair[1]}"
    if aims.falls is None and aims.baseline is not None:
        return "its direction isn't stated"
    if aims.baseline is None and is_written(goal, "baseline"):
        return "its baseline can't be read"
    return "it has no baseline to start from"


def share_of(score: Quantity | None) -> float | None:
    """A score as a share of the whole: 0.7 for `0.7`, `70%` and `3.5/5`."""
    if score is None:
        return None
    if score.unit == "%":
        return score.number / 100
    if score.unit.startswith("/"):
        whole = float(score.unit[1:].split()[0])
        return score.number / whole if whole else None
    return score.number if not score.unit and 0 <= score.number <= 1 else None


def _current(
    stack: Stack, goal: KeyResult, checks: list[CheckIn]
) -> tuple[Quantity | None, date | None, Literal["check-in", "reading"] | None]:
    """The value of the last check-in, or of a later reading of the metric in its time."""
    read = _last_reading(stack, goal)
    for check in reversed(checks):
        if check.value is None:
            continue
        if read is None or check.date is None or read.date <= check.date:
            return check.value, check.date, "check-in"
        if read.value.within(check.value) is None:
            return check.value, check.date, "check-in"
        break
    return (read.value, read.date, "reading") if read is not None else (None, None, None)


def _last_reading(stack: Stack, goal: KeyResult) -> Dated | None:
    """The last reading of a key result's metric in its time."""
    metric = stack.metric(goal.metric)
    if metric is None:
        return None
    period = stack.period_of(goal)
    first = period.start if period else date.min
    last = max(period.end if period else date.max, aim(stack, goal).by or date.min)
    read = [r for r in read_values(metric, stack.today) if first <= r.date <= last]
    return read[-1] if read else None


def metric_with_values(stack: Stack, goal: KeyResult) -> Metric | None:
    """The metric from which a key result takes its value, by its readings; None if values are
    written on the key result itself.
    """
    metric = stack.metric(goal.metric)
    read = read_values(metric, stack.today) if metric is not None else ()
    if not read or any(check.value for check in goal.check_ins):
        return None
    aims = aim(stack, goal)
    like = aims.target or aims.baseline
    return metric if like is None or read[-1].value.within(like) is not None else None


def _share(aims: Aim, value: Quantity | None) -> float | None:
    """The share of the way. Without a baseline, or if the target is to be held: 1 if it is met,
    0 if one that is to be held is not.
    """
    if value is None or aims.incomparable(value):
        return None
    share = progress(aims.baseline, aims.target, value)
    if share is not None:
        return share
    if aims.meets(value):
        return 1.0
    return 0.0 if aims.way == "hold" and aims.falls is not None else None


def _is_unread(goal: KeyResult, check: CheckIn) -> bool:
    """Whether a value is written there that cannot be read."""
    number = next(n for n, written in enumerate(goal.check_ins) if written is check)
    return check.value is None and goal.node_at("check_ins", number, "value") is not None


def _clipped(share: float) -> float:
    return min(1.0, max(0.0, share))


def share_words(share: float) -> str:
    """A share of the way as a percentage: `32%`; for shares between 0 and 1."""
    if share < 0.005:
        return "less than 1%"
    return "more than 99%" if share > 0.995 else f"{share:.0%}"


def _words(
    goal: KeyResult,
    aims: Aim,
    value: Quantity | None,
    share: float | None,
    checks: list[CheckIn],
    score: float | None,
    unknown: str | None,
) -> str:
    baseline, target = aims.baseline, aims.target
    if value is None:
        if score is not None:
            return f"scored {goal.score}"
        if share is not None:
            return "done"
        if checks:
            last = checks[-1].date
            unread = _is_unread(goal, checks[-1])
            lack = "with a value that can't be read" if unread else "without a value"
            return f"last checked in{(f' on {day_words(last)}' if last else '')}, {lack}"
        return "no check-in yet"
    if target is None:
        return f"{value}, {'no target' if unknown == 'it has no target' else unknown}"
    if share is None:
        return f"{value}; the target is {target}, but {unknown}"
    if baseline is None or progress(baseline, target, value) is None:
        return f"{value}; the target of {target} is {'met' if share >= 1 else 'not met'}"
    if share < 0:
        return f"{value}, further from {target} than the baseline ({baseline})"
    if share == 0:
        return f"{value}, unchanged from the baseline; the target is {target}"
    if share == 1 and target.comparator in ("<", ">") and aims.meets(value) is False:
        return f"{value}, not yet {target}"
    if share == 1:
        return f"{value}, all the way from {baseline}"
    if share > 1:
        return f"{value}, beyond the target of {target}"
    return f"{value}: {share_words(share)} of the way from {baseline} to {target}"
