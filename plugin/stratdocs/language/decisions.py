"""What is certain about a line, and why: an ordered table whose first fitting row decides.

Each row has a sentence for people, invented lines that it is for and others that it must let pass;
these lines are its tests. A row that is only likely is one witness among others.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from stratdocs.language.clause import Clause, Phrase, is_work

Label = Literal["outcome", "output", "activity"]
Confidence = Literal["sure", "likely", "guess"]
Cue = tuple[int, int] | None
"""The words that decide, end exclusive; None if a row does not fit."""


class Decision(NamedTuple):
    """What a row says of a line."""

    row: str
    label: Label
    confidence: Confidence
    because: str
    """A fragment for a message: "names something the team delivers"."""
    cue: tuple[int, int]


class Row(NamedTuple):
    """A row of the table."""

    name: str
    label: Label
    confidence: Confidence
    because: str
    test: Callable[[Clause], Cue]
    finds: tuple[str, ...]
    passes: tuple[str, ...]


def decide(clause: Clause) -> Decision | None:
    """The first row that fits a line; None if none does."""
    for row in ROWS:
        cue = row.test(clause)
        if cue is not None:
            return Decision(row.name, row.label, row.confidence, row.because, cue)
    return None


# ---------------------------------------------------------------- what the tests ask


def _verb(c: Clause, *groups: str) -> Cue:
    """The head verb with the number or head of its object, if the verb is in one of the classes."""
    if c.act is None or c.act.passive or c.subject is not None or not c.act.is_in(*groups):
        return None
    return c.act.first, c.act.end


def _head(phrase: Phrase | None, *classes: str) -> bool:
    return phrase is not None and not phrase.classes.isdisjoint(classes)


def _cue(phrase: Phrase) -> Cue:
    return (phrase.head, phrase.head + 1) if phrase.head >= 0 else (phrase.first, phrase.first + 1)


# ---------------------------------------------------------------- results


def _measured(c: Clause) -> Cue:
    if c.result is None:
        return None
    at = c.result.number
    if c.result.of >= 0:
        return c.result.of, at + 1
    counted = c.result.counted
    return at, counted.head + 1 if counted else at + 1


def _moved(c: Clause) -> Cue:
    cue = _verb(c, "up", "down", "keep", "better")
    outside = _head(c.object, "measure", "harm", "person", "state", "flow")
    return cue if outside and not _head(c.object, "own", "artefact", "effort") else None


def _world(c: Clause) -> Cue:
    cue = _verb(c, "end", "ensure")
    return cue if not _head(c.object, "artefact", "own", "effort") else None


def _won(c: Clause) -> Cue:
    cue = _verb(c, "gain")
    return cue if _head(c.object, "person", "measure", "state") else None


def _others(c: Clause) -> Cue:
    if c.act is None or c.act.passive or c.subject is None or c.auxiliary in {"can", "could"}:
        return None
    return (
        (c.act.first, c.act.end) if _head(c.subject, "person") and c.act.is_in("behave") else None
    )


def _quality(c: Clause) -> Cue:
    if c.predicate is None or not _head(c.predicate, "quality"):
        return None
    return c.predicate.first, c.predicate.end


# ---------------------------------------------------------------- work


def _made(c: Clause) -> Cue:
    return _verb(c, "make") if c.act and is_work(c.act.verb) else None


def _decided(c: Clause) -> Cue:
    return _verb(c, "decide")


def _hired(c: Clause) -> Cue:
    return _verb(c, "hire")


def _effort(c: Clause) -> Cue:
    return _verb(c, "effort", "run") if c.act and is_work(c.act.verb) else None


def _promoted(c: Clause) -> Cue:
    return _verb(c, "promote")


def _improved_thing(c: Clause) -> Cue:
    return _verb(c, "better", "up", "keep") if _head(c.object, "artefact", "own") else None


def _done(c: Clause) -> Cue:
    if c.act is None or not c.act.passive or not c.act.is_in("make", "decide"):
        return None
    return c.act.first, c.act.end


def _ready(c: Clause) -> Cue:
    return _cue(c.predicate) if c.predicate is not None and _head(c.predicate, "done") else None


def _thing(c: Clause) -> Cue:
    if c.act is not None or c.predicate is not None or c.subject is None:
        return None
    return _cue(c.subject) if _head(c.subject, "artefact") else None


ROWS: tuple[Row, ...] = (
    Row("numbered-result", "outcome", "sure", "names a result with its number", _measured,
        ("Retention after 30 days reaches 45%",), ("Train 200 nurses",)),
    Row("moved-measure", "outcome", "sure", "names a measure that moves", _moved,
        ("Increase the task completion rate",), ("Increase test coverage",)),
    Row("state-of-the-world", "outcome", "likely", "names a change in the world", _world,
        ("End child labour",), ("Protect the API with a key",)),
    Row("won", "outcome", "sure", "says what others decide", _won,
        ("Win independent clinics",), ("Get the tool approved",)),
    Row("others-act", "outcome", "sure", "says what others do", _others,
        ("Customers renew early",), ("Users can log in",)),
    Row("quality", "outcome", "likely", "names a level of quality", _quality,
        ("The import is fast",), ("The import is live",)),
    Row("decided", "output", "sure", "ends with something decided or written down", _decided,
        ("Define our pricing principles",), ()),
    Row("made", "output", "sure", "names something the team delivers", _made,
        ("Launch the new portal",), ()),
    Row("hired", "output", "sure", "adds people, not what they change", _hired,
        ("Hire 4 nurses",), ()),
    Row("promoted", "activity", "likely", "names effort, not what comes of it", _promoted,
        ("Promote the use of bicycles",), ()),
    Row("effort", "activity", "sure", "names effort, not what comes of it", _effort,
        ("Interview 30 patients",), ()),
    Row("improved-thing", "output", "likely", "names something the team delivers", _improved_thing,
        ("Improve the handbook",), ()),
    Row("done", "output", "likely", "names something the team finishes", _done,
        ("The handbook is published",), ()),
    Row("ready", "output", "likely", "names the state in which the work ends", _ready,
        ("New portal live by May",), ()),
    Row("thing", "output", "likely", "names a thing, not what it changes", _thing,
        ("A tool for the rota",), ()),
)  # fmt: skip
"""The table, from what overrules all else to what is left."""
