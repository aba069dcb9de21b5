"""Everything we are not doing, with the reason and where that was decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from stratdocs.model.decode import slug
from stratdocs.model.kinds import Entity
from stratdocs.analysis.not_doing import NOT_DOING_SORTS, NotDoing, NotDoingSort, not_doing
from stratdocs.site.views.ask import Ask, View
from stratdocs.site.views.page import Page, Picture
from stratdocs.site.views.part import page, section

SHOWN = 100
"""Rows of one sort that are shown; the rest is counted."""


def pages(picture: Picture) -> Iterator[Page]:
    """The page, once there is anything that could leave something out."""
    if picture.stack.entities:
        yield page(
            "not-doing",
            "What we are not doing",
            [section(picture, NOT_DOING)],
            lead=(
                "What we decided to leave out, to put off or to give up, why, and where that was "
                "decided. Before proposing it again, read the reason."
            ),
            listed="Strategy",
        )


def _data(picture: Picture, ask: Ask) -> Mapping[str, Any]:
    """Refusals by sort; asked about are the items in which they were decided."""
    found: dict[NotDoingSort, list[NotDoing]] = {sort: [] for sort in NOT_DOING_SORTS}
    for one in not_doing(picture.stack):
        if ask.keeps(picture, (one.where,)):
            found[one.sort].append(one)
    groups = [
        {
            "id": slug(sort),
            "title": NOT_DOING_SORTS[sort][0],
            "about": NOT_DOING_SORTS[sort][1],
            "rows": [
                _row(picture, same, number)
                for number, same in enumerate(_together(rows[:SHOWN]), 1)
            ],
            "count": len(rows),
            "reasons": any(one.because for one in rows),
            "periods": any(picture.stack.period_of(one.where) for one in rows),
            "more": max(0, len(rows) - SHOWN),
        }
        for sort, rows in found.items()
        if rows
    ]
    count = sum(len(rows) for rows in found.values())
    bare = sum(
        one.because is None
        for sort, rows in found.items()
        if sort not in ("not by us", "displaced")
        for one in rows
    )
    return {
        "groups": groups,
        "count": count,
        "bare": bare,
    }


def _together(found: Sequence[NotDoing]) -> list[list[NotDoing]]:
    """The options that one decision left share a row; everything else has its own."""
    rows: list[list[NotDoing]] = []
    for one in found:
        if rows and one.sort == "not chosen" and rows[-1][0].where is one.where:
            rows[-1].append(one)
        else:
            rows.append([one])
    return rows


def _row(picture: Picture, same: Sequence[NotDoing], number: int) -> dict[str, Any]:
    one = same[0]
    item = one.what if isinstance(one.what, Entity) else None
    where = picture.stack.primary(one.where) if item is one.where else one.where
    period = picture.stack.period_of(one.where)
    return {
        "anchor": f"{slug(one.sort)}-{slug(one.where.id)}-{number}",
        "item": picture.ref(item) if item is not None else None,
        "words": [said.what for said in same if isinstance(said.what, str)],
        "because": one.because,
        "where": picture.ref(where) if where is not None else None,
        "period": period.short if period else "",
    }


NOT_DOING = View(
    "not-doing",
    "What we leave out, and why",
    "What did we decide not to do, why, and where?",
    "not_doing",
    _data,
)

EMBEDS = (NOT_DOING,)
