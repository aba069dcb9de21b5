"""A line read once: its words, and the parts that a sentence about a goal has.

The parts are ranges of words, and `Clause.span` says where in the line they are written. Whether a
line names work or a result is decided elsewhere, by what is read here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from stratdocs.language import lexicon
from stratdocs.language.lexicon import NO_CLASSES, Verb

MAX_CHARACTERS = 1500
"""Characters that are read: a goal is a sentence or two."""
MAX_WORDS_KEPT = 8192
"""Words that are kept: a strategy repeats the same ones."""
MAX_CLAUSES_KEPT = 1024

NumberKind = Literal["", "share", "money", "factor", "duration", "date", "name", "count"]
Span = tuple[int, int]
"""The place of characters in the line, end exclusive."""


class Word:
    """A word, number or sign, with all that is known of it without its line. Lines share it."""

    __slots__ = ("classes", "kind", "low", "noun_too", "part", "raw", "verb")

    def __init__(self, raw: str) -> None:
        low = raw.lower().rstrip()
        figures = low[0].isdecimal() or (low[0] in _CURRENCY and low[1:].strip()[:1].isdecimal())
        self.raw = raw
        self.low: str = low if figures else low.replace("’", "'").removesuffix("'s").rstrip("'")
        """The word as in the lists: lower case, without a genitive."""
        self.kind: NumberKind = _figure_kind(low) if figures else ""
        """What a number counts, as far as the number itself says; empty for a word."""
        small = NO_CLASSES if figures else lexicon.small_classes(self.low)
        if "number" in small:
            self.kind = "count"
        spoken = low[0].isalnum() and not self.kind
        self.classes: frozenset[str] = small | (
            lexicon.classes_of(self.low) if spoken else NO_CLASSES
        )
        """The classes of the lexicon for nouns, adjectives and function words."""
        self.verb: Verb | None = (
            _verb_of(self.low) if spoken and self.low not in _NOT_VERBS else None
        )
        """The verb that it may be a form of."""
        self.noun_too: bool = self.verb is not None and (
            not self.classes <= _NO_NOUN or self.verb.lemma in lexicon.noun_or_verb()
        )
        """Whether a form of a verb may be a noun as well."""
        self.part: str = (
            _part(self) if spoken else "number" if self.kind else _SIGNS.get(low, "end")
        )
        """Its role in phrases: noun, determiner, preposition, auxiliary, comma, ..."""

    def __repr__(self) -> str:
        return self.raw

    @property
    def tags(self) -> frozenset[str]:
        """All its classes, those of its verb with "verb-" before them."""
        if self.verb is None:
            return self.classes
        return self.classes | {f"verb-{group}" for group in self.verb.groups}


class Phrase(NamedTuple):
    """A noun phrase, or another range of words."""

    first: int
    end: int
    head: int = -1
    """The word that names the thing; -1 if there is none."""
    classes: frozenset[str] = NO_CLASSES
    """The classes of the head."""
    number: int = -1
    """The number that counts it."""
    share: bool = False
    """Whether it is a share, or all: "80% of", "every"."""
    counts: bool = False
    """Whether it counts or groups what it names: "the number of", "a set of"."""


class Act(NamedTuple):
    """A verb and its object."""

    verb: Verb
    first: int
    end: int
    object: Phrase
    passive: bool = False
    """Whether the subject is what it is done to: "the handbook is published"."""
    unsure: bool = False
    """Whether the verb may be a noun: "design reviews"."""

    def is_in(self, *groups: str) -> bool:
        """Whether the verb is in one of these classes."""
        return not self.verb.groups.isdisjoint(groups)


class Measure(NamedTuple):
    """A number that is a value or a count."""

    number: int
    kind: NumberKind
    role: str
    """The word before it that says which value it is: "from", "to", "by", "within"; or empty."""
    of: int
    """The noun whose value it is: "retention" in "retention at 40%"; -1 if there is none."""
    counted: Phrase | None
    """What it counts: "active users" in "500 active users"."""


class Clause(NamedTuple):
    """A line, read: each part is None if the line has none."""

    line: str
    words: tuple[Word, ...]
    """The words, numbers and signs, without those in brackets."""
    places: tuple[Span, ...]
    """Where each word is written."""
    aside: tuple[Word, ...]
    """The words in brackets."""
    label: Phrase | None
    """What stands before a colon or dash: "Health: walk each day"."""
    opener: Phrase | None
    """Words before the claim: "By 2030, we will"."""
    start: int
    """The word with which the claim begins, and the one before which it ends."""
    end: int
    subject: Phrase | None
    act: Act | None
    """The head verb with its object."""
    further: tuple[Act, ...]
    """Other verbs of the claim: "build and launch", "launch it and win 40 clinics"."""
    auxiliary: str
    """The auxiliary before the head verb or predicate: "will", "is", "can"; or empty."""
    predicate: Phrase | None
    """What the subject is said to be: "is ready", "live"."""
    measures: tuple[Measure, ...]
    level: Measure | None
    """The level of service: "within 2 hours", "under 200 ms"."""
    condition: Phrase | None
    purpose: Phrase | None
    purpose_number: int
    """The number in the purpose; -1 if there is none."""
    result: Measure | None
    """The number that says a result rather than how much work is done."""

    def span(self, first: int, end: int | None = None) -> Span:
        """The place of some words in the line."""
        if not self.places:
            return (0, 0)
        last = max(first, (first + 1 if end is None else end) - 1)
        count = len(self.places) - 1
        return self.places[min(first, count)][0], self.places[min(last, count)][1]

    def text(self, phrase: Phrase) -> str:
        """A part as it is written."""
        start, end = self.span(phrase.first, max(phrase.end, phrase.first + 1))
        return self.line[start:end]

    def low(self, at: int) -> str:
        """The word at a place, in lower case; empty beyond the line."""
        return self.words[at].low if 0 <= at < len(self.words) else ""

    @property
    def object(self) -> Phrase:
        """The object of the head verb; an empty phrase without one."""
        return self.act.object if self.act is not None else NO_PHRASE


NO_PHRASE = Phrase(0, 0)


# ---------------------------------------------------------------- words

_CURRENCY = "$€£¥₹"
_SIGNS = {
    ",": "comma",
    "&": "and",
    "+": "and",
    "/": "slash",
    "%": "share",
    ":": "stop",
    ";": "stop",
}
_SIGNS |= dict.fromkeys(".!?—–|→…•-", "stop") | dict.fromkeys("'*`\"“”~#", "nothing")
_CONJUNCTIONS = frozenset(["and", "or", "then", "plus", "as-well-as"])
_PRONOUNS = frozenset("we they it you i he she us them everyone".split())
_NOT_ADVERBS = frozenset(
    "weekly daily monthly quarterly family early only friendly anomaly assembly".split()
)
_NOT_VERBS = frozenset("compared go-live based including using following open-source".split())
_NO_NOUN = frozenset(lexicon.SMALL) | {"quality"}
_QUANTIFIERS = frozenset("all every each most both no".split())


def _part(word: Word) -> str:
    low, classes = word.low, word.classes
    if low == "of":
        return "of"
    if low in {"percent", "pp"}:
        return "share"
    if low in {"new", "existing"}:
        return "nothing"
    if "determiner" in classes:
        return "determiner"
    if low in _PRONOUNS and word.raw not in {"IT", "US"}:
        return "pronoun"
    for part in ("auxiliary", "subordinator", "preposition"):
        if part in classes:
            return part
    if low in _CONJUNCTIONS:
        return "and"
    if low in {"not", "never", "always"}:
        return "adverb"
    return "adverb" if low.endswith("ly") and low not in _NOT_ADVERBS else "noun"


def _figure_kind(low: str) -> NumberKind:
    if "-" in low and low[-1].isalpha():
        return ""  # "3-day"
    if "%" in low:
        return "share"
    if low[0] in _CURRENCY:
        return "money"
    unit = low.lstrip("0123456789.,'’+")
    if unit == "x":
        return "factor"
    figures = low.removesuffix(unit) if unit else low
    if len(figures) == 4 and figures.startswith(("19", "20")) and figures.isdecimal():
        return "date"
    if unit in {"st", "nd", "rd", "th"} or figures.count(".") > 1:
        return "name"
    return "duration" if unit in {"ms", "s", "h", "hr", "hrs", "min", "d"} else "count"


@lru_cache(maxsize=MAX_WORDS_KEPT)
def _verb_of(form: str) -> Verb | None:
    found = lexicon.verb(form)
    if found is None and form.startswith("re") and len(form) > 5:
        found = lexicon.verb(form[2:].removeprefix("-"))
    return found


@cache
def _token_pattern() -> re.Pattern[str]:
    return re.compile(
        r"[^\W\d_][\w'’]*(?:[-/.&+](?=[^\W\d_])[\w'’]*)*"  # words
        r"|\d[\d.,]{0,12}-[^\W\d_][\w-]*|\b1[-:]1s?\b"  # words with a number: "3-day", "1:1"
        r"|(?:[$€£¥₹]\s?)?\d(?:[\d.,'’]*\d)?\+?(?:\s?%|[^\W\d_]\w*)?"  # numbers
        r"|[<>≤≥=]+|-\s|\S"  # signs, and the dash before a space
    )


class _Known(dict[str, Word]):
    """The words so far, by spelling."""

    def __missing__(self, raw: str) -> Word:
        if len(self) >= MAX_WORDS_KEPT:
            self.clear()
        word = self[raw] = Word(raw)
        return word


_known = _Known()


def verb_at(words: Sequence[Word], at: int, end: int) -> tuple[Verb, int] | None:
    """The verb at a place, "roll out" included, and where it ends."""
    if at >= end:
        return None
    word = words[at]
    if word.kind or word.part not in {"noun", "auxiliary"} and word.verb is None:
        return None
    if at + 1 < end and words[at + 1].low in lexicon.verb_particles():
        for more in (2, 1):
            if at + more < end and lexicon.begins_phrasal_verb(word.low):
                joined = _verb_of("-".join([token.low for token in words[at : at + more + 1]]))
                if joined is not None:
                    return joined, at + more + 1
    return None if word.verb is None else (word.verb, at + 1)


# ---------------------------------------------------------------- phrases


def phrase_at(words: Sequence[Word], at: int, end: int) -> Phrase:
    """The noun phrase that begins at a place, across "80% of" and "the number of"."""
    head, number, share, counts, index = -1, -1, False, False, at
    while index < end:
        word = words[index]
        part = word.part
        if part == "noun":
            if head >= 0 and _ends_phrase(words, index, head, end):
                break
            head = index
        elif part == "number":
            if head >= 0 and not _is_numbered(words[head]):
                break
            number = index if number < 0 and head < 0 else number
            nextup = words[index + 1].low if index + 1 < end else ""
            share = share or word.kind == "share" or nextup == "out"
        elif part == "of":
            if head >= 0 and "count" in words[head].classes:
                counts, head = True, -1
            elif head < 0 and (number >= 0 or words[index - 1].low in _QUANTIFIERS):
                share = True
            else:
                break
        elif part == "share":
            share = True
        elif part == "determiner":
            if head >= 0:
                break
            share = share or word.low in _QUANTIFIERS
        elif part == "comma":
            if not _joins_adjectives(words, index, end):
                break
        elif part == "slash":
            if index + 1 >= end or words[index + 1].part != "noun":
                break
        elif part != "nothing" and not (part == "adverb" and head < 0):
            break
        index += 1
    if head < 0 and index < end and words[index].part == "pronoun":
        head, index = index, index + 1
    classes = classes_at(words, head) if head >= 0 else NO_CLASSES
    return Phrase(at, index, head, classes, number, share, counts)


def classes_at(words: Sequence[Word], head: int) -> frozenset[str]:
    """The classes of a noun, which may depend on the word before it."""
    if head:
        pair = lexicon.pair_classes(words[head - 1].low, words[head].low)
        if pair is not None:
            return pair
    return words[head].classes


def _joins_adjectives(words: Sequence[Word], comma: int, end: int) -> bool:
    """Whether a comma is between adjectives: "a full, passing suite"."""
    if comma + 2 >= end or words[comma - 1].part != "noun":
        return False
    before, after = words[comma - 1], words[comma + 1]
    adjectives = before.classes <= _QUALITY and after.classes <= _QUALITY
    plural = before.low.endswith("s")
    return adjectives and not plural and words[comma + 2].part == after.part == "noun"


_QUALITY = frozenset(["quality"])
_CLOSING = frozenset("comma and preposition of end stop subordinator auxiliary adverb".split())
_AFTER_VERB = _CLOSING | {"determiner", "number", "pronoun", "nothing"}


def _ends_phrase(words: Sequence[Word], index: int, head: int, end: int) -> bool:
    """Whether a word after a noun ends its phrase: a verb, or "live"."""
    word = words[index]
    follower = words[index + 1] if index + 1 < end else None
    closed = follower is None or follower.part in _CLOSING
    if closed and "done" in word.classes and "artefact" not in word.classes:
        return True
    if word.low in {"up", "down"}:
        return True
    if word.verb is None:
        return False
    verb = word.verb
    if verb.past and not verb.base:
        return (follower is None or follower.part in _AFTER_VERB) and not _is_name(words, index)
    if verb.ing:
        return (
            follower is not None
            and follower.part == "preposition"
            and follower.low in {"for", "from", "at"}
            and words[head].classes.isdisjoint({"effort", "artefact"})
        )
    return _is_finite(words, index, head, end)


def _is_name(words: Sequence[Word], index: int) -> bool:
    """Whether a participle is part of a name: "Total Value Locked"."""
    if not words[index].raw[0].isupper() or not words[index - 1].raw[0].isupper():
        return False
    return index < 2 or any(word.raw[0].islower() for word in words if word.part == "noun")


def _is_finite(words: Sequence[Word], index: int, head: int, end: int) -> bool:
    """Whether the word after a noun is the verb of the sentence."""
    word, verb = words[index], words[index].verb
    if verb is None:
        return True  # "roll out"
    follower = words[index + 1] if index + 1 < end else None
    noun_too = word.noun_too and verb.lemma not in {"support", "use", "need"}
    if _is_name(words, index) or words[head].raw.isupper():
        return verb.s_form and not noun_too
    opens_object = follower is not None and follower.part in {"determiner", "number", "pronoun"}
    people = not words[head].classes.isdisjoint({"person", "staff"})
    if verb.s_form:
        if not noun_too or opens_object:
            return True
        return people and follower is not None and follower.part == "preposition"
    plural = words[head].low.endswith("s") or words[head].low in _PLURALS
    if not verb.base or not plural:
        return False
    if not noun_too or opens_object or word.low in _MOVEMENTS:
        return follower is not None or people or word.low in _MOVEMENTS
    if people and words[index].raw[0].islower():
        return follower is None or follower.part in {"preposition", "noun", "adverb"}
    return "behave" in verb.groups and follower is not None and follower.part == "noun"


_PLURALS = frozenset("people staff everyone women men children".split())
_MOVEMENTS = frozenset("double halve grow fall rise drop increase decrease decline improve".split())


# ---------------------------------------------------------------- measures


def _measures(
    words: Sequence[Word], act: Act | None, subject: Phrase | None
) -> tuple[Measure, ...]:
    object_head = act.object.head if act is not None and act.object.head >= 0 else -1
    measured = -1
    if act is not None and subject is not None and subject.classes & {"measure", "harm"}:
        measured = subject.head
    found = []
    for at, word in enumerate(words):
        if not word.kind:
            continue
        kind = _kind_at(words, at)
        if kind in {"date", "name"}:
            continue
        before = words[at - 1].low if at else ""
        of, role = _measured(words, at, object_head)
        if of < 0 and measured >= 0 and act is not None and at >= act.first:
            of = measured
        counted = None
        if at + 1 < len(words) and words[at + 1].part not in {
            "end",
            "stop",
            "preposition",
            "comma",
        }:
            counted = phrase_at(words, at, len(words))
            if counted.head < 0:
                counted = None
        found.append(Measure(at, kind, role or (before if before in _ROLES else ""), of, counted))
    return tuple(found)


_ROLES = frozenset("from to by within under below above over least than most per every in".split())


def _kind_at(words: Sequence[Word], at: int) -> NumberKind:
    """The kind of a number in its place."""
    kind = words[at].kind
    after = words[at + 1].low if at + 1 < len(words) else ""
    previous = words[at - 1] if at else None
    if kind == "share" or after in {"%", "percent", "percentage", "pp", "bps"}:
        return "share"
    if kind in {"money", "factor"}:
        return kind
    if after in {"usd", "eur", "gbp", "chf", "dollars", "euros"}:
        return "money"
    if after in {"times", "x", "fold"}:
        often = at + 2 < len(words) and words[at + 2].low in _OFTEN
        return "date" if often else "factor"
    if kind == "date" or (previous is not None and "date" in previous.classes):
        return "date"
    if "date" in (words[at + 1].classes if at + 1 < len(words) else ()) and not (
        "unit" in words[at + 1].classes
    ):
        return "date"
    unit = at + (2 if after in {"working", "business", "calendar"} else 1)
    if unit < len(words) and "unit" in words[unit].classes:
        return "duration"
    if previous is not None and kind == "count" and _is_numbered(previous):
        return "name"
    return kind


def _is_numbered(word: Word) -> bool:
    """Whether a number behind a word is part of a name: "SOC 2", "phase 3"."""
    return (word.raw.isupper() and len(word.raw) > 1) or word.low in _NUMBERED


_NUMBERED = frozenset(
    "phase level version tier step part stage wave v web layer batch scope".split()
)


_OFTEN = frozenset("a an per each every daily weekly monthly".split())


@cache
def _value_words() -> frozenset[str]:
    return frozenset(lexicon.SMALL["value"].split())


def _measured(words: Sequence[Word], at: int, object_head: int) -> tuple[int, str]:
    """The noun whose value a number is, and the role of the number."""
    role = ""
    for back in range(at - 1, max(-1, at - 10), -1):
        word = words[back]
        if not role and word.low in _ROLES:
            role = word.low
        if (
            word.kind
            or word.low in _value_words()
            or "date" in word.classes
            or word.part == "share"
        ):
            continue
        if back == object_head or not word.classes.isdisjoint({"measure", "harm"}):
            return back, role
        if word.part in {"noun", "adverb", "nothing"} and word.verb is None and at - back < 6:
            continue
        break
    return -1, role


_WORK = frozenset("make decide hire effort run promote".split())
_OUTSIDE = frozenset("gain up down keep".split())


def is_work(verb: Verb) -> bool:
    """Whether a verb only says what the team does."""
    return not verb.groups.isdisjoint(_WORK) and verb.groups.isdisjoint(_OUTSIDE)


def _is_result(words: Sequence[Word], m: Measure, act: Act | None, subject: Phrase | None) -> bool:
    """Whether a number says what came of the work: "retention at 40%", "500 active users"."""
    demanded = act is not None and (subject is None or act.passive)
    working = demanded and act is not None and is_work(act.verb)
    before = words[m.number - 1].low if m.number else ""
    after = words[m.number + 1] if m.number + 1 < len(words) else None
    if m.kind == "share" and after is not None and after.verb is not None:
        if after.verb.base and "behave" in after.verb.groups and not after.noun_too:
            return True  # "so that 95% renew"
    if m.of >= 0:
        classes = classes_at(words, m.of)
        measured = not classes.isdisjoint({"measure", "harm"})
        if not classes.isdisjoint({"own", "effort"}):
            return False
        if measured and not (working and act is not None and m.of == act.object.head):
            return True
        if act is not None and act.is_in("up", "down", "better", "gain") and not measured:
            return "artefact" not in classes and not working
    if before in {"up", "down"} or (m.number > 1 and words[m.number - 2].low in {"up", "down"}):
        return not working
    if m.counted is None:
        return m.kind == "money" and act is not None and act.is_in("gain", "up", "down")
    classes = m.counted.classes
    if words[m.counted.end - 1].low in {"reduction", "decrease", "increase", "improvement"}:
        return not working
    within = act is not None and act.object.first <= m.number < max(act.object.end, act.end)
    if (working and (within or before in _WHERE)) or m.counted.head == m.number:
        return False
    if (
        before in _WHERE
        and act is None
        and (
            subject is None
            or subject.classes & {"effort", "artefact", "staff"}
            or not subject.classes
        )
    ):
        return False
    if "own" in classes:
        return False
    if "measure" in classes and "effort" not in classes:
        return m.kind != "duration"
    if "person" in classes:
        return True
    return m.kind == "share" and act is not None and act.is_in("behave") and not act.passive


_WHERE = frozenset("with in at for to on of by from our the top across".split())
"""Words before a number of those for whom or with whom something is done."""


# ---------------------------------------------------------------- the line


@lru_cache(maxsize=MAX_CLAUSES_KEPT)
def clause(line: str) -> Clause:
    """A line, read."""
    words: list[Word] = []
    places: list[Span] = []
    aside: list[Word] = []
    depth = 0
    for match in _token_pattern().finditer(line[:MAX_CHARACTERS]):
        raw = match[0]
        if raw in {"(", "["}:
            depth += 1
        elif raw in {")", "]"}:
            depth = max(0, depth - 1)
        elif depth:
            aside.append(_known[raw])
        else:
            words.append(_known[raw])
            places.append((match.start(), match.start() + len(raw.rstrip())))
    return _read(line, words, places, aside)


def _read(line: str, words: list[Word], places: list[Span], aside: list[Word]) -> Clause:
    label, start = _label(words)
    first = start
    start = _after_openers(words, start)
    opener = Phrase(first, start) if start > first else None
    end = _claim_end(words, start)
    acts, subject, auxiliary, predicate = _sentence(words, start, end)
    act = acts[0] if acts else None
    after = (act.object.end or act.end) if act else subject.end if subject else start
    condition, purpose = _tail(words, after, end)
    measures = _measures(words, act, subject)
    result = next((m for m in measures if _is_result(words, m, act, subject)), None)
    level = next((m for m in measures if m.kind == "duration" and m.role in _LIMITS), None)
    in_purpose = -1
    if purpose is not None:
        inside = (m.number for m in measures if purpose.first < m.number < purpose.end)
        in_purpose = next(inside, -1)
    return Clause(
        line,
        tuple(words),
        tuple(places),
        tuple(aside),
        label,
        opener,
        start,
        end,
        subject,
        act,
        tuple(acts[1:]),
        auxiliary,
        predicate,
        measures,
        level,
        condition,
        purpose,
        in_purpose,
        result,
    )


_LIMITS = frozenset("within under below than in most".split())
_LABEL_WORDS = 6
"""Words that a label before a colon has at most."""


def _label(words: Sequence[Word]) -> tuple[Phrase | None, int]:
    """The label before the claim, and where the claim begins."""
    start = 0
    while start < len(words) and not words[start].raw[0].isalnum() and not words[start].kind:
        start += 1
    for at in range(start, min(len(words) - 1, start + _LABEL_WORDS + 1)):
        if words[at].low not in {":", "-", "—", "–"} or at == start:
            continue
        follower = words[at + 1]
        if (
            follower.kind
            and follower.kind != "name"
            or follower.low in {"from", "<", ">", "≥", "≤"}
        ):
            return None, start  # "vacant shops: 15": a measure and its value
        found = verb_at(words, start, at)
        demand = found is not None and found[0].base and at - start > 1
        if demand and not _is_noun_at(words, start, at):
            return None, start
        return Phrase(start, at, at - 1, words[at - 1].classes), at + 1
    return None, start


def _is_noun_at(words: Sequence[Word], at: int, end: int) -> bool:
    word = words[at]
    return word.verb is not None and word.verb.lemma in lexicon.noun_or_verb()


def _claim_end(words: Sequence[Word], start: int) -> int:
    for at in range(start + 1, len(words)):
        if words[at].part == "stop":
            return at
    return len(words)


_FRONTED = frozenset("by in before until during within on as after through for with".split())


def _after_openers(words: Sequence[Word], start: int) -> int:
    """Where the claim begins behind "By the end of June," and "We will"."""
    count = len(words)
    if start < count and words[start].low in _FRONTED:
        at = start + 1
        while at < min(count, start + 12) and words[at].part != "stop":
            if words[at].part == "comma":
                start = at + 1
                break
            at += 1
        else:
            at = start + 1
            while at < count and (
                words[at].kind
                or "date" in words[at].classes
                or words[at].low in {"the", "of", "end"}
            ):
                at += 1
            if at > start + 1:
                start = at
    while start + 1 < count:
        word = words[start]
        nextup = words[start + 1]
        if word.low == "help" and (nextup.verb is None or not nextup.verb.base):
            break
        if "opener" in word.classes:
            may_be_verb = word.verb is not None or word.low in {"to", "keep", "start", "help"}
            leads = nextup.verb is not None or nextup.low == "to" or nextup.part == "adverb"
            if may_be_verb and not leads:
                break
        elif word.low in {"have", "has"}:
            if nextup.verb is None or not nextup.verb.past or nextup.verb.base:
                break
        elif word.part != "adverb" and word.part != "comma":
            break
        start += 1
    return start


def _tail(words: Sequence[Word], after: int, end: int) -> tuple[Phrase | None, Phrase | None]:
    """The condition and the purpose."""
    condition = purpose = None
    for at in range(after, end):
        low = words[at].low
        if condition is None and low in {"if", "unless", "when", "whenever"}:
            condition = Phrase(at, end)
        elif purpose is None and at + 1 < end:
            follows = words[at + 1]
            verb = follows.verb
            if low == "to" and verb is not None and verb.base and not follows.kind:
                purpose = Phrase(at, end)
            elif (low == "so" and follows.low in {"that", "we", "they"}) or low == "enabling":
                purpose = Phrase(at, end)
    return condition, purpose


_Sentence = tuple[list[Act], Phrase | None, str, Phrase | None]


def _sentence(words: Sequence[Word], start: int, end: int) -> _Sentence:
    """The acts, subject, auxiliary and predicate of a claim."""
    found = verb_at(words, start, end)
    if found is not None and _is_demand(words, start, found, end):
        return _demands(words, start, found, end), None, "", None
    if found is None and _is_unknown_demand(words, start, end):
        verb = Verb(words[start].low, NO_CLASSES, {"base"})
        return [Act(verb, start, start + 1, phrase_at(words, start + 1, end))], None, "", None
    return _statement(words, start, end)


def _is_unknown_demand(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a line opens with a word that only a verb can be: "Unstub the parser"."""
    if start + 2 > end or words[start].part != "noun" or words[start].classes:
        return False
    return words[start + 1].low in {"the", "our", "a", "an", "all", "existing", "these"}


