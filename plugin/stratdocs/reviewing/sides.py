"""The two strategies that a review compares: of two commits, a commit and the working tree, or two
folders.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from stratdocs.linting.lint import examine
from stratdocs.linting.rules import RULES
from stratdocs.model.finding import Finding, StratdocsError
from stratdocs.model.history import Gap, Version
from stratdocs.model.kinds import BY_COLLECTION
from stratdocs.model.known import Known
from stratdocs.model.stack import Stack, load
from stratdocs.repo.content import (
    Content,
    absent_submodules,
    nested_repositories,
    read_content,
    read_pages,
    repository_root,
)
from stratdocs.repo.git import (
    Fork,
    fork,
    left_out_by_sparse_checkout,
    missing_history,
    names_commit,
    pages_at,
    reject_unsafe_ref,
    snapshot,
    versions_between,
    versions_up_to,
)
from stratdocs.repo.here import from_here
from stratdocs.repo.project import no_site
from stratdocs.reports.checked import count_phrase
from stratdocs.reviewing.value import Side

WORKING_TREE = "the working tree"
SHORT_HASH_LENGTH = 9
"""Characters of a commit's short hash."""


class Sides(NamedTuple):
    """The two sides of a review, and the commits between and before them."""

    base: Side
    head: Side
    versions: tuple[Version, ...] = ()
    """The commits from one to the other, oldest first."""
    notes: tuple[str, ...] = ()
    """What couldn't be read, in a sentence each."""
    past: tuple[Version, ...] = ()
    """The commits before the base, oldest first, if asked for."""
    gap: Gap | None = None
    """What of the commits could not be read; the notes have it too."""
    dated: bool = False
    """Whether a change counts on the day of its commit; not if the settings fix one for all."""


def find_sides(
    words: Sequence[str],
    source: str | None = None,
    today: date | None = None,
    *,
    clock: date,
    pages: str | None = None,
    past: bool = False,
) -> Sides:
    """The sides that a call names: up to two commits, or folders.

    As in a pull request, the older side is where the newer one left BASE, so that what happened on
    BASE since is left out; `BASE..` compares both as they are.
    `source` is the strategy's folder, if known. `today` fixes the day; without it, the day is that
    of the newer side, or the clock's for a folder. `pages` is the folder of written pages that
    refer to the strategy; `past` asks for the commits before the older side too.
    """
    request = _request(words, source)
    if request.folders is not None:
        return _folder_sides(*request.folders, today or clock)
    found = _commit_sides(request, today, clock, pages)
    if not past or found.base.commit is None:
        return found
    before = versions_up_to(found.base.commit, request.paths)
    if before.gap is not None and before.gap != found.gap:
        found = found._replace(notes=(*found.notes, before.gap.sentence))
    return found._replace(past=before.versions, gap=found.gap or before.gap)


class _Request(NamedTuple):
    base: str | None
    head: str | None
    paths: tuple[str, ...]
    tips: bool = False
    """Whether both are compared as they are, as in `main..topic`."""
    folders: tuple[str, str] | None = None
    notes: tuple[str, ...] = ()


def _request(words: Sequence[str], source: str | None) -> _Request:
    """The meaning of the words: commits first, then paths, as in git."""
    near = source if source is not None else os.curdir
    refs: list[str] = []
    paths: list[str] = []
    notes: list[str] = []
    tips = False
    tracked = repository_root([near]) is not None
    if not tracked and os.path.isfile("HEAD") and os.path.isdir("objects"):
        raise StratdocsError("this is a bare git repository with no files next to it; use a clone")
    for word in words:
        if word.startswith("-"):
            reject_unsafe_ref(word)
        there = os.path.exists(word)
        first, dots, second = word.partition("..")
        if dots and not there and not refs and not paths and not first.startswith((".", "/")):
            tips = not second.startswith(".")
            refs = [first or "HEAD", second.removeprefix(".") or "HEAD"]
        elif not paths and len(refs) < 2 and tracked and names_commit(word, near):
            refs.append(word)
            if there and os.path.isdir(word):
                notes.append(f"{word} is used as a commit; write ./{word} for the folder")
        elif there:
            paths.append(word)
        elif not tracked:
            raise StratdocsError(
                f"{word} doesn't exist as a folder, and there is no git repository to look "
                "for a commit in"
            )
        elif not paths and len(refs) < 2:
            refs.append(word)  # git reports what is wrong with it
        else:
            raise StratdocsError(f"{word} doesn't exist; put commits before paths")
    if not refs and len(paths) == 2:
        return _Request(None, None, (), folders=(paths[0], paths[1]))
    if not refs and len(paths) > 2:
        raise StratdocsError("give two folders to compare, or a commit and folders")
    if not refs and not tracked and repository_root(paths or [near]) is None:
        raise StratdocsError(
            "there is no git repository here; give two folders: stratdocs diff OLD NEW"
        )
    if not paths:
        if source is None:
            raise no_site("stratdocs diff main HEAD strategy")
        paths = [source]
    base, head = (*refs, None, None)[:2]
    return _Request(base, head, tuple(paths), tips, notes=tuple(notes))


