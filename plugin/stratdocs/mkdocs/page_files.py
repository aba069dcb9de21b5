"""Our pages as files that MkDocs copies: each is printed when it is written, and then forgotten.

MkDocs reads all pages before it writes the first, so that plugins and links may look at any of
them. Where nobody does, ours need not wait in memory, nor pass all the events of a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import write_file

from stratdocs.mkdocs.findings import log
from stratdocs.mkdocs.page import StrategyPage
from stratdocs.mkdocs.shells import THEME, shells

KNOWN = ("material.plugins.search.", "stratdocs.")
"""Modules of plugins that do not look at our pages before they are written."""
_STRIPPED = "data-search-"
"""What Material's search removes from pages."""


def may_be_copied(config: MkDocsConfig, nav: Navigation) -> bool:
    """Whether no plugin or template of others looks at our pages."""
    plugins = [type(plugin).__module__ for plugin in config.plugins.values()]
    ours = [name for name in plugins if name.startswith("stratdocs.")]
    return (
        config.theme.name == THEME
        and len(ours) == 1
        and all(name.startswith(KNOWN) for name in plugins)
        and shells(config, nav) is not None
    )


class PageFile(File):
    """A file of one of our pages, which is printed when MkDocs copies it."""

    writer: PageWriter

    def is_documentation_page(self) -> bool:
        """MkDocs reads and renders no Markdown for it."""
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 - as in MkDocs
        """Writes the page."""
        if not dirty or self.is_modified():
            self.writer.write(self)


class PageWriter:
    """Prints and writes the pages of a build. `finished` gives the content to show for a page."""

    def __init__(
        self, config: MkDocsConfig, nav: Navigation, finished: Callable[[str, StrategyPage], str]
    ) -> None:
        self._config = config
        self._nav = nav
        self._finished = finished
        self._targets: set[File] = set()
        self._others: list[File] = []
        self._environment: Any = None

    def take(self, pages: Iterable[StrategyPage]) -> None:
        """Lets the pages outside the navigation be copied."""
        for page in pages:
            if not page.in_nav and not page.is_homepage:
                page.file.__class__ = PageFile
                assert isinstance(page.file, PageFile)  # noqa: S101  # for the types
                page.file.writer = self

    def begin(self, environment: Any, files: Files) -> None:
        """Notes what is known once all written pages have been read."""
        self._environment = environment
        self._others = list(files.documentation_pages())
        pages = (file.page for file in self._others)
        self._targets = {
            target for page in pages if page is not None for target in page.links_to_anchors or ()
        }

    def write(self, file: PageFile) -> None:
        """Prints a page into its place in the site."""
        page = file.page
        assert isinstance(page, StrategyPage)  # noqa: S101  # as `take` made it
        try:
            printed = self._printed(page)
        except BuildError:
            log.error(f"Error reading page '{file.src_uri}':")
            raise
        write_file(printed.encode("utf-8", errors="xmlcharrefreplace"), file.abs_dest_path)
        page.content, page.toc, page.meta = None, TableOfContents([]), {}
        if file not in self._targets:
            page.present_anchor_ids = None

    def _printed(self, page: StrategyPage) -> str:
        config = self._config
        page.read_source(config)
        page.render(config, Files([]))
        page.content = self._finished(page.content or "", page)
        page.active = True
        try:
            context: Any = get_context(self._nav, self._others, config, page)
            if _STRIPPED in page.content:
                context = config.plugins.on_page_context(
                    context, page=page, config=config, nav=self._nav
                )
            template = self._environment.get_template("main.html")
            printed: str = template.render(context)
        finally:
            page.active = False
        return printed


def all_pages(files: Files) -> list[File]:
    """The files of all pages of a site, ours included, in their order."""
    return [
        file
        for file in files
        if (file.is_documentation_page() or isinstance(file, PageFile))
        and file.inclusion.is_included()
        and isinstance(file.page, HostPage)
    ]
