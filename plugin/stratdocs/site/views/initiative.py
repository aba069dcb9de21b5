"""What an initiative is by nature, where its plan does not fit, and what is done about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from stratdocs.analysis.diagnosis import (
    ASPECTS,
    NATURE_WORDS,
    DIMENSIONS,
    OTHER_NATURE,
    PROFILES,
    InitiativeDiagnosis,
    ExecutionGap,
    PlanLean,
    Score,
    Vote,
    course_steps,
    diagnose,
    plan_lean,
    plan_scores,
    is_under_way,
)
from stratdocs.model.kinds import Action, Initiative, Nature
from stratdocs.model.values import day_words
from stratdocs.site.drawing.course import drawing
from stratdocs.site.views.page import Picture
from stratdocs.site.views.section import Section

COMPARISON = "compare/initiatives"
"""Where all initiatives are set side by side."""
NATURES: tuple[Nature, ...] = ("product", "policy")


class Ballot(NamedTuple):
    """A private vote, ready to be drawn."""

    product: int
    policy: int
    share: float
    """Of those for product, 0 to 100: where the bar changes its colour."""
    says: str
    split: bool
    advice: str
    """What follows from it, where something does."""


class Cell(NamedTuple):
    """A score of the grid: how far the plan fits one profile on one dimension."""

    score: int | None
    right: bool
    """Whether it stands on the row of the initiative's nature."""
    text: str
    """What the pure form looks like."""

    @property
    def heat(self) -> str:
        """How good that is, as a word: only the right row is good or bad."""
        return _heat(self.score) if self.right else "calm"


# --- on the page of one initiative --------------------------------------------------------------


def sections(picture: Picture, initiative: Initiative) -> Iterator[Section]:
    """The diagnosis of one initiative, from the vote to the actions."""
    found = diagnose(picture.stack, initiative)
    yield Section(
        "diagnosis",
        "Diagnosis",
        "diagnosis",
        {
            "headline": found.headline,
            "because": found.because,
            "tone": tone(found),
            "decided": _decided(found),
            "goal": initiative.goal,
            "ballot": ballot(found),
            "hybrid": found.hybrid,
            "guardrails": found.guardrails,
            "compare": COMPARISON,
        },
        ("nature", "secondary", "goal", "ballot", "guardrails"),
    )
    if found.nature is not None or initiative.plan is not None:
        yield Section("fit", "How far the plan fits", "fit", _grid(found), ("plan",))
    yield from _gaps(picture, found)
    if found.nature is not None or initiative.aspects is not None:
        yield Section(
            "aspects",
            "Seven aspects, side by side",
            "aspects",
            {
                "nature": found.nature,
                "rows": [
                    (
                        aspect.title,
                        aspect.product,
                        aspect.policy,
                        getattr(initiative.aspects, aspect.key, None),
                    )
                    for aspect in ASPECTS
                ],
            },
            ("aspects",),
        )
    if initiative.earlier:
        yield Section(
            "before", "Before and after", "before", _before(initiative, found), ("earlier",)
        )
    if initiative.phases or found.nature is not None:
        yield Section(
            "phases", "Its course", "phases", _course(picture, initiative, found), ("phases",)
        )


def _course(picture: Picture, initiative: Initiative, found: InitiativeDiagnosis) -> dict[str, Any]:
    """Its phases, and where it is in the courses of both profiles, its own first."""
    today = picture.stack.today
    first: Nature = found.nature or "product"
    return {
        "drawings": [
            {
                "title": PROFILES[nature].title,
                "right": nature == found.nature,
                "drawing": drawing(nature, course_steps(initiative, nature, today)),
            }
            for nature in (first, OTHER_NATURE[first])
        ],
        "placed": any(phase.step for phase in initiative.phases),
        "now": [phase.title for phase in initiative.phases if is_under_way(phase, today)],
        "rows": [
            {
                "title": phase.title,
                "status": phase.status,
                "starts": _day(phase.starts),
                "ends": _day(phase.ends),
                "now": is_under_way(phase, today),
            }
            for phase in initiative.phases
        ],
    }


def _grid(found: InitiativeDiagnosis) -> dict[str, Any]:
    """The 2 x 4 grid: profiles down, dimensions across."""
    return {
        "dimensions": [(d.title, d.question) for d in DIMENSIONS],
        "rows": [
            {
                "title": PROFILES[nature].title,
                "right": found.nature == nature,
                "cells": [cell(one, nature, found.nature) for one in found.scores],
            }
            for nature in NATURES
        ],
        "notes": [one.note for one in found.scores],
        "noted": any(one.note for one in found.scores),
        "nature": found.nature,
    }


def cell(one: Score, nature: Nature, right: Nature | None) -> Cell:
    """A score on the row of that nature; `right` is the nature that the initiative has."""
    pole = one.dimension.of(nature)
    name = pole.name[0].upper() + pole.name[1:]
    return Cell(one.on(nature), right == nature, f"{name}. {pole.pure}")


