"""Every page of the site, in the order of its navigation."""

from __future__ import annotations

from collections.abc import Iterator

from stratdocs.site import reference, rules
from stratdocs.site.views import VIEWS
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
"""The headings of the navigation, in its order: from why to what, how and who."""


def pages(site: SiteContext) -> Iterator[Page]:
    """Every page: those of the views, then the reference and the rules."""
    for view in VIEWS:
        yield from view.pages(site)
    yield from reference.pages(site)
    yield from rules.pages(site)
