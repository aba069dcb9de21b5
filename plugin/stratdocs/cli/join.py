"""`stratdocs join`: makes one file of several."""

from __future__ import annotations

import argparse

from stratdocs.cli.parser import Parser


def declare(parser: Parser) -> None:
    """What the command is for, and what it takes."""
    parser.description = (
        "Moves everything from the other files into the first one, one list per "
        "collection, and removes them. Every line and comment moves with it."
    )
    parser.add_argument("file", metavar="FILE", help="file to join the others into")
    parser.add_argument("others", metavar="FILE", nargs="+", help="files to join; they are removed")
    parser.writes()
    parser.examples = (
        "stratdocs join strategy/work.yml strategy/more-work.yml",
        "stratdocs join strategy/okrs.yml strategy/okrs/*.yml --dry-run",
    )


def run(call: argparse.Namespace) -> int:
    """Puts them together and returns the exit code."""
    from stratdocs.authoring.files import files_joined  # so that `--help` does not wait for it
    from stratdocs.cli.rewriting import finish, read_files

    names = (call.file, *call.others)
    files = read_files((), beside=names)
    return finish(files_joined(files.stack, [files.path_of(name) for name in names]), files, call)
