"""A review as one page: for people who decide about the change and do not read YAML.

The values of the page are made here; the template prints them. What other reports call by id is
called by name here: people by theirs, and items by their titles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from stratdocs.analysis.progress import key_result_progress
from stratdocs.model.diff import as_text
from stratdocs.model.fields import key_values
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Class, KeyResult
from stratdocs.reports.checked import clean
from stratdocs.reviewing.host import NO_HOST, Host
from stratdocs.reviewing.phrase import number_words
from stratdocs.reviewing.sides import SHORT_HASH_LENGTH
from stratdocs.reviewing.titles import Titles, status_words, time_words, titles_in
from stratdocs.reviewing.value import CLASSES, Affected, Change, Fact, Review, Side
from stratdocs.reviewing.verdict import counts, to_decide_words
from stratdocs.reviewing.wording import (
    exemption_lines,
    link_words,
    sentence,
)
from stratdocs.reviewing.wordwise import Piece, clipped, pieces
from stratdocs.site.views.template_data import TemplateData
from stratdocs.words.phrases import few, join_words

Url = Callable[[str], str | None]


class Limits(NamedTuple):
    """How much of each part a page shows; it counts the rest."""

    cards: int
    """Decisions."""
    rows: int
    """Rows of each list."""
    nodes: int
    """Changed items in the tree."""
    text: int
    """Characters of a value."""


LIMITS = (Limits(150, 150, 300, 1_200), Limits(60, 60, 120, 600), Limits(20, 20, 40, 240))
"""From comfortable to read to certain to fit."""
MAX_DEPTH = 12
"""Levels of the tree."""
MAX_SIBLINGS = 12
"""Unchanged items that are named beside changed ones."""
MAX_PARTS = 8
"""Changes of one fact that are shown before and after."""
_MARKS = {
    "added": ("+", "added"),
    "removed": ("−", "removed"),
    "changed": ("~", "changed"),
    "moved": ("→", "moved"),
}


class Mark(NamedTuple):
    """What happened to an item, as a sign and a word."""

    name: str
    sign: str
    word: str


class TreeNode(NamedTuple):
    """An item in the tree of what changed."""

    title: str
    noun: str
    mark: Mark | None
    note: str
    """What the mark leaves open: from where it was moved, what it was called."""
    anchor: str
    """Of the decision about it; empty where there is none."""
    weight: str
    branches: tuple[TreeNode, ...]
    same: tuple[str, ...]
    """Unchanged items beside its changed branches, by title."""
    more: int
    """Further unchanged ones."""
    hidden: int
    """Changed items deeper than the tree goes."""


class Sides(NamedTuple):
    """One value, before and after."""

    label: str
    """The field, and the item where it is one of several."""
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


class Bar(NamedTuple):
    """How far a key result is."""

    share: float | None
    """The share of the way, 0 to 1; None if it cannot be computed."""
    words: str


class BarPair(NamedTuple):
    """How far a key result is, before and after."""

    before: Bar
    after: Bar


class Place(NamedTuple):
    """The line of a change."""

    text: str
    url: str
    """Its address; empty if no host shows it."""


class SideName(NamedTuple):
    """A side by a name that means something to readers who know no git."""

    name: str
    commit: str
    """The beginning of its hash; empty where it is not a commit."""


class Kind(NamedTuple):
    """A class of changes."""

    name: str
    meaning: str
    url: str
    """The address of its explanation; empty if there is none."""


class FindingRow(TemplateData):
    """A finding that is new or fixed."""

    severity: str
    rule: str
    url: str
    message: str
    place: str


class Decision(TemplateData):
    """A question to the person who decides on the change."""

    anchor: str
    question: str
    facts: Sequence[str]
    """What the question leaves open, and what follows."""
    reason: str
    missing: bool
    """Whether a reason is missing."""
    who: str
    weight: str
    category: str
    place: Place
    fingerprints: Sequence[str]
    sides: Sequence[Sides]
    sides_more: int
    progress: BarPair | None
    """How far it is on both sides, if a figure changed by which that is measured."""
    also: Sequence[tuple[str, str]]
    """Kind and title of the items that were added or removed together with it."""
    fields: Sequence[tuple[str, str]]
    """What an item that was added or removed says."""
    gone: bool
    """Whether that item is gone."""


class ReviewerRow(TemplateData):
    """Someone who should review it, and why."""

    name: str
    reasons: Sequence[str]
    more: int


class MinorRow(TemplateData):
    """A minor change, or several of one kind."""

    title: str
    message: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


class MinorGroup(TemplateData):
    """The minor changes of one class."""

    kind: Kind
    number: int
    rows: Sequence[MinorRow]
    more: int


class ReachedItem(TemplateData):
    """An item that a change affects, and by which link."""

    title: str
    noun: str
    why: str
    owner: str


class ReachGroup(TemplateData):
    """What the changes of one item affect."""

    title: str
    anchor: str
    words: str
    direct: Sequence[ReachedItem]
    further: Sequence[ReachedItem]


class UnconfirmedItem(TemplateData):
    """An item that needs reconfirming."""

    title: str
    owner: str


class UnconfirmedGroup(TemplateData):
    """What serves one changed item and needs reconfirming."""

    title: str
    rows: Sequence[UnconfirmedItem]


class AcceptedRow(TemplateData):
    """A change that was accepted beforehand."""

    title: str
    message: str
    reason: str
    fingerprint: str


class ReviewPage(TemplateData):
    """The whole page."""

    title: str
    headline: str
    counts: str
    base: SideName
    head: SideName
    classes: Sequence[Kind]
    empty: bool
    exemptions: Sequence[str]
    """What the change excuses itself, each with its weight, place and author."""
    exemption_question: str
    """The question whether that counts; empty where a reviewer has confirmed it."""
    notes: Sequence[str]
    accepted: Sequence[AcceptedRow]
    accepted_more: int
    decisions: Sequence[Decision]
    decisions_more: int
    decisions_count: int
    minor: Sequence[MinorGroup]
    minor_count: int
    new: Sequence[FindingRow]
    new_more: int
    advice: Sequence[FindingRow]
    """New findings that are only advice."""
    advice_more: int
    fixed: Sequence[FindingRow]
    fixed_more: int
    unchanged: int
    reviewers: Sequence[ReviewerRow]
    reviewers_more: int
    names: str
    """The first of them, by name."""
    tree: Sequence[TreeNode]
    tree_more: int
    reached: Sequence[ReachGroup]
    reached_count: int
    unconfirmed: Sequence[UnconfirmedGroup]
    unconfirmed_more: int
    items: int


class ChangeSummary(NamedTuple):
    """A change that weighs, in a line."""

    item: str
    title: str
    noun: str
    weight: str
    category: str
    message: str


class ReviewSummary(NamedTuple):
    """A review in short, for a page that shows more than that."""

    headline: str
    counts: str
    rows: Sequence[ChangeSummary]
    more: int
    minor: int
    new: Sequence[FindingRow]
    new_more: int
    fixed: Sequence[FindingRow]
    fixed_more: int


def data(
    review: Review,
    limits: Limits = LIMITS[0],
    url: Url | None = None,
    host: Host | None = None,
) -> ReviewPage:
    """The values of the page, within limits; `url` gives the address of a rule's page."""
    return _ReviewPageBuilder(review, limits, url or (lambda _: None), host or NO_HOST).page()


