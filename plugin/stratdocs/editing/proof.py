"""The proof of an edit: what is read afterwards differs from before only as was meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from stratdocs.editing.yaml_writer import Value, plain_text
from stratdocs.yamltext.source import (
    Document,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    SourceFile,
)

Check = Callable[[Node], bool]
"""Whether a node that is read after an edit is the one that was meant."""


def faults(document: Document) -> Counter[str]:
    """What the reader finds wrong with a text; an edit may add nothing to it."""
    return Counter(fault.message for fault in document.faults)


def has_value(value: Value) -> Check:
    """The check that a node has a value that was to be written."""

    def check(node: Node) -> bool:
        match value, node:
            case str(), ScalarNode():
                return node.text == value and not node.empty
            case int(), ScalarNode():
                return node.text == plain_text(value) and node.plain
            case Mapping(), MappingNode():
                return list(node.values) == list(value) and all(
                    has_value(child)(node.values[key]) for key, child in value.items()
                )
            case Sequence(), SequenceNode():
                return len(node.nodes) == len(value) and all(
                    has_value(child)(inner) for child, inner in zip(value, node.nodes, strict=True)
                )
        return False

    return check


def equals(before: Node) -> Check:
    """The check that a node equals one read before."""
    nothing = Comparison(SourceFile("", ""), {}, {}, set(), {}, -1, whole=True)
    return lambda node: nothing.nodes(before, node)


def same_text(before: ScalarNode) -> Check:
    """The check that a node has the same text, with or without quotes."""
    return lambda node: isinstance(node, ScalarNode) and node.text == before.text and not node.empty


def has_only(check: Check, key: str | None = None) -> Check:
    """The check that a node is a list or a mapping of a single value."""

    def only(node: Node) -> bool:
        match node:
            case SequenceNode(nodes=[child]) if key is None:
                return check(child)
            case MappingNode(values=values) if len(values) == 1 and key in values:
                return check(values[key])
        return False

    return only


def has_all(checks: Sequence[Check]) -> Check:
    """The check that a node is a list of those values."""

    def each(node: Node) -> bool:
        return (
            isinstance(node, SequenceNode)
            and len(node.nodes) == len(checks)
            and all(check(child) for check, child in zip(checks, node.nodes, strict=True))
        )

    return each


class Comparison(NamedTuple):
    """The nodes before edits compared with those after, as proof that nothing else changed.

    It compares the text as written; `model.diff` decides whether a strategy changed.
    """

    path: SourceFile
    keys: dict[tuple[int, int], str]
    values: dict[int, Check]
    removed: set[int]
    added: dict[int, list[tuple[int, str | None, Check]]]
    unended: int
    """The end of a text without a final line break, which a block at its end may get;
    otherwise -1."""
    whole: bool
    """Whether the text could be read to its end before; otherwise there may be more now."""

    def nodes(self, before: Node, after: Node) -> bool:
        """Whether a node is what it should be."""
        check = self.values.get(id(before))
        if check is not None:
            return check(after)
        match before, after:
            case ScalarNode(), ScalarNode():
                ended = before.text + "\n" if before.end >= self.unended >= 0 else before.text
                texts = (before.text,) if before.plain else (before.text, ended)
                return after.text in texts and before.plain == after.plain
            case SequenceNode(), SequenceNode():
                return self.lists(before.nodes, after.nodes, self.added.get(id(before), ()))
            case MappingNode(), MappingNode():
                return self.fields(before, after)
        return False

    def lists(
        self,
        before: Sequence[Node],
        after: Sequence[Node],
        added: Sequence[tuple[int, str | None, Check]] = (),
    ) -> bool:
        """Whether a list has the right items."""
        wanted: list[Check] = []
        for number, child in enumerate([*before, None]):
            wanted.extend(check for at, _, check in added if at == number)
            if child is not None and id(child) not in self.removed:
                wanted.append(lambda node, child=child: self.nodes(child, node))  # type: ignore[misc]
        if len(wanted) > len(after) or (self.whole and len(wanted) < len(after)):
            return False
        return all(check(node) for check, node in zip(wanted, after, strict=False))

    def fields(self, before: MappingNode, after: MappingNode) -> bool:
        """Whether a mapping has the right keys and values."""
        added = self.added.get(id(before), ())
        names: list[str] = []
        for number, (name, node) in enumerate([*before.values.items(), ("", None)]):
            for at, key, check in added:
                if at == number and key is not None:
                    names.append(key)
                    if (new := after.get(key)) is None or not check(new):
                        return False
            if node is None or id(node) in self.removed:
                continue
            names.append(self.name(before, name))
            found = after.get(names[-1])
            if found is None or not self.nodes(node, found):
                return False
        if len(set(names)) < len(names) or (self.whole and len(names) < len(after.values)):
            return False
        return not added or list(after.values)[: len(names)] == names

    def name(self, fields: MappingNode, name: str) -> str:
        """The name of a key after the edits."""
        if not self.keys:
            return name
        span = fields.key_span(self.path, name)
        return self.keys.get((span.line, span.column), name)
