"""Whether an initiative is a product rollout or a policy implementation, and whether its plan fits.

The framework is that of policy implementation against product rollout: people vote privately, the
plan is scored 1 to 5 against both profiles on four dimensions, and a low score on the row that
matches the initiative's nature is an execution gap, with a root cause and two or three owned
actions. The vote is evidence on the nature, the scores are evidence on the plan; neither is
taken for the other. It is a lens for a conversation, not a verdict on people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from stratdocs.model.kinds import Action, Ballot, CourseStep, Fit, Initiative, Nature, Phase, Plan
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import join_words
from stratdocs.yamltext.source import ScalarNode

Lean = Literal["product", "policy", "even"]
"""Which row is higher in one dimension; even if both are the same."""
PlanLean = Literal["product", "policy", "mixed", "even"]
"""Which row is consistently higher; mixed if neither is, even if no dimension has a higher row."""
Decided = Literal["declared", "vote", "consistently higher row"]
"""How a nature was found: by declaration, by a clear vote, or as a guess from the scores."""
Outlook = Literal["fine", "wrong", "unknown"]
"""Whether something is wrong, everything is fine, or part is unknown."""

MIN_SPLIT_SHARE = 1 / 3
"""A ballot is split if the smaller side has at least this share of the votes. The framework names
half against half as the clear case; from one in three on, the minority is no accident."""
MIN_VOTES = 2
"""Votes that a ballot needs to mean anything: a single vote is an opinion."""
MIN_CONSISTENT_DIMENSIONS = 3
"""A row is consistently higher when it is higher in at least this many of the four dimensions, a
majority, and lower in none. A row that is higher in some and lower in others is mixed."""
MAX_LOW_SCORE = 2
"""A score up to this one, of 5, is low: the plan hardly fits."""
MAX_MIDDLING_SCORE = 3
"""The middle of the scale: a gap if the other row is higher, otherwise something to watch."""
MIN_ACTIONS = 2
"""Actions that each gap needs at least."""
MAX_ACTIONS = 3
"""Open actions that a gap should have at most."""

OTHER_NATURE: Mapping[Nature, Nature] = {"product": "policy", "policy": "product"}
NATURE_WORDS: Mapping[Nature, str] = {
    "product": "product rollout",
    "policy": "policy implementation",
}
"""The words for each nature."""


# --- the two profiles, in pure form -------------------------------------------------------------


class Aspect(NamedTuple):
    """One of the seven aspects in which the two kinds of initiative differ."""

    key: str
    """Its field in `aspects`."""
    title: str
    product: str
    """What it is in a pure product rollout."""
    policy: str
    """What it is in a pure policy implementation."""

    def of(self, nature: Nature) -> str:
        """What it is in that profile."""
        return self.product if nature == "product" else self.policy


ASPECTS: tuple[Aspect, ...] = (
    Aspect(
        "primary_driver",
        "Primary driver",
        "A need that people have, or a market that asks for it",
        "A law, a standard or a decision from the top",
    ),
    Aspect(
        "success_metric",
        "Success metric",
        "How many adopt it, how much they use it, what it earns",
        "How completely, and how evenly, the rule is followed",
    ),
    Aspect(
        "change_response",
        "Change response",
        "What people teach us goes into the next version",
        "The rule stays; exceptions make its wording or its controls clearer",
    ),
    Aspect(
        "authority_source",
        "Authority source",
        "Its value: people prefer it to what they had",
        "The chain of command and written rules",
    ),
    Aspect(
        "communication_mode",
        "Communication mode",
        "Persuasion: what is in it for you",
        "Announcement: what applies, to whom, from when",
    ),
    Aspect(
        "risk_focus",
        "Risk focus",
        "No one wants it, or it doesn't work",
        "It isn't followed, someone is liable, or it treats people unequally",
    ),
    Aspect(
        "done_state",
        "“Done” state",
        "Never quite: part of daily business, and still developing",
        "A fixed state: part of the controls and of the audit plan",
    ),
)
"""The seven aspects, side by side."""


class Pole(NamedTuple):
    """One dimension in one profile."""

    name: str
    """In a word or two: persuasion, authority."""
    pure: str
    """What a plan that fits fully looks like: the text of the cell."""
    missing: str
    """What shows that the plan doesn't fit."""
    remedy: str
    """An example of an action that closes the gap."""


class Dimension(NamedTuple):
    """One of the four dimensions on which a plan is scored against both profiles."""

    key: str
    """Its field in `plan`."""
    title: str
    question: str
    product: Pole
    policy: Pole

    def of(self, nature: Nature) -> Pole:
        """The dimension in that profile."""
        return self.product if nature == "product" else self.policy


