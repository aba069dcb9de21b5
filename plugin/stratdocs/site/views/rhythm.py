"""The rhythm of a strategy: meetings, lessons, decisions, triggers, and execution health."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, get_args

from stratdocs.analysis.audit_sample import audit_sample
from stratdocs.analysis.rhythm import (
    CADENCE_DAYS,
    CADENCE_WORDS,
    decision_lag,
    health_checks,
    meeting,
    on_time,
    on_time_by_quarter,
    recorded_lag,
    recorded_on_time,
    starting_point,
)
from stratdocs.analysis.symptoms import symptoms
from stratdocs.analysis.triggers import (
    acted_since,
    event_words,
    firing,
    last_reading_words,
    limit_words,
    with_triggers,
)
from stratdocs.model.days import day_words
from stratdocs.model.kinds import (
    Bet,
    Decision,
    Entity,
    Health,
    HealthItem,
    Initiative,
    Retrospective,
    Ritual,
    Strategy,
    Trigger,
    Work,
)
from stratdocs.model.periods import Period
from stratdocs.model.schema import starter
from stratdocs.model.values import Quantity
from stratdocs.site.views import part
from stratdocs.site.views.ask import Ask, View
from stratdocs.site.views.causes import CAUSES
from stratdocs.site.views.page import Page, Ref, SiteContext
from stratdocs.site.views.symptoms import SYMPTOMS
from stratdocs.site.views.template_data import TemplateData

MAX_ROWS = 200
"""Rows of one table, the newest first."""
MAX_SERIES = 4
"""Series of health checks that are shown."""
MAX_CHECKS = 6
"""Health checks of one series that are compared, the last ones."""

DECISION_LOG = "decisions/log"

_TONES = {"green": "good", "yellow": "watch", "red": "bad"}
_MEETING_TONES = {
    "kept": "good",
    "due": "watch",
    "missed": "bad",
    "not running": "calm",
    "not known": "calm",
}
_MEETING_WORDS = {"kept": "on schedule", "not running": "not active", "not known": "unknown"}
"""The words for a state where they differ from its name."""


# --- meetings -------------------------------------------------------------------------------------


class RitualRow(TemplateData):
    """One meeting, and whether it is held on schedule."""

    ref: Ref
    cadence: str | None
    every: int | str
    held: date | None
    due: date | None
    state: str
    words: str
    tone: str
    because: str
    owner: Ref | str | None
    asks: tuple[str, ...]
    texts: tuple[Ref, ...]
    texts_more: int


class RitualsData(TemplateData):
    """All meetings, missed ones first."""

    rows: Sequence[RitualRow]
    more: int
    missed: int
    starter: str | None


def _rituals(site: SiteContext, ask: Ask) -> RitualsData:
    stack = site.stack
    rows = []
    for ritual in ask.select(site, stack.of(Ritual)):
        found = meeting(stack, ritual)
        rows.append(
            RitualRow(
                ref=site.ref(ritual),
                cadence=CADENCE_WORDS[ritual.cadence] if ritual.cadence else None,
                every=CADENCE_DAYS[ritual.cadence] if ritual.cadence else "",
                held=ritual.last_held,
                due=found.due,
                state=found.state,
                words=_MEETING_WORDS.get(found.state, found.state),
                tone=_MEETING_TONES[found.state],
                because="" if found.state == "kept" else found.because,
                owner=site.ref_or_text(ritual.owner),
                asks=ritual.asks,
                texts=site.refs(_known_entities(site, ritual.refers_to[:4])),
                texts_more=max(0, len(ritual.refers_to) - 4),
            )
        )
    rows.sort(key=lambda row: (_STATE_ORDER.index(row.state), row.due or date.max))
    return RitualsData(
        rows=rows[:MAX_ROWS],
        more=max(0, len(rows) - MAX_ROWS),
        missed=sum(row.state == "missed" for row in rows),
        starter=None if rows else starter("rituals"),
    )


_STATE_ORDER = ("missed", "due", "kept", "not known", "not running")


def _known_entities(site: SiteContext, ids: tuple[str, ...]) -> Iterator[Entity]:
    for identity in ids:
        found = site.stack.get(identity)
        if found is not None:
            yield found


# --- lessons --------------------------------------------------------------------------------------


class LessonRow(TemplateData):
    """One lesson."""

    title: str
    tags: tuple[str, ...]
    ref: Ref


class RetrospectiveRow(TemplateData):
    """One retrospective."""

    ref: Ref
    date: date | None
    team: Ref | str | None
    parts: Sequence[tuple[str, tuple[str, ...]]]


class LessonsData(TemplateData):
    """What was learnt."""

    lessons: Sequence[LessonRow]
    lessons_more: int
    topics: Sequence[tuple[str, Sequence[LessonRow]]]
    """The lessons of each topic that has several, by its tag."""
    rows: Sequence[RetrospectiveRow]
    more: int
    starter: str | None


def _lessons(site: SiteContext, ask: Ask) -> LessonsData:
    retros = sorted(
        ask.select(site, site.stack.of(Retrospective)),
        key=lambda retro: retro.date or date.min,
        reverse=True,
    )
    lessons = [
        LessonRow(title=lesson.title, tags=lesson.tags, ref=site.ref(retro))
        for retro in retros
        for lesson in retro.lessons
    ]
    rows = [
        RetrospectiveRow(
            ref=site.ref(retro),
            date=retro.date,
            team=site.ref_or_text(retro.team),
            parts=[
                (words, texts)
                for words, texts in (
                    ("What worked", retro.worked),
                    ("What didn't", retro.did_not),
                    ("What we'll do differently", retro.improve),
                )
                if texts
            ],
        )
        for retro in retros[:40]
    ]
    return LessonsData(
        lessons=lessons[:MAX_ROWS],
        lessons_more=max(0, len(lessons) - MAX_ROWS),
        topics=_topics(lessons[:MAX_ROWS]),
        rows=rows,
        more=max(0, len(retros) - len(rows)),
        starter=None if retros else starter("retrospectives"),
    )


def _topics(lessons: Sequence[LessonRow]) -> list[tuple[str, Sequence[LessonRow]]]:
    """The lessons by tag, for the tags that several of them have, in alphabetical order."""
    by_tag: dict[str, list[LessonRow]] = {}
    for lesson in lessons:
        for tag in dict.fromkeys(map(str.casefold, lesson.tags)):
            by_tag.setdefault(tag, []).append(lesson)
    return [(tag, members) for tag, members in sorted(by_tag.items()) if len(members) > 1]


# --- decisions ------------------------------------------------------------------------------------


class DecisionsData(TemplateData):
    """The decisions, newest first."""

    rows: Sequence[DecisionRow]
    more: int
    owed: int
    starter: str | None


def _decisions(site: SiteContext, ask: Ask) -> DecisionsData:
    decisions = sorted(
        ask.select(site, site.stack.of(Decision)),
        key=lambda decision: decision.decided or date.min,
        reverse=True,
    )
    replaced = {decision.supersedes: decision for decision in decisions if decision.supersedes}
    return DecisionsData(
        rows=[
            _decision_row(site, decision, replaced.get(decision.id))
            for decision in decisions[:MAX_ROWS]
        ],
        more=max(0, len(decisions) - MAX_ROWS),
        owed=sum(1 for decision in decisions if decision.decided and not decision.approvals),
        starter=None if decisions else starter("decisions"),
    )


class DecisionRow(TemplateData):
    """One decision."""

    ref: Ref
    about: Ref | None
    date: date | None
    question: str | None
    choice: str | None
    decides: Ref | str | None
    rights: Sequence[tuple[str, Sequence[Ref | str | None]]]
    approvals: Sequence[ApprovalRow]
    owed: bool
    reversible: bool | None
    days: int | None
    supersedes: Ref | None
    superseded: Ref | None


class ApprovalRow(TemplateData):
    """Who agreed to a decision."""

    who: Ref | str | None
    date: date | None
    note: str | None


def _decision_row(site: SiteContext, decision: Decision, by: Decision | None) -> DecisionRow:
    rights = decision.rights
    earlier = site.stack.get(decision.supersedes)
    about = site.stack.primary(decision)
    return DecisionRow(
        ref=site.ref(decision),
        about=site.ref(about) if about else None,
        date=decision.decided,
        question=decision.question,
        choice=decision.choice,
        decides=site.ref_or_text(rights.decides) if rights and rights.decides else None,
        rights=[
            (words, [site.ref_or_text(who) for who in named])
            for words, named in (
                ("consulted", rights.consulted if rights else ()),
                ("informed", rights.informed if rights else ()),
            )
            if named
        ],
        approvals=[
            ApprovalRow(who=site.ref_or_text(a.by), date=a.date, note=a.note)
            for a in decision.approvals
        ],
        owed=decision.decided is not None and not decision.approvals,
        reversible=decision.reversible,
        days=(decision.first_output - decision.decided).days
        if decision.first_output and decision.decided
        else None,
        supersedes=site.ref(earlier) if earlier else None,
        superseded=site.ref(by) if by else None,
    )


# --- triggers -------------------------------------------------------------------------------------


class TriggerRow(TemplateData):
    """One event that would change the course."""

    id: str
    ref: Ref
    when: str
    then: str | None
    owner: Ref | str | None
    mark: str
    """That it fired, when and by which value; empty if it did not."""
    tone: Literal["bad", "watch"]
    """bad until something is decided on it."""
    limit: str
    """Its metric and limits; empty if people watch for it themselves."""
    latest: str
    """The last value of its metric."""


class TriggersData(TemplateData):
    """What would change the course."""

    rows: Sequence[TriggerRow]
    more: int
    fired: int


def _triggers(site: SiteContext, ask: Ask) -> TriggersData:
    rows = [
        _trigger_row(site, entity, number, trigger)
        for entity in ask.select(site, with_triggers(site.stack))
        if isinstance(entity, (Strategy, Bet, Initiative)) and not entity.over
        for number, trigger in enumerate(entity.triggers)
    ]
    rows.sort(key=lambda row: (not row.mark, row.tone != "bad"))
    return TriggersData(
        rows=rows[:MAX_ROWS],
        more=max(0, len(rows) - MAX_ROWS),
        fired=sum(bool(row.mark) for row in rows),
    )


def _trigger_row(
    site: SiteContext, entity: Strategy | Bet | Initiative, number: int, trigger: Trigger
) -> TriggerRow:
    stack = site.stack
    found = firing(stack, trigger)
    day = found.since if found else trigger.fired
    acted = day is not None and acted_since(stack, entity, day, found.on if found else None)
    mark = ""
    if found is not None:
        mark = f"fired on {day_words(found.since)}, {found.words}"
    elif day is not None:
        mark = f"fired on {day_words(day)}"
    event, limit = event_words(stack, trigger), limit_words(stack, trigger)
    return TriggerRow(
        id=f"trigger-{entity.id}-{number + 1}",
        ref=site.ref(entity),
        when=event,
        then=trigger.then,
        owner=site.ref_or_text(trigger.owner),
        mark=mark,
        tone="watch" if acted else "bad",
        limit=limit if limit != event else "",
        latest=last_reading_words(stack, trigger),
    )


# --- health ---------------------------------------------------------------------------------------


def _series_of_checks(site: SiteContext, ask: Ask) -> list[tuple[Health, ...]]:
    """The requested series of health checks, the longest first."""
    rows = [ask.select(site, row) for row in health_checks(site.stack)]
    kept = [tuple(health for health in row if isinstance(health, Health)) for row in rows]
    return sorted(filter(None, kept), key=lambda row: -len(row))


class HealthData(TemplateData):
    """The health checks, series by series."""

    series: Sequence[HealthSeries]
    more: int
    starter: str | None


def _health(site: SiteContext, ask: Ask) -> HealthData:
    series = _series_of_checks(site, ask)
    shown = [_health_series(site, row) for row in series[:MAX_SERIES]]
    return HealthData(
        series=[member for member in shown if member.rows],
        more=max(0, len(series) - MAX_SERIES),
        starter=None if series else starter("health"),
    )


class HealthSeries(TemplateData):
    """Health checks of one thing over time."""

    about: Ref | None
    dates: Sequence[HealthDate]
    latest: Ref
    rows: Sequence[HealthRow]


class HealthDate(TemplateData):
    """When a health check was made."""

    ref: Ref
    date: date | None


class HealthRow(TemplateData):
    """One item of the checklist over time."""

    item: str
    title: str
    lights: Sequence[tuple[str | None, str]]
    move: str
    evidence: str | None
    action: str | None
    owner: Ref | str | None
    by: date | None


def _health_series(site: SiteContext, row: tuple[Health, ...]) -> HealthSeries:
    shown = row[-MAX_CHECKS:]
    latest = shown[-1]
    lights = [{check.item: check for check in health.checklist} for health in shown]
    items = [item for item in get_args(HealthItem) if any(item in checks for checks in lights)]
    about = site.stack.primary(latest)
    return HealthSeries(
        about=site.ref(about) if about else None,
        dates=[HealthDate(ref=site.ref(health), date=health.date) for health in shown],
        latest=site.ref(latest),
        rows=[
            HealthRow(
                item=item,
                title=checklist_title(item),
                lights=[
                    (checks[item].status, _TONES.get(checks[item].status or "", "calm"))
                    if item in checks
                    else (None, "calm")
                    for checks in lights
                ],
                move=_move_words(
                    [checks[item].status if item in checks else None for checks in lights]
                ),
                evidence=lights[-1][item].evidence if item in lights[-1] else None,
                action=lights[-1][item].action if item in lights[-1] else None,
                owner=site.ref_or_text(lights[-1][item].owner) if item in lights[-1] else None,
                by=lights[-1][item].by if item in lights[-1] else None,
            )
            for item in items
        ],
    )


def checklist_title(item: str) -> str:
    """An item of the checklist as a heading: `Strategic clarity`."""
    words = item.replace("_", " ")
    return words[0].upper() + words[1:]


_STEPS = {"red": 0, "yellow": 1, "green": 2}


def _move_words(lights: list[Literal["green", "yellow", "red"] | None]) -> str:
    """How the last light differs from the one before."""
    if len(lights) < 2 or lights[-1] is None or lights[-2] is None:
        return ""
    step = _STEPS[lights[-1]] - _STEPS[lights[-2]]
    return "better" if step > 0 else "worse" if step < 0 else "as before"


class StartData(TemplateData):
    """The item to begin with; None if nothing is bad enough."""

    judged: bool
    found: StartRow | None


class StartRow(TemplateData):
    """The item of the checklist to begin with."""

    title: str
    tone: str
    status: str | None
    because: str
    action: str | None
    owner: Ref | str | None
    by: date | None
    ref: Ref


def _start(site: SiteContext, ask: Ask) -> StartData:
    series = _series_of_checks(site, ask)
    found = starting_point(series[0]) if series else None
    if found is None:
        return StartData(found=None, judged=bool(series))
    check = found.check
    return StartData(
        judged=True,
        found=StartRow(
            title=checklist_title(check.item or ""),
            tone=_TONES[check.status or "yellow"],
            status=check.status,
            because=found.because,
            action=check.action,
            owner=site.ref_or_text(check.owner) if check.owner else None,
            by=check.by,
            ref=site.ref(found.health),
        ),
    )


class FiguresData(TemplateData):
    """The two computed figures of execution."""

    share: str | None
    because: str
    quarters: Sequence[QuarterRow]
    days: str | None
    days_because: str
    waiting: tuple[Ref, ...]
    waiting_more: int
    recorded: Sequence[RecordedRow]


class RecordedRow(TemplateData):
    """A metric that records one of the figures by hand."""

    ref: Ref
    value: Quantity
    on: date
    source: str
    tone: str
    says: str


def _recorded_rows(site: SiteContext) -> list[RecordedRow]:
    """The metrics that record the computed figures, each with whether the two agree."""
    rows = []
    for found in (recorded_on_time(site.stack), recorded_lag(site.stack)):
        if found is not None:
            tone, says = _AGREEMENT[found.agrees]
            source = (found.metric.source or "").strip().rstrip(".")
            rows.append(
                RecordedRow(
                    ref=site.ref(found.metric),
                    value=found.value,
                    on=found.on,
                    source=source,
                    tone=tone,
                    says=says,
                )
            )
    return rows


_AGREEMENT = {
    True: ("good", "the same"),
    False: ("watch", "differs"),
    None: ("calm", "can't be compared"),
}
"""The tone and the words for whether a recorded figure is the computed one."""


class QuarterRow(TemplateData):
    """The deliverables of a quarter."""

    period: Period
    kept: int
    late: int
    open: int
    share: float | None
    words: str


def _figures(site: SiteContext, ask: Ask) -> FiguresData:
    """The two figures that are computed, beside the checklist."""
    del ask
    stack = site.stack
    quarters = on_time_by_quarter(stack)[-8:]
    whole = on_time(stack, stack.of(Work))
    found = decision_lag(stack)
    return FiguresData(
        share=None if whole.share is None else f"{whole.share:.0%}",
        because=whole.because,
        quarters=[
            QuarterRow(
                period=quarter,
                kept=deliverables.kept,
                late=deliverables.late,
                open=deliverables.open,
                share=deliverables.share,
                words=f"{deliverables.kept} of {deliverables.total} on time",
            )
            for quarter, deliverables in quarters
        ],
        days=None if found.usual is None else f"{found.usual:g}",
        days_because=found.because,
        waiting=site.refs(found.waiting[:10]),
        waiting_more=max(0, len(found.waiting) - 10),
        recorded=_recorded_rows(site),
    )


class PulseRow(TemplateData):
    """One pulse."""

    ref: Ref
    date: date | None
    values: tuple[Quantity | None, Quantity | None, Quantity | None]
    answers: int | None


class PulseData(TemplateData):
    """What people say, over time."""

    rows: Sequence[PulseRow]


def _pulse(site: SiteContext, ask: Ask) -> PulseData:
    rows = [
        PulseRow(
            ref=site.ref(health),
            date=health.date,
            values=(health.pulse.clarity, health.pulse.resources, health.pulse.ability),
            answers=health.pulse.answers,
        )
        for row in _series_of_checks(site, ask)[:MAX_SERIES]
        for health in row
        if health.pulse is not None
    ]
    rows.sort(key=lambda row: str(row.date or ""), reverse=True)
    return PulseData(rows=rows[:40])


class AuditRow(TemplateData):
    """One audit."""

    of: Ref | str | None
    found: str | None
    date: date | None
    ref: Ref


class AuditsData(TemplateData):
    """The audits, newest first."""

    rows: Sequence[AuditRow]
    more: int
    sample: tuple[Ref, ...]
    """What to look at next, drawn by chance."""
    drawn_from: int
    quarter: str


def _audits(site: SiteContext, ask: Ask) -> AuditsData:
    rows = [
        AuditRow(
            of=site.ref_or_text(audit.of),
            found=audit.found,
            date=audit.date or health.date,
            ref=site.ref(health),
        )
        for row in _series_of_checks(site, ask)
        for health in row
        for audit in health.audits
    ]
    rows.sort(key=lambda row: str(row.date or ""), reverse=True)
    drawn = audit_sample(site.stack)
    return AuditsData(
        rows=rows[:MAX_ROWS],
        more=max(0, len(rows) - MAX_ROWS),
        sample=site.refs(drawn.items),
        drawn_from=drawn.drawn_from,
        quarter=drawn.quarter,
    )


# --- the pages ------------------------------------------------------------------------------------

START = View(
    "start-here",
    "Start here",
    "The item of the health checklist to start with, and why.",
    "start_here",
    _start,
)
FIGURES = View(
    "execution",
    "Execution in two figures",
    "The share of work on time, and the days from a decision to its first result.",
    "execution",
    _figures,
)
RITUALS = View(
    "rituals",
    "Meetings",
    "Each meeting, how often it is held, when it last was and when it is due; missed ones first.",
    "rituals",
    _rituals,
)
HEALTH = View(
    "health",
    "Execution health",
    "The nine items of the checklist over time, with the evidence of the latest check.",
    "health",
    _health,
)
PULSE = View(
    "pulse", "The pulse", "What people say about clarity, resources and ability.", "pulse", _pulse
)
AUDITS = View(
    "audits",
    "Audits",
    "Audited projects: are they going as intended?",
    "audits",
    _audits,
)
LESSONS = View(
    "lessons",
    "What we learned",
    "The lessons of all retrospectives, and what each of them changed.",
    "lessons",
    _lessons,
)
TRIGGERS = View(
    "triggers",
    "What would change our course",
    "The events agreed beforehand, what we do then, and who is watching for them.",
    "triggers",
    _triggers,
)
DECISIONS = View(
    "decisions",
    "Decisions",
    "What was decided, who decided, who approved it, and how long the first result took.",
    "decisions",
    _decisions,
)
EMBEDS = (START, FIGURES, RITUALS, HEALTH, PULSE, AUDITS, LESSONS, TRIGGERS, DECISIONS)


def pages(site: SiteContext) -> Iterator[Page]:
    """The rhythm on one page, and the log of decisions."""
    stack = site.stack
    some = bool(stack.of(Ritual) or stack.of(Retrospective) or stack.of(Health))
    some = some or any(item.triggers for item in with_triggers(stack))
    some = some or any(symptom.shown is not None for symptom in symptoms(stack))
    shown = [START, CAUSES, SYMPTOMS, FIGURES, RITUALS, HEALTH]
    if any(health.pulse for health in stack.of(Health)):
        shown.append(PULSE)
    if any(health.audits for health in stack.of(Health)):
        shown.append(AUDITS)
    yield part.views_page(
        "rhythm",
        "Rhythm",
        tuple(part.view_section(site, view) for view in (*shown, TRIGGERS, LESSONS)),
        lead="When we meet, how well we carry out what we decided, what we learned and what would "
        f"change our course. As of {day_words(stack.today)}.",
        listed="Rhythm" if some else None,
        hide=("toc",),
    )
    yield part.views_page(
        DECISION_LOG,
        "Decision log",
        (part.view_section(site, DECISIONS),),
        lead=DECISIONS.about,
        listed="Rhythm" if stack.of(Decision) else None,
        parent="decisions",
        hide=("toc",),
    )