def _gaps(picture: Picture, found: InitiativeDiagnosis) -> Iterator[Section]:
    if not (found.gaps or found.watched or found.further):
        return
    yield Section(
        "gaps",
        "Execution gaps" if found.gaps else "No execution gap",
        "gaps",
        {
            "gaps": [_gap(picture, found, gap) for gap in found.gaps],
            "watched": [_gap(picture, found, gap) for gap in found.watched],
            "further": [_gap(picture, found, gap) for gap in found.further],
        },
        ("gaps",),
    )


def _gap(picture: Picture, found: InitiativeDiagnosis, gap: ExecutionGap) -> dict[str, Any]:
    pole = gap.dimension.of(found.nature) if found.nature else None
    return {
        "key": gap.dimension.key,
        "title": gap.dimension.title,
        "score": gap.score,
        "heat": _heat(gap.score),
        "sign": pole.missing if pole else None,
        "remedy": pole.remedy if pole and not gap.actions else None,
        "cause": gap.cause,
        "actions": [_action(picture, action) for action in gap.actions],
        "wanted": ", ".join(gap.missing),
    }


def _action(picture: Picture, action: Action) -> dict[str, Any]:
    if action.done is not None:
        mark, tone = f"done {day_words(action.done)}", "good"
    elif action.by is not None and action.by < picture.stack.today:
        mark, tone = "overdue", "bad"
    else:
        mark, tone = "open", "calm"
    return {
        "title": action.title,
        "owner": picture.who(action.owner),
        "by": _day(action.by),
        "mark": mark,
        "tone": tone,
    }


def _before(initiative: Initiative, found: InitiativeDiagnosis) -> dict[str, Any]:
    """The scores of before beside those of today, dimension by dimension."""
    then = [(_day(old.date) or "Earlier", plan_scores(old.plan), old.note) for old in initiative.earlier]
    columns = [*then, ("Today", found.scores, None)]
    first, last = columns[0][1], columns[-1][1]
    return {
        "columns": [words for words, _, _ in columns],
        "rows": [
            {
                "title": dimension.title,
                "cells": [
                    [cell(scores[number], nature, found.nature) for nature in NATURES]
                    for _, scores, _ in columns
                ],
                "change": _change(first[number], last[number], found.nature),
            }
            for number, dimension in enumerate(DIMENSIONS)
        ],
        "leans": [_looks(plan_lean(scores)) for _, scores, _ in columns],
        "nature": found.nature,
        "notes": [(words, note) for words, _, note in then if note],
    }


def _change(before: Score, after: Score, nature: Nature | None) -> str:
    """By how much the plan has come closer to its nature on one dimension."""
    if nature is None:
        return ""
    one, two = before.on(nature), after.on(nature)
    if one is None or two is None:
        return ""
    return "as before" if one == two else f"{two - one:+d}".replace("-", "−")


# --- in words -----------------------------------------------------------------------------------


def ballot(found: InitiativeDiagnosis) -> Ballot | None:
    """The vote as it is drawn; None where nobody voted."""
    vote = found.vote
    if vote is None:
        return None
    share = round(100 * vote.product / vote.total, 1)
    return Ballot(vote.product, vote.policy, share, vote.says, vote.split, _advice(found, vote))


def _advice(found: InitiativeDiagnosis, vote: Vote) -> str:
    if vote.split and found.decided != "declared":
        return "People do not agree on what it is. Settle that first: all the rest depends on it."
    if vote.split:
        return f"People did not agree; it was settled as a {found.nature}."
    if found.nature is not None and vote.majority == OTHER_NATURE[found.nature]:
        return f"Most took it for a {vote.majority}; it is declared a {found.nature} all the same."
    return ""


def _decided(found: InitiativeDiagnosis) -> str:
    match found.decided:
        case "declared":
            return f"It is declared a {NATURE_WORDS[found.nature]}." if found.nature else ""
        case "consistently higher row":
            return "Nobody has declared what it is; the row that is consistently higher decides."
    return ""


def _looks(lean: PlanLean | None) -> str:
    """What a plan looks like, in a word."""
    return {"product": "product", "policy": "policy", "mixed": "mixed"}.get(
        lean or "", "too few scores"
    )


def tone(found: InitiativeDiagnosis) -> str:
    """How bad it is: bad, watch, good, or calm where too little is known."""
    if found.misdiagnosed:
        return "bad"
    if not found.enough:
        return "calm"
    return "watch" if found.gaps else "good"


def _heat(number: int | None) -> str:
    if number is None:
        return "calm"
    return "bad" if number <= 2 else "watch" if number == 3 else "good"


def _day(when: date | None) -> str:
    return day_words(when) if when is not None else ""
