"""The filter of a block: a question about one entity, as text.

    size == big and (progress < 50% or not owner)
    due < today and status not in [done, dropped]

It compares what is written or computed of an entity with words and figures; it runs no code, and
whatever is typed ends in an answer or in a sentence with its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from operator import eq, ge, gt, le, lt
from typing import Any, Literal, NamedTuple, NoReturn, Protocol, get_args

from stratdocs.analysis.looks import read_values
from stratdocs.analysis.progress import Progress
from stratdocs.linting.rules import RULES
from stratdocs.model.costs import a_week, cost, in_all
from stratdocs.model.days import day, day_meant
from stratdocs.model.fields import Field, reference
from stratdocs.model.finding import Finding
from stratdocs.model.kinds import KINDS, Cost, Entity, KeyResult, Metric, Ref, Risk, Status
from stratdocs.model.periods import Calendar, Period, period_meant
from stratdocs.model.stack import Stack
from stratdocs.model.values import Quantity, quantity
from stratdocs.words.nearest import nearest
from stratdocs.words.phrases import did_you_mean, excerpt, join_words, with_article

MAX_TEXT = 2000
"""Characters of a filter."""
MAX_DEPTH = 40
"""The deepest nesting of brackets and `not`s."""


class FilterContext(Protocol):
    """What a filter reads: the stack, its progress and its findings."""

    @property
    def stack(self) -> Stack: ...

    @property
    def progress(self) -> Progress: ...

    def findings_of(self, entity: Entity) -> Sequence[Finding]:
        """The findings about one entity."""
        ...


Test = Callable[[FilterContext, Entity], bool]


class FilterError(NamedTuple):
    """A mistake in a filter, between two of its characters, the end exclusive."""

    start: int
    end: int
    rule: Literal["unknown-field", "unknown-reference", "invalid-value"]
    message: str
    suggestion: str | None = None


class Query(NamedTuple):
    """A filter that was read."""

    test: Test | None
    """Whether an entity passes; None if the filter has a mistake."""
    errors: tuple[FilterError, ...]


def query(text: str, kinds: Iterable[type[Entity]] = KINDS, stack: Stack | None = None) -> Query:
    """Reads a filter for entities of those kinds. Never raises, whatever the text.

    With a stack, an undefined id is a mistake too.
    """
    asked_kinds = tuple(kinds) or KINDS
    about = with_article(asked_kinds[0].noun) if len(asked_kinds) == 1 else "anything asked here"
    parser = _Parser(text, attributes(asked_kinds), about, stack)
    try:
        test = parser.parse()
    except _ParseError as stop:
        return Query(None, (*parser.errors, stop.error))
    return Query(None if parser.errors else test, tuple(parser.errors))


# --- what can be asked ----------------------------------------------------------------------------

Sort = Literal[
    "text", "prose", "choice", "reference", "number", "share", "date", "period", "bool", "own"
]
Values = Callable[[FilterContext, Entity], Iterable[Any]]


class Attribute(NamedTuple):
    """A declared field or a computed value that a filter can compare."""

    name: str
    doc: str
    sort: Sort
    values: Values
    """Its values for an entity; none if it is empty."""
    many: bool = False
    choices: tuple[str, ...] = ()
    refers: Ref | None = None
    collections: tuple[str, ...] = ()
    """The collections that have it, for a computed one; empty for all."""
    label: str = ""
    """The heading of its column; empty for a computed one."""
    cost: Cost | None = None
    """The money that may stand for a word of a choice."""

    @property
    def operand_words(self) -> str:
        """What it is compared with, in plain words."""
        match self.sort:
            case "choice":
                return join_words(self.choices, "or")
            case "reference":
                return "an id, or a title in quotes"
            case "number":
                return "a number, with or without its unit"
            case "share":
                return "a share: 0.5 or 50%"
            case "date":
                return "a day (2027-03-31), a period (2027-Q1) or today"
            case "period":
                return "a period (2027-Q1), a day or today"
            case "bool":
                return "true or false"
            case "prose":
                return "words; contains finds part of the text"
        return "words"


@cache
def attributes(kinds: tuple[type[Entity], ...]) -> Mapping[str, Attribute]:
    """The attributes of those kinds: their fields, and what is computed."""
    found: dict[str, Attribute] = {}
    wanted = {kind.collection for kind in kinds}
    for kind in reference():
        if kind.collection in wanted:
            for field in kind.fields:
                for name in _field_attributes(field, (), ""):
                    known = found.get(name.name)
                    found[name.name] = name if known is None else _merged(known, name)
    for name in COMPUTED:
        if not name.collections or wanted.intersection(name.collections):
            found[name.name] = name
    return found


_SORT_OF_FIELD: Mapping[str, Sort] = {"quantity": "number", "duration": "number"}


def _field_attributes(field: Field, route: tuple[str, ...], above: str) -> Iterable[Attribute]:
    """The attributes of a declared field: itself, or the fields of its group."""
    route = (*route, field.name)
    name = f"{above}{field.name}"
    if field.part is None:
        sort: Sort = _SORT_OF_FIELD.get(field.sort, field.sort)  # type: ignore[arg-type]  # the rest is alike
        yield Attribute(
            name,
            field.doc,
            sort,
            _values_at(route),
            field.many,
            field.choices,
            field.refers,
            cost=field.cost,
            label=field.heading if len(route) == 1 else field.label,
        )
        return
    for inner in field.part.fields:
        if inner.name == field.part.short and inner.part is None:
            short = next(iter(_field_attributes(inner, route, "")))
            yield short._replace(name=name, doc=field.doc, many=field.many, label=field.label)
        for attribute in _field_attributes(inner, route, f"{name}."):
            yield attribute._replace(many=attribute.many or field.many)


def _merged(first: Attribute, other: Attribute) -> Attribute:
    """One attribute for a field that kinds declare differently."""
    if first.sort != other.sort:
        return first._replace(sort="text", choices=(), refers=None)
    choices = tuple(dict.fromkeys((*first.choices, *other.choices)))
    refers = first.refers
    if first.refers is not None and other.refers is not None and first.refers != other.refers:
        both = (first.refers, other.refers)
        fits = () if any(not ref.kinds for ref in both) else first.refers.kinds + other.refers.kinds
        refers = Ref(fits, any(ref.words for ref in both), any(ref.local for ref in both))
    return first._replace(choices=choices, many=first.many or other.many, refers=refers)


def _values_at(route: tuple[str, ...]) -> Values:
    def values(context: FilterContext, entity: Entity) -> Iterable[Any]:
        del context
        found: list[Any] = [entity]
        for step in route:
            below: list[Any] = []
            for holder in found:
                value = getattr(holder, step, None)
                if isinstance(value, tuple) and not isinstance(value, (Quantity, Period)):
                    below.extend(value)
                elif value is not None and value != "":
                    below.append(value)
            found = below
        return found

    return values


def _status(context: FilterContext, entity: Entity) -> Iterable[Any]:
    status = context.progress.status(entity)
    return () if status is None else (status,)


def _progress(context: FilterContext, entity: Entity) -> Iterable[Any]:
    share, _ = context.progress.bar(entity)
    return () if share is None else (share,)


def _team(context: FilterContext, entity: Entity) -> Iterable[Any]:
    team = context.stack.team_of(entity)
    written = getattr(entity, "team", None)
    return (team.id,) if team is not None else (written,) if written else ()


def _period(context: FilterContext, entity: Entity) -> Iterable[Any]:
    found = context.stack.period_of(entity)
    return () if found is None else (found,)


def _trace(context: FilterContext, entity: Entity) -> Iterable[Any]:
    return (step.id for step in context.stack.trace(entity)[1:])


def _score(context: FilterContext, entity: Entity) -> Iterable[Any]:
    if isinstance(entity, Risk):
        return (entity.probability * entity.impact,) if entity.probability and entity.impact else ()
    return _values_at(("score",))(context, entity)


def _current_value(context: FilterContext, entity: Entity) -> Iterable[Any]:
    if isinstance(entity, KeyResult):
        value = context.progress.current(entity)
        return () if value is None else (value,)
    return ()


def _latest_reading(context: FilterContext, entity: Entity) -> Iterable[Any]:
    read = read_values(entity, context.stack.today) if isinstance(entity, Metric) else ()
    return tuple(reading.value for reading in read[-1:])


COMPUTED: tuple[Attribute, ...] = (
    Attribute(
        "kind",
        "What it is.",
        "choice",
        lambda _, entity: (entity.noun.replace(" ", "_"), entity.collection),
        choices=(
            *(kind.noun.replace(" ", "_") for kind in KINDS),
            *(kind.collection for kind in KINDS if kind.collection != kind.noun),
        ),
    ),
    Attribute(
        "status",
        "Its state as pages show it: its own status, or the worst of the items below.",
        "choice",
        _status,
        choices=get_args(Status),
    ),
    Attribute("progress", "Its progress.", "share", _progress),
    Attribute(
        "team",
        "Its team, or its parent's.",
        "reference",
        _team,
        refers=Ref(("teams",), local=True),
    ),
    Attribute("period", "Its period, or its parent's.", "period", _period),
    Attribute(
        "trace",
        "Everything above it, up to the strategy.",
        "reference",
        _trace,
        many=True,
        refers=Ref(),
    ),
    Attribute(
        "served_by",
        "The number of items that support it.",
        "number",
        lambda context, entity: (len(context.stack.children(entity)),),
    ),
    Attribute(
        "findings",
        "The number of findings about it.",
        "number",
        lambda context, entity: (len(context.findings_of(entity)),),
    ),
    Attribute(
        "rules",
        "The rules that report something about it.",
        "choice",
        lambda context, entity: (finding.rule for finding in context.findings_of(entity)),
        many=True,
        choices=tuple(rule.name for rule in RULES),
    ),
    Attribute(
        "now", "A key result's value today.", "number", _current_value, collections=("key_results",)
    ),
    Attribute(
        "latest", "A metric's last reading.", "number", _latest_reading, collections=("metrics",)
    ),
    Attribute(
        "score",
        "A risk's probability times its impact; otherwise the score given at the end.",
        "number",
        _score,
        collections=("risks", "key_results", "objectives"),
    ),
)
"""The computed attributes."""


class Syntax(NamedTuple):
    """A form of the filter language, with its meaning."""

    form: str
    doc: str
    example: str


SYNTAX: tuple[Syntax, ...] = (
    Syntax("==, !=", "Equal, or not equal. A single = also works.", "status == at_risk"),
    Syntax(
        "<, <=, >, >=",
        "Less or more: numbers, shares, dates, periods and words with an order (low, medium, "
        "high; small, medium, big).",
        "due < today",
    ),
    Syntax(
        "in",
        "One of several values; for a date or a period, within it.",
        "size in [big, medium]",
    ),
    Syntax(
        "contains",
        "A list contains the value, a text contains the words, a period contains the day.",
        "tags contains board",
    ),
    Syntax("the name alone", "A value is set or known.", "owner"),
    Syntax("none", "No value is set.", "owner == none"),
    Syntax(
        "and, or, not",
        "Combine and negate; use brackets to group.",
        ("not (status in [done, dropped] or owner)"),
    ),
    Syntax("a.b", "A field within a group of fields.", "confidence.problem == low"),
    Syntax("fields.x", "A custom field of yours.", "fields.budget > 40 k"),
)
"""The filter language, for its reference."""


# --- reading --------------------------------------------------------------------------------------


class _Token(NamedTuple):
    sort: Literal["word", "quoted", "sign", "end"]
    text: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """Its text in lower case, to compare with keywords."""
        return self.text.lower() if self.sort == "word" else ""


class _ParseError(Exception):
    """Reading stops at a mistake."""

    def __init__(self, error: FilterError) -> None:
        super().__init__(error.message)
        self.error = error


_TOKEN = re.compile(
    r"""\s*(?:
        (?P<sign>[()\[\]]|==|!=|<=|>=|=|<|>|≤|≥|≠)
      | "(?P<double>[^"]*)"
      | '(?P<single>[^']*)'
      | (?P<comma>,)
      | (?P<word>[^\s()\[\],=!<>"'≤≥≠][^\s()\[\]=!<>"≤≥≠]*)
    )""",
    re.VERBOSE,
)
_SIGN_ALIASES = {"=": "==", "≤": "<=", "≥": ">=", "≠": "!="}
_COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
_JOINS = ("and", "or")
_FOREIGN_OPERATORS = {"&&": "and", "&": "and", "||": "or", "|": "or", "!": "not"}


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    listing = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            at += len(text[at:]) - len(text[at:].lstrip())
            if at < len(text):
                if text[at] in "\"'":
                    message = f"the text that starts with this {text[at]} is never closed"
                else:
                    message = f"unexpected {text[at]}; put not in front to negate"
                raise _ParseError(FilterError(at, at + 1, "invalid-value", message))
            break
        at = match.end()
        if match["sign"]:
            sign = match["sign"]
            listing += (sign == "[") - (sign == "]")
            found.append(_Token("sign", _SIGN_ALIASES.get(sign, sign), at - len(sign), at))
        elif match["comma"]:
            found.append(_Token("sign", ",", at - 1, at))
        elif match["word"] is None:
            quoted = match["double"] if match["double"] is not None else match["single"]
            found.append(_Token("quoted", quoted, at - len(quoted) - 2, at))
        else:
            word = match["word"]
            start = match.start("word")
            if listing > 0 and "," in word:  # within a list a comma ends the word
                word = word[: word.index(",")]
            elif word.endswith(","):
                word = word.rstrip(",")
            at = start + len(word)
            found.append(_Token("word", word, start, at))
    found.append(_Token("end", "", len(text), len(text)))
    return found


class _Value(NamedTuple):
    """The right side of a comparison."""

    text: str
    start: int
    end: int
    quoted: bool

    @property
    def nothing(self) -> bool:
        """Whether it is the keyword `none`."""
        return not self.quoted and self.text.lower() == "none"


class _Parser:
    def __init__(
        self, text: str, known: Mapping[str, Attribute], about: str, stack: Stack | None
    ) -> None:
        self.text = text
        self.about = about
        self.known = known
        self.stack = stack
        self.errors: list[FilterError] = []
        self.tokens: list[_Token] = []
        self.place = 0
        self.depth = 0

    def parse(self) -> Test:
        if len(self.text) > MAX_TEXT:
            message = f"the filter has {len(self.text):,} characters; the limit is {MAX_TEXT:,}"
            raise _ParseError(FilterError(0, 1, "invalid-value", message))
        self.tokens = _tokens(self.text)
        if self.at_end():
            self.stop("the filter is empty; leave out `where` to show everything")
        test = self.disjunction()
        if not self.at_end():
            self.unexpected()
        return test

    # --- tokens

    @property
    def ahead(self) -> _Token:
        return self.tokens[self.place]

    def at_end(self) -> bool:
        return self.ahead.sort == "end"

    def take(self) -> _Token:
        token = self.tokens[self.place]
        if token.sort != "end":
            self.place += 1
        return token

    def stop(self, message: str, token: _Token | None = None) -> NoReturn:
        token = token or self.ahead
        start, end = token.start, token.end
        if start == end:  # the end: the last character that is there
            start = max(0, len(self.text.rstrip()) - 1)
            end = start + 1
        raise _ParseError(FilterError(start, end, "invalid-value", message))

    def unexpected(self) -> NoReturn:
        token = self.ahead
        if not token.text and token.sort != "quoted":
            self.stop("the filter is incomplete")
        if token.text in _FOREIGN_OPERATORS:
            self.stop(f"use {_FOREIGN_OPERATORS[token.text]} instead of {token.text}")
        if token.text == ")":
            self.stop("this bracket has no opening bracket")
        if token.sort == "sign":
            self.stop(f"unexpected {token.text}")
        self.stop(f"add and or or before {excerpt(token.text)}")

    # --- grammar

    def disjunction(self) -> Test:
        return self.chained("or", self.conjunction, any)

    def conjunction(self) -> Test:
        return self.chained("and", self.factor, all)

    def chained(
        self, word: str, part: Callable[[], Test], over: Callable[[Iterable[bool]], bool]
    ) -> Test:
        tests = [part()]
        while self.ahead.word == word:
            self.take()
            tests.append(part())
        if len(tests) == 1:
            return tests[0]
        return lambda context, entity: over(test(context, entity) for test in tests)

    def factor(self) -> Test:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.stop(f"brackets and nots are nested more than {MAX_DEPTH} deep")
        token = self.ahead
        if token.word == "not":
            self.take()
            inner = self.factor()
            test: Test = lambda context, entity: not inner(context, entity)  # noqa: E731  # one of three
        elif token.text == "(" and token.sort == "sign":
            self.take()
            test = self.disjunction()
            if self.ahead.text != ")" or self.ahead.sort != "sign":
                if self.ahead.sort == "end":
                    self.stop("this bracket is never closed", token)
                self.unexpected()
            self.take()
        else:
            test = self.comparison()
        self.depth -= 1
        return test

    def comparison(self) -> Test:
        token = self.ahead
        if token.sort != "word" or token.word in ("and", "or", "in", "contains"):
            if token.sort == "quoted":
                self.stop("start a comparison with the name of a field, without quotes")
            if token.sort == "word":
                self.stop(f"put a field name before {token.text}")
            self.unexpected()
        if token.text in _FOREIGN_OPERATORS:
            self.unexpected()
        self.take()
        name = self.name(token)
        negated = self.ahead.word == "not" and self.tokens[self.place + 1].word in (
            "in",
            "contains",
        )
        if negated:
            self.take()
        word = self.ahead
        if word.sort == "sign" and word.text in _COMPARISONS:
            self.take()
            test = self.comparison_test(name, word, [self.value(word)])
        elif word.word == "in":
            self.take()
            test = self.comparison_test(name, word, self.values(word))
        elif word.word == "contains":
            self.take()
            test = self.comparison_test(name, word, [self.value(word)])
        elif word.sort == "word" and word.word not in _JOINS:
            if word.text in _FOREIGN_OPERATORS:
                self.unexpected()
            next_word = excerpt(word.text)
            self.stop(f"add a comparison between {excerpt(token.text)} and {next_word}")
        else:
            test = _is_present(name) if name is not None else _matches_nothing
        return _negated(test) if negated else test

    def name(self, token: _Token) -> Attribute | None:
        """The attribute of that name; None, with an error, if there is none."""
        normalised = token.text.replace("-", "_").lower()
        found = self.known.get(token.text) or self.known.get(normalised)
        if found is None and token.text.startswith("fields.") and len(token.text) > 7:
            own = token.text[7:]
            return Attribute(
                token.text, "", "own", lambda _, entity: _own_field_values(entity, own), many=True
            )
        if found is None:
            guess = nearest(normalised, self.known)
            self.errors.append(
                FilterError(
                    token.start,
                    token.end,
                    "unknown-field",
                    f"{excerpt(token.text)} isn't a field of {self.about}{did_you_mean(guess)}",
                    guess,
                )
            )
        return found

    def value(self, before: _Token) -> _Value:
        """A text in quotes, or words up to the next `and`, `or` or bracket."""
        token = self.ahead
        if token.sort == "quoted":
            self.take()
            return _Value(token.text, token.start, token.end, quoted=True)
        words: list[_Token] = []
        while self.ahead.sort == "word" and self.ahead.word not in _JOINS:
            following = self.tokens[self.place + 1]
            if words and following.sort == "sign" and following.text in _COMPARISONS:
                self.stop(f"add and or or before {excerpt(self.ahead.text)}")
            words.append(self.take())
        if not words:
            if self.ahead.text == "[" and self.ahead.sort == "sign":
                self.stop(f"{before.text} takes one value; use in with a list")
            self.stop(f"add a value after {before.text}", before)
        start, end = words[0].start, words[-1].end
        return _Value(" ".join(self.text[start:end].split()), start, end, quoted=False)

    def values(self, before: _Token) -> list[_Value]:
        """What follows `in`: a list in square brackets, or one value."""
        if self.ahead.text != "[" or self.ahead.sort != "sign":
            return [self.value(before)]
        opening = self.take()
        found: list[_Value] = []
        while True:
            if self.ahead.text == "]" and self.ahead.sort == "sign":
                break
            found.append(self.value(self.tokens[self.place - 1]))
            if self.ahead.text == "," and self.ahead.sort == "sign":
                self.take()
            elif self.ahead.text != "]" or self.ahead.sort != "sign":
                if self.tokens[self.place].sort == "end":
                    self.stop("this list is never closed", opening)
                self.stop("add a comma here, or the bracket that closes the list")
        self.take()
        if not found:
            self.stop("this list is empty", opening)
        return found

    # --- comparing

    def comparison_test(self, name: Attribute | None, word: _Token, values: list[_Value]) -> Test:
        """The test of a comparison; one that matches nothing, with an error, if it cannot be
        made.
        """
        if name is None:
            return _matches_nothing
        operator = word.word or word.text
        if values[0].nothing and len(values) == 1 and operator in ("==", "!="):
            return _is_present(name) if operator == "!=" else _negated(_is_present(name))
        matches = [self.match(name, word, operator, value) for value in values]
        ready = [match for match in matches if match is not None]
        if len(ready) < len(matches):
            return _matches_nothing
        values_of = name.values

        def test(context: FilterContext, entity: Entity) -> bool:
            return any(
                match(context.stack, found)
                for found in values_of(context, entity)
                for match in ready
            )

        return _negated(test) if operator == "!=" else test

    def match(self, name: Attribute, word: _Token, operator: str, value: _Value) -> _Match | None:
        """The match of one value; None, with an error, where the two cannot be compared."""
        order = operator in _ORDERS
        if order and name.sort in ("text", "prose", "reference", "bool"):
            self.report(word, f"{name.name} can't be ordered; use ==, != or in")
            return None
        if operator == "contains" and name.sort in ("number", "share", "date", "bool"):
            self.report(word, f"{name.name} is a single value; compare it with ==")
            return None
        return _MATCH_OF_SORT[name.sort](self, name, operator, value)

    def report(self, token: _Token, message: str) -> None:
        self.errors.append(FilterError(token.start, token.end, "invalid-value", message))

    def reject(self, name: Attribute, value: _Value, guess: str | None = None) -> None:
        says = f'"{excerpt(value.text)}"' if value.quoted or " " in value.text else value.text
        wants = name.operand_words
        if name.sort == "choice" and len(name.choices) > 12:
            wants = ""
        self.errors.append(
            FilterError(
                value.start,
                value.end,
                "invalid-value",
                f"{name.name} is never {excerpt(says)}"
                + (f"; compare it with {wants}" if wants else "")
                + did_you_mean(guess),
                guess,
            )
        )


# --- matching -------------------------------------------------------------------------------------

_Match = Callable[[Stack, Any], bool]
_ORDERS: Mapping[str, Callable[[Any, Any], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge}
_RANKS = (("low", "medium", "high"), ("small", "medium", "big"))


def _negated(test: Test) -> Test:
    return lambda context, entity: not test(context, entity)


def _is_present(name: Attribute) -> Test:
    """Whether it has a value; for a boolean, whether it is true; for a count, whether it is above
    zero.
    """
    if name.sort == "bool":
        return lambda context, entity: any(value is True for value in name.values(context, entity))
    if name.name in ("findings", "served_by"):
        return lambda context, entity: any(value > 0 for value in name.values(context, entity))
    return lambda context, entity: any(True for _ in name.values(context, entity))


def _matches_nothing(context: FilterContext, entity: Entity) -> bool:
    del context, entity
    return False


def _own_field_values(entity: Entity, name: str) -> Iterable[Any]:
    """The values of one of the company's own fields."""
    value: Any = entity.fields
    for step in name.split("."):
        if not isinstance(value, Mapping) or step not in value:
            return ()
        value = value[step]
    if isinstance(value, list):
        return [item for item in value if isinstance(item, str)]
    return (value,) if isinstance(value, str) else ()


