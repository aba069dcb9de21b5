"""The plugin's settings in `mkdocs.yml`, and the folders and the day that follow from them."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import NamedTuple

from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from stratdocs.model.finding import StratdocsError
from stratdocs.publishing.navigation import NavPlace, nav_place
from stratdocs.publishing.shown import MANUAL, folder_of_pages
from stratdocs.repo.project import (
    DOCS_DIR,
    is_within,
    merged_settings,
    settings_texts,
    source_outside,
    text_of,
)


class Settings(Config):
    """The plugin's settings in `mkdocs.yml`."""

    source = options.Type((str, list), default="strategy")
    """The folder of YAML, below docs_dir."""
    follow = options.Type(bool, default=False)
    """Whether `source`, and links in it, may lead out of the git repository."""
    fail_on = options.Choice(("error", "warning", "advice", "never"), default="error")
    """What stops the build."""
    templates = options.Optional(options.Type(str))
    """The site's own templates, next to mkdocs.yml; they are looked up before the built-in ones."""
    today = options.Optional(options.Type((date, str)))
    """Fixes the clock, for reproducible builds."""
    history = options.Optional(options.Type(str))
    """A file beside mkdocs.yml with the recorded history, which is read instead of git."""
    compare_to = options.Optional(options.Type(str))
    """A commit, branch or tag: the page of changes begins with what changed since then."""

    downloads = options.Type(bool, default=True)
    """Whether the site offers tables, a calendar and feeds of changes beside its pages."""
    llms_txt = options.Type(bool, default=False)
    """Whether the site offers each page as Markdown, and `llms.txt`, which lists them."""
    path = options.Type(str, default="")
    """A folder of the site for all our pages."""
    nav = options.Type((dict, bool), default={})
    """Where our pages are in the navigation: `title` and `after`, or false."""
    manual = options.Choice(MANUAL, default="full")
    """Whether the pages about rules, fields and frameworks are in the site, are linked to where
    they are published, or neither."""
    views = options.Type(dict, default={})
    """Views that the site leaves out: their names, each with `false`."""

    def day(self) -> date:
        """Today, unless the settings fix a different day."""
        today = self.today
        if today is None:
            return date.today()  # noqa: DTZ011 - the reader's calendar day is meant
        if isinstance(today, date):
            return date(today.year, today.month, today.day)  # YAML may have read a time as well
        try:
            return date.fromisoformat(str(today))
        except ValueError as error:
            raise PluginError(
                f'stratdocs: the option `today`, "{today}", isn\'t a valid date; use '
                "YYYY-MM-DD, such as 2027-03-31"
            ) from error

    def folder(self) -> str:
        """The folder of our pages in the site, without slashes at its ends."""
        try:
            return folder_of_pages(self.path)
        except StratdocsError as error:
            raise PluginError(f"stratdocs: {error}") from error

    def nav_place(self) -> NavPlace | None:
        """Where our pages are in the navigation; None if they are not in it."""
        try:
            return nav_place(self.nav, self.folder())
        except StratdocsError as error:
            raise PluginError(f"stratdocs: {error}") from error


class Folders(NamedTuple):
    """The folders of a site."""

    home: Path
    """The folder of mkdocs.yml. Paths on pages and in findings start there."""
    docs: Path
    source: Path
    """The folder of YAML."""
    templates: tuple[Path, ...]
    """The folder of the site's own templates, if it has one."""
    history: Path | None = None
    """The file of the recorded history, if it has one."""

    def from_home(self, path: str | Path) -> str:
        """A path as pages show it."""
        return _relative(path, self.home)

    def page(self, file: File) -> str:
        """The path of a written page as pages show it; for a page that another plugin made, the
        path that a written one would have.
        """
        path = Path(self.docs, file.src_uri)
        written = file.abs_src_path
        if written is not None and Path(written).is_relative_to(self.docs):
            path = Path(written)
        return self.from_home(path)


def _source(settings: Settings) -> str:
    if isinstance(settings.source, str):
        return settings.source
    raise PluginError(
        "stratdocs: the option `source` takes one folder; for several strategies, list the "
        "plugin once for each, with its own `path`, or set the folder above them"
    )


def folders(config: MkDocsConfig, settings: Settings) -> Folders:
    """The folders that the settings name. The folder of YAML may not exist."""
    file = config.config_file_path
    templates: tuple[Path, ...] = ()
    if settings.templates:
        own = Path(file or "").parent / settings.templates
        if not own.is_dir():
            raise PluginError(
                f"stratdocs: {from_here(own)} doesn't exist; the option `templates` takes a "
                "folder next to mkdocs.yml"
            )
        templates = (own,)
    source = Path(os.path.normpath(Path(config.docs_dir, _source(settings))))
    wrong = source_outside(file or "mkdocs.yml", str(source), follow=settings.follow)
    if wrong is not None and not _is_in_moved_docs(source, config):
        raise PluginError(f"stratdocs: the option `source` {wrong}")
    return Folders(
        Path(file or "mkdocs.yml").parent.absolute(),
        Path(config.docs_dir),
        source,
        templates,
        _history(file or "mkdocs.yml", settings),
    )


def _is_in_moved_docs(source: Path, config: MkDocsConfig) -> bool:
    """Whether the source is in a folder of pages that a different plugin has put together in place
    of the one that the settings name, as monorepo does in a temporary folder.
    """
    file = config.config_file_path
    docs = os.path.realpath(config.docs_dir)
    if not file or not is_within(os.path.realpath(source), docs):
        return False
    named = text_of(merged_settings(settings_texts(file)).get("docs_dir")) or DOCS_DIR
    return docs != os.path.realpath(Path(file).parent / named)


def _history(file: str, settings: Settings) -> Path | None:
    """The file of the recorded history, which must be there."""
    if not settings.history:
        return None
    log = Path(os.path.normpath(Path(file).parent / settings.history)).absolute()
    if not log.is_file():
        raise PluginError(
            f"stratdocs: {from_here(log)} doesn't exist; the option `history` takes a file "
            "next to mkdocs.yml, which stratdocs history --record writes"
        )
    wrong = source_outside(file, str(log), follow=settings.follow)
    if wrong is not None:
        raise PluginError(f"stratdocs: the option `history` {wrong}")
    return log


def from_here(path: Path) -> str:
    """A path as messages show it: from the working directory, so that editors can open it."""
    return _relative(path, Path(os.curdir))


def _relative(path: str | Path, start: Path) -> str:
    """The path from a folder; the whole path where none leads there."""
    try:
        return Path(os.path.relpath(path, start)).as_posix()
    except ValueError:  # no path leads from one drive of Windows to the next
        return Path(path).as_posix()


def site_address(config: MkDocsConfig) -> str | None:
    """The site's address, with a slash at its end; None if it is not an http address."""
    url = config.site_url or ""
    if not url.startswith(("https://", "http://")):
        return None
    return url if url.endswith("/") else f"{url}/"
