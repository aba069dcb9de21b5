"""A page for every item: its reason, its fields, what is below it, what depends on it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from stratdocs.analysis.state import state_of
from stratdocs.markdowntext.scan import without_links
from stratdocs.model.days import day_words
from stratdocs.model.fields import fields_at, fields_of
from stratdocs.model.finding import Finding
from stratdocs.model.kinds import (
    Bet,
    Entity,
    Initiative,
    KeyResult,
    Metric,
    Objective,
    Outcome,
    Person,
    Team,
)
from stratdocs.model.periods import Period
from stratdocs.site.views import bet, initiative, okr, organisation, traceability
from stratdocs.site.views.ask import View
from stratdocs.site.views.facts import Fact, facts
from stratdocs.site.views.page import Page, Ref, SiteContext, collection_title, first_sentence
from stratdocs.site.views.section import Section
from stratdocs.site.views.template_data import TemplateData
from stratdocs.site.views.tree import TreeNode, size, tree
from stratdocs.site.views.why import Step, why
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
    why: tuple[Step, ...]
    is_company: bool
    share: float | None
    words: str
    sections: tuple[Section, ...]
    facts: tuple[Fact, ...]
    reviewed: str | None
    tree: TreeNode | None
    tree_size: int
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
    sections = tuple(SECTIONS[type(entity)](site, entity)) if type(entity) in SECTIONS else ()
    shown = {name for section in sections for name in section.fields}
    listed = frozenset(mention for section in sections for mention in section.mentions)
    head = {field.name for field in fields_of(type(entity)) if field.about.head}
    chain = stack.trace(entity)
    below = tree(site, entity) if stack.children(entity) else None
    share, words = site.progress.bar(entity)
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
            why=why(site, entity),
            is_company=stack.is_company(entity),
            share=share,
            words=words,
            sections=sections,
            facts=facts(site, entity, {*shown, *head}),
            reviewed=day_words(entity.reviewed) if entity.reviewed else None,
            tree=below if below is not None and below.branches else None,
            tree_size=size(below) if below is not None else 0,
            contributors=_link_list(
                site, [child for child in stack.contributors(entity) if not _is_aside(child)]
            ),
            aside=_aside_lists(site, entity),
            depends_on=_link_list(site, stack.dependencies(entity)),
            dependents=_link_list(site, stack.dependents(entity)),
            also_serves=_link_list(
                site, [parent for parent in stack.parents(entity)[1:] if parent not in chain]
            ),
            mentioned_title="Where else they are named"
            if isinstance(entity, (Team, Person))
            else "Where else it is named",
            mentioned=_mention_lists(site, entity, listed),
            findings=site.findings_of(entity),
            source=entity.grip,
        ),
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
        if _is_aside(child):
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
        groups.setdefault("named in the words of", {})[namer.id] = site.ref(namer)
    return tuple(
        (words, tuple(refs.values())[:MAX_MENTIONS], max(0, len(refs) - MAX_MENTIONS))
        for words, refs in sorted(groups.items())
    )
