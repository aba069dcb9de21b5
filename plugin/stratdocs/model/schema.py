"""The JSON Schema for editors, and starter files for newcomers.

The schema follows from the declarations in `kinds.py`, by way of `fields.py`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from stratdocs.model.decode import ID_CHARACTERS, MAX_ID, SETTINGS, SLUG
from stratdocs.model.durations import duration_pattern
from stratdocs.model.fields import Field, KindReference, PartReference, reference
from stratdocs.model.kinds import BY_COLLECTION, Entity, Ref
from stratdocs.model.periods import PERIOD
from stratdocs.model.snippets import item_snippets, part_snippets
from stratdocs.model.starters import STARTERS
from stratdocs.model.values import quantity_pattern
from stratdocs.words.phrases import with_article
from stratdocs.yamltext.source import ScalarNode

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILE_NAME = "strategy-files.schema.json"
"""The name under which a site publishes the schema of a strategy's files."""
ADDRESS = f"https://stratdocs.github.io/stratdocs/{FILE_NAME}"
"""Where the schema of the newest version is."""
MODELINE = f"# yaml-language-server: $schema={ADDRESS}\n"
"""The line at the top of a file by which editors find the schema."""

Ids = Sequence[Entity]
"""The items whose ids are offered."""

# --- JSON Schema ----------------------------------------------------------------------------------


