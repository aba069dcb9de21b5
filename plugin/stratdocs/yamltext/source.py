"""YAML text, and where each piece of it stands. Knows nothing of strategy.

One reader over the event stream of libyaml (or of PyYAML's own parser, where the C part is
missing). Scalars stay the text that was typed: what `no`, `1:30` or `012` mean is decided by the
field that holds them, so nothing of YAML 1.1 leaks in. Anchors, tags, duplicate keys and anything
beyond sane limits of depth and size are faults with a place; reading goes on after a fault wherever
it can, and says which lines it is not sure of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from yaml import (
    AliasEvent,
    BaseLoader,
    MappingEndEvent,
    MappingStartEvent,
    Mark,
    MarkedYAMLError,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    YAMLError,
)

from stratdocs.yamltext.places import LINE_ENDS
from stratdocs.yamltext.places import Edit as Edit
from stratdocs.yamltext.places import Fix as Fix
from stratdocs.yamltext.places import SourceFile as SourceFile
from stratdocs.yamltext.places import Span as Span

try:
    from yaml import CBaseLoader as _Parser

    FAST = True
except ImportError:  # PyYAML was installed without libyaml

    class _Parser(BaseLoader):  # type: ignore[no-redef]
        """PyYAML's pure Python parser, whose blocks end where they end in the C one."""

        def get_event(self) -> Any:
            """The next event; at the end of the text, blocks end below it."""
            event = super().get_event()  # type: ignore[no-untyped-call]  # so PyYAML has it
            mark = event.end_mark
            if event.start_mark is mark and mark.column and mark.index == self.index:
                event.end_mark = Mark(mark.name, mark.index, mark.line + 1, 0, None, 0)
            return event

    FAST = False

if TYPE_CHECKING:  # only a broken file needs recovery and pays the 3 ms of its import
    from stratdocs.yamltext.slips import Break, Problem, Vocabulary

MAX_DEPTH = 100
"""Levels of nesting; strategies use six or seven."""
MAX_TEXT = 100_000
"""Characters in one value; a long book chapter."""
MAX_FILE = 10_000_000
"""Characters in one file."""

_PLACE_SIGNS = {0xE000: "\ufffd", 0xE001: "\ufffd"}
"""Two private characters that mark places in pages while a site is built: no text may forge one."""
_CAREFUL = ("!", "&", "\\u", "\\U", "\ue000", "\ue001")
"""What a tag, an anchor and those characters need."""

NULLS = frozenset(("", "~", "null", "Null", "NULL"))
"""The spellings of null. In quotes they are text."""


class ScalarNode:
    """A single value, as the text that was typed.

    It keeps its place, and how far its end and its key are from there: small numbers, which Python
    has once each, where a strategy has a hundred thousand values.
    """

    __slots__ = ("_back", "_size", "key_size", "plain", "start", "text")

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        plain: bool,  # noqa: FBT001  # made 80,000 times, where names cost time
        key: int = -1,
        key_size: int = 0,
    ) -> None:
        self.text = text
        self.start = start
        self._size = end - start
        self.plain = plain
        self._back = start - key if key >= 0 else -1
        self.key_size = key_size

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
        return self.start + self._size

    @property
    def key(self) -> int:
        """Where its key begins; -1 without one."""
        return self.start - self._back if self._back >= 0 else -1

    def lines(self, path: SourceFile) -> tuple[int, int]:
        """The first and the last line, counted from 1."""
        return path.line_and_column(self.start)[0], path.line_and_column(self.end)[0]

    @property
    def empty(self) -> bool:
        """Whether it is null: no text, `~` or `null`, unquoted."""
        return self.plain and self.text in NULLS

    def grip(self, path: SourceFile) -> Span:
        """The value if it stands on one line, else its key."""
        span = path.span(self.start, self.end)
        if self.key >= 0 and (span.line != span.end_line or self.start == self.end):
            return _key_span(path, self)
        return span

    def within(self, path: SourceFile, start: int, end: int) -> Span:
        """A part of the text, from start to end; the whole where quotes or lines hide the part."""
        size = self.end - self.start
        if size == len(self.text):
            return path.span(self.start + start, self.start + end)
        if size == len(self.text) + 2:  # quotes
            return path.span(self.start + 1 + start, self.start + 1 + end)
        return self.grip(path)

    def __repr__(self) -> str:
        return f"ScalarNode({self.text!r})"


