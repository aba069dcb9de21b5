"""`stratdocs mcp`: the strategy for AI assistants."""

from __future__ import annotations

import argparse
from datetime import date
from importlib.util import find_spec

from stratdocs.cli.output import CLEAN
from stratdocs.cli.parser import Parser
from stratdocs.model.finding import StratdocsError


def declare(parser: Parser) -> None:
    """What the command is for, and its options."""
    parser.description = (
        "Answers questions from AI assistants about a strategy over stdin and stdout, "
        "using the Model Context Protocol. Its tools only read: search, get, trace, why, "
        "check, judge and review. An assistant starts it; the guide shows how to set up "
        "yours."
    )
    parser.add_argument(
        "path",
        metavar="PATH",
        nargs="?",
        help="the folder of mkdocs.yml or of the YAML (default: the nearest one above)",
    )
    parser.examples = ("stratdocs mcp", "stratdocs mcp ~/work/our-strategy")


def run(call: argparse.Namespace) -> int:
    """Serves until the assistant ends; returns the exit code."""
    if find_spec("mcp") is None:
        raise StratdocsError(
            "mcp needs a package that isn't installed; get it with pip install 'stratdocs[mcp]'"
        )
    from stratdocs.mcp.server import serve  # `--help` does not wait for it

    serve(call.path, date.today)
    return CLEAN
