"""What a rule is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal

from stratdocs.finding import Finding, Related, Severity
from stratdocs.model import Entity
from stratdocs.source import Span
from stratdocs.stack import Stack

Group = Literal["clarity", "alignment", "feedback", "reading"]


class Rule:
    """One thing that can be wrong. The docstring of a rule is its page: first what, then why it
    matters.

    `bad` and `good` are strategies in YAML; an arrow `# <- name-of-the-rule` in `bad` marks the
    line where the finding must fall. They are shown to users and are the tests.
    """

    severity: ClassVar[Severity]
    group: ClassVar[Group]
    heuristic: ClassVar[bool] = False
    """Whether it reads wording, and so may err."""
    bad: ClassVar[str]
    good: ClassVar[str]

    name: ClassVar[str]
    """The class in kebab case."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.name = re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()

    @property
    def summary(self) -> str:
        """What is wrong, in one line."""
        return (self.__doc__ or "").strip().split("\n", 1)[0]

    @property
    def reason(self) -> str:
        """Why it matters."""
        lines = (self.__doc__ or "").strip().split("\n")[1:]
        return "\n".join(line.strip() for line in lines).strip()

    def check(self, stack: Stack) -> Iterator[Finding]:
        """The findings of this rule."""
        raise NotImplementedError

    def finding(
        self,
        entity: Entity,
        message: str,
        *route: str | int,
        span: Span | None = None,
        severity: Severity | None = None,
        related: Iterable[Related] = (),
        suggestion: str | None = None,
    ) -> Finding:
        """A finding of this rule about an entity, at the route within it unless `span` says better."""
        return Finding(
            self.name,
            severity or self.severity,
            message,
            span or entity.at(*route),
            entity.id,
            ".".join(str(step) for step in route if isinstance(step, str)),
            tuple(related),
            suggestion,
        )


class ReadingRule(Rule):
    """A rule whose findings come up while the texts are read, decoded and linked."""

    severity = Severity.ERROR
    group = "reading"

    def check(self, stack: Stack) -> Iterator[Finding]:
        return stack.found(self.name)
