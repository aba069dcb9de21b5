"""Slips of typing and pasting: what is wrong with a line of YAML, and what was meant.

People who never met YAML paste from a spreadsheet, a document or a chat: bullets, curly quotes,
colons of other scripts, rows of tables. Each pattern here is one such habit. Whether it is the
slip that keeps a text from being read is tried in `recovery`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from enum import Enum, auto
from typing import NamedTuple

Vocabulary = Mapping[str, Collection[str]]
"""Which keys belong below a key; those at the top are below the empty one."""


class Problem(Enum):
    """Why a parser stops, as far as the text shows it."""

    COLON = auto()
    """A colon between a key and a value where no value can be."""
    LAYOUT = auto()
    """A line that belongs to none of the mappings and lists that are open above it."""
    NO_COLON = auto()
    """A line that would be a key, but has no colon."""
    QUOTE = auto()
    """The text ends within quotes."""
    BRACE = auto()
    """Neither a comma nor a } where one of them has to follow."""
    BRACKET = auto()
    """Neither a comma nor a ] where one of them has to follow."""
    CHARACTER = auto()
    """A character that no value may start with."""
    ESCAPE = auto()
    """A backslash within double quotes in front of a character that it cannot escape."""
    QUOTED = auto()
    """Anything else within quotes."""
    OTHER = auto()


class Break(NamedTuple):
    """Where reading stops. Lines and columns count from 0."""

    line: int
    column: int
    problem: Problem
    words: str
    """The parser's message. It is shown where the problem is a rare one; nothing depends on it."""
    began: tuple[int, int] | None = None
    """Where the quote, bracket or key began that is not finished here."""

    @property
    def first(self) -> int:
        """The first line that may be at fault."""
        return self.line if self.began is None else min(self.line, self.began[0])


class Slip(NamedTuple):
    """What was wrong with the text, and where; counted from 0."""

    line: int
    column: int
    message: str
    related: tuple[int, int, str] | None = None
    fix: Replacement | None = None
    """What would fix it, where that is known."""


class Replacement(NamedTuple):
    """A part of a line, and the text that belongs there."""

    start: int
    end: int
    text: str
    safe: bool = True
    """Whether it can only mean that."""


COLON_MESSAGE = "unexpected colon; quote text that contains `: `"
_CURLY = "YAML doesn't know curly quotes; use straight ones"
_CURLY_QUOTES = frozenset("“”„‟‘’‚")
_CLOSING = {"[": "]", "{": "}"}


def quoting_reason(problem: Problem, value: str, at: int) -> str:
    """Why a value needs quotes, by its first character and the one where reading stops."""
    first, character = value[:1], value[max(at, 0) : max(at, 0) + 1]
    if first in _CURLY_QUOTES:
        return _CURLY
    if problem is not Problem.CHARACTER and (character == ":" or problem is Problem.COLON):
        return COLON_MESSAGE
    if first and first in "\"'":
        return "there is text after the closing quote; quote the whole value"
    if first in _CLOSING and _CLOSING[first] in value[: max(at, 0)]:
        return f"there is text after the closing {_CLOSING[first]}; quote the whole value"
    if first and first in "*&!%@`|>?-,#":
        return f"quote a text that begins with {first}"
    if character and character in "[]{}*&!%@`|>?,#":
        return f"quote a text that contains {character} here"
    return "this text is ambiguous; quote it"


def typing_slips(text: str, line: int, stop: Break, vocabulary: Vocabulary) -> Iterator[Slip]:
    """What may have been typed wrongly in a line, the most likely first, each with its fix."""
    yield from _beginning_slips(text, line, vocabulary)
    yield from _colon_slips(text, line, vocabulary)
    if json_comma := _JSON_COMMA.match(text):
        at = json_comma.start("comma")
        message = "a comma ends this line, as in JSON; leave it out"
        yield Slip(line, at, message, fix=Replacement(at, at + 1, ""))
    yield from _hidden_rest(text, line)
    if line == stop.line:
        yield from _bracket_slips(text, line, stop.column, vocabulary)
    value = flow_value(text, stop.column) if line == stop.line else None
    match = VALUE.match(text)
    if value is None and match:
        value = match.span("value")
    if value is not None:
        yield from _value_slips(text[value[0] : value[1]].rstrip(), line, value[0])


