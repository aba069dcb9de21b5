"""The vocabulary: what a strategy is made of, said once.

Each kind of entity is a frozen value; the sentence beneath a field says what the field is for.
Decoding, the JSON Schema, the reference page and the starter files all follow from these
declarations, so a field is added here and nowhere else.

Everything *serves* something above it: `serves` is the one upward link, on every kind, and nesting
in YAML says the same. `depends_on` points sideways; metrics `drives` metrics.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date  # noqa: N812  # fields are called date
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

from stratdocs.model.values import Period, Quantity
from stratdocs.yamltext.source import MappingNode, Node, ScalarNode, SequenceNode, SourceFile, Span


class Ref(NamedTuple):
    """The field names other entities by id; `kinds` are the collections that fit (none: any).

    With `words`, a value that has a space in it is taken as plain words instead of an id.
    With `local`, ids are only looked up when the stack declares that collection at all, so that
    a first ten lines may say `owner: maya` before there is a list of people.
    """

    kinds: tuple[str, ...] = ()
    words: bool = False
    local: bool = False


class Range(NamedTuple):
    """The smallest and largest whole number that fit, both included."""

    low: int
    high: int


class Prose(NamedTuple):
    """The text may run over several lines and is Markdown."""


Text = Annotated[str, Prose()]
PersonId = Annotated[str, Ref(("people", "teams"), local=True)]
TeamId = Annotated[str, Ref(("teams",), local=True)]
MetricId = Annotated[str, Ref(("metrics",), words=True, local=True)]
AnyId = Annotated[str, Ref()]
Score = Annotated[int, Range(1, 5)]

Status = Literal["proposed", "committed", "on_track", "at_risk", "blocked", "done", "dropped"]
Level = Literal["low", "medium", "high"]
Cadence = Literal["daily", "weekly", "biweekly", "monthly", "quarterly", "half-yearly", "yearly"]
Nature = Literal["product", "policy"]
Light = Literal["green", "yellow", "red"]
Lno = Literal["leverage", "neutral", "overhead"]
CascadeLevel = Literal["organisation", "department", "team", "individual"]
CourseStep = Literal[
    "validate",
    "build",
    "launch",
    "learn",
    "mandate",
    "rules",
    "announcement",
    "monitoring",
    "exceptions",
]
ConfirmationLevel = Literal["leadership", "product leadership", "team", "individual"]
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
        said = (f"{name}={value!r}" for name, value in self._said() if name not in PLACED)
        return f"{type(self).__name__}({', '.join(said)})"

    def _said(self) -> list[tuple[str, Any]]:
        """The fields that have been given a value, in the order of their declaration."""
        return [
            (name, self.__dict__[name])
            for name in self.declared
            if self.__dict__.get(name, getattr(type(self), name)) != getattr(type(self), name)
        ]


PLACED = frozenset(("path", "node", "route", "nested_in"))
"""Fields that decoding sets, since nobody writes them: where an entity stands."""


# --- parts: values inside an entity, without an id of their own ---------------------------------


class Part(Declared):
    """A group of fields inside an entity. `short` names the field that a lone text stands for."""

    short: ClassVar[str | None] = None

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._said() == other._said()

    def __hash__(self) -> int:
        return hash((type(self), *(name for name, _ in self._said())))


class Link(Part):
    """A page elsewhere that belongs to the entity."""

    short: ClassVar[str | None] = "url"

    url: str = ""
    """The address."""
    title: str | None = None
    """The words to show for it."""


class NotDoing(Part):
    """Something we decided not to do."""

    short: ClassVar[str | None] = "title"

    title: str = ""
    """What we are not doing."""
    because: Text | None = None
    """Why not."""


class Deprioritised(Part):
    """What waits while the bet runs: the id of a bet, initiative or work, or plain words."""

    short: ClassVar[str | None] = "what"

    what: Annotated[str, Ref(words=True)] = ""
    """An id, or words for something that has none."""
    because: Text | None = None
    """Why it waits."""


class Trigger(Part):
    """An event that makes us change course, agreed beforehand."""

    when: str = ""
    """What would have to happen."""
    then: str | None = None
    """What we do then."""
    owner: PersonId | None = None
    """Who watches for it."""
    fired: Date | None = None
    """The day it happened, if it has."""


class Confirmation(Part):
    """Someone has confirmed that they understood what is meant; not that they agree."""

    by: PersonId = ""
    """Who confirmed."""
    level: ConfirmationLevel | None = None
    """The step of the alignment cascade they speak for."""
    date: Date | None = None
    """When."""


class Empowerment(Part):
    """What the owner has been given to deliver: without it, accountability burns people out."""

    authority: Text | None = None
    """What the owner may decide alone."""
    resources: Text | None = None
    """People, money and time they have."""
    barriers: Text | None = None
    """What stands in the way, and who clears it."""


class Leg(Part):
    """One leg of the alignment triad, as audited."""

    short: ClassVar[str | None] = "note"

    status: Light | None = None
    """green, yellow or red."""
    note: Text | None = None
    """What was seen."""
    changed: Date | None = None
    """When this leg last changed."""


class Triad(Part):
    """The alignment triad: people, process and metrics work in concert or not at all."""

    people: Leg | None = None
    """Skills, authority and motivation."""
    process: Leg | None = None
    """The way the work is done."""
    metrics: Leg | None = None
    """What is measured and rewarded."""


class Evidence(Part):
    """Something seen or heard that an opportunity rests on."""

    short: ClassVar[str | None] = "says"

    says: Text = ""
    """What was seen or heard."""
    source: str | None = None
    """Where: an interview, a ticket, a report."""
    date: Date | None = None
    """When."""


class Dhm(Part):
    """What makes a bet worth making: delight customers, be hard to copy, enhance margin."""

    delight: Text | None = None
    """How it delights customers."""
    hard_to_copy: Text | None = None
    """Why others cannot follow quickly."""
    margin: Text | None = None
    """How it improves the business."""


class Assurance(Part):
    """How sure we are of one thing, and what that rests on."""

    short: ClassVar[str | None] = "level"

    level: Level | None = None
    """low, medium or high."""
    evidence: Text | None = None
    """What it rests on."""


class Confidence(Part):
    """The confidence meter. Low in any: discovery first. High in all: execute."""

    problem: Assurance | None = None
    """Are we sure that customers have the problem?"""
    solution: Assurance | None = None
    """Are we sure that this solves it?"""
    outcome: Assurance | None = None
    """Are we sure that solving it moves the business?"""


class Success(Part):
    """The five questions a committed bet answers before it starts."""

    outcome: Text | None = None
    """What will be different, and for whom?"""
    measure: MetricId | None = None
    """How is it measured: a metric's id, or words."""
    baseline: Quantity | None = None
    """Where does the measure stand today?"""
    target: Quantity | None = None
    """Where should it stand?"""
    by: Date | None = None
    """By when?"""


