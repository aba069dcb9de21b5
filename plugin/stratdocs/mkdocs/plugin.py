"""The MkDocs door: MkDocs asks, the core answers. Serves ProperDocs too."""

from __future__ import annotations

import json
import logging
import os
import posixpath
import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date
from html import escape
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import nest_paths

from stratdocs.lint.lint import examine
from stratdocs.model.finding import Finding, Severity, StratdocsError
from stratdocs.model.stack import load
from stratdocs.repo.content import SUFFIXES, Content, read_content
from stratdocs.repo.git import with_history
from stratdocs.repo.project import fail_level
from stratdocs.reports.export import as_json, strategy, strategy_schema
from stratdocs.review.accepted import FILE as ACCEPTED
from stratdocs.review.accepted import NOTHING as NONE_ACCEPTED
from stratdocs.review.accepted import accepted
from stratdocs.review.compare import review_of
from stratdocs.review.section import with_review
from stratdocs.review.sides import find_sides
from stratdocs.site.prose import Prose
from stratdocs.site.rendering import (
    ROOT,
    Heading,
    Renderer,
    apart,
    restored,
    share_partials,
    templates_dir,
    token,
)
from stratdocs.site.views import HEADINGS, pages
from stratdocs.site.views.embeds import Asked, Pages
from stratdocs.site.views.page import Page, Picture, Ref
from stratdocs.yamltext.markdown_scan import Block, Link, rewritten, scan
from stratdocs.yamltext.source import Span

# A logger below that of MkDocs, without a prefix: the path comes first, so that editors can jump
log = logging.getLogger("mkdocs.plugins.stratdocs")

ASSETS = "assets/stratdocs"


class Settings(Config):
    """What `mkdocs.yml` may say of stratdocs."""

    source = options.Type(str, default="strategy")
    """The folder of YAML, below docs_dir."""
    fail_on = options.Choice(("error", "warning", "advice", "never"), default="error")
    """What stops the build."""
    templates = options.Optional(options.Type(str))
    """The site's own templates, beside mkdocs.yml; looked up before the built-in ones."""
    today = options.Optional(options.Type((date, str)))
    """Fixes the clock, for reproducible builds."""
    compare_to = options.Optional(options.Type(str))
    """A commit, branch or tag: what is another since then begins the page of changes."""


