"""Which items a change touched: two stacks, compared item by item.

Items are the same if their ids match (or `was:` names the old id), wherever they are written. They
have changed if their fields, their direct links, or the allows within them have.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from stratdocs.linting.allows import Allow, allows
from stratdocs.model.diff import diff, renames, same, same_links
from stratdocs.model.finding import Finding
from stratdocs.model.kinds import Entity
from stratdocs.model.stack import Stack

_LINKS = ("serves", "depends_on")
"""Fields that are compared as links, not as text."""


class ChangedItems(NamedTuple):
    """The items and files that are new or changed."""

    items: frozenset[str]
    paths: frozenset[str]

    def concerns(self, finding: Finding) -> bool:
        """Whether a finding is about something that changed."""
        if finding.item is not None:
            return finding.item in self.items
        return finding.span.path in self.paths


def changed_items(before: Stack, now: Stack) -> ChangedItems:
    """The items, and the files with a text, that `before` did not have, or not in this form."""
    renamed = renames(before.graph.by_id, now.graph.by_id)
    old_by_id = {
        renamed.get(identity, identity): old for identity, old in before.graph.by_id.items()
    }
    old_allows, new_allows = _allows_by_item(before), _allows_by_item(now)

    def differs(new: Entity) -> bool:
        old = old_by_id.get(new.id)
        return (
            old is None
            or type(old) is not type(new)
            or any(difference.names[0] not in _LINKS for difference in diff(old, new, renamed))
            or _links_differ(before, old, now, new, renamed)
            or old_allows.get(old.id) != new_allows.get(new.id)
        )

    items = frozenset(entity.id for entity in now.entities if differs(entity))
    texts = set(before.texts.values())
    paths = frozenset(path for path, text in now.texts.items() if text not in texts)
    return ChangedItems(items, paths)


def _links_differ(
    before: Stack, old: Entity, now: Stack, new: Entity, renamed: Mapping[str, str]
) -> bool:
    """Whether the links from or to an item have changed."""
    old_graph, new_graph = before.graph, now.graph
    return not (
        same_links(old_graph.parents.get(old.id, ()), new_graph.parents.get(new.id, ()), renamed)
        and same(
            tuple(old_graph.children.get(old.id, ())),
            tuple(new_graph.children.get(new.id, ())),
            renamed,
        )
        and same(
            tuple(old_graph.dependencies.get(old.id, ())),
            tuple(new_graph.dependencies.get(new.id, ())),
            renamed,
        )
    )


def _allows_by_item(stack: Stack) -> dict[str, tuple[tuple[object, ...], ...]]:
    """Rule, end and reason of each allow within each item."""
    by_path: dict[str, list[Allow]] = {}
    for allow in allows(stack):
        by_path.setdefault(allow.span.path, []).append(allow)
    if not by_path:
        return {}
    found: dict[str, tuple[tuple[object, ...], ...]] = {}
    for entity in stack.entities:
        if entity.path in by_path:
            first, last = entity.node.lines(entity.path)
            inside = tuple(
                (allow.rule, allow.until, allow.reason)
                for allow in by_path[entity.path]
                if first <= allow.line <= last
            )
            if inside:
                found[entity.id] = inside
    return found
