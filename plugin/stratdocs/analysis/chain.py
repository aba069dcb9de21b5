"""The metric chain from input to impact: where it moves, and where it breaks.

Input, output, outcome, impact. If inputs are healthy and outcomes do not move, the strategy is
wrong, not the effort. If outcomes rise and impact does not, the gain of customers does not become a
gain of the business.

Healthy is what moves in the better direction, or is at its level. A problem is only stated where
the readings can show it: most causes are healthy and none gets worse, and the effect has had the
time and the readings to move, and has not. Everything else is unknown, with its reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple, get_args

from stratdocs.analysis.trends import MIN_READINGS, Trend, Way, last_read, movement, trend
from stratdocs.model.days import MONTHS, day_words
from stratdocs.model.durations import day_after
from stratdocs.model.kinds import Effect, Metric
from stratdocs.model.stack import Stack
from stratdocs.model.values import Quantity
from stratdocs.words.phrases import in_quotes, join_words

STAGES: Mapping[str, str] = {
    "input": "what we put in",
    "output": "what we make of it",
    "outcome": "what customers do differently",
    "impact": "what it brings the business",
}
"""The four stages of the chain, in their order."""

_CAUSE_STAGES: Mapping[str, tuple[str, ...]] = {
    "outcome": ("input", "output", "outcome"),
    "impact": ("outcome", "impact"),
}
"""The stages of the causes that an effect is compared with."""

DiagnosisSort = Literal[
    "strategy problem",
    "business-model problem",
    "level not stated",
    "only some causes are healthy",
    "the causes get worse",
    "the causes are flat",
    "the effect moves alone",
    "too early to tell",
    "cause and effect are healthy",
    "not enough data",
]

HEALTHY: tuple[DiagnosisSort, ...] = ("cause and effect are healthy", "the effect moves alone")
"""The diagnoses of an effect that does well."""
UNKNOWN: tuple[DiagnosisSort, ...] = ("level not stated", "too early to tell", "not enough data")
"""The diagnoses that conclude nothing yet."""


class Evidence(NamedTuple):
    """A metric on which a diagnosis is based."""

    metric: Metric
    trend: Trend
    link: Effect | None = None
    """As a cause: what its metric says of the link, with the assumption and the lag."""

    @property
    def lag(self) -> Quantity | None:
        """How long it takes until the effect shows."""
        return self.link.lag if self.link is not None else None


class ChainDiagnosis(NamedTuple):
    """The diagnosis of one metric: are its causes healthy, and does it move with them?"""

    says: DiagnosisSort
    effect: Evidence
    """The metric that should move."""
    causes: tuple[Evidence, ...]
    """The metrics that should move it."""
    because: str
    """The evidence in a sentence, which names every cause."""
    asks: str
    """The question that follows from it, or what would help."""
    age: str
    """How old the last readings are, in a sentence."""


class Chain(NamedTuple):
    """The trends of all metrics of a stack, and the diagnoses that follow."""

    trends: Mapping[str, Trend]
    """By the metric's id."""
    diagnoses: tuple[ChainDiagnosis, ...]
    """Problems first, then what waits, what moves, and what lacks data."""

    @property
    def problems(self) -> tuple[ChainDiagnosis, ...]:
        """The diagnoses that name a problem."""
        return tuple(d for d in self.diagnoses if d.says.endswith("problem"))


_ORDER: tuple[DiagnosisSort, ...] = get_args(DiagnosisSort)


def chain(stack: Stack) -> Chain:
    """The trends of all metrics and, for each outcome and impact that other metrics drive, whether
    the causes are healthy and the effect moves.
    """
    metrics = {metric.id: metric for metric in stack.of(Metric) if metric.live}
    trends = {identity: trend(stack, metric) for identity, metric in metrics.items()}
    found = []
    for identity, metric in metrics.items():
        links = _links(stack, metric)
        causes = [
            Evidence(metrics[cause], trends[cause], links.get(cause))
            for cause in stack.graph.driven_by.get(identity, ())
            if cause in metrics and cause != identity
        ]
        diagnosis = _diagnosis(Evidence(metric, trends[identity]), causes, stack.today)
        if diagnosis is not None:
            found.append(diagnosis)
    found.sort(key=lambda diagnosis: _ORDER.index(diagnosis.says))
    return Chain(trends, tuple(found))


def _links(stack: Stack, metric: Metric) -> Mapping[str, Effect]:
    """What the causes of a metric say of their link to it, by their ids."""
    return {
        mention.entity.id: effect
        for mention in stack.mentions(metric)
        if isinstance(mention.entity, Metric) and mention.route[0] == "drives"
        for effect in mention.entity.drives
        if effect.metric == mention.id
    }


# --- each cause -----------------------------------------------------------------------------------

EffectState = Literal["healthy", "still", "unknown"]
State = Literal["healthy", "still", "worse", "steady", "early", "unknown"]


