"""The list of what is due: a text to fill in, and what was filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from stratdocs.authoring.check_ins import (
    Entry,
    check_fields,
    doubts,
    entry_day,
    fault_of,
    measured_item,
    placed,
)
from stratdocs.authoring.due import Due
from stratdocs.model.finding import StratdocsError
from stratdocs.model.kinds import CheckIn, KeyResult
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import join_words

FIELDS = tuple(name for name in CheckIn.declared if name != "value")
"""What may be said below a value."""


def plan_text(items: Iterable[Due], today: date, file: str = "FILE") -> str:
    """What is due, as a list to fill in."""
    lines = [
        "# Write each value after its id, and leave the others empty. Then run:",
        f"#   stratdocs check-in --apply {file}",
        "# The date applies to all of them; a date below an id applies to that one.",
        "",
        f"date: {today}",
    ]
    for due in items:
        reported = f", reported {due.status}" if due.status else ""
        stands = due.stands if "reported" in due.stands else due.stands + reported
        lines += ["", f"# {_one_line(due.item.title)}", f"# {_one_line(stands)}", f"{due.item.id}:"]
        lines += ["  status:", "  confidence:"] if isinstance(due.item, KeyResult) else []
        lines.append("  note:")
    return "\n".join(lines) + "\n"


class Filled(NamedTuple):
    """What a list says, and what is wrong with it."""

    entries: tuple[Entry, ...]
    problems: tuple[str, ...]
    """Sentences that begin with the place."""


def filled_plan(
    stack: Stack, text: str, name: str, *, replace: bool = False, as_written: bool = False
) -> Filled:
    """The check-ins of a list that was filled in, all problems at once."""
    entries: list[Entry] = []
    problems: list[tuple[int, str]] = []
    usual = stack.today
    for place, part in enumerate(_parts(text, problems)):
        try:
            if part.id == "date" and not part.fields and stack.get("date") is None:
                if place:
                    raise StratdocsError("a date must be above the first id, or indented below one")
                usual = entry_day(part.value or str(usual), stack.today)
                continue
            if not part.value and not any(part.fields.values()):
                continue
            entry = _entry(stack, part, usual)
            check_fields(entry)
            faults = [
                (part.lines[name], fault)
                for name in ("status", "confidence")
                if part.fields.get(name) and (fault := fault_of(name, part.fields[name]))
            ]
            if faults:
                problems += faults
                continue
            found = _in_the_way(stack, entry, replace=replace, as_written=as_written)
            holder = placed(stack, entry)[0].item.id
            if any(placed(stack, e)[0].item.id == holder and e.on == entry.on for e in entries):
                found.append(f"{entry.item.id} is listed twice for one day; remove one")
        except StratdocsError as error:
            problems.append((part.line, str(error)))
            continue
        problems += [(part.line, sentence) for sentence in found]
        entries.append(entry)
    sentences = (f"{name}:{line}: {sentence}" for line, sentence in sorted(problems))
    return Filled(tuple(entries), tuple(sentences))


def _in_the_way(stack: Stack, entry: Entry, *, replace: bool, as_written: bool) -> list[str]:
    """What speaks against an entry, each with what would help."""
    return [
        doubt.with_help
        for doubt in doubts(stack, entry)
        if not (replace if doubt.same_day else as_written)
    ]


class _Part(NamedTuple):
    """An item of the list, as written."""

    id: str
    value: str
    line: int
    fields: dict[str, str]
    lines: dict[str, int]
    """The line of each field."""


def _parts(text: str, problems: list[tuple[int, str]]) -> list[_Part]:
    found: list[_Part] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = re.fullmatch(r"(\s*)([^\s:]+)\s*:(.*)", line.rstrip())
        if match is None:
            below = join_words(FIELDS, "or")
            problems.append((number, f"a line must be an id and its value or, indented, {below}"))
            continue
        value = match[3].strip() if match[1] and match[2] == "note" else _plain(match[3])
        if not match[1]:
            found.append(_Part(match[2], value, number, {}, {}))
        elif not found:
            problems.append((number, f"{match[2]} has no id above it"))
        elif match[2] not in FIELDS:
            problems.append((number, f"{match[2]} isn't {join_words(FIELDS, 'or')}"))
        elif match[2] in found[-1].fields:
            problems.append((number, f"{match[2]} is set twice for {found[-1].id}"))
        else:
            found[-1].fields[match[2]] = value
            found[-1].lines[match[2]] = number
    return found


def _plain(text: str) -> str:
    """A value without the comment behind it, and without the quotes around it."""
    value = re.sub(r"(?:^|\s+)#.*", "", text).strip()
    quotes = re.fullmatch(r"""(["'])(.*)\1""", value)
    return quotes[2].strip() if quotes else value


def _entry(stack: Stack, part: _Part, usual: date) -> Entry:
    item = measured_item(stack, part.id)
    fields = dict(part.fields)
    own = fields.pop("date", "")
    return Entry(item, entry_day(own, stack.today) if own else usual, part.value, **fields)


def _one_line(text: str) -> str:
    return " ".join(text.split())
