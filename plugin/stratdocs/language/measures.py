"""The parts of a measure that a line states: metric, baseline, target and date.

"Increase 7-day activation from 40% to 55% by March" states all four; "Happier operators" states
none. Not every number is a value: dates, versions, names (SOC 2) and the spans inside a measure
(7-day, per 1000) are not.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from stratdocs.language.clause import clause
from stratdocs.language.lexicon import noun_groups
from stratdocs.words.phrases import pattern

MAX_CHARACTERS = 1500
"""Characters that are read: a goal is a sentence or two."""


_UNITS = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|quarters?|years?)"
_SPAN = rf"(?:(?:business|working|calendar|sailing)\s+)?{_UNITS}\b"
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WORDS = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|fifty|hundred"
    r"|thousands?)"
)

# Numbers that are dates.
_DATE = rf"""
    \b\d{{4}}-\d\d(?:-\d\d)?\b | \b(?:q\s?-?[1-4]|h[12])(?:\s?/?-?\s?(?:\d{{4}}|'?\d\d))?\b
  | \b\d{{4}}[-\s]?(?:q[1-4]|h[12])\b | \bfy\s?-?'?\d{{2,4}}\b
  | \b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTHS}(?:,?\s+\d{{4}})?
  | \b{_MONTHS},?\s+(?:\d{{4}}\b|\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?)
  | \b\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?\b(?!\s*(?:%|stars?|points?))
  | (?<![\d.,$€£¥₹])(?:19|20)\d\d(?![\d%.,]|\s*(?:%|[a-z]+s\b))"""
# Dates in words, and the words that lead up to one.
_DAY = rf"""
    \b(?:year|quarter|season)(?:'s)?[-\s]end\b | \beo[ymq]\b
  | \bend\s+of\s+(?:the|this|next)?\s*\w+
  | \b(?:this|next)\s+(?:quarter|year|month|season|half|week)\b
  | \b(?:by|until|before|in|during|till)\s+(?:the\s+)?(?:(?:end|start|close)\s+of\s+)?
      {_MONTHS}(?!\s+\w+ly)"""
# Numbers that are part of a name or of what is measured.
_NAME = rf"""
    \b\d+(?:[.,]\d+)?-[a-z]\w* | \b\d+\s?/\s?7\b | \b[pP]\d\d(?:\.\d+)?\b | \b\d+(?:st|nd|rd|th)\b
  | \bv(?:ersion)?\s?\d[\d.]* | \b\d+\.\d+\.\d[\d.]* | \b\d+(?:\.\d+)?\s+(?:version|release)\b
  | \b(?:soc|iso|phase|tier|level|type|stage|wave|web|step|part|oauth|wcag|http|ipv|sprint|act|rule
      |article|no\.|top)
      \s?-?\d[\d.:-]*
  | \b[A-Za-z]+-?\d[\w.]* | \b\d+[a-z]+\d\w*
  | \b(?:per|of|in|out\s+of|of\s+every|in\s+every)\s+
      (?:1[ ,.]?000(?:[ ,.]?000)?|10[ ,.]?000|100)\b(?!\s?%)
  | \b(?:last|past|first|next|after|over|every|per|at|following|previous)\s+(?:the\s+)?
      (?:\d+|{_WORDS})\s*-?\s*{_SPAN}
  | \b(?:\d+|{_WORDS})\s+{_SPAN}(?=\s+(?:after|before|from|later)\b)
  | \b(?:within|in)\s+(?:\d+|{_WORDS})\s+{_SPAN}(?=\s+(?:of|after)\b)
  | \b\d+(?:\s*,\s*\d+)*\s*,?\s+and\s+\d+\s*-?\s*{_SPAN}"""
# "Within 2 days" is a target if nothing else is.
_WITHIN = rf"""
    \b(?:within|under|below|less\s+than|at\s+most|in)\s+(?:a|an|one|\d[\d.,]*|{_WORDS})\s*{_SPAN}"""
_VALUE = rf"""[$€£¥₹]?\s?\d[\d.,'’]*(?:\s?%|[a-zA-Z]+\b)? | \b{_WORDS}\b(?!\s+of\s+us)
  | \bone\s+{_SPAN} | (?<=\bmaximum\s)one\b | (?<=\bat\smost\s)one\b | (?<=\bmore\sthan\s)one\b
  | (?<=\bat\sleast\s)one\b | (?<=\bminimum\s)one\b"""
_WHOLE = rf"""
    \b(?:none|nobody|no-one|everyone|everybody|zero|never|always|any(?:one|body)|majority|half|most\s+of|flat|
      as\s+planned|the\s+same\s+(?:day|minute|hour))\b
  | ^\W*(?:\w+(?:['’-]\w+)*\W+){{0,4}}?(?:all|most(?=\s+\w+s\b)|no(?!\s+(?:matter|longer\s+term)\b)
      |(?:every|each)(?!\s+(?:single\s+)?(?:{_UNITS}|season|winter|summer|time|week\w*)\b))\b(?!\s+(?:types|kinds|sorts)\b)
  | \b(?:for|by|at|among|with)\s+(?:all|every|no)\b(?!\s+(?:types|kinds|sorts)\b)"""
_FACTOR = (
    r"\b(?:double[ds]?|doubling|triple[ds]?|quadruple[ds]?|halv(?:e[ds]?|ing)|twice|tenfold)\b"
)
_REGULARS = r"""
    \b(?:daily|weekly|monthly|unique)\s+(?:unique\s+|active\s+|returning\s+)?
    (?:visitors|users|readers|customers|buyers|players|listeners|viewers|riders|guests)\b"""
"""Counts of people by their regular use: "monthly unique visitors"."""
_AS_MANY = r"\bas\s+(?:many|much|often)\b"
_CHANGE = r"""
    \b(?:increas|rais|grow|grew|improv|boost|lift|expand|double|triple|reduc|cut(?:s|ting)?\b|lower|decreas|
      shorten|shrink|drop(?:s|ped)?\b|halv|speed\s+up|accelerat|minimi[sz]|maximi[sz]|rise|fall|
      (?:fewer|faster|quicker|(?<!or\s)better|higher|greater|longer|less)\b(?!\s+than))"""
_LIMIT = r"""
    \b(?:at\s+(?:least|most)|less\s+than|(?:more|fewer|bigger|better|higher|greater)\s+than|under|below|
      above|over|within|maximum|minimum|no\s+more\s+than|up\s+to|keep|stay|stays|remain|remains|hold|maintain|beyond)\b
  | [<>≤≥]|\d\s?\+|\bor\s+(?:more|less|better|above|below|fewer)\b"""
_COMPARED = r"""\b(?:faster|fewer|more|better|less|lower|higher|smaller|shorter)\b[^.;]{0,40}?
      \bthan\s+(?:those|before|that|the|it|in|last|today|ever|this|any|our)\b"""
_START = r"""
    \b(?:currently|today|now|baseline|so\s+far|up\s+from|down\s+from|instead\s+of|compared\s+(?:to|with)|
      versus|vs\.?|rather\s+than)\b[\s:(]*(?:at|of|is|a|an|the)?\s*"""

_FROM = rf"""
    \bfrom\s+(?:an?\s+|about\s+|around\s+|~\s*)?(?:{_VALUE}|zero|nothing|half|third|quarter)(?=[^.;]{{0,40}}?\b(?:to|towards|into)\b)
  | (?<=\d|%)\s[^.;]{{0,30}}?\bfrom\s+(?:{_VALUE})
  | {_START}(?:{_VALUE})"""

_STOP = r"""
    (?=\s*[.!]?\s*$ | \s*(?:[;()]|,(?!\d)) | \.\s | \s+[–—→⇒] | \s+-+>? | \s+(?:
      by|until|till|before|in|at|for|within|while|and|without|during|across|among|on|this|next|from|of
      |with|so|when|where|after|through|to|throughout|versus|vs)\b)"""
_FIGURE = (
    r"(?:[<>≤≥~≈]\s*)?[-+−]?\s?(?:(?<![^\W\d_])[^\W\d_]{0,3}[$€£¥₹₩.]?\s?)?[\d][^;()→⇒]{0,40}?"
)
_BOUND = r"(?:(?:at\s+(?:least|most)|(?:less|more)\s+than|under|below|over|above|about|around)\s+)?"
_ENDS = rf"""
    (?:\bfrom\s+(?:about\s+|around\s+)?(?P<start>{_FIGURE}|zero|nothing)\s+to\s+(?P<end>{_BOUND}{_FIGURE})
     |(?P<start2>{_FIGURE})\s*(?:→|⇒|->|=>)\s*(?P<end2>{_FIGURE})){_STOP}"""
_END = rf"\bto\s+(?P<end>{_BOUND}{_FIGURE}){_STOP}"
_BY = r"""
    \b(?:by|until|before)\s+(?:the\s+)?(?:(?:end|close)\s+of\s+)?(?P<day>
      \d{4}-\d\d-\d\d | \d{4}-(?:Q[1-4]|H[12]|\d\d)\b | Q[1-4](?:[\s/-]*\d{4})?\b
      | (?:\d{1,2}(?:st|nd|rd|th)?\.?\s+)?(?:of\s+)?[A-Z][a-z]{2,8}\.?
        (?:\s+\d{1,2}(?:st|nd|rd|th)?\b)?(?:,?\s+\d{4})?)
      (?=[\s.,;)]|$)"""
_NOT_FIGURE = r"^\W*(?:19|20)\d\d(?!\d|[.,%])|\b\d+(?:st|nd|rd|th)\b|^\W*\d+\s+of\s"
_RISES = r"""
    \b(?:increas|rais|grow|grew|improv|boost|lift|expand|doubl|tripl|maximi[sz]|rise|higher|greater|gain|win|reach|
      add|more\b|at\s+least)"""
_FALLS = r"""
    \b(?:reduc|cut(?:s|ting)?\b|lower|decreas|shorten|shrink|drop(?:s|ped)?\b|halv|minimi[sz]|fall|fewer|shorter|
      less\b|at\s+most|below|under\b)"""

_HARM = r"""
    \b(?:churn|attrition|complaints?|defects?|incidents?|outages?|crash(?:es)?|downtime|cancellations?
      |refunds?|errors?|failures?|bugs?|accidents?|injur(?:y|ies)|absenteeism|drop-?outs?
      |abandonment|waste|latency|delays?|cycle[ -]time|lead[ -]time|waiting[ -]time
      |(?:response|resolution|repair|processing|handling|loading|load)[ -]time)\b
  | ^(?:(?:average|mean|median)\s+)?(?:time|days|hours|minutes|weeks|cost)
      \s+(?:to|until|per|for\s+each)\b"""
_HARM_UNDONE = r"""
    \b(?:\w+ed|free|without|zero|no|fewer|less|lower|reduc\w+|sav\w+|prevent\w+|budget|avoid\w+)\b"""

_KEPT = r"""
    \b(?:keep|hold|maintain|sustain|stay|remain)s?\b[^.;]{0,60}?
      (?:\bat\s+(?=\d)|(?=\bat\s+(?:least|most)\b|\b(?:above|over|below|under)\s|[<>≤≥]))
      (?P<level>(?:(?:at\s+least|at\s+most|above|over|below|under|[<>≤≥])\s*)?
      \d[\d.,]*(?:\s?(?:%|(?:h|hours?|min|minutes?|s|seconds?|days?|weeks?)\b))?)"""
_RATE = r"""
    (?<![\w.,])(?P<level>\d[\d,]*)\s+(?:[^\W\d]+\s+){1,4}?(?:a|an|per|each|every)\s+
      (?:day|week|month|quarter|year|sprint)\b"""
_A_TIME = r"\w\s+(?:a|per|each|every)\s+(?:day|week|month|quarter|year|sprint)\s*$"
_SOME = r"(?:(?:at\s+least|more\s+than|over|above|about|around)\s+|[>≥~]\s*)?"
_SHARE = rf"\s*{_SOME}(?P<level>\d[\d.,]*\s?%)(?=\s+of\s)"
_REACHED = rf"""
    \b(?:reach|hit|achieve|attain|get\s+to|arrive\s+at|exceed|surpass|pass)(?:e?s|ing|ed)?\s+
      (?:(?:an?\s+|the\s+)?(?:[\w-]+\s+)?(?:rating|score|nps|csat|rate|share|average|level|margin)\s+of\s+)?
      (?P<level>{_SOME}(?:[$€£¥₹]|US\$)?\s?\d[\d,]*(?:\.\d+)?
        (?:\s?%|[kKmM](?:n|illion)?\b|(?:\s?(?:EUR|USD|GBP|CHF|h|hours?|min|minutes?|days?|weeks?)\b))?)
      (?!\w|[:/-]|\s?%|[.,]\d|(?<!%)\s+of\b)"""
_RELATIVE = r"""
    \b(?:growth|increase|reduction|improvement|rise|drop|decrease|decline|uplift|savings?|discount|more|fewer
      |less|faster|slower|higher|lower|better|cheaper|shorter|new|additional|extra|further|another)\b"""

_LEVEL = r"""
    (?:^\W*?|\b(?:is|are|stays?|remains?)\s+)(?P<level>(?:
      at\s+least|at\s+most|no\s+(?:more|fewer|less)\s+than|fewer\s+than|(?:less|more)\s+than|under|below|above|over
      |[<>≤≥]=?)\s*[$€£¥₹]?\s?\d[\d.,]*(?:\s?(?:%|(?:ms|h|hours?|min|minutes?|s|seconds?|days?|weeks?|months?)\b))?)
  | ^\W*(?P<share>\d+(?:[.,]\d+)?\s?%)(?=\s+of\b)"""
"""A level that a line begins with, or says that something is: "at least 95% of", "is ≤45 days"."""
_COMPARATIVE = r"\s*(?:more|fewer|less|higher|lower|faster|slower|better|shorter|longer|cheaper)\b"
"""What makes a change of the level before it."""

_USUAL = r"\bfrom\s+\d+(?:\.\d+)?\s?%\s+to\s+\d+(?:\.\d+)?\s?%"
"""A start and an end that cannot be part of a date, name or span of time; ten times as fast."""
_ARROW = rf"(?:{_VALUE})\s*(?:→|->|=>|⇒)\s*(?:{_VALUE})"
_WORD = r"[^\W\d_][\w'’-]*"
_AMOUNT = r"""
    \b(?:numbers?|shares?|percentage|amount|hours|minutes|quantity)\s+(?:of|spent)\b
    | ^\W*(?:area|length|ha|km)\s+(?:of|under)\b
    | \((?:%|ha|kg|t|mt|km|km²|m|m²|m³|l|kwh|mwh|days|hours|min|eur|usd|[€$£])\)\s*[.]?\s*$"""
"""What names an amount: "quantity of", "area of" where it begins, a unit in brackets at the end."""

_NEAR = 15
"""Characters after a number in which its comparison may follow: "40% fewer", "5 points higher"."""

_VAGUE_MEASURES = frozenset(
    """experience experiences outcome outcomes impact success succeed performance quality growth
    effectiveness safety presence influence visibility simplicity ease awareness efficiency
    consistency resilience durability clarity interest life lives recognition understanding
    inclusion reputation productivity credibility independence dependence confidence trust
    performance-level risk exposure participation resolution trial view views pipeline fairness
    equity volume share""".split()
)
"""Nouns that everybody counts differently, so that they do not name a measure."""


class Figures(NamedTuple):
    """The figures of a measure as they stand in a line."""

    baseline: str | None = None
    target: str | None = None
    by: str | None = None
    """The day, or the month or quarter, by which; it may lack its year."""


_HOURS = 24
_BEFORE_HOURS = r"""\b(?:open|available|reachable|staffed|bookable|closed|runs?|works?|lasts?|
    daily|weekdays|days\s+a\s+week|everyone|children|kids|adults|with|of|between|aged?|ages)\s*$"""
_AFTER_HOURS = r"""^\s*(?:[ap]\.?m\b|o['’]clock|h\b|uhr\b|years?\s+old|year-olds?|
    (?:on|every|each)\s+(?:week|mon|tues|wednes|thurs|fri|satur|sun)day|
    in\s+the\s+(?:morning|afternoon|evening)|at\s+night|
    (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b(?!\s+\d{2,}%))"""
_WORK = ("make", "hire", "run", "effort")
"""Classes of verbs that move no figure."""


def _is_span(line: str, first: int, last: int, start: str, end: str) -> bool:
    """Whether a range of two bare numbers in a line says when or for which ages something is done,
    as in "Staff the desk from 9 to 5", and names no measure that goes from one to the other.
    """
    one, two = (re.fullmatch(r"(\d{1,3})(?:\s+(\D.*))?", text.strip()) for text in (start, end))
    if one is None or two is None or one[2]:
        return False
    before, after = line[:first], f"{two[2] or ''} {line[last:]}"
    if pattern(_CHANGE).search(before) or names_measure(line):
        return False
    if pattern(_BEFORE_HOURS).search(before) or pattern(_AFTER_HOURS).search(after):
        return True
    if two[2] or max(int(one[1]), int(two[1])) > _HOURS:
        return False
    act = clause(line).act
    if act is not None and act.is_in(*_WORK) and not act.is_in("up", "down", "become", "gain"):
        return True
    return bool(pattern(_SERVES).match(before))


_SERVES = r"^\s*(?:offer|answer|serve|be|staff|man|provide)\b"


class Stated:
    """The parts of a measure that a line states; each is searched for when first asked for."""

    def __init__(self, line: str) -> None:
        self._line = line[:MAX_CHARACTERS]

    @cached_property
    def metric(self) -> bool:
        """Whether it states what is counted, by naming a measure or counting something."""
        if self._usual or names_measure(self._line):
            return True
        if pattern(_REGULARS).search(self._line):
            return True
        if self._factor and pattern(_AS_MANY).search(self._line):
            return True
        return bool(self._values or self._whole or self._within or self._arrow)

    @cached_property
    def baseline(self) -> bool:
        """Whether it states a start."""
        return self._usual or bool(self._start or self._arrow or self.figures.baseline)

    @cached_property
    def target(self) -> bool:
        """Whether it states a target."""
        if self._usual:
            return True
        return bool(self._values or self._within or self._whole or self._factor or self._arrow)

    @cached_property
    def by(self) -> bool:
        """Whether it states a date."""
        return _due(self._dated) or bool(pattern(_DAY).search(self._line))

    @cached_property
    def change(self) -> bool:
        """Whether it states a change, which means nothing without a start."""
        values = self._values
        about = self._spanless[: values[0].end() + _NEAR] if values else self._line
        return self._factor or bool(pattern(_CHANGE).search(about))

    @cached_property
    def closed(self) -> bool:
        """Whether the target is complete without a start: a limit, all or none, a count."""
        if pattern(_COMPARED).search(self._line):
            return True
        if self.change or not self.target:
            return False
        return bool(
            self._whole or self._counted or self._within or pattern(_LIMIT).search(self._line)
        )

    @cached_property
    def figures(self) -> Figures:
        """Its start, end and day, where each stands there in figures."""
        line = self._line
        if not any(map(str.isdigit, line)):
            return Figures()
        # a word that must be there spares most lines the patterns, and a check their compilation
        folded = line.casefold()
        dated = any(word in folded for word in ("by ", "until ", "before "))
        due = pattern(_BY).search(line) if dated else None
        by = due["day"] if due else None
        ranged = ("from " in folded and " to " in folded) or any(s in line for s in "→⇒>")
        ends = pattern(_ENDS).search(line) if ranged else None
        if ends:
            start, end = ends["start"] or ends["start2"], ends["end"] or ends["end2"]
        elif "to " in folded and pattern(_CHANGE).search(line):
            found = list(pattern(_END).finditer(line))
            start, end = None, found[-1]["end"] if found else None
        else:
            return Figures(by=by)
        if ends and start and end and _is_span(line, ends.start(), ends.end(), start, end):
            return Figures(by=by)
        start = start and re.sub(r"\s+(?:today|now|currently|out)$", "", start.strip())
        start = "0" if start in ("zero", "nothing") else start
        if end is None or any(figure and re.search(_NOT_FIGURE, figure) for figure in (start, end)):
            return Figures(by=by)
        return Figures(start, re.sub(r"\s+out$", "", end.strip()), by)

    @cached_property
    def way(self) -> Literal["up", "down"] | None:
        """The direction that its words name; None if they name none, or both."""
        up, down = (bool(pattern(words).search(self._line)) for words in (_RISES, _FALLS))
        return None if up == down else "up" if up else "down"

    @cached_property
    def _usual(self) -> bool:
        """Whether it states a start and an end, as most lines do."""
        return bool(pattern(_USUAL).search(self._line))

    # The line without its dates, names, start and spans of time.

    @property
    def without_dates(self) -> str:
        """The line without its dates."""
        return self._dated

    @cached_property
    def _dated(self) -> str:
        """The line with a placeholder for each date."""
        return pattern(_DATE).sub(" ¤ ", self._line)

    @cached_property
    def _bare_line(self) -> str:
        """The line without its dates and without names that contain figures."""
        return pattern(_NAME).sub(" ", self._dated)

    @cached_property
    def _start(self) -> re.Match[str] | None:
        return pattern(_FROM).search(self._bare_line)

    @cached_property
    def _arrow(self) -> bool:
        drawn = any(sign in self._line for sign in "→⇒>")
        return drawn and bool(pattern(_ARROW).search(self._bare_line))

    @cached_property
    def _rest(self) -> str:
        start = self._start
        return (
            self._bare_line[: start.start()] + self._bare_line[start.end() :]
            if start
            else self._bare_line
        )

    @cached_property
    def _within(self) -> bool:
        return bool(pattern(_WITHIN).search(self._rest))

    @cached_property
    def _spanless(self) -> str:
        return pattern(_WITHIN).sub(" ", self._rest)

    @cached_property
    def _values(self) -> list[re.Match[str]]:
        return list(pattern(_VALUE).finditer(self._spanless))

    @cached_property
    def _whole(self) -> bool:
        return bool(pattern(_WHOLE).search(self._rest)) or any(
            re.fullmatch(r"(?:100|0)(?:\.0+)?\s?%|0", value.group().strip())
            for value in self._values
        )

    @cached_property
    def _factor(self) -> bool:
        return bool(pattern(_FACTOR).search(self._line))

    @property
    def _counted(self) -> bool:
        """Whether the first number counts things."""
        if not self._values:
            return False
        first = self._values[0].group().strip()
        return first[0] not in "$€£¥₹" and "%" not in first


@lru_cache(maxsize=4096)
def stated(text: str) -> Stated:
    """The parts of a measure that a line states."""
    return Stated(text)


def names_harm(text: str) -> bool:
    """Whether a metric's name is that of something where less is better: churn, time to repair.

    Not if it counts what is done about it: complaints resolved, errors prevented.
    """
    return bool(pattern(_HARM).search(text)) and not pattern(_HARM_UNDONE).search(text)


def kept_level(text: str) -> str | None:
    """The level that a goal wants to be kept: `99.9%` of "Keep uptime at 99.9%", `20` of "Talk to
    20 customers a month"; None if it names none, or several figures.
    """
    if sum(1 for _ in re.finditer(r"\d+(?:[.,]\d+)*", text)) != 1:
        return None
    match = pattern(_KEPT).search(text) or pattern(_RATE).search(text)
    return re.sub(r"\s+", " ", match["level"]).strip() if match else None


@lru_cache(maxsize=4096)
def level_wanted(text: str) -> str | None:
    """The only figure of a goal, if it is the level to keep or to reach: `99.9%` of "Keep uptime at
    99.9%", `at least 95%` of "At least 95% of orders arrive on time"; None if it states a change.
    """
    line = stated(text)
    match = pattern(_LEVEL).search(line.without_dates)
    if match is None:
        return kept_level(text)
    several = len(re.findall(r"\d+(?:[.,]\d+)*", line.without_dates)) != 1
    if (
        several
        or line.change
        or line.baseline
        or re.match(_COMPARATIVE, match.string[match.end() :])
    ):
        return None
    level = re.sub(r"\s+", " ", match["level"] or match["share"]).strip(" ,.")
    return level[0].lower() + level[1:]


def stated_level(text: str) -> str | None:
    """The level with which a metric's name begins: `20` of "20 interviews a month"."""
    match = pattern(_RATE).match(re.sub(r"(?i)^\s*at\s+least\s+", "", text))
    return match["level"] if match else None


def reached_level(text: str) -> str | None:
    """The level that a goal wants to reach: `45%` of "45% of clinics reorder", `100` of "Reach 100
    clinics"; None if it names none, several figures, or a change.
    """
    if sum(1 for _ in re.finditer(r"\d+(?:[.,]\d+)*", text)) != 1:
        return None
    match = pattern(_REACHED).search(text) or pattern(_SHARE).match(text)
    if match is None or pattern(_RELATIVE).search(text, match.end("level")):
        return None
    return re.sub(r"\s+", " ", match["level"]).strip()


def counts_things(text: str) -> bool:
    """Whether a text is a name of things that can be counted: "Weekly active clinics", "Support
    tickets a month"; not a demand ("Make customers happy") or a comparison ("Happier customers").
    """
    if pattern(_A_TIME).search(text):
        return True
    read = clause(text)
    if read.act is not None or read.predicate is not None or read.subject is None:
        return False
    head = read.low(read.subject.head)
    first = read.low(0)
    compares = re.match(_COMPARATIVE, text, re.IGNORECASE) or (
        first.endswith("er")
        and any("quality" in noun_groups(form) for form in (first, re.sub("ier$", "y", first)))
    )
    return head.endswith("s") and not head.endswith(("ss", "us", "is")) and not compares


def names_measure(text: str) -> bool:
    """Whether a text names something that people measure: retention, wait, share of ..."""
    if any(map(_is_measure, pattern(_WORD).findall(text[:MAX_CHARACTERS].lower()))):
        return True
    return bool(pattern(_AMOUNT).search(text[:MAX_CHARACTERS]))


@lru_cache(maxsize=8192)
def _is_measure(word: str) -> bool:
    return any(
        "measure" in noun_groups(form) and form not in _VAGUE_MEASURES
        for form in (word, word.removesuffix("s"), word.rpartition("-")[2])
    )


def _due(dated: str) -> bool:
    """Whether one of the dates, replaced by placeholders, is a deadline; "after June" is not."""
    return any(
        not re.search(r"(?i)\b(?:after|since|from|than|for|future|of)\s*$", dated[: match.start()])
        for match in re.finditer("¤", dated)
    )
