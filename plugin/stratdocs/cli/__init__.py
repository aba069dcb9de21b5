"""The command line: fetches, asks the core, and says what came out."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from stratdocs.cli.names import meant
from stratdocs.cli.output import CLEAN, WRONG_CALL, write
from stratdocs.model.finding import StratdocsError
from stratdocs.repo.project import FAIL_ON
from stratdocs.reports import FORMATS

# What a command needs is imported when it runs: the rules alone take 30 ms, and `--version` and
# `schema` are asked for by shells and editors that wait for the answer.


def program() -> NoReturn:
    """What is started as `stratdocs`."""
    gc.disable()  # nothing of one call is garbage before its end; looking for it takes long
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
        hint = meant(verb, _VERBS)
        if not hint and os.path.exists(verb):
            hint = f"; did you mean stratdocs check {verb}?"
        raise StratdocsError(f"{verb} is no command{hint or '; see stratdocs --help'}")
    parser = _parser()
    asked, others = parser.parse_known_args(argv)
    if others:
        hint = meant(others[0].split("=", 1)[0], OPTIONS) if others[0].startswith("-") else ""
        call = f"stratdocs {verb}" if verb else "stratdocs"
        raise StratdocsError(f"{call} takes no {others[0]}{hint or f'; see {call} --help'}")
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
        option, _, what = message.removeprefix("argument ").partition(": ")
        if what.startswith("expected one"):
            message = f"{option} needs something behind it"
        elif what.startswith("ignored explicit"):
            message = f"{option} takes nothing behind it"
        elif option == "the following arguments are required":
            message = f"{what} is missing"
        raise StratdocsError(f"{message}; see {self.prog} --help")


def _one_of(option: str, known: Sequence[str]) -> Callable[[str], str]:
    """Takes one of several words, and says what they are where it is none."""

    def word(said: str) -> str:
        if said in known:
            return said
        *first, last = known
        hint = meant(said, known)
        raise StratdocsError(
            f'there is no {option} "{said}"; it can be {", ".join(first)} or {last}{hint}'
        )

    return word


OPTIONS = (
    "--format",
    "--output",
    "--fail-on",
    "--select",
    "--ignore",
    "--baseline",
    "--update-baseline",
    "--since",
    "--statistics",
    "--fix",
    "--unsafe-fixes",
    "--diff",
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
        type=_one_of("--format", FORMATS),
        metavar="FORMAT",
        help="full shows the lines (the default on a terminal), concise is one line a finding, "
        "markdown a comment on a change; json, sarif, github, gitlab, junit and rdjson are for "
        "programs",
    )
    check.add_argument("--output", metavar="FILE", help="write to a file instead")
    check.add_argument(
        "--fail-on",
        type=_one_of("--fail-on", FAIL_ON),
        metavar="LEVEL",
        help="the least that ends with 1: error, warning, advice or never; unless said, fail_on of "
        "mkdocs.yml, else error",
    )
    for option, what in (("--select", "only these rules"), ("--ignore", "all but these rules")):
        check.add_argument(
            option,
            metavar="RULE",
            action="append",
            default=[],
            help=f"{what}; may be repeated, or list several with commas",
        )
    check.add_argument(
        "--baseline",
        metavar="FILE",
        help="accept the findings that the file lists; only what is new fails",
    )
    check.add_argument(
        "--update-baseline",
        action="store_true",
        help="write what is found now to the file that --baseline names",
    )
    check.add_argument(
        "--since",
        metavar="REF",
        help="only findings about items that changed since a commit, branch or tag of git",
    )
    check.add_argument(
        "--statistics",
        action="store_true",
        help="how often each rule found something, instead of where",
    )
    check.add_argument(
        "--fix",
        action="store_true",
        help="mend in the files what can only be meant one way, and check what comes of it",
    )
    check.add_argument(
        "--unsafe-fixes",
        action="store_true",
        help="mend what is likely meant as well; read the change before you keep it",
    )
    check.add_argument(
        "--diff",
        action="store_true",
        help="show what --fix or --unsafe-fixes would change, and change nothing",
    )
    _add_diff(verbs)
    rename = verbs.add_parser(
        "rename",
        help="give an item another id, everywhere",
        description="Gives an item another id, everywhere it is named; the item says what it was "
        "called before (was), so that its history is found. All else stays as it is.",
        allow_abbrev=False,
        formatter_class=_Help,
    )
    rename.add_argument("old", metavar="OLD", help="the id that it has")
    rename.add_argument("new", metavar="NEW", help="the id that it gets")
    rename.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="the strategy's files or folders; without it, the folder that mkdocs.yml names",
    )
    explain = verbs.add_parser(
        "explain",
        help="say why a rule matters, and how to silence it",
        description="Explains a rule: why it matters, a weak and a strong example, the figures it "
        "goes by, how to silence it. Or a pack of settings that a strategy may build on: startup, "
        "regulated or public-sector.",
        allow_abbrev=False,
        formatter_class=_Help,
    )
    explain.add_argument("rule", metavar="RULE", help="its name, as findings tell it, or a pack's")
    verbs.add_parser(
        "rules",
        help="list the rules",
        description="Lists every rule: its name, severity, group and what it finds.",
        allow_abbrev=False,
        formatter_class=_Help,
    )
    verbs.add_parser(
        "schema",
        help="print the JSON Schema of the files",
        description="Prints the JSON Schema of a strategy's files, for editors.",
        allow_abbrev=False,
        formatter_class=_Help,
    )
    return parser


def _add_diff(verbs: argparse._SubParsersAction[_Parser]) -> None:
    diff = verbs.add_parser(
        "diff",
        help="say what a change does to the strategy",
        description="Says what a change does to the strategy: between two commits, between a "
        "commit and the files as they lie there, or two folders. Without any, from where this "
        "branch began to the files as they lie there. Ends with 0, with 1 if a change weighs what "
        "--fail-on says, with 2 if the call is wrong, 3 if there is nothing to compare.",
        allow_abbrev=False,
        formatter_class=_Help,
    )
    diff.add_argument(
        "words",
        metavar="BASE HEAD PATH",
        nargs="*",
        help="commits, branches or tags of git (main...topic is from where topic left main); or "
        "two folders; the strategy's folder behind them, if mkdocs.yml does not name it",
    )
    diff.add_argument(
        "--format",
        choices=("text", "html", "markdown", "json", "github"),
        help="text is for people (the default), html is one page to open or mail, markdown for a "
        "comment on a change, json for programs, github for annotations",
    )
    diff.add_argument("--output", metavar="FILE", help="write to a file instead")
    diff.add_argument(
        "--fail-on",
        choices=("breaking", "notable", "minor", "never"),
        default="breaking",
        help="the least weight of a change that ends with 1: breaking (the default), notable, "
        "minor or never; a new error counts as breaking, a new warning as notable",
    )
    diff.add_argument(
        "--driver",
        action="store_true",
        help="for git, which calls it for each file of a diff: git config diff.stratdocs.command "
        '"stratdocs diff --driver --"',
    )


# --- what is done ---------------------------------------------------------------------------------


def _check(asked: argparse.Namespace) -> int:
    from stratdocs.cli.check import check

    return check(asked)


def _diff(asked: argparse.Namespace) -> int:
    from stratdocs.cli.diff import diff

    return diff(asked)


def _rename(asked: argparse.Namespace) -> int:
    from stratdocs.cli.rename import rename

    return rename(asked)


def _explain(asked: argparse.Namespace) -> int:
    from stratdocs.cli.explain import explain

    return explain(asked)


def _rules(asked: argparse.Namespace) -> int:
    from stratdocs.cli.explain import rules

    return rules(asked)


def _schema(_: argparse.Namespace) -> int:
    import json

    from stratdocs.model.schema import file_schema

    write(json.dumps(file_schema(), ensure_ascii=False, indent=2) + "\n")
    return CLEAN


def _version() -> int:
    from stratdocs import __version__
    from stratdocs.yamltext.source import FAST

    slow = "" if FAST else " (PyYAML has no libyaml here: files are read about 20 times slower)"
    write(f"stratdocs {__version__}{slow}\n")
    return CLEAN


_VERBS = {
    "check": _check,
    "diff": _diff,
    "rename": _rename,
    "explain": _explain,
    "rules": _rules,
    "schema": _schema,
}
