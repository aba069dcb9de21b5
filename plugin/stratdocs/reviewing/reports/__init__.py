"""Reviews as text: for a terminal, for programs, for a comment on a change."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stratdocs.reviewing.host import Host
    from stratdocs.reviewing.value import Review

FORMATS = ("text", "markdown", "json", "github", "html")
"""The formats of a review."""


def report(
    review: Review,
    form: str,
    *,
    colour: bool = False,
    url: Callable[[str], str | None] | None = None,
    host: Host | None = None,
) -> str:
    """A review in the format of that name; `url` gives the address of a rule's page, and `host`
    shows the lines.
    """
    match form:
        case "json":
            from stratdocs.reviewing.reports.json import json

            return json(review, url)
        case "markdown":
            from stratdocs.reviewing.reports.markdown import markdown

            return markdown(review, url, host)
        case "github":
            from stratdocs.reviewing.reports.github import github

            return github(review, host)
        case "html":
            from stratdocs.reviewing.reports.html import html

            return html(review, url, host)
    from stratdocs.reviewing.reports.text import text

    return text(review, colour=colour)
