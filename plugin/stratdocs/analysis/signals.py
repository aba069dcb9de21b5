"""What an initiative is signalled from outside: exceptions that surge, users that fall away.

A surge in requests for exceptions does not ask for a different policy, but for clearer words or
stronger controls. A fall in use after a launch is what a product learns from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from stratdocs.analysis.aims import metric_aim
from stratdocs.analysis.diagnosis import diagnose
from stratdocs.analysis.safeguards import MIN_SURGE, SURGE_SPAN, exception_surge
from stratdocs.analysis.state import state_of
from stratdocs.analysis.triggers import acted_since, readings_by_date
from stratdocs.model.days import day_words
from stratdocs.model.kinds import Initiative, Metric
from stratdocs.model.stack import Stack
from stratdocs.model.values import Quantity
from stratdocs.words.phrases import in_quotes

_EXCEPTIONS = re.compile(r"(?i)\b(exception|exempt|waiver|dispensation|derogation|appeal)")
_WINDOW = timedelta(days=400)
"""How far back readings count."""


class Signal(NamedTuple):
    """Something that an initiative should respond to."""

    headline: str
    because: str
    """The figures behind it."""
    meaning: str
    """What it says about the initiative, and what would help."""
    event: str
    """What happened, as the subject of a sentence about an initiative."""
    since: date
    """The day from which the figures show it."""
    on: date
    """The day of the last figure."""


def signals(stack: Stack, initiative: Initiative) -> Iterator[Signal]:
    """The signals of an initiative that runs."""
    if initiative.status in ("proposed", "done", "dropped"):
        return
    nature = diagnose(stack, initiative).known_nature
    if nature == "policy":
        surge = _surge(stack, initiative)
        if surge is not None:
            yield Signal(
                "Clarify the rule",
                surge.words,
                "A surge in exceptions doesn't call for another policy. Its guidelines may "
                "be unclear, its announcement may have missed people, or its controls may "
                "be too weak.",
                "exceptions are surging",
                surge.since,
                surge.on,
            )
    elif nature == "product":
        for metric in _metrics(stack, initiative):
            fall = _fall(stack, initiative, metric)
            if fall is not None:
                yield Signal(
                    "Learn why people leave",
                    fall.words,
                    "A fall in use after a launch is feedback on the product. Ask those who left, "
                    "and change the offer before you promote it more.",
                    "use is falling",
                    fall.since,
                    fall.on,
                )


def unanswered_signals(stack: Stack) -> Iterator[tuple[Initiative, Signal]]:
    """The signals of running initiatives that no decision or review has answered since."""
    for initiative in stack.of(Initiative):
        if initiative.active and state_of(stack, initiative).stage == "running":
            for signal in signals(stack, initiative):
                if not acted_since(stack, initiative, signal.since, signal.on):
                    yield initiative, signal


class _Figures(NamedTuple):
    """The figures behind a signal, in a sentence, and the days on which they show it."""

    words: str
    since: date
    on: date


def _surge(stack: Stack, initiative: Initiative) -> _Figures | None:
    """How exceptions surge; None if they do not."""
    surge = exception_surge(initiative, stack.today)
    if surge is not None:
        words = (
            f"{surge.now} exceptions were granted in the last {SURGE_SPAN.days} days, "
            f"{surge.before} in the {SURGE_SPAN.days} days before."
        )
        return _Figures(words, stack.today - SURGE_SPAN, surge.on)
    for metric in _metrics(stack, initiative):
        if not _EXCEPTIONS.search(metric.title):
            continue
        spans = _spans(readings_by_date(metric, stack.today), stack.today - _WINDOW)
        if spans and spans.later > 2 * max(0.0, spans.earlier) and spans.last.number >= MIN_SURGE:
            return _Figures(f"{_named(metric)}: {spans.words}.", spans.since, spans.on)
    return None


def _named(metric: Metric) -> str:
    return in_quotes(metric.title, always=True)


def _fall(stack: Stack, initiative: Initiative, metric: Metric) -> _Figures | None:
    """How far a metric fell since the launch; None if it did not, or if less may be better."""
    if metric.shape == "threshold" or metric_aim(stack, metric).falls is not False:
        return None
    launch = _launch(initiative, stack.today)
    readings = readings_by_date(metric, stack.today)
    spans = _spans(readings, max(launch or date.min, stack.today - _WINDOW))
    if spans is None or spans.earlier <= 0 or spans.later >= spans.earlier / 2:
        return None
    since = f" since the launch on {day_words(launch)}" if launch else ""
    return _Figures(f"{_named(metric)}{since}: {spans.words}.", spans.since, spans.on)


class _Spans(NamedTuple):
    """The readings of two equal spans: the mean of each, and the first and last value."""

    earlier: float
    later: float
    last: Quantity
    since: date
    """The first day of the later half."""
    on: date
    """The day of the last value."""
    words: str


def _spans(readings: list[tuple[date, Quantity]], since: date) -> _Spans | None:
    """The older and the newer half of the readings since a day, in the unit of the last one; the
    middle one of an odd number is in neither.
    """
    dated = [(day, value) for day, value in readings if day >= since]
    if not dated:
        return None
    last = dated[-1][1]
    found = [(day, value, value.within(last)) for day, value in dated]
    numbers = [(day, value, number) for day, value, number in found if number is not None]
    half = len(numbers) // 2
    if not half:
        return None
    earlier = sum(number for _, _, number in numbers[:half]) / half
    later = sum(number for _, _, number in numbers[-half:]) / half
    (first_day, first, _), (last_day, _, _), since = numbers[0], numbers[-1], numbers[-half][0]
    words = f"{first} on {day_words(first_day)}, {last} on {day_words(last_day)}"
    return _Spans(earlier, later, last, since, last_day, words)


def _launch(initiative: Initiative, today: date) -> date | None:
    """The day of the launch, if it is past."""
    days = [
        phase.starts or phase.ends
        for phase in initiative.phases
        if phase.step == "launch" and (phase.starts or phase.ends)
    ]
    past = [day for day in days if day is not None and day <= today]
    return min(past, default=None)


def _metrics(stack: Stack, initiative: Initiative) -> Iterator[Metric]:
    for name in initiative.metrics:
        metric = stack.metric(name)
        if metric is not None:
            yield metric
