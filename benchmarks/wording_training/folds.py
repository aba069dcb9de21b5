"""Each family of organisations judged by those who have not seen it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from wording_training.corpora import Line
from wording_training.models import Vocabulary, sigmoid
from wording_training.reading import Read
from wording_training.student import Student, candidates, train
from wording_training.teacher import Teacher, views

FOLDS = 8


class Desk:
    """All that teacher and student read, prepared once."""

    def __init__(self, labelled: Read, unlabelled: Read, nameless: Callable[[str], bool]) -> None:
        self.labelled, self.unlabelled = labelled, unlabelled
        self.seen, self.seen_unlabelled = views(labelled, unlabelled)
        self.vocabulary: Vocabulary = candidates((labelled, unlabelled), nameless)
        self.rows = self.vocabulary.matrix(labelled.features)
        self.rows_unlabelled = self.vocabulary.matrix(unlabelled.features)
        self.owners = np.array([line.owner for line in unlabelled.lines])
        real = [at for at, line in enumerate(labelled.lines) if line.family]
        self.real = np.array(real)

    def teacher(self, rows: np.ndarray) -> Teacher:
        """A teacher who knows some of the labelled lines."""
        read = self.labelled
        return Teacher(self.seen.part(rows), read.work[rows], read.weight[rows])

    def student(
        self, rows: np.ndarray, others: np.ndarray, said: np.ndarray, kept: np.ndarray | None = None
    ) -> Student:
        """A student of some labelled lines and of what the teacher says of others.

        `kept` are the only features that it may look at.
        """
        read, columns = self.labelled, slice(None) if kept is None else kept
        found = train(
            self.rows[rows][:, columns],
            read.work[rows],
            read.weight[rows],
            self.rows_unlabelled[others][:, columns],
            said,
        )
        return found if kept is None else Student(kept[found.columns], found.weights, found.bias)


@dataclass(frozen=True)
class Fold:
    """Lines kept apart, those to learn from, and what the teacher says of unlabelled ones."""

    test: np.ndarray
    rest: np.ndarray
    others: np.ndarray
    said: np.ndarray


class Judged:
    """The real labelled lines with what teacher and student say of them; no unclear ones."""

    def __init__(
        self, lines: list[Line], teacher: np.ndarray, student: np.ndarray, folds: list[Fold]
    ) -> None:
        clear = np.array([line.label != "unclear" for line in lines])
        self.all_lines, self.all_student = lines, student
        self.lines = [line for line in lines if line.label != "unclear"]
        self.teacher, self.student = teacher[clear], student[clear]
        self.folds = folds
        self.clear = clear
        self.work = np.array([line.is_work for line in self.lines])
        self.uncontested = np.array([not line.contested for line in self.lines])
        self.goals = np.array([line.kind != "other" for line in self.lines])


def fold_of(lines: list[Line]) -> np.ndarray:
    """The fold of each line: whole families, folds of about one size."""
    sizes = Counter(line.family for line in lines)
    filled = [0] * FOLDS
    found = {}
    for family in sorted(sizes, key=lambda name: (-sizes[name], name)):
        at = min(range(FOLDS), key=filled.__getitem__)
        found[family] = at
        filled[at] += sizes[family]
    return np.array([found[line.family] for line in lines])


def judged_by_strangers(desk: Desk) -> Judged:
    """The real lines, each judged by a teacher and a student that do not know its family."""
    real = [desk.labelled.lines[at] for at in desk.real]
    numbers = fold_of(real)
    teachers, students = np.zeros(len(real)), np.zeros(len(real))
    folds = []
    invented = np.setdiff1d(np.arange(len(desk.labelled)), desk.real)
    for number in range(FOLDS):
        test = desk.real[numbers == number]
        rest = np.concatenate([desk.real[numbers != number], invented])
        known = {desk.labelled.lines[at].owner for at in test}
        others = np.flatnonzero(~np.isin(desk.owners, list(known)))
        teacher = desk.teacher(rest)
        teachers[numbers == number] = teacher.logits(desk.seen.part(test))
        said = sigmoid(teacher.logits(desk.seen_unlabelled.part(others)))
        student = desk.student(rest, others, said)
        students[numbers == number] = student.logits(desk.rows[test])
        folds.append(Fold(numbers == number, rest, others, said))
        print(f"fold {number + 1} of {FOLDS}", flush=True)
    return Judged(real, teachers, students, folds)


def trained_on_all(desk: Desk) -> Student:
    """The student that ships."""
    known, others = np.arange(len(desk.labelled)), np.arange(len(desk.unlabelled))
    said = sigmoid(desk.teacher(known).logits(desk.seen_unlabelled))
    return desk.student(known, others, said)
