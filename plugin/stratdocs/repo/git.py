"""The strategy's files at a point in their history. The one module that calls git."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from stratdocs.analysis.aims import stated_value
from stratdocs.linting.lint import history_start
from stratdocs.linting.rules import RULES
from stratdocs.linting.rules.base import Rule
from stratdocs.markdowntext.scan import may_need_stratdocs
from stratdocs.model.finding import StratdocsError
from stratdocs.model.history import (
    Gap,
    History,
    Move,
    Reader,
    Version,
    history,
    moves,
    newest_versions,
)
from stratdocs.model.periods import Calendar
from stratdocs.model.stack import Stack
from stratdocs.repo.content import (
    PAGES,
    SETTINGS,
    SUFFIXES,
    absent_submodules,
    may_lack_files,
    nested_repositories,
    repository_roots,
    stamps,
)
from stratdocs.repo.here import from_here
from stratdocs.words.phrases import excerpt
from stratdocs.yamltext.source import MAX_FILE

if TYPE_CHECKING:
    import subprocess

Kept = TypeVar("Kept")

REGULAR = ("100644", "100755")
"""Modes of files; links and submodules are skipped."""
MAX_COMMITS = 500
"""Commits that are read, the newest first."""
_FIRST_DAY, _LAST_DAY = date(1970, 1, 1), date(2999, 12, 31)
"""The days that a commit can be of: git knows none before, and a clock that says more is wrong."""
_MAX_DATED = 50_000
"""Commits whose dates are compared, whether or not they touch the strategy."""
MAX_SECONDS = 60
"""Seconds that git may take for one answer."""
OF_A_CALL = frozenset(
    """GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES
    GIT_COMMON_DIR GIT_NAMESPACE GIT_PREFIX GIT_GRAFT_FILE GIT_SHALLOW_FILE GIT_REPLACE_REF_BASE
    GIT_NO_REPLACE_OBJECTS GIT_CEILING_DIRECTORIES GIT_LITERAL_PATHSPECS GIT_GLOB_PATHSPECS
    GIT_NOGLOB_PATHSPECS GIT_ICASE_PATHSPECS GIT_EXTERNAL_DIFF GIT_DIFF_OPTS GIT_CONFIG
    GIT_CONFIG_PARAMETERS GIT_CONFIG_COUNT GIT_IMPLICIT_WORK_TREE GIT_INTERNAL_SUPER_PREFIX
    """.split()
)
"""Variables that belong to one call of git, among them all that `git rev-parse --local-env-vars`
lists: a hook inherits them, and its folder is another one.
"""
_OF_OUR_CALLS = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_ASKPASS": "",
    "SSH_ASKPASS": "",
}
"""Variables of each call: git writes nothing, asks nobody and calls no other machine, not even for
what a partial clone left out (before git 2.44, only the empty list of protocols says so).
"""
_SETTINGS_OF_OUR_CALLS = tuple(
    word
    for setting in (
        f"diff.orderFile={os.devnull}",
        f"core.hooksPath={os.devnull}",
        "core.fsmonitor=false",
        "log.showSignature=false",
        "log.showRoot=true",
        "i18n.logOutputEncoding=UTF-8",
    )
    for word in ("-c", setting)
)
"""Settings of each call, before those of the repository and of the user: no program of theirs runs,
and the answer is in the form that is read.
"""
MAX_BYTES = 20_000_000
"""Bytes of files that are read from them, the newest first."""
_LOOK_FURTHER = "name a part of the strategy to look further back"
_CUT_SHORT = Gap("the history is long, so only its latest part is read", _LOOK_FURTHER)
_SHALLOW = Gap(
    "this clone has only the latest part of the history",
    "run git fetch --unshallow for the rest (in CI: fetch-depth: 0)",
)
_CUT_OFF = Gap(
    "git replace or a graft hides the earlier part of the history",
    "git replace --delete, or removing .git/info/grafts, brings it back",
)
_NO_REPOSITORY = Gap(
    "there is no git repository, so there is no history",
    "start one with git init and a commit",
)
_NO_COMMIT_HERE = Gap(
    "the current branch has no commit, although the repository has some",
    "run git switch to a branch that has them",
)
_ANY_COMMIT = ("rev-list", "--max-count=1", "--all", "--reflog")
_SEVERAL_REPOSITORIES = Gap(
    "the files are in more than one git repository, so their history isn't read",
    "name the folders of one repository at a time",
)


class GitError(StratdocsError):
    """What git can't read, and what helps."""

    def __init__(self, why: str, help: str) -> None:  # noqa: A002  # the word of `Gap`
        super().__init__(f"{why}; {help}")
        self.gap = Gap(why, help)


def texts_at(ref: str, paths: Iterable[str]) -> dict[str, str]:
    """The YAML files of the paths at a commit, branch or tag: path from the repository's root to
    text.

    A path that held none then may have moved since, so all YAML of the repository is read for it.
    """
    reject_unsafe_ref(ref, "; --since takes one, such as main")
    texts: dict[str, str] = {}
    for path in paths:
        repository = _Repository(path)
        texts.update(repository.texts(repository.commit(ref)))
    return texts


def reject_unsafe_ref(ref: str, hint: str = "") -> None:
    """Raises for what cannot be a commit, branch or tag: git must not take it for an option."""
    if ref.startswith("-") or not ref.strip() or "\0" in ref or "\n" in ref:
        raise StratdocsError(f'"{ref}" isn\'t a commit, branch or tag{hint}')


class Snapshot(NamedTuple):
    """The strategy as it was at a commit."""

    commit: str
    """Its full name."""
    day: date
    """When it was made."""
    texts: dict[str, str]
    """Path from the working directory to text."""
    skipped: dict[str, str]
    """What is not read, by path: `submodule` or `link`."""


def snapshot(ref: str, paths: Iterable[str]) -> Snapshot:
    """The strategy's files at a commit, branch or tag, wherever the paths lie there."""
    reject_unsafe_ref(ref)
    texts: dict[str, str] = {}
    skipped: dict[str, str] = {}
    commit, day = "", date.min
    for path in paths:
        repository = _Repository(path)
        commit = repository.commit(ref)
        command = ("show", "-s", "--no-color", "--no-show-signature", "--format=%ad%x1f%cd")
        output = repository.git(*command, "--date=short", commit).stdout.decode("utf-8", "replace")
        day = _day_of(*output.split("\x1f"))
        here = os.path.realpath(os.curdir)
        for name, text in repository.texts(commit).items():
            texts[_path_from(here, repository.root, name)] = text
        for name, kind in repository.skipped(commit):
            skipped[_path_from(here, repository.root, name)] = kind
    return Snapshot(commit, day, texts, skipped)