class SequenceNode:
    """A list of values."""

    __slots__ = ("end", "key", "key_size", "nodes", "start")

    def __init__(self, start: int) -> None:
        self.nodes: list[Node] = []
        self.start = start
        self.end = start
        self.key = -1
        self.key_size = 0

    def grip(self, path: SourceFile) -> Span:
        """The list's key, else its first character."""
        if self.key >= 0:
            return _key_span(path, self)
        return path.span(self.start, self.start + 1)

    def __repr__(self) -> str:
        return f"SequenceNode({self.nodes!r})"


class MappingNode:
    """Values by key."""

    __slots__ = ("end", "key", "key_size", "start", "values")

    def __init__(self, start: int = 0) -> None:
        self.values: dict[str, Node] = {}
        self.start = start
        self.end = start
        self.key = -1
        self.key_size = 0

    def get(self, name: str) -> Node | None:
        """The value of that name, None where there is none."""
        return self.values.get(name)

    def lines(self, path: SourceFile) -> tuple[int, int]:
        """The first and the last line, counted from 1."""
        first, _ = path.line_and_column(self.start)
        last, _ = path.line_and_column(self.end)
        # a mapping without braces ends where the next node begins
        braced = not any(node.key == self.start for node in self.values.values())
        return first, max(first, last - (not braced))

    def key_span(self, path: SourceFile, name: str) -> Span:
        """The place of a key."""
        return _key_span(path, self.values[name])

    def grip(self, path: SourceFile, names: tuple[str, ...] = ()) -> Span:
        """The value of the first of the names that is present, else its own key, or first key."""
        for name in names:
            node = self.values.get(name)
            if isinstance(node, ScalarNode) and not node.empty:
                return node.grip(path)
        if self.key >= 0:
            return _key_span(path, self)
        for node in self.values.values():
            return _key_span(path, node)
        return path.span(self.start, self.start + 1)

    def __repr__(self) -> str:
        return f"MappingNode({self.values!r})"


Node = ScalarNode | SequenceNode | MappingNode


def _key_span(path: SourceFile, node: Node) -> Span:
    """The place of a value's key."""
    return path.span(node.key, node.key + node.key_size)


_SHORT = 24
"""Characters of a value that is likely to be there several times."""
_MAX_KEY_LENGTH = 200
"""Characters of a key that is underlined whole; of a longer one only the first is."""


class Fault(NamedTuple):
    """Something in the text that YAML, or stratdocs, doesn't allow."""

    span: Span
    message: str
    related: tuple[tuple[Span, str], ...] = ()
    fix: Fix | None = None
    """The repair, where it follows from the text alone."""


class Document(NamedTuple):
    """What could be read of one text."""

    path: SourceFile
    roots: tuple[Node, ...]
    """The top value of each `---` document."""
    faults: tuple[Fault, ...]
    unsure: tuple[int, ...] = ()
    """Lines, counted from 1, that were changed or skipped to read on."""
    complete: bool = True
    """False where some of the text could not be read at all."""


def read(path: str, text: str, vocabulary: Callable[[], Vocabulary] = dict) -> Document:
    """Everything that can be read of a text, and every fault in it. Never raises for bad text.

    The vocabulary says which keys belong below which key. It is called only where the indentation
    of a line is in doubt.
    """
    text = text.removeprefix("\ufeff")
    if not text.isascii():
        for old in _YAML_1_1_BREAKS:
            if old in text:
                text = text.replace(old, " ")
    if len(text) > MAX_FILE:
        message = f"the file has {len(text):,} characters; the limit is {MAX_FILE:,}"
        fault = Fault(Span(path, 1, 1, 1, 2), message)
        return Document(SourceFile(path, text), (), (fault,), complete=False)
    builder = _Builder(SourceFile(path, text))
    try:
        builder.run(text)
    except _Stop:
        return Document(
            builder.path, tuple(builder.roots), tuple(builder.faults), (), complete=False
        )
    except (YAMLError, UnicodeEncodeError):
        blanks = _stray_blanks(text)
        if blanks:
            return _without_stray_blanks(path, text, blanks, vocabulary)
        return _recovered(path, text, vocabulary)
    blanks = _stray_blanks(text)
    if blanks and any(map(_has_blank_key, builder.roots)):
        return _without_stray_blanks(path, text, blanks, vocabulary)
    faults = tuple(builder.faults)
    if "\t" in text and _INDENTING_TAB.search(text):
        faults += tuple(_stray_tabs(path, lines_of(text)))
    return Document(builder.path, tuple(builder.roots), faults)


