"""`stratdocs import`: goals and work from a spreadsheet or a different tool."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from stratdocs.cli.output import CLEAN, FOUND, note, write
from stratdocs.cli.parser import Parser, one_of
from stratdocs.model.finding import Severity, StratdocsError
from stratdocs.repo.content import SUFFIXES, named_file, read_content
from stratdocs.repo.project import beside_settings, find_project, named_source
from stratdocs.repo.writing import write_all

if TYPE_CHECKING:
    from stratdocs.exchange.importing import Opened, Prepared
    from stratdocs.exchange.mapping import ColumnMap
    from stratdocs.exchange.memory import Remembered
    from stratdocs.model.stack import Stack


def declare(parser: Parser) -> None:
    """What the command is for, and what it takes."""
    from stratdocs.exchange.presets import FORMATS, PRESETS

    presets = tuple(PRESETS)
    parser.description = (
        "Reads goals and work from CSV, Excel, JSON, a ZIP or a Markdown page, and shows "
        "what would be written. A repeated import changes only what changed in the source; "
        "your edits here stay."
    )
    parser.add_argument("file", metavar="FILE", help="the export, spreadsheet or page to read")
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="the strategy's files or folder (default: the folder set in mkdocs.yml)",
    )
    parser.add_argument("--write", action="store_true", help="write what the preview shows")
    parser.add_argument(
        "--dry-run", action="store_true", help="show the changes without writing them"
    )
    parser.add_argument(
        "--from",
        dest="form",
        metavar="FORMAT",
        type=one_of("--from", FORMATS),
        help=(
            "what the file is, if its content doesn't show it: csv, excel, json, markdown or zip"
        ),
    )
    parser.add_argument("--preset", metavar="TOOL", type=one_of("--preset", presets),
                        help=f"the tool that wrote it: {', '.join(presets)}")  # fmt: skip
    parser.add_argument("--map", metavar="FILE", help="a file that says what each column holds")
    parser.add_argument(
        "--save-map", metavar="FILE", help="write the guessed map, for you to correct"
    )
    parser.add_argument("--sheet", metavar="NAME", help="the sheet of a workbook to read")
    parser.add_argument("--into", metavar="FILE", help="the YAML file for new items")
    parser.add_argument(
        "--source", metavar="NAME",
        help="the name under which the import is remembered (default: the tool or the file)",
    )  # fmt: skip
    parser.add_argument(
        "--format",
        metavar="FORMAT",
        type=one_of("--format", ("text", "json")),
        default="text",
        help="how the preview is shown: text or json",
    )
    parser.examples = (
        "stratdocs import okrs.csv",
        "stratdocs import okrs.xlsx --sheet 'Q1 2027' --write",
        "stratdocs import goals.csv --save-map map.yml",
        "stratdocs import goals.csv --map map.yml --write",
        "stratdocs import handbook/okrs.md docs/strategy --from markdown",
    )


class _Home(NamedTuple):
    """The strategy that takes the import."""

    stack: Stack
    folder: str
    memory: str
    """The path of the file that remembers imports."""
    today: date


def run(call: argparse.Namespace) -> int:
    """Shows or writes an import; returns the exit code."""
    from stratdocs.exchange.importing import file_for, opened, prepared
    from stratdocs.exchange.mapping import ColumnMap
    from stratdocs.exchange.memory import memory_text, read_memory

    data = _bytes(call.file)
    given = ColumnMap() if call.map is None else _map(call.map)
    name = os.path.basename(call.file)
    file = opened(data, name, given, preset=call.preset, sheet=call.sheet, form=call.form)
    if call.save_map is not None:
        _save_map(call.save_map, file)
        if not (call.write or call.dry_run):
            return CLEAN
    home = _home(call.paths)
    source = call.source or file.source_name
    into = _into(call.into, home, file_for(name, source))
    before = _text(home.memory)
    memory: dict[str, dict[str, Remembered]] = (
        {} if before is None else read_memory(home.memory, before)
    )
    ready = prepared(file, home.stack, memory.get(source, {}), into=into, today=home.today)
    after = dict(ready.plan.texts)
    read = {path: home.stack.texts[path] for path in after if path in home.stack.texts}
    remembered = memory_text({**memory, source: ready.plan.rows})
    if before is not None:
        read[home.memory] = before
    if remembered != before:
        after[home.memory] = remembered
    _show(call, ready, home, after)
    if call.dry_run:
        from stratdocs.editing.autofix import unified_diff

        write(unified_diff({**dict.fromkeys(after, ""), **read}, after))
        return _code(ready)
    if not after:
        note("nothing to write")
        return _code(ready)
    if not (call.write or _agreed(call)):
        note("nothing was written; add --write to write it")
        return _code(ready)
    write_all(after, read)
    note(f"wrote {', '.join(after)}")
    return _code(ready)


def _code(ready: Prepared) -> int:
    """Whether something needs a person."""
    return FOUND if ready.plan.conflicts or ready.source.notes.questions else CLEAN


def _agreed(call: argparse.Namespace) -> bool:
    if call.format != "text" or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    try:
        return input("Write this? [y/N] ").strip().casefold() in ("y", "yes")
    except EOFError:
        return False


def _show(call: argparse.Namespace, ready: Prepared, home: _Home, after: Mapping[str, str]) -> None:
    from stratdocs.exchange.preview import preview_json, preview_text
    from stratdocs.linting.lint import examine
    from stratdocs.linting.rules import RULES
    from stratdocs.model.stack import load

    texts = {**home.stack.texts, **ready.plan.texts}
    found = examine(load(texts, today=home.today), RULES).findings if ready.plan.texts else ()
    ours = {identity for identity, _ in ready.plan.new} | {c.id for c in ready.plan.changes}
    about = [f for f in found if f.item in ours]
    rules = Counter(f"{f.rule} ({_severity(f.severity)})" for f in about)
    files = [f"{path}{'' if _exists(path) else ' (new)'}" for path in after]
    if call.format == "json":
        write(preview_json(ready, list(after), dict(sorted(rules.items()))))
        return
    checked = ""
    if rules:
        listed = ", ".join(f"{rule}: {count}" for rule, count in rules.most_common(10))
        checked = f"`stratdocs check` would report: {listed}"
        errors = [f for f in about if f.severity is Severity.ERROR]
        checked += "".join(
            f"\n  {f.span.path}:{f.span.line}: {f.rule}: {f.message}" for f in errors[:10]
        )
    elif ready.plan.texts:
        checked = "`stratdocs check` would report nothing."
    write(preview_text(ready, files, checked))


def _severity(severity: Severity) -> str:
    return severity.name.lower()


# --- files ----------------------------------------------------------------------------------------


def _home(paths: Sequence[str]) -> _Home:
    from stratdocs.exchange.memory import FILE
    from stratdocs.model.stack import load

    project = find_project()
    named = list(paths) or [named_source(project)]
    project = project and project.of(named)
    first = named[0]
    exists = [path for path in named if os.path.exists(path)]
    if len(exists) < len(named) and (len(named) > 1 or first.lower().endswith(SUFFIXES)):
        missing = next(path for path in named if path not in exists)
        raise StratdocsError(f"{missing} doesn't exist")
    content = read_content(exists)
    if content.findings:
        finding = content.findings[0]
        raise StratdocsError(
            f"{finding.span.path}:{finding.span.line}: {finding.message}; fix it first"
        )
    today = project.today if project and project.today else date.today()  # noqa: DTZ011  # the user's day
    stack = load(content.texts, today=today)
    for document in stack.documents:
        if document.faults:
            fault = document.faults[0]
            raise StratdocsError(
                f"{fault.span.path}:{fault.span.line}: {fault.message}; fix it first, so "
                "that nothing is written twice"
            )
    folder = first if not os.path.isfile(first) else os.path.dirname(first)
    return _Home(stack, folder, beside_settings(project, folder, FILE), today)


def _into(wanted: str | None, home: _Home, name: str) -> str:
    """The path of the file that takes what is new, as the stack names it."""
    path = wanted if wanted is not None else os.path.join(home.folder, name)
    if not path.lower().endswith(SUFFIXES):
        raise StratdocsError(f"--into {path} isn't a YAML file; its name must end with .yml")
    inside = os.path.realpath(path).startswith(os.path.join(os.path.realpath(home.folder), ""))
    if not inside:
        raise StratdocsError(f"--into {path} isn't below {home.folder}, where the strategy is")
    found = next(
        (known for known in home.stack.texts if os.path.realpath(known) == os.path.realpath(path)),
        None,
    )
    return found or os.path.normpath(path).replace(os.sep, "/")


def _bytes(path: str) -> bytes:
    from stratdocs.exchange.tables import MAX_BYTES

    if os.path.isdir(path):
        raise StratdocsError(f"{path} is a folder; name the file to import")
    try:
        data = named_file(path, MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise StratdocsError(f"there is no file {path}") from error
    if len(data) > MAX_BYTES:
        raise StratdocsError(
            f"{path} has more than {MAX_BYTES // 1_000_000} MB; export fewer columns or rows"
        )
    return data


def _map(path: str) -> ColumnMap:
    from stratdocs.exchange.mapping import read_map

    text = _text(path)
    if text is None:
        raise StratdocsError(f"map {path} doesn't exist; create one with --save-map")
    return read_map(path, text)


def _text(path: str) -> str | None:
    """The text of a file, byte for byte; None if there is none."""
    try:
        return named_file(path).decode()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise StratdocsError(f"can't read {path}: {error}") from error


def _save_map(path: str, file: Opened) -> None:
    if os.path.exists(path):
        raise StratdocsError(f"{path} already exists; give a new file for the map")
    write_all({path: file.map_text()}, {})
    note(f"wrote {path}; correct it and pass it with --map {path}")


def _exists(path: str) -> bool:
    return os.path.exists(path)
