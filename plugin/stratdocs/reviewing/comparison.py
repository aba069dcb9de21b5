"""The page of changes of a site, with a comparison to the commit that its settings name."""

from __future__ import annotations

from collections.abc import Iterable

from stratdocs.model.finding import StratdocsError
from stratdocs.reviewing.compare import review_of
from stratdocs.reviewing.section import with_review
from stratdocs.reviewing.sides import find_sides
from stratdocs.reviewing.terms import find_terms
from stratdocs.site.views.page import Page, SiteContext

MERGED = "its merge"
"""What a site shows was merged, and so confirmed."""


def with_comparison(
    pages: Iterable[Page], ref: str, source: str, context: SiteContext
) -> tuple[Page, ...]:
    """The pages; the page of changes begins with a review of what changed since `ref` in the folder
    `source`.
    """
    today = context.stack.today
    try:
        sides = find_sides([ref], source, today, clock=today)
        terms = find_terms(sides.base, sides.head, [source], confirmed=MERGED)
        return with_review(pages, review_of(sides, terms=terms), context)
    except StratdocsError as error:
        raise StratdocsError(f"compare_to: {error}") from error
