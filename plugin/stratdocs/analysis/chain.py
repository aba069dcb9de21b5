"""The metric chain from input to impact: where it moves, and where it breaks.

Input, output, outcome, impact. If inputs are healthy and outcomes stand still, the strategy is
wrong, not the effort. If outcomes rise and impact stands still, the gain of customers does not
become a gain of the business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Literal, NamedTuple, get_args

from stratdocs.analysis.looks import counting
from stratdocs.model.days import day_words
from stratdocs.model.kinds import Metric
from stratdocs.model.stack import Stack
from stratdocs.model.values import Quantity
from stratdocs.words.phrases import join_words

STAGES: Mapping[str, str] = {
    "input": "what we put in",
    "output": "what we make of it",
    "outcome": "what customers do differently",
    "impact": "what it brings the business",
}
"""The four stages of the chain, in their order."""

MIN_READINGS = 3
"""Readings that a trend needs."""
WINDOW = timedelta(days=400)
"""How far back readings count: a year, and a little more to include the same month."""
MIN_ONE_SIDED_SHARE = 0.4
"""A metric moves if later readings are above earlier ones this much more often than below, or the
other way round: 0.4 means seven pairs of ten."""
_MAX_READINGS_COMPARED = 60
"""Readings that are compared with each other; of more, an even selection."""
MIN_CHANGE_SHARE = 0.01
"""Share of the first value that a change must reach to count."""

Way = Literal["rising", "falling", "flat", "not enough data"]
TrendHealth = Literal["improving", "worsening", "flat", "met", "not met", "not enough data"]
DiagnosisSort = Literal[
    "strategy problem",
    "business-model problem",
    "the causes stand still",
    "cause and effect move",
    "not enough data",
]


class Trend(NamedTuple):
    """How a metric has moved, by its readings of the last year."""

    way: Way
    health: TrendHealth
    """Whether that is good or bad: by its better direction or, for a threshold, by whether it is
    met today."""
    first: Quantity | None
    last: Quantity | None
    since: date | None
    """The day of the first of the readings."""
    until: date | None
    """The day of the last of them."""
    words: str
    """In a few words: `rising, from 40% to 43% since 31 July 2026`."""

    @property
    def known(self) -> bool:
        """Whether there was enough data."""
        return self.health != "not enough data"

    @property
    def healthy(self) -> bool:
        """Whether it moves in the better direction, or keeps its threshold."""
        return self.health in ("improving", "met")

    @property
    def change(self) -> str:
        """`from 40% to 43%`; empty if it has not changed."""
        if self.first is None or self.last is None:
            return ""
        if self.first.text == self.last.text:
            return f"at {self.last}"
        return f"from {self.first} to {self.last}"


def trend(metric: Metric, today: date) -> Trend:
    """How a metric has moved, by its readings of the last year, in the unit of the last one."""
    dated = sorted(
        (
            (reading.date, reading.value)
            for reading in counting(metric.readings, today)
            if reading.date and reading.value and today - WINDOW <= reading.date <= today
        ),
        key=lambda pair: pair[0],
    )
    if dated:
        dated = [pair for pair in dated if pair[1].within(dated[-1][1]) is not None]
    first, last = (dated[0], dated[-1]) if dated else ((None, None), (None, None))
    numbers = (value.within(last[1]) for _, value in dated) if last[1] else ()
    way = _way([number for number in numbers if number is not None])
    health = _health(metric, way, last[1])
    return Trend(way, health, first[1], last[1], first[0], last[0], _words(metric, way, dated))


def _way(numbers: list[float]) -> Way:
    if len(numbers) < MIN_READINGS:
        return "not enough data"
    if len(numbers) > _MAX_READINGS_COMPARED:  # an even selection of daily readings says the same
        last = len(numbers) - 1
        numbers = [
            numbers[last * place // (_MAX_READINGS_COMPARED - 1)]
            for place in range(_MAX_READINGS_COMPARED)
        ]
    pairs = len(numbers) * (len(numbers) - 1) / 2
    steps = sum(
        (later > earlier) - (later < earlier)
        for place, earlier in enumerate(numbers)
        for later in numbers[place + 1 :]
    )
    if abs(steps) / pairs < MIN_ONE_SIDED_SHARE:
        return "flat"
    if abs(numbers[-1] - numbers[0]) < MIN_CHANGE_SHARE * abs(numbers[0]):
        return "flat"
    return "rising" if steps > 0 else "falling"


def _health(metric: Metric, way: Way, last: Quantity | None) -> TrendHealth:
    threshold = metric.threshold
    if metric.shape == "threshold" and threshold is not None and last is not None:
        kept = keeps_threshold(metric, last)
        if kept is None:
            return "not enough data"
        return "met" if kept else "not met"
    if way in ("not enough data", "flat"):
        return "flat" if way == "flat" else "not enough data"
    better = "falling" if metric.direction == "down" else "rising"
    return "improving" if way == better else "worsening"


def keeps_threshold(metric: Metric, value: Quantity) -> bool | None:
    """Whether a value keeps the metric's threshold; None if there is nothing to compare with."""
    threshold = metric.threshold
    number = value.within(threshold) if threshold is not None else None
    if threshold is None or number is None:
        return None
    if metric.direction == "down" or threshold.comparator in ("<", "≤"):
        return number <= threshold.number
    return number >= threshold.number


