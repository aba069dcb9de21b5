"""Facts about the disk: a digest of all that a check reads in one place.

Two equal facts mean that a check would read the same. What is too intricate to say for sure, such
as a link or a file that cannot be read, is a `Doubt`: then nobody may rely on a fact.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from hashlib import blake2b
from importlib.machinery import PathFinder

from stratdocs.repo.settings_files import FILES

YAML = (".yml", ".yaml")
PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")

Reading = Callable[[str], bytes]
"""What gives the bytes of a file: the disk, or what was read before."""


class Doubt(Exception):
    """A fact that cannot be said for sure."""


def fact(kind: str, path: str, read: Reading | None = None) -> str:
    """The fact of that kind about a path. Raises Doubt where it cannot be said."""
    digest = blake2b(digest_size=20)
    try:
        for piece in _KINDS[kind](path, read or _bytes):
            digest.update(len(piece).to_bytes(8, "big"))
            digest.update(piece)
    except (OSError, ValueError, KeyError) as error:
        raise Doubt from error
    return digest.hexdigest()


def _bytes(path: str) -> bytes:
    with open(path, "rb") as stream:
        return stream.read()


def _name(path: str) -> bytes:
    return os.fsencode(path)


def _reject_link(path: str) -> None:
    """Raises Doubt if a link is on the way to a path."""
    if os.path.realpath(path) != os.path.abspath(path):
        raise Doubt


def _yaml_below(path: str, read: Reading) -> Iterator[bytes]:
    """The YAML files of a folder and of all below it."""
    return _below(path, read, YAML)


def _pages_below(path: str, read: Reading) -> Iterator[bytes]:
    """The written pages of a folder and of all below it."""
    return _below(path, read, PAGES)


def _below(path: str, read: Reading, suffixes: tuple[str, ...]) -> Iterator[bytes]:
    _reject_link(path)
    ahead = [path]
    while ahead:
        folder = ahead.pop()
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
        start = "" if folder == os.curdir else f"{folder.rstrip('/')}/"
        yield _name(f"{start}/")
        for entry in entries:
            name = entry.name
            if name[0] == ".":
                if name == ".git":
                    yield b".git"
                elif name == ".gitignore":
                    yield _bytes(start + name)
            elif entry.is_symlink():
                raise Doubt
            elif entry.is_dir(follow_symlinks=False):
                ahead.append(start + name)
            elif name.lower().endswith(suffixes) and name not in FILES:
                if not entry.is_file(follow_symlinks=False):
                    raise Doubt
                yield _name(name)
                yield read(start + name)


def _file(path: str, read: Reading) -> Iterator[bytes]:
    """A single file."""
    _reject_link(path)
    if not os.path.isfile(path):
        raise Doubt
    yield read(path)


def _yaml_names(path: str, _: Reading) -> Iterator[bytes]:
    """The names of the YAML files in a folder, without those below it."""
    with os.scandir(path) as listing:
        for entry in sorted(listing, key=lambda entry: entry.name):
            if entry.name.lower().endswith(YAML):
                if entry.is_symlink():
                    raise Doubt
                yield _name(entry.name)
                yield b"file" if entry.is_file() else b""


def _around(path: str, _: Reading) -> Iterator[bytes]:
    """The settings files in a folder and in all above it, and whether one is a repository."""
    _reject_link(path)
    folder = os.path.abspath(path)
    while True:
        if os.path.lexists(os.path.join(folder, ".gitmodules")):
            raise Doubt
        for name in (*FILES, ".gitignore"):
            file = os.path.join(folder, name)
            if os.path.lexists(file):
                text = _bytes(file)
                if b"INHERIT" in text:
                    raise Doubt
                yield _name(file)
                yield text
        git = os.path.join(folder, ".git")
        if os.path.lexists(git):
            yield _name(git)
            yield _bytes(git) if os.path.isfile(git) else b""
            if os.path.lexists(os.path.join(git, "info", "sparse-checkout")):
                raise Doubt
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above


def _real(path: str, _: Reading) -> Iterator[bytes]:
    """Where a path leads."""
    yield _name(os.path.realpath(path))


def _git(path: str, _: Reading) -> Iterator[bytes]:
    """All that git reads to tell the history of what lies in a folder."""
    folder = os.path.abspath(path)
    while not os.path.isdir(os.path.join(folder, ".git")):
        if os.path.lexists(os.path.join(folder, ".git")):  # a worktree or a submodule
            raise Doubt
        above = os.path.dirname(folder)
        if above == folder:
            yield b"no repository"
            return
        folder = above
    git = os.path.join(folder, ".git")
    for name in ("commondir", "reftable", "config.worktree", "objects/info/alternates"):
        if os.path.lexists(os.path.join(git, name)):
            raise Doubt
    status = os.stat(folder)
    yield f"{status.st_uid} {status.st_mode}".encode()
    own = (os.path.join(git, name) for name in _OF_GIT)
    for file in (*own, *_git_settings()):
        yield _name(file)
        if os.path.lexists(file):
            text = _bytes(file)
            if file.endswith("config") and any(word in text.lower() for word in _ELSEWHERE):
                raise Doubt
            yield text
    yield from _refs(os.path.join(git, "refs"))
    yield from _stamps(os.path.join(git, "objects"))
    yield from _stamps(os.path.join(git, "objects", "pack"))
    yield from _program("git")


_ELSEWHERE = (b"include", b"excludesfile")
"""Settings of git that name files elsewhere."""
_OF_GIT = ("HEAD", "packed-refs", "shallow", "config", "index", "info/grafts", "info/exclude")


def _git_settings() -> Iterator[str]:
    home = os.path.expanduser("~")
    above = os.environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config")
    yield from ("/etc/gitconfig", os.path.join(home, ".gitconfig"))
    yield from (os.path.join(above, "git", name) for name in ("config", "ignore"))
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        yield os.path.join(os.path.dirname(folder), "etc", "gitconfig")


def _refs(folder: str) -> Iterator[bytes]:
    ahead = [folder]
    while ahead:
        folder = ahead.pop()
        with os.scandir(folder) as listing:
            for entry in sorted(listing, key=lambda entry: entry.name):
                yield _name(entry.path)
                if entry.is_dir():
                    ahead.append(entry.path)
                else:
                    yield _bytes(entry.path)


def _stamps(folder: str) -> Iterator[bytes]:
    """Name, time and size of all in a folder."""
    with os.scandir(folder) as listing:
        for entry in sorted(listing, key=lambda entry: entry.name):
            status = entry.stat()
            yield f"{entry.name} {status.st_mtime_ns} {status.st_size}".encode(
                "utf-8", "surrogateescape"
            )


def _program(name: str) -> Iterator[bytes]:
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        file = os.path.join(folder, name)
        if os.path.isfile(file):
            status = os.stat(file)
            yield f"{status.st_mtime_ns} {status.st_size}".encode()


def _code(_: str, __: Reading) -> Iterator[bytes]:
    """Python, our own program, the parser of YAML, and the names of what else is installed."""
    yield sys.version.encode()
    ahead = [os.path.dirname(os.path.dirname(os.path.abspath(__file__)))]
    yaml = PathFinder.find_spec("yaml")
    if yaml is None or yaml.origin is None:
        raise Doubt
    beside = os.path.dirname(yaml.origin)
    yield from _stamps(beside)
    yield from _stamps(os.path.dirname(beside))
    while ahead:
        folder = ahead.pop()
        with os.scandir(folder) as listing:
            for entry in sorted(listing, key=lambda entry: entry.name):
                if entry.name == "__pycache__":
                    continue
                if entry.is_dir():
                    ahead.append(entry.path)
                    continue
                status = entry.stat()
                yield f"{entry.name} {status.st_mtime_ns} {status.st_size}".encode()


def _day(_: str, __: Reading) -> Iterator[bytes]:
    yield date.today().isoformat().encode()  # noqa: DTZ011  # the user's day


_KINDS: Mapping[str, Callable[[str, Reading], Iterable[bytes]]] = {
    "code": _code,
    "day": _day,
    "yaml": _yaml_below,
    "pages": _pages_below,
    "file": _file,
    "names": _yaml_names,
    "around": _around,
    "real": _real,
    "git": _git,
}