class CheckIn(Part):
    """One dated look at a key result."""

    date: Date | None = None
    """When it was taken."""
    value: Quantity | None = None
    """The value on that day."""
    status: Status | None = None
    """How the owner judged it."""
    confidence: Annotated[int, Range(0, 10)] | None = None
    """How likely the target is reached, 0 to 10."""
    note: Text | None = None
    """What happened."""


class Ballot(Part):
    """The private vote: is this value that people choose, or a rule that they follow?"""

    product: Annotated[int, Range(0, 10000)] = 0
    """Votes for a product rollout."""
    policy: Annotated[int, Range(0, 10000)] = 0
    """Votes for a policy implementation."""


class Fit(Part):
    """How far the plan fits each profile on one dimension, 1 (not at all) to 5 (wholly)."""

    product: Score | None = None
    """Fit with a product rollout."""
    policy: Score | None = None
    """Fit with a policy implementation."""
    note: Text | None = None
    """What the plan says on this."""


class Plan(Part):
    """The plan as it stands, scored against both profiles on four dimensions."""

    leverage: Fit | None = None
    """What makes people move: persuasion (product) or authority (policy)."""
    feedback: Fit | None = None
    """What signals are for: to adapt the offer (product) or to correct deviations (policy)."""
    measurement: Fit | None = None
    """What is measured: engagement, a gradient (product), or adherence, a threshold (policy)."""
    velocity: Fit | None = None
    """How it changes: iterative (product) or stable, by amendment (policy)."""


