"""Ours beside its peers: the check and the site of the same strategy, in one run.

Each peer gets the strategy's items in its own format, with titles, texts, states and links, in its
own environment; ours gets it with old dates and long titles besides, so that it has findings.
Every call is a whole process, started in turn with the others; figures are medians of its CPU
time, user and system with those of its children, and the memory of the largest process. Peers
judge other things than ours, and most judge less.

    python benchmarks/peers.py [--items 1000] [--runs 3] [--folder DIR] [--only NAME]

It needs uv and a package index.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import build
import yaml
from check import COLLECTIONS, items, write

PLUGIN = Path(__file__).parents[1] / "plugin"
LIMIT = 900
"""Seconds after which a call is stopped."""


class Row(NamedTuple):
    """An item for a peer."""

    collection: str
    id: str
    title: str
    text: str
    status: str
    above: str
    waits_for: str


class Peer(NamedTuple):
    """A tool: how its files are written, and how it is called in their folder."""

    name: str
    packages: tuple[str, ...]
    write: Callable[[Path, list[Row]], None]
    check: tuple[str, ...] = ()
    site: tuple[str, ...] = ()


class Taken(NamedTuple):
    """What a call took."""

    cpu: float
    megabytes: float
    output: str


def rows(many: int) -> list[Row]:
    """The items, without what only ours has fields for."""
    found = []
    for collection, lines in items(many):
        fields = yaml.load("\n".join(lines), yaml.BaseLoader)
        found.append(
            Row(
                collection,
                fields["id"],
                fields["title"],
                " ".join(fields.get("description", "Nothing more is written.").split()),
                fields.get("status", "committed"),
                fields.get("serves", ""),
                fields.get("depends_on", ""),
            )
        )
    return found


def _file(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _groups(found: list[Row], size: int = 50) -> Iterator[tuple[str, list[Row]]]:
    for collection in COLLECTIONS:
        own = [row for row in found if row.collection == collection]
        for first in range(0, len(own), size):
            yield f"{collection}-{first // size:03}", own[first : first + size]


def throughline(folder: Path, found: list[Row]) -> None:
    """One file an item; only strategies stand by themselves."""
    numbers = {
        row.id: f"{'INT' if row.collection == 'strategies' else 'REQ'}-{number:05}"
        for number, row in enumerate(found, 1)
    }
    settings = """
        [project]
        name = "benchmark"
        format_version = 4
        [grounding]
        root_types = ["intent"]
        delivery_roots = []
        ground_link_types = ["derives_from"]
        [types.intent]
        normative = false
        [types.requirement]
        normative = false
        [links]
        types = ["derives_from", "relates"]
        [status]
        values = ["proposed", "draft", "approved", "ratified", "suspect", "rejected", "deleted"]
        [status.roles]
        initial = "draft"
        proposed = "proposed"
        ratified = "ratified"
        invalidated = "rejected"
        suspect = "suspect"
        tombstone = "deleted"
    """
    _file(folder / "throughline.toml", textwrap.dedent(settings))
    for name, prefix, kind in (("vision", "INT", "intent"), ("requirements", "REQ", "requirement")):
        register = f"prefix: {prefix}\ndigits: 5\ntitle: {name}\ntype: {kind}\n"
        _file(folder / name / ".register.yml", register)
    for row in found:
        root = row.collection == "strategies"
        links = [("derives_from", row.above), ("relates", row.waits_for)]
        item = {
            "uid": numbers[row.id],
            "type": "intent" if root else "requirement",
            "status": "approved",
            "title": row.title,
            "text": row.text,
            "normative": False,
            "links": [{"target": numbers[to], "type": kind} for kind, to in links if to],
        }
        place = folder / ("vision" if root else "requirements") / f"{numbers[row.id]}.yml"
        _file(place, yaml.safe_dump(item, sort_keys=False))


def doorstop(folder: Path, found: list[Row]) -> None:
    """A document a collection, one file an item; its links have no types, so only those upward."""
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    prefixes = dict(zip(COLLECTIONS, ("STR", "BET", "OBJ", "KEY", "WRK"), strict=True))
    numbers = {row.id: f"{prefixes[row.collection]}{n:05}" for n, row in enumerate(found, 1)}
    above = ""
    for collection in COLLECTIONS:
        settings = {"digits": 5, "prefix": prefixes[collection], "sep": ""}
        settings |= {"parent": above} if above else {}
        above = prefixes[collection]
        _file(folder / collection / ".doorstop.yml", yaml.safe_dump({"settings": settings}))
    for row in found:
        item = {
            "active": True,
            "derived": False,
            "header": row.title,
            "level": 1.1,
            "links": [{numbers[row.above]: None}] if row.above else [],
            "normative": True,
            "ref": "",
            "reviewed": None,
            "text": row.text,
        }
        _file(folder / row.collection / f"{numbers[row.id]}.yml", yaml.safe_dump(item))


def sphinx_needs(folder: Path, found: list[Row]) -> None:
    """Fifty items a page, which suits it best."""
    types = [
        {"directive": row, "title": row, "prefix": "", "color": "#fff", "style": "node"}
        for row in COLLECTIONS
    ]
    _file(
        folder / "conf.py",
        f"""project = "Benchmark"
