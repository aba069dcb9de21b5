"""The words of a line, and the noun phrases that they form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from stratdocs.language import lexicon
from stratdocs.language.lexicon import NO_CLASSES, Verb

MAX_WORDS_KEPT = 8192
"""Words that are kept: a strategy repeats the same ones."""

NumberKind = Literal["", "share", "money", "factor", "duration", "date", "name", "count"]

_CURRENCY = "$€£¥₹"
_SIGNS = {",": "comma", "&": "and", "+": "and", "/": "slash", "%": "share"}
_SIGNS |= dict.fromkeys(".!?—–|→…•-:;", "stop") | dict.fromkeys("'*`\"“”~#", "nothing")
_PARTS = {
    "of": "of", "percent": "share", "pp": "share", "new": "nothing", "existing": "nothing",
} | dict.fromkeys(["and", "or", "then", "plus"], "and") | dict.fromkeys(
    "not never always online together twice again".split(), "adverb"
)  # fmt: skip
_OTHERS = frozenset("012345689")
_FIGURES = dict.fromkeys(map(ord, _OTHERS), "7")
_PRONOUNS = frozenset("we they it you i he she us them everyone".split())
_NOT_ADVERBS = frozenset(
    """weekly daily monthly quarterly family early only friendly anomaly assembly apply supply reply
    multiply comply""".split()
)
_NOT_VERBS = frozenset("compared go-live based including using following open-source".split())
_NO_NOUN = frozenset(lexicon.SMALL) | {"quality"}
QUANTIFIERS = frozenset("all every each most both no".split())


class Word:
    """A word, number or sign, with all that is known of it without its line. Lines share it."""

    __slots__ = (
        "begins_verb", "classes", "continues_verb", "kind", "low", "noun_too", "part", "raw",
        "shape", "verb",
    )  # fmt: skip

    def __init__(self, raw: str) -> None:
        low = raw.lower().rstrip()
        figures = low[0].isdecimal() or (low[0] in _CURRENCY and low[1:].strip()[:1].isdecimal())
        self.raw = raw
        self.low: str = low if figures else low.replace("’", "'").removesuffix("'s").rstrip("'")
        """The word as in the lists: lower case, without a genitive."""
        small = NO_CLASSES if figures else lexicon.small_classes(self.low)
        self.kind: NumberKind = (
            _figure_kind(low) if figures else "count" if "number" in small else ""
        )
        """What a number counts, as far as the number itself says; empty for a word."""
        spoken = low[0].isalnum() and not self.kind
        self.classes: frozenset[str] = small
        """The classes of the lexicon for nouns, adjectives and function words."""
        self.verb: Verb | None = None
        """The verb that it may be a form of."""
        if spoken:
            self.classes |= lexicon.classes_of(self.low)
            self.verb = _verb_of(self.low) if self.low not in _NOT_VERBS else None
        self.noun_too: bool = self.verb is not None and (
            not self.classes <= _NO_NOUN or self.verb.lemma in lexicon.NOUN_OR_VERB
        )
        """Whether a form of a verb may be a noun as well."""
        self.begins_verb: bool = spoken and lexicon.begins_phrasal_verb(self.low)
        self.continues_verb: bool = self.low in lexicon.verb_particles()
        """Whether it may form a verb with the word before it: "roll out"."""
        sign = "nothing" if raw == "-" else _SIGNS.get(low, "end")
        self.part: str = "number" if self.kind else sign
        """Its role in phrases: noun, determiner, preposition, auxiliary, comma, ..."""
        if spoken:
            self.part = self._part()
        self.shape: Word = self
        """The same word for all numbers that are written alike: `77%` for `40%`. What a line says
        does not depend on their figures."""
        if figures and self.kind not in {"date", "name"}:
            alike = known_words[raw.translate(_FIGURES)] if set(raw) & _OTHERS else self
            self.shape = alike if alike.kind == self.kind else self

    def _part(self) -> str:
        if self.low in _PARTS:
            return _PARTS[self.low]
        if self.low in _PRONOUNS and self.raw not in {"IT", "US"}:
            return "pronoun"
        for part in ("determiner", "auxiliary", "subordinator", "preposition"):
            if part in self.classes:
                return part
        return "adverb" if self.low.endswith("ly") and self.low not in _NOT_ADVERBS else "noun"


def _figure_kind(low: str) -> NumberKind:
    if "-" in low and low[-1].isalpha():
        return ""  # "3-day"
    if "%" in low:
        return "share"
    if low[0] in _CURRENCY:
        return "money"
    unit = low.lstrip("0123456789.,'’+")
    figures = low.removesuffix(unit) if unit else low
    if len(figures) == 4 and figures.startswith(("19", "20")) and figures.isdecimal():
        return "date"
    if unit in {"st", "nd", "rd", "th"} or figures.count(".") > 1:
        return "name"
    if unit == "x":
        return "factor"
    return "duration" if unit in {"ms", "s", "h", "hr", "hrs", "min", "d"} else "count"


@lru_cache(maxsize=MAX_WORDS_KEPT)
def _verb_of(form: str) -> Verb | None:
    found = lexicon.verb(form)
    if found is None and form.startswith("re") and len(form) > 5 and not lexicon.noun_groups(form):
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


known_words = _Known()


def words_of(text: str) -> list[Word]:
    """The words, numbers and signs of a text."""
    return [known_words[raw] for raw in _token_pattern().findall(text)]


def places(text: str) -> list[tuple[int, int]]:
    """The place of each word of a text, end exclusive."""
    return [
        (match.start(), match.start() + len(match[0].rstrip()))
        for match in _token_pattern().finditer(text)
    ]


def verb_at(words: Sequence[Word], at: int, end: int) -> tuple[Verb, int] | None:
    """The verb at a place, "roll out" included, and where it ends."""
    if at >= end:
        return None
    word = words[at]
    if word.begins_verb and at + 1 < end and words[at + 1].continues_verb:
        for more in (2, 1):
            joined = _verb_of("-".join([part.low for part in words[at : min(end, at + more + 1)]]))
            if joined is not None and at + more < end:
                return joined, at + more + 1
    return None if word.verb is None else (word.verb, at + 1)


# ---------------------------------------------------------------- phrases


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


def phrase_at(words: Sequence[Word], at: int, end: int) -> Phrase:
    """The noun phrase that begins at a place, across "80% of" and "the number of"."""
    head, number, share, counts, index, measured = -1, -1, False, False, at, NO_CLASSES
    while index < end:
        word = words[index]
        match word.part:
            case "noun":
                if head >= 0 and _ends_phrase(words, index, head, end):
                    break
                head = index
            case "number":
                if head >= 0 and not is_numbered(words[head]):
                    break
                number = index if number < 0 and head < 0 else number
                out_of = index + 1 < end and words[index + 1].low == "out"
                share = share or word.kind == "share" or out_of
            case "of" if head >= 0 and "count" in words[head].classes:
                counts, head = True, -1
                measured = measured | (words[index - 1].classes & _MEASURE)
            case "of" if head < 0 and (number >= 0 or words[index - 1].low in QUANTIFIERS):
                share = True
            case "share":
                share = True
            case "determiner" if head < 0:
                share = share or word.low in QUANTIFIERS
            case "slash" if index + 1 < end and words[index + 1].part == "noun":
                pass
            case "nothing":
                pass
            case "adverb" if head < 0:
                pass
            case _:
                break
        index += 1
    if head < 0 and index < end and words[index].part == "pronoun":
        head, index = index, index + 1
    classes = words[head].classes | measured if head >= 0 else NO_CLASSES
    return Phrase(at, index, head, classes, number, share, counts)


_MEASURE = frozenset(["measure"])


def is_numbered(word: Word) -> bool:
    """Whether a number behind a word is part of a name: "SOC 2", "phase 3"."""
    return (word.raw.isupper() and len(word.raw) > 1) or word.low in _NUMBERED


_NUMBERED = frozenset(
    "phase level version tier step part stage wave v web layer batch scope alpha beta".split()
)


CLOSING = frozenset("comma and preposition of end stop subordinator auxiliary adverb".split())
"""The parts before which a phrase ends."""
AFTER_VERB = CLOSING | {"determiner", "number", "pronoun", "nothing"}
"""The parts that may follow a verb, rather than the noun of an adjective."""
_OBJECT_OPENERS = frozenset(["determiner", "number", "pronoun"])
PLURALS = frozenset("people staff everyone women men children".split())
MOVEMENTS = frozenset("double halve grow fall rise drop increase decrease decline improve".split())


def _ends_phrase(words: Sequence[Word], index: int, head: int, end: int) -> bool:
    """Whether a word after a noun ends its phrase: a verb, or "live"."""
    word, verb = words[index], words[index].verb
    follower = words[index + 1].part if index + 1 < end else "end"
    if follower in CLOSING and "done" in word.classes and "artefact" not in word.classes:
        return True
    if word.low in {"up", "down"}:
        return True
    if verb is None:  # "carried out"
        found = verb_at(words, index, end)
        return found is not None and found[0].past
    if verb.past and not verb.base:
        return follower in AFTER_VERB and not is_name(words, index)
    if verb.ing:
        acting = words[head].classes.isdisjoint({"effort", "artefact"})
        return acting and index + 1 < end and words[index + 1].low in {"for", "from", "at"}
    return is_finite(words, index, head, end)


def is_name(words: Sequence[Word], index: int) -> bool:
    """Whether a participle is part of a name: "Total Value Locked"."""
    if not words[index].raw[0].isupper() or not words[index - 1].raw[0].isupper():
        return False
    return index < 2 or any(word.raw[0].islower() for word in words if word.part == "noun")


def is_finite(words: Sequence[Word], index: int, head: int, end: int) -> bool:
    """Whether the word after a noun is the verb of the sentence."""
    word, verb = words[index], words[index].verb
    if verb is None:
        return True  # "roll out"
    noun_too = word.noun_too and verb.lemma not in {"support", "use", "need"}
    if is_name(words, index) or words[head].raw.isupper():
        return verb.s_form and not noun_too
    follower = words[index + 1].part if index + 1 < end else ""
    people = not words[head].classes.isdisjoint({"person", "staff"})
    if verb.s_form:
        if follower in _OBJECT_OPENERS or (not noun_too and follower):
            return True
        return word.low.removesuffix("s") in MOVEMENTS
    if not verb.base or not (words[head].low.endswith("s") or words[head].low in PLURALS):
        return False
    if not noun_too or follower in _OBJECT_OPENERS or word.low in MOVEMENTS:
        return bool(follower) or people or word.low in MOVEMENTS
    lower = people and word.raw[0].islower()
    return lower and follower in {"", "preposition", "noun", "adverb"}
