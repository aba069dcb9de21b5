"""What came out: limits that are kept or not, and what finished items have reached.

Each answer is one of three. Fine is said only of a value that was read; what nobody read, or what
cannot be compared, is unknown, and its reason is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from stratdocs.analysis.aims import Aim, aim, bet_aim, metric_aim, outcome_aim
from stratdocs.analysis.ambition import GOOD_SHARE, ambition_of
from stratdocs.analysis.looks import Dated, read_values
from stratdocs.analysis.progress import Progress, key_result_progress, share_words
from stratdocs.analysis.state import state_of
from stratdocs.analysis.triggers import comparable
from stratdocs.model import kinds
from stratdocs.model.days import day_words
from stratdocs.model.kinds import (
    Bet,
    Decision,
    Entity,
    Initiative,
    KeyResult,
    Metric,
    Objective,
    Retrospective,
)
from stratdocs.model.periods import Period
from stratdocs.model.stack import Stack
from stratdocs.model.values import Quantity, progress
from stratdocs.words.phrases import in_quotes, join_words

HALF = 0.5
"""Share of the way of the key results below, under which what they serve was missed."""
LATE_READING = timedelta(days=45)
"""How long after the day of a target its value may be read: by the month, and written down late."""

LATELY = timedelta(days=184)
"""How long after its end a finished bet is looked back on."""


def runs(stack: Stack, item: Entity) -> bool:
    """Whether people work on it today: it has begun, and nobody has said that it is over."""
    state = state_of(stack, item)
    if state.reported in ("done", "dropped") or not item.live:
        return False
    if isinstance(item, KeyResult) and item.score is not None:
        return False
    return state.stage == "running" or (state.stage == "over" and item.under_way)


# --- limits ---------------------------------------------------------------------------------------


class LimitCheck(NamedTuple):
    """Whether a metric is within its limit today."""

    metric: Metric
    limit: Quantity
    last: Dated
    """Its last reading that counts."""
    kept: bool | None
    """None if unknown: the values cannot be compared, or nothing says which way is better."""
    since: date | None
    """The first day of the readings since when all were beyond the limit; None if it is within."""
    always: bool
    """Whether no reading before was within the limit."""
    unknown: str | None
    """Why it is unknown."""

    @property
    def directionless(self) -> bool:
        """Whether it is unknown only because nothing says whether more or less is better."""
        return (
            self.kept is None and comparable(self.metric, self.last.value, self.limit) is not None
        )

    @property
    def words(self) -> str:
        """Its last reading beside its limit: `stood at 7.4 on 31 August 2026, beyond its limit of
        4`.
        """
        stood = f"was at {self.last.value} on {day_words(self.last.date)}"
        if self.kept:
            return f"{stood}, within its limit of {self.limit}"
        if self.kept is None:
            return f"{stood}; its limit is {self.limit}"
        number = comparable(self.metric, self.last.value, self.limit) or 0
        side = "above" if number > self.limit.number else "below"
        if number == self.limit.number:
            side = "at"  # which `<` and `>` leave out
        beyond = f"{stood}, {side} its limit of {self.limit}"
        if self.since is None or self.since == self.last.date:
            return beyond
        first = "in every reading since" if self.always else "and has been since"
        return f"{beyond}, {first} {day_words(self.since)}"


def limit_check(stack: Stack, metric: Metric) -> LimitCheck | None:
    """Whether a metric keeps its limit; None if it has none, or no reading that counts."""
    limit = metric.threshold
    read = read_values(metric, stack.today) if limit is not None else []
    if limit is None or not read:
        return None
    aims = metric_aim(stack, metric)
    falls = aims.stated_way
    last = read[-1]
    if comparable(metric, last.value, limit) is None:
        unknown = f"{last.value} can't be compared with {limit}"
        return LimitCheck(metric, limit, last, None, None, always=False, unknown=unknown)
    kept = keeps(metric, last.value, limit, falls=falls)
    if kept is None:
        unknown = aims.doubt or "its direction isn't stated"
        return LimitCheck(metric, limit, last, None, None, always=False, unknown=unknown)
    beyond: list[Dated] = []
    for reading in reversed(read):
        if keeps(metric, reading.value, limit, falls=falls) is not False:
            break
        beyond.append(reading)
    since = beyond[-1].date if beyond else None
    always = len(beyond) == len(read)
    return LimitCheck(metric, limit, last, kept, since, always=always, unknown=None)


def keeps(metric: Metric, value: Quantity, limit: Quantity, *, falls: bool | None) -> bool | None:
    """Whether a value is within a limit; None if that is unknown. At the limit is within it, unless
    the limit is written with `<` or `>`.
    """
    number = comparable(metric, value, limit)
    if number is None:
        return None
    if number == limit.number:
        return limit.comparator not in ("<", ">")
    return None if falls is None else (number < limit.number) == falls


class Guard(NamedTuple):
    """A guardrail, what it guards, and where that is written."""

    metric: Metric
    item: Entity
    route: tuple[str | int, ...]
    pushed: Metric | None
    """The metric that it guards, if that names it and not the item."""


def guards(stack: Stack) -> Iterator[Guard]:
    """The guardrails of what runs today: bets first, then initiatives and key results; those that
    an item names itself before those of the metrics that it pushes.
    """
    every: tuple[Bet | Initiative | KeyResult, ...] = (
        *stack.of(Bet),
        *stack.of(Initiative),
        *stack.of(KeyResult),
    )
    if not stack.of(Metric):
        return
    items = [
        item
        for item in every
        if (item.guardrails or any(pushed.guardrails for pushed, _ in pushed_metrics(stack, item)))
        and runs(stack, item)
    ]
    for item in items:
        for place, name in enumerate(item.guardrails):
            metric = stack.metric(name)
            if metric is not None:
                yield Guard(metric, item, ("guardrails", place), None)
    for item in items:
        for pushed, route in pushed_metrics(stack, item):
            for name in pushed.guardrails:
                metric = stack.metric(name)
                if metric is not None and name not in item.guardrails:
                    yield Guard(metric, item, route, pushed)


def pushed_metrics(
    stack: Stack, item: Bet | Initiative | KeyResult
) -> Iterator[tuple[Metric, tuple[str | int, ...]]]:
    """The metrics by which an item is judged, each with where it names them."""
    named: list[tuple[str | None, tuple[str | int, ...]]]
    match item:
        case KeyResult():
            named = [(item.metric, ("metric",))]
        case Bet():
            measure = item.success.measure if item.success else None
            named = [(measure, ("success", "measure"))]
        case Initiative():
            named = [(name, ("metrics", place)) for place, name in enumerate(item.metrics)]
    for name, route in named:
        metric = stack.metric(name)
        if metric is not None:
            yield metric, route


def guarding(stack: Stack) -> dict[str, list[Guard]]:
    """What the guardrails guard, by the id of the metric."""
    return stack.once(_guarding)


def _guarding(stack: Stack) -> dict[str, list[Guard]]:
    found: dict[str, list[Guard]] = {}
    for guard in guards(stack):
        found.setdefault(guard.metric.id, []).append(guard)
    for guard in _guards_of_metrics(stack):
        found.setdefault(guard.metric.id, [guard])
    return found


def _guards_of_metrics(stack: Stack) -> Iterator[Guard]:
    """The guardrails of metrics that serve something which runs."""
    for pushed in stack.of(Metric):
        if not pushed.guardrails or not pushed.live:
            continue
        if any(runs(stack, served) for served in stack.parents(pushed)):
            for place, name in enumerate(pushed.guardrails):
                metric = stack.metric(name)
                if metric is not None:
                    yield Guard(metric, pushed, ("guardrails", place), None)


# --- results --------------------------------------------------------------------------------------

Outcome = Literal["reached", "nearly", "missed", "ended", "said", "nothing said", "unknown"]
"""How something ended: `nearly` is most of the way, `ended` has a value and nothing to compare it
with, `said` is said in words or scores alone."""


class Result(NamedTuple):
    """What came of an item."""

    says: Outcome
    words: str
    """The same with its figures: `5.8 s on 30 September 2026; the target of 6.0 s was met`."""
    promised: bool
    """Whether it had a target."""


def result_of(
    stack: Stack, item: Bet | Objective | KeyResult | Initiative | kinds.Outcome
) -> Result:
    """What came of an item, as far as anybody has written it."""
    match item:
        case Bet():
            return _of_bet(stack, item)
        case Objective():
            return _of_objective(stack, item)
        case Initiative():
            return _of_initiative(stack, item)
        case kinds.Outcome():
            return _of_outcome(stack, item)
    return _of_key_result(stack, item)


def finished_bets(stack: Stack) -> list[tuple[date, Bet, Result]]:
    """The bets that were finished lately, the newest first, each with its last day and what came
    out.
    """
    found = []
    for bet in stack.of(Bet):
        end = (bet.success and bet.success.by) or state_of(stack, bet).end
        if bet.status == "done" and end is not None and end >= stack.today - LATELY:
            found.append((end, bet, result_of(stack, bet)))
    return sorted(found, key=lambda finished: finished[0], reverse=True)


def finished_objectives(stack: Stack) -> Iterator[tuple[date, Objective, Result]]:
    """The objectives that were finished lately, each with its last day and what came out."""
    for objective in stack.of(Objective):
        end = state_of(stack, objective).end
        if objective.status == "done" and end is not None and end >= stack.today - LATELY:
            yield end, objective, result_of(stack, objective)


def keeps_values(stack: Stack) -> bool:
    """Whether anybody here writes down values or scores at all."""
    return (
        any(objective.score is not None for objective in stack.of(Objective))
        or any(goal.score is not None or goal.check_ins for goal in stack.of(KeyResult))
        or any(metric.readings for metric in stack.of(Metric))
    )


class Standing(NamedTuple):
    """The value of a bet's metric, or the result of a bet that is done."""

    question: str
    words: str
    """With all that is known: `64% on 30 September 2026; the target of 70% was missed`."""
    brief: str
    """In few words: `64% on 30 September 2026`."""
    says: Outcome


