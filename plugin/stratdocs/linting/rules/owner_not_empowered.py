from __future__ import annotations

from collections.abc import Iterator

from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Bet, Empowerment, Initiative, Objective
from stratdocs.model.stack import Stack

_Empowered = Bet | Objective | Initiative


class OwnerNotEmpowered(Rule):
    """An owner is accountable without stated authority or resources.

    Accountability without the authority to decide, the people and the money burns out the owner,
    and the result is missed anyway. A big bet states what its owner may decide and has to work with. So does a blocked item, where that may be exactly what is missing.

    Reported for committed big bets and for blocked bets, objectives and initiatives with an owner,
    where others in the stack state it (`empowered`).
    """

    severity = Severity.ADVICE
    group = "alignment"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: answers
            title: Nine of 10 clinics have their answer the same day
            serves: customers-that-stay
            owner: ana
            status: on_track
            empowered: {authority: Decides who answers what, resources: Four people until June}
          - id: imports   # <- owner-not-empowered
            title: Nine of 10 clinics see their own patients on the first day
            serves: customers-that-stay
            owner: ben
            status: blocked
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: answers
            title: Nine of 10 clinics have their answer the same day
            serves: customers-that-stay
            owner: ana
            status: on_track
            empowered: {authority: Decides who answers what, resources: Four people until June}
          - id: imports
            title: Nine of 10 clinics see their own patients on the first day
            serves: customers-that-stay
            owner: ben
            status: on_track
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        entities: list[_Empowered] = [
            *stack.of(Bet),
            *stack.of(Objective),
            *stack.of(Initiative),
        ]
        if all(entity.empowered is None for entity in entities):
            return
        for entity in entities:
            big = isinstance(entity, Bet) and entity.size == "big" and entity.active
            if not entity.owner or not (big or entity.status == "blocked"):
                continue
            missing = [
                name for name in ("authority", "resources") if not _is_given(stack, entity, name)
            ]
            if missing:
                what = "a big bet" if big else "blocked"
                yield self.finding(
                    entity,
                    f"{entity.id} is {what}, but its owner, {stack.person(entity.owner)}, "
                    f"has no stated {' or '.join(missing)}",
                    *(("empowered",) if entity.empowered else ()),
                )


def _is_given(stack: Stack, entity: _Empowered, name: str) -> bool:
    """Whether it is written there, or above for the same owner."""
    return any(
        isinstance(step, _Empowered)
        and step.owner == entity.owner
        and getattr(step.empowered or Empowerment(), name) is not None
        for step in stack.trace(entity)
    )