def _is_demand(words: Sequence[Word], start: int, found: tuple[Verb, int], end: int) -> bool:
    verb, after = found
    word = words[start]
    follower = words[after] if after < end else None
    phrasal = after > start + 1
    if verb.base:
        if follower is None:
            return verb.lemma not in lexicon.noun_or_verb() and not word.classes
        if phrasal:
            return True
        if not word.noun_too or word.low == "set":
            if follower.part == "noun" and _moves(words, after, end):
                return False
            return follower.part != "auxiliary"
        if follower.part == "number" and word.low in _NUMBERED:
            return False
        if follower.part in {"determiner", "number", "pronoun", "nothing"}:
            return follower.low != "no" or not word.classes
        if follower.part in {"and", "comma", "slash"}:
            return after + 1 < end and (v := words[after + 1].verb) is not None and v.base
        if follower.part == "adverb":
            return True
        if follower.part == "preposition":
            least = follower.low == "at" and words[min(after + 1, end - 1)].low in {"least", "most"}
            return least or ("effort" in verb.groups and follower.low in {"with", "to", "on", "in"})
        if follower.part != "noun":
            return False
        named = phrase_at(words, start, end)
        compound = _is_measure(words, named, verb) or _moves(words, named.end, end)
        return not compound and not _has_predicate(words, named, end)
    if verb.ing:
        if follower is None or follower.part in {"auxiliary", "of"}:
            return False
        named = phrase_at(words, start, end)
        plain = follower.part == "noun" and bool(word.classes)
        if plain or _has_predicate(words, named, end) or _is_measure(words, named, verb):
            return False
        return not _has_finite_verb(words, after, end)
    if verb.past:
        has = start > 0 and words[start - 1].low in {"have", "has"}
        opens_object = follower is not None and follower.part in {"determiner", "number", "nothing"}
        return has or opens_object
    return follower is not None and (follower.part == "determiner" or not word.noun_too)


