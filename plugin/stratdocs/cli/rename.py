"""`stratdocs rename`: gives an item a new id, in all files."""

from __future__ import annotations

import argparse
import os

from stratdocs.cli.parser import Parser
from stratdocs.model.finding import StratdocsError


def declare(parser: Parser) -> None:
    """What the command is for, and what it takes."""
    parser.description = (
        "Renames an id everywhere and records the old one in `was`, so that its history is "
        "kept. Nothing else changes."
    )
    parser.add_argument("old", metavar="OLD", help="current id")
    parser.add_argument("new", metavar="NEW", help="new id")
    parser.reads_strategy(writes=True)
    parser.examples = (
        "stratdocs rename first-week value-in-a-week",
        "stratdocs rename first-week value-in-a-week docs/strategy",
        "stratdocs rename first-week value-in-a-week --dry-run",
    )


def run(call: argparse.Namespace) -> int:
    """Renames and returns the exit code."""
    # imported here, so that `--help` does not wait for them
    from stratdocs.authoring.rewrite import Rewrite
    from stratdocs.cli.rewriting import finish, read_files
    from stratdocs.editing.renaming import rename_in_page, rename_item
    from stratdocs.exchange.memory import FILE, renamed_in_memory
    from stratdocs.repo.project import beside_settings
    from stratdocs.reports.checked import count_phrase

    files = read_files(call.paths)
    result = rename_item(files.stack.texts, call.old, call.new)
    changes, mentions = dict(result.texts), result.mentions
    for path, page in files.others.items():
        try:
            after, number = rename_in_page(page, call.old, call.new)
        except StratdocsError as error:
            raise StratdocsError(f"{path}: {error}; nothing was changed") from error
        if number:
            changes[path] = after
            mentions += number
    remembered = beside_settings(files.project, files.paths[0], FILE)
    if os.path.isfile(remembered):
        with open(remembered, encoding="utf-8", newline="") as stream:
            text = stream.read()
        files = files._replace(others={**files.others, remembered: text})
        changes[remembered] = renamed_in_memory(text, call.old, call.new)
    links = count_phrase(mentions, "link", "links")
    count = count_phrase(len(changes), "file", "files")
    done = f"renamed {call.old} to {call.new}: {links} changed, in {count}"
    return finish(Rewrite(changes, (done,)), files, call)
