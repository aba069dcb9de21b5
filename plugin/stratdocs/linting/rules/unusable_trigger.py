from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.state import state_of
from stratdocs.analysis.triggers import crossed, limits, with_triggers
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Entity, Trigger
from stratdocs.model.stack import Stack
from stratdocs.yamltext.source import ScalarNode


class UnusableTrigger(Rule):
    """A trigger can never fire, or always does.

    A limit without a metric is compared with nothing, and so is a metric without a limit. If the
    lower limit is above the upper one, every value is beyond one of them. Everyone believes that
    someone would be warned, and no one is.
    """

    severity = Severity.WARNING
    group = "feedback"
    bad = """
        strategies:
          - id: customers-that-stay
            title: Win by keeping customers
            level: company
            triggers:
              - when: Too many customers leave
                then: Stop hiring
                above: 5%   # <- unusable-trigger
        objectives:
          - {id: first-week, title: New customers get value in their first week, serves: customers-that-stay}
    """
    good = """
        strategies:
          - id: customers-that-stay
            title: Win by keeping customers
            level: company
            triggers:
              - when: Too many customers leave
                then: Stop hiring
                metric: churn
                above: 5%
        metrics:
          - {id: churn, title: Customers who leave in a year, direction: down, readings: [{date: 2027-01-31, value: 3%}]}
        objectives:
          - {id: first-week, title: New customers get value in their first week, serves: customers-that-stay}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for entity in with_triggers(stack):
            if not entity.triggers or state_of(stack, entity).stage not in ("planned", "running"):
                continue
            for number, trigger in enumerate(entity.triggers):
                found = None if _is_unread(entity, number, trigger) else _fault(trigger)
                if found is not None:
                    field, words = found
                    yield self.finding(
                        entity, f"a trigger of {entity.id} {words}", "triggers", number, field
                    )


def _is_unread(entity: Entity, number: int, trigger: Trigger) -> bool:
    """Whether a metric or limit is written that could not be read, which is a finding already."""
    for field in ("metric", "above", "below"):
        node = entity.node_at("triggers", number, field)
        if getattr(trigger, field) is None and node is not None:
            if not (isinstance(node, ScalarNode) and node.empty):
                return True
    return False


def _fault(trigger: Trigger) -> tuple[str, str] | None:
    """The field that keeps a trigger from its work, and why."""
    found = limits(trigger)
    if found and not trigger.metric:
        side, limit = found[0]
        return side, f"fires {side} {limit}, but has no metric to compare it with"
    if trigger.metric and not found:
        return "metric", f"has the metric {trigger.metric} but no limit; add `above` or `below`"
    if crossed(trigger):
        return "below", (
            f"fires below {trigger.below} and above {trigger.above}, so at every value; the "
            "lower limit is above the upper one"
        )
    return None
