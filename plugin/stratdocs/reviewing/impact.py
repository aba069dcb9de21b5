"""What a change reaches, directly and through the tree, with the link that says why; who should
look at it; and what nobody has looked at since.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from stratdocs.analysis.state import state_of
from stratdocs.model.kinds import Bet, Class, Entity, Person, Team
from stratdocs.model.stack import Stack
from stratdocs.reviewing.value import (
    Affected,
    Change,
    Reviewer,
    ReviewReason,
    Unconfirmed,
    Weight,
)

MEANING: frozenset[Class] = frozenset(("goalpost", "focus", "traceability"))
"""The classes of changes that alter what an item means to those that depend on it."""
MAX_AFFECTED = 2_000
"""The most items that a review lists as affected."""


def changes_meaning(change: Change) -> bool:
    """Whether a change alters what the item means to its dependents."""
    if change.weight < Weight.NOTABLE and change.reason is None:
        return False
    new = change.sort == "added" and not change.field  # nothing depended on it before
    return change.category in MEANING and not change.free and not new


def affected(before: Stack, after: Stack, changes: Iterable[Change]) -> tuple[Affected, ...]:
    """The items that the changes reach, each once, the nearest first."""
    return _reached(before, after, dict.fromkeys(c.item for c in changes if changes_meaning(c)))


def reached_from(stack: Stack, entity: Entity) -> tuple[Affected, ...]:
    """The items that a change of what an item promises would reach, the nearest first."""
    return _reached(stack, stack, (entity.id,))


def _reached(before: Stack, after: Stack, sources: Collection[str]) -> tuple[Affected, ...]:
    """The items that the changed ones lead to."""
    found: dict[str, Affected] = {}
    ahead: list[tuple[str, str, tuple[str, ...], Stack]] = []
    for source in sources:
        stack = after if after.get(source) is not None else before
        ahead.append((source, source, (), stack))
    for identity, source, way, stack in ahead:
        entity = stack.get(identity)
        if entity is None:
            continue
        for other, link in _links(stack, entity, sideways=not way):
            now = after.get(other.id)
            if other.id in found or other.id in sources or now is None:
                continue
            if len(found) == MAX_AFFECTED:
                return tuple(found.values())
            further = (*way, other.id)
            found[other.id] = Affected(
                other.id, type(other), source, link, further, owner_of(after, now)
            )
            if link[0] == "serves":
                ahead.append((other.id, source, further, stack))
    return tuple(found.values())


def _links(
    stack: Stack, entity: Entity, *, sideways: bool
) -> Iterator[tuple[Entity, tuple[str | int, ...]]]:
    """The items that depend on an item, with the route of the field that links them."""
    for child in stack.children(entity):
        yield child, ("serves",)
    if not sideways:
        return
    for other in stack.dependents(entity):
        yield other, ("depends_on",)
    if isinstance(entity, (Person, Team)):
        return
    for mention in stack.mentions(entity):
        if mention.route[0] not in ("serves", "depends_on"):
            yield mention.entity, mention.route


def owner_of(stack: Stack, entity: Entity) -> str | None:
    """The owner of an item, or else of the nearest one above that has one."""
    return stack.owner_of(entity)


def reviewers(
    before: Stack, after: Stack, changes: Sequence[Change], reached: Iterable[Affected]
) -> tuple[Reviewer, ...]:
    """The people who should look, those with the weightiest reasons first: old and new owners of
    what changed, its approvers, and the owners of what it serves and of what depends on it.
    """
    score: Counter[str] = Counter()
    reasons: dict[str, dict[ReviewReason, None]] = {}

    def ask(person: str | None, points: int, reason: ReviewReason) -> None:
        if person and not isinstance(after.get(person), Team):
            score[person] += points
            reasons.setdefault(person, {})[reason] = None

    for change in changes:
        if change.weight < Weight.NOTABLE:
            continue
        weight = 10 * int(change.weight)
        old, new = before.get(change.item), after.get(change.item)
        if old is not None and old.owner and (new is None or new.owner != old.owner):
            ask(old.owner, weight, ReviewReason("former owner", change.item))
        if new is not None:
            ask(new.owner, weight, ReviewReason("owner", change.item))
        entity, stack = (new, after) if new is not None else (old, before)
        if entity is None:
            continue
        if isinstance(old, Bet):
            ask(old.approved_by, weight, ReviewReason("approver", change.item))
        above = stack.primary(entity)
        if above is not None:
            ask(owner_of(stack, above), weight // 2, ReviewReason("parent", above.id))
    for item in reached:
        if item.direct:
            ask(item.owner, 3, ReviewReason("reached", item.item, item))
        else:
            ask(item.owner, 1, ReviewReason("further", item.item))
    ranked = sorted(score, key=lambda person: (-score[person], person))
    return tuple(
        Reviewer(person, after.person(person), tuple(reasons[person])) for person in ranked
    )


def unconfirmed(
    before: Stack, after: Stack, changes: Sequence[Change], touched: Mapping[str, int]
) -> tuple[Unconfirmed, ...]:
    """The children that nobody has touched since the meaning of what they serve changed.

    `touched` is the number of the last commit that changed each item. An item that is not in it was
    changed after all commits, or not at all.
    """
    found: dict[str, Unconfirmed] = {}
    seen: set[str] = set()
    changed = {change.item for change in changes}
    last = max(touched.values(), default=0) + 1
    for change in changes:
        parent = after.get(change.item)
        if parent is None or change.item in seen or not changes_meaning(change):
            continue
        if change.item in found:
            continue
        seen.add(change.item)  # a further change of it leaves the same children unconfirmed
        moved = touched.get(change.item, last)
        for child in after.children(parent):
            if child.id in found or state_of(after, child).is_over:
                continue
            if child.nested_in == parent.id and child.owner in (None, parent.owner):
                continue  # written together, and with one owner
            if child.id in changed and touched.get(child.id, last) >= moved:
                continue
            old = before.get(child.id)
            if old is None:
                continue
            found[child.id] = Unconfirmed(child.id, parent.id, change, owner_of(after, child))
    return tuple(found.values())
