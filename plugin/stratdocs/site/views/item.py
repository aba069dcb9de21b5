"""A page for every item: its reason, its fields, what is below it, what depends on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from stratdocs.analysis.risks import IMPACT_WORDS, PROBABILITY_WORDS
from stratdocs.analysis.state import state_of
from stratdocs.authoring.due import next_reports
from stratdocs.markdowntext.scan import without_links
from stratdocs.model.days import day_words, short_day
from stratdocs.model.fields import fields_at, fields_of
from stratdocs.model.finding import Finding
from stratdocs.model.kinds import (
    Bet,
    Confirmation,
    Empowerment,
    Entity,
    Initiative,
    KeyResult,
    Metric,
    Objective,
    Outcome,
    Person,
    Risk,
    Strategy,
    Team,
    Trigger,
    Work,
)
from stratdocs.model.periods import Period
from stratdocs.model.stack import Stack
from stratdocs.site.views import bet, initiative, okr, organisation, traceability
from stratdocs.site.views.ask import View
from stratdocs.site.views.facts import Fact, Form, facts, forms
from stratdocs.site.views.ledger import ledger
from stratdocs.site.views.page import Bar, Page, Ref, SiteContext, collection_title, first_sentence
from stratdocs.site.views.section import Section
from stratdocs.site.views.template_data import TemplateData
from stratdocs.site.views.tree import TreeNode, size, tree
from stratdocs.yamltext.source import Span

SECTIONS: Mapping[type[Entity], Callable[[SiteContext, Any], Iterator[Section]]] = {
    Bet: bet.sections,
    Initiative: initiative.sections,
    KeyResult: okr.key_result_sections,
    Objective: okr.objective_sections,
    Metric: okr.metric_sections,
    Outcome: traceability.outcome_sections,
    Team: organisation.team_sections,
    Person: organisation.person_sections,
}
"""The sections of a kind besides its fields."""

EMBEDS: tuple[View, ...] = ()


def pages(site: SiteContext) -> Iterator[Page]:
    """One page for each entity."""
    for entity in site.stack.entities:
        yield item_page(site, entity)


class ItemPage(TemplateData):
    """The page of one item."""

    entity: Entity
    noun: str
    status: str | None
    here: Ref
    derived_from: Ref | None
    """The item below from which the status follows."""
    owner: Ref | str | None
    period: Period | None
    head: tuple[Fact, ...]
    approved_on: str
    """The day of the approval that its head names; empty without one."""
    next_check_in: str
    """When a running key result is due for its next check-in; empty for all else."""
    why: str | None
    chain: tuple[Ref, ...]
    """What it serves, from the company strategy down."""
    skipped: bool
    """Whether steps are left out below the first one."""
    is_company: bool
    bar: Bar | None
    choices: tuple[Fact, ...]
    """What a strategy chooses: where we play, how we win."""
    early: tuple[Section, ...]
    late: tuple[Section, ...]
    """The sections before and after what is below it."""
    groups: tuple[FactGroup, ...]
    reviewed: str | None
    tree: TreeNode | None
    tree_title: str
    tree_size: int
    work: WorkBelow | None
    risks: tuple[RiskRow, ...]
    contributors: LinkList | None
    aside: tuple[tuple[str, str, LinkList], ...]
    depends_on: LinkList | None
    dependents: LinkList | None
    also_serves: LinkList | None
    mentioned_title: str
    mentioned: tuple[tuple[str, tuple[Ref, ...], int], ...]
    findings: tuple[Finding, ...]
    source: Span


def item_page(site: SiteContext, entity: Entity) -> Page:
    """The page of one entity."""
    stack = site.stack
    text = entity.description or getattr(entity, "why", None)
    own = SECTIONS[type(entity)](site, entity) if type(entity) in SECTIONS else ()
    sections = (*own, *ledger(site, entity))
    shown = {name for section in sections for name in section.fields}
    listed = frozenset(mention for section in sections for mention in section.mentions)
    head = {field.name for field in fields_of(type(entity)) if field.about.head}
    head |= {"approved_by"} if getattr(entity, "approved_by", None) else set()
    chain, skipped = _chain(stack, entity)
    below = _split(tree(site, entity) if stack.children(entity) else None, entity)
    open_ = facts(site, entity, {*shown, *head, "why"})
    approved = getattr(entity, "approved_on", None) if "approved_by" in head else None
    source = stack.get(state_of(stack, entity).derived_from)
    return Page(
        path=site.path(entity),
        title=entity.title,
        template="item",
        parent=entity.collection,
        source=entity.grip,
        tags=entity.tags,
        hide=("toc",) if any(section.wide for section in sections) else (),
        gist=first_sentence(
            without_links(text, lambda name: _title_of(site, name)) if text else None
        ),
        data=ItemPage(
            entity=entity,
            noun=entity.noun,
            status=site.progress.status(entity),
            here=site.ref(entity),
            derived_from=site.ref(source) if source is not None else None,
            owner=site.ref_or_text(entity.owner),
            period=stack.period_of(entity),
            head=tuple(fact for fact in facts(site, entity, ()) if fact.name in head),
            approved_on=short_day(approved, stack.today) if approved else "",
            next_check_in=_next_check_in(site, entity),
            why=getattr(entity, "why", None),
            chain=site.refs(reversed(chain)),
            skipped=skipped,
            is_company=stack.is_company(entity),
            bar=site.bar(entity) if type(entity) in _WITH_BAR else None,
            choices=tuple(fact for fact in open_ if fact.name in _CHOICES),
            early=tuple(section for section in sections if not section.late),
            late=tuple(section for section in sections if section.late),
            groups=_grouped(entity, open_, "approved_on" if approved else ""),
            reviewed=day_words(entity.reviewed) if entity.reviewed else None,
            tree=below.goals,
            tree_title=_TREE_TITLES.get(type(entity), "Below it"),
            tree_size=size(below.goals) if below.goals is not None else 0,
            work=below.work,
            risks=_risk_rows(site, entity),
            contributors=_link_list(
                site, [child for child in stack.contributors(entity) if not _is_aside(child)]
            ),
            aside=_aside_lists(site, entity),
            depends_on=_link_list(site, stack.dependencies(entity)),
            dependents=_link_list(site, stack.dependents(entity)),
            also_serves=_link_list(
                site, [parent for parent in stack.parents(entity)[1:] if parent not in chain]
            ),
            mentioned_title="Also assigned to them"
            if isinstance(entity, (Team, Person))
            else "Also mentioned",
            mentioned=_mention_lists(site, entity, listed),
            findings=site.findings_of(entity),
            source=entity.grip,
        ),
    )


def _next_check_in(site: SiteContext, entity: Entity) -> str:
    stack = site.stack
    due = stack.once(next_reports).get(entity.id) if isinstance(entity, KeyResult) else None
    if due is None:
        return ""
    words = short_day(due, stack.today)
    return f"overdue since {words}" if due < stack.today else words


_WITH_BAR = (Strategy, Objective, Outcome)
"""Kinds whose pages begin with the mean of the key results below."""
_TREE_TITLES: Mapping[type[Entity], str] = {
    Strategy: "Bets and goals",
    Bet: "Progress of its goals",
    Objective: "Goals below",
}
MAX_CHAIN = 8
"""Steps up to the company strategy that a page names."""
_CHOICES = ("where_we_play", "how_we_win")
"""What a strategy says first."""
_CONTEXT, _DECISION, _REST = "Context for teams", "Decision", "Details"


class FactGroup(NamedTuple):
    """Fields under a heading."""

    id: str
    title: str
    facts: tuple[Fact, ...]


def _grouped(entity: Entity, found: Sequence[Fact], left_out: str) -> tuple[FactGroup, ...]:
    """The fields by heading: what those need who decide by themselves, who decided, the rest."""
    titles = {form.name: _group_title(form) for form in forms(type(entity))}
    groups: dict[str, list[Fact]] = {_CONTEXT: [], _DECISION: [], _REST: []}
    grouped = isinstance(entity, (Strategy, Bet, Objective, Initiative))
    for fact in found:
        if fact.name not in (*_CHOICES, left_out):
            groups[titles[fact.name] if grouped else _REST].append(fact)
    groups[_CONTEXT].sort(key=lambda fact: fact.name != "not_doing")  # what most people ask first
    return tuple(
        FactGroup(title.lower().replace(" ", "-"), title, tuple(listed))
        for title, listed in groups.items()
        if listed
    )


def _group_title(form: Form) -> str:
    """The heading under which a field stands, by what a change of it is about."""
    if form.part in (Trigger, Empowerment):
        return _CONTEXT
    if form.field.about.review == "accountability" or form.part is Confirmation:
        return _DECISION
    return _CONTEXT if form.field.about.review == "focus" and form.shape != "word" else _REST


def _chain(stack: Stack, entity: Entity) -> tuple[Sequence[Entity], bool]:
    """What an item serves, from the bottom up, and whether steps are left out: a long chain has its
    nearest steps and its top, unless it leads into a cycle.
    """
    above = tuple(islice(stack.above(entity), MAX_CHAIN + 1))
    if len(above) <= MAX_CHAIN:
        return above, False
    top = stack.top_of(entity)
    return (*above[: MAX_CHAIN - 1], above[MAX_CHAIN - 1] if top is entity else top), True


class WorkBelow(NamedTuple):
    """The work below an item."""

    rows: tuple[TreeNode, ...]
    folded: tuple[TreeNode, ...]
    title: str
    """How much there is, by status: `16 work items: 10 done, 6 on track`."""


MAX_ROWS = 7
"""Rows of an open list; the rest is folded."""


class Below(NamedTuple):
    """What is below an item: goals as a tree, and work as a list."""

    goals: TreeNode | None
    work: WorkBelow | None


def _split(root: TreeNode | None, entity: Entity) -> Below:
    """The tree without work, and the work: open where there is nothing else, and folded beside
    goals. The key results of an objective have a section of their own.
    """
    if root is None:
        return Below(None, None)
    work: list[TreeNode] = []
    goals = _without_work(root, work)
    if isinstance(entity, Objective):
        kept = tuple(b for b in goals.branches if b.branches or b.ref.noun != KeyResult.noun)
        goals = goals._replace(branches=kept)
    shown = None if not goals.branches and not goals.more else goals
    if not work:
        return Below(shown, None)
    counts = Counter(node.ref.status for node in work)
    states = ", ".join(
        f"{count} {status.replace('_', ' ') if status else 'without a status'}"
        for status, count in counts.most_common()
    )
    title = f"{len(work)} {Work.counted(len(work))}: {states}"
    first = 0 if shown else MAX_ROWS
    return Below(shown, WorkBelow(tuple(work[:first]), tuple(work[first:]), title))


def _without_work(node: TreeNode, work: list[TreeNode]) -> TreeNode:
    """The node without the work below it, which is added to the list."""
    kept = []
    for branch in node.branches:
        if branch.ref.noun == Work.noun:
            work.append(branch)
            _without_work(branch, work)
        else:
            kept.append(_without_work(branch, work))
    return node._replace(branches=tuple(kept))


class RiskRow(NamedTuple):
    """A risk of an item."""

    ref: Ref
    likely: str
    harm: str
    answer: str | None
    owner: Ref | str | None


def _risk_rows(site: SiteContext, entity: Entity) -> tuple[RiskRow, ...]:
    """The risks of an item."""
    return tuple(
        RiskRow(
            ref=site.ref(risk),
            likely=PROBABILITY_WORDS.get(risk.probability or 0, ""),
            harm=IMPACT_WORDS.get(risk.impact or 0, ""),
            answer=risk.mitigation,
            owner=site.ref_or_text(risk.owner),
        )
        for risk in site.stack.children(entity)[:MAX_LINKS]
        if isinstance(risk, Risk)
    )


_ASIDE_COLLECTIONS = (
    "risks",
    "rituals",
    "retrospectives",
    "decisions",
    "health",
    "metrics",
    "teams",
    "people",
)


def _title_of(site: SiteContext, identity: str) -> str | None:
    entity = site.stack.get(identity)
    return entity.title if entity is not None else None


def _is_aside(entity: Entity) -> bool:
    """Whether it is listed beside the tree: it serves something without carrying it out."""
    return entity.collection in _ASIDE_COLLECTIONS


MAX_LINKS = 100
"""Items in one list of links."""


class LinkList(NamedTuple):
    """Links to items, and how many more there are."""

    refs: tuple[Ref, ...]
    more: int


def _link_list(site: SiteContext, entities: Sequence[Entity]) -> LinkList | None:
    """Links to the first items, and the number of the rest; None without items."""
    if not entities:
        return None
    return LinkList(site.refs(entities[:MAX_LINKS]), max(0, len(entities) - MAX_LINKS))


def _aside_lists(site: SiteContext, entity: Entity) -> tuple[tuple[str, str, LinkList], ...]:
    """What is listed beside the tree, by collection."""
    groups: dict[str, list[Entity]] = {}
    for child in site.stack.children(entity):
        if _is_aside(child) and not isinstance(child, Risk):
            groups.setdefault(child.collection, []).append(child)
    return tuple(
        (name, collection_title(name), linked)
        for name, children in groups.items()
        if (linked := _link_list(site, children))
    )


_LINK_FIELDS = frozenset(("serves", "depends_on", "drives"))
MAX_MENTIONS = 200
"""Mentions that a page lists; the head of a company owns thousands of items."""


def _mention_lists(
    site: SiteContext, entity: Entity, listed: Collection[tuple[str, str]]
) -> tuple[tuple[str, tuple[Ref, ...], int], ...]:
    """The items that name it and are not listed yet, by field, and how many more there are."""
    members = entity.members if isinstance(entity, Team) else ()
    groups: dict[str, dict[str, Ref]] = {}
    for mention in site.stack.mentions(entity):
        if mention.route[0] in _LINK_FIELDS:
            continue
        field = next(step for step in reversed(mention.route) if isinstance(step, str))
        if (mention.entity.id, field) in listed or mention.entity.id in members:
            continue
        words = fields_at(type(mention.entity), mention.route)[-1].back
        groups.setdefault(words, {})[mention.entity.id] = site.ref(mention.entity)
    for namer in site.stack.namers(entity):
        groups.setdefault("mentioned in", {})[namer.id] = site.ref(namer)
    return tuple(
        (words, tuple(refs.values())[:MAX_MENTIONS], max(0, len(refs) - MAX_MENTIONS))
        for words, refs in sorted(groups.items())
    )
