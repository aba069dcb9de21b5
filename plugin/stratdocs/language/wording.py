"""Whether a line names a result or the team's own work.

*Deciding question: on the last day, what would be looked at to call this line met?* A state outside
the work (an outcome), a thing that exists once a team has finished (an output), or how much was
done (an activity). `clause` reads the line, `decisions` says what is certain about it. What they do
not decide is called unclear: it never becomes an accusation by guessing.
"""

from __future__ import annotations

from functools import cached_property
from typing import Literal

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
        self.row: str | None = self.decision.row if self.decision else None
        """The name of the row that decided."""
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
