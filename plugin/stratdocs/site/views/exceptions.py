"""Exceptions to policies, and the controls that show whether policies are kept."""

from __future__ import annotations

from collections.abc import Iterator

from stratdocs.model.days import day_words
from stratdocs.model.kinds import Initiative
from stratdocs.site.views.ask import Ask, View
from stratdocs.site.views.initiative import (
    ControlsSection,
    ExceptionsSection,
    control_rows,
    exception_rows,
)
from stratdocs.site.views.page import Page, SiteContext
from stratdocs.site.views.part import view_section, views_page

MAX_ROWS = 500
"""Rows of one table."""


def _exceptions(site: SiteContext, ask: Ask) -> ExceptionsSection:
    rows = [row for initiative in _selected(site, ask) for row in exception_rows(site, initiative)]
    rows.sort(key=lambda row: row.state == "expired")
    return ExceptionsSection(rows=rows[:MAX_ROWS], more=max(0, len(rows) - MAX_ROWS), of_all=True)


def _controls(site: SiteContext, ask: Ask) -> ControlsSection:
    rows = [row for initiative in _selected(site, ask) for row in control_rows(site, initiative)]
    rows.sort(key=lambda row: not row.mark)
    return ControlsSection(rows=rows[:MAX_ROWS], more=max(0, len(rows) - MAX_ROWS), of_all=True)


def _selected(site: SiteContext, ask: Ask) -> Iterator[Initiative]:
    """The requested initiatives that are not over."""
    for item in ask.select(site, site.stack.of(Initiative)):
        if isinstance(item, Initiative) and not item.over:
            yield item


EXCEPTIONS = View(
    "exceptions",
    "Exceptions",
    "Who is exempt from a policy, who granted it, until when and why.",
    "exceptions",
    _exceptions,
)
CONTROLS = View(
    "controls",
    "Controls",
    "How we check that policies are followed, and when each check was last tested.",
    "controls",
    _controls,
)
EMBEDS = (EXCEPTIONS, CONTROLS)


def pages(site: SiteContext) -> Iterator[Page]:
    """The register, once there is an exception or a control."""
    if any(
        initiative.exceptions or initiative.controls for initiative in site.stack.of(Initiative)
    ):
        yield views_page(
            "exceptions",
            "Exceptions and controls",
            [view_section(site, view) for view in EMBEDS],
            lead="Where our policies don't apply, who granted that and until when, and how we know "
            f"that they are followed everywhere else. As of {day_words(site.stack.today)}.",
            listed="Strategy",
            parent="initiatives",
            hide=("toc",),
        )