def summary(review: Review) -> ReviewSummary:
    """The headline, the counts, what has to be decided, and the findings that are new or fixed."""
    limits = LIMITS[1]
    builder = _ReviewPageBuilder(review, limits, lambda _: None, NO_HOST)
    facts = review.to_decide
    return ReviewSummary(
        headline=builder.titles.headline(),
        counts="" if review.empty else counts(review),
        rows=[
            ChangeSummary(
                item=fact.lead.item,
                title=builder.titles.of(fact.lead.item),
                noun=fact.lead.kind.noun,
                weight=fact.weight.word,
                category=fact.category,
                message=builder.titles.message(fact),
            )
            for fact in facts[: limits.rows]
        ],
        more=max(0, len(facts) - limits.rows),
        minor=len(review.minor),
        new=builder.findings(review.new, review.head),
        new_more=max(0, len(review.new) - limits.rows),
        fixed=builder.findings(review.fixed, review.base),
        fixed_more=max(0, len(review.fixed) - limits.rows),
    )


class _ReviewPageBuilder:
    """Makes the values of the page, within limits."""

    def __init__(self, review: Review, limits: Limits, url: Url, host: Host) -> None:
        self.review, self.limits, self.url, self.host = review, limits, url, host
        self.before, self.after = review.base.stack, review.head.stack
        self.back = {now: was for was, now in review.renamed.items()}
        self.titles = Titles(review, limits.text)
        self.anchors: dict[str, str] = {}
        for number, fact in enumerate(review.to_decide[: limits.cards], 1):
            for change in fact.changes:
                self.anchors.setdefault(change.item, f"decision-{number}")

    def page(self) -> ReviewPage:
        review, limits = self.review, self.limits
        most = limits.rows
        minor = self._minor()
        facts, excused = review.to_decide, review.unconfirmed_exemptions
        advice = [finding for finding in review.new if finding.severity is Severity.ADVICE]
        heavy = [finding for finding in review.new if finding.severity is not Severity.ADVICE]
        return ReviewPage(
            title=sentence(to_decide_words(review)) if facts else self.titles.headline(),
            headline=self.titles.headline(),
            counts="" if review.empty else counts(review),
            base=_side_name(review.base),
            head=_side_name(review.head),
            classes=[self._kind(kind) for kind, number in review.counted().items() if number],
            empty=review.empty,
            exemptions=[_capital(self.titles.in_text(line)) for line in exemption_lines(review)],
            exemption_question=_exemption_question(len(excused)),
            notes=[self.titles.in_text(note) for note in review.notes[:most]],
            accepted=[
                AcceptedRow(
                    title=self.titles.of(change.item),
                    message=self.titles.message(Fact((change,))),
                    reason=clipped(clean(change.accepted or ""), limits.text),
                    fingerprint=change.fingerprint,
                )
                for change in review.accepted[:most]
            ],
            accepted_more=max(0, len(review.accepted) - most),
            decisions=[
                self._decision(fact, f"decision-{number}")
                for number, fact in enumerate(facts[: limits.cards], 1)
            ],
            decisions_more=max(0, len(facts) - limits.cards),
            decisions_count=len(facts),
            minor=minor,
            minor_count=len(review.minor),
            new=self.findings(heavy, review.head),
            new_more=max(0, len(heavy) - most),
            advice=self.findings(advice, review.head),
            advice_more=max(0, len(advice) - most),
            fixed=self.findings(review.fixed, review.base),
            fixed_more=max(0, len(review.fixed) - most),
            unchanged=len(review.unchanged),
            reviewers=self._reviewers(),
            reviewers_more=max(0, len(review.reviewers) - _MAX_REVIEWERS),
            names=few([clean(reviewer.name) for reviewer in review.reviewers], 5),
            tree=self._tree(),
            tree_more=max(0, len(review.marks) - limits.nodes),
            reached=self._reached(),
            reached_count=len(review.affected),
            unconfirmed=self._unconfirmed(),
            unconfirmed_more=max(0, len(review.unconfirmed) - most),
            items=len(self.after.entities),
        )

    def _kind(self, name: Class) -> Kind:
        return Kind(name, CLASSES[name], _web_address(self.host.site(f"reference/{name}")))

    # --- decisions

    def _decision(self, fact: Fact, anchor: str) -> Decision:
        change = fact.lead
        whole = not change.field and change.sort in ("added", "removed")
        parts = [c for c in fact.changes if c.field and c.sort not in ("moved", "renamed")]
        several = len({c.item for c in fact.changes}) > 1
        more = max(0, len(parts) - MAX_PARTS)
        alike = len({(c.before, c.after) for c in parts}) == 1
        labelled = several
        if alike and {c.item for c in parts} == {c.item for c in fact.changes}:
            parts, more, labelled = parts[:1], 0, False
        first = self.titles.beyond_question(fact)
        facts = [first] if first else []
        facts += [sentence(self.titles.in_text(note)) for note in fact.notes]
        asked = self.titles.asked(fact)
        side = self.review.base if change.old else self.review.head
        path = clean(side.openable(change.span.path))
        return Decision(
            anchor=anchor,
            question=self.titles.question(fact),
            facts=[sentence(text) for text in facts],
            reason=clipped(clean(fact.reason or ""), self.limits.text),
            missing=fact.lacks_reason,
            who=join_words(name if several else f"{name} ({role})" for name, role in asked.items()),
            weight=fact.weight.word,
            category=fact.category,
            place=_place(path, change, self.host.change(change, self.review)),
            fingerprints=[c.fingerprint for c in fact.changes[:MAX_PARTS]],
            sides=[self._sides(c, labelled=labelled) for c in parts[:MAX_PARTS]],
            progress=self._progress(fact),
            sides_more=more,
            also=[
                (c.kind.noun, self.titles.of(c.item))
                for c in fact.changes[1 : MAX_PARTS + 1]
                if not c.field and c.item != change.item
            ],
            fields=tuple(self._fields(change)) if whole and len(fact.changes) == 1 else (),
            gone=change.sort == "removed",
        )

    def _progress(self, fact: Fact) -> BarPair | None:
        """How far a key result is by what it promised before and by what it promises now."""
        change = fact.lead
        new = self.after.get(change.item)
        old = self.before.get(self.back.get(change.item, change.item))
        if not isinstance(old, KeyResult) or not isinstance(new, KeyResult):
            return None
        if fact.category != "goalpost":
            return None
        was, now = key_result_progress(self.before, old), key_result_progress(self.after, new)
        if (was.value is None and now.value is None) or was.words == now.words:
            return None
        return BarPair(Bar(was.bar, sentence(was.words)), Bar(now.bar, sentence(now.words)))

    def _sides(self, change: Change, *, labelled: bool) -> Sides:
        old, new = self.titles.values(change)
        before, after = pieces(clean(old), clean(new), self.limits.text)
        label = self.titles.label(change)
        if labelled:
            label = f"{self.titles.of(change.item)}: {label[:1].lower()}{label[1:]}"
        return Sides(label, before, after)

    def _fields(self, change: Change) -> Iterator[tuple[str, str]]:
        """The fields of an item that was added or removed, the most telling first."""
        stack = self.before if change.sort == "removed" else self.after
        entity = stack.get(change.item)
        if entity is None:
            return
        for field, value in key_values(entity):
            text = as_text(value)
            if text is None:
                continue
            if field.names:
                text = titles_in(value if isinstance(value, tuple) else (text,), stack)
            yield (
                sentence(field.noun),
                clipped(clean(time_words(status_words(text))), self.limits.text),
            )

    # --- what needs no decision

    def _minor(self) -> list[MinorGroup]:
        groups: dict[Class, list[Fact]] = {}
        for fact in self.review.minor:
            groups.setdefault(fact.category, []).append(fact)
        most = self.limits.rows
        return [
            MinorGroup(
                kind=self._kind(kind),
                number=len(groups[kind]),
                rows=[self._minor_row(fact) for fact in groups[kind][:most]],
                more=max(0, len(groups[kind]) - most),
            )
            for kind in CLASSES
            if kind in groups
        ]

    def _minor_row(self, fact: Fact) -> MinorRow:
        (row,) = self.titles.small_rows([fact])
        change = fact.lead
        both = bool(change.before and change.after) and change.sort == "changed"
        words = "→" not in row.words or " " in (change.before or "")
        shown = both and words and len(fact.changes) == 1
        old, new = self.titles.values(change) if shown else ("", "")
        before, after = pieces(clean(old), clean(new), self.limits.text // 2)
        return MinorRow(title=row.title, message=row.words, before=before, after=after)

    # --- people, and where

    def _reviewers(self) -> list[ReviewerRow]:
        """Who should look, and why."""
        return [
            ReviewerRow(
                name=clean(reviewer.name),
                reasons=[self.titles.reason(reason) for reason in reviewer.reasons[:2]],
                more=max(0, len(reviewer.reasons) - 2),
            )
            for reviewer in self.review.reviewers[:_MAX_REVIEWERS]
        ]

    def _tree(self) -> list[TreeNode]:
        """What changed, under what it serves."""
        marks = self.review.marks
        weighty = dict.fromkeys(change.item for change in self.review.changes)
        wanted = [
            *(item for item in weighty if item in marks),
            *(m for m in marks if m not in weighty),
        ]
        below: dict[str, dict[str, None]] = {}
        roots: dict[str, None] = {}
        for item in wanted[: self.limits.nodes]:
            seen = {item}
            while (above := self._parent_id(item)) is not None and above not in seen:
                seen.add(above)
                known = item in below.get(above, {})
                below.setdefault(above, {})[item] = None
                if known:
                    break
                item = above
            else:
                roots[item] = None
        level = {"strategies": 0, "outcomes": 1}
        ordered = sorted(roots, key=lambda item: level.get(self._collection(item), 2))
        return [self._node(item, below, 1) for item in ordered]

    def _collection(self, identity: str) -> str:
        found = self.review.entity(identity)
        return found.collection if found is not None else ""

    def _parent_id(self, identity: str) -> str | None:
        """What an item serves first; for a removed item what it served, by its present id."""
        now = self.after.get(identity)
        if now is not None:
            found = self.after.primary(now)
            return found.id if found is not None else None
        was = self.before.get(identity)
        found = self.before.primary(was) if was is not None else None
        return self.review.renamed.get(found.id, found.id) if found is not None else None

    def _node(self, identity: str, below: Mapping[str, Mapping[str, None]], depth: int) -> TreeNode:
        mark = self.review.marks.get(identity)
        changes = self.review.of(identity)
        branches = below.get(identity, {})
        now = self.after.get(identity)
        same = [
            self.titles.of(branch.id)
            for branch in (self.after.branches(now) if now is not None else ())
            if branch.id not in branches and branch.id not in self.review.marks
        ]
        entity = self.review.entity(identity)
        return TreeNode(
            self.titles.of(identity),
            entity.noun if entity is not None else "",
            Mark(mark, *_MARKS[mark]) if mark is not None else None,
            self._note(identity),
            self.anchors.get(identity, ""),
            changes[0].weight.word if changes else "",
            tuple(self._node(branch, below, depth + 1) for branch in branches)
            if depth < MAX_DEPTH
            else (),
            tuple(same[:MAX_SIBLINGS]),
            max(0, len(same) - MAX_SIBLINGS),
            0 if depth < MAX_DEPTH else len(branches),
        )

    def _note(self, identity: str) -> str:
        notes = []
        was = self.back.get(identity)
        old = self.before.get(was or identity)
        if self.review.marks.get(identity) == "moved" and old is not None:
            above = self.before.primary(old)
            notes.append(
                f"from “{self.titles.of(above.id)}”" if above is not None else "from the top"
            )
        if was is not None:
            notes.append(f"previously {clean(was)}")
        return ", ".join(notes)

    def findings(self, found: Sequence[Finding], side: Side) -> list[FindingRow]:
        """Findings as rows, the worst first."""
        ordered = sorted(found, key=lambda finding: (-finding.severity, finding.order))
        return [
            FindingRow(
                severity=finding.severity.word,
                rule=finding.rule,
                url=_web_address(self.url(finding.rule)),
                message=self._finding_message(finding),
                place=clean(side.openable(finding.span.path)) + f":{finding.span.line}",
            )
            for finding in ordered[: self.limits.rows]
        ]

    def _finding_message(self, finding: Finding) -> str:
        """The message of a finding."""
        entity = self.review.entity(finding.item)
        return sentence(
            self.titles.in_text(finding.message, (finding.item, entity.owner if entity else None))
        )

    def _reached(self) -> list[ReachGroup]:
        """What the changes reach, by the item that changed."""
        groups: dict[str, list[Affected]] = {}
        for affected in self.review.affected[: 2 * self.limits.rows]:
            groups.setdefault(affected.source, []).append(affected)
        found = []
        for source, members in groups.items():
            direct = [affected for affected in members if affected.direct]
            further = [affected for affected in members if not affected.direct]
            found.append(
                ReachGroup(
                    title=self.titles.of(source),
                    direct=[self._reached_item(affected) for affected in direct],
                    further=[self._reached_item(affected) for affected in further],
                    anchor=self.anchors.get(source, ""),
                    words=" and ".join(
                        f"{number_words(len(some))} {how}"
                        for some, how in ((direct, "directly"), (further, "further down"))
                        if some
                    ),
                )
            )
        return found

    def _reached_item(self, affected: Affected) -> ReachedItem:
        """An item that is reached, with the link in words: `serves it`."""
        verb = link_words(affected)
        target = "it" if affected.direct else f"“{self.titles.of(affected.target)}”"
        entity = self.review.entity(affected.item)
        return ReachedItem(
            title=self.titles.of(affected.item),
            noun=entity.noun if entity is not None else "",
            why=f"{verb} {target}",
            owner=self.titles.name(affected.owner),
        )

    def _unconfirmed(self) -> list[UnconfirmedGroup]:
        """What is to be confirmed again, by what it serves."""
        groups: dict[str, list[UnconfirmedItem]] = {}
        for item in self.review.unconfirmed[: self.limits.rows]:
            row = UnconfirmedItem(
                title=self.titles.of(item.item), owner=self.titles.name(item.owner)
            )
            groups.setdefault(item.parent, []).append(row)
        return [
            UnconfirmedGroup(title=self.titles.of(parent), rows=rows)
            for parent, rows in groups.items()
        ]


_MAX_REVIEWERS = 12
"""People who are asked to review; asking everyone is asking no one."""


def _place(path: str, change: Change, address: str | None) -> Place:
    """The line of a change: by the name of its file where a link leads to it."""
    url = _web_address(address)
    name = path.rsplit("/", 1)[-1] if url else path
    return Place(f"{name}, line {change.span.line}{' before' if change.old else ''}", url)


def _web_address(address: str | None) -> str:
    """An address that a browser may follow; empty for any other."""
    return address if address and address.startswith(("https://", "http://")) else ""


def _side_name(side: Side) -> SideName:
    """A side by a name that says something to people who know no git."""
    short = (side.commit or "")[:SHORT_HASH_LENGTH]
    name = clean(side.name)
    if side.commit is not None and side.commit.startswith(name):
        return SideName("commit", short)
    if side.commit is not None and name == "HEAD":
        name = "this change"
    return SideName(name, short)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _exemption_question(number: int) -> str:
    """The question about the exemptions that are listed below it."""
    return {0: "", 1: "Should this count?"}.get(number, "Should these count?")