def _text_match(parser: _Parser, name: Attribute, operator: str, value: _Value) -> _Match:
    del parser
    wanted = value.text.casefold()
    if operator == "contains" and (name.sort == "prose" or not name.many):
        return lambda _, found: wanted in str(found).casefold()
    return lambda _, found: str(found).casefold() == wanted


def _choice_match(parser: _Parser, name: Attribute, operator: str, value: _Value) -> _Match | None:
    word = value.text.lower()
    spellings = (word, word.replace(" ", "_").replace("-", "_"), word.replace(" ", "-"))
    wanted = next((spelling for spelling in spellings if spelling in name.choices), None)
    if wanted is None and name.cost is not None:
        amount = cost(value.text, repeats=name.cost.repeats)
        if amount is not None:
            return _cost_match(amount, operator)
    if wanted is None:
        parser.reject(name, value, nearest(word, name.choices))
        return None
    if operator not in _ORDERS:
        return lambda _, found: found == wanted
    ranks = next((ranks for ranks in _RANKS if set(name.choices) <= set(ranks)), None)
    if ranks is None:
        message = f"{name.name} can't be ordered; use ==, != or in"
        parser.errors.append(FilterError(value.start, value.end, "invalid-value", message))
        return None
    compare, rank = _ORDERS[operator], ranks.index(wanted)
    return lambda _, found: found in ranks and compare(ranks.index(found), rank)


