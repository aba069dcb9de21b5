"""`stratdocs judge`: how one wording reads, before it is written down."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from stratdocs.cli.output import CLEAN, FOUND, NOTHING, note, write
from stratdocs.cli.parser import Parser, one_of
from stratdocs.model.finding import StratdocsError

if TYPE_CHECKING:
    from stratdocs.language.judgement import Judgement
    from stratdocs.model.decode import Strictness

FAIL_ON = ("error", "warning", "advice", "never")
KINDS = ("objective", "key_result")
STRICTNESSES = ("gentle", "usual", "strict")
_LIST_NUMBER = r"^\d{1,2}[.)]\s+(?=\S)"
MIN_SHOWN = 0.05
"""The least weight of a word that is shown to people."""


def declare(parser: Parser) -> None:
    """What the command is for, and its options."""
    parser.description = (
        "Judges the wording of an objective or key result: an outcome (fine), an output or "
        "activity (work, which belongs below it), or not judged, with the reason. Shows "
        "which words decided, and a question that leads to a stronger line. Exit status: 0 "
        "fine, 1 a line reaches --fail-on, 2 usage error, 3 no line to judge."
    )
    parser.add_argument(
        "words",
        metavar="LINE",
        nargs="+",
        help="the line, in quotes, or - to read one line each from standard input",
    )
    parser.add_argument(
        "--kind",
        type=one_of("--kind", KINDS),
        default="key_result",
        metavar="KIND",
        help="key_result (default) or objective, which needs no figure",
    )
    parser.add_argument(
        "--parent",
        metavar="TEXT",
        default="",
        help="the title of what the line serves, for a question that leads there",
    )
    parser.add_argument(
        "--strictness",
        type=one_of("--strictness", STRICTNESSES),
        metavar="HOW",
        help="gentle, usual or strict (default: the strategy's settings, else usual)",
    )
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="text is for people (default), json for programs",
    )
    parser.add_argument(
        "--fail-on",
        type=one_of("--fail-on", FAIL_ON),
        default="error",
        metavar="LEVEL",
        help=(
            "what exits with 1: warning (certainly work), advice (also probably work) or "
            "never; error, the default, doesn't occur here"
        ),
    )
    parser.examples = (
        'stratdocs judge "Launch the new portal"',
        'stratdocs judge --parent "Clinics stay" "Launch the portal"',
        "stratdocs judge - --format json < lines.txt",
    )


def run(call: argparse.Namespace) -> int:
    """Judges the lines and returns the exit code."""
    from stratdocs.language.judgement import Judgement, judgement  # `--help` does not wait for it

    if call.words == ["-"]:
        lines = list(_lines(sys.stdin.buffer.read()))
        where = "standard input is empty"
    else:
        line = " ".join(" ".join(call.words).split())
        if fault := _fault(line):
            raise StratdocsError(f"the line can't be judged: {fault}")
        lines, where = [line] if line else [], "the line is empty"
    if fault := _fault(call.parent):
        raise StratdocsError(f"--parent can't be read: {fault}")
    if not lines:
        note(f"nothing to judge: {where}")
    strictness = call.strictness or _strictness_around()
    found = [
        Judgement(line, "unknown", fault)
        if (fault := _fault(line))
        else judgement(line, call.kind, call.parent, strictness)
        for line in lines
    ]
    if call.format == "json":
        write(_as_json(found))
    elif found:
        write("\n".join(map(_as_text, found)))
    if not lines:
        return NOTHING
    levels = {"warning": {"stated"}, "advice": {"stated", "asked"}}.get(call.fail_on, set())
    return FOUND if any(each.stance in levels for each in found) else CLEAN


def _strictness_around() -> Strictness:
    """What the settings of the strategy ask for that the working directory belongs to."""
    from stratdocs.model.decode import strictness_of  # `--help` does not wait for them
    from stratdocs.repo.content import read_content
    from stratdocs.repo.project import find_project
    from stratdocs.yamltext.source import read

    project = find_project()
    found: set[Strictness] = set()
    for source in project.sources if project is not None else ():
        if os.path.exists(source):
            texts = read_content([source]).texts
            found.add(strictness_of(read(path, text) for path, text in sorted(texts.items())))
    if len(found) > 1:
        raise StratdocsError(
            "the strategies of this site differ in strictness; name one with --strictness"
        )
    return next(iter(found), "usual")


def _lines(data: bytes) -> Iterator[str]:
    """The lines that are not empty, without the numbers of a list; bytes that are no UTF-8 become
    lone surrogates.
    """
    for raw in data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").split(b"\n"):
        line = re.sub(_LIST_NUMBER, "", raw.decode("utf-8", "surrogateescape").strip(" \t\r"))
        if line:
            yield line


def _fault(line: str) -> str | None:
    """Why a line is no text; None if it is."""
    for at, char in enumerate(line):
        if "\ud800" <= char <= "\udfff":
            return f"it isn't UTF-8 (character {at + 1})"
        if (char < " " and char not in "\t\r\n") or "\x7f" <= char <= "\x9f":
            return f"it has a control character (U+{ord(char):04X}, character {at + 1})"
    return None


# --- what it prints -------------------------------------------------------------------------------


def _as_text(found: Judgement) -> str:
    """A line with the words that decided underlined, the answer and the question."""
    from stratdocs.reports.checked import clean
    from stratdocs.reports.full import underlined

    shown, space, marks = underlined(found.line, *found.place)
    lines = [shown]
    if marks:
        lines.append(f"{' ' * space}{'^' * marks}")
    answer = found.answer if found.label is not None else "unknown"
    lines.append(f"  {answer}: {found.verdict}: {clean(found.why)}")
    if found.row:
        lines.append(f"  row: {found.row}")
    if weighing := [f"{word} {w:+.1f}" for word, w in found.weighing if abs(w) >= MIN_SHOWN]:
        lines.append(f"  words: {clean(', '.join(weighing))}")
    if found.question:
        lines.append(f"  ask: {clean(found.question)}")
    return "\n".join(lines) + "\n"


def _as_json(found: Sequence[Judgement]) -> str:
    """All judgements for programs; columns count from 1, the end is exclusive, as in a check."""
    data = {
        "version": 1,
        "lines": [
            {
                "line": each.line.encode("utf-8", "replace").decode(),
                "answer": each.answer,
                "label": each.label,
                "confidence": each.confidence,
                "probability": each.probability and round(each.probability, 3),
                "cue": each.cue or None,
                "column": each.place[0] + 1 if each.cue else None,
                "end_column": each.place[1] + 1 if each.cue else None,
                "row": each.row,
                "weighing": [{"word": word, "weight": w} for word, w in each.weighing],
                "why": each.why,
                "question": each.question or None,
            }
            for each in found
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
