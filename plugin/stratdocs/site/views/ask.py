"""A view, and the request to it: which entities, in which order, how deep."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from stratdocs.model.kinds import Entity
from stratdocs.site.views.page import SiteContext
from stratdocs.site.views.template_data import TemplateData

AnyEntity = TypeVar("AnyEntity", bound=Entity)


class Ask(NamedTuple):
    """A view's question, as a fenced block or the view's own page puts it."""

    of: tuple[str, ...] = ()
    """Collections (`bets`) or ids (`first-week-value`) that it is about; empty for all."""
    where: Callable[[SiteContext, Entity], bool] | None = None
    """Which of them pass the filter; None for all."""
    columns: tuple[str, ...] = ()
    """What a table compares; empty for the view's own choice."""
    sort: str | None = None
    """The column that orders the rows, with `-` before it for the other direction."""
    depth: int | None = None
    """Levels that a tree shows; None for the view's own choice."""

    def select(self, site: SiteContext, entities: Iterable[AnyEntity]) -> tuple[AnyEntity, ...]:
        """The entities that are asked for, in their order."""
        return tuple(
            entity
            for entity in entities
            if (not self.of or entity.collection in self.of or entity.id in self.of)
            and (self.where is None or self.where(site, entity))
        )


ALL = Ask()
"""The request of a view's own page: everything."""


class View(NamedTuple):
    """One way of looking at the strategy, for its own page and for a block in a written page."""

    name: str
    """Its name in a fenced block: `table`, `matrix`, `portfolio`."""
    title: str
    about: str
    """One sentence: which question it answers."""
    template: str
    """The template under `sections/`, without its ending; it sees the data as `s`."""
    data: Callable[[SiteContext, Ask], TemplateData]
    options: tuple[str, ...] = ()
    """Which of `columns`, `sort` and `depth` it uses, besides `of` and `where`."""