def _cost_match(wanted: Quantity, operator: str) -> _Match:
    """A cost against an amount of money: by the week, in the same currency."""
    compare: Callable[[Any, Any], bool] = _ORDERS.get(operator, eq)
    limit = a_week(wanted) or in_all(wanted)

    def match(_: Stack, found: Any) -> bool:
        money = (a_week(found) or in_all(found)) if isinstance(found, Quantity) else None
        if money is None or limit is None or money.currency != limit.currency:
            return False
        return compare(round(money.amount, 2), round(limit.amount, 2))

    return match


def _reference_match(
    parser: _Parser, name: Attribute, operator: str, value: _Value
) -> _Match | None:
    del operator
    wanted = value.text
    folded = wanted.casefold()
    stack = parser.stack
    ref = name.refers or Ref()
    if stack is not None and stack.get(wanted) is None and not ref.words:
        fits = [e for e in stack.entities if not ref.kinds or e.collection in ref.kinds]
        listed_somewhere = bool(fits) or not ref.local
        if listed_somewhere and not any(e.title.casefold() == folded for e in fits):
            guess = nearest(wanted, (e.id for e in fits))
            parser.errors.append(
                FilterError(
                    value.start,
                    value.end,
                    "unknown-reference",
                    f"{name.name} is compared with {excerpt(wanted)}, "
                    f"which doesn't exist{did_you_mean(guess)}",
                    guess,
                )
            )
            return None

    def match(stack: Stack, found: Any) -> bool:
        if found == wanted:
            return True
        target = stack.get(str(found))
        return (target.title if target is not None else str(found)).casefold() == folded

    return match