_YAML_1_1_BREAKS = "\x85\u2028\u2029"
"""Characters that broke lines in YAML 1.1 and are blanks in 1.2."""
_INDENTING_TAB = re.compile(r"^[ -]*\t", re.MULTILINE)


_BLANK_SIGNS = "\u00a0\u202f\u2002\u2003\u2005\u2007\u2009\u200a\u3000"
_STRAY_BLANKS = (
    f"(?m)(?:^|(?<=\\r))[ -]*([{_BLANK_SIGNS}][ {_BLANK_SIGNS}]*)(?=[\\w-]+:|- )"
    f"|(?:(?:^|(?<=\\r))[ -]*|[{{,]\\s*)[\\w-]+:([{_BLANK_SIGNS}][ {_BLANK_SIGNS}]*)(?=\\S)"
)
"""Spaces that aren't spaces to YAML, where it needs one: before a key, and after its colon."""


_GLUED = f"^[\\w-]+:[{_BLANK_SIGNS}]"


def _stray_blanks(text: str) -> list[tuple[int, int]]:
    """Start and end of the blanks that do not break where YAML may need one."""
    if text.isascii():
        return []
    return [match.span(match.lastindex or 0) for match in re.finditer(_STRAY_BLANKS, text)]


def _has_blank_key(node: Node) -> bool:
    """Whether a key holds a blank that can only be one that does not break: in front, or after a
    colon.
    """
    match node:
        case MappingNode():
            return any(key[:1].isspace() or re.search(_GLUED, key) for key in node.values) or any(
                map(_has_blank_key, node.values.values())
            )
        case SequenceNode():
            return any(map(_has_blank_key, node.nodes))
    return False


def _without_stray_blanks(
    path: str, text: str, blanks: list[tuple[int, int]], vocabulary: Callable[[], Vocabulary]
) -> Document:
    """The text read with blanks in place of those that do not break; each is a fault."""
    clean = list(text)
    for start, end in blanks:
        clean[start:end] = " " * (end - start)
    document = read(path, "".join(clean), vocabulary)
    place = SourceFile(path, text)
    again = {fault.span.line: fault for fault in document.faults}  # its indentation is wrong too
    found = []
    for start, end in blanks:
        span = place.span(start, end)
        fix: Fix | None = Fix(safe=True, edits=(Edit(span, " " * (end - start)),))
        message = _STRAY_BLANK
        if span.line in again:
            fix = again[span.line].fix
            removed = "".join((*clean[:start], *clean[end:])) if len(blanks) < _FEW else None
            less = read(path, removed, vocabulary) if removed is not None else None
            if less and not any(fault.span.line == span.line for fault in less.faults):
                fix = Fix(safe=True, edits=(Edit(span, ""),))
                message = "this is a non-breaking space, and one too many; leave it out"
        found.append(Fault(span, message, fix=fix))
    lines = {fault.span.line for fault in found}
    others = (fault for fault in document.faults if fault.span.line not in lines)
    return document._replace(
        faults=(*found, *others), unsure=tuple(sorted({*document.unsure, *lines}))
    )


_FEW = 50
"""For this many spaces the text is read again, to see whether one is one too many."""
_STRAY_BLANK = "this is a non-breaking space, as word processors write it; use a plain one"


class _Stop(Exception):
    """A limit was exceeded; what was read before is kept."""


