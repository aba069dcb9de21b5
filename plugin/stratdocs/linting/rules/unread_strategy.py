from __future__ import annotations

from collections.abc import Iterable, Iterator

from stratdocs.analysis.rhythm import GRACE_DAYS
from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Limit, Rule, in_groups
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Ritual, Strategy
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import few


class UnreadStrategy(Rule):
    """No meeting refers to a strategy, and it has never been reviewed.

    It was written, shown to everyone and never opened again. What comes up in no meeting influences
    no decision, and the next year starts with a different text. Name it in `refers_to` of the
    meeting that works with it; a meeting on its bets or goals is enough. Reported where meetings
    are listed; if none refers to any strategy, there is one finding.
    """

    begun = Limit(GRACE_DAYS, "Days that a strategy may be active before a meeting refers to it.")

    severity = Severity.ADVICE
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
          - {id: open-the-north, title: Open the north, level: product, serves: customers-that-stay}   # <- unread-strategy
        bets:
          - {id: first-boats, title: First boats, serves: open-the-north}
        rituals:
          - {id: monday-numbers, title: "Monday, fifteen minutes on numbers", refers_to: customers-that-stay, cadence: weekly, last_held: 2027-02-15}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
          - {id: open-the-north, title: Open the north, level: product, serves: customers-that-stay}
        bets:
          - {id: first-boats, title: First boats, serves: open-the-north}
        rituals:
          - {id: monday-numbers, title: "Monday, fifteen minutes on numbers", refers_to: [customers-that-stay, open-the-north], cadence: weekly, last_held: 2027-02-15}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        rituals = [ritual for ritual in stack.of(Ritual) if ritual.live]
        if not rituals or not stack.whole or any(map(stack.unsure, rituals)):
            return
        opened = set(_opened(stack, rituals))
        current = [
            strategy
            for strategy in stack.of(Strategy)
            if state_of(stack, strategy).is_current and not stack.unsure(strategy)
        ]
        unread = [
            strategy
            for strategy in current
            if strategy.id not in opened
            and strategy.reviewed is None
            and self._has_begun(stack, strategy)
        ]
        if not unread:
            return
        if len(unread) == len(current):
            which = "the strategy" if len(current) == 1 else f"any of the {len(current)} strategies"
            yield self.finding(
                stack.company or unread[0],
                f"no meeting refers to {which}, and there is no review either (`refers_to`, "
                "`reviewed`)",
                related=[Related(ritual.grip, ritual.id) for ritual in rituals[:_MAX_RELATED]],
            )
            return
        for first, *others in in_groups(unread, type):
            who = few(strategy.id for strategy in (first, *others))
            yield self.finding(
                first,
                f"no meeting refers to {who}, and there is no review either",
                related=[Related(strategy.grip, strategy.id) for strategy in others],
            )

    def _has_begun(self, stack: Stack, strategy: Strategy) -> bool:
        start = state_of(stack, strategy).start
        return start is None or (stack.today - start).days > self.begun


def _opened(stack: Stack, rituals: Iterable[Ritual]) -> Iterator[str]:
    """The strategies that meetings refer to or serve, and those of the bets and goals they refer to."""
    for ritual in rituals:
        above = (parent.id for parent in stack.parents(ritual))
        for identity in (*ritual.refers_to, *above):
            item = stack.get(identity)
            way = stack.trace(item) if item is not None else ()
            strategy = next((step for step in way if isinstance(step, Strategy)), None)
            if strategy is not None:
                yield strategy.id


_MAX_RELATED = 10
