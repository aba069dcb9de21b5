"""`stratdocs export`: the strategy in the formats of other programs."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from stratdocs.cli.output import CLEAN, NOTHING, note, progress, write
from stratdocs.cli.parser import Parser, one_of
from stratdocs.model.finding import StratdocsError

if TYPE_CHECKING:
    from stratdocs.model.kinds import Entity
    from stratdocs.model.stack import Stack
    from stratdocs.repo.project import Project
    from stratdocs.site.views.page import SiteContext

MARKDOWN = "markdown"
"""The format that is a folder, not a text."""


def declare(parser: Parser) -> None:
    """What the command is for, and its options."""
    parser.description = (
        "Writes the strategy in a format for other programs: tables (csv, xlsx), data "
        "(json), networks (mermaid, dot, graphml), calendars (ics), feeds of changes "
        "(atom, jsonfeed), pictures (svg, png), pages (html, pdf) and a whole site for "
        "other generators (markdown). The same strategy always gives the same bytes, "
        "except in png and pdf, which other programs make."
    )
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="the strategy's files or folders (default: the folder set in mkdocs.yml)",
    )
    parser.add_argument(
        "--format", required=True, type=one_of("format", (*FORMATS, MARKDOWN)), metavar="FORMAT",
        help=", ".join((*FORMATS, MARKDOWN)),
    )  # fmt: skip
    parser.add_argument(
        "--of",
        metavar="WHAT",
        help=(
            "a collection, such as bets; for networks also an item's id, for it and everything "
            "below it"
        ),
    )
    parser.add_argument(
        "--page",
        metavar="PAGE",
        help=(
            "for pages and pictures: an item's id, or a page by its path in the site, such as "
            "bets/portfolio (its second picture: bets/portfolio#2); default: the strategy on a "
            "page"
        ),
    )
    parser.add_argument(
        "--output",
        metavar="PATH",
        help="write to a file; csv of all collections and markdown go to a folder",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="list the files without writing them"
    )
    parser.examples = (
        "stratdocs export --format csv --of key_results --output key_results.csv",
        "stratdocs export --format xlsx --output strategy.xlsx",
        "stratdocs export --format mermaid --of first-week-value",
        "stratdocs export --format svg --page metrics/chain --output chain.svg",
        "stratdocs export --format html --output strategy-on-a-page.html",
        "stratdocs export --format markdown --output build",
    )


class Source(NamedTuple):
    """What is exported: the strategy, the call, and the site that shows it, if there is one."""

    stack: Stack
    paths: list[str]
    project: Project | None
    call: argparse.Namespace

    @property
    def context(self) -> SiteContext:
        """The strategy as pages show it."""
        from stratdocs.linting.lint import examine
        from stratdocs.site.views.page import SiteContext

        return SiteContext(self.stack, *examine(self.stack))

    def address(self, path: str) -> str | None:
        """The address of a page, if the site's is known."""
        if self.project is None or self.project.site is None:
            return None
        return self.project.page(path) if path else self.project.site

    @property
    def item_address(self) -> Callable[[Entity], str | None]:
        """The address of an item's page, if the site's is known."""
        if self.project is None or self.project.site is None:
            return lambda _: None
        from stratdocs.site.views.page import SiteContext

        site = SiteContext(self.stack, ())
        return lambda entity: self.address(site.path(entity))

    def with_past(self) -> Source:
        """The same with its history, where there is one."""
        from stratdocs.repo.past import with_history
        from stratdocs.repo.project import recorded_history

        log = recorded_history(self.paths)
        return self._replace(stack=with_history(self.stack, self.paths, for_site=True, log=log))