class Action(Part):
    """A concrete change that closes a gap: owned and dated."""

    short: ClassVar[str | None] = "title"

    title: str = ""
    """What will be done."""
    owner: PersonId | None = None
    """Who does it."""
    by: Date | None = None
    """By when."""
    done: Date | None = None
    """The day it was done."""


class Gap(Part):
    """A low score on the profile the initiative should have: an execution gap."""

    dimension: Literal["leverage", "feedback", "measurement", "velocity"] | None = None
    """Which of the four."""
    cause: Text | None = None
    """The root cause."""
    actions: tuple[Action, ...] = ()
    """Two or three changes that close it."""


class Aspects(Part):
    """The seven aspects in which a product rollout and a policy differ, as this plan has them."""

    primary_driver: Text | None = None
    """Why it is done at all."""
    success_metric: Text | None = None
    """What counts as success."""
    change_response: Text | None = None
    """What happens when people do not go along."""
    authority_source: Text | None = None
    """Where the right to ask for it comes from."""
    communication_mode: Text | None = None
    """How people hear of it."""
    risk_focus: Text | None = None
    """Which risk is watched."""
    done_state: Text | None = None
    """When it is done, if ever."""


class Phase(Part):
    """One step of the rollout."""

    short: ClassVar[str | None] = "title"

    title: str = ""
    """Its name."""
    step: CourseStep | None = None
    """The step of the pure course that it is: of a product's validate, build, launch or learn; of a
    policy's mandate, rules, announcement, monitoring or exceptions."""
    status: Status | None = None
    """Where it stands."""
    starts: Date | None = None
    """First day."""
    ends: Date | None = None
    """Last day."""


class EarlierPlan(Part):
    """The plan's scores as they were before, so that before and after can be compared."""

    date: Date | None = None
    """When it was scored."""
    plan: Plan | None = None
    """The scores then."""
    note: Text | None = None
    """What was learnt."""


class Reading(Part):
    """One dated value of a metric."""

    date: Date | None = None
    """When it was read."""
    value: Quantity | None = None
    """The value."""
    note: Text | None = None
    """What explains it."""


class TeamReading(Part):
    """The team's own reading of the strategy, in its own words."""

    asks: Text | None = None
    """What the strategy asks of us."""
    will_not_do: Text | None = None
    """What we will not do because of it."""
    date: Date | None = None
    """When the team wrote this."""


class Lesson(Part):
    """Something learnt that the next period should know."""

    short: ClassVar[str | None] = "title"

    title: str = ""
    """The lesson in one sentence."""
    tags: tuple[str, ...] = ()
    """Words to find it by."""


class Approval(Part):
    """A person entitled to it has agreed."""

    short: ClassVar[str | None] = "by"

    by: PersonId = ""
    """Who approved."""
    date: Date | None = None
    """When."""
    note: Text | None = None
    """On what condition."""


class DecisionRights(Part):
    """Who decides, who is asked first and who is told."""

    decides: PersonId | None = None
    """The one who decides."""
    consulted: tuple[PersonId, ...] = ()
    """Who is asked before."""
    informed: tuple[PersonId, ...] = ()
    """Who is told after."""


class Check(Part):
    """One of the nine items of the execution health checklist."""

    item: HealthItem | None = None
    """Which of the nine."""
    status: Light | None = None
    """green, yellow or red."""
    evidence: Text | None = None
    """What the judgement rests on."""
    action: Text | None = None
    """The intervention, wanted for a red."""
    owner: PersonId | None = None
    """Who intervenes."""
    by: Date | None = None
    """By when."""


