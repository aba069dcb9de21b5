"""How far goals have come, and in what state they are: key results first, then everything above
them.

After the usual practice of objectives and key results: a key result has gone a share of the way
from its baseline to its target; what stands above shows the mean of the key results below and the
worst of their states.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple

from stratdocs.model.kinds import CheckIn, Entity, Initiative, KeyResult, Objective, Status, Work
from stratdocs.model.stack import Stack
from stratdocs.model.values import Quantity, day_words, direction, progress

WORST_FIRST: tuple[Status, ...] = (
    "blocked",
    "at_risk",
    "on_track",
    "committed",
    "proposed",
    "done",
)
"""States in the order in which they stand for the whole; what was dropped stands for nothing."""
_UNDER_WAY = frozenset(("on_track", "at_risk", "blocked"))
_FINAL = frozenset(("done", "dropped"))


class KeyResultProgress(NamedTuple):
    """Where one key result stands."""

    value: Quantity | None
    """The value today: that of the last check-in that has one, else the metric's last reading in
    its time."""
    date: date | None
    """When that was taken."""
    source: Literal["check-in", "reading"] | None
    share: float | None
    """The share of the way from baseline to target: 0 is none, 1 is all; below 0 it went the wrong
    way, above 1 beyond the target. None where it cannot be told."""
    status: Status | None
    """done or dropped where its own status says so, else what the last check-in says, else its own
    status."""
    score: float | None
    """What was reached as judged at the end, 0 to 1; None where nobody judged."""
    words: str
    """The same in words: `43%, a fifth of the way from 40% to 55%`."""

    @property
    def bar(self) -> float | None:
        """The share as a bar can show it: 0 to 1."""
        return None if self.share is None else _clipped(self.share)


class WorstStatus(NamedTuple):
    """The worst state among several entities, and the first that is in it."""

    status: Status
    because: str
    """That entity's id."""


class RollUp(NamedTuple):
    """What the key results and the work below an entity add up to, along primary parents."""

    total: int
    """Key results below, those left out that were dropped."""
    measured: int
    """Those of them whose share is known."""
    mean: float | None
    """The mean of their shares, each taken as 0 to 1; None where none is known."""
    statuses: Mapping[Status, int]
    """Key results by state, the dropped ones included; those without a state are not in it."""
    worst: WorstStatus | None
    """The worst state of a key result."""
    work: Mapping[Status, int]
    """Initiatives and work items by state."""
    worst_work: WorstStatus | None
    """The worst state of an initiative or work item."""


class RolledUpStatus(NamedTuple):
    """The state to show of an entity."""

    status: Status | None
    derived: bool
    """Whether it follows from what is below instead of being written."""
    because: str | None
    """The id of the entity it follows from."""


