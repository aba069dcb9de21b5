"""The pages as Markdown beside their HTML, and `llms.txt`, where the settings ask for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import unescape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as HostPage

from stratdocs.mkdocs.findings import log
from stratdocs.mkdocs.page import StrategyPage
from stratdocs.mkdocs.settings import site_address
from stratdocs.publishing.llms import Link, llms_text
from stratdocs.publishing.plain_markdown import plain_markdown
from stratdocs.site.views.page import Page


class PageTexts:
    """Collects the pages while they are built, and writes their texts at the end."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._written: list[Link] = []

    def add(self, html: str, page: HostPage) -> None:
        """Takes the content of a page."""
        title = unescape(page.title or "")
        self._texts[Path(page.file.dest_uri).with_suffix(".md").as_posix()] = plain_markdown(
            title, html
        )
        if not isinstance(page, StrategyPage):
            self._written.append(Link(title, page.url, ""))

    def write(self, pages: Iterable[Page], urls: Mapping[str, str], config: MkDocsConfig) -> None:
        """Writes the files, unless the site has files of those names."""
        if any("encryptcontent" in str(name) for name in config.plugins):
            log.info(
                "llms_txt is on together with encryptcontent, so the texts of all pages stay "
                "readable"
            )
        self._texts["llms.txt"] = llms_text(
            config.site_name,
            config.site_description or "",
            pages,
            urls,
            self._written,
            site_address(config),
        )
        for name, text in self._texts.items():
            path = Path(config.site_dir, name)
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n", errors="replace")