DIMENSIONS: tuple[Dimension, ...] = (
    Dimension(
        "leverage",
        "Leverage",
        "What makes people move?",
        Pole(
            "persuasion",
            (
                "People come because it solves something for them. If they don't, the "
                "offer is improved."
            ),
            "Use is imposed instead of earned: people log in, then go back to what they had.",
            (
                "Find the teams with the worst pain, shape it with them, and let their "
                "success make the case."
            ),
        ),
        Pole(
            "authority",
            (
                "People comply because it is required, and a breach has consequences. If "
                "they don't, the rule is made clearer or enforced."
            ),
            (
                "A campaign, but no control that catches a breach: people who find the "
                "rule tedious work around it."
            ),
            (
                "Have a directive signed, build the rule into the tool so that it can't be "
                "skipped, and name who breaches are escalated to."
            ),
        ),
    ),
    Dimension(
        "feedback",
        "Feedback",
        "What are signals used for?",
        Pole(
            "adaptive",
            "Behaviour, tickets and sales show what to change in the offer, soon and often.",
            (
                "Low use is read as a lack of training; tickets are closed, and nothing is "
                "learned from them."
            ),
            ("Collect feedback from the first release on, and review it together every two weeks."),
        ),
        Pole(
            "corrective",
            (
                "Reports, audits and requests for exceptions show where the rule is "
                "misread or broken, and it is corrected."
            ),
            (
                "No one checks: workarounds spread unseen, and exceptions that point to a "
                "flaw in the rule go unread."
            ),
            (
                "Audit at fixed dates, including the cases just below the threshold, and "
                "give someone the findings to act on."
            ),
        ),
    ),
    Dimension(
        "measurement",
        "Measurement",
        "What counts as success?",
        Pole(
            "engagement, a gradient",
            "How many use it, how often, for what, and whether they would miss it: more is better.",
            (
                "Licences, logins or attendance are counted, but not whether people get "
                "anything out of it."
            ),
            "Count what people achieve with it, not how often they open it.",
        ),
        Pole(
            "adherence, a threshold",
            (
                "The share of cases in which the rule was followed, and how evenly: all of "
                "them is the aim, every deviation a problem."
            ),
            "Participation or completed training is counted, but not whether the rule is followed.",
            (
                "Measure the share of all cases that comply, including those that try to "
                "stay out of scope."
            ),
        ),
    ),
    Dimension(
        "velocity",
        "Velocity",
        "How does it change after the start?",
        Pole(
            "iterative",
            "Many small changes are planned for, and the people who decide on them meet often.",
            (
                "Nothing changes after the launch, or each change needs a board, while others"
                " move on."
            ),
            (
                "Release in short cycles, based on what users ask for, and report what "
                "became of their requests."
            ),
        ),
        Pole(
            "stable",
            "The rule stays the same so that people can rely on it; it changes by formal "
            "amendment.",
            "The rule is rewritten after every complaint, until no one knows what applies.",
            (
                "Collect amendments, decide on them at fixed dates, and publish which "
                "version applies from when."
            ),
        ),
    ),
)
"""The four dimensions, in the order in which they are scored."""


class Profile(NamedTuple):
    """A kind of initiative in pure form."""

    nature: Nature
    title: str
    question: str
    """The question of the private vote."""
    course: tuple[str, ...]
    """Its phases: those of a product repeat, those of a policy run once."""
    steps: tuple[CourseStep, ...]
    """The same as the values of a phase's `step`."""
    checkpoints: tuple[str, ...]
    """What is checked along the way."""
    aspects: Mapping[str, str]
    """The aspects in this profile, by key."""
    dimensions: Mapping[str, Pole]
    """The dimensions in this profile, by key."""


PROFILES: Mapping[Nature, Profile] = {
    "product": Profile(
        "product",
        "Product rollout",
        "Is it value that people choose?",
        (
            "Validate the need",
            "Build and test",
            "Launch to some",
            "Learn from use, then start again",
        ),
        ("validate", "build", "launch", "learn"),
        ("Usability tests", "Conversion rate", "Net promoter score", "Adoption of each feature"),
        {aspect.key: aspect.product for aspect in ASPECTS},
        {dimension.key: dimension.product for dimension in DIMENSIONS},
    ),
    "policy": Profile(
        "policy",
        "Policy implementation",
        "Is it a rule that people must follow?",
        (
            "Mandate",
            "Rules and procedures",
            "Announcement to everyone affected",
            "Monitoring and enforcement",
            "Exceptions and appeals",
        ),
        ("mandate", "rules", "announcement", "monitoring", "exceptions"),
        (
            "Everyone who applies the rule reads it the same way",
            "Completed training",
            "Audit results",
            "Number of exceptions requested",
        ),
        {aspect.key: aspect.policy for aspect in ASPECTS},
        {dimension.key: dimension.policy for dimension in DIMENSIONS},
    ),
}
"""Both kinds of initiative, side by side."""


