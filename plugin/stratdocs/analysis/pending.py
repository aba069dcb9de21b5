"""What waits for a decision: each matter with its reason, and who decides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from stratdocs.analysis.capacity import team_loads
from stratdocs.analysis.endings import Unclosed, days_of, never_reported, unclosed
from stratdocs.analysis.looks import in_order
from stratdocs.analysis.pace import pace
from stratdocs.analysis.progress import Progress
from stratdocs.analysis.readiness import approval
from stratdocs.analysis.results import finished_bets, finished_objectives, guarding, limit_check
from stratdocs.analysis.risks import MAX_LOW_EXPOSURE, exposure, is_open
from stratdocs.analysis.safeguards import expired_exceptions
from stratdocs.analysis.signals import unanswered_signals
from stratdocs.analysis.state import state_of
from stratdocs.analysis.thresholds import (
    missed_thresholds,
    not_held,
    uneven_thresholds,
    uneven_words,
)
from stratdocs.analysis.triggers import acted_since, event_words, firing, with_triggers
from stratdocs.model.days import day_words
from stratdocs.model.kinds import (
    Bet,
    Decision,
    Entity,
    Initiative,
    KeyResult,
    Objective,
    Risk,
    Work,
)
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import in_quotes

MATTERS = (
    "trigger due",
    "guardrail broken",
    "threshold missed",
    "target missed",
    "signal unanswered",
    "decision open",
    "approval missing",
    "blocked",
    "over capacity",
    "status and pace disagree",
    "behind pace",
    "time is up",
    "exception ended",
    "risk without mitigation",
)
"""What may wait for a decision, the most pressing first, in the order of `urgency`."""


class Pending(NamedTuple):
    """One matter that needs a decision."""

    matter: str
    """Which of the matters it is."""
    entity: Entity
    because: str
    who: str | None
    """Who decides: a person's id, or a name that nothing has as its id; None if there is no
    decision owner.
    """
    since: date | None = None
    """Since when it waits; None if nothing says so."""


def pending(stack: Stack, progress: Progress) -> tuple[Pending, ...]:
    """Everything that waits for a decision today, the most pressing first."""
    found = (
        *_triggers(stack),
        *_guardrails(stack),
        *_thresholds(stack),
        *_missed_targets(stack),
        *_signals(stack),
        *_open_decisions(stack),
        *_approvals(stack),
        *_blocked(stack),
        *_overloads(stack),
        *_behind(stack, progress),
        *_endings(stack),
        *_exceptions(stack),
        *_risks(stack),
    )
    return tuple(sorted(found, key=lambda decision: MATTERS.index(decision.matter)))


def _triggers(stack: Stack) -> Iterator[Pending]:
    """Triggers that have fired without a review or a decision since."""
    for entity in with_triggers(stack):
        if entity.over:
            continue
        for trigger in entity.triggers:
            running = state_of(stack, entity).stage in ("planned", "running")
            read = firing(stack, trigger) if running else None
            fired = read.since if read else trigger.fired
            if fired is None or fired > stack.today:
                continue
            if acted_since(stack, entity, fired, read.on if read else None):
                continue
            event = _clause(event_words(stack, trigger))
            value = f" ({read.words})" if read else ""
            if read and read.since < read.on:
                value = f" ({read.words}; {read.value} on {day_words(read.on)})"
            then = f"; agreed response: {_clause(trigger.then)}" if trigger.then else ""
            because = f"{event}, on {day_words(fired)}{value}{then}"
            yield Pending("trigger due", entity, because, trigger.owner or entity.owner, fired)


def _guardrails(stack: Stack) -> Iterator[Pending]:
    """Broken guardrails of what runs today, each at the first item that it guards."""
    for first, *_ in guarding(stack).values():
        found = limit_check(stack, first.metric)
        if found is not None and found.kept is False:
            because = f"{_quoted(first.metric)} {found.words}"
            yield Pending("guardrail broken", first.item, because, first.item.owner, found.since)


def _thresholds(stack: Stack) -> Iterator[Pending]:
    """Thresholds that are missed, and targets that are not held."""
    for missed in missed_thresholds(stack):
        first = missed.uses[0]
        because = f"{_quoted(missed.check.metric)} {missed.check.words}"
        since = missed.check.since
        yield Pending("threshold missed", first.holder, because, first.item.owner, since)
    for uneven in uneven_thresholds(stack):
        first = uneven.uses[0]
        because = f"{_quoted(uneven.check.metric)} {uneven_words(uneven.check)}"
        yield Pending("threshold missed", first.holder, because, first.item.owner)
    for kept in not_held(stack):
        yield Pending("threshold missed", kept.item, f"it {kept.words}", kept.item.owner)


def _missed_targets(stack: Stack) -> Iterator[Pending]:
    """Bets and objectives that were finished lately and missed their targets, until somebody has
    looked at what follows from that.
    """
    for end, bet, result in finished_bets(stack):
        if result.says == "missed" and not acted_since(stack, bet, end):
            because = f"it is done, but its metric was at {result.words}"
            if not result.words[:1].isdigit():
                because = f"it is done: {result.words}"
            who = bet.owner or _owner_above(stack, bet)
            yield Pending("target missed", bet, because, who, end)
    for end, objective, result in finished_objectives(stack):
        if result.says == "missed" and not acted_since(stack, objective, end):
            who = objective.owner or _owner_above(stack, objective)
            yield Pending("target missed", objective, f"it is done, but {result.words}", who, end)


def _signals(stack: Stack) -> Iterator[Pending]:
    """Users who fall away and exceptions that surge, until a decision or a review answers."""
    for initiative, signal in unanswered_signals(stack):
        because = f"{signal.event}: {signal.because.rstrip('.')}"
        yield Pending("signal unanswered", initiative, because, initiative.owner)


def _endings(stack: Stack) -> Iterator[Pending]:
    """What is over without a word on how it ended; of what never claimed to run, only the first of
    each kind, with the count.
    """
    silent: dict[str, list[Unclosed]] = {}
    for over in unclosed(stack):
        if stack.unsure_period(over.item):
            continue
        if over.claims:
            yield _ending(stack, over, "")
        else:
            silent.setdefault(over.item.noun, []).append(over)
    for first, *others in silent.values():
        kind = first.item.noun if len(others) == 1 else first.item.plural
        more = f"; the same goes for {len(others):,} more {kind}" if others else ""
        yield _ending(stack, first, more)
    yield from _silent_goals(stack)


def _silent_goals(stack: Stack) -> Iterator[Pending]:
    """Key results that are over and on which nobody ever reported: the first, with the count."""
    ended = [
        (goal, days[1])
        for goal in never_reported(stack)
        if (days := days_of(stack, goal)) is not None and days[1] < stack.today
    ]
    if ended:
        (first, last), others = ended[0], ended[1:]
        kind = first.noun if len(others) == 1 else first.plural
        more = f"; the same goes for {len(others):,} more {kind}" if others else ""
        because = f"its period ended on {day_words(last)}, and it was never reported on{more}"
        who = first.owner or _owner_above(stack, first)
        yield Pending("time is up", first, because, who, last)


def _ending(stack: Stack, over: Unclosed, more: str) -> Pending:
    status = f"is still {over.claims.replace('_', ' ')}" if over.claims else "has no end"
    because = (
        f"its period ended on {day_words(over.ended)}; it {status}, with no result recorded{more}"
    )
    who = over.item.owner or _owner_above(stack, over.item)
    return Pending("time is up", over.item, because, who, over.ended)


def _exceptions(stack: Stack) -> Iterator[Pending]:
    """Exceptions to policies in force that have ended, and are neither renewed nor closed."""
    for initiative in stack.of(Initiative):
        if state_of(stack, initiative).stage not in ("planned", "running"):
            continue
        ended = expired_exceptions(initiative, stack.today)
        if ended:
            first = ended[0][1]
            which = f" for {_clause(_name_of(stack, first.for_))}" if first.for_ else ""
            on = f" on {day_words(first.until)}" if first.until else ""
            more = f", as have {len(ended) - 1:,} more" if ended[2:] else ""
            more = ", as has 1 more" if len(ended) == 2 else more
            because = f"the exception{which} ended{on}{more}; renew it or close it"
            yield Pending("exception ended", initiative, because, initiative.owner, first.until)


def _quoted(entity: Entity) -> str:
    return in_quotes(entity.title, always=True)


def _name_of(stack: Stack, identity: str) -> str:
    """The title of the item of that id, else the words as written."""
    found = stack.get(identity)
    return found.title if found is not None else identity


def _owner_above(stack: Stack, item: Entity) -> str | None:
    """The owner of the nearest item above that has one."""
    return next((step.owner for step in stack.above(item) if step.owner), None)


def _open_decisions(stack: Stack) -> Iterator[Pending]:
    """Questions that are written down as decisions and not decided yet."""
    for decision in stack.of(Decision):
        if decision.over or decision.decided is not None or decision.choice is not None:
            continue
        if not (decision.question or decision.options or decision.status == "proposed"):
            continue  # an incomplete record, and no question
        because = _clause(decision.question) or "it has no choice and no date"
        above = next((parent.owner for parent in stack.parents(decision) if parent.owner), None)
        who = (decision.rights.decides if decision.rights else None) or decision.owner or above
        yield Pending("decision open", decision, because, who)


def _approvals(stack: Stack) -> Iterator[Pending]:
    """Big bets that run without an approval; smaller ones are for the team to decide."""
    for bet in stack.of(Bet):
        if bet.active and bet.size == "big" and (found := approval(bet)).says == "owed":
            who = _owner_above(stack, bet) or bet.owner
            yield Pending("approval missing", bet, found.because, who)


def _blocked(stack: Stack) -> Iterator[Pending]:
    """What is reported as blocked; items above only derive that status."""
    kinds: tuple[Bet | Objective | Initiative | KeyResult | Work, ...] = (
        *stack.of(Bet),
        *stack.of(Objective),
        *stack.of(Initiative),
        *stack.of(KeyResult),
        *stack.of(Work),
    )
    for entity in kinds:
        if state_of(stack, entity).reported == "blocked":
            yield Pending("blocked", entity, _reason(stack, entity), _escalation(stack, entity))


def _reason(stack: Stack, entity: Entity) -> str:
    if isinstance(entity, KeyResult):
        checks = in_order(entity.check_ins, stack.today)
        notes = [check.note for check in checks if check.status == "blocked"]
        if notes and notes[-1]:
            return _clause(notes[-1])
    if entity.because:
        return _clause(entity.because)
    waits = [item for item in stack.dependencies(entity) if not state_of(stack, item).is_over]
    if waits:
        return f"it depends on {_quoted(waits[0])}"
    return "it is marked as blocked, with no reason given"


def _escalation(stack: Stack, entity: Entity) -> str | None:
    """The person to escalate to: the first one named on the way up, or else the owner."""
    for step in stack.trace(entity):
        to: str | None = getattr(step, "escalates_to", None)
        if to and to != entity.owner:
            return to
    return entity.owner


def _overloads(stack: Stack) -> Iterator[Pending]:
    """Teams that have planned more than their capacity, now or later."""
    for load in team_loads(stack):
        if load.above and (load.period is None or load.period.end >= stack.today):
            when = f"in {load.period.words}, " if load.period else ""
            cuts = load.cuts()
            first = f"; first to cut: {_quoted(cuts[0].work)}" if cuts else ""
            because = f"{when}{load.because}{first}"
            yield Pending("over capacity", load.team, because, load.team.owner)


def _behind(stack: Stack, progress: Progress) -> Iterator[Pending]:
    """Key results that run and are behind pace; those that are not held are thresholds missed."""
    held = {kept.item.id for kept in not_held(stack)}
    for goal in stack.of(KeyResult):
        if state_of(stack, goal).running_status is None or goal.id in held:
            continue
        found = pace(stack, goal, progress.of_key_result(goal))
        if found.says in ("behind", "not kept") and not found.ended:
            matter = "status and pace disagree" if found.differs else "behind pace"
            yield Pending(matter, goal, found.because, goal.owner, found.since)


def _risks(stack: Stack) -> Iterator[Pending]:
    """Risks that are not low, and for which nothing is done."""
    for risk in stack.of(Risk):
        weighs = exposure(risk)
        if (
            risk.mitigation
            or not is_open(stack, risk)
            or (weighs is not None and weighs <= MAX_LOW_EXPOSURE)
        ):
            continue
        rated = f"{risk.probability} × {risk.impact}" if weighs else "it isn't rated"
        above = next((parent.owner for parent in stack.parents(risk) if parent.owner), None)
        because = f"{rated}, with no mitigation"
        yield Pending("risk without mitigation", risk, because, risk.owner or above)


def _clause(text: str | None) -> str:
    """A written sentence without its full stop, as part of a longer one."""
    return " ".join((text or "").split()).rstrip(".")
