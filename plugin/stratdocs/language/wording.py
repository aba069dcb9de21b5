"""Whether a line names a result or the team's own work.

*Deciding question: on the last day, what would be looked at to call this line met?* A state outside
the work (an outcome), a thing that exists once a team has finished (an output), or how much was
done (an activity). `clause` reads the line, `decisions` says which row of its table fits, and
`learned` weighs both with the words. What is neither likely work nor likely a result is called
unclear: it never becomes an accusation by guessing.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Literal

from stratdocs.language.clause import Clause, clause
from stratdocs.language.decisions import CERTAIN, Confidence, Decision, decide
from stratdocs.language.features import features, weighing_words
from stratdocs.language.learned import likelihood, thresholds

Label = Literal["outcome", "output", "activity", "unclear"]
Kind = Literal["objective", "key_result"]

FEWEST_WORDS = 2
"""Words that a claim has at least: a single one is a topic."""
MAX_LINES_KEPT = 8192
"""Lines whose judgement is kept: several rules ask for the same ones."""


class Wording:
    """The judgement of a line: its label, how sure it is, and the words that decided."""

    def __init__(self, read: Clause, kind: Kind) -> None:
        self.clause = read
        """The line, read."""
        weighed = _weighed(read._replace(line="", words=tuple([w.shape for w in read.words])))
        self.decision: Decision | None = weighed[0]
        """The row of the table that fits; None if none does."""
        self._kind = kind
        self.probability: float = weighed[1]
        """How likely it is that the line names work, from 0 to 1."""
        self.label: Label
        self.confidence: Confidence
        self.label, self.confidence = _label(self)

    @property
    def is_certain(self) -> bool:
        """Whether the row that fits leaves no doubt that a line that is likely work names it."""
        return self.decision is not None and self.decision.row in CERTAIN

    @property
    def row(self) -> str | None:
        """The name of the row of the table that fits, if it agrees."""
        if self.decision is None or self.label == "unclear":
            return None
        agrees = (self.decision.label == "outcome") == (self.label == "outcome")
        return self.decision.row if agrees else None

    @property
    def weighing(self) -> tuple[tuple[str, float], ...]:
        """The words that weigh most, those for work positive."""
        return weighing_words(self.clause)

    @cached_property
    def place(self) -> tuple[int, int]:
        """The place of the cue in the text, end exclusive."""
        if self.decision is not None and self.row:
            return self.clause.span(*self.decision.cue)
        return _claim_place(self.clause)

    @property
    def cue(self) -> str:
        """The words that decided, as written."""
        start, end = self.place
        return self.clause.line[start:end]

    @property
    def because(self) -> str:
        """A fragment for a message: what the cue does."""
        if not self.cue:
            return "the line makes no claim"
        if self.row is None or self.decision is None:
            return self._without_row
        because = f'"{self.cue}" {self.decision.because}'
        if self.label != "output" or "not" in self.decision.because:
            return because
        of_customers = self._kind == "key_result"
        change = "what changes for customers" if of_customers else "the change it is for"
        return f"{because}, not {change}"

    @property
    def _without_row(self) -> str:
        """As above if no row fits: then all words have decided together, not those of the place."""
        words = self.clause.words
        if self.label == "unclear" and len(words) == 1:
            return f'"{self.cue}" is a single word, which makes no claim'
        is_demand = self.clause.act is not None and self.clause.subject is None
        if self.label in ("output", "activity") and (not is_demand or "sure" in self.cue.split()):
            return _READS_LIKE_ALL
        return f'"{self.cue}" {_READS_LIKE[self.label]}'


@lru_cache(maxsize=MAX_LINES_KEPT)
def _weighed(read: Clause) -> tuple[Decision | None, float]:
    """The row that fits a line, and how likely it names work: the same for all lines that differ
    only in their figures.
    """
    decision = decide(read)
    return decision, likelihood(features(read, decision))


_READS_LIKE: dict[Label, str] = {
    "outcome": "reads like a result",
    "output": "reads like something the team makes, not its result",
    "activity": "reads like something the team does, not its result",
    "unclear": "could be work or its result",
}
"""What is said of a line if no row of the table fits."""
_READS_LIKE_ALL = "the words together read like work, not its result"


def _label(judged: Wording) -> tuple[Label, Confidence]:
    """The label of a line and how sure it is, by how likely it names work."""
    read, decision, likely_work = judged.clause, judged.decision, judged.probability
    of_result = decision is not None and decision.label == "outcome"
    words = sum(word.part in ("noun", "number") for word in read.words)
    if words < FEWEST_WORDS and not of_result:
        return "unclear", "guess"
    limits = thresholds()
    work: Label = "output"
    if decision is not None and not of_result:
        work = decision.label
    elif read.act is not None and read.act.is_in("effort", "run", "promote"):
        work = "activity"
    if likely_work >= limits.asked:
        return work, "sure" if judged.is_certain or likely_work >= limits.stated else "likely"
    if likely_work >= thresholds("strict").asked:
        return work, "guess"
    if likely_work <= limits.result:
        return "outcome", "sure" if likely_work <= limits.sure_result else "likely"
    return "unclear", "guess"


def _claim_place(read: Clause) -> tuple[int, int]:
    """The place of the words that make the claim: the verb with its object, or the subject."""
    act, subject = read.act, read.subject
    if act is not None and subject is None:
        return read.span(act.first, max(act.end, act.object.head + 1))
    if subject is not None and subject.end > subject.first:
        return read.span(subject.first, max(subject.head + 1, act.end if act else 0))
    line = read.line
    space = len(line) - len(line.lstrip())
    return (0, 0) if space == len(line) else read.span(read.start, min(read.end, read.start + 6))


@lru_cache(maxsize=MAX_LINES_KEPT)
def judge(text: str, kind: Kind = "key_result") -> Wording:
    """The judgement of a line, with the words that decided."""
    return Wording(clause(text), kind)


def is_output(w: Wording) -> bool:
    """Whether a line names work: a deliverable or an effort."""
    return w.label in ("output", "activity")
