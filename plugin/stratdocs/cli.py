"""The command line: fetches, asks the core, and says what came out."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NoReturn

from stratdocs.finding import StratdocsError

# What a command needs is imported when it runs: the rules alone take 30 ms, and `--version` and
# `schema` are asked for by shells and editors that wait for the answer.

CLEAN, FOUND, WRONG_CALL, NOTHING = range(4)
"""Exit codes: nothing at or above --fail-on, something, a call that cannot be, nothing to check."""


def program() -> NoReturn:
    """What is started as `stratdocs`."""
    sys.exit(main(leave=True))


def main(argv: Sequence[str] | None = None, *, leave: bool = False) -> int:
    """Runs the command line and returns its exit code.

    With `leave` it may end the process itself, since Python takes a stack apart object by object
    before it ends: 43 ms of 10,000 items, for nothing.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # whatever the locale says, our texts are UTF-8
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        return _run(sys.argv[1:] if argv is None else argv, leave=leave)
    except StratdocsError as error:
        print(f"stratdocs: {error}", file=sys.stderr)
        return WRONG_CALL
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read has seen enough; nor shall Python complain at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _run(argv: Sequence[str], *, leave: bool) -> int:
    verb = next((word for word in argv if not word.startswith("-")), None)
    if verb is not None and verb not in _VERBS:
        meant = _meant(verb, _VERBS)
        if not meant and os.path.exists(verb):
            meant = f"; did you mean stratdocs check {verb}?"
        raise StratdocsError(f"{verb} is no command{meant}; see stratdocs --help")
    parser = _parser()
    asked = parser.parse_args(argv)
    if asked.version:
        return _version()
    if asked.verb is None:
        parser.print_help(sys.stderr)
        return WRONG_CALL
    asked.leave = leave
    return _VERBS[asked.verb](asked)


# --- what can be asked ----------------------------------------------------------------------------


class _Help(argparse.HelpFormatter):
    """Help of a fixed width: to ask the terminal for its own costs every call 3 ms of imports."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=90)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a call in one sentence."""

    def error(self, message: str) -> NoReturn:
        hint = ""
        if message.startswith("unrecognized arguments: "):
            word = message.split(": ", 1)[1].split(" ", 1)[0]
            hint = _meant(word.split("=", 1)[0], _OPTIONS)
        raise StratdocsError(f"{message}{hint}; see {self.prog} --help")


_OPTIONS = (
    "--format",
    "--output",
    "--fail-on",
    "--select",
    "--ignore",
    "--version",
    "--help",
)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="stratdocs",
        description="Strategy as code: write it in YAML, check it, publish it.",
        allow_abbrev=False,
        formatter_class=_Help,
    )
    parser.add_argument("--version", action="store_true", help="say which version this is")
    verbs = parser.add_subparsers(dest="verb", metavar="COMMAND", prog="stratdocs")
    check = verbs.add_parser(
        "check",
        help="say what is wrong, and where",
        description="Says what is wrong in a strategy's files, and where. Ends with 0 if nothing "
        "is, 1 if something is, 2 if the call is wrong, 3 if there is nothing to check.",
        allow_abbrev=False,
        formatter_class=_Help,
    )
    check.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="a YAML file or a folder of them; without it, the folder that mkdocs.yml names",
    )
    check.add_argument(
        "--format",
        choices=("full", "concise", "json"),
        help="full shows the lines (the default on a terminal), concise is one line a finding",
    )
    check.add_argument("--output", metavar="FILE", help="write to a file instead")
    check.add_argument(
        "--fail-on",
        choices=("error", "warning", "advice", "never"),
        help="the least that ends with 1; fail_on of mkdocs.yml, else error, unless said",
    )
    for option, what in (("--select", "only these rules"), ("--ignore", "all but these rules")):
        check.add_argument(
            option,
            metavar="RULE",
            action="append",
            default=[],
            help=f"{what}; may be repeated, or list several with commas",
        )
    verbs.add_parser(
        "schema",
        help="print the JSON Schema of the files",
        description="Prints the JSON Schema of a strategy's files, for editors.",
        allow_abbrev=False,
        formatter_class=_Help,
    )
    return parser


def _meant(word: str, known: Iterable[str]) -> str:
    from stratdocs.nearest import nearest
    from stratdocs.phrases import meant

    return meant(nearest(word, known))


# --- check ----------------------------------------------------------------------------------------


