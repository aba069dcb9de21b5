"""What is wrong, how bad, and where."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from stratdocs.yamltext.source import Fix, Span


class Severity(IntEnum):
    """How bad a finding is; higher is worse."""

    ADVICE = 1
    """Worth a talk."""
    WARNING = 2
    """A good strategy would not have it."""
    ERROR = 3
    """The text cannot mean what it says, or the trace is broken."""

    @property
    def word(self) -> str:
        """The word that users read and write."""
        return self.name.lower()


class Related(NamedTuple):
    """A second place that belongs to the same fault, with a few words."""

    span: Span
    message: str


class Finding(NamedTuple):
    """Something wrong: the rule that says so, how bad, where, in a sentence."""

    rule: str
    severity: Severity
    message: str
    span: Span
    item: str | None = None
    """The id of the entity it is about, None where it is about a file."""
    field: str = ""
    """The route of the field within the entity, as in `success.target`; empty for the whole."""
    related: tuple[Related, ...] = ()
    suggestion: str | None = None
    """How it could read instead, or what would help."""
    fix: Fix | None = None
    """The change of the text that would mend it, where one is known."""

    @property
    def hint(self) -> str | None:
        """What would help, unless the message says so already."""
        said = self.suggestion
        return said if said and f"did you mean {said}?" not in self.message else None

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Findings are told by place, then by rule."""
        return (self.span.path, self.span.line, self.span.column, self.rule, self.message)


class StratdocsError(Exception):
    """The call itself was wrong: one sentence, and what would help."""
