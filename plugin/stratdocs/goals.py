"""What objectives and key results say: is it an outcome, and how would a stronger one read?"""

from __future__ import annotations

from typing import NamedTuple

from stratdocs.model import Bet, Entity, Initiative, KeyResult, Objective
from stratdocs.stack import Stack
from stratdocs.values import Quantity, direction
from stratdocs.wording import Wording, is_output, judge, question


class Told(NamedTuple):
    """That a goal is worded as an output: in a sentence, how sure, and what would help."""

    message: str
    sure: bool
    suggestion: str | None


def output_worded(stack: Stack, goal: Objective | KeyResult) -> Told | None:
    """Whether the goal's title names something made or done; None where it is sound or cannot be
    told.

    What a single person is to do may be worded as a task: the lowest step of the cascade is not
    judged.
    """
    objective = goal if isinstance(goal, Objective) else stack.primary(goal)
    if isinstance(objective, Objective) and objective.level == "individual":
        return None
    wording = judge(goal.title, "objective" if isinstance(goal, Objective) else "key_result")
    if not is_output(wording) or wording.confidence == "guess":
        return None
    if _checkpoint(stack, goal, wording):
        return None
    suggestion = stronger(stack, goal) or question(goal.title, wording)
    sort = "output" if wording.label == "output" else "activity"
    return Told(
        f"{goal.id} is worded as an {sort}: {wording.because}",
        wording.confidence == "sure",
        suggestion,
    )


def _checkpoint(stack: Stack, goal: Entity, wording: Wording) -> bool:
    """Whether it is a policy's checkpoint beside other measures: everybody trained, everybody
    briefed.
    """
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


def stronger(stack: Stack, goal: Entity) -> str | None:
    """The goal in the words of its own surroundings: its metric, else that of the bet it serves.

    Nothing is invented: without a metric and a target there is no suggestion.
    """
    for step in stack.trace(goal):
        if isinstance(step, KeyResult):
            measure, baseline, target, by = step.metric, step.baseline, step.target, step.by
        elif isinstance(step, Bet) and step.success is not None:
            success = step.success
            measure, baseline, target, by = (
                success.measure,
                success.baseline,
                success.target,
                success.by,
            )
        else:
            continue
        if measure and target is not None:
            metric = stack.metric(measure)
            period = stack.period_of(goal)
            day = by or (period.end if period else None)
            limit = f" by {day.isoformat()}" if day else ""
            return f"{_change(metric.title if metric else measure, baseline, target)}{limit}"
    return None


def _change(measure: str, baseline: Quantity | None, target: Quantity) -> str:
    """`Increase 7-day activation from 40% to 55%`."""
    match direction(baseline, target):
        case "up":
            verb = "Increase"
        case "down":
            verb = "Reduce"
        case "hold":
            return f"Keep {measure} at {target}"
        case _:
            return f"Bring {measure} to {target}"
    start = f" from {baseline}" if baseline else ""
    return f"{verb} {measure}{start} to {target}"
