"""Why something is done: the chain up to the company strategy, with its links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from stratdocs.analysis.why import WhyStep, why_steps
from stratdocs.model.kinds import Entity
from stratdocs.site.views.page import Ref, SiteContext


class Step(NamedTuple):
    """One step of the why chain: the words before a link, and the link."""

    words: str
    ref: Ref


def why(site: SiteContext, entity: Entity) -> tuple[Step, ...]:
    """The chain up to the company strategy: `This key result tells whether we reach ..., which`."""
    return _steps(site, why_steps(site.stack.trace(entity)))


def chain(site: SiteContext, way: Sequence[Entity]) -> tuple[Step, ...]:
    """A chain whose first entity has just been named: `tells whether we reach ..., which`."""
    return _steps(site, why_steps(way, named=True))


def _steps(site: SiteContext, steps: Sequence[WhyStep]) -> tuple[Step, ...]:
    return tuple(Step(step.words, site.ref(step.item)) for step in steps)
