"""The files that a site offers beside its pages: tables, a calendar, feeds of changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from mkdocs.config.defaults import MkDocsConfig

from stratdocs.mkdocs.findings import log
from stratdocs.mkdocs.settings import site_address
from stratdocs.site.downloads import Download, downloads
from stratdocs.site.views.page import SiteContext


def downloads_for(context: SiteContext, config: MkDocsConfig) -> tuple[Download, ...]:
    """The files for this site."""
    home = site_address(config)
    if home is None and context.stack.history is not None and context.stack.history.changes:
        log.info("no feed of changes was written, because its links need the site's address: set "
            "site_url")  # fmt: skip
    return downloads(context, config.site_name, home)


def download_files(
    found: Iterable[Download], config: MkDocsConfig, urls: Mapping[str, str], start: str
) -> Iterator[tuple[str, Callable[[], str]]]:
    """The path of each file, below a folder of the site, and what gives its content."""
    home = site_address(config)

    def address(path: str) -> str | None:
        return None if home is None or path not in urls else home + urls[path].removeprefix("./")

    for download in found:
        yield start + download.path, partial(download.content, address)
