"""How likely an item is meant at a place, from what the rest of the strategy shows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from math import exp, log, sqrt
from operator import mul
from typing import Literal, NamedTuple

from stratdocs.model.days import day
from stratdocs.model.fields import fields_of
from stratdocs.model.kinds import BY_COLLECTION, Entity, Metric
from stratdocs.model.periods import Period
from stratdocs.model.stack import Stack
from stratdocs.workspace.kinship import kinship, linked
from stratdocs.workspace.meaning import Meaning

_STEM = 5
"""Leading letters that two words share if they count as the same."""
_LONGEST = 300
"""Characters of a title in which words are looked for."""
_NEARBY = 40
"""Lines between two items that still count as close."""
_LEVELS = 6
"""Levels above the users of a metric at which its effects are sought."""
_MEASURES = ("metric", "measure", "measures")
_LOOKED_AT = 1_000
"""Items from which the usual side of a link is learned."""
_SHORTLY = 45
"""Days between the end of an item and the beginning of what waits for it."""
_UPWARD = "serves"
_HEAD = 200
"""Items whose texts are read, besides their titles."""
_TEXTS = ("text", "prose")

_Direction = Literal["upward", "before", "drives", "guardrails", "people", "sideways"]


class Signals(NamedTuple):
    """What speaks for an item at a place, each a number that is higher the more it does."""

    usual: float = 0.0
    """How often items of this kind and level name items of that kind and level there, in the file
    above all."""
    crowd: float = 0.0
    """How few such items there are to choose from."""
    neighbour: float = 0.0
    """Whether the item before or after this one names it there."""
    together: float = 0.0
    """How often it is named there by what has the same parent, owner, team or metric."""
    related: float = 0.0
    """How much of the item's parent, owner, team and metric names it or is named by it."""
    inherited: float = 0.0
    """How much of them names it in the same field."""
    kin: float = 0.0
    """How near it is to the item by all links between them."""
    frequent: float = 0.0
    """How often it is named there at all."""
    words: float = 0.0
    """How many of the rarer words of the title they share."""
    profile: float = 0.0
    """How many of them it shares with what names it there already."""
    texts: float = 0.0
    """How many of the rarer words of all their texts they share: looked at only where all else
    makes an item likely."""
    same_file: float = 0.0
    close: float = 0.0
    """How close it is in the file."""
    order: float = 0.0
    """Whether it is on the side, before or after, where most of what is named there is."""
    before: float = 0.0
    """Whether it is finished before the item is, and how shortly before."""
    above: float = 0.0
    """Whether it measures what the users of the metric lead up to, the nearer the more."""
    period: float = 0.0
    """Whether their periods overlap: 1, or -1 if they do not."""
    open: float = 0.0
    """0 if it is done or dropped."""


_WEIGHTS: Mapping[_Direction, Signals] = {
    "upward": Signals(
        usual=0.9,
        crowd=0.6,
        neighbour=0.2,
        together=1.3,
        related=1.3,
        inherited=0.3,
        kin=1.5,
        frequent=0.2,
        words=1.7,
        profile=0.6,
        texts=0.9,
        same_file=0.2,
        order=0.4,
        period=1,
        open=0.7,
    ),
    "people": Signals(
        usual=0.3,
        crowd=0.3,
        neighbour=0.5,
        together=0.8,
        related=0.5,
        inherited=0.8,
        kin=1.7,
        words=0.4,
        profile=1.9,
        texts=3.2,
        same_file=0.3,
        close=0.3,
        order=0.3,
        period=0.3,
        open=0.3,
    ),
    "before": Signals(
        usual=0.7,
        crowd=0.2,
        neighbour=0.5,
        together=0.5,
        related=0.7,
        inherited=0.1,
        kin=0.7,
        frequent=0.5,
        words=0.5,
        profile=1.3,
        texts=1.7,
        same_file=0.8,
        close=1.1,
        order=0.2,
        before=2.1,
        period=0.6,
        open=0.2,
    ),
    "drives": Signals(
        usual=0.4,
        crowd=0.9,
        neighbour=0.1,
        together=0.4,
        related=0.9,
        inherited=0.3,
        kin=0.3,
        words=0.4,
        profile=1.1,
        texts=0.7,
        same_file=0.3,
        close=2.8,
        order=0.6,
        above=1.6,
        period=0.3,
        open=0.3,
    ),
    "guardrails": Signals(
        neighbour=0.4,
        together=2.1,
        related=0.5,
        inherited=0.4,
        kin=0.1,
        frequent=0.7,
        words=0.5,
        profile=1.7,
        texts=0.5,
        same_file=0.3,
        close=0.7,
        order=0.9,
        period=0.1,
        open=0.3,
    ),
    "sideways": Signals(
        usual=0.1,
        related=1,
        inherited=0.3,
        kin=0.3,
        words=2.4,
        profile=0.8,
        texts=2.1,
        same_file=0.3,
        close=0.3,
        order=0.3,
        period=0.3,
        open=0.3,
    ),
}
"""How much each signal weighs: fitted to the links of four strategies, the demo among them, and
rounded. Fitted to the other three only, they put the right id among the first three at 78% of
`depends_on` and 81% of `drives` in the demo; fitted to four fifths of all places, at 80% of
`serves` and 93% of people and teams in the last fifth. `benchmarks/completing.py` measures it."""


