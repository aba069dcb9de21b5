"""Sections of objectives, key results and metrics: where we are, and where we said we would be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from stratdocs.analysis.aims import aim, metric_aim
from stratdocs.analysis.ambition import (
    Ambition,
    ambition_of,
    is_good_result,
    needed_share,
    result_words,
)
from stratdocs.analysis.looks import counting, in_order, misdated, read_values
from stratdocs.analysis.pace import Pace, pace
from stratdocs.analysis.progress import KeyResultProgress, share_of
from stratdocs.analysis.results import limit_check
from stratdocs.analysis.rhythm import running_days
from stratdocs.analysis.state import state_of
from stratdocs.analysis.trends import Trend, ago, trend
from stratdocs.model.days import day_words, short_day
from stratdocs.model.kinds import Bet, CheckIn, KeyResult, Metric, Objective, Reading
from stratdocs.model.values import Quantity
from stratdocs.site.drawing.charts import Level, Point, line
from stratdocs.site.drawing.shapes import Drawing
from stratdocs.site.views.page import Bar, Ref, SiteContext, first_sentence
from stratdocs.site.views.section import Section
from stratdocs.site.views.template_data import TemplateData
from stratdocs.yamltext.source import Span

MIN_RANGE_SHARE = 0.4
"""The least range of a line, as a share of its values, so that small changes look small."""
MIN_POINTS = 2
"""Values that make a line."""
MAX_USES = 100
"""Users of a metric that its page lists."""


class Spark(NamedTuple):
    """A line of dated values, drawn in a box of 0 to 100 by 0 to 30; high values on top."""

    points: str
    """SVG points."""
    last: tuple[float, float]
    goal: float | None
    """The height of the target, where it lies within the box."""
    words: str
    """The same in a sentence."""


class KeyResultLine(NamedTuple):
    """A key result of an objective."""

    ref: Ref
    owner: Ref | str | None
    bar: Bar
    note: str
    """From where to where, when it was last checked in on, and its pace if that is behind."""


class ProgressSection(TemplateData):
    """The progress of a key result from its baseline to its target."""

    bar: Bar
    figures: Sequence[Figure]
    sentence: str
    """Its state and pace; empty before the first check-in."""
    falling: bool
    metric: Ref | str | None
    drawing: Drawing | None
    guardrails: Sequence[Guardrail]
    ambition: str
    """What its ambition says about a good result; empty if nobody said how ambitious it is."""
    odd: Span | None
    """The place of the value that cannot be compared or read."""
    found: bool
    """Whether the page shows findings, which say more of it."""


class Figure(TemplateData):
    """A figure of a promise, with its label."""

    label: str
    value: str
    now: bool


class CheckInsSection(TemplateData):
    """The check-ins of a key result, the newest first."""

    rows: Sequence[CheckInRow]


class CheckInRow(TemplateData):
    """One check-in."""

    date: str
    iso: str
    value: str
    status: str | None
    confidence: int | None
    note: str | None
    void: str
    """Why it does not count; empty if it does."""


def key_result_sections(site: SiteContext, goal: KeyResult) -> Iterator[Section]:
    """Progress from baseline to target against the expected pace, and the check-ins."""
    progress = site.progress.of_key_result(goal)
    found = pace(site.stack, goal, progress)
    aims = aim(site.stack, goal)
    yield Section(
        "progress",
        "Progress",
        "progress",
        ProgressSection(
            bar=site.bar(goal),
            figures=_figures(site, goal, progress, found),
            sentence=_pace_sentence(progress, found) if goal.check_ins or progress.value else "",
            falling=aims.way == "down",
            metric=site.ref_or_text(goal.metric),
            drawing=_progress_drawing(site, goal, progress),
            guardrails=[guardrail_row(site, name) for name in goal.guardrails],
            ambition=_AMBITION_WORDS.get(ambition_of(site.stack, goal) or "", ""),
            odd=progress.odd,
            found=bool(site.findings_of(goal)),
        ),
        ("metric", "baseline", "target", "by", "ambition", "score", "guardrails"),
    )
    if goal.check_ins:
        wrong = misdated(goal.check_ins, site.stack.today)
        yield Section(
            "check-ins",
            "Check-ins",
            "check_ins",
            CheckInsSection(
                rows=[
                    CheckInRow(
                        date=short_day(check.date, site.stack.today) if check.date else "",
                        iso=check.date.isoformat() if check.date else "",
                        value=_quantity_text(check.value),
                        status=check.status,
                        confidence=check.confidence,
                        note=check.note,
                        void=wrong.get(number, ""),
                    )
                    for number, check in reversed(list(enumerate(goal.check_ins)))
                ]
            ),
            ("check_ins",),
        )


def _figures(
    site: SiteContext, goal: KeyResult, progress: KeyResultProgress, found: Pace
) -> list[Figure]:
    """Baseline, now, expected today and target, each with its day; the score once it is given."""
    today, aims = site.stack.today, aim(site.stack, goal)
    way = running_days(site.stack, goal)
    by = aims.by or (way[1] if way else None)
    rows = [
        (f"Baseline, {short_day(way[0], today)}" if way else "Baseline", aims.baseline, False),
        (
            f"Now, {short_day(progress.date, today)}" if progress.date else "Now",
            progress.value,
            True,
        ),
        ("Expected today", None if found.ended else found.expected_value or None, False),
        (f"Target, {short_day(by, today)}" if by else "Target", aims.target, False),
        ("Score", goal.score, False),
    ]
    optional = ("Expected today", "Score")
    return [
        Figure(label=label, value=str(value) if value else "", now=now)
        for label, value, now in rows
        if value or label not in optional
    ]


def _pace_sentence(progress: KeyResultProgress, found: Pace) -> str:
    """The reported state and the pace, with the value that a steady pace would have."""
    summary = found.summary[:1].upper() + found.summary[1:]
    if found.ended:
        return f"{summary}."
    if found.expected_value and found.says != "not enough data":
        return (
            f"{summary}: {progress.value}, where a steady pace would be at {found.expected_value}."
        )
    return f"{summary}: {found.because}."


_AMBITION_WORDS = {
    "committed": "A committed goal: it must be met in full.",
    "aspirational": "An aspirational goal: 70% of the way is a good result.",
}


class KeyResultsSection(TemplateData):
    """The key results of an objective."""

    rows: Sequence[KeyResultLine]


def objective_sections(site: SiteContext, goal: Objective) -> Iterator[Section]:
    """What its score means, and the key results of an objective side by side."""
    share = share_of(goal.score)
    meaning = result_words(goal.ambition, share) if share is not None else ""
    if meaning:
        yield Section(
            "score",
            "Score",
            "score",
            ScoreSection(
                score=_quantity_text(goal.score),
                meaning=meaning,
                tone=score_tone(goal.ambition, share),
            ),
            ("score",),
        )
    rows = [
        _key_result_line(site, child)
        for child in site.stack.branches(goal)
        if isinstance(child, KeyResult)
    ]
    if rows:
        yield Section("key-results", "Key results", "key_results", KeyResultsSection(rows=rows))


class ScoreSection(TemplateData):
    """The score of an objective, and what it means for a goal of its ambition."""

    score: str
    meaning: str
    tone: str


def score_tone(ambition: Ambition | None, share: float | None) -> str:
    """The tone of a final result: calm if nobody said what would be a good one."""
    good = is_good_result(ambition, share) if share is not None else None
    return "calm" if good is None else "good" if good else "watch"


def _key_result_line(site: SiteContext, goal: KeyResult) -> KeyResultLine:
    """One key result with its progress."""
    today, aims = site.stack.today, aim(site.stack, goal)
    found = pace(site.stack, goal, site.progress.of_key_result(goal))
    checks = in_order(goal.check_ins, today)
    last = checks[-1].date if checks else None
    way = f"{aims.baseline} → {aims.target}" if aims.baseline and aims.target else ""
    age = f"last check-in {ago((today - last).days)}" if last else ""
    behind = found.pace_words if found.tone in ("watch", "bad") and not found.ended else ""
    return KeyResultLine(
        site.ref(goal),
        site.ref_or_text(goal.owner),
        site.bar(goal),
        "; ".join(filter(None, (way, age, behind))),
    )


def _progress_drawing(
    site: SiteContext, goal: KeyResult, progress: KeyResultProgress
) -> Drawing | None:
    """The values over time, between baseline and target, with the steady pace."""
    aims = aim(site.stack, goal)
    baseline, target = aims.baseline, aims.target
    unit = target or progress.value
    points = [
        Point(check.date, number, check.value.text, first_sentence(check.note))
        for check in counting(goal.check_ins, site.stack.today)
        if check.date and check.value and unit
        if (number := check.value.within(unit)) is not None
    ]
    way = running_days(site.stack, goal)
    if len(points) < MIN_POINTS:
        return None
    levels = []
    expected = []
    start = baseline.within(unit) if baseline and unit else None
    if start is not None:
        levels.append(Level(start, f"from {baseline}", "baseline"))
    if target:
        levels.append(Level(target.number, f"to {target}", "goal"))
    if way and baseline and target and start is not None:
        needed = needed_share(site.stack, goal)
        end = start + needed * (target.number - start)
        expected = [
            Point(way[0], start, baseline.text),
            Point(way[1], end, target.text if needed == 1 else f"{needed:.0%} of the way"),
        ]
    return line(
        points,
        words=f"{goal.title}: {progress.words}. The dashed line is a steady pace.",
        levels=levels,
        expected=expected,
        until=way[1] if way else None,
        today=site.stack.today,
    )


# --- metrics ------------------------------------------------------------------------------------


class ReadingsSection(TemplateData):
    """The readings of a metric, the newest first."""

    drawing: Drawing | None
    standing: MetricStanding
    trend: str
    health: str
    tone: str
    uneven: bool
    """Whether a reading says how it is in the worst place."""
    rows: Sequence[ReadingRow]


class MetricStanding(TemplateData):
    """Where a metric began, where it is, and where it should be, each as written or empty."""

    baseline: str
    now: str
    age: str
    """How long ago it was read."""
    old: bool
    """Whether that is too long ago to say how it does today."""
    target: str
    aimed: bool
    """Whether the target is that of a goal, and no threshold."""


def metric_standing(site: SiteContext, metric: Metric) -> MetricStanding:
    """The baseline of the goal that a metric measures or else its first reading of the last year,
    its last reading, and its threshold or the target of that goal.
    """
    aims = metric_aim(site.stack, metric)
    read = read_values(metric, site.stack.today)
    found = trend(site.stack, metric)
    baseline = aims.baseline or (found.first if len(found.numbers) > 1 else None)
    return MetricStanding(
        baseline=_quantity_text(baseline),
        now=_quantity_text(read[-1].value) if read else "",
        age=ago((site.stack.today - read[-1].date).days) if read else "",
        old=found.last is None or found.health == "out of date",
        target=_quantity_text(aims.level),
        aimed=metric.threshold is None,
    )


class ReadingRow(TemplateData):
    """One reading."""

    date: str
    iso: str
    value: str
    worst: str
    """Its value where it is worst; empty if it is not known."""
    note: str | None
    void: str
    """Why it does not count; empty if it does."""


class GuardrailsSection(TemplateData):
    """What must not get worse in the meantime."""

    rows: Sequence[Guardrail]


class UsesSection(TemplateData):
    """Who uses a metric."""

    rows: Sequence[UseRow]
    more: int


class ChainSection(TemplateData):
    """What a metric moves, and what moves it."""

    drives: Sequence[EffectLink]
    driven: Sequence[EffectLink]


class EffectLink(TemplateData):
    """A link between two metrics, with its assumption and its lag."""

    ref: Ref
    because: str
    lag: str
    health: str
    """How the other metric does."""
    tone: str


def metric_sections(site: SiteContext, metric: Metric) -> Iterator[Section]:
    """The readings and trend of a metric, its guardrails, its users, and its place in the chain."""
    stack = site.stack
    found = trend(stack, metric)
    wrong = misdated(metric.readings, stack.today)
    yield Section(
        "readings",
        "Readings",
        "readings",
        ReadingsSection(
            drawing=_readings_drawing(site, metric, found),
            standing=metric_standing(site, metric),
            trend=found.words,
            health=found.health,
            tone=HEALTH_TONES.get(found.health, "calm"),
            uneven=any(reading.worst for reading in metric.readings),
            rows=[
                ReadingRow(
                    date=day_words(reading.date) if reading.date else "",
                    iso=reading.date.isoformat() if reading.date else "",
                    value=_quantity_text(reading.value),
                    worst=_quantity_text(reading.worst),
                    note=reading.note,
                    void=wrong.get(number, ""),
                )
                for number, reading in reversed(list(enumerate(metric.readings)))
            ],
        ),
        ("readings", "threshold"),
    )
    if metric.guardrails:
        yield Section(
            "guardrails",
            "Guardrails",
            "guardrails",
            GuardrailsSection(rows=[guardrail_row(site, name) for name in metric.guardrails]),
            ("guardrails",),
        )
    uses = use_rows(site, metric)
    if uses:
        shown = uses[:MAX_USES]
        yield Section(
            "uses",
            "Used by",
            "uses",
            UsesSection(rows=shown, more=max(0, len(uses) - MAX_USES)),
            mentions=frozenset((row.ref.id, row.field) for row in shown),
        )
    drives = [
        _effect_link(site, metric, effect, effect)
        for effect in map(stack.metric, stack.graph.drives.get(metric.id, ()))
        if effect is not None
    ]
    driven = [
        _effect_link(site, cause, metric, cause)
        for cause in map(stack.metric, stack.graph.driven_by.get(metric.id, ()))
        if cause is not None
    ]
    if drives or driven:
        yield Section(
            "chain",
            "Causes and effects",
            "chain",
            ChainSection(drives=drives, driven=driven),
            ("drives",),
        )


def _effect_link(site: SiteContext, cause: Metric, effect: Metric, shown: Metric) -> EffectLink:
    """The link from a cause to an effect, as the page of the other one shows it."""
    link = next((link for link in cause.drives if link.metric == effect.id), None)
    return EffectLink(
        ref=site.ref(shown),
        because=(link.because or "") if link else "",
        lag=_quantity_text(link.lag) if link else "",
        health=(health := trend(site.stack, shown).health),
        tone=HEALTH_TONES.get(health, "calm"),
    )


def _readings_drawing(site: SiteContext, metric: Metric, found: Trend) -> Drawing | None:
    """The readings in the unit of the last one, with the threshold or the target of a goal."""
    read = counting(metric.readings, site.stack.today)
    dated = [(r.date, r.value, r.note) for r in read if r.date and r.value]
    if len(dated) < MIN_POINTS:
        return None
    unit = max(dated, key=lambda reading: reading[0])[1]
    points = [
        Point(day, number, value.text, first_sentence(note))
        for day, value, note in dated
        if (number := value.within(unit)) is not None
    ]
    levels = []
    threshold = metric.threshold.within(unit) if metric.threshold else None
    if threshold is not None:
        limit = "at most" if found.aim.falls else "at least"
        levels.append(Level(threshold, f"{limit} {metric.threshold}", "guardrail"))
    else:
        levels.extend(_target_levels(site, metric, unit))
    return line(
        points,
        words=f"{metric.title}: {found.words}.",
        levels=levels,
        today=site.stack.today,
    )


def _target_levels(site: SiteContext, metric: Metric, unit: Quantity) -> Iterator[Level]:
    """The target that a running key result or bet sets for a metric."""
    today = site.stack.today
    for mention in site.stack.mentions(metric):
        entity = mention.entity
        target = None
        if isinstance(entity, KeyResult) and mention.route == ("metric",):
            target = aim(site.stack, entity).target
        elif isinstance(entity, Bet) and mention.route == ("success", "measure"):
            target = entity.success.target if entity.success else None
        if target is None:
            continue
        period = site.stack.period_of(entity)
        number = target.within(unit)
        if number is not None and period is not None and period.includes(today):
            if state_of(site.stack, entity).promise_status not in ("proposed", "dropped"):
                yield Level(number, f"target {target}", "goal")
                return


class Guardrail(TemplateData):
    """A guardrail: its latest value, and whether it holds."""

    who: Ref | str | None
    latest: str
    words: str
    mark: str
    tone: str


def guardrail_row(site: SiteContext, name: str) -> Guardrail:
    """The guardrail of that name, and whether it holds; it does not where its limit is broken."""
    metric = site.stack.metric(name)
    if metric is None:
        return Guardrail(who=site.ref_or_text(name), latest="", words="", mark="", tone="calm")
    found = trend(site.stack, metric)
    limit = limit_check(site.stack, metric)
    if limit is None or found.health == "out of date":
        mark, tone = str(found.health), HEALTH_TONES.get(found.health, "calm")
    elif limit.kept is None:
        mark, tone = "unknown", "calm"
    else:
        mark, tone = ("holds", "good") if limit.kept else ("broken", "bad")
    return Guardrail(
        who=site.ref(metric),
        latest=_quantity_text(limit.last.value if limit else found.last),
        words=limit.unknown if limit and limit.unknown else found.words,
        mark=mark,
        tone=tone,
    )


_USE_WORDS = {
    "metric": "measures",
    "measure": "is measured by it",
    "metrics": "watches it",
    "guardrails": "holds it as a guardrail",
}


class UseRow(TemplateData):
    """An item that uses a metric."""

    ref: Ref
    how: str
    field: str
    aim: str
    status: str | None
    period: str
    running: bool


def use_rows(site: SiteContext, metric: Metric) -> list[UseRow]:
    """Goals, bets, strategies and initiatives that use a metric, running ones first."""
    stack = site.stack
    rows = []
    for mention in stack.mentions(metric):
        field = next((step for step in reversed(mention.route) if step in _USE_WORDS), None)
        if field is None or mention.route[0] == "drives":  # links have a section of their own
            continue
        words = _USE_WORDS[str(field)]
        entity = mention.entity
        goal = (
            entity.success if isinstance(entity, Bet) and words == _USE_WORDS["measure"] else entity
        )
        baseline, target = getattr(goal, "baseline", None), getattr(goal, "target", None)
        aims = mention.route in (("metric",), ("success", "measure"))
        period = stack.period_of(entity)
        rows.append(
            UseRow(
                ref=site.ref(entity),
                how=words,
                field=field,
                aim=f"{baseline} to {target}" if aims and baseline and target else "",
                status=site.progress.status(entity),
                period=period.short if period else "",
                running=period is None or period.includes(stack.today),
            )
        )
    rows.sort(key=lambda row: not row.running)
    return rows


HEALTH_TONES: Mapping[str, str] = {
    "improving": "good",
    "met": "good",
    "no movement": "calm",
    "worsening": "bad",
    "not met": "watch",
    "out of date": "watch",
}
"""The tone of a metric's health."""


