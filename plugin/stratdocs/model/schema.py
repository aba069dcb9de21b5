"""What the model declares, told to editors, to readers and to whoever begins.

All of it follows from the declarations in `model.py`: their types, and the sentences beneath them,
which are read from the source when they are asked for.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.util import find_spec
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    NamedTuple,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from stratdocs.model import kinds as model
from stratdocs.model.decode import MAX_ID, SLUG
from stratdocs.model.kinds import BY_COLLECTION, KINDS, PLACED, Entity, Part, Prose, Range, Ref
from stratdocs.model.values import PERIOD, QUANTITY, Period, Quantity
from stratdocs.words.phrases import join_words, with_article

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Sort = Literal[
    "text",
    "prose",
    "bool",
    "date",
    "period",
    "quantity",
    "number",
    "choice",
    "reference",
    "part",
    "own",
]


class Field(NamedTuple):
    """A field of a kind or part."""

    name: str
    doc: str
    """What it is for."""
    sort: Sort
    many: bool
    """Whether it takes a list; one value stands for a list of one."""
    choices: tuple[str, ...] = ()
    """The words that fit, of a choice."""
    limits: Range | None = None
    """The smallest and largest whole number that fit, of a number."""
    refers: Ref | None = None
    """What may be named, of a reference."""
    part: PartReference | None = None
    """The fields within."""

    @property
    def type(self) -> str:
        """What may be written, in plain words."""
        return f"{self.one}; or a list of them" if self.many else self.one

    @property
    def one(self) -> str:
        """What a single value is, in plain words."""
        match self.sort:
            case "text":
                return "a line of text"
            case "prose":
                return "text, also of several lines, in Markdown"
            case "bool":
                return "true or false"
            case "date":
                return "a date, as in 2027-03-31"
            case "period":
                return "a period: 2027, 2027-H1, 2027-Q1 or 2027-03"
            case "quantity":
                return "a number with its unit, as in 40%, 24 h, €1.2M or 4.3/5"
            case "number":
                low, high = self.limits or (0, 0)
                return f"a whole number from {low} to {high:,}"
            case "choice":
                return join_words(self.choices, "or")
            case "reference":
                return self._reference()
            case "part":
                return self._part()
        return "names and values of your own"

    def _reference(self) -> str:
        ref = self.refers or Ref()
        nouns = [with_article(BY_COLLECTION[kind].noun) for kind in ref.kinds]
        return f"the id of {join_words(nouns or ['any item'], 'or')}" + (
            ", or words" if ref.words else ""
        )

    def _part(self) -> str:
        part = self.part
        if part is None:
            return "a group of fields"
        whole = f"a group of fields: {', '.join(field.name for field in part.fields)}"
        short = next((f for f in part.fields if f.name == part.short), None)
        return f"{short.one} ({short.name}), or {whole}" if short else whole


class PartReference(NamedTuple):
    """A group of fields inside an item."""

    name: str
    doc: str
    short: str | None
    """The field that a lone value stands for."""
    fields: tuple[Field, ...]


class KindReference(NamedTuple):
    """One kind of item, with all that may be said of it."""

    collection: str
    noun: str
    plural: str
    layer: str
    doc: str
    fits: tuple[str, ...]
    """Collections that it may serve; none means any."""
    nests: Mapping[str, str]
    """Fields that hold items of their own, to their collection."""
    fields: tuple[Field, ...]


# --- reading the declarations ---------------------------------------------------------------------


@cache
def reference() -> tuple[KindReference, ...]:
    """Every kind with its fields, in the order of the layers."""
    return tuple(
        KindReference(
            kind.collection,
            kind.noun,
            kind.plural,
            kind.layer,
            _prose(kind),
            kind.fits,
            kind.nests,
            _fields(kind),
        )
        for kind in KINDS
    )


def _part(part: type[Part]) -> PartReference:
    return PartReference(part.__name__, _prose(part), part.short, _fields(part))


def _fields(owner: type[Entity | Part]) -> tuple[Field, ...]:
    hints = get_type_hints(owner, include_extras=True)
    names = [name for name in owner.declared if name not in PLACED]
    found = (_field(name, _doc(owner, name), hints[name]) for name in names)
    if not issubclass(owner, Entity):
        return tuple(found)
    upward = Ref(owner.fits)
    return tuple(f._replace(refers=upward) if f.name == "serves" else f for f in found)


def _field(name: str, doc: str, hint: Any, *, many: bool = False) -> Field:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        (hint,) = (arm for arm in get_args(hint) if arm is not NoneType)
        return _field(name, doc, hint, many=many)
    if origin is tuple:
        return _field(name, doc, get_args(hint)[0], many=True)
    if origin is Literal:
        return Field(name, doc, "choice", many, choices=get_args(hint))
    if origin is Annotated:
        _, mark = get_args(hint)
        match mark:
            case Ref():
                return Field(name, doc, "reference", many, refers=mark)
            case Range():
                return Field(name, doc, "number", many, limits=mark)
            case Prose():
                return Field(name, doc, "prose", many)
    if isinstance(hint, type) and issubclass(hint, Part):
        return Field(name, doc, "part", many, part=_part(hint))
    return Field(name, doc, _SORTS.get(hint, "own"), many)


_SORTS: Mapping[Any, Sort] = {
    str: "text",
    bool: "bool",
    date: "date",
    Period: "period",
    Quantity: "quantity",
}


def _prose(owner: type) -> str:
    """A docstring with its lines joined into paragraphs."""
    paragraphs = (owner.__doc__ or "").strip().split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _doc(owner: type, name: str) -> str:
    for base in owner.__mro__:
        found = _docs().get((base.__name__, name))
        if found is not None:
            return found
    return ""


@cache
def _docs() -> Mapping[tuple[str, str], str]:
    """The sentence beneath each field, by class and field; Python itself forgets them."""
    spec = find_spec(model.__name__)
    source = spec.loader.get_source(model.__name__) if spec and spec.loader else None  # type: ignore[attr-defined]  # the loaders of files and zips have it
    return dict(_sentences(ast.parse(source or "")))


def _sentences(module: ast.Module) -> Iterator[tuple[tuple[str, str], str]]:
    for declared in module.body:
        if isinstance(declared, ast.ClassDef):
            for field, beneath in zip(declared.body, declared.body[1:], strict=False):
                match field, beneath:
                    case (
                        ast.AnnAssign(target=ast.Name(id=name)),
                        ast.Expr(value=ast.Constant(value=str(text))),
                    ):
                        yield (declared.name, name), " ".join(text.split())


# --- JSON Schema ----------------------------------------------------------------------------------


def file_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a strategy file, for completion and hover in editors.

    What it accepts, `check` can read. It knows one file only, so that links are left to `check`.
    """
    parts: dict[str, PartReference] = {}
    kinds = {kind.noun.replace(" ", "_"): _kind_schema(kind, parts) for kind in reference()}
    groups: dict[str, Any] = {}
    while len(groups) < len(parts):  # parts hold parts, which are met on the way
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
    one = _value(field, parts)
    if field.many:
        many = {"type": "array", "items": one}
        one = {"anyOf": [*one["anyOf"], many]} if "anyOf" in one else {"anyOf": [one, many]}
    return {"description": field.doc, **one}


