"""The classes of nouns that the lexicon does not list, learned from those that it does.

A word belongs where the language model puts it: near the listed nouns of its class.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from stratdocs.language import lexicon
from stratdocs.language.clause import clause
from stratdocs.language.tokens import Word
from wording_training.caches import embeddings
from wording_training.corpora import Line
from wording_training.models import fit_linear, sigmoid
from wording_training.student import LEAST_LINES, LEAST_OWNERS

SCALE, STRENGTH = 0.05, 1.0
LEAST_LIKELY = 0.3
"""How likely a class must be: then seven of ten listed nouns are put right without their label."""


def learned_classes(
    lines: Iterable[Line], nameless: Callable[[str], bool], cache: Path
) -> dict[str, str]:
    """The classes of unlisted words that are common enough to ship."""
    listed = sorted({word for words in lexicon.NOUNS.values() for word in words.split()})
    unlisted = sorted(word for word in _common(lines) if nameless(f"word {word}"))
    vectors = embeddings([*listed, *unlisted], cache)
    dense = (vectors - vectors.mean(axis=0)) / vectors.std(axis=0) * SCALE
    known, others = dense[: len(listed)], dense[len(listed) :]
    ones, more = csr_matrix(np.ones((len(known), 1))), csr_matrix(np.ones((len(others), 1)))
    names = list(lexicon.NOUNS)
    likely = np.zeros((len(unlisted), len(names)))
    for at, name in enumerate(names):
        is_in = np.isin(listed, lexicon.NOUNS[name].split()).astype(float)
        found = fit_linear(ones, is_in, np.ones(len(listed)), STRENGTH, known)
        likely[:, at] = sigmoid(found.logits(more, others))
    return {
        word: names[row.argmax()]
        for word, row in zip(unlisted, likely, strict=True)
        if row.max() >= LEAST_LIKELY
    }


def _common(lines: Iterable[Line]) -> list[str]:
    """The words without a class that enough lines of enough owners have."""
    counts: Counter[str] = Counter()
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        for low in {word.low for word in clause(line.text).words if _is_unlisted(word)}:
            counts[low] += 1
            owners[low].add(line.owner)
    return [
        low
        for low, count in counts.items()
        if count >= LEAST_LINES and len(owners[low]) >= LEAST_OWNERS
    ]


def _is_unlisted(word: Word) -> bool:
    plain = word.low.isascii() and word.low.isalpha() and len(word.low) > 2
    return plain and word.part == "noun" and not (word.classes or word.verb or word.kind)
