"""What was edited in a table of our own since it was exported, cell by cell, and how an item's YAML
follows.

Three things are compared: the cell as it was exported, the cell as it is now, and what the strategy
says. An edit made in the strategy always stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple

from stratdocs.editing.edits import InsertItem, InsertPair, Operation, Remove, Replace, Route
from stratdocs.exchange.columns import OWN, Exported, canonical, cell_value, field_at, item_of
from stratdocs.exchange.xlsx import LONGEST_CELL
from stratdocs.model.fields import fields_of
from stratdocs.model.kinds import Entity
from stratdocs.yamltext.source import MappingNode, SequenceNode

Outcome = Literal["taken", "kept", "conflict"]


class CellEdit(NamedTuple):
    """A cell that says something other than the strategy."""

    heading: str
    here: str
    there: str
    outcome: Outcome
    """Whether it is taken over; `kept` if only the strategy has changed, else a conflict."""


def cell_edits(
    there: Mapping[str, str],
    here: Mapping[str, str],
    base: Exported,
    last: Mapping[str, object],
) -> Iterator[CellEdit]:
    """The cells of a row that differ from the strategy. `last` are those of the last import."""
    for heading, text in there.items():
        ours = here.get(heading, "")
        if _same(text, ours) or _lost(text, ours):
            continue
        before = last.get(heading)
        known = bool(last)
        then = before if isinstance(before, str) else ""
        if base.had(heading, text) or (known and _same(text, then)):
            outcome: Outcome = "kept"
        elif base.had(heading, ours) or (_same(ours, then) if known else not (ours or base)):
            outcome = "taken"
        else:
            outcome = "conflict"
        yield CellEdit(heading, ours, text, outcome)


def _same(first: str, second: str) -> bool:
    return first == second or canonical(first) == canonical(second)


def _lost(text: str, ours: str) -> bool:
    """Whether a cell is ours but for what its program could not keep: letters, or a long end."""
    if len(ours) > LONGEST_CELL and canonical(ours).startswith(canonical(text)[:-1]):
        return len(text) >= LONGEST_CELL - 1
    if "?" not in text:
        return False
    return _same(text, ours.encode("cp1252", "replace").decode("cp1252"))


def operations(
    entity: Entity, place: tuple[int, Route], edits: Sequence[CellEdit], here: Mapping[str, str]
) -> Iterator[Operation]:
    """The changes of an item's YAML that take edits over."""
    number, route = place
    kind = type(entity)
    merged = {**here, **{edit.heading: edit.there for edit in edits}}
    filled = {heading: text for heading, text in merged.items() if text.strip()}
    whole = item_of(kind, tuple(filled), tuple(filled.values()))
    done: set[tuple[str, ...]] = set()
    for edit in edits:
        steps, holder = _steps(edit.heading), entity.node
        depth = 0
        while depth < len(steps) - 1 and isinstance(holder.get(steps[depth]), MappingNode):
            if _value_at(whole, steps[: depth + 1]) is None:
                break
            holder = holder.get(steps[depth])  # type: ignore[assignment]
            depth += 1
        at = steps[: depth + 1]
        if at in done:
            continue
        done.add(at)
        if depth == len(steps) - 1:
            value = _cell_value(kind, edit)
        else:
            value = _value_at(whole, at)
        path = str(entity.path)
        node = holder.get(at[-1])
        if value is None:
            if node is not None:
                yield Remove(path, (*route, *at), number)
        elif node is None:
            before = _before(kind, at, holder)
            yield InsertPair(path, (*route, *at[:-1]), at[-1], _plain(value), before, number)
        elif isinstance(node, SequenceNode) and isinstance(value, list):
            old = cell_value(edit.here, many=True, names=_is_names(kind, edit.heading)) or []
            yield from _list_operations(path, (*route, *at), number, old, value, node)
        else:
            yield Replace(path, (*route, *at), _plain(value), number)


def _steps(heading: str) -> tuple[str, ...]:
    if heading.startswith(OWN):
        return ("fields", heading.removeprefix(OWN))
    return tuple(heading.split("."))


def _value_at(whole: Any, steps: Iterable[str]) -> Any:
    for step in steps:
        if not isinstance(whole, Mapping):
            return None
        whole = whole.get(step)
    return whole


def _is_names(kind: type[Entity], heading: str) -> bool:
    field = field_at(kind, heading)
    return field is not None and field.sort == "reference"


def _cell_value(kind: type[Entity], edit: CellEdit) -> Any:
    if not edit.there.strip():
        return None
    if edit.heading.startswith(OWN):
        found = item_of(kind, (edit.heading,), (edit.there,))
        return found.get("fields", {}).get(edit.heading.removeprefix(OWN))
    field = field_at(kind, edit.heading)
    many = field is not None and field.many
    return cell_value(edit.there, many=many, names=_is_names(kind, edit.heading))


def _list_operations(
    path: str, route: Route, number: int, old: Sequence[Any], new: Sequence[Any], node: SequenceNode
) -> Iterator[Operation]:
    """The items to remove, replace and insert, so that comments beside the others stay."""
    if len(old) != len(node.nodes):
        yield Replace(path, route, list(new), number)
        return
    first, second = ([repr(member) for member in members] for members in (old, new))
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    for tag, start, end, from_, to in reversed(blocks):
        if tag == "equal":
            continue
        common = min(end - start, to - from_)
        for at in range(end - 1, start + common - 1, -1):
            yield Remove(path, (*route, at), number)
        for more in range(to - 1, from_ + common - 1, -1):
            where = start + common
            yield InsertItem(path, route, new[more], where if where < len(old) else None, number)
        for offset in range(common):
            yield Replace(path, (*route, start + offset), new[from_ + offset], number)


def _before(kind: type[Entity], at: Sequence[str], holder: MappingNode) -> str | None:
    """The key that a new one follows: the nearest before it in the order declared."""
    order = [field.name for field in fields_of(kind)] if len(at) == 1 else []
    if at[0] not in order or len(at) > 1:
        return None
    for name in reversed(["id", *order[: order.index(at[0])]]):
        if name in holder.values:
            return name
    return None


def _plain(value: Any) -> Any:
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        return value[0]
    return value