class _Cause(NamedTuple):
    """A cause, and what it lets us expect of the effect."""

    evidence: Evidence
    state: State
    words: str
    """The same in a clause: `“Desks” rose from 14 to 61`."""
    waits: str = ""
    """When its effect is due, if it is too early to tell."""


def _cause(cause: Evidence, effect: Evidence, today: date, state: EffectState) -> _Cause:
    """How a cause does, and what it lets us expect of the effect."""
    found = cause.trend
    words = _trend_clause(cause)
    if not found.known:
        return _Cause(cause, "unknown", words)
    if not found.healthy:
        if found.worsens:
            return _Cause(cause, "worse", words)
        steady = cause.metric.stage == "input" and found.aim.level is None
        if steady and found.last is not None and found.last.number > 0:
            return _Cause(cause, "steady", words)
        return _Cause(cause, "still", words)
    if state == "healthy":
        return _Cause(cause, "healthy", words)
    if not found.improves and not found.keeps_level:
        return _Cause(cause, "unknown", f"{words} only by its last reading")
    waits = _waits(cause, effect, today, state)
    if waits:
        return _Cause(cause, "early", words, waits)
    if state == "still" and found.improves and not effect.trend.worsens:
        if found.relative_change < effect.trend.scatter:
            return _Cause(
                cause,
                "unknown",
                f"{words}, too little to show in {_named(effect)}",
            )
    return _Cause(cause, "healthy", words)


def _waits(cause: Evidence, effect: Evidence, today: date, state: EffectState) -> str:
    """Why it is too early to see the effect of a cause; empty if it is not."""
    due = _due(cause)
    if due is None:
        return ""
    month = f"{MONTHS[due.month - 1]} {due.year}"
    title = _named(effect)
    if due > today:
        moved = f"{cause.lag} after {_named(cause)} started to move"
        return f"the effect on {title} is due from {month}, {moved}"
    count = len(_since(effect.trend, due))
    if count >= MIN_READINGS or state == "unknown":
        return ""
    since = f"{month}, when it was due to move"
    if cause.lag is None:
        since = f"{day_words(due)}, when {_named(cause)} started to move"
    needed = f"{MIN_READINGS} readings of {title} needed"
    return f"only {count} of the {needed} came since {since}"


def _since(found: Trend, start: date) -> tuple[tuple[date, float], ...]:
    """The readings from a day on; with the last one before it, if there is none of that day."""
    later = sum(day >= start for day, _ in found.numbers)
    before = all(day != start for day, _ in found.numbers)
    return found.numbers[-later - before :] if later else ()


def _due(cause: Evidence) -> date | None:
    """The day from which the effect of a healthy cause is due."""
    began = cause.trend.began if cause.trend.healthy else None
    if began is None or cause.lag is None:
        return began
    return day_after(began, cause.lag)


# --- the effect -----------------------------------------------------------------------------------


def _effect_state(effect: Evidence, causes: Iterable[Evidence]) -> EffectState:
    """Whether an effect moves as it should or is where it should be, or demonstrably neither."""
    found = effect.trend
    if found.health == "met" or found.at_best:
        return "healthy"
    if found.way == "unknown" or found.better == "unknown" or found.health == "out of date":
        return "unknown"
    lately, _ = movement(found.numbers[-MIN_READINGS:], found.last)
    ways: list[tuple[Way, Way]] = [(found.way, found.leaning)]
    for cause in causes:
        due = _due(cause)
        if due is not None:
            ways.append(movement(_since(found, due), found.last))
    if lately == found.better or any(way == found.better for way, _ in ways):
        return "healthy"
    leans = any(leaning == found.better for _, leaning in ways)
    return "unknown" if leans else "still"


# --- the diagnosis --------------------------------------------------------------------------------


def _diagnosis(effect: Evidence, driving: Sequence[Evidence], today: date) -> ChainDiagnosis | None:
    """The diagnosis of one outcome or impact; None for other stages, or if nothing drives it."""
    fitting = _CAUSE_STAGES.get(effect.metric.stage or "")
    if not driving or fitting is None:
        return None
    evidence = tuple(cause for cause in driving if cause.metric.stage in fitting)
    age = last_read([entry.trend for entry in (*evidence, effect)], today)

    def says(sort: DiagnosisSort, asks: str, because: str) -> ChainDiagnosis:
        return ChainDiagnosis(sort, effect, evidence or tuple(driving), because, asks, age)

    if not evidence:
        return says("not enough data", *_unfit(effect, driving[0]))
    state = _effect_state(effect, evidence)
    causes = [_cause(cause, effect, today, state) for cause in evidence]
    number = Counter(cause.state for cause in causes)
    named = join_words(cause.words for cause in causes)
    own = _trend_clause(effect)
    both = f"{named}, and {own}"
    if state == "healthy":
        if number["healthy"] or number["early"]:
            return says("cause and effect are healthy", "", f"{named}, and {own}")
        if number["still"] + number["worse"] == len(causes):
            return says("the effect moves alone", "What else moves it?", both)
        return says("not enough data", _help(causes, effect), both)
    sound = not number["worse"]
    if state == "still" and sound and 2 * number["healthy"] > len(causes):
        return says(*_PROBLEMS[effect.metric.stage or ""], f"{named}, while {own}")
    waiting = number["healthy"] + number["early"]
    if sound and number["early"] and 2 * waiting > len(causes):
        waits = join_words(cause.waits for cause in causes if cause.waits)
        return says("too early to tell", f"Too early to tell: {waits}.", both)
    if state == "unknown":
        return says("not enough data", _help(causes, effect), both)
    if sound and number["steady"] and 2 * (waiting + number["steady"]) > len(causes):
        return says("level not stated", _level_question(causes), both)
    if waiting and number["still"] + number["worse"]:
        return says("only some causes are healthy", _SOME_QUESTION, both)
    if waiting or number["unknown"] or number["steady"]:
        return says("not enough data", _help(causes, effect), both)
    if number["worse"]:
        return says("the causes get worse", _WORSE_QUESTION, both)
    return says("the causes are flat", _CAUSES_QUESTION, both)


