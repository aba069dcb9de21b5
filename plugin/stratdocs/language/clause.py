"""A line read once: its words, and the parts that a sentence about a goal has.

The parts are ranges of words, and `Clause.span` says where in the line they are written. Whether a
line names work or a result is decided elsewhere, by what is read here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from stratdocs.language.lexicon import NO_CLASSES, VALUE_WORDS, Verb
from stratdocs.language.tokens import (
    AFTER_VERB,
    CLOSING,
    MOVEMENTS,
    NumberKind,
    Phrase,
    Word,
    is_finite,
    is_name,
    is_numbered,
    phrase_at,
    places,
    verb_at,
    words_of,
)

MAX_CHARACTERS = 1500
"""Characters that are read: a goal is a sentence or two."""
MAX_CLAUSES_KEPT = 1024

Span = tuple[int, int]
"""The place of characters in the line, end exclusive."""
Words = Sequence[Word]
NO_PHRASE = Phrase(0, 0)


class Act(NamedTuple):
    """A verb and its object."""

    verb: Verb
    first: int
    end: int
    object: Phrase = NO_PHRASE
    passive: bool = False
    """Whether the subject is what it is done to: "the handbook is published"."""
    unsure: bool = False
    """Whether the verb may be a noun: "design reviews"."""

    def is_in(self, *groups: str) -> bool:
        """Whether the verb is in one of these classes."""
        return not self.verb.groups.isdisjoint(groups)

    @property
    def cue(self) -> Span:
        """The words of the verb, end exclusive."""
        return self.first, self.end

    @property
    def work(self) -> bool:
        """Whether the verb only says what the team does."""
        return self.is_in(*_WORK) and not self.is_in(*_OUTSIDE)


_WORK = ("make", "decide", "hire", "effort", "run", "promote")
_OUTSIDE = ("gain", "up", "down", "keep")


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
    label: Phrase | None
    """What stands before a colon or dash: "Health: walk each day"."""
    start: int
    """The word with which the claim begins, behind "By 2030, we will"; `end` is where it ends."""
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
    result: Measure | None
    """The number that says a result rather than how much work is done."""
    level: Measure | None
    """The level of service: "within 2 hours", "under 200 ms"."""
    purpose: Phrase | None
    """What it is for, with its number: "to cut calls by 20%"."""

    @property
    def places(self) -> list[Span]:
        """Where each word is written."""
        line = self.line[:MAX_CHARACTERS]
        if not any(bracket in line for bracket in _BRACKETS):
            return places(line)
        inside = _inside_brackets(words_of(line))
        return [place for place, aside in zip(places(line), inside, strict=True) if not aside]

    def span(self, first: int, end: int | None = None) -> Span:
        """The place of some words in the line."""
        found = self.places
        if not found:
            return (0, 0)
        last = first if end is None else max(first, end - 1)
        count = len(found) - 1
        return found[min(first, count)][0], found[min(last, count)][1]

    def low(self, at: int) -> str:
        """The word at a place, in lower case; empty beyond the line."""
        return self.words[at].low if 0 <= at < len(self.words) else ""

    @property
    def object(self) -> Phrase:
        """The object of the head verb; an empty phrase without one."""
        return self.act.object if self.act is not None else NO_PHRASE


@lru_cache(maxsize=MAX_CLAUSES_KEPT)
def clause(line: str) -> Clause:
    """A line, read."""
    text = line[:MAX_CHARACTERS]
    words = words_of(text)
    if any(bracket in text for bracket in _BRACKETS):
        inside = _inside_brackets(words)
        words = [word for word, aside in zip(words, inside, strict=True) if not aside]
    return _read(tuple([word.shape for word in words]))._replace(line=line, words=tuple(words))


@lru_cache(maxsize=MAX_CLAUSES_KEPT)
def _read(words: tuple[Word, ...]) -> Clause:
    """The parts of a line of these words; lines that differ in their figures have the same."""
    label, first = _label(words)
    start = _after_openers(words, first)
    end = next((at for at in range(start + 1, len(words)) if words[at].part == "stop"), len(words))
    acts, subject, auxiliary, predicate = _sentence(words, start, end)
    act = acts[0] if acts else None
    after = (act.object.end or act.end) if act else subject.end if subject else start
    measures = _measures(words, act, subject)
    return Clause(
        line="",
        words=words,
        label=label,
        start=start,
        end=end,
        subject=subject,
        act=act,
        further=tuple(acts[1:]),
        auxiliary=auxiliary,
        predicate=predicate,
        measures=measures,
        result=next((m for m in measures if _is_result(words, m, act, subject)), None),
        level=next((m for m in measures if m.kind == "duration" and m.role in _LIMITS), None),
        purpose=_purpose(words, after, end, measures),
    )


_BRACKETS = ("(", "[", ")", "]")


def _inside_brackets(words: Words) -> list[bool]:
    """Whether each word is a bracket or stands in brackets."""
    found, depth = [], 0
    for word in words:
        opens, closes = word.low in _BRACKETS[:2], word.low in _BRACKETS[2:]
        depth = max(0, depth + opens - closes)
        found.append(depth > 0 or opens or closes)
    return found


_LIMITS = frozenset("within under below than in most".split())


# ---------------------------------------------------------------- around the claim

_HEADINGS = frozenset("target goal objective kpi metric measure aim outcome result".split())
_LABEL_WORDS = 6
"""Words that a label before a colon has at most."""


def _label(words: Words) -> tuple[Phrase | None, int]:
    """The label before the claim, and where the claim begins."""
    start = 0
    while start < len(words) and not words[start].raw[0].isalnum() and not words[start].kind:
        start += 1
    for at in range(start + 1, min(len(words) - 1, start + _LABEL_WORDS + 1)):
        if words[at].raw not in {":", "- ", "—", "–"}:
            continue
        follower = words[at + 1]
        valued = follower.kind not in {"", "name"} or follower.low in {"from", "<", ">", "≥", "≤"}
        found = verb_at(words, start, at)
        demand = found is not None and found[0].base and at - start > 1
        if words[at - 1].low.removesuffix("s") in _HEADINGS:
            valued = False
        if valued or (demand and not words[start].noun_too):
            return None, start  # "vacant shops: 15" is a measure and its value
        return Phrase(start, at, at - 1, words[at - 1].classes), at + 1
    return None, start


_FRONTED = frozenset("by in before until during within on as after through for with".split())
_FRONTED_WORDS = 12
"""Words that a phrase before the claim has at most: "By the end of June, ..."."""


def _after_openers(words: Words, start: int) -> int:
    """Where the claim begins behind "By the end of June," and "We will"."""
    count = len(words)
    if start < count and words[start].low in _FRONTED:
        start = _after_fronted(words, start)
    while start + 1 < count:
        word, nextup = words[start], words[start + 1]
        verb = nextup.verb
        if word.low == "help":
            opens = verb is not None and verb.base
        elif "opener" in word.classes:
            may_be_verb = word.verb is not None or word.low in {"to", "keep", "start"}
            opens = not may_be_verb or verb is not None or nextup.part == "adverb"
            opens = opens or nextup.low == "to"
        elif word.low in {"have", "has"}:
            opens = verb is not None and verb.past and not verb.base
        else:
            opens = word.part in {"adverb", "comma"}
        if not opens:
            break
        start += 1
    return start


def _after_fronted(words: Words, start: int) -> int:
    for at in range(start + 1, min(len(words), start + _FRONTED_WORDS)):
        if words[at].part == "stop":
            break
        if words[at].part == "comma":
            return at + 1
    at = start + 1
    while at < len(words) and (
        words[at].kind or "date" in words[at].classes or words[at].low in {"the", "of", "end"}
    ):
        at += 1
    return at if at > start + 1 else start


def _purpose(words: Words, after: int, end: int, measures: tuple[Measure, ...]) -> Phrase | None:
    for at in range(after, end - 1):
        low, nextup = words[at].low, words[at + 1]
        aim = low == "to" and nextup.verb is not None and nextup.verb.base
        if aim or (low == "so" and nextup.low in {"that", "we", "they"}):
            number = next((m.number for m in measures if at < m.number < end), -1)
            return Phrase(at, end, number=number)
    return None


# ---------------------------------------------------------------- demands and statements

_Sentence = tuple[list[Act], Phrase | None, str, Phrase | None]
"""The acts, subject, auxiliary and predicate of a claim."""


def _sentence(words: Words, start: int, end: int) -> _Sentence:
    found = verb_at(words, start, end)
    if found is not None and _is_demand(words, start, found, end):
        return _demands(words, start, found, end), None, "", None
    if found is None and start + 1 < end and words[start].part == "noun":
        if not words[start].classes and words[start + 1].low in _ARTICLES:
            verb = Verb(words[start].low, NO_CLASSES, {"base"})  # "unstub the parser"
            return [Act(verb, start, start + 1, phrase_at(words, start + 1, end))], None, "", None
    return _statement(words, start, end)


_ARTICLES = frozenset(["the", "our", "a", "an", "all", "these"])
_OPENS_OBJECT = frozenset("determiner number pronoun nothing".split())


def _is_demand(words: Words, start: int, found: tuple[Verb, int], end: int) -> bool:
    """Whether a claim opens with its verb, not with a noun that looks like one."""
    verb, after = found
    word, follower = words[start], words[after] if after < end else None
    if follower is None:
        return verb.base and not word.noun_too and not word.classes
    if verb.base and (after > start + 1 or not word.noun_too):
        return follower.part != "auxiliary"
    if verb.past and not verb.base:
        has = start > 0 and words[start - 1].low in {"have", "has"}
        return has or follower.part in _OPENS_OBJECT - {"pronoun"}
    if verb.ing and _has_predicate(words, phrase_at(words, after, end), end):
        return False  # "opening an account takes a day"
    named = phrase_at(words, start, end)
    match follower.part:
        case "number":
            return not is_numbered(word)
        case "determiner" | "pronoun" | "nothing" | "adverb":
            return follower.low != "no" or not word.classes
        case "and" | "comma" | "slash":
            more = _after_and(words, after, end)
            return more is not None and (more[0].base or more[0].ing)
        case "preposition":
            least = follower.low == "at" and named.head == start
            return verb.ing or least or ("effort" in verb.groups and follower.low in _BEFORE_WORK)
        case "noun" if verb.base or (verb.ing and not word.classes):
            is_name = _is_measure(named, verb) or _has_value(words, named)
            is_name = is_name or (named.end == end and _is_compound(words, named, verb))
            return not is_name and not _has_predicate(words, named, end)
    return False


_BEFORE_WORK = frozenset("with to on in".split())


def _is_measure(named: Phrase, verb: Verb) -> bool:
    """Whether a word that may be a verb belongs to the name of a measure: "lead time"."""
    moved = not verb.groups.isdisjoint({"up", "down", "better", "effort", "gain", "promote"})
    measured = "measure" in named.classes and named.classes.isdisjoint({"artefact", "state"})
    return measured and not moved and named.head == named.first + 1


def _is_compound(words: Words, named: Phrase, verb: Verb) -> bool:
    """Whether two words alone name a thing: "audit trail", not "audit contracts"."""
    lone = named.head == named.first + 1 and not words[named.head].low.endswith("s")
    return lone and "effort" in verb.groups and "measure" not in named.classes


def _has_value(words: Words, named: Phrase) -> bool:
    """Whether a value follows: "test time: 8 minutes", "report accuracy of 99%"."""
    at = named.end
    if at >= len(words):
        return False
    measured = not named.classes.isdisjoint({"measure", "harm"})
    valued = measured and (words[at].kind or words[at].low in {"of", "to", "by"})
    valued = valued or words[at].kind == "share"
    if not valued and words[at].low not in _BEFORE_VALUES:
        return False
    return any(near.kind for near in words[at : at + 4])


_BEFORE_VALUES = frozenset("< > ≥ ≤ = : under above below up down from at within".split())


def _has_predicate(words: Words, subject: Phrase, end: int) -> bool:
    """Whether a phrase has its verb behind it: "support tickets per account fall"."""
    plural = words[subject.head].low.endswith("s")
    for at in range(subject.end, end):
        word, verb = words[at], words[at].verb
        if word.part == "subordinator" or word.low == "to":
            return False
        if word.part == "auxiliary":
            return True
        if verb is not None and words[at - 1].part in {"noun", "adverb"}:
            finite = verb.s_form or (plural and verb.base)
            finite = finite and (not word.noun_too or verb.lemma in {"need", "cost"})
            if finite or word.low.removesuffix("s") in MOVEMENTS or at == subject.end:
                return True
    return False


def _demands(words: Words, start: int, found: tuple[Verb, int], end: int) -> list[Act]:
    """The acts of a claim that opens with a verb."""
    verb, after = found
    chain = [(verb, start, after)]
    while (more := _after_and(words, after, end)) is not None and (more[0].base or more[0].ing):
        chain.append(more)
        after = more[2]
    while after < end and words[after].part == "adverb":
        after += 1
    thing = phrase_at(words, after, end)
    unsure = words[start].noun_too and after < end and words[after].part == "noun"
    acts = [Act(*each, thing, unsure=unsure) for each in chain]
    at = max(thing.end, after)
    while at + 1 < end:
        more = _after_and(words, at, end)
        if more is not None and _is_further(words, more, verb, end):
            acts.append(Act(*more, phrase_at(words, more[2], end)))
            at = more[2]
        else:
            at += 1
    return acts


def _after_and(words: Words, at: int, end: int) -> tuple[Verb, int, int] | None:
    """The verb behind "and" or a comma, with its place."""
    if at + 1 >= end or words[at].part not in {"and", "comma", "slash"}:
        return None
    at += 1
    while at < end and words[at].part in {"and", "adverb"}:
        at += 1
    found = verb_at(words, at, end)
    return None if found is None else (found[0], at, found[1])


def _is_further(words: Words, more: tuple[Verb, int, int], head: Verb, end: int) -> bool:
    """Whether a verb after "and" is a further demand rather than a noun in a list."""
    verb, at, after = more
    if not ((verb.base and head.base) or (verb.ing and head.ing)) or after >= end:
        return False
    if words[at].noun_too:
        return words[after].part in {"determiner", "number"}
    return words[after].part in _OPENS_OBJECT | {"noun", "adverb"}


def _statement(words: Words, start: int, end: int) -> _Sentence:
    """The parts of a claim that opens with its subject."""
    subject = phrase_at(words, start, end)
    many = subject.head >= 0 and words[subject.head].low.endswith("s")
    at = begins = subject.end
    while at < end and words[at].part != "subordinator":
        word = words[at]
        if word.part == "auxiliary":
            return _predicated(words, subject, at, end)
        if "done" in word.classes and (at + 1 >= end or words[at + 1].part in CLOSING):
            if word.verb is None or word.verb.base:
                return [], subject, "", Phrase(at, at + 1, at, word.classes)
        found = verb_at(words, at, end) if word.part == "noun" and at > start else None
        if found is not None and (at == begins or _is_predicate(words, at, found, end, many=many)):
            verb, after = found
            passive = verb.past and not verb.base
            if passive and _has_predicate(words, subject._replace(end=after), end):
                at, begins = after, _next_verb(words, after, end)
                continue  # "features shipped in spring are used"
            thing = NO_PHRASE if passive else phrase_at(words, after, end)
            return [Act(verb, at, after, thing, passive)], subject, "", None
        at += 1
    return [], subject, "", None


def _next_verb(words: Words, at: int, end: int) -> int:
    """The place of the next verb, or of the end."""
    while at < end and (words[at].noun_too or words[at].verb is None):
        at += 1
    return at


def _is_predicate(words: Words, at: int, found: tuple[Verb, int], end: int, *, many: bool) -> bool:
    """Whether a verb behind "tests for all modules" is that of the sentence."""
    verb, after = found
    follower = words[after].part if after < end else "end"
    if many and verb.base and follower in {"determiner", "number"}:
        return True  # "20 plants in Bavaria buy a machine"
    if words[at - 1].part != "noun":
        return False
    if verb.past and not verb.base:
        return follower in AFTER_VERB and not is_name(words, at)
    return not verb.ing and is_finite(words, at, at - 1, end)


_BE = frozenset("is are was were be been being am gets get".split())
_FILLERS = frozenset("also now to all both longer no".split())


def _predicated(words: Words, subject: Phrase, at: int, end: int) -> _Sentence:
    """The sentence with what follows its auxiliary."""
    auxiliary, index = words[at].low, at + 1
    while index < end and (
        words[index].part in {"auxiliary", "adverb", "nothing"} or words[index].low in _FILLERS
    ):
        index += 1
    verb, after = verb_at(words, index, end) or (_unknown_participle(words, index, end), index + 1)
    if verb is not None and words[index].part == "noun":
        before = words[index - 1].low
        has = auxiliary in {"has", "have"} and before not in {"been", "be"}
        passive = verb.past and not has and (before in _BE or auxiliary in _BE)
        noun = has and after < end and words[after].part == "noun"  # "have documented plans"
        perfect = has and verb.past and not noun
        if passive or verb.ing or (verb.base and before not in _BE and not noun) or perfect:
            thing = NO_PHRASE if passive else phrase_at(words, after, end)
            what = Phrase(index, end, index, words[index].classes) if passive else None
            return [Act(verb, index, after, thing, passive)], subject, auxiliary, what
    named = phrase_at(words, index, end)
    if named.head < 0:
        named = Phrase(index, end, min(index, end - 1))
    return [], subject, auxiliary, named


def _unknown_participle(words: Words, at: int, end: int) -> Verb | None:
    """The verb of a participle that no list knows, behind "is" or "will be"."""
    low = words[at].low if at < end else ""
    known = not low or bool(words[at].classes) or words[at].part != "noun"
    return None if known or not low.endswith("ed") else Verb(low, NO_CLASSES, {"past"})


# ---------------------------------------------------------------- measures

_ROLES = frozenset("from to by within under below above over least than most per every in".split())
_OFTEN = frozenset("a an per each every daily weekly monthly".split())
_MADE = frozenset(["artefact", "staff", "effort"])
_WHERE = frozenset("with in at for to on of by from our the top across".split())
"""Words before a number of those for whom or with whom something is done."""


def _measures(words: Words, act: Act | None, subject: Phrase | None) -> tuple[Measure, ...]:
    """The numbers that are values or counts, not dates or parts of names."""
    object_head = act.object.head if act is not None and act.object.head >= 0 else -1
    measured = len(words)
    if act is not None and subject is not None and subject.classes & {"measure", "harm"}:
        measured = act.first
    found = []
    for at, word in enumerate(words):
        kind = _kind_at(words, at) if word.kind else ""
        if kind in {"", "date", "name"}:
            continue
        of, role = _measured(words, at, object_head)
        if of < 0 and at >= measured and subject is not None:
            of = subject.head
        follower = words[at + 1].part if at + 1 < len(words) else "end"
        counted = None
        if follower not in {"end", "stop", "preposition", "comma"}:
            named = phrase_at(words, at, len(words))
            counted = named if named.head >= 0 else None
        found.append(Measure(at, kind, role, of, counted))
    return tuple(found)


_CURRENCIES = frozenset("usd eur gbp chf dollars euros pounds".split())


def _kind_at(words: Words, at: int) -> NumberKind:
    """The kind of a number in its place."""
    kind, before = words[at].kind, words[at - 1] if at else None
    after, beyond = (words[at + more] if at + more < len(words) else None for more in (1, 2))
    low = after.low if after is not None else ""
    if kind == "share" or low in {"%", "percent", "percentage", "pp", "bps"}:
        return "share"
    if kind in {"money", "factor"}:
        return kind
    if low in _CURRENCIES or (before is not None and before.low in _CURRENCIES):
        return "money"
    if low in {"times", "x", "fold"}:
        return "date" if beyond is not None and beyond.low in _OFTEN else "factor"
    unit = beyond if low in {"working", "business", "calendar"} else after
    if unit is not None and "unit" in unit.classes and kind != "date":
        return "duration"
    if kind == "date" or any(
        near is not None and "date" in near.classes for near in (before, after)
    ):
        return "date"
    return "name" if before is not None and kind == "count" and is_numbered(before) else kind


def _measured(words: Words, at: int, object_head: int) -> tuple[int, str]:
    """The noun whose value a number is, and the role of the number."""
    role = ""
    for back in range(at - 1, max(-1, at - 10), -1):
        word = words[back]
        if not role and word.low in _ROLES:
            role = word.low
        if word.kind or word.low in VALUE_WORDS or "date" in word.classes or word.part == "share":
            continue
        if back == object_head or not word.classes.isdisjoint({"measure", "harm"}):
            return back, role
        if words[at - 1].low == ":" and word.part in {"preposition", "determiner"}:
            continue
        if word.part not in {"noun", "adverb", "nothing"} or word.verb or at - back >= 6:
            break
    return -1, role


def _is_result(words: Words, m: Measure, act: Act | None, subject: Phrase | None) -> bool:
    """Whether a number says what came of the work: "retention at 40%", "500 active users"."""
    work = act if act is not None and act.work and (subject is None or act.passive) else None
    people = m.counted is not None and "person" in m.counted.classes
    if m.role == "to" and people and act is not None and act.is_in("up"):
        return True  # "grow the newsletter to 10,000 readers"
    if m.of >= 0:
        classes = words[m.of].classes
        if not classes.isdisjoint(_MADE):
            return False
        if not classes.isdisjoint({"measure", "harm"}):
            return work is None or m.of != work.object.head
    if m.role == "to" and words[m.number - 2].kind and work is None:
        return True  # "from 20% to 35%"
    if m.counted is None:
        return m.kind == "money" and act is not None and act.is_in("gain", "up", "down")
    within = work and work.object.first <= m.number < max(work.object.end, work.end)
    beside = (work or act is None) and words[m.number - 1].low in _WHERE
    if within or beside or m.counted.head == m.number or "artefact" in m.counted.classes:
        return False
    if "measure" in m.counted.classes:
        return m.kind != "duration" and "effort" not in m.counted.classes
    return people
