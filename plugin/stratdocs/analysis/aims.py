"""What a key result aims at: from where to where, and by when.

A field says it, or else the title does: "from 30% to 45% by March".
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from stratdocs.language.measures import Figures, stated
from stratdocs.model.days import day, day_meant
from stratdocs.model.kinds import KeyResult
from stratdocs.model.periods import period_meant
from stratdocs.model.stack import Stack
from stratdocs.model.units import is_known
from stratdocs.model.values import LIMITS, Direction, Quantity, direction, quantity
from stratdocs.yamltext.source import ScalarNode


class Aim(NamedTuple):
    """What a key result aims at."""

    baseline: Quantity | None
    target: Quantity | None
    by: date | None
    way: Direction | None
    """Where its value should go from baseline to target; None if they do not say."""
    falls: bool | None
    """Whether less is better, by baseline and target, the metric or the words; None if nothing
    says."""

    def meets(self, value: Quantity) -> bool | None:
        """Whether a value meets the target; None if that is unknown."""
        number = value.within(self.target) if self.target is not None else None
        if self.target is None or number is None or self.falls is None:
            return None
        return number <= self.target.number if self.falls else number >= self.target.number

    def incomparable(self, value: Quantity | None) -> tuple[Quantity, Quantity] | None:
        """The first of its value and baseline that cannot be compared, and with what."""
        if self.target is not None:
            for odd in (self.baseline, value):
                if odd is not None and odd.within(self.target) is None:
                    return odd, self.target
        elif self.baseline is not None and value is not None:
            if value.within(self.baseline) is None:
                return value, self.baseline
        return None


def aim(stack: Stack, goal: KeyResult) -> Aim:
    """What a key result aims at, by its fields or else by its title; made once for each stack."""
    known = stack.once(_aims)
    if goal not in known:
        known[goal] = _aim(stack, goal)
    return known[goal]


def _aims(_: Stack) -> dict[KeyResult, Aim]:
    """The aims that were asked for."""
    return {}


def _aim(stack: Stack, goal: KeyResult) -> Aim:
    baseline, target, by = goal.baseline, goal.target, goal.by
    if baseline is None or target is None or by is None:
        title = title_figures(stack, goal)
        if target is None and not _is_written(goal, "target"):
            target = title.target
        if baseline is None and not _is_written(goal, "baseline") and target == title.target:
            baseline = title.baseline
        if by is None and not _is_written(goal, "by"):
            by = title.by
    way = direction(baseline, target)
    better = way if way in ("up", "down") else target and LIMITS.get(target.comparator)
    if better is None and target is not None:
        metric = stack.metric(goal.metric)
        better = (metric.direction if metric else None) or stated(goal.title).way
    falls = None if better is None else better == "down"
    return Aim(baseline, target, by, way, falls)


def _is_written(goal: KeyResult, field: str) -> bool:
    """Whether something is written there, readable or not."""
    node = goal.node.get(field)
    return node is not None and not (isinstance(node, ScalarNode) and node.empty)


class TitleFigures(NamedTuple):
    """The figures in a key result's title."""

    baseline: Quantity | None
    target: Quantity | None
    by: date | None
    words: Figures
    """The figures as written."""


def title_figures(stack: Stack, goal: KeyResult) -> TitleFigures:
    """The figures in a title; a unit written at only one of two applies to both."""
    found = stated(goal.title).figures
    baseline = quantity(found.baseline) if found.baseline else None
    target = quantity(found.target) if found.target else None
    if target is None or (found.baseline and baseline is None):
        baseline = target = None
    elif baseline is not None and baseline.unit != target.unit:
        if not baseline.unit and baseline.number:
            baseline = baseline._replace(unit=target.unit, text=_with_unit(baseline, target))
        elif not target.unit and target.number:
            target = target._replace(unit=baseline.unit, text=_with_unit(target, baseline))
        if baseline.within(target) is None:
            baseline = target = None
    if target is not None and not is_known(target.unit) and _counts_bare(stack, goal):
        target = target._replace(unit="")
        baseline = baseline and baseline._replace(unit="")
    return TitleFigures(baseline, target, _day(stack, goal, found.by) if found.by else None, found)


def _counts_bare(stack: Stack, goal: KeyResult) -> bool:
    """Whether its values are numbers alone, so that the words in the title say of what."""
    metric = stack.metric(goal.metric)
    values = [look.value for look in goal.check_ins if look.value]
    if not values and metric is not None:
        values = [look.value for look in metric.readings if look.value]
    return bool(values) and not any(value.unit for value in values)


def _with_unit(bare: Quantity, like: Quantity) -> str:
    """A bare number as the other quantity would write it."""
    if not like.unit[0].isalpha() and like.text.startswith(like.unit):
        return f"{like.unit}{bare.text}"
    return f"{bare.text}{'' if like.unit[0] in '%/' else ' '}{like.unit}"


def _day(stack: Stack, goal: KeyResult, text: str) -> date | None:
    """The day that a title names; one without a year falls in the goal's period."""
    text = re.sub(r"\s+", " ", text.replace(" of ", " ")).strip()
    found = day(text) or day(day_meant(text) or "")
    if found is not None:
        return found
    span = stack.calendar.period(text) or stack.calendar.period(period_meant(text) or "")
    if span is not None:
        return span.end
    whole = stack.period_of(goal)
    if whole is None:
        return None
    for year in range(whole.start.year, whole.end.year + 1):
        dated = f"{text} {year}"
        exact = day(day_meant(dated) or "")
        span = stack.calendar.period(period_meant(dated) or "")
        last = exact or (span.end if span else None)
        if last is not None and whole.start <= last <= whole.end:
            return last
    return None
