"""The vocabulary: what a strategy is made of, said once.

Each kind of entity is a frozen value; the sentence beneath a field says what the field is for, and
`About(...)` what else is known of it. Decoding, the JSON Schema, the reference, pages, tables, back
links and the review of a change all follow from these declarations, so a field is added here and
nowhere else.

Everything *serves* something above it: `serves` is the one upward link, on every kind, and nesting
in YAML says the same. `depends_on` points sideways; metrics `drives` metrics.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date  # noqa: N812  # fields are called date
from operator import attrgetter
from types import MappingProxyType
from typing import (
    Annotated,
    Any,
    ClassVar,
    Literal,
    NamedTuple,
    NoReturn,
    dataclass_transform,
)

from stratdocs.model.periods import Period
from stratdocs.model.values import Quantity
from stratdocs.yamltext.source import MappingNode, Node, ScalarNode, SequenceNode, SourceFile, Span


@dataclass_transform(frozen_default=True, kw_only_default=True, eq_default=False)
class Declared:
    """Something that is declared by its fields: a frozen dataclass, to its readers.

    It is none of Python's own, which would write and compile methods for each of the 45 classes
    below: a quarter of what it takes to check a small strategy.
    """

    declared: ClassVar[tuple[str, ...]] = ()
    """The names of the fields, in the order of their declaration."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        for name in [name for name in cls.__annotations__ if name.endswith("_")]:
            _rename(cls, name, name.removesuffix("_"))
        own = (name for name, hint in cls.__annotations__.items() if hint[:8] != "ClassVar")
        cls.declared = tuple(dict.fromkeys((*cls.declared, *own)))

    def __init__(self, **values: Any) -> None:
        if unknown := values.keys() - set(self.declared):
            raise TypeError(f"{type(self).__name__} has no field {', '.join(sorted(unknown))}")
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__}.{name} is set once, where it is made")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__}.{name} is set once, where it is made")

    def __repr__(self) -> str:
        given = (f"{name}={value!r}" for name, value in self._given_fields() if name not in PLACED)
        return f"{type(self).__name__}({', '.join(given)})"

    def _given_fields(self) -> list[tuple[str, Any]]:
        """The fields that have been given a value, in the order of their declaration."""
        return [
            (name, self.__dict__[name])
            for name in self.declared
            if self.__dict__.get(name, getattr(type(self), name)) != getattr(type(self), name)
        ]


def _rename(holder: type[Declared], name: str, written: str) -> None:
    """Gives a field the name that people write, where Python keeps that word for itself: `for_` is
    written `for`, and is read under both names.
    """
    annotations = holder.__annotations__
    ordered = {
        written if written_name == name else written_name: hint
        for written_name, hint in annotations.items()
    }
    annotations.clear()
    annotations.update(ordered)
    setattr(holder, written, getattr(holder, name))
    setattr(holder, name, property(attrgetter(written)))


PLACED = frozenset(("path", "node", "route", "nested_in"))
"""Fields that decoding sets and nobody writes: the place of an entity."""


# --- what is declared of a field ------------------------------------------------------------------


class Ref(NamedTuple):
    """The field names other entities by id; `kinds` are the collections that fit (none: any).

    With `words`, a value that has a space in it is taken as plain words instead of an id. With
    `local`, ids are only looked up when the stack has that collection. So the first ten lines may
    say `owner: maya` before there is a list of people.
    """

    kinds: tuple[str, ...] = ()
    words: bool = False
    local: bool = False


class Range(NamedTuple):
    """The smallest and largest whole number that fit, both included."""

    low: int
    high: int


class Prose(NamedTuple):
    """The text is Markdown, and may have several lines."""


class Duration(NamedTuple):
    """The quantity is a length of time."""


Class = Literal[
    "goalpost",
    "accountability",
    "focus",
    "traceability",
    "evidence",
    "progress",
    "clarification",
    "structure",
]
"""What a change is about, in a review."""
FieldWeight = Literal["minor", "notable", "changed", "lost"]
"""The weight of a change of a field: `changed` is notable unless the field was empty before, on any
item; `lost` is notable only if something is taken out."""


