"""The files that a site offers beside its pages: tables, a calendar, feeds of changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from stratdocs.mkdocs.findings import log
from stratdocs.mkdocs.settings import site_address
from stratdocs.site.downloads import Download, downloads
from stratdocs.site.views.page import SiteContext


def downloads_for(context: SiteContext, config: MkDocsConfig) -> tuple[Download, ...]:
    """The files for this site."""
    home = site_address(config)
    if home is None and context.stack.history is not None and context.stack.history.changes:
        log.info("there is no feed of changes, since its links need the site's address: set "
                 "site_url")  # fmt: skip
    return downloads(context, config.site_name, home)


def add_downloads(
    found: Iterable[Download], files: Files, config: MkDocsConfig, urls: Mapping[str, str]
) -> None:
    """Adds the files, unless the site has files of those names."""
    home = site_address(config)

    def address(path: str) -> str | None:
        return None if home is None or path not in urls else home + urls[path].removeprefix("./")

    for download in found:
        if files.get_file_from_path(download.path) is None:
            content = download.content(address).encode("utf-8", "replace")
            files.append(File.generated(config, download.path, content=content))
