"""A review as one page: for whoever decides about the change, and reads no YAML.

What the page says is plain data, made here; the template prints it. What other reports call by id
is called by name here: people, and items by their titles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

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
    headline,
    link_words,
    question,
    row_message,
    rows,
    sentence,
)
from stratdocs.reviewing.wordwise import Piece, clipped, pieces
from stratdocs.words.phrases import join_words

Url = Callable[[str], str | None]


class Limits(NamedTuple):
    """How much of everything a page shows; of the rest it says how much there is."""

    cards: int
    """Items that are shown before and after."""
    rows: int
    """Rows of each list."""
    twigs: int
    """Changed items in the tree."""
    text: int
    """Characters of a value."""


LIMITS = (Limits(150, 150, 300, 1_200), Limits(60, 60, 120, 600), Limits(20, 20, 40, 240))
"""From what one likes to read to what always fits."""
DECISIONS = 12
"""Questions that a page asks; who has more to decide should ask for smaller changes."""
DEEP = 12
"""Levels of the tree."""
SIBLINGS = 12
"""Unchanged items that are named beside changed ones."""
_TITLE = 90
"""Characters of a title within a sentence."""
_SAID = 150
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


class Twig(NamedTuple):
    """An item in the tree of what changed."""

    title: str
    noun: str
    mark: Mark | None
    note: str
    """What the mark leaves open: from where it was moved, what it was called."""
    anchor: str
    """Where its changes are told, empty where they are not."""
    weight: str
    branches: tuple[Twig, ...]
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
    """Whether there is something to lay side by side."""
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


def data(review: Review, limits: Limits = LIMITS[0], url: Url | None = None) -> dict[str, Any]:
    """All that the page says."""
    return _ReviewPage(review, limits, url or (lambda _: None)).data()


def summary(review: Review) -> dict[str, Any]:
    """The head of a review for a page that tells more: the headline, how much there is, the changes
    that weigh, and the findings that are new or fixed.
    """
    page = _ReviewPage(review, LIMITS[1], lambda _: None)
    heavy = [one for one in review.changes if one.weight is not Weight.MINOR]
    return {
        **page.head(),
        "rows": [
            {
                "item": one.item,
                "title": page.title(one.item),
                "noun": one.kind.noun,
                "weight": one.weight.word,
                "category": one.category,
                "message": page.own(one),
            }
            for one in heavy[: LIMITS[1].rows]
        ],
        "more": max(0, len(heavy) - LIMITS[1].rows),
        "minor": len(review.changes) - len(heavy),
        "new": page.findings(review.new, review.head),
        "fixed": page.findings(review.fixed, review.base),
        "findings_more": {
            "new": max(0, len(review.new) - LIMITS[1].rows),
            "fixed": max(0, len(review.fixed) - LIMITS[1].rows),
        },
    }


class _ReviewPage:
    """A review as a page says it, within limits."""

    def __init__(self, review: Review, limits: Limits, url: Url) -> None:
        self.review, self.limits, self.url = review, limits, url
        self.before, self.after = review.base.stack, review.head.stack
        self.back = {now: was for was, now in review.renamed.items()}
        heavy = [one for one in review.changes if one.weight is not Weight.MINOR]
        self.heavy = _by_item(heavy)
        self.cards = {
            item: f"item-{number}"
            for number, item in enumerate(list(self.heavy)[: limits.cards], 1)
        }

    def data(self) -> dict[str, Any]:
        review, limits = self.review, self.limits
        questions = self._decisions()
        minor = list(rows(review.weighing(Weight.MINOR)))
        most = limits.rows
        return {
            **self.head(),
            "empty": review.empty,
            "notes": [clean(one) for one in review.notes[:most]],
            "decisions": questions[:DECISIONS],
            "decisions_more": max(0, len(questions) - DECISIONS),
            "reviewers": self._reviewers(),
            "reviewers_more": max(0, len(review.reviewers) - _PEOPLE),
            "tree": self._tree(),
            "twigs_more": max(0, len(review.marks) - limits.twigs),
            "cards": [self._card(item) for item in self.cards],
            "cards_more": len(self.heavy) - len(self.cards),
            "minor": [self._minor(one, number) for one, number in minor[:most]],
            "minor_more": max(0, len(minor) - most),
            "new": self.findings(review.new, review.head),
            "new_more": max(0, len(review.new) - most),
            "fixed": self.findings(review.fixed, review.base),
            "fixed_more": max(0, len(review.fixed) - most),
            "unchanged": len(review.unchanged),
            "reached": self._reached(),
            "reached_count": len(review.affected),
            "unconfirmed": self._unconfirmed(),
            "unconfirmed_more": max(0, len(review.unconfirmed) - most),
            "accepted": [
                {
                    "title": self.title(one.item),
                    "message": self.own(one),
                    "reason": clipped(clean(one.accepted or ""), limits.text),
                    "fingerprint": one.fingerprint,
                }
                for one in review.accepted[:most]
            ],
            "accepted_more": max(0, len(review.accepted) - most),
            "items": len(self.after.entities),
        }

    def head(self) -> dict[str, Any]:
        """What stands on top."""
        review = self.review
        number = review.counted()
        first = next(iter(review.changes), None)
        known = (first.item, first.before, first.after) if first else ()
        return {
            "headline": self.with_titles(headline(review), known),
            "counts": "" if review.empty else counts(review),
            "base": _side(review.base),
            "head": _side(review.head),
            "weights": [
                (weight.word, len(review.weighing(weight)), _MEANING[weight])
                for weight in sorted(Weight, reverse=True)
            ],
            "classes": [
                (kind, number[kind], meaning) for kind, meaning in CLASSES.items() if number[kind]
            ],
        }

    # --- names

    def entity(self, identity: str | None) -> Entity | None:
        """The item as it is or, where it is gone, as it was."""
        return self.after.get(identity) or self.before.get(identity)

    def title(self, identity: str) -> str:
        """An item's title, its id where it has none."""
        found = self.entity(identity)
        return clipped(clean(found.title or identity if found else identity), 2 * _TITLE)

    def name(self, identity: str | None) -> str:
        """A person or team by name."""
        found = self.entity(identity)
        if isinstance(found, (Person, Team)):
            return self.title(found.id)
        return clean(identity or "")

    def with_titles(self, text: str, known: Collection[str | None] = ()) -> str:
        """A text of people or of a rule, with names in the place of ids.

        An id of one word may be just that word, so only those that are `known` to be meant count.
        """
        text = clipped(clean(text), 2 * self.limits.text)
        return _WORD.sub(lambda found: self.named(found.group(), known), text)

    def named(self, word: str, known: Collection[str | None] = ()) -> str:
        """The name of what has that id, if any has and it is meant."""
        if word not in known and "-" not in word:
            return word
        entity = self.entity(word)
        if entity is None or not entity.title:
            return word
        if isinstance(entity, (Person, Team)):
            return clean(entity.title)
        return f"“{clipped(clean(entity.title), _TITLE)}”"

    def own(self, one: Change, number: int = 1, *, missing_reason: bool = True) -> str:
        """The message of a change below the title of its item, which it need not repeat."""
        if number > 1:
            return sentence(self.with_titles(row_message(one, number)))
        rest = circumstances(one, missing_reason=missing_reason)
        if not one.field and one.sort == "renamed":
            return sentence(clean(f"{one.what}{rest}"))
        known: set[str] = set()
        if _naming(one):
            known = {part for side in one.parts for part in side}

        def name(item: Named) -> str:
            if item.role == "subject":
                return "it"
            if item.role == "of subject":
                return ""
            if item.role == "kind":
                return item.noun
            return self.named(_status_words(clean(item.item)), known)

        def text(words: str) -> str:
            return self.with_titles(_status_words(words), known)

        return sentence(f"{one.what.worded(name, text)}{text(rest)}")

    def values(self, one: Change) -> tuple[str, str]:
        """The values before and after as one reads them: what they name by title."""
        if not _naming(one):
            return _status_words(one.before or ""), _status_words(one.after or "")
        before, after = one.parts
        return _titles(before, self.before), _titles(after, self.after)

    # --- parts of the page

    def _decisions(self) -> list[dict[str, Any]]:
        """What is to be decided: whatever breaks, and what is notable without a reason."""
        questions = []
        for item, changes in self.heavy.items():
            open_ones = [c for c in changes if c.weight is Weight.BREAKING or c.reason is None]
            if not open_ones:
                continue
            first = open_ones[0]
            known = (first.before, first.after) if _naming(first) else ()
            questions.append(
                {
                    "question": self.with_titles(question(open_ones), known),
                    "facts": [self.own(one, missing_reason=False) for one in open_ones[:3]],
                    "who": self._who(item),
                    "reason": clean(first.reason or ""),
                    "weight": first.weight.word,
                    "anchor": self.cards.get(item, ""),
                }
            )
        return questions

    def _who(self, item: str) -> str:
        """Whom to ask about an item, and as what."""
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

    def _reviewers(self) -> list[dict[str, Any]]:
        """Who should look, and why."""
        return [
            {
                "name": clean(one.name),
                "reasons": [self._because(reason) for reason in one.reasons[:2]],
                "more": max(0, len(one.reasons) - 2),
            }
            for one in self.review.reviewers[:_PEOPLE]
        ]

    def _because(self, reason: ReviewReason) -> str:
        """Why somebody should look: `answers for “...”, which serves “...”`."""
        item = self.named(reason.item, (reason.item,))
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
        return f"answers for {item}, which {verb} {self.named(target, (target,))}"

    def _tree(self) -> list[Twig]:
        """What changed, under what it serves."""
        marks = self.review.marks
        weighty = dict.fromkeys(change.item for change in self.review.changes)
        wanted = [
            *(one for one in weighty if one in marks),
            *(m for m in marks if m not in weighty),
        ]
        below: dict[str, dict[str, None]] = {}
        roots: dict[str, None] = {}
        for item in wanted[: self.limits.twigs]:
            seen = {item}
            while (above := self._above(item)) is not None and above not in seen:
                seen.add(above)
                known = item in below.get(above, {})
                below.setdefault(above, {})[item] = None
                if known:
                    break
                item = above
            else:
                roots[item] = None
        level = {"strategies": 0, "outcomes": 1}
        ordered = sorted(roots, key=lambda one: level.get(self._kind(one), 2))
        return [self._twig(one, below, 1) for one in ordered]

    def _kind(self, identity: str) -> str:
        found = self.entity(identity)
        return found.collection if found is not None else ""

    def _above(self, identity: str) -> str | None:
        """What an item serves first; of what is gone what it served, by the name that has now."""
        now = self.after.get(identity)
        if now is not None:
            found = self.after.primary(now)
            return found.id if found is not None else None
        was = self.before.get(identity)
        found = self.before.primary(was) if was is not None else None
        return self.review.renamed.get(found.id, found.id) if found is not None else None

    def _twig(self, identity: str, below: Mapping[str, Mapping[str, None]], depth: int) -> Twig:
        mark = self.review.marks.get(identity)
        changes = self.review.of(identity)
        branches = below.get(identity, {})
        now = self.after.get(identity)
        same = [
            self.title(one.id)
            for one in (self.after.branches(now) if now is not None else ())
            if one.id not in branches and one.id not in self.review.marks
        ]
        entity = self.entity(identity)
        return Twig(
            self.title(identity),
            entity.noun if entity is not None else "",
            Mark(mark, *_MARKS[mark]) if mark is not None else None,
            self._note(identity),
            self.cards.get(identity, ""),
            changes[0].weight.word if changes else "",
            tuple(self._twig(one, below, depth + 1) for one in branches) if depth < DEEP else (),
            tuple(same[:SIBLINGS]),
            max(0, len(same) - SIBLINGS),
            0 if depth < DEEP else len(branches),
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
            tuple(self._row(one) for one in first),
            len(changes) - len(first),
        )

    def _row(self, one: Change) -> Row:
        most = self.limits.text
        old, new = self.values(one)
        whole = not one.field
        sides = not whole and one.sort != "moved"
        before, after = pieces(clean(old), clean(new), most) if sides else ((), ())
        name = field_words(one.field) if one.field else one.sort
        return Row(
            sentence(clipped(clean(name), _TITLE)),
            one.weight.word,
            one.category,
            self.own(one),
            before,
            after,
            one.sort,
            sides,
            tuple(self._facts(one)) if whole and one.sort in ("added", "removed") else (),
            clipped(clean(one.reason or ""), most) if len(one.reason or "") > _SAID else "",
            change_place(one, self.review),
            one.fingerprint,
        )

    def _facts(self, one: Change) -> Iterator[tuple[str, str]]:
        """What an item that was added or removed says, the most telling first."""
        stack = self.before if one.sort == "removed" else self.after
        entity = stack.get(one.item)
        if entity is None:
            return
        for field, value in key_values(entity):
            text = as_text(value)
            if text is None:
                continue
            if field.names:
                text = _titles(value if isinstance(value, tuple) else (text,), stack)
            yield sentence(field.noun), clipped(clean(_status_words(text)), self.limits.text)

    def _minor(self, one: Change, number: int) -> dict[str, Any]:
        old, new = self.values(one)
        before, after = pieces(clean(old), clean(new), self.limits.text // 2)
        both = bool(one.before and one.after) and one.sort == "changed"
        return {
            "title": self.title(one.item) if number == 1 else "",
            "category": one.category,
            "message": self.own(one, number),
            "before": before if both else (),
            "after": after if both else (),
        }

    def findings(self, found: Sequence[Finding], side: Side) -> list[dict[str, Any]]:
        """Findings as rows, the worst first."""
        ordered = sorted(found, key=lambda one: (-one.severity, one.order))
        return [
            {
                "severity": one.severity.word,
                "rule": one.rule,
                "url": self._address(one.rule),
                "message": self._found(one),
                "place": clean(side.openable(one.span.path)) + f":{one.span.line}",
            }
            for one in ordered[: self.limits.rows]
        ]

    def _found(self, one: Finding) -> str:
        """The message of a finding."""
        entity = self.entity(one.item)
        return sentence(self.with_titles(one.message, (one.item, entity.owner if entity else None)))

    def _address(self, rule: str) -> str:
        """The address of a rule's page, if a browser may follow it."""
        address = self.url(rule) or ""
        return address if address.startswith(("https://", "http://")) else ""

    def _reached(self) -> list[dict[str, Any]]:
        """What the changes reach, by the item from which."""
        groups: dict[str, list[Affected]] = {}
        for one in self.review.affected[: 2 * self.limits.rows]:
            groups.setdefault(one.source, []).append(one)
        found = []
        for source, every in groups.items():
            direct = [one for one in every if one.direct]
            further = [one for one in every if not one.direct]
            found.append(
                {
                    "title": self.title(source),
                    "direct": [self._edge(one) for one in direct],
                    "further": [self._edge(one) for one in further],
                    "anchor": self.cards.get(source, ""),
                    "words": " and ".join(
                        f"{number_words(len(some))} {how}"
                        for some, how in ((direct, "directly"), (further, "further down"))
                        if some
                    ),
                }
            )
        return found

    def _edge(self, one: Affected) -> dict[str, str]:
        """An item that is reached, with the edge in words: `serves it`."""
        verb = link_words(one)
        entity = self.entity(one.item)
        return {
            "title": self.title(one.item),
            "noun": entity.noun if entity is not None else "",
            "why": f"{verb} it" if one.direct else f"{verb} “{self.title(one.target)}”",
            "owner": self.name(one.owner),
        }

    def _unconfirmed(self) -> list[dict[str, Any]]:
        """What is to be confirmed anew, below what it serves."""
        groups: dict[str, list[dict[str, str]]] = {}
        for one in self.review.unconfirmed[: self.limits.rows]:
            row = {"title": self.title(one.item), "owner": self.name(one.owner)}
            groups.setdefault(one.parent, []).append(row)
        return [{"title": self.title(parent), "rows": rows} for parent, rows in groups.items()]


_PEOPLE = 12
"""People who are questions to look; who asks everybody asks nobody."""


def _by_item(changes: Iterable[Change]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for change in changes:
        found.setdefault(change.item, []).append(change)
    return found


def _titles(ids: Iterable[str], stack: Stack) -> str:
    """Items by their titles, and words that name none as they are."""
    found = ((stack.get(identity), identity) for identity in ids)
    return "; ".join(
        (entity.title or identity) if entity else identity for entity, identity in found
    )


def _status_words(text: str) -> str:
    """A text with the words for a status as one says them."""
    return re.sub(r"\b(on|at)_(track|risk)\b", r"\1 \2", text)


_WORD = re.compile(r"[\w][\w.-]*[\w]")


def _naming(one: Change) -> bool:
    """Whether the values of a change are ids."""
    field = field_on(one.field, one.kind)
    return field is not None and field.names


def _side(side: Side) -> dict[str, str]:
    """A side by a name that says something to whoever knows no git."""
    short = (side.commit or "")[:SHORT_HASH_LENGTH]
    name = clean(side.name)
    if side.commit is not None and side.commit.startswith(name):
        return {"name": "commit", "commit": short}
    if side.commit is not None and name == "HEAD":
        name = "this change"
    return {"name": name, "commit": short}