def _value(field: Field, parts: dict[str, PartReference]) -> dict[str, Any]:
    match field.sort:
        case "bool":
            return {"type": "boolean"}
        case "date":
            return {"type": "string", "format": "date", "pattern": _DATE}
        case "period":
            # a year alone is a number to YAML
            return {
                "type": ["string", "integer"],
                "pattern": _pattern(PERIOD),
                "minimum": 1000,
                "maximum": 9999,
            }
        case "quantity":
            return {"type": ["string", "number"], "pattern": _pattern(QUANTITY)}
        case "number":
            low, high = field.limits or (0, 0)
            return {"type": "integer", "minimum": low, "maximum": high}
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
    return {"type": ["string", "number"]}  # a text of digits is a number to YAML


_DATE = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"


def _pattern(expression: re.Pattern[str]) -> str:
    """A Python pattern as JavaScript, the language of JSON Schema's patterns, reads it."""
    plain = re.sub(r"\(\?P<\w+>", "(?:", expression.pattern)
    return rf"^\s*(?:{plain})\s*$"


# --- starters -------------------------------------------------------------------------------------


def starter(collection: str) -> str:
    """A small example of one kind in YAML; all of them together are a strategy without a fault."""
    values = _STARTERS[collection]
    names = [field.name for field in _fields(BY_COLLECTION[collection]) if field.name in values]
    lines = [line for name in names for line in _lines(name, values[name])]
    return f"{collection}:\n  - " + "\n    ".join(lines) + "\n"


