"""What is another: two strategies compared item by item, and each item field by field.

Items are the same when their ids are, or when `was:` says so; where neither holds, one that went
and one that came may still be the same under another name, and are shown as that. In which file an
item stands, and in which order things are listed, says nothing about a strategy.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from stratdocs.model.fields import fields_of
from stratdocs.model.kinds import PLACED, Entity, Part
from stratdocs.model.stack import Stack
from stratdocs.model.values import Period, Quantity
from stratdocs.review.value import Sort
from stratdocs.yamltext.source import Node, ScalarNode, SequenceNode

ALIKE = 0.6
"""How alike two texts or parts must be, from 0 to 1, to be one that was reworded."""
MOST_PAIRS = 2_500
"""Pairs that are compared for likeness, of one kind or in one list."""


class Difference(NamedTuple):
    """One thing that is another, as it was and as it is."""

    item: str
    """The id, on the new side if it is there."""
    old: Entity | None
    new: Entity | None
    sort: Sort
    field: str = ""
    """The route, a part of a list by what tells it from others: `check_ins[2027-01-31].value`."""
    route: tuple[str | int, ...] = ()
    """The same by number, on the new side if it is there."""
    before: Any = None
    after: Any = None
    likely: bool = False
    """Whether the two are only likely to be the same item."""

    @property
    def entity(self) -> Entity:
        """The item as it is or, where it is gone, as it was."""
        return next(entity for entity in (self.new, self.old) if entity is not None)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields on the route."""
        return tuple(step for step in self.route if isinstance(step, str))


class Compared(NamedTuple):
    """Two strategies, item by item."""

    differences: tuple[Difference, ...]
    renamed: Mapping[str, str]
    """Old id to new one, the likely ones too."""
    folded: Mapping[str, str]
    """Items that came or went within another one that did, and which one that is."""
    notes: tuple[str, ...]


def compared(before: Stack, after: Stack) -> Compared:
    """All differences, by item."""
    return _Comparison(before, after).compared()


def said(value: Any) -> str | None:
    """A value as one line of text; None for nothing."""
    match value:
        case None | () | "":
            return None
        case bool():
            return "true" if value else "false"
        case Quantity() | Period():
            return value.text
        case Part():
            words = [
                text if field.about.bare else f"{field.words} {text}"
                for field in fields_of(type(value))
                if (text := said(getattr(value, field.name))) is not None
            ]
            return ", ".join(words) or None
        case tuple():
            return "; ".join(text for one in value if (text := said(one)) is not None) or None
        case Mapping():
            return "; ".join(f"{name}: {said(one)}" for name, one in value.items()) or None
    return " ".join(str(value).split()) or None