# --- the diagnosis of one initiative ------------------------------------------------------------


class Vote(NamedTuple):
    """The result of the private vote on the initiative's nature."""

    product: int
    policy: int

    @property
    def total(self) -> int:
        """The number of votes."""
        return self.product + self.policy

    @property
    def minority(self) -> float:
        """The share of the smaller side, 0 to one half."""
        return min(self.product, self.policy) / self.total

    @property
    def split(self) -> bool:
        """Whether people disagree so much that this must be settled before anything else."""
        return self.minority >= MIN_SPLIT_SHARE

    @property
    def single(self) -> bool:
        """Whether only one person voted, which settles nothing."""
        return self.total < MIN_VOTES

    @property
    def clear(self) -> Nature | None:
        """The nature that more than two thirds voted for, if two people or more voted."""
        return None if self.split or self.single else self.majority

    @property
    def majority(self) -> Nature | None:
        """The nature with more votes; None in a tie."""
        if self.product == self.policy:
            return None
        return "product" if self.product > self.policy else "policy"

    @property
    def says(self) -> str:
        """The result in a sentence."""
        if self.product == self.policy:
            return f"split: {self.product} say product, {self.policy} say policy"
        few, many = sorted((self.product, self.policy))
        side = self.majority
        if few == 0:
            return f"all {many} say {side}" if many > 1 else f"the one vote says {side}"
        return f"{'split: ' if self.split else ''}{many} of {self.total} say {side}"


class Score(NamedTuple):
    """How far the plan fits both profiles on one dimension, 1 to 5 each."""

    dimension: Dimension
    product: int | None
    policy: int | None
    note: str | None
    as_product: str | None = None
    """What a pure product rollout would look like here, in the words of the team."""
    as_policy: str | None = None

    @property
    def lean(self) -> Lean | None:
        """Which row is higher; None if one of the two is not scored."""
        if self.product is None or self.policy is None:
            return None
        if self.product == self.policy:
            return "even"
        return "product" if self.product > self.policy else "policy"

    def on(self, nature: Nature) -> int | None:
        """The score on that row."""
        return self.product if nature == "product" else self.policy

    def pure(self, nature: Nature) -> str | None:
        """What a plan that fits that row wholly would look like, in the words of the team."""
        return self.as_product if nature == "product" else self.as_policy


class ExecutionGap(NamedTuple):
    """A dimension in which the plan doesn't fit the initiative's nature, with the actions."""

    dimension: Dimension
    score: int | None
    """The score on the row of the initiative's nature, 1 to 5."""
    other: int | None
    """The score on the other row."""
    cause: str | None
    """The root cause, if there is one."""
    actions: tuple[Action, ...]
    missing: tuple[str, ...]
    """What is still missing: a cause, a second action, an owner, a date."""
    route: tuple[str | int, ...]
    """Its place in the entity: the written gap, or else the score."""
    today: date

    @property
    def open(self) -> tuple[Action, ...]:
        """The actions that are not done."""
        return tuple(action for action in self.actions if action.done is None)

    @property
    def done(self) -> tuple[Action, ...]:
        """The actions that are done."""
        return tuple(action for action in self.actions if action.done is not None)

    @property
    def overdue(self) -> tuple[Action, ...]:
        """The actions that are not done and past their date."""
        return tuple(a for a in self.open if a.by is not None and a.by < self.today)

    @property
    def addressed(self) -> bool:
        """Whether it has a root cause and at least two owned, dated actions."""
        return not self.missing

    @property
    def unanswered(self) -> bool:
        """Whether neither a cause nor an action is written."""
        return self.cause is None and not self.actions

    @property
    def crowded(self) -> bool:
        """Whether more actions are open than the two or three that people carry out."""
        return len(self.open) > MAX_ACTIONS


