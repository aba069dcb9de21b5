"""Whether a line of strategy names a result, a deliverable or mere effort, and which words say so.

The deciding question: on closing day, what would be looked at to call this line met? A verb list
cannot answer it ("deliver 95% of orders on time" is a result, "30 days after launch" is only a
place in time), so the line is read by its structure: the verb it hangs on and that verb's object,
or the subject and what is said of it; whose thing is counted; which number goes with which noun.
What the structure does not decide is called unclear, never guessed into an accusation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from . import lexicon

Label = Literal["outcome", "output", "activity", "unclear"]
Confidence = Literal["sure", "likely", "guess"]

WORDS = 8192
"""Words of which is remembered what they are: a strategy says the same ones again and again."""
LONGEST = 1500
"""A goal is a sentence or two; characters beyond these are not read."""


class Wording(NamedTuple):
    """What a line was found to say, and the words that decided."""

    label: Label
    cue: str
    start: int
    end: int
    because: str
    confidence: Confidence


class Token(NamedTuple):
    """A word, number or sign of the line, with its place."""

    text: str
    low: str
    start: int
    end: int
    number: bool
    depth: int


class Phrase(NamedTuple):
    """A noun phrase: where it runs, its head noun, and the number it starts with."""

    start: int
    end: int
    head: int
    number: int
    share: bool
    light: bool
    groups: frozenset[str]


class Verdict(NamedTuple):
    """What one clause says; `first` and `last` are the tokens that decided."""

    label: Label
    first: Token
    last: Token
    because: str
    confidence: Confidence
    numeric: bool = False


_Maker = Callable[..., Verdict]

FINISHES = "names something the team finishes"
EFFORT = "names effort, not what comes of it"
NUMBERED = "names a result with its number"
UNSAID = "does not say what would be looked at"
SERVICE = "names a level of service"
EXISTS = "names a thing that exists when the work is done"
MEANS = "gives people a means, not what they do with it"
PEOPLE = "adds people, not what they change"
FEATURE = "describes what the product will do"
ENDS = "names the state in which the work ends"
THING = "names a thing, not what it changes"
OTHERS = "says what others do"
DELIVERS = "names something the team delivers"

NOTHING: frozenset[str] = frozenset()


@cache
def _token_pattern() -> re.Pattern[str]:
    return re.compile(
        r"""(?P<word>\d[\d.,]{0,12}-[^\W\d_][\w-]*|\b1[-:]1s?\b)
          | (?P<number>[$€£¥₹]?\s?\d(?:[\d.,'’]*\d)?\+?(?:\s?%|[^\W\d_]\w*)?)
          | (?P<name>[^\W\d_](?:[\w'’]|[-/.&+:](?=[^\W\d_]))*)
          | (?P<sign>[<>≤≥=]+|\S)""",
        re.VERBOSE,
    )


def tokens_of(text: str) -> list[Token]:
    """The words, numbers and signs of a line; `depth` counts the brackets around them."""
    found: list[Token] = []
    depth = 0
    for match in _token_pattern().finditer(text):
        raw = match.group()
        trimmed = raw.lstrip()
        start = match.end() - len(trimmed)
        if trimmed in "([":
            depth += 1
        number = match.lastgroup == "number" or trimmed.lower() in lexicon.COUNTS
        found.append(Token(trimmed, _plain(trimmed), start, match.end(), number, depth))
        if trimmed in ")]":
            depth = max(0, depth - 1)
    return found


@lru_cache(maxsize=WORDS)
def _plain(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s").rstrip("'")


# ---------------------------------------------------------------- words in their groups


@lru_cache(maxsize=WORDS)
def _groups(word: str) -> frozenset[str]:
    """The noun groups of a word; plural, hyphenated and slashed words by what they end in."""
    known = lexicon.nouns()
    found = NOTHING
    for form in _forms(word):
        if form in known:
            found |= known[form]
        elif form == word[-len(form) :] and found:
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


def _is(token: Token, name: str) -> bool:
    return not token.number and token.low in lexicon.closed(name)


def _says(token: Token, group: str) -> bool:
    return group in _groups(token.low)


def _adverb(token: Token) -> bool:
    return token.low.endswith("ly") and token.low not in lexicon.NOT_ADVERBS


def _verb(tokens: Sequence[Token], at: int) -> tuple[lexicon.Verb, int] | None:
    """The verb that stands at a place, "roll out" and "re-launch" included, and where it ends."""
    known = lexicon.verbs()
    if at >= len(tokens) or tokens[at].number:
        return None
    low = tokens[at].low
    if low in _beginnings():
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


# ---------------------------------------------------------------- phrases


def _phrase(tokens: Sequence[Token], at: int) -> Phrase:
    """The noun phrase from a place on, through "80% of", "the number of", "a group of"."""
    start, head, number, share, light = at, -1, -1, False, False
    index = at
    while index < len(tokens):
        token = tokens[index]
        low = token.low
        if token.number:
            if head >= 0 and number < 0 and not light:
                break
            number = index if number < 0 else number
            share = share or "%" in low
        elif low == "#" and index == at:
            light = True
        elif not token.text[0].isalnum() and low not in {"%", "#", '"', "“", "”", "~", "+", "&"}:
            if low == "," and _adjectives(tokens, at, index):
                index += 1
                continue
            if low == "'" or low == "*" or low == "`":
                index += 1
                continue
            break
        elif low in lexicon.SHARE_WORDS2:
            share = True
        elif low == "of":
            if number >= 0 and head < 0:
                share = True
            elif head >= 0 and "light" in _groups(tokens[head].low):
                light, head = True, -1
            elif (
                head < 0
                and index > at
                and tokens[index - 1].low in {"all", "each", "most", "some", "both"}
            ):
                share = True
            else:
                break
        elif _is(token, "determiners"):
            if head >= 0 and low not in {"new", "existing"}:
                break
            share = share or low in lexicon.QUANTIFIERS
        elif _is(token, "prepositions") or _is(token, "auxiliaries"):
            break
        elif low in lexicon.JOINTS:
            break
        elif low in lexicon.PRONOUNS:
            if head < 0:
                head = index
                index += 1
            break
        elif _adverb(token) or low in lexicon.RHYTHMS:
            pass
        elif head >= 0 and (
            _ends_phrase(tokens, index, head)
            or (low in lexicon.STATES and _closes(tokens, index + 1))
        ):
            break
        else:
            head = index
        index += 1
    groups = _groups(tokens[head].low) if head >= 0 else NOTHING
    if head > 0 and groups:
        pair = f"{tokens[head - 1].low} {tokens[head].low}"
        groups = PAIRS.get(pair, groups)
    return Phrase(start, index, head, number, share, light, groups)


PAIRS = {
    "test coverage": frozenset({"own", "artefact"}),
    "code coverage": frozenset({"own", "artefact"}),
    "unit coverage": frozenset({"own", "artefact"}),
    "documentation coverage": frozenset({"own", "artefact"}),
    "docs coverage": frozenset({"own", "artefact"}),
    "automation coverage": frozenset({"own", "artefact"}),
    "sales calls": frozenset({"effort"}),
    "cold calls": frozenset({"effort"}),
    "discovery calls": frozenset({"effort"}),
    "customer calls": frozenset({"effort"}),
    "outbound calls": frozenset({"effort"}),
    "sales visits": frozenset({"effort"}),
    "customer visits": frozenset({"effort"}),
    "site visits": frozenset({"effort"}),
    "office hours": frozenset({"effort"}),
    "case studies": frozenset({"artefact", "effort"}),
    "case study": frozenset({"artefact", "effort"}),
    "technical debt": frozenset({"artefact", "own"}),
    "tech debt": frozenset({"artefact", "own"}),
    "market research": frozenset({"effort"}),
    "team size": frozenset({"staff", "own"}),
    "pull requests": frozenset({"artefact", "own"}),
    "merge requests": frozenset({"artefact", "own"}),
    "feature requests": frozenset({"flow"}),
    "data quality": frozenset({"measure"}),
    "sales pipeline": frozenset({"measure"}),
    "data pipeline": frozenset({"artefact"}),
    "ci pipeline": frozenset({"artefact"}),
    "deployment pipeline": frozenset({"artefact"}),
    "build pipeline": frozenset({"artefact"}),
    "release pipeline": frozenset({"artefact"}),
}
"""Pairs of words that say another thing than their last word."""


def _closes(tokens: Sequence[Token], at: int) -> bool:
    """Whether a phrase cannot go on here."""
    return (
        at >= len(tokens) or _is(tokens[at], "prepositions") or tokens[at].low in {",", "and", "to"}
    )


def _adjectives(tokens: Sequence[Token], at: int, comma: int) -> bool:
    """Whether a comma stands between adjectives: "a full, passing suite"."""
    if comma + 2 >= len(tokens) or tokens[at].low not in {"a", "an", "the", "our"}:
        return False
    nextup = tokens[comma + 1]
    plain = nextup.text[0].isalpha() and not _is(nextup, "prepositions") and nextup.low != "and"
    found = _verb(tokens, comma + 1)
    return plain and not _groups(tokens[comma - 1].low) and (found is None or not found[0].base)


def _ends_phrase(tokens: Sequence[Token], index: int, head: int) -> bool:
    """Whether the word after a noun is the verb of the sentence, or a participle behind it."""
    found = _verb(tokens, index)
    if found is None:
        return False
    verb, after = found
    follower = tokens[after] if after < len(tokens) else None
    if verb.past and not verb.base:
        return (
            follower is None
            or follower.number
            or not follower.text[0].isalnum()
            or _is(follower, "prepositions")
            or _is(follower, "determiners")
            or follower.low in {"and", "or", "to"}
            or _adverb(follower)
        )
    if verb.s_form and not _groups(tokens[index].low):
        return True
    plural = (
        tokens[head].low.endswith("s")
        and not tokens[head].low.endswith("ss")
        or tokens[head].low in {"people", "staff", "everyone"}
    )
    if verb.base and plural and _groups(tokens[head].low) & {"person", "staff"}:
        return follower is not None or "behave" in verb.groups
    if plural and verb.base and follower is not None and index - head == 1:
        if follower.number or (
            _is(follower, "determiners") and follower.low not in {"new", "existing"}
        ):
            return True
    if plural and tokens[index].low in lexicon.MOVES:
        return follower is None or _closes(tokens, after) or follower.number
    return verb.lemma == "exist"


# ---------------------------------------------------------------- numbers


def _value(tokens: Sequence[Token], at: int) -> str:
    """What a number is: share, money, factor, duration, date, place in a list, or a plain count."""
    low = tokens[at].low
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    before = tokens[at - 1].low if at else ""
    if "%" in low or after in lexicon.SHARE_WORDS:
        return "share"
    if low[0] in "$€£¥₹" or after in lexicon.CURRENCIES:
        return "money"
    if re.fullmatch(r"[\d.,]+\+?x", low) or after in {"times", "x", "fold"}:
        return "factor"
    if re.fullmatch(r"(19|20)\d\d", low) or before in lexicon.closed("dates") | {"q", "fy", "v"}:
        return "date"
    if re.fullmatch(r"\d+(st|nd|rd|th)|[\d.]+\.[\d.]+\.[\d.]+", low):
        return "date"
    if after in lexicon.MONTHS_AND_SLASH:
        return "date"
    if re.fullmatch(r"[\d.,]+(ms|s|sec|secs|m|min|mins|h|hr|hrs|d)\w*", low):
        return "duration"
    if after in lexicon.closed("durations") or (
        after in {"business", "working", "calendar"} and at + 2 < len(tokens)
    ):
        return "duration"
    return "count"


def _target(tokens: Sequence[Token], verb: lexicon.Verb | None) -> tuple[Token, Token] | None:
    """A result with its number: "retention at 90%", "a 20% fall in waits", "500 active users"."""
    work = verb is not None and bool(verb.groups & {"make_it", "decide", "hire", "effort", "run"})
    work = work and verb is not None and not verb.groups & {"gain", "up", "down", "keep"}
    for at, token in enumerate(tokens):
        if not token.number:
            continue
        kind = _value(tokens, at)
        if kind == "date":
            continue
        doing = _verb(tokens, at + 1) if kind == "share" else None
        if doing is not None and doing[0].base and "behave" in doing[0].groups:
            if not _is(tokens[at + 1], "noun_or_verb"):
                return token, tokens[at + 1]
        if kind == "share" and verb is not None and verb.lemma in lexicon.SUPPLIERS and at > 1:
            if tokens[at - 1].low == "to":
                return token, tokens[min(at + 2, len(tokens) - 1)]
        counted = _phrase(tokens, at)
        if counted.head >= 0 and kind != "duration":
            found = _counted(tokens, at, kind, counted, work, verb)
            if found is not None:
                return found
        measured = _measured(tokens, at, kind, work)
        if measured is not None:
            return measured
    return None


def _counted(
    tokens: Sequence[Token],
    at: int,
    kind: str,
    counted: Phrase,
    work: bool,
    verb: lexicon.Verb | None,
) -> tuple[Token, Token] | None:
    """The number and the result it counts, when it counts one."""
    head = tokens[counted.head]
    groups = counted.groups
    behind = counted.end
    if "light" in groups and behind < len(tokens) and tokens[behind].low in {"in", "on", "of"}:
        inner = _phrase(tokens, behind + 1)
        if inner.groups & {"measure", "harm", "person", "flow"} and "own" not in inner.groups:
            return tokens[at], tokens[inner.head]
    asked = tokens[at - 1].low if at else ""
    caller = _verb(tokens, at - 1) if at else None
    if (
        caller is not None
        and at > 1
        and caller[0].groups & {"gain", "up", "down"}
        and caller[0] is not verb
    ):
        if groups & {"measure", "person", "flow", "harm"} and not groups & {"own", "staff"}:
            return tokens[at], head
    if asked in lexicon.BRINGING:
        if groups & {"measure"} and not groups & {"own", "artefact", "effort", "harm"}:
            return tokens[at], head
    if (
        work
        and verb is not None
        and verb.lemma in lexicon.CONVERTERS
        and kind == "share"
        and at < 4
    ):
        return None
    if "measure" in groups and "own" not in groups:
        if kind in {"share", "money", "factor"}:
            return tokens[at], head
        if not work and not groups & {"artefact", "effort"}:
            return tokens[at], head
    if kind == "money" and not work:
        return tokens[at], head
    before = tokens[at - 1].low if at else ""
    if "person" in groups and "staff" not in groups and kind == "share":
        if before in {"with", "reaching", "winning", "by"}:
            return tokens[at], head
    doer = _verb(tokens, at - 2) if before == "by" and at > 1 else None
    if doer is not None and "person" in groups and doer[0].past and "behave" in doer[0].groups:
        return tokens[at], head
    return None


def _measured(
    tokens: Sequence[Token], at: int, kind: str, work: bool
) -> tuple[Token, Token] | None:
    """The measure that a number is the value of, when one stands before it."""
    before = tokens[at - 1] if at else None
    if before is None or not (
        before.low in lexicon.LINKS or before.low in {"a", "an", "the", "-", "–"}
    ):
        return None
    if before.low == "by" and kind == "count" and _is_date_after(tokens, at):
        return None
    if work and kind == "duration" and before.low in {"in", "by"}:
        return None
    for back in range(at - 2, max(-1, at - 13), -1):
        candidate = tokens[back]
        if candidate.number:
            continue
        if candidate.low in {".", ";"}:
            return None
        groups = _groups(candidate.low)
        if candidate.low in {"time", "full", "scale"} and tokens[back - 1].low in {
            "over",
            "on",
            "in",
            "at",
            "of",
        }:
            continue
        if groups & {"measure", "harm"} and "own" not in _pair(tokens, back):
            following = tokens[back + 1]
            if _groups(following.low) & {"artefact", "effort"} and not _groups(following.low) & {
                "measure"
            }:
                continue
            if work and kind in {"count", "duration"} and groups & {"artefact", "effort"}:
                continue
            if work and kind == "duration" and "measure" not in groups:
                continue
            return candidate, tokens[at]
    return None


def _pair(tokens: Sequence[Token], at: int) -> frozenset[str]:
    if at:
        return PAIRS.get(f"{tokens[at - 1].low} {tokens[at].low}", _groups(tokens[at].low))
    return _groups(tokens[at].low)


def _is_date_after(tokens: Sequence[Token], at: int) -> bool:
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return after in lexicon.closed("dates") or after in {"/", "-"}


def _level(tokens: Sequence[Token]) -> tuple[Token, Token] | None:
    """A level of service: "within 2 days", "on time", "first time right", "without errors"."""
    for at, token in enumerate(tokens):
        if token.low in lexicon.PUNCTUAL:
            return token, token
        if token.low in {"on", "in", "right", "first"} and at + 1 < len(tokens):
            if tokens[at + 1].low in {"time", "full", "budget"} and token.low != "first":
                return token, tokens[at + 1]
        if token.number and _value(tokens, at) == "duration":
            before = tokens[at - 1].low if at else ""
            before2 = tokens[at - 2].low if at > 1 else ""
            if (before == "of" and before2 in {"maximum", "max", "most"}) or before in {
                "takes",
                "take",
                "took",
            }:
                return tokens[at - 1], tokens[min(at + 1, len(tokens) - 1)]
            if before in lexicon.LIMITS or (
                before == "in" and before2 not in {"available", "live"}
            ):
                return tokens[at - 1], tokens[min(at + 1, len(tokens) - 1)]
        if token.low == "the" and at + 1 < len(tokens) and tokens[at + 1].low == "same":
            if at + 2 < len(tokens) and tokens[at + 2].low in {"day", "hour", "week"}:
                return token, tokens[at + 2]
        if token.low == "without" and at + 1 < len(tokens):
            last = _phrase(tokens, at + 1)
            if last.groups & {"harm"} and not tokens[last.head].low.endswith("ing"):
                return token, tokens[last.head]
    return None


def _well(tokens: Sequence[Token]) -> bool:
    """Whether an adverb says how well: "processed accurately", "answered faster"."""
    return any(
        _says(token, "quality")
        and (token.low.endswith("ly") or at + 1 == len(tokens) or token.low in {"faster", "well"})
        for at, token in enumerate(tokens)
    )


def _quality(tokens: Sequence[Token]) -> Token | None:
    """A word for how well: "quickly", "easier", "seamlessly"."""
    for token in tokens:
        if _says(token, "quality"):
            return token
    return None


def _numbered(found: tuple[Token, Token], confidence: Confidence = "sure") -> Verdict:
    return Verdict("outcome", *found, NUMBERED, confidence, numeric=True)


def _served(found: tuple[Token, Token], confidence: Confidence = "sure") -> Verdict:
    return Verdict("outcome", *found, SERVICE, confidence, numeric=True)


# ---------------------------------------------------------------- clauses


def _clause(tokens: Sequence[Token]) -> list[Verdict]:
    """What a stretch of a line without full stops says: one verdict for each claim in it."""
    start = _opened(tokens, _fronted(tokens))
    for at in range(start + 3, len(tokens)):
        if tokens[at].low in {"if", "unless"}:
            tokens = tokens[:at]
            break
    if start >= len(tokens):
        return []
    found = _head_verb(tokens, start)
    if found is None:
        verdict = _statement(tokens, start)
        return [] if verdict is None else [verdict]
    verdicts: list[Verdict] = []
    places = [start, *_joined(tokens, found[1])]
    for place, until in zip(places, [*places[1:], len(tokens)], strict=True):
        part = tokens[place:until]
        here = _verb(part, 0)
        if here is None:
            continue
        verb, after = here
        verdict = _imperative(part, verb, after)
        if verdict is None and until < len(tokens) and after >= len(part) - 1:
            verdict = _imperative([*part[:after], *tokens[until + 1 :]], verb, after)
        if verdict is not None:
            verdicts.append(verdict)
    return verdicts


def _fronted(tokens: Sequence[Token]) -> int:
    """Where the line proper begins, behind "By the end of Q2," or "After launch,"."""
    if not tokens or not (_is(tokens[0], "prepositions") or tokens[0].low in {"to"}):
        return 0
    for at, token in enumerate(tokens[:16]):
        if token.low == "," and at + 1 < len(tokens):
            return at + 1
    if tokens[0].low in lexicon.FRONTING:
        at = 1
        while at < len(tokens) and (
            tokens[at].number or _is(tokens[at], "dates") or tokens[at].low in {"the", "of", "end"}
        ):
            at += 1
        return at if at > 1 else 0
    return 0


def _opened(tokens: Sequence[Token], start: int) -> int:
    """Past "we", "successfully", "continue to", "to", "will": what opens but does not decide."""
    at = start
    while at < len(tokens):
        token = tokens[at]
        if not token.text[0].isalnum() and token.low not in {"<", ">", "≥", "≤", "#"}:
            at += 1
        elif _is(token, "openers") or (token.low == "to" and at + 1 < len(tokens)):
            if token.low == "keep" and not (
                at + 1 < len(tokens) and tokens[at + 1].low.endswith("ing")
            ):
                return at
            if token.low in {"start", "first", "team", "at", "begin"} and not _opens(tokens, at):
                return at
            at += 1
        elif token.low == "the" and at + 1 < len(tokens) and tokens[at + 1].low == "team":
            if at + 2 < len(tokens) and _is(tokens[at + 2], "auxiliaries"):
                at += 2
            else:
                return at
        elif at > start and token.low in {"have", "has", "are", "be", "able"}:
            found = _verb(tokens, at + 1 + (at + 1 < len(tokens) and _adverb(tokens[at + 1])))
            if (
                found is not None
                and (found[0].past or found[0].ing)
                and tokens[at - 1].low in {"we", "i"}
            ):
                at += 1
            else:
                return at
        elif _adverb(token) and at + 1 < len(tokens) and _verb(tokens, at + 1) is not None:
            at += 1
        else:
            return at
    return at


def _opens(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at].low == "at":
        return at + 1 < len(tokens) and tokens[at + 1].low in {"least", "most"}
    if tokens[at].low in {"start", "begin"}:
        return at + 1 < len(tokens) and (
            tokens[at + 1].low.endswith("ing") or tokens[at + 1].low == "to"
        )
    return False


def _head_verb(tokens: Sequence[Token], at: int) -> tuple[lexicon.Verb, int] | None:
    """The verb that opens a line as a demand or a headline, if one does."""
    found = _verb(tokens, at)
    if found is None:
        return None
    verb, after = found
    ambiguous = _is(tokens[at], "noun_or_verb") or not verb.base
    if after < len(tokens) and tokens[after].low in lexicon.RATES and verb.base:
        return None
    if not ambiguous:
        return found
    noun = _phrase(tokens, at)
    if noun.head > at or not verb.base:
        nextup = tokens[noun.end] if noun.end < len(tokens) else None
        named = not any(_is(token, "determiners") for token in tokens[at : noun.end])
        if nextup is not None and named:
            if _is(nextup, "auxiliaries") and not (verb.past and not verb.base and not verb.ing):
                return None
            if _is(nextup, "auxiliaries") and noun.head > at:
                return None
        if noun.head > at and named and noun.number < 0:
            if verb.past and not verb.base and noun.groups & {"person", "flow", "measure"}:
                if not noun.groups & {"artefact", "effort"} and not verb.groups & {
                    "up",
                    "down",
                    "better",
                    "hire",
                }:
                    return None
            if tokens[at].low in lexicon.COMPOUNDS and noun.groups & {"flow", "person"}:
                return None
            acting = _verb(tokens, noun.end)
            if acting is not None and acting[0].base and not _is(tokens[noun.end], "prepositions"):
                if not verb.base or tokens[noun.end].low in lexicon.MOVES:
                    return None
        if noun.head > at and named and "measure" in noun.groups:
            comparable = nextup is not None and (
                nextup.number or nextup.low in lexicon.LINKS - {"to", "by", "of"}
            )
            if tokens[at].low in lexicon.COMPOUNDS or (
                comparable and verb.base and tokens[at].low != "increase"
            ):
                return None
        if noun.head > at and named and noun.number < 0 and _ended_by_participle(tokens, noun.end):
            return found if tokens[noun.end].low in lexicon.ASKED else None
    elif noun.end < len(tokens) and _is(tokens[noun.end], "auxiliaries"):
        return None
    if verb.base and noun.head == at and "staff" in noun.groups:
        behind = _verb(tokens, after)
        if behind is not None and behind[0].base and not _is(tokens[after], "noun_or_verb"):
            return None
    return found


def _ended_by_participle(tokens: Sequence[Token], at: int) -> bool:
    found = _verb(tokens, at)
    return found is not None and found[0].past and not found[0].base


def _joined(tokens: Sequence[Token], start: int) -> list[int]:
    """Where further demands begin: "..., and hire ...", before any clause of purpose."""
    places: list[int] = []
    for at in range(start, len(tokens) - 1):
        low = tokens[at].low
        if at > start and low in lexicon.PURPOSES:
            found = _verb(tokens, at + 1)
            if low not in {"to", "by", "for"} or (
                found is not None and (found[0].base or found[0].ing)
            ):
                if low != "that" or not places:
                    break
        if low not in {"and", ",", "&", "then", "or"}:
            continue
        place = at + 1
        while place < len(tokens) - 1 and (
            tokens[place].low in {"and", "then", "also"} or _adverb(tokens[place])
        ):
            place += 1
        found = _verb(tokens, place)
        headline = _verb(tokens, start - 1) if start else None
        past = headline is not None and headline[0].past and not headline[0].base
        if found is None or place in places or not (found[0].base or (past and found[0].past)):
            continue
        nextup = tokens[found[1]] if found[1] < len(tokens) else None
        if _is(tokens[place], "noun_or_verb") and not (
            nextup is not None
            and (nextup.number or _is(nextup, "determiners") or _verb_list(tokens, start, at))
        ):
            continue
        if _groups(tokens[place].low) & {"measure", "person"} and nextup is None:
            continue
        places.append(place)
    return places


def _verb_list(tokens: Sequence[Token], start: int, at: int) -> bool:
    return at == start


# ---------------------------------------------------------------- demands


def _words(first: Token, last: Token, text: str) -> str:
    return text


def _imperative(tokens: Sequence[Token], verb: lexicon.Verb, after: int) -> Verdict | None:
    """What a line says that opens with a verb: the verb's object decides."""
    first, last = tokens[0], tokens[after - 1]
    groups = verb.groups
    lemma = verb.lemma
    body = _object_at(tokens, after)
    thing = _phrase(tokens, body)
    kinds = thing.groups
    rest = tokens[after:]
    target = _target(tokens, verb)
    if (
        "effort" in kinds
        and not kinds & {"measure", "artefact"}
        and (
            lemma in lexicon.HOSTS
            or (lemma in lexicon.GATHERERS and tokens[thing.head].low in lexicon.ANSWERS)
        )
    ):
        return Verdict("activity", first, last, EFFORT, "sure")
    if target is not None:
        return _numbered(target, "sure")
    if (
        thing.share
        and kinds & {"flow"}
        and thing.number >= 0
        and (lemma in lexicon.HANDLED or groups & {"feature"})
    ):
        return Verdict(
            "outcome",
            tokens[thing.number],
            tokens[thing.head],
            "names a share of what others ask for",
            "sure",
            numeric=True,
        )

    def output(confidence: Confidence = "sure") -> Verdict:
        return Verdict("output", first, last, DELIVERS, confidence)

    def activity(confidence: Confidence = "sure") -> Verdict:
        return Verdict("activity", first, last, EFFORT, confidence)

    def outcome(confidence: Confidence = "likely", *, numeric: bool = False) -> Verdict:
        end = tokens[thing.head] if thing.head >= 0 else last
        return Verdict("outcome", first, end, "names a change or a result", confidence, numeric)

    counted = thing.number >= 0
    people = bool(kinds & {"person"})
    made = bool(kinds & {"artefact", "own"})

    if groups & {"enable"} and (people or "staff" in kinds or _pronoun(tokens, thing)):
        if _level(rest) or _quality(rest) or counted:
            return outcome("likely", numeric=counted)
        if lemma in lexicon.HELPING:
            return outcome("guess")
        return Verdict("output", first, last, MEANS, "likely")
    if "ensure" in groups:
        place = after + (after < len(tokens) and tokens[after].low == "that")
        inner = _clause(tokens[place:])
        if inner:
            return inner[0]
        return Verdict("unclear", first, last, "says no state that could be checked", "guess")
    if "down" in groups:
        if "debt" in {tokens[i].low for i in range(thing.start, thing.end)}:
            return output("guess")
        if lemma == "eliminate" and made and not kinds & {"harm", "measure"}:
            return output("likely")
        return outcome("sure")
    if "up" in groups:
        if thing.light and "effort" in kinds and not kinds & {"measure", "flow", "person", "harm"}:
            return activity("likely")
        if "own" in kinds or ("staff" in kinds and not thing.light):
            return output("sure" if thing.head and not thing.light else "likely")
        if kinds & {"effort"} and not kinds & {"measure", "flow", "person"}:
            return activity("likely")
        if kinds & {"measure", "person", "flow"} or thing.light:
            return outcome("sure")
        if lemma in {"expand", "extend"} and "artefact" in kinds:
            return output("likely")
        return outcome("guess")
    if "vague" in groups:
        return Verdict("unclear", first, last, UNSAID, "guess")
    if "hire" in groups:
        if lemma == "fill" and not lexicon.POSTS & {t.low for t in rest[:8]}:
            return output("guess")
        if people and not kinds & {"staff"} and lemma == "recruit":
            return outcome("guess")
        return Verdict("output", first, last, PEOPLE, "sure")
    if "gain" in groups and "make_it" not in groups and "keep" not in groups:
        return _gained(tokens, verb, thing, output, activity, outcome)
    if "better" in groups:
        if kinds & {"measure", "abstract"} and not kinds & {"artefact"}:
            return outcome()
        if _level(rest):
            return outcome()
        if made:
            vague = tokens[thing.head].low in lexicon.VAGUE_THINGS or kinds & {
                "person",
                "measure",
                "flow",
            }
            return output("likely" if vague else "sure")
        return Verdict("unclear", first, last, "does not say what would be better", "guess")
    if "keep" in groups:
        if kinds & {"measure", "person", "staff", "flow", "harm"} or _quality(rest):
            return outcome()
        if (
            made
            and lemma in {"maintain", "keep", "preserve"}
            and "up" not in {t.low for t in rest[:2]}
        ):
            return activity("likely")
        return Verdict("unclear", first, last, UNSAID, "guess")
    if "become" in groups:
        return _became(tokens, verb, after, thing, output, outcome)
    if "have" in groups:
        return _had(tokens, after, thing)
    if "run" in groups:
        if "effort" in kinds:
            return activity()
        if kinds & {"measure", "abstract"} and not kinds & {"artefact"}:
            return outcome("guess")
        if lemma in lexicon.HOSTS - {"run"} | {"carry-out"}:
            return activity()
        if tokens[thing.head].low in {"test", "tests", "trial", "trials"}:
            return activity()
        if counted or "effort" in groups:
            return activity("likely")
        return Verdict("unclear", first, last, UNSAID, "guess")
    if "effort" in groups:
        return _tried(tokens, verb, after, thing, output, activity, outcome)
    if "decide" in groups and "make_it" not in groups:
        return Verdict("output", first, last, "ends with something decided or written down", "sure")
    if "make_it" in groups:
        return _made(tokens, verb, after, thing, output, activity, outcome)
    if groups & {"feature", "enable"} or lemma in {"adopt"}:
        if lemma == "enable" and not kinds & {"measure", "abstract", "person", "staff"}:
            return output("likely" if "to" in {token.low for token in rest} else "sure")
        return output("guess" if people else "likely")
    if lemma == "pass" and not counted:
        return output("sure" if "audit" in {token.low for token in rest[:6]} else "likely")
    return Verdict("unclear", first, last, UNSAID, "guess")


def _pronoun(tokens: Sequence[Token], thing: Phrase) -> bool:
    return thing.head >= 0 and tokens[thing.head].low in {
        "us",
        "them",
        "everyone",
        "anyone",
        "teams",
    }


def _object_at(tokens: Sequence[Token], after: int) -> int:
    """Where the object begins: past particles and the "of", "in", "for", "on" of a nominal."""
    at = after
    while at < len(tokens):
        if tokens[at].low in {"/", "and", "&", ",", "or"}:
            further = _verb(tokens, at + 1)
            if further is None or not further[0].base or at != after:
                break
            at = after = further[1]
        elif tokens[at].low in lexicon.PARTICLES or _adverb(tokens[at]):
            at += 1
        else:
            break
    return at


def _gained(
    tokens: Sequence[Token],
    verb: lexicon.Verb,
    thing: Phrase,
    output: _Maker,
    activity: _Maker,
    outcome: _Maker,
) -> Verdict | None:
    """Win, reach, get, close: someone outside says yes, unless what is got is one's own."""
    kinds, lemma = thing.groups, verb.lemma
    head = tokens[thing.head].low if thing.head >= 0 else ""
    inside = {token.low for token in tokens[1 : thing.end]}
    if inside & lexicon.CERTIFICATES:
        return output("likely" if lemma in {"win", "close", "sign", "book"} else "sure")
    if "staff" in kinds and not kinds & {"person"} and lemma in lexicon.JOINING:
        return output("likely")
    if lemma in {"close"} and kinds & {"flow", "harm", "artefact"} and "person" not in kinds:
        return output("likely")
    if kinds & {"effort"} and not kinds & {"measure", "person"}:
        return activity("guess")
    if kinds & {"measure", "person", "flow"}:
        return outcome("sure" if thing.number >= 0 else "likely")
    if lemma == "get":
        for token in tokens[thing.start :]:
            if _says(token, "done") or token.low in lexicon.INTO:
                return output("likely")
    if lemma in lexicon.ARRIVING and "artefact" in kinds:
        return output("likely" if head not in {"target", "targets", "goal", "goals"} else "guess")
    return outcome("guess")


def _became(
    tokens: Sequence[Token],
    verb: lexicon.Verb,
    after: int,
    thing: Phrase,
    output: _Maker,
    outcome: _Maker,
) -> Verdict | None:
    """Make, turn, move, bring: what the thing is made into decides."""
    rest = tokens[after:]
    first, last = tokens[0], tokens[after - 1]
    vague = Verdict("unclear", first, last, UNSAID, "guess")
    if verb.lemma in lexicon.BECOMING:
        return vague
    if verb.lemma == "make" and "effort" in thing.groups and "measure" not in thing.groups:
        return Verdict("activity", first, tokens[thing.head], EFFORT, "likely")
    if _quality(rest) is not None:
        return outcome("guess")
    if verb.lemma in {"move", "shift", "bring"}:
        if thing.groups & {"person", "measure", "staff"}:
            return outcome("guess")
        if any(token.low in lexicon.DIRECTIONS for token in rest):
            return output("likely")
        return vague
    for token in rest[:12]:
        if _says(token, "done") and token.low not in lexicon.NOT_ENDED:
            return output("likely")
        if token.low in lexicon.FEELINGS:
            return outcome("guess")
    if thing.groups & {"artefact"} and verb.lemma == "make":
        return output("guess")
    return vague


def _had(tokens: Sequence[Token], after: int, thing: Phrase) -> Verdict | None:
    """We have: a thing made is a deliverable, people won are a result."""
    first, last = tokens[0], tokens[after - 1]
    kinds = thing.groups
    if kinds & {"person", "measure"} and not kinds & {"artefact", "effort"}:
        return Verdict("outcome", first, last, "names a result", "likely")
    if "effort" in kinds and "artefact" not in kinds:
        return Verdict("activity", first, last, EFFORT, "likely")
    behind = [token.low for token in tokens[thing.end :]]
    ended = _verb(tokens, thing.end)
    if ended is not None and ended[0].past and ended[0].groups & {"make_it", "decide"}:
        return Verdict("output", first, tokens[thing.end], FINISHES, "likely")
    done = any(word in {"place", "ready", "running"} for word in behind)
    if "artefact" in kinds or done:
        head = tokens[thing.head] if thing.head >= 0 else last
        vague = head.low in lexicon.VAGUE_THINGS and not done
        firm = "artefact" in kinds and not kinds & {"measure", "person", "abstract", "flow"}
        confidence: Confidence = "guess" if vague else "sure" if firm else "likely"
        return Verdict("output", first, head, EXISTS, confidence)
    return Verdict("unclear", first, last, UNSAID, "guess")


def _tried(
    tokens: Sequence[Token],
    verb: lexicon.Verb,
    after: int,
    thing: Phrase,
    output: _Maker,
    activity: _Maker,
    outcome: _Maker,
) -> Verdict | None:
    """Research, meet, test, promote, support: effort, with a few that are something else."""
    kinds, lemma = thing.groups, verb.lemma
    nextup = tokens[after].low if after < len(tokens) else ""
    if "make_it" in verb.groups and kinds & {"artefact"} and not kinds & {"effort"}:
        return output()
    if lemma == "support" and kinds and kinds <= {"artefact", "done"}:
        return output("likely")
    if lemma == "support" and kinds & {"measure", "abstract"}:
        return outcome("guess")
    if lemma == "train" and kinds & {"artefact"} and not kinds & {"person", "staff"}:
        return output("likely")
    if lemma == "meet" and nextup != "with":
        if kinds & {"person", "staff", "effort"} or thing.number >= 0:
            return activity("likely")
        return outcome("likely")
    if lemma in lexicon.LOOSE_EFFORT:
        return activity("likely" if lemma == "engage" and thing.number < 0 else "guess")
    if lemma in {"raise-awareness", "pursue", "manage", "administer", "oversee"}:
        return activity("likely" if lemma == "raise-awareness" else "guess")
    return activity("sure")


def _made(
    tokens: Sequence[Token],
    verb: lexicon.Verb,
    after: int,
    thing: Phrase,
    output: _Maker,
    activity: _Maker,
    outcome: _Maker,
) -> Verdict | None:
    """Launch, build, deliver: a deliverable, unless what is built is trust, demand or a habit."""
    kinds, lemma = thing.groups, verb.lemma
    rest = tokens[after:]
    first, last = tokens[0], tokens[after - 1]
    level = _level(rest)
    flows = kinds & {"flow", "person"} or lemma in lexicon.SERVING
    if level is not None and flows and (kinds & {"flow"} or thing.share):
        return _served(level, "sure")
    if "effort" in kinds and "artefact" not in kinds:
        return activity("sure")
    if lemma in lexicon.ABSTRACT_MAKERS and "artefact" not in kinds and "effort" not in kinds:
        inside = {token.low for token in rest[: max(1, thing.head - after + 1)]}
        if (
            inside & lexicon.MORE
            or tokens[thing.head].low.endswith("ness")
            or _quality(rest[:6]) is not None
        ):
            return outcome("guess")
        if "staff" in kinds:
            return output("guess" if "that" in {token.low for token in rest} else "likely")
    if _service(tokens, thing) and _quality(rest[:6]) is not None:
        return outcome("guess")
    if lemma in lexicon.MENDERS and kinds & {"harm", "flow", "own"}:
        return output("likely" if thing.share else "sure")
    if kinds & {"abstract", "measure", "person"} and not kinds & {"artefact", "effort"}:
        if lemma in lexicon.ABSTRACT_MAKERS:
            return outcome("guess")
        if "person" in kinds and thing.number >= 0:
            return output("likely" if lemma in lexicon.CONVERTERS else "guess")
        return output("likely")
    if lemma in {"add", "fill"} and "staff" in kinds and "person" not in kinds:
        return Verdict("output", first, last, PEOPLE, "sure")
    if lemma in {"convert", "switch", "transfer"} and kinds & {"person", "measure"}:
        return outcome("guess")
    if lemma == "establish" and any(token.low in {"as", "ourselves"} for token in rest):
        return outcome("guess")
    if lemma in {"complete", "deliver", "provide"} and kinds & {"flow"} and "artefact" not in kinds:
        return output("guess")
    if lemma in lexicon.GIVING and not kinds:
        return output("likely")
    if lemma in lexicon.MANY_MEANINGS and not kinds:
        return output("likely")
    if thing.head < 0 and lemma in {"build", "deliver", "create", "scale"}:
        return output("guess")
    return output("sure")


def _service(tokens: Sequence[Token], thing: Phrase) -> bool:
    """Whether what is given is a service, which is judged by how well it is given."""
    return thing.head >= 0 and tokens[thing.head].low in lexicon.SERVICES


# ---------------------------------------------------------------- statements


def _statement(tokens: Sequence[Token], start: int) -> Verdict | None:
    """What a line says that opens with its subject, or names a thing only."""
    subject = _phrase(tokens, start)
    at = _predicate(tokens, start)
    if at is None:
        return _bare(tokens, start, subject)
    said = tokens[at].low
    if _owner(tokens, start, at):
        subject = subject._replace(groups=subject.groups)
    if said in {"can", "could", "may"} or (said in lexicon.BE and _able(tokens, at)):
        return _capability(tokens, at, subject)
    if said in {"has", "have", "had"}:
        place = _past_adverbs(tokens, at + 1)
        found = _verb(tokens, place)
        if found is not None and found[0].past and tokens[place].low not in {"set"}:
            return _passive(tokens, at, place, subject, active=True)
        if place < len(tokens) and tokens[place].low == "been":
            return _passive(tokens, at, _past_adverbs(tokens, place + 1), subject)
        return _possession(tokens, at, place, subject)
    if said in lexicon.BE:
        return _passive(tokens, at, _past_adverbs(tokens, at + 1), subject)
    if _is(tokens[at], "auxiliaries"):
        place = _past_adverbs(tokens, at + 1)
        if place < len(tokens) and tokens[place].low in {"be", "have"}:
            return _passive(tokens, at, _past_adverbs(tokens, place + 1), subject)
        return _acts(tokens, place, subject)
    found = _verb(tokens, at)
    if found is not None and found[0].past and not found[0].base and not found[0].s_form:
        return _passive(tokens, at, at, subject)
    return _acts(tokens, at, subject)


def _owner(tokens: Sequence[Token], start: int, at: int) -> bool:
    return start < at


def _predicate(tokens: Sequence[Token], start: int) -> int | None:
    """Where the sentence says something of its subject; verbs in relative clauses do not count."""
    skip = 0
    phrase = _phrase(tokens, start)
    for at in range(max(start + 1, start), len(tokens)):
        token = tokens[at]
        if token.low in lexicon.RELATIVES:
            skip = 1
            continue
        if token.low in {"to", "so", "because"} and at > phrase.end + 8:
            return None
        if _is(token, "auxiliaries"):
            if skip:
                skip -= 1
                continue
            return at
        found = _verb(tokens, at)
        if found is None:
            continue
        verb = found[0]
        if skip and (verb.s_form or verb.base or verb.past):
            skip -= 1
            continue
        if verb.lemma == "exist":
            return at
        if at == phrase.end and (
            verb.past or verb.s_form or (verb.base and not _is(token, "noun_or_verb"))
        ):
            return at
        if at == phrase.end and verb.base and phrase.groups & {"person", "staff"}:
            return at
        nextup = tokens[found[1]] if found[1] < len(tokens) else None
        if at == phrase.end and verb.base and nextup is not None and _is(nextup, "determiners"):
            return at
        if verb.s_form and not _groups(token.low) and at > phrase.head >= 0 and not verb.base:
            if tokens[at - 1].low not in {"to", "of", "and"}:
                return at
    return None


def _past_adverbs(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and (_adverb(tokens[at]) or tokens[at].low in lexicon.FILLERS):
        at += 1
    return at


def _able(tokens: Sequence[Token], at: int) -> bool:
    place = _past_adverbs(tokens, at + 1)
    return place < len(tokens) and tokens[place].low in {"able", "capable"}


def _capability(tokens: Sequence[Token], at: int, subject: Phrase) -> Verdict | None:
    """Users can do X: a feature, unless how many, how fast or how well is said."""
    if subject.number >= 0 or _level(tokens) or _quality(tokens[at:]) or _target(tokens, None):
        return Verdict("outcome", tokens[at], tokens[at], "says how well or how many can", "likely")
    knows = {token.low for token in tokens[at + 1 : at + 4]} & lexicon.KNOWING
    if knows and subject.groups & {"person", "staff"}:
        return Verdict("outcome", tokens[at], tokens[at], "says what people know or feel", "likely")
    if subject.groups & {"person", "staff"}:
        return Verdict("output", tokens[at], tokens[at], MEANS, "likely")
    return Verdict("output", tokens[at], tokens[at], FEATURE, "likely")


def _possession(tokens: Sequence[Token], at: int, place: int, subject: Phrase) -> Verdict | None:
    """A thing or a team has something."""
    thing = _phrase(tokens, place)
    target = _target(tokens, None)
    if target is not None:
        return _numbered(target, "sure")
    head = tokens[thing.head] if thing.head >= 0 else tokens[at]
    ended = _verb(tokens, thing.end)
    if ended is not None and ended[0].past and not ended[0].base and thing.head >= 0:
        if ended[0].groups & {"make_it", "decide", "effort"} and _closes(tokens, ended[1]):
            return Verdict("output", tokens[at], tokens[thing.end], FINISHES, "likely")
    if "access" in {token.low for token in tokens[place : thing.end]}:
        return Verdict("output", tokens[at], head, MEANS, "likely")
    if thing.groups & {"artefact"} and not thing.groups & {"measure"}:
        if head.low in lexicon.VAGUE_THINGS and not subject.share:
            return Verdict("unclear", tokens[at], head, UNSAID, "guess")
        outside = subject.groups & {"person", "staff"} and not subject.groups & {"artefact"}
        return Verdict("output", tokens[at], head, EXISTS, "likely" if outside else "sure")
    if thing.groups & {"effort"} and not thing.groups & {"measure"}:
        return Verdict("activity", tokens[at], head, EFFORT, "guess")
    if subject.share and subject.groups & {"artefact"} and not subject.groups & {"person", "flow"}:
        if not thing.groups & {"measure", "person", "harm", "quality"}:
            return Verdict("output", tokens[at], head, "counts one's own things", "likely")
    if subject.groups & {"person"} or thing.groups & {"person", "measure", "quality"}:
        return Verdict("outcome", tokens[at], head, "names a state of others", "guess")
    return Verdict("unclear", tokens[at], head, UNSAID, "guess")


def _passive(
    tokens: Sequence[Token], at: int, place: int, subject: Phrase, *, active: bool = False
) -> Verdict | None:
    """X is launched, X is ready, X was reduced: what was done to it, or how it is."""
    if place >= len(tokens):
        return None
    token = tokens[place]
    first = tokens[at] if tokens[at].start < token.start else token
    kinds = subject.groups
    target = _target(tokens, None)
    rest = tokens[place:]
    found = _verb(tokens, place)
    level = _level(rest)
    outside = bool(kinds & {"person", "flow", "measure"}) and not kinds & {"artefact"}
    if level is not None and (
        not kinds <= {"artefact", "own"} or subject.share or "on" in level[0].low
    ):
        return _served(level, "sure")
    if target is not None:
        return _numbered(target, "sure")
    negated = any(word.low in {"not", "no", "never", "without"} for word in tokens[at:place])
    for stop, word in enumerate(rest):
        if word.low in lexicon.TAILS and stop:
            rest = rest[:stop]
            break
    if found is not None and (found[0].past or active):
        verb, after = found
        groups = verb.groups
        last = tokens[after - 1]
        if negated:
            return Verdict("outcome", first, last, "names a state", "guess")
        if groups & {"enable"} and not kinds & {"person", "staff"}:
            return Verdict("output", first, last, FINISHES, "sure")
        if verb.lemma in {"manage", "administer", "oversee"}:
            return Verdict(
                "output",
                first,
                last,
                "names how the work is done",
                "likely" if subject.share else "guess",
            )
        if (
            _well(rest[1:3])
            and rest[1].low != "and"
            and subject.head >= 0
            and not groups & {"decide"}
        ):
            return Verdict("outcome", first, last, "says how well", "guess")
        if verb.lemma in lexicon.TRAINED and kinds & {"person", "staff"}:
            return Verdict("activity", first, last, EFFORT, "likely")
        if active and kinds & {"person", "staff"}:
            if (
                subject.number >= 0
                and "staff" in kinds
                and groups & {"effort"}
                and not groups & {"behave"}
            ):
                return Verdict("outcome", first, last, "counts people who act", "guess")
            return _acts(tokens, place, subject)
        if (
            subject.share
            and kinds & {"flow"}
            and "artefact" not in kinds
            and verb.lemma in lexicon.HANDLED
        ):
            return Verdict("outcome", first, last, "names a share of what others ask for", "likely")
        if subject.share and outside and groups & {"make_it"} and "measure" not in kinds:
            if (
                not groups & {"gain", "behave", "up", "down", "keep"}
                and verb.lemma not in lexicon.HANDLED
            ):
                return Verdict(
                    "output", first, last, "counts what the team has worked through", "likely"
                )
        if subject.share and subject.number >= 0 and outside:
            return Verdict("outcome", first, last, "names a share of others", "likely")
        if groups & {"hire"}:
            share = subject.number >= 0 and "%" in tokens[subject.number].low
            return Verdict("output", first, last, PEOPLE, "guess" if share else "sure")
        if outside and "measure" in kinds and subject.head >= 0 and not subject.light:
            if (
                groups & {"make_it"}
                and not groups & {"behave", "up", "down", "gain", "become"}
                and verb.lemma not in lexicon.HANDLED
            ):
                return Verdict("output", first, last, FINISHES, "likely")
            if groups & {"effort", "decide"}:
                return Verdict("activity", first, last, EFFORT, "likely")
            return Verdict("outcome", first, last, "names a measure that moves", "likely")
        if groups & {"up", "down", "better", "keep"} and not groups & {"make_it"}:
            if kinds & {"artefact"} and "better" in groups:
                return Verdict("output", first, last, "names work on a thing", "likely")
            return Verdict("outcome", first, last, "names a change", "guess")
        if groups & {"gain"} and outside and not groups & {"make_it"}:
            return Verdict("outcome", first, last, "names what others decide", "likely")
        if at == place and "flow" in kinds and not active:
            return Verdict("unclear", first, last, UNSAID, "guess")
        if groups & {"make_it", "decide"}:
            if "effort" in kinds and not kinds & {"artefact"}:
                return Verdict("activity", first, last, EFFORT, "sure")
            confidence: Confidence = (
                "likely" if "person" in kinds or groups & {"behave"} else "sure"
            )
            if "behave" in groups and not kinds & {"person", "staff"}:
                confidence = "sure"
            return Verdict("output", first, last, FINISHES, confidence)
        if groups & {"effort", "run"}:
            if kinds & {"person"} and subject.number >= 0 and "train" not in verb.lemma:
                return Verdict("outcome", first, last, "counts people reached", "guess")
            return Verdict("activity", first, last, EFFORT, "sure")
        return Verdict("unclear", first, last, UNSAID, "guess")
    if found is not None and found[0].ing:
        groups = found[0].groups
        if (
            groups & {"effort", "make_it"}
            and not kinds & {"person", "staff", "measure"}
            and not groups & {"behave"}
        ):
            return Verdict("activity", first, token, EFFORT, "guess")
        return Verdict("outcome", first, token, "names what others do", "guess")
    pair = [word.low for word in tokens[place : place + 3]]
    done = _says(token, "done") or pair[:2] in (
        ["in", "place"],
        ["up", "and"],
        ["in", "production"],
        ["in", "staging"],
        ["in", "beta"],
    )
    if pair[:2] in (["in", "use"], ["on", "track"]):
        done = False
    if done and not negated:
        if "measure" in kinds or (outside and "person" in kinds):
            return Verdict("outcome", first, token, "names a state of others", "guess")
        last = tokens[place + 1] if pair[:1] == ["in"] else token
        return Verdict("output", first, last, ENDS, "sure")
    return Verdict(
        "outcome" if _quality(rest) else "unclear", first, token, "names a state", "guess"
    )


def _acts(tokens: Sequence[Token], at: int, subject: Phrase) -> Verdict | None:
    """Somebody does something, or a thing does."""
    if at >= len(tokens):
        return None
    found = _verb(tokens, at)
    kinds = subject.groups
    head = tokens[subject.head] if subject.head >= 0 else tokens[at]
    target = _target(tokens, None)
    level = _level(tokens[at:])
    thing = _phrase(tokens, found[1]) if found is not None else None
    taught = lexicon.TAUGHT
    last = tokens[min((found[1] if found else at + 1) - 1, len(tokens) - 1)]
    if (
        found is not None
        and found[0].lemma == "attend"
        and kinds & {"staff"}
        and "person" not in kinds
    ):
        return Verdict(
            "activity", tokens[at], last, "counts attendance, not what it changes", "likely"
        )
    if found is not None and kinds & {"person", "staff"} and found[0].lemma in lexicon.TAKING_PART:
        if taught & {token.low for token in tokens[at:]}:
            share = subject.number >= 0 and "%" in tokens[subject.number].text
            return Verdict(
                "activity",
                tokens[at],
                last,
                "counts attendance, not what it changes",
                "guess" if share else "likely",
            )
    if level is not None:
        return _served(level, "likely")
    if target is not None:
        return _numbered(target, "sure")
    if found is None:
        if kinds & {"person", "staff", "measure"}:
            return Verdict("outcome", head, tokens[at], OTHERS, "guess")
        return Verdict("unclear", tokens[at], tokens[at], UNSAID, "guess")
    verb = found[0]
    if verb.lemma == "exist":
        return Verdict("output", tokens[at], last, EXISTS, "sure")
    if (
        kinds & {"staff"}
        and "person" not in kinds
        and thing is not None
        and verb.lemma in lexicon.FINISHERS
    ):
        if thing.groups & {"artefact", "effort"} and not thing.groups & {"measure", "flow"}:
            return Verdict("output", tokens[at], last, "counts one's own work", "likely")
    if kinds & {"person"} or (kinds & {"staff"} and "behave" in verb.groups):
        return Verdict("outcome", head, last, OTHERS, "likely")
    if kinds & {"staff"}:
        if (
            thing is not None
            and thing.groups & {"artefact"}
            and verb.groups & {"make_it", "decide"}
        ):
            return Verdict("output", tokens[at], last, FINISHES, "guess")
        if verb.groups & {"effort"}:
            return Verdict("activity", tokens[at], last, EFFORT, "likely")
        return Verdict("unclear", tokens[at], last, UNSAID, "guess")
    if "measure" in kinds:
        return Verdict("outcome", head, last, "names a measure that moves", "likely")
    if (
        subject.share
        and kinds & {"artefact"}
        and not kinds & {"flow"}
        and verb.groups & {"feature"}
    ):
        return Verdict("output", tokens[at], last, "counts one's own things", "likely")
    if verb.groups & {"feature"} and subject.number < 0 and not _quality(tokens[at:]):
        firm = (
            thing is not None
            and (thing.groups | kinds) & {"artefact"}
            and verb.lemma in lexicon.FEATURES
        )
        return Verdict("output", tokens[at], last, FEATURE, "sure" if firm else "likely")
    return Verdict("unclear", tokens[at], last, UNSAID, "guess")


def _bare(tokens: Sequence[Token], start: int, subject: Phrase) -> Verdict | None:
    """A line without a verb: what its head noun names."""
    if subject.head < 0:
        target = _target(tokens, None)
        if target is not None:
            return _numbered(target, "likely")
        return None
    head = tokens[subject.head]
    kinds = subject.groups
    target = _target(tokens, None)
    if target is not None:
        return _numbered(target, "sure")
    if _level(tokens[start:]) is not None and kinds & {"flow", "measure", "person"}:
        return Verdict("outcome", head, head, SERVICE, "likely", numeric=True)
    if subject.number >= 0 and kinds & {"person", "measure"}:
        return Verdict(
            "outcome", tokens[subject.number], head, "counts others", "likely", numeric=True
        )
    if subject.light or any(
        _verb(tokens, i) and tokens[i].low in lexicon.MOVES for i in range(subject.end, len(tokens))
    ):
        return Verdict("unclear", head, head, "names a measure without a direction", "guess")
    finished = _finished(tokens, subject)
    if finished is not None:
        return finished
    if kinds & {"effort"} and not kinds & {"measure", "artefact"}:
        return Verdict("activity", head, head, EFFORT, "likely")
    if kinds & {"artefact"} and not kinds & {"measure", "person"}:
        if head.low in lexicon.DELIVERABLES and subject.number < 0:
            return Verdict("output", head, head, THING, "sure")
        if "flow" in kinds or subject.share:
            return Verdict("output", head, head, THING, "guess")
        if _quality(tokens[start:]) is not None:
            return Verdict("unclear", head, head, "names a thing, not a state of it", "guess")
        return Verdict("output", head, head, THING, "likely")
    return Verdict("unclear", head, head, "makes no claim", "guess")


def _finished(tokens: Sequence[Token], subject: Phrase) -> Verdict | None:
    """A thing and the participle behind it, some words on: "write path and merge shipped"."""
    if _level(tokens) is not None or subject.groups & {"measure", "flow"} or subject.share:
        return None
    for at in range(subject.end, len(tokens)):
        if tokens[at].low in lexicon.NOT_YET:
            return None
        if tokens[at].low in lexicon.STATES and at == subject.end:
            return Verdict(
                "output",
                tokens[at],
                tokens[at],
                ENDS,
                "sure" if "artefact" in subject.groups else "likely",
            )
        found = _verb(tokens, at)
        if found is None or not found[0].past or found[0].base:
            continue
        closing = _closes(tokens, found[1])
        known = subject.groups & {"artefact", "effort", "own"} and not subject.groups & {"person"}
        if closing and found[0].groups & {"make_it", "decide", "hire"}:
            return Verdict(
                "output",
                tokens[at],
                tokens[at],
                FINISHES,
                "sure" if known and not found[0].groups & {"behave"} else "likely",
            )
        if closing and found[0].groups & {"effort", "run"} and not subject.groups & {"person"}:
            return Verdict("activity", tokens[at], tokens[at], EFFORT, "likely")
    return None


# ---------------------------------------------------------------- the line


def _segments(tokens: Sequence[Token]) -> list[tuple[list[Token], str]]:
    """The line in pieces, each with the sign before it; what stands in brackets comes last."""
    pieces: list[tuple[list[Token], str]] = []
    piece: list[Token] = []
    inside: list[Token] = []
    sign = ""
    for at, token in enumerate(tokens):
        if token.depth:
            if token.low not in "()[]":
                inside.append(token)
            continue
        if token.low in {")", "]"}:
            if inside:
                pieces.append((inside, "("))
                inside = []
            continue
        breaks = token.low in lexicon.STOPS or (token.low in {":", "-"} and token.text == token.low)
        if token.low == "-" and at + 1 < len(tokens) and tokens[at + 1].start == token.end:
            breaks = False
        if breaks:
            if piece:
                pieces.append((piece, sign))
                piece = []
            sign = token.low
            continue
        piece.append(token)
    if inside:
        pieces.append((inside, "("))
    if piece:
        pieces.append((piece, sign))
    brackets = [each for each in pieces if each[1] == "("]
    return [each for each in pieces if each[1] != "("] + brackets


def judge(text: str, kind: Literal["objective", "key_result"] = "key_result") -> Wording:
    """What a line says, with the words that decided."""
    begin = re.search(r"\S", text)
    offset = begin.start() if begin is not None else 0
    tokens = tokens_of(text[offset : offset + LONGEST])
    verdict = _verdict(tokens)
    if verdict is None:
        return Wording("unclear", "", offset, offset, "the line makes no claim", "guess")
    start, end = (
        sorted((verdict.first, verdict.last))[0].start,
        max(verdict.first.end, verdict.last.end),
    )
    start = min(verdict.first.start, verdict.last.start)
    start, end = start + offset, end + offset
    cue = text[start:end]
    return Wording(
        verdict.label,
        cue,
        start,
        end,
        f'"{cue}" {verdict.because}{_contrast(verdict)}',
        verdict.confidence,
    )


def _contrast(verdict: Verdict) -> str:
    if verdict.label == "output" and "not" not in verdict.because:
        return ", not what changes for customers"
    return ""


def _verdict(tokens: Sequence[Token]) -> Verdict | None:
    """The claims of a line weighed: a result with a number leads, work and result together do not."""
    found: list[tuple[Verdict, str]] = []
    segments = _segments(tokens)
    for piece, sign in segments:
        if sign == "(":
            for verdict in _bracketed(piece):
                found.append((verdict, sign))
        else:
            found.extend((verdict, sign) for verdict in _clause(piece))
    if not found:
        return None
    for verdict, _ in found:
        if verdict.label == "outcome" and verdict.numeric:
            return verdict
    clear = [verdict for verdict, sign in found if verdict.label != "unclear" and sign != "("]
    if not clear:
        return found[0][0]
    work = [verdict for verdict in clear if verdict.label in {"output", "activity"}]
    results = [verdict for verdict in clear if verdict.label == "outcome"]
    if work and results:
        if clear[0].label == "outcome":
            return clear[0]._replace(confidence="guess")
        if all(result.confidence == "guess" for result in results):
            return work[0]._replace(confidence="likely")
        return Verdict(
            "unclear", work[0].first, work[0].last, "names work beside a result", "guess"
        )
    if not work:
        return clear[0]
    order = {"sure": 0, "likely": 1, "guess": 2}
    outputs = [verdict for verdict in work if verdict.label == "output"]
    return min(outputs or work, key=lambda verdict: order[verdict.confidence])


def _bracketed(tokens: Sequence[Token]) -> list[Verdict]:
    """In brackets only a result with its number is heard."""
    target = _target(tokens, None)
    if target is not None:
        return [_numbered(target, "likely")]
    return []


def is_output(w: Wording) -> bool:
    """Whether a line names work: a deliverable, or effort."""
    return w.label in ("output", "activity")


def question(text: str, w: Wording) -> str:
    """The question that leads from this line to a strong one, in the line's own words; it invents
    no number."""
    if w.label == "outcome":
        return "By which measure would that be seen? Name it, with its value today, the target and the date."
    if w.label == "unclear":
        return (
            "On the last day, what would be looked at to call this met? "
            "Name that measure, with its value today and the target."
        )
    tokens = tokens_of(text[: w.start + LONGEST])
    who = _who(tokens)
    name = "Name that measure, with its value today and the target."
    done = _when_done(text, tokens, w)
    if w.label == "activity":
        return f"What would {who} do differently after {done or 'it'}? {name}"
    return f"What would {who} do differently once {done or 'this is done'}? {name}"


def _who(tokens: Sequence[Token]) -> str:
    """The people outside that the line names, else customers."""
    for token in tokens:
        if token.low in lexicon.AUDIENCES:
            return token.low
    return "customers"


def _when_done(text: str, tokens: Sequence[Token], w: Wording) -> str:
    """ "guided import is launched", from "Launch guided import"; empty where the line has no such object."""
    at = next((index for index, token in enumerate(tokens) if token.start >= w.start), len(tokens))
    found = _verb(tokens, at)
    if found is None or not found[0].base:
        return ""
    verb, after = found
    thing = _phrase(tokens, after)
    if thing.head < 0:
        return ""
    named = text[tokens[thing.start].start : tokens[thing.head].end]
    first = named.split()[0]
    named = named[0].lower() + named[1:] if first.istitle() and thing.head > thing.start else named
    if w.label == "activity":
        return f"{lexicon.gerund(verb.lemma)} {named}"
    many = tokens[thing.head].low.endswith("s") and not tokens[thing.head].low.endswith("ss")
    done = lexicon.participle(verb.lemma)
    return f"{named} {'are' if many else 'is'} {done}"
