"""A section of a page."""

from __future__ import annotations

from typing import NamedTuple

from stratdocs.site.views.template_data import TemplateData


class Section(NamedTuple):
    """A heading and its content."""

    id: str
    """The anchor."""
    title: str
    template: str
    """The template's name under `sections/`, without its ending."""
    data: TemplateData
    fields: tuple[str, ...] = ()
    """The declared fields that it shows; the page does not repeat them."""
    mentions: frozenset[tuple[str, str]] = frozenset()
    """The mentions that it lists, as ids and fields; the page does not repeat them."""
    lead: str = ""
    """A sentence above it."""
    wide: bool = False
    """Whether it needs the room of the table of contents."""
    headed: bool = False
    """Whether its template prints its heading."""
    late: bool = False
    """Whether it comes after the goals and the work below the item."""
