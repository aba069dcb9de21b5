"""The student: the weights that ship. It learns from the labels and from the teacher."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, vstack

from wording_training.models import Vocabulary, fit_linear
from wording_training.reading import Read

STRENGTH = 0.1
WEIGHTS = 4000
UNLABELLED_WEIGHT = 1.0
SELECTING = 60
"""Steps of the fit that selects the features; the second fit goes on from there."""
LEAST_LINES, LEAST_OWNERS = 6, 2
"""A feature counts only if so many lines of so many owners have it: no sentence of anybody can be
read out of the weights.
"""


@dataclass(frozen=True)
class Student:
    """A weight for some of the features."""

    columns: np.ndarray
    """The features among all candidates."""
    weights: np.ndarray
    bias: float

    def logits(self, rows: csr_matrix) -> np.ndarray:
        return rows[:, self.columns] @ self.weights + self.bias


def candidates(reads: Sequence[Read], nameless: Callable[[str], bool]) -> Vocabulary:
    """The features common enough to ship."""
    counts: Counter[str] = Counter()
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for read in reads:
        for line, found in zip(read.lines, read.features, strict=True):
            counts.update(found)
            for name in found:
                if len(owners[name]) < LEAST_OWNERS:
                    owners[name].add(line.owner)
    return Vocabulary.of(
        name
        for name, count in counts.items()
        if count >= LEAST_LINES and len(owners[name]) >= LEAST_OWNERS and nameless(name)
    )


def train(
    labelled: csr_matrix,
    work: np.ndarray,
    weight: np.ndarray,
    unlabelled: csr_matrix,
    said: np.ndarray,
    count: int = WEIGHTS,
) -> Student:
    """Logistic regression on labels and on what the teacher says, with the best features."""
    rows = vstack([labelled, unlabelled]).tocsr()
    target = np.concatenate([work, said])
    weight = np.concatenate([weight, np.full(len(said), UNLABELLED_WEIGHT)])
    first = fit_linear(rows, target, weight, STRENGTH, steps=SELECTING)
    worth = np.abs(first.weights) * np.sqrt(np.asarray(rows.sum(axis=0)).ravel())
    best = np.sort(np.argsort(-worth, kind="stable")[:count])
    start = np.append(first.weights[best], first.bias)
    second = fit_linear(rows[:, best], target, weight, STRENGTH, start=start)
    return Student(best, second.weights, second.bias)
