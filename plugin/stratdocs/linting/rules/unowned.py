from __future__ import annotations

from collections.abc import Iterator, Sequence

from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Limit, Rule, counted_by_kind
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Bet, Entity, Initiative, KeyResult, Objective, Strategy, Work
from stratdocs.model.stack import Stack
from stratdocs.model.unread import is_written
from stratdocs.words.phrases import few

_KINDS: tuple[type[Entity], ...] = (Strategy, Bet, Objective, Initiative, Work)


class Unowned(Rule):
    """An item has no owner.

    Everything under way needs one named person who is accountable for it; a task that belongs to
    everyone is done by no one. A key result without an owner belongs to the owner of its objective;
    an objective whose key results all have owners isn't reported.

    Reported where other items of the same kind have an owner, or the items above do. If nothing at
    all has an owner, or nothing below the strategies, there is one finding for all.
    """

    listed = Limit(3, "Items of a kind without an owner that are listed one by one.")
    enough = Limit(5, "Fewest active items for one finding that none of them has an owner.")

    severity = Severity.WARNING
    group = "clarity"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        people:
          - {id: ana, title: Ana Reis}
        objectives:
          - id: first-week
            title: New clinics see their own patients within 2 days
            serves: customers-that-stay
            owner: ana
            status: on_track
          - id: calm-autumn   # <- unowned
            title: Three of 4 clinics renew without a discount
            serves: customers-that-stay
            status: on_track
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        people:
          - {id: ana, title: Ana Reis}
          - {id: ben, title: Ben Okafor}
        objectives:
          - id: first-week
            title: New clinics see their own patients within 2 days
            serves: customers-that-stay
            owner: ana
            status: on_track
          - id: calm-autumn
            title: Three of 4 clinics renew without a discount
            serves: customers-that-stay
            owner: ben
            status: on_track
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        unowned = {
            kind: [
                item
                for item in stack.of(kind)
                if not item.owner and _is_asked(stack, item) and not _is_owned(stack, item)
            ]
            for kind in _KINDS
        }
        if not any(unowned.values()):
            return
        if not any(item.owner for kind in _KINDS for item in stack.of(kind)):
            yield from self._whole(stack, unowned)
            return
        below = [item for kind in _KINDS if kind is not Strategy for item in unowned[kind]]
        if len(below) >= self.enough and not any(
            item.owner for kind in _KINDS if kind is not Strategy for item in stack.of(kind)
        ):
            yield self._below(below)
            return
        for kind, items in unowned.items():
            if not items:
                continue
            total = sum(_is_asked(stack, item) for item in stack.of(kind))
            if kind is Strategy and len(items) == total:
                continue  # many strategies are signed by their text alone
            if len(items) <= self.listed:
                for item in items:
                    yield self.finding(item, f"{item.id} is under way and has no owner")
                continue
            first = items[0]
            how_many = "none" if len(items) == total else f"{len(items)}"
            verb = "has" if how_many == "none" else "have no"
            yield self.finding(
                first,
                f"{how_many} of {total} {kind.counted(2)} under way {verb} "
                f"{'an ' if how_many == 'none' else ''}owner: {few(item.id for item in items)}",
                severity=Severity.ADVICE if len(items) == total else None,
                related=[Related(item.grip, item.id) for item in items[1:]],
            )

    def _whole(self, stack: Stack, unowned: dict[type[Entity], list[Entity]]) -> Iterator[Finding]:
        """One finding about a strategy in which nothing has an owner."""
        items = [item for kind in _KINDS for item in unowned[kind]]
        if len(items) < self.enough:
            return
        yield self.finding(
            stack.company or items[0],
            f"nothing in this strategy has an owner: {counted_by_kind(items)}",
            severity=Severity.ADVICE,
        )

    def _below(self, items: Sequence[Entity]) -> Finding:
        """One finding where strategies have an owner, and nothing below them has."""
        return self.finding(
            items[0],
            f"nothing below the strategy has an owner: {counted_by_kind(items)}",
            related=[Related(item.grip, item.id) for item in items[1:]],
        )


def _is_asked(stack: Stack, item: Entity) -> bool:
    """Whether it is under way: a strategy in force, a committed bet, or what people work on."""
    if stack.unsure(item) or (item.owner is None and is_written(item, "owner")):
        return False
    state = state_of(stack, item)
    if isinstance(item, (Strategy, Bet)):
        return state.is_current
    return state.in_force and state.stage == "running"


def _is_owned(stack: Stack, item: Entity) -> bool:
    """Whether a person answers for it, or for each key result of an objective."""
    if item.owner or not isinstance(item, Objective):
        return bool(item.owner)
    results = [child for child in stack.branches(item) if isinstance(child, KeyResult)]
    return bool(results) and all(result.owner for result in results)
