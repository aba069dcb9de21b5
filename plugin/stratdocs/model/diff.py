"""The differences between two decoded values, by route: the one place that decides whether
something changed.

Reviews, `--since`, the page of changes, the history of promises and the rules that look back all
use it. It compares what values mean, not how they are written:

- a quantity by what it states (`55%` is `55 %` and `0.55`, `60 min` is `1 h`), a text by its words;
- a list of words by its members, a list of parts by the keys of its parts, both in any order; a
  single value equals the list of that value, as in decoding;
- in `serves` alone the order matters: the first member is the primary parent.

An id that was renamed between the two sides counts as the same id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from stratdocs.model.fields import fields_of
from stratdocs.model.kinds import PLACED, Entity, Part
from stratdocs.model.periods import Period
from stratdocs.model.unread import Unread, holds_unread, unread_values
from stratdocs.model.values import Quantity, quantity, same_amount

PRIMARY_FIRST = frozenset(("serves",))
"""The lists whose first member is the primary one."""
ALIKE = 0.6
"""How alike two texts or parts must be, from 0 to 1, to count as reworded."""
MAX_REWORDED_PAIRS = 100
"""Pairs of parts of one list that are compared for likeness."""


class Key(NamedTuple):
    """A part of a list: the words that identify it, and its number in the list."""

    words: str
    number: int


Route = tuple[str | Key, ...]


class Difference(NamedTuple):
    """A value that differs, before and after."""

    route: Route
    """The route from the item to the value."""
    before: Any
    """The old value; for a list of words, the removed members."""
    after: Any
    """The new value; for a list of words, the added members."""
    first: bool = False
    """Whether the field was empty before."""

    @property
    def field(self) -> str:
        """The route as text: `success.target`, `check_ins[2027-01-31].value`."""
        text = ""
        for step in self.route:
            text += f"[{step.words}]" if isinstance(step, Key) else f".{step}" if text else step
        return text

    @property
    def top(self) -> str:
        """The field of the item, or of a group in it: `target`, `success.target`, `check_ins`."""
        first, *rest = self.route
        second = rest[0] if rest and isinstance(rest[0], str) else None
        return f"{first}.{second}" if second is not None else str(first)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields on the route."""
        return tuple(step for step in self.route if isinstance(step, str))

    @property
    def unread(self) -> bool:
        """Whether one of the values could not be read, and is compared as text."""
        return holds_unread(self.before) or holds_unread(self.after)

    @property
    def place(self) -> tuple[str | int, ...]:
        """The route with parts by number, on the new side if the part is there."""
        return tuple(step.number if isinstance(step, Key) else step for step in self.route)


Renamed = Mapping[str, str]
_NONE: Renamed = {}


def diff(before: Entity, after: Entity, renamed: Renamed = _NONE) -> Iterator[Difference]:
    """The differences between two versions of an item, leaving out its id and place.

    What could not be read is compared as text, see `unread`. `renamed` maps old ids to new ones.
    """
    was, now = _values(before), _values(after)
    kind = type(after)
    for name in kind.declared:
        if name in _IDENTITY_FIELDS or (name not in was and name not in now):
            continue
        old, new = was.get(name), now.get(name)
        if old is new or old == new:
            continue
        if old is None:
            old = getattr(kind, name)
        if new is None:
            new = getattr(kind, name)
        yield from _field_differences((name,), old, new, renamed)


def _values(entity: Entity) -> Mapping[str, Any]:
    """The values of an item by field, with what could not be read as text."""
    unread = unread_values(entity)
    return {**entity.__dict__, **unread} if unread else entity.__dict__


_IDENTITY_FIELDS = PLACED | {"id", "was"}


def same(before: Any, after: Any, renamed: Renamed = _NONE) -> bool:
    """Whether two values mean the same."""
    match before, after:
        case _ if before is after:
            return True
        case Part(), Part():
            return type(before) is type(after) and all(
                same(getattr(before, name), getattr(after, name), renamed)
                for name in type(after).declared
            )
        case Mapping(), Mapping():
            return before.keys() == after.keys() and all(
                same(value, after[name], renamed) for name, value in before.items()
            )
        case (tuple() | list(), tuple() | list()) if not _is_value(before, after):
            if any(isinstance(member, Part) for member in (*before, *after)):
                old, new = _by_key(before, renamed), _by_key(after, renamed)
                return old.keys() == new.keys() and all(
                    same(part, new[key][1], renamed) for key, (_, part) in old.items()
                )
            return _counted(before, renamed) == _counted(after)
        case Quantity(), Quantity():
            return same_amount(before, after)
        case str(), str():
            return before == after or renamed.get(before, before).split() == after.split()
    return bool(before == after)


