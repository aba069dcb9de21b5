"""`stratdocs explain`: a rule, a class of changes, a kind, a field, or a pack of settings."""

from __future__ import annotations

import argparse

from stratdocs.cli.output import CLEAN, write
from stratdocs.cli.parser import Parser


def declare(parser: Parser) -> None:
    """What the command is for, and what it takes."""
    parser.description = (
        "Explains a rule: why it matters, a weak and a strong example, its parameters and how "
        "to suppress it. Also explains a class of changes (goalpost), a kind (bets) with its "
        "fields, a field (size, bet.size), or a pack of settings (startup, regulated or "
        "public-sector)."
    )
    parser.add_argument(
        "what",
        metavar="WHAT",
        help="the name of a rule, a class of changes, a kind, a field or a pack",
    )
    parser.examples = (
        "stratdocs explain output-key-result",
        "stratdocs explain bets",
        "stratdocs explain bet.size",
        "stratdocs explain goalpost",
        "stratdocs explain startup",
    )


def run(call: argparse.Namespace) -> int:
    """Explains it and returns the exit code."""
    from stratdocs.cli.rule_names import rule_named  # `--help` does not wait for the rules
    from stratdocs.linting.catalogue import explanation, pack_explanation
    from stratdocs.linting.change_classes import CLASSES, class_explanation
    from stratdocs.linting.packs import PACKS
    from stratdocs.linting.rules import RULES
    from stratdocs.model.explained import kind_and_field_names, kind_or_field_explained

    name = call.what
    if name in PACKS:
        write(pack_explanation(name))
        return CLEAN
    if name not in {rule.name for rule in RULES}:
        words = kind_or_field_explained(name)
        about = [class_explanation(found) for found in CLASSES.values() if found.name == name]
        if about:
            words = "\n".join((*about, words) if words is not None else about)
        if words is not None:
            write(words)
            return CLEAN
    write(explanation(rule_named(name, (*PACKS, *CLASSES, *kind_and_field_names()))))
    return CLEAN
