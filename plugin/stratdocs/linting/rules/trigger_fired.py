from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.state import state_of
from stratdocs.analysis.triggers import acted_since, event_words, firing, with_triggers
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.days import day_words
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Entity, Trigger
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import excerpt


class TriggerFired(Rule):
    """A trigger has fired, and nothing has been decided since.

    It was agreed beforehand so that no one has to argue when it happens. Each month without an
    answer teaches people that such an agreement means nothing. A decision on the item since, or a
    review of it after the last reading, is an answer. If someone entered the date by hand, there
    are two weeks for it.
    """

    grace = Limit(14, "Days for an answer if someone wrote that a trigger fired.")

    severity = Severity.WARNING
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - id: moving-fares
            title: Fares that move with demand
            serves: customers-that-stay
            size: small
            status: on_track
            approved_by: Maya Lind
            triggers:
              - when: Complaints about fares double
                then: Go back to fixed fares
                metric: fare-complaints
                above: 4   # <- trigger-fired
            success: {outcome: Fuller boats in the morning, measure: Seats sold before nine, baseline: 40%, target: 55%, by: 2027-06-30}
        metrics:
          - id: fare-complaints
            title: Complaints about fares per 1,000 tickets
            direction: down
            readings: [{date: 2026-12-31, value: 3.1}, {date: 2027-01-31, value: 7.4}]
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - id: moving-fares
            title: Fares that move with demand
            serves: customers-that-stay
            size: small
            status: at_risk
            approved_by: Maya Lind
            triggers:
              - when: Complaints about fares double
                then: Go back to fixed fares
                metric: fare-complaints
                above: 4
            success: {outcome: Fuller boats in the morning, measure: Seats sold before nine, baseline: 40%, target: 55%, by: 2027-06-30}
        metrics:
          - id: fare-complaints
            title: Complaints about fares per 1,000 tickets
            direction: down
            readings: [{date: 2026-12-31, value: 3.1}, {date: 2027-01-31, value: 7.4}]
        decisions:
          - {id: fixed-again, title: Fixed fares from March, serves: moving-fares, decided: 2027-02-08}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for entity in with_triggers(stack):
            if not entity.triggers or state_of(stack, entity).stage not in ("planned", "running"):
                continue
            for number, trigger in enumerate(entity.triggers):
                found = firing(stack, trigger)
                if found is None:
                    yield from self._reported(stack, entity, number, trigger)
                    continue
                if acted_since(stack, entity, found.since, found.on):
                    continue
                since = f" since {day_words(found.since)}" if found.since < found.on else ""
                then = f'; agreed response: "{excerpt(trigger.then)}"' if trigger.then else ""
                reading = next(
                    number
                    for number, reading in enumerate(found.metric.readings)
                    if reading.date == found.on and reading.value is found.value
                )
                event = excerpt(event_words(stack, trigger))
                yield self.finding(
                    entity,
                    f'the trigger "{event}" of {entity.id} has fired: {found.metric.id} was '
                    f"{found.value} on {day_words(found.on)}, {found.side} {found.limit}{since}"
                    f"{then}",
                    "triggers",
                    number,
                    found.side,
                    related=[
                        Related(
                            found.metric.at("readings", reading, "value"),
                            f"the reading of {day_words(found.on)}",
                        )
                    ],
                )

    def _reported(
        self, stack: Stack, entity: Entity, number: int, trigger: Trigger
    ) -> Iterator[Finding]:
        """A trigger that somebody saw fire, some time ago, and nothing says what was done."""
        fired = trigger.fired
        if fired is None or (stack.today - fired).days <= self.grace:
            return
        if acted_since(stack, entity, fired):
            return
        yield self.finding(
            entity,
            f'the trigger "{excerpt(event_words(stack, trigger))}" of {entity.id} fired on '
            f"{day_words(fired)}, with no decision or review since",
            "triggers",
            number,
            "fired",
        )
