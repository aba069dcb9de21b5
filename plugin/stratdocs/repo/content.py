"""The strategy's files, read from the disk. The one module of the core that does so.

Total, as all reading is: a file that cannot be opened, is not text or lies beyond sane limits
becomes a finding, and the rest is handed on. Nothing that lies in a folder makes it hang.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterable
from typing import NamedTuple

from stratdocs.model.finding import Finding, Severity, StratdocsError
from stratdocs.yamltext.source import MAX_FILE, Span

SUFFIXES = (".yml", ".yaml")
"""The endings of files that hold a strategy."""
PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""The endings of written pages."""
SETTINGS = frozenset(("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml"))
"""YAML beside a strategy that does not belong to it: passed over unless named."""
MAX_FOLDER_DEPTH = 100
"""Levels of folders."""


class Content(NamedTuple):
    """What was read."""

    texts: dict[str, str]
    """Path to text; paths are relative to the working directory, with `/`."""
    findings: list[Finding]


def read_content(paths: Iterable[str | os.PathLike[str]]) -> Content:
    """The YAML files that the paths name or, where they are folders, hold.

    Hidden files and folders are passed over unless named, and what several paths or links lead to
    is read once. A path that leads nowhere is the caller's mistake and raises StratdocsError.
    """
    walk = _Walk()
    for given in paths:
        path = os.fspath(given)
        try:
            mode = os.stat(path).st_mode
        except (OSError, ValueError) as error:
            raise StratdocsError(_why_unreadable(path, error)) from error
        real = os.path.realpath(path)
        if stat.S_ISDIR(mode):
            walk.folder(_display_path(path, real), real)
        else:
            walk.file(_display_path(path, real), real, regular=stat.S_ISREG(mode))
    walk.follow_links()
    return Content(walk.texts, walk.findings)


def read_pages(folder: str) -> dict[str, str]:
    """The written pages below a folder that name items or hold blocks, path to text.

    What cannot be read is passed over: whoever makes the site reports it.
    """
    from stratdocs.markdowntext.scan import concerned  # only where there are pages

    found: dict[str, str] = {}
    real = os.path.realpath(folder)
    for path, below, names in os.walk(folder):
        below[:] = sorted(name for name in below if name[0] != ".")
        for name in sorted(names):
            if name[0] == "." or not name.lower().endswith(PAGES):
                continue
            file = os.path.join(path, name)
            try:
                if not stat.S_ISREG(os.stat(file).st_mode):
                    continue
                text = _bytes(file).decode("utf-8-sig")
            except (OSError, ValueError):
                continue
            if len(text) <= MAX_FILE and concerned(text):
                shown = _display_path(file, os.path.join(real, os.path.relpath(file, folder)))
                found[shown] = text.replace("\r\n", "\n").replace("\r", "\n")
    return found


def repository(paths: Iterable[str | os.PathLike[str]]) -> str | None:
    """The top folder of the one git repository that all paths lie in; None where there is none.

    It is looked up without git, which takes longer to start.
    """
    roots = {_root_of(os.path.realpath(path)) for path in paths}
    return roots.pop() if len(roots) == 1 else None


def _root_of(folder: str) -> str | None:
    while not os.path.exists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return folder


