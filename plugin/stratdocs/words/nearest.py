"""The known name closest to a misspelt one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

MIN_LIKENESS = 0.72
"""Likeness, from 0 to 1, from which a name is a guess."""
MIN_SURE_LIKENESS = 0.85
"""Likeness from which a guess is sure, if it is the only such name."""


class Guess(NamedTuple):
    """A name that may have been meant."""

    name: str
    sure: bool
    """Whether it differs by very little, and no other name is as close."""


_MAX_COMPARISONS = 10_000_000
"""Names compared in total; after that there are no more guesses."""


_KEPT = 4096
"""Answers about a few names that are kept: one slip is often made a thousand times."""


_PAIRS_SOUGHT = 64
"""Pairs of letters up to which each is sought in all names; more of them are worth an index."""


class Nearest:
    """Finds close names among many; what it needs of them is found when it is first asked."""

    def __init__(
        self, names: Iterable[str], index: Mapping[str, Sequence[int]] | None = None
    ) -> None:
        self._names: Sequence[str] = tuple(names)
        self._index = index
        self._framed: Sequence[str] = ()
        """The names as `_grams` takes them apart."""
        self._sought: dict[str, Sequence[int]] = {}
        """The numbers of the names that have a pair of letters, for those asked about."""
        self._close: dict[str, list[tuple[float, str]]] = {}
        self._remaining = _MAX_COMPARISONS

    def to(self, name: str, *, but: str | None = None) -> str | None:
        """The closest name other than `but`; None if none is close."""
        guess = self.guess(name, but=but)
        return guess and guess.name

    def guess(self, name: str, *, but: str | None = None) -> Guess | None:
        """The closest name other than `but`, and whether it is sure; None if none is close."""
        close = self._close.get(name)
        if close is None:
            shared = self._sharing_most(name)
            if shared is None:
                return None  # with thousands of broken links, guesses cost more than they help
            close = self._close[name] = list(_close(name, shared))
        found = [pair for pair in close if pair[1] != but]
        if not found:
            return None
        likeness, best = min(found)
        if same_but_for_separators(name, best):
            rivals = [known for _, known in found if same_but_for_separators(name, known)]
        else:
            rivals = [known for ratio, known in found if ratio <= max(likeness, -MIN_SURE_LIKENESS)]
        near = likeness <= -MIN_SURE_LIKENESS or one_letter_apart(name.lower(), best.lower())
        return Guess(best, len(rivals) == 1 and (near or same_but_for_separators(name, best)))

    def _sharing_most(self, name: str) -> list[str] | None:
        """The names that share most with it; None after too many comparisons."""
        postings = self._numbers_of(sorted(_grams(name)))
        self._remaining -= sum(map(len, postings))
        if self._remaining < 0:
            return None
        shared: Counter[int] = Counter()
        for numbers in postings:
            shared.update(numbers)
        return [self._names[number] for number, _ in shared.most_common(30)]

    def _numbers_of(self, grams: Sequence[str]) -> list[Sequence[int]]:
        """The numbers of the names that have each pair of letters."""
        if self._index is None and not self._framed:
            self._names = sorted(self._names)  # a set has no order, and ties are cut below
            self._framed = [_framed(name) for name in self._names]
        if self._index is None:
            for gram in grams:
                if gram not in self._sought:
                    self._sought[gram] = [n for n, name in enumerate(self._framed) if gram in name]
            found = [self._sought[gram] for gram in grams]
            if len(self._sought) > _PAIRS_SOUGHT:
                self._index = _index(self._names)
                self._framed, self._sought = (), {}
            return found
        return [self._index.get(gram, ()) for gram in grams]


def _close(name: str, names: Iterable[str]) -> Iterator[tuple[float, str]]:
    """The names that are like enough, each with its likeness below zero."""
    from difflib import (
        SequenceMatcher,  # saves time at start: a check without typos does not need it
    )

    matcher = SequenceMatcher(b=name.lower(), autojunk=False)
    for known in names:
        matcher.set_seq1(known.lower())
        # the quick ratios are never lower, and most names fail by them
        if matcher.real_quick_ratio() < MIN_LIKENESS or matcher.quick_ratio() < MIN_LIKENESS:
            continue
        ratio = matcher.ratio()
        if ratio >= MIN_LIKENESS:
            yield -ratio, known


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The closest of a few names; None if none is close."""
    guess = best_guess(name, names)
    return guess and guess.name


def best_guess(name: str, names: Iterable[str]) -> Guess | None:
    """The closest of a few names, and whether it is sure; None if none is close."""
    return _best_guess(name, tuple(sorted(names)))


@lru_cache(_KEPT)
def _best_guess(name: str, names: tuple[str, ...]) -> Guess | None:
    return Nearest(names, _small_index(names)).guess(name)


@lru_cache(_KEPT // 16)
def _small_index(names: tuple[str, ...]) -> Mapping[str, Sequence[int]]:
    return _index(names)


def _index(names: Iterable[str]) -> dict[str, list[int]]:
    """The numbers of the names that have a pair of letters."""
    found: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        for gram in _grams(name):
            found.setdefault(gram, []).append(number)
    return found


def _grams(name: str) -> set[str]:
    """Pairs of neighbouring letters; a swapped or missing letter leaves most of them unchanged."""
    text = _framed(name)
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _framed(name: str) -> str:
    return f"^{name.lower()[:200]}$"


def same_but_for_separators(first: str, second: str) -> bool:
    """Whether the names differ only in capitals and in the separators between words."""
    return _SEPARATORS.sub("-", first.lower()) == _SEPARATORS.sub("-", second.lower())


_SEPARATORS = re.compile(r"[\s_.-]+")


def one_letter_apart(first: str, second: str) -> bool:
    """Whether the names differ by one letter that is swapped, missing, added or changed."""
    shorter, longer = sorted((first, second), key=len)
    if first == second or len(longer) - len(shorter) > 1:
        return False
    start = 0
    while start < len(shorter) and shorter[start] == longer[start]:
        start += 1
    rest, more = shorter[start:], longer[start:]
    if len(rest) < len(more):
        return rest == more[1:]
    return rest[1:] == more[1:] or (rest[:2] == more[1::-1] and rest[2:] == more[2:])
