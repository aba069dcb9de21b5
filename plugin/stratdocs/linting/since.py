"""Which items a change touched: two stacks, compared item by item.

Items are the same when their ids are (or when `was:` says so), wherever they are written; they
have changed when what they say, what hangs directly on them, or what is allowed of them has.
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
"""Fields that are compared by what they lead to."""


class Touched(NamedTuple):
    """What is new or different."""

    items: frozenset[str]
    paths: frozenset[str]

    def about(self, finding: Finding) -> bool:
        """Whether the finding is about something that changed."""
        if finding.item is not None:
            return finding.item in self.items
        return finding.span.path in self.paths


def touched(before: Stack, now: Stack) -> Touched:
    """The items, and the files with texts, that `before` did not have like this."""
    renamed = renames(before.graph.by_id, now.graph.by_id)
    former = {renamed.get(identity, identity): old for identity, old in before.graph.by_id.items()}
    allowed = _allowed(before), _allowed(now)

    def differs(new: Entity) -> bool:
        old = former.get(new.id)
        return (
            old is None
            or type(old) is not type(new)
            or any(one.names[0] not in _LINKS for one in diff(old, new, renamed))
            or _linked_otherwise(before, old, now, new, renamed)
            or allowed[0].get(old.id) != allowed[1].get(new.id)
        )

    items = frozenset(entity.id for entity in now.entities if differs(entity))
    texts = set(before.texts.values())
    paths = frozenset(path for path, text in now.texts.items() if text not in texts)
    return Touched(items, paths)


def _linked_otherwise(
    before: Stack, old: Entity, now: Stack, new: Entity, renamed: Mapping[str, str]
) -> bool:
    """Whether an item hangs on others than before, or others hang on it."""
    graph, later = before.graph, now.graph
    return not (
        same_links(graph.parents.get(old.id, ()), later.parents.get(new.id, ()), renamed)
        and same(
            tuple(graph.children.get(old.id, ())), tuple(later.children.get(new.id, ())), renamed
        )
        and same(
            tuple(graph.dependencies.get(old.id, ())),
            tuple(later.dependencies.get(new.id, ())),
            renamed,
        )
    )


def _allowed(stack: Stack) -> dict[str, tuple[tuple[object, ...], ...]]:
    """What is allowed within each item."""
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
