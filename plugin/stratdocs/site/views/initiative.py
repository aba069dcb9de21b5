"""The nature of an initiative, the gaps of its plan, and the actions against them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from stratdocs.analysis.diagnosis import (
    ASPECTS,
    DIMENSIONS,
    NATURE_WORDS,
    OTHER_NATURE,
    PROFILES,
    ExecutionGap,
    InitiativeDiagnosis,
    PlanLean,
    Score,
    Vote,
    course_steps,
    diagnose,
    is_under_way,
    plan_lean,
    plan_scores,
)
from stratdocs.analysis.rhythm import days_words
from stratdocs.analysis.safeguards import OLD_TEST, ExceptionState, exception_state, test_age
from stratdocs.analysis.signals import Signal, signals
from stratdocs.model.days import day_words, short_day
from stratdocs.model.kinds import Action, Initiative, Nature
from stratdocs.site.drawing.course import course_drawing
from stratdocs.site.drawing.shapes import Drawing
from stratdocs.site.views.page import Ref, SiteContext
from stratdocs.site.views.section import Section
from stratdocs.site.views.template_data import TemplateData

COMPARISON = "compare/initiatives"
"""The path of the page that compares all initiatives."""
NATURES: tuple[Nature, ...] = ("product", "policy")


class Ballot(NamedTuple):
    """A private vote, ready to draw."""

    product: int
    policy: int
    share: float
    """The share for product, 0 to 100: where the bar changes its colour."""
    says: str
    split: bool
    advice: str
    """What to do about it; empty where nothing is."""


class ScoreCell(NamedTuple):
    """A score of the grid: how far the plan fits one profile on one dimension."""

    score: int | None
    right: bool
    """Whether it is on the row of the initiative's nature."""
    text: str
    """What the pure form looks like."""

    @property
    def heat(self) -> str:
        """Its tone: only the row of the initiative's nature is good or bad."""
        return score_tone(self.score) if self.right else "calm"


# --- on the page of one initiative --------------------------------------------------------------


class DiagnosisSection(TemplateData):
    """What an initiative is by nature, and how that was decided."""

    headline: str
    because: str
    tone: str
    decided: str
    goal: str | None
    ballot: Ballot | None
    hybrid: str | None
    guardrails: tuple[str, ...]
    compare: str


class AspectsSection(TemplateData):
    """The seven aspects of an initiative beside both profiles."""

    product: bool
    policy: bool
    rows: Sequence[tuple[str, str, str, str | None]]


def sections(site: SiteContext, initiative: Initiative) -> Iterator[Section]:
    """The diagnosis of one initiative, from the vote to the actions, and what keeps it kept."""
    found = diagnose(site.stack, initiative)
    heard = tuple(signals(site.stack, initiative))
    if heard:
        yield Section("signals", "Signals", "signals", SignalsSection(rows=heard))
    yield Section(
        "diagnosis",
        "Diagnosis",
        "diagnosis",
        DiagnosisSection(
            headline=found.headline,
            because=found.because,
            tone=diagnosis_tone(found),
            decided=_decision_words(found),
            goal=initiative.goal,
            ballot=ballot(found),
            hybrid=found.hybrid,
            guardrails=found.guardrails,
            compare=COMPARISON,
        ),
        ("nature", "secondary", "goal", "ballot", "guardrails"),
    )
    if found.nature is not None or initiative.plan is not None:
        fit = _fit_section(initiative, found)
        yield Section("fit", "Plan fit", "fit", fit, ("plan",))
    yield from _gap_sections(site, found)
    if initiative.phases or found.nature is not None:
        yield Section(
            "phases", "Rollout", "phases", _course_section(site, initiative, found), ("phases",)
        )
    if initiative.earlier:
        yield Section(
            "before", "Before and after", "before", _before_section(initiative, found), ("earlier",)
        )
    if initiative.exceptions:
        yield Section(
            "exceptions",
            "Exceptions",
            "exceptions",
            ExceptionsSection(rows=exception_rows(site, initiative), more=0, of_all=False),
            ("exceptions",),
        )
    if initiative.controls:
        yield Section(
            "controls",
            "Controls",
            "controls",
            ControlsSection(rows=control_rows(site, initiative), more=0, of_all=False),
            ("controls",),
        )
    if found.nature is not None or initiative.aspects is not None:
        yield Section(
            "aspects",
            "Seven aspects, side by side",
            "aspects",
            AspectsSection(
                product=found.nature == "product",
                policy=found.nature == "policy",
                rows=[
                    (
                        aspect.title,
                        aspect.product,
                        aspect.policy,
                        getattr(initiative.aspects, aspect.key, None),
                    )
                    for aspect in ASPECTS
                ],
            ),
            ("aspects",),
        )