def run(call: argparse.Namespace) -> int:
    """Exports and returns the exit code."""
    if call.format == MARKDOWN:
        from stratdocs.cli.export_markdown import export_markdown

        _reject_unused(call, ())
        return export_markdown(call.paths, call.output, dry_run=call.dry_run)
    if call.dry_run and call.output is None:
        raise StratdocsError("--dry-run needs --output; without it, an export only prints")
    from stratdocs.model.stack import load
    from stratdocs.repo.content import read_content
    from stratdocs.repo.project import find_project, project_around, strategy_folder

    project = find_project()
    paths = call.paths or [strategy_folder(project)]
    if call.paths:
        project = project_around(paths) or (project and project.holding(paths))
    missing = next((path for path in paths if not os.path.exists(path)), None)
    if missing is not None:
        raise StratdocsError(f"{missing} doesn't exist")
    form = FORMATS[call.format]
    _reject_unused(call, form.options)
    today = project.today if project and project.today else date.today()  # noqa: DTZ011  # the user's day
    with progress("reading the strategy"):
        content = read_content(paths)
        stack = load(content.texts, today=today, findings=content.findings)
    if not stack.entities:
        note(f"nothing to export: no YAML file with items in {' and '.join(paths)}")
        return NOTHING
    with progress("exporting"):
        result = form.export(Source(stack, paths, project, call))
    if isinstance(result, int):
        return result
    if isinstance(result, Mapping):
        files = {os.path.join(call.output, name): text for name, text in result.items()}
        if call.dry_run:
            for path, text in files.items():
                _write(call, text, path)
        else:
            from stratdocs.repo.writing import write_files

            write_files({path: text.encode() for path, text in files.items()})
    else:
        _write(call, result, call.output)
    return CLEAN


def _write(call: argparse.Namespace, content: str | bytes, path: str | None) -> None:
    """Writes a file or prints; says only what it would write in a dry run."""
    if not call.dry_run:
        write(content, path)
    elif path is not None:
        data = content.encode() if isinstance(content, str) else content
        write(f"{_difference(path, data)} {path}\n")


def _difference(path: str, data: bytes) -> str:
    if not os.path.exists(path):
        return "new"
    with open(path, "rb") as stream:
        return "unchanged" if stream.read() == data else "changed"


def _reject_unused(call: argparse.Namespace, used: tuple[str, ...]) -> None:
    for option in ("of", "page"):
        if getattr(call, option) is not None and option not in used:
            raise StratdocsError(f"--format {call.format} doesn't take --{option}")


# --- tables and data ------------------------------------------------------------------------------


def _json(source: Source) -> str:
    from stratdocs.reports.export import as_json, strategy

    site = source.with_past().context
    project = source.project

    def url(path: str) -> str | None:
        """The address of a page, from the root of the site."""
        if project is None or project.pages is None:
            return None
        return f"{path}/" if project.folders else f"{path}.html"

    found = strategy(
        site.stack,
        site.findings,
        url=lambda entity: url(site.path(entity)),
        rule_url=lambda rule: url(f"rules/{rule}"),
        not_judged=site.not_judged,
    )
    return as_json(found)


def _csv(source: Source) -> str | Mapping[str, str]:
    from stratdocs.exchange.columns import tables
    from stratdocs.exchange.csv import csv

    of, output = source.call.of, source.call.output
    if of is not None:
        return csv(tables(source.stack, [_collection(of)])[0])
    if output is None or os.path.splitext(output)[1]:
        raise StratdocsError(
            "csv holds one collection: name it with --of, such as --of bets, or give a "
            "folder with --output for one file per collection"
        )
    if os.path.exists(output) and not os.path.isdir(output):
        raise StratdocsError(
            f"{output} is a file; name a folder for csv, or a collection with --of"
        )
    return {f"{table.name}.csv": csv(table) for table in tables(source.stack)}


def _xlsx(source: Source) -> bytes:
    from stratdocs.exchange.columns import tables
    from stratdocs.exchange.xlsx import xlsx

    _needs_file(source)
    of = source.call.of
    return xlsx(tables(source.stack, () if of is None else [_collection(of)]))


def _collection(name: str) -> str:
    from stratdocs.model.kinds import BY_COLLECTION

    return one_of("collection", tuple(BY_COLLECTION))(name)


def _needs_file(source: Source) -> None:
    import sys

    if source.call.output is None and sys.stdout.isatty():
        form = source.call.format
        raise StratdocsError(
            f"{form} isn't text; give a file with --output, such as strategy.{form}"
        )


