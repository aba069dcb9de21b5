"""What is certain about a line, and why: an ordered table whose first fitting row decides.

Each row has a sentence for people, invented lines that it is for and others that it must let pass;
these lines are its tests. A row that is only likely is one witness among others.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from stratdocs.language.clause import Act, Clause
from stratdocs.language.tokens import Phrase, phrase_at

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

_OUTSIDE = frozenset(["measure", "harm", "person", "state", "flow"])
_MADE = frozenset(["artefact", "effort"])


def _demand(c: Clause, *groups: str) -> Cue:
    """The head verb of a demand, if it is in one of the classes."""
    if c.act is None or c.subject is not None or not c.act.is_in(*groups):
        return None
    return c.act.cue


def _work(c: Clause, *groups: str) -> Cue:
    """As above for a verb that only says what the team does, without a result beside it or a level
    of service behind its object.
    """
    if c.act is None or not c.act.work:
        return None
    after = max(c.object.end, c.start + 3)
    share = any(m.kind == "share" and m.number >= after for m in c.measures)
    others = c.object.share and _is(c.object, "person", "flow")
    beside = any(
        act.is_in("up", "down", "gain") and (_is_outside(act.object) or _is(act.object, "count"))
        for act in c.further
    )
    return None if share or others or beside or _is_well(c) else _demand(c, *groups)


def _is(phrase: Phrase | None, *classes: str) -> bool:
    return phrase is not None and not phrase.classes.isdisjoint(classes)


def _is_outside(phrase: Phrase) -> bool:
    """Whether a phrase names what lies outside the work, and nothing that is made."""
    return not phrase.classes.isdisjoint(_OUTSIDE) and phrase.classes.isdisjoint(_MADE)


def _head(phrase: Phrase | None) -> Cue:
    if phrase is None or phrase.head < 0:
        return None
    return phrase.head, phrase.head + 1


def _lemma(c: Clause) -> str:
    return c.act.verb.lemma if c.act is not None else ""


def _topic(c: Clause) -> Phrase | None:
    """The noun phrase that is all of the claim: "a portal for parents"."""
    return c.subject if c.act is None and c.predicate is None else None


_WELL = frozenset("on-time first-time error-free attempt promised same-day full".split())


def _is_well(c: Clause) -> bool:
    """Whether a line says how well something is done: "on time", "within 2 days"."""
    behind = c.act.end if c.act is not None else c.start
    words = [word.low for word in c.words[behind : c.end]]
    on_time = not _WELL.isdisjoint(words) or (
        "time" in words
        and any(word == "time" and c.low(at - 1) == "on" for at, word in enumerate(words, behind))
    )
    return on_time or (c.level is not None and c.level.number >= behind)


# ---------------------------------------------------------------- results


def _numbered_result(c: Clause) -> Cue:
    if c.purpose is not None and c.purpose.number >= 0:
        aims = [word.verb for word in c.words[c.purpose.first : c.purpose.number] if word.verb]
        if any(not aim.groups.isdisjoint(["up", "down", "gain"]) for aim in aims):
            return c.purpose.first, c.purpose.number + 1
    if c.result is None:
        return None
    at, of, counted = c.result.number, c.result.of, c.result.counted
    return min(at, of) if of >= 0 else at, max(at, counted.head if counted and of < 0 else of) + 1


_HANDLING = frozenset(
    """deliver ship resolve answer settle issue process close complete handle fix approve respond
    review pay serve""".split()
)


def _handled_well(c: Clause) -> Cue:
    """Orders, requests and payments dealt with in time."""
    if c.act is None or c.act.verb.lemma not in _HANDLING or not _is_well(c):
        return None
    what = c.subject if c.act.passive else c.object
    return c.act.cue if not _is(what, "artefact") or _is(what, "flow") else None


_NONE = frozenset("no zero fewer less none nobody".split())


def _none(c: Clause) -> Cue:
    """What there should be none or fewer of."""
    return (c.start, c.start + 1) if c.low(c.start) in _NONE else None


def _moved_measure(c: Clause) -> Cue:
    if _demand(c, "better"):
        named = c.object.classes & {"measure", "state"} and _is_outside(c.object)
        return _demand(c, "better") if named else None
    return _demand(c, "up", "down", "keep") if _is_outside(c.object) else None


def _world(c: Clause) -> Cue:
    cue = _demand(c, "end")
    return cue if c.object.classes.isdisjoint(_MADE) and not c.measures else None


def _won(c: Clause) -> Cue:
    counted = any(c.act is not None and c.act.end <= m.number <= c.object.end for m in c.measures)
    others_decide = counted or _lemma(c) in _DECIDED_BY_OTHERS
    won = _is_outside(c.object) or (others_decide and not _is(c.object, "effort"))
    return _demand(c, "gain") if won else None


_DECIDED_BY_OTHERS = frozenset("win sell secure attract earn book retain".split())


def _others_act(c: Clause) -> Cue:
    act = c.act
    if act is None or act.passive or c.auxiliary in {"can", "could", "will"}:
        return None
    return act.cue if _is(c.subject, "person") and act.is_in("behave", "gain") else None


def _quality(c: Clause) -> Cue:
    what = c.predicate
    if _demand(c, "become") and c.act is not None:
        what = Phrase(c.act.end, c.end)
    after = range(what.first, what.end) if what is not None else ()
    return next(((at, at + 1) for at in after if "quality" in c.words[at].classes), None)


_BECOMING = frozenset("become be position establish-as".split())
_BUILDING = frozenset("build create establish develop deliver generate produce".split())


def _built_state(c: Clause) -> Cue:
    if _lemma(c) not in _BUILDING or not _is_outside(c.object):
        return None
    named = _is(c.object, "state") or (_is(c.object, "measure") and c.measures)
    return _demand(c, "make") if named else None


# ---------------------------------------------------------------- work


def _certified(c: Clause) -> Cue:
    what = c.object if _demand(c, "gain", "become", "make", "keep") else _topic(c)
    if what is None or what.head < 0:
        return None
    named = any("certificate" in word.classes for word in c.words[what.first : what.end])
    return (what.first, what.end) if named else None


def _hired(c: Clause) -> Cue:
    act = c.act
    if act is None:
        return None
    added = act.is_in("gain") or act.verb.lemma == "add"
    staff = _is(c.object, "staff") and not c.object.counts and added
    filled = c.subject is None or (act.passive and not (c.subject.share or c.subject.counts))
    return act.cue if staff or (act.is_in("hire") and filled and not _is_well(c)) else None


def _made(c: Clause) -> Cue:
    return None if _built_state(c) else _work(c, "make")


def _effort(c: Clause) -> Cue:
    unsure = c.act is not None and c.act.unsure and not c.act.is_in("effort")
    return _work(c, "effort", "run") if not unsure or not _is_outside(c.object) else None


def _promoted(c: Clause) -> Cue:
    helped = _lemma(c) == "help" and _is_counted(c.object)
    return _demand(c, "promote") if not helped else None


def _improved_thing(c: Clause) -> Cue:
    made = _is(c.object, "artefact", "effort") or _is(c.object, "staff")
    return _demand(c, "better", "up", "keep") if made and not c.object.counts else None


def _enabled(c: Clause) -> Cue:
    bound = c.result is not None or any(m.role in _BOUNDS for m in c.measures)
    return _demand(c, "enable") if not bound and not _is_counted(c.object) else None


_BOUNDS = frozenset("from to under below above over within than least most".split())


def _is_counted(people: Phrase) -> bool:
    """Whether a number of people is helped, which says what they then do."""
    return people.number >= 0 and (people.share or _is(people, "person"))


def _moved_thing(c: Clause) -> Cue:
    cue = _demand(c, "become", "gain")
    valued = any(m.role in _BOUNDS for m in c.measures)
    if cue is None or _is_outside(c.object) or _lemma(c) in _BECOMING or valued:
        return None
    verb = c.words[cue[1]].verb if cue[1] < c.end else None
    return cue if verb is None or not verb.past or verb.base else None  # "get cited"


def _will_be(c: Clause) -> Cue:
    """A sentence about what will be made, or has been."""
    act = c.act
    if act is None or c.subject is None or (_is(c.subject, "person") and not act.work):
        return None
    has = c.auxiliary in {"has", "have"} and not act.passive and c.subject.number < 0
    made = act.is_in("make", "decide", "effort", "promote") or not act.verb.groups
    return act.cue if made and (has or c.auxiliary in _WILL) else None


_WILL = frozenset("will shall should must".split())


def _done(c: Clause) -> Cue:
    act = c.act
    if act is None or c.subject is None or not act.passive or _is(c.subject, "person"):
        return None
    whole = c.low(c.subject.first) in {"all", "every", "each"}
    some = c.subject.share and not (whole and _is(c.subject, "artefact"))
    handled = act.verb.lemma in _HANDLING and _is(c.subject, "flow", "harm")
    counted = any(m.number > act.end and m.counted and _is_outside(m.counted) for m in c.measures)
    if some or handled or counted or _is_well(c) or _is_used_by_others(c, act):
        return None
    made = act.is_in("make", "decide", "effort", "enable") or not act.verb.groups
    return act.cue if made or (_is(c.subject, "artefact") and act.is_in("gain")) else None


def _is_used_by_others(c: Clause, act: Act) -> bool:
    """Whether those who do something are not the team: "used by half of our admins"."""
    by = (phrase_at(c.words, at + 1, c.end) for at in range(act.end, c.end) if c.low(at) == "by")
    return any(_is(people, "person") for people in by)


def _ready(c: Clause) -> Cue:
    what = c.predicate
    if what is None or c.measures or _is(c.subject, "measure", "person"):
        return None
    has = c.auxiliary in {"has", "have"} and _is(what, "artefact", "effort")
    place = c.low(what.first - 1) == "in" or c.low(what.first) in {"in", "up"}
    return (what.first, what.end) if has or place or _is(what, "done") else None


def _capability(c: Clause) -> Cue:
    if c.auxiliary in {"can", "could", "may"} and c.subject is not None and not c.measures:
        at = next(at for at in range(c.subject.end, c.end) if c.low(at) == c.auxiliary)
        well = _is_well(c) or any("quality" in word.classes for word in c.words[at : c.end])
        return None if well else (at, at + 1)
    named = (c.start, c.object.head, c.predicate.head if c.predicate else -1)
    return next(((at, at + 1) for at in named if c.low(at) in _ABILITIES), None)


_ABILITIES = frozenset("ability able capability possibility".split())


def _effort_thing(c: Clause) -> Cue:
    topic = _topic(c)
    return _head(topic) if topic and _is(topic, "effort") and _is_named(topic) else None


def _is_named(topic: Phrase) -> bool:
    """Whether a phrase names a thing, not a share or the number of them."""
    return not topic.share and (topic.number >= 0 or not topic.counts)


def _thing(c: Clause) -> Cue:
    topic = _topic(c)
    if topic is None or not _is(topic, "artefact") or not _is_named(topic) or len(c.words) == 1:
        return None
    if any(m.kind in {"money", "share"} for m in c.measures) or _is_better(c, topic):
        return None
    used = c.low(topic.end) in {"that", "which", "who"} and topic.number >= 0
    return _head(topic) if not used else None


def _is_better(c: Clause, topic: Phrase) -> bool:
    """Whether a thing should be better than it is: "faster releases"."""
    return c.low(topic.first).startswith(("best", "better", "faster", "easier"))


_DELIVERS = "names something the team delivers"
_EFFORT = "names effort, not its result"
_THING = "names a thing, not what it changes"
_FINISHES = "names something the team finishes"

ROWS: tuple[Row, ...] = (
    Row("numbered-result", "outcome", "sure", "names a result with its number", _numbered_result,
        ("Retention after 30 days reaches 45%", "Launch it in Italy to win 40 clinics"),
        ("Train 200 nurses", "Test the booking page with 20 patients")),
    Row("handled-well", "outcome", "likely", "names a level of service", _handled_well,
        ("Permits issued within ten working days", "Ship orders on time"),
        ("Permits issued", "Ship the new booking page")),
    Row("none", "outcome", "likely", "names something to reduce", _none,
        ("No missed deliveries in spring", "Fewer calls about lost passwords"),
        ("New delivery routes",)),
    Row("certified", "output", "sure", "ends with a certificate", _certified,
        ("Obtain ISO 27001 certification", "Reach GDPR compliance"),
        ("Reach 40 clinics",)),
    Row("hired", "output", "sure", "adds people, not what they change", _hired,
        ("Hire 4 nurses", "Two drivers recruited"), ("Win 40 clinics",)),
    Row("improved-thing", "output", "likely", "names something the team works on", _improved_thing,
        ("Improve the handbook", "Increase test coverage to 80%", "Maintain the price list"),
        ("Improve the reliability of deliveries",)),
    Row("moved-measure", "outcome", "sure", "names a measure that moves", _moved_measure,
        ("Increase the task completion rate", "Reduce complaints"), ("Increase test coverage",)),
    Row("world", "outcome", "likely", "names a change in the world", _world,
        ("End child labour", "Restore degraded rivers"), ("Protect the API with a key",)),
    Row("won", "outcome", "likely", "says what others decide", _won,
        ("Win independent clinics",), ("Get the tool approved",)),
    Row("others-act", "outcome", "sure", "says what others do", _others_act,
        ("Customers renew early",), ("Users can log in",)),
    Row("quality", "outcome", "likely", "names a level of quality", _quality,
        ("The import is fast", "Make it easier"), ("The import is live",)),
    Row("built-state", "outcome", "likely", "names a state of people or of a market", _built_state,
        ("Build trust with first-time buyers", "Create demand for the refurbished range"),
        ("Build the portal",)),
    Row("decided", "output", "sure", "ends with something decided or written down",
        lambda c: _work(c, "decide"),
        ("Define our pricing principles",), ("Design the portal",)),
    Row("made", "output", "sure", _DELIVERS, _made,
        ("Launch the new portal", "Rolling out the rota to all wards"),
        ("Build time under 8 minutes", "Launch partners renew")),
    Row("effort", "activity", "sure", _EFFORT, _effort,
        ("Interview 30 patients", "Reach out to 20 authors", "Run a pilot with one clinic"),
        ("Research income up 15%", "Survey scores rise")),
    Row("promoted", "activity", "likely", _EFFORT, _promoted,
        ("Promote the use of bicycles",), ("Customers support each other",)),
    Row("enabled", "output", "likely", "gives people a means, not what they do with it", _enabled,
        ("Enable clinics to import their invoices",), ("Clinics import their invoices",)),
    Row("moved-thing", "output", "likely", _FINISHES, _moved_thing,
        ("Make the rota public",), ("Become the bank that farmers trust",)),
    Row("capability", "output", "likely", "describes what the product will do", _capability,
        ("Drivers can see their route", "Ability to import old invoices"),
        ("Drivers see their route",)),
    Row("will-be", "output", "sure", "says what will be done, not its result", _will_be,
        ("The plugin will be included in the next release", "The committee has published its plan"),
        ("The plugin is fast", "Drivers will save an hour a day")),
    Row("done", "output", "sure", _FINISHES, _done,
        ("The handbook is published", "Handbook published by June"),
        ("Handbooks published in spring are used", "Complaints resolved")),
    Row("ready", "output", "likely", "names the state in which the work ends", _ready,
        ("New portal live by May", "A plan is in place", "Every team has a handbook"),
        ("The portal is fast", "Every team has confidence")),
    Row("effort-thing", "activity", "sure", _EFFORT, _effort_thing,
        ("Three workshops for teachers",), ("Three new schools",)),
    Row("thing", "output", "sure", _THING, _thing,
        ("A tool for the rota", "OIDC support"), ("Trust in the rota",)),
)  # fmt: skip
"""The table, from what overrules all else to what is left."""
CERTAIN = frozenset("hired made effort will-be".split())
"""Rows that are right in 97 of 100 real lines: with them, a line that is likely work is stated."""
