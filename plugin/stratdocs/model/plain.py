"""Values of the model as plain data, as other programs read them."""

from __future__ import annotations

from datetime import date
from typing import Any

from stratdocs.model.kinds import Entity, Part
from stratdocs.model.periods import Period
from stratdocs.model.values import Quantity

_NOT_FIELDS = frozenset(
    ("id", "title", "serves", "depends_on", "fields", "path", "node", "route", "nested_in")
)
"""Attributes of an item that are not among its plain fields."""


def plain_fields(part: Entity | Part) -> dict[str, Any]:
    """The fields of an item or part that are given."""
    excluded = _NOT_FIELDS if isinstance(part, Entity) else ()
    values = ((name, getattr(part, name)) for name in part.declared)
    return {
        name: plain_value(value)
        for name, value in values
        if name not in excluded and value is not None and value != ()
    }


def plain_value(value: Any) -> Any:
    """A value as text, number, list or mapping; dates, periods and quantities as written."""
    match value:
        case Quantity() | Period() | date():
            return str(value)
        case Part():
            fields = plain_fields(value)
            alone = value.needs if set(fields) == {value.needs} else None
            return fields if alone is None else fields[alone]
        case tuple():
            return [plain_value(part) for part in value]
    return value
