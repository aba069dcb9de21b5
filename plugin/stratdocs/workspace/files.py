"""The files of a strategy on the disk, read again only where one of them has changed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple

from stratdocs.model.finding import Finding, StratdocsError
from stratdocs.repo.content import PAGES, SUFFIXES, named_file, read_content, read_pages, stamps
from stratdocs.repo.git import commit_stamps
from stratdocs.repo.settings_files import FILES
from stratdocs.workspace.home import Home


class Files(NamedTuple):
    """What the disk holds, by path from the strategy's home."""

    texts: Mapping[str, str]
    """The strategy's files."""
    pages: Mapping[str, str]
    """The written pages that name items or hold blocks."""
    findings: tuple[Finding, ...]
    """What is wrong with files that cannot be read."""


class Disk:
    """The files of one strategy."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.files = Files({}, {}, ())
        self._seen: object = None

    def refresh(self) -> bool:
        """Reads what has changed since the last time; returns whether anything has."""
        seen = self._stamps()
        if seen == self._seen:
            return False
        self._seen = seen
        self.files = self._read()
        return True

    def _stamps(self) -> object:
        folder = self.home.folder
        settings = tuple(stamps(folder, FILES, below=False))
        yaml = tuple(stamps(self.home.source, SUFFIXES, below=self.home.project is not None))
        pages = tuple(stamps(self.home.pages, PAGES)) if self.home.pages else ()
        logs = self.home.project.histories if self.home.project is not None else ()
        beside = tuple(
            stamp
            for log in logs
            if log is not None
            for stamp in stamps(os.path.dirname(log), (os.path.basename(log),), below=False)
        )
        return settings, yaml, pages, beside, commit_stamps(folder)

    def _read(self) -> Files:
        home = self.home
        try:
            content = read_content(home.paths)
        except StratdocsError:  # the folder has gone
            return Files({}, {}, ())
        pages = read_pages(home.pages) if home.pages is not None else {}
        return Files(
            {home.path(path): text for path, text in content.texts.items()},
            {home.path(path): text for path, text in pages.items()},
            tuple(
                finding._replace(span=finding.span._replace(path=home.path(finding.span.path)))
                for finding in content.findings
            ),
        )


def whole_text(file: str) -> str:
    """The text of a file with its line breaks as they are; empty if it cannot be read as UTF-8."""
    try:
        return named_file(file).decode()
    except (OSError, ValueError, StratdocsError):
        return ""
