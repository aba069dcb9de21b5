"""Which items a change touched: two stacks, compared item by item.

Items are the same when their ids are (or when `was:` says so), wherever they are written; they
have changed when what they say, what hangs directly on them, or what is allowed of them has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from stratdocs.lint.allows import Allow, allows
from stratdocs.model.finding import Finding
from stratdocs.model.kinds import PLACED, Entity, Part
from stratdocs.model.stack import Stack
from stratdocs.model.values import Period, Quantity

_APART = PLACED | {"id", "was", "serves", "depends_on"}
"""Where an item is written, its name, and links: they are compared by what they lead to."""


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
    renamed = {
        entity.was: entity.id
        for entity in now.entities
        if entity.was and now.get(entity.was) is None
    }
    old = _contents(before, renamed)
    items = frozenset(
        identity for identity, content in _contents(now, {}).items() if old.get(identity) != content
    )
    texts = set(before.texts.values())
    paths = frozenset(path for path, text in now.texts.items() if text not in texts)
    return Touched(items, paths)


def _contents(stack: Stack, renamed: Mapping[str, str]) -> dict[str, tuple[Any, ...]]:
    """What each item says, by id."""
    allowed = _allowed(stack)
    graph = stack.graph

    def named(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(renamed.get(identity, identity) for identity in ids)

    return {
        renamed.get(entity.id, entity.id): (
            entity.collection,
            tuple(_said(entity)),
            named(graph.parents.get(entity.id, ())),
            sorted(named(graph.children.get(entity.id, ()))),
            named(graph.dependencies.get(entity.id, ())),
            allowed.get(entity.id, ()),
        )
        for entity in stack.entities
    }


def _said(one: Entity | Part) -> Iterator[tuple[str, Any]]:
    for name in one.declared:
        if name not in _APART:
            yield name, _plain(getattr(one, name))


def _plain(value: Any) -> Any:
    match value:
        case Quantity() | Period() | date():
            return str(value)
        case Part():
            return tuple(_said(value))
        case tuple():
            return tuple(_plain(one) for one in value)
    return value


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
