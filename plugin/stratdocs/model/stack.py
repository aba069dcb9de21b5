"""Loading: texts in, the strategy stack out, with everything that was wrong on the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from operator import attrgetter
from types import MappingProxyType
from typing import Any, TypeVar

from stratdocs.model.decode import (
    Decoded,
    Mention,
    Names,
    Strictness,
    calendar_of,
    is_recorded_history,
    slug,
    strictness_of,
)
from stratdocs.model.finding import Finding, Related, Severity, StratdocsError
from stratdocs.model.graph import Graph
from stratdocs.model.history import Gap, History, Move
from stratdocs.model.kinds import (
    Declared,
    Entity,
    Initiative,
    KeyResult,
    Metric,
    Objective,
    Person,
    Strategy,
    Team,
    Work,
)
from stratdocs.model.known import Known
from stratdocs.model.periods import NO_FISCAL_YEAR, Calendar, Period
from stratdocs.words.nearest import Nearest, one_letter_apart
from stratdocs.words.phrases import with_article
from stratdocs.yamltext.source import (
    Document,
    Node,
    ScalarNode,
    SequenceNode,
    SourceFile,
    Span,
    lines_of,
)

Kind = TypeVar("Kind", bound=Entity)
Value = TypeVar("Value")


class Stack(Declared):
    """Everything that was loaded: every layer of the strategy, linked. It is immutable."""

    texts: Mapping[str, str]
    """Path to text, as given."""
    documents: tuple[Document, ...]
    """Each text as it was read, by path."""
    entities: tuple[Entity, ...]
    """Every entity, in the order of paths and lines."""
    graph: Graph
    """The links between them."""
    findings: tuple[Finding, ...]
    """The findings of reading, decoding and linking."""
    today: date
    """The day for which it is judged."""
    calendar: Calendar = NO_FISCAL_YEAR
    """When its fiscal year starts."""
    strictness: Strictness = "usual"
    """How readily the wording of its goals is reported."""
    set_by: tuple[Document, ...] | None = None
    """The documents whose settings count, while its own are half written; None for its own."""
    moves: Mapping[str, tuple[Move, ...]] = MappingProxyType({})
    """The changes of commitments, by id, oldest first; empty without a history."""
    history: History | None = None
    """All changes, as a site shows them; None if not asked for."""
    gap: Gap | None = None
    """What is missing of the history; None if it is whole, or no rule and no page asks for it."""
    records: tuple[str, ...] = ()
    """The paths of the texts that record a history, which are not read as strategy."""

    __repr__ = object.__repr__  # thousands of items do not help in a message

    def _replace(self, **changed: Any) -> Stack:
        """The same stack except for these fields; the only way to derive a stack from another."""
        return Stack(**{**{name: getattr(self, name) for name in self.declared}, **changed})

    def with_history(
        self,
        moves: Mapping[str, tuple[Move, ...]],
        history: History | None = None,
        gap: Gap | None = None,
    ) -> Stack:
        """The same stack, with its history."""
        return self._replace(moves=moves, history=history, gap=gap)

    def with_findings(self, findings: Iterable[Finding]) -> Stack:
        """The same stack, with the findings in written pages."""
        return self._replace(findings=tuple(sorted((*self.findings, *findings), key=_order)))

    # --- computed once, when first asked for

    @cached_property
    def _by_kind(self) -> dict[type[Entity], tuple[Entity, ...]]:
        by_kind: dict[type[Entity], list[Entity]] = {}
        for entity in self.entities:
            by_kind.setdefault(type(entity), []).append(entity)
        return {kind: tuple(members) for kind, members in by_kind.items()}

    @cached_property
    def _periods(self) -> dict[str, Period | None]:
        return {}

    @cached_property
    def _teams(self) -> dict[str, Team | None]:
        return {}

    @cached_property
    def _tops(self) -> dict[str, Entity | None]:
        return {}

    @cached_property
    def _owners(self) -> dict[str, str | None]:
        return {}

    @cached_property
    def _children(self) -> dict[str, tuple[Entity, ...]]:
        return {}

    @cached_property
    def _unsure_lines(self) -> dict[str, tuple[int, ...]]:
        """Path to the lines that could not be read, or not for sure."""
        return {doc.path: doc.unsure for doc in self.documents if doc.unsure}

    @cached_property
    def _undecided(self) -> set[str]:
        """The ids of the entities with an invalid value on which judgements rest."""
        return {
            entity.id
            for entity in self.entities
            for name in _DECIDING
            if name in entity.node.values and _unread(entity, name)
        }

    @cached_property
    def _incomplete(self) -> set[str]:
        """The paths of texts that could not be read to their end."""
        return {doc.path for doc in self.documents if not doc.complete}

    @cached_property
    def _by_team(self) -> dict[str, list[Entity]]:
        by_team: dict[str, list[Entity]] = {}
        for kind in (Objective, KeyResult, Initiative, Work):
            for entity in self._by_kind.get(kind, ()):
                own = self.team_of(entity)
                if own is not None:
                    by_team.setdefault(own.id, []).append(entity)
        return by_team

    @cached_property
    def _reaching(self) -> set[str]:
        """The ids of the entities that lead up to a company strategy."""
        ahead = [strategy.id for strategy in self.of(Strategy) if self.is_company(strategy)]
        reaching = set(ahead)
        for identity in ahead:
            for child in self.graph.children.get(identity, ()):
                if child not in reaching:
                    reaching.add(child)
                    ahead.append(child)
        return reaching

    # --- asking for entities

    def of(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """The entities of one kind, in the order written."""
        return self._by_kind.get(kind, ())  # type: ignore[return-value]  # grouped by type above

    def get(self, identity: str | None) -> Entity | None:
        """The entity of that id; None if there is none."""
        return self.graph.by_id.get(identity) if identity is not None else None

    def owned(self) -> Iterator[Entity]:
        """The entities that name an owner."""
        return (entity for entity in self.entities if entity.owner)

    def metric(self, identity: str | None) -> Metric | None:
        """The metric of that id; None for plain words or nothing."""
        found = self.get(identity)
        return found if isinstance(found, Metric) else None

    # --- following links

    def _all(self, ids: Iterable[str]) -> tuple[Entity, ...]:
        by_id = self.graph.by_id
        return tuple([by_id[identity] for identity in ids])

    def parents(self, entity: Entity) -> tuple[Entity, ...]:
        """What it serves, the primary parent first."""
        return self._all(self.graph.parents.get(entity.id, ()))

    def primary(self, entity: Entity) -> Entity | None:
        """The parent under which the tree draws it."""
        parents = self.graph.parents.get(entity.id)
        return self.graph.by_id[parents[0]] if parents else None

    def children(self, entity: Entity) -> tuple[Entity, ...]:
        """What serves it, as primary or further contribution, in the order written."""
        found = self._children.get(entity.id)
        if found is None:  # kept, as rules ask it for each of thousands of siblings
            found = self._children[entity.id] = self._all(self.graph.children.get(entity.id, ()))
        return found

    def branches(self, entity: Entity) -> tuple[Entity, ...]:
        """The children whose primary parent it is: each entity is a branch once."""
        return tuple(
            child for child in self.children(entity) if self.graph.parents[child.id][0] == entity.id
        )

    def contributors(self, entity: Entity) -> tuple[Entity, ...]:
        """The children that serve it besides their primary parent."""
        return tuple(
            child for child in self.children(entity) if self.graph.parents[child.id][0] != entity.id
        )

    def dependencies(self, entity: Entity) -> tuple[Entity, ...]:
        """What it waits for."""
        return self._all(self.graph.dependencies.get(entity.id, ()))

    def dependents(self, entity: Entity) -> tuple[Entity, ...]:
        """What waits for it."""
        return self._all(self.graph.dependents.get(entity.id, ()))

    def mentions(self, entity: Entity) -> tuple[Mention, ...]:
        """The mentions of it in fields of other entities."""
        return tuple(self.graph.mentions.get(entity.id, ()))

    def namers(self, entity: Entity) -> tuple[Entity, ...]:
        """The entities that name it in square brackets, each once."""
        named = (mention.entity.id for mention in self.graph.named.get(entity.id, ()))
        return self._all(
            dict.fromkeys(identity for identity in named if identity in self.graph.by_id)
        )

    def trace(self, entity: Entity) -> tuple[Entity, ...]:
        """From the entity along primary parents up to where it ends; a cycle is walked once."""
        return (entity, *self.above(entity))

    def above(self, entity: Entity) -> Iterator[Entity]:
        """What its trace leads through, the nearest first, without the entity itself."""
        seen = {entity.id}
        step = self.primary(entity)
        while step is not None and step.id not in seen:
            yield step
            seen.add(step.id)
            step = self.primary(step)

    def top_of(self, entity: Entity) -> Entity:
        """Where its trace ends: itself if it serves nothing; an item of the cycle if it leads into
        one.
        """
        top = self._from_above(entity, self._if_top, self._tops)
        return entity if top is None else top

    def _if_top(self, entity: Entity) -> Entity | None:
        return None if self.graph.parents.get(entity.id) else entity

    def below(self, entity: Entity) -> Iterator[Entity]:
        """Everything whose primary trace leads through the entity, without the entity itself."""
        ahead = list(self.branches(entity))[::-1]
        seen = {entity.id}
        while ahead:
            found = ahead.pop()
            if found.id not in seen:
                seen.add(found.id)
                yield found
                ahead.extend(self.branches(found)[::-1])

    def is_company(self, entity: Entity | None) -> bool:
        """Whether it is a company strategy: by its level or, without one, because it serves
        nothing.
        """
        return isinstance(entity, Strategy) and (
            entity.level == "company"
            or (entity.level is None and not self.graph.parents.get(entity.id))
        )

    @property
    def company(self) -> Strategy | None:
        """The first company strategy, in the order written."""
        return next(filter(self.is_company, self.of(Strategy)), None)

    def reaches_company(self, entity: Entity) -> bool:
        """Whether any of its upward links leads to a company strategy in the end."""
        return entity.id in self._reaching

    # --- values that come from above

    def period_of(self, entity: Entity) -> Period | None:
        """Its period, or else the nearest up its trace."""
        return entity.period or self._from_above(entity, _PERIOD, self._periods)

    def team_of(self, entity: Entity) -> Team | None:
        """The team it belongs to: its own, or the nearest one up its trace."""
        return self._team(entity) or self._from_above(entity, self._team, self._teams)

    def owner_of(self, entity: Entity) -> str | None:
        """Its owner, or else that of the nearest up its trace that has one."""
        return entity.owner or self._from_above(entity, _OWNER, self._owners)

    def of_team(self, team: Team) -> tuple[Entity, ...]:
        """The goals, initiatives and work of the team, each kind in the order written."""
        return tuple(self._by_team.get(team.id, ()))

    def _team(self, entity: Entity) -> Team | None:
        team = self.get(getattr(entity, "team", None))
        return team if isinstance(team, Team) else None

    def _from_above(
        self, entity: Entity, own: Callable[[Entity], Value | None], known: dict[str, Value | None]
    ) -> Value | None:
        """The value of the nearest up its trace that has one; kept for all on the way."""
        if entity.id in known:
            return known[entity.id]
        way = [entity.id]
        found: Value | None = None
        step = self.primary(entity)
        while step is not None and (found := own(step)) is None:
            if step.id in known:
                found = known[step.id]
                break
            known[step.id] = None  # so that a cycle is walked once
            way.append(step.id)
            step = self.primary(step)
        for identity in way:
            known[identity] = found
        return found

    def person(self, identity: str | None) -> str:
        """The name of a person or team if listed, or else the id as written."""
        found = self.get(identity)
        return found.title if isinstance(found, (Person, Team)) else (identity or "")

    # --- results of analyses

    def once(self, analysis: Callable[[Stack], Value]) -> Value:
        """The result of an analysis: computed when first asked for, then kept."""
        if analysis not in self._results:
            self._results[analysis] = analysis(self)
        found: Value = self._results[analysis]
        return found

    @cached_property
    def _results(self) -> dict[Callable[[Stack], Any], Any]:
        return {}

    # --- findings

    def found(self, rule: str) -> Iterator[Finding]:
        """The findings of reading under that rule."""
        return (finding for finding in self.findings if finding.rule == rule)

    def unsure(self, entity: Entity) -> bool:
        """Whether something that seems to be missing from it may be there after all.

        Some of its lines could not be read, or a field on which judgements rest has an invalid
        value.
        """
        return entity.id in self._undecided or self._may_have_more(entity)

    def unsure_status(self, entity: Entity) -> bool:
        """Whether it may have a status that could not be read."""
        return entity.status is None and (_unread(entity, "status") or self._may_have_more(entity))

    def _may_have_more(self, entity: Entity) -> bool:
        """Whether some of its lines could not be read."""
        if entity.path in self._incomplete:
            return True
        if entity.path not in self._unsure_lines:
            return False
        first, last = entity.node.lines(entity.path)
        return any(first <= line <= last for line in self._unsure_lines[entity.path])

    def unsure_period(self, entity: Entity) -> bool:
        """Whether its period, or the one it inherits, could not be read."""
        for step in self.trace(entity):
            if self.unsure(step) or step.period is not None:
                return step.period is None
            if step.id in self.graph.broken_upward:
                return True
        return False

    def settled(self, collections: Collection[str]) -> bool:
        """Whether it is known what the members of those collections serve.

        It is not if one of their links is broken, or if lines that may contain a link could not be
        read.
        """
        if (
            not self.whole
            or self._unsure_lines
            or not self.graph.uncertain_collections.isdisjoint(collections)
        ):
            return False
        return not any(_unread(e, "serves") for e in self.entities if e.collection in collections)

    @property
    def whole(self) -> bool:
        """Whether every text could be read to its end."""
        return not self._incomplete


_PERIOD: Callable[[Entity], Period | None] = attrgetter("period")
_OWNER: Callable[[Entity], str | None] = attrgetter("owner")
_DECIDING = ("status", "serves", "level", "size", "period")


def _unread(entity: Entity, name: str) -> bool:
    """Whether the field has a value that could not be read."""
    if getattr(entity, name, None) not in (None, ()):
        return False
    node = entity.node.get(name)
    return node is not None and not (isinstance(node, ScalarNode) and node.empty)


def load(
    texts: Mapping[str, str],
    *,
    today: date,
    findings: Iterable[Finding] = (),
    known: Known | None = None,
    set_by: tuple[Document, ...] | None = None,
) -> Stack:
    """The stack that the texts describe. Whatever is wrong in them becomes one of its findings.

    `texts` maps paths to texts, and `today` is the day that the stack is judged for. `findings` are
    those from reading the files. `known` is what was read before: a text that has not changed since
    is not read again. `set_by` are documents whose settings count instead of those in the texts.
    Raises StratdocsError if an argument has the wrong type.
    """
    texts, today = _texts(texts), _day(today)
    findings = tuple(findings)
    faulty = {finding.span.path for finding in findings if finding.severity is Severity.ERROR}
    unread = sorted(faulty - texts.keys())
    known = known or Known()
    documents = tuple([known.document(path, texts[path]) for path in sorted(texts)])
    records = [document for document in documents if is_recorded_history(document)]
    if records:
        documents = tuple([Document(d.path, (), ()) if d in records else d for d in documents])
    calendar = calendar_of(documents if set_by is None else set_by)
    decoded = known.decoded(documents, {}, calendar)
    graph = _graph(decoded, texts)
    duplicates = _duplicates(decoded.entities)
    if decoded.nameless or duplicates:
        names = _placeholder_ids([*decoded.nameless, *(e for e, _ in duplicates)], graph)
        decoded = known.decoded(documents, names, calendar)
        graph = _graph(decoded, texts)
    lost: dict[str, _Faults] = {
        doc.path: _Faults(doc, lines_of(texts[doc.path])) for doc in documents if doc.faults
    }
    found = [
        *findings,
        *decoded.findings,
        *_without_id(decoded, graph, lost),
        *(_duplicate(entity, known) for entity, known in duplicates),
        *graph.findings,
    ]
    if lost:
        found = [*_faults(documents), *_certain_findings(found, lost, graph)]
    if unread:  # what seems to be missing may be in there
        found = [finding for finding in found if finding.rule != "unknown-reference"]
        documents += tuple(
            Document(SourceFile(path, ""), (), (), complete=False) for path in unread
        )
    return Stack(
        texts=texts,
        documents=documents,
        entities=tuple(graph.by_id.values()),
        graph=graph,
        findings=tuple(sorted(found, key=_order)),
        today=today,
        calendar=calendar,
        strictness=strictness_of(documents if set_by is None else set_by),
        set_by=set_by,
        records=tuple(document.path.plain for document in records),
    )


def _texts(texts: Mapping[str, str]) -> dict[str, str]:
    """A copy of the texts, which does not change any more."""
    if not isinstance(texts, Mapping):
        raise StratdocsError(
            "load takes a mapping of path to text, such as {'bets.yml': 'bets: []'}, not "
            f"a value of the type {type(texts).__name__}; it reads no files"
        )
    for path, text in texts.items():
        if not isinstance(path, str):
            raise StratdocsError(
                f"load takes paths as str, not as {type(path).__name__}; use str({path!r})"
            )
        if not isinstance(text, str):
            raise StratdocsError(
                f"load takes texts as str, but the one of {path} is of the type "
                f"{type(text).__name__}; decode bytes first, as UTF-8"
            )
    return dict(texts)


def _day(today: date) -> date:
    """The day that is today; of a point in time its day."""
    if isinstance(today, datetime):
        return today.date()
    if not isinstance(today, date):
        raise StratdocsError(
            f"load takes today as a date, such as date(2027, 1, 11), not as {type(today).__name__}"
        )
    return today


def _graph(decoded: Decoded, texts: Mapping[str, str]) -> Graph:
    """The links between what was decoded."""
    mentions = _with_spans(decoded.mentions, texts)
    lost = _lost_links(decoded.entities, texts)
    return Graph(decoded.entities, mentions, decoded.worded, decoded.unread_ids, lost)


def _lost_links(entities: Iterable[Entity], texts: Mapping[str, str]) -> list[Entity]:
    """The entities whose `serves` is empty because YAML takes its value for a comment."""
    shown = {
        path: text.removeprefix("\ufeff") for path, text in texts.items() if "serves: #" in text
    }
    if not shown:
        return []
    return [
        entity
        for entity in entities
        if (text := shown.get(entity.path)) is not None
        and isinstance(node := entity.node.get("serves"), ScalarNode)
        and not node.text
        and re.match(r" #\w", text[node.end : node.end + 3])
    ]


def _with_spans(mentions: list[Mention], texts: Mapping[str, str]) -> list[Mention]:
    """The mentions, those in texts of several lines with the place of the word itself.

    The value of a folded text no longer shows where its words were.
    """
    if not any(mention.span for mention in mentions):
        return mentions
    lines: dict[str, list[str]] = {}
    found = []
    for mention in mentions:
        node = mention.entity.node_at(*mention.route) if mention.span is not None else None
        path = mention.entity.path
        if isinstance(node, ScalarNode) and (first := node.lines(path)[0]) < (
            last := node.lines(path)[1]
        ):
            if path not in lines:
                lines[path] = lines_of(texts.get(path, "").removeprefix("\ufeff"))
            for number, line in enumerate(lines[path][first - 1 : last], first):
                at = line.find(f"[[{mention.id}")
                if at >= 0:
                    span = Span(path, number, at + 3, number, at + 3 + len(mention.id))
                    mention = mention._replace(span=span)
                    break
        found.append(mention)
    return found


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    return finding.order


def _faults(documents: Iterable[Document]) -> Iterator[Finding]:
    for document in documents:
        for fault in document.faults:
            related = tuple(Related(span, words) for span, words in fault.related)
            yield Finding(
                "invalid-yaml",
                Severity.ERROR,
                fault.message,
                fault.span,
                related=related,
                fix=fault.fix,
            )


def _duplicates(entities: Iterable[Entity]) -> list[tuple[Entity, Entity]]:
    """Pairs of an entity and an earlier one with the same id."""
    first: dict[str, Entity] = {}
    return [
        (entity, known)
        for entity in entities
        if (known := first.setdefault(entity.id, entity)) is not entity
    ]


def _duplicate(entity: Entity, known: Entity) -> Finding:
    span = known.grip
    return Finding(
        "duplicate-id",
        Severity.ERROR,
        f"the id {entity.id} is already used by {with_article(known.noun)} "
        f"({span.path}:{span.line}:{span.column}); ids must be unique across all kinds",
        entity.grip,
        entity.id,
        "id",
        (Related(span, "first used here"),),
    )


# --- entities without an id: which one they may have had --------------------------------------


def _placeholder_ids(entities: Iterable[Entity], graph: Graph) -> Names:
    """An id for each entity without one, so that one slip yields one finding.

    If an unknown id is mentioned that fits what the entity says, the entity most likely has that
    id; otherwise its title becomes the id.
    """
    from difflib import SequenceMatcher  # 1 ms that a check without findings does not pay

    taken = set(graph.by_id)
    known = Nearest(i for i in taken if not i.startswith("?"))
    wanted: dict[str, list[Mention]] = {}
    for mention in graph.unresolved:
        wanted.setdefault(mention.id, []).append(mention)
    slips = {i for i in wanted if (close := known.to(i)) is not None and one_letter_apart(i, close)}
    entities = list(entities)
    likely: list[tuple[float, str, int]] = []
    for number, entity in enumerate(entities if len(entities) * len(wanted) < _MAX_PAIRS else ()):
        says = _stems(entity.node)
        own = slug(entity.title)
        for identity, mentions in wanted.items():
            if not any(_may_name(mention, entity) for mention in mentions):
                continue
            shared = _shared(identity, says)
            near = max(_shared(identity, _around(mention.entity)) for mention in mentions[:9])
            like = SequenceMatcher(a=identity, b=own, autojunk=False).ratio()
            several = len({mention.entity.id for mention in mentions}) > 1
            if shared or near or like > 0.6 or (several and identity not in slips):
                weight = shared + like + several + near / 4
                likely.append((-weight, identity, number))
    names: dict[tuple[str, int], str] = {}
    tried: dict[str, int] = {}
    given: dict[int, str] = {}
    for weight, identity, number in sorted(likely):
        if number in given or identity in taken or (identity in slips and weight > -1.3):
            continue
        given[number] = identity
        taken.add(identity)
    for number, entity in enumerate(entities):
        own = slug(entity.title) or entity.collection.replace("_", "-")
        identity = given.get(number, own)
        while number not in given and identity in taken:
            tried[own] = tried.get(own, 1) + 1  # as many as there are twins, so count on
            identity = f"{own}-{tried[own]}"
        taken.add(identity)
        names[entity.path, entity.node.start] = identity
    return names


_STEM_LENGTH = 4
_MAX_PAIRS = 20_000
"""Items without an id, times unknown ids, beyond which nothing is guessed."""


def _stems(node: Node) -> set[str]:
    """The beginnings of the words in an entity's prose."""
    match node:
        case ScalarNode():
            words = re.findall(r"\w+", node.text.lower())
            return {word[:_STEM_LENGTH] for word in words} if " " in node.text else set()
        case SequenceNode():
            return set().union(*map(_stems, node.nodes))
    prose = set().union(*map(_stems, node.values.values()))
    title = node.get("title")
    return prose | {title.text.lower()[:_STEM_LENGTH]} if isinstance(title, ScalarNode) else prose


