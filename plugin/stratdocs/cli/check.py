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
        "Says what is wrong in a strategy's files, and where. Ends with 0 if nothing "
        "is, 1 if something is, 2 if the call is wrong, 3 if there is nothing to check."
    )
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="a YAML file or a folder of them; without it, the folder that mkdocs.yml names. Ids "
        "in a file are looked up in the strategy around it",
    )
    parser.add_argument(
        "--format",
        type=one_of("--format", reports.FORMATS),
        metavar="FORMAT",
        help="full shows the lines (the default on a terminal), concise is one line a finding, "
        "markdown a comment on a change; json, sarif, github, gitlab, junit and rdjson are for "
        "programs",
    )
    parser.add_argument("--output", metavar="FILE", help="write to a file instead")
    parser.add_argument(
        "--fail-on",
        type=one_of("--fail-on", FAIL_ON),
        metavar="LEVEL",
        help="the least that ends with 1: error, warning, advice or never; unless said, fail_on of "
        "mkdocs.yml, else error",
    )
    parser.add_argument(
        "--level",
        type=one_of("--level", FAIL_ON[:-1]),
        metavar="LEVEL",
        help="the least to show: error, warning or advice; warning hides advice. Unless said, all "
        "is shown, but the advice of a rule as one line with a count; --level advice lists each",
    )
    for option, what in (("--select", "only these rules"), ("--ignore", "all but these rules")):
        parser.add_argument(
            option,
            metavar="RULE",
            action="append",
            default=[],
            help=f"{what}; may be repeated, or list several with commas",
        )
    parser.add_argument(
        "--baseline",
        metavar="FILE",
        help="accept the findings that the file lists; only what is new fails",
    )
    parser.add_argument(
        "--update-baseline",
        action="store_true",
        help="write what is found now to the file that --baseline names",
    )
    parser.add_argument(
        "--since",
        metavar="REF",
        help="only findings about items that changed since a commit, branch or tag of git",
    )
    parser.add_argument(
        "--statistics",
        action="store_true",
        help="how often each rule found something, instead of where",
    )
    parser.add_argument(
        "--fix",
        action="store_true",
        help="mend in the files what can only be meant one way, and check what comes of it",
    )
    parser.add_argument(
        "--unsafe-fixes",
        action="store_true",
        help="mend what is likely meant as well; read the change before you keep it",
    )
    parser.add_argument(
        "--diff",
        action="store_true",
        help="show what --fix or --unsafe-fixes would change, and change nothing",
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
