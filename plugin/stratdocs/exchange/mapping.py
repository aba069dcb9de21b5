"""The column map: a file that says how a table is read, as a user writes or saves it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from stratdocs.editing.yaml_writer import Style, Value, pair_lines
from stratdocs.exchange.presets import PRESETS
from stratdocs.exchange.words import FIELDS, IGNORE, OBJECTIVE, normal
from stratdocs.model.finding import StratdocsError
from stratdocs.model.kinds import BY_COLLECTION
from stratdocs.words.nearest import nearest
from stratdocs.words.phrases import did_you_mean
from stratdocs.yamltext.source import MappingNode, Node, ScalarNode, read

_NONE: Mapping[str, str] = MappingProxyType({})
STATUS_WORDS = ("proposed", "committed", "on_track", "at_risk", "blocked", "done", "dropped")


class ColumnMap(NamedTuple):
    """What a map file says; whatever it leaves out is guessed."""

    columns: Mapping[str, str] = _NONE
    """Field by normalised header; a number such as `#3` names a column by its place."""
    kinds: Mapping[str, str] = _NONE
    status: Mapping[str, str] = _NONE
    same: Mapping[str, str] = _NONE
    """Ids of items by the new title that the source gives them."""
    settings: Mapping[str, str] = _NONE
    """preset, sheet, header, dates, numbers, kind, percent, serves."""


_SETTINGS: Mapping[str, tuple[str, ...]] = {
    "preset": tuple(PRESETS),
    "sheet": (),
    "header": (),
    "dates": ("day-first", "month-first"),
    "numbers": ("comma", "point"),
    "percent": ("fractions", "as written"),
    "kind": tuple(BY_COLLECTION),
    "serves": (),
}
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "columns": (*FIELDS, "section", IGNORE),
    "kinds": tuple(BY_COLLECTION),
    "status": STATUS_WORDS,
    "same": (),
}


def read_map(name: str, text: str) -> ColumnMap:
    """The map in a file. Raises StratdocsError with the place of the first mistake."""
    document = read(name, text)
    if document.faults:
        fault = document.faults[0]
        raise StratdocsError(f"{name}:{fault.span.line}: {fault.message}")
    root = next(iter(document.roots), None)
    if not isinstance(root, MappingNode):
        raise StratdocsError(
            f"{name} isn't a column map; it needs `columns:` with a field for each header"
        )
    settings: dict[str, str] = {}
    groups: dict[str, dict[str, str]] = {key: {} for key in _CHOICES}
    for key, node in root.values.items():
        line = node.grip(document.path).line
        if key in _SETTINGS:
            settings[key] = _choice(name, line, key, _one(name, line, key, node), _SETTINGS[key])
        elif key in groups:
            if not isinstance(node, MappingNode):
                raise StratdocsError(f"{name}:{line}: {key} needs a value for each word below it")
            for word, inner in node.values.items():
                at = inner.grip(document.path).line
                value = _one(name, at, word, inner)
                own = key == "columns" and value.removeprefix(OBJECTIVE) in FIELDS
                if not value.startswith("fields.") and not own:
                    value = _choice(name, at, word, value, _CHOICES[key])
                groups[key][normal(word) if not word.startswith("#") else word] = value
        else:
            hint = did_you_mean(nearest(key, [*_SETTINGS, *_CHOICES]))
            raise StratdocsError(f"{name}:{line}: a map has no {key}{hint}")
    return ColumnMap(groups["columns"], groups["kinds"], groups["status"], groups["same"], settings)


def _one(name: str, line: int, key: str, node: Node) -> str:
    if not isinstance(node, ScalarNode) or node.empty:
        raise StratdocsError(f"{name}:{line}: {key} needs a single value")
    return node.text


def _choice(name: str, line: int, key: str, value: str, choices: tuple[str, ...]) -> str:
    if choices and value not in choices:
        hint = did_you_mean(nearest(value, choices))
        raise StratdocsError(
            f'{name}:{line}: {key} can\'t be "{value}"; use {", ".join(choices[:-1])} or '
            f"{choices[-1]}{hint}"
        )
    return value


def map_text(columns: Mapping[str, str], settings: Mapping[str, str], name: str) -> str:
    """A map file that says what was guessed."""
    whole: dict[str, Value] = {**settings, "columns": dict(columns)}
    lines = [f"# How `stratdocs import` reads {name}; pass it with --map."]
    for key, value in whole.items():
        lines += pair_lines(key, value, Style())
    return "\n".join(lines) + "\n"
