"""The page of changes, compared with a commit that the settings name."""

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


def compared(
    pages: Iterable[Page], ref: str, folders: Folders, context: SiteContext
) -> tuple[Page, ...]:
    """The pages; the page of changes begins with a review of what changed since `ref`."""
    today = context.stack.today
    try:
        found = find_sides([ref], from_here(folders.source), today, clock=today)
        return with_review(pages, review_of(found, _accepted(folders)), context)
    except StratdocsError as error:
        raise PluginError(f"stratdocs: compare_to: {error}") from error


def _accepted(folders: Folders) -> Accepted:
    """What the file of accepted changes lists, in the strategy's folder or beside mkdocs.yml."""
    files = (folder / ACCEPTED for folder in (folders.source, folders.home))
    listed = next((file for file in files if file.is_file()), None)
    return accepted(listed.read_text("utf-8", "replace")) if listed else NONE_ACCEPTED
