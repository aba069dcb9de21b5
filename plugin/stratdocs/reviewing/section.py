"""A review as a section of the built site, first on the page of changes: how its strategy differs
from the one it is compared with.
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
    """The headline, the weighty changes, and the new and fixed findings."""
    data = summary(review)
    stack = site.stack
    for row in data["rows"]:
        entity = stack.get(row["item"])
        row["ref"] = site.ref(entity) if entity is not None else None
    title = f"Compared with {review.base.name}"
    return Section("compared", title, "review", {**data, "empty": review.empty})


def with_review(pages: Iterable[Page], review: Review, site: SiteContext) -> tuple[Page, ...]:
    """The pages, with the review at the top of the page of changes."""
    first = section(review, site)
    return tuple(
        page._replace(data=ViewsPage(lead=page.data.lead, sections=(first, *page.data.sections)))
        if page.path == PAGE and isinstance(page.data, ViewsPage)
        else page
        for page in pages
    )
