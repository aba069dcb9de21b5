"""An index for each collection: its items as a table to compare, sort and filter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from stratdocs.analysis.looks import read_values
from stratdocs.analysis.risks import IMPACT_WORDS, PROBABILITY_WORDS, exposure, risk_weight
from stratdocs.model.days import short_day
from stratdocs.model.fields import field_of, fields_of
from stratdocs.model.kinds import (
    KINDS,
    Bet,
    Decision,
    Entity,
    Health,
    KeyResult,
    Metric,
    Person,
    Retrospective,
    Risk,
)
from stratdocs.model.schema import starter
from stratdocs.model.values import Quantity
from stratdocs.site.views import bet, metric_index
from stratdocs.site.views.ask import View
from stratdocs.site.views.bet import BetsSummary
from stratdocs.site.views.facts import Form, forms
from stratdocs.site.views.metric_index import StageRows
from stratdocs.site.views.page import Page, Ref, SiteContext, collection_title
from stratdocs.site.views.template_data import TemplateData

ROWS_PER_PAGE = 500
"""Rows on one page of a table."""


class TableCell(NamedTuple):
    """One cell: its value by shape, and its sort key."""

    shape: str
    value: Any
    sort: str = ""


class Column(NamedTuple):
    """One column: its heading, and whether it holds numbers."""

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
    "owns": Column("owns", "Owns", numeric=True),
    "score": Column("score", "Score", numeric=True),
}
"""Columns that are computed."""


class CollectionPage(TemplateData):
    """A page of a collection's index."""

    kind: type[Entity]
    about: str
    noun: str
    plural: str
    columns: tuple[Column, ...]
    rows: Sequence[TableRow]
    total: int
    first: int
    pages: Sequence[tuple[str, int, bool]]
    see_also: tuple[tuple[str, str], ...]
    starter: str | None
    bets: BetsSummary | None
    metrics: Sequence[StageRows]


_TEMPLATES = {"bets": "bets", "metrics": "metrics"}
"""The templates of collections that have one of their own."""

EMBEDS: tuple[View, ...] = ()


