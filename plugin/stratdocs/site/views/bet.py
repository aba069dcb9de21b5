"""What bets promise, how sure we are of them, and what waits while they run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from stratdocs.analysis.readiness import (
    CONFIDENCE,
    LNO,
    SIZES,
    SUCCESS_QUESTIONS,
    Answer,
    dhm_answers,
    economics,
    lno_mix,
    portfolio,
    readiness,
    success_answers,
)
from stratdocs.model.kinds import Bet, Confidence
from stratdocs.model.values import Quantity, day_words
from stratdocs.site.views.page import Ref, SiteContext
from stratdocs.site.views.section import Section
from stratdocs.site.views.template_data import TemplateData

MAX_COMPARED = 100
"""Bets that are set side by side in full; nobody compares more."""
SIDE_BY_SIDE = "bets/portfolio"
"""Where all bets are set side by side."""


_QUESTION_TITLES = ("Outcome", "Measure", "Baseline", "Target", "By")
_COLUMN_WIDTHS: Mapping[str, str] = {
    "outcome": "text",
    "measure": "name",
    "baseline": "number",
    "target": "number",
    "by": "pair",
}


# --- on the page of one bet ---------------------------------------------------------------------


class Answers(TemplateData):
    """The answers that a section of a bet lists."""

    rows: Sequence[AnswerRow]


class EconomicsSection(TemplateData):
    """Whether a bet wants speed or care, and what it is worth."""

    says: str
    because: str
    value: str | None
    risk: str | None
    precedence: int | None


class WaitingSection(TemplateData):
    """What waits because of a bet."""

    rows: Sequence[WaitingItem]


def sections(site: SiteContext, bet: Bet) -> Iterator[Section]:
    """What a bet has to answer for: sure of what, success, worth, economics, what waits.

    A proposal shows what it says; a committed bet also shows what it leaves open.
    """
    if bet.confidence is not None or bet.committed:
        yield Section(
            "readiness", "How sure we are", "readiness", _readiness_section(bet), ("confidence",)
        )
    if bet.success is not None or bet.committed:
        yield Section(
            "success",
            "How we will know that it worked",
            "answers",
            Answers(rows=answer_rows(site, bet, "success")),
            ("success",),
        )
    if bet.dhm is not None:
        yield Section(
            "dhm",
            "Delight, hard to copy, margin",
            "answers",
            Answers(rows=answer_rows(site, bet, "dhm")),
            ("dhm",),
        )
    if bet.cost_of_delay or bet.cost_of_rework or bet.regulated:
        pace = economics(bet)
        yield Section(
            "economics",
            "Early or right",
            "economics",
            EconomicsSection(
                says=pace.says,
                because=pace.because,
                value=bet.value,
                risk=bet.risk,
                precedence=pace.precedence,
            ),
            ("cost_of_delay", "cost_of_rework", "value", "risk", "regulated"),
        )
    if bet.deprioritises:
        yield Section(
            "waits",
            "What waits because of it",
            "waits",
            WaitingSection(rows=waiting_items(site, bet)),
            ("deprioritises",),
        )


class ReadinessSection(TemplateData):
    """How sure we are of a bet, and what follows."""

    says: str
    because: str
    tone: str
    rows: Sequence[ConfidenceRow]


class ConfidenceRow(TemplateData):
    """How sure we are of one thing that a bet rests on."""

    title: str
    question: str
    level: str | None
    tone: str
    evidence: str | None


def _readiness_section(bet: Bet) -> ReadinessSection:
    meter = bet.confidence or Confidence()
    found = readiness(bet)
    return ReadinessSection(
        says=found.says,
        because=found.because,
        tone=TONES.get(found.says, "calm"),
        rows=[
            ConfidenceRow(
                title=key.capitalize(),
                question=question,
                level=one.level if one else None,
                tone=TONES.get(one.level or "", "calm") if one else "calm",
                evidence=one.evidence if one else None,
            )
            for key, question in CONFIDENCE.items()
            for one in (getattr(meter, key),)
        ],
    )


# --- above and below the table of all bets -------------------------------------------------------


class BetsSummary(TemplateData):
    """What the bets' index shows above and below its table."""

    running: int
    sizes: Sequence[tuple[str, int, str]]
    unsized: int
    portfolio: Balance
    sorts: Sequence[tuple[str, int, str]]
    mix: str
    compared: Sequence[BetQuestions]
    not_compared: int
    question_heads: Sequence[tuple[str, str, bool]]
    """Title, question, and whether the answers are numbers."""
    side_by_side: str


