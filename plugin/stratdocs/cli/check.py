"""`stratdocs check`: reads the files, asks the rules, reports what they found."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date

from stratdocs import reports
from stratdocs.cli.output import CLEAN, FOUND, NOTHING, coloured, note, write
from stratdocs.cli.parser import Parser, one_of
from stratdocs.cli.rule_names import rules_named
from stratdocs.linting.lint import examine
from stratdocs.linting.rules import RULES
from stratdocs.linting.rules.base import Rule
from stratdocs.linting.verdict import verdict
from stratdocs.model.finding import Finding, Severity, StratdocsError
from stratdocs.model.stack import Stack, load
from stratdocs.repo.content import read_content, read_pages, repository
from stratdocs.repo.project import FAIL_ON, Project, fail_level, find_project
from stratdocs.reports.checked import Checked


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
        help="a YAML file or a folder of them; without it, the folder that mkdocs.yml names",
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


def run(call: argparse.Namespace) -> int:
    """Checks and reports; returns the exit code."""
    _reject_contradictions(call)
    selected = rules_named(call.select) or RULES
    ignored = rules_named(call.ignore)
    project = find_project()
    paths = call.paths or [path for path in [project and project.source] if path]
    if not call.paths and not (paths and os.path.exists(paths[0])):
        return _nothing_to_check(paths)
    content = read_content(paths)
    pages = read_pages(project.pages) if project and project.pages and not call.paths else {}
    today = project.today if project and project.today else date.today()  # noqa: DTZ011  # the user's day
    rules = [rule for rule in selected if rule not in ignored]

    def look(texts: Mapping[str, str]) -> Checked:
        """What is found in the texts, as the options want it."""
        stack = load(texts, today=today, findings=content.findings)
        if pages:
            from stratdocs.site.embeds import PageReader

            written = PageReader(stack)
            in_pages = [f for path, text in pages.items() for f in written.findings(path, text)]
            stack = stack.with_findings(in_pages)
        stack, notes = _with_history(stack, paths, rules, call)
        examined = examine(stack, rules)
        checked = Checked(
            examined.findings,
            {**texts, **pages},
            len(stack.entities),
            silenced=examined.silenced,
            expiring=examined.expiring,
            notes=notes,
        )
        if project is not None:
            checked = checked._replace(url=lambda rule: project.page(f"rules/{rule}"))
        if call.baseline is not None:
            from stratdocs.cli.check_baseline import without_baseline

            asked = {rule.name for rule in rules}
            checked = without_baseline(checked, call.baseline, asked, update=call.update_baseline)
        if call.since is not None:
            checked = _since(checked, stack, call.since, paths)
        if not stack.entities and not stack.findings and not checked.findings:
            return checked
        accepted = bool(checked.silenced or checked.baselined)
        return checked._replace(verdict=verdict(stack, checked.findings, accepted=accepted))

    checked = look(content.texts)
    if call.fix or call.unsafe_fixes or call.diff:
        from stratdocs.cli.check_fix import fix

        checked = fix(checked, look, content, call)
    for words in checked.notes:
        note(words)
    empty = checked.verdict is None
    if not call.diff and (not empty or call.format not in (None, *reports.FOR_PEOPLE)):
        write(_report(checked, call), call.output)
    if empty:
        return _nothing_to_check(paths)
    code = FOUND if _fails(checked.findings, call.fail_on, project) else CLEAN
    if call.leave:
        sys.stderr.flush()
        os._exit(code)  # all that was said has been flushed
    return code


def _with_history(
    stack: Stack, paths: Sequence[str], rules: Sequence[Rule], call: argparse.Namespace
) -> tuple[Stack, tuple[str, ...]]:
    """The stack with its history, and a note where a rule that looks back is selected by name and
    there is none.
    """
    wanted = any(rule.earlier for rule in rules_named(call.select))
    if repository(paths) is None and not wanted:
        return stack, ()
    from stratdocs.repo.git import with_history

    stack, missing = with_history(stack, paths, rules)
    return stack, (missing,) if missing and wanted else ()


def _reject_contradictions(call: argparse.Namespace) -> None:
    """Raises where two options do not go together."""
    if call.update_baseline and call.baseline is None:
        raise StratdocsError("--update-baseline needs --baseline FILE, which it writes")
    if call.update_baseline and call.since is not None:
        raise StratdocsError("--update-baseline lists all findings, so it cannot go with --since")
    if call.update_baseline and (call.fix or call.unsafe_fixes or call.diff):
        raise StratdocsError("fix first, then let --update-baseline list what remains")
    if call.diff and (call.statistics or call.format not in (None, *reports.FOR_PEOPLE)):
        other = "--statistics" if call.statistics else f"--format {call.format}"
        raise StratdocsError(f"--diff shows a change and no findings; leave out {other}")
    if call.statistics and call.format not in (None, *reports.FOR_PEOPLE):
        raise StratdocsError(
            f"--statistics is a report of its own; leave out --format {call.format}"
        )


def _report(checked: Checked, call: argparse.Namespace) -> str:
    """The report that the call names."""
    if call.statistics:
        from stratdocs.reports.statistics import statistics

        return statistics(checked)
    terminal = not call.output and sys.stdout.isatty()
    form = call.format or ("full" if terminal else "concise")
    if form != "full":
        return reports.report(checked, form)
    from stratdocs.reports.full import WIDTH, full

    colour = not call.output and coloured(terminal=terminal)
    width = os.get_terminal_size(sys.stdout.fileno()).columns if terminal else WIDTH
    return full(checked, colour=colour, width=width or WIDTH)


def _fails(findings: Sequence[Finding], fail_on: str | None, project: Project | None) -> bool:
    """Whether any finding is at or above what fails a check."""
    level = fail_level(fail_on) if fail_on else Severity.ERROR
    if fail_on is None and project is not None:
        level = project.fail_on
    return level is not None and any(finding.severity >= level for finding in findings)


def _since(checked: Checked, stack: Stack, ref: str, paths: Sequence[str]) -> Checked:
    """Only the findings about items that changed since then."""
    from stratdocs.linting.since import touched
    from stratdocs.repo.git import texts_at

    before = load(texts_at(ref, paths), today=stack.today)
    about = touched(before, stack).about
    return checked._replace(
        findings=tuple(filter(about, checked.findings)),
        baselined=tuple(filter(about, checked.baselined)),
        silenced=tuple(one for one in checked.silenced if about(one.finding)),
    )


def _nothing_to_check(paths: Sequence[str]) -> int:
    where = " and ".join(paths)
    note(
        f"nothing to check: no YAML file with items in {where}"
        if where
        else "nothing to check: there is no mkdocs.yml here or above; "
        "name a YAML file, or a folder that holds some"
    )
    return NOTHING
