"""`stratdocs check --fix`: writes what the fixes come to, or shows it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping

from stratdocs.cli.output import coloured, note, rewrite, write
from stratdocs.editing.autofix import FixResult, fix_all, unified_diff
from stratdocs.model.finding import Finding
from stratdocs.repo.content import Content
from stratdocs.reports.checked import Checked, clean, count_phrase, place

Look = Callable[[Mapping[str, str]], Checked]


def fix(checked: Checked, look: Look, content: Content, call: argparse.Namespace) -> Checked:
    """What is found in the fixed texts. With --diff nothing is written: what was found stays."""
    last = [checked]

    def findings(texts: Mapping[str, str]) -> Iterable[Finding]:
        if texts != last[0].texts:
            last[0] = look(texts)
        return last[0].findings

    # what is not UTF-8 on the disk would not come out as it went in
    locked = {finding.span.path for finding in content.findings}
    outcome = fix_all(content.texts, findings, unsafe=call.unsafe_fixes, locked=locked)
    if call.diff:
        write(_painted(unified_diff(content.texts, outcome.texts), call.output), call.output)
        _summarise(outcome, "would fix")
        return checked
    rewrite((path, content.texts[path], outcome.texts[path]) for path in outcome.changed)
    _summarise(outcome, "fixed")
    if last[0].texts != outcome.texts:
        last[0] = look(outcome.texts)
    return last[0]


def _summarise(outcome: FixResult, verb: str) -> None:
    findings = count_phrase(outcome.number, "finding", "findings")
    if not outcome.number:
        note("there is nothing to fix")
    else:
        note(f"{verb} {findings} in {count_phrase(len(outcome.changed), 'file', 'files')}")
    for finding in outcome.refused:
        note(
            f"{place(finding.span)}: {finding.rule} is left as it is, since its fix would change "
            "more than it should"
        )


def _painted(text: str, output: str | None) -> str:
    """A diff as it is, but on a terminal: there it has colours, and nothing in it steers."""
    terminal = not output and sys.stdout.isatty()
    if not terminal:
        return text
    paint = coloured(terminal=True)
    lines = []
    for line in text.splitlines():
        code = _CODES.get(line[:1], "") if paint else ""
        lines.append(f"{code}{clean(line)}{_OFF if code else ''}\n")
    return "".join(lines)


_CODES = {"-": "\x1b[31m", "+": "\x1b[32m", "@": "\x1b[36m"}
_OFF = "\x1b[0m"
