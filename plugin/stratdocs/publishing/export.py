"""A whole site as Markdown files, for generators that run no plugin of ours."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from stratdocs.markdowntext.scan import without_code
from stratdocs.publishing.embedding import mention
from stratdocs.publishing.markdown_page import markdown_page
from stratdocs.publishing.navigation import (
    NavPlace,
    nav_entries,
    nav_of_folders,
    with_indexes,
    with_sections,
)
from stratdocs.publishing.placement import Placement, place
from stratdocs.publishing.schemas import published_schemas
from stratdocs.publishing.settings_file import DOCS, SiteLists, settings_files
from stratdocs.publishing.shown import published
from stratdocs.repo.project import merged_settings
from stratdocs.reports.export import as_json, strategy
from stratdocs.site.downloads import Download
from stratdocs.site.prose import Prose
from stratdocs.site.rendering import Renderer, templates_dir
from stratdocs.site.views.page import Page, SiteContext
from stratdocs.yamltext.source import MappingNode, Node, ScalarNode, SequenceNode, Span

ASSETS = "assets/stratdocs"
STYLE, SCRIPT = "stratdocs.css", "stratdocs.js"
PAGES = (".md", ".markdown")


class Surroundings(NamedTuple):
    """What an export takes from the site around a strategy."""

    settings: Sequence[tuple[str, str]]
    """The path and text of the settings file, then of those that it inherits from."""
    inherit: str | None
    """The settings file, from the folder of the export; None if there is none."""
    written: Mapping[str, bytes]
    """The files beside the strategy, by their path below the folder of pages."""
    templates: Sequence[Path]
    """The folders of the site's own templates."""
    extension: Mapping[str, str]
    """The settings of our extension of Markdown."""
    edit: Callable[[Span], str | None] | None
    """Where the YAML of a page can be edited; None if the settings do not say."""
    downloads: Sequence[Download]
    """The files that the site offers beside its pages."""
    site: str | None
    """The site's address; None if it is not known."""
    watch: Sequence[str]
    """Folders that the pages are made from, as seen from the folder of the export."""
    folder: str
    """The folder of the site that our pages are in; empty for its top."""
    nav: NavPlace | None
    """Where our pages are in the navigation; None if they are not in it."""
    linked: Collection[str]
    """The paths of pages that are linked to where they are published."""


def export(
    context: SiteContext, pages: Iterable[Page], around: Surroundings
) -> Iterator[tuple[str, bytes]]:
    """The path and content of each file of an export."""
    pages_written = [uri for uri in around.written if uri.lower().endswith(PAGES)]
    pages = tuple(pages)
    placement = place(pages, pages_written, around.folder)
    start = f"{around.folder}/" if around.folder else ""
    beside = {download.path: start + download.path for download in around.downloads}

    def link(path: str) -> str | None:
        if path in around.linked:
            return published(path)
        return placement.sources.get(path) or beside.get(path)

    yield from _settings(placement, pages_written, around)
    for uri, content in around.written.items():
        is_page = uri in pages_written
        moved = _moved(uri, content, placement.moved, around.written) if is_page else content
        yield f"{DOCS}/{uri}", moved
    titles = {page.path: page.title for page in pages}
    parents = {page.path: page.parent for page in pages}
    renderer = page_renderer(context, link, around.templates)
    for page, uri in placement.made:
        root = "../" * uri.count("/")
        html = renderer.html(page, root).content
        edit = around.edit(page.source) if around.edit and page.source is not None else None
        above = _above(page.path, parents) if page.listed is None else ()
        links = [(titles[path], root + placement.sources[path]) for path in above]
        yield f"{DOCS}/{uri}", markdown_page(page, html, links, edit).encode()
    for name in (STYLE, SCRIPT):
        yield f"{DOCS}/{ASSETS}/{name}", (templates_dir() / "assets" / name).read_bytes()
    folders = _values(merged_settings(around.settings).get("use_directory_urls")) != "false"

    def address(path: str) -> str | None:
        uri = placement.sources.get(path)
        return around.site + _url(uri, folders=folders) if around.site and uri else None

    for download in around.downloads:
        if beside[download.path] not in around.written:
            content = download.content(address).encode("utf-8", "replace")
            yield f"{DOCS}/{beside[download.path]}", content
    home = around.site + start if around.site else None
    for name, text in _data(context, placement, home, folders=folders):
        if start + name not in around.written:
            yield f"{DOCS}/{start}{name}", text.encode()


