"""A review as a section of the built site, first on the page of changes: how its strategy differs
from the one it is compared with.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stratdocs.reviewing.page import ChangeSummary, ReviewSummary, summary
from stratdocs.reviewing.value import Review
from stratdocs.site.views.page import Page, Ref, SiteContext
from stratdocs.site.views.part import ViewsPage
from stratdocs.site.views.section import Section
from stratdocs.site.views.template_data import TemplateData

PAGE = "changes"
"""The path of the page that shows it."""


class ComparedRow(TemplateData):
    """A change that weighs, and the page of its item."""

    change: ChangeSummary
    ref: Ref | None


class ComparedSection(TemplateData):
    """A review in short."""

    review: ReviewSummary
    rows: Sequence[ComparedRow]


def section(review: Review, site: SiteContext) -> Section:
    """The headline, the changes that weigh, and the findings that are new or fixed."""
    found = summary(review)
    rows = [
        ComparedRow(
            change=change,
            ref=site.ref(entity) if (entity := site.stack.get(change.item)) else None,
        )
        for change in found.rows
    ]
    data = ComparedSection(review=found, rows=rows)
    return Section("compared", f"Compared with {review.base.name}", "review", data)


def with_review(pages: Iterable[Page], review: Review, site: SiteContext) -> tuple[Page, ...]:
    """The pages, with the review at the top of the page of changes."""
    first = section(review, site)
    return tuple(
        page._replace(
            data=ViewsPage(
                lead=page.data.lead,
                sections=(first, *page.data.sections),
                jumps=page.data.jumps,
            )
        )
        if page.path == PAGE and isinstance(page.data, ViewsPage)
        else page
        for page in pages
    )
