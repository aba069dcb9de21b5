"""The build of a site of 10,000 items, as a ratio to MkDocs for the same pages in Markdown.

The yardstick is MkDocs with Material and search, given a Markdown file for every item: title, why,
fields, what serves it, what it waits for, with the same links. Its item pages are left out of the
navigation as well, and its indexes are in it. Ours has debts besides: old dates, long titles, and
findings about half of its items. Both are whole processes, started in turn; the figure
is the median of their CPU time, user and system.

A second strategy of the same size uses everything (see `whole.py`). Measured of it are the largest
page, and whether ten times the items are much more than ten times the bytes.

    python benchmarks/build.py [--items 10000] [--runs 1] [--folder DIR]
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import whole
import yaml
from check import COLLECTIONS, items, run, write

MAX_RATIO = 0.45
"""Our site of 10,000 items may take this many times as long as the yardstick."""
MAX_MEGABYTES = 200
IN_MEMORY = Path("/dev/shm")
MAX_PAGE = 400_000
"""Bytes of the largest page."""
MAX_GROWTH = 10.5
"""Ten times the items may take this many times the bytes."""
MAX_BELOW = 200
"""Items shown in the list below an item, as on our pages."""
ROWS = 500
"""Items on a page of an index, as on ours."""

HEADINGS = {
    "Strategy": ("strategies", "bets"),
    "Goals": ("objectives", "key_results"),
    "Delivery": ("work",),
}
"""The headings of the indexes in the navigation, as in ours."""

SETTINGS = """
site_name: Benchmark
use_directory_urls: true
theme: {name: material, font: false, features: [navigation.path, navigation.tabs]}
markdown_extensions: [attr_list, md_in_html, tables]
"""


class Item(NamedTuple):
    """An item as a Markdown page."""

    path: str
    noun: str
    title: str
    fields: dict[str, str]


class Built(NamedTuple):
    """What a build took and made."""

    cpu: float
    megabytes: float
    pages: int
    size: int
    """Bytes of HTML."""
    largest: tuple[int, str]


def markdown(folder: Path, many: int) -> None:
    """Writes the pages: one for each item, an index for each collection, a home page."""
    known: dict[str, Item] = {}
    below: dict[str, list[str]] = defaultdict(list)
    waiting: dict[str, list[str]] = defaultdict(list)
    for collection, lines in items(many):
        fields = yaml.load("\n".join(lines), yaml.BaseLoader)
        noun = {"strategies": "strategy"}.get(collection, collection.removesuffix("s"))
        identity = fields["id"]
        known[identity] = Item(
            f"{collection}/{identity}.md", noun.replace("_", " "), fields["title"], fields
        )
        if "serves" in fields:
            below[fields["serves"]].append(identity)
        if "depends_on" in fields:
            waiting[fields["depends_on"]].append(identity)
    for item in known.values():
        _write(folder / item.path, _page(item, known, below, waiting))
    for collection in COLLECTIONS:
        rows = [item for item in known.values() if item.path.startswith(f"{collection}/")]
        for number, text in enumerate(_index(collection, rows, known)):
            name = f"{collection}/index.md" if number == 0 else f"{collection}/page-{number + 1}.md"
            _write(folder / name, text)
    home = ["# Strategy on a page", "", *_tree("company", known, below, "")]
    _write(folder / "index.md", "\n".join(home))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text + "\n", encoding="utf-8")


def _link(item: Item, start: str = "../") -> str:
    return f"[{item.title}]({start}{item.path})"


def _page(
    item: Item,
    known: dict[str, Item],
    below: dict[str, list[str]],
    waiting: dict[str, list[str]],
) -> str:
    fields = item.fields
    why, step = [], item
    while "serves" in step.fields:
        above = known[step.fields["serves"]]
        why.append(f"this {step.noun} serves the {above.noun} {_link(above)}")
        step = above
    parts = [
        f"# {item.title}",
        f"{item.noun} `{fields['id']}`, {fields.get('status', '')}",
        f"**Why?** {', and '.join(why)}.",
        fields.get("description", ""),
        "| Field | Value |\n| --- | --- |\n"
        + "\n".join(
            f"| {name} | {value} |"
            for name, value in (*fields.items(), *fields.get("success", {}).items())
            if name not in ("id", "title", "description", "serves", "depends_on", "success")
        ),
    ]
    if below[fields["id"]]:
        parts.append("## What serves it\n\n" + "\n".join(_tree(fields["id"], known, below)))
    if "depends_on" in fields or waiting[fields["id"]]:
        parts.append("## Dependencies")
        parts.append(
            "\n".join(
                (
                    *(f"- It waits for {_link(known[i])}" for i in [fields.get("depends_on")] if i),
                    *(f"- {_link(known[i])} waits for it" for i in waiting[fields["id"]]),
                )
            )
        )
    return "\n\n".join(parts)


def _tree(
    root: str, known: dict[str, Item], below: dict[str, list[str]], start: str = "../"
) -> list[str]:
    """Nested lists of what serves an item, level by level until 200 are shown."""
    shown: dict[str, list[str]] = {}
    level, spent = [root], 0
    while level:
        following: list[str] = []
        for identity in level:
            shown[identity] = below[identity][: MAX_BELOW - spent]
            spent += len(shown[identity])
            following.extend(shown[identity])
        level = following

    def lines(identity: str, depth: int) -> Iterator[str]:
        for child in shown.get(identity, ()):
            item = known[child]
            yield (
                f"{'    ' * depth}- {item.noun} {_link(item, start)}, "
                f"{item.fields.get('status', '')}, {item.fields.get('owner', '')}"
            )
            yield from lines(child, depth + 1)

    return list(lines(root, 0))


def _index(collection: str, rows: Sequence[Item], known: dict[str, Item]) -> Iterator[str]:
    shown = ("status", "owner", "period", "due", "estimate", "baseline", "target")
    columns = [name for name in shown if any(name in row.fields for row in rows)]
    for first in range(0, len(rows), ROWS):
        yield "\n".join(
            (
                f"# {collection.replace('_', ' ').capitalize()}",
                "",
                f"| Item | {' | '.join(columns)} | For |",
                f"| --- {'| --- ' * len(columns)}| --- |",
                *(
                    f"| {_link(row)} | {' | '.join(row.fields.get(c, '') for c in columns)} | "
                    f"{_link(known[row.fields['serves']]) if 'serves' in row.fields else ''} |"
                    for row in rows[first : first + ROWS]
                ),
            )
        )


def yardstick(folder: Path, many: int) -> Path:
    """Writes a site of Markdown pages; returns its settings file."""
    markdown(folder / "docs", many)
    named = "".join(
        f"  - {heading}: [{', '.join(f'{name}/index.md' for name in names)}]\n"
        for heading, names in HEADINGS.items()
    )
    hidden = "".join(f"  /{name}/*\n" for name in COLLECTIONS)
    settings = (
        f"{SETTINGS}plugins: [search]\nnav:\n  - Overview: index.md\n{named}not_in_nav: |\n{hidden}"
    )
    return settings_file(folder, settings)


def own(folder: Path, many: int) -> Path:
    """Writes the same as a strategy with debts, so that it has findings; returns its settings
    file.
    """
    write(folder / "docs" / "strategy", a_file=50, many=many, debts=True)
    settings = (
        f"{SETTINGS}plugins:\n  - search\n  - stratdocs: {{today: 2027-02-01, fail_on: never}}\n"
    )
    return settings_file(folder, settings)


def everything(folder: Path, many: int) -> Path:
    """Writes a strategy of all kinds; returns its settings file."""
    whole.write(folder / "docs" / "strategy", many)
    settings = (
        f"{SETTINGS}plugins:\n  - search\n  - stratdocs: {{today: 2027-02-01, fail_on: never}}\n"
    )
    return settings_file(folder, settings)


def settings_file(folder: Path, text: str) -> Path:
    """Writes the settings of a site; returns their file."""
    folder.mkdir(exist_ok=True)
    file = folder / "mkdocs.yml"
    file.write_text(text, encoding="utf-8")
    return file


def build(settings: Path) -> Built:
    """Builds a site into an empty folder."""
    with tempfile.TemporaryDirectory(dir=settings.parent) as site:
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(settings), "-d", site]
        cpu, megabytes, _ = run(command)
        sizes = [
            (page.stat().st_size, str(page.relative_to(site)))
            for page in Path(site).rglob("*.html")
        ]
        if not sizes:
            raise SystemExit(f"{' '.join(command)} made no page")
        return Built(cpu, megabytes, len(sizes), sum(size for size, _ in sizes), max(sizes))


def report(name: str, built: Sequence[Built]) -> float:
    """Prints a line of figures; returns the CPU seconds."""
    last = built[-1]
    cpu = statistics.median(site.cpu for site in built)
    megabytes = max(site.megabytes for site in built)
    print(
        f"  {name}: {cpu:.2f} s, {megabytes:.0f} MB; {last.pages} pages, "
        f"{last.size / 1e6:.1f} MB of HTML, {last.size / last.pages / 1e3:.1f} KB a page, "
        f"largest {last.largest[0] / 1e3:.0f} KB ({last.largest[1]})"
    )
    return cpu


def main() -> int:
    """Prints the figures of both; returns 1 if ours miss the goal."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="keep what is built from here")
    call = parser.parse_args()
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # Material's banner
    with tempfile.TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else None) as made:
        folder = call.folder or Path(made)
        print(f"{call.items:,} items")
        sites = yardstick(folder / "markdown", call.items), own(folder / "own", call.items)
        pairs = [[build(settings) for settings in sites] for _ in range(call.runs)]
        theirs = report("in Markdown", [pair[0] for pair in pairs])
        ours = report("as strategy", [pair[1] for pair in pairs])
        last = pairs[-1][1]
        few = build(own(folder / "few", call.items // 10))
        growth = last.size / few.size
        print(f"  ten times the items are {growth:.1f} times the bytes")
    large, small = (
        build(everything(folder / f"whole-{count}", count))
        for count in (call.items, call.items // 10)
    )
    report("with everything", [large])
    print(f"  ten times the items are {large.size / small.size:.1f} times the bytes")
    growth = max(growth, large.size / small.size)
    largest = max(last.largest[0], large.largest[0])
    megabytes = max(pair[1].megabytes for pair in pairs)
    failed = (
        ours / theirs > MAX_RATIO
        or largest > MAX_PAGE
        or growth > MAX_GROWTH
        or megabytes > MAX_MEGABYTES
    )
    print(
        f"{ours / theirs:.2f} x; the goal is {MAX_RATIO} x, {MAX_MEGABYTES} MB, "
        f"no page above {MAX_PAGE // 1000} KB and {MAX_GROWTH} times the bytes: "
        f"{'missed' if failed else 'met'}"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
