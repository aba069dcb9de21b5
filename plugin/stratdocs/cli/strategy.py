"""The strategy that a command works on: its files, its stack, and the day."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from stratdocs.cli.output import CLEAN, coloured, note, write
from stratdocs.editing.autofix import unified_diff
from stratdocs.model.finding import StratdocsError
from stratdocs.model.stack import Stack, load
from stratdocs.repo.content import read_content
from stratdocs.repo.project import Project, find_project
from stratdocs.repo.writing import write_all


class Strategy(NamedTuple):
    """A strategy as its files are now."""

    stack: Stack
    project: Project | None
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
    first = folders[0]
    return Strategy(stack, project, first if os.path.isdir(first) else os.path.dirname(first))


def save(before: Mapping[str, str], after: Mapping[str, str], *, dry_run: bool) -> int:
    """Writes the changed texts, or shows the difference; returns the exit code."""
    if dry_run:
        write(in_colours(unified_diff({**dict.fromkeys(after, ""), **before}, after)))
        note("nothing was written")
    else:
        write_all(after, before)
    return CLEAN


def in_colours(diff: str) -> str:
    """A difference, with colours on a terminal."""
    import sys

    if not sys.stdout.isatty() or not coloured(terminal=True):
        return diff
    colours = {"-": "\x1b[31m", "+": "\x1b[32m", "@": "\x1b[36m"}
    return "".join(
        f"{colours[line[0]]}{line}\x1b[0m\n" if line[:1] in colours else f"{line}\n"
        for line in diff.splitlines()
    )
