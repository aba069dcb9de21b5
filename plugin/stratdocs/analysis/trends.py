"""How a metric moves, and whether that is good: what its readings can show, and no more.

A metric moves if a rank test says so: Mann-Kendall, which compares each reading with each later one
and asks how often chance alone would order them so well. It needs no unit, no normal distribution
and no even intervals, and one odd value does not sway it. The level of `MAX_CHANCE` is that of the
usual test at 5%, either way; three or four readings can never reach it. The test takes readings for
independent, but each resembles the one before, and the more there are, the more often that looks
like a movement: so from `MORE_READINGS` on the level is stricter. `benchmarks/chain.py` shows how
often noise is taken for a problem, and how often a steady rise is found.

(H. B. Mann, Nonparametric tests against trend, Econometrica 13, 1945; M. G. Kendall, Rank
correlation methods, 1975. Equal readings: the exact distribution for that pattern of ties.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from stratdocs.analysis.aims import MetricAim, metric_aim
from stratdocs.analysis.looks import counting
from stratdocs.model.days import day_words
from stratdocs.model.kinds import Metric
from stratdocs.model.stack import Stack
from stratdocs.model.units import unit_of
from stratdocs.model.values import Quantity

MAX_CHANCE = 0.025
"""A metric moves if noise would rise, or fall, as clearly with this probability at most."""
MORE_READINGS = 8
"""Readings from which that probability is `MAX_CHANCE_OF_MORE`."""
MAX_CHANCE_OF_MORE = 0.01
MIN_CHANCE_OF_NONE = 0.25
"""It shows no movement if noise would rise, or fall, as clearly with this probability at least.
Between the two, its readings show neither."""
MIN_READINGS = 5
"""Readings that a movement needs: no four can reach the level."""
MANY_READINGS = 12
"""Readings from which a metric without movement is called flat. More than 15 are summed up in this
many groups by their medians, so that the days of a week do not count as movements."""
_MOST_READINGS = 15
WINDOW = timedelta(days=400)
"""How far back readings count: a year, and a little more to include the same month."""
MIN_CHANGE_SHARE = 0.01
"""Share of its size by which a metric must change, however clear the order of its readings is."""
LEVEL_READINGS = 5
"""Readings by whose median a level is kept, so that a good or a bad month does not decide."""
_MIN_STALE_DAYS = 92
"""Days that a last reading may be old: a quarter, or else two of the metric's own intervals."""

Way = Literal["rising", "falling", "flat", "unclear", "unknown"]
TrendHealth = Literal[
    "improving",
    "worsening",
    "met",
    "not met",
    "no movement",
    "unclear",
    "out of date",
    "direction unknown",
    "not enough data",
]
Dated = Sequence[tuple[date, float]]


class Trend(NamedTuple):
    """How a metric has moved, by its readings of the last year."""

    way: Way
    health: TrendHealth
    """Whether that is good or bad: by its better direction, or by whether it is at its level."""
    first: Quantity | None
    last: Quantity | None
    numbers: tuple[tuple[date, float], ...]
    """The readings that count, oldest first, in the unit of the last one."""
    aim: MetricAim
    leaning: Way
    """Where it seems to go, as far as that can be seen at all: rising, falling or flat."""
    words: str
    """In a few words: `rising, from 40% to 43% since 31 July 2026`."""
    doubt: str = ""
    """Why nothing can be concluded from it; empty if something can."""

    @property
    def known(self) -> bool:
        """Whether it is known how the metric does."""
        return not self.doubt

    @property
    def improves(self) -> bool:
        """Whether it moves in the better direction."""
        return self.way == self.better

    @property
    def worsens(self) -> bool:
        """Whether it moves in the worse direction."""
        return (
            self.way in ("rising", "falling") and self.aim.falls is not None and not self.improves
        )

    @property
    def healthy(self) -> bool:
        """Whether it moves in the better direction, or is at its level."""
        return self.known and (self.improves or self.health == "met")

    @property
    def better(self) -> Way:
        """The better direction."""
        if self.aim.falls is None:
            return "unknown"
        return "falling" if self.aim.falls else "rising"

    @property
    def at_best(self) -> bool:
        """Whether it has no room to get better: none of what harms, or as good as all."""
        if self.last is None or self.aim.falls is None or self.health == "out of date":
            return False
        if self.aim.falls:
            return self.last.number == 0
        return unit_of(self.last.unit).dimension == "%" and 99 <= self.last.number <= 100

    @property
    def change(self) -> str:
        """`from 40% to 43%`; empty if it has not changed."""
        if self.first is None or self.last is None:
            return ""
        if self.first.text == self.last.text:
            return f"at {self.last}"
        return f"from {self.first} to {self.last}"

    @property
    def until(self) -> date | None:
        """The day of the last reading."""
        return self.numbers[-1][0] if self.numbers else None

    @property
    def keeps_level(self) -> bool:
        """Whether it has been at its level for a while, and not only at its last reading."""
        level = self.aim.level
        if level is None or self.last is None or self.aim.falls is None:
            return False
        goal = level.within(self.last)
        late = [number for _, number in self.numbers[-LEVEL_READINGS:]]
        if goal is None or len(late) < 3:
            return False
        return _median(late) <= goal if self.aim.falls else _median(late) >= goal

    @property
    def began(self) -> date | None:
        """The day from which it has been healthy: of its last reading before it moved, or of its
        first one at its level.
        """
        if self.improves:
            worst = max if self.aim.falls else min
            extreme = worst(number for _, number in self.numbers)
            return max(day for day, number in self.numbers if number == extreme)
        goal = self.aim.level.within(self.last) if self.aim.level and self.last else None
        for day, number in self.numbers:
            if goal is not None and (number <= goal if self.aim.falls else number >= goal):
                return day
        return self.numbers[0][0] if self.numbers else None

    @property
    def relative_change(self) -> float:
        """Its change as a share of its size, without a sign."""
        numbers = [number for _, number in self.numbers]
        return abs(numbers[-1] - numbers[0]) / _size(numbers, self.last) if numbers else 0.0

    @property
    def scatter(self) -> float:
        """How far its readings lie apart, as a share of its size: two standard deviations."""
        from statistics import pstdev  # only a page asks, and it takes 4 ms to import

        numbers = [number for _, number in self.numbers]
        return 2 * pstdev(numbers) / _size(numbers, self.last) if numbers else 0.0


