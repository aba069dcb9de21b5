"""Why something is done: the chain up to the company strategy, as one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from stratdocs.model.kinds import Entity
from stratdocs.site.views.page import Ref, SiteContext

_VERBS = {
    "strategies": "is part of how we reach",
    "outcomes": "is what we want from",
    "opportunities": "is a way to",
    "solutions": "answers",
    "experiments": "tests",
    "bets": "is a bet on",
    "objectives": "carries out",
    "key_results": "tells whether we reach",
    "initiatives": "carries out",
    "work": "is done for",
    "risks": "threatens",
    "metrics": "measures",
    "rituals": "keeps alive",
    "retrospectives": "looks back on",
    "decisions": "decides on",
    "health": "looks at",
    "teams": "belongs to",
    "people": "belongs to",
}
_FIRST = {"bets": "is made on"}
"""Verbs for the first step, where the sentence has just named the kind."""
MAX_STEPS = 12
"""Entities that one sentence names."""


class Step(NamedTuple):
    """One step of the why chain: the words before a link, and the link."""

    words: str
    ref: Ref


def why(site: SiteContext, entity: Entity) -> tuple[Step, ...]:
    """The chain up to the company strategy: `This key result tells whether we reach ..., which`."""
    return _steps(site, site.stack.trace(entity), named=False)


def chain(site: SiteContext, way: Sequence[Entity]) -> tuple[Step, ...]:
    """A chain whose first entity has just been named: `tells whether we reach ..., which`."""
    return _steps(site, way, named=True)


def _steps(site: SiteContext, way: Sequence[Entity], *, named: bool) -> tuple[Step, ...]:
    steps = []
    for number, (below, above) in enumerate(pairwise(way[:MAX_STEPS])):
        verb = _VERBS[below.collection]
        if number:
            words = f", which {verb}"
        elif named:
            words = verb
        else:
            words = f"This {below.noun} {_FIRST.get(below.collection, verb)}"
        steps.append(Step(words, site.ref(above)))
    if (left := len(way) - MAX_STEPS) > 0:
        more = "one step" if left == 1 else f"{left} steps"
        steps.append(Step(f", and {more} further up lies", site.ref(way[-1])))
    return tuple(steps)
