from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.goals import (
    PARTS,
    is_task_worded,
    measure_of,
    start_reading,
    stronger_wording,
    target_question,
    unmeasured_parts,
)
from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Rule
from stratdocs.model.days import day_words
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import KeyResult
from stratdocs.model.stack import Stack


class UnmeasurableKeyResult(Rule):
    """A key result can't be measured as it is written.

    It takes four parts to tell on closing day whether it was reached: the metric, its value today,
    its target, and the deadline. Each may be a field or be in the title; the date comes with the
    period. Without a metric or a target, everyone will remember a different promise (a warning).
    Without a baseline or a date, no one can tell how far there is to go (a suggestion).

    A limit ("below 2%"), all or none, and a count of what is won from nothing need no baseline.
    Drafts are left alone, and wording that describes an output has its own rule.
    """

    severity = Severity.WARNING
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: onboarding
            title: New customers get value in their first week
            serves: customers-that-stay
            period: 2027-Q1
            key_results:
              - id: activation   # <- unmeasurable-key-result
                title: Increase 7-day activation
              - id: setup-time   # <- unmeasurable-key-result
                title: Cut the time to set up to 2 h
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: onboarding
            title: New customers get value in their first week
            serves: customers-that-stay
            period: 2027-Q1
            key_results:
              - id: activation
                title: Increase 7-day activation
                baseline: 40%
                target: 55%
              - id: setup-time
                title: Cut the time to set up from 9 h to 2 h
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        undated: dict[str, list[KeyResult]] = {}
        for goal in stack.of(KeyResult):
            missing = unmeasured_parts(stack, goal)
            if not missing or not state_of(stack, goal).in_force or is_task_worded(stack, goal):
                continue
            if missing == ("by",):
                above = stack.primary(goal)
                undated.setdefault(above.id if above else goal.id, []).append(goal)
                continue
            phrases = [f"no {PARTS[part]}" for part in missing]
            listed = (
                phrases[0] if len(phrases) == 1 else f"{', '.join(phrases[:-1])} and {phrases[-1]}"
            )
            blind = "metric" in missing or "target" in missing
            yield self.finding(
                goal,
                f"{goal.id} has {listed}",
                *((missing[0],) if len(missing) == 1 else ()),
                severity=None if blind else Severity.ADVICE,
                suggestion=_suggestion(stack, goal, missing),
            )
        for parent, (first, *others) in undated.items():
            more = ""
            if others:
                count = f"does {others[0].id}" if len(others) == 1 else f"do {len(others)} others"
                more = f"; neither {count}, since {parent} has no period"
            yield self.finding(
                first,
                f"{first.id} has no deadline{more}",
                "by",
                severity=Severity.ADVICE,
                related=[Related(other.grip, f"{other.id}, no deadline") for other in others],
            )


def _suggestion(stack: Stack, goal: KeyResult, missing: tuple[str, ...]) -> str | None:
    """The missing parts as far as the stack knows them, else the question for them."""
    own = measure_of(stack, goal)
    period = stack.period_of(goal)
    day = goal.by or (period.end if period else None)
    if own is not None and "target" in missing:
        return target_question(stack, goal, own)
    if "metric" in missing:
        closing = f"on {day_words(day)}" if day else "on closing day"
        return (
            stronger_wording(stack, goal) or f"What would you check {closing} to call it reached?"
        )
    if "target" in missing:
        until = f" by {day_words(day)}" if day else ""
        return f"What is its value today, and what should it be{until}?"
    reading = start_reading(own.metric, period) if own is not None else None
    if "baseline" in missing and reading is not None:
        return f"baseline: {reading[1]}, as read on {reading[0]}"
    return None