def file_schema(
    settings: Mapping[str, Any] | None = None,
    *,
    address: str | None = ADDRESS,
    ids: Ids | None = None,
) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a strategy file, for completion and hover in editors.

    `check` can read what it accepts. It covers a single file: links are left to `check`, but with
    `ids` each reference offers those that fit. `settings` is the schema of what stands below
    `settings:`, which is known where the rules are; its `$defs` become those of the file.
    """
    own: dict[str, Any] = dict(settings) if settings is not None else {"type": ["object", "null"]}
    definitions = own.pop("$defs", {})
    writer = _Writer(ids)
    kinds = {_name(kind.noun): writer.kind(kind) for kind in reference()}
    groups: dict[str, Any] = {}
    while len(groups) < len(writer.parts):  # parts contain parts, which are found on the way
        for name, part in list(writer.parts.items()):
            if name not in groups:
                groups[name] = writer.part(part)
    return {
        "$schema": DIALECT,
        **({"$id": address} if address is not None else {}),
        "title": "stratdocs strategy file",
        "description": "A mapping from collection names to lists of items.",
        "type": ["object", "null"],
        "properties": {
            **{kind.collection: _items(kind.doc, kind.noun) for kind in reference()},
            SETTINGS: own,
        },
        "additionalProperties": False,
        "defaultSnippets": [
            {
                "label": f"{collection}: with an example",
                "description": f"A file of {BY_COLLECTION[collection].plural}",
                "body": {collection: [body]},
            }
            for collection, body in item_snippets().items()
        ],
        "$defs": {
            **kinds,
            **dict(sorted(groups.items())),
            **writer.values,
            **writer.id_lists(),
            **definitions,
        },
    }


def schema_text(
    settings: Mapping[str, Any] | None = None,
    *,
    address: str | None = ADDRESS,
    ids: Ids | None = None,
) -> str:
    """The JSON Schema as the text of a file."""
    schema = file_schema(settings, address=address, ids=ids)
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _name(noun: str) -> str:
    return noun.replace(" ", "_")


def _items(doc: str, noun: str) -> dict[str, Any]:
    """A list of items. An item with only its hyphen is left to `check`."""
    return {
        "description": doc,
        "type": ["array", "null"],
        "items": {"anyOf": [{"$ref": f"#/$defs/{_name(noun)}"}, {"type": "null"}]},
    }


class _Writer:
    """Writes the parts of a schema; remembers which groups of fields and lists of ids they name."""

    def __init__(self, ids: Ids | None) -> None:
        self.parts: dict[str, PartReference] = {}
        self.values: dict[str, Any] = {}
        """Values that many fields share, by name."""
        self._ids = ids
        self._offered: dict[tuple[str, ...], str] = {}

    def kind(self, kind: KindReference) -> dict[str, Any]:
        schema = self._group(kind.doc, kind.fields, item_snippets()[kind.collection], kind.noun)
        properties = schema["properties"]
        for name, collection in kind.nests.items():
            nested = BY_COLLECTION[collection]
            doc = f"{nested.plural.capitalize()} that serve this {kind.noun}."
            properties[name] = _items(doc, nested.noun)
        properties["id"] = {
            "description": properties["id"]["description"],
            "type": ["string", "number"],
            "pattern": f"^{SLUG.pattern}$",
            "patternErrorMessage": f"Use {ID_CHARACTERS}, such as first-week-value.",
            "maxLength": MAX_ID,
        }
        properties["title"]["type"] = ["string", "number"]
        schema["required"] = ["id", "title"]
        return schema

    def part(self, part: PartReference) -> dict[str, Any]:
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", part.name).lower()
        schema = self._group(part.doc, part.fields, part_snippets().get(part.group), words)
        if part.group.needs is not None:
            schema["required"] = [part.group.needs]
        return schema

    def id_lists(self) -> dict[str, Any]:
        """The lists of the ids that references offer."""
        return {name: self._id_list(kinds) for kinds, name in self._offered.items()}

    def _id_list(self, kinds: tuple[str, ...]) -> dict[str, Any]:
        fitting = [
            item
            for item in self._ids or ()
            if (not kinds or item.collection in kinds) and _has_id(item)
        ]
        fitting.sort(key=lambda item: kinds.index(item.collection) if kinds else 0)
        return {
            "enum": list(dict.fromkeys(item.id for item in fitting)),
            "markdownEnumDescriptions": list(
                {item.id: f"{_in_markdown(item.title)} ({item.noun})" for item in fitting}.values()
            ),
        }

    def _group(
        self,
        doc: str,
        fields: tuple[Field, ...],
        snippet: Mapping[str, Any] | None,
        noun: str,
    ) -> dict[str, Any]:
        schema: dict[str, Any] = {
            "description": doc,
            "type": "object",
            "properties": {field.name: self._property(field) for field in fields},
            "additionalProperties": False,
        }
        if snippet is not None:
            label = f"new {noun}"
            schema["defaultSnippets"] = [
                {"label": label, "description": f"Fields of {with_article(noun)}", "body": snippet}
            ]
        return schema

    def _property(self, field: Field) -> dict[str, Any]:
        """The schema of a field. An empty value says nothing, and is as good as no field."""
        single = self._value(field)
        if not field.many:
            return {"description": field.doc, **_or_null(single)}
        many = {"type": "array", "items": _or_null(single)}
        return {"description": field.doc, **_or_null({"anyOf": [*_options(single), many]})}

    def _value(self, field: Field) -> dict[str, Any]:
        match field.sort:
            case "bool":
                return {"type": "boolean"}
            case "number":
                low, high = field.limits or (0, 0)
                return {"type": "integer", "minimum": low, "maximum": high}
            case "choice" if field.cost is not None:
                amount = _written("string", quantity_pattern(), field.single_type, _COSTS)
                name = f"{'repeated_' if field.cost.repeats else ''}amount"
                return {"anyOf": [self._words(field), self._shared(name, amount)]}
            case "choice":
                return self._words(field)
            case "own":
                return {"type": "object"}
            case "reference" if field.refers is not None:
                return self._reference(field.refers)
            case "part" if field.part is not None:
                part = field.part
                self.parts[part.name] = part
                whole = {"$ref": f"#/$defs/{part.name}"}
                short = [self._value(inner) for inner in part.fields if inner.name == part.short]
                return {"anyOf": [*short, whole]} if short else whole
            case "date" | "period" | "quantity" | "duration":
                return self._shared(field.sort, _form(field))
        return dict(_TEXT)

    def _words(self, field: Field) -> dict[str, Any]:
        meanings = [field.meanings.get(word, "") for word in field.choices]
        words = {"enum": list(field.choices), "markdownEnumDescriptions": meanings}
        return self._shared(f"{field.name}_words", words)

    def _shared(self, name: str, value: dict[str, Any]) -> dict[str, Any]:
        """A reference to a value under a name; if a different one has it, with a number behind."""
        number, free = 1, name
        while self.values.setdefault(free, value) != value:
            number += 1
            free = f"{name}_{number}"
        return {"$ref": f"#/$defs/{free}"}

    def _reference(self, ref: Ref) -> dict[str, Any]:
        if self._ids is None:
            return dict(_TEXT)
        name = self._offered.setdefault(ref.kinds, "_".join(("ids", *(ref.kinds or ("all",)))))
        return {"anyOf": [dict(_TEXT), {"$ref": f"#/$defs/{name}"}]}


_TEXT = {"type": ["string", "number"]}
"""YAML reads text made of digits as a number."""


def _form(field: Field) -> dict[str, Any]:
    """The form of a date, a period, a quantity or a length of time."""
    match field.sort:
        case "date":
            return {
                "type": "string",
                "format": "date",
                "pattern": _DATE,
                "patternErrorMessage": "Write a date such as 2027-03-31.",
                "examples": ["2027-03-31"],
            }
        case "period":
            # YAML reads a year alone as a number
            written = _written(["string", "integer"], PERIOD, field.single_type, _PERIODS)
            return {**written, "minimum": 1000, "maximum": 9999}
        case "duration":
            return _written("string", duration_pattern(), field.single_type, _DURATIONS)
    kind = ["string", "number"]
    return _written(kind, quantity_pattern(), field.single_type, _QUANTITIES)


def _written(
    kind: str | list[str], pattern: re.Pattern[str], words: str, examples: Sequence[Any]
) -> dict[str, Any]:
    return {
        "type": kind,
        "pattern": _pattern(pattern),
        "patternErrorMessage": f"Use {words}.",
        "examples": list(examples),
    }


def _options(schema: dict[str, Any]) -> list[dict[str, Any]]:
    options: list[dict[str, Any]] = schema.get("anyOf", [schema])
    return options


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema that accepts an empty value too."""
    kind = schema.get("type")
    if kind is not None:
        return {**schema, "type": [*([kind] if isinstance(kind, str) else kind), "null"]}
    return {"anyOf": [*_options(schema), {"type": "null"}]}


