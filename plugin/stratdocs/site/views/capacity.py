"""Whether each team's days hold what it has planned, and what to cut where they do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from stratdocs.analysis.capacity import USUAL_PERCENT, TeamLoad, team_loads
from stratdocs.model.kinds import Team
from stratdocs.model.schema import starter
from stratdocs.model.values import Period
from stratdocs.site.views import part
from stratdocs.site.views.ask import Ask, View
from stratdocs.site.drawing.charts import Bar, Level, Piece, bars
from stratdocs.site.drawing.shapes import Drawing
from stratdocs.site.views.page import Page, Picture

TEAMS = 50
"""Teams that one period compares, the fullest first."""
PERIODS = 3
"""Periods that are shown: the running one, what is ahead, else the last."""
CUTS = 8
"""Work items that are named as what to cut, for each team."""
CUTTING = 15
"""Teams of one period for which it is said what to cut, those with most too much first."""

_SORTS = ("leverage", "neutral", "overhead", None)


def _capacity(picture: Picture, ask: Ask) -> Mapping[str, Any]:
    stack = picture.stack
    teams = ask.keeps(picture, stack.of(Team))
    kept = {team.id for team in teams}
    found: dict[Period | None, list[TeamLoad]] = {}
    for load in team_loads(stack):
        if load.team.id in kept:
            found.setdefault(load.period, []).append(load)
    shown, earlier = _periods(picture, list(found))
    with_load = {load.team.id for period in shown for load in found[period]}
    silent = [team for team in teams if team.id not in with_load]
    return {
        "periods": [_period(picture, period, found[period]) for period in shown],
        "earlier": len(earlier),
        "silent": picture.refs(silent[:TEAMS]),
        "more_silent": max(0, len(silent) - TEAMS),
        "usual": USUAL_PERCENT,
        "starter": None if found else starter("work" if teams else "teams"),
    }


def _periods(
    picture: Picture, periods: list[Period | None]
) -> tuple[list[Period | None], list[Period | None]]:
    """The periods that are shown, soonest first; and those that are over."""
    today = picture.stack.today
    dated = sorted((one for one in periods if one is not None), key=lambda one: one.start)
    ahead = [one for one in dated if one.end >= today]
    shown: list[Period | None] = list((ahead or dated[-1:])[:PERIODS])
    if None in periods:
        shown.append(None)
    return shown, [one for one in periods if one not in shown]


def _period(picture: Picture, period: Period | None, found: Sequence[TeamLoad]) -> dict[str, Any]:
    ordered = sorted(found, key=lambda load: -load.share / load.limit if load.limit else 0.0)
    above = [load for load in ordered if load.above]
    title = period.words if period else "without a date"
    return {
        "id": period.text if period else "undated",
        "title": title[0].upper() + title[1:],
        "above": len(above),
        "teams": len(ordered),
        "unsaid": any(item.work.lno is None for load in ordered[:TEAMS] for item in load.items),
        "drawing": _drawn(picture, title, ordered[:TEAMS]),
        "rows": [_row(picture, load) for load in ordered[:TEAMS]],
        "more": max(0, len(ordered) - TEAMS),
        "cuts": [_cuts(picture, load) for load in above[:CUTTING]],
        "more_cuts": max(0, len(above) - CUTTING),
    }


def _row(picture: Picture, load: TeamLoad) -> dict[str, Any]:
    over = load.over
    if load.above:
        state, tone, sign = f"{load.amount(over)} too much", "bad", "■"
    elif load.effort > load.most:
        state, tone, sign = "Above its limit, all of it done", "calm", "○"
    else:
        free = load.amount(max(0.0, round(-over, 6)))
        state, tone, sign = f"{free} free", "good", "✓"
    efforts = dict.fromkeys(_SORTS, 0.0)
    for item in load.items:
        efforts[item.work.lno] += item.effort
    return {
        "ref": picture.ref(load.team),
        "planned": load.amount(load.effort),
        "capacity": str(load.capacity),
        "share": f"{load.share:.0%}",
        "limit": f"{load.limit:.0%}",
        "most": load.amount(load.most),
        "said": load.has_own_limit,
        "sort": f"{load.share:.4f}",
        "state": state,
        "tone": tone,
        "sign": sign,
        "mix": ", ".join(
            f"{load.amount(days)} {sort or 'unsorted'}".replace(" ", "\u00a0")
            for sort, days in efforts.items()
            if days
        ),
    }


def _cuts(picture: Picture, load: TeamLoad) -> dict[str, Any]:
    cuts = load.cuts()
    enough = bool(cuts) and cuts[-1].enough
    return {
        "ref": picture.ref(load.team),
        "over": load.amount(load.over),
        "because": load.because,
        "rows": [
            {
                "ref": picture.ref(cut.work),
                "status": picture.progress.status(cut.work),
                "effort": load.amount(cut.effort),
                "because": cut.because,
            }
            for cut in cuts[:CUTS]
        ],
        "more": max(0, len(cuts) - CUTS),
        "frees": load.amount(sum(cut.effort for cut in cuts)),
        "enough": enough,
    }


def _drawn(picture: Picture, title: str, found: Sequence[TeamLoad]) -> Drawing:
    """Bars in per cent of each team's capacity, so that teams can be compared."""
    rows = []
    for load in found:
        efforts = dict.fromkeys(_SORTS, 0.0)
        for item in load.items:
            efforts[item.work.lno] += item.effort
        pieces = tuple(
            Piece(
                100 * days / load.capacity.number,
                f"sort-{sort or 'unsaid'}",
                f"{load.amount(days)} {sort or 'neither leverage, neutral nor overhead'}",
            )
            for sort, days in efforts.items()
            if days
        )
        says = f"{load.share:.0%} of {load.capacity}"
        rows.append(
            Bar(
                load.team.title,
                pieces,
                f"■ {says}, above {load.limit:.0%}" if load.above else says,
                (
                    Level(100 * load.limit, f"limit {load.limit:.0%}", "limit"),
                    Level(100, f"all of its {load.capacity}", "whole"),
                ),
                picture.path(load.team),
                "too-much" if load.above else "",
            )
        )
    return bars(
        rows,
        room=380,
        words=f"Planned work of teams in {title}, of their capacity; the table says the same",
    )


CAPACITY = View(
    "capacity",
    "Planned work against what teams can do",
    "Planned work against each team's limit, and what to cut.",
    "capacity",
    _capacity,
)

EMBEDS = (CAPACITY,)


def pages(picture: Picture) -> Iterator[Page]:
    """The page of capacity."""
    yield part.page(
        "capacity",
        "Capacity",
        [part.section(picture, CAPACITY)],
        lead="Whether each team's days hold what is planned, and what to cut where they do not. "
        "Estimates count in the period in which the work is due.",
        listed="Delivery",
        hide=("toc",),
    )
