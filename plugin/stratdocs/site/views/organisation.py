"""What the pages of teams and people show: why they do what they do, how much it is, what they can
do, and how a team reads the strategy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from stratdocs.analysis.state import state_of
from stratdocs.model.kinds import BY_COLLECTION, Entity, Person, Strategy, Team, Work
from stratdocs.analysis.skills import Skill, team_skills
from stratdocs.model.values import Quantity, day_words
from stratdocs.site.views.page import Picture, Ref, collection_title
from stratdocs.site.views.section import Section
from stratdocs.site.views.why import chain

MOST_TOLD = 60
"""Things whose chain is told on one page; the rest is counted."""
MOST_LISTED = 100
"""Finished things and things beside the tree that a page lists."""
_CARRIED = frozenset(
    (
        "strategies",
        "outcomes",
        "opportunities",
        "solutions",
        "experiments",
        "bets",
        "objectives",
        "key_results",
        "initiatives",
        "work",
    )
)
"""Collections whose items somebody carries out; the others are looked after."""


def person(picture: Picture, somebody: Person) -> Iterator[Section]:
    """Why the person does what they answer for, and how much that is."""
    owned = held(picture, somebody)
    yield from _why(picture, owned, "What they answer for, and why")
    yield from _load(picture, somebody, owned.active)
    yield from _rest(owned, picture)


def team(picture: Picture, group: Team) -> Iterator[Section]:
    """Why the team does what it works on, how much that is, what it can do, how it reads the
    strategy.
    """
    owned = held(picture, group)
    yield from _reading(picture, group, owned)
    yield from _why(picture, owned, "What the team works on, and why")
    yield from _load(picture, group, in_hand(picture, group))
    yield from _skills(picture, group)
    yield from _rest(owned, picture)


# --- what somebody answers for --------------------------------------------------------------------


class Held(NamedTuple):
    """What a person answers for, or a team works on."""

    active: tuple[Entity, ...]
    """What is to be carried out, and neither a draft nor over."""
    proposed: tuple[Entity, ...]
    over: tuple[Entity, ...]
    kept: tuple[Entity, ...]
    """What is looked after beside the tree: metrics, meetings, risks."""


def held(picture: Picture, who: Person | Team) -> Held:
    """What names the person as its owner, or the team as its team, in the order written."""
    fields = {("owner",)} if isinstance(who, Person) else {("team",), ("owner",)}
    named: dict[str, Entity] = {
        mention.entity.id: mention.entity
        for mention in picture.stack.mentions(who)
        if mention.route in fields and mention.entity.collection != "people"
    }
    parts: dict[str, list[Entity]] = {"active": [], "proposed": [], "over": [], "kept": []}
    for entity in named.values():
        parts[_part(picture, entity)].append(entity)
    return Held(**{name: tuple(entities) for name, entities in parts.items()})


def _part(picture: Picture, entity: Entity) -> str:
    state = state_of(picture.stack, entity)
    status = state.status or state.inherited
    if status in ("done", "dropped"):
        return "over"
    if entity.collection not in _CARRIED:
        return "kept"
    return "proposed" if status == "proposed" else "active"


def _why(picture: Picture, owned: Held, title: str) -> Iterator[Section]:
    """What is active, by the strategy that it leads to; each with the way there in a sentence."""
    groups: dict[str, list[tuple[Entity, tuple[Entity, ...]]]] = {}
    for entity in owned.active:
        way = picture.stack.trace(entity)
        end = next((n for n, one in enumerate(way) if n and isinstance(one, Strategy)), len(way))
        above = way[end].id if end < len(way) else ""
        groups.setdefault(above, []).append((entity, way[:end]))
    if not groups:
        return
    left = MOST_TOLD
    told: list[dict[str, Any]] = []
    for above, members in sorted(groups.items(), key=lambda group: not group[0]):
        shown = members[:left]
        left -= len(shown)
        if shown:
            strategy = picture.stack.get(above)
            told.append(
                {
                    "strategy": picture.ref(strategy) if strategy else None,
                    "then": chain(picture, picture.stack.trace(strategy)) if strategy else (),
                    "rows": [_told(picture, entity, way) for entity, way in shown],
                }
            )
    more = max(0, len(owned.active) - MOST_TOLD)
    refs = [row["ref"] for group in told for row in group["rows"]]
    data = {"groups": told, "more": more}
    yield Section("why", title, "why_list", data, mentions=_mentions(refs))


def _mentions(refs: Iterable[Ref]) -> frozenset[tuple[str, str]]:
    """Those that say whose they are, listed once."""
    return frozenset((ref.id, field) for ref in refs for field in ("owner", "team"))


def _told(picture: Picture, entity: Entity, way: tuple[Entity, ...]) -> dict[str, Any]:
    share, words = picture.progress.bar(entity)
    return {
        "ref": picture.ref(entity),
        "status": picture.progress.status(entity),
        "share": share,
        "words": words,
        "period": picture.stack.period_of(entity),
        "chain": chain(picture, way),
        "company": picture.stack.is_company(entity),
    }


def _rest(owned: Held, picture: Picture) -> Iterator[Section]:
    """What else carries their name: looked after, proposed, over."""
    groups: list[dict[str, Any]] = [
        {"title": title, "kinds": _by_kind(picture, entities), "count": len(entities)}
        for title, entities in (
            ("Looked after", owned.kept),
            ("Proposed", owned.proposed),
            ("Done or dropped", owned.over),
        )
        if entities
    ]
    if groups:
        refs = [ref for group in groups for _, shown, _ in group["kinds"] for ref in shown]
        data = {"groups": groups}
        title = "What else carries their name"
        yield Section("besides-these", title, "held", data, mentions=_mentions(refs))


def _by_kind(
    picture: Picture, entities: tuple[Entity, ...]
) -> list[tuple[str, tuple[Ref, ...], int]]:
    kinds: dict[str, list[Entity]] = {}
    for entity in entities:
        kinds.setdefault(entity.collection, []).append(entity)
    share = max(1, MOST_LISTED // len(kinds))
    return [
        (collection_title(name), picture.refs(members[:share]), max(0, len(members) - share))
        for name, members in kinds.items()
    ]


# --- load -----------------------------------------------------------------------------------------


class LoadRow(NamedTuple):
    """How much somebody has in hand."""

    active: int
    kinds: tuple[tuple[str, int], ...]
    """Of each kind how many, as `key results` and 4."""
    trouble: int
    """How many of them are at risk or blocked."""
    late: int
    """Pieces of work past their day."""
    efforts: tuple[str, ...]
    """The estimates of the work that is open, added up for each unit: `35 d`."""
    unestimated: int
    """Open pieces of work that have no estimate."""


def load(picture: Picture, active: Iterable[Entity]) -> LoadRow:
    """What those that are active add up to."""
    counts: Counter[str] = Counter()
    efforts: dict[str, float] = {}
    trouble = late = unestimated = 0
    for entity in active:
        counts[entity.collection] += 1
        trouble += picture.progress.status(entity) in ("at_risk", "blocked")
        if isinstance(entity, Work):
            late += entity.due is not None and entity.due < picture.stack.today
            if entity.estimate is None:
                unestimated += 1
            else:
                unit = entity.estimate.unit
                efforts[unit] = efforts.get(unit, 0) + entity.estimate.number
    return LoadRow(
        counts.total(),
        tuple(
            (counted(name, counts[name]), counts[name]) for name in BY_COLLECTION if counts[name]
        ),
        trouble,
        late,
        tuple(f"{number:g} {unit}".strip() for unit, number in sorted(efforts.items())),
        unestimated,
    )


def counted(collection: str, count: int) -> str:
    """What so many items of a collection are called: `key results`; one is a `key result`."""
    kind = BY_COLLECTION[collection]
    if count == 1:
        return kind.noun
    return "work items" if kind is Work else kind.plural


def room(group: Team) -> str:
    """What a team can plan in a period, in words; empty where its capacity is not written."""
    capacity: Quantity | None = group.capacity
    if capacity is None:
        return ""
    share = f", of which {group.utilisation} may be planned" if group.utilisation else ""
    return f"{capacity} a period{share}"


def in_hand(picture: Picture, who: Person | Team) -> tuple[Entity, ...]:
    """What somebody has in hand: what a person answers for, all that belongs to a team."""
    if isinstance(who, Person):
        return held(picture, who).active
    return tuple(one for one in picture.stack.of_team(who) if _part(picture, one) == "active")


def _load(picture: Picture, who: Person | Team, active: tuple[Entity, ...]) -> Iterator[Section]:
    found = load(picture, active)
    if not found.active and not isinstance(who, Team):
        return
    data: dict[str, Any] = {"load": found, "room": room(who) if isinstance(who, Team) else ""}
    data["findings"] = [f for f in picture.findings_of(who) if f.rule == "over-capacity"]
    yield Section("load", "How much that is", "own_load", data)


# --- what a team can do, and how it reads the strategy --------------------------------------------


def _skills(picture: Picture, group: Team) -> Iterator[Section]:
    found = team_skills(picture.stack, group)
    if found:
        rows = [_skill(picture, one) for one in found]
        yield Section("skills", "What the team can do", "skills", {"rows": rows}, ("skills",))


def _skill(picture: Picture, one: Skill) -> Mapping[str, Any]:
    return {
        "name": one.name,
        "who": picture.refs(one.people[:12]),
        "team": one.listed_by_team,
        "asked": picture.refs(one.needed_by[:6]),
        "more": max(0, len(one.needed_by) - 6),
        "missing": bool(one.lacking),
    }


def _reading(picture: Picture, group: Team, owned: Held) -> Iterator[Section]:
    """The team's own words beside the strategies that its work leads to."""
    read: dict[str, Strategy] = {}
    for entity in owned.active:
        for one in picture.stack.trace(entity):
            if isinstance(one, Strategy):
                read.setdefault(one.id, one)
    reading = group.reading
    if reading is None and not read:
        return
    order = sorted(read.values(), key=picture.stack.is_company)
    yield Section(
        "reading",
        "The strategy, and how the team reads it",
        "team_reading",
        {
            "strategies": [_text(picture, one) for one in order[:4]],
            "asks": reading.asks if reading else None,
            "will_not_do": reading.will_not_do if reading else None,
            "date": day_words(reading.date) if reading and reading.date else None,
            "written": reading is not None,
            "findings": [
                f for f in picture.findings_of(group) if f.rule == "interpretation-missing"
            ],
        },
        ("reading",),
    )


def _text(picture: Picture, strategy: Strategy) -> dict[str, Any]:
    return {
        "ref": picture.ref(strategy),
        "company": picture.stack.is_company(strategy),
        "text": strategy.how_we_win or strategy.why or strategy.description,
        "fixed": [one.rstrip(". ") for one in strategy.fixed[:4]],
        "open": [one.rstrip(". ") for one in strategy.open[:4]],
        "not_doing": [one.title for one in strategy.not_doing[:4]],
    }