def _commit_sides(request: _Request, today: date | None, clock: date, pages: str | None) -> Sides:
    """The sides for a commit, and a second one or the working tree."""
    paths = request.paths
    base_ref, name = request.base, request.base
    notes = list(request.notes)
    if base_ref is not None:
        reject_unsafe_ref(base_ref)
    if base_ref is None or not request.tips:
        began = fork(paths, request.head or "HEAD", request.base)
        base_ref, name = began.commit, began.branch
        notes += _moved_on(began, request.head)
    base = snapshot(base_ref, paths)
    findings: list[Finding] = []
    if request.head is None:
        content = _existing_files(paths)
        texts, findings = content.texts, content.findings
        left_out = dict.fromkeys(left_out_by_sparse_checkout(paths), "file left out here")
        aside = {**base.skipped, **left_out}
        aside |= dict.fromkeys(nested_repositories(texts, paths), "submodule")
        aside |= dict.fromkeys(absent_submodules(paths), "submodule")
        texts = _outside(texts, {path: s for path, s in aside.items() if s != "link"})
        now, commit = WORKING_TREE, None
        day = today or clock
    else:
        head = snapshot(request.head, paths)
        texts, commit, now = head.texts, head.commit, request.head
        left_out = {}
        aside = {**base.skipped, **head.skipped}
        day = today or head.day
    aside = {path: sort for path, sort in aside.items() if sort == "submodule" or _is_yaml(path)}
    for path, sort in sorted(aside.items()):
        notes.append(f"{path} is a {sort}, so its contents aren't compared")
    # a file that became a link is gone, as far as anybody can see, and not left out
    old, new = _strategy_texts(_outside(base.texts, left_out), paths), _strategy_texts(texts, paths)
    if request.head is None:
        new = {path: text for path, text in new.items() if not _is_symlinked(path)}
    found = versions_between(base.commit, commit, paths)
    if found.gap is not None:
        notes.append(found.gap.sentence)
    if pages is not None and repository_root([pages]) != repository_root(paths):
        pages = None  # a commit of one repository says nothing of another
    old_pages = pages_at(base.commit, pages) if pages is not None else {}
    new_pages = _pages_of(pages, commit) if pages is not None else {}
    known = Known()
    if name is None or (base.commit.startswith(name) and len(name) > SHORT_HASH_LENGTH):
        name = base.commit[:SHORT_HASH_LENGTH]
    missing = missing_history(paths[0]) if request.base is None and old == new else None
    if missing is not None:
        raise StratdocsError(
            f"what this branch changed is unknown: {missing.why}, and it doesn't differ "
            f"from {name}; {missing.help}"
        )
    return Sides(
        load_side(name, old, day, commit=base.commit, known=known, pages=old_pages),
        load_side(now, new, day, commit=commit, findings=findings, known=known, pages=new_pages),
        found.versions,
        tuple(notes),
        gap=found.gap,
        dated=today is None,
    )


def _moved_on(began: Fork, head: str | None) -> Iterator[str]:
    """A note about the commits of BASE that came after the branch left it."""
    if not began.ahead:
        return
    commits = count_phrase(began.ahead, "commit", "commits")
    if began.ahead_here:
        verb = "touches" if began.ahead_here == 1 else "touch"
        what = f", {began.ahead_here:,} of which {verb} the strategy"
    else:
        what = ", none of which affects the strategy"
    tips = f"{began.branch}..{head or 'HEAD'}"
    yield (
        f"{began.branch} has {commits} since this branch left it{what}; they aren't shown "
        f"({tips} compares both as they are)"
    )


def _pages_of(folder: str, commit: str | None) -> dict[str, str]:
    """The written pages of a commit, or of the working tree."""
    if commit is not None:
        return pages_at(commit, folder)
    return read_pages(folder) if os.path.isdir(folder) else {}


