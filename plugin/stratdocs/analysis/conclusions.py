"""What the data of a strategy show to be wrong, by cause, and what nobody can know from them.

Intent gets lost in three ways: it is unclear, people and work do not pull the same way, or nobody
notices in time. The analyses of initiatives, metrics, capacity and rhythm each conclude something
about one of these. Their conclusions stand whether or not anybody has accepted a finding: what is
accepted is not solved. What could not be looked at is unknown, with its reason, and never fine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, get_args

from stratdocs.analysis.capacity import team_gaps, team_loads
from stratdocs.analysis.chain import UNKNOWN, chain
from stratdocs.analysis.diagnosis import Outlook, diagnose, plan_doubt
from stratdocs.analysis.endings import never_reported, unclosed
from stratdocs.analysis.pending import pending
from stratdocs.analysis.progress import Progress
from stratdocs.analysis.results import guarding, limit_check
from stratdocs.analysis.rhythm import health_checks, meeting
from stratdocs.analysis.state import state_of
from stratdocs.analysis.trends import trend
from stratdocs.analysis.triggers import with_triggers
from stratdocs.analysis.urgency import Urgency, rank
from stratdocs.model.days import day_words
from stratdocs.model.kinds import (
    Bet,
    Entity,
    HealthItem,
    Initiative,
    KeyResult,
    Leg,
    Metric,
    Objective,
    Ritual,
    Strategy,
    Team,
    Triad,
)
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import in_quotes, join_words

Cause = Literal["clarity", "alignment", "feedback"]
"""What is missing where intent gets lost."""
CAUSES: tuple[Cause, ...] = get_args(Cause)

Sort = Literal[
    "fired trigger",
    "broken guardrail",
    "missed threshold",
    "missed target",
    "big bet without approval",
    "team over its limit",
    "red leg",
    "red health item",
    "execution gaps",
    "strategy problem",
    "business-model problem",
    "misdiagnosed initiative",
    "disputed nature",
    "status at odds with pace",
    "split vote",
    "unreported ending",
    "unreported goal",
    "missed meeting",
    "risk without mitigation",
    "inconclusive plan",
]
"""What kind of conclusion it is."""

_URGENCIES: Mapping[Urgency, tuple[Sort, ...]] = {
    "harm": ("fired trigger", "broken guardrail", "missed threshold", "missed target"),
    "waiting": (
        "big bet without approval",
        "team over its limit",
        "red leg",
        "red health item",
        "execution gaps",
    ),
    "contradiction": (
        "strategy problem",
        "business-model problem",
        "misdiagnosed initiative",
        "disputed nature",
        "status at odds with pace",
        "split vote",
    ),
    "silence": (
        "unreported ending",
        "unreported goal",
        "missed meeting",
        "risk without mitigation",
    ),
    "gap": ("inconclusive plan",),
}
_SORTS: tuple[Sort, ...] = tuple(sort for sorts in _URGENCIES.values() for sort in sorts)
"""All kinds of conclusions, the most pressing first."""
_RANKS = {sort: rank(urgency) for urgency, sorts in _URGENCIES.items() for sort in sorts}

_PLURALS: Mapping[Sort, str] = {
    "disputed nature": "disputed natures",
    "execution gaps": "initiatives with execution gaps",
    "team over its limit": "teams over their limits",
    "big bet without approval": "big bets without approval",
    "unreported ending": "unreported endings",
    "status at odds with pace": "statuses at odds with pace",
    "unreported goal": "unreported goals",
    "risk without mitigation": "risks without mitigation",
}
_SINGULARS: Mapping[Sort, str] = {"execution gaps": "initiative with execution gaps"}


class Conclusion(NamedTuple):
    """Something that the data show to be wrong."""

    cause: Cause
    sort: Sort
    tone: Literal["bad", "watch"]
    """bad if it is as wrong as a warning; watch if something is done about it, or it is less."""
    item: Entity
    headline: str
    """The conclusion in a clause: `a product rollout, run as a policy`."""
    because: str
    """The evidence in a clause."""
    rules: tuple[str, ...]
    """The rules that report the same of the same item."""
    covers: int = 1
    """How many items it is about; `item` is the first of them."""

    @property
    def rank(self) -> int:
        """The rank of its urgency; 0 is the most pressing."""
        return _RANKS[self.sort]

    @property
    def sentence(self) -> str:
        """All of it in words, without the last full stop."""
        return f"{self.item.title}: {self.headline}. {self.because[:1].upper()}{self.because[1:]}"


class Unknown(NamedTuple):
    """Something that the data don't show."""

    what: str
    reason: str
    help: str

    @property
    def sentence(self) -> str:
        """All of it in one sentence, without a full stop."""
        return f"{self.what}: {self.reason}; {self.help}"


