"""Pages that are made of views."""

from __future__ import annotations

from collections.abc import Sequence

from stratdocs.site.views.ask import ALL, Ask, View
from stratdocs.site.views.page import Page, SiteContext
from stratdocs.site.views.section import Section
from stratdocs.site.views.template_data import TemplateData


def view_section(site: SiteContext, view: View, ask: Ask = ALL, *, lead: str = "") -> Section:
    """A view as a section, under its title."""
    return Section(view.name, view.title, view.template, view.data(site, ask), lead=lead)


class ViewsPage(TemplateData):
    """A page of views."""

    lead: str
    sections: Sequence[Section]
    jumps: Sequence[tuple[str, str]]
    """Anchors further down, each with its words."""


def views_page(
    path: str,
    title: str,
    sections: Sequence[Section],
    *,
    lead: str,
    listed: str | None,
    parent: str | None = None,
    hide: tuple[str, ...] = (),
    jumps: Sequence[tuple[str, str]] = (),
    gist: str = "",
) -> Page:
    """A page of views; `lead` is its first sentence, and its summary unless there is a `gist`."""
    return Page(
        path=path,
        title=title,
        template="views",
        parent=parent,
        listed=listed,
        hide=hide,
        gist=gist or lead,
        data=ViewsPage(lead=lead, sections=sections, jumps=jumps),
    )