class _Builder:
    """Turns the events of one text into nodes."""

    def __init__(self, path: SourceFile) -> None:
        self.path = path
        self.roots: list[Node] = []
        self.faults: list[Fault] = []
        self.duplicates: dict[int, list[tuple[str, Node]]] = {}
        """Values whose keys their mapping already has, by the mapping's identity."""

    def add_fault(self, start: int, end: int, message: str, *related: tuple[Span, str]) -> None:
        self.faults.append(Fault(self.path.span(start, end), message, related))

    def run(self, text: str) -> None:
        """Reads the text to its end. Raises YAMLError where it is not YAML."""
        try:
            self._run(text)
        except MarkedYAMLError as error:
            index = _too_deep_at(text, error)
            if index is None:
                raise
            self._stop(index)

    def _stop(self, at: int) -> NoReturn:
        self.add_fault(at, at + 1, f"nested more than {MAX_DEPTH} levels deep; the rest isn't read")
        raise _Stop

    def _run(self, text: str) -> None:  # noqa: C901  # the one loop over all there is to read
        next_event = _Parser(text).get_event
        # a short text without these characters exceeds no limit and holds neither tag nor anchor
        careful = len(text) > MAX_TEXT or any(sign in text for sign in _CAREFUL)
        parents: list[tuple[Any, str | None]] = []
        anchors: dict[str, tuple[str, bool]] = {}
        anchored: dict[str, int] = {}
        used: set[str] = set()
        inside: Any = None
        values: Any = None  # of the MappingNode that we are inside, else None
        nodes: Any = self.roots  # of the SequenceNode that we are inside, else None
        key: str | None = None
        key_at, key_size = -1, 0
        unended_at = -1 if text.endswith(("\n", "\r")) else len(text)
        while True:
            event: Any = next_event()
            kind = event.__class__
            if kind is ScalarEvent:
                start = event.start_mark.index
                value, plain = event.value, not event.style
                if careful:
                    value, plain = self._checked_scalar(event, start)
                    if event.anchor is not None:
                        anchored[event.anchor] = start
                        anchors[event.anchor] = value, plain
                if len(value) < _SHORT:  # fields, owners and days are there many times
                    value = intern(value)
                if key is None and nodes is None:
                    key = value
                    key_at = start
                    key_size = len(value) if plain else event.end_mark.index - start
                    if not 0 < key_size < _MAX_KEY_LENGTH:
                        key_size = 1
                    continue
                end = event.end_mark.index
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                start = event.start_mark.index
                if len(parents) >= MAX_DEPTH:
                    self._stop(start)
                if event.tag is not None:
                    self._report_tag(event, start)
                if event.anchor is not None:
                    anchored[event.anchor] = start
                    anchors.pop(event.anchor, None)
                node: Any = MappingNode(start) if kind is MappingStartEvent else SequenceNode(start)
                outer_key = None
                if nodes is not None:
                    nodes.append(node)
                elif key is not None:
                    node.key, node.key_size = key_at, key_size
                    self._add(inside, key, node)
                else:
                    if not any(outer is _UNUSABLE for _, outer in parents):  # reported already
                        self.add_fault(
                            start,
                            start + 1,
                            "a key must be a plain word, not a list or a mapping; quote "
                            "text that contains braces or brackets",
                        )
                    outer_key = _UNUSABLE  # its value still comes
                parents.append((inside, outer_key))
                inside, key = node, None
                if kind is MappingStartEvent:
                    values, nodes = node.values, None
                else:
                    values, nodes = None, node.nodes
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                mark = event.end_mark
                # libyaml takes a last line without a break for one that has it
                inside.end = mark.index + (mark.index == unended_at and not mark.column)
                around, key = parents.pop()
                if self.duplicates and id(inside) in self.duplicates:
                    self._report_duplicates(inside, around)
                inside = around
                values = nodes = None
                if inside.__class__ is MappingNode:
                    values = inside.values
                else:
                    nodes = self.roots if inside is None else inside.nodes
                continue
            elif kind is AliasEvent:
                start = event.start_mark.index
                end = start + len(event.anchor) + 1
                related: tuple[tuple[Span, str], ...] = ()
                used.add(event.anchor)
                if event.anchor in anchored:
                    at = anchored[event.anchor]
                    related = ((self.path.span(at, at + 1), "it stands for this"),)
                self.add_fault(
                    start,
                    end,
                    f"aliases aren't supported; repeat the value of *{event.anchor}",
                    *related,
                )
                value, plain = anchors.get(event.anchor, (f"*{event.anchor}", True))
                if key == "<<":
                    key = None
                    continue
            elif kind is StreamEndEvent:
                for name in anchors.keys() - used:
                    if anchors[name] != (f"&{name}", True):  # else it is reported already
                        self._report_sign("&", f"&{name}", anchored[name])
                return
            else:
                continue
            if nodes is not None:
                nodes.append(ScalarNode(value, start, end, plain))
            elif key is None:
                key, key_at, key_size = value, start, end - start
            else:
                if key in values or key is _UNUSABLE:
                    self._add(inside, key, ScalarNode(value, start, end, plain, key_at, key_size))
                else:
                    values[key] = ScalarNode(value, start, end, plain, key_at, key_size)
                key = None

    def _checked_scalar(self, event: Any, start: int) -> tuple[str, bool]:
        """A scalar's text, and whether it is plain; a tag or too long a text is a fault."""
        if event.tag is not None and event.value == "" and event.tag[:1] == "!":
            self._report_sign("!", event.tag, start)
            return event.tag, True
        if event.tag is not None:
            self._report_tag(event, start)
        if event.anchor is not None and event.value == "" and not event.style:
            self._report_sign("&", f"&{event.anchor}", start)
            return f"&{event.anchor}", True
        if len(event.value) > MAX_TEXT:
            message = f"this text has {len(event.value):,} characters; the limit is {MAX_TEXT:,}"
            self.add_fault(start, start + 1, message)
            return "", True
        return event.value.translate(_PLACE_SIGNS), not event.style

    def _add(self, mapping: MappingNode, key: str, node: Node) -> None:
        """Adds a value to a mapping, or to the duplicates if its key is there already."""
        if key is _UNUSABLE:
            return
        if key in mapping.values:
            self.duplicates.setdefault(id(mapping), []).append((key, node))
        else:
            mapping.values[key] = node

    def _report_duplicates(
        self, mapping: MappingNode, around: SequenceNode | MappingNode | None
    ) -> None:
        """Reports the keys that a mapping has twice.

        Where they look like a second item without its hyphen, reports that and splits the items.
        """
        extras = self.duplicates.pop(id(mapping))
        items = _split_items(self.path, mapping, extras) if isinstance(around, SequenceNode) else []
        if isinstance(around, SequenceNode) and items:
            around.nodes.extend(items)
            for item in items:
                name, node = next(iter(item.values.items()))
                self._report_duplicate(
                    name, node, mapping, "is a hyphen missing, and does a new item start here?"
                )
            return
        for name, node in extras:
            first_is_empty = _is_empty(mapping.values[name]) and not _is_empty(node)
            what_counts = "only this one has a value" if first_is_empty else "only the first counts"
            if isinstance(node, SequenceNode) and not first_is_empty:
                what_counts += ", so move the items of this one there"
            fix = None
            if isinstance(node, ScalarNode) and _is_same_scalar(node, mapping.values[name]):
                place = self.path.span(node.key, node.end)
                if node.grip(self.path).line == place.end_line:
                    fix = Fix(safe=True, edits=(Edit(place, "", "pair"),))
            self._report_duplicate(name, node, mapping, what_counts, fix)
            if first_is_empty:
                mapping.values[name] = node

    def _report_duplicate(
        self, name: str, node: Node, mapping: MappingNode, what: str, fix: Fix | None = None
    ) -> None:
        key = _key_span(self.path, node)
        first = _key_span(self.path, mapping.values[name])
        message = f"{name} is set twice; {what}"
        self.faults.append(Fault(key, message, ((first, "first written here"),), fix))

    def _report_sign(self, sign: str, text: str, start: int) -> None:
        """Reports a text that YAML takes for something else because of its first character."""
        self.add_fault(start, start + len(text), f"quote a text that begins with {sign}")

    def _report_tag(self, event: Any, start: int) -> None:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        self.add_fault(
            start,
            start + 1,
            f"YAML tags aren't supported; remove {tag}, or quote a text that begins with !",
        )


