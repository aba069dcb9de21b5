"""What bets promise, how sure we are of them, and what waits while they run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal

from stratdocs.model.kinds import Bet, Confidence
from stratdocs.analysis.readiness import (
    CONFIDENCE,
    LNO,
    SUCCESS_QUESTIONS,
    SIZES,
    Answer,
    dhm_answers,
    economics,
    lno_mix,
    portfolio,
    success_answers,
    readiness,
)
from stratdocs.model.values import Quantity, day_words
from stratdocs.site.views.page import Picture
from stratdocs.site.views.section import Section

COMPARED = 100
"""Bets that are set side by side in full; nobody compares more."""
SIDE_BY_SIDE = "bets/portfolio"
"""Where all bets are set side by side."""


# --- on the page of one bet ---------------------------------------------------------------------


def sections(picture: Picture, bet: Bet) -> Iterator[Section]:
    """What a bet has to answer for: sure of what, success, worth, economics, what waits.

    A proposal shows what it says; a committed bet also shows what it leaves open.
    """
    if bet.confidence is not None or bet.committed:
        yield Section("readiness", "How sure we are", "readiness", _meter(bet), ("confidence",))
    if bet.success is not None or bet.committed:
        yield Section(
            "success",
            "How we will know that it worked",
            "answers",
            {"rows": answers(picture, bet, "success")},
            ("success",),
        )
    if bet.dhm is not None:
        yield Section(
            "dhm",
            "Delight, hard to copy, margin",
            "answers",
            {"rows": answers(picture, bet, "dhm")},
            ("dhm",),
        )
    if bet.cost_of_delay or bet.cost_of_rework or bet.regulated:
        yield Section(
            "economics",
            "Early or right",
            "economics",
            {
                **_pace(bet),
                "value": bet.value,
                "risk": bet.risk,
                "precedence": economics(bet).precedence,
            },
            ("cost_of_delay", "cost_of_rework", "value", "risk", "regulated"),
        )
    if bet.deprioritises:
        yield Section(
            "waits",
            "What waits because of it",
            "waits",
            {"rows": waiting(picture, bet)},
            ("deprioritises",),
        )


def _meter(bet: Bet) -> dict[str, Any]:
    meter = bet.confidence or Confidence()
    return {
        **_ready(bet),
        "rows": [
            {
                "title": key.capitalize(),
                "question": question,
                "level": one.level if one else None,
                "tone": TONES.get(one.level or "", "calm") if one else "calm",
                "evidence": one.evidence if one else None,
            }
            for key, question in CONFIDENCE.items()
            for one in (getattr(meter, key),)
        ],
    }


# --- above and below the table of all bets -------------------------------------------------------


def index(picture: Picture) -> dict[str, Any]:
    """What the bets' index shows above and below its table: the portfolio in a word, and how we
    will know that the bets worked.

    The portfolio is that of the bets that are committed or under way; those come first.
    """
    bets = picture.stack.of(Bet)
    active = [bet for bet in bets if bet.active]
    rest = [bet for bet in bets if not bet.active]
    ordered = [*active, *rest]
    sizes, mix = portfolio(active), lno_mix(active)
    return {
        "running": len(active),
        "sizes": [(size, sizes.counts[size], about) for size, about in SIZES.items()],
        "unsized": sizes.unsized,
        "portfolio": {
            "says": sizes.says,
            "because": sizes.because,
            "tone": TONES.get(sizes.says, "watch"),
        },
        "sorts": [(sort, mix.counts[sort], about) for sort, about in LNO.items()],
        "unsorted": mix.without_sort,
        "mix": mix.sentence,
        "compared": [
            {
                "ref": picture.ref(bet),
                "status": picture.progress.status(bet),
                "questions": answers(picture, bet, "success"),
            }
            for bet in ordered[:COMPARED]
        ],
        "not_compared": max(0, len(ordered) - COMPARED),
        "question_heads": list(
            zip(("Outcome", "Measure", "Baseline", "Target", "By"), SUCCESS_QUESTIONS.values(), strict=True)
        ),
        "side_by_side": SIDE_BY_SIDE,
    }


def _ready(bet: Bet) -> dict[str, str]:
    found = readiness(bet)
    return {"says": found.says, "because": found.because, "tone": TONES.get(found.says, "calm")}


def _pace(bet: Bet) -> dict[str, str]:
    found = economics(bet)
    return {"says": found.says, "because": found.because}


def waiting(picture: Picture, bet: Bet) -> list[dict[str, Any]]:
    """What waits because of a bet, and why."""
    return [
        {"what": picture.who(one.what), "because": one.because}
        for one in bet.deprioritises
        if one.what
    ]


def answers(picture: Picture, bet: Bet, about: Literal["success", "dhm"]) -> list[dict[str, Any]]:
    """The bet's answers to the five success questions or to the three of DHM, as they are shown."""
    asked = success_answers(bet) if about == "success" else dhm_answers(bet)
    return [_answer(picture, one) for one in asked]


def _answer(picture: Picture, one: Answer) -> dict[str, Any]:
    """An answer as it is shown: a link where it names something, prose where it is text."""
    value: Any = one.answer
    shape = "prose"
    if one.key == "measure":
        shape, value = "link", picture.who(value)
    elif isinstance(value, Quantity):
        shape, value = "line", value.text
    elif isinstance(value, date):
        shape, value = "line", day_words(value)
    return {
        "key": one.key,
        "question": one.question,
        "shape": shape,
        "value": value,
        "unread": value is None and not one.missing,
    }


TONES: Mapping[str, str] = {
    "low": "bad",
    "medium": "watch",
    "high": "good",
    "discovery first": "watch",
    "execute": "good",
    "balanced": "good",
    "not enough data": "calm",
}
"""How good a level or a conclusion is."""
