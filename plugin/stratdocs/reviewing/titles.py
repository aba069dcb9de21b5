"""The words of a review for people who know items by their titles and colleagues by their names:
what other reports call by id is called by title here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from stratdocs.model.days import day, day_words
from stratdocs.model.fields import field_on, field_words
from stratdocs.model.kinds import Entity, Person, Team
from stratdocs.model.periods import period
from stratdocs.model.stack import Stack
from stratdocs.reports.checked import clean, count_phrase
from stratdocs.reviewing.impact import owner_of
from stratdocs.reviewing.phrase import Named, Phrase
from stratdocs.reviewing.questions import value_words
from stratdocs.reviewing.value import Affected, Change, Fact, Review, ReviewReason
from stratdocs.reviewing.verdict import fact_circumstances, headline, quoted
from stratdocs.reviewing.wording import link_words, sentence, surroundings
from stratdocs.words.phrases import elide, few

MAX_TITLE = 90
"""Characters of a title within a sentence."""
MAX_ASKED = 3
"""People to ask about one decision."""
LEAST_GROUP = 3
"""Minor changes of one sort from which on they share a row."""


class SmallRow(NamedTuple):
    """A minor change, or several of one sort, in two phrases."""

    title: str
    words: str
    lead: Change | None
    """The change, if it is only one."""


class Titles:
    """Names items by their titles."""

    def __init__(self, review: Review, most: int = 1_200) -> None:
        self.review, self.most = review, most
        self.before, self.after = review.base.stack, review.head.stack
        self.back = {now: was for was, now in review.renamed.items()}

    # --- names

    def entity(self, identity: str | None) -> Entity | None:
        """The item as it is or, if it is gone, as it was."""
        return self.review.entity(identity)

    def of(self, identity: str) -> str:
        """An item's title; its id if it has none."""
        found = self.entity(identity)
        return elide(clean(found.title or identity if found else identity), 2 * MAX_TITLE)

    def title(self, item: Named) -> str:
        """The title of an item that a sentence names."""
        found = self.entity(item.item)
        return clean((found.title if found is not None else "") or item.title or item.item)

    def name(self, identity: str | None) -> str:
        """A person or team by name."""
        found = self.entity(identity)
        if isinstance(found, (Person, Team)):
            return self.of(found.id)
        return clean(identity or "")

    def in_text(self, text: str, known: Collection[str | None] = ()) -> str:
        """A text that a report or a rule wrote, with names instead of ids.

        What it quotes, and a reason, are people's own words, and stay as they are.

        An id of one word may be just that word, so it counts only where it is `known` to be meant.
        """
        text = elide(clean(text), 2 * self.most) if text else ""
        pieces = _OWN_WORDS.split(text)  # every second one is people's own
        pieces[::2] = [
            _WORD.sub(lambda found: self.name_or_word(found.group(), known), piece)
            for piece in pieces[::2]
        ]
        return nested("".join(pieces))

    def name_or_word(self, word: str, known: Collection[str | None] = ()) -> str:
        """The name of the item with that id; a date or period in words; the name of a field or of a
        choice without underscores; any other word as it is.
        """
        if "_" in word and self.entity(word) is None:
            return word.replace("_", " ")
        if word not in known and "-" not in word:
            return word
        entity = self.entity(word)
        if entity is None or not entity.title:
            return time_words(word)
        if isinstance(entity, (Person, Team)):
            return clean(entity.title)
        return quoted(clean(entity.title))

    # --- facts

    def question(self, fact: Fact) -> str:
        """The question of a fact."""
        if fact.question is None:
            return ""

        known = keys_of(fact)
        return nested(
            fact.question.worded(
                self.in_question, lambda words: self.in_text(status_words(words), known)
            )
        )

    def in_question(self, item: Named) -> str:
        """An item within a question, which names what it is about before anything else."""
        if item.role == "subject":
            return "it"
        if item.role == "of subject":
            return ""
        entity = self.entity(item.item)
        title = self.title(item)
        if isinstance(entity, (Person, Team)) or entity is None:
            return status_words(title)
        return quoted(title)

    def headline(self) -> str:
        """The review in one sentence."""
        return self.in_text(headline(self.review, self.sentence))

    def sentence(self, fact: Fact) -> str:
        """What happened, when and why."""

        def name(item: Named) -> str:
            words = status_words(self.name_or_word(item.item, (item.item,)))
            match item.role:
                case "of subject":
                    return f" of {words}"
                case "kind":
                    return f"{item.noun} {quoted(item.title)}"
            return words

        what = fact.words or fact.lead.what
        return f"{what.worded(name, status_words)}{fact_circumstances(fact)}"

    def message(self, fact: Fact) -> str:
        """What happened, below the title of the item, which it need not repeat."""
        return self._below_title(fact, fact_circumstances(fact))

    def beyond_question(self, fact: Fact) -> str:
        """What the question leaves open: when it happened and what depends on it, or else what
        happened.
        """
        change = fact.lead
        if fact.words is None and self._says_all(fact):
            return self.in_text(surroundings(change))
        if fact.words is not None and len({c.item for c in fact.changes}) > 1:
            return ""  # the question names them all
        rest = surroundings(change) if fact.words is None else ""
        return self._below_title(fact, f"; {rest}" if rest else "")

    def _says_all(self, fact: Fact) -> bool:
        """Whether the question has in it what happened: both values, or what was taken out."""
        change = fact.lead
        if fact.question is None or not change.field:
            return False
        if str(change.what) in str(fact.question):
            return True
        if change.field == "status":
            return False  # what was reached of it, and what serves it still, stand beside it
        if change.sort == "removed" and change.field.endswith("]"):
            return True
        if {change.before, change.after} == {"true", "false"}:
            return True
        before, after = map(set, change.parts)
        asked = fact.question.worded(_unless_titled, str)
        return all(_has_word(asked, value_words(value)) for value in before ^ after)

    def _below_title(self, fact: Fact, rest: str) -> str:
        change = fact.lead
        if not change.field and change.sort == "renamed":
            return sentence(clean(f"{change.what}{rest}"))
        known = set(keys_of(fact))
        if names_items(change):
            known |= {part for side in change.parts for part in side}
        several = len({member.item for member in fact.changes}) > 1

        def name(item: Named) -> str:
            match item.role:
                case "subject":
                    return "it"
                case "of subject":
                    return ""
                case "kind":
                    return f"{item.noun} {quoted(item.title)}" if several else item.noun
                case "titled":
                    return quoted(self.title(item))
            return self.name_or_word(status_words(clean(item.item)), (*known, item.item))

        def text(words: str) -> str:
            return self.in_text(status_words(words), known)

        what: Phrase = fact.words or change.what
        return nested(sentence(f"{what.worded(name, text)}{text(rest)}"))

    def values(self, change: Change) -> tuple[str, str]:
        """The values before and after, as readable text: items by their titles."""
        if not names_items(change):
            return self.value(change, change.before), self.value(change, change.after)
        before, after = change.parts
        return titles_in(before, self.before), titles_in(after, self.after)

    def value(self, change: Change, text: str | None) -> str:
        """A value as readable text: dates and periods in words, people by name."""
        if {change.before, change.after} == {"true", "false"}:
            return "yes" if text == "true" else "no"
        if not change.field.endswith("]"):
            return time_words(status_words(text or ""))
        people = (self.name(part) if part in _keys(change.field) else part for part in _parts(text))
        return ", ".join(time_words(status_words(part)) for part in people)

    def label(self, change: Change) -> str:
        """The name of the field of a change, as a heading."""
        words = self.in_text(field_words(change.field, change.kind), _keys(change.field))
        return sentence(elide(words, MAX_TITLE))

    def small_rows(self, facts: Iterable[Fact]) -> list[SmallRow]:
        """Minor facts as rows; what is only worded or checked in shares one."""
        groups: dict[tuple[str, str], list[Fact]] = {}
        single: list[Fact] = []
        for fact in facts:
            nouns = _group(fact.lead) if fact.words is None else None
            (groups.setdefault(nouns, []) if nouns is not None else single).append(fact)
        found = [self._small_row(fact) for fact in single]
        for nouns, members in groups.items():
            if len(members) < LEAST_GROUP:
                found += [self._small_row(fact) for fact in members]
                continue
            titles = list(dict.fromkeys(self.of(fact.lead.item) for fact in members))
            words = few([quoted(title) for title in titles])
            found.append(SmallRow(count_phrase(len(members), *nouns), words, None))
        return found

    def _small_row(self, fact: Fact) -> SmallRow:
        change = fact.lead
        if len({member.item for member in fact.changes}) > 1:
            number = count_phrase(len({c.item for c in fact.changes}), "item", "items")
            return SmallRow(number, self.message(fact), change)
        before, after = self.values(change)
        short = len(before) + len(after) <= MAX_TITLE and before and after
        if fact.words is None and change.sort == "changed" and change.field and short:
            label = "" if change.field == "status" else f"{self.label(change)}: "
            before, after = (_shown(change, text) for text in (before, after))
            return SmallRow(self.of(change.item), f"{label}{before} → {after}", change)
        return SmallRow(self.of(change.item), self.message(fact), change)

    # --- people

    def asked(self, fact: Fact) -> dict[str, str]:
        """Whom to ask about a fact, each with their role."""
        roles: dict[str, str] = {}
        for item in dict.fromkeys(change.item for change in fact.changes):
            old, new = self.before.get(self.back.get(item, item)), self.after.get(item)
            if new is not None and (owner := owner_of(self.after, new)):
                role = "owner" if new.owner == owner else "is accountable for it"
                roles.setdefault(self.name(owner), role)
            if old is not None and old.owner:
                roles.setdefault(self.name(old.owner), "owner before")
            for entity in (old, new):
                approved = getattr(entity, "approved_by", None)
                if isinstance(approved, str):
                    roles.setdefault(self.name(approved), "approver")
            if len(roles) >= MAX_ASKED:
                break
        return dict(list(roles.items())[:MAX_ASKED])

    def reason(self, reason: ReviewReason) -> str:
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
                return f"is accountable for {item}, directly above the change"
        if reason.affected is None:
            return f"is accountable for {item}, further down"
        target = reason.affected.target
        verb = link_words(reason.affected)
        return f"is accountable for {item}, which {verb} {self.name_or_word(target, (target,))}"

    def affected(self, affected: Affected) -> str:
        """Why a change reaches an item: `“...” serves “...”`."""
        item, target = (
            self.name_or_word(name, (name,)) for name in (affected.item, affected.target)
        )
        return f"{item} {link_words(affected)} {target}"