def _said(meaning: Meaning) -> str:
    """All that is written in the fields of the item that are texts."""
    fields = fields_of(meaning.kind) if meaning.kind is not None else ()
    return " ".join(meaning.value(field.name) for field in fields if field.sort in _TEXTS)


def _text_of(item: Entity) -> str:
    """All the texts of an item."""
    values = (getattr(item, f.name, None) for f in fields_of(type(item)) if f.sort in _TEXTS)
    parts = (part for v in values for part in (v if isinstance(v, tuple) else (v,)))
    return " ".join(part for part in parts if isinstance(part, str))


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
            around.update(linked(stack, identity))

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


class Likelihood:
    """How likely each item is meant at a place."""

    def __init__(
        self, stack: Stack, meaning: Meaning, path: str, fitting: Iterable[Entity]
    ) -> None:
        self.stack = stack
        self.path = path
        self.line = meaning.line
        self.id = meaning.id
        self.direction = _direction(meaning)
        self.weights = _WEIGHTS[self.direction]
        self.upward = self.direction == "upward"
        self.kind = meaning.kind
        self.level = meaning.value("level") or meaning.value("stage")
        self.stems = _stems(meaning.item.get("title", ""), meaning.id)
        self.said = self.stems | _stems(_said(meaning), "")
        self.links = self._links(meaning)
        uses = _Uses(stack, meaning, self.links)
        self.named, self.namers = uses.named, uses.namers
        self.linked = Counter(other for around in uses.links.values() for other in around)
        self.inherited = Counter(
            target for identity in self.links for target in self.named.get(identity, ())
        )
        self.kin = kinship(stack, meaning.id, self.links)
        self.shares = self._shares(uses)
        self.rarity = _Rarity(self.stems, map(_title_stems, fitting))
        self.neighbours = self._neighbours()
        self.usual, self.numbers = self._usual(meaning)
        self.period = self._period(meaning)
        self.side = self._side()
        self.above = self._above() if self.direction == "drives" else {}
        self.begins = self._begins(meaning)
        self.over = meaning.value("status") in ("done", "dropped")

    # --- what is known of the item

    def _links(self, meaning: Meaning) -> list[str]:
        """The ids that the item names already, and those that name it."""
        found = [*meaning.around[-1:], *(() if self.upward else meaning.cursor.values)]
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
        here: Counter[_Group] = Counter()
        items = self.stack.of(self.kind) if self.kind is not None else self.stack.entities
        for item in items:
            for target in self.named.get(item.id, ()):
                group = _group(self.stack.graph.by_id[target])
                alike[group] += 1
                if _group(item)[1] == self.level:
                    same[group] += 1
                    here[group] += item.path == self.path and item.id != self.id
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
            if self.direction == "drives":
                expected *= _step(self.level, group[1])
            general = (alike[group] + expected) / (alike.total() + 2)
            likely = (same[group] + 2 * general) / (same.total() + 2)
            found[group] = log((here[group] + 2 * likely) / (here.total() + 2))
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

    def _side(self) -> tuple[float, float]:
        """How usual it is that what is named stands before and after what names it."""
        after = [0, 0]
        for source, targets in islice(self.named.items(), _LOOKED_AT):
            own = self.stack.graph.by_id.get(source)
            for target in targets if own is not None and source != self.id else ():
                other = self.stack.graph.by_id[target]
                if own is not None and own.path == other.path:
                    after[other.grip.line > own.grip.line] += 1
        whole = sum(after) + 2
        return log(2 * (after[0] + 1) / whole), log(2 * (after[1] + 1) / whole)

    def _above(self) -> dict[str, float]:
        """The metrics of what the users of this metric lead up to."""
        graph = self.stack.graph
        measured: dict[str, list[str]] = {}
        for metric in self.stack.of(Metric):
            for mention in graph.mentions.get(metric.id, ()):
                if mention.route[-1] in _MEASURES:
                    measured.setdefault(mention.entity.id, []).append(metric.id)
        found: dict[str, float] = {}
        ahead = {m.entity.id for m in graph.mentions.get(self.id, ()) if m.route[-1] in _MEASURES}
        near = 1.0
        for _ in range(_LEVELS):
            ahead = {above for identity in ahead for above in graph.parents.get(identity, ())}
            near *= 0.7
            for identity in ahead:
                for metric_id in measured.get(identity, ()):
                    found.setdefault(metric_id, near)
        return found

    def _begins(self, meaning: Meaning) -> date | None:
        """The day on which the item begins, or by which it is finished."""
        if self.direction != "before":
            return None
        days = (day(meaning.value(name)) for name in ("started", "due", "finished", "by"))
        return next((found for found in days if found is not None), None)

    def _before(self, item: Entity) -> float:
        """Near 1 if an item ends shortly before this one begins, below 0 if it ends later."""
        if self.begins is None:
            return 0.0
        days = (getattr(item, name, None) for name in ("finished", "due", "by"))
        end = next((found for found in days if isinstance(found, date)), None)
        if end is None:
            return 0.0
        gap = (self.begins - end).days
        return exp(-gap / _SHORTLY) if gap >= 0 else -1 + exp(gap / _SHORTLY)

    # --- what speaks for another

    def ranked(self, fitting: Iterable[Entity]) -> list[Entity]:
        """The items, the likeliest first. All their texts are read only of those that are likely
        by all else.
        """
        first = sorted(
            ((self._sum(self.signals(item)), item) for item in fitting),
            key=lambda pair: (-pair[0], pair[1].id),
        )
        head = [(score, item, self._text(item)) for score, item in first[:_HEAD]]
        rarity = _Rarity(self.said, (stems for _, _, stems in head))
        weight = self.weights.texts
        head.sort(key=lambda h: (-h[0] - weight * rarity.shared(h[2]), h[1].id))
        return [*(item for _, item, _ in head), *(item for _, item in first[_HEAD:])]

    def _sum(self, signals: Signals) -> float:
        return float(sum(map(mul, self.weights, signals)))

    def _text(self, item: Entity) -> frozenset[str]:
        return _title_stems(item) | _stems(_text_of(item), "")

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
            neighbour=self.neighbours.get(item.id, 0.0),
            together=min(self.shares.get(item.id, 0.0), 2.0),
            related=float(min(self.linked[item.id], 3)),
            words=self.rarity.shared(_title_stems(item)),
            inherited=log(1 + self.inherited[item.id]),
            kin=sqrt(self.kin.get(item.id, 0.0)),
            frequent=log(1 + len(self.namers.get(item.id, ()))),
            profile=max(
                (
                    self.rarity.shared(_title_stems(self.stack.graph.by_id[source]))
                    for source in self.namers.get(item.id, ())
                    if source != self.id
                ),
                default=0.0,
            ),
            same_file=float(same_file),
            close=exp(-abs(item.grip.line - self.line) / _NEARBY) if same_file else 0.0,
            order=self.side[item.grip.line > self.line] if same_file else 0.0,
            before=self._before(item),
            above=self.above.get(item.id, 0.0),
            period=overlaps,
            open=float(self.over or not item.over),
        )


