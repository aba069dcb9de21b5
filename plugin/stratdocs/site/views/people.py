"""Who has how much in hand: teams and people side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from stratdocs.analysis.capacity import TeamLoad, team_loads
from stratdocs.model.kinds import Person, Team
from stratdocs.model.schema import starter
from stratdocs.site.views import part
from stratdocs.site.views.ask import Ask, View
from stratdocs.site.views.organisation import in_hand, load, room
from stratdocs.site.views.page import Page, Picture

ROWS = 300
"""Teams, and people, that are compared; those with most in hand come first."""


def _load(picture: Picture, ask: Ask) -> Mapping[str, Any]:
    stack = picture.stack
    planned = {
        one.team.id: one
        for one in team_loads(stack)
        if one.period is None or one.period.includes(stack.today)
    }
    groups = []
    for kind, title in ((Team, "Teams"), (Person, "People")):
        members = ask.keeps(picture, stack.of(kind))
        rows = [
            _row(picture, one, planned.get(one.id))
            for one in members
            if isinstance(one, (Team, Person))
        ]
        rows.sort(key=lambda row: -row["load"].active)
        if rows:
            groups.append(
                {
                    "id": kind.collection,
                    "title": title,
                    "team": kind is Team,
                    "rows": rows[:ROWS],
                    "more": max(0, len(rows) - ROWS),
                    "idle": sum(1 for row in rows[:ROWS] if not row["load"].active),
                }
            )
    return {"groups": groups, "starter": None if groups else starter("teams")}


def _row(picture: Picture, who: Team | Person, planned: TeamLoad | None) -> dict[str, Any]:
    found = load(picture, in_hand(picture, who))
    return {
        "ref": picture.ref(who),
        "load": found,
        "kinds": ", ".join(f"{count} {words}" for words, count in found.kinds),
        "role": who.role if isinstance(who, Person) else None,
        "team": picture.who(who.team) if isinstance(who, Person) else None,
        "room": room(who) if isinstance(who, Team) else "",
        "planned": f"{planned.share:.0%} planned" if planned else "",
        "limit": f"of {planned.capacity}, limit {planned.limit:.0%}" if planned else "",
        "above": planned is not None and planned.above,
    }


LOAD = View(
    "load",
    "Teams and people",
    "What is under way for each team and person, what of it is in trouble, and what it is "
    "estimated to take.",
    "load",
    _load,
)
EMBEDS = (LOAD,)


def pages(picture: Picture) -> Iterator[Page]:
    """The load of teams and people."""
    stack = picture.stack
    some = bool(stack.of(Team) or stack.of(Person))
    yield part.page(
        "load",
        "Who has how much in hand",
        (part.section(picture, LOAD),),
        lead=LOAD.about,
        listed="Organisation" if some else None,
        parent="teams",
        hide=("toc",),
    )
