"""The strategy that a command works on: its files, its stack, and the day."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from stratdocs.cli.check_fix import in_colours
from stratdocs.cli.output import CLEAN, note, write
from stratdocs.editing.autofix import unified_diff
from stratdocs.model.finding import StratdocsError
from stratdocs.model.stack import Stack, load
from stratdocs.repo.content import read_content
from stratdocs.repo.project import find_project
from stratdocs.repo.writing import write_all


class Strategy(NamedTuple):
    """A strategy as its files are now."""

    stack: Stack
    folder: str
    """The folder to which new files go."""


def read_strategy(paths: Sequence[str]) -> Strategy:
    """The strategy that the paths name, or else the one that mkdocs.yml names."""
    project = find_project()
    folders = list(paths)
    if not folders:
        if project is None or not os.path.exists(project.source):
            raise StratdocsError(
                "there is no mkdocs.yml here or above that names a strategy; name its folder, or "
                "begin one with stratdocs init"
            )
        folders = [project.source]
    content = read_content(folders)
    today = project.today if project and project.today else date.today()  # noqa: DTZ011  # the user's day
    stack = load(content.texts, today=today, findings=content.findings)
    first = folders[0] if os.path.isdir(folders[0]) else os.path.dirname(folders[0])
    folder = os.path.normpath(first).replace(os.sep, "/")
    return Strategy(stack, "" if folder == "." else folder)


def save(before: Mapping[str, str], after: Mapping[str, str], *, dry_run: bool) -> int:
    """Writes the changed texts, or shows the difference; returns the exit code."""
    if dry_run:
        write(in_colours(unified_diff({**dict.fromkeys(after, ""), **before}, after), None))
        note("nothing was written")
    else:
        write_all(after, before)
    return CLEAN
