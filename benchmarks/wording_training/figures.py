"""How well a judge tells work from outcomes."""

from __future__ import annotations

import numpy as np

SHARES = (0.03, 0.05, 0.09, 0.11)


def area(scores: np.ndarray, work: np.ndarray) -> float:
    """The area under the curve: how often work is above an outcome."""
    order = np.argsort(scores, kind="stable")
    ranks = np.empty(len(scores))
    ordered = scores[order]
    at = 0
    while at < len(ordered):
        end = at
        while end < len(ordered) and ordered[end] == ordered[at]:
            end += 1
        ranks[order[at:end]] = (at + 1 + end) / 2
        at = end
    ones = work.sum()
    return (ranks[work == 1].sum() - ones * (ones + 1) / 2) / (ones * (len(work) - ones))


def threshold(scores: np.ndarray, work: np.ndarray, share: float) -> float:
    """The score above which at most that share of outcomes lies."""
    outcomes = np.sort(scores[work == 0])[::-1]
    allowed = int(share * len(outcomes))
    return float(outcomes[allowed]) + 1e-9 if allowed < len(outcomes) else -np.inf


def recalls(scores: np.ndarray, work: np.ndarray) -> list[float]:
    return [float((scores[work == 1] > threshold(scores, work, share)).mean()) for share in SHARES]


def summary(scores: np.ndarray, work: np.ndarray) -> str:
    found = " ".join(f"{recall:.2f}" for recall in recalls(scores, work))
    return f"{area(scores, work):.3f} · {found}"


def at_threshold(scores: np.ndarray, work: np.ndarray, limit: float) -> tuple[float, float, float]:
    """Precision, recall and the share of outcomes accused above a score."""
    accused = scores > limit
    return (
        float(work[accused].mean()) if accused.any() else 1.0,
        float(accused[work == 1].mean()),
        float(accused[work == 0].mean()),
    )
