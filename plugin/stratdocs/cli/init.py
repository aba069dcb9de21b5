"""`stratdocs init`: a new strategy site, or stratdocs in an existing one."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from stratdocs.cli.output import CLEAN, note, write
from stratdocs.cli.parser import Parser
from stratdocs.model.finding import StratdocsError
from stratdocs.repo.content import named_file
from stratdocs.repo.here import from_here

if TYPE_CHECKING:
    from stratdocs.authoring.starting import Host, Start


def declare(parser: Parser) -> None:
    """What the command is for, and what it takes."""
    parser.description = (
        "Starts a strategy site that builds at once: mkdocs.yml, a small strategy with "
        "comments that explain it, the JSON Schema for editors, .gitattributes, and the CI "
        "file for the host in your git remote. In an existing site it adds the plugin and "
        "shows the difference. It never overwrites a file."
    )
    parser.add_argument(
        "folder", metavar="DIR", nargs="?", default=".", help="folder of the site (default: here)"
    )
    parser.add_argument(
        "--name",
        metavar="NAME",
        help="name of the site (default: made from the folder's name)",
    )
    parser.add_argument(
        "--from",
        dest="begin_with",
        metavar="FILE",
        help=(
            "start with the goals in a table that stratdocs import reads, instead of the example"
        ),
    )
    parser.add_argument("--hooks", action="store_true", help="also write the pre-commit hooks")
    parser.add_argument(
        "--dry-run", action="store_true", help="show the changes without writing them"
    )
    parser.examples = (
        "stratdocs init",
        'stratdocs init strategy-site --name "Our strategy" --hooks',
        "stratdocs init strategy-site --from okrs.csv",
        "stratdocs init --dry-run    # in an existing site: what would be added",
    )


def run(call: argparse.Namespace) -> int:
    """Begins the site and returns the exit code."""
    from shlex import quote

    from stratdocs.cli.check_fix import in_colours
    from stratdocs.editing.autofix import unified_diff
    from stratdocs.model.schema import FILE_NAME
    from stratdocs.repo.writing import write_all

    planned = _planned(call)
    before, after = planned.before, planned.after
    changed = {path: text for path, text in after.items() if text != before.get(path)}
    edits = {path: text for path, text in changed.items() if path in before}
    if call.dry_run:
        shown = {path: text for path, text in changed.items() if not path.endswith(FILE_NAME)}
        write(in_colours(unified_diff({**dict.fromkeys(shown, ""), **before}, shown), None))
        for path in changed.keys() - shown.keys():
            note(
                f"{path} would be written too: the JSON Schema that editors use to complete fields"
            )
        note("nothing was written (--dry-run)")
        return CLEAN
    if edits:
        write(in_colours(unified_diff(before, edits), None))
        if sys.stdin.isatty() and input("Write this? [Y/n] ").strip().lower() not in (
            "",
            "y",
            "yes",
        ):
            note("nothing was changed")
            return CLEAN
    write_all(changed, before)
    for path in changed:
        note(f"{'added to' if path in before else 'wrote'} {path}")
    for sentence in planned.notes:
        note(sentence)
    if not changed:
        note("everything is already there, so nothing was changed")
        return CLEAN
    ahead = (
        ""
        if os.path.realpath(call.folder) == os.path.realpath(".")
        else f"cd {quote(call.folder)} && "
    )
    if find_spec("mkdocs") is None:
        ahead = f"pip install stratdocs, which brings the site; then {ahead}"
    note(f"next: {ahead}mkdocs serve shows the site while you edit {planned.start.folder}/")
    return CLEAN


class _Planned(NamedTuple):
    """The files to write."""

    start: Start
    before: dict[str, str]
    after: dict[str, str]
    notes: list[str]


def _planned(call: argparse.Namespace) -> _Planned:
    """What is to be written, and what is to be said of it."""
    from stratdocs.authoring import starting
    from stratdocs.linting.settings_schema import strategy_files_schema
    from stratdocs.model.schema import FILE_NAME
    from stratdocs.repo.content import repository_root
    from stratdocs.repo.git import remote_address
    from stratdocs.repo.project import find_project
    from stratdocs.repo.settings_files import FILES

    folder = call.folder
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise StratdocsError(f"{folder} is a file; give a folder")
    real = os.path.realpath(folder)
    settings = next((name for name in FILES if os.path.isfile(os.path.join(real, name))), None)
    root = repository_root([real]) if os.path.isdir(real) else None
    root = root or repository_root([os.path.dirname(real)]) or real
    below = os.path.relpath(real, root).replace(os.sep, "/")
    name = " ".join((call.name or _named_after(real)).split())
    project = find_project(real) if settings else None
    start = starting.Start(name, _today(project), below="" if below == "." else below)
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    notes: list[str] = []
    if project is not None and settings is not None:
        docs, source = _folders(os.path.join(real, settings), project.source, real)
        start = start._replace(docs=docs, source=source)
        path = _shown(os.path.join(real, settings))
        before[path] = _read(path)
        taken = _taken(os.path.join(real, docs), start.today)
        after[path] = starting.with_plugin(before[path], path, taken.folder if taken else "")
        if taken and after[path] != before[path]:
            notes.append(taken.sentence)
        start = start._replace(into_site=after[path] != before[path])
        theme = starting.theme_of(before[path], path)
        if theme != "material":
            notes.append(
                f"the pages are made for Material for MkDocs; with the theme {theme or 'mkdocs'} "
                f"in {path} they work, but look plainer"
            )
    files = dict(starting.new_files(start, strategy_files_schema()))
    if settings is not None:
        del files["mkdocs.yml"]
    if call.begin_with is not None:
        if os.path.isdir(os.path.join(real, start.folder)):
            raise StratdocsError(
                f"{_shown(os.path.join(real, start.folder))} already exists; add to it with "
                f"stratdocs import {call.begin_with}"
            )
        del files[f"{start.folder}/strategy.yml"]
        texts, asked = _imported(call.begin_with, start)
        files |= texts
        notes += asked
    elif os.path.isdir(os.path.join(real, start.folder)):
        del files[f"{start.folder}/strategy.yml"]
        notes.append(f"{_shown(os.path.join(real, start.folder))} already exists and was kept")
    if call.hooks:
        files[os.path.relpath(os.path.join(root, ".pre-commit-config.yaml"), real)] = (
            starting.hooks_text()
        )
    address = remote_address(root) if os.path.isdir(root) else None
    host: Host | None = starting.host_of(address) if address else None
    if host is None:
        notes.append(_no_host(address))
    else:
        ci, text = starting.ci_file(host, start)
        files[os.path.relpath(os.path.join(root, ci), real)] = text
    if not os.path.exists(os.path.join(root, ".gitignore")):
        files[os.path.relpath(os.path.join(root, ".gitignore"), real)] = "site/\n"
    for name, text in files.items():
        path = _shown(os.path.join(real, name))
        if os.path.lexists(path):
            if name != FILE_NAME and _read(path) != text:
                notes.append(f"{path} already exists and was kept")
        else:
            after[path] = text
    _attributes(start, root, before, after)
    notes.append(
        'to let git show what a change means: git config diff.stratdocs.command "stratdocs '
        'diff --driver --"'
    )
    return _Planned(start, before, after, notes)


class _Taken(NamedTuple):
    """That a site has written pages at addresses of ours."""

    folder: str
    """The folder of the site that our pages go into instead."""
    sentence: str


def _taken(docs: str, today: date) -> _Taken | None:
    """What the site has at addresses of ours; None if nothing, or if only the full package knows
    the addresses.
    """
    from stratdocs.repo.content import PAGES
    from stratdocs.words.phrases import join_words

    written = sorted(
        os.path.relpath(os.path.join(folder, name), docs).replace(os.sep, "/")
        for folder, _, names in os.walk(docs)
        for name in names
        if name.lower().endswith(PAGES)
    )
    if not written or find_spec("stratdocs.publishing") is None:
        return None
    from stratdocs.publishing.shown import free_folder, taken_addresses

    taken = taken_addresses(written, today)
    if not taken:
        return None
    folder = free_folder(written)
    more = f" and {len(taken) - 2} more" if len(taken) > 2 else ""
    shown = f"{', '.join(taken[:2])}{more}" if more else join_words(taken)
    return _Taken(
        folder,
        f"the strategy's pages go into the site's folder {folder}, because the site already has "
        f"{shown} where they would be",
    )


def _imported(path: str, start: Start) -> tuple[dict[str, str], list[str]]:
    """The files that a table becomes, and what its reader has to decide."""
    from stratdocs.exchange.importing import file_for, opened, prepared
    from stratdocs.exchange.mapping import ColumnMap
    from stratdocs.exchange.memory import FILE, memory_text
    from stratdocs.model.stack import load

    try:
        data = named_file(path)
    except OSError as error:
        raise StratdocsError(f"{path} can't be read: {error.strerror}") from error
    file = opened(data, os.path.basename(path), ColumnMap())
    into = f"{start.folder}/{file_for(file.name, file.source_name)}"
    ready = prepared(file, load({}, today=start.today), {}, into=into, today=start.today)
    asked = [*ready.source.notes.questions, *ready.plan.questions]
    rows = [
        *ready.source.notes.left_out, *ready.source.notes.unread, *ready.source.notes.unlinked
    ]  # fmt: skip
    said = [f"{path}: {question}" for question in asked]
    said += [f"{path}:{line}: {why}" for line, why in rows]
    remembered = memory_text({file.source_name: ready.plan.rows})
    return {**ready.plan.texts, FILE: remembered}, said


def _attributes(start: Start, root: str, before: dict[str, str], after: dict[str, str]) -> None:
    """Adds the line for git's own diff."""
    from stratdocs.authoring.starting import attributes_line, with_line

    path = _shown(os.path.join(root, ".gitattributes"))
    if os.path.isfile(path):
        before[path] = _read(path)
    after[path] = with_line(before.get(path, ""), attributes_line(start))


