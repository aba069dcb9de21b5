"""Findings mended in the text itself, by cutting and pasting: all other bytes stay as they are.

What comes out is read again and compared with what was meant. A fix that would change anything else
is refused.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from stratdocs.model.decode import vocabulary
from stratdocs.model.finding import Finding
from stratdocs.yamltext.source import (
    Edit,
    Fix,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    SourceFile,
    Span,
    read,
)

ROUNDS = 10
"""How often is looked again, since some fixes only become possible, or needed, after others."""

Texts = Mapping[str, str]
Look = Callable[[Texts], Iterable[Finding]]


class Fixed(NamedTuple):
    """What became of texts."""

    texts: dict[str, str]
    """All of them, as they are now."""
    changed: tuple[str, ...]
    """The paths of those that are another now."""
    number: int
    """How many findings were mended."""
    refused: tuple[Finding, ...]
    """Findings whose fix would have changed more than it says, or that lie in a locked text."""


def fixed(texts: Texts, look: Look, *, unsafe: bool, locked: Collection[str] = ()) -> Fixed:
    """The texts after all fixes of what `look` finds in them; the unsafe ones only where asked for.

    Where two fixes touch the same place, the first is made, and the next look decides on the other.
    Nothing is changed in what is locked.
    """
    now = dict(texts)
    number = 0
    refused: dict[tuple[str, str, str], Finding] = {}
    for _ in range(ROUNDS):
        desk = _Desk(now, locked)
        made = desk.made(
            finding for finding in look(now) if finding.fix and (finding.fix.safe or unsafe)
        )
        refused |= {(one.rule, one.span.path, one.message): one for one in desk.refused}
        if not made:
            break
        now.update(desk.after)
        number += len(made)
    changed = tuple(path for path in now if now[path] != texts[path])
    return Fixed(now, changed, number, tuple(refused.values()))


def applied(texts: Texts, fix: Fix) -> dict[str, str] | None:
    """The texts that a single fix changes, as they are after it; None where it is refused."""
    desk = _Desk(texts, ())
    places = desk.places(fix)
    if places is None or not desk.holds([], [_Made(None, places)]):
        return None
    return desk.after


class Cut(NamedTuple):
    """A piece of a text, and what comes in its place."""

    span: Span
    text: str


def cuts(texts: Texts, findings: Iterable[Finding]) -> dict[Finding, tuple[Cut, ...]]:
    """What the fix of each finding cuts out and puts in, for programs that offer it one by one;
    findings whose fix would be refused are left out.
    """
    left = [finding for finding in findings if finding.fix is not None]
    told: dict[Finding, tuple[Cut, ...]] = {}
    for _ in range(ROUNDS):  # those that cut at the same place are tried one after the other
        desk = _Desk(texts, ())
        for finding, places in desk.made(left):
            if finding is not None:
                told[finding] = tuple(
                    desk.page(path).cut(place) for path in sorted(places) for place in places[path]
                )
        done = told.keys() | set(desk.refused)
        rest = [finding for finding in left if finding not in done]
        if not rest or len(rest) == len(left):
            break
        left = rest
    return told


def difference(before: Texts, after: Texts) -> str:
    """The texts that changed as a unified diff, which `git apply` and `patch -p1` understand."""
    from difflib import unified_diff

    said: list[str] = []
    for path in sorted(after):
        if after[path] == before[path]:
            continue
        one, other = _LINE.findall(before[path]), _LINE.findall(after[path])
        said.extend(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in unified_diff(one, other, f"a/{path}", f"b/{path}")
        )
    return "".join(said)


_LINE = re.compile(r"[^\n]*\n|[^\n]+")


# --- cutting and pasting --------------------------------------------------------------------------


class _Place(NamedTuple):
    """An edit as characters: from where to where, what comes there, and what it then says."""

    start: int
    end: int
    text: str
    edit: Edit


Places = dict[str, list[_Place]]


class _Made(NamedTuple):
    """A fix by where it cuts, and what it mends."""

    finding: Finding | None
    places: Places


class _Desk:
    """Texts on which fixes are tried."""

    def __init__(self, texts: Texts, locked: Collection[str]) -> None:
        self.before = texts
        self.locked = locked
        self.pages: dict[str, _Page] = {}
        self.after: dict[str, str] = {}
        """The texts that have changed."""
        self.refused: list[Finding] = []

    def made(self, findings: Iterable[Finding]) -> list[_Made]:
        """The fixes that could be made, which are in the texts then."""
        chosen: list[_Made] = []
        taken: dict[str, list[tuple[int, int]]] = {}
        for finding in findings:
            if finding.fix is None:
                continue
            places = self.places(finding.fix)
            if places is None:
                self.refused.append(finding)
            elif places and _reserved(taken, places):
                chosen.append(_Made(finding, places))
        return self.grown([], chosen)

    def grown(self, made: list[_Made], more: list[_Made]) -> list[_Made]:
        """Those made, and of the others as many as hold; which do not is found by halving."""
        if not more:
            return made
        if self.holds(made, more):
            return [*made, *more]
        if len(more) == 1:
            self.refused.extend(one.finding for one in more if one.finding is not None)
            return made
        half = len(more) // 2
        return self.grown(self.grown(made, more[:half]), more[half:])

    def holds(self, made: Iterable[_Made], more: Iterable[_Made]) -> bool:
        """Whether the texts say what they should after those fixes; they are changed then."""
        touched: Places = {path: [] for one in more for path in one.places}
        for one in (*made, *more):
            for path in one.places.keys() & touched:
                touched[path].extend(one.places[path])
        after: dict[str, str] = {}
        for path, places in touched.items():
            places.sort()
            after[path] = self.page(path).pasted(places)
            if not self.page(path).agrees(after[path], places):
                return False
        self.after.update(after)
        return True

    def places(self, fix: Fix) -> Places | None:
        """Where a fix cuts; None where it cannot. What stands there already is left out."""
        found: Places = {}
        for edit in fix.edits:
            path = edit.span.path
            if path not in self.before or path in self.locked:
                return None
            place = self.page(path).place(edit)
            if place is None:
                return None
            if self.before[path][place.start : place.end] != place.text:
                found.setdefault(path, []).append(place)
        return found

    def page(self, path: str) -> _Page:
        if path not in self.pages:
            self.pages[path] = _Page(path, self.before[path])
        return self.pages[path]


def _reserved(taken: dict[str, list[tuple[int, int]]], places: Places) -> bool:
    """Reserves the places, unless one of them is taken."""
    for path, found in places.items():
        others = taken.setdefault(path, [])
        for start, end, _, _ in found:
            at = bisect_left(others, (start, end))
            if (at < len(others) and others[at][0] < end) or (at and others[at - 1][1] > start):
                return False
            if at < len(others) and others[at] == (start, end):
                return False
    for path, found in places.items():
        for start, end, _, _ in found:
            at = bisect_left(taken[path], (start, end))
            taken[path].insert(at, (start, end))
    return True


class _Page:
    """One text: its characters, and what it says where."""

    def __init__(self, path: str, text: str) -> None:
        self.text = text
        self.document = read(path, text, vocabulary)
        self.path = self.document.path
        mark = text.startswith("\ufeff")
        self.starts = [int(mark), *(match.end() for match in _BREAK.finditer(text))]
        self.values: dict[tuple[int, int], tuple[ScalarNode, bool]] = {}
        for root in self.document.roots:
            self.index(root, within_flow=False)

    def index(self, node: Node, *, within_flow: bool) -> None:
        """Notes each single value by the place where a finding about it points to."""
        match node:
            case ScalarNode():
                span = node.grip(self.path)
                self.values.setdefault((span.line, span.column), (node, within_flow))
                return
            case SequenceNode():
                inner: Iterable[Node] = node.nodes
            case MappingNode():
                inner = node.values.values()
        flow = within_flow or self.text.startswith(
            ("{", "["), self.at(*self.path.line_and_column(node.start))
        )
        for one in inner:
            self.index(one, within_flow=flow)

    def at(self, line: int, column: int) -> int:
        """The character at a line and column."""
        if line > len(self.starts):
            return len(self.text)
        end = self.starts[line] if line < len(self.starts) else len(self.text)
        return min(self.starts[line - 1] + column - 1, end)

    def range(self, span: Span) -> tuple[int, int]:
        return self.at(span.line, span.column), self.at(span.end_line, span.end_column)

    def cut(self, place: _Place) -> Cut:
        """A place as others count: by line and column."""
        first, last = (bisect_right(self.starts, at) for at in (place.start, place.end))
        start, end = place.start - self.starts[first - 1], place.end - self.starts[last - 1]
        return Cut(Span(self.path, first, start + 1, last, end + 1), place.text)

    def place(self, edit: Edit) -> _Place | None:
        """Where an edit cuts, and what it pastes; None where it cannot be made."""
        start, end = self.range(edit.span)
        match edit.role:
            case "text":
                return _Place(start, end, edit.text, edit)
            case "key":
                return _Place(start, end, styled(edit.text, self.text[start:end]), edit)
            case "value":
                return self.value(edit)
            case "pair":
                return self.without(start, end, edit)

    def value(self, edit: Edit) -> _Place | None:
        """A single value, written in the style that it has."""
        scalar, within_flow = self.values.get((edit.span.line, edit.span.column), (None, False))
        if scalar is None:
            return None
        start = self.at(*self.path.line_and_column(scalar.start))
        end = self.at(*self.path.line_and_column(scalar.end))
        raw = self.text[start:end]
        if not raw:
            return None
        if raw[0] in "|>" and not scalar.plain:
            lines = _BLOCK.match(raw)
            if lines is None or lines["said"].split() != scalar.text.split():
                return None
            start, end = start + lines.start("said"), start + lines.end("said")
            return _Place(start, end, " ".join(edit.text.split()), edit)
        if scalar.plain and raw.split() != scalar.text.split():
            return None
        return _Place(start, end, styled(edit.text, raw, within_flow=within_flow), edit)

    def without(self, start: int, end: int, edit: Edit) -> _Place | None:
        """A key and its value, to be cut out with what parts them from their neighbours.

        A comment beside them stays where it is.
        """
        line = self.at(edit.span.line, 1)
        ahead = self.text[line:start]
        behind = _REST.match(self.text, end)
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
        return _Place(start, end, "", edit)

    def pasted(self, places: Sequence[_Place]) -> str:
        """The text after edits, which are in order and apart."""
        parts: list[str] = []
        at = 0
        for start, end, text, _ in places:
            parts.extend((self.text[at:start], text))
            at = end
        parts.append(self.text[at:])
        return "".join(parts)

    def agrees(self, text: str, places: Sequence[_Place]) -> bool:
        """Whether a text says what this one does, but for what the edits say."""
        after = read(self.path, text, vocabulary)
        before = self.document
        if before.complete and (not after.complete or len(after.faults) > len(before.faults)):
            return False
        keys: dict[tuple[int, int], str] = {}
        values: dict[tuple[int, int], str] = {}
        for _, _, _, edit in places:
            if edit.role in ("key", "value"):
                said = keys if edit.role == "key" else values
                said[edit.span.line, edit.span.column] = " ".join(edit.text.split())
        comparison = _Comparison(self.path, keys, values, whole=before.complete)
        return comparison.lists(before.roots, after.roots)


_BREAK = re.compile("\r\n|\r|\n")
_REST = re.compile(r"[ \t]*(?P<comma>,[ \t]*)?(?P<comment>(?<=[ \t,])#)?(?P<break>\r\n|\r|\n|\Z)?")
_BLOCK = re.compile(
    r"[|>][^\r\n]*(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*[ ]+(?P<said>\S(?:.*\S)?)\s*\Z", re.DOTALL
)


class _Comparison(NamedTuple):
    """Proves that edits of a text changed nothing but what they were meant to.

    It compares what was read, place by place; whether a strategy changed is for `model.diff` to
    say.
    """

    path: SourceFile
    keys: Mapping[tuple[int, int], str]
    """What a key is called after them, by its place before."""
    values: Mapping[tuple[int, int], str]
    whole: bool
    """Whether the text could be read to its end before; else there may be more now."""

    def nodes(self, before: Node, after: Node) -> bool:
        match before, after:
            case ScalarNode(), ScalarNode():
                span = before.grip(self.path)
                said = self.values.get((span.line, span.column))
                if said is not None:
                    return not after.empty and " ".join(after.text.split()) == said
                return before.text == after.text and before.plain == after.plain
            case SequenceNode(), SequenceNode():
                return self.lists(before.nodes, after.nodes)
            case MappingNode(), MappingNode():
                names = [self.name(before, name) for name in before.values]
                if len(set(names)) < len(names) or (self.whole and len(names) < len(after.values)):
                    return False
                return all(
                    (found := after.get(name)) is not None and self.nodes(node, found)
                    for name, node in zip(names, before.values.values(), strict=True)
                )
        return False

    def lists(self, before: Sequence[Node], after: Sequence[Node]) -> bool:
        if len(before) > len(after) or (self.whole and len(before) < len(after)):
            return False
        return all(self.nodes(one, other) for one, other in zip(before, after, strict=False))

    def name(self, fields: MappingNode, name: str) -> str:
        span = fields.key_span(self.path, name)
        return self.keys.get((span.line, span.column), name)


# --- how a value is written -----------------------------------------------------------------------


def styled(text: str, like: str, *, within_flow: bool = False) -> str:
    """A text as a YAML value on one line, with the quotes of the one it replaces.

    Where that has none, it gets some only if it must.
    """
    text = " ".join(text.split())
    if like[:1] == '"' or not text.isprintable():
        return '"' + "".join(map(_escaped, text)) + '"'
    if like[:1] == "'" or not _plain(text, within_flow=within_flow):
        return "'" + text.replace("'", "''") + "'"
    return text


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char.isprintable():
        return char
    code = ord(char)
    return (
        f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
    )


def _plain(text: str, *, within_flow: bool) -> bool:
    """Whether the text means itself without quotes, there where it is to stand."""
    if _SIMPLE.fullmatch(text):
        return True
    document = read("", f"- {{k: {text}}}" if within_flow else f"- k: {text}")
    if document.faults or len(document.roots) != 1:
        return False
    return any(value == text for value in _plain_texts(document.roots[0]))


def _plain_texts(node: Node) -> Iterator[str]:
    match node:
        case SequenceNode(nodes=[MappingNode() as fields]):
            value = fields.get("k")
            if len(fields.values) == 1 and isinstance(value, ScalarNode) and value.plain:
                if not value.empty:
                    yield value.text


_SIMPLE = re.compile(r"(?!(?i:null)\Z)[A-Za-z][\w-]*(?: [\w%-]+)*")
