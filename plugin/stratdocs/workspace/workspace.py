"""The strategy as it is at this moment: the files on the disk, and over them what is not saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property, partial
from typing import NamedTuple

from stratdocs.linting.lint import LintResult, examine, history_start
from stratdocs.linting.rules import RULES
from stratdocs.linting.settings import settings
from stratdocs.markdowntext.scan import may_need_stratdocs, not_computed
from stratdocs.model.decode import settings_nodes
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.known import Known
from stratdocs.model.stack import Stack, load
from stratdocs.repo.content import may_lack_files
from stratdocs.repo.git import Past
from stratdocs.repo.past import with_history
from stratdocs.repo.project import recorded_history
from stratdocs.site.embeds import PageReader
from stratdocs.workspace.files import Disk, Files, whole_text
from stratdocs.workspace.home import Home
from stratdocs.yamltext.source import Document


class Snapshot:
    """The strategy at one moment. It never changes, so that several threads may read it."""

    def __init__(
        self, home: Home, number: int, stack: Stack, pages: Mapping[str, str], past: Past
    ) -> None:
        self.home = home
        self.number = number
        """Later snapshots have higher numbers."""
        self.stack = stack
        """The strategy, without its history and what is wrong in written pages."""
        self.pages = pages
        """The written pages that name items or hold blocks, path to text."""
        self._past = past

    @property
    def texts(self) -> Mapping[str, str]:
        """The texts of the strategy by path from its home."""
        return self.stack.texts

    @cached_property
    def examined(self) -> LintResult:
        """All that the rules find, with what allows accept."""
        stack = self.judged
        if not stack.entities and not stack.findings:
            return LintResult((), (), 0)
        return examine(stack)

    @cached_property
    def judged(self) -> Stack:
        """The strategy with its history and what is wrong in written pages."""
        stack = self.stack.with_findings(self._in_pages())  # its own, for a thread of its own
        paths = self.home.paths
        log = recorded_history(paths)
        if log is None:
            if history_start(stack, RULES) is None and not may_lack_files(paths):
                return stack
            self._past.renew(self.home.folder)
        return with_history(stack, paths, home=self.home.folder, past=self._past, log=log)

    def _in_pages(self) -> list[Finding]:
        """What is wrong in written pages; nothing is known of those that name the items of several
        strategies.
        """
        project = self.home.project
        if project is None or len(project.sources) > 1:
            return []
        reader = PageReader(self.stack)
        keep = not_computed if project.computed else None
        return [f for path, text in self.pages.items() for f in reader.findings(path, text, keep)]

    @property
    def warm(self) -> Stack:
        """The strategy with what the rules have computed of it, once they have run."""
        return self.judged if "examined" in self.__dict__ else self.stack

    @cached_property
    def findings(self) -> Mapping[str, tuple[Finding, ...]]:
        """The findings by path; only paths that have some."""
        found: dict[str, list[Finding]] = {}
        for finding in self.examined.findings:
            found.setdefault(finding.span.path, []).append(finding)
        return {path: tuple(findings) for path, findings in found.items()}


class _Buffer(NamedTuple):
    """A text that is not saved."""

    path: str
    text: str


class Workspace:
    """A strategy in memory. Only what has changed is read again; one thread changes it."""

    def __init__(self, home: Home, clock: Callable[[], date]) -> None:
        self.home = home
        self._clock = clock
        self._disk = Disk(home)
        self._known = Known()
        self._past = Past()
        self._buffers: dict[str, _Buffer] = {}
        self._snapshot: Snapshot | None = None
        self._number = 0
        self._set_by: tuple[Document, ...] | None = None
        """The documents with the last sound settings."""
        self.refresh()

    def refresh(self) -> bool:
        """Looks for files that have changed on the disk and for new commits; returns whether there
        are any.
        """
        if not self._disk.refresh():
            return False
        home = self.home.again
        if home is not None and home != self.home:  # mkdocs.yml names other folders, or a day
            self.home = home
            self._disk = Disk(home)
            self._disk.refresh()
        self._snapshot = None
        return True

    def put(self, path: str, text: str) -> None:
        """Takes a text that is not saved; it counts instead of the file."""
        if self._buffers.get(path) != (path, text):
            self._buffers[path] = _Buffer(path, text)
            self._snapshot = None

    def drop(self, path: str) -> None:
        """Lets the file count again."""
        if self._buffers.pop(path, None) is not None:
            self._disk.refresh()
            self._snapshot = None

    def text(self, path: str) -> str | None:
        """The text at a path as it is now, saved or not; None if there is none."""
        buffer = self._buffers.get(path)
        if buffer is not None:
            return buffer.text
        files = self._disk.files
        return files.texts.get(path, files.pages.get(path))

    def raw(self, path: str) -> str:
        """The text at a path with its line breaks as they are; empty if there is none."""
        buffer = self._buffers.get(path)
        return buffer.text if buffer is not None else whole_text(self.home.file(path))

    @property
    def today(self) -> date:
        """The day for which the strategy is judged."""
        project = self.home.project
        return project.today if project is not None and project.today else self._clock()

    def snapshot(self) -> Snapshot:
        """The strategy as it is now. Rules run when its findings are first asked for."""
        if self._snapshot is None or self._snapshot.stack.today != self.today:
            files = self._files()
            for path in self._gone(files):
                self._known.forget(path)
            stack = self._load(files)
            self._number += 1
            self._snapshot = Snapshot(self.home, self._number, stack, files.pages, self._past)
        return self._snapshot

    def _load(self, files: Files) -> Stack:
        """The strategy. While its settings are half written, the last sound ones count: no rule is
        switched on or off by half a word.
        """
        read = partial(
            load, files.texts, today=self.today, findings=files.findings, known=self._known
        )
        stack = read()
        if not self._are_settings_broken(stack):
            held = {path.plain for path, _ in settings_nodes(stack.documents)}
            self._set_by = tuple(doc for doc in stack.documents if doc.path.plain in held)
        elif self._set_by is not None and self._is_unsaved(stack):
            return read(set_by=self._set_by)
        return stack

    def _are_settings_broken(self, stack: Stack) -> bool:
        if settings(stack, RULES).findings:
            return True
        before = {document.path.plain for document in self._set_by or ()}
        now = {path.plain for path, _ in settings_nodes(stack.documents)}
        if any(doc.faults and doc.path.plain in before | now for doc in stack.documents):
            return True
        gone = before - now
        return any(
            f.span.path in gone and f.severity is Severity.ERROR and f.item is None
            for f in stack.findings
        )

    def _is_unsaved(self, stack: Stack) -> bool:
        """Whether the settings were changed in a text that is not saved yet."""
        paths = {
            path.plain for path, _ in settings_nodes((*stack.documents, *(self._set_by or ())))
        }
        saved = self._disk.files.texts
        return any(
            path in paths and text != saved.get(path) for path, text in self._buffers.values()
        )

    def _files(self) -> Files:
        """The files with what is not saved over them."""
        texts, pages = dict(self._disk.files.texts), dict(self._disk.files.pages)
        for path, text in self._buffers.values():
            if self.home.holds(path):
                texts[path] = text
            elif self.home.shows(path):
                pages.pop(path, None)
                if may_need_stratdocs(text):
                    pages[path] = text.replace("\r\n", "\n").replace("\r", "\n")
        findings = self._disk.files.findings
        if findings:
            findings = tuple(f for f in findings if f.span.path not in self._buffers)
        return Files(texts, pages, findings)

    def _gone(self, files: Files) -> set[str]:
        """The paths that the snapshot before had and that are no longer there."""
        return self._known.paths - files.texts.keys()
