"""Pages for tests of views: YAML in, text out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from html import unescape
from textwrap import dedent

from stratdocs.linting.lint import lint
from stratdocs.model.stack import Stack, load
from stratdocs.site.prose import Prose
from stratdocs.site.rendering import Renderer
from stratdocs.site.views import item
from stratdocs.site.views.page import Page, SiteContext

TODAY = date(2027, 2, 15)
NASTY = '<script>alert("x")</script> & "quotes" ' + "long " * 60


_RENDERER = Renderer(link=lambda path: f"{path}/", prose=Prose().html)


def site_of(yaml: str) -> SiteContext:
    """The context of views for a text."""
    return site_of_stack(load({"s.yml": dedent(yaml)}, today=TODAY))


def site_of_stack(stack: Stack) -> SiteContext:
    """The context of views for a stack."""
    return SiteContext(stack, lint(stack))


def html(page: Page) -> str:
    """A page as HTML."""
    return _RENDERER.html(page, "../").content


def page_text(page: Page) -> str:
    """The text of a page, with single spaces."""
    return plain_text(html(page))


def plain_text(html: str) -> str:
    """The text between tags, with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def page(pages: Callable[[SiteContext], Iterator[Page]], path: str, site: SiteContext) -> Page:
    """The page of a view with that path."""
    return next(found for found in pages(site) if found.path == path)


def item_page(site: SiteContext, identity: str) -> Page:
    """The page of an item."""
    entity = site.stack.get(identity)
    assert entity is not None
    return item.item_page(site, entity)
