"""Items and the links between them, as programs that draw or count networks take them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from stratdocs.analysis.progress import Progress
from stratdocs.analysis.state import state_of
from stratdocs.model.finding import StratdocsError
from stratdocs.model.kinds import BY_COLLECTION, Entity
from stratdocs.model.stack import Stack
from stratdocs.words.nearest import nearest
from stratdocs.words.phrases import did_you_mean

Address = Callable[[Entity], str | None]
"""The address of an item's page; None if the site's is not known."""


class Node(NamedTuple):
    """An item."""

    id: str
    kind: str
    """The name of its collection."""
    noun: str
    title: str
    status: str | None
    owner: str | None
    period: str | None
    progress: float | None
    """A share from 0 to 1."""
    url: str | None


class Edge(NamedTuple):
    """A link from one item to another."""

    source: str
    target: str
    link: str
    """`serves`, `depends_on` or `drives`."""
    primary: bool = False
    """Whether it draws the tree: the first of an item's upward links."""
    words: str = ""
    """Its label; nothing for an upward link."""


class Network(NamedTuple):
    """Items and the links between them; both ends of every link are among the items."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def network(stack: Stack, of: str | None = None, url: Address = lambda _: None) -> Network:
    """The items in the order written: all, those of a collection, or an item and all below it."""
    items = selected(stack, of)
    ids = {item.id for item in items}
    progress = Progress(stack)
    graph = stack.graph
    links = (
        ("serves", graph.parents, ""),
        ("depends_on", graph.dependencies, "depends on"),
        ("drives", graph.drives, "leads to"),
    )
    return Network(
        tuple(
            Node(
                item.id,
                item.collection,
                item.noun,
                item.title,
                state_of(stack, item).status,
                item.owner,
                None if (period := stack.period_of(item)) is None else period.text,
                progress.bar(item)[0],
                url(item),
            )
            for item in items
        ),
        tuple(
            Edge(item.id, target, link, not words and number == 0, words)
            for item in items
            for link, targets, words in links
            for number, target in enumerate(targets.get(item.id, ()))
            if target in ids
        ),
    )


def selected(stack: Stack, of: str | None) -> tuple[Entity, ...]:
    """The items that `of` names, each id once."""
    items = tuple({item.id: item for item in reversed(stack.entities)}.values())[::-1]
    if of is None:
        return items
    if of in BY_COLLECTION:
        return tuple(item for item in items if item.collection == of)
    top = stack.get(of)
    if top is None:
        raise StratdocsError(unknown_selection(stack, of))
    below = {top.id}
    ahead = [top.id]
    while ahead:
        for child in stack.graph.children.get(ahead.pop(), ()):
            if child not in below:
                below.add(child)
                ahead.append(child)
    return tuple(item for item in items if item.id in below)


def unknown_selection(stack: Stack, of: str) -> str:
    """The sentence for a word that names neither a collection nor an item."""
    known: Iterable[str] = (*BY_COLLECTION, *(item.id for item in stack.entities))
    hint = (
        did_you_mean(nearest(of, known))
        or "; give a collection, such as bets, or the id of an item"
    )
    return f"{of} isn't a collection or an item{hint}"
