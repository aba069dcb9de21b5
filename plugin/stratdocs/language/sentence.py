"""A line read as a sentence: its words, verbs and noun phrases, and what its numbers count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from operator import attrgetter
from typing import Literal

from stratdocs.language import lexicon

MAX_TOKENS_KEPT = 8192
"""Tokens that are kept: a strategy repeats the same words."""

NumberKind = Literal["share", "money", "factor", "duration", "date", "count"]

CURRENCY_SIGNS = "$€£¥₹"
FIGURES = "0123456789.,"


class Token:
    """A word, number or sign, with all that is known of it without its line.

    Tokens are shared between lines. If a line has a word twice, the second is a copy of the first,
    so that each token of a line has one place.
    """

    __slots__ = (
        "adverb",
        "auxiliary",
        "begins_verb",
        "closing",
        "condition",
        "continues_verb",
        "date",
        "determiner",
        "ended",
        "figure",
        "groups",
        "low",
        "measured",
        "noun_or_verb",
        "number",
        "opener",
        "paired",
        "part",
        "preposition",
        "quantifier",
        "raw",
        "spoken",
        "stop",
        "timely",
        "turning",
        "twin",
        "verb",
        "verbal",
    )

    def __init__(self, raw: str) -> None:
        low = raw.lower()
        figures = low[0].isdecimal() or (low[0] in CURRENCY_SIGNS and len(low) > 1)
        self.raw: str = raw
        self.number: bool = (
            "-" not in low and ":" not in low if figures else low in lexicon.NUMBER_WORDS
        )
        """Whether it is a number, in figures or in letters."""
        if figures and self.number:
            self.low: str = low
            """The word as in the lists."""
            lists = groups = lexicon.NO_GROUPS
        else:
            low = low.rstrip()
            self.low = low.replace("’", "'").removesuffix("'s").rstrip("'")
            lists, groups = lexicon.lists_of(self.low), groups_of(self.low)
        self.figure: NumberKind = _figure_kind(low) if figures else "count"
        """What it counts, as far as the number itself says."""
        self.spoken: bool = figures or low[0].isalnum()
        """Whether it is a word or number, not a sign."""
        self.stop: bool = raw != "-" and low in lexicon.CLAIM_ENDS
        """Whether a claim or a bracket ends here; a hyphen within a word does not count."""
        self.groups: frozenset[str] = groups
        self.measured: bool = "measure" in groups or "harm" in groups
        """Whether it may be the measure that a number is the value of."""
        word = not self.number and self.spoken
        self.verb: lexicon.Verb | None = _lone_verb(self.low) if word else None
        self.begins_verb: bool = word and lexicon.begins_phrasal_verb(self.low)
        self.continues_verb: bool = self.low in lexicon.verb_particles()
        """Whether it may form a verb with the word before it: "roll out"."""
        self.verbal: bool = self.verb is not None or self.begins_verb
        """Whether it may be a verb."""
        self.adverb: bool = word and low.endswith("ly") and low not in lexicon.NOT_ADVERBS
        self.determiner: bool = word and "determiners" in lists
        self.quantifier: bool = word and low in lexicon.QUANTIFIERS
        self.preposition: bool = word and "prepositions" in lists
        self.auxiliary: bool = word and "auxiliaries" in lists
        self.opener: bool = word and "openers" in lists
        self.noun_or_verb: bool = word and "noun_or_verb" in lists
        self.date: bool = word and "dates" in lists
        self.ended: bool = self.low in lexicon.END_STATES
        """Whether it may say that the work on the thing before it has ended."""
        self.closing: bool = self.preposition or low in {",", "and", "to"}
        """Whether a phrase before it ends."""
        self.timely: bool = self.number or low in lexicon.SERVICE_LEVEL_OPENERS
        """Whether a level of service may begin here."""
        self.condition: bool = low in {"if", "unless"}
        """Whether a condition begins here, which decides nothing."""
        self.turning: bool = self.low in lexicon.CONJUNCTIONS or self.low in lexicon.PURPOSE_OPENERS
        """Whether a further claim or a purpose may begin here."""
        self.paired: bool = word and self.low in lexicon.second_words_of_pairs()
        """Whether its meaning may depend on the word before it."""
        self.part: str = "number" if self.number else self._part()
        """Its role in noun phrases."""
        self.twin: Token | None = None

    def _part(self) -> str:
        low = self.low
        if low in {"%", "percent"}:
            return "share"
        if not self.spoken:
            return "," if low == "," else "nothing" if low in lexicon.IGNORED_MARKS else "end"
        if low == "of":
            return "of"
        if low[0] == "v" and low[1:2].isdecimal():  # "v2"
            return "version"
        if low in {"new", "existing"}:
            return "nothing"
        if low in {"never", "always"}:
            return "end"
        if self.determiner or low == "or":  # "five or more"
            return "determiner"
        if low in lexicon.PRONOUNS and self.raw != "IT":
            return "pronoun"
        if self.preposition or self.auxiliary or low in lexicon.PHRASE_ENDS:
            return "end"
        return "nothing" if self.adverb or low in lexicon.REPEATING_ADVERBS else "noun"


_numbers, _timely = attrgetter("number"), attrgetter("timely")

Pair = tuple[Token, Token]
"""The first and the last token of a cue."""


class Phrase:
    """A noun phrase: its range, head noun and number (-1 if it has none)."""

    __slots__ = ("end", "groups", "head", "light", "number", "share", "start")

    def __init__(
        self,
        start: int,
        end: int,
        head: int,
        number: int,
        groups: frozenset[str],
        *,
        share: bool,
        light: bool,
    ) -> None:
        self.start = start
        self.end = end
        self.head = head
        self.number = number
        self.share = share
        """Whether it stands for a share or all: "80% of", "all", "every"."""
        self.light = light
        """Whether it counts or groups what follows: "the number of", "a group of"."""
        self.groups = groups


# ---------------------------------------------------------------- words


@cache
def _token_pattern() -> re.Pattern[str]:
    return re.compile(
        r"[^\W\d_][\w'’]*(?:[-/.&+:](?=[^\W\d_])[\w'’]*)*"  # words
        r"|\d[\d.,]{0,12}-[^\W\d_][\w-]*|\b1[-:]1s?\b"  # words with a number: "3-day", "1:1"
        r"|(?:[$€£¥₹]\s?)?\d(?:[\d.,'’]*\d)?\+?(?:\s?%|[^\W\d_]\w*)?"  # numbers
        r"|[<>≤≥=]+|-\s|\S"  # signs, and the dash before a space
    )


class _Known(dict[str, Token]):
    """The tokens so far, by spelling."""

    def __missing__(self, raw: str) -> Token:
        if len(self) >= MAX_TOKENS_KEPT:
            self.clear()
        same = _normal_form(raw)
        token = Token(raw) if same == raw else self[same]
        self[raw] = token
        return token


def _normal_form(raw: str) -> str:
    """The spelling that stands for all words with the same meaning: lower case; 7 for any number,
    7% for any share, 2027 for any year.
    """
    if raw.isdecimal():
        return "2027" if _is_year(raw) else "7"
    low = raw.lower()
    if low == "it":  # "IT" is not the pronoun
        return raw if raw == "IT" else low
    figures = low.removesuffix("%").rstrip()
    if not figures.replace(",", "").isdecimal():
        return low
    return "7" if figures == low else "7%"


def _is_year(figures: str) -> bool:
    return len(figures) == 4 and figures.startswith(("19", "20")) and figures.isdecimal()


_known = _Known()


def words_of(text: str) -> tuple[Token, ...]:
    """The words, numbers and signs of a line; lines that differ in figures alone have the same."""
    return tuple([_known[raw] for raw in _token_pattern().findall(text)])


def distinct_tokens(words: Sequence[Token]) -> list[Token]:
    """The words of a line, with repeated ones copied."""
    tokens = list(words)
    if len(set(tokens)) == len(tokens):
        return tokens
    latest: dict[Token, Token] = {}
    for at, token in enumerate(tokens):
        before = latest.get(token)
        if before is not None:
            if before.twin is None:
                before.twin = Token(token.raw)
            tokens[at] = before.twin
        latest[token] = tokens[at]
    return tokens


def places(text: str) -> list[tuple[int, int]]:
    """The start and end of each token of a line."""
    return [
        (match.start(), match.start() + len(match[0].rstrip()))
        for match in _token_pattern().finditer(text)
    ]


@lru_cache(maxsize=MAX_TOKENS_KEPT)
def groups_of(word: str) -> frozenset[str]:
    """The noun groups of a word; plural, hyphenated and slashed words by their ending."""
    found = lexicon.noun_groups(word)
    if word in lexicon.HYPHENATED_ADJECTIVES:
        return found
    if not found and word.endswith("ly") and len(word) > 8:
        how = lexicon.noun_groups(word[:-2])  # "painlessly"
        if how == lexicon.ONLY_QUALITY and "openers" not in lexicon.lists_of(word):
            return how
    forms = _singular(word)
    for joint in "-/.":
        first, joined, last = word.rpartition(joint)
        if joint == "/" and first and groups_of(first):
            return groups_of(first)  # "efficiency/automation"
        if joined and last:
            forms += [last, *_singular(last)]
    for form in forms:
        more = lexicon.noun_groups(form)
        if found and not more and word.endswith(form):
            break
        found |= more
    return found


def _singular(word: str) -> list[str]:
    if not word.endswith("s"):
        return []
    return [
        *([word[:-3] + "y"] if word.endswith("ies") else ()),
        *([word[:-2]] if word.endswith("es") else ()),
        word[:-1],
    ]


def _plural(word: str) -> bool:
    return (word.endswith("s") and not word.endswith("ss")) or word in lexicon.IRREGULAR_PLURALS


def low_at(tokens: Sequence[Token], at: int) -> str:
    """The word at a place, in lower case; empty beyond the line."""
    return tokens[at].low if 0 <= at < len(tokens) else ""


def is_noun_too(lemma: str) -> bool:
    """Whether a verb is as often a noun."""
    return "noun_or_verb" in lexicon.lists_of(lemma)


def quality_word(tokens: Sequence[Token]) -> Token | None:
    """The first word that says how well: "quickly", "easier"; None if there is none."""
    for at, token in enumerate(tokens):
        if "quality" in token.groups:
            if token.low != "independent" or low_at(tokens, at + 1) not in {"of", "from"}:
                return token
    return None


def is_done_well(tokens: Sequence[Token]) -> bool:
    """Whether an adverb says how well: "processed accurately", "answered faster"."""
    return any(
        "quality" in token.groups
        and (token.low.endswith("ly") or at + 1 == len(tokens) or token.low in {"faster", "well"})
        for at, token in enumerate(tokens)
    )


# ---------------------------------------------------------------- verbs


def verb_at(tokens: Sequence[Token], at: int) -> tuple[lexicon.Verb, int] | None:
    """The verb at a place, "roll out" and "re-launch" included, and where it ends."""
    if not 0 <= at < len(tokens):
        return None
    token = tokens[at]
    if not token.verbal:
        return None
    if token.begins_verb and at + 1 < len(tokens) and tokens[at + 1].continues_verb:
        for more in (2, 1):
            if at + more < len(tokens):
                joined = _verb_of("-".join([token.low for token in tokens[at : at + more + 1]]))
                if joined is not None:
                    return joined, at + more + 1
    return None if token.verb is None else (token.verb, at + 1)


@lru_cache(maxsize=MAX_TOKENS_KEPT)
def _verb_of(form: str) -> lexicon.Verb | None:
    return lexicon.verb(form)


def _lone_verb(low: str) -> lexicon.Verb | None:
    """The verb of a single word, whatever is before or after it."""
    if low in {"go-live", "compared"} or low.startswith(("pre-launch", "post-launch")):
        return None  # with the hyphen a noun; "compared to"
    forms = [low, low.removeprefix("re-"), low.removeprefix("co-"), low.partition("/")[0]]
    if low.startswith("re") and len(low) > 5:
        forms.append(low[2:])
    return next((found for form in dict.fromkeys(forms) if (found := _verb_of(form))), None)


def participle_at(tokens: Sequence[Token], at: int) -> tuple[lexicon.Verb, int] | None:
    """The verb at a place, if its form can only be a past one."""
    found = verb_at(tokens, at)
    return found if found is not None and found[0].past and not found[0].base else None


# ---------------------------------------------------------------- phrases


def phrase_at(tokens: Sequence[Token], at: int) -> Phrase:
    """The noun phrase that begins at a place, across "80% of", "the number of", "a group of"."""
    head, number, share, light = -1, -1, False, False
    index, end = at, len(tokens)
    if at < end and tokens[at].low == "#":
        light, index = True, at + 1
    while index < end:
        token = tokens[index]
        part = token.part
        if part == "noun":
            if head >= 0 and _ends_phrase(tokens, index, head):
                break
            head = index
        elif part == "number":
            if (
                head >= 0
                and number < 0
                and not light
                and tokens[head].low not in lexicon.RANK_WORDS
            ):
                break
            number = index if number < 0 else number
            of_all = low_at(tokens, index + 1) == "out" and low_at(tokens, index + 2) == "of"
            share = share or of_all or "%" in token.low
            index += 2 * of_all
        elif part == "of":
            if head >= 0 and "light" in tokens[head].groups:
                light, head = True, -1
            elif head < 0 and (number >= 0 or (index > 0 and tokens[index - 1].quantifier)):
                share = True
            else:
                break
        elif part == "share":
            share = True
        elif part == "version":
            head = index if head < 0 or tokens[head].groups == lexicon.ONLY_QUALITY else head
        elif part != "nothing":
            if not _continues(tokens, at, index, head):
                break
            share = share or token.quantifier
        index += 1
    if head < 0 and index < end and tokens[index].part == "pronoun":
        head, index = index, index + 1
    groups = head_groups(tokens, head) if head >= 0 else lexicon.NO_GROUPS
    return Phrase(at, index, head, number, groups, share=share, light=light)


def _continues(tokens: Sequence[Token], at: int, index: int, head: int) -> bool:
    """Whether a phrase continues with a small word: an article at its beginning, a comma between
    adjectives.
    """
    part = tokens[index].part
    if tokens[index].low == "such" and head < 0:
        return low_at(tokens, index + 1) not in {"as", "that", ""}
    if tokens[index].low == "based" and head >= 0:  # "account based selling"
        return low_at(tokens, index + 1) not in {"on", "in", "at", ""}
    if tokens[index].low == "and" and tokens[at].low in {"a", "an"} and index + 2 < len(tokens):
        both = head >= 0 and tokens[head].groups <= lexicon.ONLY_QUALITY
        return both and tokens[index + 1].part == tokens[index + 2].part == "noun"
    if tokens[index].low == "/" and head >= 0 and index + 1 < len(tokens):
        return tokens[index + 1].part == "noun"
    return (part == "determiner" and head < 0) or (part == "," and _adjectives(tokens, at, index))


def head_groups(tokens: Sequence[Token], head: int) -> frozenset[str]:
    """The groups of a noun, which may depend on the word before it."""
    token = tokens[head]
    if token.part == "version":
        return lexicon.ONLY_ARTEFACT
    if head and token.paired:
        pair = lexicon.NOUN_PAIRS.get(f"{tokens[head - 1].low} {token.low}")
        if pair is not None:
            return frozenset(pair.split())
    return token.groups


def _ends_phrase(tokens: Sequence[Token], index: int, head: int) -> bool:
    """Whether a word after a noun ends its phrase: a verb, or "live"."""
    token, nextup = tokens[index], index + 1
    if token.ended and is_phrase_end(tokens, nextup):
        return True
    if token.low in {"up", "down"} and (is_phrase_end(tokens, nextup) or tokens[nextup].number):
        return True
    return token.verbal and _is_verb_of(tokens, index, head)


def is_phrase_end(tokens: Sequence[Token], at: int) -> bool:
    """Whether a phrase ends here."""
    if at >= len(tokens):
        return True
    return tokens[at].closing


def _adjectives(tokens: Sequence[Token], start: int, comma: int) -> bool:
    """Whether a comma is between adjectives: "a full, passing suite"."""
    if comma + 2 >= len(tokens) or tokens[start].low not in {"a", "an", "the", "our"}:
        return False
    nextup = tokens[comma + 1]
    plain = nextup.low[0].isalpha() and not nextup.preposition and nextup.low != "and"
    found = verb_at(tokens, comma + 1)
    return plain and not tokens[comma - 1].groups and (found is None or not found[0].base)


def _is_verb_of(tokens: Sequence[Token], index: int, head: int) -> bool:
    """Whether the word after a noun is the verb of the sentence, or a participle."""
    found = verb_at(tokens, index)
    if found is None:
        return False
    verb, after = found
    follower = tokens[after] if after < len(tokens) else None
    if verb.past and (not verb.base or after > index + 1):
        return _follows_verb(follower)
    if verb.s_form and (tokens[index].groups <= lexicon.ONLY_DONE or verb.lemma == "go-live"):
        return True
    if verb.s_form and index == head + 1 and follower is not None:
        others = follower.number and "person" in tokens[head].groups
        if others or follower.low in lexicon.ARTICLES_AND_POSSESSIVES:
            return True
    if verb.s_form and follower is not None and tokens[head].groups & lexicon.PEOPLE_GROUPS:
        singular = any(
            token.low in lexicon.SINGULAR_DETERMINERS for token in tokens[max(0, head - 3) : head]
        )
        return singular and (
            follower.preposition or follower.low == "to" or _begins_object(follower)
        )
    if verb.base and _plural(tokens[head].low):
        if tokens[head].groups & lexicon.PEOPLE_GROUPS:
            return follower is not None or "behave" in verb.groups
        if follower is not None and index - head == 1 and _begins_object(follower):
            return True
        if tokens[index].low in lexicon.MOVEMENT_FORMS:
            return is_phrase_end(tokens, after) or (follower is not None and follower.number)
        plain = not tokens[index].noun_or_verb and not tokens[index].groups
        if plain and (verb.lemma in lexicon.MEETING_VERBS or "behave" in verb.groups):
            return True
    return verb.lemma == "exist"


def _follows_verb(token: Token | None) -> bool:
    """Whether a word may follow a verb, rather than the noun of an adjective."""
    if token is None or token.number or not token.spoken or token.adverb:
        return True
    if token.preposition or token.determiner:
        return True
    return token.low in {"and", "or", "to"}


def _begins_object(token: Token) -> bool:
    return (
        token.low in lexicon.QUESTION_WORDS
        or token.number
        or (token.determiner and token.low not in {"new", "existing"})
    )


# ---------------------------------------------------------------- numbers


def _figure_kind(low: str) -> NumberKind:
    """The kind of a number by itself: "5%", "$3m", "2x", "2027", "12h"."""
    if "%" in low:
        return "share"
    if low[0] in CURRENCY_SIGNS:
        return "money"
    unit = low.lstrip(FIGURES)
    if unit in {"x", "+x"}:
        return "factor"
    figures = low.removesuffix(unit) if unit else low
    ordinal = unit in {"st", "nd", "rd", "th"} and figures.isdecimal()
    if _is_year(low) or ordinal or (not unit and low.count(".") > 1 and "," not in low):
        return "date"
    return "duration" if unit.startswith(lexicon.DURATION_LETTERS) else "count"


def number_kind(tokens: Sequence[Token], at: int) -> NumberKind:
    """The kind of a number in its place."""
    figure, after = tokens[at].figure, low_at(tokens, at + 1)
    if figure == "share" or after in lexicon.SHARE_WORDS:
        return "share"
    if figure == "money" or after in lexicon.CURRENCIES:
        return "money"
    if figure == "factor" or after in {"times", "x", "fold"}:
        often = after == "times" and low_at(tokens, at + 2) in lexicon.FREQUENCY_WORDS
        return "date" if often else "factor"
    before = low_at(tokens, at - 1)
    if (
        figure == "date"
        or before in lexicon.date_words()
        or after in lexicon.MONTHS
        or after == "/"
    ):
        return "date"
    working = after in {"business", "working", "calendar"} and at + 2 < len(tokens)
    if figure == "duration" or working or after in lexicon.DURATIONS:
        return "duration"
    return "count"


def result_with_number(tokens: Sequence[Token], verb: lexicon.Verb | None) -> Pair | None:
    """A result with its number: "retention at 90%", "a 20% fall in waits", "500 active users".

    `verb` is the main verb of the line: its object counts as work.
    """
    if True not in map(_numbers, tokens):
        return None
    for at, token in enumerate(tokens):
        if not token.number:
            continue
        kind = number_kind(tokens, at)
        if kind == "date":
            held = (
                _Number(tokens, at, "count", verb).held_value() if token.figure == "count" else None
            )
            if held is not None:
                return held
            continue
        number = _Number(tokens, at, kind, verb)
        found = (
            number.acting_people()
            or number.counted_result()
            or number.measured_value()
            or number.held_value()
        )
        if found is not None:
            return found
    return None


class _Number:
    """A number in its line, and what it counts."""

    def __init__(
        self, tokens: Sequence[Token], at: int, kind: NumberKind, verb: lexicon.Verb | None
    ) -> None:
        self.tokens = tokens
        self.at = at
        self.kind = kind
        self.verb = verb
        self.lemma = verb.lemma if verb is not None else ""
        self.before = low_at(tokens, at - 1)
        groups = verb.groups if verb is not None else lexicon.NO_GROUPS
        self.work = bool(groups & {"make_it", "decide", "hire", "effort", "run"}) and not (
            groups & {"gain", "up", "down", "keep"}
        )

    def acting_people(self) -> Pair | None:
        """The people who act: "so that 95% renew", "provide water to 90% of homes"."""
        if self.kind != "share":
            return None
        token, nextup = self.tokens[self.at], verb_at(self.tokens, self.at + 1)
        if nextup is not None and nextup[0].base and "behave" in nextup[0].groups:
            if not self.tokens[self.at + 1].noun_or_verb:
                return token, self.tokens[self.at + 1]
        if self.lemma in lexicon.SUPPLYING_VERBS and self.at > 1 and self.before == "to":
            return token, self.tokens[min(self.at + 2, len(self.tokens) - 1)]
        return None

    def counted_result(self) -> Pair | None:
        """The number and the result that it counts; None if it counts none."""
        number, behind = self.tokens[self.at], self.at + 1
        alone = behind >= len(self.tokens) or self.tokens[behind].part == "end"
        counted = None if alone else phrase_at(self.tokens, self.at)
        if counted is None or counted.head < 0:
            paid = self.kind == "money" and self.verb is not None and not self.work
            return (number, number) if paid else None
        if self.kind == "duration":
            return None
        groups = counted.groups
        whole = number, self.tokens[counted.head]
        inner = self._reduced_thing(counted)
        if inner is not None:
            return whole[0], self.tokens[inner.head]
        if self._is_brought(groups):
            return whole
        if (
            self.lemma in lexicon.CONVERTING_VERBS
            and self.work
            and self.kind == "share"
            and self.at < 4
        ):
            return None
        if "measure" in groups and "own" not in groups:
            if self.kind in {"share", "money", "factor"}:
                return whole
            if not self.work and not groups & {"artefact", "effort"}:
                return whole
        if self.kind == "money" and not self.work:
            return whole
        return whole if "person" in groups and self._is_of_people(groups) else None

    def _reduced_thing(self, counted: Phrase) -> Phrase | None:
        """The thing reduced in "a 20% reduction in ..."."""
        if (
            "light" not in counted.groups
            or low_at(self.tokens, counted.end) not in lexicon.PART_PREPOSITIONS
        ):
            return None
        inner = phrase_at(self.tokens, counted.end + 1)
        wanted = inner.groups & {"measure", "harm", "person", "flow"}
        return inner if wanted and "own" not in inner.groups else None

    def _is_brought(self, groups: frozenset[str]) -> bool:
        """Whether it is what the work brings: "to win 500 users", "with 3,000 views"."""
        if self.kind == "share" and lexicon.PRAISE_ADJECTIVES & {
            token.low for token in self.tokens[self.at + 1 : self.at + 5]
        }:
            return bool(groups & {"effort", "measure", "flow"})
        caller = verb_at(self.tokens, self.at - 1)
        if caller is not None and self.at > 1 and caller[0] is not self.verb:
            if caller[0].groups & {"gain", "up", "down"} and not groups & {"own", "staff"}:
                if groups & {"measure", "person", "flow", "harm"}:
                    return True
        if self.before in lexicon.BRINGING_WORDS and "measure" in groups:
            return not groups & {"own", "artefact", "effort", "harm"}
        return False

    def _is_of_people(self, groups: frozenset[str]) -> bool:
        """Whether it counts people who act: "used by 500 customers", "with 80% of users"."""
        if self.kind == "share" and "staff" not in groups:
            if self.before in {"with", "reaching", "winning", "by"}:
                return True
        if self.kind == "count" and self.before in {"with", ""} and "staff" not in groups:
            if quality_word(self.tokens[self.at + 1 : self.at + 3]) is not None:
                return True
        doer = verb_at(self.tokens, self.at - 2) if self.before == "by" else None
        return doer is not None and doer[0].past and "behave" in doer[0].groups

    def measured_value(self) -> Pair | None:
        """The measure before the number, whose value the number is; None if there is none."""
        if self.before not in lexicon.MEASURE_LINKS:
            return None
        if self.before == "of" and self.at > 1 and self.tokens[self.at - 2].number:
            return None  # "16 of 16"
        if self.before == "by" and self.kind == "count":
            nextup = low_at(self.tokens, self.at + 1)
            if nextup in lexicon.date_words() or nextup in {"/", "-"}:
                return None
        if self.work and self.kind == "duration" and self.before in {"in", "by"}:
            return None
        if self.work and self.kind == "count" and self.before == "at":
            if phrase_at(self.tokens, self.at).head >= 0:
                return None
        for back in range(self.at - 2, max(-1, self.at - 13), -1):
            candidate = self.tokens[back]
            if candidate.stop and candidate.low in {".", ";"}:
                return None
            if (candidate.measured or candidate.paired) and self._is_measure(back):
                return candidate, self.tokens[self.at]
        return self._moving_share()

    def held_value(self) -> Pair | None:
        """What is kept above or below a value, or scored "8 / 10", whatever it is."""
        rated = low_at(self.tokens, self.at + 1) == "/" and self.kind == "count"
        rated = rated and self.at + 2 < len(self.tokens) and self.tokens[self.at + 2].number
        bound = self.before
        if bound in lexicon.CURRENCIES:
            bound = low_at(self.tokens, self.at - 2)
        if not rated and bound not in lexicon.BOUND_WORDS:
            return None
        for back in range(self.at - 2, max(-1, self.at - 8), -1):
            if self.tokens[back].stop:
                return None
            holds = verb_at(self.tokens, back)
            if holds is None or not holds[0].base:
                continue
            if "own" in phrase_at(self.tokens, holds[1]).groups:
                return None
            if holds[0].lemma in lexicon.HOLDING_VERBS or (
                rated and holds[0].lemma in lexicon.REACHING_VERBS
            ):
                return self.tokens[back], self.tokens[self.at]
        return None

    def _moving_share(self) -> Pair | None:
        """Anything that is to rise or fall by a share: "to cut the number of late families
        by 5%".
        """
        if self.before != "by" or self.kind != "share":
            return None
        for back in range(self.at - 3, max(-1, self.at - 16), -1):
            if self.tokens[back].stop:
                return None
            if self.tokens[back].low != "to" and not (back == 0 and self.verb is None):
                continue
            moved = verb_at(self.tokens, back + 1)
            if moved is not None and moved[0].base and moved[0].groups & {"up", "down"}:
                thing = phrase_at(self.tokens, moved[1]).groups
                return None if "own" in thing else (self.tokens[back + 1], self.tokens[self.at])
        return None

    def _is_followed_by_people(self) -> bool:
        return bool(phrase_at(self.tokens, self.at).groups & lexicon.PEOPLE_GROUPS)

    def _is_measure(self, at: int) -> bool:
        low = self.tokens[at].low
        groups = head_groups(self.tokens, at)
        if at == 0 and self.verb is not None:
            return False
        if self.before == "to" and "effort" in groups and self._is_followed_by_people():
            return False
        if not groups & {"measure", "harm"} or "own" in groups:
            return False
        if (
            low in {"time", "full", "scale"}
            and low_at(self.tokens, at - 1) in lexicon.TIME_PREPOSITIONS
        ):
            return False
        following = self.tokens[at + 1].groups
        if following & {"artefact", "effort", "staff"} and "measure" not in following:
            return False
        if not self.work or self.kind not in {"count", "duration"}:
            return True
        if groups & {"artefact", "effort"}:
            return False
        return self.kind != "duration" or "measure" in groups


def service_level(tokens: Sequence[Token]) -> Pair | None:
    """A level of service: "within 2 days", "on time", "the same day", "without errors"."""
    if True not in map(_timely, tokens):
        return None
    for at, token in enumerate(tokens):
        if not token.timely:
            continue
        nextup = low_at(tokens, at + 1)
        if token.low in lexicon.SERVICE_ADJECTIVES:
            return token, token
        if token.low in lexicon.PLANNED_NOUNS and low_at(tokens, at - 1) in {"on", "in", "right"}:
            return tokens[at - 1], token
        if token.number and at and number_kind(tokens, at) == "duration":
            if _is_limit(low_at(tokens, at - 2), tokens[at - 1].low):
                return tokens[at - 1], tokens[min(at + 1, len(tokens) - 1)]
        if token.low in lexicon.WITHIN_WORDS:
            limit = at + 1 + (nextup == "than")
            if low_at(tokens, limit) in lexicon.WORDS_FOR_ONE:
                if low_at(tokens, limit + 1) in lexicon.DURATIONS:
                    return token, tokens[limit + 1]
        due = _recurring_due_day(tokens, at) if token.number else None
        if due is not None:
            return due
        once = _first_attempt(tokens, at)
        if once is not None:
            return once
        if token.low == "without" and nextup:
            last = phrase_at(tokens, at + 1)
            if "harm" in last.groups and not tokens[last.head].low.endswith("ing"):
                return token, tokens[last.head]
    return None


def _recurring_due_day(tokens: Sequence[Token], at: int) -> Pair | None:
    """A recurring due day: "by the 5th of each month"."""
    for later in range(at + 1, min(at + 8, len(tokens) - 1)):
        if tokens[later].low in {"each", "every"} and tokens[later + 1].low in lexicon.DURATIONS:
            if tokens[later - 1].low in {"of", "before", "after", "to"}:
                timed = number_kind(tokens, at) in {"date", "duration"}
                return (tokens[at], tokens[later + 1]) if timed else None
    return None


def _first_attempt(tokens: Sequence[Token], at: int) -> Pair | None:
    """Something done at the first attempt: "in one call", "the same day"."""
    low, nextup = tokens[at].low, low_at(tokens, at + 1)
    if low == "one" and low_at(tokens, at - 1) == "in" and nextup in lexicon.ATTEMPT_NOUNS:
        return tokens[at - 1], tokens[at + 1]
    if low == "same" and low_at(tokens, at - 1) == "the" and nextup in {"day", "hour", "week"}:
        return tokens[at - 1], tokens[at + 1]
    return None


def _is_limit(two_before: str, before: str) -> bool:
    """Whether the words before a duration make it a limit: "within", "takes", "a maximum of"."""
    if before == "of":
        return two_before in {"maximum", "max", "most"}
    if before == "in":
        return two_before not in {"available", "live"}
    return before in lexicon.LIMIT_WORDS
