"""Values as YAML text: their quotes, brackets and lines.

The text of lists, mappings and everything else that is inserted comes from ruamel.yaml, which only
this module knows. It writes small pieces; no text that a person wrote goes through it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from stratdocs.model.days import day
from stratdocs.model.fields import sorts_by_name
from stratdocs.yamltext.source import MappingNode, Node, ScalarNode, SequenceNode, read

Value = str | int | Sequence["Value"] | Mapping[str, "Value"]
"""What can be written. A text stays a text whatever it looks like: `no` gets quotes, while `False`
is written `false`. Days and quantities are texts, as they are for the reader."""

MAX_KEY = 120
"""Characters in a key that is inserted; parsers take no key longer than 1,024."""
MAX_LIST_WIDTH = 80
"""Characters of a list of texts that is written in brackets; a longer one gets a line an item."""


class Style(NamedTuple):
    """The style in which something is written; columns are counted in characters."""

    indent: int = 2
    """The indent of a mapping's keys below the key that it belongs to."""
    offset: int = 2
    """The indent of a list's hyphens below the key that it belongs to."""
    gap: int = 1
    """The number of spaces after a hyphen."""
    braces: bool = False
    """Whether the mappings of the list itself are written in braces."""
    braced: frozenset[str] = frozenset()
    """The keys whose lists have mappings in braces."""
    brackets: bool = True
    """Whether lists of texts are written in brackets."""
    spaced: bool = False
    """Whether there are spaces inside braces."""
    block_texts: bool = True
    """Whether a text of several lines is written as a block, with | and its lines."""


# --- one value on one line ------------------------------------------------------------------------


def styled(text: str, like: str, *, within_flow: bool = False) -> str:
    """A text as a YAML value on one line, with the quotes of the one it replaces.

    If that has none, quotes are added only if our reader would read it as something else.
    """
    text = " ".join(text.split())
    if like[:1] == '"' or not text.isprintable():
        return '"' + "".join(map(_escaped, text)) + '"'
    if like[:1] == "'" or not _plain(text, within_flow=within_flow):
        return "'" + text.replace("'", "''") + "'"
    return text


def scalar_text(
    value: str | int, like: str = "", *, within_flow: bool = False, text_field: bool = False
) -> str:
    """A single value on one line, in the quotes of the one it replaces; where that has none, with
    quotes only if some reader of YAML would take it for something else. A figure or a date is
    what it is, except in a field for texts.
    """
    if not isinstance(value, str):
        return plain_text(value)
    text = value
    if text != " ".join(text.split()):  # what `styled` would make one line
        if not text.isprintable() or like[:1] == '"':
            return '"' + "".join(map(_escaped, text)) + '"'
        return "'" + text.replace("'", "''") + "'"
    if like[:1] not in ("'", '"'):
        if _FIGURE.fullmatch(text) or day(text):
            like = "'" if text_field else like
        elif _MISREAD.fullmatch(text):
            like = "'"
    return styled(text, like, within_flow=within_flow)


@cache
def _text_fields() -> frozenset[str]:
    """The names of fields that hold nothing but texts and ids, in whatever kind."""
    return frozenset(
        name for name, sorts in sorts_by_name().items() if sorts <= {"text", "prose", "reference"}
    )


def holds_text(key: str) -> bool:
    """Whether the field of that name holds texts or ids."""
    return key in _text_fields()


def plain_text(value: int) -> str:
    """How a number, or true and false, are written."""
    return str(value).lower()


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char == "\n":
        return "\\n"
    if char.isprintable():
        return char
    code = ord(char)
    return (
        f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
    )


def _plain(text: str, *, within_flow: bool) -> bool:
    """Whether the text needs no quotes at its place."""
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
_FIGURE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)?(?:\.[0-9.]*)?")
_MISREAD = re.compile(
    r"""(?xi)
    y | n | yes | no | on | off | true | false | null | ~ | = | << | - | \?
    | [-+]?0[0-9_]+ | [-+]?0[box][0-9a-f_]+     # other bases
    | [-+]?[0-9.]+_[0-9_.]*                     # figures in groups
    | [-+]?[0-9_]*\.?[0-9_]*e[-+]?[0-9]+ | [-+]?\.inf | \.nan
    | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?      # figures to the base of 60
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:t|\s+)[0-9:.]+(?:\s*(?:z|[-+][0-9:]+))?)?
    """
)
"""What YAML 1.1 or 1.2 takes for something else than a text, and may not give back as it was."""


# --- lists, mappings and their lines --------------------------------------------------------------


def flow_text(value: Value, style: Style, key: str = "") -> str:
    """A value of a field on one line, as within brackets."""
    if isinstance(value, (str, int)):
        return _emitted([value], style, key, within_flow=True)[0][1:-1]
    return _emitted(value, style, key, within_flow=True)[0]


