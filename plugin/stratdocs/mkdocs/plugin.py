"""The MkDocs door: MkDocs asks, the core answers. Serves ProperDocs too."""

from __future__ import annotations

from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage
from mkdocs.utils.templates import TemplateContext

from stratdocs.linting.lint import examine
from stratdocs.markdowntext.scan import may_need_stratdocs
from stratdocs.mkdocs.downloads import download_files, downloads_for
from stratdocs.mkdocs.embedding import NewFindings, page_findings, text_of, with_answers
from stratdocs.mkdocs.files import (
    PageSources,
    Placement,
    add_pages,
    exclude_yaml,
    give_origin,
    made_file,
    place,
    report_stand_in,
    strategy_files,
)
from stratdocs.mkdocs.findings import FindingLog, log, notice
from stratdocs.mkdocs.garbage import Garbage
from stratdocs.mkdocs.nav import add_sections, give_parents, show_named
from stratdocs.mkdocs.page import StrategyPage, language_of_site, strategy_page
from stratdocs.mkdocs.page_files import PageWriter, all_pages, may_be_copied
from stratdocs.mkdocs.reading import read_strategy, yaml_of_plugins
from stratdocs.mkdocs.reloading import NOT_FOUND, with_reload
from stratdocs.mkdocs.search import add_to_index
from stratdocs.mkdocs.settings import Settings, folders, from_here, site_address
from stratdocs.mkdocs.strategies import Requests, Strategy
from stratdocs.mkdocs.texts import PageTexts
from stratdocs.mkdocs.theme import add_assets, name_assets, share_navigation, share_shells
from stratdocs.model.finding import StratdocsError
from stratdocs.model.known import Known
from stratdocs.model.stack import Stack
from stratdocs.publishing.embedding import Embedding, mention
from stratdocs.publishing.shown import is_same_everywhere, published, shown_pages, views_left_out
from stratdocs.repo.git import Past
from stratdocs.repo.strategy import Before
from stratdocs.reviewing.comparison import with_comparison
from stratdocs.site.downloads import with_downloads
from stratdocs.site.embeds import PageReader
from stratdocs.site.kept_pages import KeptPages
from stratdocs.site.pages import pages
from stratdocs.site.prose import Prose
from stratdocs.site.rendering import Html, Renderer, keep_compiled, state_of_templates
from stratdocs.site.search import search_entries
from stratdocs.site.views.page import Page, SiteContext

TOKENS = 1_000_000
"""The numbers of tokens that each strategy of a site may use."""
DATES = ("git_revision_date_localized", "git_creation_date_localized")
"""What a plugin says in the metadata of pages about their dates in git."""
ENCRYPTION, LANGUAGES = "encryptcontent", "i18n"
"""Plugins for which some of our files are different."""


