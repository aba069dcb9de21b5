"""Changes to YAML text that leave every other byte as it was.

    edited({"a.yml": text}, [InsertItem("a.yml", ("bets", 0, "serves"), "win-clinics")])

Each edit cuts and pastes text. The result is read again and compared with what was meant; an edit
that would change anything else is refused. `layout` decides which node a comment belongs to, and
moves with; `yaml_writer` writes the inserted text; `blocks` and `brackets` put it in its place, and
`proof` compares.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from stratdocs.editing.blocks import BlockText
from stratdocs.editing.brackets import BracketText
from stratdocs.editing.layout import BREAK
from stratdocs.editing.proof import (
    Comparison,
    equals,
    faults,
    has_all,
    has_only,
    has_value,
    same_text,
)
from stratdocs.editing.splices import (
    REST,
    EditRefused,
    Payload,
    Splice,
    Step,
    dedented,
    refuse,
    shifted,
)
from stratdocs.editing.yaml_writer import (
    MAX_KEY,
    Style,
    Value,
    flow_text,
    holds_text,
    item_lines,
    may_end,
    pair_lines,
    scalar_text,
    styled,
)
from stratdocs.model.decode import vocabulary
from stratdocs.yamltext.source import (
    Document,
    Edit,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    read,
)

Texts = Mapping[str, str]
Route = tuple[str | int, ...]
"""The path to a value from the top of its document, by keys and numbers from 0."""
Position = int | str | None
"""The position of something new: last, at a number from 0, or directly after a key."""


class InsertItem(NamedTuple):
    """A new item of a list; an empty or missing list begins with it.

    A single value in place of the list becomes its first item.
    """

    path: str
    route: Route
    """The route to the list."""
    value: Value
    where: Position = None
    document: int = 0
    """The number of the document, of those separated by `---`."""


class InsertPair(NamedTuple):
    """A new key of a mapping; an empty or missing mapping begins with it."""

    path: str
    route: Route
    """The route to the mapping; `()` is the document itself."""
    key: str
    value: Value
    where: Position = None
    document: int = 0
    braced: bool = False
    """Whether mappings in a list are written in braces, a line each, whatever others look like."""


class Remove(NamedTuple):
    """The removal of an item or a pair, with its own comments.

    An emptied list is left as `[]`, an emptied mapping as `{}`.
    """

    path: str
    route: Route
    document: int = 0


class Replace(NamedTuple):
    """A new value for a key or an item; the comment on its line stays, those within it go."""

    path: str
    route: Route
    value: Value
    document: int = 0


class RenameKey(NamedTuple):
    """A new key for a value."""

    path: str
    route: Route
    """The route to the value."""
    key: str
    document: int = 0


class Move(NamedTuple):
    """The move of an item or a pair to a list or a mapping, in this text or a different one.

    It keeps its text and comments, indented to its new place.
    """

    path: str
    route: Route
    to: str
    """The path of the text that it moves to."""
    into: Route
    """The route to the list or mapping that it moves to, before the move."""
    where: Position = None
    document: int = 0
    to_document: int = 0


class InsertComments(NamedTuple):
    """Lines of comments below a field of a mapping that is not written in braces."""

    path: str
    route: Route
    """The route to the mapping."""
    lines: tuple[str, ...]
    """Each begins with `#`."""
    below: str | None = None
    """The field; the last one, if none is named."""
    document: int = 0


Operation = InsertItem | InsertPair | InsertComments | Remove | Replace | RenameKey | Move | Edit
"""All that can be done to a text. An `Edit` belongs to a finding: it names its place by line and
column, and a removal leaves the comment on the line."""


def edited(texts: Texts, edits: Iterable[Operation]) -> dict[str, str]:
    """The changed texts after all edits, each applied to the result of those before it.

    Raises EditRefused if one of them cannot be made; then none is applied.
    """
    now = dict(texts)
    for edit in edits:
        if isinstance(edit, Move):
            _move(now, edit)
        else:
            path = edit.span.path if isinstance(edit, Edit) else edit.path
            editor = _editor(now, path)
            try:
                now[path] = editor.applied(editor.step(edit), _name(edit))
            except EditRefused:
                if not isinstance(edit, (InsertItem, InsertPair, Replace)):
                    raise
                editor.block_texts = False  # a comment below would become part of them
                now[path] = editor.applied(editor.step(edit), _name(edit))
    return {path: text for path, text in now.items() if text != texts.get(path)}


def edited_together(texts: Texts, edits: Sequence[Operation]) -> dict[str, str]:
    """The changed texts after all edits, as `edited` gives them, but without reading each text
    again for each of them: all routes are those before the first edit. Where edits touch each
    other, they are made one after the other, so removals from a list begin with the last item.

    Raises EditRefused if one of them cannot be made; then none is applied.
    """
    by_path: dict[str, list[Operation]] = {}
    for edit in edits:
        path = edit.span.path if isinstance(edit, Edit) else edit.path
        by_path.setdefault(path, []).append(edit)
    now: dict[str, str] = {}
    for path, own in by_path.items():
        waiting: list[Sequence[Operation]] = [own]
        text = _editor(texts, path).text
        while waiting:
            group = waiting.pop()
            try:
                text = _all_at_once(path, text, group)
            except EditRefused:
                half = len(group) // 2
                if half:
                    waiting += [group[half:], group[:half]]
                else:
                    text = edited({path: text}, group).get(path, text)
        now[path] = text
    return {path: text for path, text in now.items() if text != texts[path]}


def _all_at_once(path: str, text: str, edits: Sequence[Operation]) -> str:
    """The text after edits that do not touch each other. Raises EditRefused if they do."""
    editor = TextEditor(path, text)
    steps = [editor.step(edit) for edit in edits]
    after = editor.with_splices(splice for step in steps for splice in step.splices)
    if not editor.verify(after, steps):
        refuse(path, "can't be changed at once")
    return after


def place_of(document: Document, node: Node) -> tuple[int, Route]:
    """The index of the node's document in its file, and the node's route.

    Raises KeyError if the node is not in the file.
    """
    waiting: list[tuple[int, Route, Node]] = [
        (number, (), root) for number, root in enumerate(document.roots)
    ]
    while waiting:
        number, route, found = waiting.pop()
        if found.start == node.start and found.__class__ is node.__class__:
            return number, route
        match found:
            case SequenceNode():
                waiting.extend(
                    (number, (*route, at), child) for at, child in enumerate(found.nodes)
                )
            case MappingNode():
                waiting.extend(
                    (number, (*route, key), child) for key, child in found.values.items()
                )
    raise KeyError(node)


def _editor(texts: Texts, path: str) -> TextEditor:
    if path not in texts:
        raise EditRefused(f"{path} doesn't exist; nothing was changed")
    return TextEditor(path, texts[path])


def _name(edit: Operation) -> str:
    """The subject of an edit, for the start of a sentence."""
    if isinstance(edit, Edit):
        return f"{edit.span.path}:{edit.span.line}"
    steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in edit.route)
    return f"{edit.path}: {steps.lstrip('.') or 'the whole'}"


def _move(texts: dict[str, str], edit: Move) -> None:
    """Takes an item or pair out of one text and puts it into the other."""
    name = _name(edit)
    here = (edit.path, edit.document)
    there = (edit.to, edit.to_document)
    if here == there and edit.into[: len(edit.route)] == edit.route:
        refuse(name, "can't be moved into itself")
    source = _editor(texts, edit.path)
    moved = source.extracted(edit.route, edit.document, name)
    _editor(texts, edit.to)  # it is there
    texts[edit.path] = source.applied(source.removal(edit.route, edit.document, name), name)
    into, where = edit.into, edit.where
    gone = edit.route[-1]
    if here == there and isinstance(gone, int):  # what came after it has moved up
        depth = len(edit.route) - 1
        if into == edit.route[:-1] and isinstance(where, int) and where > gone:
            where -= 1
        step = into[depth] if len(into) > depth else None
        if into[:depth] == edit.route[:-1] and isinstance(step, int) and step > gone:
            into = (*into[:depth], step - 1, *into[depth + 1 :])
    target = _editor(texts, edit.to)
    target.moved_faults = faults(source.document)
    if edit.to == edit.path:  # what moved may have had its only line break
        target.line_break = source.line_break
    if moved.key is None:
        step_ = target.item(into, moved, where, edit.to_document, name)
    else:
        step_ = target.pair(into, moved.key, moved, where, edit.to_document, name)
    texts[edit.to] = target.applied(step_, name)


# --- the editor -----------------------------------------------------------------------------------


class TextEditor(BracketText, BlockText):
    """A text in which edits are located, made and verified."""

    moved_faults: Counter[str]
    """What may be wrong with something that moves in from another place, as it was there."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__(path, text)
        self.moved_faults = Counter()

    def step(self, edit: Operation) -> Step:
        """An edit as a step. Raises EditRefused if it has no place."""
        name = _name(edit)
        match edit:
            case Edit():
                step = self.correction(edit)
                if step is None:
                    refuse(name, "can't be changed alone")
                return step
            case InsertItem(_, route, value, where, document):
                return self.item(route, _item_payload(value, _key_of(route)), where, document, name)
            case InsertPair(_, route, key, value, where, document, braced):
                payload = _pair_payload(key, value, braced=braced)
                return self.pair(route, key, payload, where, document, name)
            case InsertComments(_, route, lines, below, document):
                return self.comments(route, lines, below, document, name)
            case Remove(_, route, document):
                return self.removal(route, document, name)
            case Replace(_, route, value, document):
                return self.replacement(route, value, document, name)
            case RenameKey(_, route, key, document):
                return self.renaming(route, key, document, name)
        raise TypeError(edit)

    def applied(self, step: Step, name: str) -> str:
        """The text after a step. Raises EditRefused if anything else would change."""
        text = self.with_splices(step.splices)
        if not self.verify(text, [step]):
            refuse(name, "can't be changed without changing something else")
        return text

    def verify(self, text: str, steps: Iterable[Step]) -> bool:
        """Whether a text says the same as this one, except for the steps."""
        after = read(self.path, text, vocabulary)
        before = self.document
        known = faults(before) + self.moved_faults
        if before.complete and not (after.complete and faults(after) <= known):
            return False
        unended = -1
        if not self.text.endswith(("\n", "\r")):
            unended = len(self.text) - int(self.text.startswith("\ufeff"))
        comparison = Comparison(self.path, {}, {}, set(), {}, unended, whole=before.complete)
        root = None
        for step in steps:
            comparison.keys.update(step.keys)
            comparison.values.update(step.values)
            comparison.removed.update(step.removed)
            for node, at, key, check in step.added:
                comparison.added.setdefault(node, []).append((at, key, check))
            root = step.root or root
        if root is not None:
            match after.roots:
                case (MappingNode() as fields,):
                    found = fields.get(root[0])
                    return len(fields.values) == 1 and found is not None and root[1](found)
            return False
        return comparison.lists(before.roots, after.roots)

    # --- edits of findings

    def correction(self, edit: Edit) -> Step | None:
        """The edit of a finding as a step; None if it has no place."""
        start, end = self.range(edit.span)
        match edit.role:
            case "text":
                return Step((Splice(start, end, edit.text),))
            case "key":
                splice = Splice(start, end, styled(edit.text, self.text[start:end]))
                key = {(edit.span.line, edit.span.column): " ".join(edit.text.split())}
                return Step((splice,), keys=key)
            case "value" | "name":
                return self.corrected_value(edit)
            case "pair":
                step = self.key_removal(start, end, edit)
                place = edit.span.line, edit.span.column
                return step and step._replace(removed=self.empty_at(place))

    def corrected_value(self, edit: Edit) -> Step | None:
        """The replacement of a scalar, in its present style."""
        place = edit.span.line, edit.span.column
        scalar, within_flow = self.scalars().get(place, (None, False))
        if scalar is None:
            return None
        start, end = self.offset(scalar.start), self.offset(scalar.end)
        raw = self.text[start:end]
        words = " ".join(edit.text.split())

        def check(node: Node) -> bool:
            return (
                isinstance(node, ScalarNode)
                and not node.empty
                and " ".join(node.text.split()) == words
            )

        if not raw:
            at = self.behind_key(scalar)
            if at is None or within_flow:
                return None
            splice = Splice(at, at, f" {self.corrected_text(edit, raw)}")
            return Step((splice,), values={id(scalar): check})
        if raw[0] in "|>" and not scalar.plain:
            lines = _BLOCK.match(raw)
            if lines is None or lines["body"].split() != scalar.text.split():
                return None
            start, end = start + lines.start("body"), start + lines.end("body")
            return Step((Splice(start, end, words),), values={id(scalar): check})
        if scalar.plain and raw.split() != scalar.text.split():
            return None
        text = self.corrected_text(edit, raw, within_flow=within_flow)
        return Step((Splice(start, end, text),), values={id(scalar): check})

    def corrected_text(self, edit: Edit, raw: str, *, within_flow: bool = False) -> str:
        """The new text of a scalar as YAML, in the quotes of the old one."""
        if edit.role == "name":
            old = raw[1:-1] if raw[:1] in ("'", '"') else raw
            if scalar_text(old, text_field=True) != old:  # only the old one needed its quotes
                raw = ""
            return scalar_text(edit.text, raw, within_flow=within_flow, text_field=True)
        return styled(edit.text, raw, within_flow=within_flow)

    def scalars(self) -> Mapping[tuple[int, int], tuple[ScalarNode, bool]]:
        """Each scalar by the place that a finding about it points to, and whether it is within
        brackets.
        """
        if self._scalars is None:
            self._scalars = {}
            for node, within in self.walk():
                if isinstance(node, ScalarNode):
                    span = node.grip(self.path)
                    self._scalars.setdefault((span.line, span.column), (node, within))
        return self._scalars

    _scalars: dict[tuple[int, int], tuple[ScalarNode, bool]] | None = None

    def empty_at(self, place: tuple[int, int]) -> frozenset[int]:
        """The id of the node whose key is at a place and has neither a colon nor a value."""
        return frozenset(
            id(node)
            for node, _ in self.walk()
            if isinstance(node, ScalarNode)
            and node.start == node.end == node.key + node.key_size
            and self.path.line_and_column(node.key) == place
        )

    def key_removal(self, start: int, end: int, edit: Edit) -> Step | None:
        """The removal of a key and its value, with what separates them from their neighbours.

        A comment beside them stays.
        """
        line = self.at(edit.span.line, 1)
        ahead = self.text[line:start]
        behind = REST.match(self.text, end)
        if behind is None:  # it matches anything
            return None
        if behind["comma"]:
            end = behind.end("comma")
        elif behind["comment"]:
            end = behind.start("comment")
        if ahead.strip():  # within braces, behind another
            comma = re.search(r",[ \t]*\Z", ahead)
            if comma is None or behind["comment"]:
                return None
            start = line + comma.start()
            end = behind.start("comma") if behind["comma"] else end
        elif behind["break"] is not None and not behind["comment"]:
            start, end = line, behind.end("break")
        return Step((Splice(start, end, ""),))

    # --- inserting

    def item(self, route: Route, new: Payload, where: Position, document: int, name: str) -> Step:
        """The insertion of an item into a list."""
        found = self.node(route, document)
        if isinstance(where, str):
            refuse(name, "is a list, so it has no keys")
        if isinstance(found, SequenceNode) and found.nodes:
            index = self.index(where, len(found.nodes), name)
            added = ((id(found), index, None, new.check),)
            if self.in_brackets(found):
                text = self.inline(new, name)
                return Step(self.into_brackets(found, index, text, name), added=added)
            style = self.style(found)
            parts = self.parts(found)
            return Step(self.into_block(parts, index, new, style, name), added=added)
        if where not in (None, 0, 1):
            refuse(name, f"has no item {where}")
        if isinstance(found, SequenceNode) or (isinstance(found, ScalarNode) and found.empty):
            return self.filled(found, new, route, document, name)
        if found is not None:
            return self.single_as_list(found, new, name, before=where == 0)
        *ahead, key = route or (None,)
        if not isinstance(key, str) or (len(route) > 1 and not self.node(ahead, document)):
            refuse(name, "isn't there")
        if new.value is None:
            lines, offset = new.lines, self.style(name=key).offset

            def below(style: Style) -> list[str]:
                return [f"{_key(key)}:", *(shifted(lines(style), offset))]

            def only(style: Style) -> str | None:
                text = new.inline(style)
                return None if text is None else f"{_key(key)}: [{text}]"

            made = new._replace(lines=below, inline=only, key=key)
        else:
            value = new.value

            def behind(style: Style) -> list[str]:
                first, rest = value(key, style)
                return [f"{_key(key)}:{first}", *rest]

            def between(style: Style) -> str | None:
                text = new.inline(style)
                return None if text is None else f"{_key(key)}: [{text}]"

            made = new._replace(lines=behind, inline=between, key=key)
        made = made._replace(check=has_only(new.check), value=None)
        return self.pair(tuple(ahead), key, made, None, document, name)

    def pair(
        self, route: Route, key: str, new: Payload, where: Position, document: int, name: str
    ) -> Step:
        """The insertion of a pair into a mapping."""
        if not key.strip() or len(key) > MAX_KEY or "\n" in key or not key.isprintable():
            refuse(name, f"can't have a key like that; use up to {MAX_KEY} printable characters")
        found = self.node(route, document)
        if isinstance(found, MappingNode) and found.values:
            if key in found.values:
                refuse(name, f"already has {key}")
            if isinstance(where, str):
                if where not in found.values:
                    refuse(name, f"has no {where} to put {key} after")
                index = list(found.values).index(where) + 1
            else:
                index = self.index(where, len(found.values), name)
            added = ((id(found), index, key, new.check),)
            if self.in_brackets(found):
                text = self.inline(new, name)
                return Step(self.into_brackets(found, index, text, name), added=added)
            parts = self.parts(found)
            if parts[0].start != self.opening(found):  # it begins with a question mark
                refuse(name, "can't be added to as it is written")
            style = self.style(found, key)
            aligned = new._replace(lines=lambda style: self.aligned(found, new.lines(style)))
            return Step(self.into_block(parts, index, aligned, style, name), added=added)
        if found is None and not route:
            if len(self.document.roots) > document:
                refuse(name, "isn't a mapping")
            lines = new.lines(self.style())
            splices = self.line_splice(self.lines(), lines, unended=new.unended)
            return Step((splices,), root=(key, new.check))
        if isinstance(found, MappingNode) or (
            isinstance(found, ScalarNode) and found.empty and route
        ):
            return self.filled(found, new, route, document, name)
        if found is not None:
            refuse(name, "isn't a mapping")
        *ahead, last = route
        if not isinstance(last, str) or (ahead and self.node(ahead, document) is None):
            refuse(name, "isn't there")
        step = self.style(name=last).indent
        lines_of = new.lines

        def nested(style: Style) -> list[str]:
            return [f"{_key(last)}:", *shifted(lines_of(style), step)]

        def inline(style: Style) -> str | None:
            text = new.inline(style)
            return None if text is None else f"{_key(last)}: {{{text}}}"

        made = new._replace(lines=nested, inline=inline, check=has_only(new.check, key), key=last)
        return self.pair(tuple(ahead), last, made, None, document, name)

    def comments(
        self, route: Route, lines: Sequence[str], below: str | None, document: int, name: str
    ) -> Step:
        """The insertion of comments below a field of a mapping, or below its last one."""
        found = self.node(route, document)
        if not isinstance(found, MappingNode) or not found.values:
            refuse(name, "isn't a group of fields that comments could follow")
        if self.in_brackets(found) or self.within(route, document):
            refuse(name, "is written in braces, where comments aren't possible")
        if not all(line.startswith("#") and line.isprintable() for line in lines):
            refuse(name, "can't have a comment of several lines or with invisible characters")
        parts = self.parts(found)
        part = parts[-1]
        if below is not None:
            if below not in found.values:
                refuse(name, f"has no {below} to put a comment below")
            start = self.offset(found.values[below].key)
            part = next(part for part in parts if part.start == start)
        return Step((self.line_splice(part.last + 1, shifted(lines, part.column)),))

    def index(self, where: Position, number: int, name: str) -> int:
        if where is None:
            return number
        if not isinstance(where, int) or not 0 <= where <= number:
            refuse(name, f"has no place {where}")
        return where

    def inline(self, new: Payload, name: str) -> str:
        text = new.inline(self.style())
        if text is None:
            refuse(
                name,
                "would be in brackets, where comments and texts of several lines aren't possible",
            )
        return text

    def filled(self, found: Node, new: Payload, route: Route, document: int, name: str) -> Step:
        """The insertion of the first item or pair."""
        wanted = has_only(new.check, new.key)
        values = {id(found): wanted}
        pair = new.key is not None
        raw = self.text[self.opening(found) : self.end(found)]
        wide = BREAK.search(raw) or not route
        if self.within(route, document) or (self.in_brackets(found) and wide):
            text = self.inline(new, name)
            if not isinstance(found, ScalarNode):
                return Step(self.into_brackets(found, 0, text, name), values=values)
            text = f"{{{text}}}" if pair else f"[{text}]"
            start, end = self.offset(found.start), self.end(found)
            ahead = " " if self.text[start - 1 : start] in (":", ",") else ""
            return Step((Splice(start, end, ahead + text),), values=values)
        last = route[-1] if route else None
        style = self.style(name=last if isinstance(last, str) else None)
        if new.value is not None:
            first, rest = new.value(str(last), style)
        else:
            first, rest = "", shifted(new.lines(style), style.indent if pair else style.offset)
        if found.key < 0 and rest:  # an item of a list begins after the hyphen
            body = shifted(new.lines(style), 0)
            start, end = self.empty_value_range(found, name)
            column = self.column(start) + 1
            first, rest = f" {body[0]}", shifted(body[1:], column)
            return Step(self.put(start, end, first, rest, column - 1, new), values=values)
        start, end = self.empty_value_range(found, name)
        column = self.column(self.offset(found.key)) if found.key >= 0 else self.column(start) - 1
        return Step(self.put(start, end, first, shifted(rest, column), column, new), values=values)

    def single_as_list(self, found: Node, new: Payload, name: str, *, before: bool) -> Step:
        """The step that turns a single value into a list of two."""
        start, end = self.offset(found.start), self.end(found)
        raw = self.text[start:end]
        if BREAK.search(raw) or self.is_block_scalar(found) or not isinstance(found, ScalarNode):
            if not self.in_brackets(found) or BREAK.search(raw):
                refuse(name, "isn't a list, and can't be made one on a single line")
        if isinstance(found, ScalarNode) and found.plain:
            raw = styled(found.text, raw, within_flow=True)
        text = new.inline(self.style())
        if text is None:
            refuse(name, "isn't a list, and can't be made one on a single line")
        both = f"[{text}, {raw}]" if before else f"[{raw}, {text}]"
        first = same_text(found) if isinstance(found, ScalarNode) else equals(found)
        checks = (new.check, first) if before else (first, new.check)
        return Step((Splice(start, end, both),), values={id(found): has_all(checks)})

    def within(self, route: Route, document: int) -> bool:
        """Whether a route is within brackets, even if nothing is there."""
        ancestors = (self.node(route[:depth], document) for depth in range(len(route)))
        return any(node is not None and self.in_brackets(node) for node in ancestors)

    # --- removing

    def removal(self, route: Route, document: int, name: str) -> Step:
        """The removal of an item or a pair, with its own comments."""
        found = self.node(route, document)
        around = self.node(route[:-1], document) if route else None
        if found is None or isinstance(around, ScalarNode) or around is None:
            refuse(name, "isn't there" if route else "is the only thing in the text")
        children = self.children(around)
        index = next(number for number, child in enumerate(children) if child is found)
        removed = frozenset((id(found),))
        if self.in_brackets(around):
            return Step(self.out_of_brackets(around, index, name), removed=removed)
        parts = self.parts(around)
        if isinstance(around, MappingNode):
            start = self.offset(found.key)
            index = next(number for number, part in enumerate(parts) if part.start == start)
        if len(parts) == 1:
            if len(route) == 1:
                refuse(name, "is the only thing in the text")
            return self.emptied(around, parts[0], name)
        part = parts[index]
        if part.whole:
            start, end = self.own_lines(parts, index)
            above = index > 0 and self.ends_in_block(children[index - 1])
            return Step((self.line_cut(start, end, unended=not above),), removed=removed)
        below = parts[1]
        kept = [line for line in map(self.line, range(part.end, below.first)) if line.strip()]
        splices = [Splice(part.start, below.start, "")]
        if kept:
            ahead = self.line(part.first)
            indent = len(ahead) - len(ahead.lstrip())
            lines = [" " * indent + line.strip() for line in kept]
            splices.append(self.line_splice(part.first, lines))
        return Step(tuple(splices), removed=removed)

    # --- replacing

    def replacement(self, route: Route, value: Value, document: int, name: str) -> Step:
        """The replacement of the value of a key or an item."""
        found = self.node(route, document)
        if found is None or not route:
            refuse(name, "isn't there" if route else "is the only thing in the text")
        values = {id(found): has_value(value)}
        start, end = self.offset(found.start), self.end(found)
        raw = self.text[start:end]
        simple = isinstance(value, int) or (isinstance(value, str) and "\n" not in value)
        within = self.within(route, document)
        one_line = bool(raw) and self.line_at(start) == self.line_at(end)
        if isinstance(found, ScalarNode):
            one_line &= not self.is_block_scalar(found)
        else:
            one_line &= self.in_brackets(found)
        if within or (simple and one_line):
            if isinstance(value, (str, int)):
                like = raw if isinstance(found, ScalarNode) and not found.plain else ""
                names = holds_text(_key_of(route))
                text = scalar_text(value, like, within_flow=within, text_field=names)
            elif within:
                text = flow_text(value, self.style(), _key_of(route))
            if simple or within:
                return Step((Splice(start, end, text if raw else f" {text}"),), values=values)
        at = self.behind_key(found) if found.key >= 0 or not self.children(found) else None
        column = self.column(start)
        if found.key < 0:
            around = self.node(route[:-1], document)
            index = route[-1]
            if isinstance(around, SequenceNode) and isinstance(index, int):
                part = self.parts(around)[index]
                at, column = part.start + 1, part.column
        else:
            column = self.column(self.offset(found.key))
        if at is None:
            refuse(name, "can't be replaced as it is written")
        last = route[-1]
        if isinstance(last, str):
            lines = pair_lines(last, value, self.style(name=last))
            lines[0] = lines[0][len(_key(last)) + 1 :]
        else:
            around = self.node(route[:-1], document)
            lines = item_lines(value, self.style(around), _key_of(route))
            lines[0] = lines[0].removeprefix("-")
        return Step(self.exchanged(found, at, shifted(lines, 0), column, value), values=values)

    def renaming(self, route: Route, key: str, document: int, name: str) -> Step:
        """A new key for a value."""
        found = self.node(route, document)
        around = self.node(route[:-1], document) if route else None
        if found is None or not isinstance(around, MappingNode):
            refuse(name, "isn't there")
        if key in around.values:
            refuse(name, f"can't be renamed to {key}, which already exists")
        span = around.key_span(self.path, str(route[-1]))
        start, end = self.range(span)
        within = self.within((*route, ""), document)
        text = scalar_text(key, self.text[start:end], within_flow=within)
        return Step((Splice(start, end, text),), keys={(span.line, span.column): key})

    # --- moving

    def extracted(self, route: Route, document: int, name: str) -> Payload:
        """An item or a pair as written, with its comments, to be moved."""
        found = self.node(route, document)
        around = self.node(route[:-1], document) if route else None
        if found is None or around is None or isinstance(around, ScalarNode):
            refuse(name, "isn't there" if route else "is the only thing in the text")
        key = str(route[-1]) if isinstance(around, MappingNode) else None
        start = self.offset(found.key if key is not None else found.start)
        raw = self.text[start : self.end(found)]
        one_line = not BREAK.search(raw) and not self.is_block_scalar(found)
        if self.in_brackets(around):
            if not one_line:
                refuse(name, "is written on several lines between brackets")
            lines = [raw if key is not None else f"- {raw}"]
            above, behind = self.comments_in_brackets(around, start, self.end(found))
            lines = [*above, f"{lines[0]}  {behind}" if behind else lines[0]]
            return _moved(found, key, lines, None if above or behind else raw)
        parts = self.parts(around)
        part = next(
            part
            for part in parts
            if part.start == start
            or (key is None and part.first <= self.line_at(start) <= part.last)
        )
        numbers = range(part.lead, part.end)
        lines = [dedented(self.line(number), part.column) for number in numbers]
        if not part.whole:  # the first pair of an item: the hyphen is before it
            lines[0] = self.line(part.first)[part.column :]
        alone = one_line and len(lines) == 1 and self.line(part.first).rstrip().endswith(raw)
        in_line = alone and (isinstance(found, ScalarNode) or self.in_brackets(found))
        made = _moved(found, key, lines, raw if in_line else None)
        blanks, unended = self.blank_lines(parts), not self.ends_in_block(found)
        return made._replace(blank_lines=blanks, unended=unended)


