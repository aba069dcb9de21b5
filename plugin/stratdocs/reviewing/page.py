"""A review as one page: for people who decide about the change and do not read YAML.

The values of the page are made here; the template prints them. What other reports call by id is
called by name here: people by theirs, and items by their titles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from stratdocs.model.diff import as_text
from stratdocs.model.fields import field_on, field_words, key_values
from stratdocs.model.finding import Finding
from stratdocs.model.kinds import Entity, Person, Team
from stratdocs.model.stack import Stack
from stratdocs.reports.checked import clean
from stratdocs.reviewing.impact import owner_of
from stratdocs.reviewing.phrase import Named, number_words
from stratdocs.reviewing.sides import SHORT_HASH_LENGTH
from stratdocs.reviewing.value import CLASSES, Affected, Change, Review, ReviewReason, Side, Weight
from stratdocs.reviewing.wording import (
    change_place,
    circumstances,
    counts,
    exemption_lines,
    exemption_question,
    headline,
    link_words,
    question,
    row_message,
    rows,
    sentence,
)
from stratdocs.reviewing.wordwise import Piece, clipped, pieces
from stratdocs.site.views.template_data import TemplateData
from stratdocs.words.phrases import join_words

Url = Callable[[str], str | None]


class Limits(NamedTuple):
    """How much of each part a page shows; it counts the rest."""

    cards: int
    """Items that are shown before and after."""
    rows: int
    """Rows of each list."""
    nodes: int
    """Changed items in the tree."""
    text: int
    """Characters of a value."""


LIMITS = (Limits(150, 150, 300, 1_200), Limits(60, 60, 120, 600), Limits(20, 20, 40, 240))
"""From comfortable to read to certain to fit."""
MAX_DECISIONS = 12
"""Questions that a page asks; who has more to decide should ask for smaller changes."""
MAX_DEPTH = 12
"""Levels of the tree."""
MAX_SIBLINGS = 12
"""Unchanged items that are named beside changed ones."""
_MAX_TITLE = 90
"""Characters of a title within a sentence."""
_MAX_REASON_IN_MESSAGE = 150
"""Characters of a reason that the message of a change holds."""

_MEANING = {
    Weight.BREAKING: "breaks what others rely on",
    Weight.NOTABLE: "should have been seen by a reviewer",
    Weight.MINOR: "good to know",
}
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
    """Of its card; empty where it has none."""
    weight: str
    branches: tuple[TreeNode, ...]
    same: tuple[str, ...]
    """Unchanged items beside its changed branches, by title."""
    more: int
    """Further unchanged ones."""
    hidden: int
    """Changed items deeper than the tree goes."""


class Row(NamedTuple):
    """One change, before and after."""

    label: str
    weight: str
    category: str
    message: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    sort: str
    sides: bool
    """Whether before and after are shown side by side."""
    facts: tuple[tuple[str, str], ...]
    """What an item that was added or removed says."""
    reason: str
    """Why, where the message holds only its beginning."""
    place: str
    fingerprint: str


class Card(NamedTuple):
    """An item with its changes."""

    anchor: str
    title: str
    noun: str
    id: str
    above: str
    """The title of what it serves."""
    weight: str
    rows: tuple[Row, ...]
    more: int


class SideName(NamedTuple):
    """A side by a name that means something to readers who know no git."""

    name: str
    commit: str
    """The beginning of its hash; empty where it is not a commit."""


class PageHead(TemplateData):
    """The head of a review."""

    headline: str
    counts: str
    base: SideName
    head: SideName
    weights: Sequence[tuple[str, int, str]]
    classes: Sequence[tuple[str, int, str]]


class FindingRow(TemplateData):
    """A finding that is new or fixed."""

    severity: str
    rule: str
    url: str
    message: str
    place: str


class Decision(TemplateData):
    """A question to whoever decides about the change."""

    question: str
    facts: Sequence[str]
    who: str
    reason: str
    weight: str
    anchor: str


class ReviewerRow(TemplateData):
    """Somebody who should look, and why."""

    name: str
    reasons: Sequence[str]
    more: int


class MinorRow(TemplateData):
    """A minor change, or several of one kind."""

    title: str
    category: str
    message: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


class ReachedItem(TemplateData):
    """An item that a change reaches, and by which link."""

    title: str
    noun: str
    why: str
    owner: str


class ReachGroup(TemplateData):
    """What the changes of one item reach."""

    title: str
    anchor: str
    words: str
    direct: Sequence[ReachedItem]
    further: Sequence[ReachedItem]


class UnconfirmedItem(TemplateData):
    """An item to confirm again."""

    title: str
    owner: str


class UnconfirmedGroup(TemplateData):
    """What serves one changed item and is to be confirmed again."""

    title: str
    rows: Sequence[UnconfirmedItem]


class AcceptedRow(TemplateData):
    """A change that was accepted beforehand."""

    title: str
    message: str
    reason: str
    fingerprint: str


class ReviewPage(PageHead):
    """The whole page."""

    empty: bool
    notes: Sequence[str]
    decisions: Sequence[Decision]
    decisions_more: int
    reviewers: Sequence[ReviewerRow]
    reviewers_more: int
    tree: Sequence[TreeNode]
    tree_more: int
    cards: Sequence[Card]
    cards_more: int
    minor: Sequence[MinorRow]
    minor_more: int
    new: Sequence[FindingRow]
    new_more: int
    fixed: Sequence[FindingRow]
    fixed_more: int
    unchanged: int
    reached: Sequence[ReachGroup]
    reached_count: int
    unconfirmed: Sequence[UnconfirmedGroup]
    unconfirmed_more: int
    accepted: Sequence[AcceptedRow]
    accepted_more: int
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


def data(review: Review, limits: Limits = LIMITS[0], url: Url | None = None) -> ReviewPage:
    """The values of the page, within limits; `url` gives the address of a rule's page."""
    return _ReviewPageBuilder(review, limits, url or (lambda _: None)).page()


