"""Findings reported while somebody types: soon, never too often, and none that no longer holds."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from lsprotocol import types

from stratdocs.editor.answers import Abilities, diagnostics
from stratdocs.editor.session import Session, Strategy
from stratdocs.model.finding import Finding
from stratdocs.workspace.workspace import Snapshot

QUIET = 0.05
"""Seconds after the last change when a check begins."""
LATEST = 0.3
"""Seconds after the first change when it begins even if changes go on."""
HELD_BACK = 1.0
"""Seconds for which new findings about the line that is being written are held back."""
LOOK_AGAIN = 2.0
"""Seconds between two looks at the files on the disk, for editors that do not watch them."""

Publish = Callable[[types.PublishDiagnosticsParams], None]


class Reporter:
    """Checks in the background, and tells the editor what is found, file by file."""

    def __init__(self, session: Session, publish: Publish, checked: Callable[[], None]) -> None:
        self.session = session
        self.can: Abilities | None = None
        self._publish = publish
        self._checked = checked
        """Called after each check."""
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="check")
        self._waiting: dict[int, tuple[float, asyncio.TimerHandle]] = {}
        self._running: set[int] = set()
        self._again: set[int] = set()
        self._told: dict[str, tuple[list[types.Diagnostic], int | None]] = {}
        """What was published for each URI, and its version."""
        self._of: dict[str, Strategy] = {}
        """The strategy of each URI that something was published for."""
        self._shown: dict[str, set[tuple[str, str]]] = {}
        """Rule and message of the findings that were published for each URI."""
        self._written: dict[str, tuple[int, float]] = {}
        """The line of each open text that was changed last, and when."""
        self._closed = False
        self._frozen = False

    # --- what happens

    def changed(self, strategy: Strategy, uri: str | None = None, line: int | None = None) -> None:
        """Something has changed: a check is due soon."""
        if uri is not None and line is not None:
            self._written[uri] = (line, time.monotonic())
        self._soon(strategy, QUIET)

    def settled(self, strategy: Strategy, uri: str) -> None:
        """A text was saved or opened: nothing in it is half written."""
        self._written.pop(uri, None)
        self._soon(strategy, 0.0)

    def forget(self, strategy: Strategy) -> None:
        """A strategy is no longer worked on: nothing is shown of it."""
        for uri in [uri for uri, of in self._of.items() if of is strategy]:
            self._say(uri, [], None)
            del self._of[uri]

    @property
    def is_checking(self) -> bool:
        """Whether a check runs at this moment."""
        return bool(self._running)

    def look_again(self) -> None:
        """Looks at the disk, now and from time to time."""
        if self._closed:
            return
        start = time.monotonic()
        for strategy in self.session.changed_on_disk():
            self._soon(strategy, 0.0)
        took = time.monotonic() - start
        loop = asyncio.get_running_loop()
        loop.call_later(max(LOOK_AGAIN, 50 * took), self.look_again)

    def close(self) -> None:
        """Ends it; a check that runs is left to itself."""
        self._closed = True
        self._worker.shutdown(wait=False, cancel_futures=True)

    # --- checks

    def _soon(self, strategy: Strategy, delay: float) -> None:
        """Begins a check after a delay, which further changes put off, but not for long."""
        if self._closed:
            return
        key = id(strategy)
        now = time.monotonic()
        first = now
        if key in self._waiting:
            first, timer = self._waiting[key]
            timer.cancel()
        at = min(now + delay, first + LATEST)
        loop = asyncio.get_running_loop()
        timer = loop.call_later(max(0.0, at - now), self._check, strategy)
        self._waiting[key] = (first, timer)

    def _check(self, strategy: Strategy) -> None:
        """Checks in the background what is there now."""
        key = id(strategy)
        self._waiting.pop(key, None)
        if strategy not in self.session.strategies:
            return
        if key in self._running:
            self._again.add(key)
            return
        self._running.add(key)
        snapshot = strategy.workspace.snapshot()
        loop = asyncio.get_running_loop()
        task = loop.run_in_executor(self._worker, _examined, snapshot)
        task.add_done_callback(lambda done: self._tell(strategy, snapshot, done))

    def _tell(self, strategy: Strategy, snapshot: Snapshot, done: asyncio.Future[Snapshot]) -> None:
        """Tells what a check has found, of texts that have not changed meanwhile."""
        key = id(strategy)
        self._running.discard(key)
        if self._closed or done.cancelled() or strategy not in self.session.strategies:
            return
        if (error := done.exception()) is not None:
            self._again.discard(key)
            raise error
        strategy.checked = snapshot
        self._tell_all(strategy, snapshot)
        if key in self._again:
            self._again.discard(key)
            self._check(strategy)
        elif not self._frozen:
            self._frozen = True
            _freeze()
        self._checked()

    def _tell_all(self, strategy: Strategy, snapshot: Snapshot) -> None:
        paths = {*snapshot.texts, *snapshot.pages, *snapshot.findings}
        uris = {self.session.uri(strategy, path): path for path in sorted(paths)}
        home = strategy.workspace.home
        for uri in [u for u, of in self._of.items() if of is strategy and u not in uris]:
            self._say(uri, [], None)  # it has gone
            del self._of[uri]
        opened = {home.path(text.file): text for text in self.session.open.values()}
        wait = 0.0
        for uri, path in uris.items():
            text = opened.get(path)
            now = snapshot.texts.get(path)
            if text is not None and home.holds(path) and now != text.text:
                continue  # it has changed since: the next check tells
            found, held = self._ready(uri, snapshot.findings.get(path, ()))
            wait = max(wait, held)
            self._tell_file(strategy, uri, path, found)
        if wait > 0:
            loop = asyncio.get_running_loop()
            loop.call_later(wait, self._soon, strategy, 0.0)

    def _ready(self, uri: str, findings: Sequence[Finding]) -> tuple[Sequence[Finding], float]:
        """The findings without new ones about the line that is being written, and for how long
        those are held back.
        """
        line, when = self._written.get(uri, (0, 0.0))
        left = when + HELD_BACK - time.monotonic()
        if not line or left <= 0 or uri not in self._shown:
            return findings, 0.0
        known = self._shown[uri]
        ready = [f for f in findings if f.span.line != line or (f.rule, f.message) in known]
        return ready, left if len(ready) < len(findings) else 0.0

    def _tell_file(
        self, strategy: Strategy, uri: str, path: str, findings: Sequence[Finding]
    ) -> None:
        assert self.can is not None  # noqa: S101  # set when the editor has said who it is
        self._of[uri] = strategy
        self._shown[uri] = {(finding.rule, finding.message) for finding in findings}
        lines = self.session.lines(strategy, path)
        said = diagnostics(self.session, strategy, findings, lines, self.can)
        self._say(uri, said, self.session.version(uri))

    def _say(self, uri: str, said: list[types.Diagnostic], version: int | None) -> None:
        before = self._told.get(uri, ([], None))
        if before == (said, version) or (not said and not before[0] and version is None):
            return
        if said or version is not None:
            self._told[uri] = (said, version)
        else:
            self._told.pop(uri, None)
            self._shown.pop(uri, None)
        self._publish(types.PublishDiagnosticsParams(uri=uri, version=version, diagnostics=said))


def _examined(snapshot: Snapshot) -> Snapshot:
    """The snapshot, once its findings are known."""
    _ = snapshot.findings
    return snapshot


def _freeze() -> None:
    """Tells the collector that what has been read stays, or it would look at it ever again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