class Pulse(Part):
    """The pulse survey: mean answers on three topics."""

    clarity: Quantity | None = None
    """I know what matters and why."""
    resources: Quantity | None = None
    """I have what I need."""
    ability: Quantity | None = None
    """We are able to carry it out."""
    answers: Annotated[int, Range(0, 1000000)] | None = None
    """How many people answered."""


class Audit(Part):
    """A look at one project: is what happens what was meant?"""

    of: AnyId | None = None
    """The entity looked at."""
    found: Text | None = None
    """What was found."""
    date: Date | None = None
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
    nests: ClassVar[Mapping[str, str]] = {"risks": "risks"}
    """Fields that hold entities of their own: nesting there means serving."""

    id: str = ""
    """A short name that people choose: small letters, digits and hyphens; unique across kinds."""
    title: str = ""
    """One line that says what it is."""
    description: Text | None = None
    """More, in Markdown."""
    owner: PersonId | None = None
    """The one person who answers for it."""
    period: Period | None = None
    """When it holds: 2027, 2027-H1, 2027-Q1 or 2027-03."""
    status: Status | None = None
    """proposed or committed while planned; on_track, at_risk, blocked, done or dropped after."""
    serves: tuple[AnyId, ...] = ()
    """What it contributes to, one id or several; the first is primary and draws the tree."""
    depends_on: tuple[AnyId, ...] = ()
    """What must be there first."""
    tags: tuple[str, ...] = ()
    """Words to group it by."""
    links: tuple[Link, ...] = ()
    """Pages elsewhere."""
    because: Text | None = None
    """The reason for its last change."""
    reviewed: Date | None = None
    """When somebody last looked at it and found it true."""
    was: str | None = None
    """Its former id, so that its history is found."""
    fields: Mapping[str, Any] = MappingProxyType({})
    """Whatever the company keeps besides."""

    # where it stands; set by decoding, not written in YAML
    path: SourceFile = SourceFile("", "")
    node: MappingNode = MappingNode()
    route: tuple[str | int, ...] = ()
    nested_in: str | None = None

    @property
    def committed(self) -> bool:
        """Whether it is more than a draft: what is not yet committed may be incomplete."""
        return self.status is not None and self.status != "proposed"

    @property
    def active(self) -> bool:
        """Whether it is committed or under way, and neither finished nor dropped."""
        return self.committed and not self.over

    @property
    def stands(self) -> bool:
        """Whether its own status leaves it in force: no draft, and neither done nor dropped."""
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
        """The YAML value at the route, None where nothing is written."""
        node: Node | None = self.node
        for step in route:
            if isinstance(node, MappingNode) and isinstance(step, str):
                node = node.get(step)
            elif (
                isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.nodes)
            ):
                node = node.nodes[step]
            elif step == 0:
                continue  # a lone value stands for a list of one
            elif isinstance(node, ScalarNode):
                return node  # a lone text stands for the part's short field
            else:
                return None
            if node is None:
                return None
        return node

    def at(self, *route: str | int) -> Span:
        """The place to underline for a field.

        Its value; its key where the value is empty, long or a group; the entity's id where the
        field is absent.
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

    level: Literal["company", "product"] | None = None
    """company, or product within it."""
    why: Text | None = None
    """Why this, and why now."""
    where_we_play: Text | None = None
    """The market and customers we choose."""
    how_we_win: Text | None = None
    """What we do differently from others."""
    problems: tuple[Text, ...] = ()
    """The problems we solve."""
    for_whom: tuple[str, ...] = ()
    """Whose problems they are."""
    constraints: tuple[Text, ...] = ()
    """What limits us."""
    tradeoffs: tuple[Text, ...] = ()
    """What we prefer over what."""
    fixed: tuple[Text, ...] = ()
    """What teams may not change."""
    open: tuple[Text, ...] = ()
    """What teams decide."""
    not_doing: tuple[NotDoing, ...] = ()
    """What we decided not to do."""
    triggers: tuple[Trigger, ...] = ()
    """What would make us change course."""
    metrics: tuple[MetricId, ...] = ()
    """The indicators that tell whether it works."""
    cadence: Cadence | None = None
    """How often it is reviewed."""
    confirmed: tuple[Confirmation, ...] = ()
    """Who has confirmed that they understood it."""
    questions_to: str | None = None
    """Where to ask: a person, a channel, an address."""

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
    nests: ClassVar[Mapping[str, str]] = {"opportunities": "opportunities", "risks": "risks"}

    why: Text | None = None
    """Why it matters."""
    metric: MetricId | None = None
    """How it is measured: a metric's id, or words."""
    baseline: Quantity | None = None
    """Where it stands today."""
    target: Quantity | None = None
    """Where it should stand."""
    by: Date | None = None
    """By when."""


