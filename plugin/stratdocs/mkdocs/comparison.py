"""The page of changes, with a comparison to the commit that the settings name."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs.exceptions import PluginError

from stratdocs.mkdocs.settings import Folders, from_here
from stratdocs.model.finding import StratdocsError
from stratdocs.reviewing.compare import review_of
from stratdocs.reviewing.section import with_review
from stratdocs.reviewing.sides import find_sides
from stratdocs.reviewing.terms import find_terms
from stratdocs.site.views.page import Page, SiteContext

MERGED = "its merge"
"""What a site shows was merged, and so confirmed."""


def with_comparison(
    pages: Iterable[Page], ref: str, folders: Folders, context: SiteContext
) -> tuple[Page, ...]:
    """The pages; the page of changes begins with a review of what changed since `ref`."""
    today = context.stack.today
    try:
        sides = find_sides([ref], from_here(folders.source), today, clock=today)
        source = from_here(folders.source)
        terms = find_terms(sides.base, sides.head, [source], confirmed=MERGED)
        return with_review(pages, review_of(sides, terms=terms), context)
    except StratdocsError as error:
        raise PluginError(f"stratdocs: compare_to: {error}") from error
