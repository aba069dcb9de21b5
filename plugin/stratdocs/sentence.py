"""A line read as a sentence: its words, verbs, noun phrases, and what its numbers are of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from . import lexicon

WORDS = 8192
"""Words of which is remembered what they are: a strategy says the same ones again and again."""

NOTHING: frozenset[str] = frozenset()


class Token(NamedTuple):
    """A word, number or sign of the line, with its place."""

    text: str
    low: str
    start: int
    end: int
    number: bool
    depth: int
    """How many brackets it stands in."""


class Phrase(NamedTuple):
    """A noun phrase: where it runs, its head noun and number (-1 where it has none)."""

    start: int
    end: int
    head: int
    number: int
    share: bool
    """Whether it speaks of a part or all: "80% of", "all", "every"."""
    light: bool
    """Whether it counts or groups what follows: "the number of", "a group of"."""
    groups: frozenset[str]


Pair = tuple[Token, Token]
"""Where something begins and ends."""

NumberKind = Literal["share", "money", "factor", "duration", "date", "count"]


# ---------------------------------------------------------------- words


@cache
def _token_pattern() -> re.Pattern[str]:
    return re.compile(
        r"""(?P<word>\d[\d.,]{0,12}-[^\W\d_][\w-]*|\b1[-:]1s?\b)
          | (?P<number>(?:[$€£¥₹]\s?)?\d(?:[\d.,'’]*\d)?\+?(?:\s?%|[^\W\d_]\w*)?)
          | (?P<name>[^\W\d_][\w'’]*(?:[-/.&+:](?=[^\W\d_])[\w'’]*)*)
          | (?P<sign>[<>≤≥=]+|\S)""",
        re.VERBOSE,
    )


def tokens_of(text: str) -> list[Token]:
    """The words, numbers and signs of a line."""
    found: list[Token] = []
    depth = 0
    for match in _token_pattern().finditer(text):
        trimmed, end = match[0].lstrip(), match.end()
        if trimmed in "([":
            depth += 1
        low, counts = _plain(trimmed)
        number = counts or match.lastgroup == "number"
        found.append(Token(trimmed, low, end - len(trimmed), end, number, depth))
        if depth and trimmed in ")]":
            depth -= 1
    return found


@lru_cache(maxsize=WORDS)
def _plain(word: str) -> tuple[str, bool]:
    """A word as the lists have it, and whether it is a number in letters."""
    low = word.lower()
    return low.replace("’", "'").removesuffix("'s").rstrip("'"), low in lexicon.COUNTS


@lru_cache(maxsize=WORDS)
def groups_of(word: str) -> frozenset[str]:
    """The noun groups of a word; plural, hyphenated and slashed words by what they end in."""
    known = lexicon.nouns()
    found = NOTHING
    for form in _forms(word):
        if form in known:
            found |= known[form]
        elif found and word.endswith(form):
            break
    return found


def _forms(word: str) -> Iterator[str]:
    yield word
    yield from _singular(word)
    for joint in "-/.":
        _, found, last = word.rpartition(joint)
        if found and last:
            yield last
            yield from _singular(last)


def _singular(word: str) -> Iterator[str]:
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s"):
        yield word[:-1]


def _plural(word: str) -> bool:
    return (word.endswith("s") and not word.endswith("ss")) or word in lexicon.PLURALS


def low_at(tokens: Sequence[Token], at: int) -> str:
    """The word at a place, nothing beyond the line."""
    return tokens[at].low if 0 <= at < len(tokens) else ""


def listed(token: Token, name: str) -> bool:
    """Whether a word is in one of the closed lists."""
    return not token.number and token.low in lexicon.closed(name)


def is_adverb(token: Token) -> bool:
    """Whether a word says how or how often."""
    return token.low.endswith("ly") and token.low not in lexicon.NOT_ADVERBS


def says(token: Token, group: str) -> bool:
    """Whether a word is in a noun group."""
    return group in groups_of(token.low)


def quality_word(tokens: Sequence[Token]) -> Token | None:
    """A word for how well: "quickly", "easier", "seamlessly"."""
    return next((token for token in tokens if says(token, "quality")), None)


def done_well(tokens: Sequence[Token]) -> bool:
    """Whether an adverb says how well: "processed accurately", "answered faster"."""
    return any(
        says(token, "quality")
        and (token.low.endswith("ly") or at + 1 == len(tokens) or token.low in {"faster", "well"})
        for at, token in enumerate(tokens)
    )


# ---------------------------------------------------------------- verbs


def verb_at(tokens: Sequence[Token], at: int) -> tuple[lexicon.Verb, int] | None:
    """The verb that stands at a place, "roll out" and "re-launch" included, and where it ends."""
    if not 0 <= at < len(tokens) or tokens[at].number:
        return None
    low = tokens[at].low
    if low in _beginnings():
        known = lexicon.verbs()
        for more in (2, 1):
            if at + more < len(tokens):
                joined = "-".join([token.low for token in tokens[at : at + more + 1]])
                if joined in known:
                    return known[joined], at + more + 1
    found = _lone_verb(low)
    return None if found is None else (found, at + 1)


@cache
def _beginnings() -> frozenset[str]:
    """What verbs of several words begin with."""
    parts = [form.split("-") for form in lexicon.verbs()]
    return frozenset("-".join(part[:length]) for part in parts for length in range(1, len(part)))


@lru_cache(maxsize=WORDS)
def _lone_verb(low: str) -> lexicon.Verb | None:
    known = lexicon.verbs()
    for form in (low, low.removeprefix("re-"), low.removeprefix("co-"), low.partition("/")[0]):
        if form in known:
            return known[form]
    if low.startswith("re") and low[2:] in known and len(low) > 5:
        return known[low[2:]]
    return None


def participle_at(tokens: Sequence[Token], at: int) -> tuple[lexicon.Verb, int] | None:
    """The verb at a place, when its form can only be a past one."""
    found = verb_at(tokens, at)
    return found if found is not None and found[0].past and not found[0].base else None


# ---------------------------------------------------------------- phrases


def phrase_at(tokens: Sequence[Token], at: int) -> Phrase:
    """The noun phrase from a place on, through "80% of", "the number of", "a group of"."""
    head, number, share, light = -1, -1, False, False
    index = at
    while index < len(tokens):
        part = _part(tokens, at, index, head)
        if part == "number":
            if head >= 0 and number < 0 and not light:
                break
            number = index if number < 0 else number
            share = share or "%" in tokens[index].low
        elif part == "of":
            if head >= 0 and says(tokens[head], "light"):
                light, head = True, -1
            elif head < 0 and (number >= 0 or low_at(tokens, index - 1) in lexicon.QUANTIFIERS):
                share = True
            else:
                break
        elif part == "pronoun":
            if head < 0:
                head, index = index, index + 1
            break
        elif part == "end":
            break
        elif part == "noun":
            head = index
        share = share or part == "share"
        light = light or part == "light"
        index += 1
    return Phrase(at, index, head, number, share, light, _head_groups(tokens, head))


def _head_groups(tokens: Sequence[Token], head: int) -> frozenset[str]:
    """The groups of a noun, knowing the word before it."""
    return NOTHING if head < 0 else _pair_groups(low_at(tokens, head - 1), tokens[head].low)


@lru_cache(maxsize=WORDS)
def _pair_groups(before: str, word: str) -> frozenset[str]:
    pair = lexicon.PAIRS.get(f"{before} {word}")
    return groups_of(word) if pair is None else frozenset(pair.split())


def _part(tokens: Sequence[Token], start: int, index: int, head: int) -> str:
    """What a word does in the noun phrase that began at `start`, or that it ends it."""
    token = tokens[index]
    low = token.low
    if token.number:
        return "number"
    if low == "#" and index == start:
        return "light"
    if low in {"%", "percent"}:
        return "share"
    if not token.text[0].isalnum():
        if low in lexicon.MARKS or (low == "," and _adjectives(tokens, start, index)):
            return "nothing"
        return "end"
    part = _part_of(low)
    if part == "determiner":
        if head >= 0 and low not in {"new", "existing"}:
            return "end"
        return "share" if low in lexicon.QUANTIFIERS else "nothing"
    if part == "noun" and head >= 0:
        state = low in lexicon.STATES and closes(tokens, index + 1)
        if state or _is_verb_of(tokens, index, head):
            return "end"
    return part


@lru_cache(maxsize=WORDS)
def _part_of(low: str) -> str:
    """What a word does in noun phrases, as far as that can be told of the word alone."""
    if low == "of":
        return "of"
    if low in lexicon.closed("determiners"):
        return "determiner"
    if low in lexicon.PRONOUNS:
        return "pronoun"
    closed = lexicon.closed("prepositions") | lexicon.closed("auxiliaries") | lexicon.JOINTS
    if low in closed:
        return "end"
    adverb = low.endswith("ly") and low not in lexicon.NOT_ADVERBS
    return "nothing" if adverb or low in lexicon.RHYTHMS else "noun"


def closes(tokens: Sequence[Token], at: int) -> bool:
    """Whether a phrase cannot go on here."""
    if at >= len(tokens):
        return True
    return listed(tokens[at], "prepositions") or tokens[at].low in {",", "and", "to"}


def _adjectives(tokens: Sequence[Token], start: int, comma: int) -> bool:
    """Whether a comma stands between adjectives: "a full, passing suite"."""
    if comma + 2 >= len(tokens) or tokens[start].low not in {"a", "an", "the", "our"}:
        return False
    nextup = tokens[comma + 1]
    plain = nextup.text[0].isalpha() and not listed(nextup, "prepositions") and nextup.low != "and"
    found = verb_at(tokens, comma + 1)
    return plain and not groups_of(tokens[comma - 1].low) and (found is None or not found[0].base)


def _is_verb_of(tokens: Sequence[Token], index: int, head: int) -> bool:
    """Whether the word after a noun is the verb of the sentence, or a participle behind it."""
    found = verb_at(tokens, index)
    if found is None:
        return False
    verb, after = found
    follower = tokens[after] if after < len(tokens) else None
    if verb.past and not verb.base:
        return _follows_verb(follower)
    if verb.s_form and not groups_of(tokens[index].low):
        return True
    if verb.base and _plural(tokens[head].low):
        if groups_of(tokens[head].low) & {"person", "staff"}:
            return follower is not None or "behave" in verb.groups
        if follower is not None and index - head == 1 and _begins_object(follower):
            return True
        if tokens[index].low in lexicon.MOVES:
            return closes(tokens, after) or (follower is not None and follower.number)
    return verb.lemma == "exist"


def _follows_verb(token: Token | None) -> bool:
    """Whether a word may follow a verb rather than its being an adjective."""
    if token is None or token.number or not token.text[0].isalnum() or is_adverb(token):
        return True
    if listed(token, "prepositions") or listed(token, "determiners"):
        return True
    return token.low in {"and", "or", "to"}


def _begins_object(token: Token) -> bool:
    return token.number or (listed(token, "determiners") and token.low not in {"new", "existing"})


# ---------------------------------------------------------------- numbers


def number_kind(tokens: Sequence[Token], at: int) -> NumberKind:
    """What a number is."""
    last = at + 2 >= len(tokens)
    return _number_kind(low_at(tokens, at - 1), tokens[at].low, low_at(tokens, at + 1), last=last)


@lru_cache(maxsize=WORDS)
def _number_kind(before: str, low: str, after: str, *, last: bool) -> NumberKind:
    if "%" in low or after in lexicon.SHARE_WORDS:
        return "share"
    if low[0] in "$€£¥₹" or after in lexicon.CURRENCIES:
        return "money"
    if re.fullmatch(r"[\d.,]+\+?x", low) or after in {"times", "x", "fold"}:
        return "factor"
    if re.fullmatch(r"(19|20)\d\d|\d+(st|nd|rd|th)|[\d.]+\.[\d.]+\.[\d.]+", low):
        return "date"
    if before in lexicon.closed("dates") | {"q", "fy", "v"} or after in lexicon.MONTHS | {"/"}:
        return "date"
    if re.fullmatch(r"[\d.,]+(ms|s|sec|secs|m|min|mins|h|hr|hrs|d)\w*", low):
        return "duration"
    working = after in {"business", "working", "calendar"} and not last
    return "duration" if working or after in lexicon.closed("durations") else "count"


def result_with_number(tokens: Sequence[Token], verb: lexicon.Verb | None) -> Pair | None:
    """A result with its number: "retention at 90%", "a 20% fall in waits", "500 active users".

    `verb` is the one the line hangs on: what work is done on is counted as work.
    """
    for at, token in enumerate(tokens):
        if not token.number:
            continue
        kind = number_kind(tokens, at)
        if kind == "date":
            continue
        number = _Number(tokens, at, kind, verb)
        found = number.done_by() or number.counts() or number.measures()
        if found is not None:
            return found
    return None


class _Number:
    """A number in its line, asked what it is of."""

    def __init__(
        self, tokens: Sequence[Token], at: int, kind: NumberKind, verb: lexicon.Verb | None
    ) -> None:
        self.tokens = tokens
        self.at = at
        self.kind = kind
        self.verb = verb
        self.lemma = verb.lemma if verb is not None else ""
        self.before = low_at(tokens, at - 1)
        groups = verb.groups if verb is not None else NOTHING
        self.work = bool(groups & {"make_it", "decide", "hire", "effort", "run"}) and not (
            groups & {"gain", "up", "down", "keep"}
        )

    def done_by(self) -> Pair | None:
        """Who does something: "so that 95% renew", "provide water to 90% of homes"."""
        if self.kind != "share":
            return None
        token, nextup = self.tokens[self.at], verb_at(self.tokens, self.at + 1)
        if nextup is not None and nextup[0].base and "behave" in nextup[0].groups:
            if not listed(self.tokens[self.at + 1], "noun_or_verb"):
                return token, self.tokens[self.at + 1]
        if self.lemma in lexicon.SUPPLIERS and self.at > 1 and self.before == "to":
            return token, self.tokens[min(self.at + 2, len(self.tokens) - 1)]
        return None

    def counts(self) -> Pair | None:
        """The number and the result it counts, when it counts one."""
        counted = phrase_at(self.tokens, self.at)
        if counted.head < 0 and self.kind == "money" and self.verb is not None and not self.work:
            return self.tokens[self.at], self.tokens[self.at]
        if counted.head < 0 or self.kind == "duration":
            return None
        groups = counted.groups
        whole = self.tokens[self.at], self.tokens[counted.head]
        inner = self._inner(counted)
        if inner is not None:
            return whole[0], self.tokens[inner.head]
        if self._is_brought(groups):
            return whole
        if self.lemma in lexicon.CONVERTERS and self.work and self.kind == "share" and self.at < 4:
            return None
        if "measure" in groups and "own" not in groups:
            if self.kind in {"share", "money", "factor"}:
                return whole
            if not self.work and not groups & {"artefact", "effort"}:
                return whole
        if self.kind == "money" and not self.work:
            return whole
        return whole if "person" in groups and self._is_of_people(groups) else None

    def _inner(self, counted: Phrase) -> Phrase | None:
        """What "a 20% reduction in ..." is a reduction of."""
        if "light" not in counted.groups or low_at(self.tokens, counted.end) not in lexicon.INSIDE:
            return None
        inner = phrase_at(self.tokens, counted.end + 1)
        wanted = inner.groups & {"measure", "harm", "person", "flow"}
        return inner if wanted and "own" not in inner.groups else None

    def _is_brought(self, groups: frozenset[str]) -> bool:
        """Whether it is what work brings: "to win 500 users", "with 3,000 views"."""
        caller = verb_at(self.tokens, self.at - 1)
        if caller is not None and self.at > 1 and caller[0] is not self.verb:
            if caller[0].groups & {"gain", "up", "down"} and not groups & {"own", "staff"}:
                if groups & {"measure", "person", "flow", "harm"}:
                    return True
        if self.before in lexicon.BRINGING and "measure" in groups:
            return not groups & {"own", "artefact", "effort", "harm"}
        return False

    def _is_of_people(self, groups: frozenset[str]) -> bool:
        """Whether it counts those who act: "used by 500 customers", "with 80% of users"."""
        if self.kind == "share" and "staff" not in groups:
            if self.before in {"with", "reaching", "winning", "by"}:
                return True
        doer = verb_at(self.tokens, self.at - 2) if self.before == "by" else None
        return doer is not None and doer[0].past and "behave" in doer[0].groups

    def measures(self) -> Pair | None:
        """The measure that the number is the value of, when one stands before it."""
        if self.before not in lexicon.LINKS:
            return None
        if self.before == "by" and self.kind == "count":
            if low_at(self.tokens, self.at + 1) in lexicon.closed("dates") | {"/", "-"}:
                return None
        if self.work and self.kind == "duration" and self.before in {"in", "by"}:
            return None
        for back in range(self.at - 2, max(-1, self.at - 13), -1):
            candidate = self.tokens[back]
            if candidate.low in {".", ";"}:
                return None
            if not candidate.number and self._is_measure(back):
                return candidate, self.tokens[self.at]
        return None

    def _is_measure(self, at: int) -> bool:
        low = self.tokens[at].low
        groups = _head_groups(self.tokens, at)
        if not groups & {"measure", "harm"} or "own" in groups:
            return False
        if low in {"time", "full", "scale"} and low_at(self.tokens, at - 1) in lexicon.IN_TIME:
            return False
        following = groups_of(self.tokens[at + 1].low)
        if following & {"artefact", "effort"} and "measure" not in following:
            return False
        if not self.work or self.kind not in {"count", "duration"}:
            return True
        if groups & {"artefact", "effort"}:
            return False
        return self.kind != "duration" or "measure" in groups


def service_level(tokens: Sequence[Token]) -> Pair | None:
    """A level of service: "within 2 days", "on time", "the same day", "without errors"."""
    for at, token in enumerate(tokens):
        nextup = low_at(tokens, at + 1)
        if token.low in lexicon.PUNCTUAL:
            return token, token
        if token.low in {"on", "in", "right"} and nextup in {"time", "full", "budget", "schedule"}:
            return token, tokens[at + 1]
        if token.number and at and number_kind(tokens, at) == "duration":
            if _is_limit(low_at(tokens, at - 2), tokens[at - 1].low):
                return tokens[at - 1], tokens[min(at + 1, len(tokens) - 1)]
        if token.low == "the" and nextup == "same":
            if low_at(tokens, at + 2) in {"day", "hour", "week"}:
                return token, tokens[at + 2]
        if token.low == "without" and nextup:
            last = phrase_at(tokens, at + 1)
            if "harm" in last.groups and not tokens[last.head].low.endswith("ing"):
                return token, tokens[last.head]
    return None


def _is_limit(two_before: str, before: str) -> bool:
    """Whether the words before a duration make it a limit: "within", "takes", "a maximum of"."""
    if before == "of":
        return two_before in {"maximum", "max", "most"}
    if before == "in":
        return two_before not in {"available", "live"}
    return before in lexicon.LIMITS