def pages_at(commit: str, folder: str) -> dict[str, str]:
    """The written pages below a folder that name items or hold blocks, as they were at a commit; by
    their paths from the working directory.
    """
    repository = _Repository(folder)
    within = os.path.relpath(repository.path, repository.root).replace(os.sep, "/")
    blobs = dict(repository.blob_names(commit, "" if within == "." else within, PAGES))
    here = os.path.realpath(os.curdir)
    return {
        _path_from(here, repository.root, name): text.removeprefix("\ufeff").replace("\r\n", "\n")
        for name, text in repository.read(blobs)
        if may_need_stratdocs(text)
    }


def _path_from(here: str, root: str, name: str) -> str:
    """A path of a repository, seen from a folder."""
    return from_here(os.path.join(root, name), here).replace(os.sep, "/")


def names_commit(word: str, path: str) -> bool:
    """Whether the word is a commit, branch or tag of the repository that holds the path."""
    if word.startswith("-") or not word.strip() or "\0" in word or "\n" in word:
        return False
    return _Repository(path).has_commit(word)


def commit_that_wrote(path: str, blob: str) -> tuple[date, str] | None:
    """The day and message of the commit that wrote a file's content; None if there is none."""
    if not blob.strip("0") or not blob.isalnum():
        return None
    command = (
        *("log", "--no-show-signature", "--encoding=UTF-8", "--date=short"),
        *("--format=%x00%ad%x1f%cd%n%B", f"--find-object={blob}", "--"),
    )
    try:
        output = _Repository(path).git(*command, os.path.realpath(path)).stdout
    except StratdocsError:
        return None
    if not output:
        return None
    days, _, message = output.decode("utf-8", "replace").rsplit("\0", 1)[-1].partition("\n")
    return _day_of(*days.split("\x1f")), message


class Fork(NamedTuple):
    """Where a branch began."""

    commit: str
    branch: str
    """The branch that it left."""
    ahead: int = 0
    """The commits that this branch has made since, and that the one here lacks."""
    ahead_here: int = 0
    """How many of them touch the strategy."""


def fork(paths: Sequence[str], head: str = "HEAD", branch: str | None = None) -> Fork:
    """Where `head` left the branch of that name, else the branch that it began from.

    Raises if that cannot be known.
    """
    repository = _Repository(paths[0])
    if repository.is_unborn():
        raise StratdocsError("there is no commit to compare with yet; name two folders instead")
    known = branch or repository.parent_branch()
    shallow = _is_shallow(repository.folder)
    if known is None:
        raise StratdocsError(
            (
                "where this branch began is unknown: it tracks no other branch, and there is "
                f"no {', '.join(_DEFAULT_BRANCHES[:-1])} or {_DEFAULT_BRANCHES[-1]}; "
            )
            + (
                f"this clone has only a part of the history: {_SHALLOW.help}"
                if shallow
                else (
                    "name what to compare with: stratdocs diff BASE, or stratdocs diff HEAD "
                    "for uncommitted changes"
                )
            )
        )
    left, tip = repository.commit(known), repository.commit(head)
    bases = repository.git("merge-base", left, tip, accepted=(0, 1))
    if bases.returncode:
        raise StratdocsError(
            f"{known} and {head} have no commit in common"
            + (
                (
                    " in this clone, which has only the latest part of the history; "
                    f"{_SHALLOW.help}; "
                )
                if shallow
                else "; "
            )
            + f"{known}..{head} compares them as they are"
        )
    base = bases.stdout.decode().split()[0]
    if base == left:
        return Fork(base, known)
    log = _Log(repository.root, paths)
    since = f"{base}..{left}"
    return Fork(
        base, known, repository.number_of_commits(since), repository.number_of_commits(since, log)
    )


class Versions(NamedTuple):
    """The commits between two points, and what of them could not be read."""

    versions: tuple[Version, ...]
    """Oldest first."""
    gap: Gap | None = None


def commit_stamps(folder: str) -> tuple[tuple[str, int, int], ...]:
    """What tells, without git, whether the repository around a folder has another commit."""
    (root,) = repository_roots([folder])
    if root is None:
        return ()
    place = os.path.join(root, ".git")
    if os.path.isfile(place):  # a working tree beside the repository: the file says where
        try:
            with open(place, encoding="utf-8") as file:
                place = os.path.join(root, file.read(_MAX_PATH).partition("gitdir:")[2].strip())
        except (OSError, ValueError):
            return ()
    logs = stamps(os.path.join(place, "logs"), ("head",), below=False)
    return (*stamps(place, ("head",), below=False), *logs)


_MAX_PATH = 10_000


def missing_history(path: str) -> Gap | None:
    """What a clone lacks that holds only the last part of the history; None if it is whole."""
    return _SHALLOW if _is_shallow(_Repository(path).folder) else None


def versions_between(base: str, head: str | None, paths: Sequence[str]) -> Versions:
    """What the commits changed that are in `head` (None: the current commit) and not in `base`."""
    repository = _Repository(paths[0])
    if head is None and repository.is_unborn():
        return Versions((), _NO_COMMIT_HERE)
    return _Log(repository.root, paths).versions_in(f"{base}..{head or 'HEAD'}")


def versions_up_to(commit: str, paths: Sequence[str]) -> Versions:
    """What a commit and all before it changed, except the first, which added everything."""
    root = _Repository(paths[0]).root
    log = _Log(root, paths).versions_in(commit)
    versions = log.versions[1:] if log.versions and not log.versions[0].before else None
    return Versions(
        log.versions if versions is None else versions, _SHALLOW if _is_shallow(root) else log.gap
    )


