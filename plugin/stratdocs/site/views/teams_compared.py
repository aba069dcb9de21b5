"""Teams side by side: how each reads the strategy, and how healthy each finds its execution."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import get_args

from stratdocs.analysis.rhythm import health_checks
from stratdocs.analysis.team_readings import ReadingState, understandings
from stratdocs.model.kinds import Health, HealthItem, Team
from stratdocs.site.views.ask import Ask, View
from stratdocs.site.views.page import Page, Ref, SiteContext
from stratdocs.site.views.part import view_section, views_page
from stratdocs.site.views.template_data import TemplateData

MAX_TEAMS = 100
"""Teams whose readings are compared."""
MAX_CHECKS = 12
"""Checks that are compared: as many columns as can be read."""


class ReadingRow(TemplateData):
    """How one team reads the strategy."""

    ref: Ref
    asks: str | None
    will_not_do: str | None
    date: date | None
    mark: str
    """What to settle; empty if nothing is known to be wrong."""


class ReadingsData(TemplateData):
    """How the teams read the strategy."""

    rows: Sequence[ReadingRow]
    more: int
    written: bool


_MARKS: Mapping[ReadingState, str] = {
    "missing": "not written",
    "copied": "only repeats the strategy",
    "stale": "older than the strategy",
    "kept": "",
}


def _readings(site: SiteContext, ask: Ask) -> ReadingsData:
    states = {found.team.id: found.state for found in understandings(site.stack)}
    teams = [
        team
        for team in ask.select(site, site.stack.of(Team))
        if isinstance(team, Team) and team.live and (team.reading is not None or team.id in states)
    ]
    rows = [
        ReadingRow(
            ref=site.ref(team),
            asks=team.reading.asks if team.reading else None,
            will_not_do=team.reading.will_not_do if team.reading else None,
            date=team.reading.date if team.reading else None,
            mark=_MARKS[states.get(team.id, "kept")],
        )
        for team in teams
    ]
    return ReadingsData(
        rows=rows[:MAX_TEAMS],
        more=max(0, len(rows) - MAX_TEAMS),
        written=any(row.asks for row in rows),
    )


class CheckHead(TemplateData):
    """The latest health check of a team, or of anything else."""

    about: Ref
    date: date | None


class CheckRow(TemplateData):
    """One item of the checklist, across all that were checked."""

    title: str
    lights: Sequence[tuple[str | None, str]]
    reds: int


class ChecksData(TemplateData):
    """The latest health checks side by side."""

    heads: Sequence[CheckHead]
    rows: Sequence[CheckRow]
    more: int


_TONES: Mapping[str, str] = {"green": "good", "yellow": "watch", "red": "bad"}


def _checks(site: SiteContext, ask: Ask) -> ChecksData:
    latest = [row[-1] for row in health_checks(site.stack) if row[-1].checklist]
    shown = [check for check in ask.select(site, latest) if isinstance(check, Health)]
    lights = [
        {check.item: check.status for check in health.checklist} for health in shown[:MAX_CHECKS]
    ]
    rows = []
    for item in get_args(HealthItem):
        found = [statuses.get(item) for statuses in lights]
        if any(found):
            rows.append(
                CheckRow(
                    title=item.replace("_", " ").capitalize(),
                    lights=[(light, _TONES.get(light or "", "calm")) for light in found],
                    reds=found.count("red"),
                )
            )
    return ChecksData(
        heads=[
            CheckHead(about=site.ref(site.stack.primary(health) or health), date=health.date)
            for health in shown[:MAX_CHECKS]
        ],
        rows=rows,
        more=max(0, len(shown) - MAX_CHECKS),
    )


READINGS = View(
    "team-readings",
    "How each team reads the strategy",
    "What the strategy asks of each team in its own words, side by side: differences show where "
    "people understand it differently.",
    "team_readings",
    _readings,
)
CHECKS = View(
    "team-checks",
    "The latest health check of each",
    "The nine items of the checklist, with a column for each team checked.",
    "team_checks",
    _checks,
)
EMBEDS = (READINGS, CHECKS)


def pages(site: SiteContext) -> Iterator[Page]:
    """Both on one page."""
    some = any(team.reading for team in site.stack.of(Team)) or bool(site.stack.of(Health))
    yield views_page(
        "teams-compared",
        "Teams side by side",
        (view_section(site, READINGS), view_section(site, CHECKS)),
        lead="Do all teams understand the strategy the same way, and where is its execution in "
        "trouble? Settle differences before work begins.",
        listed="Organisation" if some else None,
        parent="teams",
        hide=("toc",),
    )
