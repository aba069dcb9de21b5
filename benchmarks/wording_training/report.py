"""How good the judge is, in tables."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np

from wording_training.figures import at_threshold, summary
from wording_training.folds import Desk, Judged
from wording_training.models import sigmoid
from wording_training.reading import kind_of

BINS = (0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


def text(judged: Judged, scale: float, shift: float, thresholds: dict) -> str:
    """All tables but the slow one."""
    p = sigmoid(scale * judged.student + shift)
    return "\n\n".join(
        [_areas(judged), _at_thresholds(judged, p, thresholds), _reliability(judged, p),
         _genres(judged, p, thresholds["usual"])]
    )  # fmt: skip


def sets(judged: Judged) -> dict[str, np.ndarray]:
    clear = judged.uncontested
    return {
        "all": np.ones(len(clear), bool),
        "uncontested": clear,
        "uncontested objectives and key results": clear & judged.goals,
    }


def _areas(judged: Judged) -> str:
    rows = ["Area under the curve · recall at 3 / 5 / 9 / 11% of outcomes accused, folds by family"]
    for name, rows_in in sets(judged).items():
        work = judged.work[rows_in]
        rows.append(
            f"{name} ({len(work)}): teacher {summary(judged.teacher[rows_in], work)}, "
            f"student {summary(judged.student[rows_in], work)}"
        )
    return "\n".join(rows)


def _at_thresholds(judged: Judged, p: np.ndarray, thresholds: dict) -> str:
    rows = ["Precision, recall, outcomes accused"]
    for strictness, limits in thresholds.items():
        for name, limit in zip(("stated", "asked"), limits[:2], strict=True):
            for part, inside in sets(judged).items():
                found = at_threshold(p[inside], judged.work[inside], limit)
                rows.append(
                    f"{strictness:7} {name:7} {limit:.3f} {part:40} "
                    f"P {found[0]:.3f} R {found[1]:.3f} accused {found[2]:.3f}"
                )
    return "\n".join(rows)


def _reliability(judged: Judged, p: np.ndarray) -> str:
    rows, off = ["Likelihood said, share that is work, lines"], 0.0
    for low, high in pairwise(BINS):
        inside = (p >= low) & (p < high if high < 1 else p <= 1)
        if inside.any():
            said, is_work = p[inside].mean(), judged.work[inside].mean()
            off += abs(said - is_work) * inside.mean()
            rows.append(f"{low:.2f} to {high:.2f}  {said:.2f}  {is_work:.2f}  {inside.sum()}")
    return "\n".join([*rows, f"expected error {off:.3f}"])


def _genres(judged: Judged, p: np.ndarray, limits: tuple[float, float]) -> str:
    rows = ["By genre, uncontested: work stated / asked / silent; outcomes stated / asked / silent"]
    counts: Counter[tuple[str, float, int]] = Counter()
    for at in np.flatnonzero(judged.uncontested):
        level = 0 if p[at] >= limits[0] else 1 if p[at] >= limits[1] else 2
        counts[judged.lines[at].genre, judged.work[at], level] += 1
    for genre in sorted({key[0] for key in counts}):
        cells = [[counts[genre, work, level] for level in range(3)] for work in (1.0, 0.0)]
        rows.append(
            f"{genre:28} {' / '.join(map(str, cells[0])):18} {' / '.join(map(str, cells[1]))}"
        )
    return "\n".join(rows)


GROUPS = {
    "nothing": "",
    "the table of decisions": "row likely cue",
    "words": "word",
    "pairs of words": "pair",
    "words and pairs": "word pair",
    "classes of words": "class opens-class ends-class",
    "pairs of classes": "classes",
    "both": "class classes opens-class ends-class",
    "parts of the sentence": """subject-class demand states passive unsure demand-of states-of
        passive-of further predicate-class predicate-of bare-class demand-verb states-verb
        passive-verb demand-about states-about passive-about about demand-number states-number
        passive-number has label auxiliary""",
    "numbers": "number numbers value counts number-rate number-opens",
}


def without_groups(desk: Desk, judged: Judged) -> str:
    """What is lost without each group of features, with the same teacher's labels."""
    rows = ["Without: area · recall, all lines; uncontested"]
    clear = judged.uncontested
    for name, kinds in GROUPS.items():
        out = set(kinds.split())
        names = desk.vocabulary.names
        kept = np.array([at for at, name in enumerate(names) if kind_of(name) not in out])
        scores = np.zeros(len(judged.clear))
        for fold in judged.folds:
            student = desk.student(fold.rest, fold.others, fold.said, kept)
            scores[fold.test] = student.logits(desk.rows[desk.real[fold.test]])
        scores = scores[judged.clear]
        rows.append(
            f"{name:26} {summary(scores, judged.work)}   "
            f"{summary(scores[clear], judged.work[clear])}"
        )
    return "\n".join(rows)
