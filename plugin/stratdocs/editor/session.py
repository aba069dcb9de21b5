"""The strategies that an editor works on, and the texts that it has open."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from pygls.uris import from_fs_path, to_fs_path

from stratdocs.model.kinds import BY_COLLECTION
from stratdocs.workspace.home import Home, home_of, homes_of
from stratdocs.workspace.workspace import Snapshot, Workspace
from stratdocs.yamltext.source import lines_of

_COLLECTION = re.compile(rf"(?m)^(?:{'|'.join(BY_COLLECTION)})[ \t]*:")


class Opened(NamedTuple):
    """A text that is open in the editor."""

    uri: str
    """As the editor spells it."""
    file: str
    version: int
    text: str


class Place(NamedTuple):
    """A text of a strategy, ready to be asked about."""

    strategy: Strategy
    path: str
    """From the strategy's home."""
    lines: Sequence[str]

    @property
    def snapshot(self) -> Snapshot:
        """The strategy as it is now."""
        return self.strategy.workspace.snapshot()


class Strategy:
    """One strategy that is worked on."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.checked: Snapshot | None = None
        """The last snapshot whose findings are known."""


class Session:
    """All that an editor has open."""

    def __init__(self, clock: Callable[[], date]) -> None:
        self._clock = clock
        self.strategies: list[Strategy] = []
        self.open: dict[str, Opened] = {}
        self._looked_at: set[str] = set()
        """Folders of files that belong to no strategy."""
        self._spelt: list[tuple[str, str]] = []
        """Folders as the system names them, each with how the editor spells it."""

    # --- what the editor says

    def begin(self, folder: str) -> None:
        """Takes up the strategies that a folder holds, or to whose site it belongs."""
        self._spelt.append((os.path.join(os.path.realpath(folder), ""), os.path.join(folder, "")))
        for home in homes_of(folder):
            if all(s.workspace.home != home for s in self.strategies):
                self.strategies.append(Strategy(Workspace(home, self._clock)))

    def end(self, folder: str) -> list[Strategy]:
        """Leaves a folder; returns the strategies that were worked on for its sake alone."""
        real = os.path.join(os.path.realpath(folder), "")
        self._spelt = [pair for pair in self._spelt if pair[0] != real]
        left = [s for s in self.strategies if not self._is_needed(s.workspace.home, real)]
        self.strategies = [s for s in self.strategies if s not in left]
        self._looked_at.clear()
        return left

    def _is_needed(self, home: Home, left: str) -> bool:
        """Whether a strategy lies outside of a folder that was left, or in an open one."""
        source = os.path.join(home.source, "")
        return not source.startswith(left) or any(source.startswith(r) for r, _ in self._spelt)

    def put(self, uri: str, version: int, text: str) -> Strategy | None:
        """Takes the text of an open file; returns the strategy that it belongs to."""
        file = _file(uri)
        if file is None:
            return None
        self.open[uri] = Opened(uri, file, version, text)
        strategy = self._strategy_of(file, text)
        if strategy is not None:
            strategy.workspace.put(strategy.workspace.home.path(file), text)
        return strategy

    def close(self, uri: str) -> Strategy | None:
        """Lets the file count again; returns the strategy that it belongs to."""
        opened = self.open.pop(uri, None)
        if opened is None:
            return None
        strategy = self._strategy_of(opened.file, None)
        if strategy is not None:
            strategy.workspace.drop(strategy.workspace.home.path(opened.file))
        return strategy

    # --- what is asked

    def place(self, uri: str) -> Place | None:
        """A text, by its URI; None if it belongs to no strategy."""
        opened = self.open.get(uri)
        file = opened.file if opened is not None else _file(uri)
        if file is None:
            return None
        strategy = self._strategy_of(file, opened.text if opened is not None else None)
        if strategy is None:
            return None
        path = strategy.workspace.home.path(file)
        text = opened.text if opened is not None else strategy.workspace.text(path) or ""
        return Place(strategy, path, _lines(text))

    def uri(self, strategy: Strategy, path: str) -> str:
        """The URI of a path, as the editor spells it."""
        known = self._uris(strategy).get(path)
        if known is not None:
            return known
        file = strategy.workspace.home.file(path)
        real, spelt = next((pair for pair in self._spelt if file.startswith(pair[0])), ("", ""))
        return from_fs_path(spelt + file.removeprefix(real)) or ""

    def version(self, uri: str) -> int | None:
        """The version of an open text; None if it is not open."""
        opened = self.open.get(uri)
        return opened.version if opened is not None else None

    def lines(self, strategy: Strategy, path: str) -> Sequence[str]:
        """The lines of a text as it is now."""
        text = strategy.workspace.text(path)
        return _lines(strategy.workspace.raw(path) if text is None else text)

    def first_difference(self, uri: str, text: str) -> int | None:
        """The first line, counted from 1, that differs from the text before; None if there was
        none.
        """
        opened = self.open.get(uri)
        if opened is None:
            return None
        before, after = _lines(opened.text), _lines(text)
        pairs = enumerate(zip(before, after, strict=False), 1)
        first = next((number for number, (old, new) in pairs if old != new), None)
        return first or min(len(before), len(after)) + 1

    def changed_on_disk(self) -> Iterator[Strategy]:
        """The strategies whose files have changed on the disk."""
        for strategy in self.strategies:
            if strategy.workspace.refresh():
                yield strategy

    def _uris(self, strategy: Strategy) -> dict[str, str]:
        home = strategy.workspace.home
        return {home.path(opened.file): opened.uri for opened in self.open.values()}

    def _strategy_of(self, file: str, text: str | None) -> Strategy | None:
        """The strategy of a file; it is taken up if the file is the first of it."""
        for strategy in self.strategies:
            home = strategy.workspace.home
            path = home.path(file)
            if home.holds(path) or home.shows(path):
                return strategy
        home_found = home_of(file, text) if self._may_belong(file, text) else None
        if home_found is None:
            return None
        strategy = Strategy(Workspace(home_found, self._clock))
        self.strategies.append(strategy)
        return strategy

    def _may_belong(self, file: str, text: str | None) -> bool:
        """Whether it is worth looking for the strategy of a file: most YAML is something else."""
        folder = os.path.dirname(file)
        known = folder in self._looked_at
        self._looked_at.add(folder)
        return not known or (text is not None and _COLLECTION.search(text) is not None)


@lru_cache(maxsize=50)
def _lines(text: str) -> tuple[str, ...]:
    return tuple(lines_of(text))


def _file(uri: str) -> str | None:
    """The file of a URI, without links on the way; None if it is none."""
    if urlsplit(uri).scheme != "file":
        return None
    path = to_fs_path(uri)
    return os.path.realpath(path) if path else None
