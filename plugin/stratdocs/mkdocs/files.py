"""The files that the strategy adds to a site, and those that it excludes."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils.meta import get_data

from stratdocs.markdowntext.scan import scan
from stratdocs.mkdocs.findings import log
from stratdocs.mkdocs.settings import Folders
from stratdocs.publishing.edit_links import edit_uri
from stratdocs.publishing.schemas import published_schemas
from stratdocs.publishing.shown import is_same_everywhere
from stratdocs.reports.export import as_json, strategy
from stratdocs.site.views.page import Page, SiteContext

_YAML = re.compile(r"\.ya?ml(?![a-z0-9])", re.IGNORECASE)
"""YAML by its name, copies that editors leave (`bets.yml~`, `bets.yml.orig`) included."""
STANDS_IN = "replaces"
"""What a written page says in `stratdocs:` if it means to replace one of ours."""


class Placement(NamedTuple):
    """Where the strategy's pages are in the site."""

    urls: Mapping[str, str]
    """The address of each page, by its path."""
    sources: Mapping[str, str]
    """The source path of each page in MkDocs, by its path."""
    listed: Mapping[str, list[str]]
    """Source paths of the pages that the navigation is to list, by heading."""
    made: Mapping[str, tuple[Page, File]]
    """The pages that no written page replaces, by their source paths."""
    replaced: tuple[tuple[File, Page], ...]
    """The written pages that replace one of ours."""


def is_yaml_of(file: File, folders: Folders) -> bool:
    """Whether a file of the site is YAML of the strategy, or a copy of such a file."""
    if not _YAML.search(file.src_uri.rpartition("/")[2]):
        return False
    if is_below_source(file, folders):
        return True
    if not file.abs_src_path:
        return False
    real = Path(file.abs_src_path).resolve()
    return real.is_relative_to(folders.source) or real.is_relative_to(folders.source.resolve())


def is_below_source(file: File, folders: Folders) -> bool:
    """Whether the path of a file in the site is below the strategy's folder."""
    return Path(folders.docs, file.src_uri).is_relative_to(folders.source)


def exclude_yaml(files: Files, folders: Folders) -> None:
    """Excludes the strategy's YAML and its recorded history from the site."""
    for file in files:
        if is_yaml_of(file, folders) or _is_history(file, folders):
            file.inclusion = InclusionLevel.EXCLUDED


def _is_history(file: File, folders: Folders) -> bool:
    """Whether a file is the recorded history."""
    log = folders.history
    if log is None or file.abs_src_path is None:
        return False
    path = Path(file.abs_src_path)
    return path == log or path.resolve() == log.resolve()


def place(
    pages: Iterable[Page],
    files: Files,
    config: MkDocsConfig,
    folder: str,
    *,
    taken: Collection[str],
    gone: Collection[str],
) -> Placement:
    """A place for each page, below a folder of the site. A written page already there replaces
    ours. `taken` has the source paths of the pages of other strategies, `gone` those of pages that
    another plugin has removed.
    """
    written = {f.dest_uri: f for f in files if f.inclusion.is_included()}
    urls: dict[str, str] = {}
    sources: dict[str, str] = {}
    listed: dict[str, list[str]] = {}
    made: dict[str, tuple[Page, File]] = {}
    replaced: list[tuple[File, Page]] = []
    start = f"{folder}/" if folder else ""
    for page in pages:
        uri = f"{start}{page.path or 'index'}.md"
        if page.path == "" and f"{start}index.html" in written:
            uri = f"{start}strategy-on-a-page.md"
        if uri in gone:
            continue
        if config.exclude_docs is not None and config.exclude_docs.match_file(uri):
            continue
        file = File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        stand_in = written.get(file.dest_uri)
        if stand_in is not None and stand_in.src_uri in taken:
            raise PluginError(
                f"stratdocs: two strategies of this site have a page at {file.url}; give "
                "each its own folder, as in `path: sales`"
            )
        sources[page.path] = stand_in.src_uri if stand_in is not None else uri
        if stand_in is not None:
            replaced.append((stand_in, page))
            urls[page.path] = stand_in.url
            continue
        urls[page.path] = file.url
        made[uri] = (page, file)
        if page.listed:
            listed.setdefault(page.listed, []).append(uri)
    return Placement(urls, sources, listed, made, tuple(replaced))


