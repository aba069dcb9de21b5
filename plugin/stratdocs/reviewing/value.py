"""What a change of a strategy means: the value that each report and page of a review is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import IntEnum
from typing import Literal, NamedTuple

from stratdocs.linting.change_classes import CLASSES as CHANGE_CLASSES
from stratdocs.linting.not_judged import NotJudged
from stratdocs.model.finding import Finding
from stratdocs.model.kinds import Bet, Class, Decision, Entity, Initiative, Objective, Strategy
from stratdocs.model.stack import Stack
from stratdocs.reviewing.lifecycle import Dependents, Moment
from stratdocs.reviewing.phrase import Phrase
from stratdocs.yamltext.source import Span

CLASSES: Mapping[Class, str] = {name: found.summary for name, found in CHANGE_CLASSES.items()}
"""What each class of changes is about."""

Sort = Literal["added", "removed", "changed", "renamed", "moved"]
"""What happened to the field, or to the item if `field` is empty."""


class Weight(IntEnum):
    """How much a change matters; higher is more."""

    MINOR = 1
    """For information."""
    NOTABLE = 2
    """It needs a reviewer."""
    BREAKING = 3
    """It changes a commitment; someone should decide it deliberately."""

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
    """The findings of a check that aren't suppressed."""
    silenced: frozenset[Finding] = frozenset()
    """The findings that are suppressed."""
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


class Fact(NamedTuple):
    """One thing that happened: a change, or several that are one in fact."""

    changes: tuple[Change, ...]
    """Its changes, the one that leads first."""
    words: Phrase | None = None
    """What happened, if that is more than the first change says."""
    question: Phrase | None = None
    """The question that it puts to whoever decides."""
    notes: tuple[str, ...] = ()
    """What follows from it, in a sentence each."""

    @property
    def lead(self) -> Change:
        """The change that leads."""
        return self.changes[0]

    @property
    def weight(self) -> Weight:
        """The weight of its heaviest change."""
        return max(change.weight for change in self.changes)

    @property
    def category(self) -> Class:
        """The class of the change that leads."""
        return self.lead.category

    @property
    def to_decide(self) -> bool:
        """Whether somebody has to decide about it."""
        return self.weight > Weight.MINOR

    @property
    def reason(self) -> str | None:
        """The stated reason, if it has one for all that weighs."""
        heaviest = self.weight
        reasons = {change.reason for change in self.changes if change.weight is heaviest}
        return next(iter(reasons)) if len(reasons) == 1 else None

    @property
    def lacks_reason(self) -> bool:
        """Whether a reviewer should miss a reason."""
        expected = self.category != "progress" or self.weight is Weight.BREAKING
        return self.reason is None and self.lead.counts and expected

    @property
    def order(self) -> tuple[int, int, int, str, int, int]:
        """The sort key: what needs a decision, the decisions of a plan before figures, figures
        before dates; then by weight and by how much depends on it.
        """
        span = self.lead.span
        below = max(change.below for change in self.changes)
        first = min(map(_rank, self.changes)) if self.to_decide else _LAST_RANK
        return (first, -self.weight, -below, span.path, span.line, span.column)


_LAST_RANK = 9


def _rank(change: Change) -> int:
    """What a change decides: a plan begun, given up or reversed; a figure; a new goal; a date; whom
    it concerns; all else.
    """
    name = change.field.rpartition(".")[2].partition("[")[0]
    if change.weight is Weight.MINOR:
        return _LAST_RANK
    plan = issubclass(change.kind, (Strategy, Bet, Objective, Initiative))
    started = not change.field and change.sort == "added"
    if plan and (change.field in _COURSE or (not change.field and not started)):
        return 0
    if started and issubclass(change.kind, (Strategy, Bet)):
        return 0
    if (change.kind is Decision and name == "choice") or name == "not_doing":
        return 0
    if name in _DATES:
        return 3
    missed = change.category == "progress" and change.weight is Weight.BREAKING
    if change.category == "goalpost" or missed:
        return 1
    if change.category == "focus":
        return 2
    return 4 if change.category in ("accountability", "traceability") else 5


