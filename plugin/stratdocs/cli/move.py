"""`stratdocs move`: puts an item below a different parent."""

from __future__ import annotations

import argparse

from stratdocs.cli.parser import Parser


def declare(parser: Parser) -> None:
    """What the command is for, and what it takes."""
    parser.description = (
        "Moves an item below a different parent, with everything nested in it. A nested "
        "item is nested again among its new siblings; any other gets a new `serves`. "
        "Comments move with it; other parents and all links to it stay."
    )
    parser.add_argument("item", metavar="ID", help="the item to move")
    parser.add_argument("--under", metavar="ID", required=True, help="its new parent")
    parser.reads_strategy(writes=True)
    parser.examples = (
        "stratdocs move guided-import --under activation",
        "stratdocs move guided-import --under activation --dry-run",
    )


def run(call: argparse.Namespace) -> int:
    """Moves it and returns the exit code."""
    from stratdocs.authoring.moving import moved_below  # so that `--help` does not wait for it
    from stratdocs.cli.rewriting import finish, read_files

    files = read_files(call.paths)
    return finish(moved_below(files.stack, call.item, call.under), files, call)