def standing(stack: Stack, bet: Bet) -> Standing:
    """Where the measure of a bet stands today; what came out if the bet is done."""
    done = bet.status == "done"
    question = "What was the result?" if done else "Where is it now?"
    now = value_now(stack, bet)
    stood = f"{now.value} on {day_words(now.date)}" if now else None
    if done:
        found = _of_bet(stack, bet)
        known = found.says not in ("nothing said", "unknown")
        words = found.words if known else f"unknown: {found.words}"
        return Standing(question, words, stood or (words if known else "unknown"), found.says)
    if stood is not None:
        return Standing(question, stood, stood, "ended")
    found = _in_words(stack, bet, promised=False, reasons=False)
    if found.says == "said":
        return Standing(question, found.words, found.words, "said")
    measure = bet.success.measure if bet.success else None
    metric = stack.metric(measure)
    if metric is not None:
        why = "its metric has no reading"
    elif measure:
        why = "its metric is only described in words and has no readings"
    else:
        why = "it has no metric"
    return Standing(question, f"unknown: {why}", "unknown", "unknown")


def value_now(stack: Stack, bet: Bet) -> Dated | None:
    """The last reading of the metric by which a bet is judged; None if it has none that counts."""
    metric = stack.metric(bet.success.measure if bet.success else None)
    read = read_values(metric, stack.today) if metric else []
    return read[-1] if read else None


