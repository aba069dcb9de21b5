"""`stratdocs schema`: the JSON Schema of a strategy's files."""

from __future__ import annotations

import argparse

from stratdocs.cli.output import CLEAN, note, write
from stratdocs.cli.parser import Parser
from stratdocs.model.finding import StratdocsError

MANY_IDS = 1000
"""From here on, editors need a second or more to complete an id from a schema."""


def declare(parser: Parser) -> None:
    """What the command is for, and its options."""
    parser.description = (
        "Prints the JSON Schema of a strategy's files, which editors use to complete and "
        "check fields. With --with-ids it also lists the ids in your strategy that fit "
        "each reference."
    )
    parser.add_argument(
        "--with-ids",
        action="store_true",
        help="list the ids that fit each reference; print it again when items are added",
    )
    parser.reads_strategy()
    parser.examples = (
        "stratdocs schema > strategy-files.schema.json",
        "stratdocs schema --with-ids > strategy-files.schema.json",
    )


def run(call: argparse.Namespace) -> int:
    """Prints it and returns the exit code."""
    from stratdocs.linting.settings_schema import strategy_files_schema  # `--help` does not wait

    if not call.with_ids:
        if call.paths:
            raise StratdocsError(
                f"unexpected argument for stratdocs schema: {call.paths[0]}; see stratdocs "
                "schema --help"
            )
        write(strategy_files_schema())
        return CLEAN
    from stratdocs.cli.rewriting import read_files

    stack = read_files(call.paths).stack
    write(strategy_files_schema(address=None, ids=stack.entities))
    if len(stack.entities) > MANY_IDS:
        note(
            f"with {len(stack.entities):,} ids, completion from a schema is slow; the "
            "language server, stratdocs lsp, completes them at once"
        )
    return CLEAN