def _split_items(
    path: SourceFile, mapping: MappingNode, extras: list[tuple[str, Node]]
) -> list[MappingNode]:
    """The items after the first that one list item seems to hold; none if it is just one item.

    An item that has lost its hyphen begins with keys that the item above it has as well.
    """

    def column(index: int) -> int:
        return path.line_and_column(index)[1]

    pairs = sorted([*mapping.values.items(), *extras], key=lambda pair: pair[1].key)
    if len(extras) < 2 or any(column(node.key) != column(mapping.start) for _, node in pairs):
        return []
    groups: list[dict[str, Node]] = [{}]
    for name, node in pairs:
        if name in groups[-1]:
            groups.append({})
        groups[-1][name] = node
    if any(len(group.keys() & groups[0].keys()) < 2 for group in groups):
        return []
    items = [MappingNode(next(iter(group.values())).key) for group in groups[1:]]
    for item, group in zip(items, groups[1:], strict=True):
        item.values = group
        item.end = mapping.end
    for above, item in zip([mapping, *items], items, strict=False):
        above.end = item.start
    mapping.values = groups[0]
    return items


def _is_same_scalar(first: Node, second: Node) -> bool:
    """Whether both are scalars with the same value."""
    if not isinstance(first, ScalarNode) or not isinstance(second, ScalarNode):
        return False
    return first.text == second.text and first.empty == second.empty


