"""YAML text, and where each piece of it stands. Knows nothing of strategy.

One reader over the event stream of libyaml (or of PyYAML's own parser, where the C part is
missing). Scalars stay the text that was typed: what `no`, `1:30` or `012` mean is said by the field
that holds them, so nothing of YAML 1.1 leaks in. Anchors, tags, duplicate keys and anything beyond
sane limits of depth and size are faults with a place; reading goes on behind a fault wherever it
can, and says which lines it is not sure of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

try:
    from yaml._yaml import CParser as _Parser

    FAST = True
except ImportError:  # PyYAML was installed without libyaml
    from yaml.composer import Composer
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class _Parser(Reader, Scanner, Parser, Composer):  # type: ignore[no-redef]
        """PyYAML's pure Python parser, with the interface of the C one."""

        def __init__(self, stream: str) -> None:
            Reader.__init__(self, stream)
            Scanner.__init__(self)
            Parser.__init__(self)
            Composer.__init__(self)

    FAST = False

from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

MAX_DEPTH = 100
"""Levels of nesting; strategies use six or seven."""
MAX_TEXT = 100_000
"""Characters in one value; a long book chapter."""
MAX_FILE = 10_000_000
"""Characters in one file."""
MAX_REPAIRS = 20
"""Syntax errors told of one file before reading of it stops."""

_SHIFT = 20
_MASK = (1 << _SHIFT) - 1
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


class Span(NamedTuple):
    """A place in a text. Lines and columns count characters from 1; the end is exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


class Scalar:
    """A single value, as the text that was typed."""

    __slots__ = ("end", "key", "plain", "start", "text")

    def __init__(self, text: str, start: int, end: int, plain: bool) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.plain = plain
        self.key = -1

    @property
    def empty(self) -> bool:
        """Whether nothing is said: no text, `~` or `null`, unquoted."""
        return self.plain and self.text in _NULLS

    def grip(self, path: str) -> Span:
        """The value if it stands on one line, else its key."""
        if self.key >= 0 and (self.start == self.end or self.start >> _SHIFT != self.end >> _SHIFT):
            return _key_span(path, self.key)
        return _span(path, self.start, self.end)

    def within(self, path: str, start: int, end: int) -> Span:
        """The characters of the text from start to end; the whole where its layout is not plain."""
        if self.end - self.start == len(self.text):
            return _span(path, self.start + start, self.start + end)
        if self.end - self.start == len(self.text) + 2:  # quotes
            return _span(path, self.start + 1 + start, self.start + 1 + end)
        return self.grip(path)

    def __repr__(self) -> str:
        return f"Scalar({self.text!r})"


class Items:
    """A list of values."""

    __slots__ = ("end", "key", "nodes", "start")

    def __init__(self, start: int) -> None:
        self.nodes: list[Node] = []
        self.start = start
        self.end = start
        self.key = -1

    def grip(self, path: str) -> Span:
        """The list's key, else its first character."""
        if self.key >= 0:
            return _key_span(path, self.key)
        return _span(path, self.start, self.start + 1)

    def __repr__(self) -> str:
        return f"Items({self.nodes!r})"


class Fields:
    """Named values."""

    __slots__ = ("end", "key", "start", "values")

    def __init__(self, start: int = 0) -> None:
        self.values: dict[str, Node] = {}
        self.start = start
        self.end = start
        self.key = -1

    def get(self, name: str) -> Node | None:
        """The value of that name, None where there is none."""
        return self.values.get(name)

    @property
    def lines(self) -> tuple[int, int]:
        """The first and the last line, counted from 1."""
        first = (self.start >> _SHIFT) + 1
        return first, max(first, self.end >> _SHIFT)

    def key_span(self, path: str, name: str) -> Span:
        """The place of a key."""
        return _key_span(path, self.values[name].key)

    def grip(self, path: str, names: tuple[str, ...] = ()) -> Span:
        """The value of the first of the names that is there, else the key of the whole, else the first key."""
        for name in names:
            node = self.values.get(name)
            if isinstance(node, Scalar) and not node.empty:
                return node.grip(path)
        if self.key >= 0:
            return _key_span(path, self.key)
        for node in self.values.values():
            return _key_span(path, node.key)
        return _span(path, self.start, self.start + 1)

    def __repr__(self) -> str:
        return f"Fields({self.values!r})"


