"""A strategy with one item of each kind, in which each field that takes words says something."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from stratdocs.model.fields import Field, fields_of
from stratdocs.model.kinds import KINDS, Entity, Part

DEEPEST = 4
_VALUES: Mapping[str, Any] = {
    "bool": True,
    "date": "2026-12-01",
    "period": "2026-Q4",
    "quantity": "40%",
    "duration": "3 months",
}


def identity(kind: type[Entity]) -> str:
    """The id of the item of a kind."""
    return f"{kind.collection.replace('_', '-')}-1"


def every_field(words: Callable[[int], str]) -> dict[str, list[dict[str, Any]]]:
    """The items by collection; `words` gives the text of each field by its number."""
    numbers = count()

    def holder(fields: type[Entity | Part], depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for field in fields_of(fields):
            if field.name == "id" or (depth == 0 and field.name in ("serves", "was", "level")):
                continue
            found = value(field, depth)
            if found is not None:
                made[field.name] = [found] if field.many else found
        return made

    def value(field: Field, depth: int) -> Any:
        match field.sort:
            case "text" | "prose":
                return words(next(numbers))
            case "own":
                return {"note": words(next(numbers)), "more": [words(next(numbers))]}
            case "part":
                return holder(field.group, depth + 1) if field.group and depth < DEEPEST else None
            case "number":
                return field.limits.low if field.limits else 1
            case "choice":
                return field.choices[0]
            case "reference" if field.refers is not None and not field.refers.words:
                kinds = field.refers.kinds or ("strategies",)
                return f"{kinds[0].replace('_', '-')}-1"
            case "reference":
                return words(next(numbers))
        return _VALUES.get(field.sort)

    made: dict[str, list[dict[str, Any]]] = {}
    for kind in KINDS:
        above = next((name for name in kind.fits if name != kind.collection), None)
        links = {"serves": f"{above.replace('_', '-')}-1"} if above is not None else {}
        made[kind.collection] = [{"id": identity(kind), **links, **holder(kind, 0)}]
    return made