def _around(entity: Entity) -> set[str]:
    return _stems(entity.node) | {word[:_STEM_LENGTH] for word in re.split("[-_.]", entity.id)}


def _shared(identity: str, stems: set[str]) -> float:
    """The share of an id's words that are among the stems."""
    words = [word for word in re.split("[-_.]", identity) if word]
    return sum(word[:_STEM_LENGTH] in stems for word in words) / len(words) if words else 0.0


def _may_name(mention: Mention, entity: Entity) -> bool:
    """Whether the entity is of a kind that the mention may name."""
    kinds = mention.entity.fits if mention.route[0] == "serves" else mention.ref.kinds
    return not kinds or entity.collection in kinds


def _without_id(decoded: Decoded, graph: Graph, lost: Mapping[str, _Faults]) -> Iterator[Finding]:
    for entity in decoded.nameless:
        first, last = entity.node.lines(entity.path)
        if (entity.path, entity.node.start) in decoded.unlisted or (
            entity.path in lost and lost[entity.path].hides_id(first, last)
        ):
            continue  # the finding there already says why
        mentions = graph.mentions.get(entity.id, [])
        hint = ""
        related: tuple[Related, ...] = ()
        if mentions:
            who = mentions[0].entity.id
            more = f" and {len(mentions) - 1} more" if len(mentions) > 1 else ""
            hint = f"; {who}{more} refer to {entity.id}; is that its id?"
            if len(mentions) == 1:
                hint = f"; {who} refers to {entity.id}; is that its id?"
            related = (Related(mentions[0].entity.at(*mentions[0].route), "referenced here"),)
        title = f" ({entity.title})" if entity.title else ""
        yield Finding(
            "invalid-value",
            Severity.ERROR,
            f"this {entity.noun}{title} has no id{hint}",
            entity.grip,
            None,
            "id",
            related,
            suggestion=f"id: {entity.id}",
        )