class Means:
    """The meaning of each word of a choice, as editors show it next to the word."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = words


class Cost(NamedTuple):
    """Instead of a word it may be money: for a length of time if it `repeats`, or else once."""

    repeats: bool


class About(Declared):
    """What is declared of a field besides its type and its sentence; all of it is optional.

    What a change of it is about follows from the type of a reference (a person: accountability;
    anything else: traceability), a date, a period or a quantity (goalpost). Texts, choices, numbers
    and groups say it here. The fields of a group are about what the group is about, unless they say
    something else.
    """

    review: Class | None = None
    """What a change of it is about."""
    weight: FieldWeight | None = None
    """The weight of a change of it; minor by default."""
    judge: str | None = None
    """The judge in `reviewing.classes` that examines a change of it."""
    label: str | None = None
    """The heading over it; by default its name."""
    short: str | None = None
    """The heading of a column, if the label is too long."""
    noun: str | None = None
    """The words for it in a sentence; by default its name."""
    within: str | None = None
    """The words for a field of this group in a sentence: {0} is the first name within it, {1} the
    last."""
    link: str | None = None
    """The link from an entity to the one that it names here: `is measured by`."""
    back: str | None = None
    """The same link seen from the named entity: `measures`."""
    names: bool = False
    """Whether it may hold an id, though it is plain text."""
    column: bool = False
    """Whether it is a column in the tables of its kind."""
    head: bool = False
    """Whether it is at the top of a page, next to status and owner."""
    key: bool = False
    """Whether it is shown of an added or removed entity."""
    promise: bool = False
    """Whether it is part of the promise, so that the history keeps each change of it."""
    meaning: bool = False
    """Whether it says what the entity means to those who serve it."""
    bare: bool = False
    """Whether its value speaks for itself, without the name of the field before it."""

    def __init__(
        self, review: Class | None = None, weight: FieldWeight | None = None, **words: str | bool
    ) -> None:
        first = {"review": review, "weight": weight}
        super().__init__(**{name: word for name, word in first.items() if word}, **words)

    def __or__(self, other: About) -> About:
        """Both combined; the other one wins where both declare something."""
        return About(**{**self.__dict__, **other.__dict__})


# Types that many fields share, with what is declared of all of them.
Text = Annotated[str, Prose()]
PersonId = Annotated[str, Ref(("people", "teams"), local=True)]
OwnerId = Annotated[
    PersonId, About("accountability", judge="owner", back="owns", key=True, promise=True)
]
PartOwnerId = Annotated[OwnerId, About("accountability", judge="part owner")]
EscalationId = Annotated[
    PersonId,
    About(
        "accountability", "notable", noun="escalation contact", back="is the escalation contact for"
    ),
]
TeamId = Annotated[str, Ref(("teams",), local=True)]
DoerId = Annotated[TeamId, About("accountability", "notable", back="works on", head=True, key=True)]
MetricId = Annotated[str, Ref(("metrics",), words=True, local=True)]
IndicatorId = Annotated[
    MetricId, About("goalpost", judge="kept", link="is measured by", back="indicator of")
]
GUARDED = About("goalpost", judge="kept", link="is guarded by", back="guards", meaning=True)
GuardrailId = Annotated[MetricId, GUARDED]
DrivenId = Annotated[
    str,
    Ref(("metrics",)),
    About(link="drives", bare=True),
]
MeasureId = Annotated[
    MetricId,
    About(
        "goalpost",
        judge="measure",
        noun="measure",
        link="is measured by",
        back="measures",
        key=True,
        promise=True,
        meaning=True,
    ),
]
AnyId = Annotated[str, Ref()]
Score = Annotated[int, Range(1, 5)]
Baseline = Annotated[
    Quantity, About("goalpost", judge="baseline", key=True, promise=True, meaning=True)
]
Target = Annotated[
    Quantity, About("goalpost", judge="target", key=True, promise=True, meaning=True)
]
Deadline = Annotated[
    Date,
    About("goalpost", judge="deadline", noun="date", key=True, promise=True, meaning=True),
]
Day = Annotated[Date, About(bare=True)]
Reason = Annotated[Text, About(noun="reason")]
Note = Annotated[Text, About(bare=True)]
Why = Annotated[Text, About("evidence", judge="reason", key=True)]
Boundary = Annotated[Text, About("focus", judge="boundary")]
Guideline = Annotated[Boundary, About(meaning=True)]
TradeOff = Annotated[Boundary, About(label="trade-offs", noun="trade-offs", meaning=True)]
FixedPoint = Annotated[Boundary, About(label="what is fixed", noun="fixed points", meaning=True)]
OpenPoint = Annotated[
    Boundary, About(label="what teams decide", noun="points that teams decide", meaning=True)
]
Grade = Annotated[Quantity, About("progress", judge="score")]

Status = Literal["proposed", "committed", "on_track", "at_risk", "blocked", "done", "dropped"]
StatusWord = Annotated[
    Status,
    Means(
        {
            "proposed": "A draft: no one has committed to it yet, and it may be incomplete.",
            "committed": "Agreed and planned, but not started.",
            "on_track": "Under way, and expected to be done as planned.",
            "at_risk": "Under way, and may miss its target or date.",
            "blocked": "Cannot continue until something else is resolved.",
            "done": "Finished.",
            "dropped": "Given up, and kept for the record.",
        }
    ),
]
Level = Annotated[
    Literal["low", "medium", "high"],
    Means({"low": "Little.", "medium": "Some.", "high": "A lot."}),
]
Stake = Annotated[Level, About("evidence", "notable")]
DelayCost = Annotated[Level | Quantity, Cost(repeats=True), About("evidence", "notable")]
ReworkCost = Annotated[Level | Quantity, Cost(repeats=False), About("evidence", "notable")]
Cadence = Annotated[
    Literal["daily", "weekly", "biweekly", "monthly", "quarterly", "half-yearly", "yearly"],
    Means(
        {
            "daily": "Every day.",
            "weekly": "Every week.",
            "biweekly": "Every two weeks.",
            "monthly": "Every month.",
            "quarterly": "Every three months.",
            "half-yearly": "Every six months.",
            "yearly": "Every year.",
        }
    ),
    About("accountability", judge="cadence"),
]
Nature = Annotated[
    Literal["product", "policy"],
    Means(
        {
            "product": "Something that people choose for its value.",
            "policy": "A rule that people must follow.",
        }
    ),
]
Ambition = Annotated[
    Literal["committed", "aspirational"],
    Means(
        {
            "committed": "We expect to reach it in full.",
            "aspirational": "A stretch: part of it would already be good.",
        }
    ),
    About("goalpost", judge="ambition", column=True, key=True, promise=True, meaning=True),
]
Light = Annotated[
    Literal["green", "yellow", "red"],
    Means(
        {
            "green": "Works.",
            "yellow": "Works in part, or may soon fail.",
            "red": "Does not work, and needs an intervention.",
        }
    ),
]
Lno = Annotated[
    Literal["leverage", "neutral", "overhead"],
    Means(
        {
            "leverage": "Brings much more than it costs.",
            "neutral": "Brings about what it costs.",
            "overhead": "Must be done, and brings little.",
        }
    ),
    About(
        "focus",
        "notable",
        label="leverage, neutral or overhead",
        short="LNO",
        noun="leverage class",
        column=True,
    ),
]
CascadeLevel = Literal["organisation", "department", "team", "individual"]
CascadeLevelWord = Annotated[
    CascadeLevel,
    Means(
        {
            "organisation": "A goal of the whole organisation.",
            "department": "A goal of a department, below one of the organisation.",
            "team": "A goal of a team, below one of its department.",
            "individual": "A goal of one person, below one of their team.",
        }
    ),
]
CourseStep = Annotated[
    Literal[
        "validate",
        "build",
        "launch",
        "learn",
        "mandate",
        "rules",
        "announcement",
        "monitoring",
        "exceptions",
    ],
    Means(
        {
            "validate": "Product: find out whether people want it.",
            "build": "Product: make it.",
            "launch": "Product: bring it to people.",
            "learn": "Product: see what they do with it, and improve it.",
            "mandate": "Policy: who decided it, and with what authority.",
            "rules": "Policy: what exactly must be followed.",
            "announcement": "Policy: tell everyone it concerns.",
            "monitoring": "Policy: see who follows it.",
            "exceptions": "Policy: how to ask for an exception.",
        }
    ),
]
ConfirmationLevel = Literal["leadership", "product leadership", "team", "individual"]
ConfirmationLevelWord = Annotated[
    ConfirmationLevel,
    Means(
        {
            "leadership": "For the leaders of the organisation.",
            "product leadership": "For those who lead a product.",
            "team": "For a team.",
            "individual": "For themselves.",
        }
    ),
]
HealthItem = Literal[
    "strategic_clarity",
    "outcome_decomposition",
    "resources",
    "dependencies",
    "progress_tracking",
    "feedback_loops",
    "alignment_of_metrics",
    "accountability_with_empowerment",
    "culture_of_execution",
]
HealthItemWord = Annotated[
    HealthItem,
    Means(
        {
            "strategic_clarity": "Everyone can say what the strategy is.",
            "outcome_decomposition": "The strategy is broken down into measurable outcomes.",
            "resources": "People, money and time match what is planned.",
            "dependencies": "Dependencies on others are known and agreed.",
            "progress_tracking": "Progress is visible to all.",
            "feedback_loops": "What was learned changes what is done.",
            "alignment_of_metrics": "What is measured and rewarded is what the strategy asks for.",
            "accountability_with_empowerment": "Owners have the authority and means to deliver.",
            "culture_of_execution": "What was agreed gets done.",
        }
    ),
]


# --- parts: values inside an entity, without an id of their own ---------------------------------


class Part(Declared):
    """A group of fields inside an entity."""

    short: ClassVar[str | None] = None
    """The field that a plain text stands for."""
    needs: ClassVar[str | None] = None
    """The field without which it means nothing; alone, it is exported as its value."""
    named_by: ClassVar[tuple[str, ...]] = ()
    """The fields that identify it among its siblings in a list."""
    about: ClassVar[About] = About()
    """What is declared of each field that holds such a group."""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._given_fields() == other._given_fields()

    def __hash__(self) -> int:
        return hash((type(self), *(name for name, _ in self._given_fields())))


class Link(Part):
    """A page elsewhere that belongs to the entity."""

    short: ClassVar[str | None] = "url"
    named_by: ClassVar[tuple[str, ...]] = ("url",)
    about: ClassVar[About] = About("structure", noun="link")

    url: Annotated[str, About(label="tracked at", bare=True)] = ""
    """The address."""
    title: str | None = None
    """The text of the link."""


class NotDoing(Part):
    """Something we decided not to do."""

    short: ClassVar[str | None] = "title"
    named_by: ClassVar[tuple[str, ...]] = ("title",)
    about: ClassVar[About] = About(
        "focus", judge="refusal", label="what we're not doing", noun="refusal", meaning=True
    )

    title: Annotated[str, About(bare=True)] = ""
    """What we are not doing."""
    because: Reason | None = None
    """Why not."""


class Deprioritised(Part):
    """What is on hold while the bet is under way: the id of a bet, initiative or work item, or
    plain words.
    """

    short: ClassVar[str | None] = "what"
    named_by: ClassVar[tuple[str, ...]] = ("what",)
    about: ClassVar[About] = About(
        "focus", judge="refusal", label="on hold for it", noun="postponed"
    )

    what: Annotated[
        str, Ref(words=True), About(link="deprioritises", back="is on hold for", bare=True)
    ] = ""
    """An id, or words for something that has none."""
    because: Reason | None = None
    """Why it is on hold."""


class Trigger(Part):
    """An event that makes us change course, agreed beforehand."""

    named_by: ClassVar[tuple[str, ...]] = ("when",)
    about: ClassVar[About] = About(
        "goalpost", judge="trigger", label="what would change our course", noun="trigger"
    )

    when: Annotated[str, About(noun="event", bare=True)] = ""
    """The event or threshold that sets it off."""
    then: Annotated[str | None, About(noun="consequence")] = None
    """What we do then."""
    metric: Annotated[
        Annotated[str, Ref(("metrics",))] | None,
        About(link="is set off by", back="sets off a trigger of"),
    ] = None
    """The metric that sets it off, by its last reading."""
    above: Annotated[Quantity | None, About(noun="upper limit")] = None
    """The limit: it fires when the metric is higher."""
    below: Annotated[Quantity | None, About(noun="lower limit")] = None
    """The limit: it fires when the metric is lower."""
    owner: PartOwnerId | None = None
    """Who watches for it."""
    fired: Annotated[Date | None, About(noun="day")] = None
    """The date it fired."""


class Confirmation(Part):
    """Someone confirms that they understand it, which does not mean they agree."""

    named_by: ClassVar[tuple[str, ...]] = ("by", "level")
    about: ClassVar[About] = About(
        "progress",
        judge="confirmation",
        label="confirmed by",
        noun="confirmation",
    )

    by: Annotated[PersonId, About(back="has confirmed or approved", bare=True)] = ""
    """Who confirmed."""
    level: Annotated[ConfirmationLevelWord | None, About(bare=True)] = None
    """The level they speak for."""
    date: Day | None = None
    """When."""


class Empowerment(Part):
    """What the owner has in order to deliver. Accountability without it burns people out."""

    about: ClassVar[About] = About(
        "accountability",
        judge="kept",
        label="authority and resources",
        within="{1} given to the owner",
    )

    authority: Text | None = None
    """What the owner may decide alone."""
    resources: Text | None = None
    """The people, money and time available."""
    barriers: Text | None = None
    """What is in the way, and who clears it."""


class Leg(Part):
    """One leg of the alignment triad, as audited."""

    short: ClassVar[str | None] = "note"

    status: Annotated[Light | None, About(bare=True)] = None
    """green, yellow or red."""
    note: Note | None = None
    """What the audit found."""
    changed: Date | None = None
    """When this leg last changed."""


class Triad(Part):
    """People, process and metrics, which only work together."""

    about: ClassVar[About] = About("evidence", judge="triad", within="{1} of {0} in the triad")

    people: Leg | None = None
    """Skills, authority and motivation."""
    process: Leg | None = None
    """The way the work is done."""
    metrics: Leg | None = None
    """What is measured and rewarded."""


class Evidence(Part):
    """An observation that an opportunity is based on."""

    short: ClassVar[str | None] = "says"
    named_by: ClassVar[tuple[str, ...]] = ("says",)
    about: ClassVar[About] = About("evidence", judge="kept")

    says: Annotated[Text, About(bare=True)] = ""
    """What was seen or heard."""
    source: str | None = None
    """Where it comes from: an interview, a ticket, a report."""
    date: Day | None = None
    """When."""


class Dhm(Part):
    """What makes a bet worth making: delight customers, be hard to copy, enhance margin."""

    about: ClassVar[About] = About(
        "evidence", judge="reason", label="delight, hard to copy, margin", within="{1} argument"
    )

    delight: Text | None = None
    """How it delights customers."""
    hard_to_copy: Text | None = None
    """Why others cannot copy it quickly."""
    margin: Text | None = None
    """How it improves the business."""


class Assurance(Part):
    """How sure we are, and why."""

    short: ClassVar[str | None] = "level"

    level: Annotated[Level | None, About(bare=True)] = None
    """low, medium or high."""
    evidence: Text | None = None
    """The evidence for it."""


class Confidence(Part):
    """The confidence meter. Low in any: discovery first. High in all: execute."""

    about: ClassVar[About] = About("evidence", judge="confidence", within="confidence in the {0}")

    problem: Assurance | None = None
    """Are we sure that customers have the problem?"""
    solution: Assurance | None = None
    """Are we sure that this solves it?"""
    outcome: Assurance | None = None
    """Are we sure that solving it moves the business?"""


class Success(Part):
    """The five questions a committed bet answers before it starts."""

    about: ClassVar[About] = About("goalpost", judge="success criteria", within="{1}", meaning=True)

    outcome: Annotated[
        Text | None,
        About("goalpost", judge="criterion", key=True, promise=True),
    ] = None
    """What will be different, and for whom?"""
    measure: Annotated[MeasureId | None, About(back="measures the success of")] = None
    """How is it measured: a metric's id, or words."""
    baseline: Baseline | None = None
    """What is the metric's value today?"""
    target: Target | None = None
    """What value should it reach?"""
    by: Annotated[Deadline | None, About(bare=True)] = None
    """By when?"""