def _is_empty(node: Node) -> bool:
    """Whether a node holds nothing."""
    match node:
        case ScalarNode():
            return node.empty or not node.text
        case SequenceNode():
            return not node.nodes
    return not node.values


_UNUSABLE = str(b"?", "ascii") + " "  # compared by identity, so that no key in a text equals it

# --- reading on after a syntax error ------------------------------------------------------------

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BLOCK = frozenset("|>")


def lines_of(text: str) -> list[str]:
    """The lines of a text as editors and YAML count them, without their ends."""
    return LINE_ENDS.split(text) if "\r" in text else text.split("\n")


def _recovered(path: str, text: str, vocabulary: Callable[[], Vocabulary]) -> Document:
    """What can be read after recovery; each slip is a fault."""
    from stratdocs.yamltext.recovery import MAX_REPAIRS, TAB, recover

    lines = lines_of(text)
    faults: list[Fault] = []
    unsure: set[int] = set()
    for number, line in enumerate(lines):
        match = _UNPRINTABLE.search(line)
        if match and len(faults) < MAX_REPAIRS:
            code = f"U+{ord(match[0]):04X}"
            span = Span(path, number + 1, match.start() + 1, number + 1, match.start() + 2)
            faults.append(Fault(span, f"{code} can't be used in text"))
        if match:
            lines[number] = _UNPRINTABLE.sub("\ufffd", line)
            unsure.add(number)
    recovery = recover(lines, _first_break, vocabulary())
    for slip in recovery.slips:
        span = Span(path, slip.line + 1, slip.column + 1, slip.line + 1, slip.column + 2)
        related: tuple[tuple[Span, str], ...] = ()
        if slip.related is not None:
            at, column, words = slip.related
            related = ((Span(path, at + 1, column + 1, at + 1, column + 2), words),)
        fix = None
        if slip.message is TAB:
            number = slip.line
            sure = number not in recovery.unsure
            fix = _indentation_fix(path, number, lines[number], recovery.lines[number], safe=sure)
        elif slip.fix is not None:
            place = Span(path, slip.line + 1, slip.fix.start + 1, slip.line + 1, slip.fix.end + 1)
            fix = Fix(slip.fix.safe, (Edit(place, slip.fix.text),))
        faults.append(Fault(span, slip.message, related, fix))
    unsure |= recovery.unsure
    complete = recovery.complete
    text = "\n".join(recovery.lines)
    builder = _Builder(SourceFile(path, text))
    try:
        builder.run(text)
    except (_Stop, YAMLError):  # what was read before is kept
        complete = False
    reported_lines = {fault.span.line for fault in faults}
    for fault in (*builder.faults, *_stray_tabs(path, recovery.lines)):
        places = (fault.span, *(span for span, _ in fault.related))
        if fault.span.line not in reported_lines and not any(s.line - 1 in unsure for s in places):
            faults.append(fault)
    return Document(
        builder.path,
        tuple(builder.roots),
        tuple(_tabs_together(faults, TAB)),
        tuple(sorted(number + 1 for number in unsure)),
        complete=complete,
    )


_INDENT_CHARACTERS = " \t-"
"""Characters in front of the content of a line."""


def _indentation_fix(path: str, number: int, line: str, wanted: str, *, safe: bool) -> Fix | None:
    """The fix that only changes the indentation of a line; None if more of it would change."""
    body = line.lstrip(_INDENT_CHARACTERS)
    if not wanted.endswith(body) or line == wanted:
        return None
    width = len(line) - len(body)
    span = Span(path, number + 1, 1, number + 1, width + 1)
    return Fix(safe=safe, edits=(Edit(span, wanted[: len(wanted) - len(body)]),))


