"""Where the strategy lies to which a file belongs."""

from __future__ import annotations

import os
from typing import NamedTuple

from stratdocs.model.finding import StratdocsError
from stratdocs.model.kinds import BY_COLLECTION
from stratdocs.repo.content import PAGES, SETTINGS, SUFFIXES, yaml_files_in
from stratdocs.repo.here import from_here
from stratdocs.repo.project import Project, each_strategy, find_project, is_within
from stratdocs.yamltext.source import MappingNode, read


class Home(NamedTuple):
    """Where a strategy lies. All its folders are absolute, without links on the way."""

    folder: str
    """The folder at which paths start: that of `mkdocs.yml`, or that of the files."""
    source: str
    """The folder of YAML."""
    project: Project | None = None
    """The site that shows the strategy, if there is one."""

    @property
    def pages(self) -> str | None:
        """The folder of written pages; None without a site."""
        if self.project is None or self.project.pages is None:
            return None
        return os.path.realpath(self.project.pages)

    @property
    def paths(self) -> list[str]:
        """What is to be read: the folder, or without a site the files in it."""
        if self.project is not None:
            return [self.source]
        return [os.path.realpath(file) for file in yaml_files_in(self.source)]

    @property
    def again(self) -> Home | None:
        """The home as the settings of the site say now; None without a site."""
        if self.project is None:
            return None
        homes = _homes_of_site(self.folder)
        same = (home for home in homes if home.source == self.source)
        return next(same, homes[0] if homes else None)

    def path(self, file: str) -> str:
        """A file as findings name it."""
        return from_here(os.path.realpath(file), self.folder).replace(os.sep, "/")

    def file(self, path: str) -> str:
        """The file of a path, as the system opens it."""
        return os.path.normpath(os.path.join(self.folder, path))

    def holds(self, path: str) -> bool:
        """Whether a path is that of a file of the strategy, whether or not it exists."""
        file = self.file(path)
        name = os.path.basename(file)
        if not name.lower().endswith(SUFFIXES) or name in SETTINGS:
            return False
        if self.project is None:
            return os.path.dirname(file) == self.source and name[0] != "."
        return _is_visible_below(file, self.source)

    def shows(self, path: str) -> bool:
        """Whether a path is that of a written page of the site."""
        pages = self.pages
        file = self.file(path)
        return pages is not None and file.lower().endswith(PAGES) and _is_visible_below(file, pages)


def home_of(file: str, text: str | None = None) -> Home | None:
    """Where the strategy lies to which a file or folder belongs; None if it belongs to none. Of a
    site with several strategies, a folder belongs to the first, unless it is that of another.

    Without `mkdocs.yml`, the files beside belong to it, if the file reads as one of a strategy;
    `text` is what it holds, if that is not saved.
    """
    real = os.path.realpath(file)
    if os.path.isdir(real):
        homes = homes_of(real)
        inside = [home for home in homes if is_within(real, home.source)]
        return max(inside, key=_depth, default=homes[0] if homes else None)
    folder = os.path.dirname(real)
    homes = _homes_of_site(folder)
    holding = [home for home in homes if home.holds(home.path(real))]
    if holding:
        return max(holding, key=_depth)
    for home in homes:
        if home.shows(home.path(real)) or (home.project and real == home.project.file):
            return home
    if not real.lower().endswith(SUFFIXES) or not _reads_as_strategy(_text(real, text)):
        return None
    return Home(folder, folder) if _is_narrow(folder) else None


def _depth(home: Home) -> int:
    return len(home.source)


def homes_of(folder: str) -> list[Home]:
    """Where the strategies lie that a folder holds, or to whose site it belongs."""
    real = os.path.realpath(folder)
    found = _homes_of_site(real)
    if found:
        return [home for home in found if os.path.isdir(home.source)]
    home = _home_of_folder(real)
    return [home] if home is not None else []


def _homes_of_site(folder: str) -> list[Home]:
    """The homes of all strategies that the site around a folder shows."""
    try:
        project = find_project(folder)
        return [_home(each) for each in each_strategy(project)] if project is not None else []
    except StratdocsError:  # settings that cannot be
        return []


def _home(project: Project) -> Home:
    folder = os.path.dirname(os.path.realpath(project.file))
    return Home(folder, os.path.realpath(project.source), project)


def _home_of_folder(folder: str) -> Home | None:
    """The home of the files in a folder, if one of them reads as part of a strategy."""
    if not _is_narrow(folder):
        return None
    files = yaml_files_in(folder)
    return Home(folder, folder) if any(_reads_as_strategy(_text(f, None)) for f in files) else None


def _is_narrow(folder: str) -> bool:
    """Whether a folder may be read: not the user's own, and not the top of a disk."""
    return folder not in (os.path.realpath(os.path.expanduser("~")), os.path.dirname(folder))


def _is_visible_below(file: str, folder: str) -> bool:
    parts = file.removeprefix(folder).split(os.sep)
    return is_within(file, folder) and not any(part.startswith(".") for part in parts)


def _text(file: str, text: str | None) -> str:
    if text is not None:
        return text
    try:
        with open(file, encoding="utf-8", errors="replace") as stream:
            return stream.read(_LOOKED_AT)
    except OSError:
        return ""


_LOOKED_AT = 100_000
"""Characters of a file that show whether it is one of a strategy."""


def _reads_as_strategy(text: str) -> bool:
    """Whether a text has a collection at its top."""
    roots = read("", text[:_LOOKED_AT]).roots
    return any(
        isinstance(root, MappingNode) and root.values.keys() & BY_COLLECTION for root in roots
    )
