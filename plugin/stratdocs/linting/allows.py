"""Findings that the authors accept, each with its reason, beside the line it is about.

    owner: platform-team  # stratdocs: allow group-owner until 2027-03-31 -- Ana starts in April

An `allow` on an item's first line silences one rule for the item; on the line of a field, for that
field; alone on a line, it speaks for the next line that is not a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from stratdocs.model.finding import Finding
from stratdocs.model.kinds import Entity
from stratdocs.model.stack import Stack
from stratdocs.model.values import day
from stratdocs.yamltext.source import (
    Edit,
    Fix,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    SourceFile,
    Span,
    lines_of,
)

EXPIRING_DAYS = 30
"""Days before its end from which on an allow is counted as expiring soon."""

_ALLOW = r"(?s)#\s*stratdocs:\s*allow\b(?P<rest>.*)"
_NEXT_COMMENT = r"(?<=\s)#(?=\s)"
_PARTS = (
    r"\s+(?P<rule>[\w-]+)(?:\s+until\s+(?P<until>\S+))?\s*(?:(?:--|—|–)\s*(?P<reason>\S.*?))?\s*"
)


class Allow(NamedTuple):
    """One accepted finding, as its authors wrote it."""

    span: Span
    rule: str
    line: int
    """The line it speaks for."""
    until: date | None
    reason: str
    wrong: str | None
    """Why it cannot count, in a sentence; None where it can."""
    removal: Fix
    """The text without it."""


class Silenced(NamedTuple):
    """A finding that is accepted, and by what."""

    finding: Finding
    allow: Allow


class AllowResult(NamedTuple):
    """Findings sorted by allows: to report, or accepted; and the allows that accepted nothing."""

    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...]
    allows: tuple[Allow, ...]
    unused: tuple[Allow, ...]


def allows(stack: Stack) -> Iterator[Allow]:
    """Every allow in the texts; a text inside a value that looks like an allow does not count."""
    for document in stack.documents:
        text = stack.texts.get(document.path, "")  # none where the file could not be read
        if "stratdocs:" not in text:
            continue
        values: list[tuple[_Place, _Place]] | None = None
        lines = lines_of(text.removeprefix("\ufeff"))
        for number, line in enumerate(lines, 1):
            if "stratdocs:" not in line:
                continue
            match = re.search(_ALLOW, line)
            if match is None or (match.start() and not line[match.start() - 1].isspace()):
                continue
            if values is None:
                values = [
                    place for root in document.roots for place in _values(document.path, root)
                ]
            place = (number, match.start() + 1)
            if any(start <= place < end for start, end in values):
                continue
            yield _allow(document.path, lines, number, match)


def apply_allows(
    stack: Stack, findings: Iterable[Finding], written: Iterable[Allow]
) -> AllowResult:
    """The findings, without those that an allow accepts today."""
    by_line: dict[tuple[str, int], list[Allow]] = {}
    known = tuple(written)
    for allow in known:
        if allow.wrong is None and not is_expired(allow, stack.today):
            by_line.setdefault((allow.span.path, allow.line), []).append(allow)
    kept, silenced, used = [], [], set()
    for finding in findings:
        accepted = None
        if by_line:
            for line in _allow_lines(stack, finding):
                for allow in by_line.get((finding.span.path, line), ()):
                    if allow.rule == finding.rule:
                        accepted = allow
        if accepted is None:
            kept.append(finding)
        else:
            used.add(accepted)
            silenced.append(Silenced(finding, accepted))
    unused = tuple(
        a for a in known if a.wrong is None and not is_expired(a, stack.today) and a not in used
    )
    return AllowResult(tuple(kept), tuple(silenced), known, unused)


def is_expired(allow: Allow, today: date) -> bool:
    """Whether its day has passed."""
    return allow.until is not None and allow.until < today


def is_expiring(allow: Allow, today: date) -> bool:
    """Whether it ends within the next 30 days."""
    return allow.until is not None and 0 <= (allow.until - today).days <= EXPIRING_DAYS


def _allow_lines(stack: Stack, finding: Finding) -> Iterator[int]:
    """The lines on which an allow for the finding may stand."""
    yield finding.span.line
    entity = stack.get(finding.item)
    if isinstance(entity, Entity) and entity.path == finding.span.path:
        yield entity.node.lines(entity.path)[0]
        first = finding.field.split(".", 1)[0]
        if first in entity.node.values:
            yield entity.node.key_span(entity.path, first).line


def _allow(path: str, lines: list[str], number: int, match: re.Match[str]) -> Allow:
    line = lines[number - 1]
    span = Span(path, number, match.start() + 1, number, match.start() + 1 + len(match[0].rstrip()))
    about = number
    removal = _removal(span, line)
    if not line[: match.start()].strip():  # alone on its line
        while about < len(lines) and (
            not lines[about].strip() or lines[about].lstrip().startswith("#")
        ):
            about += 1
        about += 1
    parts = re.fullmatch(_PARTS, match["rest"].rstrip())
    if parts is None:
        shape = "an allow reads: allow RULE until 2027-03-31 -- reason; the date may be left out"
        return Allow(span, "", about, None, "", shape, removal)
    until = day(parts["until"]) if parts["until"] else None
    wrong = None
    if parts["until"] and until is None:
        wrong = f'"{parts["until"]}" is no date; a date is written 2027-03-31'
    elif not parts["reason"]:
        wrong = f"it allows {parts['rule']} without a reason; write one behind --"
    return Allow(span, parts["rule"], about, until, parts["reason"] or "", wrong, removal)


def _removal(span: Span, line: str) -> Fix:
    """The line without the allow, or no line where nothing else is on it; other comments stay."""
    start = span.column - 1
    other = re.compile(_NEXT_COMMENT).search(line, start + 1)
    if other:
        place = span._replace(end_column=other.start() + 1)
    elif line[:start].strip():
        place = span._replace(column=len(line[:start].rstrip()) + 1)
    else:
        place = Span(span.path, span.line, 1, span.line + 1, 1)
    return Fix(safe=True, edits=(Edit(place, ""),))


_Place = tuple[int, int]
"""Line and column, counted from 1."""


def _values(path: SourceFile, node: Node) -> Iterator[tuple[_Place, _Place]]:
    """Where quoted and block texts stand, in which a # is no comment."""
    match node:
        case ScalarNode():
            if not node.plain:
                yield path.line_and_column(node.start), path.line_and_column(node.end)
        case SequenceNode():
            for inner in node.nodes:
                yield from _values(path, inner)
        case MappingNode():
            for inner in node.values.values():
                yield from _values(path, inner)
