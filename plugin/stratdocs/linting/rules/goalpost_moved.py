from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from stratdocs.analysis.aims import stated_value
from stratdocs.analysis.promises import (
    Scale,
    better_direction,
    move_words,
)
from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.history import Move, Value, value_of
from stratdocs.model.kinds import Bet, Entity, KeyResult, Objective
from stratdocs.model.periods import Period
from stratdocs.model.stack import Stack
from stratdocs.model.values import Quantity, amount_within, only_unit_differs, same_amount


class GoalpostMoved(Rule):
    """A goal was made easier after the start, with no reason given.

    A goal that gives way when it is missed teaches nothing, and people believe the next one less.
    Lowering it may be right; then the reason is what others learn from. Making it harder needs no
    reason. It covers targets, dates, baselines, metrics and removed key results.

    It reads the git history from the start of the current periods: the last 500 commits of the
    strategy's files, or as many as can be read in a second. Without a history, as in a shallow
    clone, it reports nothing.

    A reason is a `because` on the item, written with the change or after it. Or it is a line in the
    commit message that begins with `Because:` or contains the word because. It belongs to one item
    and one step. A message covers the items it names, or all that the commit changed if it names
    none. An old reason with one word changed doesn't count. Changes of drafts, and in the first
    days, are free, and so is what is carried over after its period has ended.
    """

    settling = Limit(14, "Days after the start in which goals can still be settled.")

    severity = Severity.WARNING
    group = "feedback"
    earlier = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: first-week
            title: New clinics get value in their first week
            serves: customers-that-stay
            period: 2027-Q1
            status: on_track
            key_results:
              - {id: activation, title: Activation in the first week, metric: activation of clinics, baseline: 40%, target: 55%}
    """
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: first-week
            title: New clinics get value in their first week
            serves: customers-that-stay
            period: 2027-Q1
            status: on_track
            key_results:
              - {id: activation, title: Activation in the first week, metric: activation of clinics, baseline: 40%, target: 48%}   # <- goalpost-moved
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: first-week
            title: New clinics get value in their first week
            serves: customers-that-stay
            period: 2027-Q1
            status: on_track
            key_results:
              - id: activation
                title: Activation in the first week
                metric: activation of clinics
                baseline: 40%
                target: 48%
                because: Importing takes two weeks longer than we saw in the pilot, so a third of the clinics start in April.
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for item, moves in stack.moves.items():
            entity = stack.get(item)
            if entity is None:
                yield from self._removed_key_result(stack, moves)
            elif (
                isinstance(entity, (Bet, KeyResult, Objective))
                and state_of(stack, entity).is_promise
            ):
                yield from self._eased_goals(stack, entity, moves)

    def _eased_goals(
        self, stack: Stack, entity: Bet | KeyResult | Objective, moves: tuple[Move, ...]
    ) -> Iterator[Finding]:
        start = state_of(stack, entity).promised_since
        for field in dict.fromkeys(move.field for move in moves):
            changes = [move for move in moves if move.field == field and _counts(move, stack.today)]
            if field == "period":
                yield from self._later_period(stack, entity, changes)
                continue
            after = start and start + timedelta(days=self.settling)
            if start is None or after is None:
                continue
            changes = [move for move in changes if move.when > after]
            goal = _Goal(stack, entity, moves)
            now = stated_value(entity, field)
            unexplained = [
                move
                for move in changes
                if move.reason is None and goal.easing(field, move.before, move.after)
            ]
            if unexplained and goal.easing(field, changes[0].before, now):
                move = unexplained[-1]
                words = goal.easing(field, move.before, move.after)
                yield self.finding(entity, f"{words} {move_words(move, start)}", *field.split("."))

    def _later_period(self, stack: Stack, entity: Entity, changes: list[Move]) -> Iterator[Finding]:
        """A period that was still running and is a later one now. A goal carried over does not count."""
        for move in reversed(changes):
            old, new = move.before, entity.period
            if not isinstance(old, Period) or not isinstance(new, Period) or new.end <= old.end:
                continue
            running = old.start + timedelta(days=self.settling) < move.when <= old.end
            if running and stack.today <= old.end and move.reason is None:
                words = f"period of {entity.id} moved from {old} to {move.after}"
                yield self.finding(entity, f"{words} {move_words(move, old.start)}", "period")
                return

    def _removed_key_result(self, stack: Stack, moves: tuple[Move, ...]) -> Iterator[Finding]:
        """A key result that was removed and not replaced."""
        move = moves[-1]
        objective = stack.get(move.within)
        if (
            move.kind is not KeyResult
            or move.field
            or move.after is not None
            or move.reason is not None
            or not _counts(move, stack.today)
            or not isinstance(objective, Objective)
            or not state_of(stack, objective).is_promise
            or not stack.whole
        ):
            return
        start = state_of(stack, objective).promised_since
        if start is None or move.when <= start + timedelta(days=self.settling):
            return
        for others in stack.moves.values():
            for other in others:
                if (other.field, other.before, other.within) == ("", None, move.within):
                    return
        words = f"key result {move.item} ({move.before}) removed from {objective.id}"
        yield self.finding(objective, f"{words} {move_words(move, start)}")


def _counts(move: Move, today: date) -> bool:
    """Whether it was a promise when it was changed; changes after today are not known yet."""
    return move.when <= today and move.status not in ("proposed", "done", "dropped")


class _Goal:
    """A goal, and the wording of how it was made easier."""

    def __init__(self, stack: Stack, goal: Entity, moves: tuple[Move, ...]) -> None:
        self.stack = stack
        self.goal = goal
        prefix = "success." if isinstance(goal, Bet) else ""
        first = {move.field: move.before for move in reversed(moves)}
        baseline, target = (
            first.get(prefix + name) or stated_value(goal, prefix + name)
            for name in ("baseline", "target")
        )
        metric = value_of(goal, "success.measure" if prefix else "metric")
        self.scale = Scale(better_direction(stack, baseline, target, metric, goal.title))

    def easing(self, field: str, before: Value | None, after: Value | None) -> str | None:
        """What a change made easier; None if nothing, or if that cannot be decided."""
        if before is None or before == after:
            return None
        name = field.rpartition(".")[2]
        owner = self.goal.id
        match name, before, after:
            case ("target" | "baseline" | "outcome", _, None):
                return f"{name} of {owner}{_in_parentheses(before)} removed"
            case ("metric" | "measure", _, None):
                return f"metric of {owner} ({before}) removed"
            case ("metric" | "measure", str(), str()):
                old, new = self.stack.metric(before), self.stack.metric(after)
                if old is not None and new is not None and old is not new:
                    return f"metric of {owner} changed from {before} to {after}"
            case ("ambition", "committed", "aspirational"):
                return f"ambition of {owner} lowered from {before} to {after}"
            case ("by", date(), None):
                period = self.stack.period_of(self.goal)
                if isinstance(self.goal, Bet) or period is None:
                    return f"date of {owner} ({before}) removed"
                if period.end > before:
                    return f"date of {owner} ({before}) removed"
            case ("by", date(), date()) if self.scale.ease("by", before, after) == "easier":
                return f"date of {owner} moved from {before} to {after}"
            case ("target" | "baseline", Quantity(), Quantity()):
                return self._eased_figure(name, before, after)
        return None

    def _eased_figure(self, name: str, before: Quantity, after: Quantity) -> str | None:
        """What was made easier about a figure; another unit makes it another promise."""
        if same_amount(before, after) or only_unit_differs(before, after):
            return None
        now = amount_within(after, before)
        owner = self.goal.id
        if now is None:
            return f"{name} of {owner} changed from {before} to {after}, which can't be compared,"
        if self.scale.ease(name, before, after) != "easier":
            return None
        verb = "lowered" if now < before.number else "raised"
        verb = "rewritten" if name == "baseline" else verb
        return f"{name} of {owner} {verb} from {before} to {after}"


def _in_parentheses(value: Value) -> str:
    return f" ({value})" if isinstance(value, Quantity) else ""
