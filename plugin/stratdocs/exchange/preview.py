"""What an import would do, as text for a person and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from stratdocs.exchange.columns import BASE
from stratdocs.exchange.importing import Prepared
from stratdocs.exchange.items import Item
from stratdocs.exchange.layouts import Column
from stratdocs.exchange.words import IGNORE
from stratdocs.model.kinds import BY_COLLECTION
from stratdocs.words.phrases import few, join_words

SHOWN = 12
"""Lines of a list in the preview; the rest is counted."""


def preview_text(ready: Prepared, files: Sequence[str], checked: str) -> str:
    """The preview. `files` are those that would be written, `checked` is what a check of the
    result says.
    """
    return "\n".join(_lines(ready, files, checked)) + "\n"


def _lines(ready: Prepared, files: Sequence[str], checked: str) -> Iterator[str]:
    file, plan, notes = ready.opened, ready.plan, ready.source.notes
    layout = file.layout
    yield f"{file.name}: {_count(len(layout.body), 'row')} ({layout.table.how})"
    if layout.header_line:
        yield f"  header in row {layout.header_line}" + (
            f"; {_count(layout.skipped, 'row')} above it left out" if layout.skipped else ""
        )
    if layout.preset is not None:
        hint = f"; {layout.preset.hint}" if layout.preset.hint else ""
        yield f"  read as {layout.preset.title}{hint}"
    for note in layout.table.notes:
        yield f"  {note}"
    if file.others:
        yield f"  sheets that aren't read: {few(file.others, 8)}; name one with --sheet"
    if layout.exported:
        marked = any(column.header == BASE for column in layout.columns)
        yield "  an export of stratdocs, compared cell by cell" + (
            "" if marked else f'; without its column "{BASE}", nothing that differs is replaced'
        )
    else:
        yield ""
        yield "Columns"
        yield from _columns(layout.columns)
    if notes.conversions:
        yield ""
        yield "Converted while reading"
        for rule, count in notes.conversions.most_common():
            example = notes.examples.get(rule, "")
            yield f"  {rule}: {count}" + (f" ({_short(example, 70)})" if example else "")
    if ready.source.statuses:
        yield ""
        yield "Status words"
        for word, (status, count) in sorted(ready.source.statuses.items()):
            yield f"  {word}: {_status(status)} ({count})"
    yield from _section("Left out", (f"row {n}: {why}" for n, why in notes.left_out))
    yield from _section("Not read", (f"row {n}: {why}" for n, why in notes.unread))
    yield from _section("Without a link", (f"row {n}: {why}" for n, why in notes.unlinked))
    yield from _plan(ready)
    questions = [*notes.questions, *plan.questions]
    yield from _section("Decisions needed", questions)
    yield ""
    yield f"Files: {', '.join(files)}" if files else "Nothing would change."
    if checked:
        yield checked


def _columns(columns: Sequence[Column]) -> Iterator[str]:
    read = [c for c in columns if c.field not in (None, IGNORE)]
    width = min(max((len(c.header) for c in read), default=0), 34)
    for column in read:
        name = column.header or f"column {column.position + 1}"
        sample = f'"{_line(column.sample)}"' if column.sample else "empty"
        name = _short(name, 34)
        field = f"{column.field or '':<12}"
        yield f"  {name:<{width}}  {field} {sample} ({column.filled}; {column.why})"
    ignored = [c.header or f"column {c.position + 1}" for c in columns if c.field == IGNORE]
    if ignored:
        yield f"  not kept: {', '.join(ignored)}"
    for column in columns:
        if column.field is None:
            name = column.header or f"column {column.position + 1}"
            sample = f', as in "{_line(column.sample)}"' if column.sample else ""
            yield f"  not mapped: {name} ({_count(column.filled, 'cell')}{sample}): {column.why}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else f'{noun}s'}"


def _line(text: str) -> str:
    return _short(text, 30)


def _short(text: str, size: int) -> str:
    """A text on one line; a longer one is cut, and shows it."""
    line = " ".join(text.split())
    return line if len(line) <= size else f"{line[: size - 1]}…"


def _status(status: str) -> str:
    if status == "open":
        return "committed if its period has begun, else proposed"
    return status or "unknown, so the items get no status"


def _plan(ready: Prepared) -> Iterator[str]:
    plan = ready.plan
    if plan.new:
        yield ""
        yield f"To add: {_counted(item for _, item in plan.new)}"
        goals = sorted(plan.new, key=lambda pair: pair[1].kind in ("people", "teams"))
        for identity, item in goals[:SHOWN]:
            parents = item.links.get("serves", ())
            noun = BY_COLLECTION[item.kind].noun
            yield f"  {'  ' if parents else ''}{noun} {identity}: {_short(item.title, 70)}"
        if len(plan.new) > SHOWN:
            yield f"  and {len(plan.new) - SHOWN} more"
        loose = [item for _, item in plan.new if _is_loose(item)]
        if len(loose) > 1:
            yield (
                f"  {_counted(loose)} serve nothing; add `serves: ID` to a map to link them to "
                "an item"
            )
    yield from _section(
        "To change",
        (f"{c.id}: {c.field} {_arrow(c.before, c.after)}" for c in plan.changes),
    )
    yield from _section(
        "To check in",
        (f"{i}: {e.get('value', '')} on {e['date']}" for i, e in plan.check_ins),
    )
    conflicts = [k for k in plan.kept if k.conflict]
    quiet = [k for k in plan.kept if not k.conflict]
    yield from _section(
        "Changed here and there: kept as it is here",
        (f"{k.id}: {k.field} is {_value(k.here)}, there {_value(k.there)}" for k in conflicts),
    )
    if conflicts and ready.opened.layout.exported:
        yield "  For each, correct the strategy's file or the cell."
    yield from _section(
        "Kept as it is here",
        (f"{k.id}: {k.field} is {_value(k.here)}, there {_value(k.there)}" for k in quiet),
    )
    yield from _section(
        "Already here, by title: now linked to the source",
        (f"{i} (row {item.line})" for i, item in plan.adopted),
    )
    yield from _section(
        "Removed here, so not added again", (f"{i} (row {n})" for i, n in plan.removed)
    )
    missing = "No longer in the source; close it if it is over"
    if ready.opened.layout.exported:
        missing = "Not in the table: removed there, or added here since; nothing is removed here"
    yield from _section(
        missing,
        (f'{i}, {_short(t, 60)}: stratdocs retire {i} --because "..."' for i, t in plan.gone),
    )
    if plan.unchanged:
        yield ""
        yield f"Unchanged: {plan.unchanged}"


def _is_loose(item: Item) -> bool:
    """Whether an objective has no parent."""
    parents = item.links.get("serves") or item.values.get("serves")
    return item.kind == "objectives" and not parents


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    listed = list(lines)
    if not listed:
        return
    yield ""
    yield f"{title} ({len(listed)})"
    for line in listed[:SHOWN]:
        yield f"  {line}"
    if len(listed) > SHOWN:
        yield f"  and {len(listed) - SHOWN} more"


def _arrow(before: str, after: str) -> str:
    return f"{_value(before)} → {_value(after)}"


def _value(text: str) -> str:
    return (text if len(text) <= 50 else f"{text[:49]}…") or "nothing"


def _counted(items: Iterable[Item]) -> str:
    counts = Counter(item.kind for item in items)
    return join_words(
        f"{count} {BY_COLLECTION[kind].counted(count)}"
        for kind in BY_COLLECTION
        if (count := counts[kind])
    )


def preview_json(ready: Prepared, files: Sequence[str], checked: Mapping[str, int]) -> str:
    """The preview for programs."""
    file, plan, notes = ready.opened, ready.plan, ready.source.notes
    layout = file.layout
    value = {
        "version": 1,
        "file": file.name,
        "source": file.source_name,
        "sheet": layout.table.name or None,
        "how": layout.table.how,
        "header": layout.header_line or None,
        "preset": layout.preset.name if layout.preset else None,
        "rows": len(layout.body),
        "notes": list(layout.table.notes),
        "columns": [
            {
                "header": c.header, "position": c.position + 1, "field": c.field, "why": c.why,
                "filled": c.filled, "sample": c.sample[:80],
            }
            for c in layout.columns
        ],
        "conversions": [
            {"rule": rule, "cells": count, "example": notes.examples.get(rule)}
            for rule, count in sorted(notes.conversions.items())
        ],
        "statuses": [
            {"word": word, "status": status or None, "rows": count}
            for word, (status, count) in sorted(ready.source.statuses.items())
        ],
        "left_out": _rows(notes.left_out),
        "not_read": _rows(notes.unread),
        "without_link": _rows(notes.unlinked),
        "to_decide": [*notes.questions, *plan.questions],
        "new": [
            {"id": i, "kind": item.kind, "title": item.title, "row": item.line}
            for i, item in plan.new
        ],
        "changed": [c._asdict() for c in plan.changes],
        "check_ins": [{"id": i, **entry} for i, entry in plan.check_ins],
        "kept": [k._asdict() for k in plan.kept],
        "adopted": [{"id": i, "row": item.line} for i, item in plan.adopted],
        "removed_here": [{"id": i, "row": line} for i, line in plan.removed],
        "gone": [{"id": i, "title": title} for i, title in plan.gone],
        "unchanged": plan.unchanged,
        "files": list(files),
        "check": dict(checked),
    }  # fmt: skip
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _rows(lines: Sequence[tuple[int, str]]) -> list[dict[str, object]]:
    return [{"row": line, "why": why} for line, why in lines]
