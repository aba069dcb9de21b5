"""What a rule is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import ClassVar, Literal, TypeVar

from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Entity
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import join_words
from stratdocs.yamltext.source import Fix, Span

Group = Literal["clarity", "alignment", "feedback", "reading"]
Item = TypeVar("Item")
FEW = 3
"""Items of a group that are reported one by one; more than that become one finding with a count."""


def in_groups(
    items: Iterable[Item], key: Callable[[Item], Hashable], most: int = FEW
) -> Iterator[tuple[Item, ...]]:
    """The items as findings report them: each alone, or a whole group together where there are many."""
    groups: dict[Hashable, list[Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    for group in groups.values():
        if len(group) > most:
            yield tuple(group)
        else:
            for item in group:
                yield (item,)


class Limit:
    """A parameter of a rule, which the `settings:` of a strategy can change."""

    def __init__(self, default: int, doc: str) -> None:
        self.default = default
        self.doc = doc
        self.name = ""

    def __set_name__(self, owner: type[Rule], name: str) -> None:
        self.name = name

    def __get__(self, rule: Rule | None, owner: type[Rule]) -> int:
        return self.default if rule is None else rule.limits.get(self.name, self.default)


class Rule:
    """One thing that can be wrong. The docstring of a rule is its page: what is wrong, then why it
    matters.

    `bad` and `good` are strategies in YAML; an arrow `# <- name-of-the-rule` in `bad` marks the
    line where the finding must be. They are shown to users and are the tests.
    """

    severity: ClassVar[Severity]
    group: ClassVar[Group]
    heuristic: ClassVar[bool] = False
    """Whether it judges wording, and so can be wrong."""
    bad: ClassVar[str]
    good: ClassVar[str]
    earlier: ClassVar[str] = ""
    """For a rule that looks back: the files before `bad` and before `good`. The history is read only if
    such a rule runs."""
    reads_history: ClassVar[bool] = False
    """Whether it reads the history though its examples need none."""

    name: ClassVar[str]
    """The class in kebab case."""

    def __init__(
        self, severity: Severity | None = None, limits: Mapping[str, int] | None = None
    ) -> None:
        self.set_severity = severity
        """The severity that the settings say; it overrides the rule's own."""
        self.limits = limits or {}

    @classmethod
    def declared_limits(cls) -> tuple[Limit, ...]:
        """The numbers it goes by."""
        return tuple(value for value in vars(cls).values() if isinstance(value, Limit))

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.name = "".join(
            f"-{letter.lower()}" if letter.isupper() else letter for letter in cls.__name__
        ).removeprefix("-")

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
        fix: Fix | None = None,
    ) -> Finding:
        """A finding of this rule about an entity, at the route within it unless `span` is given."""
        return Finding(
            self.name,
            self.set_severity or severity or self.severity,
            message,
            span or entity.at(*route),
            entity.id,
            ".".join(str(step) for step in route if isinstance(step, str)),
            tuple(related),
            suggestion,
            fix,
        )


class ReadingRule(Rule):
    """A rule whose findings come up while the texts are read, decoded and linked."""

    severity = Severity.ERROR
    group = "reading"

    def check(self, stack: Stack) -> Iterator[Finding]:
        for finding in stack.found(self.name):
            yield finding._replace(severity=self.set_severity or finding.severity)


def counted_by_kind(items: Iterable[Entity]) -> str:
    """How many items of each kind, in their order: `2 bets and 1 objective`."""
    number = Counter(type(item) for item in items)
    return join_words(f"{count} {kind.counted(count)}" for kind, count in number.items())
