"""Which pages of a strategy a site shows, and where the others can be read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from stratdocs.model.finding import StratdocsError
from stratdocs.model.kinds import BY_COLLECTION
from stratdocs.model.stack import load
from stratdocs.repo.project import PUBLISHED
from stratdocs.site.pages import pages
from stratdocs.site.views.page import Page, SiteContext
from stratdocs.words.nearest import nearest
from stratdocs.words.phrases import did_you_mean, join_words

WITHOUT_YAML = ("rules", "reference")
"""The first folders of the pages that are the same on every site."""
MANUAL = ("full", "link", "none")
"""What the setting `manual` can say."""
AT_TIMES = (
    "bets/portfolio",
    "compare",
    "compare/initiatives",
    "decisions/log",
    "exceptions",
    "metrics/chain",
    "not-doing",
    "okrs",
)
"""The views that a site has only once the strategy has what they show."""


def shown_pages(
    found: Iterable[Page], *, manual: bool, left_out: Collection[str]
) -> Iterator[Page]:
    """The pages of a site that shows the manual or not, without the views that are left out."""
    for page in found:
        if not manual and page.is_manual:
            continue
        if not any(page.path == name or page.path.startswith(f"{name}/") for name in left_out):
            yield page


def views_left_out(views: Mapping[str, object], found: Iterable[Page]) -> tuple[list[str], str]:
    """The paths of the views that the setting `views` leaves out, and what is wrong with the
    setting; empty if nothing is.
    """
    names = dict.fromkeys((*BY_COLLECTION, *AT_TIMES)) | dict.fromkeys(
        name
        for page in found
        if page.path
        for name in (page.path.split("/")[0], page.path if page.listed else "")
        if name
    )
    for name, value in views.items():
        path = str(name).strip("/")
        if not isinstance(value, bool):
            return [], f'`views` takes true or false for each view, not "{value}" for {path}'
        if path not in names:
            known = f"; use {join_words(sorted(n for n in names if '/' not in n), 'or')}"
            guess = did_you_mean(nearest(path, names)) or known
            return [], f"`views` has {path}, which isn't a view of this strategy{guess}"
    return [str(name).strip("/") for name, value in views.items() if value is False], ""


def taken_addresses(written: Iterable[str], today: date) -> list[str]:
    """Which of a site's written pages, by their paths, have the address of a page of ours, now or
    once the strategy says more.
    """
    site = SiteContext(load({}, today=today), ())
    ours = {*BY_COLLECTION, *AT_TIMES, *(page.path for page in pages(site))} - {""}
    return [path for path in written if _ENDING.sub("", path) in ours]


def free_folder(written: Iterable[str]) -> str:
    """A folder for our pages in which the site has none."""
    tops = {path.split("/")[0].rpartition(".")[0] or path.split("/")[0] for path in written}
    return next((name for name in _FOLDERS if name not in tops), _FOLDERS[-1])


_ENDING = re.compile(r"(/?(index|README))?\.[a-z]+$", re.IGNORECASE)
"""What the path of a written page has after its address."""
_FOLDERS = ("strategy", "our-strategy", "company-strategy", "stratdocs")
"""Folders for our pages, the best first."""


def folder_of_pages(path: str) -> str:
    """The folder that the setting `path` names, without slashes at its ends. Raises StratdocsError
    if a site cannot have it.
    """
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", ".")]
    if wrong := [p for p in parts if p == ".." or p[0] == "." or re.search(r'[<>:"|?*#%]', p)]:
        raise StratdocsError(
            f'the option `path` is "{path}", but {wrong[0]} can\'t be a folder of the site; use '
            "one such as `path: strategy`"
        )
    return "/".join(parts)


def is_same_everywhere(path: str) -> bool:
    """Whether the page at a path shows nothing of the strategy."""
    return path.split("/", maxsplit=1)[0] in WITHOUT_YAML


def is_manual(path: str) -> bool:
    """Whether the page at a path explains stratdocs."""
    return path.split("/", maxsplit=1)[0] in (*WITHOUT_YAML, "frameworks")


def published(path: str) -> str:
    """Where a page of the manual is published."""
    return f"{PUBLISHED}{path}/"
