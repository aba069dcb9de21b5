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

from stratdocs.repo.project import source_outside


class Settings(Config):
    """The plugin's settings in `mkdocs.yml`."""

    source = options.Type(str, default="strategy")
    """The folder of YAML, below docs_dir."""
    follow = options.Type(bool, default=False)
    """Whether `source`, and links in it, may lead out of the git repository."""
    fail_on = options.Choice(("error", "warning", "advice", "never"), default="error")
    """What stops the build."""
    templates = options.Optional(options.Type(str))
    """The site's own templates, next to mkdocs.yml; they are looked up before the built-in ones."""
    today = options.Optional(options.Type((date, str)))
    """Fixes the clock, for reproducible builds."""
    compare_to = options.Optional(options.Type(str))
    """A commit, branch or tag: the page of changes begins with what changed since then."""

    downloads = options.Type(bool, default=True)
    """Whether the site offers tables, a calendar and feeds of changes beside its pages."""

    llms_txt = options.Type(bool, default=False)
    """Whether the site offers each page as Markdown, and `llms.txt`, which lists them."""

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
                f'stratdocs: the option `today` is "{today}"; a date is written 2027-03-31'
            ) from error


class Folders(NamedTuple):
    """The folders of a site."""

    home: Path
    """The folder of mkdocs.yml. Paths on pages and in findings start there."""
    docs: Path
    source: Path
    """The folder of YAML."""
    templates: tuple[Path, ...]
    """The folder of the site's own templates, if it has one."""

    def from_home(self, path: str | Path) -> str:
        """A path as pages show it."""
        return Path(os.path.relpath(path, self.home)).as_posix()

    def page(self, file: File) -> str:
        """The path of a written page as pages show it; for a page that another plugin made, the
        path that a written one would have.
        """
        return self.from_home(file.abs_src_path or Path(self.docs, file.src_uri))


def folders(config: MkDocsConfig, settings: Settings) -> Folders:
    """The folders that the settings name. The folder of YAML may not exist."""
    file = config.config_file_path
    templates: tuple[Path, ...] = ()
    if settings.templates:
        own = Path(file or "").parent / settings.templates
        if not own.is_dir():
            raise PluginError(
                f"stratdocs: there is no folder {from_here(own)}; "
                "the option `templates` names a folder beside mkdocs.yml"
            )
        templates = (own,)
    source = Path(os.path.normpath(Path(config.docs_dir, settings.source)))
    wrong = source_outside(file or "mkdocs.yml", str(source), follow=settings.follow)
    if wrong is not None:
        raise PluginError(f"stratdocs: the option `source` {wrong}")
    return Folders(
        Path(file or "mkdocs.yml").parent.absolute(),
        Path(config.docs_dir),
        source,
        templates,
    )


def from_here(path: Path) -> str:
    """A path as messages show it: from the working directory, so that editors can open it."""
    return Path(os.path.relpath(path)).as_posix()


def site_address(config: MkDocsConfig) -> str | None:
    """The site's address, with a slash at its end; None if it is not an http address."""
    url = config.site_url or ""
    if not url.startswith(("https://", "http://")):
        return None
    return url if url.endswith("/") else f"{url}/"
