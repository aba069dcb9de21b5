"""Findings that the authors accept, each with its reason, on the line it is about.

    owner: platform-team  # stratdocs: allow group-owner until 2027-03-31 -- Ana starts in April

An `allow` on an item's first line silences one rule for the item; on the line of a field, for that
field; alone on a line, for the next line that is not a comment.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from stratdocs.model.aliases import is_placeholder
from stratdocs.model.days import day, day_meant
from stratdocs.model.finding import Finding
from stratdocs.model.kinds import Entity
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import did_you_mean
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

NO_REASON = "TODO"
"""The placeholder where a reason is still to be written; it doesn't count as one."""
SAMPLE_REASON = "why this is fine here"
"""What stands for the reason in examples; copying it doesn't count as a reason."""
_OLDER_SAMPLE = "why it is right here"
"""The sample in earlier versions, which some have copied."""
EXPIRING_DAYS = 30
"""Days before its end within which a suppression counts as expiring soon."""

_ALLOW = r"(?si)#\s*(?P<tool>strat-?docs?)(?P<colon>:?)\s*(?P<word>[a-z][\w-]*)(?P<rest>.*)"
_MAY_HOLD_ALLOW = re.compile("(?i)#[^#\n]*strat-?doc")
_MEANT = frozenset(
    """allowed allows accept disable exempt except ignore ignored mute noqa off permit silence skip
    suppress""".split()
)
"""What other tools call a suppression."""
_NEXT_COMMENT = r"(?<=\s)#(?=\s)"
_PARTS = (
    r"\s+(?P<rule>[\w-]+)(?:\s+until\s+(?P<until>\S+))?\s*(?:(?:--|—|–)\s*(?P<reason>\S.*?))?\s*"
)


class Allow(NamedTuple):
    """One accepted finding, as its authors wrote it."""

    span: Span
    rule: str
    line: int
    """The line whose findings it accepts."""
    until: date | None
    reason: str
    problem: str | None
    """Why it doesn't count, in a sentence; None if it does."""
    removal: Fix
    """The fix that removes it."""


class Silenced(NamedTuple):
    """An accepted finding, and the suppression that accepts it."""

    finding: Finding
    allow: Allow


class AllowResult(NamedTuple):
    """Findings to report, findings that are suppressed, and the suppressions that aren't needed."""

    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...]
    allows: tuple[Allow, ...]
    unused: tuple[Allow, ...]


def allows(stack: Stack) -> Iterator[Allow]:
    """Every allow in the texts. What looks like one within a value does not count."""
    for document in stack.documents:
        text = stack.texts.get(document.path, "")  # none if the file could not be read
        if "#" not in text or not _MAY_HOLD_ALLOW.search(text):
            continue
        ranges: list[tuple[_Position, _Position]] | None = None
        targets: list[int] | None = None
        lines = lines_of(text.removeprefix("\ufeff"))
        for number, line in enumerate(lines, 1):
            if "#" not in line:
                continue
            match = re.search(_ALLOW, line)
            if match is None or not _is_allow(match["word"]):
                continue
            if not match["colon"] and match["word"].lower() not in ("allow", *_MEANT):
                continue
            if match.start() and not line[match.start() - 1].isspace():
                continue
            if ranges is None:
                ranges = sorted(
                    range_
                    for root in document.roots
                    for range_ in _quoted_ranges(document.path, root)
                )
            position = (number, match.start() + 1)
            before = bisect_left(ranges, position, key=_start)
            if before < len(ranges) and ranges[before][0] == position:
                continue
            if before and position < ranges[before - 1][1]:
                continue
            target = number
            if not line[: match.start()].strip():  # alone on its line
                targets = targets or _next_lines(lines)
                target = targets[number]
            yield _allow(document.path, line, number, match, target)


def _next_lines(lines: Sequence[str]) -> list[int]:
    """For each line, counted from 1, the next one that is neither empty nor a comment."""
    found = [len(lines) + 1] * (len(lines) + 1)
    for number in range(len(lines) - 1, -1, -1):
        text = lines[number].lstrip()  # the line below the one of that number
        found[number] = found[number + 1] if not text or text.startswith("#") else number + 1
    return found


def _is_allow(word: str) -> bool:
    """Whether the word after `stratdocs:` is an allow, or is meant as one."""
    if word == "allow":
        return True
    word = word.lower()
    first = word.partition("-")[0]  # disable-line, ignore-next-line
    if word == "allow" or first in _MEANT:
        return True
    from stratdocs.words.nearest import best_guess

    return best_guess(word, ("allow",)) is not None