_COURSE = ("status", "nature", "size")
_DATES = ("by", "due", "period", "starts", "ends")


class Affected(NamedTuple):
    """An item that a change affects."""

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
    """Why someone should review a change."""

    role: Literal["former owner", "owner", "approver", "parent", "reached", "further"]
    """Their role: owner or approver of the changed item, or owner of its parent, of an item that it
    reaches, or of one further down."""
    item: str
    """The item that they are accountable for."""
    affected: Affected | None = None
    """How the change affects that item."""


class Reviewer(NamedTuple):
    """A person who should review the change."""

    person: str
    """The id."""
    name: str
    reasons: tuple[ReviewReason, ...]
    """The reasons, the most important first."""


class EarlierChange(NamedTuple):
    """A change of a parent that was made before the older side."""

    parent: str
    fields: tuple[str, ...]
    when: date
    who: str | None


class Unconfirmed(NamedTuple):
    """An item not updated since the meaning of what it serves changed."""

    item: str
    parent: str
    cause: Change | EarlierChange
    """The change of the parent."""
    owner: str | None


ExemptionSort = Literal["acceptance", "allow", "baseline", "setting"]
"""The means by which a change excuses something."""


class Exemption(NamedTuple):
    """What comes with the change itself and excuses something: an acceptance, a suppression, an
    entry of a baseline, a looser setting. It weighs as much as what it excuses, until a reviewer
    confirms it.
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
    facts: tuple[Fact, ...]
    """What the changes are in fact, what has to be decided first."""
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
    """Items not updated since what they serve changed, before the older side."""
    judged_otherwise: bool = False
    """Whether the settings of the rules differ."""
    not_judged: tuple[NotJudged, ...] = ()
    """What couldn't be judged on the newer side; the notes list it too."""
    unread: tuple[str, ...] = ()
    """The files that differ and that one side has in a form that can't be read."""
    exemptions: tuple[Exemption, ...] = ()
    """What the change brings with it that excuses something, the heaviest first."""

    @property
    def unconfirmed_exemptions(self) -> tuple[Exemption, ...]:
        """The exemptions that no reviewer has confirmed."""
        return tuple(exemption for exemption in self.exemptions if exemption.confirmed is None)

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        found = self.changes or self.accepted or self.new or self.fixed
        return not (found or self.unread or self.exemptions)

    @property
    def to_decide(self) -> tuple[Fact, ...]:
        """The facts that somebody has to decide about, in that order."""
        return tuple(fact for fact in self.facts if fact.to_decide)

    @property
    def minor(self) -> tuple[Fact, ...]:
        """The facts that need no decision."""
        return tuple(fact for fact in self.facts if not fact.to_decide)

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

    def weighing(self, weight: Weight) -> tuple[Fact, ...]:
        """The facts of one weight."""
        return tuple(fact for fact in self.facts if fact.weight is weight)

    def entity(self, identity: str | None) -> Entity | None:
        """An item as it is or, if it is gone, as it was."""
        return self.head.stack.get(identity) or self.base.stack.get(identity)

    def counted(self) -> Mapping[Class, int]:
        """The number of changes in each class."""
        number: dict[Class, int] = dict.fromkeys(CLASSES, 0)
        for change in self.changes:
            number[change.category] += 1
        return number


def heaviest(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes in the order in which reports list them."""
    return tuple(sorted(changes, key=lambda change: change.order))


def entity_of(change: Change, before: Stack, after: Stack) -> Entity:
    """The item of a change: as it is or, if it is gone, as it was."""
    found = after.get(change.item) or before.get(change.item)
    assert found is not None  # noqa: S101  # a change is of an item of either side
    return found
