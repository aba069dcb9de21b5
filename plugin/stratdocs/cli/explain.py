"""`stratdocs explain` and `stratdocs rules`: what the rules say of themselves."""

from __future__ import annotations

import argparse

from stratdocs.cli.names import rule_named
from stratdocs.cli.output import CLEAN, write
from stratdocs.lint.catalogue import explanation, pack_explanation, rule_table
from stratdocs.lint.packs import PACKS
from stratdocs.lint.rules import RULES


def explain(asked: argparse.Namespace) -> int:
    """Tells all of one rule, or of a pack of settings."""
    write(
        pack_explanation(asked.rule)
        if asked.rule in PACKS
        else explanation(rule_named(asked.rule, PACKS))
    )
    return CLEAN


def rules(_: argparse.Namespace) -> int:
    """Lists them all."""
    write(rule_table(RULES))
    return CLEAN
