"""What a bet is ready for: its confidence, success questions, economics, place in the portfolio.

The frameworks: the confidence meter, strategic instrumentation (five questions before execution),
DHM (Gibson Biddle), LNO (Shreyas Doshi), bet sizing, and cost of delay against cost of rework.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, Literal, NamedTuple

from stratdocs.model.costs import a_week, in_all
from stratdocs.model.kinds import Assurance, Bet, Confidence, Dhm, Level, Lno, Success, Work
from stratdocs.model.values import Quantity
from stratdocs.words.phrases import join_words
from stratdocs.yamltext.source import ScalarNode

LEVEL_RANK: Mapping[Level, int] = {"low": 1, "medium": 2, "high": 3}
"""Levels in their order."""

CONFIDENCE: Mapping[str, str] = {
    "problem": "Do customers have the problem, and is it worth solving?",
    "solution": "Does this solve it?",
    "outcome": "Will solving it achieve what the strategy aims for?",
}
"""The three questions of the confidence meter."""

SUCCESS_QUESTIONS: Mapping[str, str] = {
    "outcome": "What outcome is it for?",
    "measure": "How is that measured?",
    "baseline": "What is its value today?",
    "target": "What value should it reach?",
    "by": "By when?",
}
"""The five questions that a committed bet answers before it starts, in the order asked."""

SUCCESS_PARTS: Mapping[str, str] = {
    "outcome": "outcome",
    "measure": "metric",
    "baseline": "baseline",
    "target": "target",
    "by": "deadline",
}
"""What each of the questions asks for, in a word."""

DHM: Mapping[str, str] = {
    "delight": "How does it delight customers?",
    "hard_to_copy": "Why can't others copy it quickly?",
    "margin": "How does it improve the business?",
}
"""The three questions of DHM: delight, hard to copy, margin."""

LNO: Mapping[Lno, str] = {
    "leverage": "pays back many times over",
    "neutral": "has to be done, and pays for itself",
    "overhead": "keeps things running, and creates nothing new",
}
"""What the three sorts of work are worth."""

Size = Literal["big", "medium", "small"]
SIZES: Mapping[Size, str] = {
    "big": "high impact, high uncertainty, a large investment",
    "medium": "moderate impact, moderate uncertainty, a moderate investment",
    "small": "small impact, little uncertainty, quick to do",
}
"""What the three sizes of bet mean."""

MAJORITY_SHARE = 1 / 2
"""More than this share of the bets counts as most of them."""
MIN_SIZED_BETS = 2
"""Sized bets that a portfolio needs for a verdict."""

NOT_ENOUGH: Final = "not enough data"
Ready = Literal["discovery first", "execute", "mixed", "not enough data"]
DeliveryPace = Literal["ship early and iterate", "get it right first", "not enough data"]
Balance = Literal[
    "balanced", "risk is concentrated", "thinking is incremental", "unbalanced", "not enough data"
]


# --- readiness ----------------------------------------------------------------------------------


class Readiness(NamedTuple):
    """What a bet is ready for, by the confidence meter."""

    says: Ready
    because: str
    levels: Mapping[str, Level | None]
    """Problem, solution and outcome, each with its level."""
    weakest: tuple[str, ...]
    """Where confidence is lowest; empty if all is high or nothing is given."""
    missing: tuple[str, ...]
    """Where no level is given."""
    without_evidence: tuple[str, ...]
    """Where a level is given without evidence."""

    @property
    def sentence(self) -> str:
        """The conclusion with its reason, in one sentence."""
        return f"{self.says.capitalize()}: {self.because}."


def readiness(bet: Bet) -> Readiness:
    """Whether a bet is ready to be executed, by the confidence meter.

    Low confidence in problem, solution or outcome: discovery first. High in all three: execute.
    Otherwise it is mixed, and the weakest is named. A low level counts even if others are missing.
    """
    meter = bet.confidence or Confidence()
    sure: dict[str, Assurance] = {key: getattr(meter, key) or Assurance() for key in CONFIDENCE}
    levels = {key: judgement.level for key, judgement in sure.items()}
    missing = tuple(key for key, level in levels.items() if level is None)
    ranks = {key: LEVEL_RANK[level] for key, level in levels.items() if level is not None}
    lowest = min(ranks.values(), default=3)
    weakest = tuple(key for key, rank in ranks.items() if rank == lowest and rank < 3)
    bare = tuple(
        key for key, judgement in sure.items() if judgement.level and not judgement.evidence
    )
    says: Ready
    if lowest == LEVEL_RANK["low"]:
        says, because = "discovery first", f"confidence in the {join_words(weakest)} is low"
    elif len(missing) == len(CONFIDENCE):
        says, because = NOT_ENOUGH, "confidence in problem, solution and outcome isn't set"
    elif missing:
        says, because = NOT_ENOUGH, f"confidence in the {join_words(missing)} isn't set"
    elif weakest:
        says, because = "mixed", f"confidence in the {join_words(weakest)} is only medium"
    else:
        says, because = "execute", "confidence in problem, solution and outcome is high"
    return Readiness(says, because, levels, weakest, missing, bare)


# --- questions with answers ---------------------------------------------------------------------


class Answer(NamedTuple):
    """A question about a bet, and the answer that is written."""

    key: str
    """The field that answers it."""
    question: str
    answer: str | Quantity | date | None
    """As written; a measure may be a metric's id. None if there is none, or none that can be
    read."""
    missing: bool
    """Whether nothing is written; an unreadable answer is a finding of its own."""


def success_answers(bet: Bet) -> tuple[Answer, ...]:
    """The five success questions of strategic instrumentation, with the bet's answers, in their
    order.
    """
    success = bet.success or Success()
    return tuple(
        _answer(bet, "success", key, question, getattr(success, key))
        for key, question in SUCCESS_QUESTIONS.items()
    )


def dhm_answers(bet: Bet) -> tuple[Answer, ...]:
    """The three questions of DHM with the bet's answers: delight, hard to copy, margin."""
    written = bet.dhm or Dhm()
    return tuple(
        _answer(bet, "dhm", key, question, getattr(written, key)) for key, question in DHM.items()
    )