def _number_match(parser: _Parser, name: Attribute, operator: str, value: _Value) -> _Match | None:
    wanted = quantity(value.text)
    if wanted is None or wanted.comparator:
        parser.reject(name, value)
        return None
    compare = _ORDERS.get(operator, lambda left, right: left == right)
    return lambda _, found: _quantities_compare(compare, found, wanted)


def _quantities_compare(compare: Callable[[Any, Any], bool], found: Any, wanted: Quantity) -> bool:
    """Compares two quantities; False where the units differ. A number without a unit fits any."""
    if isinstance(found, Quantity):
        number = found.number if not wanted.unit else found.within(wanted)
        return number is not None and compare(number, wanted.number)
    return isinstance(found, (int, float)) and compare(found, wanted.number)


def _share_match(parser: _Parser, name: Attribute, operator: str, value: _Value) -> _Match | None:
    wanted = quantity(value.text)
    if wanted is None or wanted.comparator or wanted.unit not in ("", "%"):
        parser.reject(name, value)
        return None
    share = wanted.number / 100 if wanted.unit == "%" else wanted.number
    if not 0 <= share <= 1:
        message = f"{name.name} must be from 0 to 1, or from 0% to 100%"
        guess = f"{value.text}%" if 1 < share <= 100 else None
        error = FilterError(
            value.start, value.end, "invalid-value", message + did_you_mean(guess), guess
        )
        parser.errors.append(error)
        return None
    if operator in _ORDERS:
        compare = _ORDERS[operator]
        return lambda _, found: compare(round(found, 9), round(share, 9))
    return lambda _, found: abs(found - share) < 0.005


