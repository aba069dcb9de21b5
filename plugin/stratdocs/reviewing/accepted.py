"""Changes that somebody accepts, each with a reason, in a file committed beside the strategy:
`.stratdocs-accepted.yml`.

    accepted:
      - {change: 3f2a9c81d0b4, because: The board agreed on 3 March.}

An entry counts that was there before the change, for somebody merged it; one that comes with the
change itself is a claim of its author, for a reviewer to confirm.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from stratdocs.model.days import day_words
from stratdocs.model.finding import StratdocsError
from stratdocs.yamltext.source import MappingNode, ScalarNode, SequenceNode, read

FILE = ".stratdocs-accepted.yml"
"""The file of accepted changes, in the strategy's folder or one above it."""


class Accepted(NamedTuple):
    """The accepted changes: fingerprint to reason."""

    reasons: Mapping[str, str]
    notes: tuple[str, ...] = ()
    """What is wrong with the file; an entry without a reason accepts nothing."""
    lines: Mapping[str, int] = {}
    """The line of each entry."""
    name: str = FILE
    writers: Mapping[str, tuple[str, date]] = {}
    """Who accepted each, and when, as far as it is known."""

    def words(self, mark: str) -> str:
        """The reason of an entry, with who accepted it and since when."""
        return reason_since(self.reasons[mark], *self.writers.get(mark, (None, None)))


def reason_since(because: str, who: str | None, when: date | None) -> str:
    """A reason with who gave it, and when."""
    if who is None or when is None:
        return because
    return f"{because} ({who}, {day_words(when)})"


NOTHING = Accepted({})


class Claim(NamedTuple):
    """An acceptance that comes with the change itself."""

    because: str
    path: str = FILE
    line: int = 0
    who: str | None = None
    """The author of the commit that it came with; None if it is not committed yet."""
    when: date | None = None


def accepted(text: str, name: str = FILE) -> Accepted:
    """The changes that the text of such a file accepts."""
    document = read(name, text)
    if document.faults:
        fault = document.faults[0]
        raise StratdocsError(
            f"{name} can't be read: line {fault.span.line}: {fault.message}; list changes "
            "as - {change: 3f2a9c81d0b4, because: ...}"
        )
    reasons: dict[str, str] = {}
    lines: dict[str, int] = {}
    notes: list[str] = []
    for root in document.roots:
        listed = root.get("accepted") if isinstance(root, MappingNode) else None
        if listed is None and isinstance(root, ScalarNode) and root.empty:
            continue
        if not isinstance(listed, SequenceNode):
            if isinstance(listed, ScalarNode) and listed.empty:
                continue
            raise StratdocsError(
                f"{name} must contain one list, `accepted`, of entries like {{change: "
                "3f2a9c81d0b4, because: ...}"
            )
        for node in listed.nodes:
            line = node.grip(document.path).line
            change = node.get("change") if isinstance(node, MappingNode) else None
            because = node.get("because") if isinstance(node, MappingNode) else None
            if not isinstance(change, ScalarNode) or change.empty:
                notes.append(f"{name}:{line}: this entry has no `change`, so it accepts nothing")
            elif not isinstance(because, ScalarNode) or not because.text.strip() or because.empty:
                notes.append(
                    f"{name}:{line}: {change.text} has no reason (`because`), so it isn't accepted"
                )
            else:
                reasons[change.text.strip()] = " ".join(because.text.split())
                lines[change.text.strip()] = line
    return Accepted(reasons, tuple(notes), lines, name)
