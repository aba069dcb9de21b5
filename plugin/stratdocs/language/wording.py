"""Whether a line of strategy names a result, a deliverable or mere effort, and which words say so.

The deciding question: on closing day, what would people look at to call this line met? A list of
verbs cannot answer it ("deliver 95% of orders on time" is a result, "30 days after launch" is only
a point in time), so the line is read by its structure: its main verb and that verb's object, or
its subject and predicate; whose thing is counted; which number belongs to which noun. What the
structure does not decide is called unclear: it never becomes an accusation by guessing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Literal

from stratdocs.language import lexicon
from stratdocs.language.sentence import (
    Pair,
    Phrase,
    Token,
    distinct_tokens,
    head_groups,
    is_done_well,
    is_noun_too,
    is_phrase_end,
    low_at,
    number_kind,
    participle_at,
    phrase_at,
    places,
    quality_word,
    result_with_number,
    service_level,
    verb_at,
    words_of,
)

Label = Literal["outcome", "output", "activity", "unclear"]
Confidence = Literal["sure", "likely", "guess"]
Kind = Literal["objective", "key_result"]

_stops, _conditions, _timely = map(attrgetter, ("stop", "condition", "timely"))
SURENESS: tuple[Confidence, ...] = ("sure", "likely", "guess")
MAX_CHARACTERS = 1500
"""Characters that are read: a goal is a sentence or two."""
MAX_LINES_KEPT, MAX_WORDS_KEPT = 2048, 60
"""Lines whose judgement is kept, and the most words that such a line may have."""


class Wording:
    """The judgement of a line: its label, how sure it is, and the words that decided."""

    def __init__(self, line: str, kind: Kind, tokens: list[Token], verdict: Verdict | None) -> None:
        self.label: Label = "unclear" if verdict is None else verdict.label
        self.confidence: Confidence = "guess" if verdict is None else verdict.confidence
        self._line = line
        self._kind = kind
        self._tokens = tokens
        self._verdict = verdict

    @cached_property
    def place(self) -> tuple[int, int]:
        """The place of the cue in the text, end exclusive."""
        space = len(self._line) - len(self._line.lstrip())
        if self._verdict is None:
            return (0, 0) if space == len(self._line) else (space, space)
        ends = (self._tokens.index(self._verdict.first), self._tokens.index(self._verdict.last))
        spans = places(self._line[space : space + MAX_CHARACTERS])
        return spans[min(ends)][0] + space, spans[max(ends)][1] + space

    @property
    def cue(self) -> str:
        """The words that decided, as written."""
        start, end = self.place
        return self._line[start:end]

    @property
    def because(self) -> str:
        """A fragment for a message: what the cue does."""
        if self._verdict is None:
            return "the line makes no claim"
        because = f'"{self.cue}" {self._verdict.because}'
        if self.label != "output" or "not" in self._verdict.because:
            return because
        of_customers = self._kind == "key_result"
        change = "what changes for customers" if of_customers else "the change it is for"
        return f"{because}, not {change}"


class Verdict:
    """The judgement of one clause; `first` and `last` are the tokens that decided."""

    __slots__ = ("because", "confidence", "first", "label", "last", "numeric")

    def __init__(
        self,
        label: Label,
        first: Token,
        last: Token,
        because: str,
        confidence: Confidence,
        *,
        numeric: bool = False,
    ) -> None:
        self.label = label
        self.first = first
        self.last = last
        self.because = because
        self.confidence = confidence
        self.numeric = numeric
        """Whether it is a result with its number, which leads whatever else the line says."""

    def with_confidence(self, confidence: Confidence) -> Verdict:
        """The same verdict, more or less sure."""
        return Verdict(self.label, self.first, self.last, self.because, confidence)


DELIVERS = "names something the team delivers"
FINISHES = "names something the team finishes"
EXISTS = "names a thing that exists when the work is done"
ENDS = "names the state in which the work ends"
DECIDES = "ends with something decided or written down"
THING = "names a thing, not what it changes"
OWN = "counts what the team has worked through"
MEANS = "gives people a means, not what they do with it"
FEATURE = "describes what the product will do"
PEOPLE = "adds people, not what they change"
EFFORT = "names effort, not what comes of it"
ATTENDS = "counts attendance, not what it changes"
NUMBERED = "names a result with its number"
SERVICE = "names a level of service"
CHANGE = "names a change or a result"
OTHERS = "says what others do or decide"
MOVES = "names a measure that moves"
UNSAID = "does not say what would be looked at"


def judge(text: str, kind: Kind = "key_result") -> Wording:
    """The judgement of a line, with the words that decided."""
    words = words_of(text.lstrip()[:MAX_CHARACTERS])
    return Wording(
        text, kind, *(_read(words) if len(words) <= MAX_WORDS_KEPT else _read_uncached(words))
    )


def _read_uncached(words: tuple[Token, ...]) -> tuple[list[Token], Verdict | None]:
    tokens = distinct_tokens(words)
    return tokens, _line_verdict(tokens)


_read = lru_cache(maxsize=MAX_LINES_KEPT)(_read_uncached)
"""Teams and regions write the same lines with different figures."""


def is_output(w: Wording) -> bool:
    """Whether a line names work: a deliverable or an effort."""
    return w.label in ("output", "activity")


# ---------------------------------------------------------------- the line


def _line_verdict(tokens: list[Token]) -> Verdict | None:
    """The verdict on a line: its leading claim; work beside a level, a share or a time is
    unclear.
    """
    verdict = _leading_verdict(tokens)
    if verdict is None or verdict.confidence != "sure" or verdict.label == "outcome":
        return verdict
    if _has_service_level(tokens):
        return verdict.with_confidence("likely")
    return verdict


def _has_service_level(tokens: list[Token]) -> bool:
    """Whether the work is followed by a level of service, or a share of things that nobody
    makes.
    """
    if True not in map(_timely, tokens):
        return False
    for at, token in enumerate(tokens):
        if at > 3 and token.number and number_kind(tokens, at) == "share":
            made = phrase_at(tokens, at).groups & {"artefact", "own"}
            if not made and not any("own" in head_groups(tokens, back) for back in range(at)):
                return True
    level = service_level(tokens)
    return level is not None and level[0].low != "in" and level[0] is not level[1]


def _leading_verdict(tokens: list[Token]) -> Verdict | None:
    """The claim that leads: a result with a number; work beside a result is unclear."""
    found: list[Verdict] = []
    inside: list[Token] = []
    if True in map(_stops, tokens):
        outside, inside = _without_brackets(tokens)
        found = _piece_verdicts(_pieces(outside))
    else:
        found = _claim_verdicts(tokens)
    if inside:
        target = result_with_number(inside, None)
        if target is not None:
            found.append(_numbered_verdict(target, "likely"))
    if len(found) < 2:
        return found[0] if found else None
    for verdict in found:
        if verdict.numeric:
            return verdict
    clear = [verdict for verdict in found if verdict.label != "unclear"]
    work = [verdict for verdict in clear if verdict.label != "outcome"]
    results = [verdict for verdict in clear if verdict.label == "outcome"]
    if not work:
        return (clear or found)[0]
    if not results:
        outputs = [verdict for verdict in work if verdict.label == "output"]
        return min(outputs or work, key=lambda verdict: SURENESS.index(verdict.confidence))
    if clear[0].label == "outcome":
        return clear[0].with_confidence("guess")
    if all(result.confidence == "guess" for result in results):
        return work[0].with_confidence("likely")
    return Verdict("unclear", work[0].first, work[0].last, "names work beside a result", "guess")


def _piece_verdicts(pieces: list[list[Token]]) -> list[Verdict]:
    """The claims of the pieces of a line. A piece that only names a thing names a measure if a
    different piece is its value: "vacant shops: from 31 to 15".
    """
    valued = any(_is_value(piece) for piece in pieces)
    found: list[Verdict] = []
    if len(pieces) == 2 and pieces[1] and _is_share(pieces[1]):
        level = service_level(pieces[0])
        if level is not None:
            return [_service_verdict(level, "likely")]
    for piece in pieces:
        claims = _claim_verdicts(piece)
        listed = verb_at(piece, 0) is None and not any(token.number for token in piece)
        if listed and found and found[0].label != "outcome" and verb_at(pieces[0], 0):
            claims = [
                claim if claim.label != "outcome" else claim.with_confidence("guess")
                for claim in claims
            ]
        opening = verb_at(piece, 0) if valued else None
        if valued and (opening is None or not opening[0].base):
            claims = [
                claim if claim.label == "outcome" else claim.with_confidence("guess")
                for claim in claims
            ]
        found.extend(claims)
    return found


def _is_share(piece: Sequence[Token]) -> bool:
    """Whether a piece only says what share is meant: "95% of pull requests"."""
    part = phrase_at(piece, 0)
    return part.share and part.number >= 0 and part.end == len(piece)


def _is_value(piece: Sequence[Token]) -> bool:
    """Whether a piece is a number or a range: "50%", "from 9 to 4"."""
    numbers = [token for token in piece if token.number and token.figure != "date"]
    words = [token for token in piece if token.part == "noun" or token.verbal]
    alone = len(piece) == 1 and piece[0].low in lexicon.WORDS_FOR_NONE
    return alone or (bool(numbers) and not words)


def _without_brackets(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """The line without its brackets, and the content of the brackets."""
    outside: list[Token] = []
    inside: list[Token] = []
    depth = 0
    for token in tokens:
        if token.low in {"(", "["}:
            depth += 1
        elif token.low in {")", "]"}:
            depth = max(0, depth - 1)
        else:
            (inside if depth else outside).append(token)
    return outside, inside


def _pieces(tokens: list[Token]) -> list[list[Token]]:
    """The line cut at full stops, colons and dashes."""
    pieces: list[list[Token]] = [[]]
    for token in tokens:
        if token.stop:
            if (
                token.low != "."
                or low_at(pieces[-1], len(pieces[-1]) - 1) not in lexicon.ABBREVIATIONS
            ):
                pieces.append([])
        else:
            pieces[-1].append(token)
    return pieces


def _claim_verdicts(tokens: Sequence[Token]) -> list[Verdict]:
    """A verdict for each claim in a stretch of a line without full stops."""
    start = _after_openers(tokens, _after_fronted_phrase(tokens))
    if True in map(_conditions, tokens):
        for at in range(start + 3, len(tokens)):
            if tokens[at].condition:
                tokens = tokens[:at]
                break
    if start >= len(tokens) or tokens[start].low in lexicon.MEASURING_PARTICIPLES:
        return []
    found = _head_verb(tokens, start)
    if found is None:
        verdict = _unknown_demand(tokens, start) or _Statement(tokens, start).verdict()
        return [] if verdict is None else [verdict]
    verdicts: list[Verdict] = []
    begins = [start, *_further_demands(tokens, start, found[1])]
    ends = [*begins[1:], len(tokens)]
    for index, begin in enumerate(begins):
        until = ends[index]
        while until != ends[-1] and not _names_object(tokens, begin, until):
            until = ends[ends.index(until) + 1]
        here = verb_at(tokens[begin:until], 0)
        if here is not None:
            verdict = _Demand(tokens[begin:until], *here).verdict()
            doubtful = verdict.confidence == "sure" and verdict.label != "outcome"
            headline = begin == 0 and here[0].ing  # "tackling crime"
            if doubtful and (headline or _may_be_measure(tokens[begin:until], here[1])):
                verdict = verdict.with_confidence("likely")
            verdicts.append(verdict)
    return verdicts


def _names_object(tokens: Sequence[Token], begin: int, end: int) -> bool:
    """Whether a verb has its own object: in "expand and improve our parks" the first has none."""
    found = verb_at(tokens, begin)
    behind = tokens[found[1] if found is not None else begin + 1 : end]
    return any(token.low not in lexicon.CONJUNCTIONS and not token.adverb for token in behind)


def _may_be_measure(tokens: Sequence[Token], after: int) -> bool:
    """Whether a seeming demand may be a measure with its value: "test failures at 2%".

    That is so if the first word is as often a noun, and there is neither an article nor a number
    before what would be its object.
    """
    if (
        not tokens[0].noun_or_verb
        or tokens[0].low in lexicon.MOVEMENT_FORMS
        or after >= len(tokens)
    ):
        return False
    if tokens[after].determiner or tokens[after].number or tokens[after].preposition:
        return False
    return any(
        (token.low in lexicon.MOVEMENT_FORMS and tokens[at - 1].low != "to")
        or (
            token.number
            and tokens[at - 1].low in lexicon.VALUE_PREPOSITIONS
            and token.figure != "date"
        )
        for at, token in enumerate(tokens)
    )


def _unknown_demand(tokens: Sequence[Token], at: int) -> Verdict | None:
    """The verdict on a verb that no list knows, by what follows it: "dockerify the old
    importer".
    """
    if at + 1 >= len(tokens) or not _is_unknown(tokens[at]) or not tokens[at + 1].determiner:
        return None
    thing = phrase_at(tokens, at + 1)
    if thing.head < 0 or thing.groups & {"person", "staff", "measure", "flow", "quality"}:
        return None
    again = tokens[at].low.startswith("re") and len(tokens[at].low) > 6
    if "artefact" not in thing.groups and not again:
        return None
    if thing.end < len(tokens) and not is_phrase_end(tokens, thing.end):
        return None
    if result_with_number(tokens, None) is not None or service_level(tokens) is not None:
        return None
    return Verdict("output", tokens[at], tokens[at], DELIVERS, "likely")


def _is_unknown(token: Token) -> bool:
    return token.part == "noun" and token.verb is None and not token.groups


def _after_fronted_phrase(tokens: Sequence[Token]) -> int:
    """Where the claim begins, after "By the end of Q2," or "After launch,"."""
    if not tokens or not (tokens[0].preposition or tokens[0].low == "to"):
        return 0
    for at, token in enumerate(tokens[:16]):
        if token.low == "," and at + 1 < len(tokens):
            return 0 if tokens[0].low == "to" and _is_listing(tokens, at + 1) else at + 1
    if tokens[0].low not in lexicon.FRONTED_PREPOSITIONS:
        return 0
    at = 1
    while at < len(tokens) and (
        tokens[at].number or tokens[at].date or tokens[at].low in {"the", "of", "end"}
    ):
        at += 1
    return at if at > 1 else 0


def _is_listing(tokens: Sequence[Token], at: int) -> bool:
    """Whether a list continues after a comma: "to inform, amuse and move"."""
    found = verb_at(tokens, at)
    if found is None or not found[0].base or tokens[at].noun_or_verb:
        return low_at(tokens, at) not in lexicon.NEW_SUBJECTS
    return low_at(tokens, found[1]) in lexicon.CONJUNCTIONS


def _after_openers(tokens: Sequence[Token], start: int) -> int:
    """Where the claim begins, after openers that decide nothing: "we", "continue to", "will"."""
    at = start
    while at < len(tokens):
        more = _opener_length(tokens, at, begun=at > start)
        if not more:
            return at
        at += more
    return at


def _opener_length(tokens: Sequence[Token], at: int, *, begun: bool) -> int:
    """The number of words at a place that only open the line."""
    token, nextup = tokens[at], low_at(tokens, at + 1)
    low = token.low
    if not token.spoken:
        return low not in lexicon.COMPARISON_SIGNS
    if low == "the" and nextup == "team":
        return 2 if at + 2 < len(tokens) and tokens[at + 2].auxiliary else 0
    if low == "more" and nextup == "than":
        return 2
    if low == "at":
        return nextup in {"least", "most"}
    if low in {"start", "begin"}:
        return nextup.endswith("ing") or nextup == "to"
    if low == "keep":
        return nextup.endswith("ing")
    if low in {"first", "team"} or (low == "seek" and nextup != "to"):
        return 0
    if token.opener or (low == "to" and nextup != ""):
        return 1
    if begun and low in {"have", "has", "are", "be", "able"}:
        ours = low_at(tokens, at - 1) in {"we", "i"}
        skip = at + 1 < len(tokens) and tokens[at + 1].adverb
        found = verb_at(tokens, at + 1 + skip)
        return ours and found is not None and (found[0].past or found[0].ing)
    return token.adverb and verb_at(tokens, at + 1) is not None


def _head_verb(tokens: Sequence[Token], at: int) -> tuple[lexicon.Verb, int] | None:
    """The verb that opens a line as a demand or a headline; None if there is none."""
    found = verb_at(tokens, at)
    if found is None:
        return None
    verb, after = found
    nextup = low_at(tokens, after)
    if verb.base and nextup in lexicon.RATE_NOUNS:
        return None
    if nextup == "of" and (
        tokens[at].groups & {"measure", "light"} or (verb.base and tokens[at].noun_or_verb)
    ):
        return None
    if verb.base and not tokens[at].noun_or_verb:
        return found
    if (
        verb.s_form
        and not verb.base
        and (
            tokens[at].groups or is_noun_too(verb.lemma) or participle_at(tokens, after) is not None
        )
    ):
        follower = tokens[after] if after < len(tokens) else None
        if follower is None or not (follower.number or follower.determiner):
            return None
    if verb.ing and (_is_doing_something(tokens, after) or _is_department(tokens, at, after)):
        return None
    if after < len(tokens):
        if tokens[after].low in lexicon.NAME_SIGNS:
            return None  # a name written with signs
        if verb.lemma == "live" and tokens[after].part == "noun":
            return None
    noun = phrase_at(tokens, at)
    if _is_subject(tokens, at, verb, noun):
        return None
    if verb.base and noun.head == at and "staff" in noun.groups:
        behind = verb_at(tokens, after)
        if behind is not None and behind[0].base and not tokens[after].noun_or_verb:
            return None
    return found


def _is_doing_something(tokens: Sequence[Token], after: int) -> bool:
    """Whether a word in -ing begins a subject: "filing a claim takes a day"."""
    if low_at(tokens, after) == "takes" or _begins_predicate(tokens, phrase_at(tokens, after).end):
        return True
    return any(
        token.low in lexicon.COSTING_FORMS
        and low_at(tokens, place - 1) not in lexicon.CLAUSE_OPENERS
        for place, token in enumerate(tokens)
    )


def _is_department(tokens: Sequence[Token], at: int, after: int) -> bool:
    """Whether a word in -ing names a department: "marketing and sales agree"."""
    if tokens[at].low not in lexicon.DEPARTMENTS:
        return False
    following_verb = verb_at(tokens, after)
    named = phrase_at(tokens, after)
    thing = named.start == after and "artefact" in named.groups
    plain = after < len(tokens) and tokens[after].part == "noun"
    if (
        after == len(tokens) - 1
        or (thing and plain)
        or (following_verb is not None and following_verb[0].s_form)
    ):
        return True
    return low_at(tokens, after) in {",", "&", "/"}


def _begins_predicate(tokens: Sequence[Token], at: int) -> bool:
    """Whether a predicate begins here: "filing a claim takes a day"."""
    if at >= len(tokens):
        return False
    found = verb_at(tokens, at)
    plain = found is not None and found[0].s_form and not (found[0].base or tokens[at].groups)
    return tokens[at].auxiliary or plain


def _is_subject(tokens: Sequence[Token], at: int, verb: lexicon.Verb, noun: Phrase) -> bool:
    """Whether a seeming verb begins a noun phrase: "support response time is ..."."""
    nextup = tokens[noun.end] if noun.end < len(tokens) else None
    auxiliary = nextup is not None and nextup.auxiliary
    past = verb.past and not verb.base
    valued = nextup is not None and (
        nextup.low in lexicon.COMPARISON_WORDS or nextup.low in lexicon.VALUE_ADVERBS
    )
    if verb.base and noun.head > at and nextup is not None and nextup.low == "at":
        if noun.end + 1 < len(tokens) and number_kind(tokens, noun.end + 1) == "share":
            return True
    if noun.head == at and verb.base:
        predicate = auxiliary or valued or participle_at(tokens, noun.end) is not None
        return predicate or (tokens[at].noun_or_verb and _begins_predicate(tokens, noun.end))
    if any(token.determiner for token in tokens[at : noun.end]):
        return False
    if auxiliary and (noun.head > at or not past or verb.ing):
        return True
    if noun.head == at:
        return False
    compound = tokens[at].low in lexicon.COMPOUND_STARTS
    if compound and "per" in {token.low for token in tokens[noun.end : noun.end + 1]}:
        return True
    if valued and (compound or "measure" in noun.groups):
        return True
    if verb.groups <= {"behave"} and noun.head == at + 1 and noun.groups & {"artefact", "effort"}:
        return True
    if noun.number < 0 and _is_qualified(tokens, verb, noun, compound=compound):
        return True
    if (
        compound
        and verb.ing
        and "artefact" in noun.groups
        and not noun.groups & lexicon.PEOPLE_GROUPS
    ):
        return True
    listed = nextup is not None and nextup.low in {"and", "&"}
    if listed and "artefact" in phrase_at(tokens, noun.end + 1).groups:
        return False
    if "measure" in noun.groups:
        links = lexicon.MEASURE_LINKS - {"to", "by", "of", "a", "an", "the"}
        valued = nextup is not None and (nextup.number or nextup.low in links)
        if compound or (valued and verb.base and tokens[at].low != "increase"):
            return True
    changes = past and verb.groups & {"up", "down", "better"}
    ended = participle_at(tokens, noun.end) is not None and not changes
    return (
        noun.number < 0
        and ended
        and low_at(tokens, noun.end) not in lexicon.RESTRICTING_PARTICIPLES
    )


def _is_qualified(
    tokens: Sequence[Token], verb: lexicon.Verb, noun: Phrase, *, compound: bool
) -> bool:
    """Whether the first word only qualifies the noun: "completed purchases", "trained midwives"."""
    if verb.past and not verb.base and noun.groups & {"person", "flow", "measure"}:
        changes = verb.groups & {"up", "down", "better", "hire"}
        if not noun.groups & {"artefact", "effort"} and not changes:
            return True
    if (
        tokens[noun.start].low == "support"
        and "person" in noun.groups
        and "staff" not in noun.groups
    ):
        return verb_at(tokens, noun.end) is not None
    acting = verb_at(tokens, noun.end)
    if (
        acting is not None
        and acting[0].base
        and low_at(tokens, acting[1]) in lexicon.COUNT_COMPARATIVES
    ):
        if verb.base and tokens[noun.head].low.endswith("s") and not tokens[noun.end].preposition:
            return True
    if verb.ing and noun.groups & lexicon.PEOPLE_GROUPS and acting is not None and acting[0].base:
        if not tokens[noun.end].preposition:
            return True
    if compound and noun.groups & {"flow", "person"}:
        made = tokens[0].low in lexicon.LAUNCH_VERBS and "person" not in noun.groups
        return not (made and is_phrase_end(tokens, noun.end))
    then = noun.end
    while low_at(tokens, then) in lexicon.ADVERBS_OF_STATE:
        then += 1
    if low_at(tokens, then - 1) == "longer" and then > noun.end:
        return True
    acting = verb_at(tokens, then)
    if acting is not None and then > noun.end and acting[0].s_form:
        return True
    if acting is None or not acting[0].base or tokens[noun.end].preposition:
        return False
    if tokens[noun.start].noun_or_verb and "behave" in acting[0].groups:
        doers = noun.groups & lexicon.PEOPLE_GROUPS or tokens[noun.head].low.endswith(
            lexicon.AGENT_ENDINGS
        )
        if doers and "enable" not in verb.groups:
            return not tokens[then].noun_or_verb
    return compound or not verb.base or tokens[noun.end].low in lexicon.MOVEMENT_FORMS


def _further_demands(tokens: Sequence[Token], head: int, start: int) -> list[int]:
    """The places where further demands begin, before any clause of purpose: "..., and hire ..."."""
    headline = participle_at(tokens, head) is not None
    places: list[int] = []
    for at in range(start, len(tokens) - 1):
        if not tokens[at].turning:
            continue
        low = tokens[at].low
        if at > start and low in lexicon.PURPOSE_OPENERS and not (low == "that" and places):
            found = verb_at(tokens, at + 1)
            if low not in {"to", "by", "for"} or (found is not None and not found[0].past):
                break
        if low not in lexicon.CONJUNCTIONS:
            continue
        place = at + 1
        while place < len(tokens) - 1 and (
            tokens[place].low in {"and", "then", "also"} or tokens[place].adverb
        ):
            place += 1
        if place not in places and _is_further_demand(
            tokens, place, listing=at == start, headline=headline
        ):
            places.append(place)
    return places


def _is_further_demand(
    tokens: Sequence[Token], place: int, *, listing: bool, headline: bool
) -> bool:
    """Whether a further verb is here, in the form of the first."""
    found = verb_at(tokens, place)
    if found is None or not (found[0].base or (headline and found[0].past)):
        return False
    if found[1] >= len(tokens):
        noun = tokens[place].noun_or_verb
        return not noun and not tokens[place].groups & {"measure", "person"}
    nextup = tokens[found[1]]
    if not tokens[place].noun_or_verb:
        return True
    return nextup.number or nextup.determiner or listing


def _numbered_verdict(
    found: Pair, confidence: Confidence = "sure", because: str = NUMBERED
) -> Verdict:
    return Verdict("outcome", found[0], found[1], because, confidence, numeric=True)


def _service_verdict(found: Pair, confidence: Confidence = "sure") -> Verdict:
    return _numbered_verdict(found, confidence, SERVICE)


# ---------------------------------------------------------------- demands


class _Demand:
    """A claim that opens with a verb; what happens to the verb's object decides."""

    def __init__(self, tokens: Sequence[Token], verb: lexicon.Verb, after: int) -> None:
        self.tokens = tokens
        self.verb = verb
        self.lemma = verb.lemma
        self.first, self.last = tokens[0], tokens[after - 1]
        self.rest = tokens[after:]
        self.thing = phrase_at(tokens, _object_start(tokens, after))
        if "make_it" in verb.groups and low_at(tokens, self.thing.end) in {"and", "&"}:
            if self.thing.head >= 0 and tokens[self.thing.head].low.endswith("ing"):
                self.thing = _joined_phrase(tokens, self.thing.start)
        self.kinds = self.thing.groups
        self.head = tokens[self.thing.head] if self.thing.head >= 0 else self.last
        self.counted = self.thing.number >= 0
        self.made = bool(self.kinds & {"artefact", "own"})

    @cached_property
    def lower_words(self) -> list[str]:
        """The words after the verb, in lower case."""
        return [token.low for token in self.rest]

    def output(self, confidence: Confidence = "sure", because: str = DELIVERS) -> Verdict:
        return Verdict("output", self.first, self._cue_end, because, confidence)

    def activity(self, confidence: Confidence = "sure") -> Verdict:
        return Verdict("activity", self.first, self._cue_end, EFFORT, confidence)

    @property
    def _cue_end(self) -> Token:
        """The last word that decides; where something should only grow, its name."""
        moves = self.verb.groups & {"up", "down"} and not self.verb.groups & {"make_it"}
        return self.head if moves and self.thing.head >= 0 else self.last

    def outcome(self, confidence: Confidence = "likely") -> Verdict:
        return Verdict("outcome", self.first, self.head, CHANGE, confidence)

    def unclear(self, because: str = UNSAID) -> Verdict:
        return Verdict("unclear", self.first, self.last, because, "guess")

    def verdict(self) -> Verdict:
        """The verdict on the demand."""
        if self._only("effort", but={"measure", "artefact"}):
            gathers = (
                self.lemma in lexicon.GATHERING_VERBS and self.head.low in lexicon.GATHERED_ANSWERS
            )
            if self.lemma in lexicon.HOSTING_VERBS or gathers:
                return self.activity()
        target = result_with_number(self.tokens, self.verb)
        if target is not None and not (
            self.lemma in lexicon.RECRUITING_VERBS and self._is_hiring_only()
        ):
            return _numbered_verdict(target)
        if self.thing.share and self.counted and "flow" in self.kinds:
            level = service_level(self.rest)
            if level is not None:
                return _service_verdict(level)
            if self.lemma in lexicon.HANDLING_VERBS or "feature" in self.verb.groups:
                return _service_verdict((self.tokens[self.thing.number], self.head))
        groups = self.verb.groups
        if self.verb.past and not self.verb.base and self._is_of_others():
            return self.outcome("guess")
        for group, read in READINGS:
            if group in groups and self._is_read_as(group):
                return read(self)
        return self._read_other()

    def _read_other(self) -> Verdict:
        """The verdict on a demand whose verb has no reading of its own."""
        if "enable" in self.verb.groups:
            return self.read_feature()
        if self.lemma == "adopt":
            return self.output("guess" if self.kinds & {"person", "measure"} else "sure")
        if self.lemma == "pass" and not self.counted:
            return self.output("sure" if "audit" in self.lower_words[:6] else "likely")
        if self.lemma in {"donate", "lend", "renew"} and self._only("artefact", but={"person"}):
            return self.output("likely")
        if self.lemma in lexicon.VOLUNTARY_VERBS and "measure" not in self.kinds:
            return self.activity("likely")
        if self.lemma == "find" and not self.kinds & {"measure", "person", "staff"}:
            return self.activity("likely")
        return self.unclear()

    def _is_hiring_only(self) -> bool:
        """Whether no further verb brings in a different result: "hire two engineers by 30 June"."""
        return not any(
            token.measured and verb_at(self.tokens, at - 1) is not None
            for at, token in enumerate(self.tokens)
            if at > self.thing.end
        )

    def _is_read_as(self, group: str) -> bool:
        """Whether a verb of several groups may be read by this one rather than by a later one."""
        if group == "enable":
            if self.kinds & lexicon.PEOPLE_GROUPS or self.head.low in lexicon.PEOPLE_PRONOUNS:
                return True
            named = self.tokens[self.thing.start : self.thing.end]
            return self.lemma == "help" and any(
                token.groups & lexicon.PEOPLE_GROUPS for token in named
            )
        if group == "gain":
            return not self.verb.groups & MAKING_GROUPS
        return group != "decide" or "make_it" not in self.verb.groups

    def _only(self, group: str, but: set[str]) -> bool:
        return group in self.kinds and not self.kinds & but

    def _is_of_others(self) -> bool:
        """Whether people outside do it: "integrated by three vendors", "featured at two fairs"."""
        by = self.lower_words[:1] == ["by"] and "person" in phrase_at(self.rest, 1).groups
        return by or self.lemma in lexicon.MENTIONING_VERBS

    def read_enable(self) -> Verdict:
        """Help or let people do something: a means, unless the line says how well or how many."""
        if self.lemma == "give":
            return self.read_give()
        if self.counted:
            return _numbered_verdict((self.first, self.head), "likely", CHANGE)
        if service_level(self.rest) or quality_word(self.rest):
            return self.outcome()
        if self.lemma in lexicon.HELPING_VERBS:
            return self.outcome("guess")
        return self.output("likely", MEANS)

    def read_give(self) -> Verdict:
        """Give people something: a thing or a training is work, a reason or a voice is not."""
        thing = phrase_at(self.tokens, self.thing.end)
        if thing.groups & {"person", "measure", "abstract", "quality"} or quality_word(self.rest):
            return self.outcome("guess")
        if "artefact" in thing.groups:
            return self.output("likely", MEANS)
        return self.activity("likely") if "effort" in thing.groups else self.unclear()

    def read_ensure(self) -> Verdict:
        """Make sure that ...: the clause decides."""
        inner = _claim_verdicts(self.rest[1:] if self.lower_words[:1] == ["that"] else self.rest)
        return inner[0] if inner else self.unclear("says no state that could be checked")

    def read_reduce(self) -> Verdict:
        """Reduce: as a rule, what is counted is outside the work."""
        if self.lemma == "cut" and self.kinds <= {"artefact", "own"} and not self.counted:
            if self.head.low in lexicon.DELIVERABLES:
                return self.output()
        if "debt" in self.lower_words[: len(self.lower_words) - len(self.tokens) + self.thing.end]:
            return self.output("guess")
        if self.lemma == "eliminate" and self.made and not self.kinds & {"harm", "measure"}:
            return self.output("likely")
        return self.outcome("sure")

    def read_increase(self) -> Verdict:
        """Increase: work if of things made, posts written or colleagues; otherwise a result."""
        kinds, light = self.kinds, self.thing.light
        if light and self._only("effort", but={"measure", "flow", "person", "harm"}):
            return self.activity("likely")
        if "own" in kinds or ("staff" in kinds and not light):
            return self.output("likely" if light else "sure")
        if self._only("effort", but={"measure", "flow", "person"}):
            reached = any("person" in token.groups for token in self.tokens[self.thing.end :])
            return self.outcome("guess") if reached else self.activity("likely")
        if kinds & {"measure", "person", "flow"} or light:
            return self.outcome("sure")
        if self.lemma == "push" and kinds == lexicon.ONLY_ARTEFACT and not self.counted:
            return self.output("likely")
        if self.lemma in {"expand", "extend", "scale"} and "artefact" in kinds:
            return self.output("likely")
        return self.outcome("guess")

    def read_hire(self) -> Verdict:
        """Hire, recruit, fill a post."""
        if self.lemma == "fill" and not lexicon.VACANCIES & set(self.lower_words[:8]):
            return self.output("guess")
        if self.lemma == "recruit" and self._only("person", but={"staff"}):
            return self.outcome("guess")
        return self.output("sure", PEOPLE)

    def read_gain(self) -> Verdict:
        """Win, reach, get, close: someone outside says yes, unless it is the team's own thing."""
        inside = {token.low for token in self.tokens[1 : self.thing.end]}
        if inside & lexicon.HIRING_NOUNS and self.head.low in lexicon.AIM_NOUNS:
            return self.output("likely", PEOPLE)
        if self._is_got_ready():
            return self.output("likely", ENDS)
        if self.lemma == "get" and low_at(self.tokens, self.thing.end) in {"used", "adopted"}:
            return self.outcome("guess")
        if inside & lexicon.CERTIFICATES:
            return self.output("likely" if self.lemma in lexicon.SELLING_VERBS else "sure")
        if self._only("staff", but={"person"}) and self.lemma in lexicon.JOINING_VERBS:
            return self.output("likely")
        if self.lemma == "sign" and self._only("artefact", but={"person", "measure"}):
            return self.output("likely")
        if self.lemma == "close" and self.kinds & {"flow", "harm", "artefact"}:
            if "person" not in self.kinds:
                return self.output("likely" if "flow" in self.kinds else "sure")
        if self._only("effort", but={"measure", "person"}):
            return self.activity("guess")
        if self.kinds & {"measure", "person", "flow"}:
            return self.outcome("sure" if self.counted else "likely")
        if self.lemma == "get" and self._reaches_end_state():
            if self._is_among_others():
                return self.outcome("guess")
            placed = any(word.number for word in self.rest)
            return self.output("guess" if placed else "likely")
        if self.lemma in lexicon.REACHING_VERBS:
            return self._read_reach(inside)
        if self.lemma == "activate" and self._only("artefact", but={"person", "measure", "flow"}):
            return self.output("likely")
        return self.outcome("guess")

    def _reaches_end_state(self) -> bool:
        """Whether the line says into what state or place the thing is to be got."""
        opening = self.tokens[self.thing.start : self.thing.start + 1]
        behind = self.tokens[max(self.thing.start, self.thing.head) :]
        return any(
            "done" in token.groups or token.low in lexicon.MOVING_PARTICLES
            for token in (*opening, *behind)
        )

    def _read_reach(self, inside: set[str]) -> Verdict:
        """Reach, achieve, get: a share of an aim is a result, a thing is a deliverable."""
        if self.counted and inside & lexicon.USER_ADJECTIVES:
            return _numbered_verdict((self.tokens[self.thing.number], self.head), "likely")
        if "artefact" in self.kinds:
            aims = self.head.low in lexicon.AIM_NOUNS
            if aims and self.thing.share and self.counted:
                return _numbered_verdict((self.tokens[self.thing.number], self.head), "likely")
            return self.output("guess" if aims else "likely")
        return self.outcome("guess")

    def _is_got_ready(self) -> bool:
        """Whether the line ends with the thing being ready: "get the suite ready"."""
        if self.lemma != "get" or self.counted:
            return False
        last = self.tokens[-1].low
        return last == "ready" or low_at(self.tokens, self.thing.end) == "ready"

    def _is_among_others(self) -> bool:
        """Whether the line names people outside: "into production at real businesses"."""
        return any(
            "person" in phrase_at(self.tokens, at + 1).groups
            for at, token in enumerate(self.tokens)
            if token.low in {"in", "at", "by", "with", "into"} and at >= self.thing.end
        )

    def read_improve(self) -> Verdict:
        """Improve: a quality is a result, a thing or a process is work on it."""
        if self.kinds & {"measure", "abstract"} and "artefact" not in self.kinds:
            return self.outcome()
        if service_level(self.rest):
            return self.outcome()
        if self._is_joined_to_quality():
            return self.outcome("guess")
        if self._is_process() or (self.kinds == {"effort"} and self.head.low.endswith("s")):
            return self.output("likely")
        thing = self.thing.head >= 0 and not self.kinds
        if (thing or self.kinds == lexicon.ONLY_PERSON) and self._is_listed_thing():
            return self.output("likely")
        if thing and self.lemma in lexicon.TIDYING_VERBS:
            return self.output("likely")
        if not self.made:
            return self.unclear("does not say what would be better")
        vague = self.head.low in lexicon.VAGUE_THINGS or self.kinds & {"person", "measure", "flow"}
        return self.output("likely" if vague else "sure")

    def _is_listed_thing(self) -> bool:
        """Whether the last item of a list is a thing: "district, family and town resources"."""
        last = self.thing
        while low_at(self.tokens, last.end) in {",", "and", "&"}:
            at = last.end + 1
            at += low_at(self.tokens, at) in {"and", "&"}
            last = phrase_at(self.tokens, at)
            if last.head < 0 or last.groups & {"measure", "abstract"}:
                return False
        return last is not self.thing and last.groups == lexicon.ONLY_ARTEFACT

    def _is_joined_to_quality(self) -> bool:
        """Whether the object is a thing and a quality: "service and engagement"."""
        if low_at(self.tokens, self.thing.end) not in {"and", "&"}:
            return False
        second = phrase_at(self.tokens, self.thing.end + 1)
        return bool(second.groups & {"measure", "abstract"}) and "artefact" not in second.groups

    def _is_process(self) -> bool:
        """Whether the object is the team's own way of working: "improve campaign tracking"."""
        found = verb_at(self.tokens, self.thing.head) if self.thing.head >= 0 else None
        if found is None or not found[0].ing or self.kinds:
            return False
        return bool(found[0].groups & {"make_it", "decide", "effort", "hire"})

    def read_keep(self) -> Verdict:
        """Maintain: a level is a result, the upkeep of a thing is effort."""
        if self.kinds & {"measure", "person", "staff", "flow", "harm"} or quality_word(self.rest):
            return self.outcome()
        if self.made and self.lemma in {"maintain", "keep", "preserve"}:
            if "up" not in self.lower_words[:2]:
                return self.activity("likely")
        return self.unclear()

    def read_become(self) -> Verdict:
        """Make, turn, move, bring: what the thing becomes decides."""
        if self.lemma in lexicon.BECOMING_VERBS:
            return self._read_be()
        if self.lemma == "make" and self.thing.end < len(self.tokens):
            if self.tokens[self.thing.end].ended and not self.kinds & {"person", "measure"}:
                return self.output()
        if self.lemma == "make" and "effort" in self.kinds and "artefact" not in self.kinds:
            if self.counted or "measure" not in self.kinds:
                return self.activity("sure" if self.counted else "likely")
        if quality_word(self.rest) is not None:
            return self.outcome("guess")
        if self.lemma in {"move", "shift", "bring"}:
            return self._read_move()
        for token in self.rest[:12]:
            if "done" in token.groups and token.low not in lexicon.OPEN_STATES:
                return self.output("sure" if self.kinds <= {"artefact"} else "likely")
            if token.low in lexicon.EASE_AND_FEELING:
                return self.outcome("guess")
            if token.low.endswith(("able", "ible")) and self.made and not token.groups:
                return self.output("likely")
        if "artefact" in self.kinds and self.lemma in {"make", "turn"}:
            into = low_at(self.tokens, self.thing.end) == "into"
            made = phrase_at(self.tokens, self.thing.end + into)
            known = made.groups == lexicon.ONLY_ARTEFACT and made.head > made.start
            if into:
                known = not made.groups & {"person", "measure", "abstract", "quality"}
            return self.output("likely" if known else "guess")
        return self.unclear()

    def _read_move(self) -> Verdict:
        """Move, shift, bring: a measure to a value, or a thing to a place."""
        for at in range(self.thing.end, len(self.tokens) - 2):
            if self.tokens[at].low in {"down", "up"} and self.tokens[at + 2].number:
                return _numbered_verdict((self.head, self.tokens[at + 2]), "likely")
        if self.lemma == "move" and low_at(self.tokens, self.thing.end) in {"into", "onto"}:
            if "artefact" in phrase_at(self.tokens, self.thing.end + 1).groups:
                return self.output("likely")
        if self.kinds & {"person", "measure", "staff"}:
            return self.outcome("guess")
        if not lexicon.DIRECTION_WORDS & set(self.lower_words):
            return self.unclear()
        own = self.lemma == "move" and self.made and "flow" not in self.kinds
        plain = self.lemma == "bring" and not self.kinds and "to" in self.lower_words
        if plain and "up" not in self.lower_words:
            return self.outcome("guess")
        return self.output("sure" if own else "likely")

    def _read_be(self) -> Verdict:
        """Be, become: "certified" or "ready" is the end of a piece of work."""
        if lexicon.NAMED_CERTIFICATES & set(self.lower_words):
            return self.output("sure", ENDS)
        if (
            self.rest
            and "done" in self.rest[0].groups
            and self.lower_words[0] not in lexicon.OPEN_STATES
        ):
            return self.output("likely", ENDS)
        return self.outcome("guess") if self.lemma == "become" else self.unclear()

    def read_have(self) -> Verdict:
        """We have: a thing made is a deliverable, people won are a result."""
        kinds = self.kinds
        if kinds & {"person", "measure"} and not kinds & {"artefact", "effort"}:
            return self.outcome()
        if any(_is_superlative(token) for token in self.rest):
            return self.outcome("guess")
        if self._only("effort", but={"artefact"}):
            return self.activity("likely")
        if self._only("staff", but={"person", "artefact"}) and not self.counted:
            if quality_word(self.rest) is not None:
                return self.outcome("guess")
            return self.output("likely", PEOPLE)
        ended = verb_at(self.tokens, self.thing.end)
        if ended is not None and ended[0].past and ended[0].groups & {"make_it", "decide"}:
            return Verdict("output", self.first, self.tokens[self.thing.end], FINISHES, "likely")
        behind = {token.low for token in self.tokens[self.thing.end :]}
        done = bool(behind & {"place", "ready", "running"})
        if "artefact" not in kinds and not done:
            return self.unclear()
        confidence: Confidence = "likely"
        if self.head.low in lexicon.VAGUE_THINGS and not done:
            confidence = "guess"
        elif self._only("artefact", but={"measure", "person", "abstract", "flow"}):
            confidence = "sure"
        return Verdict("output", self.first, self.head, EXISTS, confidence)

    def read_run(self) -> Verdict:
        """Run, hold, host, conduct: events are effort."""
        if "effort" in self.kinds:
            return self.activity()
        if self.kinds & {"measure", "abstract"} and "artefact" not in self.kinds:
            return self.outcome("guess")
        if self.lemma in lexicon.HOSTING_VERBS - {"run"} | {"carry-out"}:
            return self.activity()
        tried = {token.low for token in self.tokens[self.thing.start : self.thing.end]}
        if tried & lexicon.TRIAL_NOUNS:
            return self.activity()
        if self.lemma != "run" and self.made:
            return self.activity("likely")
        if self.counted or "effort" in self.verb.groups:
            return self.activity("likely")
        return self.unclear()

    def read_try(self) -> Verdict:
        """Research, meet, test, promote, support: effort, with a few exceptions."""
        kinds = self.kinds
        if "make_it" in self.verb.groups and self._only("artefact", but={"effort"}):
            return self.output()
        match self.lemma:
            case "support" if kinds and kinds <= {"artefact", "done"}:
                return self.output("likely")
            case "support" if kinds & {"measure", "abstract"}:
                return self.outcome("guess")
            case "train" if self._only("artefact", but={"person", "staff"}):
                return self.output("likely")
            case "meet" if self.head.low in lexicon.AIM_NOUNS and lexicon.HIRING_NOUNS & set(
                self.lower_words
            ):
                return self.output("likely", PEOPLE)
            case "meet" if "with" not in self.lower_words[:2]:
                met = kinds & {"person", "staff", "effort"} or self.counted
                return self.activity("likely") if met else self.outcome()
            case "engage":
                deeper = self.counted or lexicon.DEPTH_COMPARATIVES & set(self.lower_words)
                return self.activity("guess" if deeper else "sure")
            case "support" if self.counted and lexicon.LIFTING_PARTICLES & set(self.lower_words):
                return self.outcome("guess")
            case "source" if self.thing.share or "quarter" in self.lower_words[:2]:
                return self.outcome("guess")
            case "partner-with" if self.counted:
                return self.activity("likely")
            case "raise-awareness":
                return self.activity("likely")
            case lemma if lemma in lexicon.PROMOTING_VERBS and kinds & {"measure", "abstract"}:
                return self.activity("likely")
            case lemma if lemma in lexicon.VAGUE_EFFORT_VERBS:
                return self.activity("guess")
        return self.activity()

    def read_decide(self) -> Verdict:
        """Define, choose, agree: something decided or written down is a deliverable."""
        return self.output("sure", DECIDES)

    def read_transform(self) -> Verdict:
        """Transform, rethink: work on a thing if it is one; otherwise nobody can check it."""
        if self._only("artefact", but={"person", "measure", "flow"}) and "into" in self.lower_words:
            return self.output("likely")
        if "into" in self.lower_words:
            made = self.tokens[
                len(self.tokens) - len(self.rest) + self.lower_words.index("into") + 1 :
            ]
            places = range(min(9, len(made)))
            if any(phrase_at(made, at).groups == lexicon.ONLY_ARTEFACT for at in places):
                return self.output("likely")
        return self.unclear()

    def read_deliver(self) -> Verdict:
        """Launch, build, deliver: a deliverable, unless the object is trust or demand."""
        kinds = self.kinds
        level = service_level(self.rest)
        if level is not None and ("flow" in kinds or (self.thing.share and self._serves())):
            return _service_verdict(level)
        if (
            level is not None
            and self.lemma in lexicon.SERVING_VERBS | {"provide"}
            and self._is_of_any()
        ):
            return self.outcome("guess")
        if self.lemma == "deliver" and self.lower_words[:1] == ["on"]:
            return self.outcome("guess")
        each_time = level is not None and level[0].number
        if each_time or self._is_limited():
            return self.outcome("guess")
        if self.lemma in {"negotiate", "renegotiate"} and self._is_among_others():
            return self.outcome("guess")
        if self._only("effort", but={"artefact"}):
            praised = self.lemma in lexicon.BUILDING_VERBS and not self.counted
            vague = praised and quality_word(self.rest[:3]) is not None
            return self.activity("guess" if vague else "sure")
        if self.lemma in lexicon.BUILDING_VERBS and not kinds & {"artefact", "effort"}:
            inside = set(
                self.lower_words[
                    : max(1, len(self.lower_words) - len(self.tokens) + self.thing.head + 1)
                ]
            )
            more = inside & lexicon.MORE_WORDS or (
                not kinds and self.head.low.endswith(lexicon.ABSTRACT_ENDINGS)
            )
            if more or quality_word(self.rest[:6]) is not None:
                return self.outcome("guess")
            if "staff" in kinds:
                return self.output("guess" if "that" in self.lower_words else "likely")
        if self.head.low in lexicon.SERVICE_NOUNS:
            praised = quality_word(self.rest[:6]) is not None
            if praised or any(_is_superlative(token) for token in self.rest[:4]):
                return self.outcome("guess")
        if self.lemma in lexicon.REPAIRING_VERBS and kinds & {"harm", "flow", "own"}:
            return self.output("likely" if self.thing.share else "sure")
        if kinds & {"abstract", "measure", "person"} and not kinds & {"artefact", "effort"}:
            return self._delivered_to_others_verdict()
        return self._delivered_thing_verdict()

    def _is_limited(self) -> bool:
        """Whether the line limits the means: "with no more than two calls"."""
        return True in map(_timely, self.rest) and any(
            self.lower_words[at - 1] == "with"
            and self.lower_words[at + 1] in {"more", "fewer", "less", "than"}
            for at in range(1, len(self.lower_words) - 1)
            if self.lower_words[at] in {"no", "fewer", "less"}
        )

    def _is_of_any(self) -> bool:
        """Whether no particular thing is meant: "deliver on time", "ship orders in two days"."""
        if self.thing.head < 0 or self.lower_words[:1] in (["what"], ["in"], ["within"], ["on"]):
            return True
        named = self.tokens[self.thing.start : self.thing.head + 1]
        certain = self.counted or any(token.determiner for token in named)
        return not certain and (self.head.low.endswith("s") or "artefact" not in self.kinds)

    def _serves(self) -> bool:
        return "person" in self.kinds or self.lemma in lexicon.SERVING_VERBS

    def _delivered_to_others_verdict(self) -> Verdict:
        if self.lemma in lexicon.TACKLING_VERBS and "measure" in self.kinds:
            return self.outcome("guess")
        if "person" in self.kinds and self.lemma in {"convert", "switch", "transfer"}:
            return self.outcome("guess")
        if self.lemma in lexicon.BUILDING_VERBS:
            return self.outcome("guess")
        if "person" in self.kinds and self.counted:
            return self.output("likely" if self.lemma in lexicon.CONVERTING_VERBS else "guess")
        return self.output("likely")

    def _delivered_thing_verdict(self) -> Verdict:
        kinds = self.kinds
        if self.lemma == "add" and self._only("staff", but={"person"}):
            return self.output("sure", PEOPLE)
        if self.lemma == "establish" and {"as", "ourselves"} & set(self.lower_words):
            return self.outcome("guess")
        if self.lemma in lexicon.SERVING_VERBS | {"provide"} and self._only(
            "flow", but={"artefact"}
        ):
            return self.output("sure" if self._is_one_new_thing() else "guess")
        if not kinds and self.lemma in lexicon.GIVING_VERBS:
            plain = self.lemma == "deliver" and self.thing.head >= 0 and not self.counted
            return self.output("sure" if plain else "likely")
        if self.thing.head < 0 and self.lemma in {"build", "deliver", "create", "scale"}:
            return self.output("guess")
        if self.counted and number_kind(self.tokens, self.thing.number) == "factor":
            return self.output("guess")
        return self.output()

    def _is_one_new_thing(self) -> bool:
        """Whether it is a single new thing: "the new mobile checkout"."""
        named = self.tokens[self.thing.start : self.thing.head + 1]
        return not self.head.low.endswith("s") and any(
            token.low in {"new", "first"} for token in named
        )

    def read_feature(self) -> Verdict:
        """Enable a thing, show, accept: what the product does."""
        if self.lemma == "enable" and not self.kinds & {"measure", "abstract", "person", "staff"}:
            return self.output("likely" if "to" in self.lower_words else "sure")
        return self.output("guess" if "person" in self.kinds else "likely")


