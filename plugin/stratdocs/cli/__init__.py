"""The command line: parses the call and runs one command, the module `cli/VERB.py`."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from typing import NoReturn

from stratdocs import __version__
from stratdocs.cli.output import CLEAN, WRONG_CALL, give_up_stdout, note, write
from stratdocs.cli.parser import Parser, suggestion
from stratdocs.model.finding import StratdocsError
from stratdocs.repo.writing import recover

VERBS: Mapping[str, str] = {
    "init": "start a strategy site in a folder",
    "import": "read goals and work from a spreadsheet or another tool",
    "new": "write a new item to the file where it belongs",
    "check-in": "record the value of a key result or metric, or walk through what is due",
    "check": "check a strategy and list findings",
    "judge": "judge how a goal is worded and suggest a stronger line",
    "diff": "review what a change does to a strategy",
    "history": "record who changed what, when and why in a file",
    "trace": "show the chain up to the strategy and the tree down to the work",
    "explain": "explain a rule and how to suppress it",
    "rename": "rename an item's id everywhere",
    "move": "move an item below a different parent",
    "split": "split a file into several",
    "join": "join several files into one",
    "retire": "close an item, or remove it",
    "rollover": "start the next period with the open objectives of this one",
    "export": "write the strategy in a format for other programs",
    "rules": "list the rules",
    "schema": "print the JSON Schema of the files",
    "lsp": "serve an editor: findings, completion and more while you write",
    "mcp": "answer questions of AI assistants about the strategy",
    "completion": "print a script that completes calls in your shell",
}
"""Every command, with its line in `stratdocs --help`, in the order in which a user meets them.

The module of the same name has `declare`, which adds its options to a parser, and `run`. It is
imported when it is called, and imports what only `run` needs within it: the rules alone take
30 ms, and shells and editors wait for `--version` and `--help`.
"""


def program() -> NoReturn:
    """The program `stratdocs`."""
    _open_closed_streams()
    gc.disable()  # one call makes no garbage worth collecting before its end
    sys.exit(main(leave=True))


def check_program() -> NoReturn:
    """The program `stratdocs-check`, of the distribution without a site: `stratdocs check`."""
    sys.argv.insert(1, "check")
    program()


def _open_closed_streams() -> None:
    """Puts an empty stream where the caller has closed one, as some services and schedulers do."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115  # until the end


def main(argv: Sequence[str] | None = None, *, leave: bool = False) -> int:
    """Runs the command line and returns its exit code.

    With `leave` it may end the process itself. Python would first free a stack object by object:
    43 ms for 10,000 items, for nothing.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # our texts are UTF-8 whatever the locale
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        return _run(sys.argv[1:] if argv is None else argv, leave=leave)
    except StratdocsError as error:
        with suppress(OSError):  # nobody can read why, but the exit code says that it is no finding
            print(f"stratdocs: {error}", file=sys.stderr)
        return WRONG_CALL
    except KeyboardInterrupt:
        if sys.stderr.isatty():
            print(file=sys.stderr)  # the next prompt begins its own line
        return 130
    except EOFError:  # Ctrl-D instead of an answer; every command asks before it writes
        print("\nstratdocs: no answer, so nothing was changed", file=sys.stderr)
        return WRONG_CALL
    except BrokenPipeError:  # the reader has closed the pipe; Python must not complain at exit
        give_up_stdout()
        return 141


def _run(argv: Sequence[str], *, leave: bool) -> int:
    verb = next((word for word in argv if not word.startswith("-")), None)
    if verb is not None and verb not in VERBS:
        hint = suggestion(verb, VERBS)
        if not hint and os.path.exists(verb):
            hint = f"; did you mean stratdocs check {verb}?"
        raise StratdocsError(f"unknown command: {verb}{hint or '; see stratdocs --help'}")
    try:
        return _run_verb(argv, verb, leave=leave)
    except ModuleNotFoundError as error:
        from stratdocs.cli.missing import missing_sentence

        sentence = missing_sentence(verb or "", error)
        if sentence is None:
            raise
        raise StratdocsError(sentence) from error


def _run_verb(argv: Sequence[str], verb: str | None, *, leave: bool) -> int:
    parser, commands = _parsers()
    command = import_module(f"{__name__}.{verb.replace('-', '_')}") if verb is not None else None
    known = parser.options
    if verb is not None and command is not None:
        command.declare(commands[verb])
        known = [*known, *commands[verb].options]
    call, unknown = parser.parse_known_args(argv)
    paths = getattr(call, "paths", None)
    if isinstance(paths, list) and not any(word.startswith("-") for word in unknown):
        paths += unknown  # argparse takes no words behind an option for the rest of a list
        unknown = []
    if unknown:
        word = unknown[0]
        hint = suggestion(word.split("=", 1)[0], known) if word.startswith("-") else ""
        name = f"stratdocs {verb}" if verb else "stratdocs"
        raise StratdocsError(
            f"unexpected argument for {name}: {word}{hint or f'; see {name} --help'}"
        )
    if call.version:
        return _version()
    if command is None:
        parser.print_help(sys.stderr)
        return WRONG_CALL
    commands[call.verb].reject_empty(call)
    call.leave = leave
    for sentence in recover(getattr(call, "paths", None) or ()):
        note(sentence)
    code: int = command.run(call)
    return code


def _parsers() -> tuple[Parser, Mapping[str, Parser]]:
    """The parser of the whole call and one for each command, which declares its own options."""
    parser = Parser(
        prog="stratdocs", description="Strategy as code: write it in YAML, check it, publish it."
    )
    parser.add_argument("--version", action="store_true", help="show the version")
    verbs = parser.add_subparsers(dest="verb", metavar="COMMAND", prog="stratdocs")
    return parser, {verb: verbs.add_parser(verb, help=line) for verb, line in VERBS.items()}


def _version() -> int:
    from stratdocs.yamltext.source import FAST  # only here: its parser takes a third of a start

    slow = (
        "" if FAST else " (PyYAML has no libyaml here, so reading files is about 20 times slower)"
    )
    write(f"stratdocs {__version__}{slow}\n")
    return CLEAN
