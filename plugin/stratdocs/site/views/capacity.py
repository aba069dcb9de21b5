"""Whether each team's days hold what it has planned, and what to cut where they do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stratdocs.analysis.capacity import USUAL_PERCENT, TeamLoad, team_loads
from stratdocs.model.kinds import Team
from stratdocs.model.periods import Period
from stratdocs.model.schema import starter
from stratdocs.site.drawing.charts import Bar, Level, Piece, bars
from stratdocs.site.drawing.shapes import Drawing
from stratdocs.site.views import part
from stratdocs.site.views.ask import Ask, View
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

_SORTS = ("leverage", "neutral", "overhead", None)


class CapacityData(TemplateData):
    """The load of the teams, period by period."""

    periods: Sequence[PeriodLoad]
    earlier: int
    silent: tuple[Ref, ...]
    more_silent: int
    usual: int
    starter: str | None


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
    silent = [team for team in teams if team.id not in with_load]
    return CapacityData(
        periods=[_period_load(site, period, found[period]) for period in shown],
        earlier=len(earlier),
        silent=site.refs(silent[:MAX_TEAMS]),
        more_silent=max(0, len(silent) - MAX_TEAMS),
        usual=USUAL_PERCENT,
        starter=None if found else starter("work" if teams else "teams"),
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
    teams: int
    has_unsorted: bool
    drawing: Drawing
    rows: Sequence[TeamRow]
    more: int
    cuts: Sequence[TeamCuts]
    more_cuts: int


def _period_load(site: SiteContext, period: Period | None, found: Sequence[TeamLoad]) -> PeriodLoad:
    ordered = sorted(found, key=lambda load: -load.share / load.limit if load.limit else 0.0)
    above = [load for load in ordered if load.above]
    title = period.words if period else "without a date"
    return PeriodLoad(
        id=period.slug if period else "undated",
        title=title[0].upper() + title[1:],
        above=len(above),
        teams=len(ordered),
        has_unsorted=any(
            item.work.lno is None for load in ordered[:MAX_TEAMS] for item in load.items
        ),
        drawing=_load_drawing(site, title, ordered[:MAX_TEAMS]),
        rows=[_team_row(site, load) for load in ordered[:MAX_TEAMS]],
        more=max(0, len(ordered) - MAX_TEAMS),
        cuts=[_team_cuts(site, load) for load in above[:MAX_TEAMS_WITH_CUTS]],
        more_cuts=max(0, len(above) - MAX_TEAMS_WITH_CUTS),
    )


class TeamRow(TemplateData):
    """One team's planned work against its capacity."""

    ref: Ref
    planned: str
    capacity: str
    share: str
    limit: str
    has_own_limit: bool
    sort: str
    state: str
    tone: str
    sign: str
    mix: str


def _team_row(site: SiteContext, load: TeamLoad) -> TeamRow:
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
    return TeamRow(
        ref=site.ref(load.team),
        planned=load.amount(load.effort),
        capacity=str(load.capacity),
        share=f"{load.share:.0%}",
        limit=f"{load.limit:.0%}",
        has_own_limit=load.has_own_limit,
        sort=f"{load.share:.4f}",
        state=state,
        tone=tone,
        sign=sign,
        mix=", ".join(
            f"{load.amount(days)} {sort or 'unsorted'}".replace(" ", "\u00a0")
            for sort, days in efforts.items()
            if days
        ),
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
        over=load.amount(load.over),
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
                site.path(load.team),
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


def pages(site: SiteContext) -> Iterator[Page]:
    """The page of capacity."""
    yield part.views_page(
        "capacity",
        "Capacity",
        [part.view_section(site, CAPACITY)],
        lead="Whether each team's days hold what is planned, and what to cut where they do not. "
        "Estimates count in the period in which the work is due.",
        listed="Delivery",
        hide=("toc",),
    )
