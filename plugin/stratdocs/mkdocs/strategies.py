"""The strategies of one site: whose a written page is, and who answers for a name in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig

from stratdocs.markdowntext.scan import PageRequests, not_computed
from stratdocs.model.stack import Stack
from stratdocs.repo.project import TEMPLATES

WIKI_LINKS = ("alias", "roamlinks", "ezlinks", "ezlinked", "obsidian-bridge")
"""Plugins for which `[[name]]` is a page."""


class Strategy(NamedTuple):
    """A strategy of the site."""

    folder: str
    """The folder of its pages in the site; empty if they are at its top."""
    stack: Stack


class Requests:
    """What the written pages of a site ask of one of its strategies."""

    def __init__(self, strategies: Sequence[Strategy], own: int, config: MkDocsConfig) -> None:
        self._strategies = strategies
        self._own = own
        self._extensions = config.markdown_extensions
        self.wiki_links = _has(config, WIKI_LINKS)
        """Whether another plugin takes links that no item answers to."""
        self._computed = _has(config, TEMPLATES)

    def early(self, uri: str) -> Callable[[PageRequests], PageRequests]:
        """Those of a page that can be read before other plugins have changed it."""
        own = self.of(uri)
        return (lambda written: not_computed(own(written))) if self._computed else own

    def of(self, uri: str) -> Callable[[PageRequests], PageRequests]:
        """Those of a page."""
        owner = self._owner(uri)

        def own(written: PageRequests) -> PageRequests:
            return PageRequests(
                written.blocks if owner == self._own else (),
                tuple(link for link in written.links if self._answering(link.id, owner)),
            )

        return own

    def links(self, uri: str) -> Callable[[PageRequests], PageRequests]:
        """The links of a page to items."""
        own = self.of(uri)
        return lambda written: own(written)._replace(blocks=())

    def _owner(self, uri: str) -> int:
        """The number of the strategy that a page belongs to: by its folder, else the first one
        that has none.
        """
        folders = [strategy.folder for strategy in self._strategies]
        if around := [f for f in folders if f and uri.startswith(f"{f}/")]:
            return folders.index(max(around, key=len))
        return folders.index("") if "" in folders else 0

    def _answering(self, identity: str, owner: int) -> bool:
        """Whether this strategy answers for a name: the owner of the page goes first."""
        order = [owner, *(n for n in range(len(self._strategies)) if n != owner)]
        known = (n for n in order if self._strategies[n].stack.get(identity) is not None)
        takes_unknown = not self.wiki_links and "wikilinks" not in self._extensions
        return next(known, owner if takes_unknown else None) == self._own


def _has(config: MkDocsConfig, names: Sequence[str]) -> bool:
    return any(name in config.plugins for name in names)
