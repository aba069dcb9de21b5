"""What bets promise, how sure we are of them, and what waits while they run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from stratdocs.analysis.aims import bet_aim
from stratdocs.analysis.pace import SLACK_SHARE, share_of_time_gone, value_at
from stratdocs.analysis.readiness import (
    CONFIDENCE,
    LEVEL_RANK,
    SUCCESS_PARTS,
    SUCCESS_QUESTIONS,
    Answer,
    Portfolio,
    dhm_answers,
    economics,
    readiness,
    success_answers,
)
from stratdocs.analysis.results import Standing, standing, value_now
from stratdocs.model.days import day_words, short_day
from stratdocs.model.kinds import Bet, Confidence, Status, Success
from stratdocs.model.values import Quantity, progress
from stratdocs.site.views.okr import Figure, GuardrailsSection, guardrail_row
from stratdocs.site.views.page import Ref, SiteContext
from stratdocs.site.views.section import Section
from stratdocs.site.views.template_data import TemplateData
from stratdocs.words.phrases import join_words

MAX_COMPARED = 100
"""Bets that are compared side by side."""
SIDE_BY_SIDE = "bets/portfolio"
"""The path of the page that compares all bets."""


_QUESTION_TITLES = ("Outcome", "Measure", "Baseline", "Target", "By")
_AT_THE_START = "What was the value at the start?"
_NOW = "What is it now, or what was the result?"
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
    if bet.confidence is not None or bet.success is not None or bet.committed:
        promise = _promise(site, bet)
        fields = ("confidence", "success")
        yield Section("success", "What we expect", "promise", promise, fields, headed=True)
    if bet.guardrails:
        yield Section(
            "guardrails",
            "Guardrails",
            "guardrails",
            GuardrailsSection(rows=[guardrail_row(site, name) for name in bet.guardrails]),
            ("guardrails",),
            late=True,
        )
    if bet.deprioritises:
        yield Section(
            "waits",
            "On hold for this bet",
            "waits",
            WaitingSection(rows=waiting_items(site, bet)),
            ("deprioritises",),
            late=True,
        )
    if bet.dhm is not None:
        yield Section(
            "dhm",
            "Delight, hard to copy, margin",
            "answers",
            Answers(rows=answer_rows(site, bet, "dhm")),
            ("dhm",),
            late=True,
        )
    if bet.cost_of_delay or bet.cost_of_rework or bet.regulated:
        pace = economics(bet)
        yield Section(
            "economics",
            "Ship early or get it right",
            "economics",
            EconomicsSection(
                says=pace.says,
                because=pace.because,
                value=bet.value,
                risk=bet.risk,
                precedence=pace.precedence,
            ),
            ("cost_of_delay", "cost_of_rework", "value", "risk", "regulated"),
            late=True,
        )


class PromiseSection(TemplateData):
    """What we expect of a bet, where that is today, and how sure we are."""

    outcome: str | None
    measure: Ref | str | None
    figures: Sequence[Figure]
    """Baseline, now, expected today and target; empty if nothing is promised in figures."""
    share: float | None
    expected: float | None
    status: str | None
    words: str
    missing: str
    """Which of the five questions are open, for a bet that is committed to."""
    readiness: ReadinessCard


class ReadinessCard(TemplateData):
    """How sure we are of a bet, and what follows."""

    says: str
    because: str
    rows: Sequence[ConfidenceRow]
    weakest: Sequence[ConfidenceRow]
    """Where we are least sure, or else the outcome: what there is to doubt."""
    further: Sequence[ConfidenceRow]
    """What else has evidence."""


class ConfidenceRow(TemplateData):
    """How sure we are of one thing that a bet rests on."""

    title: str
    level: str | None
    rank: int
    """The level as 1 to 3; 0 if there is none."""
    evidence: str | None


def _promise(site: SiteContext, bet: Bet) -> PromiseSection:
    stack, success = site.stack, bet.success or Success()
    aims, now, came = bet_aim(stack, bet), value_now(stack, bet), standing(stack, bet)
    share = progress(aims.baseline, aims.target, now.value) if now else None
    gone = _time_gone(site, bet) if share is not None and bet.status != "done" else None
    steady = value_at(aims, gone) if gone is not None else ""
    today = stack.today
    by = f"Target, by {short_day(aims.by, today)}" if aims.by else "Target"
    label = f"Now, {short_day(now.date, today)}" if now else "Now"
    figures = [
        ("Baseline", aims.baseline.text if aims.baseline else "", False),
        (label, now.value.text if now else "", True),
        ("Expected today", steady, False),
        (by, aims.target.text if aims.target else "", False),
    ]
    open_ = [SUCCESS_PARTS[answer.key] for answer in success_answers(bet) if answer.missing]
    return PromiseSection(
        outcome=success.outcome,
        measure=site.ref_or_text(success.measure),
        figures=[
            Figure(label=words, value=value, now=is_now)
            for words, value, is_now in figures
            if value or (words != "Expected today" and (aims.target or aims.baseline))
        ],
        share=None if share is None else min(1.0, max(0.0, share)),
        expected=gone,
        status=site.progress.status(bet),
        words=_promise_words(share, gone, came, now.value.text if now else "", steady),
        missing=join_words(open_) if bet.committed else "",
        readiness=_readiness_card(bet),
    )


def _time_gone(site: SiteContext, bet: Bet) -> float | None:
    """The share of a bet's time that has passed, from its start to the day of its target."""
    period = site.stack.period_of(bet)
    by = bet_aim(site.stack, bet).by or (period.end if period else None)
    start = period.start if period else bet.approved_on
    return share_of_time_gone((start, by), site.stack.today) if start and by else None


