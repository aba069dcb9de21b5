"""Pages to HTML, by Jinja templates: the site's own first, then the built-in ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import unescape
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.exceptions import TemplateError
from markupsafe import Markup, escape

from stratdocs.finding import StratdocsError
from stratdocs.values import day_words
from stratdocs.views.page import Page

_PACKAGED = Path(__file__).with_name("templates")  # an installed wheel
_CHECKOUT = Path(__file__).parents[2] / "templates"  # a source checkout

ROOT = "\x00"
"""Stands in links for the way to the site's root until the page is known. No text can hold it."""


def templates_dir() -> Path:
    """Where the built-in templates, styles and scripts are."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


class Heading(NamedTuple):
    """A heading of a page, for its table of contents."""

    level: int
    id: str
    title: str


class Html(NamedTuple):
    """A page as a host needs it."""

    content: str
    headings: tuple[Heading, ...]


class Renderer:
    """Prints pages. Links come from `link`, which knows how the host writes addresses."""

    def __init__(
        self,
        *,
        link: Callable[[str], str],
        prose: Callable[[str], str],
        folders: Iterable[Path] = (),
    ) -> None:
        self._environment = Environment(
            loader=FileSystemLoader([*folders, templates_dir()]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._prose: dict[str, Markup] = {}
        self._to_html = prose
        self._environment.filters["prose"] = self.prose
        self._environment.filters["day"] = day_words
        self._environment.globals["href"] = lambda path: Markup(ROOT + escape(link(path)))  # noqa: S704 - just escaped

    def prose(self, text: str | None) -> Markup:
        """Markdown as HTML; each text is converted once, however often it is shown."""
        if not text:
            return Markup("")
        found = self._prose.get(text)
        if found is None:
            found = self._prose[text] = Markup(  # noqa: S704 - cleaned by whoever converts it
                self._to_html(text)
            )
        return found

    def html(self, page: Page, root: str) -> Html:
        """The page's content. `root` is the way from it to the site's root, as in `../../`."""
        template = self._environment.get_template(f"{page.template}.html.jinja")
        try:
            content = template.render(page=page, **page.data)
        except TemplateError as error:
            raise StratdocsError(
                f"the template {page.template}.html.jinja cannot print "
                f"{page.path or 'the home page'}: {error}; compare it with the built-in one"
            ) from error
        return Html(content.replace(ROOT, root), headings(content))


_HEADING = re.compile(r'<h([23]) id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def headings(html: str) -> tuple[Heading, ...]:
    """The headings of second and third level that have an id."""
    return tuple(
        Heading(int(level), identity, " ".join(unescape(_TAG.sub("", title)).split()))
        for level, identity, title in _HEADING.findall(html)
    )
