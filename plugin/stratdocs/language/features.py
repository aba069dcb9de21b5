"""What the learned judge looks at in a line: a list of features, each a few words.

    word launch            pair from 7             class verb-make
    classes verb-make artefact                     demand launch
    demand-about verb-make artefact                counts share person
    row launched-thing     likely output sure

A `word` stands without its ending; numbers are written 7, shares 7%, years
2027, whatever they are. A feature without a weight counts nothing. The length of a line, its kind
and the goal above it were tried and add nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from stratdocs.language.clause import Act, Clause
from stratdocs.language.decisions import Decision
from stratdocs.language.learned import learned_class, weight
from stratdocs.language.tokens import Phrase, Word

MAX_WORDS = 80
"""Words of a line that are looked at: what follows says little of the claim."""
MAX_WORDS_KEPT = 8192
MAX_CLASSES = 3
"""Classes of a word that are looked at in pairs."""
FUNCTION_WORDS = frozenset(
    """to of from by with for in on at as per than within between into through across after before
    and or so that which who when where while is are be been was has have will can should must
    not no all every each we our us their they it its this more less fewer new""".split()
)
"""Words that are a class of their own."""
ENDINGS = (
    "ing", "ed", "ly", "tion", "sion", "ment", "ness", "ity", "ance", "ence", "er", "ers", "or",
    "ors", "able", "ible", "al", "ive", "ous", "ful", "ship", "ism", "ure", "age", "s",
)  # fmt: skip
"""Endings that make a class of words that no list knows."""
STEM_ENDINGS = (
    "isations", "izations", "isation", "ization", "ations", "ation", "ments", "ment", "ings", "ing",
    "ions", "ion", "ies", "ers", "er", "ed", "es", "ly", "s", "e", "y",
)  # fmt: skip
"""Endings that are cut off, the longest first."""
STEM = 3
"""Letters that a stem has at least."""
NUMBER_SPELLINGS = {"share": "7%", "date": "2027", "money": "$7", "factor": "7x", "duration": "7h"}


class Look:
    """What is looked at in a word, wherever it stands."""

    __slots__ = ("bag", "classes", "content", "low")

    def __init__(self, word: Word) -> None:
        self.low = NUMBER_SPELLINGS.get(word.kind, "7") if word.kind else word.low
        self.classes = classes_of(word)
        self.content = word.part == "noun" and word.low not in FUNCTION_WORDS
        named = self.low if word.kind else stem(word.low)
        self.bag = (f"word {named}", *(f"class {name}" for name in self.classes))


@lru_cache(maxsize=MAX_WORDS_KEPT)
def _look(word: Word) -> Look:
    return Look(word)


def classes_of(word: Word) -> tuple[str, ...]:
    """The classes of a word: what its lists say, what was learned of it, or its ending."""
    if word.kind:
        return (f"#{word.kind}",)
    low, verb = word.low, word.verb
    if not low[:1].isalnum() or low in FUNCTION_WORDS:
        return (low,)
    found = sorted(word.classes)
    if verb is not None:
        form = "" if verb.base else "-ed" if verb.past else "-ing" if verb.ing else "-s"
        found = sorted(f"verb-{group}{form}" for group in verb.groups) + found
    if found:
        return tuple(found[:MAX_CLASSES])
    if (learned := learned_class(low)) is not None:
        return (learned,)
    return (next((f"-{ending}" for ending in ENDINGS if low.endswith(ending)), "other"),)


def stem(word: str) -> str:
    """A word without its ending."""
    for ending in STEM_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= STEM:
            return word[: -len(ending)]
    return word


def features(read: Clause, decision: Decision | None) -> list[str]:
    """The features of a line, with what the table of decisions says of it."""
    looks = [_look(word) for word in read.words[:MAX_WORDS]]
    found = ["row none"]
    if decision is not None:
        found = [
            f"row {decision.row}",
            f"likely {decision.label} {decision.confidence}",
        ]
    for look in looks:
        found += look.bag
    found += _pairs(looks)
    found += _ends(looks)
    found += _parts(read, looks)
    found += _sentence(read, looks)
    found += _numbers(read, looks)
    return list(dict.fromkeys(found))


def _pairs(looks: Sequence[Look]) -> list[str]:
    """Neighbours: words, and their classes."""
    pairs = [_pair(before, look) for before, look in pairwise(looks)]
    found = [words for words, _ in pairs]
    for _, classes in pairs:
        found += classes
    return found


@lru_cache(maxsize=MAX_WORDS_KEPT)
def _pair(before: Look, look: Look) -> tuple[str, tuple[str, ...]]:
    """What is looked at in two neighbours; lines share many of them."""
    classes = [f"classes {x} {y}" for x in before.classes for y in look.classes]
    return f"pair {before.low} {look.low}", tuple(classes)


def _ends(looks: Sequence[Look]) -> list[str]:
    """The classes of the first and the last word."""
    if not looks:
        return []
    opening = [f"opens-class {name}" for name in looks[0].classes]
    return opening + [f"ends-class {name}" for name in looks[-1].classes]


def _parts(read: Clause, looks: Sequence[Look]) -> Iterator[str]:
    """Which parts the line has."""
    if read.label is not None:
        yield "has label"
        label = _head(read.label, looks)
        for name in label.classes if label is not None else ():
            yield f"label {name}"
    if read.purpose is not None:
        yield "has purpose"
        if read.purpose.number >= 0:
            yield "has purpose-number"
    if read.level is not None:
        yield "has level"
    if read.result is not None:
        yield f"has result {read.result.kind}"


def _sentence(read: Clause, looks: Sequence[Look]) -> Iterator[str]:
    """The verb with its object, the subject and the predicate."""
    subject, act = _head(read.subject, looks), read.act
    predicate = _head(read.predicate, looks)
    if read.auxiliary:
        yield f"auxiliary {read.auxiliary}"
    for name in subject.classes if subject is not None else ():
        yield f"subject-class {name}"
        if act is None and predicate is None:
            yield f"bare-class {name}"
    if act is not None:
        yield from _act(act, read, subject, looks)
    for name in predicate.classes if predicate is not None else ():
        yield f"predicate-class {name}"
        if subject is not None:
            yield f"predicate-of {subject.classes[0]} {name}"


def _act(act: Act, read: Clause, subject: Look | None, looks: Sequence[Look]) -> Iterator[str]:
    form = "passive" if act.passive else "states" if read.subject is not None else "demand"
    yield f"{form} {act.verb.lemma}"
    if act.unsure:
        yield "unsure verb"
    yield from _object(act, form, looks)
    if subject is not None:
        for group in sorted(act.verb.groups):
            for name in subject.classes:
                yield f"{form}-of {name} {group}"
    for more in read.further:
        for group in sorted(more.verb.groups):
            yield f"further {group}"


def _object(act: Act, form: str, looks: Sequence[Look]) -> Iterator[str]:
    thing = _head(act.object, looks)
    named = thing.classes if thing is not None else ("nothing",)
    for group in sorted(act.verb.groups) or ["unknown"]:
        yield f"{form}-verb {group}"
        for name in named:
            yield f"{form}-about {group} {name}"
    for name in named:
        yield f"about {act.verb.lemma} {name}"
    if act.object.number >= 0:
        yield f"{form}-number {'share' if act.object.share else 'count'}"
    elif act.object.share:
        yield f"{form}-number all"


def _head(phrase: Phrase | None, looks: Sequence[Look]) -> Look | None:
    if phrase is None or not 0 <= phrase.head < len(looks):
        return None
    return looks[phrase.head]


def _numbers(read: Clause, looks: Sequence[Look]) -> Iterator[str]:
    """What its numbers count or are the value of."""
    if not read.measures:
        yield "numbers none"
        return
    roles = set()
    for measure in read.measures:
        kind = measure.kind
        roles.add(measure.role)
        yield f"number {kind} {measure.role or '-'}"
        yield f"numbers {kind}"
        if 0 <= measure.of < len(looks):
            for name in looks[measure.of].classes:
                yield f"value {kind} {name}"
        counted = _head(measure.counted, looks)
        if counted is not None:
            for name in counted.classes:
                yield f"counts {kind} {name}"
    if "from" in roles and "to" in roles:
        yield "numbers from-to"


def weighing_words(read: Clause, most: int = 4) -> tuple[tuple[str, float], ...]:
    """The words that weigh most, with what each adds for work; the verb with what is said of it."""
    looks = [_look(word) for word in read.words[:MAX_WORDS]]
    weights: dict[str, float] = {}
    for at, look in enumerate(looks):
        if look.content or read.words[at].kind:
            own = [*look.bag]
            if read.act is not None and at == read.act.first:
                own += _act(read.act, read, _head(read.subject, looks), looks)
            weights[read.words[at].raw.strip()] = round(sum(map(weight, own)), 2)
    heaviest = sorted(weights.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
    return tuple(pair for pair in heaviest[:most] if pair[1])
