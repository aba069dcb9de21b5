"""The traceability tree: what serves what, cut to the size of a page."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from stratdocs.model.kinds import Entity
from stratdocs.site.views.page import Bar, Ref, SiteContext

MAX_ENTITIES = 200
"""Entities in one tree."""
MAX_DEPTH = 12
"""Levels of one tree."""

TRACED = frozenset(
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
"""Collections whose items somebody carries out, from the strategy down to the work."""


class TreeNode(NamedTuple):
    """An entity in a tree, with its branches."""

    ref: Ref
    owner: Ref | str | None
    status: str | None
    """Its own status, or the worst below it."""
    bar: Bar
    branches: tuple[TreeNode, ...]
    more: int
    """The number of branches that are not shown."""
    contributors: int
    """The number of entities that contribute to it besides their primary parent."""


def tree(
    site: SiteContext,
    root: Entity,
    *,
    kinds: Collection[str] = TRACED,
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
    return TreeNode(
        site.ref(entity),
        site.ref_or_text(entity.owner),
        site.progress.status(entity),
        site.bar(entity),
        tuple(_tree_node(site, branch, shown, left_out) for branch in shown.get(entity.id, ())),
        left_out.get(entity.id, 0),
        len(site.stack.contributors(entity)),
    )


def size(twig: TreeNode) -> int:
    """The number of entities in the tree below its root."""
    return sum(1 + size(branch) for branch in twig.branches)
