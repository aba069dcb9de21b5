"""The MkDocs door: MkDocs asks, the core answers. Serves ProperDocs too."""

from __future__ import annotations

from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage

from stratdocs.linting.lint import examine
from stratdocs.mkdocs.downloads import add_downloads, downloads_for
from stratdocs.mkdocs.embedding import NewFindings, page_findings, with_answers
from stratdocs.mkdocs.files import add_json, add_pages, exclude_yaml, place
from stratdocs.mkdocs.findings import FindingLog, notice
from stratdocs.mkdocs.nav import give_parents, list_indexes
from stratdocs.mkdocs.reading import read_strategy
from stratdocs.mkdocs.search import add_to_index
from stratdocs.mkdocs.settings import Settings, folders, from_here
from stratdocs.mkdocs.texts import PageTexts
from stratdocs.mkdocs.theme import add_assets, name_assets, share_navigation
from stratdocs.model.finding import StratdocsError
from stratdocs.model.known import Known
from stratdocs.publishing.embedding import Embedding, mention
from stratdocs.repo.git import Past
from stratdocs.repo.strategy import Before
from stratdocs.reviewing.comparison import with_comparison
from stratdocs.site.downloads import with_downloads
from stratdocs.site.embeds import PageReader
from stratdocs.site.pages import pages
from stratdocs.site.prose import Prose
from stratdocs.site.rendering import Renderer
from stratdocs.site.search import search_entries
from stratdocs.site.views.page import Page, SiteContext


class StratdocsPlugin(BasePlugin[Settings]):
    """Reads the strategy, reports what is wrong with it, adds its pages to the site, and fills in
    the blocks and links of written pages.
    """

    serving = False
    built = False
    """Whether the site was built since the server started."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Declared so that the plugin lives on between rebuilds."""
        del dirty
        self.serving = command == "serve"
        self.read = Before(Known(), Past())

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads the strategy."""
        self.folders = folders(config, self.config)
        survive = self.serving and self.built
        self.stack = read_strategy(self.folders, self.config.day(), self.read, survive=survive)
        self.log = FindingLog(self.folders.home, self.config.fail_on, serving=self.serving)
        self.texts = PageTexts() if self.config.llms_txt and not self.serving else None
        name_assets(config)
        for folder in (*self.folders.templates, self.folders.source):
            if not folder.is_relative_to(config.docs_dir) and str(folder) not in config.watch:
                config.watch.append(str(folder))
        return config

    @event_priority(50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Checks the strategy and the written pages. If that does not stop the build, adds the
        pages, excludes the YAML from the site, and lists the indexes in the navigation.
        """
        written_pages = PageReader(self.stack)
        in_pages = tuple(page_findings(written_pages, files, self.folders))
        stack = self.stack.with_findings(in_pages) if in_pages else self.stack
        found, silenced, expiring = examine(stack)
        self.stopping = self.log.report(found)
        self.log.stop(self.stopping)
        context = SiteContext(stack, found, silenced, expiring)
        self.log.report_not_judged(context.not_judged)
        self.pages = tuple(pages(context))
        if self.config.compare_to:
            self.pages = self._compared(self.pages, self.config.compare_to, context)
        offered = downloads_for(context, config) if self.config.downloads else ()
        self.pages = tuple(with_downloads(self.pages, offered))
        exclude_yaml(files, self.folders.source)
        placement = place(self.pages, files, config)
        self.urls = placement.urls
        self.found = search_entries(context, (page for page, _ in placement.made))
        renderer = Renderer(
            link=lambda path: placement.urls.get(path, path),
            prose=Prose().html,
            lookup=lambda identity: mention(context, identity),
            folders=self.folders.templates,
        )
        self.in_pages = NewFindings(self.log, in_pages)
        self.embedding = Embedding(
            written_pages,
            context,
            renderer,
            placement.sources,
            report=self.in_pages.report,
            survive=self.serving,
        )
        add_assets(files, config)
        add_pages(placement, files, config, self.folders, renderer, serving=self.serving)
        add_json(files, config, context, placement.urls)
        add_downloads(offered, files, config, placement.urls)
        list_indexes(placement.listed, files, config)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Sets the parents of pages outside the navigation."""
        del config
        give_parents(nav, files)
        return nav

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Stops for findings from the conversion of written pages; shares the navigation."""
        del config, files
        self.log.stop(self.in_pages.stopping)
        share_navigation(env)
        return env

    @event_priority(-50)  # after other plugins have changed the Markdown
    def on_page_markdown(
        self, markdown: str, *, page: HostPage, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Replaces blocks and links by tokens."""
        del config, files
        return self.embedding.with_tokens(markdown, self.folders.page(page.file), page.file.src_uri)

    def on_page_content(
        self, html: str, *, page: HostPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Replaces tokens by answers. While serving, every page says if the strategy is broken."""
        del config, files
        answered = with_answers(self.embedding, html, page)
        if self.texts is not None:
            self.texts.add(answered, page)
        return notice(self.stopping) + answered

    def on_post_page(self, output: str, *, page: HostPage, config: MkDocsConfig) -> str:
        """Replaces tokens where a plugin shows a part of a page elsewhere, as blogs do."""
        del config
        return with_answers(self.embedding, output, page)

    @event_priority(-50)  # after search has written its index, before offline makes it a script
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Adds the pages to the search index."""
        self.built = True
        add_to_index(config.site_dir, self.found, self.urls)
        if self.texts is not None:
            self.texts.write(self.pages, self.urls, config)

    def _compared(
        self, pages: tuple[Page, ...], ref: str, context: SiteContext
    ) -> tuple[Page, ...]:
        """The pages, with what differs from the commit `ref`."""
        try:
            return with_comparison(pages, ref, from_here(self.folders.source), context)
        except StratdocsError as error:
            raise PluginError(f"stratdocs: {error}") from error
