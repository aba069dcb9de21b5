"""Whether each team's days hold what it has planned, and what to cut where they do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stratdocs.analysis.capacity import (
    USUAL_PERCENT,
    LoadState,
    TeamLoad,
    UncountedWork,
    team_loads,
)
from stratdocs.model.kinds import Team
from stratdocs.model.periods import Period
from stratdocs.model.schema import starter
from stratdocs.model.units import DAYS_A_MONTH
from stratdocs.site.drawing.charts import Bar, Level, Piece, bars
from stratdocs.site.drawing.shapes import Drawing
from stratdocs.site.views import part
from stratdocs.site.views.ask import Ask, View
from stratdocs.site.views.organisation import LOAD_MARKS
from stratdocs.site.views.page import Page, Ref, SiteContext
from stratdocs.site.views.template_data import TemplateData

MAX_TEAMS = 50
"""Teams that one period compares, the fullest first."""
MAX_PERIODS = 3
"""Periods that are shown: the current and coming ones, else the last."""
MAX_CUTS = 8
"""Work items to cut that are named for each team."""
MAX_TEAMS_WITH_CUTS = 15
"""Teams of one period that get a list of what to cut, the most overloaded first."""
MAX_UNCOUNTED = 6
"""Work items that could not be counted and are named for each team, of each reason."""

_SORTS = ("leverage", "neutral", "overhead", None)


class CapacityData(TemplateData):
    """The load of the teams, period by period."""

    periods: Sequence[PeriodLoad]
    earlier: int
    silent: tuple[Ref, ...]
    more_silent: int
    without: tuple[Ref, ...]
    more_without: int
    usual: int
    starter: str | None
    days_a_month: int


def _capacity(site: SiteContext, ask: Ask) -> CapacityData:
    stack = site.stack
    teams = ask.select(site, stack.of(Team))
    kept = {team.id for team in teams}
    found: dict[Period | None, list[TeamLoad]] = {}
    for load in team_loads(stack):
        if load.team.id in kept:
            found.setdefault(load.period, []).append(load)
    shown, earlier = _shown_periods(site, list(found))
    with_load = {load.team.id for period in shown for load in found[period]}
    silent = [team for team in teams if team.capacity and team.id not in with_load]
    without = [team for team in teams if team.capacity is None]
    return CapacityData(
        periods=[_period_load(site, period, found[period]) for period in shown],
        earlier=len(earlier),
        silent=site.refs(silent[:MAX_TEAMS]),
        more_silent=max(0, len(silent) - MAX_TEAMS),
        without=site.refs(without[:MAX_TEAMS]),
        more_without=max(0, len(without) - MAX_TEAMS),
        usual=USUAL_PERCENT,
        starter=None if found else starter("work" if teams else "teams"),
        days_a_month=DAYS_A_MONTH,
    )


def _shown_periods(
    site: SiteContext, periods: list[Period | None]
) -> tuple[list[Period | None], list[Period | None]]:
    """The periods that are shown, soonest first; and those that are over."""
    today = site.stack.today
    dated = sorted(
        (period for period in periods if period is not None), key=lambda period: period.start
    )
    ahead = [period for period in dated if period.end >= today]
    shown: list[Period | None] = list((ahead or dated[-1:])[:MAX_PERIODS])
    if None in periods:
        shown.append(None)
    return shown, [period for period in periods if period not in shown]


class PeriodLoad(TemplateData):
    """The teams of one period, the fullest first."""

    id: str
    title: str
    above: int
    partly: int
    unknown: int
    teams: int
    has_unsorted: bool
    drawing: Drawing
    rows: Sequence[TeamRow]
    more: int
    cuts: Sequence[TeamCuts]
    more_cuts: int
    gaps: Sequence[TeamGaps]


def _period_load(site: SiteContext, period: Period | None, found: Sequence[TeamLoad]) -> PeriodLoad:
    ordered = sorted(found, key=lambda load: -load.share / load.limit if load.limit else 0.0)
    above = [load for load in ordered if load.above]
    title = period.words if period else "without a date"
    return PeriodLoad(
        id=period.slug if period else "undated",
        title=title[0].upper() + title[1:],
        above=len(above),
        partly=sum(load.state == "at least" for load in ordered),
        unknown=sum(load.state == "unknown" for load in ordered),
        teams=len(ordered),
        has_unsorted=any(
            item.work.lno is None for load in ordered[:MAX_TEAMS] for item in load.items
        ),
        drawing=_load_drawing(site, title, ordered[:MAX_TEAMS]),
        rows=[_team_row(site, load) for load in ordered[:MAX_TEAMS]],
        more=max(0, len(ordered) - MAX_TEAMS),
        cuts=[_team_cuts(site, load) for load in above[:MAX_TEAMS_WITH_CUTS]],
        more_cuts=max(0, len(above) - MAX_TEAMS_WITH_CUTS),
        gaps=[_team_gaps(site, load) for load in ordered[:MAX_TEAMS] if load.uncounted],
    )


class TeamRow(TemplateData):
    """One team's planned work against its capacity."""

    ref: Ref
    planned: str
    capacity: str
    share: str
    limit: str
    limit_note: str
    sort: str
    state: str
    tone: str
    sign: str
    mix: str


