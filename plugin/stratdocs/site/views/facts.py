"""The fields of an entity laid out for readers, by their declared types."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any, Literal, NamedTuple

from stratdocs.model.days import day_words
from stratdocs.model.fields import Field, fields_of
from stratdocs.model.fields import Sort as Type
from stratdocs.model.finding import Finding
from stratdocs.model.kinds import Entity, Part
from stratdocs.site.views.page import Ref, SiteContext
from stratdocs.words.phrases import in_quotes

Shape = Literal["line", "prose", "word", "number", "day", "link", "part"]


class Form(NamedTuple):
    """How the values of one declared field are shown."""

    name: str
    label: str
    """The heading over it: `Cost of delay`."""
    shape: Shape
    many: bool
    part: type[Part] | None
    field: Field


_SHAPES: Mapping[Type, Shape] = {
    "text": "line",
    "prose": "prose",
    "bool": "line",
    "date": "day",
    "period": "line",
    "quantity": "number",
    "duration": "line",
    "number": "number",
    "choice": "word",
    "reference": "link",
    "part": "part",
}
"""The shape of each type; types that are missing are not shown."""


class Fact(NamedTuple):
    """One field with its value, ready to print."""

    name: str
    label: str
    shape: Shape
    many: bool
    value: Any
    """By shape: text, a link, or the facts of a part; a tuple of those where there are many."""
    columns: tuple[Form, ...] = ()
    """The columns of a table of parts, without empty ones."""


def facts(site: SiteContext, entity: Entity, leave_out: Collection[str]) -> tuple[Fact, ...]:
    """The fields that are set, in the order of their declaration."""
    return tuple(
        fact
        for form in forms(type(entity))
        if form.name not in leave_out
        and (fact := _fact(site, form, getattr(entity, form.name))) is not None
    )


_forms: dict[type[Entity | Part], tuple[Form, ...]] = {}


def forms(kind: type[Entity | Part]) -> tuple[Form, ...]:
    """The forms of a kind's fields, without those that all entities have."""
    known = _forms.get(kind)
    if known is None:
        known = _forms[kind] = _declared_forms(kind)
    return known


def _declared_forms(kind: type[Entity | Part]) -> tuple[Form, ...]:
    return tuple(
        Form(field.name, field.label, _SHAPES[field.sort], field.many, field.group, field)
        for field in fields_of(kind)
        if field.holder is not Entity and field.sort in _SHAPES
    )


def _fact(site: SiteContext, form: Form, value: Any) -> Fact | None:
    if value is None or value in ((), ""):
        return None
    if form.many:
        printed = tuple(_printable_value(site, form, member) for member in value)
        columns: tuple[Form, ...] = ()
        if form.part is not None:
            filled = {fact.name for row in printed for fact in row}
            columns = tuple(column for column in forms(form.part) if column.name in filled)
        return Fact(form.name, form.label, form.shape, many=True, value=printed, columns=columns)
    return Fact(
        form.name, form.label, form.shape, many=False, value=_printable_value(site, form, value)
    )


def _printable_value(site: SiteContext, form: Form, value: Any) -> Any:
    if form.part is not None:
        return tuple(
            fact
            for inner in forms(form.part)
            if (fact := _fact(site, inner, getattr(value, inner.name))) is not None
        )
    match form.shape:
        case "link":
            return site.ref_or_text(value)
        case "day":
            return day_words(value)
        case "word":
            return str(value).replace("_", " ")
    if value is True or value is False:
        return "yes" if value else "no"
    return str(value)


_ID = re.compile(r"(?<![\w./`-])[a-z0-9]+(?:-[a-z0-9]+)+(?!\.?[\w`/-])")
"""A word that may be the id of an item: of two parts at least, so that it is no word of English."""


_QUOTED = re.compile(r'"([^"\n]* [^"\n]*)"')
"""Several words in the straight quotes of a terminal. One word alone may be a value to type."""


def message_words(site: SiteContext, finding: Finding) -> str:
    """The same in plain words, to follow the title of the item and a colon."""
    parts = message_with_titles(site, finding)
    words = "".join(
        part if isinstance(part, str) else in_quotes(part.title, always=True) for part in parts
    )
    return words[:1].lower() + words[1:] if finding.message[:1].islower() else words


def message_with_titles(site: SiteContext, finding: Finding) -> list[str | Ref]:
    """The message of a finding as a sentence on a page: without the id of its item at the start,
    and with titles in place of other ids.

    What is behind `did you mean` is to be typed, so it stays as it is.
    """
    text = finding.message
    if finding.item and text.startswith(f"{finding.item} "):
        text = text[len(finding.item) + 1 :]
    first = re.match(r"[\w-]+", text)
    if first is None or site.stack.get(first[0]) is None:  # an id is spelled as it is
        text = text[:1].upper() + text[1:]
    said, mean, typed = text.partition("did you mean")
    said = _QUOTED.sub(r"“\1”", said)
    parts: list[str | Ref] = []
    end = 0
    for match in _ID.finditer(said):
        entity = site.stack.get(match[0])
        if entity is not None:
            parts += [said[end : match.start()], site.ref(entity)]
            end = match.end()
    return [*parts, said[end:] + mean + typed]