def _why_unreadable(path: str, error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"there is no file or folder {path}; name a YAML file, or a folder that holds some"
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return f"{path} cannot be read: {reason}"


def _display_path(path: str, real: str) -> str:
    """The path as reports show it, and as it is opened: from the working directory, with `/`."""
    here = os.path.realpath(os.curdir)
    if os.path.isabs(path):
        shown = path
        for way in (path, real):
            try:
                shown = os.path.relpath(way, here)
            except ValueError:  # no path leads from one drive of Windows to the next
                break
            if not shown.startswith(os.pardir):
                break
    else:
        shown = os.path.normpath(path)
        if os.path.realpath(shown) != real:  # `link/..` is not where it seems to be
            shown = path
    return shown.replace(os.sep, "/")


class _Walk:
    """A way through folders, and what was read on it."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.findings: list[Finding] = []
        self.seen: set[str] = set()
        """Where the files and folders truly lie that were read."""
        self.links: list[tuple[str, str]] = []
        """Links, each with the folder that it truly lies in; they are followed last."""

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
            if depth > MAX_FOLDER_DEPTH:
                self.report(
                    path, f"folders are nested more than {MAX_FOLDER_DEPTH} deep; read no further"
                )
                continue
            try:
                with os.scandir(path) as listing:
                    entries = sorted(listing, key=_entry_name)
            except OSError as error:
                self.report(path, f"this folder cannot be read: {error.strerror}")
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
                        message = "this is a folder, though it is named like a file"
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
            self.report(path, "this is a pipe, a device or a socket, so it is not read")
            return
        try:
            data = _bytes(path)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            self.report(path, f"this file cannot be read: {reason}")
            return
        if len(data) > MAX_FILE:
            self.report(path, f"the file has more than {MAX_FILE:,} bytes, which is the limit")
            return
        try:
            self.texts[path] = data.decode()
        except UnicodeDecodeError:
            self.texts[path] = self.decoded(path, data)
            return
        if b"\0" in data[:4]:
            self.texts[path] = self.decoded(path, data)

    def follow_links(self) -> None:
        """Reads what links lead to, unless it was read already."""
        while self.links:
            path, inside = self.links.pop(0)
            name = path.rpartition("/")[2]
            is_yaml = name.lower().endswith(SUFFIXES) and name not in SETTINGS
            try:
                mode = os.stat(path).st_mode
            except OSError as error:
                if is_yaml:
                    circle = error.errno == errno.ELOOP
                    where = "round in a circle" if circle else "to nothing that can be read"
                    self.report(path, f"this link leads {where}")
                continue
            real = os.path.realpath(path)
            if stat.S_ISDIR(mode):
                if inside == real or inside.startswith(os.path.join(real, "")):
                    message = "this link leads back to a folder that it lies in"
                    self.report(path, message, severity=Severity.WARNING)
                self.folder(path, real)
            elif is_yaml:
                self.file(path, real, regular=stat.S_ISREG(mode))

    def decoded(self, path: str, data: bytes) -> str:
        """The text of bytes that are not UTF-8, as well as it can be had."""
        for start, name in _WIDE:
            if data.startswith(start):
                text = data.decode(name, "replace")
                self.report(path, f"this file is {name.upper()}; save it as UTF-8")
                return text
        if (order := _utf16_order(data)) is not None:
            self.report(path, "this file is UTF-16; save it as UTF-8")
            return data.decode(order, "replace")
        # Python marks each byte that is not UTF-8 as a surrogate; most often it is of Windows-1252
        text = data.decode("utf-8", "surrogateescape")
        strays = [match.start() for match in re.finditer(_STRAY, text)]
        if not strays:
            return text
        first = strays[0]
        byte = ord(text[first]) - 0xDC00
        others = len(strays) - 1
        more = f", nor {'is' if others == 1 else 'are'} {others:,} more" if others else ""
        before = re.split(_BREAK, text[:first].removeprefix("\ufeff"))
        likely = _LATIN[byte + 0xDC00]
        hint = f" (it may be meant for {likely})" if likely != "\ufffd" else ""
        self.report(
            path,
            f"the byte {byte:02X} is not UTF-8{hint}{more}; save the file as UTF-8",
            len(before),
            len(before[-1]) + 1,
        )
        return text.translate(_LATIN)


_WIDE = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_STRAY = "[\udc80-\udcff]"
_BREAK = "\r\n|[\n\r\x85\u2028\u2029]"
_LATIN = {0xDC00 + byte: bytes((byte,)).decode("cp1252", "replace") for byte in range(0x80, 0x100)}


def _utf16_order(data: bytes) -> str | None:
    """The byte order of UTF-16 without a mark: half of a plain letter is a zero."""
    if data[:1] == b"\0" and data[1:2] > b"\0":
        return "utf-16-be"
    if data[:1] > b"\0" and data[1:2] == b"\0" and data[2:3] > b"\0":
        return "utf-16-le"
    return None


# A pipe put in the place of a file must not make us wait; Windows has neither flag nor pipe.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_CHUNK = 1 << 16


def _bytes(path: str) -> bytes:
    """The bytes of a file, and one more than the limit at most: one open, no object in between."""
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