# --- texts that could not be read to their end ----------------------------------------------------


class _Faults:
    """What is uncertain about a text with faults."""

    def __init__(self, document: Document, lines: Sequence[str]) -> None:
        self.lines = frozenset(document.unsure)
        self.dark = "\n".join(
            line for n, line in enumerate(lines, 1) if n in self.lines or not document.complete
        )
        self.faulty = {(fault.span.line, fault.span.column) for fault in document.faults}
        self._ids = {n for n in self.lines if n <= len(lines) and _ID.search(lines[n - 1])}
        self._typed = lines

    def hides(self, finding: Finding) -> bool:
        """Whether a finding may only follow from what could not be read. A misspelt key that begins
        its line, with the fault after it, is misspelt however the rest was meant.
        """
        span = finding.span
        if span.line not in self.lines:
            return span[1:3] in self.faulty
        if finding.rule != "unknown-field" or finding.fix is None or span.line > len(self._typed):
            return True
        begins = not self._typed[span.line - 1][: span.column - 1].strip(" -")
        return not (begins and any(n == span.line and at > span.column for n, at in self.faulty))

    def hides_id(self, first: int, last: int) -> bool:
        """Whether an item on those lines may have an id after all."""
        return any(first <= line <= last for line in self._ids) or any(
            first == line for line, _ in self.faulty
        )


_ID = re.compile(r"(?:^|[\s{,-])id\s*:")


def _certain_findings(
    findings: Iterable[Finding], lost: Mapping[str, _Faults], graph: Graph
) -> Iterator[Finding]:
    """The findings without those that may only follow from unreadable text."""
    words = {word for part in lost.values() for word in re.findall(r"[\w.-]+", part.dark)}
    hidden = {m.place for m in graph.unresolved if m.id in words}
    for finding in findings:
        near = lost.get(finding.span.path)
        if near and near.hides(finding):
            continue
        if finding.rule != "unknown-reference" or finding.span not in hidden:
            yield finding
