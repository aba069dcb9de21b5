"""The wording of objectives and key results: whether they name outcomes, whether they can be
measured, and what a stronger one would say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from stratdocs.analysis.aims import aim
from stratdocs.language.lexicon import noun_groups
from stratdocs.language.measures import Stated, counts_things, stated
from stratdocs.language.questions import question
from stratdocs.language.stance import AnyWording, stance, wording_of
from stratdocs.language.tongues import is_english
from stratdocs.language.wording import is_output, judge
from stratdocs.model.days import day_words
from stratdocs.model.kinds import (
    Bet,
    Entity,
    Initiative,
    KeyResult,
    Metric,
    Objective,
    Outcome,
    Success,
)
from stratdocs.model.periods import Period
from stratdocs.model.stack import Stack
from stratdocs.model.values import LIMITS, Quantity, direction
from stratdocs.yamltext.source import Edit, Fix, ScalarNode


class OutputWording(NamedTuple):
    """A goal that is worded as an output: the sentence, how sure it is, and what would help."""

    message: str
    sure: bool
    suggestion: str | None
    rewrite: str | None
    """The suggestion, if it is a title and not a question."""


def output_wording(stack: Stack, goal: Objective | KeyResult) -> OutputWording | None:
    """How the goal's title names an output; None if it is sound or unclear. It is judged once."""
    known = stack.once(_output_wordings)
    if goal not in known:
        known[goal] = _output_wording(stack, goal)
    return known[goal]


def _output_wordings(_: Stack) -> dict[Objective | KeyResult, OutputWording | None]:
    """The wordings that were asked for."""
    return {}


def _output_wording(stack: Stack, goal: Objective | KeyResult) -> OutputWording | None:
    """How the goal's title names an output, worked out.

    The goals of a single person may be worded as tasks: the lowest step of the cascade is not
    judged, nor is a title in another language, unless it plainly names work. How sure a judgement
    must be depends on the strictness that the settings ask for.
    """
    if is_personal(stack, goal):
        return None
    wording = wording_of(goal.title, "objective" if isinstance(goal, Objective) else "key_result")
    heard = stance(wording, stack.strictness) if wording is not None else None
    if wording is None or heard is None:
        return None
    if _checkpoint(stack, goal, wording):
        return None
    rewrite = stronger_wording(stack, goal)
    sort = "output" if wording.label == "output" else "activity"
    return OutputWording(
        f"{goal.id} is worded as an {sort}: {wording.because}",
        heard == "stated",
        rewrite or improvement(stack, goal, wording),
        rewrite,
    )


def goal_titles(stack: Stack) -> set[str]:
    """The titles of all objectives and key results."""
    return {goal.title for kind in (Objective, KeyResult) for goal in stack.of(kind)}


def rewording_fix(
    stack: Stack, goal: Objective | KeyResult, wording: OutputWording, taken: set[str]
) -> Fix | None:
    """The fix that replaces the title by the stronger wording: for a key result in the words of its
    own measure, for an objective in those of the bet or outcome that it serves.

    None if those are unknown, or if another goal already has that title.
    """
    if wording.rewrite is None or wording.rewrite in taken or not _is_written(goal, "title"):
        return None
    if isinstance(goal, KeyResult):
        own = measure_of(stack, goal)
        if own is None or own.target is None:
            return None
    else:
        source = _source(stack, goal)
        below = (measure_of(stack, child) for child in stack.children(goal))
        if source is None or any(found and found.name == source.name for found in below):
            return None
    taken.add(wording.rewrite)
    return Fix(safe=False, edits=(Edit(goal.at("title"), wording.rewrite, "value"),))


def is_personal(stack: Stack, goal: Objective | KeyResult) -> bool:
    """Whether it is a goal of a single person, which may be worded as a task."""
    objective = goal if isinstance(goal, Objective) else stack.primary(goal)
    return isinstance(objective, Objective) and objective.level == "individual"


def is_task_worded(stack: Stack, goal: KeyResult) -> bool:
    """Whether it is worded as a task, be it a finding or right for a single person."""
    if is_personal(stack, goal):
        return is_output(judge(goal.title, "key_result"))
    return output_wording(stack, goal) is not None


def _checkpoint(stack: Stack, goal: Entity, wording: AnyWording) -> bool:
    """Whether it is a checkpoint of a policy among other measures: everybody trained or briefed."""
    if wording.label != "activity" or not isinstance(goal, KeyResult):
        return False
    objective = stack.primary(goal)
    if objective is None:
        return False
    around = (*stack.trace(goal), *stack.children(goal), *stack.children(objective))
    if not any(isinstance(e, Initiative) and e.nature == "policy" for e in around):
        return False
    others = (k for k in stack.children(objective) if isinstance(k, KeyResult) and k is not goal)
    return any(not is_output(judge(other.title, "key_result")) for other in others)


# --- can it be measured? --------------------------------------------------------------------------

