"""The teacher: what knows more than can ship, and labels the lines that nobody has labelled."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, hstack

from wording_training.models import Linear, fit_linear, fit_net, frequent
from wording_training.reading import DECIDED, Read, kind_of

STRENGTH = 0.12
LINEAR_SCALE, NET_SCALE = 0.08, 0.2
"""By what the standardised embeddings are multiplied: how much they count beside the features."""
NET_KINDS = frozenset(
    """row likely class opens-class has demand-about states-about bare-class
    subject-class predicate-class number numbers value counts""".split()
)
NET_LINES = 15
"""Lines that must have a feature for the net to see it."""


@dataclass(frozen=True)
class View:
    """All that the teacher sees of some lines."""

    rows: csr_matrix
    blind: csr_matrix
    """The same without what the decision list says."""
    net: csr_matrix
    dense: np.ndarray

    def part(self, at: np.ndarray) -> View:
        """The view of some of the lines."""
        return View(self.rows[at], self.blind[at], self.net[at], self.dense[at])


def views(labelled: Read, unlabelled: Read) -> tuple[View, View]:
    """What the teacher sees of both."""
    words, parse = frequent(labelled.features, 2), frequent(labelled.parsed, 3)
    seeing = [at for at, name in enumerate(words.names) if kind_of(name) not in DECIDED]
    often = frequent(labelled.features, NET_LINES).index
    for_net = [
        at for at, name in enumerate(words.names) if kind_of(name) in NET_KINDS and name in often
    ]
    mean, spread = labelled.vectors.mean(axis=0), labelled.vectors.std(axis=0)

    def view(read: Read) -> View:
        own, parsed = words.matrix(read.features), parse.matrix(read.parsed)
        return View(
            hstack([own, parsed]).tocsr(),
            hstack([own[:, seeing], parsed]).tocsr(),
            own[:, for_net],
            ((read.vectors - mean) / spread).astype(np.float32),
        )

    return view(labelled), view(unlabelled)


class Teacher:
    """The mean of three: linear with and without the decision list, and a small net."""

    def __init__(self, seen: View, target: np.ndarray, weight: np.ndarray) -> None:
        dense = seen.dense * LINEAR_SCALE
        self.full: Linear = fit_linear(seen.rows, target, weight, STRENGTH, dense)
        self.blind: Linear = fit_linear(seen.blind, target, weight, STRENGTH, dense)
        self.net = fit_net(seen.dense * NET_SCALE, seen.net, target, weight)

    def members(self, seen: View) -> list[np.ndarray]:
        """What each of the three says."""
        dense = seen.dense * LINEAR_SCALE
        return [
            self.full.logits(seen.rows, dense),
            self.blind.logits(seen.blind, dense),
            self.net(seen.dense * NET_SCALE, seen.net),
        ]

    def logits(self, seen: View) -> np.ndarray:
        """What the teacher says."""
        return np.mean(self.members(seen), axis=0)
