"""Paths as people at the working directory would write them."""

from __future__ import annotations

import os


def from_here(path: str, start: str = os.curdir) -> str:
    """A path from the working directory, or from another folder; the whole path if none leads
    there.
    """
    try:
        return os.path.relpath(path, start)
    except ValueError:  # no path leads from one drive of Windows to the next
        return path
