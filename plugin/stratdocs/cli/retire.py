"""`stratdocs retire`: closes an item, or removes it."""

from __future__ import annotations

import argparse
import sys

from stratdocs.cli.parser import Parser
from stratdocs.model.finding import StratdocsError


def declare(parser: Parser) -> None:
    """What the command is for, and what it takes."""
    parser.description = (
        "Retires an item: its status becomes dropped, with the reason. People, teams, decisions, "
        "retrospectives and health checks have no such end and are removed. You decide what "
        "happens to open items below it. Exit status: 0 done, 1 done with open points, 2 refused."
    )
    parser.add_argument("item", metavar="ID", help="the item to retire")
    parser.add_argument("--because", metavar="TEXT", required=True, help="the reason")
    parser.add_argument(
        "--with-below", action="store_true", help="also retire the open items below it"
    )
    parser.add_argument("--keep-below", action="store_true", help="leave the items below it open")
    parser.add_argument(
        "--move-below", metavar="ID", help="move the open items below it to this item"
    )
    parser.add_argument("--remove", action="store_true", help="remove it instead of closing it")
    parser.add_argument(
        "--clean-links",
        action="store_true",
        help="remove the links to a removed item (default: list them and stop)",
    )
    parser.reads_strategy(writes=True)
    parser.examples = (
        'stratdocs retire fax-bridge --because "No clinic has asked for it since March"',
        'stratdocs retire old-objective --because "Merged" --move-below first-week',
        'stratdocs retire jo --because "Left in May" --clean-links --dry-run',
    )


def run(call: argparse.Namespace) -> int:
    """Retires it and returns the exit code."""
    # imported here, so that `--help` does not wait for them
    from stratdocs.authoring.retiring import Below, decision, left_open, question, retired
    from stratdocs.cli.rewriting import finish, read_files

    chosen = [call.with_below, call.keep_below, call.move_below is not None]
    if sum(chosen) > 1:
        raise StratdocsError("use only one of --with-below, --keep-below and --move-below")
    files = read_files(call.paths)
    below = Below(call.with_below, call.keep_below, call.move_below)
    if not below.decided and sys.stdin.isatty():
        open_below = left_open(files.stack, call.item, remove=call.remove)
        if open_below:
            below = decision(input(question(call.item, open_below)), files.stack) or below
    rewrite = retired(
        files.stack,
        call.item,
        call.because,
        below,
        remove=call.remove,
        clean=call.clean_links,
        pages=files.others,
    )
    return finish(rewrite, files, call)
