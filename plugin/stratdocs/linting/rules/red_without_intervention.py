from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.rhythm import health_checks
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Health, Initiative, Leg, Team, Triad, Work
from stratdocs.model.stack import Stack


class RedWithoutIntervention(Rule):
    """A red item has no action, owner or date.

    A red light that stays red without an answer teaches everyone that red is a colour like any
    other. It needs one action, by one person, by a date; only the latest check counts.
    """

    severity = Severity.WARNING
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        health:
          - id: health-2027-q1
            title: Execution health, January 2027
            date: 2027-01-12
            serves: customers-that-stay
            checklist:
              - {item: resources, status: red, evidence: Two teams plan 95% of their days}   # <- red-without-intervention
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        health:
          - id: health-2027-q1
            title: Execution health, January 2027
            date: 2027-01-12
            serves: customers-that-stay
            checklist:
              - {item: resources, status: red, evidence: Two teams plan 95% of their days, action: Both drop a bet, owner: nadia, by: 2027-03-01}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for row in health_checks(stack):
            yield from self._checklist(row[-1])
        audited: tuple[Initiative | Team, ...] = (*stack.of(Initiative), *stack.of(Team))
        for entity in audited:
            if entity.live and entity.triad:
                yield from self._triad(stack, entity, entity.triad)

    def _checklist(self, health: Health) -> Iterator[Finding]:
        for number, item in enumerate(health.checklist):
            if item.status != "red":
                continue
            missing = [
                f"no {word}"
                for word, value in (
                    ("action", item.action),
                    ("owner", item.owner),
                    ("date", item.by),
                )
                if not value
            ]
            if missing:
                listed = " and ".join(filter(None, (", ".join(missing[:-1]), missing[-1])))
                what = item.item.replace("_", " ") if item.item else "an item"
                yield self.finding(
                    health, f"{what} is red in {health.id}, with {listed}", "checklist", number
                )

    def _triad(self, stack: Stack, entity: Initiative | Team, triad: Triad) -> Iterator[Finding]:
        for name in Triad.declared:
            leg: Leg | None = getattr(triad, name)
            if leg is None or leg.status != "red" or leg.changed or _has_work_ahead(stack, entity):
                continue
            yield self.finding(
                entity,
                f"{name} {('is' if name == 'process' else 'are')} red in the triad of "
                f"{entity.id}, with no change made or planned",
                "triad",
                name,
                severity=Severity.ADVICE,
            )


def _has_work_ahead(stack: Stack, entity: Initiative | Team) -> bool:
    """Whether it has an open action with an owner, or work under way."""
    if isinstance(entity, Team):
        return False
    actions = (action for gap in entity.gaps for action in gap.actions)
    return any(action.done is None and action.owner for action in actions) or any(
        isinstance(child, Work) and child.active for child in stack.children(entity)
    )