Node = Scalar | Items | Fields


def _span(path: str, start: int, end: int) -> Span:
    return Span(
        path,
        (start >> _SHIFT) + 1,
        (start & _MASK) + 1,
        (end >> _SHIFT) + 1,
        (end & _MASK) + 1,
    )


def _key_span(path: str, key: int) -> Span:
    """A key's place; its length is kept above the line, since keys are short."""
    start, length = key & _KEY_MASK, key >> _KEY_SHIFT
    return _span(path, start, start + length)


_KEY_SHIFT = 56
_KEY_MASK = (1 << _KEY_SHIFT) - 1
_MAX_KEY = 200


class Fault(NamedTuple):
    """Something in the text that YAML, or we, do not allow; with the place it clashes with, if any."""

    span: Span
    message: str
    related: tuple[tuple[Span, str], ...] = ()


class Document(NamedTuple):
    """What could be read of one text."""

    path: str
    roots: tuple[Node, ...]
    """The top value of each `---` document."""
    faults: tuple[Fault, ...]
    unsure: tuple[int, ...] = ()
    """Lines, counted from 1, that had to be mended or passed over to read on."""
    complete: bool = True
    """False where some of the text could not be read at all."""


def read(path: str, text: str) -> Document:
    """Everything that can be read of a text, and every fault in it. Never raises for bad text."""
    if text.startswith("\ufeff"):
        text = text[1:]
    if len(text) > MAX_FILE:
        message = f"the file has {len(text):,} characters; the limit is {MAX_FILE:,}"
        return Document(path, (), (Fault(Span(path, 1, 1, 1, 2), message),), complete=False)
    builder = _Builder(path)
    try:
        builder.run(text)
    except _Stop:
        return Document(path, tuple(builder.roots), tuple(builder.faults), (), complete=False)
    except (YAMLError, UnicodeEncodeError) as error:
        return _repaired(path, text, error)
    return Document(path, tuple(builder.roots), tuple(builder.faults))


class _Stop(Exception):
    """A limit was passed; what was read before it stands."""


def _pack(line: int, column: int) -> int:
    return line << _SHIFT | (column if column < _MASK else _MASK)