class SignalsSection(TemplateData):
    """What an initiative should answer."""

    rows: Sequence[Signal]


# --- exceptions and controls ---------------------------------------------------------------------


class ExceptionRow(TemplateData):
    """One exception to a policy."""

    of: Ref
    whom: Ref | str | None
    granted_by: Ref | str | None
    granted: str
    until: str
    state: str
    tone: str
    because: str | None


class ExceptionsSection(TemplateData):
    """The exceptions of one policy, or of all."""

    rows: Sequence[ExceptionRow]
    more: int
    of_all: bool


_EXCEPTION_TONES: Mapping[ExceptionState, str] = {
    "open": "calm",
    "not yet": "calm",
    "open, without an end": "watch",
    "expired": "bad",
}


def exception_rows(site: SiteContext, initiative: Initiative) -> Sequence[ExceptionRow]:
    """The exceptions of an initiative, open ones first, those that end soonest on top."""
    today = site.stack.today
    ordered = sorted(
        initiative.exceptions,
        key=lambda entry: (exception_state(entry, today) == "expired", entry.until or date.max),
    )
    return [
        ExceptionRow(
            of=site.ref(initiative),
            whom=site.ref_or_text(exception.for_),
            granted_by=site.ref_or_text(exception.granted_by),
            granted=_day_or_empty(exception.granted),
            until=_day_or_empty(exception.until),
            state=(state := exception_state(exception, today)),
            tone=_EXCEPTION_TONES[state],
            because=exception.because,
        )
        for exception in ordered
    ]


class ControlRow(TemplateData):
    """One control of a policy."""

    of: Ref
    what: str
    owner: Ref | str | None
    tested: str
    mark: str
    tone: str


class ControlsSection(TemplateData):
    """The controls of one policy, or of all."""

    rows: Sequence[ControlRow]
    more: int
    of_all: bool


def control_rows(site: SiteContext, initiative: Initiative) -> Sequence[ControlRow]:
    """The controls of an initiative, as written."""
    return [
        ControlRow(
            of=site.ref(initiative),
            what=control.what,
            owner=site.ref_or_text(control.owner),
            tested=_day_or_empty(control.tested),
            mark="never tested" if age is None else f"{age} days ago" if age > OLD_TEST else "",
            tone="watch",
        )
        for control in initiative.controls
        for age in [test_age(control, site.stack.today)]
    ]


class CourseSection(TemplateData):
    """The phases of an initiative, and where it is."""

    drawings: Sequence[CourseDrawing]
    own: str
    placed: bool
    now: Sequence[str]
    rows: Sequence[PhaseRow]


class CourseDrawing(TemplateData):
    """The course of one profile as a drawing."""

    title: str
    right: bool
    drawing: Drawing


class PhaseRow(TemplateData):
    """One phase of an initiative."""

    title: str
    status: str | None
    starts: str
    ends: str
    now: bool


def _course_section(
    site: SiteContext, initiative: Initiative, found: InitiativeDiagnosis
) -> CourseSection:
    """The phases, and the place in the courses of both profiles, its own first."""
    today = site.stack.today
    first: Nature = found.nature or "product"
    return CourseSection(
        drawings=[
            CourseDrawing(
                title=PROFILES[nature].title,
                right=nature == found.nature,
                drawing=course_drawing(nature, course_steps(initiative, nature, today)),
            )
            for nature in (first, OTHER_NATURE[first])
        ],
        own=_own_row_words(found),
        placed=any(phase.step for phase in initiative.phases),
        now=[phase.title for phase in initiative.phases if is_under_way(phase, today)],
        rows=[
            PhaseRow(
                title=phase.title,
                status=phase.status,
                starts=short_day(phase.starts, today) if phase.starts else "",
                ends=short_day(phase.ends, today) if phase.ends else "",
                now=is_under_way(phase, today),
            )
            for phase in initiative.phases
        ],
    )


class FitSection(TemplateData):
    """How well the plan fits each profile on each dimension."""

    dimensions: Sequence[tuple[str, str]]
    rows: Sequence[FitRow]
    notes: Sequence[str | None]
    noted: bool
    nature: str | None
    own: str
    scored: str
    """The day of the scores; empty if it is not known."""