def same_links(before: Sequence[str], after: Sequence[str], renamed: Renamed = _NONE) -> bool:
    """Whether two lists of ids, the primary one first, name the same items."""
    named = [renamed.get(identity, identity) for identity in before]
    return named[:1] == list(after[:1]) and set(named) == set(after)


def renames(before: Mapping[str, Entity], after: Mapping[str, Entity]) -> dict[str, str]:
    """Old id to new one, by the `was:` of the new side; both sides are given by id."""
    return {
        entity.was: entity.id
        for entity in after.values()
        if entity.was
        and entity.was in before
        and entity.was not in after
        and entity.id not in before
    }


def as_text(value: Any) -> str | None:
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
                if (text := as_text(getattr(value, field.name))) is not None
            ]
            return ", ".join(words) or None
        case tuple():
            return (
                "; ".join(text for member in value if (text := as_text(member)) is not None) or None
            )
        case Mapping():
            return "; ".join(f"{name}: {as_text(member)}" for name, member in value.items()) or None
    return " ".join(str(value).split()) or None


# --- values ---------------------------------------------------------------------------------------


def _field_differences(
    route: Route, before: Any, after: Any, renamed: Renamed
) -> Iterator[Difference]:
    name = route[-1]
    if name in PRIMARY_FIRST:
        if not same_links(before, after, renamed):
            named = tuple(renamed.get(identity, identity) for identity in before)
            yield Difference(route, named, tuple(after), _is_first(route, before))
    elif name == "fields":  # the company's own fields, each under its own name
        for own in dict.fromkeys((*before, *after)):
            old, new = before.get(own), after.get(own)
            if not same(old, new, renamed) and not _same_figure(old, new):
                yield Difference((*route, own), old, new, _is_first(route, old))
    else:
        yield from _differences(route, before, after, renamed)


def _same_figure(before: Any, after: Any) -> bool:
    """Whether two values of the company's own state the same quantity: `€140,000` and `€0.14M`."""
    figures = [
        quantity(str(value)) if isinstance(value, (str, int, float)) else None
        for value in (before, after)
    ]
    return figures[0] is not None and figures[1] is not None and same_amount(figures[0], figures[1])


def _differences(route: Route, before: Any, after: Any, renamed: Renamed) -> Iterator[Difference]:
    match before, after:
        case Part(), Part():
            for name in type(after).declared:
                old, new = getattr(before, name), getattr(after, name)
                if old is not new:
                    yield from _differences((*route, name), old, new, renamed)
        case (tuple() | list(), tuple() | list()) if not _is_value(before, after):
            if any(isinstance(member, Part) for member in (*before, *after)):
                yield from _part_differences(route, before, after, renamed)
            else:
                old_members, new_members = _counted(before, renamed), _counted(after)
                lost = tuple((old_members - new_members).elements())
                gained = tuple((new_members - old_members).elements())
                if lost or gained:
                    yield Difference(route, lost, gained, _is_first(route, before))
        case _:
            if not same(before, after, renamed):
                yield Difference(route, before, after, _is_first(route, before))


def _is_value(*values: Any) -> bool:
    """Whether one of them is a single value, although a tuple in Python."""
    return any(isinstance(value, (Quantity, Period)) for value in values)


def _is_first(route: Route, before: Any) -> bool:
    """Whether a field was empty before; one within a list was not, since the list has parts."""
    return before in (None, (), []) and not any(isinstance(step, Key) for step in route)


def _counted(members: Sequence[Any], renamed: Renamed = _NONE) -> Counter[str]:
    """The members of a list of words, counted."""
    return Counter(
        member
        if isinstance(member, Unread)
        else " ".join(renamed.get(str(member), str(member)).split())
        for member in members
    )