def report_stand_in(written: File, page: Page) -> None:
    """Says that a written page has the address of ours, as a warning unless it is meant."""
    try:
        text, meta = get_data(written.content_string)
    except (OSError, UnicodeDecodeError):
        text, meta = "", {}
    if meta.get("stratdocs") == STANDS_IN or scan(text).blocks:
        log.info(f"{written.src_uri} replaces the page that stratdocs would generate")
        return
    log.warning(
        f"{written.src_uri} has the same address as our page {page.title!r}, which is left "
        "out. If that isn't intended, put our pages into their own folder, with `path: "
        f"strategy` in the stratdocs settings; if it is, write `stratdocs: {STANDS_IN}` at "
        f"the top of {written.src_uri}, between two lines of ---"
    )


def generated(config: MkDocsConfig, uri: str, content: str | bytes, source: Path) -> File:
    """A file of ours with a source on the disk, which other plugins ask for dates and authors."""
    file = File.generated(config, uri, content=content)
    _give_source(file, source)
    return file


class MadeFile(File):
    """A file of ours whose content is made when it is read or copied, and not kept."""

    make: Callable[[], bytes]

    @property
    def _content(self) -> bytes:  # type: ignore[override]  # where MkDocs looks for it
        return self.make()


def made_file(config: MkDocsConfig, uri: str, make: Callable[[], str], source: Path) -> File:
    """A file of ours, with the content that `make` gives."""
    file = generated(config, uri, b"", source)
    del file._content  # noqa: SLF001 - the class has it
    file.__class__ = MadeFile
    assert isinstance(file, MadeFile)  # noqa: S101  # for the types
    file.make = lambda: make().encode("utf-8", "replace")
    return file


def _give_source(file: File, source: Path) -> None:
    file.abs_src_path = str(source)
    file.generated_by = None  # what is generated, other plugins date with the time of the build


def add_pages(placement: Placement, files: Files, folders: Folders, sources: PageSources) -> None:
    """Adds the pages that no written page replaces."""
    for page, file in placement.made.values():
        give_origin(file, page, folders, sources)
        files.append(file)


def give_origin(file: File, page: Page, folders: Folders, sources: PageSources) -> None:
    """Says of the file of a page which YAML it comes from."""
    file.edit_uri = None
    if page.source is not None:
        file.edit_uri = edit_uri(page.source, folders.home, folders.docs)
    _give_source(file, sources.of(page))


class PageSources:
    """The file on the disk that each page comes from, for plugins that date pages."""

    def __init__(self, context: SiteContext, folders: Folders, config_file: str | None) -> None:
        self._folders = folders
        self._known: dict[str, Path | None] = {}
        self.settings = Path(config_file) if config_file else folders.home
        """The settings file of the site."""
        self._newest = self._newest_by_collection(context)
        self._written = [
            path for text in context.stack.texts if (path := folders.home / text).is_file()
        ]

    def of(self, page: Page) -> Path:
        """The YAML of an item; for a page about many, that which changed last; for one
        that no YAML makes, the settings of the site.
        """
        if is_same_everywhere(page.path):
            return self.settings
        if page.source is not None and (path := self._on_disk(page.source.path)) is not None:
            return path
        found = self._newest.get(page.path.split("/")[0], self._newest.get(""))
        return found or next(iter(self._written), self.settings)

    def _on_disk(self, name: str) -> Path | None:
        """The file of that name, if it is on the disk."""
        if name not in self._known:
            path = self._folders.home / name
            self._known[name] = path if path.is_file() else None
        return self._known[name]

    def _newest_by_collection(self, context: SiteContext) -> dict[str, Path]:
        """The file that changed last, by collection, and of all by the empty name."""
        history = context.stack.history
        days = {c.item: c.when for c in (history.changes if history is not None else ())}
        for change in history.changes if history is not None else ():
            days[change.item] = max(days[change.item], change.when)
        newest: dict[str, tuple[object, Path]] = {}
        for entity in context.stack.entities:
            path = self._folders.home / entity.grip.path
            rank = str(days.get(entity.id, ""))
            for name in (entity.collection, ""):
                if name not in newest or str(newest[name][0]) < rank:
                    newest[name] = (rank, path)
        return {name: path for name, (_, path) in newest.items() if path.is_file()}


def strategy_files(
    context: SiteContext, urls: Mapping[str, str], start: str, site: str | None
) -> Iterator[tuple[str, Callable[[], str]]]:
    """The strategy as data, and the schemas: the path of each file, and what gives its content."""

    def data() -> str:
        found = strategy(
            context.stack,
            context.findings,
            url=lambda entity: urls.get(context.path(entity)),
            rule_url=lambda rule: urls.get(f"rules/{rule}"),
            not_judged=context.not_judged,
        )
        return as_json(found)

    yield f"{start}strategy.json", data
    address = site + start if site is not None else None
    for name, content in published_schemas(address).items():
        yield start + name, partial(str, content)
