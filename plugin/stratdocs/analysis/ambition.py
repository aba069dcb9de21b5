"""How a goal's ambition decides what counts as a good result.

A committed goal has to be reached in full. An aspirational one aims so high that 70% of the way is
a good result, and all of it is the exception. Where nothing is said, no share is judged.
"""

from __future__ import annotations

from typing import Literal

from stratdocs.model.kinds import Entity, KeyResult, Objective
from stratdocs.model.stack import Stack

GOOD_SHARE = 0.7
"""Share of the way to an aspirational goal that is a good result."""
PARTLY_SHARE = 0.4
"""Share below which an aspirational goal made no real progress."""

Ambition = Literal["committed", "aspirational"]


def ambition_of(stack: Stack, goal: Entity) -> Ambition | None:
    """A goal's ambition; a key result that says nothing has that of its objective."""
    if isinstance(goal, Objective):
        return goal.ambition
    if not isinstance(goal, KeyResult):
        return None
    if goal.ambition is not None:
        return goal.ambition
    above = stack.primary(goal)
    return above.ambition if isinstance(above, Objective) else None


def needed_share(stack: Stack, goal: Entity) -> float:
    """The share of the way that a good result needs: 0.7 for an aspirational goal, else all."""
    return GOOD_SHARE if ambition_of(stack, goal) == "aspirational" else 1.0


def is_good_result(ambition: Ambition | None, share: float) -> bool | None:
    """Whether a final share of the way is a good result; None if nobody said what would be."""
    match ambition:
        case "committed":
            return share >= 1
        case "aspirational":
            return share >= GOOD_SHARE
    return None


def result_words(ambition: Ambition | None, share: float) -> str:
    """What a final share of the way means for the goal; empty if nobody said what would be good."""
    match ambition:
        case "committed":
            return "met as committed" if share >= 1 else "short of the commitment"
        case "aspirational" if share >= 1:
            return "more than an aspirational goal expects"
        case "aspirational" if share >= GOOD_SHARE:
            return "a good result for an aspirational goal"
        case "aspirational" if share >= PARTLY_SHARE:
            return "some progress on an aspirational goal"
        case "aspirational":
            return "little progress, even for an aspirational goal"
    return ""