def commit_authors(paths: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The name and the e-mail address of the author of each commit up to the current one, by its
    short hash, as far back as versions are read.
    """
    repository = _Repository(paths[0])
    output = repository.git(
        *("log", "-z", "--no-show-signature", "--encoding=UTF-8", f"--max-count={_MAX_DATED}"),
        "--format=%H%x1f%aN%x1f%aE",
        accepted=(0, 128),
    ).stdout
    rows = (row.split("\x1f") for row in output.decode("utf-8", "replace").split("\0"))
    return {row[0].strip()[:SHORT_HASH_LENGTH]: (row[1], row[2]) for row in rows if len(row) == 3}


class Person(NamedTuple):
    """Someone as git knows them; it trusts the recorded name."""

    name: str
    email: str


class Commit(NamedTuple):
    """A commit, and the paths that it changed, from the working directory. A merge changed what git
    would not have merged in that way by itself.
    """

    name: str
    day: date
    author: Person
    committer: Person
    message: str
    changed: frozenset[str]


def commits_between(
    base: str, head: str | None, path: str, *, merges: bool = False
) -> tuple[Commit, ...]:
    """The commits that are in `head` (None: the current one) and not in `base`, newest first, up to
    a limit; `merges` asks for what merges changed, too, which takes long.
    """
    repository, here = _Repository(path), os.path.realpath(os.curdir)
    ways = ("--diff-merges=remerge", "--diff-merges=combined")  # older git lacks the first
    for way in ways if merges else ("--no-diff-merges",):
        process = repository.git(
            *("log", "-z", "--raw", "--no-abbrev", "--no-show-signature", way),
            *("--no-renames", "--topo-order", "--no-color", "--no-ext-diff", "--encoding=UTF-8"),
            *("--date=short", f"--max-count={MAX_COMMITS}"),
            "--format=%x01%H%x1f%cd%x1f%an%x1f%ae%x1f%cn%x1f%ce%x1f%B",
            *(head or "HEAD", f"^{base}", "--"),
            accepted=(0, 128, 129),
        )
        if not process.returncode:
            break
    else:
        raise _failure(process.stderr, repository.folder)
    output = process.stdout
    found: list[Commit] = []
    parts = iter(output.split(b"\0"))
    for part in parts:
        part = part.lstrip(b"\n")
        if part.startswith(b"\x01"):
            name, day, *who, message = part[1:].decode("utf-8", "replace").split("\x1f", 6)
            people = Person(who[0], who[1]), Person(who[2], who[3])
            found.append(Commit(name, _day_of(day), *people, message, frozenset()))
        elif part.startswith(b":") and found:
            path = _path_from(here, repository.root, os.fsdecode(next(parts)))
            found[-1] = found[-1]._replace(changed=found[-1].changed | {path})
    return tuple(found)


def _day_of(*texts: str) -> date:
    """The first of the texts that is a day a commit can be of; the first day if none is."""
    for text in texts:
        try:
            day = date.fromisoformat(text.strip())
        except ValueError:  # an unreadable date is empty; a year may have seven digits
            continue
        if _FIRST_DAY <= day <= _LAST_DAY:
            return day
    return _FIRST_DAY


MAX_BESIDE = 1_000_000
"""Bytes of a file beside the strategy that is read."""


def changed_files(
    base: str, head: str | None, path: str, wanted: Callable[[str], bool]
) -> dict[str, tuple[str | None, str | None]]:
    """The files of the repository that differ between a commit and another one, or else the working
    tree: path from the working directory to the texts before and after.

    Only those with a `wanted` path from the repository's root are read, and none that is large.
    """
    repository, here = _Repository(path), os.path.realpath(os.curdir)
    command = ("diff", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", base)
    output = repository.git(*command, *([head] if head else []), "--").stdout
    parts = iter(output.split(b"\0"))
    blobs: dict[str, tuple[str, str]] = {}
    for about, raw in zip(parts, parts, strict=False):
        old_mode, new_mode, old, new, _ = about[1:].decode().split()
        if wanted(name := os.fsdecode(raw)):
            old, new = (
                blob if mode in REGULAR else "" for blob, mode in ((old, old_mode), (new, new_mode))
            )
            blobs[name] = (old, new)
    if head is None:
        listing = ("ls-files", "--others", "--exclude-standard", "-z", "--full-name", ":/")
        for raw in repository.git(*listing).stdout.split(b"\0"):
            if raw and wanted(name := os.fsdecode(raw)):
                blobs.setdefault(name, ("", "0"))
    names = {name for pair in blobs.values() for name in pair if name.strip("0")}
    texts = _blobs(repository.folder, _small(repository, names))
    found: dict[str, tuple[str | None, str | None]] = {}
    for name, (old, new) in blobs.items():
        after = texts.get(new)
        if head is None and new:
            after = _small_text(os.path.join(repository.root, name))
        found[_path_from(here, repository.root, name)] = (texts.get(old), after)
    return found


def file_at(commit: str, path: str) -> str | None:
    """The text of a file of a commit; None if it has none of that path, a link or a large one."""
    repository = _Repository(os.path.dirname(path) or os.curdir)
    name = os.path.join(os.path.realpath(os.path.dirname(path) or "."), os.path.basename(path))
    within = os.path.relpath(name, repository.root).replace(os.sep, "/")
    command = ("--literal-pathspecs", "ls-tree", "-z", "--full-tree", commit, "--", within)
    mode, _, name, *_ = (
        repository.git(*command).stdout.decode("utf-8", "replace").split() or [""] * 3
    )
    blobs = _small(repository, [name] if mode in REGULAR else [])
    return next(iter(_blobs(repository.folder, blobs).values()), None)


def line_writers(commit: str, path: str) -> dict[int, tuple[str, date]]:
    """Who wrote each line of a file of a commit, and when, by its number; without lines from before
    what a shallow clone holds.
    """
    repository = _Repository(os.path.dirname(path) or os.curdir)
    name = os.path.relpath(
        os.path.join(os.path.realpath(os.path.dirname(path) or "."), os.path.basename(path)),
        repository.root,
    )
    shallow = _is_shallow(repository.root)
    process = _git(
        repository.root,
        *("blame", "--line-porcelain", "--encoding=UTF-8", *([] if shallow else ["--root"])),
        *(commit, "--", name),
        accepted=(0, 128),
    )
    found: dict[int, tuple[str, date]] = {}
    line, who, when, known = 0, "", date.min, True
    for raw in process.stdout.decode("utf-8", "replace").split("\n"):
        word, _, rest = raw.partition(" ")
        if raw.startswith("\t"):
            if known:
                found[line] = (who, when)
            known = True
        elif re.fullmatch("[0-9a-f]{40,64}", word):
            line = int(rest.split()[1])
        elif word == "author":
            who = rest
        elif word == "committer-time":
            when = _FIRST_DAY + timedelta(
                days=min(int(rest) // 86_400, (_LAST_DAY - _FIRST_DAY).days)
            )
        elif word == "boundary":
            known = False
    return found


def _small(repository: _Repository, names: Iterable[str]) -> list[str]:
    """Those of the objects that are files of a size that is read."""
    request = "".join(f"{name}\n" for name in sorted(names)).encode()
    if not request:
        return []
    lines = _git(repository.folder, "cat-file", "--batch-check", stdin=request).stdout.splitlines()
    described = (line.decode().split() for line in lines)
    return [
        name
        for name, kind, *size in described
        if kind == "blob" and size and int(size[0]) <= MAX_BESIDE
    ]


def _small_text(path: str) -> str | None:
    """The text of a file of the working tree; None if there is none or it is large."""
    if not os.path.isfile(path) or os.path.islink(path) or os.path.getsize(path) > MAX_BESIDE:
        return None
    try:
        with open(path, encoding="utf-8", errors="replace") as stream:
            return stream.read()
    except OSError:
        return None


def with_history(
    stack: Stack,
    paths: Sequence[str],
    rules: Iterable[Rule] = RULES,
    home: str = os.curdir,
    *,
    for_site: bool = False,
    past: Past | None = None,
) -> Stack:
    """The stack with all changes since its running periods began, if a rule asks for them; its
    `gap` says what of them could not be read.

    `home` is the folder where the stack's paths start. `for_site` adds the history of the last
    year, which a site shows whatever the rules ask for. `past` keeps what git says for the next
    time.
    """
    past = past or Past()
    day = history_start(stack, rules)
    roots = repository_roots(paths)
    if day is None and not for_site:
        (root,) = roots if len(roots) == 1 else (None,)
        left_out = _left_out(root, paths)
        return stack.with_history({}, None, left_out) if left_out is not None else stack
    if len(roots) != 1 or None in roots:
        reason = _NO_REPOSITORY if roots == {None} else _SEVERAL_REPOSITORIES
        return _without_history(stack, reason, for_site=for_site)
    (root,) = (root for root in roots if root is not None)
    reader = past.reader(stack.calendar, everything=for_site)
    moved: dict[str, tuple[Move, ...]] = {}
    gap: Gap | None = None
    history: History | None = None
    texts = _from_root(root, stack.texts, home)
    outside = _outside(stack, texts, paths, home) or _left_out(root, paths)
    try:
        log = _Log(root, paths, past)
        if day is not None:
            moved, gap = moves_since(log, day, texts, stack, reader)
        if for_site:
            history, gap_of_year = history_of_year(log, texts, stack, reader, outside)
            gap = gap or gap_of_year
    except GitError as error:
        return _without_history(stack, error.gap, for_site=for_site)
    if not all(
        map(os.path.isdir, paths)
    ):  # what seems added or removed may only have moved between files
        moved = {
            item: tuple(move for move in item_moves if move.field)
            for item, item_moves in moved.items()
        }
    moved = {item: item_moves for item, item_moves in moved.items() if item_moves}
    return stack.with_history(moved, history, gap or outside)


def _left_out(root: str | None, paths: Sequence[str]) -> Gap | None:
    """The gap of files that the repository has and the folder lacks on purpose."""
    for folder in absent_submodules(paths):
        return Gap(
            f"{folder} is a submodule without its files",
            "run git submodule update --init to get them",
            "the files of a submodule",
        )
    try:
        sparse = left_out_by_sparse_checkout(paths) if root is not None else []
    except StratdocsError:
        return None
    if not sparse:
        return None
    return Gap(
        f"a sparse checkout leaves out {sparse[0]}"
        + (f" and {len(sparse) - 1} more" if len(sparse) > 1 else ""),
        "run git sparse-checkout disable to get them",
        f"{len(sparse)} {'file' if len(sparse) == 1 else 'files'} of the repository",
    )


def left_out_by_sparse_checkout(paths: Iterable[str]) -> list[str]:
    """The files of a strategy that a sparse checkout leaves out, by their paths from the working
    directory.
    """
    found = []
    for path in paths:
        (root,) = repository_roots([path])
        if root is None or not may_lack_files([path]):
            continue
        log = _Log(root, [path])
        listed = _git(root, "--literal-pathspecs", "ls-files", "-z", "-t", "--", *log.within).stdout
        for entry in listed.split(b"\0"):
            name = os.fsdecode(entry[2:])
            if entry.startswith(b"S ") and log.is_checked(name):
                found.append(_path_from(os.path.realpath(os.curdir), root, name))
    return found


def _outside(stack: Stack, texts: Mapping[str, str], paths: Sequence[str], home: str) -> Gap | None:
    """The gap of files that a repository below the paths or none at all keeps."""
    inner = tuple(nested_repositories(stack.texts, paths, home))
    if inner:
        return Gap(
            f"{inner[0]} is its own git repository, so the history of its files isn't read",
            "check it separately for that",
        )
    if len(texts) < len(stack.texts):
        return Gap(
            f"{len(stack.texts) - len(texts)} of the files are outside the git repository",
            "move them into it",
        )
    return None


def _without_history(stack: Stack, gap: Gap, *, for_site: bool) -> Stack:
    """A stack whose history cannot be read."""
    past = History((), {}, None, gap.sentence) if for_site else None
    return stack.with_history({}, past, gap)


def moves_since(
    log: VersionLog, day: date, texts: Mapping[str, str], stack: Stack, reader: Reader
) -> tuple[dict[str, tuple[Move, ...]], Gap | None]:
    """The changes of promises since a day, by item; and what is missing."""
    versions, gap = log.versions(day, texts, stack)
    newest = newest_versions(versions)
    gap = gap or (None if newest.whole else _CUT_SHORT)
    return moves(newest.versions, stack.entities, reader), gap


HISTORY_DAYS = 366
"""Days of history that a site shows: all of a large repository would take long."""


class VersionLog(Protocol):
    """What knows the versions of a strategy: git, or a file in which they are recorded."""

    committed: bool
    """Whether any of them is known, once `versions` has looked."""

    def versions(
        self, day: date, texts: Mapping[str, str], stack: Stack
    ) -> tuple[tuple[Version, ...], Gap | None]:
        """The versions since a day, oldest first, up to the current texts; and what is missing."""


def history_of_year(
    log: VersionLog, texts: Mapping[str, str], stack: Stack, reader: Reader, outside: Gap | None
) -> tuple[History, Gap | None]:
    """The history of the last year, without commits from after tomorrow: time zones
    differ by a day at most. It has no beginning before the strategy's first commit.
    """
    since = stack.today - timedelta(days=HISTORY_DAYS)
    versions, gap = log.versions(since, texts, stack)
    known = [version for version in versions if version.day <= stack.today + timedelta(days=1)]
    newest = newest_versions(known)
    gap = gap or (None if newest.whole else _CUT_SHORT) or outside
    missing = gap.sentence if gap is not None else None
    begun = since if log.committed else None
    past = history(newest.versions, stack.entities, reader, since=begun, missing=missing)
    return past, gap


def _from_root(root: str, texts: Mapping[str, str], home: str) -> dict[str, str]:
    """The texts by their paths from the repository's root, without those outside of it."""
    folders: dict[str, str] = {}
    found = {}
    for path, text in texts.items():
        folder, name = os.path.split(os.path.join(home, path))
        if folder not in folders:
            folders[folder] = os.path.relpath(os.path.realpath(folder), root).replace(os.sep, "/")
        within = folders[folder]
        if within != ".." and not within.startswith("../"):
            found[name if within == "." else f"{within}/{name}"] = text
    return found


class _Repository:
    """The repository of a path."""

    def __init__(self, path: str) -> None:
        self.path = os.path.realpath(path)
        self.folder = self.path
        while not os.path.isdir(self.folder):  # the path may exist only in other commits
            self.folder = os.path.dirname(self.folder)
        found = self.git("rev-parse", "--show-toplevel", accepted=(0, 128))
        if found.returncode:
            if repository_roots([path]) == {None}:
                raise StratdocsError(
                    f"{path} isn't in a git repository, so there is nothing to compare it with"
                )
            raise _failure(found.stderr, self.folder)
        top = os.fsdecode(found.stdout).rstrip("\r\n")
        if not os.path.isdir(top):
            raise _nonsense(found.stdout)
        self.root = os.path.realpath(top)

    def commit(self, ref: str) -> str:
        """The full name of a commit."""
        found = self.git(
            "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}", accepted=(0, 1, 128)
        )
        if not found.returncode:
            name = found.stdout.decode("utf-8", "replace").strip()
            if not re.fullmatch("[0-9a-f]{40,64}", name):
                raise _nonsense(found.stdout)
            return name
        self.reject_damage(ref)
        raise StratdocsError(
            (
                f"{ref} doesn't exist in this clone, which has only the latest part of the "
                f"history; {_SHALLOW.help}"
            )
            if _is_shallow(self.folder)
            else f"{ref} isn't a commit, branch or tag in this repository"
        )

    def reject_damage(self, ref: str) -> None:
        """Raises if the current commit, or what a name leads to, cannot be read."""
        self.is_unborn()
        command = ("rev-parse", "--verify", "--quiet", ref)
        found = self.git(*command, accepted=(0, 1, 128))
        if not found.returncode:
            kind = ("cat-file", "-t", found.stdout.decode().strip())
            if self.git(*kind, accepted=(0, 128)).returncode:
                raise _damage(f"the commit of {ref} is missing")

    def is_unborn(self) -> bool:
        """Whether there is no commit yet."""
        found = self.git("log", "-1", "--no-show-signature", "--format=%H", accepted=(0, 128))
        if found.returncode and not _says_unborn(found.stderr):
            raise _failure(found.stderr, self.folder)
        return found.returncode != 0

    def texts(self, commit: str) -> dict[str, str]:
        """The YAML of a commit."""
        within = os.path.relpath(self.path, self.root).replace(os.sep, "/")
        blobs = dict(self.blob_names(commit, "" if within == "." else within))
        return dict(self.read(blobs or dict(self.blob_names(commit, ""))))

    def blob_names(
        self, commit: str, within: str, suffixes: tuple[str, ...] = SUFFIXES
    ) -> Iterator[tuple[str, str]]:
        """Path and blob of each file with one of the suffixes below a path, but hidden ones."""
        command = [
            "ls-tree",
            "-r",
            "-z",
            "-l",
            "--full-tree",
            commit,
            *([within] if within else []),
        ]
        output = self.git(*command).stdout
        for entry in output.split(b"\0"):
            if not entry:
                continue
            about, _, raw = entry.partition(b"\t")
            mode, _, name, size = about.decode().split()
            path = os.fsdecode(raw)
            if size == "BAD":
                raise _damage(f"object {name} is missing")
            if (
                mode in REGULAR
                and path.lower().endswith(suffixes)
                and int(size) <= MAX_FILE
                and not _is_skipped(path, within)
            ):
                yield path, name

    def skipped(self, commit: str) -> Iterator[tuple[str, str]]:
        """Path and kind of what is skipped below the path: `submodule` or `link`."""
        within = os.path.relpath(self.path, self.root).replace(os.sep, "/")
        command = [
            "ls-tree",
            "-r",
            "-z",
            "--full-tree",
            commit,
            *(["--", within][: 2 * (within != ".")]),
        ]
        for entry in self.git("--literal-pathspecs", *command).stdout.split(b"\0"):
            about, _, raw = entry.partition(b"\t")
            if about.startswith((b"160000", b"120000")):
                yield os.fsdecode(raw), "submodule" if about.startswith(b"16") else "link"

    def parent_branch(self) -> str | None:
        """The branch that the current one began from: the one it tracks, else the usual ones; None
        if there is none of them.
        """
        names: list[str] = []
        current = self.name_of("symbolic-ref", "--quiet", "--short", "HEAD")
        tracked = self.name_of("rev-parse", "--abbrev-ref", "@{upstream}") if current else ""
        if tracked and tracked.partition("/")[2] != current:  # else it is its own copy elsewhere
            names.append(tracked)
        names.append(self.name_of("symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"))
        for name in _DEFAULT_BRANCHES:
            names += (f"refs/remotes/origin/{name}", f"refs/heads/{name}")
        for name in names:
            if name and self.has_commit(name):
                return name.removeprefix("refs/heads/").removeprefix("refs/remotes/")
        return None

    def name_of(self, *command: str) -> str:
        """The name that git answers; empty if it has none."""
        found = self.git(*command, accepted=(0, 1, 128))
        return "" if found.returncode else os.fsdecode(found.stdout).strip()

    def has_commit(self, name: str) -> bool:
        """Whether a name leads to a commit."""
        command = ("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        return not self.git(*command, accepted=(0, 1, 128)).returncode

    def number_of_commits(self, revisions: str, log: _Log | None = None) -> int:
        """The number of commits in a range; with a log, of those that touch its strategy."""
        within = ("--", *log.within) if log is not None and log.within != (".",) else ()
        command = ("--literal-pathspecs", "rev-list", "--count", revisions, *within)
        return int(_git(self.root, *command).stdout)

    def read(self, blobs: dict[str, str]) -> Iterator[tuple[str, str]]:
        """Path and text of each blob, all fetched in one go."""
        found = _blobs(self.folder, blobs.values())
        for path, name in blobs.items():
            yield path, found[name]

    def git(
        self, *arguments: str, accepted: tuple[int, ...] = (0,)
    ) -> subprocess.CompletedProcess[bytes]:
        """Runs git in this repository."""
        return _git(self.folder, *arguments, accepted=accepted)


_DEFAULT_BRANCHES = ("main", "master", "trunk", "develop")
"""Usual names of the branch that others start from."""


class Past:
    """What git has said of a strategy, kept until there is another commit."""

    def __init__(self) -> None:
        self._head: object = None
        self._known: dict[tuple[object, ...], Any] = {}
        self._readers: dict[tuple[Calendar, bool], Reader] = {}
        self._blobs: dict[str, str | None] = {}
        self._uncommitted: set[str] = set()

    def renew(self, folder: str) -> bool:
        """Forgets what git said if there is another commit now; returns whether there is."""
        try:
            head = _git(folder, "rev-parse", "HEAD", accepted=(0, 128)).stdout
        except GitError:
            head = b""
        if head == self._head:
            return False
        self._head = head
        self._known.clear()
        self._blobs.clear()
        return True

    def once(self, key: tuple[object, ...], ask: Callable[[], Kept]) -> Kept:
        """The answer to a question that has not changed; asked the first time only."""
        if key not in self._known:
            self._known[key] = ask()
        kept: Kept = self._known[key]
        return kept

    def blobs(
        self, names: Iterable[str], read: Callable[[Sequence[str]], Mapping[str, str]]
    ) -> dict[str, str]:
        """The texts of blobs by name, without those that cannot be read."""
        names = tuple(names)
        missing = [name for name in names if name not in self._blobs]
        if missing:
            self._blobs |= {**dict.fromkeys(missing), **read(missing)}
        found = {name: self._blobs[name] for name in names}
        return {name: text for name, text in found.items() if text is not None}

    def forget_all_but(self, texts: Iterable[str]) -> None:
        """Forgets the texts that were read last because they are not committed, without those that
        are still there.
        """
        texts = set(texts)
        for reader in self._readers.values():
            reader.forget(self._uncommitted - texts)
        self._uncommitted = texts

    def reader(self, calendar: Calendar, *, everything: bool) -> Reader:
        """The reader of old texts, with what it has read before."""
        key = (calendar, everything)
        if key not in self._readers:
            self._readers[key] = Reader(
                everything=everything, calendar=calendar, value_in=stated_value
            )
        return self._readers[key]


class _Committed(NamedTuple):
    """What commits say of a strategy."""

    versions: list[Version]
    """Oldest first."""
    gap: Gap | None
    head: dict[str, str]
    """Path and blob of each file of the strategy in the last commit."""
    unborn: bool
    """Whether there is no commit yet."""


class _Log:
    """The commits that touched the strategy."""

    def __init__(self, root: str, paths: Iterable[str], past: Past | None = None) -> None:
        self.past = past or Past()
        self.root = root
        real = (os.path.relpath(os.path.realpath(path), root) for path in paths)
        self.within = tuple(path.replace(os.sep, "/") for path in real)
        self.unborn = False
        """Whether the repository has no commit yet."""
        self.committed = False
        """Whether the current commit has any file of the strategy, once `versions` has looked."""

    def versions(
        self, day: date, texts: Mapping[str, str], stack: Stack
    ) -> tuple[tuple[Version, ...], Gap | None]:
        """The versions since a day, oldest first, up to the current texts; and what is missing."""
        key = ("commits", self.root, self.within, day)
        versions, gap, head, self.unborn = self.past.once(key, lambda: self._committed(day))
        self.committed = bool(head)
        unsaved = {path: name for path, name in head.items() if _differs(texts.get(path), name)}
        blobs = self.past.blobs(unsaved.values(), self._texts)
        if not self.unborn:
            new = tuple(path for path in texts if path not in head)
            gap = gap or self.past.once(
                ("ignored", self.root, self.within, new), lambda: self._ignored(new)
            )
        last: list[Version] = []
        if head and blobs.keys() >= set(unsaved.values()):
            before = {path: blobs[name] for path, name in unsaved.items()}
            after = {
                path: text for path, text in texts.items() if path in unsaved or path not in head
            }
            last = [Version(stack.today, None, None, "", before, after)]
            self.past.forget_all_but(after.values())
        return (*versions, *last), gap

    def _committed(self, day: date) -> _Committed:
        """What commits say since a day."""
        commits, gap = self._newest(*self._since(day))
        if (
            commits and not commits[-1].parent
        ):  # nothing comes before the first commit to compare it with
            if _is_shallow(self.root):
                gap = _SHALLOW
            elif self._has_hidden_parent(commits[-1].name):
                gap = _CUT_OFF
            del commits[-1]
        elif commits and not commits[-1].before and not self._blob_names(commits[-1].parent):
            del commits[-1]  # this commit added the strategy
        head = {} if self.unborn else self._blob_names("HEAD")
        versions, cut = self._read(commits)
        return _Committed(versions, gap or cut, head, self.unborn)

    def _texts(self, names: Sequence[str]) -> Mapping[str, str]:
        """The texts of blobs, without those beyond the limit."""
        return _blobs(self.root, self._within_limit(names))

    def _has_hidden_parent(self, commit: str) -> bool:
        """Whether a commit has parents that git replace or a graft hides."""
        command = ("--no-replace-objects", "cat-file", "commit", commit)
        head = _git(self.root, *command).stdout.partition(b"\n\n")[0]
        return any(line.startswith(b"parent ") for line in head.splitlines())

    def _ignored(self, paths: Sequence[str]) -> Gap | None:
        """The gap of files that .gitignore keeps out of the repository."""
        if not paths:
            return None
        request = "\0".join(paths).encode("utf-8", "surrogateescape")
        command = ("check-ignore", "-z", "--stdin")
        answer = _git(self.root, *command, stdin=request, accepted=(0, 1, 128))
        ignored = [os.fsdecode(name) for name in answer.stdout.split(b"\0") if name]
        if answer.returncode or not ignored:
            if answer.returncode == 0:
                raise _nonsense(answer.stdout)
            return None
        more = f" and {len(ignored) - 1} more" if len(ignored) > 1 else ""
        return Gap(
            f"{ignored[0]}{more} {('are' if more else 'is')} not in the git repository, "
            "because .gitignore leaves it out",
            "remove that line and commit the strategy",
        )

    def _since(self, day: date) -> list[str]:
        """The revisions that hold all commits since a day.

        A commit with too early a date, by a wrong clock or on purpose, hides none before it, as it
        would for `git log --since`: what ends the range is old, and so is all that it follows.
        """
        command = ("rev-list", "--timestamp", "--parents", f"--max-count={_MAX_DATED}", "HEAD")
        dated = _git(self.root, *command, accepted=(0, 128)).stdout
        rows = [line.split() for line in dated.splitlines()]
        if not rows or len(rows) == _MAX_DATED:
            return [f"--since={day.isoformat()}T00:00:00Z"]
        if not all(len(row) > 1 and row[0].isdigit() for row in rows):
            raise _nonsense(dated)
        start = (day - _FIRST_DAY).days * 24 * 60 * 60
        children: dict[bytes, list[bytes]] = {}
        for _, name, *parents in rows:
            for parent in parents:
                children.setdefault(parent, []).append(name)
        recent: set[bytes] = set()
        found = [name for time, name, *_ in rows if int(time) >= start]
        while found:
            if (name := found.pop()) not in recent:
                recent.add(name)
                found.extend(children.get(name, ()))
        ends = {parent for _, name, *parents in rows if name in recent for parent in parents}
        ends = ends - recent if recent else {rows[0][1]}
        return ["HEAD", *(f"^{name.decode()}" for name in sorted(ends))]

    def versions_in(self, revisions: str) -> Versions:
        """The commits of a range, oldest first, up to the limits."""
        commits, gap = self._newest(revisions)
        versions, cut = self._read(commits)
        return Versions(tuple(versions), gap or cut)

    def _newest(self, *revisions: str) -> tuple[list[_Commit], Gap | None]:
        """The commits of `_commits` up to the limit, and the gap if there are more."""
        commits = self._commits(revisions)
        if len(commits) <= MAX_COMMITS:
            return commits, None
        why = f"only the latest {MAX_COMMITS} commits of the history are read"
        return commits[:MAX_COMMITS], Gap(why, _LOOK_FURTHER)

    def _read(self, commits: Sequence[_Commit]) -> tuple[list[Version], Gap | None]:
        """The versions of commits, oldest first; and what is missing, as reading stops at the
        limit.
        """
        wanted: dict[str, None] = {}
        for commit in commits:
            wanted.update(dict.fromkeys((*commit.before.values(), *commit.after.values())))
        blobs = self._texts(tuple(wanted))
        versions: list[Version] = []
        cut = None
        for commit in commits:
            if not blobs.keys() >= {*commit.before.values(), *commit.after.values()}:
                cut = _CUT_SHORT
                break
            versions.append(commit.version(blobs))
        versions.reverse()
        return versions, cut

    def _commits(self, revisions: Sequence[str]) -> list[_Commit]:
        """The commits of the revisions, newest first. Merges are left out: what
        they change is in the commits that they merge.
        """
        options = [word for word in revisions if word.startswith("--")]
        names = [word for word in revisions if not word.startswith("--")]
        process = _git(
            self.root,
            "--literal-pathspecs",
            *("-c", "log.follow=false"),
            *("log", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-merges", "--date-order"),
            *("--no-color", "--no-ext-diff", "--no-textconv", "--no-show-signature"),
            *("--encoding=UTF-8", "--date=short"),
            *options,
            *(["--stdin"] if names else []),
            f"--max-count={MAX_COMMITS + 1}",
            "--format=%x01%H%x1f%P%x1f%ad%x1f%cd%x1f%aN%x1f%B",
            "--",
            *self.within,
            stdin="".join(f"{name}\n" for name in names).encode(),
            accepted=(0, 128),
        )
        if process.returncode:
            self.unborn = _says_unborn(process.stderr)
            if not self.unborn:
                raise _failure(process.stderr, self.root)
            if _git(self.root, *_ANY_COMMIT, accepted=(0, 128)).stdout.strip():
                raise GitError(_NO_COMMIT_HERE.why, _NO_COMMIT_HERE.help)
        commits: list[_Commit] = []
        if process.stdout.strip() and not process.stdout.startswith(b"\x01"):
            raise _nonsense(process.stdout)
        parts = iter(process.stdout.split(b"\0"))
        for part in parts:
            part = part.lstrip(b"\n")
            if part.startswith(b"\x01"):
                fields = part[1:].decode("utf-8", "replace").split("\x1f", 5)
                commit, parents, written, committed, author, message = fields
                parent = parents.partition(" ")[0]
                day = _day_of(written, committed)
                commits.append(_Commit(commit, parent, day, author, message, {}, {}))
            elif part.startswith(b":") and commits:
                old_mode, new_mode, old, new, _ = part[1:].decode().split()
                path = os.fsdecode(next(parts))
                if self.is_checked(path):
                    if old_mode in REGULAR:
                        commits[-1].before[path] = old
                    if new_mode in REGULAR:
                        commits[-1].after[path] = new
        return commits

    def _blob_names(self, commit: str) -> dict[str, str]:
        """Path and blob of each file of the strategy in a commit."""
        command = ("ls-tree", "-r", "-z", "--full-tree", commit, "--", *self.within)
        if self.within == (".",):
            command = command[:-2]
        found = {}
        for entry in _git(self.root, *command).stdout.split(b"\0"):
            about, _, raw = entry.partition(b"\t")
            path = os.fsdecode(raw)
            if path and about.decode().split()[0] in REGULAR and self.is_checked(path):
                found[path] = about.decode().split()[2]
        return found

    def is_checked(self, path: str) -> bool:
        """Whether a check reads a file of that path."""
        return path.lower().endswith(SUFFIXES) and any(
            not _is_skipped(path, "" if within == "." else within)
            for within in self.within
            if within in (".", path) or path.startswith(f"{within}/")
        )

    def _within_limit(self, names: Iterable[str]) -> Iterator[str]:
        """The first of the blobs, up to the limit of bytes."""
        request = "".join(f"{name}\n" for name in names).encode()
        if not request:
            return
        left = MAX_BYTES
        for line in _git(self.root, "cat-file", "--batch-check", stdin=request).stdout.splitlines():
            name, kind, *size = line.decode().split()
            if kind == "missing":
                raise _damage(f"object {name} is missing")
            if kind != "blob" or int(size[0]) > MAX_FILE:
                continue
            left -= int(size[0])
            if left < 0:
                return
            yield name


class _Commit(NamedTuple):
    """A commit, with the blobs of the files that it changed."""

    name: str
    parent: str
    day: date
    author: str
    message: str
    before: dict[str, str]
    after: dict[str, str]

    def version(self, blobs: Mapping[str, str]) -> Version:
        """The commit with texts."""
        before = {path: blobs[name] for path, name in self.before.items()}
        after = {path: blobs[name] for path, name in self.after.items()}
        return Version(
            self.day, self.author, self.name[:SHORT_HASH_LENGTH], self.message, before, after
        )


SHORT_HASH_LENGTH = 9
"""Characters of a commit's short name."""


def _differs(text: str | None, name: str) -> bool:
    """Whether a text differs from the blob of that name."""
    if text is None:
        return True
    import hashlib

    data = text.encode("utf-8", "backslashreplace")
    header = b"blob %d\0" % len(data)
    kind = "sha1" if len(name) == 40 else "sha256"
    return hashlib.new(kind, header + data, usedforsecurity=False).hexdigest() != name


def _blobs(folder: str, names: Iterable[str]) -> dict[str, str]:
    """The texts of blobs, all fetched in one go."""
    names = tuple(dict.fromkeys(names))
    if not names:
        return {}
    request = "".join(f"{name}\n" for name in names).encode()
    output = _git(folder, "--no-replace-objects", "cat-file", "--batch", stdin=request).stdout
    found = {}
    at = 0
    for name in names:
        end = output.find(b"\n", at)
        if end < 0 or not output.startswith(name.encode(), at):
            raise _nonsense(output[at:])
        _, kind, *sizes = output[at:end].split()
        if kind == b"missing":
            raise _damage(f"object {name} is missing")
        size = int(sizes[0])
        at = end + 1
        found[name] = output[at : at + size].decode("utf-8", "replace")
        at += size + 1
    return found


def _git(
    folder: str, *arguments: str, stdin: bytes = b"", accepted: tuple[int, ...] = (0,)
) -> subprocess.CompletedProcess[bytes]:
    """Runs git in a folder; raises for an exit code that is not accepted."""
    import subprocess  # a check without history does not pay for its import

    environment = {name: value for name, value in os.environ.items() if name not in OF_A_CALL}
    environment.update(_OF_OUR_CALLS)
    try:
        process = subprocess.run(
            ["git", "--no-pager", "-C", folder, *_SETTINGS_OF_OUR_CALLS, *arguments],
            input=stdin,
            capture_output=True,
            env=environment,
            check=False,
            timeout=MAX_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise GitError(
            f"git gave no answer within {MAX_SECONDS} seconds", "check that git log answers there"
        ) from error
    except FileNotFoundError as error:
        raise GitError(
            "git isn't installed on this machine, so there is no history", "install git"
        ) from error
    except OSError as error:
        raise GitError(
            f"git couldn't be started: {error.strerror}", "check that git --version works"
        ) from error
    if process.returncode not in accepted:
        raise _failure(process.stderr, folder)
    return process


def _nonsense(said: bytes) -> GitError:
    """The error for an answer that is not in the form that was asked for."""
    lines = said.decode("utf-8", "replace").strip().splitlines() or ["nothing"]
    return GitError(
        f"git couldn't read the history: its answer isn't understood ({excerpt(lines[0])})",
        "check that git --version works, and that no wrapper prints around it",
    )


def remote_address(folder: str) -> str | None:
    """The address of the remote of a repository, `origin` before others; None if it has none."""
    try:
        names = _git(folder, "remote", accepted=(0, 128)).stdout.decode("utf-8", "replace").split()
        first = "origin" if "origin" in names else next(iter(names), None)
        if first is None:
            return None
        found = _git(folder, "remote", "get-url", first, accepted=(0, 2, 128))
    except GitError:
        return None
    return found.stdout.decode("utf-8", "replace").strip() or None


def _is_shallow(folder: str) -> bool:
    """Whether a clone holds only the last part of the history."""
    return _git(folder, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


def _says_unborn(stderr: bytes) -> bool:
    """Whether git failed because there is no commit yet. It ends with 128 for every failure."""
    return b"does not have any commits yet" in stderr or b"bad default revision" in stderr


_CURES = (
    (r"Permission denied", "let this user read the folder .git"),
    (
        r"promisor|remote|transport '\w+' not allowed|lazy fetching disabled",
        "this is a partial clone; run git fetch --refetch --no-filter for the rest",
    ),
    (r"not a git repository: ", "git worktree repair or git submodule update --init may repair it"),
    (r"not a git repository|gitfile format", "the folder .git isn't a repository: clone it again"),
    (r"must be run in a work tree", "run git config core.bare false if it has files"),
    (r"command-line config", "correct the variables GIT_CONFIG_* of this call"),
    (r"bad config|configuration file", "correct that file"),
    (
        r"repo version|repository (extension|format)|unrecogni[sz]ed argument|unknown option",
        "update git",
    ),
    (r"xcrun|developer (?:path|tools)", "check that git --version works"),
    (r"it gives no reason", "check that git --version works"),
    (
        r"bad (object|tree|shallow)|loose|corrupt|missing|not read|unable|travers|broken|pack",
        "the repository seems damaged: run git fsck to see where, or clone it again",
    ),
)
"""What helps, by what git says."""
_MUST_BE_READABLE = ("", "HEAD", "config", "objects", "refs", "refs/heads", "packed-refs")
"""What of the folder .git this user must be able to read."""


def _failure(stderr: bytes, folder: str) -> GitError:
    """The error for what git says when it fails."""
    said = stderr.decode("utf-8", "replace").strip()
    if "dubious ownership" in said or "unsafe repository" in said:
        named = re.search(r"safe\.directory (.+)", said)
        return GitError(
            f"git doesn't trust the repository of {folder}, which belongs to someone else",
            "if you do, run: git config --global --add safe.directory "
            f"{(named[1].strip() if named else folder)}",
        )
    said = said or "it gives no reason"
    lines = said.splitlines()
    fatal = next((n for n, line in enumerate(lines) if line.startswith("fatal: ")), 0)
    reason = lines[fatal].removeprefix("fatal: ").removeprefix("error: ").rstrip(".")
    if reason.endswith(":") and len(lines) > fatal + 1:
        reason = f"{reason} {lines[fatal + 1].strip()}"
    if "ermission denied" not in said and (closed := _unreadable(folder)):
        said = reason = f"{closed}: Permission denied"
    for pattern, cure in _CURES:
        if re.search(pattern, said):
            return GitError(f"git couldn't read the history: {reason}", cure)
    return GitError(f"git couldn't read the history: {reason}", "git log reports the same there")


def _unreadable(folder: str) -> str | None:
    """What of the folder .git this user may not read, which git reports as something else."""
    (root,) = repository_roots([folder])
    for name in _MUST_BE_READABLE if root is not None else ():
        path = os.path.join(root or "", ".git", name) if name else os.path.join(root or "", ".git")
        mode = os.R_OK | (os.X_OK if os.path.isdir(path) else 0)
        if os.path.lexists(path) and not os.access(path, mode):
            return os.path.join(".git", name) if name else ".git"
    return None


def _damage(reason: str) -> GitError:
    """The error for a repository with objects that are missing or cannot be read."""
    return GitError(
        f"git couldn't read the history: {reason}",
        "the repository seems damaged: run git fsck to see where, or clone it again",
    )


def _is_skipped(path: str, within: str) -> bool:
    """Whether a check skips a file: settings next to a strategy, and hidden files."""
    if path == within:
        return False
    below = path.removeprefix(within).strip("/").split("/")
    return below[-1] in SETTINGS or any(part.startswith(".") for part in below)
