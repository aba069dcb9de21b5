"""The traceability tree: what serves what, as nested branches that a page can hold."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from stratdocs.model.kinds import Entity
from stratdocs.site.views.page import Ref, SiteContext

MAX_ENTITIES = 200
"""Entities that one tree shows; the rest is counted, and found on the pages of what is shown."""
MAX_DEPTH = 12
"""Levels that one tree shows."""

_STACK = frozenset(
    (
        "strategies",
        "outcomes",
        "opportunities",
        "solutions",
        "experiments",
        "bets",
        "objectives",
        "key_results",
        "initiatives",
        "work",
    )
)


class TreeNode(NamedTuple):
    """One entity in a tree, with what is below it."""

    ref: Ref
    owner: Ref | str | None
    status: str | None
    """The word to show: its own status, or the worst below it."""
    share: float | None
    """How far it has come, 0 to 1; None where nothing can be measured."""
    words: str
    """The same in words, as in `43% of 40% to 55%`."""
    branches: tuple[TreeNode, ...]
    more: int
    """How many below it are not shown."""
    contributors: int
    """How many contribute to it besides their primary parent."""


def tree(
    site: SiteContext,
    root: Entity,
    *,
    kinds: Collection[str] = _STACK,
    budget: int = MAX_ENTITIES,
    depth: int = MAX_DEPTH,
) -> TreeNode:
    """The entity with what serves it, level by level until the budget is spent."""
    shown: dict[str, list[Entity]] = {}
    left_out: dict[str, int] = {}
    level = [root]
    seen = {root.id}
    spent = 0
    for _ in range(depth):
        below: list[Entity] = []
        for entity in level:
            branches = [
                branch
                for branch in site.stack.branches(entity)
                if branch.collection in kinds and branch.id not in seen
            ]
            room = max(0, budget - spent)
            shown[entity.id] = branches[:room]
            if len(branches) > room:
                left_out[entity.id] = len(branches) - room
            spent += len(shown[entity.id])
            seen.update(branch.id for branch in branches)
            below.extend(shown[entity.id])
        level = below
    for entity in level:  # deeper than the tree goes
        count = sum(1 for b in site.stack.branches(entity) if b.collection in kinds)
        if count:
            left_out[entity.id] = count
    return _tree_node(site, root, shown, left_out)


def _tree_node(
    site: SiteContext, entity: Entity, shown: dict[str, list[Entity]], left_out: dict[str, int]
) -> TreeNode:
    share, words = site.progress.bar(entity)
    return TreeNode(
        site.ref(entity),
        site.ref_or_text(entity.owner),
        site.progress.status(entity),
        share,
        words,
        tuple(_tree_node(site, branch, shown, left_out) for branch in shown.get(entity.id, ())),
        left_out.get(entity.id, 0),
        len(site.stack.contributors(entity)),
    )


def size(twig: TreeNode) -> int:
    """How many entities the tree shows below its root."""
    return sum(1 + size(branch) for branch in twig.branches)