class Opportunity(Entity):
    """A customer's problem or desire. It may hold smaller ones."""

    collection: ClassVar[str] = "opportunities"
    noun: ClassVar[str] = "opportunity"
    plural: ClassVar[str] = "opportunities"
    layer: ClassVar[str] = "discovery"
    fits: ClassVar[tuple[str, ...]] = ("outcomes", "opportunities")
    nests: ClassVar[Mapping[str, str]] = {
        "opportunities": "opportunities",
        "solutions": "solutions",
        "risks": "risks",
    }

    evidence: tuple[Evidence, ...] = ()
    """What was seen or heard of it."""
    for_whom: tuple[str, ...] = ()
    """Whose problem it is."""


class Solution(Entity):
    """One of several answers to an opportunity."""

    collection: ClassVar[str] = "solutions"
    noun: ClassVar[str] = "solution"
    plural: ClassVar[str] = "solutions"
    layer: ClassVar[str] = "discovery"
    fits: ClassVar[tuple[str, ...]] = ("opportunities",)
    nests: ClassVar[Mapping[str, str]] = {
        "experiments": "experiments",
        "work": "work",
        "risks": "risks",
    }

    evidence: tuple[Evidence, ...] = ()
    """What speaks for or against it."""
    effort: Level | None = None
    """How much it would cost: low, medium or high."""


class Experiment(Entity):
    """A test of one stated assumption of a solution."""

    collection: ClassVar[str] = "experiments"
    noun: ClassVar[str] = "experiment"
    plural: ClassVar[str] = "experiments"
    layer: ClassVar[str] = "discovery"
    fits: ClassVar[tuple[str, ...]] = ("solutions",)

    assumption: Text | None = None
    """What must be true for the solution to work."""
    method: Text | None = None
    """How it is tested."""
    passes_if: Text | None = None
    """The result that would confirm it, said beforehand."""
    started: Date | None = None
    """First day."""
    ended: Date | None = None
    """Last day."""
    result: Text | None = None
    """What came out."""
    decision: Literal["proceed", "change", "stop"] | None = None
    """What was decided on it."""


