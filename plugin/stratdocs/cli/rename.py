"""`stratdocs rename`: gives an item a new id, in all files."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator

from stratdocs.cli.output import CLEAN, note, progress
from stratdocs.cli.parser import Parser
from stratdocs.model.finding import StratdocsError
from stratdocs.repo.content import read_content, read_pages
from stratdocs.repo.project import beside_settings, find_project
from stratdocs.repo.writing import write_all


def declare(parser: Parser) -> None:
    """What the command is for, and what it takes."""
    parser.description = (
        "Gives an item another id, everywhere it is named; the item says what it was "
        "called before (was), so that its history is found. Everything else stays as it is."
    )
    parser.add_argument("old", metavar="OLD", help="its present id")
    parser.add_argument("new", metavar="NEW", help="its new id")
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="the strategy's files or folders; without it, the folder that mkdocs.yml names",
    )
    parser.examples = (
        "stratdocs rename first-week value-in-a-week",
        "stratdocs rename first-week value-in-a-week docs/strategy",
    )


def run(call: argparse.Namespace) -> int:
    """Renames and returns the exit code."""
    # imported here, so that `--help` does not wait for them
    from stratdocs.editing.renaming import rename_in_page, rename_item
    from stratdocs.exchange.memory import FILE, renamed_in_memory
    from stratdocs.reports.checked import count_phrase

    paths = call.paths
    project = find_project()
    if not paths:
        if project is None or not os.path.exists(project.source):
            raise StratdocsError(
                "there is no mkdocs.yml here or above that names a strategy; name its folder "
                "behind the ids"
            )
        paths = [project.source]
    content = read_content(paths)
    with progress("renaming"):
        result = rename_item(content.texts, call.old, call.new)
    not_utf8 = {finding.span.path for finding in content.findings} & result.texts.keys()
    if not_utf8:
        raise StratdocsError(f"{min(not_utf8)} is not UTF-8; save it as that first")
    before, changes = dict(content.texts), dict(result.texts)
    mentions = result.mentions
    if project is not None and project.pages and _covers(project.source, paths):
        for path, page in _pages(project.pages):
            try:
                after, number = rename_in_page(page, call.old, call.new)
            except StratdocsError as error:
                raise StratdocsError(f"{path}: {error}; nothing was changed") from error
            if number:
                before[path], changes[path] = page, after
                mentions += number
    remembered = beside_settings(project, paths[0], FILE)
    if os.path.isfile(remembered):
        with open(remembered, encoding="utf-8", newline="") as stream:
            before[remembered] = stream.read()
        changes[remembered] = renamed_in_memory(before[remembered], call.old, call.new)
    write_all(changes, before)
    links = count_phrase(mentions, "link", "links")
    files = count_phrase(len(changes), "file", "files")
    note(f"{call.old} is called {call.new} now: {links} changed, in {files}")
    return CLEAN


def _covers(source: str, paths: Iterable[str]) -> bool:
    """Whether the paths include the whole strategy that written pages can link to."""
    return os.path.realpath(source) in {os.path.realpath(path) for path in paths}


def _pages(folder: str) -> Iterator[tuple[str, str]]:
    """The written pages that name items or hold blocks, byte for byte."""
    for path in read_pages(folder):
        with open(path, encoding="utf-8", newline="") as stream:
            yield path, stream.read()
