from __future__ import annotations

import re
from collections.abc import Iterator

from stratdocs.finding import Finding, Related, Severity
from stratdocs.measures import stated
from stratdocs.model import Bet, Entity, Initiative, KeyResult, Objective, Strategy, Work
from stratdocs.rules.base import Rule
from stratdocs.stack import Stack

_STEPS = frozenset((Strategy, Bet, Objective, Initiative, Work))
_SMALL = frozenset(
    """a an and are as at be by for from has have in is it its of on or our that the their these this to
    us we will with""".split()
)


class VagueCascade(Rule):
    """A step of the cascade only repeats the one above it.

    Each step from company to team says something more definite than the last: whom it is about, how
    much, who sees to it, by when. One that repeats its parent's words and adds no owner, number,
    team or date hands the vagueness down, and whoever stands below has to guess.
    """

    severity = Severity.ADVICE
    group = "clarity"
    heuristic = True
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: satisfied
            title: Clinics are more satisfied with our answers
            level: organisation
            serves: customers-that-stay
          - id: support-satisfied
            title: More satisfied clinics   # <- vague-cascade
            level: team
            serves: satisfied
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: satisfied
            title: Clinics are more satisfied with our answers
            level: organisation
            serves: customers-that-stay
          - id: support-satisfied
            title: Reduce average response time from 24 h to 12 h
            level: department
            serves: satisfied
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        parents, by_id = stack.graph.parents, stack.graph.by_id
        for above, identities in stack.graph.children.items():
            parent = by_id[above]
            if type(parent) not in _STEPS:
                continue
            for identity in identities:
                entity = by_id[identity]
                if type(entity) not in _STEPS or parents[identity][0] != above:
                    continue
                if (
                    _adds(entity, parent)
                    or not _repeats(entity, parent)
                    or _measures(stack, entity, parent)
                ):
                    continue
                if stack.status_of(entity) not in ("proposed", "done", "dropped"):
                    yield self.finding(
                        entity,
                        f"{entity.id} says no more than {parent.id}, which it serves, and adds no owner, "
                        "number, team or date",
                        "title",
                        related=[Related(parent.at("title"), f"{parent.id} says so")],
                    )


def _words(title: str) -> frozenset[str]:
    found = re.findall(r"[^\W_]+", title.lower())
    return frozenset(word.removesuffix("s") for word in found if word not in _SMALL)


def _repeats(entity: Entity, parent: Entity) -> bool:
    """Whether every word that means something stands in the parent's title too."""
    words = _words(entity.title)
    return bool(words) and words <= _words(parent.title)


def _adds(entity: Entity, parent: Entity) -> bool:
    """Whether it says something besides its title that the parent does not."""
    for name in ("owner", "team", "period", "due", "done_when", "description", "why", "success"):
        value = getattr(entity, name, None)
        if value is not None and value != getattr(parent, name, None):
            return True
    return False


def _measures(stack: Stack, entity: Entity, parent: Entity) -> bool:
    """Whether it says how much, and the parent does not."""
    if stated(entity.title).target and not stated(parent.title).target:
        return True
    return any(isinstance(child, KeyResult) for child in stack.children(entity))
