"""What the strategy has already, by the words with which a table may name it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from stratdocs.exchange.words import normal
from stratdocs.model.decode import slug
from stratdocs.model.kinds import Entity
from stratdocs.model.stack import Stack

OURS = "ours:"
"""The start of a key that holds the id of an item of the strategy."""


class Known:
    """The items of a strategy, and those that rows of an earlier import became."""

    def __init__(self, stack: Stack, ids: Mapping[str, str]) -> None:
        """`ids` are those of the rows of an earlier import, by key."""
        self._stack = stack
        self._ids = ids

    @cached_property
    def _was(self) -> Mapping[str, Entity]:
        return {entity.was: entity for entity in self._stack.entities if entity.was}

    @cached_property
    def _titles(self) -> Mapping[str, Sequence[Entity]]:
        found: dict[str, list[Entity]] = {}
        for entity in self._stack.entities:
            found.setdefault(normal(entity.title), []).append(entity)
        return found

    @cached_property
    def _first_names(self) -> Mapping[str, Sequence[Entity]]:
        found: dict[str, list[Entity]] = {}
        for entity in self._stack.entities:
            words = entity.title.split()
            if entity.collection == "people" and len(words) > 1:
                found.setdefault(slug(words[0]), []).append(entity)
        return found

    def item(self, identity: str) -> Entity | None:
        """The item that has an id, or had it."""
        return self._stack.get(identity) or self._was.get(identity)

    def is_row(self, key: str) -> bool:
        """Whether a key is that of a row of an earlier import."""
        return key in self._ids

    def row(self, key: str) -> Entity | None:
        """The item that a row of an earlier import became; None if it was removed since."""
        return self.item(self._ids[key]) if key in self._ids else None

    def named(self, text: str, kinds: Collection[str]) -> Sequence[Entity]:
        """The items of some kinds that a text names: the one with that id, else all with that
        title.
        """
        entity = self.item(text.strip())
        if entity is not None and entity.collection in kinds:
            return (entity,)
        return [e for e in self._titles.get(normal(text), ()) if e.collection in kinds]

    def people(self, name: str) -> Sequence[Entity]:
        """The people or teams that a name stands for: by id or name, else by a first name."""
        for kinds in (("people",), ("teams",)):
            if found := self.named(name, kinds) or self.named(slug(name), kinds):
                return found
        return self._first_names.get(slug(name), ()) if len(name.split()) == 1 else ()