def trend(stack: Stack, metric: Metric) -> Trend:
    """How a metric has moved, by its readings of the last year, in the unit of the last one."""
    today = stack.today
    counted = sorted(
        (
            (reading.date, reading.value)
            for reading in counting(metric.readings, today)
            if reading.date and reading.value
        ),
        key=lambda pair: pair[0],
    )
    dated = [pair for pair in counted if today - WINDOW <= pair[0]]
    numbers = tuple(
        (day, number) for day, value in dated if (number := value.within(dated[-1][1])) is not None
    )
    dated = [pair for pair in dated if pair[1].within(dated[-1][1]) is not None]
    first, last = (dated[0][1], dated[-1][1]) if dated else (None, None)
    way, leaning = movement(numbers, last)
    aim = metric_aim(stack, metric)
    found = Trend(way, "not enough data", first, last, numbers, aim, leaning, "")
    health, doubt = _health(metric, found, today)
    found = found._replace(health=health, doubt=doubt)
    return found._replace(words=_words(metric, found, today, counted))


def movement(numbers: Dated, last: Quantity | None) -> tuple[Way, Way]:
    """How readings move, and where they seem to go where they cannot show it."""
    if len(numbers) < MIN_READINGS:
        return "unknown", "unknown"
    values = _medians([number for _, number in numbers])
    rises, falls = chances(tuple(values))
    way: Way = "rising" if rises < falls else "falling"
    chance = min(rises, falls)
    if chance >= MIN_CHANCE_OF_NONE:
        return "flat", "flat"
    small = abs(values[-1] - values[0]) < MIN_CHANGE_SHARE * _size(values, last)
    if small:
        return "flat", "flat"
    level = MAX_CHANCE_OF_MORE if len(values) >= MORE_READINGS else MAX_CHANCE
    return (way if chance <= level else "unclear"), way


