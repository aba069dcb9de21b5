"""`stratdocs check`: reads the files, applies the rules, reports the findings."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date

from stratdocs import reports
from stratdocs.cli.host import FORMATS as HOST_FORMATS
from stratdocs.cli.host import from_root
from stratdocs.cli.output import CLEAN, FOUND, NOTHING, coloured, note, progress, write
from stratdocs.cli.rule_names import rules_named
from stratdocs.linting.lint import examine, history_start
from stratdocs.linting.not_judged import not_judged
from stratdocs.linting.rules import RULES
from stratdocs.linting.rules.base import Rule
from stratdocs.linting.verdict import verdict
from stratdocs.model.finding import Finding, Severity, StratdocsError
from stratdocs.model.stack import Stack, load
from stratdocs.repo.content import (
    absent_submodules,
    folder_of_siblings,
    may_lack_files,
    read_content,
    read_pages,
    yaml_files_in,
)
from stratdocs.repo.last_report import LastReport, Report
from stratdocs.repo.project import (
    Project,
    fail_level,
    find_project,
    project_around,
    recorded_history,
    reject_several,
)
from stratdocs.reports.checked import Checked, not_judged_lines


def check(call: argparse.Namespace, last: LastReport) -> int:
    """Checks and reports, and keeps the report for as long as it holds; returns the exit code."""
    _reject_contradictions(call)
    selected = rules_named(call.select) or RULES
    ignored = rules_named(call.ignore)
    last.rests_on("around", os.curdir, *map(_folder_of, call.paths))
    around = project_around(call.paths)
    project = _project(call.paths) or around
    sources = {source for found in (project, around) if found for source in found.sources}
    last.rests_on("real", *sorted(sources))
    paths = call.paths or [path for path in [project and project.source] if path]
    if not call.paths and not (paths and os.path.exists(paths[0])):
        return _nothing_to_check(paths)
    content = read_content(paths)
    named = frozenset(content.texts)
    beside = around.source if around else folder_of_siblings(call.paths)
    last.rests_on("names", *[beside] if beside else [])
    paths = [*paths, *_others(beside, whole=around is not None)]
    content = content if beside is None else read_content(paths)
    last.rests_on_content(content)
    pages = _pages(project.pages, last) if project and project.pages and not call.paths else {}
    today = project.today if project and project.today else date.today()  # noqa: DTZ011  # the user's day
    rules = [rule for rule in selected if rule not in ignored]

    def check_texts(texts: Mapping[str, str]) -> Checked:
        """The findings in the texts, as the options ask for."""
        stack = load(texts, today=today, findings=content.findings)
        if pages:
            from stratdocs.markdowntext.scan import not_computed
            from stratdocs.site.embeds import PageReader

            written_pages = PageReader(stack)
            keep = not_computed if project is not None and project.computed else None
            in_pages = [
                f for path, text in pages.items() for f in written_pages.findings(path, text, keep)
            ]
            stack = stack.with_findings(in_pages)
        stack = _with_history(stack, paths, rules, last)
        examined = examine(stack, rules)
        checked = Checked(
            examined.findings,
            {**texts, **pages},
            len(stack.entities),
            silenced=examined.silenced,
            expiring=examined.expiring,
        )
        if project is not None:
            checked = checked._replace(url=lambda rule: project.page(f"rules/{rule}"))
        if call.baseline is not None:
            from stratdocs.cli.check_baseline import former_ids, without_baseline

            rule_names = {rule.name for rule in rules}
            checked = without_baseline(
                checked,
                call.baseline,
                rule_names,
                former=former_ids(stack.entities),
                on_the_way=lambda: _ids_on_the_way(paths),
                update=call.update_baseline,
            )
        if call.since is not None:
            checked = _changed_since(checked, stack, call.since, paths)
        checked = _about(checked, stack, named, beside, call.paths)
        if not stack.entities and not stack.findings and not checked.findings:
            return checked
        gaps = not_judged(stack, rules, since=call.since)
        found = verdict(
            stack,
            checked.findings,
            rules,
            accepted=(*(silenced.finding for silenced in checked.silenced), *checked.baselined),
            not_judged=gaps,
            whole=call.since is None,
        )
        return checked._replace(verdict=found, not_judged=gaps)

    with progress("checking"):
        checked = check_texts(content.texts)
    if call.fix or call.unsafe_fixes or call.diff:
        from stratdocs.cli.check_fix import fix

        checked = fix(checked, check_texts, content, call)
    notes = _notes(checked, call.format)
    for text in notes:
        note(text)
    code = FOUND if _fails(checked.findings, call.fail_on, project) else CLEAN
    checked = _as_asked(checked, call, project)
    empty = checked.verdict is None
    if not call.diff and (not empty or call.format not in (None, *reports.FOR_PEOPLE)):
        text = _report(checked, call)
        write(text, call.output)
        if not empty:
            last.keep(Report(code, notes, text))
    if empty:
        return _nothing_to_check(paths)
    if call.leave:
        sys.stderr.flush()
        os._exit(code)  # all output has been flushed
    return code


def _notes(checked: Checked, form: str | None) -> tuple[str, ...]:
    """What is said besides the report."""
    unjudged = not_judged_lines(checked) if form in reports.WITHOUT_NOT_JUDGED else ()
    return (*checked.notes, *unjudged)


def _folder_of(path: str) -> str:
    """The folder that a path is, or lies in."""
    return path if os.path.isdir(path) else os.path.dirname(path) or os.curdir


def _pages(folder: str, last: LastReport) -> dict[str, str]:
    """The written pages of a site, on which the report rests as well."""
    last.rests_on("pages", folder)
    return read_pages(folder)


def _others(folder: str | None, *, whole: bool) -> list[str]:
    """What else is read to find the ids that the named files mention."""
    if folder is None:
        return []
    return [folder] if whole else yaml_files_in(folder)


def _ids_on_the_way(paths: Sequence[str]) -> Mapping[str, str]:
    """The former ids that commits hold; none where there are no commits."""
    from stratdocs.model.history import written_former_ids
    from stratdocs.repo.git import versions_up_to  # a check without renames does not pay for it

    try:
        return written_former_ids(versions_up_to("HEAD", paths).versions)
    except StratdocsError:
        return {}


def _with_history(
    stack: Stack, paths: Sequence[str], rules: Sequence[Rule], last: LastReport
) -> Stack:
    """The stack with its history, if a rule asks for it, and with what its folder may lack."""
    recorded = recorded_history(paths)
    needed = recorded is not None or stack.records or history_start(stack, rules) is not None
    if not needed and not may_lack_files(paths):
        return stack
    last.rests_on("git", *dict.fromkeys(map(_folder_of, paths)))
    if recorded is not None:
        last.rests_on("file", recorded)
    from stratdocs.repo.past import with_history  # a check without history does not pay for it

    return with_history(stack, paths, rules, log=recorded)


def _reject_contradictions(call: argparse.Namespace) -> None:
    """Raises if two options contradict each other."""
    if call.update_baseline and call.baseline is None:
        raise StratdocsError("--update-baseline needs --baseline FILE, the file it writes")
    if call.update_baseline and call.since is not None:
        raise StratdocsError(
            "--update-baseline lists all findings, so it can't be used with --since"
        )
    if call.update_baseline and (call.fix or call.unsafe_fixes or call.diff):
        raise StratdocsError("run --fix first, then --update-baseline for what remains")
    if call.diff and (call.statistics or call.format not in (None, *reports.FOR_PEOPLE)):
        other = "--statistics" if call.statistics else f"--format {call.format}"
        raise StratdocsError(f"--diff shows changes, not findings; leave out {other}")
    if call.statistics and call.format not in (None, *reports.FOR_PEOPLE):
        raise StratdocsError(f"--statistics is its own report; leave out --format {call.format}")


def _report(checked: Checked, call: argparse.Namespace) -> str:
    """The report in the format that the call asks for."""
    if call.statistics:
        from stratdocs.reports.statistics import statistics

        return statistics(checked)
    terminal = not call.output and sys.stdout.isatty()
    form = call.format or ("full" if terminal else "concise")
    if form != "full":
        if form in HOST_FORMATS:
            checked = from_root(checked, call.paths)
        return reports.report(checked, form)
    from stratdocs.reports.full import WIDTH, full

    colour = not call.output and coloured(terminal=terminal)
    width = os.get_terminal_size(sys.stdout.fileno()).columns if terminal else WIDTH
    return full(checked, colour=colour, width=width or WIDTH)


def _fails(findings: Sequence[Finding], fail_on: str | None, project: Project | None) -> bool:
    """Whether any finding is severe enough to fail the check."""
    level = _failing_level(fail_on, project)
    return level is not None and any(finding.severity >= level for finding in findings)


def _failing_level(fail_on: str | None, project: Project | None) -> Severity | None:
    """The least severity that fails the check; None if nothing does."""
    if fail_on is not None:
        return fail_level(fail_on)
    return Severity.ERROR if project is None else project.fail_on


def _as_asked(checked: Checked, call: argparse.Namespace, project: Project | None) -> Checked:
    """The findings from the level on that --level names, and how advice is shown.

    What fails the check is always shown, and each suggestion where the call asks for it.
    """
    failing = _failing_level(call.fail_on, project)
    level = Severity.ADVICE if call.level is None else fail_level(call.level) or Severity.ADVICE
    if failing is not None:
        level = min(level, failing)
    asked = call.level == "advice" or call.select or failing is Severity.ADVICE
    return checked._replace(
        findings=tuple(f for f in checked.findings if f.severity >= level),
        hidden=tuple(f for f in checked.findings if f.severity < level),
        folded=not asked,
    )


def _about(
    checked: Checked,
    stack: Stack,
    named: frozenset[str],
    folder: str | None,
    paths: Sequence[str],
) -> Checked:
    """Only the findings in the files that the call names; others were read for their ids.

    If there are no others, a note says so where a link leads to nothing.
    """
    if len(stack.texts) == len(named):
        broken = any(finding.rule == "unknown-reference" for finding in checked.findings)
        if not broken or not paths or folder is not None or not all(map(os.path.isfile, paths)):
            return checked
        note = f"read only {' and '.join(paths)}; name the folder to find ids in other files"
        return checked._replace(notes=(*checked.notes, note))
    return checked._replace(
        findings=tuple(f for f in checked.findings if f.span.path in named),
        baselined=tuple(f for f in checked.baselined if f.span.path in named),
        silenced=tuple(a for a in checked.silenced if a.finding.span.path in named),
        items=sum(entity.path in named for entity in stack.entities),
        files=len(named),
        beside=folder,
    )


def _changed_since(checked: Checked, stack: Stack, ref: str, paths: Sequence[str]) -> Checked:
    """Only the findings about items that changed since a commit, branch or tag."""
    from stratdocs.linting.since import changed_items
    from stratdocs.repo.git import texts_at

    before = load(texts_at(ref, paths), today=stack.today)
    concerns = changed_items(before, stack).concerns
    return checked._replace(
        findings=tuple(filter(concerns, checked.findings)),
        baselined=tuple(filter(concerns, checked.baselined)),
        silenced=tuple(accepted for accepted in checked.silenced if concerns(accepted.finding)),
    )


def _project(paths: Sequence[str]) -> Project | None:
    """The project of the working directory, for the strategy that the paths lie in."""
    project = find_project()
    if not paths:
        reject_several(project)
    return project and project.of(paths)


def _nothing_to_check(paths: Sequence[str]) -> int:
    where = " and ".join(paths)
    note(
        f"nothing to check: no YAML file with items in {where}"
        + "".join(
            f"; {folder} is a submodule without its files; run git submodule update --init"
            for folder in absent_submodules(paths)
        )
        if where
        else (
            "nothing to check: there is no mkdocs.yml here or above; give a YAML file or a "
            "folder of them"
        )
    )
    return NOTHING
