"""Two strategies compared item by item: which items are the same, and how each of them differs.

Items are the same if their ids match, or `was:` names the old id. Failing that, a removed and an
added item may still be one item under a new id, and are shown as such. The file that an item is
written in means nothing for the strategy. `model.diff` decides what differs within an item.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from stratdocs.model.diff import (
    ALIKE,
    NOT_TELLING,
    Difference,
    diff,
    renames,
    same,
    shared_fields,
    text_likeness,
)
from stratdocs.model.history import Version, written_former_ids
from stratdocs.model.kinds import Entity
from stratdocs.model.stack import Stack
from stratdocs.model.unread import is_blank
from stratdocs.reviewing.value import Sort

MAX_PAIRS = 2_500
"""Pairs of items of one kind that are compared for likeness."""


class ItemDifference(NamedTuple):
    """A difference of an item, before and after."""

    item: str
    """The id; the new one if the item is still there."""
    old: Entity | None
    new: Entity | None
    sort: Sort
    field: str = ""
    """The route, with list members by their key: `check_ins[2027-01-31].value`."""
    route: tuple[str | int, ...] = ()
    """The same with list members by number; on the new side if it is there."""
    before: Any = None
    after: Any = None
    likely: bool = False
    """Whether the two are only probably the same item."""
    unread: bool = False
    """Whether one of the values couldn't be read, and is compared as text."""

    @property
    def entity(self) -> Entity:
        """The item as it is now or, if it is gone, as it was."""
        return next(entity for entity in (self.new, self.old) if entity is not None)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields on the route."""
        return tuple(step for step in self.route if isinstance(step, str))


class Compared(NamedTuple):
    """Two strategies, item by item."""

    differences: tuple[ItemDifference, ...]
    renamed: Mapping[str, str]
    """Old id to new one, likely renames included."""
    folded: Mapping[str, str]
    """Items added or removed together with the item they are nested in, with the id of that
    item."""
    notes: tuple[str, ...]


def compared(before: Stack, after: Stack, versions: Sequence[Version] = ()) -> Compared:
    """The differences between two strategies, item by item; the versions between them know the ids
    that an item had on the way.
    """
    return _Comparison(before, after, versions).compared()


class _Comparison:
    def __init__(self, before: Stack, after: Stack, versions: Sequence[Version]) -> None:
        self.before, self.after = before, after
        self.old: Mapping[str, Entity] = before.graph.by_id
        self.new: Mapping[str, Entity] = after.graph.by_id
        self.notes: list[str] = []
        self.unsure_old = unsure_paths(before)
        self.unsure_new = unsure_paths(after)
        self.renamed = renames(self.old, self.new)
        self.renamed |= self._renames_on_the_way(versions)
        self.likely: set[str] = set()

    def compared(self) -> Compared:
        back = {now: was for was, now in self.renamed.items()}
        removed = [e for i, e in self.old.items() if i not in self.new and i not in self.renamed]
        added = [e for i, e in self.new.items() if i not in self.old and i not in back]
        for was, now in self._likely_renames(removed, added):
            self.renamed[was.id] = now.id
            back[now.id] = was.id
            if not self._names_a_passing_id(now):
                self.likely.add(now.id)
        removed = [entity for entity in removed if entity.id not in self.renamed]
        added = [entity for entity in added if entity.id not in back]
        removed, added = self._without_unsure(removed, added)
        folded = {**_folded(removed), **_folded(added)}
        found: list[ItemDifference] = []
        found.extend(
            ItemDifference(entity.id, None, entity, "added", after=entity.title)
            for entity in added
            if entity.id not in folded
        )
        found.extend(
            ItemDifference(entity.id, entity, None, "removed", before=entity.title)
            for entity in removed
            if entity.id not in folded
        )
        same = {
            path for path, text in self.after.texts.items() if self.before.texts.get(path) == text
        }
        for identity, now in self.new.items():
            former = self.old.get(back.get(identity, identity))
            if former is None:
                continue
            if now.path in same and former.path == now.path and not self.renamed:
                continue
            found.extend(self._differences(former, now))
        return Compared(tuple(found), self.renamed, folded, tuple(self.notes))

    # --- which items are the same

    def _names_a_passing_id(self, entity: Entity) -> bool:
        """Whether an item had an id in between, which neither side knows."""
        return bool(entity.was) and entity.was not in self.old and entity.was not in self.new

    def _renames_on_the_way(self, versions: Sequence[Version]) -> dict[str, str]:
        """Old id to new one of the items that had other ids in between."""
        passing = [
            entity
            for entity in self.new.values()
            if self._names_a_passing_id(entity) and entity.id not in self.old
        ]
        former = written_former_ids(versions) if passing else {}
        found: dict[str, str] = {}
        for entity in passing:
            was, seen = entity.was or "", {entity.id}
            while was not in self.old and was in former and was not in seen:
                seen.add(was)
                was = former[was]
            if was in self.old and was not in self.new and was not in {*self.renamed, *found}:
                found[was] = entity.id
        return found

    def _likely_renames(
        self, removed: Sequence[Entity], added: Sequence[Entity]
    ) -> Iterator[tuple[Entity, Entity]]:
        """Pairs that are likely renames without a `was:`: of one kind, and much alike."""
        kinds: dict[type[Entity], tuple[list[Entity], list[Entity]]] = {}
        for at, entities in enumerate((removed, added)):
            for entity in entities:
                kinds.setdefault(type(entity), ([], []))[at].append(entity)
        for before, after in kinds.values():
            titles: dict[str, list[Entity]] = {}
            for entity in after:
                titles.setdefault(entity.title, []).append(entity)
            repeated = Counter(entity.title for entity in before)
            left = []
            for entity in before:
                same = titles.get(entity.title, [])
                if len(same) == 1 and repeated[entity.title] == 1 and entity.title:
                    yield entity, same[0]
                    after.remove(same[0])
                else:
                    left.append(entity)
            if len(left) * len(after) <= MAX_PAIRS:
                scored = sorted(
                    (-_likeness(was, now, self.renamed), was.id, now.id)
                    for was in left
                    for now in after
                )
                taken: set[str] = set()
                for score, was, now in scored:
                    if -score < ALIKE:
                        break
                    if was not in taken and now not in taken:
                        taken |= {was, now}
                        yield self.old[was], self.new[now]

    def _without_unsure(
        self, removed: list[Entity], added: list[Entity]
    ) -> tuple[list[Entity], list[Entity]]:
        """Both lists without items that may be on lines that could not be read."""
        for paths, where in ((self.unsure_new, "new"), (self.unsure_old, "old")):
            self.notes.extend(
                (
                    f"{path} can't be fully read on the {where} side, so added and removed "
                    "items in it aren't listed"
                )
                for path in sorted(paths)
            )
        unsure = self.unsure_old | self.unsure_new
        if unsure:
            removed = [entity for entity in removed if entity.path not in unsure]
            added = [entity for entity in added if entity.path not in unsure]
        return removed, added

    # --- one item

    def _differences(self, old: Entity, new: Entity) -> Iterator[ItemDifference]:
        """The differences of an item that both sides have."""
        likely = new.id in self.likely
        if old.id != new.id:
            yield ItemDifference(
                new.id, old, new, "renamed", before=old.id, after=new.id, likely=likely
            )
        if type(old) is not type(new):
            kinds = type(old).noun, type(new).noun
            yield ItemDifference(new.id, old, new, "changed", "kind", (), *kinds)
            return
        if old.id == new.id and replaced(old, new):
            yield ItemDifference(new.id, old, new, "changed", before=old.title, after=new.title)
            return
        for difference in diff(old, new, self.renamed):
            if self._may_be_unread(old, new, difference):
                continue
            sort: Sort = "changed"
            if difference.before in (None, (), ""):
                sort = "added"
            elif difference.after in (None, (), ""):
                sort = "removed"
            yield ItemDifference(
                new.id,
                old,
                new,
                sort,
                difference.field,
                _place(difference, new),
                difference.before,
                difference.after,
                unread=difference.unread,
            )
        if old.path != new.path:
            yield ItemDifference(new.id, old, new, "moved", before=old.path, after=new.path)

    def _may_be_unread(self, old: Entity, new: Entity, difference: Difference) -> bool:
        """Whether a value that seems to be missing may only be unreadable."""
        for entity, value, stack in (
            (old, difference.before, self.before),
            (new, difference.after, self.after),
        ):
            if value in (None, ()):
                node = entity.node_at(difference.names[0])
                if stack.unsure(entity) and (node is None or is_blank(node)):
                    return True
        return False


def _place(difference: Difference, new: Entity) -> tuple[str | int, ...]:
    """The route of a difference by number, down to the first new member of a list."""
    if (
        not isinstance(difference.after, tuple)
        or not difference.after
        or difference.names[-1] == "serves"
    ):
        return difference.place
    value: Any = new
    for step in difference.place:
        value = value[step] if isinstance(step, int) else getattr(value, step, None)
    if type(value) is not tuple or len(value) < 2:
        return difference.place
    words = [" ".join(str(member).split()) for member in value]
    return (
        *difference.place,
        next(n for n, member in enumerate(words) if member in difference.after),
    )


def unsure_paths(stack: Stack) -> set[str]:
    """The files with lines that could not be read, or not for sure."""
    return {
        document.path for document in stack.documents if document.unsure or not document.complete
    }


def _folded(entities: Iterable[Entity]) -> dict[str, str]:
    """The items nested in others of them, by id, each with the outermost one around it."""
    within = {entity.id: entity.nested_in for entity in entities}
    found: dict[str, str] = {}
    for identity, above in within.items():
        top, step = None, above
        while step is not None and step in within:
            top, step = step, within[step]
        if top is not None:
            found[identity] = top
    return found


# --- likeness -------------------------------------------------------------------------------------


def _likeness(first: Entity, second: Entity, renamed: Mapping[str, str]) -> float:
    """How alike two items of a kind are in title and fields, from 0 to 1."""
    share = shared_fields(first, second, renamed)
    by_title = (text_likeness(first.title, second.title) + share) / 2
    return max(share if share > _MIN_SHARE else 0, by_title)


_MIN_SHARE = 0.75
"""The share of equal fields from which a title no longer matters."""


def keywords(text: str) -> frozenset[str]:
    """The words of a text that carry its meaning, each cut to its first letters."""
    return frozenset(
        word[:5] for word in re.findall(r"[^\W\d_]{3,}", text.lower()) if word not in _STOP_WORDS
    )


_STOP_WORDS = frozenset(
    "the and for with from that this into our their its are per not who".split()
)


def unlike(first: str, second: str) -> bool:
    """Whether two texts are about different things, rather than one a rewording of the other."""
    if text_likeness(first, second) >= ALIKE:
        return False
    before, after = keywords(first), keywords(second)
    return 3 * len(before & after) < len(before | after)


def replaced(old: Entity, new: Entity) -> bool:
    """Whether an id stands for a different item now: its title and nearly all its fields differ."""
    if old.title == new.title or not unlike(old.title, new.title):
        return False
    names = [
        name
        for name in type(new).declared
        if name not in NOT_TELLING
        and name not in ("title", "status", "period", "level", "lno", "size", "by", "date")
        and getattr(old, name) != getattr(type(old), name)
    ]
    kept = [name for name in names if same(getattr(old, name), getattr(new, name))]
    return len(names) > 1 and 4 * len(kept) <= len(names)
