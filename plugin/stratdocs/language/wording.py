"""Whether a line names a result or the team's own work.

*Deciding question: on the last day, what would be looked at to call this line met?* A state outside
the work (an outcome), a thing that exists once a team has finished (an output), or how much was
done (an activity). `clause` reads the line, `decisions` says what is certain about it. What they do
not decide is called unclear: it never becomes an accusation by guessing.
"""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from stratdocs.language import lexicon
from stratdocs.language.clause import Clause, clause
from stratdocs.language.decisions import Confidence, Decision, decide

Label = Literal["outcome", "output", "activity", "unclear"]
Kind = Literal["objective", "key_result"]


class Wording:
    """The judgement of a line: its label, how sure it is, and the words that decided."""

    def __init__(self, read: Clause, kind: Kind) -> None:
        self.clause = read
        """The line, read."""
        self.decision: Decision | None = decide(read)
        """The row of the table that decided; None if none fits."""
        self.label: Label = self.decision.label if self.decision else "unclear"
        self.confidence: Confidence = self.decision.confidence if self.decision else "guess"
        self._kind = kind

    @cached_property
    def place(self) -> tuple[int, int]:
        """The place of the cue in the text, end exclusive."""
        if self.decision is not None:
            return self.clause.span(*self.decision.cue)
        line = self.clause.line
        space = len(line) - len(line.lstrip())
        return (0, 0) if space == len(line) else (space, space)

    @property
    def cue(self) -> str:
        """The words that decided, as written."""
        start, end = self.place
        return self.clause.line[start:end]

    @property
    def because(self) -> str:
        """A fragment for a message: what the cue does."""
        if self.decision is None:
            return "the line makes no claim"
        because = f'"{self.cue}" {self.decision.because}'
        if self.label != "output" or "not" in self.decision.because:
            return because
        of_customers = self._kind == "key_result"
        change = "what changes for customers" if of_customers else "the change it is for"
        return f"{because}, not {change}"


def judge(text: str, kind: Kind = "key_result") -> Wording:
    """The judgement of a line, with the words that decided."""
    return Wording(clause(text), kind)


def is_output(w: Wording) -> bool:
    """Whether a line names work: a deliverable or an effort."""
    return w.label in ("output", "activity")


# ---------------------------------------------------------------- the question


def question(text: str, w: Wording) -> str:  # noqa: ARG001
    """The question that leads to a stronger line, in the line's own words and numbers."""
    name = "Name that measure, with its value today and the target."
    if w.label == "outcome":
        return (
            "By which measure is that seen? Name it, with its value today, the target and the date."
        )
    if w.label == "unclear":
        return f"On the last day, what would be looked at to call this met? {name}"
    line = w.clause.words
    people = (word.low for word in line if "person" in word.classes and word.low.endswith("s"))
    who = next(people, "customers")
    done = _once_done_words(w)
    if w.label == "activity":
        return f"What would {who} do differently after {done or 'it'}? {name}"
    return f"What would {who} do differently once {done or 'this is done'}? {name}"


def _once_done_words(w: Wording) -> str:
    """The done state of a demand: "Launch guided import" is "launched". Empty without an object."""
    act = w.clause.act
    if act is None or not act.verb.base or act.passive or act.object.head < 0:
        return ""
    start, end = w.clause.span(act.object.first, act.object.head + 1)
    named = w.clause.line[start:end]
    if named.split()[0].istitle() and " " in named:
        named = named[0].lower() + named[1:]
    if w.label == "activity":
        return f"{lexicon.gerund(act.verb.lemma)} {named}"
    last = w.clause.low(act.object.head)
    many = last.endswith("s") and not last.endswith("ss")
    return f"{named} {'are' if many else 'is'} {lexicon.participle(act.verb.lemma)}"