def apply_allows(
    stack: Stack, findings: Iterable[Finding], all_allows: Iterable[Allow]
) -> AllowResult:
    """The findings, sorted by whether an allow accepts them today."""
    by_line: dict[tuple[str, int, str], Allow] = {}
    listed = tuple(all_allows)
    for allow in listed:
        if allow.problem is None and not is_expired(allow, stack.today):
            by_line[allow.span.path, allow.line, allow.rule] = allow
    kept, silenced, used = [], [], set()
    for finding in findings:
        accepted = None
        if by_line:
            for line in _allow_lines(stack, finding):
                accepted = by_line.get((finding.span.path, line, finding.rule), accepted)
        if accepted is None:
            kept.append(finding)
        else:
            used.add(accepted)
            silenced.append(Silenced(finding, accepted))
    unused = tuple(
        a for a in listed if a.problem is None and not is_expired(a, stack.today) and a not in used
    )
    return AllowResult(tuple(kept), tuple(silenced), listed, unused)


def is_unwritten(reason: str) -> bool:
    """Whether a reason only says that one is still to be written."""
    reason = re.split(_NEXT_COMMENT, reason)[0].rstrip()
    first_word = re.match(r"[^\W_]*", reason)
    unwritten = first_word is not None and first_word[0] == NO_REASON
    return unwritten or reason in (SAMPLE_REASON, _OLDER_SAMPLE) or is_placeholder(reason)


def is_expired(allow: Allow, today: date) -> bool:
    """Whether its last day has passed."""
    return allow.until is not None and allow.until < today


def is_expiring(allow: Allow, today: date) -> bool:
    """Whether it ends within the next 30 days."""
    return allow.until is not None and 0 <= (allow.until - today).days <= EXPIRING_DAYS


def _allow_lines(stack: Stack, finding: Finding) -> Iterator[int]:
    """The lines on which an allow for a finding may stand."""
    yield finding.span.line
    entity = stack.get(finding.item)
    if isinstance(entity, Entity) and entity.path == finding.span.path:
        yield entity.node.lines(entity.path)[0]
        first = finding.field.split(".", 1)[0]
        if first in entity.node.values:
            yield entity.node.key_span(entity.path, first).line


def _allow(path: str, line: str, number: int, match: re.Match[str], target: int) -> Allow:
    span = Span(path, number, match.start() + 1, number, match.start() + 1 + len(match[0].rstrip()))
    removal = _removal(span, line)
    if match["word"] != "allow":
        slip = f"{match['word']} isn't a directive; did you mean allow?"
        return Allow(span, "", target, None, "", slip, removal)
    opening = f"{match['tool']}{match['colon']}"
    if opening != "stratdocs:":
        slip = f'start a suppression with "stratdocs:", not with "{opening}"'
        return Allow(span, "", target, None, "", slip, removal)
    parts = re.fullmatch(_PARTS, match["rest"].rstrip())
    if parts is None:
        message = "write: allow RULE until 2027-03-31 -- reason (the date is optional)"
        return Allow(span, "", target, None, "", message, removal)
    until = day(parts["until"]) if parts["until"] else None
    problem = None
    if parts["until"] and until is None:
        hint = did_you_mean(day_meant(parts["until"]))
        problem = (
            f'"{parts["until"]}" isn\'t a valid date; use YYYY-MM-DD, such as 2027-03-31{hint}'
        )
    elif not parts["reason"] or is_unwritten(parts["reason"]):
        problem = f"the suppression of {parts['rule']} has no reason; add one after --"
    return Allow(span, parts["rule"], target, until, parts["reason"] or "", problem, removal)


def _removal(span: Span, line: str) -> Fix:
    """The fix that removes an allow, with its line if that is empty then; other comments stay."""
    start = span.column - 1
    next_comment = re.compile(_NEXT_COMMENT).search(line, start + 1)
    if next_comment:
        place = span._replace(end_column=next_comment.start() + 1)
    elif line[:start].strip():
        place = span._replace(column=len(line[:start].rstrip()) + 1)
    else:
        place = Span(span.path, span.line, 1, span.line + 1, 1)
    return Fix(safe=True, edits=(Edit(place, ""),))


_Position = tuple[int, int]
"""Line and column, counted from 1."""


def _start(range_: tuple[_Position, _Position]) -> _Position:
    return range_[0]


def _quoted_ranges(path: SourceFile, node: Node) -> Iterator[tuple[_Position, _Position]]:
    """Start and end of quoted and block texts, within which a # begins no comment."""
    match node:
        case ScalarNode():
            if not node.plain:
                yield path.line_and_column(node.start), path.line_and_column(node.end)
        case SequenceNode():
            for inner in node.nodes:
                yield from _quoted_ranges(path, inner)
        case MappingNode():
            for inner in node.values.values():
                yield from _quoted_ranges(path, inner)
