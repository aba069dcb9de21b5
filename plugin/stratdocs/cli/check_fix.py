"""`stratdocs check --fix`: writes the fixed texts, or shows the changes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping

from stratdocs.cli.output import coloured, note, write
from stratdocs.editing.autofix import FixResult, fix_all, unified_diff
from stratdocs.model.finding import Finding
from stratdocs.repo.content import Content
from stratdocs.repo.writing import write_all
from stratdocs.reports.checked import Checked, clean, count_phrase, place

CheckTexts = Callable[[Mapping[str, str]], Checked]


def fix(
    checked: Checked, check_texts: CheckTexts, content: Content, call: argparse.Namespace
) -> Checked:
    """The findings in the fixed texts. With --diff nothing is written, and the findings stay."""
    newest = [checked]

    def findings(texts: Mapping[str, str]) -> Iterable[Finding]:
        if texts != newest[0].texts:
            newest[0] = check_texts(texts)
        return newest[0].findings

    # a file that is not UTF-8 would not be written with the bytes it had
    locked = {finding.span.path for finding in content.findings}
    result = fix_all(content.texts, findings, unsafe=call.unsafe_fixes, locked=locked)
    if call.diff:
        write(in_colours(unified_diff(content.texts, result.texts), call.output), call.output)
        _summarise(result, "would fix")
        return checked
    write_all({path: result.texts[path] for path in result.changed}, content.texts)
    _summarise(result, "fixed")
    if newest[0].texts != result.texts:
        newest[0] = check_texts(result.texts)
    return newest[0]


def _summarise(result: FixResult, verb: str) -> None:
    findings = count_phrase(result.number, "finding", "findings")
    if not result.number:
        note("nothing to fix")
    else:
        note(f"{verb} {findings} in {count_phrase(len(result.changed), 'file', 'files')}")
    for finding in result.refused:
        note(
            f"{place(finding.span)}: {finding.rule} wasn't fixed, because its fix would "
            "change more than it should"
        )


def in_colours(text: str, output: str | None) -> str:
    """A diff, on a terminal with colours and without characters that control it."""
    terminal = not output and sys.stdout.isatty()
    paint = not output and coloured(terminal=terminal)
    if not (terminal or paint):
        return text
    lines = []
    for line in text.splitlines():
        colour = _COLOURS.get(line[:1], "") if paint else ""
        lines.append(f"{colour}{clean(line)}{_OFF if colour else ''}\n")
    return "".join(lines)


_COLOURS = {"-": "\x1b[31m", "+": "\x1b[32m", "@": "\x1b[36m"}
_OFF = "\x1b[0m"
