"""How likely an item is meant at a place, from what the rest of the strategy shows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import exp, log
from operator import mul
from typing import Literal, NamedTuple

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
_LINKS = ("serves", "owner", "team", "metric", "measure", "depends_on", "group")
"""The fields of an item that say with what it belongs."""


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
    "people": Signals(0.3, 0.3, 0.1, 0.2, 0.5, 1.0, 0.3, 1.5, 0.3, 0.3, 0.3, 0.3),
    "sideways": Signals(0.8, 0.1, 0.1, 0.8, 0.7, 1.4, 2.3, 0.9, 0.7, 0.8, 0.5, 0.3),
}
"""How much each signal weighs. They were fitted to the links of eight strategies, each judged by
what the others had taught, then rounded. Two more signals taught nothing and are left out: whether
an item has no work yet, and how often it is named in other files."""


def items_by_path(stack: Stack) -> Mapping[str, tuple[Entity, ...]]:
    """The items of each file."""
    found: dict[str, list[Entity]] = {}
    for entity in stack.entities:
        found.setdefault(entity.path.plain, []).append(entity)
    return {path: tuple(items) for path, items in found.items()}


class Uses:
    """What the items of a strategy name in each field."""

    def __init__(self, stack: Stack) -> None:
        self.of: dict[str, dict[str, list[str]]] = {}
        """By the name of a field and the id of an item: what it names there."""
        self.by: dict[str, dict[str, list[str]]] = {}
        """By the name of a field and an id: the items that name it there."""
        for target, mentions in stack.graph.mentions.items():
            for mention in mentions:
                names = [part for part in mention.route if isinstance(part, str)]
                if mention.span is None and names[0] != _UPWARD:
                    for name in {".".join(names), names[-1]}:
                        self._add(name, mention.entity.id, target)
        for identity, parents in stack.graph.parents.items():
            for target in parents:
                self._add(_UPWARD, identity, target)

    def _add(self, field: str, source: str, target: str) -> None:
        self.of.setdefault(field, {}).setdefault(source, []).append(target)
        self.by.setdefault(field, {}).setdefault(target, []).append(source)


class Likelihood:
    """How likely each item is meant at a place."""

    def __init__(self, stack: Stack, meaning: Meaning, path: str) -> None:
        self.stack = stack
        self.path = path
        self.line = meaning.line
        self.id = meaning.id
        uses = stack.once(Uses)
        self.field = _field(meaning, uses)
        self.kind = meaning.kind
        self.level = meaning.value("level")
        self.named = uses.of.get(self.field, {})
        self.namers = uses.by.get(self.field, {})
        self.stems = _stems(f"{meaning.item.get('title', '')} {meaning.id}")
        self.rarity = _Rarity(stack)
        self.links = self._links(meaning)
        self.linked = self._linked(uses)
        self.shares = self._shares(uses)
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
        for name in _LINKS:
            if name != self.field:
                found += re.findall(r"[\w.-]+", meaning.value(name))
        ids = [identity for identity in found if self.stack.get(identity) is not None]
        ids += self.stack.graph.children.get(self.id, ())
        if self.field != _UPWARD:
            ids += self.stack.graph.parents.get(self.id, ())
        return list(dict.fromkeys(ids))

    def _linked(self, uses: Uses) -> Counter[str]:
        """How many of the item's links name each id or are named by it."""
        found: Counter[str] = Counter()
        for identity in self.links:
            around = {
                target for table in uses.of.values() for target in table.get(identity, ())
            } | {source for table in uses.by.values() for source in table.get(identity, ())}
            found.update(around)
        return found

    def _shares(self, uses: Uses) -> dict[str, float]:
        """How large a share of what has the same links names each id."""
        found: dict[str, float] = {}
        for identity in self.links:
            others = {
                source
                for table in uses.by.values()
                for source in table.get(identity, ())
                if source != self.id
            }
            named = Counter(t for source in others for t in self.named.get(source, ()))
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
        if self.field == _UPWARD and self.kind is not None:
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
        return sum(map(mul, self.weights, self.signals(item)))

    def signals(self, item: Entity) -> Signals:
        """What speaks for an item."""
        group = _group(item)
        same_file = item.path == self.path
        apart = abs(item.grip.line - self.line)
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
            words=self.rarity.shared(self.stems, _stems_of(item)),
            profile=max(
                (
                    self.rarity.shared(self.stems, _stems_of(self.stack.graph.by_id[source]))
                    for source in self.namers.get(item.id, ())
                    if source != self.id
                ),
                default=0.0,
            ),
            same_file=float(same_file),
            close=exp(-apart / _NEARBY) if same_file else 0.0,
            period=overlaps,
            open=float(self.over or not item.over),
        )


def _field(meaning: Meaning, uses: Uses) -> str:
    """The field at the place, by the names that lead to it."""
    if meaning.field is None:
        return ""
    name = meaning.field.name
    routes = (".".join((*meaning.inside, name)), f"{meaning.cursor.key}.{name}")
    return next((route for route in routes if route in uses.of), name)


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
    """How rare the words of titles are."""

    def __init__(self, stack: Stack) -> None:
        self.numbers = stack.once(_word_counts)
        self.whole = 1 + len(stack.entities)

    def shared(self, one: frozenset[str], other: frozenset[str]) -> float:
        """What part of the words of a title another has, the rare ones weighing more."""
        both = one & other
        if not both:
            return 0.0
        return sum(map(self._weight, both)) / (2.0 + sum(map(self._weight, one)) ** 0.5)

    def _weight(self, word: str) -> float:
        return log(self.whole / (1 + self.numbers[word])) + 0.1


def _word_counts(stack: Stack) -> Counter[str]:
    found: Counter[str] = Counter()
    for item in stack.entities:
        found.update(_stems_of(item))
    return found


def _stems_of(item: Entity) -> frozenset[str]:
    return _stems(f"{item.title[:_LONGEST]} {item.id[:_LONGEST]}")


@lru_cache(maxsize=50_000)
def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]{3,}|\d+", text[: 3 * _LONGEST].lower())
    return frozenset(word[:_STEM] for word in words if word not in _COMMON)


_COMMON = frozenset(
    "from with into that this their them have than more less every each and the for".split()
)
