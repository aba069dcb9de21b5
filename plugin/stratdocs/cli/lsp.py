"""`stratdocs lsp`: the language server, which an editor starts."""

from __future__ import annotations

import argparse

from stratdocs.cli.output import CLEAN
from stratdocs.cli.parser import Parser
from stratdocs.model.finding import StratdocsError


def declare(parser: Parser) -> None:
    """What the command is for; editors add --stdio."""
    parser.description = (
        "Talks to an editor over standard input and output: findings while you write, "
        "completion of ids, why an item is done, renames, fixes. Your editor starts it; "
        "the guide explains how."
    )
    parser.add_argument("--stdio", action="store_true", help="the only supported way")
    parser.add_argument("--clientProcessId", help=argparse.SUPPRESS)  # from some editors
    parser.examples = ("stratdocs lsp",)


def run(_: argparse.Namespace) -> int:
    """Serves until the editor ends it; returns the exit code."""
    try:
        from stratdocs.editor.server import serve
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in _EXTRA:
            raise
        raise StratdocsError(
            "the language server needs an extra: pip install 'stratdocs[lsp]'"
        ) from error
    serve()
    return CLEAN


_EXTRA = ("attrs", "cattrs", "lsprotocol", "pygls")
"""What the extra brings."""