def _direction(meaning: Meaning) -> _Direction:
    field = meaning.field
    for name in (field.name if field is not None else "", meaning.cursor.key, *meaning.inside):
        match name:
            case "serves":
                return "upward"
            case "depends_on":
                return "before"
            case "drives" | "guardrails":
                return name
    kinds = field.refers.kinds if field is not None and field.refers is not None else ()
    people = "people" in kinds or "teams" in kinds
    return "people" if people else "sideways"


def _step(source: str, target: str) -> float:
    """How likely a metric of a stage drives one of another: mostly the next."""
    if source not in _STAGES or target not in _STAGES:
        return 0.5
    step = _STAGES.index(target) - _STAGES.index(source)
    return {0: 0.4, 1: 1.0, 2: 0.3}.get(step, 0.1)


_STAGES = next(field.choices for field in fields_of(Metric) if field.name == "stage")
_Group = tuple[str, str]


def _group(item: Entity) -> _Group:
    """The kind of an item with its level, or its stage."""
    return item.collection, getattr(item, "level", None) or getattr(item, "stage", None) or ""


class _Rarity:
    """How rare the words of a text are among others."""

    def __init__(self, stems: frozenset[str], others: Iterable[frozenset[str]]) -> None:
        self.stems = stems
        found = Counter[str]()
        number = 1
        for other in others:
            number += 1
            found.update(stems & other)
        self.weights: dict[str, float] = {
            stem: log(number / (1 + found[stem])) + 0.1 for stem in stems
        }
        self.whole = 2.0 + sqrt(max(0.0, sum(self.weights.values())))

    def shared(self, other: frozenset[str]) -> float:
        """What part of the words another text has, the rare ones weighing more."""
        if self.stems.isdisjoint(other):
            return 0.0
        return float(sum(self.weights[stem] for stem in self.stems & other) / self.whole)


def _title_stems(item: Entity) -> frozenset[str]:
    return _stems(item.title, item.id)


@lru_cache(maxsize=50_000)
def _stems(title: str, identity: str) -> frozenset[str]:
    text = f"{title[:_LONGEST]} {identity[:_LONGEST]}".lower()
    words = re.findall(r"[^\W\d_]{3,}|\d+", text)
    return frozenset(word[:_STEM] for word in words if word not in _COMMON)


_COMMON = frozenset(
    "from with into that this their them have than more less every each and the for".split()
)