def nested(text: str) -> str:
    """A text with single quotation marks within double ones."""
    depth = 0
    found = []
    for sign in text:
        depth -= sign == "”" and depth > 0
        inner = depth > 0
        found.append({"“": "‘", "”": "’"}.get(sign, sign) if inner else sign)
        depth += sign == "“"
    return "".join(found)


def _shown(change: Change, text: str) -> str:
    return sentence(text) if change.field == "status" else text


def _group(change: Change) -> tuple[str, str] | None:
    """The sort of minor change that it is one of; None for one that stands by itself."""
    if change.category == "clarification":
        return "wording", "wordings"
    if change.sort == "added" and change.field.partition("[")[0] in ("check_ins", "readings"):
        return "check-in", "check-ins"
    return None


def names_items(change: Change) -> bool:
    """Whether the values of a change are ids."""
    field = field_on(change.field, change.kind)
    return field is not None and field.names


def titles_in(ids: Iterable[str], stack: Stack) -> str:
    """Items by their titles; words that name no item as they are."""
    found = ((stack.get(identity), identity) for identity in ids)
    return "; ".join(
        (entity.title or identity) if entity else identity for entity, identity in found
    )


def status_words(text: str) -> str:
    """A text with `on track` and `at risk` for the status words of YAML."""
    return re.sub(r"\b(on|at)_(track|risk)\b", r"\1 \2", text)


def time_words(text: str) -> str:
    """A date or period in words, as in `31 March 2027` and `Q1 2027`; any other text as it is."""
    when = day(text)
    if when is not None:
        return day_words(when)
    found = period(text) if "-" in text or ".." in text else None
    return found.short if found is not None else text


def _unless_titled(item: Named) -> str:
    """An item that a question names besides the one that it is about."""
    return "" if item.role == "titled" else item.item


def _has_word(text: str, word: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None


def keys_of(fact: Fact) -> frozenset[str]:
    """The names by which the fields of a fact tell their parts apart, as in `approvals[ana]`."""
    return frozenset(key for change in fact.changes for key in _keys(change.field))


def _keys(field: str) -> tuple[str, ...]:
    return tuple(_KEY.findall(field))


def _parts(text: str | None) -> list[str]:
    return (text or "").split(", ")


_KEY = re.compile(r"\[([^\]]+)\]")
_OWN_WORDS = re.compile(r"(“[^“”]*(?:“[^”]*”[^“”]*)*”|\"[^\"]*\"|, because .*)")
_WORD = re.compile(r"[\w][\w.-]*[\w]")