def _existing_files(paths: Sequence[str]) -> Content:
    """The files of the working tree; missing ones count as removed."""
    there = [path for path in paths if os.path.exists(path)]
    return read_content(there) if there else Content({}, [])


def _folder_sides(old: str, new: str, day: date) -> Sides:
    """The sides for two folders or two files; files are matched by their place in each."""
    before, after = read_content([old]), read_content([new])
    places = {path: _new_path(path, old, new) for path in before.texts}
    texts = {places[path]: text for path, text in before.texts.items()}
    found = [
        finding._replace(span=finding.span._replace(path=_new_path(finding.span.path, old, new)))
        for finding in before.findings
    ]
    known = Known()
    base = load_side(old, texts, day, findings=found, known=known)
    head = load_side(new, after.texts, day, findings=after.findings, known=known)
    return Sides(base._replace(folder=(_stem(new), _stem(old))), head)


def _stem(path: str) -> str:
    shown = from_here(path) if os.path.isabs(path) else os.path.normpath(path)
    shown = shown.replace(os.sep, "/")
    return shown if os.path.isfile(path) else "" if shown == "." else f"{shown}/"


def _new_path(path: str, old: str, new: str) -> str:
    """The path in the new folder of a file of the old one."""
    before, after = _stem(old), _stem(new)
    return after + path[len(before) :] if path.startswith(before) else path


def _is_yaml(path: str) -> bool:
    return path.lower().endswith((".yml", ".yaml")) or "." not in os.path.basename(path)


def _strategy_texts(texts: Mapping[str, str], paths: Sequence[str]) -> dict[str, str]:
    """The texts below the paths, and strategies elsewhere: the folder may have had a different
    name, in which case all YAML was read.
    """
    here = [from_here(os.path.realpath(path)).replace(os.sep, "/") for path in paths]
    inside = {
        path: text
        for path, text in texts.items()
        if any(folder in (".", path) or path.startswith(f"{folder}/") for folder in here)
    }
    if inside or not texts or all(os.path.isfile(path) for path in paths):
        return inside
    starts = tuple(f"{collection}:" for collection in BY_COLLECTION)
    return {
        path: text
        for path, text in texts.items()
        if any(line.startswith(starts) for line in text.splitlines())
    }


def _outside(texts: Mapping[str, str], aside: Mapping[str, str]) -> dict[str, str]:
    """The texts that are in none of those folders."""
    if not aside:
        return dict(texts)
    return {
        path: text
        for path, text in texts.items()
        if not any(path == folder or path.startswith(f"{folder}/") for folder in aside)
    }


def _is_symlinked(path: str) -> bool:
    """Whether a file is reached through a symbolic link, which a commit does not follow."""
    folder, name = os.path.split(path)
    return os.path.islink(path) or os.path.realpath(path) != os.path.join(
        os.path.realpath(folder), name
    )


def load_side(
    name: str,
    texts: Mapping[str, str],
    day: date,
    *,
    commit: str | None = None,
    findings: Sequence[Finding] = (),
    known: Known | None = None,
    pages: Mapping[str, str] = MappingProxyType({}),
) -> Side:
    """A side: its texts loaded and checked.

    Rules that look back are left out, since the review itself shows how promises moved. `known` are
    documents already read, which a side with the same texts does not read again.
    """
    stack = load(texts, today=day, findings=findings, known=known)
    return _checked_side(name, stack, commit, pages)


RULES_WITHOUT_HISTORY = tuple(rule for rule in RULES if not rule.earlier)
"""The rules that do not need the history."""


def sides_of(before: Stack, after: Stack, names: tuple[str, str] = ("before", "after")) -> Sides:
    """Two stacks as sides."""
    return Sides(_checked_side(names[0], before), _checked_side(names[1], after))


def _checked_side(
    name: str,
    stack: Stack,
    commit: str | None = None,
    pages: Mapping[str, str] = MappingProxyType({}),
) -> Side:
    examined = examine(_with_pages(stack, pages), RULES_WITHOUT_HISTORY)
    silenced = frozenset(silenced.finding for silenced in examined.silenced)
    return Side(name, stack, commit, examined.findings, silenced, pages=pages)


def _with_pages(stack: Stack, pages: Mapping[str, str]) -> Stack:
    """The stack with the findings in pages that refer to it."""
    if not pages:
        return stack
    from stratdocs.site.embeds import (
        PageReader,
    )  # the views are imported only if there are such pages

    written = PageReader(stack)
    return stack.with_findings(
        f for path, text in pages.items() for f in written.findings(path, text)
    )
