"""The JSON Schema for editors, and starter files for newcomers.

The schema follows from the declarations in `kinds.py`, by way of `fields.py`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from stratdocs.model.decode import MAX_ID, SLUG
from stratdocs.model.durations import duration_pattern
from stratdocs.model.fields import Field, KindReference, PartReference, reference
from stratdocs.model.kinds import BY_COLLECTION
from stratdocs.model.periods import PERIOD
from stratdocs.model.starters import STARTERS
from stratdocs.model.values import quantity_pattern

DIALECT = "https://json-schema.org/draft/2020-12/schema"

# --- JSON Schema ----------------------------------------------------------------------------------


def file_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a strategy file, for completion and hover in editors.

    `check` can read what it accepts. It covers a single file: links are left to `check`.
    """
    parts: dict[str, PartReference] = {}
    kinds = {kind.noun.replace(" ", "_"): _kind_schema(kind, parts) for kind in reference()}
    groups: dict[str, Any] = {}
    while len(groups) < len(parts):  # parts contain parts, which are found on the way
        for name, part in list(parts.items()):
            if name not in groups:
                groups[name] = _group(part.doc, part.fields, parts)
    return {
        "$schema": DIALECT,
        "title": "stratdocs strategy file",
        "description": "A mapping from collection names to lists of items.",
        "type": "object",
        "properties": {
            kind.collection: {
                "description": kind.doc,
                "type": "array",
                "items": {"$ref": f"#/$defs/{kind.noun.replace(' ', '_')}"},
            }
            for kind in reference()
        },
        "additionalProperties": False,
        "$defs": {**kinds, **dict(sorted(groups.items()))},
    }


def schema_text() -> str:
    """The JSON Schema as the text of a file."""
    return json.dumps(file_schema(), ensure_ascii=False, indent=2) + "\n"


def _kind_schema(kind: KindReference, parts: dict[str, PartReference]) -> dict[str, Any]:
    schema = _group(kind.doc, kind.fields, parts)
    for name, collection in kind.nests.items():
        nested = BY_COLLECTION[collection]
        schema["properties"][name] = {
            "description": f"{nested.plural.capitalize()} that serve this {kind.noun}.",
            "type": "array",
            "items": {"$ref": f"#/$defs/{nested.noun.replace(' ', '_')}"},
        }
    schema["properties"]["id"].update({"pattern": f"^{SLUG.pattern}$", "maxLength": MAX_ID})
    schema["required"] = ["id", "title"]
    return schema


def _group(doc: str, fields: tuple[Field, ...], parts: dict[str, PartReference]) -> dict[str, Any]:
    return {
        "description": doc,
        "type": "object",
        "properties": {field.name: _property(field, parts) for field in fields},
        "additionalProperties": False,
    }


def _property(field: Field, parts: dict[str, PartReference]) -> dict[str, Any]:
    single = _value(field, parts)
    if field.many:
        many = {"type": "array", "items": single}
        single = (
            {"anyOf": [*single["anyOf"], many]} if "anyOf" in single else {"anyOf": [single, many]}
        )
    return {"description": field.doc, **single}


def _value(field: Field, parts: dict[str, PartReference]) -> dict[str, Any]:
    match field.sort:
        case "bool":
            return {"type": "boolean"}
        case "date":
            return {"type": "string", "format": "date", "pattern": _DATE}
        case "period":
            # YAML reads a year alone as a number
            return {
                "type": ["string", "integer"],
                "pattern": _pattern(PERIOD),
                "minimum": 1000,
                "maximum": 9999,
            }
        case "quantity":
            return {"type": ["string", "number"], "pattern": _pattern(quantity_pattern())}
        case "duration":
            return {"type": "string", "pattern": _pattern(duration_pattern())}
        case "number":
            low, high = field.limits or (0, 0)
            return {"type": "integer", "minimum": low, "maximum": high}
        case "choice" if field.cost is not None:
            amount = {"type": "string", "pattern": _pattern(quantity_pattern())}
            return {"anyOf": [{"enum": list(field.choices)}, amount]}
        case "choice":
            return {"enum": list(field.choices)}
        case "own":
            return {"type": "object"}
        case "part" if field.part is not None:
            part = field.part
            parts[part.name] = part
            whole = {"$ref": f"#/$defs/{part.name}"}
            short = [_value(inner, parts) for inner in part.fields if inner.name == part.short]
            return {"anyOf": [*short, whole]} if short else whole
    return {"type": ["string", "number"]}  # YAML reads a text of digits as a number


_DATE = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"


def _pattern(expression: re.Pattern[str]) -> str:
    """A Python pattern in JavaScript syntax, as JSON Schema requires."""
    plain = re.sub(r"\(\?P<\w+>", "(?:", expression.pattern)
    return rf"^\s*(?:{plain})\s*$"


# --- starters -------------------------------------------------------------------------------------


def starter(collection: str) -> str:
    """A small example of one kind in YAML; all of them together are a strategy without findings."""
    return _starters()[collection]


@cache
def _starters() -> Mapping[str, str]:
    found = re.split(r"(?m)^(?=\w)", STARTERS)
    return {text.partition(":")[0]: text for text in found if text}
