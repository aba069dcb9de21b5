"""The whole answer about a line: fine, wrong or unknown, what decided, and the better question."""

from __future__ import annotations

from typing import Literal, NamedTuple

from stratdocs.language.learned import Strictness
from stratdocs.language.questions import question
from stratdocs.language.stance import AnyWording, stance, unjudged_reason, wording_of
from stratdocs.language.wording import Kind

MAX_SHOWN = 0.99
"""The highest probability that is shown as it is: nothing here is certain."""
MIN_SURELY = 0.9
"""The probability from which the answer is called sure."""
CONFIDENCE_WORDS = {"sure": "surely", "likely": "probably", "guess": "perhaps"}
_ARTICLES = {"outcome": "an outcome", "output": "an output", "activity": "an activity"}


class Judgement(NamedTuple):
    """What is known of a line."""

    line: str
    answer: Literal["fine", "wrong", "unknown"]
    why: str
    """What decided, or the reason why nothing is known."""
    label: str | None = None
    """Outcome, output, activity or unclear; None if the line is not judged."""
    confidence: str | None = None
    """Sure, likely or guess."""
    probability: float | None = None
    """How likely the label is, from 0 to 1; None if only the rows have spoken."""
    place: tuple[int, int] = (0, 0)
    """The place of the words that decided, end exclusive."""
    row: str | None = None
    """The row of the table that decided, by its name."""
    weighing: tuple[tuple[str, float], ...] = ()
    """The words that weigh most, those for work positive."""
    question: str = ""
    """The question that leads to a stronger line; empty if there is none to ask."""
    stance: Literal["stated", "asked"] | None = None
    """Whether a check would warn of it or only advise."""

    @property
    def cue(self) -> str:
        """The words that decided, as written."""
        return self.line[slice(*self.place)]

    @property
    def verdict(self) -> str:
        """The answer in a few words: `surely an output (97%)`."""
        if self.label is None or self.label == "unclear" or self.confidence is None:
            return "not judged" if self.label is None else "unclear"
        is_plain = self.probability is None or self.probability >= MIN_SURELY
        confidence = self.confidence if is_plain or self.confidence != "sure" else "likely"
        words = f"{CONFIDENCE_WORDS[confidence]} {_ARTICLES[self.label]}"
        if self.probability is None:
            return words
        share = "over 99%" if self.probability > MAX_SHOWN else f"{self.probability:.0%}"
        return f"{words} ({share})"


def judgement(
    line: str, kind: Kind = "key_result", parent: str = "", strictness: Strictness = "usual"
) -> Judgement:
    """The answer about a line; `parent` is the title of what it serves."""
    reason = unjudged_reason(line)
    wording = wording_of(line, kind) if reason is None else None
    if wording is None:
        return Judgement(line, "unknown", reason or "it isn't judged")
    found = stance(wording, strictness)
    of_work: float | None = getattr(wording, "probability", None)
    probability = of_work if of_work is None or wording.label != "outcome" else 1 - of_work
    return Judgement(
        line,
        _answer(wording, found),
        wording.because,
        wording.label,
        wording.confidence,
        probability,
        wording.place,
        getattr(wording, "row", None),
        tuple(getattr(wording, "weighing", ())),
        _question(line, wording, kind, parent),
        found,
    )


def _answer(wording: AnyWording, found: str | None) -> Literal["fine", "wrong", "unknown"]:
    if found is not None:
        return "wrong"
    is_fine = wording.label == "outcome" and wording.confidence != "guess"
    return "fine" if is_fine else "unknown"


def _question(line: str, wording: AnyWording, kind: Kind, parent: str) -> str:
    """The question for a line. An objective need not be measured: its key results are."""
    if wording.label == "outcome" and kind == "objective":
        return ""
    above = wording_of(parent) if parent.strip() else None
    is_work = above is not None and stance(above) is not None
    return question(line, wording, "" if is_work else parent.strip())
