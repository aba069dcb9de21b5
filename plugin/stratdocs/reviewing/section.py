"""A review as a section of the built site, first on the page of changes: how its strategy differs
from the one it is compared with.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stratdocs.reviewing.page import FindingRow, summary
from stratdocs.reviewing.value import Review
from stratdocs.site.views.page import Page, Ref, SiteContext
from stratdocs.site.views.part import ViewsPage
from stratdocs.site.views.section import Section
from stratdocs.site.views.template_data import TemplateData

PAGE = "changes"
"""The path of the page that shows it."""


class ComparedRow(TemplateData):
    """A change that weighs."""

    ref: Ref | None
    title: str
    noun: str
    weight: str
    category: str
    message: str


class ComparedSection(TemplateData):
    """A review in short."""

    headline: str
    counts: str
    rows: Sequence[ComparedRow]
    more: int
    minor: int
    new: Sequence[FindingRow]
    new_more: int
    fixed: Sequence[FindingRow]
    fixed_more: int


def section(review: Review, site: SiteContext) -> Section:
    """The headline, the changes that weigh, and the findings that are new or fixed."""
    found = summary(review)
    data = ComparedSection(
        headline=found.headline,
        counts=found.counts,
        rows=[
            ComparedRow(
                ref=site.ref(entity) if (entity := site.stack.get(row.item)) else None,
                title=row.title,
                noun=row.noun,
                weight=row.weight,
                category=row.category,
                message=row.message,
            )
            for row in found.rows
        ],
        more=found.more,
        minor=found.minor,
        new=found.new,
        new_more=found.new_more,
        fixed=found.fixed,
        fixed_more=found.fixed_more,
    )
    return Section("compared", f"Compared with {review.base.name}", "review", data)


def with_review(pages: Iterable[Page], review: Review, site: SiteContext) -> tuple[Page, ...]:
    """The pages, with the review at the top of the page of changes."""
    first = section(review, site)
    return tuple(
        page._replace(data=ViewsPage(lead=page.data.lead, sections=(first, *page.data.sections)))
        if page.path == PAGE and isinstance(page.data, ViewsPage)
        else page
        for page in pages
    )
