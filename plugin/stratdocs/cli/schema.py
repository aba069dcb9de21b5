"""`stratdocs schema`: the JSON Schema of a strategy's files."""

from __future__ import annotations

import argparse

from stratdocs.cli.output import CLEAN, write
from stratdocs.cli.parser import Parser


def declare(parser: Parser) -> None:
    """What the command is for; it takes no options."""
    parser.description = "Prints the JSON Schema of a strategy's files, for editors."
    parser.examples = ("stratdocs schema > strategy.schema.json",)


def run(_: argparse.Namespace) -> int:
    """Prints it and returns the exit code."""
    from stratdocs.model.schema import schema_text  # `--help` does not wait for it

    write(schema_text())
    return CLEAN
