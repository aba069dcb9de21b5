"""`stratdocs diff`: what a change does to the strategy."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Iterable
from datetime import date

from stratdocs.cli.output import CLEAN, FOUND, NOTHING, coloured, note, write
from stratdocs.model.finding import StratdocsError
from stratdocs.repo.content import repository
from stratdocs.repo.project import find_project
from stratdocs.review.accepted import FILE, Accepted, accepted
from stratdocs.review.accepted import NOTHING as NONE_ACCEPTED
from stratdocs.review.compare import failing, review_of
from stratdocs.review.reports import report
from stratdocs.review.sides import find_sides
from stratdocs.review.value import Weight


def diff(asked: argparse.Namespace) -> int:
    """Runs the command and returns its exit code."""
    if asked.driver:
        from stratdocs.cli.driver import driver

        return driver(asked.words, date.today())  # noqa: DTZ011  # the user's day
    gc.disable()  # nothing of two stacks is garbage before the end; looking for it takes long
    project = find_project()
    source = project.source if project is not None else None
    clock = date.today()  # noqa: DTZ011  # the user's day
    pages = project.pages if project is not None else None
    found = find_sides(
        asked.words, source, project and project.today, clock=clock, pages=pages, past=True
    )
    if not (found.base.stack.texts or found.head.stack.texts):
        note("nothing to compare: neither side holds a YAML file")
        return NOTHING
    folders = [path for path in (*asked.words, source or os.curdir) if os.path.isdir(path)]
    told = review_of(found, _accepted(folders))
    form = asked.format or "text"
    terminal = not asked.output and sys.stdout.isatty()
    colour = form == "text" and not asked.output and coloured(terminal=terminal)
    url = (lambda rule: project.page(f"rules/{rule}")) if project is not None else None
    write(report(told, form, colour=colour, url=url), asked.output)
    level = None if asked.fail_on == "never" else Weight[asked.fail_on.upper()]
    code = FOUND if failing(told, level) else CLEAN
    if asked.leave:
        sys.stderr.flush()
        os._exit(code)  # all that was said has been flushed
    return code


def _accepted(folders: Iterable[str]) -> Accepted:
    """What the nearest file of accepted changes lists, from each folder up to its repository."""
    for start in folders:
        folder = os.path.realpath(start)
        top = repository([folder]) or folder
        while True:
            file = os.path.join(folder, FILE)
            if os.path.isfile(file):
                try:
                    with open(file, encoding="utf-8", errors="replace") as stream:
                        return accepted(stream.read(), os.path.relpath(file))
                except OSError as error:
                    raise StratdocsError(f"{file} cannot be read: {error.strerror}") from error
            if folder == top or os.path.dirname(folder) == folder:
                break
            folder = os.path.dirname(folder)
    return NONE_ACCEPTED
