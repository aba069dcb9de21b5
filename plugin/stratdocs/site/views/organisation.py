"""Sections of teams and people: why they do their work, how much it is, the skills of a team, and
how it reads the strategy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from stratdocs.analysis.capacity import LoadState, current_loads
from stratdocs.analysis.skills import Skill, team_skills
from stratdocs.analysis.state import state_of
from stratdocs.authoring.due import next_reports
from stratdocs.model.days import day_words, short_day
from stratdocs.model.finding import Finding
from stratdocs.model.kinds import BY_COLLECTION, Entity, Person, Strategy, Team, Work
from stratdocs.model.values import Quantity
from stratdocs.site.views.page import Bar, Ref, SiteContext, collection_title
from stratdocs.site.views.section import Section
from stratdocs.site.views.template_data import TemplateData
from stratdocs.site.views.tree import TRACED
from stratdocs.site.views.why import Step, chain

MAX_CHAINS = 60
"""Items whose chain one page shows."""
MAX_DUE = 5
"""What is due that a page lists."""
MAX_LISTED = 100
"""Finished items and items beside the tree that a page lists."""


def person_sections(site: SiteContext, somebody: Person) -> Iterator[Section]:
    """What a person is accountable for, how much that is, and what is due next."""
    owned = owned_items(site, somebody)
    yield from _load_sections(site, somebody, owned.active)
    yield from _due_sections(site, owned.active)
    yield from _why_sections(site, somebody, owned)
    yield from _held_sections(owned, site)


def team_sections(site: SiteContext, group: Team) -> Iterator[Section]:
    """What a team is accountable for, how much that is, what is due next, its reading of the
    strategy, and its skills.
    """
    owned = owned_items(site, group)
    active = active_items_of(site, group)
    yield from _load_sections(site, group, active)
    yield from _due_sections(site, active)
    yield from _why_sections(site, group, owned)
    yield from _reading_sections(site, group, owned)
    yield from _skills_sections(site, group)
    yield from _held_sections(owned, site)


# --- what somebody answers for --------------------------------------------------------------------


class OwnedItems(NamedTuple):
    """What a person answers for, or a team works on."""

    active: tuple[Entity, ...]
    """Items to carry out, neither proposed nor over."""
    proposed: tuple[Entity, ...]
    over: tuple[Entity, ...]
    kept: tuple[Entity, ...]
    """Items to look after: metrics, meetings, risks."""


def owned_items(site: SiteContext, who: Person | Team) -> OwnedItems:
    """The items of an owner or a team, in the order written."""
    fields = {("owner",)} if isinstance(who, Person) else {("team",), ("owner",)}
    named: dict[str, Entity] = {
        mention.entity.id: mention.entity
        for mention in site.stack.mentions(who)
        if mention.route in fields and mention.entity.collection != "people"
    }
    parts: dict[str, list[Entity]] = {"active": [], "proposed": [], "over": [], "kept": []}
    for entity in named.values():
        parts[_state_group(site, entity)].append(entity)
    return OwnedItems(**{name: tuple(entities) for name, entities in parts.items()})


def _state_group(site: SiteContext, entity: Entity) -> str:
    state = state_of(site.stack, entity)
    status = state.status or state.inherited
    if state.is_over or status in ("done", "dropped"):
        return "over"
    if entity.collection not in TRACED:
        return "kept"
    return "proposed" if "proposed" in (status, state.stage_status) else "active"


class StrategyGroup(TemplateData):
    """The items that lead to one strategy."""

    strategy: Ref | None
    then: tuple[Step, ...]
    rows: Sequence[WhyRow]


class WhySection(TemplateData):
    """What somebody is accountable for, by strategy."""

    groups: Sequence[StrategyGroup]
    more: int


def _why_sections(site: SiteContext, who: Person | Team, owned: OwnedItems) -> Iterator[Section]:
    """Active items by the strategy that they lead to, each with its chain in a sentence."""
    groups: dict[str, list[tuple[Entity, tuple[Entity, ...]]]] = {}
    for entity in owned.active:
        way = site.stack.trace(entity)
        end = next(
            (n for n, step in enumerate(way) if n and isinstance(step, Strategy)),
            len(way),
        )
        above = way[end].id if end < len(way) else ""
        groups.setdefault(above, []).append((entity, way[:end]))
    if not groups:
        return
    left = MAX_CHAINS
    listed_groups: list[StrategyGroup] = []
    for above, members in sorted(groups.items(), key=lambda group: not group[0]):
        shown = members[:left]
        left -= len(shown)
        if shown:
            strategy = site.stack.get(above)
            listed_groups.append(
                StrategyGroup(
                    strategy=site.ref(strategy) if strategy else None,
                    then=chain(site, site.stack.trace(strategy)) if strategy else (),
                    rows=[_why_row(site, who, entity, way) for entity, way in shown],
                )
            )
    more = max(0, len(owned.active) - MAX_CHAINS)
    refs = [row.ref for group in listed_groups for row in group.rows]
    data = WhySection(groups=listed_groups, more=more)
    yield Section("why", "Accountable for", "why_list", data, mentions=_mentions(refs))


def _mentions(refs: Iterable[Ref]) -> frozenset[tuple[str, str]]:
    """Those that say whose they are, listed once."""
    return frozenset((ref.id, field) for ref in refs for field in ("owner", "team"))


class WhyRow(TemplateData):
    """One item, with what it supports."""

    ref: Ref
    bar: Bar
    owner: Ref | str | None
    """Its owner, if that isn't the person of the page."""
    period: str
    chain: tuple[Step, ...]
    company: bool


