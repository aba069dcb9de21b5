"""How near items are to each other, by all the links between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from stratdocs.model.fields import fields_of
from stratdocs.model.kinds import Entity
from stratdocs.model.stack import Stack

STEPS = 4
"""How many links away an item may be."""
_KEPT = 0.6
"""What remains of nearness with each step."""
_LEAST = 0.004
"""What is shared among more items than this allows goes no further: it says little, and a strategy
may have ten thousand of them."""


def ids_in(item: Entity) -> Iterator[str]:
    """The ids that an item names of what it belongs with."""
    for field in fields_of(type(item)):
        value = getattr(item, field.name, None) if field.names else None
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, str):
                yield part


def linked(stack: Stack, identity: str) -> Iterator[str]:
    """All that an item names or that names it; one twice that is linked in two ways."""
    graph = stack.graph
    return chain(
        graph.parents.get(identity, ()),
        graph.children.get(identity, ()),
        graph.drives.get(identity, ()),
        (mention.entity.id for mention in graph.mentions.get(identity, ())),
        ids_in(graph.by_id[identity]),
    )


def kinship(stack: Stack, of: str, links: Iterable[str]) -> Mapping[str, float]:
    """How near each item is to one that has some links, the nearest 1. What has many links shares
    its nearness among them.
    """
    reached = {identity: 1.0 for identity in links if identity in stack.graph.by_id}
    found = dict(reached)
    for _ in range(STEPS - 1):
        further: dict[str, float] = {}
        for identity, near in reached.items():
            around = {i for i in linked(stack, identity) if i in stack.graph.by_id} - {of}
            share = near * _KEPT / max(len(around), 1)
            for other in around if share > _LEAST else ():
                further[other] = further.get(other, 0.0) + share
        for identity, near in further.items():
            found[identity] = found.get(identity, 0.0) + near
        reached = further
    highest = max(found.values(), default=1.0)
    return {identity: near / highest for identity, near in found.items()}
