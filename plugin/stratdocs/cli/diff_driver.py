"""`stratdocs diff --driver`: called by git for each file, so that `git diff` says what changed.

    git config diff.stratdocs.command "stratdocs diff --driver --"
    echo "docs/strategy/**/*.yml diff=stratdocs" >> .gitattributes

Git passes one file at a time. Its two versions are read within the strategy of the working tree, so
that the ids in it are known.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date

from stratdocs.cli.output import CLEAN, write
from stratdocs.model.finding import StratdocsError
from stratdocs.model.history import Version
from stratdocs.model.stack import load
from stratdocs.repo.content import read_content
from stratdocs.repo.git import commit_that_wrote
from stratdocs.repo.project import find_project
from stratdocs.reports.checked import clean
from stratdocs.reviewing.compare import review_of
from stratdocs.reviewing.sides import Sides
from stratdocs.reviewing.value import Side
from stratdocs.reviewing.wording import row_message, rows
from stratdocs.yamltext.source import Document


def driver(words: Sequence[str], clock: date) -> int:
    """Prints what a change of one file means; `words` are git's arguments for an external diff."""
    if len(words) == 1:
        write(f"{clean(words[0])}: not merged yet\n")
        return CLEAN
    if len(words) not in (7, 9):
        raise StratdocsError(
            "--driver is for git, which names a file's two versions: git config "
            'diff.stratdocs.command "stratdocs diff --driver --"'
        )
    old_path, old, _, _, new, blob, _ = words[:7]
    path = words[7] if len(words) == 9 else old_path
    strategy: dict[str, str] = _strategy_of(path)
    commit = commit_that_wrote(path, blob)
    day = commit[0] if commit is not None else clock
    documents: dict[tuple[str, str], Document] = {}
    before, after = (
        Side(name, load(_with_version(strategy, path, file), today=day, known=documents))
        for name, file in (("before", old), ("after", new))
    )
    versions: tuple[Version, ...] = ()
    if commit is not None:
        texts = (
            {path: side.stack.texts[path]} if path in side.stack.texts else {}
            for side in (before, after)
        )
        versions = (Version(day, None, None, commit[1], *texts),)
    reviewed = review_of(Sides(before, after, versions))
    lines = [
        f"  {change.weight.word} {change.category}: {clean(row_message(change, number))}"
        for change, number in rows(reviewed.changes)
    ]
    lines += [f"  note: {clean(note)}" for note in reviewed.notes]
    moved = f" (was {clean(old_path)})" if old_path != path else ""
    sentences = lines or ["  says the same as before"]
    write("\n".join((f"strategy in {clean(path)}{moved}", *sentences)) + "\n")
    return CLEAN


def _strategy_of(path: str) -> dict[str, str]:
    """The texts of the strategy that a file belongs to, from the working tree."""
    folder = os.path.dirname(path) or os.curdir
    while not os.path.isdir(folder):
        folder = os.path.dirname(folder) or os.curdir
    project = find_project(folder)
    if project is None or not os.path.isdir(project.source):
        return {}
    return dict(read_content([project.source]).texts)


def _with_version(texts: Mapping[str, str], path: str, file: str) -> dict[str, str]:
    """The texts with one version of a file; without the file if git names `/dev/null`."""
    found = {name: text for name, text in texts.items() if name != path}
    if file != os.devnull and os.path.isfile(file):
        with open(file, encoding="utf-8", errors="replace") as stream:
            found[path] = stream.read()
    return found
