"""A page of the strategy as a page of MkDocs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from stratdocs.model.finding import StratdocsError
from stratdocs.publishing.edit_links import at_line
from stratdocs.site.languages import OURS, with_languages
from stratdocs.site.rendering import Heading, Html
from stratdocs.site.views.page import Page

Printed = Callable[[Page, str], Html]
"""What gives a page as HTML, seen from the relative path to the site's root."""

_ID = re.compile(r' id="([^"]+)"')


class StrategyPage(HostPage):
    """A page printed from the strategy instead of Markdown, so that nothing is converted."""

    strategy: Page
    in_nav: bool
    """Whether the navigation lists it."""
    _html: Printed
    _serving: bool

    def become(self, page: Page, printed: Printed, config: MkDocsConfig, *, serving: bool) -> None:
        """Prints a page of the strategy from now on."""
        if "title" not in vars(self):  # the navigation may have given one
            self.title = escape(page.title)  # themes print titles as HTML
        self.strategy = page
        self.in_nav = False
        self._html = printed
        self._serving = serving
        self._language = language_of_site(config)
        self._set_edit_url(config.repo_url, config.edit_uri, config.edit_uri_template)
        if page.source is None:
            self.edit_url = None
        elif self.edit_url:
            self.edit_url = at_line(self.edit_url, page.source.line)

    def read_source(self, config: MkDocsConfig) -> None:
        """Sets the metadata; there is no Markdown to read."""
        del config
        self.markdown = ""
        self.meta = {"title": escape(self.strategy.title), "search": {"exclude": True}}
        self.meta["description"] = escape(self.strategy.gist or self.strategy.title)
        if self.strategy.hide:
            self.meta["hide"] = list(self.strategy.hide)
        if self.strategy.tags:
            self.meta["tags"] = [escape(tag) for tag in self.strategy.tags]

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Prints the page. While serving, the error of a template is shown on the page instead."""
        del config, files
        try:
            printed = self._html(self.strategy, root(self))
        except StratdocsError as error:
            if not self._serving:
                raise PluginError(f"stratdocs: {error}") from error
            self.content = f"<h1>{escape(self.strategy.title)}</h1><p>{escape(str(error))}</p>"
            return
        self.content = with_languages(printed.content, self._language)
        self.toc = _table_of_contents(printed.headings)
        self.present_anchor_ids = ids(printed.content)


def strategy_page(
    host: HostPage, page: Page, printed: Printed, config: MkDocsConfig, *, serving: bool
) -> StrategyPage:
    """The page that MkDocs made for a file of ours, which from now on prints the strategy.

    It stays the same object, since other plugins may keep it already.
    """
    host.__class__ = StrategyPage
    assert isinstance(host, StrategyPage)  # noqa: S101  # for the types
    host.become(page, printed, config, serving=serving)
    return host


def language_of_site(config: MkDocsConfig) -> str:
    """The language that the theme says: `de` also for `de-CH`."""
    named = config.theme["language"] if "language" in config.theme else config.theme.get("locale")
    return re.split("[-_]", str(named or OURS).lower())[0]


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