PARTS = {"metric": "metric", "baseline": "baseline", "target": "target", "by": "date"}
"""The four parts of a measurable key result: field to word."""


_FROM_TO = re.compile(r"\bfrom [$€£]?\d[\d.,]*\S* to [$€£]?\d")


def unmeasured_parts(stack: Stack, goal: KeyResult) -> tuple[str, ...]:
    """The parts of `PARTS` that a key result lacks.

    A part may be in its field or in the words of the title; a date comes with the period, its own
    or the nearest above. A limit, all or none, and a count that starts from nothing need no
    baseline.
    """
    return tuple(
        part
        for part in PARTS
        if getattr(goal, part) is None
        and not _is_written(goal, part)
        and not _stated(stack, goal, part)
    )


def _stated(stack: Stack, goal: KeyResult, part: str) -> bool:
    """Whether it follows from the title or from what is above."""
    if part == "metric" and (_FROM_TO.search(goal.title) or _names_its_values(stack, goal)):
        return True  # a title with a range of values is measured
    if part != "by" and not is_english(goal.title):
        figures = len(re.findall(r"\d+(?:[.,]\d+)*", goal.title))
        if figures >= (2 if part == "baseline" else 1):
            return True  # it has figures, and which is which nobody here can read
    title = stated(goal.title)
    match part:
        case "metric":
            return title.metric
        case "baseline":
            return title.baseline or _needs_none(stack, goal, title)
        case "target":
            return title.target
    return stack.period_of(goal) is not None or stack.unsure_period(goal) or title.by


def _names_its_values(stack: Stack, goal: KeyResult) -> bool:
    """Whether its title says what its values count: `Samples scanned at the bedside`, from 0% to
    60%; `Weekly active clinics`, from 1,250 to 2,000.
    """
    baseline, target = goal.baseline, goal.target
    if baseline is None or target is None:
        return False
    if not (baseline.unit or target.unit or counts_things(goal.title)):
        return False
    return baseline.within(target) is not None and output_wording(stack, goal) is None


def _needs_none(stack: Stack, goal: KeyResult, title: Stated) -> bool:
    """Whether the target is complete without a baseline."""
    stated_target = aim(stack, goal).target
    if title.closed or (stated_target is not None and stated_target.comparator in LIMITS):
        return True
    if title.change:
        return False
    metric, target = stack.metric(goal.metric), goal.target
    if metric is not None and metric.shape == "threshold":
        return True
    return target is not None and (
        target.comparator not in ("", "~") or (target.number, target.unit) == (100, "%")
    )


def _is_written(entity: Entity, *route: str) -> bool:
    """Whether something is written there; an unreadable value is a finding of its own."""
    node = entity.node_at(*route)
    return node is not None and not (isinstance(node, ScalarNode) and node.empty)


# --- how would a stronger one read? ---------------------------------------------------------------


class Measure(NamedTuple):
    """How an item is measured, as far as it is written."""

    of: Entity
    name: str
    metric: Metric | None
    baseline: Quantity | None
    target: Quantity | None
    by: date | None

    @property
    def change(self) -> str | None:
        """`Increase 7-day activation from 40% to 55%`; None without a target."""
        return _change(self) if self.target is not None else None


def measure_of(stack: Stack, entity: Entity | None) -> Measure | None:
    """How a key result, outcome or bet is measured; None if it names no metric."""
    written: KeyResult | Outcome | Success
    match entity:
        case KeyResult() | Outcome():
            name, written = entity.metric, entity
        case Bet(success=Success() as success):
            name, written = success.measure, success
        case _:
            return None
    if not name:
        return None
    metric = stack.metric(name)
    return Measure(
        entity,
        metric.title if metric else name,
        metric,
        written.baseline,
        written.target,
        written.by,
    )


def improvement(stack: Stack, goal: Objective | KeyResult, wording: AnyWording) -> str:
    """What would improve a goal that is worded as an output and has no known stronger wording: the
    question that leads to one.
    """
    own = measure_of(stack, goal)
    if own is not None:
        return target_question(stack, goal, own)
    source = _source(stack, goal)
    if source is None:
        return _measure_question(goal) or question(goal.title, wording)
    sibling = _counting(stack, goal, source)
    if sibling is not None:
        return f"{sibling.id} already counts {_lower(source.name)}; this can be work for it"
    if source.target is None:
        return (
            f"What will it change about {_lower(source.name)}, by which {source.of.id} is measured?"
        )
    period = stack.period_of(goal)
    until = f" by {day_words(period.end)}" if period else ""
    wants = f"{source.target} by {day_words(source.by)}" if source.by else str(source.target)
    return f"How far will it move {_lower(source.name)}{until}? {source.of.id} aims for {wants}"


