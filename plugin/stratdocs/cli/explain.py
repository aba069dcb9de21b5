"""`stratdocs explain`: one rule, or one pack of settings."""

from __future__ import annotations

import argparse

from stratdocs.cli.output import CLEAN, write
from stratdocs.cli.parser import Parser


def declare(parser: Parser) -> None:
    """What the command is for, and what it takes."""
    parser.description = (
        "Explains a rule: why it matters, a weak and a strong example, the figures it "
        "goes by, how to silence it. Or a pack of settings that a strategy may build on: startup, "
        "regulated or public-sector."
    )
    parser.add_argument("rule", metavar="RULE", help="its name, as findings tell it, or a pack's")


def run(call: argparse.Namespace) -> int:
    """Explains it and returns the exit code."""
    from stratdocs.cli.rule_names import rule_named  # `--help` does not wait for the rules
    from stratdocs.linting.catalogue import explanation, pack_explanation
    from stratdocs.linting.packs import PACKS

    name = call.rule
    write(pack_explanation(name) if name in PACKS else explanation(rule_named(name, PACKS)))
    return CLEAN