def _no_host(address: str | None) -> str:
    if address is None:
        return (
            "no CI file was written, because git has no remote here; run stratdocs init "
            "again once it has one"
        )
    return f"no CI file was written, because {address} is neither GitHub nor GitLab"


def _today(project: object) -> date:
    from stratdocs.repo.project import Project

    fixed = project.today if isinstance(project, Project) else None
    return fixed or date.today()  # noqa: DTZ011  # the user's day


def _folders(settings: str, source: str, folder: str) -> tuple[str, str]:
    """The folder of pages and the folder of YAML below it, as the settings name them."""
    from stratdocs.repo.project import DOCS_DIR, plugin_settings

    own = next(iter(plugin_settings(settings, _read(settings))), {})
    whole = from_here(os.path.realpath(source), folder).replace(os.sep, "/")
    inside = own.get("source", "strategy")
    docs = whole.removesuffix(inside).rstrip("/") if whole.endswith(inside) else DOCS_DIR
    return docs or ".", inside


def _named_after(folder: str) -> str:
    """A title made from the name of a folder."""
    words = os.path.basename(folder).replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] or "Our strategy"


def _shown(path: str) -> str:
    """A path from the working directory."""
    return from_here(path).replace(os.sep, "/")


def _read(path: str) -> str:
    try:
        return named_file(path).decode()
    except OSError as error:
        raise StratdocsError(f"{path} can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise StratdocsError(f"{path} isn't UTF-8; save it as UTF-8 first") from error
