"""Python searches for garbage among all pages again and again, which takes a tenth of a build."""

from __future__ import annotations

import gc

EACH = 100
"""After so many pages, what was made for them is searched."""


class Garbage:
    """Searches only what is new, from when pages are made until the site is built."""

    def __init__(self) -> None:
        self._left = False
        self._pages = 0

    def leave(self) -> None:
        """Searches no more by itself, unless the host does not search anyway."""
        if gc.isenabled():
            gc.disable()
            self._left = True

    def page(self) -> None:
        """Notes that a page was printed, which leaves garbage behind."""
        self._pages += 1
        if self._left and self._pages % EACH == 0:
            gc.collect(1)

    def search(self) -> None:
        """Searches everything again."""
        if self._left:
            gc.enable()
            self._left = False
