"""The page of changes, with a comparison to the commit that the settings name."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs.exceptions import PluginError

from stratdocs.mkdocs.settings import Folders, from_here
from stratdocs.model.finding import StratdocsError
from stratdocs.reviewing.accepted import FILE as ACCEPTED
from stratdocs.reviewing.accepted import NOTHING as NONE_ACCEPTED
from stratdocs.reviewing.accepted import Accepted, accepted
from stratdocs.reviewing.compare import review_of
from stratdocs.reviewing.section import with_review
from stratdocs.reviewing.sides import find_sides
from stratdocs.site.views.page import Page, SiteContext


def with_comparison(
    pages: Iterable[Page], ref: str, folders: Folders, context: SiteContext
) -> tuple[Page, ...]:
    """The pages; the page of changes begins with a review of what changed since `ref`."""
    today = context.stack.today
    try:
        sides = find_sides([ref], from_here(folders.source), today, clock=today)
        return with_review(pages, review_of(sides, _accepted_changes(folders)), context)
    except StratdocsError as error:
        raise PluginError(f"stratdocs: compare_to: {error}") from error


def _accepted_changes(folders: Folders) -> Accepted:
    """The accepted changes that a file in the strategy's folder or next to mkdocs.yml lists."""
    files = (folder / ACCEPTED for folder in (folders.source, folders.home))
    first = next((file for file in files if file.is_file()), None)
    return accepted(first.read_text("utf-8", "replace")) if first else NONE_ACCEPTED
