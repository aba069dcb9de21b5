"""Where an item is defined and named, and what an outline of a file shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from stratdocs.analysis.progress import Progress
from stratdocs.analysis.state import state_of
from stratdocs.markdowntext.scan import PageRequests, scan
from stratdocs.model.decode import SLUG, slug
from stratdocs.model.kinds import Entity
from stratdocs.workspace.cursor import Cursor, cursor_at, cursor_in_page
from stratdocs.workspace.likelihood import items_by_path
from stratdocs.workspace.meaning import meaning_of, names_ids
from stratdocs.workspace.workspace import Snapshot
from stratdocs.yamltext.source import Span

MOST_SYMBOLS = 200
"""Items that a search for symbols gives."""


class Named(NamedTuple):
    """An id at a place, and the columns where it stands, counted from 0."""

    id: str
    start: int
    end: int


def cursor_in(
    snapshot: Snapshot, path: str, lines: Sequence[str], line: int, column: int
) -> Cursor:
    """What is being written at a place in a text of the strategy or a page."""
    if snapshot.home.holds(path):
        return cursor_at(lines, line, column)
    return cursor_in_page(lines, line, column)


def id_at(
    snapshot: Snapshot, path: str, lines: Sequence[str], line: int, column: int
) -> Named | None:
    """The id at a place; None if what stands there is not meant to be one."""
    cursor = cursor_in(snapshot, path, lines, line, column)
    if snapshot.home.holds(path):
        if not names_ids(meaning_of(cursor)):
            return None
    elif cursor.place != "link" and not _names_item(lines, line):
        return None
    word = cursor.word.strip().rstrip(",")
    return Named(word, cursor.start, cursor.start + len(word)) if SLUG.fullmatch(word) else None


def _names_item(lines: Sequence[str], line: int) -> bool:
    """Whether a line of a page says what a block is about."""
    return line < len(lines) and lines[line].lstrip(" >").startswith("of:")


def definition(snapshot: Snapshot, identity: str) -> Span | None:
    """Where the item of that id is defined; None if it is nowhere."""
    entity = snapshot.stack.get(identity)
    return entity.grip if entity is not None else None


def references(snapshot: Snapshot, identity: str) -> list[Span]:
    """Every place that names the id, in the order of the files; without where it is defined."""
    graph = snapshot.stack.graph
    mentions = (*graph.mentions.get(identity, ()), *graph.named.get(identity, ()))
    found = {mention.place for mention in mentions if mention.id == identity}
    found |= {mention.place for mention in graph.unresolved if mention.id == identity}
    for path, text in snapshot.pages.items():
        if identity in text:
            found.update(_in_page(path, text, identity))
    return sorted(found)


def _in_page(path: str, text: str, identity: str) -> Iterator[Span]:
    written = _requests(text)
    for link in written.links:
        if link.id == identity:
            yield Span(path, link.line, link.column, link.line, link.column + len(identity))
    for block in written.blocks:
        for number, line in enumerate(block.text.split("\n"), block.line + 1):
            key, _, value = line.partition(":")
            names = [name.strip(" []'\"") for name in value.split(",")]
            if key.strip() == "of" and identity in names:
                at = line.index(identity, len(key)) + block.column
                yield Span(path, number, at, number, at + len(identity))


@lru_cache(maxsize=1000)
def _requests(text: str) -> PageRequests:
    return scan(text)


# --- outlines -------------------------------------------------------------------------------------


class Symbol(NamedTuple):
    """An item in the outline of a file."""

    item: Entity
    whole: Span
    """All lines of the item."""
    grip: Span
    """Its id."""
    within: tuple[Symbol, ...]
    """The items that are nested in it."""


def outline(snapshot: Snapshot, path: str) -> tuple[Symbol, ...]:
    """The items of a file, nested as they are written."""
    items = snapshot.stack.once(items_by_path).get(path, ())
    nested: dict[str | None, list[Entity]] = {}
    ids = {item.id for item in items}
    for item in items:
        nested.setdefault(item.nested_in if item.nested_in in ids else None, []).append(item)
    return tuple(_symbol(item, nested) for item in nested.get(None, ()))


def _symbol(item: Entity, nested: Mapping[str | None, Sequence[Entity]]) -> Symbol:
    within = tuple(_symbol(below, nested) for below in nested.get(item.id, ()) if below is not item)
    whole = item.path.span(item.node.start, item.node.end)
    first, last = item.node.lines(item.path)
    if whole.end_line > last:
        whole = whole._replace(end_line=last + 1, end_column=1)
    last_within = max((symbol.whole[3:] for symbol in within), default=whole[3:])
    end = max(whole[3:], last_within, item.grip[3:])
    start = min(whole[1:3], item.grip[1:3], (first, whole.column))
    return Symbol(item, Span(whole.path, *start, *end), item.grip, within)


def symbols(snapshot: Snapshot, words: str) -> list[Entity]:
    """The items whose id or title holds the words, those whose id begins with them first."""
    wanted = words.strip().lower()
    found = []
    for item in snapshot.stack.entities:
        identity, title = item.id.lower(), item.title.lower()
        if wanted in identity or wanted in title or wanted == item.noun:
            found.append((not identity.startswith(wanted), identity, item))
    found.sort(key=lambda entry: entry[:2])
    return [item for _, _, item in found[:MOST_SYMBOLS]]


class Lens(NamedTuple):
    """A line above an item."""

    item: Entity
    words: str
    """As in `served by 4, 62%`."""


def lenses(snapshot: Snapshot, path: str) -> Iterator[Lens]:
    """How many items serve each item of a file, and how far they have come."""
    stack = snapshot.warm
    for item in stack.once(items_by_path).get(path, ()):
        served = len(stack.graph.children.get(item.id, ()))
        share, _ = stack.once(Progress).bar(item)
        partly = stack.once(Progress).partly(item)
        parts = [f"served by {served}"] if served else []
        if share is not None:
            parts.append(f"{share:.0%}" + (f" ({partly} measured)" if partly else ""))
        if parts:
            yield Lens(item, ", ".join(parts))


def page_of(snapshot: Snapshot, item: Entity) -> str | None:
    """The address of an item's page; None if that of the site is not known."""
    project = snapshot.home.project
    name = item.id if SLUG.fullmatch(item.id) else slug(item.id)
    return project.page(f"{item.collection}/{name}") if project is not None and name else None


def status_words(snapshot: Snapshot, item: Entity) -> str:
    """The status of an item in words; empty if it has none."""
    return (state_of(snapshot.warm, item).status or "").replace("_", " ")