_STRATEGY_QUESTION = (
    "The work is done, but the outcome hasn't followed. Is it the wrong work for this "
    "outcome, or is a step missing in between?"
)
_MODEL_QUESTION = (
    "Customers gain, but the business doesn't. Does what they gain earn or save anything, "
    "and does it reach enough of them?"
)
_PROBLEMS: Mapping[str, tuple[DiagnosisSort, str]] = {
    "outcome": ("strategy problem", _STRATEGY_QUESTION),
    "impact": ("business-model problem", _MODEL_QUESTION),
}
_SOME_QUESTION = (
    "Is the wrong one healthy, or are the others needed too? Too few causes are healthy "
    "to doubt the strategy."
)
_WORSE_QUESTION = "It can't get better while its causes move the wrong way. What turned them?"
_CAUSES_QUESTION = "It can't move until its causes do. What is holding them back?"


def _level_question(causes: Sequence[_Cause]) -> str:
    """What follows from an input that is kept up, if that is as much as was meant."""
    steady = [cause.evidence for cause in causes if cause.state == "steady"]
    ids = join_words(cause.metric.id for cause in steady)
    levels = join_words(str(cause.trend.last) for cause in steady)
    return (
        f"Is {levels} as much as intended? Then this is a strategy problem, not one of "
        f"effort. State the level: a threshold of {ids}, or a key result that holds it."
    )


def _unfit(effect: Evidence, cause: Evidence) -> tuple[str, str]:
    """What would help where no cause can be compared with the effect, and why not."""
    if cause.metric.stage is None:
        return (
            "State its stage: input, output, outcome or impact.",
            f"{cause.metric.id} has no stage",
        )
    between = "with no outcome in between" if effect.metric.stage == "impact" else "backwards"
    link = f"{cause.metric.id} ({cause.metric.stage}) drives {effect.metric.id}"
    return (
        "Only a metric of the same stage, or of the stage before, can explain it.",
        f"{link} ({effect.metric.stage}) {between}",
    )


_HELP: Mapping[str, str] = {
    "not enough data": f"Each needs {MIN_READINGS} readings, in one unit.",
    "out of date": "It needs a new reading.",
    "direction unknown": "State which way is better: direction up or down.",
}


def _help(causes: Sequence[_Cause], effect: Evidence) -> str:
    """What would help to know more."""
    unknown = [cause.evidence.trend for cause in causes if cause.state == "unknown"]
    if not effect.trend.known:
        unknown.append(effect.trend)
    found = dict.fromkeys(_HELP.get(trend.health, "More readings will tell.") for trend in unknown)
    if effect.trend.better == "unknown":
        found[_HELP["direction unknown"]] = None
    if any(cause.state == "steady" for cause in causes):
        found[_level_question(causes)] = None
    return " ".join(found) or "More readings will tell."


def _named(evidence: Evidence) -> str:
    return in_quotes(evidence.metric.title, always=True)


def _trend_clause(evidence: Evidence) -> str:
    """The trend of a metric as part of a sentence: `“Desks signed up” rose from 14 to 61`."""
    found, title = evidence.trend, _named(evidence)
    if not found.known:
        return f"{title} {found.doubt}"
    level, count = found.aim.level, len(found.numbers)
    if found.health == "met" and not found.improves:
        met = "met its threshold" if evidence.metric.threshold is not None else "was at its target"
        return f"{title} {met} of {level} ({found.last})"
    if found.way in ("rising", "falling"):
        return f"{title} {'rose' if found.way == 'rising' else 'fell'} {found.change}"
    if found.health == "not met":
        return f"{title} missed its threshold of {level} ({found.last})"
    now = found.last if found.change.startswith("at") else f"{found.first} then, {found.last} now"
    return f"{title} showed no movement in {count} readings ({now})"