def _lines(name: str, value: Any) -> list[str]:
    line = f"{name}: {_written(value, _IN_BLOCK)}"
    if len(line) <= _LONGEST or not isinstance(value, (dict, list)):
        return [line]
    if isinstance(value, list):
        inside = [f"- {_written(inner, _IN_BLOCK)}" for inner in value]
    else:
        inside = [line for key, inner in value.items() for line in _lines(key, inner)]
    return [f"{name}:", *(f"  {line}" for line in inside)]


_LONGEST = 80
"""Characters of a field that fit on one line."""


def _written(value: Any, quoted: re.Pattern[str]) -> str:
    match value:
        case dict():
            inside = [f"{name}: {_written(inner, _IN_FLOW)}" for name, inner in value.items()]
            return f"{{{', '.join(inside)}}}"
        case list():
            return f"[{', '.join(_written(inner, _IN_FLOW) for inner in value)}]"
    text = str(value)
    return f'"{text}"' if quoted.search(text) else text


_IN_BLOCK = re.compile(r"^[^\w€<>~.]|: | #")
"""What must stand in quotes."""
_IN_FLOW = re.compile(rf"{_IN_BLOCK.pattern}|[\[\]{{}},]")
"""What must stand in quotes within braces or brackets."""

_STARTERS: Mapping[str, Mapping[str, Any]] = {
    "strategies": {
        "id": "customers-that-stay",
        "title": "Win by keeping customers",
        "level": "company",
        "period": "2027",
        "owner": "maya",
        "why": "Those who stay three years pay for all the others",
        "fixed": ["One price list for everybody"],
        "open": ["How each team gets customers to value sooner"],
        "not_doing": [{"title": "Winning back who left", "because": "It costs twice as much"}],
    },
    "outcomes": {
        "id": "value-in-days",
        "title": "New customers do real work within days",
        "owner": "maya",
        "serves": "customers-that-stay",
        "metric": "activation-7d",
        "baseline": "40%",
        "target": "55%",
        "by": "2027-06-30",
    },
    "opportunities": {
        "id": "lists-by-hand",
        "title": "Typing in old lists takes a week",
        "serves": "value-in-days",
        "evidence": [{"says": "We gave up after the third page", "source": "Interview, March"}],
    },
    "solutions": {
        "id": "guided-import",
        "title": "A guided import",
        "serves": "lists-by-hand",
        "effort": "medium",
    },
    "experiments": {
        "id": "import-by-hand",
        "title": "We import ten customers' lists by hand",
        "serves": "guided-import",
        "assumption": "With their lists in place they start the same day",
        "method": "Ten new customers, one week",
        "passes_if": "Seven of ten work with their lists on day one",
    },
    "bets": {
        "id": "first-week-value",
        "title": "Value in the first week",
        "owner": "maya",
        "period": "2027-H1",
        "status": "committed",
        "serves": "customers-that-stay",
        "size": "big",
        "lno": "leverage",
        "dhm": {
            "delight": "Their own data on day one",
            "hard_to_copy": "Importers for forty old systems",
            "margin": "Half the onboarding calls",
        },
        "confidence": {"problem": "high", "solution": "medium", "outcome": "medium"},
        "success": {
            "outcome": "New customers do real work within a week",
            "measure": "activation-7d",
            "baseline": "40%",
            "target": "55%",
            "by": "2027-06-30",
        },
        "approved_by": "maya",
    },
    "objectives": {
        "id": "first-week",
        "title": "New customers get value in their first week",
        "owner": "maya",
        "period": "2027-Q1",
        "status": "on_track",
        "serves": "first-week-value",
        "level": "team",
        "team": "onboarding",
    },
    "key_results": {
        "id": "activation",
        "title": "Increase 7-day activation from 40% to 55%",
        "owner": "maya",
        "serves": "first-week",
        "metric": "activation-7d",
        "baseline": "40%",
        "target": "55%",
        "by": "2027-03-31",
        "check_ins": [
            {"date": "2027-01-31", "value": "43%", "status": "on_track", "confidence": 7}
        ],
    },
    "initiatives": {
        "id": "import-for-all",
        "title": "The guided import for every new customer",
        "owner": "maya",
        "serves": "first-week-value",
        "nature": "product",
        "ballot": {"product": 6, "policy": 1},
        "plan": {
            "leverage": {"product": 4, "policy": 1},
            "feedback": {"product": 5, "policy": 2},
            "measurement": {"product": 4, "policy": 2},
            "velocity": {"product": 4, "policy": 1},
        },
    },
    "work": {
        "id": "import-spreadsheets",
        "title": "Import from spreadsheets",
        "owner": "maya",
        "status": "on_track",
        "serves": "activation",
        "due": "2027-02-10",
        "done_when": "A list of 5,000 rows is in within a minute",
        "estimate": "8 d",
        "lno": "leverage",
    },
    "metrics": {
        "id": "activation-7d",
        "title": "7-day activation",
        "unit": "%",
        "stage": "outcome",
        "timing": "leading",
        "shape": "gradient",
        "readings": [{"date": "2026-12-31", "value": "40%"}],
    },
    "teams": {
        "id": "onboarding",
        "title": "Onboarding",
        "members": ["maya"],
        "capacity": "60 d",
        "utilisation": "65%",
        "reading": {
            "asks": "Get customers to real work sooner",
            "will_not_do": "Features for those who have long arrived",
        },
    },
    "people": {"id": "maya", "title": "Maya Lind", "role": "Head of product", "team": "onboarding"},
    "risks": {
        "id": "messy-lists",
        "title": "Customers' lists are too messy to import",
        "owner": "maya",
        "serves": "import-spreadsheets",
        "probability": 4,
        "impact": 3,
        "mitigation": "Try it with ten real lists first",
        "factor": "technical",
    },
    "rituals": {
        "id": "monday-numbers",
        "title": "Monday numbers",
        "owner": "maya",
        "serves": "first-week-value",
        "cadence": "weekly",
        "asks": ["What moved", "What do we change"],
        "attendees": ["maya"],
    },
    "retrospectives": {
        "id": "winter-look-back",
        "title": "A look back on the winter",
        "serves": "first-week",
        "date": "2027-03-30",
        "worked": ["Watching customers import"],
        "did_not": ["Guessing file formats"],
        "improve": ["Ask for a sample file in the first call"],
    },
    "decisions": {
        "id": "import-before-templates",
        "title": "Import first, templates later",
        "owner": "maya",
        "serves": "first-week-value",
        "decided": "2026-12-10",
        "question": "What do new customers need most",
        "options": ["Guided import", "Ready-made templates"],
        "choice": "Guided import, since every interview named it",
        "reversible": "true",
    },
    "health": {
        "id": "spring-check",
        "title": "Spring health check",
        "serves": "customers-that-stay",
        "date": "2027-04-05",
        "checklist": [
            {"item": "strategic_clarity", "status": "green"},
            {"item": "feedback_loops", "status": "yellow", "evidence": "Two Mondays skipped"},
        ],
    },
}
"""Values that a reader believes, of one small company."""
