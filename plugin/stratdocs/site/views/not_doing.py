"""Everything that we are not doing, with the reason and the place of the decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stratdocs.analysis.not_doing import NOT_DOING_SORTS, NotDoing, NotDoingSort, not_doing
from stratdocs.model.decode import slug
from stratdocs.model.kinds import Entity
from stratdocs.site.views.ask import Ask, View
from stratdocs.site.views.page import Page, Ref, SiteContext
from stratdocs.site.views.part import view_section, views_page
from stratdocs.site.views.template_data import TemplateData

MAX_ROWS = 100
"""Rows of one sort that are shown."""
_REASON_TITLES: Mapping[NotDoingSort, str] = {"not chosen": "What was chosen instead, and why"}
_WHERE_TITLES: Mapping[NotDoingSort, str] = {
    "waits": "On hold for",
    "not by us": "Team",
    "dropped": "For, or decided in",
    "pruned": "For, or decided in",
    "displaced": "Displaced by",
}


def pages(site: SiteContext) -> Iterator[Page]:
    """The page, once there is anything that could leave something out."""
    if site.stack.entities:
        yield views_page(
            "not-doing",
            "What we're not doing",
            [view_section(site, NOT_DOING)],
            lead=(
                "What we decided to leave out, postpone or drop, why, and where that was "
                "decided. Before proposing it again, read the reason."
            ),
            listed="Strategy",
        )


class NotDoingGroup(TemplateData):
    """What is left out, of one sort."""

    id: str
    title: str
    about: str
    rows: Sequence[NotDoingRow]
    count: int
    reason_title: str
    """The heading of the reasons; empty where none is given."""
    where_title: str
    """The heading of the places of decision."""
    periods: bool
    more: int


class NotDoingData(TemplateData):
    """Everything that we are not doing."""

    groups: Sequence[NotDoingGroup]
    count: int
    without_reason: int


def _not_doing_data(site: SiteContext, ask: Ask) -> NotDoingData:
    """What we're not doing, by sort; a request is for the items that decided it."""
    found: dict[NotDoingSort, list[NotDoing]] = {sort: [] for sort in NOT_DOING_SORTS}
    for item in not_doing(site.stack):
        if ask.select(site, (item.where,)):
            found[item.sort].append(item)
    groups = [
        NotDoingGroup(
            id=slug(sort),
            title=NOT_DOING_SORTS[sort][0],
            about=NOT_DOING_SORTS[sort][1],
            rows=[
                _not_doing_row(site, same, number)
                for number, same in enumerate(_grouped_by_decision(rows[:MAX_ROWS]), 1)
            ],
            count=len(rows),
            reason_title=_REASON_TITLES.get(sort, "Because")
            if any(item.because for item in rows)
            else "",
            where_title=_WHERE_TITLES.get(sort, "Decided in"),
            periods=any(site.stack.period_of(item.where) for item in rows),
            more=max(0, len(rows) - MAX_ROWS),
        )
        for sort, rows in found.items()
        if rows
    ]
    count = sum(len(rows) for rows in found.values())
    without_reason = sum(item.unexplained for rows in found.values() for item in rows)
    return NotDoingData(
        groups=groups,
        count=count,
        without_reason=without_reason,
    )


def _grouped_by_decision(found: Sequence[NotDoing]) -> list[list[NotDoing]]:
    """Rows: the rejected options of one decision share a row, everything else has its own."""
    rows: list[list[NotDoing]] = []
    for item in found:
        if rows and item.sort == "not chosen" and rows[-1][0].where is item.where:
            rows[-1].append(item)
        else:
            rows.append([item])
    return rows


class NotDoingRow(TemplateData):
    """One thing that we are not doing."""

    anchor: str
    item: Ref | None
    words: Sequence[str]
    because: str | None
    where: Ref | None
    period: str


def _not_doing_row(site: SiteContext, same: Sequence[NotDoing], number: int) -> NotDoingRow:
    first = same[0]
    item = first.what if isinstance(first.what, Entity) else None
    where = site.stack.primary(first.where) if item is first.where else first.where
    period = site.stack.period_of(first.where)
    return NotDoingRow(
        anchor=f"{slug(first.sort)}-{slug(first.where.id)}-{number}",
        item=site.ref(item) if item is not None else None,
        words=[option.what for option in same if isinstance(option.what, str)],
        because=first.because,
        where=site.ref(where) if where is not None else None,
        period=period.short if period else "",
    )


NOT_DOING = View(
    "not-doing",
    "What we leave out, and why",
    "What did we decide not to do, why, and where?",
    "not_doing",
    _not_doing_data,
)

EMBEDS = (NOT_DOING,)
