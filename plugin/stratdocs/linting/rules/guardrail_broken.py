from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.results import Guard, guarding, limit_check
from stratdocs.analysis.state import state_of
from stratdocs.analysis.trends import trend
from stratdocs.analysis.triggers import acted_since, firing
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Strategy
from stratdocs.model.stack import Stack


class GuardrailBroken(Rule):
    """A guardrail is beyond its limit, but what it guards goes on.

    A guardrail says beforehand what success must not cost. Once it is broken, someone has to
    decide: stop, change course, or move the limit and give a reason. Without a decision, the number
    that was meant to protect customers only records how they were harmed. If the better direction
    isn't known, there is a finding for that.
    """

    severity = Severity.WARNING
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        metrics:
          - id: fare-complaints
            title: Complaints about fares per 1000 bookings
            direction: down
            threshold: 4
            readings:
              - {date: 2026-11-30, value: 1.2}
              - {date: 2026-12-31, value: 6.8}
              - {date: 2027-01-31, value: 7.4}
        bets:
          - id: moving-fares
            title: Fares that move with demand
            serves: customers-that-stay
            status: on_track
            guardrails: [fare-complaints]   # <- guardrail-broken
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        metrics:
          - id: fare-complaints
            title: Complaints about fares per 1000 bookings
            direction: down
            threshold: 4
            readings:
              - {date: 2026-11-30, value: 1.2}
              - {date: 2026-12-31, value: 6.8}
              - {date: 2027-01-31, value: 2.1}
        bets:
          - id: moving-fares
            title: Fares that move with demand
            serves: customers-that-stay
            status: on_track
            success:
              outcome: Passengers shift to quieter boats
              measure: Seats sold midweek, from the web shop
              baseline: 46%
              target: 52%
              by: 2027-03-31
            guardrails: [fare-complaints]
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        unclear = _unclear(stack)
        for first, *others in guarding(stack).values():
            if not unclear.isdisjoint(item.id for item in stack.trace(first.item)):
                continue
            found = limit_check(stack, first.metric)
            if first.metric.threshold is None:
                yield from self._worse(stack, first)
            if found is None or found.kept:
                continue
            names = dict.fromkeys(guard.item.id for guard in others if guard.item != first.item)
            more = f" and {len(names)} more" if names else ""
            metric = first.metric
            if found.kept is None:
                if found.directionless:
                    yield self.finding(
                        metric,
                        f"{metric.id} guards {first.item.id}{more} and {found.words}, but "
                        f"whether it holds is unknown: {found.unknown}",
                        "threshold",
                        severity=Severity.ADVICE,
                        suggestion="direction: down, or direction: up",
                    )
                continue  # values that cannot be compared are a finding of their own
            if _trigger_reports(stack, first):
                continue
            yield self.finding(
                first.item,
                f"{metric.id}, which guards {_guarded(first)}{more}, {found.words}",
                *first.route,
                related=[
                    Related(metric.at("readings", found.last.place, "value"), "its last reading"),
                    *(
                        Related(guard.item.at(*guard.route), f"{guard.item.id} has it too")
                        for guard in others[:3]
                        if guard.item != first.item
                    ),
                ],
            )

    def _worse(self, stack: Stack, guard: Guard) -> Iterator[Finding]:
        """A guardrail without a limit is not to get worse at all, and does."""
        moved = trend(stack, guard.metric)
        if moved.known and moved.worsens and not _trigger_reports(stack, guard):
            yield self.finding(
                guard.item,
                f"{guard.metric.id}, which guards {_guarded(guard)}, has no limit and is "
                f"getting worse: {moved.change} in {len(moved.numbers)} readings",
                *guard.route,
            )


def _unclear(stack: Stack) -> set[str]:
    """The items near a guardrail that doesn't exist, by id: what is guarded there, and who
    accepted it, is clear once that link is.
    """
    return {
        item.id
        for mention in stack.graph.unresolved
        if "guardrails" in mention.route
        for item in stack.trace(mention.entity)
        if not isinstance(item, Strategy)
    }


def _trigger_reports(stack: Stack, guard: Guard) -> bool:
    """Whether a trigger of the item has fired on it, which says what was agreed for that."""
    triggers = getattr(guard.item, "triggers", ())
    if state_of(stack, guard.item).stage == "over":
        return False
    return any(
        trigger.metric == guard.metric.id
        and (fired := firing(stack, trigger)) is not None
        and not acted_since(stack, guard.item, fired.since, fired.on)
        for trigger in triggers
    )


def _guarded(guard: Guard) -> str:
    return f"{guard.pushed.id} in {guard.item.id}" if guard.pushed else guard.item.id
