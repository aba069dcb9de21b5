"""The workload of teams and people, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stratdocs.analysis.capacity import TeamLoad, current_loads
from stratdocs.model.kinds import Person, Team
from stratdocs.model.schema import starter
from stratdocs.site.views import part
from stratdocs.site.views.ask import Ask, View
from stratdocs.site.views.organisation import (
    LOAD_MARKS,
    Workload,
    active_items_of,
    capacity_words,
    workload,
)
from stratdocs.site.views.page import Page, Ref, SiteContext
from stratdocs.site.views.template_data import TemplateData

MAX_ROWS = 300
"""Teams, and people, that are compared, the busiest first."""


class LoadGroup(TemplateData):
    """The load of all teams, or of all people."""

    id: str
    title: str
    team: bool
    rows: Sequence[LoadRow]
    more: int


class LoadData(TemplateData):
    """The workload of teams and people."""

    groups: Sequence[LoadGroup]
    starter: str | None


def _load_data(site: SiteContext, ask: Ask) -> LoadData:
    stack = site.stack
    planned = current_loads(stack)
    groups = []
    for kind, title in ((Team, "Teams"), (Person, "People")):
        members = ask.select(site, stack.of(kind))
        rows = [
            _load_row(site, member, planned.get(member.id))
            for member in members
            if isinstance(member, (Team, Person))
        ]
        rows.sort(key=lambda row: -row.load.active)
        if rows:
            groups.append(
                LoadGroup(
                    id=kind.collection,
                    title=title,
                    team=kind is Team,
                    rows=rows[:MAX_ROWS],
                    more=max(0, len(rows) - MAX_ROWS),
                )
            )
    return LoadData(groups=groups, starter=None if groups else starter("teams"))


class LoadRow(TemplateData):
    """What one team or person has in hand."""

    ref: Ref
    load: Workload
    kinds: str
    role: str | None
    team: Ref | str | None
    room: str
    planned: str
    limit: str
    tone: str
    sign: str


def _load_row(site: SiteContext, who: Team | Person, planned: TeamLoad | None) -> LoadRow:
    found = workload(site, active_items_of(site, who))
    tone, sign = LOAD_MARKS[planned.state] if planned else ("", "")
    return LoadRow(
        ref=site.ref(who),
        load=found,
        kinds=", ".join(f"{count} {words}" for words, count in found.kinds),
        role=who.role if isinstance(who, Person) else None,
        team=site.ref_or_text(who.team) if isinstance(who, Person) else None,
        room=capacity_words(who) if isinstance(who, Team) else "",
        planned=f"{planned.share_words} planned" if planned else "",
        limit=f"of {planned.capacity_words}, limit {planned.limit:.0%}" if planned else "",
        tone=tone,
        sign=sign,
    )


LOAD = View(
    "load",
    "Teams and people",
    "What is under way for each team and person, how much of it is in trouble, and the "
    "estimated effort.",
    "load",
    _load_data,
)
EMBEDS = (LOAD,)


def pages(site: SiteContext) -> Iterator[Page]:
    """The load of teams and people."""
    stack = site.stack
    some = bool(stack.of(Team) or stack.of(Person))
    yield part.views_page(
        "load",
        "Workload",
        (part.view_section(site, LOAD),),
        lead=LOAD.about,
        listed="Organisation" if some else None,
        parent="teams",
        hide=("toc",),
    )
