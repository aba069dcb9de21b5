"""Which word of a choice is likely, from the items that have made theirs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from math import log

from stratdocs.model.days import day
from stratdocs.model.kinds import Entity, Part
from stratdocs.model.stack import Stack
from stratdocs.workspace.likelihood import items_by_path
from stratdocs.workspace.meaning import Meaning

_LOOKED_AT = 1_000
"""Items that are compared, besides those of the file."""
_BESIDE = 2
"""How often an item of the same file counts."""
_ENDS = ("due", "by")
_OVER, _AHEAD = "over", "ahead"
"""Traits of an item besides its fields: its last day has passed, its first is still to come."""


def words_of_choice(stack: Stack, meaning: Meaning, path: str) -> list[str]:
    """The words of the choice at a place, the likeliest first: those of items with the same fields,
    as long past or as far ahead.
    """
    field = meaning.field
    assert field is not None  # noqa: S101  # the caller has asked
    numbers: Counter[str] = Counter()
    seen: dict[str, Counter[str]] = {word: Counter() for word in field.choices}
    for item in _alike(stack, meaning, path):
        traits = _traits_of(stack, item)
        for holder in groups(item, meaning.inside):
            word = getattr(holder, field.name, None)
            if isinstance(word, str) and word in seen:
                numbers[word] += 1
                seen[word].update(traits)
    known = set(chain.from_iterable(seen.values())) - {field.name}
    own = _traits_here(stack, meaning) & known
    everywhere = () if meaning.inside else islice(stack.entities, _LOOKED_AT)
    usual = Counter(getattr(item, field.name, None) for item in everywhere)
    whole = sum(usual[word] for word in seen) + len(seen)
    likely = {
        word: log(numbers[word] + (usual[word] + 1) / whole)
        + _fit(numbers[word], seen[word], own, known - own)
        for word in seen
    }
    return sorted(field.choices, key=lambda word: -likely[word])


def groups(item: Entity, route: Sequence[str]) -> list[Entity | Part]:
    """The groups of fields at a route within an item; the item itself for an empty one."""
    found: list[Entity | Part] = [item]
    for name in route:
        values = [getattr(holder, name, None) for holder in found]
        parts = [part for v in values for part in (v if isinstance(v, tuple) else (v,))]
        found = [part for part in parts if isinstance(part, Part)]
    return found


def _alike(stack: Stack, meaning: Meaning, path: str) -> Iterator[Entity]:
    """The items of the kind, those of the file more than once."""
    beside = stack.once(items_by_path).get(path, ())
    everywhere = stack.of(meaning.kind) if meaning.kind is not None else ()
    for item in (*(beside * (_BESIDE - 1)), *islice(everywhere, _LOOKED_AT)):
        if meaning.kind is None or type(item) is meaning.kind:
            yield item


def _fit(number: int, seen: Counter[str], present: Collection[str], absent: Iterable[str]) -> float:
    """How well traits fit a word that so many items have, so many of them with each trait: the
    logarithm of their likelihood.
    """
    found = 0.0
    for trait in present:
        found += log((seen[trait] + 0.5) / (number + 1))
    for trait in absent:
        found += log((number - seen[trait] + 0.5) / (number + 1))
    return found


def _traits_of(stack: Stack, item: Entity) -> set[str]:
    days = [found for name in _ENDS if isinstance(found := getattr(item, name, None), date)]
    period = stack.period_of(item)
    start, end = (period.start, period.end) if period is not None else (None, None)
    return {*item.node.values, *_times(stack.today, start, days[0] if days else end)}


def _traits_here(stack: Stack, meaning: Meaning) -> set[str]:
    days = [found for name in _ENDS if (found := day(meaning.value(name))) is not None]
    period = stack.calendar.period(meaning.value("period"))
    if period is None and meaning.around:
        parent = stack.get(meaning.around[-1])
        period = stack.period_of(parent) if parent is not None else None
    start, end = (period.start, period.end) if period is not None else (None, None)
    return {*meaning.item, *_times(stack.today, start, days[0] if days else end)}


def _times(today: date, start: date | None, end: date | None) -> Iterator[str]:
    if end is not None and end < today:
        yield _OVER
    if start is not None and start > today:
        yield _AHEAD
