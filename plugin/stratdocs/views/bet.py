"""What bets promise, how sure we are of them, and what waits while they run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from stratdocs.model import Bet, Confidence
from stratdocs.readiness import (
    CONFIDENCE,
    DHM,
    LNO,
    QUESTIONS,
    SIZES,
    Answer,
    dhm,
    economics,
    lno_mix,
    portfolio,
    questions,
    readiness,
)
from stratdocs.values import Quantity, day_words
from stratdocs.views.page import Picture
from stratdocs.views.section import Section

COMPARED = 100
"""Bets that are set side by side in full; nobody compares more."""


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
            {"rows": [_answer(picture, one) for one in questions(bet)]},
            ("success",),
        )
    if bet.dhm is not None:
        yield Section(
            "dhm",
            "Delight, hard to copy, margin",
            "answers",
            {"rows": [_answer(picture, one) for one in dhm(bet)]},
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
            {"rows": _waiting(picture, bet)},
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
                "tone": _TONES.get(one.level or "", "calm") if one else "calm",
                "evidence": one.evidence if one else None,
            }
            for key, question in CONFIDENCE.items()
            for one in (getattr(meter, key),)
        ],
    }


# --- all bets, side by side ---------------------------------------------------------------------


def index(picture: Picture) -> dict[str, Any]:
    """What the bets' index shows above and below its table: the portfolio, and the bets in
    comparison.

    The portfolio is that of the bets that are committed or under way; those come first in the
    comparison.
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
            "tone": _TONES.get(sizes.says, "watch"),
        },
        "sorts": [(sort, mix.counts[sort], about) for sort, about in LNO.items()],
        "unsorted": mix.unsaid,
        "mix": mix.sentence,
        "compared": [_compared(picture, bet) for bet in ordered[:COMPARED]],
        "not_compared": max(0, len(ordered) - COMPARED),
        "dhm_heads": list(zip(("Delight", "Hard to copy", "Margin"), DHM.values(), strict=True)),
        "question_heads": list(
            zip(("Outcome", "Measure", "Baseline", "Target", "By"), QUESTIONS.values(), strict=True)
        ),
        "any_dhm": any(bet.dhm for bet in bets),
        "any_waiting": any(bet.deprioritises for bet in bets),
    }


def _compared(picture: Picture, bet: Bet) -> dict[str, Any]:
    levels = readiness(bet).levels
    return {
        "ref": picture.ref(bet),
        "status": picture.progress.status(bet),
        "size": bet.size,
        "lno": bet.lno,
        "draft": not bet.committed,
        "levels": [(level, _TONES.get(level or "", "calm")) for level in levels.values()],
        "ready": _ready(bet),
        "pace": _pace(bet),
        "dhm": [_answer(picture, one) for one in dhm(bet)],
        "questions": [_answer(picture, one) for one in questions(bet)],
        "waits": _waiting(picture, bet),
    }


def _ready(bet: Bet) -> dict[str, str]:
    found = readiness(bet)
    return {"says": found.says, "because": found.because, "tone": _TONES.get(found.says, "calm")}


def _pace(bet: Bet) -> dict[str, str]:
    found = economics(bet)
    return {"says": found.says, "because": found.because}


def _waiting(picture: Picture, bet: Bet) -> list[dict[str, Any]]:
    return [
        {"what": picture.who(one.what), "because": one.because}
        for one in bet.deprioritises
        if one.what
    ]


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


_TONES = {
    "low": "bad",
    "medium": "watch",
    "high": "good",
    "discovery first": "watch",
    "execute": "good",
    "balanced": "good",
    "not enough data": "calm",
}