class CheckIn(Part):
    """A dated update on a key result."""

    named_by: ClassVar[tuple[str, ...]] = ("date",)
    about: ClassVar[About] = About("progress", judge="record", noun="check-in")

    date: Day | None = None
    """When it was taken."""
    value: Annotated[Quantity | None, About(bare=True)] = None
    """The value on that day."""
    status: Annotated[StatusWord | None, About(bare=True)] = None
    """The owner's assessment."""
    confidence: Annotated[int, Range(0, 10)] | None = None
    """How likely the target will be met, 0 to 10."""
    note: Note | None = None
    """What happened."""


class Ballot(Part):
    """A private vote: will people choose it for its value, or must they follow it as a rule?"""

    about: ClassVar[About] = About("evidence", "notable", within="votes for {1}")

    product: Annotated[int, Range(0, 10000), About(bare=True)] = 0
    """Votes for a product rollout."""
    policy: Annotated[int, Range(0, 10000), About(bare=True)] = 0
    """Votes for a policy implementation."""


class Fit(Part):
    """How well the plan fits each profile on one dimension, 1 (not at all) to 5 (fully)."""

    product: Annotated[Score | None, About(bare=True)] = None
    """Fit with a product rollout."""
    policy: Annotated[Score | None, About(bare=True)] = None
    """Fit with a policy implementation."""
    note: Note | None = None
    """What the plan says on this."""
    as_product: Annotated[Text | None, About("clarification", judge="plan")] = None
    """What a pure product rollout would look like here."""
    as_policy: Annotated[Text | None, About("clarification", judge="plan")] = None
    """What a pure policy would look like here."""


class Plan(Part):
    """The current plan, scored against both profiles on four dimensions."""

    about: ClassVar[About] = About("evidence", judge="plan", within="plan score for {0} as {1}")

    leverage: Fit | None = None
    """What gets people to act: persuasion (product) or authority (policy)."""
    feedback: Fit | None = None
    """What signals are for: to adapt the offer (product) or to correct deviations (policy)."""
    measurement: Fit | None = None
    """What is measured: engagement, a gradient (product), or adherence, a threshold (policy)."""
    velocity: Fit | None = None
    """How it changes: iterative (product) or stable, by amendment (policy)."""
    date: Annotated[Date | None, About("progress", judge="plan", noun="date")] = None
    """When it was last scored."""


class Action(Part):
    """A concrete change that closes a gap: owned and dated."""

    short: ClassVar[str | None] = "title"
    named_by: ClassVar[tuple[str, ...]] = ("title",)
    about: ClassVar[About] = About("accountability", judge="gap", noun="action")

    title: Annotated[str, About(bare=True)] = ""
    """What will be done."""
    owner: PartOwnerId | None = None
    """Who does it."""
    by: Annotated[Date | None, About("goalpost", judge="step date", noun="date", bare=True)] = None
    """By when."""
    done: Annotated[Date | None, About(noun="completion")] = None
    """The day it was done."""


class Gap(Part):
    """A low score on the profile that suits the initiative: an execution gap."""

    named_by: ClassVar[tuple[str, ...]] = ("dimension",)
    about: ClassVar[About] = About("accountability", judge="gap", noun="gap in")

    dimension: Annotated[
        Literal["leverage", "feedback", "measurement", "velocity"] | None,
        Means(
            {
                "leverage": "What gets people to act: persuasion or authority.",
                "feedback": "What happens with feedback: adapt or correct.",
                "measurement": "What is measured: engagement or adherence.",
                "velocity": "How fast it changes: iterate or stay stable.",
            }
        ),
        About(bare=True),
    ] = None
    """Which of the four."""
    cause: Text | None = None
    """The root cause."""
    actions: tuple[Action, ...] = ()
    """Two or three actions to close it."""