def _words(metric: Metric, way: Way, dated: list[tuple[date, Quantity]]) -> str:
    if not dated:
        return "no reading in the last year"
    (since, first), (day, last) = dated[0], dated[-1]
    if way == "not enough data":
        count = "one reading" if len(dated) == 1 else "two readings"
        words = f"{count}, {last} on {day_words(day)}"
    elif way == "flat":
        change = f"at {last}" if first.text == last.text else f"{first} then, {last} now"
        words = f"flat since {day_words(since)}: {change}"
    else:
        words = f"{way}, from {first} to {last} since {day_words(since)}"
    kept = keeps_threshold(metric, last)
    if metric.shape == "threshold" and kept is not None:
        words += f"; the limit of {metric.threshold} is {'kept' if kept else 'not kept'}"
    return words


# --- the diagnosis ------------------------------------------------------------------------------


class Evidence(NamedTuple):
    """A metric on which a diagnosis is based."""

    metric: Metric
    trend: Trend


class ChainDiagnosis(NamedTuple):
    """The diagnosis of one metric: does the cause move, and the effect with it?"""

    says: DiagnosisSort
    effect: Evidence
    """The metric that should move."""
    causes: tuple[Evidence, ...]
    """The metrics that should move it."""
    because: str
    """The evidence in a sentence."""
    asks: str
    """The question that follows from it."""


class Chain(NamedTuple):
    """The trends of all metrics of a stack, and the diagnoses that follow."""

    trends: Mapping[str, Trend]
    """By the metric's id."""
    diagnoses: tuple[ChainDiagnosis, ...]
    """Problems first, then causes that stand still, what moves, and what lacks data."""

    @property
    def problems(self) -> tuple[ChainDiagnosis, ...]:
        """The diagnoses that name a problem."""
        return tuple(d for d in self.diagnoses if d.says.endswith("problem"))


_ORDER: tuple[DiagnosisSort, ...] = get_args(DiagnosisSort)


def chain(stack: Stack) -> Chain:
    """The trends of all metrics and, for each outcome and impact that other metrics drive, whether
    the causes are healthy and the effect moves.
    """
    stands = {metric.id: metric for metric in stack.of(Metric) if metric.live}
    trends = {identity: trend(metric, stack.today) for identity, metric in stands.items()}
    found = []
    for identity, metric in stands.items():
        causes = [
            Evidence(stands[cause], trends[cause])
            for cause in stack.graph.driven_by.get(identity, ())
            if cause in stands and cause != identity
        ]
        diagnosis = _at(Evidence(metric, trends[identity]), causes)
        if diagnosis is not None:
            found.append(diagnosis)
    found.sort(key=lambda one: _ORDER.index(one.says))
    return Chain(trends, tuple(found))


def _at(effect: Evidence, causes: Iterable[Evidence]) -> ChainDiagnosis | None:
    """The diagnosis of one outcome or impact; None for other stages, if nothing drives it, or if
    the effect moves without its causes.
    """
    stage = effect.metric.stage
    if stage == "outcome":
        causes = [one for one in causes if one.metric.stage in ("input", "output", "outcome")]
    elif stage == "impact":
        causes = [one for one in causes if one.metric.stage in ("outcome", "impact")]
    else:
        return None
    causes = list(causes)
    if not causes:
        return None
    known = [one for one in causes if one.trend.known]
    if not known or not effect.trend.known:
        bare = [one.metric.id for one in (*causes, effect) if not one.trend.known]
        because = f"{join_words(bare)} {'has' if len(bare) == 1 else 'have'} too few readings"
        return ChainDiagnosis(
            "not enough data",
            effect,
            tuple(causes),
            because,
            f"It takes {MIN_READINGS} readings each.",
        )
    healthy = [one for one in known if one.trend.healthy]
    own = _trend_clause(effect)
    if 2 * len(healthy) <= len(known):
        if effect.trend.healthy:
            return None
        still = join_words(_trend_clause(one) for one in known if not one.trend.healthy)
        return ChainDiagnosis(
            "the causes stand still",
            effect,
            tuple(causes),
            f"{still}, and {own}",
            "It cannot move before its causes do. What keeps them?",
        )
    moved = join_words(_trend_clause(one) for one in healthy)
    if effect.trend.healthy:
        return ChainDiagnosis(
            "cause and effect move", effect, tuple(causes), f"{moved}; and {own}", ""
        )
    because = f"{moved}, while {own}"
    if stage == "outcome":
        asks = (
            "The work is done and customers do not change. Is it the wrong thing to do for this "
            "outcome, or is something in between missing?"
        )
        return ChainDiagnosis("strategy problem", effect, tuple(causes), because, asks)
    asks = (
        "Customers gain, and the business does not. Does what they gain earn or save anything, "
        "and does it reach enough of them?"
    )
    return ChainDiagnosis("business-model problem", effect, tuple(causes), because, asks)


_VERBS: Mapping[Way, str] = {"rising": "rose", "falling": "fell", "flat": "stayed"}


def _trend_clause(evidence: Evidence) -> str:
    """The trend of a metric as part of a sentence: `Desks signed up rose from 14 to 61`."""
    found = evidence.trend
    if found.health in ("met", "not met"):
        kept = "keeps to" if found.health == "met" else "misses"
        return f"{evidence.metric.title} {kept} {evidence.metric.threshold}, at {found.last}"
    if found.way == "flat":
        at = f"at {found.last}" if found.change.startswith("at") else f"where it was ({found.last})"
        return f"{evidence.metric.title} stayed {at}"
    return f"{evidence.metric.title} {_VERBS[found.way]} {found.change}"
