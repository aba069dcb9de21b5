from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.days import day_words
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Initiative, Leg, Team, Triad
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import join_words


class LegChangedAlone(Rule):
    """One leg of the triad was changed, but the other two weren't.

    People, process and metrics work together or not at all. A new process that is still paid by the
    old number creates confusion and resistance, and people get the blame. It is a question, not an
    accusation: what does the change ask of the other two? Two legs that are green and never needed
    a change aren't reported.
    """

    together = Limit(92, "Days within which legs count as changed together.")
    grace = Limit(31, "Days that the other legs have to follow.")

    severity = Severity.ADVICE
    group = "alignment"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        teams:
          - id: support
            title: Support
            triad:
              people: {status: green, note: Six of us, changed: 2026-01-12}
              process: {status: green, note: Calls end when the question is answered, changed: 2026-11-02}   # <- leg-changed-alone
              metrics: {status: yellow, note: Calls per hour, changed: 2025-06-01}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        teams:
          - id: support
            title: Support
            triad:
              people: {status: green, note: Six of us, changed: 2026-01-12}
              process: {status: green, note: Calls end when the question is answered, changed: 2026-11-02}
              metrics: {status: green, note: Questions answered in the first call, changed: 2026-11-30}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        audited: tuple[Initiative | Team, ...] = (*stack.of(Initiative), *stack.of(Team))
        for entity in audited:
            if entity.triad is not None and entity.live:
                yield from self._triad(stack, entity, entity.triad)

    def _triad(self, stack: Stack, entity: Initiative | Team, triad: Triad) -> Iterator[Finding]:
        legs: dict[str, Leg] = {name: getattr(triad, name) or Leg() for name in Triad.declared}
        dated = {
            name: leg.changed
            for name, leg in legs.items()
            if leg.changed is not None and leg.changed <= stack.today
        }
        if not dated:
            return
        latest = max(dated, key=lambda name: dated[name])
        changed = dated[latest]
        others = [name for name in legs if name != latest]
        if stack.today - changed <= timedelta(days=self.grace):
            return
        if any(
            name in dated and changed - dated[name] <= timedelta(days=self.together)
            for name in others
        ):
            return
        if all(legs[name].status == "green" and name not in dated for name in others):
            return
        yield self.finding(
            entity,
            f"{latest} of {entity.id} changed on {day_words(changed)}, but "
            f"{join_words(others)} did not: what does it ask of them?",
            "triad",
            latest,
            "changed",
        )
