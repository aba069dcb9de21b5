"""Gives an item a new id in the texts; all other bytes stay unchanged."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from stratdocs.editing.autofix import apply_fix
from stratdocs.editing.edits import (
    InsertPair,
    Operation,
    Remove,
    Replace,
    edited,
    place_of,
)
from stratdocs.editing.splices import EditRefused
from stratdocs.markdowntext.scan import scan
from stratdocs.model.decode import (
    ID_CHARACTERS,
    MAX_ID,
    SLUG,
    Mention,
    decode,
    id_like,
    shown_id,
    vocabulary,
)
from stratdocs.model.finding import StratdocsError
from stratdocs.words.nearest import nearest
from stratdocs.words.phrases import did_you_mean, with_article
from stratdocs.yamltext.source import (
    Document,
    Edit,
    Fix,
    MappingNode,
    ScalarNode,
    SequenceNode,
    read,
)


class RenameResult(NamedTuple):
    """The result of a rename."""

    texts: dict[str, str]
    """The texts that changed."""
    mentions: int
    """The number of changed links to the item."""


def rename_item(texts: Mapping[str, str], old: str, new: str) -> RenameResult:
    """The texts with the new id of the item wherever it is named; its `was` keeps the old one, so
    that its history is found. A rename back to that leaves no `was` behind.
    """
    if not SLUG.fullmatch(new) or len(new) > MAX_ID:
        guess = id_like(new)
        hint = f", such as {guess}" if guess else ""
        raise StratdocsError(
            f'"{new}" isn\'t a valid id: use {ID_CHARACTERS}{hint}, up to {MAX_ID} in total'
        )
    if old == new:
        raise StratdocsError(f"{old} already has that id")
    documents = tuple(read(path, texts[path], vocabulary) for path in sorted(texts))
    decoded = decode(documents)
    known = {entity.id: entity for entity in decoded.entities}
    if old not in known:
        hint = did_you_mean(nearest(old, known))
        raise StratdocsError(f"{shown_id(old)} doesn't exist{hint}")
    if new in known:
        raise StratdocsError(f"the id {new} is already used by {with_article(known[new].noun)}")
    if sum(entity.id == old for entity in decoded.entities) > 1:
        raise StratdocsError(f"several items have the id {old}; give them different ids first")
    _reject_unread(documents, texts, old)
    texts, linked = _with_new_links(texts, decoded.mentions, old, new)
    if linked:  # places after the links have moved
        decoded = decode(tuple(read(path, texts[path], vocabulary) for path in sorted(texts)))
    entity = next(entity for entity in decoded.entities if entity.id == old)
    node = entity.node_at("id")
    if not isinstance(node, ScalarNode):
        raise StratdocsError(f"{old} has no id that could be changed")
    mentions = [
        mention for mention in decoded.mentions if mention.id == old and mention.span is None
    ]
    places = dict.fromkeys(mention.entity.at(*mention.route) for mention in mentions)
    edits = [Edit(node.grip(entity.path), new, "name")]
    edits += [Edit(place, new, "name") for place in places]
    was = entity.node_at("was")
    returned = isinstance(was, ScalarNode) and was.text == new
    if isinstance(was, ScalarNode) and not was.empty and not returned:
        edits.append(Edit(was.grip(entity.path), old, "name"))
    after = apply_fix(texts, Fix(safe=True, edits=tuple(edits)))
    if after is None:
        raise StratdocsError(
            f"{old} can't be changed there without changing something else; nothing was changed"
        )
    path = entity.path
    if returned:
        after[path] = _without_former_id({**texts, **after}, path, new)
    elif was is None or (isinstance(was, ScalarNode) and was.empty):
        after[path] = _with_former_id({**texts, **after}, path, new, old)
    after = {**{path: texts[path] for path in linked}, **after}
    return RenameResult(after, len(places) + sum(linked.values()))


def _reject_unread(documents: Iterable[Document], texts: Mapping[str, str], old: str) -> None:
    """Raises StratdocsError if a file that cannot be read whole may name the item."""
    named = re.compile(rf"(?<![\w.-]){re.escape(old)}(?![\w-]|\.\w)")
    for document in documents:
        if document.faults and named.search(texts[document.path]):
            fault = document.faults[0]
            raise StratdocsError(
                f"{fault.span.path}:{fault.span.line}: {fault.message}; the file refers to "
                f"{old}, so fix that first (nothing was changed)"
            )


# --- links within prose ---------------------------------------------------------------------------


def _with_new_links(
    texts: Mapping[str, str], mentions: Iterable[Mention], old: str, new: str
) -> tuple[Mapping[str, str], dict[str, int]]:
    """The texts with the new id in the links of their prose, and the number changed in each.

    The value of a folded text does not show where its words were. So links are counted in the
    value, and the same ones are changed in the text.
    """
    fields: dict[int, Mention] = {
        id(mention.entity.node_at(*mention.route)): mention
        for mention in mentions
        if mention.id == old and mention.span is not None
    }
    pattern = re.compile(rf"\[\[[ \t]*({re.escape(old)})(?=[ \t]*(?:\\?\||\]\]))")
    cuts: dict[str, list[int]] = {}
    for mention in fields.values():
        entity = mention.entity
        path, node = entity.path, entity.node_at(*mention.route)
        if not isinstance(node, ScalarNode):
            continue
        text = texts[path]
        starts = _starts(text)
        begin, end = (
            starts[line - 1] + column - 1
            for line, column in map(path.line_and_column, (node.start, node.end))
        )
        links = {link.start for link in scan(node.text).links if link.id == old}
        linked_here = [match.start() in links for match in pattern.finditer(node.text)]
        written = [match.start(1) for match in pattern.finditer(text, begin, end)]
        if len(linked_here) != len(written) or sum(linked_here) != len(links):
            raise StratdocsError(
                f"{mention.place.path}:{mention.place.line} refers to {old} in a way that "
                "can't be changed alone; write the link on one line first. Nothing was "
                "changed"
            )
        cuts.setdefault(path, []).extend(
            at for at, link in zip(written, linked_here, strict=True) if link
        )
    changed = dict(texts)
    for name, places in cuts.items():
        text = texts[name]
        for at in sorted(places, reverse=True):
            text = text[:at] + new + text[at + len(old) :]
        changed[name] = text
    return changed, {str(path): len(places) for path, places in cuts.items()}


def rename_in_page(text: str, old: str, new: str) -> tuple[str, int]:
    """A written page with the new id in its links and blocks, and the number changed; everything
    else stays unchanged, line breaks included.
    """
    mark = text[: text.startswith("\ufeff")]
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n|\Z)", text[len(mark) :])
    found = scan("\n".join(line.rstrip("\r\n") for line in lines))
    places = [(link.line, link.column) for link in found.links if link.id == old]
    for block in found.blocks:
        document = read("", block.text)
        for root in document.roots:
            about = root.get("of") if isinstance(root, MappingNode) else None
            for node in about.nodes if isinstance(about, SequenceNode) else (about,):
                if isinstance(node, ScalarNode) and node.text == old:
                    span = node.grip(document.path)
                    line = span.line + block.line
                    places.append((line, lines[line - 1].find(old, span.column - 1) + 1))
    for line, column in sorted(set(places), reverse=True):
        now = lines[line - 1]
        if now[column - 1 : column - 1 + len(old)] != old:
            raise StratdocsError(
                f"line {line} refers to {old} in a way that can't be changed alone"
            )
        lines[line - 1] = now[: column - 1] + new + now[column - 1 + len(old) :]
    return mark + "".join(lines), len(set(places))


def _with_former_id(texts: Mapping[str, str], path: str, identity: str, old: str) -> str:
    """The text with the former id in the `was` of an item."""
    number, route, fields = _item_place(texts, path, identity)
    edit: Operation = InsertPair(path, route, "was", old, "id", number)
    if "was" in fields:
        edit = Replace(path, (*route, "was"), old, number)
    return _edited(texts, edit, path, f"the former id of {identity} can't be written there")


def _without_former_id(texts: Mapping[str, str], path: str, identity: str) -> str:
    """The text without the `was` of an item."""
    number, route, _ = _item_place(texts, path, identity)
    edit = Remove(path, (*route, "was"), number)
    return _edited(texts, edit, path, f"the former id of {identity} can't be removed there")


def _item_place(
    texts: Mapping[str, str], path: str, identity: str
) -> tuple[int, tuple[str | int, ...], Collection[str]]:
    """The place of an item in its text, and the names of its fields."""
    document = read(path, texts[path], vocabulary)
    entities = decode((document,)).entities
    entity = next((entity for entity in entities if entity.id == identity), None)
    if entity is None or entity.node is None:
        raise StratdocsError(f"{path} couldn't be read again; nothing was changed")
    number, route = place_of(document, entity.node)
    return number, route, entity.node.values


def _edited(texts: Mapping[str, str], edit: Operation, path: str, problem: str) -> str:
    try:
        return edited(texts, [edit])[path]
    except EditRefused as error:
        raise StratdocsError(f"{problem}; nothing was changed") from error


def _starts(text: str) -> list[int]:
    """The offset of each line of a text; the first line begins after a byte order mark."""
    starts = [0, *(match.end() for match in _BREAK.finditer(text))]
    starts[0] = int(text.startswith("\ufeff"))
    return starts


_BREAK = re.compile("\r\n|\r|\n")
