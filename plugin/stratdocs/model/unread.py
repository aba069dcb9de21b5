"""Values that are written but could not be read, as the text that is written there.

Decoding leaves them out and reports them. Whoever compares two versions of an item must not take
them for absent: what is unknown is neither there nor gone.
"""

from __future__ import annotations

from typing import Any

from stratdocs.model.fields import Field, fields_of
from stratdocs.model.kinds import Entity, Part
from stratdocs.yamltext.source import MappingNode, Node, ScalarNode, SequenceNode


class Unread(str):
    """The text of a value that could not be read."""

    __slots__ = ()


def is_blank(node: Node) -> bool:
    """Whether a node is empty, or an empty list."""
    return (
        node.empty
        if isinstance(node, ScalarNode)
        else isinstance(node, SequenceNode) and not node.nodes
    )


def is_written(entity: Entity, *route: str) -> bool:
    """Whether something is written in a field, be it a value that could not be read."""
    node = entity.node_at(*route)
    return node is not None and not is_blank(node)


def holds_unread(value: Any) -> bool:
    """Whether a value could not be read, is a list with a member that could not, or a group without
    a readable name.
    """
    if isinstance(value, Part):
        return any(isinstance(getattr(value, name), Unread) for name in value.named_by)
    if isinstance(value, tuple):
        return any(isinstance(member, Unread) for member in value)
    return isinstance(value, Unread)


def unread_values(entity: Entity) -> dict[str, Any]:
    """The fields with something in them that could not be read: their values with that as text."""
    found: dict[str, Any] = {}
    for field in fields_of(type(entity)):
        node = entity.node.get(field.name)
        if node is None:
            continue
        value = entity.__dict__.get(field.name)
        whole = _with_unread(field, node, value)
        if whole is not value:
            found[field.name] = whole
    return found


def _with_unread(field: Field, node: Node, value: Any) -> Any:
    """The value of a field, with what could not be read as text; the same value if all could."""
    if is_blank(node):
        return value
    if field.many and isinstance(node, SequenceNode):
        return _members_with_unread(field, node, value or ())
    if field.many and value:
        member = _member_with_unread(node, value[0])
        return value if member is value[0] else (member,)
    if value is None or value == ():
        unread = Unread(_text(node))
        return (unread,) if field.many else unread
    return _member_with_unread(node, value)


def _members_with_unread(
    field: Field, node: SequenceNode, members: tuple[Any, ...]
) -> tuple[Any, ...]:
    nodes = [member for member in node.nodes if not is_blank(member)]
    if len(nodes) < len(members):
        return members  # nesting added a parent
    if len(nodes) > len(members):
        kept = [member for member in nodes if _is_read(field, member)]
        if len(kept) != len(members):  # which of them are missing is not known
            return (Unread(_text(node)),)
    else:
        kept = nodes
    places = {id(member) for member in kept}
    read = iter(members)
    found = tuple(
        _member_with_unread(member, next(read)) if id(member) in places else Unread(_text(member))
        for member in nodes
    )
    same = len(found) == len(members) and all(
        now is was for now, was in zip(found, members, strict=True)
    )
    return members if same else found


def _is_read(field: Field, node: Node) -> bool:
    """Whether decoding keeps a member of a list, by its form."""
    if field.group is None:
        return isinstance(node, ScalarNode)
    if isinstance(node, MappingNode):
        return field.group.needs is None or not _is_missing(node.get(field.group.needs))
    return isinstance(node, ScalarNode) and field.group.short is not None


def _is_missing(node: Node | None) -> bool:
    return node is None or is_blank(node)


def _member_with_unread(node: Node, value: Any) -> Any:
    if not isinstance(value, Part) or not isinstance(node, MappingNode):
        return value
    changed: dict[str, Any] = {}
    for inner in fields_of(type(value)):
        at = node.get(inner.name)
        if at is not None:
            was = value.__dict__.get(inner.name)
            now = _with_unread(inner, at, was)
            if now is not was:
                changed[inner.name] = now
    return type(value)(**{**value.__dict__, **changed}) if changed else value


def _text(node: Node) -> str:
    """What is written at a node, in one line."""
    match node:
        case ScalarNode():
            return " ".join(node.text.split())
        case MappingNode():
            return ", ".join(f"{name}: {_text(inner)}" for name, inner in node.values.items())
    return ", ".join(_text(inner) for inner in node.nodes)
