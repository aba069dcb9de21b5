"""An import against the strategy as it is: what is new, what changed there, what was edited here.

The merge has three ways, field by field: what the source said last time, what it says now, and what
the file says. An edit made here always stays.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from stratdocs.authoring.new_items import schema_line
from stratdocs.editing.edits import (
    InsertItem,
    InsertPair,
    Move,
    Operation,
    Remove,
    Replace,
    Route,
    place_of,
)
from stratdocs.editing.splices import EditRefused
from stratdocs.editing.together import edited_together
from stratdocs.editing.yaml_writer import Style, Value, pair_lines
from stratdocs.exchange.cells import id_from, is_name, people_in
from stratdocs.exchange.columns import Exported, cell, cell_value, cells_of, field_at, mark
from stratdocs.exchange.items import PERSON, TEAM, Current, Item, Source
from stratdocs.exchange.known import OURS, Known
from stratdocs.exchange.matching import Earlier
from stratdocs.exchange.memory import Remembered, Rows, stored_key
from stratdocs.exchange.own_edits import CellEdit, cell_edits, operations
from stratdocs.exchange.words import normal
from stratdocs.model.decode import SLUG, slug
from stratdocs.model.finding import StratdocsError
from stratdocs.model.kinds import BY_COLLECTION, Entity
from stratdocs.model.stack import Stack, load
from stratdocs.model.values import quantity
from stratdocs.words.phrases import few, in_quotes, with_article
from stratdocs.yamltext.source import Document, MappingNode, Node, ScalarNode, SequenceNode, read

ORDER = (
    "id", "title", "level", "owner", "team", "period", "status", "ambition", "serves", "metric",
    "baseline", "target", "by", "due", "finished", "estimate", "score", "depends_on", "tags",
    "url", "description", "check_ins", "fields",
)  # fmt: skip
COLLECTIONS = (
    "strategies", "outcomes", "opportunities", "solutions", "experiments", "bets", "objectives",
    "key_results", "initiatives", "work", "risks", "metrics", "rituals", "decisions",
    "retrospectives", "health", "teams", "people",
)  # fmt: skip
_GONE_WITH_COLUMN = frozenset(
    ("owner", "status", "baseline", "target", "metric", "tags", "description", "score", "team",
     "serves", "depends_on", "ambition", "level", "by", "due")
)  # fmt: skip
"""Fields that are taken out where their cell has been emptied, if the column is still there."""
_COLUMN_OF = {"due": "by"}
_NO_BASE = Exported("")
_CURRENT = "current."
"""The start of what is remembered of a value without a day beside the value itself."""
MANY = 100
"""New items from which they are written behind the rest of a file, as a document of their own."""
MUCH = 500_000
"""The same for items times characters, since the file is read again for each."""


class Change(NamedTuple):
    """A field that the source changed."""

    id: str
    field: str
    before: str
    after: str


class Kept(NamedTuple):
    """A field that was edited here, and says something else there."""

    id: str
    field: str
    here: str
    there: str
    conflict: bool
    """Whether it changed there as well since the last import."""


class Plan(NamedTuple):
    """What an import would do."""

    texts: Mapping[str, str]
    """The files that change or are new, by path."""
    new: tuple[tuple[str, Item], ...]
    """Ids and items to be added."""
    changes: tuple[Change, ...]
    check_ins: tuple[tuple[str, Mapping[str, str]], ...]
    kept: tuple[Kept, ...]
    adopted: tuple[tuple[str, Item], ...]
    """Items that were here before their first import."""
    gone: tuple[tuple[str, str], ...]
    """Ids and titles of items whose row is no longer in the source."""
    removed: tuple[tuple[str, int], ...]
    """Ids that were removed here, and the line of their row."""
    questions: tuple[str, ...]
    rows: Rows
    """What is remembered for the next import."""
    unchanged: int

    @property
    def conflicts(self) -> bool:
        """Whether something needs a person."""
        return bool(self.questions) or any(kept.conflict for kept in self.kept)


def plan_import(
    source: Source,
    stack: Stack,
    remembered: Rows,
    *,
    into: str,
    fields: frozenset[str],
    today: date,
    same: Mapping[str, str],
) -> Plan:
    """What an import does to a strategy. `into` is the file that takes what is new, `fields` are
    those that the table has a column for, `same` maps titles to the ids of renamed items.
    """
    merge = _Merge(source, stack, remembered, into, fields, today, same)
    merge.match()
    merge.compare()
    return merge.plan()


class _Merge:
    def __init__(
        self,
        source: Source,
        stack: Stack,
        remembered: Rows,
        into: str,
        fields: frozenset[str],
        today: date,
        same: Mapping[str, str],
    ) -> None:
        self.source, self.stack, self.remembered = source, stack, remembered
        self.into, self.fields, self.today, self.same = into, fields, today, same
        self.by_id: dict[str, Entity] = {entity.id: entity for entity in stack.entities}
        self.by_was = {entity.was: entity for entity in stack.entities if entity.was}
        self.known = Known(stack, {key: row.id for key, row in remembered.items()})
        self.documents = {document.path: document for document in stack.documents}
        self.ids: dict[str, str] = {}
        """Our id by key, for all items and for rows of earlier imports."""
        self.entity: dict[str, Entity] = {}
        self.new: list[tuple[str, Item]] = []
        self.adopted: list[tuple[str, Item]] = []
        self.removed: list[tuple[str, int]] = []
        self.removed_ids: set[str] = set()
        self.asked: set[str] = set()
        """Ids of items that may have a new title."""
        self.people: dict[str, str] = {}
        """Ids of new people and teams that only a cell of an export names, by key."""
        self.replaced: set[str] = set()
        """Keys of rows that have a new one."""
        self.questions: list[str] = []
        self.changes: list[Change] = []
        self.kept: list[Kept] = []
        self.check_ins: list[tuple[str, Mapping[str, str]]] = []
        self.operations: dict[str, list[Operation]] = {}
        """By item."""
        self.places: dict[str, dict[int, tuple[int, Route]]] = {}
        self.moves: list[tuple[str, str]] = []
        self.rows: dict[str, Remembered] = {}
        self.unchanged = 0
        self.earlier = Earlier(source.items, remembered, self.known)
        self._numbers: dict[str, int] = {}
        """The last number behind the ids of items with the same title."""

    # --- which item each row is ---

    def match(self) -> None:
        """Gives each row the item that it was before, one that is here already, or a new id."""
        self.ids.update({key: row.id for key, row in self.remembered.items()})
        claimed = {row.id for row in self.remembered.values()}
        titles: dict[tuple[str, str], list[Entity]] = {}
        for entity in self.stack.entities:
            titles.setdefault((entity.collection, normal(entity.title)), []).append(entity)
        keys = {stored_key(item.key) for item in self.source.items}
        held: set[str] = set()
        """Keys of rows that wait for an answer."""
        for item in self.source.items:
            key = stored_key(item.key)
            row = self.remembered.get(key)
            if item.exported and self._matched_export(item, key):
                continue
            if wanted := self.same.get(normal(item.title)):
                self._take_renamed(key, wanted, keys)
            elif row is not None:
                self._take_known(item, key, row)
            elif (old := self.earlier.key_of(item)) is not None:
                if normal(str(self.remembered[old].values.get("title"))) != normal(item.title):
                    rule = "new titles of goals, matched by what is below them"
                    self.source.notes.converted(rule, f"{self.remembered[old].id} → {item.title}")
                self._take_renamed(key, self.remembered[old].id, keys)
            elif (here := self._here(item, titles, claimed)) is not None:
                claimed.add(here.id)
                self._take(key, here)
                if item.kind not in ("people", "teams"):
                    self.adopted.append((here.id, item))
            elif held & set(map(stored_key, item.links.get("serves", ()))):
                held.add(key)  # what is above it is asked about
            elif (old := self.earlier.like(item)) is not None:
                identity = self.remembered[old].id
                self.asked.add(identity)
                held.add(key)
                self.questions.append(
                    f"row {item.line}, {in_quotes(item.title)}, may be {identity} with a "
                    f"new title; if so, add `same: {{{_key_text(item.title)}: {identity}}}` "
                    "to a map; if not, give the rows their own ids"
                )
            else:
                self.ids[key] = self._new_id(item)
                self.new.append((self.ids[key], item))

    def _matched_export(self, item: Item, key: str) -> bool:
        """Whether the row of an export has found its item, or needs a person to find it."""
        identity = item.own_id
        entity = self.known.item(identity) if identity else None
        marked = self._by_mark.get(item.base.id_mark)
        if marked is not None and (marked.id in self._own_ids or marked.collection != item.kind):
            marked = None  # a copy of that row
        if entity is not None and entity.collection != item.kind:
            noun, other = BY_COLLECTION[item.kind].noun, BY_COLLECTION[entity.collection].noun
            self.questions.append(
                f"row {item.line}: {identity} is {with_article(noun)} there and "
                f"{with_article(other)} here; an import doesn't change the kind of an item"
            )
        elif entity is not None:
            self._take(key, entity)
        elif not identity and marked is not None:
            self._take(key, marked)
        elif marked is not None and marked.id != identity:
            self.questions.append(
                f"row {item.line} has the id {identity} instead of {marked.id}; to rename "
                f"the item, run `stratdocs rename {marked.id} {identity}` and import again"
            )
        elif identity and self._is_ours and item.base.had("id", identity):
            self.removed.append((identity, item.line))
            self.removed_ids.add(identity)
        elif identity and not SLUG.fullmatch(identity) and not item.base:
            self.questions.append(
                f'row {item.line}: "{identity}" isn\'t a valid id; use lower-case letters, '
                "digits and hyphens, or leave the cell empty"
            )
        else:
            return False
        return True

    @cached_property
    def _own_ids(self) -> frozenset[str]:
        """The ids in a table of our own."""
        return frozenset(item.own_id for item in self.source.items if item.own_id)

    @cached_property
    def _is_ours(self) -> bool:
        """Whether a table of our own was exported from this strategy."""
        return any(self.known.item(identity) is not None for identity in self._own_ids)

    @cached_property
    def _by_mark(self) -> Mapping[str, Entity]:
        """The items by the mark of their id, if rows have such marks."""
        if not any(item.base for item in self.source.items):
            return {}
        return {mark("id", entity.id): entity for entity in self.stack.entities}

    def _take_renamed(self, key: str, wanted: str, keys: set[str]) -> None:
        """Takes the item that the map says a row is."""
        entity = self.known.item(wanted)
        if entity is None:
            raise StratdocsError(f"the map says `same: {wanted}`, which doesn't exist")
        old = self._key_by_id.get(wanted)
        self._take(key, entity)
        if old is not None:
            self.rows[key] = self.remembered[old]  # its last values, until it is compared
            if old not in keys:
                self.ids.pop(old, None)
                self.replaced.add(old)

    @cached_property
    def _key_by_id(self) -> Mapping[str, str]:
        """The key of the row that each item was in an earlier import."""
        return {row.id: key for key, row in reversed(list(self.remembered.items()))}

    def _take_known(self, item: Item, key: str, row: Remembered) -> None:
        """Takes the item that a row was in an earlier import, unless it was removed here."""
        entity = self.by_id.get(row.id) or self.by_was.get(row.id)
        if entity is not None:
            self._take(key, entity)
        else:
            self.removed.append((row.id, item.line))
            self.removed_ids.add(row.id)
            self.rows[key] = row

    def _take(self, key: str, entity: Entity) -> None:
        self.ids[key] = entity.id
        self.entity[key] = entity

    def _here(
        self, item: Item, titles: Mapping[tuple[str, str], Sequence[Entity]], claimed: set[str]
    ) -> Entity | None:
        """The item that is here already: for people and teams by id or title, else by its title."""
        if item.kind in ("people", "teams"):
            own = item.key.removeprefix(PERSON).removeprefix(TEAM)
            entity = self.by_id.get(own)
            if entity is not None and entity.collection == item.kind:
                return entity
        if item.own_id:
            entity = self.by_id.get(item.own_id)
            return entity if entity is not None and entity.collection == item.kind else None
        found = titles.get((item.kind, normal(item.title)), ())
        entity = found[0] if len(found) == 1 else None
        if entity is None or (entity.id in claimed and item.kind not in ("people", "teams")):
            return None
        period = item.values.get("period")
        if period and entity.period is not None and str(period) != entity.period.text:
            return None  # last quarter's, with the same title
        return entity

    def _new_id(self, item: Item) -> str:
        if item.own_id and item.own_id not in self.by_id:
            if item.exported or SLUG.fullmatch(item.own_id):
                return item.own_id
        own = item.key.removeprefix(PERSON).removeprefix(TEAM)
        base = own if item.kind in ("people", "teams") else id_from(item.title)
        base = base or id_from(f"{BY_COLLECTION[item.kind].noun} {item.line}")
        identity = base
        if identity in self._taken and item.kind == "teams":
            identity = f"{base}-team"
        while identity in self._taken or not SLUG.fullmatch(identity):
            self._numbers[base] = self._numbers.get(base, 1) + 1
            identity = f"{base}-{self._numbers[base]}"
        self._taken.add(identity)
        return identity

    @cached_property
    def _taken(self) -> set[str]:
        """All ids that something has, had or asks for."""
        return {*self.by_id, *self.by_was, *self.ids.values(), *self._own_ids}

    # --- what each says ---

    def compare(self) -> None:
        """Compares the rows that are here with their items."""
        new = {stored_key(item.key): number for number, (_, item) in enumerate(self.new)}
        for item in self.source.items:
            key = stored_key(item.key)
            entity = self.entity.get(key)
            if entity is None:
                if item.exported and key in new:
                    item = self._with_ids(item)
                    self.new[new[key]] = (self.ids[key], item)
                if key not in self.rows and key in self.ids:
                    self.rows[key] = self._remember(item, self.ids[key], None)
                continue
            before = self.remembered.get(key) or self.rows.get(key)
            count = len(self.changes) + len(self.check_ins) + len(self.kept)
            if item.exported:
                item = self._cells(item, entity, before)
            elif item.kind not in ("people", "teams"):
                item = self._steady(item, before)
                self._fields(item, entity, before)
                self._new_check_ins(item, entity, before)
            self.unchanged += count == len(self.changes) + len(self.check_ins) + len(self.kept)
            self.rows[key] = self._remember(item, entity.id, before)
        for key, row in self.remembered.items():
            if key not in self.replaced:
                self.rows.setdefault(key, row)

    def _steady(self, item: Item, before: Remembered | None) -> Item:
        """The item with the status of the last import, if the source has the same word for it:
        `proposed` does not become `committed` because a day has passed.
        """
        word = item.raw.get("status")
        if before is None or word is None or word != before.raw.get("status"):
            return item
        if "status" not in before.values or item.values.get("status") in ("done", "dropped"):
            return item
        return item._replace(values={**item.values, "status": before.values["status"]})

    def _remember(self, item: Item, identity: str, before: Remembered | None) -> Remembered:
        days = {entry["date"] for entry in item.check_ins}
        current = item.current.value if item.current else ""
        if before is not None:
            days.update(before.days)
            current = current or before.current
        if item.exported:
            filled = {heading: text for heading, text in item.cells.items() if text.strip()}
            unseen = {h: v for h, v in (before.values if before else {}).items()
                      if h not in item.cells}  # fmt: skip
            return Remembered(identity, item.kind, {**unseen, **filled}, {}, (), "", {})
        links = {field: tuple(map(stored_key, keys)) for field, keys in item.links.items() if keys}
        said = _current_entry(item.current, "") if item.current else {}
        looked = {f"{_CURRENT}{n}": t for n, t in said.items() if n not in ("date", "value")}
        return Remembered(
            identity, item.kind, dict(item.values), links, tuple(sorted(days)), current,
            {**item.raw, **looked},
        )  # fmt: skip

    def _there(self, item: Item) -> dict[str, Value]:
        """All fields of an item as they are written, links as ids."""
        found: dict[str, Value] = dict(item.values)
        for field, keys in item.links.items():
            ids = [identity for key in keys if (identity := self._id_of(stored_key(key)))]
            if ids:
                found[field] = ids if field in ("serves", "depends_on") else ids[0]
        return found

    def _id_of(self, key: str) -> str:
        """The id that a key stands for; empty if the item was removed here."""
        if key.startswith(OURS):
            entity = self.known.item(key.removeprefix(OURS))
            return entity.id if entity is not None else ""
        identity = self.ids.get(key, "")
        return "" if identity in self.removed_ids else identity

    def _fields(self, item: Item, entity: Entity, before: Remembered | None) -> None:
        now = self._there(item)
        last: dict[str, Value] = {}
        if before is not None:
            past = item._replace(values=before.values, links=before.links)
            last = self._there(past)
        for field in dict.fromkeys((*now, *last)):
            here = _here_value(entity, field)
            there, then = now.get(field), last.get(field)
            if _same(there, here) or (before is not None and _same(there, then)):
                if before is not None and not _same(there, here):
                    self.kept.append(
                        Kept(entity.id, field, _words(here), _words(there), conflict=False)
                    )
                continue
            if there is None and not self._was_emptied(field):
                continue
            edited_here = not _same(here, then) if before is not None else here is not None
            if edited_here:
                self.kept.append(
                    Kept(entity.id, field, _words(here), _words(there), before is not None)
                )
                continue
            self.changes.append(Change(entity.id, field, _words(here), _words(there)))
            self._write(entity, field, there, here)

    def _was_emptied(self, field: str) -> bool:
        return field in _GONE_WITH_COLUMN and _COLUMN_OF.get(field, field) in self.fields

    def _cells(self, item: Item, entity: Entity, before: Remembered | None) -> Item:
        """Takes the edited cells of an export over; gives the row with ids for the titles in it."""
        own = not item.own_id or any(item.base.had("id", i) for i in (item.own_id, entity.id))
        base = item.base if own else _NO_BASE  # a row that was given the id of a different item
        here = cells_of(entity)
        there: dict[str, str] = {}
        for heading, text in item.cells.items():
            if heading == "id" or text == here.get(heading, "") or base.had(heading, text):
                there[heading] = text
            elif (named := self._named(type(entity), heading, text, item)) is not None:
                there[heading] = named
        item = item._replace(cells=there)
        there = {heading: text for heading, text in there.items() if heading != "id"}
        last = before.values if before is not None else {}
        taken: list[CellEdit] = []
        for edit in cell_edits(there, here, base, last):
            if edit.outcome != "taken":
                self.kept.append(
                    Kept(entity.id, edit.heading, _words(edit.here), _words(edit.there),
                         edit.outcome == "conflict")
                )  # fmt: skip
            elif edit.heading == "title" and not edit.there.strip():
                self.questions.append(f"row {item.line}: {entity.id} has no title there")
            else:
                taken.append(edit)
                change = Change(entity.id, edit.heading, _words(edit.here), _words(edit.there))
                self.changes.append(change)
        for edit in taken:
            if edit.heading == "serves":
                parents = cell_value(edit.there, many=True, names=True)
                self._write(entity, "serves", parents, list(entity.serves) or None)
        others = [edit for edit in taken if edit.heading != "serves"]
        if others:
            made = list(operations(entity, self._place(entity), others, here))
            self.operations.setdefault(entity.id, []).extend(made)
        return item

    def _named(self, kind: type[Entity], heading: str, text: str, item: Item) -> str | None:
        """A cell with ids for the titles in it; None, and a question, if one of them is unclear."""
        field = field_at(kind, heading)
        if field is None or field.refers is None or not text.strip() or text.startswith(("[", "{")):
            return text
        kinds = field.refers.kinds or tuple(BY_COLLECTION)
        names = cell_value(text, many=field.many, names=True)
        found: list[str] = []
        for name in names if isinstance(names, list) else [text.strip()]:
            same: Sequence[str] = ()
            if not SLUG.fullmatch(name):
                same = [e.id for e in self.known.named(name, kinds)] or [
                    identity
                    for kind_there, identity in self._titles_there.get(normal(name), ())
                    if kind_there in kinds
                ]
                if not same and "people" in kinds:
                    same = [e.id for e in self.known.people(name)]
                if not same and not field.refers.words:
                    same = self._introduced(name, kinds, item)
            words = SLUG.fullmatch(name) or field.refers.words
            if len(same) > 1 or not (same or words):
                problem = (
                    f"could be any of {few(list(same))}" if same else "isn't an id or title here"
                )
                self.questions.append(f'row {item.line}: {heading} "{name}" {problem}')
                return None
            found.append(same[0] if same else name)
        return cell(found, names=True) if isinstance(names, list) else found[0]

    def _introduced(self, name: str, kinds: Sequence[str], item: Item) -> Sequence[str]:
        """The id of a person or team that a cell is the first to name; nothing for other kinds, or
        if several are named.
        """
        if "people" in kinds:
            kind, prefix, names = "people", PERSON, list(filter(is_name, people_in(name)))
        elif "teams" in kinds:
            kind, prefix, names = "teams", TEAM, [" ".join(name.split())]
        else:
            return ()
        if len(names) != 1 or not slug(names[0]):
            return ()
        key = prefix + slug(names[0])
        if key not in self.people:
            new = Item(kind, key, names[0], item.line, {"title": names[0]}, {})
            self.people[key] = self._new_id(new)
            self.new.append((self.people[key], new))
        return (self.people[key],)

    @cached_property
    def _titles_there(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Kinds and ids of the new items, by their titles."""
        found: dict[str, list[tuple[str, str]]] = {}
        for identity, item in self.new:
            found.setdefault(normal(item.title), []).append((item.kind, identity))
        return found

    def _with_ids(self, item: Item) -> Item:
        """A new row of an export with ids for the titles that somebody has written into it."""
        values = dict(item.values)
        kind = BY_COLLECTION[item.kind]
        for heading in values:
            text = item.cells.get(heading, "")
            field = field_at(kind, heading)
            if field is not None and field.refers is not None and text.strip():
                named = self._named(kind, heading, text, item)
                if named is None:
                    values[heading] = ""
                elif named != text:
                    values[heading] = cell_value(named, many=field.many, names=True)
        cells = {
            heading: ("" if values[heading] == "" else cell(values[heading], names=True))
            if heading in values and text.strip() and _is_reference(kind, heading)
            else text
            for heading, text in item.cells.items()
        }
        return item._replace(values=values, cells=cells)

    def _write(self, entity: Entity, field: str, there: Value | None, here: object) -> None:
        path = str(entity.path)
        number, route = self._place(entity)
        if field == "serves" and entity.nested_in is not None:
            parents = list(there) if isinstance(there, list) else []
            if not parents or parents[0] != entity.nested_in:
                if parents:
                    self.moves.append((entity.id, str(parents[0])))
                parents = parents[1:]
            else:
                parents = parents[1:]
            there = parents or None
            here = entity.node.get("serves")
        group = ("fields",) if field.startswith("fields.") else ()
        name = field.removeprefix("fields.")
        operations = self.operations.setdefault(entity.id, [])
        if there is None:
            if here is not None:
                operations.append(Remove(path, (*route, *group, name), number))
        elif here is not None:
            operations.append(Replace(path, (*route, *group, name), _plain(there), number))
        elif group and entity.node.get("fields") is None:
            last = operations[-1] if operations else None
            first = {name: _plain(there)}
            if isinstance(last, InsertPair) and last.key == "fields":
                if isinstance(last.value, Mapping):
                    first = {**last.value, **first}
                operations.pop()
            operations.append(InsertPair(path, route, "fields", first, None, number))
        else:
            where = _after(entity, field)
            pair = InsertPair(path, (*route, *group), name, _plain(there), where, number)
            operations.insert(0, pair)

    def _place(self, entity: Entity) -> tuple[int, Route]:
        """The number of the item's document and its route, from one walk through its file."""
        if entity.path not in self.places:
            self.places[entity.path] = _places(self.documents[entity.path])
        return self.places[entity.path][id(entity.node)]

    # --- check-ins ---

    def _new_check_ins(self, item: Item, entity: Entity, before: Remembered | None) -> None:
        here = _days_of(entity)
        then = set(before.days) if before is not None else set()
        wanted = [e for e in item.check_ins if e["date"] not in here and e["date"] not in then]
        for entry in item.check_ins:
            value = here.get(entry["date"])
            if value is not None and entry.get("value") and not _same(value, entry["value"]):
                if entry["date"] not in then:
                    field = f"check-in of {entry['date']}"
                    self.kept.append(Kept(entity.id, field, value, entry["value"], conflict=False))
        if item.current is not None:
            wanted += self._current(item.current, entity, before, here)
        if not wanted:
            return
        path = str(entity.path)
        number, route = self._place(entity)
        days = sorted(here)
        if "check_ins" not in entity.node.values:
            entries = sorted(wanted, key=lambda entry: entry["date"])
            self.operations.setdefault(entity.id, []).append(
                InsertPair(path, route, "check_ins", [dict(e) for e in entries], None, number)
            )
        else:
            for entry in sorted(wanted, key=lambda entry: entry["date"]):
                at = sum(day < entry["date"] for day in days)
                where = at if at < len(days) else None
                self.operations.setdefault(entity.id, []).append(
                    InsertItem(path, (*route, "check_ins"), dict(entry), where, number)
                )
                days = sorted([*days, entry["date"]])
        self.check_ins += [(entity.id, entry) for entry in wanted]

    def _current(
        self, current: Current, entity: Entity, before: Remembered | None, here: Mapping[str, str]
    ) -> list[Mapping[str, str]]:
        """The check-in that a value without a day makes, if it is new, or says something new. One
        that the last import made on the same day is corrected.
        """
        day = current.date or self.today.isoformat()
        now = _current_entry(current, day)
        if before is None:
            last = here[max(here)] if here else ""
            return [] if day in here or _same(last, current.value) else [now]
        then = {
            name.removeprefix(_CURRENT): text
            for name, text in before.raw.items()
            if name.startswith(_CURRENT)
        } | {"value": before.current}
        news = [n for n in ("value", "confidence", "note") if now.get(n, "") != then.get(n, "")]
        if day in here:
            self._corrected(entity, now, then)
            return []
        last = here[max(here)] if here else ""
        if "value" in news and not _same(last, current.value):
            return [now]
        said = any(name in now for name in news if name != "value")
        return [now] if said and before.current and _same(last, current.value) else []

    def _corrected(self, entity: Entity, now: Mapping[str, str], then: Mapping[str, str]) -> None:
        """Corrects the check-in of a day that is here, where it is as the last import wrote it."""
        number, route = self._place(entity)
        node = entity.node.get("check_ins")
        for at, entry in enumerate(node.nodes if isinstance(node, SequenceNode) else ()):
            if not isinstance(entry, MappingNode) or _node_value(entry.get("date")) != now["date"]:
                continue
            for name in ("value", "status", "confidence", "note"):
                here, there = _node_value(entry.get(name)), now.get(name)
                if there is None or _same(here, there) or _same(there, then.get(name)):
                    continue
                field = f"check-in of {now['date']}, {name}"
                if not _same(here, then.get(name)):
                    self.kept.append(Kept(entity.id, field, _words(here), there, conflict=True))
                    continue
                self.changes.append(Change(entity.id, field, _words(here), there))
                path, to = str(entity.path), (*route, "check_ins", at)
                operations = self.operations.setdefault(entity.id, [])
                if here is not None:
                    operations.append(Replace(path, (*to, name), there, number))
                else:
                    operations.append(InsertPair(path, to, name, there, None, number))
            return

    # --- texts ---

    def plan(self) -> Plan:
        """The whole plan, with the new texts."""
        texts = dict(self.stack.texts)
        changed = self._edited(texts, self.operations.values())
        texts.update(changed)
        added = self._added(texts)
        texts.update(added)
        for identity, parent in self.moves:
            texts.update(self._moved(texts, identity, parent))
        gone = self._gone()
        return Plan(
            {p: t for p, t in texts.items() if t != self.stack.texts.get(p)},
            tuple(self.new),
            tuple(self.changes),
            tuple(self.check_ins),
            tuple(self.kept),
            tuple(self.adopted),
            gone,
            tuple(self.removed),
            tuple(self.questions),
            self.rows,
            self.unchanged,
        )

    def _gone(self) -> tuple[tuple[str, str], ...]:
        if self._is_ours and any(item.exported for item in self.source.items):
            kinds = {item.kind for item in self.source.items}
            there = {entity.id for entity in self.entity.values()}
            return tuple(
                (entity.id, entity.title)
                for entity in self.stack.entities
                if entity.collection in kinds and entity.id not in there and not entity.over
            )
        keys = {stored_key(item.key) for item in self.source.items}
        taken = {entity.id for entity in self.entity.values()} | self.asked
        found = []
        for key, row in self.remembered.items():
            entity = self.by_id.get(row.id) or self.by_was.get(row.id)
            if key in keys or entity is None or entity.id in taken or entity.over:
                continue
            if row.kind not in ("people", "teams"):
                found.append((entity.id, entity.title))
        return tuple(found)

    def _edited(
        self, texts: Mapping[str, str], groups: Iterable[Sequence[Operation]]
    ) -> dict[str, str]:
        try:
            return edited_together(texts, groups)
        except EditRefused as error:
            raise StratdocsError(f"{error}; nothing was changed") from error

    def _moved(self, texts: Mapping[str, str], identity: str, parent: str) -> dict[str, str]:
        stack = load(texts, today=self.today)
        by_id = {entity.id: entity for entity in stack.entities}
        child, above = by_id.get(identity), by_id.get(parent)
        documents = {document.path: document for document in stack.documents}
        if child is None or above is None:
            return {}
        number, route = place_of(documents[child.path], child.node)
        to_number, into = place_of(documents[above.path], above.node)
        move = Move(
            str(child.path), route, str(above.path), (*into, child.collection), None, number,
            to_number,
        )  # fmt: skip
        return self._edited(texts, [[move]])

    def _added(self, texts: Mapping[str, str]) -> dict[str, str]:
        """The texts with the new items: key results below their objectives, the rest in the file
        that takes what is new.
        """
        if not self.new:
            return {}
        new_ids = {identity for identity, _ in self.new}
        below: dict[str, list[Mapping[str, Value]]] = {}
        tops: dict[str, list[tuple[str, Mapping[str, Value]]]] = {}
        operations: dict[str, list[Operation]] = {}
        nesting = self._nesting_keeps_order()
        for identity, item in self.new:
            fields = self._there(item)
            parents = fields.get("serves")
            primary = str(parents[0]) if isinstance(parents, list) and parents else ""
            entity = self.by_id.get(primary)
            nests = nesting and item.kind == "key_results" and primary and (
                primary in new_ids or (entity is not None and entity.collection == "objectives")
            )  # fmt: skip
            if nests and isinstance(parents, list):
                fields["serves"] = list(parents[1:])
            whole = self._whole(identity, item, fields)
            if nests and primary in new_ids:
                below.setdefault(primary, []).append(whole)
            elif nests and entity is not None:
                number, route = self._place(entity)
                operations.setdefault(entity.id, []).append(
                    InsertItem(str(entity.path), (*route, "key_results"), whole, None, number)
                )
            else:
                tops.setdefault(item.kind, []).append((identity, whole))
        collections: dict[str, list[Value]] = {}
        for collection in COLLECTIONS:
            for identity, whole in tops.get(collection, ()):
                nested = below.get(identity)
                collections.setdefault(collection, []).append(
                    {**whole, "key_results": nested} if nested else whole
                )
        out = dict(texts)
        out.update(self._edited(out, operations.values()))
        count = sum(map(len, collections.values()))
        text = out.get(self.into, "")
        if text.strip() and (count > MANY or count * len(text) > MUCH):
            out[self.into] = f"{text.rstrip()}\n\n---\n{_new_text(collections)}"
        elif text.strip():
            (there, *_) = read(self.into, text).roots or (None,)
            adds: list[Operation] = []
            for collection, values in collections.items():
                if isinstance(there, MappingNode) and there.get(collection) is not None:
                    adds += [InsertItem(self.into, (collection,), value) for value in values]
                else:  # all at once
                    adds.append(InsertPair(self.into, (), collection, values))
            out.update(self._edited({self.into: text}, [adds]))
        elif collections:
            out[self.into] = schema_line(self.stack, self.into) + _new_text(collections)
        return {path: text for path, text in out.items() if text != texts.get(path)}

    def _nesting_keeps_order(self) -> bool:
        """Whether new key results can stand below their objectives without a change of the order
        that the tables of an export have.
        """
        results = [i for _, i in self.new if i.kind == "key_results" and i.exported]
        if not results:
            return True
        objectives = [e.id for e in self.stack.entities if e.collection == "objectives"]
        objectives += [identity for identity, item in self.new if item.kind == "objectives"]
        places = {identity: number for number, identity in enumerate(objectives)}
        order = [places.get(str((item.values.get("serves") or [""])[0]), -1) for item in results]  # type: ignore[index]
        return -1 not in order and order == sorted(order)

    def _whole(self, identity: str, item: Item, fields: Mapping[str, Value]) -> Mapping[str, Value]:
        whole: dict[str, Value] = {"id": identity, **fields}
        entries = [dict(entry) for entry in item.check_ins]
        if item.current is not None:
            day = item.current.date or self.today.isoformat()
            last = entries[-1].get("value", "") if entries else ""
            unmoved = not entries and _same(item.values.get("baseline"), item.current.value)
            if not unmoved and not _same(last, item.current.value):
                if all(entry["date"] != day for entry in entries):
                    entries.append(dict(_current_entry(item.current, day)))
        if entries:
            entries.sort(key=lambda entry: entry["date"])
            whole["check_ins"] = list(entries)
        custom = {
            key.removeprefix("fields."): value
            for key, value in whole.items()
            if key.startswith("fields.")
        }
        if custom:
            whole["fields"] = custom
        more = (name for name in whole if name not in ORDER and not name.startswith("fields."))
        return {
            name: _plain(whole[name])
            for name in (*ORDER, *more)
            if name in whole and whole[name] not in ("", [], None)
        }


