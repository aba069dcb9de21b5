"""The one question that leads from a line to a stronger one, in the line's own words.

What would show that a handbook was worth writing is not what would show it of a hire. So the
question follows the sort of work: whether a feature, document, event, hire, process, migration,
campaign, study, training, decision or repair is named. A purpose that the line states already is
asked for its figure.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, Protocol

from stratdocs.language.clause import Clause, clause
from stratdocs.language.lexicon import irregular_verbs, noun_groups, regular_forms, verb
from stratdocs.language.measures import stated
from stratdocs.language.tongues import is_english
from stratdocs.words.phrases import elide, pattern

MAX_CHARACTERS = 1500
"""Characters that are read: a goal is a sentence or two."""
MAX_THING, MAX_PURPOSE = 7, 10
"""The most words of what is made, and of what it is for, that a question repeats."""


class Judged(Protocol):
    """What is asked of a judgement."""

    @property
    def label(self) -> str:
        """Outcome, output, activity or unclear."""

    @property
    def place(self) -> tuple[int, int]:
        """The place of the words that decided."""


_UNNAMED = "this is done"
"""That it is done, for lack of words."""


class Deed(NamedTuple):
    """What a line says will be done."""

    lemma: str
    """The verb; empty if none is read."""
    thing: str
    """What it is done to, as in a sentence: `the new portal`; empty if none is read."""
    head: str
    """The noun of the thing, in lower case."""
    many: bool
    """Whether the thing is in the plural."""
    state: str = ""
    """What the thing will be, if that is no participle: `live`."""
    joined: str = ""
    """The preposition between verb and thing: `in`."""

    @property
    def done(self) -> str:
        """That it is done: `the new portal is launched`; `this is done` for lack of words."""
        if self.joined and self.lemma:
            return self.ours
        if not self.thing or not (self.lemma or self.state) or self.lemma in _BARE_VERBS:
            return _UNNAMED
        if self.lemma == "grow":
            return f"{self.thing} {'have' if self.many else 'has'} grown"
        are = "are" if self.many else "is"
        return f"{self.thing} {are} {self.state or _participle(self.lemma)}"

    @property
    def ours(self) -> str:
        """That somebody has done it: `you have met 20 bankers`."""
        if not self.lemma:
            return self.done
        if not self.thing or self.lemma in _BARE_VERBS:
            return _UNNAMED
        joined = f"{self.joined} " if self.joined else ""
        return f"you have {_participle(self.lemma)} {joined}{self.thing}"


_BARE_VERBS = frozenset(
    "get make have be keep become bring put let do go take enable allow".split()
)
"""Verbs that say little without what follows their object: "get it certified"."""


_IRREGULAR = dict(
    pair.split(":")
    for pair in """understand:understood undertake:undertaken take:taken overcome:overcome
    oversee:overseen foresee:foreseen redo:redone undo:undone withdraw:withdrawn draw:drawn
    tell:told
    catch:caught feed:fed choose:chosen let:let shut:shut split:split cast:cast broadcast:broadcast
    forecast:forecast reset:reset quit:quit cost:cost sit:sat input:input bind:bound wind:wound
    hang:hung ring:rung sing:sung swim:swum dig:dug stick:stuck lend:lent lose:lost shoot:shot
    sweep:swept sleep:slept fight:fought seek:sought steal:stolen format:formatted""".split()
)
"""Past participles beside those that the lexicon has, which the weights were learned with."""


def _participle(lemma: str) -> str:
    """The past participle, as in "once it is ...": "launched", "written", "rolled out"."""
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    first, _, rest = lemma.partition("-")
    forms = irregular_verbs().get(first)
    regular = regular_forms(first)[1][-1 if _doubles_consonant(first) else 0]
    past = forms[-1][1] if forms else regular
    return f"{past} {rest}".strip().replace("-", " ")


def _doubles_consonant(verb: str) -> bool:
    """Whether the last letter is doubled: in short verbs, and those stressed at the end."""
    syllables = sum(
        letter in "aeiou" and (at == 0 or verb[at - 1] not in "aeiou")
        for at, letter in enumerate(verb)
    )
    closed_end = verb[-1:] not in "aeiouwxy" and verb[-3:-2] not in ("a", "e", "i", "o", "u")
    stressed = ("mit", "fer", "bed", "run", "fit", "plan", "gin", "ship")
    return closed_end and (syllables == 1 or verb.endswith(stressed)) and not verb.endswith("ffer")


def question(line: str, judged: Judged, parent: str = "") -> str:
    """The question that leads to a stronger line; `parent` is the outcome that it is for."""
    if judged.label == "outcome":
        return _missing_parts(line)
    if judged.label == "unclear":
        return "On the last day, what would you check to call this met?"
    line = line[:MAX_CHARACTERS]
    deed = deed_of(line, judged.place[0]) if is_english(line) else _NOTHING
    once = deed.ours if judged.label == "activity" else deed.done
    if once == _UNNAMED and is_english(line):
        deed, once = _with_head(deed, clause(line))
    if parent:
        shown = elide(" ".join(parent.split()).strip(" .!"))
        return f'Which measure of "{shown}" will move once {once}, from which value to which?'
    if pattern(_CAPABILITY).match(line) and deed.lemma in (
        "",
        "enable",
        "allow",
        "help",
        "empower",
    ):
        return "How many of them will do so, and what will it change for them?"
    return _of_purpose(line) or _QUESTIONS[sort_of(deed)].format(
        once=once, who=_audience(line, deed) or "customers", thing=deed.thing or "it", see=_SEE
    )


_CAPABILITY = r"""
    (?:[^\W\d][\w'’-]*\s+){1,4}?(?<=s\s)can\s
  | (?:enable|allow|help|empower)\s+(?:[^\W\d][\w'’-]*\s+){0,3}(?:people|\w+s)\s+to\s"""
"""Several who are able to do something."""
_SEE = "which metric will show it"
_QUESTIONS = {
    "feature": "What will {who} do differently once {once}, and {see}?",
    "document": "Who will work or decide differently once {once}, and {see}?",
    "visit": "What will be different once {once}, and {see}?",
    "contact": "What will they do differently once {once}, and how many of them?",
    "event": "What will participants do differently once {once}, and how many of them?",
    "hire": "What will be possible that isn't today once {once}, and {see}?",
    "process": "What will be faster, cheaper or better once {once}, and {see}?",
    "migration": "What will be faster, cheaper or safer once {once}, and {see}?",
    "campaign": "What will people do once {once}, and how many of them?",
    "study": "Which decision will follow once {once}, and which result will it improve?",
    "training": "What will participants do differently once {once}, and {see}?",
    "decision": "What will change for {who} once {once}, and {see}?",
    "repair": "What will {who} no longer run into once {once}, and {see}?",
}
"""The question for each sort of work."""


def _missing_parts(line: str) -> str:
    """The question for what a result lacks; empty if it has a measure, a value and a target."""
    found = stated(line)
    today = "the value today" if found.metric else "its value today"
    lacking = [
        f"what is {words}"
        for part, words in ((found.baseline, today), (found.target, "the target"))
        if not part and not found.closed
    ]
    asked = [*lacking] if found.metric else ["which metric will show it", *lacking]
    if not asked:
        return ""
    before, last = ", ".join(asked[:-1]), asked[-1]
    text = f"{before}, and {last}?" if before else f"{last}?"
    return text[0].upper() + text[1:]


# --- what it is for -------------------------------------------------------------------------------

_PURPOSE = r"""
    \b(?:in\s+order\s+to|so\s+as\s+to|to)\s+(?P<change>(?:increase|reduce|improve|raise|lower|boost|cut
      |grow|decrease|shorten|accelerate|speed\s+up|double|halve|lift|maximi[sz]e|minimi[sz]e)\s+\D+)
  | \bso(?:\s+that)?\s+(?P<state>(?!far\b|much\b|many\b)\w+(?:\s+[\w'’-]+){1,8})"""
_PURPOSE_ENDS = r"""
    [,.;:(–—]|\s-\s
  | \s(?:by|before|until|in|during|this|next|and|while|through|via|using|with)\b"""


def _of_purpose(line: str) -> str | None:
    """The question for the figure of a purpose that the line states; None if it states none."""
    found = pattern(_PURPOSE).search(line)
    if found is None or found.start() == 0:
        return None
    if found["change"]:
        change = _yours(pattern(_PURPOSE_ENDS).split(found["change"], maxsplit=1)[0].strip())
        if not 2 <= len(change.split()) <= MAX_PURPOSE:
            return None
        return f"By how much will it {change[0].lower()}{change[1:]}, and what is the value today?"
    state = _yours(pattern(_PURPOSE_ENDS).split(found["state"], maxsplit=1)[0].strip())
    if not 2 <= len(state.split()) <= MAX_PURPOSE:
        return None
    return f"Which metric will show that {state}, and what is its value today?"


# --- what is done ---------------------------------------------------------------------------------

_WORD = r"""
    \d[\d.,:]*(?<!:)(?:\s?%|[^\W\d_]+)?\+? | [^\W\d_][\w'’]*(?:[-/.&+][\w'’]+)* | [^\w\s]"""
_LABEL = r"(?:[^:]{1,40}:\s+)?"
"""What stands before a colon."""
_STOPS = frozenset(
    """for to in on at by with from across within into before after during through via using so
    that which who whose as per than if when while until between among under over about around
    and or but plus then out off where because upon towards toward onto without against like
    including is are was were be been will can has have how what why whether should must
    could""".split()
)
"""Words at which the name of a thing ends."""
_DETERMINERS = frozenset(
    """the a an our my your their its his her this that these those all each every any some both
    no another many several more most enough one two three four five six seven eight nine ten twelve
    twenty""".split()
)
_ONES = frozenset(["a", "an", "each", "every", "another", "this", "that"])
_SINGULARS = frozenset("news business process access analysis progress status basis sales".split())
_PLURALS = frozenset(
    "people children criteria women men staff metrics clinics topics basics mechanics".split()
)
_STATES = frozenset(
    "live available accessible ready complete done online operational functional finished".split()
)
_NOMINALS = {
    "implementation": "implement",
    "introduction": "introduce",
    "migration": "migrate",
    "development": "develop",
    "creation": "create",
    "publication": "publish",
    "completion": "complete",
    "deployment": "deploy",
    "integration": "integrate",
    "rollout": "roll-out",
    "roll-out": "roll-out",
    "delivery": "deliver",
    "launch": "launch",
    "release": "release",
    "design": "design",
    "redesign": "redesign",
}
"""Nouns of doing, and their verbs: "launch of the portal"."""


def deed_of(line: str, start: int = 0) -> Deed:
    """What a line says will be done, as far as it can be read from that place on."""
    label = pattern(_LABEL).match(line)
    after_label = label.end() if label else 0
    for begin in dict.fromkeys((start, after_label, 0)):
        demand = _demand(_words(line, begin))
        is_noun = begin > after_label and demand is not None and demand.joined
        if demand is not None and not is_noun:  # not "multi-site support with a dashboard"
            return demand
    words = _words(line, after_label)
    end = _end_of_thing(words, 0)
    for at in range(1, min(end + 3, len(words))):
        found = verb(words[at].lower())
        before = words[at - 1].lower()
        if found is not None and found.past and not found.base and _ends(words, at + 1):
            if before in ("have", "has", "had") or words[0].lower() == "no":
                return _NOTHING  # "all systems have delivered at least one release"
            last = _trimmed(words, at)
            return _agreeing(_deed(found.lemma, words[:last]), _at(words, last))
        if words[at].lower() in _STATES and _ends(words, at + 1):
            last = _trimmed(words, at)
            return _agreeing(_deed("", words[:last], words[at].lower()), _at(words, last))
    opening = verb(words[0].lower()) if words else None
    if opening is not None and opening.past and not opening.base and _is_counted(words, 1):
        return _deed(opening.lemma, words[1 : _end_of_thing(words, 1)])
    if opening is not None and opening.ing:
        return _NOTHING
    named = bool(words) and (_is_common(words[0].lower()) or not words[0].istitle())
    behind = _at(words, end)
    if not named or "%" in words[0] or behind in _AUXILIARIES or behind in (",", "to"):
        return _NOTHING
    if behind in ("and", "&", "/", "(") and not _is_made(words[end - 1].lower()):
        return _NOTHING  # "payment and billing flow"
    if end < len(words) and verb(_at(words, end)) is not None:
        return _NOTHING
    deed = _deed("", words[:end])
    written = sort_of(deed) == "document"
    return deed._replace(lemma="write") if written else deed._replace(state="in place")


def _with_head(deed: Deed, read: Clause) -> tuple[Deed, str]:
    """The deed with the noun of what is made, and that it is there: "this tool is in place"."""
    for phrase in (read.object, read.subject, read.predicate):
        if phrase is None or phrase.head < 0 or phrase.counts:
            continue
        head = read.words[phrase.head]
        is_effort = "effort" in phrase.classes
        if not (is_effort or "artefact" in phrase.classes) or not head.raw.isalpha():
            continue
        many = _is_plural(head.low)
        named = head.raw if head.raw[1:] != head.raw[1:].lower() else head.low
        these, are = ("these", "are") if many else ("this", "is")
        state = "done" if is_effort else "in place"
        return deed._replace(head=head.low, many=many), f"{these} {named} {are} {state}"
    return deed, _UNNAMED


def _agreeing(deed: Deed, auxiliary: str) -> Deed:
    """The deed in the number that the auxiliary of the line shows: "backfills are complete"."""
    if auxiliary in ("are", "were", "have"):
        return deed._replace(many=True)
    return deed._replace(many=False) if auxiliary in ("is", "was", "has") else deed


def _is_counted(words: list[str], at: int) -> bool:
    """Whether a number or determiner stands there."""
    low = _at(words, at)
    return low in _DETERMINERS or low[:1].isdigit()


def _is_made(low: str) -> bool:
    """Whether a noun names something that is made, as far as the sorts of work know."""
    forms = {low, low.removesuffix("s")}
    known = not forms.isdisjoint(_sort_nouns() | _ABBREVIATED)
    return known or any("artefact" in noun_groups(form) for form in forms)


def _words(line: str, begin: int) -> list[str]:
    return [found[0].rstrip() for found in pattern(_WORD).finditer(line, begin)]


_NOTHING = Deed("", "", "", many=False)
_AUXILIARIES = frozenset(
    """is are be been gets being has have was were will can could may should must would also now
    fully""".split()
)


def _trimmed(words: list[str], last: int) -> int:
    """Where a subject ends, without the auxiliaries behind it."""
    while last > 0 and words[last - 1].lower() in _AUXILIARIES:
        last -= 1
    return last


def _demand(words: list[str]) -> Deed | None:
    """What a demand asks for: "launch the portal", "roll out and test it", "launch of it"."""
    at = 0
    if len(words) > 2 and words[1].lower() == "of" and words[0].lower() in _NOMINALS:
        return _deed(_NOMINALS[words[0].lower()], words[2 : _end_of_thing(words, 2)])
    lemma = ""
    while at < len(words):
        found, behind = _verb_at(words, at)
        if found is None:
            break
        lemma, at = found, behind
        inner = verb(_at(words, at)) if lemma in _BEGINNINGS else None
        if inner is not None and inner.ing:
            lemma, at = inner.lemma, at + 1
        elif lemma in _BEGINNINGS and _at(words, at) == "to":
            at += 1
            continue
        if _at(words, at) in ("and", "&", "/", ",") and _verb_at(words, at + 1)[0] is not None:
            at += 1
            if _at(words, at) == "and":
                at += 1
        else:
            break
    if not lemma:
        return None
    if _at(words, at) == "at" and _at(words, at + 1) in ("least", "most"):
        at += 2
    end = _end_of_thing(words, at)
    joined = ""
    if end == at and _at(words, at) == "for" and lemma not in _TAKE_FOR:
        return None  # a noun: "support for plugins"
    if end == at and _at(words, at) in ("in", "on", "to", "with", "at", "for", "from"):
        joined, end = words[at].lower(), _end_of_thing(words, at + 1)
    if _at(words, at) == "of":
        return None
    listed = _at(words, end) in ("and", ",", "&", "/") and end > at
    if listed and not _is_noun(words[end - 1].lower()) and not words[end - 1][0].isupper():
        return Deed(lemma, "", "", many=False)  # "fair and equal pay"
    deed = _deed(lemma, words[at + bool(joined) : end])
    return deed._replace(joined=joined)


_BEGINNINGS = frozenset("start begin continue help aim finish".split())
"""Verbs before the verb of what is done: "start measuring"."""
_TAKE_FOR = frozenset("look search prepare apply recruit advocate push campaign plan".split())
"""Verbs that may have "for" before their object."""


def _verb_at(words: list[str], at: int) -> tuple[str | None, int]:
    """The base form at a place, "roll out" included, and where it ends."""
    low = _at(words, at)
    joined = verb(f"{low}-{_at(words, at + 1)}") if low else None
    if joined is not None and joined.base:
        return joined.lemma, at + 2
    found = verb(low) if low else None
    following = _at(words, at + 1)
    doing = at == 0 and (following in _DETERMINERS or following in _STOPS or following.isdigit())
    if found is None or not (found.base or (found.ing and doing)):
        return None, at
    return found.lemma, at + 1


def _at(words: list[str], at: int) -> str:
    return words[at].lower() if at < len(words) else ""


def _ends(words: list[str], at: int) -> bool:
    """Whether a phrase ends here."""
    low = _at(words, at)
    return low in _STOPS or not low[:1].isalnum()


def _end_of_thing(words: list[str], at: int) -> int:
    """Where the name of a thing ends."""
    begin = at
    while at < len(words):
        low = words[at].lower()
        if not low[0].isalnum():
            break
        if low in _STOPS:
            break
        found = verb(low)
        past = found is not None and found.past and not found.base
        if at > begin and (past or low in _STATES) and _ends(words, at + 1):
            break  # "a portal used by"
        at += 1
    if at > begin + 1 and words[at - 1].endswith("ed") and _is_plural(words[at - 2].lower()):
        at -= 1  # "2 articles focused on"
    while at > begin and (
        words[at - 1].lower().endswith("ly") or words[at - 1].lower() in ("more", "better", "well")
    ):
        at -= 1
    return at


def _deed(lemma: str, words: list[str], state: str = "") -> Deed:
    """The deed with its thing in the form that it has in a sentence."""
    if not words or len(words) > MAX_THING or words[-1].lower() in _DETERMINERS:
        return Deed(lemma, "", "", many=False, state=state)
    words = list(words)
    first = 1 if words[0].lower() == "the" else 0
    if len(words) > first + 2 and words[first].lower() in _AMOUNTS and words[first + 1] == "of":
        words = words[first + 2 :]  # "number of trees"
    lows = [word.lower() for word in words]
    if not _CLAUSE_WORDS.isdisjoint(lows):
        return Deed("", "", "", many=False)
    of = lows.index("of") if "of" in lows[1:] else len(words)
    head = lows[of - 1]
    counted = lows[0] in _DETERMINERS or lows[0][0].isdigit()
    name = not counted and _is_name(words, lows)
    raw = words[of - 1]
    is_plural = (raw[-1:] == "s" and raw[:-1].isupper()) or _is_plural(head)  # "PRs"
    many = lows[0] not in _ONES and not name and is_plural
    if lows[0].isdigit():
        many = lows[0] != "1"
    capitals = [word for word in words if word[:1].isupper()]
    titled = words[0][0].isupper() and words[0][1:].islower()
    if titled and len(capitals) < max(2, len(words)) and _is_common(lows[0]):
        words[0] = lows[0]
    if lows[0] in ("a", "an"):
        words[0] = "the"
    elif lows[0] in _DETERMINERS:
        words[0] = lows[0]
    elif len(lows) > 1 and lows[0].endswith("ing") and lows[1] in _DETERMINERS:
        pass  # "in building a team"
    elif not (many or counted or name or (of == len(words) and _is_mass(head))):
        words.insert(0, "the")
    return Deed(lemma, _yours(" ".join(words)), head, many, state)


_AMOUNTS = frozenset("number amount quantity volume area".split())
_CLAUSE_WORDS = frozenset("sure certain we i you they he she it".split())
"""Words of a sentence rather than of the name of a thing: "make sure we have"."""


def _is_common(low: str) -> bool:
    """Whether a word is no name."""
    forms = {low, low.removesuffix("s")}
    if verb(low) is not None or not forms.isdisjoint(_COMMON):
        return True
    if not _AUDIENCES.isdisjoint((low, f"{low}s")):
        return True
    return any(noun_groups(form) for form in forms)


def _is_noun(low: str) -> bool:
    return bool(noun_groups(low)) or low in _sort_nouns() or _is_plural(low)


def _is_name(words: list[str], lows: list[str]) -> bool:
    """Whether a thing is a name, which takes no article: "Kubernetes", "SOC 2"."""
    last = lows[-1]
    if last in _ABBREVIATED or (words[-1][-1:] == "s" and words[-1][:-1].isupper()):
        return False
    if any(noun_groups(form) or form in _sort_nouns() for form in (last, last.removesuffix("s"))):
        return False
    return words[-1][:1].isupper() or any(map(str.isdigit, last))


_COMMON = frozenset("new better full first next own internal public".split())
_ABBREVIATED = frozenset(
    "api cli cms crm erp faq kpi mvp okr poc prd rfc roi sdk sla slo sop ui".split()
)
"""Abbreviations of things, which take an article."""


def _is_mass(noun: str) -> bool:
    """Whether a noun takes no article: "quality", "awareness"."""
    return noun in _MASSES or noun.endswith(("ness", "ity", "ship", "ance", "ence"))


_MASSES = frozenset(
    """support documentation training research growth collaboration communication security
    automation software guidance feedback content data access onboarding outreach marketing
    monitoring testing work progress knowledge education coverage hardware funding hiring
    infrastructure innovation leadership management trust traffic advice planning""".split()
)


def _is_plural(noun: str) -> bool:
    if noun in _PLURALS or (noun.endswith("s") and noun.removesuffix("s") in _ABBREVIATED):
        return True
    return (
        len(noun) > 3
        and noun.endswith("s")
        and not noun.endswith(("ss", "us", "is", "ics"))
        and noun not in _SINGULARS
    )


def _yours(text: str) -> str:
    """A text of the company's, as it is said to it."""
    return re.sub(r"\b(?:our|my)\b", "your", re.sub(r"\bwe\b", "you", text))


# --- the sort of work -----------------------------------------------------------------------------

_SORTS: tuple[tuple[str, str, str], ...] = (
    (
        "hire",
        "hire recruit staff appoint",
        "hire engineer designer developer headcount team squad cto ceo cfo coo",
    ),
    (
        "training",
        "train teach coach upskill educate",
        "training course bootcamp curriculum masterclass",
    ),
    (
        "study",
        """research investigate explore interview survey analyse analyze study assess evaluate
        understand identify benchmark discover gather collect review audit experiment""",
        "interview survey research study analysis experiment assessment discovery",
    ),
    ("visit", "attend participate visit travel speak join", "travel"),
    ("contact", "meet contact call reach-out approach engage talk ask", ""),
    (
        "event",
        "host organise organize",
        """event meetup conference webinar workshop hackathon summit fair talk session offsite
        meeting call party congress roadshow""",
    ),
    (
        "campaign",
        "promote advertise post",
        """campaign ad newsletter post blog article video podcast content outreach promotion story
        email press""",
    ),
    ("repair", "fix resolve patch remediate debug", "bug issue ticket vulnerability defect debt"),
    (
        "migration",
        """migrate move port switch upgrade transition replace consolidate decommission retire
        deprecate refactor rewrite convert""",
        "migration upgrade refactoring consolidation",
    ),
    (
        "decision",
        "decide define agree choose select determine plan prioritise prioritize finalise approve",
        "strategy roadmap decision budget vision target priority",
    ),
    (
        "document",
        "document write draft",
        """document documentation doc handbook guide manual report paper spec specification playbook
        wiki template guideline readme charter checklist proposal brief plan policy""",
    ),
    (
        "process",
        "standardise standardize automate streamline",
        """process workflow procedure ritual cadence framework practice standard programme program
        governance pipeline automation rotation""",
    ),
)
"""Each sort of work with its verbs and nouns, in the order in which they are asked."""


@cache
def _sort_nouns() -> frozenset[str]:
    return frozenset(noun for _, _, nouns in _SORTS for noun in nouns.split())


def sort_of(deed: Deed) -> str:
    """The sort of work; `feature` for whatever else is made."""
    head = deed.head.rpartition("-")[2]
    nouns = {head, head.removesuffix("s"), re.sub("ies$", "y", head)}
    for sort, verbs, _ in _SORTS:
        if deed.lemma in verbs.split():
            people = deed.thing[:1].isdigit() or deed.head in _AUDIENCES
            return "feature" if deed.lemma == "meet" and not people else sort
    for sort, _, known in _SORTS:
        if not nouns.isdisjoint(known.split()):
            return sort
    return "feature"


_AUDIENCES = frozenset(
    """customers users clients patients consumers shoppers buyers subscribers members visitors
    guests residents citizens households families parents students pupils learners veterans tenants
    passengers commuters riders drivers readers viewers clinics hospitals schools partners suppliers
    donors volunteers farmers developers employees applicants contributors nurses doctors teachers
    beneficiaries merchants sellers""".split()
)
"""Those for whom something may change."""


def _audience(line: str, deed: Deed) -> str | None:
    """Who is named in the line, other than as what is worked on."""
    words: list[str] = re.findall(r"[^\W\d_]+", line.lower())
    return next((word for word in words if word in _AUDIENCES and word != deed.head), None)