class Aspects(Part):
    """The seven aspects in which a product rollout and a policy differ, as this plan has them."""

    about: ClassVar[About] = About("evidence", judge="statement", within="aspect {1}")

    primary_driver: Text | None = None
    """Why it is being done."""
    success_metric: Annotated[Text | None, About("goalpost", judge="statement")] = None
    """What counts as success."""
    change_response: Text | None = None
    """What happens when people do not adopt it."""
    authority_source: Text | None = None
    """Where its authority comes from."""
    communication_mode: Text | None = None
    """How people hear about it."""
    risk_focus: Text | None = None
    """Which risk is watched."""
    done_state: Annotated[Text | None, About("goalpost", judge="statement")] = None
    """When it is done, if ever."""


class Phase(Part):
    """One step of the rollout."""

    short: ClassVar[str | None] = "title"
    named_by: ClassVar[tuple[str, ...]] = ("title",)
    about: ClassVar[About] = About("goalpost", judge="phase", noun="phase")

    title: Annotated[str, About(bare=True)] = ""
    """Its name."""
    step: CourseStep | None = None
    """Which standard step it is: validate, build, launch or learn (product); mandate, rules,
    announcement, monitoring or exceptions (policy).
    """
    status: Annotated[StatusWord | None, About(bare=True)] = None
    """How far it is."""
    starts: Annotated[Date | None, About(noun="start")] = None
    """First day."""
    ends: Annotated[Date | None, About(noun="end")] = None
    """Last day."""


class EarlierPlan(Part):
    """Earlier scores, for comparing before and after."""

    named_by: ClassVar[tuple[str, ...]] = ("date",)
    about: ClassVar[About] = About("evidence", judge="kept", noun="earlier plan")

    date: Day | None = None
    """When it was scored."""
    plan: Annotated[Plan | None, About("evidence", judge="kept")] = None
    """The scores then."""
    note: Note | None = None
    """What was learned."""


class Effect(Part):
    """A metric that should move when this one does, why we think so, and how long it takes."""

    short: ClassVar[str | None] = "metric"
    needs: ClassVar[str | None] = "metric"
    named_by: ClassVar[tuple[str, ...]] = ("metric",)
    about: ClassVar[About] = About("traceability", judge="causes", noun="driven metric")

    metric: DrivenId = ""
    """The metric that moves."""
    because: Annotated[Text | None, About(label="assumption", noun="assumption")] = None
    """The assumption: why one should move the other."""
    lag: Annotated[Quantity, Duration()] | None = None
    """How long it takes until the effect shows; until then, its absence means nothing."""


class Reading(Part):
    """One dated value of a metric."""

    named_by: ClassVar[tuple[str, ...]] = ("date",)
    about: ClassVar[About] = About("progress", judge="record", noun="reading")

    date: Day | None = None
    """When it was read."""
    value: Annotated[Quantity | None, About(bare=True)] = None
    """The value."""
    worst: Quantity | None = None
    """The value where it is worst: at the site, team or unit that is furthest behind."""
    note: Note | None = None
    """What explains the value."""


class TeamReading(Part):
    """The strategy in the team's own words."""

    about: ClassVar[About] = About(
        "focus",
        judge="team reading",
        label="our reading of the strategy",
        within="reading of the strategy ({1})",
    )

    asks: Annotated[Text | None, About(label="what it asks", noun="questions")] = None
    """What the strategy asks of us."""
    will_not_do: Text | None = None
    """What we will not do because of it."""
    date: Day | None = None
    """When the team wrote this."""


class Lesson(Part):
    """Something learned that the next period should know."""

    short: ClassVar[str | None] = "title"
    named_by: ClassVar[tuple[str, ...]] = ("title",)
    about: ClassVar[About] = About("evidence", judge="look back", noun="lesson")

    title: Annotated[str, About(bare=True)] = ""
    """The lesson in one sentence."""
    tags: tuple[str, ...] = ()
    """Words to find it by."""


class Approval(Part):
    """Agreement from someone entitled to give it."""

    short: ClassVar[str | None] = "by"
    named_by: ClassVar[tuple[str, ...]] = ("by",)
    about: ClassVar[About] = About("progress", judge="confirmation", noun="approval")

    by: Annotated[PersonId, About(back="has confirmed or approved", bare=True)] = ""
    """Who approved."""
    date: Day | None = None
    """When."""
    note: Note | None = None
    """Any conditions."""


class DecisionRights(Part):
    """Who decides, who is consulted and who is informed."""

    short: ClassVar[str | None] = "decides"
    about: ClassVar[About] = About("accountability", "changed", within="{1}")

    decides: Annotated[PersonId | None, About(noun="decider", back="decides")] = None
    """The person who decides."""
    consulted: tuple[
        Annotated[PersonId, About(noun="people consulted", back="is consulted on")], ...
    ] = ()
    """People asked beforehand."""
    informed: tuple[
        Annotated[PersonId, About(noun="people informed", back="is informed of")], ...
    ] = ()
    """People informed afterwards."""


class PolicyException(Part):
    """Someone is exempt from the policy, for a time and for a reason."""

    short: ClassVar[str | None] = "for"
    named_by: ClassVar[tuple[str, ...]] = ("for",)
    about: ClassVar[About] = About("goalpost", judge="exception", noun="exception for")

    for_: Annotated[str, About(names=True, bare=True)] = ""
    """Who or what it applies to: an id, or words."""
    granted_by: Annotated[
        PersonId | None,
        About(
            "accountability",
            judge="exception",
            noun="grantor",
            label="granted by",
            back="granted an exception in",
        ),
    ] = None
    """Who granted it."""
    granted: Annotated[Date | None, About(label="granted on", noun="first day")] = None
    """When it was granted."""
    until: Annotated[Date | None, About(noun="last day")] = None
    """The last day on which it applies."""
    because: Reason | None = None
    """Why it was granted."""


class Control(Part):
    """A check that the policy is followed, with someone accountable for it."""

    short: ClassVar[str | None] = "what"
    named_by: ClassVar[tuple[str, ...]] = ("what",)
    about: ClassVar[About] = About("goalpost", judge="control", noun="control")

    what: Annotated[str, About(bare=True)] = ""
    """What is checked, and how."""
    owner: PartOwnerId | None = None
    """Who is accountable for it."""
    tested: Annotated[
        Date | None, About("evidence", judge="control", label="last tested", noun="last test")
    ] = None
    """When someone last tested that the check itself works."""


class Check(Part):
    """One of the nine items of the execution health checklist."""

    named_by: ClassVar[tuple[str, ...]] = ("item",)
    about: ClassVar[About] = About("evidence", judge="health answer", noun="answer on")

    item: Annotated[HealthItemWord | None, About(bare=True)] = None
    """Which of the nine."""
    status: Annotated[Light | None, About(bare=True)] = None
    """green, yellow or red."""
    evidence: Text | None = None
    """The evidence for it."""
    action: Annotated[Text | None, About("accountability", judge="statement")] = None
    """What is being done; required for a red item."""
    owner: PartOwnerId | None = None
    """Who is doing it."""
    by: Annotated[Date | None, About("goalpost", judge="step date", noun="date", bare=True)] = None
    """By when."""


class Pulse(Part):
    """Average answers to three statements."""

    about: ClassVar[About] = About("evidence", "changed", within="pulse on {1}")

    clarity: Quantity | None = None
    """I know what matters and why."""
    resources: Quantity | None = None
    """I have what I need."""
    ability: Quantity | None = None
    """We are able to carry it out."""
    answers: Annotated[int, Range(0, 1000000)] | None = None
    """How many people answered."""


class Audit(Part):
    """A close look at one item: is it going as intended?"""

    named_by: ClassVar[tuple[str, ...]] = ("of",)
    about: ClassVar[About] = About("evidence", judge="kept", noun="audit of")

    of: Annotated[AnyId | None, About(label="about", back="was audited in", bare=True)] = None
    """The item audited."""
    found: Text | None = None
    """What was found."""
    date: Day | None = None
    """When."""


# --- entities -----------------------------------------------------------------------------------


