"""What a change of a strategy means: the value that each report and page of a review is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import Literal, NamedTuple

from stratdocs.model.finding import Finding
from stratdocs.model.kinds import Class, Entity
from stratdocs.model.stack import Stack
from stratdocs.yamltext.source import Span

CLASSES: Mapping[Class, str] = {
    "goalpost": "what was promised: a target, a date, a baseline, a criterion",
    "accountability": "who answers for it",
    "focus": "what counts now, and what does not",
    "traceability": "what it serves, and what hangs on it",
    "evidence": "what we believe, and what that rests on",
    "progress": "where it stands: check-ins, readings, reviews",
    "clarification": "how it is worded",
    "structure": "how it is filed and called",
}

Sort = Literal["added", "removed", "changed", "renamed", "moved"]
"""What happened: to the item, where `field` is empty, else to the field."""


class Weight(IntEnum):
    """How much a change matters; higher is more."""

    MINOR = 1
    """To know, if one likes to."""
    NOTABLE = 2
    """A reviewer should have seen it."""
    BREAKING = 3
    """It breaks what others rely on; somebody should decide it on purpose."""

    @property
    def word(self) -> str:
        """The word that users read and write."""
        return self.name.lower()


class Side(NamedTuple):
    """One of the two strategies that are compared."""

    name: str
    """As one says it: `main`, `the working tree`, `old`."""
    stack: Stack
    commit: str | None = None
    """The full name of its commit, None for what lies in a folder."""
    findings: tuple[Finding, ...] = ()
    """What a check finds there and nobody accepts."""
    silenced: frozenset[Finding] = frozenset()
    """What it finds and an allow accepts."""
    folder: tuple[str, str] | None = None
    """For the base of two folders: the folder that its paths name, and where they truly lie."""

    pages: Mapping[str, str] = {}
    """The written pages that want anything of the strategy, path to text."""

    @property
    def texts(self) -> Mapping[str, str]:
        """All that findings can be in."""
        return {**self.stack.texts, **self.pages}

    def shown(self, path: str) -> str:
        """A path of this side as it can be opened."""
        if self.folder is not None and path.startswith(self.folder[0]):
            return self.folder[1] + path[len(self.folder[0]) :]
        return path


class Change(NamedTuple):
    """One thing that is another now."""

    item: str
    """The id of the item, on the new side if it is there."""
    kind: type[Entity]
    title: str
    field: str
    """The route of the field, as in `success.target` or `check_ins[2027-01-31].value`; empty where
    the item itself came, went, moved or has another id."""
    sort: Sort
    before: str | None
    """As it was written; the old id or file for what was renamed or moved. None: there was none."""
    after: str | None
    category: Class
    weight: Weight
    message: str
    """What happened, in a sentence without a full stop."""
    span: Span
    """Its place on the new side; on the old one where `old` says so."""
    old: bool
    """Whether the place is on the old side, since it is on the new one no more."""
    fingerprint: str
    """Names the change: made of id, field and both values, so that it survives a rebase."""
    reason: str | None = None
    """Why, where somebody says so."""
    below: int = 0
    """How many items hang below it."""
    free: bool = False
    """Whether it is of a draft, which may change freely."""
    accepted: str | None = None
    """Why it was accepted, where the file of accepted changes lists it."""

    @property
    def order(self) -> tuple[int, int, str, int, int, str]:
        """The heaviest first, then what more hangs on, then by place."""
        span = self.span
        return (-self.weight, -self.below, span.path, span.line, span.column, self.field)


class Affected(NamedTuple):
    """An item that a change reaches."""

    item: str
    source: str
    """The changed item that it is reached from."""
    because: str
    """The edge that says why, in words: `activation serves first-week`."""
    through: tuple[str, ...]
    """The way from the changed item, which is left out, to this one, which is the last."""
    owner: str | None = None

    @property
    def direct(self) -> bool:
        """Whether the edge leads to the changed item itself."""
        return len(self.through) == 1


class Reviewer(NamedTuple):
    """Somebody who should look at it."""

    person: str
    """The id."""
    name: str
    reasons: tuple[str, ...]
    """Why, the weightiest first: `owns first-week, whose target is another`."""


class Unconfirmed(NamedTuple):
    """An item that nobody has looked at since the meaning of what it serves changed."""

    item: str
    parent: str
    because: str
    """What changed of the parent."""
    owner: str | None


class Decision(NamedTuple):
    """Something that whoever merges the change decides."""

    question: str
    changes: tuple[Change, ...]


Mark = Literal["added", "removed", "changed", "moved"]
"""How an item is marked in the tree; `moved` is below another parent."""


class Review(NamedTuple):
    """A change of the strategy, and what it means."""

    base: Side
    head: Side
    changes: tuple[Change, ...]
    """What nobody has accepted, the heaviest first."""
    accepted: tuple[Change, ...]
    """What the file of accepted changes lists."""
    new: tuple[Finding, ...]
    """Findings that only the new side has."""
    fixed: tuple[Finding, ...]
    """Findings that only the old side has; their places are there."""
    unchanged: tuple[Finding, ...]
    """Findings that both have; their places are on the new side."""
    affected: tuple[Affected, ...]
    reviewers: tuple[Reviewer, ...]
    unconfirmed: tuple[Unconfirmed, ...]
    marks: Mapping[str, Mark]
    """What happened to each item that changed, by its id; of those that went by the old one."""
    renamed: Mapping[str, str]
    """Old id to new one."""
    notes: tuple[str, ...] = ()
    """What could not be known, in a sentence each."""
    earlier: tuple[Unconfirmed, ...] = ()
    """Items that nobody has looked at since what they serve changed before the older side."""
    judged_otherwise: bool = False
    """Whether the settings by which the strategy is judged are others."""

    @property
    def empty(self) -> bool:
        """Whether nothing is another."""
        return not (self.changes or self.accepted or self.new or self.fixed)

    @property
    def weight(self) -> Weight | None:
        """The heaviest there is among changes and new findings; None where there is nothing."""
        found = [change.weight for change in self.changes]
        found += [Weight(int(finding.severity)) for finding in self.new]
        return max(found, default=None)

    @property
    def headline(self) -> str:
        """The change in one sentence."""
        from stratdocs.review.words import headline

        return headline(self)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What is to be decided, at most three, the weightiest first."""
        from stratdocs.review.words import decisions

        return decisions(self)

    def of(self, item: str) -> tuple[Change, ...]:
        """The changes of one item."""
        return tuple(change for change in self.changes if change.item == item)

    def weighing(self, weight: Weight) -> tuple[Change, ...]:
        """The changes of one weight."""
        return tuple(change for change in self.changes if change.weight is weight)

    def counted(self) -> Mapping[Class, int]:
        """How many changes of each class there are."""
        number: dict[Class, int] = dict.fromkeys(CLASSES, 0)
        for change in self.changes:
            number[change.category] += 1
        return number


def heaviest(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes in the order in which they are told."""
    return tuple(sorted(changes, key=lambda change: change.order))
