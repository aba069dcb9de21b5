"""`stratdocs trace`: why an item is there, and what is below it."""

from __future__ import annotations

import argparse
import sys

from stratdocs.cli.output import CLEAN, FOUND, write
from stratdocs.cli.parser import Parser, one_of


def declare(parser: Parser) -> None:
    """What the command is for, and what it takes."""
    parser.description = (
        "Shows the chain from an item up to the company strategy in a sentence, and the "
        "tree of everything below it, with statuses. Exit status: 0 the chain is complete, "
        "1 a link is broken, 2 usage error."
    )
    parser.add_argument("item", metavar="ID", help="the item to trace")
    parser.add_argument(
        "--format",
        type=one_of("--format", ("text", "json", "markdown", "mermaid")),
        default="text",
        metavar="FORMAT",
        help="text (the default), json, markdown or mermaid",
    )
    parser.add_argument("--output", metavar="FILE", help="write to a file")
    parser.reads_strategy()
    parser.examples = (
        "stratdocs trace guided-import",
        "stratdocs trace first-week-value --format mermaid --output trace.mmd",
    )


def run(call: argparse.Namespace) -> int:
    """Traces it and returns the exit code."""
    from stratdocs.authoring.tracing import trace, trace_text  # `--help` does not wait for it
    from stratdocs.cli.rewriting import read_files
    from stratdocs.reports.checked import clean

    found = trace(read_files(call.paths).stack, call.item)
    text = trace_text(found, call.format)
    if not call.output and sys.stdout.isatty():  # no text of an item may control the terminal
        text = "".join(f"{clean(line)}\n" for line in text.splitlines())
    write(text, call.output)
    return FOUND if found.problems else CLEAN