def _is_superlative(token: Token) -> bool:
    """Whether a word is a superlative: "safest"."""
    low = token.low
    return low in {"best", "most"} or (low.endswith("est") and not (token.groups or token.verbal))


READINGS: tuple[tuple[str, Callable[[_Demand], Verdict]], ...] = (
    ("enable", _Demand.read_enable),
    ("ensure", _Demand.read_ensure),
    ("down", _Demand.read_reduce),
    ("up", _Demand.read_increase),
    ("vague", _Demand.read_transform),
    ("hire", _Demand.read_hire),
    ("gain", _Demand.read_gain),
    ("better", _Demand.read_improve),
    ("keep", _Demand.read_keep),
    ("become", _Demand.read_become),
    ("have", _Demand.read_have),
    ("run", _Demand.read_run),
    ("effort", _Demand.read_try),
    ("decide", _Demand.read_decide),
    ("make_it", _Demand.read_deliver),
    ("feature", _Demand.read_feature),
)
"""The reading of each group of verbs; a verb of several groups is read by the first."""
MAKING_GROUPS = frozenset(["make_it", "keep"])


def _object_start(tokens: Sequence[Token], after: int) -> int:
    """Where the object begins: after a second verb, particles, and "of" or "in" of a nominal."""
    further = verb_at(tokens, after + 1)
    if low_at(tokens, after) in {"/", "and", "&", ",", "or"}:
        if further is None or not further[0].base:
            return after
        after = further[1]
    at = after
    if at + 3 < len(tokens) and tokens[at].low in {"in", "within"} and tokens[at + 1].number:
        at += 3 * tokens[at + 3].determiner  # "develop in three months a plan"
    while at < len(tokens) and (tokens[at].low in lexicon.OBJECT_PARTICLES or tokens[at].adverb):
        at += 1
    return at