class Entity(Declared):
    """What has an id, a place in a file and a page of its own."""

    collection: ClassVar[str] = ""
    noun: ClassVar[str] = ""
    plural: ClassVar[str] = ""
    layer: ClassVar[str] = ""
    fits: ClassVar[tuple[str, ...]] = ()
    """Collections that this kind may serve, most usual first."""
    columns: ClassVar[tuple[str, ...]] = ("status", "...", "owner", "period", "serves")
    """What is compared of it in a table: fields and what is computed; three dots stand for its
    fields that are a `column`."""
    nests: ClassVar[Mapping[str, str]] = {"risks": "risks"}
    """Fields that hold entities of their own: nesting there means serving."""

    id: Annotated[str, About("structure")] = ""
    """A short, unique name you choose: lower-case letters, digits and hyphens."""
    title: Annotated[str, About("clarification", judge="title")] = ""
    """One line that says what it is."""
    description: Annotated[Text | None, About("clarification", judge="description")] = None
    """More detail, in Markdown."""
    owner: OwnerId | None = None
    """The one person accountable for it."""
    period: Annotated[
        Period | None,
        About("goalpost", judge="period", key=True, promise=True, meaning=True),
    ] = None
    """The time it covers: 2027, 2027-H1, 2027-Q1, 2027-03, FY27, FY27-Q1 or 2027-02..2027-04."""
    status: Annotated[
        StatusWord | None,
        About("progress", judge="status", key=True, promise=True),
    ] = None
    """proposed or committed while planned; then on_track, at_risk, blocked, done or dropped."""
    serves: Annotated[
        tuple[AnyId, ...],
        About("traceability", judge="parents", short="for", noun="parent", key=True, meaning=True),
    ] = ()
    """What it contributes to: one id or several. The first is its parent in the tree."""
    depends_on: Annotated[
        tuple[AnyId, ...], About("traceability", "notable", noun="dependencies")
    ] = ()
    """What must be finished first."""
    tags: Annotated[tuple[str, ...], About("structure")] = ()
    """Words to group it by."""
    links: tuple[Link, ...] = ()
    """Related pages elsewhere."""
    because: Annotated[Reason | None, About("clarification", judge="reason")] = None
    """The reason for its last change."""
    reviewed: Annotated[Date | None, About("progress", noun="last review")] = None
    """The date someone last confirmed that it still holds."""
    was: Annotated[str | None, About("structure")] = None
    """Its previous id, so that its history is kept."""
    fields: Annotated[Mapping[str, Any], About("structure", judge="own fields", within="{1}")] = (
        MappingProxyType({})
    )
    """Custom fields of your own."""

    # its place; set by decoding, not written in YAML
    path: SourceFile = SourceFile("", "")
    node: MappingNode = MappingNode()
    route: tuple[str | int, ...] = ()
    nested_in: str | None = None

    @classmethod
    def counted(cls, count: int) -> str:
        """The noun behind a number: `key result`, `key results`, `work items`."""
        if count == 1:
            return cls.noun
        return "work items" if cls.plural == "work" else cls.plural

    @property
    def committed(self) -> bool:
        """Whether it is more than a draft: what is not yet committed may be incomplete."""
        return self.status is not None and self.status != "proposed"

    @property
    def active(self) -> bool:
        """Whether it is committed or under way, and neither finished nor dropped."""
        return self.committed and not self.over

    @property
    def live(self) -> bool:
        """Whether its own status is none of proposed, done and dropped; it may have no status."""
        return self.status not in ("proposed", "done", "dropped")

    @property
    def over(self) -> bool:
        """Whether its own status is done or dropped."""
        return self.status in ("done", "dropped")

    @property
    def undertaken(self) -> bool:
        """Whether its own status is neither proposed nor dropped; it may be done."""
        return self.status not in ("proposed", "dropped")

    @property
    def under_way(self) -> bool:
        """Whether its own status says how it goes: on track, at risk or blocked."""
        return self.status in ("on_track", "at_risk", "blocked")

    def node_at(self, *route: str | int) -> Node | None:
        """The YAML node at the route; None if nothing is written there."""
        node: Node | None = self.node
        for step in route:
            if isinstance(node, MappingNode) and isinstance(step, str):
                node = node.get(step)
            elif (
                isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.nodes)
            ):
                node = node.nodes[step]
            elif step == 0:
                continue  # a single value stands for a list of one
            elif isinstance(node, ScalarNode):
                return node  # a plain text stands for the part's short field
            else:
                return None
            if node is None:
                return None
        return node

    def at(self, *route: str | int) -> Span:
        """The place to underline for a field.

        Its value; its key if the value is empty, long or a group; the entity's id if the field is
        absent.
        """
        if not route:
            return self.grip
        node = self.node_at(*route)
        if node is None:
            return self.grip
        return node.grip(self.path)

    @property
    def grip(self) -> Span:
        """The entity's id, else its title, else the start of what is written."""
        return self.node.grip(self.path, ("id", "title"))


class Strategy(Entity):
    """Where we play and how we win: the company's, or a product's within it.

    It says why, what is fixed and what teams decide, so that they can decide without asking.
    """

    collection: ClassVar[str] = "strategies"
    noun: ClassVar[str] = "strategy"
    plural: ClassVar[str] = "strategies"
    layer: ClassVar[str] = "strategy"
    fits: ClassVar[tuple[str, ...]] = ("strategies",)
    columns: ClassVar[tuple[str, ...]] = ("level", "owner", "period", "served by", "reviewed")

    level: Annotated[
        Literal["company", "product"] | None,
        Means(
            {
                "company": "Where the company plays and how it wins.",
                "product": "Which problems a product solves, and for whom.",
            }
        ),
        About("structure", "notable", head=True),
    ] = None
    """company, or a product within it."""
    why: Why | None = None
    """Why this, and why now."""
    where_we_play: Guideline | None = None
    """The market and customers we choose."""
    how_we_win: Guideline | None = None
    """What we do differently from others."""
    problems: tuple[Boundary, ...] = ()
    """The problems we solve."""
    for_whom: Annotated[tuple[str, ...], About("focus", judge="boundary")] = ()
    """Whose problems they are."""
    constraints: tuple[Guideline, ...] = ()
    """What limits us."""
    tradeoffs: tuple[TradeOff, ...] = ()
    """What we prefer over what."""
    fixed: tuple[FixedPoint, ...] = ()
    """What teams may not change."""
    open: tuple[OpenPoint, ...] = ()
    """What teams decide."""
    not_doing: tuple[NotDoing, ...] = ()
    """What we decided not to do."""
    triggers: tuple[Trigger, ...] = ()
    """What would make us change course."""
    metrics: tuple[IndicatorId, ...] = ()
    """The indicators that show whether it works."""
    cadence: Cadence | None = None
    """How often it is reviewed."""
    confirmed: tuple[Confirmation, ...] = ()
    """Who has confirmed that they understand it."""
    questions_to: Annotated[str | None, About("clarification")] = None
    """Where to ask questions: a person, a channel or an address."""

    @property
    def committed(self) -> bool:
        """A strategy without a status is in force; only a proposed one is a draft."""
        return self.status != "proposed"


class Outcome(Entity):
    """A desired outcome: the root of an opportunity solution tree."""

    collection: ClassVar[str] = "outcomes"
    noun: ClassVar[str] = "outcome"
    plural: ClassVar[str] = "outcomes"
    layer: ClassVar[str] = "discovery"
    fits: ClassVar[tuple[str, ...]] = ("strategies", "bets")
    columns: ClassVar[tuple[str, ...]] = ("...", "owner", "serves")
    nests: ClassVar[Mapping[str, str]] = {"opportunities": "opportunities", "risks": "risks"}

    why: Why | None = None
    """Why it matters."""
    metric: Annotated[MeasureId | None, About(column=True)] = None
    """How it is measured: a metric's id, or words."""
    baseline: Annotated[Baseline | None, About(column=True)] = None
    """Its value today."""
    target: Annotated[Target | None, About(column=True)] = None
    """The value to reach."""
    by: Annotated[Deadline | None, About(column=True)] = None
    """By when."""


