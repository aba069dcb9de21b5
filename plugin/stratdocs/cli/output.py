"""What the program says, to a terminal, a pipe or a file, and how it ends."""

from __future__ import annotations

import os
import sys
from stat import S_IMODE

from stratdocs.finding import StratdocsError

CLEAN, FOUND, WRONG_CALL, NOTHING = range(4)
"""Exit codes: nothing at or above --fail-on, something, a call that cannot be, nothing to check."""


def write(text: str, output: str | None = None) -> None:
    """Prints a text or puts it into a file, which is whole or as it was at any moment."""
    if output is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    target = os.path.realpath(output)
    data = text.encode("utf-8", "backslashreplace")
    try:
        if os.path.exists(target) and not os.path.isfile(target):  # a device, a pipe
            with open(target, "wb") as stream:
                stream.write(data)
            return
        _put(target, data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StratdocsError(f"cannot write to {output}: {error.strerror}") from error


def rewrite(path: str, before: str, after: str) -> None:
    """Puts a text in the place of the one that was read there, or leaves the file as it is.

    The file keeps its rights, and a link goes on leading to it.
    """
    target = os.path.realpath(path)
    try:
        with open(target, "rb") as stream:
            now = stream.read()
        if now != before.encode():
            raise StratdocsError(
                f"{path} was changed while it was checked, so it is left as it is; check again"
            )
        if not os.access(target, os.W_OK):
            raise StratdocsError(f"{path} is write-protected, so it is left as it is")
        _put(target, after.encode(), mode=os.stat(target).st_mode)
    except OSError as error:
        raise StratdocsError(f"cannot write to {path}: {error.strerror}") from error


def _put(target: str, data: bytes, mode: int | None = None) -> None:
    """Puts all of it into a file, or nothing: written beside the file, it then takes its place."""
    draft = f"{target}.{os.getpid()}.tmp"
    try:
        with open(draft, "xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            os.chmod(draft, S_IMODE(mode))
        os.replace(draft, target)
    except BaseException:
        if os.path.exists(draft):
            os.unlink(draft)
        raise


def note(text: str) -> None:
    """Says something beside the report."""
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