def _key_text(title: str) -> str:
    """A title as a key of a flow mapping in YAML."""
    plain = re.fullmatch(r"[^\W\d_][\w %/()'’.-]*", title) and title == title.strip()
    return title if plain else json.dumps(title, ensure_ascii=False)


def _is_reference(kind: type[Entity], heading: str) -> bool:
    field = field_at(kind, heading)
    return field is not None and field.refers is not None


def _places(document: Document) -> dict[int, tuple[int, Route]]:
    """The number of its document and the route of each mapping in a file, by its node."""
    found: dict[int, tuple[int, Route]] = {}
    waiting: list[tuple[int, Route, Node]] = [
        (number, (), root) for number, root in enumerate(document.roots)
    ]
    while waiting:
        number, route, node = waiting.pop()
        match node:
            case SequenceNode():
                waiting.extend((number, (*route, at), n) for at, n in enumerate(node.nodes))
            case MappingNode():
                found[id(node)] = (number, route)
                waiting.extend((number, (*route, key), n) for key, n in node.values.items())
    return found


def _new_text(collections: Mapping[str, Sequence[Value]]) -> str:
    parts = []
    for collection, values in collections.items():
        lines = pair_lines(collection, list(values), _STYLE)
        parts.append("\n".join(line.rstrip() for line in lines) + "\n")
    return "\n".join(parts)


