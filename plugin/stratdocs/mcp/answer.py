"""An answer: fine, wrong or unknown, with its reason; what is concluded, and what is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from stratdocs.mcp.written import MAX_TITLE, written
from stratdocs.model.stack import Stack

Verdict = Literal["fine", "wrong", "unknown"]
LIMIT = 3_900
"""Bytes of an answer, unless more is asked for."""


class Answer(NamedTuple):
    """The answer to a question."""

    answer: Verdict
    because: str
    """The reason, in the program's own words and ids."""
    concluded: Mapping[str, Any] = {}
    """What the program says: ids, numbers, rules, places."""
    written: Mapping[str, Any] = {}
    """What the authors of the strategy wrote."""


def as_data(answer: Answer, stack: Stack | None, *, full: bool = False) -> dict[str, Any]:
    """An answer as plain data, with the titles of the items that it names; cut to a few kilobytes
    unless all of it is asked for.
    """
    if full:
        return _data(answer, stack, {})
    for most, length in _CUTS:
        left_out: dict[str, int] = {}
        short = answer._replace(
            concluded=_cut(answer.concluded, most, length, "", left_out),
            written=_cut(answer.written, most, length, "", left_out),
        )
        data = _data(short, stack, left_out)
        if len(as_text(data).encode()) <= LIMIT:
            return data
    return _data(answer._replace(concluded={}, written={}), None, {"everything": 1})


_CUTS = ((40, 300), (20, 300), (12, 200), (8, 160), (5, 120), (3, 80), (2, 60), (1, 40))
"""How many entries of a list, and how many characters of a text, are tried one after another."""


def as_text(data: Mapping[str, Any]) -> str:
    """An answer as text, without blanks."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _data(answer: Answer, stack: Stack | None, left_out: Mapping[str, int]) -> dict[str, Any]:
    titles = {} if stack is None else _titles(answer.concluded, stack)
    own = {**answer.written, **({"titles": titles} if titles else {})}
    return {
        "answer": answer.answer,
        "because": answer.because,
        "concluded": dict(answer.concluded),
        "written": own,
        **({"left_out": dict(left_out), "more": _MORE} if left_out else {}),
    }


_MORE = "pass full=true for all of it, or ask about one of the ids"


def _cut(value: Any, most: int, length: int, name: str, left_out: dict[str, int]) -> Any:
    match value:
        case list() | tuple():
            if len(value) > most:
                left_out[name] = left_out.get(name, 0) + len(value) - most
            return [_cut(inner, most, length, name, left_out) for inner in value[:most]]
        case dict():
            kept = list(value.items())
            if len(kept) > most + _KEYS:
                left_out[name] = left_out.get(name, 0) + len(kept) - most - _KEYS
            return {
                key: _cut(inner, most, length, key, left_out) for key, inner in kept[: most + _KEYS]
            }
        case str() if len(value) > length:
            left_out["characters"] = left_out.get("characters", 0) + len(value) - length + 1
            return f"{value[: length - 1].rstrip()}…"
    return value


_KEYS = 14
"""Keys that a group may have beyond what a list may hold: those of an answer are no more."""


def _titles(concluded: Any, stack: Stack) -> dict[str, str]:
    """The titles of the items that an answer names."""
    found: dict[str, str] = {}
    ahead = [concluded]
    while ahead:
        match ahead.pop(0):
            case str() as text if text not in found:
                item = stack.get(text)
                if item is not None:
                    found[text] = written(item.title, MAX_TITLE)
            case dict() as group:
                ahead.extend(group.values())
            case list() | tuple() as entries:
                ahead.extend(entries)
    return found