class InitiativeDiagnosis(NamedTuple):
    """The nature of an initiative, where its plan does not fit, and the evidence for both."""

    nature: Nature | None
    decided: Decided | None
    """How the nature was found: by declaration, or else by a clear vote, or else, where nobody
    voted, as a guess from the row that is consistently higher."""
    vote: Vote | None
    """The private vote; None if nobody voted."""
    against_vote: bool
    """Whether a clear vote contradicts the declared nature."""
    explained: bool
    """Whether a reason is written, which settles a split vote or a declaration against the vote."""
    scores: tuple[Score, ...]
    """All four dimensions, in their order."""
    lean: PlanLean | None
    """The row that the plan as a whole fits better; None if too little of it is scored."""
    misdiagnosed: bool
    """Whether most of the plan leans to the profile that the initiative does not have, and it
    falls short of its own. A hybrid that scores 4 on its own row and 5 on the other is not
    misdiagnosed."""
    gaps: tuple[ExecutionGap, ...]
    """Low scores on the right row: up to 2, or 3 if the other row is higher."""
    watched: tuple[ExecutionGap, ...]
    """Middling scores on the right row, which are not gaps yet."""
    further: tuple[ExecutionGap, ...]
    """Gaps that are written without a low score: closed since, or never scored."""
    hybrid: Nature | None
    """The other nature, if the initiative takes guardrails from it."""
    repeated: bool
    """Whether its secondary nature is the same as its nature."""
    guardrails: tuple[str, ...]
    """What a hybrid takes from the other profile as non-negotiable."""
    headline: str
    """The conclusion in a few words."""
    because: str
    """The evidence for it."""

    @property
    def enough(self) -> bool:
        """Whether there was enough to conclude something about the plan."""
        return self.nature is not None and self.lean is not None

    @property
    def split(self) -> bool:
        """Whether people disagree on what it is: to be settled before anything else."""
        return self.vote is not None and self.vote.split

    @property
    def disputed(self) -> bool:
        """Whether a clear vote contradicts the declaration, and no reason is written."""
        return self.against_vote and not self.explained

    @property
    def unsettled(self) -> bool:
        """Whether people voted, but the vote is split or that of one person, and no declaration
        with a reason has settled it.
        """
        if self.vote is None or not (self.vote.split or self.vote.single):
            return False
        return not (self.decided == "declared" and self.explained)

    @property
    def known_nature(self) -> Nature | None:
        """The nature, if it is more than a guess and not disputed by a clear vote."""
        if self.decided == "consistently higher row" or self.disputed:
            return None
        return self.nature

    @property
    def outlook(self) -> Outlook:
        """Whether something is wrong with it, or everything was looked at and is fine."""
        disagree = self.disputed or (self.split and self.unsettled)
        unclear_hybrid = self.repeated or (self.hybrid is not None and not self.guardrails)
        if disagree or unclear_hybrid or self.gaps or plan_doubt(self) is not None:
            return "wrong"
        if self.unsettled or self.known_nature is None or unscored(self.scores):
            return "unknown"
        return "fine"

    @property
    def verdict(self) -> str:
        """The conclusion in one sentence."""
        return f"{self.headline}: {self.because}."

    @property
    def actions(self) -> tuple[Action, ...]:
        """All written actions, for present and past gaps."""
        return tuple(
            action for gap in (*self.gaps, *self.watched, *self.further) for action in gap.actions
        )

    @property
    def actions_done(self) -> int:
        """The number of actions that are done."""
        return sum(action.done is not None for action in self.actions)

    @property
    def actions_open(self) -> int:
        """The number of actions that are not done."""
        return len(self.actions) - self.actions_done


def diagnose(stack: Stack, initiative: Initiative) -> InitiativeDiagnosis:
    """The diagnosis of an initiative, from its declared nature, its ballot and its scores.

    After the framework of policy implementation against product rollout. Scores run from 1 (the
    plan does not fit that profile at all) to 5 (it fits wholly). The declared nature decides, or
    else a clear vote. Where nobody voted, the row that is consistently higher is a guess. Fewer
    than three scored dimensions are not enough for one.
    """
    vote = None if _is_unread_ballot(initiative) else ballot_result(initiative.ballot)
    scores = plan_scores(initiative.plan)
    lean = plan_lean(scores)
    nature, decided = _nature(initiative, vote, lean)
    gaps, watched, further = _gaps(stack, initiative, nature, scores)
    found = InitiativeDiagnosis(
        nature=nature,
        decided=decided,
        vote=vote,
        against_vote=decided == "declared"
        and vote is not None
        and vote.clear not in (None, nature),
        explained=initiative.because is not None,
        scores=scores,
        lean=lean,
        misdiagnosed=nature is not None and bool(gaps) and _leans_away(scores, nature),
        gaps=gaps,
        watched=watched,
        further=further,
        hybrid=_hybrid(initiative, nature),
        repeated=nature is not None and initiative.secondary == nature,
        guardrails=initiative.guardrails,
        headline="",
        because="",
    )
    headline, because = _verdict(found)
    return found._replace(headline=headline, because=because)


def _is_unread_ballot(initiative: Initiative) -> bool:
    """Whether the votes of one side are written and could not be read, so that nothing follows."""
    if initiative.ballot is None:
        return False
    for side in OTHER_NATURE:
        node = initiative.node_at("ballot", side)
        if getattr(initiative.ballot, side) == 0 and isinstance(node, ScalarNode):
            if node.text.strip("0 "):
                return True
    return False


def ballot_result(ballot: Ballot | None) -> Vote | None:
    """The result of a ballot; None if nobody voted."""
    if ballot is None or ballot.product + ballot.policy == 0:
        return None
    return Vote(ballot.product, ballot.policy)