_STYLE = Style(braced=frozenset(("check_ins", "teams", "people")))


def _current_entry(current: Current, day: str) -> Mapping[str, str]:
    entry = {
        "date": day,
        "value": current.value,
        "status": current.status,
        "confidence": current.confidence,
        "note": current.note,
    }
    return {key: text for key, text in entry.items() if text}


def _plain(value: Value) -> Value:
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        return value[0]
    return value


def _here_value(entity: Entity, field: str) -> Value | None:
    """What an item says in a field, as it is written; links with those that nesting says."""
    if field == "serves":
        return list(entity.serves) or None
    if field == "depends_on":
        return list(entity.depends_on) or None
    node: Node | None = entity.node
    for step in field.split(".", 1) if field.startswith("fields.") else (field,):
        node = node.get(step) if isinstance(node, MappingNode) else None
    return _node_value(node)


def _node_value(node: Node | None) -> Value | None:
    match node:
        case ScalarNode():
            return None if node.empty else node.text
        case SequenceNode():
            found = [_node_value(inner) for inner in node.nodes]
            return [value for value in found if value is not None] or None
        case MappingNode():
            return {
                key: value
                for key, inner in node.values.items()
                if (value := _node_value(inner)) is not None
            }
    return None


def _same(first: object, second: object) -> bool:
    """Whether two values say the same, however they are written."""
    if not first and not second:
        return True
    if isinstance(first, (list, tuple)) or isinstance(second, (list, tuple)):
        one = list(first) if isinstance(first, (list, tuple)) else [first]
        two = list(second) if isinstance(second, (list, tuple)) else [second]
        return len(one) == len(two) and all(map(_same, one, two))
    if first is None or second is None:
        return False
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        return first.keys() == second.keys() and all(_same(first[k], second[k]) for k in first)
    one_text, two_text = " ".join(str(first).split()), " ".join(str(second).split())
    if one_text == two_text:
        return True
    if len(one_text) > 40 or len(two_text) > 40:
        return False
    one_q, two_q = quantity(one_text), quantity(two_text)
    return one_q is not None and one_q == two_q


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_words, value))
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_words(inner)}" for key, inner in value.items())
    return " ".join(str(value).split())


def _after(entity: Entity, field: str) -> str | None:
    """The key after which a new field is put: the nearest before it in our order."""
    if field not in ORDER:
        return None
    keys = entity.node.values
    for name in reversed(ORDER[: ORDER.index(field)]):
        if name in keys:
            return name
    return None


def _days_of(entity: Entity) -> dict[str, str]:
    """The values of an item's check-ins by day, as they are written."""
    node = entity.node.get("check_ins")
    found: dict[str, str] = {}
    for entry in node.nodes if isinstance(node, SequenceNode) else ():
        if isinstance(entry, MappingNode):
            day, value = _node_value(entry.get("date")), _node_value(entry.get("value"))
            if isinstance(day, str):
                found[day] = value if isinstance(value, str) else ""
    return found
