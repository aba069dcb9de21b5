"""Logistic regression and a small net on soft labels; the same numbers on each run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

ITERATIONS = 120


@dataclass(frozen=True)
class Vocabulary:
    """The features that are known, in order."""

    names: tuple[str, ...]
    index: dict[str, int]

    @classmethod
    def of(cls, names: Iterable[str]) -> Vocabulary:
        ordered = tuple(sorted(names))
        return cls(ordered, {name: at for at, name in enumerate(ordered)})

    def matrix(self, lists: Sequence[Sequence[str]]) -> csr_matrix:
        """A row for each list of features, with 1 for each that is known."""
        columns: list[int] = []
        ends = [0]
        index = self.index
        for found in lists:
            columns += sorted({index[name] for name in found if name in index})
            ends.append(len(columns))
        values = np.ones(len(columns))
        return csr_matrix((values, columns, ends), shape=(len(lists), len(self.names)))


def frequent(lists: Iterable[Sequence[str]], least: int) -> Vocabulary:
    """The features that at least so many lines have."""
    counts = Counter(name for found in lists for name in set(found))
    return Vocabulary.of(name for name, count in counts.items() if count >= least)


def sigmoid(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(x, -40, 40)))


def logit(p: np.ndarray) -> np.ndarray:
    p = np.clip(p, 1e-4, 1 - 1e-4)
    return np.log(p / (1 - p))


@dataclass(frozen=True)
class Linear:
    """A weight for each column, sparse and dense ones, and what is added to all."""

    weights: np.ndarray
    dense_weights: np.ndarray
    bias: float

    def logits(self, rows: csr_matrix, dense: np.ndarray | None = None) -> np.ndarray:
        found = rows @ self.weights + self.bias
        return found if dense is None else found + dense @ self.dense_weights


def fit_linear(
    rows: csr_matrix,
    target: np.ndarray,
    weight: np.ndarray,
    strength: float,
    dense: np.ndarray | None = None,
    start: np.ndarray | None = None,
    steps: int = ITERATIONS,
) -> Linear:
    """Logistic regression on soft labels; `strength` is the C of the regression."""
    transposed = rows.T.tocsr() if hasattr(rows, "tocsr") else rows.T
    columns = rows.shape[1]
    more = 0 if dense is None else dense.shape[1]

    def loss(x: np.ndarray) -> tuple[float, np.ndarray]:
        w, bias = x[:-1], x[-1]
        z = rows @ w[:columns] + bias
        if dense is not None:
            z += dense @ w[columns:]
        value = strength * np.dot(weight, np.logaddexp(0, z) - target * z) + 0.5 * np.dot(w, w)
        error = strength * weight * (sigmoid(z) - target)
        slopes = [transposed @ error]
        if dense is not None:
            slopes.append(error @ dense)
        return float(value), np.append(np.concatenate(slopes) + w, error.sum())

    begin = np.zeros(columns + more + 1) if start is None else start
    options = {"maxiter": steps, "maxcor": 12, "ftol": 1e-8}
    found = minimize(loss, begin, jac=True, method="L-BFGS-B", options=options).x
    return Linear(found[:columns], found[columns:-1], float(found[-1]))


def fit_net(dense, rows, target, weight, units: int = 48, epochs: int = 30, dropout: float = 0.4):
    """A net of one hidden layer on embeddings beside features; gives a function to logits."""
    torch.set_num_threads(1)
    torch.manual_seed(7)
    torch.use_deterministic_algorithms(mode=True)
    stacked = np.hstack([dense, rows.toarray()]).astype(np.float32)
    x, y = torch.from_numpy(stacked), torch.from_numpy(target.astype(np.float32))
    w = torch.from_numpy((weight / weight.mean()).astype(np.float32))
    net = torch.nn.Sequential(
        torch.nn.Dropout(dropout),
        torch.nn.Linear(x.shape[1], units),
        torch.nn.ReLU(),
        torch.nn.Dropout(dropout),
        torch.nn.Linear(units, 1),
    )
    steps = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=0.02)
    loss = torch.nn.BCEWithLogitsLoss(reduction="none")
    order = torch.Generator().manual_seed(7)
    for _ in range(epochs):
        for batch in torch.randperm(len(y), generator=order).split(128):
            steps.zero_grad()
            (loss(net(x[batch]).squeeze(1), y[batch]) * w[batch]).mean().backward()
            steps.step()
    net.eval()

    def logits(dense, rows) -> np.ndarray:
        found = np.empty(len(dense))
        with torch.no_grad():
            for at in range(0, len(dense), 4096):
                part = np.hstack([dense[at : at + 4096], rows[at : at + 4096].toarray()])
                found[at : at + 4096] = net(torch.from_numpy(part.astype(np.float32))).squeeze(1)
        return found

    return logits
