"""How likely an item is meant at a place, from what the rest of the strategy shows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import exp, log, sqrt
from operator import mul
from typing import Literal, NamedTuple

from stratdocs.model.fields import fields_of
from stratdocs.model.kinds import BY_COLLECTION, Entity
from stratdocs.model.periods import Period
from stratdocs.model.stack import Stack
from stratdocs.workspace.meaning import Meaning

_STEM = 5
"""Letters by which two words are taken for the same."""
_LONGEST = 300
"""Characters of a title in which words are looked for."""
_NEARBY = 40
"""Lines between two items that still lie close to each other."""
_UPWARD = "serves"


class Signals(NamedTuple):
    """What speaks for an item at a place, each a number that is higher the more it does."""

    usual: float
    """How often items of this kind and level name items of that kind and level there."""
    crowd: float
    """How few such items there are to choose from."""
    beside: float
    """How often the items of this kind in the file name it there."""
    neighbour: float
    """Whether the item before or after this one names it there."""
    together: float
    """How often it is named there by what has the same parent, owner, team or metric."""
    related: float
    """How much of the item's parent, owner, team and metric names it or is named by it."""
    words: float
    """How many of the rarer words of the title they share."""
    profile: float
    """How many of them it shares with what names it there already."""
    same_file: float
    close: float
    """How close it stands in the file."""
    period: float
    """Whether their periods overlap: 1, or -1 if they do not."""
    open: float
    """0 if it is done or dropped."""


_WEIGHTS = {
    "upward": Signals(0.8, 0.3, 0.7, 0.4, 1.0, 1.4, 2.0, 1.1, 0.2, 0.1, 0.6, 0.4),
    "people": Signals(0.8, 0.3, 0.1, 0.2, 0.5, 1.0, 0.3, 1.5, 0.3, 0.3, 0.3, 0.3),
    "sideways": Signals(0.8, 0.1, 0.1, 0.8, 0.7, 1.4, 2.3, 0.9, 0.7, 0.8, 0.5, 0.3),
}
"""How much each signal weighs: fitted to the links of seven strategies, the demo among them, and
rounded. Fitted to half of the demo and the other strategies, they put the right id among the
first three at 72% of `serves` and 85% of `owner` in the other half. Two more signals made no
difference and are left out: whether an item has no work yet, and how often other files name it."""


def items_by_path(stack: Stack) -> Mapping[str, tuple[Entity, ...]]:
    """The items of each file."""
    found: dict[str, list[Entity]] = {}
    for entity in stack.entities:
        found.setdefault(entity.path.plain, []).append(entity)
    return {path: tuple(items) for path, items in found.items()}


class _Uses:
    """What the items of a strategy name in one field, and all that some ids name."""

    def __init__(self, stack: Stack, meaning: Meaning, links: Collection[str]) -> None:
        self.named: dict[str, list[str]] = {}
        """By the id of an item: what it names in the field."""
        self.namers: dict[str, list[str]] = {}
        """By an id: the items that name it in the field."""
        self.links: dict[str, set[str]] = {identity: set() for identity in links}
        """By one of the ids: all that it names or that names it."""
        pairs = self._pairs(stack, meaning)
        for source, target in pairs:
            self.named.setdefault(source, []).append(target)
            self.namers.setdefault(target, []).append(source)
        for identity, around in self.links.items():
            around.update(stack.graph.parents.get(identity, ()))
            around.update(stack.graph.children.get(identity, ()))
            around.update(m.entity.id for m in stack.graph.mentions.get(identity, ()))
            around.update(_ids_in(stack.graph.by_id[identity]))

    def _pairs(self, stack: Stack, meaning: Meaning) -> Sequence[tuple[str, str]]:
        """Who names what in the field: at the very same place in an item, or else in a field of
        that name; of people, both.
        """
        name = meaning.field.name if meaning.field is not None else ""
        if name == _UPWARD:
            return [(child, above) for child, ids in stack.graph.parents.items() for above in ids]
        exact: list[tuple[str, str]] = []
        alike: list[tuple[str, str]] = []
        around = (*meaning.inside, name) if meaning.inside else (meaning.cursor.key, name)
        for target, mentions in stack.graph.mentions.items():
            for mention in mentions:
                route = mention.route
                if mention.span is None and name in route[-2:]:
                    source = mention.entity.id
                    alike.append((source, target))
                    parts = tuple(part for part in route if isinstance(part, str))
                    if parts in ((name,), around):
                        exact.append((source, target))
        return alike if _direction(meaning) == "people" else exact or alike