def _beginning_slips(text: str, line: int, vocabulary: Vocabulary) -> Iterator[Slip]:
    """What is wrong at the beginning of a line: bullets, comments, rows of tables, bold type."""
    if bullet := _BULLET.match(text):
        start, end = bullet.span("mark")
        mark = bullet["mark"].strip()
        message = f'start a list item with a plain hyphen and a space, not with "{mark}"'
        yield Slip(line, start, message, fix=Replacement(start, end, "- "))
    if (tight := _TIGHT_HYPHEN.match(text)) or (tight := _TIGHT_ITEM.match(text)):
        at = tight.end("hyphen")
        fix = Replacement(at, at, " ")
        yield Slip(line, at - 1, "add a space after this hyphen", fix=fix)
    if comment := _OTHER_COMMENT.match(text):
        start, end = comment.span("mark")
        yield Slip(line, start, "start a comment with #", fix=Replacement(start, end, "# "))
    if bold := _BOLD_KEY.match(text):
        start, end = bold.span("bold")
        message = f"write {bold['key']} without the signs around it"
        yield Slip(line, start, message, fix=Replacement(start, end, f"{bold['key']}:"))
    row = _TABLE_ROW.match(text)
    if row and is_known(row["key"].lower(), vocabulary):
        start, end = row.span("row")
        key, value = row["key"].lower(), row["value"].strip()
        message = f"this is a row of a table; write {key}: {value}"
        yield Slip(line, start, message, fix=Replacement(start, end, f"{key}: {value}"))
    hyphen = _HYPHEN_BEFORE_FIELD.match(text)
    if hyphen and hyphen["key"] not in ("id", "title") and is_known(hyphen["key"], vocabulary):
        start, end = hyphen.span("hyphen")
        top = hyphen["key"] in vocabulary.get("", ()) and not text.startswith(" ")
        message = "a hyphen starts a new item; leave it out before a field"
        if top:
            message = "a hyphen starts an item; leave it out before a collection"
        yield Slip(line, start, message, fix=Replacement(start, end, "", safe=top))
    if bare_id := _ID_WITHOUT_HYPHEN.match(text):
        at = bare_id.end("indent")
        message = "add a hyphen before this item"
        yield Slip(line, at, message, fix=Replacement(at, at, "- "))
    if braces := _BRACE_WITHOUT_HYPHEN.match(text):
        at = braces.end("indent")
        message = "add a hyphen before this item"
        yield Slip(line, at, message, fix=Replacement(at, at, "- "))
    if open_brace := _NO_OPENING_BRACE.match(text):
        start, end = open_brace.span("open")
        message = "add { before the first field"
        if open_brace["open"]:
            message = "put the fields of an item on one line in { and }"
        yield Slip(line, end, message, fix=Replacement(start, end, "{", safe=False))


def _colon_slips(text: str, line: int, vocabulary: Vocabulary) -> Iterator[Slip]:
    """What stands in the place of a colon and a space after the name of a field."""
    if sign := _NO_COLON_SIGN.match(text):
        start, end = sign.span("sign")
        at = end - len(sign["sign"].lstrip())
        message = f'use a colon after {sign["key"]}, not "{sign["sign"].strip()}"'
        if sign["sign"].strip() in _OTHER_COLONS:
            message = f"the colon after {sign['key']} is a different character; use a plain one"
        yield Slip(line, at, message, fix=Replacement(start, end, ": "))
    bare = BARE.match(text)
    if bare and is_known(bare["key"], vocabulary):
        start, end = bare.end("key"), bare.start("value") if bare["value"] else bare.end("key")
        message = f"add a colon after {bare['key']}"
        yield Slip(line, bare.end("head"), message, fix=Replacement(start, end, ": "))
    if glued := TIGHT.match(text):
        at = glued.end("key") + 1
        message = "add a space after this colon"
        yield Slip(line, at - 1, message, fix=Replacement(at, at, " "))