def _has_predicate(words: Sequence[Word], named: Phrase, end: int) -> bool:
    """Whether a noun phrase is followed by its verb or by its value."""
    at = named.end
    if at >= len(words) or (at >= end and words[at].low != ":"):
        return False
    word = words[at]
    if word.part == "auxiliary" or word.low in {"<", ">", "≥", "≤", "=", "under", "above", "below"}:
        return True
    if word.verb is not None and word.part == "noun":
        return True
    measured = not named.classes.isdisjoint({"measure", "harm"})
    if word.low in {"up", "down", "never", "always", "no"} or (word.kind and measured):
        return True
    if word.low == ":" or (measured and word.low in {"of", "to", "by"}):
        return any(w.kind for w in words[at : at + 4])
    return word.low in {"from", "at", "within"} and any(w.kind for w in words[at : at + 3])


def _is_measure(words: Sequence[Word], named: Phrase, verb: Verb) -> bool:
    """Whether a word that may be a verb belongs to the name of a measure: "lead time"."""
    if "measure" not in named.classes or named.classes & {"artefact", "own", "state"}:
        return False
    return (
        named.head == named.first + 1
        and verb.groups.isdisjoint({"up", "down", "better"})
        and (verb.lemma not in _MEASURING)
    )


_MEASURING = frozenset(
    "track measure report monitor record review assess test cut lift drive boost support reach".split()
)
"""Verbs whose object is often a measure."""