class StratdocsPlugin(BasePlugin[Settings]):
    """Reads the strategy, tells what is wrong with it, adds its pages to the site, and answers what
    written pages ask of it.
    """

    serving = False
    built = False
    """Whether the site was built before, since the server was started."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Declared so that the plugin lives on between rebuilds."""
        del dirty
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads the strategy."""
        source = self._source(config)
        self.home = Path(config.config_file_path or "mkdocs.yml").parent.absolute()
        folders = self._folders(config)
        content = self._content(source)
        texts = {self._shown(path): text for path, text in content.texts.items()}
        findings = [
            finding._replace(span=finding.span._replace(path=self._shown(finding.span.path)))
            for finding in content.findings
        ]
        stack = load(texts, today=self._today(), findings=findings)
        self.stack = with_history(stack, [str(source)], home=str(self.home), for_site=True).stack
        self.urls: dict[str, str] = {}
        self.renderer = Renderer(
            link=lambda path: self.urls.get(path, path),
            prose=Prose().html,
            named=self._item,
            folders=folders,
        )
        for style in (f"{ASSETS}/stratdocs.css",):
            if style not in config.extra_css:
                config.extra_css.append(style)
        script = f"{ASSETS}/stratdocs.js"
        if script not in config.extra_javascript:
            config.extra_javascript.append(script)
        for folder in (*folders, source):
            if not folder.is_relative_to(config.docs_dir) and str(folder) not in config.watch:
                config.watch.append(str(folder))
        if (theme := str(_theme())) not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, theme)
        return config

    def _content(self, source: Path) -> Content:
        """What the folder holds. That it is gone while serving is shown on the pages."""
        wrong = f"there is no folder {_from_here(source)}"
        if source.is_dir():
            try:
                return read_content([source])
            except StratdocsError as error:
                wrong = str(error)
        if self.serving and self.built:
            span = Span(_from_here(source), 1, 1, 1, 1)
            return Content({}, [Finding("invalid-yaml", Severity.ERROR, wrong, span)])
        raise PluginError(
            f"stratdocs: {wrong}; put the strategy's YAML there, "
            "or name another folder with the option `source`"
        )

    def _source(self, config: MkDocsConfig) -> Path:
        return Path(os.path.normpath(Path(config.docs_dir, self.config.source)))

    def _shown(self, path: str) -> str:
        """A path as pages tell it: from the folder of mkdocs.yml, wherever the build started."""
        return Path(os.path.relpath(path, self.home)).as_posix()

    def _folders(self, config: MkDocsConfig) -> list[Path]:
        if not self.config.templates:
            return []
        folder = Path(config.config_file_path or "").parent / self.config.templates
        if not folder.is_dir():
            raise PluginError(
                f"stratdocs: there is no folder {_from_here(folder)}; "
                "the option `templates` names a folder beside mkdocs.yml"
            )
        return [folder]

    def _today(self) -> date:
        today = self.config.today
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

    def _tell(self, found: tuple[Finding, ...]) -> list[Finding]:
        """Logs every finding; returns those that stop the build, and raises unless serving."""
        stopping = self._say(found)
        self._stop(stopping)
        return stopping

    def _say(self, found: tuple[Finding, ...]) -> list[Finding]:
        level = fail_level(self.config.fail_on)
        for finding in found:
            span = finding.span
            place = f"{_from_here(self.home / span.path)}:{span.line}:{span.column}"
            line = f"{place}: {finding.severity.word} {finding.rule}: {finding.message}"
            if level is not None and finding.severity >= level:
                log.error(line)
            else:
                log.warning(line)
        return [f for f in found if level is not None and f.severity >= level]

    def _stop(self, stopping: list[Finding]) -> None:
        if stopping and not self.serving:
            count = len(stopping)
            raise PluginError(
                f"stratdocs: {'one finding stops' if count == 1 else f'{count} findings stop'} "
                f"the build; see above (fail_on: {self.config.fail_on})"
            )

    def _check(self, files: Files, config: MkDocsConfig) -> None:
        """Checks the strategy and what written pages ask of it; stops here if what is wrong is bad
        enough.
        """
        self.written = Pages(self.stack)
        self.asked: list[Callable[[set[str]], str]] = []
        self.late: list[Finding] = []
        in_pages = [
            finding
            for file in files.documentation_pages()
            for finding in self.written.findings(self._path(file, config), _text(file))
        ]
        stack = self.stack.with_findings(in_pages) if in_pages else self.stack
        found, silenced, expiring = examine(stack)
        self.told = set(in_pages)
        self.stopping = self._tell(found)
        self.picture = Picture(stack, found, silenced, expiring)
        self.pages = tuple(pages(self.picture))
        if self.config.compare_to:
            self.pages = self._compared(self.config.compare_to, self._source(config))

    def _compared(self, ref: str, source: Path) -> tuple[Page, ...]:
        """The pages, that of changes beginning with what the strategy does to the one of `ref`."""
        try:
            today = self._today()
            found = find_sides([ref], _from_here(source), today, clock=today)
            files = (folder / ACCEPTED for folder in (source, self.home))
            listed = next((file for file in files if file.is_file()), None)
            known = accepted(listed.read_text("utf-8", "replace")) if listed else NONE_ACCEPTED
            return with_review(self.pages, review_of(found, known), self.picture)
        except StratdocsError as error:
            raise PluginError(f"stratdocs: compare_to: {error}") from error

    def _path(self, file: File, config: MkDocsConfig) -> str:
        """The path of a written page as messages tell it; that of one that another plugin made is
        where it would stand.
        """
        return self._shown(file.abs_src_path or str(Path(config.docs_dir, file.src_uri)))

    def _item(self, identity: str) -> Ref | None:
        """What a text names in square brackets, with its state as pages show it."""
        entity = self.picture.stack.get(identity)
        if entity is None:
            return None
        return self.picture.ref(entity)._replace(status=self.picture.progress.status(entity))

    @event_priority(50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Checks all, adds the pages, takes the YAML out of the site, lists the indexes in the
        navigation.
        """
        self._check(files, config)
        source = self._source(config)
        for file in files:
            if (
                file.src_uri.lower().endswith(SUFFIXES)
                and file.abs_src_path
                and Path(file.abs_src_path).is_relative_to(source)
            ):
                file.inclusion = InclusionLevel.EXCLUDED
        written = {f.dest_uri: f for f in files if f.inclusion.is_included()}
        for name in ("stratdocs.css", "stratdocs.js"):
            text = (templates_dir() / "assets" / name).read_text(encoding="utf-8")
            files.append(File.generated(config, f"{ASSETS}/{name}", content=text))
        listed: dict[str, list[str]] = {}
        made: list[tuple[Page, File]] = []
        self.sources: dict[str, str] = {}
        for page in self.pages:
            uri = _uri(page)
            if page.path == "" and "index.html" in written:
                uri = "strategy-on-a-page.md"
            file = File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            known = written.get(file.dest_uri)
            self.sources[page.path] = known.src_uri if known is not None else uri
            if known is not None:
                log.info(f"{known.src_uri} stands in for the page that stratdocs would make")
                self.urls[page.path] = known.url
                continue
            self.urls[page.path] = file.url
            made.append((page, file))
            if page.listed:
                listed.setdefault(page.listed, []).append(uri)
        for page, file in made:
            if page.source is not None:
                source_uri = os.path.relpath(self.home / page.source.path, config.docs_dir)
                file.edit_uri = quote(Path(source_uri).as_posix())
            StrategyPage(page, file, config, self)
            files.append(file)
        self._add_json(files, config)
        self._list(listed, files, config)
        return files

    def _add_json(self, files: Files, config: MkDocsConfig) -> None:
        picture = self.picture
        urls = self.urls
        data = strategy(
            picture.stack,
            picture.findings,
            url=lambda entity: urls.get(picture.path(entity)),
            rule_url=lambda rule: urls.get(f"rules/{rule}"),
        )
        for name, content in (
            ("strategy.json", as_json(data)),
            ("strategy.schema.json", as_json(strategy_schema())),
        ):
            if files.get_file_from_path(name) is None:
                files.append(File.generated(config, name, content=content))

    def _list(self, listed: dict[str, list[str]], files: Files, config: MkDocsConfig) -> None:
        """Puts index pages into the navigation, unless the site's own navigation names them."""
        nav: list[Any]
        if config.nav is None:
            written = (f.src_uri for f in files.documentation_pages() if f.inclusion.is_in_nav())
            nav = nest_paths(written)
        else:
            nav = list(config.nav)
        named = dict(_named(nav))
        for heading, uris in sorted(listed.items(), key=lambda one: HEADINGS.index(one[0])):
            wanted = [uri for uri in uris if uri not in named]
            if not wanted:
                continue
            alone = len(wanted) == 1 and len(uris) == 1
            entry: Any = {heading: wanted[0] if alone else wanted}
            if wanted[0] == "index.md":
                nav.insert(0, entry)
            else:
                nav.append(entry)
        for uri, title in _named(nav):
            file = files.get_file_from_path(uri)
            if title and file is not None and isinstance(file.page, StrategyPage):
                file.page.title = title  # MkDocs gives titles only to pages that it makes
        config.nav = nav

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Gives pages outside the navigation the page above them, for breadcrumbs and tabs."""
        del config
        above: dict[str, HostPage] = {}
        own = [f.page for f in files if isinstance(f.page, StrategyPage)]
        for page in own:
            above.setdefault(page.strategy.path, page)
        listed = {page.file.src_uri for page in nav.pages}
        for page in own:
            page.beside = page.file.src_uri not in listed
            parent = page.strategy.parent
            if page.parent is None and parent is not None and parent in above:
                page.parent = above[parent]  # type: ignore[assignment]  # a page leads like a section here
        return nav

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Lets the pages of one collection share their navigation, which is the same."""
        del config, files
        self._stop(self.late)
        share_partials(env, _theme(), _neighbourhood)
        return env

    @event_priority(-50)  # when other plugins have made the Markdown what it is
    def on_page_markdown(
        self, markdown: str, *, page: HostPage, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Puts tokens in the place of blocks and links, which no conversion of Markdown changes."""
        del files
        written = scan(markdown)
        if not written.blocks and not written.links:
            return None
        path = self._path(page.file, config)
        self._tell_late(self.written.lost(path, written))

        def block(one: Block) -> str:
            asked = self.written.asked(path, one)
            self._tell_late(asked.findings)
            number = self._ask(lambda around: self._embedded(asked, around))
            return f"{one.quote}\n{one.quote}{one.indent}{token(number)}\n{one.quote}"

        def link(one: Link) -> str:
            if one.heading:  # its words go into the table of contents and the heading's address
                return self._in_heading(one, page.file)
            return token(self._ask(lambda _: self.renderer.mention(one.id, one.text)))

        return rewritten(markdown, written, block, link)

    def _ask(self, answer: Callable[[set[str]], str]) -> int:
        self.asked.append(answer)
        return len(self.asked) - 1

    def _tell_late(self, findings: Iterable[Finding]) -> None:
        """Tells what was not told when all pages were read: what other plugins wrote into them."""
        known = {(f.rule, f.span.path, f.message) for f in self.told}
        new = [f for f in findings if (f.rule, f.span.path, f.message) not in known]
        self.told.update(new)
        if new:
            self.late += self._say(tuple(new))

    def _embedded(self, asked: Asked, taken: set[str]) -> str:
        """The answer to a block; `taken` are the ids that the page has already."""
        if asked.view is None:
            return self.renderer.refusal(finding.message for finding in asked.findings)
        try:
            html = self.renderer.embed(asked.view, asked.view.data(self.picture, asked.ask))
        except StratdocsError as error:
            if not self.serving:
                raise PluginError(f"stratdocs: {error}") from error
            return self.renderer.refusal([str(error)])
        return apart(html, taken)

    def _in_heading(self, link: Link, file: File) -> str:
        """A link of Markdown's own, which the host turns into an address and checks."""
        entity = self.picture.stack.get(link.id)
        title = link.text or (entity.title if entity is not None else link.id)
        words = re.sub(r"[^\w\s,.:;]", lambda sign: f"&#{ord(sign[0])};", title)
        target = self.sources.get(self.picture.path(entity)) if entity is not None else None
        if target is None:
            return words
        way = posixpath.relpath(target, posixpath.dirname(file.src_uri) or ".")
        return f"[{words}]({quote(way)})"

    def on_page_content(
        self, html: str, *, page: HostPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Puts answers in the place of tokens. While serving, every page says that the strategy is
        broken, if it is.
        """
        del config, files
        html = self._answered(html, page)
        if not self.serving or not self.stopping:
            return html
        lines = "".join(
            f"<li><code>{escape(f.span.path)}:{f.span.line}:{f.span.column}</code> "
            f"{escape(f.message)}</li>"
            for f in self.stopping[:10]
        )
        more = len(self.stopping) - 10
        if more > 0:
            lines += f"<li>and {more} more</li>"
        return (
            '<div class="admonition failure"><p class="admonition-title">The strategy is broken, '
            f"so this page may be incomplete</p><ul>{lines}</ul></div>{html}"
        )

    def _answered(self, html: str, page: HostPage) -> str:
        taken = set(_ID.findall(html))

        def answer(number: int) -> str | None:
            return self.asked[number](taken) if number < len(self.asked) else None

        found = restored(html, answer)
        if found is html:
            return html
        if page.present_anchor_ids is not None:
            page.present_anchor_ids = {*page.present_anchor_ids, *taken}
        return found.replace(ROOT, "../" * page.file.dest_uri.count("/"))

    def on_post_page(self, output: str, *, page: HostPage, config: MkDocsConfig) -> str:
        """Answers where another plugin shows a piece of a page elsewhere, as blogs do."""
        del config
        return self._answered(output, page)

    @event_priority(
        -50
    )  # after search has written its index, before offline turns it into a script
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Adds the pages to the search index, straight from the model."""
        self.built = True
        path = Path(config.site_dir, "search", "search_index.json")
        if not path.is_file():
            return
        index = json.loads(path.read_text(encoding="utf-8"))
        known = {entry["location"] for entry in index["docs"]}
        index["docs"].extend(e for e in self._search_entries() if e["location"] not in known)
        path.write_text(json.dumps(index, separators=(",", ":")), encoding="utf-8")

    def _search_entries(self) -> Iterator[dict[str, Any]]:
        for page in self.pages:
            url = self.urls[page.path]
            entry: dict[str, Any] = {
                "location": "" if url == "./" else url,
                "title": escape(page.title),
                "text": escape(page.gist),
            }
            if page.tags:
                entry["tags"] = [escape(tag) for tag in page.tags]
            yield entry


class StrategyPage(HostPage):
    """A page that is printed from the strategy instead of Markdown: nothing is converted or parsed
    again.
    """

    def __init__(
        self, page: Page, file: File, config: MkDocsConfig, plugin: StratdocsPlugin
    ) -> None:
        super().__init__(escape(page.title), file, config)  # themes print titles as HTML
        self.strategy = page
        self.beside = True
        """Whether the navigation leaves it out."""
        self._renderer = plugin.renderer
        self._serving = plugin.serving
        if self.edit_url and page.source is not None:
            self.edit_url = _at_line(self.edit_url, page.source.line, page.source.end_line)
        elif page.source is None:
            self.edit_url = None

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no Markdown: what a page is about stands in its metadata."""
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
        """Prints the page."""
        del config, files
        root = "../" * self.file.dest_uri.count("/")
        try:
            printed = self._renderer.html(self.strategy, root)
        except StratdocsError as error:
            if not self._serving:
                raise PluginError(f"stratdocs: {error}") from error
            self.content = f"<h1>{escape(self.strategy.title)}</h1><p>{escape(str(error))}</p>"
            return
        self.content = printed.content
        self.toc = _toc(printed.headings)
        self.present_anchor_ids = set(_ID.findall(printed.content))


def _text(file: File) -> str:
    """What a written page says; nothing where it is no text, which the host tells."""
    try:
        return file.content_string
    except (OSError, UnicodeDecodeError):
        return ""


def _theme() -> Path:
    return templates_dir() / "theme"


def _neighbourhood(page: Any) -> Hashable | None:
    """What the navigation around a page depends on; None for a page that is part of it."""
    return page.strategy.parent if isinstance(page, StrategyPage) and page.beside else None


_ID = re.compile(r' id="([^"]+)"')


def _toc(headings: tuple[Heading, ...]) -> TableOfContents:
    links: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(escape(heading.title), heading.id, heading.level)
        if heading.level > 2 and links:
            links[-1].children.append(link)
        else:
            links.append(link)
    return TableOfContents(links)


def _uri(page: Page) -> str:
    """The source path under which MkDocs files the page."""
    return f"{page.path or 'index'}.md"


def _from_here(path: Path) -> str:
    """A path as messages tell it: from the working directory, so that an editor can jump."""
    return Path(os.path.relpath(path)).as_posix()


def _at_line(url: str, first: int, last: int) -> str:
    """An address of a file at a host, pointing to lines; hosts of code show lines on the page that
    reads a file, not on the one that edits it.
    """
    del last
    if "bitbucket" in url:
        return f"{url.split('?', 1)[0]}#lines-{first}"
    return f"{url.replace('/edit/', '/blob/', 1)}#L{first}"


def _named(nav: Any, title: str | None = None) -> Iterator[tuple[str, str | None]]:
    """Every path that a navigation names, with the title that it gives it, if any."""
    match nav:
        case str():
            yield nav, title
        case list():
            for item in nav:
                yield from _named(item)
        case dict():
            for name, item in nav.items():
                yield from _named(item, name)
