"""What a command that writes gives, new texts and what to say about them; how it finds items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from stratdocs.editing.edits import Remove, Route, edited
from stratdocs.model.finding import StratdocsError
from stratdocs.model.kinds import Entity
from stratdocs.model.stack import Stack, load
from stratdocs.yamltext.source import Document, MappingNode, Node, SequenceNode


class Rewrite(NamedTuple):
    """New texts, and what was done in a few sentences."""

    texts: Mapping[str, str | None]
    """The texts that change, by path; None for a file that goes."""
    notes: tuple[str, ...]
    open_points: bool = False
    """Whether something is left for a person to do."""


class Place(NamedTuple):
    """Where an item is written."""

    path: str
    document: int
    """The number of the document in its file, of those separated by `---`."""
    route: Route


def place(stack: Stack, item: Entity) -> Place:
    """Where an item is written. Raises StratdocsError if its file could not be read for sure."""
    document = stack.once(_documents)[item.path]
    if document.faults:
        fault = document.faults[0]
        raise StratdocsError(
            f"{item.path}:{fault.span.line}: {fault.message}; fix that first (nothing was changed)"
        )
    return stack.once(_places)[id(item.node)]


def _documents(stack: Stack) -> Mapping[str, Document]:
    return {str(document.path): document for document in stack.documents}


def _places(stack: Stack) -> Mapping[int, Place]:
    """The place of each mapping that is written, by the id of its node."""
    found: dict[int, Place] = {}
    for document in stack.documents:
        path = str(document.path)
        waiting: list[tuple[int, Route, Node]] = [
            (number, (), root) for number, root in enumerate(document.roots)
        ]
        while waiting:
            number, route, node = waiting.pop()
            match node:
                case SequenceNode():
                    waiting += [(number, (*route, at), c) for at, c in enumerate(node.nodes)]
                case MappingNode():
                    found[id(node)] = Place(path, number, route)
                    waiting += [(number, (*route, key), c) for key, c in node.values.items()]
    return found


def without_empty_list(texts: Mapping[str, str], at: Place) -> dict[str, str]:
    """The changed text without an empty list; nothing if a comment above or beside it would go with
    it, since an empty list is better than a lost comment. Raises EditRefused if the list is all
    that the file says.
    """
    without = edited(texts, [Remove(at.path, at.route, at.document)])
    lost = any(text.count("#") < texts[path].count("#") for path, text in without.items())
    return {} if lost else without


def reloaded(stack: Stack, texts: Mapping[str, str | None]) -> Stack:
    """The stack with those texts in place of the ones it was read from."""
    now = {**stack.texts, **texts}
    return load({path: text for path, text in now.items() if text is not None}, today=stack.today)


def new_errors(before: Stack, after: Stack) -> Iterable[str]:
    """What is wrong with a stack that was not wrong before, in sentences."""
    known = {(finding.rule, finding.item, finding.message) for finding in before.findings}
    for finding in after.findings:
        if (finding.rule, finding.item, finding.message) not in known:
            yield f"{finding.span.path}:{finding.span.line}: {finding.message}"