def _bracket_slips(text: str, line: int, column: int, vocabulary: Vocabulary) -> Iterator[Slip]:
    """What is wrong within brackets where reading stops: a comma or a bracket."""
    within = _open_brackets(text[:column])
    here = text[column : column + 1]
    if not within:
        return
    word = second_field(text, column, vocabulary) if here == ":" and within[-1] == "{" else None
    if word is not None:
        at = word.start()
        sign = re.search(r"\s*;$", text[:at])
        start = sign.start() if sign else at
        fix = Replacement(start, at, ",", safe=bool(sign))
        yield Slip(line, word.start(1), f"add a comma before {word[1]}", fix=fix)
    if here == "," and text[:column].rstrip().endswith(","):
        yield Slip(
            line, column, "there is one comma too many", fix=Replacement(column, column + 1, "")
        )
    if here and here in "]})" and here != _CLOSING[within[-1]]:
        wanted = _CLOSING[within[-1]]
        fix = Replacement(column, column, wanted)
        yield Slip(line, column, f"add a {wanted} here", fix=fix)
        fix = Replacement(column, column + 1, wanted, safe=False)
        yield Slip(line, column, f"this {here} should be {wanted}", fix=fix)


def _open_brackets(text: str) -> str:
    """The brackets that a text leaves open, outside of quotes."""
    found = ""
    for token in re.finditer(r"\"(?:[^\"\\]|\\.)*\"|(?<![\w])'[^']*'|[\[\]{}]", text):
        if token[0] in _CLOSING:
            found += token[0]
        elif found and token[0] == _CLOSING[found[-1]]:
            found = found[:-1]
    return found


def _hidden_rest(text: str, line: int) -> Iterator[Slip]:
    """A # within braces, which hides the rest of the line with its closing brace."""
    match = re.search(r"\s#\s*[^#{]*\}\s*$", text)
    if match is None or "{" not in text[: match.start()]:
        return
    inner = flow_value(text, match.start() + 1)
    if inner is None:
        return
    start, end = inner
    message = "YAML reads the rest of the line as a comment; quote text that contains #"
    fix = Replacement(start, end, quoted(text[start:end]))
    yield Slip(line, match.start() + 1, message, fix=fix)


def second_field(text: str, column: int, vocabulary: Vocabulary) -> re.Match[str] | None:
    """The name of a field that follows a value in the same line, before a colon at a column."""
    word = re.search(r"(?<=[^\s:{\[-])\s+([\w.-]+)$", text[:column])
    return word if word is not None and is_known(word[1], vocabulary) else None


