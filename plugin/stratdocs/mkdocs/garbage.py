"""Python searches for garbage while pages are made, finds none, and takes a tenth of a build."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_search() -> Iterator[None]:
    """No search for garbage in this block."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def keep_all() -> None:
    """Searches among what there is now no more, until `search_all`."""
    gc.freeze()


def search_all() -> None:
    """Searches among everything again."""
    gc.unfreeze()