def _part_differences(
    route: Route, before: Sequence[Any], after: Sequence[Any], renamed: Renamed
) -> Iterator[Difference]:
    """The differences of parts in a list, each compared with the one of the same key."""
    old, new = _by_key(before, renamed), _by_key(after, renamed)
    lost = [key for key in old if key not in new]
    gained = [key for key in new if key not in old]
    for lost_key, gained_key in _reworded_pairs(lost, gained, old, new):
        lost.remove(lost_key)
        gained.remove(gained_key)
        step = Key(gained_key, new[gained_key][0])
        yield from _differences((*route, step), old[lost_key][1], new[gained_key][1], renamed)
    for key in old:
        if key in new:
            step = Key(key, new[key][0])
            yield from _differences((*route, step), old[key][1], new[key][1], renamed)
    for key in lost:
        yield Difference((*route, Key(key, old[key][0])), old[key][1], None)
    for key in gained:
        number, part = new[key]
        yield Difference((*route, Key(key, number)), None, part, _is_first(route, before))


def _by_key(parts: Sequence[Any], renamed: Renamed) -> dict[str, tuple[int, Any]]:
    """The parts with their numbers, by key."""
    found: dict[str, tuple[int, Any]] = {}
    for number, part in enumerate(parts):
        words = _name_words(part) if isinstance(part, Part) else [str(part)]
        key = " ".join(renamed.get(word, word) for word in words) or "?"
        times = 1
        while (name := key if times == 1 else f"{key} ({times})") in found:
            times += 1
        found[name] = (number, part)
    return found


def _name_words(part: Part) -> list[str]:
    """The values that identify a part; the first text in it if its name is not given."""
    names = part.named_by or part.declared[:1]
    words = [text for name in names if (text := as_text(getattr(part, name))) is not None]
    if words:
        return words
    texts = (getattr(part, name) for name in part.declared)
    return [text for text in texts if isinstance(text, str) and text][:1]


def _reworded_pairs(
    lost: Sequence[str],
    gained: Sequence[str],
    old: Mapping[str, tuple[int, Any]],
    new: Mapping[str, tuple[int, Any]],
) -> list[tuple[str, str]]:
    """The pairs of a removed and an added part that are likely one part, reworded."""
    if not lost or not gained or len(lost) * len(gained) > MAX_REWORDED_PAIRS:
        return []
    scored = sorted(
        (-_part_likeness(old[lost_key][1], new[gained_key][1]), lost_key, gained_key)
        for lost_key in lost
        for gained_key in gained
        if isinstance(old[lost_key][1], Part) and type(old[lost_key][1]) is type(new[gained_key][1])
    )
    pairs: list[tuple[str, str]] = []
    for score, lost_key, gained_key in scored:
        if -score < ALIKE:
            break
        if all(lost_key != a and gained_key != b for a, b in pairs):
            pairs.append((lost_key, gained_key))
    return pairs


# --- likeness -------------------------------------------------------------------------------------


def _part_likeness(first: Part, second: Part) -> float:
    """How alike two parts are, from 0 to 1; if their key is a day, their words do not count."""
    by_day = isinstance(getattr(first, (*first.named_by, "")[0], None), date)
    by_words = 0.0 if by_day else text_likeness(as_text(first) or "", as_text(second) or "")
    return max(shared_fields(first, second), by_words)


def shared_fields(first: Entity | Part, second: Entity | Part, renamed: Renamed = _NONE) -> float:
    """The share of equal fields among those that either fills in."""
    equal = number = 0
    for name in type(first).declared:
        if name in NOT_TELLING:
            continue
        default = getattr(type(first), name)
        before, after = getattr(first, name), getattr(second, name)
        if before == default and after == default:
            continue
        number += 1
        equal += same(before, after, renamed)
    return equal / number if number > 1 else 0.0


NOT_TELLING = _IDENTITY_FIELDS | {"because", "reviewed"}
"""The fields that say nothing about what an item is."""


def text_likeness(first: str, second: str) -> float:
    """How alike two texts are, from 0 to 1; 0 if less than `ALIKE`."""
    from difflib import SequenceMatcher  # 1 ms that few calls need

    matcher = SequenceMatcher(None, first[:2_000], second[:2_000], autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE else 0.0


def leaves(difference: Difference) -> Iterator[Difference]:
    """A difference for each field of a group that was added or removed."""
    route, before, after, first = difference
    group = after if before is None else before
    if not isinstance(group, Part) or isinstance(route[-1], Key):
        yield difference
        return
    for name in group.declared:
        value = getattr(group, name)
        if value not in (None, ()):
            old, new = (value, None) if after is None else (None, value)
            yield from leaves(Difference((*route, name), old, new, first))
