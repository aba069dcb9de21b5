"""Every view there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from stratdocs.site.views import (
    capacity,
    cascade,
    changes,
    collection,
    compare,
    delivery,
    findings,
    frameworks,
    home,
    item,
    metric_chain,
    not_doing,
    okrs,
    people,
    portfolio,
    reference,
    rhythm,
    rules,
    timeline,
    traceability,
)
from stratdocs.site.views.page import Page, SiteContext

HEADINGS = (
    "Overview",
    "Strategy",
    "Goals",
    "Discovery",
    "Delivery",
    "Organisation",
    "Rhythm",
    "Reference",
)
"""Under what the navigation lists pages, in its order: from why, over what, to how and who."""

VIEWS: tuple[Callable[[SiteContext], Iterator[Page]], ...] = (
    home.pages,
    traceability.pages,
    changes.pages,
    findings.pages,
    portfolio.pages,
    not_doing.pages,
    okrs.pages,
    metric_chain.pages,
    timeline.pages,
    delivery.pages,
    capacity.pages,
    cascade.pages,
    people.pages,
    rhythm.pages,
    collection.pages,
    compare.pages,
    item.pages,
    frameworks.pages,
    reference.pages,
    rules.pages,
)
"""Under each heading, the navigation lists pages in this order: what answers first, lists after."""


def pages(site: SiteContext) -> Iterator[Page]:
    """Every page of the site."""
    for view in VIEWS:
        yield from view(site)
