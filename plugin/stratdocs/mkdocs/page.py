"""A page of the strategy as a page of MkDocs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from stratdocs.model.finding import StratdocsError
from stratdocs.publishing.edit_links import at_line
from stratdocs.site.rendering import Heading, Renderer
from stratdocs.site.views.page import Page

_ID = re.compile(r' id="([^"]+)"')


class StrategyPage(HostPage):
    """A page printed from the strategy instead of Markdown, so that nothing is converted."""

    def __init__(
        self, page: Page, file: File, config: MkDocsConfig, renderer: Renderer, *, serving: bool
    ) -> None:
        super().__init__(escape(page.title), file, config)  # themes print titles as HTML
        self.strategy = page
        self.in_nav = False
        """Whether the navigation lists it."""
        self._renderer = renderer
        self._serving = serving
        if page.source is None:
            self.edit_url = None
        elif self.edit_url:
            self.edit_url = at_line(self.edit_url, page.source.line)

    def read_source(self, config: MkDocsConfig) -> None:
        """Sets the metadata; there is no Markdown to read."""
        del config
        self.markdown = ""
        self.meta = {"title": escape(self.strategy.title), "search": {"exclude": True}}
        if self.strategy.gist:
            self.meta["description"] = escape(self.strategy.gist)
        if self.strategy.hide:
            self.meta["hide"] = list(self.strategy.hide)
        if self.strategy.tags:
            self.meta["tags"] = [escape(tag) for tag in self.strategy.tags]

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Prints the page. While serving, the error of a template is shown on the page instead."""
        del config, files
        try:
            printed = self._renderer.html(self.strategy, root(self))
        except StratdocsError as error:
            if not self._serving:
                raise PluginError(f"stratdocs: {error}") from error
            self.content = f"<h1>{escape(self.strategy.title)}</h1><p>{escape(str(error))}</p>"
            return
        self.content = printed.content
        self.toc = _table_of_contents(printed.headings)
        self.present_anchor_ids = ids(printed.content)


def root(page: HostPage) -> str:
    """The relative path from a page to the site's root: `../../`."""
    return "../" * page.file.dest_uri.count("/")


def ids(html: str) -> set[str]:
    """Every id in the HTML."""
    return set(_ID.findall(html))


def _table_of_contents(headings: Iterable[Heading]) -> TableOfContents:
    links: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(escape(heading.title), heading.id, heading.level)
        if heading.level > 2 and links:
            links[-1].children.append(link)
        else:
            links.append(link)
    return TableOfContents(links)