def _of_bet(stack: Stack, bet: Bet) -> Result:
    aims = bet_aim(stack, bet)
    metric = stack.metric(bet.success.measure if bet.success else None)
    if metric is None:
        return _in_words(stack, bet, promised=aims.target is not None)
    state = state_of(stack, bet)
    first = state.start or date.min
    if aims.by is not None and aims.by < first:
        first = date.min  # it began before the period that it inherits
    read = [reading for reading in read_values(metric, stack.today) if reading.date >= first]
    due = aims.by or state.end
    if not read and due is not None and stack.today <= due + LATE_READING:
        return Result("said", f"its result is due on {day_words(due)}", promised=True)
    if not read:
        since = f" since it started on {day_words(first)}" if first != date.min else ""
        found = _in_words(stack, bet, promised=aims.target is not None)
        words = f"its metric, {in_quotes(metric.title, always=True)}, has no reading{since}"
        return found._replace(words=words) if found.says == "nothing said" else found
    in_time = [reading for reading in read if due is None or reading.date <= due + LATE_READING]
    candidates = [in_time[-1], read[-1]] if in_time else [read[-1]]
    results = [_compared(aims, reading.value, reading.date) for reading in candidates]
    return next(
        (found for found in results if found.says == "reached"),
        _not_kept(aims, read, due) or results[0],
    )