class FitRow(TemplateData):
    """The scores of one profile, dimension by dimension."""

    title: str
    right: bool
    cells: Sequence[ScoreCell]


def _fit_section(initiative: Initiative, found: InitiativeDiagnosis) -> FitSection:
    """The 2 x 4 grid: profiles down, dimensions across."""
    return FitSection(
        dimensions=[(d.title, d.question) for d in DIMENSIONS],
        rows=[
            FitRow(
                title=PROFILES[nature].title,
                right=found.nature == nature,
                cells=[score_cell(score, nature, found.nature) for score in found.scores],
            )
            for nature in NATURES
        ],
        notes=[score.note for score in found.scores],
        noted=any(score.note for score in found.scores),
        nature=found.nature,
        own=_own_row_words(found),
        scored=_day_or_empty(initiative.plan.date) if initiative.plan else "",
    )


def score_cell(score: Score, nature: Nature, right: Nature | None) -> ScoreCell:
    """A score on the row of that nature; `right` is the nature that the initiative has."""
    pole = score.dimension.of(nature)
    name = pole.name[0].upper() + pole.name[1:]
    pure = score.pure(nature) or pole.pure
    return ScoreCell(score.on(nature), right == nature, f"{name}. {pure}")


class GapsSection(TemplateData):
    """The execution gaps of an initiative."""

    gaps: Sequence[GapRow]
    watched: Sequence[GapRow]
    further: Sequence[GapRow]


def _gap_sections(site: SiteContext, found: InitiativeDiagnosis) -> Iterator[Section]:
    if not (found.gaps or found.watched or found.further):
        return
    yield Section(
        "gaps",
        "Execution gaps" if found.gaps else "No execution gaps",
        "gaps",
        GapsSection(
            gaps=[_gap_row(site, found, gap) for gap in found.gaps],
            watched=[_gap_row(site, found, gap) for gap in found.watched],
            further=[_gap_row(site, found, gap) for gap in found.further],
        ),
        ("gaps",),
    )


class GapRow(TemplateData):
    """One execution gap with its cause and its actions."""

    key: str
    title: str
    score: int | None
    heat: str
    sign: str | None
    remedy: str | None
    cause: str | None
    actions: Sequence[ActionRow]
    wanted: str
    crowded: str


def _gap_row(site: SiteContext, found: InitiativeDiagnosis, gap: ExecutionGap) -> GapRow:
    pole = gap.dimension.of(found.nature) if found.nature else None
    return GapRow(
        key=gap.dimension.key,
        title=gap.dimension.title,
        score=gap.score,
        heat=score_tone(gap.score),
        sign=pole.missing if pole else None,
        remedy=pole.remedy if pole and not gap.actions else None,
        cause=gap.cause,
        actions=[_action_row(site, action) for action in gap.actions],
        wanted=", ".join(gap.missing),
        crowded=(
            f"{len(gap.open)} actions are open; choose the two or three that matter most."
            if gap.crowded
            else ""
        ),
    )


class ActionRow(TemplateData):
    """An action against a gap."""

    title: str
    owner: Ref | str | None
    mark: str
    """Its day, and how it stands to that: `due 11 Dec`, `done 4 Nov, 2 days late`."""
    tone: str


def _action_row(site: SiteContext, action: Action) -> ActionRow:
    today, by, done = site.stack.today, action.by, action.done
    mark, tone = f"due {short_day(by, today)}" if by else "no date", "calm"
    if done is not None:
        late = (done - by).days if by is not None else 0
        mark, tone = f"done {short_day(done, today)}", "good"
        mark += f", {days_words(late)} late" if late > 0 else ""
    elif by is not None and by < today:
        mark, tone = f"overdue, {mark}", "bad"
    return ActionRow(title=action.title, owner=site.ref_or_text(action.owner), mark=mark, tone=tone)


class BeforeSection(TemplateData):
    """Earlier scores beside those of today."""

    columns: Sequence[str]
    rows: Sequence[BeforeRow]
    leans: Sequence[str]
    nature: str | None
    notes: Sequence[tuple[str, str]]


class BeforeRow(TemplateData):
    """One dimension over time."""

    title: str
    cells: Sequence[Sequence[ScoreCell]]
    change: str


