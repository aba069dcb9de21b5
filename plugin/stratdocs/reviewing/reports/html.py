"""A review as one file of HTML that opens from disk: no script, no request, at most a megabyte."""

from __future__ import annotations

from collections.abc import Callable

from stratdocs.reviewing.host import Host
from stratdocs.reviewing.page import LIMITS, data
from stratdocs.reviewing.value import Review
from stratdocs.site.rendering import Renderer
from stratdocs.site.views.page import Page

MOST = 1_000_000
"""Bytes of a page."""


def html(
    review: Review, url: Callable[[str], str | None] | None = None, host: Host | None = None
) -> str:
    """The page, with less of everything if it would grow too large."""
    renderer = Renderer(link=lambda path: path, prose=lambda text: text)
    text = ""
    for limits in LIMITS:
        page = Page("", "", "review", data(review, limits, url, host))
        text = renderer.html(page, "").content
        if len(text.encode("utf-8", "backslashreplace")) <= MOST:
            break
    return text.lstrip()