def _ids_in(item: Entity) -> Iterator[str]:
    """The ids that an item names of what it belongs with."""
    for field in fields_of(type(item)):
        value = getattr(item, field.name, None) if field.names else None
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, str):
                yield part


class Likelihood:
    """How likely each item is meant at a place."""

    def __init__(
        self, stack: Stack, meaning: Meaning, path: str, fitting: Iterable[Entity]
    ) -> None:
        self.stack = stack
        self.path = path
        self.line = meaning.line
        self.id = meaning.id
        self.upward = meaning.field is not None and meaning.field.name == _UPWARD
        self.kind = meaning.kind
        self.level = meaning.value("level")
        self.stems = _stems(meaning.item.get("title", ""), meaning.id)
        self.links = self._links(meaning)
        uses = _Uses(stack, meaning, self.links)
        self.named, self.namers = uses.named, uses.namers
        self.linked = Counter(other for around in uses.links.values() for other in around)
        self.shares = self._shares(uses)
        self.weigh = _Rarity(self.stems, fitting).shared
        self.neighbours = self._neighbours()
        self.named_beside = Counter(t for i in self._beside() for t in self.named.get(i.id, ()))
        self.usual, self.numbers = self._usual(meaning)
        self.period = self._period(meaning)
        self.over = meaning.value("status") in ("done", "dropped")
        self.weights = _WEIGHTS[_direction(meaning)]

    # --- what is known of the item

    def _links(self, meaning: Meaning) -> list[str]:
        """The ids that the item names already, and those that name it."""
        found = list(meaning.around[-1:])
        for field in fields_of(meaning.kind) if meaning.kind is not None else ():
            if field.names and field != meaning.field:
                found += re.findall(r"[\w.-]+", meaning.value(field.name))
        ids = [identity for identity in found if self.stack.get(identity) is not None]
        ids += self.stack.graph.children.get(self.id, ())
        if not self.upward:
            ids += self.stack.graph.parents.get(self.id, ())
        return list(dict.fromkeys(ids))

    def _shares(self, uses: _Uses) -> dict[str, float]:
        """How large a share of what has the same links names each id."""
        found: dict[str, float] = {}
        for around in uses.links.values():
            named = Counter(
                target
                for source in around
                if source != self.id
                for target in self.named.get(source, ())
            )
            whole = named.total()
            for target, number in named.items():
                found[target] = found.get(target, 0.0) + number / (whole + 1)
        return found

    def _beside(self) -> Sequence[Entity]:
        items = self.stack.once(items_by_path).get(self.path, ())
        return [item for item in items if self.kind is None or type(item) is self.kind]

    def _neighbours(self) -> dict[str, float]:
        """What the items before and after name."""
        beside = sorted(
            (item for item in self._beside() if item.id != self.id), key=lambda i: i.grip.line
        )
        at = bisect_left([item.grip.line for item in beside], self.line)
        found: dict[str, float] = {}
        for item, weight in ((beside[at : at + 1], 0.7), (beside[max(at - 1, 0) : at], 1.0)):
            for target in self.named.get(item[0].id, ()) if item else ():
                found[target] = weight
        return found

    def _usual(self, meaning: Meaning) -> tuple[dict[_Group, float], Counter[_Group]]:
        """How likely each kind and level is named, and how many items there are of it."""
        numbers = Counter(_group(item) for item in self.stack.entities)
        same: Counter[_Group] = Counter()
        alike: Counter[_Group] = Counter()
        items = self.stack.of(self.kind) if self.kind is not None else self.stack.entities
        for item in items:
            for target in self.named.get(item.id, ()):
                group = _group(self.stack.graph.by_id[target])
                alike[group] += 1
                if (getattr(item, "level", None) or "") == self.level:
                    same[group] += 1
        refers = meaning.field.refers if meaning.field is not None else None
        kinds: Iterable[str] = refers.kinds if refers is not None and refers.kinds else ()
        if self.upward and self.kind is not None:
            kinds = self.kind.fits
        if not kinds:  # anything fits: more of the same is likeliest
            kinds = (*((self.kind.collection,) if self.kind is not None else ()), *BY_COLLECTION)
        order = {kind: number for number, kind in enumerate(dict.fromkeys(kinds))}
        found = {}
        for group in numbers:
            expected = 1 / (1 + order.get(group[0], 9))
            general = (alike[group] + expected) / (alike.total() + 2)
            found[group] = log((same[group] + 2 * general) / (same.total() + 2))
        return found, numbers

    def _period(self, meaning: Meaning) -> Period | None:
        calendar = self.stack.calendar
        own = calendar.period(meaning.value("period"))
        if own is not None:
            return own
        for name in ("due", "by"):
            day = meaning.value(name)
            if day and (period := calendar.period(day[:7])) is not None:
                return period
        for identity in self.links:
            item = self.stack.get(identity)
            if item is not None and (period := self.stack.period_of(item)) is not None:
                return period
        return None

    # --- what speaks for another

    def of(self, item: Entity) -> float:
        """How likely an item is meant: higher is likelier."""
        return float(sum(map(mul, self.weights, self.signals(item))))

    def signals(self, item: Entity) -> Signals:
        """What speaks for an item."""
        group = _group(item)
        same_file = item.path == self.path
        period = self.stack.period_of(item) if self.period is not None else None
        overlaps = 0.0
        if period is not None and self.period is not None:
            overlaps = 1.0 if period.overlaps(self.period) else -1.0
        return Signals(
            usual=self.usual[group],
            crowd=-log(self.numbers[group]),
            beside=log(1 + self.named_beside[item.id]),
            neighbour=self.neighbours.get(item.id, 0.0),
            together=min(self.shares.get(item.id, 0.0), 2.0),
            related=float(min(self.linked[item.id], 3)),
            words=self.weigh(item),
            profile=max(
                (
                    self.weigh(self.stack.graph.by_id[source])
                    for source in self.namers.get(item.id, ())
                    if source != self.id
                ),
                default=0.0,
            ),
            same_file=float(same_file),
            close=exp(-abs(item.grip.line - self.line) / _NEARBY) if same_file else 0.0,
            period=overlaps,
            open=float(self.over or not item.over),
        )


