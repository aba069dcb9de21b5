"""Applies the fixes of findings to texts: as many as are valid together."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from stratdocs.editing.edits import TextEditor, Texts
from stratdocs.editing.splices import Step
from stratdocs.model.finding import Finding
from stratdocs.yamltext.source import Fix, Span

MAX_ROUNDS = 10
"""How often the texts are checked again: some fixes become possible only after others."""

Checker = Callable[[Texts], Iterable[Finding]]


class FixResult(NamedTuple):
    """The result of fixing texts."""

    texts: dict[str, str]
    """All texts, after the fixes."""
    changed: tuple[str, ...]
    """The paths of the texts that changed."""
    number: int
    """The number of findings that were fixed."""
    refused: tuple[Finding, ...]
    """Findings whose fix would have changed more than it says, or that are in a locked text."""


def fix_all(
    texts: Texts, check: Checker, *, unsafe: bool, locked: Collection[str] = ()
) -> FixResult:
    """The texts after the fixes of all findings of `check`; unsafe ones only if asked for.

    If two fixes touch the same place, the first is made, and the next check decides on the other.
    Locked texts are not changed.
    """
    now = dict(texts)
    number = 0
    refused: dict[tuple[str, str, str], Finding] = {}
    for _ in range(MAX_ROUNDS):
        session = EditSession(now, locked)
        made = session.make_fixes(
            finding for finding in check(now) if finding.fix and (finding.fix.safe or unsafe)
        )
        refused |= {(each.rule, each.span.path, each.message): each for each in session.refused}
        if not made:
            break
        now.update(session.after)
        number += len(made)
    changed = tuple(path for path in now if now[path] != texts[path])
    return FixResult(now, changed, number, tuple(refused.values()))


def apply_fix(texts: Texts, fix: Fix) -> dict[str, str] | None:
    """The texts that a single fix changes, after the change; None if it is refused."""
    session = EditSession(texts, ())
    steps = session.steps(fix)
    if steps is None or not session.try_apply([], [_Candidate(None, steps)]):
        return None
    return session.after


class Replacement(NamedTuple):
    """A piece of a text, and the text that replaces it."""

    span: Span
    text: str


def replacements_by_finding(
    texts: Texts, findings: Iterable[Finding]
) -> dict[Finding, tuple[Replacement, ...]]:
    """The replacements of each finding's fix, for programs that offer fixes one by one; findings
    whose fix would be refused are left out.
    """
    left = [finding for finding in findings if finding.fix is not None]
    found: dict[Finding, tuple[Replacement, ...]] = {}
    for _ in range(MAX_ROUNDS):  # fixes that cut at the same place are tried one after the other
        session = EditSession(texts, ())
        for finding, steps in session.make_fixes(left):
            if finding is not None:
                found[finding] = tuple(
                    Replacement(session.editor(path).span(start, end), text)
                    for path in sorted(steps)
                    for step in steps[path]
                    for start, end, text in step.splices
                )
        done = found.keys() | set(session.refused)
        rest = [finding for finding in left if finding not in done]
        if not rest or len(rest) == len(left):
            break
        left = rest
    return found


def unified_diff(before: Texts, after: Mapping[str, str | None]) -> str:
    """The changed texts as a unified diff, for `git apply` and `patch -p1`; None in place of a text
    is a file that goes, and a path that is not among those before a new one.
    """
    shown: list[str] = []
    for path in sorted(after):
        if after[path] == before.get(path):
            continue
        old, new = _LINE.findall(before.get(path, "")), _LINE.findall(after[path] or "")
        names = (
            f"a/{path}" if path in before else "/dev/null",
            "/dev/null" if after[path] is None else f"b/{path}",
        )
        shown.extend(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in difflib.unified_diff(old, new, *names)
        )
    return "".join(shown)


_LINE = re.compile(r"[^\n]*\n|[^\n]+")


# --- which fixes can be made together -------------------------------------------------------------

Steps = dict[str, list[Step]]
"""The edits of a fix, by path."""


class _Candidate(NamedTuple):
    """A fix as steps in texts, and the finding that it settles."""

    finding: Finding | None
    steps: Steps


class EditSession:
    """Texts in which fixes are tried together."""

    def __init__(self, texts: Texts, locked: Collection[str]) -> None:
        self.before = texts
        self.locked = locked
        self.editors: dict[str, TextEditor] = {}
        self.after: dict[str, str] = {}
        """The texts that have changed."""
        self.refused: list[Finding] = []

    def make_fixes(self, findings: Iterable[Finding]) -> list[_Candidate]:
        """The fixes that could be made; the texts contain them afterwards."""
        chosen: list[_Candidate] = []
        taken: dict[str, list[tuple[int, int]]] = {}
        for finding in findings:
            if finding.fix is None:
                continue
            steps = self.steps(finding.fix)
            if steps is None:
                self.refused.append(finding)
            elif steps and _reserved(taken, steps):
                chosen.append(_Candidate(finding, steps))
        return self.largest_valid_subset([], chosen)

    def largest_valid_subset(
        self, made: list[_Candidate], more: list[_Candidate]
    ) -> list[_Candidate]:
        """The fixes made so far and as many more as are valid, found by halving."""
        if not more:
            return made
        if self.try_apply(made, more):
            return [*made, *more]
        if len(more) == 1:
            self.refused.extend(each.finding for each in more if each.finding is not None)
            return made
        half = len(more) // 2
        first = self.largest_valid_subset(made, more[:half])
        return self.largest_valid_subset(first, more[half:])

    def try_apply(self, made: Iterable[_Candidate], more: Iterable[_Candidate]) -> bool:
        """Whether the texts say what they should after those fixes; if so, they are changed."""
        touched: Steps = {path: [] for candidate in more for path in candidate.steps}
        for candidate in (*made, *more):
            for path in candidate.steps.keys() & touched:
                touched[path].extend(candidate.steps[path])
        after: dict[str, str] = {}
        for path, steps in touched.items():
            editor = self.editor(path)
            after[path] = editor.with_splices(splice for step in steps for splice in step.splices)
            if not editor.verify(after[path], steps):
                return False
        self.after.update(after)
        return True

    def steps(self, fix: Fix) -> Steps | None:
        """The steps of a fix, without what is there already; None if it cannot be made."""
        found: Steps = {}
        for edit in fix.edits:
            path = edit.span.path
            if path not in self.before or path in self.locked:
                return None
            step = self.editor(path).correction(edit)
            if step is None:
                return None
            text = self.before[path]
            if any(text[start:end] != new for start, end, new in step.splices):
                found.setdefault(path, []).append(step)
        return found

    def editor(self, path: str) -> TextEditor:
        """The text at a path, read once."""
        if path not in self.editors:
            self.editors[path] = TextEditor(path, self.before[path])
        return self.editors[path]


def _reserved(taken: dict[str, list[tuple[int, int]]], steps: Steps) -> bool:
    """Reserves the places of a fix; False if one of them is taken."""
    places = {
        path: [(start, end) for step in found for start, end, _ in step.splices]
        for path, found in steps.items()
    }
    for path, found in places.items():
        others = taken.setdefault(path, [])
        for start, end in found:
            at = bisect_left(others, (start, end))
            if (at < len(others) and others[at][0] < end) or (at and others[at - 1][1] > start):
                return False
            if at < len(others) and others[at] == (start, end):
                return False
    for path, found in places.items():
        for place in found:
            insort(taken[path], place)
    return True
