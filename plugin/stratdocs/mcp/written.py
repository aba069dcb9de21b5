"""Text that authors wrote, as data: without characters that hide or steer, and cut."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from stratdocs.model.decode import SLUG
from stratdocs.model.kinds import Entity
from stratdocs.model.plain import plain_fields

MAX_TEXT = 300
"""Characters of a text in a short answer."""
MAX_TITLE = 120
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\(([^)\s\[]*)(?:[ \t][^)\n\[]*)?\)")
"""A link; what may be one ends at the next bracket, so that many brackets take no longer."""


def written(text: str, most: int | None = MAX_TEXT) -> str:
    """A text as data: links as text, no control, invisible or direction characters, cut."""
    line = " ".join(written_line(_LINK.sub(r"\1 (\2)", text)).split())
    return line if most is None or len(line) <= most else f"{line[: most - 1].rstrip()}…"


def written_line(text: str) -> str:
    """A text without control, invisible and direction characters, and without the codes that
    colour a terminal.
    """
    return "".join(
        " " if char in "\t\r\n" else char
        for char in _TERMINAL.sub("", text)
        if char in "\t\r\n" or unicodedata.category(char) not in _LEFT_OUT
    )


_TERMINAL = re.compile("\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\x07\x1b]*(?:\x07|\x1b\\\\)?)")
_LEFT_OUT = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
"""Categories of characters that nobody sees, or that change how others are read."""


def fields_written(item: Entity, most: int | None = MAX_TEXT) -> dict[str, Any]:
    """What the authors wrote in the fields of an item, the title first."""
    fields = {"title": item.title, **plain_fields(item), **dict(item.fields)}
    return {name_written(name): _value(value, most) for name, value in fields.items()}


def name_written(text: str) -> str:
    """An id, the name of a field or a path: as it is, if it can be nothing else."""
    return text if SLUG.fullmatch(text) else written(text, MAX_TITLE)


def _value(value: Any, most: int | None) -> Any:
    match value:
        case str():
            return written(value, most)
        case list() | tuple():
            return [_value(inner, most) for inner in value]
        case dict():
            return {name_written(str(name)): _value(inner, most) for name, inner in value.items()}
    return value
