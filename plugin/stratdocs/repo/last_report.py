"""What a check reported the last time: its answer for as long as nothing has changed.

A report is kept in the user's cache folder together with facts about all that the check had read.
It counts only where each fact is still true; else, or where the cache cannot be read, is damaged or
of another version, the check runs as if there were none. `STRATDOCS_CACHE` names another folder;
empty, it switches the cache off.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from stratdocs.repo.facts import Doubt, Reading, fact

if TYPE_CHECKING:  # a report that still holds is found without the parser of YAML
    from stratdocs.repo.content import Content

FOLDER = "STRATDOCS_CACHE"
MAX_KEPT = 50
"""Reports that are kept, each of a different call or folder."""
MAX_BYTES = 4_000_000
"""Bytes of a report that is kept."""
_FORM = b"stratdocs report 1\n"
_ENDING = ".stratdocs-report"
_VARIABLES = (
    "CI", "STRATDOCS_FOLLOW", "NO_COLOR", "FORCE_COLOR", "TERM", "WT_SESSION", "ANSICON",
    "HOME", "USERPROFILE", "XDG_CONFIG_HOME", "PATH",
)  # fmt: skip
"""What a check reads of the environment, with all that begins with GIT_."""


class Report(NamedTuple):
    """What a check said."""

    code: int
    """Its exit code."""
    notes: tuple[str, ...]
    """What it said besides the report."""
    text: str


class LastReport:
    """The report of a call, and the facts that it rests on."""

    def __init__(self, call: Mapping[str, object], *, on: bool = True) -> None:
        self._facts: list[tuple[str, str, str]] = []
        self._file = _file_of(call) if on else None
        if self._file is not None:
            self.rests_on("code", "")
            self.rests_on("day", "")

    def known(self) -> Report | None:
        """The report that is kept, if all that it rests on is as it was."""
        if self._file is None:
            return None
        try:
            with open(self._file, "rb") as stream:
                data = stream.read()
        except OSError:
            return None
        head, body = data[: len(_FORM) + 20], data[len(_FORM) + 20 :]
        if head != _FORM + _digest(body):
            return None
        try:
            code, number, *fields = body.decode("utf-8", "surrogateescape").split("\0")
            end = 3 * int(number)
            facts = list(zip(*[iter(fields[:end])] * 3, strict=True))
            if any(fact(kind, path) != said for kind, path, said in facts):
                return None
            *notes, text = fields[end:]
            return Report(int(code), tuple(notes), text)
        except (ValueError, Doubt):
            return None

    def rests_on(self, kind: str, *paths: str) -> None:
        """Says that the report depends on what is read there next."""
        for path in paths:
            self._add(kind, path)

    def rests_on_content(self, content: Content) -> None:
        """Says that the report depends on the YAML that was read."""
        texts = content.texts
        read: set[str] = set()

        def known(path: str) -> bytes:
            read.add(path)
            return texts[path].encode()

        for place in content.places:
            self._add("yaml" if os.path.isdir(place) else "file", place, known)
        if content.findings or read != texts.keys():  # something could not be read, or is gone
            self.forget()

    def _add(self, kind: str, path: str, read: Reading | None = None) -> None:
        if self._file is None:
            return
        try:
            self._facts.append((kind, path, fact(kind, path, read)))
        except Doubt:
            self.forget()

    def forget(self) -> None:
        """Says that the report may depend on more than facts can say, so that it is not kept."""
        self._file = None

    def keep(self, report: Report) -> None:
        """Keeps the report, if that can be done."""
        if self._file is None:
            return
        fields = (
            str(report.code),
            str(len(self._facts)),
            *(field for each in self._facts for field in each),
            *report.notes,
            report.text,
        )
        if len(report.text) > MAX_BYTES or any("\0" in field for field in fields):
            return
        try:
            body = "\0".join(fields).encode("utf-8", "surrogateescape")
        except UnicodeError:
            return
        draft = f"{self._file}.{os.getpid()}"
        try:
            os.makedirs(os.path.dirname(self._file), mode=0o700, exist_ok=True)
            with open(draft, "xb") as stream:
                stream.write(_FORM + _digest(body) + body)
            os.replace(draft, self._file)
        except OSError:
            with suppress(OSError):
                os.remove(draft)
            return
        _remove_oldest(os.path.dirname(self._file))


def _file_of(call: Mapping[str, object]) -> str | None:
    """The file that keeps the report of a call; None where none is kept."""
    folder = _folder()
    if folder is None:
        return None
    try:
        return os.path.join(folder, _key(call) + _ENDING)
    except (OSError, ValueError):  # a working directory that is gone, a closed stream
        return None


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=20).digest()


def _folder() -> str | None:
    """The folder of the cache; None if it is switched off."""
    own = os.environ.get(FOLDER)
    if own is not None:
        return own or None
    above = os.environ.get("XDG_CACHE_HOME" if os.name != "nt" else "LOCALAPPDATA")
    if above is None or not os.path.isabs(above):
        above = os.path.expanduser("~/.cache")
        if above[0] == "~":
            return None
    return os.path.join(above, "stratdocs")


def _key(call: Mapping[str, object]) -> str:
    """The name of the file that keeps the report of a call."""
    terminals = [stream.isatty() for stream in (sys.stdout, sys.stderr)]
    width = None
    with suppress(OSError, ValueError):
        width = os.get_terminal_size(sys.stdout.fileno()).columns
    variables = {name: os.environ.get(name) for name in _VARIABLES}
    variables |= {name: value for name, value in os.environ.items() if name.startswith("GIT_")}
    said = (
        sorted(call.items()),
        os.getcwd(),
        sorted(variables.items()),
        terminals,
        width,
        sys.executable,
        sys.getfilesystemencoding(),
    )
    return blake2b(repr(said).encode("utf-8", "backslashreplace"), digest_size=16).hexdigest()


def _remove_oldest(folder: str) -> None:
    with suppress(OSError), os.scandir(folder) as listing:
        ours = [entry for entry in listing if entry.name.endswith(_ENDING)]
        ours.sort(key=lambda entry: entry.stat().st_mtime_ns, reverse=True)
        for entry in ours[MAX_KEPT:]:
            os.remove(entry.path)
