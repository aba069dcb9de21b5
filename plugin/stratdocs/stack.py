"""The road: texts in, the strategy stack out, with everything that was wrong on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TypeVar

from stratdocs.decode import Decoded, Mention, Names, decode, slug
from stratdocs.finding import Finding, Related, Severity
from stratdocs.graph import Graph
from stratdocs.model import Entity, Metric, Person, Strategy, Team
from stratdocs.nearest import Nearest
from stratdocs.source import Document, read
from stratdocs.values import Period

Kind = TypeVar("Kind", bound=Entity)


class Stack:
    """All that was loaded: every layer of the strategy, linked. Values do not change once it is made."""

    def __init__(
        self,
        texts: Mapping[str, str],
        documents: tuple[Document, ...],
        entities: tuple[Entity, ...],
        graph: Graph,
        findings: tuple[Finding, ...],
        today: date,
    ) -> None:
        self.texts = texts
        """Path to text, as given."""
        self.documents = documents
        self.entities = entities
        """Every entity, in the order of paths and lines."""
        self.graph = graph
        self.findings = findings
        """What reading, decoding and linking found."""
        self.today = today
        self._of: dict[type[Entity], list[Entity]] = {}
        for entity in entities:
            self._of.setdefault(type(entity), []).append(entity)
        self._periods: dict[str, Period | None] = {}
        self._reaching: dict[str, bool] | None = None
        self._unsure = {d.path: d.unsure for d in documents if d.unsure}

    # --- asking for entities

    def of(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """The entities of one kind, in the order written."""
        return tuple(self._of.get(kind, ()))  # type: ignore[arg-type]  # grouped by type above

    def get(self, identity: str | None) -> Entity | None:
        """The entity of that id, None where there is none."""
        return self.graph.by_id.get(identity) if identity is not None else None

    def owned(self) -> Iterator[Entity]:
        """The entities that name an owner."""
        return (entity for entity in self.entities if entity.owner)

    def metric(self, identity: str | None) -> Metric | None:
        """The metric of that id, None where it is words or nothing."""
        found = self.get(identity)
        return found if isinstance(found, Metric) else None

    # --- following links

    def _all(self, ids: Iterable[str]) -> tuple[Entity, ...]:
        return tuple(self.graph.by_id[identity] for identity in ids)

    def parents(self, entity: Entity) -> tuple[Entity, ...]:
        """What it serves, the primary parent first."""
        return self._all(self.graph.parents.get(entity.id, ()))

    def primary(self, entity: Entity) -> Entity | None:
        """The parent under which the tree draws it."""
        parents = self.graph.parents.get(entity.id)
        return self.graph.by_id[parents[0]] if parents else None

    def children(self, entity: Entity) -> tuple[Entity, ...]:
        """What serves it, as primary or further contribution, in the order written."""
        return self._all(self.graph.children.get(entity.id, ()))

    def branches(self, entity: Entity) -> tuple[Entity, ...]:
        """The children of which it is the primary parent: each entity is a branch once."""
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
        """Every field of another entity that names it."""
        return tuple(self.graph.mentions.get(entity.id, ()))

    def trace(self, entity: Entity) -> tuple[Entity, ...]:
        """From the entity along primary parents up to where it ends; a circle is walked once."""
        way = [entity]
        seen = {entity.id}
        while (above := self.primary(way[-1])) is not None and above.id not in seen:
            seen.add(above.id)
            way.append(above)
        return tuple(way)

    def below(self, entity: Entity) -> Iterator[Entity]:
        """Everything whose primary trace leads through the entity, itself left out."""
        ahead = list(self.branches(entity))[::-1]
        seen = {entity.id}
        while ahead:
            found = ahead.pop()
            if found.id not in seen:
                seen.add(found.id)
                yield found
                ahead.extend(self.branches(found)[::-1])

    def is_company(self, entity: Entity | None) -> bool:
        """Whether it is a company strategy: by its level or, without one, because it serves nothing."""
        return isinstance(entity, Strategy) and (
            entity.level == "company"
            or (entity.level is None and not self.graph.parents.get(entity.id))
        )

    def reaches_company(self, entity: Entity) -> bool:
        """Whether any of its upward links leads to a company strategy in the end."""
        if self._reaching is None:
            reaching = {e.id: True for e in self.of(Strategy) if self.is_company(e)}
            ahead = list(reaching)
            for identity in ahead:
                for child in self.graph.children.get(identity, ()):
                    if child not in reaching:
                        reaching[child] = True
                        ahead.append(child)
            self._reaching = reaching
        return entity.id in self._reaching

    # --- values that come from above

    def period_of(self, entity: Entity) -> Period | None:
        """Its period, or else the nearest one up its trace."""
        if entity.id not in self._periods:
            found = None
            for step in self.trace(entity):
                if step.period is not None:
                    found = step.period
                    break
            self._periods[entity.id] = found
        return self._periods[entity.id]

    def team_of(self, entity: Entity) -> Team | None:
        """The team it belongs to: its own, or the nearest one up its trace."""
        for step in self.trace(entity):
            team = self.get(getattr(step, "team", None))
            if isinstance(team, Team):
                return team
        return None

    def person(self, identity: str | None) -> str:
        """How a person or team is called: their name where they are listed, else what was written."""
        found = self.get(identity)
        return found.title if isinstance(found, (Person, Team)) else (identity or "")

    # --- findings

    def found(self, rule: str) -> Iterator[Finding]:
        """What reading found under that rule."""
        return (finding for finding in self.findings if finding.rule == rule)

    def unsure(self, entity: Entity) -> bool:
        """Whether some of its lines could not be read, so that what seems missing may be there."""
        if entity.path not in self._unsure:
            return False
        first, last = entity.node.lines
        return any(first <= line <= last for line in self._unsure[entity.path])

    @property
    def whole(self) -> bool:
        """Whether every text could be read to its end."""
        return all(document.complete for document in self.documents)


def load(texts: Mapping[str, str], *, today: date, findings: Iterable[Finding] = ()) -> Stack:
    """The stack that the texts describe. Total: whatever is wrong becomes a finding.

    `texts` goes from path to text; `findings` are those of whoever read the texts from a disk.
    """
    documents = tuple(read(path, texts[path]) for path in sorted(texts))
    decoded = decode(documents)
    graph = Graph(decoded.entities, decoded.mentions)
    if decoded.nameless:
        names = _lent(decoded, graph)
        decoded = decode(documents, names)
        graph = Graph(decoded.entities, decoded.mentions)
    said = [
        *findings,
        *_faults(documents),
        *decoded.findings,
        *_without_id(decoded, graph),
        *_duplicates(decoded.entities),
        *graph.findings,
    ]
    if not all(document.complete and not document.unsure for document in documents):
        said = _certain(said, texts, documents, graph)
    entities = tuple(graph.by_id.values())
    return Stack(texts, documents, entities, graph, tuple(sorted(said, key=_order)), today)


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    return finding.order


def _faults(documents: Iterable[Document]) -> Iterator[Finding]:
    for document in documents:
        for fault in document.faults:
            related = tuple(Related(span, words) for span, words in fault.related)
            yield Finding(
                "invalid-yaml", Severity.ERROR, fault.message, fault.span, related=related
            )


def _duplicates(entities: Iterable[Entity]) -> Iterator[Finding]:
    first: dict[str, Entity] = {}
    for entity in entities:
        known = first.setdefault(entity.id, entity)
        if known is not entity and not entity.id.startswith("?"):
            yield Finding(
                "duplicate-id",
                Severity.ERROR,
                f"{entity.id} is already the id of {_a(known)}; ids are unique across all kinds",
                entity.grip,
                entity.id,
                "id",
                (Related(known.grip, "first used here"),),
            )


def _a(entity: Entity) -> str:
    return f"{'an' if entity.noun[0] in 'aeio' else 'a'} {entity.noun}"


# --- entities without an id: what may they have been called? --------------------------------------


def _lent(decoded: Decoded, graph: Graph) -> Names:
    """An id for each entity that has none, so that one missing line is one finding.

    If something is mentioned that is defined nowhere, fits the entity's kind and is no slip for
    another id, the entity most likely is that; else its title makes an id.
    """
    taken = set(graph.by_id)
    known = Nearest(i for i in taken if not i.startswith("?"))
    wanted: dict[str, set[str]] = {}
    for mention in graph.unresolved:
        kinds = mention.entity.fits if mention.route[0] == "serves" else mention.ref.kinds
        if known.to(mention.id) is None or _twice(graph.unresolved, mention.id):
            wanted.setdefault(mention.id, set()).update(kinds or ("",))
    lent: dict[tuple[str, int], str] = {}
    for entity in decoded.nameless:
        fitting = [i for i, kinds in wanted.items() if entity.collection in kinds or "" in kinds]
        own = slug(entity.title) or entity.collection
        identity = Nearest(fitting).to(own) or (fitting[0] if len(fitting) == 1 else None)
        if identity is None:
            shared = {i: len(set(i.split("-")) & set(own.split("-"))) for i in fitting}
            identity = max(shared, key=lambda i: (shared[i], i), default=None)
        if identity is None:
            identity = own
            number = 2
            while identity in taken:
                identity = f"{own}-{number}"
                number += 1
        wanted.pop(identity, None)
        taken.add(identity)
        lent[entity.path, entity.node.start] = identity
    return lent


def _twice(mentions: Iterable[Mention], identity: str) -> bool:
    """Whether several entities mention it: then it is hardly a slip of the pen."""
    return len({mention.entity.id for mention in mentions if mention.id == identity}) > 1


def _without_id(decoded: Decoded, graph: Graph) -> Iterator[Finding]:
    for entity in decoded.nameless:
        mentions = graph.mentions.get(entity.id, [])
        hint, related = "", ()
        if mentions:
            who = mentions[0].entity.id
            more = f" and {len(mentions) - 1} more" if len(mentions) > 1 else ""
            hint = f"; {who}{more} mention {entity.id}, so that may be it"
            if len(mentions) == 1:
                hint = f"; {who} mentions {entity.id}, so that may be it"
            related = (Related(mentions[0].entity.at(*mentions[0].route), "mentioned here"),)
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


# --- texts that could not be read whole -----------------------------------------------------------


def _certain(
    findings: Iterable[Finding],
    texts: Mapping[str, str],
    documents: Iterable[Document],
    graph: Graph,
) -> list[Finding]:
    """Leaves out what may only follow from lines that could not be read."""
    lost: dict[str, set[int]] = {}
    dark: list[str] = []
    for document in documents:
        if document.unsure or not document.complete:
            lost[document.path] = set(document.unsure)
            lines = texts[document.path].split("\n")
            if document.complete:
                lines = [lines[n - 1] for n in document.unsure if n <= len(lines)]
            dark.extend(lines)
    words = set(re.findall(r"[\w.-]+", "\n".join(dark)))
    hidden = {m.entity.at(*m.route) for m in graph.unresolved if m.id in words}
    return [
        finding
        for finding in findings
        if finding.rule == "invalid-yaml"
        or not (
            finding.span.line in lost.get(finding.span.path, ())
            or (finding.rule == "unknown-reference" and finding.span in hidden)
        )
    ]
