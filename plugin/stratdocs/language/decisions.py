"""What is certain about a line, and why: an ordered table whose first fitting row decides.

Each row has a sentence for people, invented lines that it is for and others that it must let pass;
these lines are its tests. A row that is only likely is one witness among others.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from stratdocs.language.clause import Clause
from stratdocs.language.lexicon import made_from
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
    """As above for a verb that only says what the team does, without a result beside it."""
    if c.act is None or not c.act.work:
        return None
    beside = any(
        act.is_in("up", "down", "gain") and (_is_outside(act.object) or _is(act.object, "count"))
        for act in c.further
    )
    return _demand(c, *groups) if not beside else None


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


_WELL = frozenset(
    """on-time time full first-time without error-free attempt promised same-day same no first still
    schedule""".split()
)
_HANDLING = frozenset(
    """deliver ship resolve answer settle decide issue process collect close complete handle
    acknowledge fix provide send approve respond review pay serve discharge""".split()
)


def _how_well(c: Clause, after: int) -> int:
    """The word that says how well something is done: "on time", "within 2 days"; -1 if none."""
    if c.level is not None and c.level.number >= after:
        return c.level.number
    for at in range(after, c.end):
        low, before = c.low(at), c.low(at - 1)
        if low in _WELL and not (at + 1 < c.end and "date" in c.words[at + 1].classes):
            return at
        if before == "in" and low == "one":
            return at
        if before in {"a", "an"} and "unit" in c.words[at].classes and c.low(at - 2) in _LIMITS:
            return at
    return -1


_LIMITS = frozenset("in within under than".split())


def _handled_well(c: Clause) -> Cue:
    """Orders, requests and payments dealt with in time."""
    act = c.act
    if act is None or act.verb.lemma not in _HANDLING:
        return None
    what = c.subject if act.passive else act.object
    if what is None or not (act.passive or act.verb.base):
        return None
    if _is(what, "artefact") and not _is(what, "flow") and not what.share:
        return None
    well = _how_well(c, act.end)
    return (act.first, well + 1) if well >= 0 else None


_NONE = frozenset("no zero fewer less none nobody".split())


def _none(c: Clause) -> Cue:
    """What there should be none or fewer of."""
    return (c.start, c.start + 1) if c.low(c.start) in _NONE else None


def _moved_measure(c: Clause) -> Cue:
    if _demand(c, "better"):
        named = c.object.classes & {"measure", "state"} and _is_outside(c.object)
        return _demand(c, "better") if named else None
    return _demand(c, "up", "down", "keep") if _is_outside(c.object) else None


_BOUNDS = frozenset("from to under below above over within than least most".split())


def _valued_thing(c: Clause) -> Cue:
    """A thing with its value: "waiting list under 18 weeks"."""
    topic = _topic(c)
    valued = next((m for m in c.measures if m.role in _BOUNDS or m.of >= 0), None)
    if topic is None or topic.head < 0 or valued is None:
        return None
    return min(topic.head, valued.number), max(topic.head, valued.number) + 1


def _world(c: Clause) -> Cue:
    cue = _demand(c, "end")
    return cue if c.object.classes.isdisjoint(_MADE) and not c.measures else None


def _won(c: Clause) -> Cue:
    cue = _demand(c, "gain")
    if _lemma(c) == "add" and _is(c.object, "person"):
        return _demand(c, "make")
    counted = any(c.act is not None and c.act.end <= m.number <= c.object.end for m in c.measures)
    others_decide = counted or _lemma(c) in _DECIDED_BY_OTHERS
    return cue if _is_outside(c.object) or (others_decide and not _is(c.object, "effort")) else None


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
    if what is None:
        return None
    at = _quality_word(c, what.first)
    return (at, at + 1) if 0 <= at < what.end else None


def _quality_word(c: Clause, after: int) -> int:
    return next((at for at in range(after, c.end) if "quality" in c.words[at].classes), -1)


def _became(c: Clause) -> Cue:
    cue = _demand(c, "become")
    return cue if _lemma(c) in {"become", "be", "position", "establish-as"} else None


_BUILDING = frozenset("build create establish develop deliver generate produce".split())


def _built_state(c: Clause) -> Cue:
    if _lemma(c) not in _BUILDING or not _is_outside(c.object):
        return None
    named = _is(c.object, "state") or (_is(c.object, "measure") and c.measures)
    return _demand(c, "make") if named else None


# ---------------------------------------------------------------- work

_CERTIFICATES = frozenset(
    """soc soc2 iso hipaa gdpr fedramp pci certification certificate accreditation wcag cii
    slsa""".split()
)


def _certified(c: Clause) -> Cue:
    what = c.object if _demand(c, "gain", "become", "make", "keep") else _topic(c)
    if what is None or what.head < 0:
        return None
    named = any(c.words[at].low in _CERTIFICATES for at in range(what.first, what.end))
    return (what.first, what.end) if named else None


def _hired(c: Clause) -> Cue:
    act = c.act
    if act is None:
        return None
    added = act.is_in("gain") or act.verb.lemma == "add"
    staff = _is(c.object, "staff") and not c.object.counts and added
    filled = c.subject is None or (act.passive and not (c.subject.share or c.subject.counts))
    hired = act.is_in("hire") and filled and _how_well(c, act.end) < 0
    return act.cue if staff or hired else None


def _made_to_a_level(c: Clause) -> Cue:
    """Work with a level of service or a share behind its object."""
    cue = _work(c, "make", "decide", "effort", "run")
    if cue is None:
        return None
    after = max(c.object.end, c.start + 1)
    share = any(m.kind == "share" and m.number >= max(after, c.start + 3) for m in c.measures)
    others = c.object.share and _is(c.object, "person", "flow")
    return cue if share or others or _how_well(c, after) >= 0 else None


def _made(c: Clause) -> Cue:
    return None if _built_state(c) else _work(c, "make")


def _effort(c: Clause) -> Cue:
    unsure = c.act is not None and c.act.unsure and not c.act.is_in("effort")
    return _work(c, "effort", "run") if not unsure or not _is_outside(c.object) else None


def _promoted(c: Clause) -> Cue:
    helped = _lemma(c) == "help" and _is_counted(c.object)
    return _demand(c, "promote") if not helped else None


def _improved_thing(c: Clause) -> Cue:
    act = c.act
    if act is not None and act.passive and c.auxiliary and act.is_in("better"):
        return act.cue if _is(c.subject, "artefact") else None
    inside = c.words[c.object.first : max(c.object.head, c.object.first)]
    measured = any("measure" in word.classes for word in inside)  # "pipeline coverage"
    made = _is(c.object, "artefact") and not measured
    grown = _is(c.object, "staff") and not c.object.counts
    return _demand(c, "better", "up") if made or grown else None


def _enabled(c: Clause) -> Cue:
    bound = c.result is not None or any(m.role in _BOUNDS for m in c.measures)
    return _demand(c, "enable") if not bound and not _is_counted(c.object) else None


def _is_counted(people: Phrase) -> bool:
    """Whether a number of people is helped, which says what they then do."""
    return people.number >= 0 and (people.share or _is(people, "person"))


def _other_act(c: Clause) -> Cue:
    if c.act is None or c.subject is not None or c.result is not None:
        return None
    ours = c.act.is_in("behave", "have", "better") or not c.act.verb.groups
    return c.act.cue if ours else None


def _moved_thing(c: Clause) -> Cue:
    cue = _demand(c, "become", "gain")
    if cue is None or _is_outside(c.object):
        return None
    verb = c.words[cue[1]].verb if cue[1] < c.end else None
    return cue if verb is None or not verb.past or verb.base else None  # "get cited"


_RELATION = frozenset("relationship connection contact touch record link dialogue informed".split())


def _kept_relation(c: Clause) -> Cue:
    cue = _demand(c, "keep")
    near = range(c.start + 1, min(c.end, c.start + 5)) if cue else ()
    return cue if any(c.low(at).removesuffix("s") in _RELATION for at in near) else None


def _will_be(c: Clause) -> Cue:
    """A sentence about what will be made, or has been."""
    act = c.act
    if act is None or c.subject is None or (_is(c.subject, "person") and not act.work):
        return None
    has = c.auxiliary in {"has", "have"} and not act.passive and c.subject.number < 0
    if c.auxiliary not in _WILL and not has:
        return None
    made = act.is_in("make", "decide", "effort", "promote") or not act.verb.groups
    return act.cue if made else None


_WILL = frozenset("will shall should must".split())


def _is_some(c: Clause, subject: Phrase) -> bool:
    """Whether a share is that of what nobody makes, or of what is only partly done."""
    if c.low(subject.first + 1) in {"second", "third"} or c.low(subject.first) in {"half", "more"}:
        return True
    whole = c.low(subject.first) in {"all", "every", "each"}
    return not whole and not _is(subject, "artefact")


def _are_others(c: Clause, at: int) -> bool:
    """Whether those who do something are not the team: "used by half of our admins"."""
    people = phrase_at(c.words, at, c.end)
    if people.head < 0 or _is(people, "staff", "date"):
        return False
    used = c.act is not None and c.act.is_in("behave") and not c.act.is_in("make")
    return used or _is(people, "person") or c.low(people.head) == "others"


def _done(c: Clause) -> Cue:
    act = c.act
    if act is None or c.subject is None or not act.passive:
        return None
    if c.subject.share and _is_some(c, c.subject):
        return None
    if any(m.number > act.end and m.counted and _is_outside(m.counted) for m in c.measures):
        return None
    handled = act.verb.lemma in _HANDLING and _is(c.subject, "flow", "harm")
    by_others = any(c.low(at) == "by" and _are_others(c, at + 1) for at in range(act.end, c.end))
    if handled or by_others or _is(c.subject, "person") or _how_well(c, act.end) >= 0:
        return None
    made = act.is_in("make", "decide", "effort", "enable") or not act.verb.groups
    signed = _is(c.subject, "artefact") and act.is_in("gain")
    return act.cue if made or signed else None


def _has_thing(c: Clause) -> Cue:
    if c.predicate is None or c.auxiliary not in {"has", "have", "having"}:
        return None
    ours = _is(c.predicate, "artefact", "effort") and not _is(c.subject, "person")
    valued = any(m.number > c.predicate.first for m in c.measures)
    return (c.predicate.first, c.predicate.end) if ours and not valued else None


def _ready(c: Clause) -> Cue:
    what = c.predicate
    if c.act is not None and c.act.verb.lemma == "go-live":
        what = Phrase(c.act.first, c.act.end, c.act.first, frozenset(["done"]))
    shares = any(m.kind == "share" for m in c.measures)
    if what is None or shares or c.level is not None or _is(c.subject, "measure", "person"):
        return None
    place = c.low(what.first - 1) == "in" or c.low(what.first) in {"in", "up"}
    return (what.first, what.end) if place or _is(what, "done") else None


def _exists(c: Clause) -> Cue:
    found = (at for at in range(c.start, c.end) if c.low(at) in {"exists", "exist"})
    return next(((at, at + 1) for at in found), None)


def _capability(c: Clause) -> Cue:
    if c.auxiliary in {"can", "could", "may"} and c.subject is not None and not c.measures:
        at = next(at for at in range(c.subject.end, c.end) if c.low(at) == c.auxiliary)
        return (at, at + 1) if _quality_word(c, at) < 0 and _how_well(c, at) < 0 else None
    for at in (c.start, c.object.head, c.predicate.head if c.predicate else -1):
        if c.low(at) in {"ability", "able", "capability", "possibility"}:
            return at, at + 1
    act = c.act
    allows = act is not None and _is(c.subject, "artefact") and act.is_in("enable")
    return act.cue if allows and act is not None else None


_OFFERING = frozenset(
    """support allow enable provide expose include use run show display offer handle contain accept
    integrate export import emit log generate implement have become describe cover""".split()
)


def _feature(c: Clause) -> Cue:
    act = c.act
    if act is None or act.passive or c.subject is None or c.subject.number >= 0:
        return None
    shared = act.verb.lemma == "use" and c.subject.share and _is(c.subject, "artefact")
    if c.result is not None or not (act.verb.s_form or shared):
        return None
    if act.verb.lemma not in _OFFERING or _is(c.subject, "person", "measure"):
        return None
    return act.cue


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
    if any(m.kind in {"money", "share"} for m in c.measures):
        return None
    if c.low(topic.first).startswith(("best", "better", "faster", "easier")):
        return None
    clause = c.low(topic.end) in {"that", "which", "who", "using"}
    used = clause and topic.end + 1 < c.end and "person" in c.words[topic.end + 1].classes
    return _head(topic) if not used and not (clause and topic.number >= 0) else None


def _work_noun(c: Clause) -> Cue:
    topic = _topic(c)
    if topic is None or topic.head < 0 or topic.classes & _OUTSIDE:
        return None
    valued = any(m.of >= 0 or m.kind == "share" for m in c.measures)
    return _head(topic) if made_from(c.low(topic.head)) and not valued else None


def _other_thing(c: Clause) -> Cue:
    topic, label = _topic(c), c.label
    if c.measures or topic is None:
        return None
    labelled = label is not None and _is(label, "artefact")
    return _head(topic) if labelled or not topic.classes else None


_DELIVERS = "names something the team delivers"
_EXISTS = "names a thing that exists when the work is done"
_EFFORT = "names effort, not what comes of it"
_THING = "names a thing, not what it changes"
_FINISHES = "names something the team finishes"

ROWS: tuple[Row, ...] = (
    Row("numbered-result", "outcome", "sure", "names a result with its number", _numbered_result,
        ("Retention after 30 days reaches 45%", "Launch it in Italy and win 40 clinics"),
        ("Train 200 nurses", "Test the booking page with 20 patients")),
    Row("handled-well", "outcome", "likely", "names a level of service", _handled_well,
        ("Permits issued within ten working days", "Ship orders on time"),
        ("Permits issued", "Ship the new booking page")),
    Row("none", "outcome", "likely", "says what there should be less of", _none,
        ("No missed deliveries in spring", "Fewer calls about lost passwords"),
        ("New delivery routes",)),
    Row("certified", "output", "sure", "ends with a certificate", _certified,
        ("Obtain ISO 27001 certification", "Reach GDPR compliance"),
        ("Reach 40 clinics",)),
    Row("hired", "output", "sure", "adds people, not what they change", _hired,
        ("Hire 4 nurses", "Two drivers recruited"), ("Win 40 clinics",)),
    Row("tried-harder", "activity", "likely", _EFFORT,
        lambda c: _demand(c, "up", "keep") if _is(c.object, "effort") else None,
        ("Increase the number of sales calls", "Grow outreach to schools"),
        ("Increase sales",)),
    Row("improved-thing", "output", "likely", _DELIVERS, _improved_thing,
        ("Improve the handbook", "Increase test coverage to 80%", "The handbook is improved"),
        ("Improve the reliability of deliveries",)),
    Row("kept-relation", "activity", "likely", _EFFORT, _kept_relation,
        ("Keep in touch with former pupils", "Maintain a good relationship with the council"),
        ("Keep uptime above 99%",)),
    Row("kept-thing", "output", "likely", _DELIVERS,
        lambda c: _demand(c, "keep") if _is(c.object, "artefact") else None,
        ("Maintain the price list",), ("Maintain uptime",)),
    Row("moved-measure", "outcome", "sure", "names a measure that moves", _moved_measure,
        ("Increase the task completion rate", "Reduce complaints"), ("Increase test coverage",)),
    Row("world", "outcome", "likely", "names a change in the world", _world,
        ("End child labour", "Restore degraded rivers"), ("Protect the API with a key",)),
    Row("won", "outcome", "sure", "says what others decide", _won,
        ("Win independent clinics",), ("Get the tool approved",)),
    Row("others-act", "outcome", "sure", "says what others do", _others_act,
        ("Customers renew early",), ("Users can log in",)),
    Row("quality", "outcome", "likely", "names a level of quality", _quality,
        ("The import is fast", "Make it easier"), ("The import is live",)),
    Row("built-state", "outcome", "likely", "names a state of people or of a market", _built_state,
        ("Build trust with first-time buyers", "Create demand for the refurbished range"),
        ("Build the portal",)),
    Row("became", "outcome", "likely", "says what others see in it", _became,
        ("Become the bank that farmers trust",), ("Be SOC 2 compliant",)),
    Row("made-to-a-level", "output", "likely", _DELIVERS, _made_to_a_level,
        ("Publish the timetable with 95% of trains on time",), ("Publish the timetable",)),
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
    Row("moved-thing", "output", "likely", _FINISHES,
        _moved_thing,
        ("Make the rota public",),
        ("Become the bank that farmers trust",)),
    Row("exists", "output", "likely", _EXISTS, _exists,
        ("Work instructions exist for all stations",), ("Work instructions for all stations",)),
    Row("capability", "output", "likely", "describes what the product will do", _capability,
        ("Drivers can see their route", "Ability to import old invoices"),
        ("Drivers see their route",)),
    Row("will-be", "output", "sure", "says what will be done, not what comes of it", _will_be,
        ("The plugin will be included in the next release", "The committee has published its plan"),
        ("The plugin is fast", "Drivers will save an hour a day")),
    Row("done", "output", "sure", _FINISHES, _done,
        ("The handbook is published", "Handbook published by June"),
        ("Handbooks published in spring are used", "Complaints resolved")),
    Row("has-thing", "output", "sure", _EXISTS, _has_thing,
        ("Every team has a handbook",), ("Every team has confidence",)),
    Row("ready", "output", "likely", "names the state in which the work ends", _ready,
        ("New portal live by May", "A plan is in place"), ("The portal is fast",)),
    Row("feature", "output", "likely", "describes what the product will do", _feature,
        ("The app supports dark mode",), ("Clinics support each other",)),
    Row("valued-thing", "outcome", "likely", "names a thing with its value", _valued_thing,
        ("Waiting list under 18 weeks",), ("Waiting list for 18 courses",)),
    Row("effort-thing", "activity", "sure", _EFFORT, _effort_thing,
        ("Three workshops for teachers",), ("Three new schools",)),
    Row("thing", "output", "sure", _THING, _thing,
        ("A tool for the rota", "OIDC support"), ("Trust in the rota",)),
    Row("work-noun", "output", "likely", _FINISHES, _work_noun,
        ("Localisation into 11 languages",), ("Retention of nurses",)),
    Row("other-act", "activity", "guess", "names something the team does", _other_act,
        ("Use the roadmap in sales talks", "Dockerify the old importer"), ("Drivers use the map",)),
    Row("other-thing", "output", "guess", _THING, _other_thing,
        ("Recursive mounts", "Export tool: simple and free"), ("Retention: 40%",)),
)  # fmt: skip
"""The table, from what overrules all else to what is left."""
