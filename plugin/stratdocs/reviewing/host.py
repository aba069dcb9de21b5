"""Where a host of repositories shows the lines, the review page and the explanations that a report
links to.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote

from stratdocs.repo.content import path_from_root
from stratdocs.reviewing.value import Change, Review
from stratdocs.yamltext.source import Span


class Host(NamedTuple):
    """Where a host shows what a report links to; without one, there are no links."""

    line: str = ""
    """The address of a line, with `{commit}`, `{path}` and `{line}`; empty if there is none."""
    page: str = ""
    """The address of the review page; empty if there is none."""
    prefix: str = ""
    """The working directory, seen from the repository's root."""
    site: Callable[[str], str | None] = lambda _: None
    """The address of a page of the strategy's site."""

    def path(self, path: str) -> str:
        """A path from the repository's root."""
        return path_from_root(self.prefix, path)

    def address(self, span: Span, commit: str | None) -> str | None:
        """The address of a place in a commit; None if the host shows none."""
        path = self.path(span.path)
        if not self.line or commit is None or path.startswith("../"):
            return None
        return self.line.format(commit=commit, path=quote(path), line=span.line)

    def change(self, change: Change, review: Review) -> str | None:
        """The address of the line of a change."""
        side = review.base if change.old else review.head
        return self.address(change.span, side.commit)


NO_HOST = Host()
"""A report that is read where no host shows anything."""