def _medians(values: list[float]) -> list[float]:
    """The values; of many, the medians of equal groups."""
    count = len(values)
    if count <= _MOST_READINGS:
        return values
    ends = [count * place // MANY_READINGS for place in range(MANY_READINGS + 1)]
    return [_median(values[start:end]) for start, end in pairwise(ends)]


def _median(values: Sequence[float]) -> float:
    """The value in the middle, or between the two in the middle."""
    ordered, half = sorted(values), len(values) // 2
    if len(values) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2


def _size(values: Sequence[float], unit: Quantity | None) -> float:
    """What a change of the values is compared with: the largest, or for a share of nearly all the
    largest distance from all.
    """
    size = max(map(abs, values))
    if unit is not None and unit_of(unit.unit).dimension == "%" and max(values) <= 100:
        size = min(size, max(100 - value for value in values))
    return size or 1.0


# --- the rank test --------------------------------------------------------------------------------


def chances(values: tuple[float, ...]) -> tuple[float, float]:
    """How likely chance alone orders the values at least as much upwards, and as much downwards."""
    up = down = 0
    for place, earlier in enumerate(values):
        for later in values[place + 1 :]:
            up += later > earlier
            down += later < earlier
    ties = tuple(sorted(count for count in Counter(values).values() if count > 1))
    shares = _inversions(len(values), ties)
    return sum(shares[: down + 1]), sum(shares[: up + 1])


@lru_cache(maxsize=256)
def _inversions(count: int, ties: tuple[int, ...]) -> tuple[float, ...]:
    """For each number of pairs in the wrong order, the share of all orders of so many values that
    have it; `ties` are the numbers of equal ones.
    """
    ways = [1]
    for size in range(2, count + 1):
        longer = [0] * (len(ways) + size - 1)
        for place, number in enumerate(ways):
            for wrong in range(size):
                longer[place + wrong] += number
        ways = longer
    for equal in ties:
        for size in range(2, equal + 1):  # orders that differ in equal values only are the same
            fewer: list[int] = []
            for place in range(len(ways) - size + 1):
                fewer.append(ways[place] - sum(fewer[max(0, place - size + 1) : place]))
            ways = fewer
    total = sum(ways)
    return tuple(number / total for number in ways)


# --- whether that is good -------------------------------------------------------------------------


def _health(metric: Metric, found: Trend, today: date) -> tuple[TrendHealth, str]:
    """How a metric does, and why nothing can be concluded if that is so."""
    if found.last is None or found.until is None:
        return "not enough data", "had no reading in the last year"
    stale = _stale_days(found, today)
    if stale is not None:
        return "out of date", f"hasn't been read since {day_words(found.until)} ({ago(stale)})"
    kept = found.aim.meets(found.last)
    if metric.threshold is not None:
        if found.aim.falls is None:
            return "direction unknown", f"had a threshold ({found.aim.doubt})"
        if kept is None:
            return "not enough data", "had readings that can't be compared with its threshold"
        if not kept and (
            metric.shape == "threshold" or found.way in ("flat", "unclear", "unknown")
        ):
            return "not met", ""
    if kept or (found.keeps_level and not found.worsens):
        return "met", ""
    if found.way == "unknown":
        count = len(found.numbers)
        return "not enough data", f"had {count} reading{'' if count == 1 else 's'}"
    if found.way == "flat":
        return "no movement", ""
    if found.aim.falls is None:
        return "direction unknown", f"moved {found.change} ({found.aim.doubt})"
    if found.way == "unclear":
        moved = "risen" if found.leaning == "rising" else "fallen"
        count = len(found.numbers)
        return "unclear", f"may have {moved} {found.change} ({count} readings can't confirm it)"
    return ("improving" if found.improves else "worsening"), ""


def _stale_days(found: Trend, today: date) -> int | None:
    """The age of the last reading in days, if it is too old to say how the metric does today."""
    days = [day for day, _ in found.numbers]
    interval = _median([(later - day).days for day, later in pairwise(days)] or [0])
    age = (today - days[-1]).days
    return age if age > max(_MIN_STALE_DAYS, 2 * interval) else None


# --- in words -------------------------------------------------------------------------------------


def _words(
    metric: Metric, found: Trend, today: date, counted: Sequence[tuple[date, Quantity]]
) -> str:
    if found.last is None or found.until is None:
        if not counted:
            return "no reading yet"
        day, value = counted[-1]
        return f"no reading in the last year; the last, {value}, was {ago((today - day).days)}"
    count = len(found.numbers)
    since = day_words(found.numbers[0][0])
    then = f"{found.first} then, {found.last} now"
    still = f"at {found.last}" if found.change.startswith("at") else then
    match found.way:
        case "unknown":
            readings = "1 reading" if count == 1 else f"{count} readings"
            words = f"{readings}, {found.last} on {day_words(found.until)}"
            if found.health == "not enough data":
                words += f"; it takes {MIN_READINGS} to show a movement"
        case "flat" if count >= MANY_READINGS:
            words = f"flat since {since}: {still}"
        case "flat":
            words = f"no movement that {count} readings can show since {since}: {still}"
        case "unclear":
            words = (
                f"probably {found.leaning}, {found.change} since {since}, which {count} readings "
                "can't confirm"
            )
        case _:
            words = f"{found.way}, {found.change} since {since}"
    level = found.aim.level
    kept = found.aim.meets(found.last)
    if metric.threshold is not None and kept is not None:
        words += f"; the threshold of {level} is {'met' if kept else 'missed'}"
    elif level is not None and found.health == "met":
        words += f"; at its target of {level}"
    if found.health == "direction unknown":
        words += f"; {found.aim.doubt}"
    return f"{words}; last read {ago((today - found.until).days)}"


def ago(days: int) -> str:
    """How long ago something was: `today`, `12 days ago`, `9 months ago`."""
    if days <= 1:
        return "yesterday" if days == 1 else "today"
    return f"{days} days ago" if days < 62 else f"{round(days / 30.44)} months ago"


def last_read(trends: Sequence[Trend], today: date) -> str:
    """How old the last readings are, as in "The last readings are 1 to 21 days old."."""
    ages = sorted({(today - found.until).days for found in trends if found.until is not None})
    if not ages:
        return ""
    span = f"{ages[0]} to {ages[-1]}" if len(ages) > 1 else f"{ages[0]}"
    return f"The last readings are {span} day{'' if span == '1' else 's'} old."