def is_profiled(initiative: Initiative) -> bool:
    """Whether anything is written on what kind it is: a nature, a vote or a score."""
    return (
        initiative.nature is not None
        or initiative.node_at("nature") is not None
        or ballot_result(initiative.ballot) is not None
        or any(score.product or score.policy for score in plan_scores(initiative.plan))
    )


def plan_scores(plan: Plan | None) -> tuple[Score, ...]:
    """The plan's scores on all four dimensions, in their order; unscored ones included."""
    found = []
    for dimension in DIMENSIONS:
        fit: Fit = getattr(plan, dimension.key, None) or Fit()
        found.append(
            Score(dimension, fit.product, fit.policy, fit.note, fit.as_product, fit.as_policy)
        )
    return tuple(found)


def plan_lean(scores: Iterable[Score]) -> PlanLean | None:
    """The row that a plan as a whole fits better: higher in a majority of the four dimensions and
    lower in none; even if all rows are equal, mixed if neither row is consistently higher; None if
    fewer than three dimensions are scored on both rows.
    """
    leans = [score.lean for score in scores if score.lean is not None]
    if len(leans) < MIN_CONSISTENT_DIMENSIONS:
        return None
    product, policy = leans.count("product"), leans.count("policy")
    if product >= MIN_CONSISTENT_DIMENSIONS and not policy:
        return "product"
    if policy >= MIN_CONSISTENT_DIMENSIONS and not product:
        return "policy"
    return "mixed" if product or policy else "even"


def unscored(scores: Sequence[Score]) -> tuple[str, ...]:
    """What of the grid is not scored, in clauses: `velocity isn't scored`; empty if all is."""
    rows: dict[Nature, list[Score]] = {
        nature: [score for score in scores if score.on(nature) is None] for nature in OTHER_NATURE
    }
    empty = [nature for nature, absent in rows.items() if len(absent) == len(scores)]
    if len(empty) == len(rows):
        return ("its plan isn't scored",)
    if empty:
        other = rows[OTHER_NATURE[empty[0]]]
        verb = "is" if len(other) == 1 else "are"
        return (
            f"its {empty[0]} row isn't scored",
            *(
                [f"neither {verb} {_named(other)} on its {OTHER_NATURE[empty[0]]} row"]
                if other
                else []
            ),
        )
    neither = [score for score in rows["product"] if score.policy is None]
    clauses = [f"{_named(neither)} {'isn' if len(neither) == 1 else 'aren'}'t scored"] * bool(
        neither
    )
    for nature, absent in rows.items():
        half = [score for score in absent if score not in neither]
        if half:
            verb = "is" if len(half) == 1 else "are"
            clauses.append(f"{_named(half)} {verb} scored only on its {OTHER_NATURE[nature]} row")
    return tuple(clauses)


def plan_doubt(found: InitiativeDiagnosis) -> str | None:
    """Why the scores of a plan do not show how it is run: it fits both profiles or neither, is run
    as both, or comes no more than halfway; None if they do, or too few are there.
    """
    nature = found.nature
    scored = [score for score in found.scores if score.lean is not None]
    if len(scored) < MIN_CONSISTENT_DIMENSIONS:
        return None
    if nature is None:
        if found.lean == "even":
            return f"both rows score the same: {_both(scored)}"
        if found.lean == "mixed":
            return f"its plan fits {_sides(scored)}"
        return None
    if found.hybrid is None:
        both = _high_on_both(found.scores)
        if len(both) >= MIN_CONSISTENT_DIMENSIONS:
            more = [score for score in both if score.lean == OTHER_NATURE[nature]]
            higher = f", and higher on the {OTHER_NATURE[nature]} row" if more else ""
            return f"it scores high on both rows{higher}: {_both(both)}"
        if found.lean == "even":
            return f"both rows score the same: {_both(scored)}"
    if len(found.watched) >= MIN_CONSISTENT_DIMENSIONS and not found.gaps:
        watched = join_words([gap.dimension.title.lower() for gap in found.watched])
        return f"it scores no more than {MAX_MIDDLING_SCORE} of 5 for a {nature} in {watched}"
    return None


def _high_on_both(scores: Iterable[Score]) -> list[Score]:
    """The dimensions in which a plan fits both profiles well."""
    least = MAX_MIDDLING_SCORE + 1
    return [s for s in scores if min(s.product or 0, s.policy or 0) >= least]


def _leans_away(scores: Iterable[Score], nature: Nature) -> bool:
    """Whether the other profile is higher in more than half of the dimensions that are scored."""
    leans = [score.lean for score in scores if score.lean is not None]
    away = leans.count(OTHER_NATURE[nature])
    return len(leans) >= MIN_CONSISTENT_DIMENSIONS and 2 * away > len(leans)