def _direction(meaning: Meaning) -> Literal["upward", "people", "sideways"]:
    field = meaning.field
    if field is not None and field.name == _UPWARD:
        return "upward"
    people = field is not None and field.refers is not None and "people" in field.refers.kinds
    return "people" if people else "sideways"


_Group = tuple[str, str]


def _group(item: Entity) -> _Group:
    """The kind and level of an item."""
    return item.collection, getattr(item, "level", None) or ""


class _Rarity:
    """How rare the words of a title are among the items that fit."""

    def __init__(self, stems: frozenset[str], fitting: Iterable[Entity]) -> None:
        self.stems = stems
        found = Counter[str]()
        number = 1
        for item in fitting:
            number += 1
            found.update(stems & _stems(item.title, item.id))
        self.weights: dict[str, float] = {
            stem: log(number / (1 + found[stem])) + 0.1 for stem in stems
        }
        self.whole = 2.0 + sqrt(max(0.0, sum(self.weights.values())))

    def shared(self, item: Entity) -> float:
        """What part of the words another title has, the rare ones weighing more."""
        other = _stems(item.title, item.id)
        if self.stems.isdisjoint(other):
            return 0.0
        return float(sum(self.weights[stem] for stem in self.stems & other) / self.whole)


@lru_cache(maxsize=50_000)
def _stems(title: str, identity: str) -> frozenset[str]:
    text = f"{title[:_LONGEST]} {identity[:_LONGEST]}".lower()
    words = re.findall(r"[^\W\d_]{3,}|\d+", text)
    return frozenset(word[:_STEM] for word in words if word not in _COMMON)


_COMMON = frozenset(
    "from with into that this their them have than more less every each and the for".split()
)
