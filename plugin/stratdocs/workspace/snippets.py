"""New items to fill in, as editors insert them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stratdocs.authoring.new_items import PROPOSED, quarter
from stratdocs.model.fields import Field, field_of
from stratdocs.model.kinds import Entity
from stratdocs.model.schema import starter
from stratdocs.model.snippets import escaped, stop
from stratdocs.model.stack import Stack

_LINE = re.compile(r"(?P<blanks> *)(?P<key>\w+): (?P<value>.+)")
_LEFT_OUT = ("check_ins", "readings")
"""Fields that are written later."""


def indented(text: str, columns: int) -> str:
    """A line that begins at a column."""
    return " " * columns + text


def new_item(stack: Stack, kind: type[Entity], indent: int, *, in_flow: bool) -> str:
    """The fields of a new item, which begin at a column: the first one without its blanks."""
    if in_flow:
        return f"id: {stop(1)}, title: {stop(2)}"
    return f"\n{' ' * indent}".join(_lines(stack, kind))


def _lines(stack: Stack, kind: type[Entity]) -> Iterator[str]:
    number = 0
    holder: str | None = None
    for line in starter(kind.collection).splitlines()[1:]:
        match = _LINE.match(line[4:])
        if match is None:
            holder = line.strip().removesuffix(":")
            if holder not in _LEFT_OUT:
                yield escaped(line[4:])
            continue
        blanks, key, value = match["blanks"], match["key"], match["value"]
        if not blanks:
            holder = None
        if key in _LEFT_OUT or holder in _LEFT_OUT:
            continue
        field = _field(kind, holder if blanks else None, key)
        number += 1
        yield f"{blanks}{key}: {_place(stack, kind, field, key, value, number)}"


def _field(kind: type[Entity], holder: str | None, key: str) -> Field | None:
    outer = field_of(kind, holder) if holder is not None else None
    if outer is not None and outer.group is not None:
        return field_of(outer.group, key)
    return field_of(kind, key)


def _place(
    stack: Stack, kind: type[Entity], field: Field | None, key: str, value: str, number: int
) -> str:
    """The place to fill in: a choice, the likeliest value, or nothing where ids are completed."""
    if field is None or key == "id" or field.sort == "reference":
        return stop(number)
    match field.sort:
        case "choice" if not field.many and field.cost is None:
            first = "proposed" if key == "status" and kind.collection in PROPOSED else value
            return stop(number, first, *(word for word in field.choices if word != first))
        case "period":
            return stop(number, quarter(stack.today))
        case "date":
            return stop(number, stack.calendar.around(stack.today, 3).end.isoformat())
    return stop(number, value)