def _nature(
    initiative: Initiative, vote: Vote | None, lean: PlanLean | None
) -> tuple[Nature | None, Decided | None]:
    if initiative.nature is not None:
        return initiative.nature, "declared"
    if vote is not None:
        return (vote.clear, "vote") if vote.clear is not None else (None, None)
    match lean:
        case "product" | "policy":
            return lean, "consistently higher row"
    return None, None


def _hybrid(initiative: Initiative, nature: Nature | None) -> Nature | None:
    """The other nature, if it is declared as secondary or guardrails are taken from it."""
    if nature is None:
        return None
    if initiative.secondary == OTHER_NATURE[nature] or initiative.guardrails:
        return OTHER_NATURE[nature]
    return None


def is_gap(right: int | None, other: int | None) -> bool:
    """Whether a score on the right row is an execution gap: low, or middling and below the other
    row.

    Scores are 1 to 5. A 4 is a good fit whatever the other row says: a hybrid may fit both.
    """
    if right is None:
        return False
    return right <= MAX_LOW_SCORE or (
        right == MAX_MIDDLING_SCORE and other is not None and other > right
    )


def _gaps(
    stack: Stack, initiative: Initiative, nature: Nature | None, scores: Iterable[Score]
) -> tuple[tuple[ExecutionGap, ...], tuple[ExecutionGap, ...], tuple[ExecutionGap, ...]]:
    """The gaps, the middling scores, and gaps that are written without a low score."""
    gaps, watched, further = [], [], []
    for score in scores:
        key = score.dimension.key
        written = [(n, gap) for n, gap in enumerate(initiative.gaps) if gap.dimension == key]
        right = score.on(nature) if nature else None
        other = score.on(OTHER_NATURE[nature]) if nature else None
        causes = [gap.cause for _, gap in written if gap.cause]
        actions = tuple(action for _, gap in written for action in gap.actions)
        route: tuple[str | int, ...] = ("gaps", written[0][0]) if written else ("plan", key)
        found = ExecutionGap(
            score.dimension,
            right,
            other,
            "\n\n".join(causes) or None,
            actions,
            _missing(causes, actions),
            route,
            stack.today,
        )
        if is_gap(right, other):
            gaps.append(found)
        elif right == MAX_MIDDLING_SCORE:
            watched.append(found)
        elif written:
            further.append(found)
    return tuple(gaps), tuple(watched), tuple(further)


def _missing(causes: Sequence[str], actions: Sequence[Action]) -> tuple[str, ...]:
    """What a gap still lacks: a root cause, two or three actions, owners and dates for them."""
    missing = []
    if not causes:
        missing.append("no root cause")
    if not actions:
        missing.append("no action")
    elif len(actions) < MIN_ACTIONS:
        missing.append("only one action")
    ahead = [action for action in actions if action.done is None]
    for lacking, word in (
        (sum(action.owner is None for action in ahead), "owner"),
        (sum(action.by is None for action in ahead), "date"),
    ):
        if lacking:
            count = "one action" if lacking == 1 else f"{lacking} actions"
            missing.append(f"{count} without {'an' if word == 'owner' else 'a'} {word}")
    return tuple(missing)


# --- its course -----------------------------------------------------------------------------------


class Step(NamedTuple):
    """One step of a profile's course, and how far an initiative is with it."""

    title: str
    phases: tuple[Phase, ...]
    """The phases of that step that decide on the state: those under way, or else those to come, or
    else those that are done."""
    state: Literal["now", "done", "ahead", "not said"]
    """`not said` if no phase names the step."""


def course_steps(initiative: Initiative, nature: Nature, today: date) -> tuple[Step, ...]:
    """The steps of a profile in pure form, and how far an initiative is with each, by its phases.

    A product that was announced by mandate shows up in the steps of a policy, where it belongs.
    """
    profile = PROFILES[nature]
    found = []
    for key, title in zip(profile.steps, profile.course, strict=True):
        phases = [p for p in initiative.phases if p.step == key and p.status != "dropped"]
        running = [phase for phase in phases if is_under_way(phase, today)]
        coming = [phase for phase in phases if phase.status != "done"]
        if not phases:
            found.append(Step(title, (), "not said"))
        elif running:
            found.append(Step(title, tuple(running), "now"))
        elif coming:
            found.append(Step(title, tuple(coming), "ahead"))
        else:
            found.append(Step(title, tuple(phases), "done"))
    return tuple(found)


def is_under_way(phase: Phase, today: date) -> bool:
    """Whether a phase is under way today: by its status or, without one, by its days."""
    if phase.status in ("on_track", "at_risk", "blocked"):
        return True
    if phase.status not in (None, "committed") or phase.starts is None:
        return False
    return phase.starts <= today and (phase.ends is None or today <= phase.ends)