def _answer(
    bet: Bet, field: str, key: str, question: str, value: str | Quantity | date | None
) -> Answer:
    node = bet.node_at(field, key) if value is None else None
    nothing = node is None or (isinstance(node, ScalarNode) and node.empty)
    return Answer(key, question, value, value is None and nothing)


# --- economics ----------------------------------------------------------------------------------


class Economics(NamedTuple):
    """Whether speed or care is cheaper for a bet."""

    says: DeliveryPace
    because: str
    precedence: int | None
    """Value less risk, from 2 (much to win, little at stake: first) to -2; None if one of them is
    missing."""

    @property
    def sentence(self) -> str:
        """The conclusion with its reason, in one sentence."""
        return f"{self.says.capitalize()}: {self.because}."


def economics(bet: Bet) -> Economics:
    """Whether to ship early or to get it right first: cost of delay against cost of rework, each
    low to high.

    Usually waiting costs more than rework; if both cost the same, finding out early decides. If
    safety or law is at stake (`regulated`), rework cannot be afforded, whatever the levels say.
    """
    precedence = None
    if bet.value is not None and bet.risk is not None:
        precedence = LEVEL_RANK[bet.value] - LEVEL_RANK[bet.risk]
    says: DeliveryPace
    delay, rework = bet.cost_of_delay, bet.cost_of_rework
    if bet.regulated:
        says, because = (
            "get it right first",
            "safety or legal rules make rework costlier than delay",
        )
    elif delay is None or rework is None:
        missing = [name for name, cost in (("delay", delay), ("rework", rework)) if cost is None]
        says, because = NOT_ENOUGH, f"the cost of {' and '.join(missing)} isn't set"
    elif isinstance(delay, Quantity) or isinstance(rework, Quantity):
        says, because = NOT_ENOUGH, _amounts(delay, rework)
    elif LEVEL_RANK[delay] > LEVEL_RANK[rework]:
        says = "ship early and iterate"
        because = f"the cost of delay is {delay} and the cost of rework {rework}"
    elif LEVEL_RANK[delay] == LEVEL_RANK[rework]:
        says = "ship early and iterate"
        because = f"delay and rework cost the same ({delay}), and early use shows what to change"
    else:
        says = "get it right first"
        because = f"the cost of rework is {rework} and the cost of delay {delay}"
    return Economics(says, because, precedence)


def _amounts(delay: Level | Quantity, rework: Level | Quantity) -> str:
    """What amounts of money say of delay and rework: how long a delay costs as much as rework."""
    if not isinstance(delay, Quantity) or not isinstance(rework, Quantity):
        return (
            f"{delay} (delay) and {rework} (rework) can't be compared; write both as words "
            "or both as money"
        )
    weekly, once = a_week(delay), in_all(rework)
    if weekly is None or once is None or weekly.currency != once.currency or not weekly.amount:
        return f"{delay} (delay) and {rework} (rework) can't be compared"
    weeks = once.amount / weekly.amount
    return (
        f"rework ({rework}) costs as much as {weeks:,.1f} weeks of delay ({delay}), but how "
        "much longer it takes to get it right first isn't set"
    )


