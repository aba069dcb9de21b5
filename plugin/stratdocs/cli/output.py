"""The program's output, to a terminal, a pipe or a file, and its exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from stratdocs.model.finding import StratdocsError
from stratdocs.repo.writing import replace_file

CLEAN, FOUND, WRONG_CALL, NOTHING = range(4)
"""Exit codes: nothing at or above --fail-on, something, a usage error, nothing to check."""


def write(text: str | bytes, output: str | None = None) -> None:
    """Prints a text or writes it to a file, which holds the old or the new text at any moment."""
    if output is None:
        try:
            if isinstance(text, bytes):
                sys.stdout.buffer.write(text)
            else:
                sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:  # a full disk, most often
            give_up_stdout()
            raise StratdocsError(f"could not write the output: {error.strerror}") from error
        return
    from stratdocs.repo.project import reject_link_out  # who prints does without its parser

    reject_link_out(output)
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
        raise StratdocsError(f"could not write {output}: {error.strerror}") from error


def give_up_stdout() -> None:
    """Sends what is still to be written nowhere, so that Python does not complain at its exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def note(text: str) -> None:
    """Prints a note, not part of the report, to stderr."""
    sys.stdout.flush()
    print(f"stratdocs: {text}", file=sys.stderr)


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Shows on a terminal what is going on, from the second second on; nothing in pipes, in CI and
    where NO_COLOR is set.
    """
    if not _shows_progress():
        yield
        return
    from threading import Event, Thread  # a call that shows nothing does not pay for it

    done, shown = Event(), Event()

    def show() -> None:
        seconds = PATIENCE
        while not done.wait(1 if shown.is_set() else PATIENCE):
            shown.set()
            sys.stderr.write(f"{_START_OF_LINE}stratdocs: {what} ({seconds} s)")
            sys.stderr.flush()
            seconds += 1

    thread = Thread(target=show, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
        if shown.is_set():
            sys.stderr.write(_START_OF_LINE)
            sys.stderr.flush()


_START_OF_LINE = "\r\x1b[K"
"""Moves to the start of the line on a terminal and clears it."""
PATIENCE = 2
"""Seconds before anything is shown of what is going on."""


def _shows_progress() -> bool:
    return (
        sys.stderr.isatty()
        and os.environ.get("TERM") not in (None, "", "dumb")
        and not {"CI", "NO_COLOR"} & {name for name, value in os.environ.items() if value}
    )


def coloured(*, terminal: bool) -> bool:
    """Whether to use colour: NO_COLOR and FORCE_COLOR decide, else the terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    if os.name == "nt" and not {"WT_SESSION", "ANSICON", "TERM"} & os.environ.keys():
        return False  # an old console would print the codes
    return terminal and os.environ.get("TERM") != "dumb"