def _before_section(initiative: Initiative, found: InitiativeDiagnosis) -> BeforeSection:
    """Earlier scores beside those of today, by dimension."""
    then = [
        (_day_or_empty(old.date) or "Earlier", plan_scores(old.plan), old.note)
        for old in initiative.earlier
    ]
    columns = [*then, ("Today", found.scores, None)]
    first, last = columns[0][1], columns[-1][1]
    return BeforeSection(
        columns=[words for words, _, _ in columns],
        rows=[
            BeforeRow(
                title=dimension.title,
                cells=[
                    [score_cell(scores[number], nature, found.nature) for nature in NATURES]
                    for _, scores, _ in columns
                ],
                change=_change_words(first[number], last[number], found.nature),
            )
            for number, dimension in enumerate(DIMENSIONS)
        ],
        leans=[_lean_words(plan_lean(scores)) for _, scores, _ in columns],
        nature=found.nature,
        notes=[(words, note) for words, _, note in then if note],
    )


def _change_words(before: Score, after: Score, nature: Nature | None) -> str:
    """How much closer the plan has come to its nature on one dimension."""
    if nature is None:
        return ""
    earlier, later = before.on(nature), after.on(nature)
    if earlier is None or later is None:
        return ""
    return "as before" if earlier == later else f"{later - earlier:+d}".replace("-", "−")


# --- in words -----------------------------------------------------------------------------------


def ballot(found: InitiativeDiagnosis) -> Ballot | None:
    """The vote, ready to draw; None if nobody voted."""
    vote = found.vote
    if vote is None:
        return None
    share = round(100 * vote.product / vote.total, 1)
    return Ballot(vote.product, vote.policy, share, vote.says, vote.split, _advice(found, vote))


_SETTLE_FIRST = "Settle that first: everything else depends on it."


def _advice(found: InitiativeDiagnosis, vote: Vote) -> str:
    """What follows from the vote; empty where it agrees with the declaration."""
    declared = found.nature if found.decided == "declared" else None
    if vote.single:
        against = declared is not None and vote.majority != declared
        contradicts = f", and this one contradicts the declared {declared}" if against else ""
        return f"One person's view isn't a vote{contradicts}. Ask the others, each in private."
    if vote.split:
        if declared is None:
            return f"People don't agree on what it is. {_SETTLE_FIRST}"
        if found.explained:
            return f"People didn't agree; it was settled as a {declared}, with a reason."
        without = f"it is declared a {declared} without a reason"
        return f"People don't agree; {without}. {_SETTLE_FIRST}"
    if found.against_vote:
        if found.explained:
            with_reason = f"it is declared a {declared} anyway, with a reason"
            return f"Most voted for a {vote.majority}; {with_reason}."
        without = f"but it is declared a {declared} without a reason"
        return f"Most voted for a {vote.majority}, {without}. {_SETTLE_FIRST}"
    if found.decided == "vote":
        return f"Its nature isn't declared, so the vote decides: a {vote.majority}."
    return ""


def _decision_words(found: InitiativeDiagnosis) -> str:
    """How its nature was found, in a sentence; empty if it wasn't, or the headline says so."""
    if found.nature is None or found.against_vote:
        return ""
    called = NATURE_WORDS[found.nature]
    match found.decided:
        case "declared":
            return f"It is declared a {called}."
        case "vote":
            return f"Its nature isn't declared; by the vote it is a {called}."
        case "consistently higher row":
            return "The scores show how it is run, not what it is, so this is a guess."
    return ""


def _own_row_words(found: InitiativeDiagnosis) -> str:
    """What marks the row and the course of its nature."""
    sources = {"vote": ", by vote", "consistently higher row": ", a guess"}
    return f"its nature{sources.get(found.decided or '', '')}"


def _lean_words(lean: PlanLean | None) -> str:
    """The lean of a plan in a word."""
    words = {"product": "product", "policy": "policy", "mixed": "mixed", "even": "both alike"}
    return words.get(lean or "", "too few scores")


def diagnosis_tone(found: InitiativeDiagnosis) -> str:
    """The tone: bad, watch, good, or calm where too little is known."""
    if found.misdiagnosed or found.disputed:
        return "bad"
    if found.outlook == "fine":
        return "watch" if found.watched or found.against_vote else "good"
    return "watch" if found.outlook == "wrong" else "calm"


def score_tone(number: int | None) -> str:
    if number is None:
        return "calm"
    return "bad" if number <= 2 else "watch" if number == 3 else "good"


def _day_or_empty(when: date | None) -> str:
    return day_words(when) if when is not None else ""
