"""Sentences as values: text and the items named in it; each report decides how to show the
items.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

Role = Literal["subject", "of subject", "kind", "titled", "other"]
"""The role of an item in a sentence: the subject; after a field of the subject (`target of
activation`); with kind and title, where it was added or removed; by its title, in a question; or
none of these."""


class Named(NamedTuple):
    """An item that a sentence names."""

    item: str
    """Its id."""
    role: Role = "other"
    noun: str = ""
    title: str = ""

    @property
    def text(self) -> str:
        """The item as most reports show it: by its id."""
        if self.role == "of subject":
            return f" of {self.item}"
        if self.role == "kind":
            return f"{self.noun} {self.item} ({self.title})"
        return self.item


class Phrase:
    """A part of a sentence, made of texts and items."""

    parts: tuple[str | Named, ...]

    def __init__(self, *parts: str | Named | Phrase) -> None:
        found: list[str | Named] = []
        for part in parts:
            found.extend(part.parts if isinstance(part, Phrase) else (part,))
        self.parts = tuple(found)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Phrase) and self.parts == other.parts

    def __hash__(self) -> int:
        return hash(self.parts)

    def __add__(self, more: str | Named | Phrase) -> Phrase:
        return Phrase(self, more)

    def __str__(self) -> str:
        return self.worded(lambda item: item.text, str)

    def worded(self, name: Callable[[Named], str], text: Callable[[str], str]) -> str:
        """The phrase as text, its items shown by `name` and the text between them by `text`."""
        return "".join(name(part) if isinstance(part, Named) else text(part) for part in self.parts)


def joined(items: Iterable[Phrase | str], last: str = " and ", between: str = ", ") -> Phrase:
    """The items as an enumeration: `big, medium and small`."""
    every = list(items)
    parts: list[Phrase | str] = []
    for number, item in enumerate(every, 1):
        if parts:
            parts.append(last if number == len(every) else between)
        parts.append(item)
    return Phrase(*parts)


def number_words(number: int) -> str:
    """A number as written in a sentence; none is `no`."""
    return f"{number:,}" if number else "no"
