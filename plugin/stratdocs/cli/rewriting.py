"""What the commands that write to a strategy share: the files they read, and how they write."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from stratdocs.authoring.rewrite import Rewrite
from stratdocs.cli.check_fix import in_colours
from stratdocs.cli.output import CLEAN, FOUND, note, progress, write
from stratdocs.editing.autofix import unified_diff
from stratdocs.model.finding import StratdocsError
from stratdocs.model.stack import Stack, load
from stratdocs.repo.content import SETTINGS, read_content, read_pages
from stratdocs.repo.project import Project, find_project, strategy_folder
from stratdocs.repo.writing import write_all


class Files(NamedTuple):
    """The strategy as its files are now."""

    stack: Stack
    others: Mapping[str, str]
    """What else may be rewritten, byte for byte: the written pages that name items or hold blocks.
    """
    locked: frozenset[str]
    """The paths of files that are not UTF-8."""
    paths: Sequence[str]
    """The files and folders that were read."""
    project: Project | None = None
    """The site around the working directory."""

    @property
    def folder(self) -> str:
        """The folder to which new files go."""
        first = self.paths[0]
        folder = first if os.path.isdir(first) else os.path.dirname(first)
        folder = os.path.normpath(folder).replace(os.sep, "/")
        return "" if folder == "." else folder

    def path_of(self, name: str) -> str:
        """The path of a file of the strategy that was named. Raises StratdocsError if it is none of
        them.
        """
        real = os.path.realpath(name)
        for path in self.stack.texts:
            if os.path.realpath(path) == real:
                return path
        raise StratdocsError(f"{name} isn't a YAML file of the strategy")


def read_files(paths: Sequence[str], beside: Sequence[str] = (), *, pages: bool = True) -> Files:
    """The strategy in those paths or, without any, in the folder that mkdocs.yml names; those
    `beside` belong to it in any case. The written pages only if they may be rewritten.
    """
    for name in beside:
        if os.path.isdir(name):
            raise StratdocsError(f"{name} is a folder; name a YAML file in it")
    project = find_project()
    if project is not None:
        project = project.of([*paths, *beside])
    if not paths and not (beside and (project is None or not os.path.exists(project.source))):
        paths = [strategy_folder(project)]
    paths = [*paths, *beside]
    content = read_content(paths)
    today = project.today if project and project.today else date.today()  # noqa: DTZ011  # the user's day
    others: dict[str, str] = {}
    if pages and project is not None and project.pages and _covers(project.source, paths):
        for path in read_pages(project.pages):
            with open(path, encoding="utf-8", newline="") as stream:
                others[path] = stream.read()
    with progress("reading the strategy"):
        stack = load(content.texts, today=today, findings=content.findings)
    locked = frozenset(finding.span.path for finding in content.findings)
    return Files(stack, others, locked, paths, project)


def finish(rewrite: Rewrite, files: Files, call: argparse.Namespace) -> int:
    """Writes the texts, or shows them with --dry-run; returns the exit code."""
    before = {**files.others, **files.stack.texts}
    locked = sorted(files.locked & rewrite.texts.keys())
    if locked:
        raise StratdocsError(f"{locked[0]} isn't UTF-8; save it as UTF-8 first")
    _reject_unread(rewrite, files)
    if call.dry_run:
        write(in_colours(unified_diff(before, rewrite.texts), None))
    else:
        write_all(rewrite.texts, before)
    for sentence in rewrite.notes:
        note(sentence)
    if call.dry_run and rewrite.texts:
        note("nothing was written (--dry-run)")
    return FOUND if rewrite.open_points else CLEAN


def _reject_unread(rewrite: Rewrite, files: Files) -> None:
    """Raises StratdocsError if a new file would not be read as part of the strategy."""
    source = files.project.source if files.project is not None else None
    top = os.path.join(os.path.realpath(source), "") if source else ""
    inside = any(os.path.realpath(path).startswith(top) for path in files.stack.texts)
    for path in rewrite.texts.keys() - files.stack.texts.keys() - files.others.keys():
        real = os.path.realpath(path)
        hidden = any(
            part[0] == "." for part in os.path.normpath(path).split(os.sep) if part != ".."
        )
        if hidden or os.path.basename(path) in SETTINGS:
            raise StratdocsError(f"{path} wouldn't be read as part of the strategy")
        if top and inside and not real.startswith(top):
            raise StratdocsError(f"{path} is outside the strategy's folder, {source}")


def _covers(source: str, paths: Sequence[str]) -> bool:
    """Whether the paths include the whole strategy that written pages can link to."""
    return os.path.realpath(source) in {os.path.realpath(path) for path in paths}