class Progress:
    """Where every entity of a stack stands: all computed once, from the bottom up, in time linear
    in its size.
    """

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._standings: dict[str, KeyResultProgress] = {
            goal.id: key_result_progress(stack, goal) for goal in stack.of(KeyResult)
        }
        self._sums: dict[str, _Sum] = {}
        self._add_up()

    def of_key_result(self, goal: KeyResult) -> KeyResultProgress:
        """Where a key result stands."""
        return self._standings[goal.id]

    def current(self, goal: KeyResult) -> Quantity | None:
        """A key result's value today, by its check-ins, else by its metric."""
        return self._standings[goal.id].value

    def below(self, entity: Entity) -> RollUp:
        """What is below an entity along primary parents, itself left out.

        An objective that has key results of its own stands for those; what cascades from them is
        the progress of other objectives. Everything above counts all key results below it alike.
        """
        found = self._sums.get(entity.id, _NOTHING)
        if isinstance(entity, Objective) and found.own is not None:
            return found.own.below()
        return found.below()

    def bar(self, entity: Entity) -> tuple[float | None, str]:
        """The share of the way as a bar can show it, 0 to 1, and the same in words.

        Without anything to measure it is None, with the reason for a key result and no words for
        others.
        """
        if isinstance(entity, KeyResult):
            found = self._standings[entity.id]
            return found.bar, found.words
        below = self.below(entity)
        if below.mean is None:
            return None, ""
        if below.measured < below.total:
            over = f"{below.measured} of {below.total} key results"
        elif below.total == 1:
            over = "its one key result"
        else:
            over = f"{below.total} key results"
        return below.mean, f"{below.mean:.0%} of the way, by {over}"

    def status_of(self, entity: Entity) -> RolledUpStatus:
        """The state to show of an entity, and whether it is derived.

        What is written counts. Where nothing is written, or only that it was committed to, and
        something below is under way, the worst state of the key results below is shown, else that
        of the work below. An objective is done when all its key results are; what stands higher is
        not done before somebody says so.
        """
        if isinstance(entity, KeyResult):
            status = self._standings[entity.id].status
            return RolledUpStatus(status, derived=False, because=None)
        if entity.status not in (None, "committed"):
            return RolledUpStatus(entity.status, derived=False, because=None)
        below = self.below(entity)
        worst = below.worst or below.worst_work
        if worst is not None:
            done = worst.status == "done" and isinstance(entity, Objective)
            if worst.status in _UNDER_WAY or done:
                return RolledUpStatus(worst.status, derived=True, because=worst.because)
        return RolledUpStatus(entity.status, derived=False, because=None)

    def status(self, entity: Entity) -> Status | None:
        """The state to show of an entity: its own, or the worst below it."""
        return self.status_of(entity).status

    def _add_up(self) -> None:
        """Adds every entity to its primary parent, leaves first.

        Entities that serve each other in a circle have no bottom; each of them keeps the sum of
        what hangs below it outside of the circle.
        """
        parents = self._stack.graph.parents
        waiting: dict[str, int] = {}
        for ids in parents.values():
            waiting[ids[0]] = waiting.get(ids[0], 0) + 1
        ready = [entity for entity in self._stack.entities if entity.id not in waiting]
        # The first in the stack shall be the one that is named, so ties go to the smaller place.
        places = {entity.id: place for place, entity in enumerate(self._stack.entities)}
        for entity in ready:
            above = parents.get(entity.id)
            if not above:
                continue
            total = self._sums.setdefault(above[0], _Sum())
            self._count(total, entity, places)
            if isinstance(entity, KeyResult):
                total.own = total.own or _Sum()
                self._count(total.own, entity, places)
            lower = self._sums.get(entity.id)
            if lower is not None:
                total.add(lower)
            waiting[above[0]] -= 1
            if not waiting[above[0]]:
                ready.append(self._stack.graph.by_id[above[0]])

    def _count(self, total: _Sum, entity: Entity, places: Mapping[str, int]) -> None:
        if isinstance(entity, KeyResult):
            found = self._standings[entity.id]
            total.results.count(found.status, places[entity.id], entity.id)
            if found.status != "dropped":
                total.total += 1
                if found.bar is not None:
                    total.measured += 1
                    total.shares += found.bar
        elif isinstance(entity, (Work, Initiative)):
            total.work.count(entity.status, places[entity.id], entity.id)


class _Tally:
    """States counted, and the worst of them."""

    def __init__(self) -> None:
        self.counts: dict[Status, int] = {}
        self.worst: tuple[int, int, str] | None = None

    def count(self, status: Status | None, place: int, identity: str) -> None:
        if status is None:
            return
        self.counts[status] = self.counts.get(status, 0) + 1
        if status in WORST_FIRST:
            self._see((WORST_FIRST.index(status), place, identity))

    def add(self, other: _Tally) -> None:
        for status, count in other.counts.items():
            self.counts[status] = self.counts.get(status, 0) + count
        if other.worst is not None:
            self._see(other.worst)

    def _see(self, one: tuple[int, int, str]) -> None:
        self.worst = one if self.worst is None else min(self.worst, one)

    def found(self) -> WorstStatus | None:
        if self.worst is None:
            return None
        rank, _, identity = self.worst
        return WorstStatus(WORST_FIRST[rank], identity)


class _Sum:
    """What has been added up below an entity so far."""

    def __init__(self) -> None:
        self.total = 0
        self.measured = 0
        self.shares = 0.0
        self.results = _Tally()
        self.work = _Tally()
        self.own: _Sum | None = None
        """The key results directly below."""

    def add(self, other: _Sum) -> None:
        self.total += other.total
        self.measured += other.measured
        self.shares += other.shares
        self.results.add(other.results)
        self.work.add(other.work)

    def below(self) -> RollUp:
        return RollUp(
            self.total,
            self.measured,
            self.shares / self.measured if self.measured else None,
            self.results.counts,
            self.results.found(),
            self.work.counts,
            self.work.found(),
        )


_NOTHING = _Sum()


# --- one key result -----------------------------------------------------------------------------


def key_result_progress(stack: Stack, goal: KeyResult) -> KeyResultProgress:
    """Where a key result stands, by its check-ins, its metric's readings and its own status."""
    checks = _in_order(goal.check_ins)
    value, day, source = _current(stack, goal, checks)
    score = share_of(goal.score)
    share = _share(stack, goal, value)
    if share is None and value is None and score is not None:
        share = score
    if share is None and value is None and goal.target is None and goal.status == "done":
        share = 1.0
    words = _words(goal, value, share, checks, score)
    return KeyResultProgress(value, day, source, share, reported_status(goal), score, words)


