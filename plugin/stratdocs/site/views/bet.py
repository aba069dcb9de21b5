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
    Portfolio,
    dhm_answers,
    economics,
    lno_mix,
    portfolio,
    readiness,
    success_answers,
)
from stratdocs.analysis.results import standing
from stratdocs.model.days import day_words
from stratdocs.model.kinds import Bet, Confidence
from stratdocs.model.values import Quantity
from stratdocs.site.views.okr import GuardrailsSection, guardrail_row
from stratdocs.site.views.page import Ref, SiteContext
from stratdocs.site.views.section import Section
from stratdocs.site.views.template_data import TemplateData

MAX_COMPARED = 100
"""Bets that are compared side by side."""
SIDE_BY_SIDE = "bets/portfolio"
"""The path of the page that compares all bets."""


_QUESTION_TITLES = ("Outcome", "Measure", "Baseline", "Target", "By")
_AT_THE_START = "Where did the measure stand at the start?"
_NOW = "Where does it stand now, or what came out?"
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
    """Whether a bet needs speed or care, and what it is worth."""

    says: str
    because: str
    value: str | None
    risk: str | None
    precedence: int | None


class WaitingSection(TemplateData):
    """What waits because of a bet."""

    rows: Sequence[WaitingItem]


def sections(site: SiteContext, bet: Bet) -> Iterator[Section]:
    """The sections of a bet: confidence, success, guardrails, worth, economics, what waits.

    A proposal shows what it answers; a committed bet also shows what it leaves open.
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
    if bet.guardrails:
        yield Section(
            "guardrails",
            "What must not get worse",
            "guardrails",
            GuardrailsSection(rows=[guardrail_row(site, name) for name in bet.guardrails]),
            ("guardrails",),
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
                level=judgement.level if judgement else None,
                tone=TONES.get(judgement.level or "", "calm") if judgement else "calm",
                evidence=judgement.evidence if judgement else None,
            )
            for key, question in CONFIDENCE.items()
            for judgement in (getattr(meter, key),)
        ],
    )


# --- above and below the table of all bets -------------------------------------------------------


class BetsSummary(TemplateData):
    """The parts of the bets' index around its table.

    The portfolio is that of the bets that are committed or under way; those come first.
    """

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


def balance_of(bets: Portfolio) -> Balance:
    """Whether the sizes are balanced, for the page."""
    return Balance(says=bets.says, because=bets.because, tone=TONES.get(bets.says, "watch"))


class BetQuestions(TemplateData):
    """A bet with its answers to the success questions."""

    ref: Ref
    status: str | None
    questions: Sequence[AnswerRow]


def bets_summary(site: SiteContext) -> BetsSummary:
    """The parts of the bets' index around its table.

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
        portfolio=balance_of(sizes),
        sorts=[(sort, mix.counts[sort], about) for sort, about in LNO.items()],
        mix=mix.sentence,
        compared=[
            BetQuestions(
                ref=site.ref(bet),
                status=site.progress.status(bet),
                questions=answer_rows(site, bet, "success", brief=True),
            )
            for bet in ordered[:MAX_COMPARED]
        ],
        not_compared=max(0, len(ordered) - MAX_COMPARED),
        question_heads=list(_question_heads()),
        side_by_side=SIDE_BY_SIDE,
    )


def _question_heads() -> Iterator[tuple[str, str, bool]]:
    """Title and question of each column, and whether it has numbers; the measure's value today
    stands between its baseline and its target.
    """
    for title, (key, question) in zip(_QUESTION_TITLES, SUCCESS_QUESTIONS.items(), strict=True):
        asked = _AT_THE_START if key == "baseline" else question
        yield title, asked, _COLUMN_WIDTHS[key] == "number"
        if key == "baseline":
            yield "Now", _NOW, False


class WaitingItem(TemplateData):
    """Something that waits because of a bet, and why."""

    what: Ref | str | None
    because: str | None


def waiting_items(site: SiteContext, bet: Bet) -> list[WaitingItem]:
    """What waits because of a bet, and why."""
    return [
        WaitingItem(what=site.ref_or_text(item.what), because=item.because)
        for item in bet.deprioritises
        if item.what
    ]


def answer_rows(
    site: SiteContext, bet: Bet, about: Literal["success", "dhm"], *, brief: bool = False
) -> list[AnswerRow]:
    """The bet's answers to the five success questions, or to the three of DHM.

    Where the measure stands now is between its baseline and its target; for a bet that is done,
    what came out. `brief` is for a table, which has a cell for each.
    """
    if about == "dhm":
        return [_answer_row(site, answer) for answer in dhm_answers(bet)]
    now = standing(site.stack, bet)
    rows = []
    for answer in success_answers(bet):
        question = answer.question
        if answer.key == "baseline" and bet.committed:
            question = _AT_THE_START
        rows.append(_answer_row(site, answer._replace(question=question)))
        if answer.key == "baseline" and (bet.committed or now.says != "unknown"):
            rows.append(
                AnswerRow(
                    column="name",
                    question=now.question,
                    shape="line",
                    value=now.brief if brief else now.words,
                    unread=False,
                )
            )
        elif answer.key == "baseline" and brief:
            rows.append(AnswerRow(column="name", question="", shape="line", value="", unread=False))
    return rows


class AnswerRow(TemplateData):
    """An answer, by its shape."""

    column: str
    """The width of its column: `text`, `number`, `pair` of words, or `name`."""
    question: str
    shape: str
    value: Ref | str | None
    unread: bool


def _answer_row(site: SiteContext, answer: Answer) -> AnswerRow:
    """A link where the answer names an item, prose where it is text."""
    value: Any = answer.answer
    shape = "prose"
    if answer.key == "measure":
        shape, value = "link", site.ref_or_text(value)
    elif isinstance(value, Quantity):
        shape, value = "line", value.text
    elif isinstance(value, date):
        shape, value = "line", day_words(value)
    return AnswerRow(
        column=_COLUMN_WIDTHS.get(answer.key, "text"),
        question=answer.question,
        shape=shape,
        value=value,
        unread=value is None and not answer.missing,
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
"""The tone of a level or a conclusion."""