def _not_kept(aims: Aim, read: Sequence[Dated], due: date | None) -> Result | None:
    """A target that was reached when it was due, and not kept since; None for others."""
    by_then = [reading for reading in read if due is not None and reading.date <= due]
    if not by_then or not aims.meets(by_then[-1].value):
        return None
    reached, last = by_then[-1], read[-1]
    words = (
        f"{last.value} on {day_words(last.date)}; the target of {aims.target} was met with "
        f"{reached.value} on {day_words(reached.date)}, but not held"
    )
    return Result("missed", words, promised=True)


def _compared(aims: Aim, value: Quantity, day: date | None) -> Result:
    """What a value means beside what was aimed at."""
    when = f" on {day_words(day)}" if day else ""
    stood = f"{value}{when}"
    if aims.target is None:
        return Result("ended", f"{stood}, without a target", promised=False)
    meets = aims.meets(value)
    if meets is None:
        pair = aims.incomparable(value)
        why = (
            f"{pair[0]} can't be compared with {pair[1]}" if pair else "its direction isn't stated"
        )
        return Result("unknown", f"{stood}, the target was {aims.target}; {why}", promised=True)
    if meets:
        return Result("reached", f"{stood}; the target of {aims.target} was met", promised=True)
    share = progress(aims.baseline, aims.target, value)
    if share is None:
        return Result("missed", f"{stood}; the target of {aims.target} was missed", promised=True)
    way = (
        f"{share_words(share)} of the way from {aims.baseline}"
        if share > 0
        else f"0% of the way from {aims.baseline}"
    )
    return Result(
        "nearly" if share >= GOOD_SHARE else "missed",
        f"{stood}, {way}; the target of {aims.target} was missed",
        promised=True,
    )


def _in_words(
    stack: Stack, item: Bet | Objective, *, promised: bool, reasons: bool = True
) -> Result:
    """What is known of it besides a measure: what is below it and, with `reasons`, what is written
    of it in words.
    """
    below = stack.once(Progress).below(item)
    if below.mean is not None:
        over = (
            "1 key result" if below.total == 1 else f"{below.measured} of {below.total} key results"
        )
        says: Outcome = "said" if below.mean >= HALF or not reasons else "missed"
        return Result(says, f"{below.mean:.0%}, from {over}", promised=promised)
    if not reasons:
        return Result("nothing said", "", promised=promised)
    if item.because:
        return Result("said", item.because, promised=promised)
    period = stack.period_of(item)
    team = stack.team_of(item)
    looked_back = stack.once(_looked_back)
    retro = looked_back.get((period, None)) or looked_back.get((period, team.id if team else None))
    if period is not None and retro is not None:
        return Result("said", retro.title, promised=promised)
    for child in stack.children(item):
        if isinstance(child, (Retrospective, Decision)):
            return Result("said", child.title, promised=promised)
        if isinstance(child, Objective) and child.score is not None:
            return Result("said", f"{child.id} is scored {child.score}", promised=promised)
    return Result("nothing said", "no result is recorded", promised=promised)


