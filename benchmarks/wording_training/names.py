"""Which words may ship: words of the language, no names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from stratdocs.language.clause import clause
from stratdocs.language.features import stem
from stratdocs.language.tokens import Word
from wording_training.reading import kind_of

WORDY = frozenset("word pair demand states passive about cue auxiliary".split())
"""Kinds of features that hold words; those of all others hold classes."""
PRODUCTS = frozenset(
    """docker etcd kubectl npm pip git webpack nginx redis postgres kafka react vue figma jira zoom
    slack github gitlab""".split()
)
"""Products whose names are written in lower case."""
LOWER_SHARE, LEAST_LOWER = 0.5, 3
HEADLINE = 0.4
"""Lines with more capitals than that are headlines: they do not tell names from other words."""


def is_nameless(texts: Iterable[str]) -> Callable[[str], bool]:
    """Whether a feature holds no name: every word in it is in the lexicon, or usually written in
    lower case in the middle of lines.
    """
    seen: dict[str, Word] = {}
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for text in texts:
        words = clause(text).words
        seen.update({word.low: word for word in words})
        inner = [word for word in words[1:] if word.raw[:1].isalpha()]
        capitals = sum(word.raw[0].isupper() for word in inner)
        if capitals > HEADLINE * len(inner):
            continue
        for word in inner:
            (upper if word.raw[0].isupper() else lower)[word.low] += 1
    allowed = {low for low, word in seen.items() if _is_listed(word)}
    allowed |= {
        low
        for low, count in lower.items()
        if count >= LEAST_LOWER and count >= LOWER_SHARE * (count + upper[low])
    }
    allowed -= PRODUCTS
    allowed |= {stem(low) for low in allowed}

    def nameless(feature: str) -> bool:
        kind = kind_of(feature)
        if kind not in WORDY:
            return True
        words = feature.split(" ")[1:]
        if kind == "about":  # a verb and a class
            words = words[:1]
        return all(word in allowed or _is_sign(word) for word in words)

    return nameless


def _is_listed(word: Word) -> bool:
    """Whether the lexicon knows a word, or it is a number or sign."""
    return bool(word.kind or word.classes or word.verb) or not word.low[:1].isalpha()


def _is_sign(word: str) -> bool:
    """Whether a part of a feature is a sign or number."""
    return (bool(word) and not any(map(str.isalpha, word))) or word in {"7x", "7h"}
