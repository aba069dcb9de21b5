"""The clarity cascade: what each step adds to the one above it."""

from __future__ import annotations

import re
from typing import NamedTuple

from stratdocs.language.measures import stated
from stratdocs.model.kinds import Bet, Entity, Initiative, KeyResult, Objective, Strategy, Work
from stratdocs.model.stack import Stack

STEPS: tuple[type[Entity], ...] = (Strategy, Bet, Objective, Initiative, Work)
"""The kinds of the cascade, from top to bottom."""
_SMALL = frozenset(
    """a an and are as at be by for from has have in is it its of on or our that the their these
    this to us we will with""".split()
)
_SAYING = ("owner", "team", "period", "due", "done_when", "description", "why", "success")
"""Fields in which a goal can say more than in its title."""


class Addition(NamedTuple):
    """What a goal adds to the one above it."""

    title: tuple[tuple[str, bool], ...]
    """The title in pieces, each with whether its words are new."""
    fields: tuple[str, ...]
    """The fields whose value differs from the one above: `owner`, `team`."""
    measures: bool
    """Whether it says how much, and the one above does not."""
    copies: bool
    """Whether it only repeats the one above."""


def addition(stack: Stack, entity: Entity, parent: Entity) -> Addition:
    """What a step adds to the one that it serves."""
    fields = tuple(name for name in _SAYING if _differs(entity, parent, name))
    measures = _measures(stack, entity, parent)
    repeats = _repeats(entity, parent)
    return Addition(
        _pieces(entity.title, _words(parent.title)),
        fields,
        measures,
        repeats and not fields and not measures,
    )


def only_repeats(stack: Stack, entity: Entity, parent: Entity) -> bool:
    """Whether a step only repeats the one that it serves."""
    return (
        not any(_differs(entity, parent, name) for name in _SAYING)
        and _repeats(entity, parent)
        and not _measures(stack, entity, parent)
    )


def _words(title: str) -> frozenset[str]:
    found = re.findall(r"[^\W_]+", title.lower())
    return frozenset(_stem(word) for word in found if word not in _SMALL)


def _stem(word: str) -> str:
    return word.removesuffix("s")


def _repeats(entity: Entity, parent: Entity) -> bool:
    """Whether every word but the small ones is also in the parent's title."""
    words = _words(entity.title)
    return bool(words) and words <= _words(parent.title)


def _differs(entity: Entity, parent: Entity, name: str) -> bool:
    """Whether its field has a value that differs from the parent's."""
    value = getattr(entity, name, None)
    return value is not None and value != getattr(parent, name, None)


def _measures(stack: Stack, entity: Entity, parent: Entity) -> bool:
    """Whether it says how much, and the parent does not."""
    if stated(entity.title).target and not stated(parent.title).target:
        return True
    return any(isinstance(child, KeyResult) for child in stack.children(entity))


def _pieces(title: str, known: frozenset[str]) -> tuple[tuple[str, bool], ...]:
    """A title in pieces, each with whether it is new; small words join the piece before."""
    pieces: list[tuple[str, bool]] = []
    for text in re.findall(r"[^\W_]+(?:['’][^\W_]+)?|[\W_]", title):
        word = re.split("['’]", text.lower())[0] or text
        small = word in _SMALL or not re.match(r"[^\W_]", text)
        new = pieces[-1][1] if small and pieces else not small and _stem(word) not in known
        if pieces and pieces[-1][1] == new:
            pieces[-1] = pieces[-1][0] + text, new
        else:
            pieces.append((text, new))
    return tuple(pieces)