class CauseReport(NamedTuple):
    """What is concluded about one cause, what was checked, and what is unknown."""

    cause: Cause
    conclusions: tuple[Conclusion, ...]
    """The worst first."""
    looked_at: tuple[str, ...]
    """What could be checked, each in a few words: `5 meetings`."""
    unknown: tuple[Unknown, ...]

    @property
    def outlook(self) -> Outlook:
        """Whether anything is wrong, all was looked at and nothing is, or some of it is unknown."""
        if self.conclusions:
            return "wrong"
        return "fine" if self.looked_at and not self.unknown else "unknown"


def cause_reports(stack: Stack) -> tuple[CauseReport, ...]:
    """What is concluded about each of the three causes; made once for each stack."""
    return stack.once(_cause_reports)


def conclusions(stack: Stack) -> tuple[Conclusion, ...]:
    """Everything that is concluded to be wrong, by cause, the worst first."""
    return tuple(found for report in cause_reports(stack) for found in report.conclusions)


def sort_words(found: Iterable[Conclusion]) -> str:
    """How many conclusions there are of each sort: `2 misdiagnosed initiatives and 1 split vote`;
    empty for none.
    """
    number: Counter[Sort] = Counter()
    for conclusion in found:
        number[conclusion.sort] += conclusion.covers
    listed = [
        f"{count} {_SINGULARS.get(sort, sort) if count == 1 else _PLURALS.get(sort, f'{sort}s')}"
        for sort, count in sorted(number.items(), key=lambda pair: _SORTS.index(pair[0]))
    ]
    return join_words(listed) if listed else ""


class _Answer(NamedTuple):
    """What one analysis adds to the report on a cause."""

    cause: Cause
    conclusions: tuple[Conclusion, ...] = ()
    looked_at: str = ""
    unknown: Unknown | None = None


def _cause_reports(stack: Stack) -> tuple[CauseReport, ...]:
    answers = (
        *_goals(stack),
        *_bets(stack),
        *_initiatives(stack),
        *_links(stack),
        *_metrics(stack),
        *_capacity(stack),
        *_triads(stack),
        *_rhythm(stack),
        *_health(stack),
        *_triggers(stack),
        *_guardrails(stack),
        *_endings(stack),
        *_matters(stack),
    )
    return tuple(_report(cause, [a for a in answers if a.cause == cause]) for cause in CAUSES)


def _report(cause: Cause, answers: list[_Answer]) -> CauseReport:
    found = [conclusion for answer in answers for conclusion in answer.conclusions]
    found.sort(key=lambda conclusion: (conclusion.tone != "bad", _SORTS.index(conclusion.sort)))
    return CauseReport(
        cause,
        tuple(found),
        tuple(answer.looked_at for answer in answers if answer.looked_at),
        tuple(answer.unknown for answer in answers if answer.unknown),
    )


# --- goals, bets and links ------------------------------------------------------------------------


def _goals(stack: Stack) -> Iterator[_Answer]:
    """Whether there are goals, and whether anybody reports on them."""
    goals = [
        goal
        for goal in (*stack.of(Objective), *stack.of(KeyResult))
        if state_of(stack, goal).in_force
    ]
    if not goals:
        why = "no objective or key result is active"
        unknown = Unknown("what should change", why, "add objectives with key results")
        yield _Answer("clarity", unknown=unknown)
        return
    yield _Answer("clarity", looked_at=_count(len(goals), "goal"))
    results = [goal for goal in goals if isinstance(goal, KeyResult)]
    reported = [goal for goal in results if goal.check_ins or _is_read(stack, goal)]
    if reported:
        of = "" if len(reported) == len(results) else f" of {len(results):,}"
        words = f"what {len(reported):,}{of} key result{'' if len(results) == 1 else 's'} report"
        yield _Answer("feedback", looked_at=words.replace("result report", "result reports"))
    else:
        why = "no goal has a check-in or a reading"
        unknown = Unknown("whether goals are met", why, "check in on the key results")
        yield _Answer("feedback", unknown=unknown)


