"""An index for each collection: its items as a table to compare, sort and filter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from stratdocs.model.kinds import KINDS, Entity, KeyResult, Metric, Person, Risk
from stratdocs.analysis.risks import exposure
from stratdocs.model.schema import starter
from stratdocs.model.values import Quantity
from stratdocs.site.views import bet
from stratdocs.model.fields import field_of, fields_of
from stratdocs.site.views.facts import forms
from stratdocs.site.views.page import Page, Picture, collection_title

ROWS = 500
"""Rows on one page; a longer table goes on on the next."""


class Cell(NamedTuple):
    """One cell: what is shown, by its shape, and what it sorts by."""

    shape: str
    value: Any
    sort: str = ""


class Column(NamedTuple):
    """One column: its heading, and whether numbers stand in it."""

    name: str
    label: str
    numeric: bool = False


COMPUTED: Mapping[str, Column] = {
    "served by": Column("served by", "Served by", numeric=True),
    "solutions": Column("solutions", "Solutions", numeric=True),
    "experiments": Column("experiments", "Experiments", numeric=True),
    "progress": Column("progress", "Progress", numeric=True),
    "now": Column("now", "Now", numeric=True),
    "latest": Column("latest", "Latest", numeric=True),
    "owns": Column("owns", "Answers for", numeric=True),
    "score": Column("score", "Score", numeric=True),
}
"""Columns that are no field."""


def pages(picture: Picture) -> Iterator[Page]:
    """The index of each collection, in pages of 500 rows."""
    for kind in KINDS:
        entities = picture.stack.of(kind)
        if kind is Risk:  # the heaviest first, those that nobody has weighed before all others
            entities = tuple(sorted(entities, key=_lightness))
        name = kind.collection
        columns = columns_of(kind, entities)
        count = max(1, -(-len(entities) // ROWS))
        for number in range(count):
            rows = entities[number * ROWS : (number + 1) * ROWS]
            yield Page(
                path=name if number == 0 else f"{name}/page/{number + 1}",
                title=collection_title(name),
                template="bets" if name == "bets" and entities else "collection",
                parent=None if number == 0 else name,
                listed=HEADINGS[name] if entities and number == 0 else None,
                hide=("toc",),
                gist=(kind.__doc__ or "").strip().split("\n")[0],
                data={
                    "kind": kind,
                    "about": " ".join((kind.__doc__ or "").split()),
                    "noun": kind.noun,
                    "plural": kind.plural,
                    "columns": columns,
                    "rows": [_row(picture, columns, entity) for entity in rows],
                    "total": len(entities),
                    "first": number * ROWS + 1,
                    "pages": [
                        (name if n == 0 else f"{name}/page/{n + 1}", n + 1, n == number)
                        for n in range(count)
                    ],
                    "see_also": SEE_ALSO.get(name, ()) if entities else (),
                    "starter": None if entities else starter(kind.collection),
                    **(bet.index(picture) if name == "bets" and entities else {}),
                },
            )


def _lightness(risk: Entity) -> int:
    weighed = exposure(risk) if isinstance(risk, Risk) else None
    return -weighed if weighed is not None else -26


HEADINGS = {
    "strategies": "Strategy",
    "bets": "Strategy",
    "initiatives": "Strategy",
    "decisions": "Strategy",
    "objectives": "Goals",
    "key_results": "Goals",
    "metrics": "Goals",
    "outcomes": "Discovery",
    "opportunities": "Discovery",
    "solutions": "Discovery",
    "experiments": "Discovery",
    "work": "Delivery",
    "risks": "Delivery",
    "teams": "Organisation",
    "people": "Organisation",
    "rituals": "Rhythm",
    "retrospectives": "Rhythm",
    "health": "Rhythm",
}
"""Under which heading the navigation lists each collection."""


SEE_ALSO = {"initiatives": (("compare/initiatives", "initiatives side by side"),)}
"""Pages that look at a collection in another way."""


def columns_of(kind: type[Entity], entities: tuple[Entity, ...]) -> tuple[Column, ...]:
    """What is compared of a kind, without what none of the entities says."""
    columns = []
    for name in compared(kind):
        field = field_of(kind, name)
        if field is None or name in COMPUTED:
            columns.append(COMPUTED[name])
        else:
            columns.append(Column(name, field.heading, field.sort in ("number", "quantity")))
    return tuple(c for c in columns if c.name in COMPUTED or _filled(c.name, entities))


def compared(kind: type[Entity]) -> tuple[str, ...]:
    """The names of what is compared of a kind, besides the title: fields, and what is computed."""
    placed = kind.columns
    marked = [field.name for field in fields_of(kind) if field.about.column]
    at = placed.index("...") if "..." in placed else len(placed)
    found = (*placed[:at], *(name for name in marked if name not in placed), *placed[at + 1 :])
    return tuple(dict.fromkeys(found))


def _filled(name: str, entities: tuple[Entity, ...]) -> bool:
    """Whether any row has something to say there; period and status may come from above."""
    return name in ("status", "period", "team") or any(getattr(entity, name) for entity in entities)


def _row(picture: Picture, columns: tuple[Column, ...], entity: Entity) -> dict[str, Any]:
    return {
        "ref": picture.ref(entity),
        "cells": [cell(picture, column.name, entity) for column in columns],
    }


def cell(picture: Picture, name: str, entity: Entity) -> Cell:
    """What stands in a column: something computed, or else the field of that name."""
    found = _computed(picture, name, entity)
    return found if found is not None else _written(picture, name, entity)


def _computed(picture: Picture, name: str, entity: Entity) -> Cell | None:
    stack = picture.stack
    match name:
        case "status":
            status = picture.progress.status(entity)
            return Cell("status", status, status or "")
        case "progress":
            share, words = picture.progress.bar(entity)
            return Cell("bar", (share, words), "" if share is None else f"{share:.4f}")
        case "now" if isinstance(entity, KeyResult):
            return quantity(picture.progress.current(entity))
        case "latest" if isinstance(entity, Metric):
            return quantity(entity.readings[-1].value if entity.readings else None)
        case "serves":
            primary = stack.primary(entity)
            if primary is None:
                return Cell("link", None)
            return Cell("link", picture.ref(primary), primary.title)
        case "period":
            period = stack.period_of(entity)
            return Cell("line", period.short, period.text) if period else Cell("line", "")
        case "served by" | "solutions" | "experiments":
            children = stack.children(entity)
            if name != "served by":
                children = tuple(child for child in children if child.collection == name)
            return Cell("number", str(len(children)), str(len(children)))
        case "owns":
            count = sum(1 for m in stack.mentions(entity) if m.route == ("owner",))
            return Cell("number", str(count), str(count))
        case "team" if not isinstance(entity, Person):
            team = stack.team_of(entity)
            return Cell("link", picture.ref(team), team.title) if team else Cell("link", None)
        case "score" if isinstance(entity, Risk):
            score = str(exposure(entity) or "")
            return Cell("number", score, score)
    return None


def _written(picture: Picture, name: str, entity: Entity) -> Cell:
    value = getattr(entity, name)
    if value is None or value == ():
        return Cell("line", "")
    shape = next((form.shape for form in forms(type(entity)) if form.name == name), "line")
    if name == "owner" or shape == "link":
        ids = value if isinstance(value, tuple) else (value,)
        who = [picture.who(identity) for identity in ids]
        return Cell("links", who, " ".join(w if isinstance(w, str) else w.title for w in who if w))
    if isinstance(value, Quantity):
        return quantity(value)
    if isinstance(value, date):
        return Cell("day", value, value.isoformat())
    if shape == "number":
        return Cell("number", str(value), str(value))
    if shape == "word":
        words = value.replace("_", " ")
        return Cell("word", words, RANKS.get(value, words))
    if shape == "part":
        return Cell("number", str(len(value)), str(len(value)))
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    return Cell("prose" if shape == "prose" else "line", text, text[:80])


def quantity(value: Quantity | None) -> Cell:
    """A number with its unit."""
    return Cell("number", value.text, f"{value.number:g}") if value else Cell("number", "")


RANKS = {"low": "1", "medium": "2", "high": "3", "small": "1", "big": "3"}
"""Words that stand for an order sort in it."""