def page_renderer(
    context: SiteContext, link: Callable[[str], str | None], templates: Iterable[Path]
) -> Renderer:
    """A renderer whose links lead to the Markdown files of pages."""
    return Renderer(
        link=link,
        prose=Prose().html,
        lookup=lambda identity: mention(context, identity),
        folders=templates,
    )


def _above(path: str, parents: Mapping[str, str | None]) -> list[str]:
    """The paths of the pages that lead to a page, from the top down."""
    above: list[str] = []
    at = parents.get(path)
    while at is not None and at in parents and at not in above:
        above.insert(0, at)
        at = parents[at]
    return above


def _data(
    context: SiteContext, placement: Placement, site: str | None, *, folders: bool
) -> Iterator[tuple[str, str]]:
    """The strategy for programs, and the schemas."""

    def url(path: str) -> str | None:
        source = placement.sources.get(path)
        return None if source is None else _url(source, folders=folders)

    data = strategy(
        context.stack,
        context.findings,
        url=lambda entity: url(context.path(entity)),
        rule_url=lambda rule: url(f"rules/{rule}"),
        not_judged=context.not_judged,
    )
    yield "strategy.json", as_json(data)
    yield from published_schemas(site).items()


def _url(uri: str, *, folders: bool) -> str:
    """The address of a Markdown file in the site: a folder, or a file that ends in `.html`."""
    name = uri.removesuffix(".md")
    return f"{name.removesuffix('/index')}/" if folders else f"{name}.html"


# --- settings -------------------------------------------------------------------------------------


def _settings(
    placement: Placement, written: Iterable[str], around: Surroundings
) -> Iterator[tuple[str, bytes]]:
    settings = merged_settings(around.settings)
    nav = _values(settings.get("nav"))
    if not isinstance(nav, list):
        nav = nav_of_folders(written)
    nav = _renamed(nav, placement.moved)
    nav = with_indexes(nav, placement.listed, around.nav, link=bool(around.linked))
    titles = {uri: page.title for page, uri in placement.made}
    theme = settings.get("theme")
    features = _values(theme.get("features")) if isinstance(theme, MappingNode) else None
    if isinstance(features, list) and "navigation.indexes" in features:
        nav = with_sections(nav, titles)
    known = {uri for uri, _ in nav_entries(nav)}
    unlisted = [uri for _, uri in placement.made if uri not in known]
    folders = dict.fromkeys(uri.split("/")[0] for uri in unlisted if "/" in uri)
    lists = SiteLists(
        nav=nav,
        extension=around.extension,
        css=[f"{ASSETS}/{STYLE}"],
        scripts=[f"{ASSETS}/{SCRIPT}"],
        watch=around.watch,
        unlisted=[
            *(f"/{folder}/**" for folder in folders),
            *(f"/{uri}" for uri in unlisted if "/" not in uri),
        ],
    )
    title = next((page.title for page, _ in placement.made if page.path == ""), "Strategy")
    for name, text in settings_files(around.settings, around.inherit, lists, title).items():
        yield name, text.encode()


def _values(node: Node | None) -> Any:
    """A node of the settings as lists, mappings and texts."""
    match node:
        case ScalarNode():
            return None if node.empty else node.text
        case SequenceNode():
            return [_values(item) for item in node.nodes]
        case MappingNode():
            return {name: _values(value) for name, value in node.values.items()}
    return None


def _renamed(nav: Any, moved: Mapping[str, str]) -> Any:
    """A navigation that names the files of the export."""
    match nav:
        case str():
            return moved.get(nav, nav)
        case list():
            return [_renamed(item, moved) for item in nav if item is not None]
        case dict():
            return {name: _renamed(item, moved) for name, item in nav.items()}
    return nav


# --- written pages --------------------------------------------------------------------------------

_TARGET = re.compile(
    r"(?:\]\(\s*<?|^\s{0,3}\[[^\]\n]+\]:\s*<?)(?P<target>[^\s()<>#?\"']+\.md)\b", re.MULTILINE
)


def _moved(uri: str, content: bytes, moved: Mapping[str, str], written: Iterable[str]) -> bytes:
    """A written page whose links to an index of the strategy name its file in the export."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return content  # the generator reports it
    folder = posixpath.dirname(uri)
    pieces: list[str] = []
    at = 0
    for link in _TARGET.finditer(without_code(text)):
        target = posixpath.normpath(posixpath.join(folder, link["target"]))
        new = moved.get(target)
        if new is None or target in written:
            continue
        pieces += (text[at : link.start("target")], posixpath.relpath(new, folder or "."))
        at = link.end("target")
    return "".join((*pieces, text[at:])).encode() if pieces else content