class Opportunity(Entity):
    """A customer problem or need. It can contain smaller ones."""

    collection: ClassVar[str] = "opportunities"
    noun: ClassVar[str] = "opportunity"
    plural: ClassVar[str] = "opportunities"
    layer: ClassVar[str] = "discovery"
    fits: ClassVar[tuple[str, ...]] = ("outcomes", "opportunities")
    columns: ClassVar[tuple[str, ...]] = ("status", "for_whom", "...", "solutions", "serves")
    nests: ClassVar[Mapping[str, str]] = {
        "opportunities": "opportunities",
        "solutions": "solutions",
        "risks": "risks",
    }

    evidence: Annotated[tuple[Evidence, ...], About(column=True)] = ()
    """What was seen or heard about it."""
    for_whom: Annotated[tuple[str, ...], About("focus", judge="boundary", column=True)] = ()
    """Whose problem it is."""


class Solution(Entity):
    """One of several answers to an opportunity."""

    collection: ClassVar[str] = "solutions"
    noun: ClassVar[str] = "solution"
    plural: ClassVar[str] = "solutions"
    layer: ClassVar[str] = "discovery"
    fits: ClassVar[tuple[str, ...]] = ("opportunities",)
    columns: ClassVar[tuple[str, ...]] = ("status", "...", "experiments", "serves")
    nests: ClassVar[Mapping[str, str]] = {
        "experiments": "experiments",
        "work": "work",
        "risks": "risks",
    }

    evidence: tuple[Evidence, ...] = ()
    """Evidence for or against it."""
    effort: Annotated[Level | None, About("evidence", column=True)] = None
    """How much it would cost: low, medium or high."""


class Experiment(Entity):
    """A test of one stated assumption of a solution."""

    collection: ClassVar[str] = "experiments"
    noun: ClassVar[str] = "experiment"
    plural: ClassVar[str] = "experiments"
    layer: ClassVar[str] = "discovery"
    fits: ClassVar[tuple[str, ...]] = ("solutions",)
    columns: ClassVar[tuple[str, ...]] = ("status", "...", "serves")

    assumption: Annotated[
        Text | None, About("evidence", judge="statement", column=True, key=True)
    ] = None
    """What must be true for the solution to work."""
    method: Annotated[Text | None, About("evidence", judge="statement")] = None
    """How it is tested."""
    passes_if: Annotated[
        Text | None, About("goalpost", judge="criterion", noun="test criterion")
    ] = None
    """The result that would confirm it, set beforehand."""
    started: Annotated[Date | None, About("progress", noun="start")] = None
    """First day."""
    ended: Annotated[Date | None, About("progress", noun="end")] = None
    """Last day."""
    result: Annotated[Text | None, About("evidence", judge="result", column=True)] = None
    """What happened."""
    decision: Annotated[
        Literal["proceed", "change", "stop"] | None,
        Means(
            {
                "proceed": "The assumption holds: go on.",
                "change": "It holds in part: change the plan.",
                "stop": "It doesn't hold: stop.",
            }
        ),
        About("progress", judge="decision", column=True),
    ] = None
    """What was decided because of it."""


class Bet(Entity):
    """A product bet: an investment, large enough to name, that we believe will achieve the
    strategy.
    """

    collection: ClassVar[str] = "bets"
    noun: ClassVar[str] = "bet"
    plural: ClassVar[str] = "bets"
    layer: ClassVar[str] = "bet"
    fits: ClassVar[tuple[str, ...]] = ("strategies", "outcomes", "opportunities", "solutions")
    columns: ClassVar[tuple[str, ...]] = ("status", "...", "progress", "owner", "period", "serves")

    size: Annotated[
        Literal["big", "medium", "small"] | None,
        Means(
            {
                "big": "High impact, uncertainty and investment; counts as a major bet.",
                "medium": "In between; counts as a major bet.",
                "small": "Quick and safe to try.",
            }
        ),
        About("focus", judge="size", column=True, head=True, key=True, promise=True, meaning=True),
    ] = None
    """big, medium or small, by impact, uncertainty and investment."""
    lno: Lno | None = None
    """leverage (pays many times over), neutral (pays for itself) or overhead (must be done)."""
    why: Why | None = None
    """Why this, and why now."""
    dhm: Dhm | None = None
    """Delight, hard to copy, margin."""
    confidence: Confidence | None = None
    """How sure we are of the problem, the solution and the outcome."""
    success: Success | None = None
    """The five questions answered before it starts."""
    metrics: tuple[IndicatorId, ...] = ()
    """More indicators, leading and lagging."""
    guardrails: tuple[GuardrailId, ...] = ()
    """What must not get worse in the meantime."""
    approved_by: Annotated[
        PersonId | None,
        About("accountability", judge="approver", noun="approver", back="approved", key=True),
    ] = None
    """Who approved it."""
    approved_on: Annotated[
        Date | None, About("accountability", judge="approval day", noun="approval day")
    ] = None
    """When."""
    rights: DecisionRights | None = None
    """Who decides on it, who is consulted, who is informed."""
    deprioritises: tuple[Deprioritised, ...] = ()
    """What is on hold because of it."""
    not_doing: tuple[NotDoing, ...] = ()
    """What it leaves out on purpose."""
    cost_of_delay: DelayCost | None = None
    """What waiting costs."""
    cost_of_rework: ReworkCost | None = None
    """What redoing it would cost."""
    value: Stake | None = None
    """What it is worth if it works."""
    risk: Stake | None = None
    """How much is at stake."""
    regulated: Annotated[bool | None, About("evidence", "notable")] = None
    """Whether safety or legal rules make rework costlier than delay."""
    constraints: tuple[Guideline, ...] = ()
    """What limits us."""
    tradeoffs: tuple[TradeOff, ...] = ()
    """What we prefer over what."""
    fixed: tuple[FixedPoint, ...] = ()
    """What teams may not change."""
    open: tuple[OpenPoint, ...] = ()
    """What teams decide."""
    triggers: tuple[Trigger, ...] = ()
    """What would make us change course."""
    confirmed: tuple[Confirmation, ...] = ()
    """Who has confirmed that they understand it."""
    empowered: Empowerment | None = None
    """What the owner has in order to deliver."""

    @property
    def committed(self) -> bool:
        """A bet is committed by its status or, where it has none, by an approval."""
        if self.status is None:
            return self.approved_by is not None
        return self.status != "proposed"


class Objective(Entity):
    """What a team, or an organisation, department or person, is accountable for in a period."""

    collection: ClassVar[str] = "objectives"
    noun: ClassVar[str] = "objective"
    plural: ClassVar[str] = "objectives"
    layer: ClassVar[str] = "objective"
    fits: ClassVar[tuple[str, ...]] = (
        "bets",
        "objectives",
        "strategies",
        "outcomes",
        "key_results",
        "initiatives",
    )
    columns: ClassVar[tuple[str, ...]] = ("status", "...", "progress", "owner", "period", "serves")
    nests: ClassVar[Mapping[str, str]] = {
        "key_results": "key_results",
        "work": "work",
        "risks": "risks",
    }

    level: Annotated[
        CascadeLevelWord | None,
        About("structure", "notable", column=True, head=True),
    ] = None
    """organisation, department, team or individual."""
    team: Annotated[DoerId | None, About(column=True)] = None
    """The team that is accountable."""
    why: Why | None = None
    """Why this, and why now."""
    ambition: Ambition | None = None
    """committed: it must be met in full; aspirational: 70% of the way is a good result."""
    score: Grade | None = None
    """The result, judged at the end of the period: 0 to 1, or a percentage."""
    confirmed: tuple[Confirmation, ...] = ()
    """Who has confirmed that they understand it."""
    empowered: Empowerment | None = None
    """What the owner has in order to deliver."""