# ---------------------------------------------------------------- statements


def _joined_phrase(tokens: Sequence[Token], start: int) -> Phrase:
    """The subject, across "and": in "diversity and inclusion policy" the policy decides."""
    subject = phrase_at(tokens, start)
    if subject.head < 0 or low_at(tokens, subject.end) not in {"and", "&"}:
        return subject
    second = phrase_at(tokens, subject.end + 1)
    if second.head <= second.start or tokens[second.start].determiner or not second.groups:
        return subject
    subject.end, subject.head, subject.groups = second.end, second.head, second.groups
    return subject


class _Statement:
    """A claim that opens with its subject, or only names a thing."""

    def __init__(self, tokens: Sequence[Token], start: int) -> None:
        self.tokens = tokens
        self.start = start
        self.subject = _joined_phrase(tokens, start)
        self.kinds = self.subject.groups
        self.head = tokens[self.subject.head] if self.subject.head >= 0 else tokens[start]
        self.counted = self.subject.number >= 0
        self.percent = self.counted and "%" in tokens[self.subject.number].low
        self.outside = bool(self.kinds & {"person", "flow", "measure"}) and not self._is("artefact")
        self.people = bool(self.kinds & {"person", "staff"})
        self.target = result_with_number(tokens, None)

    def _is(self, group: str) -> bool:
        return group in self.kinds

    def _only(self, group: str, but: set[str]) -> bool:
        return group in self.kinds and not self.kinds & but

    def verdict(self) -> Verdict | None:
        """The verdict on the statement; None if it makes no claim."""
        if self._is_none():
            return Verdict("outcome", self.tokens[self.start], self.head, MOVES, "likely")
        at = self._predicate()
        if at is None:
            return self.read_bare()
        verdict = self._predicate_verdict(at)
        if verdict is None or verdict.label == "outcome" or verdict.confidence != "sure":
            return verdict
        return verdict.with_confidence("likely") if self._is_uncertain(at) else verdict

    def _is_uncertain(self, at: int) -> bool:
        """Whether it is unclear whose thing it is, or whether it has happened yet."""
        if self.tokens[at].low in lexicon.FUTURE_AUXILIARIES and not self._is("artefact"):
            return True
        return self.percent and not self._is("artefact")

    def _predicate_verdict(self, at: int) -> Verdict | None:
        """The verdict on the predicate that begins at a place."""
        tokens, word = self.tokens, self.tokens[at].low
        place = self._after_adverbs(at + 1)
        if word in {"can", "could", "may"} or (
            word in lexicon.BE_FORMS and low_at(tokens, place) in {"able", "capable"}
        ):
            return self.read_can(at)
        if word in {"has", "have", "had"}:
            found = verb_at(tokens, place)
            is_set = low_at(tokens, place) == "set" and tokens[place - 1].low != "been"
            if found is not None and found[0].past and not is_set:
                return self.read_has_done(at, place)
            return self.read_has(at, place)
        if word in lexicon.BE_FORMS:
            return self.read_is(at, place)
        if tokens[at].auxiliary or word == "to":
            if low_at(tokens, place) in {"be", "have"}:
                return self.read_is(at, self._after_adverbs(place + 1))
            return self.read_does(place) or self.read_bare()
        if self._ended_by(at) is not None:
            return self.read_is(at, at)
        return self.read_does(at)

    def _is_none(self) -> bool:
        """Whether it demands none of something bad: "zero bugs reported"."""
        return self.tokens[self.start].low in lexicon.NONE_DETERMINERS and self._is("harm")

    def _after_adverbs(self, at: int) -> int:
        tokens = self.tokens
        while at < len(tokens) and (
            tokens[at].adverb or tokens[at].low in lexicon.PREDICATE_FILLERS
        ):
            at += 1
        return at

    def _predicate(self) -> int | None:
        """Where the predicate begins; verbs in relative clauses do not count."""
        relative = False
        for at in range(self.start + 1, len(self.tokens)):
            token = self.tokens[at]
            if token.low in lexicon.CLAUSE_OPENERS or token.low in lexicon.CONDITION_OPENERS:
                relative = True
            elif token.low in {"to", "so", "because"} and at > self.subject.end + 8:
                return None
            elif token.auxiliary or (
                self._is_finite(at)
                if token.verbal
                else token.low == "to" and self._is_instructed(at)
            ):
                if not relative:
                    return self._behind_participle(at) or at
                relative = False
            elif not token.verbal:
                continue
            elif relative and verb_at(self.tokens, at) is not None:
                relative = self.tokens[at - 1].determiner
            elif not relative and at > self.subject.end + 1 and self._takes_object(at):
                return at
        return None

    def _behind_participle(self, at: int) -> int | None:
        """Where the predicate begins after a participle that only describes the subject: "reports
        written by juniors need no review".
        """
        if at != self.subject.end or self.tokens[at].auxiliary:
            return None
        found = participle_at(self.tokens, at)
        if found is None or found[1] >= len(self.tokens):
            return None
        nextup = self.tokens[found[1]]
        if nextup.determiner or nextup.number or nextup.auxiliary:
            return None
        many = self.head.low.endswith("s")
        for later in range(found[1] + 1, len(self.tokens)):
            token = self.tokens[later]
            if token.turning or token.low in lexicon.CLAUSE_OPENERS:
                return None
            if token.auxiliary:
                return later
            verb = verb_at(self.tokens, later)
            before = self.tokens[later - 1]
            if verb is None or before.preposition or before.determiner or token.groups:
                continue
            if (many and verb[0].base) or (verb[0].s_form and not verb[0].base):
                if later + 1 < len(self.tokens):
                    return later
        return None

    def _is_instructed(self, at: int) -> bool:
        """Whether the subject is instructed to act: "all managers to complete the training"."""
        if at != self.subject.end or self.subject.head < 0:
            return False
        found = verb_at(self.tokens, at + 1)
        plain = found is not None and found[0].base and not self.tokens[at + 1].noun_or_verb
        return plain and at + 2 < len(self.tokens) and not self._is("measure")

    def _takes_object(self, at: int) -> bool:
        """Whether a verb after a relative clause belongs to the subject: "desks that sell earn
        their place".
        """
        found = verb_at(self.tokens, at)
        if found is None or not found[0].base or verb_at(self.tokens, at - 1) is None:
            return False
        return found[1] < len(self.tokens) and self.tokens[found[1]].determiner

    def _is_finite(self, at: int) -> bool:
        if self.tokens[at].low in lexicon.END_STATES and is_phrase_end(self.tokens, at + 1):
            return False
        found = verb_at(self.tokens, at)
        if found is None:
            return False
        verb, after = found
        if verb.lemma == "exist":
            return not verb.ing
        if at == self.subject.end:
            if verb.past or verb.s_form:
                return True
            nextup = self.tokens[after] if after < len(self.tokens) else None
            object_follows = nextup is not None and (
                nextup.determiner or nextup.low in lexicon.QUESTION_WORDS
            )
            noun = self.tokens[at].noun_or_verb
            return verb.base and (not noun or self.people or object_follows)
        if verb.base and verb.lemma in lexicon.CONFORMING_VERBS and self.subject.share:
            return self.tokens[at - 1].low not in {"to", "and", "or"}
        acts = verb.base and "behave" in verb.groups and not self.tokens[at].noun_or_verb
        if acts and self._has_object(at, after):
            return True
        third = verb.s_form and not verb.base and not self.tokens[at].groups
        return (
            third
            and at > self.subject.head >= 0
            and self.tokens[at - 1].low != "and"
            and not self.tokens[at - 1].preposition
        )

    def _has_object(self, at: int, after: int) -> bool:
        """Whether a verb some words after a plural subject belongs to it: "20 plants in Bavaria buy
        a machine".
        """
        plural = self.subject.head >= 0 and self.head.low.endswith("s")
        if not plural or self.tokens[at - 1].low in {"to", "and", "or", "can", "that", "who"}:
            return False
        return after < len(self.tokens) and self.tokens[after].determiner

    # -- can, has

    def read_can(self, at: int) -> Verdict:
        """Users can do X: a feature, unless the line says how many, how fast or how well."""
        token = self.tokens[at]
        well = service_level(self.tokens) or quality_word(self.tokens[at:])
        if self.counted or well or self.target:
            return Verdict("outcome", token, token, "says how well or how many can", "likely")
        following = {low_at(self.tokens, at + more) for more in (1, 2, 3)}
        if self.people and following & lexicon.KNOWING_VERBS:
            return Verdict("outcome", token, token, "says what people know or feel", "likely")
        thing = bool(self.kinds) and self.kinds <= {"artefact", "own"}
        confidence: Confidence = "sure" if thing or self._is_capability(at + 1) else "likely"
        return Verdict("output", token, token, MEANS if self.people else FEATURE, confidence)

    def _is_capability(self, at: int) -> bool:
        """Whether it is something that a product lets people do, like export or publish; not how
        often they do it, or that they need no help.
        """
        found = verb_at(self.tokens, self._after_adverbs(at))
        if found is None or found[0].groups & {"gain", "up", "down"}:
            return False
        freely = any(
            token.number or token.adverb or token.low in lexicon.FREEDOM_WORDS
            for token in self.tokens[at:]
        )
        groups = found[0].groups
        if "behave" in groups:
            return "effort" in groups and not freely
        return bool(groups & {"make_it", "feature", "become", "effort"}) and not freely

    def read_has(self, at: int, place: int) -> Verdict:
        """A thing or a team has something."""
        if self.target is not None:
            return _numbered_verdict(self.target)
        tokens, first = self.tokens, self.tokens[at]
        thing = phrase_at(tokens, place)
        kinds = thing.groups
        head = tokens[thing.head] if thing.head >= 0 else first
        ended = participle_at(tokens, thing.end)
        if ended is not None and thing.head >= 0 and is_phrase_end(tokens, ended[1]):
            if ended[0].groups & {"make_it", "decide", "effort"}:
                return Verdict("output", first, tokens[thing.end], FINISHES, "likely")
        if "access" in {token.low for token in tokens[place : thing.end]}:
            return Verdict("output", first, head, MEANS, "likely")
        if "artefact" in kinds and "measure" not in kinds:
            if head.low in lexicon.VAGUE_THINGS and not self.subject.share:
                return Verdict("unclear", first, head, UNSAID, "guess")
            others = self.people and not self._is("artefact")
            return Verdict("output", first, head, EXISTS, "likely" if others else "sure")
        if "effort" in kinds and "measure" not in kinds:
            own = self._only("staff", but={"person"}) and self.subject.share
            return Verdict("activity", first, head, EFFORT, "likely" if own else "guess")
        if self.subject.share and self._only("artefact", but={"person", "flow"}):
            if not kinds & {"measure", "person", "harm", "quality"}:
                return Verdict("output", first, head, OWN, "likely")
        if self._is("person") or kinds & {"person", "measure", "quality"}:
            return Verdict("outcome", first, head, OTHERS, "guess")
        return Verdict("unclear", first, head, UNSAID, "guess")

    def read_has_done(self, at: int, place: int) -> Verdict | None:
        """Somebody has done something."""
        found = verb_at(self.tokens, place)
        if found is None or not self.people or found[0].lemma in lexicon.OUTREACH_VERBS:
            return self.read_is(at, place)
        if self.counted and self._is("staff") and found[0].groups & {"effort", "run"}:
            if "behave" not in found[0].groups:
                return Verdict("outcome", self.tokens[at], self.tokens[place], OTHERS, "guess")
        return self._level_or_number_verdict(place) or self.read_does(place)

    # -- is

    def _level_or_number_verdict(self, place: int) -> Verdict | None:
        level = service_level(self.tokens[place:])
        if level is not None:
            if (
                not self.kinds <= {"artefact", "own"}
                or self.subject.share
                or level[0].low[:2] == "on"
            ):
                return _service_verdict(level)
        return None if self.target is None else _numbered_verdict(self.target)

    def read_is(self, at: int, place: int) -> Verdict | None:
        """X is launched, X is ready, X was reduced: what was done to it, or its state."""
        tokens = self.tokens
        if place >= len(tokens):
            return None
        leading = self._level_or_number_verdict(place)
        if leading is not None:
            return leading
        handled = verb_at(tokens, place)
        if handled is not None and handled[0].lemma in lexicon.HANDLING_VERBS:
            level = service_level(tokens[place:])
            if level is not None and self.head.low.endswith("s"):
                return _service_verdict(level)
        negated = any(word.low in lexicon.NEGATIONS for word in tokens[at:place])
        found = verb_at(tokens, place)
        if self.head.low.endswith("s") and at != place and service_level(tokens[place:]):
            return Verdict("outcome", tokens[at], tokens[place], SERVICE, "guess")
        if found is not None and found[0].past:
            verb, after = found
            if self.head.low.endswith("s") and service_level(tokens[place:]) is not None:
                return Verdict("outcome", tokens[at], tokens[after - 1], SERVICE, "guess")
            if negated:
                return Verdict("outcome", tokens[at], tokens[after - 1], "names a state", "guess")
            return self._done_verdict(verb, tokens[at], after, bare=at == place)
        if found is not None and found[0].ing:
            return self._ongoing_verdict(found[0], tokens[at], tokens[place])
        return self._state_verdict(at, place, negated=negated)

    def _done_verdict(self, verb: lexicon.Verb, first: Token, after: int, *, bare: bool) -> Verdict:
        """X was done: the verb decides, and whose thing X is."""
        last, groups = self.tokens[after - 1], verb.groups

        def verdict_of(label: Label, because: str, confidence: Confidence) -> Verdict:
            return Verdict(label, first, last, because, confidence)

        if verb.lemma in {"enable", "allow", "permit"} and not self.people:
            return verdict_of("output", FINISHES, "sure")
        if verb.lemma in {"manage", "administer", "oversee"}:
            return verdict_of("output", OWN, "likely" if self.subject.share else "guess")
        if self._is_done_well(after) and "decide" not in groups:
            return verdict_of("outcome", "says how well", "guess")
        of_others = self._done_by_others_verdict(verb, after, verdict_of)
        if of_others is not None:
            return of_others
        if "hire" in groups:
            if lexicon.INTERNAL_ADVERBS & {token.low for token in self.tokens[after:]}:
                return verdict_of("outcome", "says where people come from", "likely")
            partly = self.subject.light or (
                self.subject.share and self.tokens[self.start].low not in lexicon.WORDS_FOR_ALL
            )
            return verdict_of("output", PEOPLE, "guess" if partly else "sure")
        if self.outside and self._is("measure") and self.subject.head >= 0:
            if not self.subject.light:
                return self._measure_verdict(verb, verdict_of)
        if groups & {"up", "down", "better", "keep"} and "make_it" not in groups:
            if self._is("artefact") and "better" in groups:
                # "waste systems improved" is how the public sector writes an outcome
                return verdict_of("output", FINISHES, "guess" if bare else "likely")
            return verdict_of("outcome", CHANGE, "guess")
        if "gain" in groups and self.outside and "make_it" not in groups:
            return verdict_of("outcome", OTHERS, "likely")
        if bare and self._is("flow"):
            return verdict_of("unclear", UNSAID, "guess")
        return self._work_verdict(verb, verdict_of)

    def _done_by_others_verdict(
        self, verb: lexicon.Verb, after: int, verdict_of: _MakeVerdict
    ) -> Verdict | None:
        """X was done by customers or to people, or 80% of X were done."""
        theirs = "behave" in verb.groups and verb.past and not self.people
        if low_at(self.tokens, after) == "by" and (
            theirs or not verb.groups & {"make_it", "decide"}
        ):
            if "person" in phrase_at(self.tokens, after + 1).groups:
                if verb.lemma == "adopt" and self._only("artefact", but={"measure", "person"}):
                    if low_at(self.tokens, after + 1) == "the":
                        return verdict_of("output", FINISHES, "sure")
                return verdict_of("outcome", OTHERS, "guess")
        if verb.lemma in lexicon.MENTIONING_VERBS:
            return verdict_of("outcome", OTHERS, "guess")
        if verb.lemma in lexicon.OUTREACH_VERBS and self.people:
            return verdict_of("activity", EFFORT, "likely")
        return self._share_verdict(verb, verdict_of) if self.subject.share else None

    def _is_done_well(self, after: int) -> bool:
        behind = list(self.tokens[after : after + 2])
        for stop, word in enumerate(behind):
            if word.low in lexicon.TAIL_OPENERS or word.low == "and":
                behind = behind[:stop]
                break
        return is_done_well(behind) and self.subject.head >= 0

    def _share_verdict(self, verb: lexicon.Verb, verdict_of: _MakeVerdict) -> Verdict | None:
        """80% of X were done: a service if X are requests, work if X are others' things."""
        if self._only("flow", but={"artefact"}) and verb.lemma in lexicon.HANDLING_VERBS:
            return verdict_of("outcome", SERVICE, "likely")
        if not self.outside:
            if self._only("harm", but={"measure"}) and verb.lemma in lexicon.REPAIRING_VERBS | {
                "close"
            }:
                return verdict_of("output", OWN, "likely")
            return None
        mine = "make_it" in verb.groups and not verb.groups & lexicon.OUTSIDE_GROUPS
        theirs = verb.lemma in lexicon.HANDLING_VERBS or verb.lemma == "open"
        if mine and not self._is("measure") and not theirs:
            return verdict_of("output", OWN, "likely")
        partly = self.counted or low_at(self.tokens, self.start + 1) in lexicon.PART_ORDINALS
        return verdict_of("outcome", OTHERS, "likely") if partly else None

    def _measure_verdict(self, verb: lexicon.Verb, verdict_of: _MakeVerdict) -> Verdict:
        """A baseline is set, a score is reported: work on a measure; otherwise the measure
        moved.
        """
        mine = "make_it" in verb.groups and not verb.groups & lexicon.MOVING_GROUPS
        if mine and verb.lemma not in lexicon.HANDLING_VERBS:
            plain = not (self.subject.share or self.counted or self.people)
            return verdict_of("output", FINISHES, "sure" if plain else "likely")
        if verb.groups & {"effort", "decide"}:
            return verdict_of("activity", EFFORT, "likely")
        return verdict_of("outcome", MOVES, "likely")

    def _work_verdict(self, verb: lexicon.Verb, verdict_of: _MakeVerdict) -> Verdict:
        if verb.groups & {"make_it", "decide"}:
            if self._only("effort", but={"artefact"}):
                return verdict_of("activity", EFFORT, "sure")
            if self.counted and self._is("person") and self._is_with_ours():
                return verdict_of("outcome", OTHERS, "guess")
            doubtful = self._is("person") or (self.people and "behave" in verb.groups)
            return verdict_of("output", FINISHES, "likely" if doubtful else "sure")
        if verb.lemma in {"adopt", "sign"} and self._only("artefact", but={"measure", "person"}):
            return verdict_of("output", FINISHES, "sure")
        if verb.groups & {"effort", "run"} or (verb.lemma == "help" and not self.people):
            if self._is_by_a_thing(verb):
                return verdict_of("outcome", OTHERS, "guess")
            if self._is("person") and self.counted and verb.lemma not in lexicon.OUTREACH_VERBS:
                return verdict_of("outcome", "counts people reached", "guess")
            return verdict_of("activity", EFFORT, "sure")
        return verdict_of("unclear", UNSAID, "guess")

    def _is_with_ours(self) -> bool:
        """Whether the line says what people work with: "40 firms built on our stack"."""
        found = participle_at(self.tokens, self.subject.end)
        return found is not None and low_at(self.tokens, found[1]) in {"on", "with", "using"}

    def _is_by_a_thing(self, verb: lexicon.Verb) -> bool:
        """Whether a thing does it, which is use and not effort: "decisions supported by data"."""
        if verb.lemma not in lexicon.SUPPORTING_VERBS:
            return False
        for at, token in enumerate(self.tokens[:-1]):
            if token.low == "by" and verb_at(self.tokens, at - 1) is not None:
                return not phrase_at(self.tokens, at + 1).groups & lexicon.PEOPLE_GROUPS
        return False

    def _ongoing_verdict(self, verb: lexicon.Verb, first: Token, last: Token) -> Verdict:
        work = verb.groups & {"effort", "make_it"} and "behave" not in verb.groups
        if work and not self.kinds & {"person", "staff", "measure"}:
            return Verdict("activity", first, last, EFFORT, "guess")
        return Verdict("outcome", first, last, OTHERS, "guess")

    def _state_verdict(self, at: int, place: int, *, negated: bool) -> Verdict:
        """X is ready, in place or fast: the end of work, or a quality."""
        first, token = self.tokens[at], self.tokens[place]
        pair = f"{token.low} {low_at(self.tokens, place + 1)}"
        done = (
            "done" in token.groups or pair in lexicon.END_STATE_PAIRS
        ) and pair not in lexicon.ONGOING_PAIRS
        if done and not negated:
            if (
                first.low in lexicon.STAYING_FORMS
                or self._is("measure")
                or (self.outside and self._is("person"))
            ):
                return Verdict("outcome", first, token, OTHERS, "guess")
            last = self.tokens[place + 1] if token.low == "in" else token
            return Verdict("output", first, last, ENDS, "sure")
        well = quality_word(self.tokens[place:]) is not None
        return Verdict("outcome" if well else "unclear", first, token, "names a state", "guess")

    # -- does

    def read_does(self, at: int) -> Verdict | None:
        """Somebody does something, or a thing does."""
        if at >= len(self.tokens):
            return None
        tokens, token = self.tokens, self.tokens[at]
        found = verb_at(tokens, at)
        last = tokens[found[1] - 1] if found is not None else token
        attends = found is not None and self._is_attendance(found[0], at)
        if attends:
            own = self._only("staff", but={"person"})
            confidence: Confidence = "guess" if self.percent else "sure" if own else "likely"
            return Verdict("activity", token, last, ATTENDS, confidence)
        level = service_level(tokens[at:])
        if level is not None:
            return _service_verdict(level, "likely")
        if self.target is not None:
            return _numbered_verdict(self.target)
        if found is None:
            others = self.kinds & {"person", "staff", "measure"}
            if others:
                return Verdict("outcome", self.head, token, OTHERS, "guess")
            return Verdict("unclear", token, token, UNSAID, "guess")
        if found[0].lemma == "exist":
            return Verdict("output", token, last, EXISTS, "sure")
        thing = phrase_at(tokens, found[1]).groups
        if self.people:
            return self._people_verdict(found[0], token, last, thing)
        return self._thing_acts_verdict(found[0], at, last, thing)

    def _is_attendance(self, verb: lexicon.Verb, at: int) -> bool:
        if verb.lemma == "attend" and self._only("staff", but={"person"}):
            return True
        taught = lexicon.TRAINING_NOUNS & {word.low for word in self.tokens[at:]}
        if taught == {"onboarding"} and self._is("person"):
            return False
        return self.people and verb.lemma in lexicon.ATTENDING_VERBS and bool(taught)

    def _people_verdict(
        self, verb: lexicon.Verb, token: Token, last: Token, thing: frozenset[str]
    ) -> Verdict:
        if not self._is("person") and verb.lemma in lexicon.PRODUCING_VERBS:
            if thing & {"artefact", "effort"} and not thing & {"measure", "flow"}:
                return Verdict("output", token, last, OWN, "likely")
        if "effort" in thing and verb.base and not self._is("person"):
            if verb.lemma in lexicon.HOSTING_VERBS | lexicon.DOING_VERBS:
                return Verdict("activity", token, last, EFFORT, "likely")
        if verb.lemma in lexicon.SPENDING_VERBS and not self._is("person") and self._is_timed():
            return Verdict("activity", token, last, EFFORT, "likely")
        if "feature" in verb.groups and verb.s_form and not self._is("person"):
            if not thing & lexicon.PEOPLE_GROUPS:
                return Verdict("output", token, last, FEATURE, "likely")
        if self._is("person") or "behave" in verb.groups:
            return Verdict("outcome", self.head, last, OTHERS, "likely")
        if "artefact" in thing and verb.lemma in {"approve", "ratify", "adopt"}:
            return Verdict("output", token, last, FINISHES, "likely")
        if "artefact" in thing and verb.groups & {"make_it", "decide"}:
            own = self.subject.share and not self.percent
            return Verdict("output", token, last, FINISHES, "likely" if own else "guess")
        if "effort" in verb.groups and ("effort" in thing or not thing):
            return Verdict("activity", token, last, EFFORT, "likely" if thing else "guess")
        return Verdict("unclear", token, last, UNSAID, "guess")

    def _is_timed(self) -> bool:
        """Whether the line says how much time: "two days a month"."""
        return any(
            token.number and number_kind(self.tokens, at) == "duration"
            for at, token in enumerate(self.tokens)
        )

    def _thing_acts_verdict(
        self, verb: lexicon.Verb, at: int, last: Token, thing: frozenset[str]
    ) -> Verdict:
        token = self.tokens[at]
        if self._is("measure"):
            return Verdict("outcome", self.head, last, MOVES, "likely")
        after = at + 2 if verb.lemma == "go-live" else at + 1
        if verb.lemma in lexicon.STARTING_VERBS and is_phrase_end(self.tokens, after):
            if not self.counted and not self._is("flow"):
                return Verdict("output", token, last, ENDS, "sure")
        if "feature" in verb.groups or (self.subject.share and verb.lemma in lexicon.MEETING_VERBS):
            if self.subject.share and self._only("artefact", but={"flow"}):
                return Verdict("output", token, last, OWN, "likely")
            counts = any(
                word.number and word.figure != "share" and low_at(self.tokens, spot - 1) != "first"
                for spot, word in enumerate(self.tokens)
                if spot > at
            )
            if not (self.counted or counts) and quality_word(self.tokens[at:]) is None:
                firm = "artefact" in thing | self.kinds and verb.lemma in lexicon.FEATURE_VERBS
                firm = firm or ("artefact" in thing & self.kinds)
                return Verdict("output", token, last, FEATURE, "sure" if firm else "likely")
        if verb.s_form and "make_it" in verb.groups and "artefact" in thing & self.kinds:
            if not verb.groups & lexicon.MOVING_GROUPS:
                return Verdict("output", token, last, FEATURE, "likely")
        return Verdict("unclear", token, last, UNSAID, "guess")

    # -- no verb

    def read_bare(self) -> Verdict | None:
        """A line without a verb: its head noun decides."""
        if self.target is not None:
            return _numbered_verdict(self.target, "sure" if self.subject.head >= 0 else "likely")
        if self.subject.head < 0:
            return None
        if self._is_pace():
            return Verdict("unclear", self.head, self.head, "names a measure", "guess")
        return (
            self._making_verdict()
            or self._count_verdict()
            or self._finished_verdict()
            or self._repeated_verdict()
            or self._thing_verdict()
        )

    def _is_pace(self) -> bool:
        """Whether it is a rate: "organisers posting per month"."""
        last = self.tokens[-2:]
        paced = len(last) == 2 and last[0].low == "per" and last[1].low in lexicon.DURATIONS
        return paced and not any(token.number for token in self.tokens)

    def _making_verdict(self) -> Verdict | None:
        """A noun for making something, and the thing: "delivery of a rating platform"."""
        head, end = self.head, self.subject.end
        if head.low not in lexicon.MAKING_NOUNS or self.counted or low_at(self.tokens, end) != "of":
            return None
        made = phrase_at(self.tokens, end + 1)
        if made.groups != lexicon.ONLY_ARTEFACT or made.number >= 0:
            return None
        return Verdict("output", head, head, THING, "sure")

    def _count_verdict(self) -> Verdict | None:
        """Counted people or a counted measure, or a measure without a direction."""
        head = self.head
        if self.outside and service_level(self.tokens[self.start :]) is not None:
            return _service_verdict((head, head), "likely")
        if self.counted and {"effort", "measure"} <= self.kinds and "person" not in self.kinds:
            if self.tokens[self.subject.number].low in lexicon.NUMBER_WORDS:
                return Verdict("activity", head, head, EFFORT, "likely")
        paced = any(token.low in lexicon.PERIODIC_ADJECTIVES for token in self._noun_tokens())
        if self.counted and paced and head.low in {"sessions", "visits"} and not self.percent:
            return Verdict("activity", head, head, EFFORT, "likely")
        if self.counted and self.kinds & {"person", "measure"}:
            number = self.tokens[self.subject.number]
            return Verdict("outcome", number, head, OTHERS, "likely", numeric=True)
        moving = any(
            token.low in lexicon.MOVEMENT_FORMS for token in self.tokens[self.subject.end :]
        )
        kit = any(token.low in lexicon.SET_NOUNS for token in self._noun_tokens())
        if kit and not moving and self._only("artefact", but={"person", "flow", "measure"}):
            return Verdict("output", head, head, THING, "likely")
        if self.subject.light or moving:
            return Verdict("unclear", head, head, "names a measure without a direction", "guess")
        return None

    def _repeated_verdict(self) -> Verdict | None:
        """An event, or something that is repeated."""
        if self._only("effort", but={"measure", "artefact"}):
            firm = self.counted or self._has_complement() or self._is_regular()
            return Verdict("activity", self.head, self.head, EFFORT, "sure" if firm else "likely")
        if self._is_regular():
            return Verdict("activity", self.head, self.head, EFFORT, "likely")
        return None

    def _thing_verdict(self) -> Verdict:
        """A thing."""
        head, named = self.head, self._noun_tokens()
        words = {token.low for token in named}
        hard = lexicon.CERTIFICATES if self._is("artefact") else lexicon.NAMED_CERTIFICATES
        if words & hard and not self.counted:
            return Verdict("output", head, head, THING, "sure")
        new = self.tokens[self.start].low == "new" and not self.counted
        if new and self._only("staff", but={"person"}) and not head.low.endswith("s"):
            return Verdict("output", head, head, PEOPLE, "likely")
        if not self.kinds:
            return self._unknown_thing_verdict(new=new)
        if not self._only("artefact", but={"measure", "person"}):
            return Verdict("unclear", head, head, "makes no claim", "guess")
        served = service_level(self.tokens[self.start :]) is not None
        if head.low in lexicon.DELIVERABLES and not (self.counted or served or self._may_act()):
            return Verdict("output", head, head, THING, "sure")
        if self.subject.share and self._is_on_a_thing():
            return Verdict("output", head, head, OWN, "likely")
        if self._is("flow") or self.subject.share or served or self._is_valued():
            return Verdict("output", head, head, THING, "guess")
        if self._is_in_share() or self._may_act():
            return Verdict("output", head, head, THING, "guess")
        plain = self.kinds <= {"artefact", "own"}
        firm = plain and not self.counted and self._has_complement()
        firm = firm and head.low not in lexicon.VAGUE_THINGS
        firm = firm or (plain and "new" in words) or (plain and self._is_certain_thing())
        return Verdict("output", head, head, THING, "sure" if firm else "likely")

    def _is_certain_thing(self) -> bool:
        """Whether a word before a thing says which one, in a line without a number: "crowdfunding
        page"; not for a bare topic like "platform" or "data infrastructure".
        """
        if self.head.low in lexicon.VAGUE_THINGS or self.head.low in lexicon.TOPICS:
            return False
        if any(token.number or token.preposition for token in self.tokens):
            return False
        plain = [token for token in self._noun_tokens() if token.part == "noun"]
        return len(plain) > 1 and not any(
            token.groups & {"quality", "measure", "person", "abstract"} for token in plain
        )

    def _unknown_thing_verdict(self, *, new: bool) -> Verdict:
        """A thing that no list knows: "new X", "X in every bus", "X v2", "six X"."""
        head = self.head
        if self._is_for_all():
            return Verdict("output", head, head, THING, "likely")
        if head.noun_or_verb and low_at(self.tokens, self.subject.end) == "of" and head.verb:
            work = head.verb.groups & {"effort", "make_it", "decide", "feature"}
            if work and not head.verb.groups & {"behave", "up", "down", "gain"}:
                own: Label = "output" if work & {"make_it", "feature"} else "activity"
                return Verdict(own, head, head, EFFORT if own == "activity" else THING, "likely")
        if service_level(self.tokens[self.start :]) is None:
            if self._is_doing_of_a_thing():
                return Verdict("output", head, head, THING, "likely")
            if new and not any(
                token.groups & lexicon.PEOPLE_GROUPS for token in self._noun_tokens()
            ):
                return Verdict("output", head, head, THING, "likely")
            if self._is_version_or_set():
                return Verdict("output", head, head, THING, "likely")
            changed = self._nominal_verdict()
            if changed is not None:
                return changed
        return Verdict("unclear", head, head, "makes no claim", "guess")

    def _may_act(self) -> bool:
        """Whether a verb further on may say what happens to it: "a roadmap trusted by all",
        "offices in five cities run on our software".
        """
        many = self.head.low.endswith("s")
        for at in range(self.subject.end, len(self.tokens)):
            if not self.tokens[at].verbal:
                continue
            found = verb_at(self.tokens, at)
            if found is None or at + 1 >= len(self.tokens):
                continue
            verb, after = found
            if verb.past and not verb.base and "behave" in verb.groups:
                if low_at(self.tokens, after) == "by":
                    return True
            before = self.tokens[at - 1]
            follower = self.tokens[min(after, len(self.tokens) - 1)]
            if many and verb.base and before.low.endswith("s") and at > self.subject.end:
                if follower.preposition or follower.determiner:
                    return True
        return False

    def _is_on_a_thing(self) -> bool:
        """Whether all of them are on something made: "all sites on the new host"."""
        if low_at(self.tokens, self.subject.end) != "on" or self.kinds & {"person", "flow"}:
            return False
        return phrase_at(self.tokens, self.subject.end + 1).groups == lexicon.ONLY_ARTEFACT

    def _is_in_share(self) -> bool:
        """Whether the line says how many others have it: "in half of all deals"."""
        if not self._has_complement():
            return False
        place = phrase_at(self.tokens, self.subject.end + 1)
        theirs = place.groups & {"person", "flow"} and "artefact" not in place.groups
        return bool(
            place.share
            and theirs
            and low_at(self.tokens, place.start) not in lexicon.DISTRIBUTIVE_WORDS
        )

    def _is_valued(self) -> bool:
        """Whether the line says how good or how many: "reports from 9 to 4", "a site that is
        fast".
        """
        end, rest = self.subject.end, self.tokens[self.start :]
        behind = low_at(self.tokens, end)
        if behind == "per":
            return phrase_at(self.tokens, end + 1).groups != lexicon.ONLY_ARTEFACT
        if behind in lexicon.COMPARISON_WORDS or behind == "within":
            return True
        if behind == "from" and end + 1 < len(self.tokens) and self.tokens[end + 1].number:
            return True
        if behind == "in" and "use" in {token.low for token in rest}:
            return True
        praised = rest if self._is_related() else self._noun_tokens()
        return quality_word(praised) is not None

    def _is_related(self) -> bool:
        """Whether a relative clause follows: "a site that loads fast"."""
        return any(
            token.low in lexicon.CLAUSE_OPENERS or token.low in {"to", "and", ","}
            for token in self.tokens[self.subject.end :]
        )

    def _has_complement(self) -> bool:
        """Whether a complement says for whom, with what or of what the thing is."""
        behind = low_at(self.tokens, self.subject.end)
        return behind in lexicon.COMPLEMENT_PREPOSITIONS or (
            behind in lexicon.DISTRIBUTIVE_WORDS and not self.outside
        )

    def _is_doing_of_a_thing(self) -> bool:
        """Whether it only names what is done with something: "gift matching"."""
        found = verb_at(self.tokens, self.subject.head)
        alone = is_phrase_end(self.tokens, self.subject.head + 1) or self._has_complement()
        alone = alone and not any(token.number for token in self.tokens)
        doing = self.head.low.endswith("ing") and (found is None or found[0].ing)
        if not doing or not alone or self.subject.head == self.start:
            return False
        return not any(token.groups & {"measure", "person"} for token in self._noun_tokens()[:-1])

    def _nominal_verdict(self) -> Verdict | None:
        """A noun made of a verb: "localisation into 11 languages"."""
        groups = lexicon.nominal_groups(self.head.low)
        if groups & {"gain", "behave", "up", "keep"} or not groups or self.counted:
            return None
        if low_at(self.tokens, self.subject.end) in lexicon.COMPARISON_WORDS:
            return None
        if "make_it" not in groups:
            return Verdict("activity", self.head, self.head, EFFORT, "likely")
        of_it = low_at(self.tokens, self.subject.end) == "of"
        return Verdict("output", self.head, self.head, THING, "sure" if of_it else "likely")

    def _is_version_or_set(self) -> bool:
        """Whether it has a version or a number: "Anti-cheat v2", "six playable characters"."""
        named = self._noun_tokens()
        if any(token.groups - {"artefact", "quality"} for token in named) or self.subject.share:
            return False
        if not self.counted:
            if named and named[0].low in lexicon.FURTHER_ONES and self.head is not named[0]:
                return self._has_complement() and self.head.low not in lexicon.PRIZES_AND_UNITS
            return any(token.part == "version" for token in named)
        number = self.tokens[self.subject.number]
        if (
            number.figure != "count"
            or number.low == "zero"
            or number_kind(self.tokens, self.subject.number) != "count"
        ):
            return False
        things = self.head.low.endswith("s") and self.head.low not in lexicon.PRIZES_AND_UNITS
        end = self.subject.end
        done = end >= len(self.tokens) or low_at(self.tokens, end) in lexicon.PLACE_PREPOSITIONS
        has_verb = any(token.verbal for token in self.tokens[end:])
        return things and done and not has_verb

    def _is_regular(self) -> bool:
        """Whether something is done regularly: "weekly huddles on every ward"."""
        if self.tokens[self.start].low not in lexicon.PERIODIC_ADJECTIVES:
            return False
        if any(token.number for token in self.tokens) or not self.head.low.endswith("s"):
            return False
        placed = low_at(self.tokens, self.subject.end) in lexicon.COMPLEMENT_PREPOSITIONS
        if "effort" in self.kinds and self.head.low not in lexicon.VISIT_NOUNS:
            return self.kinds <= {"effort", "flow", "measure"}
        return self.kinds <= {"effort", "flow"} and (placed or bool(self.kinds))

    def _is_for_all(self) -> bool:
        """Whether a thing without a known name is put everywhere: "cameras in every bus"."""
        end = self.subject.end
        others = any(word.groups - {"artefact"} for word in self._noun_tokens())
        if self.subject.share or self.counted or others:
            return False
        return (
            low_at(self.tokens, end) in {"in", "on", "at", "for", "across"}
            and low_at(self.tokens, end + 1) in lexicon.DISTRIBUTIVE_WORDS
        )

    def _noun_tokens(self) -> Sequence[Token]:
        return self.tokens[self.start : self.subject.end]

    def _finished_verdict(self) -> Verdict | None:
        """A thing, and a participle some words after it: "write path and merge shipped"."""
        if service_level(self.tokens) or self._is("measure") or self.subject.share:
            return None
        if self._is("flow") and any("person" in token.groups for token in self._noun_tokens()):
            return None
        end = self.subject.end
        if f"{low_at(self.tokens, end)} {low_at(self.tokens, end + 1)}" in lexicon.END_STATE_PAIRS:
            if not self.people:
                return Verdict("output", self.tokens[end], self.tokens[end + 1], ENDS, "sure")
        several = self._is("flow") and (self.counted or self.head.low.endswith("s"))
        if self._seems_ended(end - 1):
            return Verdict("output", self.tokens[end - 1], self.tokens[end - 1], FINISHES, "likely")
        if self._is_in_stage(end):
            sure = self._only("artefact", but={"flow", "measure"})
            last = self.tokens[phrase_at(self.tokens, end + 1).head]
            return Verdict("output", self.tokens[end], last, ENDS, "sure" if sure else "likely")
        for at in range(self.subject.end, len(self.tokens)):
            token = self.tokens[at]
            if token.low in lexicon.CLAUSE_BREAKS or (
                several and token.low not in lexicon.LIVE_STATES
            ):
                return None
            opens = token.low == "open" and low_at(self.tokens, at + 1) == "with"
            ended = token.ended and at == self.subject.end and not opens
            if ended or (token.low in lexicon.LIVE_STATES and at + 1 == len(self.tokens)):
                new = self.tokens[self.start].low == "new" and not self.people
                known = new or self._is("artefact") or not self.kinds
                return Verdict("output", token, token, ENDS, "sure" if known else "likely")
            if self._is("flow"):
                return None
            found = self._ended_by(at)
            if found is None or not is_phrase_end(self.tokens, found[1]):
                continue
            if found[0].groups & {"make_it", "decide", "hire"}:
                known = not self.kinds or bool(self.kinds & {"artefact", "effort", "own"})
                sure = known and not self._is("person") and "behave" not in found[0].groups
                return Verdict("output", token, token, FINISHES, "sure" if sure else "likely")
            if found[0].groups & {"effort", "run"} and not self._is("person"):
                return Verdict("activity", token, token, EFFORT, "likely")
        return None

    def _is_in_stage(self, at: int) -> bool:
        """Whether a thing is in a stage that ends the work: "in open beta", "in all app stores"."""
        if low_at(self.tokens, at) != "in" or self.people or self.subject.light:
            return False
        place = phrase_at(self.tokens, at + 1)
        return place.head >= 0 and self.tokens[place.head].low in lexicon.RELEASE_STAGES

    def _ended_by(self, at: int) -> tuple[lexicon.Verb, int] | None:
        """The participle at a place, including "set up" and "put together", which may be
        demands.
        """
        found = verb_at(self.tokens, at)
        if found is None or not found[0].past:
            return None
        if found[0].base and (self.people or found[1] == at + 1):
            return None
        return found if not found[0].base or is_phrase_end(self.tokens, found[1]) else None

    def _seems_ended(self, at: int) -> bool:
        """Whether a word after a thing is the participle of a verb that no list knows: "stock
        prepositioned in two hubs".
        """
        token = self.tokens[at]
        if at != self.subject.end - 1 or at == self.start or token.verbal or token.groups:
            return False
        known = self.tokens[at - 1].groups
        if not known or known & {"person", "staff", "measure", "flow"}:
            return False
        return (
            token.low.endswith("ed") and "-" not in token.low and is_phrase_end(self.tokens, at + 1)
        )


_MakeVerdict = Callable[[Label, str, Confidence], Verdict]
