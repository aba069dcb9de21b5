"""What was imported before: a committed file with our id and the last values of each row.

One line per item, so that git merges it well and a review shows what a source changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from types import MappingProxyType
from typing import Any, NamedTuple

from stratdocs.model.finding import StratdocsError

FILE = ".stratdocs/imports.yml"
"""Its name, beside the settings file of the site, or in the folder of the strategy."""
_HEAD = """\
# What `stratdocs import` read last from each source: the id of each row, and its values.
# Commit it: the next import needs it to see what changed there and what was edited here.
"""
_SOURCE = re.compile(r'(?P<name>"(?:[^"\\]|\\.)*"):\s*')
_ITEM = re.compile(r'  (?P<key>"(?:[^"\\]|\\.)*"): (?P<value>\{.*\})\s*')
_LONGEST = 120


class Remembered(NamedTuple):
    """A row of an earlier import."""

    id: str
    kind: str
    values: Mapping[str, Any]
    links: Mapping[str, tuple[str, ...]]
    """Keys by field."""
    days: tuple[str, ...] = ()
    """The days of the check-ins that it had."""
    current: str = ""
    raw: Mapping[str, str] = MappingProxyType({})


Rows = Mapping[str, Remembered]


def stored_key(key: str) -> str:
    """A key as it is stored; a long one is cut, with a digest that keeps it unique."""
    if len(key) <= _LONGEST:
        return key
    return f"{key[:_LONGEST]}#{sha256(key.encode()).hexdigest()[:8]}"


def read_memory(path: str, text: str) -> dict[str, dict[str, Remembered]]:
    """All sources and their rows. Raises StratdocsError with the line that cannot be read."""
    sources: dict[str, dict[str, Remembered]] = {}
    rows: dict[str, Remembered] | None = None
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            if match := _SOURCE.fullmatch(line):
                rows = sources.setdefault(json.loads(match["name"]), {})
                continue
            match = _ITEM.fullmatch(line)
            if match is None or rows is None:
                raise ValueError(line)
            rows[json.loads(match["key"])] = _remembered(json.loads(match["value"]))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise StratdocsError(
                f"{path}:{number} can't be read; restore the file from git, or merge the "
                "two versions line by line"
            ) from error
    return sources


def _remembered(value: Mapping[str, Any]) -> Remembered:
    return Remembered(
        str(value["id"]),
        str(value["kind"]),
        dict(value.get("values", {})),
        {field: tuple(keys) for field, keys in dict(value.get("links", {})).items()},
        tuple(value.get("days", ())),
        str(value.get("current", "")),
        dict(value.get("raw", {})),
    )


def memory_text(sources: Mapping[str, Rows]) -> str:
    """The file, sorted, so that the same import gives the same bytes."""
    lines = [_HEAD]
    for name in sorted(sources):
        lines.append(f"{_json(name)}:\n")
        for key, row in sorted(sources[name].items()):
            value = {field: content for field, content in row._asdict().items() if content}
            lines.append(f"  {_json(key)}: {_json(value)}\n")
    return "".join(lines)


def renamed_in_memory(text: str, old: str, new: str) -> str:
    """The file after an item got a new id."""
    before, after = f'"id": {_json(old)},', f'"id": {_json(new)},'
    return text.replace(f"{{{before}", f"{{{after}")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=dict).replace("\u2028", "\\u2028").replace(
        "\u2029", "\\u2029").replace("\x85", "\\u0085")  # fmt: skip
