"""What is being written at a place in a text, read from its lines.

The tree of a text does not say it: while somebody types, the text is often broken right there. A
line above that is indented less holds what is below it, whatever stands between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

Place = Literal["key", "value", "link", "text", "comment"]
"""What stands at the place: a key, a value, the id in `[[...]]`, prose, or a comment."""


class Level(NamedTuple):
    """A group of fields around the place."""

    key: str
    """The key below which it stands; empty at the top of a file."""
    keys: Mapping[str, str]
    """The keys of the group besides the one at the place, each with what stands behind it."""
    listed: bool
    """Whether it is one of a list."""


class Cursor(NamedTuple):
    """What is being written at a place."""

    place: Place
    levels: tuple[Level, ...]
    """The groups around it, from the top of the file inwards."""
    key: str
    """The key whose value it is, or that is being written."""
    start: int
    """The column, counted from 0, where the word at the place begins."""
    end: int
    """The column where the word ends."""
    typed: str
    """The word as far as the place."""
    word: str
    """The whole word."""
    values: tuple[str, ...] = ()
    """The other values of its list."""
    in_list: bool = False
    """Whether it is one of a list of values."""
    in_flow: bool = False
    """Whether it stands in brackets or braces."""
    indent: int = 0
    """The column where the keys of its group begin, or would."""
    first: bool = False
    """Whether it begins an item, right behind the hyphen, and nothing else of it is written."""
    block: bool = False
    """Whether a value may go on in the lines below."""

    @property
    def route(self) -> tuple[str, ...]:
        """The keys that lead to the place, from the top of the file."""
        return tuple(level.key for level in self.levels if level.key)


class _Line(NamedTuple):
    """A line of block style, taken apart."""

    indent: int
    """The column of its first character."""
    dashes: tuple[int, ...]
    """The columns of its hyphens."""
    at: int
    """The column where its key or its value begins."""
    key: str | None
    rest: str
    """What stands behind the colon, or the whole value where there is no key."""
    blank: bool
    """Whether it is empty or a comment."""


_LINE = re.compile(r"(?P<indent>[ \t]*)(?P<dashes>(?:-(?:[ \t]+|$))*)(?P<body>.*)")
_KEY = re.compile(
    r"""(?P<key>"[^"\n]*"|'[^'\n]*'|[^\s#&*!|>'"%@`{}\[\],:][^:#{}\[\],\n]*?)\s*:(?:\s+|$)(?P<rest>.*)"""
)
_WORD = re.compile(r"[^\s,\[\]{}\"'#|]*")
_LINK_START = re.compile(r"\[\[[ \t]*([^\[\]|\s]*)$")
_BLOCK_TEXT = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?$")
MAX_FLOW = 40
"""Lines over which brackets may be open."""
MAX_LINES = 20_000
"""Lines above the place that are looked at."""


def cursor_at(lines: Sequence[str], number: int, column: int) -> Cursor:
    """What is being written at a line and column, both counted from 0."""
    line = lines[number] if number < len(lines) else ""
    column = min(column, len(line))
    before = line[:column]
    link = _LINK_START.search(before)
    own = _parted(line)
    if link is not None:
        end = column + len(re.match(r"[^\[\]|\s]*", line[column:])[0])  # type: ignore[index]  # fits any text
        start = link.start(1)
        levels, key = _around(lines, number, own, column)
        return Cursor("link", levels, key, start, end, link[1], line[start:end])
    if _in_comment(before):
        start, end, typed, word = _word(line, column)
        return Cursor("comment", (), "", start, end, typed, word)
    flow_start = _flow_start(lines, number, own)
    if flow_start is not None:
        found = _in_flow(lines, flow_start, number, column)
        if found is not None:
            return found
    return _in_block(lines, number, own, column)


def cursor_in_page(lines: Sequence[str], number: int, column: int) -> Cursor:
    """What is being written in a page of Markdown: the id of a link, or text."""
    line = lines[number] if number < len(lines) else ""
    column = min(column, len(line))
    start, end, typed, word = _word(line, column)
    link = _LINK_START.search(line[:column])
    if link is not None:
        start, typed = link.start(1), link[1]
        end = column + len(re.match(r"[^\[\]|\s]*", line[column:])[0])  # type: ignore[index]  # fits any text
        return Cursor("link", (), "", start, end, typed, line[start:end])
    return Cursor("text", (), "", start, end, typed, word)


# --- block style ----------------------------------------------------------------------------------


def _parted(line: str) -> _Line:
    match = _LINE.match(line.rstrip("\r\n"))
    assert match is not None  # noqa: S101  # the pattern fits any line
    indent = len(match["indent"])
    body = match["body"]
    at = match.start("body")
    dashes = tuple(m.start() for m in re.finditer("-", line[indent:at]))
    dashes = tuple(indent + dash for dash in dashes)
    key = _KEY.match(body)
    if key is not None and not body.startswith("#"):
        return _Line(indent, dashes, at, key["key"].strip("\"'"), key["rest"].strip(), blank=False)
    blank = not dashes and (not body.strip() or body.startswith("#"))
    return _Line(indent, dashes, at, None, body.strip(), blank)


def _in_block(lines: Sequence[str], number: int, own: _Line, column: int) -> Cursor:
    """What is being written outside of brackets and braces."""
    line = lines[number] if number < len(lines) else ""
    start, end, typed, word = _word(line, column)
    colon = _colon(line, own)
    if own.key is not None and colon is not None and column > colon:  # behind the colon
        levels, _ = _around(lines, number, own, column)
        value = line[colon + 1 :].split(" #", 1)[0]
        at = colon + 1 + len(value) - len(value.lstrip())
        quote = value.strip()[:1] in ("'", '"')
        first = min(at + quote, column)
        typed = line[first:column]
        last = max(column, len(line[: colon + 1 + len(value)].rstrip(" \t\r\n'\"")))
        text = line[first:last]
        return Cursor(
            *("value", levels, own.key, first, last, typed, text),
            indent=own.at,
            block=not value.strip(),
        )
    levels, above = _around(lines, number, own, column)
    indent = own.at if own.rest or own.dashes or own.key is not None else column
    if above and not own.dashes and own.key is None and _holds_text(lines, number, indent):
        return Cursor("text", levels, above, start, end, typed, word, indent=indent)
    if own.dashes and own.key is None and column >= own.at:
        siblings = tuple(_listed_beside(lines, number, own.dashes[-1]))
        plain = bool(siblings) and not any(_parted(f"- {s}").key for s in siblings)
        start = min(own.at, column)
        typed, word = line[start:column], line[start:].split(" #", 1)[0].rstrip()
        return Cursor(
            "key" if not plain else "value",
            levels,
            above if plain else "",
            *(start, start + len(word) if word else column, typed, word or typed),
            values=siblings if plain else (),
            in_list=True,
            indent=max(own.at, own.dashes[-1] + 2),
            first=not own.rest or column >= own.at,
        )
    return Cursor(
        *("key", levels, own.key or word, start, end, typed, word),
        indent=indent,
        first=bool(own.dashes) and not levels[-1].keys,
    )


def _colon(line: str, own: _Line) -> int | None:
    """The column of the colon behind a line's key."""
    match = re.match(r"""(?:"[^"]*"|'[^']*'|[^:])*?:(?=\s|$)""", line[own.at :])
    return own.at + match.end() - 1 if match is not None and own.key is not None else None


def _around(
    lines: Sequence[str], number: int, own: _Line, column: int
) -> tuple[tuple[Level, ...], str]:
    """The groups around a line, from the top inwards, and the key directly above it."""
    at = own.at if own.key is not None or own.rest or own.dashes else column
    return _levels(lines, number, at, own.dashes)


def _levels(
    lines: Sequence[str], number: int, at: int, dashes: tuple[int, ...]
) -> tuple[tuple[Level, ...], str]:
    """The groups around what begins at a column, which may stand behind hyphens."""
    found: list[Level] = []
    keys = {beside.key or "": beside.rest for beside in _below(lines, number, at)}
    edge = dashes[0] if dashes else at
    in_items = bool(dashes)
    above = ""
    for index in range(number - 1, max(-1, number - 1 - MAX_LINES), -1):
        line = lines[index]
        if line.startswith("---"):
            break
        part = _parted(line)
        if part.blank or part.key is None:
            continue
        if in_items:  # looking for the key of the list that begins at the edge
            opens = part.at < edge if part.dashes else part.at <= edge
        elif part.at == at:
            keys.setdefault(part.key, part.rest)
            if part.dashes:  # the first key of an item: its list is further up
                edge, in_items = part.dashes[0], True
            continue
        else:
            opens = part.at < at
        if opens:
            found.append(Level(part.key, keys, listed=in_items))
            above = above or part.key
            keys, at = {}, part.at
            in_items = bool(part.dashes)
            edge = part.dashes[0] if part.dashes else at
            keys[part.key] = part.rest
    found.append(Level("", keys, listed=False))
    return tuple(reversed(found)), above


def _below(lines: Sequence[str], number: int, at: int) -> Iterator[_Line]:
    """The keys below a line in the same group, which begin at a column."""
    for index in range(number + 1, min(len(lines), number + MAX_LINES)):
        part = _parted(lines[index])
        if part.blank:
            continue
        first = part.dashes[0] if part.dashes else part.at
        if first < at or (part.dashes and first <= at and part.key is None):
            return
        if part.at == at and part.key is not None and not part.dashes:
            yield part


def _listed_beside(lines: Sequence[str], number: int, dash: int) -> Iterator[str]:
    """The plain values of a list besides the one on a line, whose hyphens stand at a column."""
    for step in (-1, 1):
        index = number + step
        while 0 <= index < len(lines):
            part = _parted(lines[index])
            if not part.blank:
                if part.indent < dash or (part.indent == dash and not part.dashes):
                    break
                if part.indent == dash:
                    yield lines[index][part.at :].strip()
            index += step


def _holds_text(lines: Sequence[str], number: int, indent: int) -> bool:
    """Whether the next line above that is indented less begins a text of several lines."""
    for index in range(number - 1, max(-1, number - MAX_LINES), -1):
        part = _parted(lines[index])
        if part.blank and not lines[index].strip().startswith("#"):
            continue
        if part.indent < indent or (part.dashes and part.at <= indent):
            if part.key is None:
                return bool(part.rest) and not part.dashes
            if part.at >= indent:
                return False
            value = part.rest.split(" #", 1)[0].strip()
            if value.startswith("#"):
                return False
            return bool(value) and (_BLOCK_TEXT.match(value) is not None or value[0] not in "{[&")
    return False


def _word(line: str, column: int) -> tuple[int, int, str, str]:
    """Start and end of the word at a column, the word as far as that, and the whole word."""
    start = column
    while start > 0 and _WORD.fullmatch(line[start - 1 : column]):
        start -= 1
    end = column + len(_WORD.match(line, column)[0])  # type: ignore[index]  # fits any text
    word = line[start:end]
    if word.endswith(":") and end > column:
        end -= 1
        word = word[:-1]
    return start, end, line[start:column], word


def _in_comment(before: str) -> bool:
    quote = ""
    for index, char in enumerate(before):
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"" and (not index or before[index - 1] in " \t:[{,("):
            quote = char
        elif char == "#" and (not index or before[index - 1].isspace()):
            return True
    return False


# --- brackets and braces --------------------------------------------------------------------------


class _Frame:
    """An open bracket or brace, and what has been read in it."""

    def __init__(self, sign: str, key: str) -> None:
        self.sign = sign
        self.key = key
        """The key whose value it is."""
        self.keys: dict[str, str] = {}
        self.values: list[str] = []
        self.current = ""
        """The key whose value is being read, in braces."""
        self.is_value = sign == "["
        self.begin: tuple[int, int] | None = None
        """Where the word being read begins: line and column."""
        self.text = ""

    def add(self, char: str, place: tuple[int, int]) -> None:
        """Takes a character of a word."""
        if not char.isspace() or self.begin is not None:
            self.begin = self.begin or place
            self.text += char

    def end_key(self) -> None:
        """Takes the key that ends at a colon."""
        self.current, self.is_value = self.text.strip(), True
        self.begin, self.text = None, ""

    def end_value(self) -> None:
        """Takes the value that ends at a comma or a bracket."""
        text = self.text.strip()
        if self.sign == "[":
            self.values += [text] if text else []
        elif self.is_value:
            self.keys[self.current] = text
        elif text:
            self.keys[text] = ""
        self.begin, self.text, self.current = None, "", ""
        self.is_value = self.sign == "["


class _Brackets:
    """Reads what stands in brackets, character by character."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.frames: list[_Frame] = []
        self.quote = ""
        self.closed = False

    def read(self, line: str, number: int, start: int, end: int) -> None:
        """Reads a part of a line."""
        for at in range(start, end):
            char = line[at]
            if self.closed or (char == "#" and not self.quote and line[at - 1 : at].isspace()):
                return
            self._take(char, line[at + 1 : at + 2], (number, at))
        if self.frames and not self.quote and self.frames[-1].text:
            self.frames[-1].text += " "

    def _take(self, char: str, following: str, place: tuple[int, int]) -> None:
        frame = self.frames[-1] if self.frames else None
        if char in "{[" and not self.quote:
            self.frames.append(_Frame(char, frame.current or frame.key if frame else self.key))
        elif frame is None:
            return
        elif self.quote:
            self.quote = "" if char == self.quote else self.quote
            frame.text += char if self.quote else ""
        elif char in "'\"" and frame.begin is None:
            self.quote = char
            frame.begin = (place[0], place[1] + 1)
        elif char in "}]":
            self.frames.pop().end_value()
            self.closed = not self.frames
            if self.frames:
                self.frames[-1].begin, self.frames[-1].text = place, "..."
        elif char == ",":
            frame.end_value()
        elif char == ":" and not frame.is_value and following in ("", *" \t\n,}]"):
            frame.end_key()
        else:
            frame.add(char, place)


def _flow_start(lines: Sequence[str], number: int, own: _Line) -> int | None:
    """The line on which the brackets around a line may have been opened; None if there are none."""
    line = lines[number] if number < len(lines) else ""
    has_brackets = "{" in line or "[" in line
    if has_brackets and (own.key is not None or own.dashes):
        return number
    for index in range(number - 1, max(-1, number - MAX_FLOW), -1):
        text = lines[index]
        part = _parted(text)
        if part.blank:
            continue
        opens = part.rest[:1] in ("{", "[")
        if opens and _open_brackets(text[part.at :]) > 0:
            return index
        above = part.indent < own.indent if part.key is not None else part.indent <= own.indent
        starts = (part.key is not None and not _looks_flow(text)) or bool(part.dashes)
        if above and starts and not opens:
            break
    return number if has_brackets else None


def _looks_flow(text: str) -> bool:
    return text.rstrip().endswith((",", "}", "]", "{", "["))


def _open_brackets(text: str) -> int:
    depth = 0
    quote = ""
    for index, char in enumerate(text):
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"" and (not index or text[index - 1] in " \t:[{,"):
            quote = char
        elif char in "{[":
            depth += 1
        elif char in "}]":
            depth -= 1
    return depth


def _in_flow(lines: Sequence[str], first: int, number: int, column: int) -> Cursor | None:
    """What is being written within brackets; None if they are closed before the place."""
    part = _parted(lines[first])
    colon = _colon(lines[first], part)
    begin = part.at if colon is None else colon + 1
    if lines[first][begin:].lstrip()[:1] not in ("{", "["):
        return None  # a text that holds brackets
    brackets = _Brackets(part.key or "")
    for index in range(first, number + 1):
        line = lines[index]
        end = column if index == number else len(line)
        brackets.read(line, index, begin if index == first else 0, end)
    if not brackets.frames or brackets.closed:
        return None
    return _flow_cursor(lines, first, number, column, part, brackets.frames)


_REST = re.compile(r"[^,\[\]{}\n]*")
_KEYS_AFTER = re.compile(r"[,{]\s*([\w-]+)\s*:")


def _flow_cursor(
    lines: Sequence[str],
    first: int,
    number: int,
    column: int,
    part: _Line,
    frames: Sequence[_Frame],
) -> Cursor:
    line = lines[number]
    frame = frames[-1]
    outer, _ = _levels(lines, first, part.at, part.dashes)
    levels = list(outer)
    after = line[column : column + _closing(line[column:])]
    if frame.sign == "{":
        for found in _KEYS_AFTER.finditer(f",{after}"):
            frame.keys.setdefault(found[1], "")
    inner = list(frames)
    if part.key is None and part.dashes:  # `- {id: ...}`: the group itself is the item
        levels[-1] = Level(levels[-1].key, inner.pop(0).keys, listed=True)
    levels += [Level(group.key, group.keys, listed=False) for group in inner if group.sign == "{"]
    begin = frame.begin
    start = begin[1] if begin is not None and begin[0] == number else column
    match = _REST.match(line, column)
    text = (match[0] if match is not None else "").rstrip()
    colon = re.search(r"\s*:(?:\s|$)", text)
    if colon is not None and not frame.is_value:
        text = text[: colon.start()]
    end = column + len(text.rstrip("'\""))
    typed, word = line[start:column], line[start:end]
    if not frame.is_value:
        return Cursor(
            *("key", tuple(levels), word, start, end, typed, word),
            in_flow=True,
            indent=part.at,
            first=not frame.keys,
        )
    in_list = frame.sign == "["
    key = frame.key if in_list else frame.current
    values = (*frame.values, *_values_after(line[end:])) if in_list else ()
    return Cursor(
        *("value", tuple(levels), key, start, end, typed, word),
        values=values,
        in_list=in_list,
        in_flow=True,
        indent=part.at,
    )


def _closing(text: str) -> int:
    """How far a text goes before the bracket around it is closed."""
    depth = 0
    for index, char in enumerate(text):
        if char in "{[":
            depth += 1
        elif char in "}]":
            depth -= 1
            if depth < 0:
                return index
    return len(text)


def _values_after(text: str) -> Iterator[str]:
    """The plain values that follow in a list in brackets."""
    for part in text[: _closing(text)].split(","):
        if part.strip():
            yield part.strip().strip("'\"")
