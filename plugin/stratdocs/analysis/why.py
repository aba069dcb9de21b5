"""Why something is done: the chain up to the company strategy, as one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from stratdocs.model.kinds import Entity

_VERBS = {
    "strategies": "is part of",
    "outcomes": "is an outcome of",
    "opportunities": "is a way to",
    "solutions": "answers",
    "experiments": "tests",
    "bets": "is a bet on",
    "objectives": "contributes to",
    "key_results": "measures",
    "initiatives": "supports",
    "work": "supports",
    "risks": "threatens",
    "metrics": "measures",
    "rituals": "supports",
    "retrospectives": "looks back on",
    "decisions": "decides on",
    "health": "reviews",
    "teams": "belongs to",
    "people": "belongs to",
}
_FIRST = {"bets": "supports"}
"""Verbs for the first step, where the sentence has just named the kind."""
MAX_STEPS = 12
"""Entities that one sentence names."""


class WhyStep(NamedTuple):
    """One step of the chain: the words before an item, and the item."""

    words: str
    item: Entity


def why_steps(way: Sequence[Entity], *, named: bool = False) -> tuple[WhyStep, ...]:
    """The steps along a trace: `This key result tells whether we reach ..., which carries out ...`;
    if its first item has just been `named`, without its kind.
    """
    steps = []
    for number, (below, above) in enumerate(pairwise(way[:MAX_STEPS])):
        verb = _VERBS[below.collection]
        if number:
            words = f", which {verb}"
        elif named:
            words = verb
        else:
            words = f"This {below.noun} {_FIRST.get(below.collection, verb)}"
        steps.append(WhyStep(words, above))
    if (left := len(way) - MAX_STEPS) > 0:
        more = "one step" if left == 1 else f"{left} steps"
        steps.append(WhyStep(f", and {more} further up is", way[-1]))
    return tuple(steps)