def _has_id(item: Entity) -> bool:
    """Whether the id of an item is written, and is one."""
    written = item.node.get("id")
    return isinstance(written, ScalarNode) and SLUG.fullmatch(written.text) is not None


def _in_markdown(text: str) -> str:
    """A text of the strategy on one line, without markup."""
    plain = " ".join(text.split())
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|!&" else char for char in plain)


_DATE = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
_PERIODS = (2027, "2027-H1", "2027-Q1", "2027-03")
_QUANTITIES = ("40%", "24 h", "€1.2M", "4.3/5")
_DURATIONS = ("3 months", "6 weeks")
_COSTS = ("€50k",)


def _pattern(expression: re.Pattern[str]) -> str:
    """A Python pattern in JavaScript syntax, as JSON Schema requires."""
    plain = re.sub(r"\(\?P<\w+>", "(?:", expression.pattern)
    plain = re.sub(r"\(\?i:([\w|]+)\)", _in_any_case, plain)
    return rf"^\s*(?:{plain})\s*$"


def _in_any_case(words: re.Match[str]) -> str:
    """Words that ignore case, for programs that cannot be asked to do so within a pattern."""
    letters = (f"[{char.upper()}{char}]" if char.isalpha() else char for char in words[1])
    return f"(?:{''.join(letters)})"


# --- starters -------------------------------------------------------------------------------------


def starter(collection: str) -> str:
    """A small example of one kind in YAML; all of them together are a strategy without findings."""
    return _starters()[collection]


@cache
def _starters() -> Mapping[str, str]:
    found = re.split(r"(?m)^(?=\w)", STARTERS)
    return {text.partition(":")[0]: text for text in found if text}
