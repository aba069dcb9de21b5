"""The program's output, to a terminal, a pipe or a file, and its exit codes."""

from __future__ import annotations

import os
import sys

from stratdocs.model.finding import StratdocsError
from stratdocs.repo.writing import replace_file

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
        replace_file(target, data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StratdocsError(f"cannot write to {output}: {error.strerror}") from error


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