def _moves(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether something rises, falls or lies below a number further on: "support tickets per
    account fall".
    """
    for index in range(at, end):
        word, before = words[index], words[index - 1]
        if word.part in {"subordinator", "and", "comma"} or word.low == "to":
            return False
        moving = word.low.removesuffix("s") in _MOVEMENTS and before.part == "noun"
        bound = word.low in {"below", "under", "above"} and before.part == "noun"
        if moving and (index + 1 == end or words[index + 1].part in _AFTER_VERB):
            return True
        if bound and index + 1 < end and words[index + 1].kind:
            return True
    return False


_NEEDING = frozenset("is are will has was needs takes requires costs".split())


def _has_finite_verb(words: Sequence[Word], at: int, end: int, *, plural: bool = False) -> bool:
    """Whether a sentence that may open with its subject has its verb further on."""
    for index in range(at, end):
        word, verb = words[index], words[index].verb
        if word.part == "subordinator" or word.low == "to":
            return False
        if word.low in _NEEDING:
            return True
        if verb is None or index == at or words[index - 1].part not in {"noun", "adverb"}:
            continue
        if (verb.s_form and not word.noun_too) or (
            plural and verb.base and (not word.noun_too or verb.lemma == "need")
        ):
            return True
    return False


def _demands(words: Sequence[Word], start: int, found: tuple[Verb, int], end: int) -> list[Act]:
    """The acts of a claim that opens with a verb."""
    chain = [(found[0], start, found[1])]
    after = found[1]
    while after + 1 < end and words[after].part in {"and", "comma", "slash"}:
        skip = after + 1
        while skip < end and (words[skip].part in {"and", "adverb"}):
            skip += 1
        more = verb_at(words, skip, end)
        if more is None or not (more[0].base or more[0].ing):
            break
        chain.append((more[0], skip, more[1]))
        after = more[1]
    while after < end and words[after].part == "adverb":
        after += 1
    thing = phrase_at(words, after, end)
    unsure = (
        found[0].lemma in lexicon.noun_or_verb() and after < end and words[after].part == "noun"
    )
    acts = [Act(verb, at, to, thing, unsure=unsure) for verb, at, to in chain]
    at = max(thing.end, after)
    while at + 1 < end:
        if words[at].part in {"and", "comma"} or words[at].low == "then":
            skip = at + 1
            while skip < end and words[skip].part in {"and", "adverb"}:
                skip += 1
            more = verb_at(words, skip, end)
            if more is not None and _continues(words, skip, more, found[0], end):
                acts.append(Act(more[0], skip, more[1], phrase_at(words, more[1], end)))
                at = more[1]
                continue
        at += 1
    return acts


def _continues(
    words: Sequence[Word], at: int, more: tuple[Verb, int], head: Verb, end: int
) -> bool:
    """Whether a verb after "and" is a further demand rather than a noun in a list."""
    verb, after = more
    if not ((verb.base and head.base) or (verb.ing and head.ing)) or after >= end:
        return False
    follower = words[after]
    if verb.lemma in lexicon.noun_or_verb() or words[at].classes:
        return follower.part in {"determiner", "number"}
    return follower.part in {"determiner", "number", "noun", "nothing", "pronoun", "adverb"}


def _statement(words: Sequence[Word], start: int, end: int) -> _Sentence:
    """The parts of a claim that opens with its subject."""
    subject = phrase_at(words, start, end)
    at = subject.end
    while at < end:
        word = words[at]
        if word.part == "auxiliary" and at >= subject.end:
            return _predicate(words, subject, at, end)
        if word.part == "subordinator":
            break
        if word.part == "noun" and at > start:
            found = verb_at(words, at, end)
            if found is not None and (
                at == subject.end
                or _is_predicate(words, at, found, end)
                or (subject.head >= 0 and _acts(words, at, found, subject.head, end))
            ):
                verb, after = found
                passive = verb.past and not verb.base
                many = subject.head >= 0 and words[subject.head].low.endswith("s")
                if passive and _has_finite_verb(words, after, end, plural=many):
                    at = after  # "features shipped in spring are used"
                    continue
                thing = NO_PHRASE if passive else phrase_at(words, after, end)
                return [Act(verb, at, after, thing, passive)], subject, "", None
            if "done" in word.classes and (at + 1 >= end or words[at + 1].part in _CLOSING):
                return [], subject, "", Phrase(at, at + 1, at, word.classes)
        at += 1
    return [], subject, "", None


def _is_predicate(words: Sequence[Word], at: int, found: tuple[Verb, int], end: int) -> bool:
    """Whether a verb behind "tests for all modules" is that of the sentence."""
    verb, after = found
    if words[at - 1].part != "noun":
        return False
    if verb.past and not verb.base:
        closed = after >= end or words[after].part in _AFTER_VERB
        return closed and not _is_name(words, at)
    return not verb.ing and _is_finite(words, at, at - 1, end)


def _acts(words: Sequence[Word], at: int, found: tuple[Verb, int], head: int, end: int) -> bool:
    """Whether people further ahead are those who act: "20 plants in Bavaria buy a machine"."""
    opens_object = found[1] < end and words[found[1]].part in {"determiner", "number"}
    return opens_object and found[0].base and words[head].low.endswith("s")


def _unknown_participle(words: Sequence[Word], at: int, end: int) -> Verb | None:
    """The verb of a participle that no list knows, behind "is" or "will be"."""
    low = words[at].low if at < end else ""
    if not low.endswith("ed") or len(low) < 5 or words[at].classes or words[at].part != "noun":
        return None
    return Verb(low, NO_CLASSES, {"past"})


def _predicate(words: Sequence[Word], subject: Phrase, at: int, end: int) -> _Sentence:
    auxiliary = words[at].low
    index = at + 1
    while index < end and (
        words[index].part in {"auxiliary", "adverb", "nothing"}
        or words[index].low in {"also", "now", "to", "all", "both", "longer", "no"}
    ):
        index += 1
    found = verb_at(words, index, end)
    if found is None and (unknown := _unknown_participle(words, index, end)) is not None:
        found = unknown, index + 1
    if found is not None and words[index].part == "noun":
        verb, after = found
        has = auxiliary in {"has", "have"} and words[index - 1].low not in {"been", "be"}
        passive = verb.past and not has and (words[index - 1].low in _BE or auxiliary in _BE)
        finite = verb.base and words[index - 1].low not in _BE
        if passive or finite or verb.ing or (has and verb.past):
            thing = NO_PHRASE if passive else phrase_at(words, after, end)
            predicate = Phrase(index, end, index, words[index].classes) if passive else None
            return [Act(verb, index, after, thing, passive)], subject, auxiliary, predicate
    named = phrase_at(words, index, end)
    if named.head < 0:
        named = Phrase(index, end, min(index, end - 1), NO_CLASSES)
    return [], subject, auxiliary, named


_BE = frozenset("is are was were be been being am gets get".split())
