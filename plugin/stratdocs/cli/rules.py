"""`stratdocs rules`: every rule, one a line."""

from __future__ import annotations

import argparse

from stratdocs.cli.output import CLEAN, write
from stratdocs.cli.parser import Parser


def declare(parser: Parser) -> None:
    """What the command is for; it takes no options."""
    parser.description = "Lists every rule: its name, severity, group and what it finds."
    parser.examples = ("stratdocs rules",)


def run(_: argparse.Namespace) -> int:
    """Lists them and returns the exit code."""
    from stratdocs.linting.catalogue import rule_table  # `--help` does not wait for the rules
    from stratdocs.linting.rules import RULES

    write(rule_table(RULES))
    return CLEAN