class _Builder:
    """Turns the events of one text into nodes."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.roots: list[Node] = []
        self.faults: list[Fault] = []

    def fault(self, start: int, end: int, message: str, *related: tuple[Span, str]) -> None:
        self.faults.append(Fault(_span(self.path, start, end), message, related))

    def run(self, text: str) -> None:
        """Reads the text to its end. Raises YAMLError where YAML's grammar breaks."""
        next_event = _Parser(text).get_event
        parents: list[Items | Fields] = []
        pending: list[Scalar | None] = []  # the key that waits for its value, one a level
        anchors: dict[str, Scalar] = {}
        anchored: dict[str, int] = {}
        inside: Items | Fields | None = None
        key: Scalar | None = None
        skip = False  # the value that follows belongs to a key that does not count
        while True:
            event: Any = next_event()
            kind = event.__class__
            if kind is ScalarEvent:
                mark, stop = event.start_mark, event.end_mark
                value = event.value
                start = mark.line << _SHIFT | mark.column
                end = stop.line << _SHIFT | stop.column
                if mark.column > _MASK or stop.column > _MASK:
                    start, end = _pack(mark.line, mark.column), _pack(stop.line, stop.column)
                node: Node = Scalar(value, start, end, not event.style)
                if len(value) > MAX_TEXT:
                    self.fault(
                        start,
                        start + 1,
                        f"this text has {len(value):,} characters; the limit is {MAX_TEXT:,}",
                    )
                    node = Scalar("", start, end, True)
                if event.tag is not None:
                    self._tag(event, start)
                if event.anchor is not None:
                    anchored[event.anchor] = start
                    if isinstance(node, Scalar):
                        anchors[event.anchor] = node
                if inside.__class__ is Fields and key is None:
                    key = node if isinstance(node, Scalar) else Scalar("", start, end, True)
                    continue
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                mark = event.start_mark
                start = _pack(mark.line, mark.column)
                if len(parents) >= MAX_DEPTH:
                    self.fault(
                        start,
                        start + 1,
                        f"nested more than {MAX_DEPTH} levels deep; read no further",
                    )
                    raise _Stop
                if event.tag is not None:
                    self._tag(event, start)
                if event.anchor is not None:
                    anchored[event.anchor] = start
                    anchors.pop(event.anchor, None)
                if inside.__class__ is Fields and key is None:
                    self.fault(
                        start,
                        start + 1,
                        "a key must be a plain word, not a list or a mapping; "
                        "text that holds braces or brackets needs quotes",
                    )
                    skip = True
                node = Fields(start) if kind is MappingStartEvent else Items(start)
                self._put(inside, key, node, skip)
                skip = False
                if inside is not None:
                    parents.append(inside)
                else:
                    parents.append(_TOP)
                # a key that was itself a list or mapping still waits for its value
                pending.append(_UNUSABLE if inside.__class__ is Fields and key is None else None)
                inside, key = node, None
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                mark = event.end_mark
                assert inside is not None
                inside.end = _pack(mark.line, mark.column)
                top = parents.pop()
                key = pending.pop()
                inside = None if top is _TOP else top
                continue
            elif kind is AliasEvent:
                mark, stop = event.start_mark, event.end_mark
                start, end = _pack(mark.line, mark.column), _pack(stop.line, stop.column)
                related = ()
                if event.anchor in anchored:
                    at = anchored[event.anchor]
                    related = ((_span(self.path, at, at + 1), "it stands for this"),)
                self.fault(
                    start,
                    end,
                    f"*{event.anchor} is an alias; write the value itself, "
                    "so that each has one place to be read and reviewed",
                    *related,
                )
                held = anchors.get(event.anchor)
                node = Scalar(held.text if held else "", start, end, held.plain if held else True)
                if inside.__class__ is Fields and key is None:
                    key = node
                    continue
                if key is not None and key.text == "<<":
                    key = None
                    continue
            elif kind is StreamEndEvent:
                return
            else:
                continue
            if inside.__class__ is Items:
                inside.nodes.append(node)  # type: ignore[union-attr]  # the class was just asked
            else:
                self._put(inside, key, node, False)
                key = None

    def _put(
        self, inside: Items | Fields | None, key: Scalar | None, node: Node, skip: bool
    ) -> None:
        """Hangs a value where it belongs."""
        if inside is None:
            self.roots.append(node)
        elif inside.__class__ is Items:
            inside.nodes.append(node)  # type: ignore[union-attr]  # the class was just asked
        elif key is not None and key is not _UNUSABLE and not skip:
            values = inside.values  # type: ignore[union-attr]  # the class was just asked
            length = key.end - key.start
            node.key = key.start | (length if 0 < length < _MAX_KEY else 1) << _KEY_SHIFT
            if key.text in values:
                first = _key_span(self.path, values[key.text].key)
                self.fault(
                    key.start,
                    key.start + (length if 0 < length < _MAX_KEY else 1),
                    f"{key.text} is written twice here; the first one counts",
                    (first, "first written here"),
                )
            else:
                values[key.text] = node

    def _tag(self, event: Any, start: int) -> None:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        self.fault(
            start,
            start + 1,
            f"{tag} is a YAML tag; leave it out, each field knows how its value is read",
        )


_TOP = Items(0)
_UNUSABLE = Scalar("", 0, 0, True)