class Bet(Entity):
    """A product bet: something large enough to name, which we believe will achieve the strategy."""

    collection: ClassVar[str] = "bets"
    noun: ClassVar[str] = "bet"
    plural: ClassVar[str] = "bets"
    layer: ClassVar[str] = "bet"
    fits: ClassVar[tuple[str, ...]] = ("strategies", "outcomes", "opportunities", "solutions")

    size: Literal["big", "medium", "small"] | None = None
    """big, medium or small, by impact, uncertainty and investment."""
    lno: Lno | None = None
    """leverage (pays many times over), neutral (pays for itself) or overhead (must be done)."""
    why: Text | None = None
    """Why this, and why now."""
    dhm: Dhm | None = None
    """Delight, hard to copy, margin."""
    confidence: Confidence | None = None
    """How sure we are of the problem, the solution and the outcome."""
    success: Success | None = None
    """The five questions answered before it starts."""
    metrics: tuple[MetricId, ...] = ()
    """Further indicators, leading and lagging."""
    guardrails: tuple[MetricId, ...] = ()
    """What must not get worse meanwhile."""
    approved_by: PersonId | None = None
    """Who had the right to commit to it, and did."""
    approved_on: Date | None = None
    """When."""
    deprioritises: tuple[Deprioritised, ...] = ()
    """What waits because of it."""
    not_doing: tuple[NotDoing, ...] = ()
    """What it leaves out on purpose."""
    cost_of_delay: Level | None = None
    """What waiting costs."""
    cost_of_rework: Level | None = None
    """What doing it over would cost."""
    value: Level | None = None
    """What it is worth if it works."""
    risk: Level | None = None
    """How much is at stake."""
    regulated: bool | None = None
    """Whether safety or law makes rework dearer than delay."""
    constraints: tuple[Text, ...] = ()
    """What limits us."""
    tradeoffs: tuple[Text, ...] = ()
    """What we prefer over what."""
    fixed: tuple[Text, ...] = ()
    """What teams may not change."""
    open: tuple[Text, ...] = ()
    """What teams decide."""
    triggers: tuple[Trigger, ...] = ()
    """What would make us change course."""
    confirmed: tuple[Confirmation, ...] = ()
    """Who has confirmed that they understood it."""
    empowered: Empowerment | None = None
    """What the owner has been given to deliver."""

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
    nests: ClassVar[Mapping[str, str]] = {
        "key_results": "key_results",
        "work": "work",
        "risks": "risks",
    }

    level: CascadeLevel | None = None
    """organisation, department, team or individual."""
    team: TeamId | None = None
    """The team that is accountable."""
    why: Text | None = None
    """Why this, and why now."""
    score: Quantity | None = None
    """What was reached, judged at the end of the period: 0 to 1, or a share."""
    confirmed: tuple[Confirmation, ...] = ()
    """Who has confirmed that they understood it."""
    empowered: Empowerment | None = None
    """What the owner has been given to deliver."""


class KeyResult(Entity):
    """How we will know that an objective is reached."""

    collection: ClassVar[str] = "key_results"
    noun: ClassVar[str] = "key result"
    plural: ClassVar[str] = "key results"
    layer: ClassVar[str] = "key result"
    fits: ClassVar[tuple[str, ...]] = ("objectives",)
    nests: ClassVar[Mapping[str, str]] = {"work": "work", "risks": "risks"}

    metric: MetricId | None = None
    """What is measured: a metric's id, or words."""
    baseline: Quantity | None = None
    """Where it stood at the start."""
    target: Quantity | None = None
    """Where it should stand at the end."""
    by: Date | None = None
    """By when, if not at the end of the period."""
    team: TeamId | None = None
    """The team that works on it, if not the objective's."""
    guardrails: tuple[MetricId, ...] = ()
    """What must not get worse meanwhile."""
    check_ins: tuple[CheckIn, ...] = ()
    """Dated looks at it, oldest first."""
    score: Quantity | None = None
    """What was reached, judged at the end of the period: 0 to 1, or a share."""