def summary(review: Review) -> ReviewSummary:
    """The headline, the counts, the changes that weigh, and the findings that are new or fixed."""
    limits = LIMITS[1]
    builder = _ReviewPageBuilder(review, limits, lambda _: None)
    head = builder.head()
    heavy = [change for change in review.changes if change.weight is not Weight.MINOR]
    return ReviewSummary(
        headline=head.headline,
        counts=head.counts,
        rows=[
            ChangeSummary(
                item=change.item,
                title=builder.title(change.item),
                noun=change.kind.noun,
                weight=change.weight.word,
                category=change.category,
                message=builder.message_below_title(change),
            )
            for change in heavy[: limits.rows]
        ],
        more=max(0, len(heavy) - limits.rows),
        minor=len(review.changes) - len(heavy),
        new=builder.findings(review.new, review.head),
        new_more=max(0, len(review.new) - limits.rows),
        fixed=builder.findings(review.fixed, review.base),
        fixed_more=max(0, len(review.fixed) - limits.rows),
    )


class _ReviewPageBuilder:
    """Makes the values of the page, within limits."""

    def __init__(self, review: Review, limits: Limits, url: Url) -> None:
        self.review, self.limits, self.url = review, limits, url
        self.before, self.after = review.base.stack, review.head.stack
        self.back = {now: was for was, now in review.renamed.items()}
        heavy = [change for change in review.changes if change.weight is not Weight.MINOR]
        self.heavy = _by_item(heavy)
        self.cards = {
            item: f"item-{number}"
            for number, item in enumerate(list(self.heavy)[: limits.cards], 1)
        }

    def page(self) -> ReviewPage:
        review, limits = self.review, self.limits
        questions = self._decisions()
        minor = list(rows(review.weighing(Weight.MINOR)))
        most = limits.rows
        head = self.head()
        return ReviewPage(
            headline=head.headline,
            counts=head.counts,
            base=head.base,
            head=head.head,
            weights=head.weights,
            classes=head.classes,
            empty=review.empty,
            notes=[clean(note) for note in (*exemption_lines(review), *review.notes)][:most],
            decisions=questions[:MAX_DECISIONS],
            decisions_more=max(0, len(questions) - MAX_DECISIONS),
            reviewers=self._reviewers(),
            reviewers_more=max(0, len(review.reviewers) - _MAX_REVIEWERS),
            tree=self._tree(),
            tree_more=max(0, len(review.marks) - limits.nodes),
            cards=[self._card(item) for item in self.cards],
            cards_more=len(self.heavy) - len(self.cards),
            minor=[self._minor_row(change, number) for change, number in minor[:most]],
            minor_more=max(0, len(minor) - most),
            new=self.findings(review.new, review.head),
            new_more=max(0, len(review.new) - most),
            fixed=self.findings(review.fixed, review.base),
            fixed_more=max(0, len(review.fixed) - most),
            unchanged=len(review.unchanged),
            reached=self._reached(),
            reached_count=len(review.affected),
            unconfirmed=self._unconfirmed(),
            unconfirmed_more=max(0, len(review.unconfirmed) - most),
            accepted=[
                AcceptedRow(
                    title=self.title(change.item),
                    message=self.message_below_title(change),
                    reason=clipped(clean(change.accepted or ""), limits.text),
                    fingerprint=change.fingerprint,
                )
                for change in review.accepted[:most]
            ],
            accepted_more=max(0, len(review.accepted) - most),
            items=len(self.after.entities),
        )

    def head(self) -> PageHead:
        """The head of the page."""
        review = self.review
        counted = review.counted()
        first = next(iter(review.changes), None)
        known = (first.item, first.before, first.after) if first else ()
        return PageHead(
            headline=self.with_titles(headline(review), known),
            counts="" if review.empty else counts(review),
            base=_side_name(review.base),
            head=_side_name(review.head),
            weights=[
                (weight.word, len(review.weighing(weight)), _MEANING[weight])
                for weight in sorted(Weight, reverse=True)
            ],
            classes=[
                (kind, counted[kind], meaning) for kind, meaning in CLASSES.items() if counted[kind]
            ],
        )

    # --- names

    def entity(self, identity: str | None) -> Entity | None:
        """The item as it is or, if it is gone, as it was."""
        return self.after.get(identity) or self.before.get(identity)

    def title(self, identity: str) -> str:
        """An item's title; its id if it has none."""
        found = self.entity(identity)
        return clipped(clean(found.title or identity if found else identity), 2 * _MAX_TITLE)

    def name(self, identity: str | None) -> str:
        """A person or team by name."""
        found = self.entity(identity)
        if isinstance(found, (Person, Team)):
            return self.title(found.id)
        return clean(identity or "")

    def with_titles(self, text: str, known: Collection[str | None] = ()) -> str:
        """A text that people or a rule wrote, with names instead of ids.

        An id of one word may be just that word, so it counts only where it is `known` to be meant.
        """
        text = clipped(clean(text), 2 * self.limits.text)
        return _WORD.sub(lambda found: self.name_or_word(found.group(), known), text)

    def name_or_word(self, word: str, known: Collection[str | None] = ()) -> str:
        """The name of the item with that id; the word itself if it names no item."""
        if word not in known and "-" not in word:
            return word
        entity = self.entity(word)
        if entity is None or not entity.title:
            return word
        if isinstance(entity, (Person, Team)):
            return clean(entity.title)
        return f"“{clipped(clean(entity.title), _MAX_TITLE)}”"

    def message_below_title(
        self, change: Change, number: int = 1, *, missing_reason: bool = True
    ) -> str:
        """The message of a change below the title of its item, which it need not repeat."""
        if number > 1:
            return sentence(self.with_titles(row_message(change, number)))
        rest = circumstances(change, missing_reason=missing_reason)
        if not change.field and change.sort == "renamed":
            return sentence(clean(f"{change.what}{rest}"))
        known: set[str] = set()
        if _names_items(change):
            known = {part for side in change.parts for part in side}

        def name(item: Named) -> str:
            if item.role == "subject":
                return "it"
            if item.role == "of subject":
                return ""
            if item.role == "kind":
                return item.noun
            return self.name_or_word(_status_words(clean(item.item)), known)

        def text(words: str) -> str:
            return self.with_titles(_status_words(words), known)

        return sentence(f"{change.what.worded(name, text)}{text(rest)}")

    def values(self, change: Change) -> tuple[str, str]:
        """The values before and after, as readable text: items by their titles."""
        if not _names_items(change):
            return _status_words(change.before or ""), _status_words(change.after or "")
        before, after = change.parts
        return _titles(before, self.before), _titles(after, self.after)

    # --- parts of the page

    def _decisions(self) -> list[Decision]:
        """What is to be decided: whatever breaks, and what is notable without a reason."""
        questions = []
        if excused := self.review.unconfirmed_exemptions:
            words = self.with_titles(exemption_question(excused))
            weight = excused[0].weight.word
            questions.append(
                Decision(question=words, facts=(), who="", reason="", weight=weight, anchor="")
            )
        for item, changes in self.heavy.items():
            undecided = [c for c in changes if c.weight is Weight.BREAKING or c.reason is None]
            if not undecided:
                continue
            first = undecided[0]
            known = (first.before, first.after) if _names_items(first) else ()
            questions.append(
                Decision(
                    question=self.with_titles(question(undecided), known),
                    facts=[
                        self.message_below_title(change, missing_reason=False)
                        for change in undecided[:3]
                    ],
                    who=self._who(item),
                    reason=clean(first.reason or ""),
                    weight=first.weight.word,
                    anchor=self.cards.get(item, ""),
                )
            )
        return questions

    def _who(self, item: str) -> str:
        """Whom to ask about an item, and in which role."""
        roles: dict[str, str] = {}
        old, new = self.before.get(self.back.get(item, item)), self.after.get(item)
        if new is not None and (owner := owner_of(self.after, new)):
            roles[self.name(owner)] = "who owns it" if new.owner == owner else "who answers for it"
        if old is not None and old.owner:
            roles.setdefault(self.name(old.owner), "who owned it")
        for entity in (old, new):
            approved = getattr(entity, "approved_by", None)
            if isinstance(approved, str):
                roles.setdefault(self.name(approved), "who approved it")
        return join_words([f"{name}, {what}" if what else name for name, what in roles.items()][:3])

    def _reviewers(self) -> list[ReviewerRow]:
        """Who should look, and why."""
        return [
            ReviewerRow(
                name=clean(reviewer.name),
                reasons=[self._reason_words(reason) for reason in reviewer.reasons[:2]],
                more=max(0, len(reviewer.reasons) - 2),
            )
            for reviewer in self.review.reviewers[:_MAX_REVIEWERS]
        ]

    def _reason_words(self, reason: ReviewReason) -> str:
        """Why somebody should look: `answers for “...”, which serves “...”`."""
        item = self.name_or_word(reason.item, (reason.item,))
        match reason.role:
            case "former owner":
                return f"owned {item}"
            case "owner":
                return f"owns {item}"
            case "approver":
                return f"approved {item}"
            case "parent":
                return f"answers for {item}, right above what changed"
        if reason.affected is None:
            return f"answers for {item}, further down"
        target = reason.affected.target
        verb = link_words(reason.affected)
        return f"answers for {item}, which {verb} {self.name_or_word(target, (target,))}"

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
        ordered = sorted(roots, key=lambda item: level.get(self._kind(item), 2))
        return [self._node(item, below, 1) for item in ordered]

    def _kind(self, identity: str) -> str:
        found = self.entity(identity)
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
            self.title(branch.id)
            for branch in (self.after.branches(now) if now is not None else ())
            if branch.id not in branches and branch.id not in self.review.marks
        ]
        entity = self.entity(identity)
        return TreeNode(
            self.title(identity),
            entity.noun if entity is not None else "",
            Mark(mark, *_MARKS[mark]) if mark is not None else None,
            self._note(identity),
            self.cards.get(identity, ""),
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
            notes.append(f"from “{self.title(above.id)}”" if above is not None else "from the top")
        if was is not None:
            notes.append(f"called {clean(was)} before")
        return ", ".join(notes)

    def _card(self, item: str) -> Card:
        changes = self.heavy[item]
        entity = self.entity(item)
        stack = self.after if self.after.get(item) is not None else self.before
        above = stack.primary(entity) if entity is not None else None
        first = changes[: self.limits.rows]
        return Card(
            self.cards[item],
            self.title(item),
            changes[0].kind.noun,
            clean(item),
            self.title(above.id) if above is not None else "",
            changes[0].weight.word,
            tuple(self._change_row(change) for change in first),
            len(changes) - len(first),
        )

    def _change_row(self, change: Change) -> Row:
        most = self.limits.text
        old, new = self.values(change)
        whole = not change.field
        sides = not whole and change.sort != "moved"
        before, after = pieces(clean(old), clean(new), most) if sides else ((), ())
        name = field_words(change.field) if change.field else change.sort
        return Row(
            sentence(clipped(clean(name), _MAX_TITLE)),
            change.weight.word,
            change.category,
            self.message_below_title(change),
            before,
            after,
            change.sort,
            sides,
            tuple(self._facts(change)) if whole and change.sort in ("added", "removed") else (),
            clipped(clean(change.reason or ""), most)
            if len(change.reason or "") > _MAX_REASON_IN_MESSAGE
            else "",
            change_place(change, self.review),
            change.fingerprint,
        )

    def _facts(self, change: Change) -> Iterator[tuple[str, str]]:
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
                text = _titles(value if isinstance(value, tuple) else (text,), stack)
            yield sentence(field.noun), clipped(clean(_status_words(text)), self.limits.text)

    def _minor_row(self, change: Change, number: int) -> MinorRow:
        old, new = self.values(change)
        before, after = pieces(clean(old), clean(new), self.limits.text // 2)
        both = bool(change.before and change.after) and change.sort == "changed"
        return MinorRow(
            title=self.title(change.item) if number == 1 else "",
            category=change.category,
            message=self.message_below_title(change, number),
            before=before if both else (),
            after=after if both else (),
        )

    def findings(self, found: Sequence[Finding], side: Side) -> list[FindingRow]:
        """Findings as rows, the worst first."""
        ordered = sorted(found, key=lambda finding: (-finding.severity, finding.order))
        return [
            FindingRow(
                severity=finding.severity.word,
                rule=finding.rule,
                url=self._address(finding.rule),
                message=self._finding_message(finding),
                place=clean(side.openable(finding.span.path)) + f":{finding.span.line}",
            )
            for finding in ordered[: self.limits.rows]
        ]

    def _finding_message(self, finding: Finding) -> str:
        """The message of a finding."""
        entity = self.entity(finding.item)
        return sentence(
            self.with_titles(finding.message, (finding.item, entity.owner if entity else None))
        )

    def _address(self, rule: str) -> str:
        """The address of a rule's page, if a browser may follow it."""
        address = self.url(rule) or ""
        return address if address.startswith(("https://", "http://")) else ""

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
                    title=self.title(source),
                    direct=[self._reached_item(affected) for affected in direct],
                    further=[self._reached_item(affected) for affected in further],
                    anchor=self.cards.get(source, ""),
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
        target = "it" if affected.direct else f"“{self.title(affected.target)}”"
        entity = self.entity(affected.item)
        return ReachedItem(
            title=self.title(affected.item),
            noun=entity.noun if entity is not None else "",
            why=f"{verb} {target}",
            owner=self.name(affected.owner),
        )

    def _unconfirmed(self) -> list[UnconfirmedGroup]:
        """What is to be confirmed again, by what it serves."""
        groups: dict[str, list[UnconfirmedItem]] = {}
        for item in self.review.unconfirmed[: self.limits.rows]:
            row = UnconfirmedItem(title=self.title(item.item), owner=self.name(item.owner))
            groups.setdefault(item.parent, []).append(row)
        return [
            UnconfirmedGroup(title=self.title(parent), rows=rows) for parent, rows in groups.items()
        ]


_MAX_REVIEWERS = 12
"""People who are asked to look; asking everybody is asking nobody."""


def _by_item(changes: Iterable[Change]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for change in changes:
        found.setdefault(change.item, []).append(change)
    return found


def _titles(ids: Iterable[str], stack: Stack) -> str:
    """Items by their titles; words that name no item as they are."""
    found = ((stack.get(identity), identity) for identity in ids)
    return "; ".join(
        (entity.title or identity) if entity else identity for entity, identity in found
    )


def _status_words(text: str) -> str:
    """A text with `on track` and `at risk` for the status words of YAML."""
    return re.sub(r"\b(on|at)_(track|risk)\b", r"\1 \2", text)


_WORD = re.compile(r"[\w][\w.-]*[\w]")


def _names_items(change: Change) -> bool:
    """Whether the values of a change are ids."""
    field = field_on(change.field, change.kind)
    return field is not None and field.names


def _side_name(side: Side) -> SideName:
    """A side by a name that says something to people who know no git."""
    short = (side.commit or "")[:SHORT_HASH_LENGTH]
    name = clean(side.name)
    if side.commit is not None and side.commit.startswith(name):
        return SideName("commit", short)
    if side.commit is not None and name == "HEAD":
        name = "this change"
    return SideName(name, short)
