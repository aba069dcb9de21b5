"""The rhythm that keeps the strategy alive: meetings, what was learnt and decided, what would
change our course, and how well we carry out what we decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal, get_args

from stratdocs.model.kinds import (
    Bet,
    Decision,
    Entity,
    Health,
    HealthItem,
    Retrospective,
    Ritual,
    Strategy,
    Work,
)
from stratdocs.analysis.rhythm import (
    CADENCE_DAYS,
    CADENCE_WORDS,
    health_checks,
    decision_lag,
    meeting,
    on_time,
    on_time_by_quarter,
    starting_point,
)
from stratdocs.model.schema import starter
from stratdocs.model.values import day_words
from stratdocs.site.views import part
from stratdocs.site.views.ask import Ask, View
from stratdocs.site.views.page import Page, Picture

ROWS = 200
"""Rows of one table on these pages; the newest come first."""
SERIES = 4
"""Rows of health checks that are shown, each about something else."""
TIMES = 6
"""Health checks of one row that stand side by side, the last ones."""

LOG = "decisions/log"

_TONES = {"green": "good", "yellow": "watch", "red": "bad"}
_MEETING_TONES = {
    "kept": "good",
    "due": "watch",
    "missed": "bad",
    "not running": "calm",
    "not known": "calm",
}


# --- meetings -------------------------------------------------------------------------------------


def _rituals(picture: Picture, ask: Ask) -> Mapping[str, Any]:
    stack = picture.stack
    rows = []
    for ritual in ask.keeps(picture, stack.of(Ritual)):
        found = meeting(stack, ritual)
        rows.append(
            {
                "ref": picture.ref(ritual),
                "cadence": CADENCE_WORDS[ritual.cadence] if ritual.cadence else None,
                "every": CADENCE_DAYS[ritual.cadence] if ritual.cadence else "",
                "held": ritual.last_held,
                "due": found.due,
                "state": found.state,
                "tone": _MEETING_TONES[found.state],
                "because": found.because,
                "owner": picture.who(ritual.owner),
                "asks": ritual.asks,
                "texts": picture.refs(_known(picture, ritual.refers_to[:4])),
                "texts_more": max(0, len(ritual.refers_to) - 4),
            }
        )
    rows.sort(key=lambda row: (_URGENT.index(row["state"]), row["due"] or date.max))
    return {
        "rows": rows[:ROWS],
        "more": max(0, len(rows) - ROWS),
        "missed": sum(row["state"] == "missed" for row in rows),
        "starter": None if rows else starter("rituals"),
    }


_URGENT = ("missed", "due", "kept", "not known", "not running")


def _known(picture: Picture, ids: tuple[str, ...]) -> Iterator[Entity]:
    for identity in ids:
        found = picture.stack.get(identity)
        if found is not None:
            yield found


# --- lessons --------------------------------------------------------------------------------------


def _lessons(picture: Picture, ask: Ask) -> Mapping[str, Any]:
    retros = sorted(
        ask.keeps(picture, picture.stack.of(Retrospective)),
        key=lambda retro: retro.date or date.min,
        reverse=True,
    )
    lessons = [
        {"title": lesson.title, "tags": lesson.tags, "ref": picture.ref(retro)}
        for retro in retros
        for lesson in retro.lessons
    ]
    rows = [
        {
            "ref": picture.ref(retro),
            "date": retro.date,
            "team": picture.who(retro.team),
            "parts": [
                (words, texts)
                for words, texts in (
                    ("What worked", retro.worked),
                    ("What did not", retro.did_not),
                    ("What we do differently", retro.improve),
                )
                if texts
            ],
        }
        for retro in retros[:40]
    ]
    return {
        "lessons": lessons[:ROWS],
        "lessons_more": max(0, len(lessons) - ROWS),
        "rows": rows,
        "more": max(0, len(retros) - len(rows)),
        "starter": None if retros else starter("retrospectives"),
    }


# --- decisions ------------------------------------------------------------------------------------


def _decisions(picture: Picture, ask: Ask) -> Mapping[str, Any]:
    decisions = sorted(
        ask.keeps(picture, picture.stack.of(Decision)),
        key=lambda one: one.decided or date.min,
        reverse=True,
    )
    replaced = {one.supersedes: one for one in decisions if one.supersedes}
    return {
        "rows": [_decision(picture, one, replaced.get(one.id)) for one in decisions[:ROWS]],
        "more": max(0, len(decisions) - ROWS),
        "owed": sum(1 for one in decisions if one.decided and not one.approvals),
        "starter": None if decisions else starter("decisions"),
    }


def _decision(picture: Picture, one: Decision, by: Decision | None) -> dict[str, Any]:
    rights = one.rights
    earlier = picture.stack.get(one.supersedes)
    about = picture.stack.primary(one)
    return {
        "ref": picture.ref(one),
        "about": picture.ref(about) if about else None,
        "date": one.decided,
        "question": one.question,
        "choice": one.choice,
        "decides": picture.who(rights.decides) if rights and rights.decides else None,
        "rights": [
            (words, [picture.who(who) for who in named])
            for words, named in (
                ("asked before", rights.consulted if rights else ()),
                ("told after", rights.informed if rights else ()),
            )
            if named
        ],
        "approvals": [
            {"who": picture.who(a.by), "date": a.date, "note": a.note} for a in one.approvals
        ],
        "owed": one.decided is not None and not one.approvals,
        "reversible": one.reversible,
        "days": (one.first_output - one.decided).days if one.first_output and one.decided else None,
        "supersedes": picture.ref(earlier) if earlier else None,
        "superseded": picture.ref(by) if by else None,
    }


# --- triggers -------------------------------------------------------------------------------------


def _triggers(picture: Picture, ask: Ask) -> Mapping[str, Any]:
    stack = picture.stack
    rows = []
    sources: list[Strategy | Bet] = [*stack.of(Strategy), *stack.of(Bet)]
    for entity in ask.keeps(picture, sources):
        if not isinstance(entity, (Strategy, Bet)) or entity.over:
            continue
        for number, trigger in enumerate(entity.triggers):
            rows.append(
                {
                    "id": f"trigger-{entity.id}-{number + 1}",
                    "ref": picture.ref(entity),
                    "when": trigger.when,
                    "then": trigger.then,
                    "owner": picture.who(trigger.owner),
                    "fired": trigger.fired,
                }
            )
    rows.sort(key=lambda row: row["fired"] is None)
    return {
        "rows": rows[:ROWS],
        "more": max(0, len(rows) - ROWS),
        "fired": sum(row["fired"] is not None for row in rows),
    }


# --- health ---------------------------------------------------------------------------------------


def _series(picture: Picture, ask: Ask) -> list[tuple[Health, ...]]:
    """The rows of health checks that are asked for; those with most to show first."""
    rows = [ask.keeps(picture, row) for row in health_checks(picture.stack)]
    kept = [tuple(one for one in row if isinstance(one, Health)) for row in rows]
    return sorted(filter(None, kept), key=lambda row: -len(row))


def _health(picture: Picture, ask: Ask) -> Mapping[str, Any]:
    series = _series(picture, ask)
    told = [_trend(picture, row) for row in series[:SERIES]]
    return {
        "series": [one for one in told if one["rows"]],
        "more": max(0, len(series) - SERIES),
        "starter": None if series else starter("health"),
    }


def _trend(picture: Picture, row: tuple[Health, ...]) -> dict[str, Any]:
    shown = row[-TIMES:]
    latest = shown[-1]
    lights = [{check.item: check for check in health.checklist} for health in shown]
    items = [item for item in get_args(HealthItem) if any(item in one for one in lights)]
    about = picture.stack.primary(latest)
    return {
        "about": picture.ref(about) if about else None,
        "dates": [{"ref": picture.ref(health), "date": health.date} for health in shown],
        "latest": picture.ref(latest),
        "rows": [
            {
                "item": item,
                "title": words_of(item),
                "lights": [
                    (one[item].status, _TONES.get(one[item].status or "", "calm"))
                    if item in one
                    else (None, "calm")
                    for one in lights
                ],
                "move": _move([one[item].status if item in one else None for one in lights]),
                "evidence": lights[-1][item].evidence if item in lights[-1] else None,
                "action": lights[-1][item].action if item in lights[-1] else None,
                "owner": picture.who(lights[-1][item].owner) if item in lights[-1] else None,
                "by": lights[-1][item].by if item in lights[-1] else None,
            }
            for item in items
        ],
    }


def words_of(item: str) -> str:
    """An item of the checklist as a heading: `Strategic clarity`."""
    words = item.replace("_", " ")
    return words[0].upper() + words[1:]


_STEPS = {"red": 0, "yellow": 1, "green": 2}


def _move(lights: list[Literal["green", "yellow", "red"] | None]) -> str:
    """How the last light differs from the one before."""
    if len(lights) < 2 or lights[-1] is None or lights[-2] is None:
        return ""
    step = _STEPS[lights[-1]] - _STEPS[lights[-2]]
    return "better" if step > 0 else "worse" if step < 0 else "as before"


def _start(picture: Picture, ask: Ask) -> Mapping[str, Any]:
    series = _series(picture, ask)
    found = starting_point(series[0]) if series else None
    if found is None:
        return {"found": None, "judged": bool(series)}
    check = found.check
    return {
        "judged": True,
        "found": {
            "title": words_of(check.item or ""),
            "tone": _TONES[check.status or "yellow"],
            "status": check.status,
            "because": found.because,
            "action": check.action,
            "owner": picture.who(check.owner) if check.owner else None,
            "by": check.by,
            "ref": picture.ref(found.health),
        },
    }


def _figures(picture: Picture, ask: Ask) -> Mapping[str, Any]:
    """The two figures that are computed beside the checklist."""
    del ask
    stack = picture.stack
    quarters = on_time_by_quarter(stack)[-8:]
    whole = on_time(stack, stack.of(Work))
    found = decision_lag(stack)
    return {
        "share": None if whole.share is None else f"{whole.share:.0%}",
        "because": whole.because,
        "quarters": [
            {
                "period": quarter,
                "kept": one.kept,
                "late": one.late,
                "open": one.open,
                "share": one.share,
                "words": f"{one.kept} of {one.total} on time",
            }
            for quarter, one in quarters
        ],
        "days": None if found.usual is None else f"{found.usual:g}",
        "days_because": found.because,
        "waiting": picture.refs(found.waiting[:10]),
        "waiting_more": max(0, len(found.waiting) - 10),
    }


def _pulse(picture: Picture, ask: Ask) -> Mapping[str, Any]:
    rows = [
        {
            "ref": picture.ref(health),
            "date": health.date,
            "values": (health.pulse.clarity, health.pulse.resources, health.pulse.ability),
            "answers": health.pulse.answers,
        }
        for row in _series(picture, ask)[:SERIES]
        for health in row
        if health.pulse is not None
    ]
    rows.sort(key=lambda row: str(row["date"] or ""), reverse=True)
    return {"rows": rows[:40]}


def _audits(picture: Picture, ask: Ask) -> Mapping[str, Any]:
    rows = [
        {
            "of": picture.who(audit.of),
            "found": audit.found,
            "date": audit.date or health.date,
            "ref": picture.ref(health),
        }
        for row in _series(picture, ask)
        for health in row
        for audit in health.audits
    ]
    rows.sort(key=lambda row: str(row["date"] or ""), reverse=True)
    return {"rows": rows[:ROWS], "more": max(0, len(rows) - ROWS)}


# --- the pages ------------------------------------------------------------------------------------

START = View(
    "start-here",
    "Start here",
    "The one item of the health checklist to begin with, and why.",
    "start_here",
    _start,
)
FIGURES = View(
    "execution",
    "Two figures of execution",
    "The share of deliverables on time, and the days from a decision to its first result.",
    "execution",
    _figures,
)
RITUALS = View(
    "rituals",
    "When we meet, and over what",
    "Each meeting with its rhythm, when it was last held and when it is due; missed ones first.",
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
    "pulse", "The pulse", "What people say of clarity, resources and ability.", "pulse", _pulse
)
AUDITS = View(
    "audits",
    "Looked at closely",
    "Projects that were audited: is what happens what was meant?",
    "audits",
    _audits,
)
LESSONS = View(
    "lessons",
    "What we learnt",
    "The lessons of all retrospectives, and what each of them changed.",
    "lessons",
    _lessons,
)
TRIGGERS = View(
    "triggers",
    "What would change our course",
    "The events agreed beforehand, what we do then, and who watches for them.",
    "triggers",
    _triggers,
)
DECISIONS = View(
    "decisions",
    "Decisions",
    "What was decided, by whose right, who agreed, and how long the first result took.",
    "decisions",
    _decisions,
)
EMBEDS = (START, FIGURES, RITUALS, HEALTH, PULSE, AUDITS, LESSONS, TRIGGERS, DECISIONS)


def pages(picture: Picture) -> Iterator[Page]:
    """The rhythm on one page, and the log of decisions."""
    stack = picture.stack
    some = bool(stack.of(Ritual) or stack.of(Retrospective) or stack.of(Health))
    shown = [START, FIGURES, RITUALS, HEALTH]
    if any(health.pulse for health in stack.of(Health)):
        shown.append(PULSE)
    if any(health.audits for health in stack.of(Health)):
        shown.append(AUDITS)
    yield part.page(
        "rhythm",
        "Rhythm",
        tuple(part.section(picture, view) for view in (*shown, TRIGGERS, LESSONS)),
        lead="Do we keep looking? When we meet, how well we carry out what we decided, what we "
        f"learnt, and what would change our course. As of {day_words(stack.today)}.",
        listed="Rhythm" if some else None,
        hide=("toc",),
    )
    yield part.page(
        LOG,
        "Decision log",
        (part.section(picture, DECISIONS),),
        lead=DECISIONS.about,
        listed="Rhythm" if stack.of(Decision) else None,
        parent="decisions",
        hide=("toc",),
    )