def _is_read(stack: Stack, goal: KeyResult) -> bool:
    metric = stack.metric(goal.metric)
    return metric is not None and bool(metric.readings)


def _bets(stack: Stack) -> Iterator[_Answer]:
    bets = [bet for bet in stack.of(Bet) if bet.active]
    if bets:
        yield _Answer("clarity", looked_at=_count(len(bets), "bet"))
    else:
        why = "no bet is committed" if stack.of(Bet) else "there are no bets"
        what = "what has priority, and whether it is ready"
        yield _Answer("clarity", unknown=Unknown(what, why, "add your bets"))


def _links(stack: Stack) -> Iterator[_Answer]:
    """Whether items lead up to a strategy, which the rules on links judge."""
    what = "whether work serves a strategy"
    if not stack.whole:
        why = "some of the text couldn't be read"
        yield _Answer("alignment", unknown=Unknown(what, why, "fix what `stratdocs check` reports"))
    elif any(strategy.live for strategy in stack.of(Strategy)):
        number = _count(len(stack.entities), "item")
        yield _Answer("alignment", looked_at=f"the links of {number}")
    else:
        why = "no strategy is active"
        yield _Answer("alignment", unknown=Unknown(what, why, "add the strategy"))


# --- initiatives ----------------------------------------------------------------------------------


def _initiatives(stack: Stack) -> Iterator[_Answer]:
    """Whether people agree on what initiatives are, and whether their plans fit that."""
    items = [initiative for initiative in stack.of(Initiative) if initiative.live]
    if not items:
        why = "no initiative is under way" if stack.of(Initiative) else "there are no initiatives"
        help_ = "add your rollouts under `initiatives:`"
        unknown = Unknown("whether plans fit what they are for", why, help_)
        yield _Answer("alignment", unknown=unknown)
        return
    natures: list[Conclusion] = []
    plans: list[Conclusion] = []
    unnamed, unscored = [], []
    for item in items:
        found = diagnose(stack, item)
        headline = found.headline[0].lower() + found.headline[1:]

        def conclude(
            cause: Cause,
            sort: Sort,
            rule: str,
            *,
            bad: bool = True,
            item: Entity = item,
            headline: str = headline,
            because: str = found.because,
        ) -> Conclusion:
            tone: Literal["bad", "watch"] = "bad" if bad else "watch"
            return Conclusion(cause, sort, tone, item, headline, because, (rule,))

        if found.disputed:
            natures.append(conclude("clarity", "disputed nature", "nature-against-vote"))
        elif found.split and found.unsettled and found.vote is not None:
            votes = f"{found.vote.product} voted product, {found.vote.policy} voted policy"
            words = "the vote on product or policy is split"
            natures.append(
                conclude("clarity", "split vote", "split-ballot", headline=words, because=votes)
            )
        elif found.known_nature is None:
            unnamed.append(item)
        if found.misdiagnosed:
            plans.append(
                conclude("alignment", "misdiagnosed initiative", "misdiagnosed-initiative")
            )
        elif found.gaps:
            addressed = all(gap.addressed for gap in found.gaps)
            plans.append(
                conclude("alignment", "execution gaps", "unaddressed-gap", bad=not addressed)
            )
        elif plan_doubt(found) is not None:
            rule = "inconclusive-plan"
            plans.append(conclude("alignment", "inconclusive plan", rule, bad=False))
        elif found.lean is None:
            unscored.append(item)
    yield _Answer(
        "clarity",
        tuple(natures),
        _of("the nature of", len(items) - len(unnamed), len(items), "initiative"),
        _unknown_part(
            "what",
            ("is", "are"),
            unnamed,
            len(items),
            "it has no declared nature and no clear vote",
            "let people vote",
        ),
    )
    yield _Answer(
        "alignment",
        tuple(plans),
        _of(
            _plans(len(items) - len(unscored)), len(items) - len(unscored), len(items), "initiative"
        ),
        _unknown_part(
            f"whether {_plans(len(unscored))}",
            ("fits", "fit"),
            unscored,
            len(items),
            "too little of the plan is scored",
            "score it on both profiles",
        ),
    )