def _team_row(site: SiteContext, load: TeamLoad) -> TeamRow:
    tone, sign = LOAD_MARKS[load.state]
    free = load.amount(max(0.0, round(-load.over, 6)))
    missing = len(load.uncounted)
    words: Mapping[LoadState, str] = {
        "over": f"{load.at_least}{load.amount(load.over)} too much",
        "over but done": "Over the limit, but all done",
        "unknown": f"unknown: {missing} not counted",
        "at least": f"at most {free} free: {missing} not counted",
        "fits": f"{free} free",
    }
    efforts = dict.fromkeys(_SORTS, 0.0)
    for item in load.items:
        efforts[item.work.lno] += item.effort
    return TeamRow(
        ref=site.ref(load.team),
        planned=load.planned_words,
        capacity=load.capacity_words,
        share=load.share_words,
        limit=f"{load.limit:.0%}",
        limit_note=_limit_note(load),
        sort=f"{load.share:.4f}",
        state=words[load.state],
        tone=tone,
        sign=sign,
        mix=", ".join(
            f"{load.amount(effort)} {sort or 'unsorted'}".replace(" ", "\u00a0")
            for sort, effort in efforts.items()
            if effort
        ),
    )


def _limit_note(load: TeamLoad) -> str:
    """Where the limit comes from, if it is not the team's own."""
    if load.is_own_limit_too_high:
        return f"its own: {load.own_limit:.0%}"
    return "" if load.own_limit is not None else "usual"


class GapRow(TemplateData):
    """Work that could not be counted for one reason."""

    because: str
    items: Sequence[tuple[Ref, str]]
    more: int


class TeamGaps(TemplateData):
    """What of a team's work could not be counted."""

    ref: Ref
    count: int
    rows: Sequence[GapRow]


def _team_gaps(site: SiteContext, load: TeamLoad) -> TeamGaps:
    reasons: dict[str, list[UncountedWork]] = {}
    for item in load.uncounted:
        reasons.setdefault(item.because, []).append(item)
    return TeamGaps(
        ref=site.ref(load.team),
        count=len(load.uncounted),
        rows=[
            GapRow(
                because=because,
                items=[(site.ref(item.work), item.words) for item in items[:MAX_UNCOUNTED]],
                more=max(0, len(items) - MAX_UNCOUNTED),
            )
            for because, items in reasons.items()
        ],
    )


class TeamCuts(TemplateData):
    """What a team could cut until its work fits."""

    ref: Ref
    over: str
    because: str
    rows: Sequence[CutRow]
    more: int
    frees: str
    enough: bool


class CutRow(TemplateData):
    """A piece of work that could be cut."""

    ref: Ref
    status: str | None
    effort: str
    because: str


def _team_cuts(site: SiteContext, load: TeamLoad) -> TeamCuts:
    cuts = load.cuts()
    enough = bool(cuts) and cuts[-1].enough
    return TeamCuts(
        ref=site.ref(load.team),
        over=f"{load.at_least}{load.amount(load.over)}",
        because=load.because,
        rows=[
            CutRow(
                ref=site.ref(cut.work),
                status=site.progress.status(cut.work),
                effort=load.amount(cut.effort),
                because=cut.because,
            )
            for cut in cuts[:MAX_CUTS]
        ],
        more=max(0, len(cuts) - MAX_CUTS),
        frees=load.amount(sum(cut.effort for cut in cuts)),
        enough=enough,
    )


def _load_drawing(site: SiteContext, title: str, found: Sequence[TeamLoad]) -> Drawing:
    """Bars in per cent of each team's capacity, to compare teams."""
    rows = []
    for load in found:
        efforts = dict.fromkeys(_SORTS, 0.0)
        for item in load.items:
            efforts[item.work.lno] += item.effort
        pieces = tuple(
            Piece(
                100 * effort / load.available,
                f"sort-{sort or 'unsaid'}",
                f"{load.amount(effort)} {sort or 'not marked as leverage, neutral or overhead'}",
            )
            for sort, effort in efforts.items()
            if effort
        )
        says = f"{load.share_words} of {load.capacity_words}" if load.items else "unknown"
        rows.append(
            Bar(
                load.team.title,
                pieces,
                f"■ {says}, above {load.limit:.0%}" if load.above else says,
                (
                    Level(100 * load.limit, f"limit {load.limit:.0%}", "limit"),
                    Level(100, f"all of its {load.capacity_words}", "whole"),
                ),
                site.path(load.team),
                "too-much" if load.above else "",
            )
        )
    return bars(
        rows,
        room=380,
        words=f"Planned work of teams in {title}, as a share of capacity; the table says the same",
    )


CAPACITY = View(
    "capacity",
    "Planned work against capacity",
    "Planned work against each team's limit, and what to cut.",
    "capacity",
    _capacity,
)

EMBEDS = (CAPACITY,)


def pages(site: SiteContext) -> Iterator[Page]:
    """The page of capacity."""
    yield part.views_page(
        "capacity",
        "Capacity",
        [part.view_section(site, CAPACITY)],
        lead="Whether each team has room for its planned work, and what to cut if not. Work "
        "counts in the period in which it is due; work over several periods is divided "
        "among them.",
        listed="Delivery",
        hide=("toc",),
    )
