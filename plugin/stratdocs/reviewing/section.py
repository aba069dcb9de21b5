"""A review as a part of the built site: what this site's strategy does to the one it is compared
with, first on the page of changes.
"""

from __future__ import annotations

from collections.abc import Iterable

from stratdocs.reviewing.page import summary
from stratdocs.reviewing.value import Review
from stratdocs.site.views.page import Page, SiteContext
from stratdocs.site.views.part import ViewsPage
from stratdocs.site.views.section import Section

PAGE = "changes"
"""The path of the page that shows it."""


def section(review: Review, site: SiteContext) -> Section:
    """The headline, what weighs, and findings that are new or fixed."""
    data = summary(review)
    stack = site.stack
    for row in data["rows"]:
        entity = stack.get(row["item"])
        row["ref"] = site.ref(entity) if entity is not None else None
    title = f"Compared with {review.base.name}"
    return Section("compared", title, "review", {**data, "empty": review.empty})


def with_review(pages: Iterable[Page], review: Review, site: SiteContext) -> tuple[Page, ...]:
    """The pages, the one of changes with the review on top."""
    first = section(review, site)
    return tuple(
        page._replace(data=ViewsPage(lead=page.data.lead, sections=(first, *page.data.sections)))
        if page.path == PAGE and isinstance(page.data, ViewsPage)
        else page
        for page in pages
    )
