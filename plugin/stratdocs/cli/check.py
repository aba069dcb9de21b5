"""`stratdocs check`: reads the files, asks the rules, tells what they found."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from stratdocs import reports
from stratdocs.cli.names import rules_named
from stratdocs.cli.output import CLEAN, FOUND, NOTHING, coloured, note, write
from stratdocs.lint.lint import examine
from stratdocs.lint.rules import RULES
from stratdocs.lint.verdict import verdict
from stratdocs.model.finding import Finding, Severity, StratdocsError
from stratdocs.model.stack import Stack, load
from stratdocs.repo.content import read_content, read_pages, repository
from stratdocs.repo.project import Project, fail_level, find_project
from stratdocs.reports.checked import Checked, count_phrase


def check(asked: argparse.Namespace) -> int:
    """Runs the command and returns its exit code."""
    _possible(asked)
    selected = rules_named(asked.select) or RULES
    ignored = rules_named(asked.ignore)
    project = find_project()
    paths = asked.paths or [path for path in [project and project.source] if path]
    if not asked.paths and not (paths and os.path.exists(paths[0])):
        return _nothing(paths)
    content = read_content(paths)
    pages = read_pages(project.pages) if project and project.pages and not asked.paths else {}
    today = project.today if project and project.today else date.today()  # noqa: DTZ011  # the user's day
    rules = [rule for rule in selected if rule not in ignored]
    notes: list[str] = []

    def look(texts: Mapping[str, str]) -> Checked:
        """What is found in the texts, and what is to be said beside it."""
        notes.clear()
        stack = load(texts, today=today, findings=content.findings)
        if pages:
            from stratdocs.site.views.embeds import Pages

            written = Pages(stack)
            in_pages = [f for path, text in pages.items() for f in written.findings(path, text)]
            stack = stack.with_findings(in_pages)
        if repository(paths) is not None or _looks_back(asked):
            from stratdocs.repo.git import with_history

            stack, missing = with_history(stack, paths, rules)
            if missing and _looks_back(asked):
                notes.append(missing)
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
        if asked.baseline is not None:
            checked = _against_baseline(checked, asked, {rule.name for rule in rules}, notes)
        if asked.since is not None:
            checked = _since(checked, stack, asked.since, paths)
        if not stack.entities and not stack.findings and not checked.findings:
            return checked
        accepted = bool(checked.silenced or checked.baselined)
        return checked._replace(verdict=verdict(stack, checked.findings, accepted=accepted))

    checked = look(content.texts)
    if asked.fix or asked.unsafe_fixes or asked.diff:
        from stratdocs.cli.fix import fix

        checked = fix(checked, look, content, asked)
    for words in notes:
        note(words)
    empty = checked.verdict is None
    if not asked.diff and (not empty or asked.format not in (None, *reports.FOR_PEOPLE)):
        write(_told(checked, asked), asked.output)
    if empty:
        return _nothing(paths)
    code = FOUND if _failed(checked.findings, asked.fail_on, project) else CLEAN
    if asked.leave:
        sys.stderr.flush()
        os._exit(code)  # all that was said has been flushed
    return code


def _looks_back(asked: argparse.Namespace) -> bool:
    """Whether rules that need a history are asked for by name: then it is said if there is none."""
    return any(rule.earlier for rule in rules_named(asked.select))


def _possible(asked: argparse.Namespace) -> None:
    """Whether what is asked goes together."""
    if asked.update_baseline and asked.baseline is None:
        raise StratdocsError("--update-baseline needs --baseline FILE, which it writes")
    if asked.update_baseline and asked.since is not None:
        raise StratdocsError("--update-baseline lists all findings, so it cannot go with --since")
    if asked.update_baseline and (asked.fix or asked.unsafe_fixes or asked.diff):
        raise StratdocsError("fix first, then let --update-baseline list what remains")
    if asked.diff and (asked.statistics or asked.format not in (None, *reports.FOR_PEOPLE)):
        other = "--statistics" if asked.statistics else f"--format {asked.format}"
        raise StratdocsError(f"--diff shows a change and no findings; leave out {other}")
    if asked.statistics and asked.format not in (None, *reports.FOR_PEOPLE):
        raise StratdocsError(
            f"--statistics is a report of its own; leave out --format {asked.format}"
        )


def _told(checked: Checked, asked: argparse.Namespace) -> str:
    """The report that is asked for."""
    if asked.statistics:
        from stratdocs.reports.statistics import statistics

        return statistics(checked)
    terminal = not asked.output and sys.stdout.isatty()
    form = asked.format or ("full" if terminal else "concise")
    if form != "full":
        return reports.report(checked, form)
    from stratdocs.reports.full import WIDTH, full

    colour = not asked.output and coloured(terminal=terminal)
    width = os.get_terminal_size(sys.stdout.fileno()).columns if terminal else WIDTH
    return full(checked, colour=colour, width=width or WIDTH)


def _failed(findings: Sequence[Finding], fail_on: str | None, project: Project | None) -> bool:
    """Whether any finding is at or above what fails a check."""
    level = fail_level(fail_on) if fail_on else Severity.ERROR
    if fail_on is None and project is not None:
        level = project.fail_on
    return level is not None and any(finding.severity >= level for finding in findings)


def _against_baseline(
    checked: Checked, asked: argparse.Namespace, rules: Collection[str], notes: list[str]
) -> Checked:
    """What is new beside the baseline; with --update-baseline nothing is, and the file says so."""
    from stratdocs.lint import baseline

    name: str = asked.baseline
    entries: tuple[baseline.Entry, ...] = ()
    try:
        with open(name, encoding="utf-8", errors="replace") as stream:
            entries = baseline.read(stream.read(), name)
    except FileNotFoundError as error:
        if not asked.update_baseline:
            raise StratdocsError(
                f"there is no baseline {name}; --update-baseline writes it"
            ) from error
    except OSError as error:
        raise StratdocsError(f"{name} cannot be read: {error.strerror}") from error

    def spared(entry: baseline.Entry) -> bool:
        """Whether it may be there still: its rule or its file was not asked."""
        return (entry.rule not in rules and entry.rule in known) or (
            entry.path not in checked.texts and os.path.exists(entry.path)
        )

    known = {rule.name for rule in RULES}
    fingerprints = checked.fingerprints()
    found = baseline.compare(entries, checked.findings, fingerprints, spared)
    gone = count_phrase(len(found.stale), "entry", "entries")
    if asked.update_baseline:
        now = baseline.update(entries, checked.findings, fingerprints, spared)
        write(baseline.as_text(now), name)
        notes.append(
            f"{name} lists {count_phrase(len(now), 'finding', 'findings')}: "
            f"{len(found.new):,} new, {gone} gone"
        )
        return checked._replace(findings=(), baseline=name, baselined=checked.findings)
    if found.stale:
        one = len(found.stale) == 1
        notes.append(
            f"{gone} of the baseline no longer {'occurs' if one else 'occur'}; "
            f"--update-baseline prunes {'it' if one else 'them'}"
        )
    return checked._replace(findings=found.new, baseline=name, baselined=found.baselined)


def _since(checked: Checked, stack: Stack, ref: str, paths: Sequence[str]) -> Checked:
    """What is about items that changed since then."""
    from stratdocs.lint.since import touched
    from stratdocs.repo.git import texts_at

    before = load(texts_at(ref, paths), today=stack.today)
    about = touched(before, stack).about
    return checked._replace(
        findings=tuple(filter(about, checked.findings)),
        baselined=tuple(filter(about, checked.baselined)),
        silenced=tuple(one for one in checked.silenced if about(one.finding)),
    )


def _nothing(paths: Sequence[str]) -> int:
    where = " and ".join(paths)
    note(
        f"nothing to check: no YAML file with items in {where}"
        if where
        else "nothing to check: there is no mkdocs.yml here or above; "
        "name a YAML file, or a folder that holds some"
    )
    return NOTHING
