"""Where a new item goes: within its parent, or to the file where items of its kind live."""

from __future__ import annotations

import posixpath
from collections import Counter
from typing import NamedTuple

from stratdocs.authoring.proof import refuse_unsound
from stratdocs.editing.edits import Route, place_of
from stratdocs.model.kinds import Entity
from stratdocs.model.periods import Period
from stratdocs.model.stack import Stack
from stratdocs.yamltext.source import Document, MappingNode


class Place(NamedTuple):
    """A list that a new item is added to."""

    path: str
    route: Route
    """The route to the list."""
    document: int
    within: Entity | None
    """The parent that it is nested in, and so serves."""
    new: bool = False
    """Whether the file is made for it."""


def nested_place(stack: Stack, kind: type[Entity], parent: Entity | None) -> Place | None:
    """The list within a parent, if that is where items of the kind live; None if it is not."""
    if parent is None or kind.collection not in parent.nests.values():
        return None
    key = next(name for name, kind_ in parent.nests.items() if kind_ == kind.collection)
    siblings = [item for item in stack.children(parent) if isinstance(item, kind)]
    others = siblings or [item for item in stack.of(kind) if item.serves]
    nested = sum(1 for item in others if item.nested_in is not None)
    if 2 * nested < len(others):
        return None
    text = stack.texts[str(parent.path)].removeprefix("\ufeff")
    if text.startswith("{", parent.node.start):  # a line of its own is easier to read and review
        return None
    document = _document(stack, str(parent.path))
    number, route = place_of(document, parent.node)
    return Place(str(parent.path), (*route, key), number, parent)


def file_place(
    stack: Stack,
    kind: type[Entity],
    parent: Entity | None,
    period: Period | None,
    new_id: str,
    folder: str,
) -> Place:
    """The list of a file: that with the nearest siblings, or else the most items of the kind."""
    items = [item for item in stack.of(kind) if item.nested_in is None]
    if not items:
        return _first_of_kind(stack, kind, parent, folder)
    number = Counter(str(item.path) for item in items)
    alone = [path for path in number if _items_in(stack, path) == 1]
    if len(items) > 1 and len(alone) == len(number):  # one item a file
        path = posixpath.join(posixpath.dirname(str(items[-1].path)), f"{new_id}.yml")
        return list_in_file(stack, kind, path)
    rank: Counter[str] = Counter()
    for item in items:
        path = str(item.path)
        same = parent is not None and parent.id in item.serves
        at_once = period is not None and stack.period_of(item) == period
        rank[path] += 1 + 1_000 * same + 1_000_000 * at_once
    best = max(number, key=lambda path: (rank[path], path))
    return list_in_file(stack, kind, best)


def list_in_file(stack: Stack, kind: type[Entity], path: str) -> Place:
    """The list of a kind in a file; a file that is not there is made."""
    if path not in stack.texts:
        return Place(path, (kind.collection,), 0, None, new=True)
    refuse_unsound(stack, [path])
    roots = _document(stack, path).roots
    holds = (
        number
        for number, root in enumerate(roots)
        if isinstance(root, MappingNode) and kind.collection in root.values
    )
    return Place(path, (kind.collection,), next(holds, 0), None)


def _first_of_kind(stack: Stack, kind: type[Entity], parent: Entity | None, folder: str) -> Place:
    """The place of the first item of a kind: the one file, that of the parent, or a new one."""
    paths = [path for path in stack.texts if _items_in(stack, path)]
    if len(paths) == 1:
        return list_in_file(stack, kind, paths[0])
    if parent is not None and _items_in(stack, str(parent.path)) > 1:
        return list_in_file(stack, kind, str(parent.path))
    path = posixpath.join(folder, f"{kind.collection.replace('_', '-')}.yml")
    return list_in_file(stack, kind, path)


def _items_in(stack: Stack, path: str) -> int:
    return stack.once(_numbers)[path]


def _numbers(stack: Stack) -> Counter[str]:
    """The number of items in each file."""
    return Counter(str(item.path) for item in stack.entities)


def _document(stack: Stack, path: str) -> Document:
    return next(document for document in stack.documents if document.path == path)