# --- in words -----------------------------------------------------------------------------------

_NUMBERS = ("no", "one", "two", "three", "four")


def _verdict(found: InitiativeDiagnosis) -> tuple[str, str]:
    """The conclusion and its evidence."""
    nature, vote = found.nature, found.vote
    if nature is None:
        return _undecided(found)
    called = _called(found, nature)
    headline, because = _plan_verdict(found, nature, called)
    if found.decided == "consistently higher row":
        guess = f"its nature is neither declared nor voted on, and its {nature} row is"
        return headline, f"{guess} consistently higher: {because}"
    if vote is None:
        return headline, because
    if found.against_vote:
        plan = f"though its plan fits a {nature} better: " if found.lean == nature else "and "
        return _against_vote(found, nature), f"{vote.says}, {plan}{because}"
    if found.decided == "vote":
        return headline, f"{vote.says}, and {because}"
    if found.unsettled and not found.gaps and plan_doubt(found) is None:
        doubt = "only one person voted" if vote.single else "the vote is split"
        return f"{called}; {doubt}", f"{vote.says.removeprefix('split: ')}, and {because}"
    return headline, because


def _called(found: InitiativeDiagnosis, nature: Nature) -> str:
    """What the initiative is, as the subject of its headline."""
    named = NATURE_WORDS[nature]
    called = f"Probably a {named}" if found.decided == "consistently higher row" else f"A {named}"
    if found.decided == "vote":
        called += " by vote"
    if found.hybrid:
        kept = "guardrails" if found.guardrails else "traits (no guardrails yet)"
        called += f" with {found.hybrid} {kept}"
    elif found.repeated:
        called += f" (its secondary nature is {nature} too)"
    return called


def _against_vote(found: InitiativeDiagnosis, nature: Nature) -> str:
    """The headline of an initiative that is declared one thing and voted the other."""
    other = OTHER_NATURE[nature]
    voted = "voted and planned as" if found.lean == other or found.misdiagnosed else "voted"
    return f"Declared a {nature}, but {voted} a {other}"


def _undecided(found: InitiativeDiagnosis) -> tuple[str, str]:
    """The conclusion where neither a declaration nor a vote nor the scores give a nature."""
    vote = found.vote
    if vote is not None:
        lean = found.lean
        plan = f"; its plan fits a {lean} better" if lean in OTHER_NATURE else ""
        if vote.single:
            return (
                "Only one vote; its nature isn't settled",
                f"{vote.says} and its nature isn't declared{plan}",
            )
        votes = f"{vote.product} voted product, {vote.policy} voted policy"
        return (
            "Split vote; its nature isn't settled",
            f"{votes} and its nature isn't declared{plan}",
        )
    unknown = "its nature is neither declared nor voted on"
    doubt = plan_doubt(found)
    if doubt is None:
        return "Not enough data", f"{unknown}, and {join_words(unscored(found.scores))}"
    leans = {score.lean for score in found.scores}
    if {"product", "policy"} <= leans:
        return "A plan with a split personality", f"{unknown}, and {doubt}"
    if found.lean == "mixed":
        return "A plan without a clear lean", f"{unknown}, and {doubt}"
    highest = max(score.product or 0 for score in found.scores if score.lean)
    fits = "neither profile" if highest <= MAX_LOW_SCORE else "both profiles alike"
    return f"A plan that fits {fits}", f"{unknown}, and {doubt}"


