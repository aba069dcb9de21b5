"""Another id for an item, in the texts themselves: all other bytes stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from stratdocs.editing.autofix import applied
from stratdocs.model.decode import MAX_ID, SLUG, Mention, decode, slug, vocabulary
from stratdocs.model.finding import StratdocsError
from stratdocs.model.kinds import Entity
from stratdocs.words.nearest import nearest
from stratdocs.words.phrases import did_you_mean, with_article
from stratdocs.yamltext.markdown_scan import scan
from stratdocs.yamltext.source import Edit, Fix, MappingNode, ScalarNode, SequenceNode, read


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
        hint = did_you_mean(nearest(old, known))
        raise StratdocsError(f"there is no item {old}{hint}")
    if new in known:
        raise StratdocsError(f"{new} is already the id of {with_article(known[new].noun)}")
    if sum(entity.id == old for entity in decoded.entities) > 1:
        raise StratdocsError(f"several items are called {old}; give them different ids first")
    texts, linked = _linked(texts, decoded.mentions, old, new)
    if linked:  # the places behind the links are others now
        decoded = decode(tuple(read(path, texts[path], vocabulary) for path in sorted(texts)))
    entity = next(entity for entity in decoded.entities if entity.id == old)
    node = entity.node_at("id")
    if not isinstance(node, ScalarNode):
        raise StratdocsError(f"{old} has no id that could be changed")
    mentions = [one for one in decoded.mentions if one.id == old and one.span is None]
    places = dict.fromkeys(mention.entity.at(*mention.route) for mention in mentions)
    edits = [Edit(node.grip(entity.path), new, "value")]
    edits += [Edit(place, new, "value") for place in places]
    was = entity.node_at("was")
    if isinstance(was, ScalarNode) and not was.empty:
        edits.append(Edit(was.grip(entity.path), old, "value"))
    after = applied(texts, Fix(safe=True, edits=tuple(edits)))
    if after is None:
        raise StratdocsError(
            f"{old} stands in a place where it cannot be changed without touching more; nothing "
            "was changed"
        )
    if was is None or (isinstance(was, ScalarNode) and was.empty):
        path = entity.path
        after[path] = _with_was(path, after[path], new, old)
    after = {**{path: texts[path] for path in linked}, **after}
    return Renamed(after, len(places) + sum(linked.values()))


# --- links within prose ---------------------------------------------------------------------------


def _linked(
    texts: Mapping[str, str], mentions: Iterable[Mention], old: str, new: str
) -> tuple[Mapping[str, str], dict[str, int]]:
    """The texts with another id in the links of their prose, and how many were changed in each.

    A folded text says what it means, not where its words stand. So the links are counted in what
    it means, and the same ones are changed in what is written.
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
        said = [match.start() in links for match in pattern.finditer(node.text)]
        written = [match.start(1) for match in pattern.finditer(text, begin, end)]
        if len(said) != len(written) or sum(said) != len(links):
            raise StratdocsError(
                f"{mention.place.path}:{mention.place.line} names {old} in a way that cannot be "
                "changed alone; write the link on one line first. Nothing was changed"
            )
        cuts.setdefault(path, []).extend(at for at, link in zip(written, said, strict=True) if link)
    changed = dict(texts)
    for name, places in cuts.items():
        text = texts[name]
        for at in sorted(places, reverse=True):
            text = text[:at] + new + text[at + len(old) :]
        changed[name] = text
    return changed, {str(path): len(places) for path, places in cuts.items()}


def renamed_in_page(text: str, old: str, new: str) -> tuple[str, int]:
    """A written page with another id in its links and in what its blocks are about, and how many
    were changed; all else stays as it is, the ends of lines too.
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
            raise StratdocsError(f"line {line} names {old} in a way that cannot be changed alone")
        lines[line - 1] = now[: column - 1] + new + now[column - 1 + len(old) :]
    return mark + "".join(lines), len(set(places))


def _with_was(path: str, text: str, identity: str, old: str) -> str:
    """The text in which an item says what it was called."""
    entity = _item(path, text, identity)
    node = None if entity is None else entity.node
    value = None if node is None else node.get("id")
    if entity is None or node is None or not isinstance(value, ScalarNode):
        raise StratdocsError(f"{path} could not be read anew; nothing was changed")
    starts = _starts(text)

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
    if not isinstance(said, ScalarNode) or said.text != old or _said(made) != {*_said(text), old}:
        raise StratdocsError(f"{identity} cannot be told its former id; nothing was changed")
    return made


def _starts(text: str) -> list[int]:
    """Where each line of a text begins; the first one behind the mark of its order of bytes."""
    starts = [0, *(match.end() for match in _BREAK.finditer(text))]
    starts[0] = int(text.startswith("\ufeff"))
    return starts


def _said(text: str) -> set[str]:
    """The ids and former ids that a text holds."""
    entities = decode((read("", text, vocabulary),)).entities
    return {name for entity in entities for name in (entity.id, entity.was) if name}


def _item(path: str, text: str, identity: str) -> Entity | None:
    entities: list[Entity] = decode((read(path, text, vocabulary),)).entities
    return next((entity for entity in entities if entity.id == identity), None)


_BREAK = re.compile("\r\n|\r|\n")
