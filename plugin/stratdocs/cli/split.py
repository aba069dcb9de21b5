"""`stratdocs split`: makes several files of one."""

from __future__ import annotations

import argparse

from stratdocs.cli.parser import Parser, one_of


def declare(parser: Parser) -> None:
    """What the command is for, and what it takes."""
    parser.description = (
        "Splits a file that has grown: one file per collection or, if it has only one, one "
        "file per item. The new files go into a folder named after it. Every line and "
        "comment moves with it; settings stay where they are."
    )
    parser.add_argument("file", metavar="FILE", help="the file to split")
    parser.add_argument(
        "--by",
        type=one_of("--by", ("collection", "item")),
        metavar="WHAT",
        help="collection or item (default: collection, if there are several)",
    )
    parser.add_argument("--into", metavar="FOLDER", help="folder for the new files")
    parser.writes()
    parser.examples = (
        "stratdocs split strategy/okrs.yml",
        "stratdocs split strategy/work.yml --by item --into strategy/work",
        "stratdocs split strategy/okrs.yml --dry-run",
    )


def run(call: argparse.Namespace) -> int:
    """Splits it and returns the exit code."""
    from stratdocs.authoring.files import file_split  # so that `--help` does not wait for it
    from stratdocs.cli.rewriting import finish, read_files

    files = read_files((), beside=(call.file,))
    return finish(
        file_split(files.stack, files.path_of(call.file), call.by, call.into), files, call
    )
