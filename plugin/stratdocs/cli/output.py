"""The program's output, to a terminal, a pipe or a file, and its exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from stat import S_IMODE

from stratdocs.model.finding import StratdocsError

CLEAN, FOUND, WRONG_CALL, NOTHING = range(4)
"""Exit codes: nothing at or above --fail-on, something, a wrong call, nothing to check."""


def write(text: str | bytes, output: str | None = None) -> None:
    """Prints a text or writes it to a file, which holds the old or the new text at any moment."""
    if output is None:
        if isinstance(text, bytes):
            sys.stdout.buffer.write(text)
        else:
            sys.stdout.write(text)
        sys.stdout.flush()
        return
    target = os.path.realpath(output)
    data = text if isinstance(text, bytes) else text.encode("utf-8", "backslashreplace")
    try:
        if os.path.exists(target) and not os.path.isfile(target):  # a device, a pipe
            with open(target, "wb") as stream:
                stream.write(data)
            return
        _replace_file(target, data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StratdocsError(f"cannot write to {output}: {error.strerror}") from error


def rewrite(changes: Iterable[tuple[str, str, str]]) -> None:
    """Replaces the texts of files, given as path, before and after. If one cannot be written, none
    is changed.

    Files keep their permissions, and links their targets.
    """
    drafts: list[tuple[str, str]] = []
    try:
        for path, before, after in changes:
            target = os.path.realpath(path)
            try:
                drafts.append((_draft(path, before, after, target), target))
            except OSError as error:
                raise StratdocsError(
                    f"cannot write to {path}: {error.strerror}; nothing was changed"
                ) from error
        while drafts:
            os.replace(*drafts[0])
            drafts.pop(0)
    finally:
        for draft, _ in drafts:
            os.unlink(draft)


def _draft(path: str, before: str, after: str, target: str) -> str:
    """The name of a draft next to the target that holds its new text."""
    with open(target, "rb") as stream:
        now = stream.read()
    if now != before.encode():
        raise StratdocsError(
            f"{path} was changed while it was checked, so nothing was written; check again"
        )
    if not os.access(target, os.W_OK):
        raise StratdocsError(f"{path} is write-protected, so nothing was written")
    return _draft_beside(target, after.encode(), mode=os.stat(target).st_mode)


def _replace_file(target: str, data: bytes) -> None:
    """Writes all data to a file or nothing: a draft next to the file then takes its place."""
    draft = _draft_beside(target, data)
    try:
        os.replace(draft, target)
    except BaseException:  # whatever stops it, Ctrl-C too, leaves no draft behind
        os.unlink(draft)
        raise


def _draft_beside(target: str, data: bytes, mode: int | None = None) -> str:
    """The name of a new draft next to a file, with all of the data."""
    draft = f"{target}.{os.getpid()}.tmp"
    try:
        with open(draft, "xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            os.chmod(draft, S_IMODE(mode))
    except BaseException:  # whatever stops it, Ctrl-C too, leaves no draft behind
        if os.path.exists(draft):
            os.unlink(draft)
        raise
    return draft


def note(text: str) -> None:
    """Prints a note, not part of the report, to stderr."""
    sys.stdout.flush()
    print(f"stratdocs: {text}", file=sys.stderr)


def coloured(*, terminal: bool) -> bool:
    """Whether to use colour: NO_COLOR and FORCE_COLOR decide, else the terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    if os.name == "nt" and not {"WT_SESSION", "ANSICON", "TERM"} & os.environ.keys():
        return False  # an old console would print the codes
    return terminal and os.environ.get("TERM") != "dumb"
