"""What a key result aims at: from where to where, and by when; and what a metric is wanted to do.

A field says it, or else the title does: "from 30% to 45% by March". Whether a metric should rise or
fall, and to which level, its own fields say, or else the goals that it measures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from stratdocs.language.measures import (
    Figures,
    kept_level,
    level_wanted,
    names_harm,
    stated,
    stated_level,
)
from stratdocs.model.days import day, day_meant
from stratdocs.model.history import Value, value_of
from stratdocs.model.kinds import Bet, Entity, KeyResult, Metric, Outcome, Success
from stratdocs.model.periods import period_meant
from stratdocs.model.stack import Stack
from stratdocs.model.units import is_known
from stratdocs.model.values import (
    LIMITS,
    Direction,
    Quantity,
    direction,
    is_met,
    number_of,
    quantity,
    quantity_pattern,
    slip,
)
from stratdocs.words.numbers import in_figures
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
        if slip(value, (self.baseline, self.target)):
            return None
        return is_met(number, self.target, falls=self.falls)

    def incomparable(self, value: Quantity | None) -> tuple[Quantity, Quantity] | None:
        """The first of its value and baseline that cannot be compared, and with what."""
        if self.target is not None:
            for odd in (self.baseline, value):
                if odd is not None and odd.within(self.target) is None:
                    return odd, self.target
            if value is not None and slip(value, (self.baseline, self.target)):
                return value, self.target
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
        if target is None and not is_written(goal, "target"):
            target = title.target
        if baseline is None and not is_written(goal, "baseline") and target == title.target:
            baseline = title.baseline
        if by is None and not is_written(goal, "by"):
            by = title.by
    way = direction(baseline, target)
    if baseline is None and target is not None and target.comparator and _is_kept(goal):
        way = "hold"
    better = way if way in ("up", "down") else target and LIMITS.get(target.comparator)
    if better is None and target is not None:
        metric = stack.metric(goal.metric)
        better = (metric.direction if metric else None) or stated(goal.title).way
        if not target.number and not (metric and metric.direction):
            better = None if better == "up" else "down"  # from nothing, most go no further down
    falls = None if better is None else better == "down"
    return Aim(baseline, target, by, way, falls)


_KEPT = re.compile(r"(?i)\b(?:keep|hold|maintain|stay|remain)s?\b")


def _is_kept(goal: KeyResult) -> bool:
    """Whether its title wants a limit to be kept, instead of reached: "Keep churn below 3%"."""
    return bool(_KEPT.search(goal.title)) and not is_written(goal, "baseline")


def bet_aim(stack: Stack, bet: Bet) -> Aim:
    """What a bet aims at, by its success criteria; which way is better its metric may say."""
    success = bet.success or Success()
    found = _from_to(success.baseline, success.target, success.by)
    return _with_way(stack, found, success.measure)


def outcome_aim(stack: Stack, outcome: Outcome) -> Aim:
    """What an outcome aims at, by its fields; which way is better its metric may say."""
    found = _from_to(outcome.baseline, outcome.target, outcome.by)
    return _with_way(stack, found, outcome.metric)


def _with_way(stack: Stack, found: Aim, measure: str | None) -> Aim:
    """An aim with the way that its metric states, if it has none itself."""
    metric = stack.metric(measure)
    if found.falls is None and found.target is not None and metric is not None:
        return found._replace(falls=metric_aim(stack, metric).stated_way)
    return found


def _from_to(baseline: Quantity | None, target: Quantity | None, by: date | None) -> Aim:
    """An aim by its fields alone."""
    way = direction(baseline, target)
    better = way if way in ("up", "down") else target and LIMITS.get(target.comparator)
    return Aim(baseline, target, by, way, None if better is None else better == "down")


class MetricAim(NamedTuple):
    """What a metric should do: rise or fall, and which level to reach or to keep."""

    falls: bool | None
    """Whether less is better; None if that is unknown."""
    doubt: str = ""
    """Why it is unknown, and what would help."""
    assumed: bool = False
    """Whether nothing says which way is better, so that more is assumed to be."""
    level: Quantity | None = None
    """Its threshold, or else the target of the goal that is due next or was due last, or else what
    its name says: 20 interviews a month."""
    baseline: Quantity | None = None
    """Where the goal begins whose target is the level; None without such a goal."""

    @property
    def stated_way(self) -> bool | None:
        """Whether less is better, as far as somebody has said so."""
        return None if self.assumed else self.falls

    def meets(self, value: Quantity) -> bool | None:
        """Whether a value is at the level or beyond; None if that is unknown."""
        number = value.within(self.level) if self.level is not None else None
        if self.level is None or number is None or self.falls is None:
            return None
        return is_met(number, self.level, falls=self.falls)


_REMEMBERED = timedelta(days=400)
"""How long the target of a finished goal is still the level to keep."""


def metric_aim(stack: Stack, metric: Metric) -> MetricAim:
    """What a metric is wanted to do, by its own fields or else by the goals that it measures."""
    known = stack.once(_metric_aims)
    if metric.id not in known:  # kept, as each goal that it measures asks for it
        known[metric.id] = _metric_aim(stack, metric)
    return known[metric.id]


def _metric_aims(_: Stack) -> dict[str, MetricAim]:
    return {}


def _metric_aim(stack: Stack, metric: Metric) -> MetricAim:
    goals = sorted(_goals(stack, metric), key=lambda goal: goal.rank)
    falls, doubt = _better_way(metric, goals)
    assumed = falls is False and _is_assumed(metric, goals)
    if metric.threshold is not None:
        return MetricAim(falls, doubt, assumed, metric.threshold)
    for goal in goals:
        if goal.aim.target is not None and goal.begun and goal.rank[1] >= -_REMEMBERED.days:
            return MetricAim(falls, doubt, assumed, goal.aim.target, goal.aim.baseline)
    return MetricAim(falls, doubt, assumed, quantity(stated_level(metric.title) or ""))


_HIGH_SHARE = 80
"""Per cent from which on a threshold is a floor: nobody sets a ceiling there."""


def _is_assumed(metric: Metric, goals: list[_Goal]) -> bool:
    """Whether neither the metric nor a goal says which way is better."""
    threshold = metric.threshold
    if threshold is not None and threshold.unit == "%" and threshold.number >= _HIGH_SHARE:
        return False
    signed = threshold is not None and threshold.comparator in LIMITS
    decided = any(goal.aim.falls is not None for goal in goals)
    return metric.direction is None and not signed and not decided


class _Goal(NamedTuple):
    """A goal that a metric measures."""

    item: Entity
    aim: Aim
    begun: bool
    running: bool
    rank: tuple[int, int]
    """Running ones first, the one that is due next before the others; then the latest to end."""


def _goals(stack: Stack, metric: Metric) -> Iterator[_Goal]:
    """The goals that a metric measures, without drafts and dropped ones."""
    for mention in stack.mentions(metric):
        item = mention.entity
        found = _aim_of(stack, item, mention.route) if item.undertaken else None
        parent = stack.primary(item)
        if found is None or (parent is not None and not parent.undertaken):
            continue
        period = stack.period_of(item)
        end = found.by or (period.end if period else None)
        begun = period is None or period.start <= stack.today
        running = begun and not item.over and (end is None or end >= stack.today)
        left = (end - stack.today).days if end is not None else date.max.toordinal()
        rank = (0, left) if running else (1 if begun else 2, -abs(left))
        yield _Goal(item, found, begun, running, rank)


def _aim_of(stack: Stack, item: Entity, route: tuple[str | int, ...]) -> Aim | None:
    """What an item aims at with the metric that it names there; None for other uses of it."""
    if isinstance(item, KeyResult) and route == ("metric",):
        found = aim(stack, item)
        if found.target is not None:
            return found
        level = quantity(kept_level(line_in_figures(item.title)) or "")
        limit = LIMITS.get(level.comparator) if level is not None else None
        falls = found.falls if limit is None else limit == "down"
        return found._replace(target=level, falls=falls)
    if isinstance(item, Bet) and item.success is not None and route == ("success", "measure"):
        return _from_to(item.success.baseline, item.success.target, item.success.by)
    if isinstance(item, Outcome) and route == ("metric",):
        return _from_to(item.baseline, item.target, item.by)
    return None


def _better_way(metric: Metric, goals: list[_Goal]) -> tuple[bool | None, str]:
    """Whether less is better; if that is unknown, None and why."""
    if metric.direction is not None:
        return metric.direction == "down", ""
    threshold = metric.threshold
    limit = LIMITS.get(threshold.comparator) if threshold is not None else None
    if limit is not None:
        return limit == "down", ""
    decided = [goal for goal in goals if goal.aim.falls is not None]
    running = [goal for goal in decided if goal.running]
    if len({goal.aim.falls for goal in running}) > 1:
        up = next(goal.item.id for goal in running if not goal.aim.falls)
        down = next(goal.item.id for goal in running if goal.aim.falls)
        return None, f"{up} aims to raise it and {down} to lower it"
    if decided:
        return decided[0].aim.falls, ""
    if threshold is not None and threshold.number == 0:
        return True, ""
    if names_harm(metric.title):
        return None, "its direction isn't stated"
    return False, ""


def is_written(goal: KeyResult, field: str) -> bool:
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
    line = line_in_figures(goal.title)
    found = stated(line).figures
    baseline, target = _ends_in(found)
    if found.target is None:
        level = quantity(_with_limit(line, level_wanted(line) or ""))
        if level == goal.baseline:  # the title says how it stands today
            level = None
        target = level if level and (level.unit or _counts_bare(stack, goal)) else None
    if target is not None and not is_known(target.unit) and _counts_bare(stack, goal):
        target = target._replace(unit="")
        baseline = baseline and baseline._replace(unit="")
    return TitleFigures(baseline, target, _day(stack, goal, found.by) if found.by else None, found)


@lru_cache(maxsize=4096)
def line_in_figures(line: str) -> str:
    """A line with figures for the numbers that it spells out, if it has no others besides dates, or
    if only so its start and end are read together: "from two weeks to 5 days".
    """
    spelled = in_figures(line)
    if spelled == line:
        return line
    if not any(map(str.isdigit, stated(line).without_dates)):
        return spelled
    return (
        spelled if stated(spelled).figures.baseline and not stated(line).figures.baseline else line
    )


_LIMIT_AFTER = r"\s+or (?:less|fewer|lower|below|under|more|higher|above|over)\b"


def _with_limit(line: str, level: str) -> str:
    """A level with the limit that follows it in a line: `3% or less`."""
    found = re.search(re.escape(level) + _LIMIT_AFTER, line) if level else None
    return found[0] if found else level


def stated_value(entity: Entity, field: str) -> Value | None:
    """The value of a field, or that of the title of a key result that has no such field."""
    value = value_of(entity, field)
    if value is not None or field not in ("baseline", "target"):
        return value
    if not isinstance(entity, KeyResult) or is_written(entity, field):
        return None
    line = line_in_figures(entity.title)
    figures = stated(line).figures
    baseline, target = _ends_in(figures)
    if figures.target is None and (level := quantity(level_wanted(line) or "")):
        target = level
    return baseline if field == "baseline" else target


def ends_in_line(line: str) -> tuple[Quantity, Quantity] | None:
    """The baseline and the target of a line that states both in figures: "from 30 to 50"."""
    baseline, target = _ends_in(stated(line_in_figures(line)).figures)
    if baseline is None or target is None or direction(baseline, target) not in ("up", "down"):
        return None
    return baseline, target


def _ends_in(found: Figures) -> tuple[Quantity | None, Quantity | None]:
    """The baseline and the target of figures; both None if they cannot be compared."""
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
    if baseline is not None and target is not None and _may_share_magnitude(found):
        baseline = target = None
    return baseline, target


def _may_share_magnitude(found: Figures) -> bool:
    """Whether a k or M stands at the end alone and may hold for the start too, as in "from 1.2 to
    1.5M": nobody can tell from the words.
    """
    start, end = (
        quantity_pattern().fullmatch(text or "") for text in (found.baseline, found.target)
    )
    if start is None or end is None or start["mag"] or not end["mag"]:
        return False
    first, last = number_of(start["num"]), number_of(end["num"])
    return bool(first) and first < _ALIKE * last


_ALIKE = 3
"""How many times the end of a range its start may be if both count in the same unit."""


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