def _check(asked: argparse.Namespace) -> int:
    gc.disable()  # nothing of a stack is garbage before the end; looking for it takes long
    from stratdocs import reports
    from stratdocs.content import read_content
    from stratdocs.finding import Severity
    from stratdocs.lint import lint
    from stratdocs.project import fail_level, find_project
    from stratdocs.rules import RULES
    from stratdocs.stack import load

    known = {rule.name: rule for rule in RULES}
    selected = _rules(asked.select, known) or list(known)
    ignored = _rules(asked.ignore, known)
    project = find_project()
    paths = asked.paths or [path for path in [project and project.source] if path]
    if not asked.paths and not (paths and os.path.exists(paths[0])):
        return _nothing(paths)
    content = read_content(paths)
    today = project.today if project and project.today else date.today()  # noqa: DTZ011  # the user's day
    stack = load(content.texts, today=today, findings=content.findings)
    findings = lint(stack, [known[name] for name in selected if name not in ignored])
    checked = reports.Checked(findings, content.texts, len(stack.entities))
    if not stack.entities and not stack.findings:
        if asked.format == "json":
            _write(reports.as_json(checked), asked.output)
        return _nothing(paths)
    terminal = not asked.output and sys.stdout.isatty()
    match asked.format or ("full" if terminal else "concise"):
        case "full":
            colour = not asked.output and _coloured(terminal=terminal)
            width = os.get_terminal_size(sys.stdout.fileno()).columns if terminal else reports.WIDTH
            _write(reports.full(checked, colour=colour, width=width or reports.WIDTH), asked.output)
        case "concise":
            _write(reports.concise(checked), asked.output)
        case "json":
            _write(reports.as_json(checked), asked.output)
    level = fail_level(asked.fail_on) if asked.fail_on else Severity.ERROR
    if asked.fail_on is None and project is not None:
        level = project.fail_on
    failed = level is not None and any(finding.severity >= level for finding in findings)
    code = FOUND if failed else CLEAN
    if asked.leave:
        sys.stderr.flush()
        os._exit(code)  # all that was said has been flushed
    return code


def _rules(options: Sequence[str], known: Iterable[str]) -> list[str]:
    """The rules that --select or --ignore name."""
    names = [name.strip() for option in options for name in option.split(",")]
    for name in names:
        if name not in known:
            raise StratdocsError(f'there is no rule "{name}"{_meant(name, known)}')
    return names


def _nothing(paths: Sequence[str]) -> int:
    where = " and ".join(paths)
    print(
        f"stratdocs: nothing to check: no YAML file with items in {where}"
        if where
        else "stratdocs: nothing to check: there is no mkdocs.yml here or above; "
        "name a YAML file, or a folder that holds some",
        file=sys.stderr,
    )
    return NOTHING


# --- the others -----------------------------------------------------------------------------------


def _schema(_: argparse.Namespace) -> int:
    import json

    from stratdocs.schema import file_schema

    _write(json.dumps(file_schema(), ensure_ascii=False, indent=2) + "\n", None)
    return CLEAN


def _version() -> int:
    from stratdocs import __version__
    from stratdocs.source import FAST

    slow = "" if FAST else " (PyYAML has no libyaml here: files are read about 20 times slower)"
    _write(f"stratdocs {__version__}{slow}\n", None)
    return CLEAN


_VERBS = {"check": _check, "schema": _schema}


# --- saying it ------------------------------------------------------------------------------------


def _write(text: str, output: str | None) -> None:
    """Prints a text or puts it into a file, which is whole or as it was at any moment."""
    if output is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    target = os.path.realpath(output)
    data = text.encode("utf-8", "backslashreplace")
    try:
        if os.path.exists(target) and not os.path.isfile(target):  # a device, a pipe
            with open(target, "wb") as stream:
                stream.write(data)
            return
        draft = f"{target}.{os.getpid()}.tmp"
        try:
            with open(draft, "xb") as stream:
                stream.write(data)
            os.replace(draft, target)
        except BaseException:  # whatever stops it, Ctrl-C too, leaves no draft behind
            if os.path.exists(draft):
                os.unlink(draft)
            raise
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StratdocsError(f"cannot write to {output}: {error.strerror}") from error


def _coloured(*, terminal: bool) -> bool:
    """Whether to use colour: NO_COLOR and FORCE_COLOR decide, else the terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    if os.name == "nt" and not {"WT_SESSION", "ANSICON", "TERM"} & os.environ.keys():
        return False  # an old console would print the codes
    return terminal and os.environ.get("TERM") != "dumb"