class _Comparison:
    def __init__(self, before: Stack, after: Stack) -> None:
        self.before, self.after = before, after
        self.old: Mapping[str, Entity] = before.graph.by_id
        self.new: Mapping[str, Entity] = after.graph.by_id
        self.notes: list[str] = []
        self.cut_old = cut(before)
        self.cut_new = cut(after)
        self.renamed = self._declared()
        self.likely: set[str] = set()

    def compared(self) -> Compared:
        back = {now: was for was, now in self.renamed.items()}
        gone = [e for i, e in self.old.items() if i not in self.new and i not in self.renamed]
        come = [e for i, e in self.new.items() if i not in self.old and i not in back]
        for was, now in self._likely(gone, come):
            self.renamed[was.id] = now.id
            back[now.id] = was.id
            self.likely.add(now.id)
        gone = [entity for entity in gone if entity.id not in self.renamed]
        come = [entity for entity in come if entity.id not in back]
        gone, come = self._certain(gone, come)
        folded = {**_folded(gone), **_folded(come)}
        found: list[Difference] = []
        found.extend(
            Difference(entity.id, None, entity, "added", after=entity.title)
            for entity in come
            if entity.id not in folded
        )
        found.extend(
            Difference(entity.id, entity, None, "removed", before=entity.title)
            for entity in gone
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
            found.extend(self._pair(former, now))
        return Compared(tuple(found), self.renamed, folded, tuple(self.notes))

    # --- which items are the same

    def _declared(self) -> dict[str, str]:
        """Old id to new one, as `was:` says it on the new side."""
        return {
            entity.was: entity.id
            for entity in self.after.entities
            if entity.was
            and entity.was in self.old
            and entity.was not in self.new
            and entity.id not in self.old
        }

    def _likely(
        self, gone: Sequence[Entity], come: Sequence[Entity]
    ) -> Iterator[tuple[Entity, Entity]]:
        """What went and came under another id: the same kind, and much the same says it."""
        kinds: dict[type[Entity], tuple[list[Entity], list[Entity]]] = {}
        for at, entities in enumerate((gone, come)):
            for entity in entities:
                kinds.setdefault(type(entity), ([], []))[at].append(entity)
        for went, came in kinds.values():
            titles: dict[str, list[Entity]] = {}
            for entity in came:
                titles.setdefault(entity.title, []).append(entity)
            repeated = Counter(entity.title for entity in went)
            left = []
            for entity in went:
                same = titles.get(entity.title, [])
                if len(same) == 1 and repeated[entity.title] == 1 and entity.title:
                    yield entity, same[0]
                    came.remove(same[0])
                else:
                    left.append(entity)
            if len(left) * len(came) <= MOST_PAIRS:
                scored = sorted(
                    (-_likeness(one, two, self.renamed), one.id, two.id)
                    for one in left
                    for two in came
                )
                taken: set[str] = set()
                for score, one, two in scored:
                    if -score < ALIKE:
                        break
                    if one not in taken and two not in taken:
                        taken |= {one, two}
                        yield self.old[one], self.new[two]

    def _certain(self, gone: list[Entity], come: list[Entity]) -> tuple[list[Entity], list[Entity]]:
        """Without what may stand on lines that could not be read."""
        for paths, where in ((self.cut_new, "new"), (self.cut_old, "old")):
            self.notes.extend(
                f"{path} cannot be read as a whole on the {where} side, so what seems to have come "
                "or gone in it is not told"
                for path in sorted(paths)
            )
        unsure = self.cut_old | self.cut_new
        if unsure:
            gone = [entity for entity in gone if entity.path not in unsure]
            come = [entity for entity in come if entity.path not in unsure]
        return gone, come

    # --- one item

    def _pair(self, old: Entity, new: Entity) -> Iterator[Difference]:
        """What is another of an item that both sides have."""
        likely = new.id in self.likely
        if old.id != new.id:
            yield Difference(
                new.id, old, new, "renamed", before=old.id, after=new.id, likely=likely
            )
        if type(old) is not type(new):
            kinds = type(old).noun, type(new).noun
            yield Difference(new.id, old, new, "changed", "kind", (), *kinds)
            return
        if old.id == new.id and replaced(old, new):
            yield Difference(new.id, old, new, "changed", before=old.title, after=new.title)
            return
        for route, label, before, after in self._fields(old, new):
            if self._unread(old, new, route, before, after):
                continue
            sort: Sort = "changed"
            if before in (None, ()):
                sort = "added"
            elif after in (None, ()):
                sort = "removed"
            yield Difference(new.id, old, new, sort, label, route, before, after)
        if old.path != new.path:
            yield Difference(new.id, old, new, "moved", before=old.path, after=new.path)

    def _unread(
        self, old: Entity, new: Entity, route: tuple[str | int, ...], before: Any, after: Any
    ) -> bool:
        """Whether what seems to be missing may only have been unreadable."""
        for entity, value, stack in ((old, before, self.before), (new, after, self.after)):
            if value in (None, ()):
                node = entity.node_at(*route[:1])
                written = node is not None and not _blank(node)
                if len(route) == 1 and written and not getattr(entity, str(route[0])):
                    return True
                if not written and stack.unsure(entity):
                    return True
        return False

    def _fields(self, old: Entity, new: Entity) -> Iterator[_Found]:
        was, now = old.__dict__, new.__dict__
        kind = type(new)
        for name in kind.declared:
            if name in _APART or (name not in was and name not in now):
                continue
            before, after = was.get(name), now.get(name)
            if before == after:
                continue
            if before is None:
                before = getattr(kind, name)
            if after is None:
                after = getattr(kind, name)
            if name == "serves":
                yield from self._serves(before, after)
            elif name == "fields":
                yield from _kept(before, after)
            else:
                yield from self._values((name,), name, before, after)

    def _serves(self, before: Sequence[str], after: Sequence[str]) -> Iterator[_Found]:
        """What it serves: the first is primary, the order of the others says nothing."""
        named = [self.renamed.get(one, one) for one in before]
        if named[:1] != list(after[:1]) or set(named) != set(after):
            yield _Found(("serves",), "serves", tuple(named), tuple(after))

    def _values(
        self, route: tuple[str | int, ...], label: str, before: Any, after: Any
    ) -> Iterator[_Found]:
        match before, after:
            case Part(), Part():
                for name in type(after).declared:
                    one, two = getattr(before, name), getattr(after, name)
                    if one != two:
                        yield from self._values((*route, name), f"{label}.{name}", one, two)
            case tuple(), tuple() if not isinstance(before, (Quantity, Period)) and not isinstance(
                after, (Quantity, Period)
            ):
                if any(isinstance(one, Part) for one in (*before, *after)):
                    yield from self._parts(route, label, before, after)
                else:
                    yield from self._listed(route, label, before, after)
            case Quantity(), Quantity():
                if before[1:] != after[1:]:
                    yield _Found(route, label, before, after)
            case str(), str():
                text = self.renamed.get(before, before)
                if text.split() != after.split():
                    yield _Found(route, label, before, after)
            case _:
                yield _Found(route, label, before, after)

    def _listed(
        self, route: tuple[str | int, ...], label: str, before: Sequence[str], after: Sequence[str]
    ) -> Iterator[_Found]:
        """Words in a list: what went, and what came."""
        named = [self.renamed.get(one, one) for one in before]
        old = Counter(" ".join(one.split()) for one in named)
        new = Counter(" ".join(one.split()) for one in after)
        went, came = tuple((old - new).elements()), tuple((new - old).elements())
        if went or came:
            at = next((n for n, one in enumerate(after) if " ".join(one.split()) in came), None)
            place = (*route, at) if at is not None and len(after) > 1 else route
            yield _Found(place, label, went, came)

    def _parts(
        self, route: tuple[str | int, ...], label: str, before: Sequence[Any], after: Sequence[Any]
    ) -> Iterator[_Found]:
        """Parts in a list, each by what tells it from the others."""
        old, new = self._keyed(before), self._keyed(after)
        went = [key for key in old if key not in new]
        came = [key for key in new if key not in old]
        for one, two in _reworded(went, came, old, new):
            went.remove(one)
            came.remove(two)
            yield from self._values(
                (*route, new[two][0]), f"{label}[{two}]", old[one][1], new[two][1]
            )
        for key in old:
            if key in new and old[key][1] != new[key][1]:
                yield from self._values(
                    (*route, new[key][0]), f"{label}[{key}]", old[key][1], new[key][1]
                )
        for key in went:
            yield _Found((*route, old[key][0]), f"{label}[{key}]", old[key][1], None)
        for key in came:
            yield _Found((*route, new[key][0]), f"{label}[{key}]", None, new[key][1])

    def _keyed(self, parts: Sequence[Any]) -> dict[str, tuple[int, Any]]:
        found: dict[str, tuple[int, Any]] = {}
        for number, part in enumerate(parts):
            names = part.named_by or part.declared[:1]
            words = [text for name in names if (text := said(getattr(part, name))) is not None]
            key = " ".join(self.renamed.get(word, word) for word in words) or "?"
            times = 1
            while (name := key if times == 1 else f"{key} ({times})") in found:
                times += 1
            found[name] = (number, part)
        return found


def _blank(node: Node) -> bool:
    """Whether it says nothing, or lists nothing."""
    return (
        node.empty
        if isinstance(node, ScalarNode)
        else isinstance(node, SequenceNode) and not node.nodes
    )


def cut(stack: Stack) -> set[str]:
    """The files of which some lines could not be read, or are not surely meant as they were."""
    return {one.path for one in stack.documents if one.unsure or not one.complete}


class _Found(NamedTuple):
    """A field that is another, by its route, and as one says it."""

    route: tuple[str | int, ...]
    label: str
    before: Any
    after: Any


_APART = PLACED | {"id", "was"}


def _kept(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[_Found]:
    """What the company keeps besides, by name."""
    for name in dict.fromkeys((*before, *after)):
        one, two = before.get(name), after.get(name)
        if one != two:
            yield _Found(("fields", name), f"fields.{name}", one, two)


def _folded(entities: Iterable[Entity]) -> dict[str, str]:
    """What stands within another one of them, by id, and the outermost of those."""
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


def _likeness(one: Entity, two: Entity, renamed: Mapping[str, str]) -> float:
    """How much two items of a kind are the same, from 0 to 1: by title and by fields."""
    share = _shared(one, two, renamed)
    return max(share if share > _ENOUGH else 0, (ratio(one.title, two.title) + share) / 2)


_ENOUGH = 0.75


def _shared(one: Entity | Part, two: Entity | Part, renamed: Mapping[str, str]) -> float:
    """The share of fields that both say alike, of those that either says."""
    equal = number = 0
    for name in type(one).declared:
        if name in _UNTOLD:
            continue
        default = getattr(type(one), name)
        before, after = getattr(one, name), getattr(two, name)
        if before == default and after == default:
            continue
        number += 1
        if name == "serves":
            before = tuple(renamed.get(parent, parent) for parent in before)
        equal += before == after
    return equal / number if number > 1 else 0.0


_UNTOLD = _APART | {"because", "reviewed"}


def ratio(one: str, two: str) -> float:
    """How alike two texts are."""
    matcher = SequenceMatcher(None, one[:2_000], two[:2_000], autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE else 0.0


def content(text: str) -> frozenset[str]:
    """The words of a text that say what it is about, by how they begin."""
    return frozenset(
        word[:5] for word in re.findall(r"[^\W\d_]{3,}", text.lower()) if word not in _SMALL
    )


_SMALL = frozenset("the and for with from that this into our their its are per not who".split())


def unlike(one: str, two: str) -> bool:
    """Whether one text is about something else than the other, and no rewording of it."""
    if ratio(one, two) >= ALIKE:
        return False
    before, after = content(one), content(two)
    return 3 * len(before & after) < len(before | after)


def replaced(old: Entity, new: Entity) -> bool:
    """Whether an id names something else now: it is called otherwise, and says nothing of what it
    said.
    """
    if old.title == new.title or not unlike(old.title, new.title):
        return False
    names = [
        name
        for name in type(new).declared
        if name not in _UNTOLD
        and name not in ("title", "status", "period", "level", "lno", "size", "by", "date")
        and getattr(old, name) != getattr(type(old), name)
    ]
    kept = [name for name in names if getattr(old, name) == getattr(new, name)]
    return len(names) > 1 and 4 * len(kept) <= len(names)


def _reworded(
    went: Sequence[str],
    came: Sequence[str],
    old: Mapping[str, tuple[int, Any]],
    new: Mapping[str, tuple[int, Any]],
) -> list[tuple[str, str]]:
    """Which of the parts that came is likely one that went."""
    if not went or not came or len(went) * len(came) > MOST_PAIRS // 25:
        return []
    like: Callable[[Any, Any], float] = lambda one, two: max(  # noqa: E731  # said once, used twice
        _shared(one, two, {}), 0.0 if _dated(one) else ratio(said(one) or "", said(two) or "")
    )
    scored = sorted(
        (-like(old[one][1], new[two][1]), one, two)
        for one in went
        for two in came
        if type(old[one][1]) is type(new[two][1])
    )
    pairs: list[tuple[str, str]] = []
    for score, one, two in scored:
        if -score < ALIKE:
            break
        if all(one != a and two != b for a, b in pairs):
            pairs.append((one, two))
    return pairs


def _dated(part: Any) -> bool:
    """Whether a part is told from others by its day: words do not make two of them the same."""
    return isinstance(getattr(part, (*part.named_by, "")[0], None), date)
