"""The files that the strategy adds to a site, and those that it excludes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from stratdocs.mkdocs.findings import log
from stratdocs.mkdocs.page import StrategyPage
from stratdocs.mkdocs.settings import Folders, site_address
from stratdocs.publishing.edit_links import edit_uri
from stratdocs.publishing.schemas import published_schemas
from stratdocs.repo.content import SUFFIXES
from stratdocs.reports.export import as_json, strategy
from stratdocs.site.rendering import Renderer
from stratdocs.site.views.page import Page, SiteContext


class Placement(NamedTuple):
    """Where the strategy's pages are in the site."""

    urls: Mapping[str, str]
    """The address of each page, by its path."""
    sources: Mapping[str, str]
    """The source path of each page in MkDocs, by its path."""
    listed: Mapping[str, list[str]]
    """Source paths of the pages that the navigation is to list, by heading."""
    made: tuple[tuple[Page, File], ...]
    """The pages that no written page replaces."""


def exclude_yaml(files: Files, source: Path) -> None:
    """Excludes the strategy's YAML from the site."""
    for file in files:
        if (
            file.src_uri.lower().endswith(SUFFIXES)
            and file.abs_src_path
            and Path(file.abs_src_path).is_relative_to(source)
        ):
            file.inclusion = InclusionLevel.EXCLUDED


def place(pages: Iterable[Page], files: Files, config: MkDocsConfig) -> Placement:
    """A place for each page. A written page already there replaces ours."""
    written = {f.dest_uri: f for f in files if f.inclusion.is_included()}
    urls: dict[str, str] = {}
    sources: dict[str, str] = {}
    listed: dict[str, list[str]] = {}
    made: list[tuple[Page, File]] = []
    for page in pages:
        uri = f"{page.path or 'index'}.md"
        if page.path == "" and "index.html" in written:
            uri = "strategy-on-a-page.md"
        file = File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        stand_in = written.get(file.dest_uri)
        sources[page.path] = stand_in.src_uri if stand_in is not None else uri
        if stand_in is not None:
            log.info(f"{stand_in.src_uri} stands in for the page that stratdocs would make")
            urls[page.path] = stand_in.url
            continue
        urls[page.path] = file.url
        made.append((page, file))
        if page.listed:
            listed.setdefault(page.listed, []).append(uri)
    return Placement(urls, sources, listed, tuple(made))


def add_pages(
    placement: Placement,
    files: Files,
    config: MkDocsConfig,
    folders: Folders,
    renderer: Renderer,
    *,
    serving: bool,
) -> None:
    """Adds the pages that no written page replaces."""
    for page, file in placement.made:
        if page.source is not None:
            file.edit_uri = edit_uri(page.source, folders.home, folders.docs)
        StrategyPage(
            page, file, config, renderer, serving=serving
        )  # the file keeps a reference to it
        files.append(file)


def add_json(
    files: Files, config: MkDocsConfig, context: SiteContext, urls: Mapping[str, str]
) -> None:
    """Adds the strategy as data, and the schemas, unless the site has files of those names."""
    data = strategy(
        context.stack,
        context.findings,
        url=lambda entity: urls.get(context.path(entity)),
        rule_url=lambda rule: urls.get(f"rules/{rule}"),
        not_judged=context.not_judged,
    )
    for name, content in (
        ("strategy.json", as_json(data)),
        *published_schemas(site_address(config)).items(),
    ):
        if files.get_file_from_path(name) is None:
            files.append(File.generated(config, name, content=content))