_BLOCK = re.compile(
    r"[|>][^\r\n]*(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*[ ]+(?P<body>\S(?:.*\S)?)\s*\Z", re.DOTALL
)


def _key(text: str) -> str:
    return scalar_text(text)


def _key_of(route: Route) -> str:
    """The innermost key of a route."""
    return next((step for step in reversed(route) if isinstance(step, str)), "")


# --- what is inserted -----------------------------------------------------------------------------


def _item_payload(value: Value, key: str) -> Payload:
    def behind(key: str, style: Style) -> tuple[str, list[str]]:
        first, *rest = pair_lines(key, [value], style)
        return first[len(_key(key)) + 1 :], rest

    return Payload(
        lambda style: item_lines(value, style, key),
        lambda style: flow_text(value, style, key),
        behind,
        has_value(value),
        unended=may_end(value),
    )


def _pair_payload(key: str, value: Value, *, braced: bool = False) -> Payload:
    more = frozenset((key,)) if braced else frozenset()
    return Payload(
        lambda style: pair_lines(key, value, style._replace(braced=style.braced | more)),
        lambda style: flow_text({key: value}, style)[1:-1].strip(),
        None,
        has_value(value),
        key,
        unended=may_end(value),
    )


def _moved(node: Node, key: str | None, lines: list[str], inline: str | None) -> Payload:
    return Payload(lambda _: lines, lambda _: inline, None, equals(node), key)
