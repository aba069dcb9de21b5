from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Entity, KeyResult, Ritual
from stratdocs.model.stack import Stack


class BlockedWithoutEscalation(Rule):
    """A blocked item has no reason and no one to escalate to.

    What blocks a team is nearly always outside the team: that is why it is blocked. If there is no
    one to escalate to, it sits until the next review, and so does everything that depends on it.
    """

    severity = Severity.WARNING
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        work:
          - {id: tablet-stands, title: Stands for six desks, serves: first-week-value, status: blocked}   # <- blocked-without-escalation
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        work:
          - id: tablet-stands
            title: Stands for six desks
            serves: first-week-value
            status: blocked
            because: The supplier has no score yet; Goran decides on an exception by Friday
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        covered: set[str] = set()
        for ritual in stack.of(Ritual):
            if ritual.escalates_to:
                covered.update((*ritual.refers_to, *ritual.serves, *ritual.attendees))
        for entity in stack.entities:
            if entity.status != "blocked" and not getattr(entity, "check_ins", ()):
                continue
            route = _blocked_route(stack, entity)
            if route is None or _has_reason(entity) or _waits_for_owned_work(stack, entity):
                continue
            if entity.owner in covered or any(
                step.id in covered or _is_escalation(step, entity.owner)
                for step in stack.trace(entity)
            ):
                continue
            who = f"{stack.person(entity.owner)}" if entity.owner else "its owner"
            yield self.finding(
                entity,
                f"{entity.id} is blocked, with no reason and no one for {who} to escalate to",
                *route,
            )


def _blocked_route(stack: Stack, entity: Entity) -> tuple[str | int, ...] | None:
    """The route of the status that says it is blocked; None if none does."""
    if isinstance(entity, KeyResult):
        if state_of(stack, entity).reported != "blocked":
            return None
        blocked = [n for n, check in enumerate(entity.check_ins) if check.status == "blocked"]
        return ("check_ins", blocked[-1], "status") if blocked else ("status",)
    return ("status",) if entity.status == "blocked" else None


def _has_reason(entity: Entity) -> bool:
    """Whether a reason is given, which names what it waits for."""
    if entity.because:
        return True
    return isinstance(entity, KeyResult) and any(
        check.note for check in entity.check_ins if check.status == "blocked"
    )


def _waits_for_owned_work(stack: Stack, entity: Entity) -> bool:
    """Whether it depends on something that has an owner and is under way."""
    return any(
        other.owner and not state_of(stack, other).is_over for other in stack.dependencies(entity)
    )


def _is_escalation(step: Entity, owner: str | None) -> bool:
    """Whether somebody other than the owner is named, or the obstacle is named."""
    escalated_to = getattr(step, "escalates_to", None)
    empowered = getattr(step, "empowered", None)
    return bool((escalated_to and escalated_to != owner) or (empowered and empowered.barriers))
