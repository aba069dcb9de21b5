"""Every view there is: a new one is a module beside these, a template, and a line in `VIEWS`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from stratdocs.site.views import (
    capacity,
    cascade,
    causes,
    changes,
    collection,
    compare,
    delivery,
    exceptions,
    findings,
    frameworks,
    home,
    item,
    metric_chain,
    not_doing,
    okrs,
    people,
    portfolio,
    rhythm,
    strategy_map,
    symptoms,
    table,
    teams_compared,
    timeline,
    traceability,
    week,
)
from stratdocs.site.views.ask import View
from stratdocs.site.views.page import Page, SiteContext


class ViewModule(Protocol):
    """What a module of a view offers."""

    @property
    def EMBEDS(self) -> tuple[View, ...]:  # noqa: N802  # a constant of the module
        """The views that a block in a written page can ask for."""

    def pages(self, site: SiteContext, /) -> Iterator[Page]:
        """The pages that it adds to the site."""


VIEWS: tuple[ViewModule, ...] = (
    table,
    home,
    week,
    strategy_map,
    traceability,
    changes,
    findings,
    portfolio,
    not_doing,
    exceptions,
    okrs,
    metric_chain,
    timeline,
    delivery,
    capacity,
    cascade,
    people,
    teams_compared,
    rhythm,
    causes,
    symptoms,
    collection,
    compare,
    item,
    frameworks,
)
"""Under each heading, the navigation lists pages in this order: what answers first, lists after."""

EMBEDS: Mapping[str, View] = {view.name: view for module in VIEWS for view in module.EMBEDS}
"""Every view that a block can ask for, by its name."""