def _promise_words(
    share: float | None, gone: float | None, came: Standing, now: str, steady: str
) -> str:
    """Where the promise is today, in a sentence; `steady` is the value at a steady pace."""
    words = came.words[0].upper() + came.words[1:]
    if share is None or gone is None:
        return words if came.says != "ended" else ""
    if share >= 1:
        return "The target is met."
    behind = "Ahead of" if share > gone + SLACK_SHARE else "On"
    behind = "Behind" if share < gone - SLACK_SHARE else behind
    if now and steady:
        return f"{behind} pace: {now}, where a steady pace would be at {steady}."
    way = f"{share:.0%} of the way" if share >= 0 else "further from the target than the baseline,"
    return f"{behind} pace: {way} after {gone:.0%} of the time."


def _readiness_card(bet: Bet) -> ReadinessCard:
    meter, found = bet.confidence or Confidence(), readiness(bet)
    rows = {
        key: ConfidenceRow(
            title=key.capitalize(),
            level=judgement.level if judgement else None,
            rank=LEVEL_RANK[judgement.level] if judgement and judgement.level else 0,
            evidence=judgement.evidence if judgement else None,
        )
        for key in CONFIDENCE
        for judgement in (getattr(meter, key),)
    }
    doubted = found.weakest or ("outcome",)
    return ReadinessCard(
        says=found.says,
        because=found.because,
        rows=list(rows.values()),
        weakest=[rows[key] for key in doubted if rows[key].level],
        further=[row for key, row in rows.items() if row.evidence and key not in doubted],
    )


# --- above and below the table of all bets -------------------------------------------------------


class BetsSummary(TemplateData):
    """What stands around the table of all bets."""

    counts: str
    """How many there are in each state: `7 under way, 4 proposed`."""
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


_STATES: Mapping[Status | Literal[""], str] = {
    "blocked": "blocked",
    "at_risk": "at risk",
    "on_track": "on track",
    "committed": "committed",
    "": "without a status",
    "proposed": "proposed",
    "done": "done",
    "dropped": "dropped",
}
"""The states of bets in the order of their index: those in trouble first."""


def by_trouble(site: SiteContext, bets: Iterable[Bet]) -> tuple[Bet, ...]:
    """Bets by state, those in trouble first."""
    order = list(_STATES)
    return tuple(sorted(bets, key=lambda bet: order.index(site.progress.status(bet) or "")))


def bets_summary(site: SiteContext) -> BetsSummary:
    """What stands around the table of all bets."""
    bets = by_trouble(site, site.stack.of(Bet))
    states: Counter[str] = Counter(site.progress.status(bet) or "" for bet in bets)
    return BetsSummary(
        counts=", ".join(
            f"{states[name]} {words}" for name, words in _STATES.items() if states[name]
        ),
        compared=[
            BetQuestions(
                ref=site.ref(bet),
                status=site.progress.status(bet),
                questions=answer_rows(site, bet, "success", brief=True),
            )
            for bet in bets[:MAX_COMPARED]
        ],
        not_compared=max(0, len(bets) - MAX_COMPARED),
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