def spark(
    looks: Sequence[CheckIn | Reading], baseline: Quantity | None, target: Quantity | None
) -> Spark | None:
    """The values as a line; None with fewer than two."""
    dated = sorted(
        ((look.date, look.value) for look in looks if look.date and look.value),
        key=lambda pair: pair[0],
    )
    unit = dated[-1][1] if dated else None
    points = [
        (day, value, number)
        for day, value in dated
        if unit and (number := value.within(unit)) is not None
    ]
    if unit is None or len(points) < 2:
        return None
    first, last = points[0][0], points[-1][0]
    days = (last - first).days or 1
    ends = [quantity.within(unit) if quantity else None for quantity in (baseline, target)]
    bounds = [number for _, _, number in points] + [end for end in ends if end is not None]
    low, high = min(bounds), max(bounds)
    least = MIN_RANGE_SHARE * max(abs(low), abs(high))
    if high - low < least:  # so that a flat line looks flat
        low, high = (low + high - least) / 2, (low + high + least) / 2
    room = high - low or 1.0

    def height(number: float) -> float:
        return round(28 - 26 * (number - low) / room, 1)

    places = [
        (round(1 + 98 * (day - first).days / days, 1), height(number)) for day, _, number in points
    ]
    words = ", ".join(f"{value} on {day_words(day)}" for day, value, _ in (points[0], points[-1]))
    return Spark(
        " ".join(f"{x:g},{y:g}" for x, y in places),
        places[-1],
        height(ends[1]) if ends[1] is not None else None,
        f"{len(points)} values, from {words.replace(', ', ' to ', 1)}",
    )


def _quantity_text(value: Quantity | None) -> str:
    return value.text if value is not None else ""


_PER = r"(?: (?:a|an|per) [\w-]+)?"
"""The words for a rate behind a figure: `a month`, `per 10000`."""


def short_title(goal: KeyResult) -> str:
    """The title of a key result without the figures that it ends in, if both equal its fields."""
    if goal.baseline is None or goal.target is None:
        return goal.title
    ends = (re.escape(str(figure)) for figure in (goal.baseline, goal.target))
    found = re.search(f",? from {' to '.join(ends)}{_PER}$", goal.title)
    return goal.title[: found.start()] if found is not None else goal.title