def _why_row(
    site: SiteContext, who: Person | Team, entity: Entity, way: tuple[Entity, ...]
) -> WhyRow:
    period = site.stack.period_of(entity)
    return WhyRow(
        ref=site.ref(entity),
        bar=site.bar(entity),
        owner=site.ref_or_text(entity.owner) if entity.owner != who.id else None,
        period=period.short if period else "",
        chain=chain(site, way)[:1],
        company=site.stack.is_company(entity),
    )


# --- what is due next -----------------------------------------------------------------------------


class DueNextRow(TemplateData):
    """Something that is due: what, and when."""

    ref: Ref
    what: str
    day: str
    late: bool


class DueNextSection(TemplateData):
    """What is due next, the most overdue first."""

    rows: Sequence[DueNextRow]
    more: int


def _due_sections(site: SiteContext, active: Iterable[Entity]) -> Iterator[Section]:
    """Open work by its due date, and key results by their next check-in."""
    stack = site.stack
    reports = stack.once(next_reports)
    found: list[tuple[date, str, Entity]] = []
    for entity in active:
        if isinstance(entity, Work) and entity.due is not None:
            found.append((entity.due, "work due", entity))
        elif entity.id in reports:
            found.append((reports[entity.id], "check-in due", entity))
    if not found:
        return
    found.sort(key=lambda due: (due[0], due[2].id))
    rows = [
        DueNextRow(
            ref=site.ref(entity),
            what=what,
            day=short_day(day, stack.today),
            late=day < stack.today,
        )
        for day, what, entity in found[:MAX_DUE]
    ]
    data = DueNextSection(rows=rows, more=max(0, len(found) - MAX_DUE))
    yield Section("due", "Due next", "due_next", data)


class HeldGroup(TemplateData):
    """Items that are held for one reason, by kind."""

    title: str
    kinds: Sequence[tuple[str, tuple[Ref, ...], int]]
    count: int


class HeldSection(TemplateData):
    """Further items of a person or team."""

    groups: Sequence[HeldGroup]


def _held_sections(owned: OwnedItems, site: SiteContext) -> Iterator[Section]:
    """Further items: looked after, proposed, over."""
    groups: list[HeldGroup] = [
        HeldGroup(title=title, kinds=_refs_by_kind(site, entities), count=len(entities))
        for title, entities in (
            ("Maintains", owned.kept),
            ("Proposed", owned.proposed),
            ("Done or dropped", owned.over),
        )
        if entities
    ]
    if groups:
        refs = [ref for group in groups for _, shown, _ in group.kinds for ref in shown]
        data = HeldSection(groups=groups)
        title = "Their other items"
        yield Section("besides-these", title, "held", data, mentions=_mentions(refs))