class KeyResult(Entity):
    """How we will know that an objective was met."""

    collection: ClassVar[str] = "key_results"
    noun: ClassVar[str] = "key result"
    plural: ClassVar[str] = "key results"
    layer: ClassVar[str] = "key result"
    fits: ClassVar[tuple[str, ...]] = ("objectives",)
    columns: ClassVar[tuple[str, ...]] = (
        "status",
        "progress",
        "baseline",
        "now",
        "target",
        "...",
        "owner",
        "period",
        "serves",
    )
    nests: ClassVar[Mapping[str, str]] = {"work": "work", "risks": "risks"}

    metric: MeasureId | None = None
    """What is measured: a metric's id, or words."""
    baseline: Baseline | None = None
    """The value at the start."""
    target: Target | None = None
    """The value to reach by the end."""
    by: Deadline | None = None
    """The deadline, if it is not the end of the period."""
    ambition: Ambition | None = None
    """committed: it must be met in full; aspirational: 70% of the way is a good result. Without it,
    the objective's ambition applies.
    """
    team: DoerId | None = None
    """The team that works on it, if it is not the objective's."""
    guardrails: tuple[GuardrailId, ...] = ()
    """What must not get worse in the meantime."""
    check_ins: tuple[CheckIn, ...] = ()
    """Dated updates, oldest first."""
    score: Grade | None = None
    """The result, judged at the end of the period: 0 to 1, or a percentage."""


class Initiative(Entity):
    """A product rollout or a policy implementation, planned to suit its nature.

    A product rollout offers value that people choose; a policy sets a rule that people must follow.
    Running one as the other is a common cause of failure, so the plan is scored against both.
    """

    collection: ClassVar[str] = "initiatives"
    noun: ClassVar[str] = "initiative"
    plural: ClassVar[str] = "initiatives"
    layer: ClassVar[str] = "initiative"
    fits: ClassVar[tuple[str, ...]] = (
        "bets",
        "objectives",
        "key_results",
        "strategies",
        "outcomes",
        "solutions",
    )
    nests: ClassVar[Mapping[str, str]] = {"work": "work", "risks": "risks"}

    team: DoerId | None = None
    """The team responsible for it."""
    nature: Annotated[
        Nature | None, About("goalpost", judge="nature", column=True, head=True, meaning=True)
    ] = None
    """product or policy: what it is, whatever the plan looks like."""
    secondary: Annotated[Nature | None, About("goalpost", judge="nature")] = None
    """The other nature, if it is a hybrid."""
    goal: Annotated[Text | None, About("goalpost", judge="criterion", meaning=True)] = None
    """Its purpose in one plain sentence, written before the vote."""
    ballot: Ballot | None = None
    """The private vote on its nature."""
    plan: Plan | None = None
    """How well the current plan fits each profile: 1 to 5."""
    gaps: tuple[Gap, ...] = ()
    """Where the plan does not fit, why, and what is being done."""
    guardrails: Annotated[tuple[Text, ...], About("goalpost", judge="kept", meaning=True)] = ()
    """What a hybrid takes from the other profile as non-negotiable."""
    aspects: Aspects | None = None
    """The seven aspects in this plan."""
    phases: tuple[Phase, ...] = ()
    """Its steps."""
    earlier: tuple[EarlierPlan, ...] = ()
    """Earlier scores, oldest first."""
    metrics: tuple[IndicatorId, ...] = ()
    """The metrics that measure it."""
    exceptions: tuple[PolicyException, ...] = ()
    """Who is exempt from the policy, granted by whom, until when and why."""
    controls: tuple[Control, ...] = ()
    """How we check that the policy is followed."""
    triggers: tuple[Trigger, ...] = ()
    """What would make us change course."""
    rights: DecisionRights | None = None
    """Who decides on it, who is consulted, who is informed."""
    escalates_to: EscalationId | None = None
    """Who to ask when it is stuck or needs an exception."""
    triad: Triad | None = None
    """People, process and metrics, audited leg by leg."""
    empowered: Empowerment | None = None
    """What the owner has in order to deliver."""


class Work(Entity):
    """A deliverable that someone finishes."""

    collection: ClassVar[str] = "work"
    noun: ClassVar[str] = "work item"
    plural: ClassVar[str] = "work"
    layer: ClassVar[str] = "work"
    fits: ClassVar[tuple[str, ...]] = (
        "key_results",
        "objectives",
        "solutions",
        "initiatives",
        "bets",
        "experiments",
    )
    columns: ClassVar[tuple[str, ...]] = ("status", "owner", "...", "serves")

    team: Annotated[DoerId | None, About(column=True)] = None
    """The team that does it."""
    due: Annotated[
        Date | None,
        About("goalpost", judge="deadline", noun="due date", column=True, key=True),
    ] = None
    """The due date."""
    done_when: Annotated[
        Text | None, About("goalpost", judge="criterion", noun="done criterion", key=True)
    ] = None
    """What done means, in one sentence."""
    estimate: Annotated[Quantity | None, About("evidence", "minor", column=True)] = None
    """The effort, such as 8 d."""
    lno: Lno | None = None
    """leverage, neutral or overhead."""
    url: Annotated[str | None, About("structure", label="tracked at")] = None
    """Where it is tracked."""
    started: Annotated[Date | None, About("progress", noun="start")] = None
    """When work started."""
    finished: Annotated[Date | None, About("progress", noun="end")] = None
    """When it was done."""
    planned: Annotated[bool | None, About("focus")] = None
    """false if it came up after planning."""
    requested_by: Annotated[
        str | None, About("accountability", "changed", noun="requester", names=True)
    ] = None
    """Who asked for it, if it came from outside the plan."""
    displaces: Annotated[
        tuple[AnyId, ...], About("focus", "lost", link="displaces", back="was displaced by")
    ] = ()
    """What was postponed for it."""
    skills: Annotated[tuple[str, ...], About("structure")] = ()
    """The skills it needs."""


class Metric(Entity):
    """Something measured, defined once and used everywhere."""

    collection: ClassVar[str] = "metrics"
    noun: ClassVar[str] = "metric"
    plural: ClassVar[str] = "metrics"
    layer: ClassVar[str] = "metric"
    fits: ClassVar[tuple[str, ...]] = ("strategies", "outcomes", "bets", "objectives")
    columns: ClassVar[tuple[str, ...]] = ("...", "latest", "drives", "owner")

    unit: Annotated[str | None, About("goalpost", judge="metric trait")] = None
    """The unit of its values, such as %, h or €."""
    stage: Annotated[
        Literal["input", "output", "outcome", "impact"] | None,
        Means(
            {
                "input": "What we put in: time, money, people.",
                "output": "What we make.",
                "outcome": "What changes in what people do.",
                "impact": "What that brings the business.",
            }
        ),
        About("evidence", judge="source", column=True),
    ] = None
    """Its place in the chain: input, output, outcome or impact."""
    timing: Annotated[
        Literal["leading", "lagging"] | None,
        Means(
            {
                "leading": "Moves before the result does.",
                "lagging": "Is the result, or moves after it.",
            }
        ),
        About("evidence", judge="source", column=True),
    ] = None
    """leading if it moves before the result; lagging if it is the result."""
    shape: Annotated[
        Literal["gradient", "threshold"] | None,
        Means({"gradient": "More of it is better.", "threshold": "It is met or it isn't."}),
        About("goalpost", judge="metric trait", column=True),
    ] = None
    """gradient: more is better; threshold: met or not."""
    direction: Annotated[
        Literal["up", "down"] | None,
        Means({"up": "Higher is better.", "down": "Lower is better."}),
        About("goalpost", judge="metric trait"),
    ] = None
    """Which way is better; without it, the way its goals aim, or else up."""
    threshold: Annotated[Quantity | None, About("goalpost", judge="metric trait")] = None
    """The value to meet, for a threshold or a guardrail, or the level to keep."""
    drives: tuple[Effect, ...] = ()
    """The metrics that move when this one does: ids, or each with its reason and its lag."""
    guardrails: tuple[Annotated[str, Ref(("metrics",)), GUARDED], ...] = ()
    """What must not get worse while this one is pushed."""
    source: Annotated[str | None, About("evidence", judge="source")] = None
    """Where the values come from."""
    rewards: Annotated[Text | None, About("evidence")] = None
    """Who is rewarded on it."""
    readings: tuple[Reading, ...] = ()
    """Dated values, oldest first."""