class Initiative(Entity):
    """A rollout or an implementation, with the profile that its nature asks for.

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

    team: TeamId | None = None
    """The team that carries it out."""
    nature: Nature | None = None
    """product or policy: what it is, whatever the plan looks like."""
    secondary: Nature | None = None
    """The other nature, where it is a hybrid that takes it as guardrails."""
    goal: Text | None = None
    """What it is for, in one plain sentence, before anybody votes."""
    ballot: Ballot | None = None
    """The private vote on its nature."""
    plan: Plan | None = None
    """How far the plan, as it stands, fits each profile: 1 to 5."""
    gaps: tuple[Gap, ...] = ()
    """Where the plan does not fit, why, and what will be done."""
    guardrails: tuple[Text, ...] = ()
    """What a hybrid takes from the other profile, not to be negotiated."""
    aspects: Aspects | None = None
    """The seven aspects as this plan has them."""
    phases: tuple[Phase, ...] = ()
    """Its steps."""
    earlier: tuple[EarlierPlan, ...] = ()
    """Scores of before, oldest first."""
    metrics: tuple[MetricId, ...] = ()
    """What it is measured by."""
    escalates_to: PersonId | None = None
    """Who is asked when it is stuck, or for exceptions."""
    triad: Triad | None = None
    """People, process and metrics, audited leg by leg."""
    empowered: Empowerment | None = None
    """What the owner has been given to deliver."""


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

    team: TeamId | None = None
    """The team that does it."""
    due: Date | None = None
    """By when."""
    done_when: Text | None = None
    """What done means, in one sentence."""
    estimate: Quantity | None = None
    """How much effort, as in 8 d."""
    lno: Lno | None = None
    """leverage, neutral or overhead."""
    url: str | None = None
    """Where it is tracked."""
    started: Date | None = None
    """When somebody began."""
    finished: Date | None = None
    """When it was done."""
    planned: bool | None = None
    """false where it came up after the plan was made."""
    requested_by: str | None = None
    """Who asked for it, if it came from outside the plan."""
    displaces: tuple[AnyId, ...] = ()
    """What had to wait for it."""
    skills: tuple[str, ...] = ()
    """What one must be able to do."""


class Metric(Entity):
    """A thing measured once, named everywhere."""

    collection: ClassVar[str] = "metrics"
    noun: ClassVar[str] = "metric"
    plural: ClassVar[str] = "metrics"
    layer: ClassVar[str] = "metric"
    fits: ClassVar[tuple[str, ...]] = ("strategies", "outcomes", "bets", "objectives")

    unit: str | None = None
    """The unit of its values, as in %, h or €."""
    stage: Literal["input", "output", "outcome", "impact"] | None = None
    """Where it stands in the chain from what we put in to what it brings."""
    timing: Literal["leading", "lagging"] | None = None
    """Whether it moves before the result, or is the result."""
    shape: Literal["gradient", "threshold"] | None = None
    """gradient: more is better; threshold: met or not."""
    direction: Literal["up", "down"] | None = None
    """Which way is better; up where nothing is said."""
    threshold: Quantity | None = None
    """The value to be met, for a threshold or a guardrail."""
    drives: tuple[Annotated[str, Ref(("metrics",))], ...] = ()
    """The metrics that move when this one does."""
    guardrails: tuple[Annotated[str, Ref(("metrics",))], ...] = ()
    """What must not get worse while this one is pushed."""
    source: str | None = None
    """Where the values come from."""
    rewards: Text | None = None
    """Who is paid or praised by it."""
    readings: tuple[Reading, ...] = ()
    """Dated values, oldest first."""


class Team(Entity):
    """Who works together."""

    collection: ClassVar[str] = "teams"
    noun: ClassVar[str] = "team"
    plural: ClassVar[str] = "teams"
    layer: ClassVar[str] = "organisation"
    fits: ClassVar[tuple[str, ...]] = ("teams", "strategies")

    members: tuple[Annotated[str, Ref(("people",), local=True)], ...] = ()
    """The people in it."""
    capacity: Quantity | None = None
    """What it has in a period, as in 60 d."""
    utilisation: Quantity | None = None
    """The share of the capacity that may be planned; 60-70% is realistic for knowledge work."""
    skills: tuple[str, ...] = ()
    """What it can do."""
    reading: TeamReading | None = None
    """What the strategy asks of it, in its own words."""
    triad: Triad | None = None
    """People, process and metrics, audited leg by leg."""


class Person(Entity):
    """Somebody who owns, decides or takes part."""

    collection: ClassVar[str] = "people"
    noun: ClassVar[str] = "person"
    plural: ClassVar[str] = "people"
    layer: ClassVar[str] = "organisation"
    fits: ClassVar[tuple[str, ...]] = ("teams",)

    role: str | None = None
    """What they do here."""
    team: TeamId | None = None
    """Where they work."""
    skills: tuple[str, ...] = ()
    """What they can do."""


class Risk(Entity):
    """What may go wrong, how likely, how badly, and what we do about it."""

    collection: ClassVar[str] = "risks"
    noun: ClassVar[str] = "risk"
    plural: ClassVar[str] = "risks"
    layer: ClassVar[str] = "risk"
    fits: ClassVar[tuple[str, ...]] = ()

    probability: Score | None = None
    """1 (hardly) to 5 (almost certainly)."""
    impact: Score | None = None
    """1 (a nuisance) to 5 (the end of it)."""
    mitigation: Text | None = None
    """What makes it less likely or less bad."""
    factor: Literal["resources", "technical", "stakeholders", "external"] | None = None
    """Where it comes from."""


class Ritual(Entity):
    """A meeting or habit that keeps the strategy alive."""

    collection: ClassVar[str] = "rituals"
    noun: ClassVar[str] = "ritual"
    plural: ClassVar[str] = "rituals"
    layer: ClassVar[str] = "rhythm"
    fits: ClassVar[tuple[str, ...]] = ("strategies", "bets", "objectives", "teams")

    cadence: Cadence | None = None
    """How often."""
    last_held: Date | None = None
    """When it last took place."""
    asks: tuple[Text, ...] = ()
    """The questions it answers."""
    attendees: tuple[PersonId, ...] = ()
    """Who takes part."""
    refers_to: tuple[AnyId, ...] = ()
    """The texts it is held over."""
    escalates_to: PersonId | None = None
    """Who is asked when it cannot settle something."""


class Retrospective(Entity):
    """A look back on a period, without blame."""

    collection: ClassVar[str] = "retrospectives"
    noun: ClassVar[str] = "retrospective"
    plural: ClassVar[str] = "retrospectives"
    layer: ClassVar[str] = "rhythm"
    fits: ClassVar[tuple[str, ...]] = ("strategies", "bets", "objectives", "initiatives", "teams")

    date: Date | None = None
    """When it was held."""
    team: TeamId | None = None
    """Whose it is."""
    worked: tuple[Text, ...] = ()
    """What worked."""
    did_not: tuple[Text, ...] = ()
    """What did not."""
    improve: tuple[Text, ...] = ()
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

    decided: Date | None = None
    """When it was made."""
    question: Text | None = None
    """What was to be decided."""
    options: tuple[Text, ...] = ()
    """What was weighed."""
    choice: Text | None = None
    """What was chosen, and why."""
    rights: DecisionRights | None = None
    """Who decides, who is consulted, who is informed."""
    approvals: tuple[Approval, ...] = ()
    """Who agreed."""
    reversible: bool | None = None
    """Whether it can be undone cheaply."""
    first_output: Date | None = None
    """The day of the first result of it."""
    supersedes: Annotated[str, Ref(("decisions",))] | None = None
    """The decision it replaces."""


class Health(Entity):
    """A look at how well strategy is being carried out: checklist, pulse and audits."""

    collection: ClassVar[str] = "health"
    noun: ClassVar[str] = "health check"
    plural: ClassVar[str] = "health checks"
    layer: ClassVar[str] = "rhythm"
    fits: ClassVar[tuple[str, ...]] = ("strategies", "teams")

    date: Date | None = None
    """When."""
    checklist: tuple[Check, ...] = ()
    """The nine items, green, yellow or red."""
    pulse: Pulse | None = None
    """What people say of clarity, resources and ability."""
    audits: tuple[Audit, ...] = ()
    """Projects looked at closely."""


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
"""Every kind, in the order in which the layers stand above each other."""

BY_COLLECTION: Mapping[str, type[Entity]] = {kind.collection: kind for kind in KINDS}
"""Collection name, as written in YAML, to kind."""
