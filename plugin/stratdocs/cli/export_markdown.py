"""`stratdocs export --format markdown`: a site of Markdown files for other generators."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from stratdocs import __version__
from stratdocs.cli.output import CLEAN, FOUND, note, write
from stratdocs.linting.lint import examine
from stratdocs.model.finding import Severity, StratdocsError
from stratdocs.publishing.edit_links import edit_address, edit_base
from stratdocs.publishing.export import PAGES, Surroundings, export
from stratdocs.publishing.navigation import nav_place
from stratdocs.publishing.settings_file import GENERATED
from stratdocs.publishing.shown import MANUAL, folder_of_pages, shown_pages, views_left_out
from stratdocs.repo.content import SUFFIXES, read_content
from stratdocs.repo.export_folder import (
    ExportChanges,
    export_changes,
    read_site_files,
    reject_foreign_folder,
    write_export,
)
from stratdocs.repo.here import from_here
from stratdocs.repo.project import (
    DOCS_DIR,
    NO,
    YES,
    find_project,
    merged_settings,
    plugin_node,
    recorded_history,
    settings_texts,
    site_address,
    strategy_folder,
    text_of,
)
from stratdocs.repo.strategy import strategy_of_site
from stratdocs.reports.checked import Checked, count_phrase
from stratdocs.reports.concise import concise
from stratdocs.reviewing.comparison import with_comparison
from stratdocs.site.downloads import Download, downloads, with_downloads
from stratdocs.site.embeds import PageReader
from stratdocs.site.pages import pages
from stratdocs.site.views.page import SiteContext
from stratdocs.words.phrases import join_words
from stratdocs.yamltext.source import MappingNode, Node, Span


class _Place(NamedTuple):
    """Where the strategy and its site are."""

    home: str
    """The folder that paths on pages start from."""
    source: str
    docs: str | None
    """The folder of written pages."""
    settings: Sequence[tuple[str, str]]
    templates: str | None
    today: date | None
    fail_on: Severity | None
    name: str
    site: str | None
    """The site's address."""
    own: MappingNode
    """The settings of the plugin."""
    shared: bool
    """Whether the site shows other strategies too."""

    def given(self, name: str) -> str:
        """A setting of the plugin, empty if there is none."""
        return text_of(self.own.get(name)) or ""


def export_markdown(paths: Sequence[str], output: str | None, *, dry_run: bool = False) -> int:
    """Writes the export, or says what it would write; returns the exit code."""
    if output is None:
        raise StratdocsError("--format markdown needs --output DIR, the folder to write to")
    place = _place(paths)
    _reject_place(output, place)
    today = place.today or date.today()  # noqa: DTZ011  # the user's day
    content, log = read_content([place.source]), recorded_history([place.source])
    stack = strategy_of_site(content, place.source, place.home, today, log=log)
    written = read_site_files(Path(place.docs), [output]) if place.docs is not None else {}
    written = {uri: data for uri, data in written.items() if not _is_read(uri, place, log)}
    reader = PageReader(stack)
    in_pages = [
        finding
        for uri, data in written.items()
        if uri.lower().endswith(PAGES) and not place.shared  # it may name items of another strategy
        for finding in reader.findings(
            from_here(os.path.join(place.docs or "", uri), place.home).replace(os.sep, "/"),
            data.decode("utf-8-sig", "replace").replace("\r\n", "\n"),
        )
    ]
    stack = stack.with_findings(in_pages) if in_pages else stack
    examined = examine(stack)
    level = place.fail_on
    failing = [f for f in examined.findings if level is not None and f.severity >= level]
    if failing:
        write(concise(Checked(tuple(failing), stack.texts, len(stack.entities))))
        stopping = count_phrase(len(failing), "finding stops", "findings stop")
        note(f"{stopping} the export; nothing was written")
        return FOUND
    context = SiteContext(stack, examined.findings, examined.silenced, examined.expiring)
    made = tuple(pages(context))
    if compared := place.given("compare_to"):
        made = with_comparison(made, compared, place.source, context)
    manual = place.given("manual") or MANUAL[0]
    if manual not in MANUAL:
        raise StratdocsError(f'`manual` is "{manual}"; use {join_words(MANUAL, "or")}')
    linked = {page.path for page in made if page.is_manual} if manual == "link" else set()
    left_out, wrong = views_left_out(_views(place.own.get("views")), made)
    if wrong:
        raise StratdocsError(wrong)
    made = tuple(shown_pages(made, manual=manual == "full", left_out=left_out))
    known = {page.path for page in made}
    wanted = place.given("downloads") != "false"
    offered = downloads(context, place.name, place.site) if wanted else ()
    offered = tuple(d for d in offered if not known.isdisjoint(d.pages))
    made = tuple(with_downloads(made, offered))
    around = _surroundings(place, written, output, offered)
    files = dict(export(context, made, around._replace(linked=linked)))
    if dry_run:
        write("".join(_planned(output, export_changes(Path(output), files))))
        return CLEAN
    changed = write_export(Path(output), files, __version__)
    shown = os.path.join(output, GENERATED)
    note(
        f"{output}: {count_phrase(len(files), 'file', 'files')}, {changed} changed; "
        f"publish it with zensical build -f {shown}"
    )
    return CLEAN