extensions = ["sphinx_needs"]
html_theme = "alabaster"
needs_types = {types!r}
needs_id_regex = "^[A-Za-z0-9_-]+"
needs_extra_links = [
    {{"option": "serves", "incoming": "is served by", "outgoing": "serves"}},
    {{"option": "waits_for", "incoming": "is waited for by", "outgoing": "waits for"}},
]
""",
    )
    names = []
    for name, group in _groups(found):
        names.append(name)
        parts = [f"{name}\n{'=' * len(name)}\n"]
        for row in group:
            options = {"id": row.id, "status": row.status}
            options |= {"serves": row.above} if row.above else {}
            options |= {"waits_for": row.waits_for} if row.waits_for else {}
            head = "".join(f"   :{key}: {value}\n" for key, value in options.items())
            parts.append(f".. {row.collection}:: {row.title}\n{head}\n   {row.text}\n")
        _file(folder / f"{name}.rst", "\n".join(parts))
    listed = "".join(f"   {name}\n" for name in names)
    _file(folder / "index.rst", f"Benchmark\n=========\n\n.. toctree::\n\n{listed}")


def strictdoc(folder: Path, found: list[Row]) -> None:
    """Fifty items a document."""
    for name, group in _groups(found):
        parts = [f"[DOCUMENT]\nTITLE: {name}\n"]
        for row in group:
            part = f"[REQUIREMENT]\nUID: {row.id}\nTITLE: {row.title}\nSTATEMENT: {row.text}\n"
            links = [link for link in (row.above, row.waits_for) if link]
            if links:
                part += "RELATIONS:\n" + "".join(f"- TYPE: Parent\n  VALUE: {i}\n" for i in links)
            parts.append(part)
        _file(folder / f"{name}.sdoc", "\n".join(parts))


def plain(folder: Path, found: list[Row]) -> None:
    """The yardstick of `build.py`: the same pages in Markdown, off the navigation."""
    build.yardstick(folder, len(found))


def ours(folder: Path, found: list[Row]) -> None:
    """The strategy with its debts."""
    write(folder / "docs/strategy", a_file=50, many=len(found), debts=True)
    plugin = "{today: 2027-02-01, fail_on: never}"
    build.settings_file(folder, f"{build.SETTINGS}plugins:\n  - search\n  - stratdocs: {plugin}\n")


_STRATDOCS = ("-m", "stratdocs", "check", "docs/strategy", "--fail-on", "never")
PEERS = (
    Peer("stratdocs", (), ours, _STRATDOCS, ("-m", "mkdocs", "build", "-q", "-d", "{out}")),
    Peer("throughline", ("throughline",), throughline, ("bin/throughline", "check")),
    Peer(
        "sphinx-needs",
        ("sphinx-needs",),
        sphinx_needs,
        ("bin/sphinx-build", "-q", "-b", "needs", ".", "{out}"),
        ("bin/sphinx-build", "-q", "-b", "html", ".", "{out}"),
    ),
    Peer(
        "strictdoc",
        ("strictdoc",),
        strictdoc,
        ("bin/strictdoc", "export", ".", "--formats=json", "--output-dir", "{out}"),
        ("bin/strictdoc", "export", ".", "--formats=html", "--output-dir", "{out}"),
    ),
    Peer(
        "doorstop",
        ("doorstop",),
        doorstop,
        ("bin/doorstop", "--no-suspect-check", "--no-review-check", "--no-reformat"),
        ("bin/doorstop", "publish", "all", "{out}"),
    ),
    Peer(
        "mkdocs-material, pages in Markdown",
        (),
        plain,
        site=("-m", "mkdocs", "build", "-q", "-d", "{out}"),
    ),
)


def installed(peer: Peer, env: Path) -> str:
    """The version of a peer in an environment of its own; in brackets, that there is none."""
    if not peer.packages:
        name = "stratdocs" if peer.write is ours else "mkdocs-material"
        python = sys.executable
    else:
        python, name = str(env / "bin/python"), peer.packages[0]
        for call in (
            ["uv", "venv", "-q", "--clear", "--python", sys.executable, str(env)],
            ["uv", "pip", "install", "-q", "--python", python, *peer.packages],
        ):
            if subprocess.run(call, capture_output=True, check=False).returncode:
                return "(it cannot be installed)"
    code = f"from importlib.metadata import version; print(version({name!r}))"
    return subprocess.run(
        [python, "-c", code], capture_output=True, text=True, check=False
    ).stdout.strip()


def called(words: tuple[str, ...], env: Path, folder: Path, out: Path) -> Taken | None:
    """What a call takes, with an empty folder to write to; None if it fails or takes too long."""
    shutil.rmtree(out, ignore_errors=True)
    shutil.rmtree(folder / "output", ignore_errors=True)
    first = str(env / words[0]) if words[0].startswith("bin/") else sys.executable
    rest = words[1:] if words[0].startswith("bin/") else words
    environment = {**os.environ, "PYTHONPATH": str(PLUGIN), "NO_MKDOCS_2_WARNING": "1"}
    environment["STRATDOCS_CACHE"] = ""  # each call starts from nothing, as those of the peers do
    if words[0].startswith("bin/"):
        del environment["PYTHONPATH"]
    code = (  # a process of its own, so that its children's time and memory are this call's
        "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:], "
        "stdin=subprocess.DEVNULL, stderr=subprocess.STDOUT, stdout=subprocess.PIPE); "
        "used = resource.getrusage(resource.RUSAGE_CHILDREN); "
        "print(done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024); "
        "sys.stdout.buffer.write(done.stdout)"
    )
    call = [first, *(word.format(out=out) for word in rest)]
    try:
        done = subprocess.run(
            [sys.executable, "-c", code, *call],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=LIMIT,
        )
    except subprocess.TimeoutExpired:
        return None
    figures, _, output = done.stdout.partition("\n")
    code_returned, cpu, megabytes = figures.split()
    if code_returned != "0":
        print(f"  {' '.join(call)} ended with {code_returned}: {output[-600:]}", file=sys.stderr)
        return None
    return Taken(float(cpu), float(megabytes), output)


def _cell(taken: list[Taken | None]) -> str:
    found = [run for run in taken if run is not None]
    if not taken:
        return "none"
    if len(found) < len(taken):
        return "failed"
    cpu = statistics.median(run.cpu for run in found)
    return f"{cpu:.2f} s, {max(run.megabytes for run in found):.0f} MB"


def table(versions: Mapping[str, str], taken: Mapping[tuple[str, str], list[Taken | None]]) -> str:
    """The figures as a table in Markdown."""
    lines = ["| tool | version | check | site |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {name} | {version} | {_cell(taken.get((name, 'check'), []))} | "
        f"{_cell(taken.get((name, 'site'), []))} |"
        for name, version in versions.items()
    ]
    return "\n".join(lines)


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--items", type=int, default=1_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="keep environments and files here")
    parser.add_argument("--only", action="append", help="a peer to measure; may be repeated")
    call = parser.parse_args()
    found = rows(call.items)
    with tempfile.TemporaryDirectory() as made:
        top = (call.folder or Path(made)).resolve()
        versions: dict[str, str] = {}
        taken: dict[tuple[str, str], list[Taken | None]] = {}
        peers = [peer for peer in PEERS if not call.only or peer.name in call.only]
        for peer in peers:
            versions[peer.name] = installed(peer, top / "env" / peer.name)
            peer.write(top / "files" / peer.name, found)
        for number in range(call.runs + 1):  # the first fills caches, and is not counted
            for peer in peers:
                if versions[peer.name].startswith("("):
                    continue
                for job, words in (("check", peer.check), ("site", peer.site)):
                    if words and None not in taken.get((peer.name, job), []):
                        env, folder = top / "env" / peer.name, top / "files" / peer.name
                        used = called(words, env, folder, top / "out")
                        if number > 0 or used is None:
                            taken.setdefault((peer.name, job), []).append(used)
    checks = taken.get(("stratdocs", "check"), [])
    summary = [
        line
        for run in checks[:1]
        if run is not None
        for line in run.output.splitlines()
        if line.startswith("checked ")
    ]
    print(f"{call.items:,} items, medians of {call.runs}; stratdocs: {' '.join(summary)}\n")
    print(table(versions, taken))
    return 0


if __name__ == "__main__":
    sys.exit(main())
