"""What a kind or a field is for and how it is written, in plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from textwrap import indent, wrap

from stratdocs.model.fields import Field, KindReference, PartReference, reference
from stratdocs.model.schema import starter
from stratdocs.words.phrases import join_words

WIDTH = 80
"""The length of lines of prose."""


def kind_and_field_names() -> Iterator[str]:
    """All names that can be explained: collections, the words for their items, and fields."""
    for kind in reference():
        yield from (kind.collection, kind.noun)
        for field in kind.fields:
            yield field.name
            yield f"{kind.noun}.{field.name}"


def kind_or_field_explained(name: str) -> str | None:
    """A kind, as in `bets` or `key result`, a field, as in `size`, `bet.size` or
    `bet.success.target`, or the field of a value, as in `on_track`, in plain text; None if there is
    none of that name. A name of several is explained as each of them.
    """
    name = _spaced(name)
    kind = next((k for k in reference() if name in _names(k)), None)
    parts = [] if kind is None else [_kind(kind)]
    parts += _fields_explained(name)
    if not parts:
        parts = _value_explained(name)
    return "\n\n".join(parts) + "\n" if parts else None


def _fields_explained(name: str) -> list[str]:
    """The fields of that name, each with the places where it means the same."""
    holder, _, field_name = name.rpartition(".")
    outer, _, inner = holder.partition(".")
    owner = next((kind for kind in reference() if outer in _names(kind)), None)
    group = holder if owner is None else inner
    found: dict[tuple[str, str], list[str]] = {}
    groups: dict[tuple[str, str], PartReference] = {}
    for kind in reference():
        if owner is not None and kind.collection != owner.collection:
            continue
        for place, field in _all_fields(kind.collection, kind.fields):
            inside = not group or f".{_spaced(place)}".endswith(f".{group}")
            if inside and field_name == _spaced(field.name):
                found.setdefault((field.doc, field.type), []).append(place)
                if field.part is not None:
                    groups[field.doc, field.type] = field.part
    title = field_name.replace(" ", "_")
    parts = []
    for (doc, type_), places in found.items():
        lines = [*wrap(f"{title}, a field of {_joined(places)}:", WIDTH), ""]
        lines += wrap(doc, WIDTH)
        part = groups.get((doc, type_))
        lines += wrap(f"Write {type_}.", WIDTH)
        if part is not None:
            lines += ["", *(line for field in part.fields for line in _lines(field))]
        if example := next(filter(None, (_example(place, title) for place in places)), None):
            lines += ["", "For example:", "", *example]
        parts.append("\n".join(lines))
    return parts


def _example(place: str, name: str) -> list[str] | None:
    """The lines of a field in the starter of its kind; None if it is not there, or within a
    group.
    """
    if "." in place:
        return None
    lines = starter(place).splitlines()
    for number, line in enumerate(lines):
        if line.startswith(f"    {name}:"):
            below = takewhile(lambda more: more.startswith("     "), lines[number + 1 :])
            return [line, *below]
    return None


def _value_explained(name: str) -> list[str]:
    """The fields that can have that value."""
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for kind in reference():
        for place, field in _all_fields(kind.collection, kind.fields):
            for choice in field.choices:
                if name == _spaced(choice):
                    key = (choice, field.name, field.doc, field.type)
                    found.setdefault(key, []).append(place)
    parts = []
    for (choice, field_name, doc, type_), places in found.items():
        head = f"{choice}, a value of {field_name} in {_joined(places)}:"
        parts.append("\n".join([*wrap(head, WIDTH), "", *wrap(f"{doc} Write {type_}.", WIDTH)]))
    return parts


def _kind(kind: KindReference) -> str:
    """A kind with its fields and an example."""
    every = [field for field in kind.fields if all(field in k.fields for k in reference())]
    own = [field for field in kind.fields if field not in every]
    parts = ["\n".join(wrap(f"{kind.collection}: {kind.doc}", WIDTH))]
    if own:
        parts.append("Fields:\n\n" + "\n".join(line for field in own for line in _lines(field)))
    if kind.nests:
        parts.append("\n".join(wrap(f"Nested in it: {join_words(tuple(kind.nests))}.", WIDTH)))
    shared = join_words([field.name for field in every])
    parts.append("\n".join(wrap(f"Also, as in every item: {shared}.", WIDTH)))
    parts.append("For example:\n\n" + indent(starter(kind.collection).rstrip(), "    "))
    return "\n\n".join(parts)


def _lines(field: Field) -> list[str]:
    """A field: its name and sentence, and below them what to write."""
    return [
        f"    {field.name}",
        *(f"        {line}" for line in wrap(field.doc, WIDTH - 8)),
        *(f"        {line}" for line in wrap(f"Write {field.type}.", WIDTH - 8)),
    ]


def _all_fields(place: str, fields: Iterable[Field]) -> Iterator[tuple[str, Field]]:
    """The fields, and those of the groups in them, each with where it belongs."""
    for field in fields:
        yield place, field
        if field.part is not None:
            for inner in field.part.fields:
                yield f"{place}.{field.name}", inner


def _names(kind: KindReference) -> tuple[str, ...]:
    return tuple(map(_spaced, (kind.collection, kind.noun, kind.plural)))


def _spaced(name: str) -> str:
    return name.lower().replace("_", " ").replace("-", " ")


def _joined(places: Sequence[str]) -> str:
    """Where a field belongs, each place once."""
    distinct = tuple(dict.fromkeys(places))
    return "every item" if len(distinct) == len(reference()) else join_words(distinct)
