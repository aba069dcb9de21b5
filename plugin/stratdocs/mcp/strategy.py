"""The strategy that a server answers about: found again, and read again, before each call."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any

from stratdocs.mcp.answer import Answer, as_data
from stratdocs.mcp.written import written
from stratdocs.model.finding import StratdocsError
from stratdocs.repo.project import is_within
from stratdocs.reviewing.compare import review_of
from stratdocs.reviewing.sides import find_sides
from stratdocs.reviewing.value import Review
from stratdocs.workspace.home import Home, home_of
from stratdocs.workspace.workspace import Snapshot, Workspace


class ServedStrategy:
    """The strategy at a path. One call at a time reads it, since tools run in threads."""

    def __init__(self, path: str | None, clock: Callable[[], date]) -> None:
        self._path = path
        self._clock = clock
        self._lock = Lock()
        self._workspace: Workspace | None = None

    def answer(self, ask: Callable[[Snapshot], Answer], *, full: bool) -> dict[str, Any]:
        """The answer to a question, as data. Raises StratdocsError with what would help."""
        with self._lock:
            snapshot = self._snapshot()
            return as_data(ask(snapshot), snapshot.stack, full=full)

    def text(self, ask: Callable[[Snapshot], str]) -> str:
        """A text about the strategy."""
        with self._lock:
            return ask(self._snapshot())

    def review(self, snapshot: Snapshot, base: str) -> Review:
        """What the files change since a commit, branch or tag, or since the branch began."""
        home = snapshot.home
        if base and Path(home.folder, base).exists():
            raise StratdocsError("base must be a commit, branch or tag, such as main or HEAD~3")
        today = home.project.today if home.project is not None else None
        words = [base] if base else []
        return review_of(
            find_sides(words, home.source, today, clock=self._clock(), pages=home.pages, past=True)
        )

    def _snapshot(self) -> Snapshot:
        try:
            return self._read()
        except OSError as error:  # a folder may go at any moment
            self._workspace = None
            why = error.strerror or type(error).__name__
            raise StratdocsError(f"the strategy can't be read: {why}; ask again") from error

    def _read(self) -> Snapshot:
        if self._workspace is not None and not Path(self._workspace.home.source).is_dir():
            self._workspace = None
        if self._workspace is None:
            home = home_of(self._path or ".")
            if home is None:
                where = written(self._path or str(Path.cwd()), 200)
                raise StratdocsError(
                    f"there is no strategy in {where}; start the server with the folder of "
                    "your mkdocs.yml or of the YAML, as in stratdocs mcp /path/to/strategy"
                )
            _reject_several(home, self._path or ".")
            self._workspace = Workspace(home, self._clock)
        else:
            self._workspace.refresh()
        snapshot = self._workspace.snapshot()
        if not snapshot.stack.entities and not snapshot.stack.texts:
            self._workspace = None
            raise StratdocsError(
                "the strategy has no files yet; write some, or start with stratdocs init"
            )
        return snapshot


def _reject_several(home: Home, path: str) -> None:
    """Raises if nothing says which of the strategies of a site is meant."""
    sources = home.project.sources if home.project is not None else ()
    if len(sources) > 1 and not is_within(os.path.realpath(path), home.source):
        raise StratdocsError(
            f"this site has {len(sources)} strategies; start the server with the folder of one, "
            f"as in stratdocs mcp {written(sources[0], 200)}"
        )
