"""What the pages of objectives, key results and metrics show: where we are, against where we said
we would be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stratdocs.model import CheckIn, KeyResult, Metric, Objective, Reading
from stratdocs.values import Quantity, day_words, direction
from stratdocs.views.page import Picture, Ref
from stratdocs.views.section import Section

LEAST_ROOM = 0.4
"""How much of a value's size a line's box spans at least, so that small wobbles look small."""


class Spark(NamedTuple):
    """A line of dated values, drawn in a box of 0 to 100 by 0 to 30; high values on top."""

    points: str
    """SVG points."""
    last: tuple[float, float]
    goal: float | None
    """The height of the target, where it lies within the box."""
    words: str
    """The same in a sentence."""


class Row(NamedTuple):
    """A key result in an objective's table."""

    ref: Ref
    owner: Ref | str | None
    status: str | None
    share: float | None
    words: str
    baseline: str
    current: str
    target: str
    spark: Spark | None


def key_result(picture: Picture, goal: KeyResult) -> Iterator[Section]:
    """The way from baseline to target, and each look at it."""
    share, words = picture.progress.bar(goal)
    yield Section(
        "progress",
        "Progress",
        "progress",
        {
            "share": share,
            "words": words,
            "metric": picture.who(goal.metric),
            "baseline": _text(goal.baseline),
            "current": _text(picture.progress.current(goal)),
            "target": _text(goal.target),
            "by": day_words(goal.by) if goal.by else None,
            "period": picture.stack.period_of(goal),
            "falling": direction(goal.baseline, goal.target) == "down",
            "spark": spark(goal.check_ins, goal.baseline, goal.target),
            "score": _text(goal.score),
        },
        ("metric", "baseline", "target", "by", "score"),
    )
    if goal.check_ins:
        yield Section(
            "check-ins",
            "Check-ins",
            "check_ins",
            {
                "rows": [
                    {
                        "date": day_words(check.date) if check.date else "",
                        "iso": check.date.isoformat() if check.date else "",
                        "value": _text(check.value),
                        "status": check.status,
                        "confidence": check.confidence,
                        "note": check.note,
                    }
                    for check in reversed(goal.check_ins)
                ]
            },
            ("check_ins",),
        )


def objective(picture: Picture, goal: Objective) -> Iterator[Section]:
    """Its key results side by side."""
    rows = [
        row(picture, child)
        for child in picture.stack.branches(goal)
        if isinstance(child, KeyResult)
    ]
    if rows:
        yield Section("key-results", "Key results", "key_results", {"rows": rows})


def row(picture: Picture, goal: KeyResult) -> Row:
    """One key result with its progress."""
    share, words = picture.progress.bar(goal)
    return Row(
        picture.ref(goal),
        picture.who(goal.owner),
        picture.progress.status(goal),
        share,
        words,
        _text(goal.baseline),
        _text(picture.progress.current(goal)),
        _text(goal.target),
        spark(goal.check_ins, goal.baseline, goal.target),
    )


def metric(picture: Picture, measured: Metric) -> Iterator[Section]:
    """Its readings, and where it stands in the chain from input to impact."""
    stack = picture.stack
    if measured.readings:
        yield Section(
            "readings",
            "Readings",
            "readings",
            {
                "spark": spark(measured.readings, None, measured.threshold),
                "threshold": _text(measured.threshold),
                "rows": [
                    {
                        "date": day_words(reading.date) if reading.date else "",
                        "iso": reading.date.isoformat() if reading.date else "",
                        "value": _text(reading.value),
                        "note": reading.note,
                    }
                    for reading in reversed(measured.readings)
                ],
            },
            ("readings",),
        )
    drives = picture.refs(stack.graph.by_id[i] for i in stack.graph.drives.get(measured.id, ()))
    driven = picture.refs(stack.graph.by_id[i] for i in stack.graph.driven_by.get(measured.id, ()))
    if drives or driven:
        yield Section(
            "chain",
            "What it moves, and what moves it",
            "chain",
            {"metric": picture.ref(measured), "drives": drives, "driven": driven},
            ("drives",),
        )


def spark(
    looks: Sequence[CheckIn | Reading], baseline: Quantity | None, target: Quantity | None
) -> Spark | None:
    """The values as a line; None where there are fewer than two to compare."""
    dated = sorted(
        ((look.date, look.value) for look in looks if look.date and look.value),
        key=lambda pair: pair[0],
    )
    if dated:
        unit = dated[-1][1].unit
        dated = [(day, value) for day, value in dated if value.unit == unit]
    if len(dated) < 2:
        return None
    first, last = dated[0][0], dated[-1][0]
    days = (last - first).days or 1
    numbers = [value.number for _, value in dated]
    bounds = [*numbers, *(q.number for q in (baseline, target) if q and q.unit == unit)]
    low, high = min(bounds), max(bounds)
    least = LEAST_ROOM * max(abs(low), abs(high))
    if high - low < least:  # a flat line shall look flat
        low, high = (low + high - least) / 2, (low + high + least) / 2
    room = high - low or 1.0

    def height(number: float) -> float:
        return round(28 - 26 * (number - low) / room, 1)

    places = [
        (round(1 + 98 * (day - first).days / days, 1), height(value.number)) for day, value in dated
    ]
    words = ", ".join(f"{value} on {day_words(day)}" for day, value in (dated[0], dated[-1]))
    return Spark(
        " ".join(f"{x:g},{y:g}" for x, y in places),
        places[-1],
        height(target.number) if target and target.unit == unit else None,
        f"{len(dated)} values, from {words.replace(', ', ' to ', 1)}",
    )


def _text(value: Quantity | None) -> str:
    return value.text if value is not None else ""