def delay_rank(bet: Bet) -> tuple[int, float]:
    """The order of bets by their cost of delay, the dearest last: without one, by level, by money.

    Amounts in different currencies are not converted; `unlike-units` reports them.
    """
    delay = bet.cost_of_delay
    if isinstance(delay, Quantity):
        weekly = a_week(delay)
        return 2, weekly.amount if weekly is not None else 0.0
    return (0, 0.0) if delay is None else (1, float(LEVEL_RANK[delay]))


# --- the portfolio ------------------------------------------------------------------------------


class Portfolio(NamedTuple):
    """The sizes of a set of bets taken together."""

    counts: Mapping[Size, int]
    unsized: int
    """Bets without a size."""
    says: Balance
    because: str

    @property
    def sized(self) -> int:
        """The number of bets with a size."""
        return sum(self.counts.values())

    @property
    def sentence(self) -> str:
        """The conclusion with its reason, in one sentence."""
        return f"{self.says.capitalize()}: {self.because}."


def portfolio(bets: Iterable[Bet]) -> Portfolio:
    """Whether a set of bets is balanced, by bet sizing: a healthy one has all three sizes.

    More than half big: risk is concentrated. More than half small: thinking is incremental. The
    caller decides which bets count (those of a period, the active ones).
    """
    bets = tuple(bets)
    counts: dict[Size, int] = {size: sum(bet.size == size for bet in bets) for size in SIZES}
    sized = sum(counts.values())
    absent = [size for size, count in counts.items() if not count]
    says: Balance
    if sized < MIN_SIZED_BETS:
        says = NOT_ENOUGH
        because = "no bet has a size" if not sized else "only one bet has a size"
    elif counts["big"] > sized * MAJORITY_SHARE:
        says, because = "risk is concentrated", f"{counts['big']} of {sized} bets are big"
    elif counts["small"] > sized * MAJORITY_SHARE:
        says, because = "thinking is incremental", f"{counts['small']} of {sized} bets are small"
    elif absent:
        says, because = "unbalanced", f"no bet is {' or '.join(absent)}"
    else:
        of = join_words([f"{count} {size}" for size, count in counts.items()])
        says, because = "balanced", f"all three sizes are present ({of})"
    return Portfolio(counts, len(bets) - sized, says, because)


class LnoMix(NamedTuple):
    """The sorts of work in a set of bets or work items, after LNO."""

    counts: Mapping[Lno, int]
    without_sort: int
    """The number without a sort."""

    @property
    def with_sort(self) -> int:
        """The number with a sort."""
        return sum(self.counts.values())

    @property
    def sentence(self) -> str:
        """The mix in a sentence."""
        if not self.with_sort:
            return "Not enough data: nothing is marked leverage, neutral or overhead."
        mix = join_words([f"{count} {sort}" for sort, count in self.counts.items() if count])
        if self.counts["overhead"] > self.with_sort * MAJORITY_SHARE:
            return f"Mostly overhead: {mix}."
        if not self.counts["leverage"]:
            return f"Nothing is leverage: {mix}."
        return f"By what they pay back: {mix}."


def lno_mix(items: Iterable[Bet | Work]) -> LnoMix:
    """The number of leverage, neutral and overhead items, after LNO."""
    items = tuple(items)
    counts: dict[Lno, int] = {sort: sum(item.lno == sort for item in items) for sort in LNO}
    return LnoMix(counts, len(items) - sum(counts.values()))


# --- approval -----------------------------------------------------------------------------------


class Approval(NamedTuple):
    """Whether a bet was approved, and why that is or is not needed."""

    says: Literal["given", "owed", "to be decided"]
    because: str


def approval(bet: Bet) -> Approval:
    """Whether a bet was approved; committed bets need an approval, proposed ones not yet."""
    if bet.approved_by:
        return Approval("given", f"{bet.approved_by} approved it")
    if not bet.committed:
        return Approval("to be decided", "it is proposed, not committed")
    state = "committed" if bet.status in (None, "committed") else "under way"
    if bet.size == "big":
        return Approval("owed", f"it is big and {state}, with no named approver")
    return Approval(
        "owed", f"it is {state}, with no named approver; smaller bets are up to the team"
    )
