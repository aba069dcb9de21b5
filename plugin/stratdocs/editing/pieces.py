"""Texts taken apart by collection or by item, and put together, with every line and comment.

A text is cut between its lines only. Each piece is proved by reading all of them again: the items
of each collection are the same ones, in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from posixpath import basename, dirname, join, relpath
from typing import NamedTuple

from stratdocs.editing.layout import LocatedText
from stratdocs.editing.proof import Comparison, faults
from stratdocs.editing.splices import EditRefused, dedented, shifted
from stratdocs.model.decode import SETTINGS, vocabulary
from stratdocs.model.kinds import BY_COLLECTION
from stratdocs.yamltext.source import MappingNode, Node, ScalarNode, SequenceNode, SourceFile, read

_OUTSIDE = re.compile(r"(?:---|\.\.\.)[ \t]*(?:#.*)?")
"""A line that separates documents."""
_MODELINE = re.compile(r"#\s*(?:yaml-language-server:|\$schema:|-\*-|vim?:)")
_SCHEMA = re.compile(r"(#\s*(?:yaml-language-server:\s*\$schema=|\$schema:\s*))(?![a-z]+:|/)(\S+)")
"""The line by which editors find the schema, if its address is relative to the file."""


class Items(NamedTuple):
    """The items of a list that have lines of their own."""

    column: int
    """The column of their hyphens, counted from 0."""
    lines: tuple[str, ...]
    """All lines below the key, comments among them."""
    each: tuple[tuple[str, ...], ...]
    """The same lines, item by item."""
    ids: tuple[str | None, ...]
    spaced: bool
    """Whether there are blank lines between them."""


class Piece(NamedTuple):
    """A key at the top of a text with its value, and all lines that belong to it."""

    key: str
    node: Node
    lines: tuple[str, ...]
    head: tuple[str, ...]
    """The lines up to the key, with it."""
    items: Items | None
    """None if it is written in brackets, or is not a list."""


class _Text(NamedTuple):
    """A text in pieces."""

    path: str
    prelude: tuple[str, ...]
    """The lines above the first piece."""
    pieces: tuple[Piece, ...]
    line_break: str
    mark: str
    """The byte order mark, if there is one."""
    ended: bool
    """Whether it ends with a line break."""


def split_by_collection(path: str, text: str, folder: str) -> dict[str, str | None]:
    """The texts of a file for each collection in it, and of what stays: None if nothing does.

    Raises EditRefused if it cannot be taken apart.
    """
    whole = _without_empty(_taken_apart(path, text), besides=BY_COLLECTION)
    groups: dict[str, list[tuple[str, ...]]] = {}
    for piece in whole.pieces:
        if piece.key in BY_COLLECTION:
            groups.setdefault(join(folder, f"{piece.key}.yml"), []).append(piece.lines)
    if len(groups) < 2:
        raise EditRefused(f"{path} has a single collection, so it can't be split by collection")
    return _split(whole, text, groups)


def split_by_item(path: str, text: str, folder: str) -> dict[str, str | None]:
    """The texts of a file for each item at its top, and of what stays: None if nothing does.

    Raises EditRefused if it cannot be taken apart.
    """
    whole = _without_empty(_taken_apart(path, text))
    groups: dict[str, list[tuple[str, ...]]] = {}
    for piece in whole.pieces:
        if piece.key not in BY_COLLECTION:
            continue
        if (
            piece.items is None
            and isinstance(piece.node, SequenceNode)
            and (len(piece.node.nodes) == 1 and (only := _identity(piece.node.nodes[0])))
        ):
            groups[join(folder, f"{only}.yml")] = [piece.lines]
            continue
        if piece.items is None:
            raise EditRefused(
                f"{path}: {piece.key} is written in brackets; give each item a line of its own"
            )
        key = piece.head[-1].split("#")[0].rstrip()
        for number, (identity, lines) in enumerate(
            zip(piece.items.ids, piece.items.each, strict=True)
        ):
            if identity is None:
                raise EditRefused(f"{path}: an item of {piece.key} has no id to name a file after")
            name = join(folder, f"{identity}.yml")
            if name in groups:
                raise EditRefused(f"{path}: several items have the id {identity}")
            groups[name] = [(*(piece.head if number == 0 else (key,)), *_without_blanks(lines))]
    if len(groups) < 2:
        held = "a single item" if groups else "no item"
        raise EditRefused(f"{path} has {held}, so there is nothing to split")
    return _split(whole, text, groups)


def joined(texts: Mapping[str, str], paths: Sequence[str]) -> str:
    """The text of the first file with all that the others hold, each collection in one list.

    Raises EditRefused if they cannot be put together.
    """
    first, *others = (_taken_apart(path, texts[path]) for path in paths)
    for other in others:
        first = _put_together(first, other)
    text = _written(first, list(first.prelude), (piece.lines for piece in first.pieces))
    _prove([(path, texts[path]) for path in paths], [(first.path, text)])
    return text


# --- taking apart ---------------------------------------------------------------------------------


def _taken_apart(path: str, text: str) -> _Text:
    """A text in pieces. Raises EditRefused if it has faults, or is written in brackets."""
    located = LocatedText(path, text)
    if located.document.faults:
        fault = located.document.faults[0]
        raise EditRefused(f"{path}:{fault.span.line}: {fault.message}; fix that first")
    lines = [located.line(number) for number in range(located.lines())]
    pieces: list[Piece] = []
    behind = 0
    prelude: tuple[str, ...] = ()
    keys: list[tuple[int, int, str, Node]] = []
    for root in located.document.roots:
        if isinstance(root, ScalarNode) and root.empty:
            continue
        if not isinstance(root, MappingNode) or located.in_brackets(root):
            raise EditRefused(f"{path} isn't a mapping with one key per line")
        parts = located.parts(root)
        by_start = {located.offset(child.key): name for name, child in root.values.items()}
        for part in parts:
            name = by_start[part.start]
            if part.column:
                raise EditRefused(f"{path}: {name} doesn't start its line")
            keys.append((part.lead, part.end, name, root.values[name]))
    for number, (lead, end, name, node) in enumerate(keys):
        start = behind if number else lead
        if not number:
            at = located.line_at(located.offset(node.key))
            modelines = [n + 1 for n in range(lead, at) if _MODELINE.match(lines[n])]
            start = max(modelines, default=lead)
            prelude = tuple(lines[:start])
        stop = end if number + 1 < len(keys) else len(lines)
        pieces.append(_piece(located, name, node, lines, start, stop))
        behind = stop
    if any(line.startswith("%") for line in prelude):
        raise EditRefused(f"{path} begins with a YAML directive (%); remove it first")
    if not keys:
        prelude = tuple(lines)
    mark = text[: text.startswith("\ufeff")]
    bare = tuple(
        line[line.index("#") :] if _OUTSIDE.fullmatch(line) else line
        for line in prelude
        if "#" in line or not _OUTSIDE.fullmatch(line)
    )
    ended = text.endswith(("\n", "\r"))
    return _Text(path, bare, tuple(pieces), located.line_break, mark, ended)


def _piece(
    located: LocatedText, name: str, node: Node, lines: list[str], start: int, stop: int
) -> Piece:
    at = located.line_at(located.offset(node.key))
    outside = {n for n in range(start, at) if _OUTSIDE.fullmatch(lines[n])}
    if stop > at:
        outside |= {n for n in range(at + 1, stop) if _OUTSIDE.fullmatch(lines[n])}

    def taken(first: int, behind: int) -> tuple[str, ...]:
        kept = (n for n in range(first, behind) if n not in outside or "#" in lines[n])
        return tuple(lines[n][lines[n].index("#") :] if n in outside else lines[n] for n in kept)

    items = None
    if isinstance(node, SequenceNode) and node.nodes and not located.in_brackets(node):
        parts = located.parts(node)
        if all(part.whole for part in parts) and parts[0].first > at:
            ends = [part.end for part in parts[:-1]] + [stop]
            starts = [at + 1, *ends[:-1]]
            each = tuple(taken(*ends_) for ends_ in zip(starts, ends, strict=True))
            items = Items(
                parts[0].column,
                taken(at + 1, stop),
                each,
                tuple(map(_identity, node.nodes)),
                located.blank_lines(parts) > 0,
            )
    return Piece(name, node, taken(start, stop), taken(start, at + 1), items)


def _identity(node: Node) -> str | None:
    found = node.get("id") if isinstance(node, MappingNode) else None
    return found.text.strip() if isinstance(found, ScalarNode) and found.text.strip() else None


def _without_empty(whole: _Text, besides: Container[str] = ()) -> _Text:
    """The text without the keys that hold nothing; their comments go to the piece that follows, or
    else to the one before.
    """
    pieces: list[Piece] = []
    comments: tuple[str, ...] = ()
    for piece in whole.pieces:
        if _is_empty(piece.node) and piece.key not in besides:
            comments += _comments(piece.lines)
            continue
        lines, head = (*comments, *piece.lines), (*comments, *piece.head)
        pieces.append(piece._replace(lines=lines, head=head))
        comments = ()
    if comments and pieces:
        last = pieces[-1]
        items = last.items and last.items._replace(
            lines=(*last.items.lines, *comments),
            each=(*last.items.each[:-1], (*last.items.each[-1], *comments)),
        )
        pieces[-1] = last._replace(lines=(*last.lines, *comments), items=items)
    return whole._replace(pieces=tuple(pieces))


def _comments(lines: Iterable[str]) -> tuple[str, ...]:
    """The comments of lines that hold nothing else but a key, each on a line of its own."""
    return tuple(
        line if line.lstrip().startswith("#") else line[line.index("#") :]
        for line in lines
        if "#" in line
    )


def _is_empty(node: Node) -> bool:
    match node:
        case ScalarNode():
            return node.empty
        case SequenceNode():
            return not node.nodes
    return not node.values


def _split(
    whole: _Text, text: str, groups: Mapping[str, Iterable[tuple[str, ...]]]
) -> dict[str, str | None]:
    """The texts of those groups of lines, and what stays."""
    stays = [p for p in whole.pieces if p.key not in BY_COLLECTION and not _is_empty(p.node)]
    modelines = [line for line in whole.prelude if _MODELINE.match(line)]
    words = [line for line in whole.prelude if not _MODELINE.match(line)]
    made: dict[str, str | None] = {}
    for path, parts in groups.items():
        head = [schema_line_moved(line, whole.path, path) for line in modelines]
        if not made and not stays:
            head = [schema_line_moved(line, whole.path, path) for line in whole.prelude]
        first, *others = parts
        target = whole._replace(path=path, ended=True, prelude=())
        made[path] = _written(target, head, [first])
        for lines in others:
            more = _written(target, [], [lines])
            made[path] = joined({"": made[path] or "", path: more}, ["", path])
    made[whole.path] = None
    if stays:
        made[whole.path] = _written(whole, [*modelines, *words], (piece.lines for piece in stays))
    _prove([(whole.path, text)], [(path, new) for path, new in made.items() if new is not None])
    return made


def is_schema_line(line: str) -> bool:
    """Whether a line tells editors where the schema of its file is."""
    return re.match(r"#\s*(?:yaml-language-server:\s*\$schema=|\$schema:\s*)\S", line) is not None


def schema_line_moved(line: str, old: str, new: str) -> str:
    """A line at the top of a file, for a file in a different folder."""

    def moved(match: re.Match[str]) -> str:
        return match[1] + relpath(join(dirname(old), match[2]), dirname(new) or ".")

    return _SCHEMA.sub(moved, line)


# --- putting together -----------------------------------------------------------------------------


def _put_together(first: _Text, other: _Text) -> _Text:
    """The first text with the pieces of the other."""
    pieces = list(first.pieces)
    places = {piece.key: number for number, piece in enumerate(pieces)}
    known = {line.strip() for line in first.prelude}
    above = [line for line in other.prelude if line.strip() and line.strip() not in known]
    above = [line for line in above if not _MODELINE.match(line)]
    for piece in other.pieces:
        place = places.get(piece.key)
        if place is None:
            lines = (*([""] if pieces else []), *above, *_without_blanks(piece.lines))
            head = lines[: len(lines) - len(piece.items.lines)] if piece.items else lines
            places[piece.key] = len(pieces)
            pieces.append(piece._replace(lines=lines, head=head))
        elif _is_empty(piece.node):
            above += _comments(piece.lines)
            continue
        elif _is_empty(pieces[place].node):
            kept = _comments(pieces[place].lines)
            lines = (*kept, *above, *_without_blanks(piece.lines))
            head = lines[: len(lines) - len(piece.items.lines)] if piece.items else lines
            pieces[place] = piece._replace(lines=lines, head=head)
        else:
            pieces[place] = _longer(first, pieces[place], other, piece, above)
        above = []
    if above:
        pieces[-1:] = [
            piece._replace(lines=(*piece.lines, *([""] if piece.lines[-1] else []), *above))
            for piece in pieces[-1:]
        ]
    return first._replace(pieces=tuple(pieces), ended=True)


def _longer(first: _Text, own: Piece, other: _Text, more: Piece, above: list[str]) -> Piece:
    """A list with the items of one that the other text has below the same key."""
    if own.key == SETTINGS or own.key not in BY_COLLECTION:
        raise EditRefused(
            f"{first.path} and {other.path} both have {own.key}; combine those in one of them first"
        )
    for path, piece in ((first.path, own), (other.path, more)):
        if piece.items is None:
            raise EditRefused(
                f"{path}: {piece.key} is written in brackets; give each item a line of its own"
            )
    if own.items is None or more.items is None:  # it was asked above
        raise TypeError(own)
    key = more.head[-1]
    comments = [*above, *(line for line in more.head[:-1] if line.strip())]
    if "#" in key:
        comments.append(key[key.index("#") :])
    column = own.items.column
    body = _without_blanks(more.items.lines)
    change = column - more.items.column
    body = shifted(body, change) if change > 0 else [dedented(line, -change) for line in body]
    body = [*shifted((line.lstrip() for line in comments), column), *body]
    if own.lines[-1].strip() and (
        own.items.spaced or own.lines[-1].lstrip().startswith("#") or comments
    ):
        body = ["", *body]
    lines = (*own.lines, *body)
    return own._replace(lines=lines, items=own.items._replace(lines=(*own.items.lines, *body)))


def _without_blanks(lines: Sequence[str]) -> list[str]:
    """The lines without the blank ones at the beginning."""
    start = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    return list(lines[start:])


def _written(text: _Text, prelude: list[str], pieces: Iterable[tuple[str, ...]]) -> str:
    """The text of pieces, in the manner of the one that they come from."""
    lines = list(prelude)
    for number, piece in enumerate(pieces):
        lines += piece if number or prelude else _without_blanks(piece)
    if text.ended:
        while lines and not lines[-1].strip():
            lines.pop()
    whole = text.line_break.join(lines)
    return text.mark + whole + text.line_break * text.ended


# --- the proof ------------------------------------------------------------------------------------


def _prove(before: Iterable[tuple[str, str]], after: Iterable[tuple[str, str]]) -> None:
    """Raises EditRefused if the texts do not hold the same items in the same order."""
    old, new = _Values(before), _Values(after)
    if new.faults <= old.faults and old.number == new.number:
        if old.values.keys() == new.values.keys() and all(
            len(old.values[key]) == len(new.values[key])
            and all(
                Comparison(SourceFile("", ""), {}, {}, set(), {}, unended, whole=True).nodes(x, y)
                for (x, unended), (y, _) in zip(old.values[key], new.values[key], strict=True)
            )
            for key in old.values
        ):
            return
    raise EditRefused(
        f"{basename(old.path)} can't be changed as it is written; nothing was changed"
    )


class _Values:
    """What texts hold, by collection."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        self.values: dict[str, list[tuple[Node, int]]] = {}
        self.number = 0
        self.path = ""
        self.faults = faults(read("", ""))
        for path, text in texts:
            self.path = self.path or path
            document = read(path, text, vocabulary)
            self.faults += faults(document)
            unended = -1
            if not text.endswith(("\n", "\r")):
                unended = len(text) - int(text.startswith("\ufeff"))
            for key, node in _pairs(document.roots):
                if _is_empty(node):
                    continue
                listed = node.nodes if isinstance(node, SequenceNode) else (node,)
                self.values.setdefault(key, []).extend((child, unended) for child in listed)
                self.number += len(listed)


def _pairs(roots: Iterable[Node]) -> Iterator[tuple[str, Node]]:
    for root in roots:
        if isinstance(root, MappingNode):
            yield from root.values.items()
