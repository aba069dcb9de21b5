"""`stratdocs rename`: an id, everywhere."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator

from stratdocs.cli.output import CLEAN, note, rewrite
from stratdocs.editing.renaming import rename_in_page, rename_item
from stratdocs.model.finding import StratdocsError
from stratdocs.repo.content import read_content, read_pages
from stratdocs.repo.project import find_project
from stratdocs.reports.checked import count_phrase


def rename(asked: argparse.Namespace) -> int:
    """Runs the command and returns its exit code."""
    paths = asked.paths
    project = find_project()
    if not paths:
        if project is None or not os.path.exists(project.source):
            raise StratdocsError(
                "there is no mkdocs.yml here or above that names a strategy; name its folder "
                "behind the ids"
            )
        paths = [project.source]
    content = read_content(paths)
    outcome = rename_item(content.texts, asked.old, asked.new)
    odd = {finding.span.path for finding in content.findings} & outcome.texts.keys()
    if odd:
        raise StratdocsError(f"{min(odd)} is not UTF-8; save it as that first")
    changes = [(path, content.texts[path], text) for path, text in outcome.texts.items()]
    mentions = outcome.mentions
    if project is not None and project.pages and _whole(project.source, paths):
        for path, before in _pages(project.pages):
            try:
                after, number = rename_in_page(before, asked.old, asked.new)
            except StratdocsError as error:
                raise StratdocsError(f"{path}: {error}; nothing was changed") from error
            if number:
                changes.append((path, before, after))
                mentions += number
    rewrite(changes)
    links = count_phrase(mentions, "link", "links")
    files = count_phrase(len(changes), "file", "files")
    note(f"{asked.old} is called {asked.new} now: {links} changed, in {files}")
    return CLEAN


def _whole(source: str, paths: Iterable[str]) -> bool:
    """Whether the paths hold all that the site's written pages can name."""
    return os.path.realpath(source) in {os.path.realpath(path) for path in paths}


def _pages(folder: str) -> Iterator[tuple[str, str]]:
    """The written pages that want anything from us, byte for byte."""
    for path in read_pages(folder):
        with open(path, encoding="utf-8", newline="") as stream:
            yield path, stream.read()