def _first_break(text: str) -> Break | None:
    """Where reading of a text stops; None if it can be read to its end, or is nested too deep."""
    from stratdocs.yamltext.slips import Break, Problem

    opened: list[
        tuple[Mark, bool]
    ] = []  # where each open list or mapping began, and whether in brackets
    quote = (
        -1,
        -1,
        -1,
    )  # first line, column and last line of the last quoted text of several lines
    try:
        next_event = _Parser(text).get_event
        while True:
            event: Any = next_event()
            kind = event.__class__
            if kind is ScalarEvent:
                if event.style and event.style not in _BLOCK:
                    start, end = event.start_mark, event.end_mark
                    if start.line != end.line:
                        quote = (start.line, start.column, end.line)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                opened.append((event.start_mark, bool(event.flow_style)))
                if len(opened) > MAX_DEPTH:
                    return None
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                opened.pop()
            elif kind is StreamEndEvent:
                return None
    except MarkedYAMLError as error:
        if _too_deep_at(text, error) is not None:
            return None
        found = _break_at(text, error, opened)
        return found._replace(began=quote[:2]) if quote[2] == found.line else found
    except YAMLError as error:
        return Break(0, 0, Problem.OTHER, str(error))


def _break_at(text: str, error: MarkedYAMLError, opened: Sequence[tuple[Mark, bool]]) -> Break:
    """Where a parser stopped, and why.

    Parsers and their versions word it differently. So the problem is read off the text at the
    break and what is open there; nothing depends on the parser's message.
    """
    from stratdocs.yamltext.slips import Break, Problem

    stop, start = error.problem_mark or error.context_mark, error.context_mark
    if stop is None:
        return Break(0, 0, Problem.OTHER, str(error))
    in_quotes, unfinished = False, None
    if start is None or start.index == stop.index:
        problem = _problem_at(text, stop.index)
    elif (brackets := _is_flow(opened, start)) is not None:
        problem = _problem_inside(text[start.index] if brackets else "")
    else:
        problem = _problem_after(text, start, stop)
        in_quotes = text[start.index] in _QUOTES
        unfinished = None if problem is Problem.OTHER else start
    if opened and opened[-1][1] and not in_quotes:
        unfinished = opened[-1][0]
    began = None if unfinished is None else (unfinished.line, unfinished.column)
    return Break(stop.line, stop.column, problem, error.problem or "", began)


_QUOTES = frozenset("\"'")
_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'[^']*'""", re.DOTALL)
_UNUSUAL = re.compile(r"[@`%|>\t]")
_ESCAPED = re.compile(r"\\[^xuU\s]")


def _is_flow(opened: Sequence[tuple[Mark, bool]], start: Mark) -> bool | None:
    """Whether the list or mapping that began there is in brackets; None if none began there."""
    return next((flow for mark, flow in reversed(opened) if mark.index == start.index), None)


def _problem_at(text: str, at: int) -> Problem:
    """What is wrong with what begins at an index, whatever is around it."""
    from stratdocs.yamltext.slips import Problem

    if _UNUSUAL.match(text, at):
        return Problem.CHARACTER
    return Problem.COLON if text[at : at + 1] == ":" else Problem.OTHER


def _problem_inside(bracket: str) -> Problem:
    """What is wrong where a list or mapping cannot go on, by its opening bracket, if any."""
    from stratdocs.yamltext.slips import Problem

    return {"{": Problem.BRACE, "[": Problem.BRACKET}.get(bracket, Problem.LAYOUT)


def _problem_after(text: str, start: Mark, stop: Mark) -> Problem:
    """What is wrong with a value or key that began before the place where reading stops."""
    from stratdocs.yamltext.slips import Problem

    at = stop.index
    if text[start.index] in _QUOTES and not _QUOTED.match(text, start.index, at):
        if at >= len(text.rstrip()):
            return Problem.QUOTE
        # one parser stops at the backslash, the other after it
        escaped = text[start.index] == '"' and _ESCAPED.match(text, at - (text[at] != "\\"))
        return Problem.ESCAPE if escaped else Problem.QUOTED
    # that a line is not the key it has to be shows on a line below, or at the end
    below = start.line < stop.line and text[start.index] not in _BLOCK and text[at : at + 1] != "\t"
    ended = at >= len(text.rstrip()) and text[start.index].isalnum()
    return Problem.NO_COLON if below or ended else Problem.OTHER


