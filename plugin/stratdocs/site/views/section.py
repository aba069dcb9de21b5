"""A part of an item's page that only some kinds have."""

from __future__ import annotations

from typing import NamedTuple

from stratdocs.site.views.template_data import TemplateData


class Section(NamedTuple):
    """A heading and what stands under it."""

    id: str
    """The anchor."""
    title: str
    template: str
    """The template's name under `sections/`, without its ending."""
    data: TemplateData
    fields: tuple[str, ...] = ()
    """The declared fields that it shows, so that they are not shown again."""
    mentions: frozenset[tuple[str, str]] = frozenset()
    """Who names the item where, as ids and fields, that it lists; they are not listed again."""
    lead: str = ""
    """A sentence above it."""
    wide: bool = False
    """Whether it wants the room that the table of contents takes beside it."""