# --- networks -------------------------------------------------------------------------------------


def _mermaid(source: Source) -> str:
    from stratdocs.exchange.mermaid import mermaid
    from stratdocs.exchange.network import network

    text = mermaid(network(source.stack, source.call.of, source.item_address))
    for line in text.splitlines()[1:3]:
        if line.startswith("  %% "):
            note(line.removeprefix("  %% "))
    return text


def _dot(source: Source) -> str:
    from stratdocs.exchange.dot import dot
    from stratdocs.exchange.network import network

    return dot(network(source.stack, source.call.of, source.item_address))


def _graphml(source: Source) -> str:
    from stratdocs.exchange.graphml import graphml
    from stratdocs.exchange.network import network

    return graphml(network(source.stack, source.call.of, source.item_address))


# --- calendars and feeds --------------------------------------------------------------------------


def _ics(source: Source) -> str:
    from stratdocs.exchange.events import events
    from stratdocs.exchange.ics import ics

    source = source.with_past()
    found = events(source.stack, source.item_address)
    if not found:
        raise StratdocsError(
            "there is nothing for a calendar: no due date, and no meeting with cadence and "
            "last_held"
        )
    project = source.project
    return ics(found, project.name if project else "Strategy", project and project.site)


def _feed(source: Source, form: str) -> str:
    from stratdocs.exchange.feeds import FEEDS, Feed
    from stratdocs.site.change_feed import change_entries

    project = source.project
    if project is None or project.site is None:
        raise StratdocsError(
            "a feed needs the site's address; set site_url in mkdocs.yml, next to the plugin"
        )
    source = source.with_past()
    history = source.stack.history
    if history is not None and history.missing and not history.changes:
        raise StratdocsError(f"there is nothing for a feed: {history.missing}")
    name, write_feed = FEEDS[form]
    page = project.page("changes") or ""
    feed = Feed(f"{project.name}: changes", project.site, page, change_entries(source.context))
    return write_feed(feed, project.site + name)


# --- pages and pictures ---------------------------------------------------------------------------


def _html(source: Source) -> str:
    from stratdocs.site.standalone import find_page, html

    site = source.with_past().context
    return html(site, find_page(site, source.call.page or ""), source.address)


def _svg(source: Source) -> str:
    from stratdocs.site.standalone import find_page, svg

    if source.call.page is None:
        raise StratdocsError(
            "name the page with the picture with --page, such as --page bets/portfolio"
        )
    name, _, number = source.call.page.partition("#")
    if number and not number.isdecimal():
        raise StratdocsError(f"{source.call.page} isn't a picture; the second is {name}#2")
    site = source.with_past().context
    return svg(site, find_page(site, name), int(number or 1), source.address)


def _pdf(source: Source) -> bytes:
    from stratdocs.cli.converters import pdf

    _needs_file(source)
    return pdf(_html(source))


def _png(source: Source) -> bytes:
    from stratdocs.cli.converters import png

    _needs_file(source)
    return png(_svg(source))


class Format(NamedTuple):
    """A format, and the options it uses besides --output."""

    export: Callable[[Source], str | bytes | Mapping[str, str] | int]
    """Texts, by the names of their files if there are several; the exit code if it wrote them."""
    options: tuple[str, ...] = ()


FORMATS: Mapping[str, Format] = {
    "json": Format(_json),
    "csv": Format(_csv, ("of",)),
    "xlsx": Format(_xlsx, ("of",)),
    "mermaid": Format(_mermaid, ("of",)),
    "dot": Format(_dot, ("of",)),
    "graphml": Format(_graphml, ("of",)),
    "ics": Format(_ics),
    "atom": Format(lambda source: _feed(source, "atom")),
    "jsonfeed": Format(lambda source: _feed(source, "jsonfeed")),
    "svg": Format(_svg, ("page",)),
    "png": Format(_png, ("page",)),
    "html": Format(_html, ("page",)),
    "pdf": Format(_pdf, ("page",)),
}
"""Every format by its name."""