def _planned(output: str, planned: ExportChanges) -> Iterator[str]:
    """A line for each file that would change."""
    for word, names in (
        ("new", planned.new), ("changed", planned.changed), ("removed", planned.removed)
    ):  # fmt: skip
        for name in names:
            yield f"{word} {os.path.join(output, name)}\n"
    if not any(planned):
        yield f"nothing would change in {output}\n"


def _reject_place(output: str, place: _Place) -> None:
    """Raises if an export cannot go to the folder."""
    for folder in (place.source, place.docs):
        if folder is not None and os.path.join(os.path.realpath(output), "").startswith(
            os.path.join(os.path.realpath(folder), "")
        ):
            raise StratdocsError(
                f"{output} is within {from_here(folder)}, which would then publish the "
                "export too; name a folder outside it"
            )
    reject_foreign_folder(Path(output))


def _place(paths: Sequence[str]) -> _Place:
    if len(paths) > 1:
        raise StratdocsError("a site has one strategy; give only its folder")
    project = find_project()
    source = paths[0] if paths else strategy_folder(project)
    project = project and project.of([source])
    if not os.path.isdir(source):
        raise StratdocsError(f"{source} isn't a folder; give the folder of the strategy's YAML")
    if project is None or os.path.realpath(source) != os.path.realpath(project.source):
        return _Place(
            os.getcwd(),
            source,
            None,
            (),
            None,
            None,
            Severity.ERROR,
            "Strategy",
            None,
            MappingNode(),
            shared=False,
        )
    settings = settings_texts(project.file)
    merged = merged_settings(settings)
    home = os.path.dirname(project.file)
    own = plugin_node(merged, project.number)
    docs = os.path.join(home, text_of(merged.get("docs_dir")) or DOCS_DIR)
    templates = text_of(own.get("templates"))
    return _Place(
        home,
        source,
        docs if os.path.isdir(docs) else None,
        settings,
        os.path.join(home, templates) if templates else None,
        project.today,
        project.fail_on,
        project.name,
        site_address(text_of(merged.get("site_url"))),
        own,
        project.shared,
    )


def _views(node: Node | None) -> dict[str, object]:
    """The setting `views`, as YAML means it."""
    given = node.values if isinstance(node, MappingNode) else {}
    return {name: _truth(text_of(value)) for name, value in given.items()}


def _truth(text: str | None) -> object:
    word = (text or "").lower()
    return word in YES if word in (*YES, *NO) else text


def _nav(node: Node | None) -> object:
    """The setting `nav`: false, or texts by their names."""
    if isinstance(node, MappingNode):
        return {name: text_of(value) for name, value in node.values.items()}
    return _truth(text_of(node))


def _is_read(uri: str, place: _Place, log: str | None) -> bool:
    """Whether a file below the folder of pages is YAML of the strategy, or its recorded history."""
    path = os.path.realpath(os.path.join(place.docs or "", uri))
    if log is not None and path == os.path.realpath(log):
        return True
    return uri.lower().endswith(SUFFIXES) and path.startswith(
        os.path.join(os.path.realpath(place.source), "")
    )


def _surroundings(
    place: _Place, written: dict[str, bytes], output: str, offered: Sequence[Download]
) -> Surroundings:
    def seen(path: str) -> str:
        return from_here(path, output).replace(os.sep, "/")

    merged = merged_settings(place.settings)
    base = edit_base(text_of(merged.get("repo_url")), text_of(merged.get("edit_uri")))

    def edit(source: Span) -> str | None:
        return edit_address(base or "", source, Path(place.home), Path(place.docs or ""))

    extension = {"source": seen(place.source)}
    if place.today is not None:
        extension["today"] = place.today.isoformat()
    if place.templates is not None:
        extension["templates"] = seen(place.templates)
    folder = folder_of_pages(place.given("path"))
    if folder:
        extension["pages"] = folder
    if place.given("manual") == "link":
        extension["manual"] = "link"
    return Surroundings(
        settings=place.settings,
        inherit=seen(place.settings[0][0]) if place.settings else None,
        written=written,
        templates=[Path(place.templates)] if place.templates is not None else [],
        extension=extension,
        edit=edit if base and place.docs is not None else None,
        downloads=offered,
        site=place.site,
        watch=[seen(place.source)],
        folder=folder,
        nav=nav_place(_nav(place.own.get("nav")), folder),
        linked=(),
    )