_TOKENS = re.compile(r"""(?:^|(?<=\s))#.*|"(?:[^"\\]|\\.)*"|'[^']*'|[][{}]""", re.MULTILINE)


def _too_deep_at(text: str, error: MarkedYAMLError) -> int | None:
    """The index of the first bracket that is nested too deep, if that is why a parser stopped.

    Parsers have limits of their own and look ahead: one may give up at the thousandth bracket
    before it has emitted an event for the first.
    """
    end = error.problem_mark.index if error.problem_mark is not None else len(text)
    if text[end : end + 1] not in ("[", "{"):
        return None
    levels, read_to = _depth_and_end(text)
    found = None
    for token in _TOKENS.finditer(text, read_to, end + 1):
        match token[0]:
            case "[" | "{":
                levels += 1
                if levels == MAX_DEPTH + 1:
                    found = token.start()
            case "]" | "}":
                levels -= 1
    return found if levels > MAX_DEPTH else None


def _depth_and_end(text: str) -> tuple[int, int]:
    """How many levels are open after a parser's last event, and where that event ends."""
    next_event = _Parser(text).get_event
    levels = read_to = 0
    try:
        event: Any = next_event()
        while (kind := event.__class__) is not StreamEndEvent:
            read_to = event.end_mark.index
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                levels += 1
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                levels -= 1
            event = next_event()
    except YAMLError:
        pass
    return levels, read_to


def _tabs_together(faults: Sequence[Fault], message: str) -> Iterator[Fault]:
    """The faults, with one for all lines in a row that are indented with tabs, where these are
    many: a file from an editor that inserts tabs has them on every line.
    """
    tabs = [(f.span, f.fix) for f in faults if f.message is message and f.fix is not None]
    runs: list[list[tuple[Span, Fix]]] = []
    for span, fix in sorted(tabs, key=lambda tab: (tab[1].safe, tab[0].line)):
        near = runs and 0 <= span.line - runs[-1][-1][0].line <= _NEAR
        if near and runs[-1][-1][1].safe == fix.safe:
            runs[-1].append((span, fix))
        else:
            runs.append([(span, fix)])
    joined: dict[Span, Fault | None] = {}
    for run in runs:
        if len(run) > _FEW:
            first, safe = run[0][0], run[0][1].safe
            whole = f"{len(run)} lines are indented with tabs; use spaces"
            fix = Fix(safe, tuple(edit for _, fix in run for edit in fix.edits))
            joined.update({span: None for span, _ in run})
            joined[first] = Fault(first, whole, fix=fix)
    for fault in faults:
        found = joined.get(fault.span, fault) if fault.message is message else fault
        if found is not None:
            yield found


_NEAR = 10
"""Lines between two tabs that belong to one stretch of text."""
_FEW = 3
"""Lines with tabs that are reported one by one."""


def _stray_tabs(path: str, lines: Sequence[str]) -> Iterator[Fault]:
    """Tabs that indent a line where some parsers accept them: within brackets or text."""
    from stratdocs.yamltext.recovery import MAX_REPAIRS, TAB, leading_tab

    tabs = {
        number: tab
        for number, line in enumerate(lines)
        if "\t" in line and (tab := leading_tab(line)) is not None and line.strip()
    }
    if not tabs:
        return
    next_event = _Parser("\n".join(lines)).get_event
    try:
        event: Any = next_event()
        while (kind := event.__class__) is not StreamEndEvent:
            if kind is ScalarEvent and event.style and event.style in _BLOCK:
                start, end = event.start_mark, event.end_mark
                for number in range(start.line + 1, end.line + 1):
                    tabs.pop(number, None)
            event = next_event()
    except YAMLError:
        pass
    for number, tab in islice(tabs.items(), 10 * MAX_REPAIRS):
        line = lines[number]
        width = len(line) - len(line.lstrip(_INDENT_CHARACTERS))
        spaces = line[:width].expandtabs(4) + line[width:]
        fix = _indentation_fix(path, number, line, spaces, safe=True)
        yield Fault(Span(path, number + 1, tab + 1, number + 1, tab + 2), TAB, fix=fix)
