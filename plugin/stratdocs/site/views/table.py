"""A table of any items, compared by any of their fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import inf
from typing import Any

from stratdocs.model.costs import a_week
from stratdocs.model.days import day_words, short_day
from stratdocs.model.kinds import BY_COLLECTION, KINDS, Entity
from stratdocs.model.schema import starter
from stratdocs.model.values import Quantity
from stratdocs.site.query import Attribute, attributes
from stratdocs.site.views import collection
from stratdocs.site.views.ask import Ask, View
from stratdocs.site.views.collection import ROWS_PER_PAGE, Column, TableCell, TableRow
from stratdocs.site.views.facts import forms
from stratdocs.site.views.page import Page, SiteContext, collection_title
from stratdocs.site.views.template_data import TemplateData

_MIXED_COLUMNS = ("kind", "status", "owner", "period")
"""The columns of a table with several kinds."""
_INDEX_COLUMNS = frozenset(("status", "progress", "period", "owner", "serves", "reviewed"))
"""Columns that the index of any collection can fill."""
_COUNT_COLUMNS = ("solutions", "experiments", "owns")
"""Columns that only the index of one collection has."""


class TableData(TemplateData):
    """A table of items that a block asks for."""

    title: str
    noun: str
    plural: str
    columns: tuple[Column, ...]
    rows: Sequence[TableRow]
    total: int
    total_unfiltered: int
    indexes: Sequence[tuple[str, str]]
    starter: str | None


def _table(site: SiteContext, ask: Ask) -> TableData:
    everything = ask._replace(where=None).select(site, site.stack.entities)
    kept = everything if ask.where is None else ask.select(site, everything)
    asked_kinds = tuple(
        dict.fromkeys(BY_COLLECTION[name] for name in ask.of if name in BY_COLLECTION)
    )
    kinds = tuple(dict.fromkeys(type(entity) for entity in kept)) or asked_kinds
    only_kind = kinds[0] if len(kinds) == 1 else None
    known = attributes(kinds or KINDS)
    if only_kind is not None and not ask.columns:
        columns = collection.columns_of(only_kind, kept)
    else:
        wanted = dict.fromkeys(map(yaml_name, ask.columns or _MIXED_COLUMNS))
        columns = tuple(_column(name, known) for name in wanted if name != "title")
    if ask.sort is not None:
        kept = _sorted_by(site, kept, ask.sort, known)
    return TableData(
        title=collection_title(only_kind.collection) if only_kind else "Items",
        noun=only_kind.noun if only_kind else "item",
        plural=only_kind.counted(2) if only_kind else "items",
        columns=columns,
        rows=[
            TableRow(
                ref=site.ref(entity),
                cells=[_cell(site, column.name, entity, known) for column in columns],
            )
            for entity in kept[:ROWS_PER_PAGE]
        ],
        total=len(kept),
        total_unfiltered=len(everything),
        indexes=[(kind.collection, collection_title(kind.collection)) for kind in kinds],
        starter=starter(asked_kinds[0].collection) if asked_kinds and not everything else None,
    )


def yaml_name(name: str) -> str:
    """The YAML name of a column: `served by` and `served-by` are `served_by`."""
    return name.strip().lower().replace(" ", "_").replace("-", "_")


_COMPUTED_LABELS = {yaml_name(column.name): column.label for column in collection.COMPUTED.values()}


def _column(name: str, known: Mapping[str, Attribute]) -> Column:
    found = known.get(name)
    numeric = name in _COUNT_COLUMNS or (found is not None and found.sort in ("number", "share"))
    last = name.rpartition(".")[2]
    words = found.label if found is not None and found.label else _COMPUTED_LABELS.get(name)
    words = words or last.replace("_", " ")
    return Column(name, words[0].upper() + words[1:], numeric)


def _cell(
    site: SiteContext, name: str, entity: Entity, known: Mapping[str, Attribute]
) -> TableCell:
    """The cell of a column; empty where the kind has no such field."""
    for indexed in collection.compared_fields(type(entity)):
        if yaml_name(indexed) == yaml_name(name):
            return collection.table_cell(site, indexed, entity)
    if name in _INDEX_COLUMNS or any(form.name == name for form in forms(type(entity))):
        return collection.table_cell(site, name, entity)
    return _attribute_cell(site, known[name], entity) if name in known else TableCell("line", "")


def _attribute_cell(site: SiteContext, name: Attribute, entity: Entity) -> TableCell:
    """The values of an attribute as a cell."""
    if name.name == "kind":
        return TableCell("word", entity.noun, entity.noun)
    values = list(name.values(site, entity))
    if not values:
        return TableCell("line", "")
    if name.sort == "reference":
        who = [site.ref_or_text(str(value)) for value in values]
        return TableCell(
            "links", who, " ".join(w if isinstance(w, str) else w.title for w in who if w)
        )
    if name.sort == "number" and len(values) == 1:
        value = values[0]
        if isinstance(value, Quantity):
            return collection.quantity_cell(value)
        return TableCell("number", str(value), str(value))
    if name.sort == "date" and len(values) == 1:
        return TableCell("day", short_day(values[0], site.stack.today), values[0].isoformat())
    if name.sort == "prose":
        text = "\n\n".join(map(str, values))
        return TableCell("prose", text, text[:80])
    if name.sort == "choice":
        if isinstance(values[0], Quantity):  # money, where a word would do
            weekly = a_week(values[0])
            behind_words = weekly.amount + len(collection.RANKS) if weekly else values[0].number
            return TableCell("number", values[0].text, f"{behind_words:g}")
        words = ", ".join(str(value).replace("_", " ") for value in values)
        ranks = collection.RANKS.get(values[0], words)
        return TableCell("word", words, ranks)
    text = ", ".join(_value_words(value) for value in values)
    return TableCell("line", text, text[:80])


def _value_words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return day_words(value) if isinstance(value, date) else str(value)


_NUMBER = re.compile(r"-?[0-9]{1,300}(?:\.[0-9]+)?(?:e[-+]?[0-9]{1,2})?")


def _sorted_by(
    site: SiteContext, entities: tuple[Entity, ...], by: str, known: Mapping[str, Attribute]
) -> tuple[Entity, ...]:
    """The entities in the order of a column, those without a value last."""
    name = yaml_name(by.removeprefix("-"))
    down = by.startswith("-")

    def key(entity: Entity) -> tuple[float, str]:
        if name == "title":
            return 0, entity.title.casefold()
        sort_key = _cell(site, name, entity, known).sort
        if _NUMBER.fullmatch(sort_key):
            return float(sort_key), ""
        return (0, sort_key.casefold()) if sort_key else (inf, "")

    keyed = [(key(entity), entity) for entity in entities]
    sort_key = [pair for pair in keyed if pair[0][0] != inf]
    sort_key.sort(key=lambda pair: pair[0], reverse=down)
    return tuple(pair[1] for pair in (*sort_key, *(pair for pair in keyed if pair[0][0] == inf)))


TABLE = View(
    "table",
    "Table",
    "Items compared by their fields and computed values.",
    "table",
    _table,
    options=("columns", "sort"),
)

EMBEDS = (TABLE,)


def pages(site: SiteContext) -> Iterator[Page]:
    """No page: the index of each collection is a table already."""
    del site
    yield from ()


def column_names(kinds: tuple[type[Entity], ...]) -> tuple[str, ...]:
    """The columns that a table of those kinds can show."""
    fields = (form.name for kind in kinds for form in forms(kind))
    indexed = (yaml_name(name) for kind in kinds for name in collection.compared_fields(kind))
    return tuple(dict.fromkeys(("title", *attributes(kinds), *fields, *indexed)))
