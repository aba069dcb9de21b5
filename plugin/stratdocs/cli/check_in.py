"""`stratdocs check-in`: writes the value of a key result or metric, or asks for what is due."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from stratdocs.cli.output import CLEAN, WRONG_CALL, note, write
from stratdocs.cli.parser import Parser
from stratdocs.model.finding import StratdocsError
from stratdocs.repo.content import named_file

if TYPE_CHECKING:
    from stratdocs.authoring.check_ins import Entry
    from stratdocs.authoring.due import Due
    from stratdocs.cli.rewriting import Files
    from stratdocs.model.stack import Stack

Ask = Callable[[str], str]
NOTHING_DUE = "nothing is due; --all lists everything that is active"


def declare(parser: Parser) -> None:
    """What the command is for, and what it takes."""
    parser.description = (
        "Records one dated value of a key result or metric and leaves the rest of its file "
        "unchanged. Without ID it walks through what is due, longest overdue first. The "
        "value is checked against the target and earlier values: 40 isn't 40%."
    )
    parser.add_argument("id", metavar="ID", nargs="?", help="the key result or metric")
    parser.add_argument("value", metavar="VALUE", nargs="?", help="its value with its unit: 43%%")
    parser.add_argument("--status", metavar="STATUS", help="on_track, at_risk, blocked, done, ...")
    parser.add_argument("--confidence", metavar="0-10", help="how likely the target will be met")
    parser.add_argument("--note", metavar="TEXT", help="what happened")
    parser.add_argument("--date", metavar="DAY", help="date of the value (default: today)")
    parser.add_argument(
        "--replace",
        action="store_true",
        help="replace the entry for the same day, if there is one",
    )
    parser.add_argument(
        "--as-written", action="store_true", help="write a value even if it doesn't fit the others"
    )
    parser.add_argument(
        "--plan", action="store_true", help="print what is due, as a list to fill in"
    )
    parser.add_argument(
        "--all", action="store_true", help="include everything that is active, due or not"
    )
    parser.add_argument(
        "--apply",
        metavar="FILE",
        help="write the values from a completed list; - for standard input",
    )
    parser.reads_strategy(writes=True)
    parser.numbers(r"-[\d.,$€£]")  # -5% is a value
    parser.examples = (
        "stratdocs check-in activation 43%",
        'stratdocs check-in activation 43% --status at_risk --note "Two clinics left"',
        "stratdocs check-in                         # walk through what is due",
        "stratdocs check-in --plan > week.txt       # the same as a list to fill in",
        "stratdocs check-in --apply week.txt",
    )


def run(call: argparse.Namespace) -> int:
    """Writes check-ins and returns the exit code."""
    from stratdocs.cli.rewriting import read_files

    _take_paths(call)
    _reject_contradictions(call)
    files = read_files(call.paths, pages=False)
    today = files.stack.today
    if call.apply is not None:
        return _apply(files, call)
    from stratdocs.authoring.check_ins import entry_day

    on = entry_day(call.date, today) if call.date else today
    if call.id is not None:
        return _single(files, call, on)
    from stratdocs.authoring.due import due_items

    due = due_items(files.stack, every=call.all)
    if call.plan:
        from stratdocs.authoring.plan import plan_text

        write(plan_text(due, on))
        if not due:
            note(NOTHING_DUE)
        return CLEAN
    if not sys.stdin.isatty():
        raise StratdocsError(
            "give a key result or metric and its value, as in stratdocs check-in "
            "activation 43%; without a terminal, --plan prints what is due as a list, and "
            "--apply takes it back"
        )
    return _walk(files, due, call, on)


def _take_paths(call: argparse.Namespace) -> None:
    """Takes files and folders for paths where no item is named: `check-in --plan docs/strategy`."""
    words = [word for word in (call.id, call.value) if word is not None]
    listed = call.plan or call.all or call.apply is not None
    if words and (listed or len(words) == 1) and all(map(os.path.exists, words)):
        call.paths = [*words, *call.paths]
        call.id = call.value = None


def _reject_contradictions(call: argparse.Namespace) -> None:
    """Raises if two parts of the call contradict each other."""
    if call.id is not None and (call.plan or call.apply is not None or call.all):
        raise StratdocsError("use either an ID or --plan, --apply or --all")
    if call.plan and call.apply is not None:
        raise StratdocsError("use either --plan (prints a list) or --apply (takes one)")
    fields = [name for name in ("status", "confidence", "note") if getattr(call, name)]
    if call.id is None and fields:
        raise StratdocsError(f"--{fields[0]} belongs to one key result; give its id and value")


def _single(files: Files, call: argparse.Namespace, on: date) -> int:
    """Writes one check-in."""
    from stratdocs.authoring.check_ins import Entry, measured_item

    item = measured_item(files.stack, call.id)
    if not (call.value or "").strip():
        raise StratdocsError(
            f"the value is missing, as in stratdocs check-in {item.id} 43%; see "
            "stratdocs check-in --help"
        )
    entry = Entry(
        item,
        on,
        call.value,
        call.status or "",
        call.confidence or "",
        " ".join((call.note or "").split()),
    )
    ask = input if sys.stdin.isatty() else None
    return _write(files, _settled(files.stack, entry, call, ask), call)


class _Settled(NamedTuple):
    """An entry without doubts, and whether it replaces one for the same day."""

    entry: Entry
    replace: bool


def _settled(
    stack: Stack, entry: Entry, call: argparse.Namespace, ask: Ask | None
) -> _Settled | None:
    """An entry once its doubts are settled; None if a person wants it not to be written."""
    from stratdocs.authoring.check_ins import check_fields, doubts

    check_fields(entry)
    replace = call.replace
    for doubt in doubts(stack, entry):
        if call.replace if doubt.same_day else call.as_written:
            continue
        if ask is None:
            raise StratdocsError(f"{doubt.with_help}; nothing was changed")
        if doubt.same_day:
            if not _yes(ask(f"    {doubt.sentence}. Replace it? [y/N] ")):
                return None
            replace = True
        elif doubt.likely is not None:
            answer = ask(f"    {doubt.sentence}. Write {doubt.likely}? [Y/n, = keeps it] ").strip()
            if answer == "=":
                continue
            if answer and not _yes(answer):
                return None
            entry = entry._replace(value=doubt.likely)
        elif not _yes(ask(f"    {doubt.sentence}. Write it anyway? [y/N] ")):
            return None
    return _Settled(entry, replace)


def _yes(answer: str) -> bool:
    return answer.strip().lower() in ("y", "yes")


def _write(files: Files, settled: _Settled | None, call: argparse.Namespace) -> int:
    """Writes an entry, and says where."""
    from stratdocs.authoring.check_ins import checked_in, placed
    from stratdocs.authoring.rewrite import Rewrite
    from stratdocs.cli.rewriting import finish

    if settled is None:
        note("nothing was changed")
        return CLEAN
    entry = settled.entry
    after = checked_in(files.stack, [entry], replace=settled.replace)
    item, holder = entry.item, placed(files.stack, entry)[0].item
    by = f", as a reading of {holder.id}, its metric" if holder is not item else ""
    done = f"{item.id}: {entry.value} on {entry.on}{by}, in {', '.join(after)}"
    return finish(Rewrite(after, (done,)), files, call)


def _apply(files: Files, call: argparse.Namespace) -> int:
    """Writes what a list says, if nothing in it is wrong."""
    from stratdocs.authoring.check_ins import checked_in
    from stratdocs.authoring.plan import filled_plan
    from stratdocs.authoring.rewrite import Rewrite
    from stratdocs.cli.rewriting import finish
    from stratdocs.reports.checked import count_phrase

    name = "standard input" if call.apply == "-" else call.apply
    filled = filled_plan(
        files.stack, _text(call.apply), name, replace=call.replace, as_written=call.as_written
    )
    if filled.problems:
        for sentence in filled.problems:
            note(sentence)
        note("nothing was changed")
        return WRONG_CALL
    if not filled.entries:
        note(f"{name} contains no values, so nothing was changed")
        return CLEAN
    after = checked_in(files.stack, filled.entries, replace=call.replace)
    number = count_phrase(len(filled.entries), "check-in", "check-ins")
    return finish(Rewrite(after, (f"{number}, in {', '.join(sorted(after))}",)), files, call)


def _text(path: str) -> str:
    try:
        if path == "-":
            return sys.stdin.buffer.read().decode()
        return named_file(path).decode()
    except OSError as error:
        raise StratdocsError(f"{path} can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise StratdocsError(f"{path} isn't UTF-8; save it as UTF-8 first") from error


def _walk(files: Files, due: Sequence[Due], call: argparse.Namespace, on: date) -> int:
    """Asks for the values of what is due, and writes each at once."""
    from stratdocs.cli.rewriting import read_files

    if not due:
        note(NOTHING_DUE)
        return CLEAN
    print(f"{len(due)} due. Enter skips one, q quits.")
    for place, each in enumerate(due, 1):
        print(f"\n{place}/{len(due)}  {each.item.id}: {each.item.title}\n    {each.stands}")
        try:
            if not _asked(files, each, call, on):
                return CLEAN
        except EOFError:
            print()
            return CLEAN
        if not call.dry_run:
            files = read_files(call.paths, pages=False)
    return CLEAN


def _asked(files: Files, due: Due, call: argparse.Namespace, on: date) -> bool:
    """Asks for one value and what belongs to it, and writes it; False if the walk should end."""
    from stratdocs.authoring.check_ins import Entry, entry_value, measured_item
    from stratdocs.model.kinds import KeyResult

    item = measured_item(files.stack, due.item.id)
    while answer := input("    value: ").strip():
        if answer.lower() in ("q", "quit"):
            return False
        try:
            entry_value(item, answer)
            settled = _settled(files.stack, Entry(item, on, answer), call, input)
            if settled is None:
                continue
            entry = settled.entry
            if isinstance(item, KeyResult):
                last = f"; Enter for {due.status}" if due.status else ""
                question = f"    status (on_track, at_risk, blocked or done{last}): "
                status = _field("status", question) or (due.status or "")
                confidence = _field("confidence", "    confidence, 0 to 10: ")
                entry = entry._replace(status=status, confidence=confidence)
            entry = entry._replace(note=" ".join(input("    note: ").split()))
            _write(files, settled._replace(entry=entry), call)
            return True
        except StratdocsError as error:
            print(f"    {error}")
        except EOFError:
            print()
            note(
                f"{answer} was not written for {item.id}, because the walk ended before its "
                "last question"
            )
            return False
    return True


def _field(name: str, question: str) -> str:
    """The answer to a question about a field, asked until it fits; empty if it is left out."""
    from stratdocs.authoring.check_ins import fault_of

    while (answer := input(question).strip()) and (fault := fault_of(name, answer)):
        print(f"    {fault}")
    return answer
