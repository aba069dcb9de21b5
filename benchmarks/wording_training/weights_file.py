"""The file of weights that ships: calibrated, with thresholds and where it comes from."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from stratdocs.language.learned import weights as shipped_weights
from wording_training.figures import area, threshold
from wording_training.folds import Desk, Judged
from wording_training.models import fit_linear, sigmoid
from wording_training.student import Student

ACCUSED = {"gentle": (0.007, 0.02), "usual": (0.015, 0.035), "strict": (0.03, 0.05)}
"""By strictness, the shares of outcomes that may be accused: stated, of all lines; stated or asked,
of objectives and key results, since these are the lines that are asked about.
"""
RESULT_ERRORS = 0.10, 0.05
"""The share of work among the lines that are taken for results, and for sure ones."""
DATE = "2026-11-30"

HEAD = """\
# The weights of the judge of wording: how much each feature of a line speaks for work (above 0) or
# for a result (below). Written by benchmarks/train_wording.py; do not edit.
#
# Learned from lines of strategies in public repositories that were labelled by hand ({lines} lines
# of {families} families of organisations), from invented lines (tests/wording_lines.csv and those
# of textbooks), and from {unlabelled} lines of 233 public repositories as a teacher labels them.
# The teacher reads with all-MiniLM-L6-v2 (Apache-2.0) and en_core_web_sm (MIT); neither ships.
# No text of those lines is here: a feature stands here only if six lines of two owners have it,
# and features that hold names are left out. These weights are under the licence of stratdocs (MIT).
#
# First come words with the classes that were learned for them: a class says more of a line than
# words that are too rare to weigh alone. Then come the features.
#
# likelihood = 1 / (1 + exp(-scale * (bias + sum of the weights of the line's features)))
# By strictness: the likelihoods from which a line is stated to name work and from which it is asked
# about, up to which it is taken for a result and for a sure one. They are chosen on folds by
# family: {usual} (usual).
"""


def calibrated(judged: Judged) -> tuple[float, float]:
    """By what the sums are multiplied, and what is added then, to be likelihoods."""
    weight = np.where(judged.uncontested, 1.0, 0.4)
    rows = csr_matrix(judged.student.reshape(-1, 1))
    found = fit_linear(rows, judged.work, weight, 100.0)
    return round(float(found.weights[0]), 3), round(found.bias, 3)


def chosen_thresholds(judged: Judged, scale: float, shift: float) -> dict[str, tuple[float, ...]]:
    """By strictness, the likelihoods from which a line is stated to name work, or asked about."""
    clear = judged.uncontested
    scores, work, goals = judged.student[clear], judged.work[clear], judged.goals[clear]
    found = {}
    for name, (stated, asked) in ACCUSED.items():
        of_goals = threshold(scores[goals], work[goals], asked)
        limits = np.array([threshold(scores, work, stated), of_goals])
        found[name] = tuple(np.round(sigmoid(scale * limits + shift), 4).tolist())
    p = sigmoid(scale * scores + shift)
    results = tuple(_result_limit(p, work, errors) for errors in RESULT_ERRORS)
    return {name: (*limits, *results) for name, limits in found.items()}


def _result_limit(p: np.ndarray, work: np.ndarray, errors: float) -> float:
    """The likelihood up to which at most that share of the lines is work."""
    order = np.argsort(p, kind="stable")
    wrong = np.cumsum(work[order]) / np.arange(1, len(p) + 1)
    good = np.flatnonzero(wrong <= errors)
    return round(float(p[order][good[-1]]), 4) if len(good) else 0.0


def written(
    desk: Desk,
    student: Student,
    scale: float,
    shift: float,
    thresholds: dict[str, tuple[float, ...]],
    judged: Judged,
    digest: str,
) -> str:
    """The text of the file."""
    clear = judged.uncontested
    stated, asked = ACCUSED["usual"]
    accused = f"{stated:.1%} of all outcomes are stated to be work, "
    accused += f"{asked:.1%} of goals asked about"
    head = HEAD.format(
        lines=f"{len(judged.lines):,}",
        families=len({line.family for line in judged.lines}),
        unlabelled=f"{len(desk.unlabelled):,}",
        usual=accused,
    )
    values = {
        "date": DATE,
        "corpora": f"{digest} (the first digits of their SHA-256)",
        "area": f"{area(judged.student, judged.work):.3f} on folds by family, "
        f"{area(judged.student[clear], judged.work[clear]):.3f} without contested lines",
        "scale": f"{scale:.3f}",
        "bias": f"{student.bias + shift / scale:.3f}",
    }
    values |= {name: " ".join(f"{x:.4f}" for x in pair) for name, pair in thresholds.items()}
    names = [desk.vocabulary.names[at] for at in student.columns]
    order = sorted(range(len(names)), key=lambda at: (names[at].partition(" ")[0], names[at]))
    weights = [f"{student.weights[at]:+.3f} {names[at]}" for at in order]
    lines = [line for line in weights if not line.startswith(("+0.000", "-0.000"))]
    said = "\n".join(f"{name}: {value}" for name, value in values.items())
    classes = "\n".join(
        f"{word} {name}" for word, name in sorted(shipped_weights().class_by_word.items())
    )
    return f"{head}{said}\n\n{classes}\n\n" + "\n".join(lines) + "\n"


def with_classes(text: str, classes: dict[str, str]) -> str:
    """The text of a file with other classes of words, so that lines are read with these."""
    head, _, body = text.rpartition("\n\n")
    head = head.split("\n\n")[0]
    words = "\n".join(f"{word} {name}" for word, name in sorted(classes.items()))
    return f"{head}\n\n{words}\n\n{body}"