def _plans(number: int) -> str:
    return "the plan of" if number == 1 else "the plans of"


def _of(what: str, known: int, total: int, noun: str, verb: str = "", verbs: str = "") -> str:
    """What was looked at of some items: `the nature of 2 of 6 initiatives`; empty for none."""
    if not known:
        return ""
    of = "" if known == total else f" of {total:,}"
    words = f"{what} {known:,}{of} {noun}{'' if total == 1 else 's'}"
    return f"{words} {verb if known == 1 else verbs}".rstrip()


def _unknown_part(
    what: str, verbs: tuple[str, str], items: list[Initiative], total: int, why: str, help_: str
) -> Unknown | None:
    if not items:
        return None
    words = _of(what, len(items), total, "initiative", *verbs)
    example = in_quotes(items[0].title, always=True)
    if len(items) > 1:
        example += f" and {len(items) - 1:,} more"
    return Unknown(words, f"{why} ({example})", help_)


# --- metrics, capacity and triads -----------------------------------------------------------------


def _metrics(stack: Stack) -> Iterator[_Answer]:
    """Whether what is done moves what it should move."""
    found = chain(stack).diagnoses
    what = "whether the work leads to the outcomes"
    if not found:
        why = "no metric drives another one" if stack.of(Metric) else "there are no metrics"
        help_ = "add metrics, with `drives:` for which should move which"
        yield _Answer("alignment", unknown=Unknown(what, why, help_))
        return
    open_ = [diagnosis for diagnosis in found if diagnosis.says in UNKNOWN]
    problems = []
    for diagnosis in found:
        if diagnosis.says in ("strategy problem", "business-model problem"):
            sort: Sort = (
                "strategy problem"
                if diagnosis.says == "strategy problem"
                else "business-model problem"
            )
            because = diagnosis.because.rstrip(".")
            item = diagnosis.effect.metric
            problems.append(Conclusion("alignment", sort, "bad", item, f"a {sort}", because, ()))
    unknown = None
    if open_:
        of = f" of {len(found):,}" if len(open_) < len(found) else ""
        words = f"{what} ({len(open_):,}{of} {'effect' if len(found) == 1 else 'effects'})"
        unknown = Unknown(words, "too few readings, or no level stated", "see the metric chain")
    yield _Answer(
        "alignment",
        tuple(problems),
        _of("the causes of", len(found) - len(open_), len(found), "outcome"),
        unknown,
    )


def _capacity(stack: Stack) -> Iterator[_Answer]:
    teams = {load.team.id for load in team_loads(stack) if load.items}
    if teams:
        gaps = list(team_gaps(stack))
        unknown = None
        if gaps:
            what = f"all that {_count(len(gaps), 'team')} {('plans' if len(gaps) == 1 else 'plan')}"
            first = gaps[0]
            doubt = first.uncounted[0]
            why = f"{in_quotes(doubt.work.title, always=True)}: {doubt.because}"
            unknown = Unknown(what, why, "see the capacity page for the rest")
        words = _of(_plans(len(teams)), len(teams), len(teams), "team")
        yield _Answer("alignment", looked_at=words, unknown=unknown)
        return
    sized = any(team.capacity for team in stack.of(Team))
    why = "no team with a capacity has estimated work" if sized else "no team has a capacity"
    unknown = Unknown(
        "whether teams plan more than they have capacity for", why, "add capacities and estimates"
    )
    yield _Answer("alignment", unknown=unknown)


def _triads(stack: Stack) -> Iterator[_Answer]:
    """The red legs of people, process and metrics."""
    every: tuple[Team | Initiative, ...] = (*stack.of(Team), *stack.of(Initiative))
    audited = [(item, item.triad) for item in every if item.live and item.triad is not None]
    if not audited:
        why = "no team or initiative has been audited"
        what = "whether people, process and metrics work together"
        yield _Answer("alignment", unknown=Unknown(what, why, "add `triad:`"))
        return
    red = []
    for item, triad in audited:
        legs: dict[str, Leg | None] = {name: getattr(triad, name) for name in Triad.declared}
        names = [name for name, leg in legs.items() if leg is not None and leg.status == "red"]
        for name in names:
            leg = legs[name]
            note = " ".join((leg.note if leg and leg.note else "so it was audited").split())
            verb = "is" if name == "process" else "are"
            tone: Literal["bad", "watch"] = "watch" if leg and leg.changed else "bad"
            red.append(
                Conclusion(
                    "alignment",
                    "red leg",
                    tone,
                    item,
                    f"{name} {verb} red",
                    note.rstrip("."),
                    ("red-without-intervention",),
                )
            )
    yield _Answer(
        "alignment",
        tuple(red),
        _of("the triad of", len(audited), len(audited), "team or initiative")
        if len(audited) == 1
        else f"{len(audited):,} audited triads",
    )