def _date_match(parser: _Parser, name: Attribute, operator: str, value: _Value) -> _Match | None:
    """A day against a day or a period: before its first day, after its last, or within."""
    bounds = _day_bounds(parser, name, value)
    if bounds is None:
        return None

    def match(stack: Stack, found: date) -> bool:
        start, end = bounds(stack)
        match operator:
            case "<":
                return found < start
            case "<=":
                return found <= end
            case ">":
                return found > end
            case ">=":
                return found >= start
        return start <= found <= end

    return match


def _period_match(parser: _Parser, name: Attribute, operator: str, value: _Value) -> _Match | None:
    """A period against a period or a day; `in` is within it, `contains` around it."""
    bounds = _day_bounds(parser, name, value)
    if bounds is None:
        return None

    def match(stack: Stack, found: Period) -> bool:
        start, end = bounds(stack)
        match operator:
            case "<":
                return found.end < start
            case "<=":
                return found.end <= end
            case ">":
                return found.start > end
            case ">=":
                return found.start >= start
            case "in":
                return start <= found.start and found.end <= end
            case "contains":
                return found.start <= start and end <= found.end
        return found.start == start and found.end == end

    return match


def _day_bounds(
    parser: _Parser, name: Attribute, value: _Value
) -> Callable[[Stack], tuple[date, date]] | None:
    """The first and last day of a day or a period; None, with an error, where it is neither."""
    if value.text.lower() == "today" and not value.quoted:
        return lambda stack: (stack.today, stack.today)
    when, stretch = day(value.text), _calendar(parser).period(value.text)
    if when is not None:
        return lambda _: (when, when)
    if stretch is not None:
        return lambda _: (stretch.start, stretch.end)
    parser.reject(name, value, day_meant(value.text) or period_meant(value.text))
    return None


