"""`stratdocs check`: its options. What it does is in `check_run`, imported when it runs."""

from __future__ import annotations

import argparse

from stratdocs import reports
from stratdocs.cli.output import note, write
from stratdocs.cli.parser import Parser, one_of
from stratdocs.repo.last_report import LastReport
from stratdocs.repo.settings_files import FAIL_ON


def declare(parser: Parser) -> None:
    """What the command is for, and its options."""
    parser.description = (
        "Checks a strategy's files. Exit status: 0 no finding reaches --fail-on, 1 "
        "one or more do, 2 usage error, 3 nothing to check."
    )
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help=(
            "YAML file or folder (default: the folder set in mkdocs.yml); ids in a file are "
            "looked up in the strategy around it"
        ),
    )
    parser.add_argument(
        "--format",
        type=one_of("--format", reports.FORMATS),
        metavar="FORMAT",
        help=(
            "full shows the source lines (default on a terminal), concise prints one line per "
            "finding, markdown is for pull-request comments; json, sarif, github, gitlab, "
            "junit and rdjson are for programs"
        ),
    )
    parser.add_argument("--output", metavar="FILE", help="write to a file")
    parser.add_argument(
        "--fail-on",
        type=one_of("--fail-on", FAIL_ON),
        metavar="LEVEL",
        help=(
            "lowest severity that exits with 1: error, warning, advice or never (default: "
            "fail_on in mkdocs.yml, else error)"
        ),
    )
    parser.add_argument(
        "--level",
        type=one_of("--level", FAIL_ON[:-1]),
        metavar="LEVEL",
        help=(
            "lowest severity to show: error, warning or advice; by default everything is "
            "shown, with the suggestions of a rule in one line; --level advice lists each"
        ),
    )
    for option, what in (("--select", "only these rules"), ("--ignore", "all rules except these")):
        parser.add_argument(
            option,
            metavar="RULE",
            action="append",
            default=[],
            help=f"{what}; repeat it, or separate with commas",
        )
    parser.add_argument(
        "--baseline",
        metavar="FILE",
        help="accept findings listed in FILE; only new ones fail",
    )
    parser.add_argument(
        "--update-baseline",
        action="store_true",
        help="write current findings to the baseline file",
    )
    parser.add_argument(
        "--since",
        metavar="REF",
        help="only findings about items that changed since a commit, branch or tag",
    )
    parser.add_argument(
        "--statistics",
        action="store_true",
        help="count findings per rule",
    )
    parser.add_argument(
        "--fix",
        action="store_true",
        help="fix what has only one possible meaning, then check again",
    )
    parser.add_argument(
        "--unsafe-fixes",
        action="store_true",
        help="also fix what is probably meant; review the changes",
    )
    parser.add_argument(
        "--diff",
        action="store_true",
        help="show the changes without writing them",
    )
    parser.add_argument(
        "--no-cache",
        action="store_true",
        help="check again even if nothing has changed since the last check",
    )
    parser.examples = (
        "stratdocs check",
        "stratdocs check strategy/okrs.yml --format concise",
        "stratdocs check --since origin/main --fail-on warning",
        "stratdocs check --fix --diff",
        "stratdocs check --baseline baseline.json --update-baseline",
    )


def run(call: argparse.Namespace) -> int:
    """Checks and reports; returns the exit code."""
    last = _last_report(call)
    known = last.known()
    if known is not None:
        for text in known.notes:
            note(text)
        write(known.text)
        return known.code
    from stratdocs.cli.check_run import check  # `--help` does not wait for the rules

    return check(call, last)


def _last_report(call: argparse.Namespace) -> LastReport:
    """The report of the same call before; none of a call that writes or asks git for more."""
    more = (call.output, call.baseline, call.since, call.fix, call.unsafe_fixes, call.diff)
    options = {name: value for name, value in vars(call).items() if name != "leave"}
    return LastReport(options, on=not call.no_cache and not any(more))
