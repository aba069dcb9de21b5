"""`stratdocs explain` and `stratdocs rules`: what the rules say of themselves."""

from __future__ import annotations

import argparse

from stratdocs.catalogue import explained, table
from stratdocs.cli.names import rule_named
from stratdocs.cli.output import CLEAN, write
from stratdocs.rules import RULES


def explain(asked: argparse.Namespace) -> int:
    """Tells all of one rule."""
    write(explained(rule_named(asked.rule)))
    return CLEAN


def rules(_: argparse.Namespace) -> int:
    """Lists them all."""
    write(table(RULES))
    return CLEAN
