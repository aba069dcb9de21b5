from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.results import runs
from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Bet, Entity, Initiative, Objective, Work
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import few


class DeprioritisedYetRunning(Rule):
    """Work that is on hold for a bet, or supports something dropped, still goes on.

    Permission to say no is worth nothing while both are worked on. The same people serve two
    masters, and the bet is slower than anyone planned. Two bets that deprioritise each other leave
    the choice to the last person who asks. Giving up a bet or a goal frees no one as long as the
    work below it continues.
    """

    severity = Severity.WARNING
    group = "alignment"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - id: first-week-value
            title: Value in the first week
            serves: customers-that-stay
            status: on_track
            deprioritises:
              - {what: fax-bridge, because: The same two people would build it}   # <- deprioritised-yet-running
          - {id: fax-bridge, title: A bridge to the fax, serves: customers-that-stay, status: on_track, size: small}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - id: first-week-value
            title: Value in the first week
            serves: customers-that-stay
            status: on_track
            success:
              outcome: New customers do real work within a week
              measure: 7-day activation, from the product's events
              baseline: 40%
              target: 55%
              by: 2027-03-31
            deprioritises:
              - {what: fax-bridge, because: The same two people would build it}
          - {id: fax-bridge, title: A bridge to the fax, serves: customers-that-stay, status: proposed, size: small}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        running = [bet for bet in stack.of(Bet) if bet.active and runs(stack, bet)]
        puts_off = {bet.id: {waiting.what for waiting in bet.deprioritises} for bet in running}
        mutual: set[frozenset[str]] = set()
        for bet in running:
            for place, waits in enumerate(bet.deprioritises):
                other = stack.get(waits.what)
                if other is None or other is bet:
                    continue
                route = ("deprioritises", place, "what")
                if bet.id in puts_off.get(other.id, ()):
                    pair = frozenset((bet.id, other.id))
                    if pair not in mutual:
                        mutual.add(pair)
                        yield self.finding(
                            bet,
                            f"{bet.id} and {other.id} each deprioritise the other",
                            *route,
                            related=[
                                Related(
                                    other.at("deprioritises"), f"{other.id} deprioritises it too"
                                )
                            ],
                        )
                elif _goes_on(stack, other):
                    state = state_of(stack, other)
                    says = f"is marked `{state.status}`" if state.status else "has started"
                    if state.derived_from:
                        says += f", derived from {state.derived_from}"
                    yield self.finding(
                        bet,
                        f"{other.id} is on hold for {bet.id} but {says}",
                        *route,
                        related=[Related(other.at("status"), f"{other.id} {says}")],
                    )
        yield from self._below_dropped(stack)

    def _below_dropped(self, stack: Stack) -> Iterator[Finding]:
        """What goes on though everything that it serves directly was dropped, once for each."""
        running: dict[str, list[Entity]] = {}
        for kind in (Bet, Objective, Initiative, Work):
            for item in stack.of(kind):
                if item.status not in ("on_track", "at_risk"):
                    continue
                parents = stack.parents(item)
                if parents and all(parent.status == "dropped" for parent in parents):
                    running.setdefault(parents[0].id, []).append(item)
        for above, (first, *others) in running.items():
            ids = few(item.id for item in (first, *others))
            yield self.finding(
                first,
                f"{above} was dropped, but {ids} still {('support' if others else 'supports')} it",
                "status",
                related=[Related(item.at("status"), f"{item.id} too") for item in others],
            )


def _goes_on(stack: Stack, entity: Entity) -> bool:
    """Whether somebody works on it. What is blocked waits; so does what is only committed."""
    if isinstance(entity, Work) and entity.status in (None, "committed"):
        begun = entity.started is not None and entity.started <= stack.today
        return begun and entity.finished is None
    status = state_of(stack, entity).status
    return status in ("on_track", "at_risk") and runs(stack, entity)
