"""The strategy behind the written pages of a site, read once for all of them."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from stratdocs.linting.lint import examine
from stratdocs.model.days import day
from stratdocs.model.finding import Finding, StratdocsError
from stratdocs.publishing.embedding import Embedding
from stratdocs.publishing.export import page_renderer
from stratdocs.publishing.placement import HOME
from stratdocs.publishing.shown import is_manual, published
from stratdocs.repo.content import SUFFIXES, read_content, stamps
from stratdocs.repo.project import find_project, recorded_history
from stratdocs.repo.strategy import strategy_of_site
from stratdocs.site.embeds import PageReader
from stratdocs.site.rendering import ROOT, Renderer
from stratdocs.site.views.page import SiteContext

log = logging.getLogger("stratdocs")


class Settings(NamedTuple):
    """The settings of the extension in one site."""

    home: str
    """The folder of the settings file, from which the others are named."""
    source: str
    """The folder of YAML; empty for the one that `mkdocs.yml` names."""
    docs: str
    """The folder of written and exported pages; empty if the host does not say."""
    pages: str
    """The folder of exported pages below it."""
    manual: str
    """`link` if pages of the manual that are missing are linked to where they are published."""
    today: str
    templates: str


class Answers:
    """The answers to the blocks and links of one written page."""

    def __init__(self, settings: Settings, page: str) -> None:
        self._page = page
        self._root = "../" * page.count("/")
        self._embedding = _embedding(settings, page)

    def with_tokens(self, text: str) -> str | None:
        """The page with tokens in place of its blocks and links; None if it has none."""
        return self._embedding.with_tokens(text, self._page, self._page)

    def html(self, number: int, used_ids: set[str]) -> str | None:
        """The HTML for a token; its links lead to Markdown files."""
        found = self._embedding.answer(number, used_ids)
        return None if found is None else found.replace(ROOT, self._root)


def error_html(message: str) -> str:
    """A message in place of a view that cannot be shown."""
    renderer = Renderer(link=lambda path: path, prose=lambda text: text)
    return renderer.embed_error([message])


def _embedding(settings: Settings, page: str) -> Embedding:
    source = _source(settings)
    history = recorded_history([source])
    context = _context(source, settings, history, _stamps(source, history))
    sources = _Sources(settings)
    templates = [Path(settings.home, settings.templates)] if settings.templates else []

    def report(findings: Iterable[Finding]) -> None:
        for finding in findings:
            log.warning("%s: %s: %s", page, finding.rule, finding.message)

    return Embedding(
        PageReader(context.stack),
        context,
        page_renderer(context, sources.link, templates),
        sources,
        report=report,
        survive=True,
    )


def _source(settings: Settings) -> str:
    if settings.source:
        source = os.path.normpath(Path(settings.home, settings.source))
    else:
        project = find_project(settings.home)
        source = project.source if project is not None else ""
    if not (source and Path(source).is_dir()):
        raise StratdocsError(
            f"{source or 'the strategy'} isn't a folder; set source to the folder of its "
            "YAML, under stratdocs in markdown_extensions"
        )
    return source


def _stamps(source: str, history: str | None) -> object:
    found = stamps(source, SUFFIXES)
    if history is None:
        return found
    folder, name = os.path.split(history)
    return found, stamps(folder, (name.lower(),), below=False)


@lru_cache(maxsize=1)
def _context(source: str, settings: Settings, history: str | None, stamps: object) -> SiteContext:
    """The strategy and its findings; read again when a file has changed, as while serving."""
    del stamps
    today = day(settings.today) if settings.today else date.today()  # noqa: DTZ011  # the user's day
    if today is None:
        raise StratdocsError(
            f'today "{settings.today}" isn\'t a valid date; use YYYY-MM-DD, such as 2027-03-31'
        )
    project = find_project(source)
    home = str(Path(project.file).parent) if project is not None else settings.home
    stack = strategy_of_site(read_content([source]), source, home, today, log=history)
    return SiteContext(stack, *examine(stack))


class _Sources(dict[str, str]):
    """The Markdown file of a page, by its path: `index.md` in a folder if there is such a file."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._docs = settings.docs
        self._below = settings.pages.strip("/")
        self._manual = settings.manual

    def __missing__(self, path: str) -> str:
        names = (HOME, "index.md") if not path else (f"{path}/index.md", f"{path}.md")
        below = f"{self._below}/" if self._below and self._below != "." else ""
        for name in names:
            if Path(self._docs, below + name).is_file():
                self[path] = below + name
                return self[path]
        self[path] = below + names[-1]
        return self[path]

    def get(self, path: str, default: object = None) -> str:
        """The file of every path: what is missing is reported by the generator."""
        del default
        return self[path]

    def link(self, path: str) -> str | None:
        """The file of a page; None for one of a kind that the export leaves out."""
        first = path.split("/", maxsplit=1)[0]
        if not self._is_there("") or self._is_there(path) or self._is_there(first):
            return self[path]
        return published(path) if self._manual == "link" and is_manual(path) else None

    def _is_there(self, path: str) -> bool:
        return Path(self._docs, self[path]).is_file()
