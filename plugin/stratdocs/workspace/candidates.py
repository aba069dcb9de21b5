"""Which items fit a field, the likeliest first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from stratdocs.model.fields import Field
from stratdocs.model.kinds import BY_COLLECTION, Entity, Person
from stratdocs.model.periods import Period
from stratdocs.model.stack import Stack
from stratdocs.workspace.meaning import Meaning

_STEM = 5
"""Letters by which two words are taken for the same."""
_COMMON = frozenset(
    "from with into that this their them have than more less every each and the for".split()
)
_SINGLE_OWNER = "owner"
"""The field that names one person, and no team."""


class Candidate(NamedTuple):
    """An item that fits, or a plain word that others have written in its place."""

    id: str
    item: Entity | None


def items_by_path(stack: Stack) -> Mapping[str, tuple[Entity, ...]]:
    """The items of each file."""
    found: dict[str, list[Entity]] = {}
    for entity in stack.entities:
        found.setdefault(entity.path.plain, []).append(entity)
    return {path: tuple(items) for path, items in found.items()}


def candidates(stack: Stack, meaning: Meaning, path: str) -> list[Candidate]:
    """All that fits the field at a place in a file, the likeliest first."""
    field = meaning.field
    fitting = list(_fitting(stack, meaning))
    if not fitting and field is not None:
        return [Candidate(word, None) for word in _words_used(stack, field)]
    score = _Scores(stack, meaning, path)
    return [Candidate(item.id, item) for item in sorted(fitting, key=score.key)]


def _fitting(stack: Stack, meaning: Meaning) -> Iterator[Entity]:
    """The items that a check would accept there."""
    field, kind = meaning.field, meaning.kind
    written = {meaning.id, *meaning.cursor.values}
    kinds: tuple[str, ...] = ()
    if field is not None and field.refers is not None:
        kinds = field.refers.kinds
    upward = field is not None and field.name == "serves" and field.holder is Entity
    if upward and kind is not None:
        kinds = kind.fits
        written |= {*meaning.around, *_below(stack, meaning.id)}
    people = bool(stack.of(Person))
    for item in stack.entities:
        if item.id in written or item.id.startswith("?") or item.node.get("id") is None:
            continue
        if kinds and item.collection not in kinds:
            continue
        alone = field is not None and field.name == _SINGLE_OWNER
        if alone and people and item.collection == "teams":
            continue  # group-owner would find it
        yield item


def _below(stack: Stack, identity: str) -> set[str]:
    """What leads up to an item, so that it cannot serve that."""
    ahead, seen = [identity], set[str]()
    while ahead:
        for child in stack.graph.children.get(ahead.pop(), ()):
            if child not in seen:
                seen.add(child)
                ahead.append(child)
    return seen


def _words_used(stack: Stack, field: Field) -> list[str]:
    """What others have written in the field, the most frequent first."""
    found: Counter[str] = Counter()
    for item in stack.entities:
        value = getattr(item, field.name, None)
        for word in value if isinstance(value, tuple) else (value,):
            if isinstance(word, str) and word:
                found[word] += 1
    return [word for word, _ in found.most_common()]


class _Scores:
    """How likely each item is meant."""

    def __init__(self, stack: Stack, meaning: Meaning, path: str) -> None:
        self.stack = stack
        self.path = path
        self.kind = meaning.kind
        self.words = _stems(f"{meaning.item.get('title', '')} {meaning.id}")
        beside = stack.once(items_by_path).get(path, ())
        self.beside = beside
        name = meaning.field.name if meaning.field is not None else ""
        self.used = Counter(_used(beside, name, meaning.kind))
        parent = self._parent(meaning)
        self.near = self._near(meaning, parent, name)
        self.period: Period | None = stack.calendar.period(meaning.value("period"))
        if self.period is None and parent is not None:
            self.period = stack.period_of(parent)
        self.upward = name == "serves"
        refers = meaning.field.refers if meaning.field is not None else None
        fits: Iterable[str] = refers.kinds if refers is not None and refers.kinds else BY_COLLECTION
        if self.upward and self.kind is not None:
            fits = self.kind.fits
        self.order = {collection: number for number, collection in enumerate(fits)}

    def _parent(self, meaning: Meaning) -> Entity | None:
        """The item that the one being written serves, as far as it is known."""
        if meaning.around:
            return self.stack.get(meaning.around[-1])
        written = re.match(r"\[?\s*([\w.-]+)", meaning.item.get("serves", ""))
        return self.stack.get(written[1]) if written else None

    def _near(self, meaning: Meaning, parent: Entity | None, name: str) -> set[str]:
        """What the items around name in the same field, and who belongs to the same team."""
        found: set[str] = set()
        around = [item for item in (parent, self.stack.get(meaning.value("team"))) if item]
        for item in around:
            found.update(_ids_in(item, name), _ids_in(item, "members"), _ids_in(item, "metric"))
            team = self.stack.team_of(item)
            if team is not None:
                found.update(team.members)
        found.update(meaning.value(other) for other in ("owner", "metric", "measure"))
        return found

    def key(self, item: Entity) -> tuple[object, ...]:
        """The sort key: likeliest first."""
        shared = len(self.words & _stems(f"{item.title} {item.id}"))
        likely = 2.0 * min(shared, 3)
        likely += 1.5 * min(self.used[item.id], 2) + 0.1 * min(self.used[item.id], 10)
        likely += 2.0 if item.id in self.near else 0.0
        likely += 1.0 if item.path == self.path else 0.0
        if self.period is not None:
            period = self.stack.period_of(item)
            likely += 1.0 if period is not None and period.overlaps(self.period) else 0.0
        likely += 0.5 if self.kind is type(item) and not self.upward else 0.0
        likely -= 2.0 if item.over else 0.0
        likely -= 0.7 * min(self.order.get(item.collection, 3), 3) if self.upward else 0.0
        return (
            -likely,
            self.order.get(item.collection, 99),
            item.id,
        )


def _used(items: Iterable[Entity], name: str, kind: type[Entity] | None) -> Iterator[str]:
    for item in items:
        if kind is None or type(item) is kind:
            yield from _ids_in(item, name)


def _ids_in(item: Entity, name: str) -> tuple[str, ...]:
    """The ids in a field of an item."""
    value = getattr(item, name, None) if name else None
    if isinstance(value, str):
        return (value,)
    if isinstance(value, tuple):
        return tuple(part for part in value if isinstance(part, str))
    return ()


def _stems(text: str) -> set[str]:
    words = re.findall(r"[^\W_]{3,}", text.lower())
    return {word[:_STEM] for word in words if word not in _COMMON}
