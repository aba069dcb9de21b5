"""The strategy's files, read from the disk. The one module of the core that does so.

Total, as all reading is: a file that cannot be opened, is not text or lies beyond sane limits
becomes a finding, and the rest is returned. No file in a folder can make it hang.
"""

from __future__ import annotations

import errno
import os
import posixpath
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from stratdocs.model.finding import Finding, Severity, StratdocsError
from stratdocs.repo.here import from_here
from stratdocs.repo.project import (
    HOW_TO_FOLLOW,
    find_project,
    follows,
    is_within,
    repository_above,
)
from stratdocs.yamltext.source import MAX_FILE, Span

SUFFIXES = (".yml", ".yaml")
"""The endings of files that hold a strategy."""
PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""The endings of written pages."""
SETTINGS = frozenset(("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml"))
"""YAML files next to a strategy that are not part of it: skipped unless named."""
MAX_FOLDER_DEPTH = 100
"""Levels of folders."""
MAX_FOLDERS = 20_000
"""Folders that are read in all."""


class Content(NamedTuple):
    """What was read."""

    texts: dict[str, str]
    """Path to text; paths are relative to the working directory, with `/`."""
    findings: list[Finding]
    places: tuple[str, ...] = ()
    """The paths that were asked for, as the texts are named."""


def read_content(paths: Iterable[str | os.PathLike[str]]) -> Content:
    """The YAML files that the paths name or, where they are folders, hold.

    Hidden files and folders are skipped unless named, and a file that several paths or links lead
    to is read once. Raises StratdocsError for a path that does not exist.
    """
    walk = _Walk()
    places = []
    for given in paths:
        path = os.fspath(given)
        try:
            mode = os.stat(path).st_mode
        except (OSError, ValueError) as error:
            raise StratdocsError(_why_unreadable(path, error)) from error
        real = os.path.realpath(path)
        walk.tops.add(_top(real))
        places.append(place := _display_path(path, real))
        if stat.S_ISDIR(mode):
            walk.folder(place, real)
        else:
            walk.file(place, real, regular=stat.S_ISREG(mode))
    walk.follow_links()
    return Content(walk.texts, walk.findings, tuple(places))


def _top(real: str) -> str:
    """The folder that no followed link may lead out of: the repository, or else the working
    directory, if the path lies in it.
    """
    here = os.path.realpath(os.curdir)
    return repository_above(real) or (here if is_within(real, here) else real)


def folder_of_siblings(paths: Iterable[str]) -> str | None:
    """The one folder within a git repository that all the paths are files of; None if there is
    none. Without a settings file, its YAML files are taken for the strategy.
    """
    folders = {os.path.dirname(os.path.realpath(path)) for path in paths if os.path.isfile(path)}
    if len(folders) != 1 or not all(map(os.path.isfile, paths)):
        return None
    folder = folders.pop()
    return None if repository_above(folder) is None else from_here(folder)


def yaml_files_in(folder: str) -> list[str]:
    """The YAML files of a folder that may hold a strategy, without those of folders below it."""
    names = sorted(name for name in os.listdir(folder) if name.lower().endswith(SUFFIXES))
    files = (os.path.join(folder, n) for n in names if n[0] != "." and n not in SETTINGS)
    return [os.path.normpath(file) for file in files if os.path.isfile(file)]


def stamps(
    folder: str, endings: tuple[str, ...], *, below: bool = True
) -> tuple[tuple[str, int, int], ...]:
    """What tells whether a file of a folder has changed: path, time and size of each whose name has
    one of the endings; those in folders below it as well.
    """
    found: list[tuple[str, int, int]] = []
    for path, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name[0] != ".") if below else []
        for name in sorted(names):
            if name.lower().endswith(endings):
                try:
                    status = os.stat(os.path.join(path, name))
                except OSError:
                    continue
                found.append((os.path.join(path, name), status.st_mtime_ns, status.st_size))
    return tuple(found)


def read_pages(folder: str) -> dict[str, str]:
    """The written pages below a folder that name items or hold blocks, path to text.

    What cannot be read is skipped: the generator of the site reports it.
    """
    from stratdocs.markdowntext.scan import may_need_stratdocs  # only where there are pages

    found: dict[str, str] = {}
    real = os.path.realpath(folder)
    top = _top(real)
    for path, below, names in os.walk(folder):
        below[:] = sorted(name for name in below if name[0] != ".")
        for name in sorted(names):
            if name[0] == "." or not name.lower().endswith(PAGES):
                continue
            file = os.path.join(path, name)
            try:
                if not stat.S_ISREG(os.stat(file).st_mode):
                    continue
                if os.path.islink(file) and not is_within(os.path.realpath(file), top):
                    continue
                text = _file_bytes(file).decode("utf-8-sig")
            except (OSError, ValueError):
                continue
            if len(text) <= MAX_FILE and may_need_stratdocs(text):
                display = _display_path(file, os.path.join(real, os.path.relpath(file, folder)))
                found[display] = text.replace("\r\n", "\n").replace("\r", "\n")
    return found


def repository_root(paths: Iterable[str | os.PathLike[str]]) -> str | None:
    """The top folder of the one git repository that holds all paths; None if there is none."""
    roots = repository_roots(paths)
    return roots.pop() if len(roots) == 1 else None


def path_from_root(prefix: str, path: str) -> str:
    """A path from the working directory, seen from the root of its repository; `prefix` is the
    working directory, seen from there.
    """
    found = posixpath.normpath(posixpath.join(prefix, path.replace(os.sep, "/")))
    if not prefix.startswith(".."):
        return found
    parts = found.split("/")  # up from the root, and down to it again
    return "/".join(parts[2 * parts.count("..") :]) or found


def repository_roots(paths: Iterable[str | os.PathLike[str]]) -> set[str | None]:
    """The top folders of the git repositories that the paths lie in; None for those in none.

    Found without git, which takes longer to start.
    """
    return {repository_above(os.path.realpath(path)) for path in paths}


def may_lack_files(paths: Iterable[str | os.PathLike[str]]) -> bool:
    """Whether the repository has submodules or a sparse checkout, so that files may be left out."""
    signs = (".gitmodules", os.path.join(".git", "info", "sparse-checkout"))
    return any(
        os.path.lexists(os.path.join(root, sign))
        for root in repository_roots(paths)
        for sign in signs
        if root is not None
    )


def absent_submodules(paths: Iterable[str | os.PathLike[str]]) -> Iterator[str]:
    """Submodules at or below the paths, or around them, whose files were not fetched."""
    for path in paths:
        real = os.path.realpath(path)
        root = repository_above(real)
        try:
            modules = named_file(os.path.join(root or "", ".gitmodules"), MAX_FILE).decode()
            listed = re.findall(r"(?m)^\s*path\s*=\s*(.+?)\s*$", modules)
        except (OSError, ValueError, StratdocsError):
            continue
        for name in listed if root is not None else ():
            folder = os.path.join(root or "", name)
            near = f"{folder}/".startswith(f"{real}/") or f"{real}/".startswith(f"{folder}/")
            if near and os.path.isdir(folder) and not os.listdir(folder):
                yield _display_path(folder, folder)


def nested_repositories(
    texts: Iterable[str], paths: Sequence[str], home: str = os.curdir
) -> Iterator[str]:
    """Folders below the paths that are separate git repositories and hold some of the texts, whose
    own paths start at `home`.
    """
    tops = {os.path.realpath(path) for path in paths} | repository_roots(paths)
    seen: dict[str, bool] = {}
    for path in texts:
        folder = os.path.dirname(path)
        while folder not in seen and folder and _absolute(home, folder) not in tops:
            seen[folder] = os.path.lexists(os.path.join(home, folder, ".git"))
            if seen[folder]:
                yield folder
            folder = os.path.dirname(folder)


def _absolute(home: str, folder: str) -> str:
    return os.path.realpath(os.path.join(home, folder))


def _why_unreadable(path: str, error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"{path} doesn't exist; give a YAML file or a folder of them"
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return f"{path} can't be read: {reason}"


def _display_path(path: str, real: str) -> str:
    """The path as reports show it, and as it is opened: from the working directory, with `/`."""
    here = os.path.realpath(os.curdir)
    if os.path.isabs(path):
        display = path
        for candidate in (path, real):
            try:
                display = os.path.relpath(candidate, here)
            except ValueError:  # no path leads from one drive of Windows to the next
                break
            if not display.startswith(os.pardir):
                break
    else:
        display = os.path.normpath(path)
        if os.path.realpath(display) != real:  # `link/..` is not where it seems to be
            display = path
    return display.replace(os.sep, "/")


class _Walk:
    """A walk through folders, and what it has read."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.findings: list[Finding] = []
        self.folders = 0
        """How many were met."""
        self.seen: set[str] = set()
        """Real paths of the files and folders that were read."""
        self.links: list[tuple[str, str]] = []
        """Links, each with the real path of its folder; they are followed last."""
        self.tops: set[str] = set()
        """The folders within which links are followed."""

    def report(
        self,
        path: str,
        message: str,
        line: int = 1,
        column: int = 1,
        *,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Adds a finding; a fault that hides nothing is a warning."""
        span = Span(path, line, column, line, column + 1)
        self.findings.append(Finding("invalid-yaml", severity, message, span))

    def folder(self, path: str, real: str) -> None:
        """Reads a folder and all below it, by name."""
        ahead = [(path, real, 0)]
        while ahead:
            path, real, depth = ahead.pop()
            if real in self.seen:
                continue
            self.seen.add(real)
            self.folders += 1
            if self.folders > MAX_FOLDERS:
                message = f"there are more than {MAX_FOLDERS:,} folders; the rest isn't read"
                if self.folders == MAX_FOLDERS + 1:
                    self.report(path, message)
                return
            if depth > MAX_FOLDER_DEPTH:
                self.report(
                    path,
                    f"folders are nested more than {MAX_FOLDER_DEPTH} deep; the rest isn't read",
                )
                continue
            try:
                with os.scandir(path) as listing:
                    entries = sorted(listing, key=_entry_name)
            except OSError as error:
                self.report(path, f"this folder can't be read: {error.strerror}")
                continue
            start = "" if path == os.curdir else path if path.endswith("/") else path + "/"
            below = []
            for entry in entries:
                name = entry.name
                if name[0] == ".":
                    continue
                is_yaml = name.endswith(SUFFIXES) or name.lower().endswith(SUFFIXES)
                if entry.is_symlink():
                    self.links.append((start + name, real))
                elif entry.is_dir(follow_symlinks=False):
                    if is_yaml:
                        message = "this is a folder, although it is named like a file"
                        self.report(start + name, message, severity=Severity.WARNING)
                    below.append((start + name, os.path.join(real, name), depth + 1))
                elif is_yaml and name not in SETTINGS:
                    regular = entry.is_file(follow_symlinks=False)
                    self.file(start + name, os.path.join(real, name), regular=regular)
            ahead.extend(reversed(below))

    def file(self, path: str, real: str, *, regular: bool) -> None:
        """Reads a file."""
        if real in self.seen:
            return
        self.seen.add(real)
        if not regular:
            self.report(path, f"this is {_ENDLESS}, so it isn't read")
            return
        try:
            data = _file_bytes(path)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            self.report(path, f"this file can't be read: {reason}")
            return
        if len(data) > MAX_FILE:
            self.report(path, f"the file has more than {MAX_FILE:,} bytes, which is the limit")
            return
        try:
            self.texts[path] = data.decode()
        except UnicodeDecodeError:
            self.texts[path] = self.decode(path, data)
            return
        if b"\0" in data[:4]:
            self.texts[path] = self.decode(path, data)

    def follow_links(self) -> None:
        """Reads the targets of links, unless they were read already."""
        while self.links:
            path, inside = self.links.pop(0)
            name = path.rpartition("/")[2]
            is_yaml = name.lower().endswith(SUFFIXES) and name not in SETTINGS
            try:
                mode = os.stat(path).st_mode
            except OSError as error:
                if is_yaml:
                    is_loop = error.errno == errno.ELOOP
                    where = "back to itself" if is_loop else "to nothing that can be read"
                    self.report(path, f"this link leads {where}")
                continue
            real = os.path.realpath(path)
            if not self.may_follow(real, inside):
                if is_yaml or stat.S_ISDIR(mode):
                    what = "this link leads out of the repository, so it isn't followed"
                    self.report(path, f"{what}; {HOW_TO_FOLLOW}")
                continue
            if stat.S_ISDIR(mode):
                if inside == real or inside.startswith(os.path.join(real, "")):
                    message = "this link leads back to a folder that contains it"
                    self.report(path, message, severity=Severity.WARNING)
                self.folder(path, real)
            elif is_yaml:
                self.file(path, real, regular=stat.S_ISREG(mode))

    def may_follow(self, real: str, inside: str) -> bool:
        """Whether a link in a folder is followed to a real path."""
        if any(is_within(real, top) for top in self.tops):
            return True
        project = find_project(inside)
        return follows(allowed=project is not None and project.follow)

    def decode(self, path: str, data: bytes) -> str:
        """The likely text of bytes that are not UTF-8, which are reported."""
        for start, name in _WIDE_ENCODINGS:
            if data.startswith(start):
                text = data.decode(name, "replace")
                self.report(path, f"this file is {name.upper()}; save it as UTF-8")
                return text
        if (order := _utf16_order(data)) is not None:
            self.report(path, "this file is UTF-16; save it as UTF-8")
            return data.decode(order, "replace")
        # Python decodes each byte that is not UTF-8 to a surrogate; most often it is Windows-1252
        text = data.decode("utf-8", "surrogateescape")
        strays = [match.start() for match in re.finditer(_STRAY_BYTE, text)]
        if not strays:
            return text
        first = strays[0]
        byte = ord(text[first]) - 0xDC00
        others = len(strays) - 1
        more = f", nor {'is' if others == 1 else 'are'} {others:,} more" if others else ""
        before = re.split(_BREAK, text[:first].removeprefix("\ufeff"))
        likely = _WINDOWS_1252[byte + 0xDC00]
        hint = f" (it may be meant for {likely})" if likely != "\ufffd" else ""
        self.report(
            path,
            f"the byte {byte:02X} isn't UTF-8{hint}{more}; save the file as UTF-8",
            len(before),
            len(before[-1]) + 1,
        )
        return text.translate(_WINDOWS_1252)


_WIDE_ENCODINGS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_STRAY_BYTE = "[\udc80-\udcff]"
_BREAK = "\r\n|[\n\r\x85\u2028\u2029]"
_WINDOWS_1252 = {
    0xDC00 + byte: bytes((byte,)).decode("cp1252", "replace") for byte in range(0x80, 0x100)
}


def _utf16_order(data: bytes) -> str | None:
    """The byte order of UTF-16 without a mark: half of a plain letter is a zero."""
    if data[:1] == b"\0" and data[1:2] > b"\0":
        return "utf-16-be"
    if data[:1] > b"\0" and data[1:2] == b"\0" and data[2:3] > b"\0":
        return "utf-16-le"
    return None


# A pipe in the place of a file must not block us; Windows has neither the flag nor such pipes.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_CHUNK = 1 << 16
_ENDLESS = "a pipe, a device or a socket"
"""What is not read in the place of a file, since it may never end."""


def named_file(path: str, most: int = -1) -> bytes:
    """The bytes of a file that a call names, at `most` so many. Raises FileNotFoundError if there
    is none, and StratdocsError if it cannot be read or may never end, as a pipe that nobody writes.
    """
    try:
        mode = os.stat(path).st_mode
        lasting = os.path.exists(os.path.realpath(path))  # unlike what a shell opens for `<(...)`
        if lasting and not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            raise StratdocsError(f"{path} is {_ENDLESS}, so it isn't read; name a file")
        with open(path, "rb") as stream:
            return stream.read(most)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise StratdocsError(_why_unreadable(path, error)) from error


def _file_bytes(path: str) -> bytes:
    """The bytes of a file, at most one more than the limit; read as fast as Python can."""
    handle = os.open(path, _FLAGS)
    try:
        data = os.read(handle, _CHUNK)
        if len(data) < _CHUNK:
            return data
        parts = [data]
        left = MAX_FILE + 1 - len(data)
        while left > 0 and (data := os.read(handle, min(left, 1 << 20))):
            parts.append(data)
            left -= len(data)
        return b"".join(parts)
    finally:
        os.close(handle)


def _entry_name(entry: os.DirEntry[str]) -> str:
    return entry.name