def _plan_verdict(found: InitiativeDiagnosis, nature: Nature, called: str) -> tuple[str, str]:
    """The conclusion on the plan of an initiative whose nature is known or guessed."""
    gaps = found.gaps
    other = OTHER_NATURE[nature]
    lacking = unscored(found.scores)
    unknown = f"; {join_words(lacking)}" if lacking else ""
    if found.lean is None:
        if gaps:
            return _with_gaps(called, gaps), f"{_low(gaps)}{unknown}"
        own = [score for score in found.scores if score.on(nature) is not None]
        known = f"{_fits(nature, own)}, but " if own else ""
        return f"{called}; whether its plan fits is unknown", f"{known}{join_words(lacking)}"
    scored = [score for score in found.scores if score.lean is not None]
    away = [score for score in scored if score.lean == other]
    if found.lean == other and gaps:
        ties = [score for score in scored if score.lean == "even"]
        even = f"; {_named(ties)} {'is' if len(ties) == 1 else 'are'} even" if ties else ""
        return (
            f"{called}, run as a {other}",
            f"its plan fits a {other} better in {_against(away, other)}{even}{unknown}",
        )
    if (
        gaps
        and found.lean != nature
        and all(max(score.product or 0, score.policy or 0) <= MAX_LOW_SCORE for score in scored)
    ):
        low = f"{_low(gaps)}, and so is its {other} row"
        return f"{called} whose plan fits neither profile", f"{low}{unknown}"
    run = [score for score in away if (score.on(other) or 0) > MAX_LOW_SCORE]
    if run and gaps:
        short = [gap for gap in gaps if gap.dimension not in [score.dimension for score in away]]
        also = f"; {_low(short)}" if short else ""
        part = "mostly" if len(away) >= MIN_CONSISTENT_DIMENSIONS else "in part"
        return (
            f"{called}, run {part} as a {other}",
            f"its plan fits a {other} better in {_against(away, other)}{also}{unknown}",
        )
    doubt = plan_doubt(found)
    if doubt is not None and not (gaps and found.lean != "even"):
        return f"{called} {_doubtful(found, nature)}", f"{doubt}{unknown}"
    if gaps:
        return _with_gaps(called, gaps), f"{_low(gaps)}{unknown}"
    if found.decided == "consistently higher row":
        return f"{called}, by its plan alone", f"{_fits(nature, scored)}{unknown}"
    because = f"{_fits(nature, scored)}{_also_fits(found, nature, away)}{unknown}"
    return f"{called} {_fitting(found, away)}", because


def _with_gaps(called: str, gaps: Sequence[ExecutionGap]) -> str:
    return f"{called} with {_NUMBERS[len(gaps)]} execution gap{'s' if len(gaps) > 1 else ''}"


def _doubtful(found: InitiativeDiagnosis, nature: Nature) -> str:
    """How a plan stays undecided between both profiles, as the end of a headline."""
    if not found.hybrid and len(_high_on_both(found.scores)) >= MIN_CONSISTENT_DIMENSIONS:
        higher = _leans_away(found.scores, nature)
        return f"whose plan fits a {OTHER_NATURE[nature]} {'better' if higher else 'as well'}"
    if not found.hybrid and found.lean == "even":
        return f"whose plan fits {'neither profile' if found.gaps else 'both profiles alike'}"
    return "whose plan fits only halfway"


def _fitting(found: InitiativeDiagnosis, away: Sequence[Score]) -> str:
    """How well a plan without a gap fits, as the end of a headline."""
    fits = "mostly fits" if found.watched or (away and not found.hybrid) else "fits"
    return f"whose plan {fits}{' as far as it is scored' if unscored(found.scores) else ''}"


def _also_fits(found: InitiativeDiagnosis, nature: Nature, away: Sequence[Score]) -> str:
    """Where a plan that fits its own profile fits the other one, too."""
    other = OTHER_NATURE[nature]
    if away:
        return f"; its {other} row is higher in {_named(away)}"
    both = [] if found.hybrid else _high_on_both(found.scores)
    verb = "fits" if len(both) == 1 else "fit"
    return f"; {_named(both)} {verb} a {other} too" if both else ""


def _named(scores: Sequence[Score]) -> str:
    return join_words([score.dimension.title.lower() for score in scores])


def _against(scores: Sequence[Score], higher: Nature) -> str:
    """`leverage (5 against 1) and feedback (2 against 1)`, the higher row first."""
    lower = OTHER_NATURE[higher]
    return join_words(
        [
            f"{score.dimension.title.lower()} ({score.on(higher)} against {score.on(lower)})"
            for score in scores
        ]
    )


def _sides(scores: Sequence[Score]) -> str:
    """`a product better in leverage (5 against 1), but a policy better in velocity (4 against 2)`,
    with the dimensions in which neither is.
    """
    sides = []
    for nature in OTHER_NATURE:
        higher = [score for score in scores if score.lean == nature]
        if higher:
            sides.append(f"a {nature} better in {_against(higher, nature)}")
    ties = [score for score in scores if score.lean == "even"]
    even = f", with {_named(ties)} even" if ties else ""
    return f"{', but '.join(sides)}{even}"


def _both(scores: Iterable[Score]) -> str:
    """`product 4 and policy 5 in leverage and velocity`, equal pairs together."""
    alike: dict[str, list[Score]] = {}
    for score in scores:
        alike.setdefault(f"product {score.product} and policy {score.policy}", []).append(score)
    return "; ".join(f"{pair} in {_named(group)}" for pair, group in alike.items())


def _low(gaps: Sequence[ExecutionGap]) -> str:
    named = join_words([f"{gap.dimension.title.lower()} ({gap.score} of 5)" for gap in gaps])
    return f"{named} {'is' if len(gaps) == 1 else 'are'} low"


def _fits(nature: Nature, scored: Sequence[Score]) -> str:
    return "it scores " + join_words(
        [f"{score.on(nature)} of 5 in {score.dimension.title.lower()}" for score in scored]
    )
