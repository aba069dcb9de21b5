"""The declarations of fields, read once for all who need them.

Decoding, the schema, the reference, pages, tables and the review know no field by its name: they
ask here.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from stratdocs.model.kinds import (
    BY_COLLECTION,
    FIRST_SHOWN,
    KINDS,
    PLACED,
    About,
    Class,
    Cost,
    Declared,
    Duration,
    Entity,
    Means,
    Part,
    Prose,
    Range,
    Ref,
)
from stratdocs.model.periods import NOTATION, Period
from stratdocs.model.values import Quantity
from stratdocs.words.phrases import in_quotes, join_words, with_article

Sort = Literal[
    "text",
    "prose",
    "bool",
    "date",
    "period",
    "quantity",
    "duration",
    "number",
    "choice",
    "reference",
    "part",
    "own",
]

_SORTS: Mapping[Any, Sort] = {
    str: "text",
    bool: "bool",
    date: "date",
    Period: "period",
    Quantity: "quantity",
}


class Field:
    """A field of a kind or part."""

    def __init__(self, holder: type[Declared], name: str, hint: Any) -> None:
        self.holder = holder
        """The class that declares it."""
        self.name = name
        self.sort: Sort = "own"
        self.many = False
        """Whether it takes a list; one value stands for a list of one."""
        self.choices: tuple[str, ...] = ()
        """The words of a choice."""
        self.meanings: Mapping[str, str] = {}
        """What each word of a choice means."""
        self.limits: Range | None = None
        """The smallest and largest whole number."""
        self.cost: Cost | None = None
        """The money that may stand for a word of the choice."""
        self.refers: Ref | None = None
        """What a reference may name."""
        self.group: type[Part] | None = None
        """The fields of a part."""
        self.about = About()
        """What else is declared of it."""
        self._take(hint)

    def _take(self, hint: Any) -> None:
        """Takes its type apart: list, optional, annotations, and the type of a value."""
        origin = get_origin(hint)
        if origin in (Union, UnionType):
            self._take(next(arm for arm in get_args(hint) if arm is not NoneType))
        elif origin is tuple:
            self.many = True
            self._take(get_args(hint)[0])
        elif origin is Annotated:
            base, *marks = get_args(hint)
            self._take(base)
            for mark in marks:
                self._mark(mark)
        elif origin is Literal:
            self.sort, self.choices = "choice", get_args(hint)
        elif isinstance(hint, type) and issubclass(hint, Part):
            self.sort, self.group = "part", hint
            self.about |= hint.about
        else:
            self.sort = _SORTS.get(hint, "own")

    def _mark(self, mark: Ref | Range | Prose | Duration | Cost | Means | About) -> None:
        match mark:
            case Ref():
                self.sort, self.refers = "reference", mark
            case Range():
                self.sort, self.limits = "number", mark
            case Prose():
                self.sort = "prose"
            case Duration():
                self.sort = "duration"
            case Cost():
                self.cost = mark
            case Means():
                self.meanings = mark.words
            case About():
                self.about |= mark

    # --- its purpose and its values

    @property
    def doc(self) -> str:
        """What it is for."""
        return _docs(self.holder.__module__).get((self.holder.__name__, self.name), "")

    @property
    def part(self) -> PartReference | None:
        """The fields of a part."""
        return None if self.group is None else PartReference(self.group)

    @property
    def type(self) -> str:
        """The type of what may be written, in plain words."""
        return f"{self.single_type}, or a list of them" if self.many else self.single_type

    @property
    def single_type(self) -> str:
        """The type of a single value, in plain words."""
        match self.sort:
            case "text":
                return "a line of text"
            case "prose":
                return "text, which may have several lines, in Markdown"
            case "bool":
                return "true or false"
            case "date":
                return "a date, such as 2027-03-31"
            case "period":
                return f"a period: {NOTATION}"
            case "quantity":
                return "a number with its unit, such as 40%, 24 h, €1.2M or 4.3/5"
            case "duration":
                return "a length of time, such as 3 months or 6 weeks"
            case "number":
                low, high = self.limits or (0, 0)
                return f"a whole number from {low} to {high:,}"
            case "choice" if self.cost is not None:
                words = join_words(self.choices, "or")
                if self.cost.repeats:
                    return f"{words}, or money for a length of time, such as €20k per week"
                return f"{words}, or money, such as €50k"
            case "choice":
                return join_words(self.choices, "or")
            case "reference":
                return self._reference()
            case "part":
                return self._part()
        return "your own names and values"

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
        return f"{short.single_type} ({short.name}), or {whole}" if short else whole

    # --- its names

    @property
    def words(self) -> str:
        """Its name, with blanks."""
        return self.name.replace("_", " ")

    @property
    def label(self) -> str:
        """The heading over it: `Cost of delay`."""
        words = self.about.label or self.words
        return words[0].upper() + words[1:]

    @property
    def heading(self) -> str:
        """The heading of a column: `LNO`."""
        words = self.about.short or self.about.label or self.words
        return words[0].upper() + words[1:]

    @property
    def noun(self) -> str:
        """Its name in a sentence: `done criterion`."""
        return self.about.noun or self.words

    @property
    def back(self) -> str:
        """The link as seen from the named entity: `measures`."""
        return self.about.back or f"{self.words} of"

    @property
    def names(self) -> bool:
        """Whether its value may be the id of an entity."""
        return self.refers is not None or self.about.names


class PartReference:
    """A group of fields inside an item."""

    def __init__(self, group: type[Part]) -> None:
        self.group = group
        self.name = group.__name__
        self.short = group.short
        """The field that a lone value stands for."""
        self.doc = prose(group)
        self.fields = fields_of(group)


def prose(holder: type) -> str:
    """A docstring with its lines joined into paragraphs."""
    paragraphs = (holder.__doc__ or "").strip().split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


# --- reading the declarations ---------------------------------------------------------------------

_known: dict[type[Declared], tuple[Field, ...]] = {}
_known_names: dict[type[Declared], frozenset[str]] = {}
_own: dict[tuple[type, str], Field] = {}


def fields_of(holder: type[Entity | Part]) -> tuple[Field, ...]:
    """The fields of a kind or part that people write, in the order declared."""
    found = _known.get(holder)
    if found is None:
        found = _known[holder] = tuple(
            _declared(holder, name) for name in holder.declared if name not in PLACED
        )
    return found


def names_of_fields(holder: type[Entity | Part]) -> frozenset[str]:
    """The names of the fields of a kind or part."""
    found = _known_names.get(holder)
    if found is None:
        found = _known_names[holder] = frozenset(field.name for field in fields_of(holder))
    return found


def _declared(holder: type[Declared], name: str) -> Field:
    """A field as declared by the class or its nearest base; shared by all that inherit it."""
    bases = (base for base in holder.__mro__ if issubclass(base, Declared))
    base = next(base for base in bases if name in base.__annotations__)
    key = (base, name)
    if key not in _own:
        _own[key] = Field(base, name, _hint(base.__module__, base.__annotations__[name]))
    return _own[key]


@cache
def _hint(module: str, annotation: str) -> Any:
    """The value of an annotation; most occur more than once."""
    return eval(annotation, vars(sys.modules[module]))  # noqa: S307  # our own source


def field_of(holder: type[Entity | Part], name: str) -> Field | None:
    """The field of that name; None if there is none."""
    return next((field for field in fields_of(holder) if field.name == name), None)


@cache
def sorts_by_name() -> Mapping[str, frozenset[Sort]]:
    """What a single value may be in the fields of a name, in all kinds and parts that have one."""
    found: dict[str, set[Sort]] = {name: {"text"} for name in ("id", "title")}
    waiting: list[type[Entity | Part]] = [*KINDS]
    seen: set[type] = set()
    while waiting:
        holder = waiting.pop()
        if holder in seen:
            continue
        seen.add(holder)
        for field in fields_of(holder):
            stands_for: Field | None = field
            if field.group is not None:
                waiting.append(field.group)
                stands_for = field_of(field.group, field.group.short) if field.group.short else None
            if stands_for is not None:
                found.setdefault(field.name, set()).add(stands_for.sort)
    return {name: frozenset(sorts) for name, sorts in found.items()}


def fields_at(kind: type[Entity], route: Iterable[str | int]) -> tuple[Field, ...]:
    """The declared fields on a route, the outermost first."""
    found: list[Field] = []
    holder: type[Entity | Part] | None = kind
    for name in route:
        if isinstance(name, int):
            continue
        field = None if holder is None else field_of(holder, name)
        if field is None:
            break
        found.append(field)
        holder = field.group
    return tuple(found)


def key_values(entity: Entity) -> Iterator[tuple[Field, Any]]:
    """The fields to show of an added or removed entity, the most common ones first."""
    found = dict(_key_values(entity))
    first = [field for name in FIRST_SHOWN for field in found if field.name == name]
    return ((field, found[field]) for field in dict.fromkeys((*first, *found)))


def _key_values(holder: Entity | Part) -> Iterator[tuple[Field, Any]]:
    for field in fields_of(type(holder)):
        value = getattr(holder, field.name)
        if field.about.key:
            yield field, value
        elif isinstance(value, Part):
            yield from _key_values(value)


@cache
def _docs(module: str) -> Mapping[tuple[str, str], str]:
    """The sentence beneath each field, by class and field; Python itself forgets them."""
    import ast  # a check needs no sentence, and would pay two milliseconds for it

    spec = getattr(sys.modules[module], "__spec__", None)
    source = spec.loader.get_source(module) if spec and spec.loader else None
    found: dict[tuple[str, str], str] = {}
    for declared in ast.walk(ast.parse(source or "")):
        if isinstance(declared, ast.ClassDef):
            for field, beneath in zip(declared.body, declared.body[1:], strict=False):
                match field, beneath:
                    case (
                        ast.AnnAssign(target=ast.Name(id=name)),
                        ast.Expr(value=ast.Constant(value=str(text))),
                    ):
                        found[declared.name, name.removesuffix("_")] = " ".join(text.split())
    return found


# --- what a change is about -----------------------------------------------------------------

_PERSONAL = About("accountability", "changed")
_LINKING = About("traceability", "changed")
_PROMISING = About("goalpost", "changed")
_WORDING = About("clarification", "minor")


def by_type(field: Field) -> About | None:
    """What a change of a field is about by its type alone; None if the type says nothing."""
    match field.sort:
        case "reference":
            kinds = field.refers.kinds if field.refers is not None else ()
            return _PERSONAL if {"people", "teams"}.intersection(kinds) else _LINKING
        case "date" | "period" | "quantity" | "duration":
            return _PROMISING
    return None


def reviewed(kind: type[Entity], route: Iterable[str | int]) -> About:
    """What a change at the route is about: by the innermost field that says so, or else by its
    type.
    """
    found = fields_at(kind, route)
    for field in reversed(found):
        if field.about.review is not None:
            return field.about
    return (by_type(found[-1]) if found else None) or _WORDING


def promised(kind: type[Entity]) -> tuple[str, ...]:
    """The routes of the promises of a kind: targets first, then owners."""
    found = _promised.get(kind)
    if found is None:
        classes = get_args(Class)
        routes = [route for route, field in _routes(kind) if field.about.promise]
        order = {route: classes.index(reviewed(kind, route).review) for route in routes}
        routes.sort(key=lambda route: (order[route], route[0] in Entity.declared))
        found = _promised[kind] = tuple(".".join(route) for route in routes)
    return found


_promised: dict[type[Entity], tuple[str, ...]] = {}


def _routes(holder: type[Entity | Part]) -> Iterator[tuple[tuple[str, ...], Field]]:
    """The fields of a kind and of its groups, without lists."""
    for field in fields_of(holder):
        yield (field.name,), field
        if field.group is not None and not field.many:
            for route, inner in _routes(field.group):
                yield (field.name, *route), inner


# --- a field in words -----------------------------------------------------------------------------

_STEP = re.compile(r"([\w ]+)(?:\[((?:[^\[\]]|\[[^\]]*\])*)\])?")


def field_words(route: str, kind: type[Entity] | None = None) -> str:
    """A field in words, by its route: `target`, `date of the action “Ask the pilots”`.

    Without a kind, it is the field of the first kind that has the name.
    """
    parts = [(name, key) for name, key in _STEP.findall(route) if name]
    if not parts:
        return route
    names = [name for name, _ in parts]
    found = fields_at(kind, names) if kind is not None else _somewhere(tuple(names))
    nouns = [field.noun for field in found]
    nouns += [name.replace("_", " ") for name in names[len(nouns) :]]
    if len(parts) > 1 and not parts[0][1]:
        plain = [name.replace("_", " ") for name in names]
        if names[0] == "confidence" and len(names) > 2 and names[-1] == "evidence":
            return f"evidence for the confidence in the {plain[1]}"
        if names[0] == "plan" and (len(names) < 3 or (found and found[-1].sort == "prose")):
            return f"plan {' '.join(plain[1:])}"
        if found and found[0].about.within is not None:
            return found[0].about.within.format(plain[1], nouns[-1])
    keyed = [number for number, (_, key) in enumerate(parts) if key]
    if not keyed:
        return " ".join(nouns)
    at = keyed[-1]
    key, noun = parts[at][1], nouns[at]
    group = found[at].group if at < len(found) else None
    telling = group.named_by if group is not None else ()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", key):
        phrase = f"{noun} of {key}"
    elif telling[:1] == ("by",):
        by, _, level = key.partition(" ")
        phrase = f"{noun} by {by}" + (f" ({level})" if level else "")
    else:
        phrase = f"{noun} {in_quotes(key, 50)}"
        if tuple(names[at + 1 :]) == telling:
            return noun  # its key is what changed
    tail = " ".join(nouns[at + 1 :])
    return f"{tail} of the {phrase}" if tail else phrase


def field_on(route: str, kind: type[Entity] | None = None) -> Field | None:
    """The field at a written route; None if it is not declared."""
    names = [name for name, _ in _STEP.findall(route) if name]
    found = fields_at(kind, names) if kind is not None else _somewhere(tuple(names))
    return found[-1] if found and len(found) == len(names) else None


@cache
def _somewhere(names: tuple[str, ...]) -> tuple[Field, ...]:
    """The fields on a route, of the first kind or part that has it."""
    routes = [fields_at(kind, names) for kind in KINDS]
    longest = max(routes, key=len)
    if longest:
        return longest
    return next((found for part in parts() if (found := _within(part, names))), ())


def _within(part: type[Part], names: tuple[str, ...]) -> tuple[Field, ...]:
    field = field_of(part, names[0])
    return (field,) if field is not None else ()


@cache
def parts() -> tuple[type[Part], ...]:
    """The groups of fields of all kinds, each once."""
    holders: list[type[Entity | Part]] = [*KINDS]
    found: dict[type[Part], None] = {}
    for holder in holders:
        for field in fields_of(holder):
            if field.group is not None and field.group not in found:
                found[field.group] = None
                holders.append(field.group)
    return tuple(found)


# --- the reference --------------------------------------------------------------------------------


class KindReference:
    """One kind of item, with all its fields."""

    def __init__(self, kind: type[Entity]) -> None:
        self.kind = kind
        self.collection, self.noun, self.plural = kind.collection, kind.noun, kind.plural
        self.layer = kind.layer
        self.doc = prose(kind)
        self.fits = kind.fits
        """Collections that it may serve; none means any."""
        self.nests = kind.nests
        """Fields with nested items, each with their collection."""
        self.fields = tuple(
            _upward(kind, field) if field.name == "serves" else field for field in fields_of(kind)
        )


@cache
def reference() -> tuple[KindReference, ...]:
    """Every kind with its fields, in the order of the layers."""
    return tuple(KindReference(kind) for kind in KINDS)


def _upward(kind: type[Entity], field: Field) -> Field:
    """The field `serves` of a kind, limited to what it may serve."""
    hint = Annotated[tuple[str, ...], Ref(kind.fits), field.about]
    return Field(field.holder, field.name, hint)