# --- the rhythm -----------------------------------------------------------------------------------


def _rhythm(stack: Stack) -> Iterator[_Answer]:
    """Whether meetings are held."""
    found = [(ritual, meeting(stack, ritual)) for ritual in stack.of(Ritual)]
    running = [(ritual, held) for ritual, held in found if held.state != "not running"]
    if not running:
        unknown = Unknown(
            "whether results are reviewed", "there are no meetings", "add them under `rituals:`"
        )
        yield _Answer("feedback", unknown=unknown)
        return
    missed = tuple(
        Conclusion(
            "feedback",
            "missed meeting",
            "bad",
            ritual,
            "not held when due",
            held.because,
            ("ritual-missed",),
        )
        for ritual, held in running
        if held.state == "missed"
    )
    silent = [(ritual, held) for ritual, held in running if held.state == "not known"]
    unknown_ = None
    if silent:
        first, held = silent[0]
        more = f" and {len(silent) - 1:,} more" if len(silent) > 1 else ""
        unknown_ = Unknown(
            f"whether {_count(len(silent), 'meeting')} {'is' if len(silent) == 1 else 'are'} held",
            f"{held.because} ({in_quotes(first.title, always=True)}{more})",
            "add `cadence:` and `last_held:`",
        )
    known = len(running) - len(silent)
    yield _Answer("feedback", missed, _of("", known, len(running), "meeting").strip(), unknown_)


_ITEM_CAUSES: Mapping[HealthItem, Cause] = {
    "strategic_clarity": "clarity",
    "outcome_decomposition": "clarity",
    "resources": "alignment",
    "dependencies": "alignment",
    "alignment_of_metrics": "alignment",
    "accountability_with_empowerment": "alignment",
    "progress_tracking": "feedback",
    "feedback_loops": "feedback",
    "culture_of_execution": "feedback",
}
"""What each item of the health checklist is about."""


def _health(stack: Stack) -> Iterator[_Answer]:
    """The red items of the latest health checks."""
    latest = [row[-1] for row in health_checks(stack)]
    checked = [check for health in latest for check in health.checklist if check.status]
    if not checked:
        why = "there is no check of execution health"
        help_ = "judge the nine items together, and add them under `health:`"
        unknown = Unknown("how well decisions are carried out", why, help_)
        yield _Answer("feedback", unknown=unknown)
        return
    items = _count(len(checked), "item")
    yield _Answer("feedback", looked_at=f"{items} of the latest health check")
    for health in latest:
        for check in health.checklist:
            if check.status != "red":
                continue
            words = (check.item or "an item").replace("_", " ")
            because = " ".join((check.evidence or "so it was judged").split()).rstrip(".")
            answered = bool(check.action and check.owner and check.by)
            cause: Cause = _ITEM_CAUSES[check.item] if check.item else "feedback"
            conclusion = Conclusion(
                cause,
                "red health item",
                "watch" if answered else "bad",
                health,
                f"{words} is red",
                because,
                ("red-without-intervention",),
            )
            yield _Answer(cause, (conclusion,))


def _triggers(stack: Stack) -> Iterator[_Answer]:
    """Whether anything is agreed that would change the course."""
    count = sum(len(item.triggers) for item in with_triggers(stack) if not item.over)
    if count:
        yield _Answer("feedback", looked_at=_count(count, "trigger"))
    else:
        why = "no trigger is agreed"
        unknown = Unknown("when to change course", why, "agree on `triggers:`")
        yield _Answer("feedback", unknown=unknown)


