"""`stratdocs new`: writes a new item to the file where it belongs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from stratdocs.cli.parser import Parser
from stratdocs.model.finding import StratdocsError

if TYPE_CHECKING:
    from stratdocs.authoring.new_items import Made


def declare(parser: Parser) -> None:
    """What the command is for, and what it takes."""
    parser.description = (
        "Writes a new item: the fields that its kind needs, the others as comments with "
        "what to write, an id made from its title, and the link to its parent. It is "
        "written where its siblings are: inside its parent, or in the file with most items "
        "of its kind."
    )
    parser.add_argument("kind", metavar="KIND", help="bet, objective, key-result, metric, ...")
    parser.add_argument("title", metavar="TITLE", nargs="?", help="one line that says what it is")
    parser.add_argument(
        "--serves",
        metavar="ID",
        action="append",
        default=[],
        help="id of what it contributes to; repeat it for several, the first is its parent",
    )
    parser.add_argument(
        "--set",
        metavar="FIELD=VALUE",
        action="append",
        default=[],
        help="a field: owner=maya, success.target=55%%, tags=a,b; repeat it for several",
    )
    parser.add_argument("--file", metavar="FILE", help="file to write it to")
    parser.reads_strategy(writes=True)
    parser.examples = (
        'stratdocs new bet "Value in the first week" --serves win-independents --set size=big',
        'stratdocs new key-result "Increase activation from 40% to 55%" --serves first-week',
        'stratdocs new metric "7-day activation" --set unit=% --set stage=outcome',
        'stratdocs new objective "Clinics start faster" --set period=2027-Q2 --dry-run',
    )


def run(call: argparse.Namespace) -> int:
    """Writes the item and returns the exit code."""
    from stratdocs.authoring.new_items import Wanted, field_and_value, kind_named, new_item
    from stratdocs.authoring.rewrite import Rewrite
    from stratdocs.cli.rewriting import finish, read_files

    kind = kind_named(call.kind)
    values = tuple(field_and_value(text) for text in call.set)
    files = read_files(call.paths, pages=False)
    title = call.title
    if title is None:
        if not sys.stdin.isatty():
            raise StratdocsError(
                f'the title is missing, as in stratdocs new {call.kind} "Value in the first week"'
            )
        title = input(f"Title of the {kind.noun}: ")
    serves = tuple(call.serves)
    if not serves and call.title is None:
        serves = tuple(input("Id of its parent (Enter for none): ").split())
    made = new_item(
        files.stack,
        Wanted(kind, title, serves, values, _file(call, files.folder), files.folder),
    )
    return finish(Rewrite(made.texts, tuple(_notes(made))), files, call)


def _file(call: argparse.Namespace, folder: str) -> str | None:
    """The path of the file as the strategy knows it: from here, or else from its folder."""
    import os

    from stratdocs.repo.here import from_here

    if call.file is None:
        return None
    if not call.file.lower().endswith((".yml", ".yaml")):
        raise StratdocsError(f"{call.file} isn't a YAML file; its name must end with .yml")
    top = os.path.realpath(folder)
    path: str = call.file
    if not os.path.realpath(path).startswith(os.path.join(top, "")):
        path = os.path.join(folder, path)
    inside = from_here(os.path.realpath(path), top)
    if (
        os.path.isabs(inside)
        or inside.startswith(os.pardir)
        or any(part[0] == "." for part in inside.split(os.sep))
    ):
        raise StratdocsError(
            f"{call.file} wouldn't be read as part of the strategy; give a file in "
            f"{folder or 'its folder'}"
        )
    return os.path.normpath(path).replace(os.sep, "/")


def _notes(made: Made) -> Iterator[str]:
    """Where the item is, what it serves, and what `check` would say of it."""
    from stratdocs.authoring.new_items import FREE
    from stratdocs.linting.lint import lint
    from stratdocs.model.kinds import BY_COLLECTION
    from stratdocs.words.phrases import join_words, with_article

    item = made.item
    line = item.grip.line
    serves = f", serves {join_words(item.serves)}" if item.serves else ""
    yield f"{item.id}: {with_article(item.noun)} in {item.path}:{line}{serves}"
    first = item.collection == "strategies" and made.stack.is_company(item)
    if not item.serves and item.collection not in FREE and not first:
        fits = join_words(
            [with_article(BY_COLLECTION[name].noun) for name in type(item).fits], "or"
        )
        yield f"it serves nothing yet; link it to {fits} with `serves`"
    for finding in lint(made.stack):
        if finding.item == item.id:
            yield f"{finding.span.path}:{finding.span.line}: {finding.rule}: {finding.message}"