# --- reading on behind a syntax error -----------------------------------------------------------

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _repaired(path: str, text: str, error: YAMLError | UnicodeEncodeError) -> Document:
    """Mends one line at a time until the text can be read, and tells each mend as a fault.

    A tab in the indentation becomes spaces; any other line that cannot be read is left out. Lines keep their
    numbers, so that whatever is found further down still points at the right place.
    """
    faults: list[Fault] = []
    unsure: list[int] = []
    clean = _UNPRINTABLE.sub("\ufffd", text)
    if clean != text:
        for number, line in enumerate(text.splitlines(), 1):
            match = _UNPRINTABLE.search(line)
            if match:
                span = Span(path, number, match.start() + 1, number, match.start() + 2)
                code = f"U+{ord(match[0]):04X}"
                faults.append(Fault(span, f"{code} is not a character that text may hold"))
                unsure.append(number)
            if len(faults) >= MAX_REPAIRS:
                break
    lines = clean.split("\n")
    builder = _Builder(path)
    complete = True
    repairs = 0
    while True:
        builder = _Builder(path)
        try:
            builder.run("\n".join(lines))
        except _Stop:
            complete = False
            break
        except MarkedYAMLError as broken:
            repairs += 1
            place = _place(broken, lines)
            if place is None or repairs > MAX_REPAIRS:
                complete = False
                break
            line, column, message = place
            span = Span(path, line + 1, column + 1, line + 1, column + 2)
            related = ()
            mark = broken.context_mark
            if mark is not None and mark.line != line and broken.context:
                start = Span(path, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
                related = ((start, f"{broken.context} that began here"),)
            if line + 1 not in unsure:
                faults.append(Fault(span, message, related))
            if not _mend(lines, line, broken, unsure):
                complete = False
                break
            continue
        except YAMLError as broken:
            faults.append(Fault(Span(path, 1, 1, 1, 2), f"cannot be read: {broken}"))
            complete = False
            break
        break
    return Document(
        path,
        tuple(builder.roots),
        (*faults, *builder.faults),
        tuple(sorted(set(unsure))),
        complete=complete,
    )


def _place(broken: MarkedYAMLError, lines: list[str]) -> tuple[int, int, str] | None:
    """Line and column, from 0, of a syntax error, and what it is in plain words."""
    mark = broken.problem_mark or broken.context_mark
    if mark is None:
        return None
    line, column = min(mark.line, len(lines) - 1), mark.column
    problem = broken.problem or "cannot be read"
    tab = _leading_tab(lines[line])
    if tab is not None and column <= tab:
        return line, tab, "a tab indents this line; YAML wants spaces"
    while line > 0 and not lines[line].strip():  # the parser notices behind the fault
        line -= 1
        column = len(lines[line])
    return line, column, _WORDS.get(problem, problem)


_WORDS = {
    "mapping values are not allowed in this context": (
        "a colon is not expected here; text that holds `: ` needs quotes"
    ),
    "did not find expected key": "this line does not fit the lines above: look at its indentation",
    "did not find expected '-' indicator": (
        "this line does not fit the list above: look at its indentation"
    ),
    "could not find expected ':'": "this line has no colon, so it names no field",
    "found unexpected end of stream": "a quote or bracket is opened and never closed",
    "did not find expected ',' or '}'": "a comma or } is missing here",
    "did not find expected ',' or ']'": "a comma or ] is missing here",
    "found undefined alias": "this is an alias for something that is defined nowhere; "
    "text that starts with * needs quotes",
    "found character that cannot start any token": "no value can start with this character; "
    "put the text into quotes",
}


def _leading_tab(line: str) -> int | None:
    blank = line[: len(line) - len(line.lstrip())]
    return blank.index("\t") if "\t" in blank else None


def _mend(lines: list[str], line: int, broken: MarkedYAMLError, unsure: list[int]) -> bool:
    """Changes the line at fault so that reading gets further; False where nothing is left to do."""
    tab = _leading_tab(lines[line])
    if tab is not None:
        body = lines[line].lstrip()
        for width in _indents(lines, line):
            trial = [*lines[:line], " " * width + body, *lines[line + 1 :]]
            if _gets_past("\n".join(trial), line):
                lines[line] = " " * width + body
                return True
    unsure.append(line + 1)
    if lines[line].strip():
        lines[line] = ""
        return True
    # nothing left on that line: give up the line where the unfinished thing began
    mark = broken.context_mark
    if mark is not None and mark.line < len(lines) and lines[mark.line].strip():
        unsure.append(mark.line + 1)
        lines[mark.line] = ""
        return True
    return False


def _indents(lines: list[str], line: int) -> Iterator[int]:
    """Widths that the line may have been meant to have, most likely first."""
    for step in (-1, 1):
        near = line + step
        while 0 <= near < len(lines) and not lines[near].strip():
            near += step
        if 0 <= near < len(lines):
            body = lines[near].lstrip(" ")
            width = len(lines[near]) - len(body)
            if body.startswith("- ") and not lines[line].lstrip().startswith("-"):
                yield width + 2
            yield width
    yield from (2, 4, 6, 8, 0)


def _gets_past(text: str, line: int) -> bool:
    try:
        _Builder("").run(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return mark is not None and mark.line > line
    except (YAMLError, _Stop):
        return False
    return True
