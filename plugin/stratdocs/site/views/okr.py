"""What the pages of objectives, key results and metrics show: where we are, against where we said
we would be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from stratdocs.analysis.chain import Trend, keeps_threshold, trend
from stratdocs.model.kinds import Bet, CheckIn, KeyResult, Metric, Objective, Reading, Success
from stratdocs.analysis.pace import pace
from stratdocs.analysis.progress import KeyResultProgress
from stratdocs.analysis.rhythm import running_days
from stratdocs.model.values import Quantity, day_words, direction
from stratdocs.site.drawing.charts import Level, Point, line
from stratdocs.site.drawing.shapes import Drawing
from stratdocs.site.views.page import Picture, Ref, first_sentence
from stratdocs.site.views.section import Section

LEAST_ROOM = 0.4
"""How much of a value's size a line's box spans at least, so that small wobbles look small."""
FEWEST_DRAWN = 2
"""Values below this number are no line."""
MOST_USES = 100
"""Items that a metric's page names as using it."""


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
    """The way from baseline to target against the pace that was expected, and each look at it."""
    standing = picture.progress.of_key_result(goal)
    found = pace(picture.stack, goal, standing)
    yield Section(
        "progress",
        "Progress",
        "progress",
        {
            "share": standing.bar,
            "words": standing.words,
            "metric": picture.who(goal.metric),
            "baseline": _text(goal.baseline),
            "current": _text(standing.value),
            "target": _text(goal.target),
            "by": day_words(goal.by) if goal.by else None,
            "period": picture.stack.period_of(goal),
            "falling": direction(goal.baseline, goal.target) == "down",
            "expected": None if found.ended else found.expected,
            "expected_value": "" if found.ended else found.expected_value,
            "tone": found.tone,
            "word": found.summary if goal.check_ins or standing.value else "",
            "because": found.because,
            "ended": found.ended,
            "sloped": found.expected is not None,
            "drawing": _way(picture, goal, standing),
            "guardrails": [_guard(picture, name) for name in goal.guardrails],
            "score": _text(goal.score),
        },
        ("metric", "baseline", "target", "by", "score", "guardrails"),
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


def _way(picture: Picture, goal: KeyResult, standing: KeyResultProgress) -> Drawing | None:
    """Its values over its time, between baseline and target, beside the steady pace."""
    baseline, target = goal.baseline, goal.target
    unit = target.unit if target else standing.value.unit if standing.value else ""
    points = [
        Point(check.date, check.value.number, check.value.text, first_sentence(check.note))
        for check in goal.check_ins
        if check.date and check.value and check.value.unit == unit
    ]
    way = running_days(picture.stack, goal)
    if len(points) < FEWEST_DRAWN:
        return None
    levels = []
    expected = []
    if baseline and baseline.unit == unit:
        levels.append(Level(baseline.number, f"from {baseline}", "baseline"))
    if target:
        levels.append(Level(target.number, f"to {target}", "goal"))
    if way and baseline and target and baseline.unit == unit:
        expected = [
            Point(way[0], baseline.number, baseline.text),
            Point(way[1], target.number, target.text),
        ]
    return line(
        points,
        words=f"{goal.title}: {standing.words}. The dashed slope is the steady pace.",
        levels=levels,
        expected=expected,
        until=way[1] if way else None,
        today=picture.stack.today,
    )


# --- metrics ------------------------------------------------------------------------------------


def metric(picture: Picture, measured: Metric) -> Iterator[Section]:
    """Its readings with its trend, its guardrails, who uses it, and its place in the chain."""
    stack = picture.stack
    found = trend(measured, stack.today)
    if measured.readings:
        yield Section(
            "readings",
            "Readings",
            "readings",
            {
                "drawing": _readings(picture, measured, found),
                "trend": found.words,
                "health": found.health,
                "tone": HEALTH.get(found.health, "calm"),
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
            ("readings", "threshold"),
        )
    if measured.guardrails:
        yield Section(
            "guardrails",
            "What must not get worse meanwhile",
            "guardrails",
            {"rows": [_guard(picture, name) for name in measured.guardrails]},
            ("guardrails",),
        )
    uses = _uses(picture, measured)
    if uses:
        shown = uses[:MOST_USES]
        yield Section(
            "uses",
            "Who uses it",
            "uses",
            {"rows": shown, "more": max(0, len(uses) - MOST_USES)},
            mentions=frozenset((row["ref"].id, row["field"]) for row in shown),
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


def _readings(picture: Picture, measured: Metric, found: Trend) -> Drawing | None:
    """Its readings in the unit of the last one, with the threshold and what goals want of it."""
    dated = [(r.date, r.value, r.note) for r in measured.readings if r.date and r.value]
    if len(dated) < FEWEST_DRAWN:
        return None
    unit = max(dated, key=lambda one: one[0])[1].unit
    points = [
        Point(day, value.number, value.text, first_sentence(note))
        for day, value, note in dated
        if value.unit == unit
    ]
    levels = []
    if measured.threshold and measured.threshold.unit == unit:
        limit = "at most" if measured.direction == "down" else "at least"
        levels.append(
            Level(measured.threshold.number, f"{limit} {measured.threshold}", "guardrail")
        )
    else:
        levels.extend(_wanted(picture, measured, unit))
    return line(
        points,
        words=f"{measured.title}: {found.words}.",
        levels=levels,
        today=picture.stack.today,
    )


def _wanted(picture: Picture, measured: Metric, unit: str) -> Iterator[Level]:
    """The target that the running key result, else the running bet, has for a metric."""
    today = picture.stack.today
    for mention in picture.stack.mentions(measured):
        entity = mention.entity
        said = entity.success if isinstance(entity, Bet) else entity
        measures = mention.route in (("metric",), ("success", "measure"))
        if not measures or not isinstance(said, (KeyResult, Success)) or said.target is None:
            continue
        period = picture.stack.period_of(entity)
        if said.target.unit == unit and period is not None and period.includes(today):
            if entity.undertaken:
                yield Level(said.target.number, f"target {said.target}", "goal")
                return


def _guard(picture: Picture, name: str) -> dict[str, Any]:
    """A guardrail: where it stands, and whether it holds."""
    measured = picture.stack.metric(name)
    if measured is None:
        return {"who": picture.who(name), "latest": "", "words": "", "mark": "", "tone": "calm"}
    found = trend(measured, picture.stack.today)
    kept = keeps_threshold(measured, found.last) if found.last else None
    mark, tone = "does not hold", "bad"
    if kept is None:
        mark, tone = str(found.health), HEALTH.get(found.health, "calm")
    elif kept:
        mark, tone = "holds", "good"
    return {
        "who": picture.ref(measured),
        "latest": _text(found.last),
        "words": found.words,
        "mark": mark,
        "tone": tone,
    }


_USES = {
    "metric": "measures",
    "measure": "is judged by it",
    "metrics": "watches it",
    "guardrails": "holds it as a guardrail",
}


def _uses(picture: Picture, measured: Metric) -> list[dict[str, Any]]:
    """Goals, bets, strategies and initiatives that name it, those that are running first."""
    stack = picture.stack
    rows = []
    for mention in stack.mentions(measured):
        field = next((step for step in reversed(mention.route) if step in _USES), None)
        if field is None:
            continue
        words = _USES[str(field)]
        entity = mention.entity
        said = entity.success if isinstance(entity, Bet) and words == _USES["measure"] else entity
        baseline, target = getattr(said, "baseline", None), getattr(said, "target", None)
        aims = mention.route in (("metric",), ("success", "measure"))
        period = stack.period_of(entity)
        rows.append(
            {
                "ref": picture.ref(entity),
                "how": words,
                "field": field,
                "aim": f"{baseline} to {target}" if aims and baseline and target else "",
                "status": picture.progress.status(entity),
                "period": period.short if period else "",
                "running": period is None or period.includes(stack.today),
            }
        )
    rows.sort(key=lambda row: not row["running"])
    return rows


HEALTH: Mapping[str, str] = {
    "improving": "good",
    "met": "good",
    "flat": "calm",
    "worsening": "bad",
    "not met": "watch",
}
"""How good it is that a metric goes where it goes."""


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
