"""Which items fit a field, the likeliest first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from stratdocs.model.fields import Field
from stratdocs.model.graph import Links
from stratdocs.model.kinds import Entity, Person
from stratdocs.model.stack import Stack
from stratdocs.workspace.likelihood import Likelihood
from stratdocs.workspace.meaning import Meaning

_SINGLE_OWNER = "owner"
"""The field that names one person, and no team."""


class Candidate(NamedTuple):
    """An item that fits, or a plain word that others have written in its place."""

    id: str
    item: Entity | None


def candidates(stack: Stack, meaning: Meaning, path: str) -> list[Candidate]:
    """All that fits the field at a place in a file, the likeliest first."""
    field = meaning.field
    fitting = list(_fitting(stack, meaning))
    if not fitting and field is not None:
        return [Candidate(word, None) for word in _words_used(stack, field)]
    wanted = meaning.cursor.typed.strip().lower()
    if wanted:  # how likely the others are matters to nobody
        fitting = [item for item in fitting if fit(item.id, text_of(item), wanted) is not None]
    ranked = Likelihood(stack, meaning, path, fitting).ranked(fitting)
    return [Candidate(item.id, item) for item in ranked]


def text_of(item: Entity) -> str:
    """The text by which an item is found."""
    return f"{item.id} {item.title}"


def fit(label: str, text: str, wanted: str) -> int | None:
    """How well what has been typed, in small letters, fits a label and a text, 0 the best; None if
    it does not.
    """
    if label.lower().startswith(wanted):
        return 0
    text = text.lower()
    if re.search(rf"(?:^|[\W_]){re.escape(wanted)}", text):
        return 1
    if wanted in text:
        return 2
    letters = iter(text)
    return 3 if all(char in letters for char in wanted) else None


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
        written |= {*meaning.around, *_behind(meaning.id, stack.graph.children)}
    if field is not None and field.name == "depends_on":
        written |= {*_behind(meaning.id, stack.graph.parents), *meaning.around}
        written |= _behind(meaning.id, stack.graph.dependents)
    if "drives" in (meaning.cursor.key, *meaning.inside):
        written |= _behind(meaning.id, stack.graph.driven_by)
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


def _behind(identity: str, links: Links) -> set[str]:
    """All that links lead to from an item, and from there."""
    ahead, seen = [identity], set[str]()
    while ahead:
        for other in links.get(ahead.pop(), ()):
            if other not in seen:
                seen.add(other)
                ahead.append(other)
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
