"""Every view there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from stratdocs.views import (
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
from stratdocs.views.page import Page, Picture

VIEWS: tuple[Callable[[Picture], Iterator[Page]], ...] = (
    home.pages,
    collection.pages,
    compare.pages,
    findings.pages,
    item.pages,
    metric_chain.pages,
    not_doing.pages,
    okrs.pages,
    people.pages,
    portfolio.pages,
    rhythm.pages,
    changes.pages,
    cascade.pages,
    frameworks.pages,
    reference.pages,
    rules.pages,
    traceability.pages,
    delivery.pages,
    capacity.pages,
    timeline.pages,
)


def pages(picture: Picture) -> Iterator[Page]:
    """Every page of the site."""
    for view in VIEWS:
        yield from view(picture)
