"""`stratdocs history`: the history of the strategy as a file that is read instead of git."""

from __future__ import annotations

import argparse
import os

from stratdocs.cli.output import CLEAN, NOTHING, note, write
from stratdocs.cli.parser import Parser
from stratdocs.model.finding import StratdocsError


def declare(parser: Parser) -> None:
    """What the command is for, and its options."""
    parser.description = (
        "Prints what changed in the strategy, when, by whom and why, as git has it. With --record "
        "it goes to a file, which a site can read instead of git: history: FILE in mkdocs.yml. "
        "Authors are named by the id of a person with the same e-mail address or name; others "
        "are left out."
    )
    parser.add_argument(
        "--record",
        metavar="FILE",
        help="write to this file; if it exists, add what happened since its last entry",
    )
    parser.reads_strategy()
    parser.examples = (
        "stratdocs history",
        "stratdocs history --record history.yml",
        "stratdocs history --record history.yml strategy",
    )


def run(call: argparse.Namespace) -> int:
    """Prints or writes it, and returns the exit code."""
    # imported here, so that `--help` does not wait for them
    from stratdocs.authoring.recording import HEAD, recording
    from stratdocs.cli.rewriting import read_files
    from stratdocs.model.people import person_of
    from stratdocs.model.recorded import read_log
    from stratdocs.repo.git import commit_authors, versions_up_to
    from stratdocs.repo.project import find_project, strategy_folder

    paths = call.paths or [strategy_folder(find_project())]
    stack = read_files(call.paths).stack
    found = versions_up_to("HEAD", paths)
    authors = commit_authors(paths)
    old, log = "", None
    if call.record and os.path.exists(call.record):
        with open(call.record, encoding="utf-8") as stream:
            old = stream.read()
        log = read_log(call.record, old)
        if log.findings:
            first = log.findings[0]
            raise StratdocsError(
                f"{call.record}:{first.span.line}:{first.span.column}: {first.message}; fix "
                "the file before it is continued"
            )
    new = recording(
        found.versions,
        lambda version: person_of(stack, *authors.get(version.commit or "", ("", ""))),
        log,
    )
    if found.gap is not None:
        note(found.gap.sentence)
    if not new:
        note("nothing to record: no commit changed the strategy since it was added"
             if log is None else f"{call.record} already has all that git knows")  # fmt: skip
        return NOTHING if log is None else CLEAN
    text = f"{old.rstrip()}\n{new}" if old.strip() else HEAD + new
    write(text, call.record)
    return CLEAN
