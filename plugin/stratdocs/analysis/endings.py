"""What is over, and whether anybody said how it ended; what nobody has ever reported on.

An objective that is over, its key results and their dates are often one neglect. It is reported
once, by what says most: key results without any report come before the date that
they passed, and so does an objective that still claims to run.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from stratdocs.analysis.aims import aim
from stratdocs.analysis.looks import misdated, read_values
from stratdocs.analysis.pace import share_of_time_gone
from stratdocs.analysis.progress import Progress
from stratdocs.analysis.rhythm import running_days
from stratdocs.analysis.state import state_of
from stratdocs.model.kinds import (
    Bet,
    Entity,
    Experiment,
    Initiative,
    KeyResult,
    Metric,
    Objective,
    Status,
)
from stratdocs.model.periods import Period
from stratdocs.model.stack import Stack

CLOSING_TIME = timedelta(days=31)
"""Time after the end in which people report the result."""
WELL_INTO = 0.6
"""Share of its time after which someone should have reported on a goal."""


# --- the last look --------------------------------------------------------------------------------


class Look(NamedTuple):
    """When a key result was last reported on, and where that is written."""

    goal: KeyResult
    status: Status
    on: date
    never: bool
    """Whether `on` is only the day on which it started, or was added."""
    route: tuple[str | int, ...]


def last_look(stack: Stack, goal: KeyResult) -> Look | None:
    """The last check-in on a key result that runs today, or a reading of its metric after it."""
    status = state_of(stack, goal).running_status
    if status is None:
        return None
    days = running_days(stack, goal)
    if days is not None and not days[0] <= stack.today <= days[1]:
        return None
    wrong = misdated(goal.check_ins, stack.today)
    dated = [(c.date, n) for n, c in enumerate(goal.check_ins) if c.date and n not in wrong]
    metric = stack.metric(goal.metric)
    start = days[0] if days else None
    read_on = [
        r.date
        for r in (read_values(metric, stack.today) if metric else ())
        if start is None or r.date >= start
    ]
    checked = max(dated, default=None)
    route = ("check_ins", checked[1], "date") if checked else ()
    last = max([*([checked[0]] if checked else []), *read_on], default=None)
    if last is not None:
        return Look(goal, status, max(last, start or last), never=False, route=route)
    if start is None:
        return None
    return Look(goal, status, added_on(stack, goal) or start, never=True, route=())


def added_on(stack: Stack, goal: KeyResult) -> date | None:
    """The day on which it was added in the midst of its time, by the git history; None if it was
    there from the start, or if that is unknown.
    """
    days = running_days(stack, goal)
    if days is None:
        return None
    added = [move.when for move in stack.moves.get(goal.id, ()) if move.added]
    return max((day for day in added if days[0] < day <= days[1]), default=None)


def looks(stack: Stack) -> tuple[Look, ...]:
    """The last looks at the key results that run today; empty where nobody looks at any."""
    if not any(goal.check_ins for goal in stack.of(KeyResult)):
        if not any(metric.readings for metric in stack.of(Metric)):
            return ()
    found = tuple(look for goal in stack.of(KeyResult) if (look := last_look(stack, goal)))
    return found if any(not look.never for look in found) else ()


# --- what is over ---------------------------------------------------------------------------------


class Unclosed(NamedTuple):
    """An item whose period has ended without a recorded result."""

    item: Bet | Objective | KeyResult | Initiative | Experiment
    ended: date
    period: Period | None
    claims: Status | None
    """The status that says it goes on; None if it only never ended."""


def unclosed(stack: Stack) -> tuple[Unclosed, ...]:
    """Everything whose period ended a month ago without a recorded result."""
    return stack.once(_unclosed)


def _unclosed(stack: Stack) -> tuple[Unclosed, ...]:
    ends: tuple[tuple[Bet | Objective | Initiative | Experiment, date | None], ...] = (
        *((bet, _end_of_bet(stack, bet)) for bet in stack.of(Bet)),
        *((goal, _end_of_objective(stack, goal)) for goal in stack.of(Objective)),
        *((initiative, _end_of_initiative(initiative)) for initiative in stack.of(Initiative)),
        *(
            (experiment, _end_of_experiment(stack, experiment))
            for experiment in stack.of(Experiment)
        ),
    )
    found = [
        Unclosed(item, ended, stack.period_of(item), item.status if item.under_way else None)
        for item, ended in ends
        if ended is not None and ended + CLOSING_TIME < stack.today
    ]
    reported = {over.item.id for over in found}
    return (*found, *_left_open(stack, reported))


def _left_open(stack: Stack, reported: Container[str]) -> Iterator[Unclosed]:
    """The key results that were last said to go on, long before the end of their period.

    A value from the last days says how it ended. Those with a date of their own are late, which is
    reported as such, and those of an objective that is reported are the same neglect.
    """
    for goal in stack.of(KeyResult):
        objective = stack.primary(goal)
        period = stack.period_of(goal)
        if period is None or period.end + CLOSING_TIME >= stack.today or goal.score is not None:
            continue
        if objective is not None and (objective.id in reported or not _is_open(objective)):
            continue
        state = state_of(stack, goal)
        claims = state.running_status
        if state.stage != "over" or claims not in ("on_track", "at_risk", "blocked"):
            continue
        if aim(stack, goal).by is not None or not goal.check_ins:
            continue
        metric = stack.metric(goal.metric)
        days = [check.date for check in goal.check_ins if check.date]
        days += [reading.date for reading in (read_values(metric, stack.today) if metric else ())]
        if days and max(days) < period.end - CLOSING_TIME:
            yield Unclosed(goal, period.end, period, claims)


def _is_open(objective: Entity) -> bool:
    """Whether what came of it is not said by an objective for all its key results."""
    scored = isinstance(objective, Objective) and objective.score is not None
    return objective.live and not objective.over and not scored


def _end_of_bet(stack: Stack, bet: Bet) -> date | None:
    """The day on which a bet that goes on should have ended; its own date comes before a period
    that it only inherits.
    """
    if not bet.active:
        return None
    end = state_of(stack, bet).end
    by = bet.success.by if bet.success else None
    if by is not None and bet.period is None:
        return by
    return max((day for day in (end, by) if day), default=None)


def _end_of_objective(stack: Stack, objective: Objective) -> date | None:
    """The day on which an objective ended without a recorded result.

    Key results that were scored or finished speak for it. If it claims nothing itself, so do their
    values; those without any report are reported themselves.
    """
    period = stack.period_of(objective)
    if period is None or period.end + CLOSING_TIME >= stack.today:
        return None
    state = state_of(stack, objective)
    if not objective.live or state.stage != "over" or objective.score is not None:
        return None
    goals = [
        child
        for child in stack.branches(objective)
        if isinstance(child, KeyResult) and child.undertaken
    ]
    if objective.under_way:
        closed = bool(goals) and all(_is_closed(stack, goal) for goal in goals)
    else:
        closed = bool(goals) or stack.once(Progress).below(objective).mean is not None
    return None if closed else state.end


def _is_closed(stack: Stack, goal: KeyResult) -> bool:
    return goal.score is not None or state_of(stack, goal).reported in ("done", "dropped")


def _end_of_initiative(initiative: Initiative) -> date | None:
    """The last day of its own period and phases, if it says that it goes on; a phase without an end
    goes on.
    """
    if not initiative.under_way or initiative.period is None:
        return None
    phases = [phase for phase in initiative.phases if phase.status not in ("done", "dropped")]
    if any(phase.ends is None for phase in phases):
        return None
    return max([initiative.period.end, *(phase.ends for phase in phases if phase.ends)])


def _end_of_experiment(stack: Stack, experiment: Experiment) -> date | None:
    """The end of the period of an experiment that has begun, if nothing more is written of it."""
    begun = experiment.started is not None or experiment.under_way
    settled = experiment.ended or experiment.decision or experiment.result
    period = stack.period_of(experiment)
    if not begun or settled or not experiment.live or period is None:
        return None
    return period.end


# --- what nobody reported on ----------------------------------------------------------------------


def never_reported(stack: Stack) -> tuple[KeyResult, ...]:
    """The key results that are well into their period or over, without any report."""
    return stack.once(_never_reported)


def _never_reported(stack: Stack) -> tuple[KeyResult, ...]:
    unclosed_ids = {over.item.id for over in unclosed(stack)}
    looked = {look.goal.id for look in looks(stack)}
    return tuple(
        goal
        for goal in stack.of(KeyResult)
        if goal.id not in looked
        and _is_silent(stack, goal)
        and not _above(stack, goal, unclosed_ids)
    )


def _above(stack: Stack, goal: KeyResult, unclosed_ids: set[str]) -> bool:
    objective = stack.primary(goal)
    return objective is not None and objective.id in unclosed_ids


_REPORTS = frozenset(("progress", "status", "score", "result", "actual", "current", "review"))
"""Custom fields in which it may report."""


def _is_silent(stack: Stack, goal: KeyResult) -> bool:
    """Whether nobody said anything of it though it is well into its time, or past it."""
    if goal.check_ins or goal.score is not None or goal.under_way or not goal.live:
        return False
    if not _REPORTS.isdisjoint(name.lower() for name in goal.fields):
        return False
    objective = stack.primary(goal)
    if isinstance(objective, Objective) and (objective.score is not None or objective.over):
        return False
    period = stack.period_of(goal)
    if period is not None and period.start > stack.today:
        return False
    days = days_of(stack, goal)
    if days is None:
        return False
    watched = added_on(stack, goal) or days[0], days[1]
    if share_of_time_gone(watched, stack.today) < WELL_INTO:
        return False
    state = state_of(stack, goal)
    if state.stage not in ("running", "over"):
        return False
    metric = stack.metric(goal.metric)
    if metric and any(reading.date >= days[0] for reading in read_values(metric, stack.today)):
        return False
    if days[1] >= stack.today or state.running_status is None:
        return True
    # what is said to run is late first; once its period is over, too, it is forgotten
    return max(days[1], state.end or days[1]) + CLOSING_TIME < stack.today


def days_of(stack: Stack, goal: KeyResult) -> tuple[date, date] | None:
    """The first and the last day of its time; one that has only a last day counts from that."""
    days = running_days(stack, goal)
    if days is not None:
        return days
    by = aim(stack, goal).by
    return (by, by) if by is not None and by < stack.today else None


def silent_measures(stack: Stack) -> Iterator[tuple[Bet, Metric]]:
    """The metrics of bets that are well into their time, without any reading since the bet began
    and without a value of a key result below.
    """
    unclosed_ids = {over.item.id for over in unclosed(stack)}
    seen: set[str] = set()
    for bet in stack.of(Bet):
        metric = stack.metric(bet.success.measure if bet.success else None)
        by = bet.success.by if bet.success else None
        if metric is None or metric.id in seen or bet.id in unclosed_ids or not bet.active:
            continue
        state = state_of(stack, bet)
        start, end = state.start, by or state.end
        if start is None or end is None or not start <= stack.today:
            continue
        if share_of_time_gone((start, end), stack.today) < WELL_INTO:
            continue
        if stack.once(Progress).below(bet).mean is not None:
            continue
        if not any(reading.date >= start for reading in read_values(metric, stack.today)):
            seen.add(metric.id)
            yield bet, metric