def _measure_question(goal: Objective | KeyResult) -> str | None:
    """The question for the measure of a target that is written without one; None where there is no
    target, or it says only that all is done.
    """
    if not isinstance(goal, KeyResult) or goal.target is None:
        return None
    target, baseline = goal.target, goal.baseline
    done = (target.number, target.unit) in ((100, "%"), (1, ""))
    if target.number is None or (done and baseline is None) or str(target) in goal.title:
        return None
    way = f"go from {baseline} to {target}" if baseline is not None else f"be at {target}"
    day = f" by {day_words(goal.by)}" if goal.by else ""
    return f"Which metric should {way}{day}? Name it in the title"


def target_question(stack: Stack, goal: Entity, own: Measure) -> str:
    """The question for a target, with the metric's value at the start of the goal's period."""
    period = stack.period_of(goal)
    day = own.by or (period.end if period else None)
    until = f" by {day_words(day)}" if day else ""
    question = f"What should {_lower(own.name)} be{until}?"
    reading = start_reading(own.metric, period)
    return (
        question
        if reading is None
        else f"{question} It was at {reading[1]} on {day_words(reading[0])}"
    )


def stronger_wording(stack: Stack, goal: Entity) -> str | None:
    """The goal in words that are written nearby: its metric and target, or else those of the bet or
    outcome it serves or, for an objective, those of its first key result that has them.

    Nothing is invented: it is None without a metric and a target, if the bet's date lies outside
    the goal's period, and if a sibling key result counts the same already.
    """
    period = stack.period_of(goal)
    own = measure_of(stack, goal)
    if own is not None and own.target is not None:
        return _title(_started(own, period), period)
    source = _source(stack, goal)
    if source is not None and source.target is not None:
        if not _is_outside_period(source, period) and _counting(stack, goal, source) is None:
            return _title(source, period)
    elif source is None and isinstance(goal, Objective):
        for child in stack.children(goal):
            found = measure_of(stack, child) if isinstance(child, KeyResult) else None
            if found is not None and found.target is not None:
                return _title(_started(found, period), period)
    return None


def _source(stack: Stack, goal: Entity) -> Measure | None:
    """How the bet or outcome is measured that the goal, or else its objective, serves."""
    found = None
    for entity in _served(stack, goal):
        measure = measure_of(stack, entity)
        if measure is not None and measure.target is not None:
            return measure
        found = found or measure
    return found


def _served(stack: Stack, goal: Entity) -> Iterator[Entity]:
    """The bets and outcomes directly above a goal, the primary ones first."""
    objectives = [goal] if isinstance(goal, Objective) else list(stack.parents(goal))
    for objective in objectives:
        for parent in stack.parents(objective):
            if isinstance(parent, (Bet, Outcome)):
                yield parent


def _counting(stack: Stack, goal: Entity, source: Measure) -> KeyResult | None:
    """The sibling key result that counts the same; None if there is none."""
    objective = stack.primary(goal) if isinstance(goal, KeyResult) else None
    if objective is None:
        return None
    for other in stack.children(objective):
        if isinstance(other, KeyResult) and other is not goal:
            found = measure_of(stack, other)
            if found is not None and found.name == source.name and found.target is not None:
                return other
    return None


def _is_outside_period(source: Measure, period: Period | None) -> bool:
    """Whether its date lies outside the goal's period, so that its target is not the goal's."""
    return source.by is not None and period is not None and not period.includes(source.by)


def _started(found: Measure, period: Period | None) -> Measure:
    """The measure with a baseline: its own, or the metric's last reading before the period."""
    if found.baseline is not None:
        return found
    reading = start_reading(found.metric, period)
    return found if reading is None else found._replace(baseline=reading[1])


def start_reading(metric: Metric | None, period: Period | None) -> tuple[date, Quantity] | None:
    """A metric's last reading before a period began, with its day; None if there is none."""
    if metric is None or period is None:
        return None
    read = [
        (reading.date, reading.value)
        for reading in metric.readings
        if reading.date and reading.value and reading.date <= period.start
    ]
    return max(read, key=lambda pair: pair[0], default=None)


def _title(found: Measure, period: Period | None) -> str | None:
    change = found.change
    if change is None:
        return None
    day = found.by or (period.end if period else None)
    return f"{change} by {day.isoformat()}" if day else change


def _change(found: Measure) -> str:
    """`Increase 7-day activation from 40% to 55%`."""
    name, target, way = _lower(found.name), found.target, direction(found.baseline, found.target)
    if way == "hold":
        return f"Keep {name} at {target}"
    if way is None and found.metric is not None:
        way = found.metric.direction
    if way is None:
        return f"Bring {name} to {target}"
    verb = "Increase" if way == "up" else "Reduce"
    start = f" from {found.baseline}" if found.baseline else ""
    return f"{verb} {name}{start} to {target}"


def _lower(name: str) -> str:
    """A metric's title within a sentence: names and abbreviations keep their capitals."""
    first, _, rest = name.partition(" ")
    low = first.lower()
    if first == low.capitalize() and (noun_groups(low) or noun_groups(low.rstrip("s"))):
        return f"{low} {rest}".rstrip()
    return name
