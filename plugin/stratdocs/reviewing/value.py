"""What a change of a strategy means: the value that each report and page of a review is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import IntEnum
from typing import Literal, NamedTuple

from stratdocs.linting.not_judged import NotJudged
from stratdocs.model.finding import Finding
from stratdocs.model.kinds import Class, Entity
from stratdocs.model.stack import Stack
from stratdocs.reviewing.lifecycle import Dependents, Moment
from stratdocs.reviewing.phrase import Phrase
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
"""What happened to the field, or to the item if `field` is empty."""


class Weight(IntEnum):
    """How much a change matters; higher is more."""

    MINOR = 1
    """Good to know."""
    NOTABLE = 2
    """A reviewer should see it."""
    BREAKING = 3
    """It breaks what others rely on; somebody should decide it deliberately."""

    @property
    def word(self) -> str:
        """The word that users read and write."""
        return self.name.lower()


class Side(NamedTuple):
    """One of the two strategies that are compared."""

    name: str
    """Its name in sentences: `main`, `the working tree`, `old`."""
    stack: Stack
    commit: str | None = None
    """The full hash of its commit; None for a folder."""
    findings: tuple[Finding, ...] = ()
    """The findings of a check that no allow accepts."""
    silenced: frozenset[Finding] = frozenset()
    """The findings that an allow accepts."""
    folder: tuple[str, str] | None = None
    """For the base of two folders: the folder that its paths name, and the one they are
    really in."""

    pages: Mapping[str, str] = {}
    """The written pages that refer to the strategy, path to text."""

    @property
    def texts(self) -> Mapping[str, str]:
        """Every text that a finding can be in, path to text."""
        return {**self.stack.texts, **self.pages}

    def openable(self, path: str) -> str:
        """A path of this side as it can be opened."""
        if self.folder is not None and path.startswith(self.folder[0]):
            return self.folder[1] + path[len(self.folder[0]) :]
        return path


class Change(NamedTuple):
    """A difference between the two strategies, and what it means."""

    item: str
    """The id of the item; the new one if it is still there."""
    kind: type[Entity]
    title: str
    field: str
    """The route of the field, as in `success.target` or `check_ins[2027-01-31].value`; empty if
    the item itself was added, removed, moved or renamed."""
    sort: Sort
    before: str | None
    """The old value as text; the old id or file if renamed or moved; None if there was none."""
    after: str | None
    parts: tuple[tuple[str, ...], tuple[str, ...]]
    """The single values before and after: the members of a list, or else the value itself."""
    category: Class
    full_weight: Weight
    """Its weight before the item's stage and a stated reason reduce it."""
    weight: Weight
    """Its full weight, reduced by the item's stage and by a stated reason."""
    what: Phrase
    """What happened, without when, why and what depends on it."""
    moment: Moment
    """When it happens in the life of the item."""
    span: Span
    """Its place on the new side, or on the old one if `old` is set."""
    old: bool
    """Whether the place is on the old side because there is none on the new one."""
    fingerprint: str
    """The identity of the change, made of id, field and both values; it survives a rebase."""
    reason: str | None = None
    """The stated reason, if there is one."""
    below: int = 0
    """The number of items below it."""
    dependents: tuple[Dependents, ...] = ()
    """Those items by kind, if the change matters to them."""
    accepted: str | None = None
    """Why it was accepted, if the file of accepted changes lists it."""

    @property
    def order(self) -> tuple[int, int, str, int, int, str]:
        """The sort key: by weight, then by how much depends on it, then by place."""
        span = self.span
        return (-self.weight, -self.below, span.path, span.line, span.column, self.field)

    @property
    def free(self) -> bool:
        """Whether it is a change of a draft, which may change freely."""
        return self.moment.stage == "draft"

    @property
    def counts(self) -> bool:
        """Whether it affects those who rely on the item."""
        return self.full_weight > Weight.MINOR and self.sort not in ("moved", "renamed")


class Affected(NamedTuple):
    """An item that a change reaches."""

    item: str
    kind: type[Entity]
    source: str
    """The changed item that it is reached from."""
    link: tuple[str | int, ...]
    """The route of the field that says why, as in `serves`."""
    through: tuple[str, ...]
    """The path from the changed item, which is left out, to this one, the last."""
    owner: str | None = None

    @property
    def direct(self) -> bool:
        """Whether the link leads to the changed item itself."""
        return len(self.through) == 1

    @property
    def target(self) -> str:
        """The item that the link names."""
        return self.source if self.direct else self.through[-2]


