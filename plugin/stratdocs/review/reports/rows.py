"""Changes as rows of a report: what is filed otherwise is told once, not item by item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stratdocs.reports.checked import clean, count_phrase
from stratdocs.review.value import Change, Review


def merged(changes: Iterable[Change]) -> Iterator[tuple[Change, str]]:
    """Each change and its message; items that moved together from file to file are one."""
    moved: dict[tuple[str | None, str | None], int] = {}
    every = tuple(changes)
    for change in every:
        if change.sort == "moved":
            way = (change.before, change.after)
            moved[way] = moved.get(way, 0) + 1
    told: set[tuple[str | None, str | None]] = set()
    for change in every:
        way = (change.before, change.after)
        if change.sort != "moved" or moved[way] == 1:
            yield change, change.message
        elif way not in told:
            told.add(way)
            number = count_phrase(moved[way], "item", "items")
            yield change, f"{number} moved from {change.before} to {change.after}"


def where(change: Change, review: Review) -> str:
    """The place of a change as `path:line:col`; that of what is gone with the name of its side."""
    span = change.span
    side = review.base if change.old else review.head
    place = f"{clean(side.shown(span.path))}:{span.line}:{span.column}"
    return f"{place} in {clean(side.name)}" if change.old and side.commit else place