def _guardrails(stack: Stack) -> Iterator[_Answer]:
    """Whether guardrails hold; the broken ones wait for a decision."""
    found = [
        (guards[0].metric, limit_check(stack, guards[0].metric))
        for guards in guarding(stack).values()
    ]
    if not found:
        why = "no active bet, initiative or key result has a guardrail"
        unknown = Unknown("what success must not cost", why, "add `guardrails:` with a limit")
        yield _Answer("feedback", unknown=unknown)
        return
    silent = [
        (metric, check)
        for metric, check in found
        if check is None
        or check.kept is None
        or (check.kept and trend(stack, metric).health == "out of date")
    ]
    unknown_ = None
    if silent:
        metric, check = silent[0]
        if check is not None:
            why = check.unknown or f"it was last read on {day_words(check.last.date)}"
        else:
            limited = metric.threshold is not None
            why = "there is no usable reading" if limited else "no limit is set"
        more = f" and {len(silent) - 1:,} more" if len(silent) > 1 else ""
        verb = "holds" if len(silent) == 1 else "hold"
        unknown_ = Unknown(
            f"whether {_count(len(silent), 'guardrail')} {verb}",
            f"{why} ({in_quotes(metric.title, always=True)}{more})",
            "give each a `threshold:` and readings",
        )
    looked_at = _of("", len(found) - len(silent), len(found), "guardrail").strip()
    yield _Answer("feedback", looked_at=looked_at, unknown=unknown_)


def _endings(stack: Stack) -> Iterator[_Answer]:
    """What is over without a word on how it ended, and goals that nobody ever reported on."""
    over = sorted(unclosed(stack), key=lambda ended: ended.claims is None)
    if over:
        first = over[0]
        claims = "its"
        if first.claims:
            claims = f"its status is still {first.claims.replace('_', ' ')}, but its"
        because = f"{claims} period ended on {day_words(first.ended)}{_and_more(over)}"
        found = Conclusion(
            "feedback",
            "unreported ending",
            "bad" if first.claims else "watch",
            first.item,
            "no result is recorded",
            because,
            ("period-over", "unscored-objective"),
            len(over),
        )
        yield _Answer("feedback", (found,))
    silent = never_reported(stack)
    if silent:
        because = f"it has no check-in, value or score{_and_more(silent)}"
        sort: Sort = "unreported goal"
        rules = ("never-reported",)
        headline = "it has never been reported on"
        conclusion = Conclusion(
            "feedback", sort, "watch", silent[0], headline, because, rules, len(silent)
        )
        yield _Answer("feedback", (conclusion,))


def _and_more(items: Sequence[object]) -> str:
    return f"; the same goes for {len(items) - 1:,} more" if len(items) > 1 else ""


_MATTER_SORTS: Mapping[str, tuple[Cause, Sort, str, tuple[str, ...]]] = {
    "trigger due": ("feedback", "fired trigger", "a trigger has fired", ("trigger-fired",)),
    "guardrail broken": (
        "feedback",
        "broken guardrail",
        "a guardrail is broken",
        ("guardrail-broken", "trigger-fired"),
    ),
    "threshold missed": (
        "feedback",
        "missed threshold",
        "a threshold is missed",
        ("threshold-missed",),
    ),
    "target missed": (
        "feedback",
        "missed target",
        "it is done but missed its target",
        ("done-without-result",),
    ),
    "approval missing": (
        "alignment",
        "big bet without approval",
        "approval is missing",
        ("unapproved-bet",),
    ),
    "over capacity": (
        "alignment",
        "team over its limit",
        "more is planned than it has capacity for",
        ("over-capacity",),
    ),
    "status and pace disagree": (
        "feedback",
        "status at odds with pace",
        "its status is better than its pace",
        ("green-but-flat",),
    ),
    "risk without mitigation": (
        "feedback",
        "risk without mitigation",
        "it has no mitigation",
        ("risk-without-mitigation",),
    ),
}
"""What needs a decision and is a sign of a cause, by its matter."""


def _matters(stack: Stack) -> Iterator[_Answer]:
    """What waits for a decision, as far as it is the sign of a cause."""
    for matter in pending(stack, stack.once(Progress)):
        known = _MATTER_SORTS.get(matter.matter)
        if known is None:
            continue
        cause, sort, headline, rules = known
        because = matter.because.rstrip(".")
        yield _Answer(
            cause,
            (Conclusion(cause, sort, "bad", matter.entity, headline, because, rules),),
        )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