def is_known(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word is the name of a field or collection."""
    return any(word in known for known in vocabulary.values())


def _value_slips(value: str, line: int, start: int) -> Iterator[Slip]:
    """What may be wrong with a value that cannot be read as it is."""
    end = start + len(value)
    whole = quoted(value)
    if curly := re.fullmatch(r"[“”„‟](.*)[“”‟]", value):
        inner = curly[1]
        yield Slip(line, start, _CURLY, fix=Replacement(start, end, quoted(inner)))
    if mixed := re.fullmatch(r"\"([^\"“”]*)[“”]", value):
        message = "a curly quote doesn't close a straight one; use a straight one"
        yield Slip(line, end - 1, message, fix=Replacement(start, end, quoted(mixed[1])))
    if re.fullmatch(r"'[^\"\\]+'", value) and "'" in value[1:-1]:
        at = start + value.index("'", 1)
        message = "this apostrophe ends the text; put double quotes around a text that contains one"
        yield Slip(line, at, message, fix=Replacement(start, end, f'"{value[1:-1]}"'))
    if re.fullmatch(r"[>|][-+]?\s*=?\s*[^\s#>|+-].*", value):
        message = f"YAML takes {value[0]} as the start of a longer text; quote the value"
        yield Slip(line, start, message, fix=Replacement(start, end, whole))
    if re.fullmatch(r"@[\w.-]+", value):
        message = "a value can't start with @; leave it out"
        yield Slip(line, start, message, fix=Replacement(start, start + 1, "", safe=False))
    if re.fullmatch(r"%\s*\d[\d.,]*", value):
        message = "a value can't start with %; write it after the number"
        moved = f"{value[1:].strip()}%"
        yield Slip(line, start, message, fix=Replacement(start, end, moved, safe=False))
    if re.fullmatch(r"[-?]|--+|\?\?+", value):
        message = "leave the value empty if you don't know it"
        yield Slip(line, start, message, fix=Replacement(start, end, "", safe=False))


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def flow_value(text: str, column: int) -> tuple[int, int] | None:
    """Start and end of the value around a column, in a line with braces or brackets."""
    if not re.search(r"[\[{]", text[:column]):
        return None
    opened = max(text.rfind(mark, 0, column) for mark in ("{", ", ", "["))
    match = re.compile(r"[{,\[]\s*(?:[\w.-]+:\s+)?").match(text, opened)
    closing = re.compile(r", |[}\]]|$").search(text, column)
    if match and closing and match.end() < closing.start():
        return match.end(), closing.start()
    return None


# --- patterns ---

VALUE = re.compile(r"(?P<head>\s*(?:- +)*(?:[\w.-]+[ \t]*:[ \t]+|(?<=- )))(?P<value>\S.*?)\s*$")
"""A value that is not a key."""
TIGHT = re.compile(r"\s*(?:- +)*(?P<key>[\w.-]+):(?=\S)")
"""A colon without the space that belongs after it."""
BARE = re.compile(r"(?P<head>\s*(?:- +)*)(?P<key>[A-Za-z_][\w.-]*)(?:\s+(?P<value>[^\s].*))?$")
"""A line without a colon, which may be a field."""
_OTHER_COLONS = "：﹕︰∶꞉ː"
"""Signs that look like a colon."""
_BULLET = re.compile(
    r"\s*(?P<mark>(?:(?:- ?)?\[[ xX✓]?\]|-{2,3}|[–—−‐‑•▪◦●○‣·∙*+>]|o(?= )|\d{1,2}[.)]|[a-z]\))\s*)"
    r"(?=[\w.-]+\s*:(?:\s|$)|[A-Za-z_]\w*:\S|\{)"
)
"""A bullet of a word processor, a dash or a number before an item."""
_TIGHT_HYPHEN = re.compile(r"\s*(?:- +)*(?P<hyphen>-)(?=[A-Za-z_][\w.-]*:(?:\s|$)|\{)")
_TIGHT_ITEM = re.compile(r"\s+(?P<hyphen>-)(?=[\w\"'“\[])")
_NO_COLON_SIGN = re.compile(
    r"\s*(?:- +)*(?P<key>[A-Za-z_][\w.-]*)"
    rf"(?P<sign>\s*[{_OTHER_COLONS};]\s*|\s*(?:=|:=|=>|->|→)\s*|\s+[–—-]\s+)(?=\S|$)"
)
_JSON_COMMA = re.compile(
    r"\s*(?:- +|[\"\w.-]+:\s+)+(?:\".*\"|'.*'|\[.*\]|\{.*\})\s*(?P<comma>,)\s*$"
)
_OTHER_COMMENT = re.compile(r"\s*(?P<mark>(?://+|--+|/\*|<!--|;+|%+)\s+)(?=\S)")
_BOLD_KEY = re.compile(
    r"\s*(?:- +)*(?P<bold>(?P<mark>\*\*|__|\*|`)(?P<key>[A-Za-z_][\w-]*)"
    r"(?::(?P=mark)|(?P=mark)\s*:))(?=\s|$)"
)
_TABLE_ROW = re.compile(r"\s*(?P<row>\|\s*(?P<key>[\w ]+?)\s*\|(?P<value>[^|]*)\|)\s*$")
_HYPHEN_BEFORE_FIELD = re.compile(r"\s*(?P<hyphen>- +)(?P<key>[a-z_]+):(?:\s|$)")
_ID_WITHOUT_HYPHEN = re.compile(r"(?P<indent> +)id\s*:\s+\S")
_BRACE_WITHOUT_HYPHEN = re.compile(r"(?P<indent>\s*)\{\s*[\"\w-]+\s*:")
_NO_OPENING_BRACE = re.compile(r"\s*- +(?P<open>\(?)(?=[a-z_]+: [^{}]*,\s*[a-z_]+: .*\}\s*$)")