class StratdocsPlugin(BasePlugin[Settings]):
    """Reads the strategy, reports what is wrong with it, adds its pages to the site, and fills in
    the blocks and links of written pages.
    """

    supports_multiple_instances = True
    serving = False
    built = False
    """Whether the site was built since the server started."""
    ready = False
    """Whether the pages have been added. Until then an event has nothing to do: a host may look at
    single pages, and call a part of the events.
    """
    placement: Placement
    nav: Navigation | None = None
    writer: PageWriter | None = None
    site_files: Files

    def __init__(self) -> None:
        """For hosts that build without starting, as `build()` of MkDocs called as a library."""
        self.before = Before(Known(), Past())
        self.kept = KeptPages()
        self.garbage: Garbage | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Declared so that the plugin lives on between rebuilds."""
        del dirty
        self.serving = command == "serve"
        self.garbage = self.garbage or Garbage()  # a program of its own, which may do without

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads the settings."""
        self.ready, self.nav, self.writer = False, None, None
        self.folders = folders(config, self.config)
        self.folder = self.config.folder()
        self.nav_place = self.config.nav_place()
        self.today = self.config.day()
        self.stack: Stack | None = None
        self.written: dict[str, str] = {}
        self.added: dict[str, File] = {}
        self.log = FindingLog(self.folders.home, self.config.fail_on, serving=self.serving)
        self.texts = PageTexts() if self.config.llms_txt and not self.serving else None
        name_assets(config)
        log = (self.folders.history,) if self.folders.history is not None else ()
        for folder in (*self.folders.templates, self.folders.source, *log):
            if not folder.is_relative_to(config.docs_dir) and str(folder) not in config.watch:
                config.watch.append(str(folder))
        return config

    def read(self, files: Files) -> Stack:
        """The strategy, read once in each build, and again if other plugins wrote more of it."""
        written = yaml_of_plugins(files, self.folders)
        if self.stack is None or written != self.written:
            survive = self.serving and self.built
            self.written = written
            self.stack = read_strategy(
                self.folders, written, self.today, self.before, survive=survive
            )
        return self.stack

    @event_priority(50)  # before plugins that ask soon which files there are
    def _early_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds the pages of what is on the disk."""
        if self.garbage is not None:
            self.garbage.leave()
        self.seen: object = None
        if self.folders.source.is_dir():
            self.seen = self._asking(files, config)
            self._add_files(files, config, frozenset())
        return files

    @event_priority(-75)  # after plugins that make or remove files
    def _late_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds the pages again if other plugins wrote what changes them, and reports findings.
        Those at or above `fail_on` stop the build.
        """
        ours = {file.dest_uri for file in self.added.values()}
        taken = any(f.dest_uri in ours for f in files if not self._is_ours(f, config))
        if taken or self._asking(files, config) != self.seen:
            gone = frozenset(uri for uri in self.added if uri not in files.src_uris)
            for uri, file in self.added.items():
                if files.src_uris.get(uri) is file:
                    files.remove(file)
            self.added = {}
            self._add_files(files, config, gone)
        self.stopping = self.log.report(self.found)
        self.log.stop(self.stopping)
        self.log.report_not_judged(self.not_judged)
        for written, page in self.placement.replaced:
            report_stand_in(written, page)
        if LANGUAGES in config.plugins:  # it wants all pages in their folder, and is next
            for _, file in self.placement.made.values():
                file.abs_src_path = str(self.folders.docs / file.src_uri)
        return files

    on_files = CombinedEvent(_early_files, _late_files)

    @staticmethod
    def _is_ours(file: File, config: MkDocsConfig) -> bool:
        plugins = (p for p in config.plugins.values() if isinstance(p, StratdocsPlugin))
        return any(p.added.get(file.src_uri) is file for p in plugins)

    def _asking(self, files: Files, config: MkDocsConfig) -> object:
        """What decides which pages there are: the strategy's YAML that other plugins wrote, and the
        pages that ask for views or name items.
        """
        pages = {
            (file.src_uri, file.abs_src_path)
            for file in files.documentation_pages()
            if not self._is_ours(file, config) and may_need_stratdocs(text_of(file))
        }
        return yaml_of_plugins(files, self.folders), pages

    def _add_files(self, files: Files, config: MkDocsConfig, gone: frozenset[str]) -> None:
        """Adds the pages, but for those that are `gone` since another plugin removed them, and
        excludes the YAML from the site.
        """
        plugins = [p for p in config.plugins.values() if isinstance(p, StratdocsPlugin)]
        number = plugins.index(self)
        strategies = [Strategy(plugin.folder, plugin.read(files)) for plugin in plugins]
        self.requests = Requests(strategies, number, config)
        stack = strategies[number].stack
        written_pages = PageReader(stack)
        in_pages = tuple(page_findings(written_pages, files, self.folders, self.requests.early))
        stack = stack.with_findings(in_pages) if in_pages else stack
        self.found, silenced, expiring = examine(stack)
        context = SiteContext(stack, self.found, silenced, expiring)
        self.not_judged = context.not_judged
        self.pages = self._pages(context)
        encrypted = ENCRYPTION in config.plugins
        if encrypted:
            log.info(
                "strategy.json and the downloads aren't written, because the pages are encrypted"
            )
        offered = downloads_for(context, config) if self.config.downloads and not encrypted else ()
        known = {page.path for page in self.pages}
        offered = tuple(d for d in offered if not known.isdisjoint(d.pages))
        self.pages = tuple(with_downloads(self.pages, offered))
        exclude_yaml(files, self.folders)
        taken = {uri for p in plugins[:number] if p.ready for uri in p.placement.made}
        self.placement = place(self.pages, files, config, self.folder, taken=taken, gone=gone)
        self.urls = dict(self.placement.urls)
        self.entries = search_entries(context, (p for p, _ in self.placement.made.values()))
        start = f"{self.folder}/" if self.folder else ""
        self.files = {download.path: start + download.path for download in offered}
        self.renderer = Renderer(
            link=self._address,
            prose=Prose().html,
            lookup=lambda identity: mention(context, identity),
            folders=self.folders.templates,
        )
        if self.serving:
            self.kept.begin(self.pages, state_of_templates())
        self.in_pages = NewFindings(self.log, in_pages)
        self.embedding = Embedding(
            written_pages,
            context,
            self.renderer,
            self.placement.sources,
            report=self.in_pages.report,
            survive=self.serving,
            first=number * TOKENS,
        )
        add_assets(files, config)
        self.sources = PageSources(context, self.folders, config.config_file_path)
        add_pages(self.placement, files, self.folders, self.sources)
        self.added |= {uri: file for uri, (_, file) in self.placement.made.items()}
        data = (
            []
            if encrypted
            else list(strategy_files(context, self.placement.urls, start, site_address(config)))
        )
        urls = self.placement.urls
        for uri, make in (*data, *download_files(offered, config, urls, start)):
            if files.get_file_from_path(uri) is None:
                file = made_file(config, uri, make, self.sources.settings)
                files.append(file)
                self.added[uri] = file
        self.ready = True

    @event_priority(150)  # before awesome-nav replaces the navigation
    def _before_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        if not self.ready:
            return nav
        listed = [uri for uris in self.placement.listed.values() for uri in uris]
        show_named(files, self.placement.made, listed, config)
        return nav

    @event_priority(-25)  # after plugins that arrange pages by their folders have done so
    def _in_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Makes the pages ours, and lists the indexes."""
        if not self.ready:
            return nav
        own: dict[str, StrategyPage] = {}
        for uri, (page, _) in self.placement.made.items():
            file = files.src_uris.get(uri)
            if file is None or file.page is None:
                continue
            give_origin(file, page, self.folders, self.sources)
            own[uri] = strategy_page(file.page, page, self._html, config, serving=self.serving)
        for path, uri in self.placement.sources.items():
            file = files.get_file_from_path(uri)
            if file is not None:
                self.urls[path] = file.url
            elif LANGUAGES not in config.plugins:  # it keeps pages for each language
                self.urls.pop(path, None)
        self.files = {path: uri for path, uri in self.files.items() if uri in files.src_uris}
        if self.nav_place is not None:
            listed = {
                heading: [own[uri] for uri in uris if uri in own]
                for heading, uris in self.placement.listed.items()
            }
            link = self.config.manual == "link"
            add_sections(nav, listed, self.nav_place, link=link)
        give_parents(nav, own.values())
        self.nav = nav
        if may_be_copied(config, nav):
            self.writer = PageWriter(
                config, nav, lambda html, page: self._finished(html, page, config)
            )
            self.writer.take(own.values())
        return nav

    on_nav = CombinedEvent(_before_nav, _in_nav)

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Stops for findings from the conversion of written pages; shares the navigation."""
        if not self.ready or self.nav is None:
            return env
        self.log.stop(self.in_pages.stopping)
        share_navigation(env, config)
        share_shells(env, config, self.nav)
        if self.serving:
            keep_compiled(env)
        if self.writer is not None:
            self.writer.begin(env, files)
        self.site_files = files
        return env

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Lists all pages, for sitemaps."""
        del template_name, config
        if self.writer is not None:
            context["pages"] = all_pages(self.site_files)
        return context

    @event_priority(100)  # before other plugins take `[[...]]` for their own
    def _first_markdown(
        self, markdown: str, *, page: HostPage, config: MkDocsConfig, files: Files
    ) -> str | None:
        del files
        uri = page.file.src_uri
        if not self.ready or not self.requests.wiki_links:
            return None
        return self.embedding.with_tokens(
            markdown,
            self.folders.page(page.file),
            uri,
            self.requests.links(uri),
            self._given(uri, config),
        )

    @event_priority(-50)  # after other plugins have changed the Markdown
    def _last_markdown(
        self, markdown: str, *, page: HostPage, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Replaces blocks and links by tokens."""
        del files
        uri = page.file.src_uri
        if not self.ready or isinstance(page, StrategyPage):
            return None
        return self.embedding.with_tokens(
            markdown,
            self.folders.page(page.file),
            uri,
            self.requests.of(uri),
            self._given(uri, config),
        )

    @staticmethod
    def _given(uri: str, config: MkDocsConfig) -> set[int]:
        """The numbers of the tokens that the strategies of the site have put into a page."""
        plugins = (p for p in config.plugins.values() if isinstance(p, StratdocsPlugin))
        return {n for plugin in plugins if plugin.ready for n in plugin.embedding.given(uri)}

    on_page_markdown = CombinedEvent(_first_markdown, _last_markdown)

    def on_page_content(
        self, html: str, *, page: HostPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Replaces tokens by answers. While serving, every page says if the strategy is broken."""
        del files
        if isinstance(page, StrategyPage) and is_same_everywhere(page.strategy.path):
            for name in [n for n in page.meta if n.startswith(DATES)]:
                del page.meta[name]  # it changes with the program, not with the site
        return self._finished(html, page, config)

    def _html(self, page: Page, root: str) -> Html:
        """A page as HTML; while serving, that of the last build if nothing in it has changed."""
        if self.garbage is not None:
            self.garbage.page()
        if self.serving and not self.folders.templates:
            return self.kept.html(self.renderer, page, root)
        return self.renderer.html(page, root)

    def _finished(self, html: str, page: HostPage, config: MkDocsConfig) -> str:
        if not self.ready:
            return html
        answered = with_answers(self.embedding, html, page, language_of_site(config))
        if self.texts is not None:
            self.texts.add(answered, page)
        return notice(self.stopping) + answered

    def on_post_page(self, output: str, *, page: HostPage, config: MkDocsConfig) -> str:
        """Replaces tokens where a plugin shows a part of a page elsewhere, as blogs do."""
        if not self.ready:
            return output
        answered = with_answers(self.embedding, output, page, language_of_site(config))
        missing = self.serving and page.file.dest_uri == NOT_FOUND
        return with_reload(answered) if missing else answered

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """While serving, an address without a page reloads once there is one."""
        del config
        missing = self.serving and template_name == NOT_FOUND
        return with_reload(output_content) if missing else output_content

    @event_priority(100)  # before search writes its index, which others change afterwards
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Adds the pages to the search index."""
        self._search_garbage()
        if not self.ready:
            return
        self.built = True
        add_to_index(config, self.entries, self.urls)
        if self.texts is not None:
            shown = [page for page in self.pages if page.path in self.urls]
            self.texts.write(shown, self.urls, config)

    def on_build_error(self, *, error: Exception) -> None:
        """Lets Python search for garbage again."""
        del error
        self._search_garbage()

    def _search_garbage(self) -> None:
        if self.garbage is not None:
            self.garbage.search()

    def _pages(self, context: SiteContext) -> tuple[Page, ...]:
        """The pages that the site shows."""
        found = tuple(pages(context))
        if self.config.compare_to:
            found = self._compared(found, self.config.compare_to, context)
        left_out, wrong = views_left_out(self.config.views, found)
        if wrong:
            raise PluginError(f"stratdocs: {wrong}")
        self.manual = {page.path for page in found if page.is_manual}
        return tuple(shown_pages(found, manual=self.config.manual == "full", left_out=left_out))

    def _address(self, path: str) -> str | None:
        """The address of a page or file; None if the site has no such page."""
        if path in self.urls or path in self.files:
            return self.urls.get(path) or self.files[path]
        if self.config.manual == "link" and path in self.manual:
            return published(path)
        return None

    def _compared(
        self, pages: tuple[Page, ...], ref: str, context: SiteContext
    ) -> tuple[Page, ...]:
        """The pages, with what differs from the commit `ref`."""
        try:
            return with_comparison(pages, ref, from_here(self.folders.source), context)
        except StratdocsError as error:
            raise PluginError(f"stratdocs: {error}") from error
