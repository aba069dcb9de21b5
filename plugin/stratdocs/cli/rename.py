"""`stratdocs rename`: an id, everywhere."""

from __future__ import annotations

import argparse
import os

from stratdocs.cli.output import CLEAN, note, rewrite
from stratdocs.content import read_content
from stratdocs.finding import StratdocsError
from stratdocs.project import find_project
from stratdocs.renaming import renamed
from stratdocs.reports.checked import many


def rename(asked: argparse.Namespace) -> int:
    """Runs the command and returns its exit code."""
    paths = asked.paths
    if not paths:
        project = find_project()
        if project is None or not os.path.exists(project.source):
            raise StratdocsError(
                "there is no mkdocs.yml here or above that names a strategy; name its folder "
                "behind the ids"
            )
        paths = [project.source]
    content = read_content(paths)
    outcome = renamed(content.texts, asked.old, asked.new)
    odd = {finding.span.path for finding in content.findings} & outcome.texts.keys()
    if odd:
        raise StratdocsError(f"{min(odd)} is not UTF-8; save it as that first")
    rewrite((path, content.texts[path], text) for path, text in outcome.texts.items())
    links = many(outcome.mentions, "link", "links")
    files = many(len(outcome.texts), "file", "files")
    note(f"{asked.old} is called {asked.new} now: {links} changed, in {files}")
    return CLEAN