class Balance(TemplateData):
    """Whether the sizes of the bets are balanced, and why."""

    says: str
    because: str
    tone: str


class BetQuestions(TemplateData):
    """A bet with its answers to the success questions."""

    ref: Ref
    status: str | None
    questions: Sequence[AnswerRow]


def bets_summary(site: SiteContext) -> BetsSummary:
    """What the bets' index shows above and below its table: the portfolio in a word, and how we
    will know that the bets worked.

    The portfolio is that of the bets that are committed or under way; those come first.
    """
    bets = site.stack.of(Bet)
    active = [bet for bet in bets if bet.active]
    rest = [bet for bet in bets if not bet.active]
    ordered = [*active, *rest]
    sizes, mix = portfolio(active), lno_mix(active)
    return BetsSummary(
        running=len(active),
        sizes=[(size, sizes.counts[size], about) for size, about in SIZES.items()],
        unsized=sizes.unsized,
        portfolio=Balance(
            says=sizes.says,
            because=sizes.because,
            tone=TONES.get(sizes.says, "watch"),
        ),
        sorts=[(sort, mix.counts[sort], about) for sort, about in LNO.items()],
        mix=mix.sentence,
        compared=[
            BetQuestions(
                ref=site.ref(bet),
                status=site.progress.status(bet),
                questions=answer_rows(site, bet, "success"),
            )
            for bet in ordered[:MAX_COMPARED]
        ],
        not_compared=max(0, len(ordered) - MAX_COMPARED),
        question_heads=[
            (title, question, _COLUMN_WIDTHS[key] == "number")
            for title, (key, question) in zip(
                _QUESTION_TITLES, SUCCESS_QUESTIONS.items(), strict=True
            )
        ],
        side_by_side=SIDE_BY_SIDE,
    )


class WaitingItem(TemplateData):
    """Something that waits because of a bet, and why."""

    what: Ref | str | None
    because: str | None


def waiting_items(site: SiteContext, bet: Bet) -> list[WaitingItem]:
    """What waits because of a bet, and why."""
    return [
        WaitingItem(what=site.ref_or_text(one.what), because=one.because)
        for one in bet.deprioritises
        if one.what
    ]


def answer_rows(site: SiteContext, bet: Bet, about: Literal["success", "dhm"]) -> list[AnswerRow]:
    """The bet's answers to the five success questions or to the three of DHM, as they are shown."""
    asked = success_answers(bet) if about == "success" else dhm_answers(bet)
    return [_answer_row(site, one) for one in asked]


class AnswerRow(TemplateData):
    """An answer as it is shown, by its shape."""

    column: str
    """How wide it is in a table: `text`, `number`, `pair` of words, or `name`."""
    question: str
    shape: str
    value: Ref | str | None
    unread: bool


def _answer_row(site: SiteContext, one: Answer) -> AnswerRow:
    """An answer as it is shown: a link where it names something, prose where it is text."""
    value: Any = one.answer
    shape = "prose"
    if one.key == "measure":
        shape, value = "link", site.ref_or_text(value)
    elif isinstance(value, Quantity):
        shape, value = "line", value.text
    elif isinstance(value, date):
        shape, value = "line", day_words(value)
    return AnswerRow(
        column=_COLUMN_WIDTHS.get(one.key, "text"),
        question=one.question,
        shape=shape,
        value=value,
        unread=value is None and not one.missing,
    )


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