def _calendar(parser: _Parser) -> Calendar:
    """The calendar of the strategy; before it is loaded, any fiscal year is fine."""
    return parser.stack.calendar if parser.stack else Calendar(1)


def _bool_match(parser: _Parser, name: Attribute, operator: str, value: _Value) -> _Match | None:
    del operator
    word = value.text.lower()
    if word not in ("true", "false", "yes", "no"):
        parser.reject(name, value)
        return None
    wanted = word in ("true", "yes")
    return lambda _, found: found is wanted


def _own_field_match(
    parser: _Parser, name: Attribute, operator: str, value: _Value
) -> _Match | None:
    """One of the company's own fields: compared as numbers or days where both sides are, else as
    text.
    """
    if operator not in _ORDERS:
        return _text_match(parser, name._replace(many=False), operator, value)
    compare = _ORDERS[operator]
    wanted, when = quantity(value.text), day(value.text)

    def match(_: Stack, found: str) -> bool:
        if when is not None:
            other = day(found)
            return other is not None and compare(other, when)
        figure = quantity(found)
        return (
            wanted is not None
            and figure is not None
            and _quantities_compare(compare, figure, wanted)
        )

    if wanted is None and when is None:
        message = f"{excerpt(value.text)} can't be ordered; {operator} compares numbers and dates"
        parser.errors.append(FilterError(value.start, value.end, "invalid-value", message))
        return None
    return match


_MATCH_OF_SORT: Mapping[Sort, Callable[[_Parser, Attribute, str, _Value], _Match | None]] = {
    "text": _text_match,
    "prose": _text_match,
    "choice": _choice_match,
    "reference": _reference_match,
    "number": _number_match,
    "share": _share_match,
    "date": _date_match,
    "period": _period_match,
    "bool": _bool_match,
    "own": _own_field_match,
}
