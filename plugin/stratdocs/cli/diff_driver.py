"""`stratdocs diff --driver`: called by git for each file, so that `git diff` says what changed.

    git config diff.stratdocs.command "stratdocs diff --driver --"
    echo "docs/strategy/**/*.yml diff=stratdocs" >> .gitattributes

Git passes one file at a time. Its two versions are read within the strategy of the working tree, so
that the ids in it are known.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from stratdocs.cli.output import CLEAN, write
from stratdocs.model.finding import StratdocsError
from stratdocs.model.history import Version
from stratdocs.model.known import Known
from stratdocs.model.stack import load
from stratdocs.repo.content import read_content
from stratdocs.repo.git import commit_that_wrote, snapshot
from stratdocs.repo.project import find_project
from stratdocs.reports.checked import clean, count_phrase
from stratdocs.reviewing.compare import review_of
from stratdocs.reviewing.sides import Sides
from stratdocs.reviewing.value import Side
from stratdocs.reviewing.verdict import fact_message
from stratdocs.reviewing.wording import exemption_words


def driver(words: Sequence[str], clock: date) -> int:
    """Prints what a change of one file means; `words` are git's arguments for an external diff."""
    if len(words) == 1:
        write(f"{clean(words[0])}: not merged yet\n")
        return CLEAN
    if len(words) not in (7, 9):
        raise StratdocsError(
            "--driver is for git, which passes a file's two versions: git config "
            'diff.stratdocs.command "stratdocs diff --driver --"'
        )
    old_path, old, _, _, new, blob, _ = words[:7]
    path = words[7] if len(words) == 9 else old_path
    strategy: dict[str, str] = _strategy_of(path)
    commit = commit_that_wrote(path, blob)
    day = commit[0] if commit is not None else clock
    documents = Known()
    texts = [_with_version(strategy, path, file) for file in (old, new)]
    ids = [_ids(path, text.get(path), documents) for text in texts]
    left, came = ids[0] - ids[1], ids[1] - ids[0]
    if left:  # what lies in another file now was not there too
        for other in _holding(strategy, left, {path}, documents):
            del texts[0][other]
    arrived: dict[str, set[str]] = {}
    if came and commit is None and strategy:
        arrived = _former_files(path, came, documents)
    moved_here = frozenset().union(*arrived.values())
    before, after = (
        Side(name, load(text, today=day, known=documents))
        for name, text in zip(("before", "after"), texts, strict=True)
    )
    versions: tuple[Version, ...] = ()
    if commit is not None:
        earlier, later = (
            {path: side.stack.texts[path]} if path in side.stack.texts else {}
            for side in (before, after)
        )
        versions = (Version(day, None, None, commit[1], earlier, later),)
    reviewed = review_of(Sides(before, after, versions))
    own = (ids[0] | ids[1] | {reviewed.renamed.get(i, i) for i in ids[0]}) - moved_here
    lines = [
        f"  {fact.weight.word} {fact.category}: {clean(fact_message(fact))}"
        for fact in sorted(reviewed.facts, key=lambda fact: -fact.weight)
        if not left | came or any(change.item in own for change in fact.changes)
    ]
    lines += [f"  {line}" for line in map(exemption_words, reviewed.exemptions)]
    lines += [
        (
            f"  minor structure: {count_phrase(len(items), 'item', 'items')} moved here from "
            f"{clean(source)}, where git shows what else changed"
        )
        for source, items in arrived.items()
    ]
    notes = (note for note in reviewed.notes if not note.startswith("not judged:"))
    lines += [
        f"  note: {clean(note)}" for note in notes
    ]  # of one file, nothing is judged as a whole
    moved = f" (was {clean(old_path)})" if old_path != path else ""
    sentences = lines or ["  says the same as before"]
    write("\n".join((f"strategy in {clean(path)}{moved}", *sentences)) + "\n")
    return CLEAN


def _ids(path: str, text: str | None, known: Known) -> frozenset[str]:
    """The ids of the items of a text."""
    if text is None:
        return frozenset()
    return frozenset(
        entity.id for entity in load({path: text}, today=date.min, known=known).entities
    )


def _holding(
    texts: Mapping[str, str],
    ids: Collection[str],
    without: Collection[str],
    known: Known,
) -> dict[str, set[str]]:
    """The files that hold some of the items, each with those."""
    found: dict[str, set[str]] = {}
    for path, text in texts.items():
        if path not in without and any(identity in text for identity in ids):
            held = _ids(path, text, known).intersection(ids)
            if held:
                found[path] = set(held)
    return found


def _former_files(path: str, ids: Collection[str], known: Known) -> dict[str, set[str]]:
    """The files in which the last commit has items that a file of the working tree has now."""
    project = find_project(_folder_of(path))
    if project is None:
        return {}
    try:
        texts = snapshot("HEAD", [project.source]).texts
    except StratdocsError:
        return {}
    return _holding(texts, ids, {path}, known)


def _strategy_of(path: str) -> dict[str, str]:
    """The texts of the strategy that a file belongs to, from the working tree."""
    project = find_project(_folder_of(path))
    if project is None or not os.path.isdir(project.source):
        return {}
    return dict(read_content([project.source]).texts)


def _folder_of(path: str) -> str:
    """The nearest folder around a path that exists."""
    folder = os.path.dirname(path) or os.curdir
    while not os.path.isdir(folder):
        folder = os.path.dirname(folder) or os.curdir
    return folder


def _with_version(texts: Mapping[str, str], path: str, file: str) -> dict[str, str]:
    """The texts with one version of a file; without the file if git names `/dev/null`."""
    found = {name: text for name, text in texts.items() if name != path}
    if file != os.devnull and os.path.isfile(file):
        with open(file, encoding="utf-8", errors="replace") as stream:
            found[path] = stream.read()
    return found
