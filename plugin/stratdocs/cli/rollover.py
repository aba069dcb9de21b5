"""`stratdocs rollover`: begins the next period with what is open in this one."""

from __future__ import annotations

import argparse
import sys

from stratdocs.cli.parser import Parser


def declare(parser: Parser) -> None:
    """What the command is for, and what it takes."""
    parser.description = (
        "Starts a period: each open objective of the previous one becomes a draft, with "
        "its open key results at their last value. Old objectives with a score are marked "
        "done; where a score is missing, a comment asks for it. Exit status: 0 done, 1 "
        "done with open points, 2 refused."
    )
    parser.add_argument("period", metavar="PERIOD", help="the period that starts, such as 2027-Q1")
    parser.add_argument(
        "--from",
        dest="former",
        metavar="PERIOD",
        help="the period that ends (default: the one before, of the same length)",
    )
    parser.add_argument(
        "--scores",
        metavar="ID=SCORE",
        action="append",
        default=[],
        help="what was reached, 0 to 1; repeat it, or separate with commas",
    )
    parser.reads_strategy(writes=True)
    parser.examples = (
        "stratdocs rollover 2027-Q1 --dry-run",
        "stratdocs rollover 2027-Q1 --scores first-week=0.7,activation=0.6",
        "stratdocs rollover 2027-H1 --from 2026-Q4",
    )


def run(call: argparse.Namespace) -> int:
    """Rolls over and returns the exit code."""
    # imported here, so that `--help` does not wait for them
    from stratdocs.authoring.rollover import ending, rolled_over, scores_from
    from stratdocs.cli.rewriting import finish, read_files

    files = read_files(call.paths)
    end = ending(files.stack, call.period, call.former)
    scores = scores_from(call.scores)
    if sys.stdin.isatty() and not call.dry_run:
        for goal in end.unscored(files.stack):
            if goal.id not in scores:
                answer = input(f"score of {goal.id} ({goal.title}), 0 to 1, empty to skip it: ")
                scores |= {goal.id: answer.strip()} if answer.strip() else {}
    return finish(rolled_over(files.stack, end, scores), files, call)
