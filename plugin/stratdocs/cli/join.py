"""`stratdocs join`: makes one file of several."""

from __future__ import annotations

import argparse

from stratdocs.cli.parser import Parser


def declare(parser: Parser) -> None:
    """What the command is for, and what it takes."""
    parser.description = (
        "Puts all that the other files hold into the first one, each collection in one list, and "
        "removes them. Every line and comment goes along."
    )
    parser.add_argument("file", metavar="FILE", help="the file that gets everything")
    parser.add_argument("others", metavar="FILE", nargs="+", help="the files that go")
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