def _looked_back(stack: Stack) -> dict[tuple[Period | None, str | None], Retrospective]:
    """Retrospectives by period and team."""
    return {(retro.period, retro.team): retro for retro in stack.of(Retrospective)}


def _of_objective(stack: Stack, objective: Objective) -> Result:
    if objective.score is not None:
        return Result("said", f"scored {objective.score}", promised=True)
    goals = [
        child
        for child in stack.branches(objective)
        if isinstance(child, KeyResult) and child.undertaken
    ]
    results = {goal.id: _of_key_result(stack, goal) for goal in goals}
    missed = [
        f"{name} was at {result.words}"
        for name, result in results.items()
        if result.says == "missed"
    ]
    silent = tuple(name for name, result in results.items() if result.says == "nothing said")
    mean = stack.once(Progress).below(objective).mean
    committed = any(
        ambition_of(stack, goal) == "committed"
        for goal in (objective, *(g for g in goals if results[g.id].says == "missed"))
    )
    if missed and (committed or mean is None or mean < GOOD_SHARE):
        return Result("missed", "; ".join(missed[:2]), promised=True)
    if len(silent) == len(goals):
        return _in_words(stack, objective, promised=bool(goals))
    if silent:
        words = f"no result is recorded for {join_words(silent[:3])}"
        return Result("nothing said", words, promised=True)
    return Result("reached", stack.once(Progress).bar(objective)[1], promised=True)


def _of_outcome(stack: Stack, outcome: kinds.Outcome) -> Result:
    """What came of an outcome, by its metric; what nobody reads, its bets tell."""
    metric = stack.metric(outcome.metric)
    read = read_values(metric, stack.today) if metric else []
    aims = outcome_aim(stack, outcome)
    if not read or aims.target is None:
        return Result("said", outcome.because or "", promised=aims.target is not None)
    results = [_compared(aims, reading.value, reading.date) for reading in reversed(read)]
    return next((found for found in results if found.says == "reached"), results[0])


def _of_initiative(stack: Stack, initiative: Initiative) -> Result:
    """What came of an initiative, by its thresholds; what else it brought, its bet tells."""
    for metric, _ in pushed_metrics(stack, initiative):
        found = limit_check(stack, metric) if metric.shape == "threshold" else None
        if found is not None and found.kept is False:
            return Result("missed", f"{metric.id} {found.words}", promised=True)
    return Result("said", initiative.because or "", promised=False)


def _of_key_result(stack: Stack, goal: KeyResult) -> Result:
    aims = aim(stack, goal)
    promised = aims.target is not None
    above = stack.primary(goal)
    if goal.score is not None:
        return Result("said", f"scored {goal.score}", promised=promised)
    found = key_result_progress(stack, goal)
    if found.value is not None:
        result = _compared(aims, found.value, found.date)
        if result.says in ("nearly", "missed"):
            result = _by_later_reading(stack, goal, aims, found.date) or result
        if result.says == "nearly" and ambition_of(stack, goal) == "committed":
            return result._replace(says="missed")
        return result
    if isinstance(above, Objective) and above.score is not None:
        return Result("said", f"{above.id} is scored {above.score}", promised=promised)
    if goal.because or not promised or any(check.note for check in goal.check_ins):
        return Result("said", goal.because or "", promised=promised)
    return Result("nothing said", "no value is recorded", promised=promised)


def _by_later_reading(
    stack: Stack, goal: KeyResult, aims: Aim, checked: date | None
) -> Result | None:
    """The target as reached by a reading of the metric after the last check-in, in time."""
    metric = stack.metric(goal.metric)
    if metric is None or checked is None:
        return None
    period = stack.period_of(goal)
    due = max(period.end if period else date.max - LATE_READING, aims.by or date.min)
    for reading in reversed(read_values(metric, stack.today)):
        if checked < reading.date <= due + LATE_READING and aims.meets(reading.value):
            return _compared(aims, reading.value, reading.date)
    return None
