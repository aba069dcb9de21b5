"""Findings: what is wrong, how bad it is, and where."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from stratdocs.yamltext.places import Fix, Span


class Severity(IntEnum):
    """How bad a finding is; higher is worse."""

    ADVICE = 1
    """Worth discussing."""
    WARNING = 2
    """A strong strategy avoids this."""
    ERROR = 3
    """It can't be read or linked as written."""

    @property
    def word(self) -> str:
        """The word that users read and write."""
        return self.name.lower()


class Related(NamedTuple):
    """Another place that belongs to the same finding, with a few words."""

    span: Span
    message: str


class Finding(NamedTuple):
    """Something wrong: the rule that found it, how bad, where, in a sentence."""

    rule: str
    severity: Severity
    message: str
    span: Span
    item: str | None = None
    """The id of the entity that it is about; None if it is about a file."""
    field: str = ""
    """The route of the field within the entity, as in `success.target`; empty for the whole."""
    related: tuple[Related, ...] = ()
    suggestion: str | None = None
    """What to write instead, or what else would help; None if nothing is known."""
    fix: Fix | None = None
    """The change of the text that fixes it, if one is known."""

    @property
    def hint(self) -> str | None:
        """What would help; None if the message already says it."""
        hint = self.suggestion
        return hint if hint and f"did you mean {hint}?" not in self.message else None

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The sort key: by place, then by rule."""
        return (self.span.path, self.span.line, self.span.column, self.rule, self.message)


class StratdocsError(Exception):
    """A call that cannot work: one sentence with what would help."""