def pair_lines(key: str, value: Value, style: Style) -> list[str]:
    """A key with its value, as lines that begin at the first column."""
    return _emitted({key: value}, style)


def item_lines(value: Value, style: Style, key: str = "") -> list[str]:
    """An item of a field's list with its hyphen, as lines that begin at the first column."""
    ahead = " " * style.gap
    if isinstance(value, Mapping) and value and not (style.braces and _fits_in_braces(value)):
        lines = _emitted(value, style)
    elif isinstance(value, (str, int)):  # so that a block of text is indented below the hyphen
        lines = _emitted({"k": value}, style, key)
        lines[0] = lines[0].removeprefix("k: ")
        lines[1:] = [line.removeprefix(" " * (style.indent - style.gap - 1)) for line in lines[1:]]
        return [f"-{ahead}{lines[0]}", *lines[1:]]
    else:
        lines = [flow_text(value, style, key)]
    rest = [f" {ahead}{line}" if line else line for line in lines[1:]]
    return [f"-{ahead}{lines[0]}", *rest]


def _fits_in_braces(value: Mapping[str, Value]) -> bool:
    return not any(_several_lines(member) for member in value.values())


def _several_lines(value: Value) -> bool:
    match value:
        case str():
            return "\n" in value
        case Mapping():
            return any(_several_lines(member) for member in value.values())
        case Sequence():
            return any(_several_lines(member) for member in value)
    return False


def _emitted(
    value: Value, style: Style, field: str = "", *, within_flow: bool = False
) -> list[str]:
    """The lines that ruamel.yaml writes for a value of a field."""
    from io import StringIO

    # only what inserts something pays the 100 ms of its import
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.nodes import ScalarNode as RuamelNode
    from ruamel.yaml.scalarstring import (
        DoubleQuotedScalarString,
        LiteralScalarString,
        SingleQuotedScalarString,
    )

    class PlainText(str):
        """A text without quotes, whatever ruamel.yaml makes of it."""

        __slots__ = ()

    yaml = YAML()
    yaml.width = 1_000_000_000
    yaml.allow_unicode = True
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.indent(mapping=style.indent, sequence=style.offset + 1 + style.gap, offset=style.offset)

    def plain(representer: Any, text: str) -> Any:
        tag = yaml.resolver.resolve(RuamelNode, str(text), (True, False))
        return representer.represent_scalar(tag, str(text), style="")

    yaml.representer.add_representer(PlainText, plain)

    def node(value: Value, *, flow: bool, key: str = "", braces: bool = False) -> Any:
        made: Any
        match value:
            case str():
                if not flow and style.block_texts and _is_block(value):
                    return LiteralScalarString(value)
                names = holds_text(field if key in ("", "k") else key)
                text = scalar_text(value, within_flow=flow, text_field=names)
                if text[:1] == '"':
                    return DoubleQuotedScalarString(value)
                return SingleQuotedScalarString(value) if text[:1] == "'" else PlainText(text)
            case int():
                return PlainText(plain_text(value))
            case Mapping():
                flow = flow or not value or (braces and _fits_in_braces(value))
                made = CommentedMap()
                for name, inner in value.items():
                    made[node(name, flow=flow)] = node(inner, flow=flow, key=name)
            case _:
                flow = flow or not value or _in_brackets(value, style)
                braces = key in style.braced
                made = CommentedSeq(
                    node(inner, flow=flow, key=key, braces=braces) for inner in value
                )
        if flow:
            made.fa.set_flow_style()
        return made

    stream = StringIO()
    yaml.dump(node(value, flow=within_flow), stream)
    text = stream.getvalue().removesuffix("\n")
    if text.endswith("\n..."):
        text = text.removesuffix("\n...")
    lines = text.split("\n")
    if style.spaced:
        lines = [_BRACES.sub(r"\1{ \2 }", line) for line in lines]
    return lines


_BRACES = re.compile(r"^((?: *- +| *[\w-]+: +)*)\{(.+)\}$")


def _is_block(text: str) -> bool:
    """Whether a text can be written as a block below its key."""
    body = text.removesuffix("\n")
    return (
        "\n" in text
        and body[:1].strip() != ""
        and body[-1:].strip() != ""
        and all(line.isprintable() and line == line.rstrip() for line in body.split("\n"))
    )


def _in_brackets(values: Sequence[Value], style: Style) -> bool:
    if any(not isinstance(value, (str, int)) or _several_lines(value) for value in values):
        return any(isinstance(value, Sequence) and not isinstance(value, str) for value in values)
    return style.brackets and sum(len(str(value)) + 2 for value in values) <= MAX_LIST_WIDTH


def may_end(value: Value) -> bool:
    """Whether a value may end a text without a final line break; a block scalar may not."""
    match value:
        case str():
            return "\n" not in value
        case Mapping():
            return not value or may_end(list(value.values())[-1])
        case Sequence():
            return not value or may_end(value[-1])
    return True