def _refs_by_kind(
    site: SiteContext, entities: tuple[Entity, ...]
) -> list[tuple[str, tuple[Ref, ...], int]]:
    kinds: dict[str, list[Entity]] = {}
    for entity in entities:
        kinds.setdefault(entity.collection, []).append(entity)
    share = max(1, MAX_LISTED // len(kinds))
    return [
        (collection_title(name), site.refs(members[:share]), max(0, len(members) - share))
        for name, members in kinds.items()
    ]


# --- load -----------------------------------------------------------------------------------------


LOAD_MARKS: Mapping[LoadState, tuple[str, str]] = {
    "over": ("bad", "■"),
    "over but done": ("calm", "○"),
    "unknown": ("calm", "?"),
    "at least": ("calm", "?"),
    "fits": ("good", "✓"),
}
"""Tone and sign of what is known of a load."""


class Workload(NamedTuple):
    """How much somebody is working on."""

    active: int
    kinds: tuple[tuple[str, int], ...]
    """The number of each kind, as in `key results` and 4."""
    trouble: int
    """The number at risk or blocked."""
    late: int
    """Overdue work items."""
    efforts: tuple[str, ...]
    """The sum of the estimates of open work, for each unit: `35 d`."""
    unestimated: int
    """Open work items without an estimate."""


def workload(site: SiteContext, active: Iterable[Entity]) -> Workload:
    """The workload of active items."""
    counts: Counter[str] = Counter()
    efforts: dict[str, float] = {}
    trouble = late = unestimated = 0
    for entity in active:
        counts[entity.collection] += 1
        trouble += site.progress.status(entity) in ("at_risk", "blocked")
        if isinstance(entity, Work):
            late += entity.due is not None and entity.due < site.stack.today
            if entity.estimate is None:
                unestimated += 1
            else:
                unit = entity.estimate.unit
                efforts[unit] = efforts.get(unit, 0) + entity.estimate.number
    return Workload(
        counts.total(),
        tuple(
            (kind_words(name, counts[name]), counts[name]) for name in BY_COLLECTION if counts[name]
        ),
        trouble,
        late,
        tuple(f"{number:g} {unit}".strip() for unit, number in sorted(efforts.items())),
        unestimated,
    )


def kind_words(collection: str, count: int) -> str:
    """The noun of a collection for that number of items: `key result`, `key results`."""
    return BY_COLLECTION[collection].counted(count)


def capacity_words(group: Team) -> str:
    """What a team can plan in a period, in words; empty without a capacity."""
    capacity: Quantity | None = group.capacity
    if capacity is None:
        return ""
    share = f", {group.utilisation} of it plannable" if group.utilisation else ""
    return f"{capacity} per period{share}"


def active_items_of(site: SiteContext, who: Person | Team) -> tuple[Entity, ...]:
    """The active items that a person owns, or that belong to a team."""
    if isinstance(who, Person):
        return owned_items(site, who).active
    return tuple(
        entity for entity in site.stack.of_team(who) if _state_group(site, entity) == "active"
    )


class LoadSection(TemplateData):
    """How much somebody is working on, against the limit."""

    load: Workload
    planned: str
    """What is planned against the capacity: `66% of 120 d`; empty if there is no capacity."""
    limit: str
    tone: str
    period: str
    findings: Sequence[Finding]


def _load_sections(
    site: SiteContext, who: Person | Team, active: tuple[Entity, ...]
) -> Iterator[Section]:
    found = workload(site, active)
    if not found.active and not isinstance(who, Team):
        return
    planned = site.stack.once(current_loads).get(who.id)
    data = LoadSection(
        load=found,
        planned=f"{planned.share_words} of {planned.capacity_words}" if planned else "",
        limit=f"{planned.limit:.0%}" if planned else "",
        tone=LOAD_MARKS[planned.state][0] if planned else "calm",
        period=planned.period.short if planned and planned.period else "",
        findings=[f for f in site.findings_of(who) if f.rule == "over-capacity"],
    )
    yield Section("load", "Workload", "own_load", data, headed=True)


# --- what a team can do, and how it reads the strategy --------------------------------------------


class SkillsSection(TemplateData):
    """What a team can do."""

    rows: Sequence[SkillRow]


def _skills_sections(site: SiteContext, group: Team) -> Iterator[Section]:
    found = team_skills(site.stack, group)
    if found:
        rows = [_skill_row(site, skill) for skill in found]
        yield Section("skills", "Skills", "skills", SkillsSection(rows=rows), ("skills",))


class SkillRow(TemplateData):
    """One skill: who has it, and what needs it."""

    name: str
    who: tuple[Ref, ...]
    team: bool
    needed_by: tuple[Ref, ...]
    more: int
    missing: bool


def _skill_row(site: SiteContext, skill: Skill) -> SkillRow:
    return SkillRow(
        name=skill.name,
        who=site.refs(skill.people[:12]),
        team=skill.listed_by_team,
        needed_by=site.refs(skill.needed_by[:6]),
        more=max(0, len(skill.needed_by) - 6),
        missing=bool(skill.lacking),
    )


class ReadingSection(TemplateData):
    """The strategies, and how a team reads them."""

    strategies: Sequence[StrategyText]
    asks: str | None
    will_not_do: str | None
    date: str | None
    written: bool
    findings: Sequence[Finding]


def _reading_sections(site: SiteContext, group: Team, owned: OwnedItems) -> Iterator[Section]:
    """The team's own reading beside the strategies that its work leads to."""
    read: dict[str, Strategy] = {}
    for entity in owned.active:
        for above in site.stack.trace(entity):
            if isinstance(above, Strategy):
                read.setdefault(above.id, above)
    reading = group.reading
    if reading is None and not read:
        return
    order = sorted(read.values(), key=site.stack.is_company)
    yield Section(
        "reading",
        "The strategy, and how the team reads it",
        "team_reading",
        ReadingSection(
            strategies=[_strategy_text(site, above) for above in order[:4]],
            asks=reading.asks if reading else None,
            will_not_do=reading.will_not_do if reading else None,
            date=day_words(reading.date) if reading and reading.date else None,
            written=reading is not None,
            findings=[f for f in site.findings_of(group) if f.rule == "interpretation-missing"],
        ),
        ("reading",),
    )


class StrategyText(TemplateData):
    """The parts of a strategy that a team reads."""

    ref: Ref
    company: bool
    text: str | None
    fixed: Sequence[str]
    open: Sequence[str]
    not_doing: Sequence[str]


def _strategy_text(site: SiteContext, strategy: Strategy) -> StrategyText:
    return StrategyText(
        ref=site.ref(strategy),
        company=site.stack.is_company(strategy),
        text=strategy.how_we_win or strategy.why or strategy.description,
        fixed=[item.rstrip(". ") for item in strategy.fixed[:4]],
        open=[item.rstrip(". ") for item in strategy.open[:4]],
        not_doing=[item.title for item in strategy.not_doing[:4]],
    )