def pages(site: SiteContext) -> Iterator[Page]:
    """The index of each collection, in pages of 500 rows."""
    for kind in KINDS:
        entities = site.stack.of(kind)
        if kind is Risk:  # the heaviest first, above them those without a rating
            entities = tuple(sorted(entities, key=_heaviest_first))
        if kind is Bet:  # those in trouble first
            entities = bet.by_trouble(site, site.stack.of(Bet))
        if kind is Metric:
            entities = metric_index.by_stage(entities)
        if kind in (Decision, Retrospective, Health):  # the latest first
            entities = tuple(sorted(entities, key=_day_of, reverse=True))
        name = kind.collection
        columns = columns_of(kind, entities)
        count = max(1, -(-len(entities) // ROWS_PER_PAGE))
        for number in range(count):
            rows = entities[number * ROWS_PER_PAGE : (number + 1) * ROWS_PER_PAGE]
            yield Page(
                path=name if number == 0 else f"{name}/page/{number + 1}",
                title=collection_title(name),
                template=_TEMPLATES.get(name, "collection") if entities else "collection",
                parent=None if number == 0 else name,
                listed=HEADINGS[name] if entities and number == 0 else None,
                hide=("toc",),
                gist=(kind.__doc__ or "").strip().split("\n")[0],
                data=CollectionPage(
                    kind=kind,
                    about=" ".join((kind.__doc__ or "").split()),
                    noun=kind.noun,
                    plural=kind.counted(2),
                    columns=columns,
                    rows=[_table_row(site, columns, entity) for entity in rows],
                    total=len(entities),
                    first=number * ROWS_PER_PAGE + 1,
                    pages=[
                        (name if n == 0 else f"{name}/page/{n + 1}", n + 1, n == number)
                        for n in range(count)
                    ],
                    see_also=SEE_ALSO.get(name, ()) if entities else (),
                    starter=None if entities else starter(kind.collection),
                    bets=bet.bets_summary(site) if name == "bets" and entities else None,
                    metrics=metric_index.stage_rows(site, rows) if kind is Metric else (),
                ),
            )


def _day_of(entity: Entity) -> date:
    """Its day; the earliest there is without one."""
    if isinstance(entity, Decision):
        return entity.decided or date.min
    when = entity.date if isinstance(entity, (Retrospective, Health)) else None
    return when or date.min


def _heaviest_first(risk: Entity) -> int:
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
"""The heading of each collection in the navigation."""


SEE_ALSO = {"initiatives": (("compare/initiatives", "initiatives side by side"),)}
"""Further pages on a collection."""


def columns_of(kind: type[Entity], entities: tuple[Entity, ...]) -> tuple[Column, ...]:
    """The columns of a kind, without those that are empty for all entities."""
    columns = []
    for name in compared_fields(kind):
        field = field_of(kind, name)
        if field is None or name in COMPUTED:
            columns.append(COMPUTED[name])
        else:
            numeric = field.sort in ("number", "quantity") and kind is not Risk
            columns.append(Column(name, field.heading, numeric))
    return tuple(c for c in columns if c.name in COMPUTED or _has_values(c.name, entities))


def compared_fields(kind: type[Entity]) -> tuple[str, ...]:
    """The names of the columns of a kind, besides the title: fields and computed ones."""
    placed = kind.columns
    marked = [field.name for field in fields_of(kind) if field.about.column]
    at = placed.index("...") if "..." in placed else len(placed)
    found = (*placed[:at], *(name for name in marked if name not in placed), *placed[at + 1 :])
    return tuple(dict.fromkeys(found))


def _has_values(name: str, entities: tuple[Entity, ...]) -> bool:
    """Whether any row has a value there; period, status and team may be inherited."""
    return name in ("status", "period", "team") or any(getattr(entity, name) for entity in entities)


class TableRow(TemplateData):
    """An item with its cells."""

    ref: Ref
    cells: Sequence[TableCell]


def _table_row(site: SiteContext, columns: tuple[Column, ...], entity: Entity) -> TableRow:
    return TableRow(
        ref=site.ref(entity),
        cells=[table_cell(site, column.name, entity) for column in columns],
    )


def table_cell(site: SiteContext, name: str, entity: Entity) -> TableCell:
    """The cell of a column: computed, or else the field of that name."""
    found = _computed_cell(site, name, entity)
    return found if found is not None else _field_cell(site, name, entity)


def _computed_cell(site: SiteContext, name: str, entity: Entity) -> TableCell | None:
    stack = site.stack
    match name:
        case "status":
            status = site.progress.status(entity)
            return TableCell("status", status, status or "")
        case "progress":
            bar = site.bar(entity)
            return TableCell("bar", bar, "" if bar.share is None else f"{bar.share:.4f}")
        case "now" if isinstance(entity, KeyResult):
            return quantity_cell(site.progress.current(entity))
        case "latest" if isinstance(entity, Metric):
            read = read_values(entity, stack.today)
            return quantity_cell(read[-1].value if read else None)
        case "serves":
            primary = stack.primary(entity)
            if primary is None:
                return TableCell("link", None)
            return TableCell("link", site.ref(primary), primary.title)
        case "period":
            period = stack.period_of(entity)
            return TableCell("line", period.short, period.text) if period else TableCell("line", "")
        case "served by" | "solutions" | "experiments":
            children = stack.children(entity)
            if name != "served by":
                children = tuple(child for child in children if child.collection == name)
            return TableCell("number", str(len(children)), str(len(children)))
        case "owns":
            count = sum(1 for m in stack.mentions(entity) if m.route == ("owner",))
            return TableCell("number", str(count), str(count))
        case "team" if not isinstance(entity, Person):
            team = stack.team_of(entity)
            return (
                TableCell("link", site.ref(team), team.title) if team else TableCell("link", None)
            )
        case "score" if isinstance(entity, Risk):
            score = exposure(entity)
            weight = risk_weight(entity.probability, entity.impact)
            return TableCell("number", f"{weight} {score}" if score else "", str(score or ""))
        case "probability" if isinstance(entity, Risk):
            number = entity.probability
            return TableCell("word", PROBABILITY_WORDS.get(number or 0, ""), str(number or ""))
        case "impact" if isinstance(entity, Risk):
            number = entity.impact
            return TableCell("word", IMPACT_WORDS.get(number or 0, ""), str(number or ""))
    return None


def _field_cell(site: SiteContext, name: str, entity: Entity) -> TableCell:
    value = getattr(entity, name)
    if value is None or value == ():
        return TableCell("line", "")
    form = next((form for form in forms(type(entity)) if form.name == name), None)
    shape = form.shape if form else "line"
    ids = _linked_ids(form, value)
    if name == "owner" or ids:
        who = [site.ref_or_text(identity) for identity in ids or (value,)]
        return TableCell(
            "links", who, " ".join(w if isinstance(w, str) else w.title for w in who if w)
        )
    if isinstance(value, Quantity):
        return quantity_cell(value)
    if isinstance(value, date):
        return TableCell("day", short_day(value, site.stack.today), value.isoformat())
    if shape == "number":
        return TableCell("number", str(value), str(value))
    if shape == "word":
        words = value.replace("_", " ")
        return TableCell("word", words, RANKS.get(value, words))
    if shape == "part":
        return TableCell("number", str(len(value)), str(len(value)))
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    return TableCell("prose" if shape == "prose" else "line", text, text[:80])


def _linked_ids(form: Form | None, value: Any) -> tuple[str, ...]:
    """The ids in a field that holds links, or groups that stand for a link."""
    if form is None:
        return ()
    values = value if isinstance(value, tuple) else (value,)
    if form.shape == "link":
        return values
    short = form.part.short if form.part is not None else None
    if form.part is None or not any(
        inner.name == short and inner.shape == "link" for inner in forms(form.part)
    ):
        return ()
    return tuple(getattr(value, short or "") for value in values)


def quantity_cell(value: Quantity | None) -> TableCell:
    """A number with its unit."""
    return (
        TableCell("number", value.text, f"{value.number:g}") if value else TableCell("number", "")
    )


RANKS = {"low": "1", "medium": "2", "high": "3", "small": "1", "big": "3"}
"""Sort keys of words that have an order."""
