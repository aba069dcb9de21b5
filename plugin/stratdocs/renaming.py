"""Another id for an item, in the texts themselves: all other bytes stay as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from stratdocs.decode import MAX_ID, SLUG, decode, slug, vocabulary
from stratdocs.finding import StratdocsError
from stratdocs.fixing import applied
from stratdocs.model import Entity
from stratdocs.nearest import nearest
from stratdocs.phrases import a, meant
from stratdocs.source import Edit, Fix, Scalar, read


class Renamed(NamedTuple):
    """What became of texts."""

    texts: dict[str, str]
    """Those that are another now."""
    mentions: int
    """How many links to the item were changed."""


def renamed(texts: Mapping[str, str], old: str, new: str) -> Renamed:
    """The texts in which the item is called otherwise, wherever it is named; it says what it was
    called before, so that its history is found.
    """
    if not SLUG.fullmatch(new) or len(new) > MAX_ID:
        guess = slug(new)
        hint = f", as in {guess}" if guess else ""
        raise StratdocsError(
            f'"{new}" is no id: an id is made of small letters, digits and hyphens{hint}, '
            f"{MAX_ID} at most"
        )
    if old == new:
        raise StratdocsError(f"{old} is called that already")
    documents = tuple(read(path, texts[path], vocabulary) for path in sorted(texts))
    decoded = decode(documents)
    known = {entity.id: entity for entity in decoded.entities}
    if old not in known:
        hint = meant(nearest(old, known))
        raise StratdocsError(f"there is no item {old}{hint}")
    if new in known:
        raise StratdocsError(f"{new} is already the id of {a(known[new].noun)}")
    if sum(entity.id == old for entity in decoded.entities) > 1:
        raise StratdocsError(f"several items are called {old}; give them different ids first")
    entity = known[old]
    node = entity.node_at("id")
    if not isinstance(node, Scalar):
        raise StratdocsError(f"{old} has no id that could be changed")
    mentions = [mention for mention in decoded.mentions if mention.id == old]
    places = dict.fromkeys(mention.entity.at(*mention.route) for mention in mentions)
    edits = [Edit(node.grip(entity.path), new, "value")]
    edits += [Edit(place, new, "value") for place in places]
    was = entity.node_at("was")
    if isinstance(was, Scalar) and not was.empty:
        edits.append(Edit(was.grip(entity.path), old, "value"))
    after = applied(texts, Fix(safe=True, edits=tuple(edits)))
    if after is None:
        raise StratdocsError(
            f"{old} stands in a place where it cannot be changed without touching more; nothing "
            "was changed"
        )
    if was is None or (isinstance(was, Scalar) and was.empty):
        path = entity.path
        after[path] = _with_was(path, after[path], new, old)
    return Renamed(after, len(places))


def _with_was(path: str, text: str, identity: str, old: str) -> str:
    """The text in which an item says what it was called."""
    entity = _item(path, text, identity)
    node = None if entity is None else entity.node
    value = None if node is None else node.get("id")
    if entity is None or node is None or not isinstance(value, Scalar):
        raise StratdocsError(f"{path} could not be read anew; nothing was changed")
    starts = [0, *(match.end() for match in _BREAK.finditer(text))]
    first = int(text.startswith("\ufeff"))
    starts[0] = first

    def at(line: int, column: int) -> int:
        return starts[line - 1] + column - 1

    place = entity.path.line_and_column
    column, end = place(value.key)[1], place(value.end)
    opened = at(*place(node.start))
    if text[opened : opened + 1] == "{":
        stop = at(*end)
        made = f"{text[:stop]}, was: {old}{text[stop:]}"
    else:
        break_ = _BREAK.search(text, at(*end))
        stop = len(text) if break_ is None else break_.end()
        ending = "\n" if break_ is None else break_[0]
        indent = " " * (column - 1)
        start = "" if break_ is not None else ending
        made = f"{text[:stop]}{start}{indent}was: {old}{ending if break_ else ''}{text[stop:]}"
    check = _item(path, made, identity)
    said = None if check is None else check.node.get("was")
    if not isinstance(said, Scalar) or said.text != old or _said(made) != {*_said(text), old}:
        raise StratdocsError(f"{identity} cannot be told its former id; nothing was changed")
    return made


def _said(text: str) -> set[str]:
    """The ids and former ids that a text holds."""
    entities = decode((read("", text, vocabulary),)).entities
    return {name for entity in entities for name in (entity.id, entity.was) if name}


def _item(path: str, text: str, identity: str) -> Entity | None:
    entities: list[Entity] = decode((read(path, text, vocabulary),)).entities
    return next((entity for entity in entities if entity.id == identity), None)


_BREAK = re.compile("\r\n|\r|\n")