def reported_status(goal: KeyResult) -> Status | None:
    """The status of a key result: done or dropped where its own says so, else what the last
    check-in says, else its own.
    """
    if goal.status in _FINAL or not goal.check_ins:
        return goal.status
    checks = reversed(_in_order(goal.check_ins))
    return next((check.status for check in checks if check.status), goal.status)


def share_of(score: Quantity | None) -> float | None:
    """A score as a share of the whole: `0.7`, `70%` and `3.5/5` are the same."""
    if score is None:
        return None
    if score.unit == "%":
        return score.number / 100
    if score.unit.startswith("/"):
        whole = float(score.unit[1:].split()[0])
        return score.number / whole if whole else None
    return score.number if not score.unit and 0 <= score.number <= 1 else None


def _in_order(checks: Iterable[CheckIn]) -> list[CheckIn]:
    """Check-ins by date; one without a date stays behind the one it was written after."""
    dated = []
    last = date.min
    for check in checks:
        last = check.date or last
        dated.append((last, check))
    return [check for _, check in sorted(dated, key=lambda pair: pair[0])]


def _current(
    stack: Stack, goal: KeyResult, checks: list[CheckIn]
) -> tuple[Quantity | None, date | None, Literal["check-in", "reading"] | None]:
    for check in reversed(checks):
        if check.value is not None:
            return check.value, check.date, "check-in"
    metric = stack.metric(goal.metric)
    if metric is None:
        return None, None, None
    period = stack.period_of(goal)
    first = period.start if period else date.min
    last = max(period.end if period else date.max, goal.by or date.min)
    read = [
        (reading.date, reading.value)
        for reading in metric.readings
        if reading.date and reading.value and first <= reading.date <= last
    ]
    if not read:
        return None, None, None
    day, value = max(read, key=lambda pair: pair[0])
    return value, day, "reading"


def _share(stack: Stack, goal: KeyResult, value: Quantity | None) -> float | None:
    """The share of the way. Where there is no way to go (no baseline, or the target is to be held),
    1 when the target is met; 0 when one that is to be held is not.
    """
    share = progress(goal.baseline, goal.target, value)
    if share is not None or value is None or goal.target is None:
        return share
    if value.unit != goal.target.unit:
        return None
    way = direction(goal.baseline, goal.target)
    if way not in ("up", "down"):
        metric = stack.metric(goal.metric)
        compared = {"<": "down", "≤": "down"}.get(goal.target.comparator)
        way_out = compared or (metric.direction if metric and metric.direction else "up")
    else:
        way_out = way
    met = (
        value.number <= goal.target.number
        if way_out == "down"
        else value.number >= goal.target.number
    )
    if met:
        return 1.0
    return 0.0 if way == "hold" else None


def _clipped(share: float) -> float:
    return min(1.0, max(0.0, share))


_SHARES = (
    (0.1, "a tenth"),
    (0.2, "a fifth"),
    (0.25, "a quarter"),
    (0.3, "three tenths"),
    (1 / 3, "a third"),
    (0.4, "two fifths"),
    (0.5, "half"),
    (0.6, "three fifths"),
    (2 / 3, "two thirds"),
    (0.7, "seven tenths"),
    (0.75, "three quarters"),
    (0.8, "four fifths"),
    (0.9, "nine tenths"),
)


def share_words(share: float) -> str:
    """A share of the way in words: `a fifth`, `about half`; for 0 to 1, both left out."""
    if share < 0.05:
        return "a little"
    if share > 0.95:
        return "almost all"
    nearest, words = min(_SHARES, key=lambda pair: abs(pair[0] - share))
    return words if abs(nearest - share) < 0.005 else f"about {words}"


def _words(
    goal: KeyResult,
    value: Quantity | None,
    share: float | None,
    checks: list[CheckIn],
    score: float | None,
) -> str:
    baseline, target = goal.baseline, goal.target
    if value is None:
        if score is not None:
            return f"scored {goal.score}"
        if share is not None:
            return "done"
        if checks:
            last = checks[-1].date
            return f"checked{f' on {day_words(last)}' if last else ''}, without a value"
        return "no check-in yet"
    if target is None:
        return f"{value}, no target"
    if share is None:
        return f"{value}, the target is {target}"
    if baseline is None or progress(baseline, target, value) is None:
        return f"{value}, the target of {target} is {'met' if share >= 1 else 'not met'}"
    if share < 0:
        return f"{value}, further from {target} than at the start ({baseline})"
    if share == 0:
        return f"{value}, as at the start; the target is {target}"
    if share == 1:
        return f"{value}, all the way from {baseline}"
    if share > 1:
        return f"{value}, beyond the target of {target}"
    return f"{value}, {share_words(share)} of the way from {baseline} to {target}"
