"""`stratdocs diff`: what a change does to the strategy."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date

from stratdocs.cli.output import CLEAN, FOUND, NOTHING, coloured, note, progress, write
from stratdocs.cli.parser import Parser


def declare(parser: Parser) -> None:
    """What the command is for, and its options."""
    parser.description = (
        "Reviews what changed between two commits, a commit and the working tree, or two "
        "folders. Default: the branch's merge base and the working tree. Exit status: 0 "
        "nothing at --fail-on or above, 1 a change reaches it, 2 usage error or unreadable "
        "history, 3 nothing to compare."
    )
    parser.add_argument(
        "words",
        metavar="BASE HEAD PATH",
        nargs="*",
        help=(
            "commits, branches or tags (main.. and main..topic compare both as they are, "
            "including what happened on main since), or two folders; then the strategy's "
            "folder, if mkdocs.yml doesn't name it"
        ),
    )
    parser.add_argument(
        "--format",
        choices=("text", "html", "markdown", "json", "github"),
        help=(
            "text is for people (default), html is one page to open or mail, markdown is for "
            "pull-request comments, json for programs, github for annotations"
        ),
    )
    parser.add_argument("--output", metavar="FILE", help="write to a file")
    parser.add_argument(
        "--page",
        metavar="URL",
        help=(
            "address of the html page, for a link in the comment; known in GitHub and GitLab jobs"
        ),
    )
    parser.add_argument(
        "--fail-on",
        choices=("breaking", "notable", "minor", "never"),
        default="breaking",
        help=(
            "lowest weight that exits with 1: breaking (default), notable, minor or never; a "
            "new error counts as breaking, a new warning as notable"
        ),
    )
    parser.add_argument(
        "--accepted-by",
        metavar="NAME",
        help=(
            "who confirms the change's exemptions (acceptances, suppressions, baselines, "
            "settings) outside the change; for a host's template, which knows who set a label"
        ),
    )
    parser.add_argument(
        "--accept-trailers",
        action="store_true",
        help=(
            "let a commit's Accepted-by: confirm them too, if its committer wrote none of the "
            "change; as reliable as your host's commit permissions"
        ),
    )
    parser.add_argument(
        "--driver",
        action="store_true",
        help=(
            "for git, which runs it for each file of a diff: git config diff.stratdocs.command "
            '"stratdocs diff --driver --"'
        ),
    )
    parser.examples = (
        "stratdocs diff",
        "stratdocs diff origin/main",
        "stratdocs diff v1.. --format markdown --output comment.md",
        "stratdocs diff before/ after/",
    )


def run(call: argparse.Namespace) -> int:
    """Compares and reports; returns the exit code."""
    # imported here, so that `--help` does not wait for them
    from stratdocs.cli.host import host
    from stratdocs.repo.project import find_project, reject_several
    from stratdocs.reviewing.compare import failing, review_of
    from stratdocs.reviewing.reports import report
    from stratdocs.reviewing.sides import find_sides
    from stratdocs.reviewing.terms import day_before, find_terms
    from stratdocs.reviewing.value import Weight

    if call.driver:
        from stratdocs.cli.diff_driver import driver

        return driver(call.words, date.today())  # noqa: DTZ011  # the user's day
    project = find_project()
    if project is not None:
        project = project.of(filter(os.path.exists, call.words))
        if not any(map(os.path.exists, call.words)):
            reject_several(project)
    source = project.source if project is not None else None
    clock = date.today()  # noqa: DTZ011  # the user's day
    pages = project.pages if project is not None and not project.shared else None
    today = project and project.today
    with progress("reading both sides"):
        sides = find_sides(call.words, source, today, clock=clock, pages=pages, past=True)
        if project is not None:
            before = day_before(sides.base, project.file, today)
            if before != today:  # the change does not choose the day on which it is judged
                sides = find_sides(call.words, source, before, clock=clock, pages=pages, past=True)
    if not (sides.base.stack.texts or sides.head.stack.texts):
        note("nothing to compare: neither side has a YAML file")
        return NOTHING
    folders = [path for path in (*call.words, source or os.curdir) if os.path.isdir(path)]
    confirmed, trailers = call.accepted_by, call.accept_trailers
    terms = find_terms(
        sides.base,
        sides.head,
        folders,
        versions=sides.versions,
        confirmed=confirmed,
        trailers=trailers,
    )
    with progress("comparing"):
        reviewed = review_of(sides, terms=terms)
    form = call.format or "text"
    terminal = not call.output and sys.stdout.isatty()
    colour = form == "text" and not call.output and coloured(terminal=terminal)
    url = (lambda rule: project.page(f"rules/{rule}")) if project is not None else None
    shown_at = host(os.environ, folders, call.page, project and project.page)
    write(report(reviewed, form, colour=colour, url=url, host=shown_at), call.output)
    level = None if call.fail_on == "never" else Weight[call.fail_on.upper()]
    code = FOUND if failing(reviewed, level) else CLEAN
    if call.leave:
        sys.stderr.flush()
        os._exit(code)  # all output has been flushed
    return code
