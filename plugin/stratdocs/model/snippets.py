"""Snippets for editors: the example of each kind and group with a stop at each value.

A person or another item, a date and a period are left empty, for an example's would be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import count
from typing import Any

from stratdocs.model.fields import Field, fields_of
from stratdocs.model.kinds import BY_COLLECTION, Entity, Part
from stratdocs.model.starters import STARTERS
from stratdocs.yamltext.source import MappingNode, Node, ScalarNode, SequenceNode, read


@cache
def item_snippets() -> Mapping[str, Mapping[str, Any]]:
    """The snippet of an item of each collection."""
    return {
        collection: _group(node, BY_COLLECTION[collection], count(1))
        for collection, node in _examples()
    }


@cache
def part_snippets() -> Mapping[type[Part], Mapping[str, Any]]:
    """The snippet of each group of fields that has an example."""
    found: dict[type[Part], Mapping[str, Any]] = {}
    for collection, node in _examples():
        for part, example in _parts(node, BY_COLLECTION[collection]):
            found.setdefault(part, _group(example, part, count(1)))
    return found


def _examples() -> Iterator[tuple[str, MappingNode]]:
    """The example of each collection."""
    for root in read("starters.yml", STARTERS).roots:
        for collection, items in root.values.items() if isinstance(root, MappingNode) else ():
            if isinstance(items, SequenceNode) and isinstance(items.nodes[0], MappingNode):
                yield collection, items.nodes[0]


def _parts(
    node: MappingNode, holder: type[Entity | Part]
) -> Iterator[tuple[type[Part], MappingNode]]:
    """The groups of fields below a node, the outermost first."""
    fields = {field.name: field for field in fields_of(holder)}
    for name, value in node.values.items():
        group = fields[name].group
        if group is None:
            continue
        for inner in value.nodes if isinstance(value, SequenceNode) else (value,):
            if isinstance(inner, MappingNode):
                yield group, inner
                yield from _parts(inner, group)


def _group(
    node: MappingNode, holder: type[Entity | Part], stops: Iterator[int]
) -> Mapping[str, Any]:
    fields = {field.name: field for field in fields_of(holder)}
    return {name: _body(value, fields[name], stops) for name, value in node.values.items()}


def _body(node: Node, field: Field, stops: Iterator[int]) -> Any:
    match node:
        case SequenceNode():
            return [_body(inner, field, stops) for inner in node.nodes]
        case MappingNode() if field.group is not None:
            return _group(node, field.group, stops)
        case ScalarNode():
            return _stop(node.text, field, next(stops))
    return {}


def _stop(example: str, field: Field, number: int) -> str:
    """A stop of a snippet, in the syntax of editors."""
    field = _meant_by_text(field)
    match field.sort:
        case "reference" | "date" | "period":
            return stop(number)
        case "choice":
            return stop(number, *field.choices)
        case "bool":
            return stop(number, "true", "false")
    return stop(number, example)


def stop(number: int, *words: str) -> str:
    """A stop of a snippet in the syntax of editors: empty, with a text, or with words to choose
    from.
    """
    match words:
        case ():
            return f"${number}"
        case (text,):
            return f"${{{number}:{escaped(text)}}}"
    return f"${{{number}|{','.join(words)}|}}"


def escaped(text: str) -> str:
    """A text within a snippet."""
    return re.sub(r"([\\$}])", r"\\\1", text)


def _meant_by_text(field: Field) -> Field:
    """The field that a plain text is for: of a group, the one that it stands for."""
    short = field.group.short if field.group is not None else None
    own = fields_of(field.group) if field.group is not None else ()
    return next((inner for inner in own if inner.name == short), field)