class Team(Entity):
    """Who works together."""

    collection: ClassVar[str] = "teams"
    noun: ClassVar[str] = "team"
    plural: ClassVar[str] = "teams"
    layer: ClassVar[str] = "organisation"
    fits: ClassVar[tuple[str, ...]] = ("teams", "strategies")
    columns: ClassVar[tuple[str, ...]] = ("owner", "...")

    members: Annotated[
        tuple[Annotated[str, Ref(("people",), local=True)], ...],
        About("accountability", back="member of", column=True),
    ] = ()
    """The people in it."""
    capacity: Annotated[Quantity | None, About("focus", judge="capacity", column=True)] = None
    """The effort available in a period, such as 60 d."""
    utilisation: Annotated[
        Quantity | None,
        About("focus", judge="utilisation", label="limit", column=True),
    ] = None
    """The share of capacity to plan for; 60–70% is realistic for knowledge work."""
    skills: Annotated[tuple[str, ...], About("structure")] = ()
    """What it can do."""
    reading: TeamReading | None = None
    """What the strategy asks of it, in its own words."""
    triad: Triad | None = None
    """People, process and metrics, audited leg by leg."""


class Person(Entity):
    """Someone who owns, decides or takes part."""

    collection: ClassVar[str] = "people"
    noun: ClassVar[str] = "person"
    plural: ClassVar[str] = "people"
    layer: ClassVar[str] = "organisation"
    fits: ClassVar[tuple[str, ...]] = ("teams",)
    columns: ClassVar[tuple[str, ...]] = ("...", "owns")

    role: Annotated[str | None, About("structure", column=True, head=True)] = None
    """What they do here."""
    team: Annotated[DoerId | None, About(back="works together with", column=True)] = None
    """Their team."""
    skills: Annotated[tuple[str, ...], About("structure")] = ()
    """What they can do."""


class Risk(Entity):
    """What could go wrong, how likely, how bad, and what we do about it."""

    collection: ClassVar[str] = "risks"
    noun: ClassVar[str] = "risk"
    plural: ClassVar[str] = "risks"
    layer: ClassVar[str] = "risk"
    fits: ClassVar[tuple[str, ...]] = ()
    columns: ClassVar[tuple[str, ...]] = ("score", "...", "owner", "serves")

    probability: Annotated[Score | None, About("evidence", judge="risk score", column=True)] = None
    """1 (rare) to 5 (almost certain)."""
    impact: Annotated[Score | None, About("evidence", judge="risk score", column=True)] = None
    """1 (negligible) to 5 (critical)."""
    mitigation: Annotated[
        Text | None, About("evidence", judge="mitigation", column=True, key=True)
    ] = None
    """What makes it less likely or less bad."""
    factor: Annotated[
        Literal["resources", "technical", "stakeholders", "external"] | None,
        Means(
            {
                "resources": "People, money or time.",
                "technical": "Technology.",
                "stakeholders": "People who must agree or take part.",
                "external": "The world around us.",
            }
        ),
        About("clarification"),
    ] = None
    """What it comes from."""


class Ritual(Entity):
    """A meeting or habit that keeps the strategy alive."""

    collection: ClassVar[str] = "rituals"
    noun: ClassVar[str] = "ritual"
    plural: ClassVar[str] = "rituals"
    layer: ClassVar[str] = "rhythm"
    fits: ClassVar[tuple[str, ...]] = ("strategies", "bets", "objectives", "teams")
    columns: ClassVar[tuple[str, ...]] = ("...", "owner")

    cadence: Annotated[Cadence | None, About(column=True)] = None
    """How often."""
    last_held: Annotated[Date | None, About("progress", noun="last meeting", column=True)] = None
    """When it last took place."""
    asks: Annotated[
        tuple[Text, ...],
        About("progress", judge="kept", label="what it asks", noun="questions"),
    ] = ()
    """The questions it answers."""
    attendees: Annotated[
        tuple[PersonId, ...], About("accountability", "minor", back="takes part in")
    ] = ()
    """Who takes part."""
    refers_to: Annotated[
        tuple[AnyId, ...],
        About("traceability", "minor", link="reviews", back="is reviewed in"),
    ] = ()
    """The items it reviews."""
    escalates_to: EscalationId | None = None
    """Who to ask when it cannot settle something."""


class Retrospective(Entity):
    """A blameless look back at a period."""

    collection: ClassVar[str] = "retrospectives"
    noun: ClassVar[str] = "retrospective"
    plural: ClassVar[str] = "retrospectives"
    layer: ClassVar[str] = "rhythm"
    fits: ClassVar[tuple[str, ...]] = ("strategies", "bets", "objectives", "initiatives", "teams")
    columns: ClassVar[tuple[str, ...]] = ("...", "period")

    date: Annotated[Date | None, About("progress", column=True)] = None
    """When it was held."""
    team: Annotated[DoerId | None, About(column=True)] = None
    """The team that held it."""
    worked: Annotated[
        tuple[Text, ...],
        About("evidence", judge="look back", label="what worked", noun="what worked"),
    ] = ()
    """What worked."""
    did_not: Annotated[
        tuple[Text, ...],
        About("evidence", judge="look back", label="what did not work", noun="what did not work"),
    ] = ()
    """What did not work."""
    improve: Annotated[
        tuple[Text, ...],
        About(
            "evidence", judge="look back", label="what we will do differently", noun="resolutions"
        ),
    ] = ()
    """What we will do differently."""
    lessons: tuple[Lesson, ...] = ()
    """What others should know."""


class Decision(Entity):
    """A strategic decision, who had the right to make it, and what followed."""

    collection: ClassVar[str] = "decisions"
    noun: ClassVar[str] = "decision"
    plural: ClassVar[str] = "decisions"
    layer: ClassVar[str] = "rhythm"
    fits: ClassVar[tuple[str, ...]] = ()
    columns: ClassVar[tuple[str, ...]] = ("...", "owner")

    decided: Annotated[
        Date | None, About("focus", judge="decided", noun="decision day", column=True)
    ] = None
    """When it was made."""
    question: Annotated[Text | None, About("focus", judge="statement")] = None
    """What was to be decided."""
    options: Annotated[tuple[Text, ...], About("evidence", judge="kept")] = ()
    """The options considered."""
    choice: Annotated[Boundary | None, About(column=True)] = None
    """What was chosen, and why."""
    rights: DecisionRights | None = None
    """Who decides, who is consulted, who is informed."""
    approvals: tuple[Approval, ...] = ()
    """Who approved it."""
    reversible: Annotated[bool | None, About("evidence", "changed", noun="reversibility")] = None
    """Whether it can be undone cheaply."""
    first_output: Annotated[Date | None, About("progress", "lost")] = None
    """The date of its first result."""
    supersedes: Annotated[
        Annotated[str, Ref(("decisions",))] | None,
        About("focus", judge="supersedes", back="was superseded by"),
    ] = None
    """The decision it replaces."""


class Health(Entity):
    """A check of how well the strategy is being executed."""

    collection: ClassVar[str] = "health"
    noun: ClassVar[str] = "health check"
    plural: ClassVar[str] = "health checks"
    layer: ClassVar[str] = "rhythm"
    fits: ClassVar[tuple[str, ...]] = ("strategies", "teams")
    columns: ClassVar[tuple[str, ...]] = ("...", "owner")

    date: Annotated[Date | None, About("progress", column=True)] = None
    """When."""
    checklist: tuple[Check, ...] = ()
    """The nine items, green, yellow or red."""
    pulse: Pulse | None = None
    """What people say about clarity, resources and ability."""
    audits: tuple[Audit, ...] = ()
    """Items audited."""


KINDS: tuple[type[Entity], ...] = (
    Strategy,
    Outcome,
    Opportunity,
    Solution,
    Experiment,
    Bet,
    Objective,
    KeyResult,
    Initiative,
    Work,
    Metric,
    Team,
    Person,
    Risk,
    Ritual,
    Retrospective,
    Decision,
    Health,
)
"""Every kind, in the order of the layers from the top."""

BY_COLLECTION: Mapping[str, type[Entity]] = {kind.collection: kind for kind in KINDS}
"""Collection name, as written in YAML, to kind."""

FIRST_SHOWN = ("status", "size", "owner", "team", "period", "serves")
"""The fields to show first of an added or removed entity."""