class ReviewReason(NamedTuple):
    """Why somebody should look at a change."""

    role: Literal["former owner", "owner", "approver", "parent", "reached", "further"]
    """Their role: owner or approver of the changed item, or owner of its parent, of an item that it
    reaches, or of one further down."""
    item: str
    """The item that they answer for."""
    affected: Affected | None = None
    """How the change reaches that item."""


class Reviewer(NamedTuple):
    """A person who should look at the change."""

    person: str
    """The id."""
    name: str
    reasons: tuple[ReviewReason, ...]
    """The reasons, the weightiest first."""


class EarlierChange(NamedTuple):
    """A change of a parent that was made before the older side."""

    parent: str
    fields: tuple[str, ...]
    when: date
    who: str | None


class Unconfirmed(NamedTuple):
    """An item that nobody has looked at since the meaning of what it serves changed."""

    item: str
    parent: str
    cause: Change | EarlierChange
    """The change of the parent."""
    owner: str | None


ExemptionSort = Literal["acceptance", "allow", "baseline", "setting"]
"""The means by which a change excuses something."""


class Exemption(NamedTuple):
    """What comes with the change itself and excuses something: an acceptance, an allow, an entry of
    a baseline, a looser setting. It weighs as much as what it excuses, until a reviewer confirms.
    """

    sort: ExemptionSort
    what: str
    """What is excused, and with what reason, without who and when."""
    weight: Weight
    path: str = ""
    line: int = 0
    """Its line on the newer side; 0 if it is not there."""
    who: str | None = None
    """The author of the commit that it came with."""
    when: date | None = None
    confirmed: str | None = None
    """Who confirmed it outside of the change, and how; it excuses only then."""

    @property
    def order(self) -> tuple[int, str, int, str]:
        """The sort key: the heaviest first, then by place."""
        return (-self.weight, self.path, self.line, self.what)


Mark = Literal["added", "removed", "changed", "moved"]
"""How an item is marked in the tree; `moved` means below a different parent."""


class Review(NamedTuple):
    """A change of the strategy, and what it means."""

    base: Side
    head: Side
    changes: tuple[Change, ...]
    """The changes that nobody has accepted, the heaviest first."""
    accepted: tuple[Change, ...]
    """The changes that the file of accepted changes lists."""
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
    """The mark of each item that changed, by its id; of removed ones by the old id."""
    renamed: Mapping[str, str]
    """Old id to new one."""
    notes: tuple[str, ...] = ()
    """What could not be determined, in one sentence each."""
    earlier: tuple[Unconfirmed, ...] = ()
    """Items that nobody has looked at since what they serve changed, before the older side."""
    judged_otherwise: bool = False
    """Whether the settings of the rules differ."""
    not_judged: tuple[NotJudged, ...] = ()
    """What of the newer side could not be judged; the notes have it too."""
    exemptions: tuple[Exemption, ...] = ()
    """What the change brings along that excuses something, the heaviest first."""

    @property
    def unconfirmed_exemptions(self) -> tuple[Exemption, ...]:
        """The exemptions that no reviewer has confirmed."""
        return tuple(exemption for exemption in self.exemptions if exemption.confirmed is None)

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.changes or self.accepted or self.new or self.fixed or self.exemptions)

    @property
    def weight(self) -> Weight | None:
        """The heaviest weight among changes, new findings and unconfirmed exemptions; None if there
        are none.
        """
        found = [change.weight for change in self.changes]
        found += [exemption.weight for exemption in self.unconfirmed_exemptions]
        found += [Weight(int(finding.severity)) for finding in self.new]
        return max(found, default=None)

    def of(self, item: str) -> tuple[Change, ...]:
        """The changes of one item."""
        return tuple(change for change in self.changes if change.item == item)

    def weighing(self, weight: Weight) -> tuple[Change, ...]:
        """The changes of one weight."""
        return tuple(change for change in self.changes if change.weight is weight)

    def counted(self) -> Mapping[Class, int]:
        """The number of changes in each class."""
        number: dict[Class, int] = dict.fromkeys(CLASSES, 0)
        for change in self.changes:
            number[change.category] += 1
        return number


def heaviest(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes in the order in which reports list them."""
    return tuple(sorted(changes, key=lambda change: change.order))
